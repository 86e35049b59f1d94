"""`caveat verify`: is a written assessment unaltered, and does it come out again?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caveat.rulebook.bundle import open_rulebook
from caveat.services.verify_record import Verified, verify_file

WORDS = {
    Verified.SAME: "Unaltered: the digest holds, and the assessment comes out the same again.",
    Verified.ALTERED: "Altered: the record does not have the digest that stands in it.",
    Verified.OTHER_VERSIONS: (
        "The digest holds. It was made with another rulebook or software, so that it was not run "
        "again."
    ),
    Verified.DIFFERENT: "The digest holds, but the assessment does not come out the same again.",
}


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .json that assess wrote.")],
) -> None:
    """Verify that a written assessment is unaltered, and run it again from its own record.

    The digest proves nothing about who wrote the file or when: keep a copy of it elsewhere.

    Example: caveat verify out/2012-ethiopia-spyware.json
    """
    found = verify_file(file, open_rulebook())
    print(WORDS[found.outcome])
    print(f"Digest stated:   {found.stated}\nDigest computed: {found.computed}")
    print(", ".join(f"{name} {value}" for name, value in sorted(found.versions.items())))
    if found.outcome in (Verified.ALTERED, Verified.DIFFERENT):
        raise typer.Exit(1)
