"""Child processes that do not outlive their parent, however it ends (Linux)."""

from __future__ import annotations

import ctypes
import os
import signal
from collections.abc import Callable

# Environment variable with the server's main process, which may be gone before a worker asks who its parent is.
MAIN = "_WANGGE_MAIN_PID"
_PR_SET_PDEATHSIG = 1
_libc = ctypes.CDLL(None, use_errno=True)


def die_with(parent: int, sign: signal.Signals) -> Callable[[], None]:
    """To be called in a child: asks for `sign` when the thread that started it ends; exits if that has happened.

    After a change of user, which would clear it; subprocess calls `preexec_fn` late enough.
    """

    def ask() -> None:
        _libc.prctl(_PR_SET_PDEATHSIG, sign)
        if os.getppid() != parent:
            os._exit(1)

    return ask
