from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from caveat.model.error import CaveatError, Place
from caveat.store.lock import LOCK, locked

HOLDS = """
import sys
from pathlib import Path
from caveat.store.lock import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_lock_names_the_process_that_holds_it(tmp_path: Path) -> None:
    with locked(tmp_path / "home"):
        assert (tmp_path / "home" / LOCK).read_text() == f"{os.getpid()}\n"


def test_lock_can_be_taken_again(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("99999999999\n")
    for _ in range(2):
        with locked(tmp_path):
            assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_second_writer_is_told_who_writes_and_a_killed_one_leaves_no_lock(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(CaveatError) as caught, locked(tmp_path):
            pass
        other.kill()
    (problem,) = caught.value.problems
    assert (problem.code, str(problem)) == (
        "home.locked",
        f"{tmp_path / LOCK}: process {other.pid} is writing there. "
        "Wait until it is done, or end it if it hangs.",
    )
    with locked(tmp_path):
        assert (tmp_path / LOCK).read_text() == f"{os.getpid()}\n"


def test_home_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CaveatError) as caught, locked(tmp_path / "file" / "home"):
        pass
    assert str(caught.value) == (
        f"{tmp_path / 'file' / 'home'}: cannot be written: Not a directory. "
        "Name another folder in CAVEAT_HOME, or make room in this one. What was kept stays."
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_full_disk_is_told_with_the_file_and_what_to_do(tmp_path: Path) -> None:
    (tmp_path / LOCK).symlink_to("/dev/full")
    with pytest.raises(CaveatError) as caught, locked(tmp_path):
        pass
    (problem,) = caught.value.problems
    assert problem.where == Place(tmp_path / LOCK)
    assert (problem.code, problem.hint) == (
        "home.unwritable",
        "Name another folder in CAVEAT_HOME, or make room in this one. What was kept stays.",
    )
