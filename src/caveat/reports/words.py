"""The words in which findings, citations and facts are said, the same in every format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from caveat.model.assessment import Assessment
from caveat.model.determination import (
    Answer,
    Clause,
    Effect,
    Question,
    Recommendation,
    Relation,
)
from caveat.model.fact import FactState, Openness
from caveat.model.finding import State
from caveat.model.standing import Basis, Standing
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.citation import Citation
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.severity import Severity

RECOMMENDATIONS: Mapping[Recommendation, str] = {
    Recommendation.PROCEED: "proceed",
    Recommendation.PROCEED_WITH_SAFEGUARDS: "proceed with safeguards",
    Recommendation.ESCALATE: "escalate",
    Recommendation.DECLINE: "decline",
}

STANDINGS: Mapping[Standing, str] = {
    Standing.LAW: "law",
    Standing.GUIDANCE_WITH_LEGAL_EFFECT: "guidance with legal effect",
    Standing.OFFICIAL_GUIDANCE: "official guidance",
    Standing.INTERNATIONAL_STANDARD: "international standard",
    Standing.WORKBENCH_CHECK: "workbench check",
}

BASES: Mapping[Basis, str] = {
    Basis.OFFICIAL_TEXT: "read in the official text",
    Basis.SECONDARY_SOURCE: "as published",
    Basis.RECALLED: "from memory, not checked",
    Basis.OURS: "ours",
}
"""What is on public record rests on."""

STATES: Mapping[State, str] = {
    State.YES: "yes",
    State.NO: "no, on the sources given",
    State.UNKNOWN: "unknown",
    State.NOT_APPLICABLE: "not applicable",
}

OPENNESS: Mapping[Openness, str] = {
    Openness.NOT_ASKED: "not asked yet",
    Openness.STATED_UNKNOWN: "looked at, not known",
    Openness.CONFLICT: "sources disagree; a person must decide",
    Openness.EXPIRED: "the answer has expired",
    Openness.NOT_YET_OBSERVED: "not known yet on this date",
    Openness.PARTLY_KNOWN: "known in part",
}


def not_checked_line(rulebook: Rulebook) -> str:
    """Say what nobody checks here yet; empty when the policy names nothing."""
    titles = ", ".join(one.title for one in rulebook.policy.not_checked)
    return f"Not checked: {titles}." if titles else ""


def basis_words(citation: Citation, rulebook: Rulebook, among: Collection[str]) -> str:
    """Say what a citation rests on, and how far it was checked."""
    if citation.basis is Basis.OURS:
        return "ours" if citation.remark is not None else "ours; no authority says so"
    if citation.basis is Basis.RECALLED:
        stated = "from memory, not checked"
        if citation.standing is Standing.OFFICIAL_GUIDANCE:
            names = " and ".join(_names(citation, rulebook, among))
            stated = f"attributed to {names}; wording and place not verified"
        return f"{stated}; even its sense is uncertain" if citation.uncertain else stated
    assert citation.source is not None
    source = rulebook.sources[citation.source]
    read = f", read on {citation.read_on}" if citation.read_on is not None else ""
    if citation.basis is Basis.OFFICIAL_TEXT:
        return f"official text, paraphrased{read}"
    return f"as reported by {source.publisher}{read}; the official text was not seen"


def _names(citation: Citation, rulebook: Rulebook, among: Collection[str]) -> list[str]:
    """Return the instruments of a citation by their short names, only those among the given."""
    kept = [name for name in citation.instruments if not among or name in among]
    return [rulebook.instruments[name].short for name in kept or citation.instruments]


def citation_words(citation: Citation, rulebook: Rulebook, among: Collection[str] = ()) -> str:
    """Say where a claim stands, what standing it has and what it rests on.

    Args:
        citation: The citation.
        rulebook: The rulebook, for the names of instruments and sources.
        among: Instruments that take part; others are left out. Empty for all.
    """
    names = " and ".join(_names(citation, rulebook, among))
    if citation.standing is not Standing.WORKBENCH_CHECK:
        place = f"{names}, {citation.provision}"
    elif any(rulebook.instruments[name].base for name in citation.instruments):
        place = names
    else:
        place = f"a workbench check on {names}"
    row = f" [{citation.row}]" if citation.row is not None else ""
    doubts = f"; doubt {', '.join(citation.doubts)}" if citation.doubts else ""
    said = basis_words(citation, rulebook, among)
    return f"{place[0].upper()}{place[1:]}{row}: {said}{doubts}."


def value_words(value: Value, words: Mapping[str, str] | None = None) -> str:
    """Say a value of a fact; with the words of its fact, each by its meaning instead of its id."""
    meaning = words or {}
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, Members):
        between = "; " if meaning else ", "
        absent = between.join(within(meaning.get(one, one)) for one in sorted(value.absent))
        absent = f"; not {absent}" if absent else ""
        if not value.present and not value.complete:
            return f"none named yet{absent}"
        present = [within(meaning.get(one, one)) for one in sorted(value.present)]
        shown = between.join(present) or "none"
        return f"{shown}{absent}" + ("" if value.complete else " (perhaps more)")
    if isinstance(value, str):
        return within(meaning[value]) if value in meaning else value
    if isinstance(value, Range):
        return f"{value.low:g}" if value.low == value.high else f"{value.low:g} to {value.high:g}"
    return str(value)


def fact_words(name: str, facts: Mapping[str, FactState], rulebook: Rulebook) -> str:
    """Say what is known of a fact, from which sources, seen when."""
    title = rulebook.facts[name].title
    state = facts.get(name)
    if state is None:
        return f"{title}: {OPENNESS[Openness.NOT_ASKED]} ({name})"
    known = "unknown" if state.value is None else value_words(state.value)
    why = f" - {OPENNESS[state.openness]}" if state.openness is not None else ""
    sources = "; ".join(dict.fromkeys(f"{one.source}, {one.observed_on}" for one in state.counted))
    return f"{title}: {known}{why} ({name}; {sources})"


def aside_lines(name: str, assessment: Assessment) -> Iterator[str]:
    """Say what was stated of a fact and does not count, and each statement that disagrees."""
    state = assessment.facts[name]
    stated = [
        *assessment.transaction.statements.get(name, ()),
        *(one for item in assessment.transaction.items for one in item.statements.get(name, ())),
    ]
    for one in stated:
        counts = one in state.counted
        if counts and state.openness is not Openness.CONFLICT and not one.decides:
            continue
        label = "says" if counts else "set aside"
        value = "unknown" if one.value is None else value_words(one.value)
        ruling = f"; decided: {one.reason}" if one.decides else ""
        yield f"{label}: {value} ({one.source}, {one.observed_on}, {one.entered_by}){ruling}"


def severity_words(severity: Severity) -> str:
    """Say how severe the harm is that a flag points to; the judgement is ours."""
    return (
        f"scale {severity.scale.value}, scope {severity.scope.value}, "
        f"remedy {severity.remediability.value}"
    )


def answer_words(answer: Answer, rulebook: Rulebook, *, most: int | None = None) -> str:
    """Say an answer to a fact in the words of its vocabulary.

    Args:
        answer: The answer; its ways are joined with "or".
        rulebook: The rulebook, for the vocabulary.
        most: Most ways that are said; the rest are counted. None says all.
    """
    words = rulebook.vocabulary(rulebook.facts[answer.fact])
    ways = list(dict.fromkeys(_way_words(way, words) for way in answer.ways))
    if most is not None and len(ways) > most:
        ways = [*ways[: most - 1], f"{len(ways) - most + 1} others"]
    return either(ways)


def _way_words(way: Iterable[Clause], words: Mapping[str, str]) -> str:
    return " and ".join(_clause_words(clause, words) for clause in way)


def _clause_words(clause: Clause, words: Mapping[str, str]) -> str:
    operand = clause.operand
    if isinstance(operand, tuple):
        return _word_clause(clause.relation, [within(words.get(one, one)) for one in operand])
    return below_words(operand) if clause.relation is Relation.BELOW else above_words(operand)


def below_words(bound: float | date) -> str:
    """Say that a number or a date is under a bound."""
    return f"under {bound:g}" if isinstance(bound, float) else f"before {bound.isoformat()}"


def above_words(bound: float | date) -> str:
    """Say that a number or a date is at the bound or over it."""
    return f"{bound:g} or more" if isinstance(bound, float) else f"{bound.isoformat()} or later"


def _word_clause(relation: Relation, words: list[str]) -> str:
    if relation is Relation.HAS_NONE_OF:
        return "none of these" if len(words) > 1 else f"not {words[0]}"
    return f"not {either(words)}" if relation is Relation.IS_NOT else either(words)


def within(title: str) -> str:
    """Return a title as it stands within a sentence: without the capital, unless it is a name's."""
    return title[0].lower() + title[1:] if title[1:2].islower() or title[1:2] == " " else title


def either(words: Sequence[str]) -> str:
    """Join words with commas and a last "or"."""
    return " or ".join([part for part in (", ".join(words[:-1]), words[-1]) if part])


def effect_lines(question: Question, rulebook: Rulebook, *, most: int | None = None) -> list[str]:
    """Say what each answer would lead to; answers with the same effect share a line."""
    return [
        f"if {answer_words(effect.answer, rulebook, most=most)}: {effect_words(effect)}"
        for effect in question.effects
    ]


def effect_words(effect: Effect) -> str:
    """Say the bound an answer leads to."""
    known, worst = RECOMMENDATIONS[effect.known], RECOMMENDATIONS[effect.worst]
    if effect.settled:
        return known
    return f"{known}, not settled" if known == worst else f"between {known} and {worst}"


def counted(count: int, noun: str) -> str:
    """Say how many there are of a noun that takes an s."""
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, with its full stop."""
    return f"{text.split('. ')[0].rstrip('.')}."


def listed(words: Iterable[str]) -> str:
    """Join words with commas, or say that there are none."""
    return ", ".join(words) or "none"
