"""The kind of worker that our web server has."""

from __future__ import annotations

import socket
import struct
from concurrent.futures import Future
from functools import partial
from selectors import EVENT_READ
from typing import Any

from gunicorn.workers.gthread import TConn, ThreadWorker

LONGEST_HEAD = 16 * 1024  # bytes
SECONDS_WITHOUT_A_BYTE = 30


class ReadyWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """Works for who has said something, and answers who only reads a page without handing them to a thread.

    Browsers connect before they know what to ask for. gunicorn has a thread wait five seconds for each of them, while
    nobody else is answered: ours waits for them all at once, as it does between the requests of one connection.

    To hand a request from one thread to another, and so mostly from one processor to another, costs a fifth of a page.
    With one thread we spare it: a request that is all there (a page, a file) is answered where it was noticed. Forms
    may come slowly; they go to the thread, and keep no reader waiting.
    """

    def enqueue_req(self, conn: TConn) -> None:
        """Answer a whole request, hand the beginning of one to a thread, and let a new connection wait for its own."""
        if not (conn.initialized or conn.data_ready):
            self._wait_for_words(conn)
        elif self.cfg.threads == 1 and _is_all_there(conn.sock):
            answered: Future[Any] = Future()
            answered.set_result(self.handle(conn))
            self.finish_request(conn, answered)
        else:
            super().enqueue_req(conn)

    def _wait_for_words(self, conn: TConn) -> None:
        _give_up_on_silence(conn.sock)
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))


def _is_all_there(sock: socket.socket) -> bool:
    """Say whether a request without a body has come to its end, so that to read it keeps nobody waiting."""
    try:
        head = sock.recv(LONGEST_HEAD, socket.MSG_PEEK | socket.MSG_DONTWAIT)
    except OSError:
        return False
    return head.startswith((b"GET ", b"HEAD ")) and head.endswith(b"\r\n\r\n")


def _give_up_on_silence(sock: socket.socket) -> None:
    """Let nobody who stops to read or write in the middle keep a thread for ever. Slow is no silence."""
    longest = struct.pack("@ll", SECONDS_WITHOUT_A_BYTE, 0)
    for limit in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
        sock.setsockopt(socket.SOL_SOCKET, limit, longest)
