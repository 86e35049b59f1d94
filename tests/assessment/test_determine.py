from __future__ import annotations

from collections.abc import Mapping

import pytest

from caveat.assessment.determine import determine
from caveat.assessment.program import Program
from caveat.assessment.table import Table
from caveat.model.determination import Bound, Determination, Recommendation
from caveat.model.truth import Truth
from tests.assessment.small import NO, YES, fact, facts, flag, row, rulebook, truths

P, S, E, D = Recommendation
FLAGS = tuple(flag(f"f.{name}", {"fact": f"end_user.{name}"}) for name in "abcd")
ROWS = (
    row("grave", "critical", {"all": [{"test": "f.a"}, {"test": "f.b"}]}),
    row("heavy", "high", {"test": "f.b"}, ["contract.p"]),
    row("light", "medium", {"test": "f.c"}, ["contract.q"]),
)
NAMES = ("f.a", "f.b", "f.c", "f.d")


def table(*, not_checked: bool = False) -> Table:
    names = facts(*(f"end_user.{name}" for name in "abcd"))
    book = rulebook(*names, *FLAGS, rows=ROWS, not_checked=not_checked)
    return Table(Program(book), NAMES)


def determined(
    known: Mapping[str, Truth], *in_force: str, not_checked: bool = False
) -> Determination:
    """Return the determination when these facts are known; letters stand for facts."""
    one = table(not_checked=not_checked)
    stated = {f"end_user.{name}": truth for name, truth in known.items()}
    return determine(one, one.view(truths(one.program, stated)), frozenset(in_force))


def test_nothing_known_leaves_everything_possible() -> None:
    assert determined({}) == Determination(
        after=Bound(P, D, "low", "critical"),
        before=Bound(P, D, "low", "critical"),
        settled=False,
        recommendation=E,
        reasons=(),
        open_rows=("grave", "heavy", "light"),
        lowered=(),
        gating=frozenset({"f.a", "f.b", "f.c"}),
        open_facts=("end_user.a", "end_user.b", "end_user.c"),
    )


def test_everything_ruled_out_settles_on_the_mildest() -> None:
    assert determined({"a": NO, "b": NO, "c": NO}) == Determination(
        after=Bound(P, P, "low", "low"),
        before=Bound(P, P, "low", "low"),
        settled=True,
        recommendation=P,
        reasons=(),
        open_rows=(),
        lowered=(),
        gating=frozenset(),
        open_facts=(),
    )


def test_row_that_holds_at_the_top_settles_whatever_is_open() -> None:
    found = determined({"a": YES, "b": YES})
    assert (found.settled, found.recommendation) == (True, D)
    assert found.reasons == ("grave", "heavy")
    assert found.open_rows == ()
    assert found.open_facts == ()


def test_open_row_that_is_no_heavier_does_not_keep_it_open() -> None:
    found = determined({"a": NO, "b": YES})
    assert (found.settled, found.recommendation) == (True, E)
    assert found.gating == {"f.b"}


def test_unsettled_is_escalated_whatever_is_known() -> None:
    found = determined({"b": NO})
    assert (found.after, found.settled) == (Bound(P, S, "low", "medium"), False)
    assert found.recommendation is E


def test_flag_that_no_row_names_does_not_gate() -> None:
    assert "f.d" not in determined({}).gating


def test_flag_of_a_row_that_is_ruled_out_does_not_gate() -> None:
    assert determined({"b": NO}).gating == {"f.c"}


def test_mildest_recommendation_waits_for_every_gating_finding() -> None:
    book = rulebook(
        *facts("end_user.a"), FLAGS[0], rows=[row("weightless", "low", {"test": "f.a"})]
    )
    one = Table(Program(book), ["f.a"])
    found = determine(one, one.view(truths(one.program, {})), frozenset())
    assert (found.after.known, found.after.worst) == (P, P)
    assert (found.settled, found.recommendation) == (False, E)


