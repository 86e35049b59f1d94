"""A small file of shapes, for tests that change it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from caveat.rulebook.world import World, content_digest, read_world

SQUARE = [0, 0, 40, 0, 0, 40, -40, 0]
COUNTRIES = ("NO", "KP", "MT", "KP-NORTH", "XX")


def world_tree(**parts: Any) -> dict[str, Any]:
    """Return the content of a file of shapes with its digest, with parts changed."""
    tree: dict[str, Any] = {
        "title": "A small world",
        "source": {
            "title": "A globe",
            "publisher": "A maker",
            "version": "first",
            "fetched_on": "2026-11-24",
            "licence": "Public domain",
            "sha256": {"globe.json": "0" * 64},
        },
        "made": ["By hand."],
        "boundaries": ["No line is a statement.", "The North is within KP."],
        "frame": {"width": 1160, "height": 580},
        "outline": [0, 0, 1160, 0, 0, 580, -1160, 0],
        "without_entry": {"No Land": [[600, 100, 9, 0, 0, 9]]},
        "not_drawn": {"KP-NORTH": "the file does not tell it apart"},
        "shapes": {"NO": [SQUARE, [60, 0, 9, 0, 0, 9]], "KP": [[100, 100, 50, 0, 0, 50]]},
        "dots": {
            "MT": {"at": [300, 300], "dot": [320, 300]},
            "NO": {"at": [20, 20], "dot": [20, 20]},
        },
    } | parts
    return {"digest": content_digest(tree)} | tree


def write_world(folder: Path, tree: Any) -> Path:
    """Write a file of shapes, and return it."""
    file = folder / "world.json"
    file.write_text(json.dumps(tree, ensure_ascii=False), encoding="utf-8")
    return file


def small_world(folder: Path, **parts: Any) -> World:
    """Return the small world, as it is read from its file."""
    return read_world(COUNTRIES, write_world(folder, world_tree(**parts)))
