"""Request bodies are read to their end, into memory or a file, before a thread is taken: slow senders block nobody."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from typing import IO

from wangge.web.server.types import Receive, Scope, header

IN_MEMORY = 1 << 20
IDLE_SECONDS = 60.0
DRAIN_SECONDS = 10.0


class TooLarge(Exception):
    """The body is over the cap; what followed was read and thrown away, so that the sender hears the answer."""


class Gone(Exception):
    """The sender left or fell silent in the middle of the body."""


async def spool(scope: Scope, receive: Receive, cap: int) -> tuple[IO[bytes], int]:
    """(file at its start, length in bytes); the caller closes the file. Raises TooLarge, Gone."""
    declared = header(scope, b"content-length")
    if declared.isdigit() and int(declared) > cap:
        await _drain(receive)
        raise TooLarge
    file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 (the caller closes it)
    try:
        length = await _read(file, receive, cap)
    except BaseException:
        file.close()
        raise
    file.seek(0)
    return file, length


async def _read(file: tempfile.SpooledTemporaryFile[bytes], receive: Receive, cap: int) -> int:
    length, more = 0, True
    while more:
        chunk, more = await _next(receive)
        length += len(chunk)
        if length > cap:
            await _drain(receive)
            raise TooLarge
        file.write(chunk)
    return length


async def _next(receive: Receive) -> tuple[bytes, bool]:
    try:
        message = await asyncio.wait_for(receive(), IDLE_SECONDS)
    except TimeoutError as error:
        raise Gone from error
    if message["type"] == "http.disconnect":
        raise Gone
    return message.get("body", b""), message.get("more_body", False)


async def _drain(receive: Receive) -> None:
    with contextlib.suppress(TimeoutError, Gone):
        async with asyncio.timeout(DRAIN_SECONDS):
            while (await _next(receive))[1]:
                pass
