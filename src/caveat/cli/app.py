"""The command line: shows and asks, decides nothing.

Exit codes: 0 done; 1 done, but not settled (with --strict), or a check failed; 2 bad input.
"""

from __future__ import annotations

import sys

import typer

from caveat.cli.ask import ask
from caveat.cli.assess import assess, explain
from caveat.cli.rulebook import rulebook_app
from caveat.cli.schema import schema
from caveat.cli.verify import verify
from caveat.model.error import CaveatError
from caveat.reports.document import clean

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
app.add_typer(rulebook_app, name="rulebook")


def main() -> None:
    """Run the command line; problems go to standard error, without a traceback."""
    try:
        app()
    except CaveatError as error:
        for problem in error.problems:
            print(f"error: {clean(str(problem))}", file=sys.stderr)
        count = len(error.problems)
        if count > 1:
            print(f"{count} problems; nothing was written.", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        print(f"error: cannot write: {clean(str(error))}.", file=sys.stderr)
        sys.exit(2)
