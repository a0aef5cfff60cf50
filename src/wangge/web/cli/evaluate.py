"""Counts, rates and scores of a period: `wangge evaluate --scheme unit --from 2026-06-01 --to 2026-06-30`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from wangge.standards.evaluation.codes import COUNTS
from wangge.standards.evaluation.rates import RATES
from wangge.web import boot

help = "综合评价：各单位（区域、岗位）的计数、率、得分、等级和名次"
SCHEMES = ("area", "unit", "collector", "operator", "shift_lead", "dispatcher")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是日期（YYYY-MM-DD）") from error


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是 ISO 8601 时间") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--scheme", required=True, choices=SCHEMES, help="评价方案")
    parser.add_argument("--from", dest="first", required=True, type=_day, metavar="D", help="起始日（含）")
    parser.add_argument("--to", dest="last", required=True, type=_day, metavar="D", help="终止日（含）")
    parser.add_argument("--basis", choices=["report", "filing", "deadline", "close"], help="口径，默认按方案")
    parser.add_argument("--group-by", metavar="G", help="分组，默认按方案（unit area class source collector …）")
    parser.add_argument("--as-of", type=_moment, metavar="T", help="截至时刻，默认整月为期末后三天，其余为现在")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        from django.utils import timezone

        from wangge.basedata.jurisdiction import jurisdiction
        from wangge.evaluation.evaluate import Asked, evaluate
        from wangge.evaluation.shown import shown

        asked = Asked(args.scheme, args.first, args.last, args.basis, args.as_of, args.group_by)
        with jurisdiction():
            found = shown(evaluate(asked, timezone.now()))
    if args.json:
        json.dump(found, sys.stdout, ensure_ascii=False, default=lambda value: value.isoformat())
        print()
    else:
        print("\n".join(_table(found)))
    return 0


def _table(found: dict[str, Any]) -> list[str]:
    head = f"{found['scheme_name']} {found['from']} 至 {found['to']}，口径 {found['basis']}，截至 {found['as_of']:%F %T %z}"
    if not found["groups"]:
        return [head, "这段时间没有数据。"]
    return [head, *(line for group in found["groups"] for line in _lines(group))]


def _lines(group: dict[str, Any]) -> list[str]:
    score = "无数据"
    if group["score"] is not None:
        score = f"{group['score']:.2f} 分 {group['grade_name']} 第 {group['rank']} 名"
    counts = " ".join(f"{COUNTS[code]} {number}" for code, number in group["counts"].items() if number)
    rates = " ".join(_rate(code, rate) for code, rate in group["rates"].items() if rate["value"] is not None)
    return [f"{group['name']}（{group['key']}）：{score}", f"  计数 {counts or '—'}", f"  率 {rates or '—'}"]


def _rate(code: str, rate: dict[str, Any]) -> str:
    name = RATES[code].name if code in RATES else code
    return f"{name} {rate['value']:.2%}（{rate['num']}/{rate['den']}）"
