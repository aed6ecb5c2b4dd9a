"""What a value measures, and whose it is: the metric and the scope of a figure, copied from the text.

A value either closes its clause ("tỷ lệ hộ nghèo giảm còn 3%": the metric stands before the predicate)
or opens its phrase ("100% xã đạt chuẩn", "hoàn thành 70% khối lượng": the metric follows). Values that
follow another one ("…, tăng 8%", "(chiếm 40%)") measure what that one measures.
"""
from __future__ import annotations

import bisect
from collections import Counter
from typing import TYPE_CHECKING

import regex

from pipeline.article import Sentence
from pipeline.extractors import figure_phrases as ph
from pipeline.extractors.figure_clause import Clauses, Span
from pipeline.extractors.figure_counts import MADE
from pipeline.extractors.figure_named import names_thing, nothing_named, refers_back, whose, without_actor
from pipeline.extractors.figure_scope import scope_of

if TYPE_CHECKING:
    from pipeline.extractors.figure_values import Candidate

#: Of so many values before it a figure may take its metric; no list of a sentence is longer.
MOST = 12
# "CPI tăng 0,8%, là mức tăng thấp nhất từ đầu năm, tháng thứ hai tăng dưới 1%": said of the value before.
_APPOSITION = regex.compile(r"(?:mức|con\s+số|tỷ\s+lệ|tốc\s+độ)\s+(?:(?:tăng|giảm)\s+)?(?:cao|thấp|lớn|nhỏ)\s+nhất")


