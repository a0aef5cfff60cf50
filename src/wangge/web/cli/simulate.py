"""Simulated people: the county's past days in one go, or live through the API."""

from __future__ import annotations

import json
import signal
import sys
import threading
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from datetime import datetime
from zoneinfo import ZoneInfo

from wangge.standards.errors import Refused
from wangge.standards.lifecycle.names import STATE_LABELS, State
from wangge.web import boot

help = "模拟一个县的案件：造出过去若干天的历史，或让模拟人员实时办理（--live）"


def _moment(text: str) -> datetime:
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"“{text}”不是 ISO 8601 时间") from error
    return found if found.tzinfo else found.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


def positive(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) <= 10_000:
        raise ArgumentTypeError(f"“{text}”应为 1 到 10000 的整数")
    return int(text)


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--days", type=positive, default=90, help="过去多少天，默认 90")
    parser.add_argument("--cases-per-day", type=positive, default=150, help="每天多少案件，默认 150")
    parser.add_argument("--seed", type=int, default=1, help="随机种子，默认 1；同一种子得到同样的案件")
    parser.add_argument("--until", type=_moment, help="模拟到什么时刻，默认现在")
    parser.add_argument("--add", action="store_true", help="库中已有案件时仍然添加")
    parser.add_argument("--duty", action="store_true", help="只补近几天的考勤、请假、点名、通知和轨迹，不造案件")
    parser.add_argument("--live", action="store_true", help="通过接口实时办理模拟案件，直到中断")
    parser.add_argument("--url", default="http://127.0.0.1:8000/", help="--live 时网站的地址")
    parser.add_argument("--speed", type=float, default=1.0, help="--live 时的速度倍数，默认 1")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        if args.duty:
            return _duty(args)
        return _live(args) if args.live else _history(args)


def _history(args: Namespace) -> int:
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.cases.models import Case
    from wangge.demo.simulation.run import Plan, simulate

    with jurisdiction():
        if Case.objects.exists() and not args.add:
            raise Refused("cases_exist", "库中已有案件", "没有模拟任何案件；确要添加请加 --add。", status=409)
        found = simulate(Plan(args.until or timezone.now(), args.days, args.cases_per_day, args.seed))
    told = {"cases": found.cases, "events": found.events, "seconds": found.seconds, "states": found.states}
    if args.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(f"已模拟 {args.days} 天：{found.cases} 件案件，{found.events} 条记录，用时 {found.seconds} 秒。")
        print("、".join(f"{STATE_LABELS[State(state)]} {count}" for state, count in found.states.items()))
    return 0


def _duty(args: Namespace) -> int:
    from django.utils import timezone

    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.demo.duty.fill import fill

    with jurisdiction():
        made = fill(args.seed, args.until or timezone.now())
    if args.json:
        print(json.dumps(made))
    else:
        print(f"已补考勤 {made['attendance']} 条、定位 {made['positions']} 点、通知 {made['notices']} 条。")
    return 0


def _live(args: Namespace) -> int:
    from wangge.demo.simulation.live import Live

    if not 0 < args.speed <= 100:
        raise Refused("bad_speed", "速度不对", "--speed 应大于 0，不超过 100。")
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    Live(args.url, args.seed, args.speed).run(stop.wait)
    return 0
