"""`caveat rulebook`: check, show, coverage, doubts."""

from __future__ import annotations

from typing import Annotated

import typer

from caveat.cli.options import width
from caveat.reports.document import Document
from caveat.reports.render_text import render_text
from caveat.reports.rulebook_pages import coverage_page, doubts_page, entry_page, index_page
from caveat.rulebook.bundle import open_rulebook
from caveat.services.check_rulebook import check_rulebook
from caveat.services.write_coverage import write_coverage

rulebook_app = typer.Typer(
    help="Look into the rulebook, and check it.", no_args_is_help=True, rich_markup_mode=None
)


@rulebook_app.command()
def check(
    again: Annotated[
        bool, typer.Option("--again", help="Check even if nothing changed since it last passed.")
    ] = False,
) -> None:
    """Check every file, reference, scenario and row of the rulebook.

    Example: caveat rulebook check
    """
    report = check_rulebook(again=again)
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items())
    when = "" if report.fresh else " (nothing changed since it last passed)"
    print(f"The rulebook holds: {counts}{when}.")


@rulebook_app.command()
def show(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="[WHAT]",
            help="An id, a row id such as US20-2-RF1, a kind such as red_flags, or 'policy'.",
        ),
    ] = None,
) -> None:
    """Show a rule, a fact, an instrument or the policy as sentences with citations.

    Example: caveat rulebook show record.prior_misuse
    """
    rulebook = open_rulebook()
    _print(index_page(rulebook) if what is None else entry_page(what, rulebook))


@rulebook_app.command()
def coverage(
    write: Annotated[
        bool,
        typer.Option("--write", help="Bring the 'done' lines of coverage.yaml up to date."),
    ] = False,
) -> None:
    """Count what became of every row of the catalogue, by state, standing and basis.

    Example: caveat rulebook coverage
    """
    if write:
        print(f"{write_coverage()} lines changed in coverage.yaml.")
    _print(coverage_page(open_rulebook()))


@rulebook_app.command()
def doubts() -> None:
    """List what could not be verified, how to check it, and the rows it applies to.

    Example: caveat rulebook doubts
    """
    _print(doubts_page(open_rulebook()))


def _print(document: Document) -> None:
    print(render_text(document, width=width()), end="")
