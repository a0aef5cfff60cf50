"""Live simulation: people report and go on working through the API, and never touch a visitor's case."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.browser.county import phoned
from tests.browser.people import People, surroundings


def test_simulated_people_work_and_leave_a_visitors_case_alone(people: People, home: Path) -> None:
    leader = people.api("leader1")
    mine = phoned(people.api("operator1"), address="友兰大道1号")
    words = [sys.executable, "-m", "wangge.web", "simulate", "--live", "--url", people.site, "--speed", "100"]
    running = subprocess.Popen(words, env=surroundings(home))
    try:
        until = time.monotonic() + 90
        seen: set[str] = set()
        while time.monotonic() < until and len(seen) < 2:
            items = leader.get("/cases", params={"source": "collector", "limit": 20}).json()["items"]
            theirs = [i for i in items if "，" in i["description"] or i["media"]]
            seen = {i["state"] for i in theirs} | ({"several"} if len(theirs) > 3 else set())
            time.sleep(0.5)
    finally:
        running.send_signal(signal.SIGTERM)
        assert running.wait(20) == 0
    assert len(seen) >= 2
    case = leader.get(f"/cases/{mine['case_no']}").json()
    assert (case["state"], case["version"]) == ("reported", 1)
    events = leader.get(f"/cases/{mine['case_no']}/events").json()
    assert [e["action"] for e in events] == ["report"]
