"""The formats of lists by name, and the one way to read a list in any of them.

To add a format: docs/how-to/add-a-list.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from caveat.model.error import CaveatError, Problem, nearest
from caveat.model.listed import ListedParty, ListHead
from caveat.rulebook.mapping_shape import ListMapping
from caveat.screening.lists.canada_xml import parse_canada_xml
from caveat.screening.lists.csl import parse_csl_csv, parse_csl_json
from caveat.screening.lists.dfat_xlsx import parse_dfat_xlsx
from caveat.screening.lists.eu_csv import parse_eu_csv
from caveat.screening.lists.eu_xml import parse_eu_xml
from caveat.screening.lists.files import MAIN, Files, ListFile, ParsedList
from caveat.screening.lists.ftm_json import parse_ftm_json
from caveat.screening.lists.mapped import parse_mapped
from caveat.screening.lists.ofac_advanced import parse_ofac_advanced
from caveat.screening.lists.ofac_csv import ADD, ALT, COMMENTS, PRIM, parse_ofac_csv
from caveat.screening.lists.ofac_xml import parse_ofac_xml
from caveat.screening.lists.seco_xml import parse_seco_xml
from caveat.screening.lists.uk_csv import parse_uk_csv
from caveat.screening.lists.uk_xml import parse_uk_xml
from caveat.screening.lists.un_xml import parse_un_xml


@dataclass(frozen=True, slots=True)
class Format:
    """A format of lists: how it is read, and which files it has."""

    parse: Callable[[Files, str], ParsedList]
    needed: tuple[str, ...] = (MAIN,)
    optional: tuple[str, ...] = ()


FORMATS: Mapping[str, Format] = {
    "canada_xml": Format(parse_canada_xml),
    "csl_csv": Format(parse_csl_csv),
    "csl_json": Format(parse_csl_json),
    "dfat_xlsx": Format(parse_dfat_xlsx),
    "eu_csv": Format(parse_eu_csv),
    "eu_xml": Format(parse_eu_xml),
    "ftm_json": Format(parse_ftm_json),
    "ofac_advanced": Format(parse_ofac_advanced),
    "ofac_csv": Format(parse_ofac_csv, (PRIM, ALT, ADD), (COMMENTS,)),
    "ofac_xml": Format(parse_ofac_xml),
    "seco_xml": Format(parse_seco_xml),
    "uk_csv": Format(parse_uk_csv),
    "uk_xml": Format(parse_uk_xml),
    "un_xml": Format(parse_un_xml),
}
"""The formats of publishers by name."""
MAPPED = "mapped"
"""The format of a table that comes with a mapping of its columns."""


def read_list(
    form: str, files: Files, *, list_id: str, mapping: ListMapping | None = None
) -> ParsedList:
    """Return the head and the parties of a list, which are read as they are asked for.

    Args:
        form: Name of the format.
        files: The files of the list, by the names of the parts of the format.
        list_id: Id of the list, which each party gets.
        mapping: What the columns are; with the format `mapped`, and only with it.

    Returns:
        What the file says of itself, and the parties in its order. A caller keeps nothing
        before it has come to the end of the parties, as a file may be broken anywhere.

    Raises:
        CaveatError: the format is not known, a file is missing, or the file is not in the
            format; and while the parties are read, where it is broken, has no party with a
            name, or has another number of entries than it says.
    """
    if (form == MAPPED) != (mapping is not None):
        message = f"the format is '{form}'; a mapping goes with '{MAPPED}', and only with it."
        raise _refused("mapping", message, "Give a mapping, or leave it out.")
    if mapping is not None:
        chosen = Format(lambda found, name: parse_mapped(found, name, mapping))
    elif form in FORMATS:
        chosen = FORMATS[form]
    else:
        hint = nearest(form, FORMATS) or f"Known are: {', '.join(FORMATS)}, {MAPPED}."
        raise _refused("format", f"'{form}' is no format of lists.", hint)
    _check_parts(form, files, chosen)
    parsed = chosen.parse(files, list_id)
    return ParsedList(parsed.head, _counted(parsed, files[chosen.needed[0]]))


def _check_parts(form: str, files: Files, chosen: Format) -> None:
    missing = [part for part in chosen.needed if part not in files]
    unknown = [part for part in files if part not in (*chosen.needed, *chosen.optional)]
    if missing or unknown:
        known = ", ".join((*chosen.needed, *(f"{part} (if any)" for part in chosen.optional)))
        found = ", ".join(files) or "none"
        message = f"the format '{form}' has the files {known}; found {found}."
        raise _refused("parts", message, "Name each file by its part.")


def _counted(parsed: ParsedList, file: ListFile) -> Iterator[ListedParty]:
    count = 0
    named = False
    for party in parsed.parties:
        count += 1
        named = named or bool(party.names)
        yield party
    if not named:
        raise file.refused("empty", f"there are {count} parties in it, and none has a name.")
    _check_count(parsed.head, count, file)


def _check_count(head: ListHead, count: int, file: ListFile) -> None:
    if head.records is not None and head.records != count:
        message = f"the file says that it has {head.records:,} entries, and it has {count:,}."
        raise file.refused("count", message)


def _refused(code: str, message: str, hint: str) -> CaveatError:
    return CaveatError(Problem(f"list.{code}", message, hint))
