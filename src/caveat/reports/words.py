"""The words in which findings, citations and facts are said, the same in every format."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from caveat.model.assessment import Assessment
from caveat.model.determination import Question, Recommendation
from caveat.model.fact import FactState, Openness
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

OPENNESS: Mapping[Openness, str] = {
    Openness.NOT_ASKED: "not asked yet",
    Openness.STATED_UNKNOWN: "looked at, not known",
    Openness.CONFLICT: "sources disagree; a person must decide",
    Openness.EXPIRED: "the answer has expired",
    Openness.NOT_YET_OBSERVED: "not known yet on this date",
    Openness.PARTLY_KNOWN: "known in part",
}


def basis_words(citation: Citation, rulebook: Rulebook, among: Collection[str]) -> str:
    """Say what a citation rests on, and how far it was checked."""
    if citation.basis is Basis.OURS:
        return "ours; no authority says so"
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


def value_words(value: Value) -> str:
    """Say a value of a fact."""
    if isinstance(value, Truth):
        return value.value
    if isinstance(value, Members):
        shown = ", ".join(sorted(value.present)) or "none"
        absent = f"; not {', '.join(sorted(value.absent))}" if value.absent else ""
        return f"{shown}{absent}" + ("" if value.complete else " (perhaps more)")
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


def effect_lines(question: Question) -> list[str]:
    """Say what each answer would lead to; answers with the same effect share a line."""
    answers: dict[str, list[str]] = {}
    for words, effect in question.effects:
        answers.setdefault(effect, []).append(words)
    return [
        f"if {' / '.join(words)}: {effect.replace('_', ' ')}" for effect, words in answers.items()
    ]


def listed(words: Iterable[str]) -> str:
    """Join words with commas, or say that there are none."""
    return ", ".join(words) or "none"
