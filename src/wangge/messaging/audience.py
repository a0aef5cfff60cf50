"""Whom a notice reaches: people in posts, people of units with all below them, people by name."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from wangge.organisation import queries
from wangge.organisation.models import Role
from wangge.standards.errors import Refused

POSTS = tuple(role for role in Role if role is not Role.UPPER)


@dataclass(frozen=True, slots=True)
class Audience:
    """Whoever fits any of the three."""

    roles: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    people: tuple[int, ...] = ()

    def kept(self) -> dict[str, Any]:
        return {name: list(values) for name, values in asdict(self).items()}


def reached(audience: Audience, but: int) -> list[int]:
    """User ids, each once, without `but` (the sender). Raises Refused `unknown_unit`, `unknown_person`, `nobody`."""
    found = {p.user for role in audience.roles for p in queries.posts_in(role)}
    found |= {p.user for unit in audience.units for p in _of_unit(unit)}
    found |= _named(audience.people)
    found.discard(but)
    if not found:
        raise Refused("nobody", "没有收件人", "所选岗位、单位现在没有人员，请重新选择。没有发送。", field="roles")
    return sorted(found)


def _of_unit(unit: str) -> list[queries.PostFacts]:
    family = queries.family(unit)
    if not family:
        raise Refused("unknown_unit", "没有这个单位", f"单位编码 {unit} 不存在。没有发送。", field="units")
    return [post for role in POSTS for post in queries.posts_in(role, family)]


def _named(people: tuple[int, ...]) -> set[int]:
    known = queries.in_service(people)
    if strangers := set(people) - known:
        text = f"人员 {min(strangers)} 不存在或已停用。没有发送。"
        raise Refused("unknown_person", "没有这个人员", text, field="people")
    return known


def in_words(kept: dict[str, Any], names: dict[str, str]) -> str:
    """The audience for people to read; `names`: short names of units."""
    roles = [Role(role).label for role in kept["roles"]]
    units = [names.get(code, code) for code in kept["units"]]
    people = [f"指定 {len(kept['people'])} 人"] if kept["people"] else []
    return "、".join([*roles, *units, *people])
