"""上报: how a case comes to be, by whoever may report."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from django.db import connection, transaction
from ninja import Schema
from pydantic import ConfigDict, Field

from wangge.basedata.models import Component
from wangge.cases import attachments, follow_up, keys, store
from wangge.cases.actions import classing
from wangge.cases.models import Case, Person
from wangge.cases.rules_now import RulesNow, rules_now
from wangge.cases.words import search_words
from wangge.geocoding.reverse import where
from wangge.standards.errors import Refused
from wangge.standards.ids import uuid7
from wangge.standards.lifecycle.decide import decide_entry
from wangge.standards.lifecycle.names import REGISTERED_SOURCES, SOURCE_LABELS, Role
from wangge.standards.lifecycle.values import Actor, Command


class MediaIn(Schema):
    id: UUID
    role: Literal["near", "far", "before", "after", "other"] = "other"


class ReporterIn(Schema):
    name: str = Field("", max_length=40)
    phone: str = Field("", max_length=20)
    contact_ok: bool = False


EXAMPLE: dict[str, Any] = {
    "report_id": "0b0a6a8e-4f0e-4c83-9d2c-6c3d4f0a1b2c",
    "kind": "event",
    "class_code": "E0110",
    "lon": 112.84012,
    "lat": 32.68045,
    "address": "文峰路12号门前人行道",
    "description": "路边堆放垃圾约两平方米",
    "media": [{"id": "0b7d9c1e-6a0e-4d0c-9f5d-1c2b3a4d5e6f", "role": "near"}],
}


class ReportIn(Schema):
    model_config = ConfigDict(json_schema_extra={"examples": [EXAMPLE]})

    report_id: UUID = Field(..., title="上报编号", description="客户端生成的 UUID；重复提交同一上报只产生一个案件")
    kind: Literal["component", "event"] | None = Field(None, title="部件或事件")
    class_code: str | None = Field(None, title="类别", max_length=6)
    condition_id: str | None = Field(None, title="立案条件", max_length=32)
    lon: Decimal = Field(..., title="经度", ge=-180, le=180)
    lat: Decimal = Field(..., title="纬度", ge=-90, le=90)
    coord_sys: Literal["cgcs2000", "wgs84", "gcj02", "bd09"] = Field("cgcs2000", title="坐标系")
    address: str = Field("", title="地点描述", max_length=300)
    description: str = Field("", title="问题描述", max_length=4000)
    media_ids: list[UUID] = Field(default_factory=list, title="照片")
    media: list[MediaIn] = Field(default_factory=list, title="照片及用途")
    self_disposed: bool = Field(False, title="自行处置")
    source: str | None = Field(None, title="来源", description="仅坐席员登记时可选")
    component_id: str | None = Field(None, title="部件标识码", max_length=17)
    acted_at: datetime | None = Field(None, title="上报时间")
    captured_at: datetime | None = Field(None, title="拍摄时间")
    accuracy: float | None = Field(None, title="定位精度（米）", ge=0)
    device: str = Field("", title="设备", max_length=64)
    reporter: ReporterIn | None = Field(None, title="反映人", description="仅坐席员登记时可填")


@dataclass(frozen=True, slots=True)
class Reporting:
    body: ReportIn
    actor: Actor
    now: datetime
    skew: timedelta = timedelta(0)
    origin: str = "live"


def report(asked: Reporting) -> tuple[Case, bool]:
    """(the case, whether it is new). The same person's same id and body gives the same case again."""
    body, user = asked.body, asked.actor.user or 0
    digest = hashlib.sha256(json.dumps(body.model_dump(mode="json"), sort_keys=True).encode()).hexdigest()
    with transaction.atomic():
        _one_at_a_time(user, body.report_id)
        if (found := keys.reported(user, body.report_id, digest)) is not None:
            return found, False
        rules = rules_now()
        values = _values(asked, rules)
        taken = attachments.take_with_roles(asked.actor.user, media_roles(body))
        values["case_no"] = follow_up.new_case_no(asked.now)
        decision = decide_entry(_command(asked, values, taken), rules)
        address = body.address.strip() or where(float(values["lon"]), float(values["lat"])).address
        row = Case(description=body.description, address=address)
        texts = {"description": body.description, "address": address}
        event = store.write(row, None, decision, store.Written(texts, taken.ids, body.device, asked.origin))
        attachments.attach(row, event, taken, "report")
        keys.remember_report(user, body.report_id, digest, row)
        search_words(row, rules.book)
    return row, True


