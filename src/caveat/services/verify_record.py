"""Verifies a written assessment: that its record is unaltered, and that it comes out again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from caveat.assessment.record import digest_of
from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.recorded import read_recorded
from caveat.services.assess_file import prepare, record_of

MAX_BYTES = 50_000_000


class Verified(Enum):
    """What a verification comes to."""

    SAME = "same"
    ALTERED = "altered"
    OTHER_VERSIONS = "other_versions"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Verification:
    """The outcome, with the digest as stated and as computed, and the versions of the record."""

    outcome: Verified
    stated: str
    computed: str
    versions: dict[str, str]


def verify_file(file: Path, rulebook: Rulebook) -> Verification:
    """Verify the JSON file of an assessment.

    The digest is computed again from the record. If it holds, and the record was made with
    this rulebook and this software, the assessment is run again from the record's own input
    and compared.

    Raises:
        CaveatError: the file is not the JSON output of an assessment.
    """
    tree = _read(file)
    try:
        stated = tree["digest"]
        record = {key: tree[key] for key in tree["digest_covers"]}
        versions = dict(record["versions"])
        computed = digest_of(canonical(record))
        if computed != stated:
            return Verification(Verified.ALTERED, stated, computed, versions)
        ours = {"caveat": version("caveat"), "rulebook_digest": f"sha256:{rulebook.digest}"}
        if any(versions[name] != ours[name] for name in ours):
            return Verification(Verified.OTHER_VERSIONS, stated, computed, versions)
        transaction = read_recorded(record, rulebook)
        again = digest_of(record_of(prepare(transaction, rulebook), transaction))
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _no_assessment(file, f"its record cannot be read ({error})") from error
    outcome = Verified.SAME if again == stated else Verified.DIFFERENT
    return Verification(outcome, stated, again, versions)


def canonical(tree: Any) -> str:
    """Return plain data as canonical JSON."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _read(file: Path) -> dict[str, Any]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise _no_assessment(file, "it is too large")
        tree = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise CaveatError(
            Problem("file.unreadable", f"cannot be read: {error.strerror}.", "", Place(file))
        ) from error
    except (ValueError, RecursionError) as error:
        raise _no_assessment(file, "it is not JSON") from error
    if not isinstance(tree, dict):
        raise _no_assessment(file, "it is no object")
    return tree


def _no_assessment(file: Path, why: str) -> CaveatError:
    return CaveatError(
        Problem(
            "record.form",
            f"this is not the JSON output of an assessment: {why}.",
            "Give it a file that 'caveat assess --out DIR' wrote.",
            Place(file),
        )
    )
