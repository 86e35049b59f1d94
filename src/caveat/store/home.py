"""Where Caveat keeps what a user has fetched: one folder of the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from caveat.model.error import CaveatError, Place, Problem


def home_folder() -> Path:
    """Return CAVEAT_HOME, or `caveat` in the user's folder for data. It need not exist."""
    named = os.environ.get("CAVEAT_HOME")
    if named:
        return Path(named)
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "caveat"


def home_to_read() -> Path:
    """Return the home. The usual one need not exist; one that CAVEAT_HOME names must.

    Raises:
        CaveatError: CAVEAT_HOME names what is no folder.
    """
    home = home_folder()
    if os.environ.get("CAVEAT_HOME") and not home.is_dir():
        hint = "Make the folder, or name another one in CAVEAT_HOME."
        raise CaveatError(Problem("home.folder", "this is not a folder.", hint, Place(home)))
    return home
