"""The distributed engine: the records of the local run, whatever machine is lost, from and to object stores."""
from __future__ import annotations

import faulthandler
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the distributed engine's packages are not installed (make cluster)")

from pyarrow import fs

from pipeline import cluster
from pipeline.cluster import shards as sh
from pipeline.cluster.storage import Folder, Found, connect, find
from pipeline.pool import Pool
from pipeline.read import articles, read, source_id
from pipeline.records import ErrorLine
from pipeline.write import duplicates_path, errors_path, manifest_path
from test_run import fake_work

# Ray's own helper for clusters leaves files open.
pytestmark = [pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

ROOT = Path(__file__).parent.parent
LONG = 600  # seconds
SERVER = shutil.which("moto_server", path=os.pathsep.join([str(Path(sys.prefix, "s3", "bin")), os.environ.get("PATH", "")]))
JOB = sh.Job(out="", run="r", session="s", fingerprint="f")


class InProcess:
    """A pool that works in this process, by ``fake_work``."""

    def in_order(self, items):
        return (item.outcome if isinstance(item, sh.Ready) else fake_work(item) for item in items)


def died(source):
    return sh.outcome_of(ErrorLine(source=source.path, stage="worker", error="died"), source.path)


def one_shard(number: int = 0, *paths: Path, job: sh.Job = JOB) -> sh.Shard:
    pieces = tuple(sh.Piece(found) for found in find(map(str, paths)))
    return sh.Shard(number, pieces, sh.key_of(job, pieces))


@pytest.fixture
def job(tmp_path) -> sh.Job:
    out = tmp_path / "out"
    out.mkdir()
    return sh.Job(out=str(out), run="r", session="s", fingerprint="f")


# ------------------------------------------------------------------ cutting and reading

ROWS = ['{"text": "một"}', "", '{"text": "hai"', '{"text": "ba", "id": "3"}', "[]", '{"text": "bốn"}', '{"text": "năm"}']


@pytest.mark.parametrize("every", [1, 2, 3, 100])
@pytest.mark.parametrize("data", [
    "\n".join(ROWS).encode(), ("\n".join(ROWS) + "\n\n").encode(), b"\xef\xbb\xbf" + "\r\n".join(ROWS).encode(), "\n".join(ROWS).encode("utf-16"),
    b"", b"\n", b"\n\n\n\n\n"])
def test_the_pieces_of_a_file_hold_its_articles(tmp_path, data, every):
    path = tmp_path / "bài #1.jsonl"
    path.write_bytes(data)
    for root in ("", f"local://{path}"):  # on the disk, and through fsspec
        cut = sh.cut(Found(str(path), str(path), root, len(data), ""), every)
        together = [item for piece, _ in cut for item in sh.sources(piece, tmp_path)]
        assert together == list(articles(str(path)))
        if not data.startswith(b"\xff\xfe"):
            assert [count for _, count in cut] == [every] * (len(cut) - 1) + [cut[-1][1]]
            assert sum(count for _, count in cut) <= data.count(b"\n") + 1


def test_shards_are_full_and_in_order(tmp_path):
    (tmp_path / "b.jsonl").write_text("{}\n" * 25)
    for name in "ace":
        (tmp_path / f"{name}.txt").write_text(name)
    pieces = [p for found in find([str(tmp_path)]) for p in (sh.cut(found, 10) if sh.may_be_cut(found) else [(sh.Piece(found), 1)])]
    plan = list(sh.grouped(pieces, 10, lambda held: str(len(held))))
    assert [shard.number for shard in plan] == [0, 1, 2, 3]
    assert [[Path(p.found.path).name for p in shard.pieces] for shard in plan] == [["a.txt"], ["b.jsonl"], ["b.jsonl"], ["b.jsonl", "c.txt", "e.txt"]]


@pytest.mark.parametrize("scheme", ["file", "local"])
def test_the_files_of_an_address_are_those_of_the_folder(tmp_path, scheme):
    for name in ("a/x.txt", "a-b/x.txt", "a/z/y.html", "a/.hidden/x.txt", ".x.txt", "b.JSONL.gz", "thư mục/bài 1.txt", "picture.png"):
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x")
    address = f"{scheme}://{tmp_path}/in"
    assert [f.path.removeprefix(f"{scheme}://") for f in find([address])] == [f.path for f in find([str(tmp_path / "in")])]
    assert [f.path for f in find([f"{address}/thư mục/bài 1.txt", address])] == [f.path for f in find([address])], "each once"
    for missing, why in ((f"{address}/none", "no such"), (f"{address}/picture.png", "unknown kind")):
        (error,) = find([missing])
        assert why in error.error


def test_an_address_of_no_known_kind_is_told():
    with pytest.raises(OSError, match="nosuch"):
        connect("nosuch://bucket/x")


def test_what_cannot_be_read_is_told_as_in_a_local_run(tmp_path):
    (tmp_path / "ok.txt").write_text("x")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nothing")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [item for f in find([str(tmp_path), str(tmp_path / "no.txt")]) for item in sh.sources(sh.Piece(f), tmp_path)]
    assert found == list(read([str(tmp_path), str(tmp_path / "no.txt")]))


def test_a_file_that_goes_while_the_run_is_on_costs_only_itself(tmp_path):
    (tmp_path / "a.txt").write_text("x")
    (found,) = find([f"file://{tmp_path}/a.txt"])
    (tmp_path / "a.txt").unlink()
    (error,) = sh.sources(sh.Piece(found), tmp_path)
    assert (error.stage, error.source) == ("read", f"file://{tmp_path}/a.txt")


# ------------------------------------------------------------------ committing

def test_a_shard_is_committed_once(tmp_path, job, monkeypatch):
    for name, text in (("1", "một"), ("2", "BAD"), ("3", "ba")):
        (tmp_path / f"{name}.txt").write_text(text)
    shard = one_shard(0, *tmp_path.glob("?.txt"), job=job)
    report = sh.commit(job, shard, InProcess())
    assert report["counts"] == {"read": 3, "written": 2, "rejected": 1, "corrected": 0}
    assert [row["outcome"] for row in report["inputs"]] == ["written", "rejected", "written"]
    out = Path(job.out)
    assert sorted(p.name for p in out.iterdir()) == ["errors-0000000.jsonl", "records-0000000.jsonl", "shard-0000000.json"]
    written = [p.read_bytes() for p in sorted(out.iterdir())]
    assert [json.loads(line)["text"] for line in written[1].splitlines()] == ["một", "ba"]

    monkeypatch.setattr(InProcess, "in_order", None)  # nothing is worked on again
    assert sh.commit(job, shard, InProcess()) == report
    monkeypatch.undo()
    for name in ("records-0000000.jsonl", "errors-0000000.jsonl", "shard-0000000.json"):  # whatever was cut off when the machine was lost
        (out / name).write_bytes((out / name).read_bytes()[:-5])
        assert sh.committed(Folder(job.out), shard) is None
        sh.commit(job, shard, InProcess())
        assert [p.read_bytes() for p in sorted(out.iterdir())][:2] == written[:2]


def test_a_shard_of_another_run_code_or_input_is_not_taken(tmp_path, job):
    from dataclasses import replace
    (tmp_path / "1.txt").write_text("một")
    shard = one_shard(0, tmp_path / "1.txt", job=job)
    sh.commit(job, shard, InProcess())
    assert sh.committed(Folder(job.out), shard)
    for other in (replace(job, run="x"), replace(job, fingerprint="x"), replace(job, corrections={"a": ()})):
        assert sh.committed(Folder(job.out), one_shard(0, tmp_path / "1.txt", job=other)) is None
    assert sh.committed(Folder(job.out), one_shard(0, tmp_path / "1.txt", job=replace(job, session="x")))
    (tmp_path / "1.txt").write_text("một khác")
    assert sh.committed(Folder(job.out), one_shard(0, tmp_path / "1.txt", job=job)) is None


def test_corrections_and_a_site_s_furniture_reach_the_articles(tmp_path, job):
    from dataclasses import replace
    for name in ("1", "2"):
        (tmp_path / f"{name}.txt").write_text(f"bài {name}")
    shard = one_shard(0, *sorted(tmp_path.glob("?.txt")), job=job)
    first = next(read([tmp_path / "1.txt"]))
    seen = []

    class Seeing(InProcess):
        def in_order(self, items):
            return super().in_order(seen.append(item) or item for item in items)
    report = sh.commit(replace(job, furniture=frozenset({"khối"}), corrections={source_id(first): ("event",)}), shard, Seeing())
    assert [(s.furniture, s.corrections) for s in seen] == [({"khối"}, ("event",)), ({"khối"}, ())]
    assert report["counts"]["corrected"] == 1


def test_a_run_knows_that_another_has_begun(tmp_path):
    folder = Folder(str(tmp_path))
    first = cluster._begin(folder, resume=False)
    assert cluster._begin(folder, resume=True) == first == cluster._run_of(folder)
    assert cluster._begin(folder, resume=False) != first
    assert cluster._run_of(folder) != first


def test_an_earlier_output_among_the_inputs_is_left_out(tmp_path, job):
    for name in ("a.txt", "r.jsonl.errors.jsonl", "r.jsonl.shards/records-0000000.jsonl", "rr.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    plan, own = cluster._plan([str(tmp_path)], str(tmp_path / "r.jsonl"), 10, job)
    assert [Path(p.found.path).name for s in plan for p in s.pieces] == ["a.txt", "rr.txt"]
    assert len(own) == 2


def test_an_article_that_crashes_its_process_costs_only_itself(tmp_path, job):
    for name, text in (("1", "một"), ("2", "DIE"), ("3", "ba")):
        (tmp_path / f"{name}.txt").write_text(text)
    with Pool(fake_work, died, 1, 60) as pool:
        report = sh.commit(job, one_shard(0, *sorted(tmp_path.glob("?.txt")), job=job), pool)
    assert report["rejected_in"] == {"worker": 1}
    assert report["counts"]["written"] == 2


def test_a_store_that_fails_for_a_moment_is_asked_again(monkeypatch):
    waited, answers = [], [OSError(), OSError(), "ok"]
    monkeypatch.setattr(sh.time, "sleep", waited.append)

    def ask():
        answer = answers.pop(0)
        if isinstance(answer, OSError):
            raise answer
        return answer
    assert sh.patiently(ask) == "ok"
    assert waited == [1, 2]
    answers[:] = [OSError(n) for n in range(9)]
    with pytest.raises(OSError, match=str(sh.ATTEMPTS - 1)):
        sh.patiently(ask)


# ------------------------------------------------------------------ on a cluster

def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def extract(*arguments: object, **more) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "pipeline", "extract", *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, **more)


@pytest.fixture(scope="module")
def s3():
    """An S3 server of this machine, in the environment's variables; its filesystem, or None where the server is not installed."""
    if not SERVER:
        yield None
        return
    port = free_port()
    settings = {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}", "AWS_ACCESS_KEY_ID": "x", "AWS_SECRET_ACCESS_KEY": "x", "AWS_DEFAULT_REGION": "us-east-1"}
    before = {name: os.environ.get(name) for name in settings}
    os.environ |= settings
    server = subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        system = fs.S3FileSystem(allow_bucket_creation=True, region="us-east-1", endpoint_override=settings["AWS_ENDPOINT_URL"])
        system.create_dir("bucket")
        yield system
    finally:
        server.terminate()
        server.wait()
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.__setitem__(name, value)


@pytest.fixture(scope="module")
def ray_cluster(s3):
    """A cluster whose nodes have a core each, the first of them begun."""
    from ray.cluster_utils import Cluster
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "object_store_memory": 100 << 20, "include_dashboard": False})
    yield cluster
    cluster.shutdown()


