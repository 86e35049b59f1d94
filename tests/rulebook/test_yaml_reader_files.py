"""Files that are no text of the strict subset, or not even text."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.yaml_reader import MAX_BYTES, read_bytes, read_yaml


def _refused(file: Path) -> tuple[str, str]:
    with pytest.raises(CaveatError) as refused:
        read_yaml(file)
    (problem,) = refused.value.problems
    return problem.code, str(refused.value).replace(str(file), file.name)


def test_read_yaml_accepts_a_byte_order_mark(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: \xc3\xa9\n")
    assert read_yaml(file).tree == {"a": "é"}


def test_read_yaml_accepts_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "file.yaml"
    file.write_bytes(b"a: 1\r\nb: 2\r\n")
    assert read_yaml(file).lines == {(): 1, ("a",): 1, ("b",): 2}


def test_read_yaml_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert _refused(tmp_path / "none.yaml") == (
        "file.missing",
        "none.yaml: expected a file, found no such file.",
    )


def test_read_yaml_refuses_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    assert _refused(folder) == (
        "file.irregular",
        "folder: this is not a regular file, but a folder. Name a file in it.",
    )


def test_read_yaml_refuses_a_pipe_without_waiting_for_it(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert _refused(pipe) == (
        "file.irregular",
        "pipe: this is not a regular file, but a pipe, a device or a socket. "
        "Save what it has to say in a file, and name that.",
    )


def test_read_yaml_refuses_a_device_that_has_no_end() -> None:
    assert _refused(Path("/dev/zero"))[0] == "file.irregular"


def test_read_yaml_reads_a_file_that_a_link_leads_to(tmp_path: Path) -> None:
    (tmp_path / "file.yaml").write_text("a: 1\n", encoding="utf-8")
    (tmp_path / "link.yaml").symlink_to("file.yaml")
    assert read_yaml(tmp_path / "link.yaml").tree == {"a": 1}


def test_read_bytes_reads_one_byte_more_than_the_most(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"12345")
    assert [read_bytes(file, most=most) for most in (3, 4, 5, 6)] == [
        b"1234",
        b"12345",
        b"12345",
        b"12345",
    ]


def test_read_yaml_refuses_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    name = "x" * 300
    assert _refused(tmp_path / name) == (
        "file.unreadable",
        f"{name}: cannot be read: File name too long.",
    )


def test_read_yaml_refuses_text_that_is_not_utf8_at_its_line(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("a: 1\nb: é\n".encode("latin-1"))
    assert _refused(file) == (
        "file.encoding",
        "latin.yaml:2: byte 8 is not UTF-8 text. "
        "Save the file as UTF-8; this reader takes YAML text only.",
    )


def test_read_yaml_refuses_utf16(tmp_path: Path) -> None:
    file = tmp_path / "wide.yaml"
    file.write_bytes("a: 1\n".encode("utf-16"))
    assert _refused(file)[0] == "file.encoding"


def test_read_yaml_refuses_a_binary_file(tmp_path: Path) -> None:
    file = tmp_path / "binary.yaml"
    file.write_bytes(b"PK\x03\x04\x00\x00")
    code, shown = _refused(file)
    assert (code, shown.splitlines()[0]) == (
        "yaml.syntax",
        "binary.yaml: this is not YAML. The parser says: unacceptable character #x0003: "
        "special characters are not allowed",
    )


def test_read_yaml_refuses_an_empty_file(tmp_path: Path) -> None:
    file = tmp_path / "empty.yaml"
    file.touch()
    assert _refused(file) == (
        "file.empty",
        "empty.yaml: the file is empty. Start from a file in examples/.",
    )


def test_read_yaml_refuses_fifty_megabytes_without_parsing_them(tmp_path: Path) -> None:
    file = tmp_path / "large.yaml"
    file.touch()
    os.truncate(file, 50_000_000)
    # Had it been parsed, the zeros in it would be what is refused.
    assert _refused(file) == (
        "file.large",
        "large.yaml: the file has more than 1,000,000 bytes, and no more are read. "
        "Keep one transaction, or one rule, to a file.",
    )


def test_read_yaml_reads_a_file_of_the_largest_size(tmp_path: Path) -> None:
    file = tmp_path / "largest.yaml"
    file.write_text("a: 1 #".ljust(MAX_BYTES, "x"), encoding="utf-8")
    assert read_yaml(file).tree == {"a": 1}
