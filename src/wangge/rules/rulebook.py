"""The rules in force: one immutable copy per jurisdiction and revision, shared by all threads of a process."""

from __future__ import annotations

import threading
import uuid
from collections import OrderedDict

from wangge.basedata.jurisdiction import current
from wangge.rules import revision
from wangge.rules.book import ClassFacts, RouteFacts, Rulebook
from wangge.rules.reading import read

__all__ = ["ClassFacts", "RouteFacts", "Rulebook", "rulebook"]

_KEPT = 8
_books: OrderedDict[tuple[str, uuid.UUID], Rulebook] = OrderedDict()
_lock = threading.Lock()


def rulebook() -> Rulebook:
    """The present rules of the current jurisdiction, as the running transaction sees them (one tiny query a call)."""
    token = revision.token()
    if token is None:  # nothing entered yet: only defaults, not worth keeping
        return read()
    key = (current(), token)
    with _lock:
        if key in _books:
            _books.move_to_end(key)
            return _books[key]
    return _keep(key)


def _keep(key: tuple[str, uuid.UUID]) -> Rulebook:
    book = read()
    now = revision.token()
    if now is None or now != key[1]:  # changed between the queries: what was read may be of two revisions
        return rulebook()
    with _lock:
        _books[key] = book
        while len(_books) > _KEPT:
            _books.popitem(last=False)
    return book
