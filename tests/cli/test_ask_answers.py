"""Every kind of answer, typed into an interview on the small rulebook."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.cli.choices import LISTED
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.yaml_reader import Tree, read_yaml
from tests.cli.conftest import Talk
from tests.services.small import (
    FLAGS,
    PRODUCT,
    TRANSACTION,
    change,
    write,
)

AS_OF = date(2021, 6, 1)
LATER = date(2026, 11, 24)

CONFLICT = """\
  end_user.misuse:
    - value: yes
      source: a report
    - value: no
      source: a call
"""


@pytest.fixture
def talk(talk: Talk) -> Talk:
    """Return the function for complete interviews on the day of the transaction."""
    return partial(talk, today=AS_OF, mode=Mode.COMPLETE)


def only_open(file: Path, fact: str) -> None:
    """State all facts but one, so that the interview asks for that one."""
    known = {name: no for name, _, _, no in FLAGS.values() if name != fact}
    for place, start in ((file, ""), (file.parent / "product.yaml", "product.")):
        stated = "".join(
            f"  {name}: {no}\n"
            for name, no in known.items()
            if name.startswith("product.") == bool(start)
        )
        text = place.read_text(encoding="utf-8")
        write(place, text.replace("facts: {}\n", f"facts:\n{stated}" if stated else "facts: {}\n"))


def stated(file: Path, fact: str) -> Tree | None:
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    facts = tree["facts"]
    assert isinstance(facts, dict)
    return facts.get(fact)


def value(file: Path, fact: str) -> Tree | None:
    said = stated(file, fact)
    return said.get("value") if isinstance(said, dict) else said


ANSWERS: list[tuple[str, str, Tree]] = [
    ("end_user.misuse", "y", "yes"),
    ("end_user.misuse", "N", "no"),
    ("end_user.misuse", "yes", "yes"),
    ("end_user.misuse", "u", "unknown"),
    ("end_user.misuse", "unknown", "unknown"),
    ("end_user.kind", "police", "police"),
    ("end_user.kind", "2", "water"),
    ("end_user.tasks", "spying", {"members": ["spying"], "complete": False}),
    ("end_user.tasks", "1, 2", {"members": ["farming", "spying"], "complete": False}),
    ("end_user.tasks", "2!", {"members": ["farming"], "complete": True}),
    ("end_user.tasks", "none!", {"members": [], "complete": True}),
    ("end_user.tasks", "u", "unknown"),
    ("end_user.names", "acme, b & c!", {"members": ["acme", "b & c"], "complete": True}),
    ("end_user.share", "30", 30.0),
    ("end_user.share", "12.5", 12.5),
    ("end_user.share", "20-40", {"from": 20.0, "to": 40.0}),
    ("end_user.founded", "1999-12-31", "1999-12-31"),
    ("end_user.region", "r7", "r7"),
]


@pytest.mark.parametrize(("fact", "typed", "saved"), ANSWERS)
def test_answer_is_saved_as_it_was_typed(
    talk: Talk, file: Path, fact: str, typed: str, saved: Tree
) -> None:
    only_open(file, fact)
    talk(typed, "a letter")
    assert stated(file, fact) == {
        "value": saved,
        "source": "a letter",
        "observed_on": "2021-06-01",
        "entered_by": "B. Example",
    }


WRONG = [
    ("end_user.misuse", "maybe"),
    ("end_user.kind", "3"),
    ("end_user.kind", "0"),
    ("end_user.kind", "²"),
    ("end_user.kind", ","),
    ("end_user.tasks", "spying, flying"),
    ("end_user.share", "many"),
    ("end_user.share", "-5"),
    ("end_user.share", "20-"),
    ("end_user.share", "40-20"),
    ("end_user.share", "nan"),
    ("end_user.share", "1e999"),
    ("end_user.founded", "last year"),
    ("end_user.region", "42"),
]


@pytest.mark.parametrize(("fact", "typed"), WRONG)
def test_answer_that_does_not_fit_is_asked_for_again(
    talk: Talk, file: Path, fact: str, typed: str
) -> None:
    only_open(file, fact)
    out = talk(typed, "u", "a letter")
    assert "Now: " in out
    assert (out.count("Not understood: "), value(file, fact)) == (1, "unknown")


@pytest.mark.parametrize("typed", ["?", ""])
def test_help_says_what_counts_and_who_can_tell(talk: Talk, file: Path, typed: str) -> None:
    only_open(file, "end_user.kind")
    out = talk(typed, "q")
    start = "Help on end_user.kind.\nEvidence: A letter on end_user.kind.\nWho can tell: sales.\n"
    help_text = out.partition(start)[2]
    assert help_text.startswith("Type a number, a word or its start; u = I do not know.\n")
    assert "\n  1 police: Police" in help_text


@pytest.mark.parametrize(
    ("fact", "hint"),
    [
        ("end_user.misuse", "y = yes, n = no, u = I do not know"),
        ("end_user.kind", "1 police: Police"),
        ("end_user.tasks", "none! = none of these, and the list is complete"),
        ("end_user.region", "41 words can be typed; ? lists them."),
        ("end_user.share", "a range as 20-40"),
        ("end_user.founded", "Dates are written year-month-day, as 2026-11-24."),
        ("end_user.names", "none! = there is none; u = I do not know."),
    ],
)
def test_question_says_what_can_be_typed(talk: Talk, file: Path, fact: str, hint: str) -> None:
    only_open(file, fact)
    assert hint in " ".join(talk("q").split())


def test_question_lists_no_more_words_than_can_be_typed_by_number(small: Rulebook) -> None:
    assert len(small.facts["end_user.region"].values) > LISTED


def test_question_says_why_it_is_asked_and_what_each_answer_leads_to(
    talk: Talk, file: Path
) -> None:
    only_open(file, "end_user.misuse")
    out = talk("q")
    assert "  - bears on: The flag on misuse\n" in out
    assert "if yes: escalate" in out


def test_answer_settles_the_finding_and_ends_the_interview(talk: Talk, file: Path) -> None:
    only_open(file, "end_user.misuse")
    out = talk("y", "a letter")
    assert (out.count("\n> "), "Left open" in out) == (1, False)
    assert "\nNow: escalate, settled; 0 facts open (was 1).\n" in out
    assert "\nSo far: escalate, settled; 0 facts open.\n" in out


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("end_user.misuse", "u"),
        ("end_user.tasks", "farming"),
        ("end_user.share", "20-40"),
    ],
    ids=["unknown", "some members", "a range"],
)
def test_answer_in_part_is_not_asked_for_again_at_once(
    talk: Talk, file: Path, fact: str, typed: str
) -> None:
    only_open(file, fact)
    out = talk(typed, "a letter", "u", "a second letter")
    assert (out.count("> "), f"Left open: {fact}." in out) == (1, True)


def test_conflict_shows_what_each_source_says(talk: Talk, file: Path) -> None:
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}")
    out = talk("q", mode=Mode.QUICK)
    assert "Sources disagree: yes - a report (2021-05-01, A. Example)\n" in out
    assert "Sources disagree: no - a call (2021-05-01, A. Example)\n" in out


def test_conflict_is_decided_with_a_reason(talk: Talk, file: Path) -> None:
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}")
    talk("n", "", "The report names another body.", "a letter", mode=Mode.QUICK)
    said = stated(file, "end_user.misuse")
    assert isinstance(said, list)
    assert said[-1] == {
        "value": "no",
        "source": "a letter",
        "observed_on": "2021-06-01",
        "entered_by": "B. Example",
        "decides": True,
        "reason": "The report names another body.",
    }


def test_conflict_with_a_source_that_does_not_know_shows_it(talk: Talk, file: Path) -> None:
    third = "    - value: unknown\n      source: a search\n"
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}{third}")
    assert "Sources disagree: unknown - a search" in talk("q", mode=Mode.QUICK)


@pytest.mark.parametrize(
    "typed",
    [("n",), ("n", "Because."), ("n", "Because.", "a letter")],
    ids=["at the reason", "at the source", "at the day"],
)
def test_conflict_can_be_left_undecided(talk: Talk, file: Path, typed: tuple[str, ...]) -> None:
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}")
    before = file.read_text(encoding="utf-8")
    out = talk(*typed, today=LATER, mode=Mode.QUICK)
    assert out.count("Left at this question; nothing of this answer was saved.") == 1
    assert file.read_text(encoding="utf-8") == before


def test_day_is_asked_where_the_file_is_of_an_earlier_day(talk: Talk, file: Path) -> None:
    out = talk("y", "a letter", "2021-05-31", today=LATER, mode=Mode.QUICK)
    said = stated(file, "end_user.misuse")
    assert isinstance(said, dict)
    assert (said["observed_on"], "Seen on which day" in out) == ("2021-05-31", True)


def test_day_is_not_asked_where_the_file_is_of_today(talk: Talk, file: Path) -> None:
    assert "Seen on which day" not in talk("y", "a letter", mode=Mode.QUICK)


def test_day_is_that_of_the_assessment_when_nothing_is_typed(talk: Talk, file: Path) -> None:
    talk("y", "a letter", "", today=LATER, mode=Mode.QUICK)
    said = stated(file, "end_user.misuse")
    assert isinstance(said, dict)
    assert said["observed_on"] == "2021-06-01"


@pytest.mark.parametrize("typed", ["yesterday", "2021-02-30", "2026-11-25"])
def test_day_that_is_none_or_to_come_is_asked_for_again(talk: Talk, file: Path, typed: str) -> None:
    out = talk("y", "a letter", typed, "2021-05-31", today=LATER, mode=Mode.QUICK)
    assert (out.count("Not understood: "), out.count("Saved in ")) == (1, 1)


def test_answer_seen_later_is_saved_and_said_not_to_count(talk: Talk, file: Path) -> None:
    out = talk("y", "a letter", "2026-11-24", today=LATER, mode=Mode.QUICK)
    assert "it does not count in an assessment of that day" in out
    assert "Left open: end_user.misuse." in out
    assert value(file, "end_user.misuse") == "yes"


def test_answer_about_the_product_goes_into_its_file(talk: Talk, file: Path) -> None:
    only_open(file, "product.covert")
    before = file.read_text(encoding="utf-8")
    out = talk("n", "a datasheet")
    product = file.parent / "product.yaml"
    assert (value(product, "product.covert"), file.read_text(encoding="utf-8")) == ("no", before)
    assert f"Saved in {product}." in out


def several_products(file: Path) -> Path:
    """Add a second product to the transaction, and return its file."""
    only_open(file, "product.covert")
    change(
        file,
        "  - product: product.yaml\n",
        "  - product: product.yaml\n  - product: other.yaml\n",
    )
    return write(file.parent / "other.yaml", PRODUCT.replace("title: Camera", "title: Recorder"))


@pytest.mark.parametrize("typed", ["y", "n", "u"])
def test_answer_about_one_of_several_products_is_followed_by_the_next(
    talk: Talk, file: Path, typed: str
) -> None:
    other = several_products(file)
    out = talk(typed, "a datasheet", "n", "a manual")
    camera, recorder = (f"About the product: {one} (Example Ltd)" for one in ("Camera", "Recorder"))
    assert out.count(camera) == out.count(recorder) == 1
    assert out.index(camera) < out.index("\n> ") < out.index("Saved in ") < out.index(recorder)
    saved = {"y": "yes", "n": "no", "u": "unknown"}[typed]
    product = file.parent / "product.yaml"
    assert [value(one, "product.covert") for one in (product, other)] == [saved, "no"]


def test_question_that_is_skipped_for_one_product_is_asked_for_the_next(
    talk: Talk, file: Path
) -> None:
    other = several_products(file)
    out = talk("s", "n", "a manual")
    product = file.parent / "product.yaml"
    assert [value(one, "product.covert") for one in (product, other)] == [None, "no"]
    assert "Left open: product.covert." in out


def test_products_that_are_left_open_are_named(talk: Talk, file: Path) -> None:
    several_products(file)
    out = talk("s", "s")
    assert "Left open: product.covert (other.yaml), product.covert (product.yaml).\n" in out


def test_answers_about_products_that_disagree_are_shown_and_one_is_decided(
    talk: Talk, file: Path
) -> None:
    other = several_products(file)
    change(file.parent / "product.yaml", "facts: {}", "facts: {product.covert: no}")
    change(other, "facts: {}", "facts: {product.covert: yes}")
    out = talk("n", "0", "²", "3", "", "2", "The maker says so.", "a letter")
    assert "Sources disagree: Camera (Example Ltd): no - a datasheet" in out
    assert "Sources disagree: Recorder (Example Ltd): yes - a datasheet" in out
    assert f"2 Recorder (Example Ltd) ({other})" in " ".join(out.split())
    assert out.count("expected a number from 1 to 2.") == 3
    assert out.count("Type a number from 1 to 2.") == 1
    assert "On file: yes - a datasheet (2021-05-01, A. Example)." in out
    said = stated(other, "product.covert")
    assert isinstance(said, list)
    assert said[-1] == {
        "value": "no",
        "source": "a letter",
        "observed_on": "2021-06-01",
        "entered_by": "B. Example",
        "decides": True,
        "reason": "The maker says so.",
    }
    assert "Left open" not in out


def test_interview_that_is_left_changes_nothing(talk: Talk, file: Path) -> None:
    talk("s", "q")
    assert file.read_text(encoding="utf-8") == TRANSACTION


def test_interview_without_open_findings_is_not_called_incomplete(talk: Talk, file: Path) -> None:
    only_open(file, "end_user.misuse")
    assert "a quick answer" not in talk("y", "a letter", mode=Mode.QUICK)