@pytest.fixture
def nodes(ray_cluster):
    """The cluster, for a test that may take longer than others: whole runs on two nodes of one machine."""
    faulthandler.dump_traceback_later(LONG, exit=True, file=sys.__stderr__)
    return ray_cluster


@pytest.fixture(scope="module")
def inputs(tmp_path_factory) -> Path:
    """Articles enough for a run to be killed in, as files and rows, with some that are no article."""
    folder = tmp_path_factory.mktemp("cluster") / "in"
    folder.mkdir()
    pages = sorted((ROOT / "corpus").glob("*.txt"))
    for page in pages[:20]:
        (folder / page.name).write_bytes(page.read_bytes())
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as file:
        for n in range(4):
            for page in pages:
                file.write(json.dumps({"text": page.read_text("utf-8") + f"\nBản in thứ {n}."}, ensure_ascii=False) + "\n")
            file.write("{}\n\n")
    (folder / "nothing.txt").write_text(" ")
    return folder


@pytest.fixture(scope="module")
def local(inputs) -> list[bytes]:
    """What the local engine makes of them."""
    out = inputs.parent / "local.jsonl"
    assert extract(inputs, "--out", out).returncode == 3
    return outputs(out)


def outputs(out: Path) -> list[bytes]:
    return [path.read_bytes() for path in (out, errors_path(out), duplicates_path(out))]


