"""Amounts of money: bounds in a currency, and texts that hold none."""
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.money import find_amounts


@pytest.mark.parametrize(("text", "low", "high", "currency"), [
    ("Hỗ trợ 5.000 đồng mỗi em.", 5000, 5000, "VND"), ("Vay 20 triệu đồng.", 20e6, 20e6, "VND"), ("Thu hút 1,5 tỷ USD.", 1.5e9, 1.5e9, "USD"),
    ("Giá $15.", 15, 15, "USD"), ("Giá EUR 3,20.", 3.2, 3.2, "EUR"), ("ba đô la và 15 xen", 3.15, 3.15, "USD"), ("bảy đô 40", 7.4, 7.4, "USD"),
    ("từ 300 đến 500 đồng", 300, 500, "VND"), ("giữa 2,5 và 3 đô la", 2.5, 3, "USD"), ("từ 1.000 đồng đến 3.000 đồng", 1000, 3000, "VND"),
    ("không quá 9.000 đồng", None, 9000, "VND"), ("ít nhất 40 triệu đồng", 40e6, None, "VND"), ("từ 5 tỷ đồng trở lên", 5e9, None, "VND"),
    ("10 - 12 tỷ đồng", 10e9, 12e9, "VND")])
def test_amount(text, low, high, currency):
    (a,) = find_amounts(text)
    assert (a.low, a.high, a.currency) == (low, high, currency)


def test_amounts_of_one_sentence_stay_apart():
    text = "Ngân sách 12 tỷ đồng, dân góp 800 triệu đồng và vay 3 triệu USD."
    assert [(text[a.start:a.end], a.low) for a in find_amounts(text)] == [("12 tỷ đồng", 12e9), ("800 triệu đồng", 8e8), ("3 triệu USD", 3e6)]


@pytest.mark.parametrize("text", ["Có 18/19 xã.", "Đạt 95%.", "Đồng chí Bí thư.", "3 đồng chí", "ngày 2/6", ""])
def test_none(text):
    assert find_amounts(text) == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(["5", "1.000", "đồng", "đô", "xu", "$", "từ", "đến", "và", "-", "không quá", "trở lên", "hai", " "]), max_size=20).map(" ".join) | st.text(max_size=60))
def test_any_text_is_survived(text):
    at = 0
    for a in find_amounts(text):
        assert at <= a.start < a.end <= len(text)
        at = a.end
