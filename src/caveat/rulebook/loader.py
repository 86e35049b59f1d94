"""Reads every file of `data/` into one `Rulebook`, or says everything that is wrong with it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from caveat.model.error import CaveatError, Place, Problem, nearest
from caveat.rulebook.country_shape import CountryFile
from caveat.rulebook.coverage import Coverage
from caveat.rulebook.entries import (
    RULES,
    Conditional,
    Entry,
    LawFeature,
    Note,
    ProductCategory,
    RedFlag,
    Safeguard,
    Step,
    Test,
    Tool,
)
from caveat.rulebook.gathering import Gathering
from caveat.rulebook.policy import Policy
from caveat.rulebook.shape import Named
from caveat.rulebook.supports import SUPPORTS, Doubt, Fact, Instrument, ProductClass, Right, Source
from caveat.rulebook.yaml_reader import Document, read_yaml

DATA = Path(__file__).resolve().parent.parent / "data"

HELD = frozenset(
    (
        "datasets",
        "end_users",
        "incidents",
        "indicators",
        "listings",
        "map",
        "names",
        "observations",
        "regimes",
        "watchlists",
        "word_counts",
    )
)
"""The parts of `data/` that no rule is read from."""

READ = frozenset({".yaml", ".csv", ""})
"""How the names of files end that count for the digest."""

Model = TypeVar("Model", bound=BaseModel)
Kind = TypeVar("Kind", bound=Named)


@dataclass(frozen=True)
class Rulebook:
    """All knowledge, by kind and id. `digest` is the SHA-256 of the files it was read from."""

    version: str
    digest: str
    policy: Policy
    gathering: Gathering
    coverage: Coverage
    countries: Mapping[str, str]
    """Names of the countries that a transaction may name, by code; territories apart are none."""
    facts: Mapping[str, Fact] = field(default_factory=dict)
    red_flags: Mapping[str, RedFlag] = field(default_factory=dict)
    tests: Mapping[str, Test] = field(default_factory=dict)
    safeguards: Mapping[str, Safeguard] = field(default_factory=dict)
    law_features: Mapping[str, LawFeature] = field(default_factory=dict)
    product_categories: Mapping[str, ProductCategory] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)
    steps: Mapping[str, Step] = field(default_factory=dict)
    notes: Mapping[str, Note] = field(default_factory=dict)
    product_classes: Mapping[str, ProductClass] = field(default_factory=dict)
    instruments: Mapping[str, Instrument] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    doubts: Mapping[str, Doubt] = field(default_factory=dict)
    rights: Mapping[str, Right] = field(default_factory=dict)

    def entries(self) -> Iterator[Entry]:
        """Yield every rule of every kind, kinds in a fixed order and ids sorted."""
        for kind in RULES:
            table: Mapping[str, Entry] = getattr(self, kind.folder)
            for name in sorted(table):
                yield table[name]

    def conditionals(self) -> Mapping[str, Conditional]:
        """Return red flags and tests by id: what a condition may refer to, beside classes."""
        return {**self.tests, **self.red_flags}

    def vocabulary(self, fact: Fact) -> Mapping[str, str]:
        """Return the words a fact may be answered with, each with its meaning."""
        if fact.values_from is None:
            return fact.values
        if fact.values_from == "countries":
            return self.countries
        return self._titles[fact.values_from]

    @cached_property
    def _titles(self) -> Mapping[str, Mapping[str, str]]:
        tables = ("product_categories", "law_features", "safeguards")
        return {
            table: {name: entry.title for name, entry in getattr(self, table).items()}
            for table in tables
        }


@dataclass(frozen=True)
class Loaded:
    """A rulebook with the documents it was read from, for checks that must name lines."""

    rulebook: Rulebook
    documents: Mapping[tuple[str, str], Document]

    def place(self, kind: str, name: str, pointer: tuple[str | int, ...] = ()) -> Place:
        """Return where an entry, or a part of it, stands."""
        return self.documents[kind, name].place(pointer)


def rulebook_digest(data: Path = DATA) -> str:
    """Return the SHA-256 over all files of `data/` that a rulebook is read from.

    What is held of countries, agencies and incidents is none of them: an assessment takes it
    as input, which stands in its record.
    """
    folders = (one.name for one in data.iterdir() if one.name not in HELD)
    return data_digest(data, folders)


def data_digest(data: Path = DATA, folders: Iterable[str] = (".",)) -> str:
    """Return the SHA-256 over the names and contents of all files of `data/` that are read.

    With folders, only what lies in those counts; a file may stand for a folder.
    """
    total = hashlib.sha256()
    named = [data / folder for folder in folders]
    files = {file for one in named for file in (one.rglob("*") if one.is_dir() else [one])}
    for file in sorted(files):
        if file.is_file() and file.suffix in READ and "__pycache__" not in file.parts:
            total.update(file.relative_to(data).as_posix().encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def load(data: Path = DATA) -> Loaded:
    """Read the whole rulebook.

    Raises:
        CaveatError: with every problem of every file, in the order of their names.
    """
    problems: list[Problem] = []
    documents: dict[tuple[str, str], Document] = {}
    tables: dict[str, dict[str, Any]] = {}
    for kind in (*SUPPORTS, *RULES):
        tables[kind.folder] = load_kind(kind, data, documents, problems)
    countries = load_kind(CountryFile, data, documents, problems)
    policy = load_one(Policy, data / "policy" / "determination.yaml", problems)
    gathering = load_one(Gathering, data / "policy" / "gathering.yaml", problems)
    coverage = load_one(Coverage, data / "coverage.yaml", problems)
    version = data / "VERSION"
    if not (data / CountryFile.folder).is_dir():
        hint = "Write a file for each country into it."
        place = Place(data / CountryFile.folder)
        problems.append(Problem("file.missing", "the folder is missing.", hint, place))
    if not version.is_file():
        hint = "Write the date of the rulebook into it."
        problems.append(Problem("file.missing", "the file is missing.", hint, Place(version)))
    if problems or policy is None or gathering is None or coverage is None:
        raise CaveatError(problems)
    documents["policy", "determination"] = policy[1]
    documents["gathering", "gathering"] = gathering[1]
    documents["coverage", "coverage"] = coverage[1]
    rulebook = Rulebook(
        version.read_text(encoding="utf-8").strip(),
        rulebook_digest(data),
        policy[0],
        gathering[0],
        coverage[0],
        {name: country.name for name, country in countries.items() if "-" not in name},
        **tables,
    )
    return Loaded(rulebook, documents)


def load_kind(
    kind: type[Kind],
    data: Path,
    documents: dict[tuple[str, str], Document],
    problems: list[Problem],
) -> dict[str, Kind]:
    """Return the entries of a kind by id, and note documents and problems."""
    folder = data / kind.folder
    found: dict[str, Kind] = {}
    for file in sorted(folder.rglob("*.yaml")):
        loaded = load_one(kind, file, problems)
        if loaded is None:
            continue
        entry, document = loaded
        expected = ".".join(file.relative_to(folder).with_suffix("").parts)
        if entry.id != expected:
            problems.append(
                Problem(
                    "entry.id",
                    f"the id is '{entry.id}', but the path of the file says '{expected}'.",
                    "Make the two the same; ids are never changed once published.",
                    document.place(("id",)),
                )
            )
        found[expected] = entry
        documents[kind.kind, expected] = document
    return found


def load_one(
    kind: type[Model], file: Path, problems: list[Problem]
) -> tuple[Model, Document] | None:
    """Return a file in the shape of its kind with its document; None where problems were noted."""
    try:
        document = read_yaml(file)
        return validate(kind, document), document
    except CaveatError as error:
        problems.extend(error.problems)
        return None


def validate(kind: type[Model], document: Document) -> Model:
    """Give a document the shape of a kind of file.

    Raises:
        CaveatError: with a problem for each key or value that does not fit, and its line.
    """
    try:
        return kind.model_validate(document.tree)
    except ValidationError as error:
        problems = sorted(_problems(error, kind, document), key=_line)
        raise CaveatError(problems) from error


def _line(problem: Problem) -> int:
    assert problem.where is not None
    return problem.where.line or 0


def _problems(
    error: ValidationError, kind: type[BaseModel], document: Document
) -> Iterable[Problem]:
    for found in error.errors():
        pointer = tuple(step for step in found["loc"])
        place = document.place(pointer)
        name = pointer[-1] if pointer else "file"
        if found["type"] == "extra_forbidden":
            yield Problem(
                "entry.unknown_key",
                f"the key '{name}' is not known here.",
                nearest(str(name), _keys_at(kind, pointer[:-1])),
                place,
            )
        elif found["type"] == "missing":
            yield Problem(
                "entry.missing_key",
                f"the key '{name}' is missing.",
                "Add it; see docs/reference/files.md for what it means.",
                place,
            )
        else:
            said = found["msg"].removeprefix("Value error, ")
            message = _MESSAGES.get(found["type"]) or said.replace("Input should be", "expected", 1)
            subject = f"'{'.'.join(map(str, pointer))}'" if pointer else "the file"
            yield Problem(
                "entry.value",
                f"{subject}: {message}; found {_short(found)}.",
                _nearest_choice(found),
                place,
            )


_MESSAGES = {
    "model_type": "expected a mapping of keys to values",
    "dict_type": "expected a mapping of keys to values",
    "list_type": "expected a list",
    "string_type": "expected text",
    "bool_type": "expected true or false",
}
"""What our readers are told instead of the words of the library, by its type of error."""


def _keys_at(kind: type[BaseModel], pointer: tuple[int | str, ...]) -> set[str]:
    """Return the keys that are known at a place of a kind of file.

    A step that is no key of a shape (a number in a list, a key that is free) stays on the level.
    """
    level = {kind}
    for step in pointer:
        below = {
            inner
            for model in level
            for name, info in model.model_fields.items()
            if step == (info.alias or name)
            for inner in _shapes(info.annotation)
        }
        level = below or level
    return {info.alias or name for model in level for name, info in model.model_fields.items()}


def _shapes(annotation: Any) -> Iterator[type[BaseModel]]:
    """Yield the shapes of mappings that a value so annotated may have, at any depth of lists."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _shapes(inner)


def _nearest_choice(found: Any) -> str:
    """Return a hint that names the choice a word was meant for, or an empty string.

    Choices are few and all shown. The bound is high, so that 'agreed' is not called 'refused'.
    """
    choices = re.findall("'([^']*)'", found.get("ctx", {}).get("expected", ""))
    like = get_close_matches(str(found["input"]), choices, n=1, cutoff=0.75)
    return f"Nearest: '{like[0]}'." if like else ""


def _short(found: Any) -> str:
    """Show what was found; of a whole file only its kind, as it may be any file of the machine."""
    kinds = {str: "text", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    if not found["loc"] and type(found["input"]) in kinds:
        return kinds[type(found["input"])]
    text = repr(found["input"])
    return text if len(text) <= 60 else f"{text[:57]}..."
