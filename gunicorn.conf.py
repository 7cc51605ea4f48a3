"""How gunicorn serves the application, here and in production."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

import gunicorn

from config import Settings, SettingsError
from web_server import WebServer

if TYPE_CHECKING:  # a worker that is imported here would have read gunicorn.SERVER before we set it
    from gunicorn.workers.base import Worker

try:
    web_server = WebServer.from_environment()
    Settings.from_environment()
except SettingsError as fault:
    raise SystemExit(f"Error: {fault}") from fault

wsgi_app = "app:ready_for_readers()"
bind = web_server.bind

worker_class = "web_worker.ReadyWorker"
workers = web_server.workers
threads = web_server.threads
preload_app = False  # an SQLite connection must not be carried over a fork
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108 - the heartbeat must not wait for a disk

timeout = 600  # seconds: a file may go slowly to a phone, and the thread that sends it is the one that says we live
graceful_timeout = 10
keepalive = 5

accesslog = None  # the application logs each request itself
loglevel = "warning"
control_socket_disable = True

gunicorn.SERVER = "web"  # the Server header says nothing of what serves


def post_worker_init(_worker: Worker) -> None:
    """Spare the garbage collector what lives as long as the worker: it read all of the application again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
