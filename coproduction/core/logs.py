"""One line of JSON for each request and each event worth knowing, never with a person's details in it.

A line names the view (`endpoint`), not the path: paths and queries hold ids and tokens.
"""

from __future__ import annotations

import logging
import re
import sys
import time
import traceback
from functools import lru_cache
from random import getrandbits
from types import TracebackType
from typing import Any, TextIO

import sqlalchemy
from flask import Flask, Response, g, has_request_context, request
from pythonjsonlogger.json import JsonEncoder, JsonFormatter

HEADER = "X-Request-ID"
SAFE_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
OWN_ID = "coproduction.request_id"
STARTED = "coproduction.started"
QUIET = ("werkzeug", "huey", "mail.log")
ENCODER = JsonEncoder(ensure_ascii=False)
REROUTED = ("gunicorn.error", "gunicorn.access", "huey", "werkzeug")

log = logging.getLogger("coproduction.requests")
ExceptionInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def init_app(app: Flask) -> None:
    """Write logs as JSON on standard output, and one line for each request."""
    settings = app.config["SETTINGS"]
    route(settings.log_level, with_messages=app.debug)
    app.log_exception = _log_fault  # type: ignore[method-assign]  # Flask's own writes the path
    app.before_request(_note_start)
    app.after_request(_log_request)


def route(level: str, *, with_messages: bool = False) -> None:
    """Send every library's log to standard output as JSON; `with_messages` shows what exceptions say.

    Exceptions show where they came from only, but under `flask --debug`: database errors quote the row.
    """
    root = logging.getLogger()
    for handler in [handler for handler in root.handlers if isinstance(handler, StandardOutput)]:
        root.removeHandler(handler)
    handler = StandardOutput()
    handler.setFormatter(Formatter(with_messages=with_messages))
    handler.addFilter(_add_request_id)
    root.addHandler(handler)
    root.setLevel(level)
    for name in REROUTED:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def request_id() -> str | None:
    """Return the id that all log lines and audit entries of this request share; None outside a request.

    A proxy's X-Request-ID is taken over if it is a plain token; anything else could forge a line. The id is no secret.
    """
    if not has_request_context():
        return None
    if OWN_ID not in request.environ:
        offered = request.headers.get(HEADER, "")
        request.environ[OWN_ID] = offered if SAFE_ID.fullmatch(offered) else f"{getrandbits(128):032x}"
    return str(request.environ[OWN_ID])


class StandardOutput(logging.StreamHandler[TextIO]):
    """Writes to whatever standard output is at that moment."""

    def __init__(self) -> None:
        logging.Handler.__init__(self)

    @property
    def stream(self) -> TextIO:  # type: ignore[override]
        return sys.stdout


class Formatter(JsonFormatter):
    """One JSON object a line."""

    def __init__(self, *, with_messages: bool) -> None:
        super().__init__(
            ["asctime", "levelname", "name", "message"],
            rename_fields={"asctime": "at", "levelname": "level", "name": "logger", "exc_info": "exception"},
        )
        self.with_messages = with_messages

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: N802
        """Write the moment in UTC, to the millisecond."""
        return _moment(record.created)

    def jsonify_log_record(self, log_data: dict[str, Any]) -> str:
        """Write the object with an encoder made once: making one takes longer than writing."""
        return ENCODER.encode(log_data)

    def formatException(self, ei: Any) -> str:  # noqa: N802
        """Write where the exception came from, and what it says only to who debugs."""
        if self.with_messages:
            return str(super().formatException(ei))
        return "\n".join(_places(ei[1]))


def _moment(seconds: float) -> str:
    return f"{_to_the_second(int(seconds))}.{int(seconds % 1 * 1000):03}Z"


@lru_cache(maxsize=8)
def _to_the_second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


def _places(fault: BaseException | None) -> list[str]:
    """Return the kinds and places of an exception and of those that led to it, without their messages."""
    if fault is None:
        return []
    earlier = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
    frames = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(fault.__traceback__)]
    return [*_places(earlier), f"{type(fault).__module__}.{type(fault).__qualname__}", *frames]


def _add_request_id(record: logging.LogRecord) -> bool:
    if identity := request_id():
        record.request_id = identity
    return True


def _note_start() -> None:
    request.environ[STARTED] = time.perf_counter()


def _log_request(response: Response) -> Response:
    started = request.environ.get(STARTED)
    if log.isEnabledFor(logging.INFO):
        line = {
            "at": _moment(time.time()),
            "level": "INFO",
            "logger": log.name,
            "message": "request",
            "method": request.method,
            "endpoint": request.endpoint,
            "status": response.status_code,
            "ms": round((time.perf_counter() - started) * 1000, 1) if started else None,
            "account_id": _account_id(),
            "request_id": request_id(),
        }
        sys.stdout.write(f"{ENCODER.encode(line)}\n")  # past the logging library, which takes four times as long
        sys.stdout.flush()
    response.headers[HEADER] = str(request_id())
    return response


def _account_id() -> int | None:
    """Return the id of the signed-in account if the request loaded it: the log costs no statement of its own."""
    state = sqlalchemy.inspect(g.get("_login_user"), raiseerr=False)
    if state is None:
        return None
    found: int | None = state.identity[0] if state.identity else state.dict.get("id")
    return found


def _log_fault(exc_info: ExceptionInfo) -> None:
    logging.getLogger("coproduction.faults").error(
        "fault", exc_info=exc_info, extra={"method": request.method, "endpoint": request.endpoint}
    )
