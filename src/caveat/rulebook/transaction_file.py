"""Reads transaction and product files against the rulebook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import get_args

from caveat.model.error import CaveatError, Problem, nearest, nearest_word
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
from caveat.rulebook.statements import StatementReader
from caveat.rulebook.transaction_shape import (
    ItemEntry,
    ProductFile,
    Role,
    SafeguardEntry,
    TransactionFile,
)
from caveat.rulebook.yaml_reader import Document, read_yaml

ONE_PER_TRANSACTION = ("exporter", "purchaser", "payer", "ultimate_consignee", "end_user")


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
    _check_kind(document, "transaction")
    entry = validate(TransactionFile, document)
    reader = StatementReader(rulebook, document, today)
    stated_as_of = None if entry.as_of is None else reader.day(entry.as_of, ("as_of",))
    as_of = as_of or stated_as_of or today
    origin = reader.origin(entry.provenance, ("provenance",))
    _check_names(entry, reader)
    statements = dict(reader.statements(entry.facts, origin, ("facts",)))
    reader.check_statable(statements, ("facts",))
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
        about=entry.about or "",
    )


def read_product(file: Path, rulebook: Rulebook, *, today: date | None) -> tuple[ProductFile, Item]:
    """Read a product profile; the item has no quantity yet.

    Raises:
        CaveatError: with every problem found, each with its line.
    """
    document = read_yaml(file)
    _check_kind(document, "product")
    entry = validate(ProductFile, document)
    reader = StatementReader(rulebook, document, today)
    origin = reader.origin(entry.provenance, ("provenance",))
    statements = reader.statements(entry.facts, origin, ("facts",), prefix="product.")
    reader.finish()
    return entry, Item(entry.product, f"{entry.title} ({entry.maker})", "", statements)


def _check_kind(document: Document, wanted: str) -> None:
    """Refuse a product file where a transaction is wanted, and the reverse."""
    found, hint = _OTHER_KIND[wanted]
    if isinstance(document.tree, dict) and found in document.tree and wanted not in document.tree:
        message = f"this is a {found} file, and no {wanted} file."
        raise CaveatError(Problem("file.kind", message, hint, document.place((found,))))


_OTHER_KIND = {
    "transaction": ("product", "Give the file of the transaction that ships it."),
    "product": ("transaction", "Name the file of the product, which says 'product:' at its top."),
}
"""The kind of file that is given by mistake, and what to do, by the kind that is wanted."""


def _item(entry: ItemEntry, number: int, file: Path, reader: StatementReader) -> Item:
    path = file.parent / entry.product
    try:
        product, item = read_product(path, reader.rulebook, today=reader.today)
    except CaveatError as error:
        first, here = error.problems[0], ("items", number, "product")
        if first.code == "file.missing":
            known = [str(Path(entry.product).parent / p.name) for p in path.parent.glob("*.yaml")]
            message = f"no product file '{entry.product}'."
            hint = nearest(entry.product, known) or "Its path starts from the folder of this file."
            reader.refuse("item.product", message, hint, here)
        elif first.code in ("file.kind", "file.irregular"):
            reader.refuse("item.product", f"'{entry.product}': {first.message}", first.hint, here)
        else:
            reader.problems.extend(error.problems)
        return Item("", "", "")
    return Item(product.product, item.title, entry.quantity, item.statements)


def _check_names(entry: TransactionFile, reader: StatementReader) -> None:
    rulebook = reader.rulebook
    _check_country(entry.destination, ("destination",), reader)
    first: dict[str, str] = {}
    others = ", ".join(role for role in get_args(Role) if role not in ONE_PER_TRANSACTION)
    for n, party in enumerate(entry.parties):
        if party.country is not None:
            _check_country(party.country, ("parties", n, "country"), reader)
        if party.role in ONE_PER_TRANSACTION and party.role in first:
            reader.refuse(
                "party.role",
                f"a second party has the role '{party.role}'; the first is '{first[party.role]}'.",
                f"A transaction has one: write a file for each, or give another role ({others}).",
                ("parties", n, "role"),
            )
        first.setdefault(party.role, party.name)
    for role in ("exporter", "end_user"):
        if role not in first:
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
    name = countries.get(code.upper()) or nearest_word(code, by_name)
    hint = f'Nearest: "{by_name[name]}" ({name}); write it in quotes.' if name is not None else ""
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
