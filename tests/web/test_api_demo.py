"""One-click log-in exists in a demo and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path

from wangge.organisation.models import Department, Post, User
from wangge.web.api import build
from wangge.web.models import Mark
from wangge.web.server.files import APPS

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def demo_urls() -> ModuleType:
    module = ModuleType("demo_urls")
    with override_settings(WANGGE_DEMO=True):
        module.urlpatterns = [path("api/v1/", build().urls)]  # type: ignore[attr-defined]
    return module


@pytest.fixture
def visitor(demo_urls: ModuleType) -> Iterator[Client]:
    with override_settings(WANGGE_DEMO=True, ROOT_URLCONF=demo_urls):
        yield Client(enforce_csrf_checks=True)


@pytest.fixture(autouse=True)
def people() -> None:
    unit = Department.objects.create(code="UNIT01", name="城市管理局", short_name="城管局", kind="unit", group="bureau")
    for username, role, department in (("unit01", "unit", unit), ("collector01", "collector", None)):
        user = User.objects.create_user(username, name=f"某{username}")
        Post.objects.create(user=user, role=role, department=department)
    User.objects.create_user("nobody", name="无岗")


def enter(client: Client, username: str) -> Any:
    csrf = client.get("/api/v1/auth/session").json()["csrf_token"]
    return client.post(
        "/api/v1/demo/login", {"username": username}, content_type="application/json", headers={"X-CSRFToken": csrf}
    )


def test_people_are_listed_by_role_with_what_to_try(visitor: Client) -> None:
    listed = visitor.get("/api/v1/demo/people").json()["people"]
    assert [p["username"] for p in listed] == ["collector01", "unit01"]
    assert listed[1]["department"] == {"code": "UNIT01", "name": "城管局"}
    assert (listed[0]["role_name"], listed[0]["open"]) == ("信息采集员", "field")
    assert "上报" in listed[0]["try"]


def test_one_click_logs_in(visitor: Client) -> None:
    assert enter(visitor, "collector01").json()["user"]["username"] == "collector01"
    assert visitor.get("/api/v1/me").json()["demo"] is True


def test_only_people_of_the_list_can_be_entered_as(visitor: Client) -> None:
    assert enter(visitor, "nobody").json()["code"] == "no_such_person"
    assert visitor.get("/api/v1/me").status_code == 401


def test_one_click_needs_the_pages_token(visitor: Client) -> None:
    refused = visitor.post("/api/v1/demo/login", {"username": "collector01"}, content_type="application/json")
    assert refused.json()["code"] == "csrf_failed"


def test_outside_a_demo_there_is_no_such_path(client: Client) -> None:
    assert client.get("/api/v1/demo/people").status_code == 404
    assert client.post("/api/v1/demo/login", {"username": "collector01"}).status_code == 404
    assert client.get("/api/v1/auth/session").json()["demo"] is False


def test_the_first_page_hears_whether_people_work_and_which_pages_there_are(visitor: Client) -> None:
    told = visitor.get("/api/v1/demo/people").json()
    assert (told["live"], told["days"], told["case"]) == (False, 0, None)
    for history, days in (("none", 0), (None, 7)):
        mark = {"live": True, "days": 7, "history": history}
        Mark.objects.update_or_create(name="demo", defaults={"value": mark})
        told = visitor.get("/api/v1/demo/people").json()
        assert (told["live"], told["days"]) == (True, days)
    assert set(told["pages"]) <= set(APPS)
