"""The big screen is for posts that see everything; what it shows them is the truth of the other pages."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.world import World

PATHS = (
    "/command/summary",
    "/command/late",
    "/command/units",
    "/command/grades",
    "/command/heat",
    "/command/classes",
    "/command/spots",
    "/command/recent",
    "/command/layers",
    "/command/layers/collectors",
    "/command/layers/collectors/tracks?day=2026-06-10",
    "/command/playback?day=2026-06-10",
    "/command/cases/open",
)


@pytest.mark.parametrize("path", PATHS)
def test_units_collectors_and_strangers_get_nothing(world: World, path: str) -> None:
    for who in (world.handler("UNIT06"), world.collector01, world.datamanager1, world.admin):
        status, answer = who.get(path)
        assert (status, answer["code"]) == (403, "forbidden"), who.user.username
    assert Client().get(f"/api/v1{path}").status_code == 401


@pytest.mark.parametrize("username", ["operator1", "shiftlead1", "dispatcher1", "leader1", "evaluator1"])
def test_the_five_posts_of_the_centre_may_look(world: World, username: str) -> None:
    who = world.__getattr__(username)
    for path in ("/command/summary", "/command/units", "/command/playback?day=2026-06-10"):
        assert who.get(path)[0] == 200
    assert "page.screen" in who.get("/me")[1]["permissions"]


def test_the_screens_figures_are_those_of_the_desk(world: World) -> None:
    world.closed()
    world.dispatched()
    _, screen = world.leader1.get("/command/summary")
    _, desk = world.leader1.get("/cases/counts")
    assert {figure: found["today"] for figure, found in screen["stages"].items()} == desk["today"]
    assert desk["today"]["dispatched"] == 2


def test_a_figure_nobody_knows_is_not_found(world: World) -> None:
    assert world.leader1.get("/command/cases/happiness")[0] == 404
    assert world.leader1.get("/command/cases/open", cursor="x")[0] == 422


def test_the_pins_say_until_when_their_lamps_hold(world: World) -> None:
    case = world.dispatched()
    world.handler("UNIT06").does(case, "sign")
    _, file = world.leader1.get(f"/cases/{case['case_no']}")
    (pin,) = world.leader1.get("/map/cases")[1]["features"]
    assert (pin["properties"]["due"], pin["properties"]["lamp"]) == (file["deadline"], "green")
    assert pin["properties"]["warn"] < pin["properties"]["due"]
