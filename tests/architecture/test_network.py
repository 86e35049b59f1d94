"""One module opens connections, and only one command reaches it."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import grimp
import pytest

from tests.architecture.code import Module, modules

NETWORK = {
    "aiohttp",
    "asyncio",
    "ftplib",
    "http",
    "httpcore",
    "httpx",
    "imaplib",
    "poplib",
    "requests",
    "smtplib",
    "socket",
    "socketserver",
    "ssl",
    "telnetlib",
    "urllib",
    "urllib3",
    "webbrowser",
    "xmlrpc",
}
ALLOWED = {("services/fetch.py", "httpx"), ("services/fetch.py", "socket")}


def connections(found: Iterable[Module]) -> set[tuple[str, str]]:
    """Return what modules import that can open a connection, as path and first name."""
    return {(module.path, name) for module in found for name in _network(module)}


def _network(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        names: list[str] = []
        if isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in (
            "import_module",
            "__import__",
        ):
            names = [ast.unparse(one).strip("'\"") for one in node.args]
        yield from (first for name in names if (first := name.split(".")[0]) in NETWORK)


def test_one_module_opens_connections() -> None:
    assert connections(modules()) == ALLOWED


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import httpx", "httpx"),
        ("def f():\n    import urllib.request", "urllib"),
        ("from urllib.request import urlopen", "urllib"),
        ("from http import client", "http"),
        ("import os, socket as s", "socket"),
        ("import requests", "requests"),
        ("import importlib\nimportlib.import_module('httpx')", "httpx"),
        ("__import__('socket')", "socket"),
    ],
)
def test_connection_is_seen(text: str, name: str) -> None:
    assert connections([Module("services/a.py", text)]) == {("services/a.py", name)}


@pytest.mark.parametrize("text", ["import html.parser", "from x import http", "print('httpx')"])
def test_what_opens_no_connection_is_let_through(text: str) -> None:
    assert connections([Module("services/a.py", text)]) == set()


def test_only_the_update_command_reaches_the_module() -> None:
    graph = grimp.build_graph("caveat")
    upstream = graph.find_upstream_modules
    commands = graph.find_children("caveat.cli") - {"caveat.cli.app"}
    reaching = {one for one in commands if "caveat.services.fetch" in upstream(one)}
    assert reaching == {"caveat.cli.update"}
