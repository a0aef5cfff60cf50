"""The big screen: its figures are the server's, a report is on it within a second or two, every figure opens."""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Locator, Route, expect

from tests.browser.county import accept, act, phoned
from tests.browser.people import People, surroundings
from tests.browser.person import WAIT, Person
from wangge.cases.importing.record import REQUIRED
from wangge.standards.workcalendar import ZONE

FULL_HD = {"width": 1920, "height": 1080}
SIZES = [(1920, 1080), (3840, 1080), (3840, 2160)]
STAGES = ("reported", "accepted", "filed", "dispatched", "completed", "checked", "closed")


def screen(people: People, username: str = "leader1", width: int = 1280, height: int = 720) -> Person:
    found = people.entered("screen", username, viewport={"width": width, "height": height})
    found.sees("实时")
    return found


def panel(looker: Person, name: str) -> Locator:
    return looker.page.get_by_role("region", name=name, exact=True)


def figure(looker: Person, code: str) -> Locator:
    return panel(looker, "各环节件数").locator(f"[data-figure={code}] b")


def headline(looker: Person, code: str) -> Locator:
    return panel(looker, "主要数字").locator(f"[data-figure={code}] b")


def summary(client: httpx.Client) -> dict[str, Any]:
    return dict(client.get("/command/summary").json())


def test_figures_are_the_servers_and_move_with_it(people: People) -> None:
    operator, lead = people.api("operator1"), people.api("shiftlead1")
    case = phoned(operator)
    looker = screen(people)
    told = summary(operator)
    for code in STAGES:
        expect(figure(looker, code)).to_have_text(str(told["stages"][code]["today"]), timeout=WAIT)
    expect(headline(looker, "open")).to_have_text(str(told["open"]["today"]), timeout=WAIT)
    looker.shows("before")
    accept(operator, case)
    act(lead, case, "file")
    another = phoned(operator, address="友兰大道77号")
    expect(figure(looker, "reported")).to_have_text(str(told["stages"]["reported"]["today"] + 1), timeout=3000)
    expect(figure(looker, "filed")).to_have_text(str(told["stages"]["filed"]["today"] + 1), timeout=3000)
    newest = panel(looker, "最近动态").get_by_role("button").first
    expect(newest).to_contain_text("上报 暴露垃圾 友兰大道77号", timeout=3000)
    newest.click()
    card = looker.page.get_by_role("article", name=re.compile(another["case_no"]))
    expect(card).to_contain_text("友兰大道77号", timeout=WAIT)
    looker.shows("case")


def test_a_figure_opens_to_its_cases_and_a_case_to_the_desk(people: People) -> None:
    case = phoned(people.api("operator1"), address="建设路8号")
    looker = screen(people, "operator1")
    headline(looker, "open").click()
    listed = looker.page.get_by_role("region", name="在办案件", exact=True)
    listed.locator(f"[data-case='{case['case_no']}']").click()
    looker.shows("opened")
    link = looker.page.get_by_role("link", name="到工作台办理")
    expect(link).to_have_attribute("href", re.compile(f"/desk/.*{case['case_no']}"))
    looker.page.get_by_role("complementary", name="详情").get_by_role("button", name="在办案件").click()
    expect(listed).to_be_visible(timeout=WAIT)
    looker.button("关闭").click()
    expect(listed).to_have_count(0, timeout=WAIT)


def test_it_fills_walls_of_every_size(people: People) -> None:
    looker = screen(people, "evaluator1", *SIZES[0])
    expect(looker.page.locator(".maplibregl-map")).to_be_visible(timeout=WAIT)
    for width, height in SIZES:
        looker.page.set_viewport_size({"width": width, "height": height})
        looker.page.wait_for_timeout(1500)
        fills(looker, width, height)


def fills(looker: Person, width: int, height: int) -> None:
    looker.shows(f"{width}x{height}")
    unit = min(width / 1920, height / 1080)
    small = looker.page.evaluate(
        """(least) => [...document.querySelectorAll('#app *')].filter((one) => one.checkVisibility()
          && [...one.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim())
          && !one.closest('svg') && !one.closest('.frame')
          && parseFloat(getComputedStyle(one).fontSize) < least).map((one) => one.textContent)""",
        20 * unit - 0.5,
    )
    assert small == []
    size = float(headline(looker, "open").evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)"))
    assert size == pytest.approx(56 * unit, abs=1)
    below = looker.page.evaluate("document.documentElement.scrollHeight - window.innerHeight")
    assert below <= 0


