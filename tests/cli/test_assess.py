from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from caveat.cli.app import app
from caveat.reports.document import clean
from tests.cli.conftest import Run
from tests.services.examples import ABUSE, NAMES, ORDINARY, example

SALE = example(ORDINARY)
DRAFT = ["--as-of", "2020-01-15", "--instrument", "us-state-2019"]
FINAL = ["--as-of", "2021-06-01", "--instrument", "us-state-2020"]
PAST = [name for name in NAMES if name[:4].isdecimal()]


def read(text: str) -> dict[str, object]:
    tree: dict[str, object] = json.loads(text)
    return tree


def changed(folder: Path, old: str, new: str) -> Path:
    """Return an example in which one text was replaced."""
    file = folder / f"{ORDINARY}.yaml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def with_end_user(folder: Path, name: str) -> Path:
    """Return an example whose end user is named so, as it stands in double quotes."""
    file = folder / f"{ORDINARY}.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if "role: end_user" in line)
    lines[place] = f'  - {{role: end_user, name: "{name}", country: "PT"}}\n'
    file.write_text("".join(lines), encoding="utf-8")
    return file


@pytest.mark.parametrize("name", PAST)
def test_assess_prints_a_result_for_every_example(name: str) -> None:
    result = CliRunner().invoke(app, ["assess", str(example(name))])
    assert (result.exit_code, result.output[:13]) == (0, "Not checked: ")


@pytest.mark.parametrize(
    ("options", "begins"),
    [
        ([], "Not checked: "),
        (["--format", "text"], "Not checked: "),
        (["--format", "md"], "**Not checked: "),
        (["--format", "json"], '{\n  "schema": "caveat-assessment-1",\n'),
    ],
)
def test_assess_prints_the_format_asked_for(run: Run, options: list[str], begins: str) -> None:
    ran = run("assess", SALE, *options)
    assert (ran.code, ran.err, ran.out[: len(begins)]) == (0, "", begins)


def test_assess_prints_json_alone(run: Run) -> None:
    assert read(run("assess", SALE, "--format", "json").out)["as_of"] == "2023-06-30"


def test_assess_prints_the_memo_longer_than_the_short_form(run: Run) -> None:
    short, memo = run("assess", SALE).out, run("assess", SALE, "--format", "md").out
    assert "## Annex G: facts and their sources" in memo
    assert "FACTS AND THEIR SOURCES" not in short


@pytest.mark.parametrize(
    ("options", "mode"), [([], "Quick mode: "), (["--complete"], "Complete mode: ")]
)
def test_assess_says_how_far_its_questions_go(run: Run, options: list[str], mode: str) -> None:
    assert run("assess", SALE, *options).out.splitlines()[-1].startswith(mode)


def test_assess_asks_other_questions_in_complete_mode(run: Run) -> None:
    quick, complete = (
        read(run("assess", SALE, "--format", "json", *options).out)["next_questions"]
        for options in ([], ["--complete"])
    )
    assert quick != complete


def test_assess_takes_date_and_instruments(run: Run) -> None:
    tree = read(
        run(
            "assess",
            SALE,
            "--format",
            "json",
            "--as-of",
            "2022-01-31",
            "--instrument",
            "us-state-2020",
            "--instrument",
            "ear-kyc",
        ).out
    )
    assert (tree["as_of"], tree["instruments"]) == (
        "2022-01-31",
        ["caveat", "ear-kyc", "us-state-2020"],
    )


def scope_tests(run: Run, options: list[str]) -> list[str]:
    tree = read(run("assess", SALE, "--format", "json", *options).out)
    scope = tree["scope"]
    assert isinstance(scope, dict)
    return [name for name in scope if name.startswith("scope.in_scope")]


def safeguard_rows(run: Run, options: list[str]) -> dict[str, list[str]]:
    tree = read(run("assess", SALE, "--format", "json", *options).out)
    found = tree["safeguards"]
    assert isinstance(found, list)
    return {one["id"]: one["rows"] for one in found}


