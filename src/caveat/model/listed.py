"""A listed party: somebody on a list of an authority, with everything the list says of them.

Nothing of the publisher's file is lost: what fits no field stands in `raw`. What a list
does not say is empty or None, which is unknown and never no.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, is_dataclass
from datetime import date
from enum import Enum
from typing import Any


class PartyKind(Enum):
    """What a listed party is. Unknown where the list does not say."""

    PERSON = "person"
    ORGANISATION = "organisation"
    VESSEL = "vessel"
    AIRCRAFT = "aircraft"
    UNKNOWN = "unknown"


class NameKind(Enum):
    """What a name is to its party."""

    PRIMARY = "primary"
    STRONG = "strong"
    """Another name that the publisher calls good, or calls nothing."""
    WEAK = "weak"
    """A name that the publisher says identifies little, such as a nickname."""
    FORMER = "former"
    ORIGINAL_SCRIPT = "original_script"


class IdentifierKind(Enum):
    """What a number identifies, as far as the publisher's label tells."""

    PASSPORT = "passport"
    NATIONAL_ID = "national_id"
    TAX = "tax"
    REGISTRATION = "registration"
    """The number of a company in a register, whichever register it is."""
    LEI = "lei"
    """Legal Entity Identifier, ISO 17442."""
    BANK = "bank"
    """Code of a bank, ISO 9362."""
    SECURITY = "security"
    """Number or ticker of a security."""
    IMO = "imo"
    """Number of a ship or its owner, given for the International Maritime Organization."""
    MMSI = "mmsi"
    CALL_SIGN = "call_sign"
    AIRCRAFT = "aircraft"
    """Tail, serial or construction number of an aircraft."""
    WALLET = "wallet"
    """Address of a digital currency."""
    CONTACT = "contact"
    """Mail address, site or telephone."""
    OTHER = "other"


class CountryLink(Enum):
    """What a country is to a listed party."""

    NATIONALITY = "nationality"
    CITIZENSHIP = "citizenship"
    LOCATION = "location"
    REGISTRATION = "registration"
    FLAG = "flag"
    FORMER_FLAG = "former_flag"
    OTHER = "other"


class Precision(Enum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    SPAN = "span"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name, as published."""

    text: str
    kind: NameKind
    script: str | None = None
    """Script in the publisher's word; None where it does not say."""
    language: str | None = None
    """Language in the publisher's word; None where it does not say."""
    family: str | None = None
    """The part that is the family name, where the publisher keeps it apart."""


@dataclass(frozen=True, slots=True)
class ListedIdentifier:
    """One number or code, as published. `label` is what the publisher calls it."""

    kind: IdentifierKind
    label: str
    number: str
    country: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as published, and the days between which it lies; None where that is not told."""

    text: str
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False

    @property
    def precision(self) -> Precision:
        """Return how exactly the date is known."""
        first, last = self.earliest, self.latest
        if first is None or last is None:
            return Precision.UNKNOWN
        if first == last:
            return Precision.DAY
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return Precision.YEAR if first.year == last.year else Precision.SPAN
        whole = first.day == 1 and date.fromordinal(last.toordinal() + 1).day == 1
        same = (first.year, first.month) == (last.year, last.month)
        return Precision.MONTH if whole and same else Precision.SPAN


@dataclass(frozen=True, slots=True)
class ListedCountry:
    """A country in the publisher's word, and what it is to the party."""

    name: str
    link: CountryLink


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """An address on one line, and its country in the publisher's word."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class RawField:
    """Something that fits no field of ours, by the publisher's name of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ListedParty:
    """Somebody on a list. `entry_id` is what the publisher calls the entry; it may be empty."""

    list_id: str
    entry_id: str
    kind: PartyKind
    names: tuple[ListedName, ...]
    """Names in the order of the file."""
    part: str = ""
    """In a list that is made of others: the one it comes from, in the publisher's words."""
    identifiers: tuple[ListedIdentifier, ...] = ()
    births: tuple[PartialDate, ...] = ()
    """Dates of birth; of a vessel or an organisation, when it was built or set up."""
    birth_places: tuple[str, ...] = ()
    countries: tuple[ListedCountry, ...] = ()
    addresses: tuple[ListedAddress, ...] = ()
    programmes: tuple[str, ...] = ()
    citations: tuple[str, ...] = ()
    """Where the listing was published, as the list cites it."""
    listed_on: date | None = None
    removed_on: date | None = None
    """Since when it is no longer listed, where a list keeps what it removed."""
    ends_on: date | None = None
    """The day on which a measure ends by its own terms; it may lie ahead."""
    licence_requirement: str = ""
    licence_policy: str = ""
    remarks: str = ""
    raw: tuple[RawField, ...] = ()
    """What fits no other field."""

    @property
    def content_hash(self) -> str:
        """Return the SHA-256 of all that is said, in whatever order it is said.

        The same content has the same hash in every process and on every machine.
        """
        text = json.dumps(_plain(self), ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def key(self) -> str:
        """Return what tells the party apart: its entry, or its content where it has no entry."""
        return f"{self.list_id}:{self.entry_id or '#' + self.content_hash[:16]}"


@dataclass(frozen=True, slots=True)
class ListHead:
    """What a file of a list says of itself; None where it does not."""

    published_on: date | None = None
    records: int | None = None
    """How many entries it says that it has."""
    note: str = ""


def _plain(value: Any) -> Any:
    """Return a value as JSON data; what stands side by side comes in one order."""
    if is_dataclass(value):
        return [_plain(getattr(value, name)) for name in value.__dataclass_fields__]
    if isinstance(value, tuple):
        return sorted((_plain(one) for one in value), key=json.dumps)
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date) else value
