"""A scheme is data: it goes into JSON and comes back the same, and a wrong one is refused with every fault."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tests.standards.evaluation.schemes_elsewhere import ELSEWHERE
from wangge.standards.errors import Refused
from wangge.standards.evaluation.defaults import DEFAULTS, UNIT, good
from wangge.standards.evaluation.rates import Rate
from wangge.standards.evaluation.scheme_check import check_scheme
from wangge.standards.evaluation.scheme_json import from_json, to_json
from wangge.standards.evaluation.schemes import Scheme
from wangge.standards.evaluation.scope import Settings

EVERY = DEFAULTS | ELSEWHERE


@pytest.mark.parametrize("scheme", EVERY.values(), ids=lambda scheme: scheme.code)
def test_every_scheme_survives_json(scheme: Scheme) -> None:
    check_scheme(scheme)
    assert from_json(json.loads(json.dumps(to_json(scheme)))) == scheme


def test_a_scheme_with_a_rate_of_its_own_survives_json() -> None:
    own = Rate("reopen_rate", "复发率", ("reopened", "-voided"), ("closed",))
    scheme = replace(UNIT, rates=(own,))
    assert from_json(json.loads(json.dumps(to_json(scheme)))) == scheme


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (replace(UNIT, items=()), "没有评价项"),
        (replace(UNIT, items=UNIT.items[:3]), "不等于满分"),
        (replace(UNIT, items=(good("close_rate", 130), good("dispose_rate", -30))), "权重须大于 0"),
        (replace(UNIT, requires=()), "不评分"),
        (replace(UNIT, requires=("dispose_dew",)), "未知的数量 dispose_dew"),
        (replace(UNIT, settings=Settings(rework_over="filed")), "返工率的分母"),
        (replace(UNIT, items=(replace(good("close_rate", 100), terms=(("klose", Decimal(1)),)),)), "未知的比率 klose"),
    ],
)
def test_a_wrong_scheme_is_refused(wrong: Scheme, fault: str) -> None:
    with pytest.raises(Refused) as refused:
        from_json(json.loads(json.dumps(to_json(wrong))))
    assert refused.value.code == "scheme_invalid"
    assert fault in refused.value.detail


@pytest.mark.parametrize(
    "change",
    [
        {"target": "planet"}, {"basis": "moon"}, {"full": "NaN"}, {"full": "many"}, {"grades": "colours"},
        {"items": [{"kind": "magic", "weight": "1"}]}, {"items": [{"kind": "rate", "weight": "100", "name": "x"}]},
        {"settings": {"file_rate": "reported", "sparkle": True}}, {"unknown": 1}, {"items": "text"},
    ],
)  # fmt: skip
def test_malformed_json_is_refused_and_not_an_accident(change: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="scheme_invalid"):
        from_json(to_json(UNIT) | change)
