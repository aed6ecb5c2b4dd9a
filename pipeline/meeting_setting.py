"""Who holds a meeting, and where."""
from __future__ import annotations

import regex

from pipeline.article import Context
from pipeline.dates import Time
from pipeline.meeting_names import MeetingMention

REVIEW = regex.compile(r"(?:sơ|tổng)\s+kết(?!\p{L})", regex.IGNORECASE)
ASSEMBLY = regex.compile(r"(?:Quốc\s+hội|HĐND|Hội\s+đồng\s+nhân\s+dân)(?!\p{L})")
_HOLDS = regex.compile(r"(?:đã\s+|vừa\s+|sẽ\s+)?(?:long\s+trọng\s+|phối\s+hợp\s+(?:với\s+[^.;]{3,120}?\s+)?)?(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|triệu\s+tập|mở|có\s+buổi|có\s+cuộc|chủ\s+trì|họp|làm\s+việc|kiểm\s+tra|khảo\s+sát|giám\s+sát|tiếp\s+xúc|đối\s+thoại|giao\s+ban|tập\s+huấn|diễn\s+ra)", regex.IGNORECASE)
_BY = regex.compile(r"(?<!\p{L})do\s+(?P<who>[^,.;\n]{3,110}?)\s+(?:phối\s+hợp\s+(?:với\s+)?[^.;,]{0,80}?)?(?:tổ\s+chức|chủ\s+trì\s+tổ\s+chức)", regex.IGNORECASE)
_PLACE = regex.compile(r"(?<!\p{L})(?P<at>tại|ở)\s+(?P<place>[\p{L}\d](?:[^.;:\n“”\"]|(?<=\b(?:TP|Tp))\.){2,90}?)(?=\s*(?:[.;:,\n]|$|\s-\s|–|\s(?:do|về|để|nhằm|trước|sau|với|đã|có|theo|diễn|nhân|trong|năm|ngày|vào|từ|đồng\s+chủ|chủ\s+trì|dự|gồm|đến|và\s+triển)[\s:]))", regex.IGNORECASE)
_NO_PLACE = regex.compile(r"(?:Việt\s+Nam|diễn\s+đàn|hội\s+nghị|buổi|cuộc|phiên|kỳ\s+họp|lễ|đại\s+hội|đây|đó|hội\s+thảo|các\s+buổi|chỗ|Nghị|Quyết|Luật|Điều|thời\s+điểm|văn\s+bản|Công\s+văn|Thông)", regex.IGNORECASE)


def organizer(ctx: Context, m: MeetingMention, time: Time | None) -> str | None:
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


def holder(ctx: Context, main: MeetingMention, named: MeetingMention) -> str | None:
    """Whose session it is: "phiên họp thứ ba của Hội đồng tư vấn", "Kỳ họp thứ 8, HĐND tỉnh"; who sums
    up in the headline: "Công an huyện tổng kết công tác"."""
    bodies = [e for e in ctx.entities if e.label == "ORG"]
    if REVIEW.match(ctx.text, named.start):
        return next((ctx.text[e.start:e.end] for e in bodies if e.end <= named.start and not ctx.text[e.end:named.start].strip()), None)
    if named.type not in ("phiên họp", "kỳ họp"):
        return None
    own = next((e for e in bodies if named.start < e.start and e.end <= named.end), None)
    if own and _OF_SESSION.fullmatch(ctx.text, named.start, own.start):
        committee = _COMMITTEE.match(ctx.text, own.start, named.end)
        return ctx.text[own.start:max(own.end, committee.end()) if committee else own.end].strip(" ,-")
    if named.type == "kỳ họp":  # only assemblies have them
        s = ctx.sentences[main.sentence]
        return next((ctx.text[e.start:e.end] for e in bodies if s.start <= e.start < s.end and ASSEMBLY.match(ctx.text, e.start)), None)
    return None


_OF_SESSION = regex.compile(r"(?:phiên|kỳ)\s+họp(?:\s+(?:thường\s+kỳ|mở\s+rộng|toàn\s+thể|bất\s+thường|chuyên\s+đề|thường\s+lệ|lần|thứ|đầu\s+tiên|\d{1,2}|(?<=thứ\s+)\p{L}+(?:\s+mươi(?:\s+\p{L}+)?)?)){0,5}(?:\s+của|,)?\s+", regex.IGNORECASE)
# named to the end of the meeting's name, or to where that goes on with its time
_COMMITTEE = regex.compile(r"(?:Ban\s+[Cc]hỉ\s+đạo|Hội\s+đồng|Ủy\s+ban|Uỷ\s+ban|Tổ\s+công\s+tác|Tiểu\s+ban)(?!\s+nhân\s+dân).*?(?=\s+(?:-\s+)?(?:tháng|quý|năm|lần|thường\s+kỳ|khóa|với|về\s+việc)(?!\p{L})|$)")
_TO_VERB = regex.compile(r"(?:\s*\([^()]{1,20}\)(?:\s+[\p{L}\s]{2,30})?)?[\s,]*(?:(?:đã|vừa|đến|có(?:\s+đoàn(?:\s+công\s+tác)?)?|cử\s+đoàn(?:\s+công\s+tác)?|long\s+trọng|trọng\s+thể|lần|phối\s+hợp[^.;]{0,150}|do\s+[^.;]{0,150}|(?:khóa|nhiệm\s+kỳ)\s[^.;]{1,40})[\s,]*){0,3}", regex.IGNORECASE)
_RUNS_ON = regex.compile(r"\s+(?:đã|vừa|tổ\s+chức\s+(?:cuộc|buổi|hội|lễ|họp)|tổ\s+chức$)(?!\p{L}).*", regex.IGNORECASE)
_WITH = regex.compile(r"[\s,]*(?:phối\s+hợp(?:\s+(?:với|cùng))?|và|cùng|cùng\s+với|,|chủ\s+trì,?\s+phối\s+hợp\s+(?:với|cùng))[\s,]*", regex.IGNORECASE)
_AT = regex.compile(r"(?<!\p{L})tại\s+(?:[\p{L}\d]+\s+){0,5}$", regex.IGNORECASE)
_BRANCH = regex.compile(r"\s*\([^()]{1,20}\)\s+(?:khu\s+vực|chi\s+nhánh|tỉnh|huyện|thành\s+phố|quốc\s+gia|Trung\s+ương)(?:\s+\p{Lu}[\p{L}’']*){0,4}", regex.IGNORECASE)
_TOGETHER = regex.compile(r"phối\s+hợp|cùng", regex.IGNORECASE)
_LED = regex.compile(r"\s+do\s[^.;]{5,200}?\s(?:làm\s+trưởng\s+đoàn|dẫn\s+đầu|làm\s+trưởng\s+\p{L}+)(?!\p{L})", regex.IGNORECASE)
_WIDER = regex.compile(r"(?:Đoàn|đoàn|Tổ|tổ|Ban|Thường\s+trực|Ban\s+Thường\s+vụ|Tiểu\s+ban)\s+(?:[\p{L}\d]+\s+){0,4}(?:của\s+)?$")


def location(ctx: Context, main: MeetingMention, live: list[MeetingMention]) -> str | None:
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
