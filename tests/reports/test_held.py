"""What was held on a transaction, on the first page and in its annex."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from caveat.model.assessment import Assessment
from caveat.model.country import Domain
from caveat.model.gathered import AgencyLine, Aspect, DomainLine, Gathered, Ground, Proposal
from caveat.model.profile import Band
from caveat.model.standing import Basis
from caveat.model.truth import Truth
from caveat.model.value import Members
from caveat.reports.document import Document, Heading
from caveat.reports.held import (
    ASPECTS,
    GROUNDS,
    SHOWN,
    SILENT,
    UNREAD,
    add_held,
    add_held_in_brief,
    country_line,
    domain_lines,
    end_user_lines,
    ground_entry,
    ground_line,
)
from caveat.rulebook.loader import Rulebook
from tests.reports.blocks import lines, part
from tests.reports.made import camera

NOT_HELD = (
    "End user: nothing is held here on this agency. That says nothing of it: its record stays open."
)
ABUSE = "end_user.abuse_reported"
LEVEL = "end_user.government_level"


def ground(title: str = "A reporter was followed", **parts: Any) -> Ground:
    plain: dict[str, Any] = {
        "aspect": Aspect.END_USER,
        "of": "za_watch_2021",
        "title": title,
        "text": "By a paper.",
        "source": "Example Paper, 2021",
        "known_on": date(2021, 12, 31),
        "basis": Basis.SECONDARY_SOURCE,
    }
    return Ground(**(plain | parts))


def domain(name: Domain, *bands: Band, thin: bool = True, before_break: bool = False) -> DomainLine:
    return DomainLine(name, bands, thin, before_break, 2023 if bands else None)


def gathered(*proposals: Proposal, **parts: Any) -> Gathered:
    plain: dict[str, Any] = {
        "country": "ZA",
        "producers": ("First Institute",),
        "newest": 2023,
        "domains": (domain(Domain.PRESS, Band.LOW), domain(Domain.CORRUPTION)),
        "may_be_low": False,
        "agencies": (),
        "proposals": proposals,
    }
    return Gathered(**(plain | parts))


def assessment(
    rulebook: Rulebook, found: Gathered | None, *, contradicted: tuple[str, ...] = ()
) -> Assessment:
    """Return the camera maker's offer, with this held on it."""
    plain = camera(rulebook)
    return replace(
        plain,
        transaction=replace(plain.transaction, gathered=found),
        contradicted=contradicted,
    )


def brief(rulebook: Rulebook, found: Gathered | None, **parts: Any) -> list[str]:
    document = Document()
    add_held_in_brief(document, assessment(rulebook, found, **parts), rulebook, "in the memo")
    return lines(document)


def annex(rulebook: Rulebook, found: Gathered | None, **parts: Any) -> Document:
    document = Document()
    add_held(document, assessment(rulebook, found, **parts), rulebook)
    return document


def title(rulebook: Rulebook, fact: str) -> str:
    return rulebook.facts[fact].title


def test_first_page_and_annex_say_that_nobody_looked(rulebook: Rulebook) -> None:
    assert brief(rulebook, None) == ["What is held here", UNREAD]
    assert lines(annex(rulebook, None)) == ["Annex J: what is held here, fact by fact", UNREAD]


def test_first_page_says_that_nothing_is_held_and_that_it_means_nothing(
    rulebook: Rulebook,
) -> None:
    assert brief(rulebook, gathered()) == [
        "What is held here",
        "Country: South Africa, reduced set, 1 producer (First Institute), newest data 2023. The "
        "record as a whole cannot be called low.",
        "low (thin): press",
        "no data: corruption",
        NOT_HELD,
        SILENT,
    ]


def test_country_that_nobody_lists_is_named_by_its_code(rulebook: Rulebook) -> None:
    assert brief(rulebook, gathered(country="XX"))[1].startswith("Country: XX, reduced set")


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"newest": None, "producers": ()}, "no figure is held as of this day. That is no data, "),
        ({"producers": ()}, "no scored figure is held as of this day, newest data 2023."),
        (
            {"producers": ("A", "B"), "may_be_low": True},
            "reduced set, 2 producers (A, B), newest data 2023.",
        ),
    ],
)
def test_country_line_says_what_the_record_rests_on(parts: dict[str, Any], said: str) -> None:
    assert country_line(gathered(**parts)).startswith(said)
    assert ("cannot be called low" in country_line(gathered(**parts))) is False


