"""What all tests share: the real rulebook, read and compiled once, and a cache of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from caveat.assessment.program import Program
from caveat.model.name import NameTables
from caveat.rulebook.atlas import Atlas, load_atlas
from caveat.rulebook.dossiers import Dossiers, load_dossiers
from caveat.rulebook.loader import Loaded, Rulebook, load
from caveat.rulebook.names import load_names
from caveat.services.gather_facts import Held

# Examples are drawn in the same way every time, so that `./check` gives the same result
# twice. `pytest --hypothesis-profile=explore` draws others.
settings.register_profile(
    "caveat", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("caveat"), derandomize=False)
settings.load_profile("caveat")


@pytest.fixture(scope="session", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder that stands in for the user's cache as long as tests run."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAVEAT_CACHE", str(folder))
        yield folder


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Return the folder that stands in for what a user fetched and wrote, which is nothing."""
    folder = tmp_path_factory.mktemp("home") / "caveat"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(folder.parent))
        patch.delenv("CAVEAT_HOME", raising=False)
        yield folder


@pytest.fixture(scope="session")
def loaded() -> Loaded:
    """Return the real rulebook with the documents it was read from."""
    return load()


@pytest.fixture(scope="session")
def rulebook(loaded: Loaded) -> Rulebook:
    """Return the real rulebook."""
    return loaded.rulebook


@pytest.fixture(scope="session")
def program(rulebook: Rulebook) -> Program:
    """Return the real rulebook, compiled."""
    return Program(rulebook)


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return all that is held of countries."""
    return load_atlas()


@pytest.fixture(scope="session")
def dossiers(rulebook: Rulebook) -> Dossiers:
    """Return all agencies and incidents that are held."""
    return load_dossiers(rulebook)


@pytest.fixture(scope="session")
def held(atlas: Atlas, dossiers: Dossiers) -> Held:
    """Return all that is held beside the rulebook."""
    return Held(atlas, dossiers)


@pytest.fixture(scope="session")
def names() -> NameTables:
    """Return the tables that names are read with."""
    return load_names()
