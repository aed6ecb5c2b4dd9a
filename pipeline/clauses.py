"""Where one task ends and the next begins: statements, their clauses, and what opens them."""
from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.article import Context
from pipeline.vocabulary import alternation, forms

_BULLET = regex.compile(
    r"(?:\*\*|__|#{1,4}|\s)*(?P<mark>[-–—+•*●▪➢✓√►·]+|\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ]|[ivxIVX]{1,4})[.)/]|\(\d{1,2}\)|\(?[a-zđ]\))(?:\*\*|\s)+")
_SIGN = regex.compile(r"[(\[)\]“”;]|(?:…|(?<=\.\.)\.)(?=\s*+\p{Lu})|(?<=\p{Ll}\p{Ll}|\d)\.(?=[\"“]?\p{Lu}\p{Ll}+[\s,])")  # the last ones: an ellipsis, or a stop with no blank, before a capital
#: The number of an item in running text: «(1) giữ vững đoàn kết; (2) chăm lo …», «a) …», «ii. …».
ENUMERATOR = regex.compile(r"(?:\((?:\d{1,2}|[ivx]{1,4}|[a-zđ])\)|(?:\d{1,2}|[ivx]{1,4}|[a-eđ])\))\s*(?=\p{L})")
# An item that does not open its line: «… các nhiệm vụ sau: 1. Giữ vững đoàn kết. 2. Chăm lo …».
_ITEM_INSIDE = regex.compile(r"(?:\d{1,2}[.)]|\(\d{1,2}\))\s+\p{L}")
_NUMBER = regex.compile(r"(?:\*\*|__|#{1,4}|\s)*\(?(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,4})[.)/]")
_ROMAN = regex.compile(r"[IVX]")
_TERMINAL = regex.compile(r"[.!?…:;”\"»)][*_\s]*$")
_CLOSED = regex.compile(r"[.!?;:…,”\"/]\s*\**$")
_EDGE_LEFT = " \t\r\n\u00a0*_#–—-+•●▪➢✓√►·:;,.…“\"«"
_EDGE_RIGHT = " \t\r\n\u00a0*_.;:,…/"
_CONNECTIVE = regex.compile(
    rf"(?:{alternation(forms('openers', 'connective'))}|và|song(?!\s+song)|còn)(?:\s*[,:]\s*|\s+(?=[\p{{Ll}}\d]))", regex.IGNORECASE)
_TERM_AHEAD = (r"(?:(?:\d{1,2}|những|các)\s+tháng\s+(?:cuối|còn\s+lại|tới)(?:\s+(?:của\s+)?năm)?(?:\s+\d{4})?|tháng\s+(?:tới|\d{1,2}(?:[/-]\d{4}|\s+năm\s+\d{4})?)|quý\s+(?:tới|[IVX\d]{1,3})(?:[/-]\d{4}|\s+năm\s+\d{4})?|"
               r"(?:trong\s+)?(?:thời\s+gian|tuần|năm)\s+tới|năm\s+\d{4})")
_AHEAD = regex.compile(
    rf"(?:(?:về\s+)?(?:phương\s+hướng|nhiệm\s+vụ|giải\s+pháp|kế\s+hoạch|công\s+tác)(?:,\s+(?:nhiệm\s+vụ|giải\s+pháp))?(?:\s+(?:trọng\s+tâm|chủ\s+yếu))?(?:\s+(?:trong|của))?\s+{_TERM_AHEAD}\s*[,:]|(?:{alternation(forms('openers', 'ahead'))}|(?:trong\s+)?(?:những|các|\d{{1,2}})\s+tháng\s+(?:cuối|còn\s+lại)(?:\s+(?:của\s+)?năm)?|(?:trong\s+)?(?:\d{{1,2}}|vài|hai|ba|năm)\s+(?:ngày|tuần|tháng|năm)\s+tới)(?![\w])(?:\s+(?:năm\s+)?\d{{4}})?"
    r")(?:\s+và những năm tiếp theo)?\s*[,:]?\s*", regex.IGNORECASE)
# "Căn cứ Nghị quyết số 5, …", "Để hoàn thành kế hoạch, …", "Năm 2024, …", "Tại hội nghị, …":
# a scene of at most this many characters before the first comma (longest seen in project gold: 232).
_SCENE = regex.compile(
    r"(?:Căn\s+cứ|Thực\s+hiện(?=\s+(?:chỉ\s+đạo|quy\s+định|Nghị|Kế|Công|Chỉ|Quyết|Luật|ý\s+kiến|Thông|kết\s+luận))|Nhằm|Để|Với\s+mục|Trước\s+(?:tình|diễn|thực)|Qua|Tại|Trên\s+cơ\s+sở|"
    r"Theo\s+(?!đó|dõi)|Trong\s+bối\s+cảnh|Về|Liên\s+quan|Bên\s+cạnh|Cùng\s+với|Song\s+song|Ngay\s+sau|Sau\s+khi|Nhân\s+dịp|Phát\s+biểu|Kết\s+luận|Thay\s+mặt|Trao\s+đổi\s+với|Trả\s+lời\s+(?:báo|phóng|phỏng|câu|chất|ý|cử|kiến)|Giải\s+trình|Từ\s+nay|Năm\s+\d{4}(?!\s+(?:các|những)\s)|Còn\s+đối\s+với)"
    r"[^.;:!?]{2,240}?"
    # the comma of «các bộ, ngành» ends no scene
    r"(?:\s+thì|(?<!(?<![\w])phòng),(?!(?<=(?:các|những|toàn)\s+(?:bộ|sở|ban|phòng|cấp|xã|huyện|cơ\s+quan|đơn\s+vị|địa\s+phương),)\s+(?:ban|ngành|phường|quận|huyện|thị|xã|đơn\s+vị|địa\s+phương|tổ\s+chức|đoàn\s+thể|doanh\s+nghiệp|cơ\s+quan)(?!\w)))\s+", regex.IGNORECASE)
