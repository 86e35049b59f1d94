"""`caveat country`: what is known of a country from outside, on a day."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from caveat.cli.options import Format, day_option, today, width
from caveat.model.profile import CountryProfile
from caveat.reports.as_json import json_text
from caveat.reports.country_json import country_json
from caveat.reports.country_report import country_report
from caveat.reports.country_table import compare_report
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.rulebook.atlas import Atlas, open_atlas
from caveat.services.profile_country import profile_country


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

    The word show can be left out. There is no single score.

    Example: caveat country show ET --as-of 2024-06-30
    """
    atlas = open_atlas()
    (profile,) = _profiles([code], atlas, as_of, retrospective=retrospective)
    if form is Format.JSON:
        print(json_text(country_json(profile)))
    elif form is Format.MD:
        print(render_markdown(country_report(profile, atlas)), end="")
    else:
        print(render_text(country_report(profile, atlas), width=width()), end="")


@country_app.command()
def compare(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="Two codes or more.")],
    as_of: AsOf = None,
    retrospective: Retrospective = False,
) -> None:
    """Compare countries domain by domain, in the order of the codes given.

    Example: caveat country compare NO ET
    """
    profiles = _profiles(codes, open_atlas(), as_of, retrospective=retrospective)
    print(render_text(compare_report(profiles), width=width()), end="")


def _profiles(
    codes: list[str], atlas: Atlas, as_of: str | None, *, retrospective: bool
) -> list[CountryProfile]:
    now = today()
    day = day_option(as_of, "--as-of") or now
    return [
        profile_country(code, atlas, day, today=now, retrospective=retrospective) for code in codes
    ]
