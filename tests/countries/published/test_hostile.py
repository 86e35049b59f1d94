"""Bytes that are made to do harm: whatever a reader's library raises, it is told as bad input."""

from __future__ import annotations

import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.countries.published.formats import FORMATS
from caveat.countries.published.reading import PANIC, Published, read_published
from caveat.model.error import CaveatError
from tests.countries.published.small import COUNTRIES, dataset
from tests.countries.published.test_csv_file import packed
from tests.countries.published.test_xlsx import HEAD, workbook

HINT = "Fetch it again; it may be damaged, or made to do harm."
WHOLE = {
    "csv": b"ISO,Year,Score\nNOR,2024,1\n",
    "zip_csv": packed(a__csv=b"ISO,Year,Score\nNOR,2024,1\n"),
    "xlsx": workbook(Data=[HEAD, ["NOR", 2024, 1]]),
    "html_table": b"<table><tr><th>ISO<th>Year<th>Score</th></tr><![if x]></table><!DOCTYPE a[b]>",
    "world_bank_json": b'[{"total": 1, "lastupdated": "2025-01-01"}, [{"indicator": {"id": "S"}}]]',
}
PARTS = [
    b"<![",
    b"]]>",
    b"<!DOCTYPE [",
    b"1e999",
    b"Infinity",
    b"\x00",
    b'"',
    b"PK\x03\x04",
    b"9" * 30,
]


def read(data: bytes, form: str) -> Published:
    return read_published(io.BytesIO(data), dataset(format=form), COUNTRIES, address="2025.csv")


def is_read_or_refused(data: bytes, form: str) -> bool:
    try:
        read(data, form)
    except CaveatError as error:
        return all(one.message for one in error.problems)
    return True


def test_every_format_has_a_file_here() -> None:
    assert WHOLE.keys() == FORMATS.keys()


@pytest.mark.parametrize("form", sorted(WHOLE))
@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(form: str, data: bytes) -> None:
    assert is_read_or_refused(data, form)


@pytest.mark.parametrize("form", sorted(WHOLE))
@given(
    changes=st.lists(
        st.tuples(
            st.floats(0, 1), st.integers(0, 4), st.binary(max_size=4) | st.sampled_from(PARTS)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_file_with_other_bytes_in_it_is_read_or_refused(
    form: str, changes: list[tuple[float, int, bytes]]
) -> None:
    data = WHOLE[form]
    for where, gone, put in changes:
        at = int(where * len(data))
        data = data[:at] + put + data[at + gone :]
    assert is_read_or_refused(data, form)


def encrypted() -> bytes:
    """Return a ZIP file that says that its part is encrypted."""
    data = bytearray(WHOLE["zip_csv"])
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bent() -> bytes:
    """Return a ZIP file whose part is damaged within."""
    data = bytearray(packed(a__csv=b"ISO,Year,Score\n" * 9))
    at = data.index(b"a.csv") + 5
    data[at : at + 4] = b"\xff" * 4
    return bytes(data)


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        (
            "html_table",
            b"<html><h1>2025</h1><![foo bar]>",
            "AssertionError: unknown status keyword 'foo ' in marked section. " + HINT,
        ),
        (
            "world_bank_json",
            b'[{"total": Infinity, "lastupdated": ""}, [{"indicator": {"id": "S"}}]]',
            "OverflowError: cannot convert float infinity to integer. " + HINT,
        ),
        ("zip_csv", encrypted(), "RuntimeError: "),
        ("zip_csv", bent(), "error: Error -3 while decompressing data: "),
    ],
)
def test_error_of_a_library_is_told_as_bad_input(form: str, data: bytes, said: str) -> None:
    with pytest.raises(CaveatError) as caught:
        read(data, form)
    assert [one.code for one in caught.value.problems] == ["published.broken"]
    assert str(caught.value).startswith(f"reading it failed with {said}")


class Breaking(io.BytesIO):
    """A file of which the reading raises an error."""

    def __init__(self, error: BaseException) -> None:
        super().__init__()
        self.error = error

    def read(self, *_: Any) -> bytes:
        raise self.error


def test_panic_of_a_library_is_told_as_bad_input() -> None:
    panic = type(PANIC, (BaseException,), {})("index out of bounds")
    with pytest.raises(CaveatError) as caught:
        read_published(Breaking(panic), dataset(), COUNTRIES, address="2025.csv")
    assert str(caught.value) == (
        f"reading it failed with PanicException: index out of bounds. {HINT}"
    )


def test_person_who_stops_it_is_heard() -> None:
    with pytest.raises(KeyboardInterrupt):
        read_published(Breaking(KeyboardInterrupt()), dataset(), COUNTRIES, address="2025.csv")
