"""Articles in pages, as pages marked up line by line: what is kept, what is left out."""
import hashlib
import textwrap
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Source
from pipeline.byline import labelled, names, signed
from pipeline.clean import CleaningError, clean
from pipeline.segment import segment
from pipeline.vocabulary import entries
from pipeline.rows import Row
from pipeline.offsets import _TO_LATIN, Traced

LONG = ("Sáng 12/5, UBND huyện Sơn Trà tổ chức hội nghị sơ kết công tác cải cách hành chính quý I, triển khai nhiệm vụ quý II; "
        "dự hội nghị có lãnh đạo các phòng, ban và Chủ tịch UBND các xã, thị trấn trên địa bàn huyện.")
MORE = ("Báo cáo tại hội nghị nêu rõ, tỷ lệ hồ sơ giải quyết đúng hạn đạt 97,4%; tuy nhiên, việc số hóa kết quả còn chậm, "
        "một số xã chưa bố trí đủ trang thiết bị cho bộ phận tiếp nhận và trả kết quả.")
LAST = ("Kết luận hội nghị, Chủ tịch UBND huyện Đàm Quang Vĩ yêu cầu các xã, thị trấn hoàn thành việc rà soát thủ tục "
        "trước ngày 15/6, báo cáo kết quả về Phòng Nội vụ huyện để tổng hợp.")
TITLE = "Sơn Trà: Sơ kết công tác cải cách hành chính quý I"
KINDS = {"T": "title", "B": "body", "C": "caption"}


def source(content: str, markup: str = "text", **more) -> Source:
    return Source(path="x", content=content, format=markup, markup=markup,
                  sha256=hashlib.sha256(content.encode("utf-8", "replace")).hexdigest(), **more)


def check(article: Article, content: str) -> None:
    """What holds for every article."""
    # a line of the text is a line of the article, but for furniture glued to its ends
    shown = article.text.split("\n")
    assert [article.text.count("\n", 0, x.start) for x in article.lines] == list(range(len(shown)))
    assert all(article.text[x.start:x.end] and article.text[x.start:x.end] in line for x, line in zip(article.lines, shown))
    assert len(article.origins) == len(article.text)
    assert unicodedata.is_normalized("NFC", article.text)
    for char, at in zip(article.text, article.origins):
        assert -1 <= at < len(content)
        if at >= 0 and char.isalpha():
            assert content[at] == "&" or unicodedata.normalize("NFD", char)[0] == unicodedata.normalize("NFD", content[at].translate(_TO_LATIN))[0]
    assert sum(x.kind == "title" for x in article.lines) <= 1


def page(marked: str, **more) -> Article:
    """Clean a page whose lines are marked "T ", "B ", "C " (kept) or "- " (left out), "= " for a
    repetition that is left out; the article must hold exactly the kept ones."""
    lines = [line.strip() for line in marked.strip().splitlines()]
    marks = [line.split(" ", 1) if line else ("", "") for line in lines]
    content = "\n".join(text for _, text in marks)
    article = clean(source(content, **more))
    check(article, content)
    kept = [(KINDS[m], t) for m, t in marks if m in KINDS]
    assert [(x.kind, article.text[x.start:x.end]) for x in article.lines] == kept
    return article


# ------------------------------------------------------------------ pages as text

def test_a_page_with_everything():
    article = page(f"""
        - Truy cập nội dung luôn
        - CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SƠN TRÀ
        - Thứ Hai, ngày 15 tháng 5 năm 2023
        - Trang chủ | Giới thiệu | Tin tức | Liên hệ
        - Đang truy cập : 12
        - Chi tiết tin
        T {TITLE}
        - Thứ sáu - 12/05/2023 16:40
        - Lượt xem: 214
        - Cỡ chữ: A- A A+
        B {LONG}
        = {TITLE}
        - /uploads/2023/hoi-nghi.jpg
        C Quang cảnh hội nghị
        B {MORE}
        B Một số hạn chế
        B {LAST}
        - Tin, ảnh: Mỹ Duyên - Thế Hào
        - Tổng số điểm của bài viết là: 5 trong 1 đánh giá
        - Chia sẻ Facebook Zalo
        - Các tin khác
        - Chủ tịch UBND huyện Đàm Quang Vĩ tiếp công dân định kỳ (02/05/2023)
        - 96% trường học đạt chuẩn quốc gia
        - Chịu trách nhiệm nội dung: Ông Đàm Quang Vĩ
        - Điện thoại: 0236 000 000""")
    assert article.title == TITLE
    assert article.published == "2023-05-12T16:40:00+07:00"
    assert article.byline == ["Mỹ Duyên", "Thế Hào"]
    assert article.portal == "CỔNG THÔNG TIN ĐIỆN TỬ HUYỆN SƠN TRÀ"


