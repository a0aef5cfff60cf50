"""A real server as a process on its own database, and people in a real Chromium.

Playwright and the ORM do not share a thread: these tests speak to the county only through its pages and its API.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.browser.people import People
from tests.browser.server import Server
from tests.browser.wire import Wire, wire_to
from wangge.web.server.files import dist

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
PLAIN_HOST = "wangge.test"
"""The same server under a name that browsers do not trust without encryption, as they do 127.0.0.1."""
NAMES = [f"--host-resolver-rules=MAP {PLAIN_HOST} 127.0.0.1"]
CAMERA = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]
REQUIRED = os.environ.get("WANGGE_REQUIRE_BROWSER") == "1"
FAILED = pytest.StashKey[bool]()


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


@pytest.fixture(scope="session")
def home() -> Iterator[Path]:
    """The data folder of the demo county."""
    found = Path(tempfile.mkdtemp(prefix="wangge-browser-"))
    found.chmod(0o711)
    yield found
    shutil.rmtree(found, ignore_errors=True)


@pytest.fixture(scope="session")
def site(home: Path) -> Iterator[str]:
    """The address of a running demo county without history; people act only when a test lets them."""
    if why := missing():
        pytest.fail(f"browser tests are required here: {why}", pytrace=False)
    server = Server(home)
    server.start()
    yield server.address
    server.stop()


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """No longer than its module: while it is open, Django's ORM refuses every other test of this thread."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(site: str, playwright: Playwright) -> Iterator[Browser]:
    assert CHROMIUM
    launched = playwright.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, *NAMES, *CAMERA])
    yield launched
    launched.close()


@pytest.fixture
def people(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[People]:
    found = People(browser, site, request.node.name)
    yield found
    assert found.close(request.node.stash.get(FAILED, False)) == []


@pytest.fixture
def wire(site: str) -> Iterator[Wire]:
    """A line to the server that a test may cut."""
    with wire_to(site) as found:
        yield found
