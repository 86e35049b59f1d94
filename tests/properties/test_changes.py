from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st

from caveat.assessment.answers import Answers
from caveat.assessment.assess import Prepared
from caveat.assessment.change import ChangeFinder
from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.model.determination import Answer, Change, Clause, Determination, Relation
from caveat.model.truth import Truth
from caveat.rulebook.loader import Rulebook
from tests.properties.draws import DAY, NO, UNKNOWN, YES, Draws
from tests.properties.effort import examples
from tests.properties.rulebooks import rulebooks

Literal = tuple[int, Truth]
Literals = frozenset[Literal]


class Case:
    """A determination on some values, and what it becomes when some atoms become known."""

    def __init__(
        self, ready: Prepared, draws: Draws, values: list[Truth], in_force: frozenset[str]
    ) -> None:
        self.ready, self.draws, self.values, self.in_force = ready, draws, values, in_force
        self.determination = determine(ready.table, ready.table.view(values), in_force)

    def changes(self, *, largest: int = 3, limit: int = 12) -> tuple[Change, ...]:
        finder: ChangeFinder = self.ready.finder
        return finder.changes(
            self.determination,
            self.ready.table.view(self.values),
            self.in_force,
            largest=largest,
            limit=limit,
        ).listed

    def answered(self, literals: Iterable[Literal]) -> list[Truth] | None:
        """Return the values once atoms are known, and what follows; None if they cannot be."""
        said = dict(literals)
        known = [said.get(number, value) for number, value in enumerate(self.values)]
        program = self.draws.program
        for fact in dict.fromkeys(program.facts[number] for number in said):
            if fact in self.draws.members:
                continue
            atoms = program.atoms_of_fact[fact]
            ends = [
                end
                for value in self.draws.endings(fact, None)
                if _fits(end := [program.atoms[n].of(value) for n in atoms], atoms, known)
            ]
            if not ends:
                return None
            for place, atom in enumerate(atoms):
                found = {end[place] for end in ends}
                known[atom] = found.pop() if len(found) == 1 else UNKNOWN
        return known

    def after(self, literals: Iterable[Literal]) -> Determination | None:
        """Return the determination once atoms are known; None if they cannot be."""
        known = self.answered(literals)
        return (
            None
            if known is None
            else determine(self.ready.table, self.ready.table.view(known), self.in_force)
        )

    def moves(self, literals: Iterable[Literal]) -> bool:
        """Return whether the atoms can be known and settle the determination or move it."""
        after = self.after(literals)
        if after is None:
            return False
        return after.settled or after.after.known is not self.determination.after.known

    def literals(self, change: Change) -> list[Literals]:
        """Return what the answers of a change say of atoms, one set for each way to say it."""
        ways: list[Literals] = [frozenset()]
        for answer in change.answers:
            said = self._said(answer)
            ways = [one | other for one in ways for other in said]
        return ways

    def _said(self, answer: Answer) -> list[Literals]:
        """Return what each way of an answer says of atoms."""
        answers: Answers = self.ready.asker.answers
        atoms = self.draws.program.atoms_of_fact[answer.fact]
        literals = [(number, truth) for number in atoms for truth in (YES, NO)]
        by_clause = {answers.way([one])[0]: one for one in literals}
        return [
            frozenset(by_clause[one] for clause in way for one in _apart(clause))
            for way in answer.ways
        ]


def _apart(clause: Clause) -> list[Clause]:
    """Return a clause on several absent members as one on each."""
    if clause.relation is not Relation.HAS_NONE_OF:
        return [clause]
    assert isinstance(clause.operand, tuple)
    return [Clause(clause.relation, (word,)) for word in clause.operand]


def _fits(end: Sequence[Truth], atoms: Sequence[int], known: Sequence[Truth]) -> bool:
    return all(known[a] in (UNKNOWN, truth) for a, truth in zip(atoms, end, strict=True))


def subsets(literals: Literals) -> Iterable[tuple[Literal, ...]]:
    """Yield the proper subsets of a set, the empty one too."""
    return chain.from_iterable(combinations(literals, n) for n in range(len(literals)))


@st.composite
def cases(draw: st.DrawFn, ready: Prepared, draws: Draws) -> Case:
    """Draw a case with much or little left open."""
    view = draw(draws.views() | draws.almost())
    return Case(ready, draws, draws.values(view), draw(draws.in_force()))


