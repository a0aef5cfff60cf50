"""Lists of phones: one's own, and those of everybody for the shift lead."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from wangge.organisation.devices.models import Device, DeviceLock, DeviceUser
from wangge.organisation.models import Post, User


def own(user: User, current: str | None) -> list[dict[str, Any]]:
    """The person's phones, the last used first; `current` is the id of the one that asks."""
    found = Device.objects.filter(uses__user=user).order_by("-last_seen")
    return [_said(device) | {"current": device.device_id == current} for device in found]


def everybody(words: str, only_locked: bool, limit: int) -> list[dict[str, Any]]:
    """Phones whose person or name holds `words`, locked ones first, then the last seen."""
    found = _with_people()
    for word in words.split():
        person = Q(people__name__icontains=word) | Q(people__username__icontains=word) | Q(people__phone__contains=word)
        found = found.filter(person | Q(name__icontains=word))
    if only_locked:
        found = found.filter(locked_at__isnull=False)
    ordered = found.order_by("locked_at", "-last_seen").distinct()  # NULLs come last
    return [shown(device) for device in ordered[:limit]]


def one(device_pk: int) -> dict[str, Any]:
    return shown(_with_people().get(pk=device_pk))


def shown(device: Device) -> dict[str, Any]:
    record = [_line(line) for line in device.record.all()]
    people = [_person(use) for use in device.uses.all()]
    return _said(device) | {"people": people, "record": record}


def _with_people() -> QuerySet[Device]:
    posts = Prefetch("user__posts", Post.objects.filter(active=True).select_related("department").order_by("id"))
    uses = DeviceUser.objects.select_related("user").prefetch_related(posts)
    record = DeviceLock.objects.select_related("by")
    return Device.objects.prefetch_related(Prefetch("uses", uses), Prefetch("record", record))


def _said(device: Device) -> dict[str, Any]:
    times = ("first_seen", "last_seen", "locked_at", "told_at", "wiped_at", "waiting")
    return {"id": device.pk, "name": device.name, "user_agent": device.user_agent} | {
        field: getattr(device, field) for field in times
    }


def _person(use: DeviceUser) -> dict[str, Any]:
    post = next(iter(use.user.posts.all()), None)
    return {
        "id": use.user_id,
        "username": use.user.username,
        "name": use.user.name,
        "phone": use.user.phone,
        "post": str(post) if post else "",
        "department": post.department.short_name if post and post.department else "",
        "last_used": use.last_used,
    }


def _line(line: DeviceLock) -> dict[str, Any]:
    return {"at": line.at, "by": line.by.name or line.by.username, "locked": line.locked, "reason": line.reason}
