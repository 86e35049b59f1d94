"""The format of Australia's consolidated list as a workbook: a row for each name of a party.

Read from a complete file of August 2026. A reference is a number; the rows of the other names
of the party have the number and a letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from caveat.model.listed import CountryLink, IdentifierKind, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.labels import name_kind, party_kind
from caveat.screening.lists.table import Row, table_of
from caveat.screening.lists.workbook import sheet_rows

_NEEDED = (
    "Reference",
    "Name of Individual or Entity",
    "Type",
    "Name Type",
    "Date of Birth",
    "Place of Birth",
    "Citizenship",
    "Address",
    "Additional Information",
    "Listing Information",
    "Committees",
    "Control Date",
)
_OPTIONAL = ("Alias Strength", "IMO Number", "Instrument of Designation")
_REFERENCE = re.compile(r"(\d+)")
_DATES = re.compile(r"[,\r\n]+\s*|(?<=\d{4})\s+(?=\d)")
_LISTED = re.compile(r"listed on (\d{1,2} [A-Z][a-z]+\.? \d{4})", re.I)


def parse_dfat_xlsx(files: Files, list_id: str) -> ParsedList:
    """Return the consolidated list. Its day is the newest control date, which may be too early."""
    file = files[MAIN]
    rows = list(table_of(file, sheet_rows(file), _NEEDED).rows)
    days = (day for row in rows if (day := day_of(row["Control Date"])) is not None)
    head = ListHead(max(days, default=None), note="the newest control date of a row")
    return ParsedList(head, _parties(file, rows, list_id))


def _parties(file: ListFile, rows: list[Row], list_id: str) -> Iterator[ListedParty]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        found = _REFERENCE.match(row["Reference"])
        if found is None:
            message = f"the reference is '{row['Reference'][:40]}', expected a number first."
            raise file.refused("reference", message, line=row.line)
        groups.setdefault(found[1], []).append(row)
    for reference, group in groups.items():
        draft = Draft(list_id, reference)
        for row in group:
            _row(draft, row)
        yield draft.party()


def _row(draft: Draft, row: Row) -> None:
    draft.kind = party_kind(row["Type"] or draft.kind.value)
    weak = name_kind(row["Alias Strength"]) is NameKind.WEAK
    kind = NameKind.WEAK if weak else name_kind(row["Name Type"])
    draft.name(row["Name of Individual or Entity"], kind)
    for text in _DATES.split(row["Date of Birth"]):
        draft.birth(text)
    draft.birth_place(row["Place of Birth"])
    for text in re.split(r",\s*", row["Citizenship"]):
        draft.country(text, CountryLink.CITIZENSHIP)
    draft.address(row["Address"])
    draft.identifier("IMO Number", row["IMO Number"], kind=IdentifierKind.IMO)
    draft.programme(row["Committees"])
    draft.citation(row["Instrument of Designation"])
    draft.remark(row["Additional Information"])
    listed = _LISTED.search(row["Listing Information"])
    if listed is not None:
        draft.listed_on = draft.listed_on or day_of(listed[1])
    known = {*_NEEDED, *_OPTIONAL} - {"Listing Information", "Control Date"}
    draft.fields((name, text) for name, text in row.cells.items() if name not in known)
