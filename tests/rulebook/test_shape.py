from __future__ import annotations

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from caveat.rulebook.shape import Effective, Id, Row, Words
from caveat.rulebook.supports import Right

FROM, UNTIL = date(2020, 9, 30), date(2024, 1, 1)


@pytest.mark.parametrize(
    ("effective", "day", "covered"),
    [
        (Effective(), date.min, True),
        (Effective(), date.max, True),
        (Effective(since=FROM), date(2020, 9, 29), False),
        (Effective(since=FROM), FROM, True),
        (Effective(until=UNTIL), date(2023, 12, 31), True),
        (Effective(until=UNTIL), UNTIL, False),
        (Effective(since=FROM, until=UNTIL), date(2022, 1, 1), True),
    ],
)
def test_effective_covers_its_first_day_and_not_its_last(
    effective: Effective, day: date, covered: bool
) -> None:
    assert effective.covers(day) is covered


def test_effective_reads_the_key_from() -> None:
    assert Effective.model_validate({"from": "2020-09-30"}) == Effective(since=FROM)


@pytest.mark.parametrize("text", ["a", "us-state-2020", "end_user.type", "2020"])
def test_id_takes_small_letters_digits_and_marks(text: str) -> None:
    assert TypeAdapter(Id).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "A", ".a", "_a", "a b", "a/b", "a\n", "é"])
def test_id_refuses_anything_else(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Id).validate_python(text)


@pytest.mark.parametrize("text", ["US20-7-RF2", "CHK-01", "EU/A-1"])
def test_row_takes_the_ids_of_the_catalogue(text: str) -> None:
    assert TypeAdapter(Row).validate_python(text) == text


@pytest.mark.parametrize("text", ["", "us20", "1-A", "A.B", "A B"])
def test_row_refuses_anything_else(text: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Row).validate_python(text)


def test_words_lose_the_blanks_around_them() -> None:
    assert TypeAdapter(Words).validate_python(" a b\n") == "a b"


def test_words_may_be_one_letter() -> None:
    assert TypeAdapter(Words).validate_python("a") == "a"


def test_words_are_never_blank() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Words).validate_python(" \n")


def test_mapping_of_a_file_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Effective().since = FROM  # type: ignore[misc]


def test_mapping_of_a_file_guesses_no_types() -> None:
    with pytest.raises(ValidationError):
        Right.model_validate({"id": "life", "title": "Life", "order": "1", "instruments": "ICCPR"})


def test_mapping_of_a_file_knows_no_other_keys() -> None:
    with pytest.raises(ValidationError):
        Effective.model_validate({"form": "2020-09-30"})
