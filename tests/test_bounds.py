"""Deadlines of clauses that are told, and which of them each clause is bounded by.

{…} is a directive, [[…]] a deadline that is found; the number after a closing brace is the
deadline's place in the article, from one, that bounds the directive, none where no number is.
Each article is published on 14 August 2024.
"""
from __future__ import annotations

import pytest
import regex

from pipeline.article import Article, Context, Line
from pipeline.assemble import link
from pipeline.extractors import deadlines, documents
from pipeline.records import Directive, Figure
from pipeline.segment import segment

_MARK = regex.compile(r"\[\[|\]\]|\{|\}(\d?)")


def article(marked: str) -> tuple[Context, list[str], list[int | None]]:
    """The article's context with its directives, the deadlines' texts and each directive's link."""
    text, spans, texts, links, opened = "", [], [], [], {}
    at = 0
    for m in _MARK.finditer(marked):
        text += marked[at:m.start()]
        at = m.end()
        if m.group() in ("[[", "{"):
            assert m.group() not in opened, marked
            opened[m.group()] = len(text)
        elif m.group() == "]]":
            texts.append(text[opened.pop("[["):])
        else:
            spans.append((opened.pop("{"), len(text)))
            links.append(int(m[1]) - 1 if m[1] else None)
    assert not opened, marked
    text += marked[at:]
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append(Line(at, at + len(line), "body"))
        at += len(line) + 1
    ctx = segment(Article(text=text, lines=lines, published="2024-08-14"))
    ctx.documents = documents.extract(ctx)
    ctx.directives = [Directive(text=text[s:e], kind="order", span=(s, e), confidence=1) for s, e in spans]
    return ctx, texts, links


CASES = [
    # inside the clause
    "Ông yêu cầu {các xã nộp danh sách [[trước ngày 20/9]]}1; {báo cáo kết quả [[trong quý IV]]}2.",
    "Ông yêu cầu {mở lớp [[vào dịp 2/9/2024]] và xong [[trước ngày 30/9]]}1.",
    # what is told needs no stronger word beside its period
    "Ông nói: {Bảo đảm nguồn điện cho ba khu công nghiệp [[trong năm 2025]] theo thỏa thuận}1.",
    "Ông giao {Văn phòng chuẩn bị, tổ chức phiên họp chuyên đề [[trong tháng 9/2024]]}1.",
    "Chỉ thị giao {các xã triển khai Tháng hành động vì trẻ em [[từ ngày 01/6-30/6/2024]]}1.",
    "{Phòng Nội vụ rà soát hồ sơ [[trong tháng 7/2024]], gửi Sở [[trước ngày 30/8]]}1.",
    "Chủ tịch quyết định {gia hạn việc trưng bày [[đến hết ngày 15/9/2024]]}1.",
    "{Giải phóng mặt bằng phục vụ khởi công vào ngày 19/12}.",
    "{Thực hiện quy chế không chỉ trong năm nay mà còn về sau}.",
    "{Học sinh nghỉ học [[trong ngày 16/8]]}1.",
    "{Chuẩn bị kỳ thi diễn ra từ ngày 10/9 đến 12/9/2024}.",
    "{Thanh toán khối lượng hoàn thành từ ngày 01/6/2024 đến ngày 30/7/2024}.",
    "{Sớm hoàn thành vì chỉ còn 4 tháng nữa là hết năm 2024}.",
    "{Đẩy nhanh tiến độ để thông xe [[vào ngày 30/4/2025]]}1; {đưa công trình vào sử dụng đúng dịp [[2/9/2025]]}2.",
    "{Giải ngân 100% kế hoạch vốn [[đến ngày 31/01/2025]]}1; {tham mưu quyết định, thời hạn hoàn thành: [[30/9/2024]]}2.",
    "{Hoàn thành đại hội chi bộ [[trong tháng 3/2025]]}1.",
    "Bí thư yêu cầu [[trong 03 tháng cuối năm]], {các xã thu hồi nợ đọng thuế}1.",
    "{Báo cáo kết quả [[chậm nhất sau 05 ngày]] kể từ ngày nhận được văn bản}1; {đội cơ động lên đường [[trong 30 phút]] khi có lệnh}2.",
    "{Sắp xếp theo lộ trình sau khi hoàn tất thẩm định vào tháng 9/2024}.",
    "{Tuy nhiên, đến ngày 30/9, mới có 33 xã gửi báo cáo}.",
    # how often
    "{Báo cáo Chủ tịch [[trước 06 giờ và 16 giờ hằng ngày]]}1.",
    "{Đôn đốc tiến độ, [[hằng ngày]] báo cáo Chủ tịch}1; {[[hằng tuần]] kiểm tra việc dạy bù}2.",
    "{Các phòng báo cáo tiến độ [[vào thứ Sáu hằng tuần]]}1; {cập nhật số liệu [[vào ngày 20 hằng tháng]]}2.",
    "{Tổ chức ra quân vệ sinh môi trường [[hằng tháng]] tại các ấp}1.",
    "{[[Định kỳ hằng tháng]] tổng hợp kết quả}1; {theo dõi việc giải quyết hồ sơ [[hằng ngày]]}2; {theo dõi, báo cáo [[hằng năm]]}3; {mở chuyên trang, [[mỗi tuần]] có ít nhất 02 tin}4.",
    "{Nâng thu nhập bình quân hằng năm của người dân}; {giá vé mỗi tháng phải niêm yết}.",
    "{Các đơn vị không theo lịch nghỉ thứ Bảy, Chủ nhật hằng tuần bố trí lịch trực}.",
    # by an event
    "{Tạo điều kiện cho các hộ tiếp tục trưng bày [[đến hết thời gian gia hạn]]}1.",
    "{Các trường khảo sát nhu cầu [[trước khi bắt đầu năm học mới]] để công khai kế hoạch}1.",
    "{Hướng dẫn xong [[trước ngày nghị định có hiệu lực]]}1; {có mặt tại trường [[trước khi mưa lũ xảy ra]]}2.",
    "{Thi công mương thoát nước, xong [[trước mùa mưa]]}1.",
    "{[[Sau Hội nghị này]], Đoàn kiểm tra gửi các xã kế hoạch chi tiết}1.",
    "{Tham mưu trình HĐND tỉnh [[tại kỳ họp thường lệ cuối năm 2024]] bảo đảm đúng quy định}1.",
    "{Hoàn thiện dự án Luật, kịp trình Quốc hội [[tại Kỳ họp thứ 8 (tháng 10 năm 2024)]]}1.",
    "{Tuyên truyền chủ đề \"Hãy suy nghĩ trước khi bắt đầu\"}; {phát biểu tại hội nghị sắp tới}.",
    # what opens a sentence bounds all of it
    "[[Trong 6 tháng cuối năm]], ngành tập trung: {rà soát hồ sơ}1; {tập huấn cán bộ}1; {nâng cấp phần mềm [[trong quý IV]]}2.",
    "Ông giao {Phòng Nội vụ rà soát hồ sơ}; [[từ nay đến hết tháng 9]], {Phòng Văn hóa tuyên truyền}1; {Phòng Y tế trực}.",
    "Đồng chí đã biểu dương các đơn vị, đồng thời chỉ ra nhiệm vụ [[trong năm 2025]], {Công an huyện cần tiếp tục giữ trật tự}1.",
    # what closes it
    "{Sở Tài chính báo cáo phương án}1; [[trước ngày 25/9/2024]] để UBND tỉnh cho ý kiến.",
    "{Sở Tài chính báo cáo phương án}1; {[[trước ngày 25/9/2024]] để UBND tỉnh cho ý kiến}1.",
    "{Cơ quan khí tượng cảnh báo sớm}; [[cứ 03 giờ một lần]] cung cấp bản tin.",
    "{Rà soát quy hoạch}1; {lập dự toán}1. Hoàn thành [[trước ngày 30/10/2024]].",
    "- {Rà soát quy hoạch của huyện}1.\n- Đơn vị chủ trì: Phòng Kinh tế.\n- Thời gian hoàn thành: [[trước ngày 30/10/2024]].\n- {Lập dự toán kinh phí}.",
    # what introduces a list
    "[[Trong năm 2025]], dự kiến tổ chức các lớp như sau:\n- {Tổ chức 12 lớp tại xã}1.\n- {Mở lớp chuyên đề}1.\nÔng cũng yêu cầu {các xã giữ trật tự}.",
    "Các xã phải hoàn thành [[trước ngày 30/9/2024]] những việc sau:\na) {Rà soát hồ sơ}1;\n- {lập danh sách hộ nghèo}1;\nb) {Niêm yết kết quả}1.\n2. {Phòng Y tế trực}.",
    "Đề nghị các đơn vị, [[chậm nhất ngày 30/9/2024]]:\n{Rà soát hồ sơ}1;\n{Gửi kết quả}1.\n{Phòng Y tế trực}.",
    "Đối với các dự án dự kiến hoàn thành trong năm 2025:\n- {Đẩy nhanh giải ngân}.",
    "Về hồ sơ nộp [[trước ngày 30/9/2024]]:\n- {Rà soát từng hồ sơ}.",
]


