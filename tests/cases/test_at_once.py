"""Several people at the same moment, on real connections."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connections

from tests import world as small
from tests.world import World
from wangge.basedata.jurisdiction import jurisdiction, named
from wangge.cases import relay
from wangge.cases.models import EventOrder, InboxRow


@pytest.fixture
def open_world(committed: Any) -> Iterator[World]:
    """The small county really committed, for several connections at once."""
    with jurisdiction():
        small.load()
    with named("411328"):
        yield World()


def in_own_thread(job: Any, results: list[Any], *args: Any) -> threading.Thread:
    def run() -> None:
        try:
            results.append(job(*args))
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def test_eight_at_once_with_one_report_id_make_one_case(open_world: World) -> None:
    with jurisdiction():
        person = open_world.collector01
        lon, lat = small.at(0)
        body = {
            "report_id": "7b0f8f4e-6d0a-4b57-9d46-2f5a1a2b3c4d",
            "class_code": "E0110",
            "lon": lon,
            "lat": lat,
            "media_ids": [person.photo()],
        }
    results: list[tuple[int, Any]] = []
    threads = [in_own_thread(person.post, results, "/reports", body) for _ in range(8)]
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in results) == [200] * 7 + [201]
    assert len({answer["case_no"] for _, answer in results}) == 1


def test_two_who_decide_at_once_are_first_and_told_so(open_world: World) -> None:
    with jurisdiction():
        case = open_world.accepted()
        lead = open_world.shiftlead1
        version = case["version"]
    results: list[tuple[int, Any]] = []
    path = f"/cases/{case['case_no']}/actions"
    threads = [
        in_own_thread(lead.post, results, f"{path}/file", {"version": version}),
        in_own_thread(lead.post, results, f"{path}/return_to_operator", {"version": version, "reason": "资料不全"}),
    ]
    for thread in threads:
        thread.join()
    assert sorted(status for status, _ in results) == [200, 409]


def test_a_running_relay_orders_what_is_committed(open_world: World, committed: Any) -> None:
    ordered = threading.Event()
    running = relay.Relay(committed.app, "411328", drained=lambda count: ordered.set())
    running.start()
    try:
        with jurisdiction():
            open_world.collector01.report()
        assert ordered.wait(10)
        with jurisdiction():
            assert (EventOrder.objects.count(), InboxRow.objects.count()) == (1, 0)
    finally:
        running.stop()
        running.join(10)
