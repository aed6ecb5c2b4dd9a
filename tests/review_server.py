"""A server of the annotators' page for tests, and what stands in its way."""
from __future__ import annotations

import contextlib
import http.client
import importlib.util
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEEDS = "make .venv/.ready-review installs it"
HAS_WEB = all(importlib.util.find_spec(m) for m in ("starlette", "uvicorn", "jinja2"))
HAS_PLAYWRIGHT = importlib.util.find_spec("playwright") is not None
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """``python -m pipeline review`` on a port of its own."""

    def __init__(self, records: Path, corrections: Path, port: int = 0, cwd: Path = ROOT) -> None:
        self.port = port or free_port()
        self.process = subprocess.Popen([sys.executable, "-m", "pipeline", "review", str(records), "--corrections", str(corrections), "--port", str(self.port)],
                                        cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)})
        for _ in range(600):
            with contextlib.suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), 0.2).close()
                return
            if self.process.poll() is not None:
                raise RuntimeError(self.process.stderr.read().decode())
            time.sleep(0.1)
        raise RuntimeError("the server does not answer")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def kill(self) -> None:
        """As the power does: no time to finish anything."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stderr.close()

    def call(self, path: str, body: dict | None = None, who: str = "Hoa", **headers: str) -> tuple[int, dict]:
        """(status, answer) of the JSON interface. Raises ``OSError`` where the server is gone."""
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            sent = {"Cookie": f"review_who={who}", "Origin": self.url, "Content-Type": "application/json", **headers}
            c.request("POST" if body is not None else "GET", path, None if body is None else json.dumps(body), sent)
            answer = c.getresponse()
            data = answer.read()
            return answer.status, json.loads(data) if answer.headers.get_content_type() == "application/json" else {"text": data.decode()}
        except http.client.HTTPException as e:
            raise OSError(str(e)) from e
        finally:
            c.close()


@contextlib.contextmanager
def serving(*args, **more) -> Iterator[Server]:
    server = Server(*args, **more)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.kill()


def stroke(*ops: dict) -> dict:
    return {"id": uuid.uuid4().hex, "ops": list(ops)}
