"""Transaction and product files: their shape, and reading them against the rulebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field

from caveat.model.error import CaveatError, nearest, nearest_word
from caveat.model.transaction import (
    Consultation,
    Item,
    Party,
    RightsImpact,
    SafeguardState,
    StatedSafeguard,
    Transaction,
)
from caveat.rulebook.derived import clauses_in_force, structural_facts, with_derived
from caveat.rulebook.loader import Rulebook, validate
from caveat.rulebook.severity import Remediability, Scale, Scope
from caveat.rulebook.shape import Id, Strict, Words
from caveat.rulebook.statements import Provenance, StatementReader
from caveat.rulebook.yaml_reader import read_yaml

Role = Literal[
    "exporter",
    "purchaser",
    "payer",
    "intermediate_consignee",
    "ultimate_consignee",
    "end_user",
    "distributor",
    "reseller",
    "integrator",
    "agent",
    "other",
]
ONE_PER_TRANSACTION = ("exporter", "purchaser", "payer", "ultimate_consignee", "end_user")


class PartyEntry(Strict):
    """A party in one role."""

    role: Role
    """What the party does in the transaction."""
    name: Words
    """Its name as stated."""
    country: Words | None = None
    """ISO 3166-1 alpha-2 code, quoted."""
    note: Words | None = None
    """What else is known of it."""


class ItemEntry(Strict):
    """One item: a product profile, and how much of it."""

    product: Words
    """Path of the product file, from the folder of this file."""
    quantity: Words = "not stated"
    """How much or how many."""


class SafeguardEntry(Strict):
    """How far one safeguard has come."""

    safeguard: Id
    """Id of the safeguard in the rulebook."""
    state: Annotated[SafeguardState, Field(strict=False)]
    """in_force, promised, refused or not_adopted; only in_force counts, and only with evidence."""
    evidence: Words | None = None
    """The signed clause or the record of the test; required when in force."""
    owner: Words | None = None
    """The person who answers for it; required when in force."""
    since: str | None = None
    """The day it came into force; required when in force."""
    reason: Words | None = None
    """Why it is refused or not adopted."""


class ConsultationEntry(Strict):
    """Who was asked."""

    who: Words
    """The person or group."""
    said: Words
    """What they said."""
    on: str | None = None
    """When."""


class RightsEntry(Strict):
    """One line of the rights-impact worksheet."""

    right: Id
    """Id of the right."""
    whose: Words
    """Whose right could be harmed."""
    how: Words
    """How this product, in this end user's hands, could harm it."""
    scale: Annotated[Scale, Field(strict=False)]
    """How grave."""
    scope: Annotated[Scope, Field(strict=False)]
    """How many."""
    remediability: Annotated[Remediability, Field(strict=False)]
    """Whether it can be made good."""
    consulted: list[ConsultationEntry] = []
    """Who was asked and what they said."""


class ProductFile(Strict):
    """A product profile, answered once and used by every transaction that ships the product."""

    product: Id
    """Name of the profile."""
    title: Words
    """The product."""
    maker: Words
    """Who makes it."""
    provenance: Provenance
    """What the facts below rest on, unless they say otherwise."""
    facts: dict[str, Any]
    """Facts about the product."""


class TransactionFile(Strict):
    """A proposed or past export."""

    transaction: Id
    """Name of the transaction."""
    title: Words
    """The transaction in one line."""
    about: Words | None = None
    """What the file rests on, in particular for a transcribed public case."""
    as_of: str | None = None
    """The date for which to assess; today when left out."""
    instruments: list[Id] = []
    """Instruments to assess under; those in effect on the date when left out."""
    destination: Words
    """ISO 3166-1 alpha-2 code of the country of ultimate destination, quoted."""
    stated_end_use: Words
    """What the product is to be used for, as stated to the exporter."""
    provenance: Provenance
    """What the facts below rest on, unless they say otherwise."""
    parties: list[PartyEntry] = Field(min_length=1)
    """Everyone who takes part."""
    parties_complete: bool = False
    """True when the list of parties is known to be the whole list."""
    items: list[ItemEntry] = Field(min_length=1)
    """What is shipped or furnished."""
    facts: dict[str, Any] = {}
    """Facts about end user, country, transaction, parties and company."""
    safeguards: list[SafeguardEntry] = []
    """How far safeguards have come."""
    rights_impact: list[RightsEntry] = []
    """The rights-impact worksheet."""