def test_domains_in_the_same_bands_share_a_line() -> None:
    found = gathered(
        domains=(
            domain(Domain.RULE_OF_LAW, Band.HIGH, Band.SEVERE),
            domain(Domain.PRESS),
            domain(Domain.CIVIC_SPACE, Band.HIGH, Band.SEVERE),
            domain(Domain.SURVEILLANCE, Band.HIGH, Band.SEVERE, thin=False, before_break=True),
        )
    )
    assert list(domain_lines(found)) == [
        "high to severe (thin): rule of law and courts, civic space and minorities",
        "no data: press",
        "high to severe (before break): surveillance and privacy",
    ]


def test_agencies_say_whether_the_name_is_the_same_and_what_is_held() -> None:
    same = AgencyLine("ZA.watch", "Harbour Watch", True, 1, 0, own=False)
    like = AgencyLine("ZA.lake", "Harbour Watch of the Lake", False, 0, 2, own=True)
    assert end_user_lines(gathered(agencies=(same, like))) == [
        "End user: Harbour Watch (ZA.watch): held under the same name; held on it and its kin: 1 "
        "incident, 0 listings.",
        "End user: Harbour Watch of the Lake (ZA.lake): a like name is held; a person must tell; "
        "held on it and its kin: 0 incidents, 2 listings; from your own files.",
    ]


def test_first_page_shows_a_suggestion_with_its_first_grounds_and_counts_the_rest(
    rulebook: Rulebook,
) -> None:
    grounds = tuple(ground(f"Incident {n}.") for n in range(GROUNDS + 2))
    assert brief(rulebook, gathered(Proposal(ABUSE, Truth.YES, grounds)))[5:] == [
        "Suggested, and not counted until a person answers:",
        f"{title(rulebook, ABUSE)}: yes ({ABUSE})",
        "end user: Incident 0; as published",
        "end user: Incident 1; as published",
        "and 2 more",
    ]


def test_first_page_counts_the_suggestions_that_it_leaves_out(rulebook: Rulebook) -> None:
    facts = [name for name in rulebook.facts if name not in camera(rulebook).facts]
    found = [Proposal(name, Truth.YES, (ground(),)) for name in facts[: SHOWN + 3]]
    said = brief(rulebook, gathered(*found))
    assert (said.count("end user: A reporter was followed; as published"), said[-1]) == (
        SHOWN,
        "and 3 more in the memo.",
    )


def test_suggestion_on_a_fact_that_is_known_in_full_is_not_shown_on_the_first_page(
    rulebook: Rulebook,
) -> None:
    found = gathered(Proposal(LEVEL, "local", (ground(),)))
    assert brief(rulebook, found)[5:] == [SILENT]


def test_suggestion_on_a_fact_that_is_known_in_part_is_shown(rulebook: Rulebook) -> None:
    fact = "end_user.functions"
    found = gathered(Proposal(fact, Members(frozenset({"police"})), (ground(),)))
    assert brief(rulebook, found)[6] == (
        f"{title(rulebook, fact)}: national, state or regional police; criminal investigation "
        f"(perhaps more) ({fact})"
    )


@pytest.mark.parametrize(("count", "words"), [(1, "1 open fact"), (2, "2 open facts")])
def test_first_page_counts_the_facts_that_ask_for_a_look(
    rulebook: Rulebook, count: int, words: str
) -> None:
    facts = ("country.impunity", "country.lacks_judicial_oversight")[:count]
    found = gathered(*(Proposal(name, None, (ground(),)) for name in facts))
    assert brief(rulebook, found)[5:] == [
        SILENT,
        f"On {words}, what is held suggests no answer; look at it in the memo.",
    ]


