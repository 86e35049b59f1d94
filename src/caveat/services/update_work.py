"""What an update works with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from caveat.rulebook.atlas import Atlas
from caveat.services.fetch import LIMITS, Limits


@dataclass(frozen=True)
class Work:
    """What an update works with, and how it is meant."""

    atlas: Atlas
    """All that is held before the update."""
    reopen: Callable[[], Atlas]
    """Reads it anew, once nobody else writes."""
    home: Path
    """The user's folder; it need not exist."""
    now: datetime
    """The moment, in UTC."""
    today: date
    """The day where the person sits."""
    base: str | None = None
    """Scheme and host in place of those of every address."""
    replaces: bool = False
    """Whether other figures of the same name, and older editions, are taken."""
    limits: Limits = LIMITS
    """Bounds of each fetch."""
