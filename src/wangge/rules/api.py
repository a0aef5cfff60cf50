"""The dictionaries endpoint."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_etags
from ninja import Field, Router, Schema
from ninja.responses import Response

from wangge.organisation.auth import AUTH
from wangge.rules.dictionaries import dictionaries

router = Router(auth=AUTH, tags=["字典"])
# Grows when the answer gets another shape: a browser that kept an older program's answer must fetch anew.
SHAPE = 3


class UnitEntry(Schema):
    code: str = Field(description="编码")
    name: str = Field(description="名称")
    short_name: str = Field(description="简称")
    group: str = Field(description="考评分组", examples=["street"])


class ConditionEntry(Schema):
    id: str = Field(description="立案条件编号，通用条件可为空")
    condition: str = Field(description="立案条件")
    limit: float = Field(description="处置时限")
    limit_unit: str = Field(description="时限单位", examples=["work_hour"])
    limit_text: str = Field(description="时限的中文", examples=["4 工作时"])
    closing_condition: str = Field(description="结案条件")
    urgent: bool = Field(description="是否紧急")


class ClassEntry(Schema):
    code: str = Field(description="类别代码", examples=["E0110"])
    name: str = Field(description="小类", examples=["暴露垃圾"])
    initials: str = Field(description="拼音首字母，供查找", examples=["bllj"])
    pinyin: str = Field(description="全拼，无声调无空格，供查找", examples=["baolulaji"])
    kind: str = Field(description="event 事件，component 部件")
    major_code: str = Field(description="大类代码")
    major_name: str = Field(description="大类")
    conditions: list[ConditionEntry] = Field(description="立案条件")


class CaptureRules(Schema):
    """拍录与上报提醒的规定，手机离线时也照办"""

    gallery_roles: list[str] = Field(description="允许从相册选取照片的岗位", examples=[["operator", "unit"]])
    photo_max_mb: int = Field(description="照片大小上限，MB")
    audio_max_mb: int = Field(description="录音大小上限，MB")
    video_max_mb: int = Field(description="录像大小上限，MB")
    audio_max_seconds: int = Field(description="录音时长上限，秒")
    video_max_seconds: int = Field(description="录像时长上限，秒")
    report_photos_max: int = Field(description="一次上报至多几张照片")
    duplicate_metres: int = Field(description="疑似重复的距离，米")
    duplicate_hours: int = Field(description="疑似重复的时间，小时")
    pin_far_metres: int = Field(description="图钉离本人位置超过多少米即提醒")


CONDITION = {
    "id": "c1f0a2b3",
    "condition": "暴露垃圾面积不足 2 平方米",
    "limit": 4.0,
    "limit_unit": "work_hour",
    "limit_text": "4 工作时",
    "closing_condition": "垃圾已清除",
    "urgent": False,
}
EXAMPLE: dict[str, Any] = {
    "version": "2026061001",
    "edition": "GB/T 30428.2-2013",
    "units": [{"code": "UNIT06", "name": "城市管理局", "short_name": "城管局", "group": "bureau"}],
    "classes": [
        {
            "code": "E0110",
            "name": "暴露垃圾",
            "initials": "bllj",
            "pinyin": "baolulaji",
            "kind": "event",
            "major_code": "E01",
            "major_name": "市容环境",
            "conditions": [CONDITION],
        }
    ],
    "states": {"reported": "待受理"},
    "stages": {"collect": "信息收集"},
    "sources": {"collector": "采集员上报"},
    "registered_sources": ["phone", "web"],
    "actions": {"accept": "受理"},
    "posts": {"collector": "信息采集员"},
    "limit_units": {"work_hour": "工作时"},
    "capture": {
        "gallery_roles": ["operator", "unit"],
        "photo_max_mb": 10,
        "audio_max_mb": 10,
        "video_max_mb": 100,
        "audio_max_seconds": 60,
        "video_max_seconds": 30,
        "report_photos_max": 6,
        "duplicate_metres": 50,
        "duplicate_hours": 24,
        "pin_far_metres": 200,
    },
    "phrases": {"report": ["影响通行，请尽快处理。"]},
}


class Dictionaries(Schema):
    model_config = {"json_schema_extra": {"examples": [EXAMPLE]}}
    version: str = Field(description="规则版本，规则或单位改动后即变")
    edition: str = Field(description="启用的分类标准", examples=["GB/T 30428.2-2013"])
    units: list[UnitEntry] = Field(description="可以派遣的责任单位")
    classes: list[ClassEntry] = Field(description="启用的类别")
    states: dict[str, str] = Field(description="状态代码与名称")
    stages: dict[str, str] = Field(description="阶段代码与名称")
    sources: dict[str, str] = Field(description="来源代码与名称")
    registered_sources: list[str] = Field(description="坐席员登记时可选的来源代码", examples=[["phone", "web"]])
    actions: dict[str, str] = Field(description="动作代码与名称")
    posts: dict[str, str] = Field(description="角色代码与名称")
    limit_units: dict[str, str] = Field(description="时限单位代码与名称")
    capture: CaptureRules = Field(description="拍录与上报提醒的规定")
    phrases: dict[str, list[str]] = Field(description="各动作的常用语，report 为上报，* 为通用")


@router.get(
    "/dictionaries",
    response=Dictionaries,
    summary="字典",
    openapi_extra={"responses": {304: {"description": "没有变化"}}},
)
def read_dictionaries(request: HttpRequest) -> HttpResponseBase:
    """单位、类别与立案条件、各种代码的名称、常用语。带 `If-None-Match` 再取时，没有变化回答 304。"""
    found = dictionaries()
    tag = f'"{found["version"]}.{SHAPE}"'
    known = found["version"] and tag in parse_etags(request.headers.get("If-None-Match", ""))
    plain = {"ensure_ascii": False, "separators": (",", ":")}
    response = HttpResponse(status=304) if known else Response(found, json_dumps_params=plain)
    response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response
