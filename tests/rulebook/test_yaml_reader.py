from __future__ import annotations

from pathlib import Path

import pytest

from caveat.model.error import CaveatError, Place
from caveat.rulebook.yaml_reader import (
    MAX_DEPTH,
    MAX_NODES,
    Document,
    Pointer,
    Tree,
    parse_yaml,
)

FILE = Path("file.yaml")


def _refused(text: str) -> tuple[str, str]:
    """Return the code of the only problem of the text, and all that a person is shown."""
    with pytest.raises(CaveatError) as refused:
        parse_yaml(text, FILE)
    (problem,) = refused.value.problems
    return problem.code, str(refused.value)


def _tree(text: str) -> Tree:
    return parse_yaml(text, FILE).tree


@pytest.mark.parametrize(
    "word", ["yes", "no", "on", "off", "y", "n", "NO", "Yes", "unknown", "True", "FALSE", "TRUE"]
)
def test_parse_yaml_leaves_words_words(word: str) -> None:
    assert _tree(f"a: {word}") == {"a": word}


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-24",
        "2026-11-24T10:00:00Z",
        "12:30:45",
        "1.2.3",
        "0x1F",
        "0o17",
        "017",
        "1e5",
        "1_000",
        "+1",
        ".5",
        "5.",
        ".inf",
        ".nan",
        "-.5",
        "--1",
    ],
)
def test_parse_yaml_leaves_dates_versions_and_odd_numbers_text(text: str) -> None:
    assert _tree(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("-0", 0),
        ("7", 7),
        ("-12", -12),
        ("1.5", 1.5),
        ("-0.25", -0.25),
        ("20.0", 20.0),
        ("123456789012345678", 123456789012345678),
    ],
)
def test_parse_yaml_reads_plain_numbers(text: str, number: float) -> None:
    tree = _tree(f"a: {text}")
    assert (tree, type(tree["a"]) if isinstance(tree, dict) else None) == (
        {"a": number},
        type(number),
    )


@pytest.mark.parametrize("text", ["1" * 19, "-" + "1" * 18, "9" * 400 + ".0", "0." + "3" * 20])
def test_parse_yaml_leaves_numbers_text_that_would_lose_digits(text: str) -> None:
    assert _tree(f"a: {text}") == {"a": text}


@pytest.mark.parametrize(("text", "truth"), [("true", True), ("false", False)])
def test_parse_yaml_reads_only_small_true_and_false_as_booleans(text: str, truth: bool) -> None:
    assert _tree(f"a: {text}") == {"a": truth}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('"5"', "5"),
        ("'true'", "true"),
        ('""', ""),
        ("'~'", "~"),
        ('"null"', "null"),
        ('! "5"', "5"),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        (">-\n  one\n  line\n", "one line"),
    ],
)
def test_parse_yaml_keeps_quoted_and_block_text_as_text(text: str, value: str) -> None:
    assert _tree(f"a: {text}") == {"a": value}


def test_parse_yaml_reads_nested_lists_and_mappings_in_both_styles() -> None:
    text = "a:\n  - b: 1\n    c: [x, {d: y}]\n  - [[]]\ne: {}\n"
    assert _tree(text) == {"a": [{"b": 1, "c": ["x", {"d": "y"}]}, [[]]], "e": {}}


def test_parse_yaml_reads_a_file_that_is_one_list_or_one_word() -> None:
    assert (_tree("- a\n- b\n"), _tree("word")) == (["a", "b"], "word")


def test_parse_yaml_reads_keys_as_text() -> None:
    assert _tree("1: a\nyes: b\ntrue: c\n") == {"1": "a", "yes": "b", "true": "c"}


