from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from caveat.model.standing import Basis, Standing
from caveat.rulebook.citation import Citation

READ = {"basis": "official_text", "source": "text", "read_on": "2026-11-01"}


def _citation(**keys: Any) -> Citation:
    fixed = {"instruments": ["act"], "provision": "section 1", "supports": "condition"}
    return Citation.model_validate({**fixed, "standing": "law", "basis": "recalled", **keys})


@pytest.mark.parametrize(
    "keys",
    [
        READ,
        {**READ, "basis": "secondary_source"},
        {"basis": "official_text", "source": "text"},
        {"basis": "recalled"},
        {"basis": "ours", "standing": "workbench_check"},
    ],
)
def test_citation_takes_a_basis_that_fits(keys: dict[str, str]) -> None:
    assert _citation(**keys).basis is Basis(keys["basis"])


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ({"basis": "official_text"}, "basis 'official_text' and 'source' do not go together"),
        ({"basis": "secondary_source"}, "basis 'secondary_source' and 'source' do not go together"),
        ({"source": "text"}, "basis 'recalled' and 'source' do not go together"),
        ({"read_on": "2026-11-01"}, "'read_on' stands only where a document was opened"),
        ({"basis": "ours"}, "standing 'workbench_check' goes with basis 'ours', and only with it"),
        (
            {**READ, "standing": "workbench_check"},
            "standing 'workbench_check' goes with basis 'ours', and only with it",
        ),
    ],
)
def test_citation_refuses_a_basis_that_does_not_fit(keys: dict[str, str], message: str) -> None:
    with pytest.raises(ValidationError) as refused:
        _citation(**keys)
    assert [error["msg"] for error in refused.value.errors()] == [f"Value error, {message}"]


def test_citation_is_certain_and_without_doubts_unless_it_says_so() -> None:
    citation = _citation()
    assert (citation.uncertain, citation.doubts, citation.standing) == (False, [], Standing.LAW)
