"""A list of one's own as CSV or workbook, with a file that says which column is what."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.listed import ListedParty, ListHead, PartyKind
from caveat.rulebook.mapping_shape import ListMapping
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.table import Row, cells_of, grouped, table_of
from caveat.screening.lists.workbook import sheet_rows


def parse_mapped(files: Files, list_id: str, mapping: ListMapping) -> ParsedList:
    """Return the list of a table. Every column that the mapping names must be there."""
    file = files[MAIN]
    if mapping.format == "xlsx":
        rows = sheet_rows(file, mapping.sheet)
    else:
        rows = cells_of(file, delimiter=mapping.delimiter, encoding=mapping.encoding)
    table = table_of(file, rows, mapping.columns())
    return ParsedList(ListHead(), _parties(table.rows, list_id, mapping))


def _parties(rows: Iterator[Row], list_id: str, mapping: ListMapping) -> Iterator[ListedParty]:
    entry = mapping.entry
    known = set(mapping.columns())
    for group in ([row] for row in rows) if entry is None else grouped(rows, entry):
        draft = Draft(list_id, "" if entry is None else group[0][entry])
        for row in group:
            _row(draft, row, mapping)
            draft.fields((name, text) for name, text in row.cells.items() if name not in known)
        yield draft.party()


def _row(draft: Draft, row: Row, mapping: ListMapping) -> None:
    draft.kind = mapping.party_kind or draft.kind
    if mapping.kind is not None:
        word = row[mapping.kind.column]
        draft.kind = mapping.kind.words.get(word, PartyKind.UNKNOWN)
    _names(draft, row, mapping)
    for number in mapping.identifiers:
        country = row[number.country] if number.country else ""
        for text in _several(row[number.column], number.separator):
            label = number.label or number.column
            draft.identifier(label, text, country=country, kind=number.kind)
    for one in mapping.countries:
        for text in _several(row[one.column], one.separator):
            draft.country(text, one.link)
    for address in mapping.addresses:
        country = row[address.country] if address.country else ""
        draft.address(*(row[column] for column in address.columns), country=country)
    for columns, add in (
        (mapping.births, draft.birth),
        (mapping.birth_places, draft.birth_place),
        (mapping.programmes, draft.programme),
        (mapping.citations, draft.citation),
    ):
        for column in columns:
            for text in _several(row[column.column], column.separator):
                add(text)
    draft.listed_on = draft.listed_on or day_of(row[mapping.listed_on or ""])
    draft.removed_on = draft.removed_on or day_of(row[mapping.removed_on or ""])
    draft.licence_policy = draft.licence_policy or row[mapping.licence_policy or ""]
    for remark in mapping.remarks:
        draft.remark(row[remark])


def _names(draft: Draft, row: Row, mapping: ListMapping) -> None:
    for one in mapping.names:
        whole = join(*(row[column] for column in one.columns), by=" ")
        for text in _several(whole, one.separator):
            draft.name(text, one.kind, script=one.script or "", language=one.language or "")


def _several(text: str, separator: str | None) -> list[str]:
    return [part for part in (text.split(separator) if separator else [text]) if part.strip()]
