"""The real files on agencies, incidents and laws: what holds of all, whatever else they say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from caveat.countries.dossier import agencies_named, kin_of
from caveat.model.country import Law
from caveat.model.dossier import Reference, first_day
from caveat.model.standing import Basis
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dossiers import FOLDERS, Dossiers
from caveat.rulebook.loader import DATA, Rulebook

MACHINE = re.compile(r"/(work|tmp|home|root|Users|mnt|var)/|file://|[A-Z]:\\|~/")
"""Paths of a machine, and not of an address."""
ADDRESS = re.compile(r"https?://[^\s<>\"]+\.[^\s<>\"]+")
READ = {Basis.OFFICIAL_TEXT, Basis.SECONDARY_SOURCE}


def laws(atlas: Atlas) -> Iterator[tuple[str, Law]]:
    for code, country in atlas.countries.items():
        for law in country.laws:
            yield code, law


def references(dossiers: Dossiers, atlas: Atlas) -> Iterator[tuple[str, Reference]]:
    """Yield every publication with the id of what rests on it."""
    for name, agency in dossiers.agencies.items():
        yield from ((name, one) for one in agency.sources)
    for name, incident in dossiers.incidents.items():
        yield from ((name, one) for one in incident.sources)
    for code, law in laws(atlas):
        if law.seen is not None:
            yield f"{code} {law.statute}", law.seen


def test_something_is_held(dossiers: Dossiers, atlas: Atlas) -> None:
    assert dossiers.agencies
    assert dossiers.incidents
    assert any(True for _ in laws(atlas))


def test_every_incident_has_a_source_and_begins_by_the_year_of_the_last(dossiers: Dossiers) -> None:
    wrong = [
        name
        for name, one in dossiers.incidents.items()
        if not one.sources or one.years[0] > max(s.known_on.year for s in one.sources)
    ]
    assert wrong == []


def test_every_incident_is_named_after_its_country_and_a_year(dossiers: Dossiers) -> None:
    wrong = [
        name
        for name, one in dossiers.incidents.items()
        if not re.fullmatch(rf"{one.country[:2].lower()}_\w+_(19|20)\d\d", name)
    ]
    assert wrong == []


def test_every_agency_has_a_search_log_a_source_and_a_task(dossiers: Dossiers) -> None:
    wrong = [
        name
        for name, one in dossiers.agencies.items()
        if not (one.searched and one.sources and one.functions)
    ]
    assert wrong == []


def test_no_agency_was_searched_for_after_its_file_was_written(dossiers: Dossiers) -> None:
    wrong = [
        name
        for name, one in dossiers.agencies.items()
        if any(search.on > one.written_on for search in one.searched)
    ]
    assert wrong == []


def test_nothing_that_ships_is_marked_as_own(dossiers: Dossiers) -> None:
    assert [name for name, one in dossiers.agencies.items() if one.own] == []
    assert [name for name, one in dossiers.incidents.items() if one.own] == []


def test_every_country_is_held_territories_among_them(dossiers: Dossiers, atlas: Atlas) -> None:
    named = {one.country for one in dossiers.agencies.values()}
    named |= {one.country for one in dossiers.incidents.values()}
    assert named - set(atlas.countries) == set()


def test_every_law_was_passed_before_it_ended_and_before_it_was_written_down(atlas: Atlas) -> None:
    wrong = [
        (code, law.statute)
        for code, law in laws(atlas)
        if law.year > min(law.until_year or law.year, law.written_on.year)
    ]
    assert wrong == []


def test_every_law_speaks_to_a_feature(atlas: Atlas, rulebook: Rulebook) -> None:
    assert {law.feature for _, law in laws(atlas)} - set(rulebook.law_features) == set()


def test_bases_can_be_counted_and_none_is_ours(dossiers: Dossiers, atlas: Atlas) -> None:
    bases = Counter(law.basis for _, law in laws(atlas))
    bases += Counter(one.basis for _, one in references(dossiers, atlas))
    bases += Counter(one.basis for held in dossiers.agencies.values() for one in held.listings)
    assert set(bases) <= {*READ, Basis.RECALLED}


def test_what_was_opened_has_a_day_and_what_is_recalled_has_none(
    dossiers: Dossiers, atlas: Atlas
) -> None:
    wrong = [
        name
        for name, one in references(dossiers, atlas)
        if (one.read_on is not None) != (one.basis in READ)
        or (one.read_on is not None and one.read_on < first_day(one.published))
    ]
    assert wrong == []


def test_every_address_is_one_of_the_web(dossiers: Dossiers, atlas: Atlas) -> None:
    wrong = [
        (name, one.url)
        for name, one in references(dossiers, atlas)
        if one.url is not None and not ADDRESS.fullmatch(one.url)
    ]
    assert wrong == []


def test_every_listing_was_made_before_it_was_removed(dossiers: Dossiers) -> None:
    wrong = [
        (name, one.listed, one.removed)
        for name, agency in dossiers.agencies.items()
        for one in agency.listings
        if one.removed is not None and first_day(one.removed) < first_day(one.listed)
    ]
    assert wrong == []


def test_every_agency_is_found_by_each_of_its_names(dossiers: Dossiers) -> None:
    wrong = [
        (agency.id, name)
        for agency in dossiers.agencies.values()
        for name in (agency.name, *agency.names)
        if not any(
            one.same and one.agency.id == agency.id
            for one in agencies_named(name, dossiers.agencies.values(), agency.country)
        )
    ]
    assert wrong == []


def test_kin_of_every_agency_begins_with_itself(dossiers: Dossiers) -> None:
    for name, agency in dossiers.agencies.items():
        assert next(iter(kin_of(agency, dossiers.agencies))) == name


def test_no_file_names_a_path_of_a_machine() -> None:
    files = [file for folder in (*FOLDERS, "countries") for file in (DATA / folder).rglob("*.yaml")]
    files.append(DATA / "policy/gathering.yaml")
    wrong = [
        (file.name, line)
        for file in files
        for line in file.read_text(encoding="utf-8").splitlines()
        if MACHINE.search(ADDRESS.sub("", line))
    ]
    assert (wrong, len(files) > 1) == ([], True)


def test_machine_paths_are_seen() -> None:
    seen = ["/work/a", "see /home/me/a", "file:///etc/a", "C:\\a", "~/a"]
    assert [text for text in seen if not MACHINE.search(ADDRESS.sub("", text))] == []
    for text in ("police/army and/or courts", "url: https://example.org/home/a"):
        assert MACHINE.search(ADDRESS.sub("", text)) is None
