"""The format of OFAC's CSV: names, other names, addresses and the rest of long remarks apart.

Read from complete files of January 2022, December 2025 and August 2026. The files have no
names of columns; "-0-" is nothing; the byte 1A ends a file and may be missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from caveat.model.listed import CountryLink, ListedParty, ListHead, NameKind
from caveat.screening.lists.draft import Draft, join
from caveat.screening.lists.files import Files, ListFile, ParsedList
from caveat.screening.lists.labels import name_kind, party_kind
from caveat.screening.lists.ofac_remarks import read_remarks
from caveat.screening.lists.table import cells_of

PRIM = "prim"
ALT = "alt"
ADD = "add"
COMMENTS = "comments"
_WIDTHS = {PRIM: 12, ALT: 5, ADD: 6, COMMENTS: 2}
_END = "\x1a"
_NOTHING = "-0-"

_Cells = list[str]


def parse_ofac_csv(files: Files, list_id: str) -> ParsedList:
    """Return the list of the files `prim`, `alt`, `add` and, where it is given, `comments`."""
    return ParsedList(ListHead(), _parties(files, list_id))


def _parties(files: Files, list_id: str) -> Iterator[ListedParty]:
    alts = _by_entry(files, ALT)
    adds = _by_entry(files, ADD)
    comments = _by_entry(files, COMMENTS) if COMMENTS in files else {}
    for cells in _rows(files[PRIM], PRIM):
        entry = cells[0]
        more = "".join(one[1] for one in comments.pop(entry, ()))
        yield _party(list_id, cells, more, alts.pop(entry, ()), adds.pop(entry, ()))
    for part, left in ((ALT, alts), (ADD, adds), (COMMENTS, comments)):
        if left:
            message = f"{len(left)} entries, the first '{next(iter(left))}', are not in '{PRIM}'."
            hint = "Fetch all files of the list on one day."
            raise files[part].refused("parts", message, hint)


def _party(
    list_id: str,
    cells: _Cells,
    comments: str,
    alts: list[_Cells] | tuple[()],
    adds: list[_Cells] | tuple[()],
) -> ListedParty:
    entry, name, kind, programmes, title, call_sign, *vessel, remarks = cells
    draft = Draft(list_id, entry, party_kind(kind or "entity"))
    draft.name(name, NameKind.PRIMARY, family=_family(name, kind))
    for _, _, word, text, remark in alts:
        draft.name(text, name_kind(word), family=_family(text, kind))
        draft.remark(remark)
    for _, _, street, city, country, remark in adds:
        draft.address(street, city, country=country)
        draft.remark(remark)
    for text in programmes.replace("] [", ";").strip("[]").split(";"):
        draft.programme(text)
    draft.field("title", title)
    draft.identifier("Call sign", call_sign)
    draft.fields(zip(("vessel type", "tonnage", "gross tonnage"), vessel[:3], strict=True))
    draft.country(vessel[3], CountryLink.FLAG)
    draft.field("vessel owner", vessel[4])
    whole = remarks + comments
    draft.remark(whole)
    read_remarks(draft, whole)
    return draft.party()


def _family(name: str, kind: str) -> str:
    return name.partition(",")[0].strip() if kind == "individual" and "," in name else ""


def _by_entry(files: Files, part: str) -> dict[str, list[_Cells]]:
    found: dict[str, list[_Cells]] = defaultdict(list)
    for cells in _rows(files[part], part):
        found[cells[0]].append(cells)
    return found


def _rows(file: ListFile, part: str) -> Iterator[_Cells]:
    """Yield the rows of a file up to its end mark, their cells without what stands for nothing."""
    width = _WIDTHS[part]
    ended = False
    for line, row in cells_of(file):
        if row == [_END] and not ended:
            ended = True
            continue
        if ended or len(row) != width or not row[0].strip():
            found = f"the row begins '{join(*row)[:40]}' and has {len(row)} cells"
            message = f"{found}; expected {width}, the first with a number, before the end mark."
            hint = f"Check that the file is the one called '{part}' in this format."
            raise file.refused("row", message, hint, line)
        yield ["" if cell.strip() == _NOTHING else cell.strip() for cell in row]
