"""What is held on a fact, shown with its question, and taken as the source of its answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.cli.suggested import FROM_MEMORY, SHOWN, offered_source, suggestion, suggestion_entry
from caveat.model.gathered import Aspect, Ground, Proposal
from caveat.model.standing import Basis
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.yaml_reader import Tree, read_yaml
from caveat.services.assess_file import assess_file
from caveat.services.gather_facts import Held
from tests.cli.conftest import Run
from tests.cli.own_files import write_own
from tests.services.examples import CAMERA, assessed, example

LISTED = "end_user.sanctioned_for_abuse"
ABUSE = "end_user.abuse_reported"
OWN_SOURCE = "Example Paper, report on the watch, 2025-03"


def ground(number: int = 1, basis: Basis = Basis.SECONDARY_SOURCE) -> Ground:
    return Ground(
        Aspect.END_USER, f"za_{number}", f"Incident {number}", "", f"Paper {number}", DAY, basis
    )


DAY = date(2021, 12, 31)


def proposal(value: Value | None, *grounds: Ground) -> Proposal:
    return Proposal(ABUSE, value, grounds)


def test_nothing_is_suggested_where_nobody_looked(rulebook: Rulebook) -> None:
    assert suggestion(ABUSE, assessed(CAMERA, rulebook)) is None


def test_suggestion_is_the_one_on_the_fact(rulebook: Rulebook, held: Held) -> None:
    found = assess_file(example(CAMERA), rulebook, today=date(2026, 11, 24), held=held)
    gathered = found.assessment.transaction.gathered
    assert gathered is not None
    assert gathered.proposals
    for one in gathered.proposals:
        assert suggestion(one.fact, found) is one
    assert suggestion("no.such_fact", found) is None


@pytest.mark.parametrize(
    ("value", "lead"),
    [
        (Truth.YES, "Held here, and suggests yes:"),
        (None, "Held here:"),
        (Members(frozenset({"a"})), "Held here, and suggests Title of a; perhaps more:"),
    ],
)
def test_entry_says_what_is_suggested(value: Value | None, lead: str) -> None:
    entry = suggestion_entry(proposal(value, ground()), {"a": "Title of a"})
    assert (entry.text, entry.details) == (lead, ("end user: Incident 1; as published",))


@pytest.mark.parametrize(("more", "said"), [(0, []), (1, ["1 other"]), (2, ["2 others"])])
def test_entry_counts_the_grounds_that_it_leaves_out(more: int, said: list[str]) -> None:
    one = proposal(Truth.YES, *map(ground, range(SHOWN + more)))
    left = [f"and {words} in the memo" for words in said]
    assert list(suggestion_entry(one, {}).details[SHOWN:]) == left


def flat(capsys: pytest.CaptureFixture[str]) -> str:
    return " ".join(capsys.readouterr().out.split())


def test_sources_are_offered_once_each_with_their_basis(
    capsys: pytest.CaptureFixture[str],
) -> None:
    one = proposal(Truth.YES, ground(), ground(), ground(2, Basis.OFFICIAL_TEXT))
    offered = "held here: Paper 1 (as published); Paper 2 (read in the official text)"
    assert offered_source(one, Truth.YES) == offered
    assert flat(capsys) == f"Enter takes: {offered}"


@pytest.mark.parametrize("value", [None, Truth.NO, "yes"])
def test_no_source_is_offered_for_another_answer(
    capsys: pytest.CaptureFixture[str], value: Value | None
) -> None:
    assert (offered_source(proposal(Truth.YES, ground()), value), flat(capsys)) == ("", "")


def test_no_source_is_offered_where_no_answer_is_suggested(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert (offered_source(proposal(None, ground()), None), flat(capsys)) == ("", "")


def test_what_is_from_memory_is_no_source(capsys: pytest.CaptureFixture[str]) -> None:
    one = proposal(Truth.YES, ground(2, Basis.RECALLED))
    assert (offered_source(one, Truth.YES), flat(capsys)) == ("", FROM_MEMORY)


def test_what_does_not_suggest_the_answer_is_no_source_of_it() -> None:
    beside = replace(ground(2), suggests=False)
    one = proposal(Truth.YES, ground(), beside)
    assert offered_source(one, Truth.YES) == "held here: Paper 1 (as published)"


@pytest.mark.parametrize("value", [Truth.YES, Members(frozenset({"a"}))])
def test_of_a_set_every_ground_must_have_been_read_and_else_those_that_were_are_taken(
    value: Value,
) -> None:
    one = proposal(value, ground(), ground(2, Basis.RECALLED))
    offered = "" if isinstance(value, Members) else "held here: Paper 1 (as published)"
    assert offered_source(one, value) == offered


def facts(file: Path) -> dict[str, Tree]:
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    found = tree["facts"]
    assert isinstance(found, dict)
    return found


Ask = Callable[..., tuple[str, Tree | None]]


@pytest.fixture
def ask(
    run: Run, rulebook: Rulebook, examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Ask:
    """Return a function that skips to a fact of an end user of whom own files are held.

    It types lines there and leaves, and returns what was printed at the fact, in one line, and
    what the file says of it then.
    """
    monkeypatch.setenv("CAVEAT_HOME", str(write_own(tmp_path / "own")))
    file = examples / f"{CAMERA}.yaml"
    words = ("ask", file, "--by", "B. Example", "--complete")

    def asked(fact: str, *typed: str) -> tuple[str, Tree | None]:
        heading = f"\n{rulebook.facts[fact].title.upper()}\n"
        before, found, _ = run(*words, stdin="s\n" * 400).out.partition(heading)
        lines = ["s"] * before.count("\n> ") + [*typed, "q"]
        ran = run(*words, stdin="".join(f"{line}\n" for line in lines))
        assert (ran.code, ran.err, found) == (0, "", heading)
        stated = facts(file).get(fact)
        return " ".join(ran.out.partition(heading)[2].split()), stated

    return asked


def test_question_shows_what_is_held_and_enter_takes_its_sources(ask: Ask) -> None:
    out, stated = ask(ABUSE, "y", "", "")
    assert (
        "Held here, and suggests yes: end user: A reporter was followed with cameras (reported); "
        "as published; from your own files"
    ) in out
    assert f"Enter takes: held here: {OWN_SOURCE} (as published)" in out
    assert stated == {
        "value": "yes",
        "source": f"held here: {OWN_SOURCE} (as published)",
        "observed_on": "2026-11-20",
        "entered_by": "B. Example",
    }


def test_own_source_can_be_given_for_the_answer_that_is_suggested(ask: Ask) -> None:
    _, stated = ask(ABUSE, "y", "a letter", "")
    assert isinstance(stated, dict)
    assert (stated["value"], stated["source"]) == ("yes", "a letter")


def test_other_answer_than_the_one_suggested_needs_a_source_of_its_own(ask: Ask) -> None:
    out, stated = ask(ABUSE, "n", "", "a search", "")
    assert "Enter takes: " not in out
    assert isinstance(stated, dict)
    assert (stated["value"], stated["source"]) == ("no", "a search")


def test_what_is_held_from_memory_needs_a_document(ask: Ask) -> None:
    out, stated = ask(LISTED, "y", "", "Federal Register", "")
    assert (
        "Held here, and suggests yes: end user: Kestrel Bay Metropolitan Police: listed by" in out
    )
    assert FROM_MEMORY in out
    assert isinstance(stated, dict)
    assert (stated["value"], stated["source"]) == ("yes", "Federal Register")


def test_nothing_is_saved_of_a_suggestion_until_a_person_answers(ask: Ask) -> None:
    assert ask(ABUSE)[1] is None
