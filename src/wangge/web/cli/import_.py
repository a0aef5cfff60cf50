"""Bring in what another system kept: `wangge import cases FILE.csv`."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from wangge.web import boot

help = "导入其他系统的历史案件（CSV，一行一案）"
SHOWN = 20


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["cases"], help="cases：案件")
    parser.add_argument("file", type=Path, help="CSV 文件，UTF-8 或 GB 18030")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        from wangge.basedata.jurisdiction import jurisdiction
        from wangge.cases.importing import import_cases

        with jurisdiction():
            found = import_cases(args.file)
    refused = [{"line": line, "report_id": rid, "reason": why} for line, rid, why in found.refused]
    if args.json:
        told = {"read": found.read, "imported": found.imported, "unchanged": found.unchanged, "refused": refused}
        json.dump(told, sys.stdout, ensure_ascii=False)
        print()
    else:
        print(f"读入 {found.read} 行：导入 {found.imported}，已有 {found.unchanged}，未导入 {len(refused)}。")
        for bad in refused[:SHOWN]:
            print(f"  第 {bad['line']} 行（{bad['report_id']}）：{bad['reason']}")
        if len(refused) > SHOWN:
            print(f"  ……另有 {len(refused) - SHOWN} 行，用 --json 查看全部。")
    if refused:
        print(f"wangge: {len(refused)} 行未导入，原因见上。", file=sys.stderr)
    return 1 if refused and not found.imported and not found.unchanged else 0
