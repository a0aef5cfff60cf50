"""Load a county: its ground, units, people and rule books."""

from __future__ import annotations

import json
import os
from argparse import ArgumentParser, Namespace

from wangge.web import boot

help = "加载一个县的基础数据、组织机构和业务规则（重复加载不改动任何数据）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("county", choices=["tanghe"], help="示例县：tanghe（唐河）")
    parser.add_argument("--seed", type=int, default=1, help="生成示例县城的种子，默认 1")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        from wangge.basedata.jurisdiction import jurisdiction
        from wangge.demo.load import tanghe

        with jurisdiction():
            counts = tanghe(args.seed, os.environ.get("WANGGE_DEMO_PASSWORD"))
        print(json.dumps(counts) if args.json else _words(counts))
    return 0


def _words(counts: dict[str, int]) -> str:
    new = "、".join(f"{name} {count}" for name, count in counts.items() if count)
    return f"已加载，新增：{new}。" if new else "已是最新，没有改动。"
