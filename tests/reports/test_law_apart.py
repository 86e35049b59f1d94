"""That law stands apart from guidance in every report."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from caveat.model.assessment import Assessment, ProposedSafeguard
from caveat.model.standing import Standing
from caveat.model.truth import Truth
from caveat.reports.assessment_report import assessment_report
from caveat.reports.document import Document
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import lines, part
from tests.services.examples import CAMERA, NAMES, assessed


def report(assessment: Assessment, rulebook: Rulebook, *, whole: bool = False) -> Document:
    return assessment_report(assessment, rulebook, "sha256:00", whole=whole)


def law_and_guidance(rulebook: Rulebook) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return patterns of how instruments of law, and all other instruments, are named."""
    laws = [i.short for i in rulebook.instruments.values() if i.standing is Standing.LAW]
    others = [
        i.short
        for i in rulebook.instruments.values()
        if i.standing is not Standing.LAW and not i.base
    ]
    law = "|".join([r"\d+ CFR 7\d\d\.", *(rf"\b{re.escape(short)}\b" for short in laws)])
    return re.compile(law), re.compile("|".join(re.escape(short) for short in others))


@pytest.mark.parametrize("whole", [False, True], ids=["short", "memo"])
@pytest.mark.parametrize("name", NAMES)
def test_no_citation_names_law_beside_guidance(rulebook: Rulebook, name: str, whole: bool) -> None:
    law, guidance = law_and_guidance(rulebook)
    cited = [
        line
        for line in lines(report(assessed(name, rulebook).assessment, rulebook, whole=whole))
        if line.startswith("source: ") or (law.search(line) and not line.startswith("Under: "))
    ]
    assert [line for line in cited if law.search(line) and guidance.search(line)] == []


def test_law_and_guidance_are_told_apart(rulebook: Rulebook) -> None:
    law, guidance = law_and_guidance(rulebook)
    said = ("15 CFR 764.2(e)", "Part of the EAR", "The 2020 guidance and the 2019 draft")
    assert [(bool(law.search(one)), bool(guidance.search(one))) for one in said] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_law_stands_in_a_part_of_its_own(rulebook: Rulebook) -> None:
    name = "monitoring.stop_on_known_violation"
    law = ProposedSafeguard(name, (), (), Truth.YES, (), None, ())
    assessment = assessed(CAMERA, rulebook).assessment
    made = report(
        replace(assessment, safeguards=(law, *assessment.safeguards)), rulebook, whole=True
    )
    title = rulebook.safeguards[name].title
    found = [
        any(line.startswith(title) for line in lines(part(made, heading)))
        for heading in ("Law", "Safeguards to consider")
    ]
    assert found == [True, False]


def test_law_cites_its_provisions(rulebook: Rulebook) -> None:
    name = "monitoring.stop_on_known_violation"
    law = ProposedSafeguard(name, (), (), Truth.YES, (), None, ())
    made = report(replace(assessed(CAMERA, rulebook).assessment, safeguards=(law,)), rulebook)
    (entry,) = [line for line in lines(part(made, "Law")) if line[0] == "S"]
    assert "(15 CFR 764.2(e))" in entry
