"""Who may see a photo. Cases, surveys and the rest each register how they know."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from wangge.evidence.models import Media
from wangge.organisation.auth import Acting
from wangge.organisation.models import Post, User


class Grant(IntEnum):
    """STRIPPED: only copies of photos without EXIF (what a unit sees of a checker's photos)."""

    NONE = 0
    STRIPPED = 1
    FULL = 2


Hook = Callable[[User, Post | None, Media], bool | Grant]
_hooks: list[Hook] = []


def register(hook: Hook) -> Hook:
    """Add `hook(user, post, media) -> bool | Grant` (True = FULL); the widest answer of all hooks counts.

    Asked only for media that are attached to something; usable as a decorator, registering twice does nothing.
    """
    if hook not in _hooks:
        _hooks.append(hook)
    return hook


def granted(who: Acting, media: Media) -> Grant:
    """The uploader sees his own; others what a hook grants. Where the request names no post, any post of his will do."""
    if media.uploader_id == who.user.pk:
        return Grant.FULL
    if not media.attached:
        return Grant.NONE
    posts: list[Post | None] = [who.post] if who.explicit or not who.posts else [*who.posts]
    answers = [as_grant(hook(who.user, post, media)) for post in posts for hook in _hooks]
    return max(answers, default=Grant.NONE)


def as_grant(answer: bool | Grant) -> Grant:
    return answer if isinstance(answer, Grant) else Grant.FULL if answer else Grant.NONE
