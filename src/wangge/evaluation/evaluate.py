"""One evaluation: facts of the moment, counted by the pure rules for a scheme's subjects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from wangge.evaluation.queries.case_facts import case_facts
from wangge.evaluation.queries.step_facts import step_facts
from wangge.evaluation.queries.unit_facts import unit_facts
from wangge.evaluation.schemes import scheme_of
from wangge.evaluation.subjects import complete
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused
from wangge.standards.evaluation.counts import POSTS, Facts, count
from wangge.standards.evaluation.groups import AREAS
from wangge.standards.evaluation.period import Period, default_as_of
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scope import Basis, Scope
from wangge.standards.evaluation.tally import Group, Tally

ZONE = ZoneInfo("Asia/Shanghai")
NATURAL = {"unit": "unit", "area": "area", "collector": "collector"}
GROUPINGS = ("unit", *AREAS, "actor")
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Asked:
    """A scheme's code, whole local days (inclusive), and what is left to its defaults when None.

    `as_of` without a zone is local; a moment that is still to come is taken as now.
    """

    scheme: str
    first: date
    last: date
    basis: str | None = None
    as_of: datetime | None = None
    group_by: str | None = None


@dataclass(frozen=True, slots=True)
class Evaluation:
    scheme: Scheme
    scope: Scope
    group_by: str
    tally: Tally

    def group(self, key: str) -> Group:
        """Raises Refused `unknown_group` (404)."""
        if key not in self.tally:
            raise Refused("unknown_group", "没有这个分组", f"这段时间里没有“{key}”的数据。", status=404)
        return self.tally[key]


def group_by_of_scheme(code: str) -> str:
    return NATURAL.get(code, "actor")


def group_by_of(asked: Asked) -> str:
    """The grouping asked for, or the scheme's natural one. Raises Refused `unknown_grouping`."""
    found = asked.group_by or group_by_of_scheme(asked.scheme)
    if found not in GROUPINGS or (found == "actor" and asked.scheme not in POSTS):
        words = "、".join(g for g in GROUPINGS if g != "actor" or asked.scheme in POSTS)
        raise Refused("unknown_grouping", "不能这样分组", f"本方案不能按“{found}”分组，可用：{words}。")
    return found


def evaluate(asked: Asked, now: datetime) -> Evaluation:
    """Raises Refused for an unknown scheme, basis or grouping, and for a period that cannot be."""
    _must_be_days(asked)
    scheme = scheme_of(asked.scheme, asked.first)
    group_by, scope = group_by_of(asked), _scope(asked, scheme, now)
    post = scheme.code if scheme.code in POSTS else ""
    tally = count(_facts(scope, post, group_by), scope, group_by, post)
    return Evaluation(scheme, scope, group_by, complete(tally, group_by, post))


def _must_be_days(asked: Asked) -> None:
    moments = [asked.first, asked.last, *([asked.as_of] if asked.as_of else [])]
    if any(moment.year not in YEARS for moment in moments):
        text = f"日期应在 {YEARS[0]} 至 {YEARS[-1]} 年之间。"
        raise Refused("bad_period", "统计时段有误", text)


def _scope(asked: Asked, scheme: Scheme, now: datetime) -> Scope:
    period = Period(asked.first, asked.last)
    grace = timedelta(days=int(rulebook().setting("as_of_days")))
    as_of = asked.as_of or default_as_of(period, now, grace)
    if as_of.tzinfo is None:
        as_of = as_of.replace(tzinfo=ZONE)
    return Scope(period, min(as_of, now), _basis(asked.basis, scheme), scheme.settings)


def _basis(asked: str | None, scheme: Scheme) -> Basis:
    try:
        return Basis(asked) if asked else scheme.basis
    except ValueError as error:
        words = "、".join(b.value for b in Basis)
        raise Refused("bad_basis", "统计口径不对", f"没有“{asked}”这个口径，可用：{words}。") from error


def _facts(scope: Scope, post: str, group_by: str) -> Facts:
    """Only what the grouping needs is read."""
    if group_by == "unit":
        return Facts(units=unit_facts(scope))
    if group_by == "actor" or (group_by == "collector" and post == "collector"):
        return Facts(cases=case_facts(scope) if post == "collector" else (), steps=step_facts(scope, post))
    return Facts(units=unit_facts(scope), cases=case_facts(scope), steps=step_facts(scope))
