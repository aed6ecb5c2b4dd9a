"""Who presides over a meeting: "… chủ trì", "Chủ trì hội nghị có …", "dưới sự chủ trì của …", the
leader of a delegation, and the leader who works with or inspects somebody."""
from __future__ import annotations

import bisect

import regex

from pipeline.article import Context
from pipeline.extractors.people import Mention, mentions, person_of
from pipeline.persons import HONORIFICS
from pipeline.coreference import named, resolve_person
from pipeline.records import Chair, Person

_PRESIDES = regex.compile(r"""(?<![\p{L}])(?:
    (?P<verb>(?:đồng\s+|cùng\s+)?(?:chủ\s+trì|chủ\s+to[aạ]|chủ\s+tọa)|cầm\s+trịch|(?:đồng\s+)?điều\s+(?:hành|khiển(?=\s+(?:của|phiên|hội|buổi|cuộc|kỳ|đại|lễ|thảo)))(?!\s+(?:giá|chính|kinh|ngân|công|tỷ|thị|và\s+quản|bay|dự)))
  | (?P<leads>dẫn\s+đoàn|đứng\s+đầu(?=,|\s+(?:đã|đến|tới|về|kiểm|khảo|làm|có))|(?<=,\s)phụ\s+trách(?=\s+(?:đã|đến|tới|về|kiểm|khảo|làm|có))|dẫn\s+đầu(?!\s+(?:cả|về|trong|toàn|thế))|(?:làm|là|vai\s+trò|tư\s+cách|cương\s+vị)\s+trưởng\s+đoàn(?!\s+(?:ĐBQH|đại\s+biểu)))
  )(?!\p{L})""", regex.IGNORECASE | regex.VERBOSE)
_VISITS = regex.compile(r"(?<![\p{L}])(?:làm\s+việc|kiểm\s+tra|khảo\s+sát|giám\s+sát|thị\s+sát|đối\s+thoại|tiếp(?=\s+(?:Bộ|Thứ|Chủ|Phó|Đoàn|đoàn|ông|bà|ngài|Đại))|thăm)(?!\p{L})", regex.IGNORECASE)
# After "chủ trì": the meeting, a place, a pause or the end; not a task ("chủ trì, phối hợp", "chủ trì xây dựng").
_OBJECT = regex.compile(r"""\s*(?:
    (?:và\s+(?:phát\s+biểu|kết\s+luận|chỉ\s+đạo|điều\s+hành)\s*(?:[\p{Ll}]+\s+){0,3})?
    (?:tại\s+)?(?:các\s+|một\s+)?(?:hội\s+nghị|hội\s+thảo|cuộc|buổi|phiên|kỳ|kì|lễ|họp|giao\s+ban|t[oọ][aạ]\s+đàm|đại\s+hội|diễn\s+đàn|điểm\s+cầu|lớp|làm\s+việc|gặp|chương\s+trình|đoàn|tập\s+huấn|đối\s+thoại|tiếp|phần\s+thảo|phần\s+chất|thảo\s+luận|t[oọ][aạ]\s+đàm|mít\s+tinh)(?!\p{L})
  | [.;:)!\n]|$ | ,\s*(?!phối|cùng\s+với\s+(?:Bộ|Sở|các)) | tại\s | [-–(] | (?:đã|vừa|suốt|diễn\s+ra|nhằm|sáng|chiều|tối|ngày|hôm|vào|để)\s | có\s | thuộc\s+về\s | gồm\s | là\s | và\s
  )""", regex.IGNORECASE | regex.VERBOSE)
