"""Take records to a real Label Studio and back, and show that nothing is lost.

usage: review_labelstudio.py RECORDS [LABEL_STUDIO]

Starts the Label Studio whose program is LABEL_STUDIO (default: the one on the PATH; install it in a
virtual environment of its own, it pins other versions: pip install label-studio) on a folder of its
own, and through its API makes a project, imports the tasks, annotates each with its prediction and
changes one deadline, exports the project and reads the export back. Exits 0 if every record comes
back the same but for the change, 1 if not, 77 if there is no Label Studio.
"""
from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pipeline
from pipeline import labelstudio as ls
from pipeline.revise import corrected

SKIPPED = 77
TOKEN = "0123456789abcdef0123456789abcdef01234567"  # of a server that lives for a minute on this machine alone
PATIENCE = 400  # seconds for its first start, in which it makes its database


def main(records: Path, program: str | None) -> int:
    if not program:
        print("skipped: no label-studio on the PATH")
        return SKIPPED
    rows = list(pipeline.read_records(records))
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen([program, "start", "--no-browser", "--port", str(port), "--internal-host", "127.0.0.1", "--data-dir", folder,
                                   "--username", "a@example.org", "--password", "Abcdef-12345", "--user-token", TOKEN, "--enable-legacy-api-token"],
                                  stdout=(Path(folder) / "log").open("wb"), stderr=subprocess.STDOUT,
                                  env={**{k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, "COLLECT_ANALYTICS": "false",
                                       "LABEL_STUDIO_DISABLE_SIGNUP_WITHOUT_LINK": "true"})
        try:
            return _trip(f"http://127.0.0.1:{port}", server, Path(folder) / "log", rows)
        finally:
            server.terminate()
            try:
                server.wait(20)
            except subprocess.TimeoutExpired:
                server.kill()


def _trip(url: str, server: subprocess.Popen, log: Path, rows: list) -> int:
    def call(method: str, path: str, body: object = None) -> object:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(url + path, data, {"Authorization": f"Token {TOKEN}", "Content-Type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=120) as answer:
                return json.loads(answer.read() or b"null")
        except urllib.error.HTTPError as e:
            raise SystemExit(f"{method} {path}: {e.code} {e.read()[:2000].decode()}") from e

    begun = time.monotonic()
    while True:
        try:
            version = call("GET", "/api/version")
            break
        except (urllib.error.URLError, OSError):
            if server.poll() is not None or time.monotonic() - begun > PATIENCE:
                print(log.read_text("utf-8", "replace")[-3000:])
                return 1
            time.sleep(1)
    print(f"Label Studio {version['release']} after {time.monotonic() - begun:.0f} s")
    project = call("POST", "/api/projects/", {"title": "round trip", "label_config": ls.config()})["id"]
    call("POST", f"/api/projects/{project}/import", list(ls.tasks(rows)))
    tasks = call("GET", f"/api/tasks?project={project}&page_size=1000&fields=all")["tasks"]
    changed = None
    for task in tasks:
        full = call("GET", f"/api/tasks/{task['id']}")
        result = full["predictions"][0]["result"]
        for r in result:
            if changed is None and r.get("from_name") == "deadlines_date":
                r["value"]["text"] = ["2031-12-31"]
                changed = full["data"]["record"]["id"], r["id"]
        call("POST", f"/api/tasks/{task['id']}/annotations/", {"result": result})
    export = call("GET", f"/api/projects/{project}/export?exportType=JSON&download_all_tasks=true")
    back = {r.id: r for r in map(ls.record_of, export)}
    same = 0
    for row in rows:
        expected = row.model_copy(deep=True)
        if changed and row.id == changed[0]:
            expected.deadlines[int(changed[1].rpartition("-")[2])].date = "2031-12-31"
            events = ls.differences(row, back[row.id], "Label Studio")
            if not any(e.field == "deadlines.date" and e.after == "2031-12-31" for e in events) or corrected(row, events)[0].deadlines != expected.deadlines:
                print(f"{row.id}: the change did not become a correction")
        if back.get(row.id) == expected:
            same += 1
        else:
            print(f"{row.id}: not the same")
    print(f"{len(rows)} records sent, {len(export)} tasks exported, {same} came back the same" + (", one deadline changed on the way" if changed else ""))
    return 0 if same == len(rows) == len(export) else 1


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) == 3 else shutil.which("label-studio")))
