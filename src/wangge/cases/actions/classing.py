"""受理与更正: class, condition and place as the rule book and the grid know them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import Field

from wangge.basedata import coordinates
from wangge.basedata.index import grid_at
from wangge.cases.actions.forms import picker
from wangge.cases.actions.verb import Body, Prepared, Scene, Verb
from wangge.rules.rulebook import Rulebook
from wangge.standards.errors import Refused

KIND_OF = {"C": "component", "E": "event"}


class Accept(Body):
    class_code: str | None = Field(None, title="类别", json_schema_extra=picker("class"))
    condition_id: str | None = Field(None, title="立案条件", json_schema_extra=picker("condition"))
    lon: Decimal | None = Field(None, title="位置", json_schema_extra=picker("place"))
    lat: Decimal | None = Field(None, title="纬度", json_schema_extra=picker("hidden"))
    address: str | None = Field(None, title="地点描述", max_length=300)


class Correction(Accept):
    reason: str = Field(..., title="更正理由", max_length=2000, json_schema_extra=picker("text"))


def place(lon: Any, lat: Any, coord_sys: str = "cgcs2000") -> dict[str, Any]:
    """{lon, lat, grid, duty_grid} of a point; raises Refused `outside` when it lies in no unit grid."""
    x, y = coordinates.stored(float(lon), float(lat), coord_sys)
    hit = grid_at(x, y)
    if hit is None:
        raise Refused(
            "outside",
            "位置不在管理范围内",
            "该点不在本县任何单元网格内，请移动图钉到管理范围内再提交。已填写的内容仍在。",
            field="lon",
        )
    return {
        "lon": Decimal(repr(round(x, 7))),
        "lat": Decimal(repr(round(y, 7))),
        "grid": hit.code,
        "duty_grid": hit.duty_grid,
    }


def known_class(book: Rulebook, code: str) -> str:
    facts = book.find_class(code)
    if facts is None or not facts.active or facts.edition != book.edition:
        raise Refused("unknown_class", "没有这个类别", f"类别代码 {code} 不在现行分类标准里。", field="class_code")
    return code


def classing(book: Rulebook, class_code: str, condition_id: str | None) -> dict[str, Any]:
    """Class and, where a condition is given, its limit and closing condition; the condition must be the class's."""
    known_class(book, class_code)
    values: dict[str, Any] = {"class_code": class_code, "edition": book.edition, "kind": KIND_OF[class_code[0]]}
    if condition_id is None:
        return values
    rule = book.filing_rule(condition_id)
    if rule is None or rule.class_code != class_code:
        raise Refused(
            "unknown_condition", "立案条件不对", "该立案条件不属于所选类别，请重新选择。", field="condition_id"
        )
    return values | {
        "condition_id": rule.condition_id,
        "closing_condition": rule.closing_condition,
        "urgent": rule.urgent,
        "limit": rule.limit,
        "limit_default": rule.is_default,
    }


def only_condition(book: Rulebook, class_code: str | None) -> str | None:
    """The condition of a class that has but one."""
    if class_code is None:
        return None
    rules = book.rules_of(class_code)
    return rules[0].condition_id if len(rules) == 1 else None


def prepare(scene: Scene, body: Accept) -> Prepared:
    book = scene.rules.book
    code = body.class_code or scene.file.class_code
    same = body.class_code is None or body.class_code == scene.file.class_code
    condition = body.condition_id or (scene.file.condition_id if same else None) or only_condition(book, code)
    values = classing(book, code, condition) if code else {}
    if body.lon is not None and body.lat is not None:
        values |= place(body.lon, body.lat)
    columns = {"address": body.address} if body.address else {}
    return Prepared(values=values, columns=columns, texts={"address": body.address})


def prepare_correction(scene: Scene, body: Correction) -> Prepared:
    prepared = prepare(scene, body)
    prepared.values["reason"] = body.reason
    prepared.texts["reason"] = body.reason
    return prepared


VERBS = (
    Verb("accept", Accept, prepare),
    Verb("change_class_place", Correction, prepare_correction),
)
