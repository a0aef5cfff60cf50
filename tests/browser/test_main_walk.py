"""The main job through the pages: a report from the street, a failed check, rework, closing, and the unit's score."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.county import accept, act, phoned, photographed, sent_to
from tests.browser.people import People
from tests.browser.person import WAIT, Person
from tests.browser.street import card, checks, disposes, reports, signs

UNIT = "UNIT06"
DAYS = 3
BANDS = ((50, 100), (100, 90), (200, 75), (500, 60), (1000, 40))
# What a case that was reworked once and closed in time adds to its unit's counts.
ONE_MORE = (
    "filed dispatched dispatched_right signed signed_intime dispose_due disposed disposed_intime "
    "close_due closed closed_intime rework rework_times rework_due"
).split()


@dataclass(frozen=True)
class Evaluated:
    counts: dict[str, int]
    score: float | None


def evaluated(client: httpx.Client, middle: datetime) -> Evaluated:
    """The unit's row by filing, from the day before `middle` to the day after."""
    first, last = (middle + timedelta(days=n) for n in (-1, 1))
    asked = {"basis": "filing", "from": first.date().isoformat(), "to": last.date().isoformat()}
    groups = client.get("/evaluation/unit", params=asked).json()["groups"]
    found: dict[str, Any] = next(g for g in groups if g["key"] == UNIT)
    return Evaluated(found["counts"], found["score"])


def by_the_formula(counts: dict[str, int]) -> float:
    """filed bands·10 + close_rate·30 + dispose_intime_rate·30 + (1 − rework_rate)·30; bands are per 30 days."""
    a_month = counts["filed"] * 30 / DAYS
    bands = next((points for most, points in BANDS if a_month <= most), 0)
    closed = counts["closed"] / counts["close_due"]
    intime = counts["disposed_intime"] / counts["dispose_due"]
    rework = counts["rework"] / counts["close_due"]
    return round(bands / 10 + 30 * closed + 30 * intime + 30 * (1 - rework), 2)


def closed_at_once(people: People) -> None:
    """An earlier case of the unit, solved at the first try."""
    operator, lead, dispatcher, unit = (people.api(u) for u in ("operator1", "shiftlead1", "dispatcher1", "unit06"))
    case = accept(operator, phoned(operator, lon=112.846, lat=32.684))
    act(lead, case, "file")
    act(dispatcher, case, "dispatch", lead_unit=UNIT)
    act(unit, case, "sign")
    act(unit, case, "complete", note="已清理", media_ids=[photographed(unit, 1)])
    act(operator, case, "send_check")
    checker = people.api(sent_to(operator, case["case_no"]))
    act(checker, case, "answer_check", passed=True, media_ids=[photographed(checker, 2)])
    act(lead, case, "close")


def opens(person: Person, case_no: str) -> None:
    """The case on the desk, by its number in the search."""
    box = person.page.get_by_role("searchbox", name="搜索案件")
    box.fill(case_no)
    box.press("Enter")
    found = person.page.get_by_role("listbox", name="案件").get_by_role("option")
    expect(found).to_have_count(1, timeout=WAIT)
    found.click()
    expect(person.page.get_by_role("complementary", name="案卷")).to_contain_text(case_no, timeout=WAIT)


def does(person: Person, label: str) -> None:
    """The next step, which stands in front without being looked for: its one filled button."""
    region = person.page.get_by_role("region", name="办理")
    act = region.get_by_role("button", name=re.compile(f"^{label}")).last
    expect(act).to_be_visible(timeout=WAIT)
    person.shows(label)
    act.click()
    expect(person.page.get_by_text(re.compile(f"^已{label}")).first).to_be_visible(timeout=WAIT)


def chooses(person: Person, label: str, words: str) -> None:
    box = person.page.get_by_role("region", name="办理").get_by_label(label, exact=True)
    box.click()
    box.fill(words)
    person.page.get_by_role("listbox", name=label).get_by_role("option").filter(has_text=words).first.click()


@pytest.mark.timeout(400)
def test_a_report_is_carried_to_its_closing_and_the_score_follows_the_formula(people: People) -> None:
    api, today = people.api("operator1"), datetime.now(ZoneInfo("Asia/Shanghai"))
    closed_at_once(people)
    before = evaluated(api, today)
    assert before.score == by_the_formula(before.counts)

    with people.on_the_phone("collector05") as collector:
        case_no, address = reports(collector, seed=7)
    operator, lead, dispatcher = people.desk("operator1"), people.desk("shiftlead1"), people.desk("dispatcher1")
    opens(operator, case_no)
    does(operator, "受理")
    opens(lead, case_no)
    does(lead, "立案")
    opens(dispatcher, case_no)
    chooses(dispatcher, "主办单位", "城管局")
    does(dispatcher, "派遣")
    unit = people.field("unit06")
    signs(unit, case_no, address)
    disposes(unit, "first")
    does(operator, "发核查")
    with people.on_the_phone(sent_to(api, case_no)) as checker:
        checks(checker, address, "未解决")

    assert api.get(f"/cases/{case_no}").json()["rework_times"] == 1
    card(unit, address)
    unit.sees("返工 1 次")
    unit.shows("rework")
    disposes(unit, "rework")
    does(operator, "发核查")
    with people.on_the_phone(sent_to(api, case_no)) as checker:
        checks(checker, address, "已解决")
    does(lead, "结案")

    closed = api.get(f"/cases/{case_no}").json()
    assert (closed["state"], closed["lead_unit"]["code"], closed["rework_times"]) == ("closed", UNIT, 1)
    after = evaluated(api, today)
    gained = {code: number - before.counts[code] for code, number in after.counts.items()}
    assert gained == dict.fromkeys(gained, 0) | dict.fromkeys(ONE_MORE, 1)
    assert after.score == by_the_formula(after.counts)
    assert after.score < before.score
