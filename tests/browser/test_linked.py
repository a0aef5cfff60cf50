"""A case found unsolved after its closing: each of the two cases leads to the other, on the desk and on the phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.county import accept, act, phoned, photographed, sent_to
from tests.browser.people import People
from tests.browser.person import WAIT


def reopened(people: People) -> tuple[str, str]:
    """(number of the closed case, number of the new one), the new one sent to the same unit."""
    clerk, unit, lead = people.api("operator1"), people.api("unit06"), people.api("shiftlead1")
    case = accept(clerk, phoned(clerk, media_ids=[photographed(clerk, 3)]))
    act(lead, case, "file")
    act(people.api("dispatcher1"), case, "dispatch", lead_unit="UNIT06")
    act(unit, case, "complete", note="已清理", media_ids=[photographed(unit, 4)])
    for step, passed in (("check", True), ("recheck", False)):
        act(clerk, case, "send_check" if step == "check" else "recheck")
        checker = people.api(sent_to(clerk, case["case_no"]))
        act(checker, case, f"answer_{step}", passed=passed, media_ids=[photographed(checker, 5)])
        if step == "check":
            act(lead, case, "close")
    (fresh,) = clerk.get(f"/cases/{case['case_no']}").json()["reopened_as"]
    new = accept(clerk, clerk.get(f"/cases/{fresh}").json())
    act(lead, new, "file")
    act(people.api("dispatcher1"), new, "dispatch", lead_unit="UNIT06")
    return case["case_no"], fresh


def test_the_two_cases_lead_to_each_other(people: People) -> None:
    old, new = reopened(people)
    desk = people.desk("leader1")
    desk.opens(f"desk/?list=&case={old}")
    file = desk.page.get_by_role("complementary", name="案卷")
    file.get_by_role("button", name=new).click()
    expect(file.get_by_role("button", name=old)).to_be_visible(timeout=WAIT)
    desk.shows("reopened")
    file.get_by_role("button", name=old).click()
    expect(file).to_contain_text("结案", timeout=WAIT)
    with people.on_the_phone("unit06") as phone:
        phone.opens(f"field/cases/{old}")
        phone.page.get_by_role("link", name=re.compile(f"已另立案件.*{new}")).click()
        phone.page.get_by_role("link", name=re.compile(f"由原案件另立.*{old}")).click()
        phone.sees("已另立案件")
        phone.shows("reopened")
