"""How many questions it takes until the determination is settled, in three orders of asking."""

from __future__ import annotations

import random
from collections.abc import Callable
from statistics import mean, median

from cases import askable, random_value, transaction_of

from caveat.assessment.assess import Core, Prepared
from caveat.model.transaction import Transaction
from caveat.model.value import Value
from caveat.rulebook.loader import Rulebook

Order = Callable[[Prepared, Core, list[str]], str]
DRAWS = 3


def fixed(prepared: Prepared, core: Core, left: list[str]) -> str:
    """Ask in the order of the fact files."""
    return left[0]


def skipping(prepared: Prepared, core: Core, left: list[str]) -> str:
    """Ask in the order of the fact files, but only what the determination hangs on."""
    hanging = set(core.determination.open_facts)
    return next(name for name in left if name in hanging)


def next_best(prepared: Prepared, core: Core, left: list[str]) -> str:
    """Ask what the workbench would ask next."""
    known = (core.determination, core.view, core.in_force)
    return prepared.asker.questions(*known, limit=1)[0].fact


def counts(
    rulebook: Rulebook, prepared: Prepared, transactions: list[Transaction]
) -> dict[str, list[int]]:
    """Return the number of questions per order, over the examples with drawn answers.

    What an example states is taken from it; what it leaves open is drawn, from the same
    seed for every order, several times for each example.
    """
    facts = list(askable(rulebook, sorted(prepared.program.atoms_of_fact)))
    found: dict[str, list[int]] = {"fixed order": [], "skip irrelevant": [], "next best": []}
    orders: dict[str, Order] = {
        "fixed order": fixed,
        "skip irrelevant": skipping,
        "next best": next_best,
    }
    for number, transaction in enumerate(transactions):
        for draw in range(DRAWS):
            truth = _answers(rulebook, prepared, transaction, facts, number * 100 + draw)
            for name, order in orders.items():
                found[name].append(_ask(prepared, facts, truth, order))
    return found


def _answers(
    rulebook: Rulebook, prepared: Prepared, transaction: Transaction, facts: list[str], seed: int
) -> dict[str, Value]:
    chance = random.Random(seed)
    states = prepared.core(transaction).facts
    answers: dict[str, Value] = {}
    for name in facts:
        drawn = random_value(rulebook.facts[name], rulebook, chance, whole=True)
        state = states.get(name)
        known = state is not None and state.openness is None
        answers[name] = drawn if state is None or not known or state.value is None else state.value
    return answers


def _ask(prepared: Prepared, facts: list[str], truth: dict[str, Value], order: Order) -> int:
    answered: dict[str, Value] = {}
    left = list(facts)
    while True:
        core = prepared.core(transaction_of(answered))
        if core.determination.settled or not left:
            return len(answered)
        name = order(prepared, core, left)
        answered[name] = truth[name]
        left.remove(name)


def table(found: dict[str, list[int]]) -> list[tuple[str, ...]]:
    """Return rows with mean, median, 90th percentile and largest number of questions."""
    return [
        (name, f"{mean(n):.1f}", f"{median(n):.0f}", str(sorted(n)[int(len(n) * 0.9)]), str(max(n)))
        for name, n in found.items()
    ]
