"""人员 at the desk and the phones it leads: leave asked and decided, a roll call answered, a notice read."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.people import People
from tests.browser.person import WAIT, Person


def goes_to(phone: Person, *links: str) -> None:
    for name in links:
        phone.page.get_by_role("link", name=name).click()


def entry(desk: Person, name: str, text: str) -> Locator:
    """A line of the list with this name that holds the text."""
    return desk.page.get_by_role("list", name=name).get_by_role("listitem").filter(has_text=text)


def opens_people(desk: Person, tab: str) -> None:
    desk.button("人员").click()
    desk.page.get_by_role("tab", name=tab).click()


def ticks(desk: Person, username: str, people: People) -> str:
    """Ticks somebody in the list; his name."""
    name = str(people.api(username).get("/me").json()["user"]["name"])
    desk.page.get_by_role("checkbox", name=f"选中{name}", exact=True).click()
    return name


def test_leave_asked_on_the_phone_is_decided_at_the_desk_and_the_answer_comes_back(people: People) -> None:
    phone = people.field("collector21")
    goes_to(phone, "我的", "请假")
    phone.page.get_by_label("事由").fill("陪老人看病")
    phone.button("提交申请").click()
    phone.sees("待审批")
    lead = people.desk("shiftlead1")
    opens_people(lead, "请假")
    asked = lead.page.get_by_role("listitem").filter(has_text="陪老人看病")
    asked.get_by_role("button", name="不批准").click()
    expect(asked.get_by_role("alert")).to_have_text("不批准时请写明理由。", timeout=WAIT)
    lead.shows("reason-wanted")
    asked.get_by_role("textbox").fill("明天有大检查")
    asked.get_by_role("button", name="不批准").click()
    expect(asked).to_have_count(0, timeout=WAIT)
    lead.sees(re.compile("未批准"))
    lead.shows("refused")
    phone.page.reload()
    phone.sees("未批准")
    phone.sees(re.compile("明天有大检查"))
    phone.shows("refused")


def test_granted_leave_shows_in_the_list_of_people_until_it_is_taken_back(people: People) -> None:
    phone = people.field("collector22")
    goes_to(phone, "我的", "请假")
    phone.page.get_by_label("事由").fill("孩子开学")
    phone.button("提交申请").click()
    phone.sees("待审批")
    lead = people.desk("shiftlead1")
    opens_people(lead, "请假")
    asked = lead.page.get_by_role("listitem").filter(has_text="孩子开学")
    asked.get_by_role("button", name="批准", exact=True).click()
    expect(asked).to_have_count(0, timeout=WAIT)
    phone.page.reload()
    phone.sees("已批准")
    phone.button("撤回").click()
    phone.sees("已撤回")


def test_a_roll_call_answered_on_the_phone_shows_at_the_desk_without_asking(people: People) -> None:
    lead = people.desk("shiftlead1")
    opens_people(lead, "点名")
    name = ticks(lead, "collector23", people)
    lead.page.get_by_role("radio", name="已选 1 人").click()
    lead.page.get_by_label("点名说明").fill("午后岗位点名")
    lead.button("发起点名").click()
    line = entry(lead, "点名结果", name)
    expect(line).to_contain_text("待应答", timeout=WAIT)
    lead.sees("应答 0／1")
    lead.shows("called")
    phone = people.field("collector23")
    goes_to(phone, "消息")
    phone.sees("午后岗位点名")
    phone.shows("asked")
    phone.button("应答点名").click()
    expect(line).to_contain_text("已应答", timeout=WAIT)
    lead.sees("应答 1／1")
    lead.shows("answered")


def test_a_notice_shows_who_has_read_it(people: People) -> None:
    lead = people.desk("shiftlead1")
    opens_people(lead, "通知")
    names = [ticks(lead, username, people) for username in ("collector24", "collector25")]
    lead.page.get_by_label("通知标题").fill("周五下午集中培训")
    lead.page.get_by_label("通知内容").fill("两点在中心二楼会议室。")
    lead.page.get_by_role("button", name="采集员", exact=True).click()
    lead.button("已选 2 人").click()
    lead.page.get_by_role("button", name="发送", exact=True).click()
    sent = lead.page.get_by_role("list", name="发出的通知").get_by_role("button", name=re.compile("周五下午集中培训"))
    expect(sent).to_contain_text("已读 0／2", timeout=WAIT)
    phone = people.field("collector24")
    goes_to(phone, "消息")
    phone.button(re.compile("周五下午集中培训")).click()
    phone.sees("两点在中心二楼会议室。")
    phone.shows("read")
    expect(sent).to_contain_text("已读 1／2", timeout=WAIT)
    sent.click()
    lead.sees(re.compile(rf"{names[0]} \d\d:\d\d"))
    lead.sees(f"{names[1]} 未读")
    lead.shows("readers")


def test_people_are_found_by_name_and_by_grid_and_keys_walk_through_them(people: People) -> None:
    desk = people.desk("dispatcher1")
    desk.page.keyboard.press("u")
    listed = desk.page.get_by_role("list", name="人员名单").get_by_role("listitem")
    expect(listed).to_have_count(40, timeout=WAIT)
    desk.page.keyboard.press("j")
    expect(listed.first).to_have_attribute("aria-current", "true")
    desk.sees("24小时内未观测到位置")
    box = desk.page.get_by_role("searchbox", name="查找人员")
    box.fill("文峰街道第三责任网格")
    expect(listed).to_have_count(1)
    box.fill("没有此人")
    desk.sees("没有符合条件的人员")
    desk.button("回到案件").click()
    expect(desk.page.get_by_role("region", name="案件列表")).to_be_visible(timeout=WAIT)


def test_whoever_leads_nobody_has_no_page_of_people(people: People) -> None:
    desk = people.desk("unit31")
    expect(desk.button("人员")).to_have_count(0)
    desk.opens("desk/?page=people")
    expect(desk.page.get_by_role("region", name="案件列表")).to_be_visible(timeout=WAIT)
