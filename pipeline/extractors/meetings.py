"""Meetings that the article reports on: usually one, none where only a plan, a telegram or a
decision is reported, never those mentioned in passing."""
from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import regex

from pipeline.article import Context
from pipeline.chairs import VISITS, find_chairs
from pipeline.dates import Time
from pipeline.meeting_names import MeetingMention, find_mentions
from pipeline.present import CITED, reported_times
from pipeline.records import Meeting

_LEAD = 4  # sentences from the body's first: a lead and its first paragraph
_SAME_DAY = regex.compile(r"(?:(?P<part>sáng|trưa|chiều|tối)\s+)?cùng\s+ngày|(?:cũng\s+)?trong\s+(?:buổi\s+)?(?P<part2>sáng|trưa|chiều|tối)\s+nay", regex.IGNORECASE)
_DELEGATION = regex.compile(r"(?<!\p{L})[Đđ]oàn(?!\s+(?:thanh|TN|thể|viên|ĐBQH|đại\s+biểu|luật))(?!\p{L})")
_HOLDS = regex.compile(r"(?:đã\s+|vừa\s+|sẽ\s+)?(?:long\s+trọng\s+|phối\s+hợp\s+(?:với\s+[^.;]{3,120}?\s+)?)?(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|triệu\s+tập|mở|có\s+buổi|có\s+cuộc|chủ\s+trì|họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giám\s+sát|tiếp\s+xúc|đối\s+thoại|giao\s+ban|tập\s+huấn|diễn\s+ra)", regex.IGNORECASE)
_BY = regex.compile(r"(?<!\p{L})do\s+(?P<who>[^,.;\n]{3,110}?)\s+(?:phối\s+hợp\s+(?:với\s+)?[^.;,]{0,80}?)?(?:tổ\s+chức|chủ\s+trì\s+tổ\s+chức)", regex.IGNORECASE)
_PLACE = regex.compile(r"(?<!\p{L})tại\s+(?P<place>[\p{L}\d][^.;:\n“”\"]{2,90}?)(?=\s*(?:[.;:,\n]|$|\s-\s|–|\s(?:do|về|để|nhằm|trước|sau|với|đã|có|theo|diễn|nhân|trong|năm|ngày|vào|từ|đồng\s+chủ|chủ\s+trì|dự|và\s+triển)\s))", regex.IGNORECASE)
_NO_PLACE = regex.compile(r"(?:Việt\s+Nam|diễn\s+đàn|hội\s+nghị|buổi|cuộc|phiên|kỳ\s+họp|lễ|đại\s+hội|đây|đó|hội\s+thảo|các\s+buổi|chỗ|Nghị|Quyết|Luật|Điều|thời\s+điểm|văn\s+bản|Công\s+văn|Thông)", regex.IGNORECASE)


def extract(ctx: Context) -> list[Meeting]:
    """The article's meetings in the order of the text. Needs ``ctx.entities`` and ``ctx.people``."""
    times = reported_times(ctx)
    mentions = find_mentions(ctx, times)
    live = [m for m in mentions if not m.passing]
    if not live:
        return []
    lead = _lead(ctx)
    spoken = Counter(m.type for m in live if m.reports)
    main = max(live, key=lambda m: (_score(ctx, m, times, lead) + min(spoken[m.type], 3), -m.start))
    if not _reported(ctx, main, live, times, lead):
        return []
    if main.bare:  # a fuller name of it in the lead, in words that alone would not introduce it
        fuller = next((m for m in mentions if not m.bare and m.type == main.type and m.sentence <= main.sentence
                       and 0 <= m.sentence - lead < _LEAD), None)
        fuller = fuller or next((m for m in live if not m.bare and m.type == main.type and _kind(ctx, m) == "title"), None)
        main = replace(main, start=fuller.start, end=fuller.end) if fuller else main
    main = _whole(ctx, main, live)
    second = _second(ctx, main, live)
    everything = list(range(len(ctx.sentences)))
    if second is None:
        return [_meeting(ctx, main, live, times, everything)]
    first = _meeting(ctx, main, live, times, everything[:second.sentence])
    then = _meeting(ctx, second, [second], times, everything[second.sentence:], same_day=first)
    if not then.chairs and second.type in VISITS and _DELEGATION.search(ctx.text, ctx.sentences[second.sentence].start, second.start):
        then.chairs = list(first.chairs)  # the delegation goes on under its leader
    return [first, then]


