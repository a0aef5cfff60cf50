"""Whom a collector may have to speak with about his reports."""

from __future__ import annotations

from tests.world import World


def test_the_handlers_of_ones_own_reports_while_they_are_at_work(world: World) -> None:
    assert world.collector01.get("/contacts/handlers") == (200, [])
    case = world.dispatched("UNIT06")
    _, found = world.collector01.get("/contacts/handlers")
    assert [one["name"] for one in found] == [world.handler("UNIT06").user.name]
    assert found[0]["phone"].startswith("128")
    assert world.collector02.get("/contacts/handlers")[1] == []
    handler = world.handler("UNIT06")
    handler.does(case, "sign")
    handler.does(case, "complete", note="已清理", media_ids=[handler.photo()])
    assert world.collector01.get("/contacts/handlers")[1] == []


def test_nobody_else_asks_for_them(world: World) -> None:
    assert world.handler("UNIT06").get("/contacts/handlers")[0] == 403
