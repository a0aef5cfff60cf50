"""An evaluation as the API and `wangge evaluate --json` answer it: rates 0..1 and scores as numbers, null without data."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from wangge.evaluation.evaluate import Evaluation
from wangge.evaluation.subjects import Subjects, subjects
from wangge.standards.evaluation.describe import lines
from wangge.standards.evaluation.groups import NONE
from wangge.standards.evaluation.items import Subject
from wangge.standards.evaluation.ranking import rank
from wangge.standards.evaluation.rates import Rate, all_rates
from wangge.standards.evaluation.scoring import Explanation, explain

ZONE = ZoneInfo("Asia/Shanghai")


def shown(found: Evaluation) -> dict[str, Any]:
    """Groups stand by ranking group, then rank; those without data come last in theirs."""
    about = subjects(found.group_by, found.tally)
    told = {key: _explained(found, about, key) for key in found.tally}
    ranks = rank({key: _score(key, e) for key, e in told.items()}, about.rivals)
    order = sorted(told, key=lambda key: (about.rival_order(key), ranks[key] is None, ranks[key] or 0, key))
    scheme, scope = found.scheme, found.scope
    return {
        "scheme": scheme.code,
        "scheme_name": scheme.name,
        "version": scheme.version,
        "basis": scope.basis.value,
        "from": scope.period.first,
        "to": scope.period.last,
        "as_of": _local(scope.as_of),
        "group_by": found.group_by,
        "groups": [_group(found, about, key, told[key], ranks[key]) for key in order],
    }


def _explained(found: Evaluation, about: Subjects, key: str) -> Explanation:
    subject = Subject(found.scope.period.days, about.rivals.get(key, ""), about.grids_of(key))
    return explain(found.scheme, found.tally[key].counts, subject)


def _score(key: str, explanation: Explanation) -> Decimal | None:
    """What is nobody's is counted, but not scored."""
    return None if key == NONE else explanation.score


def _group(found: Evaluation, about: Subjects, key: str, told: Explanation, place: int | None) -> dict[str, Any]:
    counts = found.tally[key].counts
    rates = all_rates(counts, rates_of(found))
    score = _score(key, told)
    grade = told.grade if score is not None else None
    return {
        "key": key,
        "name": about.name(key),
        "group": about.rivals.get(key, ""),
        "group_name": about.rival_name(key),
        "counts": counts,
        "rates": {code: {"num": r.num, "den": r.den, "value": _number(r.value)} for code, r in rates.items()},
        "score": _number(score),
        "grade": grade.letter if grade else None,
        "grade_name": grade.word if grade else "无数据",
        "rank": place,
        "explanation": lines(found.scheme, told) if key != NONE else [],
    }


def rates_of(found: Evaluation) -> dict[str, Rate]:
    """A voided case leaves its unit, so that units have no share of right filings."""
    table = found.scheme.rate_table()
    return {code: rate for code, rate in table.items() if found.group_by != "unit" or code != "file_right_rate"}


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _local(moment: datetime) -> datetime:
    return moment.astimezone(ZONE)
