"""Whatever goes wrong under /api answers a Chinese problem document and changes nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import path
from ninja import Router, Schema
from pydantic import Field

from wangge.basedata.jurisdiction import jurisdiction
from wangge.organisation.models import Department
from wangge.standards.errors import Refused
from wangge.web import problems
from wangge.web.api import Api, StrictParser, build


class Counted(Refused):
    keep_changes = True


ERRORS: dict[str, Exception] = {
    "refused": Refused("stale_version", "有人先办了", "请刷新。", status=409, who="王强"),
    "counted": Counted("wrong_password", "登录失败", status=401),
    "bug": ZeroDivisionError("secret detail"),
    "database": OperationalError("gone"),
}


class Body(Schema):
    name: str = Field(max_length=3)
    lon: float = Field(ge=-180, le=180)
    tags: list[int] = []


def failing_api() -> Api:
    """The frame with operations that write a row and then fail in each way."""
    router = Router(auth=None)

    @router.post("/fail/{how}")
    def fail(request: HttpRequest, how: str) -> None:
        Department.objects.create(code=how[:18], name=how, short_name=how, kind="unit", group="bureau")
        if how == "too-long":
            Department.objects.filter(code=how).update(short_name="x" * 100)
        raise ERRORS[how]

    @router.post("/echo")
    def echo(request: HttpRequest, body: Body) -> dict[str, Any]:
        return body.dict()

    @router.get("/look")
    def look(request: HttpRequest, q: str = "") -> dict[str, str]:
        return {"q": q}

    made = Api(urls_namespace="failing", parser=StrictParser())
    problems.install(made)
    made.add_router("", router)
    return made


@pytest.fixture(scope="module")
def failing_urls() -> ModuleType:
    module = ModuleType("failing_urls")
    module.urlpatterns = [path("api/v1/", failing_api().urls)]  # type: ignore[attr-defined]
    return module


@pytest.fixture
def caller(db: None, failing_urls: ModuleType) -> Iterator[Client]:
    with override_settings(ROOT_URLCONF=failing_urls):
        yield Client()


def document(response: Any) -> dict[str, Any]:
    assert response["Content-Type"] == "application/problem+json; charset=utf-8"
    found: dict[str, Any] = json.loads(response.content)
    assert found["status"] == response.status_code
    assert found["type"] == f"urn:wangge:problem:{found['code']}"
    assert any("\u4e00" <= c <= "\u9fff" for c in found["title"])
    return found


def test_a_refusal_is_told_with_its_extras_and_its_write_undone(caller: Client) -> None:
    found = document(caller.post("/api/v1/fail/refused"))
    assert (found["status"], found["code"], found["who"]) == (409, "stale_version", "王强")
    assert not Department.objects.exists()


def test_a_bug_gives_a_request_number_tells_no_secret_and_changes_nothing(
    caller: Client, caplog: pytest.LogCaptureFixture
) -> None:
    found = document(caller.post("/api/v1/fail/bug", headers={"X-Request-ID": "abc-123"}))
    assert (found["status"], found["request_id"]) == (500, "abc-123")
    assert "abc-123" in found["detail"]
    assert "没有保存任何改动" in found["detail"]
    assert "secret" not in str(found)
    assert "abc-123" in caplog.text
    assert "secret detail" in caplog.text
    assert not Department.objects.exists()


def test_a_request_number_of_the_callers_is_taken_only_if_plain(caller: Client) -> None:
    found = document(caller.post("/api/v1/fail/bug", headers={"X-Request-ID": "<script>"}))
    assert "script" not in found["request_id"]


def test_a_lost_database_is_unavailable_not_a_bug(caller: Client) -> None:
    response = caller.post("/api/v1/fail/database")
    assert document(response)["status"] == 503
    assert response["Retry-After"] == "5"
    assert not Department.objects.exists()


def test_a_value_the_database_cannot_hold_is_the_callers_fault(caller: Client) -> None:
    found = document(caller.post("/api/v1/fail/too-long"))
    assert (found["status"], found["code"]) == (422, "bad_value")
    assert not Department.objects.exists()


def test_an_error_that_counts_keeps_its_write(caller: Client) -> None:
    assert document(caller.post("/api/v1/fail/counted"))["status"] == 401
    assert Department.objects.get().code == "counted"


def test_every_wrong_field_is_named_in_chinese(caller: Client) -> None:
    body = {"name": "四个字啊", "lon": 200, "tags": [1, "x"]}
    found = document(caller.post("/api/v1/echo", body, content_type="application/json"))
    assert (found["status"], found["code"]) == (422, "invalid")
    assert found["errors"] == [
        {"field": "name", "in": "body", "code": "string_too_long", "message": "至多 3 个字"},
        {"field": "lon", "in": "body", "code": "less_than_equal", "message": "不应大于 180.0"},
        {"field": "tags.1", "in": "body", "code": "int_parsing", "message": "应为整数"},
    ]
    found = document(caller.post("/api/v1/echo", {"name": "好"}, content_type="application/json"))
    assert found["errors"] == [{"field": "lon", "in": "body", "code": "missing", "message": "缺少此项"}]


@pytest.mark.parametrize(
    "text", ['{"name":', '{"name": "a", "lon": NaN}', '{"name": "a\\u0000", "lon": 1}', '{"name": "\\ud800", "lon": 1}']
)
def test_what_is_not_json_or_not_text_is_refused(caller: Client, text: str) -> None:
    response = caller.post("/api/v1/echo", text, content_type="application/json")
    assert document(response)["code"] == "bad_request"


def test_a_query_with_a_nul_is_refused(caller: Client) -> None:
    assert document(caller.get("/api/v1/look?q=a%00b"))["code"] == "bad_text"


def test_a_body_too_big_for_json_is_refused(caller: Client) -> None:
    response = caller.post("/api/v1/echo", "x" * 3_000_000, content_type="application/json")
    assert document(response)["status"] == 413


def test_unknown_paths_and_wrong_methods_answer_problems_too(db: None, client: Client) -> None:
    assert document(client.get("/api/v1/nothing/here"))["status"] == 404
    wrong = client.put("/api/v1/me")
    assert document(wrong)["status"] == 405
    assert "GET" in wrong["Allow"]
    assert document(client.get("/api/v1/me"))["code"] == "unauthenticated"


def test_pages_outside_the_api_keep_their_own_errors(db: None, client: Client) -> None:
    assert client.get("/nothing")["Content-Type"].startswith("text/html")


def test_the_frame_is_built_again_without_sharing_anything() -> None:
    assert build() is not build()


def test_what_is_refused_is_not_committed_and_what_counts_is(committed: Any, failing_urls: ModuleType) -> None:
    with override_settings(ROOT_URLCONF=failing_urls):
        for how in ERRORS:
            Client().post(f"/api/v1/fail/{how}")
    connection.close()
    with jurisdiction():
        assert list(Department.objects.values_list("code", flat=True)) == ["counted"]
