"""The real files on countries: counts, hashes, traps of codes, and the figures they rest on."""

from __future__ import annotations

import csv
import hashlib
import os
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest

from caveat.model.country import Domain, Figure, Heading, TreatyStatus
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.loader import DATA, Rulebook

FIGURES = {
    "vdem/v2cltort": (1760, 176, 2014, 2023, "58d7109b867278c3"),
    "vdem/v2csreprss": (1760, 176, 2014, 2023, "1c1f912bf4f41f23"),
    "vdem/v2meharjrn": (1760, 176, 2014, 2023, "3ca19d42ff5a915b"),
    "vdem/v2smarrest": (176, 176, 2021, 2021, "91a210651f5e7b10"),
    "vdem/v2smgovsmcenprc": (176, 176, 2021, 2021, "31b3732189f59893"),
    "vdem/v2smgovsmmon": (176, 176, 2021, 2021, "a595a0e48679c2d0"),
    "vdem/v2x_clpriv": (1760, 176, 2014, 2023, "779ba1dea3cdcafe"),
    "vdem/v2x_jucon": (1760, 176, 2014, 2023, "8f3fc865c9a879b5"),
    "wgi/wgi_rl": (192, 192, 2022, 2022, "c1b374f47a40a979"),
}
"""Of each file: figures, countries, first and last data year, and the start of its SHA-256."""

COUNTS = {
    "iccpr": 174,
    "iccpr_op1": 116,
    "cat": 171,
    "opcat": 89,
    "ced": 68,
    "icerd": 181,
    "wassenaar": 42,
    "mtcr": 35,
    "australia_group": 42,
    "nsg": 48,
    "eu_member": 27,
    "coe_member": 46,
    "coe_conv_108": 55,
    "ear_a1": 40,
    "ear_a5": 38,
    "ear_a6": 8,
    "ear_d1": 25,
    "ear_d5": 23,
    "ear_e1": 3,
    "ear_e2": 1,
    "un_arms_embargo": 13,
    "eu_arms_embargo": 20,
    "eu_monitoring_equipment_ban": 6,
    "us_itar_126_1": 2,
    "fatf_call_for_action": 3,
    "fatf_increased_monitoring": 22,
    "fatf_suspended": 1,
}
"""Parties of each treaty, and countries with a line for each other regime."""

TERRITORIES = {"CN-TIBET", "PS-GAZA", "PS-WEST_BANK", "UA-CRIMEA"}
APART = {"EH", "HK", "PS", "TW", "XK", *TERRITORIES}

UNITS = {"PSE": "PS-WEST_BANK"}
"""Units that one publisher calls by a code of the standard, and means a part of it."""

DOWNLOADED = {
    "accessnow/keepiton_5y": (0, 20),
    "fh/fiw_d4": (4, 0),
    "fh/fiw_e": (12, 0),
    "fh/fiw_f1": (4, 0),
    "fh/fiw_f3": (4, 0),
    "fh/fiw_f4": (4, 0),
    "fh/fiw_total": (100, 0),
    "fh/fotn_total": (100, 0),
    "pts/pts_max": (1, 5),
    "rsf/rsf_score": (95, 10),
    "ti/cpi_score": (90, 10),
    "wjp/wjp_4_6": (0.95, 0.15),
    "wjp/wjp_f1": (0.95, 0.25),
}
"""Best and worst of the indicators whose figures each user fetches."""

SHARED = "CAVEAT_SHARED"


def series(atlas: Atlas, indicator: str) -> Iterator[tuple[str, Figure]]:
    for country, figures in atlas.figures.items():
        for figure in figures.get(indicator, ()):
            yield country, figure


def newest(atlas: Atlas, country: str, indicator: str) -> float:
    return atlas.figures[country][indicator][-1].value


def test_every_country_and_territory_loads(atlas: Atlas, rulebook: Rulebook) -> None:
    assert set(atlas.countries) == {*rulebook.countries, *TERRITORIES}
    assert len(atlas.countries) == 254


