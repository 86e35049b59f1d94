"""Asks for open facts one after another, and saves each answer with its source at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from caveat.assessment.ask import Mode
from caveat.assessment.facts import settle
from caveat.model.determination import Question
from caveat.model.fact import FactState, Observation, Openness
from caveat.model.value import Value
from caveat.rulebook.answer_file import append_statement
from caveat.rulebook.loader import Rulebook, validate
from caveat.rulebook.supports import Fact
from caveat.rulebook.transaction_file import read_product, read_transaction
from caveat.rulebook.transaction_shape import TransactionFile
from caveat.rulebook.values import parse_value, value_tree
from caveat.rulebook.yaml_reader import read_yaml
from caveat.services.assess_file import Assessed, assess_file
from caveat.services.gather_facts import Held, gather_facts

Key = tuple[str, Path]
"""A fact, and the file in which it is answered: one for each product."""

ALL = 10_000
"""More questions than any rulebook has."""


@dataclass(frozen=True)
class Subject:
    """What an answer is about: one product, or all the rest of the transaction."""

    file: Path
    """Where the answer is saved."""
    title: str
    """The product; empty for everything that is no product."""
    state: FactState
    """What is known of the fact about this subject."""


@dataclass(frozen=True)
class Turn:
    """One question of the interview, with the assessment as it stands before the answer."""

    question: Question
    fact: Fact
    assessed: Assessed
    subjects: tuple[Subject, ...]
    """What is asked about. Several only where each product has its answer and those disagree."""

    @property
    def in_conflict(self) -> bool:
        """Return whether sources, or the answers about several products, disagree."""
        return len(self.subjects) > 1 or self.subjects[0].state.openness is Openness.CONFLICT

    @property
    def keys(self) -> frozenset[Key]:
        """Return what is passed over from now on when this question is skipped."""
        return frozenset((self.fact.id, one.file) for one in self.subjects)


class Interview:
    """An interview about one transaction file; the file is the only state it has."""

    def __init__(
        self,
        file: Path,
        rulebook: Rulebook,
        *,
        mode: Mode,
        today: date,
        held: Held | None = None,
    ) -> None:
        """Start, or take up again, the interview about a file."""
        self.file = file
        self.rulebook = rulebook
        self.held = held
        self.mode = mode
        self.today = today

    def assess(self, *, limit: int = 1) -> Assessed:
        """Assess the file as it is now, with so many next questions at most."""
        return assess_file(
            self.file,
            self.rulebook,
            today=self.today,
            held=self.held,
            mode=self.mode,
            limit=limit,
        )

    def turns(self, skipped: set[Key]) -> Iterator[Turn]:
        """Yield the next question as long as there is one that was not skipped.

        The file is read anew for every turn, so that answers of others count too. A question
        about several products is asked of one after the other before the next question comes.
        """
        last = ""
        while True:
            turn = self._next(self.assess(limit=ALL), skipped, last)
            if turn is None:
                return
            last = turn.fact.id
            yield turn

    def _next(self, assessed: Assessed, skipped: set[Key], last: str) -> Turn | None:
        questions = assessed.assessment.outlook.questions
        for question in sorted(questions, key=lambda one: one.fact != last):
            fact = self.rulebook.facts[question.fact]
            subjects = self._subjects(fact, assessed)
            left = tuple(one for one in subjects if (fact.id, one.file) not in skipped)
            if left:
                disagree = all(one.state.openness is None for one in subjects)
                return Turn(question, fact, assessed, left if disagree else left[:1])
        return None

    def _subjects(self, fact: Fact, assessed: Assessed) -> tuple[Subject, ...]:
        """Return what the fact is still open about; all products where none is open by itself."""
        if not _is_of_product(fact):
            state = assessed.assessment.facts.get(fact.id, _NOT_ASKED)
            return (Subject(self.file, "", state),)
        as_of = assessed.assessment.as_of
        entry = validate(TransactionFile, read_yaml(self.file))
        subjects = []
        for file in dict.fromkeys(self.file.parent / item.product for item in entry.items):
            _, item = read_product(file, self.rulebook, today=self.today)
            stated = item.statements.get(fact.id)
            state = settle(stated, as_of) if stated else _NOT_ASKED
            subjects.append(Subject(file, item.title, state))
        return tuple(one for one in subjects if one.state.openness is not None) or tuple(subjects)

    def read(self, fact: Fact, tree: object) -> Value | None:
        """Read an answer; None stands for an explicit unknown.

        Raises:
            ValueRefusedError: the answer does not fit the fact.
        """
        return parse_value(tree, fact, vocabulary=self.rulebook.vocabulary(fact))

    def against(
        self, fact: Fact, value: Value | None, *, file: Path, as_of: date
    ) -> tuple[Observation, ...]:
        """Return the statements that keep an answer from counting unless it is a ruling.

        Those are statements it contradicts, statements that disagree already, or an earlier
        ruling; what is entered from what is held is among them. The file is read anew. Empty
        when the answer can simply be added.
        """
        answer = Observation(value, "", as_of, "")
        if _is_of_product(fact):
            _, item = read_product(file, self.rulebook, today=self.today)
            said = (*item.statements.get(fact.id, ()), answer)
        else:
            transaction = read_transaction(file, self.rulebook, today=self.today)
            said = (*transaction.statements.get(fact.id, ()), answer)
            if self.held is not None:
                answered = replace(
                    transaction, statements={**transaction.statements, fact.id: said}
                )
                said = gather_facts(answered, self.rulebook, self.held).statements[fact.id]
        after = settle(said, as_of)
        if after.openness is Openness.CONFLICT or answer not in after.counted:
            return settle([one for one in said if one is not answer], as_of).counted
        return ()

    def save(
        self,
        fact: Fact,
        value: Value | None,
        *,
        source: str,
        observed_on: date,
        entered_by: str,
        ruling: str = "",
        file: Path | None = None,
    ) -> None:
        """Append the answer to the transaction file, or to a product file.

        Args:
            fact: The fact answered.
            value: The answer, or None for an explicit unknown.
            source: What the answer rests on.
            observed_on: The day on which that was seen; it counts only if the file is assessed
                as of that day or later.
            entered_by: Who gave it.
            ruling: The reason, when the answer decides between sources that disagree.
            file: The file of one of the turn's subjects; the transaction file when left out.
        """
        statement = {
            "value": value_tree(value),
            "source": source,
            "observed_on": observed_on.isoformat(),
            "entered_by": entered_by,
        }
        if ruling:
            statement |= {"decides": True, "reason": ruling}
        append_statement(file or self.file, fact.id, statement)


_NOT_ASKED = FactState(None, Openness.NOT_ASKED)


def _is_of_product(fact: Fact) -> bool:
    return fact.id.startswith("product.")
