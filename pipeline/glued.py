"""Portal furniture that a scraper glued to a paragraph: cut off inside the line.

Only at the ends of a long line, only by words that no paragraph holds there, and only after the
end of a sentence: what is cut is gone for every later stage.
"""
from __future__ import annotations

import regex

from pipeline.byline import names
from pipeline.offsets import Traced

# Shorter lines are labelled whole; glued pages are one line of thousands of characters.
_LONG = 300
_TAIL = 700  # characters at the end of a line in which furniture is looked for
_STOP = r"(?<=[.!?…;:”\"’)\]»/]|\d)\s*"
_FURNITURE = regex.compile(rf"""{_STOP}(?P<cut>(?:
      (?:bình\sluận|ý\skiến(?:\sbạn\sđọc)?)\s?\(\d{{1,5}}\)
    | (?:phó\s)?tổng\sbiên\stập\s?:\s?\p{{Lu}}
    | (?:tổng\sthư\ský\s(?:tòa|toà)\ssoạn|chịu\strách\snhiệm\s(?:chính|nội\sdung|xuất\sbản))\s?:
    | (?:tags?|từ\s(?:khóa|khoá)|chủ\sđề)\s?:
    | (?:lượt\s(?:xem|đọc)|số\slượt(?:\sngười)?\s(?:xem|đọc|truy\scập)|đã\sxem|tổng\struy\scập)\s?:\s?\d
    | (?:chia\ssẻ|share)\s(?:facebook|zalo|bài\sviết|qua|lên)
    | (?:in\strang|bản\sin|gửi\semail)\b
    | (?:tin|bài|các\stin|tin\sbài)\s(?:khác|liên\squan|cùng\schuyên\smục|mới\shơn|cũ\shơn|đã\sđưa)\s?[:»]
    | trở\sthành\sngười\sđầu\stiên\s
    ).*)$""", regex.VERBOSE | regex.IGNORECASE)


def cut_glued(text: Traced) -> tuple[list[tuple[Traced, str]], list[str]]:
    """A paragraph without what is glued to it, as (text, line kind) parts, and the names of a
    glued byline."""
    if len(text) < _LONG:
        return [(text, "body")], []
    start = max(0, len(text) - _TAIL)
    found = _FURNITURE.search(text.text, start)
    if found:
        text = text[:found.start("cut")].strip()
    return [(text, "body")], []
