"""What the cases' part of the API answers; the front end's types are made from these."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Lamp = Literal["green", "yellow", "red", "none"]


class Coded(BaseModel):
    """单位：编码与简称"""

    code: str
    name: str


class SuggestedOut(Coded):
    """拟派单位及依据"""

    reason: str


class CaptureOut(BaseModel):
    """拍录时固定下来的情况，与原件一同保存"""

    gps_at: datetime | None = Field(description="定位时间（卫星时间）")
    lon: float | None = Field(description="拍摄位置，已换算为 CGCS2000")
    lat: float | None
    accuracy: float | None = Field(description="定位精度，米")
    coord_sys: str = Field(description="定位所用坐标系；没有位置时为空")
    device: str
    device_name: str
    in_app: bool = Field(description="由应用自己的相机、录音机拍录")
    received_at: datetime = Field(description="服务器收到的时间")
    by: str = Field(description="上传人")


class CaseMediaOut(BaseModel):
    """案件附件"""

    id: str
    role: Literal["near", "far", "before", "after", "other"]
    step: str = Field(description="哪个操作带来的")
    kind: str
    mime: str
    sha256: str
    width: int | None
    height: int | None
    at: datetime
    captured_at: datetime | None
    from_gallery: bool = Field(False, description="从相册选取")
    capture: CaptureOut | None = Field(None, description="仅案卷中、仅中心人员可见")
    by: str | None = None


class ClaimOut(BaseModel):
    """谁正在办理"""

    name: str
    until: datetime
    mine: bool


class CaseOut(BaseModel):
    """案件（列表项）。经纬度 CGCS2000，单位度。"""

    case_no: str
    version: int
    state: str
    state_label: str
    stage: str
    source: str
    kind: str
    edition: str
    class_code: str | None
    class_name: str | None
    condition_id: str | None
    closing_condition: str
    lon: float | None = Field(description="历史导入的案件可能没有坐标")
    lat: float | None
    grid: str | None
    duty_grid: str | None
    address: str
    description: str
    urgent: bool
    component_id: str | None
    lead_unit: Coded | None
    assisting_units: list[Coded]
    assigned_unit: Coded | None
    suggested_unit: SuggestedOut | None = Field(description="按权责清单拟派的单位，尚未派遣时才有")
    submitted: bool
    limit_text: str
    limit_default: bool
    reported_at: datetime
    accepted_at: datetime | None
    filed_at: datetime | None
    dispatched_at: datetime | None
    signed_at: datetime | None
    completed_at: datetime | None
    checked_at: datetime | None
    closed_at: datetime | None
    deadline: datetime | None = Field(description="主办单位处置时限；派遣前为空，处置完成后不再变化")
    lamp: Lamp
    provisional: bool = Field(description="时限落在尚未公布节假日的年份，公布后可能调整")
    stage_since: datetime | None
    stage_deadline: datetime | None
    stage_lamp: Lamp
    rework_times: int
    extensions: int
    suspended: bool
    suspended_until: datetime | None
    merged_into: str | None
    reopened_from: str | None
    satisfaction: str | None
    origin: str
    media: list[CaseMediaOut]
    claimed_by: ClaimOut | None = None


class CasesOut(BaseModel):
    items: list[CaseOut]
    next_cursor: str | None


class ClockOut(BaseModel):
    """处置时钟，一案一单位一个；秒数按时限单位自己的时间计（工作时只计工作时间）"""

    unit: Coded
    state: Literal["running", "stopped", "suspended", "returned"]
    limit_text: str
    limit_unit: Literal["urgent_hour", "natural_day", "work_hour", "work_day", "minute"]
    unit_seconds: float = Field(description="一个时限单位的长度；工作日为派遣时作息的一天，一般 8 小时")
    total_seconds: float
    used_seconds: float
    deadline: datetime
    provisional: bool
    lamp: Lamp
    multiple: float
    extensions: int
    completed_at: datetime | None


class RequestOut(BaseModel):
    """申请"""

    id: str
    kind: Literal["return", "extension", "suspension", "void", "appeal"]
    label: str
    status: Literal["open", "half", "granted", "refused", "withdrawn", "lapsed"]
    status_label: str
    unit: Coded | None
    asked_by: str | None
    asked_at: datetime
    reason: str
    hours: float | None
    until: datetime | None
    due_at: datetime | None
    decided_at: datetime | None
    may_decide: bool = False
    may_withdraw: bool = False


class CaseTaskOut(BaseModel):
    """案件的现场任务"""

    id: str
    kind: Literal["verify", "check", "recheck"]
    label: str
    state: Literal["open", "answered", "recalled"]
    collector: str
    sent_at: datetime
    deadline: datetime
    lamp: Lamp
    result: str | None
    answered_at: datetime | None
    blind: str | None


class SupervisionOut(BaseModel):
    """督办"""

    id: str
    by: str | None
    asked_at: datetime
    answer_by: datetime
    unit: Coded | None
    answered_at: datetime | None
    text: str
    answer: str


class PersonOut(BaseModel):
    """反映人"""

    name: str
    phone: str
    contact_ok: bool


class CaseFileOut(CaseOut):
    """案卷"""

    condition: str | None
    clocks: list[ClockOut]
    requests: list[RequestOut]
    tasks: list[CaseTaskOut]
    supervisions: list[SupervisionOut]
    reopened_as: list[str] = Field(description="复查未解决而另立的案件，只列本岗位可见的；反向见 reopened_from")
    picked: bool | None = None
    person: PersonOut | None = None
    reporter: str | None = None
    kept_as_comment: bool = False


class ActorOut(BaseModel):
    name: str
    post: str
    post_label: str
    unit: Coded | None


class EventOut(BaseModel):
    """流程记录"""

    model_config = ConfigDict(populate_by_name=True)

    id: str
    seq: int
    position: int | None
    action: str
    label: str
    actor: ActorOut
    from_: str | None = Field(alias="from")
    to: str
    to_label: str
    at: datetime
    acted_at: datetime | None
    received_at: datetime
    version: int
    opinion: str
    data: dict[str, Any]
    media: list[str]


class ActionOut(BaseModel):
    """可办理的操作"""

    action: str
    label: str
    primary: bool
    post: str
    form: dict[str, Any] = Field(description="JSON Schema")
    barred: str | None = Field(None, description="此案不能办的原因")


class ActionsOut(BaseModel):
    version: int
    actions: list[ActionOut]


class CountsOut(BaseModel):
    lists: dict[str, int]
    late: dict[str, int]
    today: dict[str, int]


class ClaimedOut(BaseModel):
    case_no: str
    until: datetime | None


class TaskOut(BaseModel):
    """我的现场任务"""

    id: str
    kind: Literal["verify", "check", "recheck"]
    label: str
    action: str
    case_no: str
    version: int
    class_code: str | None
    class_name: str | None
    condition: str | None
    closing_condition: str
    source: str
    source_label: str
    address: str
    description: str
    lon: float | None
    lat: float | None
    grid: str | None
    urgent: bool
    sent_at: datetime
    deadline: datetime
    lamp: Lamp
    photos: list[CaseMediaOut]


class NearOut(BaseModel):
    """附近的同类案件"""

    case_no: str
    class_code: str | None
    class_name: str | None
    state: str
    state_label: str
    reported_at: datetime
    address: str
    lon: float
    lat: float
    distance_m: float
    visible: bool = Field(True, description="您可以打开这个案件")
    photo: str | None


class NearbyOut(BaseModel):
    items: list[NearOut]
