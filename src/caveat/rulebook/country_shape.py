"""The shape of the files on countries: a country, an indicator, a publisher, a regime."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints, model_validator

from caveat.model.country import (
    Country,
    Domain,
    Edition,
    Heading,
    Indicator,
    Membership,
    Publisher,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.rulebook.citation import BasisField
from caveat.rulebook.law_shape import LawFields
from caveat.rulebook.shape import CountryId, Day, Id, Named, Strict, Words

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]
LongCode = Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
Number = Annotated[float, Field(strict=False, allow_inf_nan=False)]

FIRST_YEAR = 1900
"""What is older is taken for an error."""


class TreatyFields(Strict):
    """How a country stands to one treaty."""

    status: Annotated[TreatyStatus, Field(strict=False)]
    """Party, signatory or none; without the line it is unknown."""
    since: int | None = Field(None, ge=FIRST_YEAR)
    """The year in which it became a party; only with status party."""
    as_of: Day
    """The day for which the source says so."""
    source: Id
    """Id of the document, in sources/."""
    verify: bool = False
    """True where the line is doubtful: check the current text before you rely on it."""

    @model_validator(mode="after")
    def _year_fits(self) -> TreatyFields:
        if self.since is not None and self.status is not TreatyStatus.PARTY:
            raise ValueError("'since' stands only with the status party")
        if self.since is not None and self.since > self.as_of.year:
            raise ValueError("'since' is later than 'as_of'")
        return self


class MembershipFields(Strict):
    """A membership or a flag of a country."""

    as_of: Day
    """The day for which the source says so."""
    source: Id
    """Id of the document, in sources/."""
    verify: bool = False
    """True where the line is doubtful: check the current text before you rely on it."""
    remark: Words | None = None
    """What a reader must know about this line."""


class CountryFile(Named):
    """A country, or a territory that is assessed by itself."""

    folder: ClassVar[str] = "countries"
    kind: ClassVar[str] = "country"

    id: CountryId
    """ISO 3166-1 alpha-2 code, quoted; a territory adds a dash and a name. The file's name."""
    name: Words
    """Name in English."""
    iso3: LongCode | None = None
    """ISO 3166-1 alpha-3 code."""
    names: dict[Language, Words] = {}
    """Names by language tag."""
    also: list[Words] = []
    """Other names in English by which people call it."""
    part_of: list[Code] = []
    """Of a territory: codes of the states that hold or claim it."""
    treaties: dict[Id, TreatyFields] = {}
    """How it stands to treaties, by the ids of regimes/; without a line it is unknown."""
    memberships: dict[Id, MembershipFields] = {}
    """Memberships, by the ids of regimes/."""
    flags: dict[Id, MembershipFields] = {}
    """Embargoes and the like, by the ids of regimes/; never averaged with figures."""
    laws: list[LawFields] = []
    """Statutes by the features of law_features/; a feature without one is unknown."""
    note: Words | None = None
    """What a reader must know about the entry itself."""

    @model_validator(mode="after")
    def _territory_has_a_state(self) -> CountryFile:
        if "-" in self.id and not self.part_of:
            raise ValueError("a territory names in 'part_of' the states that hold or claim it")
        return self

    def country(self) -> Country:
        """Return what the file says, in the words of the model."""
        return Country(
            id=self.id,
            name=self.name,
            iso3=self.iso3,
            names=self.names,
            part_of=tuple(self.part_of),
            treaties=tuple(
                TreatyLine(name, one.status, one.since, one.as_of, one.source, one.verify)
                for name, one in self.treaties.items()
            ),
            memberships=_lines(self.memberships),
            flags=_lines(self.flags),
            note=self.note or "",
            laws=tuple(one.law() for one in self.laws),
            also=tuple(self.also),
        )


def _lines(lists: dict[str, MembershipFields]) -> tuple[Membership, ...]:
    return tuple(
        Membership(name, one.as_of, one.source, one.verify, one.remark or "")
        for name, one in lists.items()
    )


