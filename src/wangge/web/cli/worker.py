"""Jobs and consumers of the event log, without web pages."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from wangge.web import boot

help = "运行后台任务：到期处理、自动步骤、事件排序"


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(args: Namespace) -> int:
    with boot.with_database(args) as urls:
        from wangge.web.privileges import refuse_unsafe_role
        from wangge.web.worker import work

        refuse_unsafe_role()
        work(urls.app)
    return 0
