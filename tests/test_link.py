"""Links across articles: what is the same, what only looks like it, and that the cost stays near linear."""
from __future__ import annotations

import csv
import random
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))

from evaluate_links import PAIRS, evaluate, records_of
import pipeline.link
from pipeline.link import DAYS, Item, history, history_of, link, same, write_links
from pipeline.link_documents import number_key
from pipeline.link_words import compatible, likeness, name_words, numbers, words
from pipeline.records import Directive, Document, Place
from research import bare, rich, write

ALL = yaml.safe_load(PAIRS.read_text("utf-8"))


# Floors: raised when the linking gets better, never lowered.
@pytest.mark.parametrize("half, precision, recall", [("dev", 0.90, 1.0), ("test", 1.0, 1.0)])
def test_quality_on_written_pairs(half, precision, recall):
    p, r, wrong = evaluate([pair for pair in ALL if pair["half"] == half])
    assert p >= precision and r >= recall, wrong


def test_the_order_of_articles_does_not_matter():
    records = records_of(ALL)
    wanted = {(r.cluster_id, r.key) for r in link(records)}
    random.Random(1).shuffle(records)
    assert {(r.cluster_id, r.key) for r in link(records)} == wanted


def test_the_same_article_twice_is_not_two_tellings():
    assert link([rich("a"), rich("a")]) == []


def test_two_portals_tell_one_meeting():
    rows = link([rich("a"), rich("b", published="2023-06-05")])
    assert sorted({(r.kind, r.articles) for r in rows}) == [("directive", 2), ("document", 2), ("target", 2)]
    assert {r.key for r in rows} >= {"a/directives/0", "b/directives/0", "a/targets/0", "b/documents/0"}


@pytest.mark.parametrize("end, wanted", [("kết quả rà soát hồ chứa", True), ("kết quả thực hiện", False)])
def test_the_name_of_who_tells_is_no_likeness(end, wanted):
    def article(name: str, text: str):
        return bare(name, text, published=DAY.isoformat(), directives=[
            Directive(text=text, issuer="Thủ tướng Chính phủ", kind="order", span=(0, len(text)), confidence=1)])
    pair = [article("a", "vượt thẩm quyền báo cáo Thủ tướng Chính phủ" if not wanted else f"báo cáo Thủ tướng Chính phủ {end} lớn"),
            article("b", f"báo cáo Thủ tướng Chính phủ {end}")]
    assert bool(link(pair)) is wanted


def test_an_article_tells_a_thing_once():
    def article(name: str, times: int):
        return bare(name, f"{TOLD}\n" * times, published=DAY.isoformat(), directives=[
            Directive(text=TOLD, issuer="Sở Nông nghiệp", kind="order", span=(n * (len(TOLD) + 1), n * (len(TOLD) + 1) + len(TOLD)), confidence=1)
            for n in range(times)])
    rows = link([article("a", 2), article("b", 1)])
    assert sorted(r.article_id for r in rows) == ["a", "b"], "of two that are alike in one article, one"


@pytest.mark.parametrize("a, b, same", [
    ("435/QĐ-UBND", "435 / QĐ -UBND", True), ("435/QĐ-UBND", "435/QĐ–UBND", True), ("61/2018/NĐ-CP", "61/2018/NĐ-CP", True), ("07/CT-TTg", "7/CT-TTg", True),
    ("435/QĐ-UBND", "436/QĐ-UBND", False), ("435/QĐ-UBND", "435/QĐ-TTg", False), ("98", "98", True), ("Quyết định số 435/QĐ-UBND", "435/QĐ-UBND", True)])
def test_numbers_of_documents(a, b, same):
    assert (number_key(a) == number_key(b) != "") is same


def cite(name: str, number: str, date: str | None, published: str | None = None, province: str | None = None):
    return bare(name, number, published=published, place=Place(province=province),
                documents=[Document(text=number, type="Quyết định", number=number, date=date, span=(0, len(number)))])


def test_an_undated_citation_joins_the_latest_before_it():
    rows = link([cite("a", "1/QĐ-UBND", "2020-01-05", "2020-02-01", "Hà Nam"), cite("b", "1/QĐ-UBND", "2023-01-05", "2023-02-01", "Hà Nam"),
                 cite("c", "1/QĐ-UBND", None, "2021-06-01", "Hà Nam"), cite("d", "1/QĐ-UBND", None, "2023-06-01", "Hà Nam")])
    clusters = {}
    for r in rows:
        clusters.setdefault(r.cluster_id, []).append(r.article_id)
    assert sorted(clusters.values()) == [["a", "c"], ["b", "d"]]