def _whole(ctx: Context, main: MeetingMention, live: list[MeetingMention]) -> MeetingMention:
    """The same name where it is not cut off: portals print a shortened lead above the article."""
    name = ctx.text[main.start:main.end]
    for m in live:
        if m.end - m.start > len(name) and m.held and ctx.text.startswith(name, m.start):
            return m
    return main


def _second(ctx: Context, main: MeetingMention, live: list[MeetingMention]) -> MeetingMention | None:
    """A second meeting of the same day, told of in a sentence that opens with "Chiều cùng ngày"."""
    name = ctx.text[main.start:main.end].casefold()
    for m in live:
        opening = ctx.text[ctx.sentences[m.sentence].start:m.start]
        if (m.sentence > main.sentence and m.held and not m.bare and not m.reports and _SAME_DAY.search(opening[:40])
                and (m.type != main.type or ctx.text[m.start:m.end].casefold() not in name)):
            return m
    return None


def _lead(ctx: Context) -> int:
    """Index of the first sentence of the body."""
    return next((i for i, s in enumerate(ctx.sentences) if ctx.article.lines[s.line].kind == "body"), 0)


def _kind(ctx: Context, m: MeetingMention) -> str:
    return ctx.article.lines[ctx.sentences[m.sentence].line].kind


def _score(ctx: Context, m: MeetingMention, times: list[Time], lead: int) -> float:
    """How well the mention introduces the meeting. Weights order the cases of the annotated articles;
    only their order matters: held with a day in the lead > held in the lead > reported from."""
    body = _kind(ctx, m) == "body"
    score = 0.0
    if _WITHIN.match(ctx.text, ctx.sentences[m.sentence].start, m.start):
        score -= 3  # "Tại buổi lễ, đã diễn ra lễ ký kết …"
    if m.held:
        score += 3
    if m.strong:
        score += 1.5
    if _day(ctx, m, times):
        score += 3
    if body and 0 <= m.sentence - lead < _LEAD:
        score += 3 - 0.5 * (m.sentence - lead)
    if not m.bare:
        score += 2
    if m.reports:
        score += 0.5
    if not body:  # a headline is shortened more than a caption
        score -= 2 if _kind(ctx, m) == "title" else 1.5
    return score


def _reported(ctx: Context, main: MeetingMention, live: list[MeetingMention], times: list[Time], lead: int) -> bool:
    """The article reports on the meeting: it says in the lead that it was held, or it speaks from inside."""
    inside = [m for m in live if m.reports and (m.bare or m.type == main.type)]
    if all(_kind(ctx, m) == "caption" for m in inside) and len(inside) < 2:
        inside = []  # one picture may be of another event
    day = _day(ctx, main, times)
    in_lead = main.sentence - lead < _LEAD
    if main.held and (day and main.sentence - lead < 8 or in_lead and inside):
        return True
    return bool(inside) or (main.strong or in_lead and main.held) and bool(
        find_chairs(ctx, main.type, [main.sentence]))


