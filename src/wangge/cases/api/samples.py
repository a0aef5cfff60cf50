"""Examples for the OpenAPI document, one a shape."""

from __future__ import annotations

from typing import Any

from wangge.cases.api.bodies import ACTION_ID, of_actions, of_decisions, of_requests
from wangge.organisation.schemas import may_fail

CASE_VALUE: dict[str, Any] = {
    "case_no": "41132826061000013",
    "version": 6,
    "state": "disposing",
    "state_label": "处置中",
    "stage": "dispose",
    "source": "collector",
    "kind": "event",
    "class_code": "E0110",
    "class_name": "暴露垃圾",
    "condition_id": "c1f0a2b3",
    "lon": 112.84012,
    "lat": 32.68045,
    "grid": "411328002001047",
    "address": "文峰路12号门前人行道",
    "description": "路边堆放垃圾约两平方米",
    "lead_unit": {"code": "411328-CGJ", "name": "城管局"},
    "assisting_units": [],
    "reported_at": "2026-06-10T08:41:00+08:00",
    "filed_at": "2026-06-10T08:52:00+08:00",
    "dispatched_at": "2026-06-10T08:58:00+08:00",
    "deadline": "2026-06-10T16:58:00+08:00",
    "lamp": "green",
    "completed_at": None,
    "closed_at": None,
    "rework_times": 0,
    "suspended": False,
    "stage_deadline": None,
    "stage_lamp": "none",
    "media": [{"id": "0b7d9c1e-6a0e-4d0c-9f5d-1c2b3a4d5e6f", "role": "near", "kind": "photo"}],
}
EVENT_VALUE: dict[str, Any] = {
    "id": "0197d0c2-7e1a-7c3e-8a41-2f0c5a9be001",
    "seq": 4,
    "position": 10423,
    "action": "dispatch",
    "label": "派遣",
    "actor": {"name": "马超", "post": "dispatcher", "post_label": "派遣员", "unit": None},
    "from": "filed",
    "to": "dispatched",
    "to_label": "待签收",
    "at": "2026-06-10T08:58:00+08:00",
    "received_at": "2026-06-10T08:58:00+08:00",
    "opinion": "请尽快清理",
    "data": {"lead_unit": "411328-CGJ", "assisting_units": []},
    "media": [],
}


def example(value: Any) -> dict[str, Any]:
    """`openapi_extra` with an example answer."""
    return {"responses": {200: {"content": {"application/json": {"example": value}}}}}


def act(value: Any, bodies: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """`openapi_extra` of an act on a case: example answer, example bodies, and 409 where somebody was first."""
    found = may_fail(409, requestBody={"content": {"application/json": {"examples": bodies}}})
    found["responses"] |= example(value)["responses"]
    return found


REQUEST_VALUE = {
    "id": "0197d0c3-10aa-7b1b-9c0d-6e1f00aa0001",
    "kind": "extension",
    "status": "open",
    "reason": "须采购配件",
    "hours": 8.0,
}
LIST = example({"items": [CASE_VALUE], "next_cursor": "WzQyLCA0Ml0="})
COUNTS = example({"lists": {"todo": 18, "accept": 6}, "late": {"todo": 1}, "today": {"reported": 64, "closed": 21}})
CASE = example(CASE_VALUE | {"clocks": [], "requests": [], "tasks": [], "supervisions": [], "reopened_as": []})
EVENTS = example([EVENT_VALUE])
ACTIONS = example(
    {
        "version": 6,
        "actions": [
            {"action": "complete", "label": "处置完成", "primary": True, "post": "unit", "form": {"type": "object"}}
        ],
    }
)
CLAIM = may_fail(409)
CLAIM["responses"] |= example({"case_no": "41132826061000013", "until": "2026-06-10T08:46:00+08:00"})["responses"]
UNCLAIM = may_fail(409)
UNCLAIM["responses"] |= example({"case_no": "41132826061000013", "until": None})["responses"]
ACT = act(CASE_VALUE, of_actions())
ASK = act(CASE_VALUE | {"requests": [REQUEST_VALUE]}, of_requests())
DECIDE = act(CASE_VALUE, of_decisions())
WITHDRAW = act(CASE_VALUE, {"withdraw": {"summary": "撤回", "value": {"action_id": ACTION_ID}}})
REPORT = may_fail(409)
REPORT["responses"] |= {
    status: {"content": {"application/json": {"example": CASE_VALUE | {"state": "reported"}}}} for status in (200, 201)
}
TASKS = example(
    [
        {
            "id": "0197d0c2-7e1a-7c3e-8a41-2f0c5a9be0aa",
            "kind": "check",
            "label": "核查",
            "action": "answer_check",
            "case_no": "41132826061000013",
            "class_name": "暴露垃圾",
            "deadline": "2026-06-10T12:37:00+08:00",
            "lamp": "green",
        }
    ]
)
NEAR = example({"items": [{"case_no": "41132826061000013", "class_name": "暴露垃圾", "distance_m": 32.0}]})
