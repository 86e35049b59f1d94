"""The profile of a country as JSON."""

from __future__ import annotations

from typing import Any

from caveat.model.country import Membership, TreatyLine
from caveat.model.profile import Break, CountryProfile, DomainRecord, Reading
from caveat.reports.country_record import record_json
from caveat.reports.country_report import low_line, set_line

SCHEMA = "caveat-country-1"


def country_json(profile: CountryProfile) -> dict[str, Any]:
    """Return the profile; figures keep the scale of their publisher beside their place on ours."""
    country = profile.country
    return {
        "schema": SCHEMA,
        "set": set_line(profile),
        "country": {
            "id": country.id,
            "name": country.name,
            "iso3": country.iso3,
            "names": dict(country.names),
            "part_of": list(country.part_of),
            "note": country.note,
        },
        "as_of": str(profile.as_of),
        "retrospective": profile.retrospective,
        "producers": list(profile.producers),
        "newest": profile.newest,
        "domains": [_record(record) for record in profile.domains],
        "breaks": [_break(one) for one in profile.breaks],
        "low_conditions": {
            "unmet": [
                {"condition": one.condition.value, "domains": [each.value for each in one.domains]}
                for one in profile.unmet
            ],
            "words": low_line(profile),
        },
        "flags": [_membership(one) for one in country.flags],
        "memberships": [_membership(one) for one in country.memberships],
        "treaties": [_treaty(line) for line in country.treaties],
        **record_json(profile),
    }


def _record(record: DomainRecord) -> dict[str, Any]:
    return {
        "domain": record.domain.value,
        "risk": _rounded(record.risk),
        "low": _rounded(record.low),
        "high": _rounded(record.high),
        "bands": [band.value for band in record.bands],
        "producers": list(record.producers),
        "thin": record.is_thin,
        "before_break": record.is_before_break,
        "oldest": record.oldest,
        "newest": record.newest,
        "indicators": [_reading(one) for one in record.readings],
    }


def _reading(one: Reading) -> dict[str, Any]:
    return {
        "id": one.indicator.id,
        "title": one.indicator.title,
        "scored": one.indicator.scored,
        "producer": one.indicator.producer,
        "value": one.figure.value,
        "margin": one.figure.margin,
        "data_year": one.figure.data_year,
        "edition": one.edition.id,
        "published_on": str(one.edition.published_on),
        "later": one.later,
        "before_break": one.before_break,
        "best": one.indicator.best,
        "worst": one.indicator.worst,
        "break_at": one.indicator.break_at,
        "risk": _rounded(one.risk),
        "age": round(one.age, 2),
    }


def _break(one: Break) -> dict[str, Any]:
    return {
        "indicator": one.indicator.id,
        "title": one.indicator.title,
        "before_year": one.before.data_year,
        "before": one.before.value,
        "before_edition": one.before.edition,
        "after_year": one.after.data_year,
        "after": one.after.value,
        "after_edition": one.after.edition,
        "change": one.change,
        "direction": one.direction.value,
        "break_at": one.indicator.break_at,
    }


def _membership(one: Membership) -> dict[str, Any]:
    return {
        "id": one.id,
        "as_of": str(one.as_of),
        "source": one.source,
        "verify": one.verify,
        "remark": one.remark,
    }


def _treaty(line: TreatyLine) -> dict[str, Any]:
    return {
        "treaty": line.treaty,
        "status": line.status.value,
        "since": line.since,
        "as_of": str(line.as_of),
        "source": line.source,
        "verify": line.verify,
    }


def _rounded(number: float | None) -> float | None:
    return None if number is None else round(number, 4)
