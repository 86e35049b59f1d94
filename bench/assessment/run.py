"""Measures the assessment: python bench/assessment/run.py [--quick]

Prints a table with a baseline beside each figure. Machines are noisy: read ratios and
medians. The engine is timed by the processor time of this process, commands by the clock.
The baseline evaluates every condition anew, as an engine without tables would.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from statistics import median

import questions
from cases import AS_OF, ROOT, askable, examples, random_transactions

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Core, Prepared
from caveat.assessment.facts import fact_states
from caveat.assessment.program import Program
from caveat.assessment.record import Recorder, digest_of
from caveat.assessment.tree import evaluate
from caveat.model.transaction import Transaction
from caveat.rulebook.loader import load

VERSIONS = {"caveat": "bench"}


def main(arguments: Sequence[str]) -> None:
    """Run every measurement and print the tables."""
    quick = "--quick" in arguments
    rulebook = load().rulebook
    program = Program(rulebook)
    prepared = Prepared(program, AS_OF, ())
    facts = list(askable(rulebook, sorted(program.atoms_of_fact)))
    drawn = random_transactions(rulebook, facts, 500 if quick else 3000)
    real = examples(rulebook)
    print(
        f"Rulebook: {len(prepared.red_flags)} red flags in effect, {len(program.atoms)} atoms, "
        f"{len(prepared.table.rows)} rows of the table. Python {sys.version.split()[0]}, "
        f"{os.cpu_count()} processors, one used.\n"
    )
    _print(
        ("what", "cases", "best per second", "median per second", "median against baseline"),
        _throughput(prepared, drawn, real),
    )
    _print(
        ("outlook: changes up to 3 and next questions", "cases", "median ms", "95th percentile ms"),
        _outlook(prepared, drawn[: 100 if quick else 400], real),
    )
    _print(
        ("questions until settled", "mean", "median", "90th percentile", "most"),
        questions.table(questions.counts(rulebook, prepared, real[:4] if quick else real)),
    )
    _print(
        ("command, start to finished text", "runs", "median s", "against bare Python"),
        _commands(3 if quick else 9),
    )


def _throughput(
    prepared: Prepared, drawn: list[Transaction], real: list[Transaction]
) -> list[tuple[str, ...]]:
    recorder = Recorder(prepared, VERSIONS)

    def whole(transaction: Transaction) -> str:
        core = prepared.core(transaction)
        return digest_of(recorder.record(core, transaction))

    def plain(transaction: Transaction) -> int:
        return _plain(prepared, transaction)

    rows: list[tuple[str, ...]] = []
    for name, transactions in (("examples", real * 20), ("random", drawn)):
        base = _rates(plain, transactions)
        for what, work in (
            ("findings, determination, traces", prepared.core),
            ("the same with record and digest", whole),
            ("baseline: findings alone, no tables", plain),
        ):
            best, middle = base if work is plain else _rates(work, transactions)
            count = str(len(transactions))
            ratio = f"{middle / base[1]:.1f} times"
            rows.append((f"{what} ({name})", count, f"{best:,.0f}", f"{middle:,.0f}", ratio))
    return rows


def _plain(prepared: Prepared, transaction: Transaction) -> int:
    facts = fact_states(transaction, prepared.rulebook.facts, prepared.as_of)
    values = prepared.program.values(facts)
    return sum(len(evaluate(test.whole, values).support) for _, test in prepared.flag_tests)


def _rates(
    work: Callable[[Transaction], object], transactions: list[Transaction]
) -> tuple[float, float]:
    """Return cases per second in the best and the median of nine passes over all transactions."""
    seconds = []
    for _ in range(9):
        started = time.process_time()
        for transaction in transactions:
            work(transaction)
        seconds.append(time.process_time() - started)
    return len(transactions) / min(seconds), len(transactions) / median(seconds)


def _outlook(
    prepared: Prepared, drawn: list[Transaction], real: list[Transaction]
) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for name, transactions in (("examples", real * 5), ("random", drawn)):
        taken = []
        for transaction in transactions:
            core: Core = prepared.core(transaction)
            started = time.process_time()
            prepared.outlook(core, Mode.QUICK)
            taken.append((time.process_time() - started) * 1000)
        taken.sort()
        rows.append(
            (name, str(len(taken)), f"{median(taken):.1f}", f"{taken[int(len(taken) * 0.95)]:.1f}")
        )
    return rows


def _commands(runs: int) -> list[tuple[str, ...]]:
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "CAVEAT_CACHE": cache}
        # As ./up leaves it: without it, files changed since would be compiled in every run.
        compileall.compile_dir(str(ROOT / "src"), quiet=1)
        call = "from caveat.cli.app import main; main()"
        example = str(ROOT / "examples" / "2012-ethiopia-spyware.yaml")

        def run(*arguments: str) -> float:
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-c", *arguments],
                check=True,
                env=environment,
                stdout=subprocess.DEVNULL,
            )
            return time.perf_counter() - started

        cold = run(call, "rulebook", "check", "--again")
        bare = median(run("pass") for _ in range(runs))
        rows: list[tuple[str, ...]] = [("python -c pass", str(runs), f"{bare:.3f}", "1.0 times")]
        for name, arguments in (
            ("caveat --help", ("--help",)),
            ("caveat assess (text)", ("assess", example)),
            ("caveat assess (json)", ("assess", example, "--format", "json")),
            ("caveat rulebook check, nothing changed", ("rulebook", "check")),
        ):
            taken = median(run(call, *arguments) for _ in range(runs))
            rows.append((name, str(runs), f"{taken:.3f}", f"{taken / bare:.1f} times"))
        rows.append(
            ("caveat rulebook check --again, cold", "1", f"{cold:.3f}", f"{cold / bare:.1f} times")
        )
    return rows


def _print(header: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    widths = [max(len(row[n]) for row in [header, *rows]) for n in range(len(header))]
    for row in (header, tuple("-" * width for width in widths), *rows):
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        print("  ".join(cells))
    print()


if __name__ == "__main__":
    main(sys.argv[1:])
