"""Cases: list, counts, file, log, what may be done, and doing it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest
from django.utils import timezone
from ninja import Body as JsonBody
from ninja import Query, Router, Schema
from ninja.errors import ValidationError as Invalid
from pydantic import Field, ValidationError, ValidationInfo, field_validator

from wangge.cases import claims, store
from wangge.cases.acting import standing
from wangge.cases.actions import late_answers, perform
from wangge.cases.actions.catalogue import on_offer, verb
from wangge.cases.actions.verb import Body
from wangge.cases.api import asking, samples, shapes
from wangge.cases.models import Case, RequestRow
from wangge.cases.queries import events, listing, lists
from wangge.cases.queries.casefile import casefile
from wangge.cases.queries.shown import show_all
from wangge.cases.rules_now import rules_now
from wangge.organisation.auth import acting
from wangge.organisation.device import skew_of
from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import Role
from wangge.standards.lifecycle.table import REQUEST_BY_CODE

router = Router(tags=["案件"])
ZONE = ZoneInfo("Asia/Shanghai")


class Filters(Schema):
    state: str = Field("", description="状态，多个用逗号分隔；案件都有状态，none 找不到案件")
    stage: str = Field("", description="环节，多个用逗号分隔；案件都有环节，none 找不到案件")
    unit: str = Field("", description="主办单位编码；none 表示未派遣")
    grid: str = Field("", description="单元网格或其前缀（社区、街道）；none 表示没有网格")
    class_: str = Field("", alias="class", description="类别代码或其前缀；none 表示未定类别")
    kind: str = Field("", description="component 或 event；案件都有其一，none 找不到案件")
    source: str = Field("", description="来源；案件都有来源，none 找不到案件")
    lamp: str = Field("", description="处置时限灯：green yellow red none，none 表示没有处置时限")
    overdue: bool | Literal["none"] | None = Field(
        None, description="true 在处置且已超期；false 没有超期，包括没有处置时限的；none 没有处置时限的"
    )
    q: str = Field("", max_length=100, description="案号、地点、描述、类别的词")
    since: datetime | Literal["none"] | None = Field(None, description="上报时间不早于；none 表示不限")
    until: datetime | Literal["none"] | None = Field(None, description="上报时间早于；none 表示不限")
    bbox: str = Field("", description="西,南,东,北；none 表示没有坐标")
    mine: bool | Literal["none"] = Field(False, description="true 只看本人上报的；none 没有工作人员上报人的")
    list: str = Field("", description="工作列表：todo accept verify file dispatch …；none 表示不限")
    sort: str = Field("-id", description="id reported_at deadline stage_deadline left closed_at，前加 - 为倒序")
    cursor: str = ""
    limit: int = Field(50, ge=1, le=200)

    @field_validator("overdue", "since", "until", "mine", "limit", "sort", mode="before")
    @classmethod
    def _blank_is_absent(cls, value: Any, info: ValidationInfo) -> Any:
        """`?since=&until=` asks for nothing."""
        return cls.model_fields[info.field_name or ""].default if value == "" else value


@router.get("/cases", summary="案件列表", response={200: shapes.CasesOut}, openapi_extra=samples.LIST)
def list_cases(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """本岗位可见的案件；按游标翻页，`next_cursor` 为空表示到底。"""
    found, now = standing(acting(request)), timezone.now()
    values = filters.dict()
    unbound = {name: None for name in ("since", "until") if values[name] == "none"}
    asked = listing.Asked(class_code=values.pop("class_"), **values | unbound)
    rows, cursor = listing.page(asked, found.sight, asking.asker(found), now)
    items = show_all(rows, found.sight, found.actor.user or 0, rules_now().book, now)
    return {"items": items, "next_cursor": cursor}


@router.get("/cases/counts", summary="各列表件数", response={200: shapes.CountsOut}, openapi_extra=samples.COUNTS)
def case_counts(request: HttpRequest) -> dict[str, Any]:
    """左侧各工作列表的件数、其中超期件数，以及今天的合计。"""
    found, now = standing(acting(request)), timezone.now()
    today = now.astimezone(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
    return dict(lists.counts(found.sight, asking.asker(found), now, today))


@router.get("/cases/{case_no}", summary="案卷", response={200: shapes.CaseFileOut}, openapi_extra=samples.CASE)
def get_case(request: HttpRequest, case_no: str) -> dict[str, Any]:
    """案件全部内容：时钟、申请、任务、督办、附件。无权查看与不存在一样回答 404。"""
    row, found = asking.seen_case(request, case_no)
    return casefile(row, found.sight, found.actor, rules_now(), timezone.now())


@router.get(
    "/cases/{case_no}/events",
    summary="流程记录",
    response={200: list[shapes.EventOut]},
    by_alias=True,
    openapi_extra=samples.EVENTS,
)
def get_events(request: HttpRequest, case_no: str) -> list[dict[str, Any]]:
    """按先后列出办理记录；对责任单位，核查人一律显示为“核查员”。"""
    row, found = asking.seen_case(request, case_no)
    return events.log_of(row, found.sight)


@router.get(
    "/cases/{case_no}/actions",
    summary="现在可以做什么",
    response={200: shapes.ActionsOut},
    openapi_extra=samples.ACTIONS,
)
def get_actions(request: HttpRequest, case_no: str) -> dict[str, Any]:
    """{version, actions}：每个操作带表单的 JSON Schema；`barred` 是此案不能办的原因。"""
    row, found = asking.seen_case(request, case_no)
    entries = on_offer(store.file_of(row), found.actor, rules_now())
    return {"version": row.version, "actions": claims.offered(entries, row, found.actor, timezone.now())}


@router.post(
    "/cases/{case_no}/claim", summary="占用待受理案件", response={200: shapes.ClaimedOut}, openapi_extra=samples.CLAIM
)
def claim(request: HttpRequest, case_no: str) -> dict[str, Any]:
    """坐席打开待受理案件时占用 5 分钟，编辑中续期；别人占用时回答 409，说明是谁、到何时，期间其他人也不能办理；其他环节的案件、本岗位不能办的案件不占用，`until` 为空。"""
    who = acting(request).having(Role.OPERATOR, Role.SHIFT_LEAD)
    now = timezone.now()
    row = perform.locked(case_no, standing(who).sight)
    if row.state not in claims.POOL or not claims.moves(store.file_of(row), standing(who).actor):
        return {"case_no": row.case_no, "until": None}
    claims.take(row, who.user.pk, now)
    return {"case_no": row.case_no, "until": row.claimed_until}


@router.delete(
    "/cases/{case_no}/claim", summary="放回待受理案件", response={200: shapes.ClaimedOut}, openapi_extra=samples.UNCLAIM
)
def unclaim(request: HttpRequest, case_no: str) -> dict[str, Any]:
    """占用人没有办理就关闭案件时放回，其他坐席员即可办理；没有人占用时不变，别人占用时回答 409。"""
    who = acting(request).having(Role.OPERATOR, Role.SHIFT_LEAD)
    row = perform.locked(case_no, standing(who).sight)
    claims.give_back(row, who.user.pk, timezone.now())
    return {"case_no": row.case_no, "until": None}


# The fields hang on the action; GET …/actions gives each one's form.
AnyBody = Annotated[
    dict[str, Any], JsonBody({}, description="action_id、version、acted_at、opinion、post 及该操作自己的字段")
]


def parsed(action: str, payload: AnyBody) -> Body:
    try:
        return verb(action).body.model_validate(payload)
    except ValidationError as error:
        found = json.loads(error.json(include_url=False))
        raise Invalid([e | {"loc": ["body", "payload", *e["loc"]]} for e in found]) from error


def done(
    request: HttpRequest, case_no: str, action: str, payload: AnyBody, about: UUID | None = None
) -> dict[str, Any]:
    """Perform and show the case as it then is to the actor."""
    body, now = parsed(action, payload), timezone.now()
    row = Case.objects.filter(case_no=case_no).first()
    if row is None:
        raise asking.not_found()
    found = asking.fitting(acting(request).under(body.post), row, action)
    act = perform.Act(case_no, action, body, found.actor, found.sight, now, skew_of(request, now), about)
    late = late_answers.as_comment(act, row) if found.sight.sees(row) else None
    after = perform.perform(late or act)
    return casefile(after, found.sight, found.actor, rules_now(), now) | {"kept_as_comment": late is not None}


@router.post(
    "/cases/{case_no}/actions/{action}", summary="办理", response={200: shapes.CaseFileOut}, openapi_extra=samples.ACT
)
def act(request: HttpRequest, case_no: str, action: str, payload: AnyBody) -> dict[str, Any]:
    """办理一个操作。版本落后回答 409（说明谁、何时、做了什么），岗位或环节不对 403，内容不对 422；案件不变。"""
    if action.startswith(("decide_", "withdraw_")):
        raise Refused("unknown_action", "没有这个操作", "审批和撤回申请请用 requests 接口。", status=404)
    return done(request, case_no, action, payload)


@router.post(
    "/cases/{case_no}/requests/{kind}",
    summary="提出申请",
    response={200: shapes.CaseFileOut},
    openapi_extra=samples.ASK,
)
def ask(request: HttpRequest, case_no: str, kind: str, payload: AnyBody) -> dict[str, Any]:
    """回退 return、延期 extension、挂账 suspension、作废 void、超时申诉 appeal。"""
    if kind not in REQUEST_BY_CODE:
        raise Refused("unknown_action", "没有这种申请", f"“{kind}”不是可以提出的申请。", status=404)
    return done(request, case_no, f"request_{kind}", payload)


@router.post(
    "/cases/{case_no}/requests/{request_id}/decision",
    summary="审批申请",
    response={200: shapes.CaseFileOut},
    openapi_extra=samples.DECIDE,
)
def decide(request: HttpRequest, case_no: str, request_id: UUID, payload: AnyBody) -> dict[str, Any]:
    """同意或不同意；挂账和申诉须两级审批。本人提出的申请不能由本人审批。"""
    return done(request, case_no, f"decide_{_kind(case_no, request_id)}", payload, request_id)


@router.post(
    "/cases/{case_no}/requests/{request_id}/withdraw",
    summary="撤回申请",
    response={200: shapes.CaseFileOut},
    openapi_extra=samples.WITHDRAW,
)
def withdraw(request: HttpRequest, case_no: str, request_id: UUID, payload: AnyBody) -> dict[str, Any]:
    """提出申请的单位或本人可在审批前撤回，不计入任何考评。"""
    return done(request, case_no, f"withdraw_{_kind(case_no, request_id)}", payload, request_id)


def _kind(case_no: str, request_id: UUID) -> str:
    found = RequestRow.objects.filter(pk=request_id, case__case_no=case_no).first()
    if found is None:
        raise Refused("not_found", "没有这份申请", "案件里没有这份申请。", status=404)
    return found.kind
