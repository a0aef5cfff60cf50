"""A client's id makes repetition harmless: the same person's same id and body again is the same thing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from wangge.standards.errors import Refused


def digest(values: Mapping[str, Any]) -> str:
    """SHA-256 (hex) of a body; equal for equal values whatever their order."""
    text = json.dumps(values, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def must_repeat(known: str, body: str, what: str) -> None:
    """Raises Refused `id_reused` (409) unless the digests are equal; `what` names the thing in Chinese."""
    if known != body:
        raise Refused(
            "id_reused",
            "编号已用过",
            f"同一{what}编号已经提交过另一份内容，请换一个新编号。原来的记录未改变。",
            status=409,
        )
