"""A map of the world as SVG: one domain, every country by its band, and no data as no data.

The same map gives the same bytes. There is no script and nothing is fetched. Text stays text.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from caveat.model.country_map import CountryMap
from caveat.reports.document import clean
from caveat.reports.map_style import (
    BANDS,
    BORDER,
    FONT,
    NO_DATA_LOOK,
    PAPER,
    SEA,
    TEXT,
    Look,
    Paint,
    look_of,
    pattern_lines,
)
from caveat.reports.map_words import (
    DOTS,
    HOW_TO_READ,
    NO_ENTRY,
    credit_lines,
    heading,
    limits,
    not_drawn_lines,
    record_words,
    set_words,
    shape_credit,
)
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.world import Dot, World

MARK = "<!-- Made by: caveat country map -->"
"""Tells a file of ours, which may be written anew, from any other."""
WIDTH = 1200
MARGIN = 20
SMALL, PLAIN, LARGE = 12, 15, 24
"""Sizes of text."""
LINE = 16
COLUMNS = 172
"""Characters of small text that surely fit between the margins."""
RADIUS = 3.6
SWATCH = (52, 26)
SAMPLE = Paint("#ffffff", "#1a1a1a")


def country_map(shown: CountryMap, world: World, atlas: Atlas) -> str:
    """Return the map as SVG, ending in one newline."""
    above = [set_words(shown), *limits(shown)]
    top = 48 + 20 * len(above)
    scale = (WIDTH - 2 * MARGIN) / world.frame.width
    legend = top + world.frame.height * scale + 26
    notes, height = _placed(_notes(shown, world, atlas), legend + 84)
    parts = [
        MARK,
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="map-title map-desc" font-family="{FONT}" fill="{TEXT}">',
        f'<title id="map-title">{xml(heading(shown))}</title>',
        f'<desc id="map-desc">{xml(" ".join([*above, HOW_TO_READ]))}</desc>',
        "<defs>",
        *pattern_lines(1 / scale),
        "</defs>",
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        _text(heading(shown), 36, LARGE, bold=True),
        *(_text(line, 60 + 20 * at, PLAIN) for at, line in enumerate(above)),
        f'<g transform="translate({MARGIN} {top}) scale({scale:.6f})" stroke="{BORDER}" '
        f'stroke-width="{0.6 / scale:.1f}" stroke-linejoin="round">',
        *_shapes(shown, world),
        "</g>",
        f'<g transform="translate({MARGIN} {top})">',
        *_dots(shown, world, scale),
        "</g>",
        *_legend(legend, scale),
        *(_text(line, y, SMALL) for line, y in notes),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def xml(text: str) -> str:
    """Return text as it can stand in XML and HTML, whatever it has in it."""
    shown = clean(text)
    for char in "\ufffe\uffff":
        shown = shown.replace(char, f"<U+{ord(char):04X}>")
    return escape(shown)


def _notes(shown: CountryMap, world: World, atlas: Atlas) -> Iterator[str]:
    yield HOW_TO_READ
    yield DOTS
    yield from credit_lines(shown, atlas)
    yield shape_credit(world)
    yield from world.boundaries
    yield from not_drawn_lines(shown, world)


def _placed(notes: Iterable[str], y: float) -> tuple[list[tuple[str, float]], int]:
    """Return lines of notes, each with its place, and where they end."""
    found = []
    for note in notes:
        for line in textwrap.wrap(note, COLUMNS):
            found.append((line, y))
            y += LINE
        y += LINE / 4
    return found, round(y)


def _text(line: str, y: float, size: int, *, x: float = MARGIN, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:.1f}" font-size="{size}"{weight}>{xml(line)}</text>'


def _shapes(shown: CountryMap, world: World) -> Iterator[str]:
    yield f'<path d="{_path([world.outline])}" fill="{SEA}"/>'
    for name, rings in world.without_entry.items():
        yield from _shape(f"{name}: {NO_ENTRY}", f"without-{name}", rings, NO_DATA_LOOK)
    for one in shown.records:
        rings = world.shapes.get(one.country.id, [])
        if rings:
            yield from _shape(record_words(one), one.country.id, rings, look_of(one))


def _shape(title: str, name: str, rings: Sequence[Sequence[int]], look: Look) -> Iterator[str]:
    label = xml(f"shape-{'-'.join(name.split())}")
    yield f'<g fill="{look.paint.fill}"><title>{xml(title)}</title>'
    yield f'<path id="{label}" d="{_path(rings)}"/>'
    for pattern in look.patterns:
        yield f'<use href="#{label}" fill="url(#{pattern})" stroke="none"/>'
    yield "</g>"


def _path(rings: Iterable[Sequence[int]]) -> str:
    return "".join(
        f"M{ring[0]} {ring[1]}l{' '.join(str(step) for step in ring[2:])}z" for ring in rings
    )


def _dots(shown: CountryMap, world: World, scale: float) -> Iterator[str]:
    placed = [
        (one, world.dots[one.country.id]) for one in shown.records if one.country.id in world.dots
    ]
    for _, dot in placed:
        yield from _leader(dot, scale)
    for one, dot in placed:
        x, y = (step * scale for step in dot.dot)
        yield f"<g><title>{xml(record_words(one))}</title>"
        yield from _mark(x, y, look_of(one))
        yield "</g>"


def _leader(dot: Dot, scale: float) -> Iterator[str]:
    (x, y), (right, down) = ([step * scale for step in point] for point in (dot.at, dot.dot))
    if (right - x) ** 2 + (down - y) ** 2 > RADIUS**2:
        yield (
            f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{right:.1f}" y2="{down:.1f}" '
            f'stroke="{TEXT}" stroke-width="0.6"/>'
        )


def _mark(x: float, y: float, look: Look) -> Iterator[str]:
    """Yield a dot: with a bar for several bands, a point for thin, a cross for no data."""
    at, reach = f'cx="{x:.1f}" cy="{y:.1f}"', RADIUS * 0.7
    left, right, over, under = (
        f"{step:.1f}" for step in (x - reach, x + reach, y - reach, y + reach)
    )
    bar, back = f"M{left} {under}L{right} {over}", f"M{left} {over}L{right} {under}"
    yield f'<circle {at} r="{RADIUS}" fill="{look.paint.fill}" stroke="{TEXT}" stroke-width="0.8"/>'
    if look.no_data or look.several:
        strokes = bar + back if look.no_data else bar
        yield f'<path d="{strokes}" stroke="{look.paint.ink}"/>'
    if look.thin:
        yield f'<circle {at} r="1.1" fill="{look.paint.ink}"/>'


def _legend(y: float, scale: float) -> Iterator[str]:
    looks = [
        *((band.value, Look(paint, False, False, no_data=False)) for band, paint in BANDS.items()),
        ("several bands", Look(SAMPLE, several=True, thin=False, no_data=False)),
        ("thin", Look(SAMPLE, several=False, thin=True, no_data=False)),
        ("no data, not low", NO_DATA_LOOK),
    ]
    yield _text("Bands, from the best to the worst end of the scale", y, SMALL, bold=True)
    yield _text("Patterns", y, SMALL, x=MARGIN + 5 * 145, bold=True)
    for at, (words, look) in enumerate(looks):
        x = MARGIN + 145 * at
        yield from _swatch(x, y + 8, look, scale)
        yield from _mark(x + SWATCH[0] + 10, y + 8 + SWATCH[1] / 2, look)
        yield _text(words, y + 8 + SWATCH[1] + LINE, SMALL, x=x)


def _swatch(x: float, y: float, look: Look, scale: float) -> Iterator[str]:
    size = " ".join(
        f'{name}="{side / scale:.0f}"'
        for name, side in zip(("width", "height"), SWATCH, strict=True)
    )
    yield f'<g transform="translate({x:g} {y:.1f}) scale({scale:.6f})">'
    edge = f'stroke="{BORDER}" stroke-width="{0.8 / scale:.1f}"'
    yield f'<rect {size} fill="{look.paint.fill}" {edge}/>'
    for pattern in look.patterns:
        yield f'<rect {size} fill="url(#{pattern})"/>'
    yield "</g>"
