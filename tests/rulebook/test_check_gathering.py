"""Problems of the gathering, each provoked in the real rulebook by other lines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from caveat.model.country import Domain
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.check_gathering import gathering_problems
from caveat.rulebook.gathering import IncidentsOf, ProposedFrom, StatedFrom
from caveat.rulebook.loader import DATA, Loaded, Rulebook
from tests.rulebook.changes import found_in

TRUTH, TEXT = "end_user.prior_misuse", "country.indices"
SET, STATUS = "country.sanctions", "country.iccpr_status"
FEATURES, TYPE = "country.law_features", "end_user.type"
OTHER = "Name a fact that can take it."


def problems(rulebook: Rulebook, *lines: StatedFrom | ProposedFrom) -> list[str]:
    """Return what is wrong with some lines: pointer, code, message and hint."""
    gathering = rulebook.gathering.model_copy(
        update={
            "states": [line for line in lines if isinstance(line, StatedFrom)],
            "proposes": [line for line in lines if isinstance(line, ProposedFrom)],
        }
    )
    found = gathering_problems(replace(rulebook, gathering=gathering))
    return [
        f"{'.'.join(map(str, pointer))} {code}: {message} {hint}".strip()
        for _, _, pointer, code, message, hint in found
    ]


def test_gathering_that_ships_has_no_problem(rulebook: Rulebook) -> None:
    assert list(gathering_problems(rulebook)) == []


def test_gathering_that_ships_names_regimes_that_have_lines(
    rulebook: Rulebook, atlas: Atlas
) -> None:
    states = rulebook.gathering.states
    named = {name for line in states for name in line.regimes}
    treaties = {line.treaty for line in states if line.treaty is not None}
    assert (named | treaties) - set(atlas.regimes) == set()


def test_check_names_the_file_of_the_gathering(loaded: Loaded) -> None:
    twice = [*loaded.rulebook.gathering.proposes, ProposedFrom(fact=TRUTH, breaks=True)]
    gathering = loaded.rulebook.gathering.model_copy(update={"proposes": twice})
    changed = replace(loaded, rulebook=replace(loaded.rulebook, gathering=gathering))
    assert (DATA / "policy/gathering.yaml").is_file()
    assert found_in(changed) == [
        f"policy/gathering.yaml proposes.{len(twice) - 1}.fact gathering.twice: "
        f"'{TRUTH}' stands twice. Put both into one line."
    ]


@pytest.mark.parametrize(
    "line",
    [
        StatedFrom(fact=STATUS, treaty="iccpr", statuses={"party": "party"}),
        StatedFrom(fact=TEXT, figures=True),
        StatedFrom(fact=SET, regimes={"ban": "un_arms_embargo"}),
        ProposedFrom(fact=TRUTH, domains=[Domain.PRESS], laws=["speech_offences"]),
        ProposedFrom(fact=TRUTH, agency="held"),
        ProposedFrom(fact="end_user.functions", agency="functions"),
        ProposedFrom(fact=FEATURES, features=True),
        ProposedFrom(fact=TYPE, agency="type", values={"none": "government"}),
    ],
)
def test_line_whose_fact_can_take_it_is_accepted(
    rulebook: Rulebook, line: StatedFrom | ProposedFrom
) -> None:
    assert problems(rulebook, line) == []


@pytest.mark.parametrize(
    "line",
    [
        StatedFrom(fact="end_user.prior_misus", treaty="iccpr", statuses={"party": "party"}),
        ProposedFrom(fact="end_user.prior_misus", breaks=True),
        ProposedFrom(fact="end_user.prior_misus", features=True),
        ProposedFrom(fact="end_user.prior_misus", agency="type", values={"local": "government"}),
    ],
)
def test_fact_of_no_file_is_named_once_with_the_nearest(
    rulebook: Rulebook, line: StatedFrom | ProposedFrom
) -> None:
    part = "states" if isinstance(line, StatedFrom) else "proposes"
    assert problems(rulebook, line) == [
        f"{part}.0.fact fact.unknown: 'end_user.prior_misus' is no fact. Nearest: '{TRUTH}'."
    ]


@pytest.mark.parametrize(
    ("first", "second", "where"),
    [
        (
            StatedFrom(fact=SET, regimes={"a": "un_arms_embargo"}),
            StatedFrom(fact=SET, regimes={"b": "un_arms_embargo"}),
            "states.1",
        ),
        (
            ProposedFrom(fact=TRUTH, breaks=True),
            ProposedFrom(fact=TRUTH, listings=True),
            "proposes.1",
        ),
        (
            StatedFrom(fact=FEATURES, regimes={"a": "protest_restrictions"}),
            ProposedFrom(fact=FEATURES, features=True),
            "proposes.0",
        ),
    ],
)
def test_fact_that_stands_twice_is_found_in_one_part_and_across_both(
    rulebook: Rulebook,
    first: StatedFrom | ProposedFrom,
    second: StatedFrom | ProposedFrom,
    where: str,
) -> None:
    (said,) = problems(rulebook, first, second)
    assert said.startswith(f"{where}.fact gathering.twice: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            StatedFrom(fact=TRUTH, treaty="iccpr", statuses={"party": "party"}),
            f"states.0.statuses gathering.type: '{TRUTH}' is a truth, expected a choice. {OTHER}",
        ),
        (
            StatedFrom(fact=TYPE, treaty="iccpr", statuses={"party": "party"}),
            f"states.0.statuses gathering.word: 'party' is no word of '{TYPE}'. "
            "Nearest: 'private'.",
        ),
        (
            StatedFrom(fact=SET, figures=True),
            f"states.0.figures gathering.type: '{SET}' is a set, expected a text. {OTHER}",
        ),
        (
            StatedFrom(fact=TEXT, regimes={"ban": "a_ban"}),
            f"states.0.regimes gathering.type: '{TEXT}' is a text, expected a set. {OTHER}",
        ),
        (
            StatedFrom(fact=SET, regimes={"ban": "un_arms_embrago"}),
            f"states.0.regimes gathering.word: 'un_arms_embrago' is no word of '{SET}'. "
            "Nearest: 'un_arms_embargo'.",
        ),
        (
            ProposedFrom(fact=TRUTH, laws=["speech_offences", "speech_offense"]),
            "proposes.0.laws.1 law_feature.unknown: 'speech_offense' is no law feature. "
            "Nearest: 'speech_offences'.",
        ),
        (
            ProposedFrom(fact=SET, domains=[Domain.PRESS]),
            f"proposes.0.fact gathering.type: '{SET}' is a set, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=SET, breaks=True),
            f"proposes.0.fact gathering.type: '{SET}' is a set, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=SET, laws=["speech_offences"]),
            f"proposes.0.fact gathering.type: '{SET}' is a set, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=SET, incidents=IncidentsOf(of="vendor")),
            f"proposes.0.fact gathering.type: '{SET}' is a set, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=TEXT, listings=True),
            f"proposes.0.fact gathering.type: '{TEXT}' is a text, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=TEXT, agency="oversight"),
            f"proposes.0.fact gathering.type: '{TEXT}' is a text, expected a truth. {OTHER}",
        ),
        (
            ProposedFrom(fact=TRUTH, agency="functions"),
            f"proposes.0.fact gathering.type: '{TRUTH}' is a truth, expected a set. {OTHER}",
        ),
        (
            ProposedFrom(fact=TRUTH, features=True),
            f"proposes.0.fact gathering.type: '{TRUTH}' is a truth, expected a set. {OTHER}",
        ),
        (
            ProposedFrom(fact=TYPE, agency="level", values={"local": "goverment"}),
            f"proposes.0.values gathering.word: 'goverment' is no word of '{TYPE}'. "
            "Nearest: 'government'.",
        ),
        (
            ProposedFrom(fact=TYPE, agency="level", values={"locall": "government"}),
            "proposes.0.values.locall gathering.level: 'locall' is no level of an agency. "
            "Nearest: 'local'.",
        ),
        (
            ProposedFrom(fact=TRUTH, agency="type", values={"local": "government"}),
            f"proposes.0.values gathering.type: '{TRUTH}' is a truth, expected a choice. {OTHER}",
        ),
    ],
)
def test_line_whose_fact_cannot_take_it_is_found(
    rulebook: Rulebook, line: StatedFrom | ProposedFrom, said: str
) -> None:
    assert problems(rulebook, line) == [said]


def test_set_that_does_not_hold_law_features_is_found(rulebook: Rulebook) -> None:
    said = problems(rulebook, ProposedFrom(fact=SET, features=True))
    assert [line.split()[1] for line in said] == ["gathering.word:"] * len(rulebook.law_features)


def test_words_of_an_open_set_are_not_checked(rulebook: Rulebook) -> None:
    fact = rulebook.facts[SET].model_copy(update={"open_vocabulary": True})
    opened = replace(rulebook, facts={**rulebook.facts, SET: fact})
    assert problems(opened, StatedFrom(fact=SET, regimes={"ban": "a_ban"})) == []
