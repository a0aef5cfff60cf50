"""UUID version 7 (RFC 9562): random ids that sort by time. PostgreSQL below 18 cannot make them."""

from __future__ import annotations

import os
import time
from uuid import UUID


def uuid7(milliseconds: int | None = None, random: bytes | None = None) -> UUID:
    """Version 7 of the given Unix milliseconds (now) with 10 random bytes (from the system)."""
    ms = time.time_ns() // 1_000_000 if milliseconds is None else milliseconds
    raw = bytearray(ms.to_bytes(6, "big") + (os.urandom(10) if random is None else random[:10]))
    raw[6] = raw[6] & 0x0F | 0x70
    raw[8] = raw[8] & 0x3F | 0x80
    return UUID(bytes=bytes(raw))