@examples(50)
@given(data=st.data())
def test_change_leads_to_what_it_says(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    case = data.draw(cases(unfloored, draws))
    for change in case.changes():
        for literals in case.literals(change):
            after = case.after(literals)
            assert after is not None
            assert (after.after.known, after.settled) == (change.known, change.settled)
            assert case.moves(literals)


@examples(50)
@given(data=st.data())
def test_no_part_of_a_change_moves_anything(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    case = data.draw(cases(unfloored, draws))
    for change in case.changes():
        for literals in case.literals(change):
            assert [part for part in subsets(literals) if case.moves(part)] == []


@examples(50)
@given(data=st.data())
def test_change_is_of_few_facts_each_open(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    case = data.draw(cases(unfloored, draws))
    for change in case.changes():
        assert 1 <= len(change.answers) <= 3
        facts = [answer.fact for answer in change.answers]
        assert facts == sorted(set(facts))
        atoms = {atom for literals in case.literals(change) for atom, _ in literals}
        assert {case.values[atom] for atom in atoms} == {UNKNOWN}


@examples(50)
@given(data=st.data())
def test_settled_determination_has_no_changes(
    draws: Draws, unfloored: Prepared, data: st.DataObject
) -> None:
    case = data.draw(cases(unfloored, draws))
    if case.determination.settled:
        assert case.changes() == ()


@st.composite
def reduced(draw: st.DrawFn, rulebook: Rulebook) -> Prepared:
    """Draw the real rulebook with a few rows of its table."""
    rows = draw(st.lists(st.sampled_from(rulebook.policy.table), unique_by=_id, min_size=1))
    policy = rulebook.policy.model_copy(update={"table": rows[:6], "not_checked": []})
    return Prepared(Program(replace(rulebook, policy=policy)), DAY, ())


def _id(row: object) -> str:
    return str(getattr(row, "id", ""))


def moving(case: Case, most: int) -> list[Literals]:
    """Return the sets of at most so many atoms that move the determination, none in another."""
    tested = case.ready.table.extremes.signs
    literals = [
        (number, truth)
        for number, value in enumerate(case.values)
        if value is UNKNOWN and number in tested
        for truth in (YES, NO)
    ]
    found: list[Literals] = []
    for size in range(1, most + 1):
        for chosen in map(frozenset, combinations(literals, size)):
            apart = len({number for number, _ in chosen}) == size
            if apart and not any(one <= chosen for one in found) and case.moves(chosen):
                found.append(chosen)
    return found


def implied(case: Case, literals: Literals, by: Literals) -> bool:
    known = case.answered(by)
    return known is not None and all(known[number] is truth for number, truth in literals)


@examples(40)
@given(data=st.data())
def test_changes_are_all_that_trying_finds(rulebook: Rulebook, data: st.DataObject) -> None:
    ready = data.draw(reduced(rulebook))
    draws = Draws(ready.program)
    view = data.draw(draws.almost(256))
    case = Case(ready, draws, draws.values(view), data.draw(draws.in_force()))
    check_against_trying(case)


@examples(60)
@given(data=st.data())
def test_change_leads_to_what_it_says_under_any_rulebook(data: st.DataObject) -> None:
    ready = Prepared(Program(data.draw(rulebooks())), DAY, ())
    case = data.draw(cases(ready, Draws(ready.program)))
    for change in case.changes():
        for literals in case.literals(change):
            after = case.after(literals)
            assert after is not None
            assert (after.after.known, after.settled) == (change.known, change.settled)


@examples(80)
@given(data=st.data())
def test_changes_are_all_that_trying_finds_where_every_fact_pushes_one_way(
    data: st.DataObject,
) -> None:
    # Elsewhere what is known can move by cases, with no row that holds in every one of them.
    ready = Prepared(Program(data.draw(rulebooks())), DAY, ())
    extremes = ready.table.extremes
    if extremes.alone == set(extremes.signs):
        check_against_trying(data.draw(cases(ready, Draws(ready.program))))


def check_against_trying(case: Case) -> None:
    if case.determination.settled:
        return
    shown = [
        literals
        for change in case.changes(largest=2, limit=10_000)
        for literals in case.literals(change)
    ]
    found = moving(case, 2)
    assert [one for one in shown if len(one) <= 2 and one not in found] == []
    assert [one for one in found if not any(implied(case, other, one) for other in shown)] == []