@pytest.mark.parametrize(
    ("options", "tests"),
    [(DRAFT, ["scope.in_scope_2019"]), (FINAL, ["scope.in_scope"])],
    ids=["draft", "final"],
)
def test_assess_asks_for_scope_under_the_guidance_of_the_date(
    run: Run, options: list[str], tests: list[str]
) -> None:
    assert scope_tests(run, options) == tests


def test_assess_asks_for_a_report_on_each_export_under_the_draft_only(run: Run) -> None:
    found = ["reporting.each_export" in safeguard_rows(run, one) for one in (DRAFT, FINAL)]
    assert found == [True, False]


def test_assess_says_when_it_reads_in_hindsight(run: Run) -> None:
    found = [
        "Read in hindsight: " in run("assess", SALE, "--as-of", day, *FINAL[2:]).out
        for day in ("2019-12-31", "2021-06-01")
    ]
    assert found == [True, False]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--as-of", "2020-9-30"], "--as-of: found '2020-9-30', expected a date"),
        (["--as-of", "9999-12-31"], "--as-of 9999-12-31 lies in the future."),
        (["--instrument", "us-state-2O20"], "Nearest: 'us-state-2020'."),
    ],
)
def test_assess_refuses_an_option_and_says_why(run: Run, options: list[str], said: str) -> None:
    ran = run("assess", SALE, *options)
    assert (ran.code, ran.out, said in ran.err) == (2, "", True)


@pytest.mark.parametrize(("name", "code"), [(ABUSE, 0), (ORDINARY, 1)], ids=["settled", "open"])
@pytest.mark.parametrize("form", ["text", "json", "md"])
def test_assess_exits_by_strict_whatever_the_format(
    run: Run, name: str, code: int, form: str
) -> None:
    ran = run("assess", example(name), "--strict", "--format", form)
    assert (ran.code, ran.out != "", ran.err) == (code, True, "")


def test_assess_writes_memo_and_record(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    ran = run("assess", SALE, "--out", folder)
    memo, record = folder / f"{ORDINARY}.md", folder / f"{ORDINARY}.json"
    assert ran.out.splitlines()[-2:] == [f"Written: {memo}", f"Written: {record}"]
    assert sorted(folder.iterdir()) == [record, memo]


def test_assess_writes_what_it_would_print(run: Run, tmp_path: Path) -> None:
    run("assess", SALE, "--out", tmp_path)
    for suffix in ("md", "json"):
        written = (tmp_path / f"{ORDINARY}.{suffix}").read_text(encoding="utf-8")
        assert written == run("assess", SALE, "--format", suffix).out


def test_assess_replaces_what_it_wrote_before(run: Run, tmp_path: Path) -> None:
    (tmp_path / f"{ORDINARY}.md").write_text("old", encoding="utf-8")
    run("assess", SALE, "--out", tmp_path)
    memo = (tmp_path / f"{ORDINARY}.md").read_text(encoding="utf-8")
    assert memo.startswith("**Not checked: ")


def test_assess_writes_nothing_for_a_bad_file(run: Run, examples: Path, tmp_path: Path) -> None:
    file = changed(examples, 'country: "PT"', 'country: "Portugal"')
    ran = run("assess", file, "--out", tmp_path / "out")
    assert (ran.code, ran.out, (tmp_path / "out").exists()) == (2, "", False)


def test_assess_refuses_a_folder_that_is_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("kept", encoding="utf-8")
    ran = run("assess", SALE, "--out", tmp_path / "file" / "out")
    assert (ran.code, ran.out, "Name another folder with --out." in ran.err) == (2, "", True)
    assert [one.read_text(encoding="utf-8") for one in tmp_path.iterdir()] == ["kept"]


@pytest.mark.parametrize("suffix", ["md", "json"])
def test_assess_writes_neither_file_where_one_cannot_be_written(
    run: Run, tmp_path: Path, suffix: str
) -> None:
    taken = tmp_path / f"{ORDINARY}.{suffix}"
    taken.mkdir()
    ran = run("assess", SALE, "--out", tmp_path)
    assert (ran.code, ran.out, list(tmp_path.iterdir())) == (2, "", [taken])


HOSTILE = [
    ("\\x1b[31mred", "<U+001B>[31mred"),
    ("\\x9b31mred", "<U+009B>31mred"),
    ("abc\\u202Edef", "abc<U+202E>def"),
    ("a\\nNot checked: nothing", "a Not checked: nothing"),
]


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_assess_makes_hostile_names_visible_in_text(
    run: Run, examples: Path, name: str, shown: str
) -> None:
    out = run("assess", with_end_user(examples, name)).out
    assert f"End user        {shown}\n" in out
    assert all(clean(line) == " ".join(line.split()) for line in out.splitlines())


@pytest.mark.parametrize(("name", "shown"), HOSTILE)
def test_assess_makes_hostile_names_visible_in_the_memo(
    run: Run, examples: Path, name: str, shown: str
) -> None:
    out = run("assess", with_end_user(examples, name), "--format", "md").out
    escaped = shown.replace("<", "\\<").replace(">", "\\>").replace("[", "\\[")
    assert f"- **End user**: {escaped}\n" in out
    assert all(clean(line) == " ".join(line.split()) for line in out.splitlines())


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("<script>alert(1)</script>", "\\<script\\>alert(1)\\</script\\>"),
        ("**Clear** [here](http://x)", "\\*\\*Clear\\*\\* \\[here\\](http://x)"),
        ("&#x202e;", "\\&\\#x202e;"),
        ("| a | b |", "\\| a \\| b \\|"),
    ],
)
def test_assess_escapes_markup_in_the_memo(
    run: Run, examples: Path, name: str, escaped: str
) -> None:
    out = run("assess", with_end_user(examples, name), "--format", "md").out
    assert f"- **End user**: {escaped}\n" in out


