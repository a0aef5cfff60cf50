"""Make or upgrade the jurisdiction's schema; safe to repeat."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from wangge.web import boot

help = "建立或升级本地区的数据库结构（可重复执行）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args, owner=True, ready=False):
        from wangge.basedata.jurisdiction import current, schema
        from wangge.web.migrate import migrate, pending
        from wangge.web.privileges import refuse_unsafe_role

        done = pending()
        migrate()
        refuse_unsafe_role()
        if args.json:
            print(json.dumps({"jurisdiction": current(), "schema": schema(), "applied": done}))
        else:
            print(f"地区 {current()} 已就绪（模式 {schema()}，执行了 {len(done)} 项结构变更）。")
    return 0
