"""The shape of the file that says which column of a table of one's own list is what."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from caveat.model.listed import CountryLink, IdentifierKind, NameKind, PartyKind
from caveat.rulebook.shape import Id, Strict, Words

Separator = Annotated[str, StringConstraints(min_length=1)]


class NameColumn(Strict):
    """A name, from one column or put together from several."""

    columns: list[Words] = Field(min_length=1)
    """The columns in the order in which a name is written."""
    kind: Annotated[NameKind, Field(strict=False)]
    """What the name is to the party."""
    separator: Separator | None = None
    """What stands between several names of a cell; only with one column."""
    script: Words | None = None
    """Script of the names, where it is one."""
    language: Words | None = None
    """Language of the names, where it is one."""

    @model_validator(mode="after")
    def _separator_fits(self) -> NameColumn:
        if self.separator is not None and len(self.columns) > 1:
            raise ValueError("'separator' stands only with one column")
        return self


class KindColumn(Strict):
    """The column that says what a party is."""

    column: Words
    """The column."""
    words: dict[str, Annotated[PartyKind, Field(strict=False)]] = Field(min_length=1)
    """What each word in it means; another word is unknown."""


class IdentifierColumn(Strict):
    """A column of numbers or codes."""

    column: Words
    """The column."""
    kind: Annotated[IdentifierKind, Field(strict=False)]
    """What the number identifies."""
    label: Words | None = None
    """What it is called; left out, the name of the column."""
    country: Words | None = None
    """Column of the country that issued it."""
    separator: Separator | None = None
    """What stands between several of a cell."""


class CountryColumn(Strict):
    """A column of countries."""

    column: Words
    """The column."""
    link: Annotated[CountryLink, Field(strict=False)]
    """What the country is to the party."""
    separator: Separator | None = None
    """What stands between several of a cell."""


class AddressColumns(Strict):
    """An address, from one column or put together from several."""

    columns: list[Words] = []
    """The columns in the order in which an address is written."""
    country: Words | None = None
    """Column of its country."""


class TextColumn(Strict):
    """A column of texts of which a cell may have several."""

    column: Words
    """The column."""
    separator: Separator | None = None
    """What stands between several of a cell."""


class ListMapping(Strict):
    """Which column of a table is what, for a list that has no format of its own."""

    id: Id
    """Id of the list."""
    format: Literal["csv", "xlsx"]
    """Text with delimiters, or a workbook."""
    delimiter: Literal[",", ";", "\t", "|"] = ","
    """What stands between the cells of a line, for CSV."""
    encoding: Literal["utf-8", "cp1252", "latin-1", "utf-16", "cp1251", "gb18030", "shift_jis"] = (
        "utf-8"
    )
    """Encoding of the text, for CSV; a mark at the start of the file overrules it."""
    sheet: Words | None = None
    """The sheet, for a workbook; left out, the first."""
    entry: Words | None = None
    """Column that tells parties apart; rows that agree in it are one party."""
    party_kind: Annotated[PartyKind, Field(strict=False)] | None = None
    """What all parties are, where they are all the same."""
    kind: KindColumn | None = None
    """The column that says what a party is, where they differ."""
    names: list[NameColumn] = Field(min_length=1)
    """Where the names stand."""
    identifiers: list[IdentifierColumn] = []
    """Where numbers stand."""
    births: list[TextColumn] = []
    """Where dates of birth stand."""
    birth_places: list[TextColumn] = []
    """Where places of birth stand."""
    countries: list[CountryColumn] = []
    """Where countries stand."""
    addresses: list[AddressColumns] = []
    """Where addresses stand."""
    programmes: list[TextColumn] = []
    """Where programmes stand."""
    citations: list[TextColumn] = []
    """Where citations stand."""
    listed_on: Words | None = None
    """Column of the day of listing."""
    removed_on: Words | None = None
    """Column of the day of removal."""
    licence_policy: Words | None = None
    """Column of the policy on licences."""
    remarks: list[Words] = []
    """Columns of remarks. A column that is named nowhere is kept by its name."""

    @model_validator(mode="after")
    def _one_kind(self) -> ListMapping:
        if self.party_kind is not None and self.kind is not None:
            raise ValueError("'party_kind' and 'kind' do not go together")
        return self

    def columns(self) -> tuple[str, ...]:
        """Return every column that is named, each once, in the order of the fields."""
        texts = (*self.births, *self.birth_places, *self.programmes, *self.citations)
        groups: tuple[tuple[str | None, ...], ...] = (
            (self.entry, self.kind.column if self.kind else None),
            *(tuple(one.columns) for one in self.names),
            *((*one.columns, one.country) for one in self.addresses),
            *((one.column, one.country) for one in self.identifiers),
            tuple(one.column for one in texts),
            tuple(one.column for one in self.countries),
            (self.listed_on, self.removed_on, self.licence_policy, *self.remarks),
        )
        return tuple(dict.fromkeys(one for group in groups for one in group if one is not None))
