"""Goal or result? The words that govern a figure, from its own clause outwards.

Each cue of ``patterns/figure_cues.yaml`` has a weight (positive: a goal). The strongest goal cue and
the strongest result cue of each ring around the figure (own clause, sentence, the sentences and the
heading before it) are summed, outer rings counting less. Weights and rings were set on the
annotated articles; every one of them has cases on both sides in ``tests/test_figures.py``.
"""
from __future__ import annotations

import bisect
import math
from typing import TYPE_CHECKING

import regex

from pipeline.article import Context, Line, Sentence
from pipeline.vocabulary import alternation, entries, forms

if TYPE_CHECKING:
    from pipeline.extractors.figures import Candidate

_WEIGHT = {" ".join(f.lower().split()): float(e.value) for e in entries("figure_cues") if e.id != "base" for f in e.forms}
_CUE = regex.compile(rf"(?<!\w){alternation(_WEIGHT)}(?!\w)", regex.IGNORECASE)
_BASE = regex.compile(rf"\W{{0,2}}(?:\s*GDP)?\s*(?:của\s+)?{alternation(forms('figure_cues', 'base'))}(?!\w)", regex.IGNORECASE)
_YEAR = regex.compile(r"(?<!\w)(?P<by>(?:đến|trước|vào|hết)\s+(?:(?:hết|cuối)\s+)?)?(?:năm|giai\s+đoạn(?:\s+(?:19|20)\d\d\s*[-–]+)?|nhiệm\s+kỳ(?:\s+(?:19|20)\d\d\s*[-–]+)?)\s*(?P<year>(?:19|20)\d\d)(?!\d)"
                      r"|\d{1,2}/(?P<monthyear>(?:19|20)\d\d)(?!\d)", regex.IGNORECASE)
_PERIOD = regex.compile(
    r"(?<!\w)(?:(?P<past>(?:\d{1,2}|sáu|ba|chín|những|các)\s+tháng\s+(?:đầu\s+năm|qua|vừa\s+qua)|quý\s+(?:I{1,3}|[1-3])(?:[/\s]+(?:năm\s+)?\d{4})?(?!\w)|đầu\s+năm\s+đến\s+nay|tháng\s+qua|tuần\s+qua)"
    r"|(?P<future>(?:\d{1,2}|sáu|ba|những|các)\s+tháng\s+(?:cuối\s+năm|còn\s+lại|tới)|(?:đến|trước|hết)\s+(?:cuối\s+|hết\s+)?(?:năm\s+nay|tháng|quý|ngày)(?!\w)))", regex.IGNORECASE)
# A clause that opens with the bare verb of a task or an aim.
_IMPERATIVE = regex.compile(
    r"[\s\-–+•*·)\].\d“\"]*(?:[a-zđ]\)\s*)?(?:hoàn\s+thành|nâng|giảm|tăng|duy\s+trì|giữ|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|thực\s+hiện|triển\s+khai|tổ\s+chức|xây\s+dựng|mở|trồng|tạo|giải\s+quyết|thu\s+hút|kết\s+nạp"
    r"|phát\s+triển|hỗ\s+trợ|đào\s+tạo|cung\s+cấp|số\s+hóa|số\s+hoá|cắt\s+giảm|rút\s+ngắn|kiểm\s+tra|giải\s+ngân|đầu\s+tư|bố\s+trí|bổ\s+sung|huy\s+động|vận\s+động|tuyên\s+truyền|tiếp\s+tục|rà\s+soát|thành\s+lập|công\s+nhận|đưa|kiềm\s+chế|hạn\s+chế|quản\s+lý|thu|tiết\s+kiệm"
    r"|có|tối\s+thiểu|ít\s+nhất|100\s?%)(?!\w)", regex.IGNORECASE)
