"""Ranks inside groups: the higher shown score first, equal scores share a rank (1, 2, 2, 4); no score, no rank."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def rank(scores: Mapping[str, Decimal | None], groups: Mapping[str, str] | None = None) -> dict[str, int | None]:
    """key → rank in its group; without `groups` all stand in one."""
    rivals: dict[str, list[Decimal]] = {}
    of = groups or {}
    for key, score in scores.items():
        if score is not None:
            rivals.setdefault(of.get(key, ""), []).append(score)
    return {key: _place(score, rivals.get(of.get(key, ""), [])) for key, score in scores.items()}


def _place(score: Decimal | None, rivals: list[Decimal]) -> int | None:
    return None if score is None else 1 + sum(1 for other in rivals if other > score)
