"""The straight line: nothing lost, in order, the same with any number of workers, whole or absent."""
from __future__ import annotations

import dataclasses
import hashlib
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
import regex

from pipeline import pool, run as line
from pipeline.manifest import code_of
from pipeline.records import ErrorLine, Record, SourceInfo, printable
from pipeline.write import Busy, Output, duplicates_path, errors_path, manifest_path, part_path, to_line

ROOT = Path(__file__).parent.parent
ARTICLE = """UBND huyện Mẫu họp giao ban tháng 4

Sáng 3/4/2023, UBND huyện Mẫu tổ chức họp giao ban. Chủ tịch UBND huyện Lò Văn Mẫu chủ trì.
Chủ tịch UBND huyện yêu cầu Phòng Nội vụ rà soát hồ sơ số {number}, báo cáo trước 15/4/2023.
Phấn đấu tỷ lệ hồ sơ đúng hạn đạt trên 95%.
"""


def fake_work(source) -> line.Outcome:
    """A worker without models, for tests of the run itself: some sources reject or kill it."""
    if "DIE" in source.content:
        os.kill(os.getpid(), signal.SIGKILL)
    if "SLOW" in source.content:
        time.sleep(0.2)
    if "HANG" in source.content:
        time.sleep(1000)
    if "BAD" in source.content:
        return line.Outcome(to_line(ErrorLine(source=source.path, stage="clean", error="bad")), Counter(), "clean", path=source.path)
    info = SourceInfo(path=printable(source.path), sha256=source.sha256, format=source.format, encoding=source.encoding)
    return line.Outcome(to_line(Record(id=source.path, source=info, text=source.content)), Counter(), path=source.path)


