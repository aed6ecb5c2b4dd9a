"""A run over many machines, on Ray Data: the same stages and the same records as :mod:`pipeline.run`.

The inputs are cut into shards (:mod:`pipeline.cluster.shards`). Actors, one a core, hold a process with the
models each, read their shards from the storage and commit them to it: articles never pass through
this process. A machine that is lost costs the shards that it was at, which others do again.
"""
from __future__ import annotations

import io
import json
import logging
import os
import pickle
import re
import socket
import tempfile
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from hashlib import sha256
from pathlib import Path
from typing import Any

# Before Ray reads them: what happened on a cluster is in its own logs, not between our lines; and nothing is told to its makers.
os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

import ray
import ray.data

from pipeline.cluster.shards import Job, Piece, Shard, commit, committed, cut, grouped, key_of, may_be_cut, patiently
from pipeline.cluster.storage import Folder, Found, find, remote
from pipeline.corrections import Store
from pipeline.manifest import code, fingerprint
from pipeline.pool import Pool
from pipeline.read import PAGES, kind
from pipeline.records import ErrorLine, printable
from pipeline.run import COUNTED, GRACE, TIME_LIMIT, Summary, died, work
from pipeline.write import Output, alone, duplicates_path, errors_path, manifest_path, to_line

# Articles in a shard: half a minute of work on a core, so that a lost machine costs no more, and 50 million articles
# make 100,000 shards of some 6 MB, which object stores and Ray hold easily.
EVERY = 500
_OWN = re.compile(r"(?:records|errors)-\d{7}\.jsonl|shard-\d{7}\.json|.+\.[0-9a-f]{32}\.part")
_RUN = "run.json"
# Of Ray: each costs this process some milliseconds and is done again whole where a machine is lost, but for the shards that it has committed.
_TASKS = 10_000
# Only plans and reports of shards pass through Ray's store: the least that it accepts is 75 MB.
_OBJECT_STORE = 200 << 20


def run(inputs: Iterable[str], out: str, *, address: str | None = None, workers: int = 0, every: int = EVERY, resume: bool = False,
        duplicates: bool = True, corrections: Store | None = None, furniture: frozenset[str] = frozenset(),
        progress: Callable[[Summary, int, int], None] = lambda summary, done, total: None) -> Summary:
    """Read ``inputs`` (paths or addresses), write their records to ``out``.

    An ``out`` that ends in ``.jsonl`` is made of the shards when all are done, the same files as
    those of :func:`pipeline.run.run`. Any other is a folder: ``records-*.jsonl`` and ``errors-*.jsonl``, in
    the order of their names the same lines, a report of each shard and ``manifest.json``; duplicates are not looked for.

    ``address`` is of a Ray cluster, else of the environment's ``RAY_ADDRESS``, else one is begun on this machine.
    ``workers`` actors; 0 as many as there are cores. ``every``: articles in a shard. ``progress`` is told how many shards of how many are done.
    With ``resume``, shards that an interrupted run has committed are taken over, unless inputs, code or settings have changed.
    Raises ``OSError`` where files cannot be read or written, ``Busy`` where another run writes ``out``,
    ``RuntimeError`` where the cluster fails or an article would be lost.
    """
    inputs, begun = list(inputs), time.perf_counter()
    one_file = out.endswith(".jsonl")
    folder = Folder(out + ".shards" if one_file else out)
    settings = sorted(furniture)
    with tempfile.TemporaryDirectory(prefix="govnews-") as name:
        file = Path(name, "records.jsonl") if remote(out) else Path(out)
        only = Output(file, fingerprint=fingerprint(*settings)) if one_file else nullcontext() if remote(out) else alone(file)
        with only as output, _cluster(address, workers):
            folder.create()
            job = Job(out=folder.address, run=_begin(folder, resume), session=uuid.uuid4().hex, fingerprint=fingerprint(*settings), furniture=furniture,
                      corrections={a: tuple(corrections.of(a)) for a in corrections.articles()} if corrections else {})
            plan, own = _plan(inputs, out, every, job)
            summary = Summary(read=len(own), skipped=len(own))
            reports = _work(plan, job, workers, summary, progress)
            if _run_of(folder) != job.run:
                raise RuntimeError(f"another run has begun to write {out} meanwhile; this one's records are not taken")
            summary.seconds = time.perf_counter() - begun
            about = {"arguments": {"inputs": [printable(i) for i in inputs], "engine": "ray", "shard": every}}
            if one_file:
                _merge(folder, plan, own, output, summary, duplicates, about)
            else:
                _close_folder(folder, plan, reports, job, summary, about)
        if one_file and remote(out):
            parent, _, last = out.rpartition("/")
            for path in (errors_path(file), duplicates_path(file), manifest_path(file), file):
                patiently(lambda p=path: Folder(parent).put(last + p.name.removeprefix(file.name), p))
    if one_file:
        folder.remove()
    summary.seconds = time.perf_counter() - begun
    return summary


