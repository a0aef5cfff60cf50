"""How people write a place: [county][street][community][road][number 号] or 甲路与乙路口. No database."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ROAD = r"[一-鿿]{1,9}?(?:大道|路|街|巷)"
_HEAD = re.compile(
    r"^(?:河南省)?(?:南阳市)?(?:唐河县)?(?:[一-鿿]{2,3}街道(?:办事处)?)?(?:[一-鿿]{1,6}?(?:社区|村(?!路|街|巷)))?"
)
_NUMBER = re.compile(rf"^({ROAD}(?:[一-鿿]{{1,3}}巷)?)(\d{{1,5}})(?:号|$)")
_CROSSING = re.compile(rf"^({ROAD})(?:与|和|跟|、|/|\s+)({ROAD})(?:交叉口|交汇处|路口|口|处)?")


@dataclass(frozen=True, slots=True)
class Wanted:
    """`text` is the whole without the divisions in front; the rest only where the grammar fits."""

    text: str
    road: str = ""
    number: int | None = None
    crossing: tuple[str, str] | None = None


def read(words: str) -> Wanted:
    """What a line of free text asks for; full-width digits and spaces are folded."""
    whole = " ".join(unicodedata.normalize("NFKC", words).split())
    text = _HEAD.sub("", whole) or whole
    if met := _CROSSING.match(text):
        return Wanted(text, crossing=(met[1], met[2]))
    if door := _NUMBER.match(text.replace(" ", "")):
        return Wanted(text.replace(" ", ""), road=door[1], number=int(door[2]))
    return Wanted(text)
