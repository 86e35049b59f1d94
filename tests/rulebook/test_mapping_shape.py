from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from caveat.rulebook.loader import validate
from caveat.rulebook.mapping_shape import ListMapping
from caveat.rulebook.yaml_reader import parse_yaml

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "how-to" / "add-a-list.md"

PLAIN: dict[str, Any] = {
    "id": "own",
    "format": "csv",
    "names": [{"columns": ["Name"], "kind": "primary"}],
}


def mapping(**fields: Any) -> ListMapping:
    return ListMapping.model_validate({**PLAIN, **fields})


def test_columns_are_all_that_are_named_each_once() -> None:
    found = mapping(
        entry="No",
        kind={"column": "What", "words": {"P": "person"}},
        names=[{"columns": ["First", "Last"], "kind": "primary"}],
        addresses=[{"columns": ["City"], "country": "Land"}, {"columns": ["Town"]}],
        identifiers=[{"column": "Pass", "kind": "passport", "country": "Land"}],
        births=[{"column": "Born"}],
        countries=[{"column": "Of", "link": "flag"}],
        listed_on="On",
        remarks=["No"],
    )
    assert found.columns() == (
        *("No", "What", "First", "Last", "City", "Land", "Town", "Pass", "Born", "Of", "On"),
    )


def test_columns_of_a_plain_mapping_are_those_of_the_names() -> None:
    assert mapping().columns() == ("Name",)


def test_separator_stands_only_with_one_column() -> None:
    with pytest.raises(ValidationError, match="'separator' stands only with one column"):
        mapping(names=[{"columns": ["A", "B"], "kind": "primary", "separator": ";"}])


def test_kind_is_said_once() -> None:
    with pytest.raises(ValidationError, match="do not go together"):
        mapping(party_kind="person", kind={"column": "What", "words": {"P": "person"}})


def test_mapping_of_the_how_to_names_the_columns_that_it_tells_of() -> None:
    text = PAGE.read_text(encoding="utf-8")
    block = text.partition("```yaml\n")[2].partition("```")[0]
    told = text.partition("has these columns:\n`")[2].partition("`")[0]
    found = validate(ListMapping, parse_yaml(block, PAGE))
    assert set(found.columns()) == set(told.split(";"))