# «Về quy hoạch, điều động, bổ nhiệm: …»
_TOPIC = regex.compile(r"(?:\d\.\s+)?Về\s[^.;:!?]{3,160}:\s+(?=\p{Lu})", regex.IGNORECASE)
# «Tháng 7/2026, trình …», «Quý IV/2007, …», «Năm học 2012 - 2013, …», «Từ tháng 10/2025 đến tháng 3/2026, …»: a schedule's dates.
PERIOD_SCENE = regex.compile(
    r"(?:(?:ngay|trong|từ|đến|vào|cuối|đầu|giữa|riêng|bước\s+(?:vào|sang)|sang)\s+)*(?:tháng\s+(?P<month>\d{1,2})(?:\s*[-–]\s*\d{1,2})?(?:[./-]|\s+năm\s+)"
    r"|quý\s+(?P<quarter>I{1,3}|IV|[1-4])(?:[./-]|\s+năm\s+)|(?:năm(?:\s+học)?|giai\s+đoạn|nhiệm\s+kỳ|vụ\s+(?:[\p{L}-]+\s+){1,3}(?:năm\s+)?)\s+)(?P<year>\d{4})"
    r"(?:\s*(?:[-–]|đến)\s*(?:tháng\s+)?(?:\d{1,2}(?:[./-]|\s+năm\s+))?\d{4})?\s*[,:]\s+", regex.IGNORECASE)
# «Trước mắt, …», «Về lâu dài, …»: of the time ahead, where nobody speaks who may be setting out how things are.
SOON = regex.compile(rf"{alternation(forms('openers', 'soon'))}\s*[,:]\s+|vụ\s+(?:\p{{Ll}}+\s+){{1,3}}tới\s*,\s+"
                     r"|để\s+(?:đạt|hoàn\s+thành|thực\s+hiện)[^,.;:]{0,40}(?:mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|nhiệm\s+vụ)(?:(?!\sthì\s)[^,.;:]){0,30},\s+", regex.IGNORECASE)
# «Một, cấm …», «Hai, kiểm tra …»: of a list in running text.
_NUMBERED = regex.compile(r"(?:Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười),\s+(?=\p{L})")
_TIME_SCENE = regex.compile(r"(?:Trong\s+)?(?:năm|giai\s+đoạn|nhiệm\s+kỳ)\s+\d{4}(?:\s*[-–]\s*\d{4})?(?:\s*,\s*|\s+(?=(?:các|những)\s))", regex.IGNORECASE)


