"""Runs the kernel under the sanitizers of the compiler: python bench/screening/fuzz_kernel.py

Compiles a second kernel with -fsanitize=address,undefined, then screens drawn names against drawn
lists in a child process that has the sanitizers loaded, and compares with the fallback. Prints how
many rounds ran; any report of a sanitizer ends the child with an error.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SANITIZE = ("-g", "-O1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all")


def main() -> int:
    """Build the sanitized kernel and fuzz it for some seconds, 60 or the first argument."""
    seconds = sys.argv[1] if len(sys.argv) > 1 else "60"
    sys.path.insert(0, str(ROOT))
    from hatch_build import ENGINE, SOURCES, compile_kernel

    library = subprocess.run(
        ["cc", "-print-file-name=libasan.so"], check=True, capture_output=True, text=True
    ).stdout.strip()
    with tempfile.TemporaryDirectory() as folder:
        for part in SOURCES:
            (Path(folder) / part).write_bytes((ENGINE / part).read_bytes())
        if compile_kernel(Path(folder), SANITIZE) is None:
            return 2
        environment = os.environ | {
            "LD_PRELOAD": library,
            "ASAN_OPTIONS": "detect_leaks=0",
            "PYTHONMALLOC": "malloc",
            "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
        }
        return subprocess.run(
            [sys.executable, __file__, "--child", folder, seconds], env=environment, check=False
        ).returncode


def child(folder: Path, seconds: float) -> int:
    """Screen drawn names until the time is over."""
    from tests.screening.engine.plain import encoder

    from caveat.screening.engine import fallback, kernel
    from caveat.screening.engine.index import build
    from caveat.screening.engine.matcher import Matcher

    kernel.FOLDER = folder
    draw, coder, rounds = random.Random(7), encoder(), 0
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        listed = [name(draw) for _ in range(draw.randrange(60))]
        asked = [name(draw) for _ in range(draw.randrange(20))]
        swapped, least = draw.random() < 0.5, draw.randrange(1, 1_000_001)
        index = build(((one, 0) for one in listed), coder, kernel.Tables())
        one, other = (
            Matcher(index, coder, swapped=swapped, made_by=made_by).screen(asked, least)
            for made_by in (kernel, fallback)
        )
        if one.score.tolist() != other.score.tolist():
            print("kernel and fallback differ:", listed, asked, swapped, least)
            return 1
        rounds += 1
    print(f"{rounds} rounds, no report")
    return 0


def name(draw: random.Random) -> str:
    """Return a name of few letters, or a very long one, or nothing."""
    words = [word(draw) for _ in range(draw.choice((0, 1, 2, 3, 4, 30)))]
    return draw.choice(("", "", "~")) + " ".join(words) + draw.choice(("", "/" + word(draw)))


def word(draw: random.Random) -> str:
    """Return a word."""
    if draw.random() < 0.3:
        return draw.choice(("=llc", "=jsc", "al", "bin", "7", "12", "k", "kab", "akka", "b2b"))
    letters = draw.choice(("abk", "abcdefghijklmnopqrstuvwxyz0123456789"))
    return "".join(draw.choices(letters, k=draw.choice((1, 2, 3, 5, 6, 9, 12, 31, 32, 33, 80))))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        sys.exit(child(Path(sys.argv[2]), float(sys.argv[3])))
    sys.exit(main())