def test_a_bare_article():
    article = page(f"T {TITLE}\nB {LONG}\nB {MORE}")
    assert article.published is None
    assert article.byline == []
    assert article.portal is None


def test_an_article_without_a_headline():
    article = page(f"B {LONG}\nB {MORE}")
    assert article.title is None


@pytest.mark.parametrize("title", [
    "Có nên giao thêm quyền cho cấp xã trong giải quyết thủ tục đất đai?",  # ends like a sentence
    "SƠN TRÀ SƠ KẾT CÔNG TÁC CẢI CÁCH HÀNH CHÍNH",
    "“Một cửa” không chờ, không hẹn",
])
def test_headlines(title):
    assert page(f"- Tin tức\nT {title}\nB {LONG}\nB {MORE}").title == title


@pytest.mark.parametrize("ticker", [
    "TIN NÓNG: Giá xăng giảm từ 15 giờ hôm nay • Phó Chủ tịch tỉnh tiếp đoàn doanh nghiệp nước ngoài • Mưa lớn ở miền núi",
    "0:00 / 6:12 Giọng nữ 1x",
    "Cỡ chữ: A A A Đọc bài viết In bài",
    "Trang chủ / Tin tức - Sự kiện / Cải cách hành chính",
])
def test_furniture_is_no_headline(ticker):
    assert page(f"- {ticker}\nT {TITLE}\n- 12/05/2023\nB {LONG}\nB {MORE}").title == TITLE


def test_a_row_s_title():
    assert page(f"T {TITLE}\nB {LONG}", title=TITLE).title == TITLE
    article = clean(source(f"{LONG}\n{MORE}", title=TITLE))  # not in the text: set before it
    assert article.lines[0].kind == "title"
    assert article.text.startswith(TITLE + "\n")
    assert article.origins[:3] == [-1, -1, -1]


def test_a_lead_that_repeats():
    page(f"T {TITLE}\nB {LONG}\n= {LONG}\nB {MORE}\n= {LONG}\nB {LAST}")
    cut = LONG[:80].rstrip() + "..."
    page(f"T {TITLE}\n= {cut}\nB {LONG}\nB {MORE}")


def test_a_subheading_that_repeats_at_once():
    page(f"T {TITLE}\nB {LONG}\nB Những kết quả bước đầu\n= Những kết quả bước đầu\nB {MORE}")


def test_news_inside_the_article():
    page(f"T {TITLE}\nB {LONG}\n- Tin liên quan\n- Khai trương bộ phận một cửa xã Hòa Sơn\nB {MORE}\nB {LAST}\nB {LONG[5:]}")


def test_short_items_of_a_list_stay():
    page(f"T {TITLE}\nB {LONG}\nB Huyện đặt ra các chỉ tiêu:\nB - 100% hồ sơ được số hóa;\nB - Giảm 2 thủ tục.\nB {MORE}")


def test_contacts_inside_a_notice_stay():
    page(f"T {TITLE}\nB {LONG}\nB Địa chỉ: số 10 đường Hòa Bình, thị trấn Sơn Trà\nB {MORE}\n- Tin khác\n- Điện thoại: 0236 000 000")


@pytest.mark.parametrize("last", [
    "Thống kê cho thấy, toàn huyện có 12 xã đạt chuẩn.",
    "Chịu trách nhiệm về nội dung báo cáo là thủ trưởng các phòng, ban.",
    "Số lượt khách đến huyện tăng 12% so với cùng kỳ.",
    "Hội nghị kết thúc vào lúc 17 giờ cùng ngày",  # its full stop forgotten, before a signature
    "Thảo luận",
])
def test_sentences_that_begin_like_furniture(last):
    page(f"T {TITLE}\nB {LONG}\nB {MORE}\nB {last}\nB {LAST}\n- Thu Hạnh")
    if last != "Thảo luận":
        page(f"T {TITLE}\nB {LONG}\nB {MORE}\nB {last}\n- Thu Hạnh\n- Tin khác")


def test_a_notice_ends_in_labels_and_values():
    page(f"T {TITLE}\nB {LONG}\nB {MORE}\nB Thời gian: 8 giờ 00, ngày 20/5/2023\nB Địa điểm: Hội trường UBND huyện\n- Lượt xem: 12")


