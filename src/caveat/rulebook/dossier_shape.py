"""The shape of the files on public record: an agency, an incident, and what they rest on."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from caveat.model.dossier import (
    Against,
    Agency,
    Incident,
    PublicListing,
    Reference,
    Search,
    Weight,
    first_day,
    last_day,
)
from caveat.model.standing import Basis
from caveat.rulebook.citation import BasisField
from caveat.rulebook.shape import COUNTRY, CountryId, Day, Id, Named, Strict, Words

READ = (Basis.OFFICIAL_TEXT, Basis.SECONDARY_SOURCE)
"""What a claim rests on when somebody opened a document."""


def _is_day(published: str) -> str:
    last_day(published)
    return published


Published = Annotated[
    str,
    StringConstraints(pattern=r"^(19|20)[0-9]{2}(-[0-9]{2}){0,2}$"),
    AfterValidator(_is_day),
]


def _is_no_view(basis: Basis) -> Basis:
    if basis is Basis.OURS:
        raise ValueError("what is on public record is not 'ours': say who published it")
    return basis


RecordBasis = Annotated[BasisField, AfterValidator(_is_no_view)]
"""What a claim on public record rests on: what others published, opened or recalled."""
AgencyId = Annotated[str, StringConstraints(pattern=rf"^{COUNTRY}\.[a-z0-9]+(_[a-z0-9]+)*$")]
Level = Literal["national", "regional", "local", "none"]


class ReferenceFields(Strict):
    """A publication that a claim rests on."""

    publisher: Words
    """Who published it."""
    title: Words
    """Its title; in words of ours and without quotes where the exact title is not certain."""
    published: Published
    """The quoted day, month or year, as far as it is certain."""
    basis: RecordBasis
    """Whether it was opened, or is recalled."""
    url: Words | None = None
    """Address, where one is certain."""
    read_on: Day | None = None
    """The day on which it was opened; only with a basis that was read."""

    @model_validator(mode="after")
    def _read_or_not(self) -> ReferenceFields:
        if (self.basis in READ) != (self.read_on is not None):
            raise ValueError(f"basis '{self.basis.value}' and 'read_on' do not go together")
        if self.read_on is not None and self.read_on < first_day(self.published):
            raise ValueError("'read_on' is before 'published'")
        return self

    def reference(self) -> Reference:
        """Return what the file says, in the words of the model."""
        return Reference(
            self.publisher, self.title, self.published, self.basis, self.url, self.read_on
        )


class IncidentFile(Named):
    """A publicly documented abuse, with or without a product."""

    folder: ClassVar[str] = "incidents"
    kind: ClassVar[str] = "incident"

    id: Id
    """The file's name."""
    title: Words
    """Who did what to whom, in one line."""
    country: CountryId
    """Quoted code of the country that the body belongs to."""
    end_users: list[AgencyId] = []
    """Ids of the agencies that are named, in end_users/."""
    named: Words
    """Whom the record names as the user of the product, in words, or that it names nobody."""
    vendors: list[Words] = []
    """Vendors by name."""
    product: Words | None = None
    """The product by name."""
    technology: list[Id] = []
    """Kinds of product, by the ids of product_categories/."""
    rights: list[Id] = Field(min_length=1)
    """Rights at issue, by the ids of rights/."""
    against: list[Annotated[Against, Field(strict=False)]] = Field(min_length=1)
    """Whom it was aimed at."""
    abroad: bool = False
    """True where it reached people outside the country."""
    from_year: int = Field(ge=1990)
    """First year in which it is reported to have gone on."""
    until_year: int | None = Field(None, ge=1990)
    """Last such year; left out where it is not known to have ended."""
    what: Words
    """What happened, in our words, with who says so."""
    weight: Annotated[Weight, Field(strict=False)]
    """What it stands on."""
    answer: Words | None = None
    """What the body or the vendor said to it; left out where nothing is known to us."""
    sources: list[ReferenceFields] = Field(min_length=1)
    """The publications it rests on, the first to make it public among them."""

    @model_validator(mode="after")
    def _years_in_order(self) -> IncidentFile:
        if self.until_year is not None and self.until_year < self.from_year:
            raise ValueError("'until_year' is before 'from_year'")
        if self.from_year > max(one.reference().known_on.year for one in self.sources):
            raise ValueError("'from_year' is later than every source")
        return self

    def incident(self, *, own: bool = False) -> Incident:
        """Return what the file says, in the words of the model."""
        return Incident(
            id=self.id,
            title=self.title,
            country=self.country,
            end_users=tuple(self.end_users),
            named=self.named,
            vendors=tuple(self.vendors),
            product=self.product or "",
            technology=tuple(self.technology),
            rights=tuple(self.rights),
            against=tuple(self.against),
            abroad=self.abroad,
            years=(self.from_year, self.until_year),
            what=self.what,
            weight=self.weight,
            answer=self.answer or "",
            sources=tuple(one.reference() for one in self.sources),
            own=own,
        )


