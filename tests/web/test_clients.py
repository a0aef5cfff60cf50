"""A phone app that is too old changes nothing any more; it is told so, and reads on."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
LOG_IN = {"username": "nobody", "password": "nothing"}


@pytest.fixture(autouse=True)
def _least(settings: Any) -> None:
    settings.WANGGE_CLIENT_MINIMUM = 3


def post(client: Client, **headers: str) -> Any:
    return client.post("/api/v1/auth/token", LOG_IN, content_type="application/json", headers=headers)


@pytest.mark.parametrize("generation", ["2", "0", "-5", "three", "", "٣"])
def test_an_older_build_is_asked_to_update(client: Client, generation: str) -> None:
    refused = post(client, **{"X-Wangge-Client": generation})
    assert (refused.status_code, refused.json()["code"], refused.json()["minimum"]) == (426, "client_too_old", 3)
    assert "您的内容都在" in refused.json()["detail"]


@pytest.mark.parametrize("headers", [{"X-Wangge-Client": "3"}, {"X-Wangge-Client": "12"}, {}])
def test_a_new_build_and_whoever_is_no_phone_app_go_through(client: Client, headers: dict[str, str]) -> None:
    assert post(client, **headers).status_code == 401


def test_an_older_build_may_still_look(client: Client) -> None:
    assert client.get("/api/v1/auth/session", headers={"X-Wangge-Client": "1"}).status_code == 200
