from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from caveat.countries.dossier import NEAREST
from caveat.model.dossier import Agency, Incident, LookedUp
from caveat.model.error import CaveatError
from caveat.rulebook.atlas import Atlas
from caveat.services.gather_facts import Held
from caveat.services.look_up_end_user import look_up_end_user
from tests.services.small_held import DAY, ID, NAME, agency, held, incident, land, reference

TODAY = date(2026, 11, 24)


def looked_up(
    name: str,
    agencies: list[Agency],
    incidents: list[Incident] | None = None,
    *,
    as_of: date = DAY,
    country: str | None = None,
    place: str = "BD",
) -> LookedUp:
    known = held(land(id=place), agencies, incidents or [])
    return look_up_end_user(
        name, known.atlas, known.dossiers, as_of=as_of, today=TODAY, country=country
    )


def ids(found: LookedUp) -> list[str]:
    return [one.agency.id for one in found.found]


def test_agency_is_found_with_its_kin_and_their_incidents() -> None:
    guard = agency(parent_file="BD.ministry")
    ministry = agency("BD.ministry", name="Ministry of Interior")
    other = incident("other", end_users=("BD.nobody",))
    of_kin = incident("of_kin", end_users=("BD.ministry",), sources=(reference("2022"),))
    found = looked_up(NAME, [guard, ministry], [other, incident(), of_kin])
    assert (found.name, found.country, found.as_of, found.nearest) == (NAME, None, DAY, ())
    (one,) = found.found
    assert (one.agency, one.same, one.kin) == (guard, True, (ministry,))
    assert [held.id for held in one.incidents] == ["of_kin", "phones"]


def test_incident_that_became_public_later_is_left_out() -> None:
    days = (date(2020, 3, 30), date(2020, 3, 31))
    found = [looked_up(NAME, [agency()], [incident()], as_of=day).found[0] for day in days]
    assert [len(one.incidents) for one in found] == [0, 1]


def test_name_of_nobody_held_finds_nobody() -> None:
    found = looked_up("Water Works", [agency()], [incident()])
    assert (found.found, found.nearest) == ((), ())


@pytest.mark.parametrize("name", ["Rapid Gard", "rapid gaurd", "RAPID-GUART"])
def test_name_that_is_misspelled_offers_the_nearest(name: str) -> None:
    found = looked_up(name, [agency(), agency("BD.other", name="Coast Office")])
    assert (found.found, [one.id for one in found.nearest]) == ((), [ID])


def test_all_agencies_of_the_nearest_name_are_offered_once() -> None:
    twins = [agency(names=("Rapid Guards",)), agency("BD.twin"), agency("AE.twin")]
    found = looked_up("Rapid Gard", twins)
    assert [one.id for one in found.nearest] == [ID, "BD.twin", "AE.twin"]


def test_no_more_than_a_few_are_offered() -> None:
    many = [agency(f"BD.n{n}") for n in range(NEAREST + 1)]
    assert len(looked_up("Rapid Gard", many).nearest) == NEAREST


@pytest.mark.parametrize(
    ("country", "expected"),
    [
        (None, ["AE.twin", "BD-HILLS.twin", ID]),
        ("bd", ["BD-HILLS.twin", ID]),
        ("BD", ["BD-HILLS.twin", ID]),
    ],
)
def test_country_leaves_its_own_agencies_and_those_of_its_territories(
    country: str | None, expected: list[str]
) -> None:
    agencies = [agency(), agency("AE.twin"), agency("BD-HILLS.twin")]
    found = looked_up(NAME, agencies, country=country)
    assert (ids(found), found.country) == (expected, country and "BD")


def test_territory_has_its_own_agencies_and_those_of_its_state() -> None:
    agencies = [agency(), agency("BD-HILLS.twin"), agency("BD-PLAIN.twin"), agency("AE.twin")]
    found = looked_up(NAME, agencies, country="bd-hills", place="BD-HILLS")
    assert ids(found) == ["BD-HILLS.twin", ID]


@pytest.mark.parametrize(
    ("name", "options", "code"),
    [
        ("", {}, "end_user.name"),
        (" \n\t", {}, "end_user.name"),
        (NAME, {"as_of": date(2026, 11, 25)}, "date.future"),
        (NAME, {"country": "QQ"}, "country.unknown"),
        (NAME, {"country": ""}, "country.unknown"),
        (NAME, {"country": "Bangladesh"}, "country.unknown"),
    ],
)
def test_look_up_refuses_what_it_cannot_look_up(
    name: str, options: dict[str, Any], code: str
) -> None:
    with pytest.raises(CaveatError) as caught:
        looked_up(name, [agency()], **options)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_unknown_country_names_the_nearest(atlas: Atlas) -> None:
    with pytest.raises(CaveatError, match="Nearest: 'CN-TIBET'"):
        look_up_end_user(NAME, atlas, held().dossiers, as_of=DAY, today=TODAY, country="CN-TIBETT")


@pytest.mark.parametrize("name", ["—", "...", "\u200b", "\x1b[31m", "[red]", "A" * 100_000])
def test_hostile_name_finds_nobody(name: str) -> None:
    assert looked_up(name, [agency()]).found == ()


@pytest.mark.parametrize("name", ["র‍্যাব", "قوات الأمن", "Служба", "國家安全部"])
def test_name_in_its_own_script_is_found(name: str) -> None:
    (one,) = looked_up(name, [agency(names=(name,)), agency("BD.other", name="Office")]).found
    assert (one.agency.id, one.same) == (ID, True)


def test_circle_of_bodies_is_walked_once() -> None:
    circle = [agency(parent_file="BD.b"), agency("BD.b", name="B Office", parent_file=ID)]
    (one,) = looked_up(NAME, circle).found
    assert [kin.id for kin in one.kin] == ["BD.b"]


def test_every_agency_held_is_found_by_each_of_its_names(held: Held) -> None:
    for one in held.dossiers.agencies.values():
        for name in (one.name, *one.names):
            found = look_up_end_user(
                name, held.atlas, held.dossiers, as_of=TODAY, today=TODAY, country=one.country
            )
            assert one.id in ids(found)
