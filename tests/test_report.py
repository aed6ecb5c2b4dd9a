"""The report: counts, the sentence behind each row, and no text of an article ever runs."""
from __future__ import annotations

import json
import re
import shutil
from datetime import date

import pytest

from pipeline.records import Place
from pipeline.report import render, write_report
from pipeline.report.collect import collect, fold
from research import TEXT, bare, called_otherwise, rich, write

EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7*7 }}&amp;\"'"


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def page_of(*records, errors=(), as_of=None, limit=3000) -> str:
    return render(collect(records, list(errors), as_of, limit))


def test_counts_and_days():
    found = collect([rich("a"), rich("b", published="2023-07-01"), bare("c")], [{"source": "x", "stage": "read", "error": "y"}], None, 100)
    assert {k: found.counts[k] for k in ("articles", "directives", "deadlines", "targets", "errors")} == \
        {"articles": 3, "directives": 4, "deadlines": 4, "targets": 2, "errors": 1}
    assert (found.first, found.last, found.as_of) == (date(2023, 6, 2), date(2023, 7, 1), date(2023, 7, 1))
    assert (found.no_date, found.nothing, found.recurring, found.low_count) == (1, 1, 2, 2)
    assert found.timeline == [("06/2023", 2)] and found.issuers == [("Lê Văn An", 2)] and found.addressees == [("Phòng Nội vụ", 2)]
    assert found.matrix[2] == {("Lê Văn An", "Phòng Nội vụ"): 2}


def test_bodies_are_counted_by_their_full_names():
    found = collect([called_otherwise()], [], None, 10)
    assert dict(found.addressees) == {"Sở Y tế tỉnh Quảng Trị": 1, "Ủy ban nhân dân huyện": 1, "Sở Xây dựng": 1}


@pytest.mark.parametrize("limit, most, listed", [(100, 2, 2), (1, 300, 1)])
def test_targets_beyond_the_list_are_counted(monkeypatch, limit, most, listed):
    monkeypatch.setitem(collect.__globals__, "TARGETS", most)
    found = collect([rich(str(n)) for n in range(5)], [], None, limit)
    assert (len(found.targets), found.targets_left) == (listed, 5 - listed)


def test_deadlines_are_counted_over_all_articles_whatever_is_listed():
    records = [rich(str(n), published=f"2023-06-{n + 10}") for n in range(9)]
    for as_of, counted in ((date(2023, 6, 14), (0, 9)), (date(2023, 6, 15), (9, 0))):
        found = collect(records, [], as_of, 1)
        assert (found.overdue_count, found.ahead_count) == counted and len(found.overdue + found.ahead) == 1


def test_what_is_not_drawn_is_counted(monkeypatch, tmp_path):
    monkeypatch.setitem(collect.__globals__, "TOP", 1)
    undated = rich("b", published=None, place=Place())
    undated.meetings[0].date = None
    found = collect([rich("a"), rich("c"), rich("d", place=Place(province="Hà Nam")), undated], [], None, 10)
    assert (found.provinces, found.provinces_left, found.no_place) == ([("Quảng Trị", 2)], 1, 1)
    assert sum(n for _, n in found.timeline) + found.timeline_none == 4 and found.timeline_none == 1
    path = write(tmp_path / "r.jsonl", rich("a"), rich("b"))
    (tmp_path / "r.jsonl.duplicates.jsonl").write_text('{"articles": [{"id": "a", "path": "a", "similarity": 1.0}, {"id": "b", "path": "b", "similarity": 0.8}]}\n')
    errors = '{"source": "x", "stage": "read", "error": "empty"}\n' * 203
    (tmp_path / "r.jsonl.errors.jsonl").write_text(errors)
    write_report(path, tmp_path / "r.html")
    page = re.sub("<[^>]+>", "", (tmp_path / "r.html").read_text("utf-8"))
    assert "1 bài giống hệt hoặc gần giống" in page and "+ 3 mục khác không hiện" in page


