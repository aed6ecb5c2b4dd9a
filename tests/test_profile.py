"""Site profiles: what recurs is learned, and dropped from every page in the same way."""
import json

import pytest
from typer.testing import CliRunner

from pipeline.article import Source
from pipeline.clean import clean
from pipeline.cli import app
from pipeline.profile import LEAST, Profile, Recurring, learn, load, write

SLOGAN = "Toàn huyện chung tay xây dựng nông thôn mới, giữ gìn đường làng ngõ xóm sáng, xanh, sạch, đẹp, an toàn và văn minh."
LEAD = ("Sáng {}/5, UBND huyện Sơn Trà tổ chức hội nghị sơ kết công tác cải cách hành chính tại xã {}, triển khai nhiệm vụ quý II; "
        "dự hội nghị có lãnh đạo các phòng, ban và Chủ tịch UBND các xã, thị trấn trên địa bàn huyện.")


def page(number: int, *more: str) -> Source:
    name = "An Bình Cường Dũng Giang".split()[number]
    lines = ["Trang chủ | Tin tức", f"Sơn Trà: Sơ kết công tác cải cách hành chính lần thứ {'một hai ba bốn năm'.split()[number]}",
             LEAD.format(number + 1, name), "Kinh tế", f"Xã {name} báo cáo tại hội nghị, các đại biểu thảo luận sôi nổi về từng nội dung.",
             SLOGAN, "Tin, ảnh: Mỹ Duyên", *more]
    return Source(path=f"{number}.txt", content="\n".join(lines), format="text", markup="text", sha256=str(number))


def test_what_recurs_is_learned_and_dropped():
    pages = [page(n) for n in range(5)]
    profile = learn(pages)
    texts = [b.text for b in profile.blocks]
    assert SLOGAN in texts
    assert "Trang chủ | Tin tức" in texts
    assert "Tin, ảnh: Mỹ Duyên" not in texts
    assert not [t for t in texts if "Sơ kết" in t]
    assert SLOGAN in clean(pages[0]).text
    known = Source(**{f: getattr(pages[0], f) for f in ("path", "content", "format", "markup", "sha256")}, furniture=profile.keys)
    article = clean(known)
    assert SLOGAN not in article.text
    assert "\nKinh tế\n" in article.text  # a short block may be a subheading
    assert article.title == clean(pages[0]).title
    assert article.byline == ["Mỹ Duyên"]


def test_what_stands_on_few_pages_is_no_furniture():
    few = [page(n, "Huyện thông báo nghỉ lễ từ ngày 30 tháng 4 đến hết ngày mùng 1 tháng 5 năm nay.") for n in range(LEAST - 1)]
    assert not [b for b in learn([*few, page(3), page(4)]).blocks if "nghỉ lễ" in b.text]


def test_headlines_are_no_furniture():
    headline = page(0).content.splitlines()[1]
    assert not [b for b in learn([page(0), *(page(n, headline) for n in range(1, 5))]).blocks if b.text == headline]


def test_a_profile_is_written_and_read(tmp_path):
    profile = Profile(pages=9, blocks=(Recurring(text="Đang truy cập: 12", pages=9),))
    write(profile, tmp_path / "p.yaml")
    assert load(tmp_path / "p.yaml") == profile
    assert "Đang truy cập: 12" in (tmp_path / "p.yaml").read_text("utf-8")
    assert profile.keys == Profile(pages=9, blocks=(Recurring(text="đang truy cập 7", pages=1),)).keys


@pytest.mark.parametrize("text", ["", "pages: x", "pages: 1\nblock: []", "a: [", "pages: 1\nblocks: [{text: '', pages: 1}]"])
def test_what_is_no_profile(tmp_path, text):
    (tmp_path / "p.yaml").write_text(text)
    with pytest.raises(ValueError, match="is no profile"):
        load(tmp_path / "p.yaml")


def test_the_commands(tmp_path):
    for n in range(5):
        (tmp_path / f"{n}.txt").write_text(page(n).content, "utf-8")
    run = CliRunner().invoke
    done = run(app, ["profile", str(tmp_path), "--out", str(tmp_path / "p.yaml")])
    assert done.exit_code == 0, done.output
    assert "on 5 pages" in done.stdout
    done = run(app, ["extract", str(tmp_path), "--out", str(tmp_path / "r.jsonl"), "--profile", str(tmp_path / "p.yaml"), "--workers", "1"])
    assert done.exit_code == 0, done.output
    records = [json.loads(x) for x in (tmp_path / "r.jsonl").read_text("utf-8").splitlines()]
    assert len(records) == 5
    assert not [r for r in records if SLOGAN in r["text"]]
    assert run(app, ["extract", str(tmp_path), "--out", str(tmp_path / "r.jsonl"), "--profile", str(tmp_path / "0.txt")]).exit_code == 2
