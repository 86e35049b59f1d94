"""The small rulebook as files, and a transaction that fits it."""

from __future__ import annotations

from pathlib import Path

import pytest

from caveat.rulebook.loader import Rulebook, load
from tests.services.small import write_rulebook, write_transaction


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return the folder of the small rulebook."""
    return write_rulebook(tmp_path / "data")


@pytest.fixture
def small(data: Path) -> Rulebook:
    """Return the small rulebook."""
    return load(data).rulebook


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the transaction file that fits the small rulebook."""
    return write_transaction(tmp_path / "transaction")
