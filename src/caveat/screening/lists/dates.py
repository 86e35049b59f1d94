"""Reads dates as lists write them. What a text does not tell stays unknown, and the text stays."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from caveat.model.listed import PartialDate

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        1,
    )
    for name in names.split()
}
_CIRCA = re.compile(r"^(circa|ca?\.|approximately|approx\.?|about|around)\s*", re.I)
_SPAN = re.compile(
    r"^(?:between\s+)?(?P<first>.+?)\s*(?:\bto\b|\band\b|–|(?<=\d)-(?=\d{4}$)|\s-\s)\s*(?P<last>.+)$",
    re.I,
)
_FORMS = tuple(
    re.compile(form, re.I)
    for form in (
        r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:[T ].*)?",
        r"(?P<year>\d{4})-(?P<month>\d{1,2})",
        r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})(?: \d\d:.*)?",
        r"(?:dd|00)[/.](?P<month>\d{1,2})[/.](?P<year>\d{4})",
        r"(?:dd|00|\d{1,2})[/.](?:mm|00)[/.](?P<year>\d{4})",
        r"(?P<month>\d{1,2})/(?P<year>\d{4})",
        r"(?P<day>\d{1,2})[ -](?P<name>[a-z]+)\.?[ -](?P<year>\d{4})",
        r"(?P<name>[a-z]+)\.? (?P<day>\d{1,2}),? (?P<year>\d{4})",
        r"(?P<name>[a-z]+)\.? (?P<year>\d{4})",
        r"(?P<year>\d{4})",
    )
)
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})")

Days = tuple[date, date]
MOST_LETTERS = 80
"""What is longer is no date."""


def read_date(text: str) -> PartialDate:
    """Return a date as published with the days it lies between; never raises.

    A form with slashes has the day first. Words for "about" make it approximate.
    """
    text = text.strip()
    rest, about = _CIRCA.subn("", text[:MOST_LETTERS])
    days = _days(rest) or _span(rest)
    first, last = days if days is not None else (None, None)
    return PartialDate(text, first, last, bool(about))


def day_of(text: str, *, month_first: bool = False) -> date | None:
    """Return the one day that a text names, or None; never raises."""
    if month_first:
        found = _MONTH_FIRST.fullmatch(text.strip())
        days = _bounds(found.groupdict()) if found else None
    else:
        days = _days(text.strip())
    return days[0] if days is not None and days[0] == days[1] else None


def span_of(text: str, first: str, last: str) -> PartialDate:
    """Return a date that lies between two others; an open side leaves it unknown."""
    days = tuple(_days(one.strip()) for one in (first, last))
    if days[0] is None or days[1] is None:
        return PartialDate(text)
    return PartialDate(text, days[0][0], days[1][1])


def parts_date(year: str, month: str = "", day: str = "", *, approximate: bool = False) -> str:
    """Return parts of a date as a text that `read_date` reads; empty without a year."""
    if not year.isdecimal() or int(year) == 0:
        return ""
    known = [year.zfill(4)]
    for part in (month, day):
        if not part.isdecimal() or int(part) == 0:
            break
        known.append(part.zfill(2))
    return ("circa " if approximate else "") + "-".join(known)


def _span(text: str) -> Days | None:
    found = _SPAN.match(text)
    if found is None:
        return None
    ends = [_days(_CIRCA.sub("", found[side])) for side in ("first", "last")]
    if ends[0] is None or ends[1] is None or ends[0][0] > ends[1][1]:
        return None
    return ends[0][0], ends[1][1]


def _days(text: str) -> Days | None:
    for form in _FORMS:
        found = form.fullmatch(text)
        if found is not None:
            return _bounds(found.groupdict())
    return None


def _bounds(parts: dict[str, str | None]) -> Days | None:
    try:
        year = int(parts["year"] or 0)
        if parts.get("name"):
            month = _MONTHS[str(parts["name"]).lower()]
        else:
            month = int(parts.get("month") or 0)
        if not month:
            return date(year, 1, 1), date(year, 12, 31)
        if parts.get("day"):
            day = date(year, month, int(parts["day"] or 0))
            return day, day
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    except (ValueError, KeyError):
        return None
