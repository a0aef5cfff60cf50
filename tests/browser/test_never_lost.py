"""Two hundred reports over a line that breaks all the time, a server that is killed and a page that is closed: each
arrives, once, whole and in its order."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Playwright, expect

from tests.browser import queue_page
from tests.browser.conftest import CAMERA, CHROMIUM, QUIET
from tests.browser.county import phoned, photographed
from tests.browser.line import Line
from tests.browser.people import PASSWORD, PHONE
from tests.browser.picture import picture
from tests.browser.queue_page import Report
from tests.browser.server import Server

WHO = "collector05"
BATCHES, A_BATCH, BY_HAND = 8, 25, 3
FAULTS = ("cut", "broken request", "lost answer to uploads", "lost answer to reports")
AS_A_PHONE: dict[str, Any] = {
    **PHONE,
    "locale": "zh-CN",
    "timezone_id": "Asia/Shanghai",
    "geolocation": {"longitude": 112.84, "latitude": 32.68, "accuracy": 12},
    "permissions": ["geolocation", "camera", "background-sync"],
}
SEED = int(os.environ.get("WANGGE_TEST_SEED") or random.SystemRandom().randrange(10**6))


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    home = Path(tempfile.mkdtemp(prefix="wangge-never-lost-"))
    home.chmod(0o711)
    made = Server(home)
    made.start()
    yield made
    made.stop()
    shutil.rmtree(home, ignore_errors=True)


@pytest.fixture
def line(server: Server) -> Iterator[Line]:
    made = Line(server.port, SEED)
    yield made
    made.close()


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *CAMERA])
    yield launched
    launched.close()


class Phone:
    """A collector's phone; its app may be closed and opened again."""

    def __init__(self, browser: Browser, line: Line) -> None:
        self.line = line
        self.context: BrowserContext = browser.new_context(**AS_A_PHONE)
        self.context.add_init_script(f"localStorage.setItem('wangge.field.pin.later.{WHO}', '1')")
        self.page: Page = self.context.new_page()

    def logs_in(self) -> None:
        self.page.goto(f"{self.line.address}/field/")
        self.page.get_by_role("textbox", name="用户名").fill(WHO)
        self.page.get_by_role("textbox", name="密码").fill(PASSWORD)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_text("今日任务").first).to_be_visible(timeout=30_000)
        self.page.evaluate("navigator.serviceWorker.ready.then(() => true)")

    def is_opened_again(self) -> None:
        """A new tab, on whatever the line lets through; who is logged in must be known before anything can be done."""
        self.page = self.context.new_page()
        for _ in range(20):
            self.page.goto(f"{self.line.address}/field/")
            try:
                expect(self.page.get_by_text("今日任务").first).to_be_visible(timeout=3_000)
                return
            except AssertionError:
                continue
        raise AssertionError("the app did not open again")


@pytest.fixture
def phone(browser: Browser, line: Line) -> Iterator[Phone]:
    made = Phone(browser, line)
    made.logs_in()
    yield made
    made.context.close()


@pytest.fixture
def api(server: Server) -> Iterator[httpx.Client]:
    told = httpx.post(f"{server.address}/api/v1/auth/token", json={"username": WHO, "password": PASSWORD}, timeout=30)
    header = {"Authorization": f"Bearer {told.json()['token']}"}
    with httpx.Client(base_url=f"{server.address}/api/v1", headers=header, timeout=30) as client:
        yield client


def by_hand(phone: Phone, seed: int) -> None:
    """A report through all its pages; the line is dead when 提交 is pressed, and the page says what becomes of it."""
    page = phone.page
    page.get_by_role("link", name="上报").click()
    for n, label in enumerate(("拍近景", "拍远景")):
        photo = FilePayload(name=f"{n}.jpg", mimeType="image/jpeg", buffer=picture(2 * seed + n))
        page.get_by_label(label, exact=True).set_input_files(photo)
    page.get_by_role("button", name="暴露垃圾", exact=True).click()
    condition = page.get_by_role("radiogroup", name=re.compile("情形|立案条件")).get_by_role("radio").first
    if condition.count():
        condition.click()
    page.get_by_role("button", name=re.compile("下一步")).click()
    expect(page.get_by_role("button", name="提交")).to_be_enabled(timeout=30_000)
    phone.line.goes_dead()
    page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("heading", name="已保存")).to_be_visible(timeout=10_000)
    phone.line.comes_back()
    page.get_by_role("button", name="回任务").click()