@contextmanager
def _cluster(address: str | None, workers: int) -> Iterator[None]:
    """A connection to a cluster, or one of this machine. Raises ``RuntimeError`` where there is none, or it fails."""
    address = address or os.environ.get("RAY_ADDRESS")
    here: dict[str, Any] = {} if address else {"num_cpus": workers or None, "object_store_memory": _OBJECT_STORE, "include_dashboard": False}
    host, _, port = (address or "").rpartition(":")
    try:
        if port.isdigit() and "/" not in host:  # Ray itself ends the process where nothing answers
            socket.create_connection((host, int(port)), timeout=10).close()
        if not ray.is_initialized():
            ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **here)
    except (OSError, ValueError) as e:
        raise RuntimeError(f"no Ray cluster at {address}: {e} (is it running, and has this machine its token? scripts/cluster.md)") from e
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    settings = ray.data.DataContext.get_current()
    settings.enable_progress_bars = False
    try:
        yield
    except ray.exceptions.RayError as e:
        cause = getattr(e, "cause", None) or e
        raise RuntimeError(str(cause).strip().rpartition("\n")[2]) from e
    finally:
        ray.shutdown()


def _begin(folder: Folder, resume: bool) -> str:
    """Make this the run that writes the folder; the name by which those know each other that resume one."""
    run = (resume and _run_of(folder)) or uuid.uuid4().hex
    with tempfile.NamedTemporaryFile() as file:
        file.write(json.dumps({"run": run}).encode())
        file.flush()
        patiently(lambda: folder.put(_RUN, Path(file.name)))
    return run


def _run_of(folder: Folder) -> str | None:
    try:
        return json.loads(patiently(lambda: folder.read(_RUN)) or b"{}").get("run")
    except ValueError:
        return None


# ------------------------------------------------------------------ planning

def _plan(inputs: list[str], out: str, every: int, job: Job) -> tuple[list[Shard], list[str]]:
    """The shards, and the files among the inputs that an earlier run has written as its output."""
    own, found = [], []
    target = out if remote(out) else os.path.realpath(out)
    for item in find(inputs):
        path = "" if isinstance(item, ErrorLine) else item.path if item.root else os.path.realpath(item.path)
        if path == target or path.startswith((target + ".", target + "/")):
            own.append(path)
        else:
            found.append(item)
    long = [{"at": at, "file": pickle.dumps(item)} for at, item in enumerate(found) if isinstance(item, Found) and may_be_cut(item)]
    pieces: dict[int, list[tuple[Piece, int]]] = {}
    if long:  # each is read once to find its lines, which the cluster does
        data = ray.data.from_items(long, override_num_blocks=len(long)).map(_cut, fn_kwargs={"every": every})
        pieces = {row["at"]: pickle.loads(row["pieces"]) for row in data.iter_rows()}
    in_order = (piece for at, item in enumerate(found) for piece in pieces.get(at) or [(Piece(item), 1 if _one(item) else every)])
    return list(grouped(in_order, every, lambda held: key_of(job, held))), own


def _cut(row: dict[str, Any], every: int) -> dict[str, Any]:
    found = pickle.loads(row["file"])
    try:
        pieces = patiently(lambda: cut(found, every))
    except (FileNotFoundError, PermissionError):
        pieces = [(Piece(found), every)]  # who reads it will say so
    return {"at": row["at"], "pieces": pickle.dumps(pieces)}


def _one(item: Found | ErrorLine) -> bool:
    """Whether a file is one article, and not rows of them."""
    return isinstance(item, ErrorLine) or kind(item.path) in PAGES


# ------------------------------------------------------------------ working

