"""The format of OFAC's advanced XML (`sdn_advanced.xml`): parties that point into tables.

No file of it was at hand. The layout is from public programs that read it and from samples in
their tests; it is read twice, first the tables, then the parties.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from caveat.model.listed import ListedParty, ListHead, NameKind, PartyKind
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.labels import name_kind, party_kind
from caveat.screening.lists.ofac_labels import DATES, LINKS, add_labelled
from caveat.screening.lists.ofac_references import (
    SECTIONS,
    References,
    add_documents,
    period,
    read_references,
)
from caveat.screening.lists.xml_stream import XmlList, text_of

_FAMILY = "Last Name"


def parse_ofac_advanced(files: Files, list_id: str) -> ParsedList:
    """Return the list of an advanced XML file."""
    file = files[MAIN]
    tables = read_references(XmlList(file, "Sanctions").entries(SECTIONS))
    return ParsedList(ListHead(tables.issued_on), _parties(file, tables, list_id))


def _parties(file: ListFile, tables: References, list_id: str) -> Iterator[ListedParty]:
    wanted = SECTIONS - {"ReferenceValueSets"}
    for element in XmlList(file, "Sanctions").entries(wanted):
        if element.tag == "DistinctParty":
            yield _party(element, tables, list_id)


def _party(element: Element, tables: References, list_id: str) -> ListedParty:
    draft = Draft(list_id, element.get("FixedRef", ""))
    draft.remark(text_of(element, "Comment"))
    for profile in element.iterfind("Profile"):
        number = profile.get("PartySubTypeID")
        draft.kind = party_kind(tables.word("PartySubType", number))
        if draft.kind is PartyKind.UNKNOWN:
            draft.kind = party_kind(tables.word("PartyType", tables.subtypes.get(number or "")))
        for identity in profile.iterfind("Identity"):
            _names(draft, identity, tables)
            add_documents(draft, tables, identity.get("ID", ""))
        for feature in profile.iterfind("Feature"):
            _feature(draft, feature, tables)
        _entry(draft, profile.get("ID", ""), tables)
    return draft.party()


def _names(draft: Draft, identity: Element, tables: References) -> None:
    groups = {
        group.get("ID"): tables.word("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iterfind("NamePartGroups/MasterNamePartGroup/NamePartGroup")
    }
    for alias in identity.iterfind("Alias"):
        kind = name_kind(tables.word("AliasType", alias.get("AliasTypeID")))
        if kind is NameKind.PRIMARY and alias.get("Primary") == "false":
            kind = NameKind.STRONG
        if alias.get("LowQuality") == "true":
            kind = NameKind.WEAK
        for name in alias.iterfind("DocumentedName"):
            _name(draft, name, kind, groups, tables)


def _name(
    draft: Draft,
    name: Element,
    kind: NameKind,
    groups: dict[str | None, str],
    tables: References,
) -> None:
    parts: dict[str, list[str]] = defaultdict(list)
    scripts: dict[str, None] = {}
    for part in name.iterfind("DocumentedNamePart/NamePartValue"):
        parts[groups.get(part.get("NamePartGroupID"), "")].append(text_of(part))
        scripts.setdefault(tables.word("Script", part.get("ScriptID")))
    script = next(iter(scripts), "")
    if script not in ("", "Latn", "Latin"):
        kind = NameKind.ORIGINAL_SCRIPT
    family = join(*parts.pop(_FAMILY, ()), by=" ")
    others = join(*(text for texts in parts.values() for text in texts), by=" ")
    draft.name(join(others, family, by=" "), kind, script=script, family=family if others else "")


def _feature(draft: Draft, feature: Element, tables: References) -> None:
    label = tables.word("FeatureType", feature.get("FeatureTypeID")).strip()
    for version in feature.iter("FeatureVersion"):
        comment = text_of(version, "Comment")
        for place in version.iter("VersionLocation"):
            parts, country = tables.locations.get(place.get("LocationID", ""), ((), ""))
            _place(draft, label, parts, country)
        for when in version.iter("DatePeriod"):
            if label.startswith(DATES):
                draft.birth(period(when))
            else:
                draft.field(label, period(when).text)
        for detail in version.iter("VersionDetail"):
            number = detail.get("DetailReferenceID")
            text = text_of(detail) or tables.word("DetailReference", number)
            add_labelled(draft, label, text, note=comment)


def _place(draft: Draft, label: str, parts: tuple[str, ...], country: str) -> None:
    if label in LINKS:
        draft.country(country or join(*parts), LINKS[label])
    elif label == "Place of Birth":
        draft.birth_place(*parts, country)
    elif label == "Location":
        draft.address(*parts, country=country)
    else:
        draft.field(label, join(*parts, country))


def _entry(draft: Draft, profile: str, tables: References) -> None:
    entry = tables.entries.get(profile)
    if entry is not None:
        draft.part = draft.part or next(iter(entry.lists), "")
        for programme in entry.programmes:
            draft.programme(programme)
        for basis in entry.bases:
            draft.citation(basis)
        draft.fields(("measure", text) for text in entry.measures)
        draft.fields(("entry comment", text) for text in entry.comments)
        draft.fields(("list", text) for text in entry.lists[1:])
        draft.listed_on = min(entry.days, default=None)
    draft.fields(("relation", text) for text in tables.relations.get(profile, ()))
