"""The kind of worker that our web server has."""

from __future__ import annotations

from functools import partial
from selectors import EVENT_READ

from gunicorn.workers.gthread import TConn, ThreadWorker


class ReadyWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn tells no types
    """Gives a thread only to who has said something.

    Browsers connect before they know what to ask for. gunicorn has a thread wait five seconds for each of them, while
    nobody else is answered: ours waits for them all at once, as it does between the requests of one connection.
    """

    def enqueue_req(self, conn: TConn) -> None:
        """Let a thread read what has come; let a new connection wait until something does."""
        if conn.initialized or conn.data_ready:
            super().enqueue_req(conn)
            return
        conn.sock.setblocking(False)
        conn.set_timeout()
        self.pending_conns.append(conn)
        self.poller.register(conn.sock, EVENT_READ, partial(self.on_pending_socket_readable, conn))
