from __future__ import annotations

from collections.abc import Callable

import pytest

from caveat.model.truth import Truth

USES: list[Callable[[Truth], object]] = [
    bool,
    lambda truth: not truth,
    lambda truth: 1 if truth else 0,
    lambda truth: truth and True,
    lambda truth: truth or True,
    lambda truth: [one for one in (1,) if truth],
    lambda truth: any([truth]),
    lambda truth: all([truth]),
]


@pytest.mark.parametrize("truth", Truth)
@pytest.mark.parametrize("use", USES)
def test_truth_cannot_be_used_as_a_bool(use: Callable[[Truth], object], truth: Truth) -> None:
    with pytest.raises(TypeError, match="three values"):
        use(truth)
