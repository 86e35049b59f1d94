"""Draws facts, statements and safeguards of a rulebook, and spells out how open facts can end.

A *view* is what is known of some facts, in part or in full; a *world* is a view in which
every fact that a condition tests is known in full.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import chain, combinations, islice, product
from random import Random

from hypothesis import strategies as st

from caveat.assessment.completion import Extremes
from caveat.assessment.program import Program
from caveat.model.condition import Below, OneOf
from caveat.model.fact import FactState, Observation
from caveat.model.transaction import Item, Transaction
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.supports import FactType

View = Mapping[str, Value]
DAY = date(2026, 1, 1)
BEFORE, AFTER = DAY - timedelta(days=1), DAY + timedelta(days=1)
YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN


class Draws:
    """Strategies over the facts that the conditions of one program test."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.facts = sorted(program.atoms_of_fact)
        self.members = {
            fact: [leaf.options[0] for leaf in self._leaves(fact) if isinstance(leaf, OneOf)]
            for fact in self.facts
            if program.rulebook.facts[fact].type is FactType.SET
        }
        self._endings = {
            fact: self._possible(fact) for fact in self.facts if fact not in self.members
        }
        self._signs = Extremes(
            program, [program.tree(row.when) for row in program.rulebook.policy.table]
        ).signs
        self.weighty = sorted({program.facts[number] for number in self._signs})
        lowering = [row.lowered_by for row in program.rulebook.policy.table if row.lowered_by]
        self.lowering = [frozenset(names) for names in lowering]

    def _leaves(self, fact: str) -> list[object]:
        return [self.program.atoms[number].leaf for number in self.program.atoms_of_fact[fact]]

    def _possible(self, fact: str) -> list[Value]:
        """Return values of a truth, choice, number or date, one at least for each way to end."""
        entry = self.program.rulebook.facts[fact]
        if entry.type is FactType.TRUTH:
            return [YES, NO]
        if entry.type is FactType.CHOICE:
            named = {o for leaf in self._leaves(fact) for o in getattr(leaf, "options", ())}
            words = list(self.program.rulebook.vocabulary(entry))
            others = [word for word in words if word not in named][:2]
            return [*(word for word in words if word in named), *others]
        leaves = [leaf for leaf in self._leaves(fact) if isinstance(leaf, Below)]
        bounds = dict.fromkeys(leaf.bound for leaf in leaves)
        return [value for bound in bounds for value in _around(bound)]

    def endings(self, fact: str, known: Value | None) -> Iterator[Value]:
        """Yield values in full that agree with what is known of the fact."""
        if fact not in self.members:
            yield from (value for value in self._endings[fact] if _agrees(value, known))
            return
        known = known if isinstance(known, Members) else Members(frozenset())
        unsure = [m for m in self.members[fact] if known.has(m) is UNKNOWN]
        for chosen in chain.from_iterable(combinations(unsure, n) for n in range(len(unsure) + 1)):
            yield Members(known.present | frozenset(chosen), complete=True)

    def worlds_of(self, view: View) -> Iterator[dict[str, Value]]:
        """Yield every way in which the open facts of a view can end; there must be few."""
        assert self.ways(view) <= 4096
        ways = [list(self.endings(fact, view.get(fact))) for fact in self.facts]
        for picked in product(*ways):
            yield dict(zip(self.facts, picked, strict=True))

    def ways(self, view: View) -> int:
        """Return in how many ways the open facts of a view can end."""
        count = 1
        for fact in self.facts:
            known = view.get(fact)
            if fact not in self.members:
                count *= sum(1 for _ in self.endings(fact, known))
            else:
                members = known if isinstance(known, Members) else Members(frozenset())
                count *= 2 ** sum(members.has(m) is UNKNOWN for m in self.members[fact])
        return count

    def full(self, fact: str, known: Value | None = None) -> st.SearchStrategy[Value]:
        """Draw a value in full that agrees with what is known."""
        if fact not in self.members:
            return st.sampled_from(list(self.endings(fact, known)))
        held = known if isinstance(known, Members) else Members(frozenset())
        unsure = [m for m in self.members[fact] if held.has(m) is UNKNOWN]
        return st.lists(st.sampled_from(unsure or [""]), unique=True, max_size=len(unsure)).map(
            lambda more: Members(held.present | frozenset(more), complete=True)
        )

    def stated(self, fact: str, known: Value | None = None) -> st.SearchStrategy[Value]:
        """Draw a value in full or in part that agrees with what is known and says no less."""
        whole = self.full(fact, known)
        kind = self.program.rulebook.facts[fact].type
        if kind is FactType.SET:
            held = known if isinstance(known, Members) else Members(frozenset())
            if held.complete:
                return st.just(held)
            words = st.dictionaries(st.sampled_from(self.members[fact]), st.booleans(), max_size=8)
            return whole | words.map(lambda said: _grown(held, said))
        if kind is FactType.NUMBER:
            return whole | st.tuples(whole, whole).map(lambda ends: _hull(*ends))
        return whole

    @st.composite
    @staticmethod
    def _background(draw: st.DrawFn, draws: Draws) -> dict[str, Value]:
        share = draw(st.sampled_from([0.0, 0.02, 0.1, 0.5, 1.0]))
        seed = draw(st.integers(0, 999))
        random = Random(seed)
        return {fact: draws._extreme(fact, random.random() < share) for fact in draws.facts}

    def _extreme(self, fact: str, adverse: bool) -> Value:
        """Return a value that pushes the table to the severe end, or to the mild one."""
        if fact in self.members:
            numbers = self.program.atoms_of_fact[fact]
            present = [
                member
                for member, number in zip(self.members[fact], numbers, strict=True)
                if (True in self._signs.get(number, ())) is adverse and number in self._signs
            ]
            return Members(frozenset(present), complete=True)
        return (max if adverse else min)(self._endings[fact], key=lambda v: self._push(fact, v))

    def _push(self, fact: str, value: Value) -> int:
        return sum(
            (self.program.atoms[number].of(value) is YES) is sign
            for number in self.program.atoms_of_fact[fact]
            for sign in self._signs.get(number, ())
        )

    def worlds(self) -> st.SearchStrategy[dict[str, Value]]:
        """Draw a world: mild, severe or mixed, with some facts of their own."""

        @st.composite
        def world(draw: st.DrawFn) -> dict[str, Value]:
            known = draw(self._background(self))
            names = st.lists(st.sampled_from(self.facts), unique=True, max_size=12)
            return known | {fact: draw(self.full(fact)) for fact in draw(names)}

        return world()

    def views(self) -> st.SearchStrategy[dict[str, Value]]:
        """Draw a view: some facts of nothing, or a world with some facts left open."""

        @st.composite
        def view(draw: st.DrawFn) -> dict[str, Value]:
            known: dict[str, Value] = {}
            if draw(st.booleans()):
                known = draw(self.worlds())
                gone = st.lists(st.sampled_from(self.weighty), unique=True, max_size=40)
                for fact in draw(gone):
                    del known[fact]
            names = st.lists(st.sampled_from(self.facts), unique=True, max_size=25)
            return known | {fact: draw(self.stated(fact)) for fact in draw(names)}

        return view()

    def almost(self, limit: int = 256) -> st.SearchStrategy[dict[str, Value]]:
        """Draw a view whose open facts can end in few ways."""

        @st.composite
        def view(draw: st.DrawFn) -> dict[str, Value]:
            known = draw(self.worlds())
            some, least = st.sampled_from(self.facts), min(4, len(self.weighty))
            weighty = st.sampled_from(self.weighty)
            names = st.lists(some, unique=True, max_size=9) | st.lists(
                weighty, unique=True, min_size=least, max_size=9
            )
            for fact in draw(names):
                opened = {**known, fact: draw(self._opened(fact, known[fact]))}
                if fact not in self.members:
                    del opened[fact]
                if self.ways(opened) <= limit:
                    known = opened
            return known

        return view()

    def _opened(self, fact: str, value: Value) -> st.SearchStrategy[Value]:
        if not isinstance(value, Members):
            return st.just(value)
        names = st.lists(st.sampled_from(self.members[fact]), unique=True, max_size=3)
        rest = frozenset(self.members[fact]) - value.present
        return names.map(lambda gone: Members(value.present - set(gone), rest - set(gone)))

    def more(self, view: View) -> st.SearchStrategy[dict[str, Value]]:
        """Draw a view that agrees with another and knows some facts better."""

        @st.composite
        def refined(draw: st.DrawFn) -> dict[str, Value]:
            names = st.lists(st.sampled_from(self.facts), unique=True, min_size=1, max_size=12)
            return dict(view) | {
                fact: draw(self.stated(fact, view.get(fact))) for fact in draw(names)
            }

        return refined()

    def in_force(self) -> st.SearchStrategy[frozenset[str]]:
        """Draw safeguards in force, often all that lower a row."""
        names = sorted(frozenset().union(*self.lowering))
        if not names:
            return st.just(frozenset())
        some = st.lists(st.sampled_from(names), unique=True, max_size=4)
        sets = st.lists(st.sampled_from(self.lowering), max_size=5)
        return st.tuples(some, sets).map(lambda both: frozenset(both[0]).union(*both[1]))

    def values(self, view: View) -> list[Truth]:
        """Return the truth of every atom for a view."""
        return self.program.values({fact: FactState(v, None) for fact, v in view.items()})

    def plain(self, view: View, *others: View) -> Transaction:
        """Return a transaction in which a view is stated, once each and in its order.

        Further views are of further items; only what they say of a product counts.
        """
        one = _transaction({fact: (_says(value),) for fact, value in view.items()})
        items = [
            _transaction({fact: (_says(value),) for fact, value in other.items()}).items[0]
            for other in others
        ]
        return replace(one, items=(*one.items, *items))

    def transactions(self, view: View) -> st.SearchStrategy[Transaction]:
        """Draw a transaction whose statements come to a view, among others that do not count."""

        @st.composite
        def transaction(draw: st.DrawFn) -> Transaction:
            said = {fact: draw(_statements(value)) for fact, value in view.items()}
            rest = [fact for fact in self.facts if fact not in view]
            idle = st.lists(st.sampled_from(rest or [""]), unique=True, max_size=6)
            said |= {fact: draw(self._idle(fact)) for fact in draw(idle) if fact}
            return _transaction(said)

        return transaction()

    def _idle(self, fact: str) -> st.SearchStrategy[tuple[Observation, ...]]:
        """Draw statements that leave a fact unknown."""
        value, other = islice(self.endings(fact, None), 2)
        return st.sampled_from(
            [
                (_says(None),),
                (replace(_says(value), expires_on=DAY),),
                (replace(_says(value), observed_on=AFTER),),
                (_says(value), _says(other)) if fact not in self.members else (_says(None),),
            ]
        )


