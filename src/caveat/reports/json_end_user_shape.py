"""The shape of the JSON on end users, from which its published schema is generated."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from caveat.reports.json_country_shape import BasisName, IncidentJson, PublicationJson


class LikeNameJson(TypedDict):
    """An agency of a like spelling, and perhaps another body."""

    id: str
    """Id of its file."""
    name: str
    """Its name in English."""
    country: str
    """Code of its country."""


class ListingJson(TypedDict):
    """A decision of an authority to list an agency, its unit or its head."""

    authority: str
    """Who decided."""
    list: str
    """The list or programme by name."""
    listed: str
    """Day, month or year of the decision, as far as it is certain."""
    removed: str | None
    """When it was taken off; null where it is not known to have been by the day."""
    for_abuse: bool
    """Whether the authority gave abuses of human rights as a reason."""
    reason: str
    """The reason in our words."""
    basis: BasisName
    """Whether the decision was opened, or is from memory."""
    citation: str
    """Where the decision stands, as far as that is certain."""
    remark: str
    """What a reader must know about this line; empty when nothing."""


class SearchJson(TypedDict):
    """One entry of a search log."""

    where: str
    """Where somebody looked."""
    on: str
    """The day."""
    found: str
    """What was found, or that nothing was."""


class KinJson(TypedDict):
    """A body that the agency belongs to, or a unit of it, that has a file."""

    id: str
    """Id of its file."""
    name: str
    """Its name in English."""
    listings: list[ListingJson]
    """Its listings that were public by the day."""


class AgencyJson(TypedDict):
    """An agency that the name may mean, with its record as of the day."""

    id: str
    """Id of its file: code of the country, a dot and a name."""
    name: str
    """Its name in English."""
    country: str
    """Code of its country or territory."""
    names: list[str]
    """Other names, acronyms and names in its own script that are held."""
    parent: str
    """The body it reports to; empty is unknown."""
    parent_file: str | None
    """Id of that body; null where it has no file."""
    predecessors: list[str]
    """Bodies it grew out of; empty is unknown."""
    units: list[str]
    """Units that are held; never known to be all, and empty is unknown."""
    functions: list[str]
    """Its tasks, by the words of the fact end_user.functions; perhaps more."""
    level: Literal["national", "regional", "local", "none"]
    """Level of government; none is no part of a government."""
    mandate: str
    """The law or decree it acts under; empty is unknown."""
    oversight: str
    """Who oversees it; empty is unknown."""
    listings: list[ListingJson]
    """Its listings that were public by the day; empty says nothing of it."""
    searched: list[SearchJson]
    """The search log: where somebody looked for its record."""
    sources: list[PublicationJson]
    """What the description of the body rests on."""
    written_on: str
    """The day on which its file was written or last changed."""
    checked_by: str
    """Who compared the file with its sources; empty is nobody."""
    note: str
    """What a reader must know; empty when nothing."""
    own: bool
    """True where it is from the user's own files."""
    same_name: bool
    """True where the name is the same; else a person must tell whether it is this body."""
    kin: list[KinJson]
    """Bodies it is tied to; the record of each counts as its own is looked at."""
    incidents: list[IncidentJson]
    """Incidents that name it or its kin and were public by the day, the newest first."""


class EndUserOutput(TypedDict):
    """What `caveat end-user NAME --format json` gives. No agency held says nothing of it."""

    schema: Literal["caveat-end-user-1"]
    """Name and version of this shape."""
    name: str
    """The name that was looked up."""
    country: str | None
    """Code of the only country whose bodies were looked for; null for all."""
    as_of: str
    """The day of the record; what became public later is left out."""
    says: str | None
    """What it means that nothing is held; null where something is."""
    nearest: list[LikeNameJson]
    """Agencies of a like spelling, where none was found."""
    agencies: list[AgencyJson]
    """Agencies that the name may mean, those of the same name first."""
