"""The commands as a stranger meets them: exit status, messages, files."""
from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.write import schema

ROOT = Path(__file__).parent.parent
ARTICLE = """UBND huyện Mẫu họp giao ban tháng 4

Sáng 3/4/2023, UBND huyện Mẫu tổ chức họp giao ban công tác tháng 4. Chủ tịch UBND huyện Lò Văn Mẫu chủ trì.
Phát biểu kết luận, đồng chí Chủ tịch UBND huyện yêu cầu Phòng Nội vụ rà soát hồ sơ tồn đọng, báo cáo trước ngày 15/4/2023; các xã, thị trấn \
tiếp tục đẩy mạnh tuyên truyền cải cách hành chính tại cơ sở, phấn đấu tỷ lệ hồ sơ giải quyết đúng hạn đạt trên 95%.
"""


@pytest.fixture(autouse=True)
def keep_signal_handlers():
    before = {kind: signal.getsignal(kind) for kind in (signal.SIGINT, signal.SIGTERM)}
    yield
    for kind, handler in before.items():
        signal.signal(kind, handler)


def call(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_all_processed_is_0(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    out = tmp_path / "new" / "r.jsonl"
    result = call("extract", tmp_path / "a.txt", "--out", out, "--workers", 1)
    assert result.exit_code == 0, result.output
    assert json.loads(out.read_text())["source"]["path"] == str(tmp_path / "a.txt")
    assert "records" in result.stdout
    assert "articles/s" in result.stdout
    assert result.stderr == "", "no progress bar where nobody watches"


def test_some_rejected_is_3_and_the_summary_says_where_and_why(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "b.txt").write_text("")
    result = call("extract", tmp_path, "--out", tmp_path / "r[1].jsonl", "--workers", 1)
    assert result.exit_code == 3, result.output
    assert "r[1].jsonl.errors.jsonl" in result.stdout
    assert "1 in read" in result.stdout
    assert json.loads((tmp_path / "r[1].jsonl.errors.jsonl").read_text())["source"] == str(tmp_path / "b.txt")


def test_a_pattern_is_an_input(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = call("extract", tmp_path / "*.txt", "--out", tmp_path / "r.jsonl", "--workers", 1)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize(("arguments", "message"), [
    (["extract", "{}/missing", "--out", "{}/r.jsonl"], "no such file or folder: "),
    (["extract", "{}/*.html", "--out", "{}/r.jsonl"], "no such file or folder: "),
    (["extract", "{}/a.txt", "--out", "{}/a.txt"], "is one of the inputs"),
    (["extract", "{}/a.txt", "--out", "{}"], "is a folder"),
    (["extract", "{}/a.txt", "--out", "{}/a.txt/r.jsonl"], "cannot write"),
    (["extract", "{}/a.txt", "--out", "/proc/r.jsonl"], "cannot write"),
    (["extract", "{}/a.txt", "--out", "{}/r.jsonl.gz"], "JSON Lines"),
    (["extract", "{}/a.txt", "--out", "{}/r.csv"], "JSON Lines"),
    (["extract", "{}/a.txt", "--out", "{}/r.jsonl", "--profile", "{}/missing"], "missing"),
    (["extract", "{}/a.txt", "--out", "{}/r.jsonl", "--with-corrections", "--corrections", "{}/missing"], "no such folder of corrections"),
    (["extract", "{}/a.txt", "--out", "{}/r.jsonl", "--address", "auto"], "are for --engine ray"),
    (["extract", "{}/a.txt", "--out", "{}/r.jsonl", "--engine", "ray", "--changed-only"], "--changed-only is not for"),
    (["extract", "{}/missing", "--out", "s3://bucket/r.jsonl", "--engine", "ray"], "no such file or folder: "),
    (["extract", "s3://bucket/in", "--out", "{}/r.jsonl"], "no such file or folder: s3:"),
    (["evaluate", "{}/missing", "{}/a.txt"], "no such folder"),
    (["evaluate", "{}", "{}/missing"], "no such file"),
    (["evaluate", "{}", "{}/a.txt", "--raise-floors"], "--floors"),
])
def test_wrong_usage_is_2_and_one_line(tmp_path, arguments, message):
    (tmp_path / "a.txt").write_text(ARTICLE)
    result = call(*[a.format(tmp_path) for a in arguments])
    assert result.exit_code == 2, result.output
    assert result.stderr.count("\n") == 1
    assert message in result.stderr
    assert (tmp_path / "a.txt").read_text() == ARTICLE
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"], "nothing is left behind"


@pytest.mark.parametrize("inputs", ["in", "in/*"])
def test_an_input_is_never_overwritten(tmp_path, inputs):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(ARTICLE)
    scraped = tmp_path / "in" / "b.jsonl"
    scraped.write_text(json.dumps({"text": ARTICLE}))
    result = call("extract", tmp_path / inputs, "--out", scraped, "--workers", 1)
    assert (result.exit_code, "is one of the inputs" in result.stderr) == (2, True)
    assert json.loads(scraped.read_text()) == {"text": ARTICLE}
    out = tmp_path / "in" / "r.jsonl"
    for _ in range(2):  # an earlier run's output among the inputs is no trouble
        assert call("extract", tmp_path / inputs, "--out", out, "--workers", 1).exit_code == 0
        assert out.read_text().count("\n") == 2


@pytest.mark.parametrize("inputs", ["in", "in/*"])
def test_inputs_without_an_article_are_told_and_leave_the_output_alone(tmp_path, inputs):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.pdf").write_bytes(b"%PDF")
    (tmp_path / "r.jsonl").write_text("of the last run")
    result = call("extract", tmp_path / inputs, "--out", tmp_path / "r.jsonl", "--workers", 1)
    assert (result.exit_code, result.stderr.count("\n"), ".jsonl" in result.stderr) == (2, 1, True)
    assert (tmp_path / "r.jsonl").read_text() == "of the last run"


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_files_name_does_nothing_to_the_terminal(tmp_path, command):
    for name, text in (("a\x1b]0;owned\x07.txt", ARTICLE), ("b\x1b[31m.txt", "")):
        (tmp_path / name).write_text(text)
        result = call(command, tmp_path / name)
        assert not {"\x1b", "\x07"} & set(result.stdout + result.stderr)
        assert result.stdout or "empty file" in result.stderr


@pytest.mark.parametrize("arguments", [["extract"], ["extract", "a"], ["evaluate", "a"], ["nothing"], ["extract", "a", "--out", "b", "--workers", "-1"]])
def test_missing_arguments_are_2(arguments):
    assert call(*arguments).exit_code == 2


@pytest.mark.parametrize("command", [[], ["extract"], ["schema"], ["evaluate"]])
def test_help(command):
    result = call(*command, "--help")
    assert result.exit_code == 0
    assert "Usage" in result.stdout


def test_schema_is_printed():
    assert call("schema").stdout == schema()


def test_language_models_are_not_loaded_for_help_and_schema():
    code = "import sys; from pipeline.cli import app; app(['schema'], standalone_mode=False); sys.exit('underthesea' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize(("package", "target", "arguments"), [
    ("ray", "cluster", ["extract", "{}/a.txt", "--out", "{}/r.jsonl", "--engine", "ray"]),
    ("uvicorn", "review", ["review", "{}/r.jsonl"]),
    ("xlsxwriter", "research", ["export", "{}/r.jsonl", "{}/r.xlsx"])])
def test_a_command_without_its_packages_says_what_to_install(tmp_path, package, target, arguments):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "r.jsonl").write_bytes(b"")
    (tmp_path / f"{package}.py").write_text(f"raise ModuleNotFoundError(\"No module named '{package}'\", name='{package}')")
    done = subprocess.run([sys.executable, "-m", "pipeline", *(a.format(tmp_path) for a in arguments)], cwd=ROOT,
                          env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(ROOT)])}, capture_output=True, text=True)
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert f"the package {package} is not installed; run `make {target}`" in done.stderr


