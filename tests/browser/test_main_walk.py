"""The main job through the pages: a report from the street, a failed check, rework, closing, and the unit's score."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
from playwright.sync_api import expect

from tests.browser.conftest import People
from tests.browser.people import WAIT, Person

UNIT = "UNIT06"


def score(client: httpx.Client) -> dict[str, Any]:
    """The unit's row in this month's evaluation by filing, where the case counts from its filing on."""
    today = datetime.now(ZoneInfo("Asia/Shanghai")).date().isoformat()
    asked = {"basis": "filing", "from": today, "to": today}
    groups = client.get("/evaluation/unit", params=asked).json()["groups"]
    return next((g for g in groups if g["key"] == UNIT), {"counts": {}, "score": None})


def reports(collector: Person, seed: int) -> str:
    """暴露垃圾 with a near and a far photograph, at the place the phone measures; the case's number."""
    collector.button("上报").or_(collector.page.get_by_role("link", name="上报")).first.click()
    collector.hands_in("拍近景", seed)
    collector.hands_in("拍远景", seed + 1)
    collector.shows("photos")
    collector.page.get_by_role("button", name="暴露垃圾", exact=True).click()
    condition = collector.page.get_by_role("radiogroup", name=re.compile("情形|立案条件")).get_by_role("radio").first
    if condition.count():
        condition.click()
    collector.button(re.compile("下一步")).click()
    expect(collector.page.get_by_text(re.compile("单元网格"))).to_be_visible(timeout=WAIT)
    expect(collector.button("提交")).to_be_enabled(timeout=WAIT)
    collector.shows("place")
    if (other := collector.button("不是，照常上报")).count():
        other.click()
    collector.button("提交").click()
    collector.sees("已上报")
    collector.shows("sent")
    return collector.page.locator("dd").first.inner_text()


def opens(person: Person, case_no: str) -> None:
    """The case on the desk, by its number in the search."""
    box = person.page.get_by_placeholder(re.compile("案号"))
    box.fill(case_no)
    box.press("Enter")
    row = person.page.get_by_role("option").filter(has_text=case_no[12:]).first
    row.click()
    expect(person.page.get_by_role("region", name="办理")).to_be_visible(timeout=WAIT)
    expect(person.page.get_by_text(case_no[12:]).last).to_be_visible()


def does(person: Person, tab: str) -> None:
    """The action's tab, if it is not in front, then its one filled button."""
    act = person.page.get_by_role("region", name="办理")
    expect(act.get_by_text(re.compile(f"^{tab}")).first).to_be_visible(timeout=WAIT)
    if (found := act.get_by_role("tab", name=re.compile(f"^{tab}"))).count():
        found.first.click()
    act.get_by_role("button", name=re.compile(f"^{tab}")).last.click()
    expect(person.page.get_by_text(re.compile(f"^已{tab}")).first).to_be_visible(timeout=WAIT)


def chooses(person: Person, label: str, words: str) -> None:
    box = person.page.get_by_role("region", name="办理").get_by_label(label, exact=True)
    box.click()
    box.fill(words)
    person.page.get_by_role("option").filter(has_text=words).first.click()


def shoots(person: Person) -> None:
    """A photograph by the camera in the page."""
    shutter = person.page.get_by_role("button", name="拍照", exact=True)
    expect(shutter).to_be_enabled(timeout=WAIT)
    shutter.click()
    person.button("用这张").click()


def disposes(unit: Person, case_no: str, step: str) -> None:
    """The unit's phone: sign, then complete with an after-photograph."""
    unit.page.goto(f"{unit.site}/field/")
    unit.page.get_by_role("link", name="暴露垃圾").first.click()
    unit.sees(case_no)
    if (sign := unit.button("签收")).count():
        sign.click()
        unit.sees("已签收")
    unit.shows(f"{step}-case")
    unit.button("处置完成").click()
    shoots(unit)
    unit.page.get_by_role("button", name="已清理完毕").click()
    unit.shows(f"{step}-complete")
    unit.page.get_by_role("button", name="处置完成").last.click()
    unit.sees("处置完成已提交")


def checks(checker: Person, case_no: str, answer: str) -> None:
    checker.page.goto(f"{checker.site}/field/")
    checker.page.get_by_role("link", name="暴露垃圾").first.click()
    checker.sees(re.compile(case_no))
    checker.page.get_by_role("radio", name=answer).click()
    checker.button("拍照核查").click()
    shoots(checker)
    checker.shows(f"check-{answer}")
    checker.button(re.compile("^提交")).last.click()
    checker.sees("核查已提交")


def sent_to(client: httpx.Client, case_no: str) -> str:
    """User name of the collector whom the system chose for the check that is open."""
    case = client.get(f"/cases/{case_no}").json()
    name = next(t["collector"] for t in case["tasks"] if t["state"] == "open")
    people = client.get("/demo/people").json()["people"]
    return str(next(p["username"] for p in people if p["name"] == name and p["role"] == "collector"))


def test_a_report_is_carried_to_its_closing_and_the_score_follows_the_formula(people: People) -> None:
    api = people.api("operator1")
    before = score(api)
    case_no = reports(people.field("collector05"), seed=7)

    operator = people.desk("operator1")
    opens(operator, case_no)
    operator.shows("accept")
    does(operator, "受理")
    lead = people.desk("shiftlead1")
    opens(lead, case_no)
    does(lead, "立案")
    dispatcher = people.desk("dispatcher1")
    opens(dispatcher, case_no)
    chooses(dispatcher, "主办单位", "城管局")
    dispatcher.shows("dispatch")
    does(dispatcher, "派遣")

    unit = people.field("unit06")
    disposes(unit, case_no, "first")
    opens(operator, case_no)
    does(operator, "发核查")
    checks(people.field(sent_to(api, case_no)), case_no, "未解决")
    assert api.get(f"/cases/{case_no}").json()["rework_times"] == 1

    disposes(unit, case_no, "rework")
    opens(operator, case_no)
    operator.shows("before-after")
    does(operator, "发核查")
    checks(people.field(sent_to(api, case_no)), case_no, "已解决")
    opens(lead, case_no)
    lead.shows("close")
    does(lead, "结案")

    closed = api.get(f"/cases/{case_no}").json()
    assert (closed["state"], closed["lead_unit"]["code"], closed["rework_times"]) == ("closed", UNIT, 1)
    after = score(api)
    gained = {code: number - before["counts"].get(code, 0) for code, number in after["counts"].items()}
    expected = dict.fromkeys(
        ("filed", "dispose_due", "disposed", "disposed_intime", "close_due", "closed", "closed_intime", "rework"), 1
    )
    assert {code: gained[code] for code in expected} == expected
    assert after["score"] == by_the_formula(after["counts"])


def by_the_formula(counts: dict[str, int]) -> float:
    """filed bands·10 (≤ 50 a month → 100) + close_rate·30 + dispose_intime_rate·30 + (1 − rework_rate)·30."""
    bands = next(
        points
        for most, points in ((50, 100), (100, 90), (200, 75), (500, 60), (1000, 40))
        if counts["filed"] * 30 <= most
    )
    close, intime = counts["closed"] / counts["close_due"], counts["disposed_intime"] / counts["dispose_due"]
    rework = counts["rework"] / counts["close_due"]
    return round(bands / 10 + 30 * close + 30 * intime + 30 * (1 - rework), 2)
