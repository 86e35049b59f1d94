"""The shape of the record within the JSON output: what the digest covers."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

State = Literal["yes", "no", "unknown", "not_applicable"]
Truth3 = Literal["yes", "no", "unknown"]
Recommendation = Literal["proceed", "proceed_with_safeguards", "escalate", "decline"]
Tier = Literal["low", "medium", "high", "critical"]
Openness = Literal[
    "not_asked", "stated_unknown", "conflict", "expired", "not_yet_observed", "partly_known"
]
Value = str | float | dict[str, object]


class BoundJson(TypedDict):
    """A bound before safeguards."""

    known: Recommendation
    """The recommendation however the open facts turn out."""
    worst: Recommendation
    """The recommendation if they turn out worst."""
    tier: Tier
    """The tier that goes with `known`."""
    worst_tier: Tier
    """The tier that goes with `worst`."""


class DeterminationJson(TypedDict):
    """The determination after safeguards in force: `known` however the open facts turn out."""

    recommendation: Recommendation
    """`known` when settled, else `escalate`. A person decides."""
    settled: bool
    """Whether every way the open facts can turn out leads to the same recommendation."""
    known: Recommendation
    """The recommendation however the open facts turn out."""
    worst: Recommendation
    """The recommendation if they turn out worst."""
    tier: Tier
    """The tier that goes with `known`."""
    worst_tier: Tier
    """The tier that goes with `worst`."""
    before_safeguards: BoundJson
    """The same bound without the safeguards in force."""
    reasons: list[str]
    """Rows of the table of tiers that hold, the heaviest first."""
    open_rows: list[str]
    """Rows that are open and would weigh more than what is known, the heaviest first."""
    lowered: list[str]
    """Rows that hold and are lowered by safeguards in force."""
    gating: list[str]
    """Red flags named by rows that decide the recommendation or can still raise it."""
    open_facts: list[str]
    """Open facts on which the recommendation hangs; empty when settled."""


class FindingJson(TypedDict):
    """One red flag: its state, and the facts that decided it or are missing."""

    id: str
    """Id of the red flag."""
    title: str
    """The red flag in one line."""
    state: State
    """Whether it is raised; unknown is never no."""
    gating: bool
    """Whether it decides the recommendation or can still raise it."""
    decided_by: list[str]
    """Facts that by themselves settle it; empty when unknown."""
    missing: list[str]
    """Open facts that can still settle it; empty when settled."""
    rows: list[str]
    """Rows of the coverage register that it carries out."""


class _Statement(TypedDict):
    value: Value
    """What is stated."""
    source: str
    """What it rests on."""
    observed_on: str
    """The day on which that was seen."""
    entered_by: str
    """Who entered it."""


class StatementJson(_Statement, total=False):
    """What one source says of a fact."""

    expires_on: str
    """The day from which it no longer counts; absent when it does not expire."""
    decides: bool
    """True when a person ruled between sources that disagree."""
    reason: str
    """The reason of that ruling."""


class FactJson(TypedDict):
    """What is known of a fact; `open` says why it is not, or not wholly, known."""

    value: Value
    """What is known; `unknown` when nothing is."""
    open: Openness | None
    """Why it is not, or not wholly, known; null when it is."""


class PartyJson(TypedDict):
    """A party in one role."""

    role: str
    """The role in the transaction."""
    name: str
    """The name as stated."""
    country: str | None
    """ISO 3166-1 alpha-2 code; null when not stated."""
    note: str
    """What else was stated."""


class ItemJson(TypedDict):
    """An item shipped, with what was stated of the product."""

    product: str
    """Id of the product profile."""
    title: str
    """The product."""
    quantity: str
    """How much of it, in words."""
    statements: dict[str, list[StatementJson]]
    """What was stated of the product, by fact."""


class StatedSafeguardJson(TypedDict):
    """What the file says of a safeguard."""

    safeguard: str
    """Id of the safeguard."""
    state: Literal["in_force", "promised", "refused", "not_adopted"]
    """How far it has come."""
    evidence: str
    """What shows it."""
    owner: str
    """Who answers for it."""
    since: str | None
    """The day from which it is in force; null when not stated."""
    reason: str
    """Why it is not adopted, or what else was stated."""


class ConsultationJson(TypedDict):
    """Who was asked, and what they said."""

    who: str
    """Who was asked."""
    said: str
    """What they said."""
    on: str | None
    """When; null when not stated."""


class ImpactJson(TypedDict):
    """What was written of one right."""

    whose: str
    """Whose right."""
    how: str
    """How the product could harm it."""
    scale: str
    """How grave the harm would be."""
    scope: str
    """How many it would reach."""
    remediability: str
    """How far it could be made good."""
    consulted: list[ConsultationJson]
    """Who was asked about it."""


class StatedImpactJson(ImpactJson):
    """One line of the worksheet, with the right it is about."""

    right: str
    """The right."""


class GroundJson(TypedDict):
    """One thing held that speaks to a fact."""

    aspect: Literal["end_user", "product", "party", "country"]
    """Whom it speaks of."""
    of: str
    """Id of the incident, agency, law feature, indicator or regime."""
    title: str
    """What it is, in one line."""
    text: str
    """What it says beyond that; may be empty."""
    source: str
    """The publication or list."""
    known_on: str
    """The day from which it counts as known."""
    basis: Literal["official_text", "secondary_source", "recalled", "ours"]
    """Whether a source was opened, or it is from memory."""
    own: bool
    """True where it is from the user's own files."""
    suggests: bool
    """True where it speaks for the suggested answer; else it stands beside it."""


