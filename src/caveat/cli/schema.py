"""`caveat schema`: the published JSON Schemas."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.reports.schemas import schema_text, schemas
from caveat.rulebook.whole_file import write_whole


def schema(
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="transaction, assessment, red_flag ...")
    ] = None,
    write: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write all schemas into this folder.")
    ] = None,
) -> None:
    """Print a JSON Schema, list them, or write them all.

    Example: caveat schema transaction
    """
    found = schemas()
    if write is not None:
        try:
            write.mkdir(parents=True, exist_ok=True)
            for each, tree in found.items():
                write_whole(write / f"{each}.json", schema_text(tree))
        except OSError as error:
            raise CaveatError(
                Problem("schema.unwritable", f"cannot write: {error.strerror}.", "", Place(write))
            ) from error
        print(f"{len(found)} schemas written to {write}.")
    elif name is None:
        print("\n".join(found))
    elif name in found:
        print(schema_text(found[name]), end="")
    else:
        raise CaveatError(
            Problem("schema.unknown", f"'{name}' is no schema.", nearest(name, found))
        )
