from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.country import Domain
from caveat.model.dossier import Against
from caveat.model.error import CaveatError
from caveat.rulebook.gathering import Gathering, IncidentsOf, ProposedFrom, StatedFrom
from caveat.rulebook.loader import validate
from caveat.rulebook.yaml_reader import parse_yaml
from tests.rulebook.bad_files import shown

FILE = Path("file.yaml")
HEAD = "id: gathering\ntitle: What speaks to what\n"


def read(states: str = "", proposes: str = "") -> Gathering:
    """Return the gathering with one line each, where it is given."""
    text = f"{HEAD}states: [{states}]\nproposes: [{proposes}]\n"
    return validate(Gathering, parse_yaml(text, FILE))


def refused(states: str = "", proposes: str = "") -> list[str]:
    with pytest.raises(CaveatError) as caught:
        read(states, proposes)
    return [line.split("; found")[0] for line in shown(caught.value, FILE)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "treaty: pact, statuses: {party: party}",
            StatedFrom(fact="a.b", treaty="pact", statuses={"party": "party"}),
        ),
        ("regimes: {ban: a_ban}", StatedFrom(fact="a.b", regimes={"ban": "a_ban"})),
        ("figures: true", StatedFrom(fact="a.b", figures=True)),
    ],
)
def test_line_that_states_has_one_origin(line: str, expected: StatedFrom) -> None:
    assert read(f"{{fact: a.b, {line}}}").states == [expected]


@pytest.mark.parametrize(
    "line",
    [
        "figures: false",
        "regimes: {}",
        "treaty: pact, figures: true",
        "treaty: pact, regimes: {ban: a_ban}",
        "regimes: {ban: a_ban}, figures: true",
        "treaty: pact, regimes: {ban: a_ban}, figures: true",
    ],
)
def test_line_that_states_from_none_or_several_is_refused(line: str) -> None:
    assert refused(f"{{fact: a.b, {line}}}") == [
        "3 entry.value: 'states.0': name one of 'treaty', 'regimes' and 'figures'"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "treaty: pact",
        "treaty: pact, statuses: {none: neither}",
        "figures: true, statuses: {party: party}",
    ],
)
def test_words_for_statuses_stand_with_a_treaty_and_have_one_for_a_party(line: str) -> None:
    assert refused(f"{{fact: a.b, {line}}}") == [
        "3 entry.value: 'states.0': 'statuses' stands with 'treaty', and has a word for 'party'"
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("domains: [press]", ProposedFrom(fact="a.b", domains=[Domain.PRESS])),
        ("breaks: true", ProposedFrom(fact="a.b", breaks=True)),
        ("laws: [bulk]", ProposedFrom(fact="a.b", laws=["bulk"])),
        ("features: true", ProposedFrom(fact="a.b", features=True)),
        ("listings: true", ProposedFrom(fact="a.b", listings=True)),
        ("agency: held", ProposedFrom(fact="a.b", agency="held")),
        (
            "agency: type, values: {local: government}",
            ProposedFrom(fact="a.b", agency="type", values={"local": "government"}),
        ),
        (
            "incidents: {of: vendor}",
            ProposedFrom(fact="a.b", incidents=IncidentsOf(of="vendor")),
        ),
        (
            "incidents: {of: country, like: true, against: [lawyers], abroad: true, "
            "within_years: 5}",
            ProposedFrom(
                fact="a.b",
                incidents=IncidentsOf(
                    of="country",
                    like=True,
                    against=[Against.LAWYERS],
                    abroad=True,
                    within_years=5,
                ),
            ),
        ),
    ],
)
def test_line_that_proposes_says_what_speaks_to_the_fact(line: str, expected: ProposedFrom) -> None:
    assert read(proposes=f"{{fact: a.b, {line}}}").proposes == [expected]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("breaks: false", "'proposes.0': name what speaks to the fact"),
        ("domains: [], laws: []", "'proposes.0': name what speaks to the fact"),
        ("values: {local: government}", "'proposes.0': name what speaks to the fact"),
        (
            "agency: level",
            "'proposes.0': 'values' go with 'agency: level' or 'agency: type', and only so",
        ),
        (
            "agency: held, values: {local: government}",
            "'proposes.0': 'values' go with 'agency: level' or 'agency: type', and only so",
        ),
        ("incidents: {of: party}", "'proposes.0.incidents.of': expected 'end_user'"),
        (
            "incidents: {of: country, within_years: 0}",
            "'proposes.0.incidents.within_years': expected greater than or equal to 1",
        ),
        ("domains: [weather]", "'proposes.0.domains.0': expected 'rule_of_law'"),
        ("agency: name", "'proposes.0.agency': expected 'held'"),
    ],
)
def test_line_that_proposes_what_cannot_be_is_refused(line: str, said: str) -> None:
    (found,) = refused(proposes=f"{{fact: a.b, {line}}}")
    assert found.startswith(f"4 entry.value: {said}")


def test_gathering_of_another_name_is_refused() -> None:
    with pytest.raises(CaveatError) as caught:
        validate(Gathering, parse_yaml("id: other\ntitle: A\nstates: []\nproposes: []\n", FILE))
    assert shown(caught.value, FILE) == [
        "1 entry.value: 'id': expected 'gathering'; found 'other'."
    ]
