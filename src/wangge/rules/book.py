"""The rule book as the program reads it: immutable plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wangge.rules import registry
from wangge.standards.errors import Refused
from wangge.standards.filing import DEFAULT_CLOSING, DEFAULT_CONDITION, DEFAULT_LIMITS, FilingRule
from wangge.standards.worktime import Calendar, Limit


@dataclass(frozen=True, slots=True)
class ClassFacts:
    """A minor class; codes of the two editions differ in length, so a code alone names one class."""

    code: str
    edition: str
    kind: str
    major_code: str
    major_name: str
    minor_code: str
    name: str
    local: bool
    active: bool


@dataclass(frozen=True, slots=True)
class RouteFacts:
    """A line of the responsibility table; `unit` None = the territorial street."""

    edition: str
    class_prefix: str
    condition_id: str
    grid_prefix: str
    unit: str | None
    reason: str
    priority: int

    @property
    def rank(self) -> tuple[int, bool, int, int]:
        """Larger wins: priority, a named condition, the longer class prefix, the longer grid prefix."""
        return self.priority, bool(self.condition_id), len(self.class_prefix), len(self.grid_prefix)


@dataclass(frozen=True)
class Rulebook:
    """`classes`, `rules_of` and `phrases` hold what is in use; look-ups by code also find what old cases were filed under."""

    edition: str
    units_calendar: Calendar
    centre_calendar: Calendar
    collectors_calendar: Calendar
    classes: tuple[ClassFacts, ...]
    phrases: Mapping[str, tuple[str, ...]]
    _classes: Mapping[str, ClassFacts] = field(repr=False)
    _rules: Mapping[str, FilingRule] = field(repr=False)
    _rules_of: Mapping[str, tuple[FilingRule, ...]] = field(repr=False)
    _routes: Mapping[str, tuple[RouteFacts, ...]] = field(repr=False)  # by class prefix
    _stages: Mapping[str, Limit] = field(repr=False)
    _settings: Mapping[str, Any] = field(repr=False)

    def find_class(self, code: str) -> ClassFacts | None:
        return self._classes.get(code)

    def class_name(self, code: str) -> str:
        """The minor class's name; the code itself for one nobody knows."""
        found = self._classes.get(code)
        return found.name if found else code

    def filing_rule(self, condition_id: str) -> FilingRule | None:
        return self._rules.get(condition_id)

    def rules_of(self, class_code: str) -> tuple[FilingRule, ...]:
        """The class's filing conditions in use."""
        return self._rules_of.get(class_code, ())

    def default_rule(self, code: str) -> FilingRule:
        """The general rule of a class. Where the class has conditions of its own it stands in no table: its
        condition_id is "". Raises Refused `unknown_class`.
        """
        found = self._classes.get(code)
        if found is None:
            raise Refused("unknown_class", "没有这个类别", f"没有类别代码 {code}。")
        return next((rule for rule in self.rules_of(code) if rule.is_default), None) or _general(found)

    def stage_limit(self, stage: str) -> Limit:
        """Raises KeyError for a stage that domain/time-limits.md does not name."""
        return self._stages[stage]

    def setting(self, key: str) -> Any:
        """The value of a registered setting (rules.registry); raises Refused `setting_unknown`."""
        return self._settings[key] if key in self._settings else registry.spec(key).default

    def suggest_unit(self, class_code: str, condition_id: str | None, grid_code: str) -> tuple[str, str] | None:
        """(unit code, Chinese reason) of the default lead unit; None only when no line fits."""
        best = self._best(class_code, condition_id or "", grid_code)
        if best is None or best.unit is not None:
            return (best.unit, best.reason) if best and best.unit else None
        street = self._best("", "", grid_code)
        return (street.unit, best.reason) if street and street.unit else None

    def _best(self, class_code: str, condition_id: str, grid_code: str) -> RouteFacts | None:
        facts = self._classes.get(class_code)
        editions = ("", facts.edition if facts else self.edition)
        prefixes = (class_code[:length] for length in range(len(class_code) + 1))
        fitting = [
            route
            for prefix in prefixes
            for route in self._routes.get(prefix, ())
            if route.edition in editions
            and route.condition_id in ("", condition_id)
            and grid_code.startswith(route.grid_prefix)
        ]
        return max(fitting, key=lambda route: route.rank, default=None)


def _general(facts: ClassFacts) -> FilingRule:
    kind: Any = facts.kind
    return FilingRule(
        condition_id="",
        edition=facts.edition,
        kind=kind,
        class_code=facts.code,
        class_name=facts.name,
        condition=DEFAULT_CONDITION,
        limit=DEFAULT_LIMITS[kind],
        closing_condition=DEFAULT_CLOSING,
        urgent=False,
        tags=(),
        responsible=(),
        is_default=True,
    )
