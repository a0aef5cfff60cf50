"""What the bulk writer takes: a case's acts with what goes with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from wangge.cases.store import Written
from wangge.standards.lifecycle.values import Decision


@dataclass(frozen=True, slots=True)
class Act:
    """One decision; `roles` are those of `written.media`, in the same order."""

    decision: Decision
    written: Written
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Citizen:
    """The row behind a case's `person`: the only place of his name and phone."""

    name: str
    phone: str
    contact_ok: bool = False


@dataclass(frozen=True, slots=True)
class ReportedAs:
    """The report_id under which a person (0: nobody in particular) handed the case in, with the hash of its body."""

    user: int
    report_id: UUID
    body_hash: str


@dataclass(frozen=True, slots=True)
class History:
    """All acts of a new case in the order they were received, the first of them its report.

    Each decision must have been made on the case that the one before left. `description` and `address` are the row's.
    """

    acts: Sequence[Act]
    description: str = ""
    address: str = ""
    citizen: Citizen | None = None
    reported_as: ReportedAs | None = None
