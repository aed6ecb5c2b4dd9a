"""Stamps that portals print, and dates that are none."""
import pytest

from pipeline.published import from_url, parse_stamp, stamp

STAMPS = [
    ("Thứ ba - 11/04/2023 05:18", "2023-04-11T05:18:00+07:00"),
    ("Thứ Năm, 28/06/2018, 08:00 GMT+7", "2018-06-28T08:00:00+07:00"),
    ("Thứ sáu, 16/2/2024, 10:43 (GMT+7)", "2024-02-16T10:43:00+07:00"),
    ("13 Tháng Mười Hai 2023 2:00:00 CH", "2023-12-13T14:00:00+07:00"),
    ("Tin tức sự kiện 01 Tháng Giêng 2022 12:05:00 SA", "2022-01-01T00:05:00+07:00"),
    ("24/02/2023", "2023-02-24"),
    ("24.02.2023", "2023-02-24"),
    ("08:30 | 05/3/2024", "2024-03-05T08:30:00+07:00"),
    ("Cập nhật lúc 15h22 ngày 04/09/2019", "2019-09-04T15:22:00+07:00"),
    ("Cập nhật: 9 giờ 05 phút, 4-9-2019", "2019-09-04T09:05:00+07:00"),
    ("(Ngày đăng: 05/03/2024)", "2024-03-05"),
    ("Đăng lúc 07:05 - 12/10/2021", "2021-10-12T07:05:00+07:00"),
    ("Ngày 5 tháng 7 năm 2022", "2022-07-05"),
    ("chủ nhật, 07 04 2019 08:52", "2019-04-07T08:52:00+07:00"),
    ("(26.07.2019 14:14)", "2019-07-26T14:14:00+07:00"),
    ("Minh Tâm - 07/03/2026 08:47", "2026-03-07T08:47:00+07:00"),
    ("Thời gian đăng: 2021-08-30 23:15:09", "2021-08-30T23:15:09+07:00"),
    ("tin nổi bật30/07/2019", "2019-07-30"),
    ("Lượt xem: 1250 | 19/11/2020 3:05 PM", "2020-11-19T15:05:00+07:00"),
]


@pytest.mark.parametrize(("line", "value"), STAMPS)
def test_stamps(line, value):
    found = stamp(line)
    assert found is not None
    assert found.value == value


@pytest.mark.parametrize("line", [
    "Ngày 07/4/2023, UBND huyện tổ chức hội nghị triển khai nhiệm vụ quý II cho các phòng, ban",
    "Quyết định số 435/QĐ-UBND ngày 31/01/2023",
    "Nghị quyết ban hành ngày 15/11/2022",
    "Giai đoạn 01/01/2020 - 31/12/2025",
    "Từ ngày 01/5/2025 đến ngày 03/5/2025",
    "Trước ngày 30/6/2023",
    "Thứ Ba, 11/04",  # no year, and no clock to find one by
    "32/13/2023",
    "30/02/2023",
    "18/19 xã",
    "Kết quả tiếp dân tuần 1 tháng 6 năm 2019",
    "Giấy phép số 12/GP-TTĐT cấp ngày 03/11/2016",
    "",
])
def test_no_stamps(line):
    assert stamp(line) is None


@pytest.mark.parametrize(("line", "banner"), [
    ("Thứ Hai, ngày 26 tháng 10 năm 2020", True),
    ("Hôm nay: 21/11/2025", True),
    ("Thứ Hai, 26/10/2020 08:30", False),
    ("Cập nhật: Thứ Hai, ngày 26 tháng 10 năm 2020", False),
])
def test_banners(line, banner):
    assert stamp(line).banner is banner


@pytest.mark.parametrize(("value", "iso"), [
    ("2023-02-24", "2023-02-24"),
    ("2023-02-24T08:30:00+07:00", "2023-02-24T08:30:00+07:00"),
    ("2023-02-24T18:30:00Z", "2023-02-25T01:30:00+07:00"),  # the day after, in Vietnam
    ("2023-02-24 08:30", "2023-02-24T08:30:00+07:00"),
    ("2023-02-24T00:00:00", "2023-02-24"),
    ("24/02/2023 08:30", "2023-02-24T08:30:00+07:00"),
    ("Thứ sáu, 24/2/2023", "2023-02-24"),
    ("yesterday", None), ("", None), ("0001-01-01", None), ("2023-13-01", None), ("1" * 500, None),
])
def test_given_dates(value, iso):
    assert parse_stamp(value) == iso


@pytest.mark.parametrize(("url", "iso"), [
    ("https://tinh.example.vn/2023/04/11/hop-giao-ban", "2023-04-11"),
    ("https://tinh.example.vn/tin/hop-giao-ban-1022504.htm", None),
    ("https://tinh.example.vn/2023/14/41/x", None),
])
def test_addresses(url, iso):
    assert from_url(url) == iso
