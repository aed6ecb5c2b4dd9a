"""Lines survive any reader; files are whole or absent."""
from __future__ import annotations

import json
import math

import pytest
from hypothesis import given, strategies as st

from pipeline.records import Confirmed, ErrorLine, Figure, Record
from pipeline.write import Output, errors_path, part_path, to_line


def error(text: str) -> ErrorLine:
    return ErrorLine.model_construct(source="a.txt", stage="clean", error=text)


@given(st.text(st.characters(exclude_categories=[])))  # lone surrogates included
def test_a_line_is_one_line_to_every_reader_and_holds_the_text(text):
    line = to_line(error(text))
    assert line.endswith(b"\n")
    assert len(line.decode("utf-8").splitlines()) == 1  # str.splitlines knows ten kinds of line break
    assert json.loads(line)["error"] == text


@pytest.mark.parametrize("text", ["một\u2028hai", "một\u2029hai", "một\u0085hai", "một\r\nhai", "một\x0b\x0chai", 'một "hai" \\u2028'])
def test_unusual_line_breaks_are_escaped(text):
    line = to_line(error(text))
    assert len(line.decode("utf-8").splitlines()) == 1
    assert json.loads(line)["error"] == text


def test_vietnamese_is_written_as_it_is():
    assert "Uỷ ban nhân dân" in to_line(error("Uỷ ban nhân dân")).decode("utf-8")


def test_keys_stand_in_the_order_of_the_model_and_all_are_there(make_record):
    row = json.loads(to_line(make_record("x")))
    assert list(row) == list(Record.model_fields)
    assert list(row["source"]) == ["path", "url", "sha256", "format", "encoding"]
    assert row["title"] is None
    assert row["meetings"] == []


@pytest.mark.parametrize("value", [math.nan, math.inf])
def test_a_number_that_json_cannot_hold_is_refused(make_record, value):
    figure = Figure(text="", comparator="=", value=value, unit="%", span=(0, 0), confidence=1)
    with pytest.raises(ValueError, match="JSON"):
        to_line(make_record(targets=[figure]))


def test_files_have_their_final_names_only_at_the_end(tmp_path, make_record):
    out = tmp_path / "deep" / "r.jsonl"
    with Output(out) as output:
        output.record(to_line(make_record("x")))
        output.error(to_line(error("y")))
        assert not out.exists()
        assert not errors_path(out).exists()
    assert json.loads(out.read_text())["text"] == "x"
    assert json.loads(errors_path(out).read_text())["error"] == "y"
    assert sorted(p.name for p in out.parent.iterdir()) == ["r.jsonl", "r.jsonl.duplicates.jsonl", "r.jsonl.errors.jsonl", "r.jsonl.manifest.json"]


def test_the_errors_file_is_there_when_empty_and_made_anew(tmp_path):
    out = tmp_path / "r.jsonl"
    errors_path(out).write_text("of an earlier run\n")
    with Output(out):
        pass
    assert errors_path(out).read_bytes() == b""


def test_a_failed_run_leaves_the_earlier_output_alone(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    out.write_text("earlier\n")
    with pytest.raises(KeyboardInterrupt), Output(out) as output:
        output.record(to_line(make_record("x")))
        raise KeyboardInterrupt
    assert out.read_text() == "earlier\n"
    assert part_path(out).exists()


def interrupt(out, lines: list[bytes], *, resume: bool = False) -> None:
    with pytest.raises(KeyboardInterrupt), Output(out, resume=resume) as output:
        for line in lines:
            output.record(line)
        raise KeyboardInterrupt


def test_resume_gives_back_what_was_done(tmp_path, make_record):
    out, record = tmp_path / "r.jsonl", make_record("x", "a.txt", "1")
    interrupt(out, [to_line(record)])
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") == record
        assert output.finished_before("a.txt", "2") is None, "the article has changed since"
        assert output.finished_before("b.txt", "1") is None
    assert [p.name for p in tmp_path.iterdir() if p.name.endswith((".part", ".done", ".lock"))] == []


def test_without_resume_what_was_done_is_forgotten(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    interrupt(out, [to_line(make_record("x", "a.txt", "1"))])
    with Output(out) as output:
        assert output.finished_before("a.txt", "1") is None


def test_resume_after_two_interruptions(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    a, b = make_record("x", "a.txt", "1"), make_record("y", "b.txt", "2")
    interrupt(out, [to_line(a), to_line(b)])
    interrupt(out, [to_line(a)], resume=True)
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") == a
        assert output.finished_before("b.txt", "2") == b, "written in the first run, not reached in the second"


def test_resume_passes_over_a_line_cut_short(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    a, b = make_record("x", "a.txt", "1"), make_record("y", "b.txt", "2")
    interrupt(out, [to_line(a)])
    with part_path(out).open("ab") as file:
        file.write(to_line(b)[:-20])
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") == a
        assert output.finished_before("b.txt", "2") is None


def test_a_line_that_is_cut_in_what_is_kept_costs_no_other(tmp_path, make_record):
    """A run killed while it puts what an earlier one left in the .done file."""
    out = tmp_path / "r.jsonl"
    a, b = make_record("x", "a.txt", "1"), make_record("y", "b.txt", "2")
    interrupt(out, [to_line(a)])
    (tmp_path / "r.jsonl.done").write_bytes(to_line(b)[:-20])
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") == a
        assert output.finished_before("b.txt", "2") is None


def test_what_is_kept_does_not_grow_with_every_interruption(tmp_path, make_record):
    out, line = tmp_path / "r.jsonl", to_line(make_record("x", "a.txt", "1"))
    for _ in range(3):
        interrupt(out, [line], resume=True)
    assert (tmp_path / "r.jsonl.done").read_bytes().count(line) == 1


def test_a_record_with_corrections_is_made_anew(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    interrupt(out, [to_line(make_record("x", "a.txt", "1", confirmed=[Confirmed(path="/people", by="Hoa", time="2024-01-01T00:00:00Z")]))])
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") is None, "they may have been taken back"


def test_resume_passes_over_records_of_another_schema(tmp_path, make_record):
    out = tmp_path / "r.jsonl"
    interrupt(out, [to_line(make_record("x", "a.txt", "1")).replace(b'"1.0"', b'"0.9"')])
    with Output(out, resume=True) as output:
        assert output.finished_before("a.txt", "1") is None


def test_a_folder_is_no_output(tmp_path):
    with pytest.raises(IsADirectoryError):
        Output(tmp_path)
