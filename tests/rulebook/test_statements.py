"""What is refused of a file stands in tests/bad; here is what is read, and from where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from caveat.model.error import CaveatError, Place
from caveat.model.fact import Observation, Statements
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.statements import Origin, Provenance, StatementReader
from caveat.rulebook.yaml_reader import Document, parse_yaml

TODAY = date(2026, 11, 24)
ORIGIN = Origin("order", date(2026, 11, 2), "A. Example")
MISUSE = "end_user.prior_misuse"
LETTER = {
    "value": "no",
    "source": "letter",
    "observed_on": "2026-11-03",
    "entered_by": "B. Example",
    "expires_on": "2027-11-03",
}


def _reader(rulebook: Rulebook, text: str, *, today: date | None = TODAY) -> StatementReader:
    return StatementReader(rulebook, parse_yaml(text, Path("file.yaml")), today)


def _empty(rulebook: Rulebook, *, today: date | None = TODAY) -> StatementReader:
    return StatementReader(rulebook, Document(Path("file.yaml"), {}, {}), today)


def _stated(rulebook: Rulebook, tree: dict[str, Any]) -> Statements:
    reader = _empty(rulebook)
    statements = reader.statements(tree, ORIGIN, ())
    reader.finish()
    return statements


def test_short_statement_takes_the_provenance_of_the_file(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {MISUSE: "yes"}) == {
        MISUSE: (Observation(Truth.YES, "order", date(2026, 11, 2), "A. Example"),)
    }


def test_statement_keeps_its_own_provenance(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {MISUSE: LETTER}) == {
        MISUSE: (
            Observation(
                Truth.NO, "letter", date(2026, 11, 3), "B. Example", expires_on=date(2027, 11, 3)
            ),
        )
    }


def test_statement_takes_from_the_file_what_it_leaves_out(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {MISUSE: {"value": "no", "source": "letter"}}) == {
        MISUSE: (Observation(Truth.NO, "letter", date(2026, 11, 2), "A. Example"),)
    }


def test_statement_of_unknown_is_kept_as_one(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {MISUSE: "unknown"}) == {
        MISUSE: (Observation(None, "order", date(2026, 11, 2), "A. Example"),)
    }


def test_fact_that_is_not_stated_has_no_statement(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {}) == {}


def test_statements_of_several_sources_keep_their_order(rulebook: Rulebook) -> None:
    decided = {"value": "yes", "decides": True, "reason": "It is newer."}
    assert _stated(rulebook, {MISUSE: [LETTER, decided]}) == {
        MISUSE: (
            Observation(
                Truth.NO, "letter", date(2026, 11, 3), "B. Example", expires_on=date(2027, 11, 3)
            ),
            Observation(
                Truth.YES,
                "order",
                date(2026, 11, 2),
                "A. Example",
                decides=True,
                reason="It is newer.",
            ),
        )
    }


def test_list_of_members_is_one_statement(rulebook: Rulebook) -> None:
    assert _stated(rulebook, {"end_user.functions": ["police", "prison"]}) == {
        "end_user.functions": (
            Observation(
                Members(frozenset({"police", "prison"})),
                "order",
                date(2026, 11, 2),
                "A. Example",
            ),
        )
    }


def test_empty_list_states_an_open_set_without_known_members(rulebook: Rulebook) -> None:
    (observation,) = _stated(rulebook, {"end_user.functions": []})["end_user.functions"]
    assert observation.value == Members(frozenset())


def test_prefix_lets_through_facts_of_its_namespace_only(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    tree = {"product.covert": "yes", MISUSE: "yes"}
    statements = reader.statements(tree, ORIGIN, (), prefix="product.")
    assert (list(statements), [problem.code for problem in reader.problems]) == (
        ["product.covert"],
        ["fact.namespace"],
    )


@pytest.mark.parametrize(
    ("fact", "codes"),
    [
        (MISUSE, []),
        ("product.covert", ["fact.namespace"]),
        ("country.code", ["fact.derived"]),
    ],
)
def test_check_statable_refuses_facts_of_a_product_and_of_the_file_itself(
    rulebook: Rulebook, fact: str, codes: list[str]
) -> None:
    reader = _reader(rulebook, f"facts:\n  {fact}: unknown\n")
    reader.check_statable([fact], ("facts",))
    assert [problem.code for problem in reader.problems] == codes
    assert {problem.where for problem in reader.problems} <= {
        Place(Path("file.yaml"), 2, f"facts.{fact}")
    }


def test_statements_of_a_scenario_may_be_of_the_file_itself(rulebook: Rulebook) -> None:
    assert list(_stated(rulebook, {"country.code": "NO"})) == ["country.code"]


@pytest.mark.parametrize(
    ("prefix", "hint"),
    [(None, "Nearest: 'end_user.exists'."), ("product.", "")],
)
def test_fact_that_is_not_known_is_compared_with_those_of_its_namespace(
    rulebook: Rulebook, prefix: str | None, hint: str
) -> None:
    known = {name: rulebook.facts[name] for name in ("end_user.exists", "product.covert")}
    reader = _empty(replace(rulebook, facts=known))
    reader.statements({"end_user.exist": "yes"}, ORIGIN, (), prefix=prefix)
    assert [(problem.code, problem.hint) for problem in reader.problems] == [("fact.unknown", hint)]


def test_refused_statement_does_not_hide_the_others(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    statements = reader.statements({MISUSE: [{"value": 5}, LETTER]}, ORIGIN, ())
    assert [one.source for one in statements[MISUSE]] == ["letter"]


def test_finish_raises_the_problems_in_the_order_of_the_file(rulebook: Rulebook) -> None:
    reader = _reader(rulebook, "a: 1\nb: 2\nc: 3\n")
    for key in ("c", "a", "b"):
        reader.refuse(key, "Wrong.", "", (key,))
    with pytest.raises(CaveatError) as refused:
        reader.finish()
    assert [problem.code for problem in refused.value.problems] == ["a", "b", "c"]


def test_finish_is_silent_without_problems(rulebook: Rulebook) -> None:
    reader = _reader(rulebook, "a: 1\n")
    reader.finish()
    assert reader.problems == []


def test_day_reads_today(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    assert (reader.day("2026-11-24", ("on",)), reader.problems) == (TODAY, [])


def test_day_accepts_the_future_where_no_day_is_today(rulebook: Rulebook) -> None:
    reader = _empty(rulebook, today=None)
    assert (reader.day("2099-01-01", ("on",)), reader.problems) == (date(2099, 1, 1), [])


def test_day_is_none_once_refused(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    assert (reader.day("soon", ("on",)), len(reader.problems)) == (None, 1)


def test_origin_reads_the_provenance(rulebook: Rulebook) -> None:
    provenance = Provenance(source="order", observed_on="2026-11-02", entered_by="A. Example")
    assert _empty(rulebook).origin(provenance, ()) == ORIGIN


def test_origin_with_a_wrong_date_leaves_one_problem(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    reader.origin(Provenance(source="order", observed_on="soon", entered_by="A. Example"), ())
    assert [problem.code for problem in reader.problems] == ["date.form"]


@pytest.mark.parametrize("key", ["source", "entered_by", "reason"])
@pytest.mark.parametrize("text", [5, "", " ", ["letter"]])
def test_blank_or_mistyped_text_of_a_statement_is_refused(
    rulebook: Rulebook, key: str, text: object
) -> None:
    reader = _empty(rulebook)
    reader.statements({MISUSE: {"value": "yes", key: text}}, ORIGIN, ())
    assert [problem.message for problem in reader.problems] == [
        f"'{key}' is {text!r}, expected text."
    ]


@pytest.mark.parametrize(
    ("expires_on", "own", "codes"),
    [
        ("2026-11-03", {}, []),
        ("2026-11-02", {}, ["date.order"]),
        ("2026-11-01", {}, ["date.order"]),
        ("2026-11-11", {"observed_on": "2026-11-10"}, []),
        ("2026-11-10", {"observed_on": "2026-11-10"}, ["date.order"]),
        ("2026-11-02", {"observed_on": "2026-11-01"}, []),
        ("2026-11-01", {"observed_on": "soon"}, ["date.form"]),
    ],
)
def test_statement_that_would_never_count_is_refused(
    rulebook: Rulebook, expires_on: str, own: dict[str, str], codes: list[str]
) -> None:
    reader = _empty(rulebook)
    tree = {MISUSE: {"value": "yes", "expires_on": expires_on, **own}}
    reader.statements(tree, ORIGIN, ())
    assert [problem.code for problem in reader.problems] == codes


def test_wrong_day_of_a_statement_is_one_problem(rulebook: Rulebook) -> None:
    reader = _empty(rulebook)
    reader.statements({MISUSE: {"value": "yes", "observed_on": 2020}}, ORIGIN, ())
    assert [problem.message for problem in reader.problems] == [
        "'observed_on': found 2020, expected a date such as 2020-09-30."
    ]
