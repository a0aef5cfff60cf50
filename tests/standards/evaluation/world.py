"""A small world for evaluation: moments in January 2026, rows that are already as of a moment, hand-made counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from wangge.standards.evaluation.facts import Left, Role, UnitFact
from wangge.standards.evaluation.period import ZONE, month
from wangge.standards.evaluation.scope import Basis, Scope, Settings

JANUARY, FEBRUARY, MARCH = (month(2026, number) for number in (1, 2, 3))


def at(day: int, hour: int = 12, *, of: int = 1) -> datetime:
    return datetime(2026, of, day, hour, tzinfo=ZONE)


def scope(number: int = 1, basis: Basis = Basis.DEADLINE, **settings: Any) -> Scope:
    """A month of 2026, as of three days after its end."""
    period = month(2026, number)
    return Scope(period, period.end + timedelta(days=3), basis, Settings(**settings))


def row(case_no: str = "1", **fields: Any) -> UnitFact:
    """A case filed on the 5th, due on the 10th of January, open at unit A; `fields` say what is different."""
    plain = UnitFact(case_no, "A", reported_at=at(5), filed_at=at(5), deadline=at(10), state="disposing")
    return replace(plain, **fields)


def in_time(case_no: str = "1", **fields: Any) -> UnitFact:
    return row(case_no, **{"completed_at": at(9), "closed_at": at(10), "state": "closed"} | fields)


def too_late(case_no: str = "1", **fields: Any) -> UnitFact:
    return in_time(case_no, **{"completed_at": at(12), "closed_at": at(13)} | fields)


def returned(case_no: str = "1", day: int = 7, **fields: Any) -> UnitFact:
    return row(case_no, **{"left_at": at(day), "left_by": Left.RETURN, "returned": True, "state": "filed"} | fields)


def voided(case_no: str = "1", day: int = 7, **fields: Any) -> UnitFact:
    return row(case_no, **{"left_at": at(day), "left_by": Left.VOID, "state": "voided"} | fields)


def assisting(case_no: str = "1", **fields: Any) -> UnitFact:
    return row(case_no, **{"role": Role.ASSISTING, "unit": "H"} | fields)
