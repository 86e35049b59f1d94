from __future__ import annotations

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest

from caveat.model.error import CaveatError
from caveat.services import raw_file
from caveat.services.raw_file import check_raw, title_of
from tests.countries.published.small import dataset
from tests.countries.published.strict import strict_workbook

HINT = "Fetch it in a browser, look at it, and give it with --from."
PAGE = b"\n<!DOCTYPE html><html><head><title>Access &amp; denied</title></head></html>"


def refused(file: Path, data: bytes, form: str = "csv", **other: object) -> tuple[str, str]:
    file.write_bytes(data)
    with pytest.raises(CaveatError) as caught:
        check_raw(file, dataset(format=form, **other))
    (problem,) = caught.value.problems
    assert problem.where is not None
    assert problem.where.file == file
    return problem.code, f"{problem.message} {problem.hint}"


def packed(files: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as book:
        for name, data in files.items():
            book.writestr(name, data)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "raw"


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("csv", b"\xef\xbb\xbfISO;Score\n"),
        ("csv", "Pays;Score\nNorvège;1\n".encode("cp1252")),
        ("xlsx", workbook()),
        ("xlsx", strict_workbook("A", [["x"]])),
        ("zip_csv", packed({"a.csv": b"<!DOCTYPE x>"})),
        ("zip_csv", packed({"a.csv": b"x" * 1_000_000})),
        ("html_table", PAGE),
        ("html_table", b"\xef\xbb\xbf <table>"),
        ("world_bank_json", b" [{}, []]"),
    ],
)
def test_file_of_its_format_is_let_through(file: Path, form: str, data: bytes) -> None:
    file.write_bytes(data)
    check_raw(file, dataset(format=form, most_bytes=10_000_000, most_unpacked=10_000_000))


@pytest.mark.parametrize("form", ["csv", "xlsx", "zip_csv", "world_bank_json"])
def test_page_is_refused_with_its_title(file: Path, form: str) -> None:
    assert refused(file, PAGE, form) == (
        "file.page",
        f"it is a page, and no {form} file; the page has the title 'Access & denied'. {HINT}",
    )


def test_page_without_a_title_is_refused(file: Path) -> None:
    said = f"it is a page, and no csv file. {HINT}"
    assert refused(file, b"<html></html>") == ("file.page", said)


@pytest.mark.parametrize(
    ("form", "data", "said"),
    [
        ("html_table", b"a,b\n", "it is no page."),
        ("xlsx", b"a,b\n", "it does not begin as a file of xlsx does."),
        ("zip_csv", b"\x1f\x8b\x08", "it does not begin as a file of zip_csv does."),
        ("csv", b"", "it is empty, or no text."),
        ("csv", b"\xef\xbb\xbf \n", "it is empty, or no text."),
        ("csv", b"PK\x03\x04\x00\x00", "it is empty, or no text."),
        ("world_bank_json", b'{"a": 1}', "it does not begin with a list."),
    ],
)
def test_file_of_another_kind_is_refused(file: Path, form: str, data: bytes, said: str) -> None:
    assert refused(file, data, form) == ("file.kind", f"{said} {HINT}")


def test_file_that_is_too_large_is_refused(file: Path) -> None:
    assert refused(file, b"x" * 11, most_bytes=10) == (
        "file.large",
        f"it has 11 bytes; at most 10 are taken. {HINT}",
    )


def test_packed_file_that_holds_too_much_is_refused(file: Path) -> None:
    data = packed({"a": b"x" * 600, "b": b"x" * 600})
    assert refused(file, data, "zip_csv", most_unpacked=1000) == (
        "file.bomb",
        f"unpacked it has 1,200 bytes; at most 1,000. {HINT}",
    )


def test_packed_file_that_holds_too_many_is_refused(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw_file, "MOST_PARTS", 2)
    data = packed({"a": b"x", "b": b"x", "c": b"x"})
    assert refused(file, data, "zip_csv") == (
        "file.bomb",
        f"it packs 3 files; at most 2. {HINT}",
    )


def test_packed_file_that_swells_too_much_is_refused(file: Path) -> None:
    data = packed({"a": b"x" * 1_000_001})
    assert refused(file, data, "zip_csv", most_unpacked=10_000_000) == (
        "file.bomb",
        f"'a' has more than 200 times its packed size. {HINT}",
    )


def test_packed_file_that_lies_about_its_size_is_refused(file: Path) -> None:
    data = packed({"a.xml": b"x" * 5000})
    lying = data.replace((5000).to_bytes(4, "little"), (50).to_bytes(4, "little"))
    code, said = refused(file, lying, "xlsx")
    assert (code, said.startswith("the packed file is damaged: ")) == ("file.damaged", True)


def test_packed_file_that_is_cut_off_is_refused(file: Path) -> None:
    code, said = refused(file, packed({"a": b"x" * 100})[:-30], "zip_csv")
    assert (code, said.endswith("Fetch it again.")) == ("file.damaged", True)


def test_packed_file_that_does_not_unpack_is_refused(file: Path) -> None:
    data = bytearray(packed({"a.xml": b"<a>" + b" " * 500 + b"</a>"}))
    at = data.index(b"a.xml") + 5
    data[at : at + 4] = b"\xff" * 4
    code, said = refused(file, bytes(data), "xlsx")
    assert (code, said.startswith("the packed file is damaged: Error -3 while")) == (
        "file.damaged",
        True,
    )


XML = '<?xml version="1.0"?>{}<a/>'


@pytest.mark.parametrize(
    "text",
    [
        XML.format('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>').encode(),
        XML.format("<!doctype a>").encode(),
        b"<a>" + b" " * (raw_file.BLOCK - 10) + b"<!DOCTYPE a>",
        b"<a>" + b" " * (raw_file.BLOCK - 10) + b"</a><!ENTITY b 'c'>",
        XML.format("").encode("utf-16"),
        XML.format("").encode("utf-16-le"),
        XML.format("").encode("utf-16-be"),
    ],
)
def test_workbook_whose_xml_declares_something_is_refused(file: Path, text: bytes) -> None:
    data = packed({"xl/workbook.xml": text}, zipfile.ZIP_STORED)
    assert refused(file, data, "xlsx") == (
        "file.xml",
        "'xl/workbook.xml' declares a document type or entities, or is no UTF-8 text. " + HINT,
    )


def test_title_stands_in_one_line_and_is_cut(file: Path) -> None:
    file.write_bytes(b"<TITLE lang='en'>A\n  B" + b"x" * 200 + b"</title>")
    said = title_of(file)
    assert said == f"; the page has the title 'A B{'x' * 117}'"


def test_file_that_is_no_page_has_no_title(file: Path) -> None:
    file.write_bytes(b"a,b")
    assert title_of(file) == ""
