from __future__ import annotations

import io
import sys

import pytest

from caveat.cli.dialogue import MORE, LeftError, SkippedError, asked, command, read, say, show


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def type_in(monkeypatch: pytest.MonkeyPatch, text: str, kind: type[io.StringIO]) -> None:
    monkeypatch.setattr(sys, "stdin", kind(text))


def test_say_wraps_to_the_width_and_shows_characters_that_repaint(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    say("word " * 20 + "\x1b[2J")
    out = capsys.readouterr().out
    assert max(len(line) for line in out.splitlines()) <= 60
    assert (out.count("word"), "<U+001B>[2J" in out, "\x1b" in out) == (20, True, False)


def test_read_returns_a_line_without_the_space_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "  a b \nc\n", io.StringIO)
    assert [read("> "), read("> ")] == ["a b", "c"]


def test_read_raises_when_input_has_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "", io.StringIO)
    with pytest.raises(LeftError):
        read("> ")


@pytest.mark.parametrize("typed", ["a\x1b[D", "a\ud800", "a\0b"])
def test_read_asks_again_for_what_is_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], typed: str
) -> None:
    type_in(monkeypatch, f"{typed}\nb\n", io.StringIO)
    assert read("> ") == "b"
    assert capsys.readouterr().out.count("holds a character that is no text") == 1


def test_read_asks_again_for_bytes_that_are_no_text(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Bytes(io.StringIO):
        first = True

        def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
            if self.first:
                self.first = False
                raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte")
            return super().readline()

    type_in(monkeypatch, "b\n", Bytes)
    assert read("> ") == "b"
    assert capsys.readouterr().out.count("Not understood: ") == 1


@pytest.mark.parametrize(("typed", "is_help"), [("?", True), ("", False), ("qs", False)])
def test_command_returns_whether_help_is_wanted(typed: str, is_help: bool) -> None:
    assert command(typed) is is_help


def test_command_leaves_and_skips() -> None:
    with pytest.raises(LeftError):
        command("q")
    with pytest.raises(SkippedError):
        command("s")


def test_asked_explains_says_why_and_returns_what_was_typed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, "?\n\na\n", io.StringIO)
    assert asked("Label", about=("First.", "Second."), needed="Needed.") == "a"
    assert capsys.readouterr().out == ("Label: First.\nSecond.\nLabel: Needed.\nLabel: ")


def test_asked_takes_nothing_for_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    type_in(monkeypatch, "\n", io.StringIO)
    assert asked("Label", about=(), default="d") == "d"


LINES = [f"line {n}" for n in range(30)]


def on_terminal(
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    *,
    lines: int = 12,
    kind: type[io.StringIO] = Terminal,
) -> None:
    """Make standard output a terminal of so many lines, and type text."""
    type_in(monkeypatch, text, kind)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("LINES", str(lines))
    monkeypatch.setenv("COLUMNS", "80")


def test_show_prints_a_screen_at_a_time(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch, "\n\n")
    assert show(LINES) == ""
    pages = capsys.readouterr().out.split(MORE)
    assert [len(page.splitlines()) for page in pages] == [10, 10, 10]
    assert "".join(pages).splitlines() == LINES


def test_show_ends_with_an_answer_that_is_given_in_between(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch, "12\n")
    assert show(LINES) == "12"
    assert "line 10" not in capsys.readouterr().out


def test_show_prints_what_fits_without_a_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch, "")
    assert (show(LINES[:10]), capsys.readouterr().out.splitlines()) == ("", LINES[:10])


def test_show_needs_no_stop_where_input_is_no_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch, "left\n", kind=io.StringIO)
    assert (show(LINES), capsys.readouterr().out.splitlines()) == ("", LINES)
    assert read("") == "left"


def test_show_stops_no_more_often_than_a_small_window_needs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    on_terminal(monkeypatch, "\n" * 9, lines=2)
    show(LINES)
    assert capsys.readouterr().out.count(MORE) == 4
