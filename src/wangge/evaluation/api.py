"""Scores that can be defended: each group with counts, rates, score and its calculation, each count with its cases."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router
from pydantic import BaseModel, ConfigDict, Field

from wangge.cases.acting import standing
from wangge.cases.queries.listing import fetch
from wangge.evaluation.evaluate import Asked, evaluate, shown
from wangge.organisation.auth import acting
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import STATE_LABELS, Role, State

router = Router(tags=["综合评价"])
ZONE = ZoneInfo("Asia/Shanghai")
READERS = (Role.EVALUATOR, Role.LEADER, Role.SHIFT_LEAD, Role.DISPATCHER, Role.OPERATOR, Role.UNIT)
BEHIND = """
SELECT c.case_no, c.class_code, c.state, c.address, c.lead_unit, c.reported_at, c.deadline, c.completed_at, c.closed_at
FROM cases_case c WHERE c.case_no = ANY(%s) AND """

From = Annotated[date | None, Query(alias="from", description="起始日（含），当地日期；默认本月一日")]
To = Annotated[date | None, Query(description="终止日（含）；默认今天")]
Basis = Annotated[str | None, Query(description="口径：report filing deadline close；默认按方案")]
AsOf = Annotated[datetime | None, Query(description="截至时刻；整月默认期末后三天，其余默认现在")]
GroupBy = Annotated[
    str | None,
    Query(description="分组：unit area grid duty_grid community street class major kind source collector actor all"),
]


class RateOut(BaseModel):
    """率：分子、分母、值（0 到 1，分母为零时为空）"""

    num: int
    den: int
    value: float | None


class GroupOut(BaseModel):
    """一个评价对象"""

    key: str
    name: str
    group: str
    counts: dict[str, int]
    rates: dict[str, RateOut]
    score: float | None
    grade: str | None
    grade_name: str
    rank: int | None
    explanation: list[str]


class EvaluationOut(BaseModel):
    """评价结果"""

    model_config = ConfigDict(populate_by_name=True)

    scheme: str
    scheme_name: str
    version: int
    basis: str
    from_: date = Field(alias="from")
    to: date
    as_of: datetime
    group_by: str
    groups: list[GroupOut]


class BehindOut(BaseModel):
    """数字背后的案件"""

    case_no: str
    class_code: str | None
    class_name: str | None
    state: str
    state_label: str
    address: str
    lead_unit: str | None
    reported_at: datetime
    deadline: datetime | None
    completed_at: datetime | None
    closed_at: datetime | None


class CasesBehindOut(BaseModel):
    total: int
    items: list[BehindOut]


def _example(value: Any) -> dict[str, Any]:
    return {"responses": {200: {"content": {"application/json": {"example": value}}}}}


GROUP = {
    "key": "UNIT06",
    "name": "城管局",
    "group": "bureau",
    "counts": {"dispose_due": 120, "disposed_intime": 111},
    "rates": {"dispose_intime_rate": {"num": 111, "den": 120, "value": 0.925}},
    "score": 92.35,
    "grade": "A",
    "grade_name": "A",
    "rank": 2,
    "explanation": ["按期处置率：按期处置率 92.50 %（111/120），权重 30，得 27.75 分"],
}
RESULT = {
    "scheme": "unit",
    "scheme_name": "部门评价",
    "version": 1,
    "basis": "deadline",
    "from": "2026-06-01",
    "to": "2026-06-30",
    "as_of": "2026-07-04T00:00:00+08:00",
    "group_by": "unit",
    "groups": [GROUP],
}


def _asked(
    scheme: str, first: date | None, last: date | None, basis: str | None, as_of: datetime | None, by: str | None
) -> Asked:
    today = timezone.now().astimezone(ZONE).date()
    last = last or max(today, first or today)
    return Asked(scheme, first or last.replace(day=1), last, basis, _aware(as_of), by)


def _aware(as_of: datetime | None) -> datetime | None:
    return as_of.replace(tzinfo=ZONE) if as_of is not None and as_of.tzinfo is None else as_of


@router.get(
    "/evaluation/{scheme}",
    summary="评价结果",
    response={200: EvaluationOut},
    by_alias=True,
    openapi_extra=_example(RESULT),
)
def get_evaluation(
    request: HttpRequest,
    scheme: str,
    first: From = None,
    to: To = None,
    basis: Basis = None,
    as_of: AsOf = None,
    group_by: GroupBy = None,
) -> dict[str, Any]:
    """按方案 area unit collector operator shift_lead dispatcher 计算各对象的计数、率、得分、等级、名次和算式。"""
    acting(request).having(*READERS)
    return shown(evaluate(_asked(scheme, first, to, basis, as_of, group_by), timezone.now()))


@router.get(
    "/evaluation/{scheme}/cases",
    summary="数字背后的案件",
    response={200: CasesBehindOut},
    openapi_extra=_example({"total": 1, "items": [{"case_no": "41132826061000013", "state": "closed"}]}),
)
def get_cases_behind(
    request: HttpRequest,
    scheme: str,
    group: Annotated[str, Query(description="评价对象的 key")],
    count: Annotated[str, Query(description="计数代码，如 disposed_intime")],
    first: From = None,
    to: To = None,
    basis: Basis = None,
    as_of: AsOf = None,
    group_by: GroupBy = None,
) -> dict[str, Any]:
    """一个计数由哪些案件组成；只列出本岗位可见的案件，`total` 是全部件数。"""
    who = acting(request).having(*READERS)
    found = evaluate(_asked(scheme, first, to, basis, as_of, group_by), timezone.now()).group(group)
    if count not in found.codes:
        raise Refused("unknown_count", "没有这个计数", f"“{count}”不是这个评价对象的计数。", status=404)
    numbers = found.cases(count)
    where, params = standing(who).sight.where()
    rows = fetch(BEHIND + where + " ORDER BY c.case_no", [numbers, *params])
    return {"total": len(numbers), "items": [_behind(row) for row in rows]}


def _behind(row: dict[str, Any]) -> dict[str, Any]:
    code = row["class_code"]
    name = rulebook().class_name(code) if code else None
    return row | {"class_name": name, "state_label": STATE_LABELS[State(row["state"])]}
