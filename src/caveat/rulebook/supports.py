"""The shape of the files that rules rest on: facts, instruments, sources, doubts, rights."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from caveat.rulebook.citation import StandingField
from caveat.rulebook.shape import Day, Effective, Id, Named, Row, Words


class ProductClass(Named):
    """A class of products that policy treats alike; ours."""

    folder: ClassVar[str] = "product_classes"
    kind: ClassVar[str] = "product_class"

    id: Id
    """The file's name."""
    title: Words
    """The class in one line."""
    meaning: Words
    """What belongs to it, and why policy treats it apart."""


class Instrument(Named):
    """An act, guidance or standard, or one version of it."""

    folder: ClassVar[str] = "instruments"
    kind: ClassVar[str] = "instrument"

    id: Id
    """The file's name."""
    title: Words
    """Its title."""
    short: Words
    """The name used in running text."""
    publisher: Words
    """Who issued it."""
    standing: StandingField
    """Its standing as a whole."""
    effective: Effective
    """From when to when it was current."""
    effective_note: Words
    """What the dates are, and what they rest on."""
    exporters: list[Words] = []
    """Codes of the countries whose exporters it addresses; left out when it addresses any."""
    url: Words | None = None
    """Official address, where one is certain."""
    base: bool = False
    """True when it is assessed whatever its dates (the checks of this workbench)."""


class Source(Named):
    """A document that was opened while a row was written."""

    folder: ClassVar[str] = "sources"
    kind: ClassVar[str] = "source"

    id: Id
    """The file's name."""
    title: Words
    """The document."""
    publisher: Words
    """Who published it."""
    official: bool
    """True for the issuing body's own text, false for a report of others about it."""
    read: Words
    """What part of it was read."""
    read_on: Day
    """When it was opened."""
    url: Words | None = None
    """Address, where one is certain."""


class Doubt(Named):
    """Something that could not be verified, with the way to check it."""

    folder: ClassVar[str] = "doubts"
    kind: ClassVar[str] = "doubt"

    id: Row
    """The CHK row; also the file's name."""
    doubt: Words
    """What is in doubt."""
    why: Words
    """Why it could not be settled."""
    how_to_check: Words
    """What a person can do to settle it."""


class Right(Named):
    """A human right to walk through in the rights-impact worksheet."""

    folder: ClassVar[str] = "rights"
    kind: ClassVar[str] = "right"

    id: Id
    """The file's name."""
    title: Words
    """The right."""
    order: int
    """Place in the worksheet."""
    instruments: Words
    """Where it is laid down."""


class FactType(Enum):
    """What a fact can be answered with."""

    TRUTH = "truth"
    CHOICE = "choice"
    SET = "set"
    NUMBER = "number"
    DATE = "date"
    TEXT = "text"


class Cost(Enum):
    """What finding out takes: a look in data at hand, minutes, days, or counsel."""

    DATA = "data"
    MINUTES = "minutes"
    DAYS = "days"
    COUNSEL = "counsel"


class Fact(Named):
    """Something that can be known about a product, party, country, transaction or company."""

    folder: ClassVar[str] = "facts"
    kind: ClassVar[str] = "fact"

    id: Id
    """The path below facts/, with a dot."""
    title: Words
    """The fact as a short noun phrase."""
    type: Annotated[FactType, Field(strict=False)]
    """What it is answered with."""
    question: Words
    """The question in plain words, as put to a person."""
    help: Words
    """What counts as yes or no, and what to look at."""
    who: list[
        Literal[
            "engineering",
            "product",
            "marketing",
            "sales",
            "logistics",
            "finance",
            "compliance",
            "counsel",
            "management",
            "end_user",
            "outside_expert",
            "data",
        ]
    ] = Field(min_length=1)
    """Who can answer."""
    evidence: Words
    """What evidence would settle it."""
    cost: Annotated[Cost, Field(strict=False)]
    """What finding out takes."""
    values: dict[str, Words] = {}
    """The options of a choice or the members of a set, each with its meaning."""
    values_from: Literal["product_categories", "law_features", "countries", "safeguards"] | None = (
        None
    )
    """Where the options come from, instead of `values`."""
    open_vocabulary: bool = False
    """True for a set whose members are free text."""
    minimum: float | None = Field(None, strict=False)
    """Smallest number that makes sense."""
    maximum: float | None = Field(None, strict=False)
    """Largest number that makes sense."""
    unit: Words | None = None
    """Unit of the number."""
    across_items: Literal["any", "all", "same"] = "same"
    """How the answers of several items combine: one yes is enough, all must, or they must agree."""
    dictionary: list[Words] = []
    """Keys of the fact dictionary that it carries out."""
    derived_from: Words | None = None
    """The part of the transaction file it is read off, where nobody need be asked."""


SUPPORTS: tuple[type[Named], ...] = (
    Fact,
    ProductClass,
    Instrument,
    Source,
    Doubt,
    Right,
)
