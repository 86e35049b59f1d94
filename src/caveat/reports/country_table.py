"""Countries side by side, domain by domain, in the order they were asked for."""

from __future__ import annotations

from collections.abc import Sequence

from caveat.model.profile import CountryProfile
from caveat.reports.country_report import AXES, DOMAINS, bands_words, set_line
from caveat.reports.document import Document, Entry


def compare_report(profiles: Sequence[CountryProfile]) -> Document:
    """Return profiles as one table; all are of the same day."""
    document = Document()
    document.heading(f"Countries compared as of {profiles[0].as_of}", 1)
    document.listing(
        Entry(f"{one.country.name} ({one.country.id}): {set_line(one)}") for one in profiles
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
        "A band is named when the interval touches it. Missing is no data, never low. The table "
        "ranks nobody: figures of different years and few producers stand behind it."
    )
    return document
