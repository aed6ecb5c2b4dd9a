"""The place an article belongs to."""
import pytest

from pipeline.article import Article, Line
from pipeline.place import place_of


def article(text: str, portal: str | None = None, published: str | None = None) -> Article:
    lines, at = [], 0
    for i, line in enumerate(text.split("\n")):
        lines.append(Line(at, at + len(line), "body" if i else "title"))
        at += len(line) + 1
    return Article(text=text, lines=lines, title=text.split("\n")[0], portal=portal, published=published)


@pytest.mark.parametrize("text, portal, expected", [
    ("Họp giao ban\nUBND huyện tổ chức họp giao ban.", "Trang thông tin điện tử huyện Krông Nô - tỉnh Đắk Nông", ("Đắk Nông", "Krông Nô", None, "67")),
    ("Họp giao ban\nUBND huyện tổ chức họp.", "krongno.daknong.gov.vn", ("Đắk Nông", "Krông Nô", None, "67")),
    ("Hội nghị\nSáng 3/6, UBND huyện Bình Chánh họp. UBND huyện yêu cầu rà soát. Công tác trên địa bàn huyện tốt.", None, ("Hồ Chí Minh", "Bình Chánh", None, "79")),
    ("Hội nghị\nUBND tỉnh Gia Lai họp. UBND tỉnh giao các sở. Trên địa bàn tỉnh còn khó khăn.", None, ("Gia Lai", None, None, "64")),
    # a name that several provinces share stands without a province, unless the portal tells
    ("Châu Thành: Hội nghị\nUBND huyện Châu Thành họp. UBND huyện yêu cầu, trên địa bàn huyện.", None, (None, "Châu Thành", None, None)),
    ("Châu Thành: Hội nghị\nUBND huyện Châu Thành họp. UBND huyện yêu cầu, trên địa bàn huyện.", "Cổng TTĐT tỉnh Long An", ("Long An", "Châu Thành", None, "80")),
    # central news names many places and belongs to none
    ("Công điện của Thủ tướng\nCác tỉnh Quảng Trị, Thanh Hóa, Nghệ An, Hà Tĩnh và Quảng Bình ứng phó bão. UBND tỉnh Nghệ An báo cáo.", None, (None, None, None, None)),
    ("Chính phủ họp\nChính phủ họp phiên thường kỳ.", "Báo điện tử Chính phủ", (None, None, None, None)),
    ("", None, (None, None, None, None)),
])
def test_place(text, portal, expected):
    place = place_of(article(text, portal))
    assert (place.province, place.district, place.ward, place.code) == expected


def test_ward_after_the_reform():
    text = "Phường Yên Nghĩa họp\nSáng 5/6, HĐND phường Yên Nghĩa họp. UBND phường báo cáo; lãnh đạo phường dự."
    place = place_of(article(text, published="2026-06-05"))
    assert (place.province, place.district, place.ward) == ("Hà Nội", None, "Yên Nghĩa")


def test_lines_do_not_matter_for_empty_portal():
    assert place_of(Article(text="", lines=[])).province is None
