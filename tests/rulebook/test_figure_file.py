from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import Edition, Figure
from caveat.model.error import CaveatError
from caveat.rulebook import figure_file
from caveat.rulebook.figure_file import COLUMNS, read_figures
from tests.countries.small import indicator
from tests.rulebook.bad_files import shown

EDITIONS = {"e24": Edition("e24", "first", "Edition", date(2024, 3, 1), "", "shelf")}
COUNTRIES = {"NO": "Norway", "NA": "Namibia", "XX-NORTH": "North"}
HEAD = COLUMNS.encode() + b"\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return where the figures are to be written."""
    return tmp_path / "courts.csv"


def read(file: Path) -> dict[str, list[Figure]]:
    return read_figures(file, indicator(), countries=COUNTRIES, editions=EDITIONS)


def refused(file: Path, data: bytes) -> list[str]:
    file.write_bytes(data)
    with pytest.raises(CaveatError) as caught:
        read(file)
    return shown(caught.value, file)


def test_figures_come_by_country_in_the_order_of_the_file(file: Path) -> None:
    file.write_bytes(
        HEAD + b"NO,2023,9,0.5,e24\nXX-NORTH,2022,0,,e24\nNO,2022,8.25,,e24\nNA,1900,10,0,e24\n"
    )
    assert read(file) == {
        "NO": [Figure(9.0, 2023, "e24", 0.5), Figure(8.25, 2022, "e24")],
        "XX-NORTH": [Figure(0.0, 2022, "e24")],
        "NA": [Figure(10.0, 1900, "e24", 0.0)],
    }


def test_head_alone_is_no_figure(file: Path) -> None:
    file.write_bytes(HEAD)
    assert read(file) == {}


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"\xef\xbb\xbf" + HEAD,
            "1 figures.mark: found a byte order mark. Save it as UTF-8 without a mark.",
        ),
        (
            HEAD + b"NO,2023,9,,e24\nNO,20\x0023,9,,e24\n",
            "3 figures.nul: found a NUL byte. This is no text file; save it as UTF-8 text.",
        ),
        (
            HEAD + b"NO,2023,9,,e24\r\n",
            "2 figures.line_end: found a carriage return. End lines with a line feed alone.",
        ),
        (
            HEAD + b'"NO",2023,9,,e24\n',
            "2 figures.quote: found a quote. Write words and numbers without quotes.",
        ),
        (
            HEAD + b"NO,2023,9,,e24\nN\xd8,2023,9,,e24\n",
            "3 file.encoding: byte 55 is not UTF-8 text. Save the file as UTF-8.",
        ),
        (
            b"country,year,value,margin,edition\n",
            f"1 figures.columns: found 'country,year,value,margin,edition', expected '{COLUMNS}'.",
        ),
        (b"", f"1 figures.columns: found '', expected '{COLUMNS}'."),
        (
            HEAD + b"NO,2023,9,,e2",
            "2 figures.cut: the last line has no end; the file may have been cut off. "
            "Fetch it again.",
        ),
        (
            HEAD[:-1],
            "1 figures.cut: the last line has no end; the file may have been cut off. "
            "Fetch it again.",
        ),
    ],
)
def test_file_that_is_not_plain_is_refused_with_the_line(
    file: Path, data: bytes, said: str
) -> None:
    assert refused(file, data) == [said]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("NO,2023,9,e24", f"2 figures.columns: found 4 column(s), expected '{COLUMNS}'."),
        ("NO,2023,9,5,,e24", f"2 figures.columns: found 6 column(s), expected '{COLUMNS}'."),
        ("", f"2 figures.columns: found 1 column(s), expected '{COLUMNS}'."),
        (
            "NOO,2023,9,,e24",
            "2 country.unknown: 'NOO' is no country of countries/. Nearest: 'NO'.",
        ),
        ("no,2023,9,,e24", "2 country.unknown: 'no' is no country of countries/."),
        (
            "NO,2023,9,,e25",
            "2 edition.unknown: 'e25' is no edition of publisher.yaml. Nearest: 'e24'.",
        ),
        (
            "NO,1899,9,,e24",
            "2 figures.year: the data year is '1899', expected a year from 1900 on.",
        ),
        ("NO,23,9,,e24", "2 figures.year: the data year is '23', expected a year from 1900 on."),
        (
            "NO,２０２３,9,,e24",
            "2 figures.year: the data year is '２０２３', expected a year from 1900 on.",
        ),
        (
            "NO,2025,9,,e24",
            "2 figures.year: the data year 2025 is later than its edition, which counts as known "
            "from 2024-03-01. Correct the year, or name the edition.",
        ),
        (
            "NO,2023,,,e24",
            "2 figures.number: the value is '', expected a number such as -1.25. "
            "Leave the line out where there is no figure.",
        ),
        (
            "NO,2023,NA,,e24",
            "2 figures.number: the value is 'NA', expected a number such as -1.25.",
        ),
        (
            "NO,2023,nan,,e24",
            "2 figures.number: the value is 'nan', expected a number such as -1.25.",
        ),
        (
            "NO,2023,1e1,,e24",
            "2 figures.number: the value is '1e1', expected a number such as -1.25.",
        ),
        (
            "NO,2023, 9,,e24",
            "2 figures.number: the value is ' 9', expected a number such as -1.25.",
        ),
        (
            "NO,2023,10.01,,e24",
            "2 figures.scale: the value 10.01 lies outside the scale of 'courts', 0 to 10. "
            "Check for a shifted column.",
        ),
        (
            "NO,2023,-0.1,,e24",
            "2 figures.scale: the value -0.1 lies outside the scale of 'courts', 0 to 10. "
            "Check for a shifted column.",
        ),
        (
            "NO,2023,9,-1,e24",
            "2 figures.number: the margin is '-1', expected a number from 0 on, or nothing.",
        ),
        (
            "NO,2023,9,some,e24",
            "2 figures.number: the margin is 'some', expected a number from 0 on, or nothing.",
        ),
    ],
)
def test_line_that_is_wrong_is_refused(file: Path, line: str, said: str) -> None:
    assert refused(file, HEAD + f"{line}\nNO,2022,8,,e24\n".encode()) == [said]


def test_every_wrong_line_is_named(file: Path) -> None:
    lines = b"ZZ,2023,99,,e24\nNO,2022,8,,e24\nNO,2022,7,,e24\nNO,1800,7,-1,e99\n"
    assert [line.split(":")[0] for line in refused(file, HEAD + lines)] == [
        "2 country.unknown",
        "2 figures.scale",
        "4 figures.twice",
        "5 edition.unknown",
        "5 figures.year",
        "5 figures.number",
    ]


def test_figure_that_stands_twice_is_refused_with_both_lines(file: Path) -> None:
    lines = b"NO,2022,8,,e24\nNO,2021,8,,e24\nNO,2022,8,,e24\n"
    assert refused(file, HEAD + lines) == [
        "4 figures.twice: NO, 2022, e24 stands twice, first at line 2. Keep one of the two."
    ]


def test_file_that_is_too_large_is_not_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figure_file, "MAX_BYTES", len(HEAD))
    assert refused(file, HEAD + b"\n") == [
        "1 file.large: the file has 40 bytes; at most 39 are read. Keep one indicator to a file."
    ]
    file.write_bytes(HEAD)
    assert read(file) == {}


def test_file_that_cannot_be_read_is_refused(file: Path) -> None:
    file.mkdir()
    with pytest.raises(CaveatError) as caught:
        read(file)
    assert shown(caught.value, file) == [
        " file.unreadable: cannot be read: Is a directory.".strip()
    ]
