"""Safeguards on the first page and in their annex, and what answers a flag that is raised."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.model.assessment import Assessment, ProposedSafeguard
from caveat.model.finding import Finding, State
from caveat.model.transaction import SafeguardState, StatedSafeguard
from caveat.model.truth import Truth
from caveat.reports.document import Document, Listing
from caveat.reports.findings import source_lines
from caveat.reports.safeguards import (
    SHOWN,
    add_safeguards,
    add_safeguards_in_brief,
    law_safeguards,
    unanswered,
)
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, finding, proposal

AS_OF = date(2026, 11, 20)
AUDIT = "contract.audit_right"
FLAG, OTHER = "record.prior_misuse", "record.worsening"
LAW = "monitoring.stop_on_known_violation"
COUNTS = (
    "Only a safeguard in force, with evidence, owner and date, counts; a promise does not. "
    "It lowers only the rows of the table that name it, by one tier at most."
)


def stated(state: SafeguardState, reason: str = "", since: date = AS_OF) -> StatedSafeguard:
    return StatedSafeguard(AUDIT, state, "clause 9.", "A. Example", since, reason)


IN_FORCE = stated(SafeguardState.IN_FORCE)


def with_safeguards(rulebook: Rulebook, *proposed: ProposedSafeguard) -> Assessment:
    return replace(camera(rulebook), safeguards=proposed)


def brief(rulebook: Rulebook, *proposed: ProposedSafeguard) -> list[str]:
    document = Document()
    assessment = with_safeguards(rulebook, *proposed)
    add_safeguards_in_brief(document, assessment, rulebook, "in the memo")
    return lines(document)


def whole(rulebook: Rulebook, *proposed: ProposedSafeguard) -> Document:
    document = Document()
    add_safeguards(document, with_safeguards(rulebook, *proposed), rulebook)
    return document


def entries(document: Document) -> list[str]:
    return [e.text for b in document.blocks if isinstance(b, Listing) for e in b.entries]


def titles(rulebook: Rulebook, *names: str) -> str:
    return "; ".join(rulebook.safeguards[name].title for name in names)


# On the first page


@pytest.mark.parametrize(
    ("parts", "label"),
    [
        ({"stated": IN_FORCE, "counts": True}, "In force"),
        ({"stated": IN_FORCE}, "Said to be in force, but does not count"),
        (
            {"stated": stated(SafeguardState.PROMISED)},
            "Promised, so that it does not count yet",
        ),
        ({"stated": stated(SafeguardState.REFUSED)}, "Refused or not adopted"),
        ({"stated": stated(SafeguardState.NOT_ADOPTED)}, "Refused or not adopted"),
        ({"raised": (FLAG,)}, "Called for by the flags raised, nothing stated"),
    ],
)
def test_safeguards_in_brief_stand_in_the_line_of_their_state(
    rulebook: Rulebook, parts: dict[str, Any], label: str
) -> None:
    assert brief(rulebook, proposal(AUDIT, **parts)) == [
        "Safeguards (1 to consider)",
        COUNTS,
        f"{label}: {titles(rulebook, AUDIT)}",
    ]


@pytest.mark.parametrize(
    "parts",
    [{}, {"open": (FLAG,)}, {"raised": (FLAG,), "available": Truth.NO}],
    ids=["general", "for an open flag", "its prerequisite is missing"],
)
def test_safeguards_in_brief_name_none_that_is_not_called_for_or_cannot_be_had(
    rulebook: Rulebook, parts: dict[str, Any]
) -> None:
    assert brief(rulebook, proposal(AUDIT, **parts)) == ["Safeguards (1 to consider)", COUNTS]


def test_safeguards_in_brief_have_one_line_for_each_state(rulebook: Rulebook) -> None:
    names = ("contract.audit_right", "contract.no_retransfer", "contract.data_handling")
    promised = stated(SafeguardState.PROMISED)
    made = brief(
        rulebook,
        proposal(names[0], stated=promised),
        proposal(names[1], stated=IN_FORCE, counts=True),
        proposal(names[2], stated=promised, raised=(FLAG,)),
    )
    assert made[2:] == [
        f"In force: {titles(rulebook, names[1])}",
        f"Promised, so that it does not count yet: {titles(rulebook, names[2], names[0])}",
    ]


@pytest.mark.parametrize("extra", [0, 2])
def test_safeguards_in_brief_past_the_first_are_counted(rulebook: Rulebook, extra: int) -> None:
    names = [n for n in rulebook.safeguards if n.startswith("contract.")][: SHOWN + extra]
    made = brief(rulebook, *(proposal(name, raised=(FLAG,)) for name in names))
    more = ", and 2 more in the memo" if extra else ""
    assert made[2] == (
        f"Called for by the flags raised, nothing stated: {titles(rulebook, *names[:SHOWN])}{more}"
    )


def test_safeguards_in_brief_leave_law_to_its_own_part(rulebook: Rulebook) -> None:
    law = proposal(LAW, raised=(FLAG,))
    assert brief(rulebook, law) == ["Safeguards (0 to consider)", COUNTS]
    (entry,) = law_safeguards(with_safeguards(rulebook, law, proposal(AUDIT)), rulebook)
    safeguard = rulebook.safeguards[LAW]
    places = ", ".join(one.provision for one in safeguard.citations)
    assert entry.text == f"{safeguard.title} ({places}). {safeguard.text}"


# What answers a flag that is raised


def asked(
    rulebook: Rulebook, *proposed: ProposedSafeguard, raised: Finding | None = None
) -> list[tuple[str, str | None]]:
    one = raised or finding(FLAG, State.YES, "end_user.prior_misuse")
    assessment = replace(with_safeguards(rulebook, *proposed), findings=(one,))
    return list(unanswered(assessment, rulebook))


@pytest.mark.parametrize("state", [State.NO, State.UNKNOWN, State.NOT_APPLICABLE])
def test_unanswered_speaks_of_raised_flags_only(rulebook: Rulebook, state: State) -> None:
    assert asked(rulebook, raised=finding(FLAG, state, "end_user.prior_misuse")) == []


@pytest.mark.parametrize("counts", [True, False])
def test_unanswered_flag_has_no_safeguard_in_force_that_counts(
    rulebook: Rulebook, counts: bool
) -> None:
    assert AUDIT in rulebook.red_flags[FLAG].safeguards
    found = asked(rulebook, proposal(AUDIT, stated=IN_FORCE, counts=counts))
    flag = (rulebook.red_flags[FLAG].title, rulebook.safeguards[AUDIT].title)
    assert found == ([] if counts else [flag])


def test_unanswered_flag_is_not_answered_by_a_safeguard_of_another(rulebook: Rulebook) -> None:
    other = next(n for n in rulebook.safeguards if n not in rulebook.red_flags[FLAG].safeguards)
    found = asked(rulebook, proposal(other, stated=IN_FORCE, counts=True))
    assert found == [(rulebook.red_flags[FLAG].title, None)]


@pytest.mark.parametrize(
    ("available", "chosen"),
    [
        ((Truth.YES, Truth.YES), 0),
        ((Truth.UNKNOWN, Truth.YES), 0),
        ((Truth.NO, Truth.UNKNOWN), 1),
        ((Truth.NO, Truth.NO), None),
    ],
)
def test_unanswered_gives_the_first_safeguard_whose_prerequisite_is_not_missing(
    rulebook: Rulebook, available: tuple[Truth, ...], chosen: int | None
) -> None:
    names = rulebook.red_flags[FLAG].safeguards[:2]
    given = [proposal(n, available=one) for n, one in zip(names, available, strict=True)]
    ((_, example),) = asked(rulebook, *reversed(given))
    assert example == (None if chosen is None else rulebook.safeguards[names[chosen]].title)


@pytest.mark.parametrize(
    ("state", "chosen"),
    [(SafeguardState.REFUSED, 1), (SafeguardState.NOT_ADOPTED, 1), (SafeguardState.PROMISED, 0)],
)
def test_unanswered_gives_no_safeguard_that_was_turned_down(
    rulebook: Rulebook, state: SafeguardState, chosen: int
) -> None:
    names = rulebook.red_flags[FLAG].safeguards[:2]
    ((_, example),) = asked(rulebook, proposal(names[0], stated=stated(state)), proposal(names[1]))
    assert example == rulebook.safeguards[names[chosen]].title


def test_law_in_force_answers_no_flag(rulebook: Rulebook) -> None:
    name = next(n for n, one in rulebook.red_flags.items() if LAW in one.safeguards)
    raised = finding(name, State.YES, "end_user.type")
    law = proposal(LAW, stated=IN_FORCE, counts=True)
    assert asked(rulebook, law, raised=raised) == [(rulebook.red_flags[name].title, None)]


def test_unanswered_never_gives_law_as_an_example(rulebook: Rulebook) -> None:
    name = next(n for n, one in rulebook.red_flags.items() if LAW in one.safeguards)
    raised = finding(name, State.YES, "end_user.type")
    ((_, example),) = asked(rulebook, proposal(LAW), raised=raised)
    assert example is None


# In the annex


def test_annex_puts_stated_safeguards_first_then_those_for_most_raised_flags(
    rulebook: Rulebook,
) -> None:
    promised = proposal("contract.rights_clause", stated=stated(SafeguardState.PROMISED))
    few = proposal("contract.data_handling", raised=(FLAG,))
    many = proposal("contract.audit_right", raised=(FLAG, OTHER))
    still = proposal("contract.no_retransfer", open=(FLAG,))
    general = proposal("contract.change_of_control")
    made = whole(rulebook, general, still, few, many, promised)
    assert headings(made) == [
        "Annex C",
        "Stated, or called for by a raised flag",
        "For flags that are still open, and for the company as a whole",
    ]
    assert entries(made) == [
        f"{rulebook.safeguards[one.safeguard].title} ({one.safeguard})"
        for one in (promised, many, few, still, general)
    ]


def test_annex_has_every_safeguard_but_law(rulebook: Rulebook) -> None:
    made = whole(rulebook, *(proposal(name) for name in rulebook.safeguards))
    assert {line.rpartition(" (")[2].rstrip(")") for line in entries(made)} == {
        *rulebook.safeguards
    } - {LAW}


def test_annex_says_what_evidence_remains_and_what_it_rests_on(rulebook: Rulebook) -> None:
    safeguard = rulebook.safeguards[AUDIT]
    one = proposal(AUDIT, raised=(FLAG,), open=(OTHER,))
    assert lines(part(whole(rulebook, one), "Stated"))[1:] == [
        "nothing stated yet; can be put in place",
        f"answers: {rulebook.red_flags[FLAG].title}",
        f"for flags still open: {rulebook.red_flags[OTHER].title}",
        f"what: {safeguard.text}",
        f"evidence to keep: {safeguard.evidence}",
        f"what remains: {safeguard.residual}",
        *source_lines(safeguard, camera(rulebook), rulebook),
        *([f"caution: {safeguard.caution}"] if safeguard.caution is not None else []),
    ]


def test_annex_leaves_out_open_flags_where_there_are_none(rulebook: Rulebook) -> None:
    said = lines(whole(rulebook, proposal(AUDIT, raised=(FLAG,))))
    assert [line for line in said if line.startswith("for flags still")] == []


def test_annex_says_little_of_safeguards_that_nothing_raised_calls_for(
    rulebook: Rulebook,
) -> None:
    said = lines(part(whole(rulebook, proposal(AUDIT, open=(FLAG,))), "For flags that are"))
    assert [line for line in said if line.startswith(("what", "evidence", "for flags"))] == []


@pytest.mark.parametrize("raised", [(), (FLAG,)])
def test_annex_always_shows_a_caution(rulebook: Rulebook, raised: tuple[str, ...]) -> None:
    caution = rulebook.safeguards["technical.remote_disable"].caution
    one = proposal("technical.remote_disable", raised=raised)
    assert f"caution: {caution}" in lines(whole(rulebook, one))


SAID = "in force since 2026-11-20: clause 9, owner A. Example"


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({}, "nothing stated yet; can be put in place"),
        (
            {"stated": stated(SafeguardState.PROMISED)},
            "promised: does not count until in force; can be put in place",
        ),
        ({"stated": IN_FORCE, "counts": True}, SAID),
        (
            {"stated": IN_FORCE, "available": Truth.NO},
            f"{SAID}; does not count: cannot be put in place: its prerequisite is missing",
        ),
        (
            {"stated": IN_FORCE, "available": Truth.UNKNOWN, "missing": ("product.controls",)},
            f"{SAID}; does not count: whether it can be put in place hangs on product.controls",
        ),
        (
            {"stated": stated(SafeguardState.IN_FORCE, since=date(2026, 11, 21))},
            "in force since 2026-11-21: clause 9, owner A. Example; does not count: "
            "on 2026-11-20 it was not in force",
        ),
        (
            {"stated": stated(SafeguardState.REFUSED, "too dear.")},
            "refused: too dear; can be put in place",
        ),
        (
            {"stated": stated(SafeguardState.NOT_ADOPTED)},
            "not adopted: no reason recorded; can be put in place",
        ),
    ],
    ids=[
        "nothing",
        "promised",
        "in force",
        "without prerequisite",
        "prerequisite unknown",
        "later",
        "refused",
        "not adopted",
    ],
)
def test_annex_says_how_a_safeguard_stands_and_whether_it_counts(
    rulebook: Rulebook, parts: dict[str, Any], said: str
) -> None:
    assessment = replace(with_safeguards(rulebook, proposal(AUDIT, **parts)), as_of=AS_OF)
    document = Document()
    add_safeguards(document, assessment, rulebook)
    (listing,) = (block for block in document.blocks if isinstance(block, Listing))
    assert listing.entries[0].details[0] == said
