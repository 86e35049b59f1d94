from __future__ import annotations

import io
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.screening.lists import files
from caveat.screening.lists.files import ListFile


@pytest.mark.parametrize("content", [b"abc", io.BytesIO(b"abc")])
def test_file_is_read_from_its_start_each_time(content: bytes | io.BytesIO) -> None:
    file = ListFile(Path("f"), content)
    assert [file.open().read(), file.open().read()] == [b"abc", b"abc"]


def test_file_that_is_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 2)
    with pytest.raises(CaveatError) as refused:
        ListFile(Path("f"), b"abc").open()
    assert str(refused.value) == (
        "f: the file has 3 bytes; at most 2 are read. Check that it is the right file."
    )


def test_refusal_names_file_and_line() -> None:
    assert str(ListFile(Path("f"), b"").refused("x", "Wrong.", line=3)) == (
        "f:3: Wrong. Fetch it again."
    )
