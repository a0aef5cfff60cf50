"""Every environment variable an installation may set: default and meaning, in Chinese. docs/settings.md is made of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Variable:
    """`default` and `meaning` are Markdown."""

    name: str
    default: str
    meaning: str


VARIABLES = (
    Variable("WANGGE_HOME", "`./.wangge`", "数据目录：内嵌数据库、媒体、密钥。一个目录同时只能有一个 `serve` 或 `demo`"),
    Variable(
        "DATABASE_URL",
        "内嵌数据库",
        "应用角色的 PostgreSQL 地址（15 以上）。能修改、删除或清空事件表的角色会被拒绝",
    ),
    Variable(
        "WANGGE_OWNER_DATABASE_URL",
        "内嵌数据库的属主",
        "属主角色的地址，只有 `init`、`backup`、`restore` 使用；网站进程从不持有它",
    ),
    Variable("WANGGE_JURISDICTION", "`411328`", "六位县级行政区划代码；数据在模式 `j_<代码>` 中"),
    Variable(
        "WANGGE_SECRET_KEY",
        "自动生成，存于 `WANGGE_HOME/secret.key`",
        "会话签名密钥，至少 32 个字符；多台服务器须相同",
    ),
    Variable("WANGGE_PORT", "`8000`", "`serve`、`demo` 的端口，`--port` 优先"),
    Variable("WANGGE_HOSTS", "`127.0.0.1,localhost,[::1]`", "允许的访问域名，逗号分隔"),
    Variable("WANGGE_ORIGINS", "空", "反向代理后的来源，如 `https://cg.example.gov.cn`，逗号分隔"),
    Variable("WANGGE_STORAGE", "`WANGGE_HOME/media`", "媒体文件夹"),
    Variable("WANGGE_THREADS", "`12`", "每个网站进程的工作线程数；每个线程占一个数据库连接"),
    Variable("WANGGE_MAX_BODY_MB", "`128`", "单次请求的最大长度（MB）"),
    Variable("WANGGE_METRICS_PUBLIC", "关", "`1`：`/metrics` 不限本机访问"),
    Variable(
        "WANGGE_PG_BIN",
        "安装包自带",
        "PostgreSQL 程序目录；查找次序：`DATABASE_URL` → `WANGGE_PG_BIN` → 安装包 → 系统",
    ),
    Variable("WANGGE_PG_PORT", "关", "内嵌数据库另在 127.0.0.1 的此端口监听（默认只有本机套接字）"),
    Variable(
        "WANGGE_DEMO_PASSWORD",
        "首次启动时生成",
        "演示账号的共同口令，存于 `WANGGE_HOME/demo-password`（0600）",
    ),
    Variable("WANGGE_DEMO", "由 `wangge demo` 设置", "`1`：演示方式（一键登录、首页）"),
    Variable("WANGGE_DEBUG", "关", "`1`：命令出错时打印完整的调用栈"),
)
BY_NAME = {variable.name: variable for variable in VARIABLES}
