"""The profile of a country as of a day, from figures that were published by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import mean

from caveat.countries.scale import age_on, bands_between, half_width, margin_of, risk_of
from caveat.model.country import Country, Domain, Edition, Figure, Indicator
from caveat.model.profile import CountryProfile, DomainRecord, Reading

Figures = Mapping[str, Sequence[Figure]]
"""Figures of one country by indicator."""


def profile_of(
    country: Country,
    figures: Figures,
    indicators: Iterable[Indicator],
    editions: Mapping[str, Edition],
    as_of: date,
    *,
    retrospective: bool = False,
) -> CountryProfile:
    """Return the profile of a country on a day.

    Args:
        country: The country.
        figures: Its figures by indicator; an indicator that is left out has no data.
        indicators: Every indicator.
        editions: The editions that figures name.
        as_of: The day. What was published later was not known, and takes no part.
        retrospective: Also admit what was published later about years that had ended; such
            readings are marked.

    A domain is the mean of its scored readings. Missing is no data and never low; nothing is
    filled in, and no domain makes good for another.
    """
    readings: dict[Domain, list[Reading]] = {domain: [] for domain in Domain}
    for indicator in sorted(indicators, key=lambda one: one.id):
        known = _known(figures.get(indicator.id, ()), editions, as_of, retrospective=retrospective)
        if known is not None:
            readings[indicator.domain].append(_reading(indicator, known, editions, as_of))
    records = tuple(_record(domain, tuple(found)) for domain, found in readings.items())
    return CountryProfile(country, as_of, retrospective, records)


def _known(
    figures: Sequence[Figure],
    editions: Mapping[str, Edition],
    as_of: date,
    *,
    retrospective: bool,
) -> Figure | None:
    """Return the figure of the newest year, in its newest edition, that may take part."""
    admitted = [
        figure
        for figure in figures
        if editions[figure.edition].published_on <= as_of
        or (retrospective and figure.data_year < as_of.year)
    ]
    return max(
        admitted,
        key=lambda figure: (figure.data_year, editions[figure.edition].published_on),
        default=None,
    )


def _reading(
    indicator: Indicator, figure: Figure, editions: Mapping[str, Edition], as_of: date
) -> Reading:
    edition = editions[figure.edition]
    return Reading(
        indicator,
        figure,
        edition,
        risk_of(indicator, figure.value),
        margin_of(indicator, figure),
        age_on(as_of, figure.data_year),
        edition.published_on > as_of,
    )


def _record(domain: Domain, readings: tuple[Reading, ...]) -> DomainRecord:
    scored = [one for one in readings if one.indicator.scored]
    producers = tuple(sorted({one.indicator.producer for one in scored}))
    if not scored:
        return DomainRecord(domain, readings, None, None, None, (), producers)
    risk = mean(one.risk for one in scored)
    half = half_width(scored)
    low, high = max(0.0, risk - half), min(1.0, risk + half)
    return DomainRecord(domain, readings, risk, low, high, bands_between(low, high), producers)


def in_order(profiles: Iterable[CountryProfile]) -> list[CountryProfile]:
    """Return profiles with the gravest first, to be read and not to be counted.

    The order rests half on the mean of the domains and half on the two worst, so that a good
    domain does not hide a bad one. Corruption takes no part. Profiles without data come last.
    """
    return sorted(profiles, key=_place)


def _place(profile: CountryProfile) -> tuple[bool, float, str]:
    weight = sorting_weight(profile)
    return weight is None, 0.0 if weight is None else -weight, profile.country.id


def sorting_weight(profile: CountryProfile) -> float | None:
    """Return the weight by which profiles are put in order; None without data.

    It is no verdict and is shown nowhere.
    """
    risks = sorted(_human_rights(profile))
    if not risks:
        return None
    return 0.5 * mean(risks) + 0.5 * mean(risks[-2:])


def _human_rights(profile: CountryProfile) -> Iterator[float]:
    for record in profile.domains:
        if record.domain is not Domain.CORRUPTION and record.risk is not None:
            yield record.risk
