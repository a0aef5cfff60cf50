"""The one way a case changes: lock, decide, write one event, in one transaction."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from wangge.cases import attachments, claims, follow_up, keys, store
from wangge.cases.actions.catalogue import verb
from wangge.cases.actions.verb import Body, Prepared, Scene
from wangge.cases.models import Case
from wangge.cases.rules_now import rules_now
from wangge.cases.visibility import Sight
from wangge.cases.words import search_words
from wangge.standards.errors import Refused
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.decide import decide
from wangge.standards.lifecycle.values import Actor, Command


@dataclass(frozen=True, slots=True)
class Act:
    """What somebody asks to be done with a case. `request` names the request a decision or withdrawal is about."""

    case_no: str
    action: str
    body: Body
    actor: Actor
    sight: Sight
    now: datetime
    skew: timedelta = timedelta(0)
    request: UUID | None = None
    origin: str = "live"
    more: dict[str, Any] = field(default_factory=dict)


def body_hash(action: str, body: Body, request: UUID | None = None) -> str:
    """Of everything that makes two submissions the same act; `version` is not part of it."""
    plain = body.model_dump(mode="json", exclude={"action_id", "version"})
    return hashlib.sha256(json.dumps([action, str(request), plain], sort_keys=True).encode()).hexdigest()


def perform(act: Act) -> Case:
    """The case after the act. Raises Refused: 404 unseen, 409 stale, `claimed` or `id_reused`, 403/422 with the reason."""
    wanted = verb(act.action)
    with transaction.atomic():
        row = locked(act.case_no, act.sight)
        digest = body_hash(act.action, act.body, act.request)
        if keys.action_done(act.actor.user, act.body.action_id, digest, row):
            return row
        file = store.file_of(row)
        must_be_current(row, act.body.version)
        claims.must_be_free(row, act.action, act.actor, act.now)
        scene = Scene(row, file, act.actor, rules_now(), act.now)
        prepared = wanted.prepare(scene, act.body)
        taken = attachments.take(act, prepared, wanted.media_role)
        decision = decide(file, command_of(act, prepared, taken), scene.rules)
        for name, value in prepared.columns.items():
            setattr(row, name, value)
        texts = {**prepared.texts, "opinion": act.body.opinion}
        written = store.Written(texts, taken.ids, act.body.device, act.origin)
        event = store.write(row, file, decision, written)
        if prepared.columns:
            row.save(update_fields=[*prepared.columns])
        if decision.case.class_code != file.class_code or "address" in prepared.columns:
            search_words(row, scene.rules.book)
        attachments.attach(row, event, taken, act.action)
        keys.remember_action(act.actor.user, act.body.action_id, digest, row)
        follow_up.run(decision, act.now, act.origin)
    return row


def locked(case_no: str, sight: Sight) -> Case:
    row = Case.objects.select_for_update().filter(case_no=case_no).first()
    if row is None or not sight.sees(row):
        raise Refused("not_found", "没有这个案件", "案卷号不对，或您无权查看这个案件。", status=404)
    return row


def must_be_current(row: Case, version: int | None) -> None:
    if version is not None and version != row.version:
        raise stale(row)


def stale(row: Case) -> Refused:
    """409 that says who did what and when."""
    from wangge.cases.queries.events import last_change

    last = last_change(row)
    detail = f"案件已于 {last['time']} 由{last['who']}{last['label']}。您填写的内容已保留，刷新后可继续。"
    extra = {"version": row.version, "state": row.state, "by": last["who"], "at": last["at"], "action": last["action"]}
    return Refused("stale_version", "案件已有变化", detail, status=409, **extra)


def command_of(act: Act, prepared: Prepared, taken: attachments.Taken) -> Command:
    body = {**prepared.values, **act.more}
    if act.request is not None:
        body["request"] = act.request
    return Command(
        action=act.action,
        actor=act.actor,
        now=act.now,
        new_id=uuid7(),
        body=body,
        acted_at=act.body.acted_at - act.skew if act.body.acted_at else None,
        skew=act.skew,
        flagged=taken.flagged,
        photos=taken.photo_roles,
    )
