from __future__ import annotations

from hypothesis import settings


def examples(count: int) -> settings:
    """Return settings for so many examples, or eight times as many when told to explore."""
    exploring = settings.get_current_profile_name() == "explore"
    return settings(max_examples=count * 8 if exploring else count)
