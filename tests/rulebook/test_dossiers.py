from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caveat.countries.dossier import agencies_named
from caveat.model.error import CaveatError
from caveat.rulebook.bundle import KEPT
from caveat.rulebook.dossiers import Dossiers, load_dossiers, open_dossiers
from caveat.rulebook.loader import Rulebook, load
from tests.rulebook.bad_files import GOOD, shown
from tests.rulebook.small_atlas import change
from tests.rulebook.small_dossiers import (
    ABUSE,
    FILES,
    POLICE,
    SEARCHED,
    SOURCES,
    UNIT,
    write,
    write_dossiers,
)

HINT = "Give it another id; both are found by the names in them, and both are shown."


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a few agencies and an incident that may be changed."""
    return write_dossiers(tmp_path / "data")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Return an own folder, still empty."""
    (tmp_path / "own").mkdir()
    return tmp_path / "own"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a cache of the test's own, not yet made."""
    monkeypatch.setenv("CAVEAT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def ids(dossiers: Dossiers) -> tuple[list[str], list[str]]:
    return list(dossiers.agencies), list(dossiers.incidents)


def problems(rulebook: Rulebook, data: Path) -> list[str]:
    with pytest.raises(CaveatError) as refused:
        load_dossiers(rulebook, data)
    return shown(refused.value, data)


def test_load_gives_agencies_and_incidents_by_id(rulebook: Rulebook, data: Path) -> None:
    dossiers = load_dossiers(rulebook, data)
    assert ids(dossiers) == (["NO.example_police", "NO.example_unit"], ["no_example_2021"])
    assert dossiers.agencies["NO.example_unit"].parent_file == "NO.example_police"
    assert [one.own for one in dossiers.agencies.values()] == [False, False]


def test_load_of_nothing_holds_nothing(rulebook: Rulebook, tmp_path: Path) -> None:
    assert load_dossiers(rulebook, tmp_path) == Dossiers({}, {})


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            UNIT,
            "[police, intelligence]",
            "[police, inteligence]",
            "example_unit.yaml:5 end_user.functions: 'inteligence' is not known under "
            "'functions'. Nearest: 'intelligence'.",
        ),
        (
            UNIT,
            "parent_file: NO.example_police",
            "parent_file: NO.exampel_police",
            "example_unit.yaml:4 end_user.unknown: 'NO.exampel_police' is no file of end_users/. "
            "Nearest: 'NO.example_police'.",
        ),
        (
            UNIT,
            "parent_file: NO.example_police",
            "parent_file: NO.example_unit",
            "example_unit.yaml:4 end_user.cycle: 'NO.example_unit' belongs to itself. "
            "Leave the key out in the file of the highest body.",
        ),
        (
            ABUSE,
            '"NO"',
            '"NX"',
            "no_example_2021.yaml:3 country.unknown: 'NX' is no country. Nearest: 'XK'.",
        ),
        (
            ABUSE,
            '"NO"',
            '"NX-NORTH"',
            "no_example_2021.yaml:3 country.unknown: 'NX-NORTH' is no country.",
        ),
        (
            ABUSE,
            "[NO.example_unit]",
            "[NO.example_unit, NO.zzz]",
            "no_example_2021.yaml:4 incident.end_users: 'NO.zzz' is not known under 'end_users'.",
        ),
        (
            ABUSE,
            "intrusion_tools",
            "intrusion_tool",
            "no_example_2021.yaml:6 incident.technology: 'internet_surveillance.intrusion_tool' "
            "is not known under 'technology'. Nearest: 'internet_surveillance.intrusion_tools'.",
        ),
        (
            ABUSE,
            "rights: [privacy]",
            "rights: [privasy]",
            "no_example_2021.yaml:7 incident.rights: 'privasy' is not known under 'rights'. "
            "Nearest: 'privacy'.",
        ),
        (
            ABUSE,
            "id: no_example_2021",
            "id: no_example_2022",
            "no_example_2021.yaml:1 entry.id: the id is 'no_example_2022', but the path of the "
            "file says 'no_example_2021'. Make the two the same; ids are never changed once "
            "published.",
        ),
        (
            POLICE,
            "level: national\n",
            "",
            "example_police.yaml:1 entry.missing_key: the key 'level' is missing. "
            "Add it; see docs/reference/files.md for what it means.",
        ),
        (
            POLICE,
            "functions: [police]",
            "functions: [police",
            "example_police.yaml:5 yaml.syntax: this is not YAML: expected ',' or ']', but got "
            "':'. Check the indentation, quotes and brackets at this line.",
        ),
    ],
)
def test_load_refuses_what_does_not_fit_with_file_and_line(
    rulebook: Rulebook, data: Path, name: str, old: str, new: str, said: str
) -> None:
    change(data / name, old, new)
    assert problems(rulebook, data)[0] == said


