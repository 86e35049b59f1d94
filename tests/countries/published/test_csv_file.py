from __future__ import annotations

import io
import zipfile

import pytest

from caveat.countries.published.layouts import Row
from caveat.model.error import CaveatError
from tests.countries.published.small import dataset, rows

TEXT = "ISO,Year,Score,Name\nNOR,2024,1.5,A\nNAM,2024,-2,B\n"
WANTED = [Row("NOR", "x", 2024, "courts", 1.5), Row("NAM", "x", 2024, "courts", -2.0)]


def packed(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in files.items():
            book.writestr(name.replace("__", "."), data)
    return out.getvalue()


def refused(data: bytes, **other: object) -> str:
    with pytest.raises(CaveatError) as caught:
        rows(data, dataset(**other), "x")
    return str(caught.value)


def test_cells_are_read_with_quotes_and_either_line_end() -> None:
    text = TEXT.replace(",A", ',"Korea, the ""first"""').replace("\n", "\r\n")
    assert rows(text, dataset(), "x") == WANTED


def test_delimiter_and_decimal_comma_are_those_of_the_dataset() -> None:
    text = TEXT.replace(",", ";").replace("1.5", "1,5")
    assert rows(text, dataset(delimiter=";", decimal_comma=True), "x") == WANTED


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_first_encoding_that_fits_is_taken(encoding: str) -> None:
    text = "ISO,Year,Score,Pays\nNOR,2024,1.5,Norvège\nNAM,2024,-2,B\n"
    one = dataset(encodings=["utf-8-sig", "cp1252"])
    assert rows(text.encode(encoding), one, "x") == WANTED


def test_text_in_no_encoding_that_is_expected_is_refused() -> None:
    assert refused(b"ISO,Year,Score\nNOR,2024,\xff\n") == (
        "the text is in none of the encodings expected: utf-8-sig."
    )


def test_quote_that_is_not_closed_is_refused() -> None:
    said = refused(b'ISO,Year,Score\nNOR,2024,"1\n')
    assert said == (
        "line 2 cannot be read: unexpected end of data. It may have been cut off; fetch it again."
    )


def test_packed_file_of_the_name_expected_is_read() -> None:
    one = dataset(format="zip_csv", part=r"(DSP.*)\.csv$")
    data = packed(readme__csv=b"x", DSP_v8__csv=TEXT.encode())
    assert rows(data, one, "x") == WANTED


def test_any_packed_csv_is_read_where_no_name_is_said() -> None:
    assert rows(packed(a__csv=TEXT.encode()), dataset(format="zip_csv"), "x") == WANTED


def test_zip_without_a_file_of_the_name_is_refused() -> None:
    said = refused(packed(readme__txt=b"x"), format="zip_csv")
    assert said == r"no packed file is named like '(\.csv)$': readme.txt."


def test_damaged_zip_is_refused() -> None:
    assert refused(b"PK\x03\x04 and no more", format="zip_csv").startswith(
        "the ZIP file is damaged: "
    )


def test_packed_text_in_another_encoding_is_refused() -> None:
    data = packed(a__csv=b"ISO,Year,Score\nNOR,2024,1\nN\xff,2024,1\n")
    assert "cannot be read: 'utf-8' codec" in refused(data, format="zip_csv", encodings=["utf-8"])
