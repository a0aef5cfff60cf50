"""A whole day on the phone, at 360 × 740: a collector's, a unit's and a leader's."""

from __future__ import annotations

import re
import time
import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.county import accept, act, phoned, photographed
from tests.browser.people import People
from tests.browser.person import WAIT, Person
from tests.browser.street import card, checks, disposes, reports, shoots, signs

COLLECTOR, UNIT = "collector33", "unit33"
LEAD = "UNIT33"


def goes_to(phone: Person, *links: str) -> None:
    for name in links:
        phone.page.get_by_role("link", name=name).click()


def me(client: httpx.Client) -> dict[str, Any]:
    return dict(client.get("/me").json()["user"])


def made(answer: httpx.Response) -> dict[str, Any]:
    assert answer.status_code in (200, 201), answer.text
    return dict(answer.json())


def dispatched(people: People, address: str, lon: float, *assisting: str) -> dict[str, Any]:
    operator = people.api("operator1")
    case = accept(operator, phoned(operator, address=address, lon=lon))
    act(people.api("shiftlead1"), case, "file")
    return act(people.api("dispatcher1"), case, "dispatch", lead_unit=LEAD, assisting_units=list(assisting))


def state_of(client: httpx.Client, case: dict[str, Any]) -> dict[str, Any]:
    return dict(client.get(f"/cases/{case['case_no']}").json())


def has(client: httpx.Client, case: dict[str, Any], action: str) -> None:
    """What was done on the phone has arrived; it goes by the outbox."""
    for _ in range(100):
        if action in [event["action"] for event in client.get(f"/cases/{case['case_no']}/events").json()]:
            return
        time.sleep(0.1)
    raise AssertionError(f"no {action} on {case['case_no']}")


def the_shift_begins(phone: Person) -> None:
    goes_to(phone, "我的")
    phone.page.get_by_role("link", name=re.compile("上班打卡")).click()
    phone.sees("已定位")
    phone.button(re.compile("^上班打卡")).click()
    phone.sees("在岗")
    phone.shows("on-duty")


def the_morning_notice_is_read_and_the_roll_call_answered(phone: Person) -> None:
    phone.opens("field/")
    goes_to(phone, "消息")
    phone.button(re.compile("雨天巡查安排")).click()
    phone.sees("重点看低洼路段。")
    phone.button("应答点名").click()
    expect(phone.button("应答点名")).to_have_count(0, timeout=WAIT)
    phone.shows("messages")


def a_report_by_telephone_is_verified(phone: Person, address: str) -> None:
    card(phone, address)
    phone.page.get_by_role("radio", name="属实", exact=True).click()
    phone.button("拍照核实").click()
    shoots(phone, "verify-camera")
    phone.button("提交：属实").click()
    phone.sees("核实已提交")


def the_shift_ends(phone: Person) -> None:
    phone.opens("field/me")
    phone.page.get_by_role("link", name=re.compile("下班打卡")).click()
    phone.button(re.compile("^下班打卡")).click()
    phone.sees("已下班")
    phone.shows("off-duty")


def sent_to_be_checked_by(mine: int, people: People) -> dict[str, Any]:
    """A disposed case whose check goes to this collector: not one of those for which the system draws the checker."""
    operator, unit = people.api("operator1"), people.api(UNIT)
    for n in range(35, 55):
        case = dispatched(people, f"友兰大道{n}号", 112.8439)
        act(unit, case, "sign")
        act(unit, case, "complete", note="已清理", media_ids=[photographed(unit, n)])
        sent = operator.post(f"/cases/{case['case_no']}/actions/send_check", json={"collector": mine})
        if sent.status_code == 200:
            return case | {"address": f"友兰大道{n}号"}
        assert sent.json()["code"] == "drawn_check"
    raise AssertionError("the system drew the checker of every case")


