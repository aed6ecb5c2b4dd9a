"""Records as tables: every field arrives, keys hold, and what is no record is refused with its line."""
from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.records import Record
from research import bare, called_otherwise, rich, write

NEEDS = "needs requirements-research.txt (make research)"
pa = pytest.importorskip("pyarrow", reason=NEEDS)
pd = pytest.importorskip("pandas", reason=NEEDS)

from pipeline.arrow import read_batches  # noqa: E402
from pipeline.tables import TABLES, arrow_tables, polars_tables, duckdb_tables  # noqa: E402

README = Path(__file__).parents[1] / "README.md"


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "r.jsonl", rich("a"), bare("b", "Không có gì."), rich("c"))


def rows_of(source) -> list[dict]:
    return [row for batch in read_batches(source) for row in batch.to_pylist()]


def plain(record: Record) -> dict:
    return json.loads(record.model_dump_json())


def test_import_of_the_package_is_cheap():
    code = "import pipeline, sys; print([m for m in ('pandas', 'pyarrow', 'spacy', 'underthesea') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["", "Ủy ban", "😀 a\u2028b\u2029c\u0085d", "tab\t\"quote\" \\ back\r\nslash", "\x00\x01", "NFD Ủy"])
def test_arrow_reads_what_was_written(tmp_path, text):
    record = bare("a", text, title=text or None, warnings=[text])
    assert rows_of(write(tmp_path / "r.jsonl", record)) == [plain(record)]


def test_arrow_reads_every_field(file):
    assert rows_of(file) == [plain(r) for r in (rich("a"), bare("b", "Không có gì."), rich("c"))]


def test_lines_that_arrow_refuses_are_read_the_slow_way(tmp_path):
    path = write(tmp_path / "r.jsonl", bare("a", "x"))
    path.write_bytes(path.read_bytes() + write(tmp_path / "s.jsonl", rich("b")).read_bytes().replace(b"Mai", rb"\ud800"))
    read = rows_of(path)
    assert read == [plain(r) for r in pipeline.read_records(path)]
    assert read[1]["byline"] == ["Thu Hạ", "\ufffd"]


def test_records_of_an_earlier_version_have_the_new_lists_empty(tmp_path):
    path = tmp_path / "old.jsonl"
    old = plain(rich("a"))
    del old["confirmed"]
    path.write_text(json.dumps(old) + "\n", encoding="utf-8")
    assert rows_of(path) == [plain(rich("a"))] == [plain(r) for r in pipeline.read_records(path)]


@pytest.mark.parametrize("line", ["{}", "[]", "", "{\"id\": 1}", "not json", json.dumps(plain(rich()) | {"more": 1}),
                                  json.dumps(plain(rich()) | {"schema_version": "9.0"}), json.dumps(plain(rich()) | {"people": [{"name": 3}]}),
                                  json.dumps(plain(rich())).replace('"kind": "order"', '"kind": "nothing"'),
                                  json.dumps(plain(rich())).replace('"kind": "order", ', ""),
                                  json.dumps(plain(rich()) | {"people": [{"name": "A", "title": None, "span": [0, 1, 2]}]}),
                                  json.dumps(plain(rich()) | {"people": [{"name": "A", "title": None, "span": None}]})])
def test_what_is_no_record_is_refused_with_its_line(tmp_path, line):
    path = write(tmp_path / "r.jsonl", rich())
    path.write_bytes(path.read_bytes() + line.encode() + b"\n")
    with pytest.raises(ValueError, match=r"r\.jsonl, line 2: not a record"):
        rows_of(path)
    with pytest.raises(ValueError, match=r"r\.jsonl, line 2: not a record"):
        list(pipeline.read_records(path))


def test_a_pattern_names_several_files_in_order_and_no_errors_files(tmp_path):
    write(tmp_path / "2.jsonl", bare("b"))
    write(tmp_path / "1.jsonl", bare("a"))
    (tmp_path / "1.jsonl.errors.jsonl").write_text("{}\n")
    packed = tmp_path / "3.jsonl.gz"
    packed.write_bytes(gzip.compress(write(tmp_path / "x", bare("c")).read_bytes()))
    assert [r.id for r in pipeline.read_records(str(tmp_path / "*.jsonl*"))] == ["a", "b", "c"]
    assert pipeline.load(str(tmp_path / "*.jsonl*")).articles["article_id"].to_list() == ["a", "b", "c"]


