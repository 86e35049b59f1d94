"""What can be typed for a fact, and what was typed as the tree of a value.

A word is named by its number in the list, by its id, or by the start of its id or title.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from math import isfinite

from caveat.model.value import Members, Value
from caveat.reports.words import value_words
from caveat.rulebook.supports import Fact, FactType
from caveat.rulebook.values import ValueRefusedError

Words = Mapping[str, str]

LISTED = 40
"""Most words of a fact that are listed before they are asked for."""

DAY_FORM = "Dates are written year-month-day, as 2026-11-24."
NONE = "type none! if none of these applies and the list is complete, or u if you do not know"


def hint(fact: Fact) -> str:
    """Say what can be typed for a fact."""
    several = "several with commas; end with ! if that is all of them. "
    forms = {
        FactType.TRUTH: "y = yes, n = no, u = I do not know.",
        FactType.CHOICE: "Type a number, a word or its start; u = I do not know.",
        FactType.NUMBER: "A number, or a range as 20-40; u = I do not know.",
        FactType.DATE: f"{DAY_FORM} u = I do not know.",
        FactType.TEXT: "Type the answer; u = I do not know.",
        FactType.SET: f"Type numbers, words or their starts, {several}none! = none of these, "
        "and the list is complete; u = I do not know.",
    }
    if fact.open_vocabulary:
        return f"Type the answer, {several}none! = there is none; u = I do not know."
    return forms[fact.type]


def is_listed(fact: Fact) -> bool:
    """Return whether a fact is answered with words of a list."""
    return fact.type in (FactType.CHOICE, FactType.SET) and not fact.open_vocabulary


def list_lines(words: Words, width: int) -> list[str]:
    """Return the words with number, id and title, in columns where more than one fits."""
    size = len(str(len(words)))
    cells = [f"{n:>{size}} {word}: {title}" for n, (word, title) in enumerate(words.items(), 1)]
    column = max(len(cell) for cell in cells) + 2
    columns = (width - 2) // column
    if columns < 2:
        rest = " " * (size + 3)
        return [
            line
            for cell in cells
            for line in textwrap.wrap(cell, width, initial_indent="  ", subsequent_indent=rest)
        ]
    rows = -(-len(cells) // columns)
    return [
        "  " + "".join(cell.ljust(column) for cell in cells[row::rows]).rstrip()
        for row in range(rows)
    ]


def typed_tree(fact: Fact, typed: str, words: Words) -> object:
    """Return what was typed as the tree of a value, to be read against the fact.

    Raises:
        ValueRefusedError: it can mean nothing, or more than one thing.
    """
    if typed.lower() in ("u", "unknown"):
        return "unknown"
    if fact.type is FactType.TRUTH:
        return {"y": "yes", "n": "no"}.get(typed.lower(), typed.lower())
    if fact.type is FactType.NUMBER:
        return _number(typed)
    if fact.type is FactType.SET:
        return _set(typed, None if fact.open_vocabulary else words)
    if fact.type is FactType.CHOICE:
        return _word(typed, words)
    return typed


def _set(typed: str, words: Words | None) -> object:
    complete = typed.endswith("!")
    members = [one.strip() for one in typed.rstrip("!").split(",") if one.strip()]
    plain = [one.lower() for one in members]
    if plain == ["none"] and complete:
        return {"members": [], "complete": True}
    if "none" in plain:
        raise ValueRefusedError(f"'none' does not say whether the list is complete: {NONE}")
    if "u" in plain or "unknown" in plain:
        raise ValueRefusedError("u stands alone; leave it out to say what is known")
    if not members:
        raise ValueRefusedError(f"found '{typed}', which names nothing: {NONE}")
    if words is not None:
        members = [_word(one, words) for one in members]
    return {"members": list(dict.fromkeys(members)), "complete": complete}


def _word(typed: str, words: Words) -> str:
    """Return the word that is meant; what fits none comes back as it is, to be refused."""
    if typed in words:
        return typed
    ids = list(words)
    if typed.isdecimal() and 1 <= int(typed) <= len(ids):
        return ids[int(typed) - 1]
    start = typed.lower()
    for names in ({one: one for one in ids}, words):
        found = [one for one, name in names.items() if name.lower() == start]
        found = found or [one for one, name in names.items() if name.lower().startswith(start)]
        if len(found) == 1:
            return found[0]
        if found:
            several = ", ".join(f"{one} ({words[one]})" for one in found)
            raise ValueRefusedError(f"'{typed}' can be {several}; type more of it, or the number")
    return typed


def _number(typed: str) -> object:
    low, dash, high = typed.partition("-")
    try:
        ends = [float(low), float(high)] if dash and low else [float(typed)]
    except ValueError:
        ends = []
    if not ends or not all(isfinite(end) for end in ends):
        raise ValueRefusedError(
            f"found '{typed}', expected a number such as 12.5, or a range such as 20-40"
        )
    return {"from": ends[0], "to": ends[1]} if len(ends) > 1 else ends[0]


def said(value: Value | None, words: Words) -> str:
    """Say a value in the titles of its words, and whether a list is all there is."""
    if value is None:
        return "unknown"
    if isinstance(value, Members):
        return "; ".join(_listing(value, words))
    return words.get(value, value) if isinstance(value, str) else value_words(value)


def _listing(value: Members, words: Words) -> Iterator[str]:
    for label, members in (("", value.present), ("not ", value.absent)):
        if members:
            yield label + ", ".join(words.get(one, one) for one in sorted(members))
    if value.complete:
        yield "that is all" if value.present else "none of the list"
    else:
        yield "perhaps more"
