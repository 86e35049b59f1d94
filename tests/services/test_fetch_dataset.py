from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from caveat.model.error import CaveatError
from caveat.rulebook.kept_edition import EditionRecord
from caveat.services.fetch import Known
from caveat.services.fetch_dataset import MOST_PAGES, Raw, fetch_dataset, given_file
from tests.countries.published.test_world_bank_json import page
from tests.services.publishers import Publishers, serving
from tests.services.small_update import TEXT, courts, work_in
from tests.store.small import record


@pytest.fixture
def server() -> Iterator[Publishers]:
    with serving() as publishers:
        yield publishers


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fetched").mkdir()
    return tmp_path / "fetched"


def get(
    server: Publishers,
    folder: Path,
    *records: EditionRecord,
    replaces: bool = False,
    **other: Any,
) -> Raw | None:
    work = work_in(folder.parent, server.base, replaces=replaces)
    return fetch_dataset(courts(**other), folder, work, {one.id: one for one in records})


def refused(server: Publishers, folder: Path, **other: Any) -> str:
    with pytest.raises(CaveatError) as caught:
        get(server, folder, **other)
    return str(caught.value)


def test_newest_year_that_there_is_is_fetched(server: Publishers, folder: Path) -> None:
    server.give("/2025.csv", TEXT.encode(), ETag='"1"')
    server.give("/2024.csv", b"old")
    found = get(server, folder)
    assert found == Raw(
        folder / "raw",
        f"{server.base}/2025.csv",
        hashlib.sha256(TEXT.encode()).hexdigest(),
        len(TEXT),
        Known('"1"', None),
    )
    assert server.asked == ["/2026.csv", "/2025.csv"]


def test_addresses_of_a_year_are_tried_before_those_of_the_year_before(
    server: Publishers, folder: Path
) -> None:
    addresses = [
        "https://example.org/{year}-02.csv",
        "https://example.org/any.csv",
        "https://example.org/{year}-03.csv",
    ]
    years = {"ahead": 1, "back": 0}
    said = refused(server, folder, addresses=addresses, years=years)
    assert server.asked == [
        "/2027-02.csv",
        "/2027-03.csv",
        "/2026-02.csv",
        "/2026-03.csv",
        "/any.csv",
    ]
    assert said == (
        f"nothing lies under the addresses tried, of which the first is {server.base}/2027-02.csv. "
        "The publisher may have moved it. Fetch it in a browser and give it with --from."
    )


def test_server_is_told_what_it_said_last_time(server: Publishers, folder: Path) -> None:
    server.give("/2026.csv", TEXT.encode(), ETag='"2"')
    address = f"{server.base}/2026.csv"
    old = record(id="a", address=address, etag='"1"')
    new = record(id="b", address=address, etag='"2"', fetched_at=datetime(2026, 12, 1, tzinfo=UTC))
    unsaid = record(id="d", address=address, fetched_at=datetime(2026, 12, 2, tzinfo=UTC))
    other = record(id="c", address="https://example.org/x", etag='"3"')
    assert get(server, folder, old, new, unsaid, other) is None
    assert server.headers[0]["If-None-Match"] == '"2"'
    assert get(server, folder, old, new, other, replaces=True) is not None
    assert "If-None-Match" not in server.headers[1]


def test_file_is_looked_at_before_it_is_read(server: Publishers, folder: Path) -> None:
    server.give("/2026.csv", b"<html><title>Sorry</title></html>")
    assert "it is a page, and no csv file; the page has the title 'Sorry'" in refused(
        server, folder
    )


PAGED: dict[str, Any] = {
    "format": "world_bank_json",
    "addresses": ["https://example.org/a?format=json"],
    "pages": True,
    "media_types": ["application/json"],
    "most_bytes": 5000,
}


def give_page(server: Publishers, path: str, text: str) -> None:
    server.give(path, text.encode(), "application/json", ETag='"1"')


def test_all_pages_and_the_margins_are_put_together(server: Publishers, folder: Path) -> None:
    one = page("EST", ("NOR", "2024", 1), pages=2, total=2)
    two = page("EST", ("NAM", "2024", 1), pages=2, total=2, page=2)
    three = page("SE", ("NOR", "2024", 1))
    give_page(server, "/a?format=json", one)
    give_page(server, "/a?format=json&page=2", two)
    give_page(server, "/se?format=json", three)
    address = f"{server.base}/a?format=json"
    found = get(
        server,
        folder,
        record(address=address, etag='"1"'),
        margins=["https://example.org/se?format=json"],
        **PAGED,
    )
    assert found is not None
    assert (found.address, found.notes) == (address, ())
    assert found.file.read_text() == f"{one}\n{two}\n{three}"
    assert "If-None-Match" not in server.headers[0]


def test_margins_that_are_not_there_are_told(server: Publishers, folder: Path) -> None:
    give_page(server, "/a?format=json", page("EST", ("NOR", "2024", 1)))
    found = get(server, folder, margins=["https://example.org/se?format=json"], **PAGED)
    assert found is not None
    assert found.notes == (f"no margins: nothing lies under {server.base}/se?format=json",)


def test_page_that_is_not_there_is_an_error(server: Publishers, folder: Path) -> None:
    give_page(server, "/a?format=json", page("EST", ("NOR", "2024", 1), pages=2))
    assert refused(server, folder, **PAGED) == (
        f"nothing lies under {server.base}/a?format=json&page=2. Try again."
    )


def test_too_many_pages_are_not_fetched(server: Publishers, folder: Path) -> None:
    text = page("EST", ("NOR", "2024", 1), pages=MOST_PAGES + 1)
    give_page(server, "/a?format=json", text)
    assert f"has {MOST_PAGES + 1} pages; at most {MOST_PAGES} are" in refused(
        server, folder, **PAGED
    )


def test_answer_of_another_form_is_left_to_the_reader(server: Publishers, folder: Path) -> None:
    give_page(server, "/a?format=json", json.dumps([{"message": "no"}]))
    assert get(server, folder, **PAGED) is not None


def test_given_file_is_known_by_its_name_alone(tmp_path: Path) -> None:
    file = tmp_path / "2025.csv"
    file.write_text(TEXT)
    assert given_file(file, courts()) == Raw(
        file, "2025.csv", hashlib.sha256(TEXT.encode()).hexdigest(), len(TEXT)
    )


def test_given_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CaveatError) as caught:
        given_file(tmp_path / "none.csv", courts())
    assert str(caught.value) == (
        f"'{tmp_path / 'none.csv'}' cannot be read: No such file or directory. "
        "Correct the name given with --from."
    )


def test_given_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "2025.csv")
    with pytest.raises(CaveatError) as caught:
        given_file(tmp_path / "2025.csv", courts())
    assert str(caught.value) == f"'{tmp_path / '2025.csv'}' is no file. Name a file with --from."


def test_given_file_with_a_name_of_no_encoding_is_read(tmp_path: Path) -> None:
    file = tmp_path / "2025\udcff.csv"
    file.write_text(TEXT)
    assert given_file(file, courts()).address == "2025?.csv"


def test_given_file_is_looked_at_as_a_fetched_one(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"")
    with pytest.raises(CaveatError) as caught:
        given_file(tmp_path / "a.csv", courts())
    assert str(caught.value) == (
        f"{tmp_path / 'a.csv'}: it is empty, or no text. "
        "Open it and look: the publisher may have given a page, or another file."
    )


def test_given_file_that_is_damaged_is_to_be_fetched_again(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(CaveatError) as caught:
        given_file(tmp_path / "a.zip", courts(format="zip_csv"))
    assert [one.hint for one in caught.value.problems] == ["Fetch it again."]
