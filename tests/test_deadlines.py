"""Deadlines in marked-up articles: [[…]] is a deadline, everything else is none.

Each article is published on 14 August 2024 unless it says otherwise.
"""
from __future__ import annotations


import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.article import Article, Context, Line
from pipeline.extractors import deadlines, documents
from pipeline.records import Meeting
from pipeline.segment import segment


def context(text: str, published: str | None = "2024-08-14", meeting: str | None = None) -> Context:
    """An article whose first line is its title."""
    lines, at = [], 0
    for i, line in enumerate(text.split("\n")):
        lines.append(Line(at, at + len(line), "body" if i else "title"))
        at += len(line) + 1
    ctx = segment(Article(text=text, lines=lines, published=published))
    ctx.documents = documents.extract(ctx)
    if meeting:
        ctx.meetings = [Meeting(type="họp", name=text[:4], date=meeting, span=(0, 4))]
    return ctx


def check(body: str, **more) -> list:
    """Find deadlines in a marked body and compare their texts with the marks."""
    marks = regex.findall(r"\[\[(.*?)\]\]", body)
    ctx = context("Bản tin huyện\n" + body.replace("[[", "").replace("]]", ""), **more)
    found = deadlines.extract(ctx)
    assert [d.text for d in found] == marks
    for d in found:
        assert ctx.text[d.span[0]:d.span[1]] == d.text
    return found


