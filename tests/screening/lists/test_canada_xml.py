from __future__ import annotations

from datetime import date

import pytest

from caveat.model.listed import (
    IdentifierKind,
    ListedIdentifier,
    ListedName,
    ListedParty,
    ListHead,
    NameKind,
    PartyKind,
    RawField,
)
from caveat.screening.lists.dates import read_date
from tests.screening.lists.small import party, raw, read

PERSON = """<record><Country>Mu / Mû</Country><LastName>Ergo</LastName>
  <GivenName>Ada Beryl</GivenName><TitleOrShip>General</TitleOrShip>
  <DateOfBirthOrShipBuildDate>1943-11-23 OR 1944</DateOfBirthOrShipBuildDate>
  <Schedule>1, Part 1</Schedule><Item>2</Item><DateOfListing>2020-09-28</DateOfListing>
  <Aliases>Ada Ergot; Ида Эрго / Russian: Ада Эрго</Aliases><New>more</New></record>"""
SHIP = """<record><Country>Mu</Country><EntityOrShip>Gull</EntityOrShip>
  <TitleOrShip>Tanker</TitleOrShip><ShipIMONumber>1234567</ShipIMONumber>
  <DateOfBirthOrShipBuildDate>1980</DateOfBirthOrShipBuildDate><Item>1</Item></record>"""


def sample(*records: str) -> str:
    return f'<?xml version="1.0"?><data-set>{"".join(records)}</data-set>'


def test_person_has_all_that_the_record_says() -> None:
    assert party("canada_xml", sample(PERSON)) == ListedParty(
        "l",
        "Mu / Mû | 1, Part 1 | 2",
        PartyKind.PERSON,
        (
            ListedName("Ada Beryl Ergo", NameKind.PRIMARY, family="Ergo"),
            ListedName("Ada Ergot", NameKind.STRONG),
            ListedName("Ида Эрго", NameKind.STRONG),
            ListedName("Ада Эрго", NameKind.STRONG, language="Russian"),
        ),
        births=(read_date("1943-11-23"), read_date("1944")),
        programmes=("Mu / Mû",),
        citations=("Schedule 1, Part 1, 2",),
        listed_on=date(2020, 9, 28),
        raw=(
            RawField("TitleOrShip", "General"),
            RawField("Aliases", "Ada Ergot; Ида Эрго / Russian: Ада Эрго"),
            RawField("New", "more"),
        ),
    )


def test_ship_has_its_number() -> None:
    assert party("canada_xml", sample(SHIP)) == ListedParty(
        "l",
        "Mu | 1",
        PartyKind.VESSEL,
        (ListedName("Gull", NameKind.PRIMARY),),
        identifiers=(ListedIdentifier(IdentifierKind.IMO, "IMO number", "1234567"),),
        births=(read_date("1980"),),
        programmes=("Mu",),
        citations=("1",),
        raw=(RawField("TitleOrShip", "Tanker"),),
    )


@pytest.mark.parametrize(
    ("record", "kind"),
    [
        ("<EntityOrShip>Sea Company</EntityOrShip>", PartyKind.ORGANISATION),
        ("<GivenName>Ada</GivenName>", PartyKind.PERSON),
        ("<Aliases>Ada Ergo</Aliases>", PartyKind.UNKNOWN),
    ],
)
def test_kind_is_told_by_the_names(record: str, kind: PartyKind) -> None:
    assert party("canada_xml", sample(f"<record>{record}</record>")).kind is kind


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("Ada Ergot, Ida Ergot", ["Ada Ergot", "Ida Ergot"]),
        ("Банк Море, ПАО", ["Банк Море, ПАО"]),
        ("ERGO, Ada", ["ERGO, Ada"]),
        ("Belarusian: Ада Эргот, Russian: Ада Эрго", ["Ада Эргот", "Ада Эрго"]),
        ("Russian: Эрго, ПАО", ["Эрго, ПАО"]),
        ("Ada Ergot or Ida Ergot", ["Ada Ergot", "Ida Ergot"]),
        ('ОАО "Море"/ ООО "Риф"', ['ОАО "Море"', 'ООО "Риф"']),
    ],
)
def test_other_names_of_a_cell_are_told_apart(cell: str, found: list[str]) -> None:
    record = f"<record><LastName>X</LastName><Aliases>{cell}</Aliases></record>"
    names = party("canada_xml", sample(record)).names[1:]
    assert [one.text for one in names] == found


def test_head_says_nothing_and_the_cell_of_other_names_is_kept() -> None:
    head, (found,) = read("canada_xml", sample("<record><Aliases>A B</Aliases></record>"))
    assert (head, raw(found)) == (ListHead(), [("Aliases", "A B")])