_HEADING_GOAL = regex.compile(r"(?<!\w)(?:mục\s+tiêu|chỉ\s+tiêu|nhiệm\s+vụ|phương\s+hướng|yêu\s+cầu|kế\s+hoạch|giải\s+pháp|phấn\s+đấu|định\s+hướng|thời\s+gian\s+tới|đề\s+nghị|chỉ\s+đạo|trọng\s+tâm|quyết\s+nghị|thông\s+qua|giao|dự\s+kiến|cần)(?!\w)", regex.IGNORECASE)
_HEADING_RESULT = regex.compile(r"(?<!\w)(?:kết\s+quả|đã\s+đạt|đạt\s+được|tình\s+hình|thực\s+trạng|đánh\s+giá|hạn\s+chế|tồn\s+tại|đã|thành\s+tựu|ước)(?!\w)", regex.IGNORECASE)
_BULLET = regex.compile(r"\s*(?:[-–+•*·]|\d{1,2}[.)]|[a-zđ][.)]|\(\d\))\s")
_BREAK = regex.compile(r"[;:(]|,\s")

#: A percentage at or above this is a target. Zero: without any evidence it is a result (prior −0.6).
PRIOR = -0.6
#: Any other quantity is recorded only on clear evidence of a goal in its own clause or heading.
COUNT_FLOOR = 2.0
_DECAY_SENTENCE, _DECAY_FAR, _CARRY = 0.75, 0.5, 0.4


