"""Meetings that the article reports on: usually one, none where only a plan, a telegram or a
decision is reported, never those mentioned in passing."""
from __future__ import annotations

import datetime as dt
from collections import Counter

import regex

from pipeline.article import Context
from pipeline.chairs import VISITS, find_chairs
from pipeline.dates import Time, find_times
from pipeline.meeting_names import MeetingMention, find_mentions
from pipeline.present import CITED, reported_times
from pipeline.records import Meeting

_SITTINGS = ("họp", "phiên họp", "kỳ họp", "hội nghị", "giao ban")
_LEAD = 4  # sentences from the body's first: a lead and its first paragraph
_SAME_DAY = regex.compile(r"(?:(?P<part>sáng|trưa|chiều|tối)\s+)?cùng\s+ngày|(?:cũng\s+)?trong\s+(?:buổi\s+)?(?P<part2>sáng|trưa|chiều|tối)\s+nay", regex.IGNORECASE)
_ALSO = regex.compile(r"cũng\s+(?:trong|vào)\s", regex.IGNORECASE)
_RECENTLY = regex.compile(r"(?:\([^()\n]{2,40}\)\s*[-–]?\s*)?(?:vừa\s+qua|mới\s+đây|vừa\s+rồi|những\s+ngày\s+qua)(?!\p{L})", regex.IGNORECASE)
_SAYS = regex.compile(r"(?<!\p{L})(?:phát\s+biểu|kết\s+luận|chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|nhấn\s+mạnh|cho\s+biết|cho\s+rằng|khẳng\s+định|báo\s+cáo|ý\s+kiến|thông\s+tin|nói|chủ\s+trì)(?!\p{L})", regex.IGNORECASE)
_TELLS = regex.compile(r"(?<!\p{L})(?:kết\s+luận|phát\s+biểu\s+(?:chỉ\s+đạo|kết\s+luận|khai\s+mạc|bế\s+mạc)|chỉ\s+đạo|chủ\s+trì|điều\s+hành|yêu\s+cầu|đề\s+nghị|giao|quán\s+triệt|nêu)(?!\p{L})", regex.IGNORECASE)
_SAME_DAY_LATE = regex.compile(r",\s+(?:(?:sáng|trưa|chiều|tối)\s+)?cùng\s+ngày,", regex.IGNORECASE)  # "Ngay sau khi …, sáng cùng ngày, …"
_REVIEW = regex.compile(r"(?:sơ|tổng)\s+kết(?!\p{L})", regex.IGNORECASE)
_DELEGATION = regex.compile(r"(?<!\p{L})[Đđ]oàn(?!\s+(?:thanh|TN|thể|viên|ĐBQH|đại\s+biểu|luật))(?!\p{L})")
_HOLDS = regex.compile(r"(?:đã\s+|vừa\s+|sẽ\s+)?(?:long\s+trọng\s+|phối\s+hợp\s+(?:với\s+[^.;]{3,120}?\s+)?)?(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|triệu\s+tập|mở|có\s+buổi|có\s+cuộc|chủ\s+trì|họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giám\s+sát|tiếp\s+xúc|đối\s+thoại|giao\s+ban|tập\s+huấn|diễn\s+ra)", regex.IGNORECASE)
_BY = regex.compile(r"(?<!\p{L})do\s+(?P<who>[^,.;\n]{3,110}?)\s+(?:phối\s+hợp\s+(?:với\s+)?[^.;,]{0,80}?)?(?:tổ\s+chức|chủ\s+trì\s+tổ\s+chức)", regex.IGNORECASE)
_PLACE = regex.compile(r"(?<!\p{L})(?P<at>tại|ở)\s+(?P<place>[\p{L}\d](?:[^.;:\n“”\"]|(?<=\b(?:TP|Tp))\.){2,90}?)(?=\s*(?:[.;:,\n]|$|\s-\s|–|\s(?:do|về|để|nhằm|trước|sau|với|đã|có|theo|diễn|nhân|trong|năm|ngày|vào|từ|đồng\s+chủ|chủ\s+trì|dự|gồm|đến|và\s+triển)[\s:]))", regex.IGNORECASE)
_NO_PLACE = regex.compile(r"(?:Việt\s+Nam|diễn\s+đàn|hội\s+nghị|buổi|cuộc|phiên|kỳ\s+họp|lễ|đại\s+hội|đây|đó|hội\s+thảo|các\s+buổi|chỗ|Nghị|Quyết|Luật|Điều|thời\s+điểm|văn\s+bản|Công\s+văn|Thông)", regex.IGNORECASE)


