"""Which county a piece of work belongs to. A jurisdiction is a PostgreSQL schema, `j_<code>`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.db import transaction

_current: ContextVar[str | None] = ContextVar("jurisdiction", default=None)


def current() -> str:
    """The six-digit county code of the running work (settings.WANGGE_JURISDICTION when none was entered)."""
    return _current.get() or settings.WANGGE_JURISDICTION


def schema(code: str | None = None) -> str:
    """`j_411328` for `411328`; raises ValueError for anything that is not six digits, so it may be put into SQL."""
    code = code or current()
    if not re.fullmatch(r"\d{6}", code):
        raise ValueError(f"not a county code: {code!r}")
    return f"j_{code}"


def _refuse_another(code: str, using: str) -> None:
    """A transaction stays in the schema in which it opened: entering another county in it would write into the first."""
    if code != current() and transaction.get_connection(using).in_atomic_block:
        raise RuntimeError(f"jurisdiction {code} entered inside a transaction of {current()}")


@contextmanager
def named(code: str, *, using: str = "default") -> Iterator[str]:
    """Enter a jurisdiction without opening a transaction (every transaction inside then starts in its schema).

    Raises RuntimeError inside an open transaction of another jurisdiction.
    """
    schema(code)
    _refuse_another(code, using)
    token = _current.set(code)
    try:
        yield code
    finally:
        _current.reset(token)


@contextmanager
def jurisdiction(code: str | None = None, *, using: str = "default") -> Iterator[str]:
    """Enter a jurisdiction and one transaction in it; queries outside a transaction find no tables."""
    with named(code or current(), using=using) as entered, transaction.atomic(using=using):
        yield entered