class Worker:
    """An actor: works on one shard after the other, in a process of its own that loads the models once
    and is made anew if an article crashes it."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._host = socket.gethostname()
        self._same = fingerprint(*sorted(job.furniture)) == job.fingerprint
        self._pool = Pool(work, died, 1, TIME_LIMIT + GRACE)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        return {"report": [json.dumps(self._report(pickle.loads(shard))).encode() for shard in batch["shard"]]}

    def _report(self, shard: Shard) -> dict[str, Any]:
        """What was done, or why it cannot be: what no other machine could do better is not for Ray to try again."""
        if not self._same:
            return {"failed": f"{self._host} has another version of this package, its models or the packages it needs than the machine that "
                              "began the run; install the same on all"}
        try:
            report = commit(self._job, shard, self._pool, f"{self._host}:{ray.get_runtime_context().get_node_id()[:8]}")
        except (OSError, RuntimeError) as e:
            return {"failed": f"{self._host}, shard {shard.number}: {e}; the same command with --resume goes on"}
        return {**report, "inputs": []}  # which are many, and kept with the shard

    def __del__(self) -> None:
        self._pool.close()


def _work(plan: list[Shard], job: Job, workers: int, summary: Summary, progress: Callable[[Summary, int, int], None]) -> dict[int, dict]:
    """All shards done, their reports by number. Adds to ``summary``."""
    reports: dict[int, dict] = {}
    if not plan:
        return reports
    begun = time.perf_counter()
    cores = workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    data = ray.data.from_items([{"shard": pickle.dumps(shard)} for shard in plan], override_num_blocks=min(len(plan), _TASKS))
    data = data.map_batches(Worker, fn_constructor_args=(job,), batch_size=1, num_cpus=1,
                            compute=ray.data.ActorPoolStrategy(min_size=1, initial_size=min(cores, len(plan)), max_size=workers or None))
    for row in data.iter_rows():
        report = json.loads(row["report"])
        if failed := report.get("failed"):
            raise RuntimeError(failed)
        if report["number"] in reports:
            raise RuntimeError(f"shard {report['number']} was reported twice")
        reports[report["number"]] = report
        _add(summary, report, job)
        summary.seconds = time.perf_counter() - begun
        progress(summary, len(reports), len(plan))
    if len(reports) != len(plan) or summary.read != summary.written + summary.rejected + summary.skipped:
        raise RuntimeError(f"{len(plan)} shards planned, {len(reports)} done; {summary.read} articles read, but {summary.written} written, "
                           f"{summary.rejected} rejected and {summary.skipped} skipped")
    return reports


def _add(summary: Summary, report: dict[str, Any], job: Job) -> None:
    counts = report["counts"]
    summary.read += counts.get("read", 0)
    summary.written += counts.get("written", 0)
    summary.rejected += counts.get("rejected", 0)
    summary.corrected += counts.get("corrected", 0)
    summary.resumed += counts.get("written", 0) if report["session"] != job.session else 0
    summary.found.update(report["found"])
    summary.stages.update(report["rejected_in"])
    summary.spent.update(report["seconds_by_stage"])


# ------------------------------------------------------------------ ending

def _counts(summary: Summary) -> dict[str, Any]:
    return {"counts": {name: getattr(summary, name) for name in ("read", "written", "rejected", "skipped", "resumed", "corrected", "duplicates")},
            "found": {name: summary.found[name] for name in COUNTED}, "rejected_in": dict(sorted(summary.stages.items())), "code": code(),
            "seconds": round(summary.seconds, 3), "seconds_by_stage": {name: round(s, 3) for name, s in summary.spent.items()}}


def _merge(folder: Folder, plan: list[Shard], own: list[str], output: Output, summary: Summary, duplicates: bool, about: dict[str, Any]) -> None:
    """Put the shards together to the files of a local run."""
    for path in own:
        output.manifest.add(path, None, "skipped")
    for shard in plan:
        report = committed(folder, shard)
        if not report:
            raise RuntimeError(f"shard {shard.number} is gone from {folder.address}; the same command with --resume does it again")
        for name, add, told in ((shard.records, output.record, report["records"]), (shard.errors, output.error, report["errors"])):
            digest = sha256()
            with folder.open(name) as file:
                for line in io.BufferedReader(file, 1 << 20):
                    digest.update(line)
                    add(line)
            if digest.hexdigest() != told["sha256"]:
                folder.delete(shard.report)
                raise RuntimeError(f"{name} is not what was written to it; the same command with --resume does it again")
        for row in report["inputs"]:
            output.manifest.add(**row)
    if duplicates:
        from pipeline.duplicates import find_duplicates

        for group in find_duplicates(output.written()):
            output.duplicates(to_line(group))
            summary.duplicates += len(group.articles) - 1
    output.manifest.close(**_counts(summary), output={"file": printable(output.out.name), "sha256": output.sha256}, **about, fingerprint=output.fingerprint)


def _close_folder(folder: Folder, plan: list[Shard], reports: dict[int, dict], job: Job, summary: Summary, about: dict[str, Any]) -> None:
    """See that all shards are there, take away what earlier runs left, and write the manifest."""
    there = folder.names()
    rows = []
    for shard in plan:
        report = reports[shard.number]
        for name, told in ((shard.records, report["records"]), (shard.errors, report["errors"])):
            if there.get(name) != told["bytes"]:
                raise RuntimeError(f"{name} is not in {folder.address} as it was written; the same command with --resume does it again")
        rows.append({"records": {"file": shard.records, **report["records"]}, "errors": {"file": shard.errors, **report["errors"]},
                     "report": shard.report, "counts": report["counts"]})
    for name in set(there) - {name for shard in plan for name in (shard.records, shard.errors, shard.report)}:
        if _OWN.fullmatch(name):
            folder.delete(name)
    with tempfile.NamedTemporaryFile() as file:
        file.write(json.dumps({"shards": rows, **_counts(summary), **about, "fingerprint": job.fingerprint}, ensure_ascii=False, indent=1).encode() + b"\n")
        file.flush()
        patiently(lambda: folder.put("manifest.json", Path(file.name)))
