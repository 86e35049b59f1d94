from __future__ import annotations

from pathlib import Path

import generate
import pytest
import quotes
from quotes import Problem, Step, differences, pages, problems, steps_of, wrapped

from tests.docs.conftest import ROOT

OUTPUT = ["not checked", "", "title", "", "recommendation", "", "escalate", "  - one", "  - two"]


def page_of(folder: Path, *lines: str) -> Path:
    """Write a page and return it."""
    page = folder / "page.md"
    page.write_text("\n".join((*lines, "")), encoding="utf-8")
    return page


@pytest.fixture(autouse=True)
def _small_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages run in copies of two small folders instead of the project's."""
    for folder in ("examples", "src"):
        (tmp_path / folder).mkdir()
    (tmp_path / "examples" / "a.txt").write_text("one\ntwo\nthree\n", encoding="utf-8")
    monkeypatch.setattr(quotes, "ROOT", tmp_path)


def said(page: Path) -> list[str]:
    """Return what is wrong with a page, without the folder it lies in."""
    return [str(one) for one in problems([page])]


def test_quote_with_gaps_holds() -> None:
    assert list(differences(["title", "...", "escalate", "  - one", "  ...", ""], OUTPUT)) == []


def test_blank_lines_beside_a_gap_do_not_count() -> None:
    assert list(differences(["", "title", "", "...", "", "escalate"], OUTPUT)) == []


def test_gap_may_stand_for_nothing() -> None:
    assert list(differences(["escalate", "...", "  - one"], OUTPUT)) == []


def test_false_line_is_named_with_what_the_output_has_there() -> None:
    assert list(differences(["escalate", "  - two"], OUTPUT)) == [(1, "'- two'; it has '- one'")]


def test_false_first_line_is_named_with_the_nearest() -> None:
    assert list(differences(["...", "escalates"], OUTPUT)) == [
        (1, "'escalates'; it has 'escalate'")
    ]


def test_line_that_resembles_none_is_named() -> None:
    assert list(differences(["zzzz"], OUTPUT)) == [(0, "'zzzz'; it has nothing like it")]


def test_line_past_the_end_of_the_output_is_named() -> None:
    assert list(differences(["  - two", "more"], OUTPUT)) == [(1, "'more'; it has nothing like it")]


def test_quote_of_an_empty_output_does_not_hold() -> None:
    assert list(differences(["one"], [])) == [(0, "'one'; it has nothing like it")]


def test_lines_out_of_order_are_named() -> None:
    found = list(differences(["escalate", "...", "title"], OUTPUT))
    assert found == [(2, "'title' stands further up than the lines quoted before it")]


def test_lines_that_leave_something_out_do_not_hold() -> None:
    assert list(differences(["escalate", "  - two"], OUTPUT)) != []


def test_every_false_part_of_a_quote_is_named() -> None:
    assert [place for place, _ in differences(["titel", "...", "escalat"], OUTPUT)] == [0, 2]


def test_long_line_of_the_output_is_wrapped() -> None:
    assert wrapped("word " * 20 + "end") == [("word " * 19).rstrip(), "word end"]
    assert wrapped("  " + "x" * 94) == ["  " + "x" * 94]
    assert wrapped("trailing  ") == ["trailing"]


def test_steps_of_a_page_come_in_order(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<!-- run: mkdir out -->",
        "<!-- written to: out/a.yaml -->",
        "```yaml",
        "a: 1",
        "",
        "b: 2",
        "```",
        "<!-- any other comment -->",
        "```sh",
        "<!-- run: not a step, but a line of a block -->",
        "```",
        "<!-- output of: cat out/a.yaml -->",
        "```text",
        "a: 1",
        "```",
    )
    assert list(steps_of(page)) == [
        Step("run", "mkdir out", (), 1),
        Step("written to", "out/a.yaml", ("a: 1", "", "b: 2"), 4),
        Step("output of", "cat out/a.yaml", ("a: 1",), 14),
    ]


def test_text_block_that_does_not_say_what_it_is_is_a_problem(tmp_path: Path) -> None:
    page = page_of(tmp_path, "```text", "a: 1", "```", "```sh", "ls", "```")
    message = "a text block without '<!-- output of: ... -->'"
    assert list(steps_of(page)) == [Problem(page, 1, message)]
    assert said(page) == [f"page.md:1: {message}"]