# body with marks; date, relation, start of each mark
ORDERED = [
    ("Chủ tịch UBND huyện yêu cầu các xã báo cáo [[trước ngày 20/9]].", [("2024-09-20", "before", None)]),
    ("Chủ tịch UBND huyện yêu cầu các xã báo cáo [[chậm nhất ngày 5/9/2024]]; hoàn thành [[đến hết quý IV]].",
     [("2024-09-05", "by", None), ("2024-12-31", "by", None)]),
    ("Ông đề nghị:\n- Phòng Y tế: Tham mưu kế hoạch tiêm chủng [[trong tháng 9]].", [("2024-09-30", "in", "2024-09-01")]),
    ("Ông đề nghị:\n- Trạm Y tế phun hóa chất tại hai thôn [[trong tuần này]].", [("2024-08-18", "in", "2024-08-12")]),
    ("Huyện phấn đấu [[đến năm 2030]] có 12 xã đạt chuẩn.", [("2030-12-31", "by", None)]),
    ("[[Từ nay đến cuối năm]] phải hoàn thành ba tuyến đường.", [("2024-12-31", "by", "2024-08-14")]),
    ("[[Năm 2025]], phấn đấu giảm 2% hộ nghèo.", [("2025-12-31", "in", "2025-01-01")]),
    ("Xây dựng kế hoạch khắc phục (hoàn thành [[trước 15/10/2024]]).", [("2024-10-15", "before", None)]),
    ("Sở sẽ cấp tài khoản cho các trường [[trong tháng 10/2024]].", [("2024-10-31", "in", "2024-10-01")]),
    ("Trước đó, UBND tỉnh đã yêu cầu các sở gửi báo cáo [[trước ngày 30/7/2024]].", [("2024-07-30", "before", None)]),
    ("Sở yêu cầu khám cho công dân đã có lệnh gọi, hoàn thành [[chậm nhất ngày 05/10/2024]].", [("2024-10-05", "by", None)]),
    ("Bí thư yêu cầu mở đợt cao điểm [[từ ngày 15/9 đến hết ngày 31/10/2024]].", [("2024-10-31", "by", "2024-09-15")]),
    ("Đồng chí yêu cầu hoàn thành tuyến đường [[trước Tết Nguyên đán Ất Tỵ]].", [("2025-01-29", "before", None)]),
    ("Theo Kết luận 77, [[đến năm 2035]] thành phố phải hoàn thành 80 km đường sắt.", [("2035-12-31", "by", None)]),
    ("Phấn đấu [[đến năm 2025]] có 5 xã đạt chuẩn; [[đến năm 2030]], cả huyện đạt chuẩn.",
     [("2025-12-31", "by", None), ("2030-12-31", "by", None)]),
    ("Nâng độ che phủ rừng [[đến năm 2026]] đạt 20% và định hướng [[đến năm 2030]] đạt 24% diện tích.",
     [("2026-12-31", "by", None), ("2030-12-31", "by", None)]),
    ("Được biết, [[đến cuối năm 2024]], huyện phấn đấu có thêm 2 xã đạt chuẩn.", [("2024-12-31", "by", None)]),
    ("Theo kế hoạch, [[trong tháng 9/2024]], tổ công tác tiếp tục làm việc với ba xã.", [("2024-09-30", "in", "2024-09-01")]),
    ("Giải phóng mặt bằng ba hộ đang vướng mắc xong [[trước ngày 30/11/2024]].", [("2024-11-30", "before", None)]),
    ("Các địa phương cần rà soát hồ sơ, gửi về Sở [[trước **ngày 30/9]]**.", [("2024-09-30", "before", None)]),
    ("Để hoàn thành 19 tiêu chí [[trong năm 2024]], kinh phí còn thiếu nhiều.", [("2024-12-31", "in", "2024-01-01")]),
    ("Nghị định góp phần đạt được 9 nghìn căn nhà [[vào năm 2030]].", [("2030-12-31", "in", "2030-01-01")]),
    ("Công nghiệp là mũi nhọn, đưa huyện trở thành thị xã [[vào năm 2030]].", [("2030-12-31", "in", "2030-01-01")]),
    ("Sông lở ảnh hưởng tiến độ hoàn thành kè [[vào tháng 12/2024]].", [("2024-12-31", "in", "2024-12-01")]),
    ("Toàn tỉnh phấn đấu [[năm 2025]] tốc độ tăng trưởng đạt 9%.", [("2025-12-31", "in", "2025-01-01")]),
    ("2.2. Ủy ban nhân dân các xã thành lập Ban Tuyển sinh [[trước ngày 30/9/2024]].", [("2024-09-30", "before", None)]),
    ("Cha mẹ học sinh đăng ký trên Cổng dịch vụ công [[từ ngày 15/9/2024 đến hết ngày 25/9/2024]].", [("2024-09-25", "by", "2024-09-15")]),
    ("Đồng chí nói: Vướng ở thông tư thì [[ngay tháng này]] phải sửa xong thông tư.", [("2024-08-31", "in", "2024-08-01")]),
    ("Yêu cầu các đơn vị kiểm soát tiến độ để dự án hoàn thành dịp [[30/4 năm sau]], sớm 8 tháng.", [("2025-04-30", "in", None)]),
    ("Chủ tịch nhấn mạnh [[năm nay]] sẽ tăng tốc xây dựng các tuyến đường.", [("2024-12-31", "in", "2024-01-01")]),
    ("Giám đốc Sở cho biết [[năm 2025]], tỉnh dành 90 tỷ đồng cho giao thông, phấn đấu giải ngân 95%.", [("2025-12-31", "in", "2025-01-01")]),
    ("Nhiệm vụ [[6 tháng cuối năm 2024]], huyện chú trọng thực hiện các chỉ tiêu.", [("2024-12-31", "in", "2024-07-01")]),
    ("Yêu cầu bố trí vốn thanh toán [[từ năm 2025 đến 2027]] từ ngân sách.", [("2027-12-31", "in", "2025-01-01")]),
    ("Theo lộ trình, [[đầu tháng 9/2024]], Sở sẽ trình đề án.", [(None, "in", None)]),
    ("Theo kế hoạch, [[tuần tới]] Bộ sẽ lấy ý kiến các bộ về dự thảo.", [("2024-08-25", "in", "2024-08-19")]),
    ("Công ty cần hạ thấp mực nước [[trong ngày 16/8]], vận hành cống theo lệnh.", [("2024-08-16", "in", None)]),
    ("Trao đổi với cử tri, ông cho rằng kiến nghị về kênh là đúng; giao Công ty nạo vét kênh, [[chậm nhất ngày 31/8]] phải thông dòng.",
     [("2024-08-31", "by", None)]),
    ("Ông yêu cầu các bến giải tỏa bãi cát trái phép, xong [[trước 30-9]].", [("2024-09-30", "before", None)]),
    ("Ông yêu cầu các xã kiểm điểm xong [[trước 15.12]]; mở đợt cao điểm [[từ 01-9 đến 30-9]] trên sông.",
     [("2024-12-15", "before", None), ("2024-09-30", "in", "2024-09-01")]),
    ("Bí thư giao Ban Tổ chức soạn quy định, trình Ban Thường vụ [[trước Tết Ất Tỵ]].", [("2025-01-29", "before", None)]),
    ("Ông yêu cầu các huyện ven biển sơ tán dân xong [[trước 17 giờ]], ai không đi thì cưỡng chế.", [("2024-08-14", "before", None)]),
    ("Xã cần vận động các hộ làm thủ tục; tỷ lệ số hóa [[đến hết năm]] đạt 80%.", [("2024-12-31", "by", None)]),
    ("Chỉ tiêu [[năm 2025]] là kết nạp 40 đảng viên.", [("2025-12-31", "in", "2025-01-01")]),
    ("Huyện nào đang đặt chốt tự phát phải dỡ bỏ [[ngay trong đêm 15/8]].", [("2024-08-15", "in", None)]),
    ("Lộ trình gồm hai bước:\n- Bước 1, [[đến hết tháng 9/2024]]: mỗi thôn có một điểm hỗ trợ;\n- Bước 2, [[trong quý IV/2024]]: trả kết quả tại nhà.",
     [("2024-09-30", "by", None), ("2024-12-31", "in", "2024-10-01")]),
    ("Với mục tiêu ra mắt xã nông thôn mới [[trong năm 2024]], xã đã vận động dân hiến đất.", [("2024-12-31", "in", "2024-01-01")]),
    ("Tổng thầu hứa cho ra mẻ thép đầu tiên [[trong năm 2025]].", [("2025-12-31", "in", "2025-01-01")]),
    ("Đoàn kiến nghị và huyện đã tiếp thu ngay: đóng cửa bãi rác lộ thiên [[trước ngày 30/10/2024]].", [("2024-10-30", "before", None)]),
    ("Huyện phấn đấu [[đến năm 2026]] xóa hết 300 nhà tạm; [[năm 2025]] làm trước 120 nhà.", [("2026-12-31", "by", None), ("2025-12-31", "in", "2025-01-01")]),
    ("Bí thư yêu cầu: [[Năm 2025]], các xã phải rà soát xong hộ nghèo.", [("2025-12-31", "in", "2025-01-01")]),
    ("Theo kế hoạch, [[từ 19 đến 30/9]], trạm y tế các xã phối hợp Hội Phụ nữ đi từng nhà.", [("2024-09-30", "in", "2024-09-19")]),
    ("Nước sạch cho 200 hộ cần được cấp [[trước Tết Ất Tỵ]] bằng xe bồn.", [("2025-01-29", "before", None)]),
    ("Vì vậy, [[trong quý IV/2024]], các quận ủy cần làm ngay 3 việc: công khai kế hoạch; bố trí lại cán bộ.", [("2024-12-31", "in", "2024-10-01")]),
    ("[[Tuần tới]], Cục Thú y sẽ cử các đoàn kiểm tra việc tiêm phòng.", [("2024-08-25", "in", "2024-08-19")]),
]


