"""The clause a figure stands in: where it begins, its predicate, the phrase before and after the value.

Each method reads one article, ``text`` as copied and ``low`` flat; offsets are in ``text``.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.article import Sentence
from pipeline.extractors import figure_phrases as ph

if TYPE_CHECKING:
    from pipeline.extractors.figure_values import Candidate

Span = tuple[int, int]


class Clauses:
    """Cuts phrases out of an article; ``figure_metric`` says which one is measured."""

    def __init__(self, text: str, low: str):
        self.text, self.low = text, low
        self._lefts: dict[tuple[int, int], int] = {}
        self._predicates: dict[tuple[int, int], tuple[int, bool]] = {}
        self.stop = len(low)  # no phrase goes on beyond

    def _left(self, sentence: Sentence, at: int) -> int:
        """Start of the clause that ``at`` stands in: after the last ; : open bracket or quote."""
        key = (sentence.start, at)
        if key not in self._lefts:
            self._lefts[key] = self._find_left(sentence, at)
        return self._lefts[key]

    def _find_left(self, sentence: Sentence, at: int) -> int:
        depth = 0
        floor = max(sentence.start, at - 300)
        if not ph.LEFT_EDGE.search(self.text, floor, at):
            return floor
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
        key = (floor, at)
        if key not in self._predicates:
            self._predicates[key] = self._find_predicate(floor, at)
        return self._predicates[key]

    def _find_predicate(self, floor: int, at: int) -> tuple[int, bool]:
        linked = False
        end = at
        for _ in range(8):  # no chain is longer: "dự kiến cả năm sẽ đạt tỷ lệ trên"
            base = max(floor, end - 40)
            piece = self.low[base:end]
            m = ph.TRAIL_LINK.search(piece)
            if m and m.group().strip():
                if piece[:m.start()].endswith("đối "):
                    break
                linked = linked or " ".join(m.group().split()) not in ph.WEAK_LINK
            else:
                m = ph.TRAIL_AUX.search(piece) or ph.UNTIL.search(piece) or linked and ph.FROM_VALUE.search(piece)
                if not m or not m.group().strip():
                    break
            end = base + m.start()
        while end > floor and self.text[end - 1] in " \u00a0":
            end -= 1
        return end, linked

    def _clause_after_comma(self, start: int, end: int) -> int:
        cut = self.low.rfind(", ", start, max(start, end - 1))
        return cut + 1 if cut >= 0 else start

    def _bare(self, start: int, end: int) -> int:
        """Where ``[start, end)`` goes on after the words that only open a clause."""
        for _ in range(7):
            m = ph.OPENER.match(self.low, start, end)
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
        if self.low.endswith((" cao", " thấp"), start, end) and (m := ph.HOW_MUCH.search(self.low, start, end)):
            end = m.start()  # "tỷ lệ đồng thuận cao"
        if self.low.endswith(" dịp", start, end):
            end -= 4
        return (start, end) if end > start else None

    def _subject(self, start: int, end: int, previous: Candidate | None) -> Span | None:
        """The noun phrase or clause in ``[start, end)`` that closes at ``end``, openers and what it
        must do cut off."""
        must = ph.MUST.search(self.low, max(start, previous.end if previous else 0), end)
        if must and (head := self._find_subject(start, must.start(), previous)) and ph.HEAD.match(self.low, head[0]):
            return head
        return self._find_subject(start, end, previous)

    def _find_subject(self, start: int, end: int, previous: Candidate | None) -> Span | None:
        cuts = [start, *[m.end() for m in ph.COMMA.finditer(self.low, start, end)]]
        best: int | None = None
        for i in range(len(cuts) - 1, max(-1, len(cuts) - 8), -1):
            s = cuts[i]
            stop = cuts[i + 1] if i + 1 < len(cuts) else end
            if best is not None and (previous and s < previous.end or ph.VERB_IN_SUBJECT.search(self.low, s, stop)
                                     and not ph.HEAD.match(self.low, self._bare(s, stop))):
                break
            begin = self._bare(s, stop)
            if begin >= stop or not any(ch.isalpha() for ch in self.text[begin:stop]):
                continue
            head = self._head(begin, stop)
            if head is not None:
                if best is not None and ph.VERB_IN_SUBJECT.search(self.low, head, stop):
                    break
                best = head
                if head != begin or i == 0 or i < len(cuts) - 1 or not ph.JOINING_HEAD.match(self.low, head):
                    return self._trim(best, end)
                # a list may have begun further left: "tỷ lệ hồ sơ mức độ 3, mức độ 4"
                before = self._bare(cuts[i - 1], s)
                if self._head(before, s) != before or ph.VERB_IN_SUBJECT.search(self.low, before, s) or previous and before < previous.end \
                        or len(self.low[before:s].split()) < 3:
                    return self._trim(best, end)
                return self._trim(before, end)
            if best is not None and self._parallel(begin, stop, best, end):
                best = begin
            if best is None:
                speech = ph.SPEECH.match(self.low, begin, stop)
                best = speech.end() if speech and stop - speech.end() > 3 else self._past_partner(begin, stop)
                if len(self.low[begin:stop].split()) > 9:
                    break
        return self._trim(best, end) if best is not None else None

    def _parallel(self, begin: int, stop: int, then: int, end: int) -> bool:
        """Whether ``[begin, stop)`` and the piece ``[then, end)`` after its comma are members of one list:
        "các bộ, ngành …", or a short one whose first word stands in the other ("do xe máy, xe đạp gây ra")."""
        second, first = self.low[then:end].split(), self.low[begin:stop].strip(" ,").split()
        return first[0] in ("các", "những") and 1 < len(first) <= 3 or len(second) <= 4 and len(first) > 1 and second[0] in first[-4:]

    def _past_partner(self, begin: int, end: int) -> int:
        """Where the task begins after "phối hợp với" somebody; ``begin`` where nobody is named."""
        partner = ph.PARTNER.search(self.low, begin, end)
        task = ph.TASK.search(self.low, partner.end(), end) if partner else None
        return task.start() if task else begin

    def _has_head(self, start: int, end: int) -> bool:
        """Whether the clause ``[start, end)`` names a measured thing after its last comma."""
        cut = self.low.rfind(", ", start, end - 1)
        return ph.HEAD.search(self.low, cut + 2 if cut >= 0 else start, end) is not None

    def _head(self, begin: int, stop: int) -> int | None:
        """Where the name of the measured thing opens within a clause."""
        for h in ph.HEAD.finditer(self.low, begin, stop):
            if h.start() == begin or h.group() in ("giải ngân", "thu ngân sách") or ph.GOVERNS.search(self.low, max(begin, h.start() - 40), h.start()):
                return h.start()
        return None

    def _action(self, start: int, end: int, always: bool) -> Span | None:
        """The action that is done "cho", "tại", "đối với" so many; ``always``: even where no known verb
        opens it."""
        cuts = [start, *[m.end() for m in ph.COMMA.finditer(self.low, start, end)]]
        for i in range(len(cuts) - 1, max(-1, len(cuts) - 4), -1):
            begin = self._bare(cuts[i], end)
            if begin >= end:
                continue
            if ph.VERB_START.match(self.low, cuts[i]):
                begin = cuts[i]
            elif (task := self._past_partner(begin, end)) > begin or (task := self._task(begin, end)) is not None:
                begin = task  # behind who does it
            elif i or not always:
                continue
            span = self._trim(begin, end)
            return span if span and span[1] - span[0] >= 6 else None
        span = self._trim(self._bare(cuts[-1], end), end) if always else None
        return span if span and span[1] - span[0] >= 6 else None

    def _task(self, begin: int, end: int) -> int | None:
        """Where the first verb of a task begins that is no part of a name ("Bộ Giáo dục và Đào tạo")."""
        return next((m.start() for m in ph.TASK.finditer(self.low, begin, end) if self.text[m.start()].islower()), None)

    def _after(self, start: int, sentence: Sentence, opens: bool) -> Span | None:
        """The phrase that follows a value. Where the value opens the clause the whole clause is its
        metric; an object ends at the first comma that is not of a list."""
        m = ph.AFTER_OK.match(self.low, start, sentence.end)
        return self._clause_from(m.end(), sentence, opens) if m else None

    def _clause_from(self, begin: int, sentence: Sentence, opens: bool = True) -> Span | None:
        """The phrase or, where it opens its clause, the whole clause that begins at ``begin``."""
        end = max(begin, min(sentence.end, begin + 240, self.stop))
        if stop := ph.HARD_STOP.search(self.low, begin, end):
            end = stop.start()
        number = ph.NEXT_VALUE.search(self.low, begin, end)
        if number:
            end = number.start()
        depth = 0
        for i in range(begin, end) if ")" in self.text[begin:end] else ():  # a bracket that opened before the value ends it
            depth += (self.text[i] == "(") - (self.text[i] == ")")
            if depth < 0:
                end = i
                break
        if not opens:
            cuts = list(ph.COMMA.finditer(self.low, begin, end))
            for k, cut in enumerate(cuts):
                nxt = cuts[k + 1].start() if k + 1 < len(cuts) else end
                if self.text[cut.end():cut.end() + 1].isupper():
                    continue  # a list of names: "03 xã Đạo Nghĩa, Nhân Đạo, Nhân Cơ đạt chuẩn"
                if len(self.low[cut.end():nxt].split()) > 5 and len(self.low[cuts[k - 1].end() if k else begin:cut.start()].split()) > 3:
                    end = cut.start()
                    break
            task = ph.NEXT_TASK.search(self.low, begin, end)
            # "đạt 100% chỉ tiêu và niêm yết công khai", but "100% hồ sơ được tiếp nhận và giải quyết"
            if task and len(words := self.low[begin:task.start()].split()) <= 4 and not ph.VERBS.intersection(words):
                end = task.start()
        return self._trim(begin, end)

    def _before_next(self, start: int, later: int) -> int | None:
        """Where the words end before the next value's clause; None where no comma or "và" parts them."""
        cut = max(self.low.rfind(", ", start, later), self.low.rfind("; ", start, later))
        if cut <= start:
            cut = self.low.rfind(" và ", start, later)
        return cut if cut > start else None
