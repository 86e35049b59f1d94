"""Conditions as they are written in YAML, and back.

One operator to a node: `all`, `any`, `not`, `at_least`; a leaf names a `fact`, alone
or with one of `is`, `in`, `lt`, `gte`, or a `test` (another named test, a red flag,
or `class.<product class>`).
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema
from pydantic_core import PydanticCustomError

from caveat.model.condition import (
    All,
    AnyOf,
    AtLeast,
    Below,
    Condition,
    Holds,
    Not,
    OneOf,
    Reaches,
    Refers,
)
from caveat.rulebook.values import ValueRefusedError, parse_day

_FORMS = "all, any, not, at_least, or a leaf with fact (alone or with is, in, lt, gte) or test"


def parse_condition(tree: object) -> Condition:
    """Read a condition from its tree.

    Raises:
        PydanticCustomError: the tree is none of the forms; the message names what was found.
    """
    if isinstance(tree, All | AnyOf | AtLeast | Not | Refers | Holds | OneOf | Below | Reaches):
        return tree
    if not isinstance(tree, dict) or not tree:
        raise _wrong(f"found {tree!r}, expected a mapping with {_FORMS}")
    if "fact" in tree:
        return _leaf(dict(tree))
    if len(tree) != 1:
        raise _wrong(f"found the keys {', '.join(map(str, tree))}; a node has one of {_FORMS}")
    operator, operand = next(iter(tree.items()))
    if operator == "test" and isinstance(operand, str):
        return Refers(operand)
    if operator == "all":
        return All(_parts(operand, "all"))
    if operator == "any":
        return AnyOf(_parts(operand, "any"))
    if operator == "not":
        return Not(parse_condition(operand))
    if operator == "at_least":
        return _at_least(operand)
    raise _wrong(f"found the operator '{operator}', expected {_FORMS}")


def _parts(operand: object, operator: str) -> tuple[Condition, ...]:
    if not isinstance(operand, list) or not operand:
        raise _wrong(f"'{operator}' takes a list with at least one condition")
    return tuple(parse_condition(part) for part in operand)


def _at_least(operand: object) -> Condition:
    if not isinstance(operand, dict) or set(operand) != {"count", "of"}:
        raise _wrong("'at_least' takes 'count' and 'of'")
    parts = _parts(operand["of"], "of")
    count = operand["count"]
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= len(parts):
        raise _wrong(f"'count' is {count!r}, expected 1 to {len(parts)}")
    return AtLeast(count, parts)


def _leaf(tree: dict[str, Any]) -> Condition:
    fact = tree.pop("fact")
    if not isinstance(fact, str):
        raise _wrong(f"'fact' is {fact!r}, expected the id of a fact")
    if not tree:
        return Holds(fact)
    if len(tree) != 1:
        raise _wrong(f"a leaf has one of is, in, lt, gte; found {', '.join(tree)}")
    operator, operand = next(iter(tree.items()))
    if operator == "is" and operand in ("yes", "no"):
        return Holds(fact) if operand == "yes" else Not(Holds(fact))
    if operator == "is" and isinstance(operand, str):
        return OneOf(fact, (operand,))
    if operator == "in" and isinstance(operand, list) and operand:
        if all(isinstance(option, str) for option in operand):
            return OneOf(fact, tuple(operand))
    elif operator in ("lt", "gte"):
        return (Below if operator == "lt" else Reaches)(fact, _bound(operand))
    raise _wrong(f"the leaf '{operator}: {operand!r}' is none of is, in, lt, gte with its operand")


def _bound(operand: object) -> float | date:
    if isinstance(operand, int | float) and not isinstance(operand, bool):
        return float(operand)
    try:
        return parse_day(operand)
    except ValueRefusedError:
        raise _wrong(
            f"found the bound {operand!r}, expected a number or a date YYYY-MM-DD"
        ) from None


def condition_tree(condition: Condition) -> dict[str, object]:
    """Return the tree that `parse_condition` reads as this condition."""
    match condition:
        case Holds(fact):
            return {"fact": fact}
        case OneOf(fact, options):
            return {"fact": fact, "in": list(options)}
        case Below(fact, bound):
            return {"fact": fact, "lt": bound if isinstance(bound, float) else str(bound)}
        case Reaches(fact, bound):
            return {"fact": fact, "gte": bound if isinstance(bound, float) else str(bound)}
        case Refers(test):
            return {"test": test}
        case All(parts):
            return {"all": [condition_tree(part) for part in parts]}
        case AnyOf(parts):
            return {"any": [condition_tree(part) for part in parts]}
        case Not(part):
            return {"not": condition_tree(part)}
    trees = [condition_tree(part) for part in condition.parts]
    return {"at_least": {"count": condition.count, "of": trees}}


def _wrong(message: str) -> PydanticCustomError:
    return PydanticCustomError("condition", "{message}", {"message": message})


_SCHEMA = {
    "type": "object",
    "description": f"A condition: {_FORMS}.",
    "oneOf": [
        {"required": ["all"], "properties": {"all": {"type": "array", "minItems": 1}}},
        {"required": ["any"], "properties": {"any": {"type": "array", "minItems": 1}}},
        {"required": ["not"], "properties": {"not": {"type": "object"}}},
        {"required": ["at_least"], "properties": {"at_least": {"type": "object"}}},
        {"required": ["test"], "properties": {"test": {"type": "string"}}},
        {
            "required": ["fact"],
            "maxProperties": 2,
            "properties": {
                "fact": {"type": "string"},
                "is": {"type": "string"},
                "in": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "lt": {"type": ["number", "string"]},
                "gte": {"type": ["number", "string"]},
            },
        },
    ],
}

ConditionField = Annotated[
    Condition,
    BeforeValidator(parse_condition),
    PlainSerializer(condition_tree),
    WithJsonSchema(_SCHEMA),
]
"""A condition as a field of a data file."""