def test_an_undated_citation_of_an_undated_article_joins_no_one_of_several():
    dated = [cite("a", "1/QĐ-UBND", "2020-01-05", "2020-02-01", "Hà Nam"), cite("b", "1/QĐ-UBND", "2023-01-05", "2023-02-01", "Hà Nam")]
    unknown = cite("c", "1/QĐ-UBND", None, None, "Hà Nam")
    assert link([*dated, unknown]) == []
    assert {r.article_id for r in link([dated[0], unknown])} == {"a", "c"}, "the only one"


DAY = date(2023, 6, 2)
TOLD = "rà soát, sửa chữa các hồ chứa nước bị hư hỏng trước mùa mưa bão"


def told(text: str = TOLD, day: date | None = DAY, **more) -> Item:
    return Item("directive", "a/directives/0", "a", text, day, frozenset(), words(text), numbers(text), **{"issuer": name_words("Sở Nông nghiệp")} | more)


@pytest.mark.parametrize("other, wanted", [
    (told(), True),
    (told(day=DAY + timedelta(DAYS)), True), (told(day=DAY + timedelta(DAYS + 1)), False),
    (told(due=DAY), True), (told(due=DAY + timedelta(1)), False),
    (told(addressees=(name_words("UBND huyện Mẫu"),)), True), (told(addressees=(name_words("Sở Y tế"),)), False),
    (told(issuer=name_words("Sở Y tế")), False), (told(issuer=frozenset()), True),
    (told(issuer=name_words("Lò Văn Mẫu"), by_person=True), True),  # a person who may speak for the body
    (told(TOLD + " 2023 tại 5 xã"), True), (told(TOLD + " tại 7 xã"), False),  # other figures than "5 xã"
    (told("mua thuốc và vật tư y tế cho bệnh viện huyện"), False)])
def test_what_tells_two_directives_apart(other, wanted):
    one = told(TOLD + " tại 5 xã" if other.numbers else TOLD, due=DAY, addressees=(name_words("Ủy ban nhân dân huyện Mẫu"),))
    assert bool(same(one, other)) is bool(same(other, one)) is wanted


def test_without_a_day_only_all_but_the_same_words_are_one():
    nearly = told("sửa chữa các hồ chứa nước bị hư hỏng trước mùa mưa", day=None)
    assert 0.7 < likeness(told().words, nearly.words) < 0.9
    assert same(told(), told(day=None)) and not same(told(), nearly)
    assert same(told(), told("sửa chữa các hồ chứa nước bị hư hỏng trước mùa mưa")), "with one, they are"
    assert not same(told(), told(day=None, issuer=frozenset())), "nor where one does not say who tells"


@pytest.mark.parametrize("a, b, least, most", [
    ("Sở Y tế hoàn thành mua sắm thuốc", "Sở Y tế hoàn thành mua sắm thuốc", 1, 1),
    ("rà soát thủ tục hành chính", "rà soát TTHC", 1, 1),
    ("UBND huyện rà soát hộ nghèo trên địa bàn", "Ủy ban nhân dân huyện rà soát các hộ nghèo trên địa bàn huyện", 0.8, 1),
    # a text that another holds whole: from six words on no chance
    ("sửa chữa hồ chứa nước lớn", "sửa chữa hồ chứa nước lớn " + "trước mùa mưa bão năm tới ở mọi nơi xa gần đều vậy", 0.85, 0.85),
    ("sửa chữa hồ chứa nước", "sửa chữa hồ chứa nước " + "trước mùa mưa bão năm tới ở mọi nơi xa gần đều vậy", 0.4, 0.6),
    ("trồng rừng", "mua thuốc", 0, 0), ("", "mua thuốc", 0, 0)])
def test_likeness(a, b, least, most):
    assert least <= likeness(words(a), words(b)) == likeness(words(b), words(a)) <= most


def test_numbers_are_compared_without_years_and_zeros():
    assert numbers("trước 05/6/2023, 8/2021, đạt 98,5%") == {"5/6", "8", "98,5"}


@pytest.mark.parametrize("a, b, wanted", [("UBND huyện", "Ủy ban nhân dân huyện Hải Lăng", True), (None, "x", True), ("Sở Y tế", "Sở Xây dựng", False)])
def test_compatible_names(a, b, wanted):
    assert compatible(name_words(a), name_words(b)) is compatible(name_words(b), name_words(a)) is wanted


