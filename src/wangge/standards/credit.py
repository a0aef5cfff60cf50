"""Unified social credit code 统一社会信用代码, GB 32100: 18 characters, the last one a check character."""

from __future__ import annotations

import re

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # I, O, S, V and Z are not used
_BODY = re.compile(rf"[{ALPHABET}]{{2}}[0-9]{{6}}[{ALPHABET}]{{9}}")
_VALUES = {char: value for value, char in enumerate(ALPHABET)}
_WEIGHTS = [pow(3, i, 31) for i in range(17)]


def check_character(body: str) -> str:
    """The 18th character for the first 17 (registrar, category, division 6, organisation 9)."""
    total = sum(_VALUES[char] * weight for char, weight in zip(body, _WEIGHTS, strict=True))
    return ALPHABET[-total % 31]


def is_credit_code(code: str) -> bool:
    return len(code) == 18 and _BODY.fullmatch(code[:17]) is not None and code[17] == check_character(code[:17])
