from __future__ import annotations

import pytest

from caveat.model.name import Kind, Reading, Script, Token


def reading(script: Script) -> Reading:
    tokens = (Token("=llc", Kind.LEGAL, "ООО", 0), Token("volna", Kind.WORD, "Волна", 1))
    return Reading(tokens, script, "Russian", False)


def test_text_of_a_reading_is_its_tokens_with_spaces() -> None:
    assert reading(Script.CYRILLIC).text == "=llc volna"


@pytest.mark.parametrize(
    ("script", "vowelless"),
    [(Script.ARABIC, True), (Script.HEBREW, True), (Script.CYRILLIC, False)],
)
def test_script_without_vowels_is_told(script: Script, vowelless: bool) -> None:
    assert reading(script).is_vowelless is vowelless
