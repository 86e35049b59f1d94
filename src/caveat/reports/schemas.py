"""The published JSON Schemas: one a kind of data file, and one for each JSON output."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, TypeAdapter
from typing_extensions import get_original_bases

from caveat.reports import (
    json_country_shape,
    json_end_user_shape,
    json_record_shape,
    json_shape,
)
from caveat.rulebook import (
    citation,
    country_shape,
    coverage,
    dataset_shape,
    dossier_shape,
    entries,
    gathering,
    law_shape,
    mapping_shape,
    name_shape,
    policy,
    scenario,
    severity,
    shape,
    statements,
    supports,
    transaction_shape,
    watchlist_shape,
)
from caveat.rulebook.country_shape import CountryFile, IndicatorFile, PublisherFile, RegimeFile
from caveat.rulebook.coverage import Coverage
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.dossier_shape import AgencyFile, IncidentFile
from caveat.rulebook.entries import RULES
from caveat.rulebook.gathering import Gathering
from caveat.rulebook.mapping_shape import ListMapping
from caveat.rulebook.name_shape import NameTableFile
from caveat.rulebook.policy import Policy
from caveat.rulebook.shape import Named
from caveat.rulebook.supports import SUPPORTS
from caveat.rulebook.transaction_shape import ProductFile, TransactionFile
from caveat.rulebook.watchlist_shape import Listing, Watchlist

COUNTRIES: tuple[type[Named], ...] = (
    CountryFile,
    RegimeFile,
    IndicatorFile,
    AgencyFile,
    IncidentFile,
    DatasetFile,
)
"""Kinds of files on countries that lie in a folder of their own."""

OUTPUTS: Mapping[str, Any] = {
    "assessment": json_shape.AssessmentJson,
    "country_profile": json_country_shape.CountryOutput,
    "end_user_record": json_end_user_shape.EndUserOutput,
}
"""Shapes of the JSON that commands print."""
LISTS: tuple[type[Named], ...] = (Watchlist, Listing)
"""Kinds of files on lists to screen against."""
NAME_TABLES: tuple[type[Named], ...] = (NameTableFile,)
"""Kinds of files that names are read with."""

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_MODULES = (
    citation,
    country_shape,
    coverage,
    dossier_shape,
    dataset_shape,
    entries,
    gathering,
    law_shape,
    mapping_shape,
    name_shape,
    policy,
    scenario,
    severity,
    shape,
    statements,
    supports,
    transaction_shape,
    watchlist_shape,
    json_record_shape,
    json_shape,
    json_country_shape,
    json_end_user_shape,
)


def schemas() -> dict[str, dict[str, Any]]:
    """Return every published schema by name."""
    kinds: dict[str, type[BaseModel]] = {
        kind.kind: kind for kind in (*SUPPORTS, *RULES, *COUNTRIES, *LISTS, *NAME_TABLES)
    }
    kinds |= {
        "policy": Policy,
        "gathering": Gathering,
        "coverage": Coverage,
        "publisher": PublisherFile,
        "list_mapping": ListMapping,
        "product": ProductFile,
        "transaction": TransactionFile,
    }
    found = {name: _described(kind.model_json_schema()) for name, kind in kinds.items()}
    for name, output in OUTPUTS.items():
        found[name] = _closed(_described(TypeAdapter(output).json_schema()))
    return {name: {"$schema": DRAFT, **found[name]} for name in sorted(found)}


def schema_text(schema: dict[str, Any]) -> str:
    """Return a schema as it stands in its file."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _described(schema: dict[str, Any]) -> dict[str, Any]:
    """Add to each property the sentence that stands below its field in the code."""
    for part in _objects(schema):
        sentences = _sentences(part["title"])
        for name, prop in part["properties"].items():
            prop.setdefault("description", sentences[name])
    return schema


def _closed(schema: dict[str, Any]) -> dict[str, Any]:
    """Say of each object with named properties that it has no others."""
    for part in _objects(schema):
        part["additionalProperties"] = False
    return schema


def _objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    parts = (schema, *schema.get("$defs", {}).values())
    return [part for part in parts if "properties" in part]


@lru_cache
def _sentences(name: str) -> dict[str, str]:
    """Return the sentences below the fields of a class and of those it inherits from."""
    kind = next(vars(module)[name] for module in _MODULES if name in vars(module))
    found: dict[str, str] = {}
    for one in _lineage(kind):
        found |= _own_sentences(one)
    return found


def _lineage(kind: type) -> Iterator[type]:
    """Yield our classes that a class inherits from, then itself; a typed dict has no mro."""
    for base in reversed(get_original_bases(kind)):
        if getattr(base, "__module__", "").startswith("caveat."):
            yield from _lineage(base)
    yield kind


def _own_sentences(kind: type) -> dict[str, str]:
    tree = ast.parse(inspect.getsource(kind))
    body = tree.body[0].body if isinstance(tree.body[0], ast.ClassDef) else []
    found: dict[str, str] = {}
    for field, below in pairwise(body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(below, ast.Expr)
            and isinstance(below.value, ast.Constant)
        ):
            info = getattr(kind, "model_fields", {}).get(field.target.id)
            alias = getattr(info, "alias", None) or field.target.id
            found[alias] = inspect.cleandoc(str(below.value.value))
    return found
