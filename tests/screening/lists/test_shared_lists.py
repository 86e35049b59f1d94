"""Real lists, where they are at hand: every party, name, number and date of them is kept.

The folder is named by CAVEAT_SHARED. What is counted here is counted again from the file in
another way.
"""

from __future__ import annotations

import csv
import os
import re
from collections import Counter
from pathlib import Path
from xml.etree.ElementTree import Element, parse

import pytest

from caveat.model.error import CaveatError
from caveat.model.listed import ListedParty, Precision
from caveat.screening.lists.draft import one_line
from caveat.screening.lists.files import MAIN, ListFile, ParsedList
from caveat.screening.lists.formats import read_list
from caveat.screening.lists.workbook import sheet_rows
from tests.screening.lists.small import listed

LISTS = Path(os.environ.get("CAVEAT_SHARED", "/nowhere")) / "data" / "lists"
pytestmark = pytest.mark.skipif(
    not LISTS.is_dir(), reason="CAVEAT_SHARED names no folder with data/lists"
)


def opened(form: str, **parts: str) -> ParsedList:
    files = {
        part: ListFile(LISTS / name, (LISTS / name).read_bytes()) for part, name in parts.items()
    }
    return read_list(form, files, list_id="l")


def names(found: list[ListedParty]) -> set[tuple[str, str]]:
    return {(party.entry_id, name.text) for party in found for name in party.names}


def rows(name: str, columns: int) -> list[list[str]]:
    with (LISTS / name).open(encoding="utf-8", newline="") as file:
        found = [[cell.strip() for cell in row] for row in csv.reader(file)]
    return [row for row in found if len(row) == columns]


def text(element: Element, path: str) -> str:
    return one_line(element.findtext(path) or "")


def test_plain_xml_of_the_treasury_is_kept_whole() -> None:
    name = "us_ofac/consolidated_nonsdn_2025-03-28.xml"
    parsed = opened("ofac_xml", main=name)
    found = list(parsed.parties)
    assert (str(parsed.head.published_on), parsed.head.records, len(found)) == (
        "2025-03-28",
        443,
        443,
    )
    root = parse(LISTS / name).getroot()
    space = {"": root.tag.partition("}")[0].removeprefix("{")}
    entries = root.findall("sdnEntry", space)
    expected: Counter[tuple[str, str]] = Counter()
    for entry in entries:
        number = entry.findtext("uid", "", space)
        for one in (entry, *entry.findall("akaList/aka", space)):
            parts = (one.findtext(part, "", space) for part in ("firstName", "lastName"))
            expected[number, one_line(" ".join(parts))] += 1
    assert set(expected) <= names(found)
    numbers = {
        (entry.findtext("uid", "", space), one_line(one.findtext("idNumber", "", space)))
        for entry in entries
        for one in entry.findall("idList/id", space)
    }
    kept = {(party.entry_id, one_line(one.number)) for party in found for one in party.identifiers}
    kept |= {(party.entry_id, one_line(one.text)) for party in found for one in party.raw}
    kept |= {(party.entry_id, one_line(one.text)) for party in found for one in party.births}
    kept |= {(party.entry_id, one_line(one.name)) for party in found for one in party.countries}
    assert numbers - kept - names(found) == set()
    assert sum(len(party.births) for party in found) >= 75


def test_csv_of_the_treasury_is_kept_whole() -> None:
    parts = {part: f"us_ofac/CONS_{part.upper()}_2025-12.CSV" for part in ("prim", "alt", "add")}
    found = list(opened("ofac_csv", **parts).parties)
    prim, alt = rows(parts["prim"], 12), rows(parts["alt"], 5)
    assert len(found) == len(prim) == 442
    expected = {(row[0], one_line(row[1])) for row in prim} | {(r[0], one_line(r[3])) for r in alt}
    assert expected <= names(found)
    born = sum(len(re.findall(r"\bDOB ", row[11])) for row in prim)
    assert sum(len(party.births) for party in found) >= born
    assert all(one.precision is not Precision.UNKNOWN for party in found for one in party.births)


