"""The part of the temporal grammar that reads days told in words, weekdays, parts of the day and
clock times. ``dates_grammar`` completes it with numbers and ranges."""
from __future__ import annotations

from dataclasses import replace

import regex

import pipeline.dates_nodes as N
import pipeline.dates_patterns as P
from pipeline.dates_nodes import Node
from pipeline.dates_periods import Periods
from pipeline.dates_place import Spec
from pipeline.numbers import integer


class Days(Periods):
    """Each method reads one kind of expression at an offset of the normal form ``s``, or gives None."""

    def _from_number(self, at: int, weak: bool) -> Node | None:
        raise NotImplementedError

    def _ngay(self, at: int, written: bool = False) -> Node | None:
        raise NotImplementedError

    def _day_word(self, at: int) -> Node | None:
        m = P.DAY_WORD.match(self.s, at)
        if not m or not (m["m"] or m["full"]):
            return None
        day = 15 if m["full"] else integer(m["d"])
        month = N.month(m["m"]) if m["m"] else None
        if not day or not 1 <= day <= 31 or not month:
            return None
        op = "lunar" if m["full"] or m["m"] in ("giêng", "chạp") else "day"
        return Node(at, m.end(), Spec(op, year=N.digits(m["y"]), month=month, day=day, shift=0 if m["now"] else None), "day in words", kind="instant")

    def _today(self, at: int, m: regex.Match | None = None) -> Node | None:
        m = m or P.TODAY.match(self.s, at)
        if not m or self.text[m.end() - 3:m.end()] == "Mai":  # a person or a commune
            return None
        g = m.groupdict()
        n = 0 if g["here"] else -1 if g["last"] else -2 if g["last2"] else 1 if g["next"] else 2
        node = Node(at, m.end(), Spec("rel", unit="day", n=n), "relative day", kind="instant")
        return self._dated(node)

    def _dated(self, node: Node) -> Node:
        """"hôm nay (2/6)", "thứ Hai, ngày 5/6": the written day decides."""
        j = P.JOIN.match(self.s, node.end)
        if not j:
            return node
        day = self._day_at(j.end())
        if day is None:
            return node
        end = day.end
        if "(" in j.group() and end < len(self.s) and self.s[end] == ")":
            end += 1
        return replace(day, start=node.start, end=end, part_of_day=node.part_of_day or day.part_of_day,
                       clock=node.clock or day.clock)

    def _day_at(self, pos: int, sure: bool = False) -> Node | None:
        """A written day, in digits after a part of day or a weekday, or "ngày …". ``sure``: the digits are no
        fraction of what follows ("chiều 28/10 | Bộ trưởng …")."""
        s = self.s
        if pos < len(s) and s[pos].isdigit():
            ahead = P.AHEAD.match(s, pos)
            if not ahead or ahead.lastgroup == "hour":
                return None
            m = P.DMY.match(s, pos) or P.DMYY.match(s, pos)
            if m is None and (m := P.DM_LOOSE.match(s, pos)) and not sure and P.COUNTED.match(s, m.end()):
                return None
            if m:
                year = N.digits(m["y"])
                return N.day(pos, m, N.century_of(year) if year is not None and year < 100 else year)
            if m := P.DAY_OF.match(s, pos):
                return self._from_number(pos, True)
            if m := P.DAYS.match("ngày " + s[pos:pos + 60]):
                if m["m"]:
                    days = [int(d) for d in regex.findall(r"\d+", m["d"])]
                    a, b = (Spec("day", year=N.digits(m["y"]), month=int(m["m"]), day=d) for d in (days[0], days[-1]))
                    return Node(pos, pos + m.end() - 5, Spec("range", a=a, b=b), "days", kind="interval")
            return None
        if s.startswith(("ngày", "các ngày", "mùng", "mồng"), pos):
            node = self._ngay(pos, written=True) or self._day_word(pos)
            return node if node and node.kind in ("instant", "interval") else None
        return None

    def _weekday(self, at: int) -> Node | None:
        s = self.s
        m = P.WEEKDAY.match(s, at)
        if not m or m["w"] and self.text[m.start("w")].islower() and P.ORDINAL_BEFORE.search(s[max(0, at - 10):at]) and P.JOIN.match(s, m.end()):
            return None  # "Hội nghị lần thứ ba | ngày 15/4"
        day = 6 if m["sun"] else {"ba": 1, "3": 1, "hai": 0, "2": 0, "tư": 2, "4": 2, "năm": 3, "5": 3,
                                  "sáu": 4, "6": 4}.get(m["w"], 5)
        node = Node(at, m.end(), Spec("weekday", day=day), "weekday", kind="instant")
        if every := P.EVERY_TAIL.match(s, m.end()):
            if every["u"] == "tuần":
                return replace(node, end=every.end(), kind="recurrence", rule="recurrence",
                               recurrence=f"FREQ=WEEKLY;BYDAY={N.BYDAY[day]}")
        tail = P.WEEK_TAIL.match(s, m.end())
        if tail and not (tail["coming"] and P.ORDINAL_BEFORE.search(s[max(0, at - 10):at])):
            n = 0 if tail["here"] or tail["coming"] == "này" else -1 if tail["last"] else 1 if tail["next"] else None
            return self._dated(replace(node, end=tail.end(), spec=Spec("weekday", day=day, n=n)))
        dated = self._dated(node)
        if dated is not node:
            return dated
        # "thứ Hai" with a capital is a day, "thứ hai" mostly "secondly"; "kỳ họp thứ Hai" is neither
        before = s[max(0, at - 10):at].rstrip(" ")
        free = not before or not before[-1].isalnum() or P.BEFORE_WEEKDAY.search(before)
        named = free and (m["sun"] or self.text[m.start("w")].isupper())
        return node if named or self._alone(at, node.end) else None

    def _pod(self, at: int) -> Node | None:
        s = self.s
        m = P.POD.match(s, at)
        if not m:
            return None
        part = "tối" if m["p"] == "đêm" else m["p"]
        if r := P.POD_REL.match(s, m.end()):
            if self.text[r.end() - 3:r.end()] != "Mai":
                n = 0 if r["here"] else 1 if r["next"] else -1
                return self._dated(Node(at, r.end(), Spec("rel", unit="day", n=n), "part of day", kind="instant", part_of_day=part))
        j = P.JOIN.match(s, m.end())
        if not j:
            return None
        day = self._day_at(j.end(), sure="," not in j.group()) or self._weekday(j.end()) or self._today(j.end())
        if day is None or day.kind == "recurrence":
            return None
        end = day.end
        if "(" in j.group() and end < len(s) and s[end] == ")":
            end += 1
        return replace(day, start=at, end=end, part_of_day=part)

    def _clock(self, at: int, m: regex.Match, weak: bool) -> Node | None:
        """A time of day is an expression with the day that follows it, or after a preposition."""
        s, end = self.s, m.end()
        pod = None
        j = P.JOIN.match(s, end)
        if j and (p := P.POD.match(s, j.end())):
            pod = "tối" if p["p"] == "đêm" else p["p"]
            if r := P.POD_REL.match(s, p.end()):
                n = 0 if r["here"] else 1 if r["next"] else -1
                node = Node(at, r.end(), Spec("rel", unit="day", n=n), "clock", kind="instant", part_of_day=pod, clock=N.clock(m, pod))
                return self._dated(node)
            end = p.end()
            j = P.JOIN.match(s, end)
        clock = N.clock(m, pod)
        if j:
            day = self._day_at(j.end())
            if day is None and not s[j.end():j.end() + 1].isdigit():
                day = self._today(j.end()) or self._weekday(j.end())
            if day is not None:
                return replace(day, start=at, part_of_day=pod or day.part_of_day, clock=clock)
            named = P.NAMED_DAY.match(s, j.end())
            if named and (day := self._weekday(named.end())):
                return replace(day, start=at, part_of_day=pod or day.part_of_day, clock=clock)
            if every := P.EVERY.match(s, j.end()):
                return Node(at, every.end(), Spec("none"), "recurrence", kind="recurrence", clock=clock,
                            recurrence=N.every_rule(every["u"]))
        if pod and (m["min"] or "giờ" in m.group() or "h" in m.group()):
            return Node(at, end, Spec("rel", unit="day", n=0), "clock", kind="instant", part_of_day=pod, clock=clock)
        if (m["min"] or m["half"] or m["less"]) and self._alone(at, end):
            return Node(at, end, Spec("rel", unit="day", n=0), "clock", kind="instant", clock=clock)
        return None

    def _luc(self, at: int) -> Node | None:
        m = P.AT_HOUR.match(self.s, at)
        node = self._from_number(m.end(), True) if m else None
        return replace(node, start=at) if node and node.clock else None
