"""The first page of the demo, and logging in."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.county import accept, act, phoned, photographed, sent_to
from tests.browser.people import PHONE, People
from tests.browser.person import WAIT, Person


def at_the_door(people: People, **size: object) -> Person:
    visitor = people.stranger("visitor", **size)
    visitor.opens("")
    visitor.sees("以谁的身份看看")
    visitor.sees("40 名采集员，38 个责任单位")
    visitor.shows("first-page")
    return visitor


def card(visitor: Person, post: str) -> Person:
    visitor.page.get_by_role("listitem").filter(has=visitor.page.get_by_text(post, exact=True)).get_by_role(
        "button"
    ).first.click()
    return visitor


def test_one_click_makes_anybody_of_the_county(people: People) -> None:
    visitor = card(at_the_door(people), "值班长")
    expect(visitor.page).to_have_url(re.compile("/desk/"), timeout=WAIT)
    expect(visitor.page.get_by_role("banner")).to_contain_text("值班长")
    visitor.shows("desk")


def test_one_click_makes_a_collector_on_the_phone(people: People) -> None:
    visitor = card(at_the_door(people, **PHONE), "信息采集员")
    expect(visitor.page).to_have_url(re.compile("/field/"), timeout=WAIT)
    visitor.sees("今日任务")


def test_the_steps_of_the_walk_open_the_right_page_as_the_right_person(people: People) -> None:
    visitor = at_the_door(people)
    visitor.button(re.compile("^4.*派遣")).click()
    expect(visitor.page).to_have_url(re.compile("/desk/"), timeout=WAIT)
    expect(visitor.page.get_by_role("banner")).to_contain_text("派遣员")


def test_the_walk_follows_the_visitors_case_to_whoever_was_drawn(people: People) -> None:
    clerk, unit = people.api("operator1"), people.api("unit06")
    case = accept(clerk, phoned(clerk, media_ids=[photographed(clerk, 3)]))
    act(people.api("shiftlead1"), case, "file")
    act(people.api("dispatcher1"), case, "dispatch", lead_unit="UNIT06")
    act(unit, case, "complete", note="已清理", media_ids=[photographed(unit, 4)])
    act(clerk, case, "send_check")
    drawn = people.api(sent_to(clerk, case["case_no"])).get("/me").json()["user"]["name"]
    visitor = at_the_door(people)
    visitor.sees(f"您的案件 {case['case_no']} 暴露垃圾·核查中")
    step = visitor.button(re.compile("^7.*核查.*下一步"))
    expect(step).to_contain_text(drawn)
    step.click()
    expect(visitor.page).to_have_url(re.compile("/field/"), timeout=WAIT)
    visitor.sees("暴露垃圾")


def test_a_page_that_does_not_exist_leads_back(people: People) -> None:
    lost = people.stranger("lost")
    lost.expected.add(404)
    lost.opens("nothing")
    lost.sees("没有这个页面")
    lost.page.get_by_role("link", name="回到首页").click()
    lost.sees("以谁的身份看看")


@pytest.mark.parametrize("password", ["wrong", "' OR 1=1"])
def test_a_wrong_password_is_told_in_chinese_and_nothing_is_opened(people: People, password: str) -> None:
    stranger = people.stranger("operator2")
    stranger.opens("desk/")
    stranger.shows("log-in")
    stranger.logs_in(password)
    expect(stranger.page.get_by_role("alert")).to_contain_text("用户名或密码不正确", timeout=WAIT)
    stranger.shows("refused")
    assert stranger.context.request.get(f"{people.site}/api/v1/me").status == 401
