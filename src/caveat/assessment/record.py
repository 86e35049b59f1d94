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
from datetime import date
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from math import isinf

from caveat.assessment.assess import Core, Prepared
from caveat.assessment.record_gathered import gathered_text
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

_TRUTHS = {truth: f'"{truth.value}"' for truth in Truth}

LIMIT = 100_000
"""Most texts of findings, gating or not, kept by one recorder."""


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
        self._keys = {name: f"{quoted(name)}:" for name in rulebook.facts}
        # Results are remembered by the tests that gave them, so that the same one comes back
        # many times. It is kept beside its text: nothing else may take over its identity.
        self._texts: dict[bool, dict[int, tuple[Result, str]]] = {True: {}, False: {}}

    def record(self, core: Core, transaction: Transaction) -> str:
        """Return the record of an assessment as canonical JSON."""
        prepared, gating, keys = self.prepared, core.determination.gating, self._keys
        known = self._texts
        findings = ",".join(
            [
                (known[name in gating].get(id(result)) or self._finding(name, result, gating))[1]
                for name, result in core.results.items()
            ]
        )
        facts = ",".join([f"{keys[name]}{_fact(state)}" for name, state in core.facts.items()])
        return (
            f'{{"as_of":"{prepared.as_of.isoformat()}"'
            f',"determination":{_determination(core.determination)}'
            f',"facts":{{{facts}}}'
            f',"findings":[{findings}]'
            f',"instruments":{_words(prepared.selection.instruments)}'
            f',"transaction":{_transaction(transaction)}'
            f',"versions":{self._versions}}}'
        )

    def _finding(self, name: str, result: Result, gating: frozenset[str]) -> tuple[Result, str]:
        """Return the text of a finding that is not remembered yet, and remember it."""
        texts = self._texts[name in gating]
        if len(texts) >= LIMIT:
            texts.clear()
        head, rows, title = self._heads[name]
        text = (
            f'{{"decided_by":{_words(result.decided_by)}'
            f',"gating":{"true" if name in gating else "false"}'
            f',{head},"missing":{_words(result.missing)},{rows}'
            f',"state":"{result.state.value}",{title}}}'
        )
        texts[id(result)] = result, text
        return result, text


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
    parts = []
    for name in sorted(statements):
        stated = statements[name]
        text = (
            _observation(stated[0])
            if len(stated) == 1
            else ",".join([_observation(one) for one in stated])
        )
        parts.append(f"{quoted(name)}:[{text}]")
    return f"{{{','.join(parts)}}}"


def _observation(one: Observation) -> str:
    value = _value(one.value)
    if one.expires_on is None and not one.decides:
        return f'{{{_origin(one.entered_by, one.observed_on, one.source)},"value":{value}}}'
    expires = f',"expires_on":"{one.expires_on}"' if one.expires_on is not None else ""
    decides, reason = (
        ('"decides":true,', f',"reason":{quoted(one.reason)}') if one.decides else ("", "")
    )
    return (
        f'{{{decides}"entered_by":{quoted(one.entered_by)}{expires}'
        f',"observed_on":"{one.observed_on.isoformat()}"{reason}'
        f',"source":{quoted(one.source)},"value":{value}}}'
    )


@lru_cache(maxsize=4096)
def _origin(entered_by: str, observed_on: date, source: str) -> str:
    """Return the provenance that most statements of a file have in common."""
    return (
        f'"entered_by":{quoted(entered_by)},"observed_on":"{observed_on.isoformat()}"'
        f',"source":{quoted(source)}'
    )


def _value(value: Value | None) -> str:
    if isinstance(value, Truth):
        return _TRUTHS[value]
    if value is None:
        return _TRUTHS[Truth.UNKNOWN]
    if isinstance(value, Members):
        return _members(value)
    if isinstance(value, Range):
        # Equal numbers can be written in two ways (0.0, -0.0), so that these are not kept.
        if value.low == value.high:
            return repr(value.low)
        ends = (("from", value.low), ("to", value.high))
        return _object([(key, repr(end)) for key, end in ends if not isinf(end)])
    return quoted(value if isinstance(value, str) else value.isoformat())


@lru_cache(maxsize=4096)
def _members(value: Members) -> str:
    absent = f'"absent":{_words(sorted(value.absent))},' if value.absent else ""
    complete = "true" if value.complete else "false"
    return f'{{{absent}"complete":{complete},"members":{_words(sorted(value.present))}}}'


def _transaction(transaction: Transaction) -> str:
    safeguards = [_safeguard(stated) for _, stated in sorted(transaction.safeguards.items())]
    return _object(
        [
            ("about", quoted(transaction.about)),
            ("destination", quoted(transaction.destination)),
            ("gathered", gathered_text(transaction.gathered)),
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
