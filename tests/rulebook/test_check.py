"""Problems between files, each provoked in the real rulebook by one change.

The same of rule files as they are written stands in tests/bad/rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from caveat.model.condition import (
    All,
    AnyOf,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.rulebook.check import check, conditions_of
from caveat.rulebook.check_coverage import file_of
from caveat.rulebook.entries import Entry
from caveat.rulebook.loader import Loaded, Rulebook
from caveat.rulebook.shape import Effective
from caveat.rulebook.supports import FactType
from tests.rulebook.changes import (
    ABUSE,
    CATEGORY,
    FLAG,
    FLAG_FILE,
    MISUSE,
    SCOPE,
    citations_with,
    found_in,
    with_entry,
    with_flag,
)

DAY = date(2020, 9, 30)


def test_check_finds_nothing_in_the_real_rulebook(loaded: Loaded) -> None:
    assert check(loaded) == []


@pytest.mark.parametrize(
    ("leaf", "said"),
    [
        (
            Holds("end_user.prior_misus"),
            "reference.dangling: the condition names the fact 'end_user.prior_misus', which no "
            f"file in facts/ defines. Nearest: '{MISUSE}'. Add the fact or correct the name.",
        ),
        (
            Refers("scope.government_end_usr"),
            "reference.dangling: the condition names the test 'scope.government_end_usr', which "
            f"no file defines. Nearest: '{SCOPE}'.",
        ),
        (
            Refers("class.video_"),
            "reference.dangling: the condition names the test 'class.video_', which no file "
            "defines. Nearest: 'class.video'.",
        ),
        (
            Holds("end_user.type"),
            "condition.type: 'end_user.type' is a choice, but the leaf tests a truth. "
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        ),
        (
            OneOf(MISUSE, ("yes",)),
            f"condition.type: '{MISUSE}' is a truth, but the leaf tests a choice or set. "
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        ),
        (
            Below("end_user.type", 5.0),
            "condition.type: 'end_user.type' is a choice, but the leaf tests a number or date. "
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        ),
        (
            Reaches("end_user.address", date(2020, 1, 1)),
            "condition.type: 'end_user.address' is a text, but the leaf tests a number or date. "
            "Use 'is' or 'in' for choices and sets, 'lt' or 'gte' for numbers and dates.",
        ),
        (
            OneOf("end_user.type", ("government", "goverment")),
            "condition.option: 'goverment' is no value of 'end_user.type'. Nearest: 'government'.",
        ),
    ],
)
def test_check_finds_a_leaf_that_does_not_fit(loaded: Loaded, leaf: Condition, said: str) -> None:
    condition = AnyOf((Holds(MISUSE), leaf))
    assert found_in(with_flag(loaded, condition=condition)) == [f"{FLAG_FILE} condition {said}"]


@pytest.mark.parametrize(
    "leaf",
    [
        Below("end_user.government_share", 25.0),
        Reaches("end_user.government_share", 25.0),
        OneOf("end_user.functions", ("police",)),
        OneOf("end_user.aliases", ("any word",)),
        OneOf("country.code", ("NO",)),
        Refers("class.video"),
        Refers(SCOPE),
        Refers(ABUSE),
    ],
)
def test_check_accepts_a_leaf_that_fits(loaded: Loaded, leaf: Condition) -> None:
    assert found_in(with_flag(loaded, condition=AnyOf((Holds(MISUSE), leaf)))) == []


@pytest.mark.parametrize(
    ("folder", "name", "key"),
    [
        ("red_flags", FLAG, "applies_when"),
        ("safeguards", "contract.audit_right", "needs"),
        ("steps", "FIRST", "done_when"),
        ("steps", "FIRST", "applies_when"),
    ],
)
def test_check_looks_into_every_condition(loaded: Loaded, folder: str, name: str, key: str) -> None:
    name = sorted(loaded.rulebook.steps)[0] if name == "FIRST" else name
    table: Mapping[str, Entry] = getattr(loaded.rulebook, folder)
    own = dict(conditions_of(table[name])).get(key)
    condition = Refers("nothing") if own is None else All((own, Refers("nothing")))
    found = [
        line.split(":")[0]
        for line in found_in(with_entry(loaded, folder, name, **{key: condition}))
    ]
    assert f"{file_of(table[name])} {key} reference.dangling" in found


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"instruments": ["us-state-2021"]},
            "'us-state-2021' is no instrument. Nearest: 'us-state-2020'.",
        ),
        ({"doubts": ["CHK-99"]}, "'CHK-99' is no doubt. Nearest: 'CHK-19'."),
        ({"source": "s99"}, "'s99' is no source. Nearest: 's19'."),
    ],
)
def test_check_finds_a_citation_of_nothing(loaded: Loaded, keys: dict[str, Any], said: str) -> None:
    citations = citations_with(loaded.rulebook, **keys)
    assert found_in(with_flag(loaded, citations=citations)) == [
        f"{FLAG_FILE} citations.0 reference.dangling: {said}"
    ]


def test_check_finds_a_row_that_is_not_registered(loaded: Loaded) -> None:
    citations = [
        *loaded.rulebook.red_flags[FLAG].citations,
        *citations_with(loaded.rulebook, row="QQQQ"),
    ]
    assert found_in(with_flag(loaded, citations=citations)) == [
        f"{FLAG_FILE} citations.1 reference.dangling: 'QQQQ' is no row in coverage.yaml.",
        f"{FLAG_FILE} scenarios scenario.row: no scenario expects the row QQQQ to be cited. "
        "Name it in 'expect.rows' of one.",
    ]


@pytest.mark.parametrize(
    ("folder", "name", "key", "word", "said"),
    [
        (
            "red_flags",
            FLAG,
            "safeguards",
            "contract.audit_rigt",
            "'contract.audit_rigt' is no safeguard. Nearest: 'contract.audit_right'.",
        ),
        (
            "tools",
            "FIRST",
            "helps",
            "end_user.prior_misus",
            f"'end_user.prior_misus' is no fact. Nearest: '{MISUSE}'.",
        ),
        (
            "product_categories",
            CATEGORY,
            "rights",
            "privacie",
            "'privacie' is no right. Nearest: 'privacy'.",
        ),
        (
            "product_categories",
            CATEGORY,
            "verbs",
            "colect",
            "'colect' is no verb. Nearest: 'collect'.",
        ),
    ],
)
def test_check_finds_a_name_of_nothing_in_a_list(
    loaded: Loaded, folder: str, name: str, key: str, word: str, said: str
) -> None:
    name = sorted(loaded.rulebook.tools)[0] if name == "FIRST" else name
    entry: Entry = getattr(loaded.rulebook, folder)[name]
    changed = with_entry(loaded, folder, name, **{key: [*getattr(entry, key), word]})
    assert found_in(changed) == [f"{file_of(entry)} {key} reference.dangling: {said}"]


def test_check_finds_a_product_class_of_nothing(loaded: Loaded) -> None:
    changed = with_entry(loaded, "product_categories", CATEGORY, product_class="vidio")
    assert found_in(changed) == [
        f"product_categories/{CATEGORY.replace('.', '/')}.yaml product_class "
        "reference.dangling: 'vidio' is no product class. Nearest: 'video'."
    ]


@pytest.mark.parametrize("finding", ["yes", "no", "unknown"])
def test_check_finds_a_missing_scenario(loaded: Loaded, finding: str) -> None:
    entry = loaded.rulebook.red_flags[FLAG]
    row = entry.citations[0].row
    kept = [
        one if one.expect.finding != finding else _expects_rows_only(one, row)
        for one in entry.scenarios
    ]
    assert f"{FLAG_FILE} scenarios scenario.missing: no scenario shows {finding}. " in "\n".join(
        found_in(with_flag(loaded, scenarios=kept))
    )


def _expects_rows_only(scenario: Any, row: str | None) -> Any:
    expect = scenario.expect.model_copy(update={"finding": None, "rows": [row]})
    return scenario.model_copy(update={"expect": expect})


def test_check_wants_not_applicable_shown_where_there_is_a_gate(loaded: Loaded) -> None:
    changed = with_flag(loaded, applies_when=Refers(SCOPE))
    assert found_in(changed) == [
        f"{FLAG_FILE} scenarios scenario.missing: no scenario shows not_applicable. "
        "Add one; a sentence, the facts, and what comes out."
    ]


def test_check_wants_a_scenario_of_every_entry(loaded: Loaded) -> None:
    name = sorted(loaded.rulebook.notes)[0]
    entry = loaded.rulebook.notes[name]
    found = found_in(with_entry(loaded, "notes", name, scenarios=[]))
    assert found[0] == (
        f"{file_of(entry)} scenarios scenario.missing: no scenario shows what this entry does. "
        "Add one; a sentence, the facts, and what comes out."
    )


def test_check_finds_a_fact_that_nothing_uses(loaded: Loaded) -> None:
    fact = loaded.rulebook.facts[MISUSE].model_copy(update={"id": "end_user.unused"})
    rulebook = replace(loaded.rulebook, facts={**loaded.rulebook.facts, "end_user.unused": fact})
    documents = {**loaded.documents, ("fact", "end_user.unused"): loaded.documents["fact", MISUSE]}
    assert found_in(Loaded(rulebook, documents)) == [
        "facts/end_user/prior_misuse.yaml  fact.unused: no rule and no tool uses "
        "'end_user.unused'. Use it or remove it: every question costs a person time."
    ]


@pytest.mark.parametrize(
    "keys", [{"dictionary": ["enduser.record[]"]}, {"derived_from": "parties"}]
)
def test_check_leaves_alone_a_fact_of_the_dictionary_or_the_file(
    loaded: Loaded, keys: dict[str, Any]
) -> None:
    fact = loaded.rulebook.facts[MISUSE].model_copy(update={"id": "end_user.unused", **keys})
    rulebook = replace(loaded.rulebook, facts={**loaded.rulebook.facts, "end_user.unused": fact})
    assert found_in(replace(loaded, rulebook=rulebook)) == []


@pytest.mark.parametrize(
    ("name", "keys", "said"),
    [
        ("end_user.type", {"values": {}, "open_vocabulary": False}, "a choice has exactly one of"),
        ("end_user.aliases", {"values": {"a": "A"}}, "a set has exactly one of"),
        (MISUSE, {"values": {"yes": "Yes"}}, "a truth has none of"),
        (MISUSE, {"values_from": "countries"}, "a truth has none of"),
        (
            "end_user.address",
            {"type": FactType.TEXT, "open_vocabulary": True},
            "a text has none of",
        ),
    ],
)
def test_check_finds_a_fact_whose_words_do_not_fit_its_type(
    loaded: Loaded, name: str, keys: dict[str, Any], said: str
) -> None:
    found = found_in(with_entry(loaded, "facts", name, **keys))
    assert (
        f"facts/{name.replace('.', '/')}.yaml type fact.values: {said} "
        "values, values_from and open_vocabulary." in found
    )


@pytest.mark.parametrize("until", [DAY, DAY - timedelta(days=1)])
def test_check_finds_an_entry_or_instrument_that_is_effective_on_no_day(
    loaded: Loaded, until: date
) -> None:
    effective = Effective(since=DAY, until=until)
    said = (
        f"effective effective.order: it is effective from {DAY} until {until}, which is on no day. "
        "'until' is the first day on which it no longer applies."
    )
    assert found_in(with_flag(loaded, effective=effective)) == [f"{FLAG_FILE} {said}"]
    assert found_in(with_entry(loaded, "instruments", "ear-kyc", effective=effective)) == [
        f"instruments/ear-kyc.yaml {said}"
    ]


@pytest.mark.parametrize(
    "effective",
    [
        Effective(),
        Effective(since=DAY),
        Effective(until=DAY),
        Effective(since=DAY, until=DAY + timedelta(days=1)),
    ],
)
def test_check_accepts_what_is_effective_on_some_day(loaded: Loaded, effective: Effective) -> None:
    assert found_in(with_flag(loaded, effective=effective)) == []


def test_check_finds_a_condition_that_refers_to_itself(loaded: Loaded) -> None:
    changed = with_flag(loaded, condition=AnyOf((Holds(MISUSE), Refers(FLAG))))
    assert found_in(changed) == [
        f"{FLAG_FILE} condition condition.cycle: the condition refers to itself: "
        f"{FLAG} -> {FLAG}. Break the circle."
    ]


def test_check_finds_a_circle_at_an_entry_that_is_part_of_it(loaded: Loaded) -> None:
    # The walk begins at 'after_sale', which leads into the circle and is no part of it.
    entrance = loaded.rulebook.red_flags["after_sale.contact_lost"]
    changed = with_entry(
        with_flag(loaded, condition=AnyOf((Holds(MISUSE), Refers(SCOPE)))),
        "red_flags",
        entrance.id,
        condition=AnyOf((entrance.condition, Refers(FLAG))),
    )
    scope = loaded.rulebook.tests[SCOPE]
    circle = with_entry(
        changed, "tests", SCOPE, condition=AnyOf((scope.condition, Not(Refers(FLAG))))
    )
    assert found_in(circle) == [
        f"{FLAG_FILE} condition condition.cycle: the condition refers to itself: "
        f"{FLAG} -> {SCOPE} -> {FLAG}. Break the circle."
    ]


def test_conditions_of_an_entry_come_with_their_keys(rulebook: Rulebook) -> None:
    entry = rulebook.red_flags["after_sale.contact_lost"]
    assert list(conditions_of(entry)) == [
        ("applies_when", entry.applies_when),
        ("condition", entry.condition),
    ]


def test_conditions_of_an_entry_without_any_are_none(rulebook: Rulebook) -> None:
    assert list(conditions_of(rulebook.product_categories[CATEGORY])) == []


def test_file_of_an_entry_is_its_path_below_data(rulebook: Rulebook) -> None:
    assert file_of(rulebook.red_flags[FLAG]) == FLAG_FILE