def test_mildest_recommendation_gives_way_while_something_is_not_checked() -> None:
    found = determined({"a": NO, "b": NO, "c": NO}, not_checked=True)
    assert (found.settled, found.recommendation) == (True, S)
    assert found.after == Bound(S, S, "low", "low")


@pytest.mark.parametrize(
    ("in_force", "after", "lowered"),
    [
        ((), Bound(E, E, "high", "high"), ()),
        (("contract.q",), Bound(E, E, "high", "high"), ()),
        (("contract.p",), Bound(S, S, "medium", "medium"), ("heavy",)),
    ],
)
def test_safeguards_in_force_lower_the_rows_that_name_them(
    in_force: tuple[str, ...], after: Bound, lowered: tuple[str, ...]
) -> None:
    found = determined({"a": NO, "b": YES, "c": NO}, *in_force)
    assert found.after == after
    assert found.before == Bound(E, E, "high", "high")
    assert found.lowered == lowered


def test_what_safeguards_were_needed_for_is_never_plain_proceed() -> None:
    found = determined({"a": NO, "b": NO, "c": YES}, "contract.q")
    assert found.after == Bound(S, S, "low", "low")
    assert found.recommendation is S


def test_safeguard_does_not_lower_a_row_that_does_not_allow_it() -> None:
    found = determined({"a": YES, "b": YES}, "contract.p", "contract.q")
    assert found.after == Bound(D, D, "critical", "critical")


def test_worst_is_lowered_too() -> None:
    found = determined({"a": NO}, "contract.p")
    assert found.after == Bound(P, S, "low", "medium")
    assert found.before == Bound(P, E, "low", "high")


TYPE = fact("end_user.type", "choice", values={"x": "X", "y": "Y"})
IS_X = flag("f.x", {"fact": "end_user.type", "is": "x"})
IS_Y = flag("f.y", {"fact": "end_user.type", "is": "y"})


def of_choice(*rows: Mapping[str, object]) -> Determination:
    """Return the determination when nothing is known of a choice between x and y."""
    one = Table(Program(rulebook(TYPE, IS_X, IS_Y, rows=rows)), ["f.x", "f.y"])
    return determine(one, one.view(truths(one.program, {})), frozenset())


def test_findings_that_exclude_each_other_are_not_counted_together() -> None:
    found = of_choice(
        row("impossible", "critical", {"all": [{"test": "f.x"}, {"test": "f.y"}]}),
        row("possible", "high", {"test": "f.x"}),
    )
    assert found.after == Bound(P, E, "low", "high")


def test_what_holds_in_every_case_is_known_before_the_case_is() -> None:
    found = of_choice(
        row("one_case", "high", {"test": "f.x"}), row("other_case", "high", {"test": "f.y"})
    )
    assert found.after == Bound(E, E, "high", "high")
    assert (found.settled, found.recommendation, found.reasons) == (True, E, ())


def test_extremes_of_a_two_sided_fact_are_both_tried() -> None:
    found = of_choice(
        row("one_case", "critical", {"test": "f.x"}), row("other_case", "medium", {"test": "f.y"})
    )
    assert found.after == Bound(S, D, "medium", "critical")
    assert found.open_rows == ("one_case",)


def test_mildest_recommendation_waits_for_findings_that_exclude_each_other_too() -> None:
    found = of_choice(row("impossible", "critical", {"all": [{"test": "f.x"}, {"test": "f.y"}]}))
    assert found.after == Bound(P, P, "low", "low")
    assert (found.settled, found.open_facts) == (False, ("end_user.type",))


def test_lowered_row_does_not_hide_another_of_its_tier() -> None:
    rows = [
        row("lowered", "high", {"test": "f.b"}, ["contract.p"]),
        row("kept", "high", {"test": "f.a"}),
    ]
    names = facts(*(f"end_user.{name}" for name in "abcd"))
    one = Table(Program(rulebook(*names, *FLAGS, rows=rows)), NAMES)
    known = truths(one.program, {"end_user.a": YES, "end_user.b": YES})
    assert determine(one, one.view(known), frozenset({"contract.p"})).after == Bound(
        E, E, "high", "high"
    )
