"""Which counts a case × unit row stands in: domain page evaluation, "Counts"."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.standards.evaluation.world import (
    FEBRUARY,
    assisting,
    at,
    in_time,
    returned,
    row,
    scope,
    too_late,
    voided,
)
from wangge.standards.evaluation.facts import Left, UnitFact
from wangge.standards.evaluation.period import Period
from wangge.standards.evaluation.scope import Basis, Scope
from wangge.standards.evaluation.unit_counts import count_units, unit_flags

DUE = {"dispose_due", "close_due"}


def counts(*facts: UnitFact, by: Scope | None = None, unit: str = "A") -> dict[str, int]:
    return count_units(facts, by or scope())[unit].counts


def test_done_and_closed_in_time() -> None:
    assert unit_flags(in_time(), scope()) == DUE | {
        "filed", "dispatched", "dispatched_right",
        "disposed", "disposed_intime", "closed", "closed_intime",
    }  # fmt: skip


def test_done_late_but_closed() -> None:
    flags = unit_flags(too_late(), scope())
    assert flags >= DUE | {"disposed", "disposed_late", "closed", "closed_late"}
    assert not flags & {"disposed_intime", "closed_intime", "open_late"}


def test_the_deadline_itself_is_in_time() -> None:
    assert "disposed_intime" in unit_flags(in_time(completed_at=at(10)), scope())
    assert "disposed_late" in unit_flags(in_time(completed_at=at(10) + timedelta(microseconds=1)), scope())


def test_closing_late_does_not_make_a_prompt_disposal_late() -> None:
    assert "closed_intime" in unit_flags(in_time(closed_at=at(2, of=2)), scope())


def test_late_and_open_is_due() -> None:
    flags = unit_flags(row(), scope())
    assert flags >= DUE | {"open_late"}
    assert "carried_late" not in flags


def test_nothing_that_is_not_yet_due_stands_in_a_denominator() -> None:
    early = Scope(scope().period, at(8))
    flags = unit_flags(row(), early)
    assert "open_intime" in flags
    assert not flags & DUE


def test_a_setting_adds_the_open_ones_in_time_to_what_is_due() -> None:
    early = Scope(scope().period, at(8), settings=scope(open_intime_due=True).settings)
    assert unit_flags(row(), early) & DUE == {"dispose_due"}


def test_a_disposed_case_waits_for_the_centre_until_it_is_closed() -> None:
    for state in ("disposed", "checking", "checked"):
        flags = unit_flags(in_time(closed_at=None, state=state), scope())
        assert flags >= {"waiting_centre", "disposed_intime"}
        assert "closed" not in flags


def test_a_setting_counts_what_waits_for_the_centre_as_closed() -> None:
    flags = unit_flags(in_time(closed_at=None, state="checking"), scope(waiting_as_closed=True))
    assert flags >= {"waiting_centre", "closed", "closed_intime"}


def test_a_suspended_case_is_out_whatever_it_earned() -> None:
    suspended = row(suspended_now=True, suspended_ever=True, state="suspended", rework_times=1, extensions=1)
    assert unit_flags(suspended, scope()) == {"suspended_now", "suspended_ever"}


def test_a_resumed_case_enters_the_month_of_its_new_deadline() -> None:
    resumed = in_time(deadline=at(20, of=2), completed_at=at(18, of=2), closed_at=at(19, of=2), suspended_ever=True)
    assert unit_flags(resumed, scope(1)) == frozenset()
    assert unit_flags(resumed, scope(2)) >= DUE | {"disposed_intime", "suspended_ever"}


def test_by_filing_a_suspended_case_is_filed_but_not_due() -> None:
    flags = unit_flags(row(suspended_now=True, state="suspended"), scope(basis=Basis.FILING))
    assert flags >= {"filed", "suspended_now"}
    assert not flags & DUE


def test_a_granted_return_leaves_no_due_row_but_what_was_earned() -> None:
    flags = unit_flags(returned(rework_times=1, extensions=1), scope())
    assert flags >= {"returned", "rework", "extended"}
    assert not flags & (DUE | {"filed", "open_late", "left_late"})


def test_returning_a_case_that_is_late_already_frees_nobody() -> None:
    flags = unit_flags(returned(day=11), scope())
    assert flags >= DUE | {"returned", "left_late"}
    assert not flags & {"open_late", "disposed", "filed"}


def test_after_a_return_each_unit_has_its_own_row_and_the_case_counts_once() -> None:
    first, second = returned(day=11), in_time(unit="B", deadline=at(20), completed_at=at(19))
    by_unit = count_units([first, second], scope())
    assert by_unit["A"].counts["dispose_due"] == by_unit["B"].counts["dispose_due"] == 1
    assert by_unit["B"].counts["disposed_intime"] == 1
    whole = count_units([first, second], scope(), "all")["all"].counts
    assert (whole["dispose_due"], whole["disposed"], whole["left_late"], whole["returned"]) == (1, 1, 1, 1)


def test_a_case_that_came_back_is_the_units_again() -> None:
    flags = unit_flags(in_time(returned=True), scope())
    assert flags >= DUE | {"returned", "disposed_intime", "filed"}


def test_a_recall_before_signing_is_no_case_of_the_unit() -> None:
    flags = unit_flags(row(left_at=at(6), left_by=Left.RECALL, recalled=True, dispatched_wrong=True), scope())
    assert flags == {"recalled", "dispatched", "dispatched_wrong"}


def test_a_voided_case_leaves_every_count_of_the_unit() -> None:
    assert unit_flags(voided(rework_times=2, extensions=1), scope()) == {"voided"}


def test_a_void_asked_when_the_clock_was_late_saves_nothing() -> None:
    assert unit_flags(voided(day=11), scope()) >= DUE | {"voided", "left_late"}


def test_a_granted_appeal_counts_in_time_and_stays_visible() -> None:
    flags = unit_flags(too_late(appeal=True), scope())
    assert flags >= {"disposed_intime", "closed_intime", "appealed_ok"}
    assert not flags & {"disposed_late", "closed_late"}


def test_a_refused_appeal_changes_nothing_but_is_shown() -> None:
    assert unit_flags(too_late(appeal=False), scope()) >= {"disposed_late", "appealed_no"}


def test_a_granted_appeal_on_an_open_case_takes_it_out_of_the_late_ones() -> None:
    flags = unit_flags(row(appeal=True), scope())
    assert flags >= {"open_intime", "appealed_ok"}
    assert not flags & DUE
    assert unit_flags(row(appeal=True), scope(2)) == frozenset()


def test_what_an_appeal_excused_is_not_carried_into_later_months() -> None:
    solved_in_february = too_late(completed_at=at(5, of=2), closed_at=at(6, of=2))
    assert "carried_late" in unit_flags(solved_in_february, scope(2))
    assert unit_flags(replace(solved_in_february, appeal=True), scope(2)) == frozenset()


def test_rework_is_a_flag_and_times() -> None:
    found = counts(in_time("1", rework_times=3), in_time("2", rework_times=1), in_time("3"))
    assert (found["rework"], found["rework_times"]) == (2, 4)


def test_the_rework_of_two_units_adds_up_in_their_case() -> None:
    rows = [returned(rework_times=1), in_time(unit="B", rework_times=2)]
    found = count_units(rows, scope(), "all")["all"]
    assert (found.counts["rework"], found.counts["rework_times"]) == (1, 3)
    assert found.cases("rework_times") == ["1"]


def test_an_old_overdue_case_costs_every_month_until_it_is_solved() -> None:
    solved_in_march = too_late(completed_at=at(3, of=3), closed_at=at(4, of=3))
    as_seen = {1: row(), 2: row(), 3: solved_in_march, 4: solved_in_march}
    carried = {number: unit_flags(fact, scope(number)) for number, fact in as_seen.items()}
    assert "carried_late" not in carried[1]
    assert carried[2] >= DUE | {"carried_late", "open_late"}
    assert carried[3] >= DUE | {"carried_late", "disposed", "disposed_late", "closed_late"}
    assert carried[4] == frozenset()


def test_a_longer_period_carries_an_overdue_case_once() -> None:
    quarter = Scope(Period(FEBRUARY.first, scope(4).period.last), at(3, of=5))
    found = counts(row(), by=quarter)
    assert (found["carried_late"], found["dispose_due"], found["open_late"]) == (1, 1, 1)


def test_carrying_can_be_switched_off() -> None:
    assert unit_flags(row(), scope(2, carried_late=False)) == frozenset()


def test_carrying_is_of_the_basis_deadline_only() -> None:
    assert unit_flags(row(), scope(2, Basis.FILING)) == frozenset()


def test_done_at_the_last_instant_of_the_month_is_not_carried() -> None:
    midnight = scope(2).period.start
    assert unit_flags(too_late(completed_at=midnight - timedelta(microseconds=1)), scope(2)) == frozenset()
    assert "carried_late" in unit_flags(too_late(completed_at=midnight), scope(2))


def test_a_late_case_that_left_the_unit_is_carried_only_until_then() -> None:
    gone_in_february = returned(left_at=at(5, of=2))
    assert unit_flags(gone_in_february, scope(2)) >= DUE | {"carried_late", "left_late"}
    assert unit_flags(gone_in_february, scope(3)) == frozenset()


def test_each_basis_takes_its_own_month() -> None:
    fact = too_late(
        reported_at=at(30), filed_at=at(1, of=2), deadline=at(2, of=3), completed_at=at(5, of=3), closed_at=at(1, of=4)
    )
    months = {Basis.REPORT: 1, Basis.FILING: 2, Basis.DEADLINE: 3, Basis.CLOSE: 4}
    for basis, right in months.items():
        inside = [number for number in range(1, 6) if unit_flags(fact, scope(number, basis))]
        assert inside == [right], basis


def test_days_are_local_and_both_ends_belong_to_the_period() -> None:
    start, end = scope().period.start, scope().period.end
    assert unit_flags(row(filed_at=start), scope(basis=Basis.FILING))
    assert unit_flags(row(filed_at=end - timedelta(microseconds=1)), scope(basis=Basis.FILING))
    assert not unit_flags(row(filed_at=end), scope(basis=Basis.FILING))
    assert start == at(1, 0)


def test_reopened_is_charged_in_the_month_it_is_found() -> None:
    fact = in_time(reopened_at=(at(20, of=2),))
    assert "reopened" not in unit_flags(fact, scope(1))
    assert unit_flags(fact, scope(2)) == {"reopened"}


def test_assisting_units_count_only_as_assisting() -> None:
    assert unit_flags(assisting(completed_at=at(9), rework_times=1), scope()) == {"assisted"}
    assert unit_flags(assisting(), scope()) == {"assisted", "assisted_late"}
    assert unit_flags(assisting(left_at=at(6), left_by=Left.VOID), scope()) == frozenset()


def test_supervised_and_signed_and_urgent_rows() -> None:
    fact = in_time(supervised=True, supervised_late=True, signed_at=at(6), signed_intime=True, urgent=True)
    assert unit_flags(fact, scope()) >= {
        "supervised", "supervised_late", "signed", "signed_intime", "urgent_close_due", "urgent_closed",
    }  # fmt: skip
    assert "urgent_closed" not in unit_flags(row(urgent=True), scope())
    assert "urgent_close_due" in unit_flags(row(urgent=True), scope())


def test_what_an_old_system_does_not_know_is_neither_in_time_nor_late() -> None:
    by = scope(basis=Basis.FILING)
    no_deadline = unit_flags(in_time(deadline=None), by)
    assert no_deadline >= DUE | {"disposed", "closed"}
    assert not any(code.endswith(("_intime", "_late")) for code in no_deadline)
    assert not unit_flags(row(deadline=None), by) & (DUE | {"open_late", "open_intime"})


def test_a_close_without_a_complete_proves_a_disposal_and_in_time_only_before_the_deadline() -> None:
    closed_early = in_time(completed_at=None, closed_at=at(9))
    closed_after = in_time(completed_at=None, closed_at=at(12))
    assert unit_flags(closed_early, scope()) >= {"disposed", "disposed_intime", "closed_intime"}
    flags = unit_flags(closed_after, scope())
    assert flags >= DUE | {"disposed", "closed"}
    assert not flags & {"disposed_intime", "disposed_late", "closed_late"}


def test_every_number_opens_to_its_cases() -> None:
    rows = [in_time("1"), too_late("2"), row("3"), in_time("4", unit="B")]
    group = count_units(rows, scope())["A"]
    assert group.cases("dispose_due") == ["1", "2", "3"]
    assert group.cases("open_late") == ["3"]
    assert group.cases("returned") == []
    assert group.counts["returned"] == 0


def test_cases_are_grouped_by_place_class_and_source() -> None:
    here = {"grid": "411328001002001", "class_code": "E0110", "source": "phone"}
    rows = [in_time("1", **here), in_time("2", **here, unit="B"), in_time("3")]
    for group_by, key in {
        "grid": "411328001002001",
        "community": "411328001002",
        "street": "411328001",
        "county": "411328",
        "class": "E0110",
        "major": "E01",
        "source": "phone",
    }.items():
        tally = count_units(rows, scope(), group_by)
        assert tally[key].cases("closed") == ["1", "2"], group_by
        assert tally["none"].cases("closed") == ["3"], group_by
