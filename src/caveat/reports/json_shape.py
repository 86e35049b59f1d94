"""The shape of the JSON output, from which its published schema is generated."""

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
    worst: Recommendation
    tier: Tier
    worst_tier: Tier


class DeterminationJson(TypedDict):
    """The determination after safeguards in force: `known` however the open facts turn out."""

    recommendation: Recommendation
    settled: bool
    known: Recommendation
    worst: Recommendation
    tier: Tier
    worst_tier: Tier
    before_safeguards: BoundJson
    reasons: list[str]
    open_rows: list[str]
    lowered: list[str]
    gating: list[str]
    open_facts: list[str]


class FindingJson(TypedDict):
    """One red flag: its state, and the facts that decided it or are missing."""

    id: str
    title: str
    state: State
    gating: bool
    decided_by: list[str]
    missing: list[str]
    rows: list[str]


class _Statement(TypedDict):
    value: Value
    source: str
    observed_on: str
    entered_by: str


class StatementJson(_Statement, total=False):
    """What one source says of a fact."""

    expires_on: str
    decides: bool
    reason: str


class FactJson(TypedDict):
    """What is known of a fact; `open` says why it is not, or not wholly, known."""

    value: Value
    open: Openness | None


class PartyJson(TypedDict):
    """A party in one role."""

    role: str
    name: str
    country: str | None
    note: str


class ItemJson(TypedDict):
    """An item shipped, with what was stated of the product."""

    product: str
    title: str
    quantity: str
    statements: dict[str, list[StatementJson]]


class StatedSafeguardJson(TypedDict):
    """What the file says of a safeguard."""

    safeguard: str
    state: Literal["in_force", "promised", "refused", "not_adopted"]
    evidence: str
    owner: str
    since: str | None
    reason: str


class ConsultationJson(TypedDict):
    """Who was asked, and what they said."""

    who: str
    said: str
    on: str | None


class ImpactJson(TypedDict):
    """What was written of one right."""

    whose: str
    how: str
    scale: str
    scope: str
    remediability: str
    consulted: list[ConsultationJson]


class StatedImpactJson(ImpactJson):
    """One line of the worksheet, with the right it is about."""

    right: str


class TransactionJson(TypedDict):
    """The transaction as its file states it; `instruments` are those it asks for."""

    id: str
    title: str
    instruments: list[str]
    destination: str
    stated_end_use: str
    parties: list[PartyJson]
    items: list[ItemJson]
    statements: dict[str, list[StatementJson]]
    safeguards: list[StatedSafeguardJson]
    rights_impact: list[StatedImpactJson]


class TestJson(TypedDict):
    """A scope test or definition."""

    state: State
    decided_by: list[str]
    missing: list[str]


class AnswerJson(TypedDict):
    """An answer to one fact."""

    fact: str
    answer: str


class ChangeJson(TypedDict):
    """A smallest set of answers that settles the determination or moves it."""

    answers: list[AnswerJson]
    known: Recommendation
    settled: bool


class EffectJson(TypedDict):
    """What an answer would lead to."""

    answer: str
    leads_to: str


class QuestionJson(TypedDict):
    """A question to ask next."""

    fact: str
    question: str
    gain: float
    cost: Literal["data", "minutes", "days", "counsel"]
    who: list[str]
    effects: list[EffectJson]
    because: list[str]


class OpenFactJson(TypedDict):
    """A fact that is missing, with the red flags that hang on it and tools that help."""

    fact: str
    question: str
    gating: bool
    red_flags: list[str]
    tools: list[str]


class SafeguardJson(TypedDict):
    """A proposed safeguard; `state` is null when the file says nothing of it."""

    id: str
    title: str
    for_raised: list[str]
    for_open: list[str]
    available: Truth3
    missing: list[str]
    state: Literal["in_force", "promised", "refused", "not_adopted"] | None
    reason: str
    residual: str
    rows: list[str]


class StepJson(TypedDict):
    """A step: yes is done, no is due."""

    id: str
    title: str
    state: State
    missing: list[str]
    rows: list[str]


class PromptJson(TypedDict):
    """A law feature for counsel; stated, or not looked at."""

    law_feature: str
    stated: Truth3
    rows: list[str]


class RightJson(TypedDict):
    """One right of the worksheet."""

    right: str
    suggested_by: list[str]
    impacts: list[ImpactJson]


class CitationJson(TypedDict):
    """What a finding rests on; `words` is the sentence shown to people."""

    row: str | None
    instruments: list[str]
    provision: str
    standing: str
    basis: str
    doubts: list[str]
    words: str


class AssessmentJson(TypedDict):
    """The output of `caveat assess --format json`."""

    schema: Literal["caveat-assessment-1"]
    not_checked: list[str]
    as_of: str
    instruments: list[str]
    versions: dict[str, str]
    transaction: TransactionJson
    facts: dict[str, FactJson]
    findings: list[FindingJson]
    determination: DeterminationJson
    digest: str
    digest_covers: list[str]
    hindsight: list[str]
    scope: dict[str, TestJson]
    changes: list[ChangeJson]
    next_questions: list[QuestionJson]
    open_facts: list[OpenFactJson]
    safeguards: list[SafeguardJson]
    steps: list[StepJson]
    counsel_prompts: list[PromptJson]
    rights_impact: list[RightJson]
    citations: dict[str, list[CitationJson]]
