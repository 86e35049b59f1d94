"""What stands beside a label in OFAC's files and the lists made of them, whatever the format.

Under the labels of numbers, names, dates and countries stand too.
"""

from __future__ import annotations

from caveat.model.listed import CountryLink, NameKind
from caveat.screening.lists.draft import Draft

ISSUER = "Issuer Name"
LINKS = {
    "Nationality Country": CountryLink.NATIONALITY,
    "Citizenship Country": CountryLink.CITIZENSHIP,
    "Nationality of Registration": CountryLink.REGISTRATION,
    "Vessel Flag": CountryLink.FLAG,
    "Former Vessel Flag": CountryLink.FORMER_FLAG,
    "Other Vessel Flag": CountryLink.FORMER_FLAG,
}
DATES = ("Birthdate", "Organization Established Date", "Aircraft Manufacture Date", "Build Date")


def add_labelled(draft: Draft, label: str, text: str, *, country: str = "", note: str = "") -> None:
    """Add what stands beside a label to where it belongs."""
    label = label.strip()
    if label == ISSUER:
        draft.name(text, NameKind.STRONG)
    elif label in LINKS:
        draft.country(text, LINKS[label])
    elif label == "Place of Birth":
        draft.birth_place(text)
    elif label.startswith(DATES):
        draft.birth(text)
    else:
        draft.identifier(label, text, country=country, note=note)
