from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import BaseModel

from caveat.model.error import CaveatError
from caveat.rulebook.country_shape import CountryFile, IndicatorFile, PublisherFile
from caveat.rulebook.loader import validate
from caveat.rulebook.yaml_reader import parse_yaml
from tests.rulebook.bad_files import shown
from tests.rulebook.small_atlas import FILES

FILE = Path("file.yaml")


def refused(kind: type[BaseModel], text: str) -> list[str]:
    with pytest.raises(CaveatError) as caught:
        validate(kind, parse_yaml(text, FILE))
    return [line.split("; found")[0] for line in shown(caught.value, FILE)]


def pact(line: str) -> str:
    return f'id: "NO"\nname: Norway\ntreaties:\n  pact: {{{line}, source: shelf}}\n'


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "status: none, since: 1990, as_of: 2022-08-25",
            "4 entry.value: 'treaties.pact': 'since' stands only with the status party",
        ),
        (
            "status: party, since: 2023, as_of: 2022-08-25",
            "4 entry.value: 'treaties.pact': 'since' is later than 'as_of'",
        ),
        (
            "status: party, since: 1066, as_of: 2022-08-25",
            "4 entry.value: 'treaties.pact.since': expected greater than or equal to 1900",
        ),
        (
            "status: unknown, as_of: 2022-08-25",
            "4 entry.value: 'treaties.pact.status': expected 'party', 'signatory' or 'none'",
        ),
    ],
)
def test_treaty_line_that_contradicts_itself_is_refused(line: str, said: str) -> None:
    assert refused(CountryFile, pact(line)) == [said]


@pytest.mark.parametrize(
    "line", ["status: party, since: 2022, as_of: 2022-08-25", "status: party, as_of: 2022-08-25"]
)
def test_treaty_line_with_or_without_a_year_is_read(line: str) -> None:
    assert validate(CountryFile, parse_yaml(pact(line), FILE)).treaties["pact"].verify is False


@pytest.mark.parametrize("code", ["no", "NOR", "NO-", "NO-North", "NO_NORTH", "NO-A__B"])
def test_country_id_of_another_form_is_refused(code: str) -> None:
    (said,) = refused(CountryFile, f'id: "{code}"\nname: Norway\npart_of: ["NO"]\n')
    assert said.startswith("1 entry.value: 'id': ")


def test_territory_without_a_state_is_refused() -> None:
    assert refused(CountryFile, 'id: "NO-NORTH"\nname: North\n') == [
        "1 entry.value: the file: a territory names in 'part_of' the states that hold or claim it"
    ]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "higher_is: better",
            "higher_is: worse",
            "higher is worse, but best is 1.0 and worst is 0.0",
        ),
        ("best: 1", "best: 0", "higher is better, but best is 0.0 and worst is 0.0"),
        ("lowest: 0", "lowest: 0.5", "'best' and 'worst' lie between 'lowest' and 'highest'"),
        ("highest: 1", "highest: 0.5", "'best' and 'worst' lie between 'lowest' and 'highest'"),
        (
            "lowest: 0\n",
            "lowest: -1\nlogarithmic: true\n",
            "a logarithmic scale has no figures below 0",
        ),
        (
            "ageing: Slowly.",
            "ageing: Slowly.\nbreak_at: 1.01",
            "'break_at' is more than lies between 'lowest' and 'highest'",
        ),
    ],
)
def test_scale_that_contradicts_itself_is_refused(old: str, new: str, said: str) -> None:
    text = FILES["indicators/courts.yaml"].replace(old, new)
    assert refused(IndicatorFile, text) == [f"1 entry.value: the file: {said}"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("lowest: 0\n", "lowest: 0\nlogarithmic: true\n"),
        (
            "higher_is: better\nbest: 1\nworst: 0",
            "higher_is: worse\nbest: 0\nworst: 1",
        ),
    ],
)
def test_scale_that_agrees_with_itself_is_read(old: str, new: str) -> None:
    text = FILES["indicators/courts.yaml"].replace(old, new)
    one = validate(IndicatorFile, parse_yaml(text, FILE)).indicator()
    assert (one.logarithmic, one.best < one.worst) == ("logarithmic" in new, "worse" in new)


@pytest.mark.parametrize(("line", "at"), [("", None), ("break_at: 1", 1.0), ("break_at: 0.5", 0.5)])
def test_threshold_of_breaks_is_read_and_may_be_left_out(line: str, at: float | None) -> None:
    text = FILES["indicators/courts.yaml"] + line
    assert validate(IndicatorFile, parse_yaml(text, FILE)).indicator().break_at == at


@pytest.mark.parametrize("at", ["0", "-5"])
def test_threshold_of_breaks_is_above_nought(at: str) -> None:
    text = FILES["indicators/courts.yaml"] + f"break_at: {at}\n"
    assert refused(IndicatorFile, text) == ["16 entry.value: 'break_at': expected greater than 0"]


@pytest.mark.parametrize("tail", ["editions: {}\n", "distribution: embedded\n"])
def test_publisher_without_an_edition_is_refused(tail: str) -> None:
    head, _, _ = FILES["observations/first/publisher.yaml"].partition("editions:")
    (said,) = refused(PublisherFile, head + tail)
    assert "'editions' stands where figures are embedded, and only there" in said


def test_publisher_whose_figures_are_downloaded_has_no_editions() -> None:
    text = FILES["observations/first/publisher.yaml"] + "distribution: download\n"
    (said,) = refused(PublisherFile, text)
    assert "distribution is download" in said
    head, _, _ = text.partition("editions:")
    one = validate(PublisherFile, parse_yaml(head + "distribution: download\n", FILE))
    assert (one.published(), one.publisher().licence) == ({}, "CC0")
