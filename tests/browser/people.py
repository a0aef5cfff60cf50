"""The people of the county, each with a browser of his own or as a client of the API."""

from __future__ import annotations

import itertools
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from playwright.sync_api import Browser

from tests.browser.person import Person

PASSWORD = "browser-walk-7"
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
ARTIFACTS = Path(__file__).parents[2] / "test-artifacts"


def surroundings(home: Path) -> dict[str, str]:
    """The environment of the county's own processes: nothing of the caller's settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WANGGE_") and not k.endswith("DATABASE_URL")}
    return kept | {"WANGGE_HOME": str(home), "WANGGE_DEMO_PASSWORD": PASSWORD}


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
        """Somebody in front of an empty browser, not logged in; a desk's window unless told. On a phone a person is
        asked once to choose a PIN: here he has put that off, unless the test says `asked_for_pin`."""
        asked_for_pin = size.pop("asked_for_pin", False)
        context = self.browser.new_context(
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            geolocation={"longitude": 112.84, "latitude": 32.68, "accuracy": 12},
            permissions=["geolocation", "camera"],
            **({"viewport": {"width": 1366, "height": 768}} | size),
        )
        if not asked_for_pin:
            context.add_init_script(f"localStorage.setItem('wangge.field.pin.later.{username}', '1')")
        person = Person(context, self.site, username, PASSWORD, self.folder, self.shots)
        self.open.append(person)
        return person

    def api(self, username: str) -> httpx.Client:
        """The same person through the API, for what a test is not about."""
        body = {"username": username, "password": PASSWORD}
        told = httpx.post(f"{self.site}/api/v1/auth/token", json=body, timeout=30)
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
