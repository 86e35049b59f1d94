"""The files of two small lists and a listing below a folder, for tests that change them."""

from __future__ import annotations

from pathlib import Path

FILES = {
    "countries/NO.yaml": 'id: "NO"\nname: Norway\niso3: "NOR"\n',
    "sources/shelf.yaml": """\
id: shelf
title: A shelf
publisher: nobody
official: false
read: all of it
read_on: 2026-11-24
""",
    "watchlists/tide.yaml": """\
id: tide
title: The Tide List
short: the tides
authority: the Sea Council
effects:
  - basis: secondary_source
    source: shelf
    read_on: 2026-11-24
    law: the Tide Act
    whom: whoever sails
    effect: No trade.
licence: CC0
licence_note: Stated by nobody.
contained_in:
  - all
refresh: Daily.
stale_after_days: 7
least_records: 10
""",
    "watchlists/all.yaml": """\
id: all
title: All lists
short: all
authority: the Sea Council
effects: []
licence: CC0
licence_note: Stated by nobody.
ways:
  - format: csl_csv
    files: {main: "https://example.org/all.csv"}
    seen: false
parts:
  Tide List (TL): tide
refresh: Daily.
stale_after_days: 7
least_records: 10
""",
    "listings/first.yaml": """\
id: first
title: Two listings
watchlist: tide
authority: the Sea Council
listed_on: 2020-02-03
listed_note: The day of the act.
citation: 1 Gazette 2
basis: secondary_source
source: shelf
read_on: 2026-11-24
grounds:
  - surveillance
reason:
  text: It watches the sea.
  basis: recalled
parties:
  - id: gull
    kind: organisation
    names:
      - {text: Gull Ltd., kind: primary}
      - {text: Чайка, kind: original_script, script: Cyrl, language: ru, recalled: true}
    countries: ["NO"]
    remark: On the pier.
  - id: ada
    kind: person
    names:
      - {text: Ada Ergo, kind: primary}
      - {text: Ida}
removals:
  - parties:
      - ada
    on: 2021-02-03
    citation: 2 Gazette 3
    basis: recalled
""",
}


def write_lists(data: Path) -> Path:
    """Write the files below a folder and return it."""
    for name, text in FILES.items():
        file = data / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return data


def change(data: Path, name: str, old: str, new: str) -> None:
    """Replace a text that a file has."""
    file = data / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
