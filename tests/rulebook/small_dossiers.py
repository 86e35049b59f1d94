"""The files of a few invented agencies and incidents, written below a folder, for tests."""

from __future__ import annotations

from pathlib import Path

POLICE = "end_users/NO/example_police.yaml"
UNIT = "end_users/NO/example_unit.yaml"
ABUSE = "incidents/no_example_2021.yaml"

SEARCHED = "searched: [{where: an invented shelf, on: 2026-11-20, found: what stands below}]\n"
SOURCES = """\
sources:
  - {publisher: A paper, title: An article, published: "2021-07", basis: recalled}
"""

FILES = {
    POLICE: f"""\
id: NO.example_police
name: Example Police (invented)
names: [EXP]
functions: [police]
level: national
listings:
  - authority: An authority
    list: A list
    listed: "2021-12-10"
    removed: "2023"
    for_abuse: true
    reason: torture
    citation: an order
    basis: recalled
{SEARCHED}{SOURCES}written_on: 2026-11-20
""",
    UNIT: f"""\
id: NO.example_unit
name: Example Unit (invented)
parent: Example Police (invented)
parent_file: NO.example_police
functions: [police, intelligence]
level: local
{SEARCHED}{SOURCES}written_on: 2026-11-20
""",
    ABUSE: f"""\
id: no_example_2021
title: A unit read the telephone of a journalist
country: "NO"
end_users: [NO.example_unit]
named: A paper named the unit.
technology: [internet_surveillance.intrusion_tools]
rights: [privacy]
against: [journalists]
from_year: 2020
what: A paper reported it.
weight: reported
{SOURCES}""",
}


def write_dossiers(data: Path) -> Path:
    """Write the files below a folder, and return the folder."""
    for name, text in FILES.items():
        write(data / name, text)
    return data


def write(file: Path, text: str) -> None:
    """Write a file, and its folder where that is missing."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")
