"""The part of the temporal grammar that reads months, quarters, years, weeks, their parts and
relatives, frequencies and holidays. ``dates_grammar`` completes it with days and clocks."""
from __future__ import annotations

from dataclasses import replace

import regex

import pipeline.dates_nodes as N
import pipeline.dates_patterns as P
from pipeline.dates_nodes import Node
from pipeline.dates_place import Spec
from pipeline.numbers import integer


class Periods:
    """Each method reads one kind of expression at an offset of the normal form ``s``, or gives None."""

    s: str
    text: str

    def _atom(self, at: int, weak: bool = False) -> Node | None:
        raise NotImplementedError

    def _dated(self, node: Node) -> Node:
        raise NotImplementedError

    def _clock(self, at: int, m: regex.Match, weak: bool) -> Node | None:
        raise NotImplementedError

    def _alone(self, start: int, end: int) -> bool:
        raise NotImplementedError

    def _thang(self, at: int) -> Node | None:
        s = self.s
        if m := P.MONTHS.match(s, at):
            year = N.digits(m["y"])
            months = [int(x) for x in regex.findall(r"\d+", m["m"])]
            if m["more"] and not (m["many"] or year or m["every"] is not None or "tháng" in m["more"]):
                # "tháng 6, 12 xã …": only the first number is surely a month
                end = m.start("m") + regex.match(r"\d+", m["m"]).end()
                return Node(at, end, Spec("month", month=months[0]), "month", kind="interval")
            if len(months) > 1:
                a, b = (Spec("month", year=year, month=x) for x in (months[0], months[-1]))
                return Node(at, m.end(), Spec("range", a=a, b=b), "months", kind="interval")
            return Node(at, m.end(), Spec("month", year=year, month=months[0]), "month", kind="interval")
        if m := P.MONTH_WORD.match(s, at):
            month = N.month(m["m"])
            if month:
                return Node(at, m.end(), Spec("month", year=N.digits(m["y"]), month=month), "month", kind="interval")
        return self._relative(at)

    def _quy(self, at: int) -> Node | None:
        m = P.QUARTERS.match(self.s, at)
        if not m:
            return self._relative(at)
        year = N.digits(m["y"])
        found = [integer(q) for q in regex.findall(r"\w+", m["q"].replace("quý", " ")) if integer(q)]
        found = [q for q in found if q and q <= 4]
        if not found:
            return None
        specs = [Spec("quarter", year=year, n=q) for q in found]
        if len(specs) > 1:
            return Node(at, m.end(), Spec("range", a=specs[0], b=specs[-1]), "quarters", kind="interval")
        return Node(at, m.end(), specs[0], "quarter", kind="interval")

    def _nam(self, at: int) -> Node | None:
        s = self.s
        if m := P.YEARS.match(s, at):
            return N.years(at, m)
        if m := P.YEAR_ONE.match(s, at):
            years = [int(y) for y in regex.findall(r"\d{4}", m.group())]
            if len(years) > 1:
                return Node(at, m.end(), Spec("range", a=Spec("year", year=years[0]), b=Spec("year", year=years[-1])), "years", kind="interval")
            return Node(at, m.end(), Spec("year", year=years[0]), "year", kind="interval")
        return self._relative(at)

    def _years_cue(self, at: int) -> Node | None:
        m = P.YEARS.match(self.s, at)
        return N.years(at, m) if m else None

    def _relative(self, at: int) -> Node | None:
        m = P.REL.match(self.s, at)
        if not m:
            return None
        if P.VAGUE_BEFORE.search(self.s[max(0, at - 8):at]):  # "những năm qua", "các tháng tới"
            return None
        n = 0 if m["here"] else 1 if m["next"] else -2 if m["last2"] else -1
        if m["u"] == "năm":
            return Node(at, m.end(), Spec("year", shift=n), "relative year", kind="interval")
        return Node(at, m.end(), Spec("rel", unit=N.UNIT_WORD[m["u"]], n=n), "relative", kind="interval")

    def _tuan(self, at: int) -> Node | None:
        m = P.WEEK_OF.match(self.s, at)
        if m:
            inner = self._thang(m.end())
            n = 1 if m["n"].startswith("đầu") else 4 if m["n"].startswith("cuối") else integer(m["n"])
            if inner and inner.spec.op == "month" and n and n <= 5:
                return Node(at, inner.end, Spec("week_of_month", n=n, a=inner.spec), "week of month", kind="interval")
        return self._relative(at)

    def _part(self, at: int) -> Node | None:
        m = P.PART.match(self.s, at)
        if not m:
            return None
        part = P.PARTS[m["p"].split(" ")[0]]
        inner = None if P.PART.match(self.s, m.end()) else self._atom(m.end(), weak=True)
        if inner and inner.kind == "interval" and inner.spec.op in ("month", "quarter", "year", "months", "rel", "range"):
            # "thượng tuần tháng 3" ends on its tenth day, "đầu tháng 3" on no day in particular
            rule = "ten days" if "tuần" in m["p"] and inner.spec.op in ("month", "rel") else "part"
            return replace(inner, start=at, spec=Spec("part", unit=part, a=inner.spec), rule=rule, recurrence=None)
        if bare := P.PART_BARE.match(self.s, m.end()):
            return Node(at, bare.end(), Spec("part", unit=part, a=N.running(bare["u"])), "part", kind="interval")
        return None

    def _half(self, at: int) -> Node | None:
        if m := P.HALF_MONTH.match(self.s, at):
            month = self._thang(m.end())
            unit = "first half" if m["side"] == "đầu" else "second half"
            return replace(month, start=at, spec=Spec("part", unit=unit, a=month.spec), rule="half month") if month and month.spec.op in ("month", "rel") else None
        m = P.HALF.match(self.s, at)
        return N.part_of_year(at, m) if m else None

    def _so_many(self, at: int) -> Node | None:
        """"hai ngày 15 và 16/9": the count says no more than the list after it."""
        m = P.SO_MANY.match(self.s, at)
        if m is None:
            return None
        if days := P.DAYS.match(self.s, m.end()):
            found, month = [int(d) for d in regex.findall(r"\d+", days["d"])], N.digits(days["m"])
            ends = [Spec("day", year=N.digits(days["y"]), month=month, day=d) for d in (found[0], found[-1])] if month else []
        elif days := P.MONTHS.match(self.s, m.end()):
            found = [int(x) for x in regex.findall(r"\d+", days["m"])]
            ends = [Spec("month", year=N.digits(days["y"]), month=x) for x in (found[0], found[-1])]
        else:
            node = self._quy(m.end())
            return replace(node, start=at) if node and node.spec.op == "range" else None
        if len(found) < 2 or not ends:
            return None
        return Node(at, days.end(), Spec("range", a=ends[0], b=ends[1]), "days" if ends[0].op == "day" else "months", kind="interval")

    def _number_word(self, at: int) -> Node | None:
        if node := self._so_many(at):
            return node
        if (m := P.CLOCK.match(self.s, at)) and (node := self._clock(at, m, False)):
            return node
        for pattern, method in ((P.YEARS, N.years), (P.HALF, N.part_of_year), (P.TIMES_PER, N.times_per), (P.ONCE_PER, N.once_per), (P.SPAN, N.span),
                                (P.DURATION, N.duration)):
            if m := pattern.match(self.s, at):
                return method(at, m)
        return None

    def _every(self, at: int) -> Node | None:
        s = self.s
        if m := P.ONCE_PER.match(s, at):
            return N.once_per(at, m)
        if m := P.PERIODIC.match(s, at):
            return N.once_per(at, m)
        if m := P.EVERY.match(s, at):
            return Node(at, m.end(), Spec("none"), "recurrence", kind="recurrence",
                        recurrence=N.every_rule(m["u"], integer(m["n"]) if m["n"] else 1))
        return None

    def _holiday(self, at: int) -> Node | None:
        m = P.HOLIDAY.match(self.s, at)
        if not m or not (self._alone(at, m.end()) or m["cue"] or P.LEADS_TO_FEAST.search(self.s[max(0, at - 12):at]) or m["y"] or m["now"] or m["h"].startswith(("tết", "giỗ", "lễ"))):
            return None
        value = P.HOLIDAYS[" ".join(m["h"].split())]
        op, _, md = ("lunar", "", value[6:]) if value.startswith("lunar:") else ("day", "", value)
        spec = Spec(op, year=N.digits(m["y"]), month=int(md[:2]), day=int(md[3:]), shift=0 if m["now"] else None)
        return self._dated(Node(at, m.end(), spec, "holiday", kind="instant"))

    def _season(self, at: int) -> Node | None:
        """"mùa hè năm 2023"; without a year a season is too vague to place."""
        m = P.SEASON.match(self.s, at)
        if not m:
            return None
        shift = None if m["y"] else 0 if m["here"] else -1 if m["last"] else 1
        m1, d1, m2, d2 = P.SEASONS[m["s"]]
        first = Spec("day", year=N.digits(m["y"]), month=m1, day=d1, shift=shift)
        year, shift = (first.year, shift) if m1 < m2 else (first.year and first.year + 1, None if shift is None else shift + 1)
        return Node(at, m.end(), Spec("range", a=first, b=Spec("day", year=year, month=m2, day=d2, shift=shift)), "season", kind="interval")

    def _decade(self, at: int) -> Node | None:
        if m := P.DECADE.match(self.s, at):
            y = int(m["y"]) + (1900 if len(m["y"]) == 2 else 0)
            return Node(at, m.end(), Spec("range", a=Spec("year", year=y), b=Spec("year", year=y + 9)), "decade", kind="interval")
        if (m := P.CENTURY.match(self.s, at)) and (n := N.century(m["n"])):
            return Node(at, m.end(), Spec("range", a=Spec("year", year=100 * n - 99), b=Spec("year", year=100 * n)), "century", kind="interval")
        return None
