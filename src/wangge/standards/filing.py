"""Filing rules 立案条件: per minor class the conditions, each with its limit and closing condition.

A county's sample (`data/filing_rules_sample.csv`, both kinds, numbered like the 2013 edition) is carried over to the
class trees by name (names are unique within edition and kind, so that the number adds nothing), then by the reviewed
table `data/filing_mapping.csv`, which also says why a sample class has no place in an edition. In the 2026 edition a component's conditions hold for its component-related
event too. A class without any condition gets the general rule (domain rule "Time", units).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256

from wangge.standards.classcodes import Kind
from wangge.standards.classes import ClassTree, MinorClass, class_tree
from wangge.standards.datafiles import read_rows
from wangge.standards.worktime import Limit, LimitUnit

DEFAULT_LIMITS: dict[Kind, Limit] = {
    "event": Limit(Decimal(1), LimitUnit.WORK_DAY),
    "component": Limit(Decimal(5), LimitUnit.WORK_DAY),
}
DEFAULT_CONDITION, DEFAULT_CLOSING = "存在该类问题", "问题消除、恢复正常"

SampleKey = tuple[Kind, str, str]  # kind, code, name


@dataclass(frozen=True, slots=True)
class FilingRule:
    """`urgent`: its clock runs day and night and the person on duty is called. `responsible`: sorts of unit, by name."""

    condition_id: str
    edition: str
    kind: Kind
    class_code: str
    class_name: str
    condition: str
    limit: Limit
    closing_condition: str
    urgent: bool
    tags: tuple[str, ...]
    responsible: tuple[str, ...]
    is_default: bool


@dataclass(frozen=True, slots=True)
class Unmapped:
    """A class of the sample, by its own code, that an edition has no class for."""

    kind: Kind
    code: str
    name: str
    reason: str


def condition_id(edition: str, kind: Kind, class_code: str, condition: str, limit: Limit) -> str:
    """The same 12 hexadecimal digits wherever and whenever the rule is loaded."""
    parts = (edition, kind, class_code, condition, f"{limit.amount.normalize():f}", limit.unit.value)
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


@cache
def load_rules(edition: str) -> tuple[FilingRule, ...]:
    """All rules of an edition in the order of its classes; every class has at least one."""
    tree = class_tree(edition)
    found: dict[str, dict[str, FilingRule]] = {row.code: {} for row in tree.classes}
    for rule in _sample_rules(tree):
        found[rule.class_code].setdefault(rule.condition_id, rule)  # the sample repeats a row
    return tuple(rule for row in tree.classes for rule in found[row.code].values() or [_default(row)])


@cache
def unmapped(edition: str) -> tuple[Unmapped, ...]:
    """The sample's classes without a place in this edition, each with the reason."""
    tree, reviewed = class_tree(edition), _reviewed(edition)
    keys = dict.fromkeys(_key(row) for row in read_rows("filing_rules_sample.csv"))
    return tuple(Unmapped(*key, reviewed[key]["reason"]) for key in keys if not _targets(tree, key))


def _sample_rules(tree: ClassTree) -> Iterator[FilingRule]:
    for row in read_rows("filing_rules_sample.csv"):
        for minor in _targets(tree, _key(row)):
            yield _rule(minor, row)


def _targets(tree: ClassTree, key: SampleKey) -> tuple[MinorClass, ...]:
    """The classes a sample class stands for: itself, and the events about it; none where the reviewed table says so."""
    kind, _, name = key
    minor = tree.named(kind, name) or tree.find(_reviewed(tree.edition)[key]["class_code"])
    if minor is None:
        return ()
    return (minor, *(row for row in tree.classes if row.component == minor.code))


def _key(row: dict[str, str]) -> SampleKey:
    return _kind(row), row["major_code"] + row["minor_code"], row["minor_name"]


def _kind(row: dict[str, str]) -> Kind:
    return "component" if row["kind"] == "component" else "event"


@cache
def _reviewed(edition: str) -> dict[SampleKey, dict[str, str]]:
    rows = (row for row in read_rows("filing_mapping.csv") if row["edition"] == edition)
    return {(_kind(row), row["sample_code"], row["sample_name"]): row for row in rows}


def _rule(minor: MinorClass, row: dict[str, str]) -> FilingRule:
    limit = Limit(Decimal(row["limit"]), LimitUnit(row["unit"]))
    return FilingRule(
        condition_id=condition_id(minor.edition, minor.kind, minor.code, row["filing_condition"], limit),
        edition=minor.edition,
        kind=minor.kind,
        class_code=minor.code,
        class_name=minor.name,
        condition=row["filing_condition"],
        limit=limit,
        closing_condition=row["closing_condition"],
        urgent=limit.unit is LimitUnit.URGENT_HOUR,
        tags=tuple(row["urgency_tags"].split("|")) if row["urgency_tags"] else (),
        responsible=tuple(row["responsible"].split("|")),
        is_default=False,
    )


def _default(minor: MinorClass) -> FilingRule:
    limit = DEFAULT_LIMITS[minor.kind]
    return FilingRule(
        condition_id=condition_id(minor.edition, minor.kind, minor.code, DEFAULT_CONDITION, limit),
        edition=minor.edition,
        kind=minor.kind,
        class_code=minor.code,
        class_name=minor.name,
        condition=DEFAULT_CONDITION,
        limit=limit,
        closing_condition=DEFAULT_CLOSING,
        urgent=False,
        tags=(),
        responsible=(),
        is_default=True,
    )
