"""The generated bundle: the whole rulebook as one JSON file, which every command reads.

It lies in the user's cache under the hash of `data/` and the version of the software,
and is made anew when either changes. Examples (scenarios) are left out of it. A bundle
that cannot be read or written is never an error: the files are read instead. The newest
few are kept, so that versions used in turn do not make each other's anew every time.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from caveat.rulebook.coverage import Coverage
from caveat.rulebook.entries import RULES
from caveat.rulebook.gathering import Gathering
from caveat.rulebook.loader import DATA, Rulebook, load, rulebook_digest
from caveat.rulebook.policy import Policy
from caveat.rulebook.supports import SUPPORTS
from caveat.rulebook.whole_file import write_whole

FORMAT = 2
KEPT = 3
"""Most generated files of one kind that stay in the cache."""

UNREADABLE = (
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    RecursionError,
    ValidationError,
)
"""What reading a generated file can raise, whatever it has in it; then it is made anew."""


def open_rulebook(data: Path = DATA) -> Rulebook:
    """Return the rulebook, from its bundle where that is current.

    Raises:
        CaveatError: there is no current bundle and the files do not load.
    """
    digest = rulebook_digest(data)
    file = cache_folder() / f"rulebook-{version('caveat')}-{FORMAT}-{digest[:32]}.json"
    rulebook = _read(file, digest)
    if rulebook is None:
        rulebook = load(data).rulebook
        write_generated(file, json_line(bundle_tree(rulebook)))
    return rulebook


def cache_folder() -> Path:
    """Return the folder for generated files: CAVEAT_CACHE, or `caveat` in the user's cache."""
    named = os.environ.get("CAVEAT_CACHE")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "caveat"


def bundle_tree(rulebook: Rulebook) -> dict[str, Any]:
    """Return the rulebook as plain data, scenarios left out."""
    tree: dict[str, Any] = {
        "version": rulebook.version,
        "digest": rulebook.digest,
        "policy": _dump(rulebook.policy),
        "gathering": _dump(rulebook.gathering),
        "coverage": _dump(rulebook.coverage),
        "countries": dict(rulebook.countries),
    }
    for kind in (*SUPPORTS, *RULES):
        table = getattr(rulebook, kind.folder)
        tree[kind.folder] = {name: _dump(entry) for name, entry in table.items()}
    return tree


def read_bundle(tree: dict[str, Any]) -> Rulebook:
    """Return the rulebook that `bundle_tree` made this of."""
    tables: dict[str, Any] = {
        kind.folder: {name: kind.model_validate(entry) for name, entry in tree[kind.folder].items()}
        for kind in (*SUPPORTS, *RULES)
    }
    return Rulebook(
        version=tree["version"],
        digest=tree["digest"],
        policy=Policy.model_validate(tree["policy"]),
        gathering=Gathering.model_validate(tree["gathering"]),
        coverage=Coverage.model_validate(tree["coverage"]),
        countries=tree["countries"],
        **tables,
    )


def _dump(entry: Any) -> Any:
    return entry.model_dump(
        mode="json", by_alias=True, exclude_defaults=True, exclude={"scenarios"}
    )


def _read(file: Path, digest: str) -> Rulebook | None:
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        if tree["digest"] != digest:
            return None
        return read_bundle(tree)
    except UNREADABLE:
        return None


def json_line(tree: dict[str, Any]) -> str:
    """Return plain data as the text of a bundle."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


def write_generated(file: Path, text: str) -> None:
    """Put a generated file into the cache and keep the newest of its kind, where that can be."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
        keep_newest(file)
    except OSError:
        return


def keep_newest(newest: Path) -> None:
    """Remove all but the newest generated files of one kind, which their first word tells.

    Whoever still reads one that goes reads it to its end; what cannot be removed stays.
    """
    kind = newest.name.partition("-")[0]
    others = [one for one in newest.parent.glob(f"{kind}-*.json") if one.name != newest.name]
    others.sort(key=_written, reverse=True)
    for old in others[KEPT - 1 :]:
        with suppress(OSError):
            old.unlink()


def _written(file: Path) -> float:
    """Return when a file was written; what another process removed meanwhile comes last."""
    try:
        return file.stat().st_mtime
    except OSError:
        return 0.0
