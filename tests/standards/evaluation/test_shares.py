"""A rate is a share: by every grouping, basis and setting its numerator counts what its denominator counts."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.standards.evaluation.test_properties import booleans, maybe, moments, unit_facts
from tests.standards.evaluation.test_step_counts import step
from tests.standards.evaluation.world import at, in_time, returned, row, scope
from wangge.standards.evaluation.counts import POSTS, Facts, count, count_areas
from wangge.standards.evaluation.facts import CaseFact, Step, StepFact
from wangge.standards.evaluation.rates import all_rates, rate_table
from wangge.standards.evaluation.scheme_check import REWORK_OVER
from wangge.standards.evaluation.scope import Basis, FileRate, Scope
from wangge.standards.evaluation.tally import Tally

FLOWS = {Basis.FILING, Basis.DEADLINE, Basis.CLOSE}
"""By these, 立案率 compares what was filed in the period with what was reported in it: two flows, no share."""


@st.composite
def case_facts(draw: st.DrawFn) -> CaseFact:
    filed_at = draw(maybe)
    own = filed_at is None and draw(booleans)
    return CaseFact(
        case_no=str(draw(st.integers(1, 40))),
        reported_at=draw(moments) if filed_at is None else filed_at,
        filed_at=filed_at,
        filed_intime=draw(st.none() | booleans),
        voided=draw(booleans),
        self_disposed=own,
        source=draw(st.sampled_from(["phone", "collector"])),
        collector=draw(st.sampled_from(["", "li"])),
        patrols=("li",),
        missed_by=draw(st.sampled_from([(), ("li",)])),
    )


@st.composite
def step_facts(draw: st.DrawFn) -> StepFact:
    done = draw(maybe)
    return StepFact(
        case_no=str(draw(st.integers(1, 40))),
        step=draw(st.sampled_from(list(Step))),
        actor="li",
        post=draw(st.sampled_from(POSTS)),
        begun_at=draw(moments),
        done_at=done,
        in_time=None if done is None else draw(booleans),
        right=draw(st.none() | booleans),
        needed=draw(booleans),
    )


def one_a_case(facts: list[CaseFact]) -> list[CaseFact]:
    return list({fact.case_no: fact for fact in facts}.values())


facts = st.builds(
    Facts,
    st.lists(unit_facts(), max_size=25),
    st.lists(case_facts(), max_size=25).map(one_a_case),
    st.lists(step_facts(), max_size=25),
)


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    settings: dict[str, Any] = {
        "carried_late": draw(booleans),
        "open_intime_due": draw(booleans),
        "waiting_as_closed": draw(booleans),
        "rework_over": draw(st.sampled_from(REWORK_OVER)),
        "file_rate": draw(st.sampled_from(list(FileRate))),
    }
    return scope(draw(st.integers(1, 3)), draw(st.sampled_from(list(Basis))), **settings)


def must_be_shares(tally: Tally, which: Scope) -> None:
    for group in tally.values():
        for code, ratio in all_rates(group.counts, rate_table(which.settings)).items():
            if code != "file_rate" or which.basis not in FLOWS:
                assert 0 <= ratio.num <= max(ratio.den, 0), (code, ratio)
        counts = group.counts
        right, wrong = counts.get("dispatched_right", 0), counts.get("dispatched_wrong", 0)
        assert right + wrong <= counts.get("dispatched", 0)


@given(facts, scopes(), st.sampled_from(["unit", "all", "source", "street", "county"]))
def test_every_rate_of_a_unit_or_place_is_a_share(found: Facts, which: Scope, group_by: str) -> None:
    tally = count(found, which, group_by)
    if group_by == "unit":
        for group in tally.values():  # a voided case leaves its unit: units have no share of right filings
            group.codes = tuple(code for code in group.codes if code != "voided")
    must_be_shares(tally, which)


@given(facts, scopes(), st.sampled_from(["operator", "shift_lead", "dispatcher"]))
def test_every_rate_of_a_person_is_a_share(found: Facts, which: Scope, post: str) -> None:
    must_be_shares(count(found, which, "actor", post), which)


@given(facts, scopes())
def test_every_rate_of_a_collector_is_a_share(found: Facts, which: Scope) -> None:
    must_be_shares(count(found, which, "collector", "collector"), which)


def test_a_case_dispatched_twice_is_one_case_of_its_area_in_time_once() -> None:
    rows = [
        returned(dispatched_wrong=True, dispatched_intime=True, grid="411328005001001"),
        in_time(unit="B", dispatched_intime=True, close_step_intime=True, grid="411328005001001"),
    ]
    acts = [step(Step.DISPATCH, "dispatcher", grid="411328005001001") for _ in rows]
    found = count_areas(Facts(rows, steps=acts), scope(), "area")["411328005"].counts
    assert (found["dispatched"], found["dispatched_intime"]) == (1, 1)
    assert (found["dispatched_right"], found["dispatched_wrong"]) == (0, 1)
    assert (found["closed"], found["close_step_intime"]) == (1, 1)


def test_a_reworked_case_that_is_not_due_yet_is_in_no_rate() -> None:
    early = Scope(scope().period, at(8), Basis.DEADLINE)
    found = count(Facts([row(rework_times=1, extensions=1)]), early, "unit")["A"].counts
    assert (found["rework"], found["extended"]) == (1, 1)
    rates = all_rates(found, rate_table(early.settings))
    assert (rates["rework_rate"].num, rates["rework_rate"].den) == (0, 0)
    assert (rates["extension_rate"].num, rates["extension_rate"].den) == (0, 0)


@pytest.mark.parametrize(("over", "expected"), [("close_due", 1), ("disposed", 0)])
def test_rework_counts_among_what_it_is_measured_against(over: str, expected: int) -> None:
    """Late and open: due to be closed, but not disposed."""
    found = count(Facts([row(rework_times=1)]), scope(rework_over=over), "unit")["A"].counts
    assert found["rework_due"] == expected


def test_what_was_answered_this_month_is_measured_against_what_was_sent_this_month() -> None:
    """Reported on the last of January, sent for verification and answered in February."""
    sent = step(Step.SEND_VERIFICATION, "operator", begun_at=at(31), done_at=at(1, of=2))
    answered = step(Step.ANSWER_VERIFICATION, "collector", actor="wang", begun_at=at(1, of=2), done_at=at(2, of=2))
    found = count(Facts(steps=[sent, answered]), scope(2), "all")["all"].counts
    assert (found["verify_sent"], found["verified_intime"]) == (1, 1)
    assert count(Facts(steps=[sent, answered]), scope(1), "all")["all"].counts["verify_sent"] == 0
