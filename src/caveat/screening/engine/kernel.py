"""The compiled kernel, through ctypes. `available()` is False where it was not built.

The shared object stands beside this file. It is used only if it was built from the sources
that stand there too; an old one is left alone, and the fallback is used instead.
"""

from __future__ import annotations

import ctypes
from array import array
from collections.abc import Sequence
from dataclasses import astuple, fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np

from caveat.screening.engine.index import Index
from caveat.screening.engine.numbers import Numbers
from caveat.screening.engine.phrase import Word
from caveat.screening.engine.tables import Array, Table, bits_for
from caveat.screening.engine.vocabulary import WORD_ARRAYS, WordStore

FOLDER = Path(__file__).parent
SOURCES = ("kernel.c", "words.h")
BUILT = "libkernel.so"
pointer = ctypes.c_void_p
integer = ctypes.c_int64


class _Words(ctypes.Structure):
    _fields_ = [
        ("count", integer),
        *((name, pointer) for name in WORD_ARRAYS),
    ]


class _Table(ctypes.Structure):
    _fields_ = [("shift", integer), ("at", pointer), ("rest", pointer), ("id", pointer)]


class _List(ctypes.Structure):
    _fields_ = [
        ("words", _Words),
        ("units", integer),
        ("mass", pointer),
        ("join", pointer),
        ("letters_table", _Table),
        ("joins_table", _Table),
        ("shapes_table", _Table),
        ("sounds_table", _Table),
        ("sounds", integer),
        *((name, pointer) for name in ("sound_text", "sound_at", "sound_word", "sound_word_at")),
        ("groups", integer),
        *((name, pointer) for name in ("group_word", "group_word_at")),
        *((name, pointer) for name in ("post", "post_at", "post_mass")),
        ("rows", integer),
        *(
            (name, pointer)
            for name in ("row_word", "row_join", "row_at", "row_mass", "row_initials")
        ),
    ]


class _Numbers(ctypes.Structure):
    _fields_ = [(field.name, ctypes.c_int32) for field in fields(Numbers)]


class _Scratch(ctypes.Structure):
    _fields_ = [(name, pointer) for name in ("cards", "state", "touched", "mark", "found", "seen")]


class _Queries(ctypes.Structure):
    _fields_ = [
        ("words", pointer),
        *(
            (name, pointer)
            for name in ("row_word", "row_at", "similar_at", "similar_unit", "similarity")
        ),
    ]


@cache
def library() -> ctypes.CDLL | None:
    """Return the shared object, or None if there is none that was built from this source."""
    if not (FOLDER / BUILT).exists():
        return None
    found = ctypes.CDLL(str(FOLDER / BUILT))
    found.cv_source.restype = ctypes.c_char_p
    sources = b"".join((FOLDER / name).read_bytes() for name in SOURCES)
    if found.cv_source() != sha256(sources).hexdigest().encode():
        return None
    for name in ("cv_deletions", "cv_lookup", "cv_screen"):
        getattr(found, name).restype = integer
    return found


def available() -> bool:
    """Return whether the kernel can be used on this machine."""
    return library() is not None


def address(array: Array) -> int:
    """Return where an array lies, for a caller that keeps it alive."""
    return int(array.ctypes.data)


class Tables:
    """Makes tables of texts."""

    def table_of(self, text: Array, at: Array, kind: Array | None, *, skeletons: bool) -> Table:
        """Return the table of all deletions of every text."""
        kernel = _library()
        arguments = (
            pointer(address(text)),
            pointer(address(at)),
            None if kind is None else pointer(address(kind)),
            integer(len(at) - 1),
            ctypes.c_int32(skeletons),
        )
        count = kernel.cv_deletions(*arguments, None, None)
        hashes, ids = np.empty(count, np.uint64), np.empty(count, np.int32)
        kernel.cv_deletions(*arguments, pointer(address(hashes)), pointer(address(ids)))
        return _sorted(hashes, ids)

    def table_of_whole(self, text: Array, at: Array) -> Table:
        """Return the table of whole texts."""
        count = len(at) - 1
        hashes = np.empty(count, np.uint64)
        _library().cv_hashes(
            pointer(address(text)), pointer(address(at)), integer(count), pointer(address(hashes))
        )
        return _sorted(hashes, np.arange(count, dtype=np.int32))


def _sorted(hashes: Array, ids: Array) -> Table:
    bits = bits_for(len(hashes))
    at = np.empty((1 << bits) + 1, np.uint32)
    rest, order = np.empty(len(hashes), np.uint32), np.empty(len(hashes), np.int32)
    _library().cv_table(
        pointer(address(hashes)),
        pointer(address(ids)),
        integer(len(hashes)),
        integer(64 - bits),
        integer(1 << bits),
        pointer(address(at)),
        pointer(address(rest)),
        pointer(address(order)),
    )
    return Table(64 - bits, at, rest, order)


def _library() -> ctypes.CDLL:
    found = library()
    assert found is not None, "ask available() first"
    return found


def list_structure(index: Index) -> ctypes.Structure:
    """Return the kernel's view of an index; the index must be kept alive."""
    arrays = index.arrays
    counts = {
        "units": len(arrays["mass"]),
        "sounds": len(arrays["sound_at"]) - 1,
        "groups": len(arrays["group_word_at"]) - 1,
        "rows": index.rows,
    }
    values: list[Any] = []
    for name, kind in ((field[0], field[1]) for field in _List._fields_):
        if name == "words":
            words = (address(arrays[one]) for one in WORD_ARRAYS)
            values.append(_Words(len(arrays["kind"]), *words))
        elif kind is _Table:
            table = index.table(name.removesuffix("_table"))
            parts = (address(part) for part in (table.at, table.rest, table.id))
            values.append(_Table(table.shift, *parts))
        else:
            values.append(counts[name] if name in counts else address(arrays[name]))
    return _List(*values)


