"""The profile of a country as of a day, from figures that were published by then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from statistics import mean

from caveat.countries.admitted import Figures, admitted_of, newest_of
from caveat.countries.breaks import breaks_in
from caveat.countries.low import unmet_for_low
from caveat.countries.scale import (
    age_on,
    bands_between,
    half_width,
    margin_of,
    one_wider,
    risk_of,
)
from caveat.model.country import HUMAN_RIGHTS, Country, Domain, Edition, Figure, Indicator
from caveat.model.dossier import Incident
from caveat.model.profile import Break, CountryProfile, DomainRecord, Reading
from caveat.model.truth import Truth


def profile_of(
    country: Country,
    figures: Figures,
    indicators: Iterable[Indicator],
    editions: Mapping[str, Edition],
    as_of: date,
    *,
    retrospective: bool = False,
    misuse: Truth | None = None,
    incidents: Sequence[Incident] = (),
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
        misuse: Whether misuse by the country is documented; None where nobody looked it up.
        incidents: Documented misuse that was public by the day.

    A domain is the mean of its scored readings. Missing is no data and never low; nothing is
    filled in, and no domain makes good for another.
    """
    admitted = {
        name: admitted_of(series, editions, as_of, retrospective=retrospective)
        for name, series in figures.items()
    }
    ordered = sorted(indicators, key=lambda one: one.id)
    breaks = breaks_in(admitted, ordered, editions)
    readings: dict[Domain, list[Reading]] = {domain: [] for domain in Domain}
    for indicator in ordered:
        series = admitted.get(indicator.id)
        if series:
            reading = _reading(indicator, newest_of(series, editions), editions, as_of, breaks)
            readings[indicator.domain].append(reading)
    records = tuple(_record(domain, tuple(found)) for domain, found in readings.items())
    unmet = unmet_for_low(records, flagged=bool(country.flags), misuse=misuse)
    earliest = _earliest(figures, editions)
    return CountryProfile(
        country, as_of, retrospective, records, breaks, unmet, earliest, tuple(incidents)
    )


def _earliest(figures: Figures, editions: Mapping[str, Edition]) -> Edition | None:
    named = {one.edition for series in figures.values() for one in series}
    return min(
        (editions[name] for name in named),
        key=lambda edition: (edition.published_on, edition.id),
        default=None,
    )


def _reading(
    indicator: Indicator,
    figure: Figure,
    editions: Mapping[str, Edition],
    as_of: date,
    breaks: Sequence[Break],
) -> Reading:
    edition = editions[figure.edition]
    return Reading(
        indicator,
        figure,
        edition,
        risk_of(indicator, figure.value),
        margin_of(indicator, figure),
        age_on(as_of, figure.data_year),
        later=edition.published_on > as_of,
        before_break=any(figure.data_year < one.after.data_year for one in breaks),
    )


def _record(domain: Domain, readings: tuple[Reading, ...]) -> DomainRecord:
    scored = [one for one in readings if one.indicator.scored]
    producers = tuple(sorted({one.indicator.producer for one in scored}))
    if not scored:
        return DomainRecord(domain, readings, None, None, None, (), producers)
    risk = mean(one.risk for one in scored)
    half = half_width(scored)
    low, high = max(0.0, risk - half), min(1.0, risk + half)
    bands = bands_between(low, high)
    if any(one.before_break for one in scored):
        bands = one_wider(bands)
    return DomainRecord(domain, readings, risk, low, high, bands, producers)


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
        if record.domain in HUMAN_RIGHTS and record.risk is not None:
            yield record.risk
