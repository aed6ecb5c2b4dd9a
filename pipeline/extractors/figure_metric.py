"""What a value measures, and whose it is: the metric and the scope of a figure, copied from the text.

A value either closes its clause ("tỷ lệ hộ nghèo giảm còn 3%": the metric stands before the predicate)
or opens its phrase ("100% xã đạt chuẩn", "hoàn thành 70% khối lượng": the metric follows). Values that
follow another one ("…, tăng 8%", "(chiếm 40%)") measure what that one measures.
"""
from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import regex

from pipeline.article import Sentence
from pipeline.extractors.flat import flat_forms
from pipeline.vocabulary import forms

if TYPE_CHECKING:
    from pipeline.extractors.figures import Candidate

Span = tuple[int, int]

_TRAIL_LINK = regex.compile(rf"(?:(?<!\w)|^){flat_forms(forms('figure_metrics', 'link'))}\s*$")
_TRAIL_AUX = regex.compile(rf"(?:(?<!\w)|^){flat_forms(forms('figure_metrics', 'aux'))}\s*$")
# Words of a predicate that do not link by themselves: "trồng thêm 5 ha", "cho trên 20 người".
_WEAK_LINK = frozenset("thêm từ đến tới năm trên hơn dưới mạnh so".split()) | {
    "mỗi năm", "ít nhất", "tối thiểu", "tối đa", "hằng năm", "hàng năm", "một năm", "cao nhất", "thấp nhất"}
_CHANGE_LINK = regex.compile(r"[\s,]*(?:(?:đã|sẽ|phấn\s+đấu|tiếp\s+tục|để|nhằm)\s+)*(?:tăng|(?:tiết\s+|cắt\s+|kéo\s+)?giảm|nâng|rút\s+ngắn)(?!\w)")
_HEAD = regex.compile(rf"(?<!\w)(?<!chủ\s)(?<!nhà\s){flat_forms(forms('figure_metrics', 'head'))}(?!\w)(?!\s+(?:hồi|nhánh|cục|hóa|tướng|viên|đoàn|\d))")
_OPENER = regex.compile(
    rf"[\s,\-–+•*·“\"]*+(?:(?:{flat_forms(forms('figure_metrics', 'opener'))}(?!(?<=tăng)\s+trưởng(?!\w))(?!(?<=chỉ)\s+số(?!\w))"
    r"|(?:tính\s+)?(?:(?:đến|trong|từ|hết|vào|tới|trước|của)\s+)?(?:(?:hết|cuối|đầu|giữa)\s+)?(?:năm|tháng|quý|ngày|giai\s+đoạn|nhiệm\s+kỳ)\s+(?:\d[\d/.\-– ]*|[ivx]{1,4}(?:/\d{4})?)(?:\s*(?:năm\s+)?\d{4})?"
    r"|(?:trong\s+)?(?:\d{1,2}|những|các)\s+tháng\s+(?:đầu|cuối|còn\s+lại|qua)(?:\s+(?:của\s+)?năm)?(?:\s+\d{4})?(?:\s+nay)?"
    r"|so\s+với\s+(?:[^\W_]+\s*){1,7}(?=,)"
    r"|\d{1,2}[.)/]|\d{1,2}(?=\s)|[a-zđ][.)])(?!\w)\s*+[,:]?\s*+)")