def test_csv_of_two_days_is_refused() -> None:
    parts = {part: f"us_ofac/{part.upper()}_2022-01.CSV" for part in ("alt", "add")}
    with pytest.raises(CaveatError, match="1 entries, the first '34489', are not in 'prim'"):
        list(opened("ofac_csv", prim="us_ofac/SDN_2022-01.CSV", **parts).parties)


def test_files_of_the_treasury_of_this_year_are_read_with_their_comments() -> None:
    parts = {
        "alt": "ALT_2026-08.CSV",
        "add": "ADD_2026-08.CSV",
        "comments": "SDN_COMMENTS_2026-08.CSV",
    }
    files = {part: listed((LISTS / "us_ofac" / name).read_bytes()) for part, name in parts.items()}
    alt, add = rows("us_ofac/ALT_2026-08.CSV", 5), rows("us_ofac/ADD_2026-08.CSV", 6)
    comments = rows("us_ofac/SDN_COMMENTS_2026-08.CSV", 2)
    numbers = sorted({row[0] for row in (*alt, *add, *comments)})
    files["prim"] = listed("".join(f"{one},Party {one},{'-0- ,' * 9}-0- \n" for one in numbers))
    found = list(read_list("ofac_csv", files, list_id="l").parties)
    assert {(row[0], one_line(row[3])) for row in alt} - names(found) == set()
    assert len(comments) == 33
    said = {party.entry_id: party.remarks for party in found}
    assert [row[0] for row in comments if one_line(row[1]) not in one_line(said[row[0]])] == []


def test_remarks_of_the_treasury_give_births_and_passports() -> None:
    files = {
        part: ListFile(LISTS / name, (LISTS / f"us_ofac/{name}").read_bytes())
        for part, name in (("prim", "SDN_2022-01.CSV"), ("alt", "ALT_2022-01.CSV"))
    }
    files["add"] = ListFile(Path("add"), b"")
    found = list(read_list("ofac_csv", files, list_id="l").parties)
    prim, alt = rows("us_ofac/SDN_2022-01.CSV", 12), rows("us_ofac/ALT_2022-01.CSV", 5)
    assert len(found) == len(prim) == 9044
    expected = {(row[0], one_line(row[1])) for row in prim} | {(r[0], one_line(r[3])) for r in alt}
    assert expected - names(found) == set()
    remarks = [(row[0], row[11]) for row in prim]
    quoted = {
        (number, one_line(name))
        for number, said in remarks
        for name in re.findall(r"(?:^|; )(?:alt\. )?[afn]\.k\.a\. '(.+?)'(?=[;.]|$| \()", said)
    }
    assert quoted - names(found) == set()
    passports = {
        (number, code)
        for number, said in remarks
        for code in re.findall(r"(?:^|; )(?:alt\. )?Passport (\S+) \(", said)
    }
    kept = {(party.entry_id, one.number) for party in found for one in party.identifiers}
    assert passports - kept == set()
    born = sum(
        len(re.findall(r"(?:^|; )(?:alt\. )?DOB ", said)) for _, said in dict(remarks).items()
    )
    assert sum(len(party.births) for party in found) >= born


