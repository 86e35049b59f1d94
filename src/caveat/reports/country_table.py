"""Countries side by side, domain by domain, in the order they were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from caveat.model.profile import CountryProfile
from caveat.reports.country_report import AXES, DOMAINS, bands_words, break_line, set_line
from caveat.reports.document import Document, Entry


def compare_report(profiles: Sequence[CountryProfile]) -> Document:
    """Return profiles as one table; all are of the same day."""
    document = Document()
    document.heading(f"Countries compared as of {profiles[0].as_of}", 1)
    document.listing(
        Entry(f"{one.country.name} ({one.country.id}): {set_line(one)}", _newest_breaks(one))
        for one in profiles
    )
    document.table(
        ("Axis", "Domain", *(one.country.id for one in profiles)),
        [
            (axis, DOMAINS[domain], *(bands_words(one.record(domain)) for one in profiles))
            for axis, domains in AXES.items()
            for domain in domains
        ],
    )
    document.paragraph(
        "A band is named when the interval touches it, and one more on either side where figures "
        "are of before a break. Missing is no data, never low. The table ranks nobody: figures of "
        "different years and few producers stand behind it."
    )
    return document


def _newest_breaks(profile: CountryProfile) -> tuple[str, ...]:
    """Return a line for each break of the newest year that has any: those that mark figures."""
    years = {one.after.data_year for one in profile.breaks[:1]}
    return tuple(break_line(one) for one in profile.breaks if one.after.data_year in years)
