from __future__ import annotations

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.atlas import Atlas
from caveat.services.find_country import find_country, find_several

GENERAL = "Codes are those of ISO 3166-1 alpha-2, such as NO for Norway."


def problems(atlas: Atlas, *codes: str) -> list[tuple[str, str, str]]:
    with pytest.raises(CaveatError) as caught:
        find_several(codes, atlas)
    return [(one.code, one.message, one.hint) for one in caught.value.problems]


@pytest.mark.parametrize(
    ("code", "name"),
    [("no", "Norway"), ("NO", "Norway"), ("NA", "Namibia"), (" ua-crimea ", "Crimea")],
)
def test_case_and_space_around_the_code_do_not_matter(atlas: Atlas, code: str, name: str) -> None:
    assert find_country(code, atlas).name == name


def several(*names: str) -> str:
    return f"Several have a name with that in it: {', '.join(names)}. Write the code of one."


BOTH_CONGOS = several("Democratic Republic of the Congo (CD)", "Republic of the Congo (CG)")
BOTH_KOREAS = several("North Korea (KP)", "South Korea (KR)")


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("Norway", "Write NO for Norway."),
        ("UK", "Write GB for United Kingdom."),
        ("Great Britain", "Write GB for United Kingdom."),
        ("USA", "Write US for United States."),
        ("UAE", "Write AE for United Arab Emirates."),
        ("norway", "Write NO for Norway."),
        ("NOR", "Write NO for Norway."),
        ("Deutschland", "Write DE for Germany."),
        ("ALLEMAGNE", "Write DE for Germany."),
        ("中国", "Write CN for China."),
        ("cote d'ivoire", "Write CI for Côte d’Ivoire."),
        ("Palestine", "Write PS for Palestine."),
        ("Hong Kong", "Write HK for Hong Kong."),
        ("Western Sahara", "Write EH for Western Sahara."),
        ("Taiwan", "Write TW for Taiwan."),
        ("Kosovo", "Write XK for Kosovo."),
        ("Gaza", "Write PS-GAZA for Gaza Strip."),
        ("Sudan", "Write SD for Sudan."),
        ("Congo", BOTH_CONGOS),
        ("Republic of Congo", BOTH_CONGOS),
        ("Korea", BOTH_KOREAS),
        ("Корея", BOTH_KOREAS),
        ("كوريا", BOTH_KOREAS),
        ("Norwai", "Nearest: Norway (NO)."),
        ("Russian Federation", "Nearest: Russia (RU)."),
        ("United States of America", "Nearest: United States (US)."),
        ("UA-CRIMEE", "Nearest: Crimea (UA-CRIMEA), Ukraine (UA)."),
        ("QQ", GENERAL),
        ("???", GENERAL),
        ("", GENERAL),
    ],
)
def test_unknown_code_is_answered_with_the_code_that_may_be_meant(
    atlas: Atlas, code: str, hint: str
) -> None:
    with pytest.raises(CaveatError) as caught:
        find_country(code, atlas)
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("country.unknown", hint)
    assert problem.message == f"'{code}' is no code of a country or territory held here."


def test_both_koreas_are_near_the_name_that_only_neighbours_use(atlas: Atlas) -> None:
    ((_, _, hint), _) = problems(atlas, "Северная Корея")
    assert {"North Korea (KP)", "South Korea (KR)"} <= set(
        hint.removeprefix("Nearest: ").removesuffix(".").split(", ")
    )


def test_hint_lists_no_more_than_five_of_a_name(atlas: Atlas) -> None:
    ((_, _, hint), _) = problems(atlas, "Islands")
    assert hint == (
        "Several have a name with that in it: Åland Islands (AX), Cocos (Keeling) Islands (CC), "
        "Cook Islands (CK), Falkland Islands (FK), Faroe Islands (FO) and 11 more. Write the code "
        "of one."
    )


def test_long_code_is_shown_in_part(atlas: Atlas) -> None:
    ((_, message, hint), _) = problems(atlas, "x" * 100_000)
    assert message == f"'{'x' * 60}...' is no code of a country or territory held here."
    assert hint == GENERAL


def test_several_are_found_in_the_order_given(atlas: Atlas) -> None:
    assert [one.id for one in find_several(["kp", "NO"], atlas)] == ["KP", "NO"]


def test_every_code_that_is_wrong_is_named(atlas: Atlas) -> None:
    found = problems(atlas, "QQ", "NO", "Norwai", "no")
    assert [(code, hint) for code, _, hint in found] == [
        ("country.unknown", GENERAL),
        ("country.unknown", "Nearest: Norway (NO)."),
        ("country.twice", "Name each country once."),
    ]


@pytest.mark.parametrize(("codes", "found"), [((), 0), (("NO",), 1)])
def test_one_country_cannot_be_compared(atlas: Atlas, codes: tuple[str, ...], found: int) -> None:
    assert problems(atlas, *codes) == [
        (
            "country.alone",
            f"found {found} code, expected two or more to compare.",
            "To look at one, leave the word 'compare' out.",
        )
    ]
