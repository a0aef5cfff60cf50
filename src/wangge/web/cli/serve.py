"""The web server on this home's database or DATABASE_URL."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from wangge.standards.errors import Refused
from wangge.web import boot, serving
from wangge.web.embedded import database, sole_server

help = "运行网站服务（后台任务另用 wangge worker）"


def add_arguments(parser: ArgumentParser) -> None:
    serving.add_arguments(parser)
    parser.add_argument("--allow-demo", action="store_true", help="允许打开演示数据库")


def run(args: Namespace) -> int:
    address = serving.free_address(args)
    with sole_server(boot.home()), database(boot.home(), lasting=True) as urls:
        serving.prepare(urls)
        refuse_demo(args)
        pages = [f"工作台 {address.url}desk/", f"手机端 {address.url}field/", f"大屏   {address.url}screen/"]
        serving.announce(address, pages)
        serving.serve(address, args.workers)
    return 0


def refuse_demo(args: Namespace) -> None:
    """A demo's accounts share one printed password."""
    if serving.demo_mark() is not None and not args.allow_demo:
        raise Refused(
            "demo_database",
            "这是演示数据库",
            "演示账号口令公开，不得用于正式运行；确要打开请加 --allow-demo，演示请用 wangge demo。",
            status=409,
        )