# Between the person and the verb. The fillers are atomic and what goes along ("cùng lãnh đạo các sở") only
# comes last, so that no text is tried in more than one way.
_DAY = r"(?:(?:vào|ngày|hôm|sáng|trưa|chiều|tối)\s+){0,3}(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?|nay|qua)"  # "Giám đốc Sở Trần A ngày 2/6 làm việc với …"
_FILLER = rf"(?>{_DAY}|cũng|vẫn|chính|dành\s+(?:cả\s+|trọn\s+)?(?:buổi|ngày|thời\s+gian)(?:\s+(?:để|cho))?|đã|vừa|đồng|trực\s+tiếp|đến|tới|đi|về|xuống|lên|dự|tham\s+dự|tham\s+gia|có|khép\s+lại|kết\s+thúc|bắt\s+đầu|mở\s+đầu|thực\s+hiện|một|buổi|cuộc|chuyến|tiếp\s+xúc|tiếp|và|,|phát\s+biểu|chỉ\s+đạo|khai\s+mạc|thăm|kiểm\s+tra|khảo\s+sát|làm\s+việc|gặp\s+gỡ|tổ\s+chức|tiến\s+hành|làm\s+[Tt]rưởng\s+đoàn|lên|ra|là\s+người|người|là|làm|ngồi\s+ghế|giữ\s+vai\s+trò|(?:với|trong|ở)\s+vai\s+trò|với\s+tư\s+cách|trên\s+cương\s+vị)"
_GAP = regex.compile(rf"[\s,(–-]*(?:{_FILLER}[\s,–-]+){{0,8}}(?:(?:cùng(?:\s+với)?\s+(?:lãnh\s+đạo|các|thường\s+trực|đại\s+diện)|thay(?:\s+mặt)?)\s+[^.;]{{3,70}}|cùng\s*)?", regex.IGNORECASE)
_VISIT_GAP = regex.compile(rf"[\s,–-]*(?:{_FILLER}[\s,]+){{0,8}}(?:(?:cùng|và|dẫn\s+đầu|thăm|thay\s+mặt|chúc\s+Tết)\s[^.;]{{0,110}})?", regex.IGNORECASE)
_SAID = regex.compile(r"(?<!\p{L})(?:cho\s+(?:biết|rằng|hay)|yêu\s+cầu|đề\s+nghị|nhấn\s+mạnh|khẳng\s+định|giao|báo\s+cáo|trình\s+bày|phát\s+biểu|chỉ\s+đạo|do|dự\s+có|tham\s+dự\s+có)(?!\p{L})", regex.IGNORECASE)
_LIST_GAP = regex.compile(rf"\s*(?:[,;–-]|và|cùng(?:\s+với)?|,\s*và|;\s*và)\s*(?:(?:các\s+)?{HONORIFICS}|các\s+)?", regex.IGNORECASE)
_AFTER_VERB = regex.compile(r"\s*(?:(?:buổi|cuộc|phiên|hội|kỳ|lễ)\s*)?[\p{L}\s]{0,40}?(?:\bcó\b|\bgồm\b|\blà\b|:)\s*(?:sự\s+\p{L}+\s+)?", regex.IGNORECASE)
_PASSIVE = regex.compile(r"(?P<noun>(?:sự|(?<![ủu][yỷ]\s)quyền|tay)\s+)$|(?:được|do)\s+$", regex.IGNORECASE)
_OF = regex.compile(r"\s*của\s+", regex.IGNORECASE)
_AHEAD = regex.compile(r"(?:sẽ|dự\s+kiến|giao|được\s+giao|phân\s+công)\s*(?:do\s*)?$", regex.IGNORECASE)
_LIST_ENDS = regex.compile(r"(?<!\p{L})(?:cùng\s+dự|tham\s+dự|cùng\s+tham|dự\s+(?:hội|buổi|có)|đại\s+diện|lãnh\s+đạo|báo\s+cáo|phát\s+biểu)(?!\p{L})", regex.IGNORECASE)
_AFTER_COMMA = regex.compile(rf",\s*(?:{HONORIFICS})?$", regex.IGNORECASE)
_HAS_LIST = regex.compile(r"(?<!\p{L})(?:có|là|gồm)(?!\p{L})|:")
_BREAK = regex.compile(r"[;.:]")
_PRONOUN = regex.compile(rf"(?<!\p{{L}})(?P<who>ông|bà|đồng\s+chí)\s+(?:{_FILLER}[\s,–-]+){{0,6}}$", regex.IGNORECASE)
_SUBJECT_PRONOUN = regex.compile(r",\s(?P<who>ông|bà|đồng\s+chí)(?=\s+\p{Ll})")
_THAT_WAS = regex.compile(r"(?:đó|đây)\s+(?:cũng\s+)?là\s+(?:một\s+)?(?:cuộc|chuyến|buổi)\s+$", regex.IGNORECASE)
_AND_THEN = regex.compile(r"\s(?:và|nhưng|rồi)\s+(?:(?:vẫn|cũng|đã|trực\s+tiếp)\s+){0,3}$", regex.IGNORECASE)  # "… đến muộn nhưng vẫn chủ trì"
_ROLE = regex.compile(r"(?:người|vị|ghế|vai\s+trò|tư\s+cách|cương\s+vị)\s+$", regex.IGNORECASE)
_ROLE_IS = regex.compile(rf"(?:\s+[\p{{L}}]+){{0,4}}?\s*(?:,|:|là|thuộc\s+về)\s*(?:{HONORIFICS})?", regex.IGNORECASE)
_HEADS_DELEGATION = regex.compile(r"trưởng\s+đoàn(?!\s+(?:ĐBQH|đại\s+biểu))(?!\p{L})", regex.IGNORECASE)
_OF_DELEGATION = regex.compile(rf"(?<!\p{{L}})(?:đoàn(?:\s+công\s+tác)?\s+của|trưởng\s+đoàn(?:\s+(?:công\s+tác|kiểm\s+tra|giám\s+sát|khảo\s+sát))?(?:\s+là|:|,))\s+(?:{HONORIFICS})?$", regex.IGNORECASE)
_TRIP = regex.compile(r"(?:chuyến|buổi|cuộc)\s+(?:đi\s+)?$", regex.IGNORECASE)
_OF_WHOM = regex.compile(rf"\scủa\s+(?:{HONORIFICS})?$", regex.IGNORECASE)
_OF_HIM = regex.compile(r"\scủa\s+(?P<who>ông|bà|đồng\s+chí)(?=\s+\p{Ll}|[.,])")
_GUESTS = regex.compile(r"\s+với\s+(?:đoàn|phóng\s+viên|pv|báo|chúng\s+tôi|tổ\s+công\s+tác)(?!\p{L})", regex.IGNORECASE)  # whom the hosts work with
_OPENING = regex.compile(rf"(?:[^.;:]{{0,70}},\s(?=(?:sau\s+)?khi\s|lúc\s))?(?:(?>{_DAY}|đi|đến|tới|về|xuống|trực\s+tiếp|lúc|khi|sau\s+khi|được\s+[ủu][yỷ]\s+quyền|trong\s+chuyến|trong\s+buổi|qua|với|trong|trên|ở|tại\s+chuyến|thăm|và)[\s,]+){{0,4}}", regex.IGNORECASE)
_WHEN = regex.compile(r"[^.;:,”\"]{0,50}\s(?:khi|lúc)\s+(?:đang\s+|đến\s+|đi\s+|xuống\s+)?", regex.IGNORECASE)
_Found = tuple[int, Person]  # where a person is named, and who it is
_MAX_GAP = 130  # between a name and "chủ trì": room for a long post that the post grammar cut short
VISITS = ("làm việc", "kiểm tra", "đối thoại", "khác")