def read_transaction(
    file: Path, rulebook: Rulebook, *, today: date, as_of: date | None = None
) -> Transaction:
    """Read a transaction file and the product files it names.

    Args:
        file: The transaction file.
        rulebook: What facts, safeguards, rights, instruments and countries are checked against.
        today: Dates after it are refused; also the date of assessment if nothing names one.
        as_of: Date of assessment, instead of the file's.

    Raises:
        CaveatError: with every problem found, each with its line.
    """
    document = read_yaml(file)
    entry = validate(TransactionFile, document)
    reader = StatementReader(rulebook, document, today)
    stated_as_of = None if entry.as_of is None else reader.day(entry.as_of, ("as_of",))
    as_of = as_of or stated_as_of or today
    origin = reader.origin(entry.provenance, ("provenance",))
    _check_names(entry, reader)
    statements = dict(reader.statements(entry.facts, origin, ("facts",)))
    for name in [name for name in statements if name.startswith("product.")]:
        reader.refuse(
            "fact.namespace",
            f"'{name}' is a fact about a product.",
            "State it in the product file.",
            ("facts", name),
        )
    safeguards = read_safeguards(entry.safeguards, reader)
    rights = _rights(entry, reader)
    items = tuple(_item(item, n, file, reader) for n, item in enumerate(entry.items))
    reader.finish()
    parties = tuple(Party(p.role, p.name, p.country, p.note or "") for p in entry.parties)
    facts = structural_facts(
        parties,
        complete=entry.parties_complete,
        destination=entry.destination,
        stated_end_use=entry.stated_end_use,
    )
    statements = with_derived(
        statements,
        facts,
        tuple(clauses_in_force(safeguards, origin.entered_by)),
        observed_on=min(origin.observed_on, as_of),
        entered_by=origin.entered_by,
    )
    return Transaction(
        id=entry.transaction,
        title=entry.title,
        as_of=as_of,
        instruments=tuple(entry.instruments),
        destination=entry.destination,
        parties=parties,
        items=items,
        stated_end_use=entry.stated_end_use,
        statements=statements,
        safeguards=safeguards,
        rights_impact=rights,
    )


def read_product(file: Path, rulebook: Rulebook, *, today: date | None) -> tuple[ProductFile, Item]:
    """Read a product profile; the item has no quantity yet.

    Raises:
        CaveatError: with every problem found, each with its line.
    """
    document = read_yaml(file)
    entry = validate(ProductFile, document)
    reader = StatementReader(rulebook, document, today)
    origin = reader.origin(entry.provenance, ("provenance",))
    statements = reader.statements(entry.facts, origin, ("facts",), prefix="product.")
    reader.finish()
    return entry, Item(entry.product, f"{entry.title} ({entry.maker})", "", statements)


def _item(entry: ItemEntry, number: int, file: Path, reader: StatementReader) -> Item:
    path = file.parent / entry.product
    try:
        product, item = read_product(path, reader.rulebook, today=reader.today)
    except CaveatError as error:
        if error.problems[0].code == "file.missing":
            known = [str(Path(entry.product).parent / p.name) for p in path.parent.glob("*.yaml")]
            reader.refuse(
                "item.product",
                f"no product file '{entry.product}'.",
                nearest(entry.product, known),
                ("items", number, "product"),
            )
        else:
            reader.problems.extend(error.problems)
        return Item("", "", "")
    return Item(product.product, item.title, entry.quantity, item.statements)


