"""Small countries, agencies, incidents and a sale to test with, over the real rulebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from caveat.model.country import (
    Country,
    Domain,
    Heading,
    Indicator,
    Law,
    Membership,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.dossier import Against, Agency, Incident, PublicListing, Reference, Weight
from caveat.model.fact import Observation
from caveat.model.gathered import Proposal
from caveat.model.standing import Basis
from caveat.model.transaction import Item, Party, Transaction
from caveat.model.value import Members, Value
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.atlas_tree import Figures
from caveat.rulebook.dossiers import Dossiers
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import Source
from caveat.services.gather_facts import Held, gather_facts
from tests.countries.small import EDITIONS, figure, indicator, jumpy

DAY = date(2024, 6, 1)
BEFORE = date(1999, 1, 1)
"""A day before everything that is held here."""
PLACE = "BD"
NAME = "Rapid Guard"
ID = "BD.rapid_guard"
SPYWARE = "internet_surveillance.intrusion_tools"

REGIMES = {
    name: Regime(name, name.replace("_", " ").title(), heading)
    for name, heading in (
        ("iccpr", Heading.TREATY),
        ("un_arms_embargo", Heading.FLAG),
        ("eu_arms_embargo", Heading.FLAG),
        ("ear_d5", Heading.FLAG),
        ("ear_a1", Heading.MEMBERSHIP),
    )
}
SHELF = Source(
    id="shelf",
    title="A shelf",
    publisher="Nobody",
    official=False,
    read="All of it.",
    read_on=date(2024, 1, 1),
)


def says(value: Value | None, on: date = date(2024, 1, 1), **more: Any) -> Observation:
    """Return a statement of the file."""
    return Observation(value, "a letter", on, "A. Example", **more)


def reference(published: str = "2020-03", basis: Basis = Basis.RECALLED, **more: Any) -> Reference:
    """Return a publication."""
    return Reference("A court", "A judgment", published, basis, **more)


def listing(**parts: Any) -> PublicListing:
    """Return a listing for abuses."""
    plain: dict[str, Any] = {
        "authority": "A ministry",
        "list": "A list",
        "listed": "2021-12",
        "removed": None,
        "for_abuse": True,
        "reason": "Abuses.",
        "basis": Basis.RECALLED,
        "citation": "An order",
    }
    return PublicListing(**(plain | parts))


def agency(id: str = ID, **parts: Any) -> Agency:
    """Return an agency, with parts changed."""
    plain: dict[str, Any] = {
        "name": NAME,
        "country": id.partition(".")[0],
        "names": (),
        "parent": "",
        "parent_file": None,
        "predecessors": (),
        "units": (),
        "functions": ("police",),
        "level": "national",
        "mandate": "",
        "oversight": "",
        "listings": (),
        "searched": (),
        "sources": (reference("2015"),),
        "written_on": date(2026, 11, 24),
        "checked_by": "",
    }
    return Agency(id, **(plain | parts))


def incident(id: str = "phones", **parts: Any) -> Incident:
    """Return an incident in which the agency used spyware, with parts changed."""
    plain: dict[str, Any] = {
        "title": "Phones were broken into",
        "country": PLACE,
        "end_users": (ID,),
        "named": NAME,
        "vendors": ("Spy Works",),
        "product": "",
        "technology": (SPYWARE,),
        "rights": ("privacy",),
        "against": (Against.JOURNALISTS,),
        "abroad": False,
        "years": (2019, 2020),
        "what": "A court says so.",
        "weight": Weight.OFFICIAL_FINDING,
        "answer": "",
        "sources": (reference(),),
    }
    return Incident(id, **(plain | parts))


def law(feature: str = "speech_offences", **parts: Any) -> Law:
    """Return a statute that nobody opened, with parts changed."""
    plain: dict[str, Any] = {
        "statute": "Speech Act",
        "native": "",
        "year": 2018,
        "provision": "",
        "does": "It punishes speech.",
        "until_year": None,
        "basis": Basis.RECALLED,
        "seen": None,
        "written_on": date(2024, 1, 1),
        "checked_by": "",
    }
    return Law(feature, **(plain | parts))


def treaty(status: TreatyStatus = TreatyStatus.PARTY, **parts: Any) -> TreatyLine:
    """Return a status under the covenant, with parts changed."""
    since = 2000 if status is TreatyStatus.PARTY else None
    plain: dict[str, Any] = {
        "since": since,
        "as_of": date(2022, 8, 25),
        "source": "shelf",
        "verify": False,
    }
    return TreatyLine("iccpr", status, **(plain | parts))


def line(name: str, on: date = date(2023, 1, 1), **parts: Any) -> Membership:
    """Return a line on a list."""
    return Membership(name, on, "shelf", parts.pop("verify", False), **parts)


def land(**parts: Any) -> Country:
    """Return the destination, of which nothing is held but what is given."""
    plain = Country(PLACE, "A land", None, {}, (), (), (), (), "")
    return replace(plain, **parts)


def held(
    country: Country | None = None,
    agencies: Sequence[Agency] = (),
    incidents: Sequence[Incident] = (),
    figures: Figures | None = None,
    indicators: Sequence[Indicator] = (),
) -> Held:
    """Return what is held: these, and nothing else."""
    place = country or land()
    atlas = Atlas(
        countries={place.id: place},
        regimes=REGIMES,
        indicators={one.id: one for one in indicators},
        editions=EDITIONS,
        publishers={},
        sources={"shelf": SHELF},
        figures={} if figures is None else {place.id: figures},
    )
    return Held(
        atlas,
        Dossiers({one.id: one for one in agencies}, {one.id: one for one in incidents}),
    )


def of_figures(worst: Mapping[Domain, float], country: Country | None = None, **more: Any) -> Held:
    """Return what is held with one figure a domain, from 10 (best) to 0 (worst)."""
    scales = [indicator(domain.value, domain=domain) for domain in worst]
    return held(
        country,
        figures={domain.value: (figure(value, **more),) for domain, value in worst.items()},
        indicators=scales,
    )


def of_fall(before: float = 60, after: float = 30) -> Held:
    """Return what is held with an index that goes from one figure to another in a year."""
    series = (figure(before, 2021, "e22"), figure(after, 2022, "e23"))
    return held(figures={"freedom": series}, indicators=[jumpy()])


def sale(
    end_user: str = NAME,
    *,
    on: date = DAY,
    kinds: Sequence[str] = (SPYWARE,),
    country: str | None = None,
    parties: Sequence[Party] = (),
    **stated: tuple[Observation, ...],
) -> Transaction:
    """Return a sale; facts about anything but the product are stated with `__` for the dot."""
    product = {"product.categories": (says(Members(frozenset(kinds)), BEFORE),)} if kinds else {}
    return Transaction(
        id="sale",
        title="A sale",
        as_of=on,
        instruments=(),
        destination=PLACE,
        parties=(
            Party("exporter", "Example Ltd", "NO"),
            Party("end_user", end_user, country),
            *parties,
        ),
        items=(Item("product", "Product", "1", product),),
        stated_end_use="not stated",
        statements={name.replace("__", "."): said for name, said in stated.items()},
        safeguards={},
    )


def found(known: Held, rulebook: Rulebook, one: Transaction | None = None) -> dict[str, Proposal]:
    """Return what is proposed on a sale, by fact."""
    gathered = gather_facts(one or sale(), rulebook, known).gathered
    assert gathered is not None
    return {proposal.fact: proposal for proposal in gathered.proposals}


def grounds_of(proposals: Mapping[str, Proposal], fact: str) -> list[str]:
    """Return what the grounds of a proposal speak of; empty where there is none."""
    one = proposals.get(fact)
    return [] if one is None else [ground.of for ground in one.grounds]
