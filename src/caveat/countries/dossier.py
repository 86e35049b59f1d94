"""What is on public record of an agency: who is meant by a name, who is kin, what was known.

Names are compared by whole words, without accents and case; of a script that is written without
spaces, every letter is a word. It is a first look and no screening: a name that is not found here
says nothing of the body.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby

from caveat.model.dossier import Agency, Incident

LEAST_LETTERS = 3
"""Fewest letters of a single word that is looked for within a longer name."""

NEAREST = 5
"""Most names of a like spelling."""
LIKE = 0.6
"""Least likeness of spellings, from 0 to 1, as the standard library counts it."""
LEFT_OUT = frozenset(("of", "the", "and"))
"""Words by which names of the same body often differ."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
"""Thai, Lao, Burmese, Khmer, kana and Han."""
_WORD = re.compile(f"[{_UNSPACED}]|[^\\s{_UNSPACED}]+")
_LETTER = re.compile(f"[^{_UNSPACED}]")
_UNSEEN = re.compile("[\u034f\u0640\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
"""Joiners, selectors of variants, and the stroke that lengthens Arabic words."""
_PARTS_OF_LETTERS = (0, 8, 9)
"""Classes of marks without which it is another letter: vowels, the voice of kana, viramas."""
_STROKES = str.maketrans("ıłøđħ", "ilodh")
"""Letters whose mark is no character of its own."""


@dataclass(frozen=True, slots=True)
class Named:
    """An agency that a name may mean."""

    agency: Agency
    same: bool
    """Whether the whole name is the same; else one contains the other."""


def agencies_named(
    name: str, agencies: Iterable[Agency], country: str | None = None
) -> list[Named]:
    """Return the agencies that a name may mean, those of the same name first, then by id.

    Args:
        name: The name as it was stated, in any script.
        agencies: The agencies held.
        country: If given, only its agencies and those of its territories.
    """
    found = []
    wanted = _spaced(name)
    for agency in agencies:
        if country is not None and not is_of(agency.country, country):
            continue
        like = [_likeness(wanted, _spaced(one)) for one in (agency.name, *agency.names)]
        if any(like):
            found.append(Named(agency, 2 in like))
    return sorted(found, key=lambda one: (not one.same, one.agency.id))


def near_names(name: str, agencies: Iterable[Agency], country: str | None = None) -> list[Agency]:
    """Return the agencies of a like spelling, the likest first, at most five.

    They are for a person who may have mistyped; nothing is taken from them.
    """
    spelled: dict[str, list[Agency]] = {}
    for agency in agencies:
        if country is None or is_of(agency.country, country):
            for one in (agency.name, *agency.names):
                spelled.setdefault(one.casefold(), []).append(agency)
    like = get_close_matches(name.casefold(), sorted(spelled), n=NEAREST, cutoff=LIKE)
    found = [agency for one in like for agency in spelled[one]]
    return list({agency.id: agency for agency in found}.values())[:NEAREST]


def is_of(one: str, country: str) -> bool:
    """Return whether a code is a country's or of one of its territories.

    Of a territory it is its own, or that of the state whose bodies act there too.
    """
    return is_within(one, country) or one == country.partition("-")[0]


def is_within(one: str, country: str) -> bool:
    """Return whether a code is a country's or of one of its territories."""
    return country in (one, one.partition("-")[0])


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name, without accents and case; acronyms without their points."""
    plain = _UNSEEN.sub("", unicodedata.normalize("NFKD", name)).casefold().translate(_STROKES)
    bare = "".join(_bare(letter) for letter in plain)
    words: list[str] = []
    for is_letter, run in groupby(_WORD.findall(bare), key=_is_letter):
        found = list(run)
        words += ["".join(found)] if is_letter else found
    return tuple(words)


def _bare(letter: str) -> str:
    """Return a letter, a digit or a part of one; nothing for what is not seen; else a space."""
    kind = unicodedata.category(letter)
    if kind in ("Mn", "Mc") and unicodedata.combining(letter) in _PARTS_OF_LETTERS:
        return letter
    if kind[0] == "M" or kind == "Cf":
        return ""
    return letter if letter.isalnum() else " "


def _is_letter(word: str) -> bool:
    """Return whether it is a letter alone, as in an acronym with points."""
    return _LETTER.fullmatch(word) is not None


def _spaced(name: str) -> str:
    """Return the words that names are told apart by, with a space around each."""
    words = words_of(name)
    telling = [_stem(word) for word in words if word not in LEFT_OUT] or words
    return f" {' '.join(telling)} "


def _stem(word: str) -> str:
    """Return a word without the s of a plural, and an English word that ends in -tre in -ter."""
    if len(word) > LEAST_LETTERS and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return f"{word[:-3]}ter" if word.endswith("tre") else word


def _likeness(wanted: str, held: str) -> int:
    """Return 2 for the same words, 1 where one is contained in the other, else 0."""
    short, long = sorted((wanted, held), key=len)
    if short.isspace():
        return 0
    if short == long:
        return 2
    is_one_word = short.count(" ") == 2
    if is_one_word and (short == wanted or len(short.strip()) < LEAST_LETTERS):
        return 0
    return int(short in long)


def kin_of(agency: Agency, agencies: Mapping[str, Agency]) -> dict[str, Agency]:
    """Return an agency with the bodies it belongs to and its units, by id, itself first.

    Units are those at any depth. The record of each counts when the record of the agency is
    looked at.
    """
    found = {agency.id: agency}
    above = agency.parent_file
    while above is not None and above in agencies and above not in found:
        found[above] = agencies[above]
        above = agencies[above].parent_file
    units = [agency.id]
    for body in units:
        below = [one for one in agencies.values() if one.parent_file == body]
        units += [one.id for one in below if one.id not in found]
        found |= {one.id: one for one in below}
    return found


def known_on(incidents: Iterable[Incident], day: date) -> list[Incident]:
    """Return the incidents that were public by a day, the newest first."""
    known = [one for one in incidents if one.known_on <= day]
    return sorted(known, key=lambda one: (-one.known_on.toordinal(), one.id))


def involving(incidents: Iterable[Incident], agencies: Collection[str]) -> Iterator[Incident]:
    """Yield the incidents that name one of some agencies, in their order."""
    return (one for one in incidents if not set(agencies).isdisjoint(one.end_users))