def test_pictures_under_a_byline():
    page(f"T {TITLE}\nB {LONG}\nB {MORE}\n- Nguồn: Bản tin huyện\nC Một số hình ảnh tại hội nghị\n"
         "C Ông Đàm Quang Vĩ, Phó Bí thư Huyện ủy, Chủ tịch\nC Ủy ban nhân dân huyện phát biểu chỉ đạo\n- Lượt xem: 12")


def test_markdown():
    article = clean(source(f"# {TITLE}\n\n### Nội dung chính\n\n## {TITLE}\n\n**{LONG}**\n\n{MORE[:60]}\n{MORE[60:].lstrip()}\n\n"
                           "*Quang cảnh hội nghị (Hình từ Internet)*\n\n## Nhiệm vụ [thời gian tới](https://x.example.vn)\n\n"
                           f"{LAST[:70]}**{LAST[70:]}**"))
    assert article.text.split("\n") == [TITLE, LONG, MORE[:60].rstrip() + " " + MORE[60:].lstrip(),
                                        "Quang cảnh hội nghị (Hình từ Internet)", "Nhiệm vụ thời gian tới", LAST]
    assert [x.kind for x in article.lines] == ["title", "body", "body", "caption", "body", "body"]


def wrap(text: str, width: int = 72) -> str:
    return "\n".join(textwrap.wrap(text, width))


def test_paragraphs_broken_at_a_width():
    content = f"{TITLE}\n\n{wrap(LONG)}\n\n{wrap(MORE)}\n{wrap(LAST)}\n\nThu Hạnh"
    article = clean(source(content))
    check(article, content)
    assert article.text.replace("\n", " ") == f"{TITLE} {LONG} {MORE} {LAST}"
    assert article.text.startswith(f"{TITLE}\n{LONG}\n{MORE}")
    assert article.byline == ["Thu Hạnh"]


def test_a_headline_wider_than_the_paragraphs_under_it_is_not_joined():
    long = "Sơn Trà: Sơ kết công tác cải cách hành chính quý I và triển khai nhiệm vụ quý II"
    assert len(long) > 1.1 * 60
    assert clean(source(f"{long}\n{wrap(LONG, 60)}\n\n{wrap(MORE, 60)}")).text == f"{long}\n{LONG}\n{MORE}"


def test_headlines_are_not_joined():
    heads = ["Khai trương bộ phận tiếp nhận và trả kết quả xã Hòa Sơn", "Phó Chủ tịch UBND huyện kiểm tra công tác phòng dịch",
             "Trao tặng 12 căn nhà cho hộ nghèo dịp đầu năm mới"]
    page(f"T {TITLE}\nB {LONG}\nB {MORE}\nB {LAST}\n\n- Tin khác\n" + "\n".join(f"- {h}" for h in heads))


def test_an_exported_record():
    article = clean(source(f"Title: {TITLE} - Báo Sơn Trà\nSource: Báo Sơn Trà\nLink: https://x.example.vn/a.html\nPublished Date: Thứ sáu, "
                           f"12/5/2023, 10:43 (GMT+7)\nAuthor: Mỹ Duyên\nTags: cải cách, hành chính\nSummary: Sáng 12/5 ...\n"
                           f"Content: {LONG}\n{MORE}"))
    assert article.text == f"{TITLE}\nContent: {LONG}\n{MORE}", "the field's name stays, as other furniture glued to a paragraph"
    assert [article.text[line.start:line.end] for line in article.lines] == [TITLE, LONG, MORE], "and is never read"
    assert (article.title, article.published) == (TITLE, "2023-05-12T10:43:00+07:00")
    assert article.byline == ["Báo Sơn Trà", "Mỹ Duyên"]


def test_fields_after_the_content_of_an_exported_record():
    article = clean(source(f"Title: {TITLE}\nLink: https://x.example.vn/a.html\nPublished Date: 12/5/2023, 10:43\nContent: {LONG}\n{MORE}\n"
                           "Author: Mỹ Duyên\nCategory: Thời sự\nComments: 2\nComment_1: Phải phạt thật nặng, 5% giá trị hợp đồng mới sợ.\n"
                           "crawl_ts: 2024-07-21T02:11:09Z"))
    assert article.text == f"{TITLE}\nContent: {LONG}\n{MORE}"
    assert (article.byline, article.published) == (["Mỹ Duyên"], "2023-05-12T10:43:00+07:00")


@pytest.mark.parametrize("content", [
    f"{TITLE}\nSource: Báo Sơn Trà\nContent: {LONG}\n{MORE}",  # two names are no record: articles quote such words
    f"{TITLE}\n{MORE}\n{LAST}\nTitle: Sơn Trà\nSource: Báo Sơn Trà\nContent: {LONG}",  # a record begins at the top
])
def test_words_that_are_no_exported_record(content):
    article = clean(source(content))
    assert "Content: " + LONG in [article.text[line.start:line.end] for line in article.lines]