def reports(folder: Path) -> list[dict]:
    return [json.loads(path.read_bytes()) for path in folder.glob("shard-*.json")]


def begin(inputs: Path, out: Path, cluster, *more: str) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-m", "pipeline", "extract", inputs, "--out", out, "--engine", "ray", "--address", cluster.address, "--shard", "5", *more],
                            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def wait_for(condition, run: subprocess.Popen) -> None:
    until = time.monotonic() + LONG / 3
    while not condition():
        assert run.poll() is None, f"ended before: {run.stderr.read()}"
        assert time.monotonic() < until
        time.sleep(0.05)


def test_a_node_that_is_lost_in_mid_run_changes_nothing(nodes, inputs, local, tmp_path):
    node = nodes.add_node(num_cpus=1, object_store_memory=100 << 20)
    out, parts = tmp_path / "r.jsonl", tmp_path / "r.jsonl.shards"
    run = begin(inputs, out, nodes)
    wait_for(lambda: len({r["where"] for r in reports(parts)}) == 2, run)
    nodes.remove_node(node, allow_graceful=False)
    done = len(reports(parts))
    assert run.wait(LONG / 3) == 3, run.stderr.read()
    assert outputs(out) == local
    manifest, alone = (json.loads(manifest_path(o).read_bytes()) for o in (out, inputs.parent / "local.jsonl"))
    assert done < len(manifest["inputs"]) / 5, "it was in mid-run"
    for part in ("inputs", "counts", "found", "rejected_in", "fingerprint", "code"):
        assert manifest[part] == alone[part]
    assert not parts.exists()


