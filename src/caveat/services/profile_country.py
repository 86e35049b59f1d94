"""Profiles of countries as of a day, from the data held on this machine."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from caveat.countries.dossier import is_within, known_on
from caveat.countries.profile import profile_of
from caveat.model.country import Country
from caveat.model.dossier import Incident
from caveat.model.error import CaveatError, Problem
from caveat.model.profile import CountryProfile
from caveat.model.truth import Truth
from caveat.rulebook.atlas import Atlas
from caveat.rulebook.dataset_shape import DatasetFile
from caveat.rulebook.datasets import load_datasets
from caveat.rulebook.kept_edition import OLD, STRAY
from caveat.services.find_country import find_country, find_several
from caveat.services.in_use import in_use


def profile_country(
    code: str,
    atlas: Atlas,
    as_of: date,
    *,
    today: date,
    retrospective: bool = False,
    incidents: Iterable[Incident] = (),
) -> CountryProfile:
    """Return the profile of one country or territory.

    Args:
        code: Its id: an ISO 3166-1 alpha-2 code, or `XX-NAME`; case does not matter.
        atlas: The data held.
        as_of: The day of the profile.
        today: The day after which days lie in the future.
        retrospective: Also admit what was published later about earlier years, marked.
        incidents: All incidents held; those of the country that were public by the day are shown.

    Raises:
        CaveatError: nobody has that id, or the day lies in the future.
    """
    _not_in_the_future(as_of, today)
    country = find_country(code, atlas)
    return _profile(country, atlas, as_of, retrospective=retrospective, incidents=incidents)


def profile_several(
    codes: Sequence[str],
    atlas: Atlas,
    as_of: date,
    *,
    today: date,
    retrospective: bool = False,
    incidents: Collection[Incident] = (),
) -> list[CountryProfile]:
    """Return the profiles of two countries or more on one day, in the order of the codes.

    Each is what `profile_country` returns of it.

    Raises:
        CaveatError: the day lies in the future, nobody has a code, a country stands twice, or
            there is nothing to compare.
    """
    _not_in_the_future(as_of, today)
    return [
        _profile(country, atlas, as_of, retrospective=retrospective, incidents=incidents)
        for country in find_several(codes, atlas)
    ]


def _not_in_the_future(as_of: date, today: date) -> None:
    if as_of > today:
        raise CaveatError(
            Problem("date.future", f"--as-of {as_of} lies in the future.", f"Today is {today}.")
        )


def _profile(
    country: Country,
    atlas: Atlas,
    as_of: date,
    *,
    retrospective: bool,
    incidents: Iterable[Incident],
) -> CountryProfile:
    known = known_on((one for one in incidents if is_within(one.country, country.id)), as_of)
    return profile_of(
        country,
        atlas.figures.get(country.id, {}),
        atlas.indicators.values(),
        atlas.editions,
        as_of,
        retrospective=retrospective,
        misuse=Truth.YES if known else None,
        incidents=known,
    )


def warnings_of(
    atlas: Atlas, today: date, datasets: Iterable[DatasetFile] | None = None
) -> Iterator[str]:
    """Yield why editions that the user fetched are left out, and what is in use instead.

    Args:
        atlas: What is held.
        today: The day from which the age of an edition is counted.
        datasets: By what editions are read; those that ship where it is left out.
    """
    if not atlas.problems:
        return
    known = list(load_datasets(atlas).values() if datasets is None else datasets)
    for problem in atlas.problems:
        assert problem.where is not None
        folder = problem.where.file.parent
        dataset = next((one for one in known if _is_of(folder, one)), None)
        if dataset is None:
            yield str(problem if problem.hint else replace(problem, hint=STRAY))
            continue
        again = f"Fetch it again with 'caveat update countries {dataset.id}', or remove the folder."
        there = in_use(dataset, atlas, today)
        instead = (
            f"No other edition of '{dataset.id}' is held."
            if there is None
            else f"The last good edition of '{dataset.id}' is '{there.edition}', known for "
            f"{there.age_days} day(s)."
        )
        yield f"{replace(problem, hint=problem.hint or again)} {instead}"


def _is_of(folder: Path, dataset: DatasetFile) -> bool:
    """Return whether a folder is named as an edition of a dataset is."""
    before = dataset.edition.id.removesuffix("{number}")
    number = folder.name.removesuffix(OLD).removeprefix(before)
    return (
        folder.parent.name == dataset.publisher
        and folder.name.startswith(before)
        and re.fullmatch("[0-9][0-9.-]*", number) is not None
    )