def test_a_short_line_may_come_twice_and_a_paragraph_not():
    twice = "- Giải Nhì: 02 giải, mỗi giải 5 triệu đồng;"
    page(f"T {TITLE}\nB {LONG}\nB Bảng A:\nB {twice}\nB Bảng B:\nB {twice}\nB {MORE}\n= {LONG}\nB {LAST}")


def test_breadcrumbs_menus_and_players_are_no_headlines():
    for above in ("Trang chủ › Tin nổi bật › Thông tin dịch bệnh\n{}", "Giới thiệu | Văn bản | Công khai | Hỏi đáp | Góp ý của dân\n{}",
                  "{}\nNghe bài viết   ▶  Giọng nữ miền Bắc   1x"):
        article = clean(source(above.format("Ngày 17/8: Thêm 2.214 ca mắc mới, không có ca tử vong") + f"\n{LONG}\n{MORE}"))
        assert article.text == f"Ngày 17/8: Thêm 2.214 ca mắc mới, không có ca tử vong\n{LONG}\n{MORE}"


def test_comments_and_questions_under_the_text():
    for below in ("0 Thích  Chia sẻ  Bình luận (7)\nMinh Tâm: Phải đánh thuế thật cao, bốn mươi phần trăm như nước ngoài mới sợ!",
                  "Bạn đọc có câu hỏi? Gửi ngay cho luật sư\n\nCâu hỏi thường gặp\n\n- Lương hưu tăng 15% từ khi nào?"):
        assert clean(source(f"{TITLE}\n\n{LONG}\n\n{MORE}\n\n{below}")).text == f"{TITLE}\n{LONG}\n{MORE}"


def test_a_login_above_the_headline_makes_no_stamp():
    article = clean(source(f"Thứ tư, 23/10/2024  E-paper  Đăng nhập\nXã hội / Thời sự\n{TITLE}\nThứ Ba, 22/10/2024 - 16:05\n{LONG}\n{MORE}"))
    assert article.published == "2024-10-22T16:05:00+07:00"


# ------------------------------------------------------------------ dates

@pytest.mark.parametrize(("above", "below", "published"), [
    ("", "24/02/2023", "2023-02-24"),
    ("24/02/2023", "", "2023-02-24"),
    ("Tin tức sự kiện 13 Tháng Mười Hai 2023 2:00:00 CH", "", "2023-12-13T14:00:00+07:00"),
    ("Thứ Hai, ngày 26 tháng 10 năm 2020", "", None),  # the day of the visit
    ("Thứ Hai, ngày 26 tháng 10 năm 2020", "(Ngày đăng: 23/07/2020)", "2020-07-23"),
    ("Thứ Hai, 26/10/2020, 09:15", "23/07/2020", "2020-07-23"),
    ("Thứ Hai, 26/10/2020, 09:15\nTrang chủ | Tin tức", "", None),
    ("Thứ Hai, 26/10/2020, 09:15", "", "2020-10-26T09:15:00+07:00"),  # right above the headline, and the only one
    ("", "", None),
])
def test_published(above, below, published):
    article = clean(source(f"{above}\n\n{TITLE}\n{below}\n\n{LONG}\n{MORE}"))
    assert article.published == published


@pytest.mark.parametrize("below", ["Giờ đăng: 17:00 18/09/2025", "Cập nhật: 18/09/2025 17:00"])
def test_published_under_the_text(below):
    article = clean(source(f"{TITLE}\n{LONG}\n{MORE}\nTheo Báo Sơn Trà\nLink bài viết gốc: https://x.example.vn/a\n{below}"))
    assert article.published == "2025-09-18T17:00:00+07:00"


def test_dates_that_are_not_the_page_s():
    article = clean(source(f"{TITLE}\n{LONG}\nNgày 12/5/2023:\n{MORE}\n{LAST}\nTin khác\nHọp báo (20/05/2023)\n21/05/2023"))
    assert article.published is None


def test_the_row_s_date_wins():
    assert clean(source(f"{TITLE}\n24/02/2023\n{LONG}", published="2023-02-25")).published == "2023-02-25"


# ------------------------------------------------------------------ bylines

