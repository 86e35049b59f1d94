from __future__ import annotations

from dataclasses import replace

import pytest

from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.rulebook.loader import Rulebook
from tests.properties.draws import DAY, Draws


@pytest.fixture(scope="session")
def draws(program: Program) -> Draws:
    """Return strategies over the facts of the real rulebook."""
    return Draws(program)


@pytest.fixture(scope="session")
def prepared(program: Program) -> list[Prepared]:
    """Return the real rulebook prepared for all instruments of a day, and for some alone."""
    chosen: list[tuple[str, ...]] = [(), ("us-state-2020",), ("eu-2024-2659",)]
    return [Prepared(program, DAY, instruments) for instruments in chosen]


@pytest.fixture(scope="session")
def unfloored(rulebook: Rulebook) -> Prepared:
    """Return the real rulebook as it will be once nothing is left unchecked."""
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    return Prepared(Program(replace(rulebook, policy=policy)), DAY, ())
