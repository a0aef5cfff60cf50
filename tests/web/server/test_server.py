"""The server over real sockets: bodies, streams, slow people, pages."""

from __future__ import annotations

import concurrent.futures
import gzip
import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.web.server.echo import BIG

ROOT = Path(__file__).parents[3]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a running server of one worker, four threads, and bodies up to 32 MB."""
    dist, older = tmp_path_factory.mktemp("dist"), tmp_path_factory.mktemp("older")
    for name in ("desk", "field"):
        write(dist / name / "index.html", f"<title>{name}</title>")
    write(dist / "field" / "sw.js", "// worker")
    write(dist / "assets" / "desk-D1IbHYzY.js", "let a = 1;\n" * 1000)
    write(dist / "assets" / "mark.svg", "<svg/>")
    write(older / "assets" / "desk-OLDoldOL.js", "let old")
    write(dist.parent / "secret.txt", "not for the web")
    port = free_port()
    env = {**os.environ, "ECHO_DIST": str(dist), "ECHO_OLDER": str(older)}
    words = [sys.executable, "-m", "tests.web.server.echo", str(port)]
    with subprocess.Popen(words, env=env, cwd=ROOT, start_new_session=True) as process:
        wait_for(port)
        yield port
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 0


def wait_for(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            httpx.get(f"http://127.0.0.1:{port}/up", timeout=5)
            return
        except httpx.TransportError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)


@pytest.fixture
def client(server: int) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=f"http://127.0.0.1:{server}", timeout=60) as made:
        yield made


def test_a_request_reaches_the_application_as_it_was_sent(client: httpx.Client) -> None:
    answer = client.get("/路/a b", params={"q": "井盖"}, headers={"X-Thing": "1", "x_thing": "2", "Cookie": "s=1"})
    got = answer.json()
    assert got["PATH_INFO"].encode("latin-1").decode() == "/路/a b"
    assert got["QUERY_STRING"] == "q=%E4%BA%95%E7%9B%96"
    assert (got["HTTP_X_THING"], got["HTTP_COOKIE"], got["REMOTE_ADDR"]) == ("1", "s=1", "127.0.0.1")
    assert answer.headers.get_list("set-cookie") == ["a=1", "b=2"]


def test_a_chunked_upload_arrives_whole(client: httpx.Client) -> None:
    parts = [bytes([n]) * 70_000 for n in range(40)]
    got = client.post("/up", content=iter(parts)).json()
    assert (got["body"], got["CONTENT_LENGTH"]) == (2_800_000, "2800000")
    assert got["sha256"] == hashlib.sha256(b"".join(parts)).hexdigest()
    assert "HTTP_TRANSFER_ENCODING" not in got


def test_a_big_body_arrives_whole(client: httpx.Client) -> None:
    body = BIG[: 32 << 20]
    assert client.post("/up", content=body).json()["sha256"] == hashlib.sha256(body).hexdigest()


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_over_the_cap_is_refused_in_words(client: httpx.Client, chunked: bool) -> None:
    body = BIG[: (32 << 20) + 1]
    answer = client.post("/up", content=iter([body]) if chunked else body)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert answer.json()["code"] == "body_too_large"
    assert "32 MB" in answer.json()["detail"]


def test_head_answers_like_get_without_a_body(client: httpx.Client) -> None:
    for path in ("/up", "/file", "/big", "/desk/"):
        answer = client.head(path)
        assert (path, answer.status_code, answer.content) == (path, 200, b"")


def test_the_application_hears_head_only_where_it_means_something_of_its_own(client: httpx.Client) -> None:
    asked = [client.head(path).headers["x-method"] for path in ("/up", "/api/v1/uploads/7")]
    assert asked == ["GET", "HEAD"]


def test_a_long_answer_and_a_file_come_whole(client: httpx.Client) -> None:
    for path in ("/big", "/file"):
        assert hashlib.sha256(client.get(path).content).digest() == hashlib.sha256(BIG).digest()


def test_a_deep_link_gives_its_apps_page_and_asks_each_time(client: httpx.Client) -> None:
    for path, title in (("/desk/", "desk"), ("/desk/cases/1", "desk"), ("/field/tasks", "field")):
        answer = client.get(path)
        assert (f"<title>{title}</title>", "no-cache") == (answer.text, answer.headers["cache-control"])
        assert client.get(path, headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_an_app_without_its_slash_is_sent_to_where_its_worker_rules(client: httpx.Client) -> None:
    assert [client.get(path).headers["location"] for path in ("/", "/field", "/desk")] == [
        "/desk/",
        "/field/",
        "/desk/",
    ]


def test_the_service_worker_is_never_kept(client: httpx.Client) -> None:
    answer = client.get("/field/sw.js")
    assert (answer.headers["cache-control"], answer.headers["content-type"]) == (
        "no-cache",
        "text/javascript; charset=utf-8",
    )


def test_hashed_assets_are_kept_for_ever_and_come_packed(client: httpx.Client) -> None:
    answer = client.get("/assets/desk-D1IbHYzY.js", headers={"Accept-Encoding": "gzip"})
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == "let a = 1;\n" * 1000
    assert int(answer.headers["content-length"]) == len(gzip.compress(answer.content, 6)) < 1000
    assert client.get("/assets/mark.svg").headers["cache-control"] == "no-cache"


def test_assets_of_an_earlier_build_are_still_there(client: httpx.Client) -> None:
    assert client.get("/assets/desk-OLDoldOL.js").text == "let old"


def test_no_path_leads_out_of_the_pages(server: int) -> None:
    for path in (
        "/desk/../../secret.txt",
        "/assets/..%2f..%2fsecret.txt",
        "/desk/%00",
        "//secret.txt",
        "/../secret.txt",
    ):
        assert b"not for the web" not in raw(server, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")


def raw(port: int, text: str) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        line.sendall(text.encode())
        return everything(line)


def everything(line: socket.socket) -> bytes:
    return b"".join(iter(lambda: line.recv(65536), b""))


def test_what_is_no_page_goes_to_the_application(client: httpx.Client) -> None:
    assert client.get("/desk/gone.js").json()["PATH_INFO"] == "/desk/gone.js"
    assert client.post("/desk/", content=b"x").json()["REQUEST_METHOD"] == "POST"


def test_many_at_once_are_all_answered(server: int) -> None:
    def ask(number: int) -> int:
        return int(httpx.post(f"http://127.0.0.1:{server}/up", content=b"x" * number, timeout=60).json()["body"])

    with concurrent.futures.ThreadPoolExecutor(24) as pool:
        assert list(pool.map(ask, range(120))) == list(range(120))


def test_slow_senders_hold_nobody_up(server: int, client: httpx.Client) -> None:
    """Twelve people in the middle of an upload, with four threads to serve them."""
    head = "POST /up HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 1000\r\n\r\n"
    lines = [socket.create_connection(("127.0.0.1", server), timeout=20) for _ in range(12)]
    for line in lines:
        line.sendall(head.encode() + b"x" * 10)
    assert client.post("/up", content=b"quick", timeout=5).json()["body"] == 5
    for line in lines:
        line.sendall(b"x" * 990)
        assert b'"body": 1000' in everything(line)
        line.close()


def test_slow_readers_of_files_hold_nobody_up(server: int, client: httpx.Client) -> None:
    lines = [socket.create_connection(("127.0.0.1", server), timeout=20) for _ in range(12)]
    for line in lines:
        line.sendall(b"GET /file HTTP/1.1\r\nHost: x\r\n\r\n")
        line.recv(100)
    assert client.post("/up", content=b"quick", timeout=5).json()["body"] == 5
    for line in lines:
        line.close()


def test_readers_who_leave_a_stream_free_their_threads(server: int, client: httpx.Client) -> None:
    """Four threads, four endless answers: without a thread set free nobody would be answered again."""
    lines = [socket.create_connection(("127.0.0.1", server), timeout=20) for _ in range(4)]
    for line in lines:
        line.sendall(b"GET /endless HTTP/1.1\r\nHost: x\r\n\r\n")
        assert line.recv(100)
    for line in lines:
        line.close()
    assert client.post("/up", content=b"next", timeout=20).json()["body"] == 4


def test_a_sender_who_leaves_in_the_middle_is_forgotten(server: int, client: httpx.Client) -> None:
    with socket.create_connection(("127.0.0.1", server), timeout=20) as line:
        line.sendall(b"POST /up HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nhalf")
    assert client.post("/up", content=b"whole").json()["body"] == 5


def test_the_event_stream_flows_beside_busy_threads(server: int, client: httpx.Client) -> None:
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        busy = [pool.submit(httpx.get, f"http://127.0.0.1:{server}/slow?1", timeout=60) for _ in range(4)]
        with client.stream("GET", "/api/v1/events") as answer:
            assert answer.headers["content-type"] == "text/event-stream"
            lines = answer.iter_lines()
            assert [next(lines) for _ in range(3)] == ["data: 0", "", "data: 1"]
        assert not all(one.done() for one in busy)
        assert [one.result().status_code for one in busy] == [200] * 4


def test_a_stop_does_not_wait_for_open_streams(server: int, tmp_path: Path) -> None:
    port = free_port()
    write(tmp_path / "desk" / "index.html", "x")
    env = {**os.environ, "ECHO_DIST": str(tmp_path), "ECHO_OLDER": str(tmp_path)}
    words = [sys.executable, "-m", "tests.web.server.echo", str(port)]
    with subprocess.Popen(words, env=env, cwd=ROOT, start_new_session=True, stderr=subprocess.DEVNULL) as process:
        wait_for(port)
        with httpx.stream("GET", f"http://127.0.0.1:{port}/api/v1/events", timeout=20) as answer:
            next(answer.iter_lines())
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
