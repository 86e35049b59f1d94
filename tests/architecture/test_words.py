"""The glossary's words in the model, and a docstring on everything public."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

import pytest

from tests.architecture.code import Function, Module, identifiers, modules, words_of

NOT_SAID = {
    "asset",
    "order",
    "request",
    "entity",
    "customer",
    "usage",
    "client",
    "target",
    "alert",
    "verdict",
    "blacklist",
    "ticket",
}
"""Words of the glossary's column "not"."""


def words_not_said(found: Iterable[Module]) -> set[str]:
    """Return the names that use a word the glossary rules out, in the singular or plural."""
    return {
        name
        for module in found
        for name, _ in identifiers(module)
        if any(form in NOT_SAID for word in words_of(name) for form in _singulars(word))
    }


def _singulars(word: str) -> tuple[str, ...]:
    return (word, word.removesuffix("s"), word.removesuffix("ies") + "y")


def test_model_uses_the_words_of_the_glossary() -> None:
    assert words_not_said(modules("model")) == set()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("class ExportOrder: pass", "ExportOrder"),
        ("def screen_customers(): pass", "screen_customers"),
        ("def f(target): pass", "target"),
        ("@dataclass\nclass A:\n    entities: int", "entities"),
        ("self.last_alert = 1", "last_alert"),
    ],
)
def test_word_that_is_not_said_is_seen(text: str, name: str) -> None:
    assert words_not_said([Module("model/a.py", text)]) == {name}


def test_word_that_only_looks_alike_is_let_through() -> None:
    assert words_not_said([Module("model/a.py", "border = ordered(x)\nreorder_s = 1")]) == set()


def undocumented(found: Iterable[Module]) -> list[str]:
    """Return public classes, functions and methods that have no docstring."""
    return [name for module in found for name in _undocumented(module)]


def _undocumented(module: Module) -> Iterator[str]:
    for node in module.tree.body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        if ast.get_docstring(node) is None:
            yield f"{module.path}:{node.name}"
        for inner in node.body if isinstance(node, ast.ClassDef) else ():
            if not isinstance(inner, Function) or inner.name.startswith("_"):
                continue
            if ast.get_docstring(inner) is None:
                yield f"{module.path}:{node.name}.{inner.name}"


def test_everything_public_has_a_docstring() -> None:
    assert undocumented(modules()) == []


def test_every_module_says_what_it_is_for() -> None:
    silent = [m.path for m in modules() if m.text and ast.get_docstring(m.tree) is None]
    assert silent == []


def test_missing_docstring_is_seen() -> None:
    text = '''
def public(): pass
def _private(): pass
class Public:
    def method(self): pass
    def _helper(self): pass
    def said(self):
        """Said."""
class _Private:
    def method(self): pass
'''
    assert undocumented([Module("a.py", text)]) == [
        "a.py:public",
        "a.py:Public",
        "a.py:Public.method",
    ]
