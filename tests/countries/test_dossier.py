from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.countries.dossier import agencies_named, involving, kin_of, known_on, words_of
from caveat.model.dossier import Agency, Incident, Reference, Weight
from caveat.model.standing import Basis

SHORT = st.text(max_size=12)


def agency(id: str, name: str = "Body", *names: str, above: str | None = None) -> Agency:
    """Return an agency with a name and other names."""
    return Agency(
        id=id,
        name=name,
        country=id.partition(".")[0],
        names=names,
        parent="",
        parent_file=above,
        predecessors=(),
        units=(),
        functions=("police",),
        level="national",
        mandate="",
        oversight="",
        listings=(),
        searched=(),
        sources=(),
        written_on=date(2026, 11, 24),
        checked_by="",
    )


def incident(id: str, published: str, *end_users: str) -> Incident:
    """Return an incident that was published then and names those agencies."""
    plain: dict[str, Any] = dict.fromkeys(("title", "named", "product", "what", "answer"), "")
    empty: dict[str, Any] = dict.fromkeys(("vendors", "technology", "rights", "against"), ())
    return Incident(
        id=id,
        country="NO",
        end_users=end_users,
        abroad=False,
        years=(2020, None),
        weight=Weight.REPORTED,
        sources=(Reference("A paper", "An article", published, Basis.RECALLED),),
        **plain,
        **empty,
    )


def found(name: str, *held: Agency, country: str | None = None) -> dict[str, bool]:
    """Return the ids of the agencies that a name may mean, and whether it is the same."""
    return {one.agency.id: one.same for one in agencies_named(name, held, country)}


def likeness(name: str, held: str) -> bool | None:
    """Return whether a name is the same, None where it means another."""
    return found(name, agency("NO.body", held)).get("NO.body")


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("rapid action battalion", "Rapid Action Battalion"),
        ("  Rapid\tAction\n Battalion. ", "Rapid Action Battalion"),
        ("RAPID-ACTION_BATTALION", "Rapid Action Battalion"),
        ("F.S.B.", "FSB"),
        ("U.S. Army", "US Army"),
        ("Ministere de l’Interieur", "Ministère de l'Intérieur"),
        ("MIT", "MİT"),
        ("Ministry of Interior", "Ministry of the Interior"),
        ("Immigration & Customs Enforcement", "Immigration and Customs Enforcement"),
        ("Telecommunications Centre", "Telecommunication Center"),
        ("Theatre", "Theater"),
        ("The", "the"),
        ("Milli Istihbarat Teskilati", "Millî İstihbarat Teşkilatı"),
        ("Sluzba", "Służba"),
        ("STRASSE", "Straße"),
        ("ΥΠΗΡΕΣΙΑ ΠΛΗΡΟΦΟΡΙΩΝ", "Υπηρεσία Πληροφοριών"),
        ("фсб", "ФСБ"),
        ("Служба безопасности", "СЛУЖБА БЕЗОПАСНОСТИ"),
        ("র্যাব", "র‍্যাব"),
        ("র‍্যাপিড অ্যাকশন ব্যাটালিয়ন", "র‍্যাপিড অ্যাকশন ব্যাটালিয়ন"),
        ("الامن العام", "الأَمْـــن العامّ"),
        ("ＲＡＢ", "RAB"),
        ("公安部", "公安部"),
        ("S\u200be\u202ecurity\ufe0f \u034fUnit", "Security Unit"),
    ],
)
def test_name_is_the_same_however_it_is_written(name: str, held: str) -> None:
    assert (likeness(name, held), likeness(held, name)) == (True, True)


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("কাল বাহিনী", "কিল বাহিনী"),
        ("राजा दल", "राजी दल"),
        ("カス", "ガス"),
        ("กา", "กิ"),
    ],
)
def test_vowels_and_voice_that_are_written_as_marks_tell_names_apart(name: str, held: str) -> None:
    assert likeness(name, held) is None


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Cyber unit of the Example Police", "Example Police"),
        ("Example Police", "Cyber unit of the Example Police"),
        ("The RAB, Dhaka", "RAB"),
        ("中华人民共和国公安部", "公安部"),
        ("公安部", "中华人民共和国公安部"),
        ("สำนักข่าวกรองแห่งชาติ", "ข่าวกรอง"),
        ("র‍্যাব সদর দপ্তর", "সদর দপ্তর"),
        ("กองทัพบกไทย", "กองทัพบก"),
    ],
)
def test_name_that_contains_another_may_be_meant(name: str, held: str) -> None:
    assert likeness(name, held) is False


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("Police", "Example Police"),
        ("军", "解放军"),
        ("The AB unit", "AB"),
        ("Drabs", "RAB"),
        ("Example Policemen", "Example Police"),
        ("Action Rapid", "Rapid Action"),
        ("Police of Example", "Example Police"),
    ],
)
def test_name_with_other_words_is_another(name: str, held: str) -> None:
    assert likeness(name, held) is None


@pytest.mark.parametrize("name", ["", " ", "—", "...", "\u200b", "\u0301", "\u20dd", "\ud800", "_"])
def test_name_without_a_letter_means_nobody(name: str) -> None:
    assert words_of(name) == ()
    assert found(name, agency("NO.a", ""), agency("NO.b", "—"), agency("NO.c", "Body")) == {}
    assert found("Body", agency("NO.a", name, name)) == {}


