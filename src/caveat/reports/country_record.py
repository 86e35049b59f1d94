"""Laws and documented misuse of a country, as parts of its report and of its JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from caveat.model.country import Law
from caveat.model.profile import CountryProfile
from caveat.reports.document import Document, Entry
from caveat.reports.end_user_json import incident_json
from caveat.reports.end_user_report import incident_lines, reference_words
from caveat.reports.words import BASES
from caveat.rulebook.entries import LawFeature


def add_laws(
    document: Document, profile: CountryProfile, features: Mapping[str, LawFeature]
) -> None:
    """Add the statutes held, by feature, each with the question that it puts to counsel."""
    laws = laws_of(profile)
    named = {law.feature for law in laws}
    held = f"{len(laws)} held"
    document.heading(f"Laws and practices: {held} on {len(named)} of {len(features)} features")
    document.paragraph(
        "An entry suggests an answer and puts a question to counsel; alone it settles nothing. A "
        "statute says nothing of practice."
    )
    for feature in sorted(named):
        document.heading(f"{features[feature].title} ({feature})", 3)
        document.listing(_law(law) for law in laws if law.feature == feature)
        document.paragraph(f"Ask counsel: {features[feature].ask_counsel}")
    left = "; ".join(one.title for name, one in sorted(features.items()) if name not in named)
    if left:
        document.paragraph(f"Nothing is held on: {left}. That is unknown, and not absent.")


def laws_of(profile: CountryProfile) -> tuple[Law, ...]:
    """Return the statutes that had been passed by the day, by feature and then by year.

    The year alone is held, so that a statute counts from the end of the year of its passing.
    """
    passed = [law for law in profile.country.laws if law.year < profile.as_of.year]
    return tuple(sorted(passed, key=lambda law: (law.feature, law.year, law.statute)))


def _law(law: Law) -> Entry:
    place = f", {law.provision}" if law.provision else ""
    ended = f"; until {law.until_year}" if law.until_year is not None else ""
    seen = f": {reference_words(law.seen)}" if law.seen is not None else ""
    checked = f"checked by {law.checked_by}" if law.checked_by else "checked by nobody yet"
    details = [law.does, f"{BASES[law.basis]}{seen}; written on {law.written_on}; {checked}"]
    if law.native:
        details.insert(0, law.native)
    if law.remark:
        details.append(law.remark)
    return Entry(f"{law.statute}, {law.year}{place}{ended}", tuple(details))


def add_incidents(document: Document, profile: CountryProfile) -> None:
    """Add the documented misuse that was public by the day, the newest first."""
    document.heading(f"Documented misuse ({len(profile.incidents)})")
    document.paragraph(
        "Evidence that asks for a look at this technology and this end user; it is never added to "
        "a figure. What is not held here is unknown."
    )
    document.listing(Entry(one.title, tuple(incident_lines(one))) for one in profile.incidents)


def law_json(law: Law) -> dict[str, Any]:
    """Return a statute as plain data."""
    seen = law.seen
    return {
        "feature": law.feature,
        "statute": law.statute,
        "native": law.native,
        "year": law.year,
        "provision": law.provision,
        "does": law.does,
        "until_year": law.until_year,
        "basis": law.basis.value,
        "seen": None if seen is None else reference_words(seen),
        "written_on": str(law.written_on),
        "checked_by": law.checked_by,
        "remark": law.remark,
    }


def record_json(profile: CountryProfile) -> dict[str, Any]:
    """Return laws and incidents as plain data."""
    return {
        "laws": [law_json(one) for one in laws_of(profile)],
        "incidents": [incident_json(one) for one in profile.incidents],
    }
