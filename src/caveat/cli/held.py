"""What commands read beside the rulebook: what ships, and what the user fetched and wrote."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from caveat.cli.options import today
from caveat.reports.document import clean
from caveat.rulebook.atlas import Atlas, open_atlas
from caveat.rulebook.dossiers import open_dossiers
from caveat.rulebook.loader import Rulebook
from caveat.services.gather_facts import Held
from caveat.services.profile_country import warnings_of
from caveat.store.home import home_folder


def open_held(rulebook: Rulebook) -> Held:
    """Return what is held on this machine.

    Raises:
        CaveatError: a file of the user's own does not fit, or CAVEAT_HOME names no folder.
    """
    return Held(open_countries(), open_dossiers(rulebook, own=own_folder()))


def open_countries() -> Atlas:
    """Return the atlas with what the user fetched; say on standard error what is left out."""
    atlas = open_atlas(home=home_folder())
    for warning in warnings_of(atlas, today()):
        print(f"warning: {clean(warning)}", file=sys.stderr)
    return atlas


def own_folder() -> Path | None:
    """Return the folder of the user's own files; None where the usual one does not exist.

    One that CAVEAT_HOME names is returned whether it exists or not: that a folder with own files
    is not found must not pass for no own files.
    """
    home = home_folder()
    return home if os.environ.get("CAVEAT_HOME") or home.is_dir() else None
