"""`caveat country map`: one domain of every country on a map of the world, with a table."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caveat.cli.held import open_countries
from caveat.cli.options import day_option, today
from caveat.model.country import Domain
from caveat.model.error import CaveatError, Place, Problem
from caveat.reports.country_map import MARK, country_map
from caveat.reports.map_page import map_page
from caveat.reports.map_words import heading, set_words
from caveat.rulebook.whole_file import write_whole
from caveat.rulebook.world import read_world
from caveat.services.map_countries import map_countries

SUFFIXES = (".svg", ".html")
HEAD = 200
"""Bytes at the start of a file among which the mark of ours stands."""


def map_(
    out: Annotated[
        Path,
        typer.Option(metavar="FILE", help="The picture (.svg); the page (.html) is put beside it."),
    ],
    domain: Annotated[
        Domain, typer.Option(help="The domain that is shown; there is no map of several.")
    ] = Domain.RULE_OF_LAW,
    as_of: Annotated[
        str | None,
        typer.Option(
            metavar="DATE",
            help="The map as of this date (YYYY-MM-DD), from figures published by then; today "
            "when left out.",
        ),
    ] = None,
    retrospective: Annotated[
        bool,
        typer.Option(
            "--retrospective",
            help="Also admit what was published later about years before the day; it is marked.",
        ),
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Write over files that this command did not make.")
    ] = False,
) -> None:
    """Draw one domain of every country on a map of the world, with a page that has a table.

    Boundaries are those of the file of shapes, which says how it draws disputed places.

    Example: caveat country map --out map.svg --domain surveillance
    """
    files = _files(out, force=force)
    now = today()
    atlas = open_countries()
    shown = map_countries(
        domain,
        atlas,
        day_option(as_of, "--as-of") or now,
        today=now,
        retrospective=retrospective,
    )
    world = read_world(atlas.countries)
    _write(files, (country_map(shown, world, atlas), map_page(shown, world, atlas)))
    print(heading(shown))
    print(set_words(shown))
    for file in files:
        print(f"Written: {file}")


def _files(out: Path, *, force: bool) -> tuple[Path, ...]:
    """Return the files to write, once it is sure that none of them is somebody else's."""
    if out.suffix not in SUFFIXES:
        message = f"--out {out}: expected a name that ends in .svg or .html."
        hint = f"Write {out.with_suffix('.svg') if out.name else 'map.svg'}."
        raise CaveatError(Problem("out.suffix", message, hint))
    files = tuple(out.with_suffix(suffix) for suffix in SUFFIXES)
    others = [file for file in files if not _may_write(file, force=force)]
    if others:
        message = "there is something already, and this command did not make it."
        hint = "Name another file with --out, or add --force to write over a file."
        raise CaveatError(Problem("out.exists", message, hint, Place(file)) for file in others)
    return files


def _may_write(file: Path, *, force: bool) -> bool:
    if not file.exists():
        return True
    return file.is_file() and (force or _is_ours(file))


def _is_ours(file: Path) -> bool:
    with file.open("rb") as opened:
        return MARK.encode() in opened.read(HEAD)


def _write(files: tuple[Path, ...], texts: tuple[str, ...]) -> None:
    try:
        for file, text in zip(files, texts, strict=True):
            write_whole(file, text)
    except OSError as error:
        message = f"cannot write there: {error.strerror}."
        hint = "Name a file in a folder that is there and can be written to."
        raise CaveatError(Problem("out.unwritable", message, hint, Place(files[0]))) from error
