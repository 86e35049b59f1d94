from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedAddress,
    ListedCountry,
    ListedIdentifier,
    ListedName,
    ListedParty,
    NameKind,
    PartialDate,
    PartyKind,
    Precision,
    RawField,
)

FIRST = ListedName("Ada ERGO", NameKind.PRIMARY, family="ERGO")
SECOND = ListedName("Ада Эрго", NameKind.ORIGINAL_SCRIPT, "Cyrillic")
PARTY = ListedParty(
    "l",
    "7",
    PartyKind.PERSON,
    (FIRST, SECOND),
    identifiers=(ListedIdentifier(IdentifierKind.PASSPORT, "Passport", "A1", "Atlantis"),),
    births=(PartialDate("1970", date(1970, 1, 1), date(1970, 12, 31)),),
    countries=(ListedCountry("Atlantis", CountryLink.NATIONALITY),),
    addresses=(ListedAddress("1 Sea, Atlantis", "Atlantis"),),
    listed_on=date(2020, 1, 2),
    raw=(RawField("a", "b"),),
)
HASH = "from tests.model.test_listed import PARTY; print(PARTY.content_hash, end='')"


def test_hash_is_the_same_in_another_process() -> None:
    found = {
        subprocess.run(
            [sys.executable, "-c", HASH],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {PARTY.content_hash}


def test_hash_does_not_depend_on_order() -> None:
    turned = replace(PARTY, names=(SECOND, FIRST))
    assert turned.content_hash == PARTY.content_hash


@pytest.mark.parametrize(
    "other",
    [
        replace(PARTY, list_id="m"),
        replace(PARTY, entry_id="8"),
        replace(PARTY, kind=PartyKind.VESSEL),
        replace(PARTY, names=(FIRST,)),
        replace(PARTY, names=(FIRST, replace(SECOND, script=None))),
        replace(PARTY, identifiers=()),
        replace(PARTY, births=(PartialDate("1970"),)),
        replace(PARTY, listed_on=date(2020, 1, 3)),
        replace(PARTY, raw=(RawField("b", "a"),)),
        replace(PARTY, remarks="\ud800"),
    ],
)
def test_hash_changes_with_what_is_said(other: ListedParty) -> None:
    assert other.content_hash != PARTY.content_hash


def test_key_is_the_entry_or_the_content() -> None:
    nameless = replace(PARTY, entry_id="")
    assert PARTY.key == "l:7"
    assert nameless.key == f"l:#{nameless.content_hash[:16]}"


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        (date(1970, 2, 3), date(1970, 2, 3), Precision.DAY),
        (date(1970, 2, 1), date(1970, 2, 28), Precision.MONTH),
        (date(1970, 12, 1), date(1970, 12, 31), Precision.MONTH),
        (date(1970, 1, 1), date(1970, 12, 31), Precision.YEAR),
        (date(1970, 1, 1), date(1971, 12, 31), Precision.SPAN),
        (date(1970, 2, 1), date(1970, 3, 31), Precision.SPAN),
        (date(1970, 2, 3), date(1970, 2, 28), Precision.SPAN),
        (date(1970, 2, 1), date(1970, 2, 27), Precision.SPAN),
        (None, date(1970, 2, 1), Precision.UNKNOWN),
        (date(1970, 2, 1), None, Precision.UNKNOWN),
    ],
)
def test_precision_is_told_by_the_days_between(
    first: date | None, last: date | None, precision: Precision
) -> None:
    assert PartialDate("x", first, last).precision is precision