def _one_at_a_time(user: int, report_id: UUID) -> None:
    """Two equal reports at the same moment: the second waits and finds the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 7))", [f"{user}:{report_id}"])


def media_roles(body: ReportIn) -> dict[UUID, str]:
    """Media without a role: before and after of a self-disposal, near and far otherwise, then `other`."""
    usual = ("before", "after") if body.self_disposed else ("near", "far")
    roles = {m.id: str(m.role) for m in body.media}
    for n, media_id in enumerate(body.media_ids):
        roles.setdefault(media_id, usual[n] if n < len(usual) else "other")
    return roles


def source_of(actor: Actor, body: ReportIn) -> str:
    """Set from the post; only an operator who registers chooses."""
    if actor.role == Role.OPERATOR:
        source = body.source or "phone"
        if source not in REGISTERED_SOURCES:
            words = "、".join(f"{SOURCE_LABELS[code]} {code}" for code in REGISTERED_SOURCES)
            raise Refused("bad_value", "来源不对", f"登记的来源只能是{words}。", field="source")
        return source
    own = _own_source(actor, body)
    if body.source not in (None, own):
        raise Refused("not_allowed", "不能自定来源", "只有坐席员登记时可以选择来源。", status=403, field="source")
    return own


def _own_source(actor: Actor, body: ReportIn) -> str:
    if actor.role == Role.COLLECTOR:
        return "self_disposed" if body.self_disposed else "collector"
    return {Role.LEADER: "leader", Role.SYSTEM: "other_system"}.get(Role(actor.role), "web")


def _values(asked: Reporting, rules: RulesNow) -> dict[str, Any]:
    body, actor = asked.body, asked.actor
    values = classing.place(body.lon, body.lat, body.coord_sys)
    condition = body.condition_id or classing.only_condition(rules.book, body.class_code)
    if body.class_code:
        values |= classing.classing(rules.book, body.class_code, condition)
    elif actor.role not in (Role.CITIZEN, Role.OPERATOR):
        raise Refused("missing_field", "缺少类别", "请选择问题类别。未上报，内容已保留。", field="class_code")
    kind = values.get("kind") or body.kind or "event"
    if body.kind and body.kind != kind:
        raise Refused("bad_value", "类型与类别不符", "部件、事件与所选类别不一致。未上报，内容已保留。", field="kind")
    values |= {"kind": kind, "source": source_of(actor, body), "component_id": _component(body.component_id)}
    staff = actor.role in (Role.COLLECTOR, Role.LEADER)
    return values | {"person": _person(asked), "photo_by_staff": staff and bool(body.media or body.media_ids)}


def _component(component_id: str | None) -> str | None:
    if component_id and not Component.objects.filter(pk=component_id).exists():
        raise Refused("unknown_component", "没有这个部件", f"部件 {component_id} 不在部件库里。", field="component_id")
    return component_id or None


def _person(asked: Reporting) -> UUID | None:
    told = asked.body.reporter
    if told is None or not (told.name or told.phone):
        return None
    if asked.actor.role != Role.OPERATOR:
        raise Refused("not_allowed", "不能登记反映人", "只有坐席员登记时可以填写反映人。", status=403)
    return Person.objects.create(**told.model_dump()).pk


def _command(asked: Reporting, values: dict[str, Any], taken: attachments.Taken) -> Command:
    return Command(
        action="report_self_disposed" if asked.body.self_disposed else "report",
        actor=asked.actor,
        now=asked.now,
        new_id=uuid7(),
        body=values,
        acted_at=asked.body.acted_at - asked.skew if asked.body.acted_at else None,
        skew=asked.skew,
        flagged=taken.flagged,
        photos=taken.photo_roles,
    )
