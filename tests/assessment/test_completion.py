from __future__ import annotations

from datetime import date

from caveat.assessment.completion import Extremes, Variable, variables_of
from caveat.assessment.program import Program
from caveat.assessment.tree import Tree
from caveat.model.condition import Below
from caveat.model.truth import Truth
from caveat.rulebook.supports import FactType
from tests.assessment.small import NO, UNKNOWN, YES, fact, facts, flag, rulebook

A, B = ({"fact": f"end_user.{name}"} for name in "ab")
TYPE = fact("end_user.type", "choice", values={"x": "X", "y": "Y", "z": "Z"})
TIES = fact("end_user.ties", "set", values={"x": "X", "y": "Y"})
SHARE = fact("end_user.share", "number")
SINCE = fact("end_user.since", "date")
IS_X, IS_Y = ({"fact": "end_user.type", "is": word} for word in "xy")
HAS_X, HAS_Y = ({"fact": "end_user.ties", "is": word} for word in "xy")


def compiled(*conditions: object) -> Program:
    """Return a program with one red flag for each condition, in order."""
    flags = [flag(f"f.{n}", condition) for n, condition in enumerate(conditions)]
    return Program(rulebook(*facts("end_user.a", "end_user.b"), TYPE, TIES, SHARE, SINCE, *flags))


def whole(program: Program) -> list[Tree]:
    return [program.tests[name].whole for name in sorted(program.tests)]


def extremes(*conditions: object) -> Extremes:
    program = compiled(*conditions)
    return Extremes(program, whole(program))


def only(program: Program, name: str) -> Variable:
    (variable,) = variables_of(program)[name]
    return variable


def test_truth_turns_out_yes_or_no() -> None:
    assert only(compiled(A), "end_user.a") == Variable("end_user.a", (0,), ((YES,), (NO,)))


def test_each_member_of_a_set_turns_out_by_itself() -> None:
    program = compiled({"all": [HAS_X, HAS_Y]})
    assert variables_of(program)["end_user.ties"] == (
        Variable("end_user.ties", (0,), ((YES,), (NO,))),
        Variable("end_user.ties", (1,), ((YES,), (NO,))),
    )


def test_options_of_a_choice_exclude_each_other() -> None:
    variable = only(compiled({"all": [IS_X, IS_Y]}), "end_user.type")
    assert variable.cells == ((YES, NO), (NO, YES), (NO, NO))


def test_options_that_no_condition_tells_apart_are_one_cell() -> None:
    variable = only(compiled(IS_X), "end_user.type")
    assert variable.cells == ((YES,), (NO,))


def test_number_lies_between_two_neighbouring_bounds() -> None:
    share = {"fact": "end_user.share"}
    variable = only(compiled({"all": [share | {"gte": 50}, share | {"lt": 25}]}), "end_user.share")
    # Atoms: under 50, under 25. Cells: under both, from 25 to 50, over both.
    assert variable.cells == ((YES, YES), (YES, NO), (NO, NO))


def test_date_lies_between_two_neighbouring_bounds() -> None:
    since = {"fact": "end_user.since"}
    program = compiled({"any": [since | {"lt": "2020-01-01"}, since | {"lt": "2021-01-01"}]})
    assert only(program, "end_user.since").cells == ((YES, YES), (NO, YES), (NO, NO))
    assert [getattr(atom.leaf, "bound", None) for atom in program.atoms] == [
        date(2020, 1, 1),
        date(2021, 1, 1),
    ]


def test_cells_are_left_that_agree_with_what_is_known() -> None:
    variable = Variable("f", (0, 1), ((YES, YES), (YES, NO), (NO, NO)))
    assert variable.open_cells([UNKNOWN, UNKNOWN]) == variable.cells
    assert variable.open_cells([YES, UNKNOWN]) == ((YES, YES), (YES, NO))
    assert variable.open_cells([UNKNOWN, YES]) == ((YES, YES),)
    assert variable.open_cells([NO, YES]) == ()


def completed(found: Extremes, values: list[Truth], *, adverse: bool) -> list[list[Truth]]:
    return list(found.completions(values, adverse=adverse))


