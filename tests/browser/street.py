"""What collectors and units do on their phones, step by step, each step looked at."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.person import WAIT, Person


def reports(collector: Person, seed: int) -> tuple[str, str]:
    """暴露垃圾 with a near and a far photograph, at the place the phone measures; the case's number and address."""
    collector.page.get_by_role("link", name="上报").click()
    collector.shows("report-empty")
    collector.hands_in("拍近景", seed)
    collector.hands_in("拍远景", seed + 1)
    collector.page.get_by_role("button", name="暴露垃圾", exact=True).click()
    condition = collector.page.get_by_role("radiogroup", name=re.compile("情形|立案条件")).get_by_role("radio").first
    if condition.count():
        condition.click()
    collector.shows("report-photos")
    collector.button(re.compile("下一步")).click()
    collector.sees(re.compile("单元网格"))
    expect(collector.button("提交")).to_be_enabled(timeout=WAIT)
    collector.shows("report-place")
    collector.button("提交").click()
    collector.sees("已上报")
    collector.shows("report-sent")
    told = collector.page.locator("dd")
    return told.nth(0).inner_text(), told.nth(2).inner_text()


def card(person: Person, address: str) -> None:
    """Opens the case or task at this address from the list on the phone."""
    person.opens("field/")
    person.page.get_by_role("article").filter(has_text=address).get_by_role("link", name="暴露垃圾").first.click()


def shoots(person: Person, step: str) -> None:
    """A photograph by the camera in the page, the earlier one laid over it."""
    shutter = person.page.get_by_role("button", name="拍照", exact=True)
    expect(shutter).to_be_enabled(timeout=WAIT)
    person.shows(step)
    shutter.click()
    person.button("用这张").click()
    expect(person.page.get_by_role("img", name="已拍好")).to_be_visible(timeout=WAIT)


def signs(unit: Person, case_no: str, address: str) -> None:
    card(unit, address)
    unit.sees(case_no)
    unit.shows("dispatched")
    unit.button("签收").click()
    unit.sees("已签收")
    expect(unit.button("签收")).to_have_count(0, timeout=WAIT)
    unit.shows("signed")


def disposes(unit: Person, step: str) -> None:
    """Completes the case that is open on the phone, with an after-photograph."""
    unit.button("处置完成").click()
    shoots(unit, f"{step}-camera")
    unit.page.get_by_role("button", name="已清理完毕").click()
    unit.shows(f"{step}-complete")
    unit.page.get_by_role("button", name="处置完成").last.click()
    unit.sees("处置完成已提交")
    unit.shows(f"{step}-completed")


def checks(checker: Person, address: str, answer: str) -> None:
    checker.shows("tasks")
    card(checker, address)
    checker.page.get_by_role("radio", name=answer).click()
    checker.button("拍照核查").click()
    shoots(checker, f"check-{answer}-camera")
    checker.shows(f"check-{answer}")
    checker.button(f"提交：{answer}").click()
    checker.sees("核查已提交")
