"""Small pieces of what was held about a transaction, to test with."""

from __future__ import annotations

from typing import Any

from caveat.model.country import Domain
from caveat.model.gathered import AgencyLine, Aspect, DomainLine, Gathered, Ground, Proposal
from caveat.model.profile import Band
from caveat.model.standing import Basis
from caveat.model.value import Value
from tests.assessment.small import DAY

HOSTILE = 'A "B" \\ C\n\x00\x1b[31m\u2028\u202e<b>[red]🛰 ব্যাটালিয়ন قوات'


def ground(aspect: Aspect = Aspect.COUNTRY, **parts: Any) -> Ground:
    """Return a ground, with parts changed."""
    plain: dict[str, Any] = {
        "of": "phones",
        "title": "Phones",
        "text": "",
        "source": "A court",
        "known_on": DAY,
        "basis": Basis.RECALLED,
    }
    return Ground(aspect, **(plain | parts))


def proposal(fact: str, value: Value | None, aspect: Aspect = Aspect.COUNTRY) -> Proposal:
    """Return a proposal on one ground."""
    return Proposal(fact, value, (ground(aspect),))


def gathered(*proposals: Proposal, **parts: Any) -> Gathered:
    """Return what was held, with parts changed."""
    plain: dict[str, Any] = {
        "country": "BW",
        "producers": (),
        "newest": None,
        "domains": (),
        "may_be_low": False,
        "agencies": (),
        "proposals": proposals,
    }
    return Gathered(**(plain | parts))


FULL = gathered(
    Proposal("end_user.a", None, (ground(Aspect.END_USER, title=HOSTILE, own=True), ground())),
    producers=("First Institute", HOSTILE),
    newest=2023,
    domains=(
        DomainLine(Domain.PRESS, (Band.HIGH, Band.SEVERE), True, False, 2023),
        DomainLine(Domain.CORRUPTION, (), False, True, None),
    ),
    may_be_low=True,
    agencies=(AgencyLine("BW.guard", HOSTILE, same=False, incidents=2, listings=1, own=True),),
)
