from __future__ import annotations

import pytest

from caveat.model.error import CaveatError
from caveat.screening.lists.table import HEAD_WITHIN, Row, cells_of, grouped, table_of
from tests.screening.lists.small import listed


def rows(
    content: str | bytes, *needed: str, delimiter: str = ",", encoding: str = "utf-8"
) -> list[tuple[int, dict[str, str]]]:
    file = listed(content)
    found = table_of(file, cells_of(file, delimiter=delimiter, encoding=encoding), needed)
    return [(row.line, dict(row.cells)) for row in found.rows]


def refusal(content: str | bytes, *needed: str, encoding: str = "utf-8") -> tuple[str, str]:
    with pytest.raises(CaveatError) as refused:
        rows(content, *needed, encoding=encoding)
    (problem,) = refused.value.problems
    return problem.code, str(problem)


def test_rows_have_named_cells_and_the_line_on_which_they_end() -> None:
    assert rows('a,b\n1,"x\ny"\n\n2,z\n', "a") == [
        (3, {"a": "1", "b": "x\ny"}),
        (5, {"a": "2", "b": "z"}),
    ]


def test_rows_above_the_names_of_the_columns_are_kept() -> None:
    file = listed("Report Date: 1\na,b\n1,2\n")
    table = table_of(file, cells_of(file), ["b"])
    assert (table.above, table.columns) == ((("Report Date: 1",),), ("a", "b"))


def test_row_that_repeats_the_names_of_the_columns_is_passed_over() -> None:
    assert rows("a,b\n1,2\na, b\n3,4\n", "a") == [
        (2, {"a": "1", "b": "2"}),
        (4, {"a": "3", "b": "4"}),
    ]


def test_first_of_two_columns_with_one_name_that_has_something_counts() -> None:
    assert rows("a,b,a\n1,2,3\n,2,3\n", "a") == [
        (2, {"a": "1", "b": "2"}),
        (3, {"a": "3", "b": "2"}),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_mark_at_the_start_overrules_the_encoding(encoding: str) -> None:
    mark = "\ufeff" if encoding == "utf-16-le" else ""
    assert rows(f"{mark}ä\nЖ\n".encode(encoding), "ä", encoding="cp1252") == [(2, {"ä": "Ж"})]


def test_delimiter_and_encoding_are_taken_as_given() -> None:
    assert rows("a;ä\n1;2\n".encode("cp1252"), "ä", delimiter=";", encoding="cp1252") == [
        (2, {"a": "1", "ä": "2"})
    ]


def test_cell_of_no_column_is_empty() -> None:
    assert Row(1, {"a": " x "})["a"] == "x"
    assert Row(1, {"a": "x"})["b"] == ""


def test_missing_columns_are_named() -> None:
    assert refusal("a,b\n1,2\n", "a", "c", "d") == (
        "list.columns",
        "a.list:1: columns are missing: c, d. Check that it is the list in this format, and no "
        "page about an error.",
    )
    assert refusal("", "c")[0] == "list.columns"


def test_names_of_columns_are_looked_for_near_the_top() -> None:
    assert rows("x\n" * (HEAD_WITHIN - 1) + "a\n1\n", "a") == [(HEAD_WITHIN + 1, {"a": "1"})]
    assert refusal("x\n" * HEAD_WITHIN + "a\n1\n", "a")[0] == "list.columns"


def test_row_of_another_length_is_refused() -> None:
    assert refusal("a,b\n1,2\n1\n", "a") == (
        "list.row",
        "a.list:3: the row has 1 cells, and there are 2 columns. Fetch it again.",
    )
    assert refusal("a,b\n1,2,3\n", "a")[0] == "list.row"


def test_quote_that_is_never_closed_is_refused() -> None:
    assert refusal('a,b\n1,"x\n2,y\n', "a")[0] == "list.cut"
    assert refusal('a,b\n1,"x"y\n', "a")[0] == "list.row"


def test_other_encoding_is_refused() -> None:
    assert refusal("a\nä\n".encode("cp1252"), "a")[:2] == (
        "list.encoding",
        "a.list:1: this is not utf-8 text: invalid continuation byte. Name the encoding that the "
        "file has, or fetch it again.",
    )


def test_rows_of_a_party_come_together() -> None:
    found = [Row(n, {"a": one[0], "b": one[1]}) for n, one in enumerate(["1x", "2x", "1y"], 1)]
    found += [Row(4, {"a": "", "b": "x"}), Row(5, {"a": "", "b": ""}), Row(6, {"a": "", "b": ""})]
    groups = [[row.line for row in group] for group in grouped(found, "a", "b")]
    assert groups == [[1, 3], [2], [4], [5], [6]]
