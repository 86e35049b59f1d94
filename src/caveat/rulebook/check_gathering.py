"""Checks what is said to speak to which fact: the facts exist, and can take what is suggested."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from caveat.model.country import TreatyStatus
from caveat.model.error import nearest
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.gathering import ProposedFrom, StatedFrom
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType
from caveat.rulebook.yaml_reader import Pointer

KIND = "gathering"


def gathering_problems(rulebook: Rulebook) -> Iterator[Found]:
    """Yield what is wrong with the lines of the gathering file."""
    gathering = rulebook.gathering
    yield from _names("states", [line.fact for line in gathering.states], rulebook)
    yield from _names("proposes", [line.fact for line in gathering.proposes], rulebook)
    for n, origin in enumerate(rulebook.gathering.states):
        yield from _stated(origin, ("states", n), rulebook)
    for n, line in enumerate(rulebook.gathering.proposes):
        yield from _proposed(line, ("proposes", n), rulebook)


def _names(part: str, facts: list[str], rulebook: Rulebook) -> Iterator[Found]:
    for n, fact in enumerate(facts):
        here: Pointer = (part, n, "fact")
        if fact not in rulebook.facts:
            hint = nearest(fact, rulebook.facts)
            yield KIND, KIND, here, "fact.unknown", f"'{fact}' is no fact.", hint
        elif fact in facts[:n]:
            message = f"'{fact}' stands twice."
            yield KIND, KIND, here, "gathering.twice", message, "Put both into one line."


def _stated(origin: StatedFrom, here: Pointer, rulebook: Rulebook) -> Iterator[Found]:
    if origin.treaty is not None:
        words = [TreatyStatus.PARTY.value]
        yield from _takes(origin.fact, FactType.CHOICE, words, (*here, "treaty"), rulebook)
    elif origin.figures:
        yield from _takes(origin.fact, FactType.TEXT, (), (*here, "figures"), rulebook)
    else:
        words = list(origin.regimes.values())
        yield from _takes(origin.fact, FactType.SET, words, (*here, "regimes"), rulebook)


def _proposed(line: ProposedFrom, here: Pointer, rulebook: Rulebook) -> Iterator[Found]:
    known = rulebook.law_features
    for feature in line.laws:
        if feature not in known:
            message = f"'{feature}' is no law feature."
            yield (
                KIND,
                KIND,
                (*here, "laws"),
                "law_feature.unknown",
                message,
                nearest(feature, known),
            )
    says_yes = (line.domains, line.breaks, line.laws, line.incidents, line.listings)
    if any(says_yes) or line.agency in ("held", "oversight"):
        yield from _takes(line.fact, FactType.TRUTH, (), (*here, "fact"), rulebook)
    if line.features or line.agency == "functions":
        yield from _takes(line.fact, FactType.SET, (), (*here, "fact"), rulebook)
    if line.agency in ("level", "type"):
        words = list(line.values.values())
        yield from _takes(line.fact, FactType.CHOICE, words, (*here, "values"), rulebook)


def _takes(
    name: str, wanted: FactType, words: Collection[str], here: Pointer, rulebook: Rulebook
) -> Iterator[Found]:
    """Yield a problem where a fact has another type, or does not have one of the words."""
    fact = rulebook.facts.get(name)
    if fact is None:
        return
    if fact.type is not wanted:
        message = f"'{name}' is a {fact.type.value}, expected a {wanted.value}."
        yield KIND, KIND, here, "gathering.type", message, "Name a fact that can take it."
        return
    known = rulebook.vocabulary(fact)
    for word in words:
        if not fact.open_vocabulary and word not in known:
            message = f"'{word}' is no word of '{name}'."
            yield KIND, KIND, here, "gathering.word", message, nearest(word, known)
