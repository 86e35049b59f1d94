from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from caveat.model.error import CaveatError, Place
from caveat.rulebook.coverage import Coverage
from caveat.rulebook.entries import RULES
from caveat.rulebook.loader import DATA, Loaded, Rulebook, data_digest, load, validate
from caveat.rulebook.shape import Strict, Words
from caveat.rulebook.supports import Instrument
from caveat.rulebook.transaction_shape import TransactionFile
from caveat.rulebook.yaml_reader import parse_yaml
from tests.rulebook.bad_files import GOOD, shown

FLAG = "red_flags/record/prior_misuse.yaml"


class Names(Strict):
    """A small shape."""

    names: dict[str, Words]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a small rulebook that may be changed."""
    shutil.copytree(GOOD / "rulebook", tmp_path / "data")
    return tmp_path / "data"


def _problems(data: Path) -> list[str]:
    with pytest.raises(CaveatError) as refused:
        load(data)
    return [
        f"{problem.where.file.relative_to(data)} {problem.code}"
        for problem in refused.value.problems
        if problem.where is not None
    ]


def _refused(text: str) -> list[str]:
    file = Path("file.yaml")
    with pytest.raises(CaveatError) as refused:
        validate(Names, parse_yaml(text, file))
    return shown(refused.value, file)


def test_load_names_each_entry_after_its_path(loaded: Loaded) -> None:
    for kind in RULES:
        folder = DATA / kind.folder
        paths = [file.relative_to(folder).with_suffix("") for file in folder.rglob("*.yaml")]
        assert set(getattr(loaded.rulebook, kind.folder)) == {
            ".".join(path.parts) for path in paths
        }


def test_load_reads_version_and_digest(data: Path) -> None:
    rulebook = load(data).rulebook
    assert (rulebook.version, rulebook.digest) == ("2026.11.24", data_digest(data))


def test_load_places_an_entry_in_its_file(loaded: Loaded) -> None:
    place = loaded.place("red_flag", "record.prior_misuse", ("condition",))
    lines = (DATA / FLAG).read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("condition:"))
    assert place == Place(DATA / FLAG, number, "condition")


@pytest.mark.parametrize("name", ["coverage.yaml", "policy/determination.yaml"])
def test_load_raises_where_a_file_is_missing(data: Path, name: str) -> None:
    (data / name).unlink()
    assert _problems(data) == [f"{name} file.missing"]


def test_load_raises_where_there_are_no_countries(data: Path) -> None:
    shutil.rmtree(data / "countries")
    assert _problems(data) == ["countries file.missing"]


def test_load_takes_the_names_of_countries_from_their_files(data: Path) -> None:
    territory = 'id: "NO-NORTH"\nname: North\npart_of: ["NO"]\n'
    (data / "countries/NO-NORTH.yaml").write_text(territory, encoding="utf-8")
    assert load(data).rulebook.countries == {"BW": "Botswana", "NO": "Norway"}


def test_load_raises_where_the_version_is_missing(data: Path) -> None:
    (data / "VERSION").unlink()
    assert _problems(data) == ["VERSION file.missing"]


def test_load_raises_with_the_problems_of_every_file(data: Path) -> None:
    for name in (FLAG, "facts/end_user/type.yaml", "coverage.yaml"):
        (data / name).write_text("id: [", encoding="utf-8")
    assert _problems(data) == [
        "facts/end_user/type.yaml yaml.syntax",
        f"{FLAG} yaml.syntax",
        "coverage.yaml yaml.syntax",
    ]


def test_entries_come_in_the_order_of_kinds_and_ids(rulebook: Rulebook) -> None:
    kinds = [kind.kind for kind in RULES]
    order = [(kinds.index(entry.kind), entry.id) for entry in rulebook.entries()]
    assert order == sorted(order)


def test_conditionals_are_the_tests_and_the_red_flags(rulebook: Rulebook) -> None:
    assert set(rulebook.conditionals()) == set(rulebook.tests) | set(rulebook.red_flags)


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        ("country.code", lambda rulebook: rulebook.countries),
        ("end_user.type", lambda rulebook: rulebook.facts["end_user.type"].values),
        (
            "product.categories",
            lambda rulebook: {
                name: entry.title for name, entry in rulebook.product_categories.items()
            },
        ),
        (
            "country.law_features",
            lambda rulebook: {name: entry.title for name, entry in rulebook.law_features.items()},
        ),
        (
            "transaction.clauses",
            lambda rulebook: {name: entry.title for name, entry in rulebook.safeguards.items()},
        ),
        ("end_user.aliases", lambda rulebook: {}),
    ],
)
def test_vocabulary_comes_from_where_the_fact_says(
    rulebook: Rulebook, fact: str, words: Callable[[Rulebook], dict[str, str]]
) -> None:
    assert rulebook.vocabulary(rulebook.facts[fact]) == words(rulebook)


def test_digest_is_the_same_for_the_same_files(data: Path) -> None:
    assert data_digest(data) == data_digest(GOOD / "rulebook")


@pytest.mark.parametrize("name", ["VERSION", "coverage.yaml", FLAG])
def test_digest_changes_with_the_text_of_any_file(data: Path, name: str) -> None:
    before = data_digest(data)
    with (data / name).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert data_digest(data) != before


def test_digest_changes_with_figures(data: Path) -> None:
    before = data_digest(data)
    (data / "observations").mkdir()
    (data / "observations/courts.csv").write_text("", encoding="utf-8")
    assert data_digest(data) != before


def test_digest_of_folders_leaves_out_the_others(data: Path) -> None:
    before = data_digest(data, ["countries"])
    (data / FLAG).unlink()
    assert data_digest(data, ["countries"]) == before
    (data / "countries/BW.yaml").unlink()
    assert data_digest(data, ["countries"]) != before


def test_digest_changes_with_the_name_of_a_file(data: Path) -> None:
    before = data_digest(data)
    (data / FLAG).rename(data / "red_flags/record/renamed.yaml")
    assert data_digest(data) != before


def test_digest_leaves_out_what_is_generated(data: Path) -> None:
    before = data_digest(data)
    (data / "schema").mkdir()
    (data / "schema/fact.json").write_text("{}", encoding="utf-8")
    assert data_digest(data) == before


def test_validate_gives_a_document_its_shape() -> None:
    document = parse_yaml('names: {"NO": Norway}\n', Path("file.yaml"))
    assert validate(Names, document) == Names(names={"NO": "Norway"})


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "word",
            "1 entry.value: the file: expected a mapping of keys to values; found text.",
        ),
        ("[word]", "1 entry.value: the file: expected a mapping of keys to values; found a list."),
        (
            "true",
            "1 entry.value: the file: expected a mapping of keys to values; found true or false.",
        ),
        ("5", "1 entry.value: the file: expected a mapping of keys to values; found a number."),
        ("0.5", "1 entry.value: the file: expected a mapping of keys to values; found a number."),
        (
            "names: word",
            "1 entry.value: 'names': expected a mapping of keys to values; found 'word'.",
        ),
        (
            "x: 1",
            "1 entry.missing_key: the key 'names' is missing. "
            "Add it; see docs/reference/files.md for what it means.",
        ),
        (
            "names:\n  BW: 5\n",
            "2 entry.value: 'names.BW': expected text; found 5.",
        ),
        (
            f"names:\n  BW: [{'long, ' * 20}]\n",
            "2 entry.value: 'names.BW': expected text; "
            "found ['long', 'long', 'long', 'long', 'long', 'long', 'long', ....",
        ),
    ],
)
def test_validate_says_what_does_not_fit_and_where(text: str, said: str) -> None:
    assert _refused(text)[0] == said


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("parties: [{role: distributer}]\n", "Nearest: 'distributor'."),
        ("parties: [{role: middleman}]\n", ""),
        ("parties: [{role: 5}]\n", ""),
        ("safeguards: [{state: promissed}]\n", "Nearest: 'promised'."),
        ("safeguards: [{state: agreed}]\n", ""),
        ("rights_impact: [{scale: serius}]\n", "Nearest: 'serious'."),
        ("parties: [{name: 5}]\n", ""),
    ],
)
def test_validate_names_the_nearest_choice(text: str, hint: str) -> None:
    with pytest.raises(CaveatError) as refused:
        validate(TransactionFile, parse_yaml(text, Path("file.yaml")))
    hints = [one.hint for one in refused.value.problems if one.code == "entry.value"]
    assert hints == [hint]


def test_validate_shows_nothing_of_a_file_that_is_no_mapping() -> None:
    with pytest.raises(CaveatError) as refused:
        validate(TransactionFile, parse_yaml("root:x:0:0:root:/root\n", Path("passwd")))
    assert "root" not in str(refused.value)


def _refused_keys(text: str, kind: type[BaseModel] = TransactionFile) -> dict[str, str]:
    """Return the hints of the keys that are not known, by place."""
    with pytest.raises(CaveatError) as refused:
        validate(kind, parse_yaml(text, Path("file.yaml")))
    return {
        problem.where.pointer: problem.hint
        for problem in refused.value.problems
        if problem.code == "entry.unknown_key" and problem.where is not None
    }


@pytest.mark.parametrize(
    ("text", "pointer", "word"),
    [
        ("destinatoin: NO\n", "destinatoin", "destination"),
        ("provenance: {sourc: order}\n", "provenance.sourc", "source"),
        ("parties: [{rolle: agent}]\n", "parties.0.rolle", "role"),
        (
            "rights_impact:\n  - {consulted: [{whoo: Somebody}]}\n",
            "rights_impact.0.consulted.0.whoo",
            "who",
        ),
    ],
)
def test_validate_names_the_nearest_key_of_its_level(text: str, pointer: str, word: str) -> None:
    assert _refused_keys(text) == {pointer: f"Nearest: '{word}'."}


def test_validate_names_the_nearest_key_by_the_word_that_is_written() -> None:
    assert _refused_keys("effective: {fromm: 2020-01-01}\n", Instrument) == {
        "effective.fromm": "Nearest: 'from'."
    }


def test_validate_names_the_nearest_key_below_keys_that_are_free() -> None:
    assert _refused_keys("rows: {US20-1: {stat: done}}\n", Coverage) == {
        "rows.US20-1.stat": "Nearest: 'state'."
    }


@pytest.mark.parametrize(
    "text", ["parties: [{destination: NO}]\n", "who: Somebody\n", "provenance: {title: A}\n"]
)
def test_validate_names_no_key_of_another_level(text: str) -> None:
    (hint,) = _refused_keys(text).values()
    assert hint == ""


def test_validate_says_what_does_not_fit_in_the_order_of_the_file() -> None:
    text = "titel: A\ntransaction: A sale\nparties: none\nparty: A\n"
    with pytest.raises(CaveatError) as refused:
        validate(TransactionFile, parse_yaml(text, Path("file.yaml")))
    places = [problem.where for problem in refused.value.problems]
    lines = [place.line or 0 for place in places if place is not None]
    assert (lines, sorted({*lines})) == (sorted(lines), [1, 2, 3, 4])
