"""Filing rules: the sample carried over to both editions, the general rule elsewhere, stable condition ids."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest

from wangge.standards.classes import class_tree
from wangge.standards.codes import EDITION_2013, EDITION_2026, EDITIONS
from wangge.standards.datafiles import read_rows
from wangge.standards.errors import Refused
from wangge.standards.filing import FilingRule, condition_id, load_rules, unmapped
from wangge.standards.worktime import Limit, LimitUnit

editions = pytest.mark.parametrize("edition", EDITIONS)
SAMPLE = read_rows("filing_rules_sample.csv")
MAPPING = read_rows("filing_mapping.csv")


def rules_of(edition: str, code: str) -> list[FilingRule]:
    return [rule for rule in load_rules(edition) if rule.class_code == code]


def sample_key(row: dict[str, str]) -> tuple[str, str, str]:
    return row["kind"], row["major_code"] + row["minor_code"], row["minor_name"]


def content(limit: Limit, condition: str, closing: str) -> tuple[Any, ...]:
    return condition, limit.amount, limit.unit.value, closing


@editions
def test_every_class_has_a_rule_and_only_classes_without_one_have_the_general_rule(edition: str) -> None:
    rules = load_rules(edition)
    assert {rule.class_code for rule in rules} == {row.code for row in class_tree(edition).classes}
    general = [rule for rule in rules if rule.is_default]
    sampled = {rule.class_code for rule in rules if not rule.is_default}
    assert len({rule.class_code for rule in general}) == len(general)
    assert not sampled & {rule.class_code for rule in general}


@pytest.mark.parametrize(
    ("edition", "code", "amount"), [(EDITION_2013, "E0699", 1), (EDITION_2013, "C0105", 5), (EDITION_2026, "C01005", 5)]
)
def test_the_general_rule_is_one_work_day_for_events_and_five_for_components(
    edition: str, code: str, amount: int
) -> None:
    (rule,) = rules_of(edition, code)
    assert (rule.is_default, rule.urgent, rule.limit) == (True, False, Limit(Decimal(amount), LimitUnit.WORK_DAY))


def test_how_much_of_the_sample_each_edition_takes() -> None:
    """164 sample classes in 423 rows, one of them twice in the file."""
    assert len({sample_key(row) for row in SAMPLE}) == 164
    assert {edition: len(unmapped(edition)) for edition in EDITIONS} == {EDITION_2013: 0, EDITION_2026: 20}
    counts = {edition: Counter((rule.kind, rule.is_default) for rule in load_rules(edition)) for edition in EDITIONS}
    assert counts == {
        EDITION_2013: {
            ("component", False): 278,
            ("component", True): 82,
            ("event", False): 144,
            ("event", True): 12,
        },
        EDITION_2026: {
            ("component", False): 275,
            ("component", True): 88,
            ("event", False): 385,
            ("event", True): 111,
        },
    }


@editions
def test_no_row_of_a_mapped_class_is_lost(edition: str) -> None:
    """Counted by content: each row's condition, limit and closing condition stands in some rule."""
    gone = {(row.kind, row.code, row.name) for row in unmapped(edition)}
    rows = [row for row in SAMPLE if sample_key(row) not in gone]
    rules = {(r.kind, *content(r.limit, r.condition, r.closing_condition)) for r in load_rules(edition)}
    for row in rows:
        limit = Limit(Decimal(row["limit"]), LimitUnit(row["unit"]))
        assert (row["kind"], *content(limit, row["filing_condition"], row["closing_condition"])) in rules


@editions
def test_what_an_edition_cannot_take_is_listed_with_the_reason(edition: str) -> None:
    sampled = {sample_key(row) for row in SAMPLE}
    for row in unmapped(edition):
        assert (row.kind, row.code, row.name) in sampled
        assert row.reason


@pytest.mark.parametrize("row", MAPPING, ids=lambda row: f"{row['edition'][-4:]}-{row['kind']}-{row['sample_code']}")
def test_the_reviewed_table_is_needed_true_and_reasoned(row: dict[str, str]) -> None:
    kind: Any = row["kind"]
    tree = class_tree(row["edition"])
    assert (kind, row["sample_code"], row["sample_name"]) in {sample_key(sample) for sample in SAMPLE}
    assert tree.named(kind, row["sample_name"]) is None
    target = tree.find(row["class_code"])
    assert (target.kind, target.name) == (kind, row["class_name"]) if target else not row["class_code"]
    assert row["reason"]


