"""Measures how names are read: python bench/screening/text.py

Prints how long a name takes by script, and, where CAVEAT_SHARED names the folder that holds
`bench/names`, which share of real names in other spellings and scripts is found by a plain matcher
over these readings. Without it the names of countries in many languages are read, for speed alone.
Readings are timed by the processor time of this process; other work on the machine still tells.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from reference import Listed, Matcher

from caveat.model.name import NameTables
from caveat.rulebook.atlas import open_atlas
from caveat.rulebook.names import open_names
from caveat.screening.read import NameReader

CLASSES = ("alias", "x_cyrl", "x_arab", "x_cjk", "x_other")
LONG = 10_000


def main() -> None:
    """Run every measurement and print the tables."""
    names = open_names()
    shared = os.environ.get("CAVEAT_SHARED")
    folder = Path(shared) / "bench" / "names" if shared else None
    if folder is None or not (folder / "index.jsonl").is_file():
        print("CAVEAT_SHARED names no folder with bench/names; recall is not measured.")
        every = [
            name for country in open_atlas().countries.values() for name in country.names.values()
        ]
        _print_speed(names, every)
        return
    listed = list(_listed(folder / "index.jsonl"))
    queries = list(_json_lines(folder / "queries.jsonl"))
    foreign = [query["q"] for query in queries if query["cls"] in CLASSES[1:]]
    _print_speed(names, [*(name for one in listed for name in one.names), *foreign])
    _print_recall(names, listed, queries)


def _print_speed(names: NameTables, every: Sequence[str]) -> None:
    reader = NameReader(names)
    by_script: dict[str, list[str]] = {}
    for name in every:
        for reading in reader.read(name)[:1]:
            by_script.setdefault(reading.script.value, []).append(name)
    print(f"making a reader: {_milliseconds(lambda: NameReader(names)):.1f} ms")
    print(f"reading the generated tables: {_milliseconds(open_names):.1f} ms")
    print(f"{'script':<10}{'names':>8}{'readings':>10}{'first us':>10}{'again us':>10}")
    for script, found in by_script.items():
        fresh = NameReader(names)
        first = median(_microseconds(fresh, name) for name in found)
        again = median(_microseconds(fresh, name) for name in found)
        readings = sum(len(fresh.read(name)) for name in found) / len(found)
        print(f"{script:<10}{len(found):>8}{readings:>10.2f}{first:>10.1f}{again:>10.1f}")
    longest = max(
        _milliseconds(lambda letter=letter: reader.read(letter * LONG))  # type: ignore[misc]
        for letter in ("a", "a ", "щ ", "ش ", "한", "漢 ", "ก", "\u0301")
    )
    print(f"slowest name of {LONG:,} times a letter: {longest:.1f} ms")


def _print_recall(
    names: NameTables, listed: Sequence[Listed], queries: Iterable[dict[str, Any]]
) -> None:
    print("recall of the reference matcher: is a right party among the first 1, 5, 10?")
    print(f"{'class':<10}{'names':>8}{'first':>8}{'5':>8}{'10':>8}")
    matcher = Matcher(names, listed)
    ranks: dict[str, list[int | None]] = {one: [] for one in CLASSES}
    for query in queries:
        if query["cls"] in ranks:
            right = {query["cluster"]} | matcher.same(query["q"])
            found = matcher.find(query["q"], most=10)
            rank = next((at for at, one in enumerate(found) if one in right), None)
            ranks[query["cls"]].append(rank)
    means: list[float] = []
    for name, of_class in ranks.items():
        shares = [
            sum(rank is not None and rank < most for rank in of_class) / len(of_class)
            for most in (1, 5, 10)
        ]
        means.append(shares[-1])
        print(f"{name:<10}{len(of_class):>8}" + "".join(f"{share:>8.3f}" for share in shares))
    print(f"mean of {', '.join(CLASSES[:4])} at 10: {sum(means[:4]) / 4:.3f}")


def _listed(file: Path) -> Iterable[Listed]:
    for line in _json_lines(file):
        yield Listed(line["cluster"], tuple(name for name, _ in line["names"]))


def _json_lines(file: Path) -> Iterable[dict[str, Any]]:
    with file.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _microseconds(reader: NameReader, name: str) -> float:
    started = time.perf_counter()
    reader.read(name)
    return (time.perf_counter() - started) * 1e6


def _milliseconds(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(5):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken) * 1e3


if __name__ == "__main__":
    main()
