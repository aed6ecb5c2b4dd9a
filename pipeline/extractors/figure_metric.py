"""What a value measures, and whose it is: the metric and the scope of a figure, copied from the text.

A value either closes its clause ("tỷ lệ hộ nghèo giảm còn 3%": the metric stands before the predicate)
or opens it ("100% xã đạt chuẩn", "hoàn thành 70% khối lượng": the metric follows).
"""
from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from pipeline.article import Line, Sentence
from pipeline.vocabulary import alternation, forms

if TYPE_CHECKING:
    from pipeline.extractors.figures import Candidate

_LINKS = forms("figure_metrics", "link")
_TRAIL_LINK = regex.compile(rf"(?:(?<!\w)|^){alternation(_LINKS)}\s*$", regex.IGNORECASE)
_TRAIL_AUX = regex.compile(rf"(?:(?<!\w)|^){alternation(forms('figure_metrics', 'aux'))}\s*$", regex.IGNORECASE)
_HEAD = regex.compile(rf"(?<!\w){alternation(forms('figure_metrics', 'head'))}(?![\w])(?!\s+(?:hồi|nhánh|cục|hóa|hoá|tướng|viên|đoàn))", regex.IGNORECASE)
_OPENER = regex.compile(
    rf"[\s,\-–+•*·“\"]*(?:(?:{alternation(forms('figure_metrics', 'opener'))}"
    r"|(?:tính\s+)?(?:đến|trong|từ|hết|vào|tới|trước)?\s*(?:(?:hết|cuối|đầu|giữa)\s+)?(?:năm|tháng|quý|ngày|giai\s+đoạn|nhiệm\s+kỳ)\s*(?:\d[\d/.\-– ]*|[IVX]+(?:/\d{4})?)(?:\s*(?:năm\s+)?\d{4})?"
    r"|(?:trong\s+)?(?:\d{1,2}|những|các)\s+tháng\s+(?:đầu|cuối|còn\s+lại|qua)(?:\s+(?:của\s+)?năm)?(?:\s+\d{4})?"
    r"|theo\s+[^,;]{0,80}(?:cho\s+biết|cho\s+rằng)|\d{1,2}[.)]|[a-zđ][.)])(?![\w])\s*[,:]?\s*)", regex.IGNORECASE)
_SPEECH = regex.compile(r".{0,160}(?<!\w)(?:cho\s+biết|cho\s+rằng|khẳng\s+định|nhấn\s+mạnh|nêu\s+rõ|yêu\s+cầu|đề\s+nghị|phải|chỉ\s+đạo)(?!\w)\s*[,:]?\s*(?:rằng\s+)?", regex.IGNORECASE)
_ENTITY_VERB = regex.compile(r"(?<!\w)(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|đề\s+nghị|xây\s+dựng|yêu\s+cầu|phải|cần|đề\s+ra|đặt\s+mục\s+tiêu|đã|sẽ|với|có|nâng|đưa|dự\s+kiến|xác\s+định|cho\s+phép|giảm|tăng|kéo\s+giảm|duy\s+trì|giữ|rằng|để|nhằm|năm\s+\d{4}|khi|tiếp\s+tục)\s+(?:\w+\s+){0,2}$", regex.IGNORECASE)
_PREPOSITION = regex.compile(r"(?<!\w)(?:đối\s+với|cho|tới|tại|trên|của|ở|với|từ|trong|đến)\s*$", regex.IGNORECASE)
_COVER = regex.compile(r"(?<!\w)(?:đối\s+với|cho)\s*$", regex.IGNORECASE)
_IS = regex.compile(r"\s*(?:còn\s+lại\s+)?là\s+", regex.IGNORECASE)
_AFTER_OK = regex.compile(r"\s*(?:tổng\s+)?(?!(?:so|trong|vào|theo|và|hoặc|của|trở|do|thì|nhưng|song|để|nhằm|tại|ở|trước|sau|đến|từ|GDP|mỗi|hằng|hàng|cùng|với|khi|nếu|là|năm|tháng|quý|trên|đối|cho|như|qua|/)(?!\w))(?=[\p{L}“\"])")
# Where the part after a value ends.
_STOP = regex.compile(
    r"[;!?()…]|\.(?:\s|$)|\.\.|,?\s+(?:trong\s+(?:năm|tháng|quý|giai\s+đoạn)|vào\s+(?:năm|cuối|tháng|quý)|trước\s+(?:ngày|năm|tháng)|so\s+với|đến\s+(?:hết|năm|cuối|tháng|hết\s+năm)|nhằm|qua\s+đó|góp\s+phần|từ\s+nay)(?!\w)"
    r"|,\s+(?:trong\s+đó|đồng\s+thời|đạt|chiếm|tăng|giảm|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|tương\s+đương|tương\s+ứng|bằng|vượt|cao\s+hơn|thấp\s+hơn|gồm|riêng|còn|nhưng|song|để|với|từ\s+đó|tiếp\s+tục|khắc\s+phục|không|hoàn\s+thành|tạo|tập\s+trung|theo)(?!\w)"
    r"|[”\"]", regex.IGNORECASE)