_SPEECH = regex.compile(r".{0,160}(?<!\w)(?:cho\s+biết|cho\s+rằng|khẳng\s+định|nhấn\s+mạnh|nêu\s+rõ|yêu\s+cầu|đề\s+nghị|phải|chỉ\s+đạo)(?!\w)\s*[,:]?\s*(?:rằng\s+)?")
# Before a head noun inside a clause: verbs that make what follows their object.
_GOVERNS = regex.compile(r"(?<!\w)(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|đề\s+nghị|xây\s+dựng|yêu\s+cầu|phải|cần|đề\s+ra|đặt\s+mục\s+tiêu|đã|sẽ|với|có|nâng|đưa|dự\s+kiến|xác\s+định|cho\s+phép|giảm|tăng|kéo\s+giảm|duy\s+trì|giữ|rằng|để|nhằm|khi|tiếp\s+tục|ước|đạt|toàn\s+(?:tỉnh|huyện|xã|quốc|thành\s+phố)|cả\s+nước|năm\s+\d{4}|công\s+tác|kiểm\s+soát|đồng\s+tình|chính\s+phủ)\s+(?:[^\W\d]+\s+){0,2}$")
_COVER_ALL = regex.compile(r"(?<!\w)đối\s+với\s*$")
_COVER = regex.compile(r"(?<!\w)(?:đối\s+với|cho|tới|tại|ở|đến)\s*$")
_IS = regex.compile(r"\s*(?:còn\s+lại\s+)?là\s+(?=[^\W\d])")
_AFTER_OK = regex.compile(r"\s+(?!(?:so|trong|vào|theo|và|hoặc|của|trở|do|thì|nhưng|song|để|nhằm|tại|ở|trước|sau|đến|từ|gdp|grdp|mỗi|hằng|hàng|cùng|với|khi|nếu|là|năm|tháng|quý|trên|đối|cho|như|qua|còn|mới|nằm|đã|được|trung|bình\s+quân|một|vì|bằng|chậm|nữa|đúng|ngay|chưa|không|tức|cũng|lên|xuống|tới|vốn\s+được|mà|nên|phải|cần)(?!\w))(?=[^\W\d_]|[“\"])")
_BASE_NOUN = regex.compile(r"\s*(?:tổng\s+)?(?:kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|(?:nhu\s+cầu|diện\s+tích)(?=\s*(?:[,;.)]|$))|so\s+với|mức\s+vốn|tổng\s+số|tổng\s+vốn|nghị\s+quyết|tổng\s+chỉ\s+tiêu|vốn\s+kế\s+hoạch|gdp|grdp|số\s+vốn|kh)(?!\w)")
_HARD_STOP = regex.compile(
    r"[;!?…”\"]|\.(?:\s|$)|\.\.|\((?![^()]{0,40}\)\s+[^\W\d])|,?\s+(?:trong\s+(?:năm|tháng|quý|giai\s+đoạn|thời\s+gian)|vào\s+(?:năm|cuối|tháng|quý)|trước\s+(?:ngày|năm|tháng|\d)|so\s+với|đến\s+(?:hết|năm|cuối|tháng)|nhằm|qua\s+đó|góp\s+phần|từ\s+nay|chậm\s+nhất|và\s+đến)(?!\w)"
    r"|,\s+(?:trong\s+(?:đó|những|các|khi)|đồng\s+thời|đạt|chiếm|tăng|giảm|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|tương\s+đương|tương\s+ứng|bằng|vượt|cao\s+hơn|thấp\s+hơn|gồm|riêng|còn|nhưng|song|để|với|từ\s+đó|tiếp\s+tục|khắc\s+phục|không|hoàn\s+thành|tập\s+trung|theo|có|chậm|đã|khi|nếu)(?!\w)")
_COMMA = regex.compile(r",\s+(?![^()]{0,80}\))")
_VERB_IN_SUBJECT = regex.compile(r"(?<!\w)(?:đạt|tăng|giảm|còn|chưa|không|chậm|được\s+đẩy\s+mạnh|tiếp\s+tục|ước|chiếm|phục\s+hồi|là)(?!\w)")
_SCOPE_HEAD = regex.compile(r"(?<!\w)(?:của|ở|tại|cấp|khu\s+vực|ngành|lĩnh\s+vực|năm|tháng|quý|cho|khối)\s")
_SCOPE_CUT = regex.compile(r",\s*(?:và\s+)?|\s+và\s+")
# A subject that is a place, a level or a time: whose value it is, not what is measured.
_SCOPE_SUBJECT = regex.compile(
    r"[\s,]*(?:(?:trong\s+đó|riêng|còn|và)\s*,?\s*){0,2}(?P<who>(?:(?:các|hai|ba|bốn|những|khối|toàn|cả|tại|ở|\d{1,2})\s+)?"
    r"(?:huyện|xã|tỉnh|thành\s+phố|phường|quận|thị\s+xã|thị\s+trấn|thôn|cấp|khu\s+vực|vùng|địa\s+bàn|quý|nông\s+thôn|thành\s+thị|đô\s+thị|miền\s+núi|nước|quốc|năm\s+\d|đồng\s+bằng|miền|khối)(?!\w)[^,;]{0,70})?")