@pytest.mark.parametrize(("line", "found"), [
    ("Tin, ảnh: Thu Hạnh", ["Thu Hạnh"]),
    ("Bài và ảnh: Đình An - Tố Như", ["Đình An", "Tố Như"]),
    ("Tin: Vân Khánh - Ảnh: Đàm Thanh", ["Vân Khánh", "Đàm Thanh"]),
    ("Tác giả bài viết: Bàn Thị Hiền", ["Bàn Thị Hiền"]),
    ("Nguồn: Bản tin Cải cách hành chính tỉnh", ["Bản tin Cải cách hành chính tỉnh"]),
    ("Theo Báo Sơn Trà", ["Báo Sơn Trà"]),
    ("Theo Mai Chí – www.sontra.example.vn", ["Mai Chí", "www.sontra.example.vn"]),
    ("Lê Quang Nghĩa", ["Lê Quang Nghĩa"]),
    ("THÙY LINH", ["THÙY LINH"]),
    ("V.T", ["V.T"]),
    ("PV", ["PV"]),
    ("Phòng Nội vụ huyện", ["Phòng Nội vụ huyện"]),
])
def test_bylines_under_the_text(line, found):
    article = clean(source(f"{TITLE}\n{LONG}\n{MORE}\n{line}\nIn trang"))
    assert article.byline == found
    assert article.text.endswith(MORE)


@pytest.mark.parametrize("line", [
    "PV: Thưa ông, huyện đã chuẩn bị thế nào cho kỳ họp?", "Tương phản", "Stt", "Tin khác", "Ảnh: Quang cảnh buổi họp giao ban",
    "Nguồn vốn được giao đã phân bổ hết.", "Văn phòng đã tham mưu ban hành 12 văn bản.", "Theo quy định tại Luật Đất đai",
])
def test_lines_that_sign_nothing(line):
    assert not labelled(line)
    assert not signed(line)


def test_names_of_a_byline():
    assert names("Tin, ảnh: Mỹ Duyên, Thế Hào và Lan Chi") == ["Mỹ Duyên", "Thế Hào", "Lan Chi"]


# ------------------------------------------------------------------ what is glued to a paragraph

BODY = " ".join([LONG, MORE, LAST])


@pytest.mark.parametrize("tail", [
    " Bình luận (0) Tổng biên tập: Vũ Đức Toàn Phó tổng biên tập: Lâm Thế Dũng Tổng thư ký tòa soạn: Đức An Bình luận (0)",
    " Tags: cải cách hành chính, Sơn Trà", " Lượt xem: 135", " Chia sẻ Facebook Zalo", " Từ khóa: một cửa",
    " Tin liên quan: Khai trương bộ phận một cửa",
])
def test_furniture_glued_to_the_end(tail):
    article = clean(source(f"{TITLE}\n{BODY}{tail}"))
    assert article.text == f"{TITLE}\n{BODY}{tail}"  # the line is the paragraph's
    assert [article.text[x.start:x.end] for x in article.lines] == [TITLE, BODY]  # but nothing reads its end
    assert segment(article).sentences[-1].end == len(f"{TITLE}\n{BODY}")


@pytest.mark.parametrize("tail", [
    " Số lượt xem các video hướng dẫn đạt 1.200 lượt.", " Huyện sẽ chia sẻ dữ liệu với các sở, ngành.",
    " Ý kiến của các xã được tiếp thu, bình luận trên mạng xã hội được theo dõi.",
])
def test_sentences_at_the_end_stay(tail):
    assert clean(source(f"{TITLE}\n{BODY}{tail}")).text == f"{TITLE}\n{BODY}{tail}"


def test_a_glued_caption_and_signature():
    article = clean(source(f"Lãnh đạo huyện trao thưởng tại hội nghị. Ảnh: Đức An Nhiều chuyển biến trong công tác này. {BODY} Minh Ánh"))
    assert [x.kind for x in article.lines] == ["caption", "body"]
    assert article.text.split("\n")[0].endswith("Ảnh: Đức An")
    assert article.byline == ["Minh Ánh"]


# ------------------------------------------------------------------ page source

HTML = """<!DOCTYPE html><html><head><title>{title} - Trang thông tin điện tử huyện Sơn Trà</title>
<meta property="og:title" content="{title}"><script>var a = "<p>{body}</p>";</script></head><body>
<div class="header"><a href="/">Trang chủ</a><a href="/tin">Tin tức</a></div>
<div class="col-left"><h1 class="detail-title">{title}</h1><span class="date">Thứ sáu, 12/05/2023 16:40</span>
<p class="sapo"><b>{lead}</b></p><div class="content"><p>{body}
  tiếp&nbsp;theo &amp; hết.</p><table><tr><td><img src="a.jpg"></td></tr><tr><td>Quang cảnh hội nghị</td></tr></table>
<ul><li>Hoàn thành 100% việc số hóa kết quả, hồ sơ trong năm;</li><li>Giảm thời gian đi lại của người dân.</li></ul>
<p>{last}</p><p style="text-align:right"><strong>Mỹ Duyên</strong></p></div></div>
<div class="other-news"><h2>Các tin khác</h2><ul><li><a href="/1">Chủ tịch UBND huyện Đàm Quang Vĩ tiếp công dân</a> (02/05/2023)</li></ul></div>
<footer>Chịu trách nhiệm nội dung: Ông Đàm Quang Vĩ. Điện thoại: 0236 000 000</footer></body></html>"""


