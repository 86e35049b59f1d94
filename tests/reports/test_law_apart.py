"""That law stands apart from guidance in every report."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from caveat.model.assessment import Assessment
from caveat.model.determination import Recommendation
from caveat.model.finding import State
from caveat.model.standing import Standing
from caveat.model.transaction import SafeguardState, StatedSafeguard
from caveat.reports.document import Document
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, determined, finding, of_example, proposal, report
from tests.services.examples import ABUSE, CAMERA, NAMES

STOP = "monitoring.stop_on_known_violation"


def law_and_guidance(rulebook: Rulebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of how instruments of law, and all other instruments, are named."""
    laws = [i.short for i in rulebook.instruments.values() if i.standing is Standing.LAW]
    others = [
        i.short
        for i in rulebook.instruments.values()
        if i.standing is not Standing.LAW and not i.base
    ]
    law = "|".join([r"\d+ CFR 7\d\d\.", *(rf"\b{re.escape(short)}\b" for short in laws)])
    guidance = "|".join(re.escape(short) for short in others)
    return re.compile(law, re.IGNORECASE), re.compile(guidance, re.IGNORECASE)


def with_law(rulebook: Rulebook, **parts: Any) -> Assessment:
    """Return the camera maker's assessment with the one safeguard that is law."""
    law = proposal(STOP, **parts)
    return replace(camera(rulebook), safeguards=(law, *camera(rulebook).safeguards))


def places(document: Document, text: str) -> set[str]:
    """Return the headings below which a text stands."""
    found = {
        heading: lines(part(document, heading))
        for heading in (
            "Recommendation",
            "Red flags raised",
            "Safeguards",
            "Law",
            "Annex C",
            "Annex H",
            "Annex I",
        )
    }
    return {heading for heading, said in found.items() if any(text in line for line in said)}


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_the_first_page_names_law_beside_guidance(rulebook: Rulebook, name: str) -> None:
    law, guidance = law_and_guidance(rulebook)
    said = lines(of_example(name, rulebook))
    assert [line for line in said if law.search(line) and guidance.search(line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_memo_names_law_beside_guidance(rulebook: Rulebook, name: str) -> None:
    law, guidance = law_and_guidance(rulebook)
    made = of_example(name, rulebook, whole=True)
    # What the documents say of law is told of them, in the notes on the instruments.
    notes = {*lines(part(made, "Annex H"))}
    said = [line for line in lines(made) if line not in notes]
    assert [line for line in said if law.search(line) and guidance.search(line)] == []


@pytest.mark.parametrize("name", NAMES)
def test_no_source_of_a_finding_or_question_is_law(rulebook: Rulebook, name: str) -> None:
    law, _ = law_and_guidance(rulebook)
    made = of_example(name, rulebook, whole=True)
    in_law = {*lines(part(made, "Annex I"))} if "Annex I" in headings(made) else set()
    said = [line for line in lines(made) if line not in in_law]
    cited = [line for line in said if line.startswith(("source: ", "reason: "))]
    assert cited
    assert [line for line in cited if law.search(line)] == []


def test_law_and_guidance_are_told_apart(rulebook: Rulebook) -> None:
    law, guidance = law_and_guidance(rulebook)
    said = ("15 CFR 764.2(e)", "Part of the EAR", "The 2020 guidance and the 2019 draft", "A year")
    assert [(bool(law.search(one)), bool(guidance.search(one))) for one in said] == [
        (True, False),
        (True, False),
        (False, True),
        (False, False),
    ]


@pytest.mark.parametrize("whole", [False, True], ids=["short", "memo"])
@pytest.mark.parametrize("name", [CAMERA, ABUSE])
def test_under_names_no_law(rulebook: Rulebook, name: str, whole: bool) -> None:
    law, guidance = law_and_guidance(rulebook)
    (under,) = [
        line for line in lines(of_example(name, rulebook, whole=whole)) if line.startswith("Under:")
    ]
    assert (law.search(under), guidance.search(under) is not None) == (None, True)


def test_law_that_takes_part_stands_in_an_annex_of_its_own(rulebook: Rulebook) -> None:
    made = of_example(CAMERA, rulebook, whole=True)
    law, guidance = (rulebook.instruments[name].title for name in ("us-ear", "us-state-2020"))
    said = {title: places(made, f"{title} (") for title in (law, guidance)}
    assert said == {law: {"Annex I"}, guidance: {"Annex H"}}


@pytest.mark.parametrize("raised", [(), ("after_sale.contact_lost",)])
@pytest.mark.parametrize("state", [None, *SafeguardState])
def test_law_among_the_safeguards_stands_in_the_part_on_law_only(
    rulebook: Rulebook, raised: tuple[str, ...], state: SafeguardState | None
) -> None:
    stated = None if state is None else StatedSafeguard(STOP, state)
    made = report(with_law(rulebook, raised=raised, stated=stated), rulebook, whole=True)
    assert places(made, rulebook.safeguards[STOP].title) == {"Law"}


def test_law_is_no_example_of_what_answers_a_flag(rulebook: Rulebook) -> None:
    flag = "after_sale.contact_lost"
    assessment = replace(
        with_law(rulebook, raised=(flag,)),
        findings=(finding(flag, State.YES, "end_user.type"),),
        safeguards=(proposal(STOP, raised=(flag,)),),
    )
    ships = determined(assessment, recommendation=Recommendation.PROCEED_WITH_SAFEGUARDS)
    assert places(report(ships, rulebook, whole=True), rulebook.safeguards[STOP].title) == {"Law"}


def test_law_cites_its_provisions(rulebook: Rulebook) -> None:
    made = report(with_law(rulebook), rulebook)
    title = rulebook.safeguards[STOP].title
    (entry,) = [line for line in lines(part(made, "Law")) if line.startswith(title)]
    assert entry.startswith(f"{title} (15 CFR 764.2(e)). ")
