"""Scores that can be defended: each group with counts, rates, score and its calculation, each count with its cases."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router

from wangge.cases.acting import standing
from wangge.cases.queries.listing import fetch
from wangge.cases.visibility import Sight
from wangge.evaluation.evaluate import ZONE, Asked, evaluate, group_by_of
from wangge.evaluation.legend import BASES, OF_UNITS, READERS, legend, readable
from wangge.evaluation.shapes import BEHIND, RESULT, SCHEMES, CasesBehindOut, EvaluationOut, SchemesOut, example
from wangge.evaluation.shown import shown
from wangge.organisation.auth import Acting, acting
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused
from wangge.standards.evaluation.tally import Group
from wangge.standards.lifecycle.names import STATE_LABELS, Role, State

router = Router(tags=["综合评价"])
PERSONS = ("actor", "collector")
CASES = """
SELECT c.case_no, c.class_code, c.state, c.address, c.lead_unit, c.reported_at, c.deadline, c.completed_at, c.closed_at
FROM cases_case c WHERE c.case_no = ANY(%s) AND c.case_no > %s AND {} ORDER BY c.case_no LIMIT %s
"""

From = Annotated[date | None, Query(alias="from", description="起始日（含），当地日期；默认终止日所在月一日")]
To = Annotated[date | None, Query(description="终止日（含）；默认今天；起止都不填为本月")]
Basis = Annotated[str | None, Query(description="口径：report filing deadline close；默认按方案")]
AsOf = Annotated[datetime | None, Query(description="截至时刻，带时区；整月默认期末后三天，其余默认现在；不晚于现在")]
GroupBy = Annotated[
    str | None,
    Query(description="分组：unit area grid duty_grid community street class major kind source collector actor all"),
]


def _asked(
    scheme: str, first: date | None, last: date | None, basis: str | None, as_of: datetime | None, by: str | None
) -> Asked:
    if as_of is not None and as_of.tzinfo is None:
        raise Refused("time_without_zone", "时间缺少时区", "截至时刻应带时区，例如 +08:00。", field="as_of")
    today = timezone.now().astimezone(ZONE).date()
    if first is None and last is None:
        last = today.replace(day=monthrange(today.year, today.month)[1])
    last = last or max(today, first or today)
    return Asked(scheme, first or last.replace(day=1), last, basis, as_of, by)


def _reader(request: HttpRequest, asked: Asked) -> Acting:
    """A unit reads of units and places, never of persons: it may not learn who checks its work."""
    who = acting(request).having(*READERS)
    if who.role == Role.UNIT and (asked.scheme not in OF_UNITS or group_by_of(asked) in PERSONS):
        raise Refused("forbidden", "没有权限", "责任单位只能查看部门和区域的评价结果。", status=403)
    return who


@router.get("/evaluation", summary="评价方案", response={200: SchemesOut}, openapi_extra=example(SCHEMES))
def list_schemes(request: HttpRequest) -> dict[str, Any]:
    """本岗位可以查看的评价方案及默认口径；无权查看评价的岗位得到空表。"""
    today = timezone.now().astimezone(ZONE).date()
    return {"schemes": readable(acting(request).role, today), "bases": BASES}


@router.get(
    "/evaluation/{scheme}",
    summary="评价结果",
    response={200: EvaluationOut},
    by_alias=True,
    openapi_extra=example(RESULT),
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
    asked = _asked(scheme, first, to, basis, as_of, group_by)
    _reader(request, asked)
    found = evaluate(asked, timezone.now())
    return shown(found) | legend(found)


@router.get(
    "/evaluation/{scheme}/cases",
    summary="数字背后的案件",
    response={200: CasesBehindOut},
    openapi_extra=example(BEHIND),
)
def get_cases_behind(
    request: HttpRequest,
    scheme: str,
    group: Annotated[str, Query(description="评价对象的 key")],
    count: Annotated[str, Query(description="计数代码，如 disposed_intime；几个用逗号分隔即合并，前面加 - 即减去")],
    first: From = None,
    to: To = None,
    basis: Basis = None,
    as_of: AsOf = None,
    group_by: GroupBy = None,
    cursor: Annotated[str, Query(description="上一页的 next_cursor", max_length=20)] = "",
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> dict[str, Any]:
    """一个计数由哪些案件组成；只列出本岗位可见的案件。`total` 是全部件数，`times` 是合计次数，即所点的数。"""
    asked = _asked(scheme, first, to, basis, as_of, group_by)
    sight = standing(_reader(request, asked)).sight
    found = evaluate(asked, timezone.now()).group(group)
    times = _behind(found, count.split(","))
    rows = _cases(times, sight, cursor, limit + 1)
    more = rows[limit - 1]["case_no"] if len(rows) > limit else None
    return {"total": len(times), "times": times.total(), "items": rows[:limit], "next_cursor": more}


def _behind(group: Group, codes: list[str]) -> Counter[str]:
    """Case numbers of the counts together and how often each was counted. Raises Refused `unknown_count` (404)."""
    bare = [code.removeprefix("-") for code in codes]
    if wrong := [code for code in bare if code not in group.codes]:
        raise Refused("unknown_count", "没有这个计数", f"“{wrong[0]}”不是这个评价对象的计数。", status=404)
    times: Counter[str] = Counter()
    for code in codes:
        if code.startswith("-"):
            times.subtract(group.times(code[1:]))
        else:
            times.update(group.times(code))
    return +times


def _cases(times: Counter[str], sight: Sight, after: str, limit: int) -> list[dict[str, Any]]:
    where, params = sight.where()
    book = rulebook()
    rows = fetch(CASES.format(where), [list(times), after, *params, limit])
    return [
        row
        | {
            "times": times[row["case_no"]],
            "class_name": book.class_name(row["class_code"]) if row["class_code"] else None,
            "state_label": STATE_LABELS[State(row["state"])],
        }
        for row in rows
    ]
