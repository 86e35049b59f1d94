"""Counts in how many names of published lists each word stands: bench/screening/count_words.py

Writes src/caveat/data/word_counts/lists.csv, the table that the weights of words rest on. It reads
the names of the lists from $CAVEAT_SHARED/bench/names/index.jsonl. No name is carried: a word that
stands in fewer than LEAST names is left out, so that the table has no rare name in it.

A legal form is counted with the words that it is written in, so that "liability" is as common
alone as it is in a form. Words of business that the tables of names translate to, and the words of
their groups of variants, count at least once in BUSINESS names: lists name few companies, and the
word of a trade is no name.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from caveat.model.name import Kind, NameTables, Reading
from caveat.rulebook.loader import DATA
from caveat.rulebook.names import load_names
from caveat.rulebook.word_counts import FILE, HEADER
from caveat.screening.read import NameReader

LEAST = 3
BUSINESS = 500


def main() -> int:
    """Count, write the file, and say how much was counted."""
    index = Path(os.environ.get("CAVEAT_SHARED", "")) / "bench" / "names" / "index.jsonl"
    if not index.is_file():
        print("CAVEAT_SHARED does not lead to bench/names/index.jsonl; nothing was counted.")
        return 2
    tables = load_names()
    reader = NameReader(tables)
    counts: Counter[str] = Counter()
    names = 0
    for name in _names(index):
        names += 1
        counts.update(words_of(reader, reader.read(name)[:1]))
    for word in business_words(reader, tables):
        counts[word] = max(counts[word], names // BUSINESS)
    rows = [f"{word},{count}" for word, count in sorted(counts.items()) if count >= LEAST]
    (DATA / FILE).write_text("\n".join([HEADER, f",{names}", *rows, ""]), encoding="ascii")
    print(f"{names:,} names, {len(counts):,} words, {len(rows):,} of them written")
    return 0


def _names(index: Path) -> Iterator[str]:
    with index.open(encoding="utf-8") as stream:
        for line in stream:
            for name, _ in json.loads(line)["names"]:
                yield name


def words_of(reader: NameReader, readings: Iterable[Reading]) -> set[str]:
    """Return the words of readings, and of a legal form those that it is written in too."""
    tokens = [token for reading in readings for token in reading.tokens]
    forms = [token.native for token in tokens if token.kind is Kind.LEGAL]
    words = {token.text for token in tokens}
    for word in (word for form in forms for word in form.split()):
        words.update(token.text for reading in reader.read(word)[:1] for token in reading.tokens)
    return words


def business_words(reader: NameReader, tables: NameTables) -> set[str]:
    """Return the words of business of the tables."""
    rows = [
        [*([key] if table.holds == "variants" else []), *row]
        for name, table in tables.tables.items()
        if table.holds == "words" or name == "variants.business"
        for key, row in table.rows.items()
    ]
    found: set[str] = set()
    for text in (text for row in rows for text in row):
        found |= words_of(reader, reader.read(text)[:1])
    return found


if __name__ == "__main__":
    sys.exit(main())
