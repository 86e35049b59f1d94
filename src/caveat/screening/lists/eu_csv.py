"""The format of the EU's financial sanctions files as CSV, versions 1.0 and 1.1.

A row has one thing that is said of a party: a name, an address, a birth, a number. No whole
file was at hand: the columns of 1.1 are from a head in a public test, those of addresses,
births and numbers from programs that read them, as those of 1.0 are. A column of another
name is not lost: it is kept by its name.
"""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of, parts_date, read_date
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.labels import party_kind
from caveat.screening.lists.table import Row, Table, cells_of, grouped, table_of

_COLUMNS = {
    "file_date": ("fileGenerationDate", "Date_file"),
    "id": ("Entity_LogicalId", "Entity_logical_id"),
    "reference": ("Entity_EU_ReferenceNumber", "EU_ref_num"),
    "kind": ("Entity_SubjectType_ClassificationCode", "Subject_type", "Entity_SubjectType"),
    "programme": ("Entity_Regulation_Programme", "Programme"),
    "regulation": ("Entity_Regulation_NumberTitle", "Leba_numtitle"),
    "in_force": ("Entity_Regulation_EntryIntoForceDate", "Leba_publication_date"),
    "designated": ("Entity_DesignationDate",),
    "remark": ("Entity_Remark", "Entity_remark"),
    "name": ("NameAlias_WholeName", "Naal_wholename"),
    "first": ("NameAlias_FirstName", "Naal_firstname"),
    "middle": ("NameAlias_MiddleName", "Naal_middlename"),
    "family": ("NameAlias_LastName", "Naal_lastname"),
    "language": ("NameAlias_NameLanguage", "Naal_language"),
    "name_remark": ("NameAlias_Remark", "Naal_remark"),
    "street": ("Address_Street", "Addr_street"),
    "number_in_street": ("Addr_number",),
    "po_box": ("Address_PoBox",),
    "city": ("Address_City", "Addr_city"),
    "place": ("Address_Place", "Addr_other"),
    "zip": ("Address_ZipCode", "Addr_zipcode"),
    "region": ("Address_Region",),
    "address_country": ("Address_CountryDescription", "Address_CountryIso2Code", "Addr_country"),
    "birth": ("BirthDate_BirthDate", "Birt_date"),
    "birth_year": ("BirthDate_Year",),
    "birth_month": ("BirthDate_Month",),
    "birth_day": ("BirthDate_Day",),
    "circa": ("BirthDate_Circa",),
    "birth_city": ("BirthDate_City", "Birt_place"),
    "birth_place": ("BirthDate_Place",),
    "birth_region": ("BirthDate_Region",),
    "birth_country": (
        "BirthDate_CountryDescription",
        "BirthDate_CountryIso2Code",
        "Birt_country",
    ),
    "id_number": ("Identification_Number", "Iden_number"),
    "id_latin": ("Identification_LatinNumber",),
    "id_type": ("Identification_TypeDescription", "Identification_TypeCode", "Iden_type"),
    "id_country": (
        "Identification_CountryDescription",
        "Identification_CountryIso2Code",
        "Iden_country",
    ),
    "citizenship": (
        "Citizenship_CountryDescription",
        "Citizenship_CountryIso2Code",
        "Citi_country",
    ),
}
_KNOWN = frozenset(name for names in _COLUMNS.values() for name in names)
_PLACE = ("street", "number_in_street", "po_box", "city", "place", "zip", "region")
_BIRTH_PLACE = ("birth_city", "birth_place", "birth_region", "birth_country")


def parse_eu_csv(files: Files, list_id: str) -> ParsedList:
    """Return the list of a file of version 1.0 or 1.1."""
    file = files[MAIN]
    table = _table(file)
    first = next(table.rows, None)
    if first is None:
        return ParsedList(ListHead(), iter(()))
    head = ListHead(day_of(_cell(first, "file_date")))
    return ParsedList(head, _parties(first, table.rows, list_id))


def _table(file: ListFile) -> Table:
    """Return the table by the columns of whichever version the file has."""
    first = next(cells_of(file, delimiter=";"), (1, [""]))[1]
    version = 1 if any(cell.strip().startswith("Naal_") for cell in first) else 0
    needed = [_COLUMNS[one][version] for one in ("id", "name")]
    return table_of(file, cells_of(file, delimiter=";"), needed)


def _parties(first: Row, rest: Iterator[Row], list_id: str) -> Iterator[ListedParty]:
    def rows() -> Iterator[Row]:
        yield first
        yield from rest

    for group in grouped(rows(), *_COLUMNS["id"], *_COLUMNS["reference"]):
        entry = next((found for row in group if (found := _cell(row, "reference"))), "")
        draft = Draft(list_id, entry or _cell(group[0], "id"))
        for row in group:
            _row(draft, row)
        yield draft.party()


def _row(draft: Draft, row: Row) -> None:
    draft.kind = party_kind(_cell(row, "kind") or draft.kind.value)
    weak = "low quality" in _cell(row, "name_remark").lower()
    parts = join(*(_cell(row, part) for part in ("first", "middle", "family")), by=" ")
    draft.name(
        _cell(row, "name") or parts,
        NameKind.WEAK if weak else NameKind.STRONG,
        language=_cell(row, "language").lower(),
        family=_cell(row, "family"),
    )
    draft.address(*(_cell(row, part) for part in _PLACE), country=_cell(row, "address_country"))
    _birth(draft, row)
    for part in ("id_number", "id_latin"):
        draft.identifier(_cell(row, "id_type"), _cell(row, part), country=_cell(row, "id_country"))
    draft.country(_cell(row, "citizenship"), CountryLink.CITIZENSHIP)
    draft.programme(_cell(row, "programme"))
    draft.citation(_cell(row, "regulation"))
    days = (draft.listed_on, *(day_of(_cell(row, part)) for part in ("designated", "in_force")))
    draft.listed_on = min((day for day in days if day is not None), default=None)
    draft.remark(_cell(row, "remark"))
    draft.field("note on a name", _cell(row, "name_remark"))
    draft.fields((name, text) for name, text in row.cells.items() if name not in _KNOWN)


def _birth(draft: Draft, row: Row) -> None:
    about = _cell(row, "circa").lower() == "true"
    whole = _cell(row, "birth")
    parts = (_cell(row, part) for part in ("birth_year", "birth_month", "birth_day"))
    text = whole or parts_date(*parts)
    draft.birth(read_date(f"circa {text}" if about and text else text))
    draft.birth_place(*(_cell(row, part) for part in _BIRTH_PLACE))


def _cell(row: Row, what: str) -> str:
    found = (row[name] for name in _COLUMNS[what])
    return next((text for text in found if text not in ("", "00", "UNKNOWN")), "")
