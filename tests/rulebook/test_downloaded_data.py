"""The indicators whose figures each user fetches: described, and without a single figure."""

from __future__ import annotations

from caveat.rulebook.atlas import Atlas
from caveat.rulebook.loader import DATA
from tests.rulebook.test_atlas_data import DOWNLOADED, series


def test_no_figure_is_held_of_what_may_not_be_passed_on(atlas: Atlas) -> None:
    names = [name.partition("/")[2] for name in DOWNLOADED]
    assert [one for name in names for one in series(atlas, name)] == []
    folders = {name.partition("/")[0] for name in DOWNLOADED}
    files = {file.name for one in folders for file in (DATA / "observations" / one).iterdir()}
    assert files == {"publisher.yaml", "LICENCE.md"}


def test_only_the_count_of_events_is_logarithmic(atlas: Atlas) -> None:
    assert [name for name, one in atlas.indicators.items() if one.logarithmic] == ["keepiton_5y"]


def test_scored_indicators_speak_of_each_domain(atlas: Atlas) -> None:
    scored = sorted(
        (one.domain.value, name) for name, one in atlas.indicators.items() if one.scored
    )
    fetched = {name.partition("/")[2] for name in DOWNLOADED}
    assert [one for one in scored if one[1] in fetched] == [
        ("civic_space", "fiw_e"),
        ("civic_space", "fiw_f4"),
        ("corruption", "cpi_score"),
        ("digital_repression", "fotn_total"),
        ("digital_repression", "keepiton_5y"),
        ("physical_integrity", "fiw_f3"),
        ("physical_integrity", "pts_max"),
        ("press", "rsf_score"),
        ("rule_of_law", "fiw_f1"),
        ("rule_of_law", "wjp_f1"),
        ("surveillance", "fiw_d4"),
        ("surveillance", "wjp_4_6"),
    ]
