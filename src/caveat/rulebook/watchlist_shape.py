"""The shape of the files on lists to screen against, and on listings that are held by hand."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from caveat.model.listed import (
    CountryLink,
    ListedCountry,
    ListedName,
    ListedParty,
    NameKind,
    PartyKind,
    RawField,
)
from caveat.model.standing import Basis
from caveat.rulebook.citation import BasisField
from caveat.rulebook.shape import CountryId, Day, Id, Named, Strict, Words

Address = Annotated[str, StringConstraints(pattern=r"^https://[^/\s]+/\S*$")]
ListFormat = Literal[
    "canada_xml",
    "csl_csv",
    "csl_json",
    "dfat_xlsx",
    "eu_csv",
    "eu_xml",
    "ftm_json",
    "ofac_advanced",
    "ofac_csv",
    "ofac_xml",
    "seco_xml",
    "uk_csv",
    "uk_xml",
    "un_xml",
]
Count = Annotated[int, Field(ge=1)]


class Evidence(Strict):
    """How far a claim was checked."""

    basis: BasisField
    """Whether it was read in the official text or a secondary source, is recalled, or is ours."""
    source: Id | None = None
    """Id of the document that was opened, in sources/; only with a basis that was read."""
    read_on: Day | None = None
    """The day on which that document was opened."""

    @model_validator(mode="after")
    def _basis_fits(self) -> Evidence:
        read = self.basis in (Basis.OFFICIAL_TEXT, Basis.SECONDARY_SOURCE)
        if read != (self.source is not None) or read != (self.read_on is not None):
            raise ValueError(f"basis '{self.basis.value}', 'source' and 'read_on' do not fit")
        return self


class EffectFields(Evidence):
    """What it means in law to be on a list."""

    law: Words
    """The law that gives the list its effect."""
    whom: Words
    """Whom that law binds."""
    effect: Words
    """What it forbids or asks, in our words."""


class WayFields(Strict):
    """A way to have a list: files in one format, each with its address."""

    format: ListFormat
    """The format."""
    files: dict[Id, Address] = Field(min_length=1)
    """Addresses by the part of the format; `main` where it has one file."""
    seen: bool
    """True where the addresses were seen in use this year; false where they are recalled."""
    note: Words | None = None
    """What a reader must know of these addresses."""


class Watchlist(Named):
    """A list of parties that an authority keeps."""

    folder: ClassVar[str] = "watchlists"
    kind: ClassVar[str] = "watchlist"

    id: Id
    """The file's name."""
    title: Words
    """Its name."""
    short: Words
    """The name used in running text."""
    authority: Words
    """Who keeps it."""
    effects: list[EffectFields]
    """What it means in law to be on it; none for a list that only brings others together."""
    licence: Words
    """Under what its content may be used."""
    licence_note: Words
    """How far the licence was checked."""
    ways: list[WayFields] = []
    """Ways to have it, the best first; none where a person fetches it."""
    by_hand: Words | None = None
    """How a person has it, where no address gives a file that we read."""
    contained_in: list[Id] = []
    """Lists that have its entries too."""
    parts: dict[Words, Id] = {}
    """Of a list that is made of others: their ids, by what it calls them."""
    refresh: Words
    """How often it changes."""
    stale_after_days: Count
    """After so many days an edition is called stale."""
    least_records: Count
    """A new edition with fewer parties is refused."""

    @model_validator(mode="after")
    def _can_be_had(self) -> Watchlist:
        if not (self.ways or self.by_hand or self.contained_in):
            raise ValueError("a list has 'ways', says 'by_hand', or is 'contained_in' another")
        if not (self.effects or self.parts):
            raise ValueError("a list has 'effects', or the 'parts' that have them")
        return self


class Ground(Enum):
    """What a listing rests on, of what this workbench asks about."""

    SURVEILLANCE = "surveillance"
    REPRESSION = "repression"