def die() -> None:
    os._exit(1)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A function that lays out articles of given contents, to be worked on by ``fake_work``."""
    monkeypatch.setattr(line, "work", fake_work)

    def lay(*contents: str) -> Path:
        inputs = tmp_path / "in"
        inputs.mkdir(exist_ok=True)
        for number, content in enumerate(contents):
            (inputs / f"{number:03d}.txt").write_text(content, "utf-8")
        return inputs
    return lay


def texts(out: Path) -> list[str]:
    return [json.loads(row)["text"] for row in out.read_text("utf-8").split("\n")[:-1]]


def errors(out: Path) -> list[dict]:
    return [json.loads(row) for row in errors_path(out).read_text("utf-8").split("\n")[:-1]]


# ------------------------------------------------------------------ one article

def test_an_article_becomes_a_record(make_source):
    record = line.process(make_source(ARTICLE.format(number=1)))
    assert isinstance(record, Record)
    assert record.source.path == "a.txt"
    record.check_spans()


@pytest.mark.parametrize(("name", "stage"), [
    ("clean", "clean"), ("segment", "segment"), ("place_of", "place"), ("recognise", "recognise"), ("assemble", "assemble")])
def test_an_error_names_its_stage(make_source, monkeypatch, name, stage):
    def fail(*_):
        raise KeyError("what")
    monkeypatch.setattr(line, name, fail)
    row = line.process(make_source(ARTICLE))
    assert isinstance(row, ErrorLine)
    assert (row.source, row.stage) == ("a.txt", stage)
    assert row.error.startswith("KeyError")
    assert "what" in row.error


@pytest.mark.parametrize("stage", ["documents", "people", "units", "meetings", "figures", "deadlines", "directives"])
def test_an_error_names_its_extractor(make_source, monkeypatch, stage):
    def fail(_):
        raise ValueError
    monkeypatch.setattr(getattr(line, stage), "extract", fail)
    assert line.process(make_source(ARTICLE)).stage == stage


def test_a_fault_of_ours_is_told_with_its_line(make_source):
    row = line.process(dataclasses.replace(make_source("x"), content=None))
    assert row.stage == "clean"
    assert "pipeline/" in row.error


def test_what_is_no_article_is_told_without_a_line(make_source, monkeypatch):
    def fail(*_):
        raise line.CleaningError("no article in this page")
    monkeypatch.setattr(line, "clean", fail)
    assert line.process(make_source("x")).error == "no article in this page"


def test_a_panic_is_an_error_but_ctrl_c_is_not(make_source, monkeypatch):
    class Panic(BaseException):
        """As compiled extensions raise."""

    def fail(_, kind):
        raise kind
    monkeypatch.setattr(line, "segment", lambda a: fail(a, Panic))
    assert line.process(make_source(ARTICLE)).stage == "segment"
    monkeypatch.setattr(line, "segment", lambda a: fail(a, KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        line.process(make_source(ARTICLE))


def test_an_article_that_never_ends_is_stopped(make_source, monkeypatch):
    monkeypatch.setattr(line, "TIME_LIMIT", 0.2)
    # takes ages in one call of C code; the first stage, since on a busy machine another may take as long as the limit
    monkeypatch.setattr(line, "clean", lambda source, relabel: regex.search(r"(a|aa)+$", "a" * 60 + "b"))
    row = line.process(make_source(ARTICLE))
    assert row.stage == "clean"
    assert "stopped after 0.2 seconds" in row.error
    time.sleep(0.3)  # the alarm is off again


def test_undecodable_bytes_in_a_name_are_no_trouble(make_source, monkeypatch):
    def fail(source, relabel):
        raise line.CleaningError("no article in \udcff")
    monkeypatch.setattr(line, "clean", fail)
    row = line.process(make_source("x", path="\udcff.txt"))
    assert (row.source, row.error) == (r"\udcff.txt", r"no article in \udcff")
    assert json.loads(to_line(row).decode("utf-8"))["source"] == r"\udcff.txt"


# ------------------------------------------------------------------ many articles

@pytest.mark.parametrize("workers", [1, 2])
def test_all_are_written_or_rejected_in_order(folder, tmp_path, workers):
    inputs, out = folder("SLOW một", "hai", "BAD", "ba", "  ", "bốn"), tmp_path / "r.jsonl"
    seen = []
    summary = line.run([inputs], out, workers=workers, progress=lambda s: seen.append(s.read >= s.written + s.rejected))
    assert texts(out) == ["SLOW một", "hai", "ba", "bốn"]
    assert [(Path(e["source"]).name, e["stage"]) for e in errors(out)] == [("002.txt", "clean"), ("004.txt", "read")]
    assert (summary.read, summary.written, summary.rejected) == (6, 4, 2)
    assert summary.stages == {"clean": 1, "read": 1}
    assert seen == [True] * 6


def test_more_articles_than_are_in_flight(folder, tmp_path):
    contents = [f"bài {n}" for n in range(3 * pool.IN_FLIGHT * 2 + 1)]
    line.run([folder(*contents)], tmp_path / "r.jsonl", workers=2)
    assert texts(tmp_path / "r.jsonl") == contents


def test_an_empty_folder_gives_empty_files(folder, tmp_path):
    summary = line.run([folder()], tmp_path / "r.jsonl")
    assert (tmp_path / "r.jsonl").read_bytes() == errors_path(tmp_path / "r.jsonl").read_bytes() == b""
    assert summary.read == 0


def test_a_crash_costs_only_its_article(folder, tmp_path):
    inputs, out = folder("một", "hai", "DIE", *[f"bài {n}" for n in range(30)]), tmp_path / "r.jsonl"
    summary = line.run([inputs], out, workers=2)
    assert texts(out) == ["một", "hai", *[f"bài {n}" for n in range(30)]]
    assert [(Path(e["source"]).name, e["stage"]) for e in errors(out)] == [("002.txt", "worker")]
    assert (summary.read, summary.rejected) == (33, 1)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_article_that_hangs_in_compiled_code_costs_only_itself(folder, tmp_path, monkeypatch, workers):
    monkeypatch.setattr(line, "TIME_LIMIT", 0.5)  # which fake_work does not heed
    monkeypatch.setattr(line, "GRACE", 0.5)
    inputs, out = folder("một", "HANG", "hai"), tmp_path / "r.jsonl"
    summary = line.run([inputs], out, workers=workers, isolate=True)
    assert texts(out) == ["một", "hai"]
    assert (summary.read, summary.rejected, errors(out)[0]["stage"]) == (3, 1, "worker")


def test_an_article_that_eats_memory_costs_only_itself(make_source, monkeypatch):
    monkeypatch.setattr(line, "MEMORY_LIMIT", 1 << 28)
    monkeypatch.setattr(line, "recognise", lambda ctx: bytearray(1 << 29))
    row = line.process(make_source(ARTICLE))
    assert row.stage == "recognise"
    assert "memory" in row.error
    assert len(bytearray(1 << 29)) == 1 << 29, "the limit is off again"


def test_limits_of_the_process_are_for_its_main_thread(make_source, monkeypatch):
    """Of two threads that set one, the later would put back the earlier one's for good."""
    resource = pytest.importorskip("resource", reason="a limit of memory is there on Linux only")
    seen = []

    def look(source, enter):
        seen.append(resource.getrlimit(resource.RLIMIT_AS))
        raise ValueError("seen")
    monkeypatch.setattr(line, "analyse", look)
    before = resource.getrlimit(resource.RLIMIT_AS)
    thread = threading.Thread(target=line.process, args=(make_source(ARTICLE),))
    thread.start()
    thread.join()
    line.process(make_source(ARTICLE))
    assert seen[0] == before == resource.getrlimit(resource.RLIMIT_AS)
    assert seen[1] != before


