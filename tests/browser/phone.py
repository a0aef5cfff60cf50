"""A person's phone at the end of a line that can be cut: what it keeps, and how it starts again."""

from __future__ import annotations

from typing import Any

from tests.browser.people import PHONE, People
from tests.browser.person import Person
from tests.browser.wire import Wire

COPIES = """() => new Promise((done) => {
  const asked = indexedDB.open('wangge-known');
  asked.onsuccess = () => {
    const all = asked.result.transaction('facts').objectStore('facts').getAllKeys();
    all.onsuccess = () => done(all.result);
  };
})"""


class Phone:
    """A person's phone at the end of a wire; `restarts` closes the app and opens it again."""

    def __init__(self, person: Person, wire: Wire) -> None:
        self.person, self.wire = person, wire
        person.site = wire.address
        person.cut = True  # what cannot be reached is what these tests are about

    @property
    def page(self) -> Any:
        return self.person.page

    def restarts(self, where: str = "field/") -> None:
        fresh = self.person.context.new_page()
        self.person.page.close()
        self.person.page = fresh
        self.person.opens(where)

    def types(self, pin: str, then: str) -> None:
        for digit in pin:
            self.person.button(digit).click()
        self.person.button(then).click()

    def is_ready(self) -> None:
        """Its worker rules the page and the ground of the duty grid is there."""
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        self.knows("ground:components")

    def copies(self) -> list[str]:
        return [str(key) for key in self.page.evaluate(COPIES)]

    def knows(self, key: str) -> None:
        for _ in range(120):
            if any(key in one for one in self.copies()):
                return
            self.page.wait_for_timeout(250)
        raise AssertionError(f"no {key} among {self.copies()}")


def phone_of(people: People, wire: Wire, username: str, **more: Any) -> Phone:
    phone = Phone(people.stranger(username, **PHONE, **more), wire)
    phone.person.opens("field/")
    phone.person.logs_in()
    return phone
