"""Every setting the county may change: key, default, kind, Chinese explanation, and the page that sets the rule.

A setting without a row in `Setting` has its default. Values are JSON; decimals are written as strings.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from wangge.standards.errors import Refused


@dataclass(frozen=True, slots=True)
class Spec:
    """`kind`: int, decimal, bool, choice or codes (a list of strings); `page` names the page of domain/."""

    key: str
    default: Any
    kind: str
    explanation: str
    page: str
    low: int = 0
    high: int = 1_000_000
    choices: tuple[str, ...] = ()

    def clean(self, value: Any) -> Any:
        """The value as the program reads it; raises Refused `setting_invalid` for anything else."""
        try:
            cleaned = _CLEANERS[self.kind](self, value)
        except (ValueError, TypeError, InvalidOperation) as error:
            raise self._refused(value) from error
        return cleaned

    def _refused(self, value: Any) -> Refused:
        return Refused("setting_invalid", "参数值无效", f"“{self.explanation}”（{self.key}）不能取 {value!r}。")


def _ranged(spec: Spec, number: Any) -> Any:
    if not spec.low <= number <= spec.high:
        raise ValueError(number)
    return number


def _int(spec: Spec, value: Any) -> int:
    if type(value) is not int:
        raise TypeError(value)
    return int(_ranged(spec, value))


def _decimal(spec: Spec, value: Any) -> Decimal:
    if isinstance(value, bool):
        raise TypeError(value)
    return Decimal(_ranged(spec, Decimal(str(value))))


def _bool(spec: Spec, value: Any) -> bool:
    if type(value) is not bool:
        raise TypeError(value)
    return value


def _choice(spec: Spec, value: Any) -> str:
    if value not in spec.choices:
        raise ValueError(value)
    return str(value)


def _codes(spec: Spec, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list | tuple) or not all(isinstance(v, str) and v for v in value):
        raise TypeError(value)
    return tuple(value)


_CLEANERS = {"int": _int, "decimal": _decimal, "bool": _bool, "choice": _choice, "codes": _codes}

EDITION_2013, EDITION_2026 = "GB/T 30428.2-2013", "GB/T 47678.5-2026"

_SPECS = (
    Spec("edition", EDITION_2013, "choice", "启用的分类标准", "base-data", choices=(EDITION_2013, EDITION_2026)),
    Spec("claim_minutes", 5, "int", "坐席打开待受理案件后的占用分钟数", "lifecycle", 1, 120),
    Spec("extension_max", 2, "int", "同一单位可批准的延期次数", "lifecycle", 0, 20),
    Spec("suspension_max_days", 365, "int", "挂账最长天数", "lifecycle", 1, 3650),
    Spec("request_undecided_hours", 4, "int", "申请多少工作时未决定即列红", "lifecycle", 1, 1000),
    Spec("merge_closed_hours", 24, "int", "结案多少小时内仍可并案", "lifecycle", 0, 1000),
    Spec("appeal_work_days", 5, "int", "月考评公布后可申诉的工作日数", "lifecycle", 0, 100),
    Spec("self_decision_ban", True, "bool", "不得审批、核查自己申请、上报或处置的事项（关闭后逐条标记）", "lifecycle"),
    Spec("acted_at_gap_hours", 4, "int", "采信终端时间的最大上传间隔（小时）", "lifecycle", 0, 1000),
    Spec("acted_at_skew_minutes", 2, "int", "采信终端时间的最大钟差（分钟）", "lifecycle", 0, 1000),
    Spec("auto_send_check", False, "bool", "处置完成后自动发核查", "lifecycle"),
    Spec("pass_check_classes", (), "codes", "允许免核查的类别代码前缀", "lifecycle"),
    Spec("two_step_units", (), "codes", "须先提交再由单位确认完成的单位编码", "lifecycle"),
    Spec("reassign_multiple", 2, "decimal", "核实、核查任务超过时限多少倍自动改派", "lifecycle", 1, 100),
    Spec("rework_grace_hours", 0, "decimal", "返工时限已用完时的宽限（小时）", "time-limits", 0, 1000),
    Spec("lamp_yellow_percent", 80, "int", "时限用去百分之多少亮黄灯", "time-limits", 1, 100),
    Spec("duplicate_metres", 50, "int", "疑似重复的距离（米）", "subsystems", 1, 5000),
    Spec("duplicate_hours", 24, "int", "疑似重复的时间（小时）", "subsystems", 1, 8760),
    Spec("attendance_open_hours", 16, "int", "上班打卡后多少小时未下班打卡即不再算在岗", "subsystems", 1, 48),
    Spec("roll_call_minutes", 10, "int", "点名后多少分钟内应答", "subsystems", 1, 240),
    Spec("positions_kept_days", 90, "int", "定位保存多少天", "subsystems", 1, 3650),
    Spec("track_gap_minutes", 5, "int", "定位间隔超过多少分钟即断开轨迹（未观测）", "subsystems", 1, 120),
    Spec("recurrence_days", 30, "int", "反复发生和热点看最近多少天", "numbers", 1, 366),
    Spec("recurrence_metres", 50, "int", "反复发生：同类案件相距不超过多少米", "numbers", 1, 1000),
    Spec("recurrence_cases", 3, "int", "反复发生：至少多少件", "numbers", 2, 1000),
    Spec("hot_cases", 10, "int", "热点：至少多少件", "numbers", 2, 10_000),
    Spec("hot_days", 5, "int", "热点：至少出现在多少天", "numbers", 1, 366),
    Spec("blind_check_percent", 30, "int", "盲核查比例（%）", "integrity", 0, 100),
    Spec("blind_self_disposed_percent", 10, "int", "自行处置盲核查比例（%）", "integrity", 0, 100),
    Spec("photo_max_mb", 10, "int", "照片大小上限（MB）", "integrity", 1, 100),
    Spec("audio_max_mb", 10, "int", "录音大小上限（MB）", "integrity", 1, 100),
    Spec("video_max_mb", 100, "int", "视频大小上限（MB）", "integrity", 1, 1000),
    Spec("audio_max_seconds", 60, "int", "录音时长上限（秒）", "integrity", 5, 600),
    Spec("video_max_seconds", 30, "int", "录像时长上限（秒）", "integrity", 5, 600),
    Spec("report_photos_max", 6, "int", "一次上报至多几张照片", "subsystems", 1, 20),
    Spec("media_unattached_days", 7, "int", "未关联案件的附件保留天数", "architecture", 1, 365),
    Spec("gallery_roles", ("operator", "shift_lead", "unit"), "codes", "允许从相册选取照片的岗位", "integrity"),
    Spec("field_session_hours", 14, "int", "移动端一次登录有效的小时数（一个班次）", "subsystems", 1, 72),
    Spec(
        "field_pin",
        "offered",
        "choice",
        "移动端解锁码（off 不用，offered 可设，required 必设）",
        "subsystems",
        choices=("off", "offered", "required"),
    ),
    Spec("field_pin_minutes", 5, "int", "移动端离开前台多少分钟后再输解锁码", "subsystems", 1, 240),
    Spec("field_pin_tries", 8, "int", "移动端解锁码输错多少次后须用密码登录", "subsystems", 3, 20),
    Spec("flag_capture_gap_minutes", 60, "int", "拍摄时间与上报时间相差多少分钟标记", "integrity", 1, 100_000),
    Spec("flag_photo_case_metres", 100, "int", "照片位置与案件位置相距多少米标记", "integrity", 1, 100_000),
    Spec("flag_photo_track_metres", 200, "int", "照片位置与终端轨迹相距多少米标记", "integrity", 1, 100_000),
    Spec("flag_speed_kmh", 120, "int", "移动速度超过多少公里每小时标记", "integrity", 1, 2000),
    Spec("flag_phash_distance", 6, "int", "感知哈希差异不超过多少位视为同一照片", "integrity", 0, 64),
    Spec("flag_scene_score_percent", 15, "int", "处置前后场景匹配得分低于多少标记（%）", "integrity", 0, 100),
    Spec("flag_skew_seconds", 120, "int", "终端钟差超过多少秒标记", "integrity", 1, 100_000),
    Spec("as_of_days", 3, "int", "月考评取数截至期末后几天", "evaluation", 0, 60),
    Spec("carried_late", True, "bool", "历史超期未处置计入当期", "evaluation"),
    Spec("due_with_open_intime", False, "bool", "应处置包含未到期的在办", "evaluation"),
    Spec("waiting_centre_as_closed", False, "bool", "待中心核查结案的视同单位已结案", "evaluation"),
    Spec(
        "rework_base",
        "close_due",
        "choice",
        "返工率分母（应结案或已处置）",
        "evaluation",
        choices=("close_due", "disposed"),
    ),
    Spec("file_rate_with_self_disposed", False, "bool", "立案率分子包含自行处置", "evaluation"),
    Spec("publicity_work_days", 5, "int", "考评结果公示工作日数", "evaluation", 0, 60),
    Spec("grade_words", ("A", "B", "C", "D", "E"), "codes", "考评等级的本地叫法（由高到低）", "evaluation"),
    Spec("missed_on_duty_minutes", 60, "int", "漏报认定：采集员已在岗分钟数", "evaluation", 0, 1440),
    Spec("missed_hours", 24, "int", "漏报认定：此前多少小时内未上报", "evaluation", 1, 1000),
    Spec("missed_classes", ("C", "E"), "codes", "漏报认定：采集员应巡查的类别代码前缀", "evaluation"),
)
SPECS: dict[str, Spec] = {spec.key: spec for spec in _SPECS}


def spec(key: str) -> Spec:
    """The registered setting; raises Refused `setting_unknown`."""
    if key not in SPECS:
        raise Refused("setting_unknown", "没有这个参数", f"参数 {key} 未登记。", status=404)
    return SPECS[key]
