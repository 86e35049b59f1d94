from __future__ import annotations

import json
from datetime import date
from hashlib import sha256
from typing import Any

import pytest

from caveat.assessment import record as module
from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.assessment.record import Recorder, digest_of
from caveat.assessment.record_gathered import gathered_tree
from caveat.model.transaction import (
    Consultation,
    Party,
    RightsImpact,
    SafeguardState,
    StatedSafeguard,
    Transaction,
)
from caveat.model.value import Members, Range, Value
from tests.assessment.small import (
    DAY,
    NO,
    YES,
    fact,
    facts,
    flag,
    row,
    rulebook,
    says,
    transaction,
)
from tests.assessment.small_gathered import FULL as HELD
from tests.assessment.small_gathered import gathered

A, B = ({"fact": f"end_user.{name}"} for name in "ab")
BOOK = rulebook(
    *facts("end_user.a", "end_user.b", "product.bulk"),
    fact("end_user.ties", "set", values={"x": "X", "y": "Y"}),
    fact("end_user.share", "number"),
    fact("end_user.since", "date"),
    fact("end_user.name", "text"),
    flag("f.x", A),
    flag("f.y", {"all": [A, B]}, title='Says "yes" – ja'),
    rows=[row("heavy", "high", {"test": "f.x"}, ["contract.p"])],
)
PREPARED = Prepared(Program(BOOK), DAY, ())


def record(one: Transaction, prepared: Prepared = PREPARED) -> str:
    return Recorder(prepared, {"caveat": "9"}).record(prepared.core(one), one)


def tree(one: Transaction) -> Any:
    return json.loads(record(one))


FULL = transaction(
    {"end_user.a": YES, "end_user.b": None},
    about="Invented.",
    products=[{"product.bulk": NO}],
    instruments=("guide",),
    rights_impact=(
        RightsImpact(
            "privacy",
            "passers-by",
            "grave",
            "group",
            "hard",
            "It is recorded.",
            (Consultation("a shop", "No.", DAY), Consultation("a school", "Yes.")),
        ),
    ),
    parties=(Party("end_user", "Example Broadband Ltd", "BW", "Provider"), Party("payer", "Né")),
    safeguards={
        "contract.q": StatedSafeguard("contract.q", SafeguardState.REFUSED, reason="Too dear."),
        "contract.p": StatedSafeguard(
            "contract.p", SafeguardState.IN_FORCE, "signed", "B. Example", DAY
        ),
    },
)


def statement(value: Any) -> dict[str, Any]:
    return {
        "value": value,
        "source": "a letter",
        "observed_on": "2024-05-01",
        "entered_by": "A. Example",
    }


def test_record_says_what_went_in_and_what_came_out() -> None:
    assert tree(FULL) == {
        "as_of": "2024-05-01",
        "instruments": ["guide"],
        "versions": {"caveat": "9", "rulebook": "1", "rulebook_digest": f"sha256:{'0' * 64}"},
        "transaction": {
            "id": "example",
            "title": "Example",
            "about": "Invented.",
            "destination": "BW",
            "gathered": None,
            "stated_end_use": "to count cars",
            "parties": [
                {
                    "role": "end_user",
                    "name": "Example Broadband Ltd",
                    "country": "BW",
                    "note": "Provider",
                },
                {"role": "payer", "name": "Né", "country": None, "note": ""},
            ],
            "instruments": ["guide"],
            "items": [
                {
                    "product": "product_0",
                    "title": "Product 0",
                    "quantity": "1",
                    "statements": {"product.bulk": [statement("no")]},
                }
            ],
            "statements": {
                "end_user.a": [statement("yes")],
                "end_user.b": [statement("unknown")],
            },
            "rights_impact": [
                {
                    "right": "privacy",
                    "whose": "passers-by",
                    "scale": "grave",
                    "scope": "group",
                    "remediability": "hard",
                    "how": "It is recorded.",
                    "consulted": [
                        {"who": "a shop", "said": "No.", "on": "2024-05-01"},
                        {"who": "a school", "said": "Yes.", "on": None},
                    ],
                }
            ],
            "safeguards": [
                {
                    "safeguard": "contract.p",
                    "state": "in_force",
                    "evidence": "signed",
                    "owner": "B. Example",
                    "since": "2024-05-01",
                    "reason": "",
                },
                {
                    "safeguard": "contract.q",
                    "state": "refused",
                    "evidence": "",
                    "owner": "",
                    "since": None,
                    "reason": "Too dear.",
                },
            ],
        },
        "facts": {
            "end_user.a": {"value": "yes", "open": None},
            "end_user.b": {"value": "unknown", "open": "stated_unknown"},
            "product.bulk": {"value": "no", "open": None},
        },
        "findings": [
            {
                "id": "f.x",
                "title": "f.x",
                "state": "yes",
                "gating": True,
                "decided_by": ["end_user.a"],
                "missing": [],
                "rows": ["ROW-1"],
            },
            {
                "id": "f.y",
                "title": 'Says "yes" – ja',
                "state": "unknown",
                "gating": False,
                "decided_by": [],
                "missing": ["end_user.b"],
                "rows": ["ROW-1"],
            },
        ],
        "determination": {
            "recommendation": "proceed_with_safeguards",
            "settled": True,
            "known": "proceed_with_safeguards",
            "worst": "proceed_with_safeguards",
            "tier": "medium",
            "worst_tier": "medium",
            "before_safeguards": {
                "known": "escalate",
                "worst": "escalate",
                "tier": "high",
                "worst_tier": "high",
            },
            "reasons": ["heavy"],
            "open_rows": [],
            "lowered": ["heavy"],
            "gating": ["f.x"],
            "open_facts": [],
        },
    }


