"""Examples for the OpenAPI document."""

from __future__ import annotations

from typing import Any

NOW, MORNING = "2026-06-10T16:42:00+08:00", "2026-06-10T00:00:00+08:00"
NO = "41132826061000013"
COMPARED = {"today": 186, "yesterday": 174, "last_week": 169}
FIGURES = ("reported", "accepted", "filed", "dispatched", "completed", "checked", "closed")
SUMMARY: dict[str, Any] = {
    "as_of": NOW,
    "county": "唐河县",
    "day": "2026-06-10",
    "stages": dict.fromkeys(FIGURES, COMPARED),
    "states": {"reported": 7, "disposing": 104},
    "open": {"today": 143, "yesterday": 151},
    "late": {"cases": 9, "units": 4},
    "reported": {"today": [0, 2, 5], "yesterday": [0, 1, 4, 6], "last_week": [1, 2, 4, 3]},
    "slot_minutes": 15,
}
ROW: dict[str, Any] = {
    "case_no": NO,
    "kind": "event",
    "class_code": "E0110",
    "class_name": "暴露垃圾",
    "state": "disposing",
    "state_label": "处置中",
    "stage": "dispose",
    "urgent": False,
    "address": "文峰路12号",
    "unit": {"code": "UNIT06", "name": "城管局"},
    "reported_at": "2026-06-10T08:41:00+08:00",
    "deadline": "2026-06-10T15:24:00+08:00",
    "lamp": "red",
    "lon": 112.84012,
    "lat": 32.68045,
}
ROWS = {"items": [ROW], "next_cursor": None}
LATE = {"as_of": NOW, "total": 9, "units": 4, "items": [ROW]}
WHOLE = {"num": 1203, "den": 1243, "value": 0.9678}
RATED = {"key": "UNIT06", "name": "城管局", "group": "bureau", "score": 92.35, "grade": "A", "rank": 2}
UNITS = {
    "as_of": NOW,
    "first": "2026-06-01",
    "rate": "dispose_intime_rate",
    "whole": WHOLE,
    "items": [RATED | {"num": 458, "den": 464, "value": 0.9871}],
    "without": 3,
}
GRADES = {"as_of": NOW, "first": "2026-06-01", "grids": {"411328001001003": ["B", 83.5]}}
HEAT = {"as_of": NOW, "since": "2026-06-04T00:00:00+08:00", "days": 7, "grids": {"411328001001003": 4}}
CLASS = {"class_code": "E0110", "class_name": "暴露垃圾", "kind": "event", "n": 64}
CLASSES = HEAT | {"total": 1022, "kinds": {"event": 921, "component": 101}, "top": [CLASS]}
CLASSES.pop("grids")
SPOT = {
    "class_code": "E0303",
    "class_name": "店外经营",
    "address": "文峰路夜市",
    "lon": 112.84,
    "lat": 32.68,
    "days": 9,
    "hot": True,
    "cases": [ROW],
}
SPOTS = {"as_of": NOW, "days": 30, "metres": 50, "recurring": 41, "hot": 3, "items": [SPOT]}
LINE = {
    "cursor": 10423,
    "case_no": NO,
    "at": NOW,
    "action": "dispatch",
    "label": "派遣",
    "state": "dispatched",
    "class_name": "暴露垃圾",
    "address": "文峰路12号",
    "unit": "城管局",
    "pin": None,
}
RECENT = {"cursor": 10423, "items": [LINE], "more": False}
LAYER = {"code": "collectors", "label": "采集员", "kind": "mover", "tracked": True}
MARK = {
    "id": "7",
    "name": "张秀英",
    "at": NOW,
    "lon": 112.84012,
    "lat": 32.68045,
    "heading": None,
    "state": "ok",
    "words": "",
}
MARKS = {"as_of": NOW, "marks": [MARK]}
TRACKS = {
    "start": MORNING,
    "until": NOW,
    "tracks": [{"id": "7", "name": "张秀英", "points": [[30_060_000, 112.84012, 32.68045]]}],
}
OPEN = {
    "case_no": NO,
    "state": "disposing",
    "kind": "event",
    "class_code": "E0110",
    "urgent": False,
    "lon": 112.84012,
    "lat": 32.68045,
    "lead_unit": "UNIT06",
    "deadline": "2026-06-10T15:24:00+08:00",
    "warn_at": "2026-06-10T14:36:00+08:00",
    "stage_deadline": None,
    "stage_warn_at": None,
    "suspended_until": None,
    "address": "文峰路12号",
    "reported_at": "2026-06-10T08:41:00+08:00",
}
PLAYED = {
    "at": 32_280_000,
    "case_no": NO,
    "action": "complete",
    "label": "处置完成",
    "address": "文峰路12号",
    "figures": ["completed"],
    "changed": {"state": "disposed"},
}
PLAYBACK = {"start": MORNING, "until": NOW, "open": [OPEN], "events": [PLAYED], "next_cursor": None}
