"""What a sound installation has, one function each: it answers a detail or raises Unsound with one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import DatabaseError, connection

from wangge.basedata.jurisdiction import jurisdiction, schema
from wangge.rules.models import PublishedYear
from wangge.rules.rulebook import Rulebook, rulebook
from wangge.standards.errors import Refused
from wangge.web.migrate import pending
from wangge.web.privileges import refuse_unsafe_role
from wangge.web.server.files import APPS, dist

LEAST_FREE = 1 << 30
ZONE = ZoneInfo("Asia/Shanghai")


class Unsound(Exception):
    """One finding against the installation, in Chinese."""


@dataclass(frozen=True, slots=True)
class Finding:
    code: str
    title: str
    ok: bool
    detail: str

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def examine() -> list[Finding]:
    return [_finding(check, title) for check, title in CHECKS]


def _finding(check: Callable[[], str], title: str) -> Finding:
    try:
        return Finding(check.__name__, title, True, check())
    except Unsound as unsound:
        return Finding(check.__name__, title, False, str(unsound))
    except Refused as refused:
        return Finding(check.__name__, title, False, f"{refused.title}。{refused.detail}")
    except DatabaseError as error:
        return Finding(check.__name__, title, False, " ".join(str(error).split()))


def disk() -> str:
    free = shutil.disk_usage(settings.WANGGE_HOME).free
    if free < LEAST_FREE:
        raise Unsound(f"{settings.WANGGE_HOME} 只剩 {free >> 20} MB")
    return f"{settings.WANGGE_HOME} 剩余 {free >> 30} GB"


def storage() -> str:
    place = settings.WANGGE_STORAGE
    if place.startswith("s3://"):
        return place
    folder = Path(place)
    while not folder.exists():
        folder = folder.parent
    if not os.access(folder, os.W_OK):
        raise Unsound(f"{place} 不可写")
    return place


def secret() -> str:
    if len(settings.SECRET_KEY) < 32:
        raise Unsound("WANGGE_SECRET_KEY 少于 32 个字符")
    return "已设置"


def server_version() -> str:
    version = int(_value("SHOW server_version_num"))
    if version < 150000:
        raise Unsound(f"PostgreSQL {version // 10000}，需要 15 以上")
    return f"PostgreSQL {version // 10000}.{version % 10000}"


def structure() -> str:
    if missing := pending():
        raise Unsound(f"有 {len(missing)} 项结构变更待执行，请运行 wangge init")
    return f"模式 {schema()} 为最新"


def role() -> str:
    refuse_unsafe_role()
    return f"{_value('SELECT current_user')} 只能追加事件"


def chinese() -> str:
    """Fuzzy address search needs a character type that knows Chinese letters."""
    if _value("SHOW server_encoding") != "UTF8":
        raise Unsound("数据库编码不是 UTF8")
    if not _value("SELECT show_trgm('城市管理')"):
        raise Unsound("pg_trgm 不认识汉字：建库须用 --lc-ctype=C.UTF-8(libc)")
    return "UTF8，汉字可模糊检索"


def clock() -> str:
    """Deadlines hang on the clocks of the application and the database alike."""
    gap = abs((_value("SELECT clock_timestamp()") - datetime.now(UTC)).total_seconds())
    if gap > 2:
        raise Unsound(f"与数据库时钟相差 {gap:.0f} 秒")
    return "与数据库一致"


def pages() -> str:
    missing = [name for name in ("desk", "field") if not (dist() / name / "index.html").is_file()]
    if missing:
        raise Unsound(f"缺少前端页面 {'、'.join(missing)}")
    return "、".join(name for name in APPS if (dist() / name / "index.html").is_file())


def filing_rules() -> str:
    """Classes without a condition of their own get the general rule; they are named, so that somebody may mend it."""
    with jurisdiction():
        book = rulebook()
        general = [f"{c.code} {c.name}" for c in book.classes if _only_general(book, c.code)]
        total = len(book.classes)
    if not total:
        return "尚未加载业务规则"
    names = "、".join(general) or "无"
    return f"现行标准 {total} 个类别，其中 {len(general)} 个只有通用规则：{names}"


def _only_general(book: Rulebook, code: str) -> bool:
    rules = book.rules_of(code)
    return all(rule.is_default for rule in rules)


def calendar_years() -> str:
    """Deadlines in a year whose holiday notice nobody entered are provisional; this year's must be there."""
    this = datetime.now(ZONE).year
    with jurisdiction():
        published = set(PublishedYear.objects.values_list("year", flat=True))
    if not published:
        return "尚未加载工作日历"
    missing = "、".join(f"{year} 年" for year in (this, this + 1) if year not in published)
    if this not in published:
        raise Unsound(f"{missing}的节假日安排尚未录入，这些年份的时限都是暂定的，请到 /admin 录入")
    known = f"已公布 {min(published)} 至 {max(published)} 年"
    return f"{known}；{missing}尚未公布，落在该年的时限为暂定，公布后请到 /admin 录入" if missing else known


def _value(query: str) -> Any:
    with jurisdiction(), connection.cursor() as cursor:
        cursor.execute(query)
        row = cursor.fetchone()
    return row[0] if row else None


CHECKS: list[tuple[Callable[[], str], str]] = [
    (disk, "磁盘空间"),
    (storage, "媒体存储"),
    (secret, "签名密钥"),
    (server_version, "数据库版本"),
    (structure, "数据库结构"),
    (role, "数据库权限"),
    (chinese, "中文支持"),
    (clock, "时钟"),
    (pages, "前端页面"),
    (filing_rules, "立案规则"),
    (calendar_years, "工作日历"),
]
