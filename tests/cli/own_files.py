"""A user's own files on the end user of the camera maker's offer; all of it is invented."""

from __future__ import annotations

from pathlib import Path

NAME = "Kestrel Bay Metropolitan Police"
ID = "ZA.kestrel_bay_police"
AGENCY = f"end_users/ZA/{ID[3:]}.yaml"
INCIDENT = "incidents/za_kestrel_bay_2025.yaml"

SOURCES = """\
sources:
  - publisher: Example Paper
    title: report on the watch
    published: "2025-03"
    basis: secondary_source
    read_on: 2026-11-20
"""
FILES = {
    AGENCY: f"""\
id: {ID}
name: {NAME}
functions: [police]
level: local
listings:
  - authority: Example Treasury
    list: Example list
    listed: "2026-01-15"
    for_abuse: true
    reason: torture
    citation: Order 1
    basis: recalled
searched:
  - {{where: our own support cases, on: 2026-11-20, found: two requests}}
{SOURCES}written_on: 2026-11-20
""",
    INCIDENT: f"""\
id: za_kestrel_bay_2025
title: A reporter was followed with cameras
country: "ZA"
end_users: [{ID}]
named: the police of Kestrel Bay
vendors: [Example Lens]
technology: [recording_devices.networked_cctv]
rights: [privacy]
against: [journalists]
from_year: 2024
what: Example Paper reported that a reporter was followed.
weight: reported
answer: The police denied it.
{SOURCES}""",
}


def write_own(folder: Path) -> Path:
    """Write the files below a folder, and return the folder."""
    for name, text in FILES.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    return folder
