"""Phones: bound at log-in, listed, locked when lost."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from wangge.organisation.auth import AUTH, acting
from wangge.organisation.devices import binding, listing, locks
from wangge.organisation.devices.schemas import (
    Binding,
    DeviceOut,
    Devices,
    LockBody,
    OwnDevice,
    UnlockBody,
    WipedBody,
)
from wangge.organisation.models import Role
from wangge.organisation.schemas import may_fail

router = Router(auth=AUTH, tags=["手机"])
KEEPERS = (Role.SHIFT_LEAD, Role.ADMIN)


class Filters(Schema):
    q: str = Field("", max_length=60, description="姓名、用户名、号码或手机名称的词")
    locked: bool = Field(False, description="只看已锁定的")
    limit: int = Field(200, ge=1, le=500, description="至多多少部")


@router.get("/devices", response=list[OwnDevice], summary="我的手机")
def list_own_devices(request: HttpRequest) -> list[dict[str, Any]]:
    """本人登录过的手机，最近用的在前。"""
    return listing.own(acting(request).user, binding.bound(request))


@router.post("/devices", response=list[OwnDevice], summary="绑定本机", openapi_extra=may_fail(403))
def bind_device(request: HttpRequest, body: Binding) -> list[dict[str, Any]]:
    """把当前会话绑定到发出请求的手机（登录时已带 device_id 的不必再绑）；外勤岗位的会话从此持续一个班次。"""
    user = acting(request).user
    binding.bind(request, user, body.device_id, body.name)
    return listing.own(user, body.device_id)


@router.post("/devices/wiped", auth=None, response={204: None}, summary="回报本机已清除")
def device_wiped(request: HttpRequest, body: WipedBody) -> Status[None]:
    """被锁定的手机清除本机资料后回报；其他手机的回报不起作用。不需要登录。"""
    locks.wiped(body.device_id, body.waiting)
    return Status(204, None)


@router.get("/devices/all", response=Devices, summary="全部手机", openapi_extra=may_fail(403))
def list_all_devices(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """各人登录过的手机、使用人与锁定记录；值班长和系统管理员可看。"""
    acting(request).having(*KEEPERS)
    return {"items": listing.everybody(filters.q, filters.locked, filters.limit)}


@router.post("/devices/{device}/lock", response=DeviceOut, summary="锁定手机", openapi_extra=may_fail(403, 404))
def lock_device(request: HttpRequest, device: int, body: LockBody) -> dict[str, Any]:
    """手机遗失时用：该手机的会话与令牌立即失效，它下次联系时得知已锁定（403 `device_locked`）并清除本机资料，解锁前不能登录。"""
    by = acting(request).having(*KEEPERS).user
    return listing.one(locks.lock(device, by, body.reason).pk)


@router.post("/devices/{device}/unlock", response=DeviceOut, summary="解锁手机", openapi_extra=may_fail(403, 404))
def unlock_device(request: HttpRequest, device: int, body: UnlockBody) -> dict[str, Any]:
    """以后可以重新登录；锁定前的登录不会恢复。"""
    by = acting(request).having(*KEEPERS).user
    return listing.one(locks.unlock(device, by, body.reason).pk)
