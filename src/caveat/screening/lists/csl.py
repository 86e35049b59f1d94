"""The formats of the U.S. Consolidated Screening List: CSV and JSON of the same records.

The CSV was read from a sample of November 2023 in the layout of the International Trade
Administration; the JSON is from public programs that read it. In the CSV several values of a
cell stand with semicolons between them. Names have a comma in them, and never a semicolon.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind
from caveat.screening.lists.dates import day_of
from caveat.screening.lists.draft import Draft, join, one_line
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.labels import party_kind
from caveat.screening.lists.ofac_labels import add_labelled
from caveat.screening.lists.table import Row, cells_of, table_of

NEEDED = ("_id", "source", "entity_number", "type", "name", "addresses", "alt_names", "ids")
_KNOWN = frozenset(
    (
        *NEEDED,
        *[
            "id",
            "programs",
            "federal_register_notice",
            "start_date",
            "end_date",
            "license_requirement",
            "license_policy",
            "call_sign",
            "vessel_flag",
            "remarks",
            "citizenships",
            "dates_of_birth",
            "nationalities",
            "places_of_birth",
            "title",
        ],
    )
)
_COUNTRY = re.compile(r"[A-Z]{2}")
_Lists = Mapping[str, list[str]]


def parse_csl_csv(files: Files, list_id: str) -> ParsedList:
    """Return the list of a CSV file."""
    file = files[MAIN]
    table = table_of(file, cells_of(file), NEEDED)
    return ParsedList(ListHead(), _from_rows(table.rows, list_id))


def parse_csl_json(files: Files, list_id: str) -> ParsedList:
    """Return the list of a JSON file, which is read as a whole."""
    file = files[MAIN]
    records = _records(file)
    parties = (
        _from_record(file, record, number, list_id) for number, record in enumerate(records, 1)
    )
    return ParsedList(ListHead(), parties)


def _from_rows(rows: Iterable[Row], list_id: str) -> Iterator[ListedParty]:
    for row in rows:
        draft = Draft(list_id, row["_id"], party_kind(row["type"]), row["source"])
        lists = {name: _parts(row[name]) for name in row.cells}
        _record(draft, {name: row[name] for name in row.cells}, lists)
        for text in lists["addresses"]:
            last = text.rpartition(",")[2].strip()
            country = last if _COUNTRY.fullmatch(last) else ""
            draft.address(text.removesuffix(last) if country else text, country=country)
        for text in lists["ids"]:
            _identifier(draft, text)
        yield draft.party()


def _records(file: ListFile) -> list[Any]:
    try:
        tree = json.load(file.open())
    except UnicodeDecodeError as error:
        raise file.refused("encoding", "this is not UTF-8 text.") from error
    except json.JSONDecodeError as error:
        code = "cut" if error.pos >= len(error.doc.rstrip()) else "json"
        message = f"this is not JSON: {error.msg}."
        raise file.refused(code, message, line=error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise file.refused("json", "this is not JSON that a list has.") from error
    found = tree.get("results") if isinstance(tree, dict) else tree
    if not isinstance(found, list):
        hint = "Check that it is the list in this format, and no page about an error."
        raise file.refused("columns", "there is no list of 'results'.", hint, 1)
    return found


def _from_record(file: ListFile, record: Any, number: int, list_id: str) -> ListedParty:
    if not isinstance(record, dict) or not {"name", "source"} <= set(record):
        message = f"record {number} has no 'name' and 'source'."
        raise file.refused("columns", message, "Check that it is the list in this format.")
    words = {name: _text(value) for name, value in record.items()}
    lists = {name: _texts(value) for name, value in record.items()}
    entry = words.get("id") or words.get("_id", "")
    draft = Draft(list_id, entry, party_kind(words.get("type", "")), words["source"])
    _record(draft, words, lists)
    for one in _dicts(record.get("addresses")):
        parts = ("address", "city", "state", "postal_code")
        draft.address(*(_text(one.get(part)) for part in parts), country=_text(one.get("country")))
    for one in _dicts(record.get("ids")):
        dates = (("issued", "issue_date"), ("expires", "expiration_date"))
        note = join(*(f"{word} {text}" for word, key in dates if (text := _text(one.get(key)))))
        label, said = _text(one.get("type")), _text(one.get("number"))
        add_labelled(draft, label, said, country=_text(one.get("country")), note=note)
    return draft.party()


def _record(draft: Draft, words: Mapping[str, str], lists: _Lists) -> None:
    """Read what both formats have."""
    draft.name(words["name"], NameKind.PRIMARY)
    for text in lists.get("alt_names", ()):
        draft.name(text, NameKind.STRONG)
    for text in lists.get("programs", ()):
        draft.programme(text)
    for text in lists.get("dates_of_birth", ()):
        draft.birth(text)
    for text in lists.get("places_of_birth", ()):
        draft.birth_place(text)
    for name, link in (
        ("nationalities", CountryLink.NATIONALITY),
        ("citizenships", CountryLink.CITIZENSHIP),
    ):
        for text in lists.get(name, ()):
            draft.country(text, link)
    draft.country(words.get("vessel_flag", ""), CountryLink.FLAG)
    draft.identifier("call sign", words.get("call_sign", ""))
    draft.citation(words.get("federal_register_notice", ""))
    draft.listed_on = day_of(words.get("start_date", ""))
    draft.ends_on = day_of(words.get("end_date", ""))
    draft.licence_requirement = words.get("license_requirement", "")
    draft.licence_policy = words.get("license_policy", "")
    draft.remark(words.get("remarks", ""))
    draft.field("title", words.get("title", ""))
    draft.fields((name, text) for name, text in words.items() if name not in _KNOWN)


def _identifier(draft: Draft, text: str) -> None:
    """Read "label, number, country"; a number may have a comma, a country is two letters."""
    label, _, rest = text.partition(",")
    number, _, last = rest.rpartition(",")
    country = last.strip() if number and _COUNTRY.fullmatch(last.strip()) else ""
    number = number if country else rest
    add_labelled(draft, label, number, country=country)


def _parts(cell: str) -> list[str]:
    return [text for part in cell.split(";") if (text := part.strip())]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_texts(value))
    if isinstance(value, dict):
        return join(*(f"{name} {_text(one)}" for name, one in value.items()))
    return "" if value is None else one_line(str(value))


def _texts(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [text for one in values if (text := _text(one))]


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
