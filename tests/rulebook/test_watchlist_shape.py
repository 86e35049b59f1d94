from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caveat.model.error import CaveatError
from caveat.model.listed import (
    CountryLink,
    ListedCountry,
    ListedName,
    ListedParty,
    NameKind,
    PartyKind,
    RawField,
)
from caveat.rulebook.watchlists import load_watchlists
from tests.rulebook.bad_files import shown
from tests.rulebook.small_lists import change, write_lists


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return small lists that may be changed."""
    return write_lists(tmp_path / "data")


def problems(data: Path) -> list[str]:
    with pytest.raises(CaveatError) as refused:
        load_watchlists(data)
    return shown(refused.value, data)


def test_listing_gives_its_parties_in_the_words_of_the_model(data: Path) -> None:
    assert load_watchlists(data).listings["first"].listed() == (
        ListedParty(
            "tide",
            "first.gull",
            PartyKind.ORGANISATION,
            (
                ListedName("Gull Ltd.", NameKind.PRIMARY),
                ListedName("Чайка", NameKind.ORIGINAL_SCRIPT, "Cyrl", "ru"),
            ),
            countries=(ListedCountry("NO", CountryLink.OTHER),),
            citations=("1 Gazette 2",),
            listed_on=date(2020, 2, 3),
            remarks="It watches the sea.\nOn the pier.",
            raw=(RawField("ground", "surveillance"),),
        ),
        ListedParty(
            "tide",
            "first.ada",
            PartyKind.PERSON,
            (ListedName("Ada Ergo", NameKind.PRIMARY), ListedName("Ida", NameKind.STRONG)),
            citations=("1 Gazette 2", "2 Gazette 3"),
            listed_on=date(2020, 2, 3),
            removed_on=date(2021, 2, 3),
            remarks="It watches the sea.",
            raw=(RawField("ground", "surveillance"),),
        ),
    )


@pytest.mark.parametrize(
    ("name", "old", "new", "line"),
    [
        (
            "listings/first.yaml",
            "basis: secondary_source\nsource: shelf",
            "basis: recalled\nsource: shelf",
            "basis 'recalled', 'source' and 'read_on' do not fit",
        ),
        (
            "listings/first.yaml",
            "source: shelf\nread_on: 2026-11-24\n",
            "source: shelf\n",
            "basis 'secondary_source', 'source' and 'read_on' do not fit",
        ),
        (
            "listings/first.yaml",
            "  - id: ada",
            "  - id: gull",
            "two of 'parties' have one id",
        ),
        (
            "listings/first.yaml",
            "      - ada\n",
            "      - oda\n",
            "'removals' names a party twice, or one that is none of 'parties'",
        ),
        (
            "listings/first.yaml",
            "      - ada\n",
            "      - ada\n      - ada\n",
            "'removals' names a party twice, or one that is none of 'parties'",
        ),
        (
            "listings/first.yaml",
            "on: 2021-02-03",
            "on: 2020-02-03",
            "a removal is later than 'listed_on'",
        ),
        (
            "listings/first.yaml",
            "{text: Ida}",
            "{text: Ida, kind: primary}",
            "the first of 'names' is the primary one, and no other",
        ),
        (
            "listings/first.yaml",
            "{text: Ada Ergo, kind: primary}",
            "{text: Ada Ergo}",
            "the first of 'names' is the primary one, and no other",
        ),
        (
            "watchlists/tide.yaml",
            "contained_in:\n  - all\n",
            "",
            "a list has 'ways', says 'by_hand', or is 'contained_in' another",
        ),
        (
            "watchlists/all.yaml",
            "parts:\n  Tide List (TL): tide\n",
            "",
            "a list has 'effects', or the 'parts' that have them",
        ),
        ("watchlists/all.yaml", "https://", "http://", "should match pattern"),
        ("watchlists/all.yaml", "csl_csv", "csl_cvs", "Nearest: 'csl_csv'"),
    ],
)
def test_file_that_does_not_fit_together_is_refused(
    data: Path, name: str, old: str, new: str, line: str
) -> None:
    change(data, name, old, new)
    found = problems(data)
    assert [line in one for one in found] == [True]
