"""A closed case found unsolved goes on as a new one, and each leads to the other."""

from __future__ import annotations

from typing import Any

from tests.world import Person, World


def file_of(person: Person, case_no: str) -> tuple[int, dict[str, Any]]:
    status, file = person.get(f"/cases/{case_no}")
    return status, dict(file)


def reopened(world: World) -> tuple[dict[str, Any], dict[str, Any]]:
    """(the closed case, the new one), as the shift lead sees them."""
    closed = world.closed()
    case = world.operator1.does(closed, "recheck")
    checker = world.checker(case)
    checker.does(case, "answer_recheck", passed=False, media_ids=[checker.photo()])
    _, old = file_of(world.shiftlead1, closed["case_no"])
    (fresh,) = old["reopened_as"]
    return old, file_of(world.shiftlead1, fresh)[1]


def test_the_closed_case_names_the_new_one_and_the_new_one_names_it(world: World) -> None:
    old, fresh = reopened(world)
    assert fresh["reopened_from"] == old["case_no"]
    assert (old["state"], fresh["state"], fresh["reopened_as"]) == ("closed", "reported", [])


def test_a_unit_hears_of_the_new_case_only_when_it_is_sent_to_it(world: World) -> None:
    old, fresh = reopened(world)
    unit = world.handler("UNIT06")
    assert file_of(unit, fresh["case_no"])[0] == 404
    assert file_of(unit, old["case_no"])[1]["reopened_as"] == []
    world.operator1.does(fresh, "accept", class_code="E0110", condition_id=world.condition("E0110"))
    world.shiftlead1.does(fresh, "file")
    world.dispatcher1.does(fresh, "dispatch", lead_unit="UNIT06")
    assert file_of(unit, old["case_no"])[1]["reopened_as"] == [fresh["case_no"]]


def test_a_case_that_stayed_solved_names_none(world: World) -> None:
    case = world.closed()
    assert file_of(world.leader1, case["case_no"])[1]["reopened_as"] == []
