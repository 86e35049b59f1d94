"""What the labels mean that publishers put beside numbers, and what their words for a kind mean.

The first row whose words stand in a label decides. A label that no row knows is kept as an
identifier of the kind "other": a number too many is seen, a number lost is not.
"""

from __future__ import annotations

import re

from caveat.model.listed import IdentifierKind, NameKind, PartyKind

_NO_IDENTIFIER = re.compile(
    r"gender|secondary sanctions|additional sanctions|sanctions information|target type|"
    r"(listing|effective|divestment|established|manufacture|build|purchase|removal)\b.*\bdate|"
    r"\bdate\b|organi[sz]ation type|executive order|transactions prohibited|year of build|"
    r"vessel (flag|type|owner|year)|other vessel|aircraft (model|operator|mode s type)|caatsa|"
    r"peesa|ifca|information:|determination|nationality of registration|"
    r"height|weight|complexion|eye color|hair color|gross|tonnage",
    re.I,
)
_KINDS = tuple(
    (re.compile(words, re.I), kind)
    for words, kind in (
        (r"passport|passeport|pasaporte|travel document|laissez", IdentifierKind.PASSPORT),
        (r"legal entity (number|identifier)|\blei\b", IdentifierKind.LEI),
        (r"\bimo\b|vessel registration", IdentifierKind.IMO),
        (r"mmsi", IdentifierKind.MMSI),
        (r"call sign", IdentifierKind.CALL_SIGN),
        (r"aircraft|tail number|construction number", IdentifierKind.AIRCRAFT),
        (r"digital currency|crypto", IdentifierKind.WALLET),
        (r"swift|\bbic\b|\bbik\b|bank identifier", IdentifierKind.BANK),
        (r"\bisin\b|ticker|cusip|security", IdentifierKind.SECURITY),
        (r"e-?mail|website|phone|fax|social media|\burl\b", IdentifierKind.CONTACT),
        (
            r"\btax|taxid|fiscal|\binn\b|\bvat\b|v\.a\.t|\bnit\b|\br\.?f\.?c|\brut\b|\bein\b|\btin\b|"
            r"\bruc\b|\brif\b|\bcuit\b",
            IdentifierKind.TAX,
        ),
        (
            r"national id|\bid ?card|identity|identification card|cedula|c\.?u\.?r\.?p|d\.?n\.?i\b|"
            r"social security|\bssn|birth cert|national foreign id|personal id|citizen|"
            r"national (insurance|identif)",
            IdentifierKind.NATIONAL_ID,
        ),
        (
            r"regist|\bogrn\b|company (number|no)|commercial|unified social credit|uscc|"
            r"matricula|folio|c\.?r\.? no|trade licen|licen[cs]e no|chamber of commerce|"
            r"government gazette|duns|d-u-n-s|\bregnumber\b|business",
            IdentifierKind.REGISTRATION,
        ),
    )
)

_NAME_KINDS = {
    "primary": NameKind.PRIMARY,
    "primary name": NameKind.PRIMARY,
    "primary-name": NameKind.PRIMARY,
    "name": NameKind.PRIMARY,
    "weak": NameKind.WEAK,
    "low": NameKind.WEAK,
    "low quality": NameKind.WEAK,
    "f.k.a.": NameKind.FORMER,
    "fka": NameKind.FORMER,
    "formerly known as": NameKind.FORMER,
    "formerly-known-as": NameKind.FORMER,
    "original script": NameKind.ORIGINAL_SCRIPT,
}
_PARTY_KINDS = {
    "individual": PartyKind.PERSON,
    "person": PartyKind.PERSON,
    "p": PartyKind.PERSON,
    "entity": PartyKind.ORGANISATION,
    "enterprise": PartyKind.ORGANISATION,
    "organisation": PartyKind.ORGANISATION,
    "organization": PartyKind.ORGANISATION,
    "e": PartyKind.ORGANISATION,
    "vessel": PartyKind.VESSEL,
    "ship": PartyKind.VESSEL,
    "aircraft": PartyKind.AIRCRAFT,
}


def is_identifier(label: str) -> bool:
    """Return whether what stands beside a label identifies somebody."""
    return not _NO_IDENTIFIER.search(label) or "passport" in label.lower()


def identifier_kind(label: str, number: str = "") -> IdentifierKind:
    """Return what a number identifies, by its label; a number may begin with IMO itself."""
    if re.match(r"IMO\b", number, re.I):
        return IdentifierKind.IMO
    return next((kind for words, kind in _KINDS if words.search(label)), IdentifierKind.OTHER)


def name_kind(word: str) -> NameKind:
    """Return what a publisher's word makes of a name.

    A word that is not known is a strong name: nobody said that it identifies little.
    """
    return _NAME_KINDS.get(word.strip().lower(), NameKind.STRONG)


def party_kind(word: str) -> PartyKind:
    """Return what a party is by a publisher's word; an unknown word is unknown."""
    return _PARTY_KINDS.get(word.strip().lower(), PartyKind.UNKNOWN)