def test_a_run_that_was_killed_is_resumed(nodes, inputs, local, tmp_path):
    out = tmp_path / "r"
    out.mkdir()
    for name in ("records-0000999.jsonl", "notes.txt"):
        (out / name).write_text("of an earlier run, and of somebody else")
    run = begin(inputs, out, nodes)
    wait_for(lambda: len(reports(out)) > 3, run)
    second = begin(inputs, out, nodes)
    assert second.wait(LONG / 3) == 1
    assert "another run is writing" in second.stderr.read()
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert not (out / "manifest.json").exists()
    again = begin(inputs, out, nodes, "--resume")
    assert again.wait(LONG / 3) == 3, again.stderr.read()
    assert [b"".join(path.read_bytes() for path in sorted(out.glob(f"{kind}-*.jsonl"))) for kind in ("records", "errors")] == local[:2]
    manifest = json.loads((out / "manifest.json").read_bytes())
    assert manifest["counts"]["resumed"] >= 15
    for row in manifest["shards"]:
        for kind in ("records", "errors"):
            assert hashlib.sha256((out / row[kind]["file"]).read_bytes()).hexdigest() == row[kind]["sha256"]
    assert len(list(out.iterdir())) == 3 * len(manifest["shards"]) + 3  # the manifest, the run's name, and the notes


@pytest.mark.skipif(not SERVER, reason="no S3 server installed to test against (make cluster)")
def test_from_and_to_an_object_store(nodes, s3, inputs, local):
    fs.copy_files(str(inputs), "bucket/thư mục/in", destination_filesystem=s3)
    done = extract("s3://bucket/thư mục/in", "--out", "s3://bucket/out/r.jsonl", "--engine", "ray", "--address", nodes.address, "--shard", 50)
    assert done.returncode == 3, done.stderr
    there = {i.base_name: s3.open_input_file(i.path).read() for i in s3.get_file_info(fs.FileSelector("bucket/out", recursive=True)) if i.type == fs.FileType.File}
    assert sorted(there) == [f"r.jsonl{more}" for more in ("", ".duplicates.jsonl", ".errors.jsonl", ".manifest.json")], "no shard is left"
    expected = [data.replace(str(inputs).encode(), "s3://bucket/thư mục/in".encode()) for data in local]
    assert [there[f"r.jsonl{more}"] for more in ("", ".errors.jsonl", ".duplicates.jsonl")] == expected
    lines, wrong = (data.count(b"\n") for data in local[:2])
    counts = json.loads(there["r.jsonl.manifest.json"])["counts"]
    assert [counts[name] for name in ("read", "written", "rejected", "skipped")] == [lines + wrong, lines, wrong, 0]
    assert wrong == 5


def test_a_cluster_that_is_not_there_is_told(tmp_path, inputs):
    done = extract(inputs, "--out", tmp_path / "r", "--engine", "ray", "--address", f"127.0.0.1:{free_port()}")
    assert done.returncode == 1
    assert not (tmp_path / "r").exists()
    assert done.stderr.startswith("error: no Ray cluster"), done.stderr
