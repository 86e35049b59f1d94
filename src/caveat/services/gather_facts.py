"""Turns what is held of country, agency and product into facts with their sources.

What is looked up (a treaty's status, a line on a list, a figure) is entered as a statement. What
takes a judgement is proposed, with its grounds, and stays open until a person answers. What is
not held gives nothing: neither a no nor a proposal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from caveat.assessment.facts import settle
from caveat.countries.dossier import (
    Named,
    agencies_named,
    involving,
    kin_of,
    known_on,
    near_names,
)
from caveat.countries.profile import profile_of
from caveat.model.country import TreatyStatus
from caveat.model.dossier import Agency
from caveat.model.fact import Observation
from caveat.model.gathered import AgencyLine, DomainLine, Gathered
from caveat.model.profile import CountryProfile
from caveat.model.transaction import Transaction
from caveat.model.value import Members, Value
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dossiers import Dossiers
from caveat.rulebook.gathering import StatedFrom
from caveat.rulebook.loader import Rulebook
from caveat.services.propose import Evidence, is_looked_up, proposals

BY = "caveat"
"""Who enters what is gathered."""
NOT_VENDORS = frozenset(("exporter", "end_user"))
"""Roles of parties that did not supply others."""


@dataclass(frozen=True)
class Held:
    """What is held on this machine beside the rulebook."""

    atlas: Atlas
    dossiers: Dossiers


def gather_facts(transaction: Transaction, rulebook: Rulebook, held: Held) -> Transaction:
    """Return the transaction with what is held about it as of its day.

    Args:
        transaction: The transaction as its file states it.
        rulebook: It says what speaks to which fact.
        held: Countries, figures, agencies and incidents.

    Returns:
        The transaction with statements added and `gathered` set. What its file states is kept;
        a statement that disagrees with it leaves the fact in conflict, for a person to decide.
        Figures are words, which cannot be compared with other words: they are entered only
        where the file has none.
    """
    evidence = _evidence(transaction, rulebook, held)
    stated = dict(transaction.statements)
    for origin in rulebook.gathering.states:
        own = stated.get(origin.fact)
        if origin.figures and own and settle(own, transaction.as_of).value is not None:
            continue
        for one in _statements(origin, evidence.profile, held.atlas):
            stated[origin.fact] = (*stated.get(origin.fact, ()), one)
    return replace(
        transaction,
        statements=stated,
        gathered=_gathered(evidence, rulebook, held),
    )


def _evidence(transaction: Transaction, rulebook: Rulebook, held: Held) -> Evidence:
    atlas, dossiers = held.atlas, held.dossiers
    end_user = transaction.party("end_user")
    assert end_user is not None  # a transaction file without one is refused
    country = end_user.country or transaction.destination
    named = agencies_named(end_user.name, dossiers.agencies.values(), country)
    near = () if named else near_names(end_user.name, dossiers.agencies.values(), country)
    kin: dict[str, Agency] = {}
    for one in named:
        kin |= kin_of(one.agency, dossiers.agencies)
    return Evidence(
        day=transaction.as_of,
        profile=profile_of(
            atlas.countries[transaction.destination],
            atlas.figures.get(transaction.destination, {}),
            atlas.indicators.values(),
            atlas.editions,
            transaction.as_of,
        ),
        named=tuple(named),
        near=tuple(near),
        kin=kin,
        incidents=tuple(known_on(dossiers.incidents.values(), transaction.as_of)),
        classes=frozenset(_classes(transaction, rulebook)),
        vendors=tuple(p.name for p in transaction.parties if p.role not in NOT_VENDORS),
    )


def _classes(transaction: Transaction, rulebook: Rulebook) -> Iterator[str]:
    """Yield the classes of the kinds that anybody stated by the day a product to be of."""
    for item in transaction.items:
        for one in item.statements.get("product.categories", ()):
            if isinstance(one.value, Members) and one.observed_on <= transaction.as_of:
                for name in one.value.present:
                    yield rulebook.product_categories[name].product_class


def _statements(origin: StatedFrom, profile: CountryProfile, atlas: Atlas) -> Iterator[Observation]:
    day = profile.as_of
    if origin.treaty is not None:
        for treaty in profile.country.treaties:
            if treaty.treaty == origin.treaty and is_looked_up(treaty, day):
                said = f"{atlas.sources[treaty.source].title}; party since {treaty.since}"
                yield _observation(
                    origin.statuses[TreatyStatus.PARTY.value], said, min(treaty.as_of, day)
                )
    elif origin.figures:
        readings = [one for record in profile.domains for one in record.readings]
        if readings:
            said = "; ".join(
                f"{one.indicator.title} ({one.edition.title}), {one.figure.data_year}: "
                f"{one.figure.value:g}"
                for one in readings
            )
            titles = dict.fromkeys(one.edition.title for one in readings)
            published = max(one.edition.published_on for one in readings)
            yield _observation(said, ", ".join(titles), published)
    else:
        for line in profile.country.lines:
            if line.id in origin.regimes and not line.verify and line.as_of <= day:
                member = Members(frozenset((origin.regimes[line.id],)))
                yield _observation(member, atlas.sources[line.source].title, line.as_of)


def _observation(value: Value, source: str, observed_on: date) -> Observation:
    return Observation(value, f"held here: {source}", observed_on, BY)


def _line(named: Named, evidence: Evidence, held: Held) -> AgencyLine:
    kin = kin_of(named.agency, held.dossiers.agencies)
    return AgencyLine(
        named.agency.id,
        named.agency.name,
        named.same,
        sum(1 for _ in involving(evidence.incidents, kin)),
        sum(one.stands_on(evidence.day) for agency in kin.values() for one in agency.listings),
        named.agency.own,
    )


def _gathered(evidence: Evidence, rulebook: Rulebook, held: Held) -> Gathered:
    profile = evidence.profile
    return Gathered(
        country=profile.country.id,
        producers=profile.producers,
        newest=profile.newest,
        domains=tuple(
            DomainLine(
                record.domain,
                record.bands,
                record.is_thin,
                record.is_before_break,
                record.newest,
            )
            for record in profile.domains
        ),
        may_be_low=not profile.unmet,
        agencies=tuple(_line(one, evidence, held) for one in evidence.named),
        near=tuple(f"{one.name} ({one.id})" for one in evidence.near),
        proposals=proposals(evidence, rulebook, held.atlas),
    )
