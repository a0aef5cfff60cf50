"""Compare the rows with the event log they are projections of, and mend them where asked."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace

from wangge.web import boot

help = "用事件记录核对案件数据，列出差异（--mend 按事件改正）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mend", action="store_true", help="按事件记录改正有差异的案件")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        from wangge.basedata import jurisdiction
        from wangge.cases.rebuild import rebuild

        with jurisdiction.named(jurisdiction.current()):
            found = [
                {"case_no": d.case_no, "field": d.field, "row": str(d.row), "events": str(d.events)}
                for d in rebuild(args.mend)
            ]
    if args.json:
        json.dump({"differences": found, "mended": args.mend}, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(
            "\n".join(f"{d['case_no']} {d['field']}：数据 {d['row']}，事件 {d['events']}" for d in found)
            or "没有差异。"
        )
    return 0 if args.mend or not found else 1
