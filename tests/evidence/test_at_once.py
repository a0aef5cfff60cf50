"""Many requests at the same moment: one photo stays one photo, and guesses are counted one by one."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tests.evidence.conftest import caller, photo, send
from wangge.basedata.jurisdiction import jurisdiction
from wangge.evidence.models import Media
from wangge.organisation import tokens
from wangge.organisation.models import SignIn, User

TIMES = 6


def at_once(act: Callable[[], Any]) -> list[Any]:
    """What `act` answers in TIMES threads, each with its own connection."""

    def run(_: int) -> Any:
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(TIMES) as pool:
        return list(pool.map(run, range(TIMES)))


@pytest.mark.usefixtures("committed")
def test_one_media_id_sent_many_times_at_once_is_kept_once(storage: Path) -> None:
    with jurisdiction():
        user = caller("collector01", "collector").user  # type: ignore[attr-defined]
        headers = {"Authorization": f"Bearer {tokens.issue(user)[0]}"}
    name, content = str(uuid.uuid4()), photo()

    answers = at_once(lambda: send(Client(headers=headers), content, media_id=name))

    assert Counter(a.status_code for a in answers) == {201: 1, 200: TIMES - 1}
    assert len({a.content for a in answers}) == 1
    with jurisdiction():
        assert Media.objects.count() == 1
    assert len([p for p in storage.rglob("*") if p.is_file()]) == 1


@pytest.mark.usefixtures("committed")
def test_guesses_made_at_once_do_not_slip_past_the_limit() -> None:
    with jurisdiction():
        User.objects.create_user("collector01", password="right-horse-7", name="李")
    body = {"username": "collector01", "password": "wrong"}

    answers = at_once(lambda: Client().post("/api/v1/auth/token", body, content_type="application/json"))

    assert Counter(a.status_code for a in answers) == {401: 5, 429: 1}
    with jurisdiction():
        assert SignIn.objects.filter(kind="wrong").count() == 5
