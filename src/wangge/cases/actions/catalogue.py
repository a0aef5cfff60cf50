"""All verbs by code, and what may be done with a case now, drawn from the one table."""

from __future__ import annotations

from typing import Any

from wangge.cases.actions import classing, disposal, fieldwork, merging, plain, pooling, requests
from wangge.cases.actions.verb import Verb
from wangge.cases.rules_now import RulesNow
from wangge.standards.errors import Refused
from wangge.standards.lifecycle import permit
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.values import Actor, CaseFile

MODULES = (classing, plain, pooling, merging, fieldwork, disposal, requests)
VERBS: dict[str, Verb] = {verb.code: verb for module in MODULES for verb in module.VERBS}


def verb(code: str) -> Verb:
    if code not in VERBS:
        raise Refused("unknown_action", "没有这个操作", f"“{code}”不是案件的操作。", status=404)
    return VERBS[code]


def _entry(code: str, label: str, primary: bool, actor: Actor) -> dict[str, Any]:
    form, post = dict(VERBS[code].form()), str(actor.role)
    if code == "assign":
        form["properties"] = {**form["properties"], **disposal.assignable(actor.unit, form["properties"])}
    if code == "take_over":
        form["properties"] = {**form["properties"], **pooling.operators(form["properties"])}
    return {"action": code, "label": label, "primary": primary, "post": post, "form": form}


def label_for(code: str, label: str, actor: Actor) -> str:
    """不予受理 at intake, 不予立案 at the shift lead's desk."""
    if code != "refuse":
        return label
    return "不予立案" if actor.role == Role.SHIFT_LEAD else "不予受理"


def _barred_by_rule(code: str, case: CaseFile, rules: RulesNow) -> str:
    """免核查 only where the rule of the class allows it."""
    allowed = rules.setting("pass_check_classes")
    if code != "pass_check" or any((case.class_code or "").startswith(prefix) for prefix in allowed):
        return ""
    return "该类别规则不允许免核查"


def on_offer(case: CaseFile, actor: Actor, rules: RulesNow) -> list[dict[str, Any]]:
    """Actions and requests allowed now with their forms, then those shown greyed with the reason (`barred`)."""
    found = []
    for a in permit.permitted(case, actor):
        entry = _entry(a.code, label_for(a.code, a.label, actor), a.primary, actor)
        why = _barred_by_rule(a.code, case, rules)
        found.append(entry | {"barred": why} if why else entry)
    found += [_entry(f"request_{k.code}", f"申请{k.label}", False, actor) for k in permit.askable(case, actor)]
    barred = permit.shown_but_barred(case, actor)
    return found + [_entry(a.code, a.label, False, actor) | {"barred": why} for a, why in barred]
