"""A discrete-event clock: scripts wait for moments, and whoever's moment is next goes on."""

from __future__ import annotations

import heapq
from collections.abc import Generator
from datetime import datetime

# Yields the moment until which it waits; it is resumed then, or at once if that has passed.
Script = Generator[datetime, None, None]


class Clockwork:
    """Runs scripts in the order of their moments until `until`; what would come later does not happen."""

    def __init__(self, start: datetime, until: datetime) -> None:
        self.now, self.until = start, until
        self._heap: list[tuple[datetime, int, Script]] = []
        self._count = 0

    def start(self, script: Script, at: datetime | None = None) -> None:
        self._put(at or self.now, script)

    def run(self) -> None:
        while self._heap:
            self.now, _, script = heapq.heappop(self._heap)
            wanted = next(script, None)
            if wanted is not None:
                self._put(max(wanted, self.now), script)

    def _put(self, at: datetime, script: Script) -> None:
        if at <= self.until:
            self._count += 1
            heapq.heappush(self._heap, (at, self._count, script))
