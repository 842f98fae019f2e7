"""The protocol with an end to its patience: who sends a request drop by drop is hung up on."""

from __future__ import annotations

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

__all__ = ["HEAD_PATIENCE", "Impatient"]

HEAD_PATIENCE = 10.0
"""Seconds that the head of a request may take to come, from its first byte or the connection."""


class Impatient(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, but a request whose head does not come is not waited for."""

    _hurry: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take some bytes; a head that is complete ends the waiting, one begun starts it."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE:
            self._rest()
        elif self.conn.trailing_data[0] and self._hurry is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._rest()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._hurry = self.loop.call_later(HEAD_PATIENCE, self._hang_up)

    def _rest(self) -> None:
        if self._hurry is not None:
            self._hurry.cancel()
            self._hurry = None

    def _hang_up(self) -> None:
        self._hurry = None
        if self.transport is not None and not self.transport.is_closing():
            self.transport.abort()
