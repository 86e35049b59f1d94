"""How a report is put together: its first line, its order, its two forms, its foot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caveat.assessment.ask import Mode
from caveat.model.determination import Recommendation
from caveat.reports.document import Heading
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.reports.words import RECOMMENDATIONS
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, determined, of_example, report
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed

SETTLED = "settled_sale"
UNCHECKED = "Not checked: parties against lists, licence requirements."
FIRST_PAGE = [
    "Recommendation",
    "Why",
    "What is held here",
    "What would change it",
    "Ask next",
    "Red flags raised",
    "Red flags open",
    "Safeguards",
    "Law",
    "Steps and rights",
]
ANNEXES = [
    "Annex A: the determination in full",
    "Annex B: every red flag",
    "Annex C: safeguards",
    "Annex D: steps of due diligence",
    "Annex E: rights-impact worksheet",
    "Annex F: questions for counsel on laws and practices",
    "Annex G: facts and their sources",
    "Annex H: about the instruments",
    "Annex I: law that is cited",
    "Annex J: what is held here, fact by fact",
]
FOOT = "This assessment"


@pytest.mark.parametrize("whole", [False, True], ids=["short", "memo"])
@pytest.mark.parametrize("name", NAMES)
def test_report_begins_with_what_was_not_checked(
    rulebook: Rulebook, name: str, whole: bool
) -> None:
    made = of_example(name, rulebook, whole=whole)
    first, text, memo = lines(made)[0], render_text(made), render_markdown(made)
    assert (first, text.splitlines()[0], memo.splitlines()[0]) == (
        UNCHECKED,
        UNCHECKED,
        f"**{UNCHECKED}**",
    )


@pytest.mark.parametrize("whole", [False, True], ids=["short", "memo"])
def test_report_begins_with_the_title_once_everything_is_checked(
    rulebook: Rulebook, whole: bool
) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    made = report(camera(rulebook), replace(rulebook, policy=policy), whole=whole)
    assert lines(made)[0] == camera(rulebook).transaction.title


def test_short_form_keeps_its_order(rulebook: Rulebook) -> None:
    assert headings(of_example(CAMERA, rulebook))[1:] == [*FIRST_PAGE, FOOT]


def test_short_form_keeps_its_order_before_anything_ships(rulebook: Rulebook) -> None:
    order = [one for one in FIRST_PAGE if one not in {"What would change it", "Ask next"}]
    order.insert(1, "Before anything ships")
    assert headings(of_example(SETTLED, rulebook))[1:] == [*order, FOOT]


def test_memo_is_the_first_page_with_annexes_before_its_foot(rulebook: Rulebook) -> None:
    made = of_example(CAMERA, rulebook, whole=True)
    found = [b.text for b in made.blocks if isinstance(b, Heading) and b.level == 2]
    names = [heading.partition(" (")[0].partition(": unknown")[0] for heading in found]
    assert names == [one for one in FIRST_PAGE if one != "Why"] + ANNEXES + [FOOT]


@pytest.mark.parametrize("name", [CAMERA, ABUSE, SETTLED])
def test_memo_begins_with_the_lines_of_the_short_form(rulebook: Rulebook, name: str) -> None:
    short = lines(of_example(name, rulebook))
    there = [line.replace("in the memo", "in the annexes") for line in short]
    memo = lines(of_example(name, rulebook, whole=True))
    cut = there.index(FOOT)
    assert (memo[:cut], memo[-3:]) == (there[:cut], there[-3:])


@pytest.mark.parametrize(
    ("whole", "rest", "other"),
    [(False, "more in the memo", "in the annexes"), (True, "more in the annexes", "in the memo")],
    ids=["short", "memo"],
)
def test_report_says_where_what_is_left_out_can_be_read(
    rulebook: Rulebook, whole: bool, rest: str, other: str
) -> None:
    said = "\n".join(lines(of_example(CAMERA, rulebook, whole=whole)))
    assert (rest in said, other in said) == (True, False)


@pytest.mark.parametrize("name", NAMES)
def test_report_never_recommends_to_proceed_without_safeguards(
    rulebook: Rulebook, name: str
) -> None:
    said, *_ = lines(part(of_example(name, rulebook), "Recommendation"))
    assert said.partition(":")[0] in {*RECOMMENDATIONS.values()} - {"proceed"}


@pytest.mark.parametrize("recommendation", Recommendation)
def test_report_says_each_recommendation(
    rulebook: Rulebook, recommendation: Recommendation
) -> None:
    assessment = determined(camera(rulebook), recommendation=recommendation)
    said, *_ = lines(part(report(assessment, rulebook), "Recommendation"))
    assert said.startswith(f"{recommendation.value.replace('_', ' ')}: ")


def test_report_in_complete_mode_differs_in_its_questions_only(rulebook: Rulebook) -> None:
    quick, complete = (
        of_example(CAMERA, rulebook, mode=mode) for mode in (Mode.QUICK, Mode.COMPLETE)
    )
    asked = {*lines(part(quick, "Ask next")), *lines(part(complete, "Ask next"))}
    left = [[line for line in lines(one) if line not in asked] for one in (quick, complete)]
    assert left[0] == left[1]


def test_foot_names_digest_and_rulebook(rulebook: Rulebook) -> None:
    digest, edition, reviewed = lines(part(of_example(CAMERA, rulebook), FOOT))
    assert (digest, edition) == (
        "Digest: sha256:00",
        f"Rulebook: {rulebook.version}, sha256:{rulebook.digest}",
    )
    assert reviewed.endswith("All texts are paraphrases of this workbench.")


@pytest.mark.parametrize("read", [0, 1])
def test_foot_counts_flags_that_a_lawyer_has_read(rulebook: Rulebook, read: int) -> None:
    findings = camera(rulebook).findings
    flags = {
        one.red_flag: rulebook.red_flags[one.red_flag].model_copy(update={"reviewed_by": reader})
        for one, reader in zip(findings, ["A. Lawyer"] * read + ["none"] * 100, strict=False)
    }
    changed = replace(rulebook, red_flags={**rulebook.red_flags, **flags})
    *_, said = lines(part(report(camera(rulebook), changed), FOOT))
    count = len(findings)
    words = (
        f"Reviewed: No lawyer has reviewed any of the {count} red flags.",
        f"Reviewed: Lawyers have reviewed 1 of the {count} red flags.",
    )
    assert said.startswith(words[read])


@pytest.mark.parametrize("name", NAMES)
def test_report_says_whether_it_is_settled(rulebook: Rulebook, name: str) -> None:
    settled = assessed(name, rulebook).assessment.determination.settled
    said, *_ = lines(part(of_example(name, rulebook), "Recommendation"))
    assert (": settled, " in said, ": not yet decidable; " in said) == (settled, not settled)
