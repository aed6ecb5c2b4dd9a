"""The fuzzing script finds what it looks for, and finds nothing in a few hundred strings."""
import importlib.util
from pathlib import Path

import pytest
import regex

from pipeline.flat import branching
from pipeline.numbers import Number

spec = importlib.util.spec_from_file_location("fuzz", Path(__file__).parents[1] / "scripts" / "fuzz.py")
fuzz = importlib.util.module_from_spec(spec)
spec.loader.exec_module(fuzz)


def test_hostile_strings_are_read():
    maker = fuzz.Maker(3, "Phấn đấu đến hết quý III/2024 đạt trên 95% kế hoạch, trước ngày 15/9 theo Quyết định số 12/QĐ-UBND. " * 9)
    for _ in range(300):
        fuzz.check(maker.string())


def test_the_same_seed_makes_the_same_strings():
    a, b = fuzz.Maker(5, "một hai ba bốn"), fuzz.Maker(5, "một hai ba bốn")
    assert [a.string() for _ in range(20)] == [b.string() for _ in range(20)]


def test_a_wrong_span_is_seen(monkeypatch):
    fuzz.check("Có 12 xã.")
    monkeypatch.setattr(fuzz, "find_numbers", lambda text: [Number(5, 99, 1.0, 1.0, 99, "digits")])
    with pytest.raises(AssertionError):
        fuzz.check("Có 12 xã.")


@pytest.mark.parametrize("text", ["𞓶 %", "٣ ngày", "ngày 𞓶/5", "Quyết định số 𞓶/QĐ-UBND", "đạt 𖵳 xã trước ngày ٢/٣"])
def test_digits_of_other_scripts(text):
    fuzz.check(text)


def test_branching_takes_the_longest():
    pattern = regex.compile(branching(["đạt", "đạt được", "đạt chuẩn", "a.b", "đã"]) + r"(?!\w)")
    assert [pattern.match(t) and pattern.match(t).group() for t in ("đạt được", "đạt đượcx", "đạt  chuẩn", "a.b", "acb", "đ")] == \
        ["đạt được", "đạt", "đạt  chuẩn", "a.b", None, None]
