"""Goal or result? The words that govern a figure, from its own clause outwards.

Each cue of ``patterns/figure_cues.yaml`` has a weight (positive: a goal). The strongest goal cue and
the strongest result cue of each ring around the figure (own clause, rest of the sentence) are summed,
outer rings counting less; then come the times named, the sentences before it, and the line that
introduces the list it stands in. The numbers below were set on the annotated articles, and each kind
of evidence has cases on both sides in ``tests/test_figures.py``.
"""
from __future__ import annotations

import bisect
import datetime as dt
import math
from typing import TYPE_CHECKING

import regex

from pipeline.article import Context, Line, Sentence
from pipeline.extractors.figure_counts import MADE, Counts
from pipeline.extractors.figure_decided import AND_DOES, DOES, VERB, achieved, announced, decided
from pipeline.extractors.figure_phrases import FELL_SHORT, TOWARDS
from pipeline.extractors.figure_marks import ANNOUNCED, WINDOW, Marks, last_time, read_marks, strongest, within
from pipeline.flat import flat, flat_forms
from pipeline.vocabulary import forms

if TYPE_CHECKING:
    from pipeline.extractors.figure_values import Candidate

#: Without any evidence a percentage is a result.
PRIOR = -0.6
#: Any other quantity is recorded only on clear evidence of a goal: one full cue, uncontradicted.
COUNT_FLOOR = 2.0
#: What a cue counts for in the rest of the figure's part of the sentence, before a semicolon, and in
#: the sentence before.
PART, FAR, CARRY = 0.75, 0.75, 0.45
#: A list under "các chỉ tiêu chủ yếu sau:" outweighs any one cue of the item; the heading "Mục tiêu"
#: outweighs the prior, "Nhiệm vụ" and "Kết quả" only tip the scales.
#: A list after "yêu cầu:" lies between: a count in it needs a word more.
LIST_FRAME, ORDER_FRAME, AIM_FRAME, HEADING_FRAME = 4.0, 1.9, 1.6, 0.8
#: What it counts for that the figure stands in the text of a directive, of one at least so sure.
TASK, TASK_SURE = 1.5, 0.6

_BASE = regex.compile(rf"\W{{0,2}}(?:gdp\s+)?(?:của\s+)?{flat_forms(forms('figure_cues', 'base'))}(?!\w)")
_COMPARED = regex.compile(rf"\W{{0,2}}{flat_forms(forms('figure_cues', 'compared'))}(?!\w)")
# A clause that opens with the bare verb of a task or an aim, behind bullets and connecting words.
_IMPERATIVE = regex.compile(
    r"[\s\-–+•*·)\].\d“\"]*(?:[a-zđ]\)\s*)?(?:(?:cụ\s+thể(?:\s+là)?|theo\s+đó|đồng\s+thời|ngoài\s+ra|và)\s*,?\s*)?(?:hoàn\s+thành|nâng|giảm|duy\s+trì|giữ|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|thực\s+hiện|triển\s+khai|tổ\s+chức|xây\s+dựng|mở|trồng|tạo|giải\s+quyết"
    r"|thu\s+hút|kết\s+nạp|phát\s+triển|hỗ\s+trợ|đào\s+tạo|cung\s+cấp|số\s+hóa|cắt\s+giảm|rút\s+ngắn|kiểm\s+tra|giải\s+ngân|đầu\s+tư|bố\s+trí|bổ\s+sung|huy\s+động|vận\s+động|tuyên\s+truyền|tiếp\s+tục|rà\s+soát|thành\s+lập|đưa|kiềm\s+chế|hạn\s+chế|tiết\s+kiệm"
    r"|có\s+thêm|có\s+ít\s+nhất|tối\s+thiểu|ít\s+nhất|không\s+dưới|100\s?%)(?!\w)")