@pytest.mark.parametrize("form", ["text", "md", "json"])
def test_assess_shows_a_name_of_10_000_characters_whole(
    run: Run, examples: Path, form: str
) -> None:
    ran = run("assess", with_end_user(examples, "x" * 10_000), "--format", form)
    assert (ran.code, "x" * 10_000 in ran.out) == (0, True)


def test_assess_refuses_half_of_a_character(run: Run, examples: Path) -> None:
    file = with_end_user(examples, "x")
    text = file.read_text(encoding="utf-8")
    address = 'facts:\n  end_user.address: "\\ud800"\n'
    file.write_text(text.replace("facts:\n", address, 1), encoding="utf-8")
    ran = run("assess", file)
    assert (ran.code, ran.out, "half of a character" in ran.err) == (2, "", True)


@pytest.mark.parametrize(
    ("flag", "said"),
    [
        ("customer.cash", "Finding: "),
        ("record.prior_misuse", "Finding: "),
        ("after_sale.contact_lost", "Finding: not applicable."),
        ("eu.on_published_list", "Not in effect on 2023-06-30"),
        ("scope.in_scope", "Finding: "),
    ],
)
def test_explain_says_what_was_found(run: Run, flag: str, said: str) -> None:
    ran = run("explain", SALE, flag, "--as-of", "2023-06-30")
    assert (ran.code, ran.err, said in ran.out) == (0, "", True)


@pytest.mark.parametrize(
    ("name", "flag", "finding"),
    [
        (ABUSE, "record.abuse_by_agency", "Finding: yes.\n\n\nDECIDED BY"),
        (ORDINARY, "law.civic_space_restricted", "Finding: unknown.\n\n\nOPEN"),
    ],
    ids=["raised", "open"],
)
def test_explain_gives_the_facts(run: Run, name: str, flag: str, finding: str) -> None:
    ran = run("explain", example(name), flag)
    assert (ran.code, finding in ran.out) == (0, True)


@pytest.mark.parametrize(
    ("flag", "nearest"),
    [("record.prior_misuze", "Nearest: 'record.prior_misuse'."), ("xyzzy", "test.\n")],
)
def test_explain_refuses_an_unknown_flag(run: Run, flag: str, nearest: str) -> None:
    ran = run("explain", SALE, flag)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: '{flag}' is no red flag or test.")
    assert nearest in ran.err


def test_explain_takes_date_and_instruments(run: Run) -> None:
    ran = run("explain", SALE, "record.prior_misuse", *DRAFT)
    assert "us-state-2020" not in ran.out.partition("THE RULE")[0]
    assert run("explain", SALE, "customer.cash", *DRAFT).out.count("Not in effect") == 1