@pytest.fixture
def scored(tmp_path):
    """Arguments of evaluate for one article whose units have P 1, R 1/2."""
    (tmp_path / "x.json").write_text(json.dumps({"lines": {"body": "1"}, "units": ["UBND huyện", "Sở Y tế"]}))
    (tmp_path / "x.txt").write_text("UBND huyện và Sở Y tế")
    (tmp_path / "r.jsonl").write_text(json.dumps({"id": "x", "source": {"path": "x.txt"}, "text": "", "units": [{"name": "UBND huyện"}]}) + "\n")
    return ["evaluate", tmp_path, tmp_path / "r.jsonl"]


def test_evaluate_prints_scores_and_errors(scored):
    result = call(*scored, "--errors", "units")
    assert result.exit_code == 0, result.output
    assert "units                        P 1.000  R 0.500  F1    0.667  n 2" in result.stdout
    assert "units | missed | x | sở y tế" in result.stdout
    assert "body chars | missed" not in result.stdout
    assert "body chars | missed" in call(*scored, "--errors", "all").stdout
    assert call(*scored, "--errors", "unit").exit_code == 2


def test_evaluate_prints_json(scored):
    assert json.loads(call(*scored, "--json").stdout)["fields"]["units"] == {"p": 1, "r": 0.5, "f1": pytest.approx(2 / 3), "n": 2}