def test_what_is_held_against_an_answer_stands_first_with_that_answer(rulebook: Rulebook) -> None:
    found = gathered(
        Proposal(ABUSE, Truth.YES, (ground(),)), Proposal(LEVEL, "national", (ground(),))
    )
    said = brief(rulebook, found, contradicted=(LEVEL,))
    assert said[5:8] == [
        "Held here against an answer on file; look again:",
        f"{title(rulebook, LEVEL)}: a body of the central government ({LEVEL})",
        "on file: a body of a city, district or municipality",
    ]
    assert said[9] == "Suggested, and not counted until a person answers:"


def test_annex_gives_every_fact_with_its_grounds_and_sources(rulebook: Rulebook) -> None:
    found = gathered(Proposal(ABUSE, Truth.YES, (ground(own=True), ground("Other.", text=""))))
    document = annex(rulebook, found)
    heading = f"{title(rulebook, ABUSE)} ({ABUSE})"
    assert lines(part(document, heading)) == [
        "Suggested: yes. Not counted until a person answers.",
        "end user: A reporter was followed (za_watch_2021)",
        "By a paper.",
        "source: Example Paper, 2021; as published; from your own files; known from 2021-12-31",
        "end user: Other (za_watch_2021)",
        "source: Example Paper, 2021; as published; known from 2021-12-31",
    ]


@pytest.mark.parametrize(
    ("fact", "value", "contradicted", "said"),
    [
        (ABUSE, None, (), "No answer is suggested; look at it."),
        (ABUSE, Truth.YES, (), "Suggested: yes. Not counted until a person answers."),
        (
            LEVEL,
            "local",
            (),
            "Suggested: a body of a city, district or municipality. An answer is on file.",
        ),
        (
            LEVEL,
            "national",
            (LEVEL,),
            "Suggested: a body of the central government. An answer on file says otherwise; look "
            "again.",
        ),
    ],
)
def test_annex_says_how_a_suggestion_stands_to_what_is_on_file(
    rulebook: Rulebook,
    fact: str,
    value: str | Truth | None,
    contradicted: tuple[str, ...],
    said: str,
) -> None:
    found = gathered(Proposal(fact, value, (ground(),)))
    document = annex(rulebook, found, contradicted=contradicted)
    assert lines(part(document, f"{title(rulebook, fact)} ({fact})"))[0] == said


def test_annex_gives_a_ground_in_full_once(rulebook: Rulebook) -> None:
    other = "end_user.prior_misuse"
    found = gathered(
        Proposal(ABUSE, Truth.YES, (ground(), ground())), Proposal(other, Truth.YES, (ground(),))
    )
    document = annex(rulebook, found)
    assert lines(part(document, f"{title(rulebook, other)} ({other})"))[1:] == [
        "end user: A reporter was followed (za_watch_2021)",
        "in full above",
    ]
    assert lines(document).count("By a paper.") == 1


def test_annex_keeps_the_order_of_what_is_suggested(rulebook: Rulebook) -> None:
    facts = (ABUSE, LEVEL, "country.impunity")
    document = annex(rulebook, gathered(*(Proposal(name, None, (ground(),)) for name in facts)))
    found = [one.text for one in document.blocks if isinstance(one, Heading) and one.level == 3]
    assert found == [f"{title(rulebook, name)} ({name})" for name in facts]


@pytest.mark.parametrize(
    ("basis", "said"),
    [
        (Basis.OFFICIAL_TEXT, "read in the official text"),
        (Basis.SECONDARY_SOURCE, "as published"),
        (Basis.RECALLED, "from memory, not checked"),
    ],
)
def test_ground_never_stands_without_its_basis(basis: Basis, said: str) -> None:
    one = ground(basis=basis, own=True)
    assert ground_line(one) == (f"end user: A reporter was followed; {said}; from your own files")
    assert f"; {said}; from your own files; known from" in ground_entry(one).details[-1]


@pytest.mark.parametrize("aspect", Aspect)
def test_ground_says_of_whom_it_speaks(aspect: Aspect) -> None:
    assert ground_line(ground(aspect=aspect)).startswith(f"{ASPECTS[aspect]}: ")


def test_names_of_a_like_spelling_are_said_to_be_perhaps_another_body() -> None:
    assert end_user_lines(gathered(near=("Harbour Watch (ZA.watch)",)))[1:] == [
        "held under a like spelling, and perhaps another body: Harbour Watch (ZA.watch)"
    ]
