"""Temporal expressions: one table of phrases, placed against Wednesday 14 August 2024."""
from __future__ import annotations

import datetime as dt
import importlib.util
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.dates import find_times, resolve
from pipeline.lunar import solar_day

REF = dt.date(2024, 8, 14)


def day(iso: str | None) -> dt.date | None:
    return dt.date.fromisoformat(iso) if iso else None


# A sentence with the expression in <…>, its preposition in (…); first and last day; relation
PLACED = [
    # a day before a capital or a place; after an ordinal; of what was held
    ("<Chiều 8/8> Bộ trưởng làm việc.", "2024-08-08", "2024-08-08", None),
    ("Lớp mở <hôm 8/8> ở xã.", "2024-08-08", "2024-08-08", None),
    ("Hội nghị lần thứ ba <ngày 8/8> bàn ba việc.", "2024-08-08", "2024-08-08", None),
    ("Kỳ họp thứ sáu <ngày 8/8> bế mạc.", "2024-08-08", "2024-08-08", None),
    ("Đại hội khai mạc <8/8> và bế mạc ngay.", "2024-08-08", "2024-08-08", None),
    # bounds
    ("Các phòng nộp danh sách (trước )<10/9/2024>.", "2024-09-10", "2024-09-10", "before"),
    ("Gửi về Sở (trước )<ngày 3/10>.", "2024-10-03", "2024-10-03", "before"),
    ("Gửi về Sở (trước )<ngày 9 tháng 2>.", "2025-02-09", "2025-02-09", "before"),
    ("Đăng ký (chậm nhất )<ngày 31/8>.", "2024-08-31", "2024-08-31", "by"),
    ("Đăng ký (chậm nhất là vào )<ngày 31/8>.", "2024-08-31", "2024-08-31", "by"),
    ("Hoàn thiện (chậm nhất trước )<ngày 31/8/2024>.", "2024-08-31", "2024-08-31", "before"),
    ("Chốt số liệu (muộn nhất là )<thứ Sáu tuần tới>.", "2024-08-23", "2024-08-23", "by"),
    ("Nhận hồ sơ (đến hết )<tháng 10>.", "2024-10-01", "2024-10-31", "by"),
    ("Nhận hồ sơ (đến hết )<ngày 30/11/2024>.", "2024-11-30", "2024-11-30", "by"),
    ("Xây xong (đến )<năm 2030>.", "2030-01-01", "2030-12-31", "by"),
    ("Xây xong (đến )<2030>.", "2030-01-01", "2030-12-31", "by"),
    ("Rà soát (trước )<cuối tháng 9>.", "2024-09-21", "2024-09-30", "before"),
    ("Kiểm kê (trong )<quý IV/2024>.", "2024-10-01", "2024-12-31", "in"),
    ("Kiểm kê (trong )<tháng 11/2024>.", "2024-11-01", "2024-11-30", "in"),
    ("Kiểm kê (ngay trong )<tháng này>.", "2024-08-01", "2024-08-31", "in"),
    ("Họp (trước )<16 giờ ngày 20/8>.", "2024-08-20", "2024-08-20", "before"),
    ("Áp dụng (kể từ )<ngày 01/9/2024>.", "2024-09-01", "2024-09-01", "since"),
    ("Ngay (từ )<đầu năm 2024>, xã đã rà soát.", "2024-01-01", "2024-03-31", "since"),
    # periods
    ("Kết quả <6 tháng đầu năm 2024>.", "2024-01-01", "2024-06-30", None),
    ("Kết quả <9 tháng đầu năm>.", "2024-01-01", "2024-09-30", None),
    ("Nhiệm vụ <6 tháng cuối năm>.", "2024-07-01", "2024-12-31", None),
    ("Thu ngân sách <nửa đầu năm 2024>.", "2024-01-01", "2024-06-30", None),
    ("Tổng kết <quý II năm 2024>.", "2024-04-01", "2024-06-30", None),
    ("Tổng kết <quí 2/2024>.", "2024-04-01", "2024-06-30", None),
    ("Tổng kết <quý III>.", "2024-07-01", "2024-09-30", None),
    ("Đề án <giai đoạn 2021-2025>.", "2021-01-01", "2025-12-31", None),
    ("Đề án <giai đoạn 2026 – 2030>.", "2026-01-01", "2030-12-31", None),
    ("Đại biểu <nhiệm kỳ 2021 - 2026>.", "2021-01-01", "2026-12-31", None),
    ("Trường học <năm học 2024-2025>.", "2024-01-01", "2025-12-31", None),
    ("Triển lãm <từ ngày 20 đến 25/8/2024>.", "2024-08-20", "2024-08-25", None),
    ("Triển lãm <từ 28/8 đến 3/9>.", "2024-08-28", "2024-09-03", None),
    ("Triển lãm <từ ngày 20/12/2024 đến 05/01/2025>.", "2024-12-20", "2025-01-05", None),
    ("Triển lãm <từ ngày 20/12 đến ngày 05/01/2025>.", "2024-12-20", "2025-01-05", None),
    ("Triển lãm <từ 28-8 đến 3-9>.", "2024-08-28", "2024-09-03", None),
    ("Triển lãm <từ ngày 28-8 đến 3-9>, mở cửa miễn phí.", "2024-08-28", "2024-09-03", None),
    ("Xây dựng đề án <từ tháng 10.2024 - 3.2025>.", "2024-10-01", "2025-03-31", None),
    ("Triển lãm <từ 22 đến 26-12>, vào cửa tự do.", "2024-12-22", "2024-12-26", None),
    ("Trực (trong )<hai ngày 15 và 16/9>.", "2024-09-15", "2024-09-16", "in"),
    ("Giảm giá điện (trong )<ba tháng 9, 10 và 11>.", "2024-09-01", "2024-11-30", "in"),
    ("Tiêm phòng (trong )<trung tuần tháng 9>.", "2024-09-11", "2024-09-20", "in"),
    ("Giải tỏa (trong )<nửa đầu tháng 10>.", "2024-10-01", "2024-10-15", "in"),
    ("Giải tỏa (trong )<nửa cuối tháng 2/2024>.", "2024-02-16", "2024-02-29", "in"),
    ("Thông xe (trước )<30-4 năm sau>.", "2025-04-30", "2025-04-30", "before"),
    ("Thông xe (trước dịp )<Quốc khánh 2/9>.", "2024-09-02", "2024-09-02", "before"),
    ("Thông xe (trước lễ )<2/9>.", "2024-09-02", "2024-09-02", "before"),
    ("Bàn giao (không để quá )<ngày 15/9>.", "2024-09-15", "2024-09-15", "by"),
    ("Phản hồi (ngay trong )<ngày>.", "2024-08-14", "2024-08-14", "in"),
    ("Trả tiền (đến )<12/9> chi trả hết.", "2024-09-12", "2024-09-12", "by"),
    ("Cắt điện (chậm nhất )<17 giờ cùng ngày>.", "2024-08-14", "2024-08-14", "by"),
    ("Nộp về Sở (chậm nhất )<30-9> để tổng hợp.", "2024-09-30", "2024-09-30", "by"),
    ("Trồng rừng <từ năm 2016 đến năm 2020>.", "2016-01-01", "2020-12-31", None),
    ("Tập huấn <các ngày 19, 20 và 21/8>.", "2024-08-19", "2024-08-21", None),
    ("Tập huấn <ngày 19-21/8>.", "2024-08-19", "2024-08-21", None),
    ("Ra quân <đầu tháng 9>.", "2024-09-01", "2024-09-10", None),
    ("Ra quân <giữa tháng 9/2024>.", "2024-09-11", "2024-09-20", None),
    ("Nghiệm thu <cuối quý III/2024>.", "2024-09-01", "2024-09-30", None),
    ("Nghiệm thu <cuối năm 2025>.", "2025-10-01", "2025-12-31", None),
    ("Thi công <từ nay đến cuối năm>.", "2024-08-14", "2024-12-31", None),
    ("Chiến dịch (<tuần 3 tháng 9>).", "2024-09-15", "2024-09-21", None),
    ("Giải ngân (trong )<những tháng còn lại của năm>.", "2024-08-14", "2024-12-31", "in"),
    # points
    ("<Ngày 7 tháng 8 năm 2024>, thị xã sơ kết.", "2024-08-07", "2024-08-07", None),
    ("<Sáng 7/8>, thị xã sơ kết.", "2024-08-07", "2024-08-07", None),
    ("<Chiều ngày 7-8>, thị xã sơ kết.", "2024-08-07", "2024-08-07", None),
    ("<Sáng nay (14/8)>, thị xã sơ kết.", "2024-08-14", "2024-08-14", None),
    ("<Thứ Hai, ngày 5 tháng 8 năm 2024>", "2024-08-05", "2024-08-05", None),
    ("Ký <ngày 07-8-2024>.", "2024-08-07", "2024-08-07", None),
    ("Ký <ngày 7.8.2024>.", "2024-08-07", "2024-08-07", None),
    ("Ký <ngày 7.8>.", "2024-08-07", "2024-08-07", None),
    ("Ký <ngày 5/4/92>.", "1992-04-05", "1992-04-05", None),
    ("Khai giảng (<5/9>).", "2024-09-05", "2024-09-05", None),
    ("<Ngày hai mươi tháng tám năm 2024>.", "2024-08-20", "2024-08-20", None),
    ("<Hôm qua>, đoàn đã đến.", "2024-08-13", "2024-08-13", None),
    ("Họp <tuần trước>.", "2024-08-05", "2024-08-11", None),
    ("Số liệu <tháng 7/2024>.", "2024-07-01", "2024-07-31", None),
    ("Số liệu <năm 2023>.", "2023-01-01", "2023-12-31", None),
    ("So với cùng kỳ <năm trước>.", "2023-01-01", "2023-12-31", None),
    ("<Lúc 8h30 ngày 20/8>, khai mạc.", "2024-08-20", "2024-08-20", None),
    ("Hoạt động văn nghệ mừng <ngày Quốc khánh 2/9>.", "2024-09-02", "2024-09-02", None),
    # the line was broken inside the date, and the words are emphasised
    ("Xong (trước )<ngày 20 tháng 9\nnăm 2024> nhé.", "2024-09-20", "2024-09-20", "before"),
    ("Xong (trước **)<ngày 20/9>** nhé.", "2024-09-20", "2024-09-20", "before"),
    # lunar
    ("<Rằm tháng Giêng năm 2025>.", "2025-02-12", "2025-02-12", None),
    ("<Ngày 23 tháng Chạp năm nay>.", "2025-01-22", "2025-01-22", None),
    ("Chi trả (trước )<Tết Nguyên đán 2025>.", "2025-01-29", "2025-01-29", "before"),
    ("<Mùng 10 tháng 3 âm lịch năm 2024>.", "2024-04-18", "2024-04-18", None),
]