def _meeting(ctx: Context, main: MeetingMention, live: list[MeetingMention], times: list[Time],
             sentences: list[int], same_day: Meeting | None = None) -> Meeting:
    text, sentence = ctx.text, ctx.sentences[main.sentence]
    time = _day(ctx, main, times) or (None if same_day else _nearby_day(ctx, main, live, times))
    part = time.part_of_day if time else None
    first, last = (time.first, time.last) if time else (None, None)
    date_text = text[_date_start(text, time):time.end] if time else None
    if same_day and not time:
        m = _SAME_DAY.search(text, sentence.start, main.start)
        date_text = m.group() if m else None
        part = ((m["part"] or m["part2"]) if m else None) or None
        part = part.lower() if part else None
        first = last = dt.date.fromisoformat(same_day.date) if same_day.date else None
    return Meeting(
        type=main.type, name=text[main.start:main.end], span=(main.start, main.end),
        date=first.isoformat() if first else None,
        end_date=last.isoformat() if first and last and last != first else None,
        date_text=date_text, part_of_day=part,
        organizer=_organizer(ctx, main, time), location=_location(ctx, main),
        chairs=find_chairs(ctx, main.type, sentences))


def _day(ctx: Context, m: MeetingMention, times: list[Time]) -> Time | None:
    """The day given in the mention's sentence, the one most like the day of an event."""
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
    if t.kind not in ("instant", "interval") or t.grain != "day" or not t.first or t.relation in ("before", "by"):
        return 0
    if not _DAY_WORDS.search(t.text):
        return 0  # a feast or an anniversary
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
    if _OF_DOCUMENT.match(text, t.end):
        score -= 1.5
    return score


def _nearby_day(ctx: Context, main: MeetingMention, live: list[MeetingMention], times: list[Time]) -> Time | None:
    """The day from another sentence: one that names the meeting, or the sentences right before it."""
    for m in live:
        if m.type == main.type or m.bare or main.bare:
            day = _day(ctx, m, times)
            if day:
                return day
    start = ctx.sentences[max(0, main.sentence - 2)].start
    for t in times:
        s = ctx.sentence_at(t.start)
        if s and start <= t.start < main.start and _event_day(ctx.text, t, s.start) >= 3:
            return t
    called = " ".join(ctx.text[main.start:main.end].lower().removeprefix(main.type).split()[:2])
    for s in ctx.sentences[main.sentence + 1:main.sentence + 3] if called else ():
        told = next((t for t in times if s.start <= t.start < s.end), None)
        # "Sáng 24/6, hệ thống được khai trương" after "Dự lễ khai trương có …"
        if told and _event_day(ctx.text, told, s.start) >= 4 and called in " ".join(ctx.text[told.end:s.end].lower().split()):
            return told
    return None


def _date_start(text: str, t: Time) -> int:
    """With "Trong", "Từ" before it, without "vào"."""
    lead = text[t.lead:t.start].lower()
    several = _SEVERAL_DAYS.search(text, max(0, t.start - 16), t.start)
    if several:  # "Trong hai ngày 5 và 6/7"
        return several.start()
    return t.start if "vào" in lead or not lead.strip() else t.lead


_DAY_WORDS = regex.compile(r"\d\s*(?:[/.–-]|tháng)\s*\d|ngày\s+\d|(?:hôm|sáng|trưa|chiều|tối|ngày)\s+(?:nay|qua)|thứ\s+\p{L}|chủ\s+nhật", regex.IGNORECASE)
_WITHIN = regex.compile(r"(?:cũng\s+)?(?:tại|trong\s+khuôn\s+khổ)\s+[^,.]{4,60},", regex.IGNORECASE)
_BEFORE_DAY = regex.compile(r"(?:[,–-]|trong\s+(?:các|hai|ba|bốn|\d{1,2})|diễn\s+ra|tổ\s+chức|vào|trong|họp|hôm|khai\s+mạc)\s*$", regex.IGNORECASE)
_SEVERAL_DAYS = regex.compile(r"(?<!\p{L})trong\s+(?:các|hai|ba|bốn|năm|\d{1,2})\s+$", regex.IGNORECASE)
_OF_DOCUMENT = regex.compile(r"\s+(?:của|khi)\b")