def test_workers_that_do_not_start_fail_the_run(folder, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "_begin_worker", die)
    with pytest.raises(RuntimeError, match="do not start"):
        line.run([folder("một", "hai")], tmp_path / "r.jsonl", workers=2)
    assert not (tmp_path / "r.jsonl").exists()


def test_a_lost_article_fails_the_run(folder, tmp_path, monkeypatch):
    in_order = line.in_order
    monkeypatch.setattr(line, "in_order", lambda *args, **more: (outcome for n, outcome in enumerate(in_order(*args, **more)) if n))
    with pytest.raises(RuntimeError, match="2 articles read, but 1 written"):
        line.run([folder("một", "hai")], tmp_path / "r.jsonl")
    assert not (tmp_path / "r.jsonl").exists()


def test_output_among_the_inputs_is_not_read(folder, tmp_path):
    inputs = folder("một", "hai")
    out = inputs / "r.jsonl"
    for earlier in (0, 4):  # two records, two empty files
        summary = line.run([inputs], out)
        assert (summary.read, summary.written, summary.skipped) == (2 + earlier, 2, earlier)
        assert texts(out) == ["một", "hai"]


def stop_after(count: int):
    def progress(summary: line.Summary) -> None:
        if summary.read >= count and summary.written + summary.rejected >= count:
            raise KeyboardInterrupt
    return progress


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interrupted_run_leaves_no_half_file_and_resumes(folder, tmp_path, monkeypatch, workers):
    inputs, out = folder("một", "BAD", "hai", "ba", "bốn"), tmp_path / "r.jsonl"
    with pytest.raises(KeyboardInterrupt):
        line.run([inputs], out, workers=workers, progress=stop_after(3))
    assert not out.exists()
    assert not errors_path(out).exists()
    assert texts(part_path(out)) == ["một", "hai"]

    worked_on = []
    monkeypatch.setattr(line, "work", lambda source: worked_on.append(source.content) or fake_work(source))
    summary = line.run([inputs], out, resume=True)
    assert worked_on == ["BAD", "ba", "bốn"], "the rejected is tried again, the written is not"
    assert (summary.read, summary.written, summary.rejected, summary.resumed) == (5, 4, 1, 2)
    resumed = out.read_bytes(), errors_path(out).read_bytes()
    line.run([inputs], out)
    assert resumed == (out.read_bytes(), errors_path(out).read_bytes()), "as if never interrupted"


def test_resume_works_on_what_changed_and_what_is_new(folder, tmp_path):
    inputs, out = folder("một", "hai", "ba"), tmp_path / "r.jsonl"
    with pytest.raises(KeyboardInterrupt):
        line.run([inputs], out, progress=stop_after(2))
    (inputs / "000.txt").write_text("một khác")
    (inputs / "0000.txt").write_text("mới")
    line.run([inputs], out, resume=True)
    assert texts(out) == ["một khác", "mới", "hai", "ba"]


def test_resume_with_nothing_to_resume_is_a_run(folder, tmp_path):
    line.run([folder("một")], tmp_path / "r.jsonl", resume=True)
    assert texts(tmp_path / "r.jsonl") == ["một"]


def test_records_of_other_code_are_not_taken_over(folder, tmp_path, monkeypatch):
    inputs, out = folder("một", "hai"), tmp_path / "r.jsonl"
    with pytest.raises(KeyboardInterrupt):
        line.run([inputs], out, progress=stop_after(1))
    monkeypatch.setattr(line, "fingerprint", lambda *_: "other")
    assert line.run([inputs], out, resume=True).resumed == 0
    monkeypatch.undo()
    monkeypatch.setattr(line, "work", fake_work)
    assert line.run([inputs], out, changed_only=True).resumed == 0


def test_only_what_changed(folder, tmp_path, monkeypatch):
    inputs, out = folder("một", "hai", "BAD", "ba"), tmp_path / "r.jsonl"
    line.run([inputs], out)
    (inputs / "001.txt").write_text("hai khác")
    (inputs / "000.txt").unlink()
    (inputs / "009.txt").write_text("mới")
    worked_on = []
    monkeypatch.setattr(line, "work", lambda source: worked_on.append(source.content) or fake_work(source))
    summary = line.run([inputs], out, changed_only=True)
    assert worked_on == ["hai khác", "BAD", "mới"]
    assert texts(out) == ["hai khác", "ba", "mới"]
    assert (summary.read, summary.written, summary.rejected, summary.resumed) == (4, 3, 1, 1)


