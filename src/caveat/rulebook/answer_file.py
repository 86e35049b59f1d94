"""Writes answers into transaction and product files, keeping everything that stands there.

An answer is appended to the statements of its fact, never put in place of one. The file
is locked while it is read, changed and replaced, so that two writers both get their
answer in, and it is replaced whole, so that a crash leaves the old file or the new one.
"""

from __future__ import annotations

import fcntl
import io
import os
import re
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedBase, CommentedMap
from ruamel.yaml.nodes import CollectionNode, MappingNode, Node

from caveat.model.error import CaveatError, Place, Problem
from caveat.rulebook.whole_file import write_whole
from caveat.rulebook.yaml_reader import Tree, parse_yaml, read_yaml

BOM = "\ufeff"
"""The mark that some editors put before the text; it stays."""


def append_statement(file: Path, fact: str, statement: dict[str, Any]) -> None:
    """Append a statement of a fact to a transaction or product file.

    Args:
        file: The file; all of it but the statements of this fact is kept as it is.
        fact: The fact that is answered.
        statement: `value`, `source`, `observed_on`, `entered_by` and whatever else a
            statement may have, as plain data.

    Raises:
        CaveatError: the file cannot be read or written, or would no longer read back as
            it should; it is then left as it was.
    """
    try:
        with _locked(file):
            _rewrite(file, fact, statement)
    except OSError as error:
        raise CaveatError(
            Problem(
                "file.unwritable",
                f"cannot be written: {error.strerror}.",
                "Nothing was changed.",
                Place(file),
            )
        ) from error


def _rewrite(file: Path, fact: str, statement: dict[str, Any]) -> None:
    wanted = _with_statement(read_yaml(file).tree, fact, statement)
    raw = file.read_bytes().decode("utf-8")
    mark = BOM if raw.startswith(BOM) else ""
    before = re.sub(r"\r\n?", "\n", raw.removeprefix(mark))
    text = before if wanted is None else _text_with_statement(before, fact, statement)
    if "\r\n" in raw and before.count("\n") == raw.count("\r\n"):
        text = text.replace("\n", "\r\n")
    if wanted is None or not _reads_as(text, wanted, file):
        raise CaveatError(
            Problem(
                "file.changed",
                "the answer would not read back as it was given.",
                "Nothing was written; enter the answer by hand under 'facts'.",
                Place(file),
            )
        )
    write_whole(file, mark + text)


def _with_statement(tree: Tree, fact: str, statement: dict[str, Any]) -> Tree | None:
    """Return what the file must read as afterwards; None where no statement can stand in it."""
    facts = tree.get("facts", {}) if isinstance(tree, dict) else None
    if not isinstance(tree, dict) or not isinstance(facts, dict):
        return None
    return {**tree, "facts": {**facts, fact: _appended(facts.get(fact), statement)}}


def _reads_as(text: str, wanted: Tree, file: Path) -> bool:
    try:
        return parse_yaml(text, file).tree == wanted
    except CaveatError:
        return False


def _appended(stated: Any, statement: dict[str, Any]) -> Any:
    new = CommentedMap(statement)
    if stated is None:
        return new
    several = (
        isinstance(stated, list)
        and stated
        and all(isinstance(one, dict) and "value" in one for one in stated)
    )
    if several:
        stated.append(new)
        return stated
    if isinstance(stated, CommentedBase):
        # The comment behind the key stays with the key; here it would come out a second time.
        stated.ca.comment = None
    return [stated if isinstance(stated, dict) and "value" in stated else {"value": stated}, new]


def _text_with_statement(text: str, fact: str, statement: dict[str, Any]) -> str:
    """Put the statement into the text; only the lines of its fact are written anew."""
    facts = _pair(_yaml().compose(text), "facts")
    if facts is None:
        return _spliced(text, len(text), len(text), _dumped({"facts": {fact: statement}}, 0))
    key, value = facts
    if value.flow_style:
        start, end = _extent(text, key, value)
        tree = _yaml().load(text[start:end])
        tree["facts"][fact] = _appended(tree["facts"].get(fact), statement)
        return _spliced(text, start, end, _dumped(tree, 0))
    indent = value.value[0][0].start_mark.column
    stated = _pair(value, fact)
    if stated is None:
        _, end = _extent(text, *value.value[-1])
        return _spliced(text, end, end, _dumped({fact: statement}, indent))
    start, end = _extent(text, *stated)
    tree = _yaml().load(re.sub(rf"(?m)^ {{{indent}}}", "", text[start:end]))
    tree[fact] = _appended(tree[fact], statement)
    return _spliced(text, start, end, _dumped(tree, indent))


def _pair(mapping: MappingNode, name: str) -> tuple[Node, Any] | None:
    return next(((key, value) for key, value in mapping.value if key.value == name), None)


def _extent(text: str, key: Node, value: Node) -> tuple[int, int]:
    """Return where the lines of a key and its value start and end.

    Of the comments that follow, only those that stand deeper than the key go with it.
    """
    last = value
    while isinstance(last, CollectionNode) and not last.flow_style:
        last = last.value[-1][1] if isinstance(last, MappingNode) else last.value[-1]
    end = last.end_mark.index
    if text[end - 1] != "\n":
        end = text.find("\n", end) + 1 or len(text)
    column = key.start_mark.column
    comments = re.compile(rf"( {{{column + 1},}}#.*\n?)*").match(text, end)
    assert comments is not None
    return key.start_mark.index - column, comments.end()


def _spliced(text: str, start: int, end: int, lines: str) -> str:
    before = text[:start]
    if before and not before.endswith("\n"):
        before += "\n"
    return f"{before}{lines}{text[end:]}"


def _dumped(tree: Any, indent: int) -> str:
    out = io.StringIO()
    _yaml().dump(tree, out)
    return textwrap.indent(out.getvalue(), " " * indent, lambda line: line != "\n")


def _yaml() -> YAML:
    yaml = YAML(typ="rt")
    yaml.width = 100
    yaml.preserve_quotes = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    # Words such as 'yes' and dates must come out as they went in: plain, and read as text.
    yaml.resolver.yaml_implicit_resolvers = {}
    return yaml


@contextmanager
def _locked(file: Path) -> Iterator[None]:
    """Hold the lock of the file that stands at the path, even if it is replaced meanwhile."""
    while True:
        handle = os.open(file, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle).st_ino == file.stat().st_ino:
                yield
                return
        finally:
            os.close(handle)
