from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.model.determination import Recommendation
from caveat.model.error import CaveatError
from caveat.model.fact import Openness
from caveat.model.truth import Truth
from caveat.model.value import Members, Range
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.values import ValueRefusedError
from caveat.rulebook.yaml_reader import Tree, read_yaml
from caveat.services.interview import Interview, Key, Turn
from tests.services.small import TRANSACTION, change, write

TODAY = date(2026, 11, 24)
AS_OF = date(2021, 6, 1)

SPYING = Members(frozenset({"spying"}))
ODD_NAME = Members(frozenset({"no: #1"}), complete=True)

CONFLICT = """\
facts:
  end_user.misuse:
    - value: yes
      source: a report
    - value: no
      source: a call
"""


@pytest.fixture
def quick(file: Path, small: Rulebook) -> Interview:
    """Return an interview that ends when the determination is settled."""
    return Interview(file, small, mode=Mode.QUICK, today=TODAY)


@pytest.fixture
def complete(file: Path, small: Rulebook) -> Interview:
    """Return an interview that ends when every finding is settled."""
    return Interview(file, small, mode=Mode.COMPLETE, today=TODAY)


def asked(interview: Interview) -> list[str]:
    """Return the facts that are asked when every question is skipped."""
    skipped: set[Key] = set()
    found = []
    for turn in interview.turns(skipped):
        found.append(turn.fact.id)
        skipped |= turn.keys
    return found


def answer(
    interview: Interview,
    fact: str,
    tree: object,
    *,
    ruling: str = "",
    seen: date = AS_OF,
    file: Path | None = None,
) -> None:
    known = interview.rulebook.facts[fact]
    interview.save(
        known,
        interview.read(known, tree),
        source="a letter",
        observed_on=seen,
        entered_by="B. Example",
        ruling=ruling,
        file=file,
    )


def turn_on(interview: Interview, fact: str) -> Turn:
    """Return the turn that asks for a fact."""
    skipped: set[Key] = set()
    for turn in interview.turns(skipped):
        if turn.fact.id == fact:
            return turn
        skipped |= turn.keys
    raise AssertionError(fact)


def stated(file: Path, fact: str) -> Tree:
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    facts = tree["facts"]
    assert isinstance(facts, dict)
    return facts[fact]


def test_turns_asks_only_what_the_determination_hangs_on(quick: Interview) -> None:
    assert asked(quick) == ["end_user.misuse"]


def test_turns_asks_for_every_open_finding_in_complete_mode(complete: Interview) -> None:
    assert sorted(asked(complete)) == [
        "end_user.founded",
        "end_user.kind",
        "end_user.misuse",
        "end_user.names",
        "end_user.region",
        "end_user.share",
        "end_user.tasks",
        "product.covert",
    ]


def test_turns_ends_when_the_determination_is_settled(quick: Interview) -> None:
    answer(quick, "end_user.misuse", "yes")
    assert asked(quick) == []


def test_turns_leaves_out_what_was_skipped(complete: Interview) -> None:
    facts = {"end_user.misuse", "product.covert"}
    turn = next(complete.turns({key for fact in facts for key in turn_on(complete, fact).keys}))
    assert turn.fact.id not in facts


def test_turns_takes_up_an_interview_again(file: Path, small: Rulebook) -> None:
    answer(Interview(file, small, mode=Mode.COMPLETE, today=TODAY), "end_user.kind", "water")
    later = Interview(file, small, mode=Mode.COMPLETE, today=date(2026, 12, 1))
    assert "end_user.kind" not in asked(later)


def test_turns_takes_note_of_what_others_wrote_meanwhile(quick: Interview, file: Path) -> None:
    turns = quick.turns(set())
    next(turns)
    change(file, "facts: {}", "facts: {end_user.misuse: no}")
    assert next(turns, None) is None


def test_turns_asks_again_for_what_was_answered_with_unknown(quick: Interview) -> None:
    answer(quick, "end_user.misuse", "unknown")
    assert asked(quick) == ["end_user.misuse"]


def test_turns_knows_how_the_assessment_stands(quick: Interview) -> None:
    turn = next(quick.turns(set()))
    after = turn.assessed.assessment.determination.after
    assert (after.known, after.worst) == (
        Recommendation.PROCEED_WITH_SAFEGUARDS,
        Recommendation.ESCALATE,
    )


def test_turns_marks_a_fact_on_which_sources_disagree(quick: Interview, file: Path) -> None:
    change(file, "facts: {}\n", CONFLICT)
    assert next(quick.turns(set())).in_conflict is True


def test_turns_marks_no_conflict_where_nobody_spoke(quick: Interview) -> None:
    assert next(quick.turns(set())).in_conflict is False


def test_turns_marks_no_conflict_where_sources_do_not_know(quick: Interview, file: Path) -> None:
    change(file, "facts: {}", "facts: {end_user.misuse: unknown}")
    assert next(quick.turns(set())).in_conflict is False


def test_assess_counts_an_answer_seen_by_the_date_of_the_file(quick: Interview) -> None:
    answer(quick, "end_user.misuse", "yes")
    state = quick.assess().assessment.facts["end_user.misuse"]
    assert (state.value, state.openness) == (Truth.YES, None)


def test_assess_does_not_count_an_answer_seen_later(quick: Interview) -> None:
    answer(quick, "end_user.misuse", "yes", seen=TODAY)
    state = quick.assess().assessment.facts["end_user.misuse"]
    assert (state.value, state.openness) == (None, Openness.NOT_YET_OBSERVED)


def test_assess_is_as_of_the_date_of_the_file(quick: Interview) -> None:
    assert quick.assess().assessment.as_of == AS_OF


