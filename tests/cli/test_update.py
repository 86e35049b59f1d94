from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from caveat.rulebook.atlas import Atlas
from tests.cli.conftest import Run
from tests.services.publishers import Publishers, serving

FROM = "Write it as --from rsf=2026.csv."


@pytest.fixture
def server() -> Iterator[Publishers]:
    with serving() as publishers:
        yield publishers


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home of the test's own, on a day that does not change."""
    monkeypatch.setenv("CAVEAT_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def press(atlas: Atlas, year: int = 2026) -> bytes:
    """Return a file in the layout of an index of the press; its figures are invented."""
    codes = [one.iso3 for one in atlas.countries.values() if one.iso3][:180]
    lines = [f"{code};{20 + n % 60},{n % 10}5;{n}" for n, code in enumerate(codes)]
    return "\r\n".join([f"ISO;Score {year};Rank", *lines, ""]).encode()


def give(server: Publishers, atlas: Atlas) -> None:
    """Give the file under the address of every year that is tried."""
    for year in range(2026, 2040):
        path = f"/sites/default/files/import_classement/{year}.csv"
        server.give(path, press(atlas, year), ETag='"1"')


def test_update_fetches_keeps_and_shows(run: Run, server: Publishers, atlas: Atlas) -> None:
    give(server, atlas)
    ran = run("update", "countries", "rsf", "--base", server.base)
    first, second = ran.out.splitlines()
    assert (ran.code, ran.err) == (0, "")
    assert first.startswith("rsf: kept rsf-20")
    assert first.endswith("180 countries, 180 figures; nothing was held before")
    assert second.startswith(f"  from {server.base}/sites/default/files/import_classement/20")
    shown = run("country", "NO")
    assert (shown.code, shown.err) == (0, "")
    assert "Freedom of the press (rsf_score)" in shown.out
    assert "Own terms of RSF, unread" in shown.out
    again = run("update", "countries", "rsf", "--base", server.base)
    assert (again.code, again.out.startswith("rsf: unchanged; in use: rsf-20")) == (0, True)


def test_status_names_every_dataset_and_fetches_nothing(run: Run, own_home: Path) -> None:
    own_home.mkdir()
    ran = run("update", "countries", "--status")
    assert ran.code == 0
    assert [line.split(":")[0] for line in ran.out.splitlines()] == [
        "cpi",
        "dsp",
        "fiw",
        "fotn",
        "keepiton",
        "pts",
        "rsf",
        "vdem",
        "wgi",
        "wjp",
    ]
    assert "rsf: in use: nothing; its indicators have no data" in ran.out
    assert list(own_home.iterdir()) == []


def test_status_of_a_home_that_is_none_is_bad_input(run: Run, own_home: Path) -> None:
    ran = run("update", "countries", "--status")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        f"error: {own_home}: this is not a folder. "
        "Make the folder, or name another one in CAVEAT_HOME.\n",
    )


def test_given_file_is_read_beside_datasets_that_are_named(
    run: Run, tmp_path: Path, server: Publishers, atlas: Atlas
) -> None:
    (tmp_path / "2026.csv").write_bytes(press(atlas))
    file = f"rsf={tmp_path / '2026.csv'}"
    ran = run("update", "countries", "cpi", "--from", file, "--base", server.base)
    assert ran.code == 1
    assert [line.split(" (")[0] for line in ran.out.splitlines() if line[0] != " "] == [
        "cpi: not updated; in use: nothing; its indicators have no data",
        "rsf: kept rsf-2026",
    ]


def test_hostile_page_is_told_and_the_rest_goes_on(run: Run, tmp_path: Path, atlas: Atlas) -> None:
    (tmp_path / "f.html").write_text("<html><h1>2025</h1><![foo bar]>")
    (tmp_path / "2026.csv").write_bytes(press(atlas))
    files = f"fotn={tmp_path / 'f.html'}", f"rsf={tmp_path / '2026.csv'}"
    ran = run("update", "countries", "--from", files[0], "--from", files[1])
    assert (ran.code, ran.err) == (1, "")
    assert "why: reading it failed with AssertionError: " in ran.out
    assert "rsf: kept rsf-2026" in ran.out


