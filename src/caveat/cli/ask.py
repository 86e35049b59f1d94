"""`caveat ask`: the interview in the terminal, by keyboard only."""

from __future__ import annotations

import shlex
import textwrap
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from caveat.assessment.ask import Mode
from caveat.cli.choices import DAY_FORM, LISTED, hint, is_listed, list_lines, said, typed_tree
from caveat.cli.dialogue import LeftError, SkippedError, asked, command, read, say, show
from caveat.cli.held import open_held
from caveat.cli.options import today, width
from caveat.cli.suggested import offered_source, suggestion, suggestion_entry
from caveat.model.error import CaveatError
from caveat.model.fact import Observation, Openness
from caveat.model.gathered import Proposal
from caveat.model.value import Members, Range, Value
from caveat.reports.document import Document, Entry, clean
from caveat.reports.findings import reason_lines
from caveat.reports.render_text import render_text
from caveat.reports.words import RECOMMENDATIONS, counted, effect_lines, not_checked_line
from caveat.rulebook.bundle import open_rulebook
from caveat.rulebook.supports import Fact, FactType
from caveat.rulebook.values import ValueRefusedError, parse_day
from caveat.services.assess_file import Assessed
from caveat.services.interview import Interview, Key, Subject, Turn

HELP = "Type ? for help, s to skip, q to leave; every answer is saved at once."
KEYS = "s skips the question, q leaves; neither saves anything of this answer."
TAKE_BACK = "t"
WAYS = 6
"""Most answers with the same effect that are named; the rest are counted."""


