"""What the code modules share: patterns of parts, and how a wrong code is refused."""

from __future__ import annotations

from typing import NoReturn

from wangge.standards.errors import Refused

COUNTY = r"[1-9][0-9]{5}"
NUMBER_3 = r"(?!000)[0-9]{3}"  # numbering starts at 001


def refuse(code: str, name: str, text: object, form: str) -> NoReturn:
    """`code` is the stable error code, `name` what the code is, `form` how it should look (both Chinese)."""
    raise Refused(code, f"{name}无效", f"{name}应为{form}，收到“{text}”。")
