"""Which facts an evaluation looks at, and how: period, basis, as-of and the settings of counting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from wangge.standards.evaluation.period import Period


class Basis(StrEnum):
    """Which moment puts a case into a period."""

    REPORT = "report"
    FILING = "filing"
    DEADLINE = "deadline"
    CLOSE = "close"


class FileRate(StrEnum):
    """What 立案率 divides by what."""

    REPORTED = "reported"
    """filed / reported"""
    WITH_SELF_DISPOSED = "with_self_disposed"
    """(filed + self_disposed) / reported"""
    WITHOUT_SELF_DISPOSED = "without_self_disposed"
    """filed / (reported − self_disposed): as 福州 publishes it"""


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of counting that a scheme carries.

    carried_late       by deadline, what is late and open when the period begins counts in it too
    open_intime_due    open_intime stands in dispose_due as well, as in some older systems
    waiting_as_closed  what waits for the centre counts as closed (for units)
    rework_over        denominator of rework_rate: close_due, disposed or dispose_due
    """

    carried_late: bool = True
    open_intime_due: bool = False
    waiting_as_closed: bool = False
    rework_over: str = "close_due"
    file_rate: FileRate = FileRate.REPORTED


STANDARD = Settings()


@dataclass(frozen=True, slots=True)
class Scope:
    """`as_of` is the moment the facts were read for: what is open then is judged against it."""

    period: Period
    as_of: datetime
    basis: Basis = Basis.DEADLINE
    settings: Settings = STANDARD
