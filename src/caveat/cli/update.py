"""`caveat update`: fetches figures from their publishers, when and only when it is asked to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from caveat.cli.options import today
from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.update import DatasetUpdate, Outcome
from caveat.reports.as_json import json_text
from caveat.reports.update_report import update_json, update_lines
from caveat.rulebook.atlas import open_atlas
from caveat.store.home import home_folder, home_to_read

if TYPE_CHECKING:
    from caveat.rulebook.dataset_shape import DatasetFile

NOT_DONE = 1

update_app = typer.Typer(
    no_args_is_help=True,
    help="Fetch figures from their publishers. Example: caveat update countries --status",
    rich_markup_mode=None,
)


class Form(Enum):
    """The form in which an update is told."""

    TEXT = "text"
    JSON = "json"


@update_app.callback()
def _group() -> None:
    """Keep `countries` a word of its own."""


Names = Annotated[
    list[str] | None,
    typer.Argument(metavar="[DATASET]...", help="Datasets to update; all when left out."),
]
Given = Annotated[
    list[str] | None,
    typer.Option(
        "--from",
        metavar="DATASET=FILE",
        help="Read a file that you fetched, for its dataset beside those named.",
    ),
]
Base = Annotated[
    str | None,
    typer.Option(metavar="URL", help="Scheme and host in place of those of every address."),
]
Replace = Annotated[
    bool,
    typer.Option(
        "--replace",
        help="Take other figures under a name that is held, and editions older than it.",
    ),
]
Status = Annotated[bool, typer.Option("--status", help="Only tell what is in use; fetch nothing.")]


@update_app.command()
def countries(
    names: Names = None,
    given: Given = None,
    base: Base = None,
    replace: Replace = False,
    show: Status = False,
    form: Annotated[Form, typer.Option("--format", help="text or json.")] = Form.TEXT,
) -> None:
    """Fetch figures about countries from their publishers' addresses, and keep them.

    Nothing but the addresses is sent. What cannot be fetched or is doubted leaves the last good
    edition in use; the exit code is then 1.

    Example: caveat update countries rsf
    """
    # Readers and the network are loaded by this command alone, so that no other waits for them.
    from caveat.rulebook.datasets import load_datasets
    from caveat.services.update_countries import status, update
    from caveat.services.update_work import Work

    home = home_to_read() if show else home_folder()
    atlas = open_atlas(home=home)
    datasets = load_datasets(atlas)
    files = _files(given or (), datasets)
    if show and files:
        hint = "Leave one of them out."
        raise CaveatError(Problem("option.from", "--status reads no file of --from.", hint))
    chosen = _chosen([*(names or ()), *files], datasets)
    now = datetime.now(UTC)
    work = Work(atlas, lambda: open_atlas(home=home), home, now, today(), _base(base), replace)
    found: list[DatasetUpdate] = []
    for one in status(chosen, work) if show else update(chosen, work, files):
        found.append(one)
        if form is Form.TEXT:
            print("\n".join(update_lines(one)), flush=True)
    if form is Form.JSON:
        print(json_text(update_json(found)))
    if any(one.outcome is Outcome.REFUSED for one in found):
        raise typer.Exit(NOT_DONE)


def _chosen(names: list[str], datasets: Mapping[str, DatasetFile]) -> list[DatasetFile]:
    for name in names:
        _known(name, datasets)
    return [datasets[name] for name in dict.fromkeys(names or datasets)]


def _files(
    given: list[str] | tuple[str, ...], datasets: Mapping[str, DatasetFile]
) -> dict[str, Path]:
    files = {}
    for one in given:
        name, equals, file = one.partition("=")
        if not equals or not file:
            hint = "Write it as --from rsf=2026.csv."
            raise CaveatError(Problem("option.from", f"--from {one} names no file.", hint))
        _known(name, datasets)
        if name in files:
            hint = "Give one, and the other in a second run."
            raise CaveatError(Problem("option.from", f"--from names two files of {name}.", hint))
        files[name] = Path(file)
    return files


def _known(name: str, datasets: Mapping[str, DatasetFile]) -> None:
    if name not in datasets:
        hint = nearest(name, datasets) or f"There are: {', '.join(sorted(datasets))}."
        raise CaveatError(Problem("dataset.unknown", f"'{name}' is no dataset.", hint))


def _base(text: str | None) -> str | None:
    if text is not None and not re.fullmatch(r"https?://[^/\s?#@]+/?", text):
        hint = "Write it as http://127.0.0.1:8000."
        raise CaveatError(Problem("option.base", f"--base {text} is no scheme and host.", hint))
    return text
