"""Calling a server as often as it answers for a while, with wrk where it is installed, else with a script of ours."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.servers import HOST, Server
from bench.visits import Call, Visit
from config import ROOT

CONNECTIONS = 4
WRK = shutil.which("wrk")
SCRIPT = """
local calls = {{
{calls}
}}
local count = 0
wrong = 0

request = function()
  local call = calls[count % #calls + 1]
  local turn = math.floor(count / #calls) + call.turn
  count = count + 1
  local headers = {{["Content-Type"] = "application/x-www-form-urlencoded"}}
  if call.cookie ~= "" then headers["Cookie"] = call.cookie end
  if call.unless ~= "" then headers["If-None-Match"] = call.unless end
  return wrk.format(call.method, call.path, headers, call.bodies[turn % #call.bodies + 1])
end

response = function(status)
  if status ~= {status} then wrong = wrong + 1 end
end

local threads = {{}}
setup = function(thread) table.insert(threads, thread) end

done = function(summary, latency)
  local wrong = 0
  for _, thread in ipairs(threads) do wrong = wrong + thread:get("wrong") end
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format("\\nMEASURED %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(99), wrong + broken))
end
"""


@dataclass(frozen=True, slots=True)
class Round:
    """What one short round measured. Times are in milliseconds; `cpu` is the worker's own time for one request."""

    per_second: float
    p50: float
    p99: float
    cpu: float


def measure(visit: Visit, server: Server, *, seconds: int, with_wrk: bool = WRK is not None) -> Round:
    """Call the server for so many seconds. An answer other than the one expected is an error: it measures nothing."""
    before = server.cpu_seconds()
    requests, microseconds, p50, p99, wrong = (_wrk if with_wrk else _script)(visit, server.port, seconds=seconds)
    spent = server.cpu_seconds() - before
    if wrong or not requests:
        raise RuntimeError(f"{visit.name}: {wrong} of {requests} answers were not the expected {visit.status}.")
    return Round(requests / microseconds * 1_000_000, p50 / 1000, p99 / 1000, spent * 1000 / requests)


def _wrk(visit: Visit, port: int, *, seconds: int) -> tuple[int, ...]:
    with TemporaryDirectory(prefix="bench-") as folder:
        script = Path(folder) / "calls.lua"
        script.write_text(_lua(visit), encoding="utf-8")
        ended = subprocess.run(  # noqa: S603 - our own words
            [str(WRK), "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), f"http://{HOST}:{port}"],
            capture_output=True,
            text=True,
            timeout=seconds + 30,
            check=True,
        )
    measured = next(line for line in ended.stdout.splitlines() if line.startswith("MEASURED"))
    return tuple(int(number) for number in measured.split()[1:])


def _lua(visit: Visit) -> str:
    """Return the calls as a script for wrk. Strings in JSON are strings in Lua, as ours hold no escapes."""
    calls = ",\n".join(f"  {{{_lua_call(call)}}}" for call in visit.calls)
    return SCRIPT.format(calls=calls, status=visit.status)


def _lua_call(call: Call) -> str:
    words = {"method": call.method, "path": call.path, "cookie": call.cookie, "unless": call.unless}
    bodies = ", ".join(json.dumps(body) for body in call.bodies)
    said = ", ".join(f"{name} = {json.dumps(word)}" for name, word in words.items())
    return f"{said}, turn = {call.turn}, bodies = {{{bodies}}}"


def _script(visit: Visit, port: int, *, seconds: int) -> tuple[int, ...]:
    asked = {"port": port, "seconds": seconds, "connections": CONNECTIONS, "visit": asdict(visit)}
    ended = subprocess.run(
        [sys.executable, "-m", "bench.client"],
        cwd=ROOT,
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        timeout=seconds + 30,
        check=True,
    )
    return tuple(json.loads(ended.stdout))
