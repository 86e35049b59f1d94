"""Files in the exact layouts in which publishers give theirs. Every figure is invented."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence

import openpyxl

from caveat.model.country import Country
from tests.countries.published.strict import strict_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def codes(countries: Iterable[Country], count: int = 200) -> list[str]:
    """Return codes of countries, Norway and Namibia among them, in no order of the alphabet."""
    found = [one.iso3 for one in countries if one.iso3 and one.iso3 not in ("PSE", "XKX")]
    return ["NOR", "NAM", *(code for code in found if code not in ("NOR", "NAM"))][:count][::-1]


def names(countries: Iterable[Country], count: int = 200) -> list[str]:
    """Return names of countries, Norway and Namibia among them."""
    found = [one.name for one in countries if "-" not in one.id]
    first = ["Norway", "Namibia"]
    return [*first, *(one for one in found if one not in first)][:count]


Sheet = Sequence[Sequence[object]]


def workbook(sheets: Mapping[str, Sheet]) -> bytes:
    """Return a workbook with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def press_csv(iso3: Sequence[str], year: int, *, encoding: str = "cp1252") -> bytes:
    """Return an index of the press: semicolons, decimal commas, codes of its own."""
    head = f"ISO;Score {year};Rank;Country_FR;Zone"
    lines = [
        f"{code};{30 + n % 50},{n % 10}7;{n + 1};Côte {n};UE Balkans" for n, code in enumerate(iso3)
    ]
    lines += ["CSS;70,1;40;OECO;Amériques", "CTU;50,2;90;Chypre du Nord;UE", "XKX;60;55;Kosovo;UE"]
    return "\r\n".join([head, *lines, ""]).encode(encoding)


def freedom_xlsx(called: Sequence[str], last: int) -> bytes:
    """Return scores of freedom: a title above the columns, a row for each edition."""
    questions = ["A1", "A", "D4", "D", "E1", "E2", "E3", "E", "F1", "F2", "F3", "F4", "F"]
    head = [
        "Country/Territory",
        "Region",
        "C/T",
        "Edition",
        "Status",
        "PR rating",
        "CL rating",
        *questions,
        "CL",
        "Total",
    ]
    rows: list[Sequence[object]] = []
    for edition in range(last, last - 3, -1):
        for n, name in enumerate(called):
            low = n % 4
            equal = "N/A" if n == 5 else 4
            scores: list[object] = [low, 5, low, 9, 1, 2, 3, 6, low, 2, 3, equal, 9]
            kind = "t" if name in ("Abkhazia", "Gaza Strip", "Hong Kong") else "c"
            rows.append([name, "Region", kind, edition, "F", 1, 1, *scores, 50, 40 + n % 50])
    title = [f"Freedom in the World 2013-{last} Raw Data"]
    return workbook({"Index": [["Read me"]], f"FIW13-{last % 100}": [title, head, *rows]})


def net_html(called: Sequence[str], year: int) -> bytes:
    """Return a page of scores of freedom online."""
    rows = "".join(
        f'<tr><td><a href="/country/{n}">{name}</a></td>'
        f"<td><span>{20 + n}</span> <span>Partly Free</span></td><td>9</td></tr>"
        for n, name in enumerate(called)
    )
    return (
        f"<!DOCTYPE html><html><head><title>Countries and Territories</title></head><body>"
        f"<h1>Freedom on the Net {year}</h1><table><thead><tr><th>Country</th>"
        "<th>Total Score and Status</th><th>Obstacles to Access</th></tr></thead>"
        f"<tbody>{rows}</tbody></table></body></html>"
    ).encode()


FACTOR = "Factor 1: Constraints on Government Powers"
PRIVACY = "4.6 Freedom from arbitrary interference with privacy is effectively guaranteed"


def law_xlsx(iso3: Sequence[str], last: int) -> bytes:
    """Return an index of the rule of law: several years, some of them spans."""
    head = ["Country", "Year", "Country Code", "Region", "Overall", FACTOR, PRIVACY]
    rows = [
        [f"Country {n}", year, code, "Region", 0.5, 0.3 + n % 60 / 100, 0.2 + n % 70 / 100]
        for year in ("2012-2013", "2017-2018", last)
        for n, code in enumerate([*iso3, "XKO"])
    ]
    return workbook({"Introduction": [["x"]], "Historical Data": [head, *rows]})


