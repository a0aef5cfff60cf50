"""Ids that make repetition harmless: the same person's same id and body again is the same act."""

from __future__ import annotations

from uuid import UUID

from wangge.cases.models import ActionKey, Case, ReportKey
from wangge.standards.errors import Refused


def _reused(what: str) -> Refused:
    return Refused(
        "id_reused",
        "编号已用过",
        f"同一{what}编号已经提交过另一份内容，请换一个新编号。原来的记录未改变。",
        status=409,
    )


def action_done(user: int | None, action_id: UUID | None, digest: str, row: Case) -> bool:
    """Whether this very act was done before; raises Refused `id_reused` for another body or another case."""
    if action_id is None or user is None:
        return False
    found = ActionKey.objects.filter(user=user, action_id=action_id).first()
    if found is None:
        return False
    if found.body_hash != digest or found.case_id != row.pk:
        raise _reused("操作")
    return True


def was_done(user: int, action_id: UUID | None, digest: str) -> bool:
    """Whether the person did exactly this before."""
    return action_id is not None and ActionKey.objects.filter(user=user, action_id=action_id, body_hash=digest).exists()


def remember_action(user: int | None, action_id: UUID | None, digest: str, row: Case) -> None:
    if action_id is not None and user is not None:
        ActionKey.objects.create(user=user, action_id=action_id, body_hash=digest, case=row)


def reported(user: int, report_id: UUID, digest: str) -> Case | None:
    """The case this very report made; raises Refused `id_reused` for another body."""
    found = ReportKey.objects.filter(user=user, report_id=report_id).select_related("case").first()
    if found is None:
        return None
    if found.body_hash != digest:
        raise _reused("上报")
    return found.case


def remember_report(user: int, report_id: UUID, digest: str, row: Case) -> None:
    ReportKey.objects.create(user=user, report_id=report_id, body_hash=digest, case=row)
