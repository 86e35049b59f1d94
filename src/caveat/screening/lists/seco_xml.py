"""The format of Switzerland's SECO list as XML: programmes, targets and places, by number.

No file was at hand. The layout is from public programs that read the list today and from
samples in their tests. The file keeps whoever was removed: where the newest modification
says so, the party has the day of its removal. Copies of a party within its modifications
are history and are not read.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from xml.etree.ElementTree import Element

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind, PartyKind
from caveat.screening.lists.dates import day_of, parts_date
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.labels import name_kind
from caveat.screening.lists.xml_stream import XmlList, text_of, texts_of

_KINDS = {
    "individual": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "object": PartyKind.UNKNOWN,
}
_OBJECTS = {"vessel": PartyKind.VESSEL, "aircraft": PartyKind.AIRCRAFT}
_PLACE = ("c-o", "address-details", "p-o-box", "zip-code", "location", "area")
_NODE = ("identity", "justification", "other-information", "relation")
_ENGLISH = "eng"
MOST_SPELLINGS = 64
"""Most names that are put together from the spellings of the parts of one name."""

_Places = dict[str, Element]
_Programmes = dict[str, str]


def parse_seco_xml(files: Files, list_id: str) -> ParsedList:
    """Return the whole list, those who were removed too, with the day of it."""
    file = files[MAIN]
    places: _Places = {}
    programmes: _Programmes = {}
    first = XmlList(file, "swiss-sanctions-list")
    for element in first.entries({"sanctions-program", "target", "place"}):
        if element.tag == "place":
            places[element.get("ssid", "")] = element
        elif element.tag == "sanctions-program":
            _programme(element, programmes)
    head = ListHead(day_of(first.head.get("date", "")))
    return ParsedList(head, _parties(file, list_id, places, programmes))


def _programme(element: Element, programmes: _Programmes) -> None:
    words = [
        one.text or ""
        for name in ("program-name", "program-key")
        for one in element.iterfind(name)
        if one.get("lang") == _ENGLISH
    ]
    word = next((text.strip() for text in words if text.strip()), "")
    for one in element.iterfind("sanctions-set"):
        said = join(word, text_of(one)) if one.get("lang", _ENGLISH) == _ENGLISH else word
        number = one.get("ssid", "")
        programmes[number] = max(programmes.get(number, ""), said, key=len)


def _parties(
    file: ListFile, list_id: str, places: _Places, programmes: _Programmes
) -> Iterator[ListedParty]:
    wanted = {"sanctions-program", "target", "place"}
    for element in XmlList(file, "swiss-sanctions-list").entries(wanted):
        if element.tag == "target":
            yield _party(element, list_id, places, programmes)


def _party(target: Element, list_id: str, places: _Places, programmes: _Programmes) -> ListedParty:
    draft = Draft(list_id, target.get("ssid", ""))
    for tag, kind in _KINDS.items():
        for node in target.iterfind(tag):
            draft.kind = _OBJECTS.get(node.get("object-type", ""), kind)
            _node(draft, node, places)
    for identity in target.iterfind("identity"):
        _identity(draft, identity, places)
    sets = [target.get("sanctions-set-id", ""), *texts_of(target, "sanctions-set-id")]
    for number in sets:
        draft.programme(programmes.get(number, number))
    draft.citation(text_of(target, "foreign-identifier"))
    _modifications(draft, target)
    return draft.party()


def _node(draft: Draft, node: Element, places: _Places) -> None:
    draft.field("sex", node.get("sex", ""))
    for identity in node.iterfind("identity"):
        _identity(draft, identity, places)
    for text in texts_of(node, "justification"):
        draft.remark(text)
    for text in texts_of(node, "other-information"):
        label, between, number = text.partition(":")
        if between and "IMO" in label:
            draft.identifier(label, number)
        else:
            draft.remark(text)
    draft.fields((one.tag, text_of(one)) for one in node if one.tag not in _NODE)
    for one in node.iterfind("relation"):
        draft.field(
            "relation", join(one.get("relation-type", ""), one.get("target-id", ""), by=" ")
        )


def _modifications(draft: Draft, target: Element) -> None:
    """Read when a party was listed, and whether the newest modification removed it."""
    found = []
    for one in target.iterfind("modification"):
        words = (one.get(name, "") for name in ("effective-date", "publication-date"))
        day = next((day for word in words if (day := day_of(word)) is not None), None)
        found.append((day, one.get("modification-type", "")))
        draft.field(f"modification {found[-1][1]}", one.get("publication-date", ""))
    listed = [day for day, kind in found if kind == "listed" and day is not None]
    draft.listed_on = min(listed, default=None)
    dated = [one for one in found if one[0] is not None]
    newest = max(dated, key=lambda one: str(one[0]), default=None)
    if newest is not None and newest[1] == "de-listed":
        draft.removed_on = newest[0]


def _identity(draft: Draft, identity: Element, places: _Places) -> None:
    for name in identity.iterfind("name"):
        _name(draft, name, main=identity.get("main") != "false")
    for one in identity.iterfind("address"):
        parts, country = _place(one, places)
        draft.address(*parts, country=country)
    for one in identity.iterfind("day-month-year"):
        about = one.get("quality") == "circa" or one.get("calendar") == "circa"
        numbers = (one.get(part, "") for part in ("year", "month", "day"))
        draft.birth(parts_date(*numbers, approximate=about))
    for one in identity.iterfind("place-of-birth"):
        parts, country = _place(one, places)
        draft.birth_place(*parts, country)
    for one in identity.iterfind("nationality"):
        draft.country(text_of(one, "country"), CountryLink.NATIONALITY)
    for one in identity.iterfind("identification-document"):
        notes = (
            f"{part} {text}"
            for part in ("date-of-issue", "expiry-date")
            if (text := text_of(one, part))
        )
        draft.identifier(
            one.get("document-type", ""),
            text_of(one, "number"),
            country=text_of(one, "issuer"),
            note=join(*notes, text_of(one, "remark")),
        )


def _place(one: Element, places: _Places) -> tuple[tuple[str, ...], str]:
    """Return an address, or what it leaves to the place that it names; and its country."""
    place = places.get(one.get("place-id", ""))
    parts = tuple(text_of(one, part) or text_of(place, part) for part in _PLACE)
    parts = (*parts, text_of(one, "remarks"))
    return parts, text_of(one, "country") or text_of(place, "country")


def _name(draft: Draft, name: Element, *, main: bool) -> None:
    kind = name_kind(name.get("name-type", ""))
    if kind is NameKind.PRIMARY and not main:
        kind = NameKind.STRONG
    if name.get("quality") == "low":
        kind = NameKind.WEAK
    parts = sorted(name.iterfind("name-part"), key=lambda part: part.get("order", "").zfill(4))
    family = next((text_of(p, "value") for p in parts if _type(p) == "family-name"), "")
    titles = [text_of(part, "value") for part in parts if _type(part) == "title"]
    parts = [part for part in parts if _type(part) != "title"]
    whole = join(*(text_of(part, "value") or text_of(part) for part in parts), by=" ")
    draft.name(whole, kind, family=family if len(parts) > 1 else "")
    draft.fields(("title", title) for title in titles)
    for script, language in _cultures(parts):
        latin = script in ("", "LATN")
        spelled = [_spellings(part, script, language) for part in parts]
        for words in list(product(*spelled))[:MOST_SPELLINGS]:
            draft.name(
                join(*words, by=" "),
                NameKind.STRONG if latin else NameKind.ORIGINAL_SCRIPT,
                script=script,
                language=language,
            )


def _type(part: Element) -> str:
    return part.get("name-part-type", "")


def _cultures(parts: list[Element]) -> list[tuple[str, str]]:
    """Return the scripts with languages in which a part has a spelling, in their order."""
    return list(
        dict.fromkeys(
            (one.get("script", ""), one.get("lang", ""))
            for part in parts
            for one in part.iterfind("spelling-variant")
        )
    )


def _spellings(part: Element, script: str, language: str) -> list[str]:
    """Return the spellings of a part in a script, or as it stands where it has none there."""
    found = [
        (one.text or "").strip()
        for one in part.iterfind("spelling-variant")
        if (one.get("script", ""), one.get("lang", "")) == (script, language)
    ]
    return found or [text_of(part, "value")]
