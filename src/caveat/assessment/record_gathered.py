"""What was held about a transaction, as a part of its record: an input like any other."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from caveat.model.gathered import DomainLine, Gathered, Ground, Proposal
from caveat.rulebook.values import value_tree


def gathered_text(gathered: Gathered | None) -> str:
    """Return what was held as canonical JSON; `null` where nobody has looked."""
    tree = None if gathered is None else gathered_tree(gathered)
    return json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def gathered_tree(gathered: Gathered) -> dict[str, Any]:
    """Return what was held as plain data."""
    return {
        "country": gathered.country,
        "producers": list(gathered.producers),
        "newest": gathered.newest,
        "domains": [_domain(one) for one in gathered.domains],
        "may_be_low": gathered.may_be_low,
        "agencies": [asdict(one) for one in gathered.agencies],
        "near": list(gathered.near),
        "proposals": [_proposal(one) for one in gathered.proposals],
    }


def _domain(line: DomainLine) -> dict[str, Any]:
    return {
        "domain": line.domain.value,
        "bands": [band.value for band in line.bands],
        "thin": line.thin,
        "before_break": line.before_break,
        "newest": line.newest,
    }


def _proposal(proposal: Proposal) -> dict[str, Any]:
    return {
        "fact": proposal.fact,
        "value": value_tree(proposal.value),
        "grounds": [_ground(one) for one in proposal.grounds],
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "aspect": ground.aspect.value,
        "of": ground.of,
        "title": ground.title,
        "text": ground.text,
        "source": ground.source,
        "known_on": ground.known_on.isoformat(),
        "basis": ground.basis.value,
        "own": ground.own,
        "suggests": ground.suggests,
    }
