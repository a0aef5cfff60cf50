"""The next sensible act on a simulated case, by whose turn it is."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from wangge.basedata import jurisdiction
from wangge.demo.simulation.callers import Callers
from wangge.demo.simulation.mix import Matter
from wangge.demo.simulation.people import People
from wangge.demo.simulation.pictures import scene, variant_of
from wangge.demo.simulation.words import Words
from wangge.rules.rulebook import rulebook
from wangge.standards.lifecycle.names import CITIZEN_SOURCES, Role
from wangge.standards.lifecycle.values import Actor

FAILS = 0.06
TASK = "SELECT t.collector FROM cases_taskrow t JOIN cases_case c ON c.id = t.case_id WHERE c.case_no = %s AND t.state = 'open'"


@dataclass
class Company:
    """Who acts, with what words and pictures."""

    callers: Callers
    people: People
    words: Words
    matters: dict[str, Matter]
    chance: random.Random

    def act(self, actor: Actor, case: dict[str, Any], action: str, **body: Any) -> bool:
        return self.callers.act(actor.user or 0, case["case_no"], action, str(actor.role), **body)

    def one(self, role: Role) -> Actor:
        return self.people.one(self.chance, role)

    def matter(self, case: dict[str, Any]) -> Matter | None:
        return self.matters.get(case["class_code"] or "")

    def picture(self, actor: Actor, case: dict[str, Any], problem: bool) -> str:
        matter = self.matter(case)
        shown = scene(matter.family if matter else "dust", variant_of(case["lon"] or 0), "near" if problem else "after")
        return self.callers.photo(actor.user or 0, shown)


def _task_collector(company: Company, case: dict[str, Any]) -> Actor | None:
    with jurisdiction.jurisdiction(), connection.cursor() as cursor:
        cursor.execute(TASK, [case["case_no"]])
        row = cursor.fetchone()
    return company.people.collector(row[0]) if row else None


def _intake(company: Company, case: dict[str, Any]) -> bool:
    operator = company.one(Role.OPERATOR)
    if case["source"] in CITIZEN_SOURCES and not case["tasks"]:
        return company.act(operator, case, "send_verification")
    condition = case["condition_id"] or _condition(case["class_code"])
    if condition is None:
        return False
    return company.act(operator, case, "accept", class_code=case["class_code"], condition_id=condition)


def _condition(class_code: str | None) -> str | None:
    with jurisdiction.jurisdiction():
        rules = rulebook().rules_of(class_code or "")
    return rules[0].condition_id if rules else None


def _review(company: Company, case: dict[str, Any]) -> bool:
    return company.act(company.one(Role.OPERATOR), case, "review_self_disposed", verdict="close")


def _verify(company: Company, case: dict[str, Any]) -> bool:
    collector = _task_collector(company, case)
    if collector is None:
        return False
    media = [company.picture(collector, case, problem=True)]
    return company.act(collector, case, "answer_verification", result="true", media_ids=media)


def _file(company: Company, case: dict[str, Any]) -> bool:
    return company.act(company.one(Role.SHIFT_LEAD), case, "file")


def _dispatch(company: Company, case: dict[str, Any]) -> bool:
    unit = case["suggested_unit"]["code"] if case["suggested_unit"] else next(iter(company.people.units))
    return company.act(company.one(Role.DISPATCHER), case, "dispatch", lead_unit=unit)


def _handler(company: Company, case: dict[str, Any]) -> Actor:
    return company.people.handler(company.chance, case["lead_unit"]["code"])


def _sign(company: Company, case: dict[str, Any]) -> bool:
    return company.act(_handler(company, case), case, "sign")


def _complete(company: Company, case: dict[str, Any]) -> bool:
    handler, matter = _handler(company, case), company.matter(case)
    note = company.words.done(company.chance, matter) if matter else "已处理完毕"
    return company.act(handler, case, "complete", note=note, media_ids=[company.picture(handler, case, problem=False)])


def _send_check(company: Company, case: dict[str, Any]) -> bool:
    return company.act(company.one(Role.OPERATOR), case, "send_check")


def _check(company: Company, case: dict[str, Any]) -> bool:
    collector = _task_collector(company, case)
    if collector is None:
        return False
    passed = company.chance.random() >= FAILS
    media = [company.picture(collector, case, problem=not passed)]
    return company.act(collector, case, "answer_check", passed=passed, media_ids=media)


def _close(company: Company, case: dict[str, Any]) -> bool:
    return company.act(company.one(Role.SHIFT_LEAD), case, "close")


# State → (act, how long a case stands there at least, in seconds, how often it is looked at).
TURNS: dict[str, tuple[Callable[[Company, dict[str, Any]], bool], float, int]] = {
    "reported": (_intake, 45, 5),
    "self_reported": (_review, 60, 2),
    "verifying": (_verify, 240, 2),
    "accepted": (_file, 40, 5),
    "filed": (_dispatch, 40, 5),
    "dispatched": (_sign, 180, 4),
    "disposing": (_complete, 1500, 3),
    "disposed": (_send_check, 60, 4),
    "checking": (_check, 420, 4),
    "checked": (_close, 60, 4),
}
