"""Questions about several products, and answers that cannot stand beside what is on file."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.model.fact import Openness
from caveat.model.truth import Truth
from caveat.rulebook.loader import Rulebook
from caveat.services.interview import Interview, Key
from tests.services.small import PRODUCT, change, write
from tests.services.test_interview import AS_OF, CONFLICT, TODAY, answer, asked, turn_on


@pytest.fixture
def complete(file: Path, small: Rulebook) -> Interview:
    """Return an interview that ends when every finding is settled."""
    return Interview(file, small, mode=Mode.COMPLETE, today=TODAY)


OTHER = PRODUCT.replace("title: Camera", "title: Recorder")
CAMERA, RECORDER = "Camera (Example Ltd)", "Recorder (Example Ltd)"


def several_products(file: Path) -> None:
    write(file.parent / "other.yaml", OTHER)
    change(
        file,
        "  - product: product.yaml\n",
        "  - product: product.yaml\n  - product: other.yaml\n  - product: product.yaml\n",
    )


def asked_of(interview: Interview, fact: str) -> list[tuple[str, ...]]:
    """Return the products that are asked about, turn by turn, when every question is skipped."""
    skipped: set[Key] = set()
    found = []
    for turn in interview.turns(skipped):
        if turn.fact.id == fact:
            found.append(tuple(one.title for one in turn.subjects))
        skipped |= turn.keys
    return found


def test_turns_asks_about_each_product_once(complete: Interview, file: Path) -> None:
    several_products(file)
    assert asked_of(complete, "product.covert") == [(CAMERA,), (RECORDER,)]


def test_turns_asks_about_the_next_product_before_the_next_fact(
    complete: Interview, file: Path
) -> None:
    several_products(file)
    facts = asked(complete)
    first = facts.index("product.covert")
    assert facts[first : first + 2] == ["product.covert", "product.covert"]


def test_turns_goes_on_with_the_product_although_another_question_is_better_by_then(
    complete: Interview, file: Path
) -> None:
    several_products(file)
    skipped: set[Key] = set()
    for turn in complete.turns(skipped):
        if turn.fact.id == "product.covert":
            break
        skipped |= turn.keys
    turns = complete.turns(skipped)
    skipped |= next(turns).keys
    # From here on every other question stands before this one again.
    skipped -= {key for key in skipped if key[0] != "product.covert"}
    after = next(turns)
    assert (after.fact.id, after.subjects[0].title) == ("product.covert", RECORDER)


@pytest.mark.parametrize("tree", ["unknown", "yes", "no"])
def test_turns_asks_about_the_other_product_whatever_the_answer_about_one(
    complete: Interview, file: Path, tree: str
) -> None:
    several_products(file)
    turn = turn_on(complete, "product.covert")
    answer(complete, "product.covert", tree, file=turn.subjects[0].file)
    titles = [titles for titles in asked_of(complete, "product.covert") if titles != (CAMERA,)]
    assert titles == [(RECORDER,)]


def test_turns_asks_about_no_product_that_has_its_answer(complete: Interview, file: Path) -> None:
    several_products(file)
    answer(complete, "product.covert", "no", file=file.parent / "product.yaml")
    assert asked_of(complete, "product.covert") == [(RECORDER,)]


def test_turns_asks_about_all_products_together_when_their_answers_disagree(
    complete: Interview, file: Path
) -> None:
    several_products(file)
    answer(complete, "product.covert", "no", file=file.parent / "product.yaml")
    answer(complete, "product.covert", "yes", file=file.parent / "other.yaml")
    assert asked_of(complete, "product.covert") == [(CAMERA, RECORDER)]
    assert turn_on(complete, "product.covert").in_conflict is True


def test_turns_marks_no_conflict_while_a_product_is_open(complete: Interview, file: Path) -> None:
    several_products(file)
    answer(complete, "product.covert", "no", file=file.parent / "product.yaml")
    assert turn_on(complete, "product.covert").in_conflict is False


def test_turns_knows_what_stands_on_file_about_each_product(
    complete: Interview, file: Path
) -> None:
    several_products(file)
    answer(complete, "product.covert", "unknown", file=file.parent / "product.yaml")
    (subject,) = turn_on(complete, "product.covert").subjects
    assert (subject.state.openness, len(subject.state.counted)) == (Openness.STATED_UNKNOWN, 1)


def test_turns_is_about_no_product_for_all_other_facts(complete: Interview, file: Path) -> None:
    several_products(file)
    (subject,) = turn_on(complete, "end_user.misuse").subjects
    assert (subject.file, subject.title, subject.state.openness) == (file, "", Openness.NOT_ASKED)


def test_turns_asks_again_until_every_product_has_an_answer(
    complete: Interview, file: Path
) -> None:
    several_products(file)
    answer(complete, "product.covert", "no", file=file.parent / "product.yaml")
    before = "product.covert" in asked(complete)
    answer(complete, "product.covert", "no", file=file.parent / "other.yaml")
    assert (before, "product.covert" in asked(complete)) == (True, False)


TASKS = "facts: {end_user.tasks: [spying]}\n"
RULED = """\
facts:
  end_user.tasks:
    - {value: [spying], source: a report, decides: true, reason: The report is ours.}
"""


@pytest.mark.parametrize(
    ("facts", "fact", "tree", "against"),
    [
        ("facts: {}\n", "end_user.tasks", {"members": [], "complete": True}, 0),
        (TASKS, "end_user.tasks", {"members": [], "complete": True}, 1),
        (TASKS, "end_user.tasks", {"members": ["farming"], "complete": True}, 1),
        (TASKS, "end_user.tasks", {"members": ["farming"], "complete": False}, 0),
        (TASKS, "end_user.tasks", "unknown", 0),
        (RULED, "end_user.tasks", {"members": ["farming"], "complete": False}, 1),
        (CONFLICT, "end_user.misuse", "yes", 2),
        ("facts: {end_user.share: {from: 20, to: 40}}\n", "end_user.share", 50.0, 1),
        ("facts: {end_user.share: {from: 20, to: 40}}\n", "end_user.share", 30.0, 0),
    ],
    ids=[
        "nothing on file",
        "none of these beside a member",
        "another whole list",
        "one member more",
        "unknown",
        "beside a ruling",
        "beside a conflict",
        "outside the range",
        "within the range",
    ],
)
def test_against_returns_what_an_answer_cannot_stand_beside(
    complete: Interview, file: Path, facts: str, fact: str, tree: object, against: int
) -> None:
    change(file, "facts: {}\n", facts)
    known = complete.rulebook.facts[fact]
    found = complete.against(known, complete.read(known, tree), file=file, as_of=AS_OF)
    assert len(found) == against


def test_against_counts_nothing_that_was_seen_later(complete: Interview, file: Path) -> None:
    answer(complete, "end_user.misuse", "yes", seen=TODAY)
    fact = complete.rulebook.facts["end_user.misuse"]
    assert complete.against(fact, Truth.NO, file=file, as_of=AS_OF) == ()


def test_against_looks_into_the_file_of_the_product(complete: Interview, file: Path) -> None:
    several_products(file)
    product, other = file.parent / "product.yaml", file.parent / "other.yaml"
    answer(complete, "product.covert", "no", file=product)
    fact = complete.rulebook.facts["product.covert"]
    (found,) = complete.against(fact, Truth.YES, file=product, as_of=AS_OF)
    assert (found.value, found.source) == (Truth.NO, "a letter")
    assert complete.against(fact, Truth.YES, file=other, as_of=AS_OF) == ()