def test_a_damaged_errors_file_is_told_with_its_line(tmp_path):
    path = write(tmp_path / "r.jsonl", rich())
    errors = tmp_path / "r.jsonl.errors.jsonl"
    errors.write_text('{"source": "x", "stage": "read", "error": "empty"}\n{"source": "y"\n', "utf-8")
    with pytest.raises(ValueError, match=r"errors\.jsonl, line 2: .*run `extract` again"):
        write_report(path, tmp_path / "r.html")


@pytest.mark.parametrize("as_of, is_over", [(date(2023, 6, 14), False), (date(2023, 6, 15), True)])
def test_before_a_day_is_over_on_that_day(as_of, is_over):
    found = collect([rich()], [], as_of, 100)
    assert (found.overdue_count, found.ahead_count) == ((1, 0) if is_over else (0, 1))


def test_each_row_points_to_its_sentence_as_javascript_counts():
    page = data_of(page_of(rich()))
    row, text = page["rows"][0], page["articles"][0]["text"].encode("utf-16-le")
    assert "😀" in TEXT  # one code point, two units in JavaScript
    assert text[2 * row["s"]:2 * row["e"]].decode("utf-16-le") == rich().directives[0].text


def test_texts_are_never_markup():
    record = rich(title=EVIL, warnings=[EVIL], byline=[EVIL])
    record.directives[0].issuer = record.directives[0].addressees[0] = record.targets[0].metric = record.deadlines[0].text = EVIL
    record.people[0].title = record.place.province = record.meetings[0].type = EVIL
    record.source.url = "javascript:alert(1)"
    page = page_of(record, errors=[{"source": EVIL, "stage": EVIL, "error": EVIL}])
    assert page.count("<script") == page.count("</script>") == 2 and "{{ 7*7 }}" in page and "<img" not in page and "javascript:" not in page
    assert data_of(page)["articles"][0]["title"] == EVIL and data_of(page)["articles"][0]["url"] is None


def test_the_page_needs_no_network():
    page = page_of(rich())
    assert not re.search(r'(?:src|href)="(?!#)', page) and "@import" not in page and "url(" not in page
    assert "default-src 'none'" in page


def test_the_policy_lets_the_pages_own_script_run():
    import base64
    import hashlib
    page = page_of(rich())
    script = page.rsplit("<script>", 1)[1].split("</script>")[0]
    assert f"script-src 'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in page


def test_everything_is_counted_and_the_latest_is_listed():
    records = [rich(f"{i}", published=f"2023-01-{i + 1:02d}") for i in range(20)]
    found = collect(records, [], None, 6)
    assert found.counts["directives"] == 40 and found.shown == 6
    assert [a["day"] for a in found.data["articles"]] == ["2023-01-20", "2023-01-19", "2023-01-18"]


@pytest.mark.parametrize("days, step, bars", [(("2023-01-05", "2023-03-05"), "month", 3), (("2015-01-05", "2023-03-05"), "quarter", 33), (("1990-01-05", "2023-03-05"), "year", 34)])
def test_timeline_has_no_gaps_and_few_bars(days, step, bars):
    records = [rich(f"{d}{i}") for d in days for i in range(2)]
    for record in records:
        record.meetings[0].date = record.id[:10]
    found = collect(records, [], None, 10)
    assert (found.timeline_step, len(found.timeline)) == (step, bars) and sum(n for _, n in found.timeline) == 4


@pytest.mark.parametrize("months, dropped, left", [
    ({(1978, 1): 1, (2020, 5): 9, (2021, 5): 9}, 1, {(2020, 5), (2021, 5)}),    # a stray before
    ({(2020, 5): 9, (2021, 5): 9, (2203, 1): 1}, 1, {(2020, 5), (2021, 5)}),    # and after
    ({(2018, 5): 1, (2020, 5): 9, (2021, 5): 9}, 0, {(2018, 5), (2020, 5), (2021, 5)}),  # not far
    ({(1978, 1): 9, (2020, 5): 9}, 0, {(1978, 1), (2020, 5)}),                  # not few
    ({}, 0, set())])
