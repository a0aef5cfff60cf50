"""What the big screen is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from wangge.organisation.schemas import may_fail

DEGREES = "[经度, 纬度]"


class ComparedOut(Schema):
    today: int = Field(description="今日")
    yesterday: int = Field(description="昨日同一时刻")
    last_week: int = Field(description="上周同日同一时刻")


class NowAndThenOut(Schema):
    today: int = Field(description="现在")
    yesterday: int = Field(description="昨日同一时刻")


class LateCountOut(Schema):
    cases: int = Field(description="超期未处置件数")
    units: int = Field(description="涉及几个单位")


class SlotsOut(Schema):
    today: list[int] = Field(description="自零点起每 slot_minutes 分钟上报的件数，到现在为止")
    yesterday: list[int] = Field(description="昨日全天")
    last_week: list[int] = Field(description="上周同日全天")


class StagesOut(Schema):
    reported: ComparedOut = Field(description="上报")
    accepted: ComparedOut = Field(description="受理")
    filed: ComparedOut = Field(description="立案")
    dispatched: ComparedOut = Field(description="派遣")
    completed: ComparedOut = Field(description="处置完成")
    checked: ComparedOut = Field(description="核查通过")
    closed: ComparedOut = Field(description="结案")


class SummaryOut(Schema):
    as_of: datetime
    day: date
    stages: StagesOut = Field(description="今日经过各环节的案件数，一件只计一次")
    states: dict[str, int] = Field(description="在办案件按状态")
    open: NowAndThenOut = Field(description="在办案件")
    late: LateCountOut
    reported: SlotsOut
    slot_minutes: int


class NamedOut(Schema):
    code: str
    name: str


class RowOut(Schema):
    case_no: str
    kind: str
    class_code: str | None
    class_name: str | None
    state: str
    state_label: str
    stage: str
    urgent: bool
    address: str
    unit: NamedOut | None = Field(description="主办单位")
    reported_at: datetime
    deadline: datetime | None = Field(description="处置时限")
    lamp: str
    lon: float | None
    lat: float | None


class RowsOut(Schema):
    items: list[RowOut]
    next_cursor: str | None


class LateOut(Schema):
    as_of: datetime
    total: int = Field(description="全部超期未处置件数")
    units: int = Field(description="涉及几个单位")
    items: list[RowOut] = Field(description="超期最久的在前")


class RateOut(Schema):
    num: int = Field(description="分子")
    den: int = Field(description="分母")
    value: float | None = Field(description="0 到 1；分母为零时为 null")


class UnitRateOut(RateOut):
    key: str = Field(description="单位编码")
    name: str
    group: str = Field(description="考评分组")
    score: float | None
    grade: str | None
    rank: int | None = Field(description="组内名次")


class UnitsOut(Schema):
    as_of: datetime = Field(description="计算的时刻，一分钟内不重算")
    first: date = Field(description="自何日起（本月一日）")
    rate: str = Field(description="率的代码，见综合评价")
    whole: RateOut = Field(description="全县，各单位之和")
    items: list[UnitRateOut] = Field(description="有应处置案件的单位，率高的在前")
    without: int = Field(description="没有应处置案件的单位数")


class GradesOut(Schema):
    as_of: datetime = Field(description="计算的时刻，十分钟内不重算")
    first: date
    grids: dict[str, tuple[str, float]] = Field(description="单元网格编码 → [等级, 得分]；没有数据的不列")


class HeatOut(Schema):
    as_of: datetime
    since: datetime
    days: int
    grids: dict[str, int] = Field(description="单元网格编码 → 件数（不予受理和无效的不计）")


class ClassOut(Schema):
    class_code: str
    class_name: str
    kind: str
    n: int


class KindsOut(Schema):
    event: int = Field(description="事件")
    component: int = Field(description="部件")


class ClassesOut(Schema):
    as_of: datetime
    since: datetime
    days: int
    total: int
    kinds: KindsOut
    top: list[ClassOut] = Field(description="件数最多的类别")


class SpotOut(Schema):
    class_code: str
    class_name: str
    address: str
    lon: float
    lat: float
    days: int = Field(description="出现在几天里")
    hot: bool = Field(description="是否热点")
    cases: list[RowOut] = Field(description="全部案件，最近的在前")


class SpotsOut(Schema):
    as_of: datetime
    days: int = Field(description="看最近多少天")
    metres: float = Field(description="同类案件相距不超过多少米")
    recurring: int = Field(description="反复发生的地点数")
    hot: int = Field(description="其中热点数")
    items: list[SpotOut] = Field(description="热点在前，再按件数")


class LineOut(Schema):
    cursor: int
    case_no: str
    at: datetime
    action: str
    label: str
    state: str
    class_name: str | None
    address: str
    unit: str | None
    pin: dict[str, Any] | None = Field(description="案件现在在地图上的样子，同 /map/cases；已办结的为 null")


class RecentOut(Schema):
    cursor: int = Field(description="流程记录的位置，下次从它之后读")
    items: list[LineOut]
    more: bool = Field(description="后面还有，应接着读")


class LayerOut(Schema):
    code: str
    label: str
    kind: str = Field(description="mover 移动的人或车、point 固定的点、link 线路状态")
    tracked: bool = Field(description="有过去各日的轨迹")


class MarkOut(Schema):
    id: str
    name: str
    at: datetime | None = Field(description="测得的时间")
    lon: float | None
    lat: float | None
    heading: float | None = Field(description="方向，自正北顺时针的度数")
    state: str = Field(description="ok、slow、down、unknown")
    words: str


class MarksOut(Schema):
    as_of: datetime
    marks: list[MarkOut]


class TrackOut(Schema):
    id: str
    name: str
    points: list[tuple[int, float, float]] = Field(description="[自 start 起的毫秒数, 经度, 纬度]")


class TracksOut(Schema):
    start: datetime
    until: datetime
    tracks: list[TrackOut]


class OpenCaseOut(Schema):
    case_no: str
    state: str
    kind: str
    class_code: str | None
    urgent: bool
    lon: float | None
    lat: float | None
    lead_unit: str | None
    deadline: datetime | None
    warn_at: datetime | None
    stage_deadline: datetime | None
    stage_warn_at: datetime | None
    suspended_until: datetime | None
    address: str


class PlayedOut(Schema):
    at: int = Field(description="自 start 起的毫秒数，中心收到的时刻")
    case_no: str
    action: str
    label: str
    address: str
    figures: list[str] = Field(description="自此计入当日的哪些环节数（一件只计一次）")
    changed: dict[str, Any] = Field(description="改变了案件的哪些项，名称同 open")


class PlaybackOut(Schema):
    start: datetime = Field(description="当日零点")
    until: datetime = Field(description="当日终了；今天为现在")
    open: list[OpenCaseOut] | None = Field(description="当日开始时在办的案件；只在第一页")
    events: list[PlayedOut]
    next_cursor: str | None


def answers(value: Any, *statuses: int) -> dict[str, Any]:
    """`openapi_extra`: the example answer and the refusals."""
    found = may_fail(*statuses)
    found["responses"][200] = {"content": {"application/json": {"example": value}}}
    return found