def test_page_source():
    content = HTML.format(title=TITLE, lead=LONG, body=MORE, last=LAST)
    article = clean(source(content, "html"))
    check(article, content)
    assert article.text.split("\n") == [
        TITLE, LONG, MORE + " tiếp theo & hết.", "Quang cảnh hội nghị",
        "Hoàn thành 100% việc số hóa kết quả, hồ sơ trong năm;", "Giảm thời gian đi lại của người dân.", LAST]
    assert [x.kind for x in article.lines] == ["title", "body", "body", "caption", "body", "body", "body"]
    assert article.published == "2023-05-12T16:40:00+07:00"
    assert article.byline == ["Mỹ Duyên"]
    assert article.portal == "Trang thông tin điện tử huyện Sơn Trà"


@pytest.mark.parametrize("head", [
    '<meta property="article:published_time" content="2023-05-12T09:40:00Z">',
    '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2023-05-12T16:40:00+07:00"}</script>',
    '<meta name="pubdate" content="12/05/2023 16:40">',
])
def test_dates_of_metadata(head):
    html = f"<html><head>{head}</head><body><h1>{TITLE}</h1><p>{LONG}</p><p>{MORE}</p></body></html>"
    assert clean(source(html, "html")).published == "2023-05-12T16:40:00+07:00"
    html = html.replace("</h1>", "</h1><i>11/05/2023</i>")  # what the page prints comes first
    assert clean(source(html, "html")).published == "2023-05-11"


def test_the_day_that_an_element_of_time_bears():
    html = f'<h1>{TITLE}</h1><time datetime="2023-05-12T16:40:00+07:00">3 giờ trước</time><p>{LONG}</p><p>{MORE}</p>'
    assert clean(source(html, "html")).published == "2023-05-12T16:40:00+07:00"


@pytest.mark.parametrize("html", [
    f"<h1>{TITLE}<p>{LONG}<p>{MORE}",  # nothing closed
    f"<?php echo '<p>x</p>'; ?><h1>{TITLE}</h1><p>{LONG}</p><p>{MORE}</p>",
    f"<H1>{TITLE}</H1><DIV>{LONG}<BR>{MORE}</DIV>",
    f"<h1>{TITLE}</h1><!-- <p>{LAST}</p> --><p>{LONG}</p></div></div><p>{MORE}</p>",
    f"<h1>{TITLE}</h1><p title='a > b'>{LONG}</p><p>{MORE}</p><p style='display:none'>{LAST}</p>",
    f"<b><h1>{TITLE}</b></h1><table><tr><td>{LONG}<tr><td>{MORE}</table>",
])
def test_tag_soup(html):
    assert clean(source(html, "html")).text == f"{TITLE}\n{LONG}\n{MORE}"


def test_the_name_of_a_section_is_no_headline():
    html = (f'<div class="menu"><a href="/1">Tin phòng, chống tham nhũng</a></div><div><p class="title">Tin phòng, chống tham nhũng</p>'
            f'<span>(26.07.2019 14:14)</span><p class="title">{TITLE}.</p><p>{LONG}</p><p>{MORE}</p></div>')
    article = clean(source(html, "html"))
    assert article.title == TITLE + "."
    assert article.published == "2019-07-26T14:14:00+07:00"


def test_days_of_single_cases_are_not_the_page_s():
    page(f"- (26.07.2019 14:14)\nT Kết quả tiếp công dân tuần 3 tháng 5 năm 2019\nB 1. Bà Lò Thị Mây, địa chỉ: thôn 3, xã Hòa Sơn\n"
         f"B Ngày tiếp: 16/5/2019\nB Nội dung: {LONG}\nB Xử lý: {MORE}\nB Ngày xử lý: 17/5/2019\n- Tin đã đưa")
    assert clean(source(f"(26.07.2019 14:14)\nKết quả tiếp công dân tuần 3 tháng 5 năm 2019\nNgày tiếp: 16/5/2019\n{LONG}\n{MORE}"
                        )).published == "2019-07-26T14:14:00+07:00"