def find_chairs(ctx: Context, kind: str, sentences: list[int]) -> list[Chair]:
    """Chairs of the meeting of that type, in the order of the text, each once. ``sentences``: indices of
    the sentences that speak of it."""
    naming = mentions(ctx)
    presiding: list[_Found] = []
    leading: list[_Found] = []
    visiting: list[_Found] = []
    starts = [m.entity.start for m in naming]
    for number in sentences:
        s = ctx.sentences[number]
        inside = naming[bisect.bisect_left(starts, s.start):bisect.bisect_left(starts, s.end)]
        for v in _PRESIDES.finditer(ctx.text, s.start, s.end):
            if v["leads"]:
                leading += _known(ctx, _before(ctx.text, inside, v.start()) or _after_opening(ctx.text, inside, v, s.start)) or _called(ctx, s.start, v.start())
            elif _is_presiding(ctx.text, v, s.end):
                presiding += _known(ctx, _of_verb(ctx.text, inside, v, s.start, s.end)) or _called(ctx, s.start, v.start())
        if kind in VISITS:
            leading += _known(ctx, [m for m in inside if any(_HEADS_DELEGATION.match(ctx.text, post.start) for post in (*m.before, *m.after))
                                    or _OF_DELEGATION.search(ctx.text, max(s.start, _start(m) - 40), _start(m))])
        if not visiting and kind in VISITS:
            visiting = _visitors(ctx, inside, s.start, s.end)
    chosen = presiding or (leading if kind in (*VISITS, "tiếp xúc cử tri") else []) or (visiting if kind != "khác" else [])
    out: list[Chair] = []
    for _, person in sorted(chosen, key=lambda found: found[0]):
        if all(c.name != person.name for c in out):
            out.append(Chair(name=person.name, title=person.title, span=person.span))
    return out