def test_a_unit_is_told_that_the_screen_is_not_for_it(people: People) -> None:
    person = people.entered("screen", "unit06", viewport=FULL_HD)
    person.sees("您的岗位不能看大屏")
    person.shows("not-for-units")
    person.button("换一个用户登录").click()
    expect(person.page.get_by_role("textbox", name="用户名")).to_be_visible(timeout=WAIT)


def test_the_late_list_can_be_stopped_and_layers_switched_by_hand(people: People) -> None:
    looker = screen(people)
    bar = looker.page.get_by_role("toolbar", name="图层")
    expect(bar.get_by_role("button", name="热力")).to_have_attribute("aria-pressed", "true", timeout=WAIT)
    bar.get_by_role("button", name="评价等级").click()
    expect(bar.get_by_role("button", name="热力")).to_have_attribute("aria-pressed", "false", timeout=WAIT)
    expect(looker.page.get_by_label("图例")).to_contain_text("本月等级", timeout=WAIT)
    bar.get_by_role("button", name="环节").click()
    looker.page.get_by_role("checkbox", name=re.compile("信息收集")).click()
    looker.page.reload()
    looker.sees("本月等级")
    expect(looker.page.get_by_role("button", name="采集员")).to_be_visible(timeout=WAIT)
    looker.shows("grades")


PLAYED = {
    "source": "web",
    "self_disposed": "false",
    "kind": "event",
    "class_code": "E0110",
    "lon": "112.8405",
    "lat": "32.6805",
    "address": "和平路3号",
    "description": "垃圾",
    "reported_at": "2023-03-15T08:30:00+08:00",
    "accepted_at": "2023-03-15T08:40:00+08:00",
    "filed_at": "2023-03-15T09:00:00+08:00",
    "dispatched_at": "2023-03-15T09:30:00+08:00",
    "unit_code": "UNIT31",
    "limit": "4",
    "limit_unit": "work_hour",
    "deadline": "2023-03-15T15:30:00+08:00",
    "completed_at": "2023-03-15T16:30:00+08:00",
    "check_sent_at": "2023-03-15T16:40:00+08:00",
    "checked_at": "2023-03-15T17:00:00+08:00",
    "check_passed": "true",
    "closed_at": "2023-03-15T17:10:00+08:00",
    "state": "closed",
}


