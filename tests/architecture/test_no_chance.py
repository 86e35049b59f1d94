"""Below services and commands nothing reads the clock, the network, chance or the environment."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.code import Module, modules

FLOORS = ("model", "rulebook", "assessment", "countries", "reports", "screening")
FORBIDDEN_MODULES = {
    "time",
    "random",
    "secrets",
    "uuid",
    "socket",
    "http",
    "urllib",
    "subprocess",
    "locale",
}
FORBIDDEN_CALLS = {"today", "now", "utcnow", "getenv", "urandom"}
FORBIDDEN_NAMES = {"environ"}
FORBIDDEN = FORBIDDEN_MODULES | FORBIDDEN_CALLS | FORBIDDEN_NAMES
CLOCKS = {"date", "datetime", "os"}
ALLOWED = {("rulebook/bundle.py", "environ"): "the cache of generated files is the user's"}


def outside_inputs(found: Iterable[Module]) -> set[tuple[str, str]]:
    """Return what modules read from outside, as path and name."""
    return {(module.path, name) for module in found for name in _inputs(module)}


def _inputs(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            origin = [getattr(node, "module", None) or ""]
            names = [*origin, *(alias.name for alias in node.names)]
            yield from (name for name in names if name.split(".")[0] in FORBIDDEN)
        elif isinstance(node, ast.Attribute) and _is_input(node):
            yield node.attr


def _is_input(node: ast.Attribute) -> bool:
    """Return whether a class is asked for the time; an argument called `today` is no clock."""
    asked = ast.unparse(node.value).split(".")[-1]
    return node.attr in FORBIDDEN_NAMES or (node.attr in FORBIDDEN_CALLS and asked in CLOCKS)


def test_engine_reads_nothing_from_outside() -> None:
    assert outside_inputs(modules(*FLOORS)) == set(ALLOWED)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from datetime import date\nx = date.today()", "today"),
        ("import datetime\nx = datetime.datetime.now()", "now"),
        ("from datetime import datetime\nf = datetime.utcnow", "utcnow"),
        ("import time", "time"),
        ("from time import monotonic", "time"),
        ("def f():\n    import random", "random"),
        ("import urllib.request", "urllib.request"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("import os\nx = os.environ['A']", "environ"),
        ("from os import environ", "environ"),
        ("import os\nx = os.getenv('A')", "getenv"),
        ("from os import getenv", "getenv"),
    ],
)
def test_input_from_outside_is_seen(text: str, name: str) -> None:
    assert outside_inputs([Module("assessment/a.py", text)]) == {("assessment/a.py", name)}


@pytest.mark.parametrize(
    "text",
    [
        "from datetime import date",
        "import os\nx = os.replace",
        "def f(self):\n    return self.today",
    ],
)
def test_what_reads_nothing_from_outside_is_let_through(text: str) -> None:
    assert outside_inputs([Module("assessment/a.py", text)]) == set()
