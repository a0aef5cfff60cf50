"""Bodies of the log-in and people endpoints."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Field, Schema
from pydantic import ConfigDict


def example(**values: Any) -> ConfigDict:
    return {"json_schema_extra": {"examples": [values]}}


def may_fail(*statuses: int, **extra: Any) -> dict[str, Any]:
    """`openapi_extra` for an operation that refuses with these statuses, besides those that any operation has."""
    responses = {status: {"$ref": f"#/components/responses/Problem{status}"} for status in statuses}
    return {"responses": responses, **extra}


class Credentials(Schema):
    model_config = example(username="collector01", password="********")
    username: str = Field(max_length=150, description="用户名")
    password: str = Field(max_length=128, description="密码")


class SessionRequest(Credentials):
    device_id: str = Field("", max_length=64, description="手机自己的标识；带上即绑定本机")
    device_name: str = Field("", max_length=60, description="给人看的名称", examples=["安卓手机·Chrome 126"])


class TokenRequest(Credentials):
    model_config = example(username="collector01", password="********", device_id="a3f1c2")
    device_id: str = Field("", max_length=64, description="设备标识，手机丢失时可按设备注销")


class Person(Schema):
    model_config = example(id=7, username="collector01", name="张秀英", phone="13800000001")
    id: int = Field(description="人员编号")
    username: str = Field(description="用户名")
    name: str = Field(description="姓名")
    phone: str = Field("", description="手机")


PERSON = {"id": 7, "username": "collector01", "name": "张秀英", "phone": "12800000007"}


class TokenAnswer(Schema):
    model_config = example(token="Zk3vT0qkQ2u8m1Yx5rJ7cA9w", expires_at="2026-07-10T08:41:00+08:00", user=PERSON)
    token: str = Field(description="只显示这一次；服务器只存其 SHA-256")
    expires_at: datetime = Field(description="到期时间")
    user: Person


class SessionAnswer(Schema):
    model_config = example(
        user=PERSON,
        csrf_token="q4m0vXx3kYt7",
        demo=False,
        device_id=None,
        expires_at="2026-06-10T20:41:00+08:00",
    )
    user: Person | None = Field(description="没有登录时为 null")
    csrf_token: str = Field(description="改动数据的请求放在 X-CSRFToken 头里；登录后会换新")
    demo: bool = Field(description="是否演示系统")
    device_id: str | None = Field(None, description="会话绑定的手机；没有绑定为 null")
    expires_at: datetime | None = Field(None, description="登录有效到何时；没有登录为 null")


class Named(Schema):
    model_config = example(code="11411328MB1D12345X", name="唐河县城市管理局")
    code: str = Field(description="编码")
    name: str = Field(description="名称")


class DutyGrid(Named):
    model_config = example(code="411328001R01", name="滨河街道一网格", bbox=[112.83, 32.67, 112.84, 32.68])
    bbox: tuple[float, float, float, float] = Field(
        description="西、南、东、北", examples=[(112.83, 32.67, 112.84, 32.68)]
    )


class PostAnswer(Schema):
    id: int = Field(description="岗位编号，可用于 X-Post 头")
    role: str = Field(description="角色代码", examples=["collector"])
    role_name: str = Field(description="角色", examples=["信息采集员"])
    department: Named | None = Field(description="所在单位")
    title: str = Field(description="岗位名称")
    duty_grids: list[DutyGrid] = Field(description="责任网格")


class FieldTerms(Schema):
    session_hours: int = Field(description="手机上一次登录有效多少小时")
    pin: str = Field(description="解锁码：off 不用，offered 可设，required 必设", examples=["offered"])
    pin_minutes: int = Field(description="离开前台多少分钟后再输解锁码")
    pin_tries: int = Field(description="输错多少次后须用密码登录")


POST = {
    "id": 12,
    "role": "collector",
    "role_name": "信息采集员",
    "department": {"code": "JDZX", "name": "监督中心"},
    "title": "信息采集员",
    "duty_grids": [{"code": "411328001R01", "name": "滨河街道一网格", "bbox": [112.83, 32.67, 112.84, 32.68]}],
}
TERMS = {"session_hours": 72, "pin": "offered", "pin_minutes": 5, "pin_tries": 5}


class Me(Schema):
    model_config = example(
        user=PERSON, posts=[POST], permissions=["page.field", "report", "answer_check"], demo=False, field=TERMS
    )
    user: Person
    posts: list[PostAnswer]
    permissions: list[str] = Field(description="可用的页面（page.*）、动作、申请（request_*）与审批（decide_*）")
    demo: bool = Field(description="是否演示系统")
    field: FieldTerms = Field(description="移动端的规定")


class Collector(Schema):
    model_config = example(id=7, name="张秀英", phone="12800000007", duty_grids=["411328001R01"], on_leave=False)
    id: int = Field(description="人员编号")
    name: str = Field(description="姓名")
    phone: str = Field(description="手机")
    duty_grids: list[str] = Field(description="责任网格编码")
    on_leave: bool = Field(description="正在请假")


class Contact(Schema):
    id: int = Field(description="人员编号")
    name: str = Field(description="姓名")
    phone: str = Field(description="手机")
    title: str = Field(description="岗位")
    department: str | None = Field(description="单位")
    group: Literal["centre", "colleague", "unit", "other"] = Field(description="中心、同网格同事、责任单位、其他")


class Office(Schema):
    code: str = Field(description="编码")
    name: str = Field(description="名称")
    short_name: str = Field(description="简称")
    group: str = Field(description="考评分组", examples=["street"])
    phone: str = Field(description="值班电话")


OFFICE = {"code": "UNIT06", "name": "城市管理局", "short_name": "城管局", "group": "bureau", "phone": "0377-68900006"}
CONTACT = {
    "id": 52,
    "name": "赵敏",
    "phone": "12800000052",
    "title": "责任单位经办人",
    "department": "城管局",
    "group": "unit",
}


class Contacts(Schema):
    model_config = example(departments=[OFFICE], people=[CONTACT])
    departments: list[Office]
    people: list[Contact]
