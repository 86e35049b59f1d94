from __future__ import annotations

from collections.abc import Iterable

import pytest

from caveat.countries.low import unmet_for_low
from caveat.model.country import HUMAN_RIGHTS, Domain
from caveat.model.profile import DomainRecord, LowCondition, Reading, Unmet
from caveat.model.truth import Truth
from tests.countries.small import EDITIONS, figure, indicator

TWO = ("First Institute", "Second Institute")


def reading(*, age: float, before_break: bool = False, scored: bool = True) -> Reading:
    return Reading(
        indicator(scored=scored), figure(9.0), EDITIONS["e24"], 0.1, None, age, False, before_break
    )


def record(
    domain: Domain = Domain.PRESS,
    risk: float | None = 0.1,
    *,
    producers: tuple[str, ...] = TWO,
    readings: tuple[Reading, ...] = (reading(age=1.0),),
) -> DomainRecord:
    return DomainRecord(domain, readings, risk, None, None, (), producers)


GOOD = {domain: record(domain) for domain in HUMAN_RIGHTS}


def unmet(
    *changed: DomainRecord, flagged: bool = False, misuse: Truth | None = Truth.NO
) -> tuple[Unmet, ...]:
    records: Iterable[DomainRecord] = (GOOD | {one.domain: one for one in changed}).values()
    return unmet_for_low(tuple(records), flagged=flagged, misuse=misuse)


def test_nothing_is_unmet_when_all_conditions_hold() -> None:
    assert unmet() == ()


def test_corruption_takes_no_part() -> None:
    assert unmet(record(Domain.CORRUPTION, 0.9, producers=(), readings=())) == ()


@pytest.mark.parametrize(
    ("changed", "condition"),
    [
        (record(risk=None, producers=(), readings=()), LowCondition.NO_DATA),
        (record(risk=0.30), LowCondition.NOT_BELOW),
        (record(risk=0.1 * 3 - 1e-12), LowCondition.NOT_BELOW),
        (record(producers=("First Institute",)), LowCondition.THIN),
        (record(readings=(reading(age=3.01), reading(age=5.0))), LowCondition.OLD),
        (
            record(readings=(reading(age=9.0), reading(age=1.0, scored=False))),
            LowCondition.OLD,
        ),
        (record(readings=(reading(age=1.0, before_break=True),)), LowCondition.BEFORE_BREAK),
    ],
)
def test_one_domain_is_enough_to_fail(changed: DomainRecord, condition: LowCondition) -> None:
    assert unmet(changed) == (Unmet(condition, (Domain.PRESS,)),)


@pytest.mark.parametrize(
    "changed",
    [
        record(risk=0.2999),
        record(readings=(reading(age=3.0), reading(age=9.0))),
        record(readings=(reading(age=1.0), reading(age=1.0, scored=False, before_break=True))),
    ],
)
def test_condition_holds_at_its_limit(changed: DomainRecord) -> None:
    assert unmet(changed) == ()


def test_domains_are_grouped_under_what_fails_in_the_order_of_conditions() -> None:
    found = unmet(
        record(Domain.SURVEILLANCE, 0.5, producers=("First Institute",)),
        record(Domain.PRESS, 0.6),
        record(Domain.RULE_OF_LAW, None, producers=(), readings=()),
    )
    assert found == (
        Unmet(LowCondition.NO_DATA, (Domain.RULE_OF_LAW,)),
        Unmet(LowCondition.NOT_BELOW, (Domain.SURVEILLANCE, Domain.PRESS)),
        Unmet(LowCondition.THIN, (Domain.SURVEILLANCE,)),
    )


@pytest.mark.parametrize(
    ("misuse", "conditions"),
    [
        (None, [LowCondition.MISUSE_NOT_KNOWN]),
        (Truth.UNKNOWN, [LowCondition.MISUSE_NOT_KNOWN]),
        (Truth.YES, [LowCondition.MISUSE]),
        (Truth.NO, []),
    ],
)
def test_only_a_no_rules_documented_misuse_out(
    misuse: Truth | None, conditions: list[LowCondition]
) -> None:
    assert [one.condition for one in unmet(misuse=misuse)] == conditions


def test_flag_is_enough_to_fail() -> None:
    assert unmet(flagged=True) == (Unmet(LowCondition.FLAGGED),)