def _around(bound: float | date) -> list[Value]:
    if isinstance(bound, date):
        day = timedelta(days=1)
        return [bound - day, bound, bound + day]
    return [Range(number, number) for number in (bound - 1, bound, bound + 1)]


def _agrees(value: Value, known: Value | None) -> bool:
    if isinstance(value, Range) and isinstance(known, Range):
        return known.low <= value.low and value.high <= known.high
    return known is None or value == known


def _grown(held: Members, said: Mapping[str, bool]) -> Members:
    more = {member: there for member, there in said.items() if held.has(member) is UNKNOWN}
    return Members(
        held.present | {member for member, there in more.items() if there},
        held.absent | {member for member, there in more.items() if not there},
    )


def _hull(one: Value, other: Value) -> Range:
    assert isinstance(one, Range)
    assert isinstance(other, Range)
    return Range(min(one.low, other.low), max(one.high, other.high))


def _says(value: Value | None) -> Observation:
    return Observation(value, "a document", BEFORE, "A. Example")


def _statements(value: Value) -> st.SearchStrategy[tuple[Observation, ...]]:
    """Draw statements that come to a value: alone, in parts, ruled, or beside idle ones."""
    parts: tuple[Observation, ...] = (_says(value),)
    if isinstance(value, Members) and not value.complete:
        parts = (_says(Members(value.present)), _says(Members(frozenset(), value.absent)))
    if isinstance(value, Range) and value.low != value.high:
        parts = (_says(Range(low=value.low)), _says(Range(high=value.high)))
    ruling = replace(_says(value), decides=True, reason="It is newer.")
    return st.sampled_from(
        [(_says(value),), parts, (_says(None), *parts), (_says("something else"), ruling)]
    )


def _transaction(said: Mapping[str, tuple[Observation, ...]]) -> Transaction:
    product = {fact: some for fact, some in said.items() if fact.startswith("product.")}
    return Transaction(
        id="drawn",
        title="Drawn",
        as_of=DAY,
        instruments=(),
        destination="BW",
        parties=(),
        items=(Item("product", "Product", "1", product),),
        stated_end_use="not stated",
        statements={fact: some for fact, some in said.items() if fact not in product},
        safeguards={},
    )
