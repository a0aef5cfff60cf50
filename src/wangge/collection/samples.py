"""Example answers of the OpenAPI document."""

from __future__ import annotations

from typing import Any

from wangge.collection.shapes import FIX, ID
from wangge.organisation.schemas import may_fail

GRID = {"code": "411328001R01", "name": "滨河街道一号责任网格"}
PLACED: dict[str, Any] = {
    "place": "inside",
    "metres_off": 0,
    "said": "在滨河街道一号责任网格内。",
    "address": "文峰路12号",
    "lon": FIX["lon"],
    "lat": FIX["lat"],
    "accuracy": 12.0,
}
PUNCH = PLACED | {
    "record_id": ID,
    "kind": "on",
    "at": "2026-06-10T07:28:11+08:00",
    "received_at": "2026-06-10T07:28:12+08:00",
    "late": False,
    "duty_grid": GRID,
}
STATE = {
    "state": "on",
    "since": "2026-06-10T07:28:11+08:00",
    "first_on": "2026-06-10T07:28:11+08:00",
    "last_off": None,
    "worked_minutes": 184,
}
DAY = {"day": "2026-06-10", "shift": [["07:30", "19:30"]]}
PERSON = {"id": 7, "name": "张秀英"}
LEAVE = {
    "id": 12,
    "request_id": ID,
    "user": PERSON,
    "sort": "sick",
    "sort_label": "病假",
    "starts": "2026-06-11T07:30:00+08:00",
    "ends": "2026-06-11T19:30:00+08:00",
    "reason": "发热就医",
    "status": "asked",
    "status_label": "待审批",
    "asked_at": "2026-06-10T18:02:00+08:00",
    "decided_at": None,
    "decided_by": None,
    "opinion": "",
}
HEAD = {
    "id": "0197d0c2-7e1a-7c3e-8a41-2f0c5a9be0aa",
    "caller": "周志强",
    "note": "午后岗位点名",
    "called_at": "2026-06-10T14:00:00+08:00",
    "until": "2026-06-10T14:10:00+08:00",
}
LINE = PLACED | {"state": "answered", "state_label": "已应答", "answered_at": "2026-06-10T14:02:31+08:00"}
CALL = HEAD | {"called": 34, "answered": 31, "late": 1, "silent": 2}
ATTENDED = {k: STATE[k] for k in ("first_on", "last_off", "worked_minutes", "state")}
ACT = {
    "id": "0197d0c2-7e1a-7c3e-8a41-2f0c5a9be001",
    "at": "2026-06-10T08:41:00+08:00",
    "action": "report",
    "label": "上报",
    "case_no": "41132826061000013",
    "class_code": "E0110",
    "class_name": "暴露垃圾",
    "address": "文峰路12号",
    "state": "disposing",
    "state_label": "处置中",
    "accepted": True,
    "in_time": None,
}
COUNTS = {"reports": 9, "self_disposed": 1, "accepted": 8, "refused": 1, "closed": 3}
WORKDAY = {
    "day": "2026-06-10",
    "attendance": ATTENDED,
    "counts": COUNTS | {"verified": 2, "checked": 3, "rechecked": 0, "in_time": 5},
    "tasks": {"open": 2, "late": 0},
    "items": [ACT],
}


def answers(value: Any, *statuses: int, created: bool = False) -> dict[str, Any]:
    """`openapi_extra`: the example answer and the refusals."""
    found = may_fail(*statuses)
    example = {"content": {"application/json": {"example": value}}}
    found["responses"] |= dict.fromkeys((200, 201) if created else (200,), example)
    return found


MY_ATTENDANCE = answers({**DAY, **STATE, "on_leave": False, "duty_grids": [GRID], "records": [PUNCH]})
ATTENDING = PERSON | {"phone": "12800000007", "duty_grids": [GRID], "leave_until": None, "last": PUNCH}
ATTENDANCE = answers({**DAY, "in_shift": True, "items": [ATTENDING | STATE]})
LEAVES = answers({"items": [LEAVE], "deciders": ["周志强"]})
ROLL_RESULT = answers(CALL | {"lines": [PERSON | {"phone": "12800000007"} | LINE]}, 404)
WORKDAYS = answers(
    {
        "items": [{"day": "2026-06-10", "acts": 14, "reports": 9, "answers": 5, "attendance": ATTENDED}],
        "next_before": "2026-05-10",
    }
)
HANDLERS = answers(
    [{"id": 52, "name": "赵敏", "phone": "12800000052", "title": "责任单位经办人", "department": "城管局"}]
)
