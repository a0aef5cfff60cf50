"""One row of the file as typed values; an empty cell is None: it did not happen, or nobody knows."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from wangge.standards.lifecycle.names import SOURCE_LABELS, State
from wangge.standards.worktime import Limit, LimitUnit

ZONE = ZoneInfo("Asia/Shanghai")
LEGACY = UUID("5f0b7a53-51f8-5d4c-9a2e-77616e676765")  # names of reports that a legacy system gave no UUID
REQUIRED = (
    "report_id source self_disposed kind class_code lon lat address description collector reported_at accepted_at "
    "filed_at dispatched_at unit_code limit limit_unit deadline completed_at check_sent_at checked_at check_passed "
    "closed_at state rework_times extensions suspended_from suspended_until voided_at"
).split()
OPTIONAL = ("condition", "refused_at", "merged_into", "signed_at")


class BadRow(Exception):
    """Why a row cannot be taken, in Chinese."""


def _moment(text: str) -> datetime:
    """ISO 8601; a time without zone is local (Asia/Shanghai)."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise BadRow(f"时间“{text}”不是 ISO 8601 格式") from error
    if not 2000 <= found.year <= 2099:
        raise BadRow(f"时间“{text}”应在 2000 至 2099 年之间")
    return found if found.tzinfo else found.replace(tzinfo=ZONE)


def _yes(text: str) -> bool:
    words = {"true": True, "1": True, "yes": True, "是": True, "false": False, "0": False, "no": False, "否": False}
    if text.lower() not in words:
        raise BadRow(f"“{text}”应为 true 或 false")
    return words[text.lower()]


def _count(text: str) -> int:
    if not text.isdigit() or int(text) > 100:
        raise BadRow(f"次数“{text}”应为 0 到 100 的整数")
    return int(text)


def _number(text: str) -> Decimal:
    try:
        found = Decimal(text)
    except InvalidOperation as error:
        raise BadRow(f"“{text}”不是数字") from error
    if not found.is_finite():
        raise BadRow(f"“{text}”不是数字")
    return found


def _one_of(what: str, allowed: Any) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in allowed:
            raise BadRow(f"{what}“{text}”不对，应为 {'、'.join(allowed)}")
        return text

    return read


READERS: dict[str, Callable[[str], Any]] = {
    **{f: _moment for f in REQUIRED + list(OPTIONAL) if f.endswith("_at")},
    "deadline": _moment,
    "suspended_from": _moment,
    "suspended_until": _moment,
    "self_disposed": _yes,
    "check_passed": _yes,
    "lon": _number,
    "lat": _number,
    "limit": _number,
    "rework_times": _count,
    "extensions": _count,
    "source": _one_of("来源", tuple(SOURCE_LABELS)),
    "kind": _one_of("类型", ("component", "event")),
    "limit_unit": _one_of("时限单位", tuple(u.value for u in LimitUnit)),
    "state": _one_of("状态", tuple(s.value for s in State)),
}


@dataclass(frozen=True, slots=True)
class Record:
    report_id: str
    source: str | None = None
    self_disposed: bool | None = None
    kind: str | None = None
    class_code: str | None = None
    lon: Decimal | None = None
    lat: Decimal | None = None
    address: str | None = None
    description: str | None = None
    collector: str | None = None
    reported_at: datetime | None = None
    accepted_at: datetime | None = None
    filed_at: datetime | None = None
    dispatched_at: datetime | None = None
    unit_code: str | None = None
    limit: Decimal | None = None
    limit_unit: str | None = None
    deadline: datetime | None = None
    completed_at: datetime | None = None
    check_sent_at: datetime | None = None
    checked_at: datetime | None = None
    check_passed: bool | None = None
    closed_at: datetime | None = None
    state: str | None = None
    rework_times: int | None = None
    extensions: int | None = None
    suspended_from: datetime | None = None
    suspended_until: datetime | None = None
    voided_at: datetime | None = None
    condition: str | None = None
    refused_at: datetime | None = None
    merged_into: str | None = None
    signed_at: datetime | None = None

    @property
    def uuid(self) -> UUID:
        return report_uuid(self.report_id)

    @property
    def zoneless(self) -> bool:
        """Whether a time of this row named no zone."""
        moments = (getattr(self, name) for name, reader in READERS.items() if reader is _moment)
        return any(at is not None and at.tzinfo is ZONE for at in moments)

    @property
    def own_limit(self) -> Limit | None:
        return Limit(self.limit, LimitUnit(self.limit_unit)) if self.limit is not None and self.limit_unit else None


def report_uuid(text: str) -> UUID:
    """A report's UUID; another system's number gets one of its own, always the same."""
    try:
        return UUID(text)
    except ValueError:
        return uuid5(LEGACY, text)


def read_record(row: Mapping[str, str | None]) -> Record:
    """Raises BadRow naming the column."""
    values: dict[str, Any] = {}
    for field in fields(Record):
        text = (row.get(field.name) or "").strip()
        if not text:
            continue
        try:
            values[field.name] = READERS[field.name](text) if field.name in READERS else text
        except BadRow as error:
            raise BadRow(f"{field.name} 列：{error}") from error
    if "report_id" not in values:
        raise BadRow("report_id 列：缺少编号")
    return Record(**values)


def row_hash(row: Mapping[str, str | None]) -> str:
    """Of what the row says, whatever the order of its columns."""
    told = "\x1f".join(f"{k}={(row[k] or '').strip()}" for k in sorted(row) if k and (row[k] or "").strip())
    return hashlib.sha256(told.encode()).hexdigest()
