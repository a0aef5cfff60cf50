"""What holds for any facts at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.standards.evaluation.schemes_elsewhere import ELSEWHERE
from tests.standards.evaluation.world import at, row, scope
from wangge.standards.evaluation.codes import COUNTS
from wangge.standards.evaluation.counts import Facts, count
from wangge.standards.evaluation.defaults import DEFAULTS
from wangge.standards.evaluation.facts import CaseFact, Left, Role, UnitFact
from wangge.standards.evaluation.items import Subject
from wangge.standards.evaluation.schemes import Scheme, Target
from wangge.standards.evaluation.scope import Basis, Scope
from wangge.standards.evaluation.scoring import explain, score
from wangge.standards.evaluation.unit_counts import count_units, unit_flags

SCHEMES = DEFAULTS | ELSEWHERE
UNIT_SCHEMES = [scheme for scheme in SCHEMES.values() if scheme.target is Target.UNIT]

moments = st.integers(-60, 90).map(lambda days: at(1) + timedelta(days=days))
maybe = st.none() | moments
booleans = st.booleans()


@st.composite
def unit_facts(draw: st.DrawFn, unit: str = "", role: Role | None = None) -> UnitFact:
    """Any row, also such as no sane system would give."""
    left = draw(maybe)
    return UnitFact(
        case_no=str(draw(st.integers(1, 40))),
        unit=unit or draw(st.sampled_from("ABC")),
        role=role or draw(st.sampled_from([Role.LEAD, Role.LEAD, Role.LEAD, Role.ASSISTING])),
        reported_at=draw(maybe),
        filed_at=draw(maybe),
        deadline=draw(maybe),
        completed_at=draw(maybe),
        closed_at=draw(maybe),
        left_at=left,
        left_by=draw(st.sampled_from(list(Left))) if left else None,
        state=draw(
            st.sampled_from(["dispatched", "disposing", "suspended", "disposed", "checked", "closed", "voided"])
        ),
        suspended_now=draw(booleans),
        returned=draw(booleans),
        rework_times=draw(st.integers(0, 3)),
        extensions=draw(st.integers(0, 2)),
        appeal=draw(st.none() | booleans),
        reopened_at=tuple(draw(st.lists(moments, max_size=2))),
        urgent=draw(booleans),
        dispatched_wrong=draw(booleans),
        dispatched_intime=draw(st.none() | booleans),
        close_step_intime=draw(st.none() | booleans),
    )


def one_row_a_case(facts: list[UnitFact]) -> list[UnitFact]:
    return [replace(fact, case_no=str(n)) for n, fact in enumerate(facts)]


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    settings: dict[str, Any] = {
        "carried_late": draw(booleans),
        "open_intime_due": draw(booleans),
        "waiting_as_closed": draw(booleans),
    }
    return scope(draw(st.integers(1, 3)), draw(st.sampled_from(list(Basis))), **settings)


@given(st.lists(unit_facts(), max_size=30), scopes(), st.sampled_from(["unit", "all"]))
def test_counts_contain_each_other(facts: list[UnitFact], which: Scope, group_by: str) -> None:
    for group in count_units(facts, which, group_by).values():
        cases = {code: set(group.cases(code)) for code in group.codes}
        assert cases["disposed_intime"] | cases["disposed_late"] <= cases["disposed"] <= cases["dispose_due"]
        assert cases["closed_intime"] | cases["closed_late"] <= cases["closed"] <= cases["disposed"]
        assert cases["disposed"] | cases["open_late"] | cases["left_late"] == cases["close_due"]
        assert cases["close_due"] <= cases["dispose_due"]
        assert cases["waiting_centre"] <= cases["disposed"]
        assert group.counts["rework"] <= group.counts["rework_times"]
        assert cases["rework_due"] <= cases["rework"]
        assert cases["extended_due"] <= cases["extended"] & cases["dispose_due"]


@given(unit_facts(), scopes())
def test_a_row_is_open_or_disposed_or_gone_and_never_two_of_them(fact: UnitFact, which: Scope) -> None:
    flags = unit_flags(fact, which)
    assert len(flags & {"disposed", "open_intime", "open_late", "left_late", "suspended_now", "assisted"}) <= 1
    assert len(flags & {"disposed_intime", "disposed_late"}) <= 1
    assert flags <= COUNTS.keys()


@given(st.lists(unit_facts(role=Role.LEAD), max_size=30))
def test_without_carrying_no_row_stands_in_two_months(facts: list[UnitFact]) -> None:
    months = [scope(number, carried_late=False) for number in (1, 2, 3)]
    for fact in facts:
        assert sum(1 for which in months if unit_flags(replace(fact, reopened_at=()), which)) <= 1


@given(st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 3000)), st.sampled_from(list(SCHEMES)))
def test_scores_never_leave_their_range(counts: dict[str, int], code: str) -> None:
    found = explain(SCHEMES[code], counts)
    assert found.score is None or 0 <= found.score <= 100
    assert found.marks is None or 0 <= found.marks <= found.full
    assert (found.score is None) == (found.why is not None) == (found.grade is None)


@given(st.dictionaries(st.sampled_from(sorted(COUNTS)), st.integers(0, 3000)), st.sampled_from(list(SCHEMES)))
def test_an_explanation_adds_up_to_the_marks(counts: dict[str, int], code: str) -> None:
    found = explain(SCHEMES[code], counts)
    if found.marks is not None:
        parts = sum(item.points or 0 for item in found.items) - sum(part.points for part in found.deductions)
        assert abs(max(parts, 0) - found.marks) <= len(found.items)


@st.composite
def late_rows(draw: st.DrawFn, *, disposed: bool) -> UnitFact:
    """A row of unit A that is late in January on every basis but `close`: disposed late, or open."""
    deadline = at(draw(st.integers(6, 31)))
    done = deadline + timedelta(hours=draw(st.integers(1, 60))) if disposed else None
    closed = done if disposed and draw(booleans) else None
    fact = row("late", deadline=deadline, completed_at=done, closed_at=closed, urgent=draw(booleans))
    state = "closed" if closed else "checking" if disposed else "disposing"
    return replace(fact, state=state, rework_times=draw(st.integers(0, 3)), extensions=draw(st.integers(0, 2)))


@st.composite
def january(draw: st.DrawFn) -> Scope:
    settings = {"open_intime_due": draw(booleans), "waiting_as_closed": draw(booleans)}
    return scope(1, draw(st.sampled_from([Basis.DEADLINE, Basis.FILING, Basis.REPORT])), **settings)


def unit_score(scheme: Scheme, rows: list[UnitFact], which: Scope) -> Decimal:
    found = score(scheme, count_units(rows, which)["A"].counts)
    assert found is not None
    return found


others = st.lists(unit_facts("A", Role.LEAD), max_size=15).map(one_row_a_case)


@given(st.booleans().flatmap(lambda done: late_rows(disposed=done)), others, january(), st.sampled_from(UNIT_SCHEMES))
def test_a_late_case_turned_in_time_never_lowers_the_score(
    late: UnitFact, rows: list[UnitFact], which: Scope, scheme: Scheme
) -> None:
    assert unit_flags(late, which) & {"disposed_late", "open_late"}
    prompt = replace(late, completed_at=late.deadline)
    assert unit_score(scheme, [*rows, prompt], which) >= unit_score(scheme, [*rows, late], which)


@given(late_rows(disposed=True), others, january(), st.sampled_from(UNIT_SCHEMES))
def test_a_granted_appeal_on_a_disposed_case_never_lowers_the_score(
    late: UnitFact, rows: list[UnitFact], which: Scope, scheme: Scheme
) -> None:
    excused = replace(late, appeal=True)
    assert unit_score(scheme, [*rows, excused], which) >= unit_score(scheme, [*rows, late], which)


@given(st.lists(unit_facts("A"), max_size=15), st.lists(unit_facts("B"), max_size=15), scopes())
def test_another_group_never_changes_a_groups_counts(
    ours: list[UnitFact], theirs: list[UnitFact], which: Scope
) -> None:
    alone, beside = count_units(ours, which), count_units([*theirs, *ours], which)
    assert (alone["A"].counts if alone else None) == (beside["A"].counts if "A" in beside else None)


def here(fact: UnitFact, grid: str) -> UnitFact:
    return replace(fact, grid=grid, case_no=f"{grid}-{fact.case_no}")


@given(st.lists(unit_facts(), max_size=15), st.lists(unit_facts(), max_size=15), scopes())
def test_another_area_never_changes_an_areas_counts(ours: list[UnitFact], theirs: list[UnitFact], which: Scope) -> None:
    rows = [here(fact, "411328001001001") for fact in ours]
    others = [here(fact, "411328002001001") for fact in theirs]
    cases = [CaseFact(fact.case_no, fact.grid, reported_at=fact.reported_at, filed_at=fact.filed_at) for fact in others]
    alone = count(Facts(rows), which, "street").get("411328001")
    beside = count(Facts(rows + others, cases), which, "street").get("411328001")
    assert (alone.counts if alone else None) == (beside.counts if beside else None)


@given(st.lists(unit_facts(), max_size=25), scopes())
def test_the_order_of_facts_is_of_no_matter(facts: list[UnitFact], which: Scope) -> None:
    forth, back = count_units(facts, which), count_units(facts[::-1], which)
    assert {key: group.counts for key, group in forth.items()} == {key: group.counts for key, group in back.items()}


@given(st.integers(1, 400), st.integers(1, 366), st.integers(1, 50))
def test_more_filed_cases_never_raise_a_units_or_an_areas_score(filed: int, days: int, more: int) -> None:
    for code in ("unit", "area"):
        done = {"close_due": 5, "closed": 4, "closed_intime": 3, "dispose_due": 5, "disposed_intime": 3}
        few, many = (score(SCHEMES[code], done | {"filed": n}, Subject(days)) for n in (filed, filed + more))
        assert few is not None
        assert many is not None
        assert many <= few
