"""`caveat assess` and `caveat explain`."""

from __future__ import annotations

from errno import EISDIR
from os import strerror
from pathlib import Path
from typing import Annotated

import typer

from caveat.assessment.ask import Mode
from caveat.cli.held import open_held
from caveat.cli.options import AsOf, Format, Instruments, day_option, today, width
from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.reports.as_json import assessment_json, json_text
from caveat.reports.assessment_report import assessment_report
from caveat.reports.explanation import explanation
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.rulebook.bundle import open_rulebook
from caveat.rulebook.whole_file import write_whole
from caveat.services.assess_file import Assessed, assess_file

File = Annotated[Path, typer.Argument(metavar="FILE", help="A transaction file.")]


def assess(
    file: File,
    as_of: AsOf = None,
    instrument: Instruments = None,
    form: Annotated[
        Format, typer.Option("--format", help="What to print: text, json or md (the whole memo).")
    ] = Format.TEXT,
    out: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Also write the memo (.md) and the record (.json) here."),
    ] = None,
    complete: Annotated[
        bool,
        typer.Option(
            "--complete", help="Ask next for every open finding, not only for the determination."
        ),
    ] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 when the determination is not settled.")
    ] = False,
) -> None:
    """Assess a proposed export and print the reasoned result.

    Example: caveat assess examples/camera_maker.yaml --out out
    """
    rulebook = open_rulebook()
    assessed = assess_file(
        file,
        rulebook,
        today=today(),
        held=open_held(rulebook),
        as_of=day_option(as_of, "--as-of"),
        instruments=instrument or (),
        mode=Mode.COMPLETE if complete else Mode.QUICK,
    )
    written = _write(assessed, out) if out is not None else []
    if form is Format.JSON:
        print(_json(assessed))
    elif form is Format.MD:
        print(_memo(assessed), end="")
    else:
        short = assessment_report(
            assessed.assessment, assessed.rulebook, assessed.digest, whole=False
        )
        print(render_text(short, width=width()), end="")
        if complete:
            print("\nComplete mode: questions go on until every finding is settled.")
        else:
            print("\nQuick mode: questions settle the recommendation, not every finding.")
        for path in written:
            print(f"Written: {path}")
    if strict and not assessed.assessment.determination.settled:
        raise typer.Exit(1)


def explain(
    file: File,
    flag: Annotated[str, typer.Argument(metavar="FLAG", help="Id of a red flag or test.")],
    as_of: AsOf = None,
    instrument: Instruments = None,
) -> None:
    """Explain one finding: the rule, the facts that decide it, and where it comes from.

    Example: caveat explain examples/camera_maker.yaml record.security_mandate
    """
    rulebook = open_rulebook()
    assessed = assess_file(
        file,
        rulebook,
        today=today(),
        held=open_held(rulebook),
        as_of=day_option(as_of, "--as-of"),
        instruments=instrument or (),
    )
    known = rulebook.conditionals()
    if flag not in known:
        raise CaveatError(
            Problem("flag.unknown", f"'{flag}' is no red flag or test.", nearest(flag, known))
        )
    print(render_text(explanation(flag, assessed.assessment, rulebook), width=width()), end="")


def _memo(assessed: Assessed) -> str:
    report = assessment_report(assessed.assessment, assessed.rulebook, assessed.digest, whole=True)
    return render_markdown(report)


def _json(assessed: Assessed) -> str:
    tree = assessment_json(assessed.assessment, assessed.record, assessed.digest, assessed.rulebook)
    return json_text(tree)


def _write(assessed: Assessed, folder: Path) -> list[Path]:
    name = assessed.assessment.transaction.id
    files = [(folder / f"{name}.md", _memo(assessed)), (folder / f"{name}.json", _json(assessed))]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(file.is_dir() for file, _ in files):
            raise IsADirectoryError(EISDIR, strerror(EISDIR))
        for file, text in files:
            write_whole(file, f"{text.rstrip()}\n")
    except OSError as error:
        raise CaveatError(
            Problem(
                "out.unwritable",
                f"cannot write there: {error.strerror}.",
                "Name another folder with --out.",
                Place(folder),
            )
        ) from error
    return [file for file, _ in files]
