"""The `facts:` of a transaction, product or scenario: who stated what, read against the facts.

A fact is written short (`end_user.prior_misuse: yes`), with its provenance (a mapping
with `value`), or as a list of such mappings when several sources speak.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel

from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.fact import Observation, Statements
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.shape import Strict, Words
from caveat.rulebook.supports import Fact
from caveat.rulebook.values import ValueRefusedError, parse_day, parse_value
from caveat.rulebook.yaml_reader import Document, Pointer

_KEYS = {"value", "source", "observed_on", "entered_by", "expires_on", "decides", "reason"}


class Provenance(Strict):
    """Who stated the facts that say nothing else about themselves, from what, and when."""

    source: Words
    """What the facts rest on."""
    observed_on: str
    """The day on which that was seen, YYYY-MM-DD."""
    entered_by: Words
    """Who entered them."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Provenance with its date read."""

    source: str
    observed_on: date
    entered_by: str


class StatementReader:
    """Reads statements of one document, and collects every problem before it raises."""

    def __init__(self, rulebook: Rulebook, document: Document, today: date | None) -> None:
        """Read against `rulebook`; dates after `today` are refused, unless it is None."""
        self.rulebook = rulebook
        self.document = document
        self.today = today
        self.problems: list[Problem] = []

    def refuse(self, code: str, message: str, hint: str, pointer: Pointer) -> None:
        """Note a problem at a place of the document."""
        self.problems.append(Problem(code, message, hint, self.document.place(pointer)))

    def finish(self) -> None:
        """Raise all problems noted so far, if any."""
        if self.problems:
            raise CaveatError(sorted(self.problems, key=self._order))

    def _order(self, problem: Problem) -> tuple[bool, str, int]:
        """Return the place of a problem: first those of the document itself."""
        assert problem.where is not None
        file = problem.where.file
        return file != self.document.file, str(file), problem.where.line or 0

    def day(self, tree: object, pointer: Pointer) -> date | None:
        """Read a date that must not lie in the future; None when it was refused."""
        try:
            day = parse_day(tree)
        except ValueRefusedError as error:
            self.refuse("date.form", f"'{pointer[-1]}': {error}.", "", pointer)
            return None
        if self.today is not None and day > self.today:
            self.refuse(
                "date.future",
                f"'{pointer[-1]}' is {day}, which lies in the future.",
                f"Today is {self.today}; correct the date.",
                pointer,
            )
        return day

    def origin(self, provenance: BaseModel, pointer: Pointer) -> Origin:
        """Read the provenance that facts of the file have in common."""
        assert isinstance(provenance, Provenance)
        day = self.day(provenance.observed_on, (*pointer, "observed_on")) or date.min
        return Origin(provenance.source, day, provenance.entered_by)

    def statements(
        self,
        tree: Mapping[str, Any],
        origin: Origin,
        pointer: Pointer,
        *,
        prefix: str | None = None,
    ) -> Statements:
        """Read a mapping of fact ids to statements.

        Args:
            tree: The mapping as the YAML reader returned it.
            origin: What holds for facts without provenance of their own.
            pointer: Where the mapping stands in the document.
            prefix: If given, only facts of this namespace are taken.
        """
        found: dict[str, tuple[Observation, ...]] = {}
        within = prefix or ""
        for name, stated in tree.items():
            here = (*pointer, name)
            fact = self.rulebook.facts.get(name)
            if fact is None:
                self.refuse(
                    "fact.unknown",
                    f"'{name}' is no fact of the rulebook.",
                    nearest(name, [one for one in self.rulebook.facts if one.startswith(within)]),
                    here,
                )
            elif not name.startswith(within):
                self.refuse(
                    "fact.namespace",
                    f"'{name}' is not a fact about a product.",
                    "State it in the transaction file.",
                    here,
                )
            else:
                found[name] = self._observations(fact, stated, origin, here)
        return found

    def check_statable(self, statements: Iterable[str], pointer: Pointer) -> None:
        """Refuse facts that a transaction file cannot state, which stand below `pointer`.

        These are facts about a product, and facts that are read off the file's own structure.
        """
        for name in statements:
            origin = self.rulebook.facts[name].derived_from
            if name.startswith("product."):
                self.refuse(
                    "fact.namespace",
                    f"'{name}' is a fact about a product.",
                    "State it in the product file.",
                    (*pointer, name),
                )
            elif origin is not None:
                self.refuse(
                    "fact.derived",
                    f"'{name}' is read off the file itself and cannot be stated.",
                    f"Remove it; it comes from '{origin}'.",
                    (*pointer, name),
                )

    def _observations(
        self, fact: Fact, stated: Any, origin: Origin, here: Pointer
    ) -> tuple[Observation, ...]:
        several = (
            isinstance(stated, list)
            and stated
            and all(isinstance(one, dict) and "value" in one for one in stated)
        )
        if several:
            read = [
                self._observation(fact, one, origin, (*here, n)) for n, one in enumerate(stated)
            ]
        elif isinstance(stated, dict) and "value" in stated:
            read = [self._observation(fact, stated, origin, here)]
        else:
            read = [self._observation(fact, {"value": stated}, origin, here)]
        return tuple(one for one in read if one is not None)

    def _observation(
        self, fact: Fact, tree: dict[str, Any], origin: Origin, here: Pointer
    ) -> Observation | None:
        for key in tree:
            if key not in _KEYS:
                self.refuse(
                    "fact.key",
                    f"the key '{key}' is not known in a statement of a fact.",
                    nearest(key, _KEYS),
                    (*here, key),
                )
        try:
            value = parse_value(tree["value"], fact, vocabulary=self.rulebook.vocabulary(fact))
        except ValueRefusedError as error:
            self.refuse("fact.value", f"'{fact.id}': {error}.", f"It asks: {fact.question}", here)
            return None
        observed: date | None = origin.observed_on
        if "observed_on" in tree:
            observed = self.day(tree["observed_on"], (*here, "observed_on"))
        decides = self._decides(tree, here)
        reason = self._text(tree, "reason", "", here)
        if decides and not reason:
            self.refuse(
                "fact.decision",
                f"'{fact.id}': a statement that decides needs a 'reason'.",
                "Say why this source is followed.",
                here,
            )
        return Observation(
            value=value,
            source=self._text(tree, "source", origin.source, here),
            observed_on=observed or origin.observed_on,
            entered_by=self._text(tree, "entered_by", origin.entered_by, here),
            expires_on=self._expiry(tree, observed, here),
            decides=decides,
            reason=reason,
        )

    def _expiry(self, tree: dict[str, Any], observed: date | None, here: Pointer) -> date | None:
        """Read when a statement expires; `observed` is None where that day was refused."""
        if "expires_on" not in tree:
            return None
        try:
            day = parse_day(tree["expires_on"])
        except ValueRefusedError as error:
            self.refuse("date.form", f"'expires_on': {error}.", "", (*here, "expires_on"))
            return None
        if observed is not None and day <= observed:
            self.refuse(
                "date.order",
                f"'expires_on' is {day}, expected a day after 'observed_on', which is {observed}: "
                "the statement would never count.",
                "Correct one of the two, or leave 'expires_on' out.",
                (*here, "expires_on"),
            )
        return day

    def _decides(self, tree: dict[str, Any], here: Pointer) -> bool:
        decides = tree.get("decides", False)
        if not isinstance(decides, bool):
            self.refuse(
                "fact.decides",
                f"'decides' is {decides!r}, expected true or false.",
                "",
                (*here, "decides"),
            )
        return decides is True

    def _text(self, tree: dict[str, Any], key: str, default: str, here: Pointer) -> str:
        if key not in tree:
            return default
        text = tree[key]
        if not isinstance(text, str) or not text.strip():
            self.refuse("fact.text", f"'{key}' is {text!r}, expected text.", "", (*here, key))
            return default
        return text
