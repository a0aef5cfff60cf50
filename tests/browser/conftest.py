"""A real server as a process on its own database, and people in a real Chromium.

Playwright and the ORM do not share a thread: these tests speak to the county only through its pages and its API.
"""

from __future__ import annotations

import itertools
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.people import Person
from wangge.web.server.files import dist

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
PASSWORD = "browser-walk-7"
REQUIRED = os.environ.get("WANGGE_REQUIRE_BROWSER") == "1"
FAILED = pytest.StashKey[bool]()
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"


def missing() -> str:
    """What these tests lack on this machine, in words; empty where they can run."""
    if not CHROMIUM:
        return "没有 Chromium（Debian：apt-get install chromium）"
    built = (dist() / "desk" / "index.html").is_file()
    return "" if built else "前端尚未构建（./run test 会先构建）"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what needs a browser and leaves it out in words where there is none; where CI demands it, it fails."""
    why = "" if REQUIRED else missing()
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(300))
            if why:
                item.add_marker(pytest.mark.skip(reason=f"浏览器测试未运行：{why}"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if why := missing():
        terminalreporter.write_line(f"浏览器测试未运行：{why}", yellow=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The data folder of the demo county."""
    found = Path(tempfile.mkdtemp(prefix="wangge-browser-"))
    found.chmod(0o711)
    yield found
    shutil.rmtree(found, ignore_errors=True)


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the county's own processes: nothing of the caller's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WANGGE_") and not k.endswith("DATABASE_URL")}
    return kept | {"WANGGE_HOME": str(home), "WANGGE_DEMO_PASSWORD": PASSWORD}


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of a running demo county without history; people act only when a test lets them."""
    if why := missing():
        pytest.fail(f"browser tests are required here: {why}", pytrace=False)
    port = _free_port()
    told = home / "server.log"
    words = [sys.executable, "-m", "wangge.web", "demo", "--port", str(port), "--history", "none", "--no-live"]
    with told.open("wb") as log:
        running = subprocess.Popen(words, env=surroundings(home), stdout=log, stderr=subprocess.STDOUT)
    try:
        _until_ready(f"http://127.0.0.1:{port}", running, told)
        yield f"http://127.0.0.1:{port}"
    finally:
        running.send_signal(signal.SIGINT)
        running.wait(30)


def _until_ready(address: str, running: subprocess.Popen[bytes], told: Path) -> None:
    until = time.monotonic() + 180
    while time.monotonic() < until:
        if running.poll() is not None:
            break
        try:
            if httpx.get(f"{address}/readyz", timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    pytest.fail(f"the server did not become ready:\n{told.read_text(errors='replace')[-3000:]}")


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """No longer than its module: while it is open, Django's ORM refuses every other test of this thread."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(site: str, playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *CAMERA])
    yield launched
    launched.close()


class People:
    """Everybody has a browser of his own: `desk` at 1366 × 768, `field` on a phone of 360 × 740."""

    def __init__(self, browser: Browser, site: str, name: str) -> None:
        self.browser, self.site, self.name = browser, site, name
        self.folder = ARTIFACTS / re.sub(r"\W+", "-", name).strip("-")
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        self.shots = itertools.count(1)
        self.open: list[Person] = []
        self.clients: list[httpx.Client] = []

    def desk(self, username: str, width: int = 1366, height: int = 768) -> Person:
        return self.entered("desk", username, viewport={"width": width, "height": height})

    def field(self, username: str) -> Person:
        return self.entered("field", username, **PHONE)

    @contextmanager
    def on_the_phone(self, username: str) -> Iterator[Person]:
        """Somebody who puts the phone away again when his work is done."""
        person = self.field(username)
        yield person
        person.context.close()

    def entered(self, page: str, username: str, **size: Any) -> Person:
        person = self.stranger(username, **size)
        person.enters(page)
        return person

    def stranger(self, username: str, **size: Any) -> Person:
        """Somebody in front of an empty browser, not logged in; a desk's window unless told."""
        context = self.browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            geolocation={"longitude": 112.84, "latitude": 32.68, "accuracy": 12},
            permissions=["geolocation", "camera"],
            **({"viewport": {"width": 1366, "height": 768}} | size),
        )
        person = Person(context, self.site, username, PASSWORD, self.folder, self.shots)
        self.open.append(person)
        return person

    def api(self, username: str) -> httpx.Client:
        """The same person through the API, for what a test is not about."""
        told = httpx.post(f"{self.site}/api/v1/auth/token", json={"username": username, "password": PASSWORD})
        header = {"Authorization": f"Bearer {told.json()['token']}"}
        client = httpx.Client(base_url=f"{self.site}/api/v1", headers=header, timeout=30)
        self.clients.append(client)
        return client

    def close(self, failed: bool) -> list[str]:
        """Everybody goes home, after a last picture where the test failed; what went wrong in their pages."""
        for person in self.open:
            if failed and not person.page.is_closed():
                person.page.screenshot(path=str(self.folder / f"99-{person.username}-at-the-end.png"))
            person.context.close()
        for client in self.clients:
            client.close()
        return [trouble for person in self.open for trouble in person.troubles]


@pytest.fixture
def people(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[People]:
    found = People(browser, site, request.node.name)
    yield found
    assert found.close(request.node.stash.get(FAILED, False)) == []
