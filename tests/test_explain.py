"""What explain shows, in a terminal and as a page; nothing in an article is obeyed by either."""
from __future__ import annotations

import io
import json
from html.parser import HTMLParser

import pytest
from rich.console import Console
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.explain import RULES, Row, explain, flattened, page, show
from pipeline.findings import CONFIDENCE

BODY = ("UBND HUYỆN EA SÚP HỌP GIAO BAN\n12/05/2024\n"
        "Sáng 12/5/2024, UBND huyện Ea Súp tổ chức hội nghị giao ban đánh giá kết quả thực hiện nhiệm vụ phát triển kinh tế - xã hội.\n"
        "Ông Trần Quốc Hiển - Chủ tịch UBND huyện yêu cầu Phòng Nội vụ phối hợp với các xã rà soát thủ tục hành chính{evil}, hoàn thành trước 15/6.\n")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.seen += [tag, *(name for name, _ in attrs)]


@pytest.fixture
def explanation(make_source):
    return explain(make_source(BODY.format(evil="")))


def test_the_order_is_shown_with_its_reasons(explanation):
    row = next(r for r in explanation.rows if r.kind == "directive")
    text = explanation.record.text
    marked = {label: text[s:e] for s, e, label in row.marks}
    assert marked["trigger"] == "yêu cầu"
    assert marked["addressee"] == "Phòng Nội vụ"
    assert marked["deadline"] == "trước 15/6"
    facts = dict(row.facts)
    assert facts["who tells"] == "Trần Quốc Hiển"
    assert facts["rule"].startswith("frame: ")
    assert "confidence" in facts["scores"]


def test_every_part_of_the_record_has_a_row(explanation):
    record = explanation.record
    counts = {kind: sum(r.kind == kind for r in explanation.rows) for kind in ("meeting", "person", "unit", "directive", "deadline", "target", "result", "document")}
    assert counts == {"meeting": len(record.meetings), "person": len(record.people), "unit": len(record.units), "directive": len(record.directives),
                      "deadline": len(record.deadlines), "target": len(record.targets), "result": len(record.results), "document": len(record.documents)}
    assert counts["directive"] == 1


def test_every_rule_is_told_in_words():
    assert RULES.keys() == CONFIDENCE.keys()


def test_a_mark_covers_those_before_it():
    row = Row("directive", 10, 20, [(10, 20, "directive"), (12, 15, "deadline")], [])
    assert flattened(row) == [(10, 12, "directive"), (12, 15, "deadline"), (15, 20, "directive")]


def test_the_terminal_gets_no_control_characters(make_source):
    out = io.StringIO()
    show(explain(make_source(BODY.format(evil="\x1b]0;owned\x07 [red]x[/red]"))), Console(file=out, width=200))
    assert "yêu cầu" in out.getvalue()
    assert "[red]x[/red]" in out.getvalue()
    assert not {"\x1b", "\x07"} & set(out.getvalue())


def test_the_page_holds_no_markup_of_the_article(make_source):
    html = page(explain(make_source(BODY.format(evil="<script>alert(1)</script><img src=x onerror=alert(1)>"))))
    tags = Tags()
    tags.feed(html)
    assert not {"script", "img", "onerror", "link", "src"} & set(tags.seen)
    assert "mark" in tags.seen
    assert "yêu cầu" in html


def test_the_command_writes_a_page_of_one_article(tmp_path):
    (tmp_path / "a.txt").write_text(BODY.format(evil=""), "utf-8")
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "a.txt"), "--html", str(tmp_path / "a.html")])
    assert done.exit_code == 0, done.output
    assert (tmp_path / "a.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("file", "out", "says"), [
    ("two.jsonl", "a.html", "shows one article"), ("one.jsonl", "missing/a.html", "cannot write"), ("one.jsonl", "", "cannot write")])
def test_the_command_that_cannot_write_its_page_leaves_nothing(tmp_path, file, out, says):
    line = json.dumps({"text": BODY.format(evil="")}) + "\n"
    (tmp_path / file).write_text(line * (2 if file == "two.jsonl" else 1), "utf-8")
    done = CliRunner().invoke(app, ["explain", str(tmp_path / file), "--html", str(tmp_path / out)])
    assert (done.exit_code, done.stderr.count("\n"), says in done.stderr) == (2, 1, True)
    assert [p.name for p in tmp_path.iterdir()] == [file]


def test_the_command_shows_the_articles_around_one_that_is_none(tmp_path):
    line = json.dumps({"text": BODY.format(evil="")})
    (tmp_path / "a.jsonl").write_text(f"{line}\nrubbish\n{line}\n", "utf-8")
    done = CliRunner().invoke(app, ["explain", str(tmp_path / "a.jsonl")])
    assert (done.exit_code, done.stderr.count("\n"), "a.jsonl#2" in done.stderr) == (1, 1, True)
    assert done.stdout.count("who tells: ") == 2


def test_the_command_on_what_is_no_file_is_a_usage_error(tmp_path):
    assert CliRunner().invoke(app, ["explain", str(tmp_path)]).exit_code == 2
