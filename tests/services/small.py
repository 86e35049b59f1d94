"""A rulebook of a few files, with a transaction that fits it, for tests that change files."""

from __future__ import annotations

from pathlib import Path

FLAG = """\
id: record.{name}
title: The flag on {name}
condition: {condition}
severity: {{scale: grave, scope: group, remediability: hard}}
guidance: Ask again. Then decide.
citations:
  - row: RF-{row}
    instruments: [ours]
    provision: none
    supports: condition
    standing: workbench_check
    basis: ours
scenarios:
  - name: {name} is raised
    as_of: 2021-06-01
    facts: {{{fact}: {yes}}}
    expect: {{finding: yes, rows: [RF-{row}]}}
  - name: {name} is not raised
    as_of: 2021-06-01
    facts: {{{fact}: {no}}}
    expect: {{finding: no}}
  - name: {name} is open
    as_of: 2021-06-01
    expect: {{finding: unknown, missing: [{fact}]}}
"""

FACT = """\
id: {name}
title: The {name}
type: {kind}
question: What is {name}?
help: Help on {name}.
who: [sales]
evidence: A letter on {name}.
cost: minutes
{rest}
"""

REGIONS = "values: {" + ", ".join(f"r{n}: Region {n}" for n in range(41)) + "}"

FACTS = {
    "end_user.misuse": ("truth", ""),
    "end_user.kind": ("choice", "values: {police: Police, water: Water works}"),
    "end_user.tasks": ("set", "values: {spying: Spying, farming: Farming}"),
    "end_user.share": ("number", "minimum: 0\nmaximum: 100\nunit: percent"),
    "end_user.founded": ("date", ""),
    "end_user.names": ("set", "open_vocabulary: true"),
    "end_user.region": ("choice", REGIONS),
    "end_user.motto": ("text", "dictionary: [motto]"),
    "product.covert": ("truth", ""),
}

FLAGS = {
    "misuse": ("end_user.misuse", "{fact: end_user.misuse}", "yes", "no"),
    "kind": ("end_user.kind", "{fact: end_user.kind, is: police}", "police", "water"),
    "tasks": (
        "end_user.tasks",
        "{fact: end_user.tasks, is: spying}",
        "[spying]",
        "{absent: [spying]}",
    ),
    "share": ("end_user.share", "{fact: end_user.share, gte: 25}", "30", "10"),
    "founded": (
        "end_user.founded",
        "{fact: end_user.founded, gte: 2020-01-01}",
        "2021-01-01",
        "1990-01-01",
    ),
    "names": ("end_user.names", "{fact: end_user.names, is: acme}", "[acme]", "{absent: [acme]}"),
    "region": ("end_user.region", "{fact: end_user.region, is: r7}", "r7", "r1"),
    "covert": ("product.covert", "{fact: product.covert}", "yes", "no"),
}

DERIVED = {
    "country.code": "choice",
    "end_user.country": "choice",
    "company.country": "choice",
    "end_user.name": "text",
    "transaction.stated_end_use": "text",
    "transaction.parties": "text",
    "transaction.has_intermediary": "truth",
}

INSTRUMENT = """\
id: ours
title: Our checks
short: a check of ours
publisher: Us
standing: workbench_check
effective: {}
effective_note: Always.
base: true
"""

GATHERING = """\
id: gathering
title: Nothing is gathered
states: []
proposes: []
"""
POLICY = """\
id: determination
title: A policy of one row
recommendations:
  low: proceed
  medium: proceed_with_safeguards
  high: escalate
  critical: decline
effort: {data: 1.0, minutes: 2.0, days: 10.0, counsel: 20.0}
table:
  - id: misuse
    title: Misuse
    tier: high
    when: {test: record.misuse}
    why: It happened.
not_checked:
  - id: lists
    title: lists
    until: later
    do_instead: Look yourself.
"""

TRANSACTION = """\
transaction: small
title: A small sale
as_of: 2021-06-01
destination: "ZZ"
stated_end_use: Watching
provenance: {source: an offer, observed_on: 2021-05-01, entered_by: A. Example}
parties:
  - {role: exporter, name: Example Ltd, country: "ZZ"}
  - {role: end_user, name: Example Police, country: "ZZ"}
items:
  - product: product.yaml
# A comment that must stay.
facts: {}
"""

PRODUCT = """\
product: camera
title: Camera
maker: Example Ltd
provenance: {source: a datasheet, observed_on: 2021-05-01, entered_by: A. Example}
facts: {}
"""


def write_rulebook(data: Path) -> Path:
    """Write the small rulebook below a folder, and return the folder."""
    write(data / "VERSION", "1\n")
    write(data / "countries" / "ZZ.yaml", 'id: "ZZ"\nname: Zedland\n')
    write(data / "instruments" / "ours.yaml", INSTRUMENT)
    write(data / "policy" / "determination.yaml", POLICY)
    write(data / "policy" / "gathering.yaml", GATHERING)
    for name, (kind, rest) in FACTS.items():
        write(fact_file(data, name), FACT.format(name=name, kind=kind, rest=rest))
    for name, kind in DERIVED.items():
        rest = "values_from: countries\n" if kind == "choice" else ""
        text = FACT.format(name=name, kind=kind, rest=f"{rest}derived_from: file")
        write(fact_file(data, name), text)
    for name, (fact, condition, yes, no) in FLAGS.items():
        text = FLAG.format(
            name=name, row=name.upper(), fact=fact, condition=condition, yes=yes, no=no
        )
        write(flag_file(data, name), text)
    write(data / "coverage.yaml", coverage())
    return data


def coverage() -> str:
    """Return the register of the small rulebook, as it stands when nothing is to be done."""
    rows = "".join(
        f"  RF-{name.upper()}:\n    state: done\n    file: red_flags/record/{name}.yaml\n"
        f'    scenario: "{name} is raised"\n'
        for name in FLAGS
    )
    head = (
        "# What became of every row of the catalogue of guidance. 'done' lines are written by\n"
        "# 'caveat rulebook coverage --write'; the rest by hand.\n"
    )
    return f"{head}rows:\n{rows}"


def write_transaction(folder: Path) -> Path:
    """Write the transaction and its product into a folder, and return the transaction file."""
    write(folder / "product.yaml", PRODUCT)
    return write(folder / "small.yaml", TRANSACTION)


def fact_file(data: Path, name: str) -> Path:
    """Return the file of a fact."""
    return data / "facts" / f"{name.replace('.', '/')}.yaml"


def flag_file(data: Path, name: str) -> Path:
    """Return the file of a red flag."""
    return data / "red_flags" / "record" / f"{name}.yaml"


def write(file: Path, text: str) -> Path:
    """Write a file and the folders it lies in."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def change(file: Path, old: str, new: str) -> None:
    """Replace a text that stands in a file once."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    """Return the number of the first line of a file that has a text in it, from 1."""
    lines = file.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)
