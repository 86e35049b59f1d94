from __future__ import annotations

import errno
import fcntl
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.error import CaveatError
from caveat.rulebook.answer_file import append_statement
from caveat.rulebook.yaml_reader import Tree, read_yaml

STATEMENT = {"value": "no", "source": "letter", "observed_on": "2026-11-24", "entered_by": "B."}
WRITTEN = """\
    - value: no
      source: letter
      observed_on: '2026-11-24'
      entered_by: B.
"""

# Every way in which a statement can stand in a file, with comments wherever one may be.
BEFORE = """\
# top
title: "A: sale"   # of cameras
facts:
  # about the first
  a.short: yes  # said so
  # about the second
  a.flow: {value: no, source: "x"}  # as found

  # about the third
  a.block:
    value: 20.0
    # no source is better
    source: >-
      a long
      line
  # about the fourth
  a.several:
    - value: yes
      source: 'y'  # why
    # the last of them
  a.members: [b,
    c]
  a.partial:
    members: [b]
# the end of the facts
items:
- product: "NO"

# bottom
"""


def _file(folder: Path, text: str = BEFORE) -> Path:
    file = folder / "file.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def _facts(file: Path) -> dict[str, Tree]:
    tree = read_yaml(file).tree
    assert isinstance(tree, dict)
    facts = tree["facts"]
    assert isinstance(facts, dict)
    return facts


def _refusal(file: Path, fact: str = "a.new", statement: dict[str, Any] = STATEMENT) -> str:
    with pytest.raises(CaveatError) as refused:
        append_statement(file, fact, statement)
    (problem,) = refused.value.problems
    return f"{problem.code}: {problem.message} {problem.hint}"


@pytest.mark.parametrize(
    ("fact", "old", "new"),
    [
        (
            "a.short",
            "  a.short: yes  # said so\n",
            "  a.short:      # said so\n    - value: yes\n" + WRITTEN,
        ),
        (
            "a.flow",
            '  a.flow: {value: no, source: "x"}  # as found\n',
            '  a.flow:                           # as found\n    - {value: no, source: "x"}\n'
            + WRITTEN,
        ),
        (
            "a.block",
            "    value: 20.0\n    # no source is better\n"
            "    source: >-\n      a long\n      line\n",
            "    - value: 20.0\n    # no source is better\n"
            "      source: >-\n        a long\n        line\n" + WRITTEN,
        ),
        (
            "a.several",
            "    # the last of them\n",
            "    # the last of them\n" + WRITTEN,
        ),
        (
            "a.members",
            "  a.members: [b,\n    c]\n",
            "  a.members:\n    - value: [b, c]\n" + WRITTEN,
        ),
        (
            "a.partial",
            "    members: [b]\n",
            "    - value:\n        members: [b]\n" + WRITTEN,
        ),
        (
            "a.new",
            "    members: [b]\n",
            "    members: [b]\n  a.new:\n"
            "    value: no\n    source: letter\n"
            "    observed_on: '2026-11-24'\n    entered_by: B.\n",
        ),
    ],
)
def test_append_statement_changes_the_lines_of_its_fact_only(
    tmp_path: Path, fact: str, old: str, new: str
) -> None:
    file = _file(tmp_path)
    append_statement(file, fact, STATEMENT)
    assert file.read_text(encoding="utf-8") == BEFORE.replace(old, new)