def test_load_refuses_an_agency_of_no_country(rulebook: Rulebook, data: Path) -> None:
    text = FILES[POLICE].replace("NO.", "NX.")
    write(data / "end_users/NX/example_police.yaml", text)
    assert problems(rulebook, data) == [
        "example_police.yaml:1 country.unknown: 'NX' is no country. Nearest: 'XK'."
    ]


def test_load_takes_an_agency_of_a_territory(rulebook: Rulebook, data: Path) -> None:
    text = FILES[POLICE].replace("NO.", "CN-TIBET.")
    write(data / "end_users/CN-TIBET/example_police.yaml", text)
    assert load_dossiers(rulebook, data).agencies["CN-TIBET.example_police"].country == "CN-TIBET"


def test_load_names_every_body_of_a_circle_and_none_below_it(
    rulebook: Rulebook, data: Path
) -> None:
    change(data / POLICE, "level:", "parent_file: NO.example_unit\nlevel:")
    below = FILES[UNIT].replace("id: NO.example_unit", "id: NO.example_lab")
    write(data / "end_users/NO/example_lab.yaml", below)
    assert [line.split()[:2] for line in problems(rulebook, data)] == [
        ["example_police.yaml:5", "end_user.cycle:"],
        ["example_unit.yaml:4", "end_user.cycle:"],
    ]


def test_load_names_the_problems_of_every_file(rulebook: Rulebook, data: Path) -> None:
    for name in FILES:
        write(data / name, "id: [")
    said = [line.split()[0] for line in problems(rulebook, data)]
    assert said == ["example_police.yaml:1", "example_unit.yaml:1", "no_example_2021.yaml:1"]


@pytest.mark.parametrize("ending", ["yml", "YAML", "YML", "Yaml"])
def test_load_refuses_a_file_that_nobody_would_read(
    rulebook: Rulebook, data: Path, ending: str
) -> None:
    (data / UNIT).rename((data / UNIT).with_suffix(f".{ending}"))
    assert problems(rulebook, data)[-1] == (
        f"example_unit.{ending}: file.name: the name does not end in .yaml. "
        "Rename it to example_unit.yaml."
    )


def test_load_leaves_other_files_alone(rulebook: Rulebook, data: Path) -> None:
    before = load_dossiers(rulebook, data)
    for name in ("README.md", "notes", "example.yaml~", ".gitkeep"):
        write(data / "end_users/NO" / name, "what a person keeps beside")
    assert load_dossiers(rulebook, data) == before


@pytest.mark.parametrize("name", ["end_users/example.yaml", "end_users/NO/more/example.yaml"])
def test_load_refuses_an_agency_outside_the_folder_of_a_country(
    rulebook: Rulebook, data: Path, name: str
) -> None:
    (data / name).parent.mkdir(exist_ok=True)
    (data / POLICE).rename(data / name)
    assert [line.split()[1] for line in problems(rulebook, data)] == ["entry.id:"]


def test_load_knows_no_task_where_the_rulebook_has_none(data: Path) -> None:
    said = problems(load(GOOD / "rulebook").rulebook, data)
    assert said[0].startswith("example_police.yaml:4 end_user.functions: 'police' is not known")


def test_open_makes_the_bundle_and_reads_it_back(
    rulebook: Rulebook, data: Path, folder: Path
) -> None:
    first, second = open_dossiers(rulebook, data), open_dossiers(rulebook, data)
    assert first == load_dossiers(rulebook, data)
    assert second == first
    assert [one.name.partition("-")[0] for one in folder.iterdir()] == ["dossiers"]


