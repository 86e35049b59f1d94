"""Checks that what the pages quote is what the program prints.

python docs/quotes.py [PAGE ...]    exit with 1 and name the quotes that do not hold

A comment right above a block says what the block is:

    <!-- output of: caveat assess examples/camera_maker.yaml -->   the block quotes what this prints
    <!-- written to: out/mine/harbour.yaml -->                     the reader writes this file
    <!-- added to: out/mine/harbour.yaml -->                       the reader adds this to its end

`<!-- run: COMMAND -->` stands alone and prepares what the reader does by hand. The steps of a page
run in their order, in a scratch copy of `examples/` and `src/` that the page has to itself. Every
line that is typed at a prompt is shown, as in a terminal, and today is always `TODAY`.

A quote holds when its lines stand in the output in that order, without a gap except where a line
is `...`. Lines of the output that are too long are wrapped. Every text block must say what it is.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDTH = 96
TODAY = "2026-11-24"
"""The day on which commands run, so that what they print does not change with the clock."""
GAP = "..."
SECONDS = 300
"""Longest that one command may take."""

CAVEAT = f"""#!{sys.executable}
import builtins, sys
from datetime import date
from caveat.cli import options

def echoed(label=""):
    typed = sys.stdin.readline()
    if not typed:
        raise EOFError
    print(label + typed.rstrip("\\n"), flush=True)
    return typed.rstrip("\\n")

options.today = lambda: date.fromisoformat("{TODAY}")
builtins.input = echoed
from caveat.cli.app import main
main()
"""

_READS = re.compile(r"caveat (assess|explain|verify|rulebook show)( (?!--out)[\w./-]+)+")
"""Commands that change no file, so that they are run once until another step does."""
_MARK = re.compile(r"<!-- (output of|written to|added to|run): (.+) -->")


@dataclass(frozen=True)
class Step:
    """One step of a page: what kind, its command or file, its block, and the block's first line."""

    kind: str
    argument: str
    block: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class Problem:
    """A quote that does not hold, or a block that does not say what it is."""

    page: Path
    line: int
    message: str

    def __str__(self) -> str:
        """Return place and message on one line."""
        return f"{self.page.relative_to(ROOT)}:{self.line}: {self.message}"


def pages() -> list[Path]:
    """Return every page that a person wrote, in order; what CONVENTIONS.md quotes is made up."""
    below = ((ROOT / "docs").rglob("*.md"), ROOT.glob("*.md"))
    found = (page for several in below for page in several if page.name != "CONVENTIONS.md")
    return sorted(page for page in found if "reference" not in page.relative_to(ROOT).parts)


def steps_of(page: Path) -> Iterator[Step | Problem]:
    """Yield the steps of a page in order, and a problem for each text block that is none."""
    lines = page.read_text(encoding="utf-8").splitlines()
    at = 0
    while at < len(lines):
        mark = _MARK.fullmatch(lines[at])
        kind, argument = mark.groups() if mark else ("", "")
        if kind == "run":
            yield Step(kind, argument, (), at + 1)
        elif mark or lines[at].startswith("```"):
            start = at + 1 if mark else at
            if not lines[start : start + 1] or not lines[start].startswith("```"):
                yield Problem(page, at + 1, f"no block follows '{kind}'")
            else:
                end = lines.index("```", start + 1)
                if mark:
                    yield Step(kind, argument, tuple(lines[start + 1 : end]), start + 2)
                elif lines[start] == "```text":
                    yield Problem(page, at + 1, "a text block without '<!-- output of: ... -->'")
                at = end
        at += 1


