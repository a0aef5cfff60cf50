"""What pydantic found wrong in a request, said field by field in Chinese."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

TEXTS = {
    "missing": "缺少此项",
    "string_type": "应为文字",
    "string_too_short": "至少 {min_length} 个字",
    "string_too_long": "至多 {max_length} 个字",
    "string_pattern_mismatch": "格式不对",
    "int_type": "应为整数",
    "int_parsing": "应为整数",
    "int_from_float": "应为整数",
    "float_type": "应为数字",
    "float_parsing": "应为数字",
    "finite_number": "应为有限的数字",
    "decimal_type": "应为数字",
    "decimal_parsing": "应为数字",
    "decimal_max_places": "小数至多 {decimal_places} 位",
    "bool_type": "应为 true 或 false",
    "bool_parsing": "应为 true 或 false",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不应小于 {ge}",
    "less_than": "应小于 {lt}",
    "less_than_equal": "不应大于 {le}",
    "enum": "只能取 {expected}",
    "literal_error": "只能取 {expected}",
    "uuid_type": "应为 UUID",
    "uuid_parsing": "应为 UUID",
    "datetime_type": "应为 ISO 8601 时间",
    "datetime_parsing": "应为 ISO 8601 时间",
    "datetime_from_date_parsing": "应为 ISO 8601 时间",
    "timezone_aware": "时间应带时区",
    "date_type": "应为日期",
    "date_parsing": "应为日期",
    "date_from_datetime_parsing": "应为日期",
    "list_type": "应为列表",
    "dict_type": "应为对象",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "too_short": "至少 {min_length} 项",
    "too_long": "至多 {max_length} 项",
    "extra_forbidden": "没有这一项",
}
OTHERWISE = "内容不对"


def message(error: Mapping[str, Any]) -> str:
    """The Chinese sentence of one pydantic error; a rule of ours (`value_error`) speaks for itself."""
    context = dict(error.get("ctx") or {})
    if error["type"] == "value_error":
        return str(context.get("error") or OTHERWISE)
    if "expected" in context:
        context["expected"] = "、".join(re.findall(r"'([^']*)'", str(context["expected"])))
    try:
        return TEXTS.get(error["type"], OTHERWISE).format(**context)
    except KeyError:
        return OTHERWISE


def field_errors(errors: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """[{field: "media.0.id", in: "body", code: "missing", message: "缺少此项"}] of ninja's error list.

    ninja's location is (source, name of the function's argument for bodies, path inside the body …).
    """
    return [one(error) for error in errors]


def one(error: Mapping[str, Any]) -> dict[str, str]:
    source, *path = (str(part) for part in error["loc"])
    if source == "body" and len(path) > 1:
        path = path[1:]
    return {"field": ".".join(path), "in": source, "code": error["type"], "message": message(error)}