def test_parse_yaml_allows_document_marks_and_comments() -> None:
    assert _tree("# top\n---\na: 1 # end\n...\n") == {"a": 1}


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        (
            "a: 1\nb: 2\na: 3\n",
            "yaml.duplicate",
            "file.yaml:3: the key 'a' stands twice, first at line 1. Keep one of the two.",
        ),
        (
            "a: {b: 1,\n  b: 1}\n",
            "yaml.duplicate",
            "file.yaml:2: the key 'b' stands twice, first at line 1. Keep one of the two.",
        ),
        (
            "a: &x 1\n",
            "yaml.anchor",
            "file.yaml:1: anchors and aliases are refused. Write the value out where it is needed.",
        ),
        (
            "a: 1\nb: *a\n",
            "yaml.anchor",
            "file.yaml:2: anchors and aliases are refused. Write the value out where it is needed.",
        ),
        (
            "&self\na: *self\n",
            "yaml.anchor",
            "file.yaml:1: anchors and aliases are refused. Write the value out where it is needed.",
        ),
        (
            "a:\n  <<: {b: 1}\n",
            "yaml.merge",
            "file.yaml:2: '<<' merges are refused. Write the keys out.",
        ),
        (
            "a: !!int 5\n",
            "yaml.tag",
            "file.yaml:1: the tag 'tag:yaml.org,2002:int' is refused. "
            "Remove it; the schema gives each value its type.",
        ),
        (
            "a: 1\nb: !!python/object/apply:os.system [ls]\n",
            "yaml.tag",
            "file.yaml:2: the tag 'tag:yaml.org,2002:python/object/apply:os.system' is refused. "
            "Remove it; the schema gives each value its type.",
        ),
        (
            "!thing\na: 1\n",
            "yaml.tag",
            "file.yaml:1: the tag '!thing' is refused. "
            "Remove it; the schema gives each value its type.",
        ),
        (
            "a: 1\n---\nb: 2\n",
            "yaml.documents",
            "file.yaml:2: a second document starts here. "
            "Keep one document to a file; remove the line '---'.",
        ),
        (
            "a: 1\n...\nb: 2\n",
            "yaml.documents",
            "file.yaml:3: a second document starts here. "
            "Keep one document to a file; remove the line '---'.",
        ),
        (
            "? [a, b]\n: 1\n",
            "yaml.key",
            "file.yaml:1: a key must be one word or a phrase.",
        ),
        (
            "a: [1, 2\nb: 3\n",
            "yaml.syntax",
            "file.yaml:2: this is not YAML: expected ',' or ']', but got ':'. "
            "Check the indentation, quotes and brackets at this line.",
        ),
        (
            "a: 1\n\tb: 2\n",
            "yaml.syntax",
            "file.yaml:2: this is not YAML: found character '\\t' that cannot start any token. "
            "Check the indentation, quotes and brackets at this line.",
        ),
        (
            'a: 1\nb: "\\ud800"\n',
            "yaml.character",
            "file.yaml:2: half of a character (a surrogate) is refused. "
            "Write the character itself.",
        ),
        (
            'a: 1\n"\\ud800": 2\n',
            "yaml.character",
            "file.yaml:2: half of a character (a surrogate) is refused. "
            "Write the character itself.",
        ),
        (
            'a: "\\U0011FFFF"\n',
            "yaml.syntax",
            "file.yaml: this is not YAML. The parser says: chr() arg not in range(0x110000)",
        ),
    ],
)
def test_parse_yaml_refuses_with_line_and_hint(text: str, code: str, shown: str) -> None:
    assert _refused(text) == (code, shown)


@pytest.mark.parametrize("empty", ["", " ~", " null", " Null", " NULL", " # nothing"])
def test_parse_yaml_refuses_an_empty_value(empty: str) -> None:
    assert _refused(f"a: 1\nb:{empty}\n") == (
        "yaml.empty",
        "file.yaml:2: an empty value. Write 'unknown', a quoted \"\", or leave the key out.",
    )


@pytest.mark.parametrize("text", ["", "\n \n", "# only a comment\n"])
def test_parse_yaml_refuses_an_empty_file(text: str) -> None:
    assert _refused(text) == (
        "file.empty",
        "file.yaml: the file is empty. Start from a file in examples/.",
    )


@pytest.mark.parametrize("bracket", ["[", "{a: ", "- "])
def test_parse_yaml_refuses_a_hundred_thousand_levels(bracket: str) -> None:
    assert _refused(bracket * 100_000) == (
        "yaml.deep",
        "file.yaml:1: nested more than 24 levels deep. No file of ours needs that; flatten it.",
    )


def test_parse_yaml_refuses_one_level_too_many() -> None:
    depth = MAX_DEPTH + 1
    assert _refused("[" * depth + "]" * depth)[0] == "yaml.deep"


def test_parse_yaml_reads_as_many_levels_as_it_says() -> None:
    tree = _tree("[" * MAX_DEPTH + "]" * MAX_DEPTH)
    depth = 0
    while isinstance(tree, list):
        tree, depth = (tree[0] if tree else ""), depth + 1
    assert depth == MAX_DEPTH


def test_parse_yaml_refuses_too_many_values() -> None:
    code, shown = _refused("- a\n" * (MAX_NODES + 1))
    assert (code, shown) == (
        "yaml.large",
        f"file.yaml:{MAX_NODES}: more than 50,000 values. Split the file.",
    )


def test_parse_yaml_gives_every_node_its_line() -> None:
    document = parse_yaml("a:\n  - b\n  - c: d\ne:\n  f:\n    g\n", FILE)
    assert document.lines == {
        (): 1,
        ("a",): 1,
        ("a", 0): 2,
        ("a", 1): 3,
        ("a", 1, "c"): 3,
        ("e",): 4,
        ("e", "f"): 5,
    }


def test_document_places_a_node() -> None:
    document = parse_yaml("a:\n  - b\n  - c: d\n", FILE)
    assert document.place(("a", 1, "c")) == Place(FILE, 3, "a.1.c")


@pytest.mark.parametrize(
    ("pointer", "place"),
    [(("b", "x", 0), Place(FILE, 2, "b.x.0")), (("b", "x"), Place(FILE, 2, "b.x"))],
)
def test_document_places_what_it_lacks_at_the_nearest_node_above(
    pointer: Pointer, place: Place
) -> None:
    assert parse_yaml("a: 1\nb:\n  c: 1\n", FILE).place(pointer) == place


def test_document_without_lines_places_all_at_its_first() -> None:
    assert Document(FILE, {}, {}).place(("a",)) == Place(FILE, 1, "a")


def test_document_places_itself_at_its_first_node() -> None:
    assert parse_yaml("# top\n\na: 1\n", FILE).place() == Place(FILE, 3, "")