def test_given_file_names_its_dataset(run: Run, tmp_path: Path, atlas: Atlas) -> None:
    (tmp_path / "2026.csv").write_bytes(press(atlas))
    ran = run("update", "countries", "--from", f"rsf={tmp_path / '2026.csv'}", "--format", "json")
    tree = json.loads(ran.out)
    assert ran.code == 0
    assert [(one["dataset"], one["outcome"], one["kept"]) for one in tree["datasets"]] == [
        ("rsf", "kept", ["rsf-2026"])
    ]


def test_failure_is_told_with_what_is_in_use_and_exit_code_1(run: Run, server: Publishers) -> None:
    ran = run("update", "countries", "cpi", "vdem", "--base", server.base)
    assert ran.code == 1
    lines = ran.out.splitlines()
    assert lines[0] == "cpi: not updated; in use: nothing; its indicators have no data"
    assert lines[1].startswith("  why: nothing lies under the addresses tried")
    assert lines[2].startswith("vdem: not fetched; in use: vdem-v14 (known since 2024-03-31, ")
    assert "give the ZIP file with: caveat update countries --from vdem=FILE" in lines[3]


def test_replace_takes_other_figures(run: Run, tmp_path: Path, atlas: Atlas) -> None:
    file = tmp_path / "2026.csv"
    file.write_bytes(press(atlas))
    words = ("update", "countries", "--from", f"rsf={file}")
    assert run(*words).code == 0
    file.write_bytes(press(atlas).replace(b",05;", b",15;"))
    assert run(*words).code == 1
    ran = run(*words, "--replace")
    assert (ran.code, " newest figures differ from those before" in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["rfs"], "error: 'rfs' is no dataset. Nearest: 'rsf'.\n"),
        (
            ["??"],
            "error: '??' is no dataset. There are: cpi, dsp, fiw, fotn, keepiton, pts, rsf, vdem, "
            "wgi, wjp.\n",
        ),
        (["--from", "rsf"], "error: --from rsf names no file. Write it as --from rsf=2026.csv.\n"),
        (
            ["--from", "rsf="],
            "error: --from rsf= names no file. Write it as --from rsf=2026.csv.\n",
        ),
        (
            ["--from", "rsf=a", "--from", "rsf=b"],
            "error: --from names two files of rsf. Give one, and the other in a second run.\n",
        ),
        (["--from", "rfs=a"], "error: 'rfs' is no dataset. Nearest: 'rsf'.\n"),
        (
            ["--base", "file:///etc"],
            "error: --base file:///etc is no scheme and host. Write it as http://127.0.0.1:8000.\n",
        ),
        (
            ["--base", "https://a:b@c"],
            "error: --base https://a:b@c is no scheme and host. "
            "Write it as http://127.0.0.1:8000.\n",
        ),
    ],
)
def test_words_that_are_wrong_are_bad_input(run: Run, words: list[str], said: str) -> None:
    ran = run("update", "countries", *words)
    assert (ran.code, ran.out, ran.err) == (2, "", said)


def test_status_reads_no_file(run: Run, own_home: Path) -> None:
    own_home.mkdir()
    ran = run("update", "countries", "--status", "--from", "rsf=a")
    assert (ran.code, ran.out, ran.err) == (
        2,
        "",
        "error: --status reads no file of --from. Leave one of them out.\n",
    )


def test_home_that_cannot_be_written_is_bad_input(run: Run, own_home: Path) -> None:
    own_home.touch()
    ran = run("update", "countries", "rsf", "--base", "http://127.0.0.1:9")
    assert (ran.code, ran.out) == (2, "")
    assert "cannot be written: " in ran.err


def test_update_without_words_shows_help(run: Run) -> None:
    ran = run("update")
    assert "countries" in ran.out + ran.err


def test_broken_edition_is_warned_of_and_the_record_still_shown(
    run: Run, tmp_path: Path, own_home: Path, atlas: Atlas
) -> None:
    (tmp_path / "2026.csv").write_bytes(press(atlas))
    run("update", "countries", "--from", f"rsf={tmp_path / '2026.csv'}")
    (own_home / "observations/rsf/rsf-2026/rsf_score.csv").write_text("half")
    for words in (("country", "NO"), ("country", "compare", "NO", "ET")):
        ran = run(*words)
        assert ran.code == 0
        assert ran.err.startswith("warning: ")
        assert "the edition 'rsf-2026' is left out" in ran.err
        assert ran.err.endswith(
            "Fetch it again with 'caveat update countries rsf', or remove the folder. "
            "No other edition of 'rsf' is held.\n"
        )
