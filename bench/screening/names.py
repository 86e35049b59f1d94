"""Measures the matching of names beside other programs: python bench/screening/names.py [PEER ...]

Needs $CAVEAT_SHARED with bench/names (the harness: list, queries, other programs) and data/names
(labelled pairs, cases from issues); without them it says so and measures nothing. PEERs are those
of the harness (rf_tsort, cdist_tsort, fast3, fast3_batch ...), which need their own packages:
give a Python that has them in $PEERS_PYTHON. Speed counts only while the other cores are idle.

Half of the queries are kept elsewhere. Tune on classes, never on single lines.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from types import ModuleType
from typing import Any

import numpy as np

from caveat.rulebook.names import open_names
from caveat.rulebook.word_counts import read_word_counts
from caveat.screening.engine import fallback, kernel
from caveat.screening.engine.encode import Encoder, encoder_of
from caveat.screening.engine.explain import score
from caveat.screening.engine.index import Index, build
from caveat.screening.engine.matcher import Matcher, Matches, engine
from caveat.screening.engine.stored import open_index, save

REAL = ("alias", "x_cyrl", "x_arab", "x_cjk")
NEGATIVE = ("neg_easy", "neg_hard")
LEAST = 150_000
"""From this score on the first ten are looked for."""
THRESHOLD = 700_000
"""At this score a portfolio is screened."""
ORACLE = 40
"""Queries for which every name of the list is looked at."""


def main(arguments: Sequence[str]) -> int:
    """Run every measurement and print the tables."""
    shared = Path(os.environ.get("CAVEAT_SHARED", ""))
    if not (shared / "bench" / "names" / "common.py").is_file():
        print("Not measured: CAVEAT_SHARED does not lead to bench/names/common.py.")
        return 0
    harness = harness_of(shared)
    encoder = encoder_of(open_names(), read_word_counts())
    parties, names = harness.load_index()
    listed = [(name, number) for name, number, _ in names]
    start = time.process_time()
    index = build(listed, encoder, engine().Tables())
    built = time.process_time() - start
    print(f"engine: {'kernel' if kernel.available() else 'fallback'}, version {encoder.version}")
    print(f"list: {len(parties):,} parties, {index.names:,} names, {index.rows:,} readings")
    build_table(index, encoder, built, [name for name, _ in listed])
    peer_table(harness, parties, index, encoder)
    for peer in arguments:
        other(shared, peer)
    speed_table(index, encoder, harness.load_queries("full"))
    pairs_table(shared, encoder)
    oracle(index, encoder, [query["q"] for query in harness.load_queries("lite")], listed)
    return 0


def harness_of(shared: Path) -> ModuleType:
    """Return the harness, told to keep its results in a scratch folder."""
    folder = shared / "bench" / "names"
    text = (folder / "common.py").read_text(encoding="utf-8")
    sys.path.insert(0, str(folder))
    module = ModuleType("harness")
    scratch = tempfile.mkdtemp()
    text = text.replace("{H}/results", scratch)
    module.__dict__["__file__"] = str(folder / "common.py")
    exec(compile(text, "common.py", "exec"), module.__dict__)
    return module


def build_table(index: Index, encoder: Encoder, built: float, names: Sequence[str]) -> None:
    """Print what it takes to build, to keep and to read back an index."""
    start = time.process_time()
    for name in names:
        encoder.read(name)
    read = time.process_time() - start
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.index"
        save(index, path, encoder.version)
        start = time.perf_counter()
        open_index(path, encoder.version)
        opened = time.perf_counter() - start
    print(f"build {built:.2f} s of the processor, {read:.2f} s of them to read the names")
    print(f"index {index.megabytes:.1f} MB, read back and checked in {1e3 * opened:.1f} ms\n")


def by_query(matches: Matches, index: Index, count: int) -> list[list[tuple[int, float]]]:
    """Return for each query parties and scores, best first, as the harness wants them."""
    out: list[list[tuple[int, float]]] = [[] for _ in range(count)]
    parties = index.arrays["name_party"][matches.name].tolist()
    rows = zip(matches.query.tolist(), parties, matches.score.tolist(), strict=True)
    for query, party, found in rows:
        if len(out[query]) < 50:
            out[query].append((party, found / 1e6))
    return out


def peer_table(
    harness: ModuleType, parties: list[dict[str, Any]], index: Index, encoder: Encoder
) -> None:
    """Print recall as the harness counts it, by class."""
    queries = harness.load_queries("lite")
    matcher = Matcher(index, encoder)
    found = by_query(matcher.screen([query["q"] for query in queries], LEAST), index, len(queries))

    class Peer:
        """Stands in the table of the harness."""

        @staticmethod
        def build(*_: object) -> None:
            """Nothing: the index is built."""

        @staticmethod
        def batch(_: object, asked: list[object]) -> list[list[tuple[int, float]]]:
            """What was found."""
            return found[: len(asked)]

    out = harness.run(Peer, "caveat", "lite", True)
    real = mean(out["cls"][name]["r10"] for name in REAL)
    print(
        "recall@1 {r1:.3f}  @10 {r10:.3f}  R@FPR5 easy {e5:.3f}  R@FPR20 hard {h20:.3f}".format(
            **out["macro"]
        ),
        f" @10 of real classes {real:.3f}\n",
    )


def other(shared: Path, peer: str) -> None:
    """Run a program of the harness in a copy of it, on the same day and machine."""
    python = os.environ.get("PEERS_PYTHON", sys.executable)
    with tempfile.TemporaryDirectory() as folder:
        for file in (shared / "bench" / "names").iterdir():
            if file.is_file():
                (Path(folder) / file.name).symlink_to(file)
        common = Path(folder) / "common.py"
        text = common.read_text(encoding="utf-8")
        common.unlink()
        common.write_text(text, encoding="utf-8")
        subprocess.run([python, "run.py", peer, "lite"], cwd=folder, check=False)


def speed_table(index: Index, encoder: Encoder, queries: Sequence[dict[str, str]]) -> None:
    """Print names a second of a batch, what of it is reading, and the time of single names."""
    every = [query["q"] for query in queries]
    clean = [query["q"] for query in queries if query["cls"] in NEGATIVE]
    for label, names in (("all queries", every), ("of them not listed", clean)):
        matcher = Matcher(index, encoder)
        first, matches = timed(matcher, names)
        again, _ = timed(matcher, names)
        start = time.process_time()
        for name in names:
            encoder.read(name)
        reading = time.process_time() - start
        print(
            f"batch of {len(names):,} {label}: {len(names) / first:,.0f} names/s with new words, "
            f"{len(names) / again:,.0f} with known ones, {1e6 * reading / len(names):.1f} us "
            f"a name are reading; {len(matches):,} matches"
        )
    matcher = Matcher(index, encoder)
    taken: list[float] = []
    for name in every[:4000]:
        start = time.perf_counter()
        matcher.screen([name], THRESHOLD)
        taken.append(1e3 * (time.perf_counter() - start))
    p50, p99 = np.percentile(taken, [50, 99])
    print(f"single: p50 {p50:.3f} ms, p99 {p99:.3f} ms\n")


def timed(matcher: Matcher, names: Sequence[str]) -> tuple[float, Matches]:
    """Return the seconds of the processor that a batch takes, and what was found."""
    start = time.process_time()
    matches = matcher.screen(names, THRESHOLD)
    return time.process_time() - start, matches


def pairs_table(shared: Path, encoder: Encoder) -> None:
    """Print how well labelled pairs and the cases from issues are told apart."""
    folder = shared / "data" / "names"
    with (folder / "labelled_pairs.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    truth = np.array([row["is_match"] == "true" for row in rows])
    found = np.array([score(row["name1"], row["name2"], encoder).score for row in rows])
    best, at = max((f1(found >= least, truth), least) for least in np.unique(found))
    print(
        f"labelled pairs {len(rows)}: AUC {auc(found, truth):.3f}, F1 {best:.3f} at {at / 1e6:.3f}"
    )
    with (folder / "issue_cases.csv").open(encoding="utf-8", newline="") as stream:
        cases = list(csv.DictReader(stream))
    scores = [
        (score(case["query"], case["listed_name"], encoder).score, case["should_match"] == "true")
        for case in cases
    ]
    least, wrong = min(
        (sum((found >= t) is not match for found, match in scores), t) for t, _ in scores
    )[::-1]
    print(f"cases from issues: {len(cases) - wrong} of {len(cases)} at {least / 1e6:.3f}\n")


def auc(scores: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> float:
    """Return how often a true pair is above a false one; a tie counts half."""
    true, false = scores[truth][:, None], scores[~truth][None, :]
    return float(((true > false) + 0.5 * (true == false)).mean())


def f1(said: np.ndarray[Any, Any], truth: np.ndarray[Any, Any]) -> float:
    """Return the harmonic mean of precision and recall."""
    return float(2 * (said & truth).sum() / (said.sum() + truth.sum()))


def oracle(
    index: Index, encoder: Encoder, queries: Sequence[str], listed: list[tuple[str, int]]
) -> None:
    """Compare kernel and fallback, and both with a look at every name, on some queries."""
    some = queries[:: max(1, len(queries) // ORACLE)][:ORACLE]
    few = listed[:: max(1, len(listed) // 500)]
    small = build(few, encoder, engine().Tables())
    alone = [
        (number, place, found.score, found.evidence)
        for number, query in enumerate(some)
        for place, (name, _) in enumerate(few)
        if (found := score(query, name, encoder)).score >= THRESHOLD
    ]
    seen = {
        name: [
            rows(Matcher(of, encoder, made_by=made_by).screen(some, THRESHOLD))
            for of in (small, index)
        ]
        for name, made_by in engines().items()
    }
    same = all(found == next(iter(seen.values())) for found in seen.values())
    print(f"{' and '.join(seen)} on {len(some)} queries of the whole list: same {same}")
    exact = all(sorted(found[0]) == sorted(alone) for found in seen.values())
    print(f"with a look at each of {len(few)} names: same {exact}")


def engines() -> dict[str, Any]:
    """Return the engines of this machine by name."""
    return ({"kernel": kernel} if kernel.available() else {}) | {"fallback": fallback}


def rows(matches: Matches) -> list[tuple[int, ...]]:
    """Return matches as rows."""
    columns = (matches.query, matches.name, matches.score, matches.evidence)
    return list(zip(*(column.tolist() for column in columns), strict=True))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