# A sentence that only bounds the tasks before it: «Hoàn thành trước ngày 30/10.», «Thời gian thực hiện: trong quý II.»
BOUND_ALONE = regex.compile(
    r"(?:(?:cơ\s+bản\s+)?hoàn\s+thành|xong|thời\s+(?:gian|hạn)(?:\s+(?:hoàn\s+thành|thực\s+hiện|báo\s+cáo))?|báo\s+cáo\s+kết\s+quả(?=\s*:))\s*:?\s*(?:xong\s+)?(?:trước|chậm\s+nhất|trong|đến|vào|từ|xong)\s[^;:]{3,60}", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, joined over line breaks that fall inside it. Offsets are in the article's text."""

    start: int
    end: int
    line: int
    kind: str
    bullet: bool  # opens with a dash, a number or a letter
    opens_line: bool
    heading: bool  # a short line without final punctuation, numbered or not
    start_body: int  # after the bullet


def statements(ctx: Context) -> list[Statement]:
    """The article's statements in order; a sentence cut by hard line breaks is one statement."""
    text, lines = ctx.text, ctx.article.lines
    out: list[Statement] = []
    for s in ctx.sentences:
        line = lines[s.line]
        opens = s.start == line.start or not text[line.start:s.start].strip()
        piece = text[s.start:s.end]
        if out and opens and line.kind == out[-1].kind == "body" and _continues(text[out[-1].start:out[-1].end], piece):
            last = out[-1]
            out[-1] = Statement(last.start, s.end, last.line, last.kind, last.bullet, last.opens_line, False, last.start_body)
            continue
        m = _BULLET.match(piece) if opens or out and out[-1].line == s.line and (out[-1].bullet or text[out[-1].end - 1] == ":") and _ITEM_INSIDE.match(piece) else None
        whole = opens and not text[s.end:line.end].strip()
        # 150: headings of the project's corpus are shorter, one-sentence paragraphs without a full stop longer.
        heading = whole and not m and len(piece) < 150 and not _CLOSED.search(piece)
        out.append(Statement(s.start, s.end, s.line, line.kind, bool(m), opens, heading, s.start + (m.end() if m else 0)))
    return [replace(st, heading=True) if _numbered_heading(text, st, after) else st for st, after in zip(out, [*out[1:], None], strict=True)]


def _numbered_heading(text: str, st: Statement, after: Statement | None) -> bool:
    """«1. Đối tượng áp dụng» on a line of its own, and under it something other than «2. …»."""
    number = _NUMBER.match(text, st.start, st.end) if st.bullet else None
    below = _NUMBER.match(text, after.start, after.end) if after else None
    return bool(number and after and after.opens_line and st.end - st.start < 150 and not _CLOSED.search(text[st.start:st.end])
                and (below is None or below.group().count(".") > number.group().count(".") or bool(_ROMAN.search(number.group())) > bool(_ROMAN.search(below.group()))))


def _continues(before: str, after: str) -> bool:
    return not _TERMINAL.search(before) and after.lstrip("* ")[:1].islower() and not _BULLET.match(after)


def split_clauses(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans between the semicolons of ``text[start:end]`` that stand outside brackets and quotes; an
    ellipsis before a capital ends one too («…, xã A… Ông cũng yêu cầu …»)."""
    out, depth, quoted, begin = [], 0, False, start
    for m in _SIGN.finditer(text, start, end):
        i, c = m.start(), m.group()
        if c in "([":
            depth += 1
        elif c in ")]":
            depth = max(0, depth - 1)
        elif c == "“":
            quoted = "”" in text[i:end]
        elif c == "”":
            quoted = False
        elif c in ";…." and not depth and not quoted:
            out.append((begin, i if c == ";" else i + 1))
            begin = i + 1
    out.append((begin, end))
    return [(s, e) for s, e in out if text[s:e].strip()]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without blanks, bullets and final punctuation; brackets and quotes are kept in pairs."""
    while start < end and text[start] in _EDGE_LEFT and not (text[start] in "“\"«" and _closes(text, start, end)):
        start += 1
    changed = True
    while changed and end > start:
        changed = False
        if text[end - 1] in _EDGE_RIGHT:
            end, changed = end - 1, True
        elif text[end - 1] in "”\"»" and text[start:end].count(text[end - 1]) != _openers(text[start:end], text[end - 1]):
            end, changed = end - 1, True
        elif text[end - 1] == ")" and "(" not in text[start:end]:
            end, changed = end - 1, True
    return start, end


def _closes(text: str, start: int, end: int) -> bool:
    close = {"“": "”", "«": "»", "\"": "\""}[text[start]]
    at = text.find(close, start + 1, end)
    return at >= 0 and bool(text[at + 1:end].strip(_EDGE_RIGHT))


def _openers(piece: str, close: str) -> int:
    if close == "\"":
        return piece.count(close) if piece.count(close) % 2 == 0 else -1
    return piece.count({"”": "“", "»": "«"}[close])


def strip_openers(ctx: Context, start: int, end: int) -> tuple[int, bool]:
    """Where the clause proper begins, and whether it was announced for the time ahead."""
    found = ctx.openers.get((start, end))
    if found is None:
        found = ctx.openers[start, end] = _strip_openers(ctx.text, start, end)
    return found


def _strip_openers(text: str, start: int, end: int) -> tuple[int, bool]:
    ahead = False
    for _ in range(4):
        while start < end and text[start] in _EDGE_LEFT and text[start] not in "“\"«":
            start += 1
        if text[start:start + 1] in ("“", "\"", "«") and _AHEAD.match(text, start + 1, end):
            start += 1
        m = _AHEAD.match(text, start, end)
        if m and m.end() < end:
            start, ahead = m.end(), True
            continue
        m = _CONNECTIVE.match(text, start, end) or _TIME_SCENE.match(text, start, end) or PERIOD_SCENE.match(text, start, end) or SOON.match(text, start, end)
        if m and m.end() < end:
            start = m.end()
            continue
        break
    number = _NUMBERED.match(text, start, end) or ENUMERATOR.match(text, start, end)
    return number.end() if number else start, ahead


def heads_time_ahead(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all a heading of the time ahead: «Nhiệm vụ trọng tâm tuần tới:»."""
    return _AHEAD.fullmatch(text, start, end) is not None


def strip_connective(text: str, start: int, end: int) -> int:
    """Where the clause begins after a connective alone: «Sau đó, …»."""
    while start < end and text[start] in _EDGE_LEFT:
        start += 1
    m = _CONNECTIVE.match(text, start, end)
    return m.end() if m and m.end() < end else start


def strip_scene(text: str, start: int, end: int) -> int:
    """Where the clause begins after «Căn cứ …,», «Để …,», «Tại hội nghị, …»."""
    m = _TOPIC.match(text, start, end) or _SCENE.match(text, start, end)
    return m.end() if m and m.end() < end else start
