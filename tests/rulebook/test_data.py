"""The real files of facts and coverage, against the catalogue they carry out."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from caveat.rulebook.loader import Rulebook
from caveat.rulebook.supports import FactType

DICTIONARY = {
    "product": "category[] verbs[] data_types[] covert remote bulk component_of eccn eu_code "
    "controls[] marketing[] misuse_reports[]",
    "enduser": "name aliases address country type function[] gov_own_pct gov_board_majority "
    "acts_for_gov record[] oversight legal_basis enduse_statement",
    "country": "iso2 groups[] chart[] sanctions[] index[] conflict laws[] iccpr",
    "tx": "kind enduse requested_changes[] route payment delivery parties[] clauses[]",
    "party": "screen[] owners[] resale_history[]",
    "co": "policy grievance training audit committee",
}
"""The fact dictionary of the catalogue, with `co.*` spelled out."""

SHARED = "CAVEAT_SHARED"


def test_facts_carry_out_every_key_of_the_dictionary_once(rulebook: Rulebook) -> None:
    keys = Counter(key for fact in rulebook.facts.values() for key in fact.dictionary)
    assert keys == Counter(
        f"{space}.{key}" for space in DICTIONARY for key in DICTIONARY[space].split()
    )


def test_facts_stand_in_the_namespaces_that_files_know(rulebook: Rulebook) -> None:
    assert {name.split(".")[0] for name in rulebook.facts} == {
        "company",
        "country",
        "end_user",
        "party",
        "product",
        "review",
        "transaction",
    }


def test_facts_ask_a_question(rulebook: Rulebook) -> None:
    silent = [name for name, fact in rulebook.facts.items() if not fact.question.endswith("?")]
    assert silent == []


def test_bounds_and_units_stand_with_numbers_only(rulebook: Rulebook) -> None:
    bounded = {
        name
        for name, fact in rulebook.facts.items()
        if (fact.minimum, fact.maximum, fact.unit) != (None, None, None)
    }
    numbers = {name for name, fact in rulebook.facts.items() if fact.type is FactType.NUMBER}
    assert bounded <= numbers


def test_bounds_are_the_right_way_round(rulebook: Rulebook) -> None:
    wrong = [
        name
        for name, fact in rulebook.facts.items()
        if fact.minimum is not None and fact.maximum is not None and fact.minimum > fact.maximum
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (
            "product.verbs",
            "detect monitor intercept collect exploit preserve protect transmit retain",
        ),
        (
            "product.data_types",
            "content metadata location biometric video audio device_data social_graph genetic "
            "financial",
        ),
    ],
)
def test_vocabulary_is_that_of_the_dictionary(rulebook: Rulebook, fact: str, words: str) -> None:
    assert set(rulebook.facts[fact].values) == set(words.split())


def test_country_codes_are_two_capitals(rulebook: Rulebook) -> None:
    wrong = [code for code in rulebook.countries if not (len(code) == 2 and code.isupper())]
    assert wrong == []


def test_country_names_are_different(rulebook: Rulebook) -> None:
    assert len(set(rulebook.countries.values())) == len(rulebook.countries)


def test_country_norway_is_not_taken_for_a_no(rulebook: Rulebook) -> None:
    assert rulebook.countries["NO"] == "Norway"


def test_countries_of_transactions_are_those_of_the_standard(rulebook: Rulebook) -> None:
    assert len(rulebook.countries) == 250


def test_instruments_begin_before_they_end(rulebook: Rulebook) -> None:
    wrong = [
        name
        for name, instrument in rulebook.instruments.items()
        if instrument.effective.since is not None
        and instrument.effective.until is not None
        and instrument.effective.since >= instrument.effective.until
    ]
    assert wrong == []


def test_coverage_has_every_row_of_the_catalogue(rulebook: Rulebook) -> None:
    folder = os.environ.get(SHARED)
    if folder is None:
        pytest.skip(f"{SHARED} does not name the folder that holds the catalogue")
    (catalogue,) = Path(folder).rglob("guidance_rows.jsonl")
    lines = catalogue.read_text(encoding="utf-8").splitlines()
    assert set(rulebook.coverage.rows) == {json.loads(line)["id"] for line in lines if line}
