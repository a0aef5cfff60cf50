"""One-click log-in as each demo person. These paths exist only in a demo."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Field, Router, Schema

from wangge.organisation.api import enter, session
from wangge.organisation.auth import need_csrf
from wangge.organisation.models import Post, Role, User
from wangge.organisation.schemas import Named, SessionAnswer
from wangge.standards.errors import Refused
from wangge.web.demo_walk import visitors_case
from wangge.web.models import Mark
from wangge.web.server.files import built_pages

router = Router(auth=None, tags=["演示"])

# What a visitor can try under each role, and where.
TRY: dict[str, tuple[str, str]] = {
    Role.COLLECTOR: ("field", "拍照上报一个问题，或完成手上的核实、核查任务"),
    Role.OPERATOR: ("desk", "受理上报，派采集员核实；处置完成后发核查"),
    Role.SHIFT_LEAD: ("desk", "审核立案，核查通过后结案"),
    Role.DISPATCHER: ("desk", "按权责清单派遣给责任单位，审批回退、延期、挂账"),
    Role.UNIT: ("field", "签收案件，处置后拍照回复；办不完可申请延期、挂账"),
    Role.LEADER: ("desk", "看今日情况和超时案件，督办"),
    Role.EVALUATOR: ("desk", "看各单位得分，点开到每一个案件"),
    Role.DATA_MANAGER: ("desk", "在地图上查看网格、部件与地点"),
    Role.ADMIN: ("admin", "维护单位、人员、岗位与规则"),
}


class DemoPerson(Schema):
    username: str = Field(description="用户名", examples=["collector01"])
    name: str = Field(description="姓名")
    role: str = Field(description="角色代码", examples=["collector"])
    role_name: str = Field(description="角色", examples=["信息采集员"])
    department: Named | None = Field(description="单位")
    open: str = Field(description="从哪个页面开始", examples=["field"])
    hint: str = Field(serialization_alias="try", description="可以试什么")


class VisitorsCase(Schema):
    case_no: str = Field(description="案卷号", examples=["41132826061000013"])
    class_name: str = Field(description="类别", examples=["暴露垃圾"])
    state: str = Field(description="状态代码", examples=["checking"])
    state_label: str = Field(description="状态", examples=["核查中"])
    unit_person: str | None = Field(description="主办单位可登录的人，尚未派遣时为空", examples=["unit06"])
    collector: str | None = Field(description="手上有此案任务的采集员，没有时为空", examples=["collector07"])


EXAMPLE: dict[str, Any] = {
    "people": [
        {
            "username": "collector01",
            "name": "张秀英",
            "role": "collector",
            "role_name": "信息采集员",
            "department": {"code": "JDZX", "name": "监督中心"},
            "open": "field",
            "try": "上报一处问题",
        }
    ],
    "case": None,
    "live": True,
    "days": 90,
    "pages": ["desk", "field"],
}


class DemoPeople(Schema):
    model_config = {"json_schema_extra": {"examples": [EXAMPLE]}}
    people: list[DemoPerson]
    case: VisitorsCase | None = Field(description="最近一个由访客上报的案件，据此提示下一步该谁办")
    live: bool = Field(description="模拟人员是否还在工作")
    days: int = Field(description="已模拟多少天的历史，没有历史时为 0")
    pages: list[str] = Field(description="已有哪些页面", examples=[["desk", "field"]])


class DemoLogin(Schema):
    model_config = {"json_schema_extra": {"examples": [{"username": "collector01"}]}}
    username: str = Field(max_length=150, description="用户名")


@router.get("/demo/people", response=DemoPeople, by_alias=True, summary="演示人物")
def list_demo_people(request: HttpRequest) -> dict[str, Any]:
    """可一键登录的人物，按角色排列，附每个角色可以试什么；以及访客的案件办到了哪一步。"""
    posts = Post.objects.filter(active=True, user__is_active=True, role__in=TRY).select_related("user", "department")
    order = list(TRY)
    people = [person(p) for p in sorted(posts, key=lambda p: (order.index(p.role), p.user.username))]
    return {"people": people, "case": visitors_case(), "pages": built_pages(), **running()}


def running() -> dict[str, Any]:
    """What the start of this demo was told."""
    mark = Mark.objects.filter(name="demo").values_list("value", flat=True).first() or {}
    return {"live": bool(mark.get("live")), "days": 0 if mark.get("history") == "none" else mark.get("days", 0)}


@router.post("/demo/login", response=SessionAnswer, summary="一键登录")
def demo_login(request: HttpRequest, body: DemoLogin) -> dict[str, Any]:
    """以某个演示人物的身份打开会话，不需要密码。需要 `X-CSRFToken` 头。"""
    need_csrf(request)
    user = User.objects.filter(username=body.username, is_active=True, posts__active=True).first()
    if user is None:
        raise Refused("no_such_person", "没有这个演示人物", "请从名单中选择。", status=404)
    enter(request, user)
    return session(request)


def person(post: Post) -> dict[str, Any]:
    page, hint = TRY[post.role]
    unit = post.department and {"code": post.department.code, "name": post.department.short_name}
    told = {"username": post.user.username, "name": post.user.name, "role": post.role}
    return {**told, "role_name": post.get_role_display(), "department": unit, "open": page, "hint": hint}
