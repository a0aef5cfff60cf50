"""What a day's 打卡 add up to. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class Mark(Protocol):
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Day:
    """`state`: on (在岗), off (已下班), none (未打卡); `since`: from when. `worked` counts up to now while on."""

    state: str = "none"
    since: datetime | None = None
    first_on: datetime | None = None
    last_off: datetime | None = None
    worked: timedelta = timedelta(0)


def fold(marks: Iterable[Mark], now: datetime, open_for: timedelta) -> Day:
    """The day of these marks, in whatever order they came. One that was left open ends to count `open_for` later:
    then nobody knows how long it was worked, and it adds nothing."""
    ordered = sorted(marks, key=lambda mark: (mark.at, mark.kind))
    if not ordered:
        return Day()
    opened: datetime | None = None
    since, worked = ordered[0].at, timedelta(0)
    for mark in ordered:
        if mark.kind == "on" and opened is None:
            opened = since = mark.at
        elif mark.kind == "off":
            worked += mark.at - opened if opened else timedelta(0)
            opened, since = None, mark.at
    ons = [mark.at for mark in ordered if mark.kind == "on"]
    offs = [mark.at for mark in ordered if mark.kind == "off"]
    if opened is not None and now - opened < open_for:
        worked += max(now - opened, timedelta(0))
    state = "off" if opened is None else "on" if now - opened < open_for else "none"
    return Day(state, since, min(ons, default=None), max(offs, default=None), worked)
