"""The shape of an entry on a law of a country: what a statute does, and what that rests on."""

from __future__ import annotations

from pydantic import Field, model_validator

from caveat.model.country import Law
from caveat.rulebook.dossier_shape import READ, RecordBasis, ReferenceFields
from caveat.rulebook.shape import Day, Id, Strict, Words


class LawFields(Strict):
    """A statute that gives the law of a country one of the features. It settles nothing alone."""

    feature: Id
    """The feature, by the ids of law_features/."""
    statute: Words
    """Name of the act in English, as it is generally known."""
    native: Words | None = None
    """Its name in the language of the country."""
    year: int = Field(ge=1850)
    """Year in which it was passed."""
    since_year: int | None = Field(None, ge=1850)
    """Year in which it came to have the feature, where that was later, by amendment."""
    provision: Words | None = None
    """Article or section, where it is certain."""
    does: Words
    """What it does, in our words, in one sentence."""
    until_year: int | None = Field(None, ge=1850)
    """Year in which it ceased to be in force or was struck down; left out where it is not known
    to have."""
    basis: RecordBasis
    """Whether its text or a source on it was opened, or it is recalled."""
    seen: ReferenceFields | None = None
    """What was opened; with a basis that was read, and only then."""
    written_on: Day
    """The day on which the entry was written: what came later is not in it."""
    checked_by: Words | None = None
    """Who compared it with the text; left out is nobody."""
    remark: Words | None = None
    """What a reader must know, such as later amendments or a pending challenge."""

    @model_validator(mode="after")
    def _seen_or_not(self) -> LawFields:
        if (self.basis in READ) != (self.seen is not None):
            raise ValueError(f"basis '{self.basis.value}' and 'seen' do not go together")
        if self.seen is not None and self.seen.basis is not self.basis:
            raise ValueError(f"basis '{self.basis.value}', but 'seen' is '{self.seen.basis.value}'")
        if self.year > self.written_on.year:
            raise ValueError("'year' is later than 'written_on'")
        if self.since_year is not None and not self.year < self.since_year <= self.written_on.year:
            raise ValueError("'since_year' does not lie after 'year', up to 'written_on'")
        if self.until_year is not None and self.until_year < (self.since_year or self.year):
            raise ValueError("'until_year' is before 'year' or 'since_year'")
        return self

    def law(self) -> Law:
        """Return what the file says, in the words of the model."""
        return Law(
            feature=self.feature,
            statute=self.statute,
            native=self.native or "",
            year=self.year,
            since_year=self.since_year,
            provision=self.provision or "",
            does=self.does,
            until_year=self.until_year,
            basis=self.basis,
            seen=self.seen.reference() if self.seen is not None else None,
            written_on=self.written_on,
            checked_by=self.checked_by or "",
            remark=self.remark or "",
        )
