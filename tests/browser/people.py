"""One person with a browser: logs in as anybody would, and what goes wrong in his page is kept."""

from __future__ import annotations

import io
import re
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import BrowserContext, ConsoleMessage, FilePayload, Locator, Page, Response, expect

WAIT = 30_000


def picture(seed: int) -> bytes:
    """A photograph of its own: 1,600 × 1,200, different for every seed."""
    image = Image.new("RGB", (1600, 1200), (seed * 53 % 200 + 40, seed * 97 % 200 + 40, seed * 29 % 200 + 40))
    draw = ImageDraw.Draw(image)
    for n in range(40):
        x, y = (n * 131 + seed * 71) % 1500, (n * 89 + seed * 37) % 1100
        draw.rectangle((x, y, x + 90, y + 70), fill=(n * 6 % 255, seed * 11 % 255, n * seed % 255))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


class Person:
    """`troubles`: errors of the console and answers of 500; a 4xx is a trouble unless the test expects it."""

    def __init__(self, context: BrowserContext, site: str, username: str, password: str, folder: Path) -> None:
        self.context, self.site, self.username, self.password = context, site, username, password
        self.folder, self.shots = folder, 0
        self.troubles: list[str] = []
        self.expected: set[int] = {401}
        context.set_default_timeout(WAIT)
        self.page: Page = context.new_page()
        self.page.on("console", self._console)
        self.page.on("response", self._response)
        self.page.on("pageerror", lambda error: self.troubles.append(f"{self.username}: {error}"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            self.troubles.append(f"{self.username}: {message.text}")

    def _response(self, response: Response) -> None:
        held = response.status == 409 and response.url.endswith("/claim")  # a colleague has it open: shown, no trouble
        if response.status >= 400 and response.status not in self.expected and not held:
            self.troubles.append(f"{self.username}: {response.status} {response.url}")

    def enters(self, where: str) -> None:
        """Through the log-in form of the page."""
        self.page.goto(f"{self.site}/{where}/")
        self.page.get_by_role("textbox", name="用户名").fill(self.username)
        self.page.get_by_role("textbox", name="密码").fill(self.password)
        self.page.get_by_role("button", name="登录").click()
        expect(self.page.get_by_role("textbox", name="密码")).to_have_count(0, timeout=WAIT)

    def button(self, name: str | re.Pattern[str]) -> Locator:
        return self.page.get_by_role("button", name=name)

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=WAIT)

    def hands_in(self, label: str, seed: int) -> None:
        """A photograph into the file field with this label, as the phone's camera would hand it over."""
        photo = FilePayload(name=f"{seed}.jpg", mimeType="image/jpeg", buffer=picture(seed))
        self.page.get_by_label(label, exact=True).set_input_files(photo)

    def shows(self, step: str) -> None:
        """A screenshot for people to look at, and no page wider than its window."""
        self.shots += 1
        self.folder.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=str(self.folder / f"{self.username}-{self.shots:02}-{step}.png"))
        over = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert over <= 0, f"{step}: {over} px too wide"