def numbers_structure(numbers: Numbers) -> ctypes.Structure:
    """Return the frozen numbers as the kernel reads them."""
    return _Numbers(*astuple(numbers))


class _Room:
    """An array with its address, which numpy is slow to tell."""

    def __init__(self, array: Array) -> None:
        self.array, self.address = array, pointer(address(array))

    def __len__(self) -> int:
        return len(self.array)


class Session:
    """Queries against one index; the words of queries are looked up once. Of one thread.

    Args:
        index: the list, or the portfolio where the roles are swapped.
        numbers: the frozen numbers.
        swapped: whether the index holds the queries, and what is sent to it are listed names.
    """

    def __init__(self, index: Index, numbers: Numbers, *, swapped: bool = False) -> None:
        self._library, self._index = _library(), index
        self._list = list_structure(index)
        self._numbers = numbers_structure(numbers.swapped() if swapped else numbers)
        self._swapped = ctypes.c_int32(swapped)
        units, words = len(index.arrays["mass"]), len(index.arrays["kind"])
        sounds = len(index.arrays["sound_at"])
        self._held: dict[str, Array] = {
            "cards": np.zeros((max(words, 1), 2), np.uint64),
            "state": np.full((max(index.rows, 1), 5), -1, np.int32),
            "touched": np.empty(max(index.rows, 1), np.int32),
            "mark": np.full(max(units, 1), -1, np.int32),
            "found": np.empty(max(words, sounds), np.int32),
            "seen": np.zeros(max(words, sounds), np.uint8),
        }
        self._held["state"][: index.rows, 3] = index.arrays["row_mass"]
        self._scratch = _Scratch(*(address(array) for array in self._held.values()))
        self._library.cv_cards(ctypes.byref(self._list), pointer(address(self._held["cards"])))
        self._store, self._words = WordStore(), _Words()
        self._at = _Room(np.zeros(1024, np.int64))
        self._unit = _Room(np.empty(4096, np.int32))
        self._similarity = _Room(np.empty(4096, np.int16))
        self._links = _Room(np.empty((64, 5), np.int32))
        self._hits = _Room(np.empty((256, 4), np.int32))
        self._longest = 0
        self._done = integer()

    def learn(self, words: Sequence[Word]) -> None:
        """Look up further words; they are numbered on from those that are known."""
        known, store = len(self._store), self._store
        for word in words:
            store.add(word)
        count = len(store)
        self._words = _Words(
            count, *(getattr(store, name).buffer_info()[0] for name in WORD_ARRAYS)
        )
        if count >= len(self._at):
            self._at = _Room(np.concatenate([self._at.array, np.zeros(count, np.int64)]))
        self._look_up(known, count)
        at = self._at.array[known : count + 1]
        self._longest = max(self._longest, int((at[1:] - at[:-1]).max()))

    def _look_up(self, known: int, count: int) -> None:
        start = int(self._at.array[known])
        while True:
            found: int = self._library.cv_lookup(
                ctypes.byref(self._list),
                ctypes.byref(self._words),
                integer(known),
                integer(count),
                ctypes.byref(self._numbers),
                ctypes.byref(self._scratch),
                pointer((self._at.address.value or 0) + 8 * known),
                self._unit.address,
                self._similarity.address,
                integer(start),
                integer(len(self._unit)),
            )
            if found >= 0:
                return
            room = 2 * -found
            unit, similarity = self._unit.array[:start], self._similarity.array[:start]
            self._unit = _Room(np.concatenate([unit, np.empty(room, np.int32)]))
            self._similarity = _Room(np.concatenate([similarity, np.empty(room, np.int16)]))

    def screen(self, row_word: array[int], row_at: array[int], least: int) -> Array:
        """Return hits as rows of query row, row of the index, raw score and evidence.

        Args:
            row_word: the words of all rows, by the numbers that `learn` gave them.
            row_at: where each row starts, with the end.
            least: the least raw score in millionths, at least 1.
        """
        queries = _Queries(
            ctypes.addressof(self._words),
            row_word.buffer_info()[0],
            row_at.buffer_info()[0],
            self._at.address,
            self._unit.address,
            self._similarity.address,
        )
        room = 20 * self._longest + 20 * 16
        if len(self._links) < room:
            self._links = _Room(np.empty((2 * room, 5), np.int32))
        start, end, hits = 0, len(row_at) - 1, []
        while start < end:
            count = self._library.cv_screen(
                ctypes.byref(self._list),
                ctypes.byref(queries),
                integer(start),
                integer(end),
                ctypes.byref(self._numbers),
                self._swapped,
                integer(least),
                ctypes.byref(self._scratch),
                self._links.address,
                integer(len(self._links)),
                self._hits.address,
                integer(len(self._hits)),
                ctypes.byref(self._done),
            )
            hits.append(self._hits.array[:count].copy())
            start = self._done.value
            if start < end:
                self._hits = _Room(np.empty((2 * len(self._hits), 4), np.int32))
        return hits[0] if len(hits) == 1 else np.concatenate(hits)
