"""Places before and after the reform of 1 July 2025."""
import pytest

from pipeline import gazetteer


@pytest.mark.parametrize("name, level, province, code", [
    ("huyện Bình Chánh", "district", "Hồ Chí Minh", "79"),
    ("TP.HCM", "province", "Hồ Chí Minh", "79"),
    ("TP Hồ Chí Minh", "province", "Hồ Chí Minh", "79"),
    ("Thừa Thiên - Huế", "province", "Huế", "46"),
    ("Đắc Lắc", "province", "Đắk Lắk", "66"),
    ("huyện Tuyên Hoá", "district", "Quảng Bình", "44"),
    ("huyện Tuyên Hóa", "district", "Quảng Bình", "44"),
    ("Quận 1", "district", "Hồ Chí Minh", "79"),
    ("Qui Nhơn", "district", "Bình Định", "52"),
])
def test_lookup(name, level, province, code):
    hit = gazetteer.lookup(name)[0]
    assert (hit.level, hit.province, hit.code) == (level, province, code)


def test_kind_must_fit():
    assert all(p.level == "commune" for p in gazetteer.lookup("xã Krông Nô"))
    assert all(p.kind == "huyện" for p in gazetteer.lookup("huyện Krông Nô"))


def test_before_and_after_the_reform():
    former = gazetteer.lookup("huyện Krông Nô")
    assert former and all(p.former and not p.current for p in former)
    assert any(p.current for p in gazetteer.lookup("xã Krông Nô"))


def test_unknown_names_find_nothing():
    assert gazetteer.lookup("huyện Không Đâu Cả") == ()
    assert gazetteer.lookup("") == ()
    assert gazetteer.lookup_ascii("khongdauca") == ()


def test_shared_names_keep_all_owners():
    assert len({p.province for p in gazetteer.lookup("huyện Châu Thành")}) > 3


@pytest.mark.parametrize("words, count", [
    (["Bình", "Chánh", "Nguyễn", "Văn"], 2), (["Hồ", "Chí", "Minh"], 3), (["Bà", "Rịa", "Vũng", "Tàu", "An"], 4), (["Nguyễn", "Văn"], 0)])
def test_longest_name(words, count):
    assert gazetteer.longest_name(words, "province", "district") == count


@pytest.mark.parametrize("a, b, same", [("Hoà Bình", "Hòa Bình", True), ("thuỷ", "Thủy", True), ("Quận 01", "Quận 1", True), ("hòa", "hoa", False), ("thành", "thanh", False)])
def test_fold(a, b, same):
    assert (gazetteer.fold(a) == gazetteer.fold(b)) is same


def test_site_names():
    assert gazetteer.lookup_ascii("krongno")[0].name == "Krông Nô"
