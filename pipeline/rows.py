"""The lines of a page and what can be told of each by itself: the features of the labeller."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from pipeline.blocks import Block
from pipeline.offsets import Traced
from pipeline.published import Stamp, stamp
from pipeline.vocabulary import alternation, entries


def _forms(value: str) -> str:
    return alternation([f for e in entries("boilerplate") if e.value == value for f in e.forms])


_LEAD_IN = r"^[\W_]*+"
_MENU = regex.compile(rf"{_LEAD_IN}(?:{_forms('line')}(?![\w])[\W\d_]*+)+$", regex.IGNORECASE)
_COUNTER = regex.compile(rf"^[\W_]*+{_forms('counter')}", regex.IGNORECASE)
_CONTACT = regex.compile(rf"^[\W_]*+{_forms('contact')}", regex.IGNORECASE)
_FIELD = regex.compile(r"^\p{Lu}[\p{L}\s]{1,40}\s?:\s?\S")
_START = regex.compile(rf"^(?:[\W_]*+)(?!trên\s+đây\s)(?:{_forms('start')})|^\s*(?:>>|»)(?!\W*trên\s+đây\s)", regex.IGNORECASE)
# Controls may stand before: "0 Thích  Chia sẻ  Bình luận (7)".
_OTHERS = regex.compile(rf"{_LEAD_IN}(?:\d+\W+)?+(?:{_forms('line')}(?![\w])[\W\d_]++){{0,6}}{_forms('others')}[\W\d_]*+$", regex.IGNORECASE)
_CRUMBS = regex.compile(r"^\W*(?:trang\s?chủ|home)\s*[›»>/|→]", regex.IGNORECASE)
_RELATED = regex.compile(r"\b(?:liên\squan|khác|cùng|hơn|đã\s(?:đưa|đăng)|quan\stâm|nhiều|bỏ\slỡ|nên\sđọc)\b", regex.IGNORECASE)
_IMPRINT = regex.compile(rf"^[^\w©®]*+(?:{_forms('imprint')})", regex.IGNORECASE)
# Sentences of an article open with these words too; in an imprint a colon follows.
_RESPONSIBLE = regex.compile(r"^\W*(?:chịu\strách\snhiệm|người\schịu|(?:cơ\squan|đơn\svị)\schủ\squản|phụ\strách)", regex.IGNORECASE)
_URL = regex.compile(r"^\W*+(?:https?://|www\.|/(?:[\w%~.-]+/)+)\S*$|^\S+\.(?:jpe?g|png|gif|webp|bmp|mp[34]|pdf|docx?|xlsx?|rar|zip)(?:\W*[\d.,]+\s?[KM]?B)?\W*$",
                     regex.IGNORECASE)
_IMAGE = regex.compile(r"^\W*(?:img|image|hình|ảnh|photo)\W*$|^!\[[^\]]{0,300}\]\([^)]{0,500}\)$"
                       r"|\.(?:jpe?g|png|gif|webp|bmp)(?:[?&]\S*)?$", regex.IGNORECASE)
# A sentence's end; "./." closes official texts; a note mark or bracket may follow.
_END = regex.compile(r"(?:[.!?…;:]|/\.)[\"”’')\]*»]*$")
_INNER_END = regex.compile(r"\p{Ll}[\p{L}\d)”\"]{0,12}[.!?…;][\"”)]?\s+[\p{Lu}“\"\d-]")
_ITEM = regex.compile(r"^(?:[-–+*•●▪◦➢►✓·]|\(?\d{1,2}[.)/]|\(?[a-zđ][.)]|[IVX]{1,5}[.)]|(?:Điều|Khoản|Mục|Chương|Phần|Bước)\s+[\dIVX]+)"
                      r"\s*\S")
_PHOTO = regex.compile(r"(?:^|[\s(\[.,–-])(?:ảnh|hình|photo|ảnh\s+minh\s+h[ọo][aạ])(?:\s+minh\s+h(?:ọa|oạ))?\s*(?::|/|-|–|từ\s+internet|"
                       r"minh\s+h(?:ọa|oạ))|\((?:ảnh|hình)\b[^)]{0,60}\)?$|ảnh\s+minh\s+h(?:ọa|oạ)\W*$|\(hình\s*\W*$", regex.IGNORECASE)
# What captions say. Without a picture in sight a caption is known by someone of rank doing what
# is photographed; sentences that end in a full stop only by the most photographed of deeds.
_SCENE = regex.compile(r"^\W*(?:quang\s+cảnh|toàn\s+cảnh|khung\s+cảnh|(?:một\s+số\s+)?hình\s+ảnh|các\s+đại\s+biểu|đại\s+biểu|chủ\s+tọa\s)",
                       regex.IGNORECASE)
_ROLE = regex.compile(
    r"^\W*(?:(?:các\s+)?(?:đồng\s+chí|đ/c|ông|bà|anh|chị|chủ\s+tịch|phó\s|bí\s+thư|bộ\s+trưởng|thứ\s+trưởng|giám\s+đốc|lãnh\s+đạo|"
    r"đại\s+diện|thủ\s+tướng|tổng\s|trưởng\s|chánh\s|cục\s+trưởng|vụ\s+trưởng|chủ\s+nhiệm|viện\s+trưởng|hiệu\s+trưởng|ủy\s+viên|uỷ\s+viên|"
    r"(?:đại|thượng|trung|thiếu)\s+(?:tướng|tá)|ubnd|đoàn\s|ban\s|các\s|cán\s+bộ|công\s+chức|nhân\s+dân|người\s+dân|lực\s+lượng|học\s+sinh|(?:ts|ths|pgs|gs)\b|nguyên\s|(?-i:\p{Lu})\p{L}+\s(?-i:\p{Lu})\p{L}+\s(?-i:\p{Lu})\p{L}+))",
    regex.IGNORECASE)
_SHOWN = regex.compile(
    r"\b(?:phát\s+biểu|trình\s+bày|báo\s+cáo|trao|tặng|chủ\s+trì|kết\s+luận|khai\s+mạc|tham\s+quan|thăm|chụp\s+(?:ảnh|hình)|bìa\s+(?:trái|phải)|"
    r"thứ\s+(?:\d|hai|ba|tư|năm)\s+từ|ngồi\s+giữa|đứng\s+giữa|ngoài\s+cùng|tham\s+dự|dự\s+(?:lễ|hội|buổi|họp|kỳ|phiên)|kiểm\s+tra|khảo\s+sát|"
    r"điều\s+hành|cắt\s+băng|giao\s+lưu|chúc\s+mừng|thảo\s+luận|chứng\s+kiến|biểu\s+quyết|ký\s+kết|bấm\s+nút|trả\s+lời|trao\s+đổi)\b", regex.IGNORECASE)
_PHOTOGRAPHED = regex.compile(r"\b(?:phát\s+biểu|trao|tặng|tham\s+quan|chụp\s+(?:ảnh|hình)|cắt\s+băng|bấm\s+nút|ký\s+kết|trả\s+lời\s+chất\s+vấn)\b",
                              regex.IGNORECASE)
_DATED = regex.compile(r"\(\s?(?:ngày\s)?\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?:[\s,-]+\d{1,2}:\d{2})?\s?\)\W*$", regex.IGNORECASE)
_SQUASH = regex.compile(r"[\W_]+")
_DIGITS = regex.compile(r"\d+")


def key_of(text: str) -> str:
    """The letters and digits of a text, in small letters: equal for a line and its repetitions."""
    return _SQUASH.sub("", text).lower()


def masked(text: str) -> str:
    """As :func:`key_of`, every number the same: equal for the lines that a template prints."""
    return _DIGITS.sub("0", key_of(text))


@dataclass
class Row:
    """One line (or HTML block), its features and, in the end, its label."""

    text: Traced
    gap: bool = True  # a blank line stands before it (text), always so in HTML
    markdown: str = ""  # "#" heading, "*" emphasised line
    link: float = 0.0
    bold: bool = False  # wholly in bold type
    heading: int = 0
    hint: str = ""
    furniture: int = 0  # number of the element that names it furniture; 0 for none
    after_image: bool = False
    row: int = 0
    cell: int = 0
    container: int = 0
    recurs: bool = False  # the site's profile says that it is furniture
    head: Traced | None = None  # the name of an export's field that stands before the text ("Content:")
    kind: str = ""  # title, date, body, caption, byline, noise

    @classmethod
    def of_block(cls, block: Block) -> Row:
        return cls(block.text, link=block.link, bold=block.bold, heading=block.heading, hint=block.hint, furniture=block.furniture,
                   after_image=block.after_image, row=block.row, cell=block.cell, container=block.container)

    @cached_property
    def size(self) -> int:
        return len(self.text)

    @cached_property
    def key(self) -> str:
        """Letters and digits alone, for finding repetitions."""
        return key_of(self.text.text)

    @cached_property
    def masked(self) -> str:
        return _DIGITS.sub("0", self.key)

    @cached_property
    def stamp(self) -> Stamp | None:
        return stamp(self.text.text)

    @cached_property
    def others(self) -> bool:
        """A heading over other news, comments or counters."""
        return self.size <= 80 and _OTHERS.match(self.text.text) is not None

    @cached_property
    def dated(self) -> bool:
        """An item of a list of news, with its day in brackets at the end."""
        return self.size <= 250 and _DATED.search(self.text.text) is not None

    @cached_property
    def imprint(self) -> bool:
        text = self.text.text
        return (self.size <= 250 and _IMPRINT.match(text) is not None
                and not (text[-1] == "." and ":" not in text[:60] and _RESPONSIBLE.match(text)))

    @cached_property
    def number(self) -> bool:
        """Nothing but a number or a sign: counters, page numbers, cells of tables."""
        return len(self.key) <= 1 or self.key.isdigit()

    @cached_property
    def related(self) -> bool:
        """A heading over other news that says so, and not the name of a section too ("Tin mới")."""
        return self.others and _RELATED.search(self.text.text) is not None

    @cached_property
    def contact(self) -> bool:
        """An address, a telephone number: furniture, or part of a notice."""
        return self.size <= 160 and _CONTACT.match(self.text.text) is not None

    @cached_property
    def field(self) -> bool:
        """A label and its value, as reports of single cases list them ("Loại đơn: Kiến nghị")."""
        return self.size <= 300 and _FIELD.match(self.text.text) is not None

    @cached_property
    def url(self) -> bool:
        return self.size <= 1000 and _URL.match(self.text.text) is not None or self.image

    @cached_property
    def image(self) -> bool:
        return self.size <= 400 and _IMAGE.search(self.text.text) is not None and " " not in self.text.text[:40].strip()

    @cached_property
    def noise(self) -> bool:
        """Portal furniture by its own words."""
        text = self.text.text
        return (self.recurs or self.number or self.others or self.imprint or self.url
                or (self.dated and not self.ended and self.size <= 200)
                or self.contact or (self.hint == "date" and self.size <= 60 and not self.stamp)
                or (self.size <= 80 and (self.size <= 25 or text[-1] != ".") and _COUNTER.match(text) is not None)
                or (self.size <= (250 if "http" in text or ":" in text[:25] or text[0] == ">" else 110)
                    and _START.match(text) is not None)
                or (self.size <= 120 and (_MENU.match(text) or _CRUMBS.match(text)) is not None))

    @cached_property
    def ended(self) -> bool:
        return _END.search(self.text.text[-40:]) is not None

    @cached_property
    def item(self) -> bool:
        """An item of a list, by its mark."""
        return _ITEM.match(self.text.text) is not None

    @cached_property
    def sentence(self) -> bool:
        """Running text: 60 characters and a full stop, or 150 and more with a comma or stop inside.
        Headlines are shorter and end without a stop."""
        text = self.text.text
        if self.link > 0.5 or self.noise or text.isupper():
            return False
        if self.size >= 60 and self.ended:
            return True
        return self.size >= 150 and ("," in text or _INNER_END.search(text[:2000]) is not None)

    @cached_property
    def photo(self) -> bool:
        """Prints a photographer's credit."""
        return self.size <= 400 and _PHOTO.search(self.text.text) is not None

    @cached_property
    def person(self) -> bool:
        """Opens with someone of rank."""
        return _ROLE.match(self.text.text) is not None

    @cached_property
    def scene(self) -> bool:
        """Describes a picture: "Quang cảnh hội nghị", "Ông … phát biểu tại buổi lễ"."""
        text = self.text.text
        if self.size > 250 or ":" in text[:-1]:
            return False
        if self.ended and text[-1] != ".":
            return False
        if _SCENE.match(text):
            return self.size <= 110 or not self.ended
        if not self.person:
            return False
        return (_PHOTOGRAPHED.search(text) is not None and self.size <= 90 if self.ended
                else _SHOWN.search(text) is not None)
