"""Whole runs, each in a process of its own, where the machine is hostile."""
from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.write import errors_path, manifest_path, part_path

ROOT = Path(__file__).parent.parent
ARTICLE = """UBND huyện Mẫu họp giao ban tháng 4

Sáng 3/4/2023, UBND huyện Mẫu tổ chức họp giao ban. Chủ tịch UBND huyện Lò Văn Mẫu chủ trì.
Chủ tịch UBND huyện yêu cầu Phòng Nội vụ rà soát hồ sơ số {}, báo cáo trước 15/4/2023.
"""


def extract(*arguments: object, limit: int | None = None, **environment: str) -> subprocess.CompletedProcess:
    """Run the command; ``limit``: the largest file in bytes that the system lets it write."""
    def set_limit() -> None:
        import resource

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    return subprocess.run([sys.executable, "-m", "pipeline", "extract", *map(os.fsencode, map(os.fspath, map(_path, arguments)))], cwd=ROOT,
                          env=os.environ | environment, capture_output=True, text=True, errors="replace", preexec_fn=set_limit if limit else None)


def _path(argument: object) -> str | os.PathLike:
    return argument if isinstance(argument, os.PathLike) else str(argument)


@pytest.fixture
def inputs(tmp_path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(ARTICLE.format(number), "utf-8")
    return folder


@pytest.mark.parametrize("environment", [
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "TZ": "Pacific/Kiritimati"},
    {"LC_ALL": "tr_TR.UTF-8", "TZ": "America/Los_Angeles"}])
def test_locale_and_time_zone_change_nothing(inputs, tmp_path, environment):
    here, there = tmp_path / "here.jsonl", tmp_path / "there.jsonl"
    assert extract(inputs, "--out", here, "--workers", 1).returncode == 0
    done = extract(inputs, "--out", there, "--workers", 1, **environment)
    assert done.returncode == 0, done.stderr
    assert here.read_bytes() == there.read_bytes()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are bytes on Linux only")
def test_odd_names_and_links_that_lead_back(inputs, tmp_path):
    for name in (b"\xff\xfe.txt", "một hai\nba.txt".encode(), b"- x;$(y)'\".txt", "bài #1.txt".encode()):
        with open(os.path.join(os.fsencode(inputs), name), "w", encoding="utf-8") as file:
            file.write(ARTICLE.format(name))
    (inputs / "loop").symlink_to(inputs)
    (inputs / "gone.txt").symlink_to(tmp_path / "nothing")
    out = tmp_path / "r.jsonl"
    done = extract(inputs, "--out", out, "--workers", 1)
    assert done.returncode == 3, done.stderr
    rows = [json.loads(line) for line in out.read_bytes().splitlines()]
    assert len(rows) == 7
    names = [row["source"]["path"].encode("utf-8") for row in rows]  # valid text, all of them
    assert any(name.endswith(rb"\udcff\udcfe.txt") for name in names)
    assert len(errors_path(out).read_bytes().splitlines()) == 2
    counts = json.loads(manifest_path(out).read_bytes())["counts"]
    assert counts["read"] == 9 == counts["written"] + counts["rejected"] + counts["skipped"]


@pytest.mark.skipif(sys.platform == "win32", reason="no such limit")
def test_a_full_disk_ends_the_run_clearly_and_it_can_go_on(inputs, tmp_path):
    (inputs / "long.txt").write_text(ARTICLE + "Hội nghị đã nghe báo cáo. " * 2000, "utf-8")
    out = tmp_path / "r.jsonl"
    done = extract(inputs, "--out", out, "--workers", 1, limit=20_000)
    assert done.returncode == 1
    assert done.stderr.startswith("error: ")
    assert "Traceback" not in done.stderr
    assert not out.exists()
    assert extract(inputs, "--out", out, "--workers", 1, "--resume").returncode == 0
    assert len(out.read_bytes().splitlines()) == 4


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read and write anything")
def test_what_may_not_be_read_or_written(inputs, tmp_path):
    (inputs / "0.txt").chmod(0)
    out = tmp_path / "r.jsonl"
    assert extract(inputs, "--out", out, "--workers", 1).returncode == 3
    assert "permissions" in json.loads(errors_path(out).read_bytes())["error"]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    done = extract(inputs, "--out", closed / "r.jsonl")
    assert (done.returncode, done.stderr.startswith("error: cannot write")) == (2, True)


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that fails while it is read, and a folder that takes none")
def test_a_failing_disk_and_a_folder_that_takes_no_files(inputs, tmp_path):
    """As the one above, also for the superuser."""
    (inputs / "broken.txt").symlink_to("/proc/self/mem")  # its first byte cannot be read
    out = tmp_path / "r.jsonl"
    assert extract(inputs, "--out", out, "--workers", 1).returncode == 3
    (error,) = [json.loads(line) for line in errors_path(out).read_bytes().splitlines()]
    assert (error["source"], error["stage"]) == (str(inputs / "broken.txt"), "read")
    assert "cannot be read (Input/output error)" in error["error"]
    assert len(out.read_bytes().splitlines()) == 3
    done = extract(inputs, "--out", "/proc/r.jsonl")
    assert (done.returncode, done.stderr.startswith("error: cannot write --out /proc/r.jsonl")) == (2, True)


def test_output_where_no_file_can_be(inputs, tmp_path):
    (tmp_path / "file").write_text("")
    done = extract(inputs, "--out", tmp_path / "file" / "r.jsonl")
    assert done.returncode == 2
    assert done.stderr.startswith("error: cannot write")


@pytest.mark.skipif(sys.platform == "win32", reason="no process groups")
def test_killed_with_all_its_workers_and_resumed(inputs, tmp_path):
    """A small version of scripts/kill_test.py."""
    for number in range(3, 60):
        (inputs / f"{number}.txt").write_text(ARTICLE.format(number), "utf-8")
    whole, out = tmp_path / "whole.jsonl", tmp_path / "killed.jsonl"
    assert extract(inputs, "--out", whole, "--workers", 1).returncode == 0
    run = subprocess.Popen([sys.executable, "-m", "pipeline", "extract", inputs, "--out", out, "--workers", "2"],
                           cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 100
    while time.monotonic() < until and run.poll() is None and not (part_path(out).exists() and part_path(out).stat().st_size):
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    assert not out.exists()
    assert extract(inputs, "--out", out, "--workers", 1, "--resume").returncode == 0
    assert out.read_bytes() == whole.read_bytes()


def test_licences_of_all_that_is_installed_fit():
    spec = importlib.util.spec_from_file_location("licences", ROOT / "scripts" / "licences.py")
    licences = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(licences)
    names = licences.required()
    assert len(names) > 50
    assert licences.unfitting(names) == {}
    assert not licences.FITTING.search("GNU General Public License v3")
