"""A sign-in belongs to the phone it was made from. A locked phone's sign-ins are over at once."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth import logout
from django.http import HttpRequest
from django.utils import timezone

from wangge.organisation.devices.models import Device, DeviceUser
from wangge.organisation.models import AccessToken, Role, User
from wangge.organisation.terms import terms
from wangge.standards.errors import Refused

KEY, LOCKS = "device", "device_locks"
SEEN_EVERY = timedelta(minutes=5)
FIELD = (Role.COLLECTOR, Role.UNIT, Role.LEADER)


class DeviceRefused(Refused):
    """That the phone was told stays, though its request is refused."""

    keep_changes = True


def register(user: User, device_id: str, name: str, agent: str, *, now: datetime | None = None) -> Device:
    """The phone of this id, now used by `user`; raises DeviceRefused."""
    now = now or timezone.now()
    refuse_locked(device_id, now=now)
    told = {"user_agent": agent[:300], "last_seen": now} | ({"name": name} if name else {})
    device, _ = Device.objects.update_or_create(
        device_id=device_id, defaults=told, create_defaults={**told, "first_seen": now}
    )
    DeviceUser.objects.update_or_create(device=device, user=user, defaults={"last_used": now})
    return device


def bind(request: HttpRequest, user: User, device_id: str, name: str) -> None:
    """The running session is that of this phone from now on, and lasts a shift where the person works outdoors."""
    device = register(user, device_id, name, request.headers.get("User-Agent", ""))
    request.session[KEY], request.session[LOCKS] = device.pk, device.locks
    if user.posts.filter(active=True, role__in=FIELD).exists():
        request.session.set_expiry(int(timedelta(hours=terms().session_hours).total_seconds()))


def bound(request: HttpRequest) -> str | None:
    """The id of the phone that the session belongs to, if to any. Raises DeviceRefused; a session from before a lock
    that was lifted since is ended."""
    held = request.session.get(KEY)
    device = Device.objects.filter(pk=held).first() if held else None
    if device is None:
        return None
    if device.locked_at:
        raise locked(device)
    if device.locks != request.session.get(LOCKS):
        logout(request)
        return None
    seen(device)
    return device.device_id


def seen(device: Device, *, now: datetime | None = None) -> None:
    now = now or timezone.now()
    if now - device.last_seen > SEEN_EVERY:
        Device.objects.filter(pk=device.pk).update(last_seen=now)


def refuse_locked(device_id: str, *, now: datetime | None = None) -> None:
    """Raises DeviceRefused for the id of a locked phone."""
    device = Device.objects.filter(device_id=device_id, locked_at__isnull=False).first() if device_id else None
    if device:
        raise locked(device, now=now)


def refuse_locked_token(sha256: str) -> None:
    """Raises DeviceRefused where the token was made on a phone that is locked now."""
    ids = AccessToken.objects.filter(sha256=sha256).exclude(device_id="").values_list("device_id", flat=True)
    refuse_locked(ids.first() or "")


def locked(device: Device, *, now: datetime | None = None) -> DeviceRefused:
    if device.told_at is None:
        Device.objects.filter(pk=device.pk).update(told_at=now or timezone.now())
    text = "这部手机已被管理员锁定，登录已结束，本机资料将清除。请联系值班长。"
    return DeviceRefused("device_locked", "手机已锁定", text, status=403)
