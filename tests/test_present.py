"""The year of an article without a publication day: its present, from the years it names."""
from __future__ import annotations

import datetime as dt

import pytest

from pipeline.article import Article, Line
from pipeline.present import present_day, reported_times
from pipeline.segment import segment


def context(body: str, published: str | None = None, furniture: str = ""):
    text = "Tin\n" + body
    lines = [Line(0, 3, "title"), Line(4, len(text), "body")]
    return segment(Article(text=text + furniture, lines=lines, title="Tin", published=published))


@pytest.mark.parametrize(("body", "day"), [
    # the latest year told of
    ("Ngày 5/6/2020 tỉnh lập ban; tháng 3/2021 ban họp.", "2021-12-31"),
    ("Ngày 5/6/2020 tỉnh lập ban, phải xong trước tháng 3/2021.", "2020-12-31"),
    ("Năm 2023 xã có 5 tổ, năm 2024 có 7 tổ.", "2024-12-31"),
    # a founding and its anniversary
    ("Lễ kỷ niệm 40 năm thành lập (1985-2025). Trường thành lập ngày 7/5/1985.", "2025-12-31"),
    ("Lễ kỷ niệm ngày giải phóng (3/4/1975 - 3/4/2024).", "2024-12-31"),
    # next year's plan does not outweigh this year's day, an old law does not outweigh the years told
    ("Ngày 9/11/2023, sở họp. Bảng giá đất năm 2024 được bàn.", "2023-12-31"),
    ("Theo Luật ngày 19/6/2015, năm 2022 huyện có 12 xã.", "2022-12-31"),
    # what is to begin
    ("Năm 2022 vẫn thi như năm 2021; thi trên máy tính từ năm 2024, và năm 2024 có 9 điểm thi.", "2022-12-31"),
    # school years: one that ends and the next; one; one that is reviewed
    ("Tổng kết năm học 2021-2022, triển khai nhiệm vụ năm học 2022-2023.", "2022-12-31"),
    ("Các trường chuẩn bị năm học 2022-2023.", "2023-06-30"),
    ("Kết quả đạt được trong năm học 2021-2022 là tích cực.", "2022-12-31"),
    # a bound speaks where nothing else does, a far goal does not
    ("Phấn đấu đến hết năm 2019 mọi xã có mạng.", "2019-12-31"),
    ("Phấn đấu đến năm 2045 là nước phát triển.", None),
    ("Chương trình giai đoạn 2021-2025.", None),
    ("Họp sáng 5/3.", None),
    ("Họp sáng 5/3. Trường mở ngày 9/9/1962.", None),
])
def test_present_without_a_publication_day(body, day):
    assert present_day(context(body)) == (dt.date.fromisoformat(day) if day else None)


def test_furniture_says_nothing_of_the_present():
    assert present_day(context("Chiều 3/3 năm 2019 xã họp.", furniture=" Giấy phép cấp ngày 5/5/2022")) == dt.date(2019, 12, 31)


@pytest.mark.parametrize(("body", "published", "days"), [
    ("Chiều 4/10, sở họp. Việc này làm trong tháng 11/2022, mở từ ngày 1/1/2023.", None, ["2022-10-04"]),
    ("Chiều 4/10, sở họp.", None, [None]),
    ("Chiều 4/10, sở họp. Trường lập ngày 1/1/1962.", "2023-01-04", ["2022-10-04"]),
    # told anew years later; but not where a school year says when
    ("Chiều 4/10, sở họp về tháng 9/2012. Tháng 9/2012 giá tăng.", "2019-05-05", ["2012-10-04"]),
    ("Chiều 4/10, sở họp về năm học 2025-2026. Cấp phép tháng 2/2021.", "2025-10-04", ["2025-10-04"]),
])
def test_yearless_days(body, published, days):
    found = [t for t in reported_times(context(body, published)) if t.kind == "instant" and not t.explicit_year]
    assert [t.first and t.first.isoformat() for t in found] == days
