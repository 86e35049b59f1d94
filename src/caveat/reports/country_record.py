"""Laws and documented misuse of a country, as parts of its report and of its JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from caveat.model.country import Law
from caveat.model.profile import CountryProfile
from caveat.reports.document import Document, Entry
from caveat.reports.end_user_json import incident_json
from caveat.reports.incidents import incident_brief, incident_lines, reference_words
from caveat.reports.words import BASES
from caveat.rulebook.entries import LawFeature

IN_FULL = "Each stands in full, with what it rests on, in: --format md."


def add_laws(
    document: Document,
    profile: CountryProfile,
    features: Mapping[str, LawFeature],
    *,
    whole: bool,
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
    if laws:
        document.paragraph(_written(laws))
    if laws and not whole:
        document.paragraph(IN_FULL)
    for feature in sorted(named):
        document.heading(f"{features[feature].title} ({feature})", 3)
        document.listing(_law(law, whole=whole) for law in laws if law.feature == feature)
        document.paragraph(f"Ask counsel: {features[feature].ask_counsel}")
    left = "; ".join(one.title for name, one in sorted(features.items()) if name not in named)
    if left:
        document.paragraph(f"Nothing is held on: {left}. That is unknown, and not absent.")


def laws_of(profile: CountryProfile) -> tuple[Law, ...]:
    """Return the statutes that had the feature by the day, by feature and then by year.

    The year alone is held, so that a statute counts from the end of that year. That one ended later
    than the day is not said.
    """
    year = profile.as_of.year
    passed = [law for law in profile.country.laws if law.since < year]
    return tuple(
        replace(law, until_year=None) if (law.until_year or 0) > year else law
        for law in sorted(passed, key=lambda law: (law.feature, law.year, law.statute))
    )


def _written(laws: tuple[Law, ...]) -> str:
    """Say once for all entries when they were written, and how many were compared with a text."""
    days = sorted({law.written_on for law in laws})
    when = " to ".join(str(day) for day in dict.fromkeys((days[0], days[-1])))
    checked = sum(law.checked_by != "" for law in laws)
    compared = f"{checked} of {len(laws)} have" if checked else "No entry has"
    return (
        f"Written on {when}; what came later is not in it. {compared} been compared with the text "
        "of the law by a second person."
    )


def _law(law: Law, *, whole: bool) -> Entry:
    place = f", {law.provision}" if law.provision else ""
    ended = f"; until {law.until_year}" if law.until_year is not None else ""
    since = f", since {law.since_year}" if law.since_year is not None else ""
    return Entry(
        f"{law.statute}, {law.year}{place}{since}{ended}", tuple(_law_lines(law, whole=whole))
    )


def _law_lines(law: Law, *, whole: bool) -> Iterator[str]:
    if law.native and whole:
        yield law.native
    yield law.does
    if law.remark:
        yield law.remark
    seen = ""
    if law.seen is not None:
        seen = f": {reference_words(law.seen, address=whole)}"
    checked = f"; checked by {law.checked_by}" if law.checked_by else ""
    yield f"{BASES[law.basis]}{seen}{checked}"


def add_incidents(document: Document, profile: CountryProfile, *, whole: bool) -> None:
    """Add the documented misuse that was public by the day, the newest first."""
    document.heading(f"Documented misuse held ({len(profile.incidents)})")
    document.paragraph(
        "Evidence that asks for a look at this technology and this end user; it is never added to "
        "a figure. What is not held here is unknown."
    )
    if not profile.incidents:
        document.paragraph("No incident is held here. That does not mean that there is none.")
    elif not whole:
        document.paragraph(IN_FULL)
    say = incident_lines if whole else incident_brief
    document.listing(Entry(one.title, tuple(say(one, profile.as_of))) for one in profile.incidents)


def law_json(law: Law) -> dict[str, Any]:
    """Return a statute as plain data."""
    seen = law.seen
    return {
        "feature": law.feature,
        "statute": law.statute,
        "native": law.native,
        "year": law.year,
        "since_year": law.since_year,
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
