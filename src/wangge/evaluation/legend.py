"""What a reader needs beside the numbers: the names of counts and rates, what a scheme is made of, who may read which."""

from __future__ import annotations

from datetime import date
from typing import Any

from wangge.evaluation.evaluate import Evaluation, group_by_of_scheme
from wangge.evaluation.schemes import scheme_of
from wangge.evaluation.shown import rates_of
from wangge.standards.evaluation.codes import COUNTS
from wangge.standards.evaluation.defaults import DEFAULTS
from wangge.standards.evaluation.items import BandItem, CountItem, Item, PointsItem, RateItem
from wangge.standards.evaluation.scope import Basis
from wangge.standards.lifecycle.names import Role

READERS = (Role.EVALUATOR, Role.LEADER, Role.SHIFT_LEAD, Role.DISPATCHER, Role.OPERATOR, Role.UNIT)
OF_UNITS = ("unit", "area")
"""What units may read: of units and places, never of persons."""
BASES = {
    Basis.REPORT: "按上报时间",
    Basis.FILING: "按立案时间",
    Basis.DEADLINE: "按处置期限",
    Basis.CLOSE: "按结案时间",
}
GROUPINGS = {"area": "街道", "community": "社区", "duty_grid": "责任网格"}


def readable(role: str | None, today: date) -> list[dict[str, Any]]:
    """The schemes in force today that this post may read; none for posts that may read no evaluation."""
    if role not in READERS:
        return []
    codes = [code for code in ("unit", *DEFAULTS) if role != Role.UNIT or code in OF_UNITS]
    return [_scheme(code, today) for code in dict.fromkeys(codes)]


def _scheme(code: str, today: date) -> dict[str, Any]:
    found = scheme_of(code, today)
    ways = GROUPINGS if code == "area" else {}
    return {
        "code": code,
        "name": found.name,
        "basis": found.basis.value,
        "group_by": group_by_of_scheme(code),
        "groupings": [{"code": by, "name": name} for by, name in ways.items()],
    }


def legend(found: Evaluation) -> dict[str, Any]:
    """For the answer of one evaluation: its scheme's items, and every rate and count that its groups carry."""
    codes = next(iter(found.tally.values())).codes if found.tally else ()
    held = {c.removeprefix("-") for c in codes}
    rates = {code: rate for code, rate in rates_of(found).items() if _bare(rate.num + rate.den) <= held}
    return {
        "items": [_item(item) for item in found.scheme.items],
        "rate_names": {
            code: {"name": rate.name, "num": list(rate.num), "den": list(rate.den)} for code, rate in rates.items()
        },
        "count_names": {code: COUNTS[code] for code in codes},
    }


def _bare(codes: tuple[str, ...]) -> set[str]:
    return {code.removeprefix("-") for code in codes}


def _item(item: Item) -> dict[str, Any]:
    rates, counts = _made_of(item)
    return {"name": item.name, "weight": float(item.weight), "rates": rates, "counts": counts}


def _made_of(item: Item) -> tuple[list[str], list[str]]:
    """(codes of rates, codes of counts)"""
    match item:
        case RateItem():
            return [code for code, _factor in item.terms], []
        case PointsItem():
            return [item.rate], []
        case BandItem() | CountItem():
            return [], [item.count]
