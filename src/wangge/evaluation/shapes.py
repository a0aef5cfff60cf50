"""What the evaluation endpoints answer, with the examples of the OpenAPI document."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field


class RateOut(BaseModel):
    """率：分子、分母、值（分子÷分母，分母为零时为空）；按立案口径的立案率可能大于 1"""

    num: int
    den: int
    value: float | None


class GroupOut(BaseModel):
    """一个评价对象；没有到期案件或工作量的，得分、等级、名次为空"""

    key: str
    name: str
    group: str
    group_name: str
    counts: dict[str, int]
    rates: dict[str, RateOut]
    score: float | None
    grade: str | None
    grade_name: str
    rank: int | None
    explanation: list[str]


class ItemOut(BaseModel):
    """方案的一项：权重，用到的率和计数"""

    name: str
    weight: float
    rates: list[str]
    counts: list[str]


class RateNameOut(BaseModel):
    """率的名称；分子、分母各是哪些计数之和，前面有 - 的减去"""

    name: str
    num: list[str]
    den: list[str]


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
    items: list[ItemOut]
    rate_names: dict[str, RateNameOut]
    count_names: dict[str, str]


class NamedOut(BaseModel):
    code: str
    name: str


class SchemeOut(BaseModel):
    """评价方案；`groupings` 是可以换用的分组，空表示只有一种"""

    code: str
    name: str
    basis: str
    group_by: str
    groupings: list[NamedOut]


class SchemesOut(BaseModel):
    schemes: list[SchemeOut]
    bases: dict[str, str]


class BehindOut(BaseModel):
    """数字背后的案件；`times` 是它在这个数里计了几次"""

    case_no: str
    times: int
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
    """`total` 是全部件数，`times` 是合计次数（等于所点的数），`items` 只列本岗位可见的一页"""

    total: int
    times: int
    items: list[BehindOut]
    next_cursor: str | None = None


def example(value: Any) -> dict[str, Any]:
    return {"responses": {200: {"content": {"application/json": {"example": value}}}}}


GROUP = {
    "key": "UNIT06",
    "name": "城管局",
    "group": "bureau",
    "group_name": "县直部门",
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
    "items": [{"name": "按期处置率", "weight": 30, "rates": ["dispose_intime_rate"], "counts": []}],
    "rate_names": {"dispose_intime_rate": {"name": "按期处置率", "num": ["disposed_intime"], "den": ["dispose_due"]}},
    "count_names": {"dispose_due": "应处置", "disposed_intime": "按期处置"},
}
SCHEMES = {
    "schemes": [{"code": "unit", "name": "部门评价", "basis": "deadline", "group_by": "unit", "groupings": []}],
    "bases": {"filing": "按立案时间", "deadline": "按处置期限"},
}
BEHIND = {
    "total": 1,
    "times": 1,
    "items": [
        {
            "case_no": "41132826061000013",
            "times": 1,
            "class_code": "E0110",
            "class_name": "暴露垃圾",
            "state": "closed",
            "state_label": "结案",
            "address": "文峰路12号",
            "lead_unit": "UNIT06",
            "reported_at": "2026-06-10T08:12:00+08:00",
            "deadline": "2026-06-10T16:30:00+08:00",
            "completed_at": "2026-06-10T14:05:00+08:00",
            "closed_at": "2026-06-10T15:20:00+08:00",
        }
    ],
    "next_cursor": None,
}
