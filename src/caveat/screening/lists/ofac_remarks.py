"""What the remarks of OFAC's CSV say in a fixed form: births, countries, names and numbers.

The remarks are kept whole as well. What has no known form stays in them alone.
"""

from __future__ import annotations

import re

from caveat.model.listed import CountryLink, IdentifierKind, NameKind, PartyKind
from caveat.screening.lists.draft import Draft
from caveat.screening.lists.labels import identifier_kind, is_identifier
from caveat.screening.lists.ofac_labels import DATES, ISSUER, LINKS, add_labelled

_ALIAS = re.compile(r"(?P<kind>[afn])\.k\.a\.,? '(?P<name>.+)'")
_NUMBER = re.compile(
    r"(?P<label>(?:[A-Z][A-Za-z.&/' -]*?)??(?:No\.|Number|ID|IMO|MMSI|Passport|Address|Website|#|"
    r"C\.U\.R\.P\.|R\.F\.C\.|D\.N\.I\.|SSN|RTN|NIT|Cedula|ISIN|BIC|Code|Ticker|Tail Number|"
    r"Phone|[A-Z]\.[A-Z.]*)(?: - [A-Z]+| No\.| Number)?)"
    r"[:#]? (?P<rest>\S.*)"
)
_COUNTRY = re.compile(r"(?P<number>.+?) \((?P<country>[A-Z][^()]+)\)(?P<note>.*)")
_LINKS = {"nationality": CountryLink.NATIONALITY, "citizen": CountryLink.CITIZENSHIP, **LINKS}
_LABELS = (ISSUER, *DATES)


def read_remarks(draft: Draft, remarks: str) -> None:
    """Add to a draft what its remarks say in a fixed form."""
    parts = [part.strip() for part in remarks.strip().removesuffix(".").split(";")]
    for part in parts:
        part = part.removeprefix("alt. ")
        if part.startswith("DOB "):
            draft.birth(part.removeprefix("DOB "))
        elif part.startswith("POB "):
            draft.birth_place(part.removeprefix("POB "))
        elif label := next((one for one in _LABELS if part.startswith(f"{one} ")), None):
            add_labelled(draft, label, part.removeprefix(label))
        elif found := _ALIAS.match(part):
            draft.name(found["name"], NameKind.FORMER if found["kind"] == "f" else NameKind.WEAK)
        elif not _country(draft, part):
            _number(draft, part)


def _country(draft: Draft, part: str) -> bool:
    for word, link in _LINKS.items():
        if part.startswith(f"{word} "):
            draft.country(part.removeprefix(f"{word} "), link)
            return True
    return False


def _number(draft: Draft, part: str) -> None:
    found = _NUMBER.match(part)
    if found is None or not is_identifier(found["label"]):
        return
    apart = _COUNTRY.fullmatch(found["rest"])
    number = apart["number"] if apart else found["rest"]
    kind = identifier_kind(found["label"], number)
    if kind is IdentifierKind.OTHER and not any(letter.isdigit() for letter in number):
        return
    if draft.kind is PartyKind.VESSEL and re.search(r"\bIMO \d{7}\b", part):
        kind = IdentifierKind.IMO
    country, note = (apart["country"], apart["note"]) if apart else ("", "")
    draft.identifier(found["label"], number, country=country, note=note, kind=kind)
