"""An index as one file that is mapped into memory: a header, then the arrays one after the other.

A file is distrusted: its SHA-256, its version and every number that the kernel follows are
checked before it is used.
"""

from __future__ import annotations

import json
import mmap
import os
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import numpy as np

from caveat.model.error import CaveatError, Place, Problem
from caveat.screening.engine.index import Index
from caveat.screening.engine.numbers import NUMBERS
from caveat.screening.engine.phrase import KINDS, LETTERS, WORDS
from caveat.screening.engine.tables import Array

MAGIC = b"caveat-index-1\n\0"
STEP = 64
"""Arrays start at multiples of so many bytes."""
TABLES = ("letters", "joins", "shapes", "sounds")
BYTES = ("text", "kind", "bare", "attested", "skeleton", "shape", "name_text", "sound_text")
ARRAYS: Mapping[str, type[np.generic]] = {
    **dict.fromkeys(BYTES, np.uint8),
    **dict.fromkeys(
        (
            "text_at",
            "weight",
            "skeleton_at",
            "shape_at",
            "group",
            "group_at",
            "name_at",
            "name_party",
            "row_name",
            "row_word",
            "row_at",
            "row_join",
            "row_mass",
            "row_initials",
            "join",
            "mass",
            "post",
            "post_at",
            "post_mass",
            "sound_at",
            "sound_word",
            "sound_word_at",
            "group_word",
            "group_word_at",
            *(f"{name}_table_id" for name in TABLES),
        ),
        np.int32,
    ),
    **{f"{name}_table_{part}": np.uint32 for name in TABLES for part in ("at", "rest")},
}
"""The arrays of an index and their types."""


def save(index: Index, path: Path, version: str) -> None:
    """Write an index; the file appears whole or not at all.

    Args:
        index: what to write.
        path: where to.
        version: of all that readings and scores depend on; `open_index` wants the same.
    """
    counts = {name: len(index.arrays[name]) for name in ARRAYS}
    header = json.dumps({"version": version, "counts": counts}).encode()
    parts = [header.ljust(_up(len(header)))]
    for name in ARRAYS:
        content = index.arrays[name].tobytes()
        parts.append(content.ljust(_up(len(content)), b"\0"))
    body = b"".join(parts)
    start = MAGIC + len(header).to_bytes(16, "little") + sha256(body).digest()
    made = path.with_name(f"{path.name}.{os.getpid()}")
    made.write_bytes(start + body)
    made.replace(path)


def open_index(path: Path, version: str) -> Index:
    """Return an index that was saved, mapped into memory.

    Raises:
        CaveatError: if the file is missing, cut, altered, of another version, or holds numbers
            that lead nowhere. It can always be built again from its list.
    """
    try:
        with path.open("rb") as stream:
            held = memoryview(mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError) as error:
        raise _refused(path, "index.unreadable", f"the index cannot be read: {error}") from error
    start = len(MAGIC) + 48
    if len(held) < start or held[: len(MAGIC)] != MAGIC:
        raise _refused(path, "index.no_index", "this is no index")
    if sha256(held[start:]).digest() != held[start - 32 : start]:
        raise _refused(path, "index.altered", "the index is cut or altered")
    try:
        length = int.from_bytes(held[len(MAGIC) : len(MAGIC) + 16], "little")
        header = json.loads(bytes(held[start : start + length]))
        found, counts = header["version"], [int(header["counts"][name]) for name in ARRAYS]
        arrays = dict(_arrays(held, start + _up(length), counts))
    except (KeyError, OverflowError, TypeError, ValueError) as error:
        raise _refused(path, "index.header", f"its header does not fit: {error}") from error
    if found != version:
        raise _refused(path, "index.version", f"it was made with '{found}', not '{version}'")
    for wrong in _wrong(arrays):
        raise _refused(path, "index.broken", f"its numbers in '{wrong}' lead nowhere")
    return Index(arrays)


def _arrays(held: memoryview, at: int, counts: list[int]) -> Iterator[tuple[str, Array]]:
    for (name, kind), count in zip(ARRAYS.items(), counts, strict=True):
        yield name, np.frombuffer(held, kind, count, at)
        at += _up(count * np.dtype(kind).itemsize)


def _up(length: int) -> int:
    return -(-length // STEP) * STEP


def _refused(path: Path, code: str, message: str) -> CaveatError:
    hint = "Build the index again from its list."
    return CaveatError(Problem(code, message, hint, Place(path)))


def _wrong(arrays: Mapping[str, Array]) -> Iterator[str]:
    """Yield the arrays whose numbers lead out of what they point into."""
    words, rows = len(arrays["kind"]), len(arrays["row_mass"])
    joins, names = len(arrays["join"]) // 2, len(arrays["name_party"])
    sounds, units = len(arrays["sound_at"]) - 1, words + len(arrays["join"]) // 2
    lists: list[tuple[str, str, int, int]] = [
        ("text_at", "text", words, LETTERS),
        ("skeleton_at", "skeleton", words, LETTERS),
        ("shape_at", "shape", words, LETTERS),
        ("group_at", "group", words, 1 << 30),
        ("name_at", "name_text", names, 1 << 30),
        ("row_at", "row_word", rows, WORDS),
        ("post_at", "post", 2 * units, 1 << 30),
        ("sound_at", "sound_text", sounds, LETTERS),
        ("sound_word_at", "sound_word", sounds, 1 << 30),
        ("group_word_at", "group_word", len(arrays["group_word_at"]) - 1, 1 << 30),
    ]
    for at, values, count, longest in lists:
        if not _chains(arrays[at], len(arrays[values]), count, longest):
            yield at
    if words and np.diff(arrays["text_at"]).min() < 1:
        yield "text_at"
    bounds: list[tuple[str, int, int]] = [
        ("kind", 0, len(KINDS)),
        ("weight", 0, NUMBERS.heaviest + 1),
        ("row_word", 0, words),
        ("row_join", -1, joins),
        ("row_name", 0, names),
        ("join", 0, words),
        ("post", 0, rows),
        ("sound_word", 0, words),
        ("group_word", 0, words),
        ("letters_table_id", 0, words),
        ("joins_table_id", 0, joins),
        ("shapes_table_id", 0, words),
        ("sounds_table_id", 0, sounds),
    ]
    for name, least, end in bounds:
        array = arrays[name]
        if len(array) and not (least <= array.min() and array.max() < end):
            yield name
    counts = {"bare": words, "attested": words, "weight": words, "mass": units, "row_name": rows}
    counts |= {"row_join": len(arrays["row_word"]), "post_mass": len(arrays["post"])}
    counts |= {"row_initials": rows, "join": 2 * joins}
    yield from (name for name, count in counts.items() if len(arrays[name]) != count)
    yield from (name for name in TABLES if not _is_table(arrays, f"{name}_table"))


def _chains(at: Array, values: int, count: int, longest: int) -> bool:
    if len(at) != count + 1 or not len(at):
        return False
    steps = np.diff(at.astype(np.int64))
    return (
        int(at[0]) == 0
        and int(at[-1]) == values
        and bool((steps >= 0).all() and (steps <= longest).all())
    )


def _is_table(arrays: Mapping[str, Array], name: str) -> bool:
    at, entries = arrays[f"{name}_at"], len(arrays[f"{name}_id"])
    buckets = len(at) - 1
    return (
        buckets >= 2
        and buckets & (buckets - 1) == 0
        and len(arrays[f"{name}_rest"]) == entries
        and int(at[0]) == 0
        and int(at[-1]) == entries
        and bool((at[1:] >= at[:-1]).all())
    )
