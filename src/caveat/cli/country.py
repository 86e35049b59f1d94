"""`caveat country`: what is known of a country from outside, on a day."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from caveat.cli.country_map import map_
from caveat.cli.held import open_held
from caveat.cli.options import Format, day_option, today, width
from caveat.reports.as_json import json_text
from caveat.reports.country_json import country_json
from caveat.reports.country_report import country_report
from caveat.reports.country_table import compare_report
from caveat.reports.document import Document
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.rulebook.bundle import open_rulebook
from caveat.services.profile_country import profile_country, profile_several


class _ShowByDefault(TyperGroup):
    """Takes a first word that is no command for the code of a country to show."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            args = ["show", *args]
        return super().parse_args(ctx, args)


country_app = typer.Typer(
    cls=_ShowByDefault,
    no_args_is_help=True,
    help="What is known of a country from outside, on a day. Example: caveat country ET",
    rich_markup_mode=None,
)
country_app.command("map")(map_)

AsOf = Annotated[
    str | None,
    typer.Option(
        metavar="DATE",
        help="The record as of this date (YYYY-MM-DD), from figures published by then; today when "
        "left out.",
    ),
]
Retrospective = Annotated[
    bool,
    typer.Option(
        "--retrospective",
        help="Also admit what was published later about years before the day; it is marked.",
    ),
]


@country_app.command()
def show(
    code: Annotated[str, typer.Argument(metavar="CODE", help="ISO code, such as NO, or XX-NAME.")],
    as_of: AsOf = None,
    retrospective: Retrospective = False,
    form: Annotated[Format, typer.Option("--format", help="text, json or md.")] = Format.TEXT,
) -> None:
    """Show the record of a country by domain, with every figure, its year and its source.

    The word show can be left out. There is no single score. As text, laws and documented misuse
    stand in short; --format md and --format json have them in full.

    Example: caveat country show ET --as-of 2024-06-30
    """
    rulebook, now = open_rulebook(), today()
    held = open_held(rulebook)
    profile = profile_country(
        code,
        held.atlas,
        _day(as_of, now),
        today=now,
        retrospective=retrospective,
        incidents=held.dossiers.incidents.values(),
    )
    whole = form is Format.MD
    report = country_report(profile, held.atlas, rulebook.law_features, whole=whole)
    _print(form, report, country_json(profile))


@country_app.command()
def compare(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="Two codes or more.")],
    as_of: AsOf = None,
    retrospective: Retrospective = False,
    form: Annotated[Format, typer.Option("--format", help="text, json or md.")] = Format.TEXT,
) -> None:
    """Compare countries domain by domain, in the order of the codes given.

    The JSON is a list of what the word show gives for each.

    Example: caveat country compare NO ET
    """
    held, now = open_held(open_rulebook()), today()
    profiles = profile_several(
        codes,
        held.atlas,
        _day(as_of, now),
        today=now,
        retrospective=retrospective,
        incidents=held.dossiers.incidents.values(),
    )
    _print(form, compare_report(profiles), [country_json(one) for one in profiles])


def _day(as_of: str | None, now: date) -> date:
    return day_option(as_of, "--as-of") or now


def _print(form: Format, report: Document, tree: Any) -> None:
    if form is Format.JSON:
        print(json_text(tree))
    elif form is Format.MD:
        print(render_markdown(report), end="")
    else:
        print(render_text(report, width=width()), end="")
