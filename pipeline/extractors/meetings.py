"""Meetings that the article reports on: usually one, none where only a plan, a telegram or a
decision is reported, never those mentioned in passing."""
from __future__ import annotations

import datetime as dt
from collections import Counter

import regex

from pipeline.article import Context
from pipeline.chairs import VISITS, find_chairs
from pipeline.dates import Time, find_times, resolve
from pipeline.meeting_days import date_start, day_of, nearby_day
from pipeline.meeting_names import MeetingMention, find_mentions, is_day
from pipeline.meeting_setting import ASSEMBLY, REVIEW, holder, location, organizer
from pipeline.present import reported_times
from pipeline.records import Meeting

_SITTINGS = ("họp", "phiên họp", "kỳ họp", "hội nghị", "giao ban")
_IS = regex.compile(r"(?:(?:đây|đó)\s+(?:là|cũng\s+là)\s+)?(?:buổi\s+|cuộc\s+)?", regex.IGNORECASE)
_LEAD = 4  # sentences from the body's first: a lead and its first paragraph
_SAME_DAY = regex.compile(r"(?:(?P<part>sáng|trưa|chiều|tối)\s+)?cùng\s+ngày|(?:cũng\s+)?trong\s+(?:buổi\s+)?(?P<part2>sáng|trưa|chiều|tối)\s+nay", regex.IGNORECASE)
_ALSO = regex.compile(r"cũng\s+(?:trong|vào)\s", regex.IGNORECASE)
_RECENTLY = regex.compile(r"(?:\([^()\n]{2,40}\)\s*[-–]?\s*)?(?:vừa\s+qua|mới\s+đây|vừa\s+rồi|những\s+ngày\s+qua)(?!\p{L})", regex.IGNORECASE)
_SAYS = regex.compile(r"(?<!\p{L})(?:phát\s+biểu|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|nhấn\s+mạnh|cho\s+biết|cho\s+rằng|khẳng\s+định|báo\s+cáo|ý\s+kiến|thông\s+tin|nói|chủ\s+trì)(?!\p{L})", regex.IGNORECASE)
_TELLS = regex.compile(r"(?<!\p{L})(?:kết\s+luận|phát\s+biểu\s+(?:chỉ\s+đạo|kết\s+luận|khai\s+mạc|bế\s+mạc)|chỉ\s+đạo|chủ\s+trì|điều\s+hành|yêu\s+cầu|đề\s+nghị|giao|quán\s+triệt|nêu)(?!\p{L})", regex.IGNORECASE)
_SAME_DAY_LATE = regex.compile(r",\s+(?:(?:sáng|trưa|chiều|tối)\s+)?cùng\s+ngày,", regex.IGNORECASE)  # "Ngay sau khi …, sáng cùng ngày, …"
_WITHIN = regex.compile(r"(?:cũng\s+)?(?:tại|trong\s+khuôn\s+khổ)\s+[^,.]{4,60},", regex.IGNORECASE)
_NEXT_DAY = regex.compile(r"[^.;]{0,30}[,;]?\s(?:(?:sang|đến|tới|vào)\s+)?(?:(?:ngày|hôm|sáng|chiều)\s+){1,2}sau(?!\p{L})", regex.IGNORECASE)
_DELEGATION = regex.compile(r"(?<!\p{L})[Đđ]oàn(?!\s+(?:thanh|TN|thể|viên|ĐBQH|đại\s+biểu|luật))(?!\p{L})")

_STALE = range(301, 367)  # days; a day longer past is of an article printed anew


def _near(ctx: Context, t: Time) -> Time:
    """A day without a year that would be most of a year past is the one just ahead: "… sẽ họp sáng 15/9"."""
    published = ctx.article.reference
    stale = published and t.first and not t.explicit_year and (published - t.first).days in _STALE
    return resolve(t, published, None) if stale else t


def extract(ctx: Context) -> list[Meeting]:
    """The article's meetings in the order of the text. Needs ``ctx.entities`` and ``ctx.people``."""
    times = [_near(ctx, t) for t in reported_times(ctx)]
    mentions = find_mentions(ctx, times)
    lead = _lead(ctx)
    live = [m for m in mentions if not m.passing]
    if not live:
        return _scheduled(ctx, mentions, times) or _told_about(ctx, mentions, times, lead)
    spoken = Counter(m.type for m in live if m.reports)
    main = max(live, key=lambda m: (_score(ctx, m, times, lead) + min(spoken[m.type], 3), -m.start))
    if not _reported(ctx, main, live, times, lead):
        return _scheduled(ctx, mentions, times) or _told_about(ctx, mentions, times, lead)
    named = _named(ctx, main, mentions, lead)
    second = _second(ctx, main, named, live, times)
    everything = list(range(len(ctx.sentences)))
    if second is None:
        return [_meeting(ctx, main, named, live, times, everything)]
    if second.sentence == main.sentence:  # one day, one delegation
        first = _meeting(ctx, main, named, live, times, everything)
        then = _meeting(ctx, second, second, [second], times, everything)
        if second.joined:
            then.date, then.end_date, then.date_text, then.part_of_day = first.date, first.end_date, first.date_text, first.part_of_day
        else:
            _on(then, ctx.text, next((t for t in times if main.end <= t.start and t.end <= second.start and is_day(t)), None))
        then.organizer = first.organizer
        then.chairs = list(first.chairs)
        return [first, then]
    before = everything[:second.sentence]
    if main.type == "lễ":  # who presided over the sitting after it did not over the ceremony
        sittings = {m.sentence for m in mentions if m.type in _SITTINGS} - {m.sentence for m in mentions if m.type == "lễ"}
        before = [number for number in before if number not in sittings]
    first = _meeting(ctx, main, named, live, times, before)
    then = _meeting(ctx, second, second, [second], times, everything[second.sentence:], same_day=first)
    if not then.chairs and second.type in VISITS and _DELEGATION.search(ctx.text, ctx.sentences[second.sentence].start, second.start):
        then.chairs = list(first.chairs)  # the delegation goes on under its leader
    return [first, then]


