"""What a scraper glued to a paragraph: furniture, captions and signatures told apart.

Some exports hold a page as one line of thousands of characters. Only its two ends are looked at,
only after the end of a sentence and only for words that no paragraph holds there, since nothing is
extracted from what is told apart. It stays in the text: its line is labelled by its larger part.
"""
from __future__ import annotations

import re

import regex

from pipeline.byline import names
from pipeline.flat import matches
from pipeline.offsets import Traced

# Shorter lines are labelled whole.
_LONG = 300
_TAIL = 700  # characters at the end of a line in which furniture is looked for: a masthead has 250
# What a sentence, a number or a signature in capitals ends with; looked for only where furniture begins.
_STOP = regex.compile(r"(?:[.!?…;:”\"’)\]»/*]|\d|\p{Lu}{3}\s)\s*$")
_FURNITURE = regex.compile(r"""(?:
      (?i:bình\sluận|ý\skiến(?:\sbạn\sđọc)?)\s?\(\d{1,5}\)
    | (?i:(?:phó\s)?tổng\sbiên\stập|tổng\sthư\ský\s(?:tòa|toà)\ssoạn|chịu\strách\snhiệm\s(?:chính|nội\sdung|xuất\sbản))\s?:\s?\p{Lu}
    | (?i:bản\squyền\s(?:thuộc|©)|ghi\srõ\snguồn|giấy\sphép\ssố|trụ\ssở\s?:|(?:tòa|toà)\ssoạn\s?:)
    | (?i:tags?|từ\s(?:khóa|khoá)|chủ\sđề)\s?:
    | (?i:lượt\s(?:xem|đọc)|số\slượt(?:\sngười)?\s(?:xem|đọc|truy\scập)|đã\sxem|tổng\struy\scập)\s?:\s?\d
    | (?i:chia\ssẻ|share)\s(?:Facebook|Zalo|bài\sviết|qua|lên)
    | (?i:(?:hiện\s)?chưa\scó\s(?:bình\sluận|ý\skiến)\s(?:nào|cho)|hiện\schưa\scó\sbình\sluận|mật\skhẩu\sphải\scó|mua\sthêm\ssao|vui\slòng\snhập\s(?:mật|họ|email|mã|nội\sdung\sbình)
        |(?:bạn\s)?(?:cần|hãy|vui\slòng)\sđăng\snhập\sđể)\s
    | (?:In\strang|Bản\sin|Gửi\semail)\b
    | (?:Tin|Bài|Các\stin|Tin\sbài|Những\stin)\s(?i:khác|liên\squan|cùng\schuyên\smục|mới\shơn|cũ\shơn|đã\sđưa)\s?[:»]
    | (?:\(\*\)\s?)?(?:Văn\sphong,\s)?(?i:nội\sdung\sbài\sviết\sthể\shiện\s(?:góc\snhìn|quan\sđiểm))
    | (?:Mời\s(?:bạn\sđọc|quý\svị|quý\sđộc\sgiả)\s(?:theo\sdõi|xem|đón\sđọc))
    | (?:Trở\sthành\sngười\sđầu\stiên)\s
    )""", regex.VERBOSE)
_BEGINS = re.compile(r"""bình\sluận|ý\skiến\s?(?:\(|bạn)|(?:phó\s)?tổng\s(?:biên|thư|truy)|chịu\strách|bản\squyền|ghi\srõ|giấy\sphép|trụ\ssở|t(?:òa|oà)\ssoạn|tag|từ\skh(?:óa|oá)
    |chủ\sđề|lượt\s|số\slượt|đã\sxem|chia\ssẻ|share|hiện\schưa|chưa\scó|mật\skhẩu|mua\sthêm|vui\slòng|(?:bạn\s)?(?:cần|hãy)\sđăng|bạn\svui|in\strang|bản\sin|gửi\semail|(?:các\s)?tin\s|những\stin|bài\s
    |\(\*\)|văn\sphong,|nội\sdung\sbài|mời\s|trở\sthành\sngười""", re.VERBOSE)
