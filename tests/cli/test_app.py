from __future__ import annotations

import errno
import io
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from caveat.cli.app import STOPPED, UNREAD, app
from tests.cli.conftest import Run
from tests.services.examples import ABUSE, ORDINARY, example

ENTRY = "from caveat.cli.app import main; main()"

COMMANDS = [
    ("assess",),
    ("ask",),
    ("explain",),
    ("verify",),
    ("schema",),
    ("end-user",),
    ("country", "show"),
    ("country", "compare"),
    ("country", "map"),
    ("rulebook", "check"),
    ("rulebook", "show"),
    ("rulebook", "coverage"),
    ("rulebook", "doubts"),
    ("update", "countries"),
]


def started(*arguments: object, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", ENTRY, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "96"},
    )


def paths(command: object, *before: str) -> set[tuple[str, ...]]:
    """Return the words of every command below a command."""
    below: dict[str, object] = getattr(command, "commands", {})
    found = {path for name, one in below.items() for path in paths(one, *before, name)}
    return found or {before}


def test_commands_are_all_tested_here() -> None:
    assert paths(typer.main.get_command(app)) == set(COMMANDS)


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_has_help_with_an_example(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(app, [*command, "--help"])
    wanted = f"Example: caveat {' '.join(command)}"
    assert (result.exit_code, wanted in " ".join(result.output.split())) == (0, True)


def parameters(command: object) -> list[object]:
    """Return the options and arguments of every command below a command."""
    below: dict[str, object] = getattr(command, "commands", {})
    own: list[object] = getattr(command, "params", [])
    return [*own, *(one for each in below.values() for one in parameters(each))]


def test_every_option_and_argument_has_a_sentence() -> None:
    found = parameters(typer.main.get_command(app))
    assert found
    assert [one for one in found if not getattr(one, "help", None)] == []


@pytest.mark.parametrize("arguments", [[], ["rulebook"]], ids=["caveat", "rulebook"])
def test_no_command_shows_the_commands(arguments: list[str]) -> None:
    result = CliRunner().invoke(app, arguments)
    assert ("Commands:" in result.output, result.exit_code) == (True, 2)


def test_process_exits_with_0_when_done() -> None:
    done = started("assess", example(ORDINARY))
    assert (done.returncode, done.stderr, done.stdout[:13]) == (0, "", "Not checked: ")


def test_process_exits_with_1_when_strict_and_not_settled() -> None:
    done = started("assess", example(ORDINARY), "--strict")
    assert (done.returncode, done.stderr, done.stdout[:13]) == (1, "", "Not checked: ")


def test_process_exits_with_0_when_strict_and_settled() -> None:
    assert started("assess", example(ABUSE), "--strict").returncode == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess", "no-such-file.yaml"],
        ["assess", str(example(ORDINARY)), "--as-of", "yesterday"],
        ["assess", str(example(ORDINARY)), "--instrument", "us-state-2021"],
        ["explain", str(example(ORDINARY)), "no.such.flag"],
        ["ask", "no-such-file.yaml", "--by", "A. Example"],
        ["verify", "no-such-file.json"],
        ["schema", "no_such_schema"],
        ["end-user", " "],
        ["rulebook", "show", "no.such.entry"],
    ],
    ids=lambda arguments: " ".join(arguments[:2]).partition("/")[0],
)
def test_process_exits_with_2_for_bad_input_and_says_so_on_standard_error(
    arguments: list[str],
) -> None:
    done = started(*arguments)
    assert (done.returncode, done.stdout, done.stderr[:7]) == (2, "", "error: ")
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["assess"],
        ["no-such-command"],
        ["assess", str(example(ORDINARY)), "--format", "docx"],
        ["assess", str(example(ORDINARY)), "--no-such-option"],
    ],
)
def test_process_exits_with_2_for_a_command_that_is_written_wrong(arguments: list[str]) -> None:
    done = started(*arguments)
    assert (done.returncode, done.stdout, "Usage: " in done.stderr) == (2, "", True)


@pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])
@pytest.mark.parametrize(
    "arguments",
    [("assess", str(example(ORDINARY))), ("rulebook", "show"), ("--help",)],
    ids=lambda arguments: arguments[0],
)
def test_process_ends_quietly_when_nobody_reads_on(
    arguments: tuple[str, ...], unbuffered: str
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        done = subprocess.run(
            [sys.executable, "-c", ENTRY, *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
        )
    assert (done.returncode, done.stderr) == (UNREAD, "")


def test_process_ends_as_ever_when_all_was_read() -> None:
    script = f"{sys.executable} -c '{ENTRY}' rulebook show | head -n 1"
    done = subprocess.run(
        ["bash", "-c", f"{script}; echo ${{PIPESTATUS[0]}}"],
        capture_output=True,
        text=True,
        check=False,
    )
    title, code = done.stdout.splitlines()
    assert (title[:9], code in ("0", str(UNREAD)), done.stderr) == ("Rulebook ", True, "")


def test_process_ends_with_stopped_when_it_is_interrupted(examples: Path) -> None:
    # Whoever is started in the background may inherit that interrupts are ignored.
    heard = f"import signal; signal.signal(signal.SIGINT, signal.default_int_handler); {ENTRY}"
    process = subprocess.Popen(
        [sys.executable, "-u", "-c", heard, "ask", str(examples / f"{ORDINARY}.yaml"), "--by", "A"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    process.stdout.readline()
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (STOPPED, "\nstopped\n")


class Unread(io.StringIO):
    """A stream of which nobody reads on, at once or once it is flushed."""

    def __init__(self, *, at_once: bool) -> None:
        super().__init__()
        self.at_once = at_once

    def write(self, text: str) -> int:
        if self.at_once:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        return len(text)

    def flush(self) -> None:
        if not self.at_once:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")


@pytest.mark.parametrize("at_once", [True, False])
def test_main_ends_quietly_when_nobody_reads_on(
    run: Run, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    out, err = Unread(at_once=at_once), sys.stderr
    monkeypatch.setattr(sys, "stdout", out)
    ran = run("schema")
    assert (ran.code, ran.out, ran.err) == (UNREAD, "", "")
    assert (sys.stdout, sys.stderr) == (out, err)


def test_main_does_without_an_output(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert run("schema").code == 0


class Interrupted(io.StringIO):
    """A stream during whose writing or flushing the user presses Ctrl-C."""

    def __init__(self, *, at_once: bool) -> None:
        super().__init__()
        self.at_once = at_once

    def write(self, text: str) -> int:
        if self.at_once:
            raise KeyboardInterrupt
        return len(text)

    def flush(self) -> None:
        raise KeyboardInterrupt


@pytest.mark.parametrize("at_once", [True, False])
def test_main_says_that_it_was_stopped(
    run: Run, monkeypatch: pytest.MonkeyPatch, at_once: bool
) -> None:
    monkeypatch.setattr(sys, "stdout", Interrupted(at_once=at_once))
    ran = run("schema")
    assert (ran.code, ran.err) == (STOPPED, "\nstopped\n")


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Return a transaction file with two problems."""
    text = example(ORDINARY).read_text(encoding="utf-8")
    file = tmp_path / "bad.yaml"
    file.write_text(text.replace("destination:", "destinatoin:"), encoding="utf-8")
    return file


def test_main_counts_several_problems(run: Run, bad: Path) -> None:
    ran = run("assess", bad)
    *problems, total = ran.err.splitlines()
    assert (ran.code, len(problems), total) == (2, 2, "2 problems.")
    assert all(line.startswith(f"error: {bad}:") for line in problems)


@pytest.mark.parametrize("out", [("--out", "out"), ("--out=out",)])
def test_main_says_that_nothing_was_written_where_something_would_have_been(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch, out: tuple[str, ...]
) -> None:
    monkeypatch.chdir(bad.parent)
    total = run("assess", bad, *out).err.splitlines()[-1]
    assert (total, list(bad.parent.iterdir())) == ("2 problems; nothing was written.", [bad])


def test_main_names_files_from_the_current_folder(
    run: Run, bad: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bad.parent)
    *problems, _ = run("assess", bad).err.splitlines()
    assert [line.startswith("error: bad.yaml:") for line in problems] == [True, True]


def test_main_makes_hostile_text_in_messages_visible(run: Run, examples: Path) -> None:
    file = examples / f"{ORDINARY}.yaml"
    text = file.read_text(encoding="utf-8")
    hostile = 'facts:\n  "end_user.\\x1b[31m\\u202Eexists": yes\n'
    file.write_text(text.replace("facts:\n", hostile, 1), encoding="utf-8")
    ran = run("assess", file)
    assert (ran.code, "end_user.<U+001B>[31m<U+202E>exists" in ran.err) == (2, True)
    assert {"\x1b", "\u202e"}.isdisjoint(ran.err)


class Full(io.StringIO):
    """A stream that has no space left."""

    def write(self, text: str) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_main_says_that_the_output_cannot_be_written(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    ran = run("schema")
    assert (ran.code, ran.err) == (
        2,
        "error: cannot write: [Errno 28] No space left on device.\n",
    )


def test_main_names_a_folder_that_cannot_be_read(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    home, is_dir = tmp_path / "caveat", Path.is_dir

    def locked_away(self: Path) -> bool:
        if self == home:
            raise PermissionError(errno.EACCES, "Permission denied", str(self))
        return is_dir(self)

    monkeypatch.delenv("CAVEAT_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(Path, "is_dir", locked_away)
    ran = run("end-user", "Anybody")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        f"error: cannot read or write '{home}': Permission denied.\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_process_says_that_the_output_cannot_be_written() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-c", ENTRY, "assess", str(example(ORDINARY))],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr[:21]) == (2, "error: cannot write: ")
