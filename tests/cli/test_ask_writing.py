"""What is said of answers once they are saved, and interviews in which others write, the disk
is full, or somebody presses Ctrl-C."""

from __future__ import annotations

import errno
import io
import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.cli import ask as ask_module
from caveat.cli.app import main
from caveat.cli.ask import hold
from caveat.rulebook.loader import Rulebook
from caveat.services.interview import Interview
from tests.cli.conftest import Talk
from tests.cli.test_ask_answers import CONFLICT, several_products, stated, value
from tests.services.small import change

LATER = date(2026, 11, 24)


def texts(file: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in file.parent.iterdir()}


def test_every_answer_is_followed_by_what_it_did(talk: Talk, file: Path) -> None:
    out = talk("u", "a letter", "", "1", "a letter", "", "y", "a letter", "", mode=Mode.COMPLETE)
    counts = re.findall(r"^Now: .*; (\d) facts? open \(was (\d)\)\.$", out, re.MULTILINE)
    assert (len(counts), counts[0][1]) == (3, "8")
    assert [was for _, was in counts[1:]] == [now for now, _ in counts[:-1]]
    assert int(counts[-1][0]) < 8


def test_commands_to_go_on_with_can_be_copied(
    talk: Talk, small: Rulebook, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = file.rename(file.with_name("a sale.yaml"))
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    hold(Interview(named, small, mode=Mode.QUICK, today=LATER), "B. Example")
    assert out.getvalue().splitlines()[-2:] == [
        f"Go on with: caveat ask '{named}' --complete",
        f"See the whole result with: caveat assess '{named}'",
    ]


class Meanwhile(io.StringIO):
    """Input during which somebody else writes into the file before a given line is typed."""

    def __init__(self, lines: list[str], at: int, write_other: Callable[[], None]) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))
        self.left = at
        self.write_other = write_other

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        if self.left == 0:
            self.write_other()
        self.left -= 1
        return super().readline(-1 if size is None else size)