def test_open_reads_the_bundle_where_it_is_current(
    rulebook: Rulebook, data: Path, folder: Path
) -> None:
    open_dossiers(rulebook, data)
    (bundle,) = folder.iterdir()
    write(bundle, bundle.read_text(encoding="utf-8").replace("Example Unit", "From the bundle"))
    agencies = open_dossiers(rulebook, data).agencies
    assert agencies["NO.example_unit"].name == "From the bundle (invented)"


def test_open_reads_the_files_when_one_of_them_changed(
    rulebook: Rulebook, data: Path, folder: Path
) -> None:
    open_dossiers(rulebook, data)
    change(data / UNIT, "Example Unit (", "Another Unit (")
    agencies = open_dossiers(rulebook, data).agencies
    assert agencies["NO.example_unit"].name == "Another Unit (invented)"


def test_open_checks_the_files_anew_under_another_rulebook(
    rulebook: Rulebook, data: Path, folder: Path
) -> None:
    open_dossiers(rulebook, data)
    with pytest.raises(CaveatError):
        open_dossiers(load(GOOD / "rulebook").rulebook, data)


def test_open_does_not_look_at_other_folders(rulebook: Rulebook, data: Path, folder: Path) -> None:
    open_dossiers(rulebook, data)
    write(data / "regimes/pact.yaml", "id: pact\n")
    open_dossiers(rulebook, data)
    assert len(list(folder.iterdir())) == 1


BROKEN: dict[str, Callable[[dict[str, Any]], Any]] = {
    "list": lambda tree: [tree],
    "no_incidents": lambda tree: {"agencies": tree["agencies"]},
    "agencies_as_list": lambda tree: {**tree, "agencies": []},
    "other_shape": lambda tree: {**tree, "agencies": {"NO.a": {"id": "NO.a"}}},
    "null": lambda tree: None,
}


@pytest.mark.parametrize("way", BROKEN)
def test_open_reads_the_files_where_the_bundle_has_another_form(
    rulebook: Rulebook, data: Path, folder: Path, way: str
) -> None:
    expected = open_dossiers(rulebook, data)
    (bundle,) = folder.iterdir()
    whole = bundle.read_text(encoding="utf-8")
    write(bundle, json.dumps(BROKEN[way](json.loads(whole))))
    assert open_dossiers(rulebook, data) == expected
    assert bundle.read_text(encoding="utf-8") == whole


@pytest.mark.parametrize("text", [b"", b"{", b"\xff\xfe", b"[" * 100_000])
def test_open_reads_the_files_where_the_bundle_is_broken(
    rulebook: Rulebook, data: Path, folder: Path, text: bytes
) -> None:
    expected = open_dossiers(rulebook, data)
    (bundle,) = folder.iterdir()
    bundle.write_bytes(text)
    assert open_dossiers(rulebook, data) == expected


def test_open_does_without_a_cache(rulebook: Rulebook, data: Path, folder: Path) -> None:
    write(folder, "a file where a folder should be")
    assert open_dossiers(rulebook, data) == load_dossiers(rulebook, data)


def test_open_keeps_the_newest_bundles(rulebook: Rulebook, data: Path, folder: Path) -> None:
    for number in range(2 * KEPT):
        write(folder / f"dossiers-{number}.json", "")
    open_dossiers(rulebook, data)
    assert len(list(folder.glob("dossiers-*"))) == KEPT


OWN_UNIT = f"""\
id: NO.our_unit
name: Example Unit (invented)
parent_file: NO.example_police
functions: [police]
level: local
{SEARCHED}{SOURCES}written_on: 2026-11-20
"""
OWN_ABUSE = FILES[ABUSE].replace("id: no_example_2021", "id: no_ours_2026")


