"""Rows are projections of the log: fold the events again and say where a row differs from what they tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef

from wangge.cases import store
from wangge.cases.models import Case, ClockRow, Event, EventOrder, InboxRow, RequestRow, SupervisionRow, TaskRow
from wangge.standards.lifecycle.codec import apply
from wangge.standards.lifecycle.values import CaseFile

KEYED = ("requests", "tasks", "supervisions")
NAMES = tuple(f.name for f in fields(CaseFile))
VALUES = attrgetter(*NAMES)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a case where the row and its events disagree."""

    case_no: str
    field: str
    row: Any
    events: Any


def folded(case: Case) -> CaseFile:
    """The case file as its events tell it. Raises ValueError for a case without any."""
    return folded_all([case])[0]


def folded_all(cases: Sequence[Case]) -> list[CaseFile]:
    """Likewise of many cases, in their order, by one query."""
    told: dict[int, CaseFile | None] = {case.pk: None for case in cases}
    events = Event.objects.filter(case__in=told).order_by("case", "seq").values_list("case_id", "changes")
    for key, changes in events:
        told[key] = apply(told[key], changes)
    return [_told(case, told[case.pk]) for case in cases]


def _told(case: Case, file: CaseFile | None) -> CaseFile:
    if file is None:
        raise ValueError(f"case {case.case_no} has no events")
    return file


def _same(name: str, a: Any, b: Any) -> bool:
    if name in KEYED:
        return {r.id: r for r in a} == {r.id: r for r in b}
    return bool(a == b)


def differences(case: Case) -> list[Difference]:
    return list(all_differences([case]))


def all_differences(cases: Sequence[Case]) -> Iterator[Difference]:
    for case, told, row in zip(cases, folded_all(cases), store.files_of(cases), strict=True):
        yield from (Difference(case.case_no, n, a, b) for n, a, b in _pairs(row, told) if not _same(n, a, b))


def _pairs(row: CaseFile, told: CaseFile) -> Iterator[tuple[str, Any, Any]]:
    """(field, in the row, by the events) of what may differ."""
    return zip(NAMES, VALUES(row), VALUES(told), strict=True)


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
    """All differences; with `mend` differing cases are written anew, those of a batch in one transaction."""
    last = 0
    while True:
        with transaction.atomic():
            rows = list(Case.objects.filter(pk__gt=last).order_by("pk")[:batch])
            found = list(_settled(rows, mend))
        yield from found
        if not rows:
            break
        last = rows[-1].pk
    yield from unplaced(mend)


def unplaced(mend: bool = False) -> Iterator[Difference]:
    """Events without a position that do not wait for one: no consumer ever sees them. With `mend` the relay gets them."""
    placed, waiting = EventOrder.objects.filter(event=OuterRef("pk")), InboxRow.objects.filter(event=OuterRef("pk"))
    lost = Event.objects.filter(~Exists(placed), ~Exists(waiting)).order_by("received_at", "case", "seq")
    with transaction.atomic():
        found = list(lost.values_list("case_no", "seq", "pk"))
        if mend:
            InboxRow.objects.bulk_create([InboxRow(event=pk) for _, _, pk in found])
    yield from (Difference(case_no, "position", None, f"{seq} {pk}") for case_no, seq, pk in found)


def _settled(rows: Sequence[Case], mend: bool) -> Iterator[Difference]:
    """What differs is looked at once more with its row locked: a case may have moved while the batch was read."""
    suspects = {d.case_no for d in all_differences(rows)}
    for case in Case.objects.select_for_update().filter(case_no__in=suspects).order_by("pk"):
        found = differences(case)
        yield from found
        if found and mend:
            repair(case)
