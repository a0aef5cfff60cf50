"""`wangge COMMAND`: each module beside this one is a command (`import_` is `import`).

A command module has `help` (one line), `add_arguments(parser)` and `run(args) -> int` (0 done, 1 failed), and imports
Django only inside `run`, after `boot.with_database`. It raises Refused to say no.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from types import ModuleType
from typing import NoReturn

import wangge
from wangge.standards.errors import Refused
from wangge.standards.faults import in_words


class Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: 用法错误：{message}（--help 查看用法）\n")


def main(argv: list[str] | None = None) -> int:
    words = sys.argv[1:] if argv is None else argv
    args = parser(words).parse_args(words)
    if args.home:
        os.environ["WANGGE_HOME"] = args.home
    try:
        return int(args.run(args))
    except Refused as refusal:
        return _say(f"{refusal.title}。{refusal.detail}" if refusal.detail else refusal.title)
    except KeyboardInterrupt:
        return _say("已中断。")
    except Exception as error:
        if os.environ.get("WANGGE_DEBUG") == "1" or not _is_outside(error):
            raise
        told = in_words(error) if isinstance(error, OSError) else " ".join(str(error).split())
        return _say(f"数据库或文件出错：{told}")


def _say(line: str) -> int:
    print(f"wangge: {line}", file=sys.stderr)
    return 1


def _is_outside(error: Exception) -> bool:
    """Errors of the world (disk, network, database) get a line; the rest are ours and get a traceback."""
    return isinstance(error, OSError) or any(k.__module__ in {"django.db.utils", "psycopg"} for k in type(error).mro())


def commands() -> dict[str, str]:
    """Command → module name."""
    names = [found.name for found in pkgutil.iter_modules(__path__) if not found.name.startswith("_")]
    return {name.rstrip("_").replace("_", "-"): f"{__name__}.{name}" for name in sorted(names)}


def parser(words: list[str]) -> Parser:
    """Only the command that is meant is imported, so that each starts quickly; all are for `--help`."""
    top = Parser(prog="wangge", description="网格：数字化城市管理信息系统")
    top.add_argument("--version", action="version", version=f"wangge {wangge.__version__}")
    top.add_argument("--home", metavar="DIR", help="数据目录，默认取 WANGGE_HOME 或 ./.wangge")
    below = top.add_subparsers(metavar="COMMAND", required=True, parser_class=Parser)
    every = commands()
    meant = next((word for word in words if word in every), None)
    for name in [meant] if meant else every:
        _add(below, name, importlib.import_module(every[name]))
    return top


def _add(below: argparse._SubParsersAction[Parser], name: str, module: ModuleType) -> None:
    sub = below.add_parser(name, help=module.help, description=module.help)
    module.add_arguments(sub)
    sub.set_defaults(run=module.run)
