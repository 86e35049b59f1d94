"""What was held here on country, agency and product, and what it suggests, in words."""

from __future__ import annotations

from collections.abc import Iterator

from caveat.model.assessment import Assessment
from caveat.model.fact import FactState
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
UNREAD = "Nobody looked up what is held here on the country, the end user and the products."
SILENT = "Nothing that is held suggests an answer to an open fact. That rules nothing out."


def add_held_in_brief(
    document: Document, assessment: Assessment, rulebook: Rulebook, rest: str
) -> None:
    """Add what is held to the first page: country, end user, and what is suggested."""
    gathered = assessment.transaction.gathered
    document.heading("What is held here")
    if gathered is None:
        document.paragraph(UNREAD)
        return
    document.listing(_who(gathered, rulebook))
    against = [one for one in gathered.proposals if one.fact in assessment.contradicted]
    if against:
        document.paragraph("Held here against an answer on file; look again:", strong=True)
        document.listing(_brief(one, rulebook, assessment.facts.get(one.fact)) for one in against)
    still_open = list(_open(gathered, assessment))
    asked = [one for one in still_open if one.value is not None]
    if asked:
        document.paragraph("Suggested, and not counted until a person answers:", strong=True)
        document.listing(_brief(one, rulebook) for one in asked[:SHOWN])
        left = len(asked) - SHOWN
        if left > 0:
            document.paragraph(f"and {left} more {rest}.")
    else:
        document.paragraph(SILENT)
    looks = counted(len(still_open) - len(asked), "open fact")
    if len(still_open) > len(asked):
        document.paragraph(f"On {looks}, what is held suggests no answer; look at it {rest}.")


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
    document.listing(_who(gathered, rulebook))
    seen: set[Ground] = set()
    for one in gathered.proposals:
        document.heading(f"{rulebook.facts[one.fact].title} ({one.fact})", 3)
        document.paragraph(_standing(one, assessment, rulebook))
        document.listing(
            ground_entry(ground, again=ground in seen) for ground in dict.fromkeys(one.grounds)
        )
        seen.update(one.grounds)


def _who(gathered: Gathered, rulebook: Rulebook) -> Iterator[Entry]:
    name = rulebook.countries.get(gathered.country, gathered.country)
    yield Entry(f"Country: {name}, {country_line(gathered)}", tuple(domain_lines(gathered)))
    for line in end_user_lines(gathered):
        yield Entry(line)


def country_line(gathered: Gathered) -> str:
    """Say what the record of the country rests on, and whether it can be called low."""
    if gathered.newest is None:
        return "no figure is held as of this day. That is no data, and never low."
    if not gathered.producers:
        return f"no scored figure is held as of this day, newest data {gathered.newest}."
    producers = f"{counted(len(gathered.producers), 'producer')} ({', '.join(gathered.producers)})"
    low = "" if gathered.may_be_low else " The record as a whole cannot be called low."
    return f"reduced set, {producers}, newest data {gathered.newest}.{low}"


def domain_lines(gathered: Gathered) -> Iterator[str]:
    """Say which domains stand in the same bands, in the order of the domains."""
    bands: dict[str, list[str]] = {}
    for one in gathered.domains:
        said = band_words(one.bands, thin=one.thin, before_break=one.before_break)
        bands.setdefault(said, []).append(DOMAINS[one.domain].lower())
    for said, names in bands.items():
        yield f"{said}: {', '.join(names)}"


def end_user_lines(gathered: Gathered) -> list[str]:
    """Say which agencies are held whose name the end user's is or is like."""
    if not gathered.agencies:
        return [
            "End user: nothing is held here on this agency. That says nothing of it: its record "
            "stays open.",
            *(
                f"held under a like spelling, and perhaps another body: {one}"
                for one in gathered.near
            ),
        ]
    return [_agency_line(one) for one in gathered.agencies]


def _agency_line(one: AgencyLine) -> str:
    like = "held under the same name" if one.same else "a like name is held; a person must tell"
    found = f"{counted(one.incidents, 'incident')}, {counted(one.listings, 'listing')}"
    own = "; from your own files" if one.own else ""
    return f"End user: {one.name} ({one.id}): {like}; held on it and its kin: {found}{own}."


def _open(gathered: Gathered, assessment: Assessment) -> Iterator[Proposal]:
    """Yield suggestions on facts that are still open."""
    for one in gathered.proposals:
        state = assessment.facts.get(one.fact)
        if state is None or state.openness is not None:
            yield one


def _brief(one: Proposal, rulebook: Rulebook, on_file: FactState | None = None) -> Entry:
    """Return a suggestion in short, with the answer on file where that is shown against it."""
    assert one.value is not None
    fact = rulebook.facts[one.fact]
    speaking = [ground for ground in one.grounds if ground.suggests]
    details = [ground_line(ground) for ground in speaking[:GROUNDS]]
    if on_file is not None and on_file.value is not None:
        on_it = value_words(on_file.value, rulebook.vocabulary(fact))
        details.insert(0, f"on file: {on_it}")
    left = len(speaking) - GROUNDS
    if left > 0:
        details.append(f"and {left} more")
    said = value_words(one.value, rulebook.vocabulary(fact))
    return Entry(f"{fact.title}: {said} ({one.fact})", tuple(details))


def _standing(one: Proposal, assessment: Assessment, rulebook: Rulebook) -> str:
    if one.value is None:
        return "No answer is suggested; look at it."
    words = rulebook.vocabulary(rulebook.facts[one.fact])
    said = f"Suggested: {value_words(one.value, words)}."
    state = assessment.facts.get(one.fact)
    if one.fact in assessment.contradicted:
        return f"{said} An answer on file says otherwise; look again."
    if state is not None and state.openness is None:
        return f"{said} An answer is on file."
    return f"{said} Not counted until a person answers."


def ground_line(ground: Ground) -> str:
    """Return a ground in one line: whom it speaks of, what it is, and on what basis."""
    return f"{ASPECTS[ground.aspect]}: {ground.title.rstrip('.')}; {_basis_words(ground)}"


def ground_entry(ground: Ground, *, again: bool = False) -> Entry:
    """Return a ground as an entry, with its sources below; where it stands above, it says so."""
    beside = "" if ground.suggests else "beside it, "
    head = f"{beside}{ASPECTS[ground.aspect]}: {ground.title.rstrip('.')} ({ground.of})"
    if again:
        return Entry(head, ("in full above",))
    said = (ground.text,) if ground.text else ()
    source = f"source: {ground.source}; {_basis_words(ground)}; known from {ground.known_on}"
    return Entry(head, (*said, source))


def _basis_words(ground: Ground) -> str:
    return BASES[ground.basis] + ("; from your own files" if ground.own else "")
