"""What can be typed at every prompt of the interview, and what happens when it is cut short."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from caveat.assessment.ask import Mode
from caveat.cli import ask as ask_module
from caveat.cli.ask import hold
from caveat.cli.dialogue import MORE
from caveat.rulebook.loader import Rulebook, load
from caveat.services.interview import Interview
from tests.cli.conftest import Talk
from tests.cli.test_ask_answers import CONFLICT, only_open, several_products, stated, value
from tests.services.small import TRANSACTION, change, fact_file, write, write_rulebook

AS_OF = date(2021, 6, 1)
LATER = date(2026, 11, 24)
LEFT = "Left at this question; nothing of this answer was saved.\n"


def conflict(file: Path) -> None:
    change(file, "facts: {}\n", f"facts:\n{CONFLICT}")


def products_that_disagree(file: Path) -> None:
    other = several_products(file)
    only_open(file, "product.covert")
    change(file.parent / "product.yaml", "facts: {}", "facts: {product.covert: no}")
    change(other, "facts: {}", "facts: {product.covert: yes}")


def nothing(file: Path) -> None:
    """Leave the file as it is."""


Start = Callable[[Path], None]

PROMPTS: dict[str, tuple[Start, Mode, tuple[str, ...], str]] = {
    "answer": (nothing, Mode.QUICK, (), "Help on end_user.misuse."),
    "source": (nothing, Mode.QUICK, ("y",), "The document, person or search"),
    "day": (nothing, Mode.QUICK, ("y", "a letter"), "The day on which the source was seen."),
    "ruling": (conflict, Mode.QUICK, ("y",), "The reason is kept with your answer"),
    "product": (
        products_that_disagree,
        Mode.COMPLETE,
        ("y",),
        "The answer is saved in the file of that product.",
    ),
}
prompts = pytest.mark.parametrize("prompt", PROMPTS)


def texts(file: Path) -> dict[str, str]:
    return {one.name: one.read_text(encoding="utf-8") for one in file.parent.iterdir()}


@prompts
@pytest.mark.parametrize("typed", ["q", "Q", " q "])
def test_q_leaves_at_every_prompt_and_says_that_nothing_of_the_answer_was_saved(
    talk: Talk, file: Path, prompt: str, typed: str
) -> None:
    start, mode, before, _ = PROMPTS[prompt]
    start(file)
    was = texts(file)
    out = talk(*before, typed, "y", "y", "y", mode=mode)
    assert (out.count(LEFT), "Now: " in out, "So far: " in out.partition(LEFT)[2]) == (
        1,
        False,
        True,
    )
    assert texts(file) == was


@prompts
def test_input_that_ends_leaves_at_every_prompt(talk: Talk, file: Path, prompt: str) -> None:
    start, mode, before, _ = PROMPTS[prompt]
    start(file)
    was = texts(file)
    assert talk(*before, mode=mode).count(LEFT) == 1
    assert texts(file) == was


@prompts
@pytest.mark.parametrize("typed", ["s", "S"])
def test_s_skips_the_question_at_every_prompt(
    talk: Talk, file: Path, prompt: str, typed: str
) -> None:
    start, mode, before, _ = PROMPTS[prompt]
    start(file)
    was = texts(file)
    out = talk(*before, typed, mode=mode)
    assert (LEFT in out, "Left open: " in out, texts(file)) == (False, True, was)


@prompts
def test_question_mark_explains_every_prompt_and_asks_again(
    talk: Talk, file: Path, prompt: str
) -> None:
    start, mode, before, about = PROMPTS[prompt]
    start(file)
    was = texts(file)
    out = " ".join(talk(*before, "?", "q", mode=mode).split())
    assert out.count(about) == 1
    assert out.count("s skips the question, q leaves; neither saves anything of this answer.") == 1
    assert texts(file) == was


def test_name_is_not_asked_before_there_is_a_question(talk: Talk, file: Path) -> None:
    change(file, "facts: {}", "facts: {end_user.misuse: yes}")
    assert "Your name" not in talk(name="")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "A name is needed: each answer is kept with who gave it."),
        (" ", "A name is needed: each answer is kept with who gave it."),
        ("s", "The name cannot be skipped: each answer is kept with who gave it. q leaves."),
        ("?", "Whom to ask about the answers later. q leaves; nothing is saved."),
    ],
)
def test_name_is_asked_for_until_there_is_one(
    talk: Talk, file: Path, typed: str, said: str
) -> None:
    out = talk(typed, "C. Example", "y", "a letter", "2021-05-31", name="  ")
    saved = stated(file, "end_user.misuse")
    assert isinstance(saved, dict)
    assert (out.count(f"{said}\n"), saved["entered_by"]) == (1, "C. Example")


def test_name_is_asked_for_once(talk: Talk, file: Path) -> None:
    out = talk("C. Example", "s", "s", name="", mode=Mode.COMPLETE)
    assert out.count("Your name, kept with each answer: ") == 1


def test_q_at_the_name_leaves(talk: Talk, file: Path) -> None:
    out = talk("q", "y", name="")
    assert (out.count(LEFT), file.read_text(encoding="utf-8")) == (1, TRANSACTION)


def test_source_is_asked_for_again_with_the_reason_when_it_is_empty(talk: Talk, file: Path) -> None:
    out = talk("y", "", " ", "a letter", "")
    why = "An answer without a source is not taken: nobody could check it later.\n"
    saved = stated(file, "end_user.misuse")
    assert isinstance(saved, dict)
    assert (out.count(why), saved["source"]) == (2, "a letter")


def test_ruling_is_asked_for_again_with_the_reason_when_it_is_empty(talk: Talk, file: Path) -> None:
    conflict(file)
    out = talk("y", "", "The call was a mistake.", "a letter", "")
    assert out.count("A decision without a reason is not taken") == 1


@pytest.mark.parametrize("typed", ["24.11.2026", "2026-13-01", "20211124"])
def test_day_that_is_not_written_as_a_date_is_refused_with_the_form(
    talk: Talk, file: Path, typed: str
) -> None:
    out = talk("y", "a letter", typed, "2021-05-31")
    refused = " ".join(out.partition("Not understood: ")[2].split())
    assert refused.startswith(
        f"found '{typed}', expected a date such as 2020-09-30. "
        "Dates are written year-month-day, as 2026-11-24. Seen on which day"
    )
    assert out.count("Saved in ") == 1


def test_day_to_come_is_refused_with_the_day_it_is(talk: Talk, file: Path) -> None:
    out = talk("y", "a letter", "2026-11-25", "2026-11-24")
    assert "Not understood: 2026-11-25 lies in the future; today is 2026-11-24.\n" in out
    assert value(file, "end_user.misuse") == "yes"


def test_date_that_is_not_written_as_one_is_refused_with_the_form(talk: Talk, file: Path) -> None:
    only_open(file, "end_user.founded")
    out = talk("24.11.1999", "1999-11-24", "a letter", "", mode=Mode.COMPLETE)
    assert (
        "found '24.11.1999', expected a date such as 2020-09-30. "
        "Dates are written year-month-day, as 2026-11-24."
    ) in " ".join(out.split())
    assert value(file, "end_user.founded") == "1999-11-24"


SPYING = "  end_user.tasks: [spying]\n"


def known_member(file: Path) -> None:
    """State one member of the set, and all other facts."""
    only_open(file, "end_user.tasks")
    text = file.read_text(encoding="utf-8")
    write(file, text.replace("facts:\n", f"facts:\n{SPYING}", 1))


@pytest.fixture
def reading_spying(small: Rulebook, tmp_path: Path) -> Rulebook:
    """Return the small rulebook with a flag that asks for the other member too."""
    data = write_rulebook(tmp_path / "data")
    flag = data / "red_flags" / "record" / "tasks.yaml"
    text = flag.read_text(encoding="utf-8")
    text = text.replace("is: spying", "is: farming").replace("spying", "farming")
    flag.write_text(text, encoding="utf-8")
    return load(data).rulebook


@pytest.fixture
def tell(
    reading_spying: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Talk:
    """Return a function that types lines into an interview about a set with a known member."""
    monkeypatch.setenv("COLUMNS", "96")
    known_member(file)

    def told(*typed: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in typed)))
        hold(Interview(file, reading_spying, mode=Mode.COMPLETE, today=AS_OF), "B. Example")
        return capsys.readouterr().out

    return told


def test_none_of_these_beside_a_known_member_is_no_silent_conflict(tell: Talk, file: Path) -> None:
    before = file.read_text(encoding="utf-8")
    out = tell("none!", "t", "q")
    assert "On file: Spying; perhaps more - an offer (2021-05-01, A. Example).\n" in out
    assert (
        "Your answer (none of the list) cannot stand beside that: decide, or take it back." in out
    )
    assert "Taken back; nothing was saved. Answer again.\n" in out
    assert file.read_text(encoding="utf-8") == before


def test_answer_that_was_taken_back_is_given_again(tell: Talk, file: Path) -> None:
    tell("none!", "T", "farming", "a letter")
    said = stated(file, "end_user.tasks")
    assert isinstance(said, list)
    assert said[1:] == [
        {
            "value": {"members": ["farming"], "complete": False},
            "source": "a letter",
            "observed_on": "2021-06-01",
            "entered_by": "B. Example",
        }
    ]


def test_answer_that_contradicts_what_is_on_file_is_kept_as_a_decision(
    tell: Talk, file: Path
) -> None:
    out = tell("none!", "The offer named another body.", "a letter")
    said = stated(file, "end_user.tasks")
    assert isinstance(said, list)
    assert said == [
        {"value": ["spying"]},
        {
            "value": {"members": [], "complete": True},
            "source": "a letter",
            "observed_on": "2021-06-01",
            "entered_by": "B. Example",
            "decides": True,
            "reason": "The offer named another body.",
        },
    ]
    assert "Left open" not in out


def test_answer_beside_a_decision_shows_who_decided(tell: Talk, file: Path) -> None:
    change(
        file,
        SPYING,
        "  end_user.tasks: {value: [spying], decides: true, reason: The offer says so.}\n",
    )
    out = " ".join(tell("farming", "t", "q").split())
    on_file = (
        "Spying; perhaps more - an offer (2021-05-01, A. Example); decided: The offer says so."
    )
    assert f"On file: {on_file}" in out


def test_question_shows_what_is_known_in_part(tell: Talk, file: Path) -> None:
    out = tell("q")
    assert "  - On file: Spying; perhaps more - an offer (2021-05-01, A. Example)\n" in out


def test_conflict_that_is_shown_already_is_not_shown_twice(talk: Talk, file: Path) -> None:
    conflict(file)
    assert "On file: " not in talk("y", "q")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_answer_given_between_pages_is_not_given_again_once_it_is_taken_back(
    reading_spying: Rulebook,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    known_member(file)
    monkeypatch.setenv("LINES", "9")
    monkeypatch.setattr(sys, "stdin", Terminal("none!\nt\nq\n"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    hold(Interview(file, reading_spying, mode=Mode.COMPLETE, today=AS_OF), "B. Example")
    out = capsys.readouterr().out
    assert (out.count(MORE), out.count("Taken as: "), out.count(LEFT)) == (1, 1, 1)


def test_question_counts_answers_beyond_those_it_names(
    talk: Talk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_open(file, "end_user.kind")
    named = talk("q", mode=Mode.COMPLETE)
    monkeypatch.setattr(ask_module, "WAYS", 1)
    counted = talk("q", mode=Mode.COMPLETE)
    assert ("  - if police or not police: " in named, "  - if 2 others: " in counted) == (
        True,
        True,
    )


def test_help_names_who_can_tell_in_words(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = write_rulebook(tmp_path / "data")
    change(fact_file(data, "end_user.misuse"), "[sales]", "[outside_expert, end_user]")
    monkeypatch.setattr(sys, "stdin", io.StringIO("?\nq\n"))
    hold(Interview(file, load(data).rulebook, mode=Mode.QUICK, today=AS_OF), "B. Example")
    assert "Who can tell: outside expert, end user.\n" in capsys.readouterr().out


def test_nothing_is_said_of_what_is_not_checked_where_all_is(
    file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = write_rulebook(tmp_path / "data")
    policy = data / "policy" / "determination.yaml"
    write(policy, policy.read_text(encoding="utf-8").partition("not_checked:")[0])
    monkeypatch.setattr(sys, "stdin", io.StringIO("q\n"))
    hold(Interview(file, load(data).rulebook, mode=Mode.COMPLETE, today=AS_OF), "B. Example")
    assert capsys.readouterr().out.startswith("Type ? for help")
