"""What profiles come to where everything that can be fetched is held, on tables of the figures.

The tables are no part of the project; without them these tests are skipped.
"""

from __future__ import annotations

import csv
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from caveat.countries.profile import profile_of, sorting_weight
from caveat.countries.scale import risk_of
from caveat.model.country import Edition, Figure
from caveat.model.profile import CountryProfile
from caveat.rulebook.atlas import Atlas
from tests.services.test_profile_country import WHOLE_SET

SHARED = "CAVEAT_SHARED"
DAY = date(2026, 11, 20)
TABLES = {
    "fiw_d4": ("fh_fiw", "fiw_d4_expression_without_surveillance"),
    "fiw_f1": ("fh_fiw", "fiw_f1_independent_judiciary"),
    "fiw_f3": ("fh_fiw", "fiw_f3_physical_force_protection"),
    "fiw_f4": ("fh_fiw", "fiw_f4_equal_treatment"),
    "fiw_e": ("fh_fiw", "fiw_e_association"),
    "fiw_total": ("fh_fiw", "fiw_total"),
    "fotn_total": ("fh_fotn", "fotn_total"),
    "rsf_score": ("rsf", "rsf_score"),
    "wjp_f1": ("wjp", "wjp_f1_constraints"),
    "wjp_4_6": ("wjp", "wjp_4_6_privacy"),
    "pts_max": ("pts", "pts_max"),
    "cpi_score": ("cpi", "cpi_score"),
    "keepiton_5y": ("keepiton_shutdowns", "shutdowns_count"),
}
BY_EDITION = {"rsf_score": -1}
"""Tables in which a figure stands under the year of its edition, which is about another."""
LOW = ["NO", "DE", "NZ", "JP", "CA", "CR", "SE", "FI", "DK", "NL", "IE", "CH", "EE", "UY"]
HIGH = [
    "SY",
    "IR",
    "CN",
    "RU",
    "BY",
    "ET",
    "EG",
    "SA",
    "AE",
    "BH",
    "TM",
    "UZ",
    "MM",
    "VE",
    "KP",
    "ER",
    "SD",
    "NI",
    "CU",
    "TJ",
    "AZ",
]
LIKE = {"fotn_total": ("IS", "CN"), "wjp_f1": ("NO", "VE"), "wjp_4_6": ("NO", "VE")}
"""Pairs for indicators that cover neither Norway nor North Korea, or only one of them."""
JUMPS = {
    "SY": {("rsf_score", 23.6), ("fiw_total", 5.0)},
    "SA": {("rsf_score", -8.8)},
    "GE": {("rsf_score", -9.8)},
    "EC": {("rsf_score", -9.4)},
    "NE": {("rsf_score", -11.0)},
    "SL": {("rsf_score", -9.3)},
    "TZ": {("fiw_total", -7.0)},
    "GW": {("fiw_total", -8.0)},
    "BF": {("fiw_total", -5.0)},
    "MG": {("fiw_total", -5.0)},
    "SV": {("fiw_total", -5.0)},
    "LK": {("fiw_total", 5.0)},
}
"""Jumps of 2025 that were found by hand."""


@dataclass(frozen=True)
class Whole:
    """An atlas, with the figures of the tables beside those that it holds."""

    atlas: Atlas
    editions: dict[str, Edition]
    figures: dict[str, dict[str, tuple[Figure, ...]]]

    def profile(self, code: str) -> CountryProfile:
        """Return the profile of a country from all of it."""
        return profile_of(
            self.atlas.countries[code],
            {**self.atlas.figures.get(code, {}), **self.figures.get(code, {})},
            self.atlas.indicators.values(),
            self.editions,
            DAY,
        )


@pytest.fixture(scope="module")
def whole(atlas: Atlas) -> Whole:
    if not os.environ.get(SHARED):
        pytest.skip(f"{SHARED} does not name the folder that holds the tables")
    editions = dict(atlas.editions)
    found: dict[str, dict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for name in TABLES:
        editions[name] = Edition(name, name, name, DAY, "", "")
        for code, year, value in rows(name, atlas):
            found[code][name].append(Figure(value, year, name))
    for code, figures in found.items():
        if "keepiton_5y" in figures:
            recent = [one.value for one in figures["keepiton_5y"] if one.data_year > 2020]
            found[code]["keepiton_5y"] = [Figure(sum(recent), 2025, "keepiton_5y")]
    made = {code: {n: tuple(all_) for n, all_ in one.items()} for code, one in found.items()}
    return Whole(atlas, editions, made)


def rows(name: str, atlas: Atlas) -> Iterator[tuple[str, int, float]]:
    """Yield country, data year and value of each figure of an indicator."""
    table, column = TABLES[name]
    codes = {one.iso3: one.id for one in atlas.countries.values() if one.iso3 is not None}
    file = Path(os.environ[SHARED]) / "data" / "countries" / f"{table}.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["indicator"] == column and row["iso3"] in codes and row["value"]:
                year = int(row["year"]) + BY_EDITION.get(name, 0)
                yield codes[row["iso3"]], year, float(row["value"])


@pytest.mark.parametrize(("code", "expected"), WHOLE_SET.items())
def test_whole_set_comes_to_what_was_worked_out(whole: Whole, code: str, expected: float) -> None:
    assert sorting_weight(whole.profile(code)) == pytest.approx(expected, abs=0.05)


def test_extremes_lie_far_apart(whole: Whole) -> None:
    low = [sorting_weight(whole.profile(code)) or 0.0 for code in LOW]
    high = [sorting_weight(whole.profile(code)) or 0.0 for code in HIGH]
    assert (max(low) < 0.2, min(high) > 0.75, max(high) < 1) == (True, True, True)
    assert sorting_weight(whole.profile("BW")) == pytest.approx(0.32, abs=0.02)


@pytest.mark.parametrize("name", [name for name in TABLES if name != "keepiton_5y"])
def test_fetched_indicator_runs_the_right_way(whole: Whole, name: str) -> None:
    good, bad = LIKE.get(name, ("NO", "KP"))
    scale = whole.atlas.indicators[name]
    newest = [whole.figures[code][name][-1].value for code in (good, bad)]
    assert risk_of(scale, newest[0]) < risk_of(scale, newest[1])


def test_more_shutdowns_are_worse_and_none_recorded_is_no_data(whole: Whole) -> None:
    scale = whole.atlas.indicators["keepiton_5y"]
    assert risk_of(scale, 0) < risk_of(scale, whole.figures["IN"]["keepiton_5y"][0].value)
    assert "keepiton_5y" not in whole.figures["NO"]


@pytest.mark.parametrize("code", JUMPS)
def test_jumps_of_the_newest_year_are_those_found_by_hand(whole: Whole, code: str) -> None:
    newest = {
        (one.indicator.id, round(one.after.value - one.before.value, 1))
        for one in whole.profile(code).breaks
        if one.after.data_year == 2025
    }
    assert newest == JUMPS[code]


def test_domains_have_several_voices_where_all_is_held(whole: Whole) -> None:
    records = whole.profile("KE").domains
    assert [record.domain.value for record in records if record.is_thin] == ["corruption"]