class Judge:
    """Judges the figures of one article. Lines and sentences are read once, in order."""

    def __init__(self, ctx: Context):
        self.ctx = ctx
        self.text = ctx.text
        self.sentences = ctx.sentences
        self.starts = [s.start for s in ctx.sentences]
        self.year = ctx.article.reference.year if ctx.article.reference else None
        self._tone: dict[int, float] = {}
        self._frames: list[float] | None = None

    def sentence(self, at: int, line: Line) -> Sentence:
        """The sentence at an offset, or the whole line where segmentation has none."""
        i = bisect.bisect_right(self.starts, at) - 1
        if i >= 0 and at < self.sentences[i].end:
            return self.sentences[i]
        return Sentence(line.start, line.end, self.ctx.article.lines.index(line))

    def goal(self, line_number: int, found: list[Candidate], index: int) -> tuple[bool, float]:
        """Whether the figure is a goal, and how sure that is in [0, 1]."""
        c = found[index]
        line = self.ctx.article.lines[line_number]
        sentence = self.sentence(c.at, line)
        near, score = self._rings(sentence, found, index)
        score += self._carry(sentence, line) + self._frame(line_number)
        if c.kind == "percent":
            score += PRIOR
            return score >= 0, _sure(score)
        if not self._countable(c, found, index):
            return False, 0.0
        ok = near >= COUNT_FLOOR and score >= COUNT_FLOOR
        return ok, _sure(score - 1)

    # -------------------------------------------------------------- evidence

    def _rings(self, sentence: Sentence, found: list[Candidate], index: int) -> tuple[float, float]:
        """Evidence of the figure's own sentence: (own clause and sentence, everything)."""
        c, text = found[index], self.text
        left = text[sentence.start:c.at]
        own_from, part_from = self._clause_start(left)
        own = _strongest(left, own_from, len(left))
        part = _strongest(left, part_from, own_from)
        far = _strongest(left, 0, part_from)
        after = text[c.end:min(sentence.end, c.end + 60)]
        score = sum(own) + _DECAY_SENTENCE * sum(part) + _DECAY_FAR * sum(far)
        if own[0] == own[1] == 0 and part_from == own_from == 0 and _IMPERATIVE.match(left + text[c.at:c.end + 1]):
            score += 1.5
        elif own[0] == own[1] == 0 and _IMPERATIVE.match(left[own_from:] + text[c.at:c.end + 1]):
            score += 0.8
        if c.kind == "percent" and _BASE.match(after):
            score -= 2.0
        if c.marked and c.comparator in (">=", "<="):
            score += 2.0
        score += self._when(left, after)
        score += 0.5 * _clamp(sum(_strongest(after, 0, _first_break(after))), 2)
        return score, score

    def _clause_start(self, left: str) -> tuple[int, int]:
        """Offsets in ``left`` of the figure's own clause (last break) and of its part (last semicolon)."""
        own = part = 0
        for m in _BREAK.finditer(left):
            own = m.end()
            if m.group() == ";":
                part = m.end()
        return own, part

    def _when(self, left: str, after: str) -> float:
        """Evidence of the years and periods named: the last one before the figure, or close after it."""
        best = 0.0
        for piece in (left, after):
            for m in _YEAR.finditer(piece):
                year = int(m["year"] or m["monthyear"])
                if self.year is None:
                    weight = 2.0 if m["by"] and "đến" in m["by"].lower() else 0.0
                elif year > self.year:
                    weight = 2.5
                elif year < self.year:
                    weight = -2.0
                else:
                    weight = 1.0 if m["by"] and "đến" in m["by"].lower() else 0.0
                if piece is after and weight < 0:
                    continue  # "tăng 8% so với năm 2022" says nothing of the figure's own time
                best = weight or best
            for m in _PERIOD.finditer(piece):
                if piece is after and m["past"]:
                    continue
                best = -1.5 if m["past"] else 1.5
        return best

    def _carry(self, sentence: Sentence, line: Line) -> float:
        """What the sentences before it in the line say: a plan's figures follow its announcement."""
        i = bisect.bisect_left(self.starts, sentence.start)
        tone, factor = 0.0, _CARRY
        for j in range(i - 1, max(-1, i - 5), -1):
            if self.sentences[j].start < line.start:
                break
            tone += factor * self._sentence_tone(j)
            factor *= 0.6
        return _clamp(tone, 2)

    def _sentence_tone(self, j: int) -> float:
        if j not in self._tone:
            s = self.sentences[j]
            piece = self.text[s.start:s.end]
            tone = sum(_strongest(piece, 0, len(piece))) + self._when(piece, "")
            if _IMPERATIVE.match(piece):
                tone += 1
            self._tone[j] = _clamp(tone, 3)
        return self._tone[j]

    def _frame(self, line_number: int) -> float:
        """What the heading or the introducing line above says."""
        if self._frames is None:
            self._frames = self._read_frames()
        return self._frames[line_number]

    def _read_frames(self) -> list[float]:
        out: list[float] = []
        frame = 0.0
        for line in self.ctx.article.lines:
            piece = self.text[line.start:line.end]
            out.append(frame)
            intro = piece.rstrip().endswith(":")
            heading = len(piece) <= 110 and not piece.rstrip().endswith((".", ";", ",", "…"))
            if line.kind == "title":
                frame = 0.0
            elif (intro or heading) and line.kind == "body":
                tail = piece[-160:]
                goal, result = bool(_HEADING_GOAL.search(tail)), bool(_HEADING_RESULT.search(tail))
                frame = 0.0 if goal == result else 2.0 if goal else -1.5
            elif not _BULLET.match(piece) and len(piece) > 300:
                frame *= 0.5  # running text loosens a heading's hold
        return out

    # -------------------------------------------------------------- counts

    def _countable(self, c: Candidate, found: list[Candidate], index: int) -> bool:
        if c.kind in ("listed", "duration", "place"):
            return False
        if c.kind == "open":
            return c.marked and c.comparator in (">=", ">", "<=")
        return True


def _strongest(text: str, start: int, end: int) -> tuple[float, float]:
    """The strongest goal cue and the strongest result cue in ``text[start:end]``."""
    goal = result = 0.0
    if end > start:
        for m in _CUE.finditer(text, start, end):
            w = _WEIGHT[_key(m.group())]
            goal, result = max(goal, w), min(result, w)
    return goal, result


def _key(form: str) -> str:
    key = " ".join(form.lower().split())
    return key if key in _WEIGHT else _plain(key)


def _plain(key: str) -> str:
    """The listed spelling of a form found with the other tone placement."""
    for form in _WEIGHT:
        if len(form) == len(key) and regex.fullmatch(alternation([form]), key, regex.IGNORECASE):
            return form
    return "chương trình"


def _first_break(after: str) -> int:
    m = regex.search(r"[;:(,.]", after)
    return m.start() if m else len(after)


def _clamp(x: float, bound: float) -> float:
    return max(-bound, min(bound, x))


def _sure(score: float) -> float:
    """Evidence → confidence: 0.5 at the boundary, 0.9 from about two cue weights on."""
    return 1 / (1 + math.exp(-0.7 * abs(score)))
