"""One evaluation: facts of the moment, counted by the pure rules, scored by a scheme, ranked inside groups."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from wangge.basedata.models import Division, UnitGrid
from wangge.evaluation.case_facts import case_facts
from wangge.evaluation.step_facts import step_facts
from wangge.evaluation.unit_facts import unit_facts
from wangge.organisation.models import Department, User
from wangge.rules.rulebook import rulebook
from wangge.standards.errors import Refused
from wangge.standards.evaluation.counts import POSTS, Facts, count
from wangge.standards.evaluation.defaults import DEFAULTS
from wangge.standards.evaluation.describe import lines
from wangge.standards.evaluation.groups import AREAS
from wangge.standards.evaluation.items import Subject
from wangge.standards.evaluation.period import Period, default_as_of
from wangge.standards.evaluation.ranking import rank
from wangge.standards.evaluation.rates import all_rates
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scope import Basis, FileRate, Scope, Settings
from wangge.standards.evaluation.scoring import explain
from wangge.standards.evaluation.tally import Group, Tally

NATURAL = {"unit": "unit", "area": "area", "collector": "collector"}
PLACES = {"street": 9, "area": 9, "community": 12, "county": 6}


@dataclass(frozen=True, slots=True)
class Asked:
    """A scheme's code, whole local days (inclusive), and what is left to its defaults when None."""

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


def scheme_of(code: str) -> Scheme:
    """A default scheme with the county's settings of counting. Raises Refused `unknown_scheme` (404)."""
    found = DEFAULTS.get(code)
    if found is None:
        raise Refused("unknown_scheme", "没有这个评价方案", f"评价方案只有 {'、'.join(DEFAULTS)}。", status=404)
    book = rulebook()
    with_self = book.setting("file_rate_with_self_disposed")
    settings = Settings(
        carried_late=book.setting("carried_late"),
        open_intime_due=book.setting("due_with_open_intime"),
        waiting_as_closed=book.setting("waiting_centre_as_closed"),
        rework_over=book.setting("rework_base"),
        file_rate=FileRate.WITH_SELF_DISPOSED if with_self else FileRate.REPORTED,
    )
    return replace(found, settings=settings)


def _scope(asked: Asked, scheme: Scheme, now: datetime) -> Scope:
    period = Period(asked.first, asked.last)
    try:
        basis = Basis(asked.basis) if asked.basis else scheme.basis
    except ValueError as error:
        words = "、".join(b.value for b in Basis)
        raise Refused("bad_basis", "统计口径不对", f"没有“{asked.basis}”这个口径，可用：{words}。") from error
    grace = timedelta(days=int(rulebook().setting("as_of_days")))
    return Scope(period, asked.as_of or default_as_of(period, now, grace), basis, scheme.settings)


def _facts(scope: Scope, scheme: str, group_by: str) -> Facts:
    """Only what the grouping needs is read."""
    persons = group_by == "actor" or (group_by == "collector" and scheme == "collector")
    if group_by == "unit":
        return Facts(units=unit_facts(scope))
    if persons:
        cases = case_facts(scope) if scheme == "collector" else []
        return Facts(cases=cases, steps=step_facts(scope))
    return Facts(units=unit_facts(scope), cases=case_facts(scope), steps=step_facts(scope))


def evaluate(asked: Asked, now: datetime) -> Evaluation:
    """Raises Refused for an unknown scheme, basis or grouping, and for a period that runs backwards."""
    scheme = scheme_of(asked.scheme)
    group_by = asked.group_by or NATURAL.get(scheme.code, "actor")
    if group_by not in (*AREAS, "unit", "actor"):
        words = "、".join((*AREAS, "unit", "actor"))
        raise Refused("unknown_grouping", "未知的分组方式", f"“{group_by}”不是分组方式，可用：{words}。")
    scope = _scope(asked, scheme, now)
    post = scheme.code if scheme.code in POSTS else ""
    return Evaluation(scheme, scope, group_by, count(_facts(scope, scheme.code, group_by), scope, group_by, post))


def _names(group_by: str) -> tuple[dict[str, str], dict[str, str]]:
    """(key → name, key → ranking group)."""
    if group_by == "unit":
        rows = list(Department.objects.values_list("code", "short_name", "group"))
        return {c: n for c, n, _ in rows}, {c: g for c, _, g in rows}
    if group_by in ("actor", "collector"):
        return dict(User.objects.values_list("username", "name")), {}
    if group_by in PLACES:
        return dict(Division.objects.values_list("code", "name")), {}
    if group_by in ("class", "major"):
        book = rulebook()
        majors = {c.code[:3]: c.major_name for c in book.classes}
        return {c.code: c.name for c in book.classes} | majors, {}
    return {}, {}


def _unit_grids(group_by: str) -> dict[str, int]:
    """How many unit grids each place has, for bands per grid."""
    if group_by not in PLACES:
        return {}
    found: dict[str, int] = {}
    for code in UnitGrid.objects.filter(end_date=None).values_list("code", flat=True):
        key = code[: PLACES[group_by]]
        found[key] = found.get(key, 0) + 1
    return found


def shown(found: Evaluation) -> dict[str, Any]:
    """The answer of the API and of `wangge evaluate --json`; rates 0..1 and scores as numbers, null where no data is."""
    names, rivals = _names(found.group_by)
    grids, scheme, table = _unit_grids(found.group_by), found.scheme, found.scheme.rate_table()
    days = found.scope.period.days
    told = {}
    for key, group in found.tally.items():
        subject = Subject(days, rivals.get(key, ""), grids.get(key, 1))
        told[key] = explain(scheme, group.counts, subject)
    ranks = rank({key: e.score for key, e in told.items()}, rivals)
    groups = []
    for key in sorted(found.tally, key=lambda k: (rivals.get(k, ""), ranks[k] or 10**9, k)):
        counts, explanation = found.tally[key].counts, told[key]
        rates = all_rates(counts, table)
        groups.append(
            {
                "key": key,
                "name": names.get(key, "未知" if key == "none" else key),
                "group": rivals.get(key, ""),
                "counts": counts,
                "rates": {c: {"num": r.num, "den": r.den, "value": _number(r.value)} for c, r in rates.items()},
                "score": _number(explanation.score),
                "grade": explanation.grade.letter if explanation.grade else None,
                "grade_name": explanation.grade.word if explanation.grade else "无数据",
                "rank": ranks[key],
                "explanation": lines(scheme, explanation),
            }
        )
    return {
        "scheme": scheme.code,
        "scheme_name": scheme.name,
        "version": scheme.version,
        "basis": found.scope.basis.value,
        "from": found.scope.period.first,
        "to": found.scope.period.last,
        "as_of": found.scope.as_of,
        "group_by": found.group_by,
        "groups": groups,
    }


def _number(value: Any) -> float | None:
    return None if value is None else float(value)
