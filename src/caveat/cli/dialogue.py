"""Lines put on the terminal and read from it; `q`, `s` and `?` are heard wherever one is read."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence

from caveat.cli.options import width
from caveat.reports.document import Document
from caveat.reports.render_text import render_text

MORE = "-- Enter for more, or answer now: "


class LeftError(Exception):
    """The person typed q, or input ended."""


class SkippedError(Exception):
    """The person typed s."""


def say(text: str) -> None:
    """Print a paragraph, wrapped to the width of the terminal."""
    document = Document()
    document.paragraph(text)
    print(render_text(document, width=width()), end="")


def read(label: str) -> str:
    """Return a line as it was typed, without the space around it.

    Raises:
        LeftError: input ended.
    """
    while True:
        try:
            typed = input(label).strip()
        except EOFError:
            print()
            raise LeftError from None
        except UnicodeDecodeError:
            typed = "\ufffd"
        if not any(unicodedata.category(one) in {"Cc", "Cs"} or one == "\ufffd" for one in typed):
            return typed
        say("Not understood: the line holds a character that is no text. Type it again.")


def command(typed: str) -> bool:
    """Return whether help was typed; go where a line that leaves or skips leads.

    Raises:
        LeftError: it is q.
        SkippedError: it is s.
    """
    if typed.lower() == "q":
        raise LeftError
    if typed.lower() == "s":
        raise SkippedError
    return typed == "?"


def asked(label: str, *, about: Sequence[str], needed: str = "", default: str = "") -> str:
    """Ask until something is typed that is no command.

    Args:
        label: What is asked for.
        about: What `?` says of it, in paragraphs.
        needed: Why nothing cannot be taken; said when nothing is typed.
        default: What nothing stands for, where it stands for something.

    Raises:
        LeftError: q was typed, or input ended.
        SkippedError: s was typed.
    """
    while True:
        typed = read(f"{label}: ")
        if command(typed):
            for paragraph in about:
                say(paragraph)
        elif typed or default:
            return typed or default
        else:
            say(needed)


def show(lines: Iterable[str]) -> str:
    """Print lines, a screen at a time where there is a screen; return what was typed in between.

    Raises:
        LeftError: input ended.
    """
    left = list(lines)
    page = _screen() - 1
    while len(left) > page:
        print("\n".join(left[:page]))
        left = left[page:]
        typed = read(MORE)
        if typed:
            return typed
    print("\n".join(left))
    return ""


def _screen() -> int:
    """Return how many lines can be seen at once; without a terminal, any number."""
    if sys.stdin.isatty() and sys.stdout.isatty():
        return max(8, shutil.get_terminal_size((96, 24)).lines - 1)
    return sys.maxsize
