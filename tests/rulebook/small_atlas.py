"""The files of a small atlas, written below a folder, for tests that change them."""

from __future__ import annotations

from pathlib import Path

HEAD = "country,data_year,value,margin,edition\n"
ROWS = (
    "NO,2023,0.9,0.05,first-2\nNO,2022,0.8,,first-1\nNO,2022,0.7,,first-2\nKP,2023,0.1,,first-2\n"
)

FILES = {
    "countries/NO.yaml": """\
id: "NO"
name: Norway
iso3: "NOR"
names: {de: Norwegen}
treaties:
  pact: {status: party, since: 1972, as_of: 2022-08-25, source: shelf}
memberships:
  club: {as_of: 2026-11-23, source: shelf}
flags:
  ban: {as_of: 2026-11-23, source: shelf, verify: true, remark: in part}
""",
    "countries/KP.yaml": 'id: "KP"\nname: North Korea\niso3: "PRK"\n',
    "countries/KP-NORTH.yaml": 'id: "KP-NORTH"\nname: North\npart_of: ["KP"]\nnote: Apart.\n',
    "regimes/pact.yaml": "id: pact\ntitle: A pact\nheading: treaty\n",
    "regimes/club.yaml": "id: club\ntitle: A club\nheading: membership\n",
    "regimes/ban.yaml": "id: ban\ntitle: A ban\nheading: flag\n",
    "sources/shelf.yaml": """\
id: shelf
title: A shelf
publisher: nobody
official: false
read: all of it
read_on: 2026-11-24
""",
    "indicators/courts.yaml": """\
id: courts
title: Courts
domain: rule_of_law
producer: First Institute
publisher: first
licence: CC0
measures: How free courts are.
basis: recalled
higher_is: better
best: 1
worst: 0
lowest: 0
highest: 1
how_to_read: Higher is better.
ageing: Slowly.
""",
    "observations/first/publisher.yaml": """\
id: first
title: First Institute
licence: CC0
licence_note: Stated by nobody.
attribution: First Institute
editions:
  first-1: {title: One, published_on: 2023-03-01, published_note: Known., source: shelf}
  first-2: {title: Two, published_on: 2024-03-01, published_note: Known., source: shelf}
""",
    "observations/first/LICENCE.md": "# Licence\n",
    "observations/first/courts.csv": HEAD + ROWS,
}


def write_atlas(data: Path) -> Path:
    """Write the small atlas below a folder, and return the folder."""
    for name, text in FILES.items():
        file = data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return data


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
