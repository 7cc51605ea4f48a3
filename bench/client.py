"""What calls the server where wrk is not installed: threads with one connection each. Told what to do in JSON."""

from __future__ import annotations

import http.client
import json
import sys
import time
from itertools import count
from threading import Thread
from typing import Any

from bench.servers import HOST


def main() -> None:
    """Read what to call, call it, and write the number of answers, microseconds, p50, p99 and wrong answers."""
    asked = json.load(sys.stdin)
    latencies: list[int] = []
    wrong: list[int] = []
    turns = count()
    started = time.perf_counter()
    deadline = started + asked["seconds"]
    threads = [
        Thread(target=_call_until, args=(deadline, asked), kwargs={"turns": turns, "took": latencies, "wrong": wrong})
        for _ in range(asked["connections"])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = round((time.perf_counter() - started) * 1_000_000)
    latencies.sort()
    p50, p99 = (latencies[int(len(latencies) * share)] if latencies else 0 for share in (0.5, 0.99))
    json.dump([len(latencies), spent, p50, p99, len(wrong)], sys.stdout)


def _call_until(deadline: float, asked: Any, *, turns: Any, took: list[int], wrong: list[int]) -> None:
    connection = http.client.HTTPConnection(HOST, asked["port"], timeout=20)
    calls, status = asked["visit"]["calls"], asked["visit"]["status"]
    while time.perf_counter() < deadline:
        turn, place = divmod(next(turns), len(calls))
        call = calls[place]
        body = call["bodies"][(turn + call["turn"]) % len(call["bodies"])]
        headers = {"Cookie": call["cookie"]} if call["cookie"] else {}
        if call["unless"]:
            headers["If-None-Match"] = call["unless"]
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        started = time.perf_counter()
        connection.request(call["method"], call["path"], body=body or None, headers=headers)
        response = connection.getresponse()
        response.read()
        took.append(round((time.perf_counter() - started) * 1_000_000))
        if response.status != status:
            wrong.append(response.status)
    connection.close()


if __name__ == "__main__":
    main()
