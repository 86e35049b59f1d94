"""A listed party while it is put together: blanks are left out, and nothing stands twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedAddress,
    ListedCountry,
    ListedIdentifier,
    ListedName,
    ListedParty,
    NameKind,
    PartialDate,
    PartyKind,
    RawField,
)
from caveat.screening.lists.dates import read_date
from caveat.screening.lists.labels import identifier_kind, is_identifier


@dataclass(slots=True)
class Draft:
    """What was found of one party so far. Things stand in the order in which they were found."""

    list_id: str
    entry_id: str
    kind: PartyKind = PartyKind.UNKNOWN
    part: str = ""
    names: dict[ListedName, None] = field(default_factory=dict)
    identifiers: dict[ListedIdentifier, None] = field(default_factory=dict)
    births: dict[PartialDate, None] = field(default_factory=dict)
    birth_places: dict[str, None] = field(default_factory=dict)
    countries: dict[ListedCountry, None] = field(default_factory=dict)
    addresses: dict[ListedAddress, None] = field(default_factory=dict)
    programmes: dict[str, None] = field(default_factory=dict)
    citations: dict[str, None] = field(default_factory=dict)
    listed_on: date | None = None
    removed_on: date | None = None
    ends_on: date | None = None
    licence_requirement: str = ""
    licence_policy: str = ""
    remarks: dict[str, None] = field(default_factory=dict)
    raw: dict[RawField, None] = field(default_factory=dict)

    def name(
        self,
        text: str,
        kind: NameKind,
        *,
        script: str = "",
        language: str = "",
        family: str = "",
    ) -> None:
        """Add a name, unless it is blank."""
        text = one_line(text)
        if text:
            name = ListedName(text, kind, script or None, language or None, family or None)
            self.names.setdefault(name)

    def identifier(
        self,
        label: str,
        number: str,
        *,
        country: str = "",
        note: str = "",
        kind: IdentifierKind | None = None,
    ) -> None:
        """Add a number, unless it is blank; what its label says is no number goes to `raw`."""
        label, number = label.strip(), number.strip()
        if not number:
            return
        if kind is None and not is_identifier(label):
            self.field(label, join(number, country, note))
            return
        kind = kind or identifier_kind(label, number)
        one = ListedIdentifier(kind, label, number, country.strip() or None, note.strip())
        self.identifiers.setdefault(one)

    def birth(self, when: PartialDate | str) -> None:
        """Add a date of birth, unless it is blank."""
        found = read_date(when) if isinstance(when, str) else when
        if found.text:
            self.births.setdefault(found)

    def birth_place(self, *parts: str) -> None:
        """Add a place of birth, unless it is blank."""
        _add(self.birth_places, join(*parts))

    def country(self, name: str, link: CountryLink) -> None:
        """Add a country, unless it is blank."""
        if name.strip():
            self.countries.setdefault(ListedCountry(name.strip(), link))

    def address(self, *parts: str, country: str = "") -> None:
        """Add an address with its country, unless both are blank."""
        text = join(*parts, country)
        if text:
            self.addresses.setdefault(ListedAddress(text, country.strip() or None))

    def programme(self, text: str) -> None:
        """Add a programme, unless it is blank."""
        _add(self.programmes, text)

    def citation(self, text: str) -> None:
        """Add a citation, unless it is blank."""
        _add(self.citations, text)

    def remark(self, text: str) -> None:
        """Add a remark, unless it is blank."""
        _add(self.remarks, text)

    def field(self, name: str, text: str) -> None:
        """Keep what fits nowhere else, unless it is blank."""
        if text.strip():
            self.raw.setdefault(RawField(name, text.strip()))

    def fields(self, found: Iterable[tuple[str, str]]) -> None:
        """Keep several such things."""
        for name, text in found:
            self.field(name, text)

    def party(self) -> ListedParty:
        """Return the party, with a primary name where the publisher marked none."""
        names = list(self.names)
        if names and all(one.kind is not NameKind.PRIMARY for one in names):
            at = next((n for n, one in enumerate(names) if one.kind is NameKind.STRONG), None)
            if at is not None:
                first = names[at]
                names[at] = ListedName(
                    first.text, NameKind.PRIMARY, first.script, first.language, first.family
                )
        return ListedParty(
            self.list_id,
            self.entry_id,
            self.kind,
            tuple(names),
            self.part,
            identifiers=tuple(self.identifiers),
            births=tuple(self.births),
            birth_places=tuple(self.birth_places),
            countries=tuple(self.countries),
            addresses=tuple(self.addresses),
            programmes=tuple(self.programmes),
            citations=tuple(self.citations),
            listed_on=self.listed_on,
            removed_on=self.removed_on,
            ends_on=self.ends_on,
            licence_requirement=self.licence_requirement,
            licence_policy=self.licence_policy,
            remarks="\n".join(self.remarks),
            raw=tuple(self.raw),
        )


def join(*parts: str, by: str = ", ") -> str:
    """Return the parts that are not blank, on one line."""
    return by.join(text for part in parts if (text := one_line(part).strip(" ,")))


def one_line(text: str) -> str:
    """Return a text with every run of blanks and line ends as one blank."""
    return " ".join(text.split())


def _add(held: dict[str, None], text: str) -> None:
    if text.strip():
        held.setdefault(text.strip())