def test_indicators_are_those_with_figures_and_those_to_be_fetched(atlas: Atlas) -> None:
    found = {f"{one.publisher}/{name}" for name, one in atlas.indicators.items()}
    assert found == {*FIGURES, *DOWNLOADED}


@pytest.mark.parametrize("name", FIGURES)
def test_figures_are_those_that_were_carried_over(atlas: Atlas, name: str) -> None:
    found = list(series(atlas, name.partition("/")[2]))
    years = [figure.data_year for _, figure in found]
    digest = hashlib.sha256((DATA / "observations" / f"{name}.csv").read_bytes()).hexdigest()
    countries = {country for country, _ in found}
    assert (len(found), len(countries), min(years), max(years), digest[:16]) == FIGURES[name]


def test_every_figure_has_a_year_an_edition_a_day_and_a_source(atlas: Atlas) -> None:
    lacking = [
        (country, name)
        for name in atlas.indicators
        for country, figure in series(atlas, name)
        if not (
            1900 <= figure.data_year <= atlas.editions[figure.edition].published_on.year
            and atlas.editions[figure.edition].published_note
            and atlas.editions[figure.edition].source in atlas.sources
        )
    ]
    assert lacking == []


def test_editions_count_as_known_from_these_days(atlas: Atlas) -> None:
    assert {name: one.published_on for name, one in atlas.editions.items()} == {
        "vdem-v12": date(2022, 3, 31),
        "vdem-v14": date(2024, 3, 31),
        "wgi-2025": date(2026, 1, 31),
    }


def test_publishers_name_their_licence(atlas: Atlas) -> None:
    found = {name: one.licence for name, one in atlas.publishers.items()}
    unread = {name.partition("/")[0] for name in DOWNLOADED}
    assert {name: found[name] for name in found.keys() - unread} == {
        "vdem": "CC BY-SA 4.0",
        "wgi": "CC BY 4.0",
    }
    assert all("unread" in found[name] or "not read" in found[name] for name in unread)


@pytest.mark.parametrize("name", FIGURES)
def test_norway_is_nearer_to_the_best_than_north_korea(atlas: Atlas, name: str) -> None:
    one = atlas.indicators[name.partition("/")[2]]
    norway, north_korea = (
        (newest(atlas, country, one.id) - one.worst) / (one.best - one.worst)
        for country in ("NO", "KP")
    )
    assert norway - north_korea > 0.3


def test_indicators_have_these_anchors(atlas: Atlas) -> None:
    found = {name: (one.best, one.worst) for name, one in atlas.indicators.items()}
    indices = dict.fromkeys(("v2x_jucon", "v2x_clpriv"), (1.0, 0.0))
    fetched = {name.partition("/")[2]: anchors for name, anchors in DOWNLOADED.items()}
    assert found == dict.fromkeys(found, (2.5, -2.5)) | indices | fetched


def test_compilations_are_shown_and_not_scored(atlas: Atlas) -> None:
    unscored = [name for name, one in atlas.indicators.items() if not one.scored]
    assert unscored == ["fiw_total", "wgi_rl"]


def test_only_the_compilation_has_margins(atlas: Atlas) -> None:
    with_margin = {
        name
        for name in atlas.indicators
        for _, figure in series(atlas, name)
        if figure.margin is not None
    }
    assert with_margin == {"wgi_rl"}
    assert all(figure.margin is not None for _, figure in series(atlas, "wgi_rl"))


def test_scored_indicators_with_figures_speak_of_six_domains_with_one_voice(atlas: Atlas) -> None:
    held = {name.partition("/")[2] for name in FIGURES}
    scored = [one for name, one in atlas.indicators.items() if one.scored and name in held]
    assert {one.domain for one in scored} == set(Domain) - {Domain.CORRUPTION}
    assert {one.producer for one in scored} == {"V-Dem Institute"}


