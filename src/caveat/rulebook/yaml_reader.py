"""The only place where YAML is read: a strict subset, with the line of every node.

What other readers guess, this one refuses or leaves as text: `yes`, `no` and `NO`
are words, dates and versions are text until a schema types them, and duplicate
keys, anchors, tags, empty values, second documents, very deep or very large files
are errors that say where and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from caveat.model.error import CaveatError, Place, Problem

MAX_BYTES = 1_000_000
MAX_DEPTH = 24
MAX_NODES = 50_000
MAX_DIGITS = 18
"""A longer number would lose digits; it stays text."""

Tree = str | int | float | bool | list["Tree"] | dict[str, "Tree"]
Pointer = tuple[str | int, ...]

_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_HALF = re.compile("[\ud800-\udfff]")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+\Z")


@dataclass(frozen=True, slots=True)
class Document:
    """A read file: its tree, and the line at which each node of the tree stands."""

    file: Path
    tree: Tree
    lines: dict[Pointer, int] = field(repr=False)

    def place(self, pointer: Pointer = ()) -> Place:
        """Return where the node is, or the nearest node above it that the file has."""
        known = pointer
        while known and known not in self.lines:
            known = known[:-1]
        shown = ".".join(str(step) for step in pointer)
        return Place(self.file, self.lines.get(known, 1), shown)


def read_yaml(file: Path) -> Document:
    """Read a file of the strict subset.

    Raises:
        CaveatError: the file is not a regular one, cannot be read, is not UTF-8 text, is empty,
            too large or too deep, is not YAML, or uses what the subset leaves out.
    """
    return parse_yaml(_text_of(file), file)


def parse_yaml(text: str, file: Path) -> Document:
    """Read text of the strict subset; `file` is only named in errors."""
    reader = _Reader(file)
    try:
        events = YAML(typ="safe", pure=True).parse(text)
        tree = reader.read(iter(events))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else None
        raise _refusal(
            "yaml.syntax",
            f"this is not YAML: {error.problem or error.context or 'it cannot be parsed'}.",
            "Check the indentation, quotes and brackets at this line.",
            Place(file, line),
        ) from error
    except (YAMLError, ValueError, OverflowError) as error:
        raise _refusal(
            "yaml.syntax", "this is not YAML.", f"The parser says: {error}", Place(file)
        ) from error
    return Document(file, tree, reader.lines)


def read_bytes(file: Path, *, most: int) -> bytes:
    """Read a regular file, whatever its format; nothing else, as it may have no end.

    Returns:
        Its bytes, or the first `most` and one more when it has more than `most`.

    Raises:
        CaveatError: it is not there, is not a regular file, or cannot be read.
    """
    try:
        if not file.exists():
            raise _refusal("file.missing", "expected a file, found no such file.", "", Place(file))
        if not file.is_file():
            raise _irregular(file)
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except OSError as error:
        raise _refusal(
            "file.unreadable", f"cannot be read: {error.strerror}.", "", Place(file)
        ) from error


def _irregular(file: Path) -> CaveatError:
    what, hint = "a pipe, a device or a socket", "Save what it has to say in a file, and name that."
    if file.is_dir():
        what, hint = "a folder", "Name a file in it."
    return _refusal("file.irregular", f"this is not a regular file, but {what}.", hint, Place(file))


def _text_of(file: Path) -> str:
    data = read_bytes(file, most=MAX_BYTES)
    if len(data) > MAX_BYTES:
        raise _refusal(
            "file.large",
            f"the file has more than {MAX_BYTES:,} bytes, and no more are read.",
            "Keep one transaction, or one rule, to a file.",
            Place(file),
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise _refusal(
            "file.encoding",
            f"byte {error.start} is not UTF-8 text.",
            "Save the file as UTF-8; this reader takes YAML text only.",
            Place(file, line),
        ) from error
    return text


class _Reader:
    """Builds the tree from parser events without recursion, so that depth cannot hurt."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.lines: dict[Pointer, int] = {}

    def read(self, events: Iterator[Event]) -> Tree:
        root: list[Tree] = []
        open_nodes: list[_Collection] = []
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        event,
                        "yaml.documents",
                        "a second document starts here.",
                        "Keep one document to a file; remove the line '---'.",
                    )
            elif isinstance(event, MappingEndEvent | SequenceEndEvent):
                open_nodes.pop()
            elif isinstance(event, NodeEvent):
                self._check(event, len(open_nodes))
                self._place(event, open_nodes, root)
        if not root:
            raise CaveatError(
                Problem(
                    "file.empty",
                    "the file is empty.",
                    "Start from a file in examples/.",
                    Place(self.file),
                )
            )
        return root[0]

    def _place(self, event: NodeEvent, open_nodes: list[_Collection], root: list[Tree]) -> None:
        parent = open_nodes[-1] if open_nodes else None
        line = event.start_mark.line + 1
        if isinstance(parent, _Mapping) and parent.key is None:
            parent.key = self._key(event, parent)
            self.lines[(*parent.pointer, parent.key)] = line
            return
        pointer: Pointer = () if parent is None else parent.next_pointer()
        self.lines.setdefault(pointer, line)
        node: Tree
        if isinstance(event, MappingStartEvent):
            mapping = _Mapping(pointer, {})
            open_nodes.append(mapping)
            node = mapping.content
        elif isinstance(event, CollectionStartEvent):
            sequence = _Sequence(pointer, [])
            open_nodes.append(sequence)
            node = sequence.content
        else:
            assert isinstance(event, ScalarEvent)
            node = self._scalar(event, pointer)
        if parent is None:
            root.append(node)
        else:
            parent.add(node)

    def _key(self, event: NodeEvent, parent: _Mapping) -> str:
        if not isinstance(event, ScalarEvent):
            raise self._refuse(event, "yaml.key", "a key must be one word or a phrase.", "")
        key = str(event.value)
        if key == "<<":
            raise self._refuse(
                event, "yaml.merge", "'<<' merges are refused.", "Write the keys out."
            )
        if key in parent.content:
            first = self.lines[(*parent.pointer, key)]
            raise self._refuse(
                event,
                "yaml.duplicate",
                f"the key '{key}' stands twice, first at line {first}.",
                "Keep one of the two.",
            )
        return key

    def _check(self, event: NodeEvent, depth: int) -> None:
        if isinstance(event, AliasEvent) or event.anchor is not None:
            raise self._refuse(
                event,
                "yaml.anchor",
                "anchors and aliases are refused.",
                "Write the value out where it is needed.",
            )
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) != "!":
            raise self._refuse(
                event,
                "yaml.tag",
                f"the tag '{tag}' is refused.",
                "Remove it; the schema gives each value its type.",
            )
        if isinstance(event, ScalarEvent) and _HALF.search(event.value):
            raise self._refuse(
                event,
                "yaml.character",
                "half of a character (a surrogate) is refused.",
                "Write the character itself.",
            )
        if depth >= MAX_DEPTH:
            raise self._refuse(
                event,
                "yaml.deep",
                f"nested more than {MAX_DEPTH} levels deep.",
                "No file of ours needs that; flatten it.",
            )
        if len(self.lines) >= MAX_NODES:
            raise self._refuse(
                event, "yaml.large", f"more than {MAX_NODES:,} values.", "Split the file."
            )

    def _scalar(self, event: ScalarEvent, pointer: Pointer) -> Tree:
        text = str(event.value)
        if event.style is not None:
            return text
        if text in {"", "~", "null", "Null", "NULL"}:
            # The parser finds an empty value only at the next token; its key is where it stands.
            raise _refusal(
                "yaml.empty",
                "an empty value.",
                "Write 'unknown', a quoted \"\", or leave the key out.",
                Place(self.file, self.lines[pointer]),
            )
        if text in {"true", "false"}:
            return text == "true"
        if len(text) > MAX_DIGITS:
            return text
        if _INTEGER.match(text):
            return int(text)
        return float(text) if _DECIMAL.match(text) else text

    def _refuse(self, event: Event, code: str, message: str, hint: str) -> CaveatError:
        return _refusal(code, message, hint, Place(self.file, event.start_mark.line + 1))


@dataclass(slots=True)
class _Mapping:
    pointer: Pointer
    content: dict[str, Tree]
    key: str | None = None

    def next_pointer(self) -> Pointer:
        assert self.key is not None
        return (*self.pointer, self.key)

    def add(self, node: Tree) -> None:
        assert self.key is not None
        self.content[self.key] = node
        self.key = None


@dataclass(slots=True)
class _Sequence:
    pointer: Pointer
    content: list[Tree]

    def next_pointer(self) -> Pointer:
        return (*self.pointer, len(self.content))

    def add(self, node: Tree) -> None:
        self.content.append(node)


_Collection = _Mapping | _Sequence


def _refusal(code: str, message: str, hint: str, where: Place) -> CaveatError:
    return CaveatError(Problem(code, message, hint, where))