_VALUE_AHEAD = regex.compile(r"(?:,|và|;)\s*(?:[\p{L}]+\s+){0,2}[\d][\d.,]*\s*(?:%|\p{L})", regex.IGNORECASE)
_SCOPE_ITEMS = regex.compile(r"(?:,\s*(?:và\s+)?|\s+và\s+)")
_SCOPE_HEAD = regex.compile(r"(?<!\w)(?:của|ở|tại|cấp|khu\s+vực|ngành|lĩnh\s+vực|năm|tháng|quý|cho|khối)\s", regex.IGNORECASE)
_SCOPE_AT = regex.compile(
    r"(?<!\w)(?P<scope>cấp\s+(?:xã|huyện|tỉnh|thành\s+phố|trung\s+ương|cơ\s+sở)|khu\s+vực\s+(?:thành\s+thị|nông\s+thôn|đô\s+thị|miền\s+núi)|(?:toàn|cả)\s+(?:tỉnh|huyện|xã|nước|quốc|thành\s+phố|ngành)|quý\s+(?:I{1,3}V?|IV|[1-4]))(?!\w)", regex.IGNORECASE)


def metric_and_scope(text: str, line: Line, sentence: Sentence, found: list[Candidate], index: int
                     ) -> tuple[str | None, str | None]:
    """What ``found[index]`` measures and whose value it is, both copied from the text or None.
    ``found`` are the values of the line in order; all offsets are in ``text``."""
    span = _metric(text, sentence, found, index, 0)
    scope = None
    c = found[index]
    if c.group is not None and span:
        members = _group(found, index)
        span, scopes = _split_scopes(text, span, len(members))
        if scopes:
            scope = scopes[members.index(c)]
    metric = text[span[0]:span[1]] if span and span[1] > span[0] else None
    if scope is None:
        left = _left(text, sentence, c.start)
        own = text[max(left, c.start - 80):c.start]
        m = None
        for m in _SCOPE_AT.finditer(own):
            pass
        if m and (not metric or m["scope"] not in metric):
            scope = m["scope"]
    return metric, scope


def overlap(a: str | None, b: str | None) -> float:
    """Dice overlap of the words of two metrics, in [0, 1]."""
    x, y = Counter((a or "").lower().split()), Counter((b or "").lower().split())
    n = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / n if n else 1.0


def _group(found: list[Candidate], index: int) -> list[Candidate]:
    first = index - (found[index].group or 0)
    out = [found[first]]
    for c in found[first + 1:]:
        if c.group != len(out):
            break
        out.append(c)
    return out


def _split_scopes(text: str, span: tuple[int, int], n: int) -> tuple[tuple[int, int], list[str] | None]:
    """"… thuộc thẩm quyền của huyện, cấp xã" for two values → the metric and ["của huyện", "cấp xã"]."""
    cuts = list(_SCOPE_ITEMS.finditer(text, *span))
    if len(cuts) < n - 1:
        return span, None
    cuts = cuts[-(n - 1):]
    heads = list(_SCOPE_HEAD.finditer(text, span[0], cuts[0].start()))
    if not heads:
        return span, None
    start = heads[-1].start()
    bounds = [start, *[m.end() for m in cuts]]
    ends = [*[m.start() for m in cuts], span[1]]
    items = [text[s:e].strip() for s, e in zip(bounds, ends)]
    head = text[span[0]:start].rstrip(" ,")
    if len(head) < 4 or any(not i for i in items):
        return span, None
    return (span[0], span[0] + len(head)), items