@pytest.mark.parametrize(
    ("code", "iso3", "name"),
    [
        ("NA", "NAM", "Namibia"),
        ("NO", "NOR", "Norway"),
        ("CD", "COD", "Democratic Republic of the Congo"),
        ("CG", "COG", "Republic of the Congo"),
        ("KP", "PRK", "North Korea"),
        ("KR", "KOR", "South Korea"),
        ("HK", "HKG", "Hong Kong"),
        ("TW", "TWN", "Taiwan"),
        ("PS", "PSE", "Palestine"),
        ("XK", "XKX", "Kosovo"),
        ("EH", "ESH", "Western Sahara"),
    ],
)
def test_code_that_is_easily_mistaken_is_the_right_country(
    atlas: Atlas, code: str, iso3: str, name: str
) -> None:
    country = atlas.countries[code]
    assert (country.id, country.iso3, country.name) == (code, iso3, name)


def test_names_and_codes_are_different(atlas: Atlas) -> None:
    for tag in ("iso3", "name"):
        words = [getattr(one, tag) for one in atlas.countries.values() if getattr(one, tag)]
        assert len(words) == len(set(words))


def test_figures_of_namibia_and_norway_are_not_lost_or_mixed(atlas: Atlas) -> None:
    assert newest(atlas, "NA", "v2x_jucon") == 0.805
    assert newest(atlas, "NO", "v2x_jucon") == 0.96
    assert newest(atlas, "NO", "wgi_rl") == 1.9409


def test_figures_of_the_west_bank_are_not_those_of_palestine(atlas: Atlas) -> None:
    assert newest(atlas, "PS-WEST_BANK", "v2x_jucon") == 0.522
    assert "PS" not in atlas.figures
    assert "PS-GAZA" not in atlas.figures


@pytest.mark.parametrize("pair", [("CD", "CG"), ("KP", "KR"), ("HK", "CN"), ("TW", "CN")])
def test_neighbours_in_the_alphabet_have_figures_of_their_own(
    atlas: Atlas, pair: tuple[str, str]
) -> None:
    first, second = (atlas.figures[code] for code in pair)
    assert [name for name in first if first[name] == second.get(name)] == []


def test_entries_that_take_no_position_say_so(atlas: Atlas) -> None:
    noted = {code: one.note for code, one in atlas.countries.items() if one.note}
    neutral = "Assessed by itself because indices do; the entry takes no position on status."
    assert noted == dict.fromkeys(APART, neutral)


def test_names_by_language_are_complete_but_for_territories(atlas: Atlas) -> None:
    tags = {code: tuple(sorted(one.names)) for code, one in atlas.countries.items()}
    full = ("ar", "de", "es", "fa", "fr", "he", "ja", "ko", "pt", "ru", "tr", "uk", "zh")
    assert tags == {code: () if code in TERRITORIES else full for code in tags}
    assert (atlas.countries["NO"].names["de"], atlas.countries["NA"].names["fr"]) == (
        "Norwegen",
        "Namibie",
    )


@pytest.mark.parametrize("regime", COUNTS)
def test_lines_of_a_regime_are_as_many_as_were_found(atlas: Atlas, regime: str) -> None:
    lines = [
        one.id
        for country in atlas.countries.values()
        for one in (*country.memberships, *country.flags)
        if one.id == regime
    ]
    parties = [
        line.treaty
        for country in atlas.countries.values()
        for line in country.treaties
        if line.treaty == regime and line.status is TreatyStatus.PARTY
    ]
    assert len(lines) + len(parties) == COUNTS[regime]


def test_regimes_are_those_with_lines(atlas: Atlas) -> None:
    assert set(atlas.regimes) == set(COUNTS)


def test_treaties_of_who_was_not_looked_up_are_unknown(atlas: Atlas) -> None:
    unknown = {code for code, one in atlas.countries.items() if not one.treaties}
    assert len(unknown) == 254 - 193
    assert {"TW", "XK", "PS", "HK", *TERRITORIES} < unknown
    lines = {len(one.treaties) for code, one in atlas.countries.items() if code not in unknown}
    assert lines == {6}


