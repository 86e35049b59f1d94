"""What commands read beside the rulebook: countries, agencies, incidents."""

from __future__ import annotations

from caveat.rulebook.atlas import open_atlas
from caveat.rulebook.dossiers import open_dossiers
from caveat.rulebook.loader import Rulebook
from caveat.services.gather_facts import Held


def open_held(rulebook: Rulebook) -> Held:
    """Return what is held on this machine."""
    return Held(open_atlas(), open_dossiers(rulebook))
