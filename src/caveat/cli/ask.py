"""`caveat ask`: the interview in the terminal, by keyboard only."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from caveat.assessment.ask import Mode
from caveat.cli.options import today, width
from caveat.model.determination import Determination
from caveat.model.value import Members, Range, Value
from caveat.reports.document import Document, Entry
from caveat.reports.findings import reason_lines
from caveat.reports.render_text import render_text
from caveat.reports.words import RECOMMENDATIONS, effect_lines, value_words
from caveat.rulebook.bundle import open_rulebook
from caveat.rulebook.supports import Fact, FactType
from caveat.rulebook.values import ValueRefusedError, parse_day
from caveat.services.interview import Interview, Turn, listed_value

HELP = "Type ? for help, s to skip, q to leave; every answer is saved at once."
LISTED = 40
"""Most words of a fact that are shown with numbers to type."""


def ask(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A transaction file.")],
    complete: Annotated[
        bool, typer.Option("--complete", help="Go on until every finding is settled.")
    ] = False,
    entered_by: Annotated[
        str, typer.Option("--by", metavar="NAME", help="Who answers; kept with each answer.")
    ] = "",
) -> None:
    """Ask for what is missing, best question first, and save each answer with its source.

    The interview can be left at any question and taken up again: all it knows is in the file.

    Example: caveat ask examples/camera_maker.yaml --by "A. Smith"
    """
    mode = Mode.COMPLETE if complete else Mode.QUICK
    interview = Interview(file, open_rulebook(), mode=mode, today=today())
    interview.assess()
    hold(interview, entered_by or _prompt("Your name, kept with each answer"))


def hold(interview: Interview, name: str) -> None:
    """Put questions on standard output and read answers from standard input until the end."""
    skipped: set[str] = set()
    print(HELP)
    for turn in interview.turns(skipped):
        _show(turn)
        if not _answer(turn, interview, name, skipped):
            break
    _close(interview, skipped)


def _prompt(text: str, default: str = "") -> str:
    while True:
        try:
            answer = input(f"{text}: ").strip() or default
        except EOFError:
            raise typer.Exit(0) from None
        if answer:
            return answer


def _show(turn: Turn) -> None:
    document = Document()
    document.heading(_standing(turn.assessed.assessment.determination))
    document.paragraph(turn.fact.question, strong=True)
    assessed = turn.assessed
    reasons = reason_lines(turn.question, assessed.assessment, assessed.rulebook)
    document.listing(Entry(line) for line in (*reasons, *effect_lines(turn.question)))
    if turn.in_conflict:
        state = turn.assessed.assessment.facts[turn.fact.id]
        document.listing(
            Entry(f"Sources disagree: {_said(one.value)} - {one.source} ({one.observed_on})")
            for one in state.counted
        )
    document.listing(_options(turn))
    print(render_text(document, width=width()), end="")


def _said(value: Value | None) -> str:
    return "unknown" if value is None else value_words(value)


def _standing(determination: Determination) -> str:
    after = determination.after
    if determination.settled:
        return f"So far: {RECOMMENDATIONS[after.known]}, settled"
    return (
        f"So far: {RECOMMENDATIONS[after.known]} to {RECOMMENDATIONS[after.worst]}; "
        f"{len(determination.open_facts)} facts open"
    )


def _options(turn: Turn) -> list[Entry]:
    fact, rulebook = turn.fact, turn.assessed.rulebook
    if fact.type is FactType.TRUTH:
        return [Entry("y = yes, n = no, u = I do not know")]
    if fact.type in (FactType.CHOICE, FactType.SET) and not fact.open_vocabulary:
        words = rulebook.vocabulary(fact)
        if len(words) > LISTED:
            return [Entry("Type the code; u for unknown.")]
        several = " Several with commas; end with ! if that is all of them; 'none!' for none."
        hint = Entry(
            f"Type the word or number, u for unknown.{several if fact.type is FactType.SET else ''}"
        )
        return [
            *(Entry(f"{n} {word}: {title}") for n, (word, title) in enumerate(words.items(), 1)),
            hint,
        ]
    forms = {
        FactType.NUMBER: "A number, or a range as 20-40; u for unknown.",
        FactType.DATE: "A date as 2026-11-24; u for unknown.",
    }
    return [Entry(forms.get(fact.type, "Type the answer; u for unknown."))]


def _answer(turn: Turn, interview: Interview, name: str, skipped: set[str]) -> bool:
    """Take one answer and save it; return whether to go on."""
    fact = turn.fact
    while True:
        try:
            typed = input("> ").strip()
        except EOFError:
            print()
            return False
        if typed == "q":
            return False
        if typed == "s":
            skipped.add(fact.id)
            return True
        if typed in ("?", ""):
            print(f"{fact.help}\nEvidence: {fact.evidence}\nWho can tell: {', '.join(fact.who)}.")
            continue
        try:
            value = interview.read(fact, typed_tree(fact, typed, turn))
        except ValueRefusedError as error:
            print(f"Not understood: {str(error).rstrip('.')}. {HELP}")
            continue
        return _save(turn, value, interview, name, skipped)


def _save(
    turn: Turn, value: Value | None, interview: Interview, name: str, skipped: set[str]
) -> bool:
    ruling = _prompt("Why this one is right (kept with the decision)") if turn.in_conflict else ""
    source = _prompt("What does the answer rest on (document, person, search)")
    as_of = turn.assessed.assessment.as_of
    seen = _seen_on(as_of, interview.today)
    file = _file(turn)
    interview.save(
        turn.fact,
        value,
        source=source,
        observed_on=seen,
        entered_by=name,
        ruling=ruling,
        file=file,
    )
    print(f"Saved in {file}.")
    if seen > as_of:
        print(f"Seen after {as_of}: it does not count in an assessment of that day.")
    if seen > as_of or not _is_whole(value):
        skipped.add(turn.fact.id)
    return True


def _file(turn: Turn) -> Path:
    """Return the file the answer goes to; asked when the transaction has several products."""
    if len(turn.files) == 1:
        return turn.files[0]
    for number, file in enumerate(turn.files, 1):
        print(f"{number} {file}")
    while True:
        typed = _prompt("Which product is it about (number)")
        if typed.isdecimal() and 1 <= int(typed) <= len(turn.files):
            return turn.files[int(typed) - 1]


def _is_whole(value: Value | None) -> bool:
    if isinstance(value, Members):
        return value.complete
    return value is not None and not (isinstance(value, Range) and value.low != value.high)


def _seen_on(as_of: date, now: date) -> date:
    """Return the day on which the answer's source was seen.

    It is asked only when the file is assessed as of an earlier day than today, because an
    answer that was seen later would not count there.
    """
    if as_of >= now:
        return now
    question = f"Seen on which day (Enter for {as_of}, the day of the assessment)"
    while True:
        try:
            typed = _prompt(question, str(as_of))
            seen = parse_day(typed)
        except ValueRefusedError as error:
            print(f"Not understood: {error}.")
            continue
        if seen <= now:
            return seen
        print(f"Not understood: {seen} lies in the future.")


def typed_tree(fact: Fact, typed: str, turn: Turn) -> object:
    """Return what was typed as the tree of a value, to be read against the fact."""
    if typed in ("u", "unknown"):
        return "unknown"
    if fact.type is FactType.TRUTH:
        return {"y": "yes", "n": "no"}.get(typed.lower(), typed.lower())
    if fact.type is FactType.NUMBER:
        return _number(typed)
    if fact.type in (FactType.CHOICE, FactType.SET) and not fact.open_vocabulary:
        words = list(turn.assessed.rulebook.vocabulary(fact))
        picked = [_word(one, words) for one in typed.rstrip("!").split(",") if one.strip()]
        if fact.type is FactType.CHOICE:
            return picked[0] if picked else typed
        members = [] if picked == ["none"] else picked
        return listed_value(fact, members, complete=typed.endswith("!"))
    if fact.type is FactType.SET:
        members = [one.strip() for one in typed.rstrip("!").split(",") if one.strip()]
        return listed_value(fact, members, complete=typed.endswith("!"))
    return typed


def _word(typed: str, words: list[str]) -> str:
    text = typed.strip()
    if len(words) <= LISTED and text.isdecimal() and 1 <= int(text) <= len(words):
        return words[int(text) - 1]
    return text


def _number(typed: str) -> object:
    low, dash, high = typed.partition("-")
    try:
        if dash and low:
            return {"from": float(low), "to": float(high)}
        return float(typed)
    except ValueError:
        return typed


def _close(interview: Interview, skipped: set[str]) -> None:
    assessed = interview.assess()
    print(f"\n{_standing(assessed.assessment.determination)}.")
    if skipped:
        print(f"Left open: {', '.join(sorted(skipped))}.")
    open_findings = sum(f.result.missing != () for f in assessed.assessment.findings)
    if open_findings and interview.mode is Mode.QUICK:
        print(
            f"{open_findings} findings are still open; a quick answer is not a complete file. "
            "Go on with: caveat ask FILE --complete"
        )
    print(f"See the whole result with: caveat assess {interview.file}")