@pytest.mark.timeout(400)
def test_a_collectors_day(people: People) -> None:
    lead, operator, collector = people.api("shiftlead1"), people.api("operator1"), people.api(COLLECTOR)
    mine = me(collector)["id"]
    notice = {
        "notice_id": str(uuid.uuid4()),
        "title": "雨天巡查安排",
        "text": "重点看低洼路段。",
        "to": {"people": [mine]},
    }
    made(lead.post("/notices", json=notice))
    made(
        lead.post("/roll-calls", json={"call_id": str(uuid.uuid4()), "minutes": 60, "people": [mine], "note": "早点名"})
    )
    asked = phoned(operator, address="友兰大道33号", lon=112.8433)
    act(operator, asked, "send_verification", collector=mine)

    phone = people.field(COLLECTOR)
    phone.context.set_geolocation({"longitude": 112.8362, "latitude": 32.6771, "accuracy": 12})
    the_shift_begins(phone)
    the_morning_notice_is_read_and_the_roll_call_answered(phone)
    a_report_by_telephone_is_verified(phone, "友兰大道33号")
    has(operator, asked, "answer_verification")

    phone.opens("field/")
    case_no, _ = reports(phone, seed=33)
    has(operator, {"case_no": case_no}, "report")

    done = sent_to_be_checked_by(mine, people)
    phone.opens("field/")
    checks(phone, done["address"], "已解决")
    has(operator, done, "answer_check")

    phone.opens("field/me")
    goes_to(phone, "今日统计")
    figures = phone.page.locator("dl.figures")
    for words in ("1上报", "1核实", "1核查"):
        expect(figures.locator("div").filter(has_text=words).first).to_be_visible(timeout=WAIT)
    phone.shows("today")
    the_shift_ends(phone)
    (on, off) = collector.get("/attendance/mine").json()["records"]
    assert (on["kind"], off["kind"]) == ("on", "off")


def asks(unit: Person, what: str, reason: str) -> None:
    unit.button(what).click()
    unit.page.get_by_label("理由").fill(reason)
    unit.shows(f"asks-{what}")
    unit.button("提交申请").click()
    unit.sees("申请已提交")
    unit.sees(reason)


@pytest.mark.timeout(400)
def test_a_units_day(people: People) -> None:
    dispatcher, leader = people.api("dispatcher1"), people.api("leader1")
    first, second, third = (dispatched(people, f"工业路{n}号", 112.8461 + n / 10000) for n in (1, 2, 3))
    answer_by = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    act(leader, first, "supervise", text="群众催了三次，请今天办结", answer_by=answer_by)

    unit = people.field(UNIT)
    signs(unit, first["case_no"], "工业路1号")
    unit.page.get_by_label("督办回复").fill("已派两人清运，下午四点前完成")
    unit.button("回复督办").click()
    unit.sees("督办已回复")
    unit.shows("supervision-answered")
    asks(unit, "申请延期", "清运车下午才能到")
    (wish,) = [one for one in state_of(dispatcher, first)["requests"] if one["kind"] == "extension"]
    assert (wish["status"], wish["hours"]) == ("open", 4)
    disposes(unit, "first")
    has(dispatcher, first, "complete")

    signs(unit, second["case_no"], "工业路2号")
    asks(unit, "申请挂账", "管线迁改，等主管部门批复")
    unit.button("撤回").click()
    unit.sees("申请已撤回")

    card(unit, "工业路3号")
    asks(unit, "申请回退", "不在本单位管护范围")
    (wish,) = [one for one in state_of(dispatcher, third)["requests"] if one["kind"] == "return"]
    made(
        dispatcher.post(
            f"/cases/{third['case_no']}/requests/{wish['id']}/decision", json={"granted": True, "opinion": "改派"}
        )
    )
    unit.opens("field/")
    expect(unit.page.get_by_role("article").filter(has_text="工业路3号")).to_have_count(0, timeout=WAIT)
    unit.page.get_by_role("tab", name=re.compile("待核查")).click()
    expect(unit.page.get_by_role("article").filter(has_text="工业路1号").first).to_be_visible(timeout=WAIT)
    unit.shows("waiting-for-checks")


def test_a_leaders_day(people: People) -> None:
    case = dispatched(people, "泰山路9号", 112.8474)
    phone = people.field("leader1")
    phone.shows("overview")
    phone.opens(f"field/cases/{case['case_no']}")
    phone.button("督办").click()
    phone.page.get_by_label("督办意见").fill("请今天内办结并回复")
    phone.shows("supervise")
    phone.button("发出督办").click()
    phone.sees("督办已发出")
    phone.sees("请今天内办结并回复")
    unit = people.api(UNIT)
    (one,) = state_of(unit, case)["supervisions"]
    act(unit, case, "answer_supervision", supervision_id=one["id"], text="三点前办结")
    phone.opens(f"field/cases/{case['case_no']}")
    phone.sees("回复：三点前办结")
    phone.shows("answered")