@pytest.fixture(scope="module")
def old_days(site: str, home: Path) -> None:
    """Three closed cases of March 2023, brought in beside the server; the second is a day older, the third reported only."""
    file = home / "played.csv"
    older = {name: value.replace("2023-03-15", "2023-03-14") for name, value in PLAYED.items()}
    with file.open("w", encoding="utf-8", newline="") as out:
        table = csv.DictWriter(out, REQUIRED, restval="")
        table.writeheader()
        for n, row in enumerate((PLAYED, older, PLAYED | {"address": "和平路9号", "lon": "112.8505"})):
            table.writerow(row | {"report_id": f"PLAYED-{n}"})
    words = [sys.executable, "-m", "wangge.web", "import", "cases", str(file)]
    done = subprocess.run(words, env=surroundings(home), capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def opens_day(looker: Person, day: str) -> None:
    looker.page.keyboard.press("p")
    bar = panel(looker, "回放")
    bar.get_by_label("回放日期").fill(day)
    expect(bar.get_by_role("slider", name="时间")).to_be_enabled(timeout=WAIT)


def goes_to(looker: Person, hour: int, minute: int = 0) -> None:
    looker.page.get_by_role("slider", name="时间").fill(str((hour * 60 + minute) * 60_000))


def shows_counts(looker: Person, *expected: int) -> None:
    for code, n in zip(STAGES, expected, strict=True):
        expect(figure(looker, code)).to_have_text(str(n), timeout=WAIT)


def test_a_past_day_is_played_back_as_it_was(people: People, old_days: None) -> None:
    looker = screen(people)
    opens_day(looker, "2023-03-15")
    goes_to(looker, 9, 15)
    shows_counts(looker, 2, 2, 2, 0, 0, 0, 0)
    expect(headline(looker, "open")).to_have_text("2", timeout=WAIT)
    goes_to(looker, 16)
    shows_counts(looker, 2, 2, 2, 2, 0, 0, 0)
    expect(headline(looker, "late")).to_have_text("2", timeout=WAIT)
    expect(panel(looker, "超期未处置")).to_contain_text("超期 30分", timeout=WAIT)
    looker.shows("playback")
    goes_to(looker, 23, 59)
    shows_counts(looker, 2, 2, 2, 2, 2, 2, 2)
    expect(headline(looker, "open")).to_have_text("0", timeout=WAIT)
    goes_to(looker, 8, 35)
    shows_counts(looker, 2, 0, 0, 0, 0, 0, 0)
    expect(panel(looker, "最近动态").get_by_role("button").first).to_contain_text("08:30", timeout=WAIT)


def test_playback_is_driven_by_the_keyboard_and_runs_at_its_speed(people: People, old_days: None) -> None:
    looker = screen(people)
    opens_day(looker, "2023-03-15")
    bar, slider = panel(looker, "回放"), looker.page.get_by_role("slider", name="时间")
    at = 8 * 3_600_000
    expect(slider).to_have_value(str(at), timeout=WAIT)
    looker.page.get_by_role("heading", level=1).click()
    looker.page.keyboard.press("Shift+ArrowRight")
    expect(slider).to_have_value(str(at + 3_600_000), timeout=WAIT)
    looker.page.keyboard.press("ArrowLeft")
    expect(slider).to_have_value(str(at + 55 * 60_000), timeout=WAIT)
    canvas = looker.page.locator(".maplibregl-canvas")
    canvas.evaluate("(one) => one.addEventListener('keydown', (event) => (window.heard = event.key))")
    canvas.focus()
    for _ in range(6):
        looker.page.keyboard.press("ArrowUp")
    expect(bar.get_by_label("速度")).to_have_value("600", timeout=WAIT)
    assert looker.page.evaluate("window.heard ?? null") is None, "the map moved by the same keys"
    goes_to(looker, 16, 50)
    looker.page.keyboard.press("Space")
    expect(bar.get_by_role("button", name="暂停")).to_be_visible(timeout=WAIT)
    expect(figure(looker, "closed")).to_have_text("2", timeout=WAIT)
    looker.page.keyboard.press("End")
    expect(bar.get_by_role("button", name="播放")).to_be_visible(timeout=WAIT)
    looker.page.keyboard.press("?")
    looker.shows("keys")
    looker.page.keyboard.press("Escape")
    looker.page.keyboard.press("Escape")
    expect(bar).to_have_count(0, timeout=WAIT)
    looker.sees("实时")


def heap(looker: Person) -> float:
    """Megabytes of live JavaScript objects, after everything that can go has gone."""
    talk = looker.context.new_cdp_session(looker.page)
    for _ in range(2):
        talk.send("HeapProfiler.collectGarbage")
    used = talk.send("Runtime.getHeapUsage")["usedSize"] / 1e6
    talk.detach()
    return float(used)


def loaded(looker: Person) -> None:
    """The map with its letters is a good part of the page and comes last."""
    expect(looker.page.locator(".scale").first).to_contain_text(re.compile("米|公里"), timeout=WAIT)
    looker.page.wait_for_timeout(1000)


def a_day(number: int) -> dict[str, Any]:
    """2,000 events of 200 cases, as the server would tell them."""
    start = datetime(2024, 1, 1, tzinfo=ZONE) + timedelta(days=number)
    steps = [("report", "reported", "reported"), ("accept", "accepted", "accepted"), ("file", "filed", "filed")]
    steps += [
        ("dispatch", "dispatched", "dispatched"),
        ("sign", "disposing", ""),
        ("complete", "disposed", "completed"),
    ]
    steps += [("send_check", "checking", ""), ("answer_check", "checked", "checked"), ("comment", "checked", "")]
    steps += [("close", "closed", "closed")]
    events = [event(number, n, step, told) for n in range(200) for step, told in enumerate(steps)]
    events.sort(key=lambda one: int(one["at"]))
    until = start + timedelta(days=1)
    return {"start": start.isoformat(), "until": until.isoformat(), "open": [], "events": events, "next_cursor": None}


def event(day: int, n: int, step: int, told: tuple[str, str, str]) -> dict[str, Any]:
    action, state, figure = told
    first: dict[str, Any] = {
        "kind": "event",
        "class_code": "E0110",
        "urgent": False,
        "lead_unit": None,
        "deadline": None,
    }
    first |= {"lon": 112.82 + n / 10_000, "lat": 32.66 + n / 12_000, "stage_deadline": None, "stage_warn_at": None}
    return {
        "at": (n * 400 + step * 500) * 1000,
        "case_no": f"6{day:04}{n:06}",
        "action": action,
        "label": "受理",
        "address": f"文峰路{n}号",
        "figures": [figure] if figure else [],
        "changed": {"state": state} | (first if step == 0 else {}),
    }


def plays_through(looker: Person) -> None:
    """The whole day in steps of six hours: all its events, without the waiting."""
    for hour in (6, 12, 18):
        goes_to(looker, hour)
    looker.page.keyboard.press("End")
    expect(figure(looker, "closed")).to_have_text("200", timeout=WAIT)


def next_day(looker: Person, day: int) -> None:
    panel(looker, "回放").get_by_label("回放日期").fill(f"2024-01-{day:02}")
    expect(figure(looker, "closed")).to_have_text("0", timeout=WAIT)
    plays_through(looker)


def test_a_week_played_through_leaves_nothing_behind(people: People) -> None:
    looker = screen(people, width=640, height=360)
    days = iter(range(1000))
    looker.page.route("**/api/v1/command/playback?*", lambda route: route.fulfill(json=a_day(next(days))))
    loaded(looker)
    opens_day(looker, "2024-01-01")
    plays_through(looker)
    next_day(looker, 2)
    before = heap(looker)
    for day in range(3, 10):
        next_day(looker, day)
    grown = heap(looker) - before
    assert grown < 3, f"{grown:.1f} MB more after seven further days"


def a_change(n: int) -> dict[str, Any]:
    """A line of /command/recent about one of 300 cases, that ends every tenth time."""
    number, ended = f"6{n % 300:010}", n % 10 == 9
    properties: dict[str, Any] = {"case_no": number, "kind": "event", "class_code": "E0110", "class_name": "暴露垃圾"}
    properties |= {"state": "reported", "stage": "collect", "urgent": False, "suspended": False, "lamp": "green"}
    point = {"type": "Point", "coordinates": [112.82 + (n % 300) / 10_000, 32.66 + (n % 280) / 12_000]}
    pin = {"type": "Feature", "id": number, "geometry": point, "properties": properties | {"due": None, "warn": None}}
    line = {"cursor": 1_000_000 + n, "case_no": number, "at": "2026-06-10T16:42:00+08:00", "action": "report"}
    told = {"label": "上报", "state": "reported", "class_name": "暴露垃圾", "address": f"文峰路{n}号", "unit": None}
    return line | told | {"pin": None if ended else pin}


HEARS = """([username, post, from]) => {
  const channel = new BroadcastChannel(`wangge.live.${username}.${post}`);
  for (let n = from; n < from + 500; n++)
    channel.postMessage({kind: 'change', id: '', change: {cursor: n, case_no: '6' + n, action: 'report', state: 'reported', version: 1}});
  channel.close();
}"""


def test_thousands_of_live_changes_leave_nothing_behind(people: People) -> None:
    looker = screen(people, width=640, height=360)
    post = people.api("leader1").get("/me").json()["posts"][0]["id"]
    told = iter(range(10**9))
    served: list[int] = []

    def tells(route: Route) -> None:
        items = [a_change(next(told)) for _ in range(200)]
        served.append(len(items))
        route.fulfill(json={"cursor": items[-1]["cursor"], "items": items, "more": False})

    looker.page.route("**/api/v1/command/recent?after=*", tells)

    def hears(bunches: int) -> None:
        for bunch in range(bunches):
            seen = len(served)
            looker.page.evaluate(HEARS, ["leader1", post, bunch * 500])
            while len(served) == seen:
                looker.page.wait_for_timeout(50)

    loaded(looker)
    hears(5)
    before = heap(looker)
    hears(10)
    grown = heap(looker) - before
    assert sum(served) >= 2000
    assert grown < 3, f"{grown:.1f} MB more after {sum(served)} changes"
    assert panel(looker, "最近动态").get_by_role("button").count() <= 12