def test_a_pattern_means_no_file_that_a_run_writes_beside_its_records(tmp_path):
    write(tmp_path / "r.jsonl", bare("a"))
    for name in ("errors.jsonl", "duplicates.jsonl", "manifest.json", "part", "done", "lock"):
        (tmp_path / f"r.jsonl.{name}").write_text("{}\n")
    (tmp_path / "errors-0000001.jsonl").write_text("{}\n")  # of a shard
    assert [r.id for r in pipeline.read_records(str(tmp_path / "*.jsonl*"))] == ["a"]


@pytest.mark.parametrize("name, content", [("cut.jsonl.gz", gzip.compress(b"x" * 9999)[:-9]), ("no.jsonl.gz", b"hello"), ("no.parquet", b"PAR1 no"),
                                           ("bad.jsonl.gz", gzip.compress(b"x" * 9999)[:12] + b"\xff" * 40)])
def test_a_damaged_file_is_named(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    for read in (rows_of, lambda path: list(pipeline.read_records(path))):
        with pytest.raises((OSError, ValueError), match=rf"{re.escape(name)}.*no whole"):
            read(tmp_path / name)


def test_what_is_wrong_with_a_line_is_told_in_one(tmp_path):
    path = tmp_path / "r.jsonl"
    for line, message in (("{}", r"id: Field required \(and 2 more faults\)$"), ("", "the line is empty$"), ("[]", "object")):
        path.write_text(line + "\n")
        with pytest.raises(ValueError, match=message) as e:
            rows_of(path)
        assert "\n" not in str(e.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileNotFoundError, match="make extract"):
        pipeline.load(tmp_path / "none.jsonl")
    with pytest.raises(IsADirectoryError, match="jsonl"):
        list(pipeline.read_records(tmp_path))


def test_every_list_of_the_record_is_a_table():
    lists = {name for name, kind in Record.__annotations__.items() if str(kind).startswith("list[") and name != "byline"}
    assert lists <= set(TABLES)


def test_spans_and_values_arrive(file):
    t = pipeline.load(file)
    for name in ("meetings", "chairs", "people", "directives", "deadlines", "targets", "results", "documents", "unit_mentions"):
        rows = t[name].merge(t.articles[["article_id", "text"]], on="article_id", suffixes=("", "_article"))
        if name == "unit_mentions":
            rows = rows.merge(t.units[["unit_id", "name"]], on="unit_id")
        copied = rows["name" if "name" in rows else "text"]
        whole = rows["text_article" if "text_article" in rows else "text"]
        assert len(rows) and [w[s:e] for w, s, e in zip(whole, rows["span_start"], rows["span_end"])] == copied.to_list(), name


def test_keys_are_unique_and_point_to_rows(file):
    t = pipeline.load(file)
    owners = {"article_id": "articles", "meeting_id": "meetings", "person_id": "people", "unit_id": "units", "directive_id": "directives",
              "deadline_id": "deadlines", "target_id": "targets", "issuer_person_id": "people", "issuer_unit_id": "units"}
    for column, table in owners.items():
        key = column.removeprefix("issuer_")
        assert t[table][key].is_unique and t[table][key].notna().all()
        for name, frame in t.items():
            if column in frame:
                assert set(frame[column].dropna()) <= set(t[table][key]), (name, column)
    assert t.directives["deadline_id"].to_list() == ["a/deadlines/0", "a/deadlines/1", "c/deadlines/0", "c/deadlines/1"]
    assert t.directives.loc[0, "issuer_person_id"] == "a/people/0" and pd.isna(t.directives.loc[0, "issuer_unit_id"])
    assert t.directive_targets.to_dict("list") == {"directive_id": ["a/directives/0", "c/directives/0"], "target_id": ["a/targets/0", "c/targets/0"]}
    told = t.directive_addressees[t.directive_addressees["article_id"] == "a"]
    assert told[["role", "name"]].to_numpy().tolist() == [["addressee", "Phòng Nội vụ"], ["partner", "các xã"]]
    assert told["unit_id"].fillna("").to_list() == ["", "a/units/1"]


def test_a_body_is_found_by_any_of_its_mentions():
    t = pipeline.load([bare("x"), called_otherwise()])
    assert t.directive_addressees["unit_id"].fillna("").to_list() == ["a/units/1", "a/units/3", ""], "by its own name first"
    assert t.directives["issuer_unit_id"].to_list() == ["a/units/2"]


def test_types(file):
    t = pipeline.load(file)
    assert str(t.deadlines["date"].dtype).startswith("datetime64") and t.deadlines["date"][0] == pd.Timestamp("2023-06-15")
    assert t.articles["published"][0] == pd.Timestamp("2023-06-02") and pd.isna(t.articles["published"][1])
    assert t.articles["published_at"][0] == pd.Timestamp("2023-06-02T08:30:00+07:00")
    assert t.directives["kind"].cat.categories.to_list() == ["order", "request", "task"]
    assert str(t.directives["n"].dtype) == "int32" and str(t.units["collective"].dtype) == "bool"
    assert t.targets["value"].to_list() == [98.5, 98.5]


def test_an_article_that_comes_twice_keeps_its_rows_apart(tmp_path):
    t = pipeline.load(write(tmp_path / "r.jsonl", rich("a"), rich("a")))
    assert t.articles[["article_id", "id", "repeat"]].to_numpy().tolist() == [["a", "a", False], ["a~2", "a", True]]
    assert t.directives["directive_id"].is_unique


def test_a_day_that_no_calendar_has_is_null():
    from pipeline.records import Deadline
    record = bare("a", "x").model_copy(update={"deadlines": [Deadline(text="x", relation="by", date=d, span=(0, 1)) for d in ("2023-02-31", "2024-02-29")]})
    assert pipeline.load([record]).deadlines["date"].to_list() == [pd.NaT, pd.Timestamp("2024-02-29")]


def test_no_records(tmp_path):
    t = pipeline.load(write(tmp_path / "r.jsonl"))
    assert {name: len(frame) for name, frame in t.items()} == dict.fromkeys(TABLES, 0)
    assert t.directives.columns.to_list() == TABLES["directives"].schema.names


def test_unknown_table(file):
    with pytest.raises(AttributeError, match="directives"):
        _ = pipeline.load(file).directive


def test_batches_do_not_show(tmp_path, monkeypatch):
    path = write(tmp_path / "r.jsonl", *(rich(f"{i}") for i in range(9)), rich("3"))
    whole = arrow_tables(path)
    monkeypatch.setattr("pipeline.arrow.BATCH_BYTES", 5000)
    parts = arrow_tables(path)
    assert parts.articles["text"].num_chunks > 1
    assert {name: whole[name].to_pylist() for name in TABLES} == {name: parts[name].to_pylist() for name in TABLES}


def test_polars_and_duckdb_have_the_same(file):
    pytest.importorskip("polars", reason=NEEDS)
    pytest.importorskip("duckdb", reason=NEEDS)
    wanted = arrow_tables(file)
    for name, frame in polars_tables(file).items():
        assert [tuple(row.values()) for row in wanted[name].drop_columns([c for c in ("published_at",) if c in wanted[name].column_names]).to_pylist()] \
            == frame.drop("published_at", strict=False).rows(), name
    found = duckdb_tables(file).sql("SELECT d.text, l.date FROM directives d JOIN deadlines l USING (deadline_id) WHERE l.date IS NOT NULL").fetchall()
    assert [str(day) for _, day in found] == ["2023-06-15", "2023-06-15"]


BLOCKS = [b for b in re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S) if "out/records.jsonl" in b] if README.exists() else []


@pytest.mark.parametrize("block", BLOCKS)
def test_the_code_of_the_readme_runs(tmp_path, monkeypatch, block):
    matplotlib = pytest.importorskip("matplotlib", reason=NEEDS)
    matplotlib.use("agg")
    (tmp_path / "out").mkdir()
    write(tmp_path / "out" / "records.jsonl", rich("a"), rich("b"))
    monkeypatch.chdir(tmp_path)
    exec(compile(block, "README.md", "exec"), {})