def extract(ctx: Context) -> list[Meeting]:
    """The article's meetings in the order of the text. Needs ``ctx.entities`` and ``ctx.people``."""
    times = reported_times(ctx)
    mentions = find_mentions(ctx, times)
    live = [m for m in mentions if not m.passing]
    if not live:
        return _scheduled(ctx, mentions, times)
    lead = _lead(ctx)
    spoken = Counter(m.type for m in live if m.reports)
    main = max(live, key=lambda m: (_score(ctx, m, times, lead) + min(spoken[m.type], 3), -m.start))
    if not _reported(ctx, main, live, times, lead):
        return _scheduled(ctx, mentions, times)
    named = _named(ctx, main, mentions, lead)
    second = _second(ctx, main, named, live, times)
    everything = list(range(len(ctx.sentences)))
    if second is None:
        return [_meeting(ctx, main, named, live, times, everything)]
    if second.sentence == main.sentence:  # one day, one delegation
        first = _meeting(ctx, main, named, live, times, everything)
        then = _meeting(ctx, second, second, [second], times, everything)
        then.date, then.end_date, then.date_text, then.part_of_day, then.organizer = first.date, first.end_date, first.date_text, first.part_of_day, first.organizer
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
    told = next((m for m in mentions if m.ahead and (_kind(ctx, m) == "title" or m.sentence == lead and not m.bare and _day(ctx, m, times))), None)
    if told is None:
        return []
    session = [m for m in mentions if m.type == "kỳ họp" and m.numbered] if _ASSEMBLY.match(ctx.text, ctx.sentences[told.sentence].start) else []
    words = set(ctx.text[told.start:told.end].casefold().split())
    named = max(session, key=lambda m: (len(words & set(ctx.text[m.start:m.end].casefold().split())), -m.start)) if session and told.type == "họp" else told
    return [_meeting(ctx, told, named, [told], times, [])]


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
            fuller = next((m for m in mentions if not m.bare and _kind(ctx, m) == "title" and _REVIEW.match(ctx.text, m.start)), None)
        named = fuller or main
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
    first = _day(ctx, main, times)
    s = ctx.sentences[m.sentence]
    own = next((t for t in times if s.start <= t.start and t.lead < min(s.start + 20, m.start) and t.grain == "day" and t.first), None)
    return bool(first and own and own.first == first.first and own.part_of_day and (own.part_of_day != first.part_of_day or _ALSO.match(ctx.text, s.start)))