def test_open_puts_own_files_beside_those_that_ship_and_marks_them(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    write(own / "end_users/NO/our_unit.yaml", OWN_UNIT)
    write(own / "incidents/no_ours_2026.yaml", OWN_ABUSE)
    opened = open_dossiers(rulebook, data, own)
    assert {name: one.own for name, one in opened.agencies.items()} == {
        "NO.example_police": False,
        "NO.example_unit": False,
        "NO.our_unit": True,
    }
    assert {name: one.own for name, one in opened.incidents.items()} == {
        "no_example_2021": False,
        "no_ours_2026": True,
    }


def test_own_agency_is_shown_by_its_name_with_the_one_that_ships(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    write(own / "end_users/NO/our_unit.yaml", OWN_UNIT)
    agencies = open_dossiers(rulebook, data, own).agencies
    found = agencies_named("Example Unit (invented)", agencies.values(), "NO")
    assert [(one.agency.id, one.same, one.agency.own) for one in found] == [
        ("NO.example_unit", True, False),
        ("NO.our_unit", True, True),
    ]


def test_own_incident_may_name_an_own_agency(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    write(own / "end_users/NO/our_unit.yaml", OWN_UNIT)
    text = OWN_ABUSE.replace("NO.example_unit", "NO.our_unit")
    write(own / "incidents/no_ours_2026.yaml", text)
    opened = open_dossiers(rulebook, data, own)
    assert opened.incidents["no_ours_2026"].end_users == ("NO.our_unit",)


def refused(rulebook: Rulebook, data: Path, own: Path) -> list[str]:
    with pytest.raises(CaveatError) as caught:
        open_dossiers(rulebook, data, own)
    return shown(caught.value, own)


def test_own_files_with_an_id_that_ships_are_refused(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    for name in FILES:
        write(own / name, "# ours\n" + FILES[name])
    assert refused(rulebook, data, own) == [
        f"example_police.yaml:2 end_user.twice: a file that ships has this id. {HINT}",
        f"example_unit.yaml:2 end_user.twice: a file that ships has this id. {HINT}",
        f"no_example_2021.yaml:2 incident.twice: a file that ships has this id. {HINT}",
    ]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("end_users/NO/our_unit.yaml", "a: &a b\n", "our_unit.yaml:1 yaml.anchor: "),
        ("end_users/NO/our_unit.yaml", "", "our_unit.yaml: file.empty: "),
        ("end_users/NO/our_unit.yaml", "id: NO.our_unit\nid: NO.b\n", "our_unit.yaml:2 yaml.dup"),
        ("end_users/NO/our_unit.yml", OWN_UNIT, "our_unit.yml: file.name: "),
        ("end_users/no/our_unit.yaml", OWN_UNIT, "our_unit.yaml:1 entry.id: "),
        ("incidents/no_ours_2026.yaml", "- a\n", "no_ours_2026.yaml:1 entry.value: the file: "),
        (
            "incidents/no_ours_2026.yaml",
            OWN_ABUSE.replace("NO.example_unit", "NO.exampel_unit"),
            "no_ours_2026.yaml:4 incident.end_users: 'NO.exampel_unit' is not known under "
            "'end_users'. Nearest: 'NO.example_unit'.",
        ),
    ],
)
def test_own_file_that_does_not_fit_is_refused_with_its_line(
    rulebook: Rulebook, data: Path, own: Path, folder: Path, name: str, text: str, said: str
) -> None:
    write(own / name, text)
    assert refused(rulebook, data, own)[0].startswith(said)


def test_own_files_leave_no_trace_in_the_bundle(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    write(own / "end_users/NO/our_unit.yaml", OWN_UNIT)
    open_dossiers(rulebook, data, own)
    (bundle,) = folder.iterdir()
    assert "our_unit" not in bundle.read_text(encoding="utf-8")
    assert "NO.our_unit" not in open_dossiers(rulebook, data).agencies


def test_own_folder_without_files_adds_nothing(
    rulebook: Rulebook, data: Path, own: Path, folder: Path
) -> None:
    assert open_dossiers(rulebook, data, own) == load_dossiers(rulebook, data)


@pytest.mark.parametrize("is_file", [False, True])
def test_own_folder_that_is_none_is_refused(
    rulebook: Rulebook, data: Path, tmp_path: Path, folder: Path, is_file: bool
) -> None:
    if is_file:
        write(tmp_path / "ours", "")
    assert refused(rulebook, data, tmp_path / "ours") == [
        "own.folder: this is not a folder. "
        "Make the folder, or name in CAVEAT_HOME the one that has end_users/ and incidents/."
    ]
