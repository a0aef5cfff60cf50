"""Access tokens of programs and phones. The token is shown once; only its SHA-256 is kept."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone

from wangge.organisation.models import AccessToken, User

LIFE = timedelta(days=7)


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def issue(
    user: User, device_id: str = "", *, now: datetime | None = None, life: timedelta = LIFE
) -> tuple[str, datetime]:
    """A new token of `user` and when it expires."""
    token = secrets.token_urlsafe(32)
    expires = (now or timezone.now()) + life
    AccessToken.objects.create(user=user, sha256=digest(token), device_id=device_id, expires=expires)
    return token, expires


def owner(token: str, *, now: datetime | None = None) -> User | None:
    """Whose valid token this is; None for unknown, expired and revoked ones and for people who were deactivated."""
    found = (
        AccessToken.objects.filter(sha256=digest(token), revoked=None, expires__gt=now or timezone.now())
        .select_related("user")
        .first()
    )
    return found.user if found and found.user.is_active else None


def revoke(token: str, *, now: datetime | None = None) -> bool:
    """End one token; False when there was none in force."""
    return bool(AccessToken.objects.filter(sha256=digest(token), revoked=None).update(revoked=now or timezone.now()))


def revoke_all(user: User, device_id: str | None = None, *, now: datetime | None = None) -> int:
    """End a person's tokens, all or those of one device (a lost phone); the number ended."""
    live = AccessToken.objects.filter(user=user, revoked=None)
    if device_id is not None:
        live = live.filter(device_id=device_id)
    return live.update(revoked=now or timezone.now())
