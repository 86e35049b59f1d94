"""Checks what is said to speak to which fact: the facts exist, and can take what is suggested."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from caveat.model.error import nearest
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.dossier_shape import Level
from caveat.rulebook.gathering import ProposedFrom, StatedFrom
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType
from caveat.rulebook.yaml_reader import Pointer

KIND = "gathering"
LEVELS: tuple[str, ...] = get_args(Level)


def gathering_problems(rulebook: Rulebook) -> Iterator[Found]:
    """Yield what is wrong with the lines of the gathering file."""
    yield from _names(rulebook)
    for n, origin in enumerate(rulebook.gathering.states):
        yield from _stated(origin, ("states", n), rulebook)
    for n, line in enumerate(rulebook.gathering.proposes):
        yield from _proposed(line, ("proposes", n), rulebook)


def _names(rulebook: Rulebook) -> Iterator[Found]:
    seen = set()
    for part in ("states", "proposes"):
        for n, line in enumerate(getattr(rulebook.gathering, part)):
            here: Pointer = (part, n, "fact")
            if line.fact not in rulebook.facts:
                hint = nearest(line.fact, rulebook.facts)
                yield KIND, KIND, here, "fact.unknown", f"'{line.fact}' is no fact.", hint
            elif line.fact in seen:
                message = f"'{line.fact}' stands twice."
                yield KIND, KIND, here, "gathering.twice", message, "Put both into one line."
            seen.add(line.fact)


def _stated(origin: StatedFrom, here: Pointer, rulebook: Rulebook) -> Iterator[Found]:
    if origin.treaty is not None:
        words = list(origin.statuses.values())
        yield from _takes(origin.fact, FactType.CHOICE, words, (*here, "statuses"), rulebook)
    elif origin.figures:
        yield from _takes(origin.fact, FactType.TEXT, (), (*here, "figures"), rulebook)
    else:
        words = list(origin.regimes.values())
        yield from _takes(origin.fact, FactType.SET, words, (*here, "regimes"), rulebook)


def _proposed(line: ProposedFrom, here: Pointer, rulebook: Rulebook) -> Iterator[Found]:
    features = rulebook.law_features
    for n, feature in enumerate(line.laws):
        if feature not in features:
            message, hint = f"'{feature}' is no law feature.", nearest(feature, features)
            yield KIND, KIND, (*here, "laws", n), "law_feature.unknown", message, hint
    for level in line.values:
        if level not in LEVELS:
            message, hint = f"'{level}' is no level of an agency.", nearest(level, LEVELS)
            yield KIND, KIND, (*here, "values", level), "gathering.level", message, hint
    says_yes = (line.domains, line.breaks, line.laws, line.incidents, line.listings)
    if any(says_yes) or line.agency in ("held", "oversight"):
        yield from _takes(line.fact, FactType.TRUTH, (), (*here, "fact"), rulebook)
    if line.features or line.agency == "functions":
        words = features if line.features else ()
        yield from _takes(line.fact, FactType.SET, words, (*here, "fact"), rulebook)
    if line.agency in ("level", "type"):
        choices = line.values.values()
        yield from _takes(line.fact, FactType.CHOICE, choices, (*here, "values"), rulebook)


def _takes(
    name: str, wanted: FactType, words: Iterable[str], here: Pointer, rulebook: Rulebook
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
