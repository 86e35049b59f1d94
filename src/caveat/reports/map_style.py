"""Colours and patterns of a map: the one place where they stand.

The colours darken from low to severe by about the same step, so that they keep their order in
grey and for eyes that do not tell red from green. No data has no colour of the scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from caveat.model.country_map import MapRecord
from caveat.model.profile import Band

DARK, LIGHT = "#1a1a1a", "#ffffff"
PAPER = "#ffffff"
SEA = "#f4f7f9"
TEXT = "#1a1a1a"
BORDER = "#6b6b6b"
LATTICE = "#767676"
HATCH, POINTS, MESH = 7, 5, 4
"""Pixels from one stroke or point of a pattern to the next."""
FONT = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"


@dataclass(frozen=True, slots=True)
class Paint:
    """A colour, and the ink that is seen on it."""

    fill: str
    ink: str


BANDS: Mapping[Band, Paint] = {
    Band.LOW: Paint("#fdecc8", DARK),
    Band.MODERATE: Paint("#eda247", DARK),
    Band.ELEVATED: Paint("#c4612b", DARK),
    Band.HIGH: Paint("#8c3420", LIGHT),
    Band.SEVERE: Paint("#3f0a1a", LIGHT),
}
NO_DATA = Paint("#ffffff", LATTICE)
INKS: Mapping[str, str] = {DARK: "dark", LIGHT: "light"}


@dataclass(frozen=True, slots=True)
class Look:
    """How a country looks: its colour, and the patterns that lie over it."""

    paint: Paint
    several: bool
    """Whether the interval touches several bands."""
    thin: bool
    no_data: bool

    @property
    def patterns(self) -> tuple[str, ...]:
        """Return the ids of the patterns over the colour, in the order in which they are laid."""
        if self.no_data:
            return ("no-data",)
        ink = INKS[self.paint.ink]
        found = (("hatch", self.several), ("thin", self.thin))
        return tuple(f"{name}-{ink}" for name, shown in found if shown)


NO_DATA_LOOK = Look(NO_DATA, several=False, thin=False, no_data=True)


def look_of(one: MapRecord) -> Look:
    """Return how a country looks."""
    if one.middle is None:
        return NO_DATA_LOOK
    record = one.record
    return Look(BANDS[one.middle], len(record.bands) > 1, record.is_thin, no_data=False)


def pattern_lines(unit: float) -> Iterator[str]:
    """Yield the patterns; `unit` is the length of a pixel in the units of the map."""
    for ink, name in INKS.items():
        line = _line(_strokes(HATCH * unit), ink, 0.7 * unit)
        yield _pattern(f"hatch-{name}", HATCH * unit, line)
        middle, radius = _size(POINTS * unit / 2), _size(0.6 * unit)
        point = f'<circle cx="{middle}" cy="{middle}" r="{radius}" fill="{ink}"/>'
        yield _pattern(f"thin-{name}", POINTS * unit, point)
    strokes = _strokes(MESH * unit) + _strokes(MESH * unit, back=True)
    yield _pattern("no-data", MESH * unit, _line(strokes, LATTICE, 0.7 * unit))


def _line(strokes: str, colour: str, width: float) -> str:
    return f'<path d="{strokes}" fill="none" stroke="{colour}" stroke-width="{_size(width)}"/>'


def _pattern(name: str, side: float, content: str) -> str:
    return (
        f'<pattern id="{name}" width="{_size(side)}" height="{_size(side)}" '
        f'patternUnits="userSpaceOnUse">{content}</pattern>'
    )


def _strokes(side: float, *, back: bool = False) -> str:
    """Return the strokes across a tile; they meet those of its neighbours."""
    one, two = (_size(share * side) for share in (0.25, 1.25))
    low, high = (_size(share * side) for share in (-0.25, 0.75))
    if back:
        return f"M{low} {one}L{high} {two}M{one} {low}L{two} {high}"
    return f"M{low} {high}L{high} {low}M{one} {two}L{two} {one}"


def _size(length: float) -> str:
    return f"{length:.1f}".removesuffix(".0")
