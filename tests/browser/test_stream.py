"""The live stream over a real socket: what one may see, resumed where it was left, nothing lost and nothing twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import pytest

from tests.browser.county import accept, act, phoned
from tests.browser.people import People


@contextmanager
def stream(client: httpx.Client, after: int | None = None) -> Iterator[Iterator[dict[str, Any]]]:
    """The stream's messages; the first is the greeting with the cursor to start from."""
    headers = {} if after is None else {"Last-Event-ID": str(after)}
    with client.stream("GET", "/events", headers=headers, timeout=20) as answer:
        assert answer.status_code == 200
        yield (json.loads(line[5:]) for line in answer.iter_lines() if line.startswith("data:"))


def test_a_report_is_told_within_seconds_to_those_who_see_it(people: People) -> None:
    operator, leader = people.api("operator1"), people.api("leader1")
    with stream(leader) as messages:
        assert set(next(messages)) == {"cursor"}
        case = phoned(operator)
        told = next(m for m in messages if m["case_no"] == case["case_no"])
    assert {k: told[k] for k in ("action", "state", "version")} == {
        "action": "report",
        "state": "reported",
        "version": 1,
    }
    assert set(told) == {"cursor", "case_no", "action", "state", "version"}


def test_a_stream_that_broke_goes_on_where_it_was(people: People) -> None:
    operator = people.api("operator1")
    with stream(operator) as messages:
        start = next(messages)["cursor"]
    cases = [phoned(operator)["case_no"] for _ in range(3)]
    with stream(operator, after=start) as messages:
        next(messages)
        told = [next(messages) for _ in range(3)]
    assert [m["case_no"] for m in told] == cases
    assert [m["cursor"] for m in told] == [start + 1, start + 2, start + 3]


def dispatched_to(people: People, unit: str) -> str:
    operator, lead, dispatcher = (people.api(u) for u in ("operator1", "shiftlead1", "dispatcher1"))
    case = phoned(operator)
    accept(operator, case)
    act(lead, case, "file")
    act(dispatcher, case, "dispatch", lead_unit=unit)
    return str(case["case_no"])


def test_a_unit_hears_only_of_its_own_cases(people: People) -> None:
    operator = people.api("operator1")
    with stream(operator) as messages:
        start = next(messages)["cursor"]
    phoned(operator)
    mine = dispatched_to(people, "UNIT31")
    with stream(people.api("unit31"), after=start) as messages:
        next(messages)
        told = [next(messages) for _ in range(4)]
    assert {m["case_no"] for m in told} == {mine}
    assert [m["action"] for m in told] == ["report", "accept", "file", "dispatch"]


def test_a_place_ahead_of_the_log_is_set_back_and_said_so(people: People) -> None:
    operator = people.api("operator1")
    with stream(operator) as messages:
        end = next(messages)["cursor"]
    with stream(operator, after=end + 1000) as messages:
        assert next(messages) == {"cursor": end, "reset": True}
        assert next(messages) == {"cursor": end, "reset": True}
        case = phoned(operator)
        assert next(messages)["case_no"] == case["case_no"]


@pytest.mark.parametrize("after", ["abc", "-1", "1.5", "9" * 30, "٣"])
def test_a_place_that_is_no_number_is_refused(people: People, after: str) -> None:
    answer = people.api("operator1").get("/events", params={"after": after}, timeout=30)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_nobody_listens_without_a_log_in(people: People) -> None:
    answer = httpx.get(f"{people.site}/api/v1/events", timeout=10)
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