TERROR = (
    "Country,Country_OLD,Year,COW_Code_A,COW_Code_N,WordBank_Code_A,UN_Code_N,Region,"
    "PTS_A,PTS_H,PTS_S,NA_Status_A,NA_Status_H,NA_Status_S"
)


def terror_csv(iso3: Sequence[str], last: int) -> bytes:
    """Return levels of terror in Latin-1: NA is missing, and a status says why."""
    lines = [TERROR]
    for year in (last - 1, last):
        for n, code in enumerate(iso3):
            low = 1 + n % 4
            lines.append(
                f'"Côte, {n}",x,{year},NA,NA,{code},{n},eca,{low},NA,{low + 1},0,77,{n % 2 * 66}'
            )
        lines.append(f"Nowhere,x,{year},NA,NA,NA,0,eca,3,NA,NA,0,88,99")
        lines.append(f"Sometime,x,{year},NA,NA,ADO,0,eca,NA,NA,NA,66,88,99")
    return "\n".join([*lines, ""]).encode("latin-1")


def shutdown_xlsx(called: Sequence[str], last: int) -> bytes:
    """Return shutdowns of the internet: a row for each event, some of several countries."""
    rows: list[list[object]] = [["no", "country", "start_date", "count_year"]]
    for n, name in enumerate(called):
        rows.extend([n, name, "x", year] for year in range(2016 + n % 5, last + 1))
    rows.append([999, f"{called[0]}; {called[1]}", "x", last])
    return workbook({"Read me": [["x"]], f"Combined (2016-{last})": rows})


def corruption_xlsx(iso3: Sequence[str], last: int) -> bytes:
    """Return perceived corruption in Strict OOXML: three rows above the columns, years aside."""
    years = list(range(last, 2011, -1))
    head: list[object] = ["Country / Territory", "ISO3", "Region"]
    for year in years:
        head += [f"CPI score {year}", f"Rank {year}", f"Standard error {year}"]
    rows: list[Sequence[object]] = [["Corruption", ""], [""], [""], head]
    for n, code in enumerate([*iso3, "XKX"]):
        cells: list[object] = [f"Country {n}", code, "Region"]
        for year in years:
            cells += [20 + n % 60 if year > 2013 or n else "-", n, 1.5]
        rows.append(cells)
    return strict_workbook(f"CPI Timeseries 2012 - {last}", rows)


Values = Callable[[str, str], float]
"""The figure of a code for an indicator."""


def experts_zip(
    member: str, indicators: Sequence[str], iso3: Sequence[str], last: int, values: Values
) -> bytes:
    """Return answers of experts, packed: intervals, quoted commas, units of their own."""
    head = ["country_name", "country_text_id", "year", "historical_date", "gapstart", *indicators]
    head += [f"{name}_{end}" for name in indicators for end in ("codelow", "codehigh")]
    text = io.StringIO()
    rows = csv.writer(text, quoting=csv.QUOTE_MINIMAL)
    rows.writerow(head)
    for year in (1900, last - 1, last):
        for n, code in enumerate([*iso3, "PSE", "PSG", "XKX", "SML", "ZZB"]):
            found = [values(code, name) for name in indicators]
            ends = [end for one in found for end in (round(one - 0.1, 6), round(one + 0.1, 6))]
            cells = ["" if n == 3 else one for one in found]
            rows.writerow([f"Congo, {n}", code, year, f"{year}-12-31", "", *cells, *ends])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("codebook.pdf", b"%PDF")
        packed.writestr(member, text.getvalue())
    return out.getvalue()


def bank_json(
    series: str, iso3: Sequence[str], year: int, values: Values, *, page: int, pages: int
) -> bytes:
    """Return a page of a series of the World Bank."""
    each = -(-len(iso3) // pages)
    rows = [
        {
            "indicator": {"id": series, "value": "Rule of Law"},
            "country": {"id": code[:2], "value": code},
            "countryiso3code": code,
            "date": str(year),
            "value": None if code == "AFG" else values(code, series),
            "unit": "",
            "obs_status": "",
            "decimal": 1,
        }
        for code in iso3[(page - 1) * each : page * each]
    ]
    meta = {
        "page": page,
        "pages": pages,
        "per_page": each,
        "total": len(iso3),
        "sourceid": "3",
        "lastupdated": "2026-09-28",
    }
    return json.dumps([meta, rows]).encode()
