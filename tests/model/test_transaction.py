from __future__ import annotations

from datetime import date

from caveat.model.transaction import Item, Party, Transaction

EXPORTER = Party("exporter", "Example Cameras Inc.", "US")
END_USER = Party("end_user", "Example City", "BW")
AGENT = Party("agent", "First Agent")


def _transaction(*parties: Party) -> Transaction:
    return Transaction(
        id="sale",
        title="A sale",
        as_of=date(2026, 11, 24),
        instruments=(),
        destination="BW",
        parties=parties,
        items=(Item("camera", "Camera", "4"),),
        stated_end_use="Count cars",
        statements={},
        safeguards={},
    )


def test_party_is_found_by_its_role() -> None:
    assert _transaction(EXPORTER, END_USER).party("end_user") is END_USER


def test_party_is_the_first_where_several_have_the_role() -> None:
    assert _transaction(AGENT, Party("agent", "Second Agent")).party("agent") is AGENT


def test_party_is_none_where_nobody_has_the_role() -> None:
    assert _transaction(EXPORTER).party("end_user") is None


def test_party_country_is_none_until_it_is_stated() -> None:
    assert AGENT.country is None
