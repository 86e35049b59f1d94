"""Reads the entries of an XML file one after another, and forgets each before the next.

It is read through defusedxml, which refuses a document type, and with it every entity and
reference to outside.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from caveat.model.error import CaveatError
from caveat.screening.lists.files import ListFile

MOST_DEEP = 40
MOST_PARTS = 500_000
"""Most elements of one entry and of what stands between it and the one before."""

Refusal = Callable[[Exception], CaveatError]


class XmlList:
    """An XML file whose root is as expected. `head` has the attributes of the root."""

    def __init__(self, file: ListFile, root: str) -> None:
        """Look at the beginning of the file.

        Raises:
            CaveatError: it is no XML, has a document type, or another root.
        """
        self._file = file
        try:
            events = iterparse(file.open(), events=("start",), forbid_dtd=True)
            found = next(event[1] for event in events)
        except (DefusedXmlException, ParseError, ValueError, LookupError) as error:
            raise _refusal(file, error) from error
        name = local(found.tag)
        if name != root:
            message = f"the root is '{name[:60]}', expected '{root}'."
            hint = "Check that it is the list in this format, and no page about an error."
            raise file.refused("root", message, hint, 1)
        self.head: Mapping[str, str] = {local(key): word for key, word in found.attrib.items()}

    def entries(self, wanted: Collection[str]) -> Iterator[Element]:
        """Yield the outermost elements of these names, their names without a namespace.

        The root is none of them. The file forgets an element when the next one is asked for.

        Raises:
            CaveatError: the file is cut off, is no XML further on, or is nested too deeply.
        """
        try:
            yield from self._entries(self._file.open(), wanted)
        except (ParseError, ValueError, LookupError) as error:
            raise _refusal(self._file, error) from error

    def _entries(self, stream: BinaryIO, wanted: Collection[str]) -> Iterator[Element]:
        above: list[Element] = []
        outermost = 0
        parts = 0
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            if event == "start":
                above.append(element)
                parts += 1
                if len(above) > MOST_DEEP or parts > MOST_PARTS:
                    message = f"more than {MOST_DEEP} levels, or {MOST_PARTS:,} parts of an entry."
                    raise self._file.refused("nested", message, "This is no list.")
                if not outermost and local(element.tag) in wanted:
                    outermost = len(above)
                continue
            if len(above) == outermost:
                outermost, parts = 0, 0
                yield _without_namespaces(element)
                above[-2].clear()
            above.pop()


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition("}")[2]


def text_of(element: Element | None, path: str = ".") -> str:
    """Return the text of the first element at a path, without blanks around; or nothing."""
    found = None if element is None else element.find(path)
    return (found.text or "").strip() if found is not None else ""


def texts_of(element: Element, path: str) -> list[str]:
    """Return the texts at a path that are not empty."""
    return [text for one in element.findall(path) if (text := (one.text or "").strip())]


def _without_namespaces(element: Element) -> Element:
    if element.tag.startswith("{"):
        for part in element.iter():
            part.tag = local(part.tag)
    return element


def _refusal(file: ListFile, error: Exception) -> CaveatError:
    if isinstance(error, DefusedXmlException):
        message = "the file declares a document type or entities, which no list needs."
        return file.refused("entities", message, "Do not use this file.", 1)
    line = error.position[0] if isinstance(error, ParseError) else None
    if isinstance(error, ParseError) and "no element found" in str(error):
        return file.refused("cut", "the file ends before its XML does.", line=line)
    return file.refused("xml", f"this is not XML: {str(error)[:120]}.", line=line)