class NameFields(Strict):
    """A name of a listed party."""

    text: Words
    """The name."""
    kind: Annotated[NameKind, Field(strict=False)] = NameKind.STRONG
    """What the name is to the party."""
    language: Words | None = None
    """Language tag, where it is certain."""
    script: Words | None = None
    """ISO 15924 code of the script, where it is not Latin."""
    recalled: bool = False
    """True for a name that is not from the list but from memory."""


class PartyFields(Strict):
    """A party of a listing."""

    id: Id
    """Its name within the listing."""
    kind: Annotated[PartyKind, Field(strict=False)]
    """What it is."""
    names: list[NameFields] = Field(min_length=1)
    """Its names, the primary one first."""
    countries: list[CountryId] = []
    """Countries under which the list has it, or to which it belongs."""
    remark: Words | None = None
    """What a reader must know of it."""

    @model_validator(mode="after")
    def _one_is_primary(self) -> PartyFields:
        primary = [one.kind is NameKind.PRIMARY for one in self.names]
        if not primary[0] or sum(primary) != 1:
            raise ValueError("the first of 'names' is the primary one, and no other")
        return self


class ReasonFields(Evidence):
    """Why the authority listed them."""

    text: Words
    """The reason, in our words."""


class RemovalFields(Evidence):
    """Which of the parties were taken off the list again."""

    parties: list[Id] = Field(min_length=1)
    """The parties."""
    on: Day
    """The first day on which they were no longer listed."""
    citation: Words
    """Where the removal was published."""
    remark: Words | None = None
    """What a reader must know of it."""


class Listing(Named, Evidence):
    """Parties that one act put on a list for surveillance or repression, held by hand."""

    folder: ClassVar[str] = "listings"
    kind: ClassVar[str] = "listing"

    id: Id
    """The file's name."""
    title: Words
    """The act and whom it listed, in one line."""
    watchlist: Id
    """The list, by its id in watchlists/."""
    authority: Words
    """Who listed them."""
    listed_on: Day
    """The day from which they were listed."""
    listed_note: Words
    """What that day rests on."""
    citation: Words
    """Where the listing was published."""
    grounds: list[Annotated[Ground, Field(strict=False)]] = Field(min_length=1)
    """Whether it rests on surveillance, repression or both."""
    reason: ReasonFields
    """Why they were listed."""
    parties: list[PartyFields] = Field(min_length=1)
    """Whom it listed, as far as we hold them."""
    removals: list[RemovalFields] = []
    """Who was taken off again."""
    remark: Words | None = None
    """What a reader must know of this listing, such as who is left out."""

    @model_validator(mode="after")
    def _parties_fit(self) -> Listing:
        known = [one.id for one in self.parties]
        if len(set(known)) != len(known):
            raise ValueError("two of 'parties' have one id")
        removed = [name for one in self.removals for name in one.parties]
        if len(set(removed)) != len(removed) or not set(removed) <= set(known):
            raise ValueError("'removals' names a party twice, or one that is none of 'parties'")
        if any(one.on <= self.listed_on for one in self.removals):
            raise ValueError("a removal is later than 'listed_on'")
        return self

    def listed(self) -> tuple[ListedParty, ...]:
        """Return the parties in the words of the model, in the order of the file."""
        removed = {name: one for one in self.removals for name in one.parties}
        return tuple(self._party(one, removed.get(one.id)) for one in self.parties)

    def _party(self, one: PartyFields, removal: RemovalFields | None) -> ListedParty:
        citations = [self.citation, *([removal.citation] if removal else [])]
        return ListedParty(
            list_id=self.watchlist,
            entry_id=f"{self.id}.{one.id}",
            kind=one.kind,
            names=tuple(
                ListedName(name.text, name.kind, name.script, name.language) for name in one.names
            ),
            countries=tuple(ListedCountry(code, CountryLink.OTHER) for code in one.countries),
            citations=tuple(citations),
            listed_on=self.listed_on,
            removed_on=removal.on if removal else None,
            remarks="\n".join(text for text in (self.reason.text, one.remark) if text),
            raw=tuple(RawField("ground", ground.value) for ground in self.grounds),
        )