def test_strays_do_not_flatten_the_timeline(months, dropped, left):
    from collections import Counter
    from pipeline.report.collect import _drop_strays
    counted = Counter(months)
    assert (_drop_strays(counted), set(counted)) == (dropped, left)


def test_no_records_at_all():
    assert "Không có dữ liệu" in page_of()


def test_two_languages_for_every_word():
    import yaml
    from pipeline.report import HERE
    words = yaml.safe_load((HERE / "words.yaml").read_text("utf-8"))
    assert all(len(pair) == 2 and all(isinstance(w, str) and w for w in pair) for pair in words.values())
    used = set(re.findall(r"w\('([a-z_]+)'\)|words\.([a-z_]+)", (HERE / "template.html").read_text("utf-8")))
    assert {a or b for a, b in used} - {"nav_"} <= set(words)


def test_searching_needs_no_accents():
    assert fold("Đề  nghị ỦY BAN") == "de nghi uy ban"


def test_command(tmp_path):
    path = write(tmp_path / "r.jsonl", rich())
    (tmp_path / "r.jsonl.errors.jsonl").write_text('{"source": "x.txt", "stage": "read", "error": "empty"}\n', encoding="utf-8")
    assert "1 articles, 2 directives" in write_report(path, tmp_path / "r.html")
    assert "x.txt" in (tmp_path / "r.html").read_text("utf-8")
    with pytest.raises(ValueError, match="2023-06-30"):
        write_report(path, tmp_path / "r.html", day="30/6/2023")
    with pytest.raises(ValueError, match="input itself"):
        write_report(path, path)


# ------------------------------------------------------------------ in a browser

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed; apt-get install chromium")
def test_in_a_browser(tmp_path):
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs requirements-review.txt")
    record = rich("a", title=EVIL)
    record.people[0].title = EVIL
    others = [rich(f"{i}", published="2022-01-01") for i in range(60)]
    (tmp_path / "r.html").write_text(page_of(record, *others), encoding="utf-8")
    with sync_api.sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 900})
        said: list[str] = []
        page.on("console", lambda m: said.append(m.text))
        page.on("pageerror", lambda e: said.append(str(e)))
        page.on("dialog", lambda d: (said.append(d.message), d.dismiss()))
        page.on("request", lambda r: said.append(r.url) if not r.url.startswith("file:") else None)
        page.goto((tmp_path / "r.html").as_uri())
        assert page.text_content("#found") == "122" and page.locator("#rows tr").count() == 100
        page.click("#more")
        assert page.locator("#rows tr").count() == 122
        page.fill("#q", "ra soat ho so")
        assert page.text_content("#found") == "61"
        page.locator("#rows button").first.click()
        assert page.text_content("#article mark") == record.directives[0].text and page.text_content("#article-title") == EVIL
        assert page.get_attribute("#article-url", "href").startswith("https://example.gov.vn/tin?id=1#:~:text=%3DPh")
        address = page.url
        page.evaluate("articles[0].url += '#dau'; articles[0].text = 'x' + '😀'.repeat(400); open(0, 0, 801)")  # cut at no half of a sign
        assert page.get_attribute("#article-url", "href").endswith("#dau:~:text=x" + "%F0%9F%98%80" * 299)
        page.click("#close")
        page.click("[data-set-lang=en]")
        assert page.locator("h1 .en").is_visible() and not page.locator("h1 .vi").is_visible()
        page.click("#clear")
        page.select_option("#due", "1")
        page.locator(".years button").first.click()
        assert page.text_content("#found") == "61"
        page.goto("about:blank")
        page.goto(address)  # the address of a sentence opens it
        assert page.text_content("#article mark") == record.directives[0].text
        page.set_viewport_size({"width": 390, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        browser.close()
    assert said == []
