"""The shape of the JSON output, from which its published schema is generated."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from caveat.reports.json_record_shape import (
    DeterminationJson,
    FactJson,
    FindingJson,
    ImpactJson,
    Recommendation,
    State,
    TransactionJson,
    Truth3,
)


class TestJson(TypedDict):
    """A scope test or definition."""

    state: State
    """How it stands."""
    decided_by: list[str]
    """Facts that by themselves settle it."""
    missing: list[str]
    """Open facts that can still settle it."""


class ClauseJson(TypedDict):
    """One thing an answer says of its fact."""

    relation: Literal["is", "is_not", "has", "has_none_of", "lt", "gte"]
    """How the answer stands to the operand; of several words `is` takes any one."""
    operand: list[str] | float | str
    """Words of the vocabulary, a number, or a date."""


class AnswerJson(TypedDict):
    """An answer to one fact."""

    fact: str
    """Id of the fact."""
    words: str
    """The answer as it is shown to people."""
    ways: list[list[ClauseJson]]
    """Any of these ways; each says all its clauses."""


class ChangeJson(TypedDict):
    """A smallest set of answers that settles the determination or moves it."""

    answers: list[AnswerJson]
    """One answer to each of at most three facts."""
    known: Recommendation
    """The recommendation it leads to at least."""
    settled: bool
    """Whether it settles the determination."""


class EffectJson(TypedDict):
    """What an answer would lead to."""

    answer: AnswerJson
    """The answer."""
    known: Recommendation
    """The mildest recommendation it leads to."""
    worst: Recommendation
    """The most severe recommendation it leads to."""
    settled: bool
    """Whether it settles the determination."""


class QuestionJson(TypedDict):
    """A question to ask next."""

    fact: str
    """Id of the fact."""
    question: str
    """The question in plain words."""
    gain: float
    """Expected share of what is open that an answer settles, 0 to 1; it only orders questions."""
    cost: Literal["data", "minutes", "days", "counsel"]
    """What it costs to find out."""
    who: list[str]
    """Who can answer."""
    effects: list[EffectJson]
    """What each answer leads to."""
    because: list[str]
    """Open red flags that hang on it."""


class OpenFactJson(TypedDict):
    """A fact that is missing, with the red flags that hang on it and tools that help."""

    fact: str
    """Id of the fact."""
    question: str
    """The question in plain words."""
    gating: bool
    """Whether the recommendation hangs on it."""
    red_flags: list[str]
    """Open red flags that hang on it."""
    tools: list[str]
    """Tools that help to answer it."""


class CitationJson(TypedDict):
    """What a finding rests on; `words` is the sentence shown to people."""

    row: str | None
    """Row of the coverage register; null for a check that carries out none."""
    instruments: list[str]
    """Instruments it stands in."""
    provision: str
    """Where in them."""
    standing: str
    """Law, guidance, standard or a check of ours."""
    basis: str
    """What the claim rests on."""
    doubts: list[str]
    """Doubts that are still open."""
    remark: str | None
    """What else must be known; null when nothing."""
    words: str
    """The sentence shown to people."""


class SafeguardJson(TypedDict):
    """A proposed safeguard; `state` is null when the file says nothing of it."""

    id: str
    """Id of the safeguard."""
    title: str
    """The safeguard in one line."""
    for_raised: list[str]
    """Raised red flags that it answers."""
    for_open: list[str]
    """Open red flags that it answers."""
    available: Truth3
    """Whether its prerequisite is met."""
    missing: list[str]
    """Open facts on which the prerequisite hangs."""
    state: Literal["in_force", "promised", "refused", "not_adopted"] | None
    """What the file says of it; null when nothing."""
    counts: bool
    """Whether it is in force on the date, with evidence and its prerequisite."""
    reason: str
    """Why it is not adopted; empty when not said."""
    residual: str
    """What risk remains with it."""
    rows: list[str]
    """Rows of the coverage register that it carries out."""
    citations: list[CitationJson]
    """What it rests on, the weightiest first."""


class StepJson(TypedDict):
    """A step: yes is done, no is due."""

    id: str
    """Id of the step."""
    title: str
    """The step in one line."""
    state: State
    """Yes is done, no is due."""
    missing: list[str]
    """Open facts that would tell."""
    rows: list[str]
    """Rows of the coverage register that it carries out."""
    citations: list[CitationJson]
    """What it rests on, the weightiest first."""


class PromptJson(TypedDict):
    """A law feature for counsel; stated, or not looked at."""

    law_feature: str
    """Id of the law feature."""
    stated: Truth3
    """Yes when it was stated, unknown when nobody looked."""
    rows: list[str]
    """Rows of the coverage register that it carries out."""


class RightJson(TypedDict):
    """One right of the worksheet."""

    right: str
    """The right."""
    suggested_by: list[str]
    """Product categories that put it most at issue."""
    impacts: list[ImpactJson]
    """What was written of it; empty when nothing."""


class SummaryJson(TypedDict):
    """Findings counted by state."""

    raised: int
    """Red flags raised."""
    open: int
    """Red flags open: unknown, never no."""
    open_gating: int
    """Those of them that can still raise the recommendation."""
    answered_no: int
    """Red flags answered no on the sources given."""
    not_applicable: int
    """Red flags that do not apply."""


class AssessmentJson(TypedDict):
    """The output of `caveat assess --format json`."""

    schema: Literal["caveat-assessment-1"]
    """Name and version of this shape."""
    not_checked: list[str]
    """What the workbench does not check yet."""
    as_of: str
    """The date of the assessment."""
    instruments: list[str]
    """Instruments that take part."""
    versions: dict[str, str]
    """Software and rulebook the record was made with."""
    transaction: TransactionJson
    """The whole input."""
    facts: dict[str, FactJson]
    """What is known of each fact that anybody stated."""
    findings: list[FindingJson]
    """Every red flag in effect."""
    determination: DeterminationJson
    """The bound on the recommendation."""
    digest: str
    """SHA-256 of the canonical JSON of the keys under `digest_covers`."""
    digest_covers: list[str]
    """Keys that make up the record."""
    summary: SummaryJson
    """Findings counted by state."""
    hindsight: list[str]
    """Instruments that were not current on the date but were asked for."""
    scope: dict[str, TestJson]
    """Scope tests and definitions, by id."""
    held_against: list[str]
    """Facts with an answer that cannot be true beside what is held here."""
    mode: Literal["quick", "complete"]
    """Whether questions go on until every finding is settled, or only the determination."""
    changes: list[ChangeJson]
    """Smallest sets of answers that would change the determination."""
    changes_left_out: int
    """Sets of two or three answers that were not looked at any more."""
    next_questions: list[QuestionJson]
    """Questions to ask next, the best first."""
    open_facts: list[OpenFactJson]
    """Every fact that is missing."""
    safeguards: list[SafeguardJson]
    """Every safeguard to consider."""
    steps: list[StepJson]
    """Steps of due diligence."""
    counsel_prompts: list[PromptJson]
    """Law features to ask counsel about."""
    rights_impact: list[RightJson]
    """The worksheet, one line for each right."""
    citations: dict[str, list[CitationJson]]
    """What each finding rests on, by red flag, the weightiest first."""
