"""One person with a browser: logs in as anybody would, and what goes wrong in his page is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import BrowserContext, ConsoleMessage, FilePayload, Locator, Page, Request, Response, expect

from tests.browser.picture import picture

WAIT = 30_000
LATIN = re.compile(r"[A-Za-z]{3,}")
CODES = re.compile(
    r"unit\d\d|collector\d\d|operator\d|shiftlead1|dispatcher\d|leader1|evaluator1|datamanager1|admin"
    r"|Ctrl|Enter|Esc|Shift|Home|End|bllj|https|Chrome|Safari|Firefox|Edge"
)
EVERY_WORD = """() => [document.body.innerText, ...[...document.querySelectorAll('[placeholder],[title],[aria-label],[alt]')]
  .filter((one) => one.checkVisibility())
  .flatMap((one) => ['placeholder', 'title', 'aria-label', 'alt'].map((name) => one.getAttribute(name) ?? ''))].join('\\n')"""


class Person:
    """`troubles`: console errors, failed requests and answers from 400 on; `expected` are statuses the test wants."""

    def __init__(
        self, context: BrowserContext, site: str, username: str, password: str, folder: Path, shots: Iterator[int]
    ) -> None:
        self.context, self.site, self.username, self.password = context, site, username, password
        self.folder, self.shots = folder, shots
        self.troubles: list[str] = []
        self.expected: set[int] = {401}
        self.cut = False
        context.set_default_timeout(WAIT)
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("response", self._response)
        self.page.on("requestfailed", self._failed)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.username}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.username}: {message.text}")

    def _response(self, response: Response) -> None:
        held = response.status == 409 and response.url.endswith("/claim")  # a colleague has it open: shown, no trouble
        if response.status >= 400 and response.status not in self.expected and not held:
            self.troubles.append(f"{self.username}: {response.status} {response.url}")

    def _failed(self, request: Request) -> None:
        left = request.failure == "net::ERR_ABORTED"  # the page went on and wants no answer any more
        if not left and not self.cut:
            self.troubles.append(f"{self.username}: {request.failure} {request.url}")

    def opens(self, where: str) -> None:
        self.page.goto(f"{self.site}/{where}")

    def logs_in(self, password: str | None = None) -> None:
        """Through the log-in form that stands in the page."""
        self.page.get_by_role("textbox", name="用户名").fill(self.username)
        self.page.get_by_role("textbox", name="密码").fill(password or self.password)
        self.page.get_by_role("button", name="登录").click()

    def enters(self, where: str) -> None:
        self.opens(f"{where}/")
        self.logs_in()
        expect(self.page.get_by_role("textbox", name="密码")).to_have_count(0, timeout=WAIT)

    def loses(self, addresses: str) -> None:
        """From now on nothing that is asked of these addresses arrives."""
        self.cut = True
        self.page.route(addresses, lambda route: route.abort())

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=WAIT)

    def hands_in(self, label: str, seed: int) -> None:
        """A photograph into the file field with this label, as the phone's camera would hand it over."""
        photo = FilePayload(name=f"{seed}.jpg", mimeType="image/jpeg", buffer=picture(seed))
        self.page.get_by_label(label, exact=True).set_input_files(photo)

    def shows(self, step: str) -> None:
        """A screenshot for people to look at; no page is wider than its window or speaks another language."""
        expect(self.page.locator("#app > *").first).to_be_visible(timeout=WAIT)
        expect(self.page.locator(".skeleton:visible")).to_have_count(0, timeout=WAIT)
        if self.page.locator(".maplibregl-map").count():
            expect(self.page.locator(".scale").first).to_contain_text(re.compile("米|公里"), timeout=WAIT)
        self.page.screenshot(path=str(self.folder / f"{next(self.shots):02}-{self.username}-{step}.png"))
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{step}: {over} px too wide"
        words = str(self.page.evaluate(EVERY_WORD))
        assert LATIN.findall(CODES.sub("", words)) == [], step
