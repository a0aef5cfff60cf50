"""One file that holds the whole database and the media."""

from __future__ import annotations

import json
from argparse import ArgumentParser, Namespace
from pathlib import Path

from wangge.web import boot

help = "备份整个数据库和媒体文件到一个文件（可在运行中执行）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="备份文件，如 wangge-20260101.tar；已存在则拒绝")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出")


def run(args: Namespace) -> int:
    with boot.with_database(args) as urls:
        from wangge.web.backup import backup

        made = backup(urls, args.file)
    if args.json:
        print(json.dumps(made, ensure_ascii=False))
    else:
        print(f"已备份到 {args.file}（{args.file.stat().st_size >> 20} MB，媒体 {made['media_files']} 个）。")
    return 0
