"""Groups of words that may be one name, or one word of business."""

from __future__ import annotations

from collections.abc import Mapping

from caveat.model.name import NameTables


def variant_groups(names: NameTables) -> Mapping[str, tuple[int, ...]]:
    """Return the numbers of the groups of each word that is in any, in plain letters.

    Two words with a group in common may be the same name; that they are is never said.
    """
    found: dict[str, list[int]] = {}
    number = 0
    for _, table in sorted(names.tables.items()):
        if table.holds != "variants":
            continue
        for head, others in table.rows.items():
            for word in (head, *others):
                found.setdefault(word, []).append(number)
            number += 1
    return {word: tuple(groups) for word, groups in found.items()}
