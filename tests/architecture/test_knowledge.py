"""Knowledge is data: the engine names no law, country or list, and every rule says its ground."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from caveat.model.standing import Standing
from caveat.rulebook.entries import RedFlag
from caveat.rulebook.loader import Rulebook
from tests.architecture.code import Module, modules, texts

NAMES = re.compile(r"\b(OFAC|EAR|ICCPR|BIS|SDN|FinCEN|EU|UN|USA?|Wassenaar)\b")


def knowledge_in(found: Iterable[Module], rulebook: Rulebook) -> set[str]:
    """Return texts that name a law, a country, a list, or an entry of the rulebook."""
    known = {
        *rulebook.instruments,
        *rulebook.sources,
        *rulebook.countries,
        *rulebook.countries.values(),
        *(f"{entry.id}" for entry in rulebook.entries()),
        *rulebook.rights,
        *rulebook.doubts,
    }
    return {
        text for module in found for text, _ in texts(module) if text in known or NAMES.search(text)
    }


def test_engine_names_no_law_country_or_list(rulebook: Rulebook) -> None:
    found = modules("assessment", "model", "screening")
    # A parser is of the format of one publisher, and says of which.
    engines = [one for one in found if not one.path.startswith("screening/lists/")]
    assert len(engines) < len(found)
    assert knowledge_in(engines, rulebook) == set()


@pytest.mark.parametrize(
    "text",
    [
        "us-state-2020",
        "BW",
        "Botswana",
        "record.prior_misuse",
        "contract.audit_right",
        "CHK-01",
        "Listed by OFAC.",
        "See EAR § 772.1.",
    ],
)
def test_knowledge_in_code_is_seen(rulebook: Rulebook, text: str) -> None:
    planted = Module("assessment/a.py", f"def f():\n    return {{{text!r}: 1}}")
    assert knowledge_in([planted], rulebook) == {text}


def test_plain_words_in_code_are_let_through(rulebook: Rulebook) -> None:
    planted = Module("assessment/a.py", '"""An early fact."""\nx = "yes"')
    assert knowledge_in([planted], rulebook) == set()


def ungrounded(flags: Iterable[RedFlag], rulebook: Rulebook) -> list[str]:
    """Return red flags without citation, scenario, or either a done row or our own standing."""
    return [flag.id for flag in flags if not _is_grounded(flag, rulebook)]


def _is_grounded(flag: RedFlag, rulebook: Rulebook) -> bool:
    rows = [rulebook.coverage.rows.get(one.row) for one in flag.citations if one.row is not None]
    done = bool(rows) and all(row is not None and row.state == "done" for row in rows)
    ours = all(one.standing is Standing.WORKBENCH_CHECK for one in flag.citations)
    return bool(flag.citations and flag.scenarios) and (done or ours)


def test_every_red_flag_is_cited_shown_and_covered(rulebook: Rulebook) -> None:
    assert ungrounded(rulebook.red_flags.values(), rulebook) == []


def test_red_flag_without_ground_is_seen(rulebook: Rulebook) -> None:
    flag = rulebook.red_flags["record.prior_misuse"]
    rowless = [one.model_copy(update={"row": None}) for one in flag.citations]
    unlisted = [one.model_copy(update={"row": "NO-SUCH-ROW"}) for one in flag.citations]
    planted = [
        flag.model_copy(update={"scenarios": []}),
        flag.model_copy(update={"citations": []}),
        flag.model_copy(update={"citations": rowless}),
        flag.model_copy(update={"citations": unlisted}),
    ]
    assert ungrounded([flag, *planted], rulebook) == [flag.id] * 4