class IndicatorFile(Named):
    """A published scale, and how to read it."""

    folder: ClassVar[str] = "indicators"
    kind: ClassVar[str] = "indicator"

    id: Id
    """The file's name; also the name of the file of its figures."""
    title: Words
    """What it is about, as a noun phrase."""
    domain: Annotated[Domain, Field(strict=False)]
    """The domain it speaks about."""
    producer: Words
    """Who codes it; indicators of one producer are one voice."""
    publisher: Id
    """The folder of its figures, in observations/."""
    licence: Words
    """The licence of its figures; the same as its publisher's."""
    url: Words | None = None
    """Address, where one is certain."""
    measures: Words
    """What is asked, in our words."""
    basis: BasisField
    """What our reading of the question rests on."""
    higher_is: Literal["better", "worse"]
    """Which way the scale runs; 'best' and 'worst' must say the same."""
    best: Number
    """The fixed anchor that counts as no concern."""
    worst: Number
    """The fixed anchor that counts as the gravest concern."""
    logarithmic: bool = False
    """True where events are counted, so that anchors apply to log(1 + value)."""
    lowest: Number
    """A figure below it is an error."""
    highest: Number
    """A figure above it is an error."""
    scored: bool = True
    """False where it is shown but never averaged, and is no voice of its own."""
    how_to_read: Words
    """What the scale means, its direction, and what it does not say."""
    ageing: Words
    """How figures grow old, and when two of them may not be compared."""
    break_at: Number | None = Field(None, gt=0)
    """How many points, from one data year to the next, count as a break; without it, none do."""

    @model_validator(mode="after")
    def _scale_fits(self) -> IndicatorFile:
        if self.best == self.worst or (self.best > self.worst) != (self.higher_is == "better"):
            raise ValueError(
                f"higher is {self.higher_is}, but best is {self.best} and worst is {self.worst}"
            )
        if self.lowest > min(self.best, self.worst) or self.highest < max(self.best, self.worst):
            raise ValueError("'best' and 'worst' lie between 'lowest' and 'highest'")
        if self.logarithmic and self.lowest < 0:
            raise ValueError("a logarithmic scale has no figures below 0")
        if self.break_at is not None and self.break_at > self.highest - self.lowest:
            raise ValueError("'break_at' is more than lies between 'lowest' and 'highest'")
        return self

    def indicator(self) -> Indicator:
        """Return what the file says, in the words of the model."""
        return Indicator(
            id=self.id,
            title=self.title,
            measures=self.measures,
            basis=self.basis,
            domain=self.domain,
            producer=self.producer,
            publisher=self.publisher,
            best=self.best,
            worst=self.worst,
            logarithmic=self.logarithmic,
            lowest=self.lowest,
            highest=self.highest,
            scored=self.scored,
            how_to_read=self.how_to_read,
            ageing=self.ageing,
            url=self.url,
            break_at=self.break_at,
        )


class EditionFields(Strict):
    """One publication of figures."""

    title: Words
    """Title with its version."""
    published_on: Day
    """The day from which it counts as known; where only the month is certain, its last day."""
    published_note: Words
    """What that day rests on."""
    source: Id
    """Id of the document that the figures were read from, in sources/."""


class PublisherFile(Strict):
    """Who published the figures of a folder, in which editions, and under which licence."""

    id: Id
    """The folder's name."""
    title: Words
    """The publisher by name."""
    licence: Words
    """The licence of the figures; LICENCE.md in the folder says what follows from it."""
    licence_note: Words
    """How far the licence was checked."""
    attribution: Words
    """The words that name the source wherever a figure is shown."""
    distribution: Literal["embedded", "download"] = "embedded"
    """Embedded: figures stand in the folder. Download: each user fetches them, see datasets/."""
    editions: dict[Id, EditionFields] = {}
    """Editions by id, which the figures name; none where figures are downloaded."""

    @model_validator(mode="after")
    def _editions_fit(self) -> PublisherFile:
        if (self.distribution == "embedded") != bool(self.editions):
            raise ValueError(
                "'editions' stands where figures are embedded, and only there; "
                f"distribution is {self.distribution}"
            )
        return self

    def publisher(self) -> Publisher:
        """Return who published, in the words of the model."""
        return Publisher(self.id, self.title, self.licence, self.licence_note, self.attribution)

    def published(self) -> dict[str, Edition]:
        """Return the editions by id, in the words of the model."""
        return {
            name: Edition(
                name, self.id, one.title, one.published_on, one.published_note, one.source
            )
            for name, one in self.editions.items()
        }


class RegimeFile(Named):
    """A treaty, an organisation, a group of countries or an embargo that countries stand under."""

    folder: ClassVar[str] = "regimes"
    kind: ClassVar[str] = "regime"

    id: Id
    """The file's name."""
    title: Words
    """Its name, as it is shown."""
    heading: Annotated[Heading, Field(strict=False)]
    """Treaty, membership or flag: the part of a country's file that has its line."""

    def regime(self) -> Regime:
        """Return what the file says, in the words of the model."""
        return Regime(self.id, self.title, self.heading)
