from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.model.determination import Recommendation
from caveat.model.fact import FactState, Observation, Openness
from caveat.model.finding import State
from caveat.model.standing import Basis, Standing
from caveat.model.transaction import Item
from caveat.model.truth import Truth
from caveat.model.value import Members, Range, Value
from caveat.reports.words import (
    OPENNESS,
    RECOMMENDATIONS,
    STANDINGS,
    STATES,
    aside_lines,
    basis_words,
    citation_words,
    counted,
    fact_words,
    first_sentence,
    listed,
    not_checked_line,
    severity_words,
    value_words,
)
from caveat.rulebook.citation import Citation
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.severity import Severity
from tests.services.examples import CAMERA, assessed

DAY = date(2026, 11, 23)
FACT = "end_user.prior_misuse"


@pytest.fixture(scope="module")
def named(rulebook: Rulebook) -> Rulebook:
    """Return the rulebook with plain names of one source and three instruments."""
    source = rulebook.sources["lf-ecd"].model_copy(update={"publisher": "The Press"})
    shorts = {"us-state-2019": "the draft", "us-state-2020": "the guidance", "caveat": "ours"}
    instruments = {
        name: rulebook.instruments[name].model_copy(update={"short": short})
        for name, short in shorts.items()
    }
    fact = rulebook.facts[FACT].model_copy(update={"title": "Misuse"})
    return replace(
        rulebook,
        sources={"press": source},
        instruments={**rulebook.instruments, **instruments},
        facts={FACT: fact},
    )


def test_not_checked_line_names_what_nobody_checks(rulebook: Rulebook) -> None:
    titles = ", ".join(one.title for one in rulebook.policy.not_checked)
    assert not_checked_line(rulebook) == f"Not checked: {titles}."


def test_not_checked_line_is_empty_where_all_is_checked(rulebook: Rulebook) -> None:
    policy = rulebook.policy.model_copy(update={"not_checked": []})
    assert not_checked_line(replace(rulebook, policy=policy)) == ""


def citation(**parts: Any) -> Citation:
    given = {
        "instruments": ["us-state-2020"],
        "provision": "consideration 2",
        "supports": "condition",
        "standing": "official_guidance",
        "basis": "recalled",
        **parts,
    }
    return Citation.model_validate(given)


READ = {"basis": "official_text", "source": "press"}
REPORTED = {"basis": "secondary_source", "source": "press"}
OURS = {"basis": "ours", "standing": "workbench_check"}
LEGAL_EFFECT = {"standing": "guidance_with_legal_effect"}


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        (OURS, "ours; no authority says so"),
        ({**OURS, "remark": "It follows from two rows."}, "ours"),
        ({}, "attributed to the guidance; wording and place not verified"),
        (
            {"uncertain": True},
            "attributed to the guidance; wording and place not verified; "
            "even its sense is uncertain",
        ),
        (LEGAL_EFFECT, "from memory, not checked"),
        (
            {**LEGAL_EFFECT, "uncertain": True},
            "from memory, not checked; even its sense is uncertain",
        ),
        (READ, "official text, paraphrased"),
        ({**READ, "read_on": DAY}, "official text, paraphrased, read on 2026-11-23"),
        (REPORTED, "as reported by The Press; the official text was not seen"),
        (
            {**REPORTED, "read_on": DAY},
            "as reported by The Press, read on 2026-11-23; the official text was not seen",
        ),
    ],
)
def test_basis_words_says_what_a_citation_rests_on(
    named: Rulebook, parts: dict[str, Any], words: str
) -> None:
    assert basis_words(citation(**parts), named, ()) == words


@pytest.mark.parametrize(
    ("standing", "basis"),
    [
        (standing, basis)
        for standing in Standing
        for basis in Basis
        if (standing is Standing.WORKBENCH_CHECK) == (basis is Basis.OURS)
    ],
)
def test_basis_words_calls_only_what_was_opened_a_text(
    named: Rulebook, standing: Standing, basis: Basis
) -> None:
    source = {Basis.OFFICIAL_TEXT: "press", Basis.SECONDARY_SOURCE: "press"}.get(basis)
    one = citation(standing=standing.value, basis=basis.value, source=source)
    said = basis_words(one, named, ())
    assert said.startswith("official text") is (basis is Basis.OFFICIAL_TEXT)


BOTH = {"instruments": ["us-state-2019", "us-state-2020"]}


@pytest.mark.parametrize(
    ("parts", "among", "words"),
    [
        (
            {**READ, "row": "US20-2-RF2"},
            (),
            "The guidance, consideration 2 [US20-2-RF2]: official text, paraphrased.",
        ),
        (
            {**READ, "doubts": ["CHK-01", "CHK-02"]},
            (),
            "The guidance, consideration 2: official text, paraphrased; doubt CHK-01, CHK-02.",
        ),
        (
            BOTH,
            (),
            "The draft and the guidance, consideration 2: attributed to the draft and the "
            "guidance; wording and place not verified.",
        ),
        (
            BOTH,
            ("us-state-2019", "caveat"),
            "The draft, consideration 2: attributed to the draft; wording and place not verified.",
        ),
        (
            {**OURS, "instruments": ["caveat"]},
            ("us-state-2020",),
            "Ours: ours; no authority says so.",
        ),
        (OURS, (), "A workbench check on the guidance: ours; no authority says so."),
    ],
)
def test_citation_words_says_place_row_basis_and_doubts(
    named: Rulebook, parts: dict[str, Any], among: tuple[str, ...], words: str
) -> None:
    assert citation_words(citation(**parts), named, among) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Truth.YES, "yes"),
        (Truth.NO, "no"),
        (Members(frozenset({"b", "a"}), complete=True), "a, b"),
        (Members(frozenset({"b", "a"})), "a, b (perhaps more)"),
        (Members(frozenset(), frozenset({"d", "c"})), "none named yet; not c, d"),
        (Members(frozenset()), "none named yet"),
        (Members(frozenset(), complete=True), "none"),
        (Members(frozenset(), frozenset({"c"}), complete=True), "none; not c"),
        (Members(frozenset({"a"}), frozenset({"c"})), "a; not c (perhaps more)"),
        (Range(25.0, 25.0), "25"),
        (Range(20.0, 40.5), "20 to 40.5"),
        (date(2020, 9, 30), "2020-09-30"),
        ("police", "police"),
    ],
)
def test_value_words_says_every_kind_of_value(value: Value, words: str) -> None:
    assert value_words(value) == words