def unmark(marked: str) -> tuple[str, int, int, int]:
    """The sentence, where its preposition begins, and the span of its expression."""
    if "(" in marked.split("<")[0] and ")<" in marked:
        i = marked.rindex("(", 0, marked.index("<"))
        marked = marked[:i] + "\x01" + marked[i + 1:].replace(")<", "<", 1)
    lead = marked.replace("<", "").replace(">", "").find("\x01")
    plain = marked.replace("\x01", "")
    start = plain.index("<")
    end = plain.index(">") - 1
    return plain.replace("<", "").replace(">", ""), lead if lead >= 0 else start, start, end


@pytest.mark.parametrize(("marked", "first", "last", "relation"), PLACED)
def test_placed(marked, first, last, relation):
    text, lead, start, end = unmark(marked)
    times = [t for t in find_times(text, REF) if t.start < end and start < t.end]
    assert len(times) == 1
    t = times[0]
    assert (text[t.lead:t.start], t.text) == (text[lead:start], text[start:end])
    assert (t.first, t.last, t.relation) == (day(first), day(last), relation)


def test_unmark_reads_marks():
    assert unmark("a (trước )<5/9>.") == ("a trước 5/9.", 2, 8, 11)
    assert unmark("b (<5/9>).") == ("b (5/9).", 3, 3, 6)


