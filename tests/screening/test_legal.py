from __future__ import annotations

import pytest

from caveat.model.name import NameTable, NameTables
from caveat.screening.legal import LegalForms, Span

FORMS = {
    "ltd": ("ltd", "GB"),
    "co ltd": ("ltd", "GB"),
    "co": ("co",),
    "ao": ("jsc", "RU", "first"),
    "as": ("jsc", "TR"),
    "s a": ("jsc", "FR"),
    "joint stock": ("jsc",),
}


@pytest.fixture(scope="module")
def forms() -> LegalForms:
    """Return a few legal forms."""
    tables = {"legal_forms": NameTable("legal", "", FORMS)}
    return LegalForms(NameTables("", "", tables), str.split)


@pytest.mark.parametrize(
    ("name", "spans"),
    [
        ("volna ltd", [(1, 1, "=ltd")]),
        ("ltd volna", [(0, 1, "=ltd")]),
        ("volna ltd dubai", [(1, 1, "=ltd")]),
        ("volna co ltd", [(1, 2, "=ltd")]),
        ("ao volna", [(0, 1, "=jsc")]),
        ("volna ao", [(1, 1, "=jsc")]),
        ("as volna", []),
        ("volna as dubai", []),
        ("volna as ltd", [(1, 1, "=jsc"), (2, 1, "=ltd")]),
        ("joint stock volna", [(0, 2, "=jsc")]),
        ("joint volna", []),
        ("volna s a", [(1, 2, "=jsc")]),
        ("=jsc volna", [(0, 1, "=jsc")]),
        ("ltd", []),
        ("co ltd", []),
        ("=co ltd", [(0, 1, "=co")]),
        ("", []),
    ],
)
def test_legal_forms_are_found(forms: LegalForms, name: str, spans: list[Span]) -> None:
    assert forms.find(name.split()) == spans


def test_letters_alone_may_be_initials(forms: LegalForms) -> None:
    assert forms.find(["volna", "s", "a"], spelled=False) == []
    assert forms.find(["volna", "ltd"], spelled=False) == [(1, 1, "=ltd")]


def test_classes_and_first_words_are_known(forms: LegalForms) -> None:
    assert forms.classes == {"=ltd", "=co", "=jsc"}
    assert forms.first == {*forms.classes, "ltd", "co", "ao", "as", "s", "joint"}
