"""What a test is not about, done through the API: people's clients, reports by telephone, cases carried on."""

from __future__ import annotations

import uuid
from typing import Any

import httpx

from tests.browser.picture import picture

PLACE = (112.8412, 32.6812)


def phoned(client: httpx.Client, **changes: Any) -> dict[str, Any]:
    """暴露垃圾 reported by telephone; the case."""
    body = {
        "report_id": str(uuid.uuid4()),
        "class_code": "E0110",
        "lon": PLACE[0],
        "lat": PLACE[1],
        "source": "phone",
        "description": "垃圾成堆",
    }
    answer = client.post("/reports", json=body | changes)
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def act(client: httpx.Client, case: dict[str, Any], action: str, **body: Any) -> dict[str, Any]:
    answer = client.post(f"/cases/{case['case_no']}/actions/{action}", json=body)
    assert answer.status_code == 200, answer.text
    return dict(answer.json())


def accept(client: httpx.Client, case: dict[str, Any]) -> dict[str, Any]:
    """受理 under the first filing condition of 暴露垃圾."""
    classes = client.get("/dictionaries").json()["classes"]
    condition = next(c for c in classes if c["code"] == "E0110")["conditions"][0]["id"]
    return act(client, case, "accept", class_code="E0110", condition_id=condition)


def photographed(client: httpx.Client, seed: int) -> str:
    """The id of an uploaded photograph."""
    answer = client.post("/media", files={"file": (f"{seed}.jpg", picture(seed), "image/jpeg")})
    assert answer.status_code in (200, 201), answer.text
    return str(answer.json()["media_id"])


def sent_to(client: httpx.Client, case_no: str) -> str:
    """User name of the collector whom the system chose for the check that is open."""
    case = client.get(f"/cases/{case_no}").json()
    name = next(t["collector"] for t in case["tasks"] if t["state"] == "open")
    people = client.get("/demo/people").json()["people"]
    (found,) = [p["username"] for p in people if p["name"] == name and p["role"] == "collector"]
    return str(found)
