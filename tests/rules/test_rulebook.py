"""The rules as the program reads them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError
from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django.db import connection, transaction

from wangge.basedata.jurisdiction import jurisdiction
from wangge.rules import models, signals
from wangge.rules.registry import EDITION_2013, EDITION_2026
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.errors import Refused
from wangge.standards.worktime import ZONE, Limit, LimitUnit, deadline
from wangge.web.embedded import Urls


def limit(amount: int, unit: LimitUnit) -> Limit:
    return Limit(Decimal(amount), unit)


def at(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=ZONE)  # type: ignore[misc, arg-type]


def test_a_missing_water_cover_is_due_in_two_urgent_hours(rules: None) -> None:
    book = rulebook()
    [missing] = [rule for rule in book.rules_of("C0101") if rule.condition.startswith("缺失")]
    assert book.class_name("C0101") == "上水井盖"
    assert (missing.limit, missing.closing_condition, missing.urgent) == (
        limit(2, LimitUnit.URGENT_HOUR),
        "恢复",
        True,
    )
    assert book.filing_rule(missing.condition_id) == missing
    assert deadline(at(2026, 3, 7, 23, 30), missing.limit, book.units_calendar).at == at(2026, 3, 8, 1, 30)


def test_the_2013_edition_is_in_force_and_the_other_can_be_read(rules: None) -> None:
    book = rulebook()
    assert book.edition == EDITION_2013
    assert {facts.edition for facts in book.classes} == {EDITION_2013}
    assert len(book.classes) == 122 + 77 + 59
    assert book.class_name("C01001") == "供水井盖"
    models.Setting.objects.update_or_create(key="edition", defaults={"value": EDITION_2026})
    assert {facts.edition for facts in rulebook().classes} == {EDITION_2026}


def test_a_class_or_rule_out_of_use_is_not_offered_but_still_known(rules: None) -> None:
    rule = rulebook().rules_of("E0110")[0]
    models.ClassRow.objects.get(code="E0110").delete()
    models.ClassRow.objects.create(
        edition=EDITION_2013,
        kind="event",
        major_code="01",
        minor_code="10",
        name="暴露垃圾",
        code="E0110",
        active=False,
    )
    row = models.FilingRuleRow.objects.get(condition_id=rule.condition_id)
    row.active = False
    row.save()
    book = rulebook()
    assert "E0110" not in {facts.code for facts in book.classes}
    assert rule not in book.rules_of("E0110")
    assert (book.class_name("E0110"), book.filing_rule(rule.condition_id)) == ("暴露垃圾", rule)


def test_the_general_rule_is_one_day_for_events_and_five_for_components(rules: None) -> None:
    book = rulebook()
    for code, days in (("E0699", 1), ("E0110", 1), ("C0105", 5), ("C0101", 5)):
        rule = book.default_rule(code)
        assert (rule.limit, rule.is_default) == (limit(days, LimitUnit.WORK_DAY), True)
    with pytest.raises(Refused, match="unknown_class"):
        book.default_rule("E0615")


def test_only_a_general_rule_that_stands_in_the_table_has_an_id(rules: None) -> None:
    book = rulebook()
    assert book.filing_rule(book.default_rule("C0105").condition_id) == book.default_rule("C0105")
    assert book.default_rule("C0101").condition_id == ""


STAGES = [
    ("accept", 15, "minute"),
    ("verify", 60, "minute"),
    ("file", 15, "minute"),
    ("dispatch", 15, "minute"),
    ("sign", 2, "work_hour"),
    ("send_check", 15, "minute"),
    ("check", 120, "minute"),
    ("close", 30, "minute"),
]


@pytest.mark.parametrize(("stage", "amount", "unit"), STAGES)
def test_stage_limits_are_those_of_the_rules_loaded_or_not(db: None, stage: str, amount: int, unit: str) -> None:
    assert rulebook().stage_limit(stage) == limit(amount, LimitUnit(unit))


def test_before_anything_is_entered_the_defaults_hold(db: None) -> None:
    book = rulebook()
    assert (book.classes, book.rules_of("C0101"), book.suggest_unit("C0101", None, "411328001001001")) == ((), (), None)
    assert book.setting("extension_max") == 2
    assert book.units_calendar.periods(date(2026, 3, 2)) == ((time(8), time(12)), (time(14), time(18)))


def test_units_work_on_working_days_and_the_centre_every_day(rules: None) -> None:
    book, sunday = rulebook(), date(2026, 3, 15)
    assert book.units_calendar.periods(sunday) == ()
    assert book.centre_calendar.periods(sunday) == ((time(7, 30), time(20)),)
    assert book.collectors_calendar.periods(sunday) == ((time(7, 30), time(19, 30)),)


VECTORS = [
    (at(2026, 3, 6, 17), limit(4, LimitUnit.WORK_HOUR), at(2026, 3, 9, 11)),
    (at(2026, 3, 9, 10), limit(1, LimitUnit.WORK_DAY), at(2026, 3, 10, 10)),
    (at(2026, 2, 13, 17), limit(2, LimitUnit.WORK_HOUR), at(2026, 2, 14, 9)),
    (at(2026, 9, 30, 17), limit(2, LimitUnit.WORK_HOUR), at(2026, 10, 8, 9)),
]


def test_deadlines_follow_the_loaded_calendar(rules: None) -> None:
    calendar = rulebook().units_calendar
    for start, given, end in VECTORS:
        due = deadline(start, given, calendar)
        assert (due.at, due.provisional) == (end, False)


def test_2027_is_provisional_until_its_notice_is_entered(rules: None) -> None:
    start, day = at(2026, 12, 31, 17), limit(2, LimitUnit.WORK_DAY)
    assert deadline(start, day, rulebook().units_calendar).provisional
    models.DayOverride.objects.create(date=date(2027, 1, 1), working=False, name="元旦")
    models.PublishedYear.objects.create(year=2027)
    due = deadline(start, day, rulebook().units_calendar)
    assert (due.at, due.provisional) == (at(2027, 1, 5, 17), False)


def test_a_season_of_the_year_or_of_given_dates_goes_before_the_whole_year(rules: None) -> None:
    summer = [["07:00", "11:00"], ["15:00", "19:00"]]
    models.WorkPlanRow.objects.create(whose="units", name="夏季", first="06-01", last="09-30", periods=summer)
    flood = [["06:00", "12:00"]]
    models.WorkPlanRow.objects.create(whose="units", name="防汛", first="2026-07-06", last="2026-07-10", periods=flood)
    calendar = rulebook().units_calendar
    assert calendar.periods(date(2026, 7, 1)) == ((time(7), time(11)), (time(15), time(19)))
    assert calendar.periods(date(2026, 7, 6)) == ((time(6), time(12)),)
    assert calendar.periods(date(2026, 10, 12)) == ((time(8), time(12)), (time(14), time(18)))


def test_an_unchanged_rule_book_is_the_same_object_for_one_small_query(
    rules: None, django_assert_num_queries: object
) -> None:
    book = rulebook()
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert rulebook() is book


def test_a_change_is_seen_at_the_next_call_in_the_same_process(rules: None) -> None:
    assert rulebook().setting("extension_max") == 2
    row = models.Setting.objects.get(key="extension_max")
    row.value = 5
    row.save()
    assert rulebook().setting("extension_max") == 5
    row.delete()
    assert rulebook().setting("extension_max") == 2


def test_a_bulk_change_is_seen_once_it_is_announced(rules: None) -> None:
    models.StageLimit.objects.filter(stage="accept").update(amount=20)
    signals.changed(models.StageLimit)
    assert rulebook().stage_limit("accept") == limit(20, LimitUnit.MINUTE)


def test_a_change_that_is_rolled_back_leaves_no_trace(rules: None) -> None:
    before = rulebook()
    outer = transaction.savepoint()
    models.Setting.objects.get(key="extension_max").delete()
    models.Setting.objects.create(key="extension_max", value=9)
    assert rulebook().setting("extension_max") == 9
    transaction.savepoint_rollback(outer)
    assert rulebook() is before
    models.Setting.objects.filter(key="claim_minutes").get().delete()
    assert rulebook().setting("extension_max") == 2


def test_nobody_can_change_a_rule_book_in_hand(rules: None) -> None:
    with pytest.raises(FrozenInstanceError):
        rulebook().edition = "x"  # type: ignore[misc]


def test_stock_phrases_come_in_their_order(rules: None) -> None:
    models.StockPhrase.objects.create(action="close", text="先说这句", order=0)
    models.StockPhrase.objects.create(action="close", text="不用了", order=0, active=False)
    assert rulebook().phrases["close"] == ("先说这句", "问题已解决，予以结案。")


def test_threads_read_the_newest_committed_rules_and_share_one_copy(committed: Urls) -> None:
    def read(_: int) -> tuple[int, Rulebook]:
        try:
            with jurisdiction():
                book = rulebook()
            return book.setting("extension_max"), book
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        for value in (3, 4):
            with jurisdiction():
                models.Setting.objects.update_or_create(key="extension_max", defaults={"value": value})
            assert {found for found, _ in pool.map(read, range(12))} == {value}
        assert len({id(book) for _, book in pool.map(read, range(12))}) == 1
