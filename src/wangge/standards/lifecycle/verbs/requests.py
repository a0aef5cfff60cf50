"""Requests: asked, then decided; the case stays where it is until then (domain/lifecycle.md, second table)."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from wangge.standards import clock as clocks
from wangge.standards import worktime
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.copying import replace
from wangge.standards.lifecycle.moments import aware, counts_at
from wangge.standards.lifecycle.names import ROLE_LABELS, STATE_LABELS, Role
from wangge.standards.lifecycle.permit import may_ask, may_withdraw
from wangge.standards.lifecycle.table import REQUEST_BY_CODE, RequestKind
from wangge.standards.lifecycle.values import CaseFile, Command, Decision, Request, Rules
from wangge.standards.lifecycle.verbs.common import decided, need, not_his_own
from wangge.standards.lifecycle.verbs.granting import grant


def _must_ask(kind: RequestKind, case: CaseFile, command: Command) -> None:
    if may_ask(kind, case, command.actor):
        return
    where = f"案件处于“{STATE_LABELS[case.state]}”" if case.state not in kind.at else "案件不由您的单位承办"
    if command.actor.role != kind.by:
        where = f"{ROLE_LABELS[Role(command.actor.role)]}岗位不能提出"
    raise Refused("not_allowed", f"不能申请{kind.label}", f"{where}。案件未改变。", status=403)


def _hours(command: Command) -> Decimal:
    hours = Decimal(str(need(command, "hours", "延长小时数")))
    if not Decimal(0) < hours <= Decimal(24 * 365):
        raise Refused("bad_value", "延长小时数不对", "延长小时数须大于零。", field="hours")
    return hours


def _until(command: Command, asked_at: datetime, rules: Rules) -> datetime:
    until = aware(need(command, "until", "恢复日期"), "until")
    most = timedelta(days=int(rules.setting("suspension_max_days")))
    if not asked_at < until <= asked_at + most:
        raise Refused("bad_value", "恢复日期不对", f"恢复日期须在今后 {most.days} 天之内。", field="until")
    return until


def _in_good_time(kind: RequestKind, case: CaseFile, at: datetime) -> None:
    late = case.clock is not None and clocks.is_late(case.clock, at)
    if kind.before_deadline and late:
        raise Refused("too_late", f"不能申请{kind.label}", "处置时限已过，超期案件不能再申请。案件未改变。")


def _must_be_late(case: CaseFile, unit: str | None, at: datetime) -> None:
    if not clocks.is_late(case.clocks[unit or ""], at):
        raise Refused("not_late", "不能申诉", "本单位没有超期，无需申诉。案件未改变。")


def _times(kind: RequestKind, case: CaseFile, unit: str | None, rules: Rules) -> None:
    """One open request of a kind at a time; at most two extensions, one suspension and one appeal a unit."""
    if any(r.open and r.kind == kind.code for r in case.requests):
        raise Refused("already_open", f"已有{kind.label}申请", "上一份申请尚未审批，请等待结果。", status=409)
    granted = sum(r.kind == kind.code and r.status == "granted" and r.unit == unit for r in case.requests)
    asked = sum(r.kind == kind.code and r.unit == unit and r.status != "withdrawn" for r in case.requests)
    if kind.code == "extension" and granted >= int(rules.setting("extension_max")):
        raise Refused("too_many", "不能再延期", f"同一单位最多延期 {rules.setting('extension_max')} 次。案件未改变。")
    if kind.code == "suspension" and unit in case.suspended_units:
        raise Refused("too_many", "不能再挂账", "同一单位对同一案件只能挂账一次。案件未改变。")
    if kind.code == "appeal" and asked:
        raise Refused("too_many", "不能再申诉", "同一单位对同一案件只能申诉一次。案件未改变。")


def ask(kind_code: str, case: CaseFile, command: Command, rules: Rules) -> Decision:
    kind = REQUEST_BY_CODE[kind_code]
    _must_ask(kind, case, command)
    need(command, "reason", f"{kind.label}理由")
    since = case.clock.running_since if case.clock else None
    at = counts_at(command, rules, since)
    unit = command.actor.unit if kind.by is Role.UNIT else None
    _times(kind, case, unit, rules)
    _in_good_time(kind, case, at)
    if kind.code == "appeal":
        _must_be_late(case, unit, at)
    request = Request(
        id=command.new_id,
        kind=kind_code,
        status="open",
        unit=unit,
        asked_by=command.actor.user,
        asked_at=at,
        hours=_hours(command) if kind_code == "extension" else None,
        until=_until(command, at, rules) if kind_code == "suspension" else None,
        due_at=_due(command.now, rules),
    )
    new = replace(case, requests=(*case.requests, request))
    return decided(case, new, command, at, data={"request": str(request.id), "kind": kind_code})


def _due(now: datetime, rules: Rules) -> datetime:
    limit = timedelta(hours=float(rules.setting("request_undecided_hours")))
    return worktime.add(now, limit, worktime.LimitUnit.WORK_HOUR, rules.units_calendar).at


def _find(case: CaseFile, command: Command) -> Request:
    found = next((r for r in case.requests if str(r.id) == str(command.body.get("request"))), None)
    if found is None or not command.action.endswith(f"_{found.kind}"):
        raise Refused("not_found", "没有这份申请", "案件里没有这份申请。", status=404)
    if not found.open:
        raise Refused("already_decided", "申请已有结果", "这份申请已经审批、撤回或失效，无需再处理。", status=409)
    return found


def _with(case: CaseFile, request: Request) -> CaseFile:
    return replace(case, requests=tuple(request if r.id == request.id else r for r in case.requests))


def decide(case: CaseFile, command: Command, rules: Rules) -> Decision:
    request = _find(case, command)
    kind = REQUEST_BY_CODE[request.kind]
    turn = 1 if request.status == "half" else 0
    if command.actor.role != kind.deciders[turn]:
        who = ROLE_LABELS[kind.deciders[turn]]
        raise Refused("not_allowed", "不能审批", f"这份{kind.label}申请应由{who}审批。案件未改变。", status=403)
    own = not_his_own(command, (request.asked_by, *request.decided_by), rules, "审批")
    granted = command.body.get("granted")
    if not isinstance(granted, bool):
        raise Refused("missing_field", "缺少审批结论", "请选择同意或不同意。案件未改变。", field="granted")
    decider = () if command.actor.user is None else (command.actor.user,)
    if granted:
        request = _amended(request, command, rules)
        _not_over(request, command.now)
    request = replace(request, decided_by=(*request.decided_by, *decider), decided_at=command.now)
    data: dict[str, Any] = {"request": str(request.id), "kind": kind.code, "granted": granted, "self_decided": own}
    if not granted:
        return decided(case, _with(case, replace(request, status="refused")), command, data=data)
    if turn + 1 < len(kind.deciders):
        half = replace(request, status="half", due_at=_due(command.now, rules))
        return decided(case, _with(case, half), command, data=data)
    request = replace(request, status="granted")
    return grant(_with(case, request), case, request, command, rules, data)


def _amended(request: Request, command: Command, rules: Rules) -> Request:
    """The decider may grant other hours or another end date than were asked."""
    if request.kind == "extension" and command.body.get("hours") is not None:
        return replace(request, hours=_hours(command))
    if request.kind == "suspension" and command.body.get("until") is not None:
        return replace(request, until=_until(command, request.asked_at, rules))
    return request


def _not_over(request: Request, now: datetime) -> None:
    if request.until is not None and request.until <= now:
        raise Refused("bad_value", "恢复日期已过", "申请的恢复日期已过，请另定恢复日期或不同意。", field="until")


def withdraw(case: CaseFile, command: Command, rules: Rules) -> Decision:
    request = _find(case, command)
    if not may_withdraw(request, command.actor):
        raise Refused("not_allowed", "不能撤回申请", "只有提出申请的单位或本人可以撤回。案件未改变。", status=403)
    new = _with(case, replace(request, status="withdrawn", decided_at=command.now))
    return decided(case, new, command, data={"request": str(request.id), "kind": request.kind})