def test_agency_is_found_by_any_of_its_names() -> None:
    held = agency("BD.rab", "Rapid Action Battalion", "RAB", "র‍্যাব")
    assert [found(name, held) for name in ("rab", "র‍্যাব")] == [{"BD.rab": True}] * 2


def test_agencies_of_the_same_name_are_all_found() -> None:
    held = [agency("NO.x", "Body A"), agency("NO.own", "Body A"), agency("BD.x", "body  a")]
    assert found("Body A", *held) == {"BD.x": True, "NO.own": True, "NO.x": True}


def test_agencies_of_the_same_name_come_before_those_that_contain_it_and_then_by_id() -> None:
    held = [agency("NO.c", "A Body"), agency("NO.a", "A Body in NO"), agency("NO.b", "A Body")]
    assert list(found("A Body", *held)) == ["NO.b", "NO.c", "NO.a"]


@pytest.mark.parametrize(
    ("country", "ids"),
    [
        (None, ["BD.body", "CN-NORTH.body", "CN-TIBET.body", "CN.body"]),
        ("CN", ["CN-NORTH.body", "CN-TIBET.body", "CN.body"]),
        ("CN-TIBET", ["CN-TIBET.body", "CN.body"]),
        ("BD", ["BD.body"]),
        ("C", []),
        ("", []),
    ],
)
def test_country_leaves_its_own_agencies_and_those_of_its_territories(
    country: str | None, ids: list[str]
) -> None:
    held = [agency(f"{code}.body") for code in ("CN", "CN-TIBET", "CN-NORTH", "BD")]
    assert list(found("Body", *held, country=country)) == ids


def test_very_long_name_is_looked_up_among_many() -> None:
    held = [agency(f"NO.b{n}", f"Body {n} of the state", f"B{n}") for n in range(500)]
    assert found("Body 7 of the state " + "军 a b " * 40_000, *held) == {"NO.b7": False}


@given(SHORT)
def test_name_is_the_same_as_itself_or_has_no_word(name: str) -> None:
    assert likeness(name, name) is (True if words_of(name) else None)


@given(SHORT, SHORT)
def test_same_name_is_the_same_both_ways(one: str, other: str) -> None:
    assert (likeness(one, other) is True) == (likeness(other, one) is True)


@given(SHORT)
def test_words_have_no_space_and_are_not_empty(name: str) -> None:
    assert [word for word in words_of(name) if word.split() != [word]] == []


def kin(id: str, held: Iterable[Agency]) -> list[str]:
    table = {one.id: one for one in held}
    return list(kin_of(table[id], table))


BODIES = (
    agency("NO.ministry"),
    agency("NO.police", above="NO.ministry"),
    agency("NO.prisons", above="NO.ministry"),
    agency("NO.cyber", above="NO.police"),
    agency("NO.lab", above="NO.cyber"),
    agency("BD.police"),
)


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("NO.ministry", ["NO.ministry", "NO.police", "NO.prisons", "NO.cyber", "NO.lab"]),
        ("NO.police", ["NO.police", "NO.ministry", "NO.cyber", "NO.lab"]),
        ("NO.lab", ["NO.lab", "NO.cyber", "NO.police", "NO.ministry"]),
        ("BD.police", ["BD.police"]),
    ],
)
def test_kin_are_the_bodies_above_and_the_units_below(id: str, expected: list[str]) -> None:
    assert kin(id, BODIES) == expected


def test_kin_leaves_out_a_body_above_without_a_file() -> None:
    assert kin("NO.police", BODIES[1:]) == ["NO.police", "NO.cyber", "NO.lab"]


@pytest.mark.parametrize(
    ("id", "expected"),
    [("NO.a", ["NO.a", "NO.b"]), ("NO.b", ["NO.b", "NO.a"]), ("NO.self", ["NO.self"])],
)
def test_kin_comes_to_an_end_where_bodies_belong_to_each_other(
    id: str, expected: list[str]
) -> None:
    held = [
        agency("NO.a", above="NO.b"),
        agency("NO.b", above="NO.a"),
        agency("NO.self", above="NO.self"),
    ]
    assert kin(id, held) == expected


def test_known_incidents_are_those_of_the_day_and_before_the_newest_first() -> None:
    held = [
        incident("old", "2019"),
        incident("month", "2021-07"),
        incident("day", "2021-07-31"),
        incident("later", "2021-08-01"),
    ]
    assert [one.id for one in known_on(held, date(2021, 7, 31))] == ["day", "month", "old"]
    assert [one.id for one in known_on(held, date(2021, 7, 30))] == ["old"]
    assert known_on(held, date(1900, 1, 1)) == []


def test_incidents_involve_those_that_they_name() -> None:
    one = incident("one", "2021", "NO.a", "NO.b")
    two = incident("two", "2021", "NO.b")
    held = [one, incident("none", "2021"), two]
    assert list(involving(held, ["NO.b", "NO.c"])) == [one, two]
    assert list(involving(held, {"NO.a": 1})) == [one]
    assert list(involving(held, ())) == []
