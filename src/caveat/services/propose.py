"""What is held here suggests about facts. A suggestion is no answer; a person gives that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from caveat.countries.dossier import Named, involving, is_within, words_of
from caveat.model.country import TreatyLine
from caveat.model.dossier import Agency, Incident
from caveat.model.gathered import Aspect, Ground, Proposal
from caveat.model.profile import Band, CountryProfile, Direction
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.gathering import IncidentsOf, ProposedFrom, StatedFrom
from caveat.rulebook.loader import Rulebook
from caveat.services import grounds

SOON = 366
"""Days within which a line that was read after the day of the assessment is still shown."""
ADVERSE = frozenset((Band.HIGH, Band.SEVERE))
"""Bands of which a figure suggests yes, where it touches no other."""


@dataclass(frozen=True)
class Evidence:
    """What is held about one transaction as of its day."""

    day: date
    profile: CountryProfile
    named: tuple[Named, ...]
    """Agencies that the end user's name may mean."""
    near: tuple[Agency, ...]
    """Where there are none: those of a like spelling, from which nothing is taken."""
    kin: Mapping[str, Agency]
    """Those, with the bodies they belong to and their units."""
    incidents: tuple[Incident, ...]
    """Incidents that were public by the day, the newest first."""
    classes: frozenset[str]
    """Classes of the products."""
    vendors: tuple[str, ...]
    """Parties that may have supplied others."""


Suggestion = tuple[Value | None, list[Ground]]


def proposals(evidence: Evidence, rulebook: Rulebook, atlas: Atlas) -> tuple[Proposal, ...]:
    """Return what is suggested on each fact of which something is held, in the policy's order."""
    proposer = _Proposer(evidence, rulebook, atlas)
    found = []
    for origin in rulebook.gathering.states:
        found.append((origin.fact, proposer.doubtful(origin)))
    for line in rulebook.gathering.proposes:
        found.append((line.fact, proposer.suggestion(line)))
    return tuple(
        Proposal(fact, value, tuple(sorted(given, key=_what_suggests_first)))
        for fact, (value, given) in sorted(found, key=lambda one: _is_of_another(one[0]))
        if given
    )


def is_looked_up(line: TreatyLine, day: date) -> bool:
    """Return whether a line settles that a state was bound by a treaty on a day.

    It had joined before the year of the day, and had not left when it was looked up. Another
    status may have changed since, and is only suggested.
    """
    return not line.verify and line.since is not None and line.since < day.year


def _is_of_another(fact: str) -> bool:
    """Sort facts about the end user first; what the agency did outweighs the country."""
    return not fact.startswith("end_user.")


def _what_suggests_first(ground: Ground) -> tuple[bool, int]:
    """Sort grounds by whether they suggest, then by whom they speak of; else as they stand."""
    return not ground.suggests, list(Aspect).index(ground.aspect)