def test_rows_of_a_table_are_lines():
    html = (f"<h1>{TITLE}</h1><p>{LONG}</p><table><tr><th>Xã</th><th>Tỷ lệ</th></tr><tr><td>Hòa Sơn</td><td>97%</td></tr>"
            f"</table><p>{MORE}</p>")
    assert clean(source(html, "html")).text.split("\n")[2:4] == ["Xã | Tỷ lệ", "Hòa Sơn | 97%"]


def test_long_cells_are_paragraphs():
    html = f"<h1>{TITLE}</h1><p>{LAST}</p><table><tr><td>{{}}</td><td>{MORE}</td></tr></table>"
    few, many = LONG, f"{LONG} {LAST}"
    assert len(few) + len(MORE) <= 400 < len(many) + len(MORE)
    assert clean(source(html.format(few), "html")).text.split("\n")[2:] == [f"{few} | {MORE}"]
    assert clean(source(html.format(many), "html")).text.split("\n")[2:] == [many, MORE]


def test_a_class_does_not_hide_paragraphs():
    html = f'<div class="left sidebar"><h1>{TITLE}</h1><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p></div>'
    assert clean(source(html, "html")).text == f"{TITLE}\n{LONG}\n{MORE}\n{LAST}"


# ------------------------------------------------------------------ no article

TEASERS = "".join(f'<div><h3><a href="/{i}">Bản tin số {i} về hoạt động của huyện</a></h3><p>Tóm tắt số {i}: {LONG[:110 + i]}.</p></div>'
                  for i in range(5))


@pytest.mark.parametrize(("content", "markup"), [
    ("", "text"), ("Trang chủ\nTin tức\nLiên hệ", "text"), ("<html><body></body></html>", "html"),
    ("<div id=app></div><script>render()</script>", "html"),
    ("<ul>" + "".join(f"<li><a href=/{i}>Tin số {i} của Ủy ban nhân dân huyện</a></li>" for i in range(40)) + "</ul>", "html"),
    (TEASERS, "html"), ("EasyWeb\n404 Not Found", "text"), (TITLE, "text"),
])
def test_pages_without_an_article(content, markup):
    with pytest.raises(CleaningError, match=r"no article|no text"):
        clean(source(content, markup))


def test_how_short_a_notice_may_be():
    assert clean(source(f"{TITLE}\n{LONG[:89]}.")).text == f"{TITLE}\n{LONG[:89]}."
    with pytest.raises(CleaningError, match="no article in the page: 89 characters"):
        clean(source(f"{TITLE}\n{LONG[:88]}."))


@pytest.mark.parametrize(("content", "markup"), [
    (f"{TITLE}\n{LONG[:118]}.", "text"),  # a notice of one sentence
    (f"<h3><a href=/1>{TITLE}</a></h3><p>{LONG}</p>", "html"),  # a headline that links to itself
    (f"<h1>{TITLE}</h1><p>{LONG}</p><p>{MORE}</p><p>{LAST}</p>{TEASERS}", "html"),
])
def test_short_and_crowded_articles_are_articles(content, markup):
    assert LONG[:60] in clean(source(content, markup)).text


# ------------------------------------------------------------------ hostile and odd pages

@pytest.mark.parametrize(("content", "markup"), [
    ("<div>" * 200_000 + LONG + "</div>" * 200_000, "html"),
    ("<b><p>" * 50_000 + LONG + "</b>" * 50_000, "html"),
    ("<a <a <a \"" * 100_000 + f"><p>{LONG}</p>", "html"),
    ("<!--" * 200_000 + LONG, "html"), ("<" * 1_000_000 + LONG, "html"), ("&amp" * 200_000, "html"),
    (LONG * 2_000, "text"), ("a" * 2_000_000, "text"), ("\n" * 1_000_000 + LONG, "text"), ("- " * 500_000, "text"),
    ("trang chủ " * 100_000, "text"), ("*" * 500_000, "text"), ("# " * 200_000, "text"), ("[" * 200_000, "text"),
    ("1/1/2020 " * 100_000, "text"), ("(" * 300_000 + "\n" + LONG, "text"), ("Tin, ảnh, tin, ảnh, " * 5_000, "text"),
])
def test_hostile_pages_end_soon(content, markup, no_hang):
    with no_hang():
        try:
            check(clean(source(content, markup)), content)
        except CleaningError:
            pass


LINES = st.sampled_from([TITLE, LONG, MORE, LAST, "Tin khác", "24/02/2023", "Trang chủ", "Ảnh: A", "- một;", "**", "# x", "Bình luận (0)",
                         "<p>", "</div>", "<td>", "&nbsp;", "Tin: Thu Hà", "e\u0302\u0323", "\u00a0\u200b", "👩‍💼", "https://x.vn/a.jpg", ""])


