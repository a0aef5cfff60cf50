"""Who is asking: a Bearer token or the browser's session, and the post under which he acts.

A request with an `Authorization` header is judged by it alone. Sessions are checked for CSRF on every unsafe method.
`request.auth` is an `Acting`; operations read it by `acting(request)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from wangge.organisation import tokens
from wangge.organisation.devices import binding
from wangge.organisation.models import Post, User
from wangge.standards.errors import Refused


@dataclass(frozen=True, slots=True)
class Acting:
    """A person, his active posts (oldest first), and the one he acts under (None: a citizen, who has no post).

    `explicit` says that the request named the post; otherwise it is his first.
    """

    user: User
    post: Post | None
    posts: tuple[Post, ...] = ()
    explicit: bool = False

    @property
    def role(self) -> str | None:
        return self.post.role if self.post else None

    def under(self, wanted: str | None) -> Acting:
        """The same person under the post named by a role code or a post's number; unchanged for None and "".

        Raises Refused `not_your_post` (403).
        """
        if not wanted:
            return self
        return Acting(self.user, choose(self.posts, wanted), self.posts, True)

    def having(self, *roles: str) -> Acting:
        """The same person under a post with one of `roles`: the one acted under if it fits, else, where the request
        named none, the first that fits. Raises Refused `forbidden` (403)."""
        candidates = [self.post] if self.explicit else [self.post, *self.posts]
        for post in candidates:
            if post and post.role in roles:
                return Acting(self.user, post, self.posts, self.explicit)
        raise Refused("forbidden", "没有权限", "您的岗位不能做这件事。", status=403)


def choose(posts: tuple[Post, ...], wanted: str) -> Post:
    for post in posts:
        if wanted in (post.role, str(post.pk)):
            return post
    raise Refused("not_your_post", "您没有这个岗位", f"您没有岗位“{wanted}”，不能以它的身份办理。", status=403)


def acting_as(user: User, wanted: str | None = None) -> Acting:
    """`Acting` of a person; reads his active posts with their departments in one query."""
    posts = tuple(user.posts.filter(active=True).select_related("department").order_by("id"))
    return Acting(user, posts[0] if posts else None, posts).under(wanted)


def acting(request: HttpRequest) -> Acting:
    """The `Acting` of an operation behind AUTH."""
    return cast(Acting, request.auth)  # type: ignore[attr-defined]


def wanted_post(request: HttpRequest) -> str | None:
    return request.headers.get("X-Post") or request.GET.get("post")


class BearerToken(HttpBearer):
    """`Authorization: Bearer …` from POST /api/v1/auth/token."""

    def __call__(self, request: HttpRequest) -> Acting | None:
        header = request.headers.get("Authorization")
        if header is None:
            return None
        scheme, _, token = header.partition(" ")
        return self.authenticate(request, token.strip() if scheme.lower() == "bearer" else "")

    def authenticate(self, request: HttpRequest, token: str) -> Acting:
        user = tokens.owner(token)
        if user is None:
            binding.refuse_locked_token(tokens.digest(token))
            raise Refused("bad_token", "登录已失效", "令牌无效、已到期或已注销，请重新登录。", status=401)
        return acting_as(user, wanted_post(request))


class SessionCookie(APIKeyCookie):
    """The browser's session cookie; unsafe methods need the header `X-CSRFToken` (from GET /api/v1/auth/session)."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Acting | None:
        if "Authorization" in request.headers:
            return None
        return self.authenticate(request, self._get_session(request))

    def _get_session(self, request: HttpRequest) -> str | None:
        return request.COOKIES.get(self.param_name)

    def authenticate(self, request: HttpRequest, key: str | None) -> Acting | None:
        if not key or not isinstance(request.user, User):
            return None
        need_person(request, request.user)
        need_csrf(request)
        binding.bound(request)
        if not isinstance(request.user, User):  # the session was from before a lock
            return None
        return acting_as(request.user, wanted_post(request))


def need_person(request: HttpRequest, user: User) -> None:
    """`X-Wangge-User` names whose act this is, by number: on a phone that several use, what one did and the queue sends
    later never goes under another's log-in. Raises Refused `other_user` (401)."""
    meant = request.headers.get("X-Wangge-User")
    if meant is not None and meant != str(user.pk):
        raise Refused(
            "other_user", "登录的是另一个人", "这是别人办理的内容，等本人登录后再上传。没有保存任何改动。", status=401
        )


def need_csrf(request: HttpRequest) -> None:
    """Raises Refused `csrf_failed` (403) for an unsafe request without the page's token."""
    if check_csrf(request):
        raise Refused("csrf_failed", "页面已过期", "请刷新页面后重试，没有保存任何改动。", status=403)


AUTH = [BearerToken(), SessionCookie()]
