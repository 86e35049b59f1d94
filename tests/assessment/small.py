"""Small rulebooks, each built for one test. They say nothing about the real one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from caveat.assessment.program import Program
from caveat.model.determination import Answer, Clause, Relation
from caveat.model.fact import Observation
from caveat.model.transaction import Item, Transaction
from caveat.model.truth import Truth
from caveat.model.value import Value
from caveat.rulebook.coverage import Coverage
from caveat.rulebook.entries import (
    Entry,
    LawFeature,
    Note,
    ProductCategory,
    RedFlag,
    Safeguard,
    Step,
    Test,
    Tool,
)
from caveat.rulebook.gathering import Gathering
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.policy import Policy
from caveat.rulebook.supports import Fact, Instrument, ProductClass, Right

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
DAY = date(2024, 5, 1)
TIERS = ("medium", "high", "critical")
"""Tiers of rows that weigh something."""

CITATION: dict[str, Any] = {
    "row": "ROW-1",
    "instruments": ["guide"],
    "provision": "section 1",
    "supports": "condition",
    "standing": "official_guidance",
    "basis": "recalled",
}
_SEVERITY = {"scale": "grave", "scope": "group", "remediability": "hard"}
_SHAPES: dict[type[Entry], dict[str, Any]] = {
    RedFlag: {"severity": _SEVERITY, "guidance": "Look."},
    Test: {"meaning": "It holds."},
    Safeguard: {
        "type": "contract",
        "when": ["always"],
        "text": "Agree on it.",
        "evidence": "The contract.",
        "residual": "Some.",
    },
    LawFeature: {"why": "It matters.", "iccpr": ["17"], "ask_counsel": "Is it so?"},
    ProductCategory: {
        "family": "sensors",
        "product_class": "video",
        "verbs": ["detect"],
        "rights": ["privacy"],
    },
    Tool: {
        "sort": "report",
        "use": "Read it.",
        "helps": ["end_user.a"],
        "machine_readable": "no",
        "licence": "not known",
    },
    Step: {"order": 1, "action": "Do it."},
    Note: {"text": "Know it."},
}


def fact(name: str, kind: str = "truth", **more: Any) -> Fact:
    """Return a fact that costs minutes."""
    tree: dict[str, Any] = {
        "id": name,
        "title": name,
        "type": kind,
        "question": f"{name}?",
        "help": "Look.",
        "who": ["sales"],
        "evidence": "A document.",
        "cost": "minutes",
    }
    return Fact.model_validate(tree | more)


def entry(kind: type[Entry], name: str, **more: Any) -> Any:
    """Return an entry of a kind, with whatever the test does not care about filled in."""
    tree: dict[str, Any] = {"id": name, "title": name, "citations": [CITATION]}
    return kind.model_validate(tree | _SHAPES[kind] | more)


def flag(name: str, condition: object, **more: Any) -> Any:
    """Return a red flag."""
    return entry(RedFlag, name, condition=condition, **more)


def row(
    name: str,
    tier: str,
    when: object,
    lowered_by: Sequence[str] = (),
) -> dict[str, Any]:
    """Return a row of the policy table as plain data."""
    plain = {"id": name, "title": name, "tier": tier, "when": when, "why": "So."}
    return plain | {"lowered_by": list(lowered_by)}


def policy(rows: Iterable[Mapping[str, Any]], *, not_checked: bool = False) -> Policy:
    """Return a policy over these rows."""
    unchecked = {"id": "lists", "title": "lists", "until": "later", "do_instead": "Look."}
    tree = {
        "id": "determination",
        "title": "table",
        "recommendations": {
            "low": "proceed",
            "medium": "proceed_with_safeguards",
            "high": "escalate",
            "critical": "decline",
        },
        "effort": {"data": 1.0, "minutes": 2.0, "days": 10.0, "counsel": 20.0},
        "table": list(rows),
        "not_checked": [unchecked] if not_checked else [],
    }
    return Policy.model_validate(tree)


def instrument(name: str, since: date | None = None, **more: Any) -> Instrument:
    """Return an instrument that is current from a day on, or always."""
    tree: dict[str, Any] = {
        "id": name,
        "title": name,
        "short": name,
        "publisher": "Example Office",
        "standing": "official_guidance",
        "effective": {} if since is None else {"from": since},
        "effective_note": "Invented.",
    }
    return Instrument.model_validate(tree | more)


def rulebook(
    *entries: Entry | Fact | ProductClass | Instrument | Right,
    rows: Iterable[Mapping[str, Any]] = (),
    not_checked: bool = False,
) -> Rulebook:
    """Return a rulebook of these entries; the instrument `guide` is current always."""
    tables: dict[str, Any] = {"instruments": {"guide": instrument("guide")}}
    for one in entries:
        tables.setdefault(one.folder, {})[one.id] = one
    none = ProductClass(id="none", title="None", meaning="No product belongs to it.")
    tables.setdefault("product_classes", {})["none"] = none
    table = list(rows) or [row("nothing", "medium", {"test": "class.none"})]
    return Rulebook(
        version="1",
        digest="0" * 64,
        policy=policy(table, not_checked=not_checked),
        gathering=Gathering(id="gathering", title="Nothing is gathered", states=[], proposes=[]),
        coverage=Coverage(rows={}),
        countries={"BW": "Botswana"},
        **tables,
    )


def facts(*names: str) -> tuple[Fact, ...]:
    """Return yes-or-no facts."""
    return tuple(fact(name) for name in names)


def says(
    value: Value | None,
    *,
    on: date = DAY,
    until: date | None = None,
    decides: bool = False,
    source: str = "a letter",
) -> Observation:
    """Return a statement."""
    reason = "It is newer." if decides else ""
    return Observation(value, source, on, "A. Example", until, decides, reason)


def transaction(
    stated: Mapping[str, Value | None] | None = None,
    *,
    products: Sequence[Mapping[str, Value | None]] = ({},),
    **more: Any,
) -> Transaction:
    """Return a transaction in which these facts are stated, once each."""
    items = tuple(
        Item(f"product_{n}", f"Product {n}", "1", {k: (says(v),) for k, v in product.items()})
        for n, product in enumerate(products)
    )
    parts: dict[str, Any] = {
        "id": "example",
        "title": "Example",
        "as_of": DAY,
        "instruments": (),
        "destination": "BW",
        "parties": (),
        "items": items,
        "stated_end_use": "to count cars",
        "statements": {name: (says(value),) for name, value in (stated or {}).items()},
        "safeguards": {},
    }
    return Transaction(**(parts | more))


def truths(program: Program, known: Mapping[str, Truth]) -> list[Truth]:
    """Return the truth of every atom when these yes-or-no facts are known."""
    return [known.get(name, UNKNOWN) for name in program.facts]


def said(answer: Answer) -> str:
    """Return an answer in short words, the ways with a slash between them."""
    return " / ".join(" and ".join(_clause(one) for one in way) for way in answer.ways)


def _clause(clause: Clause) -> str:
    operand = clause.operand
    if not isinstance(operand, tuple):
        shown = f"{operand:g}" if isinstance(operand, float) else str(operand)
        return f"under {shown}" if clause.relation is Relation.BELOW else f"{shown} or more"
    words = " or ".join(operand)
    if words in ("yes", "no"):
        return words
    return f"{clause.relation.value.replace('_', ' ')} {words}"
