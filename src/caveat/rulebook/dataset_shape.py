"""The shape of the files on datasets: where a publisher's file lies, and how it is to be read.

Addresses, columns, names and limits of publishers are knowledge, so they stand in data and never
in code.
"""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from caveat.rulebook.country_shape import FIRST_YEAR
from caveat.rulebook.shape import CountryId, Id, Named, Strict, Words

Address = Annotated[str, StringConstraints(pattern=r"^https://[^/\s{}]+/\S+$")]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=2100)]
Count = Annotated[int, Field(ge=0)]
Positive = Annotated[float, Field(strict=False, gt=0, allow_inf_nan=False)]


def _pattern(text: str) -> str:
    try:
        groups = re.compile(text).groups
    except re.error as error:
        raise ValueError(f"no regular expression: {error}") from error
    if groups != 1:
        raise ValueError("a pattern has one group, which is the year or number")
    return text


Pattern = Annotated[str, StringConstraints(min_length=1), AfterValidator(_pattern)]


class YearsFields(Strict):
    """Which years an address with {year} is tried for, newest first, counted from today's."""

    ahead: Count = 0
    """Years after today's that are tried."""
    back: Count = 1
    """Years before today's that are tried."""


class CountryFields(Strict):
    """How a row says which country it is about."""

    column: Words
    """The column."""
    by: Literal["iso3", "name"]
    """Whether it has codes of three letters, or names."""
    separator: Words | None = None
    """What stands between several countries of one row."""
    aliases: dict[str, CountryId] = {}
    """Codes or names of the publisher that differ from ours, with our id."""
    left_out: list[str] = []
    """Codes or names that have no entry of ours; their rows are left out, and folded into none."""
    most_unknown: Count = 0
    """Most other codes or names that may be unknown; they are named and left out."""


class DatasetEditionFields(Strict):
    """How an edition of the dataset is told from the file, and since when it counts as known."""

    found_in: Literal["column", "address", "label", "newest_year"]
    """A column of each row; the address; the label (sheet, member, heading); the newest year."""
    column: Words | None = None
    """With found_in column: the column that has the number."""
    pattern: Pattern = "(20[0-9]{2})"
    """With address and label: the pattern whose group is the number, or the day as YYYY-MM-DD."""
    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_.-]*\{number\}$")]
    """Id of the edition, with {number}."""
    title: Words
    """Title of the edition, with {number}."""
    out_by: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}-[0-9]{2}$")] | None = None
    """Month and day by which an edition is out; without it, known from the day of fetching."""
    out_year: int = 0
    """What is added to the number for the year of that day."""
    note: Words
    """What that day rests on."""


class ValueFields(Strict):
    """Where the figures of an indicator stand in a row."""

    any_of: list[Words] = []
    """Columns of which the first that the file has is read; {year} stands for the year."""
    max_of: list[Words] = []
    """Columns of which the highest figure is taken."""
    status: list[Words] = []
    """With max_of: a column for each, which says whether its figure counts."""
    status_ok: Words | None = None
    """With status: the word that says that it does."""
    margin: Words | None = None
    """Column with half of an interval, where the file has it; {year} stands for the year."""
    low: Words | None = None
    """Column with the lower end of the published interval, where the file has it."""
    high: Words | None = None
    """Column with its upper end."""
    largest_change: Positive
    """A greater change of a country against the edition before is taken for a fault."""

    @model_validator(mode="after")
    def _one_way(self) -> ValueFields:
        if len(self.status) not in (0, len(self.max_of)) or bool(self.status) != bool(
            self.status_ok
        ):
            raise ValueError("'status' names one column for each of 'max_of', with 'status_ok'")
        if (self.low is None) != (self.high is None) or (self.low and self.margin):
            raise ValueError("an interval has 'margin', or both 'low' and 'high'")
        return self


class DatasetFile(Named):
    """A file of a publisher that `caveat update` fetches, and how it is read and doubted."""

    folder: ClassVar[str] = "datasets"
    kind: ClassVar[str] = "dataset"

    id: Id
    """The file's name."""
    title: Words
    """What it is."""
    publisher: Id
    """Whose figures they are: a folder of observations/."""
    addresses: list[Address] = []
    """Addresses that are tried in turn; {year} stands for a year. None: fetched by hand."""
    pages: bool = False
    """True where an address gives its rows in pages; all are fetched."""
    margins: list[Address] = []
    """Addresses of the margins, where they lie apart."""
    by_hand: Words | None = None
    """How a person fetches it, where no address gives the file."""
    seen: Words
    """Whether the addresses were seen working, or are recalled."""
    years: YearsFields = YearsFields()
    """Which years are tried for {year}."""
    media_types: list[Words] = Field(min_length=1)
    """Types of content that are taken."""
    most_bytes: Annotated[int, Field(gt=0)]
    """A larger file is refused."""
    most_unpacked: Annotated[int, Field(gt=0)]
    """A packed file that holds more is refused."""
    format: Literal["csv", "zip_csv", "xlsx", "html_table", "world_bank_json"]
    """What kind of file it is."""
    layout: Literal["long", "wide", "events"]
    """A row for each country and year; a column for each year; a row for each event."""
    encodings: list[Words] = ["utf-8-sig"]
    """Encodings that are tried in turn, for text."""
    delimiter: Literal[",", ";", "\t"] = ","
    """What stands between the cells of a line, for CSV."""
    decimal_comma: bool = False
    """True where numbers have a comma for the point."""
    part: Pattern | None = None
    """Pattern of the sheet or the packed file that is read; the first that fits."""
    country: CountryFields
    """The country of a row."""
    year_column: Words | None = None
    """The column of the data year; of a span such as 2012-2013 the last year counts."""
    year_of_edition: int | None = None
    """Where there is no such column: what is added to the number of the edition."""
    first_year: Year = 2010
    """Older data years are left out."""
    window: Annotated[int, Field(ge=1)] = 1
    """With events: how many years are counted together, up to the data year."""
    number: Pattern | None = None
    """Pattern whose group is the number in a cell, where a cell has more than the number."""
    missing: list[str] = [""]
    """Words for no figure."""
    edition: DatasetEditionFields
    """How an edition is told."""
    indicators: dict[Id, ValueFields] = Field(min_length=1)
    """What is read, by the ids of indicators/."""
    least_countries: Annotated[int, Field(ge=1)]
    """A new edition with fewer countries is refused."""
    most_lost: Count
    """Most countries by which an edition may fall behind the one before."""

    @model_validator(mode="after")
    def _reading_fits(self) -> DatasetFile:
        if bool(self.addresses) == (self.by_hand is not None):
            raise ValueError("a dataset has 'addresses' or says 'by_hand' how it is fetched")
        if (self.edition.found_in == "column") != (self.edition.column is not None):
            raise ValueError("'column' of the edition stands with found_in column, and only there")
        dated = (self.year_column is not None, self.year_of_edition is not None)
        if (self.layout == "wide" and dated != (False, False)) or (
            self.layout != "wide" and sum(dated) != 1
        ):
            raise ValueError("name 'year_column' or 'year_of_edition'; with layout wide, neither")
        for name, one in self.indicators.items():
            if self.layout == "events" and (one.any_of or one.max_of):
                raise ValueError(f"'{name}' counts rows and names no column")
            if self.layout != "events" and bool(one.any_of) == bool(one.max_of):
                raise ValueError(f"'{name}' names 'any_of' or 'max_of'")
        return self
