"""A page shown line by line."""
import hashlib

import pytest
from typer.testing import CliRunner

from pipeline.article import Source
from pipeline.clean import clean
from pipeline.cli import app
from pipeline.show import line, show

LEAD = ("Sáng 12/5, UBND huyện Sơn Trà tổ chức hội nghị sơ kết công tác cải cách hành chính quý I, triển khai nhiệm vụ quý II; "
        "dự hội nghị có lãnh đạo các phòng, ban và Chủ tịch UBND các xã, thị trấn trên địa bàn huyện.")
PAGE = ["Trang chủ | Tin tức", "Sơn Trà: Sơ kết công tác cải cách hành chính", "Thứ sáu - 12/05/2023 16:40", LEAD, LEAD,
        "Quang cảnh hội nghị", LEAD.replace("hội nghị", "phiên họp") * 2 + " Tags: cải cách", "Tin, ảnh: Mỹ Duyên", "Các tin khác",
        "96% trường học đạt chuẩn quốc gia (02/05/2023)", "Đang truy cập: 12 [red]"]


@pytest.fixture
def page() -> Source:
    content = "\n".join(PAGE)
    return Source(path="x", content=content, format="text", markup="text", sha256=hashlib.sha256(content.encode()).hexdigest())


def test_every_line_is_shown_with_its_label(page):
    shown = list(show(page))
    assert [s.kind for s in shown] == ["noise", "title", "date", "body", "repeated", "caption", "body", "noise", "byline", "noise", "noise", "noise"]
    assert "".join(s.text for s in shown).replace(" ", "") == "".join(PAGE).replace(" ", "")
    kept = [s.text for s in shown if s.kind in ("title", "body", "caption")]
    article = clean(page)
    assert kept == [article.text[x.start:x.end] for x in article.lines]


def test_what_is_dropped_says_why(page):
    whys = {s.text: s.why for s in show(page)}
    assert whys["Các tin khác"] == "a heading over other news or comments"
    assert whys["96% trường học đạt chuẩn quốc gia (02/05/2023)"] == "an item of a list of news"
    assert whys["Tags: cải cách"].startswith("furniture glued")
    assert all(bool(s.why) == (s.kind not in ("title", "body", "caption")) for s in show(page))


def test_text_of_a_page_is_no_markup(page):
    assert str(line(list(show(page))[-1])).startswith("noise     Đang truy cập: 12 [red]")


def test_the_command(tmp_path):
    (tmp_path / "a.txt").write_text("\n".join(PAGE), "utf-8")
    (tmp_path / "b.txt").write_text("", "utf-8")
    result = CliRunner().invoke(app, ["show", str(tmp_path), "--color"])
    assert result.exit_code == 3
    assert "\x1b[" in result.stdout
    assert "Đang truy cập: 12 [red]" in result.stdout
    assert "b.txt: empty file" in result.stderr


def test_doubts_are_the_models(page):
    assert [(s.kind, s.text) for s in show(page, doubts=True)] == [(s.kind, s.text) for s in show(page)]
    assert all(s.doubt != s.kind for s in show(page, doubts=True))
    assert not [s for s in show(page) if s.doubt]