@pytest.mark.parametrize(("text", "iso", "working"), [
    ("Giải quyết trong 7 ngày.", "P7D", False),
    ("Trả kết quả sau 12 ngày làm việc.", "P12D", True),
    ("Không quá 03 ngày làm việc.", "P3D", True),
    ("Trong vòng hai tháng kể từ ngày nhận đủ hồ sơ.", "P2M", False),
    ("Có mặt trong 45 phút.", "PT45M", False),
    ("Hoàn thành trong 1 năm 6 tháng.", "P1Y6M", False),
    ("Từ 3 - 5 ngày.", "P5D", False),
])
def test_durations(text, iso, working):
    t = find_times(text, REF)[0]
    assert (t.kind, t.duration, t.working_days, t.first) == ("duration", iso, working, None)


@pytest.mark.parametrize(("text", "rule"), [
    ("trước ngày 25 hằng tháng", "FREQ=MONTHLY;BYMONTHDAY=25"),
    ("ngày 15 và 30 hàng tháng", "FREQ=MONTHLY;BYMONTHDAY=15,30"),
    ("trước ngày 10/12 hằng năm", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=10"),
    ("trước ngày 14 tháng 6 và ngày 14 tháng 12 hàng năm", "FREQ=YEARLY;BYMONTH=6,12;BYMONTHDAY=14"),
    ("thứ Hai hằng tuần", "FREQ=WEEKLY;BYDAY=MO"),
    ("trước 10h00 ngày thứ Sáu hàng tuần", "FREQ=WEEKLY;BYDAY=FR"),
    ("trước ngày 20 của tháng cuối quý", "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=20"),
    ("hằng quý", "FREQ=MONTHLY;INTERVAL=3"),
    ("04 lần/năm", "FREQ=MONTHLY;INTERVAL=3"),
    ("2 năm một lần", "FREQ=YEARLY;INTERVAL=2"),
    ("định kỳ 6 tháng", "FREQ=MONTHLY;INTERVAL=6"),
    ("cứ 3 giờ một lần", "FREQ=HOURLY;INTERVAL=3"),
    ("mỗi tuần", "FREQ=WEEKLY"),
])
def test_recurrences(text, rule):
    (t,) = find_times(f"Báo cáo {text}.", REF)
    assert (t.kind, t.recurrence) == ("recurrence", rule)


@pytest.mark.parametrize("text", [
    "Có 11/12 xã đạt chuẩn.", "Đã bàn giao 5/7 dự án.", "Dịch vụ công mức độ 3, 4.", "Nghị định 45/2020/NĐ-CP.",
    "Quyết định số 12/QĐ-UBND.", "Kết luận 30-KL/TW.", "Theo Nghị quyết 57.", "Đạt 82,45%.", "Trên 70% hồ sơ.",
    "Hội nghị thông qua đề án.", "Tối đa 12 người dự.", "Bà Trần Thị Mai phát biểu.", "Ông Vũ Quốc Khánh dự.",
    "Thu 1.500 tỷ đồng.", "Tăng 3 lần so với trước.", "Điểm 4,0.", "Kỳ họp thứ Hai HĐND xã.",
    "Trước hết, cần rà soát.", "Nhà số 5/7 phố Huế.", "Cách mạng công nghiệp lần thứ 4 tới cơ cấu kinh tế.", "Quý vị đại biểu.",
    "Trong những năm qua.", "Chất lượng quý khách.", "Tỷ lệ 1/5.000.", "Địa chỉ 10.3.2.1", "", " ", "ngày", "trước", "năm", "31/31/2024",
])
def test_not_dates(text):
    assert find_times(text, REF) == []


def test_clock_and_part_of_day():
    (t,) = find_times("Khai mạc 14 giờ 30 phút ngày 20/8/2024.", REF)
    assert t.clock == "14:30"
    (t,) = find_times("13 Tháng Mười Hai 2024 2:00:00 CH", REF)
    assert (t.first, t.clock) == (dt.date(2024, 12, 13), "14:00")
    (t,) = find_times("Chiều 20/8, đoàn kiểm tra.", REF)
    assert t.part_of_day == "chiều"


@pytest.mark.parametrize(("text", "iso"), [
    ("thứ ba", "2024-08-20"), ("chúa nhật", "2024-08-18"), ("10:45", "2024-08-14T10:45"), ("9h15", "2024-08-14T09:15"), ("ba giờ rưỡi", "2024-08-14T03:30"),
    ("11 giờ kém 10", "2024-08-14T10:50"), ("giáng sinh", "2024-12-25"), ("ngay bây giờ", "2024-08-14T07:50:00"),
    ("2 phút vừa qua", "2024-08-14T07:48/2024-08-14T07:50"), ("3 giờ tới", "2024-08-14T08:00/2024-08-14T11:00"),
    ("mùa thu năm nay", "2024-09-24/2024-12-20"), ("mùa đông 2024", "2024-12-21/2025-03-19"), ("tháng 9", "2024-09"), ("năm tới", "2025"),
    ("quý IV", "2024-10-01/2024-12-31"), ("4 giờ chiều", "2024-08-14T16:00"), ("hằng quý", "FREQ=MONTHLY;INTERVAL=3"), ("trong 5 ngày", "P5D"),
])
def test_a_text_that_is_one_expression(text, iso):
    (t,) = find_times(text, dt.datetime(2024, 8, 14, 7, 50), tense="future")
    assert t.iso == iso


@pytest.mark.parametrize("text", ["Điều thứ ba là tài chính.", "Mặt trận thắng 3:1.", "Gia đình chị Giáng Sinh.", "Tỷ số 10:45 chung cuộc.", "vụ mùa thu hoạch sớm"])
def test_in_a_sentence_they_are_none(text):
    assert find_times(text, REF) == []


def test_hours_without_a_clock_are_a_length():
    (t,) = find_times("Trong 3 giờ tới có mưa.", REF)
    assert (t.kind, t.duration, t.first) == ("duration", "PT3H", None)


def test_impossible_days_have_no_place():
    (t,) = find_times("Họp ngày 31/4/2024.", REF)
    assert (t.first, t.last) == (None, None)


def test_tense_decides_the_year():
    (t,) = find_times("Ngày 20/12, tỉnh họp.", REF)
    assert t.first == dt.date(2024, 12, 20)
    assert resolve(t, REF, "past").first == dt.date(2023, 12, 20)
    assert resolve(t, dt.date(2024, 12, 25), "future").first == dt.date(2025, 12, 20)
    assert find_times("Ngày 20/12, tỉnh họp.", REF, tense="past")[0].first == dt.date(2023, 12, 20)


def test_leap_day_goes_to_a_leap_year():
    (t,) = find_times("Chậm nhất ngày 29/2.", dt.date(2023, 12, 1))
    assert t.first == dt.date(2024, 2, 29)


def test_without_publication_the_text_gives_the_year():
    times = find_times("Ngày 5/3/2019, UBND tỉnh ban hành kế hoạch; gửi báo cáo trước ngày 20/4. Hôm qua, đoàn đã đến.", None)
    assert [t.first for t in times] == [dt.date(2019, 3, 5), dt.date(2019, 4, 20), None]
    assert find_times("Gửi trước ngày 20/4.", None)[0].first is None


def test_since_an_event():
    (t,) = find_times("Có hiệu lực kể từ ngày ký.", REF)
    assert (t.kind, t.relation, t.first) == ("event", "since", None)


@pytest.mark.parametrize(("lunar", "solar"), [
    ((2020, 1, 1), "2020-01-25"), ((2023, 3, 10), "2023-04-29"), ((2033, 1, 1), "2033-01-31"),
    ((2034, 1, 1), "2034-02-19"), ((1985, 1, 1), "1985-01-21"), ((2025, 8, 15), "2025-10-06"), ((2023, 12, 23), "2024-02-02"),
])
def test_lunar_calendar(lunar, solar):
    assert solar_day(*lunar) == day(solar)


def test_lunar_calendar_has_edges():
    assert solar_day(1899, 1, 1) is None
    assert solar_day(2024, 13, 1) is None
    assert [solar_day(2024, m, 30) is not None for m in (1, 2)] == [False, True]


PIECES = st.sampled_from(["trước", "đến hết", "ngày", "tháng", "năm", "quý", "thứ", "Hai", "hằng", "sáng", "cuối", "đầu", "từ", "đến", "nay", "IV",
                          "12", "31", "2024", "0", "99999", "/", "-", ".", ",", "(", ")", "\n", " ", "**", "ngày mai", "âm lịch", "8h30", "giờ", "İ", "ẤT"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=25).map(" ".join) | st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=80))
