"""Bring in what another system kept: `wangge import cases FILE.csv`.

Exit 1 when a row was refused, though all others came in: nobody should learn of a missing case from its absence.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wangge.web import boot

if TYPE_CHECKING:
    from wangge.cases.importing import Summary

help = "导入其他系统的历史案件（CSV，一行一案）"
SHOWN = 20


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("what", choices=["cases"], help="cases：案件")
    parser.add_argument(
        "file",
        type=Path,
        help="CSV 文件，UTF-8 或 GB 18030；时间为 ISO 8601，未写时区的按北京时间（Asia/Shanghai）理解",
    )
    parser.add_argument("--json", action="store_true", help="以 JSON 输出结果")


def run(args: Namespace) -> int:
    with boot.with_database(args):
        from wangge.basedata.jurisdiction import jurisdiction
        from wangge.cases.importing import import_cases

        with jurisdiction():
            found = import_cases(args.file)
    refused = [{"line": line, "report_id": rid, "reason": why} for line, rid, why in found.refused]
    if args.json:
        counts = {n: getattr(found, n) for n in ("read", "imported", "unchanged", "zoneless")}
        json.dump(counts | {"unknown_collectors": found.strangers, "refused": refused}, sys.stdout, ensure_ascii=False)
        print()
    else:
        _tell(found, refused)
    if refused:
        print(f"wangge: {len(refused)} 行未导入，原因见上。", file=sys.stderr)
    return 1 if refused else 0


def _tell(found: Summary, refused: list[dict[str, Any]]) -> None:
    print(f"读入 {found.read} 行：导入 {found.imported}，已有 {found.unchanged}，未导入 {len(refused)}。")
    if found.zoneless:
        print(f"导入的行中有 {found.zoneless} 行的时间未写时区，已按北京时间（Asia/Shanghai）理解。")
    for name, rows in found.strangers.most_common(SHOWN):
        print(f"本县没有采集员 {name}：其 {rows} 行已导入，只记姓名，不计入任何人的考评。")
    for bad in refused[:SHOWN]:
        print(f"  第 {bad['line']} 行（{bad['report_id'] or '无编号'}）：{bad['reason']}")
    if len(refused) > SHOWN:
        print(f"  ……另有 {len(refused) - SHOWN} 行，用 --json 查看全部。")
