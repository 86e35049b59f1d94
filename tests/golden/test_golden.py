"""Whole reports of three examples, compared with the files beside this one.

`CAVEAT_WRITE_GOLDEN=1` writes them anew; the difference is then read before it is committed.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from caveat.reports.assessment_report import assessment_report
from caveat.reports.render_markdown import render_markdown
from caveat.reports.render_text import render_text
from caveat.rulebook.loader import Rulebook
from tests.services.examples import ABUSE, CAMERA, ORDINARY, assessed

FOLDER = Path(__file__).parent
WRITE = os.environ.get("CAVEAT_WRITE_GOLDEN") == "1"


def masked(text: str) -> str:
    """Return a report without the digest and the version, which change with every rule."""
    text = re.sub(r"sha256:[0-9a-f]{64}", "sha256:DIGEST", text)
    return re.sub(r"Rulebook \d{4}(\\?\.)\d\d\1\d\d", "Rulebook VERSION", text)


def compare(name: str, report: str) -> None:
    file = FOLDER / name
    if WRITE:
        file.write_text(masked(report), encoding="utf-8", newline="\n")
    assert masked(report) == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [ABUSE, ORDINARY, CAMERA])
def test_text_is_the_golden_one(rulebook: Rulebook, name: str) -> None:
    one = assessed(name, rulebook)
    report = assessment_report(one.assessment, rulebook, one.digest, whole=False)
    compare(f"{name}.txt", render_text(report, width=96))


@pytest.mark.parametrize("name", [ABUSE, ORDINARY, CAMERA])
def test_memo_is_the_golden_one(rulebook: Rulebook, name: str) -> None:
    one = assessed(name, rulebook)
    report = assessment_report(one.assessment, rulebook, one.digest, whole=True)
    compare(f"{name}.md", render_markdown(report))


def test_masked_leaves_neither_digest_nor_version() -> None:
    text = f"Rulebook 2026.11.24, sha256:{'0a' * 32}. 72 of 72"
    assert masked(text) == "Rulebook VERSION, sha256:DIGEST. 72 of 72"
