"""Locking a lost phone from the desk, and lifting it again. Every change is a line of the record."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from wangge.organisation.devices.models import Device, DeviceLock
from wangge.organisation.models import AccessToken, User
from wangge.standards.errors import Refused


def lock(device_pk: int, by: User, reason: str, *, now: datetime | None = None) -> Device:
    """Ends what was signed in from the phone; locking a locked one changes nothing. Raises Refused `not_found`."""
    now, device = now or timezone.now(), _held(device_pk)
    if device.locked_at is None:
        device.locked_at, device.locks = now, device.locks + 1
        device.told_at = device.wiped_at = device.waiting = None
        device.save(update_fields=["locked_at", "locks", "told_at", "wiped_at", "waiting"])
        AccessToken.objects.filter(device_id=device.device_id, revoked=None).update(revoked=now)
        DeviceLock.objects.create(device=device, locked=True, by=by, at=now, reason=reason)
    return device


def unlock(device_pk: int, by: User, reason: str, *, now: datetime | None = None) -> Device:
    """The phone may sign in again; earlier sign-ins stay over. Raises Refused `not_found`."""
    device = _held(device_pk)
    if device.locked_at is not None:
        device.locked_at = None
        device.save(update_fields=["locked_at"])
        DeviceLock.objects.create(device=device, locked=False, by=by, at=now or timezone.now(), reason=reason)
    return device


def wiped(device_id: str, waiting: int, *, now: datetime | None = None) -> None:
    """A locked phone says that it emptied itself; from any other it is not heard."""
    gone = Device.objects.filter(device_id=device_id, locked_at__isnull=False, wiped_at=None)
    gone.update(wiped_at=now or timezone.now(), waiting=waiting)


def _held(device_pk: int) -> Device:
    device = Device.objects.select_for_update().filter(pk=device_pk).first()
    if device is None:
        raise Refused("not_found", "没有这部手机", "名单中没有这部手机，请刷新后再试。", status=404)
    return device
