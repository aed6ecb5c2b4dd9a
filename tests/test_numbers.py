"""Numerals: phrase tables, the traps, and that nothing raises on hostile text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.numbers import find_numbers, to_value

TOTALS = [
    ("1.234,5", 1234.5), ("94,74", 94.74), ("20.000", 20000), ("1.250.000", 1250000), ("3000000", 3000000), ("0,08", 0.08),
    ("4.5", 4.5), ("0.125", 0.125), ("1,200,000", 1200000), ("8 triệu", 8e6), ("1,2 tỷ", 1.2e9), ("170 nghìn tỷ", 170e12),
    ("25 ngàn", 25000), ("100K", 100000), ("1,5M", 1.5e6), ("-12,5", -12.5), ("USD 4,25", 4.25), ("USD1,50", 1.5),
    ("không", 0), ("hai", 2), ("mười", 10), ("mười lăm", 15), ("hai mươi", 20), ("hai mươi mốt", 21), ("ba mươi tư", 34),
    ("trăm", 100), ("một trăm linh năm", 105), ("hai trăm nghìn", 200000), ("năm nghìn", 5000), ("một tỷ", 1e9),
    ("ba nghìn hai trăm tỷ", 3200e9), ("hai mươi mốt nghìn không trăm mười một", 21011), ("sáu phẩy hai", 6.2),
    ("ba triệu rưỡi", 3.5e6), ("một phần ba", 1 / 3), ("ba phần tư", 0.75), ("18/24", 0.75), ("1.818/3.636", 0.5),
]


@pytest.mark.parametrize("text, total", TOTALS)
def test_total(text, total):
    (number,) = find_numbers(text)
    assert number.total == pytest.approx(total)


@pytest.mark.parametrize("text, low, high", [
    ("8 - 10", 8, 10), ("8-10", 8, 10), ("15–17", 15, 17), ("10 đến 15", 10, 15), ("6,5 tới 7", 6.5, 7), ("5% - 7", 5, 7)])
def test_range(text, low, high):
    (number,) = find_numbers(text)
    assert (number.value, number.value_max) == (low, high)


@pytest.mark.parametrize("text", [
    "435/QĐ-UBND", "61/2018/NĐ-CP", "ngày 15/6/2023", "3-5-2020", "1.2.3", "v2x", "không có ý kiến", "vốn đầu tư", "Đà Nẵng", "năm nay", "tỷ lệ"])
def test_no_number(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize("text, copied, value, scale", [
    ("thu 20.000 tỷ đồng", "20.000", 20000, 1e9),
    ("đón 8 triệu lượt khách", "8", 8, 1e6),
    ("hai mươi tỷ đồng", "hai mươi", 20, 1e9),
    ("STT 3 Tỷ lệ hộ nghèo", "3", 3, 1),        # the blank table cell before "Tỷ lệ" is no multiplier
    ("lãi suất giảm -0,5 điểm", "-0,5", -0.5, 1),
    ("giai đoạn 2021 -2025", "2021 -2025", 2021, 1)])
def test_value_and_multiplier(text, copied, value, scale):
    number = find_numbers(text)[0]
    assert (text[number.start:number.end], number.value, number.scale) == (copied, value, scale)


def test_share_keeps_its_parts():
    (number,) = find_numbers("12/15 xã")
    assert (number.kind, number.value, number.whole) == ("share", 12, 15)


def test_two_digits_in_a_row_are_no_number():
    assert find_numbers("một hai ba bốn năm sáu") == []


def test_to_value_refuses_words():
    with pytest.raises(ValueError):
        to_value("hai")


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789.,%-–/ aăâbcđeêghiklmnoôơpqrstuưvxynămhaibatỷtriệu\n", max_size=80))
def test_never_raises_and_spans_hold(text):
    last = 0
    for n in find_numbers(text):
        assert last <= n.start < n.end <= n.scale_end <= len(text)
        assert text[n.start:n.end].strip() == text[n.start:n.end]
        last = n.end


@pytest.mark.parametrize("unit", ["9", "1.", "1,", "12%", "1/", "3-", "hai mươi ", "nghìn ", "1.000"])
def test_hostile_text_is_linear(unit, no_hang):
    with no_hang():
        find_numbers(unit * (100_000 // len(unit)))