@pytest.mark.parametrize(
    ("fact", "before"),
    [
        ("a.short", [{"value": "yes"}]),
        ("a.flow", [{"value": "no", "source": "x"}]),
        ("a.block", [{"value": 20.0, "source": "a long line"}]),
        ("a.several", [{"value": "yes", "source": "y"}]),
        ("a.members", [{"value": ["b", "c"]}]),
        ("a.partial", [{"value": {"members": ["b"]}}]),
    ],
)
def test_append_statement_keeps_what_was_stated_before(
    tmp_path: Path, fact: str, before: list[Tree]
) -> None:
    file = _file(tmp_path)
    append_statement(file, fact, STATEMENT)
    assert _facts(file)[fact] == [*before, STATEMENT]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("title: A sale", "title: A sale\nfacts:\n  a.new:\n    value: no\n"),
        ("title: A sale\n# end\n", "title: A sale\n# end\nfacts:\n  a.new:\n    value: no\n"),
        ("facts: {}\ntitle: A\n", "facts:\n  a.new:\n    value: no\ntitle: A\n"),
        ("facts: {b: yes}", "facts: {b: yes, a.new: {value: no}}\n"),
        ("facts: {a.new: yes}\n", "facts: {a.new: [value: yes, value: no]}\n"),
        ("facts:\n    b: yes", "facts:\n    b: yes\n    a.new:\n      value: no\n"),
        ("facts:\n  b: |\n    x\n\n# end\n", None),
        ("facts:\n  a.new: |\n    x\n\n    y\n# end\n", None),
        ("facts:\n  a.new: 'x\n\n    y'\n# end\n", None),
        ("facts:\n  ? a.new\n  : yes\n", None),
        ("facts:\n  a.new: []\n", None),
    ],
)
def test_append_statement_finds_a_place_in_any_file(
    tmp_path: Path, text: str, after: str | None
) -> None:
    file = _file(tmp_path, text)
    append_statement(file, "a.new", {"value": "no"})
    found = file.read_text(encoding="utf-8")
    stated = _facts(file)["a.new"]
    last = stated[-1] if isinstance(stated, list) else stated
    assert (last, found if after is not None else None) == ({"value": "no"}, after)


@pytest.mark.parametrize(
    ("stated", "before"),
    [
        ("[value]", ["value"]),
        ("[{source: x}]", [{"source": "x"}]),
        ("[{value: yes}, no]", [{"value": "yes"}, "no"]),
        ("[]", []),
    ],
)
def test_append_statement_takes_a_list_of_anything_else_for_one_value(
    tmp_path: Path, stated: str, before: Tree
) -> None:
    file = _file(tmp_path, f"facts:\n  a.new: {stated}\n")
    append_statement(file, "a.new", {"value": "no"})
    assert _facts(file)["a.new"] == [{"value": before}, {"value": "no"}]


def test_append_statement_appends_to_what_it_appended(tmp_path: Path) -> None:
    file = _file(tmp_path)
    for n in range(4):
        append_statement(file, "a.new", {"value": "unknown", "source": f"search {n}"})
    assert _facts(file)["a.new"] == [
        {"value": "unknown", "source": f"search {n}"} for n in range(4)
    ]


@given(
    st.one_of(
        st.text(),
        st.sampled_from(["yes", "true", "null", "~", "", "5", "1.5", "2020-01-01", "<<", "a: b"]),
    )
)
def test_append_statement_brings_any_text_back(tmp_path_factory: Any, text: str) -> None:
    file = _file(tmp_path_factory.mktemp("any"))
    append_statement(file, "a.short", {"value": "yes", "source": text})
    assert _facts(file)["a.short"] == [{"value": "yes"}, {"value": "yes", "source": text}]


@pytest.mark.parametrize(
    "value",
    [
        5,
        20.0,
        True,
        {"from": 20.0, "to": 40.0},
        {"members": [], "complete": True},
        {"members": ["a", "no"], "absent": ["b"], "complete": False},
    ],
)
def test_append_statement_brings_any_value_back(tmp_path: Path, value: Tree) -> None:
    file = _file(tmp_path)
    append_statement(file, "a.new", {"value": value})
    assert _facts(file)["a.new"] == {"value": value}


@pytest.mark.parametrize("value", [1e22, date(2020, 1, 1), None, [[]] * 30_000])
def test_append_statement_refuses_what_would_not_read_back(tmp_path: Path, value: object) -> None:
    file = _file(tmp_path)
    assert _refusal(file, statement={"value": value}) == (
        "file.changed: the answer would not read back as it was given. "
        "Nothing was written; enter the answer by hand under 'facts'."
    )


@pytest.mark.parametrize(
    "text",
    ["- a\n", "word\n", "facts: none\n", "facts: [a, b]\n", "{title: A sale}\n", "a: 1\n...\n"],
)
def test_append_statement_refuses_a_file_without_a_place_for_it(tmp_path: Path, text: str) -> None:
    file = _file(tmp_path, text)
    assert (_refusal(file).split(":")[0], file.read_text(encoding="utf-8")) == (
        "file.changed",
        text,
    )