def _known(ctx: Context, found: list[Mention]) -> list[_Found]:
    """The persons that the mentions name, with where they do."""
    people = [(m.entity.start, person_of(ctx, ctx.text[m.entity.start:m.entity.end])) for m in found]
    return [(at, person) for at, person in people if person]


def _called(ctx: Context, start: int, at: int) -> list[_Found]:
    """Who is meant by a pronoun or a post alone before the verb: "… do chính ông chủ trì", "Thứ trưởng chủ trì"."""
    low = max(start, at - _MAX_GAP)
    who = _PRONOUN.search(ctx.text, low, at)
    span = who.span("who") if who else next(
        ((e.start, e.end) for e in reversed(ctx.entities) if e.label == "POST" and low <= e.start and e.end <= at and _GAP.fullmatch(ctx.text, e.end, at)), None)
    person = resolve_person(ctx, *span) if span else None
    return [(span[0], person)] if span and person else []


def _called_after(ctx: Context, v: regex.Match, start: int, end: int) -> list[_Found]:
    """The pronoun that is the subject of a sentence opening with the verb: "Làm việc với các hộ chiều 3/9, ông nêu …"."""
    who = _SUBJECT_PRONOUN.search(ctx.text, v.end(), min(end, v.end() + _MAX_GAP)) if _OPENING.fullmatch(ctx.text, start, v.start()) else None
    person = resolve_person(ctx, *who.span("who")) if who else None
    return [(who.start(), person)] if who and person else []


def _visitors(ctx: Context, inside: list[Mention], start: int, end: int) -> list[_Found]:
    """Who works with or inspects somebody, by the first verb that has a subject."""
    for v in _VISITS.finditer(ctx.text, start, end):
        found = _known(ctx, _subject(ctx.text, inside, v.start(), _VISIT_GAP) or _of_trip(ctx.text, inside, v)
                       or ([] if _GUESTS.match(ctx.text, v.end()) else _after_opening(ctx.text, inside, v, start))
                       or _saying_when(ctx.text, inside, v.start())) or _called(ctx, start, v.start()) or _called_of_trip(ctx, v, end) or _called_after(ctx, v, start, end)
        if found:
            return found
    return []


def _of_trip(text: str, inside: list[Mention], v: regex.Match) -> list[Mention]:
    """"Chuyến kiểm tra … của Thứ trưởng Trần A"."""
    if not _TRIP.search(text, max(0, v.start() - 20), v.start()):
        return []
    return next(([m] for m in inside if v.end() < _start(m) < v.end() + _MAX_GAP and _OF_WHOM.search(text, v.end(), _start(m))), [])


def _called_of_trip(ctx: Context, v: regex.Match, end: int) -> list[_Found]:
    """"Chuyến kiểm tra … của ông"."""
    if _THAT_WAS.search(ctx.text, max(0, v.start() - 40), v.start()) and (last := named(ctx).last(v.start(), None)):
        return [(v.start(), last)]  # "Đó là một cuộc kiểm tra đột xuất": by whom the sentence before tells of
    who = _OF_HIM.search(ctx.text, v.end(), min(end, v.end() + _MAX_GAP)) if _TRIP.search(ctx.text, max(0, v.start() - 20), v.start()) else None
    person = resolve_person(ctx, *who.span("who")) if who else None
    return [(who.start(), person)] if who and person else []