def all_arrived(phone: Phone, seconds: float) -> None:
    until = time.monotonic() + seconds
    while left := queue_page.unsent(phone.page):
        assert time.monotonic() < until, f"seed {SEED}: {queue_page.words_of(left)}"
        time.sleep(0.3)


def every_fault_came(phone: Phone, seconds: float) -> None:
    """The bad weather ends when each kind has struck three times, or all has arrived in spite of it."""
    until = time.monotonic() + seconds
    while any(phone.line.seen[fault] < 3 for fault in FAULTS) and queue_page.unsent(phone.page):
        assert time.monotonic() < until, f"seed {SEED}: {phone.line.seen}"
        time.sleep(0.3)


def my_cases(api: httpx.Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = api.get("/cases", params={"mine": "true", "limit": 100, "sort": "-id", "cursor": cursor or ""}).json()
        found += page["items"]
        cursor = page["next_cursor"]
        if not cursor:
            return found


def hashes(api: httpx.Client, case_no: str) -> list[str]:
    media = api.get(f"/cases/{case_no}").json()["media"]
    return sorted(hashlib.sha256(api.get(f"/media/{one['id']}").content).hexdigest() for one in media)


def texts(api: httpx.Client, case_no: str) -> list[str]:
    return [event["opinion"] for event in api.get(f"/cases/{case_no}/events").json() if event["action"] == "comment"]


def base_cases(api: httpx.Client, count: int) -> list[str]:
    """Cases that stand already."""
    return [str(phoned(api, source=None, media_ids=[photographed(api, n)])["case_no"]) for n in range(count)]


@pytest.mark.timeout(700)
def test_nothing_is_lost_or_doubled_whatever_breaks(
    server: Server, line: Line, phone: Phone, api: httpx.Client
) -> None:
    print(f"WANGGE_TEST_SEED={SEED}")
    lot = random.Random(SEED)
    talked = base_cases(api, 5)
    for n in range(BY_HAND):
        by_hand(phone, n)
    made: dict[str, Report] = {}
    began = time.monotonic()
    line.stormy = True
    for batch in range(BATCHES):
        reports = [queue_page.some_report(lot, large=n == 0) for n in range(A_BATCH)]
        made |= {one.report_id: one for one in reports}
        queue_page.keep_reports(phone.page, reports)
        queue_page.keep_comments(phone.page, [(no, f"第{batch + 1}次") for no in talked])
        time.sleep(lot.uniform(0.2, 1.0))
        if batch in (2, 5):
            server.kill()
            server.start()
        if batch in (1, 4, 6):
            phone.page.close()
            time.sleep(lot.uniform(0.2, 1.0))
            phone.is_opened_again()
    every_fault_came(phone, 90)
    line.stormy = False
    all_arrived(phone, 300)
    took = time.monotonic() - began

    done = [item for item in queue_page.stored(phone.page, "items") if item["kind"] == "report"]
    case_of = {item["id"]: item["case_no"] for item in done}
    cases = my_cases(api)
    print(f"{len(done) / took:.1f} reports a second; {dict(line.seen)}")
    assert len(case_of) == len(set(case_of.values())) == BATCHES * A_BATCH + BY_HAND
    assert {case["case_no"] for case in cases} == set(case_of.values()) | set(talked), f"seed {SEED}"
    assert len(cases) == len(case_of) + len(talked)
    for report in made.values():
        expected = sorted(photo.sha256 for photo in report.photos)
        assert hashes(api, case_of[report.report_id]) == expected, f"seed {SEED}: {report.report_id}"
    for case_no in talked:
        assert texts(api, case_no) == [f"第{n + 1}次" for n in range(BATCHES)], f"seed {SEED}"
    assert queue_page.stored(phone.page, "media") == queue_page.stored(phone.page, "blobs") == []
    assert all(line.seen[fault] >= 3 for fault in FAULTS), line.seen
