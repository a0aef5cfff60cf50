"""Live simulation: people report and go on working through the API, and never touch a visitor's case."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import httpx

from tests.browser.county import phoned
from tests.browser.people import People, surroundings


def reported(leader: httpx.Client) -> list[dict[str, Any]]:
    """The newest reports of collectors; other tests may have made some."""
    asked = leader.get("/cases", params={"source": "collector", "sort": "-id", "limit": 50})
    return list(asked.json()["items"])


def states(cases: list[dict[str, Any]]) -> set[str]:
    return {str(case["state"]) for case in cases}


def test_simulated_people_work_and_leave_a_visitors_case_alone(people: People, home: Path) -> None:
    leader = people.api("leader1")
    mine = phoned(people.api("operator1"), address="友兰大道1号")
    words = [sys.executable, "-m", "wangge.web", "simulate", "--live", "--url", people.site, "--speed", "100"]
    before = {item["case_no"] for item in reported(leader)}
    running = subprocess.Popen(words, env=surroundings(home))
    try:
        until = time.monotonic() + 90
        theirs: list[dict[str, Any]] = []
        while time.monotonic() < until and (len(theirs) < 3 or states(theirs) == {"reported"}):
            theirs = [item for item in reported(leader) if item["case_no"] not in before]
            time.sleep(0.5)
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    assert len(theirs) >= 3, "nobody reported anything"
    assert states(theirs) != {"reported"}, "nobody went on working"
    case = leader.get(f"/cases/{mine['case_no']}").json()
    assert (case["state"], case["version"]) == ("reported", 1)
    events = leader.get(f"/cases/{mine['case_no']}/events").json()
    assert [e["action"] for e in events] == ["report"]
