from __future__ import annotations

import pytest
from pydantic import ValidationError

from caveat.rulebook.coverage import CoverageRow

DONE = {"state": "done", "file": "notes/a.yaml", "scenario": "shown"}
ASSIGNED = {"state": "assigned", "issue": "A later issue"}
CONTEXT = {"state": "context", "reason": "It carries no rule."}


@pytest.mark.parametrize("tree", [DONE, ASSIGNED, CONTEXT])
def test_coverage_row_takes_what_its_state_asks_for(tree: dict[str, str]) -> None:
    assert CoverageRow.model_validate(tree).state == tree["state"]


@pytest.mark.parametrize(
    ("tree", "wanted"),
    [
        ({"state": "done"}, "'done' has file and scenario"),
        ({"state": "done", "file": "notes/a.yaml"}, "'done' has file and scenario"),
        ({**DONE, "reason": "None."}, "'done' has file and scenario"),
        ({"state": "assigned"}, "'assigned' has issue"),
        ({**ASSIGNED, "scenario": "shown"}, "'assigned' has issue"),
        ({"state": "context"}, "'context' has reason"),
        ({**CONTEXT, "issue": "A later issue"}, "'context' has reason"),
    ],
)
def test_coverage_row_refuses_what_does_not_fit_its_state(
    tree: dict[str, str], wanted: str
) -> None:
    with pytest.raises(ValidationError) as refused:
        CoverageRow.model_validate(tree)
    assert [error["msg"] for error in refused.value.errors()] == [
        f"Value error, a row that is {wanted}"
    ]
