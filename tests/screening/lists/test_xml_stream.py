from __future__ import annotations

import pytest

from caveat.model.error import CaveatError
from caveat.screening.lists import xml_stream
from caveat.screening.lists.xml_stream import XmlList, local, text_of, texts_of
from tests.screening.lists.small import listed

BOMB = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><r><e>&b;</e></r>'
OUTSIDE = '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hostname">]><r><e>&a;</e></r>'


def entries(text: str | bytes, root: str = "r") -> list[tuple[str, str]]:
    return [(one.tag, text_of(one)) for one in XmlList(listed(text), root).entries({"e", "f"})]


def refusal(text: str | bytes) -> tuple[str, str]:
    with pytest.raises(CaveatError) as refused:
        entries(text)
    (problem,) = refused.value.problems
    return problem.code, str(problem)


def test_entries_come_in_order_and_without_namespaces() -> None:
    text = '<r xmlns="urn:x" xmlns:y="urn:y" y:at="1"><e>1</e><g><f>2</f></g><e> 3 </e></r>'
    assert entries(text) == [("e", "1"), ("f", "2"), ("e", "3")]
    assert XmlList(listed(text), "r").head == {"at": "1"}


def test_entry_within_an_entry_is_part_of_it() -> None:
    found = list(XmlList(listed("<r><e><e>in</e><f/></e><f>2</f></r>"), "r").entries({"e", "f"}))
    assert [(one.tag, texts_of(one, "e")) for one in found] == [("e", ["in"]), ("f", [])]


def test_entries_are_forgotten() -> None:
    found = XmlList(listed("<r><e>1</e><e>2</e><e>3</e></r>"), "r").entries({"e"})
    first = next(found)
    next(found)
    assert text_of(first) == "1"


def test_other_encodings_of_xml_are_read() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?><r><e>Ж</e></r>'
    assert entries(text.encode("utf-16")) == [("e", "Ж")]


@pytest.mark.parametrize("text", [BOMB, OUTSIDE, "<!DOCTYPE r><r/>", BOMB.encode("utf-16")])
def test_document_type_is_refused(text: str | bytes) -> None:
    if isinstance(text, bytes):
        text = '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16") + text[2:]
    assert refusal(text) == (
        "list.entities",
        "a.list:1: the file declares a document type or entities, which no list needs. "
        "Do not use this file.",
    )


def test_unknown_entity_is_refused() -> None:
    assert refusal("<r>\n<e>&nope;</e></r>")[1].startswith("a.list:2: this is not XML: undefined")


def test_file_that_is_cut_is_refused() -> None:
    assert refusal("<r>\n<e>1</e>\n") == (
        "list.cut",
        "a.list:3: the file ends before its XML does. Fetch it again.",
    )


def test_empty_file_is_refused() -> None:
    assert refusal("")[0] == "list.cut"


def test_file_of_blanks_is_refused() -> None:
    assert refusal(" \n")[0] == "list.cut"


def test_other_root_is_refused() -> None:
    assert refusal("<html/>") == (
        "list.root",
        "a.list:1: the root is 'html', expected 'r'. Check that it is the list in this format, "
        "and no page about an error.",
    )


@pytest.mark.parametrize(
    "text",
    [
        b"\x00\x01",
        b"<r><e>\xff</e></r>",
        b'<?xml version="1.0" encoding="nope"?><r/>',
        b'<?xml version="1.0" encoding="shift_jis"?><r/>',
    ],
)
def test_what_is_no_xml_is_refused(text: bytes) -> None:
    assert refusal(text)[0] == "list.xml"


def test_deep_nesting_is_refused() -> None:
    depth = xml_stream.MOST_DEEP
    text = "<r>" + "<a>" * (depth - 1) + "</a>" * (depth - 1) + "</r>"
    assert entries(text) == []
    assert refusal(text.replace("<a></a>", "<a><a></a></a>"))[0] == "list.nested"


def test_entry_with_too_many_parts_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xml_stream, "MOST_PARTS", 4)
    assert entries("<r><e><a/><a/></e><e><a/><a/></e></r>") == [("e", ""), ("e", "")]
    assert refusal("<r><e><a/><a/><a/></e></r>")[0] == "list.nested"


def test_texts_are_without_blanks_around() -> None:
    (entry,) = XmlList(listed("<r><e><a> 1 </a><a/><b/></e></r>"), "r").entries({"e"})
    assert (text_of(entry, "a"), text_of(entry, "b"), text_of(entry, "c")) == ("1", "", "")
    assert text_of(None, "a") == ""
    assert texts_of(entry, "a") == ["1"]
    assert local("{urn:x}a") == "a"
