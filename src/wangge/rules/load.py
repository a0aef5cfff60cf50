"""Loads the county's rule books; rows that are there already stay as the administrator left them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar

from django.db.models import Model

from wangge.organisation.queries import lead_units
from wangge.rules import defaults, holidays, models, routing, signals
from wangge.rules.registry import SPECS
from wangge.standards.classcodes import EDITIONS
from wangge.standards.classes import MinorClass, class_tree
from wangge.standards.errors import Refused
from wangge.standards.filing import FilingRule, load_rules
from wangge.standards.workplan import WorkPlan

Row = TypeVar("Row", bound=Model)


def load() -> dict[str, int]:
    """Every rules table; answers the number of new rows by table, all 0 when everything was there.

    Needs organisation's units; raises Refused `units_missing`. Runs in the caller's transaction.
    """
    if not lead_units():
        raise Refused("units_missing", "没有责任单位", "请先加载组织机构，再加载业务规则。")
    return {model.__name__: _add(model, rows, key) for model, key, rows in _tables()}


def _tables() -> list[tuple[type[Any], tuple[str, ...], list[Any]]]:
    return [
        (models.ClassRow, ("edition", "code"), [_class(c) for e in EDITIONS for c in class_tree(e).classes]),
        (models.FilingRuleRow, ("condition_id",), [_rule(r) for e in EDITIONS for r in load_rules(e)]),
        (models.StageLimit, ("stage",), _stages()),
        (models.DayOverride, ("date",), [models.DayOverride(date=d, working=w, name=n) for d, w, n in holidays.days()]),
        (models.PublishedYear, ("year",), _years()),
        (models.WorkPlanRow, ("whose", "name"), [_plan(whose, plan) for whose, plan in defaults.PLANS.items()]),
        (models.Route, ("edition", "class_prefix", "condition_id", "grid_prefix"), _routes()),
        (models.Setting, ("key",), [models.Setting(key=s.key, value=_json(s.default)) for s in SPECS.values()]),
        (models.StockPhrase, ("action", "text"), _phrases()),
    ]


def _add(model: type[Row], rows: Iterable[Row], key: tuple[str, ...]) -> int:
    manager = model._default_manager
    known = set(manager.values_list(*key))
    missing = [row for row in rows if tuple(getattr(row, name) for name in key) not in known]
    if missing:
        manager.bulk_create(missing)
        signals.changed(model)
    return len(missing)


def _class(row: MinorClass) -> models.ClassRow:
    return models.ClassRow(
        edition=row.edition,
        kind=row.kind,
        major_code=row.major_code,
        major_name=row.major_name,
        minor_code=row.minor_code,
        name=row.name,
        code=row.code,
        local=row.local,
    )


def _rule(rule: FilingRule) -> models.FilingRuleRow:
    return models.FilingRuleRow(
        condition_id=rule.condition_id,
        edition=rule.edition,
        kind=rule.kind,
        class_code=rule.class_code,
        class_name=rule.class_name,
        condition=rule.condition,
        amount=rule.limit.amount,
        unit=rule.limit.unit.value,
        closing_condition=rule.closing_condition,
        urgent=rule.urgent,
        tags=list(rule.tags),
        responsible=list(rule.responsible),
        is_default=rule.is_default,
    )


def _stages() -> list[models.StageLimit]:
    return [
        models.StageLimit(stage=stage, name=name, amount=limit.amount, unit=limit.unit.value)
        for stage, (name, limit) in defaults.STAGE_LIMITS.items()
    ]


def _years() -> list[models.PublishedYear]:
    years = range(holidays.FIRST_YEAR, holidays.LAST_YEAR + 1)
    return [models.PublishedYear(year=year, notice=holidays.notice(year)) for year in years]


def _plan(whose: str, plan: WorkPlan) -> models.WorkPlanRow:
    periods = [[f"{first:%H:%M}", f"{last:%H:%M}"] for first, last in plan.periods]
    return models.WorkPlanRow(whose=whose, name=plan.name, first="01-01", last="12-31", periods=periods)


def _routes() -> list[models.Route]:
    every = [("", line) for line in routing.territory()]
    every += [(e, line) for e in EDITIONS for line in routing.lines(class_tree(e), load_rules(e))]
    return [
        models.Route(
            edition=edition,
            class_prefix=line.class_prefix,
            condition_id=line.condition_id,
            grid_prefix=line.grid_prefix,
            unit_id=line.unit,
            reason=line.reason,
        )
        for edition, line in every
    ]


def _phrases() -> list[models.StockPhrase]:
    return [
        models.StockPhrase(action=action, text=text, order=order)
        for action, texts in defaults.PHRASES.items()
        for order, text in enumerate(texts, 1)
    ]


def _json(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
