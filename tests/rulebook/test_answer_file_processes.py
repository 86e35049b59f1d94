"""Several writers of one file, and writers that are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from caveat.rulebook.answer_file import append_statement
from caveat.rulebook.yaml_reader import Tree, read_yaml

BEFORE = "# top\ntitle: A sale\nfacts:\n  # about it\n  a.fact: yes\n# bottom\n"

WRITER = """
import sys
from pathlib import Path
from caveat.rulebook.answer_file import append_statement

file, name, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
for n in range(count):
    append_statement(file, "a.fact", {"value": "no", "source": f"{name} {n}"})
    print(n, flush=True)
"""

DYING_WRITER = """
import os, signal, sys
from pathlib import Path
from caveat.rulebook.answer_file import append_statement

def die(event, arguments):
    if event == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(die)
append_statement(Path(sys.argv[1]), "a.fact", {"value": "no", "source": "killed"})
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "file.yaml"
    file.write_text(BEFORE, encoding="utf-8")
    return file


def _writer(file: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start a process that waits for a line, and then writes as many statements."""
    command = [sys.executable, "-c", WRITER, str(file), name, str(count)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _lines(writer: subprocess.Popen[str], count: int) -> list[str]:
    assert writer.stdout is not None
    return [writer.stdout.readline().strip() for _ in range(count)]


def _go(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()


def _sources(file: Path) -> list[Tree]:
    """Return the sources of what was appended, once all else is seen to be as it was."""
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    facts = tree["facts"]
    assert (tree["title"], isinstance(facts, dict)) == ("A sale", True)
    stated = facts["a.fact"] if isinstance(facts, dict) else []
    assert isinstance(stated, list)
    assert stated[0] == {"value": "yes"}
    text = file.read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if "#" in line] == [
        "# top",
        "  # about it",
        "# bottom",
    ]
    return [one["source"] for one in stated[1:] if isinstance(one, dict)]


def test_two_processes_that_write_at_once_both_get_everything_in(file: Path) -> None:
    with _writer(file, "first", 20) as first, _writer(file, "second", 20) as second:
        assert _lines(first, 1) == _lines(second, 1) == ["ready"]
        _go(first)
        _go(second)
        done = [str(n) for n in range(20)]
        assert _lines(first, 20) == _lines(second, 20) == done
    sources = _sources(file)
    for name in ("first", "second"):
        own = [source for source in sources if str(source).startswith(name)]
        assert own == [f"{name} {n}" for n in range(20)]
    assert len(sources) == 40


@pytest.mark.parametrize("written", range(1, 6))
def test_process_killed_while_it_writes_leaves_the_old_file_or_the_new(
    file: Path, written: int
) -> None:
    with _writer(file, "killed", 1_000) as writer:
        assert _lines(writer, 1) == ["ready"]
        _go(writer)
        assert _lines(writer, written) == [str(n) for n in range(written)]
        writer.kill()
    sources = _sources(file)
    assert sources == [f"killed {n}" for n in range(len(sources))]
    assert len(sources) >= written


@pytest.mark.parametrize("event", ["fcntl.flock", "tempfile.mkstemp", "os.chmod", "os.rename"])
def test_process_killed_at_any_step_before_the_last_leaves_the_old_file(
    file: Path, event: str
) -> None:
    command = [sys.executable, "-c", DYING_WRITER, str(file), event]
    died = subprocess.run(command, check=False).returncode == -signal.SIGKILL
    assert (died, file.read_text(encoding="utf-8")) == (True, BEFORE)


def test_process_that_was_killed_holds_up_nobody(file: Path) -> None:
    with _writer(file, "killed", 1_000) as writer:
        _lines(writer, 1)
        _go(writer)
        _lines(writer, 1)
        writer.kill()
    append_statement(file, "a.fact", {"value": "no", "source": "after"})
    assert _sources(file)[-1] == "after"
