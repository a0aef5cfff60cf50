"""The county's people as the sample needs them: one plausible, always equal set; every name and number is invented.

Numbers begin with 128, a range no operator was given, so nobody is ever called by mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wangge.organisation.models import Role

SUPERVISION, COMMAND, GOVERNMENT = "Z01", "Z02", "Z00"
COLLECTORS, OPERATORS, DISPATCHERS, UNITS = 40, 3, 2, 38

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑"
_GIVEN = "建国秀英志强丽娟海涛桂兰永刚晓燕文博玉梅俊杰春霞国庆雪琴宏伟淑华立军红梅明辉爱萍少华金凤振宇慧敏东升月娥长青亚楠新民静怡鹏飞"


@dataclass(frozen=True, slots=True)
class Person:
    """A user with his one post; `number` is his place in the county's list, from 0."""

    number: int
    username: str
    role: Role
    department: str
    title: str
    prefix: str
    superuser: bool = False

    @property
    def name(self) -> str:
        given = 2 * (self.number * 7 % (len(_GIVEN) // 2))
        return _SURNAMES[self.number % len(_SURNAMES)] + _GIVEN[given : given + 2]

    @property
    def phone(self) -> str:
        return f"128{self.number + 1:08}"

    @property
    def employee_no(self) -> str:
        return f"{self.prefix}{self.number + 1:03}"


def people() -> list[Person]:
    """Everybody of the sample county, in a fixed order."""
    return [Person(number, *facts) for number, facts in enumerate(_facts())]


def usernames() -> list[str]:
    return [person.username for person in people()]


def _facts() -> Iterator[tuple[str, Role, str, str, str, bool]]:
    for i in range(1, COLLECTORS + 1):
        yield f"collector{i:02}", Role.COLLECTOR, SUPERVISION, "信息采集员", "CJ", False
    for i in range(1, OPERATORS + 1):
        yield f"operator{i}", Role.OPERATOR, SUPERVISION, f"{i}号坐席", "ZX", False
    yield "shiftlead1", Role.SHIFT_LEAD, SUPERVISION, "值班长", "ZX", False
    for i in range(1, DISPATCHERS + 1):
        yield f"dispatcher{i}", Role.DISPATCHER, COMMAND, f"{i}号派遣席", "PQ", False
    for i in range(1, UNITS + 1):
        yield f"unit{i:02}", Role.UNIT, f"UNIT{i:02}", "责任单位经办人", "DW", False
    yield "leader1", Role.LEADER, GOVERNMENT, "分管领导", "LD", False
    yield "evaluator1", Role.EVALUATOR, SUPERVISION, "考评员", "KP", False
    yield "datamanager1", Role.DATA_MANAGER, SUPERVISION, "数据管理员", "SJ", False
    yield "admin", Role.ADMIN, SUPERVISION, "系统管理员", "XT", True
