"""The kernel is built and used from its own source only, and stays within its memory."""

from __future__ import annotations

import shutil
from array import array
from collections.abc import Iterator
from pathlib import Path

import hatch_build
import pytest

from caveat.screening.engine import kernel, matcher
from caveat.screening.engine.index import build
from caveat.screening.engine.kernel import Session
from tests.screening.engine.plain import NUMBERS, encoder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return a folder with the source of a kernel that is not yet built."""
    for name in kernel.SOURCES:
        shutil.copy(kernel.FOLDER / name, tmp_path / name)
    monkeypatch.setattr(kernel, "FOLDER", tmp_path)
    kernel.library.cache_clear()
    yield tmp_path
    kernel.library.cache_clear()


def test_kernel_is_used_when_it_was_built(folder: Path) -> None:
    assert not kernel.available()
    kernel.library.cache_clear()
    assert hatch_build.compile_kernel(folder) == folder / "libkernel.so"
    assert kernel.available()
    assert sorted(one.name for one in folder.iterdir()) == [
        "kernel.c",
        "libkernel.so",
        "words.h",
    ]


def test_kernel_of_another_source_is_left_alone(folder: Path) -> None:
    hatch_build.compile_kernel(folder)
    with (folder / "words.h").open("a") as stream:
        stream.write("/* changed */\n")
    assert not kernel.available()


def test_machine_without_compiler_has_no_kernel(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler")
    assert hatch_build.compile_kernel(folder) is None
    assert "was not built" in capsys.readouterr().err
    (folder / "kernel.c").write_text("this is no C")
    monkeypatch.delenv("CC")
    assert hatch_build.compile_kernel(folder) is None
    assert not kernel.available()


def test_session_makes_room_for_what_is_found() -> None:
    listed = [f"kabkab{one}{two} smith" for one in "abcdefghij" for two in "abcdefghijklmnop"]
    index = build(((name, 0) for name in listed * 4), encoder(), matcher.engine().Tables())
    session, coder = Session(index, NUMBERS), encoder()
    words = [
        coder.phrases(f"kabkab{one}{two}")[0].words[0] for one in "abcdefghij" for two in "abcde"
    ]
    session.learn(words[:40])
    session.learn(words[40:])
    rows = array("i", range(len(words)))
    found = session.screen(rows, array("q", range(len(words) + 1)), 1)
    assert session.screen(rows, array("q", (0, 1)), 1).tolist() == [
        row for row in found.tolist() if row[0] == 0
    ]
    again = Session(index, NUMBERS)
    again.learn(words)
    assert len(found) > 256
    assert found.tolist() == again.screen(rows, array("q", range(len(words) + 1)), 1).tolist()
