from __future__ import annotations

from collections.abc import Iterable, Mapping

from tests.architecture.code import Module, functions, modules

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50

LONG_FILES: Mapping[str, str] = {}
"""Files that may be longer, each with the reason."""
LONG_FUNCTIONS: Mapping[str, str] = {
    "cli/assess.py:assess": "its options take most of the lines, each with its help",
    "reports/as_json.py:assessment_json": "spells the output out once, as the document reads",
    "rulebook/transaction_file.py:read_transaction": "reads the parts of a file in their order",
}
"""Functions that may be longer, as `path:name`, each with the reason."""


def long_files(found: Iterable[Module]) -> dict[str, int]:
    """Return the files that are too long, with their lines."""
    lines = {module.path: len(module.text.splitlines()) for module in found}
    return {path: count for path, count in lines.items() if count > LINES_OF_A_FILE}


def long_functions(found: Iterable[Module]) -> dict[str, int]:
    """Return the functions that are too long, with their lines."""
    lines = {
        f"{module.path}:{node.name}": (node.end_lineno or 0) - node.lineno + 1
        for module in found
        for node in functions(module)
    }
    return {name: count for name, count in lines.items() if count > LINES_OF_A_FUNCTION}


def test_files_are_short() -> None:
    assert set(long_files(modules())) == set(LONG_FILES)


def test_functions_are_short() -> None:
    assert set(long_functions(modules())) == set(LONG_FUNCTIONS)


def test_long_file_is_seen() -> None:
    found = [Module("a.py", "x = 1\n" * 400), Module("b.py", "x = 1\n" * 401)]
    assert long_files(found) == {"b.py": 401}


def test_long_function_is_seen() -> None:
    fits = "def fits():\n" + "    x = 1\n" * 49
    too_long = "class A:\n    async def too_long(self):\n" + "        x = 1\n" * 50
    assert long_functions([Module("a.py", fits), Module("b.py", too_long)]) == {"b.py:too_long": 51}
