"""Official holidays and make-up working days (调休), 2018 to 2026, from the library `chinesecalendar`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import chinese_calendar

FIRST_YEAR, LAST_YEAR = 2018, 2026
NAMES: dict[str, str] = {holiday.value: holiday.chinese for holiday in chinese_calendar.Holiday}


def notice(year: int) -> str:
    return f"国务院办公厅关于{year}年部分节假日安排的通知"


def days() -> Iterator[tuple[date, bool, str]]:
    """(day, working, Chinese explanation), by day."""
    off = [(day, False, NAMES[name]) for day, name in chinese_calendar.holidays.items()]
    on = [(day, True, f"{NAMES[name]}调休上班") for day, name in chinese_calendar.workdays.items()]
    yield from sorted(entry for entry in off + on if FIRST_YEAR <= entry[0].year <= LAST_YEAR)
