"""Verifies a written assessment: that nothing in it is altered, and that it comes out again.

The file is not believed: which keys the digest covers stands here, and whatever explains the
record is made anew from the record's own transaction and compared, key by key.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from importlib.metadata import version
from pathlib import Path
from typing import Any

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared
from caveat.assessment.record import digest_of
from caveat.model.assessment import Assessment
from caveat.model.error import CaveatError, Place, Problem
from caveat.model.transaction import Transaction
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.recorded import read_recorded
from caveat.rulebook.yaml_reader import read_bytes
from caveat.services.assess_file import prepare, record_of

MAX_BYTES = 50_000_000

RECORDED = (
    "as_of",
    "determination",
    "facts",
    "findings",
    "instruments",
    "transaction",
    "versions",
)
"""The keys that the digest covers; the file's own list of them is only compared."""

Explain = Callable[[Assessment, str, str, Rulebook], Mapping[str, Any]]
"""Makes the whole JSON output of an assessment, its record, its digest and its rulebook."""


class Verified(Enum):
    """What a verification comes to."""

    SAME = "same"
    RECORD_ALTERED = "record_altered"
    EXPLANATION_ALTERED = "explanation_altered"
    OTHER_VERSIONS = "other_versions"
    DIFFERENT = "different"


@dataclass(frozen=True)
class Verification:
    """The outcome, with three digests and the versions of the record.

    `stated` stands in the file, `computed` is that of the record in the file, and `again` that
    of the assessment run again; None when it was not run again. `keys` are the keys of the file
    that do not come out again, sorted; empty when all do, or when it was not run again.
    """

    outcome: Verified
    stated: str
    computed: str
    again: str | None
    versions: dict[str, str]
    keys: tuple[str, ...] = ()


def verify_file(file: Path, rulebook: Rulebook, explain: Explain) -> Verification:
    """Verify the JSON file of an assessment.

    The digest is computed again from the record. If it holds, and the record was made with
    this rulebook and this software, the assessment is run again from the record's own input,
    and everything in the file is compared with what comes out.

    Args:
        file: The file that `caveat assess` wrote.
        rulebook: The rulebook to run it under.
        explain: How the whole output is made of an assessment.

    Raises:
        CaveatError: the file cannot be read, or is not the JSON output of an assessment.
    """
    tree = _read(file)
    try:
        stated, record, versions = _parts(tree)
        computed = digest_of(canonical(record))
        if computed != stated:
            return Verification(Verified.RECORD_ALTERED, stated, computed, None, versions)
        ours = {"caveat": version("caveat"), "rulebook_digest": f"sha256:{rulebook.digest}"}
        if any(versions[name] != ours[name] for name in ours):
            return Verification(Verified.OTHER_VERSIONS, stated, computed, None, versions)
        transaction = read_recorded(record, rulebook)
        prepared = prepare(transaction, rulebook)
        again = record_of(prepared, transaction)
    except KeyError as error:
        raise _no_assessment(file, f"{error} is missing from it, or not known") from error
    except (TypeError, ValueError, AttributeError) as error:
        raise _no_assessment(file, f"its record cannot be read ({error})") from error
    anew = digest_of(again)
    if anew != stated:
        keys = _differing(record, json.loads(again))
        return Verification(Verified.DIFFERENT, stated, computed, anew, versions, keys)
    keys = _unexplained(tree, _Again(prepared, transaction, again, stated), explain)
    outcome = Verified.EXPLANATION_ALTERED if keys else Verified.SAME
    return Verification(outcome, stated, computed, anew, versions, keys)


def canonical(tree: Any) -> str:
    """Return plain data as canonical JSON."""
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _parts(tree: Mapping[str, Any]) -> tuple[str, dict[str, Any], dict[str, str]]:
    """Return the digest as stated, the record and its versions."""
    stated = tree["digest"]
    record = {key: tree[key] for key in RECORDED}
    if not isinstance(stated, str):
        raise TypeError("'digest' is no text")
    return stated, record, dict(record["versions"])


@dataclass(frozen=True)
class _Again:
    """An assessment that was run again, up to its record."""

    prepared: Prepared
    transaction: Transaction
    record: str
    digest: str


def _unexplained(tree: Mapping[str, Any], again: _Again, explain: Explain) -> tuple[str, ...]:
    """Return the keys that do not come out again in any mode the assessment may have been made in.

    What to ask next hangs on the mode. Where the file does not name one, the mode that
    explains most of the file is taken.
    """
    named = [mode for mode in Mode if mode.value == tree.get("mode")]
    found = []
    for mode in named or Mode:
        assessment = again.prepared.assess(again.transaction, ahead=mode)
        made = explain(assessment, again.record, again.digest, again.prepared.rulebook)
        found.append(_differing(tree, made))
        if not found[-1]:
            break
    return min(found, key=len)


def _differing(tree: Mapping[str, Any], made: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the keys that one of two trees lacks, or has with something else."""
    return tuple(
        key
        for key in sorted(tree.keys() | made.keys())
        if key not in tree or key not in made or canonical(tree[key]) != canonical(made[key])
    )


def _read(file: Path) -> dict[str, Any]:
    data = read_bytes(file, most=MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise _no_assessment(file, f"it has more than {MAX_BYTES:,} bytes")
    try:
        tree = json.loads(data.decode("utf-8"), object_pairs_hook=_without_twice)
    except _TwiceError as error:
        raise _no_assessment(file, f"the key '{error}' stands twice in it") from error
    except (ValueError, RecursionError) as error:
        raise _no_assessment(file, "it is not JSON") from error
    if not isinstance(tree, dict):
        raise _no_assessment(file, "it is no object")
    return tree


class _TwiceError(ValueError):
    """A key stands twice: readers would differ in what they see."""


def _without_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for key, value in pairs:
        if key in tree:
            raise _TwiceError(key)
        tree[key] = value
    return tree


def _no_assessment(file: Path, why: str) -> CaveatError:
    return CaveatError(
        Problem(
            "record.form",
            f"this is not the JSON output of an assessment: {why}.",
            "Give it a .json that 'caveat assess FILE --out DIR' wrote.",
            Place(file),
        )
    )
