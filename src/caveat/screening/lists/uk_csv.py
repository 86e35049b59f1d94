"""The format of the UK Sanctions List as CSV: a row for each name of a party.

No file was at hand: the columns are from a whole head in a public test and from programs that
read the file of 2026. The first line says the day; the second has the names of the columns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caveat.model.listed import CountryLink, IdentifierKind, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.labels import name_kind, party_kind
from caveat.screening.lists.table import Row, cells_of, grouped, table_of

NEEDED = ("Unique ID", "Name 6", "Name type")
_GIVEN = tuple(f"Name {n}" for n in range(1, 6))
_ADDRESS = (*(f"Address Line {n}" for n in range(1, 7)), "Address Postal Code")
_KIND = ("Individual, Entity, Ship", "Designation Type", "Individual/Entity/Ship")
_NUMBERS = (
    ("National Identifier number", "National Identifier additional information"),
    ("Passport number", "Passport additional information"),
    ("Business registration number (s)", ""),
    ("IMO number", ""),
    ("Hull identification number (HIN)", ""),
    ("Phone number", ""),
    ("Website", ""),
    ("Email address", ""),
)
_KNOWN = frozenset(
    (
        *NEEDED,
        *_GIVEN,
        *_ADDRESS,
        *_KIND,
        *(column for pair in _NUMBERS for column in pair),
        "Alias strength",
        "Name non-latin script",
        "Non-latin script type",
        "Non-latin script language",
        "Address Country",
        "D.O.B",
        "Town of birth",
        "Country of birth",
        "Nationality(/ies)",
        "Current believed flag of ship",
        "Previous flags",
        "Regime Name",
        "Date Designated",
        "Other Information",
        "UK Statement of Reasons",
    )
)
_MANY = re.compile(r"\s*(?:\(\d+\)|;|\|)\s*")
"""What stands between several of a cell: numbers in brackets, semicolons or bars."""


def parse_uk_csv(files: Files, list_id: str) -> ParsedList:
    """Return the UK Sanctions List."""
    file = files[MAIN]
    table = table_of(file, cells_of(file), NEEDED)
    said = " ".join(cell for row in table.above for cell in row)
    return ParsedList(ListHead(day_of(said.partition(":")[2])), _parties(table.rows, list_id))


def _parties(rows: Iterator[Row], list_id: str) -> Iterator[ListedParty]:
    for group in grouped(rows, "Unique ID", "OFSI Group ID"):
        draft = Draft(list_id, group[0]["Unique ID"] or group[0]["OFSI Group ID"])
        for row in group:
            _row(draft, row)
        yield draft.party()


def _row(draft: Draft, row: Row) -> None:
    word = next((found for column in _KIND if (found := row[column])), draft.kind.value)
    draft.kind = party_kind(word)
    add_name(
        draft,
        [row[column] for column in _GIVEN],
        row["Name 6"],
        word=row["Name type"],
        strength=row["Alias strength"],
    )
    draft.name(
        row["Name non-latin script"],
        NameKind.ORIGINAL_SCRIPT,
        script=row["Non-latin script type"],
        language=row["Non-latin script language"],
    )
    draft.address(*(row[column] for column in _ADDRESS), country=row["Address Country"])
    for text in _several(row["D.O.B"]):
        draft.birth(text)
    draft.birth_place(row["Town of birth"], row["Country of birth"])
    for column, link in (
        ("Nationality(/ies)", CountryLink.NATIONALITY),
        ("Current believed flag of ship", CountryLink.FLAG),
        ("Previous flags", CountryLink.FORMER_FLAG),
    ):
        for text in _several(row[column]):
            draft.country(text, link)
    for column, note in _NUMBERS:
        kind = IdentifierKind.IMO if column.startswith("IMO") else None
        for text in _several(row[column]):
            draft.identifier(column, text, note=row[note], kind=kind)
    draft.programme(row["Regime Name"])
    draft.listed_on = draft.listed_on or day_of(row["Date Designated"])
    draft.remark(row["Other Information"])
    draft.remark(row["UK Statement of Reasons"])
    draft.fields((name, text) for name, text in row.cells.items() if name not in _KNOWN)


def add_name(draft: Draft, given: list[str], last: str, *, word: str, strength: str = "") -> None:
    """Add a name of the UK's lists: parts 1 to 5, part 6, its type and its strength."""
    kind = name_kind(word)
    if strength.lower().startswith("low") or name_kind(strength) is NameKind.WEAK:
        kind = NameKind.WEAK
    if "variation" in word.lower():
        kind = NameKind.STRONG
    draft.name(join(*given, last, by=" "), kind, family=last if any(given) else "")


def _several(text: str) -> list[str]:
    return [part for part in _MANY.split(text) if part]
