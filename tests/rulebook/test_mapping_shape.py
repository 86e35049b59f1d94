from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from caveat.rulebook.mapping_shape import ListMapping

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
