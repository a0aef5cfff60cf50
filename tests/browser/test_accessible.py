"""No page has a serious fault for those who see badly or use no mouse, and none jumps while it loads."""

from __future__ import annotations

import uuid

import httpx
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.axe import grave_faults
from tests.browser.county import accept, act, phoned, photographed
from tests.browser.people import PHONE, People
from tests.browser.person import WAIT, Person

MOST_SHIFT = 0.1
SHIFT = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) sum += one.value;
  }).observe({ type: 'layout-shift', buffered: true });
  setTimeout(() => done(sum), 1000);
})"""
PAGES = {
    "collector31": "tasks report map punch leave today track log contacts messages settings phone outbox me",
    "unit31": "cases me",
    "leader1": "overview cases me",
}


def settled(person: Person) -> None:
    expect(person.page.locator("#app > *").first).to_be_visible(timeout=WAIT)
    expect(person.page.get_by_role("main").first).to_be_visible(timeout=WAIT)
    expect(person.page.locator(".skeleton:visible, [aria-busy=true]")).to_have_count(0, timeout=WAIT)


IN_THE_APP = "(to) => document.querySelector('#app').__vue_app__.config.globalProperties.$router.push(to)"


def goes_to(person: Person, where: str) -> None:
    """Within a phone app that is open as its own links do, else by the address."""
    if "field/" in where and "field/" in person.page.url:
        person.page.evaluate(IN_THE_APP, where.removeprefix("field"))
        expect(person.page).to_have_url(f"{person.site}/{where}", timeout=WAIT)
    else:
        person.opens(where)


def faults_of(person: Person, pages: list[str]) -> dict[str, list[str]]:
    found = {}
    for where in pages:
        goes_to(person, where)
        settled(person)
        if faults := grave_faults(person.page):
            found[where] = faults
    return found


@pytest.fixture(scope="module")
def work(browser: Browser, site: str) -> tuple[str, str]:
    """(a case with a unit, a task of collector31): something to show on every page."""
    people = People(browser, site, "accessible-work")
    operator, collector = people.api("operator1"), people.api("collector31")
    case = accept(operator, phoned(operator, media_ids=[photographed(operator, 5)]))
    act(people.api("shiftlead1"), case, "file")
    act(people.api("dispatcher1"), case, "dispatch", lead_unit="UNIT31")
    asked = phoned(operator, lon=112.845)
    act(operator, asked, "send_verification", collector=collector.get("/me").json()["user"]["id"])
    noticed(people.api("shiftlead1"))
    (task,) = [one["id"] for one in collector.get("/tasks").json() if one["case_no"] == asked["case_no"]]
    assert people.close(failed=False) == []
    return str(case["case_no"]), str(task)


def noticed(lead: httpx.Client) -> None:
    to = {"roles": ["collector", "unit", "leader"]}
    body = {"notice_id": str(uuid.uuid4()), "title": "防汛值班安排", "text": "请看。", "urgent": True, "to": to}
    assert lead.post("/notices", json=body).status_code == 201


@pytest.mark.parametrize("username", PAGES)
def test_pages_of_the_phone(people: People, work: tuple[str, str], username: str) -> None:
    case, task = work
    more = {"collector31": f"tasks/{task}", "unit31": f"cases/{case}", "leader1": f"cases/{case}"}
    phone = people.field(username)
    assert faults_of(phone, [f"field/{one}" for one in (*PAGES[username].split(), more[username])]) == {}


def test_pages_of_the_desk(people: People, work: tuple[str, str]) -> None:
    case, _ = work
    desk = people.desk("operator1")
    assert faults_of(desk, ["desk/?page=scores", "desk/?page=people", f"desk/?list=&case={case}"]) == {}
    desk.page.get_by_title("登记来电").click()
    desk.page.get_by_role("complementary", name="登记").wait_for()
    assert grave_faults(desk.page) == []


def test_first_page_and_log_in(people: People) -> None:
    visitor = people.stranger("visitor")
    assert faults_of(visitor, ["", "desk/"]) == {}
    phone = people.stranger("visitor", **PHONE)
    assert faults_of(phone, ["field/"]) == {}


def test_nothing_jumps_while_the_phone_app_loads(people: People) -> None:
    phone = people.stranger("collector31", **PHONE)
    phone.opens("field/")
    settled(phone)
    assert phone.page.evaluate(SHIFT) < MOST_SHIFT
    phone.logs_in()
    phone.sees("今日任务")
    phone.opens("field/")
    settled(phone)
    assert phone.page.evaluate(SHIFT) < MOST_SHIFT
