"""Checks leaves of conditions: a leaf names what exists, and fits the type of its fact."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.condition import Below, Holds, Leaf, OneOf, Reaches, Refers
from caveat.model.error import nearest
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType
from caveat.rulebook.yaml_reader import Pointer

CLASS_PREFIX = "class."

Found = tuple[str, str, Pointer, str, str, str]
"""Kind, id, pointer, code, message and hint of a problem."""


def leaf_problems(leaf: Leaf | Refers, rulebook: Rulebook) -> Iterator[tuple[str, str, str]]:
    """Yield code, message and hint of what is wrong with a leaf."""
    if isinstance(leaf, Refers):
        known = {*rulebook.conditionals(), *(CLASS_PREFIX + c for c in rulebook.product_classes)}
        if leaf.test not in known:
            yield (
                "reference.dangling",
                f"the condition names the test '{leaf.test}', which no file defines.",
                nearest(leaf.test, known),
            )
        return
    fact = rulebook.facts.get(leaf.fact)
    if fact is None:
        yield (
            "reference.dangling",
            f"the condition names the fact '{leaf.fact}', which no file in facts/ defines.",
            f"{nearest(leaf.fact, rulebook.facts)} Add the fact or correct the name.",
        )
    elif fact.type not in _TYPES[type(leaf)]:
        fits = " or ".join(kind.value for kind in _TYPES[type(leaf)])
        yield (
            "condition.type",
            f"'{fact.id}' is a {fact.type.value}, but the leaf tests a {fits}.",
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        )
    elif isinstance(leaf, OneOf) and not fact.open_vocabulary:
        words = rulebook.vocabulary(fact)
        for option in leaf.options:
            if option not in words:
                yield (
                    "condition.option",
                    f"'{option}' is no value of '{fact.id}'.",
                    nearest(option, words),
                )


_TYPES: dict[type[Leaf], tuple[FactType, ...]] = {
    Holds: (FactType.TRUTH,),
    OneOf: (FactType.CHOICE, FactType.SET),
    Below: (FactType.NUMBER, FactType.DATE),
    Reaches: (FactType.NUMBER, FactType.DATE),
}