def test_comment_without_a_block_is_a_problem(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<!-- output of: ls -->", "", "```text", "a", "```")
    assert [one.line for one in steps_of(page) if isinstance(one, Problem)] == [1, 3]
    page = page_of(tmp_path, "<!-- output of: ls -->")
    assert list(steps_of(page)) == [Problem(page, 1, "no block follows 'output of'")]


def test_page_runs_in_a_copy_of_its_own(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<!-- written to: out/new/b.txt -->",
        "```yaml",
        "four",
        "```",
        "<!-- added to: examples/a.txt -->",
        "```yaml",
        "five",
        "```",
        "<!-- output of: cat examples/a.txt out/new/b.txt; ls src -->",
        "```text",
        "three",
        "five",
        "four",
        "```",
    )
    assert said(page) == []
    assert (tmp_path / "examples" / "a.txt").read_text(encoding="utf-8") == "one\ntwo\nthree\n"
    assert not (tmp_path / "out").exists()


def test_false_quote_is_named_with_page_line_and_command(tmp_path: Path) -> None:
    page = page_of(
        tmp_path,
        "<!-- output of: cat examples/a.txt -->",
        "```text",
        "one",
        "...",
        "thre",
        "```",
    )
    assert said(page) == [
        "page.md:5: not in the output of 'cat examples/a.txt': 'thre'; it has 'three'"
    ]


def test_step_that_fails_is_named(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<!-- run: echo why; exit 3 -->")
    assert said(page) == ["page.md:1: 'echo why; exit 3' ended with 3: why"]


def test_what_goes_to_standard_error_is_output_too(tmp_path: Path) -> None:
    page = page_of(tmp_path, "<!-- output of: echo no >&2; exit 2 -->", "```text", "no", "```")
    assert said(page) == []


CAVEAT = """#!/bin/sh
echo run >> {log}
cat "$2" 2>/dev/null
echo "width $COLUMNS"
"""


def test_reading_command_is_run_once_until_a_step_may_have_changed_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    monkeypatch.setattr(quotes, "CAVEAT", CAVEAT.format(log=log))
    quote = ("<!-- output of: caveat assess examples/a.txt -->", "```text", "three", "...", "```")
    assert said(page_of(tmp_path, *quote, *quote)) == []
    assert log.read_text(encoding="utf-8").split() == ["run"]
    added = ("<!-- added to: examples/a.txt -->", "```yaml", "four", "```")
    again = (quote[0], "```text", "four", "width 96", "```")
    assert said(page_of(tmp_path, *quote, *added, *again)) == []
    assert log.read_text(encoding="utf-8").split() == ["run"] * 3
    writes = ("<!-- output of: caveat assess examples/a.txt --out out -->", "```text", "one", "```")
    assert said(page_of(tmp_path, *quote, *writes, *quote)) == []
    assert log.read_text(encoding="utf-8").split() == ["run"] * 6


def test_typed_lines_are_shown_and_the_day_is_fixed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cli = tmp_path / "src" / "caveat" / "cli"
    cli.mkdir(parents=True)
    for file in (cli.parent / "__init__.py", cli / "__init__.py"):
        file.touch()
    (cli / "options.py").write_text("def today(): raise AssertionError\n", encoding="utf-8")
    (cli / "app.py").write_text(
        "from caveat.cli.options import today\n"
        "def main():\n"
        "    print(today())\n"
        "    print('was ' + input('typed: '))\n"
        "    try:\n"
        "        input('> ')\n"
        "    except EOFError:\n"
        "        print('end')\n",
        encoding="utf-8",
    )
    page = page_of(
        tmp_path,
        "<!-- output of: printf 'word\\n' | caveat ask -->",
        "```text",
        quotes.TODAY,
        "typed: word",
        "was word",
        "end",
        "```",
    )
    assert said(page) == []


def test_pages_that_a_person_wrote_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quotes, "ROOT", ROOT)
    names = {page.relative_to(ROOT).as_posix() for page in pages()}
    assert {"README.md", "ARCHITECTURE.md", "docs/tutorial/first-file.md"} < names
    assert not any(name.startswith("docs/reference/") for name in names)


def test_exit_code_says_whether_all_quotes_hold(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    quote = ("<!-- output of: cat examples/a.txt -->", "```text")
    assert quotes.main([str(page_of(tmp_path, *quote, "two", "```"))]) == 0
    assert quotes.main([str(page_of(tmp_path, *quote, "four", "```"))]) == 1
    assert capsys.readouterr().out.startswith("page.md:3: not in the output of")
    page_of(tmp_path, *quote, "two", "```")
    assert quotes.main([]) == 0


def test_check_of_generated_files_checks_quotes_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(generate, "generated", lambda: iter(()))
    monkeypatch.setattr(generate, "REFERENCE", Path("nowhere"))
    monkeypatch.setattr(generate, "DATA", Path("nowhere"))
    asked: list[list[str]] = []

    def main(arguments: list[str]) -> int:
        asked.append(arguments)
        return len(asked) - 1

    monkeypatch.setattr(quotes, "main", main)
    assert generate.main(["--check"]) == 0
    assert generate.main(["--check"]) == 1
    assert generate.main([]) == 0
    assert asked == [[], []]