def test_a_score_below_its_floor_is_1(scored, tmp_path):
    floors = tmp_path / "floors.yaml"
    floors.write_text("units: 0.7\n")
    result = call(*scored, "--floors", floors)
    assert result.exit_code == 1
    assert "units: 0.667 < 0.7" in result.stderr
    floors.write_text("units: 0.6\n")
    assert call(*scored, "--floors", floors).exit_code == 0
    assert call(*scored, "--floors", floors, "--raise-floors").exit_code == 0
    assert "units: 0.66" in floors.read_text()


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_is_130_and_tells_how_to_go_on(tmp_path, kind, times):
    inputs, out = tmp_path / "in", tmp_path / "r.jsonl"
    inputs.mkdir()
    for number in range(400):
        (inputs / f"{number}.txt").write_text(ARTICLE * 20)
    run = subprocess.Popen([sys.executable, "-m", "pipeline", "extract", inputs, "--out", out, "--workers", "2"],
                           cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
                           preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    part = Path(f"{out}.part")
    until = time.monotonic() + 60
    while not (part.exists() and part.stat().st_size) and run.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    for _ in range(times):  # by an impatient hand
        with suppress(ProcessLookupError):
            os.killpg(run.pid, kind) if kind == signal.SIGINT else run.send_signal(kind)  # a terminal tells the whole group
        time.sleep(0.05)
    stdout, stderr = run.communicate(timeout=60)
    assert run.returncode == 130, (stdout, stderr)
    assert stderr.count("\n") == 1, stderr
    assert "--resume" in stderr
    assert not out.exists()
    assert part.exists()


def test_an_interruption_while_the_workers_start_is_one_line_too(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    run = subprocess.Popen([sys.executable, "-m", "pipeline", "extract", tmp_path / "a.txt", "--out", tmp_path / "r.jsonl", "--workers", "2"],
                           cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
                           preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))
    until = time.monotonic() + 60
    while not (tmp_path / "r.jsonl.manifest.json.part").exists() and run.poll() is None and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.3)  # in the middle of what a worker imports
    os.killpg(run.pid, signal.SIGINT)
    _, stderr = run.communicate(timeout=60)
    assert (run.returncode, stderr.count("\n")) == (130, 1), stderr