@pytest.mark.parametrize(("body", "expected"), ORDERED)
def test_bounds(body, expected):
    assert [(d.date, d.relation, d.start) for d in check(body)] == expected


@pytest.mark.parametrize("body", [
    # reports
    "Đến ngày 30/6/2024, huyện đã giải ngân 45% kế hoạch vốn.",
    "Đến ngày 31/12/2023, dư nợ bằng 12% tổng nguồn vốn.",
    "Tính đến hết tháng 7, toàn xã có 14 hộ nghèo.",
    "Dư nợ toàn ngành đến ngày 30/8 tăng 8,5% so với cuối năm trước.",
    "Trong 7 tháng đầu năm, huyện đã tiếp 300 lượt công dân.",
    "Các dự án đã bàn giao trước ngày 31/12/2023 vẫn thiếu vốn.",
    "Dự án chậm tiến độ, không thể hoàn thành trong năm 2024.",
    "Hội nghị đánh giá cao kết quả của các xã trong những tháng đầu năm 2024.",
    # the day of an event, the date of a document
    "Sáng 14/8, UBND huyện tổ chức hội nghị giao ban.",
    "Lễ hội sẽ diễn ra vào tháng 10/2024.",
    "UBND huyện ban hành Kế hoạch số 15/KH-UBND ngày 02/8/2024 về phòng chống thiên tai.",
    "Nghị quyết có hiệu lực từ ngày 01/9/2024.",
    # periods under report, names of programmes and plans
    "Hội nghị sơ kết công tác 6 tháng đầu năm 2024.",
    "Triển khai nhiệm vụ năm 2024 và kế hoạch giai đoạn 2021 - 2025.",
    "Chiến lược phát triển thanh niên đến năm 2030 được thông qua.",
    "Quy hoạch tỉnh thời kỳ 2021 - 2030, tầm nhìn đến năm 2050.",
    "Đại biểu HĐND nhiệm kỳ 2021-2026 tham dự.",
    # what nature will do, and what does not come before
    "Trung tâm Khí tượng cho biết bão số 3 sẽ đổ bộ vào đất liền trong đêm 15/8.",
    "Phải đến cuối tháng 9 nước mới rút, bà con lo giống cho vụ sau.",
    "Cục Chăn nuôi nhận định giá lợn khó xuống trong tháng tới.",
    "Hạng mục bờ nam phải xong từ năm 2022, vậy mà đến cuối tháng 7 khối lượng mới đạt 62%.",
    "Giấy phép khai thác của mỏ có thời hạn đến tháng 12/2027.",
    "Trong hai ngày 15 và 16/8, Đảng ủy Khối tổ chức hội nghị quán triệt, triển khai nghị quyết.",
    # numbers
    "Giá cà phê tăng từ 3.5 đến 4.2 lần; mỗi thôn có từ 2-3 đến 4-5 hộ nuôi ong.",
    # law, wishes, life
    "Đất sử dụng ổn định trước ngày 15/10/1993 được xem xét cấp giấy chứng nhận.",
    "Cử tri kiến nghị sửa chữa tuyến đê, hoàn thành trong năm 2025.",
    "Đời sống hằng ngày của bà con còn khó khăn.",
    "Năm nay, thời tiết thất thường.",
    # what is foreseen; what opened or took place
    "Cục nhận định, số mắc có thể tiếp tục tăng trong tháng 9, tháng 10 do mưa nhiều.",
    "Hệ thống đăng ký nhập học được mở từ ngày 25/8 đến hết ngày 2/9.",
    "Tuần tới, trời chuyển mát.",
    "Vụ trưởng cho biết, năm 2024, tổng số thí sinh đăng ký lên tới 9 nghìn.",
    "Đề nghị tổ chức thí điểm tại một số trường ngay từ năm học 2025 - 2026.",
    "Dự báo bão đổ bộ vào đất liền trong ngày 16/8.",
    "Học sinh nghỉ học trong ngày 16/8.",
    "Theo Quy chế tuyển sinh trước ngày 15/8/2020, trường có 2 đợt.",
    "Đội tuyển được chọn để tiếp tục bồi dưỡng, chuẩn bị tham gia Hội thi cắm hoa toàn quốc tại tỉnh bạn trong tháng 9.",
    "Thời gian thực hiện dự án đến năm 2029.",
])
def test_no_bounds(body):
    assert check(body) == []


