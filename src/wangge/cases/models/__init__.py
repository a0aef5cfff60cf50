"""The case and what hangs on it. All are projections of the event log, except the log itself and what people wrote."""

from wangge.cases.models.case import Case, CaseMedia, DayNumber, Person
from wangge.cases.models.clock import ClockMove, ClockRow, StepRow
from wangge.cases.models.log import ActionKey, Event, EventOrder, EventText, InboxRow, ReportKey
from wangge.cases.models.work import RequestRow, SupervisionRow, TaskRow

__all__ = [
    "ActionKey",
    "Case",
    "CaseMedia",
    "ClockMove",
    "ClockRow",
    "DayNumber",
    "Event",
    "EventOrder",
    "EventText",
    "InboxRow",
    "Person",
    "ReportKey",
    "RequestRow",
    "StepRow",
    "SupervisionRow",
    "TaskRow",
]
