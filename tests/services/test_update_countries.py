"""Updates of a small dataset: what is kept, and every way in which it is refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from caveat.model.country import Figure
from caveat.model.error import CaveatError
from caveat.model.update import Changes, DatasetUpdate, InUse, Outcome
from caveat.rulebook.kept_edition import OBSERVATIONS, RECORD, read_record
from caveat.services.in_use import in_use
from caveat.services.profile_country import profile_country, warnings_of
from caveat.services.update_countries import records_of, status, update
from tests.services.publishers import Publishers, serving
from tests.services.small_update import NOW, TEXT, TODAY, TREE, courts, updated, work_in


@pytest.fixture
def server() -> Iterator[Publishers]:
    with serving() as publishers:
        yield publishers


def give(server: Publishers, text: str = TEXT, year: int = 2026, etag: str = '"1"') -> None:
    server.give(f"/{year}.csv", text.encode(), ETag=etag)


def codes(found: DatasetUpdate) -> list[str]:
    return [one.code for one in found.problems]


NEW = InUse("courts-2026", "Courts 2026", date(2026, 5, 31), 177, 2025, 2025, 2, 2)
OLD = InUse("first-2", "Two", date(2024, 3, 1), 998, 2022, 2023, 2, 3)


def test_new_edition_is_kept_and_in_use(tmp_path: Path, server: Publishers) -> None:
    give(server)
    assert updated(work_in(tmp_path, server.base)) == DatasetUpdate(
        "courts-file",
        "Courts",
        Outcome.KEPT,
        NEW,
        kept=("courts-2026",),
        address=f"{server.base}/2026.csv",
        changes=Changes(2, 1, "courts NO 0.9 to 0.8"),
    )
    atlas = work_in(tmp_path).atlas
    assert atlas.figures["NO"]["courts"][-1] == Figure(0.8, 2025, "courts-2026")
    assert atlas.problems == ()


def test_record_of_an_edition_says_where_it_came_from(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    found = read_record(tmp_path / "home/observations/first/courts-2026")
    assert (found.address, found.fetched_at, found.etag, found.rows, found.licence) == (
        f"{server.base}/2026.csv",
        NOW,
        '"1"',
        2,
        "CC0",
    )
    assert (found.raw_bytes, found.number, found.dataset) == (len(TEXT), "2026", "courts-file")


def test_what_was_kept_counts_from_its_day(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    atlas = work_in(tmp_path).atlas

    def value(day: date, *, retrospective: bool = False) -> list[tuple[float, bool]]:
        found = profile_country("NO", atlas, day, today=TODAY, retrospective=retrospective)
        return [(one.figure.value, one.later) for d in found.domains for one in d.readings]

    assert value(date(2026, 5, 31)) == [(0.8, False)]
    assert value(date(2026, 5, 30)) == [(0.9, False)]
    assert value(date(2026, 5, 30), retrospective=True) == [(0.8, True)]
    assert value(date(2023, 1, 1)) == []


def test_file_that_did_not_change_is_not_read_again(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    found = updated(work_in(tmp_path, server.base))
    assert found == DatasetUpdate("courts-file", "Courts", Outcome.UNCHANGED, NEW)


def test_same_figures_in_another_file_are_unchanged(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    give(server, TEXT + "\n", etag='"2"')
    found = updated(work_in(tmp_path, server.base))
    assert (found.outcome, found.kept, found.in_use) == (Outcome.UNCHANGED, (), NEW)


def test_other_figures_under_the_same_name_are_refused_unless_asked_for(
    tmp_path: Path, server: Publishers
) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    give(server, TEXT.replace("0.8", "0.7"), etag='"2"')
    found = updated(work_in(tmp_path, server.base))
    assert (found.outcome, codes(found)) == (Outcome.REFUSED, ["edition.same_name"])
    assert found.in_use == NEW
    assert work_in(tmp_path).atlas.figures["NO"]["courts"][-1].value == 0.8
    found = updated(work_in(tmp_path, server.base, replaces=True))
    assert (found.outcome, found.changes) == (Outcome.KEPT, Changes(2, 1, "courts NO 0.8 to 0.7"))
    assert work_in(tmp_path).atlas.figures["NO"]["courts"][-1].value == 0.7


def test_older_edition_is_refused_unless_asked_for(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    del server.answers["/2026.csv"]
    give(server, TEXT.replace("2025", "2024"), 2025)
    found = updated(work_in(tmp_path, server.base))
    assert (found.outcome, codes(found), found.in_use) == (Outcome.REFUSED, ["edition.older"], NEW)
    assert found.problems[0].message == "the newest edition it has is 2025, but 2026 is held."
    found = updated(work_in(tmp_path, server.base, replaces=True))
    assert (found.outcome, found.kept) == (Outcome.KEPT, ("courts-2025",))
    editions = set(work_in(tmp_path).atlas.editions)
    assert {"courts-2025", "courts-2026"} <= editions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (TEXT.replace("Score", "Points"), "published.columns"),
        (TEXT.replace("0.8", "x"), "published.number"),
        (TEXT.replace("0.8", "0.8,1"), "published.shifted"),
        (TEXT.replace("0.8", "8"), "edition.scale"),
        (TEXT.replace("0.8", "0.3"), "edition.change"),
        (TEXT.replace("2025,0.8", "2027,0.8"), "edition.year"),
        (TEXT.replace("2025", "2022"), "edition.ends"),
        (TEXT.replace("PRK,2025,0.1\n", ""), "edition.countries"),
        (TEXT.replace("PRK", "NOR"), "edition.twice"),
        (TEXT + "AAA,2025,1\nBBB,2025,1\n", "published.country"),
        ("ISO,Year,Score\n", "published.empty"),
        ("<html><title>Sorry</title></html>", "file.page"),
    ],
)
def test_file_that_is_doubted_leaves_what_is_in_use(
    tmp_path: Path, server: Publishers, text: str, code: str
) -> None:
    give(server, text)
    found = updated(work_in(tmp_path, server.base))
    assert found.outcome is Outcome.REFUSED
    assert code in codes(found)
    assert found.in_use == OLD
    assert not (tmp_path / "home" / OBSERVATIONS).exists()


@pytest.mark.parametrize(
    ("code", "expected"),
    [(403, "fetch.forbidden"), (429, "fetch.busy"), (500, "fetch.server"), (404, "fetch.missing")],
)
def test_file_that_cannot_be_fetched_leaves_what_is_in_use(
    tmp_path: Path, server: Publishers, code: int, expected: str
) -> None:
    server.say("/2026.csv", code)
    found = updated(work_in(tmp_path, server.base))
    assert (found.outcome, codes(found), found.in_use) == (Outcome.REFUSED, [expected], OLD)


def test_one_dataset_does_not_stop_another(tmp_path: Path, server: Publishers) -> None:
    give(server)
    bad = courts(id="bad", addresses=["https://example.org/none.csv"])
    found = list(update([bad, courts()], work_in(tmp_path, server.base), {}))
    assert [one.outcome for one in found] == [Outcome.REFUSED, Outcome.KEPT]


def test_given_file_is_read_instead_of_being_fetched(tmp_path: Path, server: Publishers) -> None:
    file = tmp_path / "2026.csv"
    file.write_text(TEXT)
    found = updated(work_in(tmp_path, server.base), given={"courts-file": file})
    assert (found.outcome, found.address, server.asked) == (Outcome.KEPT, "2026.csv", [])


def test_dataset_that_is_fetched_by_hand_says_how(tmp_path: Path, server: Publishers) -> None:
    dataset = courts(addresses=None, by_hand="Ask for it.")
    work = work_in(tmp_path, server.base)
    found = updated(work, dataset)
    assert (found.outcome, found.notes, found.in_use) == (Outcome.BY_HAND, ("Ask for it.",), OLD)
    (tmp_path / "2026.csv").write_text(TEXT)
    found = updated(work, dataset, given={"courts-file": tmp_path / "2026.csv"})
    assert found.outcome is Outcome.KEPT


def test_countries_that_are_left_out_are_told(tmp_path: Path, server: Publishers) -> None:
    give(server, TEXT + "CTU,2025,0.5\nQQQ,2025,0.5\n")
    found = updated(work_in(tmp_path, server.base))
    assert found.notes == (
        "not known here, and left out: QQQ",
        "no entry here, and left out: CTU",
    )


def by_row(*rows: str) -> str:
    return "ISO,Year,Score,Edition\n" + "".join(f"{row}\n" for row in rows)


BY_ROW = {
    "edition": {**TREE["edition"], "found_in": "column", "column": "Edition"},
    "most_lost": 2,
}


def test_each_edition_of_a_file_is_kept_under_its_own_name(
    tmp_path: Path, server: Publishers
) -> None:
    dataset = courts(**BY_ROW)
    give(server, by_row("NOR,2024,0.6,2025", "NOR,2023,0.5,2024"))
    found = updated(work_in(tmp_path, server.base), dataset)
    assert found.kept == ("courts-2024", "courts-2025")
    give(server, by_row("NOR,2024,0.6,2025", "NOR,2023,0.4,2024", "NOR,2025,0.7,2026"), etag='"2"')
    found = updated(work_in(tmp_path, server.base), dataset)
    assert (found.outcome, codes(found)) == (Outcome.REFUSED, ["edition.same_name"])
    assert found.kept == ("courts-2026",)
    assert found.in_use is not None
    assert found.in_use.edition == "courts-2026"
    work = work_in(tmp_path, server.base)
    assert sorted(records_of(dataset, work)) == ["courts-2024", "courts-2025", "courts-2026"]
    assert records_of(dataset, work)["courts-2026"].etag is None
    again = updated(work, dataset)
    assert (again.outcome, again.kept) == (Outcome.REFUSED, ())


def test_edition_that_comes_with_the_software_stands_as_it_is(
    tmp_path: Path, server: Publishers
) -> None:
    told = {"id": "first-{number}", "pattern": "202([0-9])", "out_year": 2023}
    file = tmp_path / "2022.csv"
    file.write_text(TEXT.replace("2025", "2023"))
    found = updated(
        work_in(tmp_path, server.base),
        courts(edition={**TREE["edition"], **told}),
        given={"courts-file": file},
    )
    assert (found.outcome, codes(found), found.in_use) == (
        Outcome.REFUSED,
        ["edition.embedded"],
        OLD,
    )


def warned(folder: Path, today: date = TODAY) -> list[str]:
    return list(warnings_of(work_in(folder).atlas, today, [courts()]))


def test_broken_edition_is_told_and_fetched_again(tmp_path: Path, server: Publishers) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    folder = tmp_path / "home/observations/first/courts-2026"
    (folder / "courts.csv").write_text("x")
    work = work_in(tmp_path, server.base)
    assert warned(tmp_path) == [
        f"{folder / 'courts.csv'}: the edition 'courts-2026' is left out: 'courts.csv' is not as "
        "it was written. Fetch it again with 'caveat update countries courts-file', or remove the "
        "folder. The last good edition of 'courts-file' is 'first-2', known for 998 day(s)."
    ]
    assert in_use_of(work) == OLD
    found = updated(work)
    assert (found.outcome, found.in_use) == (Outcome.KEPT, NEW)
    assert warned(tmp_path) == []


def in_use_of(work: object) -> InUse | None:
    (found,) = status([courts()], work)  # type: ignore[arg-type]
    assert found.outcome is Outcome.SHOWN
    return found.in_use


def test_edition_of_no_dataset_is_to_be_removed(tmp_path: Path) -> None:
    for name in ("second/courts-1", "first/courts-x", "first/other-1"):
        (tmp_path / "home/observations" / name).mkdir(parents=True)
    for warning in warned(tmp_path):
        assert warning.endswith(
            f"'{RECORD}' cannot be read: No such file or directory. Remove the folder."
        )
    assert len(warned(tmp_path)) == 3


def test_edition_in_the_folder_of_another_is_to_be_removed(
    tmp_path: Path, server: Publishers
) -> None:
    give(server)
    updated(work_in(tmp_path, server.base))
    folder = tmp_path / "home/observations/first/courts-2026"
    folder.rename(folder.with_name("courts-2027"))
    (warning,) = warned(tmp_path)
    assert warning.endswith(
        "it says that it is 'first/courts-2026'. Remove the folder. "
        "The last good edition of 'courts-file' is 'first-2', known for 998 day(s)."
    )
    folder.with_name("courts-2027").rename(folder.with_name("other"))
    (warning,) = warned(tmp_path)
    assert warning.endswith("it says that it is 'first/courts-2026'. Remove the folder.")


def test_edition_of_another_dataset_is_not_the_last_good_one(tmp_path: Path) -> None:
    (tmp_path / "home/observations/first/courts-2026").mkdir(parents=True)
    press = courts(indicators={"press": {"any_of": ["Score"], "largest_change": 1}})
    (warning,) = warnings_of(work_in(tmp_path).atlas, TODAY, [press])
    assert warning.endswith("No other edition of 'courts-file' is held.")


def test_warning_of_an_edition_of_tomorrow_has_no_negative_age(tmp_path: Path) -> None:
    (tmp_path / "home/observations/first/courts-2026").mkdir(parents=True)
    (warning,) = warned(tmp_path, date(2024, 3, 1) - timedelta(1))
    assert warning.endswith("is 'first-2', known for 0 day(s).")


def test_broken_folder_named_as_an_edition_that_is_held_stops_nothing(
    tmp_path: Path, server: Publishers
) -> None:
    give(server)
    (tmp_path / "home/observations/first/first-2").mkdir(parents=True)
    assert updated(work_in(tmp_path, server.base)).outcome is Outcome.KEPT


def test_hostile_page_of_one_dataset_does_not_stop_another(
    tmp_path: Path, server: Publishers
) -> None:
    give(server)
    page = tmp_path / "page.html"
    page.write_text("<html><h1>2025</h1><![foo bar]>")
    bad = courts(id="bad", format="html_table")
    work = work_in(tmp_path, server.base)
    found = list(update([bad, courts()], work, {"bad": page}))
    assert [one.outcome for one in found] == [Outcome.REFUSED, Outcome.KEPT]
    assert codes(found[0]) == ["published.broken"]


def test_status_fetches_nothing_and_writes_nothing(tmp_path: Path, server: Publishers) -> None:
    assert in_use_of(work_in(tmp_path, server.base)) == OLD
    assert (server.asked, (tmp_path / "home").exists()) == ([], False)


def test_second_updater_is_refused_while_one_is_at_work(tmp_path: Path, server: Publishers) -> None:
    give(server)
    work = work_in(tmp_path, server.base)
    first = update([courts(), courts(id="other")], work, {})
    assert next(first).outcome is Outcome.KEPT
    with pytest.raises(CaveatError) as caught:
        updated(work)
    assert [one.code for one in caught.value.problems] == ["home.locked"]
    first.close()
    assert updated(work_in(tmp_path, server.base)).outcome is Outcome.UNCHANGED


def test_what_another_updater_kept_meanwhile_is_seen(tmp_path: Path, server: Publishers) -> None:
    give(server)
    early = work_in(tmp_path, server.base)
    updated(work_in(tmp_path, server.base))
    give(server, TEXT.replace("0.8", "0.7"), etag='"2"')
    assert codes(updated(early)) == ["edition.same_name"]


def test_two_updaters_at_once_keep_one_whole_edition(tmp_path: Path, server: Publishers) -> None:
    give(server)
    work = work_in(tmp_path, server.base)
    came: list[str] = []

    def run() -> None:
        try:
            came.append(updated(work).outcome.value)
        except CaveatError as error:
            came.append(error.problems[0].code)

    threads = [threading.Thread(target=run) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert came.count("kept") == 1
    assert set(came) <= {"kept", "unchanged", "home.locked"}
    assert work_in(tmp_path).atlas.problems == ()


def test_home_that_cannot_be_written_stops_the_update(tmp_path: Path, server: Publishers) -> None:
    give(server)
    work = work_in(tmp_path, server.base)
    (tmp_path / "home").touch()
    with pytest.raises(CaveatError) as caught:
        updated(work)
    assert [one.code for one in caught.value.problems] == ["home.unwritable"]


def test_edition_that_cannot_be_written_is_told(tmp_path: Path, server: Publishers) -> None:
    give(server)
    work = work_in(tmp_path, server.base)
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / OBSERVATIONS).touch()
    found = updated(work)
    assert (found.outcome, codes(found)) == (Outcome.REFUSED, ["home.unwritable"])
    assert found.in_use == OLD


def test_editions_kept_before_one_cannot_be_are_told(tmp_path: Path, server: Publishers) -> None:
    dataset = courts(**BY_ROW)
    give(server, by_row("NOR,2024,0.6,2025", "NOR,2023,0.5,2024"))
    place = tmp_path / "home" / OBSERVATIONS / "first"
    place.mkdir(parents=True)
    (place / "courts-2025").touch()
    work = work_in(tmp_path, server.base)
    found = updated(work, dataset)
    assert (found.outcome, codes(found)) == (Outcome.REFUSED, ["home.unwritable"])
    assert (found.kept, found.notes) == (("courts-2024",), ("kept all the same: courts-2024",))
    assert found.in_use == in_use(dataset, work_in(tmp_path).atlas, TODAY)
    assert found.in_use is not None
    assert found.in_use.edition == "courts-2024"
    (place / "courts-2025").unlink()
    found = updated(work_in(tmp_path, server.base), dataset)
    assert (found.outcome, found.kept) == (Outcome.KEPT, ("courts-2025",))
    assert updated(work_in(tmp_path, server.base), dataset).outcome is Outcome.UNCHANGED
    assert "If-None-Match" in server.headers[-1]
