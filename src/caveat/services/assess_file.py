"""Assesses a transaction file: reads it, runs the engine, and keeps record and digest together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from caveat.assessment.ask import Mode
from caveat.assessment.assess import Prepared
from caveat.assessment.program import Program
from caveat.assessment.record import Recorder, digest_of
from caveat.model.assessment import Assessment
from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.transaction import Transaction
from caveat.rulebook.loader import Rulebook
from caveat.rulebook.transaction_file import read_transaction
from caveat.services.gather_facts import Held, gather_facts


@dataclass(frozen=True)
class Assessed:
    """An assessment with its record (canonical JSON), its digest and its rulebook."""

    assessment: Assessment
    record: str
    digest: str
    rulebook: Rulebook


def assess_file(
    file: Path,
    rulebook: Rulebook,
    *,
    today: date,
    held: Held | None = None,
    as_of: date | None = None,
    instruments: Sequence[str] = (),
    mode: Mode = Mode.QUICK,
    limit: int = 5,
) -> Assessed:
    """Assess the transaction in a file.

    Args:
        file: The transaction file.
        rulebook: The rulebook to assess under.
        today: The date after which dates count as future, and of the assessment if neither
            `as_of` nor the file names one.
        held: What is held of countries, agencies and incidents; None leaves it unread.
        as_of: Date of the assessment, instead of the file's.
        instruments: Instruments to assess under, instead of the file's.
        mode: How far the next questions go.
        limit: Most next questions.

    Raises:
        CaveatError: the file is bad, an instrument is unknown, or the date lies in the future.
    """
    if as_of is not None and as_of > today:
        raise CaveatError(
            Problem("date.future", f"--as-of {as_of} lies in the future.", f"Today is {today}.")
        )
    transaction = read_transaction(file, rulebook, today=today, as_of=as_of)
    if instruments:
        check_instruments(instruments, rulebook)
        transaction = replace(transaction, instruments=tuple(instruments))
    if held is not None:
        transaction = gather_facts(transaction, rulebook, held)
    prepared = prepare(transaction, rulebook)
    assessment = prepared.assess(transaction, ahead=mode, limit=limit)
    record = record_of(prepared, transaction)
    return Assessed(assessment, record, digest_of(record), rulebook)


def prepare(transaction: Transaction, rulebook: Rulebook) -> Prepared:
    """Return the rulebook prepared for the date, instruments and exporter of a transaction."""
    exporter = transaction.party("exporter")
    return Prepared(
        Program(rulebook),
        transaction.as_of,
        transaction.instruments,
        exporter.country if exporter is not None else None,
    )


def record_of(prepared: Prepared, transaction: Transaction) -> str:
    """Return the record of a transaction's assessment by this software."""
    recorder = Recorder(prepared, {"caveat": version("caveat")})
    return recorder.record(prepared.core(transaction), transaction)


def check_instruments(instruments: Sequence[str], rulebook: Rulebook) -> None:
    """Refuse the name of an instrument that the rulebook does not have."""
    problems = [
        Problem(
            "instrument.unknown",
            f"--instrument {name}: no such instrument.",
            nearest(name, rulebook.instruments)
            or f"Known: {', '.join(sorted(rulebook.instruments))}.",
        )
        for name in instruments
        if name not in rulebook.instruments
    ]
    if problems:
        raise CaveatError(problems)