_SCOPE_AT = regex.compile(
    r"(?<!\w)(?:cấp\s+(?:xã|huyện|tỉnh|thành\s+phố|trung\s+ương|cơ\s+sở)|khu\s+vực\s+(?:thành\s+thị|nông\s+thôn|đô\s+thị|miền\s+núi)|(?:toàn|cả)\s+(?:tỉnh|huyện|xã|nước|quốc|thành\s+phố|ngành))(?!\w)")
_AIM = regex.compile(r"(?<!\w)(?:mục\s+tiêu|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|để|yêu\s+cầu|mục\s+tiêu\s+là)\s*$")
_WITH = regex.compile(r"(?<!\w)(?<!đối\s)(?<!so\s)(?<!tương\sứng\s)(?<!tương\sđương\s)với\s+(?:tỷ\s+lệ\s+)?$")
_JOINING_HEAD = regex.compile(r"(?:mức\s+độ|mức|điểm|chất\s+lượng|chi\s+phí|kinh\s+phí)(?!\w)")
_UNTIL = regex.compile(r"\s*(?<!\w)(?:đến|vào)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}\s*$")
_CONJUNCTION = regex.compile(r"\s*(?:và|nhưng|song|mà)(?!\w)")
_ENDS_JOINED = regex.compile(r"(?:(?<!\w)(?:và|hoặc)|,)\s*$")
_PAUSE = regex.compile(r"[;.,]\s")
_NEXT_VALUE = regex.compile(r"[,;]\s+[^,;]{0,80}?\d[\d.,]*+\s?(?:%|phần trăm)|\sđến\s+(?:hết\s+)?(?:ngày|năm|tháng|quý)\s")
_SCALE = regex.compile(r"(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s+)*")
_COUNT = regex.compile(r"(?<!\w)\d[\d.,/]*\s+(?=[^\W\d])(?!tháng|năm|ngày|giờ|quý)")
_UNIT_ONLY = regex.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:tỷ\s+)?(?:đồng|usd|\S+)")
_EQUALS = regex.compile(r"tương\s+(?:đương|ứng)(?:\s+với)?\s*$")
_AUX_CUT = regex.compile(r"(?<!\w)(?:đã|sẽ|đang|phải|cần)\s+")
_VERB_START = regex.compile(
    r"[\s\-–+•*·]*(?:(?:tiếp\s+tục|tập\s+trung|phải|cần)\s+)?(?:hoàn\s+thành|hoàn\s+thiện|tổ\s+chức|xây\s+dựng|kiểm\s+tra|rà\s+soát|tạo|hỗ\s+trợ|kiểm\s+định|phủ|thực\s+hiện|triển\s+khai|giải\s+quyết|đào\s+tạo|tuyên\s+truyền|phổ\s+biến|cấp|cung\s+cấp|lắp\s+đặt|bố\s+trí|mở|thu|giám\s+sát|tập\s+huấn|bồi\s+dưỡng|vận\s+động|công\s+khai|niêm\s+yết|giải\s+ngân|giao|trang\s+bị|đầu\s+tư|số\s+hóa|khám)(?!\w)")


