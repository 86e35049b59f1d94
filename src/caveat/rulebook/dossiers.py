"""Reads agencies and incidents into `Dossiers`: those that ship, and the user's own beside them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from caveat.model.dossier import Agency, Incident
from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.rulebook.bundle import UNREADABLE, cache_folder, json_line, write_generated
from caveat.rulebook.check_leaves import Found
from caveat.rulebook.dossier_shape import AgencyFile, IncidentFile
from caveat.rulebook.loader import DATA, Rulebook, data_digest, load_kind
from caveat.rulebook.yaml_reader import Document

FOLDERS = (AgencyFile.folder, IncidentFile.folder)
FORMAT = 1
TASKS = "end_user.functions"
"""The fact whose words say the tasks of an agency."""

Documents = dict[tuple[str, str], Document]


@dataclass(frozen=True)
class Dossiers:
    """The agencies and incidents held, by id. What is not among them is not known here."""

    agencies: Mapping[str, Agency]
    incidents: Mapping[str, Incident]


@dataclass(frozen=True)
class _Files:
    agencies: Mapping[str, AgencyFile]
    incidents: Mapping[str, IncidentFile]


def open_dossiers(rulebook: Rulebook, data: Path = DATA, own: Path | None = None) -> Dossiers:
    """Return the dossiers that ship, from their bundle where that is current, and the user's own.

    Args:
        rulebook: What the words in the files are checked against.
        data: The folder of the files that ship.
        own: A folder that may have `end_users/` and `incidents/` of the user's own, in the same
            form.

    Raises:
        CaveatError: a file does not load, an own one has the id of one that ships, or the own
            folder is none.
    """
    digest = data_digest(data, FOLDERS)
    name = f"dossiers-{version('caveat')}-{FORMAT}-{rulebook.digest[:16]}-{digest[:32]}.json"
    files = _read(cache_folder() / name)
    if files is None:
        files = _load(rulebook, data, _Files({}, {}))
        write_generated(cache_folder() / name, json_line(_tree(files)))
    mine = _Files({}, {}) if own is None else _load(rulebook, _folder(own), files)
    agencies = {name: one.agency() for name, one in files.agencies.items()}
    incidents = {name: one.incident() for name, one in files.incidents.items()}
    agencies |= {name: one.agency(own=True) for name, one in mine.agencies.items()}
    incidents |= {name: one.incident(own=True) for name, one in mine.incidents.items()}
    return Dossiers(agencies, incidents)


def load_dossiers(rulebook: Rulebook, data: Path = DATA) -> Dossiers:
    """Return the dossiers that ship, from the files themselves.

    Raises:
        CaveatError: with every problem of every file.
    """
    files = _load(rulebook, data, _Files({}, {}))
    return Dossiers(
        {name: one.agency() for name, one in files.agencies.items()},
        {name: one.incident() for name, one in files.incidents.items()},
    )


def _folder(own: Path) -> Path:
    """Refuse an own folder that is none: its files would be missing unnoticed."""
    if own.is_dir():
        return own
    hint = "Make the folder, or name in CAVEAT_HOME the one that has end_users/ and incidents/."
    raise CaveatError(Problem("own.folder", "this is not a folder.", hint, Place(own)))


def _load(rulebook: Rulebook, data: Path, beside: _Files) -> _Files:
    """Read the files of a folder, which may name what stands in the files beside them."""
    problems: list[Problem] = []
    documents: Documents = {}
    found = _Files(
        load_kind(AgencyFile, data, documents, problems),
        load_kind(IncidentFile, data, documents, problems),
    )
    if not problems:
        problems = [
            Problem(code, message, hint, documents[kind, name].place(pointer))
            for kind, name, pointer, code, message, hint in _problems(found, beside, rulebook)
        ]
    problems.extend(_strays(data))
    if problems:
        raise CaveatError(problems)
    return found


def _strays(data: Path) -> Iterator[Problem]:
    """Refuse files that nobody would read, above all those with the other ending of YAML."""
    for folder in FOLDERS:
        for file in sorted((data / folder).rglob("*.*")):
            if file.suffix.lower() in (".yaml", ".yml") and file.suffix != ".yaml":
                hint = f"Rename it to {file.stem}.yaml."
                yield Problem("file.name", "the name does not end in .yaml.", hint, Place(file))


def _problems(files: _Files, beside: _Files, rulebook: Rulebook) -> Iterator[Found]:
    agencies = {**beside.agencies, **files.agencies}
    fact = rulebook.facts.get(TASKS)
    tasks = rulebook.vocabulary(fact) if fact is not None else {}
    for name, agency in files.agencies.items():
        if name in beside.agencies:
            yield "end_user", name, ("id",), "end_user.twice", *_TWICE
        yield from _unknown("end_user", name, "functions", agency.functions, tasks)
        if agency.parent_file is not None and agency.parent_file not in agencies:
            message = f"'{agency.parent_file}' is no file of end_users/."
            hint = nearest(agency.parent_file, agencies)
            yield "end_user", name, ("parent_file",), "end_user.unknown", message, hint
        elif _is_below_itself(agency, agencies):
            message = f"'{name}' belongs to itself."
            hint = "Leave the key out in the file of the highest body."
            yield "end_user", name, ("parent_file",), "end_user.cycle", message, hint
        yield from _country("end_user", name, agency.id.partition(".")[0], "id", rulebook)
    for name, incident in files.incidents.items():
        if name in beside.incidents:
            yield "incident", name, ("id",), "incident.twice", *_TWICE
        yield from _country("incident", name, incident.country, "country", rulebook)
        for key, known in (
            ("technology", rulebook.product_categories),
            ("rights", rulebook.rights),
            ("end_users", agencies),
        ):
            yield from _unknown("incident", name, key, getattr(incident, key), known)


def _is_below_itself(agency: AgencyFile, agencies: Mapping[str, AgencyFile]) -> bool:
    """Return whether the bodies above an agency lead back to it."""
    above, passed = agency.parent_file, set[str]()
    while above is not None and above in agencies and above not in passed:
        passed.add(above)
        above = agencies[above].parent_file
    return agency.id in passed


_TWICE = (
    "a file that ships has this id.",
    "Give it another id; both are found by the names in them, and both are shown.",
)


def _unknown(
    kind: str, name: str, key: str, words: list[str], known: Mapping[str, Any]
) -> Iterator[Found]:
    for n, word in enumerate(words):
        if word not in known:
            message = f"'{word}' is not known under '{key}'."
            yield kind, name, (key, n), f"{kind}.{key}", message, nearest(word, known)


def _country(kind: str, name: str, code: str, key: str, rulebook: Rulebook) -> Iterator[Found]:
    """Refuse a country that is none; of a territory, the state before its dash is looked at."""
    if code.partition("-")[0] not in rulebook.countries:
        message = f"'{code}' is no country."
        yield kind, name, (key,), "country.unknown", message, nearest(code, rulebook.countries)


def _tree(files: _Files) -> dict[str, Any]:
    return {
        "agencies": {name: one.model_dump(mode="json") for name, one in files.agencies.items()},
        "incidents": {name: one.model_dump(mode="json") for name, one in files.incidents.items()},
    }


def _read(file: Path) -> _Files | None:
    try:
        tree = json.loads(file.read_text(encoding="utf-8"))
        return _Files(
            {name: AgencyFile.model_validate(one) for name, one in tree["agencies"].items()},
            {name: IncidentFile.model_validate(one) for name, one in tree["incidents"].items()},
        )
    except UNREADABLE:
        return None
