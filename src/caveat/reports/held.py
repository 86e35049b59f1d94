"""What was held here on country, agency and product, and what it suggests, in words."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.assessment import Assessment
from caveat.model.gathered import AgencyLine, Aspect, Gathered, Ground, Proposal
from caveat.reports.country_report import DOMAINS, band_words
from caveat.reports.document import Document, Entry
from caveat.reports.words import BASES, counted, value_words
from caveat.rulebook.loader import Rulebook

SHOWN = 6
"""Most suggestions shown on the first page."""
GROUNDS = 2
"""Most grounds of a suggestion shown beside it on the first page."""
ASPECTS = {
    Aspect.END_USER: "end user",
    Aspect.PRODUCT: "similar products",
    Aspect.PARTY: "a party",
    Aspect.COUNTRY: "country",
}
UNREAD = "Nobody looked what is held here on the country, the end user and the products."


def add_held_in_brief(
    document: Document, assessment: Assessment, rulebook: Rulebook, rest: str
) -> None:
    """Add what is held to the first page: country, end user, and what is suggested."""
    gathered = assessment.transaction.gathered
    document.heading("What is held here")
    if gathered is None:
        document.paragraph(UNREAD)
        return
    document.listing(Entry(line) for line in (country_line(gathered), *end_user_lines(gathered)))
    against = [one for one in gathered.proposals if one.fact in assessment.contradicted]
    if against:
        document.paragraph("Held here against an answer on file; look again:", strong=True)
        document.listing(_brief(one, assessment, rulebook) for one in against)
    asked = [one for one in _open(gathered, assessment) if one.value is not None]
    if asked:
        document.paragraph("Suggested, and not counted until a person answers:", strong=True)
        document.listing(_brief(one, assessment, rulebook) for one in asked[:SHOWN])
        left = len(asked) - SHOWN
        if left > 0:
            document.paragraph(f"and {left} more {rest}.")


def add_held(document: Document, assessment: Assessment, rulebook: Rulebook) -> None:
    """Add everything that is held, fact by fact with all its grounds."""
    gathered = assessment.transaction.gathered
    document.heading("Annex J: what is held here, fact by fact")
    if gathered is None:
        document.paragraph(UNREAD)
        return
    document.paragraph(
        "What is held suggests and does not answer. It is a part of the public record at most; "
        "what is not held is unknown. An index never suggests a no."
    )
    document.listing(Entry(line) for line in (country_line(gathered), *end_user_lines(gathered)))
    for one in gathered.proposals:
        document.heading(f"{rulebook.facts[one.fact].title} ({one.fact})", 3)
        document.paragraph(_standing(one, assessment))
        document.listing(ground_entry(ground) for ground in one.grounds)


def country_line(gathered: Gathered) -> str:
    """Say what the record of the country rests on, and how each domain stands."""
    if gathered.newest is None:
        return "Country: no figure is held as of this day."
    producers = counted(len(gathered.producers), "producer")
    said = "; ".join(
        f"{DOMAINS[one.domain].lower()}: "
        f"{band_words(one.bands, thin=one.thin, before_break=one.before_break)}"
        for one in gathered.domains
    )
    return f"Country: reduced set, {producers}, newest data {gathered.newest}. {said}."


def end_user_lines(gathered: Gathered) -> list[str]:
    """Say which agencies are held whose name the end user's is or is like."""
    if not gathered.agencies:
        return [
            "End user: nothing is held here on this agency. That says nothing of it: its record "
            "stays open."
        ]
    return [_agency_line(one) for one in gathered.agencies]


def _agency_line(one: AgencyLine) -> str:
    like = "held under the same name" if one.same else "a like name is held; a person must tell"
    found = f"{counted(one.incidents, 'incident')}, {counted(one.listings, 'listing')}"
    return f"End user: {one.name} ({one.id}): {like}; {found}."


def _open(gathered: Gathered, assessment: Assessment) -> Iterator[Proposal]:
    """Yield suggestions on facts that are still open."""
    for one in gathered.proposals:
        state = assessment.facts.get(one.fact)
        if state is None or state.openness is not None:
            yield one


def _brief(one: Proposal, assessment: Assessment, rulebook: Rulebook) -> Entry:
    assert one.value is not None
    fact = rulebook.facts[one.fact]
    details = [ground_line(ground) for ground in one.grounds[:GROUNDS]]
    left = len(one.grounds) - GROUNDS
    if left > 0:
        details.append(f"and {left} more")
    return Entry(f"{fact.title}: {value_words(one.value)} ({one.fact})", tuple(details))


def _standing(one: Proposal, assessment: Assessment) -> str:
    if one.value is None:
        return "No answer is suggested; look at it."
    said = f"Suggested: {value_words(one.value)}."
    state = assessment.facts.get(one.fact)
    if one.fact in assessment.contradicted:
        return f"{said} An answer on file says otherwise; look again."
    if state is not None and state.openness is None:
        return f"{said} An answer is on file."
    return f"{said} Not counted until a person answers."


def ground_line(ground: Ground) -> str:
    """Return a ground in one line: whom it speaks of, what it is, and on what basis."""
    return f"{ASPECTS[ground.aspect]}: {ground.title}; {_basis_words(ground)}"


def ground_entry(ground: Ground) -> Entry:
    """Return a ground as an entry, with its sources below."""
    said = (ground.text,) if ground.text else ()
    source = f"source: {ground.source}; {_basis_words(ground)}; known from {ground.known_on}"
    return Entry(f"{ASPECTS[ground.aspect]}: {ground.title} ({ground.of})", (*said, source))


def _basis_words(ground: Ground) -> str:
    return BASES[ground.basis] + ("; from your own files" if ground.own else "")
