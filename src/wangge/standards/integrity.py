"""Seeded draws that anyone with the seed can repeat (domain/integrity.md, blind checks)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass


def _number(*parts: object) -> int:
    digest = hashlib.sha256("\x1f".join(str(p) for p in parts).encode()).digest()
    return int.from_bytes(digest[:8], "big")


def picked_for_check(seed: str, case_no: str, round_: int, share: float, risky: bool) -> bool:
    """Whether this disposal must get a blind check: always when risky, otherwise at the share (0..1) set."""
    return risky or _number(seed, "pick", case_no, round_) < share * 2**64


@dataclass(frozen=True, slots=True)
class Draw:
    """Who was drawn. blind: drawn (a true draw) | not_blind (nobody was eligible, the operator's choice)."""

    collector: int
    blind: str
    pool: int
    excluded: int


def draw_checker(seed: str, case_no: str, round_: int, eligible: Sequence[int], excluded: int) -> Draw | None:
    """One of the eligible collectors (any order), the same for the same seed; None when nobody is eligible."""
    if not eligible:
        return None
    ordered = sorted(set(eligible))
    chosen = ordered[_number(seed, "draw", case_no, round_) % len(ordered)]
    return Draw(chosen, "drawn", len(ordered), excluded)
