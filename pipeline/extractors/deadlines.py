"""Deadlines: expressions that bound when an instructed action or a target is to be reached.

The temporal grammar finds every expression; this module keeps those that bound. A strong
preposition ("trước", "chậm nhất") needs little beside it, a weak one ("đến", "trong") or a bare
period needs an order, an aim or a verb of completion, and a day that is not over. What is reported
as done, the name of a paper or a programme, and what the meeting or a document is dated by, are not
deadlines.
"""
from __future__ import annotations

import bisect
import datetime as dt
from dataclasses import replace

import regex

from pipeline import deadline_patterns as P
from pipeline.article import Context
from pipeline.deadline_periods import Periods
from pipeline.deadline_events import BY_EVENT, EventBound, event_bounds
from pipeline.dates import Time, find_times, resolve
from pipeline.dates_grammar import normal_form
from pipeline.dates_nodes import recurrence_of
from pipeline.present import present_day
from pipeline.records import Deadline


def extract(ctx: Context) -> list[Deadline]:
    """The deadlines of an article, in order. Reads documents, meetings and directives: what is instructed
    is bounded by weaker signs than what is not."""
    return _Finder(ctx).find()


class _Finder(Periods):
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.text = ctx.text
        self.low = normal_form(ctx.text)
        self.times = find_times(ctx.text, ctx.article.reference, nodes=ctx.nodes)
        self.event = self._event()
        self.closed = [d.span for d in ctx.documents] + [m.span for m in ctx.meetings]
        self.tasks = sorted(d.span for d in ctx.directives)

    def _event(self) -> dt.date | None:
        """The day that yearless deadlines follow: the meeting's, the publication's, else the first
        full day that the article tells, unless an explicit bound lies before it."""
        for m in self.ctx.meetings:
            if m.date:
                return dt.date.fromisoformat(m.date)
        if self.ctx.article.reference:
            return self.ctx.article.reference
        present = present_day(self.ctx)
        told = [t.first for t in self.times if t.kind == "instant" and t.explicit_year and t.relation is None and t.first
                and (present is None or t.first.year >= present.year)]
        bounds = [t.last for t in self.times if t.relation == "before" and t.explicit_year and t.last]
        if bounds and told and told[0] > min(bounds):  # a feast day ahead, not what is reported
            return max((day for day in told if day <= min(bounds)), default=None)
        return told[0] if told else None

    def find(self) -> list[Deadline]:
        out = []
        for i, t in enumerate(self.times):
            if not self._open(t):
                continue
            t = self._placed(t)
            t = self._repeated(i, t) or t
            if self._bounds(t):
                out.append(self._deadline(t))
        out = sorted([*out, *self._by_events(out)], key=lambda d: d.span)
        return [d for d, following in zip(out, [*out[1:], None]) if not self._told_by(d, following)]

    def _by_events(self, dated: list[Deadline]) -> list[Deadline]:
        """Bounds by an event, in clauses that order something and name no day."""
        found = []
        for m in BY_EVENT.finditer(self.low):
            s = self.ctx.sentence_at(m.start())
            if s is None or m.end() > s.end or self.ctx.article.lines[s.line].kind != "body":
                continue
            start = max(s.start, m.start() - P.REACH)
            before = self.low[start:m.start()]
            clause_start = start + before.rfind(";") + 1
            cut = self.low.find(";", m.end(), s.end)
            clause_end = cut if cut >= 0 else s.end
            ordered = P.ORDER.search(before) or any(P.ACTION.match(x) for x in P.PARTS.split(before))
            if (not ordered or P.PAST_VERB.search(self.low[clause_start:clause_end]) or self._taken(m.start(), m.end())
                    or any(clause_start <= d.span[0] < clause_end for d in dated)):
                continue
            found.append(Deadline(text=self.text[m.start():m.end()], relation="in", span=(m.start(), m.end())))
        for start, end in self.tasks:
            if any(start <= d.span[0] < end for d in (*dated, *found)):
                continue
            for bound in event_bounds(self.low, start, end):
                if not self._taken(bound.start, bound.end):
                    found.append(self._at_event(bound))
                    break
        return found

    def _at_event(self, bound: EventBound) -> Deadline:
        """The month of a session is its own: "tại kỳ họp thứ 10 (tháng 10 năm 2025)"."""
        inside = next((t for t in self.times if bound.start <= t.start and t.end <= bound.end and t.kind in ("instant", "interval") and t.grain in ("day", "month")
                       and t.spec.op in ("day", "month")), None)
        placed = self._placed(inside) if inside and bound.relation == "in" else None
        start = placed.first if placed and placed.first != placed.last else None
        return Deadline(text=self.text[bound.start:bound.end], relation=bound.relation, span=(bound.start, bound.end),
                        date=placed.last.isoformat() if placed and placed.last else None, start=start.isoformat() if start and placed.last else None)

    def _taken(self, start: int, end: int) -> bool:
        """Whether a document or a meeting stands there."""
        return any(a < end and start < b for a, b in self.closed)

    def _told_by(self, d: Deadline, following: Deadline | None) -> bool:
        """A bare frequency whose day follows in the same clause ("định kỳ hằng năm … trước ngày 14/12 hằng năm")."""
        return bool(d.recurrence and following and following.recurrence and d.relation == "in" and following.relation != "in"
                    and not regex.search(r"[;.\n]", self.low[d.span[1]:following.span[0]]))

    # ------------------------------------------------------------ placing

    def _placed(self, t: Time) -> Time:
        """The next such day after the event; one just past is meant where the next is most of a year off."""
        if t.explicit_year or t.kind not in ("instant", "interval") or self.event is None:
            return t
        ahead = resolve(t, self.event, "future")
        if ahead.last and (ahead.last - self.event).days > 300 and t.spec.op in ("day", "month"):
            near = resolve(t, self.event, None)
            return near if near.last and self.event - near.last < P.LATE else ahead
        return ahead if ahead.last else t

    def _repeated(self, i: int, t: Time) -> Time | None:
        """"định kỳ hằng năm báo cáo trước ngày 14 tháng 12": the day comes back."""
        if t.kind != "instant" or t.explicit_year or t.spec.op != "day" or t.relation not in ("before", "by"):
            return None
        for other in reversed(self.times[:i]):
            if t.lead - other.end > 160 or regex.search(r"[.;\n]", self.low[other.end:t.lead]):
                return None
            if other.kind == "recurrence" and ";" not in (other.recurrence or ""):
                unit = {"FREQ=YEARLY": "năm", "FREQ=MONTHLY": "tháng"}.get(other.recurrence)
                rule = recurrence_of(t.spec, unit) if unit and (unit == "năm") == (t.spec.month is not None) else None
                if rule:
                    return replace(t, kind="recurrence", recurrence=rule, first=None, last=None)
        return None

    # ------------------------------------------------------------ judging

    def _open(self, t: Time) -> bool:
        """Outside titles, captions, documents and names of meetings, and of a kind that can bound."""
        if t.kind == "event" or t.rule in ("decade", "century") or t.rule == "years" and not P.SPAN.match(self.low, t.lead):
            return False
        if t.relation == "since":
            return False
        line = self.ctx.sentence_at(t.start)
        if line is None or self.ctx.article.lines[line.line].kind != "body":
            return False
        return not self._taken(t.lead, t.end)

    def _bounds(self, t: Time) -> bool:
        s = self.ctx.sentence_at(t.start)
        start = max(min(s.start, t.lead), t.lead - P.REACH)
        before, after = self.low[start:t.lead], self.low[t.end:min(s.end, t.end + P.REACH)]
        clause = before[max(before.rfind(";"), before.rfind("; "), -1) + 1:]
        colon = clause.rfind(": ")
        if colon >= 0 and P.ACTION.match(clause[colon + 1:]):
            clause = clause[colon + 1:]  # "Đoàn kiến nghị và huyện đã tiếp thu: đóng cửa bãi rác trước …"
        task = self._task(t)
        told = task is not None
        ordered = told or bool(P.ORDER.search(before))
        aimed = ordered or bool(P.AIM.search(before))
        acting = told or any(P.ACTION.match(x) for x in P.PARTS.split(before))
        if P.STAGE.match(before) and regex.match(r"\s*[:)]", after) and not (self.event and t.last and t.last < self.event):
            return True
        if self._is_done(before, clause, after, t) or P.CONCERNS.match(before) or P.NATURE.search(clause) or P.NOT_BEFORE.search(before) and P.ONLY_THEN.match(after):
            return False
        if (asked := P.PETITION.search(before)) and not (";" in before[asked.end():] and P.ORDER.search(clause)):
            return False
        past = bool(self.event and t.last and t.last < self.event)
        if told:  # names and orders before the task are not its own
            before = self.low[max(task[0], start):t.lead]
            clause = before[before.rfind(";") + 1:]
            past = past and not (self._dated(t) and self.event - t.last < P.LATE and not P.WEAK.search(before))
        lead = self.low[t.lead:t.start].removeprefix("ngay ")
        if t.kind in ("duration", "recurrence"):
            if t.kind == "duration" and (t.relation not in ("in", "by") or lead.startswith(("đến", "tới", "hết", "cho"))):
                return False
            if t.kind == "recurrence" and t.relation in ("before", "by"):
                return True
            if told and t.kind == "duration" and lead.startswith("trong") and P.COUNTED_FROM.match(after):
                return True
            governed = ordered or self._governed(s)
            if told and t.kind == "recurrence" and self._repeats(t, lead, clause, after):
                return True
            if t.kind == "recurrence" and not (P.FREQUENCY.search(self.low[t.start:t.end]) or acting and P.EDGE.match(after)
                                               or governed and P.EDGE.match(after) and P.VERB.search(clause[-80:])
                                               or len(clause.strip()) < 3 and P.EDGE.match(after)):
                return False  # "đời sống hằng ngày", "chỉ tiêu hằng năm"
            if lead.startswith((*P.LIMITS, "trong không")):
                return True
            if t.kind == "recurrence" and self._in_name(clause, t, P.TOPIC):
                return False
            if (P.WITHIN.match(lead) or P.FREQUENCY.search(self.low[t.start:t.end])) and (aimed or acting or governed):
                return True
            if t.spec.unit == "year" and not regex.search(r"\b(?:hoàn thành|hoàn tất|xong)\b", clause):
                return False  # "lãi suất ưu đãi trong 15 năm"
            return (aimed or acting) and bool(P.FINISH.search(clause[-80:] + after[:60]))
        if t.last is None and t.kind != "instant":
            return False
        if t.relation == "before" or (t.relation == "by" and lead.startswith(P.LIMITS)):
            if past and not ((aimed or self._governed(s)) and self.event - t.last < P.MAX_PAST):
                return False
            if P.DESCRIBED.search(before):
                return False
            # a day ahead before which somebody does something, in a guideline that orders without a word of order
            ahead = t.relation == "before" and self.event and t.last and t.last > self.event and P.VERB.search(clause)
            return aimed or acting or bool(ahead) or bool(P.FINISH.search(clause[-120:] + after[:60])) or self._governed(s)
        if past and not (t.relation == "by" and P.WILL_END.match(after) and self.event - t.last < P.LATE):
            return False
        if t.relation == "by":
            aim_follows = P.AIM_FOLLOWS.match(after)
            if not aim_follows and (P.DESCRIBED.search(before) or P.VISION.search(before) or t.grain == "year" and self._in_name(before, t)) or P.VISION_AFTER.match(after):
                return False
            if P.MEASURED.match(after) and not P.NEAR_AIM.search(clause[-80:] + after[:40]):
                return False
            if bool(P.OPENER.match(before)) and (P.ACTION.match(after.lstrip(" ,:")) or self.event and t.first and t.first > self.event):
                return True
            ahead = self.event and t.first and t.first > self.event
            return aimed or acting or bool(aim_follows and ahead) or bool(P.AIM.search(after[:80])) or bool(P.FINISH.search(clause[-60:])) or self._governed(s)
        if t.rule == "range" and t.spec.op == "range":
            return self._range_bounds(t, before, after, aimed, acting, told)
        return self._period(t, lead, before, clause, after, aimed, acting, ordered, ordered or self._governed(s), told)

    def _task(self, t: Time) -> tuple[int, int] | None:
        """The span of the directive in which the expression stands."""
        i = bisect.bisect_right(self.tasks, (t.lead, len(self.text))) - 1
        return self.tasks[i] if i >= 0 and t.end <= self.tasks[i][1] else None

    def _repeats(self, t: Time, lead: str, clause: str, after: str) -> bool:
        """How often the task is to be done: on a day that comes back, before its verb, or after it at the clause's end."""
        words = self.low[t.start:t.end]
        if P.FREQUENCY.search(words) or ";" in (t.recurrence or "") and "BY" in t.recurrence and (lead or words.startswith("ngày")):
            return not P.RESTS.search(clause)
        opens = not clause.strip() or clause.rstrip().endswith(",")
        if words.startswith(("mỗi", "từng")):
            return opens and words.startswith("mỗi") and bool(P.REPEATED.match(after) or P.HAS.match(after))
        if words.startswith(("thứ", "chủ")):
            return False
        if opens:
            return bool(P.REPEATED.match(after))
        if not (P.EDGE.match(after) or after.startswith(" tại ")) or P.YEARS_OWN.search(clause):
            return False
        # what is counted by the year is more often a figure's than a task's
        return clause.rstrip().endswith(P.REPORTS) or "YEARLY" not in (t.recurrence or "") or not self._in_name(clause, t, P.TOPIC) and bool(P.VERB.search(clause[-80:]))

    def _dated(self, t: Time) -> bool:
        """Whether the expression, or the end of the range that it is, names its year."""
        return t.explicit_year or t.spec.op == "range" and t.spec.b.has_year()

    def _is_done(self, before: str, clause: str, after: str, t: Time) -> bool:
        """Whether the clause reports: the last cue before the expression says "done"."""
        if P.UNABLE.search(clause):
            return True
        last = None
        for m in P.DONE.finditer(clause):
            last = m
        if last and not (len(clause) - last.end() < 5 and P.NEAR_AIM.search(after[:60])):
            rest = clause[last.end():]
            told = P.ORDERED.match(clause, last.start())
            if not told and not P.BY_THEN.search(rest) and not P.TURNS.search(rest) and not P.ORDER.search(rest) and not P.THEN.search(rest) and not P.AHEAD.search(rest):
                return True
        if P.NOT_YET.match(after):
            return True
        opening = len(clause.strip()) < 25 and not P.AIM.search(before) and self._task(t) is None
        return opening and t.relation != "before" and bool(P.REPORTED.match(after)) and not P.AIM.search(after[:60])

    def _governed(self, s) -> bool:
        """Whether something is told in the sentence, or an order in the twelve sentences above, a long
        list of tasks, may govern it."""
        task = bisect.bisect_left(self.tasks, (s.start, 0))
        if task < len(self.tasks) and self.tasks[task][0] < s.end:
            return True
        i = self.ctx.sentences.index(s)
        above = self.low[self.ctx.sentences[max(0, i - 12)].start:s.start]
        return bool(P.SAID.search(above))

    # ------------------------------------------------------------ building

    def _deadline(self, t: Time) -> Deadline:
        # "thời hạn hoàn thành: 30/9" is a last day
        relation = t.relation or ("by" if t.kind == "instant" and P.BY_DAY.search(self.low, 0, t.lead) else "in")
        start = None
        if t.rule == "range" and t.spec.op == "range" and t.spec.a.op == "now":
            relation, start = "by", t.first or self.event
        elif relation == "in" and t.rule != "rest of year" and t.first and t.first != t.last:
            start = t.first
            if t.rule == "range" and "đến hết" in self.low[t.start:t.end]:
                relation = "by"
        # "đầu tháng 6", "từ nay đến đầu năm 2026" say no last day
        part = t.spec.b if t.spec.op == "range" and t.spec.b else t.spec
        last = None if (relation == "in" or part is not t.spec) and t.rule not in ("ten days", "half month") and part.op == "part" and part.unit in ("start", "mid") else t.last
        start = start if last else None
        lead = t.lead
        if t.recurrence and (hour := P.OTHER_HOUR.search(self.low, max(0, lead - 40), lead)):  # "trước 06 giờ và 16 giờ hằng ngày"
            lead, relation = hour.start(), "before" if hour.group().startswith("trước") else "by"
        return Deadline(text=self.text[lead:t.end], relation=relation, date=last.isoformat() if last else None,
                        start=start.isoformat() if start else None, duration=t.duration,
                        working_days=t.working_days or bool(t.duration and P.NO_HOLIDAYS.match(self.low, t.end)),
                        recurrence=t.recurrence, span=(lead, t.end))
