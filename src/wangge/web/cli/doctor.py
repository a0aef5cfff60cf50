"""Looks whether this installation is sound; changes nothing."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace

from wangge.web import boot

help = "检查安装是否正常，逐项说明（不改动任何数据）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args, ready=False):
        from wangge.web.doctor import examine

        findings = examine()
    if args.json:
        print(json.dumps([finding.as_dict() for finding in findings], ensure_ascii=False))
    else:
        print("\n".join(f"{'✓' if f.ok else '✗'} {f.title}：{f.detail}" for f in findings))
    return 0 if all(finding.ok for finding in findings) else 1