def _scheduled(ctx: Context, mentions: list[MeetingMention], times: list[Time]) -> list[Meeting]:
    """The meeting that the headline announces ("Quốc hội sẽ họp bất thường vào tháng 2"), by its fullest
    name, or the first sentence with its day ("Ngày 10/9 tới, UBND tỉnh sẽ tổ chức …")."""
    lead = _lead(ctx)
    if ctx.article.reference:
        times = find_times(ctx.text, ctx.article.reference, tense="future", nodes=ctx.nodes)
    told = next((m for m in mentions if m.ahead and (_kind(ctx, m) == "title" or m.sentence == lead and not m.bare and day_of(ctx, m, times))), None)
    if told is None:
        return []
    session = [m for m in mentions if m.type == "kỳ họp" and m.numbered] if ASSEMBLY.match(ctx.text, ctx.sentences[told.sentence].start) else []
    words = set(ctx.text[told.start:told.end].casefold().split())
    named = max(session, key=lambda m: (len(words & set(ctx.text[m.start:m.end].casefold().split())), -m.start)) if session and told.type == "họp" else told
    return [_meeting(ctx, told, named, [told], times, [])]


def _told_about(ctx: Context, mentions: list[MeetingMention], times: list[Time], lead: int) -> list[Meeting]:
    """A meeting that the lead only speaks of, where its sentence or the next one gives the day: "Giữa hai cơn mưa,
    lễ khai giảng … vẫn đúng giờ. 8 giờ ngày 5/9, …"."""
    for m in mentions:
        if m.sentence < lead and _kind(ctx, m) == "title" and m.start == ctx.sentences[m.sentence].start and m.type in _SITTINGS and not m.bare:
            s = ctx.sentences[lead]  # "Họp Ban Chỉ đạo 389 quý I: phạt 2 tỷ đồng" above "Tối 18/4, ông Trần A chủ trì"
            if any(s.start <= t.start < s.start + 20 and is_day(t) for t in times) and find_chairs(ctx, m.type, [lead]):
                return [_meeting(ctx, m, m, [m], times, list(range(len(ctx.sentences))))]
        if m.topic and _kind(ctx, m) == "body" and 0 <= m.sentence - lead < 2:
            s = ctx.sentences[min(m.sentence + 1, len(ctx.sentences) - 1)]
            if day_of(ctx, m, times) or nearby_day(ctx, m, [], times) or any(s.start <= t.start < s.end and is_day(t) and t.lead - s.start < 20 for t in times):
                return [_meeting(ctx, m, m, [m], times, list(range(len(ctx.sentences))))]
    return []


def _named(ctx: Context, main: MeetingMention, mentions: list[MeetingMention], lead: int) -> MeetingMention:
    """The mention that gives the fullest name: one in the lead, in words that alone would not introduce
    the meeting, or in the headline ("Công an huyện tổng kết công tác năm 2018")."""
    named = main
    if main.bare:
        live = [m for m in mentions if not m.passing]
        fuller = next((m for m in mentions if not m.bare and m.type == main.type and m.sentence <= main.sentence
                       and 0 <= m.sentence - lead < _LEAD), None)
        fuller = fuller or next((m for m in live if not m.bare and m.type == main.type and _kind(ctx, m) == "title"), None)
        if fuller is None and main.type == "hội nghị":
            fuller = next((m for m in mentions if not m.bare and _kind(ctx, m) == "title" and REVIEW.match(ctx.text, m.start)), None)
        named = fuller or main
    elif main.type == "họp" and ctx.text.startswith("họp", main.start):  # what the verb tells has its name in the next sentence
        named = next((m for m in mentions if main.sentence < m.sentence <= main.sentence + 2 and not m.passing and not m.bare and m.strong
                      and m.type in _SITTINGS and _IS.fullmatch(ctx.text, ctx.sentences[m.sentence].start, m.start)), main)
    return _whole(ctx, named, [m for m in mentions if not m.passing])


