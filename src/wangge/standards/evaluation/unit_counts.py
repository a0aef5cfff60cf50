"""Counts of case × unit rows. A case-level value (any group but the unit) is any of its units' flags.

Only 派遣准确 is all of them: a case that one unit got by mistake was not dispatched right. The posts' stage limits
that a share of cases is shown for (dispatched_intime, close_step_intime) are flags of the same rows, never acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from wangge.standards.evaluation.codes import UNIT_COUNTS
from wangge.standards.evaluation.facts import Left, Role, UnitFact
from wangge.standards.evaluation.groups import NONE, grouping
from wangge.standards.evaluation.lateness import carried, is_closed, is_disposed, is_late
from wangge.standards.evaluation.scope import Basis, Scope
from wangge.standards.evaluation.tally import Codes, Flags, Tally

WAITING = frozenset({"disposed", "checking", "checked"})
_GONE = frozenset({Left.VOID, Left.MERGE})
_NOTHING: Codes = frozenset()


def count_units(facts: Iterable[UnitFact], scope: Scope, group_by: str = "unit") -> Tally:
    """Group by `unit`, or by any grouping of `groups` for case-level values."""
    key: Callable[[UnitFact], str] = (lambda fact: fact.unit) if group_by == "unit" else grouping(group_by)
    flags, reworked = Flags(), []
    for fact in facts:
        codes = unit_flags(fact, scope)
        if codes:
            flags.add(key(fact) or NONE, fact.case_no, codes)
        if "rework" in codes:
            reworked.append(fact)
    tally = flags.tally(UNIT_COUNTS)
    for group in tally.values():
        group.take_off("dispatched_right", group.cases("dispatched_wrong"))
    for fact in reworked:
        tally[key(fact) or NONE].add("rework_times", fact.case_no, fact.rework_times)
    return tally


def unit_flags(fact: UnitFact, scope: Scope) -> Codes:
    """The count codes one row stands in; empty when it is in none."""
    codes: list[str] = []
    if _in_set(fact, scope):
        if fact.role is Role.ASSISTING:
            return _assisting(fact, scope)
        _add_row(codes, fact, scope)
        _add_due(codes, scope)
    if fact.reopened_at and any(map(scope.period.contains, fact.reopened_at)):
        codes.append("reopened")
    return frozenset(codes) if codes else _NOTHING


def _in_set(fact: UnitFact, scope: Scope) -> bool:
    """The set of the period by the scheme's basis; by deadline the overdue still open at its start are carried in."""
    contains = scope.period.contains
    if scope.basis is Basis.DEADLINE:
        return contains(fact.deadline) or carried(fact, scope)
    if scope.basis is Basis.FILING:
        return contains(fact.filed_at)
    return contains(fact.reported_at if scope.basis is Basis.REPORT else fact.closed_at)


def _assisting(fact: UnitFact, scope: Scope) -> Codes:
    if fact.left_by in _GONE:
        return _NOTHING
    return frozenset({"assisted", "assisted_late"} if is_late(fact, scope.as_of) else {"assisted"})


def _add_row(codes: list[str], fact: UnitFact, scope: Scope) -> None:
    """A voided or merged case leaves every count of the unit, unless its clock was late before that was asked."""
    late = is_late(fact, scope.as_of)
    if fact.left_by is Left.VOID:
        codes.append("voided")
    if fact.suspended_now:
        _add_suspended(codes, fact, scope)
    elif late or fact.left_by not in _GONE:
        _add_judged(codes, fact, late, scope)


def _add_judged(codes: list[str], fact: UnitFact, late: bool | None, scope: Scope) -> None:
    _add_earned(codes, fact)
    if fact.left_at is not None:
        _add_left(codes, fact, late)
    else:
        _add_held(codes, fact, late, scope)
    if carried(fact, scope):
        codes.append("carried_late")


def _add_due(codes: list[str], scope: Scope) -> None:
    """What a unit earned stays with it also without a due row; in a rate stand only the cases of its denominator."""
    for code, over in (("rework", scope.settings.rework_over), ("extended", "dispose_due")):
        if code in codes and over in codes:
            codes.append(f"{code}_due")


_EARNED: tuple[tuple[str, Callable[[UnitFact], object]], ...] = (
    ("returned", lambda fact: fact.returned),
    ("recalled", lambda fact: fact.recalled),
    ("rework", lambda fact: fact.rework_times),
    ("extended", lambda fact: fact.extensions),
    ("suspended_ever", lambda fact: fact.suspended_ever),
    ("supervised", lambda fact: fact.supervised),
    ("supervised_late", lambda fact: fact.supervised_late),
    ("dispatched_intime", lambda fact: fact.dispatched_intime),
    ("signed", lambda fact: fact.signed_at),
    ("signed_intime", lambda fact: fact.signed_intime),
    ("appealed_ok", lambda fact: fact.appeal is True),
    ("appealed_no", lambda fact: fact.appeal is False),
)


def _add_earned(codes: list[str], fact: UnitFact) -> None:
    codes += ("dispatched", "dispatched_wrong" if fact.dispatched_wrong else "dispatched_right")
    codes += [code for code, holds in _EARNED if holds(fact)]


def _add_suspended(codes: list[str], fact: UnitFact, scope: Scope) -> None:
    """Not due. By deadline out of all else too, since it enters the month of its new deadline with all it earned."""
    codes += ("suspended_now", "suspended_ever")
    if scope.basis is not Basis.DEADLINE:
        codes.append("filed")
        _add_earned(codes, fact)


def _add_left(codes: list[str], fact: UnitFact, late: bool | None) -> None:
    """A return, recall or void frees the unit, unless it was late already."""
    if late:
        codes += ("left_late", "dispose_due", "close_due")
        if fact.urgent:
            codes.append("urgent_close_due")


def _add_held(codes: list[str], fact: UnitFact, late: bool | None, scope: Scope) -> None:
    codes.append("filed")
    if is_disposed(fact):
        _add_disposed(codes, fact, late, scope)
    elif late:
        codes += ("open_late", "dispose_due", "close_due")
    elif late is False:
        codes.append("open_intime")
        if scope.settings.open_intime_due:
            codes.append("dispose_due")
    if fact.urgent and "close_due" in codes:
        codes.append("urgent_close_due")


def _add_disposed(codes: list[str], fact: UnitFact, late: bool | None, scope: Scope) -> None:
    codes += ("disposed", "dispose_due", "close_due")
    _add_timed(codes, "disposed", late)
    waiting, closed = fact.state in WAITING, is_closed(fact)
    if waiting:
        codes.append("waiting_centre")
    if closed or (waiting and scope.settings.waiting_as_closed):
        codes.append("closed")
        _add_timed(codes, "closed", late)
        if fact.close_step_intime:
            codes.append("close_step_intime")
        if fact.urgent:
            codes.append("urgent_closed")


def _add_timed(codes: list[str], stem: str, late: bool | None) -> None:
    if late is not None:
        codes.append(f"{stem}_late" if late else f"{stem}_intime")