def test_one_sided_facts_have_one_completion_each_way() -> None:
    found = extremes({"all": [A, {"not": B}]})
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=True) == [[YES, NO]]
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=False) == [[NO, YES]]


def test_known_atoms_are_not_touched() -> None:
    found = extremes({"all": [A, {"not": B}]})
    assert completed(found, [NO, UNKNOWN], adverse=True) == [[NO, NO]]


def test_two_sided_truth_is_tried_both_ways() -> None:
    found = extremes(A, {"not": A})
    assert completed(found, [UNKNOWN], adverse=True) == [[YES], [NO]]
    assert completed(found, [UNKNOWN], adverse=False) == [[YES], [NO]]
    assert completed(found, [NO], adverse=True) == [[NO]]


def test_choice_is_tried_in_the_options_that_nothing_outdoes() -> None:
    found = extremes(IS_X, IS_Y)
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=True) == [[YES, NO], [NO, YES]]
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=False) == [[NO, NO]]


def test_number_takes_the_end_that_pushes_harder() -> None:
    share = {"fact": "end_user.share"}
    found = extremes(share | {"gte": 50}, share | {"gte": 25})
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=True) == [[NO, NO]]
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=False) == [[YES, YES]]
    # Known to be under 50: between the bounds is the worst that is left.
    assert completed(found, [YES, UNKNOWN], adverse=True) == [[YES, NO]]


def test_choices_of_several_facts_are_combined() -> None:
    found = extremes(A, {"not": A}, B, {"not": B})
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=True) == [
        [YES, YES],
        [YES, NO],
        [NO, YES],
        [NO, NO],
    ]


def test_facts_that_no_tree_tests_stay_open() -> None:
    program = compiled(A, B)
    found = Extremes(program, [program.tests["f.0"].whole])
    assert completed(found, [UNKNOWN, UNKNOWN], adverse=True) == [[YES, UNKNOWN]]


def test_two_sided_facts_are_counted_with_their_answers() -> None:
    assert extremes(IS_X, IS_Y, A).two_sided() == {"end_user.type": 2}
    assert extremes(A, {"not": {"any": [A, B]}}).two_sided() == {"end_user.a": 2}


def test_members_that_push_both_ways_multiply() -> None:
    found = extremes(HAS_X, {"not": HAS_X}, HAS_Y, {"not": HAS_Y})
    assert found.two_sided() == {"end_user.ties": 4}


def test_monotone_trees_have_no_two_sided_fact() -> None:
    assert extremes({"all": [A, {"not": B}, IS_X, HAS_X]}).two_sided() == {}


def test_adverse_cells_are_those_that_nothing_outdoes() -> None:
    found = extremes(IS_X, {"fact": "end_user.type", "in": ["x", "y"]})
    (variable,) = found.variables
    assert variable.cells == ((YES, YES), (NO, YES), (NO, NO))
    assert found.adverse_cells(variable, variable.cells) == ((YES, YES),)
    assert found.adverse_cells(variable, variable.cells[1:]) == ((NO, YES),)


def test_every_atom_of_the_rulebook_can_turn_out_both_ways(program: Program) -> None:
    # Where one could not, a finding would stay open that no answer can change.
    found = {
        (number, variable.fact): {cell[place] for cell in variable.cells}
        for several in variables_of(program).values()
        for variable in several
        for place, number in enumerate(variable.atoms)
    }
    assert {fact for (_, fact), ends in found.items() if ends != {YES, NO}} == set()


def test_every_bound_of_the_rulebook_lies_within_what_makes_sense(program: Program) -> None:
    outside = []
    for atom in program.atoms:
        entry = program.rulebook.facts[atom.fact]
        if entry.type is FactType.NUMBER and isinstance(atom.leaf, Below):
            low, high = entry.minimum, entry.maximum
            assert isinstance(atom.leaf.bound, float)
            if (low is not None and atom.leaf.bound <= low) or (
                high is not None and atom.leaf.bound > high
            ):
                outside.append(atom.fact)
    assert outside == []
