"""The published schema of the JSON on countries accepts what is printed, and nothing else."""

from __future__ import annotations

import copy
import json
from datetime import date
from functools import cache
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from caveat.countries.profile import profile_of
from caveat.model.country import Domain, TreatyStatus
from caveat.model.profile import Band, Direction, LowCondition
from caveat.model.truth import Truth
from caveat.reports.country_json import country_json
from caveat.reports.json_country_shape import DomainName
from caveat.reports.schemas import schemas
from caveat.rulebook.atlas import Atlas
from caveat.services.profile_country import profile_country, profile_several
from tests.countries.small import DAY, EDITIONS, LAND, figure, jumpy

TODAY = date(2026, 11, 24)
CODES = ("NO", "KP", "TW", "XK", "PS", "HK", "EH", "PS-GAZA", "UA-CRIMEA", "ET")


@cache
def validator() -> Draft202012Validator:
    return Draft202012Validator(schemas()["country_profile"])


def valid(tree: object) -> bool:
    return validator().is_valid(json.loads(json.dumps(tree)))


def enum_of(part: str, key: str) -> set[str]:
    found = schemas()["country_profile"]["$defs"][part]["properties"][key]
    return set(found.get("enum") or found["items"]["enum"])


@pytest.mark.parametrize("code", CODES)
@pytest.mark.parametrize(
    ("as_of", "retrospective"),
    [(TODAY, False), (date(2019, 1, 1), False), (date(2019, 1, 1), True)],
)
def test_schema_accepts_what_is_shown(
    atlas: Atlas, code: str, as_of: date, retrospective: bool
) -> None:
    found = profile_country(code, atlas, as_of, today=TODAY, retrospective=retrospective)
    assert valid(country_json(found))


def test_schema_accepts_what_is_compared_and_no_list_of_one(atlas: Atlas) -> None:
    profiles = profile_several(CODES, atlas, TODAY, today=TODAY)
    compared = [country_json(one) for one in profiles]
    assert valid(compared)
    assert not valid(compared[:1])


@pytest.mark.parametrize("misuse", [None, Truth.YES, Truth.NO])
def test_schema_accepts_breaks_and_every_condition(misuse: Truth | None) -> None:
    scored = jumpy("press", domain=Domain.PRESS, scored=True)
    series = {
        "freedom": [figure(60.0, 2022), figure(50.0, 2023)],
        "press": [figure(50.0, 2021, "e22")],
    }
    found = profile_of(LAND, series, [jumpy(), scored], EDITIONS, DAY, misuse=misuse)
    tree = country_json(found)
    assert [one["direction"] for one in tree["breaks"]] == ["worse"]
    assert valid(tree)


def test_schema_has_every_word_of_the_model() -> None:
    assert set(get_args(DomainName)) == {one.value for one in Domain}
    assert enum_of("UnmetJson", "condition") == {one.value for one in LowCondition}
    assert enum_of("BreakJson", "direction") == {one.value for one in Direction}
    assert enum_of("DomainJson", "bands") == {one.value for one in Band}
    assert enum_of("TreatyJson", "status") == {one.value for one in TreatyStatus}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("score",), 0.5),
        (("as_of",), None),
        (("schema",), "caveat-country-2"),
        (("domains", 0, "bands"), ["fine"]),
        (("domains", 0, "score"), 1),
        (("domains", 0, "indicators", 0, "risk"), None),
        (("low_conditions", "unmet"), [{"condition": "thin"}]),
    ],
)
def test_schema_refuses_what_is_not_printed(
    atlas: Atlas, path: tuple[str | int, ...], value: object
) -> None:
    tree = country_json(profile_country("NO", atlas, TODAY, today=TODAY))
    changed: Any = copy.deepcopy(tree)
    part = changed
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    assert (valid(tree), valid(changed)) == (True, False)


def test_schema_misses_no_key_that_is_printed(atlas: Atlas) -> None:
    tree = country_json(profile_country("NO", atlas, TODAY, today=TODAY))
    for key in tree:
        assert not valid({name: value for name, value in tree.items() if name != key})