def test_any_text_is_survived(text):
    at = 0
    for t in find_times(text, REF):
        assert at <= t.lead <= t.start < t.end <= len(text)
        assert text[t.start:t.end] == t.text
        assert t.first is None or t.last is None or t.first <= t.last
        at = t.end


@pytest.mark.parametrize("unit", ["trước ", "1", "1/2/", "1/1 ", "ngày 1, 2, ", "tháng 1 và ", "cuối đầu năm ", "thứ hai, thứ ba (", "ngày cuối cùng ",
                                  "hôm nay, ", "8 giờ ", "sáng ngày sáng chiều (", "ngày          ", "đến hết ", " ", "\n", "quý i, ii - "])
def test_time_is_linear(unit, no_hang):
    with no_hang():
        find_times(unit * (100_000 // len(unit)), REF)


TABLES = Path(os.environ.get("TEMPORAL_TABLES", Path(__file__).parents[2] / "shared" / "temporal"))


@pytest.mark.skipif(not TABLES.is_dir(), reason="the shared evaluation set of temporal phrases is not here (TEMPORAL_TABLES names its folder)")
@pytest.mark.parametrize(("name", "least"), [("genre_probe", 0.97), ("duckling_vi", 0.95), ("duckling_vi_numeral", 0.95), ("duckling_vi_money", 0.95)])
def test_tables_of_phrases(name, least):
    spec = importlib.util.spec_from_file_location("compare_dates", Path(__file__).parents[1] / "scripts" / "compare_dates.py")
    compare = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(compare)
    _, rows, right, _ = compare.measure(TABLES / f"{name}.jsonl")["ours"]
    assert sum(right) / len(rows) >= least
    assert all(ok for row, ok in zip(rows, right, strict=True) if row.get("op") == "NONE")
    assert all(ok for row, ok in zip(rows, right, strict=True) if row.get("grain") in ("day", "week", "month", "quarter", "year"))