def _whole(ctx: Context, main: MeetingMention, live: list[MeetingMention]) -> MeetingMention:
    """The same name where it is not cut off: portals print a shortened lead above the article."""
    name = ctx.text[main.start:main.end]
    for m in live:
        if m.end - m.start > len(name) and m.held and ctx.text.startswith(name, m.start):
            return m
    return main


def _that_day(ctx: Context, main: MeetingMention, m: MeetingMention, times: list[Time]) -> bool:
    """Whether the sentence opens with the day of the first meeting, at another time of it ("Chiều 4/9, …")."""
    first = day_of(ctx, main, times)
    s = ctx.sentences[m.sentence]
    own = next((t for t in times if s.start <= t.start and t.lead < min(s.start + 20, m.start) and t.grain == "day" and t.first), None)
    return bool(first and own and own.first == first.first and own.part_of_day and (own.part_of_day != first.part_of_day or _ALSO.match(ctx.text, s.start)))


def _second(ctx: Context, main: MeetingMention, named: MeetingMention, live: list[MeetingMention], times: list[Time]) -> MeetingMention | None:
    """A second meeting of the same day, told of in a sentence that opens with "Chiều cùng ngày", or in
    the sentence of the first."""
    name = ctx.text[named.start:named.end].casefold()
    for m in live:
        if m.sentence == main.sentence and m.start > main.start and (m.joined or _goes_on(ctx.text, main, m)):
            return m
        opening = ctx.text[ctx.sentences[m.sentence].start:m.start]
        if (m.sentence > main.sentence and m.held and not m.bare and not m.reports
                and (_SAME_DAY.search(opening[:40]) or m.strong and (_SAME_DAY_LATE.search(opening) or _that_day(ctx, main, m, times)))
                and (m.type != main.type or ctx.text[m.start:m.end].casefold() not in name)):
            return m
    return None


def _goes_on(text: str, main: MeetingMention, m: MeetingMention) -> bool:
    """One who travels does another thing on another day: "kiểm tra đê …, sang hôm sau, 13/11, bà làm việc với UBND tỉnh"."""
    return m.held and {m.type, main.type} <= set(VISITS) and m.type != main.type and _NEXT_DAY.match(text, main.end, m.start) is not None


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
    if day_of(ctx, m, times):
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
    if len(inside) == 1 and not inside[0].bare and not day_of(ctx, inside[0], times) and not _speaks(ctx, inside[0], lead):
        inside = []  # "…, tại Hội thảo về …, bà A cũng cho biết": in passing
    day = day_of(ctx, main, times)
    in_lead = main.sentence - lead < _LEAD
    if main.held and (day and main.sentence - lead < 8 or in_lead and inside):
        return True
    if main.strong and in_lead and _RECENTLY.match(ctx.text, ctx.sentences[main.sentence].start):
        return True
    near = [main.sentence] if not main.strong or not in_lead else list(range(main.sentence, min(main.sentence + 4, len(ctx.sentences))))
    return bool(inside) or (main.strong or in_lead and main.held) and bool(find_chairs(ctx, main.type, near))


def _speaks(ctx: Context, m: MeetingMention, lead: int) -> bool:
    """Whether a lone sentence reports from the meeting: somebody tells others there what to do, or in
    the lead says anything."""
    s = ctx.sentences[m.sentence]
    says = _SAYS if 0 <= m.sentence - lead < _LEAD else _TELLS
    return says.search(ctx.text, s.start, s.end) is not None


def _on(meeting: Meeting, text: str, day: Time | None) -> None:
    """Put the meeting on that day."""
    meeting.date = day.first.isoformat() if day and day.first else None
    meeting.end_date, meeting.date_text, meeting.part_of_day = None, text[date_start(text, day):day.end] if day else None, day.part_of_day if day else None


def _meeting(ctx: Context, main: MeetingMention, named: MeetingMention, live: list[MeetingMention], times: list[Time],
             sentences: list[int], same_day: Meeting | None = None) -> Meeting:
    text, sentence = ctx.text, ctx.sentences[main.sentence]
    time = day_of(ctx, main, times) or (None if same_day else nearby_day(ctx, main, live, times))
    part = time.part_of_day if time else None
    first, last = (time.first, time.last) if time else (None, None)
    date_text = text[date_start(text, time):time.end] if time else None
    if same_day and not time:
        m = _SAME_DAY.search(text, sentence.start, main.start)
        date_text = m.group() if m else None
        part = ((m["part"] or m["part2"]) if m else None) or None
        part = part.lower() if part else None
        first = last = dt.date.fromisoformat(same_day.date) if same_day.date else None
    return Meeting(
        type=named.type if named.numbered or main.type == "họp" else main.type, name=text[named.start:named.end], span=(named.start, named.end),
        date=first.isoformat() if first else None,
        end_date=last.isoformat() if first and last and last != first else None,
        date_text=date_text, part_of_day=part,
        organizer=organizer(ctx, main, time) or holder(ctx, main, named), location=location(ctx, main, live),
        chairs=find_chairs(ctx, main.type, sentences))
