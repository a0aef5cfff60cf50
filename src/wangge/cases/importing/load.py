"""A CSV file into the county: bad rows are named with their line and reason, all others are written in bulk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from wangge.basedata.index import grid_index
from wangge.cases.actions.classing import classing
from wangge.cases.bulk import BulkWriter, CaseNumbers, History, ReportedAs
from wangge.cases.importing.checks import check
from wangge.cases.importing.record import BadRow, Record, read_record, report_uuid, row_hash
from wangge.cases.importing.story import tell
from wangge.cases.importing.table import Line, Row, rows_of
from wangge.cases.models import ReportKey
from wangge.cases.rules_now import RulesNow, rules_now
from wangge.organisation.models import Department, User
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import CITIZEN_SOURCES, Role
from wangge.standards.lifecycle.values import Actor


@dataclass
class Summary:
    """What became of the rows; `refused` holds (line, report_id, reason), the line on which the row begins.

    `zoneless` counts imported rows with a time that named no zone: it was read as Asia/Shanghai. `strangers` counts imported
    rows by a collector whom the county does not know: a former one, or a slip of the pen.
    """

    read: int = 0
    imported: int = 0
    unchanged: int = 0
    zoneless: int = 0
    strangers: Counter[str] = field(default_factory=Counter)
    refused: list[tuple[int, str, str]] = field(default_factory=list)


def import_cases(path: Path) -> Summary:
    """One transaction: a file that breaks in the middle leaves nothing. Raises Refused for a file that is no such table."""
    summary = Summary()
    with transaction.atomic():
        importing = Importing(rules_now(), summary, timezone.now())
        for line in rows_of(path):
            summary.read += 1
            importing.take(line)
        importing.finish()
    return summary


class Importing:
    """One run: what is known already, and the bulk writer."""

    def __init__(self, rules: RulesNow, summary: Summary, now: datetime) -> None:
        self.rules, self.summary, self.now, self.grids = rules, summary, now, grid_index()
        self.units = set(Department.objects.filter(kind="unit", level=1).values_list("code", flat=True))
        self.people = dict(User.objects.values_list("username", "pk"))
        known = ReportKey.objects.filter(user=0).values_list("report_id", "body_hash", "case__case_no")
        self.known = {report_id: (digest, case_no) for report_id, digest, case_no in known}
        self.numbers, self.writer = CaseNumbers(), BulkWriter(rules.book)

    def take(self, line: Line) -> None:
        report_id = (line.row.get("report_id") or "").strip()
        try:
            if line.bad is not None:
                raise line.bad
            self._take(line.row, row_hash(line.row))
        except BadRow as bad:
            self.summary.refused.append((line.number, report_id, str(bad)))
        except Refused as refused:
            self.summary.refused.append((line.number, report_id, f"{refused.title}：{refused.detail}"))

    def finish(self) -> None:
        self.writer.finish()
        self.numbers.save()

    def _take(self, row: Row, digest: str) -> None:
        record = read_record(row)
        if (seen := self.known.get(record.uuid)) is not None:
            if seen[0] != digest:
                raise BadRow("同一 report_id 已导入过另一份内容，原记录未改变")
            self.summary.unchanged += 1
            return
        check(record, self.now)
        self._write(record, digest)

    def _write(self, r: Record, digest: str) -> None:
        assert r.reported_at is not None
        values = self._values(r)
        case_no = self.numbers.take(r.reported_at)
        told = tell(self._linked(r), case_no, values, self._reporter(r), self.rules, self.now)
        key = ReportedAs(0, r.uuid, digest)
        self.writer.add(History(told.acts, r.description or "", r.address or "", reported_as=key))
        self.known[r.uuid] = (digest, case_no)
        self.summary.imported += 1
        self.summary.zoneless += r.zoneless
        if r.collector and r.collector not in self.people:
            self.summary.strangers[r.collector] += 1

    def _linked(self, r: Record) -> Record:
        """`merged_into` names a report of the legacy system, earlier in this file or imported before."""
        if r.merged_into is None:
            return r
        target = self.known.get(report_uuid(r.merged_into))
        if target is None:
            raise BadRow(f"merged_into：没有编号为 {r.merged_into} 的案件（并入的案件应排在前面）")
        return replace(r, merged_into=target[1])

    def _reporter(self, r: Record) -> Actor:
        role = Role.COLLECTOR if r.source in (None, "collector", "self_disposed") else Role.OPERATOR
        return Actor(role=role, user=self.people.get(r.collector or ""), name=r.collector or "导入")

    def _values(self, r: Record) -> dict[str, Any]:
        if r.unit_code and r.unit_code not in self.units:
            raise BadRow(f"unit_code：没有责任单位 {r.unit_code}")
        source = "self_disposed" if r.self_disposed else r.source or "collector"
        values = {"source": source, "photo_by_staff": source not in CITIZEN_SOURCES, **self._place(r)}
        return values | (self._classing(r) if r.class_code else {"kind": r.kind or "event"})

    def _place(self, r: Record) -> dict[str, Any]:
        if r.lon is None or r.lat is None:
            return {"place_unknown": True}
        hit = self.grids.at(float(r.lon), float(r.lat))
        if hit is None:
            raise BadRow(f"位置 {r.lon},{r.lat} 不在本县任何单元网格内")
        return {"lon": r.lon, "lat": r.lat, "grid": hit.code, "duty_grid": hit.duty_grid}

    def _classing(self, r: Record) -> dict[str, Any]:
        """Class, condition and limit: the row's own limit before the condition's, the general rule where there is none."""
        assert r.class_code is not None
        book = self.rules.book
        rules = book.rules_of(r.class_code)
        named = next((x for x in rules if r.condition in (x.condition_id, x.condition)), None)
        rule = named or (rules[0] if len(rules) == 1 else None)
        try:
            values = classing(book, r.class_code, rule.condition_id if rule else None)
        except Refused as refused:
            raise BadRow(f"class_code：{refused.title}（{r.class_code}）") from refused
        if r.kind and values["kind"] != r.kind:
            raise BadRow(f"kind 为 {r.kind}，与类别 {r.class_code} 不符")
        general = book.default_rule(r.class_code)
        limit = r.own_limit or values.get("limit") or general.limit
        return values | {"limit": limit, "limit_default": r.own_limit is None and rule is None}
