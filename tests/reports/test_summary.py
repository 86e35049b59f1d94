"""The first page: what a person must see, in the order it is needed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from caveat.assessment.ask import Mode
from caveat.model.assessment import Outlook
from caveat.model.determination import (
    Answer,
    Change,
    Changes,
    Clause,
    Effect,
    Question,
    Recommendation,
    Relation,
)
from caveat.model.finding import State
from caveat.reports.document import Document, Listing
from caveat.reports.findings import by_state, by_weight
from caveat.reports.summary import ASKED, SHOWN, WAYS
from caveat.reports.words import RECOMMENDATIONS, effect_words
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import headings, lines, part
from tests.reports.made import camera, determined, finding, of_example, report, result
from tests.services.examples import ABUSE, CAMERA, NAMES, assessed

HEAD = ("End user", "Destination", "Stated end use", "Items", "Assessed as of", "Under", "Scope")
GUIDANCE = ("us-state-2020", "ear-kyc")


def entries(document: Document) -> list[str]:
    return [e.text for b in document.blocks if isinstance(b, Listing) for e in b.entries]


def head(document: Document, label: str) -> str:
    (line,) = [line for line in lines(document) if line.startswith(f"{label}: ")]
    return line.removeprefix(f"{label}: ")


# The head


@pytest.mark.parametrize("name", NAMES)
def test_head_says_what_is_assessed(rulebook: Rulebook, name: str) -> None:
    made, transaction = of_example(name, rulebook), assessed(name, rulebook).assessment.transaction
    assert [line.partition(": ")[0] for line in lines(made) if line.partition(": ")[0] in HEAD] == [
        *HEAD
    ]
    assert (lines(made)[1], head(made, "Stated end use")) == (
        transaction.title,
        transaction.stated_end_use,
    )


@pytest.mark.parametrize("about", ["", "All of this is invented."])
def test_head_says_what_the_file_says_of_itself(rulebook: Rulebook, about: str) -> None:
    assessment = camera(rulebook)
    changed = replace(assessment, transaction=replace(assessment.transaction, about=about))
    after_title = lines(report(changed, rulebook))[2]
    assert after_title == (about or "End user: Kestrel Bay Metropolitan Police")


def test_head_says_that_no_end_user_is_stated(rulebook: Rulebook) -> None:
    assessment = camera(rulebook)
    nobody = replace(assessment, transaction=replace(assessment.transaction, parties=()))
    assert head(report(nobody, rulebook), "End user") == "not stated"


@pytest.mark.parametrize(("known", "said"), [(True, "South Africa"), (False, "ZA")])
def test_head_names_the_destination(rulebook: Rulebook, known: bool, said: str) -> None:
    changed = rulebook if known else replace(rulebook, countries={})
    assert head(report(camera(rulebook), changed), "Destination") == said


@pytest.mark.parametrize(
    ("instruments", "said"),
    [
        (("caveat",), "no guidance; only the checks of this workbench"),
        (
            ("caveat", "us-ear"),
            "no guidance; only the checks of this workbench; the EAR: law, cited and not evaluated",
        ),
        (
            ("caveat", "ear-kyc"),
            "the BIS Know Your Customer guidance, with the checks of this workbench",
        ),
        (
            ("caveat", "ear-kyc", "us-ear", "us-state-2020"),
            "the 2020 guidance and the BIS Know Your Customer guidance, with the checks of this "
            "workbench",
        ),
    ],
)
def test_head_names_guidance_and_never_law(
    rulebook: Rulebook, instruments: tuple[str, ...], said: str
) -> None:
    bare = replace(camera(rulebook), findings=(), outlook=Outlook())
    made = report(replace(bare, instruments=instruments), rulebook)
    assert head(made, "Under") == said


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (State.YES, "yes"),
        (State.NO, "no, as stated; the findings are still worth reading"),
        (State.UNKNOWN, "not known; treated as in scope"),
        (State.NOT_APPLICABLE, "not applicable"),
    ],
)
def test_head_says_how_scope_stands(rulebook: Rulebook, state: State, words: str) -> None:
    tests = {
        "scope.in_scope": result(state, "end_user.type"),
        "scope.transaction": result(State.NO, "transaction.kind"),
    }
    made = report(replace(camera(rulebook), tests=tests), rulebook)
    assert head(made, "Scope") == f"{rulebook.tests['scope.in_scope'].title}: {words}"


def test_head_says_that_no_guidance_speaks_on_scope(rulebook: Rulebook) -> None:
    made = of_example(CAMERA, rulebook, instruments=("ear-kyc",))
    assert head(made, "Scope") == "no version of the State guidance takes part in this assessment"


@pytest.mark.parametrize(("as_of", "late"), [(date(2020, 1, 1), True), (date(2026, 11, 20), False)])
def test_head_says_when_an_instrument_is_read_in_hindsight(
    rulebook: Rulebook, as_of: date, late: bool
) -> None:
    made = of_example(CAMERA, rulebook, as_of=as_of, instruments=GUIDANCE)
    notes = [line for line in lines(made) if line.startswith("Read in hindsight: ")]
    assert [note.partition(". ")[0] for note in notes] == [
        "Read in hindsight: the 2020 guidance"
    ] * late


# What changes it, and what to ask


def test_changes_say_each_answer_with_its_fact_and_where_it_leads(rulebook: Rulebook) -> None:
    yes = ((Clause(Relation.IS, ("yes",)),),)
    answers = (Answer("end_user.exists", yes), Answer("transaction.intended_abuse", yes))
    changes = (
        Change(answers[:1], Recommendation.DECLINE, settled=True),
        Change(answers, Recommendation.ESCALATE, settled=False),
    )
    made = report(replace(camera(rulebook), outlook=Outlook(Changes(changes))), rulebook)
    one, two = (f"{rulebook.facts[answer.fact].title}: yes ({answer.fact})" for answer in answers)
    assert lines(part(made, "What would change it")) == [
        f"{one} -> decline",
        f"{one} and {two} -> at least escalate",
    ]


@pytest.mark.parametrize("count", [SHOWN, SHOWN + 1])
def test_changes_past_the_first_are_counted(rulebook: Rulebook, count: int) -> None:
    changes = (camera(rulebook).outlook.changes.listed * 2)[:count]
    assert len(changes) == count
    made = report(replace(camera(rulebook), outlook=Outlook(Changes(changes))), rulebook)
    said = lines(part(made, "What would change it"))
    more = ["and 1 more in the memo."] if count > SHOWN else []
    assert said[SHOWN:] == more


def test_changes_say_a_few_ways_and_count_the_rest(rulebook: Rulebook) -> None:
    words = sorted(rulebook.vocabulary(rulebook.facts["country.sanctions"]))[: WAYS + 2]
    ways = tuple((Clause(Relation.HAS, (word,)),) for word in words)
    change = Change((Answer("country.sanctions", ways),), Recommendation.DECLINE, settled=True)
    assessment = replace(camera(rulebook), outlook=Outlook(Changes((change,))))
    short, memo = (report(assessment, rulebook, whole=whole) for whole in (False, True))
    brief = lines(part(short, "What would change it"))[0]
    full = lines(part(memo, "Smallest sets of answers"))[0]
    assert ("3 others" in brief, "others" in full) == (True, False)


def test_changes_say_that_no_few_answers_change_it(rulebook: Rulebook) -> None:
    made = report(replace(camera(rulebook), outlook=Outlook()), rulebook)
    assert lines(part(made, "What would change it")) == [
        "No answers to three facts or fewer settle or move it."
    ]


def test_nothing_is_asked_once_it_is_settled(rulebook: Rulebook) -> None:
    found = headings(of_example(ABUSE, rulebook))
    assert {"What would change it", "Ask next"}.isdisjoint(found)


def test_questions_go_on_in_complete_mode_once_it_is_settled(rulebook: Rulebook) -> None:
    found = headings(of_example(ABUSE, rulebook, mode=Mode.COMPLETE))
    assert ("What would change it" in found, "Ask next" in found) == (False, True)


def test_nothing_is_asked_where_there_are_no_questions(rulebook: Rulebook) -> None:
    made = report(replace(camera(rulebook), outlook=Outlook()), rulebook)
    assert "Ask next" not in headings(made)


def test_questions_are_few_and_numbered(rulebook: Rulebook) -> None:
    questions = camera(rulebook).outlook.questions
    (listing,) = part(of_example(CAMERA, rulebook), "Ask next").blocks
    assert isinstance(listing, Listing)
    assert ([entry.text for entry in listing.entries], listing.numbered) == (
        [f"{rulebook.facts[one.fact].question} ({one.fact})" for one in questions[:ASKED]],
        True,
    )
    assert len(questions) > ASKED


def test_questions_say_who_can_answer_at_what_cost_and_with_what_effect(
    rulebook: Rulebook,
) -> None:
    first = camera(rulebook).outlook.questions[0]
    fact = rulebook.facts[first.fact]
    (listing,) = part(of_example(CAMERA, rulebook), "Ask next").blocks
    assert isinstance(listing, Listing)
    who, *effects, reason = listing.entries[0].details
    assert who == f"who: {', '.join(fact.who)}; cost: {fact.cost.value}"
    assert [line.rpartition(": ")[2] for line in effects] == [
        effect_words(effect) for effect in first.effects
    ]
    assert reason.startswith("reason: ")


def test_questions_say_a_few_ways_of_an_answer_and_count_the_rest(rulebook: Rulebook) -> None:
    words = sorted(rulebook.vocabulary(rulebook.facts["country.sanctions"]))[: WAYS + 2]
    ways = tuple((Clause(Relation.HAS, (word,)),) for word in words)
    effect = Effect(
        Answer("country.sanctions", ways),
        Recommendation.DECLINE,
        Recommendation.DECLINE,
        settled=True,
    )
    question = Question("country.sanctions", 0.5, (effect,), ())
    assessment = replace(camera(rulebook), outlook=Outlook(Changes(), (question,)))
    short, memo = (report(assessment, rulebook, whole=whole) for whole in (False, True))
    brief = lines(part(short, "Ask next"))[2]
    full = lines(part(memo, "Questions to ask next"))[2]
    assert (brief.endswith(" or 3 others: decline"), "others" in full) == (True, False)


# Flags and law


@pytest.mark.parametrize("name", NAMES)
def test_flags_raised_are_all_on_the_first_page(rulebook: Rulebook, name: str) -> None:
    raised = by_state(assessed(name, rulebook).assessment)[State.YES]
    said = part(of_example(name, rulebook), f"Red flags raised ({len(raised)})")
    assert {line.rpartition(" (")[2].rstrip(")") for line in entries(said)} == {
        one.red_flag for one in raised
    }


def test_flags_raised_are_none_on_the_sources_given(rulebook: Rulebook) -> None:
    made = report(replace(camera(rulebook), findings=()), rulebook)
    assert lines(part(made, "Red flags raised (0)")) == ["None on the sources given."]


@pytest.mark.parametrize("count", [0, SHOWN, SHOWN + 2])
def test_flags_open_are_called_unknown_and_past_the_first_counted(
    rulebook: Rulebook, count: int
) -> None:
    assessment = camera(rulebook)
    kept = tuple(by_state(assessment)[State.UNKNOWN][:count])
    made = report(replace(assessment, findings=kept), rulebook)
    said = lines(part(made, f"Red flags open ({count}): unknown, never no"))
    titles = [
        rulebook.red_flags[one.red_flag].title for one in by_weight(kept, assessment, rulebook)
    ]
    assert [line.startswith(one) for line, one in zip(said, titles[:SHOWN], strict=False)] == [
        True
    ] * min(count, SHOWN)
    assert said[SHOWN:] == (["and 2 more in the memo."] if count > SHOWN else [])


@pytest.mark.parametrize(("gating", "mark"), [(True, " [gating]"), (False, "")])
def test_flags_open_say_what_is_missing_and_whether_they_gate(
    rulebook: Rulebook, gating: bool, mark: str
) -> None:
    name = "record.prior_misuse"
    one = finding(name, State.UNKNOWN, "end_user.prior_misuse", "end_user.type", gating=gating)
    made = report(replace(camera(rulebook), findings=(one,)), rulebook)
    assert lines(part(made, "Red flags open")) == [
        f"{rulebook.red_flags[name].title}{mark}: end_user.prior_misuse, end_user.type"
    ]


def test_law_says_what_is_not_determined(rulebook: Rulebook) -> None:
    (said,) = lines(part(of_example(CAMERA, rulebook), "Law"))
    assert re.match("Whether a licence is needed, .* is not determined here", said)


def test_why_says_where_no_row_holds(rulebook: Rulebook) -> None:
    made = report(determined(camera(rulebook), reasons=()), rulebook)
    assert lines(part(made, "Why")) == ["No row of the table of tiers holds on what is known."]


def test_why_names_the_rows_that_hold_and_marks_those_lowered(rulebook: Rulebook) -> None:
    rows = rulebook.policy.table[:2]
    names = tuple(row.id for row in rows)
    made = report(determined(camera(rulebook), reasons=names, lowered=names[1:]), rulebook)
    one, two = (f"{row.tier.value}: {row.title}. {row.why}" for row in rows)
    assert lines(part(made, "Why")) == [
        one,
        f"{two} Lowered by one tier: safeguards in force.",
    ]


@pytest.mark.parametrize("count", [SHOWN, SHOWN + 2])
def test_why_counts_rows_past_the_first(rulebook: Rulebook, count: int) -> None:
    names = tuple(row.id for row in rulebook.policy.table[:count])
    said = lines(part(report(determined(camera(rulebook), reasons=names), rulebook), "Why"))
    assert (len(said[:SHOWN]), said[SHOWN:]) == (
        SHOWN,
        ["and 2 more in the memo."] if count > SHOWN else [],
    )


def test_recommendations_have_one_word_each() -> None:
    assert len({*RECOMMENDATIONS.values()}) == len(Recommendation)
