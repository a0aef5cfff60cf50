"""Log-in by session and by token, through the front door."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from wangge.basedata.models import DutyGrid
from wangge.organisation import tokens
from wangge.organisation.models import AccessToken, Department, Leave, Post, SignIn, User

pytestmark = pytest.mark.django_db
PASSWORD = "right-horse-7"


@pytest.fixture(autouse=True)
def _quick_hash(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def bureau() -> Department:
    return Department.objects.create(code="UNIT01", name="城市管理局", short_name="城管局", kind="unit", group="bureau")


def duty_grid(code: str, name: str) -> DutyGrid:
    square = {"min_lon": 112.83, "min_lat": 32.67, "max_lon": 112.84, "max_lat": 32.68}
    return DutyGrid.objects.create(code=code, name=name, wkb=b"", **square)


@pytest.fixture
def li() -> User:
    user = User.objects.create_user("collector01", password=PASSWORD, name="李秀英", phone="12800000001")
    post = Post.objects.create(user=user, role="collector", title="信息采集员")
    post.duty_grids.add(duty_grid("411328001", "第一责任网格"))
    return user


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


def bearer(user: User) -> dict[str, str]:
    return {"Authorization": f"Bearer {tokens.issue(user)[0]}"}


def log_in(client: Client, username: str, password: str = PASSWORD, **headers: str) -> Any:
    body = {"username": username, "password": password}
    csrf = client.get("/api/v1/auth/session").json()["csrf_token"]
    return client.post(
        "/api/v1/auth/session", body, content_type="application/json", headers={"X-CSRFToken": csrf, **headers}
    )


def ask_token(client: Client, username: str, password: str, **more: str) -> Any:
    return client.post(
        "/api/v1/auth/token", {"username": username, "password": password, **more}, content_type="application/json"
    )


def test_a_program_gets_a_token_and_only_its_hash_is_kept(client: Client, li: User) -> None:
    answer = ask_token(client, "collector01", PASSWORD, device_id="phone-7")

    assert answer.status_code == 200
    assert answer.json()["user"] == {"id": li.pk, "username": "collector01", "name": "李秀英", "phone": "12800000001"}
    token = answer.json()["token"]
    row = AccessToken.objects.get()
    assert (row.sha256, row.device_id) == (tokens.digest(token), "phone-7")
    assert token not in str(AccessToken.objects.values())
    me = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert me.json()["user"]["username"] == "collector01"


def test_me_tells_posts_duty_grids_and_permissions(client: Client, li: User, bureau: Department) -> None:
    Post.objects.create(user=li, role="unit", department=bureau)
    Post.objects.create(user=li, role="admin", active=False)

    me = client.get("/api/v1/me", headers=bearer(li)).json()

    assert [p["role"] for p in me["posts"]] == ["collector", "unit"]
    assert me["posts"][0]["duty_grids"] == [
        {"code": "411328001", "name": "第一责任网格", "bbox": [112.83, 32.67, 112.84, 32.68]}
    ]
    assert me["posts"][1]["department"] == {"code": "UNIT01", "name": "城市管理局"}
    assert {"report", "answer_check", "sign", "request_extension", "page.field"} <= set(me["permissions"])
    assert not {"dispatch", "page.admin", "decide_extension"} & set(me["permissions"])
    assert me["demo"] is False


def test_a_browser_logs_in_and_out(browser: Client, li: User) -> None:
    assert browser.get("/api/v1/auth/session").json()["user"] is None

    entered = log_in(browser, "collector01")
    assert entered.json()["user"]["name"] == "李秀英"
    cookie = browser.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")
    assert browser.get("/api/v1/me").status_code == 200

    csrf = {"X-CSRFToken": entered.json()["csrf_token"]}
    assert browser.delete("/api/v1/auth/session", headers=csrf).status_code == 204
    assert browser.get("/api/v1/me").status_code == 401
    assert list(SignIn.objects.order_by("at").values_list("kind", "user")) == [("in", li.pk), ("out", li.pk)]


def test_a_session_without_the_pages_token_changes_nothing(browser: Client, li: User) -> None:
    log_in(browser, "collector01")

    refused = browser.delete("/api/v1/auth/token")

    assert refused.status_code == 403
    assert refused.json()["code"] == "csrf_failed"


def test_what_one_person_did_never_goes_under_anothers_log_in(browser: Client, li: User) -> None:
    csrf = log_in(browser, "collector01").json()["csrf_token"]
    other = User.objects.create_user("collector02", name="王建军")

    refused = browser.delete("/api/v1/auth/token", headers={"X-CSRFToken": csrf, "X-Wangge-User": str(other.pk)})
    assert (refused.status_code, refused.json()["code"]) == (401, "other_user")
    for own in ({"X-Wangge-User": str(li.pk)}, {}):
        assert browser.delete("/api/v1/auth/token", headers={"X-CSRFToken": csrf, **own}).status_code == 204


def test_logging_in_needs_the_pages_token(browser: Client, li: User) -> None:
    body = {"username": "collector01", "password": PASSWORD}
    refused = browser.post("/api/v1/auth/session", body, content_type="application/json")
    assert refused.json()["code"] == "csrf_failed"
    assert browser.get("/api/v1/auth/session").json()["user"] is None


def test_an_authorization_header_alone_decides(browser: Client, li: User) -> None:
    log_in(browser, "collector01")
    other = User.objects.create_user("operator1", name="王强")

    assert browser.get("/api/v1/me", headers=bearer(other)).json()["user"]["username"] == "operator1"
    for wrong in ("Bearer nonsense", "Basic Y29sbGVjdG9yMDE6eA==", "", "Bearer"):
        refused = browser.get("/api/v1/me", headers={"Authorization": wrong})
        assert refused.status_code == 401, wrong
        assert refused.json()["code"] == "bad_token"
        assert "WWW-Authenticate" in refused.headers


@pytest.mark.parametrize("ending", ["expired", "revoked", "person", "device"])
def test_a_token_that_ended_opens_nothing(client: Client, li: User, ending: str) -> None:
    life = timedelta(seconds=-1) if ending == "expired" else tokens.LIFE
    token, _ = tokens.issue(li, "phone-7", life=life)
    if ending == "revoked":
        client.delete("/api/v1/auth/token", headers={"Authorization": f"Bearer {token}"})
    if ending == "person":
        User.objects.update(is_active=False)
    if ending == "device":
        assert tokens.revoke_all(li, "phone-7") == 1
    answer = client.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"})
    assert (answer.status_code, answer.json()["code"]) == (401, "bad_token")


def test_losing_one_phone_leaves_the_other_logged_in(client: Client, li: User) -> None:
    tokens.issue(li, "lost")
    kept, _ = tokens.issue(li, "kept")
    tokens.revoke_all(li, "lost")
    assert client.get("/api/v1/me", headers={"Authorization": f"Bearer {kept}"}).status_code == 200


def test_unknown_names_and_wrong_passwords_get_the_same_answer(
    client: Client, li: User, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "wangge.auth")
    wrong, unknown = ask_token(client, "collector01", "wrong"), ask_token(client, "nobody", "wrong")

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.content == unknown.content
    assert wrong.json()["detail"] == "用户名或密码不正确。"
    assert [name for name in ("collector01", "nobody") if name in caplog.text] == ["collector01", "nobody"]
    assert PASSWORD not in caplog.text
    assert SignIn.objects.filter(kind="wrong").count() == 2


def test_guessing_is_stopped_and_ends_by_itself(client: Client, li: User) -> None:
    for _ in range(5):
        assert ask_token(client, "collector01", "wrong").status_code == 401

    blocked = ask_token(client, "collector01", PASSWORD)
    assert blocked.status_code == 429
    assert blocked.json()["code"] == "too_many_attempts"
    assert 0 < int(blocked["Retry-After"]) <= 15 * 60 + 1
    assert ask_token(client, "nobody", "wrong").status_code == 401
    elsewhere = client.post(
        "/api/v1/auth/token",
        {"username": "collector01", "password": PASSWORD},
        content_type="application/json",
        REMOTE_ADDR="192.0.2.9",
    )
    assert elsewhere.status_code == 200

    SignIn.objects.filter(kind="wrong").update(at=timezone.now() - timedelta(minutes=16))
    assert ask_token(client, "collector01", PASSWORD).status_code == 200


def test_a_right_password_clears_the_count(client: Client, li: User) -> None:
    for _ in range(4):
        ask_token(client, "collector01", "wrong")
    assert ask_token(client, "collector01", PASSWORD).status_code == 200
    for _ in range(4):
        ask_token(client, "collector01", "wrong")
    assert ask_token(client, "collector01", PASSWORD).status_code == 200


def test_a_browsers_wrong_passwords_count_too(browser: Client, li: User) -> None:
    for _ in range(5):
        assert log_in(browser, "collector01", "wrong").json()["code"] == "wrong_password"
    assert log_in(browser, "collector01").status_code == 429


def test_a_deactivated_person_cannot_log_in(client: Client, li: User) -> None:
    User.objects.update(is_active=False)
    assert ask_token(client, "collector01", PASSWORD).json()["code"] == "wrong_password"


def test_a_post_one_does_not_hold_is_refused(client: Client, li: User) -> None:
    refused = client.get("/api/v1/me", headers={**bearer(li), "X-Post": "dispatcher"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_your_post")
    assert client.get("/api/v1/me?post=collector", headers=bearer(li)).status_code == 200
    number = str(li.posts.get().pk)
    assert client.get("/api/v1/me", headers={**bearer(li), "X-Post": number}).status_code == 200


def test_collectors_are_listed_for_the_desk_and_hidden_from_units(client: Client, li: User, bureau: Department) -> None:
    operator = User.objects.create_user("operator1", name="王强")
    Post.objects.create(user=operator, role="operator")
    unit = User.objects.create_user("unit01", name="赵敏")
    Post.objects.create(user=unit, role="unit", department=bureau)
    now = timezone.now()
    Leave.objects.create(user=li, starts=now - timedelta(hours=1), ends=now + timedelta(hours=1))

    listed = client.get("/api/v1/collectors", headers=bearer(operator)).json()
    assert listed == [
        {"id": li.pk, "name": "李秀英", "phone": "12800000001", "duty_grids": ["411328001"], "on_leave": True}
    ]
    refused = client.get("/api/v1/collectors", headers=bearer(unit))
    assert (refused.status_code, refused.json()["code"]) == (403, "forbidden")


def test_contacts_name_collectors_to_the_centre_but_not_to_a_unit(client: Client, li: User, bureau: Department) -> None:
    centre = Department.objects.create(
        code="Z01", name="监督中心", short_name="监督中心", kind="supervision", group="centre", phone="12319"
    )
    li.posts.update(department=centre)
    operator = User.objects.create_user("operator1", name="王强", phone="12800000002")
    Post.objects.create(user=operator, role="operator", department=centre)
    unit = User.objects.create_user("unit01", name="赵敏", phone="12800000003")
    Post.objects.create(user=unit, role="unit", department=bureau)

    def names(user: User) -> set[str]:
        return {p["name"] for p in client.get("/api/v1/contacts", headers=bearer(user)).json()["people"]}

    assert names(operator) == {"李秀英", "赵敏"}
    assert names(unit) == {"王强"}
    offices = client.get("/api/v1/contacts", headers=bearer(unit)).json()["departments"]
    assert {o["phone"] for o in offices} == {"12319", ""}


def test_a_collector_calls_the_centre_and_who_shares_his_duty_grid(client: Client, li: User) -> None:
    near, far = (User.objects.create_user(f"collector0{n}", name=f"采集员{n}", phone=f"1280000001{n}") for n in (2, 3))
    for user, grids in ((near, li.posts.get().duty_grids.all()), (far, [duty_grid("411328002", "第二责任网格")])):
        Post.objects.create(user=user, role="collector").duty_grids.add(*grids)
    operator = User.objects.create_user("operator1", name="王强", phone="12800000002")
    Post.objects.create(user=operator, role="operator")
    people = client.get("/api/v1/contacts", headers=bearer(li)).json()["people"]
    assert {p["name"]: p["group"] for p in people} == {"采集员2": "colleague", "王强": "centre"}


def test_a_person_without_a_post_sees_no_contacts(client: Client) -> None:
    citizen = User.objects.create_user("citizen", name="市民")
    assert client.get("/api/v1/contacts", headers=bearer(citizen)).status_code == 403
    assert client.get("/api/v1/me", headers=bearer(citizen)).json()["posts"] == []
