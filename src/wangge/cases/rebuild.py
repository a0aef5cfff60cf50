"""Rows are projections of the log: fold the events again and say where a row differs from what they tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from wangge.cases import store
from wangge.cases.models import Case, ClockRow, Event, RequestRow, SupervisionRow, TaskRow
from wangge.standards.lifecycle.codec import apply
from wangge.standards.lifecycle.values import CaseFile

KEYED = ("requests", "tasks", "supervisions")


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a case where the row and its events disagree."""

    case_no: str
    field: str
    row: Any
    events: Any


def folded(case: Case) -> CaseFile:
    """The case file as its events tell it. Raises ValueError for a case without any."""
    file: CaseFile | None = None
    for changes in Event.objects.filter(case=case).order_by("seq").values_list("changes", flat=True):
        file = apply(file, changes)
    if file is None:
        raise ValueError(f"case {case.case_no} has no events")
    return file


def _same(name: str, a: Any, b: Any) -> bool:
    if name in KEYED:
        return {r.id: r for r in a} == {r.id: r for r in b}
    return bool(a == b)


def differences(case: Case) -> list[Difference]:
    told, row = folded(case), store.file_of(case)
    names = [f.name for f in fields(CaseFile)]
    pairs = [(n, getattr(row, n), getattr(told, n)) for n in names]
    return [Difference(case.case_no, n, a, b) for n, a, b in pairs if not _same(n, a, b)]


def repair(case: Case) -> None:
    """Write the case's rows as the events tell them; the log is not touched."""
    told = folded(case)
    Case.objects.filter(pk=case.pk).update(**store.case_cells(told))
    for model, records in ((RequestRow, told.requests), (TaskRow, told.tasks), (SupervisionRow, told.supervisions)):
        model.objects.filter(case=case).delete()
        for cells in store.changed_records((), records):
            model.objects.create(case=case, **cells)
    ClockRow.objects.filter(case=case).delete()
    ClockRow.objects.bulk_create([ClockRow(case=case, **store.clock_cells(c)) for c in told.clocks.values()])


def rebuild(mend: bool = False, batch: int = 500) -> Iterator[Difference]:
    """All differences, case by case; with `mend` each differing case is written anew, in its own transaction."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(Case.objects.filter(pk__gt=last).order_by("pk")[:batch])
            for case in rows:
                found = differences(case)
                yield from found
                if found and mend:
                    repair(case)
        if not rows:
            return
        last = rows[-1].pk
