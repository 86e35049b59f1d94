"""How much weight a row carries, and what our reading of it rests on. The two are never blurred."""

from __future__ import annotations

from enum import Enum


class Standing(Enum):
    """What kind of rule a row is, from binding law down to a check of our own."""

    LAW = "law"
    GUIDANCE_WITH_LEGAL_EFFECT = "guidance_with_legal_effect"
    OFFICIAL_GUIDANCE = "official_guidance"
    INTERNATIONAL_STANDARD = "international_standard"
    WORKBENCH_CHECK = "workbench_check"


class Basis(Enum):
    """What a claim rests on: a document that was opened, memory, or this workbench itself."""

    OFFICIAL_TEXT = "official_text"
    SECONDARY_SOURCE = "secondary_source"
    RECALLED = "recalled"
    OURS = "ours"
