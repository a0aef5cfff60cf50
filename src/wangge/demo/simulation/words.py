"""What simulated people write, drawn from data/words.toml."""

from __future__ import annotations

import random
import re
import tomllib
from importlib.resources import files
from typing import Any

from wangge.demo.simulation.mix import Matter

SLOT = re.compile(r"\{(\w+)\}")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


class Words:
    def __init__(self) -> None:
        text = (files("wangge.demo.simulation") / "data" / "words.toml").read_text(encoding="utf-8")
        self._all: dict[str, Any] = tomllib.loads(text)
        self._slots: dict[str, list[str]] = self._all["slots"]

    def problem(self, chance: random.Random, matter: Matter, place: str) -> str:
        sentences = self._all["problems"].get(matter.key) or self._all["family"][matter.family]
        given = {"place": place, "thing": matter.name}

        def word(slot: re.Match[str]) -> str:
            name = slot.group(1)
            return given[name] if name in given else chance.choice(self._slots[name])

        return SLOT.sub(word, chance.choice(sentences))

    def done(self, chance: random.Random, matter: Matter) -> str:
        return str(chance.choice(self._all["done"][matter.family]))

    def say(self, chance: random.Random, what: str) -> str:
        return str(chance.choice(self._all["say"][what]))

    def side(self, chance: random.Random) -> str:
        return chance.choice(self._slots["side"])


def citizen_name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + chance.choice(("先生", "女士"))


def citizen_phone(chance: random.Random) -> str:
    """Of the range that no operator was given (organisation.people)."""
    return f"1289{chance.randrange(10_000_000):07d}"
