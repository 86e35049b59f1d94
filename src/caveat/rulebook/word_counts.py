"""Reads the table of how many names of published lists each word stands in."""

from __future__ import annotations

import re
from hashlib import sha256
from pathlib import Path

from caveat.model.error import CaveatError, Place, Problem
from caveat.model.name import WordCounts
from caveat.rulebook.loader import DATA

FILE = Path("word_counts", "lists.csv")
HEADER = "word,names"
_ROW = re.compile(r"(=?[a-z0-9]*),([1-9][0-9]{0,8})")


def read_word_counts(data: Path = DATA) -> WordCounts:
    """Return the table. The row without a word has the number of names that were counted.

    Raises:
        CaveatError: the file is missing or is no text, a row is not a word and a number, words are
            not in order, or a word stands in more names than were counted.
    """
    file = data / FILE
    try:
        content = file.read_bytes()
        lines = content.decode("ascii").splitlines()
    except (OSError, ValueError) as error:
        raise _refused(file, None, f"the counts of words cannot be read: {error}") from error
    if lines[:1] != [HEADER]:
        raise _refused(file, 1, f"the first line is not '{HEADER}'.")
    counts: dict[str, int] = {}
    before, most = "", 0
    for number, line in enumerate(lines[1:], 2):
        row = _ROW.fullmatch(line)
        if row is None:
            raise _refused(file, number, f"'{line[:80]}' is not a word and a number of names.")
        word, count = row[1], int(row[2])
        if number == 2:
            most = count
        if (number == 2) == bool(word) or (word and word <= before):
            raise _refused(file, number, f"'{word}' is out of order.")
        if count > most:
            raise _refused(file, number, f"{count} is more than the {most} names counted.")
        counts[word] = count
        before = word
    if not counts:
        raise _refused(file, None, "no row says how many names were counted.")
    return WordCounts(sha256(content).hexdigest(), counts.pop(""), counts)


def _refused(file: Path, line: int | None, message: str) -> CaveatError:
    hint = "Write the file anew with bench/screening/count_words.py."
    return CaveatError(Problem("word_counts", message, hint, Place(file, line)))
