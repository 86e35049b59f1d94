"""Answers in words, and what each of them would lead to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from caveat.model.determination import (
    Answer,
    Clause,
    Effect,
    Question,
    Recommendation,
    Relation,
)
from caveat.reports.words import answer_words, effect_lines, effect_words, either
from caveat.rulebook.loader import Rulebook
from tests.services.examples import NAMES, assessed

FACT = "end_user.type"
WORDS = {"a": "Police", "b": "DNA laboratory", "c": "A ministry", "d": "Drones", "X": "X"}
DAY = date(2020, 9, 30)
SETTLES = (Recommendation.DECLINE, Recommendation.DECLINE, True)


@pytest.fixture(scope="module")
def named(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with a fact of plain words."""
    fact = rulebook.facts[FACT].model_copy(update={"values": WORDS})
    return replace(rulebook, facts={FACT: fact})


def of(relation: Relation, *words: str) -> Clause:
    return Clause(relation, words)


def has(*words: str) -> tuple[tuple[Clause, ...], ...]:
    """Return ways of which each has one of the words."""
    return tuple((of(Relation.HAS, word),) for word in words)


@pytest.mark.parametrize(
    ("clause", "said"),
    [
        (of(Relation.IS, "yes"), "yes"),
        (of(Relation.IS, "no"), "no"),
        (of(Relation.IS, "a"), "police"),
        (of(Relation.IS, "a", "d"), "police or drones"),
        (of(Relation.IS, "a", "c", "d"), "police, a ministry or drones"),
        (of(Relation.IS_NOT, "a"), "not police"),
        (of(Relation.IS_NOT, "a", "c", "d"), "not police, a ministry or drones"),
        (of(Relation.HAS, "d"), "drones"),
        (of(Relation.HAS, "a", "d"), "police or drones"),
        (of(Relation.HAS_NONE_OF, "a"), "not police"),
        (of(Relation.HAS_NONE_OF, "a", "d"), "none of these"),
        (Clause(Relation.BELOW, 25.0), "under 25"),
        (Clause(Relation.AT_LEAST, 12.5), "12.5 or more"),
        (Clause(Relation.BELOW, DAY), "before 2020-09-30"),
        (Clause(Relation.AT_LEAST, DAY), "2020-09-30 or later"),
    ],
)
def test_answer_words_say_each_relation_to_words_numbers_and_dates(
    named: Rulebook, clause: Clause, said: str
) -> None:
    assert answer_words(Answer(FACT, ((clause,),)), named) == said


@pytest.mark.parametrize(
    ("word", "said"),
    [("a", "police"), ("c", "a ministry"), ("b", "DNA laboratory"), ("X", "X"), ("acme", "acme")],
)
def test_answer_words_begin_small_unless_the_title_begins_with_letters_of_a_name(
    named: Rulebook, word: str, said: str
) -> None:
    assert answer_words(Answer(FACT, has(word)), named) == said


def test_answer_words_join_what_one_way_says(named: Rulebook) -> None:
    way = (of(Relation.HAS, "a"), of(Relation.HAS_NONE_OF, "d"))
    between = (Clause(Relation.AT_LEAST, 25.0), Clause(Relation.BELOW, 50.0))
    assert answer_words(Answer(FACT, (way,)), named) == "police and not drones"
    assert answer_words(Answer(FACT, (between,)), named) == "25 or more and under 50"


def test_answer_words_say_each_way_once(named: Rulebook) -> None:
    assert answer_words(Answer(FACT, has("a", "d", "a")), named) == "police or drones"


@pytest.mark.parametrize(
    ("most", "said"),
    [
        (None, "police, DNA laboratory, a ministry or drones"),
        (5, "police, DNA laboratory, a ministry or drones"),
        (4, "police, DNA laboratory, a ministry or drones"),
        (3, "police, DNA laboratory or 2 others"),
        (2, "police or 3 others"),
    ],
)
def test_answer_words_say_at_most_so_many_ways_and_count_the_rest(
    named: Rulebook, most: int | None, said: str
) -> None:
    answer = Answer(FACT, has("a", "b", "c", "d"))
    assert answer_words(answer, named, most=most) == said


@pytest.mark.parametrize("name", NAMES)
def test_answer_words_are_never_ids_of_the_vocabulary(rulebook: Rulebook, name: str) -> None:
    outlook = assessed(name, rulebook).assessment.outlook
    answers = [
        *(answer for change in outlook.changes.listed for answer in change.answers),
        *(effect.answer for question in outlook.questions for effect in question.effects),
    ]
    for answer in answers:
        words = rulebook.vocabulary(rulebook.facts[answer.fact])
        ids = {word for word in words if "_" in word}
        said = answer_words(answer, rulebook)
        assert said != ""
        assert ids.isdisjoint(said.replace(",", "").split())


@pytest.mark.parametrize(
    ("words", "said"),
    [(["a"], "a"), (["a", "b"], "a or b"), (["a", "b", "c"], "a, b or c")],
)
def test_either_joins_with_a_last_or(words: list[str], said: str) -> None:
    assert either(words) == said


@pytest.mark.parametrize(
    ("known", "worst", "settled", "said"),
    [
        (Recommendation.DECLINE, Recommendation.DECLINE, True, "decline"),
        (Recommendation.ESCALATE, Recommendation.ESCALATE, False, "escalate, not settled"),
        (
            Recommendation.PROCEED_WITH_SAFEGUARDS,
            Recommendation.DECLINE,
            False,
            "between proceed with safeguards and decline",
        ),
    ],
)
def test_effect_words_say_a_point_an_open_point_and_a_range(
    known: Recommendation, worst: Recommendation, settled: bool, said: str
) -> None:
    answer = Answer(FACT, has("a"))
    assert effect_words(Effect(answer, known, worst, settled)) == said


@pytest.mark.parametrize(("most", "ways"), [(None, "police, a ministry or drones"), (2, "")])
def test_effect_lines_say_each_answer_with_its_effect(
    named: Rulebook, most: int | None, ways: str
) -> None:
    effects = (
        Effect(Answer(FACT, has("a", "c", "d")), *SETTLES),
        Effect(
            Answer(FACT, ((of(Relation.HAS_NONE_OF, "a", "c", "d"),),)),
            Recommendation.PROCEED,
            Recommendation.ESCALATE,
            settled=False,
        ),
    )
    assert effect_lines(Question(FACT, 0.5, effects, ()), named, most=most) == [
        f"if {ways or 'police or 2 others'}: decline",
        "if none of these: between proceed and escalate",
    ]
