"""Case numbers of many days at once."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from wangge.basedata import jurisdiction
from wangge.cases import store
from wangge.cases.models import DayNumber
from wangge.standards.codes import CaseNumber

ZONE = ZoneInfo("Asia/Shanghai")


class CaseNumbers:
    """A day's counter stays locked from its first number until the transaction ends; call `save` before that."""

    def __init__(self) -> None:
        self._county = jurisdiction.current()
        self._last: dict[date, int] = {}

    def take(self, at: datetime) -> str:
        """The next number of the day (Asia/Shanghai) of `at`."""
        local = at.astimezone(ZONE)
        day = local.date()
        last = self._last.get(day)
        number = store.next_number(local, 0) if last is None else last + 1
        self._last[day] = number
        return str(CaseNumber(self._county, day, number))

    def save(self) -> None:
        days = [DayNumber(day=day, last=last) for day, last in self._last.items()]
        DayNumber.objects.bulk_create(days, update_conflicts=True, unique_fields=["day"], update_fields=["last"])
