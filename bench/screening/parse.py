"""Measures the parsers of lists: python bench/screening/parse.py

Prints a table: records a second and peak memory a format, on the real lists in the folder
CAVEAT_SHARED. Without that folder there is nothing to measure, and it says so. Each format runs
in a process of its own, so that its peak is its own; time is that of the processor.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import time
from pathlib import Path

from caveat.screening.lists.files import MAIN, ListFile
from caveat.screening.lists.formats import read_list

LISTS = Path(os.environ.get("CAVEAT_SHARED", "/nowhere")) / "data" / "lists"
SAMPLES: dict[str, tuple[str, dict[str, str]]] = {
    "OFAC plain XML, non-SDN": ("ofac_xml", {MAIN: "us_ofac/consolidated_nonsdn_2025-03-28.xml"}),
    "OFAC CSV, SDN 2022": (
        "ofac_csv",
        {
            "prim": "us_ofac/SDN_2022-01.CSV",
            "alt": "us_ofac/ALT_2022-01.CSV",
            "add": "",
        },
    ),
    "OFAC CSV, non-SDN": (
        "ofac_csv",
        {
            "prim": "us_ofac/CONS_PRIM_2025-12.CSV",
            "alt": "us_ofac/CONS_ALT_2025-12.CSV",
            "add": "us_ofac/CONS_ADD_2025-12.CSV",
        },
    ),
    "UN XML": ("un_xml", {MAIN: "un/un_consolidated_2026-08-01.xml"}),
    "Australia workbook": ("dfat_xlsx", {MAIN: "au/dfat_2026-08.xlsx"}),
    "Canada XML": ("canada_xml", {MAIN: "ca/ca_sema_2025-05.xml"}),
    "U.S. screening list CSV": (
        "csl_csv",
        {MAIN: "us_csl/consolidated_screening_list_2023-11_partial.csv"},
    ),
}
"""The addresses of the SDN List of 2022 are of another day and are left out, as is the last row
of the screening list, in which the sample is cut off."""


def main() -> None:
    """Run every measurement and print the table."""
    if not LISTS.is_dir():
        print("nothing to measure: CAVEAT_SHARED names no folder with data/lists")
        return
    width = max(map(len, SAMPLES))
    head = f"{'parties':>8}  {'names':>8}  {'parties/s':>10}  {'names/s':>9}  {'peak MB':>8}"
    print(f"{'what'.ljust(width)}  {head}")
    for name in SAMPLES:
        command = [sys.executable, __file__, name]
        print(subprocess.run(command, check=True, capture_output=True, text=True).stdout, end="")
    print("peak MB is of the whole process, the bytes of the file among it")


def measure(name: str) -> None:
    """Read one sample and print its row."""
    form, parts = SAMPLES[name]
    files = {part: ListFile(LISTS / path, _content(LISTS / path)) for part, path in parts.items()}
    started = time.process_time()
    parties = names = 0
    for party in read_list(form, files, list_id="bench").parties:
        parties += 1
        names += len(party.names)
    taken = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    row = f"{parties:>8}  {names:>8}  {parties / taken:>10,.0f}  {names / taken:>9,.0f}"
    print(f"{name.ljust(max(map(len, SAMPLES)))}  {row}  {peak:>8.0f}")


def _content(file: Path) -> bytes:
    data = b"" if file == LISTS else file.read_bytes()
    return data if "partial" not in file.name else data[: data.rindex(b"\n") + 1]


if __name__ == "__main__":
    measure(sys.argv[1]) if len(sys.argv) > 1 else main()
