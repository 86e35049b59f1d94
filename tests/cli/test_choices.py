from __future__ import annotations

from datetime import date

import pytest

from caveat.cli.choices import hint, is_listed, list_lines, said, typed_tree
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.rulebook.loader import Rulebook, load
from caveat.rulebook.values import ValueRefusedError
from tests.services.small import write_rulebook

WORDS = {
    "police": "Police",
    "port_guard": "Guard of a port",
    "water": "Water works",
    "guard": "Border guard",
}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """Return the small rulebook."""
    return load(write_rulebook(tmp_path_factory.mktemp("small") / "data")).rulebook


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("water", "water"),
        ("WATER", "water"),
        ("1", "police"),
        ("4", "guard"),
        ("wa", "water"),
        ("PO", None),
        ("p", None),
        ("pol", "police"),
        ("guard", "guard"),
        ("Guard of a port", "port_guard"),
        ("Bord", "guard"),
        ("5", "5"),
        ("0", "0"),
        ("²", "²"),
        ("fire", "fire"),
    ],
)
def test_word_is_named_by_number_id_or_start(small: Rulebook, typed: str, word: str | None) -> None:
    fact = small.facts["end_user.kind"]
    if word is None:
        with pytest.raises(ValueRefusedError) as refused:
            typed_tree(fact, typed, WORDS)
        assert str(refused.value) == (
            f"'{typed}' can be police (Police), port_guard (Guard of a port); "
            "type more of it, or the number"
        )
    else:
        assert typed_tree(fact, typed, WORDS) == word


def test_word_that_is_the_start_of_another_is_taken_as_it_stands(small: Rulebook) -> None:
    words = {"port": "Port", "port_guard": "Guard of a port", "PORT": "Ports"}
    fact = small.facts["end_user.kind"]
    assert [typed_tree(fact, one, words) for one in ("port", "PORT")] == ["port", "PORT"]
    del words["PORT"]
    assert typed_tree(fact, "Port", words) == "port"


@pytest.mark.parametrize(
    ("fact", "typed", "tree"),
    [
        ("end_user.tasks", "wa, pol", {"members": ["water", "police"], "complete": False}),
        ("end_user.tasks", "3,3, water!", {"members": ["water"], "complete": True}),
        ("end_user.tasks", "None!", {"members": [], "complete": True}),
        ("end_user.tasks", " none !", {"members": [], "complete": True}),
        ("end_user.names", "none!", {"members": [], "complete": True}),
        ("end_user.names", "S,", {"members": ["S"], "complete": False}),
        ("end_user.tasks", "U", "unknown"),
        ("end_user.share", "20 - 40", {"from": 20.0, "to": 40.0}),
        ("end_user.share", "-5", -5.0),
        ("end_user.motto", "as typed", "as typed"),
        ("end_user.misuse", "Y", "yes"),
        ("end_user.misuse", "NO", "no"),
    ],
)
def test_typed_tree_returns_what_is_meant(
    small: Rulebook, fact: str, typed: str, tree: object
) -> None:
    assert typed_tree(small.facts[fact], typed, WORDS) == tree


NONE = "type none! if none of these applies and the list is complete, or u if you do not know"


@pytest.mark.parametrize(
    ("fact", "typed", "message"),
    [
        ("end_user.tasks", "none", f"'none' does not say whether the list is complete: {NONE}"),
        ("end_user.names", "NONE", f"'none' does not say whether the list is complete: {NONE}"),
        (
            "end_user.tasks",
            "none, water!",
            f"'none' does not say whether the list is complete: {NONE}",
        ),
        ("end_user.tasks", "!", f"found '!', which names nothing: {NONE}"),
        ("end_user.tasks", ",", f"found ',', which names nothing: {NONE}"),
        ("end_user.tasks", "u!", "u stands alone; leave it out to say what is known"),
        ("end_user.names", "acme, unknown", "u stands alone; leave it out to say what is known"),
        (
            "end_user.share",
            "12,5",
            "found '12,5', expected a number such as 12.5, or a range such as 20-40",
        ),
        (
            "end_user.share",
            "20-inf",
            "found '20-inf', expected a number such as 12.5, or a range such as 20-40",
        ),
    ],
)
def test_typed_tree_refuses_what_can_mean_nothing_or_two_things(
    small: Rulebook, fact: str, typed: str, message: str
) -> None:
    with pytest.raises(ValueRefusedError) as refused:
        typed_tree(small.facts[fact], typed, WORDS)
    assert str(refused.value) == message


def test_hint_says_something_of_every_fact(small: Rulebook) -> None:
    hints = {name: hint(fact) for name, fact in small.facts.items()}
    assert all("u = I do not know." in one for one in hints.values())
    assert hints["end_user.motto"] == "Type the answer; u = I do not know."
    assert hints["end_user.tasks"] == (
        "Type numbers, words or their starts, several with commas; end with ! if that is all of "
        "them. none! = none of these, and the list is complete; u = I do not know."
    )


def test_is_listed_is_for_words_of_a_list(small: Rulebook) -> None:
    assert {name for name in small.facts if is_listed(small.facts[name])} == {
        "company.country",
        "country.code",
        "end_user.country",
        "end_user.kind",
        "end_user.region",
        "end_user.tasks",
    }


def test_list_lines_stand_in_columns_where_they_fit() -> None:
    assert list_lines(WORDS, 70) == [
        "  1 police: Police               3 water: Water works",
        "  2 port_guard: Guard of a port  4 guard: Border guard",
    ]


def test_list_lines_leave_no_word_out_of_uneven_columns() -> None:
    words = {f"w{n}": f"Word {n}" for n in range(1, 12)}
    lines = list_lines(words, 60)
    assert (len(lines), max(len(line) for line in lines) <= 60) == (4, True)
    found = " ".join(lines)
    assert all(f"{n} w{n}: Word {n}" in found for n in range(1, 12))
    assert lines[0].startswith("   1 w1: Word 1")


def test_list_lines_stand_below_each_other_where_they_are_long() -> None:
    assert list_lines({"a": "x " * 20, "b": "short"}, 30) == [
        "  1 a: x x x x x x x x x x x x",
        "    x x x x x x x x",
        "  2 b: short",
    ]


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "unknown"),
        (Truth.YES, "yes"),
        ("police", "Police"),
        ("other", "other"),
        (Range(20, 40), "20 to 40"),
        (date(1999, 12, 31), "1999-12-31"),
        (Members(frozenset({"water", "guard"})), "Border guard, Water works; perhaps more"),
        (Members(frozenset({"water"}), complete=True), "Water works; that is all"),
        (Members(frozenset(), complete=True), "none of the list"),
        (
            Members(frozenset(), frozenset({"water"})),
            "not Water works; perhaps more",
        ),
    ],
)
def test_said_is_in_the_titles_of_the_words(value: Value | None, words: str) -> None:
    assert said(value, WORDS) == words