@pytest.mark.parametrize("marked", CASES)
def test_bounds(marked):
    ctx, texts, links = article(marked)
    ctx.deadlines = deadlines.extract(ctx)
    link(ctx)
    assert [d.text for d in ctx.deadlines] == texts
    assert [d.deadline for d in ctx.directives] == links


def test_the_month_of_a_session_and_no_end_of_a_beginning():
    ctx, *_ = article("{Trình Quốc hội tại Kỳ họp thứ 8 (tháng 10 năm 2024)}; {triển khai từ nay đến đầu năm 2025}.")
    assert [(d.relation, d.start, d.date) for d in deadlines.extract(ctx)] == [("in", "2024-10-01", "2024-10-31"), ("by", None, None)]


def test_targets_of_a_list_have_the_deadline_of_its_introduction():
    ctx, *_ = article("Nghị quyết đề ra các chỉ tiêu phấn đấu đến hết năm 2025:\n- Thu ngân sách 2.500 tỷ đồng.\n- Tỷ lệ che phủ rừng 53%; đến năm 2030 đạt 60%.\nDân số 90.000 người.")
    for value, unit in (("2.500", "tỷ đồng"), ("53%", "%"), ("60%", "%"), ("90.000", "người")):
        at = ctx.text.index(value)
        ctx.targets.append(Figure(text=value, metric="", comparator="=", value=1, unit=unit, span=(at, at + len(value)), confidence=1))
    ctx.deadlines = deadlines.extract(ctx)
    link(ctx)
    assert [t.deadline is not None and ctx.deadlines[t.deadline].text for t in ctx.targets] == ["đến hết năm 2025", "đến hết năm 2025", "đến năm 2030", False]
