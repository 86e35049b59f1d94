"""Reads source code as trees, so that rules about it can be checked and the checks tried out."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import caveat

ROOT = Path(caveat.__file__).resolve().parent


@dataclass(frozen=True)
class Module:
    """One source file, by its path below the package."""

    path: str
    text: str

    @property
    def tree(self) -> ast.Module:
        """Return the parsed source."""
        return ast.parse(self.text)


Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules(*folders: str) -> list[Module]:
    """Return the modules of the package, or those below some of its folders, by path."""
    found = [(file.relative_to(ROOT).as_posix(), file) for file in sorted(ROOT.rglob("*.py"))]
    return [
        Module(path, file.read_text(encoding="utf-8"))
        for path, file in found
        if not folders or path.split("/")[0] in folders
    ]


def functions(module: Module) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function):
            yield node


def words_of(identifier: str) -> set[str]:
    """Return the words of an identifier in snake case or camel case, in lower case."""
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", identifier)
    return {part.lower() for part in parts}


def identifiers(module: Module) -> Iterator[tuple[str, int]]:
    """Yield the names that a module gives to things, with their lines."""
    for node in ast.walk(module.tree):
        if isinstance(node, Function | ast.ClassDef):
            yield node.name, node.lineno
        elif isinstance(node, ast.arg):
            yield node.arg, node.lineno
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id, node.lineno
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr, node.lineno


def texts(module: Module) -> Iterator[tuple[str, int]]:
    """Yield the string constants of a module, docstrings too, with their lines."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value, node.lineno
