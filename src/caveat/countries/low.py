"""When a record may be called low: only on enough that is known, and never on what is missing.

No authority has stated these conditions; they are judgements of this workbench.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from caveat.model.country import HUMAN_RIGHTS
from caveat.model.profile import DomainRecord, LowCondition, Unmet
from caveat.model.truth import Truth

BELOW = 0.30
"""The mean of each domain lies below it. Ours."""
LEAST_PRODUCERS = 2
"""Independent producers that speak for each domain, at least. Ours."""
OLDEST_YEARS = 3.0
"""Years since the newest scored data year of each domain ended, at most. Ours."""

_FAILS: Mapping[LowCondition, Callable[[DomainRecord], bool]] = {
    LowCondition.NO_DATA: lambda record: record.risk is None,
    LowCondition.NOT_BELOW: lambda record: (
        record.risk is not None and round(record.risk, 9) >= BELOW
    ),
    LowCondition.THIN: lambda record: (
        record.risk is not None and len(record.producers) < LEAST_PRODUCERS
    ),
    LowCondition.OLD: lambda record: (
        record.risk is not None and min(one.age for one in record.scored) > OLDEST_YEARS
    ),
    LowCondition.BEFORE_BREAK: lambda record: record.is_before_break,
}
"""What fails in one domain. A domain without data fails by that alone."""


def unmet_for_low(
    records: Sequence[DomainRecord], *, flagged: bool, misuse: Truth | None
) -> tuple[Unmet, ...]:
    """Return what keeps a record from being called low, in the order of `LowCondition`.

    Args:
        records: The domains of the record; corruption takes no part.
        flagged: Whether a hard flag names the country.
        misuse: Whether misuse is documented; None where nobody looked it up. Only a no
            meets the condition.

    All six domains of human rights need a mean below 0.30, two producers or more, and a newest
    data year that ended at most three years ago, and nothing averaged may be of before a break.
    The three numbers are ours. Empty means that all conditions hold, not that the country
    does no harm.
    """
    domains = [one for one in records if one.domain in HUMAN_RIGHTS]
    return (*_of_domains(domains), *_of_the_whole(flagged=flagged, misuse=misuse))


def _of_domains(records: Sequence[DomainRecord]) -> Iterator[Unmet]:
    for condition, fails in _FAILS.items():
        found = tuple(one.domain for one in records if fails(one))
        if found:
            yield Unmet(condition, found)


def _of_the_whole(*, flagged: bool, misuse: Truth | None) -> Iterator[Unmet]:
    if flagged:
        yield Unmet(LowCondition.FLAGGED)
    if misuse is Truth.YES:
        yield Unmet(LowCondition.MISUSE)
    elif misuse is not Truth.NO:
        yield Unmet(LowCondition.MISUSE_NOT_KNOWN)
