"""A map as one page of HTML: the picture, and a table that says the same in words.

The page holds everything it needs: no script, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from caveat.model.country_map import CountryMap, MapRecord
from caveat.reports.country_map import MARK, country_map, xml
from caveat.reports.country_report import bands_words
from caveat.reports.map_style import BORDER, FONT, PAPER, SEA, TEXT
from caveat.reports.map_words import (
    DOTS,
    HOW_TO_READ,
    NO_DATA,
    credit_lines,
    heading,
    interval_words,
    limits,
    not_drawn_lines,
    producers_words,
    set_words,
    shape_credit,
    years_words,
)
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.world import World

COLUMNS = (
    "Country",
    "Code",
    "Bands",
    "Mean and interval",
    "Data years",
    "Producers",
    "Thin",
    "Data",
)
STYLE = (
    f"body{{margin:1rem auto;max-width:75rem;padding:0 1rem;font-family:{FONT};color:{TEXT};"
    f"background:{PAPER};line-height:1.45}}"
    "svg{width:100%;height:auto}"
    "table{border-collapse:collapse;width:100%}"
    "caption{text-align:left;font-weight:bold;padding:.5rem 0}"
    f"th,td{{border:1px solid {BORDER};padding:.2rem .5rem;text-align:left;vertical-align:top}}"
    f"thead th{{background:{SEA}}}"
    "@media print{tr{break-inside:avoid}}"
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may fetch for the page: nothing."""


def map_page(shown: CountryMap, world: World, atlas: Atlas) -> str:
    """Return the page, ending in one newline."""
    title = xml(heading(shown))
    return (
        "\n".join(
            [
                "<!DOCTYPE html>",
                MARK,
                '<html lang="en">',
                "<head>",
                '<meta charset="utf-8">',
                f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
                '<meta name="viewport" content="width=device-width, initial-scale=1">',
                f"<title>{title}</title>",
                f"<style>{STYLE}</style>",
                "</head>",
                "<body>",
                "<main>",
                f"<h1>{title}</h1>",
                *_paragraphs([set_words(shown), *limits(shown), HOW_TO_READ, DOTS]),
                country_map(shown, world, atlas).rstrip().removeprefix(f"{MARK}\n"),
                "<h2>The same in words</h2>",
                *_table(shown),
                "<h2>Where the figures come from</h2>",
                *_paragraphs([*credit_lines(shown, atlas), shape_credit(world)]),
                "<h2>Boundaries</h2>",
                *_paragraphs([*world.boundaries, *not_drawn_lines(shown, world)]),
                "</main>",
                "</body>",
                "</html>",
            ]
        )
        + "\n"
    )


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    return (f"<p>{xml(text)}</p>" for text in texts)


def _table(shown: CountryMap) -> Iterator[str]:
    yield "<table>"
    yield f"<caption>{xml(heading(shown))}, by name of country</caption>"
    yield (
        "<thead><tr>" + "".join(f'<th scope="col">{one}</th>' for one in COLUMNS) + "</tr></thead>"
    )
    yield "<tbody>"
    for one in shown.records:
        cells = "".join(f"<td>{xml(cell)}</td>" for cell in _cells(one))
        yield f'<tr><th scope="row">{xml(one.country.name)}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"


def _cells(one: MapRecord) -> tuple[str, ...]:
    known = one.middle is not None
    thin = "yes" if one.record.is_thin else "no"
    return (
        one.country.id,
        bands_words(one.record),
        interval_words(one),
        years_words(one),
        producers_words(one),
        thin if known else NO_DATA,
        "yes" if known else NO_DATA,
    )