def test_doubtful_lines_are_marked(atlas: Atlas) -> None:
    treaties = {
        (code, line.treaty)
        for code, one in atlas.countries.items()
        for line in one.treaties
        if line.verify
    }
    assert treaties == {("SB", "iccpr"), ("TV", "iccpr")}
    marked = {
        line.id: line.verify
        for one in atlas.countries.values()
        for line in (*one.memberships, *one.flags)
    }
    assert {name for name, verify in marked.items() if verify} == {
        "un_arms_embargo",
        "eu_arms_embargo",
        "eu_monitoring_equipment_ban",
        "us_itar_126_1",
    }


def test_hong_kong_stands_under_the_groups_of_china_with_a_remark(atlas: Atlas) -> None:
    country = atlas.countries["HK"]
    found = {line.id: line.remark for line in (*country.memberships, *country.flags)}
    assert set(found) == {"ear_d1", "ear_d5"}
    assert all("no row of its own" in remark for remark in found.values())


def shared(name: str) -> list[dict[str, str]]:
    """Return the rows of a table in the shared folder, or skip."""
    folder = os.environ.get(SHARED)
    if folder is None:
        pytest.skip(f"{SHARED} does not name the folder that holds the tables")
    (file,) = Path(folder).rglob(name)
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_is_that_of_the_table_it_was_read_from(atlas: Atlas, name: str) -> None:
    publisher, _, indicator = name.partition("/")
    table = "wgi.csv"
    if publisher == "vdem":
        table = "vdem_dsp_2021.csv" if indicator.startswith("v2sm") else "vdem_v14.csv"
    rows = {
        (row["iso3"], row["year"], row["indicator"]): float(row["value"]) for row in shared(table)
    }
    codes = {one.iso3: code for code, one in atlas.countries.items() if one.iso3}
    codes |= UNITS if publisher == "vdem" else {}
    wanted = {
        (codes[iso3], int(year)): (value, rows.get((iso3, year, f"{indicator}_se")))
        for (iso3, year, of), value in rows.items()
        if of == indicator
    }
    found = {
        (country, one.data_year): (one.value, one.margin)
        for country, one in series(atlas, indicator)
    }
    assert found == wanted


def test_every_treaty_line_is_that_of_the_table_it_was_read_from(atlas: Atlas) -> None:
    rows = {
        (row["iso3"], row["indicator"].removeprefix("treaty_")): row["value"]
        for row in shared("un_treaties_2022.csv")
    }
    treaties = {name for name, one in atlas.regimes.items() if one.heading is Heading.TREATY}
    wanted = {
        (iso3, of): (value, rows.get((iso3, f"{of}_year")))
        for (iso3, of), value in rows.items()
        if of in treaties
    }
    found = {
        (one.iso3, line.treaty): (
            line.status.value,
            None if line.since is None else str(line.since),
        )
        for one in atlas.countries.values()
        for line in one.treaties
    }
    assert found == wanted


def test_every_line_of_a_list_is_that_of_the_table_it_was_read_from(atlas: Atlas) -> None:
    names: Mapping[str, str] = {
        "ear_d5_us_arms_embargo": "ear_d5",
        "us_itar_126_1_verify": "us_itar_126_1",
        "increased_monitoring": "fatf_increased_monitoring",
        "call_for_action": "fatf_call_for_action",
        "membership_suspended": "fatf_suspended",
    }
    wanted = {
        (row["iso3"], names.get(row["value"]) or names.get(row["indicator"], row["indicator"]))
        for row in shared("memberships_controls.csv")
    }
    found = {
        (one.iso3, line.id)
        for one in atlas.countries.values()
        for line in (*one.memberships, *one.flags)
    }
    assert found == wanted
