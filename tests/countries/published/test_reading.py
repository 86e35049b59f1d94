from __future__ import annotations

import io
from typing import Any

import pytest

from caveat.countries.published.layouts import Row
from caveat.countries.published.reading import Published, order_of, read_published
from caveat.model.error import CaveatError
from tests.countries.published.small import COUNTRIES, TREE, dataset


def read(text: str, address: str = "https://example.org/2024.csv", **other: Any) -> Published:
    return read_published(io.BytesIO(text.encode()), dataset(**other), COUNTRIES, address=address)


def refused(text: str, address: str = "https://example.org/2024.csv", **other: Any) -> str:
    with pytest.raises(CaveatError) as caught:
        read(text, address, **other)
    return str(caught.value)


def by(how: str, **more: Any) -> dict[str, Any]:
    return {"column": "ISO", "by": how, **more}


def test_codes_become_our_ids_in_rows_of_any_order() -> None:
    found = read("ISO,Year,Score\nNOR,2024,1\nNAM,2023,2\nnor,2023,3\n")
    assert found == Published(
        {
            "2024": (
                Row("NO", "2024", 2024, "courts", 1.0),
                Row("NA", "2024", 2023, "courts", 2.0),
                Row("NO", "2024", 2023, "courts", 3.0),
            )
        },
        (),
        (),
    )


@pytest.mark.parametrize("name", ["Cote d'Ivoire", "CÔTE D’IVOIRE", "Côte  d`Ivoire ", "Ivory"])
def test_names_are_found_whatever_their_accents_and_apostrophes(name: str) -> None:
    country = by("name", aliases={"Ivory": "CI"})
    (row,) = read(f"ISO,Year,Score\n{name},2024,1\n", country=country).editions["2024"]
    assert row.country == "CI"


def test_alias_leads_to_a_territory_and_not_to_its_state() -> None:
    country = by("iso3", aliases={"PSE": "PS-WEST_BANK"})
    (row,) = read("ISO,Year,Score\nPSE,2024,1\n", country=country).editions["2024"]
    assert row.country == "PS-WEST_BANK"


def test_what_is_known_to_have_no_entry_is_told_apart_from_what_is_unknown() -> None:
    country = by("iso3", left_out=["CTU"], most_unknown=1)
    found = read(
        "ISO,Year,Score\nCTU,2024,1\nQQQ,2024,1\nQQQ,2023,1\nNOR,2024,1\n", country=country
    )
    assert (found.left_out, found.unknown) == (("CTU",), ("QQQ",))
    assert [row.country for row in found.editions["2024"]] == ["NO"]


def test_more_unknown_countries_than_expected_are_refused() -> None:
    assert refused("ISO,Year,Score\nNORR,2024,1\nNOR,2024,1\n") == (
        "1 countries are not known here: 'NORR'. "
        "Name them under 'aliases' or 'left_out' in datasets/small.yaml."
    )


def test_file_without_figures_is_refused() -> None:
    assert refused("ISO,Year,Score\nNOR,2024,\n") == "found no figure of a country known here."


def test_edition_of_each_row_comes_oldest_first() -> None:
    edition = {**TREE["edition"], "found_in": "column", "column": "Edition"}
    found = read("ISO,Year,Score,Edition\nNOR,2024,1,2025\nNOR,2023,1,2024\n", edition=edition)
    assert list(found.editions) == ["2024", "2025"]


def test_newest_year_can_be_the_edition() -> None:
    edition = {**TREE["edition"], "found_in": "newest_year"}
    found = read("ISO,Year,Score\nNOR,2022-2023,1\nNOR,2021,1\n", edition=edition)
    assert list(found.editions) == ["2023"]
    assert [row.data_year for row in found.editions["2023"]] == [2023, 2021]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("https://example.org/2023/data.csv", "'data.csv' names no edition."),
        ("2023-2024.csv", "'2023-2024.csv' names several editions (2023, 2024)."),
    ],
)
def test_address_that_names_no_edition_or_several_is_refused(address: str, said: str) -> None:
    assert refused("ISO,Year,Score\nNOR,2024,1\n", address) == (
        f"{said} Expected one match of '(20[0-9]{{2}})'. Name the file as the publisher does."
    )


def test_label_can_name_the_edition() -> None:
    edition = {**TREE["edition"], "found_in": "label", "pattern": "Net (20[0-9]{2})"}
    page = (
        "<title>{}</title><table><tr><th>ISO</th><th>Year</th><th>Score</th></tr>"
        "<tr><td>NOR</td><td>2024</td><td>1</td></tr></table>"
    )
    shape: dict[str, Any] = {"format": "html_table", "edition": edition}
    assert list(read(page.format("Freedom on the Net 2025 - 2025"), **shape).editions) == ["2025"]
    said = refused(page.format("Net 2025, Net 2024"), **shape)
    assert said == (
        "'Net 2025, Net 2024' names several editions (2025, 2024). "
        "Expected one match of 'Net (20[0-9]{2})'."
    )


def test_numbers_of_editions_are_put_in_order_as_numbers() -> None:
    assert sorted(["10", "9", "2025-11-05", "2025-02-28"], key=order_of) == [
        "9",
        "10",
        "2025-02-28",
        "2025-11-05",
    ]
