"""A collector's shift without a network: what the phone knows of it, and what he does arrives when it is back."""

from __future__ import annotations

import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
from playwright.sync_api import expect

from tests.browser.county import PLACE
from tests.browser.people import People
from tests.browser.person import WAIT
from tests.browser.phone import Phone, phone_of
from tests.browser.wire import Wire

# The server sets a phone's time right by its clock; on a crowded machine the way of the request counts as clock.
CORRECTED = timedelta(seconds=1)


def told(answer: httpx.Response) -> Any:
    assert answer.status_code in (200, 201), answer.text
    return answer.json()


def noticed(people: People, title: str, to: int) -> None:
    body = {"notice_id": str(uuid.uuid4()), "title": title, "text": "请看。", "to": {"people": [to]}}
    told(people.api("shiftlead1").post("/notices", json=body))


def walked(api: httpx.Client) -> None:
    """上班 and three positions of the last minutes."""
    now = datetime.now(UTC)
    on = {"record_id": str(uuid.uuid4()), "kind": "on", "acted_at": (now - timedelta(minutes=3)).isoformat()}
    told(api.post("/attendance", json=on))
    ago = [(now - timedelta(seconds=60 * n), PLACE[0] + n * 0.001) for n in (2, 1, 0)]
    points = [{"at": at.isoformat(), "lon": lon, "lat": PLACE[1], "accuracy": 8} for at, lon in ago]
    told(api.post("/positions", json={"batch_id": str(uuid.uuid4()), "coord_sys": "wgs84", "points": points}))


def is_provided(phone: Phone) -> None:
    """Its worker rules the page and everything that is fetched beforehand is there: the news come last."""
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    phone.knows("ground:components")
    phone.knows("news")


def test_shift_track_contacts_and_messages_are_there_when_the_server_is_not(people: People, wire: Wire) -> None:
    api = people.api("collector26")
    walked(api)
    noticed(people, "午后检查井盖", told(api.get("/me"))["user"]["id"])
    phone = phone_of(people, wire, "collector26")
    phone.person.sees("今日任务")
    is_provided(phone)
    wire.cut()

    phone.restarts("field/punch")
    phone.person.sees("在岗")
    phone.person.sees(re.compile("^更新于"))
    phone.restarts("field/track")
    phone.person.sees(re.compile(r"行走 1\d\d 米"))
    expect(phone.page.locator(".scale")).to_contain_text("米", timeout=WAIT)
    phone.person.shows("track")
    phone.restarts("field/contacts")
    expect(phone.page.get_by_role("link", name=re.compile("^拨打 ")).first).to_be_visible(timeout=WAIT)
    phone.restarts("field/today")
    phone.person.sees(re.compile("上班·在岗"))
    phone.restarts("field/leave")
    phone.person.sees("没有请假申请")
    phone.restarts("field/messages")
    phone.person.sees("午后检查井盖")
    phone.person.shows("messages")
    expect(phone.page.get_by_role("alert")).to_have_count(0)


def test_what_is_done_on_a_shift_without_a_network_arrives_with_its_own_time(people: People, wire: Wire) -> None:
    api, lead = people.api("collector27"), people.api("shiftlead1")
    me = told(api.get("/me"))["user"]["id"]
    wish = {"call_id": str(uuid.uuid4()), "minutes": 60, "people": [me], "note": "巡查点名"}
    call = told(lead.post("/roll-calls", json=wish))["id"]
    phone = phone_of(people, wire, "collector27")
    phone.person.sees("今日任务")
    is_provided(phone)
    wire.cut()

    phone.restarts("field/punch")
    phone.person.button(re.compile("^上班打卡")).click()
    phone.person.sees("待上传，时间以打卡时为准")
    phone.restarts("field/leave")
    phone.page.get_by_label("事由").fill("家里装修")
    phone.person.button("提交申请").click()
    phone.person.sees("待上传")
    phone.person.shows("leave")
    phone.restarts("field/messages")
    phone.person.button("应答点名").click()
    expect(phone.person.button("应答点名")).to_have_count(0)
    latest = datetime.now(UTC) + CORRECTED
    assert told(api.get("/attendance/mine"))["records"] == []

    phone.page.wait_for_timeout(3 * CORRECTED.total_seconds() * 1000)
    wire.mend()
    phone.restarts("field/leave")
    phone.person.sees("待审批")
    phone.restarts("field/tasks")
    phone.person.sees("已全部上传")
    (punched,) = told(api.get("/attendance/mine"))["records"]
    assert datetime.fromisoformat(punched["at"]) < latest < datetime.fromisoformat(punched["received_at"])
    (asked,) = told(api.get("/leaves/mine"))["items"]
    assert (asked["reason"], asked["status"]) == ("家里装修", "asked")
    (line,) = told(lead.get(f"/roll-calls/{call}"))["lines"]
    assert datetime.fromisoformat(line["answered_at"]) < latest