class Reader:
    """Reads metrics in one article: ``text`` as copied, ``low`` the same text flat."""

    def __init__(self, text: str, low: str):
        self.text, self.low = text, low
        self._lefts: dict[tuple[int, int], int] = {}

    def linked(self, floor: int, at: int) -> bool:
        """Whether the value at ``at`` closes a clause ("đạt", "là", "còn" … before it)."""
        return self._predicate(floor, at)[1]

    def metric_and_scope(self, sentence: Sentence, found: list[Candidate], index: int) -> tuple[str | None, str | None]:
        """What ``found[index]`` measures and whose value it is, both copied from the text, or None.
        ``found`` are the values of the line in order."""
        self._members = sum(1 for m in found if m.group is not None)
        values = [c for c in found[:index] if c.kind not in ("duration", "listed") and c.at >= sentence.start]
        c = found[index]
        span, scope = self._metric(sentence, [*values, c], 0)
        if c.group is not None and span:
            first = index - c.group
            members = [m for k, m in enumerate(found[first:]) if m.group == k]
            metric, scopes = self._split_scopes(span, len(members))
            if scopes and c in members:
                span, scope = metric, scopes[members.index(c)]
        if span:  # the next value's clause is no part of this metric
            later = next((n.start for n in found[index + 1:]
                          if n.start >= c.end and n.kind not in ("duration", "listed")), None)
            if later is not None and span[0] >= c.end and span[1] > later:
                span = self._trim(span[0], self._before_next(span[0], later))
        span = span or self._after(c.end, sentence, False)
        if span and scope is None:  # "tỷ lệ hộ nghèo toàn tỉnh"
            for m in _SCOPE_AT.finditer(self.low, *span):
                if m.end() == span[1] and m.start() - span[0] > 4:
                    span, scope = self._trim(span[0], m.start()), (m.start(), m.end())
        metric = self.text[span[0]:span[1]] if span else None
        if scope is None:
            left = max(self._left(sentence, c.start), c.start - 80)
            last = None
            for last in _SCOPE_AT.finditer(self.low, left, c.start):
                pass
            if last and not (span and span[0] <= last.start() < span[1]):
                scope = (last.start(), last.end())
        return metric, self.text[scope[0]:scope[1]] if scope else None

    # -------------------------------------------------------------- the parts of a clause

    def _left(self, sentence: Sentence, at: int) -> int:
        """Start of the clause that ``at`` stands in: after the last ; : open bracket or quote."""
        key = (sentence.start, at)
        if key not in self._lefts:
            self._lefts[key] = self._find_left(sentence, at)
        return self._lefts[key]

    def _find_left(self, sentence: Sentence, at: int) -> int:
        depth = 0
        floor = max(sentence.start, at - 500)
        for i in range(at - 1, floor - 1, -1):
            ch = self.text[i]
            if ch == ")":
                depth += 1
            elif ch == "(":
                if not depth:
                    return i + 1
                depth -= 1
            elif depth == 0 and (ch in ";:“…" or ch == "." and self.text[i + 1:i + 2].isspace() and i < at - 3):
                return i + 1
        return floor

    def _predicate(self, floor: int, at: int) -> tuple[int, bool]:
        """Where the words that only lead to the value begin, and whether a linking verb is among them."""
        linked = False
        end = at
        for _ in range(8):  # no chain is longer: "dự kiến cả năm sẽ đạt tỷ lệ trên"
            base = max(floor, end - 40)
            piece = self.low[base:end]
            m = _TRAIL_LINK.search(piece)
            if m and m.group().strip():
                if piece[:m.start()].endswith("đối "):
                    break
                linked = linked or " ".join(m.group().split()) not in _WEAK_LINK
            else:
                m = _TRAIL_AUX.search(piece)
                if not m or not m.group().strip():
                    break
            end = base + m.start()
        until = _UNTIL.search(self.low, max(floor, end - 30), end)
        if until and until.start() > floor:
            end = until.start()
        while end > floor and self.text[end - 1] in " \u00a0":
            end -= 1
        return end, linked

    def _bare(self, start: int, end: int) -> int:
        """Where ``[start, end)`` goes on after the words that only open a clause."""
        for _ in range(7):
            m = _OPENER.match(self.low, start, end)
            if not m or m.end() == start:
                break
            start = m.end()
        while start < end and not self.text[start].isalnum() and self.text[start] not in "(“":
            start += 1
        return start

    def _trim(self, start: int, end: int) -> Span | None:
        while start < end and self.text[start] in " \u00a0\t,;:.-–+•*\"“”'":
            start += 1
        while end > start and self.text[end - 1] in " \u00a0\t,;:.-–…\"“”'(":
            end -= 1
        return (start, end) if end > start else None

    # -------------------------------------------------------------- which side

    def _metric(self, sentence: Sentence, values: list[Candidate], depth: int) -> tuple[Span | None, Span | None]:
        c, previous = values[-1], values[-2] if len(values) > 1 else None
        if depth > 12:
            return None, None
        if c.group and previous:
            return self._metric(sentence, values[:-1], depth + 1)
        if c.group == 0:  # its subject ends in the list of scopes
            left = self._left(sentence, c.start)
            end = self._predicate(left, c.start)[0]
            cuts = list(_SCOPE_CUT.finditer(self.low, left, end))
            if cuts:
                first = cuts[max(0, len(cuts) - self._members + 1)].start() if self._members > 1 else end
                span = self._subject(left, first, previous)
                return (self._trim(span[0], end) if span else None), None
        bound = self._left(sentence, c.start)
        bracket = bound > sentence.start and self.text[bound - 1] == "("
        near = previous.end if previous and previous.end > bound else None
        floor = near or bound
        end, linked = self._predicate(floor, c.start)
        comma = end > floor and self.text[end - 1] == ","
        counted = c.kind in ("count", "open", "listed")
        is_word = _IS.match(self.low, c.end, sentence.end)
        if is_word and (after := self._after(is_word.end() - 1, sentence, False)):
            return after, None
        bare = self._bare(floor, end) >= end
        if _WITH.search(self.low, floor, c.start) and c.kind == "percent" and (after := self._after(c.end, sentence, False)):
            return after, None  # "thông qua với 95% đại biểu tán thành"
        if linked and (previous or bracket) and (m := _SCOPE_SUBJECT.fullmatch(self.low, floor, end)) and m["who"]:
            inner = (self._metric(sentence, values[:-1], depth + 1) if previous else self._outside(sentence, values, bound, depth))[0]
            return inner, self._trim(m.start("who"), end)
        if linked and not bare:
            joined = comma or _CONJUNCTION.match(self.low, end, c.start) is not None
            change = _CHANGE_LINK.match(self.low, end, c.start) and not _BASE_NOUN.match(self.low, c.end)
            if change and (after := self._after(c.end, sentence, False)) and not self._has_head(bound, end):
                return after, None  # "tỉnh phấn đấu giảm 5 - 10% số vụ tai nạn"
            if not (joined and near) and not (near and _BASE_NOUN.match(self.low, near, end) and "," not in self.text[near:end]):
                return self._subject(bound, end, previous), None
        if not linked and not bare and bracket and self._after(c.end, sentence, False) is None:
            m = _SCOPE_SUBJECT.fullmatch(self.low, floor, end)
            if m is None or not m["who"]:
                return self._subject(floor, end, previous), None
        if bracket and not near:
            return self._outside(sentence, values, bound, depth)
        opens = bare and not near or c.kind == "percent" and _AIM.search(self.low, floor, c.start) is not None
        after = self._after(c.end, sentence, opens)
        if linked:
            if near and after and _EQUALS.search(self.low, end, c.start) and not _BASE_NOUN.match(self.low, c.end):
                return after, None
            if near and not (after and _CHANGE_LINK.match(self.low, end, c.start) and not _BASE_NOUN.match(self.low, c.end)):
                return self._chained(sentence, values[:-1], depth)
            if after and (_CHANGE_LINK.match(self.low, end, c.start) or not previous):
                if not _BASE_NOUN.match(self.low, c.end) or not previous:
                    return after, None
            if previous:
                return self._chained(sentence, values[:-1], depth)
            return after, None
        # no linking verb: the value opens its phrase, or is the object of an action
        # "kiểm tra tại ít nhất 60 cơ sở" counts the checks; "cho 100% hộ nghèo" the households
        lead = (_COVER if counted else _COVER_ALL).search(self.low, floor, c.start)
        if lead and not self._bare(floor, lead.start()) >= lead.start():
            action = self._action(floor, lead.start())
            if action:
                return action, None
        if after and not (_BASE_NOUN.match(self.low, c.end) and not bare):
            if counted and len(self.low[after[0]:after[1]].split()) <= 4:
                noun = _SCALE.match(self.low, self.text.find(c.unit, c.at, c.end), c.end)
                after = (noun.end(), after[1]) if noun else after
            return after, None
        if near and after is None and _ENDS_JOINED.search(self.low, floor, c.start):
            return self._metric(sentence, values[:-1], depth + 1)
        if not bare:
            return self._subject(floor, end, previous), None
        if near:
            return self._metric(sentence, values[:-1], depth + 1)
        if after:
            return after, None
        if bound > sentence.start and previous is None:
            return self._outside(sentence, values, bound, depth)
        unit = self.text.find(c.unit, c.at, c.end) if c.kind != "percent" else -1
        return ((unit, unit + len(c.unit)) if unit >= 0 else None), None

    def _chained(self, sentence: Sentence, values: list[Candidate], depth: int) -> tuple[Span | None, Span | None]:
        """The metric of the value before: of a bare count the whole clause, count included
        ("kết nạp 412 hội viên mới, đạt 68,6%")."""
        c = values[-1]
        if c.kind in ("count", "open") and not c.linked:
            bound = self._left(sentence, c.start)
            if len(values) > 1 and values[-2].end > bound:
                bound = values[-2].end
            cuts = [bound, *[m.end() for m in _COMMA.finditer(self.low, bound, c.start)]]
            begin = self._bare(cuts[-1], c.start)
            for m in _AUX_CUT.finditer(self.low, begin, c.start):
                begin = m.end()
            if begin < c.start:
                rest = self._after(c.end, sentence, False)
                return self._trim(begin, rest[1] if rest else c.end), None
        return self._metric(sentence, values, depth + 1)

    def _outside(self, sentence: Sentence, values: list[Candidate], bound: int, depth: int) -> tuple[Span | None, Span | None]:
        """The metric of a value that stands in brackets, or alone after a colon: what is said before."""
        stop = bound - 1
        while stop > sentence.start and self.text[stop - 1] in "…. ":
            stop -= 1
        previous = values[-2] if len(values) > 1 else None
        if previous and not _PAUSE.search(self.text, previous.end, stop):
            inner = self._metric(sentence, values[:-1], depth + 1)[0]
            if previous.kind in ("percent", "money") or not self.text[previous.end:stop].strip():
                return inner, None
        left = self._left(sentence, stop)
        end, _ = self._predicate(left, stop)
        count = None
        for count in _COUNT.finditer(self.low, left, end):
            pass
        if count:  # "có 18/19 xã, phường xếp hạng tốt" → "xã, phường xếp hạng tốt"
            rest = self._trim(count.end(), end)
            if rest and not _UNIT_ONLY.fullmatch(self.low, *rest):
                return rest, None
            head, linked = self._predicate(left, count.start())
            end = head if linked and head > left else end
        span = self._subject(left, end, None)
        return span, None

    # -------------------------------------------------------------- before and after

    def _subject(self, start: int, end: int, previous: Candidate | None) -> Span | None:
        """The noun phrase or clause in ``[start, end)`` that closes at ``end``, openers cut off."""
        cuts = [start, *[m.end() for m in _COMMA.finditer(self.low, start, end)]]
        best: int | None = None
        for i in range(len(cuts) - 1, max(-1, len(cuts) - 8), -1):
            s = cuts[i]
            stop = cuts[i + 1] if i + 1 < len(cuts) else end
            if best is not None and (previous and s < previous.end or _VERB_IN_SUBJECT.search(self.low, s, stop)
                                     and not _HEAD.match(self.low, self._bare(s, stop))):
                break
            begin = self._bare(s, stop)
            if begin >= stop or not any(ch.isalpha() for ch in self.text[begin:stop]):
                continue
            head = self._head(begin, stop)
            if head is not None:
                if best is not None and _VERB_IN_SUBJECT.search(self.low, head, stop):
                    break
                best = head
                if head != begin or i == 0 or i < len(cuts) - 1 or not _JOINING_HEAD.match(self.low, head):
                    return self._trim(best, end)
                # a list may have begun further left: "tỷ lệ hồ sơ mức độ 3, mức độ 4"
                before = self._bare(cuts[i - 1], s)
                if self._head(before, s) != before or _VERB_IN_SUBJECT.search(self.low, before, s) or previous and before < previous.end \
                        or len(self.low[before:s].split()) < 3:
                    return self._trim(best, end)
                return self._trim(before, end)
            if best is None:
                speech = _SPEECH.match(self.low, begin, stop)
                best = speech.end() if speech and stop - speech.end() > 3 else begin
                if len(self.low[begin:stop].split()) > 9:
                    break
        return self._trim(best, end) if best is not None else None

    def _has_head(self, start: int, end: int) -> bool:
        """Whether the clause ``[start, end)`` names a measured thing after its last comma."""
        cut = max(start, self.low.rfind(", ", start, end - 1) + 2)
        return _HEAD.search(self.low, cut, end) is not None

    def _head(self, begin: int, stop: int) -> int | None:
        """Where the name of the measured thing opens within a clause."""
        for h in _HEAD.finditer(self.low, begin, stop):
            if h.start() == begin or h.group() in ("giải ngân", "thu ngân sách") or _GOVERNS.search(self.low, max(begin, h.start() - 40), h.start()):
                return h.start()
        return None

    def _action(self, start: int, end: int) -> Span | None:
        """The action that is done "cho", "tại", "đối với" so many."""
        cuts = [start, *[m.end() for m in _COMMA.finditer(self.low, start, end)]]
        for i in range(len(cuts) - 1, max(-1, len(cuts) - 4), -1):
            begin = self._bare(cuts[i], end)
            if begin < end and (_VERB_START.match(self.low, cuts[i]) or i == 0):
                verb = _VERB_START.match(self.low, cuts[i])
                span = self._trim(cuts[i] if verb else begin, end)
                return span if span and span[1] - span[0] >= 6 else None
        begin = self._bare(cuts[-1], end)
        span = self._trim(begin, end)
        return span if span and span[1] - span[0] >= 6 else None

    def _after(self, start: int, sentence: Sentence, opens: bool) -> Span | None:
        """The phrase that follows a value. Where the value opens the clause the whole clause is its
        metric; an object ends at the first comma that is not of a list."""
        m = _AFTER_OK.match(self.low, start, sentence.end)
        if not m:
            return None
        begin = m.end()
        stop = _HARD_STOP.search(self.low, begin, min(sentence.end, begin + 500))
        end = stop.start() if stop else min(sentence.end, begin + 500)
        number = _NEXT_VALUE.search(self.low, begin, end)
        if number:
            end = number.start()
        depth = 0
        for i in range(begin, end):  # a bracket that opened before the value ends it
            depth += (self.text[i] == "(") - (self.text[i] == ")")
            if depth < 0:
                end = i
                break
        if not opens:
            cuts = list(_COMMA.finditer(self.low, begin, end))
            for k, cut in enumerate(cuts):
                nxt = cuts[k + 1].start() if k + 1 < len(cuts) else end
                if len(self.low[cut.end():nxt].split()) > 5 and len(self.low[begin:cut.start()].split()) > 3:
                    end = cut.start()
                    break
        return self._trim(begin, end)

    def _before_next(self, start: int, later: int) -> int:
        cut = max(self.low.rfind(", ", start, later), self.low.rfind("; ", start, later))
        if cut <= start:
            cut = self.low.rfind(" và ", start, later)
        return cut if cut > start else later

    def _split_scopes(self, span: Span, n: int) -> tuple[Span, list[Span] | None]:
        """"… thuộc thẩm quyền của huyện, cấp xã" for two values → the metric and its two scopes."""
        cuts = list(_SCOPE_CUT.finditer(self.low, *span))[-(n - 1):] if n > 1 else []
        if len(cuts) < n - 1 or not cuts:
            return span, None
        heads = list(_SCOPE_HEAD.finditer(self.low, span[0], cuts[0].start()))
        if not heads:
            return span, None
        starts = [heads[-1].start(), *[m.end() for m in cuts]]
        ends = [*[m.start() for m in cuts], span[1]]
        items = [self._trim(s, e) for s, e in zip(starts, ends)]
        metric = self._trim(span[0], starts[0])
        if metric is None or metric[1] - metric[0] < 4 or None in items:
            return span, None
        return metric, items


def overlap(a: str | None, b: str | None) -> float:
    """Dice overlap of the words of two metrics, in [0, 1]."""
    x, y = Counter((a or "").lower().split()), Counter((b or "").lower().split())
    n = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / n if n else 1.0