def test_record_is_canonical_json() -> None:
    text = record(FULL)
    again = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert text == again


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        (
            "end_user.ties",
            Members(frozenset("yx")),
            {"members": ["x", "y"], "complete": False},
        ),
        (
            "end_user.ties",
            Members(frozenset("y"), frozenset("x"), complete=True),
            {"absent": ["x"], "members": ["y"], "complete": True},
        ),
        ("end_user.share", Range(25.0, 25.0), 25.0),
        ("end_user.share", Range(20.0, 40.0), {"from": 20.0, "to": 40.0}),
        ("end_user.share", Range(low=20.0), {"from": 20.0}),
        ("end_user.share", Range(high=20.0), {"to": 20.0}),
        ("end_user.since", date(2020, 1, 31), "2020-01-31"),
        ("end_user.name", 'A "B" \\ C\n', 'A "B" \\ C\n'),
    ],
)
def test_values_of_every_type_are_recorded(name: str, value: Value, expected: object) -> None:
    found = tree(transaction({name: value}))
    assert found["facts"][name]["value"] == expected
    assert found["transaction"]["statements"][name] == [statement(expected)]


def test_every_statement_is_recorded_with_its_end_and_its_ruling() -> None:
    ruling = says(NO, until=date(2025, 1, 1), decides=True)
    one = transaction(statements={"end_user.a": (says(YES), ruling)})
    assert tree(one)["transaction"]["statements"]["end_user.a"] == [
        statement("yes"),
        statement("no") | {"expires_on": "2025-01-01", "decides": True, "reason": "It is newer."},
    ]
    assert tree(one)["facts"]["end_user.a"] == {"value": "no", "open": None}


def test_what_was_held_is_recorded_as_a_part_of_what_went_in() -> None:
    found = tree(transaction(gathered=HELD))["transaction"]["gathered"]
    assert found == gathered_tree(HELD)


def test_record_with_what_was_held_is_canonical_json() -> None:
    text = record(transaction(gathered=HELD))
    again = json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert text == again


def test_conflict_is_recorded_as_open() -> None:
    one = transaction(statements={"end_user.a": (says(YES), says(NO))})
    assert tree(one)["facts"]["end_user.a"] == {"value": "unknown", "open": "conflict"}


def test_digest_is_the_sha_256_of_the_record_in_utf_8() -> None:
    expected = sha256('{"a":"é"}'.encode()).hexdigest()
    assert digest_of('{"a":"é"}') == f"sha256:{expected}"


def test_record_does_not_depend_on_what_was_recorded_before() -> None:
    recorder = Recorder(PREPARED, {"caveat": "9"})
    for one in (transaction({"end_user.a": NO}), transaction(), FULL):
        recorder.record(PREPARED.core(one), one)
    assert recorder.record(PREPARED.core(FULL), FULL) == record(FULL)


def test_record_does_not_depend_on_what_is_still_remembered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = record(FULL)
    monkeypatch.setattr(module, "LIMIT", 0)
    assert record(FULL) == expected


def test_record_does_not_depend_on_the_order_of_statements_in_the_file() -> None:
    one, other = ({"end_user.a": YES, "end_user.b": NO}, {"end_user.b": NO, "end_user.a": YES})
    assert record(transaction(one)) == record(transaction(other))


@pytest.mark.parametrize(
    "changed",
    [
        transaction({"end_user.a": NO}),
        transaction({"end_user.a": YES}, title="Other"),
        transaction({"end_user.a": YES}, destination="NO"),
        transaction({"end_user.a": YES}, products=[{}, {}]),
        transaction({"end_user.a": YES}, parties=(Party("payer", "Example Ltd"),)),
        transaction({"end_user.a": YES}, gathered=gathered()),
    ],
)
def test_another_transaction_has_another_digest(changed: Transaction) -> None:
    assert digest_of(record(changed)) != digest_of(record(transaction({"end_user.a": YES})))


def test_another_date_and_another_version_have_another_record() -> None:
    one = transaction({"end_user.a": YES})
    later = Prepared(PREPARED.program, date(2024, 5, 2), ())
    newer = Recorder(PREPARED, {"caveat": "10"}).record(PREPARED.core(one), one)
    assert len({record(one), record(one, later), newer}) == 3