@pytest.mark.parametrize("name", ["out.csv", "out.jsonl", "out.parquet"])
def test_table_of_clusters(tmp_path, name):
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow", reason="needs requirements-research.txt (make research)")
    path = write(tmp_path / "r.jsonl", rich("a"), rich("b"))
    assert "2 directives, 1 targets, 1 documents" in write_links(path, tmp_path / name)
    if name.endswith("csv"):
        with (tmp_path / name).open(encoding="utf-8-sig", newline="") as f:
            rows = list(csv.DictReader(f))
        assert any(r["text"].startswith("'=Phòng Nội vụ") for r in rows) and len(rows) == 8
    with pytest.raises(ValueError, match="parquet"):
        write_links(path, tmp_path / "x.doc")


def test_the_records_are_not_overwritten(tmp_path):
    path = write(tmp_path / "r.jsonl", rich("a"))
    with pytest.raises(ValueError, match="input itself"):
        write_links(path, tmp_path / "." / "r.jsonl")
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(IsADirectoryError, match="is a folder"):
        write_links(path, tmp_path / "folder.csv")
    assert path.read_bytes() == write(tmp_path / "s.jsonl", rich("a")).read_bytes()


def test_history_of_a_document_and_of_a_body(tmp_path):
    path = write(tmp_path / "r.jsonl", rich("b", published="2024-01-01"), rich("a"), bare("c"))
    assert [(e.day, e.what, e.article_id) for e in history_of(path, "Quyết định số 435/QĐ-UBND")] == [("2023-06-02", "document", "a"), ("2024-01-01", "document", "b")]
    assert [e.what for e in history_of(path, "Phòng Nội vụ")] == ["addressee", "addressee"]
    assert [e.what for e in history([rich()], "ủy ban nhân dân huyện hải lăng")] == ["mention"] == [e.what for e in history([rich()], "UBND huyện")]
    assert history([rich()], "Sở Không Có") == [] == history([rich()], "436/QĐ-UBND")
    assert "435/QĐ-UBND" in str(history([rich()], "435/QĐ-UBND")[0])


@pytest.mark.parametrize("name, found", [("Nghị quyết 98", ["a"]), ("nghị quyết số 98", ["a"]), ("98", ["a", "b"]), ("Quận 98", []), ("Nghị quyết 9", [])])
def test_history_of_a_document_by_type_and_number(name, found):
    cited = [bare(key, f"{kind} 98", documents=[Document(text=f"{kind} 98", type=kind, number="98", span=(0, len(kind) + 3))])
             for key, kind in (("a", "Nghị quyết"), ("b", "Nghị định"))]
    assert [e.article_id for e in history(cited, name)] == found


@pytest.mark.parametrize("name", ["", "  ", "các", "và của"])
def test_a_name_that_names_nothing_is_refused(name):
    with pytest.raises(ValueError, match="names nothing"):
        history([rich()], name)


def test_history_tells_an_article_once():
    assert len(history([rich("a"), rich("a")], "UBND huyện")) == 1


def test_history_command_sends_no_control_characters_and_says_when_nothing_is_found(tmp_path):
    from typer.testing import CliRunner
    from pipeline.cli import app
    path = write(tmp_path / "r.jsonl", rich(title="\x1b]0;owned\x07 \x1b[31mTin"))
    done = CliRunner().invoke(app, ["history", str(path), "UBND huyện"])
    assert done.exit_code == 0 and "Tin" in done.stdout and not set("\x1b\x07") & set(done.stdout)
    done = CliRunner().invoke(app, ["history", str(path), "Sở Không Có"])
    assert (done.exit_code, done.stdout) == (0, "") and "nothing found on Sở Không Có" in done.stderr


def test_four_times_the_articles_take_not_sixteen_times_the_comparisons(monkeypatch):
    def batch(n: int) -> list:
        return [rich(f"{i}", published=f"{2000 + i // 300}-{i // 25 % 12 + 1:02d}-{i % 25 + 1:02d}", place=Place(province=f"Tỉnh {i % 40}")) for i in range(n)]

    def comparisons(records: list) -> int:
        asked = []
        monkeypatch.setattr(pipeline.link, "same", lambda a, b: asked.append(1) or same(a, b))
        link(records)
        return len(asked)

    small, large = comparisons(batch(150)), comparisons(batch(600))
    assert small > 0 and large < 8 * small
