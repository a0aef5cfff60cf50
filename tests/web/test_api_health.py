"""Health pages answer without a database, and numbers go to the machine itself only."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client

from wangge.web import health

pytestmark = pytest.mark.django_db


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> float:
        raise OperationalError("connection refused")

    monkeypatch.setattr(health, "ask_database", gone)


def numbers(client: Client) -> dict[str, float]:
    lines = client.get("/metrics").content.decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if not line.startswith("#")}


def test_it_is_alive_and_ready(client: Client) -> None:
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").status_code == 200


def test_without_a_database_it_is_alive_but_not_ready(client: Client, no_database: None) -> None:
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["code"]) == (503, "not_ready")
    assert numbers(client)["wangge_database_up"] == 0


def test_the_numbers_are_in_prometheus_text(client: Client) -> None:
    found = numbers(client)
    assert found["wangge_database_up"] == 1
    assert 0 < found["wangge_database_seconds"] < 10
    assert found["wangge_uploads_open"] == 0
    assert any(name.startswith("wangge_info{version=") for name in found)
    text = client.get("/metrics").content.decode()
    assert text.count("# TYPE wangge_uploads_open gauge\n") == 1


@pytest.mark.parametrize("outside", [{"REMOTE_ADDR": "192.0.2.1"}, {"HTTP_X_FORWARDED_FOR": "192.0.2.1"}])
def test_the_numbers_are_not_for_others_unless_told(client: Client, outside: dict[str, str], settings: Any) -> None:
    assert client.get("/metrics", **outside).status_code == 404  # type: ignore[arg-type]
    settings.WANGGE_METRICS_PUBLIC = True
    assert client.get("/metrics", **outside).status_code == 200  # type: ignore[arg-type]