# What boxes for comments say, on some portals for thousands of characters; and what stands in them beside it,
# and in articles on fraud as well.
_BOX = regex.compile(r"""(?i:(?:đã\s)?có\slỗi\s(?:xảy\sra|phát\ssinh)|(?:hiện\s)?(?:chưa|không)\scó\sbình\sluận|hãy\slà\sngười\sđầu\stiên\sbình\sluận|biên\stập\strước\skhi\sđăng|mua\sthêm\ssao|gửi\sbình\sluận)""", regex.VERBOSE)
_BESIDE = regex.compile(r"""(?i:vui\slòng\s(?:thử\slại|nhập|đăng\snhập)|mật\skhẩu|tài\skhoản\s(?:được\ssử\sdụng|bị\skhóa)|đăng\s(?:nhập|ký)\s(?:bằng|với|để)|thao\stác\slại|lại\sthao\stác|mã\sxác\s(?:nhận|thực))""", regex.VERBOSE)
_BOX_SIZE = 600  # characters in which two more follow the first
_HEADLINE = 25  # characters; shorter ones are names of things that stand elsewhere
_MASTHEAD = 3000  # characters before the headline: the menus of a large portal
# "BBT | 18:43 15/04/2025", "- Thứ Ba, 15/04/2025, 18:43 (GMT+7)"
_STAMP = regex.compile(r"""[\s|,.–-]{0,5}(?:[\p{L}\s.]{2,30}?[|,–-]\s?)??(?:(?:thứ\s\p{L}{2,4}|chủ\snhật|cập\snhật|ngày|lúc)[\s:,|-]{0,4}){0,3}
    (?:\d{1,2}:\d{2}(?::\d{2})?[\s,|-]{1,4}(?:ngày\s)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}[\s,|-]{1,4}\d{1,2}:\d{2}(?::\d{2})?)
    (?:\s?\(?GMT\s?\+7\)?)?(?=\s)""", regex.VERBOSE | regex.IGNORECASE)
# Signed at the very end: one to four words in capitals, or a reporter's mark, after a full stop.
_NAME = r"\p{Lu}\p{Ll}{1,6}(?:\s\p{Lu}\p{Ll}{1,6}){1,3}"
_SIGNED = regex.compile(rf"[.!?…”\"/]\s(?P<names>(?:(?:Theo\s)?{_NAME}|PV|CTV|BBT)(?:\s?[-–/,]\s?(?:{_NAME}|PV|CTV|[\p{{Lu}}]{{2,8}}(?:\sonline)?))?)$")
# "… tại hội nghị. Ảnh: Đức An Tăng trưởng …": the credit's name ends before the capital that
# opens the next sentence, known as such by the small letter of the word after it.
_CREDIT = regex.compile(r"^.{20,250}?[\s(.,–-]Ảnh\s?:\s(?:\p{L}{2,12}/)?\p{Lu}\p{Ll}{0,6}(?:\s\p{Lu}\p{Ll}{0,6})?(?=\s\p{Lu}\p{Ll}{0,8}\s\p{Ll})")


def cut_glued(text: Traced) -> tuple[list[tuple[Traced, str]], Traced | None, list[str]]:
    """A paragraph as (text, line kind) parts, with a picture's caption glued to its beginning apart;
    the furniture glued to its end; and the names that sign it. A glued signature stays in the
    last part: that it is none of its words is likely, not certain."""
    if len(text) < _LONG:
        return [(text, "body")], None, []
    whole = text
    while (cut := _furniture(text.text)) is not None:
        text = text[:cut].strip()
    tail = whole[len(text):].strip() if len(text) < len(whole) else None
    signed = _SIGNED.search(text.text, max(0, len(text) - 60))
    parts = [(text, "body")]
    if credit := _CREDIT.match(text.text):
        parts = [(text[:credit.end()], "caption"), (text[credit.end():].strip(), "body")]
    return parts, tail, names(signed["names"]) if signed else []


def cut_masthead(text: Traced, title: str) -> tuple[Traced | None, Traced]:
    """A page flattened to one line as (masthead, headline and stamp; the article). Only where a stamp
    follows the headline: leads name events as headlines do. (None, ``text``) for other lines."""
    if len(text) < _LONG or len(title) < _HEADLINE:
        return None, text
    at = text.text.find(title, 0, _MASTHEAD + len(title))
    stamp = _STAMP.match(text.text, at + len(title)) if at >= 0 else None
    if stamp is None:
        return None, text
    return text[:stamp.end()].strip(), text[stamp.end():].strip()


def _furniture(text: str) -> int | None:
    """Where furniture begins at the end of a line."""
    for box in _BOX.finditer(text):
        end = box.end() + _BOX_SIZE
        if sum(1 for words in (_BOX, _BESIDE) for _ in words.finditer(text, box.end(), end)) >= 2:
            return box.start()
    for found in matches(_FURNITURE, _BEGINS, text, max(0, len(text) - _TAIL)):
        if _STOP.search(text[max(0, found.start() - 12):found.start()]):
            return found.start()
    return None
