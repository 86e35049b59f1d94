"""The real datasets, read from a server on this machine in the layouts of their publishers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from caveat.model.country import Figure
from caveat.model.update import DatasetUpdate, Outcome
from caveat.rulebook.atlas import Atlas, load_atlas
from caveat.rulebook.datasets import load_datasets
from caveat.services.fetch import Limits
from caveat.services.update_countries import update
from caveat.services.update_work import Work
from tests.services import publisher_files as files
from tests.services.publishers import Publishers, serving

TODAY = date(2026, 11, 24)
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
FIW = "/sites/default/files/2026-02/All_data_FIW_2013-2026.xlsx"
WGI = "/v2/country/all/indicator/GOV_WGI_RL.{}?source=3&format=json&per_page=20000"


@pytest.fixture
def server() -> Iterator[Publishers]:
    with serving() as publishers:
        yield publishers


def came(
    name: str, atlas: Atlas, home: Path, server: Publishers, given: Path | None = None
) -> tuple[DatasetUpdate, Atlas]:
    """Return what came of a dataset, and the atlas after it."""
    dataset = load_datasets(atlas)[name]
    work = Work(atlas, lambda: atlas, home, NOW, TODAY, server.base, limits=Limits(5, 5, 20))
    (found,) = update([dataset], work, {} if given is None else {name: given})
    return found, replace(load_atlas(home=home), problems=())


def held(atlas: Atlas, country: str, indicator: str) -> list[Figure]:
    return list(atlas.figures.get(country, {}).get(indicator, ()))


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8", "utf-8-sig"])
def test_index_of_the_press(
    atlas: Atlas, tmp_path: Path, server: Publishers, encoding: str
) -> None:
    iso3 = files.codes(atlas.countries.values(), 180)
    path = "/sites/default/files/import_classement/2026.csv"
    server.give(path, files.press_csv(iso3, 2026, encoding=encoding))
    found, after = came("rsf", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    assert found.notes == ("no entry here, and left out: CSS, CTU",)
    at = iso3.index("NOR")
    value = float(f"{30 + at % 50}.{at % 10}7")
    assert held(after, "NO", "rsf_score") == [Figure(value, 2025, "rsf-2026")]
    assert held(after, "XK", "rsf_score") == [Figure(60, 2025, "rsf-2026")]
    assert held(after, "CY", "rsf_score") != [Figure(50.2, 2025, "rsf-2026")]
    assert after.editions["rsf-2026"].published_on == date(2026, 5, 31)


def test_freedom_in_the_world(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    called = files.names(atlas.countries.values(), 190)
    swapped = {"Türkiye": "Turkey", "Gambia": "The Gambia", "Côte d’Ivoire": "Cote d'Ivoire"}
    given = [swapped.get(name, name) for name in called]
    given += ["Gaza Strip", "Abkhazia", "Atlantis"]
    server.give(FIW, files.freedom_xlsx(given, 2026), files.XLSX)
    found, after = came("fiw", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    assert found.kept == ("fiw-2024", "fiw-2025", "fiw-2026")
    assert found.notes == (
        "not known here, and left out: Atlantis",
        "no entry here, and left out: Abkhazia",
    )
    assert held(after, "NO", "fiw_d4") == [
        Figure(0, 2023, "fiw-2024"),
        Figure(0, 2024, "fiw-2025"),
        Figure(0, 2025, "fiw-2026"),
    ]
    assert held(after, "NA", "fiw_f1")[-1] == Figure(1, 2025, "fiw-2026")
    assert held(after, "NO", "fiw_e")[-1] == Figure(6, 2025, "fiw-2026")
    assert held(after, "NO", "fiw_total")[-1] == Figure(40, 2025, "fiw-2026")
    assert len(held(after, "PS-GAZA", "fiw_d4")) == 3
    assert len(held(after, "PS", "fiw_d4")) == (3 if "Palestine" in called else 0)
    sixth = next(one.id for one in atlas.countries.values() if one.name == called[5])
    assert held(after, sixth, "fiw_f4") == []
    assert after.editions["fiw-2024"].published_on == date(2024, 3, 31)


def test_freedom_on_the_net(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    called = files.names(atlas.countries.values(), 72)
    server.give("/countries/freedom-net/scores", files.net_html(called, 2026), "text/html; x=y")
    found, after = came("fotn", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    assert held(after, "NO", "fotn_total") == [Figure(20, 2025, "fotn-2026")]
    assert after.editions["fotn-2026"].published_on == TODAY


def test_index_of_the_rule_of_law(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    iso3 = files.codes(atlas.countries.values(), 140)
    path = "/rule-of-law-index/downloads/2025_wjp_rule_of_law_index_HISTORICAL_DATA_FILE.xlsx"
    server.give(path, files.law_xlsx(iso3, 2025), files.XLSX)
    found, after = came("wjp", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    at = iso3.index("NOR")
    assert held(after, "NO", "wjp_4_6") == [
        Figure(round(0.2 + at % 70 / 100, 6), year, "wjp-2025") for year in (2013, 2018, 2025)
    ]
    assert len(held(after, "XK", "wjp_f1")) == 3


def test_scale_of_terror(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    iso3 = files.codes(atlas.countries.values(), 190)
    server.give("/Data/Files/PTS-2025.csv", files.terror_csv(iso3, 2024))
    found, after = came("pts", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    assert found.notes == ("no entry here, and left out: NA",)
    for code, country in (("NOR", "NO"), ("NAM", "NA")):
        at = iso3.index(code)
        level = 1 + at % 4 + (at % 2 == 0)
        assert held(after, country, "pts_max") == [
            Figure(level, year, "pts-2025") for year in (2023, 2024)
        ]
    assert after.editions["pts-2025"].published_on == TODAY


def test_shutdowns(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    called = files.names(atlas.countries.values(), 60)
    path = "/spreadsheets/d/1DvPAuHNLp5BXGb0nnZDGNoiIwEeu2ogdXEIDvT4Hyfk/export?format=xlsx"
    server.give(path, files.shutdown_xlsx(called, 2025), files.XLSX)
    found, after = came("keepiton", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    values = [(one.data_year, one.value) for one in held(after, "NO", "keepiton_5y")]
    assert values == [(2020, 5), (2021, 5), (2022, 5), (2023, 5), (2024, 5), (2025, 6)]
    assert held(after, "NA", "keepiton_5y")[-1] == Figure(6, 2025, "keepiton-2025")


def test_perceived_corruption(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    iso3 = files.codes(atlas.countries.values(), 180)
    server.give("/images/CPI2025_Results.xlsx", files.corruption_xlsx(iso3, 2025), files.XLSX)
    found, after = came("cpi", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    at = iso3.index("NOR")
    series = held(after, "NO", "cpi_score")
    assert series == [Figure(20 + at % 60, year, "cpi-2025", 1.5) for year in range(2012, 2026)]
    assert len(held(after, "XK", "cpi_score")) == 14
    assert after.editions["cpi-2025"].published_on == date(2026, 2, 28)


SURVEY = ["v2smarrest", "v2smgovsmcenprc", "v2smgovsmmon"]
ZIP = "/wp-content/uploads/2026/03/DigitalSocietyProject-v8-CSV.zip"


def near(atlas: Atlas, *, off: float = 0.0) -> files.Values:
    """Return invented figures: those held, made a little smaller, or moved off."""
    ids = {one.iso3: one.id for one in atlas.countries.values()} | {"PSE": "PS-WEST_BANK"}

    def value(code: str, name: str) -> float:
        if name == "GOV_WGI_RL.STD.ERR":
            return 0.2
        series = held(atlas, ids.get(code, ""), name.replace("GOV_WGI_RL.EST", "wgi_rl"))
        return round((series[-1].value if series else 0.4) * 0.9 + off, 6)

    return value


def test_survey_of_digital_society(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    iso3 = files.codes(atlas.countries.values(), 250)
    data = files.experts_zip("DSP_CY_v8.csv", SURVEY, iso3, 2025, near(atlas))
    server.give(ZIP, data, "application/zip")
    found, after = came("dsp", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    assert found.notes == ("no entry here, and left out: SML, ZZB",)
    newest = held(after, "NO", "v2smgovsmmon")[-1]
    value = near(atlas)("NOR", "v2smgovsmmon")
    assert newest == Figure(value, 2025, "dsp-v8", 0.1)
    for country in ("PS-GAZA", "PS-WEST_BANK"):
        years = [one.data_year for one in held(after, country, "v2smarrest")]
        assert years[-2:] == [2024, 2025]
    assert held(after, "PS", "v2smarrest") == []
    assert after.editions["dsp-v8"].published_on == date(2026, 3, 31)


def test_survey_with_shifted_figures(atlas: Atlas, tmp_path: Path, server: Publishers) -> None:
    iso3 = files.codes(atlas.countries.values(), 250)
    data = files.experts_zip("DSP_CY_v8.csv", SURVEY, iso3, 2025, near(atlas, off=5.5))
    server.give(ZIP, data, "application/zip")
    found, after = came("dsp", atlas, tmp_path, server)
    assert found.outcome is Outcome.REFUSED
    assert {one.code for one in found.problems} == {"edition.change", "edition.scale"}
    assert after.editions.keys() == atlas.editions.keys()


def test_dataset_of_experts_is_given_by_hand(
    atlas: Atlas, tmp_path: Path, server: Publishers
) -> None:
    iso3 = files.codes(atlas.countries.values(), 250)
    names = ["v2cltort", "v2csreprss", "v2meharjrn", "v2x_clpriv", "v2x_jucon"]
    member = "V-Dem-CY-Full+Others-v16.csv"
    file = tmp_path / "V-Dem-CY-FullOthers-v16_csv.zip"
    file.write_bytes(files.experts_zip(member, names, iso3, 2025, near(atlas)))
    found, after = came("vdem", atlas, tmp_path / "home", server, file)
    assert (found.outcome, found.problems, server.asked) == (Outcome.KEPT, (), [])
    assert (found.kept, found.address) == (("vdem-v16",), file.name)
    newest = held(after, "NO", "v2x_jucon")[-1]
    assert newest == Figure(near(atlas)("NOR", "v2x_jucon"), 2025, "vdem-v16", 0.1)
    assert held(after, "NO", "v2x_jucon")[0].edition == "vdem-v14"


@pytest.mark.parametrize("margins", [True, False])
def test_governance_in_pages(
    atlas: Atlas, tmp_path: Path, server: Publishers, margins: bool
) -> None:
    iso3 = [*files.codes(atlas.countries.values(), 250), "PSE", "XKX", "ANT"]
    for name, pages in [("EST", 2), ("STD.ERR", 1)] if margins else [("EST", 2)]:
        for page in range(1, pages + 1):
            path = WGI.format(name) + ("" if page == 1 else f"&page={page}")
            series = f"GOV_WGI_RL.{name}"
            text = files.bank_json(series, iso3, 2025, near(atlas), page=page, pages=pages)
            server.give(path, text, "application/json;charset=utf-8")
    found, after = came("wgi", atlas, tmp_path, server)
    assert (found.outcome, found.problems) == (Outcome.KEPT, ())
    missing = f"no margins: nothing lies under {server.base}{WGI.format('STD.ERR')}"
    told = () if margins else (missing,)
    assert found.notes == (*told, "no entry here, and left out: ANT")
    newest = held(after, "NO", "wgi_rl")[-1]
    value = near(atlas)("NOR", "wgi_rl")
    assert newest == Figure(value, 2025, "wgi-2026-09-28", 0.2 if margins else None)
    assert held(after, "AF", "wgi_rl")[-1].edition == "wgi-2025"
    assert held(after, "PS", "wgi_rl")[-1].data_year == 2025
    assert after.editions["wgi-2026-09-28"].published_on == date(2026, 9, 28)
