"""The record of an assessment: what went in and what came out, as canonical JSON, and its digest.

Canonical JSON has its keys sorted, no spaces and no escapes beyond those JSON needs; the
digest is the SHA-256 of it in UTF-8. It holds the whole input, so that an assessment can be
run again from its own record. The same transaction, date, instruments, rulebook
and software give the same digest in any process, and anyone can compute it again from
the JSON output. The text is written directly: to build a tree first and sort it costs
several times more than the assessment itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from json.encoder import encode_basestring as quoted
from math import isinf

from caveat.assessment.assess import Core, Prepared
from caveat.model.determination import Bound, Determination
from caveat.model.fact import FactState, Observation, Statements
from caveat.model.finding import Result
from caveat.model.transaction import (
    Item,
    Party,
    RightsImpact,
    StatedSafeguard,
    Transaction,
)
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.entries import RedFlag

LIMIT = 100_000
"""Most texts of findings kept by one recorder."""


class Recorder:
    """Writes records of assessments made with one prepared rulebook."""

    def __init__(self, prepared: Prepared, versions: Mapping[str, str]) -> None:
        """Write records for `prepared`.

        Args:
            prepared: The rulebook as it was prepared for date and instruments.
            versions: Versions of software and lists, which are inputs like any other.
        """
        self.prepared = prepared
        rulebook = prepared.rulebook
        named = {
            **versions,
            "rulebook": rulebook.version,
            "rulebook_digest": f"sha256:{rulebook.digest}",
        }
        self._versions = _object((name, quoted(named[name])) for name in sorted(named))
        self._heads = {
            name: (
                f'"id":{quoted(name)}',
                f'"rows":{_words(prepared.selection.rows(RedFlag, name))}',
                f'"title":{quoted(rulebook.red_flags[name].title)}',
            )
            for name in prepared.red_flags
        }
        # Results are remembered by the tests that gave them, so that the same one comes back
        # many times. It is kept beside its text: nothing else may take over its identity.
        self._texts: dict[tuple[int, bool], tuple[Result, str]] = {}

    def record(self, core: Core, transaction: Transaction) -> str:
        """Return the record of an assessment as canonical JSON."""
        prepared, gating = self.prepared, core.determination.gating
        findings = ",".join(
            [self._finding(name, result, name in gating) for name, result in core.results.items()]
        )
        facts = ",".join([f"{quoted(name)}:{_fact(state)}" for name, state in core.facts.items()])
        return (
            f'{{"as_of":"{prepared.as_of.isoformat()}"'
            f',"determination":{_determination(core.determination)}'
            f',"facts":{{{facts}}}'
            f',"findings":[{findings}]'
            f',"instruments":{_words(prepared.selection.instruments)}'
            f',"transaction":{_transaction(transaction)}'
            f',"versions":{self._versions}}}'
        )

    def _finding(self, name: str, result: Result, gating: bool) -> str:
        kept = self._texts.get((id(result), gating))
        if kept is not None:
            return kept[1]
        if len(self._texts) >= LIMIT:
            self._texts.clear()
        head, rows, title = self._heads[name]
        text = (
            f'{{"decided_by":{_words(result.decided_by)},"gating":{"true" if gating else "false"}'
            f',{head},"missing":{_words(result.missing)},{rows}'
            f',"state":"{result.state.value}",{title}}}'
        )
        self._texts[id(result), gating] = (result, text)
        return text


def digest_of(record: str) -> str:
    """Return the digest of a record as `sha256:` and 64 hexadecimal digits."""
    return f"sha256:{hashlib.sha256(record.encode()).hexdigest()}"


def _object(pairs: Iterable[tuple[str, str]]) -> str:
    return "{" + ",".join([f'"{key}":{text}' for key, text in pairs]) + "}"


def _words(words: Iterable[str]) -> str:
    return "[" + ",".join([quoted(word) for word in words]) + "]"


def _optional(text: str | None) -> str:
    return "null" if text is None else quoted(text)


def _determination(determination: Determination) -> str:
    after = determination.after
    return _object(
        [
            ("before_safeguards", _bound(determination.before)),
            ("gating", _words(sorted(determination.gating))),
            ("known", quoted(after.known.value)),
            ("lowered", _words(determination.lowered)),
            ("open_facts", _words(determination.open_facts)),
            ("open_rows", _words(determination.open_rows)),
            ("reasons", _words(determination.reasons)),
            ("recommendation", quoted(determination.recommendation.value)),
            ("settled", "true" if determination.settled else "false"),
            ("tier", quoted(after.known_tier)),
            ("worst", quoted(after.worst.value)),
            ("worst_tier", quoted(after.worst_tier)),
        ]
    )


def _bound(bound: Bound) -> str:
    return _object(
        [
            ("known", quoted(bound.known.value)),
            ("tier", quoted(bound.known_tier)),
            ("worst", quoted(bound.worst.value)),
            ("worst_tier", quoted(bound.worst_tier)),
        ]
    )


def _fact(state: FactState) -> str:
    why = "null" if state.openness is None else f'"{state.openness.value}"'
    return f'{{"open":{why},"value":{_value(state.value)}}}'


def _statements(statements: Statements) -> str:
    return _object(
        [
            (name, f"[{','.join([_observation(one) for one in stated])}]")
            for name, stated in sorted(statements.items())
        ]
    )


def _observation(one: Observation) -> str:
    expires = f',"expires_on":"{one.expires_on}"' if one.expires_on is not None else ""
    decides, reason = (
        ('"decides":true,', f',"reason":{quoted(one.reason)}') if one.decides else ("", "")
    )
    return (
        f'{{{decides}"entered_by":{quoted(one.entered_by)}{expires}'
        f',"observed_on":"{one.observed_on.isoformat()}"{reason}'
        f',"source":{quoted(one.source)},"value":{_value(one.value)}}}'
    )


def _value(value: Value | None) -> str:
    if isinstance(value, Truth):
        return f'"{value.value}"'
    if value is None:
        return '"unknown"'
    if isinstance(value, Members):
        absent = f'"absent":{_words(sorted(value.absent))},' if value.absent else ""
        complete = "true" if value.complete else "false"
        return f'{{{absent}"complete":{complete},"members":{_words(sorted(value.present))}}}'
    if isinstance(value, Range):
        if value.low == value.high:
            return repr(value.low)
        ends = (("from", value.low), ("to", value.high))
        return _object([(key, repr(end)) for key, end in ends if not isinf(end)])
    return quoted(value if isinstance(value, str) else value.isoformat())


def _transaction(transaction: Transaction) -> str:
    safeguards = [_safeguard(stated) for _, stated in sorted(transaction.safeguards.items())]
    return _object(
        [
            ("destination", quoted(transaction.destination)),
            ("id", quoted(transaction.id)),
            ("instruments", _words(transaction.instruments)),
            ("items", f"[{','.join([_item(item) for item in transaction.items])}]"),
            ("parties", f"[{','.join([_party(party) for party in transaction.parties])}]"),
            ("rights_impact", f"[{','.join([_impact(one) for one in transaction.rights_impact])}]"),
            ("safeguards", f"[{','.join(safeguards)}]"),
            ("stated_end_use", quoted(transaction.stated_end_use)),
            ("statements", _statements(transaction.statements)),
            ("title", quoted(transaction.title)),
        ]
    )


def _item(item: Item) -> str:
    return _object(
        [
            ("product", quoted(item.product)),
            ("quantity", quoted(item.quantity)),
            ("statements", _statements(item.statements)),
            ("title", quoted(item.title)),
        ]
    )


def _impact(impact: RightsImpact) -> str:
    consulted = [
        _object(
            [
                ("on", "null" if one.on is None else f'"{one.on.isoformat()}"'),
                ("said", quoted(one.said)),
                ("who", quoted(one.who)),
            ]
        )
        for one in impact.consulted
    ]
    return _object(
        [
            ("consulted", f"[{','.join(consulted)}]"),
            ("how", quoted(impact.how)),
            ("remediability", quoted(impact.remediability)),
            ("right", quoted(impact.right)),
            ("scale", quoted(impact.scale)),
            ("scope", quoted(impact.scope)),
            ("whose", quoted(impact.whose)),
        ]
    )


def _party(party: Party) -> str:
    return _object(
        [
            ("country", _optional(party.country)),
            ("name", quoted(party.name)),
            ("note", quoted(party.note)),
            ("role", quoted(party.role)),
        ]
    )


def _safeguard(stated: StatedSafeguard) -> str:
    return _object(
        [
            ("evidence", quoted(stated.evidence)),
            ("owner", quoted(stated.owner)),
            ("reason", quoted(stated.reason)),
            ("safeguard", quoted(stated.safeguard)),
            ("since", "null" if stated.since is None else f'"{stated.since.isoformat()}"'),
            ("state", quoted(stated.state.value)),
        ]
    )