# Any verb of a task opens the clause: enough for a count, which no report gives without "đã" or "được".
_ACTION = regex.compile(rf"[\s\-–+•*·)\].\d“\"]*(?:[a-zđ]\)\s*)?(?:(?:và|đồng\s+thời)\s*,?\s*)?(?:{flat_forms(f for f in forms('action_verbs', 'carry-out', 'look-and-tell') if f not in ('quyết định', 'lấy'))}|[^\W\d]{{1,7}}\s+h(?:óa|oá))(?!\w)")
_GOAL_WORDS = regex.compile(r"(?<!\w)(?:mục\s+tiêu|chỉ\s+tiêu|phấn\s+đấu|phương\s+hướng|dự\s+kiến|kế\s+hoạch\s+năm|quyết\s+nghị)(?!\w)")
_TASK_WORDS = regex.compile(r"(?<!\w)(?:nhiệm\s+vụ|yêu\s+cầu|kế\s+hoạch|giải\s+pháp|định\s+hướng|thời\s+gian\s+tới|đề\s+nghị|chỉ\s+đạo|trọng\s+tâm|giao|cần|phân\s+công|tập\s+trung)(?!\w)")
_RESULT_WORDS = regex.compile(r"(?<!\w)(?:kết\s+quả|đã\s+đạt|đạt\s+được|tình\s+hình|thực\s+trạng|đánh\s+giá|hạn\s+chế|tồn\s+tại|thành\s+tựu|ước\s+đạt|chuyển\s+biến|tích\s+cực|chỉ\s+số\s+tăng|nổi\s+bật|đã\s+hoàn\s+thành)(?!\w)")
_ORDERS = regex.compile(r"(?<!\w)(?:yêu\s+cầu|chỉ\s+đạo|đề\s+nghị|giao|phân\s+công)(?:\s+[^\W\d]+){0,8}[\s,]*(?:như\s+sau|sau)?\s*:$")
_ITEM = regex.compile(r"\s*(?:[-–+•*·]|\d{1,2}[.)/]|[a-zđ][.)]|\(\d\)|\d{1,2}\s)")
_SHARE_BEFORE = regex.compile(r"\d/\d[\d.]*\s+(?:[^\W\d]+\s+){0,6}\((?:[^\W\d]+\s+){0,4}$")
_EQUIVALENT = regex.compile(r"\(\s*(?:đạt|bằng)(?:\s+(?:tỷ\s+lệ|gần|trên|hơn|khoảng)){0,2}\s*$|[,(]\s*(?:tương\s+đương|tương\s+ứng|chiếm|tức(?:\s+là)?|hay)(?:\s+(?:với|là|khoảng|tỷ\s+lệ|gần|trên|hơn)){0,3}\s*$|\(\s*$")
_FROM = regex.compile(r"(?<!\w)từ\s+(?:(?:mức|con\s+số|khoảng|hơn|gần|trên|dưới)\s+){0,2}$")
_RISES_TO = regex.compile(r"[^,;.()]{0,60}?\s(?:lên|xuống|còn)(?:\s+(?:còn|đến|tới|mức|khoảng|trên|dưới|ít\s+nhất|tối\s+thiểu)){0,2}\s*")
_PLAN_IS = regex.compile(r"(?<!\w)(?:kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)(?:\s+(?:đề\s+ra|đặt\s+ra|được\s+giao|giao|năm|cả\s+năm))?(?:\s+(?:năm\s+)?\d{4})?\s+là\s+$")
_PLAN_TITLE = regex.compile(r"(?:kế\s+hoạch|phương\s+án|đề\s+án)(?!\w)")
_TAIL_END = regex.compile(r"[;:(,.]")
_DONE_NEXT = regex.compile(r"[^.;]{0,12},\s*(?:đến\s+nay|hiện|đã|tính\s+đến)(?!\w)")
_COORDINATED = regex.compile(r"(?:,|(?<!\w)và)\s*(?:có\s+)?$")
_BESIDE = regex.compile(r"\s*(?:,|và)\s*")
_BESIDE_NOUN = regex.compile(r"(?:\s+[^\W\d]+){0,3}\s*(?:,|và)\s*")
_AMONG = regex.compile(r"[^.;:()]{0,80},\s*(?:trong\s+đó|bao\s+gồm|gồm)\s*,?(?:\s*[^\W\d]+){0,8}\s*")
_THEN_HAS = regex.compile(r";\s*(?:và\s+)?có\s+(?:thêm\s+)?$")
_TERM = regex.compile(r"(?<!\w)trong\s+(?:vòng|thời\s+hạn)\s+\d{1,3}\s+(?:giờ|phút|ngày|tuần|tháng)(?!\w|\s+(?:vừa\s+)?qua)")