@pytest.mark.parametrize("at", [0, 1, 2], ids=["answer", "source", "day"])
def test_edit_made_between_question_and_answer_is_kept(
    talk: Talk, small: Rulebook, file: Path, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    def edit() -> None:
        change(file, "title: A small sale", "title: A sale  # renamed")
        change(file, "facts: {}", "facts: {end_user.kind: water}")

    monkeypatch.setattr(sys, "stdin", Meanwhile(["y", "a letter", "2021-05-31"], at, edit))
    hold(Interview(file, small, mode=Mode.QUICK, today=LATER), "B. Example")
    assert "title: A sale  # renamed\n" in file.read_text(encoding="utf-8")
    assert "# A comment that must stay.\n" in file.read_text(encoding="utf-8")
    assert (value(file, "end_user.kind"), value(file, "end_user.misuse")) == ("water", "yes")


@pytest.mark.parametrize("at", [1, 2], ids=["source", "day"])
def test_answer_of_another_that_disagrees_meanwhile_is_decided_before_saving(
    talk: Talk,
    small: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    at: int,
) -> None:
    def answer() -> None:
        change(file, "facts: {}", "facts: {end_user.misuse: no}")

    typed = ["y", "a letter", "2021-05-31", "The letter is newer."]
    monkeypatch.setattr(sys, "stdin", Meanwhile(typed, at, answer))
    hold(Interview(file, small, mode=Mode.QUICK, today=LATER), "B. Example")
    out = capsys.readouterr().out
    assert out.count("On file: no - an offer (2021-05-01, A. Example).\n") == 1
    said = stated(file, "end_user.misuse")
    assert isinstance(said, list)
    assert [one.get("reason") for one in said if isinstance(one, dict)] == [
        None,
        "The letter is newer.",
    ]


def test_decision_of_another_meanwhile_is_shown_before_one_decides_again(
    small: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}")

    def decide() -> None:
        ruling = "    - {value: no, source: a visit, decides: true, reason: We saw it.}\n"
        change(file, CONFLICT, f"{CONFLICT}{ruling}")

    monkeypatch.setattr(sys, "stdin", Meanwhile(["y", "q"], 0, decide))
    hold(Interview(file, small, mode=Mode.QUICK, today=LATER), "B. Example")
    out = capsys.readouterr().out
    said = "On file: no - a visit (2021-05-01, A. Example); decided: We saw it.\n"
    assert out.count(said) == 1


def test_fact_that_another_answered_meanwhile_is_not_left_open(
    small: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def answer() -> None:
        change(file, "facts: {}", "facts: {end_user.misuse: no}")

    first = next(Interview(file, small, mode=Mode.QUICK, today=LATER).turns(set())).fact.id
    assert first == "end_user.misuse"
    monkeypatch.setattr(sys, "stdin", Meanwhile(["?", "s"], 1, answer))
    hold(Interview(file, small, mode=Mode.QUICK, today=LATER), "B. Example")
    assert "Left open" not in capsys.readouterr().out


def refuse_replace(times: int) -> Callable[..., None]:
    """Return a replacement of `os.replace` that fails so many times, as on a full disk."""
    replace, left = os.replace, [times]

    def refused(source: str, target: str) -> None:
        if left[0]:
            left[0] -= 1
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        replace(source, target)

    return refused


def test_answer_that_cannot_be_saved_is_kept_until_it_can(
    talk: Talk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "replace", refuse_replace(2))
    out = talk("y", "a letter", "2021-05-31", "?", "", "")
    assert out.count("Not saved: ") == 2
    assert "cannot be written: No space left on device. Nothing was changed.\n" in out
    assert out.count("The answer you gave is kept meanwhile; Enter tries to save it again.\n") == 1
    assert (out.count("Saved in "), value(file, "end_user.misuse")) == (1, "yes")


@pytest.mark.parametrize("typed", ["q", "s"])
def test_answer_that_cannot_be_saved_leaves_the_old_file_whole(
    talk: Talk, file: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    was = texts(file)
    monkeypatch.setattr(os, "replace", refuse_replace(9))
    out = talk("y", "a letter", "2021-05-31", typed)
    assert (texts(file), "Saved in " in out) == (was, False)


@pytest.fixture
def interrupted(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], small: Rulebook
) -> Callable[..., tuple[int, str]]:
    """Return a function that types lines into `caveat ask` and then presses Ctrl-C.

    It returns the exit code and the last line on standard output.
    """
    monkeypatch.setattr(ask_module, "open_rulebook", lambda: small)
    monkeypatch.setattr(ask_module, "open_held", lambda rulebook: None)
    monkeypatch.setattr(ask_module, "today", lambda: LATER)

    def interrupt() -> None:
        raise KeyboardInterrupt

    def ran(file: Path, *lines: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["caveat", "ask", str(file), "--complete"])
        monkeypatch.setattr(sys, "stdin", Meanwhile([*lines, ""], len(lines), interrupt))
        with pytest.raises(SystemExit) as caught:
            main()
        return int(caught.value.code or 0), capsys.readouterr().out.splitlines()[-1]

    return ran


@pytest.mark.parametrize(
    "typed",
    [(), ("A",), ("A", "y"), ("A", "y", "a letter")],
    ids=["name", "answer", "source", "day"],
)
def test_interrupt_at_any_prompt_says_where_the_answers_are(
    interrupted: Callable[..., tuple[int, str]], file: Path, typed: tuple[str, ...]
) -> None:
    was = texts(file)
    assert interrupted(file, *typed) == (
        130,
        f"Interrupted. Answers so far are saved in {file}; an unfinished one is not.",
    )
    assert texts(file) == was


def test_interrupt_names_every_file_that_answers_were_saved_in(
    interrupted: Callable[..., tuple[int, str]], file: Path
) -> None:
    other = several_products(file)
    product = file.parent / "product.yaml"
    assert interrupted(file, "A", "n", "a datasheet", "", "n") == (
        130,
        f"Interrupted. Answers so far are saved in {file}, {product}; an unfinished one is not.",
    )
    assert [value(one, "product.covert") for one in (product, other)] == ["no", None]


def test_interrupt_while_the_rulebook_is_read_is_none_of_an_answer(
    interrupted: Callable[..., tuple[int, str]], file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt() -> Rulebook:
        raise KeyboardInterrupt

    monkeypatch.setattr(ask_module, "open_rulebook", interrupt)
    code, last = interrupted(file)
    assert (code, last.startswith("Interrupted. ")) == (130, True)


def test_interrupt_names_a_file_once(
    interrupted: Callable[..., tuple[int, str]], file: Path
) -> None:
    _, last = interrupted(file, "A", "u", "a letter", "", "u", "a letter", "")
    assert last == f"Interrupted. Answers so far are saved in {file}; an unfinished one is not."
