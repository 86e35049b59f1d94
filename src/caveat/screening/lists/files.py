"""What a parser is given and gives back: files of a list, its head, and its parties one by one.

A file comes from outside. Whatever is wrong with it is a `CaveatError` that names the file
and, where it can be told, the line; a party of a file that turns out to be broken further on
was already given out, so a caller keeps nothing before it has come to the end.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from caveat.model.error import CaveatError, Place, Problem
from caveat.model.listed import ListedParty, ListHead

MAIN = "main"
"""The name of the file of a format that has one."""
MOST_BYTES = 500_000_000
"""A larger file, or what it unpacks to, is refused."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file of a list: its bytes or a stream that can be read again, and its name for errors."""

    path: Path
    content: bytes | BinaryIO

    def open(self) -> BinaryIO:
        """Return the file from its start.

        Raises:
            CaveatError: it is larger than any list is.
        """
        stream = io.BytesIO(self.content) if isinstance(self.content, bytes) else self.content
        size = stream.seek(0, io.SEEK_END)
        if size > MOST_BYTES:
            message = f"the file has {size:,} bytes; at most {MOST_BYTES:,} are read."
            raise self.refused("large", message, "Check that it is the right file.")
        stream.seek(0)
        return stream

    def refused(
        self, code: str, message: str, hint: str = "Fetch it again.", line: int | None = None
    ) -> CaveatError:
        """Return the error that says what is wrong with the file."""
        return CaveatError(Problem(f"list.{code}", message, hint, Place(self.path, line)))


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A list as far as it was read: what the file says of itself, and its parties as they come."""

    head: ListHead
    parties: Iterator[ListedParty]


Files = Mapping[str, ListFile]
"""The files of a list by the name of the part; most formats have the one called `main`."""