class Reader(Clauses):
    """Reads metrics in one article, value by value: ``text`` as copied, ``low`` the same text flat."""

    _told: tuple[int, str | None, Span | None] | None = None  # sentence, metric and scope of the figure before
    _last: str | None = None  # the metric of the last figure that has one

    def linked(self, floor: int, at: int) -> bool:
        """Whether the value at ``at`` closes a clause ("đạt", "là", "còn" … before it)."""
        return self._predicate(floor, at)[1]

    def metric_and_scope(self, sentence: Sentence, found: list[Candidate], index: int, shares: list[Candidate] = ()
                         ) -> tuple[str | None, str | None]:
        """What ``found[index]`` measures and whose value it is, both copied from the text, or None.
        ``found`` are the values of the line in order, ``shares`` its fractions."""
        while index and found[index - 1].unit == found[index].unit and found[index - 1].at >= sentence.start \
                and ph.TOWARDS.fullmatch(self.low, found[index - 1].end, found[index].start):
            index -= 1
        c = found[index]
        members = [] if c.group is None else [m for k, m in enumerate(found[index - c.group:]) if m.group == k]
        values: list[Candidate] = []  # those of the sentence before it, the last ones of a long list
        for i in range(index - 1, -1, -1):
            if found[i].at < sentence.start or len(values) > MOST:
                break
            if found[i].kind not in ("duration", "listed") or found[i].kind == "listed" and found[i].unit == c.unit:
                values.insert(0, found[i])
        if shares:
            before = bisect.bisect_left(shares, c.at, key=lambda s: s.at)
            told = [s for s in shares[max(0, before - MOST):before] if s.at >= sentence.start]
            values = sorted([*values, *told], key=lambda v: v.at)
        self.stop = found[index + 3].start if index + 3 < len(found) else len(self.low)  # no metric holds three other values
        span, scope = self._metric(sentence, [*values, c], 0, len(members))
        back = False
        if span and span[1] <= c.start:
            span, scope, back = self._told_before(sentence, [*values, c], span, scope)
        if span and c.kind == "duration" and (aim := ph.SO_THAT.match(self.low, *span)):
            span = self._trim(aim.end(), span[1])  # "gỡ vướng để dự án hoàn thành", sooner by 8 months
        if c.group is not None and span:
            metric, scopes = self._split_scopes(span, len(members))
            if scopes and c in members:
                span, scope = metric, scopes[members.index(c)]
        inside = next((i for i, v in enumerate(values) if span and v.kind == "percent" and span[0] < v.start and v.end < span[1]), None)
        if inside is not None:  # "đến năm 2015 đạt 13% và định hướng đến năm 2030 đạt 16%"
            span = self._metric(sentence, values[:inside + 1], 0)[0] or span
        if span and _APPOSITION.match(self.low, span[0]):
            told = next((i for i in range(len(values) - 1, -1, -1) if values[i].kind == "percent" and values[i].end <= span[0]), None)
            if told is not None:
                span = self._metric(sentence, values[:told + 1], 0)[0] or span
        if span:  # the next value's clause is no part of this metric
            later = next((found[i] for i in range(index + 1, len(found))
                          if found[i].start >= c.end and found[i].kind not in ("duration", "listed")), None)
            if later is not None and span[0] >= c.at and span[1] > later.start:
                cut = self._before_next(span[0], later.start)
                if cut is not None or later.kind in ("percent", "money"):  # "số xã đạt 19 tiêu chí" is one thing
                    span = self._trim(span[0], cut or later.start)
        span = span or self._after(c.end, sentence, False)
        span = span or self._unit(c)
        if span and scope is None:  # "tỷ lệ hộ nghèo toàn tỉnh"
            for m in ph.SCOPE_AT.finditer(self.low, *span):
                if m.end() == span[1] and m.start() - span[0] > 4:
                    cut = self._predicate(span[0], m.start())[0]
                    of = ph.OF_END.search(self.low, span[0], cut)
                    span, scope = self._trim(span[0], of.start() if of else cut) or span, (m.start(), m.end())
        if span and scope is None and self.text[span[1]:span[1] + 1] == ":" and (m := ph.WHO_DOES.fullmatch(self.low, *span)):
            span, scope = m.span("what"), m.span("who")
        if scope is None:
            scope, span = scope_of(self.text, self.low, self._left(sentence, c.start), c.start, c.value_from, c.end, sentence.end, span, c.kind == "percent")
            scope = self._trim(*scope) if scope else None
        metric = self.text[span[0]:span[1]] if span else None
        if back or metric is None and nothing_named(self.low, sentence.start, c.start):
            metric = self._last
        if scope is None and self._told is not None and self._told[:2] == (sentence.start, metric) and values:
            scope = self._told[2]  # "Phường 5 thu ngân sách đạt 52% dự toán, tăng 8%"
        if scope is None:
            left = max(self._left(sentence, c.start), c.start - 80)
            last = None
            for last in ph.SCOPE_AT.finditer(self.low, left, c.start):
                pass
            if last and not (span and span[0] <= last.start() < span[1]):
                scope = (last.start(), last.end())
        self._told = (sentence.start, metric, scope)
        self._last = metric or self._last
        return metric, self.text[scope[0]:scope[1]] if scope else None

    def _told_before(self, sentence: Sentence, values: list[Candidate], span: Span, scope: Span | None) -> tuple[Span, Span | None, bool]:
        """The metric and the scope of the last of ``values`` where ``span``, which stands before it, only points back or
        says whose value it is; and whether the metric is that of the figure before."""
        c, alike = values[-1], len(values) > 1 and values[-2].kind == values[-1].kind == "percent"
        named = whose(self.text, self.low, span) and (alike or c.linked and self.low.startswith(("cả ", "để cả ", "toàn "), span[0]))
        if not named and not refers_back(self.low, span):
            return without_actor(self.low, span, c.at), scope, False
        for last in range(len(values) - 1, 0, -1):  # back over others that only point back: "…, Bắc Sơn 100%, Nam Sơn 98%"
            if c.kind == "percent" != values[last - 1].kind:
                continue
            before = self._metric(sentence, values[:last], 1)[0]
            if before and not refers_back(self.low, before) and not whose(self.text, self.low, before) and (not named or names_thing(self.text, self.low, before)):
                return without_actor(self.low, before, c.at), span if named else scope, False
        return (span, scope, False) if named and alike else (span, span if named else scope, self._last is not None)

    def _metric(self, sentence: Sentence, values: list[Candidate], depth: int, members: int = 0
                ) -> tuple[Span | None, Span | None]:
        """The spans of the metric and of the scope of the last of ``values``, which share a sentence;
        ``members`` is how many values share its list."""
        c, previous = values[-1], values[-2] if len(values) > 1 else None
        if depth > MOST:
            return None, None
        if previous and c.kind == "percent" and ph.FELL_SHORT.search(self.low, max(sentence.start, c.start - 120), c.start):
            told = next((i for i in range(len(values) - 2, -1, -1) if values[i].kind == "percent" and (values[i].linked or self.text[c.end - 1] != "%")), None)
            if told is not None:  # "tăng trưởng đạt 5,4%, chưa đạt mục tiêu đề ra (5,5%)"
                return self._metric(sentence, values[:told + 1], depth + 1)
        if c.group and previous:
            return self._metric(sentence, values[:-1], depth + 1, members)
        if c.group == 0:  # its subject ends in the list of scopes
            left = self._left(sentence, c.value_from)
            end = self._predicate(left, c.value_from)[0]
            cuts = list(ph.SCOPE_CUT.finditer(self.low, left, end))
            if cuts:
                first = cuts[max(0, len(cuts) - members + 1)].start() if members > 1 else end
                span = self._subject(left, first, previous)
                return (self._trim(span[0], end) if span else None), None
        bound = self._left(sentence, c.value_from)
        bracket = bound > sentence.start and self.text[bound - 1] == "("
        near = previous.end if previous and previous.end > bound else None
        if near and (among := list(ph.AMONG_THEM.finditer(self.low, near, c.value_from))):
            near = among[-1].end()  # "chiếm 76% dân số huyện, trong đó người Thái" 41%
        floor = near or bound
        end, linked = self._predicate(floor, c.value_from)
        tail = max(floor, c.value_from - 40)  # as far back as the patterns that end at the value reach
        comma = end > floor and self.text[end - 1] == ","
        counted = c.kind in ("count", "open", "listed")
        is_word = ph.IS.match(self.low, c.end, sentence.end)
        if is_word and (after := self._after(is_word.end() - 1, sentence, False)):
            return after, None
        if c.kind == "rank" and (after := self._after(c.end, sentence, False)) and self.text.startswith(c.unit, after[0]):
            return after, None
        bare = self._bare(floor, end) >= end
        if c.kind == "percent" and (ph.AGENT.search(self.low, tail, c.value_from) and ph.AGREES.match(self.low, c.end, sentence.end)
                                    or ph.OF_THEM.search(self.low, max(bound, c.value_from - 40), c.value_from)):
            does = ph.DOES.match(self.low, c.end, sentence.end)
            clause = self._clause_from(does.end(), sentence) if does else self._after(c.end, sentence, True)
            if clause:
                return clause, None
        if ph.WITH.search(self.low, tail, c.value_from) and c.kind == "percent" and (after := self._after(c.end, sentence, False)):
            return after, None  # "thông qua với 95% đại biểu tán thành"
        if c.kind == "share":
            given = ph.WITH.search(self.low, tail, c.value_from) is None and (linked or self._has_head(bound, end))
            after = None if given else self._after(c.end, sentence, False)
            return after or self._subject(bound, end, previous), None
        if linked and c.kind == "percent" and not ph.BASE_NOUN.match(self.low, c.end) and (
                ph.REMAINS.search(self.low, tail, c.value_from) or ph.AIM_SUBJECT.match(self.low, self._clause_after_comma(floor, end), end)) \
                and (after := self._after(c.end, sentence, True)):
            return after, None  # "vẫn còn 13% hộ chưa có nước sạch", "mục tiêu của ngành là 100% giáo viên đạt chuẩn"
        alike = near is not None and previous.kind == c.kind == "percent"  # "thành thị 5%, nông thôn 8%"
        own = max(floor, self.low.rfind("; ", floor, end) + 1, self.low.rfind(", ", floor, end) + 1) if alike else floor
        if (linked and (previous or bracket) or alike) and (m := ph.SCOPE_SUBJECT.fullmatch(self.low, own, end)) and m["who"] \
                and not ph.HEAD.match(self.low, m.start("who")):
            inner = (self._metric(sentence, values[:-1], depth + 1) if previous else self._outside(sentence, values, bound, depth))[0]
            return inner, self._trim(m.start("who"), end)
        if linked and previous is None and (m := ph.ESPECIALLY.match(self.low, self._clause_after_comma(floor, end), end)) \
                and (said := self._trim(self._bare(floor, m.start()), m.start())):
            return said, self._trim(m.end(), end)  # "Vùng ven tăng mạnh, đặc biệt khu vực 9 với mức 26%"
        if linked and previous is None and (m := ph.SOME_OF.match(self.low, self._clause_after_comma(floor, end), end)) \
                and (change := ph.CHANGES.search(self.low, max(floor, m.start() - 60), m.start())) and (said := self._subject(floor, change.start(), None)):
            return said, self._trim(m.end(), end)
        if linked and not bracket and not ph.BASE_NOUN.match(self.low, c.end) \
                and (m := ph.SCOPE_SUBJECT.fullmatch(self.low, self._clause_after_comma(floor, end), end)) and m["who"] \
                and (ph.MADE_OF.search(self.low, tail, c.value_from) or len(m["who"].split()) <= 2) and (after := self._after(c.end, sentence, False)):
            return after, self._trim(m.start("who"), end)  # "Khu vực miền Nam chiếm 79% số ca", "huyện đạt 70% người được tiêm"
        if near and not bare and (given := list(ph.WITH_HEAD.finditer(self.low, near, end))):
            return self._trim(given[-1].end(), end), None
        if linked and not bare:
            joined = comma or ph.CONJUNCTION.match(self.low, end, c.value_from) is not None
            change = ph.CHANGE_LINK.search(self.low, end, c.value_from) and not ph.BASE_NOUN.match(self.low, c.end)
            if change and (after := self._after(c.end, sentence, False)) and not self._has_head(bound, end):
                return after, None  # "tỉnh phấn đấu giảm 5 - 10% số vụ tai nạn"
            if not (joined and near) and not (near and ph.BASE_NOUN.match(self.low, near, end) and "," not in self.text[near:end]):
                return self._subject(bound, end, previous), None
        if not linked and not bare and bracket and self._after(c.end, sentence, False) is None:
            m = ph.SCOPE_SUBJECT.fullmatch(self.low, floor, end)
            if m is None or not m["who"]:
                return self._subject(floor, end, previous), None
        if bracket and not near and previous and previous.kind == "percent" and ph.RATE.match(self.low, bound, c.value_from) \
                and not ph.SHARE.search(self.low, previous.end, bound):
            return self._metric(sentence, values[:-1], depth + 1)  # "…, nổi bật là hai lĩnh vực (tỷ lệ trên 90%)"
        if bracket and not near:
            return self._outside(sentence, values, bound, depth)
        opens = bare and (not near or c.kind == "percent") or c.kind == "percent" and ph.AIM.search(self.low, tail, c.value_from) is not None
        after = self._after(c.end, sentence, opens)
        if linked:
            if near and after and ph.EQUALS.search(self.low, end, c.value_from) and not ph.BASE_NOUN.match(self.low, c.end):
                return after, None
            if near and not (after and ph.CHANGE_LINK.search(self.low, end, c.value_from) and not ph.BASE_NOUN.match(self.low, c.end)):
                return self._chained(sentence, values[:-1], depth)
            if after and (ph.CHANGE_LINK.search(self.low, end, c.value_from) or not previous):
                if not ph.BASE_NOUN.match(self.low, c.end) or not previous:
                    return after, None
            if previous:
                return self._chained(sentence, values[:-1], depth)
            return after, None
        # no linking verb: the value opens its phrase, or is the object of an action
        # "kiểm tra tại ít nhất 60 cơ sở" counts the checks; "cho 100% hộ nghèo" the households
        lead = (ph.COVER if counted else ph.COVER_ALL).search(self.low, tail, c.value_from)
        if lead and not self._bare(floor, lead.start()) >= lead.start():
            action = self._action(floor, lead.start(), always=counted or lead.group().startswith("đối"))
            if action:
                return action, None
        words = self.low[c.end:after[1]].split() if after else []
        rest = ph.NOUN_END.split(self.low[c.end:after[1]], maxsplit=1)[0].split() if after else []
        whole_share = "/" in self.low[c.at:c.end] and rest  # "hoàn thành 19/19 tiêu chí nông thôn mới"
        if counted and len(rest) <= 2 and not ph.VERBS.intersection(words) and not whole_share:  # "mở 11 lớp tập huấn", but "có 9.000 hộ nghèo được vay vốn"
            if near and previous.kind in ("count", "open") and ph.NOUN_GAP.fullmatch(self.low, near, c.value_from):
                if not (rest and c.unit == previous.unit):  # "12.000 giáo viên mầm non, 10.000 giáo viên tiểu học"
                    return self._metric(sentence, values[:-1], depth + 1)
            elif not bare or MADE.search(self.low, floor, c.value_from):
                unit = self._unit(c)
                return self._made(floor, end, c.value_from, previous) or unit and (unit[0], after[1] if after else unit[1]), None
        if c.kind == "money" and (given := ph.GIVEN_TO.match(self.low, c.end, sentence.end)) and ph.ALLOTS.search(self.low, tail, c.value_from):
            return self._after(given.end() - 1, sentence, False), None  # "dành 20 tỷ đồng cho khuyến nông"
        if after and not (ph.BASE_NOUN.match(self.low, c.end) and not bare):
            if counted:
                noun = ph.SCALE.match(self.low, self.text.find(c.unit, c.at, c.end), c.end)
                after = (noun.end(), after[1]) if noun else after
            return after, None
        if near and after is None and ph.ENDS_JOINED.search(self.low, tail, c.value_from):
            return self._metric(sentence, values[:-1], depth + 1)
        if not bare:
            return self._subject(floor, end, previous), None
        if near:
            return self._metric(sentence, values[:-1], depth + 1)
        if after:
            return after, None
        if counted and c.marked:  # "tối thiểu 9 nhóm; tối đa 30 nhóm"
            alike = next((i for i in range(len(values) - 2, -1, -1) if values[i].unit == c.unit), None)
            if alike is not None:
                return self._metric(sentence, values[:alike + 1], depth + 1)
        if bound > sentence.start and (previous is None or self.text[bound - 1] == ":") and not (counted and self.text[bound - 1] == ";"):
            return self._outside(sentence, values, bound, depth)
        return self._unit(c), None

    def _unit(self, c: Candidate) -> Span | None:
        """The unit of a value, where it stands beside it: what is counted."""
        at = self.text.find(c.unit, c.at, c.end) if c.kind != "percent" else -1
        return (at, at + len(c.unit)) if at >= 0 else None

    def _made(self, floor: int, end: int, at: int, previous: Candidate | None) -> Span | None:
        """The action whose object is counted at ``at``: a short clause wholly ("Dọc tuyến sẽ xây" 19 cầu),
        of a longer one the verb ("thu hút" 30 dự án)."""
        if made := MADE.search(self.low, floor, at):
            if made["verb"] == "bổ sung":  # "bổ sung 40 giáo viên": more of them is what is wanted
                return None
            cut = self.low.rfind(", ", floor, made.start())
            begin = self._bare(cut + 1 if cut >= 0 else floor, made.start())
            if not 0 < len(self.low[begin:made.start()].split()) <= 3 or ph.AIM_CUT.search(self.low, begin, made.start()):
                begin = made.start("verb")
            return self._trim(begin, made.end("verb"))
        span = self._action(floor, end, False) or self._subject(floor, end, previous)
        aims = [m.end() for m in ph.AIM_CUT.finditer(self.low, *span)] if span else []
        return self._trim(aims[-1], span[1]) if aims else span  # "Ngành y tế đặt mục tiêu | đón"

    def _chained(self, sentence: Sentence, values: list[Candidate], depth: int) -> tuple[Span | None, Span | None]:
        """The metric of the value before: of a bare count the whole clause, count included
        ("kết nạp 412 hội viên mới, đạt 68,6%")."""
        c = values[-1]
        if c.kind in ("count", "open"):
            bound = self._left(sentence, c.start)
            if ph.WITH.search(self.low, max(bound, c.start - 40), c.start) and (rest := self._after(c.end, sentence, False)):
                return self._trim(self.text.find(c.unit, c.at, c.end), rest[1]), None  # "với 300 đảng viên dự, đạt 97%"
        if c.kind in ("count", "open") and not c.linked:
            if len(values) > 1 and values[-2].end > bound:
                bound = values[-2].end
            cuts = [bound, *[m.end() for m in ph.COMMA.finditer(self.low, bound, c.start)]]
            begin = self._bare(cuts[-1], c.start)
            if speech := ph.SPEECH.match(self.low, begin, c.start):
                begin = self._bare(speech.end(), c.start)
            for m in ph.AUX_CUT.finditer(self.low, begin, c.start):
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
        if previous and not ph.PAUSE.search(self.text, previous.end, stop):
            if previous.kind in ("count", "open") and not previous.linked and not self.text[previous.end:stop].strip():
                return self._chained(sentence, values[:-1], depth)  # "đã cấp 900 giấy phép (đạt 60%)"
            inner = self._metric(sentence, values[:-1], depth + 1)[0]
            if previous.kind in ("percent", "money") or not self.text[previous.end:stop].strip():
                return inner, None
        left = self._left(sentence, stop)
        end, _ = self._predicate(left, stop)
        count = None
        for count in ph.COUNT.finditer(self.low, left, end):
            pass
        if count:  # "có 18/19 xã, phường xếp hạng tốt" → "xã, phường xếp hạng tốt"
            rest = self._trim(count.end(), end)
            if rest and not ph.UNIT_ONLY.fullmatch(self.low, *rest):
                return rest, None
            head, linked = self._predicate(left, count.start())
            end = head if linked and head > left else end
        span = self._subject(left, end, None)
        return span, None

    def _split_scopes(self, span: Span, n: int) -> tuple[Span, list[Span] | None]:
        """"… thuộc thẩm quyền của huyện, cấp xã" for two values → the metric and its two scopes."""
        cuts = list(ph.SCOPE_CUT.finditer(self.low, *span))[-(n - 1):] if n > 1 else []
        if len(cuts) < n - 1 or not cuts:
            return span, None
        heads = list(ph.SCOPE_HEAD.finditer(self.low, span[0], cuts[0].start()))
        if not heads:
            return span, None
        starts = [heads[-1].start(), *[m.end() for m in cuts]]
        ends = [*[m.start() for m in cuts], span[1]]
        items = [self._trim(s, e) for s, e in zip(starts, ends)]
        metric = self._trim(span[0], starts[0])
        if metric and (of := ph.OF_END.search(self.low, *metric)):
            metric = (metric[0], of.start())
        if metric is None or metric[1] - metric[0] < 4 or None in items:
            return span, None
        return metric, items


def overlap(a: str | None, b: str | None) -> float:
    """Dice overlap of the words of two metrics, in [0, 1]."""
    x, y = Counter((a or "").lower().split()), Counter((b or "").lower().split())
    n = sum(x.values()) + sum(y.values())
    return 2 * sum((x & y).values()) / n if n else 1.0
