"""The counts of words are read strictly."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.model.name import WordCounts
from caveat.rulebook.word_counts import FILE, read_word_counts


def write(data: Path, content: bytes) -> None:
    """Write the file of counts."""
    (data / FILE).parent.mkdir(parents=True, exist_ok=True)
    (data / FILE).write_bytes(content)


def test_counts_are_read(tmp_path: Path) -> None:
    content = b"word,names\n,9\n=llc,4\nbank,9\n"
    write(tmp_path, content)
    digest = sha256(content).hexdigest()
    assert read_word_counts(tmp_path) == WordCounts(digest, 9, {"=llc": 4, "bank": 9})


def test_carried_counts_are_of_common_words() -> None:
    counted = read_word_counts()
    assert counted.names == 99_064
    assert min(counted.counts.values()) >= 3
    assert counted.counts["muhammad"] > 900


@pytest.mark.parametrize(
    ("content", "line", "found"),
    [
        (b"\xff", None, "cannot be read"),
        (b"", 1, "first line"),
        (b"word,count\n", 1, "first line"),
        (b"word,names\n", None, "no row says"),
        (b"word,names\n,9\nbank,x\n", 3, "'bank,x' is not a word"),
        (b"word,names\n,9\nbank,0\n", 3, "is not a word"),
        (b"word,names\nbank,9\n", 2, "'bank' is out of order"),
        (b"word,names\n,9\n,9\n", 3, "'' is out of order"),
        (b"word,names\n,9\nb,2\na,2\n", 4, "'a' is out of order"),
        (b"word,names\n,9\na,2\na,2\n", 4, "'a' is out of order"),
        (b"word,names\n,9\na,10\n", 3, "10 is more than the 9 names"),
    ],
)
def test_bad_counts_are_refused(
    tmp_path: Path, content: bytes, line: int | None, found: str
) -> None:
    write(tmp_path, content)
    with pytest.raises(CaveatError, match=found) as caught:
        read_word_counts(tmp_path)
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert (problem.code, problem.where.line) == ("word_counts", line)


def test_missing_counts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(CaveatError, match="cannot be read"):
        read_word_counts(tmp_path)
