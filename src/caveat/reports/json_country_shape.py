"""The shape of the JSON on countries, from which its published schema is generated."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field
from typing_extensions import TypedDict

DomainName = Literal[
    "rule_of_law",
    "surveillance",
    "digital_repression",
    "physical_integrity",
    "press",
    "civic_space",
    "corruption",
]


BasisName = Literal["official_text", "secondary_source", "recalled", "ours"]


class IdentityJson(TypedDict):
    """Which country or territory it is."""

    id: str
    """ISO 3166-1 alpha-2 code; a territory adds a dash and a name."""
    name: str
    """Name in English."""
    iso3: str | None
    """ISO 3166-1 alpha-3 code; null where there is none."""
    names: dict[str, str]
    """Names by language tag."""
    part_of: list[str]
    """Of a territory: codes of the states that hold or claim it."""
    note: str
    """What a reader must know about the entry itself; empty when nothing."""


class ReadingJson(TypedDict):
    """An indicator as it counts on the day."""

    id: str
    """Id of the indicator."""
    title: str
    """What it is about."""
    scored: bool
    """Whether it is averaged; what is not is shown only."""
    producer: str
    """Who codes it; indicators of one producer are one voice."""
    value: float
    """The figure on the scale of its publisher."""
    margin: float | None
    """Half of the published interval on the same scale; null where none is carried."""
    data_year: int
    """The year that the figure is about."""
    edition: str
    """Id of the edition that it stands in."""
    published_on: str
    """The day from which the edition counts as known."""
    later: bool
    """Whether it was published after the day, and stands here in retrospect only."""
    before_break: bool
    """Whether its data year ended before the year of the newest break of the country."""
    best: float
    """The fixed anchor that counts as no concern, on the scale of the publisher."""
    worst: float
    """The fixed anchor that counts as the gravest concern, on the scale of the publisher."""
    break_at: float | None
    """Change from one data year to the next that counts as a break; null where none does."""
    risk: float
    """Place between the anchors, 0 at the best and 1 at the worst."""
    age: float
    """Years from the end of the data year to the day."""


class DomainJson(TypedDict):
    """What the indicators of one domain say together; without scored ones it has no data."""

    domain: DomainName
    """The domain."""
    risk: float | None
    """Mean of the scored readings, 0 to 1; null is no data, which is never low."""
    low: float | None
    """Lower end of the interval around the mean; null without data."""
    high: float | None
    """Upper end of the interval around the mean; null without data."""
    bands: list[Literal["low", "moderate", "elevated", "high", "severe"]]
    """Bands that the interval touches, and one more on either side if `before_break`."""
    producers: list[str]
    """Who coded the scored readings."""
    thin: bool
    """Whether fewer than two independent producers speak."""
    before_break: bool
    """Whether a scored reading is of before the newest break of the country."""
    oldest: int | None
    """Oldest data year among the readings; null without any."""
    newest: int | None
    """Newest data year among the readings; null without any."""
    indicators: list[ReadingJson]
    """Every reading, those that are shown but not averaged too."""


class BreakJson(TypedDict):
    """A jump of an indicator from one data year to the next, at or above its threshold."""

    indicator: str
    """Id of the indicator."""
    title: str
    """What the indicator is about."""
    before_year: int
    """The data year before the jump."""
    before: float
    """The figure for that year."""
    before_edition: str
    """Id of the edition that it stands in."""
    after_year: int
    """The data year after the jump; readings of earlier years are of before the break."""
    after: float
    """The figure for that year."""
    after_edition: str
    """Id of the edition that it stands in."""
    change: float
    """By how many points of its own scale the indicator jumped; above 0."""
    direction: Literal["worse", "better"]
    """Which way it went."""
    break_at: float
    """Change that counts as a break; ours."""


class UnmetJson(TypedDict):
    """A condition for calling the record low that does not hold."""

    condition: Literal[
        "no_data",
        "not_below",
        "thin",
        "old",
        "before_break",
        "flagged",
        "misuse",
        "misuse_not_known",
    ]
    """What does not hold; `not_below` is a mean at or above the limit."""
    domains: list[DomainName]
    """The domains in which it does not hold; empty where it is one of the whole record."""


class LowJson(TypedDict):
    """What keeps the record from being called low."""

    unmet: list[UnmetJson]
    """Conditions that do not hold; empty when all do, which does not mean that no harm is done."""
    words: str
    """The sentence shown to people."""


class LineJson(TypedDict):
    """A membership, or a flag such as an embargo, that a source says the country has."""

    id: str
    """Id of the regime."""
    as_of: str
    """The day for which the source says so."""
    source: str
    """Id of the document."""
    verify: bool
    """True where the line is doubtful: check the current text before you rely on it."""
    remark: str
    """What a reader must know about this line; empty when nothing."""


class TreatyJson(TypedDict):
    """How the country stands to one treaty."""

    treaty: str
    """Id of the treaty."""
    status: Literal["party", "signatory", "none"]
    """Party, signatory or none; a treaty that is not listed is unknown."""
    since: int | None
    """The year in which it became a party; null where it is none or the year is not held."""
    as_of: str
    """The day for which the source says so."""
    source: str
    """Id of the document."""
    verify: bool
    """True where the line is doubtful: check the current text before you rely on it."""


class PublicationJson(TypedDict):
    """A publication that a claim rests on."""

    publisher: str
    """Who published it."""
    title: str
    """Its title, or what it is in our words."""
    published: str
    """Day, month or year, as far as it is certain."""
    basis: BasisName
    """Whether it was opened, or is from memory."""
    url: str | None
    """Address; null where none is certain."""
    read_on: str | None
    """The day on which it was opened; null where it was not."""


class IncidentJson(TypedDict):
    """A publicly documented abuse."""

    id: str
    """Id of its file."""
    title: str
    """Who did what to whom."""
    country: str
    """Code of the country that the body belongs to."""
    end_users: list[str]
    """Ids of the agencies that are named."""
    named: str
    """Whom the record names, in words."""
    vendors: list[str]
    """Vendors by name."""
    product: str
    """The product by name; empty when none is named."""
    technology: list[str]
    """Ids of kinds of product; empty where none was used."""
    rights: list[str]
    """Rights at issue."""
    against: list[str]
    """Whom it was aimed at."""
    abroad: bool
    """True where it reached people outside the country."""
    from_year: int
    """First year in which it is reported to have gone on."""
    until_year: int | None
    """Last such year; null where it is not known to have ended."""
    what: str
    """What happened, with who says so."""
    weight: Literal["official_finding", "admitted", "reported", "disputed"]
    """What it stands on."""
    answer: str
    """What the body or the vendor said to it; empty when nothing is known."""
    sources: list[PublicationJson]
    """The publications it rests on."""
    own: bool
    """True where it is from the user's own files."""
    known_on: str
    """The day from which it counts as known."""


