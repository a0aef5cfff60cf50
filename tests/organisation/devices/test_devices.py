"""Phones: bound at log-in, listed for the shift lead, locked when lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import ProgrammingError, transaction
from django.test import Client
from django.utils import timezone

from wangge.organisation import tokens
from wangge.organisation.devices.models import Device, DeviceLock
from wangge.organisation.models import AccessToken, Post, SignIn, User
from wangge.rules.models import Setting

pytestmark = pytest.mark.django_db
PASSWORD = "right-horse-7"
PHONE, OTHER = "phone-of-li", "phone-of-wang"
AGENT = "Mozilla/5.0 (Linux; Android 14)"


@pytest.fixture(autouse=True)
def _quick_hash(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def person(username: str, name: str, role: str) -> User:
    user = User.objects.create_user(username, password=PASSWORD, name=name, phone="12800000001")
    Post.objects.create(user=user, role=role)
    return user


@pytest.fixture
def li() -> User:
    return person("collector01", "李秀英", "collector")


@pytest.fixture
def lead() -> Desk:
    return Desk(person("shiftlead1", "王强", "shift_lead"))


class Desk:
    """Somebody at the desk, by token."""

    def __init__(self, user: User) -> None:
        self.client, self.user = Client(), user
        self.headers = {"Authorization": f"Bearer {tokens.issue(user)[0]}"}

    def phones(self, **query: Any) -> list[dict[str, Any]]:
        answer = self.client.get("/api/v1/devices/all", query, headers=self.headers)
        assert answer.status_code == 200, answer.content
        return list(answer.json()["items"])

    def says(self, what: str, pk: int, reason: str) -> Any:
        path = f"/api/v1/devices/{pk}/{what}"
        return self.client.post(path, {"reason": reason}, content_type="application/json", headers=self.headers)

    def lock(self, device_id: str, reason: str = "遗失") -> dict[str, Any]:
        return dict(self.says("lock", Device.objects.get(device_id=device_id).pk, reason).json())


class Phone:
    """A browser on a phone."""

    def __init__(self, device_id: str = PHONE) -> None:
        self.device_id, self.client = device_id, Client(enforce_csrf_checks=True, headers={"User-Agent": AGENT})

    def get(self, path: str, **headers: str) -> Any:
        return self.client.get(f"/api/v1{path}", headers={"X-Device": self.device_id, **headers})

    def post(self, path: str, **body: Any) -> Any:
        csrf = self.client.cookies["csrftoken"].value if "csrftoken" in self.client.cookies else ""
        headers = {"X-CSRFToken": csrf}
        return self.client.post(f"/api/v1{path}", body, content_type="application/json", headers=headers)

    def logs_in(self, username: str = "collector01", **more: str) -> Any:
        self.get("/auth/session")
        told = {"device_id": self.device_id, "device_name": "安卓手机"} | more
        return self.post("/auth/session", username=username, password=PASSWORD, **told)


def test_a_phone_is_registered_at_log_in(li: User, lead: Desk) -> None:
    phone = Phone()
    answer = phone.logs_in()

    assert answer.json()["device_id"] == PHONE
    (own,) = phone.get("/devices").json()
    assert (own["name"], own["user_agent"], own["current"], own["locked_at"]) == ("安卓手机", AGENT, True, None)
    (seen,) = lead.phones()
    assert [(p["username"], p["name"]) for p in seen["people"]] == [("collector01", "李秀英")]
    assert "device_id" not in seen, "the id is the phone's own secret"


def test_the_same_phone_with_another_person_is_one_phone_with_two(li: User, lead: Desk) -> None:
    person("collector02", "赵敏", "collector")
    Phone().logs_in()
    Phone().logs_in("collector02")
    Phone(OTHER).logs_in("collector02")

    two, one = sorted(lead.phones(), key=lambda phone: -len(phone["people"]))
    assert {p["name"] for p in two["people"]} == {"李秀英", "赵敏"}
    assert [p["name"] for p in one["people"]] == ["赵敏"]
    assert len(lead.phones(q="李秀英")) == 1
    assert len(lead.phones(q="赵敏")) == 2
    assert lead.phones(q="没有这个人") == []


def test_a_log_in_outdoors_lasts_a_shift_and_one_at_the_desk_does_not(li: User, lead: Desk) -> None:
    Setting.objects.create(key="field_session_hours", value=20)
    ends = Phone().logs_in().json()["expires_at"]
    left = datetime.fromisoformat(ends) - timezone.now()
    assert timedelta(hours=19.9) < left <= timedelta(hours=20)

    at_desk = Phone().logs_in("shiftlead1").json()["expires_at"]
    assert datetime.fromisoformat(at_desk) - timezone.now() <= timedelta(hours=12)


def test_the_terms_for_phones_are_the_countys(li: User) -> None:
    Setting.objects.create(key="field_pin", value="required")
    Setting.objects.create(key="field_pin_tries", value=4)
    phone = Phone()
    phone.logs_in()

    field = phone.get("/me").json()["field"]

    assert field == {"session_hours": 14, "pin": "required", "pin_minutes": 5, "pin_tries": 4}


def test_a_session_from_elsewhere_is_bound_later(li: User) -> None:
    phone = Phone()
    phone.logs_in(device_id="")
    assert phone.get("/auth/session").json()["device_id"] is None

    assert phone.post("/devices", device_id=PHONE, name="安卓手机").status_code == 200

    assert phone.get("/auth/session").json()["device_id"] == PHONE


def test_a_locked_phone_is_out_at_once(li: User, lead: Desk) -> None:
    phone, other = Phone(), Phone(OTHER)
    phone.logs_in()
    other.logs_in()
    token, _ = tokens.issue(li, PHONE)

    shown = lead.lock(PHONE, "在滨河路遗失")

    assert shown["record"][0] | {"at": None} == {"at": None, "by": "王强", "locked": True, "reason": "在滨河路遗失"}
    for answer in (
        phone.get("/me"),
        phone.get("/auth/session"),
        phone.post("/devices", device_id=PHONE, name=""),
        phone.get("/me", Authorization=f"Bearer {token}"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "device_locked")
    assert other.get("/me").status_code == 200
    assert AccessToken.objects.get(device_id=PHONE).revoked is not None
    assert lead.phones(locked=True)[0]["told_at"] is not None


def test_nobody_logs_in_on_a_locked_phone_even_when_its_session_is_gone(li: User, lead: Desk) -> None:
    Phone().logs_in()
    lead.lock(PHONE)
    bare = Phone()

    assert bare.get("/auth/session").json()["code"] == "device_locked"
    bare.client.get("/api/v1/auth/session")  # without saying which phone
    told = {"username": "collector01", "password": PASSWORD, "device_id": PHONE}
    assert bare.post("/auth/session", **told).json()["code"] == "device_locked"
    assert bare.post("/auth/token", **told).json()["code"] == "device_locked"
    assert not SignIn.objects.filter(kind="wrong").exists()


def test_an_unlocked_phone_may_log_in_anew_but_old_sessions_stay_over(li: User, lead: Desk) -> None:
    phone = Phone()
    phone.logs_in()
    pk = lead.lock(PHONE)["id"]

    assert lead.says("unlock", pk, "已找回").json()["locked_at"] is None

    assert phone.get("/me").status_code == 401
    assert phone.logs_in().status_code == 200
    assert phone.get("/me").status_code == 200
    record = lead.phones()[0]["record"]
    assert [(line["locked"], line["reason"]) for line in record] == [(False, "已找回"), (True, "遗失")]


def test_locking_twice_is_one_lock(li: User, lead: Desk) -> None:
    Phone().logs_in()
    lead.lock(PHONE, "遗失")
    lead.lock(PHONE, "又按了一次")
    assert [line.reason for line in DeviceLock.objects.all()] == ["遗失"]


def test_a_wiped_phone_says_what_was_lost_with_it(li: User, lead: Desk) -> None:
    phone = Phone()
    phone.logs_in()
    phone.post("/devices/wiped", device_id=PHONE, waiting=9)
    assert lead.phones()[0]["wiped_at"] is None, "only a locked one is heard"
    lead.lock(PHONE)

    assert phone.post("/devices/wiped", device_id=PHONE, waiting=2).status_code == 204
    assert phone.post("/devices/wiped", device_id=PHONE, waiting=0).status_code == 204

    shown = lead.phones()[0]
    assert shown["wiped_at"] is not None
    assert shown["waiting"] == 2


@pytest.mark.parametrize("role", ["collector", "unit", "operator", "dispatcher", "leader"])
def test_only_shift_lead_and_administrator_see_and_lock_phones(li: User, role: str) -> None:
    Phone().logs_in()
    user = User.objects.create_user("somebody", name="某人")
    Post.objects.create(user=user, role=role, department_id=bureau() if role == "unit" else None)
    somebody = Desk(user)

    assert somebody.client.get("/api/v1/devices/all", headers=somebody.headers).status_code == 403
    assert somebody.says("lock", Device.objects.get().pk, "试试").status_code == 403
    assert somebody.says("unlock", Device.objects.get().pk, "试试").status_code == 403
    assert Device.objects.get().locked_at is None


def bureau() -> str:
    from wangge.organisation.models import Department

    made = Department.objects.create(code="UNIT01", name="城市管理局", short_name="城管局", kind="unit", group="bureau")
    return str(made.code)


def test_a_lock_needs_a_reason_and_a_phone(li: User, lead: Desk) -> None:
    Phone().logs_in()
    assert lead.says("lock", Device.objects.get().pk, "").status_code == 422
    assert lead.says("lock", 999_999, "遗失").json()["code"] == "not_found"


def test_the_record_of_locks_can_only_grow(li: User, lead: Desk) -> None:
    Phone().logs_in()
    lead.lock(PHONE)
    for change in (DeviceLock.objects.all().delete, lambda: DeviceLock.objects.update(reason="别的")):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            change()


def test_contact_is_noted_every_five_minutes(li: User) -> None:
    phone = Phone()
    phone.logs_in()
    now = timezone.now()
    Device.objects.update(last_seen=now - timedelta(minutes=4))
    phone.get("/me")
    assert Device.objects.get().last_seen == now - timedelta(minutes=4)
    Device.objects.update(last_seen=now - timedelta(minutes=6))
    phone.get("/me")
    assert Device.objects.get().last_seen >= now