class ProposalJson(TypedDict):
    """What was held on one fact. It is no answer."""

    fact: str
    """The fact."""
    value: Value
    """What is suggested; `unknown` where the grounds only ask for a look."""
    grounds: list[GroundJson]
    """What it rests on, the agency's first."""


class DomainLineJson(TypedDict):
    """One domain of the country's record, in short."""

    domain: str
    """The domain."""
    bands: list[str]
    """Every band that the interval touches; empty is no data, which is never low."""
    thin: bool
    """True where fewer than two producers speak."""
    before_break: bool
    """True where a figure in it is of before a break."""
    newest: int | None
    """Newest data year; null without data."""


class AgencyLineJson(TypedDict):
    """An agency held whose name is that of the end user, or is like it."""

    id: str
    """Id of its file."""
    name: str
    """Its name."""
    same: bool
    """True where the name is the same; else one contains the other."""
    incidents: int
    """Incidents that name it."""
    listings: int
    """Listings of it."""
    own: bool
    """True where it is from the user's own files."""


class GatheredJson(TypedDict):
    """What was held on the machine about country, end user and products."""

    country: str
    """Code of the destination."""
    producers: list[str]
    """Who coded the figures."""
    newest: int | None
    """Newest data year; null without data."""
    domains: list[DomainLineJson]
    """The country's record by domain."""
    may_be_low: bool
    """True where the country's record meets every condition for being called low."""
    agencies: list[AgencyLineJson]
    """Agencies of that name; empty says nothing of the end user."""
    near: list[str]
    """Where there are none, names of a like spelling in its country."""
    proposals: list[ProposalJson]
    """What is suggested, by fact."""


class TransactionJson(TypedDict):
    """The transaction as its file states it."""

    id: str
    """Name of the transaction."""
    title: str
    """The transaction in one line."""
    about: str
    """What a reader must know of the file itself; empty when it says nothing."""
    instruments: list[str]
    """Instruments the file or the command asked for; empty for those current on the date."""
    destination: str
    """ISO 3166-1 alpha-2 code."""
    gathered: GatheredJson | None
    """What was held about it; null where nobody has looked."""
    stated_end_use: str
    """The use as stated to the exporter."""
    parties: list[PartyJson]
    """Everyone who takes part."""
    items: list[ItemJson]
    """What is shipped or furnished."""
    statements: dict[str, list[StatementJson]]
    """What was stated of everything but the products, by fact."""
    safeguards: list[StatedSafeguardJson]
    """What was stated of safeguards."""
    rights_impact: list[StatedImpactJson]
    """The worksheet as filled in."""
