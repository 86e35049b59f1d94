from __future__ import annotations

from caveat.model.determination import Recommendation


def test_recommendations_rank_from_mild_to_severe() -> None:
    assert {recommendation.value: recommendation.rank for recommendation in Recommendation} == {
        "proceed": 0,
        "proceed_with_safeguards": 1,
        "escalate": 2,
        "decline": 3,
    }
