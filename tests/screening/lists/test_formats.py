from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caveat.model.error import CaveatError
from caveat.screening.lists.files import MAIN
from caveat.screening.lists.formats import FORMATS, read_list
from tests.screening.lists import (
    test_canada_xml,
    test_csl,
    test_dfat_xlsx,
    test_eu_csv,
    test_eu_xml,
    test_ftm_json,
    test_mapped,
    test_ofac_advanced,
    test_ofac_csv,
    test_ofac_xml,
    test_seco_xml,
    test_uk_csv,
    test_uk_xml,
    test_un_xml,
)
from tests.screening.lists.small import NAME, listed, parties, refusal

SAMPLES: Mapping[str, bytes] = {
    "canada_xml": test_canada_xml.sample(test_canada_xml.PERSON).encode(),
    "csl_csv": test_csl.sample(test_csl.CELLS).encode(),
    "csl_json": json.dumps([test_csl.RECORD]).encode(),
    "dfat_xlsx": test_dfat_xlsx.sample(test_dfat_xlsx.PERSON),
    "eu_csv": test_eu_csv.sample(test_eu_csv.FIRST).encode(),
    "eu_xml": test_eu_xml.HEAD.format(test_eu_xml.ENTRY).encode(),
    "ftm_json": test_ftm_json.lines(test_ftm_json.PERSON).encode(),
    "ofac_advanced": test_ofac_advanced.sample().encode(),
    "ofac_xml": test_ofac_xml.sample(test_ofac_xml.PERSON).encode(),
    "seco_xml": test_seco_xml.sample(test_seco_xml.PERSON).encode(),
    "uk_csv": test_uk_csv.sample(test_uk_csv.FIRST).encode(),
    "uk_xml": test_uk_xml.sample(test_uk_xml.PERSON).encode(),
    "un_xml": test_un_xml.LIST.encode(),
}
"""A file in each format that has one."""
XML = tuple(form for form in SAMPLES if form.endswith(("_xml", "_advanced")))


def tried(form: str, content: bytes) -> bool:
    """Return whether a list is read to its end; what is not a `CaveatError` is raised."""
    try:
        parties(form, content)
    except CaveatError:
        return False
    return True


def test_there_is_a_sample_of_every_format() -> None:
    assert {*SAMPLES, "ofac_csv"} == set(FORMATS)
    assert all(tried(form, content) for form, content in SAMPLES.items())


@pytest.mark.parametrize("form", SAMPLES)
def test_file_that_is_cut_is_refused_or_differs_in_its_last_row_alone(form: str) -> None:
    content = SAMPLES[form].rstrip()
    last = content.rfind(b"\n") if form.endswith("csv") else len(content) - 1
    ends = range(0, last, max(1, len(content) // 150))
    assert [end for end in ends if tried(form, content[:end])] == []


@pytest.mark.parametrize("form", XML)
def test_xml_that_is_cut_is_always_refused(form: str) -> None:
    content = SAMPLES[form].rstrip()
    ends = range(0, len(content) - 1, max(1, len(content) // 150))
    assert [end for end in ends if tried(form, content[:end])] == []


@pytest.mark.parametrize("form", XML)
def test_xml_with_entities_is_refused(form: str) -> None:
    text = SAMPLES[form].decode()
    head, mark, rest = text.partition("?>") if text.startswith("<?xml") else ("", "", text)
    bomb = f'{head}{mark}<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "x">]>{rest}'
    assert refusal(form, bomb)[0] == "list.entities"


@pytest.mark.parametrize("form", [*SAMPLES, "ofac_csv"])
def test_page_about_an_error_is_refused(form: str) -> None:
    page = "<html><head><title>503</title></head><body>Try later.</body></html>"
    content: str | dict[str, str] = page
    if form == "ofac_csv":
        content = dict.fromkeys(("prim", "alt", "add"), page)
    assert refusal(form, content)[0] in {
        "list.columns",
        "list.json",
        "list.root",
        "list.row",
        "list.workbook",
    }


@pytest.mark.parametrize("form", FORMATS)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_refused(form: str, content: bytes) -> None:
    parts = dict.fromkeys(FORMATS[form].needed, listed(content))
    with pytest.raises(CaveatError):
        list(read_list(form, parts, list_id="l").parties)


@given(form=st.sampled_from(sorted(SAMPLES)), data=st.data())
def test_list_with_damaged_bytes_is_read_or_refused(form: str, data: st.DataObject) -> None:
    content = bytearray(SAMPLES[form])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=3))
    tried(form, bytes(content))


@given(st.binary(max_size=300))
def test_any_files_of_several_are_read_or_refused(content: bytes) -> None:
    for part in ("prim", "alt", "add", "comments"):
        files = {name: listed(text) for name, text in test_ofac_csv.FILES.items()}
        files[part] = listed(content)
        with suppress(CaveatError):
            list(read_list("ofac_csv", files, list_id="l").parties)


@given(st.binary(max_size=300))
def test_any_bytes_of_a_mapped_list_are_refused(content: bytes) -> None:
    for form in ("csv", "xlsx"):
        assert refusal("mapped", content, test_mapped.mapping(format=form))[0].startswith("list.")


def test_unknown_format_is_refused_with_the_nearest() -> None:
    assert refusal("un_xlm", b"") == (
        "list.format",
        "'un_xlm' is no format of lists. Nearest: 'un_xml'.",
    )
    assert refusal("?", b"")[1].endswith("uk_xml, un_xml, mapped.")


def test_file_by_another_part_is_refused() -> None:
    with pytest.raises(CaveatError) as refused:
        read_list("un_xml", {"prim": listed(b"")}, list_id="l")
    assert str(refused.value) == (
        "the format 'un_xml' has the files main; found prim. Name each file by its part."
    )
    with pytest.raises(CaveatError, match="found none"):
        read_list("un_xml", {}, list_id="l")


def test_parties_are_read_as_they_are_asked_for() -> None:
    text = test_un_xml.LIST.replace("</CONSOLIDATED_LIST>", "<broken")
    found = read_list("un_xml", {MAIN: listed(text)}, list_id="l").parties
    assert next(found).entry_id == "1"
    with pytest.raises(CaveatError, match=str(NAME)):
        list(found)


def test_list_of_parties_without_names_is_refused() -> None:
    text = "<Designations><Designation><UniqueID>1</UniqueID></Designation></Designations>"
    assert refusal("uk_xml", text) == (
        "list.empty",
        "a.list: there are 1 parties in it, and none has a name. Fetch it again.",
    )