class _Proposer:
    def __init__(self, evidence: Evidence, rulebook: Rulebook, atlas: Atlas) -> None:
        self.evidence = evidence
        self.rulebook = rulebook
        self.atlas = atlas

    def suggestion(self, line: ProposedFrom) -> Suggestion:
        """Return what everything that speaks to a fact suggests together.

        The agency comes first, and what happened before figures and laws.
        """
        parts = [
            self._agency(line),
            self._incidents(line.incidents) if line.incidents is not None else _NOTHING,
            self._listings() if line.listings else _NOTHING,
            self._domains(line),
            self._breaks() if line.breaks else _NOTHING,
            self._laws(line),
        ]
        value = next((value for value, _ in parts if value is not None), None)
        return value, [ground for _, found in parts for ground in found]

    def doubtful(self, origin: StatedFrom) -> Suggestion:
        """Return what lines that are not verified, or may have changed, suggest."""
        if origin.treaty is not None:
            return self._treaty(origin)
        day, country = self.evidence.day, self.evidence.profile.country
        speaking = [line for line in country.lines if line.id in origin.regimes]
        lines = [line for line in speaking if line.verify and line.as_of <= day]
        later = [line for line in speaking if 0 < (line.as_of - day).days <= SOON]
        titles, sources = self.atlas.regimes, self.atlas.sources
        found = [grounds.of_line(line, titles[line.id].title, sources) for line in lines]
        found += [grounds.of_later_line(line, titles[line.id].title, sources) for line in later]
        members = Members(frozenset(origin.regimes[line.id] for line in lines))
        return members if lines else None, found

    def _treaty(self, origin: StatedFrom) -> Suggestion:
        """Return what a status suggests; one without a word of the fact asks for a look."""
        day = self.evidence.day
        lines = [
            line
            for line in self.evidence.profile.country.treaties
            if line.treaty == origin.treaty and line.as_of <= day and not is_looked_up(line, day)
        ]
        words = [origin.statuses.get(line.status.value) for line in lines]
        value = next((word for word in words if word is not None), None)
        titles = self.atlas.regimes
        return value, [
            grounds.of_treaty(line, titles[line.treaty].title, self.atlas.sources) for line in lines
        ]

    def _agency(self, line: ProposedFrom) -> Suggestion:
        """Return what the files of the agencies of that name say; the same name comes first.

        Where several have the same name and differ, a person must tell which it is.
        """
        same: set[Value | None] = set()
        found: list[Ground] = []
        for named in self.evidence.named:
            said = _AGENCY[line.agency](named.agency, line.values) if line.agency else None
            if said is None:
                continue
            text, suggested = said
            ground = grounds.of_agency(named.agency, text)
            if ground.known_on > self.evidence.day:
                continue
            found.append(ground)
            if named.same:
                same.add(suggested)
        return same.pop() if len(same) == 1 else None, found

    def _listings(self) -> Suggestion:
        listed = [
            grounds.of_listing(agency, one, self.evidence.day)
            for agency in self.evidence.kin.values()
            for one in agency.listings
            if one.for_abuse and one.was_made_by(self.evidence.day)
        ]
        return _yes_if([one for one in listed if one.suggests]), listed

    def _incidents(self, wanted: IncidentsOf) -> Suggestion:
        aspect = _ASPECTS[wanted.of]
        found = [
            grounds.of_incident(one, aspect, self.evidence.day)
            for one in self._whose(wanted.of)
            if self._fits(one, wanted)
        ]
        return _yes_if(found), found

    def _whose(self, whose: str) -> Iterable[Incident]:
        evidence = self.evidence
        if whose == "end_user":
            return involving(evidence.incidents, evidence.kin)
        if whose == "country":
            return (one for one in evidence.incidents if self._is_here(one))
        if whose == "vendor":
            names = {words_of(name) for name in evidence.vendors} - {()}
            return (one for one in evidence.incidents if names & {words_of(v) for v in one.vendors})
        # Those of the destination first: where a thing happened outweighs when.
        return sorted(evidence.incidents, key=lambda one: not self._is_here(one))

    def _is_here(self, one: Incident) -> bool:
        """Return whether an incident is of the destination or of one of its territories."""
        return is_within(one.country, self.evidence.profile.country.id)

    def _fits(self, one: Incident, wanted: IncidentsOf) -> bool:
        if wanted.like and self.evidence.classes.isdisjoint(self._classes(one)):
            return False
        if wanted.against and set(wanted.against).isdisjoint(one.against):
            return False
        if wanted.abroad and not one.abroad:
            return False
        since = self.evidence.day.year - (wanted.within_years or 0)
        return wanted.within_years is None or self._last_year(one) >= since

    def _last_year(self, one: Incident) -> int:
        """Return the last year in which an incident is reported to have gone on.

        Where no end is known, that is the year of the newest report on it.
        """
        if one.years[1] is not None:
            return one.years[1]
        known = [source.known_on for source in one.sources]
        return max(day for day in known if day <= self.evidence.day).year

    def _classes(self, one: Incident) -> Iterator[str]:
        return (self.rulebook.product_categories[name].product_class for name in one.technology)

    def _domains(self, line: ProposedFrom) -> Suggestion:
        records = [self.evidence.profile.record(domain) for domain in line.domains]
        grave = bool(records) and all(
            record.bands and ADVERSE.issuperset(record.bands) for record in records
        )
        found = [
            ground for record in records for ground in grounds.of_domain(record, suggests=grave)
        ]
        return Truth.YES if grave else None, found

    def _breaks(self) -> Suggestion:
        worse = [
            grounds.of_break(one, self.atlas.editions)
            for one in self.evidence.profile.breaks
            if one.direction is Direction.WORSE
        ]
        return _yes_if(worse), worse

    def _laws(self, line: ProposedFrom) -> Suggestion:
        wanted = self.rulebook.law_features if line.features else line.laws
        laws = [
            law
            for law in self.evidence.profile.country.laws
            if law.feature in wanted
            and law.since < self.evidence.day.year
            and (law.until_year is None or law.until_year >= self.evidence.day.year)
        ]
        titles = self.rulebook.law_features
        found = [grounds.of_law(law, titles[law.feature].title, self.evidence.day) for law in laws]
        if line.features and found:
            return Members(frozenset(law.feature for law in laws)), found
        return _yes_if(found), found


_NOTHING: Suggestion = (None, [])
_ASPECTS = {
    "end_user": Aspect.END_USER,
    "country": Aspect.COUNTRY,
    "product": Aspect.PRODUCT,
    "vendor": Aspect.PARTY,
}


def _yes_if(found: list[Ground]) -> Value | None:
    return Truth.YES if found else None


def _held(agency: Agency, values: Mapping[str, str]) -> tuple[str, Value | None]:
    return "held here, with sources.", Truth.YES


def _functions(agency: Agency, values: Mapping[str, str]) -> tuple[str, Value | None]:
    return f"tasks: {', '.join(agency.functions)}.", Members(frozenset(agency.functions))


def _level(agency: Agency, values: Mapping[str, str]) -> tuple[str, Value | None] | None:
    value = values.get(agency.level)
    return None if value is None else (f"level of government: {agency.level}.", value)


def _oversight(agency: Agency, values: Mapping[str, str]) -> tuple[str, Value | None] | None:
    return (f"oversight: {agency.oversight}", None) if agency.oversight else None


_AGENCY = {
    "held": _held,
    "functions": _functions,
    "level": _level,
    "type": _level,
    "oversight": _oversight,
}