def _second(ctx: Context, main: MeetingMention, named: MeetingMention, live: list[MeetingMention], times: list[Time]) -> MeetingMention | None:
    """A second meeting of the same day, told of in a sentence that opens with "Chiều cùng ngày", or in
    the sentence of the first."""
    name = ctx.text[named.start:named.end].casefold()
    for m in live:
        if m.joined and m.sentence == main.sentence and m.start > main.start:
            return m
        opening = ctx.text[ctx.sentences[m.sentence].start:m.start]
        if (m.sentence > main.sentence and m.held and not m.bare and not m.reports
                and (_SAME_DAY.search(opening[:40]) or m.strong and (_SAME_DAY_LATE.search(opening) or _that_day(ctx, main, m, times)))
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
    if len(inside) == 1 and not inside[0].bare and not _day(ctx, inside[0], times) and not _speaks(ctx, inside[0], lead):
        inside = []  # "…, tại Hội thảo về …, bà A cũng cho biết": in passing
    day = _day(ctx, main, times)
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


def _meeting(ctx: Context, main: MeetingMention, named: MeetingMention, live: list[MeetingMention], times: list[Time],
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
        type=named.type if named.numbered else main.type, name=text[named.start:named.end], span=(named.start, named.end),
        date=first.isoformat() if first else None,
        end_date=last.isoformat() if first and last and last != first else None,
        date_text=date_text, part_of_day=part,
        organizer=_organizer(ctx, main, time) or _holder(ctx, main, named), location=_location(ctx, main, live),
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
    led = _LED.search(text, low, verb.start())
    if led:  # "Đoàn giám sát của HĐND tỉnh do ông … làm trưởng đoàn"
        bodies = [e for e in bodies if e.end <= led.start()]
        if not bodies or text[bodies[-1].end:led.start()].strip(" ,"):
            return None
    else:
        while bodies and text[low:bodies[-1].start].count("(") > text[low:bodies[-1].start].count(")"):
            bodies.pop()  # its short name, or the body above it, in brackets
        if not bodies or not _TO_VERB.fullmatch(text, bodies[-1].end, verb.start()) or any(e.label == "PERSON" and bodies[-1].end <= e.start < verb.start() for e in ctx.entities):
            return None
    i = end = len(bodies) - 1
    while (i and _WITH.fullmatch(text, bodies[i - 1].end, bodies[i].start)
           and not _AT.search(text, max(low, bodies[i - 1].start - 40), bodies[i - 1].start)):
        i -= 1
    if any(_TOGETHER.search(text, a.end, b.start) for a, b in zip(bodies[i:end], bodies[i + 1:])):
        end = i  # who holds it, before those it does so with
    body = bodies[i]
    if _AT.search(text, max(low, body.start - 40), body.start):
        return None
    wider = _WIDER.search(text, max(low, body.start - 40), body.start)
    branch = _BRANCH.match(text, bodies[end].end, verb.start())  # "Kiểm toán nhà nước (KTNN) khu vực XII"
    return _RUNS_ON.sub("", text[wider.start() if wider else body.start:branch.end() if branch else bodies[end].end])


def _holder(ctx: Context, main: MeetingMention, named: MeetingMention) -> str | None:
    """Whose session it is: "phiên họp thứ ba của Hội đồng tư vấn", "Kỳ họp thứ 8, HĐND tỉnh"; who sums
    up in the headline: "Công an huyện tổng kết công tác"."""
    bodies = [e for e in ctx.entities if e.label == "ORG"]
    if _REVIEW.match(ctx.text, named.start):
        return next((ctx.text[e.start:e.end] for e in bodies if e.end <= named.start and not ctx.text[e.end:named.start].strip()), None)
    if named.type not in ("phiên họp", "kỳ họp"):
        return None
    own = next((e for e in bodies if named.start < e.start and e.end <= named.end), None)
    if own and _OF_SESSION.fullmatch(ctx.text, named.start, own.start):
        committee = _COMMITTEE.match(ctx.text, own.start, named.end)
        return ctx.text[own.start:max(own.end, committee.end()) if committee else own.end].strip(" ,-")
    if named.type == "kỳ họp":  # only assemblies have them
        s = ctx.sentences[main.sentence]
        return next((ctx.text[e.start:e.end] for e in bodies if s.start <= e.start < s.end and _ASSEMBLY.match(ctx.text, e.start)), None)
    return None


_OF_SESSION = regex.compile(r"(?:phiên|kỳ)\s+họp(?:\s+(?:thường\s+kỳ|mở\s+rộng|toàn\s+thể|bất\s+thường|chuyên\s+đề|thường\s+lệ|lần|thứ|đầu\s+tiên|\d{1,2}|(?<=thứ\s+)\p{L}+(?:\s+mươi(?:\s+\p{L}+)?)?)){0,5}(?:\s+của|,)?\s+", regex.IGNORECASE)
# named to the end of the meeting's name, or to where that goes on with its time
_COMMITTEE = regex.compile(r"(?:Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng|Ủy\s+ban|Uỷ\s+ban|Tổ\s+công\s+tác|Tiểu\s+ban)(?!\s+nhân\s+dân).*?(?=\s+(?:-\s+)?(?:tháng|quý|năm|lần|thường\s+kỳ|khóa|với|về\s+việc)(?!\p{L})|$)")
_ASSEMBLY = regex.compile(r"(?:Quốc\s+hội|HĐND|Hội\s+đồng\s+nhân\s+dân)(?!\p{L})")
_TO_VERB = regex.compile(r"(?:\s*\([^()]{1,20}\)(?:\s+[\p{L}\s]{2,30})?)?[\s,]*(?:(?:đã|vừa|đến|có(?:\s+đoàn(?:\s+công\s+tác)?)?|cử\s+đoàn(?:\s+công\s+tác)?|long\s+trọng|trọng\s+thể|lần|phối\s+hợp[^.;]{0,150}|do\s+[^.;]{0,150}|(?:khóa|nhiệm\s+kỳ)\s[^.;]{1,40})[\s,]*){0,3}", regex.IGNORECASE)
_RUNS_ON = regex.compile(r"\s+(?:đã|vừa|tổ\s+chức\s+(?:cuộc|buổi|hội|lễ|họp)|tổ\s+chức$)(?!\p{L}).*", regex.IGNORECASE)
_WITH = regex.compile(r"[\s,]*(?:phối\s+hợp(?:\s+(?:với|cùng))?|và|cùng|cùng\s+với|,|chủ\s+trì,?\s+phối\s+hợp\s+(?:với|cùng))[\s,]*", regex.IGNORECASE)
_AT = regex.compile(r"(?<!\p{L})tại\s+(?:[\p{L}\d]+\s+){0,5}$", regex.IGNORECASE)
_BRANCH = regex.compile(r"\s*\([^()]{1,20}\)\s+(?:khu\s+vực|chi\s+nhánh|tỉnh|huyện|thành\s+phố|quốc\s+gia|Trung\s+ương)(?:\s+\p{Lu}[\p{L}’']*){0,4}", regex.IGNORECASE)
_TOGETHER = regex.compile(r"phối\s+hợp|cùng", regex.IGNORECASE)
_LED = regex.compile(r"\s+do\s[^.;]{5,200}?\s(?:làm\s+trưởng\s+đoàn|dẫn\s+đầu|làm\s+trưởng\s+\p{L}+)(?!\p{L})", regex.IGNORECASE)
_WIDER = regex.compile(r"(?:Đoàn|đoàn|Tổ|tổ|Ban|Thường\s+trực|Ban\s+Thường\s+vụ|Tiểu\s+ban)\s+(?:[\p{L}\d]+\s+){0,4}(?:của\s+)?$")


def _location(ctx: Context, main: MeetingMention, live: list[MeetingMention]) -> str | None:
    """"tại …" in the sentence that names the meeting, else in one that says where it was held."""
    s = ctx.sentences[main.sentence]
    for p in _PLACE.finditer(ctx.text, s.start, min(s.end, main.end + 120)):
        inside = main.start <= p.start() < main.end and main.type not in ("làm việc", "kiểm tra", "đối thoại", "tiếp xúc cử tri")
        if not inside and p["at"].lower() == "tại" and (place := _place(ctx, p, s.end)):
            return place
    for number in sorted({m.sentence for m in live if (m.bare or m.type == main.type) and main.sentence <= m.sentence < main.sentence + _NEAR}):
        s = ctx.sentences[number]
        for v in _HELD_AT.finditer(ctx.text, s.start, s.end):
            p = _PLACE.match(ctx.text, v.end(), s.end)
            if p and (place := _place(ctx, p, s.end)):
                return place
    return None


def _place(ctx: Context, p: regex.Match, end: int) -> str | None:
    """The place with the district and province it is in."""
    if not _A_PLACE.match(p["place"]) or _NO_PLACE.match(p["place"]) or " " not in p["place"] and p["place"].islower():
        return None
    wider = _WITHIN_PLACE.match(ctx.text, p.end("place"), end)
    return ctx.text[p.start("place"):wider.end() if wider else p.end("place")].strip()


_NEAR = 10  # sentences after the one that names the meeting: a lead, its chairs, who came
_HELD_AT = regex.compile(r"(?<!\p{L})(?:diễn\s+ra|được\s+tổ\s+chức|chủ\s+trì|điểm\s+cầu(?:\s+(?:chính|trung\s+tâm))?|dự\s+(?:hội\s+nghị|hội\s+thảo|cuộc\s+họp|phiên\s+họp|buổi\s+\p{Ll}+(?:\s+\p{Ll}+)?|lễ))\s+(?:trực\s+tiếp\s+)?(?=(?:tại|ở)\s)", regex.IGNORECASE)
_WITHIN_PLACE = regex.compile(r"(?:,\s*(?:xã|phường|thị\s+trấn|huyện|quận|thị\s+xã|thành\s+phố|tỉnh|TP\.?)\s+\p{Lu}[\p{L}’']*(?:\s+\p{Lu}[\p{L}’']*){0,3})+")
_A_PLACE = regex.compile(r"\p{Lu}|(?:trụ\s+sở|hội\s+trường|nhà|trung\s+tâm|phòng|khuôn\s+viên|sân|khu|xã|huyện|tỉnh|thành\s+phố|thị|phường|quận|thôn|ấp|bản|buôn|làng|điểm|tổ\s+dân|trường|công|cơ\s+quan|văn\s+phòng|quảng|hiện\s+trường|địa\s+bàn|chi\s+bộ)(?!\p{L})")
