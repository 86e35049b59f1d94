from __future__ import annotations

import pytest

from caveat.model.name import NameTables, Script
from caveat.screening.cyrillic import Cyrillic
from caveat.screening.latin import Alphabet, Latin


@pytest.fixture(scope="module")
def latin(names: NameTables) -> Latin:
    """Return the reader of Latin."""
    return Latin(names, Cyrillic(names).romanised)


@pytest.mark.parametrize(
    ("word", "texts"),
    [
        ("o'brien", [("as written", "obrien")]),
        ("müller", [("as written", "muller"), ("umlaut as two letters", "mueller")]),
        ("moeller", [("as written", "moeller"), ("two letters as umlaut", "moller")]),
        ("łódź", [("as written", "lodz")]),
        ("yıldız", [("as written", "yildiz")]),
        ("søren", [("as written", "soren"), ("umlaut as two letters", "soeren")]),
        ("đức", [("as written", "duc")]),
        ("nguyễn", [("as written", "nguyen")]),
        ("straße", [("as written", "strasse")]),
        ("garçon", [("as written", "garcon")]),
        ("sanaye", [("as written", "sanaye"), ("translated", "industries")]),
        ("stroitelnaya", [("as written", "stroitelnaya"), ("translated", "building")]),
        ("sports", [("as written", "sports")]),
        ("tu160", [("as written", "tu160")]),
    ],
)
def test_word_is_read(latin: Latin, word: str, texts: list[tuple[str, str]]) -> None:
    forms = latin.read(word)
    found = [(how, " ".join(one)) for how, one in ((forms.how, forms.texts), *forms.others)]
    assert found == texts


@pytest.mark.parametrize(
    ("text", "differs"),
    [("smith", False), ("moeller", True), ("sanaye", True), ("stroitelnaya", True)],
)
def test_word_that_may_have_other_readings_is_told(latin: Latin, text: str, differs: bool) -> None:
    assert latin.may_differ(text) is differs


@pytest.mark.parametrize(
    ("script", "word", "text"),
    [
        (Script.GREEK, "παπαδόπουλος", "papadopoulos"),
        (Script.GREEK, "ευαγγελία", "evangelia"),
        (Script.GREEK, "μπότσαρης", "botsaris"),
        (Script.GREEK, "λευτέρης", "lefteris"),
        (Script.GEORGIAN, "ჯანაშია", "janashia"),
        (Script.ARMENIAN, "պետրոսյան", "petrosyan"),
        (Script.ARMENIAN, "ումար", "umar"),
    ],
)
def test_word_of_an_alphabet_is_written_by_its_table(
    names: NameTables, script: Script, word: str, text: str
) -> None:
    forms = Alphabet(names, script).read(word)
    assert (forms.texts, forms.script) == ((text,), script)
