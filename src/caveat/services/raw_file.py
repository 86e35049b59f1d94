"""Distrusts a publisher's file before a parser sees it: first bytes, bombs, and hostile XML."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.dataset_shape import DatasetFile

PACKED = ("xlsx", "zip_csv")
MOST_PARTS = 2_000
MOST_RATIO = 200
"""How much larger than its packed form a file may be that has more than `SMALL` bytes."""
SMALL = 1_000_000
BLOCK = 1 << 16
START = 4_096
LOOK = "Fetch it in a browser, look at it, and give it with --from."
_TITLE = re.compile(rb"<title[^>]*>(.*?)</title", re.I | re.S)
_PAGE = re.compile(rb"\s*(<!doctype html|<html|<head|<\?xml|<!--)", re.I)
_DECLARED = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.I)
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")


def check_raw(file: Path, dataset: DatasetFile) -> None:
    """Look at a file of a dataset, fetched or given.

    Raises:
        CaveatError: it is too large, is not of the format of the dataset, or is made to do harm.
    """
    size = file.stat().st_size
    if size > dataset.most_bytes:
        message = f"it has {size:,} bytes; at most {dataset.most_bytes:,} are taken."
        raise _refused(file, "large", message)
    with file.open("rb") as stream:
        start = stream.read(START)
    _check_start(file, start, dataset)
    if dataset.format in PACKED:
        _check_packed(file, dataset)


def title_of(file: Path) -> str:
    """Return the title of a page in words that end a sentence; empty where it is no page."""
    with file.open("rb") as stream:
        start = stream.read(START)
    match = _TITLE.search(start)
    if match is None:
        return ""
    text = html.unescape(match[1].decode("utf-8", "replace"))
    return f"; the page has the title '{' '.join(text.split())[:120]}'"


def _check_start(file: Path, start: bytes, dataset: DatasetFile) -> None:
    plain = start.removeprefix(b"\xef\xbb\xbf")
    is_page = _PAGE.match(plain) is not None
    if dataset.format == "html_table":
        if not plain.lstrip().startswith(b"<"):
            raise _refused(file, "kind", "it is no page.")
    elif is_page:
        raise _refused(file, "page", f"it is a page, and no {dataset.format} file{title_of(file)}.")
    elif dataset.format in PACKED:
        if not start.startswith(b"PK\x03\x04"):
            raise _refused(file, "kind", f"it does not begin as a file of {dataset.format} does.")
    elif b"\x00" in start or not plain.strip():
        raise _refused(file, "kind", "it is empty, or no text.")
    elif dataset.format == "world_bank_json" and not plain.lstrip().startswith(b"["):
        raise _refused(file, "kind", "it does not begin with a list.")


def _check_packed(file: Path, dataset: DatasetFile) -> None:
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            _check_sizes(file, parts, dataset)
            if dataset.format == "xlsx":
                for part in parts:
                    with packed.open(part) as stream:
                        _check_xml(file, part.filename, stream)
    except CaveatError:
        raise
    except Exception as error:  # of which kind is up to the library that unpacks
        message = f"the packed file is damaged: {error}."
        raise _refused(file, "damaged", message, "Fetch it again.") from error


def _check_sizes(file: Path, parts: list[zipfile.ZipInfo], dataset: DatasetFile) -> None:
    if len(parts) > MOST_PARTS:
        raise _refused(file, "bomb", f"it packs {len(parts):,} files; at most {MOST_PARTS:,}.")
    total = sum(part.file_size for part in parts)
    if total > dataset.most_unpacked:
        most = dataset.most_unpacked
        raise _refused(file, "bomb", f"unpacked it has {total:,} bytes; at most {most:,}.")
    for part in parts:
        if part.file_size > max(SMALL, MOST_RATIO * part.compress_size):
            times = f"more than {MOST_RATIO} times its packed size"
            raise _refused(file, "bomb", f"'{part.filename}' has {times}.")


def _check_xml(file: Path, name: str, stream: IO[bytes]) -> None:
    for number, block in enumerate(_overlapping(stream)):
        if (number == 0 and block.startswith(_WIDE)) or _DECLARED.search(block):
            message = f"'{name}' declares a document type or entities, or is no UTF-8 text."
            raise _refused(file, "xml", message)


def _overlapping(stream: IO[bytes]) -> Iterator[bytes]:
    """Yield blocks that each begin with the end of the one before, so that no word is cut."""
    tail = b""
    while block := stream.read(BLOCK):
        yield tail + block
        tail = block[-32:]


def _refused(file: Path, code: str, message: str, hint: str = "") -> CaveatError:
    return CaveatError(Problem(f"file.{code}", message, hint or LOOK, Place(file)))
