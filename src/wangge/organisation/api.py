"""Log-in, who am I, and the lists of people."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest
from django.middleware.csrf import get_token
from django.utils import timezone
from ninja import Router
from ninja.responses import Status

from wangge.organisation import addressbook, directory, signins, tokens
from wangge.organisation.auth import AUTH, acting, need_csrf
from wangge.organisation.devices import binding
from wangge.organisation.models import Role, SignIn, User
from wangge.organisation.schemas import (
    Collector,
    Contacts,
    Me,
    SessionAnswer,
    SessionRequest,
    TokenAnswer,
    TokenRequest,
    may_fail,
)

router = Router(auth=AUTH)
GUESSING = may_fail(401, 429)
MAY_NAME_COLLECTORS = (Role.OPERATOR, Role.SHIFT_LEAD, Role.DISPATCHER, Role.LEADER, Role.EVALUATOR, Role.COLLECTOR)


@router.post(
    "/auth/token", auth=None, response=TokenAnswer, tags=["登录"], summary="取得访问令牌", openapi_extra=GUESSING
)
def create_token(request: HttpRequest, body: TokenRequest) -> dict[str, Any]:
    """程序与手机用用户名、密码换取令牌，以后放在 `Authorization: Bearer …` 头里。令牌 7 天有效。

    同一地址对同一用户名 15 分钟内输错 5 次密码后暂停受理（429，`retry_after` 为应等待的秒数）。
    """
    binding.refuse_locked(body.device_id)
    user = signins.check(request, body.username, body.password)
    if body.device_id:
        binding.register(user, body.device_id, "", request.headers.get("User-Agent", ""))
    token, expires = tokens.issue(user, body.device_id)
    signins.record(request, SignIn.Kind.TOKEN, body.username, user, body.device_id)
    return {"token": token, "expires_at": expires, "user": directory.person(user)}


@router.delete("/auth/token", response={204: None}, tags=["登录"], summary="注销访问令牌")
def revoke_token(request: HttpRequest) -> Status[None]:
    """注销本请求所用的令牌；用会话登录的请求没有令牌，什么也不发生。"""
    _, _, token = request.headers.get("Authorization", "").partition(" ")
    if tokens.revoke(token.strip()):
        user = acting(request).user
        signins.record(request, SignIn.Kind.OUT, user.username, user)
    return Status(204, None)


@router.get(
    "/auth/session",
    auth=None,
    response=SessionAnswer,
    tags=["登录"],
    summary="当前会话",
    openapi_extra=may_fail(403),
)
def read_session(request: HttpRequest) -> dict[str, Any]:
    """浏览器打开页面时先调用：设置 CSRF cookie，并说明谁已登录（没有登录时 user 为 null）。

    手机把自己的标识放在 `X-Device` 头里：已被锁定的回答 403 `device_locked`，会话过期后也一样。
    """
    binding.refuse_locked(request.headers.get("X-Device", ""))
    return session(request)


@router.post(
    "/auth/session",
    auth=None,
    response=SessionAnswer,
    tags=["登录"],
    summary="登录",
    openapi_extra=may_fail(401, 403, 429),
)
def create_session(request: HttpRequest, body: SessionRequest) -> dict[str, Any]:
    """浏览器登录：会话 cookie 为 HttpOnly、SameSite=Lax。需要 `X-CSRFToken` 头。

    手机带上 `device_id` 即绑定本机：外勤岗位的会话持续一个班次，手机遗失时可由值班长锁定。
    """
    need_csrf(request)
    binding.refuse_locked(body.device_id)
    user = signins.check(request, body.username, body.password)
    enter(request, user)
    if body.device_id:
        binding.bind(request, user, body.device_id, body.device_name)
    return session(request)


@router.delete(
    "/auth/session", auth=None, response={204: None}, tags=["登录"], summary="退出登录", openapi_extra=may_fail(403)
)
def delete_session(request: HttpRequest) -> Status[None]:
    """结束浏览器的会话；没有登录时什么也不发生。需要 `X-CSRFToken` 头。"""
    need_csrf(request)
    if isinstance(request.user, User):
        signins.record(request, SignIn.Kind.OUT, request.user.username, request.user)
    logout(request)
    return Status(204, None)


@router.get("/me", response=Me, tags=["登录"], summary="我是谁")
def read_me(request: HttpRequest) -> dict[str, Any]:
    """登录的人、他的岗位与责任网格，以及这些岗位可做的事。"""
    return directory.me(acting(request))


@router.get("/collectors", response=list[Collector], tags=["人员"], summary="采集员名单")
def list_collectors(request: HttpRequest) -> list[dict[str, Any]]:
    """供指派核实、核查任务时选择。责任单位看不到。"""
    acting(request).having(*MAY_NAME_COLLECTORS)
    return directory.collectors(timezone.now())


@router.get("/contacts", response=Contacts, tags=["人员"], summary="通讯录")
def list_contacts(request: HttpRequest) -> dict[str, Any]:
    """各单位值班电话与人员电话。采集员看到中心坐席和同网格同事，责任单位看到中心坐席和本单位人员，中心看到全部。"""
    return addressbook.contacts(acting(request).having(*Role))


def enter(request: HttpRequest, user: User) -> None:
    """Open a browser session for a person whose identity has been established."""
    login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    signins.record(request, SignIn.Kind.IN, user.username, user)


def session(request: HttpRequest) -> dict[str, Any]:
    device = binding.bound(request)
    user = directory.person(request.user) if isinstance(request.user, User) else None
    return {
        "user": user,
        "csrf_token": get_token(request),
        "demo": settings.WANGGE_DEMO,
        "device_id": device,
        "expires_at": request.session.get_expiry_date() if user else None,
    }
