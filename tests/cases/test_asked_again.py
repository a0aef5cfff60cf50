"""Asking again costs little: what has not changed is answered 304, which is what phones live on."""

from __future__ import annotations

from typing import Any

import pytest

from tests.world import World


@pytest.mark.parametrize("path", ["/cases", "/me", "/dictionaries", "/cases/counts", "/tasks"])
def test_what_has_not_changed_is_not_sent_again(world: World, path: str) -> None:
    world.collector01.report()

    first = asked(world, path)
    again = asked(world, path, first["ETag"])

    assert first.status_code == 200
    assert (again.status_code, again.content) == (304, b"")


def test_what_changed_is_sent(world: World) -> None:
    tag = asked(world, "/cases")["ETag"]
    world.collector01.report()
    changed = asked(world, "/cases", tag)
    assert changed.status_code == 200
    assert len(changed.json()["items"]) == 1


def test_anothers_tag_opens_nothing(world: World) -> None:
    tag = asked(world, "/me")["ETag"]
    unit = world.handler("UNIT06")
    answer = unit.client.get("/api/v1/me", headers={**unit.headers, "If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.json()["user"]["id"] == unit.user.pk


def asked(world: World, path: str, tag: str = "") -> Any:
    person = world.collector01
    return person.client.get(f"/api/v1{path}", headers={**person.headers, "If-None-Match": tag})
