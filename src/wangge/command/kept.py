"""What is dear to compute and does not change within a minute, kept per jurisdiction in the process."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from datetime import datetime, timedelta
from typing import Any, TypeVar

from wangge.basedata.jurisdiction import current

T = TypeVar("T")

_kept: dict[tuple[str, Hashable], tuple[datetime, Any]] = {}
_locks: dict[tuple[str, Hashable], threading.Lock] = {}
_guard = threading.Lock()


def kept(what: Hashable, now: datetime, patience: timedelta, make: Callable[[], T]) -> tuple[datetime, T]:
    """(when it was made, the value): one not older than `patience`, made by one thread while others wait for it."""
    key = (current(), what)
    with _guard:
        lock = _locks.setdefault(key, threading.Lock())
    with lock:
        found = _kept.get(key)
        if found is None or not timedelta(0) <= now - found[0] < patience:
            found = _kept[key] = (now, make())
        return found


def forget() -> None:
    """Everything kept, in all jurisdictions."""
    _kept.clear()
