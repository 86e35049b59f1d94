from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import (
    Country,
    Domain,
    Edition,
    Figure,
    Heading,
    Indicator,
    Membership,
    Publisher,
    Regime,
    TreatyLine,
    TreatyStatus,
)
from caveat.model.error import CaveatError
from caveat.model.standing import Basis
from caveat.rulebook.atlas import FOLDERS, load_atlas, open_atlas
from caveat.rulebook.bundle import KEPT
from caveat.rulebook.loader import data_digest
from tests.rulebook.bad_files import shown
from tests.rulebook.small_atlas import HEAD, change, write_atlas

NORWAY = Country(
    "NO",
    "Norway",
    "NOR",
    {"de": "Norwegen"},
    (),
    (TreatyLine("pact", TreatyStatus.PARTY, 1972, date(2022, 8, 25), "shelf", False),),
    (Membership("club", date(2026, 11, 23), "shelf", False),),
    (Membership("ban", date(2026, 11, 23), "shelf", True, "in part"),),
    "",
)
COURTS = Indicator(
    id="courts",
    title="Courts",
    domain=Domain.RULE_OF_LAW,
    producer="First Institute",
    publisher="first",
    best=1.0,
    worst=0.0,
    scored=True,
    logarithmic=False,
    lowest=0.0,
    highest=1.0,
    how_to_read="Higher is better.",
    ageing="Slowly.",
    measures="How free courts are.",
    basis=Basis.RECALLED,
)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small atlas that may be changed."""
    return write_atlas(tmp_path / "data")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def problems(data: Path) -> list[str]:
    with pytest.raises(CaveatError) as refused:
        load_atlas(data)
    return shown(refused.value, data)


def test_load_gives_countries_in_the_words_of_the_model(data: Path) -> None:
    countries = load_atlas(data).countries
    assert (set(countries), countries["NO"]) == ({"NO", "KP", "KP-NORTH"}, NORWAY)
    assert countries["KP-NORTH"] == Country(
        "KP-NORTH", "North", None, {}, ("KP",), (), (), (), "Apart."
    )


def test_load_gives_indicators_regimes_editions_publishers_and_sources(data: Path) -> None:
    atlas = load_atlas(data)
    assert atlas.indicators == {"courts": COURTS}
    assert atlas.regimes["ban"] == Regime("ban", "A ban", Heading.FLAG)
    assert atlas.editions["first-2"] == Edition(
        "first-2", "first", "Two", date(2024, 3, 1), "Known.", "shelf"
    )
    assert atlas.publishers == {
        "first": Publisher(
            "first", "First Institute", "CC0", "Stated by nobody.", "First Institute"
        )
    }
    assert atlas.sources["shelf"].title == "A shelf"


def test_load_orders_figures_by_data_year_and_then_by_day_of_the_edition(data: Path) -> None:
    assert load_atlas(data).figures == {
        "KP": {"courts": (Figure(0.1, 2023, "first-2"),)},
        "NO": {
            "courts": (
                Figure(0.8, 2022, "first-1"),
                Figure(0.7, 2022, "first-2"),
                Figure(0.9, 2023, "first-2", 0.05),
            )
        },
    }


def test_load_of_nothing_is_an_empty_atlas(tmp_path: Path) -> None:
    atlas = load_atlas(tmp_path)
    assert (atlas.countries, atlas.indicators, atlas.figures) == ({}, {}, {})


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "countries/NO.yaml",
            "pact:",
            "pakt:",
            "NO.yaml:6 regime.unknown: 'pakt' is no regime. Nearest: 'pact'.",
        ),
        (
            "countries/NO.yaml",
            "memberships:\n  club",
            "memberships:\n  ban",
            "NO.yaml:8 regime.heading: 'ban' is a flag, and stands under 'memberships'. "
            "Put it under 'flags'.",
        ),
        (
            "countries/NO.yaml",
            "source: shelf, verify",
            "source: shell, verify",
            "NO.yaml:10 source.unknown: 'shell' is no source. Nearest: 'shelf'.",
        ),
        (
            "countries/KP-NORTH.yaml",
            '["KP"]',
            '["KQ"]',
            "KP-NORTH.yaml:3 country.unknown: 'KQ' is no country. Nearest: 'KP'.",
        ),
        (
            "countries/NO.yaml",
            "Norway",
            "North",
            "NO.yaml:2 country.twice: 'North' is the name of 'KP-NORTH' too. Tell them apart.",
        ),
        (
            "countries/NO.yaml",
            "NOR",
            "PRK",
            "NO.yaml:3 country.twice: 'PRK' is the iso3 of 'KP' too. Tell them apart.",
        ),
        (
            "indicators/courts.yaml",
            "licence: CC0",
            "licence: CC BY",
            "courts.yaml:6 indicator.licence: the licence is 'CC BY', its publisher's 'CC0'. "
            "Make the two the same.",
        ),
        (
            "observations/first/publisher.yaml",
            "first-2: {title: Two, published_on: 2024-03-01, published_note: Known., source: shelf",
            "first-2: {title: Two, published_on: 2024-03-01, published_note: Known., source: shell",
            "publisher.yaml:8 source.unknown: 'shell' is no source. Nearest: 'shelf'.",
        ),
        (
            "observations/first/publisher.yaml",
            "id: first",
            "id: second",
            "publisher.yaml:1 entry.id: the id is 'second', but the folder is 'first'. "
            "Make the two the same.",
        ),
        (
            "regimes/ban.yaml",
            "id: ban",
            "id: bans",
            "ban.yaml:1 entry.id: the id is 'bans', but the path of the file says 'ban'. "
            "Make the two the same; ids are never changed once published.",
        ),
        (
            "observations/first/courts.csv",
            "KP,",
            "KQ,",
            "courts.csv:5 country.unknown: 'KQ' is no country of countries/. Nearest: 'KP'.",
        ),
        (
            "observations/first/publisher.yaml",
            "title: First Institute\n",
            "",
            "publisher.yaml:1 entry.missing_key: the key 'title' is missing. "
            "Add it; see docs/reference/files.md for what it means.",
        ),
    ],
)
def test_load_refuses_what_does_not_fit_with_file_and_line(
    data: Path, name: str, old: str, new: str, said: str
) -> None:
    change(data / name, old, new)
    assert problems(data) == [said]


def test_load_refuses_an_indicator_without_a_publisher_or_figures(data: Path) -> None:
    change(data / "indicators/courts.yaml", "publisher: first", "publisher: fist")
    assert problems(data) == [
        "courts.yaml:5 publisher.unknown: 'fist' is no folder of observations/. Nearest: 'first'.",
        "courts.csv: file.unreadable: cannot be read: No such file or directory.",
        "courts.csv: figures.unread: no indicator of this publisher reads these figures. "
        "Nearest: 'courts'.",
    ]


def test_load_refuses_figures_that_no_indicator_reads(data: Path) -> None:
    (data / "observations/first/zzz.csv").write_text(HEAD, encoding="utf-8")
    assert problems(data) == [
        "zzz.csv: figures.unread: no indicator of this publisher reads these figures. "
        "Write the indicator, or remove the file."
    ]


def test_load_refuses_figures_without_a_licence(data: Path) -> None:
    (data / "observations/first/LICENCE.md").unlink()
    assert problems(data) == [
        "LICENCE.md: file.missing: the file is missing. "
        "Write under which licence the figures stand, and what follows from it."
    ]


def test_load_refuses_an_edition_of_two_publishers(data: Path) -> None:
    text = (data / "observations/first/publisher.yaml").read_text(encoding="utf-8")
    second = data / "observations/second"
    second.mkdir()
    (second / "LICENCE.md").touch()
    (second / "publisher.yaml").write_text(text.replace("id: first", "id: second"))
    change(second / "publisher.yaml", "first-2", "second-2")
    assert problems(data) == [
        "publisher.yaml:7 edition.twice: 'first-1' is an edition of 'first' too. "
        "Begin its id with the publisher.",
        "courts.csv:3 edition.unknown: 'first-1' is no edition of publisher.yaml. "
        "Nearest: 'first-2'.",
    ]


def test_load_names_the_problems_of_every_file(data: Path) -> None:
    for name in ("countries/NO.yaml", "regimes/ban.yaml", "indicators/courts.yaml"):
        (data / name).write_text("id: [", encoding="utf-8")
    said = [line.split()[0] for line in problems(data)]
    assert said == ["NO.yaml:1", "ban.yaml:1", "courts.yaml:1"]


def test_load_names_the_problems_between_files_with_those_of_figures(data: Path) -> None:
    change(data / "countries/KP-NORTH.yaml", '["KP"]', '["KQ"]')
    change(data / "observations/first/courts.csv", "NO,2023,0.9", "NO,2023,9.0")
    assert [line.split()[1] for line in problems(data)] == ["country.unknown:", "figures.scale:"]


def test_open_brings_back_the_atlas_that_was_loaded(data: Path, folder: Path) -> None:
    first, second = open_atlas(data), open_atlas(data)
    assert first == load_atlas(data)
    assert second == first
    (bundle,) = folder.iterdir()
    assert bundle.name.endswith(f"-{data_digest(data, FOLDERS)[:32]}.json")


def test_open_reads_the_bundle_where_it_is_current(data: Path, folder: Path) -> None:
    open_atlas(data)
    for file in data.rglob("*.md"):
        file.unlink()
    assert set(open_atlas(data).countries) == {"NO", "KP", "KP-NORTH"}


def test_open_makes_a_country_of_the_bundle_once(data: Path, folder: Path) -> None:
    open_atlas(data)
    countries = open_atlas(data).countries
    assert countries["NO"] is countries["NO"]
    assert (len(countries), countries.get("ZZ")) == (3, None)


def test_open_reads_the_files_when_one_of_them_changed(data: Path, folder: Path) -> None:
    open_atlas(data)
    change(data / "observations/first/courts.csv", "NO,2023,0.9", "NO,2023,0.6")
    assert open_atlas(data).figures["NO"]["courts"][-1].value == 0.6


def test_open_does_not_look_at_other_folders(data: Path, folder: Path) -> None:
    open_atlas(data)
    (data / "VERSION").write_text("2\n", encoding="utf-8")
    open_atlas(data)
    assert len(list(folder.iterdir())) == 1


@pytest.mark.parametrize("way", ["empty", "half", "other_text", "no_json", "other_digest"])
def test_open_reads_the_files_where_the_bundle_is_broken(
    data: Path, folder: Path, way: str
) -> None:
    expected = open_atlas(data)
    (bundle,) = folder.iterdir()
    whole = bundle.read_text(encoding="utf-8")
    _, _, text = whole.partition("\n")
    broken = {
        "empty": "",
        "half": whole[: len(whole) // 2],
        "other_text": whole.replace("Norway", "Narway"),
        "no_json": _signed("{"),
        "other_digest": _signed(json.dumps({**json.loads(text), "digest": "another"})),
    }
    bundle.write_text(broken[way], encoding="utf-8")
    assert open_atlas(data) == expected
    assert bundle.read_text(encoding="utf-8") == whole


def _signed(text: str) -> str:
    return f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}"


def test_open_keeps_the_newest_bundles(data: Path, folder: Path) -> None:
    folder.mkdir()
    for number in range(2 * KEPT):
        (folder / f"atlas-{number}.json").write_text("", encoding="utf-8")
    (folder / "rulebook-1.json").write_text("", encoding="utf-8")
    open_atlas(data)
    assert len(list(folder.glob("atlas-*"))) == KEPT
    assert (folder / "rulebook-1.json").is_file()


def test_open_does_without_a_cache(data: Path, folder: Path) -> None:
    folder.write_text("a file where a folder should be", encoding="utf-8")
    assert open_atlas(data) == load_atlas(data)
