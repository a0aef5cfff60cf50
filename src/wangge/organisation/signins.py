"""Log-ins: checked, counted, recorded. Guessing is slowed down without telling which names exist."""

from __future__ import annotations

import hashlib
import logging
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from wangge.organisation.models import SignIn, User
from wangge.standards.errors import Refused

log = logging.getLogger("wangge.auth")

WINDOW = timedelta(minutes=15)
# Wrong passwords inside WINDOW after which no more are looked at: from one address for one name; for one name; from
# one address (not for the machine's own address, which is where a reverse proxy sits).
PER_NAME_AND_ADDRESS, PER_NAME, PER_ADDRESS = 5, 50, 200
LOOPBACK = ("127.", "::1")


class LogInRefused(Refused):
    """A refusal whose record must stay: it is what the next attempt is judged by."""

    keep_changes = True


def check(request: HttpRequest, username: str, password: str, *, now: datetime | None = None) -> User:
    """The person of this name and password. Raises LogInRefused `wrong_password` (401), `too_many_attempts` (429).

    Unknown names cost the same time and get the same answer as wrong passwords.
    """
    now, address = now or timezone.now(), address_of(request)
    one_at_a_time(username)
    if wait := blocked_for(username, address, now):
        log.warning("log-in blocked: %r from %s", username, address)
        raise too_many(wait)
    user = authenticate(request, username=username, password=password)
    if isinstance(user, User):
        return user
    record(request, SignIn.Kind.WRONG, username)
    raise LogInRefused("wrong_password", "登录失败", "用户名或密码不正确。", status=401)


def too_many(wait: int) -> LogInRefused:
    text = f"密码输错次数太多，请 {-(-wait // 60)} 分钟后再试；忘记密码请联系管理员。"
    return LogInRefused("too_many_attempts", "暂时不能登录", text, status=429, retry_after=wait)


def one_at_a_time(username: str) -> None:
    """Attempts on one name queue up until this transaction ends, so that many at once are counted too."""
    key = int.from_bytes(hashlib.sha256(f"sign-in:{username}".encode()).digest()[:8], "big", signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def blocked_for(username: str, address: str, now: datetime) -> int:
    """Seconds until another attempt is looked at; 0 = now."""
    wrong = SignIn.objects.filter(kind=SignIn.Kind.WRONG, at__gt=now - WINDOW).order_by("-at")
    by_name = wrong.filter(username=username, at__gt=last_success(username, address))
    waits = [remaining(by_name.filter(address=address), PER_NAME_AND_ADDRESS, now)]
    waits.append(remaining(wrong.filter(username=username), PER_NAME, now))
    if not address.startswith(LOOPBACK):
        waits.append(remaining(wrong.filter(address=address), PER_ADDRESS, now))
    return max(waits)


def remaining(wrong: QuerySet[SignIn], allowed: int, now: datetime) -> int:
    """Seconds until the `allowed`-th newest failure leaves the window."""
    moment = wrong.values_list("at", flat=True)[allowed - 1 : allowed].first()
    return int((moment + WINDOW - now).total_seconds()) + 1 if moment else 0


def last_success(username: str, address: str) -> datetime:
    done = SignIn.objects.filter(kind__in=[SignIn.Kind.IN, SignIn.Kind.TOKEN], username=username, address=address)
    return done.order_by("-at").values_list("at", flat=True).first() or timezone.now() - WINDOW


def record(request: HttpRequest, kind: str, username: str, user: User | None = None, device: str = "") -> None:
    """One line of the log-in book, in the table and in the server's log."""
    address = address_of(request)
    SignIn.objects.create(kind=kind, username=username[:150], user=user, address=address, device=device)
    log.info("%s: %r from %s", kind, username, address)


def address_of(request: HttpRequest) -> str:
    """The network peer; forwarding headers are not believed, anyone can write them."""
    return str(request.META.get("REMOTE_ADDR") or "")


def forget(before: datetime) -> int:
    """Remove the book's lines older than `before`; the number removed."""
    return SignIn.objects.filter(at__lt=before).delete()[0]
