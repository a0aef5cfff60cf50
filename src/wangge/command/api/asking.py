"""Who may ask: the posts that see everything."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query

from wangge.cases.visibility import SEE_ALL
from wangge.organisation.auth import Acting, acting

Days = Annotated[int, Query(ge=1, le=90, description="最近多少天，今天在内")]
Until = Annotated[date | None, Query(description="算到这一天终了；不写则算到现在")]


def watcher(request: HttpRequest) -> Acting:
    """Raises Refused `forbidden` (403) for any other post."""
    return acting(request).having(*sorted(SEE_ALL))
