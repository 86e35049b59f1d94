"""Where Caveat keeps what a user has fetched: one folder of the user's own."""

from __future__ import annotations

import os
from pathlib import Path


def home_folder() -> Path:
    """Return CAVEAT_HOME, or `caveat` in the user's folder for data. It need not exist."""
    named = os.environ.get("CAVEAT_HOME")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "caveat"