@settings(deadline=None)
@given(st.lists(LINES | st.text(max_size=30), max_size=14).map("\n".join), st.sampled_from(["text", "html"]))
def test_any_page_gives_an_article_or_a_reason(content, markup):
    try:
        article = clean(source(content, markup))
    except CleaningError:
        return
    check(article, content)
    assert article == clean(source(content, markup))


def test_a_text_that_is_no_article_any_more():
    with pytest.raises(CleaningError, match="characters"):
        clean(source(" ".join([MORE] * 2_000)))
    assert clean(source(" ".join([MORE] * 1_000))).text  # 200,000: a law


def test_decomposed_text_is_composed():
    nfd = unicodedata.normalize("NFD", f"{TITLE}\n{LONG}\n{MORE}").replace(" ", "\u00a0\u200b")
    article = clean(source(nfd))
    check(article, nfd)
    assert article.text == f"{TITLE}\n{LONG}\n{MORE}"


# ------------------------------------------------------------------ the vocabulary

@pytest.mark.parametrize("entry", entries("boilerplate"), ids=lambda e: e.id)
def test_boilerplate(entry):
    assert Row(Traced.inserted(entry.example)).noise
    assert not Row(Traced.inserted(entry.counter)).noise


@pytest.mark.parametrize(("content", "markup", "says"), [
    ("a" * 1_000_001, "text", "a line of 1,000,001 characters"),
    ("<p>" + "&nbsp;" * 200_000, "html", "a line of 1,200,000 characters"),
    (LONG + "\n" * 100_001, "text", "over 100,000 lines"),
    (f"<p>{LONG}</p>" + "<p>a" * 100_001, "html", "over 100,000 lines"),
])
def test_pages_that_are_data(content, markup, says):
    with pytest.raises(CleaningError, match=says):
        clean(source(content, markup))


@pytest.mark.parametrize("stamp", [" BBT | 18:43 15/04/2025 ", " Thứ Ba, 15/04/2025, 18:43 (GMT+7) ", " - 15/04/2025 18:43 "])
def test_a_masthead_glued_before_the_text(stamp):
    head = f"Chính quyền điện tử huyện Sơn Trà Trang chủ Tin tức {TITLE}{stamp}".strip()
    content = f"{TITLE}\n{head} {LONG} {MORE} {LAST}"
    article = clean(source(content))
    assert article.text == content  # a line of the page is whole in the text
    assert [article.text[x.start:x.end] for x in article.lines] == [TITLE, f"{LONG} {MORE} {LAST}"]


def test_a_lead_that_names_what_the_headline_names():
    content = f"{TITLE}\nSáng 12/5/2023, UBND huyện tổ chức hội nghị {TITLE} {LONG} {MORE}"
    assert len(clean(source(content)).lines) == 2
    assert clean(source(content)).lines[1].start == len(TITLE) + 1


@pytest.mark.parametrize("noise", ["Hiện chưa có bình luận", "Mật khẩu phải có ít nhất 6 kí tự", "Vui lòng nhập mã xác nhận"])
def test_forms_of_accounts(noise):
    page(f"T {TITLE}\nB {LONG}\n- {noise}\nB {MORE}\nB {LAST}\n- {noise}")
    article = clean(source(f"{TITLE}\n{LONG} {MORE} {noise} để gửi ý kiến"))
    assert article.text[article.lines[-1].start:article.lines[-1].end] == f"{LONG} {MORE}"


def test_a_box_for_comments_longer_than_a_tail():
    box = ("Đã có lỗi xảy ra, mời bạn thực hiện lại thao tác Hiện chưa có bình luận nào, hãy là người đầu tiên bình luận "
           "Vui lòng nhập mật khẩu để nhận những bản tin nổi bật nhất. " * 12)
    article = clean(source(f"{TITLE}\n{LONG} {MORE} {box}"))
    assert article.text[article.lines[-1].start:article.lines[-1].end] == f"{LONG} {MORE}"
    fraud = f"{LONG} Kẻ gian yêu cầu người dân nhập mã xác nhận, mật khẩu; nếu tài khoản bị khóa thì đăng nhập bằng đường dẫn lạ. {MORE}"
    assert len(clean(source(f"{TITLE}\n{fraud}")).lines) == 2
    article = clean(source(f"{TITLE}\n{fraud}"))
    assert article.text[article.lines[-1].start:article.lines[-1].end] == fraud