def seen(value: Value | None, source: str = "a call") -> Observation:
    return Observation(value, source, DAY, "A. Example")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, "Misuse: not asked yet (end_user.prior_misuse)"),
        (
            FactState(Truth.YES, None, (seen(Truth.YES),)),
            "Misuse: yes (end_user.prior_misuse; a call, 2026-11-23)",
        ),
        (
            FactState(None, Openness.CONFLICT, (seen(Truth.YES), seen(Truth.NO, "a letter"))),
            "Misuse: unknown - sources disagree; a person must decide "
            "(end_user.prior_misuse; a call, 2026-11-23; a letter, 2026-11-23)",
        ),
        (
            FactState(Truth.YES, None, (seen(Truth.YES), seen(Truth.YES))),
            "Misuse: yes (end_user.prior_misuse; a call, 2026-11-23)",
        ),
    ],
    ids=["not asked", "known", "conflict", "same source twice"],
)
def test_fact_words_says_what_is_known_and_from_whom(
    named: Rulebook, state: FactState | None, words: str
) -> None:
    facts = {} if state is None else {FACT: state}
    assert fact_words(FACT, facts, named) == words


@pytest.mark.parametrize("openness", Openness)
def test_fact_words_gives_the_reason_for_every_way_to_be_open(
    named: Rulebook, openness: Openness
) -> None:
    said = fact_words(FACT, {FACT: FactState(None, openness, (seen(None),))}, named)
    assert said.startswith(f"Misuse: unknown - {OPENNESS[openness]} (")


YES, NO = seen(Truth.YES), seen(Truth.NO, "a letter")
RULED = replace(NO, decides=True, reason="The letter is newer")


@pytest.mark.parametrize(
    ("stated", "state", "said"),
    [
        ((YES,), FactState(Truth.YES, None, (YES,)), []),
        (
            (YES, NO),
            FactState(None, Openness.CONFLICT, (YES, NO)),
            [
                "says: yes (a call, 2026-11-23, A. Example)",
                "says: no (a letter, 2026-11-23, A. Example)",
            ],
        ),
        (
            (YES, RULED),
            FactState(Truth.NO, None, (RULED,)),
            [
                "set aside: yes (a call, 2026-11-23, A. Example)",
                "says: no (a letter, 2026-11-23, A. Example); decided: The letter is newer",
            ],
        ),
        (
            (seen(None), YES),
            FactState(Truth.YES, None, (YES,)),
            ["set aside: unknown (a call, 2026-11-23, A. Example)"],
        ),
    ],
    ids=["one source", "conflict", "decided", "unknown"],
)
@pytest.mark.parametrize("of_product", [False, True], ids=["transaction", "product"])
def test_aside_lines_say_what_does_not_count_and_who_disagrees(
    rulebook: Rulebook,
    stated: tuple[Observation, ...],
    state: FactState,
    said: list[str],
    of_product: bool,
) -> None:
    plain = assessed(CAMERA, rulebook).assessment
    item = Item("camera", "Camera", "1", {FACT: stated} if of_product else {})
    transaction = replace(
        plain.transaction, items=(item,), statements={} if of_product else {FACT: stated}
    )
    assessment = replace(plain, transaction=transaction, facts={FACT: state})
    assert list(aside_lines(FACT, assessment)) == said


def test_every_word_of_the_model_is_said_in_its_own_way() -> None:
    for words, kind in (
        (OPENNESS, Openness),
        (STANDINGS, Standing),
        (RECOMMENDATIONS, Recommendation),
        (STATES, State),
    ):
        assert list(words) == list(kind)
        assert len(set(words.values())) == len(words)


def test_severity_words_says_each_side() -> None:
    severity = Severity.model_validate(
        {"scale": "grave", "scope": "group", "remediability": "hard"}
    )
    assert severity_words(severity) == "scale grave, scope group, remedy hard"


@pytest.mark.parametrize(("words", "said"), [(["a", "b"], "a, b"), (["a"], "a"), ([], "none")])
def test_listed_says_that_there_are_none(words: list[str], said: str) -> None:
    assert listed(words) == said


@pytest.mark.parametrize(("count", "said"), [(0, "0 flags"), (1, "1 flag"), (2, "2 flags")])
def test_counted_says_one_without_an_s(count: int, said: str) -> None:
    assert counted(count, "flag") == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ask again. Then decide.", "Ask again."),
        ("Ask again.", "Ask again."),
        ("Ask again, see 15 CFR 764.2 first. Then decide.", "Ask again, see 15 CFR 764.2 first."),
    ],
)
def test_first_sentence_ends_at_its_full_stop(text: str, said: str) -> None:
    assert first_sentence(text) == said
