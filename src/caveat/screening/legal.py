"""Legal forms of companies, which become one token each: `=` and a class."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from caveat.model.name import NameTables

MARK = "="
FIRST = "first"
"""How a table marks a short form that stands before the name."""
_SHORT = 3
"""Letters of a form that, if it can be spoken, may be another word in the middle of a name."""
_VOWELS = frozenset("aeiouy")
Span = tuple[int, int, str]
"""Where a legal form starts, how many tokens it takes, and its class with the mark."""


class LegalForms:
    """Finds legal forms in the texts of a name."""

    def __init__(self, names: NameTables, write: Callable[[str], Sequence[str]]) -> None:
        rows = names.tables["legal_forms"].rows
        forms: dict[tuple[str, ...], str] = {}
        self._before: set[tuple[str, ...]] = set()
        for form, row in rows.items():
            texts = tuple(write(form))
            forms.setdefault(texts, MARK + row[0])
            if FIRST in row:
                self._before.add(texts)
        self.classes = frozenset(forms.values())
        """Every class, with the mark."""
        self._forms: dict[str, list[tuple[tuple[str, ...], str]]] = {
            one: [((one,), one)] for one in self.classes
        }
        for texts in sorted(forms, key=lambda texts: (-len(texts), texts)):
            self._forms.setdefault(texts[0], []).append((texts, forms[texts]))
        self.first = frozenset(self._forms)
        """Texts with which a form, or a class, starts."""

    def find(self, texts: Sequence[str], *, spelled: bool = True) -> list[Span]:
        """Return the legal forms in a name, in order; none where nothing else would be left.

        Args:
            texts: The texts of the name.
            spelled: Whether letters that stand alone, which may be initials, can be a form.
        """
        spans: list[Span] = []
        at, covered = 0, 0
        while at < len(texts):
            span = self._at(texts, at, spelled=spelled) if texts[at] in self.first else None
            if span is None:
                at += 1
            else:
                spans.append(span)
                at += span[1]
                covered += span[1]
        if covered == len(texts):
            return [span for span in spans if texts[span[0]] == span[2]]
        return spans

    def _at(self, texts: Sequence[str], at: int, *, spelled: bool) -> Span | None:
        for form, found in self._forms[texts[at]]:
            length = len(form)
            if tuple(texts[at : at + length]) != form:
                continue
            if not spelled and max(map(len, form)) == 1:
                continue
            if self._may_stand(form, texts, at):
                return at, length, found
        return None

    def _may_stand(self, form: tuple[str, ...], texts: Sequence[str], at: int) -> bool:
        """Return whether a form is one where it stands: a short one may be a name or an article."""
        letters = "".join(form)
        if letters in self.classes:
            return True
        if len(letters) > _SHORT or (len(letters) == _SHORT and _VOWELS.isdisjoint(letters)):
            return True
        if at == 0:
            return form in self._before
        end = at + len(form)
        return end == len(texts) or texts[end] in self.first
