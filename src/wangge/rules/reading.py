"""Reads the rules tables into a Rulebook."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, time
from typing import Any

from wangge.organisation.queries import lead_units
from wangge.rules import defaults, models
from wangge.rules.book import ClassFacts, RouteFacts, Rulebook
from wangge.rules.registry import SPECS
from wangge.standards.filing import FilingRule
from wangge.standards.worktime import Calendar, Limit, LimitUnit, WorkPlan


def read() -> Rulebook:
    """The rules as they stand in the running transaction."""
    classes = _classes()
    rules = {row.condition_id: (_rule(row), row.active) for row in models.FilingRuleRow.objects.all()}
    settings = _settings()
    edition = settings.get("edition", SPECS["edition"].default)
    units, centre, collectors = _calendars()
    return Rulebook(
        edition=edition,
        units_calendar=units,
        centre_calendar=centre,
        collectors_calendar=collectors,
        classes=tuple(c for c in classes if c.edition == edition and c.active),
        phrases=_phrases(),
        _classes={c.code: c for c in classes},
        _rules={key: rule for key, (rule, _) in rules.items()},
        _rules_of=_by_class([rule for rule, active in rules.values() if active]),
        _routes=_routes(),
        _stages=_stages(),
        _settings=settings,
    )


def _classes() -> list[ClassFacts]:
    fields = ("code", "edition", "kind", "major_code", "major_name", "minor_code", "name", "local", "active")
    rows = models.ClassRow.objects.order_by("edition", "code").values_list(*fields)
    return [ClassFacts(*row) for row in rows]


def _rule(row: models.FilingRuleRow) -> FilingRule:
    kind: Any = row.kind
    return FilingRule(
        condition_id=row.condition_id,
        edition=row.edition,
        kind=kind,
        class_code=row.class_code,
        class_name=row.class_name,
        condition=row.condition,
        limit=_limit(row),
        closing_condition=row.closing_condition,
        urgent=row.urgent,
        tags=tuple(row.tags),
        responsible=tuple(row.responsible),
        is_default=row.is_default,
    )


def _limit(row: models.FilingRuleRow | models.StageLimit) -> Limit:
    amount = row.amount.normalize()
    return Limit(amount.quantize(1) if amount == amount.to_integral_value() else amount, LimitUnit(row.unit))


def _by_class(rules: list[FilingRule]) -> dict[str, tuple[FilingRule, ...]]:
    found: dict[str, list[FilingRule]] = defaultdict(list)
    for rule in rules:
        found[rule.class_code].append(rule)
    return {code: tuple(own) for code, own in found.items()}


def _settings() -> dict[str, Any]:
    rows = models.Setting.objects.filter(key__in=SPECS).values_list("key", "value")
    return {key: SPECS[key].clean(value) for key, value in rows}


def _stages() -> dict[str, Limit]:
    known = {stage: limit for stage, (_, limit) in defaults.STAGE_LIMITS.items()}
    return known | {row.stage: _limit(row) for row in models.StageLimit.objects.all()}


def _phrases() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = defaultdict(list)
    for action, text in models.StockPhrase.objects.filter(active=True).values_list("action", "text"):
        found[action].append(text)
    return {action: tuple(texts) for action, texts in found.items()}


def _routes() -> dict[str, tuple[RouteFacts, ...]]:
    """By class prefix; lines to a unit out of service count as absent."""
    fields = ("edition", "class_prefix", "condition_id", "grid_prefix", "unit_id", "reason", "priority")
    served = {None, *lead_units()}
    found: dict[str, list[RouteFacts]] = defaultdict(list)
    for row in models.Route.objects.filter(active=True).values_list(*fields):
        route = RouteFacts(*row)
        if route.unit in served:
            found[route.class_prefix].append(route)
    return {prefix: tuple(lines) for prefix, lines in found.items()}


def _calendars() -> tuple[Calendar, Calendar, Calendar]:
    """Units' (working days), centre's and collectors' (every day)."""
    overrides = dict(models.DayOverride.objects.values_list("date", "working"))
    published = frozenset(models.PublishedYear.objects.values_list("year", flat=True))
    plans: dict[str, list[WorkPlan]] = defaultdict(list)
    for row in models.WorkPlanRow.objects.order_by("whose", "id"):
        plans[row.whose].append(work_plan(row))
    duty = [Calendar({}, frozenset(), _plans(plans, whose), every_day=True) for whose in ("centre", "collectors")]
    return Calendar(overrides, published, _plans(plans, "units")), duty[0], duty[1]


def _plans(plans: dict[str, list[WorkPlan]], whose: str) -> tuple[WorkPlan, ...]:
    """Dated seasons before yearly ones, short before long, and the default for days none of them covers."""
    return (*sorted(plans[whose], key=_span), defaults.PLANS[whose])


def _span(plan: WorkPlan) -> tuple[bool, int]:
    first, last = plan.first, plan.last
    if isinstance(first, date) and isinstance(last, date):
        return False, (last - first).days
    days = [date(2000, *pair).timetuple().tm_yday for pair in (first, last) if isinstance(pair, tuple)]
    return True, (days[1] - days[0]) % 366


def work_plan(row: models.WorkPlanRow) -> WorkPlan:
    """The plan of a row; raises ValueError or Refused for one that says nothing sensible."""
    periods = tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in row.periods)
    return WorkPlan(row.name, _day(row.first), _day(row.last), periods)


def _day(text: str) -> tuple[int, int] | date:
    if len(text) > 5:
        return date.fromisoformat(text)
    found = date.fromisoformat(f"2000-{text}")
    return found.month, found.day
