"""Bring a backup back into an empty database, or in place of what is there."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from wangge.web import boot
from wangge.web.embedded import sole_server

help = "从备份文件恢复数据库和媒体文件（先停止服务）"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="wangge backup 生成的文件")
    parser.add_argument("--replace", action="store_true", help="覆盖数据库中现有的全部数据")


def run(args: Namespace) -> int:
    with sole_server(boot.home()), boot.with_database(args, owner=True, ready=False) as urls:
        from wangge.web.restore import restore

        made = restore(urls, args.file, replace=args.replace)
    print(f"已恢复 {made['at']} 的备份（媒体 {made['media_files']} 个）。")
    return 0
