"""Bodies of the device endpoints."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from wangge.organisation.schemas import example


class Binding(Schema):
    model_config = example(device_id="0197a2c4-5d1e-7b3a-9c58-2f6d1e0b7a44", name="安卓手机·Chrome 126")
    device_id: str = Field(min_length=1, max_length=64, description="应用在手机上生成并保存的标识")
    name: str = Field("", max_length=60, description="给人看的名称")


DEVICE = {
    "id": 3,
    "name": "安卓手机·Chrome 126",
    "user_agent": "Mozilla/5.0 (Linux; Android 14) Chrome/126.0",
    "first_seen": "2026-06-01T07:31:00+08:00",
    "last_seen": "2026-06-10T08:40:00+08:00",
    "locked_at": None,
    "told_at": None,
    "wiped_at": None,
    "waiting": None,
    "current": True,
}


class OwnDevice(Schema):
    model_config = example(**DEVICE)
    id: int = Field(description="手机编号")
    name: str = Field(description="名称", examples=["安卓手机·Chrome 126"])
    user_agent: str = Field(description="浏览器标识")
    first_seen: datetime = Field(description="首次登录")
    last_seen: datetime = Field(description="最近联系，精确到 5 分钟")
    locked_at: datetime | None = Field(description="锁定时间；没有锁定为 null")
    told_at: datetime | None = Field(description="手机得知自己已锁定的时间")
    wiped_at: datetime | None = Field(description="手机回报本机资料已清除的时间")
    waiting: int | None = Field(description="清除时还没有上传的件数")
    current: bool = Field(description="就是发出本请求的手机")


class DevicePerson(Schema):
    id: int = Field(description="人员编号")
    username: str = Field(description="用户名")
    name: str = Field(description="姓名")
    phone: str = Field(description="手机号码")
    post: str = Field(description="岗位", examples=["信息采集员"])
    department: str = Field(description="单位", examples=["监督中心"])
    last_used: datetime = Field(description="最近在这部手机上登录")


class LockLine(Schema):
    at: datetime = Field(description="时间")
    by: str = Field(description="操作人")
    locked: bool = Field(description="true 锁定，false 解锁")
    reason: str = Field(description="原因")


ALL_ABOUT = DEVICE | {
    "locked_at": "2026-06-10T09:02:00+08:00",
    "current": False,
    "people": [
        {
            "id": 7,
            "username": "collector01",
            "name": "张秀英",
            "phone": "12800000007",
            "post": "信息采集员",
            "department": "监督中心",
            "last_used": "2026-06-10T08:40:00+08:00",
        }
    ],
    "record": [
        {"at": "2026-06-10T09:02:00+08:00", "by": "周志强", "locked": True, "reason": "手机在滨河路遗失"},
    ],
}


class DeviceOut(OwnDevice):
    model_config = example(**ALL_ABOUT)
    current: bool = Field(False, description="就是发出本请求的手机")
    people: list[DevicePerson] = Field(description="用过这部手机的人，最近的在前")
    record: list[LockLine] = Field(description="锁定与解锁的记录，最近的在前")


class Devices(Schema):
    model_config = example(items=[ALL_ABOUT])
    items: list[DeviceOut]


class LockBody(Schema):
    model_config = example(reason="手机在滨河路遗失")
    reason: str = Field(min_length=1, max_length=200, description="锁定的原因，记入记录")


class UnlockBody(Schema):
    model_config = example(reason="手机已找回")
    reason: str = Field("", max_length=200, description="解锁的原因，记入记录")


class WipedBody(Schema):
    model_config = example(device_id="0197a2c4-5d1e-7b3a-9c58-2f6d1e0b7a44", waiting=2)
    device_id: str = Field(min_length=1, max_length=64, description="手机自己的标识")
    waiting: int = Field(0, ge=0, le=100_000, description="清除时还没有上传的件数")
