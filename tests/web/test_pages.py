"""What nobody serves: people get a page in Chinese with a way back, programs a problem document."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/screen", "/nothing/of/this", "/admin-of-old.html"])
def test_an_unknown_page_says_so_in_chinese_and_leads_back(client: Client, path: str) -> None:
    answer = client.get(path)
    page = answer.content.decode()
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/html; charset=utf-8")
    assert "没有这个页面" in page
    assert path in page
    assert [f'href="{where}"' in page for where in ("/", "/desk/", "/field/")] == [True] * 3


@pytest.mark.parametrize("path", ["/api/v1/nothing", "/open311/v2/services.json", "/exchange/v1/cases"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_unknown_path_of_the_interfaces_is_a_problem_document(client: Client, path: str, method: str) -> None:
    answer = getattr(client, method)(path)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json; charset=utf-8")
    assert answer.json()["title"] == "找不到"


def test_what_stands_in_an_address_is_never_taken_for_a_page(client: Client) -> None:
    page = client.get("/<script>alert(1)</script>").content.decode()
    assert "<script>" not in page


def test_a_form_without_its_token_is_told_in_chinese() -> None:
    answer = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "admin"})
    assert answer.status_code == 403
    assert "页面已过期" in answer.content.decode()
