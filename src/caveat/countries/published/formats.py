"""The formats in which publishers give their figures, by name; each reader has the same shape."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import BinaryIO

from caveat.countries.published.csv_file import read_csv, read_zip_csv
from caveat.countries.published.html_table import read_html_table
from caveat.countries.published.table import Table
from caveat.countries.published.world_bank_json import read_world_bank_json
from caveat.countries.published.xlsx import read_xlsx
from caveat.rulebook.dataset_shape import DatasetFile

FORMATS: Mapping[str, Callable[[BinaryIO, DatasetFile], Table]] = {
    "csv": read_csv,
    "zip_csv": read_zip_csv,
    "xlsx": read_xlsx,
    "html_table": read_html_table,
    "world_bank_json": read_world_bank_json,
}
"""Reads a file as a table; rows may be read only while the file is open."""
