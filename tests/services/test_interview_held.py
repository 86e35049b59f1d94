from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.model.country import Domain
from caveat.model.fact import Openness
from caveat.model.truth import Truth
from caveat.model.value import Members, Value
from caveat.rulebook.loader import Rulebook
from caveat.services.gather_facts import Held
from caveat.services.interview import Interview
from tests.services.examples import FOLDER
from tests.services.small_held import held, land, line, of_figures

TODAY = date(2026, 11, 24)
SANCTIONS, INDICES, PROOF = "country.sanctions", "country.indices", "end_user.abuse_reported"
NONE = Members(frozenset(), complete=True)
EMBARGO = held(land(id="BW", flags=(line("un_arms_embargo"),)))
FILE = """\
transaction: sale
title: A sale
as_of: 2024-06-01
destination: "BW"
stated_end_use: Watching
provenance: {source: an offer, observed_on: 2024-05-01, entered_by: A. Example}
parties:
  - {role: exporter, name: Example Ltd, country: "NO"}
  - {role: end_user, name: Rapid Guard, country: "BW"}
items:
  - product: products/checkpoint_camera.yaml
facts: {}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return the file of a sale of which only the frame is stated."""
    (tmp_path / "products").mkdir()
    product = next(iter(sorted((FOLDER / "products").glob("*.yaml"))))
    shutil.copy(product, tmp_path / "products")
    text = FILE.replace("checkpoint_camera", product.stem)
    (tmp_path / "sale.yaml").write_text(text, encoding="utf-8")
    return tmp_path / "sale.yaml"


def interview(file: Path, rulebook: Rulebook, known: Held | None) -> Interview:
    return Interview(file, rulebook, mode=Mode.QUICK, today=TODAY, held=known)


def against(one: Interview, fact: str, value: Value | None) -> list[str]:
    """Return who entered what an answer cannot stand beside."""
    as_of = date(2024, 6, 1)
    found = one.against(one.rulebook.facts[fact], value, file=one.file, as_of=as_of)
    return [said.entered_by for said in found]


def answer(one: Interview, fact: str, value: Value, ruling: str = "") -> None:
    day = date(2024, 5, 1)
    known = one.rulebook.facts[fact]
    one.save(
        known, value, source="a letter", observed_on=day, entered_by="B. Example", ruling=ruling
    )


def test_answer_against_what_is_held_cannot_just_be_added(file: Path, rulebook: Rulebook) -> None:
    one = interview(file, rulebook, EMBARGO)
    assert against(one, SANCTIONS, NONE) == ["caveat"]
    assert against(one, SANCTIONS, Members(frozenset(("eu_arms_embargo",)))) == []
    assert against(one, SANCTIONS, None) == []


def test_answer_is_against_nothing_where_nothing_is_held_of_it(
    file: Path, rulebook: Rulebook
) -> None:
    assert against(interview(file, rulebook, None), SANCTIONS, NONE) == []
    assert against(interview(file, rulebook, EMBARGO), PROOF, Truth.NO) == []


def test_answer_in_words_stands_in_place_of_held_figures(file: Path, rulebook: Rulebook) -> None:
    known = of_figures({Domain.PRESS: 3}, land(id="BW"))
    one = interview(file, rulebook, known)
    assert against(one, INDICES, "rated Free") == []
    answer(one, INDICES, "rated Free")
    assert one.assess().assessment.facts[INDICES].value == "rated Free"


def test_ruling_settles_a_conflict_with_what_is_held(file: Path, rulebook: Rulebook) -> None:
    one = interview(file, rulebook, EMBARGO)
    answer(one, SANCTIONS, NONE)
    assert one.assess().assessment.facts[SANCTIONS].openness is Openness.CONFLICT
    assert against(one, SANCTIONS, NONE) == ["B. Example", "caveat"]
    answer(one, SANCTIONS, NONE, ruling="It was lifted.")
    state = one.assess().assessment.facts[SANCTIONS]
    assert (state.value, state.openness) == (NONE, None)


def test_turn_shows_the_statement_that_is_held(file: Path, rulebook: Rulebook) -> None:
    skipped: set[tuple[str, Path]] = set()
    for turn in interview(file, rulebook, EMBARGO).turns(skipped):
        if turn.fact.id == SANCTIONS:
            (subject,) = turn.subjects
            assert [one.entered_by for one in subject.state.counted] == ["caveat"]
            assert subject.state.openness is Openness.PARTLY_KNOWN
            return
        skipped |= turn.keys
    raise AssertionError(SANCTIONS)


def test_what_is_held_is_read_anew_for_every_assessment(file: Path, rulebook: Rulebook) -> None:
    one = interview(file, rulebook, EMBARGO)
    before = one.assess().assessment.transaction.gathered
    file.write_text(file.read_text(encoding="utf-8").replace("2024-0", "2022-0"), encoding="utf-8")
    after = one.assess().assessment
    gathered = after.transaction.gathered
    assert before is not None
    assert gathered is not None
    (line,) = gathered.proposals
    assert gathered == replace(before, proposals=(line,))
    assert (line.fact, line.value, [ground.suggests for ground in line.grounds]) == (
        SANCTIONS,
        None,
        [False],
    )
    assert SANCTIONS not in after.facts
