"""The format of the UN Security Council's consolidated XML: individuals, then entities.

Read from complete files of August 2025 and August 2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind, PartyKind
from caveat.screening.lists.dates import day_of, read_date, span_of
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ParsedList
from caveat.screening.lists.labels import name_kind
from caveat.screening.lists.xml_stream import XmlList, text_of, texts_of

_NAMES = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE")
_KNOWN = frozenset(
    [
        "DATAID",
        "REFERENCE_NUMBER",
        "UN_LIST_TYPE",
        "LISTED_ON",
        "DELISTED_ON",
        "COMMENTS1",
        "NATIONALITY",
        "NAME_ORIGINAL_SCRIPT",
        "SORT_KEY",
        "SORT_KEY_LAST_MOD",
    ]
)
_KNOWN_ENDS = ("_ALIAS", "_ADDRESS", "_DATE_OF_BIRTH", "_PLACE_OF_BIRTH", "_DOCUMENT", "_NAME")


def parse_un_xml(files: Files, list_id: str) -> ParsedList:
    """Return the consolidated list."""
    found = XmlList(files[MAIN], "CONSOLIDATED_LIST")
    head = ListHead(day_of(found.head.get("dateGenerated", "")))
    return ParsedList(head, _parties(found, list_id))


def _parties(found: XmlList, list_id: str) -> Iterator[ListedParty]:
    for entry in found.entries({"INDIVIDUAL", "ENTITY"}):
        yield _party(entry, list_id)


def _party(entry: Element, list_id: str) -> ListedParty:
    kind = PartyKind.PERSON if entry.tag == "INDIVIDUAL" else PartyKind.ORGANISATION
    draft = Draft(list_id, text_of(entry, "DATAID"), kind)
    draft.name(join(*(text_of(entry, part) for part in _NAMES), by=" "), NameKind.PRIMARY)
    for text in texts_of(entry, "NAME_ORIGINAL_SCRIPT"):
        draft.name(text, NameKind.ORIGINAL_SCRIPT)
    for alias in entry.iterfind(f"{entry.tag}_ALIAS"):
        _alias(draft, alias)
    for place in entry.iterfind(f"{entry.tag}_ADDRESS"):
        parts = (text_of(place, part) for part in _PLACE)
        draft.address(*parts, text_of(place, "NOTE"), country=text_of(place, "COUNTRY"))
    for when in entry.iterfind("INDIVIDUAL_DATE_OF_BIRTH"):
        _birth(draft, when)
    for place in entry.iterfind("INDIVIDUAL_PLACE_OF_BIRTH"):
        parts = (text_of(place, part) for part in (*_PLACE, "COUNTRY", "NOTE"))
        draft.birth_place(*parts)
    for document in entry.iterfind("INDIVIDUAL_DOCUMENT"):
        _document(draft, document)
    for text in texts_of(entry, "NATIONALITY/VALUE"):
        draft.country(text, CountryLink.NATIONALITY)
    draft.programme(text_of(entry, "UN_LIST_TYPE"))
    draft.citation(text_of(entry, "REFERENCE_NUMBER"))
    draft.listed_on = day_of(text_of(entry, "LISTED_ON"))
    draft.removed_on = day_of(text_of(entry, "DELISTED_ON"))
    draft.remark(text_of(entry, "COMMENTS1"))
    _rest(draft, entry)
    return draft.party()


def _alias(draft: Draft, alias: Element) -> None:
    draft.name(text_of(alias, "ALIAS_NAME"), name_kind(text_of(alias, "QUALITY")))
    draft.birth(text_of(alias, "DATE_OF_BIRTH"))
    draft.birth_place(text_of(alias, "CITY_OF_BIRTH"), text_of(alias, "COUNTRY_OF_BIRTH"))
    draft.field("note on a name", text_of(alias, "NOTE"))


def _birth(draft: Draft, when: Element) -> None:
    first, last = text_of(when, "FROM_YEAR"), text_of(when, "TO_YEAR")
    if first or last:
        draft.birth(span_of(f"between {first} and {last}", first, last))
    about = "circa " if text_of(when, "TYPE_OF_DATE").upper() == "APPROXIMATELY" else ""
    for part in ("DATE", "YEAR"):
        if text := text_of(when, part):
            draft.birth(read_date(about + text))
    draft.field("note on a date of birth", text_of(when, "NOTE"))


def _document(draft: Draft, document: Element) -> None:
    label = text_of(document, "TYPE_OF_DOCUMENT")
    country = text_of(document, "ISSUING_COUNTRY") or text_of(document, "COUNTRY_OF_ISSUE")
    notes = [text_of(document, "TYPE_OF_DOCUMENT2")]
    notes += [text_of(document, part) for part in ("CITY_OF_ISSUE", "COUNTRY_OF_ISSUE")]
    for part, word in (("DATE_OF_ISSUE", "issued"), ("DATE_OF_EXPIRY", "expires")):
        if text := text_of(document, part):
            notes.append(f"{word} {text}")
    notes.append(text_of(document, "NOTE"))
    number = text_of(document, "NUMBER")
    if number:
        draft.identifier(label, number, country=country, note=join(*notes))
    else:
        draft.field("document", join(label, country, *notes))


def _rest(draft: Draft, entry: Element) -> None:
    for one in entry:
        if one.tag in _KNOWN or one.tag.endswith(_KNOWN_ENDS):
            continue
        texts = texts_of(one, "VALUE") or [text_of(one)]
        draft.fields((one.tag, text) for text in texts)