class LawJson(TypedDict):
    """A statute that gives the law one of the features; it settles nothing alone."""

    feature: str
    """Id of the law feature."""
    statute: str
    """Name of the act in English."""
    native: str
    """Its name in the language of the country; empty when not noted."""
    year: int
    """Year in which it was passed."""
    since_year: int | None
    """Year in which it came to have the feature, where that was later."""
    provision: str
    """Article or section; empty when not noted."""
    does: str
    """What it does."""
    until_year: int | None
    """Year in which it ceased; null where it is not known to have."""
    basis: BasisName
    """Whether a document was opened, or it is from memory."""
    seen: str | None
    """What was opened; null where nothing was."""
    written_on: str
    """The day on which the entry was written."""
    checked_by: str
    """Who compared it with the text; empty is nobody."""
    remark: str
    """What a reader must know."""


class CountryJson(TypedDict):
    """What is held about one country on a day; no number stands for the whole."""

    schema: Literal["caveat-country-1"]
    """Name and version of this shape."""
    set: str
    """How much the record rests on, in a sentence; read it first."""
    country: IdentityJson
    """Which country or territory it is."""
    as_of: str
    """The day of the record; only figures published by then take part."""
    retrospective: bool
    """Whether what was published later about earlier years was admitted too, marked `later`."""
    producers: list[str]
    """Everybody who coded a scored reading."""
    newest: int | None
    """Newest data year of all readings; null without any."""
    domains: list[DomainJson]
    """One for each domain; corruption stands last, apart."""
    breaks: list[BreakJson]
    """Every break that is known of on the day, the newest first."""
    low_conditions: LowJson
    """What keeps the record from being called low."""
    flags: list[LineJson]
    """Embargoes and the like; never averaged, and what is not listed is unknown."""
    memberships: list[LineJson]
    """Organisations, arrangements and groups it belongs to; what is not listed is unknown."""
    treaties: list[TreatyJson]
    """How it stands to treaties."""
    laws: list[LawJson]
    """Statutes by law feature; a feature without one is unknown."""
    incidents: list[IncidentJson]
    """Documented misuse that was public by the day, the newest first."""


CountryOutput = Annotated[
    CountryJson | Annotated[list[CountryJson], Field(min_length=2)],
    Field(description="What `caveat country` gives as JSON: one country, or a list compared."),
]
"""What `caveat country CODE --format json` gives, and `caveat country compare`: a list."""
