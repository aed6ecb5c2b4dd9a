"""The day of a meeting: which of the days that the article names is the one it was held on."""
from __future__ import annotations

import regex

from pipeline.article import Context
from pipeline.dates import Time
from pipeline.meeting_names import MeetingMention, is_day
from pipeline.present import CITED

_BEFORE_DAY = regex.compile(r"(?:[,:–-]|trong\s+(?:các|hai|ba|bốn|\d{1,2})|diễn\s+ra|tổ\s+chức|vào|trong|họp|hôm|khai\s+mạc)\s*$", regex.IGNORECASE)
# "Sở Tài chính ngày 3/6 tổ chức …", "Giám đốc Sở ngày 2/6 làm việc với …"
_THEN_HELD = regex.compile(r"[\s,)]*(?:(?:đã|vừa|đứng\s+ra|phối\s+hợp|trực\s+tiếp|chính\s+thức|long\s+trọng|để|đến|đi|về|xuống)\s+){0,3}(?:tổ\s+chức|mở|khai\s+mạc|bế\s+mạc|chủ\s+trì|triệu\s+tập|họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giám\s+sát|thị\s+sát|tiếp|đối\s+thoại|dự|tiến\s+hành|có\s+(?:buổi|cuộc))(?!\p{L})", regex.IGNORECASE)
_SEVERAL_DAYS = regex.compile(r"(?<!\p{L})trong\s+(?:các|hai|ba|bốn|năm|\d{1,2})\s+$", regex.IGNORECASE)
_OF_DOCUMENT = regex.compile(r"\s+(?:của|khi)\b")


def day_of(ctx: Context, m: MeetingMention, times: list[Time]) -> Time | None:
    """The day given in the mention's sentence, the one most like the day of an event."""
    if m.own:
        return m.own
    s = ctx.sentences[m.sentence]
    best, best_score = None, 1.4  # one sign beyond being a day: without any it is some other event's
    for t in times:
        if not s.start <= t.start < s.end:
            continue
        score = _event_day(ctx.text, t, s.start)
        if t.start > m.end + 60:
            score -= 1
        elif 0 <= t.lead - m.end < 4:
            score += 1
        if score > best_score:
            best, best_score = t, score
    return best


def _event_day(text: str, t: Time, start: int) -> float:
    """Positive for an expression that may be the day of an event. The day opens the sentence, follows a
    comma, or has a part of the day; a document's day and a bracketed span of history do not count."""
    if not is_day(t):
        return 0
    left = text[max(start, t.lead - 30):t.lead]
    if CITED.search(left):
        return 0
    score = 1.0
    if t.part_of_day:
        score += 2
    if t.lead - start < 30:
        score += 1.5
    if not left.strip() or _BEFORE_DAY.search(left) or t.lead < t.start:
        score += 0.5
    if left.rstrip().endswith("("):
        score -= 1.5
    if t.last and (t.last - t.first).days > 10:
        score -= 3
    if _THEN_HELD.match(text, t.end):
        score += 1
    if _OF_DOCUMENT.match(text, t.end):
        score -= 1.5
    return score


def nearby_day(ctx: Context, main: MeetingMention, live: list[MeetingMention], times: list[Time]) -> Time | None:
    """The day from another sentence: one that names the meeting, or the sentences right before it."""
    for m in live:
        if m.type == main.type or m.bare or main.bare:
            day = day_of(ctx, m, times)
            if day:
                return day
    start = ctx.sentences[max(0, main.sentence - 2)].start
    for t in times:
        s = ctx.sentence_at(t.start)
        before = ctx.sentences[main.sentence - 1] if main.sentence else None
        told = before is not None and before.start <= t.start and ctx.article.lines[before.line].kind == "body"
        enough = 1.5 if told else 3  # the sentence right before sets the scene
        if s and start <= t.start < main.start and _event_day(ctx.text, t, s.start) >= enough:
            return t
    s = ctx.sentences[min(main.sentence + 1, len(ctx.sentences) - 1)]
    after = next((t for t in times if (main.topic or _event_day(ctx.text, t, s.start) >= 3) and s.start <= t.start < s.end and is_day(t) and t.lead - s.start < 20), None)
    if after:
        return after
    called = " ".join(ctx.text[main.start:main.end].lower().removeprefix(main.type).split()[:2])
    for s in ctx.sentences[main.sentence + 1:main.sentence + 3] if called else ():
        told = next((t for t in times if s.start <= t.start < s.end), None)
        # "Sáng 24/6, hệ thống được khai trương" after "Dự lễ khai trương có …"
        if told and _event_day(ctx.text, told, s.start) >= 4 and called in " ".join(ctx.text[told.end:s.end].lower().split()):
            return told
    return None


def date_start(text: str, t: Time) -> int:
    """With "Trong", "Từ" before it, without "vào"."""
    lead = text[t.lead:t.start].lower()
    several = _SEVERAL_DAYS.search(text, max(0, t.start - 16), t.start)
    if several:  # "Trong hai ngày 5 và 6/7"
        return several.start()
    return t.start if "vào" in lead or not lead.strip() else t.lead
