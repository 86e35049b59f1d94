"""What commands read beside the rulebook: countries, agencies, incidents, and the user's own."""

from __future__ import annotations

import os
from pathlib import Path

from caveat.rulebook.atlas import open_atlas
from caveat.rulebook.dossiers import open_dossiers
from caveat.rulebook.loader import Rulebook
from caveat.services.gather_facts import Held


def open_held(rulebook: Rulebook) -> Held:
    """Return what is held on this machine.

    Raises:
        CaveatError: a file of the user's own does not fit, or CAVEAT_HOME names no folder.
    """
    return Held(open_atlas(), open_dossiers(rulebook, own=own_folder()))


def own_folder() -> Path | None:
    """Return the folder of the user's own files: CAVEAT_HOME, or `caveat` in the user's data.

    None where CAVEAT_HOME names none and the other does not exist.
    """
    named = os.environ.get("CAVEAT_HOME")
    if named:
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    usual = Path(data) / "caveat"
    return usual if usual.is_dir() else None
