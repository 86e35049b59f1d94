"""Tables from hashes of deletions to words, in numpy: what the kernel builds, number for number.

Two texts within so many edits share a text that is left when as many letters are taken from the
first letters of each (Garbe's symmetric deletion). Words that share a hash are compared later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from caveat.screening.engine.phrase import FUZZY, KINDS
from caveat.screening.engine.similarity import edits_at, skeleton_edits_at

PREFIX = 9
"""Letters of a text that deletions are made from."""
MASK = (1 << 64) - 1
Array = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Table:
    """Entries by bucket; a bucket is the first bits of a hash, `rest` its last 32."""

    shift: int
    at: Array
    rest: Array
    id: Array


def hash_of(text: bytes) -> int:
    """Return the hash of a text, 64 bits."""
    h = 1469598103934665603
    for letter in text:
        h = (h ^ letter) * 1099511628211 & MASK
    h ^= h >> 29
    h = h * 0xBF58476D1CE4E5B9 & MASK
    return h ^ h >> 32


def deletions_of(text: bytes, edits: int) -> set[bytes]:
    """Return what is left of the first letters of a text when up to two are taken out."""
    start = text[:PREFIX]
    left = {start}
    for _ in range(edits):
        left |= {one[:i] + one[i + 1 :] for one in left for i in range(len(one))}
    return {one for one in left if len(one) >= len(start) - edits}


def deletions(
    text: Array, at: Array, kind: Array | None, *, skeletons: bool
) -> tuple[Array, Array]:
    """Return the hashes of all deletions of every text, and whose they are."""
    lengths = np.diff(at)
    edits = np.array([(skeleton_edits_at if skeletons else edits_at)(n) for n in range(65)])
    forgiven = edits[lengths]
    if kind is not None:
        forgiven[~np.isin(kind, [KINDS.index(one) for one in FUZZY])] = 0
    shown = np.minimum(lengths, PREFIX)
    hashes, ids = [np.zeros(0, np.uint64)], [np.zeros(0, np.int32)]
    for length in range(PREFIX + 1):
        for most in range(3):
            owners = np.flatnonzero((shown == length) & (forgiven == most))
            letters = text[at[:-1][owners][:, None] + np.arange(length)].astype(np.uint64)
            for left_out in _left_out(length, most):
                hashes.append(_hashes(letters, left_out))
                ids.append(owners.astype(np.int32))
    return np.concatenate(hashes), np.concatenate(ids)


def table(hashes: Array, ids: Array) -> Table:
    """Return the entries by bucket, inside a bucket by number and rest."""
    bits = bits_for(len(hashes))
    shift = np.uint64(64 - bits)
    buckets = (hashes >> shift).astype(np.int64)
    rest = (hashes & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    order = np.lexsort((rest, ids, buckets))
    at = np.zeros((1 << bits) + 1, np.uint32)
    np.cumsum(np.bincount(buckets, minlength=1 << bits), out=at[1:])
    return Table(64 - bits, at, rest[order], ids[order])


def bits_for(count: int) -> int:
    """Return the bits of a bucket for so many entries: about two entries a bucket."""
    return min(26, max(4, (count - 1).bit_length() - 1))


def probe(found: Table, h: int) -> list[int]:
    """Return the numbers that stand under a hash, each once, ascending."""
    bucket = h >> found.shift
    start, end = int(found.at[bucket]), int(found.at[bucket + 1])
    same = found.rest[start:end] == np.uint32(h & 0xFFFFFFFF)
    return sorted(set(found.id[start:end][same].tolist()))


def _left_out(length: int, most: int) -> list[tuple[int, ...]]:
    singles = [(i,) for i in range(length)] if most > 0 else []
    doubles = [(i, j) for i in range(length) for j in range(i + 1, length)] if most > 1 else []
    return [(), *singles, *doubles]


def _hashes(letters: Array, left_out: tuple[int, ...]) -> Array:
    h = np.full(len(letters), 1469598103934665603, np.uint64)
    for x in range(letters.shape[1]):
        if x not in left_out:
            h = (h ^ letters[:, x]) * np.uint64(1099511628211)
    h ^= h >> np.uint64(29)
    h *= np.uint64(0xBF58476D1CE4E5B9)
    return h ^ (h >> np.uint64(32))
