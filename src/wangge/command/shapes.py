"""What the big screen is answered."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema

from wangge.organisation.schemas import may_fail

DEGREES = "[经度, 纬度]"


class ScreenCompared(Schema):
    today: int = Field(description="今日")
    yesterday: int = Field(description="昨日同一时刻")
    last_week: int = Field(description="上周同日同一时刻")


class ScreenNowAndThen(Schema):
    today: int = Field(description="现在")
    yesterday: int = Field(description="昨日同一时刻")


class ScreenLateCount(Schema):
    cases: int = Field(description="超期未处置件数")
    units: int = Field(description="涉及几个单位")


class ScreenSlots(Schema):
    today: list[int] = Field(description="自零点起每 slot_minutes 分钟上报的件数，到现在为止")
    yesterday: list[int] = Field(description="昨日全天")
    last_week: list[int] = Field(description="上周同日全天")


class ScreenStages(Schema):
    reported: ScreenCompared = Field(description="上报")
    accepted: ScreenCompared = Field(description="受理")
    filed: ScreenCompared = Field(description="立案")
    dispatched: ScreenCompared = Field(description="派遣")
    completed: ScreenCompared = Field(description="处置完成")
    checked: ScreenCompared = Field(description="核查通过")
    closed: ScreenCompared = Field(description="结案")


class ScreenSummary(Schema):
    as_of: datetime
    county: str = Field(description="本县名称")
    day: date
    stages: ScreenStages = Field(description="今日经过各环节的案件数，一件只计一次")
    states: dict[str, int] = Field(description="在办案件按状态")
    open: ScreenNowAndThen = Field(description="在办案件")
    late: ScreenLateCount
    reported: ScreenSlots
    slot_minutes: int


class ScreenNamed(Schema):
    code: str
    name: str


class ScreenRow(Schema):
    case_no: str
    kind: str
    class_code: str | None
    class_name: str | None
    state: str
    state_label: str
    stage: str
    urgent: bool
    address: str
    unit: ScreenNamed | None = Field(description="主办单位")
    reported_at: datetime
    deadline: datetime | None = Field(description="处置时限")
    lamp: str
    lon: float | None
    lat: float | None


class ScreenRows(Schema):
    items: list[ScreenRow]
    next_cursor: str | None


class ScreenLate(Schema):
    as_of: datetime
    total: int = Field(description="全部超期未处置件数")
    units: int = Field(description="涉及几个单位")
    items: list[ScreenRow] = Field(description="超期最久的在前")


class ScreenRate(Schema):
    num: int = Field(description="分子")
    den: int = Field(description="分母")
    value: float | None = Field(description="0 到 1；分母为零时为 null")


class ScreenUnitRate(ScreenRate):
    key: str = Field(description="单位编码")
    name: str
    group: str = Field(description="考评分组")
    score: float | None
    grade: str | None
    rank: int | None = Field(description="组内名次")


class ScreenUnits(Schema):
    as_of: datetime = Field(description="计算的时刻，一分钟内不重算")
    first: date = Field(description="自何日起（本月一日）")
    rate: str = Field(description="率的代码，见综合评价")
    whole: ScreenRate = Field(description="全县，各单位之和")
    items: list[ScreenUnitRate] = Field(description="有应处置案件的单位，率高的在前")
    without: int = Field(description="没有应处置案件的单位数")


class ScreenGrades(Schema):
    as_of: datetime = Field(description="计算的时刻，十分钟内不重算")
    first: date
    grids: dict[str, tuple[str, float]] = Field(description="单元网格编码 → [等级, 得分]；没有数据的不列")


class ScreenHeat(Schema):
    as_of: datetime
    since: datetime
    days: int
    grids: dict[str, int] = Field(description="单元网格编码 → 件数（不予受理和无效的不计）")


class ScreenClass(Schema):
    class_code: str
    class_name: str
    kind: str
    n: int


class ScreenKinds(Schema):
    event: int = Field(description="事件")
    component: int = Field(description="部件")


class ScreenClasses(Schema):
    as_of: datetime
    since: datetime
    days: int
    total: int
    kinds: ScreenKinds
    top: list[ScreenClass] = Field(description="件数最多的类别")


class ScreenSpot(Schema):
    class_code: str
    class_name: str
    address: str
    lon: float
    lat: float
    days: int = Field(description="出现在几天里")
    hot: bool = Field(description="是否热点")
    cases: list[ScreenRow] = Field(description="全部案件，最近的在前")


class ScreenSpots(Schema):
    as_of: datetime
    days: int = Field(description="看最近多少天")
    metres: float = Field(description="同类案件相距不超过多少米")
    recurring: int = Field(description="反复发生的地点数")
    hot: int = Field(description="其中热点数")
    items: list[ScreenSpot] = Field(description="热点在前，再按件数")


class ScreenLine(Schema):
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


class ScreenRecent(Schema):
    cursor: int = Field(description="流程记录的位置，下次从它之后读")
    items: list[ScreenLine]
    more: bool = Field(description="后面还有，应接着读")


class ScreenLayer(Schema):
    code: str
    label: str
    kind: str = Field(description="mover 移动的人或车、point 固定的点、link 线路状态")
    tracked: bool = Field(description="有过去各日的轨迹")


class ScreenMark(Schema):
    id: str
    name: str
    at: datetime | None = Field(description="测得的时间")
    lon: float | None
    lat: float | None
    heading: float | None = Field(description="方向，自正北顺时针的度数")
    state: str = Field(description="ok、slow、down、unknown")
    words: str


class ScreenMarks(Schema):
    as_of: datetime
    marks: list[ScreenMark]


class ScreenTrack(Schema):
    id: str
    name: str
    points: list[tuple[int, float, float]] = Field(description="[自 start 起的毫秒数, 经度, 纬度]")


class ScreenTracks(Schema):
    start: datetime
    until: datetime
    tracks: list[ScreenTrack]


class ScreenOpenCase(Schema):
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
    reported_at: datetime


class ScreenPlayed(Schema):
    at: int = Field(description="自 start 起的毫秒数，中心收到的时刻")
    case_no: str
    action: str
    label: str
    address: str
    figures: list[str] = Field(description="自此计入当日的哪些环节数（一件只计一次）")
    changed: dict[str, Any] = Field(description="改变了案件的哪些项，名称同 open")


class ScreenPlayback(Schema):
    start: datetime = Field(description="当日零点")
    until: datetime = Field(description="当日终了；今天为现在")
    open: list[ScreenOpenCase] | None = Field(description="当日开始时在办的案件；只在第一页")
    events: list[ScreenPlayed]
    next_cursor: str | None


def answers(value: Any, *statuses: int) -> dict[str, Any]:
    """`openapi_extra`: the example answer and the refusals."""
    found = may_fail(*statuses)
    found["responses"][200] = {"content": {"application/json": {"example": value}}}
    return found
