"""A scheme as plain JSON values and back. Decimals travel as strings, so that nothing is lost on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from typing import Any

from wangge.standards.errors import Refused
from wangge.standards.evaluation.bands import Bands, Better
from wangge.standards.evaluation.grades import GRADE_TABLES
from wangge.standards.evaluation.items import BandItem, CountItem, Item, PointsItem, RateItem
from wangge.standards.evaluation.rates import Rate
from wangge.standards.evaluation.scheme_check import check_scheme
from wangge.standards.evaluation.schemes import Deduction, Scheme, Target
from wangge.standards.evaluation.scope import Basis, FileRate, Settings

KINDS: dict[str, type[Item]] = {"rate": RateItem, "bands": BandItem, "points": PointsItem, "count": CountItem}
Json = Mapping[str, Any]


def to_json(scheme: Scheme) -> dict[str, Any]:
    """Every field by its name; an item has its `kind` (rate, bands, points, count); `grades` is the table's name."""
    kinds = {cls: kind for kind, cls in KINDS.items()}
    items = [{"kind": kinds[type(item)], **asdict(item)} for item in scheme.items]
    plain: dict[str, Any] = _plain(asdict(scheme) | {"items": items, "grades": scheme.grades.name})
    return plain


def from_json(data: Json) -> Scheme:
    """Refused `scheme_invalid` for what is missing, misspelt or fails `check_scheme`."""
    try:
        scheme = _scheme(data)
    except (KeyError, TypeError, ValueError, AttributeError, InvalidOperation) as error:
        raise Refused("scheme_invalid", "评价方案有误", f"方案缺少内容或格式不对：{error!r}") from error
    check_scheme(scheme)
    return scheme


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value) if isinstance(value, str) else value


def _number(text: Any) -> Decimal:
    number = Decimal(str(text))
    if not number.is_finite():
        raise ValueError(text)
    return number


def _scheme(data: Json) -> Scheme:
    fields = dict(data) | {
        "version": int(data["version"]),
        "target": Target(data["target"]),
        "basis": Basis(data["basis"]),
        "full": _number(data["full"]),
        "requires": tuple(data["requires"]),
        "settings": Settings(**(dict(data["settings"]) | {"file_rate": FileRate(data["settings"]["file_rate"])})),
        "items": tuple(_item(item) for item in data["items"]),
        "deductions": tuple(Deduction(d["name"], d["count"], _number(d["each"])) for d in data["deductions"]),
        "rates": tuple(Rate(r["code"], r["name"], tuple(r["num"]), tuple(r["den"])) for r in data["rates"]),
        "grades": GRADE_TABLES[data["grades"]],
    }
    return Scheme(**fields)


def _item(data: Json) -> Item:
    fields = {key: value for key, value in data.items() if key != "kind"} | {"weight": _number(data["weight"])}
    return KINDS[data["kind"]](**(fields | _PARTS[data["kind"]](data)))


def _rate_parts(data: Json) -> dict[str, Any]:
    terms = tuple((code, _number(factor)) for code, factor in data["terms"])
    return {"terms": terms, "start": _number(data.get("start", "0"))}


def _band_parts(data: Json) -> dict[str, Any]:
    return {"tables": tuple(_bands(table) for table in data["tables"])}


def _bands(data: Json) -> Bands:
    steps = tuple((_number(bound), _number(points)) for bound, points in data["steps"])
    return Bands(Better(data["better"]), steps, _number(data.get("otherwise", "0")), data.get("group", ""))


def _points_parts(data: Json) -> dict[str, Any]:
    return {"threshold": _number(data["threshold"]), "loss": _number(data["loss"])}


def _count_parts(data: Json) -> dict[str, Any]:
    return {"tiers": tuple((bound, _number(each)) for bound, each in data["tiers"])}


_PARTS = {"rate": _rate_parts, "bands": _band_parts, "points": _points_parts, "count": _count_parts}