def _after_opening(text: str, inside: list[Mention], v: regex.Match, start: int) -> list[Mention]:
    """The subject of a sentence that opens with what he did: "Chủ trì hội nghị sơ kết …, Bí thư Huyện ủy Trần A nhấn mạnh",
    "Đi kiểm tra cống ngày 8/6, Bộ trưởng Trần A yêu cầu"."""
    if not _OPENING.fullmatch(text, start, v.start()):
        return []
    first = next((m for m in inside if m.entity.start > v.end()), None)
    if first and _AFTER_COMMA.search(text, max(start, _start(first) - 20), _start(first)) and not _HAS_LIST.search(text, v.end(), _start(first)):
        return [first]
    return []


def _saying_when(text: str, inside: list[Mention], at: int) -> list[Mention]:
    """"…, Bí thư Trần A nhắc khi chủ trì hội nghị": whose saying it is."""
    near = [m for m in inside if _end(m) <= at]
    return near[-1:] if near and _WHEN.fullmatch(text, _end(near[-1]), at) else []


def _is_presiding(text: str, v: regex.Match, end: int) -> bool:
    """It is a meeting that is presided over, now: no task, no plan."""
    left = text[max(0, v.start() - 14):v.start()]
    return _PASSIVE.search(left) is not None or _OBJECT.match(text, v.end(), end) is not None and not _AHEAD.search(left)


def _of_verb(text: str, inside: list[Mention], v: regex.Match, start: int, end: int) -> list[Mention]:
    left = text[max(0, v.start() - 14):v.start()]
    if passive := _PASSIVE.search(left):
        of = _OF.match(text, v.end())
        if passive["noun"]:
            return _list_from(text, inside, of.end(), end) if of else []
        return _list_from(text, inside, v.end(), end) if "được" in left.lower() else []
    role = _ROLE.search(left)
    told = _ROLE_IS.match(text, v.end(), end) if role else None
    if told and any(_start(m) == told.end() for m in inside):
        return _list_from(text, inside, told.end(), end)  # "Người chủ trì, ông Trần A, …", "Trên ghế chủ tọa, Chủ tịch UBND huyện Trần A …"
    found = _before(text, inside, v.start()) or _after_opening(text, inside, v, start) or _saying_when(text, inside, v.start())
    if found:
        return found
    after = _AFTER_VERB.match(text, v.end(), end)
    return _list_from(text, inside, after.end(), end) if after else []


def _before(text: str, inside: list[Mention], at: int) -> list[Mention]:
    found = _subject(text, inside, at, _GAP)
    if found:
        return found
    near = [m for m in inside if _end(m) <= at]
    if near and at - _end(near[-1]) <= _MAX_GAP:
        gap = text[_end(near[-1]):at]
        if not _BREAK.search(gap) and not _SAID.search(gap) and (gap.rstrip().endswith((",", "–", "-")) or _AND_THEN.search(gap)):
            return [near[-1]]
    return []


def _subject(text: str, inside: list[Mention], at: int, gap: regex.Pattern) -> list[Mention]:
    """The person before the verb with those listed right before."""
    near = [m for m in inside if _end(m) <= at]
    if not near or not gap.fullmatch(text, _end(near[-1]), at):
        return []
    out = [near[-1]]
    for m in reversed(near[:-1]):
        if not _LIST_GAP.fullmatch(text, _end(m), _start(out[0])):
            break
        out.insert(0, m)
    return out


def _list_from(text: str, inside: list[Mention], at: int, end: int) -> list[Mention]:
    """The persons listed from the offset on."""
    out: list[Mention] = []
    stop = _LIST_ENDS.search(text, at, end)
    for m in inside:
        if m.entity.start < at or stop and m.entity.start > stop.start():
            continue
        if _start(m) - (_end(out[-1]) if out else at) > 60:
            break
        out.append(m)
    return out


def _start(m: Mention) -> int:
    return m.before[0].start if m.before else m.entity.start


def _end(m: Mention) -> int:
    return m.after[-1].end if m.after else m.entity.end
