"""One command, a whole county: database, sample data, history, web, jobs, and people who go on working."""

from __future__ import annotations

import os
import secrets
from argparse import ArgumentParser, BooleanOptionalAction, Namespace

from wangge.standards.errors import Refused
from wangge.web import boot, serving
from wangge.web.cli.simulate import positive
from wangge.web.embedded import database, sole_server
from wangge.web.helpers import Helpers

KEPT_PASSWORD = "demo-password"
help = "一条命令运行样例县：建库、加载、模拟历史，并打开网站"


def add_arguments(parser: ArgumentParser) -> None:
    serving.add_arguments(parser)
    parser.add_argument("--days", type=positive, default=90, help="模拟多少天的历史，默认 90")
    parser.add_argument("--cases-per-day", type=positive, default=150, help="每天多少案件，默认 150")
    parser.add_argument("--seed", type=int, default=1, help="随机种子，默认 1")
    parser.add_argument(
        "--history", choices=["none", "2018"], help="none：不造历史；2018（自 2018 年起的全部历史）尚未提供"
    )
    parser.add_argument("--live", action=BooleanOptionalAction, default=True, help="启动后模拟人员继续工作")


def run(args: Namespace) -> int:
    if args.history == "2018":
        raise Refused("not_yet", "尚不能造 2018 年以来的历史", "请改用 --days N（最多 10000 天）。什么都没有改动。")
    address = serving.free_address(args)
    os.environ["WANGGE_DEMO"] = "1"
    with sole_server(boot.home()), database(boot.home(), lasting=True) as urls:
        serving.prepare(urls)
        given = bool(os.environ.get("WANGGE_DEMO_PASSWORD"))
        os.environ["WANGGE_DEMO_PASSWORD"] = password = demo_password()
        fill(args)
        with Helpers() as helpers:
            helpers.start("worker")
            if args.live:
                helpers.start("simulate", "--live", "--url", address.url, "--seed", str(args.seed))
            serving.announce(address, _told(address, password, given))
            serving.serve(address, args.workers)
    return 0


def demo_password() -> str:
    """WANGGE_DEMO_PASSWORD, which is written nowhere; else the one made at the first start, kept (0600) in the home."""
    kept = boot.home() / KEPT_PASSWORD
    if given := os.environ.get("WANGGE_DEMO_PASSWORD"):
        kept.unlink(missing_ok=True)  # it would name a password that is no longer right
        return given
    return boot.kept_secret(KEPT_PASSWORD, f"wangge-{secrets.token_hex(4)}")


def fill(args: Namespace) -> None:
    """Sample data once; the mark is set last, so that an interrupted filling goes on at the next start."""
    if serving.demo_mark() is None:
        _refuse_real_data()
        _set_mark({"state": "filling"})
    mark = serving.demo_mark() or {}
    if mark.get("state") != "filled":
        serving.command("load", "tanghe")
        if args.history != "none":
            _make_history(args)
        mark = {"state": "filled", "seed": args.seed, "days": args.days, "history": args.history}
    _set_mark({**mark, "live": args.live})
    if args.history != "none":
        serving.command("simulate", "--duty", "--seed", str(args.seed))
    _set_password(os.environ["WANGGE_DEMO_PASSWORD"])


def _make_history(args: Namespace) -> None:
    """Once: a start that was cut off between the history and its mark has made it."""
    if _has_cases():
        print("上次启动在造完历史案件后中断，沿用这些案件，接着启动。", flush=True)
    else:
        serving.command("simulate", *_history(args))


def _history(args: Namespace) -> list[str]:
    words = ["--days", args.days, "--cases-per-day", args.cases_per_day, "--seed", args.seed]
    return [str(word) for word in words]


def _refuse_real_data() -> None:
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.organisation.models import User

    with jurisdiction():
        real = User.objects.exists()
    if real:
        raise Refused(
            "not_a_demo", "这不是演示数据库", "其中已有人员数据，演示不会写入；请用 WANGGE_HOME 另选目录。", status=409
        )


def _has_cases() -> bool:
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.cases.models import Case

    with jurisdiction():
        return Case.objects.exists()


def _set_mark(value: dict[str, object]) -> None:
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.web.models import Mark

    with jurisdiction():
        Mark.objects.update_or_create(name="demo", defaults={"value": value})


def _set_password(password: str) -> None:
    from wangge.basedata.jurisdiction import jurisdiction
    from wangge.organisation.load import set_password

    with jurisdiction():
        set_password(password)


def _told(address: serving.Address, password: str, given: bool) -> list[str]:
    origin = "来自 WANGGE_DEMO_PASSWORD" if given else f"存于 {boot.home() / KEPT_PASSWORD}"
    return [
        f"首页   {address.url}",
        f"工作台 {address.url}desk/",
        f"手机端 {address.url}field/",
        f"大屏   {address.url}screen/",
        "用户   collector01…40 operator1…3 shiftlead1 dispatcher1…2 unit01…38 leader1 evaluator1 datamanager1 admin",
        f"口令   {password}（所有人同一口令，{origin}）",
    ]
