"""/healthz (the process answers), /readyz (its database does too), /metrics (Prometheus text).

Answered before anything else of the application, so that they work while the database is away.
"""

from __future__ import annotations

import ipaddress
import logging
import os
import resource
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

import wangge
from wangge.basedata.jurisdiction import jurisdiction
from wangge.evidence.models import Media, Upload
from wangge.web.problems import generic, problem

log = logging.getLogger("wangge.health")
STARTED = time.time()


@dataclass(frozen=True, slots=True)
class Gauge:
    """One sample: `name{labels} value`; `help` says what it counts."""

    name: str
    help: str
    value: float
    labels: str = ""
    kind: str = "gauge"


# Functions that read gauges from the database, in a jurisdiction's transaction; a subsystem may add its own.
sources: list[Callable[[], Iterable[Gauge]]] = []


class HealthMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.pages = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        page = self.pages.get(request.path)
        return page(request) if page else self.get_response(request)


def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    try:
        ask_database()
    except Error as error:
        log.error("not ready: %s", error)
        return problem(503, "not_ready", "还没有就绪", "数据库没有应答，或还没有建好。", retry_after=5)
    return HttpResponse("ready\n", content_type="text/plain")


def ask_database() -> float:
    """Seconds that one small query of a table of ours takes. Raises django.db.Error."""
    began = time.perf_counter()
    with jurisdiction():
        Media.objects.exists()
    return time.perf_counter() - began


def metrics(request: HttpRequest) -> HttpResponse:
    """Only for the machine itself unless WANGGE_METRICS_PUBLIC=1: a proxied request is not the machine itself."""
    if not settings.WANGGE_METRICS_PUBLIC and not from_this_machine(request):
        return generic(404)
    text = "".join(lines([*of_process(), *of_database()]))
    return HttpResponse(text, content_type="text/plain; version=0.0.4; charset=utf-8")


def from_this_machine(request: HttpRequest) -> bool:
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def of_process() -> Iterator[Gauge]:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = used.ru_utime + used.ru_stime
    worker = f'pid="{os.getpid()}"'
    yield Gauge("wangge_info", "Version of the running program.", 1, f'version="{wangge.__version__}"')
    yield Gauge("wangge_start_time_seconds", "When this worker started (Unix time).", STARTED, worker)
    yield Gauge("wangge_cpu_seconds_total", "Processor time of this worker.", cpu, worker, "counter")
    yield Gauge("wangge_peak_memory_bytes", "Most memory this worker has used.", used.ru_maxrss * 1024, worker)
    yield Gauge("wangge_threads", "Threads of this worker.", threading.active_count(), worker)


def of_database() -> list[Gauge]:
    """Empty but for `wangge_database_up 0` when the database does not answer."""
    up = ("wangge_database_up", "Whether the database answers.")
    try:
        took = ask_database()
        with jurisdiction():
            found = [gauge for source in [of_evidence, *sources] for gauge in source()]
    except Error as error:
        log.error("metrics without database: %s", error)
        return [Gauge(*up, 0)]
    return [Gauge(*up, 1), Gauge("wangge_database_seconds", "Time of one small query.", took), *found]


def of_evidence() -> Iterator[Gauge]:
    with connection.cursor() as cursor:
        table = Media._meta.db_table
        cursor.execute(f"SELECT kind, count(*), sum(size) FROM {table} GROUP BY kind ORDER BY kind")
        rows = cursor.fetchall()
    for kind, number, _ in rows:
        yield Gauge("wangge_media", "Photos, audio and video kept.", number, f'kind="{kind}"')
    for kind, _, size in rows:
        yield Gauge("wangge_media_bytes", "Their size as sent.", size, f'kind="{kind}"')
    yield Gauge("wangge_uploads_open", "Resumable uploads not finished.", Upload.objects.filter(media=None).count())


def lines(gauges: Iterable[Gauge]) -> Iterator[str]:
    told: set[str] = set()
    for gauge in gauges:
        if gauge.name not in told:
            told.add(gauge.name)
            yield f"# HELP {gauge.name} {gauge.help}\n# TYPE {gauge.name} {gauge.kind}\n"
        labels = f"{{{gauge.labels}}}" if gauge.labels else ""
        yield f"{gauge.name}{labels} {gauge.value:.17g}\n"
