"""What the collection room takes and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ninja import Field, Schema

from wangge.basedata.coordinates import CoordSys
from wangge.organisation.schemas import Named, example

ID = "6f1c2a9e-2c55-4c0e-9a3e-0d7e5b1f7a10"
FIX = {"lon": 112.84012, "lat": 32.68045, "accuracy": 12.0, "coord_sys": "wgs84"}


class FixIn(Schema):
    """Where somebody was; without lon and lat: the phone had no position."""

    lon: float | None = Field(None, ge=-180, le=180, description="经度；没有定位时不填")
    lat: float | None = Field(None, ge=-90, le=90, description="纬度")
    accuracy: float | None = Field(None, ge=0, le=100_000, description="定位精度（米）")
    coord_sys: CoordSys = Field(CoordSys.CGCS2000, description="坐标系")


class PunchIn(FixIn):
    model_config = example(record_id=ID, kind="on", acted_at="2026-06-10T07:28:11+08:00", **FIX)
    record_id: UUID = Field(description="客户端生成的编号；重复提交同一打卡只记一次")
    kind: Literal["on", "off"] = Field(description="on 上班，off 下班")
    acted_at: datetime | None = Field(None, description="打卡时间（终端）；不填为收到的时间")
    duty_grid: str | None = Field(None, max_length=20, description="在哪个责任网格；不填按位置判断")


class PlacedOut(Schema):
    place: Literal["inside", "outside", "unknown"] = Field(description="在本人责任网格内、外，或没有位置")
    metres_off: int | None = Field(description="距本人最近的责任网格多少米")
    said: str = Field(description="给本人看的说明")
    address: str
    lon: float | None
    lat: float | None
    accuracy: float | None


class PunchOut(PlacedOut):
    record_id: UUID
    kind: Literal["on", "off"]
    at: datetime = Field(description="打卡时间，已按终端钟差校正")
    received_at: datetime
    late: bool = Field(description="补传：收到时已晚于采信间隔")
    duty_grid: Named | None


class DayState(Schema):
    state: Literal["on", "off", "none"] = Field(description="在岗、已下班、未打卡")
    since: datetime | None
    first_on: datetime | None
    last_off: datetime | None
    worked_minutes: int = Field(description="在岗分钟数；在岗时算到现在")


class MyAttendanceOut(DayState):
    day: date
    shift: list[list[str]] = Field(description="当天班次")
    on_leave: bool
    duty_grids: list[Named]
    records: list[PunchOut]


class AttendingOut(DayState):
    id: int
    name: str
    phone: str
    duty_grids: list[Named]
    leave_until: datetime | None = Field(description="正在请假，到何时")
    last: PunchOut | None = Field(description="当天最后一次打卡")


class AttendanceOut(Schema):
    day: date
    shift: list[list[str]]
    in_shift: bool = Field(description="现在是否在班次内")
    items: list[AttendingOut]


class LeaveIn(Schema):
    model_config = example(
        request_id=ID,
        sort="sick",
        starts="2026-06-11T07:30:00+08:00",
        ends="2026-06-11T19:30:00+08:00",
        reason="发热就医",
    )
    request_id: UUID = Field(description="客户端生成的编号；重复提交同一申请只记一次")
    sort: Literal["private", "sick", "annual", "swap", "other"] = Field(description="事假、病假、年休假、调休、其他")
    starts: datetime = Field(description="开始时间，带时区")
    ends: datetime = Field(description="结束时间，带时区")
    reason: str = Field("", max_length=200, description="事由")
    acted_at: datetime | None = Field(None, description="申请时间（终端）")


class LeaveDecisionIn(Schema):
    model_config = example(granted=True, opinion="同意，注意休息")
    granted: bool = Field(description="是否批准")
    opinion: str = Field("", max_length=200, description="审批意见；不批准时必填")


class WhoOut(Schema):
    id: int
    name: str


class LeaveOut(Schema):
    id: int = Field(description="审批时用的编号")
    request_id: UUID = Field(description="申请人自己的编号，撤回时用")
    user: WhoOut
    sort: str
    sort_label: str
    starts: datetime
    ends: datetime
    reason: str
    status: Literal["asked", "granted", "refused", "withdrawn", "ended"]
    status_label: str
    asked_at: datetime
    decided_at: datetime | None
    decided_by: str | None
    opinion: str


class LeavesOut(Schema):
    items: list[LeaveOut]
    deciders: list[str] = Field(description="由谁审批")


class RollCallIn(Schema):
    model_config = example(call_id=ID, minutes=10, people=None, note="午后岗位点名")
    call_id: UUID = Field(description="客户端生成的编号；重复提交只点一次")
    minutes: int | None = Field(None, ge=1, le=240, description="多少分钟内应答；不填按参数 roll_call_minutes")
    people: list[int] | None = Field(None, max_length=2000, description="点哪些人；不填为全部在岗人员")
    note: str = Field("", max_length=100, description="说明")


class RollAnswerIn(FixIn):
    model_config = example(acted_at="2026-06-10T14:02:31+08:00", **FIX)
    acted_at: datetime | None = Field(None, description="应答时间（终端）；不填为收到的时间")


class RollLineOut(PlacedOut):
    state: Literal["waiting", "answered", "late", "silent"]
    state_label: str
    answered_at: datetime | None


class RollHead(Schema):
    id: UUID
    caller: str
    note: str
    called_at: datetime
    until: datetime


class MyRollCallOut(RollHead):
    mine: RollLineOut


class RollCallOut(RollHead):
    called: int = Field(description="点到多少人")
    answered: int = Field(description="按时应答")
    late: int = Field(description="超时应答")
    silent: int = Field(description="尚未应答")


class RollNamedOut(RollLineOut):
    id: int
    name: str
    phone: str


class RollResultOut(RollCallOut):
    lines: list[RollNamedOut]


class Attended(Schema):
    first_on: datetime | None
    last_off: datetime | None
    worked_minutes: int
    state: Literal["on", "off", "none"]


class OwnActOut(Schema):
    id: str
    at: datetime
    action: str
    label: str
    case_no: str
    class_code: str | None
    class_name: str | None
    address: str
    state: str
    state_label: str
    accepted: bool
    in_time: bool | None = Field(description="任务是否按时答复；不是任务时为空")


class DayCounts(Schema):
    reports: int = Field(description="上报")
    self_disposed: int = Field(description="其中自行处置")
    accepted: int = Field(description="已受理")
    refused: int = Field(description="未受理或无效")
    closed: int = Field(description="已结案")
    verified: int = Field(description="核实")
    checked: int = Field(description="核查")
    rechecked: int = Field(description="复查")
    in_time: int = Field(description="按时答复的任务")


class TasksNow(Schema):
    open: int = Field(description="待办任务")
    late: int = Field(description="其中超时")


class WorkdayOut(Schema):
    day: date
    attendance: Attended
    counts: DayCounts
    tasks: TasksNow
    items: list[OwnActOut]


class WorkdayRow(Schema):
    day: date
    acts: int
    reports: int
    answers: int
    attendance: Attended


class WorkdaysOut(Schema):
    items: list[WorkdayRow]
    next_before: date | None = Field(description="继续往前时用作 before；空表示没有更早的")


class HandlerOut(Schema):
    id: int
    name: str
    phone: str
    title: str
    department: str


def body(payload: Schema) -> dict[str, Any]:
    """What the digest of a repetition is made of."""
    return payload.model_dump(mode="json")
