"""Schemes of other places that the editor must be able to express (domain page evaluation)."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from wangge.standards.evaluation.defaults import UNIT, bad, good
from wangge.standards.evaluation.grades import WORDS
from wangge.standards.evaluation.items import CountItem, PointsItem, RateItem
from wangge.standards.evaluation.schemes import Deduction
from wangge.standards.evaluation.scope import Settings

THREE_RATES = replace(
    UNIT, code="three", items=(good("dispose_intime_rate", 60), good("close_rate", 30), bad("rework_rate", 10))
)
FORMULA = replace(
    UNIT,
    code="formula",
    settings=Settings(carried_late=False, open_intime_due=True, rework_over="dispose_due"),
    items=(
        RateItem(
            "处置", Decimal(80), (("dispose_intime_rate", Decimal(1)), ("late_rate", Decimal("0.4")))
        ),
        bad("extension_rate", 10),
        bad("rework_rate", 10),
    ),
)  # fmt: skip
FIVE_RATES = replace(
    UNIT,
    code="five",
    items=(
        good("dispose_rate", 30),
        good("dispose_intime_rate", 20),
        bad("rework_rate", 20),
        bad("late_open_rate", 20),
        bad("extension_rate", 10),
    ),
)
POINTS = replace(
    UNIT,
    code="points",
    full=Decimal(85),
    items=(
        PointsItem("按期结案", Decimal(50), "close_intime_rate", Decimal("0.70"), Decimal(1)),
        PointsItem("结案", Decimal(20), "close_rate", Decimal("0.90"), Decimal(1)),
        PointsItem("紧急案件", Decimal(10), "urgent_close_rate", Decimal(1), Decimal("0.5")),
        CountItem("返工", Decimal(5), "rework_times", ((2, Decimal("0.2")), (None, Decimal("0.5")))),
    ),
    deductions=(Deduction("弄虚作假", "frauds", Decimal(1)),),
    grades=WORDS,
)
ELSEWHERE = {scheme.code: scheme for scheme in (THREE_RATES, FORMULA, FIVE_RATES, POINTS)}
