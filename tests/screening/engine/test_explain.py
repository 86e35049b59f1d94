"""An explanation is of the match that screening finds, word by word."""

from __future__ import annotations

from dataclasses import astuple

from hypothesis import given, settings

from caveat.screening.engine import matcher
from caveat.screening.engine.explain import Part, explain, score
from caveat.screening.engine.index import build
from caveat.screening.engine.matcher import Matcher
from caveat.screening.engine.similarity import Relation
from tests.screening.engine.plain import encoder, names

ENCODER = encoder()


@given(names, names)
@settings(max_examples=200, deadline=None)
def test_score_of_two_names_is_that_of_an_index(query: str, listed: str) -> None:
    index = build([(listed, 0)], ENCODER, matcher.engine().Tables())
    found = Matcher(index, ENCODER).screen([query], 1)
    alone = score(query, listed, ENCODER)
    expected = [(alone.score, alone.evidence)] if alone.score else []
    assert list(zip(found.score.tolist(), found.evidence.tolist(), strict=True)) == expected
    told = explain(query, listed, ENCODER)
    if told is None:
        assert not ENCODER.phrases(query) or not ENCODER.phrases(listed)
        assert astuple(alone) == (0, 0)
    else:
        assert (told.score, told.evidence) == astuple(alone)


def test_explanation_names_every_word() -> None:
    told = explain("mohammed smyth k =llc 7", "zzz/mohamed smith karim =llc bin", ENCODER)
    assert told is not None
    assert (told.query_reading, told.listed_reading) == (0, 1)
    assert [(part.query, part.listed, part.relation, part.is_legal) for part in told.parts] == [
        (("SMYTH",), ("SMITH",), Relation.ONE_LETTER, False),
        (("MOHAMMED",), ("MOHAMED",), Relation.ONE_LETTER, False),
        (("K",), ("KARIM",), Relation.INITIAL, False),
        (("=LLC",), ("=LLC",), Relation.SAME, True),
        (("7",), (), None, False),
        ((), ("BIN",), None, False),
    ]


def test_explanation_says_what_would_bring_it_under_the_threshold() -> None:
    told = explain("smith kabbak", "smith kabbak", ENCODER)
    assert told is not None
    assert told.score == 1_000_000
    assert [part.without for part in told.parts] == sorted(part.without for part in told.parts)
    assert told.decisive(1_000_000) == told.parts
    assert told.decisive(min(part.without for part in told.parts)) == ()


def test_joined_words_are_one_part() -> None:
    told = explain("kab bak", "kabbak", ENCODER)
    assert told is not None
    assert told.parts == (
        Part(("KAB", "BAK"), ("KABBAK",), Relation.JOINED, False, 960, told.evidence, 0),
    )


def test_name_without_words_has_no_explanation() -> None:
    assert explain("", "smith", ENCODER) is None
    assert explain("smith", "", ENCODER) is None
