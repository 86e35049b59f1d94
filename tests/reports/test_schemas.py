from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from caveat.reports.schemas import (
    COUNTRIES,
    DRAFT,
    LISTS,
    NAME_TABLES,
    OUTPUTS,
    schema_text,
    schemas,
)
from caveat.rulebook.entries import RULES
from caveat.rulebook.loader import DATA, Loaded
from caveat.rulebook.shape import Named
from caveat.rulebook.supports import SUPPORTS
from caveat.rulebook.yaml_reader import read_yaml
from tests.services.examples import FOLDER, NAMES, example

FOLDERS = {kind.kind: kind.folder for kind in (*SUPPORTS, *RULES)}
FILES = (
    "coverage",
    "gathering",
    "list_mapping",
    "policy",
    "product",
    "publisher",
    "transaction",
)


def objects(schema: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the schemas of all objects with named properties in a schema."""
    parts = [schema, *schema.get("$defs", {}).values()]
    return [part for part in parts if "properties" in part]


@cache
def validator(kind: str) -> Draft202012Validator:
    return Draft202012Validator(schemas()[kind])


def valid(kind: str, tree: object) -> bool:
    return validator(kind).is_valid(tree)


def test_schemas_has_one_for_every_kind_of_file() -> None:
    kinds = {kind.kind for kind in (*COUNTRIES, *LISTS, *NAME_TABLES)}
    assert set(schemas()) == {*FOLDERS, *FILES, *OUTPUTS, *kinds}


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_is_a_schema(name: str) -> None:
    schema = schemas()[name]
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == DRAFT


@pytest.mark.parametrize("name", sorted(schemas()))
def test_committed_schema_is_the_generated_one(name: str) -> None:
    committed = (DATA / "schema" / f"{name}.json").read_text(encoding="utf-8")
    assert committed == schema_text(schemas()[name])


def test_no_other_schema_is_committed() -> None:
    assert {file.stem for file in (DATA / "schema").iterdir()} == set(schemas())


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_has_a_sentence_for_every_key(name: str) -> None:
    lacking = [
        f"{part.get('title')}.{key}"
        for part in objects(schemas()[name])
        for key, prop in part["properties"].items()
        if not prop.get("description", "").endswith(".")
    ]
    assert lacking == []


@pytest.mark.parametrize(
    ("part", "key", "sentence"),
    [
        ("StatedImpactJson", "right", "The right."),
        ("StatedImpactJson", "whose", "Whose right."),
        ("StatementJson", "source", "What it rests on."),
    ],
)
def test_schema_has_the_sentences_of_what_a_shape_inherits(
    part: str, key: str, sentence: str
) -> None:
    properties = schemas()["assessment"]["$defs"][part]["properties"]
    assert properties[key]["description"] == sentence


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schema_allows_no_other_keys(name: str) -> None:
    allowed = {part.get("additionalProperties", True) for part in objects(schemas()[name])}
    assert allowed == {False}


def test_schema_text_reads_back() -> None:
    schema = {"description": "für Łódź"}
    text = schema_text(schema)
    assert (json.loads(text), "für Łódź" in text, text[-2:]) == (schema, True, "}\n")


@pytest.mark.parametrize("kind", FOLDERS)
def test_schema_accepts_every_file_of_its_kind(loaded: Loaded, kind: str) -> None:
    trees = {name: one.tree for (of, name), one in loaded.documents.items() if of == kind}
    assert trees
    assert [name for name, tree in trees.items() if not valid(kind, tree)] == []


@pytest.mark.parametrize("kind", [*COUNTRIES, *LISTS])
def test_schema_accepts_every_file_on_countries_and_lists(kind: type[Named]) -> None:
    files = sorted((DATA / kind.folder).rglob("*.yaml"))
    assert files
    assert [file.name for file in files if not valid(kind.kind, read_yaml(file).tree)] == []


def test_schema_accepts_every_table_for_names() -> None:
    files = sorted((DATA / "names").rglob("*.yaml"))
    assert files
    assert [file.name for file in files if not valid("name_table", read_yaml(file).tree)] == []


def test_schema_accepts_every_publisher() -> None:
    files = sorted((DATA / "observations").glob("*/publisher.yaml"))
    assert files
    assert [str(file) for file in files if not valid("publisher", read_yaml(file).tree)] == []


@pytest.mark.parametrize("name", NAMES)
def test_schema_accepts_every_example(name: str) -> None:
    assert valid("transaction", read_yaml(example(name)).tree)


def test_schema_accepts_every_product_of_the_examples() -> None:
    files = sorted((FOLDER / "products").glob("*.yaml"))
    assert [str(file) for file in files if not valid("product", read_yaml(file).tree)] == []


@pytest.mark.parametrize(
    ("kind", "name"),
    [("policy", "determination"), ("coverage", "coverage"), ("gathering", "gathering")],
)
def test_schema_accepts_the_single_files(loaded: Loaded, kind: str, name: str) -> None:
    assert valid(kind, loaded.documents[kind, name].tree)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("titel", "A sale"),
        ("title", ""),
        ("transaction", "Not an id"),
        ("parties", []),
        ("parties", [{"role": "buyer", "name": "Example Ltd"}]),
        ("parties_complete", "yes"),
        ("items", [{"quantity": "1"}]),
    ],
)
def test_schema_refuses_what_does_not_fit(key: str, value: object) -> None:
    tree = read_yaml(example("camera_maker")).tree
    assert isinstance(tree, dict)
    assert not valid("transaction", {**tree, key: value})