@pytest.mark.parametrize(("body", "date"), [
    ("[[Tháng 10.2024]], trình Hội đồng nhân dân xem xét đề án.", "2024-10-31"),
    ("Về du lịch, [[năm 2025]] phấn đấu lượng khách đạt 2 triệu lượt.", "2025-12-31"),
    ("[[Năm 2025]] các sở, ngành hoàn thành việc sửa đổi quy trình.", "2025-12-31"),
    ("Mười hộ đã chấp hành di dời, hai hộ còn lại cam kết bàn giao đất [[trước ngày 30-8]].", "2024-08-30"),
    ("[[Đến ngày 25/6]], việc lắp đặt loa sẽ hoàn thành.", "2024-06-25"),
])
def test_kinds_of_bounds_and_their_days(body, date):
    (d,) = check(body)
    assert d.date == date


def test_titles_and_captions_have_none():
    assert deadlines.extract(context("Hoàn thành cấp thẻ trước ngày 30/9\nHuyện họp bàn.")) == []


@pytest.mark.parametrize(("body", "duration", "working", "recurrence"), [
    ("Chủ tịch yêu cầu giải quyết hồ sơ [[trong vòng 10 ngày làm việc]].", "P10D", True, None),
    ("Bản kê khai phải được công khai [[chậm nhất là 5 ngày]] kể từ ngày nhận.", "P5D", False, None),
    ("Sở yêu cầu các phòng báo cáo [[trước ngày 25 hằng tháng]].", None, False, "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("Các cơ quan định kỳ hàng năm thực hiện kiểm tra, báo cáo Sở [[trước ngày 14 tháng 12]] để tổng hợp.",
     None, False, "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=14"),
    ("Đồng chí yêu cầu các xã [[định kỳ hằng quý]] rà soát hồ sơ.", None, False, "FREQ=MONTHLY;INTERVAL=3"),
])
def test_durations_and_recurrences(body, duration, working, recurrence):
    (d,) = check(body)
    assert (d.duration, d.working_days, d.recurrence, d.date) == (duration, working, recurrence, None)


