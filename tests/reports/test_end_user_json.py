"""What is held on an end user as JSON, and its published schema."""

from __future__ import annotations

import copy
import json
from datetime import date
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caveat.model.dossier import LookedUp
from caveat.reports.end_user_json import SCHEMA, end_user_json, incident_json
from caveat.reports.end_user_report import NOTHING
from caveat.reports.schemas import schemas
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dossiers import Dossiers
from caveat.services.look_up_end_user import look_up_end_user
from tests.reports.dossiers import DAY, OPENED, agency, held, incident, listing, looked_up

FULL = looked_up(
    held(
        agency(listings=(listing(removed="2022"),), parent_file="XA.sea", own=True),
        kin=(agency("sea", name="Ministry of the Sea", listings=(listing(removed="2021-02"),)),),
        incidents=(incident(own=True),),
        same=False,
    ),
    country="XA",
    as_of=date(2022, 6, 30),
)


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schemas()["end_user_record"])


def valid(tree: object) -> bool:
    return validator().is_valid(json.loads(json.dumps(tree)))


def found(dossiers: Dossiers, atlas: Atlas, name: str, as_of: date = DAY) -> LookedUp:
    return look_up_end_user(name, atlas, dossiers, as_of=as_of, today=DAY)


def test_json_says_what_it_means_that_nothing_is_held() -> None:
    one = agency("sea", name="Sea Watch")
    assert end_user_json(looked_up(name="Nobody", nearest=(one,))) == {
        "schema": SCHEMA,
        "name": "Nobody",
        "country": None,
        "as_of": "2026-11-24",
        "says": NOTHING,
        "nearest": [{"id": "XA.sea", "name": "Sea Watch", "country": "XA"}],
        "agencies": [],
    }


def test_json_holds_an_agency_with_listings_kin_and_incidents_as_of_the_day() -> None:
    tree = end_user_json(FULL)
    (one,) = tree["agencies"]
    (kin,) = one["kin"]
    assert (tree["says"], tree["country"], one["id"], one["own"], one["same_name"]) == (
        None,
        "XA",
        "XA.harbour_watch",
        True,
        False,
    )
    assert [line["removed"] for line in one["listings"]] == [None]
    assert (kin["id"], kin["name"], [line["removed"] for line in kin["listings"]]) == (
        "XA.sea",
        "Ministry of the Sea",
        ["2021-02"],
    )
    assert [line["id"] for line in one["incidents"]] == ["xa_watch_2021"]


def test_json_leaves_out_listings_that_became_public_later() -> None:
    tree = end_user_json(looked_up(held(agency(listings=(listing(),))), as_of=date(2020, 1, 1)))
    assert tree["agencies"][0]["listings"] == []


def test_incident_is_plain_data_with_the_day_on_which_it_became_known() -> None:
    assert incident_json(incident(sources=(OPENED,))) == {
        "id": "xa_watch_2021",
        "title": "A reporter was followed",
        "country": "XA",
        "end_users": ["XA.harbour_watch"],
        "named": "the Harbour Watch",
        "vendors": ["Example Lens"],
        "product": "Lens 2",
        "technology": ["recording_devices.networked_cctv"],
        "rights": ["privacy", "freedom_from_torture"],
        "against": ["journalists", "human_rights_defenders"],
        "abroad": False,
        "from_year": 2019,
        "until_year": 2020,
        "what": "Example Paper reported that a reporter was followed.",
        "weight": "official_finding",
        "answer": "",
        "sources": [
            {
                "publisher": "Example Paper",
                "title": "report on the watch",
                "published": "2021-12",
                "basis": "secondary_source",
                "url": "https://paper.example/1",
                "read_on": "2026-11-24",
            }
        ],
        "own": False,
        "known_on": "2021-12-31",
    }


@pytest.mark.parametrize("as_of", [DAY, date(2015, 12, 31), date(1850, 1, 1)])
def test_schema_accepts_what_is_shown_of_every_agency_held(
    dossiers: Dossiers, atlas: Atlas, as_of: date
) -> None:
    trees = {
        one.id: end_user_json(found(dossiers, atlas, one.name, as_of))
        for one in dossiers.agencies.values()
    }
    assert trees
    assert [name for name, tree in trees.items() if not valid(tree)] == []
    assert [n for n, tree in trees.items() if n not in [a["id"] for a in tree["agencies"]]] == []


def test_schema_accepts_a_name_of_which_nothing_is_held(dossiers: Dossiers, atlas: Atlas) -> None:
    tree = end_user_json(found(dossiers, atlas, "Ministry of Nowhere (invented)"))
    assert (tree["agencies"], tree["says"], valid(tree)) == ([], NOTHING, True)


def test_schema_accepts_a_full_record_and_misses_no_key_of_it() -> None:
    tree = end_user_json(FULL)
    assert valid(tree)
    for key in tree:
        assert not valid({name: value for name, value in tree.items() if name != key})
    for key in tree["agencies"][0]:
        changed = copy.deepcopy(tree)
        del changed["agencies"][0][key]
        assert not valid(changed)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("score",), 0.5),
        (("schema",), "caveat-end-user-2"),
        (("says",), False),
        (("agencies", 0, "risk"), "low"),
        (("agencies", 0, "level"), "federal"),
        (("agencies", 0, "same_name"), None),
        (("agencies", 0, "listings", 0, "basis"), "guessed"),
        (("agencies", 0, "kin", 0, "listings"), None),
        (("agencies", 0, "incidents", 0, "weight"), "proven"),
        (("agencies", 0, "incidents", 0, "until_year"), "2020"),
        (("agencies", 0, "sources", 0, "score"), 1),
    ],
)
def test_schema_refuses_what_is_not_printed(path: tuple[str | int, ...], value: object) -> None:
    changed: Any = end_user_json(FULL)
    part = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert not valid(changed)


def test_schemas_share_the_shape_of_incidents_and_publications() -> None:
    both = schemas()
    for part in ("IncidentJson", "PublicationJson"):
        shapes = [both[name]["$defs"][part] for name in ("end_user_record", "country_profile")]
        assert shapes[0] == shapes[1]