def _check_names(entry: TransactionFile, reader: StatementReader) -> None:
    rulebook = reader.rulebook
    _check_country(entry.destination, ("destination",), reader)
    roles = Counter(party.role for party in entry.parties)
    for n, party in enumerate(entry.parties):
        if party.country is not None:
            _check_country(party.country, ("parties", n, "country"), reader)
        if party.role in ONE_PER_TRANSACTION and roles[party.role] > 1:
            reader.refuse(
                "party.role",
                f"{roles[party.role]} parties have the role '{party.role}'.",
                "One transaction has one; write a file for each end user, or use another role of "
                f"{', '.join(get_args(Role))}.",
                ("parties", n, "role"),
            )
    for role in ("exporter", "end_user"):
        if not roles[role]:
            reader.refuse(
                "party.missing",
                f"no party has the role '{role}'.",
                "Add it under 'parties'; write the name as stated, or 'not stated'.",
                ("parties",),
            )
    for n, instrument in enumerate(entry.instruments):
        if instrument not in rulebook.instruments:
            reader.refuse(
                "instrument.unknown",
                f"'{instrument}' is no instrument.",
                nearest(instrument, rulebook.instruments),
                ("instruments", n),
            )


def _check_country(code: str, pointer: tuple[str | int, ...], reader: StatementReader) -> None:
    countries = reader.rulebook.countries
    if code in countries:
        return
    by_name = {name: known for known, name in countries.items()}
    name = nearest_word(code, by_name) or countries.get(code.upper())
    hint = f'Nearest: "{by_name[name]}" ({name}).' if name is not None else ""
    reader.refuse(
        "country.unknown", f"'{code}' is no ISO 3166-1 alpha-2 country code.", hint, pointer
    )


def read_safeguards(
    entries: Sequence[SafeguardEntry], reader: StatementReader
) -> dict[str, StatedSafeguard]:
    """Read what a file says of safeguards, noting problems with the reader."""
    found: dict[str, StatedSafeguard] = {}
    for n, stated in enumerate(entries):
        here = ("safeguards", n)
        if stated.safeguard not in reader.rulebook.safeguards:
            reader.refuse(
                "safeguard.unknown",
                f"'{stated.safeguard}' is no safeguard.",
                nearest(stated.safeguard, reader.rulebook.safeguards),
                here,
            )
        if stated.safeguard in found:
            reader.refuse(
                "safeguard.twice", f"'{stated.safeguard}' is stated twice.", "Keep one.", here
            )
        since = reader.day(stated.since, (*here, "since")) if stated.since else None
        lacking = [k for k in ("evidence", "owner", "since") if getattr(stated, k) is None]
        if stated.state is SafeguardState.IN_FORCE and lacking:
            reader.refuse(
                "safeguard.evidence",
                f"'{stated.safeguard}' is in force, but has no {', '.join(lacking)}.",
                "Add it, or write 'promised': only what is proved counts.",
                here,
            )
        found[stated.safeguard] = StatedSafeguard(
            stated.safeguard,
            stated.state,
            stated.evidence or "",
            stated.owner or "",
            since,
            stated.reason or "",
        )
    return found


def _rights(entry: TransactionFile, reader: StatementReader) -> tuple[RightsImpact, ...]:
    lines: list[RightsImpact] = []
    for n, line in enumerate(entry.rights_impact):
        here = ("rights_impact", n)
        if line.right not in reader.rulebook.rights:
            reader.refuse(
                "right.unknown",
                f"'{line.right}' is no right of the worksheet.",
                nearest(line.right, reader.rulebook.rights),
                (*here, "right"),
            )
        consulted = tuple(
            Consultation(
                c.who, c.said, reader.day(c.on, (*here, "consulted", k, "on")) if c.on else None
            )
            for k, c in enumerate(line.consulted)
        )
        lines.append(
            RightsImpact(
                line.right,
                line.whose,
                line.scale.value,
                line.scope.value,
                line.remediability.value,
                line.how,
                consulted,
            )
        )
    return tuple(lines)
