"""The shape of the rules under `data/`: one class a kind, one file an entry.

The descriptions become the published JSON Schemas, the reference pages and the help
in editors. A file's id is its path below the folder of its kind, with dots.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field, model_validator

from caveat.model.standing import Standing
from caveat.rulebook.citation import Citation
from caveat.rulebook.conditions import ConditionField
from caveat.rulebook.scenario import Scenario
from caveat.rulebook.severity import Severity
from caveat.rulebook.shape import Effective, Id, Named, Words


class Entry(Named):
    """What every rule has in common."""

    id: Id
    """The path below the folder of its kind, with dots; never reused."""
    title: Words
    """The entry in one line."""
    status: Literal["active", "draft", "retired"] = "active"
    """Only active entries take part in an assessment."""
    effective: Effective = Effective()
    """When it applies, beyond the dates of its instruments."""
    citations: list[Citation] = Field(min_length=1)
    """What it rests on."""
    reviewed_by: Words = "none"
    """The person who knows the law and has read it; 'none' until then, and shown so."""
    scenarios: list[Scenario] = []
    """Examples with their outcome."""


class Conditional(Entry):
    """An entry that holds or not, depending on facts."""

    applies_when: ConditionField | None = None
    """When this is no, the entry is shown as not applicable."""
    condition: ConditionField
    """What must hold."""


class RedFlag(Conditional):
    """A rule whose yes calls for attention."""

    folder: ClassVar[str] = "red_flags"
    kind: ClassVar[str] = "red_flag"

    consideration: int | None = Field(None, ge=1, le=8)
    """The consideration of the State guidance it belongs to, where it does."""
    severity: Severity
    """Severity of the harm the flag points to."""
    guidance: Words
    """What to do about it, in our words."""
    safeguards: list[Id] = []
    """Safeguards that answer it."""

    @model_validator(mode="after")
    def _is_no_law(self) -> RedFlag:
        if any(citation.standing is Standing.LAW for citation in self.citations):
            raise ValueError("a red flag cites no law: law stands apart from guidance")
        return self


class Test(Conditional):
    """A named condition that others refer to: a scope test or a definition."""

    folder: ClassVar[str] = "tests"
    kind: ClassVar[str] = "test"

    meaning: Words
    """What a yes means, in our words."""


class Safeguard(Entry):
    """What lowers a finding, once it is in force with evidence."""

    folder: ClassVar[str] = "safeguards"
    kind: ClassVar[str] = "safeguard"

    type: Literal["contract", "technical", "procedure", "monitoring", "grievance", "reporting"]
    """What kind of safeguard it is."""
    when: list[Literal["before_sale", "after_sale", "yearly", "always"]] = Field(min_length=1)
    """When it is put in place or carried out."""
    text: Words
    """The safeguard, in our words."""
    evidence: Words
    """What to keep as proof that it is in force."""
    general: bool = False
    """True for a safeguard of the company as a whole, proposed whatever the flags."""
    needs: ConditionField | None = None
    """Prerequisite: what must hold before it can be put in place."""
    residual: Words
    """What risk remains when it is in force."""
    caution: Words | None = None
    """An objection or a limit that must be shown with it."""


class LawFeature(Entry):
    """A feature of law or practice that prompts counsel; it never decides alone."""

    folder: ClassVar[str] = "law_features"
    kind: ClassVar[str] = "law_feature"

    why: Words
    """Why it matters for surveillance products."""
    iccpr: list[Words]
    """Articles of the International Covenant on Civil and Political Rights it touches."""
    ask_counsel: Words
    """The question to put to counsel."""


class ProductCategory(Entry):
    """A kind of product with surveillance capability."""

    folder: ClassVar[str] = "product_categories"
    kind: ClassVar[str] = "product_category"

    family: Literal[
        "sensors",
        "biometric_identification",
        "data_analytics",
        "internet_surveillance",
        "location_tracking",
        "recording_devices",
        "cross_cutting",
    ]
    """The category of the 2020 guidance, or cross_cutting."""
    product_class: Id
    """The class of this workbench that policy goes by; a file in product_classes/."""
    verbs: list[Id] = Field(min_length=1)
    """What it typically does with data about people."""
    rights: list[Id] = Field(min_length=1)
    """Rights most at issue; a prompt of this workbench for the rights-impact worksheet."""
    codes_to_test: list[Words] = []
    """Export control codes to test; not a classification."""


class Tool(Entry):
    """A report, index, list or standard that helps to answer facts."""

    folder: ClassVar[str] = "tools"
    kind: ClassVar[str] = "tool"

    sort: Words
    """What it is: US report, index, list, standard, NGO guide."""
    use: Words
    """What it is good for here."""
    helps: list[Id] = Field(min_length=1)
    """Facts it helps to answer."""
    machine_readable: Literal["yes", "no", "partly", "unknown"]
    """Whether it can be read by a program."""
    licence: Words
    """What is known of the terms of use; a first reading only."""


class Step(Entry):
    """An action of due diligence, with the facts that show it was done."""

    folder: ClassVar[str] = "steps"
    kind: ClassVar[str] = "step"

    order: int
    """Place among the steps of its group."""
    applies_when: ConditionField | None = None
    """When this is no, the step is not called for."""
    action: Words
    """What to do, in our words."""
    done_when: ConditionField
    """The facts that show it was done."""


class Note(Entry):
    """What a reader must know about an instrument, or about a change between versions."""

    folder: ClassVar[str] = "notes"
    kind: ClassVar[str] = "note"

    text: Words
    """The note, in our words."""


RULES: tuple[type[Entry], ...] = (
    RedFlag,
    Test,
    Safeguard,
    LawFeature,
    ProductCategory,
    Tool,
    Step,
    Note,
)