class Judge(Counts):
    """Judges the figures of one article."""

    def __init__(self, ctx: Context):
        self.ctx = ctx
        self.flat = flat(ctx.text)
        self.sentences = ctx.sentences
        self.starts = [s.start for s in ctx.sentences]
        self.today = _today(ctx)
        self.plan = _PLAN_TITLE.match(flat(ctx.article.title or "")) is not None  # the text of a plan: what it counts, it sets
        self.tasks = sorted(d.span for d in ctx.directives if d.confidence >= TASK_SURE)
        self._read: dict[int, Marks] = {}
        self._tone: dict[int, float] = {}
        self._frames: list[tuple[float, bool]] | None = None
        self._verdicts: dict[int, tuple[bool, float]] = {}

    def sentence(self, at: int, line: Line) -> Sentence:
        """The sentence at an offset, or the whole line where segmentation has none."""
        i = bisect.bisect_right(self.starts, at) - 1
        if i >= 0 and at < self.sentences[i].end:
            return self.sentences[i]
        return Sentence(line.start, line.end, self.ctx.article.lines.index(line))

    def goal(self, line_number: int, found: list[Candidate], index: int) -> tuple[bool, float]:
        """Whether the figure is a goal, and how sure that is in [0, 1]. Figures of a line are
        judged in order: a value in brackets shares the fate of the one before."""
        c = found[index]
        verdict = self._judge(line_number, found, index)
        self._verdicts[c.at] = verdict
        return verdict

    def _judge(self, line_number: int, found: list[Candidate], index: int) -> tuple[bool, float]:
        c = found[index]
        line = self.ctx.article.lines[line_number]
        sentence = self.sentence(c.at, line)
        frame, listed = self._frame(line_number)
        own = self._own(sentence, found, index)
        listed = listed or any(weight == ANNOUNCED for _, _, weight in within(self._marks(sentence).cues, max(sentence.start, c.start - WINDOW), c.start))
        score = own + frame
        if not listed:
            carry = self._carry(sentence, line)
            if carry * own < 0:  # a sentence with a voice of its own
                carry *= 0.5 if abs(own) < 2 else 0.25
            score += carry
        previous = found[index - 1] if index and found[index - 1].at >= sentence.start else None
        if previous and previous.unit == c.unit and TOWARDS.fullmatch(self.flat, previous.end, c.start):
            return self._verdicts[previous.at]
        if previous and previous.unit == c.unit and self._verdicts[previous.at][0] and achieved(self.flat, previous.end, c.start):
            return False, 0.8
        if c.kind not in ("place", "attribute", "listed"):
            said = decided(self.flat, sentence.start, c.start, c.end, sentence.end, c.kind == "percent")
            if said is not None and not (said and c.kind == "duration"):
                return said, 0.85
        if previous and previous.kind not in ("duration", "listed") and self._same_fate(previous, c):
            goal, sure = self._verdicts[previous.at]
            if not goal or c.kind in (previous.kind, "percent") or c.kind == "open" or c.kind == "count" and _BESIDE_NOUN.fullmatch(self.flat, previous.end, c.start) or (self._countable(sentence, c, own, frame, listed)):
                return goal, max(0.5, sure)
        if previous and self._silent(sentence, previous, c):
            goal, sure = self._verdicts[previous.at]
            if sure >= 0.6:
                return goal, max(0.5, sure - 0.05)
        if self._starts_change(sentence, found, index):
            return False, 0.8
        if c.kind == "percent":
            if FELL_SHORT.search(self.flat, max(sentence.start, c.start - 120), c.start):
                return True, 0.7
            score += PRIOR
            if _SHARE_BEFORE.search(self.flat, max(sentence.start, c.start - 60), c.start):
                score -= 2.0  # "50.687/100.275 căn (đạt 50,5%)"
            return score >= 0, _sure(score)
        if own > -1 and (_PLAN_IS.search(self.flat, max(sentence.start, c.start - 60), c.start)
                         or self.plan and self._labelled(line.start, c, line.end)):
            return True, 0.7
        if self.plan and not listed:
            set_here = COUNT_FLOOR if MADE.search(self.flat, max(sentence.start, c.start - 60), c.start) else HEADING_FRAME
            frame, score = max(frame, set_here), score + max(0.0, set_here - frame)
        if not self._countable(sentence, c, own, frame, listed):
            return False, 0.0
        if not (c.marked and c.comparator != "~" or c.linked or frame or own >= 4.0 or self._ordered(sentence, c.at) or self.in_task(c.at) and DOES.search(self.flat, max(sentence.start, c.start - VERB), c.start) or self._planned(sentence, c)):
            return False, 0.0  # "sẽ nhận 44 sinh viên", "sẽ có khoảng 200 giám thị" foretell
        floor = COUNT_FLOOR + (1.0 if frame < 0 else 0.0)
        if _DONE_NEXT.match(self.flat, c.end, sentence.end):
            floor += 1.0  # "với tổng vốn dự kiến là 40 tỷ đồng, đến nay đã giải ngân …"
        if self._headline(line, sentence):
            floor += 1.0 if c.marked else 1.5  # a headline names what the article is about: "Đề xuất tên gọi 23 đơn vị"
        # what the sentences before say may weaken an order, not undo it
        return own + frame >= floor and score >= floor - 0.3, _sure(score - 1)

    def _ordered(self, sentence: Sentence, at: int) -> bool:
        """Whether an aim, an order or the bare verb of a task governs ``at``, more than a forecast."""
        start, marks = max(sentence.start, at - WINDOW), self._marks(sentence)
        if any(weight >= 3 for _, _, weight in within(marks.cues, start, at)) or any(weight >= 2.5 for _, _, weight in within(marks.times, start, at)):
            return True
        task = next((end for _, end, comma in reversed(within(marks.breaks, start, at)) if not comma), start)
        return _IMPERATIVE.match(self.flat, task, at) is not None or _ACTION.match(self.flat, task, at) is not None

    def _headline(self, line: Line, sentence: Sentence) -> bool:
        piece = self.flat[line.start:line.end].rstrip()
        return line.kind == "title" or len(piece) <= 110 and piece[-1:] not in ".;,…:" and not _ITEM.match(piece)

    def _same_fate(self, previous: Candidate, c: Candidate) -> bool:
        gap = self.flat[previous.end:c.start]
        if len(gap) > 200:
            return False
        if c.group:
            return True
        counts = ("count", "open")
        if (c.kind == previous.kind != "percent" or c.kind in counts and previous.kind in counts or (_BESIDE if c.kind == "money" else _BESIDE_NOUN).fullmatch(gap) and "percent" not in (c.kind, previous.kind)) \
                and (_THEN_HAS.search(gap) or _COORDINATED.search(gap) and ";" not in gap) and not any(ch in ":.(" for ch in gap):
            return True  # "có thêm 02 xã đạt chuẩn, 01 xã đạt chuẩn nâng cao"
        if "percent" not in (c.kind, previous.kind) and self._verdicts[previous.at][0] and AND_DOES.search(gap) and not any(ch in ":.(" for ch in gap):
            return True  # "cứng hóa 14 km đường và kiên cố hóa 6 km kênh"
        if c.kind == "count" and previous.kind == "percent" and _COORDINATED.search(gap) and len(gap) < 60 and not any(ch in ";:.(" for ch in gap):
            return True  # "có 80% xã đạt chuẩn, 25 huyện đạt chuẩn"
        if c.kind == previous.kind and c.kind in ("count", "money", "measure") and _AMONG.fullmatch(gap):
            return True  # "đón 3 triệu lượt khách, trong đó có 250.000 lượt khách quốc tế"
        m = _EQUIVALENT.search(gap)
        if m is None:
            return False
        between = gap[:m.start()]
        return not any(ch in ";:." for ch in between) and (not m.group().endswith("(") or "," not in between and len(between.split()) <= 5)

    def _starts_change(self, sentence: Sentence, found: list[Candidate], index: int) -> bool:
        """Whether the value is the first of "từ 40% lên 70%": what is, not what shall be."""
        c = found[index]
        if _FROM.search(self.flat, max(sentence.start, c.start - 24), c.at) is None:
            return False
        later = next((x for x in found[index + 1:] if x.unit == c.unit), None)
        return (later is not None and later.at < sentence.end and _RISES_TO.fullmatch(self.flat, c.end, later.start) is not None)

    def _silent(self, sentence: Sentence, previous: Candidate, c: Candidate) -> bool:
        """Whether a percentage says nothing itself of goal or result, and follows another one after a
        comma or a semicolon: "tỷ lệ lên lớp đạt 97%; tốt nghiệp THCS đạt 98,3%"."""
        if c.kind != "percent" or previous.kind != "percent" or c.marked and c.comparator in (">=", "<=") or c.start - previous.end > 200:
            return False
        marks, gap = self._marks(sentence), self.flat[previous.end:c.start]
        return (any(ch in ";," for ch in gap) and ":" not in gap and not any(weight for _, _, weight in within(marks.cues, previous.end, c.at))
                and not within(marks.times, previous.end, c.at) and not _BASE.match(self.flat, c.end))

    # -------------------------------------------------------------- evidence

    def _own(self, sentence: Sentence, found: list[Candidate], index: int) -> float:
        """Evidence of the figure's own sentence."""
        c = found[index]
        start, at = max(sentence.start, c.at - WINDOW), c.at
        marks = self._marks(sentence)
        own_from = part_from = task_from = start
        for begin, end, comma in within(marks.breaks, start, at):
            own_from = end
            if not comma:
                task_from = end
                if self.flat[begin] == ";":
                    part_from = end
        own = strongest(marks.cues, own_from, at, near=at)
        part = strongest(marks.cues, part_from, own_from) if part_from < own_from else (0.0, 0.0)
        far = strongest(marks.cues, start, part_from) if start < part_from else (0.0, 0.0)
        # an order or an aim reaches over semicolons, an aside about what was done does not
        if own[0] == part[0] == 0 and last_time(marks.times, part_from, at) < 0:
            far = 0.4 * far[0], far[1]  # "phấn đấu đạt 91%; năm 2020 tỷ lệ này là 90%"
        score = sum(own) + PART * (part[0] + (0.35 if own[0] >= 2.0 else 1.0) * part[1]) + FAR * (far[0] + 0.25 * far[1])
        verb = _IMPERATIVE if c.kind == "percent" else _ACTION
        if own[1] == 0 and (verb.match(self.flat, own_from, min(c.end + 1, sentence.end))
                            or task_from != own_from and verb.match(self.flat, task_from, min(c.end + 1, sentence.end))):
            score += 1.2
        after_end = min(sentence.end, c.end + 60)
        if c.direction and own[0] == 0:
            score -= 0.5  # a change told without an aim
        if self.in_task(at):
            score += TASK + (0.5 if c.kind != "percent" and DOES.search(self.flat, max(sentence.start, c.start - VERB), c.start) else 0.0)
        if c.kind == "percent" and _BASE.match(self.flat, c.end, after_end):
            score -= 1.0 if own[0] >= 3 else 2.6  # "phấn đấu giải ngân 95% kế hoạch vốn"
        elif c.kind == "percent" and _COMPARED.match(self.flat, c.end, after_end):
            score -= 1.0
        if c.kind == "percent" and _TERM.search(self.flat, c.end, after_end):
            score += 1.5
        if c.marked and c.comparator in (">=", "<="):
            score += 2.0
        elif c.marked and c.comparator in (">", "<") and not self.flat[own_from:c.start].strip(" -–+•*“\""):
            score += 0.3  # "Trên 90% người dân hài lòng" opens its clause: the style of plans
        stop = _TAIL_END.search(self.flat, c.end, after_end)
        tail_end = stop.start() if stop else after_end
        first = found[index - 1] if index and found[index - 1].at >= start and self._starts_change(sentence, found, index - 1) else None
        times = last_time(marks.times, start, first.at if first else at)  # "từ 41% của tháng 7 lên 60%"
        if times < 0 and (here := [w for begin, _, w in within(marks.times, c.end, min(c.end + 12, sentence.end)) if begin - c.end <= 2 and w > 0]):
            times = here[0]  # "từ 35% năm 2020 lên 45% năm 2030"
        if times < 0 and max(own[0], part[0]) >= 2.5:
            times *= 0.5  # the year of a plan's name, or of what the aim is measured against
        if not times and not own[1]:  # "kiểm tra tại 100% trường học, báo cáo chậm nhất ngày 20/9"
            semicolon = self.flat.find(";", tail_end, sentence.end)
            score += 0.5 * last_time(marks.times, tail_end, semicolon if semicolon >= 0 else sentence.end, later=True)
        return score + (times or last_time(marks.times, c.end, tail_end, later=True)) + 0.5 * _clamp(sum(strongest(marks.cues, c.end, tail_end)), 2)

    def in_task(self, at: int) -> bool:
        """Whether ``at`` stands in the text of a directive, and in no name in quotation marks there."""
        i = bisect.bisect_right(self.tasks, at, key=lambda span: span[0]) - 1
        if i < 0 or at >= self.tasks[i][1]:
            return False
        before = self.ctx.text[max(self.tasks[i][0], at - WINDOW):at]
        return before.count("“") <= before.count("”") and before.count('"') % 2 == 0

    def _marks(self, sentence: Sentence) -> Marks:
        """What a sentence holds, read once however many figures ask."""
        found = self._read.get(sentence.start)
        if found is None:
            found = self._read[sentence.start] = read_marks(self.flat, sentence.start, sentence.end, self.today)
        return found

    def _carry(self, sentence: Sentence, line: Line) -> float:
        """What the sentences before it in the line say: a plan's figures follow its announcement."""
        i = bisect.bisect_left(self.starts, sentence.start)
        tone, factor = 0.0, CARRY
        for j in range(i - 1, max(-1, i - 5), -1):
            if self.sentences[j].start < line.start:
                break
            tone += factor * self._sentence_tone(j)
            factor *= 0.6
        return _clamp(tone, 2)

    def _sentence_tone(self, j: int) -> float:
        if j not in self._tone:
            s = self.sentences[j]
            end = min(s.end, s.start + 1500)
            if self.flat[s.start:s.end].rstrip().endswith("?"):
                self._tone[j] = 0.0  # who asks tells nothing
                return 0.0
            marks = self._marks(s)
            tone = sum(strongest(marks.cues, s.start, end)) + last_time(marks.times, s.start, end)
            if _IMPERATIVE.match(self.flat, s.start, end):
                tone += 1
            self._tone[j] = _clamp(tone, 3)
        return self._tone[j]

    def _frame(self, line_number: int) -> tuple[float, bool]:
        """What the heading or the introducing line above says, and whether this line is an item of
        a list of goals."""
        if self._frames is None:
            self._frames = self._read_frames()
        return self._frames[line_number]

    def _read_frames(self) -> list[tuple[float, bool]]:
        out: list[tuple[float, bool]] = []
        frame, listing = 0.0, False
        for line in self.ctx.article.lines:
            piece = self.flat[line.start:line.end].rstrip()
            item = bool(_ITEM.match(piece)) or piece[-1:] in (";",)
            intro, heading = piece.endswith(":"), len(piece) <= 110 and piece[-1:] not in ".;,…"
            if listing and not item and not (intro or heading):
                if out and abs(frame) == LIST_FRAME and len(piece) > 200:
                    frame, listing = 0.0, False  # running text: the list is over
            out.append((frame, listing and abs(frame) == LIST_FRAME))
            if line.kind != "body":
                continue
            if intro or (heading and not item) or (heading and item and len(piece) < 70 and not any(ch.isdigit() for ch in piece[4:])):
                tail = piece[-220:]
                goal, task, result = (bool(p.search(tail)) for p in (_GOAL_WORDS, _TASK_WORDS, _RESULT_WORDS))
                if intro and (goal or announced(self.flat, line.start, line.start + len(piece) - 1)):
                    frame, listing = LIST_FRAME, True
                elif intro and _ORDERS.search(tail):
                    frame, listing = ORDER_FRAME, True
                elif goal or task:
                    frame, listing = (0.5 if result else AIM_FRAME if goal else HEADING_FRAME), intro
                elif result:
                    frame, listing = -HEADING_FRAME, intro
                elif not item:
                    frame, listing = 0.0, False
        return out


def _today(ctx: Context) -> dt.date | None:
    """The publication day; the meeting's where that is unknown, or a year and more later (told anew)."""
    published = ctx.article.reference
    held = next((dt.date.fromisoformat(m.date) for m in ctx.meetings if m.date), None)
    return held if held and (published is None or (published - held).days > 366) else published


def _clamp(x: float, bound: float) -> float:
    return max(-bound, min(bound, x))


def _sure(score: float) -> float:
    """Evidence → confidence: 0.5 at the boundary, 0.9 from about one full cue on."""
    return 1 / (1 + math.exp(-0.7 * abs(score)))
