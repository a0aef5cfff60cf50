"""Further processes of a demo: started, restarted when they fail, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading

from wangge.web.process import die_with

PAUSE_SECONDS = 5.0
GRACE_SECONDS = 10.0


class Helpers:
    """Commands of ours beside the web server. Use it as a context manager; leaving it stops them all."""

    def __init__(self) -> None:
        self._stopping = threading.Event()
        self._processes: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}
        self._watch = threading.Thread(target=self._revive, daemon=True)

    def __enter__(self) -> Helpers:
        self._watch.start()
        return self

    def start(self, *words: str) -> None:
        self._processes[words] = _spawn(words)

    def __exit__(self, *exc: object) -> None:
        self._stopping.set()
        self._watch.join()
        for process in self._processes.values():
            process.terminate()
        for process in self._processes.values():
            try:
                process.wait(GRACE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def _revive(self) -> None:
        """In one thread that lives as long as the helpers may: they end with the thread that started them."""
        while not self._stopping.wait(PAUSE_SECONDS):
            for words, process in list(self._processes.items()):
                if process.poll() not in {None, 0}:
                    print(f"wangge {words[0]} 意外退出，重新启动。", file=sys.stderr)
                    self._processes[words] = _spawn(words)


def _spawn(words: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """In its own session, so that Ctrl-C reaches only us, who stop them in order."""
    return subprocess.Popen(
        [sys.executable, "-m", "wangge.web", *words],
        start_new_session=True,
        preexec_fn=die_with(os.getpid(), signal.SIGTERM),
    )
