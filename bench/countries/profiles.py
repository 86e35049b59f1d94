"""Measures country profiles: python bench/countries/profiles.py

Prints a table. Profiles are timed by the processor time of this process, the command by the
clock. The baseline reads the figures from their files each time, as a script over CSV would.
"""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median

from caveat.model.country import Domain
from caveat.reports.country_map import country_map
from caveat.rulebook.atlas import load_atlas, open_atlas
from caveat.rulebook.bundle import open_rulebook
from caveat.rulebook.dossiers import open_dossiers
from caveat.rulebook.transaction_file import read_transaction
from caveat.rulebook.world import read_world
from caveat.services.gather_facts import Held, gather_facts
from caveat.services.map_countries import map_countries
from caveat.services.profile_country import profile_country

ROOT = Path(__file__).resolve().parent.parent.parent
EXAMPLE = ROOT / "examples" / "camera_maker.yaml"
DAY = date(2026, 11, 20)


def main() -> None:
    """Run every measurement and print the table."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["CAVEAT_CACHE"] = f"{scratch}/cache"
        os.environ["XDG_DATA_HOME"] = f"{scratch}/data"
        os.environ.pop("CAVEAT_HOME", None)
        rulebook = open_rulebook()
        open_dossiers(rulebook)
        open_atlas()
        atlas = open_atlas()
        held = Held(atlas, open_dossiers(rulebook))
        read = read_transaction(EXAMPLE, rulebook, today=DAY)

        def one() -> None:
            profile_country("ET", atlas, DAY, today=DAY)

        def every() -> None:
            for code in atlas.countries:
                profile_country(code, atlas, DAY, today=DAY)

        def drawn() -> None:
            shown = map_countries(Domain.RULE_OF_LAW, atlas, DAY, today=DAY)
            country_map(shown, read_world(atlas.countries), atlas)

        def gathered() -> None:
            gather_facts(read, rulebook, held)

        every()
        rows = [
            ("one profile, warm", _processor(one, 200)),
            (f"all {len(atlas.countries)} profiles, warm", _processor(every, 5)),
            (f"a map of all {len(atlas.countries)} countries, warm", _processor(drawn, 5)),
            ("what is held about one transaction, warm", _processor(gathered, 50)),
            ("opening the bundle", _processor(open_atlas, 9)),
            ("baseline: reading the files instead", _processor(load_atlas, 1)),
            ("caveat country ET, the whole command", _command("country", "ET")),
            ("caveat assess, the whole command", _command("assess", str(EXAMPLE))),
        ]
    width = max(len(name) for name, _ in rows)
    print(f"{'what'.ljust(width)}  {'median ms':>10}")
    for name, seconds in rows:
        print(f"{name.ljust(width)}  {seconds * 1000:>10.2f}")


def _processor(work: Callable[[], object], runs: int) -> float:
    taken = []
    for _ in range(runs):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)


def _command(*arguments: str) -> float:
    compileall.compile_dir(str(ROOT / "src"), quiet=1)
    call = "from caveat.cli.app import main; main()"
    taken = []
    for _ in range(7):
        started = time.perf_counter()
        subprocess.run(
            [sys.executable, "-c", call, *arguments], check=True, stdout=subprocess.DEVNULL
        )
        taken.append(time.perf_counter() - started)
    return median(taken)


if __name__ == "__main__":
    main()
