from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from tests.countries.published.small import TREE, dataset


def refused(**other: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        dataset(**other)
    return str(caught.value)


def values(**keys: Any) -> dict[str, Any]:
    return {"courts": {"any_of": ["Score"], "largest_change": 5, **keys}}


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"addresses": None}, "has 'addresses' or says 'by_hand'"),
        ({"by_hand": "Ask."}, "has 'addresses' or says 'by_hand'"),
        ({"addresses": ["http://example.org/a.csv"]}, "should match pattern"),
        ({"addresses": ["file:///etc/passwd"]}, "should match pattern"),
        ({"edition": {**TREE["edition"], "found_in": "column"}}, "'column' of the edition"),
        ({"edition": {**TREE["edition"], "column": "Edition"}}, "'column' of the edition"),
        ({"edition": {**TREE["edition"], "pattern": "20[0-9]{2}"}}, "a pattern has one group"),
        ({"edition": {**TREE["edition"], "pattern": "("}}, "no regular expression"),
        ({"edition": {**TREE["edition"], "id": "small"}}, "should match pattern"),
        ({"year_column": None}, "name 'year_column' or 'year_of_edition'"),
        ({"year_of_edition": 0}, "name 'year_column' or 'year_of_edition'"),
        ({"layout": "wide"}, "name 'year_column' or 'year_of_edition'"),
        ({"layout": "events"}, "'courts' counts rows and names no column"),
        ({"layout": "events", "indicators": values(any_of=[], max_of=["A"])}, "counts rows"),
        ({"indicators": values(any_of=[])}, "'courts' names 'any_of' or 'max_of'"),
        ({"indicators": values(max_of=["A"])}, "'courts' names 'any_of' or 'max_of'"),
        ({"indicators": values(status=["A"], status_ok="0")}, "'status' names one column"),
        ({"indicators": values(any_of=[], max_of=["A"], status=["B"])}, "'status' names one"),
        ({"indicators": values(status_ok="0")}, "'status' names one column"),
        ({"indicators": values(low="A")}, "an interval has 'margin', or both"),
        ({"indicators": values(low="A", high="B", margin="C")}, "an interval has 'margin'"),
        ({"indicators": {}}, "at least 1 item"),
    ],
)
def test_dataset_that_does_not_fit_together_is_refused(other: dict[str, Any], said: str) -> None:
    assert said in refused(**other)


@pytest.mark.parametrize(
    "other",
    [
        {"addresses": None, "by_hand": "Ask for it."},
        {"layout": "wide", "year_column": None},
        {"layout": "events", "indicators": {"courts": {"largest_change": 5}}},
        {"indicators": values(any_of=[], max_of=["A", "B"])},
        {"indicators": values(low="A", high="B")},
        {"year_column": None, "year_of_edition": -1},
    ],
)
def test_dataset_that_fits_together_is_read(other: dict[str, Any]) -> None:
    assert dataset(**other).id == "small"