def problems(found: Iterable[Path]) -> list[Problem]:
    """Run the steps of pages, several pages at a time, and return what does not hold."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        (scratch / "bin").mkdir()
        (scratch / "bin" / "caveat").write_text(CAVEAT, encoding="utf-8")
        (scratch / "bin" / "caveat").chmod(0o755)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            numbered = enumerate(found)
            each = pool.map(lambda one: list(_problems(one[1], scratch, str(one[0]))), numbered)
            return [problem for several in each for problem in several]


def _problems(page: Path, scratch: Path, name: str) -> Iterator[Problem]:
    found = list(steps_of(page))
    yield from (one for one in found if isinstance(one, Problem))
    steps = [one for one in found if isinstance(one, Step)]
    if not steps:
        return
    here = scratch / name
    for folder in ("examples", "src"):
        shutil.copytree(ROOT / folder, here / folder)
    printed: dict[str, list[str]] = {}
    for step in steps:
        yield from (Problem(page, line, said) for line, said in _take(step, here, printed))


def _take(step: Step, here: Path, printed: dict[str, list[str]]) -> Iterator[tuple[int, str]]:
    """Take one step; yield lines of the page and what is wrong there.

    `printed` has what commands printed that were run since a file was last changed.
    """
    if step.kind != "output of" or not _READS.fullmatch(step.argument):
        printed.clear()
    if step.kind in ("written to", "added to"):
        file = here / step.argument
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("w" if step.kind == "written to" else "a", encoding="utf-8") as out:
            out.write("\n".join((*step.block, "")))
        return
    if step.argument not in printed:
        code, printed[step.argument] = _run(step.argument, here)
        if step.kind == "run" and code:
            last = " ".join(printed[step.argument][-3:])
            yield step.line, f"'{step.argument}' ended with {code}: {last}"
    for place, said in differences(step.block, printed[step.argument]):
        yield step.line + place, f"not in the output of '{step.argument}': {said}"


def _run(command: str, here: Path) -> tuple[int, list[str]]:
    """Run a command in a folder; return its exit code and what it printed, wrapped."""
    outside = {name: value for name, value in os.environ.items() if name != "CAVEAT_HOME"}
    env = {
        **outside,
        "PATH": f"{here.parent / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(here / "src"),
        "CAVEAT_CACHE": str(here.parent / "cache"),
        "XDG_DATA_HOME": str(here / "data"),
        "COLUMNS": str(WIDTH),
        "TERMINAL_WIDTH": str(WIDTH),
    }
    ran = subprocess.run(
        ["sh", "-c", command],
        cwd=here,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=SECONDS,
        check=False,
    )
    return ran.returncode, [line for long in ran.stdout.splitlines() for line in wrapped(long)]


def wrapped(line: str) -> list[str]:
    """Return a line of the output as it is quoted: as it is, or wrapped if it is too long."""
    if len(line) <= WIDTH:
        return [line.rstrip()]
    return textwrap.wrap(line, WIDTH, break_long_words=False, break_on_hyphens=False)


def differences(quoted: Sequence[str], output: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Yield the places in a quote at which it leaves the output, and what the output has there."""
    at = 0
    for first, chunk in _chunks(quoted):
        starts = range(len(output))
        fits = [start for start in starts if _agreeing(chunk, output[start:]) == len(chunk)]
        later = [start for start in fits if start >= at]
        if later:
            at = later[0] + len(chunk)
        elif fits:
            yield first, f"'{chunk[0].strip()}' stands further up than the lines quoted before it"
        else:
            start = max(starts, key=lambda one: _agreeing(chunk, output[one:]), default=0)
            agreeing = _agreeing(chunk, output[start:])
            line = chunk[agreeing]
            near = get_close_matches(line, output, n=1, cutoff=0.4)
            there = output[start + agreeing : start + agreeing + 1] if agreeing else near
            has = f"it has '{there[0].strip()}'" if there else "it has nothing like it"
            yield first + agreeing, f"'{line.strip()}'; {has}"


def _chunks(quoted: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield what stands between gaps, without blank lines at its ends, with its place."""
    ends = [n for n, line in enumerate(quoted) if line.strip() == GAP]
    for before, end in zip([-1, *ends], [*ends, len(quoted)], strict=True):
        filled = [n for n in range(before + 1, end) if quoted[n].strip()]
        if filled:
            yield filled[0], [line.rstrip() for line in quoted[filled[0] : filled[-1] + 1]]


def _agreeing(chunk: Sequence[str], output: Sequence[str]) -> int:
    """Count the lines from the first on that a chunk and the output have alike."""
    pairs = zip(chunk, output, strict=False)
    unlike = (number for number, (one, other) in enumerate(pairs) if one != other)
    return next(unlike, len(output[: len(chunk)]))


def main(arguments: list[str]) -> int:
    """Check the pages named, or all; return the exit code."""
    found = problems([Path(one).resolve() for one in arguments] or pages())
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
