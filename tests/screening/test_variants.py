from __future__ import annotations

from caveat.model.name import NameTable, NameTables
from caveat.screening.variants import variant_groups


def test_words_of_one_group_share_its_number() -> None:
    tables = {
        "b": NameTable("variants", "", {"jon": ("john", "ann"), "ann": ("anna",)}),
        "a": NameTable("variants", "", {"li": ("lee",)}),
        "c": NameTable("words", "", {"bank": ("banka",)}),
    }
    assert variant_groups(NameTables("", "", tables)) == {
        "li": (0,),
        "lee": (0,),
        "jon": (1,),
        "john": (1,),
        "ann": (1, 2),
        "anna": (2,),
    }


def test_spellings_of_one_name_are_of_one_group(names: NameTables) -> None:
    groups = variant_groups(names)
    for one, other in (("aleksandr", "oleksandr"), ("li", "lee"), ("technology", "technologies")):
        assert set(groups[one]) & set(groups[other])