def test_list_of_the_security_council_is_kept_whole() -> None:
    name = "un/un_consolidated_2026-08-01.xml"
    parsed = opened("un_xml", main=name)
    found = list(parsed.parties)
    assert str(parsed.head.published_on) == "2026-08-01"
    assert Counter(party.kind.value for party in found) == {"person": 736, "organisation": 275}
    root = parse(LISTS / name).getroot()
    expected: set[tuple[str, str]] = set()
    numbers: set[tuple[str, str]] = set()
    born = 0
    for entry in (*root.iter("INDIVIDUAL"), *root.iter("ENTITY")):
        number = text(entry, "DATAID")
        first = " ".join(
            text(entry, f"{part}_NAME") for part in ("FIRST", "SECOND", "THIRD", "FOURTH")
        )
        aliases = [text(one, "ALIAS_NAME") for one in entry.findall(f"{entry.tag}_ALIAS")]
        scripts = [one_line(one.text or "") for one in entry.findall("NAME_ORIGINAL_SCRIPT")]
        expected |= {(number, one_line(one)) for one in (first, *aliases, *scripts) if one}
        for one in entry.findall("INDIVIDUAL_DATE_OF_BIRTH"):
            born += any(text(one, part) for part in ("DATE", "YEAR", "FROM_YEAR"))
        for one in entry.findall("INDIVIDUAL_DOCUMENT"):
            numbers |= {(number, text(one, "NUMBER"))} if text(one, "NUMBER") else set()
    assert names(found) == expected
    kept = {(party.entry_id, one_line(one.number)) for party in found for one in party.identifiers}
    assert kept == numbers
    assert sum(len(party.births) for party in found) >= born - 50
    assert all(one.precision is not Precision.UNKNOWN for party in found for one in party.births)


def test_list_whose_letters_were_destroyed_is_refused_with_the_line() -> None:
    name = "un/un_consolidated_2025-08.xml"
    with pytest.raises(CaveatError, match=r"un_consolidated_2025-08\.xml:53: this is not XML"):
        list(opened("un_xml", main=name).parties)


def test_list_of_australia_is_kept_whole() -> None:
    name = "au/dfat_2026-08.xlsx"
    parsed = opened("dfat_xlsx", main=name)
    found = list(parsed.parties)
    sheet = sheet_rows(ListFile(LISTS / name, (LISTS / name).read_bytes()))
    cells = [row for _, row in sheet][1:]
    expected = {(re.match(r"\d+", row[0])[0], one_line(row[1])) for row in cells if row[0]}  # type: ignore[index]
    assert (len(found), names(found)) == (3846, expected)
    assert str(parsed.head.published_on) == max(row[13] for row in cells)
    ships = {(row[0], row[11]) for row in cells if row[11]}
    assert {(p.entry_id, one.number) for p in found for one in p.identifiers} == ships
    unread = {b.text for p in found for b in p.births if b.precision is Precision.UNKNOWN}
    assert len(unread) <= 5


def test_list_of_canada_is_kept_whole() -> None:
    name = "ca/ca_sema_2025-05.xml"
    found = list(opened("canada_xml", main=name).parties)
    records = list(parse(LISTS / name).getroot())
    assert len(found) == len(records) == len({party.key for party in found}) == 4759
    letters = Counter(
        letter
        for record in records
        for tag in ("GivenName", "LastName", "EntityOrShip")
        for letter in "".join((record.findtext(tag) or "").split())
    )
    first = (party.names[0].text for party in found)
    assert Counter(letter for one in first for letter in "".join(one.split())) == letters
    for party, record in zip(found, records, strict=True):
        alias = "".join((record.findtext("Aliases") or "").split())
        assert all("".join(one.text.split()) in alias for one in party.names[1:])
        assert bool(party.names[1:]) is bool(alias)
    assert all(party.listed_on is not None for party in found)


def test_sample_of_the_screening_list_is_kept_whole_up_to_its_cut() -> None:
    name = "us_csl/consolidated_screening_list_2023-11_partial.csv"
    with pytest.raises(CaveatError):
        list(opened("csl_csv", main=name).parties)
    data = (LISTS / name).read_bytes()
    whole = data[: data.rindex(b"\n") + 1]
    file = {MAIN: ListFile(Path(name), whole)}
    found = list(read_list("csl_csv", file, list_id="l").parties)
    table = csv.DictReader(whole.decode().splitlines(keepends=True))
    lines = [row for row in table if row["_id"] != "_id"]
    assert len(found) == len(lines) == 4226
    expected = {
        (row["_id"], one_line(one))
        for row in lines
        for one in (row["name"], *row["alt_names"].split(";"))
        if one.strip()
    }
    assert expected - names(found) == set()
    assert Counter(party.part.partition(" (")[0] for party in found).most_common(2) == [
        ("Specially Designated Nationals", 1737),
        ("Entity List", 919),
    ]