class ListingFields(Strict):
    """A decision of an authority to list an agency, its unit or its head."""

    authority: Words
    """Who decided, such as OFAC, BIS, Council of the EU, UK."""
    list: Words
    """The list or programme by name."""
    listed: Published
    """The quoted day, month or year of the decision, as far as it is certain."""
    removed: Published | None = None
    """When it was taken off again; left out where it is not known to have been."""
    for_abuse: bool
    """Whether the authority gave abuses of human rights as a reason."""
    reason: Words
    """The reason in our words."""
    citation: Words
    """Where the decision stands, as far as that is certain: order, programme, official journal."""
    basis: RecordBasis
    """Whether the decision was read, or is recalled."""
    remark: Words | None = None
    """What a reader must know about this line, such as whom exactly it names."""

    @model_validator(mode="after")
    def _removed_after_listed(self) -> ListingFields:
        if self.removed is not None and last_day(self.removed) < first_day(self.listed):
            raise ValueError("'removed' is before 'listed'")
        return self

    def listing(self) -> PublicListing:
        """Return what the file says, in the words of the model."""
        return PublicListing(
            self.authority,
            self.list,
            self.listed,
            self.removed,
            self.for_abuse,
            self.reason,
            self.basis,
            self.citation,
            self.remark or "",
        )


class SearchFields(Strict):
    """One entry of a search log."""

    where: Words
    """Where somebody looked: sources, languages, words."""
    on: Day
    """The day."""
    found: Words
    """What was found, or that nothing was."""


class AgencyFile(Named):
    """A body that buys or uses such products, as it stands on public record."""

    folder: ClassVar[str] = "end_users"
    kind: ClassVar[str] = "end_user"

    id: AgencyId
    """Code of the country, a dot and the file's name: end_users/BD/rapid_action_battalion.yaml."""
    name: Words
    """Its name in English as it is generally known."""
    names: list[Words] = []
    """Other names, acronyms and names in its own script."""
    parent: Words | None = None
    """The body it reports to; left out is unknown."""
    parent_file: AgencyId | None = None
    """Id of that body, where it has a file."""
    predecessors: list[Words] = []
    """Bodies it grew out of, by name."""
    units: list[Words] = []
    """Its units that are known by name."""
    functions: list[Id] = Field(min_length=1)
    """Its tasks, by the words of the fact end_user.functions; never taken for all of them."""
    level: Level
    """Level of government, by the words of the fact end_user.government_level."""
    mandate: Words | None = None
    """The law or decree it acts under, where it is certain; left out is unknown."""
    oversight: Words | None = None
    """Who oversees it, where it is certain; left out is unknown."""
    listings: list[ListingFields] = []
    """Listings of the body, its units or its heads."""
    searched: list[SearchFields] = Field(min_length=1)
    """Where somebody looked for its record."""
    sources: list[ReferenceFields] = Field(min_length=1)
    """What the description of the body rests on."""
    written_on: Day
    """When the file was written or last changed."""
    checked_by: Words | None = None
    """Who compared it with its sources; left out is nobody."""
    note: Words | None = None
    """What a reader must know, such as a body of a like name it is not."""

    def agency(self, *, own: bool = False) -> Agency:
        """Return what the file says, in the words of the model."""
        return Agency(
            id=self.id,
            name=self.name,
            country=self.id.partition(".")[0],
            names=tuple(self.names),
            parent=self.parent or "",
            parent_file=self.parent_file,
            predecessors=tuple(self.predecessors),
            units=tuple(self.units),
            functions=tuple(self.functions),
            level=self.level,
            mandate=self.mandate or "",
            oversight=self.oversight or "",
            listings=tuple(one.listing() for one in self.listings),
            searched=tuple(Search(one.where, one.on, one.found) for one in self.searched),
            sources=tuple(one.reference() for one in self.sources),
            written_on=self.written_on,
            checked_by=self.checked_by or "",
            note=self.note or "",
            own=own,
        )
