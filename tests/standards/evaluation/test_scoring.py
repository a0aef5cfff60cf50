"""Scores, each worked out by hand from its counts."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tests.standards.evaluation.schemes_elsewhere import FIVE_RATES, FORMULA, POINTS, THREE_RATES
from wangge.standards.evaluation.defaults import AREA, COLLECTOR, DEFAULTS, DISPATCHER, OPERATOR, SHIFT_LEAD, UNIT, good
from wangge.standards.evaluation.describe import lines
from wangge.standards.evaluation.items import CountItem, Subject
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scoring import Explanation, NoScore, explain, score

UNIT_COUNTS = {
    "filed": 60, "dispose_due": 10, "disposed": 9, "disposed_intime": 7, "disposed_late": 2, "open_late": 1,
    "close_due": 10, "closed": 8, "closed_intime": 6, "rework_due": 1, "rework_times": 2, "extended_due": 2,
}  # fmt: skip
POINTS_COUNTS = {
    "close_due": 200, "closed": 176, "closed_intime": 131, "urgent_close_due": 25, "urgent_closed": 24,
    "rework_times": 4, "frauds": 1,
}  # fmt: skip


def points(explanation: Explanation) -> list[Decimal | None]:
    return [item.points for item in explanation.items]


def decimals(*texts: str) -> list[Decimal]:
    return [Decimal(text) for text in texts]


@pytest.mark.parametrize(
    ("scheme", "counts", "subject", "parts", "total", "letter"),
    [
        # 60 filed in 31 days = 58.06 a month → 90; 8/10; 7/10; 1 − 1/10
        (UNIT, UNIT_COUNTS, Subject(31), ("9", "24", "21", "27"), "81", "B"),
        # 1 − 6/30; 30 filed in 10 grids = 3 → 75; 27/30; 24/30
        (
            AREA,
            {"filed": 30, "public_valid": 6, "close_due": 30, "closed": 27, "closed_intime": 24},
            Subject(30, "一类", 10),
            ("8", "15", "27", "32"),
            "82",
            "B",
        ),
        # 45/50; 1 − 2/40; 8/10; 3/4
        (
            COLLECTOR,
            {
                "reported": 50, "valid_reported": 45, "grid_filed": 40, "missed": 2,
                "verify_sent": 10, "verified_intime": 8, "check_sent": 4, "checked_intime": 3,
            },
            Subject(),
            ("36", "19", "16", "15"),
            "86",
            "B",
        ),
        # 600 → 75; 90/100; 400/500
        (
            OPERATOR,
            {
                "accepted": 600, "verify_needed": 100, "verify_sent_intime": 90,
                "check_needed": 500, "check_sent_intime": 400,
            },
            Subject(),
            ("18.75", "36", "28"),
            "82.75",
            "B",
        ),
        # 95/100; (100 − 5)/100; 60/80
        (
            SHIFT_LEAD,
            {"filed": 100, "filed_intime": 95, "voided": 5, "closed": 80, "close_step_intime": 60},
            Subject(),
            ("23.75", "38", "26.25"),
            "88",
            "B",
        ),
        # 1300 → 90; 1170/1300; 1235/1300
        (
            DISPATCHER,
            {"dispatched": 1300, "dispatched_intime": 1170, "dispatched_right": 1235},
            Subject(),
            ("18", "36", "38"),
            "92",
            "A",
        ),
        # 0.7·60 + 0.8·30 + 0.9·10
        (THREE_RATES, UNIT_COUNTS, Subject(), ("42", "24", "9"), "75", "B"),
        # (0.7 + 0.4·0.2)·80 + 0.8·10 + 0.9·10
        (FORMULA, UNIT_COUNTS, Subject(), ("62.4", "8", "9"), "79.4", "B"),
        # 0.9·30 + 0.7·20 + 0.9·20 + 0.9·20 + 0.8·10
        (FIVE_RATES, UNIT_COUNTS, Subject(), ("27", "14", "18", "18", "8"), "85", "B"),
    ],
)  # fmt: skip
def test_weighted_schemes(
    scheme: Scheme, counts: dict[str, int], subject: Subject, parts: tuple[str, ...], total: str, letter: str
) -> None:
    found = explain(scheme, counts, subject)
    assert points(found) == decimals(*parts)
    assert found.score == found.marks == Decimal(total)
    assert found.grade is not None
    assert found.grade.letter == letter


def test_the_points_scheme() -> None:
    # 65.5 %: 50 − 4.5; 88 %: 20 − 2; 96 %: 10 − 4·0.5; 4 reworks: 5 − 0.2·2 − 0.5·2; one fraud: −1
    found = explain(POINTS, POINTS_COUNTS)
    assert points(found) == decimals("45.5", "18", "8", "3.6")
    assert [deduction.points for deduction in found.deductions] == [Decimal(1)]
    assert (found.marks, found.score) == (Decimal("74.10"), Decimal("87.18"))
    assert found.grade is not None
    assert found.grade.word == "良好"


def test_no_item_of_the_points_scheme_falls_below_nothing() -> None:
    bad = {"close_due": 100, "closed": 1, "closed_intime": 0, "urgent_close_due": 5, "rework_times": 90, "frauds": 3}
    found = explain(POINTS, bad)
    assert points(found) == [Decimal(0)] * 4
    assert found.score == Decimal(0)


def test_full_points_at_the_threshold_itself() -> None:
    at_it = {"close_due": 100, "closed": 90, "closed_intime": 70, "urgent_close_due": 1, "urgent_closed": 1}
    assert explain(POINTS, at_it).marks == Decimal(85)


def test_without_urgent_cases_their_points_are_spread_over_the_others() -> None:
    counts = POINTS_COUNTS | {"urgent_close_due": 0, "urgent_closed": 0, "frauds": 0}
    found = explain(POINTS, counts)
    assert found.items[2].points is None
    assert found.marks == Decimal("76.05")  # (45.5 + 18 + 3.6) · 85/75 = 76.0466…
    assert [item.carried for item in found.items] == decimals("56.67", "22.67", "0", "5.67")


def test_a_rate_without_data_is_never_nothing_and_never_all() -> None:
    # no verification needed: (0.75·25 + 0.8·35) · 100/60
    counts = {"accepted": 600, "check_needed": 500, "check_sent_intime": 400}
    found = explain(OPERATOR, counts)
    assert found.items[1].share is None
    assert found.items[1].ratios["verify_send_rate"].value is None
    assert [item.carried for item in found.items] == decimals("41.67", "0", "58.33")
    assert found.score == Decimal("77.92")


def test_a_score_needs_half_of_its_weight_on_data() -> None:
    thin = explain(COLLECTOR, {"verify_sent": 4, "verified_intime": 4, "check_sent": 2, "checked_intime": 2})
    assert (thin.score, thin.grade, thin.why) == (None, None, NoScore.TOO_THIN)
    assert score(COLLECTOR, {"reported": 1, "valid_reported": 1, "verify_sent": 4, "verified_intime": 4}) == Decimal(
        100
    )
    halves = replace(UNIT, items=(good("close_rate", 50), good("urgent_close_rate", 50)))
    assert score(halves, {"close_due": 4, "closed": 3}) == Decimal(75)


@pytest.mark.parametrize("scheme", DEFAULTS.values(), ids=lambda scheme: scheme.code)
def test_who_had_nothing_due_has_no_score(scheme: Scheme) -> None:
    found = explain(scheme, {})
    assert (found.score, found.marks, found.grade, found.why) == (None, None, None, NoScore.NOTHING_DUE)


def test_a_collector_who_ignores_every_task_is_scored() -> None:
    ignored = {"grid_filed": 10, "verify_sent": 5, "check_sent": 5}
    assert score(COLLECTOR, ignored) == Decimal("33.33")  # 20·1 of the 60 that have data


def test_rounding_is_half_up_and_comes_last() -> None:
    # 60·1/3 + 30·1/3 + 10·1/3 = 33.333…; the parts shown are 20.00, 10.00, 3.33
    third = {"close_due": 3, "closed": 1, "dispose_due": 3, "disposed_intime": 1, "rework_due": 2}
    assert score(THREE_RATES, third) == Decimal("33.33")
    # 60·0 + 30·(1/2400) + 10·(1 − 1) = 0.0125 → 0.01; and 30·(1/2000) = 0.015 → 0.02
    assert score(THREE_RATES, {"close_due": 2400, "closed": 1, "dispose_due": 1, "rework_due": 2400}) == Decimal("0.01")
    assert score(THREE_RATES, {"close_due": 2000, "closed": 1, "dispose_due": 1, "rework_due": 2000}) == Decimal("0.02")


def test_a_numerator_larger_than_its_denominator_costs_all_and_not_more() -> None:
    found = explain(UNIT, {"close_due": 1, "closed": 1, "dispose_due": 1, "disposed_intime": 1, "rework_due": 3})
    assert found.items[3].points == Decimal(0)
    assert (found.items[3].ratios["rework_rate"].num, found.items[3].ratios["rework_rate"].den) == (3, 1)


def test_a_count_item_may_need_data() -> None:
    item = CountItem("返工", Decimal(100), "rework_times", ((None, Decimal(1)),), needs="disposed")
    scheme = replace(UNIT, items=(item,))
    assert explain(scheme, {"close_due": 1}).why is NoScore.TOO_THIN
    assert score(scheme, {"close_due": 1, "disposed": 1, "rework_times": 7}) == Decimal(93)


def test_an_explanation_reads_as_a_calculation() -> None:
    text = lines(UNIT, explain(UNIT, UNIT_COUNTS, Subject(31)))
    assert text == [
        "立案数：60 件，每30天 58.06 件，档分 90，权重 10，得 9.00 分",
        "结案率：结案率 80.00 %（8/10），权重 30，得 24.00 分",
        "按期处置率：按期处置率 70.00 %（7/10），权重 30，得 21.00 分",
        "1−返工率：返工率 10.00 %（1/10），权重 30，得 27.00 分",
        "得分 81.00",
    ]
    counts = POINTS_COUNTS | {"urgent_close_due": 0, "urgent_closed": 0}
    assert lines(POINTS, explain(POINTS, counts))[2:] == [
        "紧急案件：紧急案件结案率 —（0/0），无数据，权重 10 分摊到其他项",
        "返工：4 次，权重 5（分摊后 5.67），得 4.08 分",
        "弄虚作假：1 起，扣 1 分",
        "得分 75.05（满分 85），折合百分制 88.29",
    ]
    assert lines(UNIT, explain(UNIT, {}))[-1] == "无数据：没有到期案件或没有工作量"
