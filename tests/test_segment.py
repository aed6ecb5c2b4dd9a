"""Words rebuild the text, whatever it holds; sentences end where readers end them."""
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings, strategies as st

from pipeline import ner
from pipeline.article import Article, Line
from pipeline.segment import segment, split_sentences


def article_of(text: str) -> Article:
    """An article whose lines are those of the text, as cleaning gives them: trimmed and not empty."""
    lines, kept = [], []
    for row in text.split("\n"):
        if row.strip():
            start = sum(len(k) + 1 for k in kept)
            kept.append(row.strip())
            lines.append(Line(start, start + len(kept[-1]), "body"))
    return Article(text="\n".join(kept), lines=lines)


PIECES = st.sampled_from([
    "Uỷ ban nhân dân", "hoà bình", "Qui định", "Ủy ban", "thuỷ lợi", "TP. Hồ Chí Minh", "PGS.TS. Lò Văn Mẫu", "435/QĐ-UBND",
    "94,74%", "61/2018/NĐ-CP", "baochinhphu.vn", "hội nghị.Đồng chí", "1.", "a)", "I.", "…", "...", ".", "!", "?", ":", ";", "–", "-",
    "“", "”", "(", ")", "\u00a0", "\u2003", "\u3000", "\u200b", "\u200d", "\ufeff", "\u00ad", "\t", "  ", "\u2028", "\u0085", "\x0b",
    "😀", "👨‍👩‍👧", "🇻🇳", "e\u0301", unicodedata.normalize("NFD", "Nguyễn Thị Huyền"), "ﬁ", "²", "№", "漢字", "עברית", "ngày 25/5/2023", "a@b.vn", "http://x.vn/?q=1",
])
TEXTS = st.lists(PIECES | st.sampled_from(["\n", " "]) | st.text(max_size=5), max_size=30).map("".join)


@given(TEXTS)
@example("Uỷ ban hoà bình qui định")
@example(unicodedata.normalize("NFD", "Uỷ ban hoà bình, đồng chí Lò Thị Thuý"))
@example("\u00a0Kính gửi:\u00a0các sở\u00a0")
@example("a\u200bb \u200b c")
@example("")
@settings(max_examples=300, deadline=None)
def test_words_rebuild_the_text_and_sentences_lie_trimmed_in_their_lines(text):
    article = article_of(text)
    ctx = segment(article)
    assert ner.words(ctx).text == article.text
    at = 0
    for sentence in ctx.sentences:
        line, words = article.lines[sentence.line], article.text[sentence.start:sentence.end]
        assert line.start <= sentence.start < sentence.end <= line.end
        assert words == words.strip()
        assert article.text[at:sentence.start].strip() == "", "between sentences is nothing but blanks"
        at = sentence.end
    assert article.text[at:].strip() == ""


def test_words_are_those_of_vietnamese():
    ctx = segment(article_of("Chủ tịch Uỷ ban nhân dân tỉnh chủ trì hội nghị."))
    assert [t.text for t in ner.words(ctx)] == ["Chủ tịch", "Uỷ ban nhân dân", "tỉnh", "chủ trì", "hội nghị", "."]


def test_a_sentence_is_found_by_an_offset():
    ctx = segment(article_of("Một câu. Hai câu.\nBa câu."))
    assert [ctx.text[s.start:s.end] for s in ctx.sentences] == ["Một câu.", "Hai câu.", "Ba câu."]
    assert ctx.sentence_at(0) == ctx.sentences[0]
    assert ctx.sentence_at(9) == ctx.sentences[1]
    assert ctx.sentence_at(8) is None, "the blank between"
    assert ctx.sentence_at(len(ctx.text)) is None


SENTENCES = """
Sáng 25/5, huyện họp giao ban. Chủ tịch huyện chủ trì.|Sáng 25/5, huyện họp giao ban.|Chủ tịch huyện chủ trì.
Dự họp có lãnh đạo TP. Mẫu Sơn và các sở.
Lãnh đạo TP.HCM và TX. Mẫu Sơn dự họp.
Hội thảo do PGS.TS. Lò Văn Mẫu, GS. Vi Thị Thử và ThS. Hà Văn Ví chủ trì.
Bác sĩ CKII. Lò Văn Mẫu phát biểu.
1. Tăng cường kiểm tra công vụ.
1.2. Rà soát thủ tục hành chính.
I. Công tác chỉ đạo
II. Kết quả đạt được
a. Phòng Nội vụ rà soát hồ sơ.
Thông tin đăng trên baochinhphu.vn và mauson.gov.vn từ nay.
Kết thúc hội nghị.Đồng chí Chủ tịch giao nhiệm vụ.|Kết thúc hội nghị.|Đồng chí Chủ tịch giao nhiệm vụ.
Đạt 94,74%. Huyện phấn đấu đạt 98%.|Đạt 94,74%.|Huyện phấn đấu đạt 98%.
Ngân sách thu 1.234.567 đồng. Chi đủ.|Ngân sách thu 1.234.567 đồng.|Chi đủ.
Ban hành Quyết định số 12/2023/QĐ-UBND. Quyết định có hiệu lực ngay.|Ban hành Quyết định số 12/2023/QĐ-UBND.|Quyết định có hiệu lực ngay.
Đ/c Lò Văn Mẫu yêu cầu: Các phòng rà soát. Báo cáo trước 30/6.|Đ/c Lò Văn Mẫu yêu cầu: Các phòng rà soát.|Báo cáo trước 30/6.
Ông nói: “Phải làm ngay!”. Các phòng nhận việc.|Ông nói: “Phải làm ngay!”.|Các phòng nhận việc.
Vì sao hồ sơ trễ hạn? Vì thiếu người.|Vì sao hồ sơ trễ hạn?|Vì thiếu người.
Các xã, thị trấn, các phòng, ban... cùng dự.
Đồng chí Lò V. Mẫu dự họp.
Họp trong quý III. Báo cáo gửi trước quý IV.|Họp trong quý III.|Báo cáo gửi trước quý IV.
Thực hiện Nghị quyết Đại hội lần thứ XIII. Các cấp vào cuộc.|Thực hiện Nghị quyết Đại hội lần thứ XIII.|Các cấp vào cuộc.
Hoàn thành trước ngày 30/6. Các xã báo cáo.|Hoàn thành trước ngày 30/6.|Các xã báo cáo.
Hoàn thành trước tháng 12. Các xã báo cáo.|Hoàn thành trước tháng 12.|Các xã báo cáo.
Phấn đấu đến năm 2025. Các xã báo cáo.|Phấn đấu đến năm 2025.|Các xã báo cáo.
Khen thưởng tổ dân phố số 5. Các tổ khác noi theo.|Khen thưởng tổ dân phố số 5.|Các tổ khác noi theo.
"""


@pytest.mark.parametrize("row", [r for r in SENTENCES.split("\n") if r])
def test_sentences(row):
    line, *expected = row.split("|")
    assert [line[s:e] for s, e in split_sentences(line)] == (expected or [line])
