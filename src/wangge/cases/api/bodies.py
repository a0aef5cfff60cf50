"""An example body for every action and request, as the OpenAPI document shows them."""

from __future__ import annotations

from typing import Any

from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.table import ACTIONS, REQUESTS, Action

ACTION_ID = "6f1c2a9e-2c55-4c0e-9a3e-0d7e5b1f7a10"
MEDIA_ID = "0b7d9c1e-6a0e-4d0c-9f5d-1c2b3a4d5e6f"
_REASON = {
    "refuse": "经核实不存在所反映的问题。",
    "return_to_operator": "位置不准确，请核对。",
    "return_to_shift_lead": "责任单位不明，请核实产权后再派。",
    "recall": "派遣单位有误，撤回重派。",
    "reject_disposal": "处置照片与问题位置不符，请重新处置。",
    "pass_check": "处置照片清晰完整，免予核查。",
    "reject_check": "核查照片不清，请重新核查。",
    "return_to_upper": "不属于本县职责范围。",
}
_DONE = {"note": "已清理干净。", "media_ids": [MEDIA_ID]}
_FIELDS: dict[str, dict[str, Any]] = {
    **{action: {"reason": reason} for action, reason in _REASON.items()},
    "accept": {"class_code": "E0110", "condition_id": "c1f0a2b3"},
    "change_class_place": {"class_code": "E0110", "condition_id": "c1f0a2b3", "reason": "类别选择有误。"},
    "merge": {"into": "41132826061000013"},
    "send_verification": {"collector": "collector07"},
    "answer_verification": {"result": "true", "media_ids": [MEDIA_ID]},
    "dispatch": {"lead_unit": "UNIT06", "assisting_units": ["UNIT11"]},
    "assign": {"user": "unit06"},
    "submit": _DONE,
    "complete": _DONE,
    "assist_done": _DONE,
    "send_check": {},
    "answer_check": {"passed": True, "media_ids": [MEDIA_ID]},
    "recheck": {"collector": "collector07"},
    "answer_recheck": {"passed": False, "media_ids": [MEDIA_ID]},
    "reassign_task": {"collector": "collector07"},
    "hand_over": {"collector": "collector08"},
    "review_self_disposed": {"verdict": "close"},
    "close": {"closing_condition": "垃圾已清除"},
    "supervise": {"text": "请加快处置，按期反馈。", "answer_by": "2026-06-11T12:00:00+08:00"},
    "answer_supervision": {"supervision_id": "0197d0c3-10aa-7b1b-9c0d-6e1f00aa0002", "text": "已派人到场，今天办结。"},
    "take_over": {"to": "operator2"},
    "comment": {"text": "已电话催办。"},
    "return_visit": {"rating": "satisfied", "text": "反映人表示满意。"},
}
_ASKED: dict[str, dict[str, Any]] = {
    "extension": {"reason": "需要采购配件，申请延期。", "hours": 8},
    "suspension": {"reason": "已列入改造计划，申请挂账。", "until": "2026-09-30T18:00:00+08:00"},
}


def _body(fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"action_id": ACTION_ID, **more, **fields}


def _by_people(action: Action) -> bool:
    return any(by.role != Role.SYSTEM for by in action.by)


def of_actions() -> dict[str, dict[str, Any]]:
    """OpenAPI `examples`, one for each action that people do by this endpoint, in the table's order."""
    return {
        a.code: {"summary": a.label, "value": _body(_FIELDS.get(a.code, {}), version=5)}
        for a in ACTIONS
        if _by_people(a)
    }


def of_requests() -> dict[str, dict[str, Any]]:
    """Likewise for what may be asked."""
    plain = {"reason": "因客观原因，提出申请。"}
    return {k.code: {"summary": k.label, "value": _body(_ASKED.get(k.code, plain), version=5)} for k in REQUESTS}


def of_decisions() -> dict[str, dict[str, Any]]:
    granted = {"granted": True, "opinion": "同意。", "hours": 8}
    refused = {"granted": False, "opinion": "理由不充分，请按期处置。"}
    return {
        "granted": {"summary": "同意（延期可改准予的小时数）", "value": _body(granted, version=5)},
        "refused": {"summary": "不同意", "value": _body(refused, version=5)},
    }
