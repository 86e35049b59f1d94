from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from caveat.model.profile import Band
from caveat.reports.map_style import (
    BANDS,
    BORDER,
    LATTICE,
    NO_DATA,
    NO_DATA_LOOK,
    PAPER,
    SEA,
    TEXT,
    Look,
    look_of,
    pattern_lines,
)
from tests.reports.maps import record


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 has it."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2 has it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_every_band_has_a_colour_and_they_darken_in_order() -> None:
    assert tuple(BANDS) == tuple(Band)
    lights = [luminance(one.fill) for one in BANDS.values()]
    assert lights == sorted(lights, reverse=True)


def test_neighbouring_bands_are_told_apart_in_grey() -> None:
    steps = [contrast(one.fill, other.fill) for one, other in pairwise(BANDS.values())]
    assert min(steps) > 1.8
    assert max(steps) < 2.2


@pytest.mark.parametrize("band", Band)
def test_patterns_are_seen_on_their_colour(band: Band) -> None:
    assert contrast(BANDS[band].fill, BANDS[band].ink) >= 3


def test_text_and_borders_are_seen_on_paper_and_sea() -> None:
    assert min(contrast(TEXT, ground) for ground in (PAPER, SEA)) >= 4.5
    assert min(contrast(BORDER, ground) for ground in (PAPER, SEA)) >= 4.5
    assert contrast(LATTICE, NO_DATA.fill) >= 4.5


def test_no_data_has_no_colour_and_no_pattern_of_a_band() -> None:
    look = look_of(record("XX"))
    assert look == NO_DATA_LOOK
    assert look.patterns == ("no-data",)
    assert look.paint.fill not in {one.fill for one in BANDS.values()}


@pytest.mark.parametrize(
    ("code", "band", "patterns"),
    [
        ("NO", Band.LOW, ("thin-dark",)),
        ("MT", Band.ELEVATED, ("thin-dark",)),
        ("KP", Band.SEVERE, ("hatch-light",)),
    ],
)
def test_country_has_the_colour_of_its_mean_and_patterns_for_the_rest(
    code: str, band: Band, patterns: tuple[str, ...]
) -> None:
    look = look_of(record(code))
    assert (look.paint, look.patterns) == (BANDS[band], patterns)


def test_thin_country_whose_interval_touches_several_bands_has_both_patterns() -> None:
    look = Look(BANDS[Band.HIGH], several=True, thin=True, no_data=False)
    assert look.patterns == ("hatch-light", "thin-light")


def test_patterns_are_defined_once_each() -> None:
    found = [ElementTree.fromstring(line) for line in pattern_lines(10)]
    assert [one.get("id") for one in found] == [
        "hatch-dark",
        "thin-dark",
        "hatch-light",
        "thin-light",
        "no-data",
    ]
    assert [one.get("width") for one in found] == ["70", "50", "70", "50", "40"]
    mesh = found[-1].find("path")
    assert mesh is not None
    assert mesh.get("d") == "M-10 30L30 -10M10 50L50 10M-10 10L30 50M10 -10L50 30"
