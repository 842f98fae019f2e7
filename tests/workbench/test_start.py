"""How the server listens: on this machine alone, and without delay."""

from __future__ import annotations

import asyncio
import socket

from tests.workbench.awaited import awaited

from servanda.workbench.start import _listening


def test_answers_are_not_held_back_until_their_heads_are_acknowledged() -> None:
    """Else every answer of some kilobytes takes 40 ms more than it should."""
    listening = _listening(0)
    assert listening.getsockname()[0] == "127.0.0.1"

    async def nodelay() -> int:
        found = asyncio.get_running_loop().create_future()
        server = await asyncio.start_server(
            lambda _, writer: found.set_result(writer), sock=listening
        )
        async with server:
            _, asking = await asyncio.open_connection(*listening.getsockname())
            writer = await found
            held = writer.get_extra_info("socket").getsockopt(
                socket.IPPROTO_TCP, socket.TCP_NODELAY
            )
            for each in (asking, writer):
                each.close()
                await each.wait_closed()
        return int(held)

    assert awaited(nodelay()) != 0
