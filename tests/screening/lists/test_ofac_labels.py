from __future__ import annotations

import pytest

from caveat.model.listed import (
    CountryLink,
    IdentifierKind,
    ListedCountry,
    ListedIdentifier,
    ListedName,
    ListedParty,
    NameKind,
    PartyKind,
)
from caveat.screening.lists.dates import read_date
from caveat.screening.lists.draft import Draft
from caveat.screening.lists.ofac_labels import add_labelled

CODE = ListedIdentifier(IdentifierKind.BANK, "SWIFT/BIC", "x", "Mu", "n")


@pytest.mark.parametrize(
    ("label", "field", "value"),
    [
        ("Issuer Name", "names", ListedName("x", NameKind.PRIMARY)),
        ("Vessel Flag", "countries", ListedCountry("x", CountryLink.FLAG)),
        (" Nationality Country ", "countries", ListedCountry("x", CountryLink.NATIONALITY)),
        ("Place of Birth", "birth_places", "x"),
        ("Organization Established Date", "births", read_date("x")),
        ("Aircraft Manufacture Date:", "births", read_date("x")),
        ("SWIFT/BIC", "identifiers", CODE),
    ],
)
def test_what_stands_beside_a_label_goes_where_it_belongs(
    label: str, field: str, value: object
) -> None:
    draft = Draft("l", "1")
    add_labelled(draft, label, "x", country="Mu", note="n")
    empty = ListedParty("l", "1", PartyKind.UNKNOWN, ())
    changed = {
        name: getattr(draft.party(), name)
        for name in empty.__dataclass_fields__
        if getattr(draft.party(), name) != getattr(empty, name)
    }
    assert changed == {field: (value,)}