def test_append_statement_refuses_a_broken_file(tmp_path: Path) -> None:
    file = _file(tmp_path, "facts: {\n")
    assert (_refusal(file).split(":")[0], file.read_text(encoding="utf-8")) == (
        "yaml.syntax",
        "facts: {\n",
    )


def test_append_statement_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "none.yaml") == (
        "file.unwritable: cannot be written: No such file or directory. Nothing was changed."
    )


def test_append_statement_refuses_a_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == (
        "file.irregular: this is not a regular file, but a folder. Name a file in it."
    )


def test_append_statement_refuses_a_file_that_cannot_be_replaced(tmp_path: Path) -> None:
    # The name is as long as a name can be, so that the new file beside it can have none.
    file = tmp_path / ("x" * 250 + ".yaml")
    file.write_text(BEFORE, encoding="utf-8")
    assert (_refusal(file), file.read_text(encoding="utf-8")) == (
        "file.unwritable: cannot be written: File name too long. Nothing was changed.",
        BEFORE,
    )


def test_append_statement_that_cannot_put_the_new_file_in_place_leaves_the_old_and_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: Path, target: Path) -> None:
        assert Path(source).read_text(encoding="utf-8") != BEFORE
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = _file(tmp_path)
    monkeypatch.setattr(os, "replace", refuse)
    assert _refusal(file) == (
        "file.unwritable: cannot be written: No space left on device. Nothing was changed."
    )
    texts = {one.name: one.read_text(encoding="utf-8") for one in tmp_path.iterdir()}
    assert texts == {"file.yaml": BEFORE}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"facts:\r\n  a.short: yes\r\n", b"facts:\r\n  a.short:\r\n    - value: yes\r\n"),
        (b"facts:\n  a.short: yes\n", b"facts:\n  a.short:\n    - value: yes\n"),
        (b"facts:\r\n  a.short: yes\n", b"facts:\n  a.short:\n    - value: yes\n"),
        (b"facts:\r  a.short: yes\r", b"facts:\n  a.short:\n    - value: yes\n"),
        (
            b"\xef\xbb\xbffacts:\n  a.short: yes\n",
            b"\xef\xbb\xbffacts:\n  a.short:\n    - value: yes\n",
        ),
        (
            b"\xef\xbb\xbffacts:\r\n  a.short: yes",
            b"\xef\xbb\xbffacts:\r\n  a.short:\r\n    - value: yes\r\n",
        ),
    ],
    ids=["windows", "unix", "mixed", "old mac", "byte order mark", "both"],
)
def test_append_statement_keeps_the_line_ends_and_the_byte_order_mark(
    tmp_path: Path, before: bytes, after: bytes
) -> None:
    file = _file(tmp_path)
    file.write_bytes(before)
    append_statement(file, "a.short", {"value": "no"})
    end = b"\r\n" if b"\r\n" in after else b"\n"
    assert file.read_bytes() == after + b"    - value: no" + end


def test_append_statement_keeps_the_mode(tmp_path: Path) -> None:
    file = _file(tmp_path)
    file.chmod(0o640)
    append_statement(file, "a.new", STATEMENT)
    assert file.stat().st_mode & 0o777 == 0o640


def test_append_statement_leaves_nothing_else_in_the_folder(tmp_path: Path) -> None:
    append_statement(_file(tmp_path), "a.new", STATEMENT)
    assert [file.name for file in tmp_path.iterdir()] == ["file.yaml"]


def test_append_statement_locks_the_file_that_replaced_the_one_it_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = _file(tmp_path)
    other = tmp_path / "other.yaml"
    other.write_text("facts: {a.other: yes}\n", encoding="utf-8")
    files = [file.stat().st_ino, other.stat().st_ino]
    locked: list[int] = []
    lock = fcntl.flock

    def lock_late(handle: int, operation: int) -> None:
        if other.exists():
            other.replace(file)
        lock(handle, operation)
        locked.append(os.fstat(handle).st_ino)

    monkeypatch.setattr(fcntl, "flock", lock_late)
    append_statement(file, "a.new", {"value": "no"})
    assert (locked, _facts(file)) == (files, {"a.other": "yes", "a.new": {"value": "no"}})
