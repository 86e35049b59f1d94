"""The index of a list: its words, what is near them, and the names that they stand in.

Flat arrays throughout, so that an index is one file that is mapped into memory (`stored.py`).
Rows are readings of names; units are words, then joins of two neighbouring words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from caveat.model.name import Kind
from caveat.screening.engine.encode import Encoder
from caveat.screening.engine.phrase import FUZZY, KINDS, LETTERS, Word
from caveat.screening.engine.tables import Array, Table
from caveat.screening.engine.vocabulary import Vocabulary, WordStore, chained, pool


class Tabler(Protocol):
    """Makes tables of texts: the kernel, or `fallback`."""

    def table_of(self, text: Array, at: Array, kind: Array | None, *, skeletons: bool) -> Table:
        """Return the table of all deletions of every text."""
        ...

    def table_of_whole(self, text: Array, at: Array) -> Table:
        """Return the table of whole texts."""
        ...


@dataclass(frozen=True)
class Index:
    """A list as arrays by name; `ARRAYS` in `stored.py` says what each holds."""

    arrays: Mapping[str, Array]

    @property
    def rows(self) -> int:
        """How many readings it holds."""
        return len(self.arrays["row_mass"])

    @property
    def names(self) -> int:
        """How many names it holds."""
        return len(self.arrays["name_party"])

    @property
    def megabytes(self) -> float:
        """The size of its arrays."""
        return sum(array.nbytes for array in self.arrays.values()) / 1e6

    def lists(self, values: str, at: str, number: int) -> Array:
        """Return the slice of an array of values that belongs to a number."""
        start, end = self.arrays[at][number], self.arrays[at][number + 1]
        return self.arrays[values][start:end]

    def table(self, name: str) -> Table:
        """Return one of the tables: letters, joins, shapes or sounds."""
        at, rest, ids = (self.arrays[f"{name}_table_{part}"] for part in ("at", "rest", "id"))
        return Table(65 - (len(at) - 1).bit_length(), at, rest, ids)

    def words(self) -> list[Word]:
        """Return the words by number, as they were when the index was built."""
        text, skeleton, shape = (
            self.arrays[name].tobytes().decode() for name in ("text", "skeleton", "shape")
        )
        at, skeleton_at, shape_at = (
            self.arrays[name].tolist() for name in ("text_at", "skeleton_at", "shape_at")
        )
        group, group_at = (self.arrays[name].tolist() for name in ("group", "group_at"))
        columns = (self.arrays[name].tolist() for name in ("kind", "bare", "weight", "attested"))
        return [
            Word(
                text[at[i] : at[i + 1]],
                KINDS[kind],
                bool(bare),
                weight,
                skeleton[skeleton_at[i] : skeleton_at[i + 1]],
                shape[shape_at[i] : shape_at[i + 1]],
                bool(attested),
                tuple(group[group_at[i] : group_at[i + 1]]),
            )
            for i, (kind, bare, weight, attested) in enumerate(zip(*columns, strict=True))
        ]

    def name(self, number: int) -> str:
        """Return a name as it was listed."""
        at = self.arrays["name_at"]
        return bytes(self.arrays["name_text"][at[number] : at[number + 1]]).decode()


def build(names: Iterable[tuple[str, int]], encoder: Encoder, tabler: Tabler) -> Index:
    """Return the index of names with the number of the party that each belongs to.

    A name without a letter or digit has no row and is never found.
    """
    vocabulary, texts, parties = Vocabulary(encoder), [], []
    rows: list[list[int]] = []
    row_name: list[int] = []
    for number, (text, party) in enumerate(names):
        texts.append(text)
        parties.append(party)
        for row in vocabulary.rows(text):
            rows.append(row)
            row_name.append(number)
    store = WordStore()
    for word in vocabulary.words:
        store.add(word)
    arrays = store.arrays()
    name_text, name_at = pool(texts)
    arrays |= {
        "name_text": name_text,
        "name_at": name_at,
        "name_party": np.array(parties, np.int32),
        "row_name": np.array(row_name, np.int32),
    }
    row_word, row_at = chained(rows)
    arrays |= {"row_word": row_word, "row_at": row_at}
    arrays |= _joins(arrays)
    arrays |= _posts(arrays)
    arrays |= _tables(vocabulary.words, arrays, tabler)
    return Index(arrays)


def _joins(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Return the joins of neighbouring words, and which join starts at each place of a row."""
    row_word, row_at, count = arrays["row_word"], arrays["row_at"], len(arrays["kind"])
    lengths = np.diff(arrays["text_at"])
    fuzzy = np.isin(arrays["kind"], [KINDS.index(kind) for kind in FUZZY])
    follows = np.ones(len(row_word), bool)
    follows[row_at[1:] - 1] = False
    first = np.flatnonzero(follows)
    a, b = row_word[first], row_word[first + 1]
    together = lengths[a] + lengths[b]
    may = fuzzy[a] & fuzzy[b] & (together > 4) & (together <= LETTERS)
    keys, inverse = np.unique(a[may].astype(np.int64) * count + b[may], return_inverse=True)
    row_join = np.full(len(row_word), -1, np.int32)
    row_join[first[may]] = inverse
    join = np.stack([keys // max(count, 1), keys % max(count, 1)], axis=1).astype(np.int32)
    weight = arrays["weight"]
    return {
        "row_join": row_join,
        "join": join.reshape(-1),
        "mass": np.concatenate([weight, weight[join].sum(axis=1, dtype=np.int32)]),
    }


def _posts(arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Return the rows of every unit, the lightest row first; rows with initials stand apart."""
    row_word, row_at, row_join = arrays["row_word"], arrays["row_at"], arrays["row_join"]
    rows, units, words = len(row_at) - 1, len(arrays["mass"]), len(arrays["kind"])
    row_of = np.repeat(np.arange(rows), np.diff(row_at))
    row_mass = np.bincount(row_of, arrays["weight"][row_word], rows).astype(np.int32)
    is_initial = arrays["kind"][row_word] == KINDS.index(Kind.INITIAL)
    initials = np.flatnonzero(is_initial)
    letters = arrays["text"][arrays["text_at"][row_word[initials]]].astype(np.int32)
    row_initials = np.zeros(rows, np.int32)
    np.bitwise_or.at(row_initials, row_of[initials], 1 << (letters & 31))
    starts = np.flatnonzero(row_join >= 0)
    unit = np.concatenate([row_word, row_join[starts] + words]).astype(np.int64)
    row = np.concatenate([row_of, row_of[starts]])
    unit += units * (row_initials[row] != 0)
    span = int(row_mass.max(initial=0)) + 1
    keys = np.sort((unit * span + row_mass[row]) * max(rows, 1) + row)
    keys = keys[np.diff(keys, prepend=-1) > 0]
    post = (keys % max(rows, 1)).astype(np.int32)
    unit = keys // max(rows, 1) // span
    post_at = np.zeros(2 * units + 1, np.int32)
    np.cumsum(np.bincount(unit, minlength=2 * units), out=post_at[1:])
    return {
        "row_mass": row_mass,
        "row_initials": row_initials,
        "post": post,
        "post_at": post_at,
        "post_mass": row_mass[post],
    }


def _tables(words: Sequence[Word], arrays: Mapping[str, Array], tabler: Tabler) -> dict[str, Array]:
    """Return the tables by letters, by join and by sound, and the words of each group."""
    skeletons: dict[str, list[int]] = {}
    groups: dict[int, list[int]] = {}
    for number, word in enumerate(words):
        if len(word.skeleton) > 1:
            skeletons.setdefault(word.skeleton, []).append(number)
        for group in word.groups:
            groups.setdefault(group, []).append(number)
    skeleton, skeleton_at = pool(list(skeletons))
    sound_word, sound_word_at = chained(list(skeletons.values()))
    group_word, group_word_at = chained(
        [groups.get(number, []) for number in range(max(groups, default=-1) + 1)]
    )
    join_text, join_at = pool(
        [words[a].text + words[b].text for a, b in arrays["join"].reshape(-1, 2).tolist()]
    )
    found = {
        "letters": tabler.table_of(
            arrays["text"], arrays["text_at"], arrays["kind"], skeletons=False
        ),
        "joins": tabler.table_of_whole(join_text, join_at),
        "shapes": tabler.table_of_whole(arrays["shape"], arrays["shape_at"]),
        "sounds": tabler.table_of(skeleton, skeleton_at, None, skeletons=True),
    }
    out = {
        "sound_text": skeleton,
        "sound_at": skeleton_at,
        "sound_word": sound_word,
        "sound_word_at": sound_word_at,
        "group_word": group_word,
        "group_word_at": group_word_at,
    }
    for name, made in found.items():
        out[f"{name}_table_at"] = made.at
        out[f"{name}_table_rest"] = made.rest
        out[f"{name}_table_id"] = made.id
    return out