def test_a_renamed_class_keeps_its_conditions() -> None:
    old, new = rules_of(EDITION_2013, "C0101"), rules_of(EDITION_2026, "C01001")
    assert [rule.class_name for rule in (old[0], new[0])] == ["上水井盖", "供水井盖"]
    assert [r.condition for r in old] == [r.condition for r in new]
    assert len(old) == 4


def test_conditions_of_a_component_hold_for_its_event_in_2026() -> None:
    part, event = rules_of(EDITION_2026, "C01001"), rules_of(EDITION_2026, "E01001")
    assert [(r.condition, r.limit) for r in part] == [(r.condition, r.limit) for r in event]
    assert {r.kind for r in event} == {"event"}


def test_several_sample_classes_may_meet_in_one() -> None:
    broken_roads = rules_of(EDITION_2026, "E06013")
    assert {r.condition for r in broken_roads} >= {"破损 [0.5m²]", "下沉/塌陷", "缺失/破损"}
    assert [r.urgent for r in broken_roads if r.condition == "下沉/塌陷"] == [True]


def test_a_missing_cover_is_urgent_and_says_who_answers() -> None:
    rule = rules_of(EDITION_2013, "C0101")[0]
    assert (rule.condition, rule.urgent, rule.tags) == ("缺失/移位/开裂", True, ("hazard",))
    assert rule.limit == Limit(Decimal(2), LimitUnit.URGENT_HOUR)
    assert (rule.closing_condition, rule.responsible) == ("恢复", ("产权单位", "供水"))


@editions
def test_urgent_is_what_runs_day_and_night(edition: str) -> None:
    for rule in load_rules(edition):
        assert rule.urgent == (rule.limit.unit is LimitUnit.URGENT_HOUR)


@editions
def test_condition_ids_are_unique_and_only_equal_rows_share_one(edition: str) -> None:
    ids = Counter(rule.condition_id for rule in load_rules(edition))
    assert max(ids.values()) == 1
    assert all(len(condition) == 12 for condition in ids)


def test_condition_ids_never_change() -> None:
    """Cases keep these ids: a change here would orphan them."""
    pinned = {
        (EDITION_2013, "C0101"): ["8bd80eea32ae", "53a2a4f1bb26"],
        (EDITION_2013, "E0110"): ["195a485358ea"],
        (EDITION_2013, "E0699"): ["9ae0e6a0b6c2"],  # the general rule
        (EDITION_2026, "C01001"): ["b35cd9a41a5b", "ed025fe8cf27"],
        (EDITION_2026, "E01001"): ["c4de7ce2489b", "17230b9b07ca"],
    }
    for (edition, code), ids in pinned.items():
        assert [rule.condition_id for rule in rules_of(edition, code)][: len(ids)] == ids


def test_a_condition_id_says_edition_kind_class_condition_and_limit() -> None:
    day, two = Limit(Decimal(1), LimitUnit.WORK_DAY), Limit(Decimal(2), LimitUnit.WORK_DAY)
    ids = {
        condition_id(EDITION_2013, "event", "E0110", "满溢", day),
        condition_id(EDITION_2026, "event", "E0110", "满溢", day),
        condition_id(EDITION_2013, "component", "E0110", "满溢", day),
        condition_id(EDITION_2013, "event", "E0111", "满溢", day),
        condition_id(EDITION_2013, "event", "E0110", "暴露", day),
        condition_id(EDITION_2013, "event", "E0110", "满溢", two),
        condition_id(EDITION_2013, "event", "E0110", "满溢", Limit(Decimal(1), LimitUnit.WORK_HOUR)),
    }
    assert len(ids) == 7
    again = condition_id(EDITION_2013, "event", "E0110", "满溢", Limit(Decimal("1.00"), LimitUnit.WORK_DAY))
    assert again in ids


def test_rules_of_an_unknown_edition_are_refused() -> None:
    with pytest.raises(Refused, match="unknown_edition"):
        load_rules("GB/T 1")