def test_the_second_of_two_runs_on_one_output_is_refused(folder, tmp_path):
    inputs, out = folder("một"), tmp_path / "r.jsonl"
    with Output(out) as output:
        output.record(b"of the first\n")
        with pytest.raises(Busy, match="another run is writing"):
            line.run([inputs], out)
    assert out.read_bytes() == b"of the first\n"
    line.run([inputs], out)  # the first has ended
    assert texts(out) == ["một"]


def test_an_interrupted_run_does_not_wait_for_what_is_under_way(folder, tmp_path):
    inputs, out = folder("first", "HANG", "HANG"), tmp_path / "r.jsonl"

    def interrupt(_):
        raise KeyboardInterrupt
    begun = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        line.run([inputs], out, workers=2, progress=interrupt)
    assert time.monotonic() - begun < 60, "the limit is 300 seconds"
    assert not multiprocessing.active_children()
    assert part_path(out).read_text("utf-8").count("\n") == 1


def test_the_manifest_names_articles_as_the_records_do(folder, tmp_path):
    inputs, out = folder("x"), tmp_path / "r.jsonl"
    try:
        (inputs / os.fsdecode(b"\xff.txt")).write_text("y")
    except OSError:
        pytest.skip("a system whose names are all UTF-8")
    line.run([inputs], out)
    paths = [i["path"] for i in json.loads(manifest_path(out).read_text("utf-8"))["inputs"]]
    assert paths[1].endswith(r"\udcff.txt")
    assert paths == [json.loads(row)["source"]["path"] for row in out.read_text("utf-8").splitlines()]


def test_the_manifest_tells_what_was_read_and_what_made_the_output(folder, tmp_path):
    inputs, out = folder("một", "BAD", " ", "hai"), tmp_path / "r.jsonl"
    line.run([inputs], out)
    manifest = json.loads(manifest_path(out).read_text("utf-8"))
    assert [(Path(i["path"]).name, i["outcome"]) for i in manifest["inputs"]] == [
        ("000.txt", "written"), ("001.txt", "rejected"), ("002.txt", "rejected"), ("003.txt", "written")]
    assert manifest["counts"] == {"read": 4, "written": 2, "rejected": 2, "skipped": 0, "resumed": 0, "corrected": 0, "duplicates": 0}
    assert manifest["output"]["sha256"] == hashlib.sha256(out.read_bytes()).hexdigest()
    assert manifest["fingerprint"] == line.fingerprint() == code_of(manifest_path(out))


def test_duplicates_are_listed_and_kept(folder, tmp_path):
    words = [f"từ{n}" for n in range(200)]
    inputs = folder(" ".join(words), "chuyện khác hẳn " * 30, " ".join([*words[:100], "khác", *words[100:]]), " ".join(words[::-1]))
    out = tmp_path / "r.jsonl"
    assert line.run([inputs], out).duplicates == 1
    assert len(texts(out)) == 4
    (group,) = [json.loads(row) for row in duplicates_path(out).read_text("utf-8").splitlines()]
    assert [Path(a["path"]).name for a in group["articles"]] == ["000.txt", "002.txt"]
    assert group["articles"][0]["similarity"] == 1 > group["articles"][1]["similarity"] > 0.9


# ------------------------------------------------------------------ with the real stages

def test_the_same_bytes_with_any_number_of_workers_and_any_hash_seed(tmp_path):
    inputs = tmp_path / "in"
    inputs.mkdir()
    for path in sorted((ROOT / "corpus").glob("*.txt"))[:4]:
        (inputs / path.name).write_bytes(path.read_bytes())
    (inputs / "nothing.txt").write_text(" ")
    results = []
    for workers, seed in (("1", "1"), ("2", "2")):
        out = tmp_path / f"{workers}.jsonl"
        done = subprocess.run([sys.executable, "-m", "pipeline", "extract", str(inputs), "--out", str(out), "--workers", workers],
                              cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True)
        assert done.returncode == 3, done.stderr
        results.append((out.read_bytes(), errors_path(out).read_bytes()))
    assert results[0][0].count(b"\n") == 4
    assert results[0] == results[1]


def test_an_article_alone_gives_the_record_it_gives_among_others(make_source):
    sources = [make_source(ARTICLE.format(number=n), path=f"{n}.txt") for n in range(3)]
    together = [to_line(line.process(s)) for s in sources]
    assert [to_line(line.process(s)) for s in reversed(sources)] == together[::-1]