class _TakenBackError(Exception):
    """The person does not stand by the answer that contradicts what is on file."""


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

    Answers are written into the file, so try it on a copy of the examples:
    mkdir -p out && cp -r examples out/mine

    Example: caveat ask out/mine/camera_maker.yaml --by "A. Smith"
    """
    mode = Mode.COMPLETE if complete else Mode.QUICK
    files = [file]
    try:
        rulebook = open_rulebook()
        held = open_held(rulebook)
        interview = Interview(file, rulebook, mode=mode, today=today(), held=held)
        hold(interview, entered_by, files)
    except KeyboardInterrupt:
        print()
        names = ", ".join(str(one) for one in dict.fromkeys(files))
        print(clean(f"Interrupted. Answers so far are saved in {names}; an unfinished one is not."))
        raise typer.Exit(130) from None


def hold(interview: Interview, name: str, files: list[Path] | None = None) -> None:
    """Put questions on standard output and read answers from standard input until the end.

    Args:
        interview: The interview.
        name: Who answers; asked for when empty.
        files: Takes the files that answers were saved in, as they are saved.
    """
    _Talk(interview, name.strip(), [] if files is None else files).hold()


@dataclass
class _Talk:
    interview: Interview
    name: str
    files: list[Path]
    skipped: set[Key] = field(default_factory=set)
    was: int = 0
    """Facts that were open when it was last said."""
    told: int = field(init=False)
    """Files in `files` when it was last said what became of an answer."""

    def __post_init__(self) -> None:
        self.told = len(self.files)

    def hold(self) -> None:
        assessed = self.interview.assess()
        self.was = self._open_count(assessed)
        self._show_head(assessed)
        try:
            for turn in self.interview.turns(self.skipped):
                self._say_now(turn.assessed)
                self._take_turn(turn)
        except LeftError:
            say("Left at this question; nothing of this answer was saved.")
        assessed = self.interview.assess()
        self._say_now(assessed)
        self._close(assessed)

    def _show_head(self, assessed: Assessed) -> None:
        document = Document()
        not_checked = not_checked_line(assessed.rulebook)
        if not_checked:
            document.paragraph(not_checked, strong=True)
        document.paragraph(HELP)
        document.paragraph(self._standing("So far", assessed))
        print(render_text(document, width=width()), end="")

    def _open_count(self, assessed: Assessed) -> int:
        """Count what is still to be asked in this mode."""
        if self.interview.mode is Mode.QUICK:
            return len(assessed.assessment.determination.open_facts)
        return len({fact for one in assessed.assessment.findings for fact in one.result.missing})

    def _standing(self, label: str, assessed: Assessed, was: str = "") -> str:
        determination = assessed.assessment.determination
        recommended = RECOMMENDATIONS[determination.recommendation]
        known, worst = determination.after.known, determination.after.worst
        settled = "settled" if determination.settled else "not settled"
        if known is not worst:
            settled += f" (between {RECOMMENDATIONS[known]} and {RECOMMENDATIONS[worst]})"
        count = counted(self._open_count(assessed), "fact")
        return f"{label}: {recommended}, {settled}; {count} open{was}."

    def _say_now(self, assessed: Assessed) -> None:
        """Say what the last answer did, if there was one since it was last said."""
        if len(self.files) > self.told:
            say(self._standing("Now", assessed, f" (was {self.was})"))
            self.told, self.was = len(self.files), self._open_count(assessed)

    def _take_turn(self, turn: Turn) -> None:
        try:
            self.name = self.name or _name()
            subject = turn.subjects[0] if len(turn.subjects) == 1 else None
            typed = show(_question_lines(turn))
            while True:
                value = _value(turn, self.interview, typed)
                try:
                    self._save(turn, value, subject or _chosen(turn))
                except _TakenBackError:
                    say("Taken back; nothing was saved. Answer again.")
                    typed = ""
                    continue
                return
        except SkippedError:
            self.skipped |= turn.keys

    def _save(self, turn: Turn, value: Value | None, subject: Subject) -> None:
        fact, as_of = turn.fact, turn.assessed.assessment.as_of
        ruling = self._ruling(turn, value, subject)
        source = _source(suggestion(fact.id, turn.assessed), value)
        seen = _seen_on(as_of, self.interview.today)
        while True:
            try:
                # Others may have answered since.
                ruling = ruling or self._ruling(turn, value, subject)
                self.interview.save(
                    fact,
                    value,
                    source=source,
                    observed_on=seen,
                    entered_by=self.name,
                    ruling=ruling,
                    file=subject.file,
                )
            except CaveatError as error:
                _retry(error)
                continue
            break
        self.files.append(subject.file)
        print(clean(f"Saved in {subject.file}."))
        if seen > as_of:
            say(f"Seen after {as_of}: it does not count in an assessment of that day.")
        if seen > as_of or not _is_whole(value):
            self.skipped.add((fact.id, subject.file))

    def _ruling(self, turn: Turn, value: Value | None, subject: Subject) -> str:
        """Return why the answer is followed, where it cannot just be added; else nothing."""
        as_of = turn.assessed.assessment.as_of
        against = self.interview.against(turn.fact, value, file=subject.file, as_of=as_of)
        if not against:
            return ""
        shown = subject.state.openness is Openness.CONFLICT and against == subject.state.counted
        if not shown:
            words = turn.assessed.rulebook.vocabulary(turn.fact)
            for one in against:
                say(f"On file: {_stated(one, words).rstrip('.')}.")
            answer = said(value, words)
            say(f"Your answer ({answer}) cannot stand beside that: decide, or take it back.")
        reason = asked(
            f"Why this one is right (kept with the decision), or {TAKE_BACK} to take it back",
            about=(
                "Sources disagree, or somebody has decided before. The reason is kept with your "
                "answer, which is then followed in place of the others; they stay on file.",
                f"{TAKE_BACK} takes your answer back and asks again. {KEYS}",
            ),
            needed="A decision without a reason is not taken: say why this source is followed.",
        )
        if reason.lower() == TAKE_BACK:
            raise _TakenBackError
        return reason

    def _close(self, assessed: Assessed) -> None:
        print()
        say(self._standing("So far", assessed))
        facts = assessed.assessment.facts
        several = len({file for _, file in self.skipped if file != self.interview.file}) > 1
        left = [
            f"{fact} ({file.name})" if several and file != self.interview.file else fact
            for fact, file in sorted(self.skipped)
            if fact not in facts or facts[fact].openness is not None
        ]
        if left:
            say(f"Left open: {', '.join(left)}.")
        name = shlex.quote(str(self.interview.file))
        open_findings = sum(f.result.missing != () for f in assessed.assessment.findings)
        if open_findings and self.interview.mode is Mode.QUICK:
            say(
                f"{counted(open_findings, 'finding')} still open; a quick answer is not a "
                "complete file."
            )
            print(clean(f"Go on with: caveat ask {name} --complete"))
        print(clean(f"See the whole result with: caveat assess {name}"))


def _question_lines(turn: Turn) -> list[str]:
    fact, assessed = turn.fact, turn.assessed
    words = assessed.rulebook.vocabulary(fact)
    document = Document()
    document.heading(fact.title)
    if len(turn.subjects) == 1 and turn.subjects[0].title:
        document.paragraph(f"About the product: {turn.subjects[0].title}", strong=True)
    document.paragraph(fact.question, strong=True)
    rulebook = assessed.rulebook
    reasons = reason_lines(turn.question, assessed.assessment, rulebook, whole=True)
    effects = effect_lines(turn.question, rulebook, most=WAYS)
    document.listing(Entry(line) for line in (*reasons, *effects))
    if (held := suggestion(fact.id, assessed)) is not None:
        document.listing([suggestion_entry(held, words)])
    label = "Sources disagree" if turn.in_conflict else "On file"
    document.listing(
        Entry(f"{label}: {about}{_stated(one, words)}")
        for subject in turn.subjects
        for about in (f"{subject.title}: " if len(turn.subjects) > 1 else "",)
        for one in subject.state.counted
    )
    lines = render_text(document, width=width()).splitlines()
    if is_listed(fact) and len(words) <= LISTED:
        lines += ["", *list_lines(words, width())]
    elif is_listed(fact):
        lines += ["", f"{len(words)} words can be typed; ? lists them."]
    return [*lines, "", *textwrap.wrap(hint(fact), width())]


def _help_lines(fact: Fact, words: Mapping[str, str]) -> list[str]:
    who = ", ".join(one.replace("_", " ") for one in fact.who)
    paragraphs = (
        fact.help,
        f"Evidence: {fact.evidence}",
        f"Who can tell: {who}.",
        hint(fact),
        KEYS,
    )
    lines = [line for one in paragraphs for line in textwrap.wrap(clean(one), width())]
    return [*lines, "", *list_lines(words, width())] if is_listed(fact) else lines


def _stated(one: Observation, words: Mapping[str, str]) -> str:
    decided = f"; decided: {one.reason}" if one.decides else ""
    return f"{said(one.value, words)} - {one.source} ({one.observed_on}, {one.entered_by}){decided}"


def _value(turn: Turn, interview: Interview, typed: str) -> Value | None:
    """Return the answer, asked until it is understood; `typed` is what was typed already."""
    fact, words = turn.fact, turn.assessed.rulebook.vocabulary(turn.fact)
    while True:
        typed = typed or read("> ")
        if not typed or command(typed):
            typed = show(_help_lines(fact, words))
            continue
        try:
            value = interview.read(fact, typed_tree(fact, typed, words))
        except ValueRefusedError as error:
            form = f" {DAY_FORM}" if fact.type is FactType.DATE else ""
            say(f"Not understood: {error}.{form} Type ? for help.")
            typed = ""
            continue
        if value is not None and fact.type in (FactType.CHOICE, FactType.SET):
            say(f"Taken as: {said(value, words)}.")
        return value


def _name() -> str:
    while True:
        try:
            return asked(
                "Your name, kept with each answer",
                about=("Whom to ask about the answers later. q leaves; nothing is saved.",),
                needed="A name is needed: each answer is kept with who gave it.",
            )
        except SkippedError:
            say("The name cannot be skipped: each answer is kept with who gave it. q leaves.")


def _source(held: Proposal | None, value: Value | None) -> str:
    """Return what the answer rests on; what is held here, where that was taken as it is."""
    offered = "" if held is None else offered_source(held, value)
    return asked(
        "What does the answer rest on (document, person, search)",
        default=offered,
        about=(
            "The document, person or search that the answer comes from, so that somebody else "
            "finds it again: its title, number and date, or a name and how you asked.",
            KEYS,
        ),
        needed="An answer without a source is not taken: nobody could check it later.",
    )


def _chosen(turn: Turn) -> Subject:
    """Return the product that the answer is about, where all have one and those disagree."""
    count = len(turn.subjects)
    for number, subject in enumerate(turn.subjects, 1):
        say(f"{number} {subject.title} ({subject.file})")
    while True:
        typed = asked(
            "Which product is it about (number)",
            about=("The answer is saved in the file of that product.", KEYS),
            needed=f"Type a number from 1 to {count}.",
        )
        if typed.isdecimal() and 1 <= int(typed) <= count:
            return turn.subjects[int(typed) - 1]
        say(f"Not understood: found '{typed}', expected a number from 1 to {count}.")


def _seen_on(as_of: date, now: date) -> date:
    """Return the day on which the answer's source was seen.

    It is asked only when the file is assessed as of an earlier day than today, because an
    answer that was seen later would not count there.
    """
    if as_of >= now:
        return now
    while True:
        typed = asked(
            f"Seen on which day (Enter for {as_of}, the day of the assessment)",
            about=(
                "The day on which the source was seen. An assessment as of an earlier day does "
                f"not count the answer. {DAY_FORM}",
                KEYS,
            ),
            default=str(as_of),
        )
        try:
            seen = parse_day(typed)
        except ValueRefusedError as error:
            say(f"Not understood: {error}. {DAY_FORM}")
            continue
        if seen <= now:
            return seen
        say(f"Not understood: {seen} lies in the future; today is {now}.")


def _retry(error: CaveatError) -> None:
    """Say why an answer was not saved, and wait until it is to be tried again."""
    for problem in error.problems:
        print(clean(f"Not saved: {problem}"))
    while command(read("Enter to try again, s to skip, q to leave: ")):
        say("The answer you gave is kept meanwhile; Enter tries to save it again.")


def _is_whole(value: Value | None) -> bool:
    if isinstance(value, Members):
        return value.complete
    return value is not None and not (isinstance(value, Range) and value.low != value.high)
