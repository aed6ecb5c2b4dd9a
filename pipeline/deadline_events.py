"""Bounds by an event, which has no day of its own: "ngay sau khi nước rút", "đến hết thời gian gia hạn",
"trước mùa mưa bão", "trình HĐND tỉnh tại kỳ họp cuối năm"."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

Relation = Literal["before", "by", "in"]

_MORE = r"[^,;.:()\n”]"
_END = r"(?=\s*(?:[,;.:()\n”\"]|$)|\s(?:để|nhằm|đảm bảo|bảo đảm|theo|và|thì|phải|cần)\s)"
_SESSION = r"(?:kỳ họp|phiên họp|hội nghị|cuộc họp|đại hội)"
# Told anywhere in an order. "trước khi" mostly tells an order of steps instead.
BY_EVENT = regex.compile(rf"\b(?:ngay (?:sau )?khi|ngay sau(?= (?:kỳ họp|hội nghị|cuộc họp|phiên họp|tết|đại hội)))\s{_MORE}{{3,60}}?(?=\s*(?:[,;.:()\n”]|$))")
# Told in what is to be done only: elsewhere these tell when something happened.
_IN_TASK: dict[Relation, regex.Pattern] = {
    "by": regex.compile(rf"\b(?:cho )?(?:đến|tới) (?:(?:khi|lúc) {_MORE}{{3,60}}?|hết (?:thời gian|thời hạn|đợt|nhiệm kỳ|mùa|vụ|học kỳ)(?: {_MORE}{{1,60}}?)?){_END}"),
    "before": regex.compile(rf"\btrước (?:khi (?:bắt đầu|bước vào|kết thúc|khai giảng|diễn ra|mùa|mưa|bão|lũ|năm học|có (?:gió|mưa|bão|lũ|dịch))|ngày (?:luật|nghị định|nghị quyết|thông tư|khai giảng|khai mạc|bầu cử|thi)|mùa|{_SESSION}|năm học|kỳ thi|kỳ nghỉ)(?: {_MORE}{{1,60}}?)?{_END}"),
    "in": regex.compile(rf"\btại {_SESSION} {_MORE}{{3,90}}?(?:\s\([^()\n]{{0,20}}tháng \d[^()\n]{{0,20}}\))?{_END}"),
}
_LAID_BEFORE = regex.compile(r"\b(?:trình|thông qua|báo cáo|xem xét|quyết định|ban hành|cho ý kiến)\b[^;.]{0,80}$")
_OPENING = regex.compile(rf"(?:ngay )?sau (?:{_SESSION}|khi (?:có|được|nhận|kết thúc|ban hành|hoàn thành))(?: {_MORE}{{1,60}}?)?(?=,)")


@dataclass(frozen=True, slots=True)
class EventBound:
    """``text[start:end]`` tells by which event."""

    start: int
    end: int
    relation: Relation


def event_bounds(low: str, start: int, end: int) -> Iterator[EventBound]:
    """Those in the clause ``low[start:end]`` of what is to be done; ``low``: the text's normal form."""
    if m := _OPENING.match(low, start, end):
        yield EventBound(m.start(), m.end(), "in")
    for relation, pattern in _IN_TASK.items():
        for m in pattern.finditer(low, start, end):
            quoted = low.count('"', start, m.start()) % 2 or low.count("“", start, m.start()) > low.count("”", start, m.start())
            if not quoted and (relation != "in" or _LAID_BEFORE.search(low, start, m.start())):
                yield EventBound(m.start(), m.end(), relation)