def _organizer(ctx: Context, m: MeetingMention, time: Time | None) -> str | None:
    """Who holds it: "do … tổ chức", else the first body between the day and the organising verb."""
    text, s = ctx.text, ctx.sentences[m.sentence]
    by = _BY.search(text, max(s.start, m.start - 10), min(s.end, m.end + 250))
    if by:
        return by["who"]
    low = s.start
    if time and s.start <= time.start < m.start:
        low = time.end
    verb = next((v for v in _HOLDS.finditer(text, low, m.end)
                 if not any(e.label == "ORG" and e.start < v.start() < e.end for e in ctx.entities)), None)
    if verb is None:
        return None
    bodies = [e for e in ctx.entities if e.label == "ORG" and low <= e.start and e.end <= verb.start()]
    if not bodies or not _TO_VERB.fullmatch(text, bodies[-1].end, verb.start()) or any(e.label == "PERSON" and bodies[-1].end <= e.start < verb.start() for e in ctx.entities):
        return None
    i = len(bodies) - 1
    while (i and _WITH.fullmatch(text, bodies[i - 1].end, bodies[i].start)
           and not _AT.search(text, max(low, bodies[i - 1].start - 40), bodies[i - 1].start)):
        i -= 1
    body = bodies[i]
    if _AT.search(text, max(low, body.start - 40), body.start):
        return None
    wider = _WIDER.search(text, max(low, body.start - 40), body.start)
    return _RUNS_ON.sub("", text[wider.start() if wider else body.start:body.end])


_TO_VERB = regex.compile(r"(?:\s*\([^()]{1,20}\)(?:\s+[\p{L}\s]{2,30})?)?[\s,]*(?:(?:đã|vừa|đến|có|long\s+trọng|trọng\s+thể|lần|phối\s+hợp[^.;]{0,150}|do\s+[^.;]{0,150}|(?:khóa|nhiệm\s+kỳ)\s[^.;]{1,40})[\s,]*){0,3}", regex.IGNORECASE)
_RUNS_ON = regex.compile(r"\s+(?:đã|vừa|tổ\s+chức\s+(?:cuộc|buổi|hội|lễ|họp)|tổ\s+chức$)(?!\p{L}).*", regex.IGNORECASE)
_WITH = regex.compile(r"[\s,]*(?:phối\s+hợp(?:\s+(?:với|cùng))?|và|cùng|cùng\s+với|,|chủ\s+trì,?\s+phối\s+hợp\s+(?:với|cùng))[\s,]*", regex.IGNORECASE)
_AT = regex.compile(r"(?<!\p{L})tại\s+(?:[\p{L}\d]+\s+){0,5}$", regex.IGNORECASE)
_WIDER = regex.compile(r"(?:Đoàn|đoàn|Tổ|tổ|Ban|Thường\s+trực|Ban\s+Thường\s+vụ|Tiểu\s+ban)\s+(?:[\p{L}\d]+\s+){0,4}(?:của\s+)?$")


def _location(ctx: Context, m: MeetingMention) -> str | None:
    """"tại …" in the sentence that names the meeting."""
    s = ctx.sentences[m.sentence]
    for p in _PLACE.finditer(ctx.text, s.start, min(s.end, m.end + 120)):
        inside = m.start <= p.start() < m.end and m.type not in ("làm việc", "kiểm tra", "đối thoại", "tiếp xúc cử tri")
        if not inside and _A_PLACE.match(p["place"]) and not _NO_PLACE.match(p["place"]):
            return p["place"].strip()
    return None


_A_PLACE = regex.compile(r"\p{Lu}|(?:trụ\s+sở|hội\s+trường|nhà|trung\s+tâm|phòng|khuôn\s+viên|sân|khu|xã|huyện|tỉnh|thành\s+phố|thị|phường|quận|thôn|ấp|bản|buôn|làng|điểm|tổ\s+dân|trường|công|cơ\s+quan|văn\s+phòng|quảng|hiện\s+trường|địa\s+bàn|chi\s+bộ)(?!\p{L})")