# ------------------------------------------------------------------ spans

def _metric(text: str, sentence: Sentence, found: list[Candidate], index: int, depth: int) -> tuple[int, int] | None:
    c = found[index]
    previous = found[index - 1] if index and found[index - 1].at >= sentence.start else None
    if c.group and depth < 12:  # later members of a shared list measure the same
        return _metric(text, sentence, found, index - 1, depth + 1)
    bound = _left(text, sentence, c.start)
    in_brackets = bound > sentence.start and text[bound - 1] == "("
    floor = bound
    if previous and previous.end > bound:
        floor = previous.end
    end, linked = _predicate(text, floor, c.start)
    subject = text[floor:end]
    bare = not regex.search(r"\p{L}", _bare(subject))
    is_match = _IS.match(text, c.end, sentence.end)
    if is_match and (m := _after(text, is_match.end(), sentence, c)):
        return m
    counted = c.kind not in ("percent",)
    if linked and not bare:
        segment = _subject(text, bound, end, previous)
        if segment:
            return segment
    if linked and bare or in_brackets and bare:
        # "…, đạt 127%", "(chiếm 94,74%)": the subject is that of the value or the clause before
        change = linked and regex.match(r"\s*(?:tăng|giảm|nâng|cắt giảm|tiết kiệm)", text[end:c.start], regex.IGNORECASE)
        after = _after(text, c.end, sentence, c)
        opens = not previous and not in_brackets
        if (opens or change and previous is None) and after:
            return after
        if in_brackets and not (previous and not _clause_break(text, previous.end, bound - 1)):
            stop = bound - 1
            whole = _subject(text, _left(text, sentence, stop), _predicate(text, _left(text, sentence, stop), stop)[0], None)
            if whole:
                return _without_count(text, whole)
        if previous and depth < 12:
            return _metric(text, sentence, found, index - 1, depth + 1)
        if bound > sentence.start and depth < 3:
            outer = bound - 1
            lb = _left(text, sentence, outer)
            segment = _subject(text, lb, _predicate(text, lb, outer)[0], None)
            if segment:
                return _without_count(text, segment)
        return after
    # no linking verb: the value opens its phrase, or is the object of an action
    lead = text[floor:c.start]
    if _COVER.search(lead) and not bare:
        action = _subject(text, floor, c.start - len(_cover_tail(lead)), previous)
        if action and action[1] - action[0] > 8:
            return action
    after = _after(text, c.end, sentence, c)
    if after and counted and after[1] - after[0] < 3:
        after = None
    if after:
        return after
    segment = _subject(text, floor, c.start, previous) if not bare else None
    if segment:
        return segment
    if previous and depth < 12:
        return _metric(text, sentence, found, index - 1, depth + 1)
    if counted:
        unit = text.find(c.unit, c.at, c.end)
        return (unit, unit + len(c.unit)) if unit >= 0 else None
    return None


def _cover_tail(lead: str) -> str:
    m = _COVER.search(lead)
    return lead[m.start():] if m else ""


def _left(text: str, sentence: Sentence, at: int) -> int:
    """Start of the clause that ``at`` stands in: after the last ; or : or open bracket or quote."""
    depth = 0
    for i in range(at - 1, max(sentence.start, at - 600) - 1, -1):
        ch = text[i]
        if ch == ")":
            depth += 1
        elif ch == "(":
            if not depth:
                return i + 1
            depth -= 1
        elif depth == 0 and (ch in ";:“…" or ch == "." and text[i + 1:i + 2].isspace() and i < at - 3):
            return i + 1
    return max(sentence.start, at - 600)


