from __future__ import annotations

import pytest

from caveat.model.name import NameTables
from caveat.screening.read import NameReader


@pytest.fixture(scope="session")
def reader(names: NameTables) -> NameReader:
    """Return a reader with the real tables."""
    return NameReader(names)
