"""The one way a rule says no."""

from __future__ import annotations

from typing import Any


class Refused(Exception):
    """A request that the rules or the input forbid; nothing has been changed when it is raised.

    `code` is stable and English (part of the outside contract); `title` and `detail` are Chinese, for people:
    what happened, what was kept, what to do. `status` is the HTTP status of RFC 9457. `extra` is added to the
    problem document (for example who was first on a 409).
    """

    def __init__(self, code: str, title: str, detail: str = "", *, status: int = 422, **extra: Any) -> None:
        super().__init__(f"{code}: {title} {detail}".strip())
        self.code, self.title, self.detail, self.status, self.extra = code, title, detail, status, extra
