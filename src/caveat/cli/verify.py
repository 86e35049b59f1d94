"""`caveat verify`: is a written assessment unaltered, and does it come out again?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from caveat.reports.as_json import assessment_json
from caveat.reports.document import clean
from caveat.rulebook.bundle import open_rulebook
from caveat.services.verify_record import Verified, verify_file

WORDS = {
    Verified.SAME: "Same: the digest holds, and the whole file comes out the same again.",
    Verified.RECORD_ALTERED: (
        "Record altered: the record does not have the digest that stands in the file."
    ),
    Verified.EXPLANATION_ALTERED: (
        "Explanation altered: the record is unaltered and comes out again, but what explains it "
        "does not."
    ),
    Verified.OTHER_VERSIONS: (
        "Made with other versions: the digest of the record holds. The assessment was not run "
        "again, and what explains the record was not checked, because another rulebook or other "
        "software made it."
    ),
    Verified.DIFFERENT: (
        "Different: the digest holds, but the record does not come out the same again."
    ),
}


def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .json that assess wrote.")],
) -> None:
    """Verify that a written assessment is unaltered, by running it again from its own record.

    One of five comes out. Same: all of the file comes out again. Record altered: the digest does
    not fit. Explanation altered: the record is unaltered, but not what explains it, such as
    citations or next questions; the keys are named. Different: the digest fits, but the record
    does not come out again. Made with other versions: the digest fits, but the assessment was not
    run again.

    Exit codes: 0 same; 1 anything else, also when it could not be run again; 2 not an assessment.

    The digest proves nothing about who wrote the file or when: keep a copy of it elsewhere. The
    memo (.md) is not verified.

    Example: caveat verify out/2012-ethiopia-spyware.json
    """
    found = verify_file(file, open_rulebook(), assessment_json)
    print(WORDS[found.outcome])
    if found.keys:
        print(f"Not the same: {clean(', '.join(found.keys))}")
    print(f"Digest stated in the file:          {clean(found.stated)}")
    print(f"Digest of the record in the file:   {found.computed}")
    print(f"Digest of the assessment run again: {found.again or 'not run again'}")
    versions = ", ".join(f"{name} {value}" for name, value in sorted(found.versions.items()))
    print(clean(versions))
    if found.outcome is not Verified.SAME:
        raise typer.Exit(1)
