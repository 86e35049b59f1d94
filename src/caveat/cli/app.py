"""The command line: shows and asks, decides nothing.

Exit codes: 0 done; 1 done, but not settled (with --strict), or a check failed; 2 bad input;
130 stopped by Ctrl-C; 141 nobody read the output on, as in `caveat ... | head`.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TextIO

import typer

from caveat.cli.ask import ask
from caveat.cli.assess import assess, explain
from caveat.cli.country import country_app
from caveat.cli.end_user import end_user
from caveat.cli.rulebook import rulebook_app
from caveat.cli.schema import schema
from caveat.cli.update import update_app
from caveat.cli.verify import verify
from caveat.model.error import CaveatError, Problem
from caveat.reports.document import clean

BAD_INPUT = 2
STOPPED = 130
UNREAD = 141
WRITES = ("--out", "--write")
"""Options with which a command writes once it has read everything."""

app = typer.Typer(
    name="caveat",
    help=(
        "Decide whether the export of a product with surveillance capabilities should go ahead, "
        "and keep a file that stands up later. Start with: caveat assess examples/camera_maker.yaml"
    ),
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.command()(assess)
app.command()(ask)
app.command()(explain)
app.command()(verify)
app.command()(schema)
app.command("end-user")(end_user)
app.add_typer(country_app, name="country")
app.add_typer(rulebook_app, name="rulebook")
app.add_typer(update_app, name="update")


def main() -> None:
    """Run the command line; problems go to standard error, without a traceback."""
    out = sys.stdout
    try:
        code = _run()
        if out is not None:
            out.flush()
    except BrokenPipeError:
        _discard(out)
        code = UNREAD
    except OSError as error:
        _discard(out)
        print(f"error: {clean(_failed(error))}.", file=sys.stderr)
        code = BAD_INPUT
    except KeyboardInterrupt:
        code = STOPPED
    if code == STOPPED:
        print("\nstopped", file=sys.stderr)
    sys.exit(code)


def _run() -> str | int | None:
    """Run a command and return its exit code.

    Raises:
        BrokenPipeError: nobody reads the output on.
    """
    streams = sys.stdout, sys.stderr
    try:
        app()
    except SystemExit as ended:
        if sys.stdout is not streams[0]:
            # Where nobody reads on, typer puts other streams in place and says no more of it.
            sys.stdout, sys.stderr = streams
            raise BrokenPipeError from ended
        return ended.code
    except CaveatError as error:
        _report(error.problems)
    return BAD_INPUT


def _failed(error: OSError) -> str:
    """Return what failed. What names no file is the output; a file may have been read as well."""
    if error.filename is None:
        return f"cannot write: {error}"
    return f"cannot read or write '{error.filename}': {error.strerror}"


def _report(problems: Sequence[Problem]) -> None:
    for problem in problems:
        print(f"error: {clean(str(_from_here(problem)))}", file=sys.stderr)
    if len(problems) > 1:
        writes = any(word.partition("=")[0] in WRITES for word in sys.argv[1:])
        unwritten = "; nothing was written" if writes else ""
        print(f"{len(problems)} problems{unwritten}.", file=sys.stderr)


def _from_here(problem: Problem) -> Problem:
    """Return the problem with the file as a path from the current folder, if it lies below."""
    here = Path.cwd()
    if problem.where is None or not problem.where.file.is_relative_to(here):
        return problem
    return replace(problem, where=replace(problem.where, file=problem.where.file.relative_to(here)))


def _discard(out: TextIO) -> None:
    """Let what could not be written go, so that the interpreter does not try again at its end."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())