def test_assess_refuses_a_file_that_is_none(small: Rulebook, tmp_path: Path) -> None:
    interview = Interview(tmp_path / "none.yaml", small, mode=Mode.QUICK, today=TODAY)
    with pytest.raises(CaveatError, match="no such file"):
        interview.assess()


def test_save_writes_the_answer_with_its_source_into_the_transaction_file(
    quick: Interview, file: Path
) -> None:
    answer(quick, "end_user.misuse", "yes")
    assert stated(file, "end_user.misuse") == {
        "value": "yes",
        "source": "a letter",
        "observed_on": "2021-06-01",
        "entered_by": "B. Example",
    }


def test_save_keeps_the_comments_of_the_file(quick: Interview, file: Path) -> None:
    answer(quick, "end_user.misuse", "yes")
    assert "# A comment that must stay.\n" in file.read_text(encoding="utf-8")


def test_save_writes_an_answer_about_the_product_into_its_file(
    complete: Interview, file: Path
) -> None:
    (subject,) = turn_on(complete, "product.covert").subjects
    product = subject.file
    answer(complete, "product.covert", "no", file=product)
    assert (product, file.read_text(encoding="utf-8")) == (
        file.parent / "product.yaml",
        TRANSACTION,
    )
    assert stated(product, "product.covert") == {
        "value": "no",
        "source": "a letter",
        "observed_on": "2021-06-01",
        "entered_by": "B. Example",
    }


def test_save_loses_nothing_that_others_wrote_since_the_question(
    complete: Interview, file: Path
) -> None:
    turn_on(complete, "end_user.misuse")
    text = file.read_text(encoding="utf-8")
    write(file, text.replace("title: A small sale", "title: A sale  # renamed meanwhile"))
    change(file, "facts: {}", "facts: {end_user.misuse: yes, end_user.kind: water}")
    answer(complete, "end_user.misuse", "no")
    now = file.read_text(encoding="utf-8")
    assert "title: A sale  # renamed meanwhile\n" in now
    assert (stated(file, "end_user.kind"), stated(file, "end_user.misuse")) == (
        "water",
        [
            {"value": "yes"},
            {
                "value": "no",
                "source": "a letter",
                "observed_on": "2021-06-01",
                "entered_by": "B. Example",
            },
        ],
    )


def test_save_keeps_the_ruling_and_its_reason(quick: Interview, file: Path) -> None:
    change(file, "facts: {}\n", CONFLICT)
    answer(quick, "end_user.misuse", "no", ruling="The report names another body.")
    assert stated(file, "end_user.misuse") == [
        {"value": "yes", "source": "a report"},
        {"value": "no", "source": "a call"},
        {
            "value": "no",
            "source": "a letter",
            "observed_on": "2021-06-01",
            "entered_by": "B. Example",
            "decides": True,
            "reason": "The report names another body.",
        },
    ]


def test_save_settles_a_conflict_with_a_ruling(quick: Interview, file: Path) -> None:
    change(file, "facts: {}\n", CONFLICT)
    answer(quick, "end_user.misuse", "no", ruling="The report names another body.")
    state = quick.assess().assessment.facts["end_user.misuse"]
    assert (state.value, state.openness) == (Truth.NO, None)


def test_save_settles_no_conflict_without_a_ruling(quick: Interview, file: Path) -> None:
    change(file, "facts: {}\n", CONFLICT)
    answer(quick, "end_user.misuse", "no")
    state = quick.assess().assessment.facts["end_user.misuse"]
    assert (state.value, state.openness) == (None, Openness.CONFLICT)


@pytest.mark.parametrize(
    ("fact", "tree", "value"),
    [
        ("end_user.misuse", "unknown", None),
        ("end_user.kind", "police", "police"),
        (
            "end_user.tasks",
            {"members": ["spying"], "complete": False},
            Members(frozenset({"spying"})),
        ),
        ("end_user.tasks", {"members": [], "complete": True}, Members(frozenset(), complete=True)),
        ("end_user.share", 12.5, Range(12.5, 12.5)),
        ("end_user.share", {"from": 20.0, "to": 40.0}, Range(20.0, 40.0)),
        ("end_user.founded", "1999-12-31", date(1999, 12, 31)),
        ("end_user.names", {"members": ["no: #1"], "complete": True}, ODD_NAME),
    ],
)
def test_save_writes_every_kind_of_answer_so_that_it_reads_back(
    complete: Interview, fact: str, tree: object, value: object
) -> None:
    answer(complete, fact, tree)
    assert complete.assess().assessment.facts[fact].value == value


def test_save_refuses_a_file_that_went_missing(quick: Interview, file: Path) -> None:
    file.unlink()
    with pytest.raises(CaveatError, match="cannot be written"):
        answer(quick, "end_user.misuse", "yes")


@pytest.mark.parametrize(
    ("fact", "tree"),
    [
        ("end_user.misuse", "y"),
        ("end_user.kind", "polic"),
        ("end_user.tasks", {"members": ["flying"], "complete": False}),
        ("end_user.share", 101.0),
        ("end_user.share", "many"),
        ("end_user.founded", "1999"),
        ("end_user.motto", " "),
    ],
)
def test_read_refuses_what_does_not_fit_the_fact(
    complete: Interview, fact: str, tree: object
) -> None:
    with pytest.raises(ValueRefusedError):
        complete.read(complete.rulebook.facts[fact], tree)


def test_interview_leaves_the_file_alone_until_something_is_saved(
    complete: Interview, file: Path
) -> None:
    write(file, TRANSACTION)
    asked(complete)
    assert file.read_text(encoding="utf-8") == TRANSACTION
