"""Asks for open facts one after another, and saves each answer with its source at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from caveat.assessment.ask import Mode
from caveat.model.determination import Question
from caveat.model.fact import Openness
from caveat.model.value import Value
from caveat.rulebook.answer_file import append_statement
from caveat.rulebook.loader import Rulebook, validate
from caveat.rulebook.supports import Fact
from caveat.rulebook.transaction_file import TransactionFile
from caveat.rulebook.values import parse_value, value_tree
from caveat.rulebook.yaml_reader import read_yaml
from caveat.services.assess_file import Assessed, assess_file


@dataclass(frozen=True)
class Turn:
    """One question of the interview, with the assessment as it stands before the answer."""

    question: Question
    fact: Fact
    assessed: Assessed
    in_conflict: bool
    files: tuple[Path, ...]
    """Where the answer can be saved: this file, or one product file for each item."""


class Interview:
    """An interview about one transaction file; the file is the only state it has."""

    def __init__(self, file: Path, rulebook: Rulebook, *, mode: Mode, today: date) -> None:
        """Start, or take up again, the interview about a file."""
        self.file = file
        self.rulebook = rulebook
        self.mode = mode
        self.today = today

    def assess(self, *, limit: int = 1) -> Assessed:
        """Assess the file as it is now, with so many next questions at most."""
        return assess_file(self.file, self.rulebook, today=self.today, mode=self.mode, limit=limit)

    def turns(self, skipped: set[str]) -> Iterator[Turn]:
        """Yield the next question as long as there is one that was not skipped.

        The file is read anew for every turn, so that answers of others count too.
        """
        while True:
            assessed = self.assess(limit=len(skipped) + 1)
            question = next(
                (q for q in assessed.assessment.outlook.questions if q.fact not in skipped), None
            )
            if question is None:
                return
            state = assessed.assessment.facts.get(question.fact)
            conflict = state is not None and state.openness is Openness.CONFLICT
            yield Turn(
                question,
                self.rulebook.facts[question.fact],
                assessed,
                conflict,
                self._files_of(self.rulebook.facts[question.fact]),
            )

    def read(self, fact: Fact, tree: object) -> Value | None:
        """Read an answer; None stands for an explicit unknown.

        Raises:
            ValueRefusedError: the answer does not fit the fact.
        """
        return parse_value(tree, fact, vocabulary=self.rulebook.vocabulary(fact))

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
            file: One of the turn's files; the transaction file when left out.
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

    def _files_of(self, fact: Fact) -> tuple[Path, ...]:
        if not fact.id.startswith("product."):
            return (self.file,)
        entry = validate(TransactionFile, read_yaml(self.file))
        return tuple(dict.fromkeys(self.file.parent / item.product for item in entry.items))


def listed_value(fact: Fact, words: list[str], *, complete: bool) -> object:
    """Return the tree of an answer given as a list of words."""
    if len(words) == 1 and words[0] == "unknown":
        return "unknown"
    return {"members": words, "complete": complete}
