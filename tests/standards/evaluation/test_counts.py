"""The front door: which facts stand behind which grouping."""

from __future__ import annotations

import time

import pytest

from tests.standards.evaluation.test_case_counts import case
from tests.standards.evaluation.test_step_counts import step
from tests.standards.evaluation.world import in_time, row, scope, too_late
from wangge.standards.errors import Refused
from wangge.standards.evaluation.counts import Facts, count
from wangge.standards.evaluation.facts import Step
from wangge.standards.evaluation.scope import Basis

BY_FILING = scope(basis=Basis.FILING)
GRID = "411328001002001"


def test_an_areas_intake_comes_from_cases_and_its_disposal_from_units() -> None:
    facts = Facts(
        units=[in_time("1", grid=GRID), row("2", grid=GRID)],
        cases=[case("1", filed_intime=True), case("2"), case("3"), case("4", filed_at=None)],
        steps=[step(Step.FILE, "shift_lead", "1", grid=GRID), step(Step.ACCEPT, "operator", "1", grid=GRID)],
    )
    street = count(facts, BY_FILING, "street")["411328001"]
    assert street.cases("filed") == ["1", "2", "3"]
    assert (street.counts["reported"], street.counts["close_due"], street.counts["closed"]) == (4, 2, 1)
    assert (street.counts["accepted"], street.counts["filed_intime"]) == (1, 1)


def test_an_area_without_intake_does_not_borrow_the_units_counts() -> None:
    facts = Facts(units=[in_time(grid=GRID)])
    assert count(facts, BY_FILING, "grid")[GRID].counts["filed"] == 0


def test_a_unit_is_counted_from_its_own_rows_alone() -> None:
    facts = Facts(units=[in_time("1"), too_late("2", unit="B")], cases=[case("1"), case("2"), case("3")])
    tally = count(facts, scope(), "unit")
    assert {key: group.counts["filed"] for key, group in tally.items()} == {"A": 1, "B": 1}


def test_a_collector_has_his_reports_his_grid_and_his_tasks() -> None:
    facts = Facts(
        cases=[case("1"), case("2", collector="", source="web", patrols=("wang",), missed_by=("wang",))],
        steps=[step(Step.ANSWER_CHECK, "collector", "9", actor="wang"), step(Step.ACCEPT, "operator", actor="wang")],
    )
    found = count(facts, BY_FILING, "collector", "collector")["wang"].counts
    assert (found["reported"], found["missed"], found["checked"], found["accepted"]) == (1, 1, 1, 0)


def test_an_operator_is_counted_by_acts() -> None:
    tally = count(Facts(steps=[step(Step.ACCEPT, "operator")]), BY_FILING, "actor", "operator")
    assert tally["li"].counts["accepted"] == 1


@pytest.mark.parametrize(("group_by", "post"), [("planet", ""), ("actor", "leader"), ("actor", "")])
def test_an_unknown_grouping_or_post_is_refused(group_by: str, post: str) -> None:
    with pytest.raises(Refused) as refused:
        count(Facts(units=[row()]), scope(), group_by, post)
    assert refused.value.code in ("unknown_grouping", "unknown_post")


def test_a_month_of_a_city_is_counted_in_well_under_a_second() -> None:
    facts = Facts(units=[too_late(str(n), unit=f"U{n % 40}", rework_times=n % 3) for n in range(15_000)])
    began = time.process_time()
    tally = count(facts, scope(), "unit")
    assert time.process_time() - began < 1
    assert sum(group.counts["closed_late"] for group in tally.values()) == 15_000
