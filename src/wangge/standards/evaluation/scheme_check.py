"""What a scheme must keep to before it may be stored; the editor shows the refusal."""

from __future__ import annotations

from collections.abc import Iterator

from wangge.standards.errors import Refused
from wangge.standards.evaluation.codes import COUNTS
from wangge.standards.evaluation.items import BandItem, CountItem, Item, PointsItem, RateItem
from wangge.standards.evaluation.schemes import Scheme

REWORK_OVER = ("close_due", "disposed", "dispose_due")


def check_scheme(scheme: Scheme) -> None:
    """Refused `scheme_invalid` with every fault found."""
    faults = list(_faults(scheme))
    if faults:
        raise Refused("scheme_invalid", "评价方案有误", "；".join(faults))


def _faults(scheme: Scheme) -> Iterator[str]:
    if not scheme.items:
        yield "方案没有评价项"
    if any(item.weight <= 0 for item in scheme.items):
        yield "每项权重须大于 0"
    total = sum(item.weight for item in scheme.items)
    if total != scheme.full:
        yield f"各项权重之和 {total} 不等于满分 {scheme.full}"
    if not scheme.requires:
        yield "须指明没有哪些数量时不评分"
    if scheme.settings.rework_over not in REWORK_OVER:
        yield f"返工率的分母只能是：{'、'.join(REWORK_OVER)}"
    yield from _unknown(scheme)


def _unknown(scheme: Scheme) -> Iterator[str]:
    rates = scheme.rate_table()
    used = {code for item in scheme.items for code in _rates(item)}
    yield from (f"未知的比率 {code}" for code in sorted(used - rates.keys()))
    counts = {code for item in scheme.items for code in _counts(item)} | set(scheme.requires)
    counts |= {deduction.count for deduction in scheme.deductions}
    counts |= {code.removeprefix("-") for rate in scheme.rates for code in rate.num + rate.den}
    yield from (f"未知的数量 {code}" for code in sorted(counts - COUNTS.keys()))
    if any(isinstance(item, BandItem) and not item.tables for item in scheme.items):
        yield "分档项没有分档表"


def _rates(item: Item) -> tuple[str, ...]:
    if isinstance(item, RateItem):
        return tuple(code for code, _factor in item.terms)
    return (item.rate,) if isinstance(item, PointsItem) else ()


def _counts(item: Item) -> tuple[str, ...]:
    if isinstance(item, CountItem):
        return (item.count, item.needs) if item.needs else (item.count,)
    return (item.count,) if isinstance(item, BandItem) else ()
