"""`caveat end-user`: what is held on the body that will use the product."""

from __future__ import annotations

from typing import Annotated

import typer

from caveat.cli.held import open_held
from caveat.cli.options import Format, day_option, today, width
from caveat.reports.as_json import json_text
from caveat.reports.end_user_json import end_user_json
from caveat.reports.end_user_report import end_user_report
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.rulebook.bundle import open_rulebook
from caveat.services.look_up_end_user import look_up_end_user


def end_user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Its name, in any script.")],
    country: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="Only bodies of this country, such as BD."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="What was public by this date; today when left out."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="text, json or md.")] = Format.TEXT,
) -> None:
    """Show what is held on an end user: who it is, its documented record, and its listings.

    Where nothing is held, that says nothing of it.

    Example: caveat end-user "Rapid Action Battalion"
    """
    held, now = open_held(open_rulebook()), today()
    looked_up = look_up_end_user(
        name,
        held.atlas,
        held.dossiers,
        as_of=day_option(as_of, "--as-of") or now,
        today=now,
        country=country,
    )
    report = end_user_report(looked_up, held.atlas.countries)
    if form is Format.JSON:
        print(json_text(end_user_json(looked_up)))
    elif form is Format.MD:
        print(render_markdown(report), end="")
    else:
        print(render_text(report, width=width()), end="")
