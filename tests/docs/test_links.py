"""Every relative link in a page leads to a file, and to a heading of it where it names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.docs.conftest import ROOT

_LINK = re.compile(r"\]\(([^)#\s]*)(#[^)\s]*)?\)")


def written_pages() -> list[Path]:
    """Return every Markdown page of the project, generated ones too."""
    return sorted((*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *_IN_DATA))


_IN_DATA = (ROOT / "src" / "caveat" / "data").glob("*.md")


def broken_links(page: Path) -> Iterator[str]:
    """Yield the relative links of a page that lead nowhere."""
    for match in _LINK.finditer(page.read_text(encoding="utf-8")):
        path, heading = match.group(1), match.group(2)
        target = page.parent / path if path else page
        if ":" in path:
            continue
        if not target.exists() or (heading and heading[1:] not in _anchors(target)):
            yield match.group(0)[2:-1]


def _anchors(page: Path) -> set[str]:
    heads = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_links_lead_somewhere() -> None:
    found = {
        page.relative_to(ROOT).as_posix(): list(broken_links(page)) for page in written_pages()
    }
    assert {page: links for page, links in found.items() if links} == {}


def test_broken_link_is_seen(tmp_path: Path) -> None:
    (tmp_path / "there.md").write_text("# Here it is, so\n", encoding="utf-8")
    page = tmp_path / "page.md"
    page.write_text(
        "# Top\n[a](there.md) [b](gone.md) [c](there.md#here-it-is-so) [d](there.md#gone)\n"
        "[e](https://example.org/x) [f](#top) [g](#gone)\n",
        encoding="utf-8",
    )
    assert list(broken_links(page)) == ["gone.md", "there.md#gone", "#gone"]