@pytest.mark.parametrize(("body", "relation"), [
    ("Chủ tịch yêu cầu các trường tổng vệ sinh [[ngay sau khi nước rút]]; báo cáo thiệt hại.", "in"),
    ("Ngay sau khi nhận tin báo, công an xã đã có mặt.", None),
    ("Chủ tịch yêu cầu tiêu độc chuồng trại ngay sau khi nước rút, xong [[trước ngày 30/8]].", "before"),
])
def test_events_bound_without_a_day(body, relation):
    found = check(body)
    assert [d.relation for d in found] == ([relation] if relation else [])


def test_holidays_not_counted_are_working_days():
    (d,) = check("Đoàn sẽ làm việc tại các cơ quan [[trong thời gian 40 ngày]] (không tính ngày lễ, ngày nghỉ).")
    assert (d.duration, d.working_days) == ("P40D", True)


def test_the_meeting_and_not_a_late_publication_decides_the_year():
    (d,) = check("Chủ tịch yêu cầu hoàn thành [[trước ngày 20/12]].", published="2025-03-01", meeting="2024-11-11")
    assert d.date == "2024-12-20"


def test_a_bound_just_past_is_not_moved_a_year_on():
    (d,) = check("Chủ tịch yêu cầu các xã nộp danh sách [[trước ngày 10/8]] nhưng ba xã chưa nộp.")
    assert d.date == "2024-08-10"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["yêu cầu", "trước", "ngày 5/9", "đến hết", "đã", "tháng 10", ";", ".", "\n", "phấn đấu", "năm 2030", "hoàn thành", "(", "hằng tháng", "so với"]),
                max_size=20).map(" ".join))
def test_any_text_is_survived(text):
    ctx = context("x\n" + text)
    at = 0
    for d in deadlines.extract(ctx):
        assert ctx.text[d.span[0]:d.span[1]] == d.text
        assert d.span[0] >= at
        at = d.span[1]


def test_one_endless_sentence(no_hang):
    ctx = context("x\n" + "Sáng 5/9, UBND huyện họp, chiều cùng ngày, " * 1500 + "yêu cầu các xã báo cáo trước ngày 20/9.")
    with no_hang():
        assert [d.text for d in deadlines.extract(ctx)] == ["trước ngày 20/9"]


def test_time_is_linear(no_hang):
    ctx = context("x\n" + "Yêu cầu hoàn thành trước ngày 5/9 và gửi báo cáo.\n" * 1500)
    with no_hang():
        assert len(deadlines.extract(ctx)) == 1500