def _predicate(text: str, floor: int, at: int) -> tuple[int, bool]:
    """Where the words that only lead to the value begin, and whether a linking verb is among them."""
    linked = False
    end = at
    for _ in range(8):  # no predicate chain is longer: "dự kiến cả năm sẽ đạt tỷ lệ trên"
        piece = text[max(floor, end - 40):end]
        m = _TRAIL_LINK.search(piece)
        if m and m.group().strip():
            linked = linked or not regex.fullmatch(r"(?:thêm|từ|với|đến|tới|năm|mỗi năm|trên|hơn|dưới|ít nhất|tối thiểu|tối đa|mức|mạnh|hằng năm|hàng năm|tỷ lệ|tỉ lệ|so)\s*", m.group(), regex.IGNORECASE) or (
                regex.fullmatch(r"(?:tỷ lệ|tỉ lệ|mức|với)\s*", m.group(), regex.IGNORECASE) is not None)
        else:
            m = _TRAIL_AUX.search(piece)
            if not m or not m.group().strip():
                break
        end = max(floor, end - 40) + m.start()
    while end > floor and text[end - 1] in " ,\u00a0":
        end -= 1
    return end, linked


def _bare(subject: str) -> str:
    """A clause's subject without the openers before it."""
    for _ in range(6):
        m = _OPENER.match(subject)
        if not m or not m.end():
            break
        subject = subject[m.end():]
    return subject


def _subject(text: str, start: int, end: int, previous: Candidate | None) -> tuple[int, int] | None:
    """The noun phrase or clause in ``text[start:end]`` that closes at ``end``, openers cut off."""
    cuts = [start, *[m.end() for m in regex.finditer(r",\s+(?![^()]*\))", text[start:end])]]
    cuts = [cuts[0], *[start + c for c in cuts[1:]]]
    best = None
    for i in range(len(cuts) - 1, max(-1, len(cuts) - 7), -1):
        s = cuts[i]
        if previous and i < len(cuts) - 1 and s < previous.end and best:
            break
        piece = text[s:end]
        trimmed = _bare(piece)
        if not regex.search(r"\p{L}", trimmed):
            continue
        offset = end - len(trimmed)
        if best and best[1]:
            break
        head = None
        stop = cuts[i + 1] if i + 1 < len(cuts) else end
        for h in _HEAD.finditer(text, offset, stop):
            if h.start() == offset or _ENTITY_VERB.search(text[max(s, h.start() - 40):h.start()]) or \
                    regex.search(r"[A-ZĐ]\S*\s+(?:\w+\s+){0,3}$", text[offset:h.start()]) is None:
                head = h
                break
        if head and (head.start() == offset or best is None or i < len(cuts) - 1):
            return _trim(text, head.start(), end)
        if best is None:
            speech = _SPEECH.match(text, offset, end)
            best = (offset if not speech or end - speech.end() < 4 else speech.end(), False)
            # a list member ("…, doanh nghiệp") goes on searching to the left for its head
            if len(trimmed.split()) > 9:
                break
    return _trim(text, best[0], end) if best else None


def _after(text: str, start: int, sentence: Sentence, c: Candidate) -> tuple[int, int] | None:
    m = _AFTER_OK.match(text, start, sentence.end)
    if not m:
        return None
    begin = m.end()
    stop = _STOP.search(text, begin, sentence.end)
    end = stop.start() if stop else sentence.end
    value = _VALUE_AHEAD.search(text, begin, end)
    if value:
        end = value.start()
    return _trim(text, begin, min(end, begin + 400))


def _without_count(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """"có 18/19 xã xếp hạng tốt" → "xã xếp hạng tốt"."""
    m = None
    for m in regex.finditer(r"(?<!\w)\d[\d.,/]*\s+(?=\p{Ll})", text[span[0]:span[1]]):
        pass
    if m and span[1] - span[0] - m.end() >= 2:
        return _trim(text, span[0] + m.end(), span[1])
    return span


def _clause_break(text: str, start: int, end: int) -> bool:
    return regex.search(r"[;.]\s|,\s", text[start:end]) is not None


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start] in " \u00a0\t,;:.-–+•*\"“”'":
        start += 1
    while end > start and text[end - 1] in " \u00a0\t,;:.-–…\"“”'":
        end -= 1
    return (start, end) if end > start else None
