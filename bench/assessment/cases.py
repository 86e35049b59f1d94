"""Transactions to measure on: the examples, and random ones drawn from a fixed seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from caveat.model.fact import Observation
from caveat.model.transaction import Item, Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import Fact, FactType
from caveat.rulebook.transaction_file import read_transaction

ROOT = Path(__file__).resolve().parent.parent.parent
AS_OF = date(2026, 11, 20)


def examples(rulebook: Rulebook) -> list[Transaction]:
    """Return the transactions in examples/, in the order of their names."""
    files = sorted((ROOT / "examples").glob("*.yaml"))
    return [read_transaction(file, rulebook, today=date(2026, 11, 24)) for file in files]


def random_transactions(rulebook: Rulebook, facts: list[str], count: int) -> list[Transaction]:
    """Return transactions in which each of the facts is answered, partly or wholly, or not."""
    chance = random.Random(20261124)
    return [_random_transaction(rulebook, facts, chance) for _ in range(count)]


def _random_transaction(rulebook: Rulebook, facts: list[str], chance: random.Random) -> Transaction:
    share = chance.random()
    answered = {
        name: random_value(rulebook.facts[name], rulebook, chance)
        for name in facts
        if chance.random() < share
    }
    return transaction_of(answered)


def random_value(
    fact: Fact, rulebook: Rulebook, chance: random.Random, *, whole: bool = False
) -> Value:
    """Return an answer to a fact; `whole` leaves nothing of it open."""
    if fact.type is FactType.TRUTH:
        return chance.choice((Truth.YES, Truth.NO))
    words = sorted(rulebook.vocabulary(fact))
    if fact.type is FactType.CHOICE:
        return chance.choice(words)
    if fact.type is FactType.SET:
        present = frozenset(chance.sample(words, k=min(len(words), chance.randint(0, 2))))
        return Members(present, complete=whole or chance.random() < 0.5)
    low = chance.uniform(fact.minimum or 0, fact.maximum or 100)
    return Range(low, low if whole else min(low + chance.uniform(0, 30), fact.maximum or 100))


def transaction_of(answered: dict[str, Value]) -> Transaction:
    """Return a transaction of which just these facts are known."""
    stated = {
        name: (Observation(value, "bench", AS_OF, "bench"),) for name, value in answered.items()
    }
    product = {name: said for name, said in stated.items() if name.startswith("product.")}
    rest = {name: said for name, said in stated.items() if name not in product}
    return Transaction(
        id="bench",
        title="bench",
        as_of=AS_OF,
        instruments=(),
        destination="",
        parties=(),
        items=(Item("product", "product", "1", product),),
        stated_end_use="",
        statements=rest,
        safeguards={},
    )


def askable(rulebook: Rulebook, facts: list[str]) -> Iterator[str]:
    """Yield the facts a person can be asked, that the engine can draw an answer for."""
    for name in facts:
        fact = rulebook.facts[name]
        if fact.derived_from is None and fact.type not in (FactType.TEXT, FactType.DATE):
            yield name
