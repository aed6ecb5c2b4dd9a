"""The grammar of Vietnamese temporal expressions: text → :class:`Node`, without a calendar.

A recursive descent over a normal form of the text that has the same length: lower case, one kind
of blank and dash, soft line breaks and emphasis marks as blanks. At each word that can open an
expression a preposition ("chậm nhất trước") and then an expression are tried; every pattern is
bounded, so the time is linear in the text.

In the patterns ``_`` is a run of blanks and ``~`` an optional one.
"""
from __future__ import annotations

from dataclasses import replace

import regex

import pipeline.dates_nodes as N
import pipeline.dates_patterns as P
from pipeline.dates_nodes import Node
from pipeline.dates_days import Days
from pipeline.dates_place import Spec, grain


def normal_form(text: str) -> str:
    """Lower case, plain blanks and dashes, soft line breaks out; every offset stays what it was."""
    for kind, plain in P.PLAIN:
        text = text.replace(kind, plain)
    text = P.SOFT_BREAK.sub(" ", P.FOREIGN_DIGIT.sub("#", text))
    low = text.lower()
    if len(low) != len(text):  # "İ" grows in lower case
        low = "".join(c if len(c.lower()) != 1 else c.lower() for c in text)
    return P.QUARTER_SPELLING.sub("quý", low)


def parse(text: str) -> list[Node]:
    """Every temporal expression of a text, in order, without overlaps."""
    p = _Parser(text)
    out: list[Node] = []
    at = 0
    for m in P.TOKEN.finditer(p.s):
        if m.start() < at or not _opens(p.s, m):
            continue
        node = p.expression(m.start())
        if node is not None:
            out.append(node)
            at = node.end
    return out


def _opens(s: str, m: regex.Match) -> bool:
    """Whether an expression may begin at a number or an opening word: not inside a number, a code or
    a site's name; a lost blank before "ngày" or a dash before "2/6" is forgiven."""
    word = m.group()
    number = word[0].isdigit()
    before = s[m.start() - 1] if m.start() else " "
    if before not in "/.,-":
        return True
    return word in ("ngày", "tháng") or (number and before == "-" and s[m.end():m.end() + 1] == "/")


class _Parser(Days):
    def __init__(self, text: str) -> None:
        self.text = text
        self.s = normal_form(text)
        # A text that is nothing but an expression is read as one: "thứ ba", "10:45", "giáng sinh".
        self.whole = (len(text) - len(self.s.lstrip()), len(self.s.rstrip())) if len(text) < 60 else None

    # ------------------------------------------------------------ expressions

    def expression(self, at: int) -> Node | None:
        """A preposition and an expression, or an expression alone, at ``at``."""
        lead = P.LEAD.match(self.s, at)
        # the longest preposition that leaves an expression: "trong các" against "trong"
        if lead and lead.end() < len(self.s) and self.s[lead.end()] == " ":
            relation = lead.lastgroup or next(k for k, v in lead.groupdict().items() if v)
            pos = self._blanks(lead.end())
            node = self._ranged(pos, relation)
            if node is None and relation in ("in", "since", "by"):
                pos2 = self._skip_filler(pos)
                node = self._ranged(pos2, relation) if pos2 != pos else None
            if node is None:
                node = self._bounding(pos, lead.group(), relation)
            elif node.kind == "duration":
                node = self._hour(pos, relation) or node
            if node is not None:
                if relation == "since" and node.kind in ("recurrence", "duration") and lead.group() != "sau":
                    return replace(node, lead=node.start)
                if relation == "since" and node.spec.op == "range" and node.kind == "interval":
                    return replace(node, start=at, lead=at, relation=None)
                return replace(node, lead=at, relation=relation)
            if relation == "since" and (m := P.EVENT.match(self.s, at)):
                return Node(at, m.end(), Spec("none"), "event", at, "since", "event")
        node = self._ranged(at, None)
        return replace(node, lead=node.start) if node else None

    def _skip_filler(self, pos: int) -> int:
        m = P.FILLER.match(self.s, pos)
        return m.end() if m else pos

    def _blanks(self, pos: int) -> int:
        while pos < len(self.s) and self.s[pos] == " ":
            pos += 1
        return pos

    def _ranged(self, at: int, relation: str | None) -> Node | None:
        """An expression, or two joined by "đến" or a dash."""
        s = self.s
        if relation == "since" and (m := P.NOW.match(s, at)):
            first = Node(at, m.end(), Spec("now"), "now", kind="instant")
        elif (m := P.RIGHT_NOW.match(s, at)) and self._alone(at, m.end()):
            return Node(at, m.end(), Spec("now", unit="second"), "right now", kind="instant")
        else:
            first = (relation and self._days_to(at)) or self._atom(at, weak=relation is not None) or (self._signed(at) if relation else None)
        if first is None:
            return None
        if first.kind in ("duration", "recurrence", "event") or (first.spec.op == "range" and first.rule != "span"):
            return first
        m = P.TO.match(s, first.end)
        if m and m.end() > first.end:
            second = self._atom(m.end(), weak=True) or self._end_of_range(m.end(), first)
            if (second and second.kind in ("instant", "interval") and second.spec.op not in ("range", "now")
                    and not (m["dash"] and (first.spec.op == "now" or grain(first.spec) != grain(second.spec)))):
                return Node(at, second.end, Spec("range", a=first.spec, b=second.spec), "range", kind="interval",
                            part_of_day=first.part_of_day, clock=second.clock, recurrence=second.recurrence)
        return None if first.spec.op == "now" else first

    def _signed(self, at: int) -> Node | None:
        """"30-6" after a preposition: after a weak one ("đến") only where the clause ends, as "đến 5-6 …" counts,
        and with a dash, as "đến 4.2" is a number; or where a range of two such days begins."""
        m = P.DM_SIGNED.match(self.s, at)
        if m is None or P.COUNTED.match(self.s, m.end()):
            return None
        to = P.TO.match(self.s, m.end())
        if P.STRONG.search(self.s[max(0, at - 10):at].rstrip()) or m["closed"] is not None and "-" in m.group() \
                or to and not to["dash"] and "-" in m.group() and self._end_of_range(to.end(), N.day(at, m)):
            return self._tail(N.day(at, m))
        return None

    def _days_to(self, at: int) -> Node | None:
        """"từ 6 đến 8/1": the first day borrows the month of the last."""
        m = P.DAY_TO.match(self.s, at)
        last = self._day_at(m.end()) if m else None
        if last is None or last.spec.op != "day" or last.spec.month is None or last.spec.day <= int(m["d"]):
            return None
        return Node(at, last.end, Spec("range", a=Spec("day", day=int(m["d"])), b=last.spec), "range", kind="interval",
                    clock=last.clock, recurrence=last.recurrence)

    def _end_of_range(self, at: int, first: Node) -> Node | None:
        """The last day or month of a range whose first stands before it: "đến 30-6", "đến 3/2026"."""
        if first.spec.op == "day" and (m := P.DM_SIGNED.match(self.s, at)) and not P.COUNTED.match(self.s, m.end()):
            return N.day(at, m)
        if first.spec.op == "month" and (m := P.MONTH_YEAR.match(self.s, at)):
            return Node(at, m.end(), Spec("month", year=int(m["y"]), month=int(m["m"])), "month", kind="interval")
        return None

    def _bounding(self, pos: int, lead: str, relation: str) -> Node | None:
        """What only a preposition makes an expression: "trước lễ 2/9", "trước Tết", "đến hết năm", "ngay trong ngày"."""
        if relation == "before" and (m := P.FEAST.match(self.s, pos)) and (node := self._ranged(m.end(), relation)):
            return node
        if relation in ("before", "by") and self.text.startswith("T", pos) and (m := P.TET.match(self.s, pos)):
            return Node(pos, m.end(), Spec("lunar", month=1, day=1), "holiday", kind="instant")
        if lead.endswith("hết") and (m := P.PART_BARE.match(self.s, pos)):
            return Node(pos, m.end(), N.running(m["u"]), "running", kind="interval")
        if lead.endswith("trong") and (m := P.RUNNING.match(self.s, pos)):
            return Node(pos, m.end(), Spec("rel", unit=N.UNIT_WORD[m["u"]], n=0), "running", kind="instant" if m["u"] == "ngày" else "interval")
        return self._hour(pos, relation)

    def _hour(self, at: int, relation: str) -> Node | None:
        """"trước 17 giờ", "chậm nhất 17 giờ cùng ngày": the day that is told of."""
        m = P.HOUR.match(self.s, at)
        same = P.SAME_DAY.match(self.s, m.end()) if m else None
        if m is None or not (relation == "before" or same):
            return None
        return Node(at, (same or m).end(), Spec("rel", unit="day", n=0), "clock", kind="instant", clock=f"{int(m['h']):02}:{m['min'] or '00'}")

    def _alone(self, start: int, end: int) -> bool:
        """Whether nothing else stands in the text."""
        return self.whole == (start, end)

    # ------------------------------------------------------------ atoms

    def _atom(self, at: int, weak: bool = False) -> Node | None:
        """One expression. ``weak``: a preposition before it makes bare "2/6" and "2025" readable."""
        s = self.s
        if at >= len(s):
            return None
        if s[at].isdigit():
            return self._from_number(at, weak)
        word = P.WORD.match(s, at)
        if not word:
            return None
        for method in _BY_WORD.get(word.group(), ()):
            node = method(self, at)
            if node:
                return self._tail(node)
        return None

    def _tail(self, node: Node) -> Node:
        """What may follow any expression: a lunar mark, "hằng tháng"."""
        s, spec = self.s, node.spec
        if spec.op == "day" and spec.month and (m := P.LUNAR_MARK.match(s, node.end)):
            y = P.LUNAR_YEAR.match(s, m.end()) if spec.year is None else None
            end = y.end() if y else m.end()
            return replace(node, end=end, spec=replace(spec, op="lunar", year=int(y[1]) if y else spec.year), rule="lunar day")
        if spec.op == "day" and spec.month and spec.year is None and spec.shift is None and (m := P.REL_YEAR.match(s, node.end)):
            return replace(node, end=m.end(), spec=replace(spec, shift=1 if m["next"] else -1 if m["last"] else 0))  # "30/4 năm sau"
        if node.recurrence or node.kind not in ("instant", "interval"):
            return node
        if spec.op == "day" and spec.month is None and (m := P.QUARTER_TAIL.match(s, node.end)):
            months = "3,6,9,12" if m["side"] == "cuối" else "1,4,7,10"
            return replace(node, end=m.end(), kind="recurrence", rule="recurrence",
                           recurrence=f"FREQ=YEARLY;BYMONTH={months};BYMONTHDAY={spec.day}")
        m = P.EVERY_TAIL.match(s, node.end)
        if m:
            rule = N.recurrence_of(spec, m["u"])
            if rule:
                return replace(node, end=m.end(), kind="recurrence", rule="recurrence", recurrence=rule)
        return node

    def _from_number(self, at: int, weak: bool) -> Node | None:
        s = self.s
        found = P.AHEAD.match(s, at)
        ahead = found.lastgroup if found else None
        if ahead in ("unit", "month") and (node := self._so_many(at)):
            return node
        if ahead in ("sign", "hour") and (m := P.CLOCK.match(s, at)) and (node := self._clock(at, m, weak)):
            return self._tail(node)
        if ahead == "sign":
            if m := P.DMY.match(s, at):
                return self._tail(N.day(at, m))
            if m := P.DMYY.match(s, at):
                return N.day(at, m, N.century_of(int(m["y"])))
        if ahead in ("sign", "to", "unit") and (m := P.YEARS.match(s, at)):
            return N.years(at, m)
        for pattern, method in _BY_AHEAD.get(ahead, ()):
            if m := pattern.match(s, at):
                return method(at, m)
        if ahead == "month" and (m := P.DAY_OF.match(s, at)) and (node := self._day_of(at, m)):
            return self._tail(node)
        if ahead == "sign" and (m := P.DM.match(s, at)) and self._bare_day(at, m, weak):
            return self._tail(N.day(at, m))
        if ahead not in (None, "list", "times") and (m := P.DURATION.match(s, at)):
            return N.duration(at, m)
        if weak and (m := P.YEAR_BARE.match(s, at)):
            return Node(at, m.end(), Spec("year", year=int(m["y"])), "bare year", kind="interval")
        return None

    def _day_of(self, at: int, m: regex.Match) -> Node | None:
        """"23 tháng Chạp", and a portal's stamp "13 Tháng Mười Hai 2023 2:00:00 CH"."""
        month = N.month(m["m"])
        if not month:
            return None
        op = "lunar" if m["m"] in ("giêng", "chạp") else "day"
        node = Node(at, m.end(), Spec(op, year=N.digits(m["y"]), month=month, day=int(m["d"]), shift=0 if m["now"] else None), "day", kind="instant")
        t = P.CLOCK.match(self.s, self._blanks(m.end()))
        return replace(node, end=t.end(), clock=N.clock(t, None), rule="portal stamp") if t and t["min"] else node

    def _bare_day(self, at: int, m: regex.Match, weak: bool) -> bool:
        """Whether a lone "2/6" is a day: never before a counted noun ("3/5 xã"); without a
        preposition, "ngày" or a part of the day only where the clause ends or a bracket closes."""
        s = self.s
        if m["y"] or P.REL_YEAR.match(s, m.end()) or "/" in m.group() and P.HELD_ON.search(s[max(0, at - 12):at]):
            return True
        if P.COUNTED.match(s, m.end()) or P.NOT_DAY_BEFORE.search(s[max(0, at - 14):at]):
            return False
        if weak:
            return True
        return bool(P.CLAUSE_END.match(s, m.end()))

    def _ngay(self, at: int, written: bool = False) -> Node | None:
        """"ngày …"; ``written``: a day of a month only, not "ngày mai" (ends the recursion)."""
        s = self.s
        word = P.DAY_CUE.match(s, at)
        if not word:
            return None
        pos = word.end()
        if m := P.DMY.match(s, pos) or P.DM_LOOSE.match(s, pos):
            return N.day(at, m)
        if m := P.DMYY.match(s, pos):
            return N.day(at, m, N.century_of(int(m["y"])))
        if m := P.DAYS.match(s, at):
            if not m["m"] and P.NOT_A_DAY.match(s, m.end()):
                return None
            if not m["m"] and P.DAY_OF.match(s, pos) and (node := self._from_number(pos, True)):
                return replace(node, start=at)  # "ngày 23 tháng Chạp"
            days = [int(d) for d in regex.findall(r"\d+", m["d"])]
            month, year = N.digits(m["m"]), N.digits(m["y"])
            if not m["m"] and len(days) > 1 and not P.EVERY_TAIL.match(s, m.end()):
                # "ngày 5, 6 hộ …": without a month only the first number is surely a day
                end = at + m.group().index(m["d"]) + regex.match(r"\d+", m["d"]).end()
                return Node(at, end, Spec("day", day=days[0]), "day", kind="instant")
            if len(days) == 1:
                node = Node(at, m.end(), Spec("day", year=year, month=month, day=days[0]), "day", kind="instant")
                return self._more_days(node)
            if tail := P.EVERY_TAIL.match(s, m.end()):
                by = ",".join(map(str, days))
                rule = (f"FREQ=YEARLY;BYMONTH={month};BYMONTHDAY={by}" if month else f"FREQ=MONTHLY;BYMONTHDAY={by}")
                return Node(at, tail.end(), Spec("day", month=month, day=days[-1]), "recurrence", kind="recurrence", recurrence=rule)
            a, b = (Spec("day", year=year, month=month, day=d) for d in (days[0], days[-1]))
            return Node(at, m.end(), Spec("range", a=a, b=b), "days", kind="interval")
        if written:
            return None
        if m := P.EDGE_DAY.match(s, at):
            inner = self._atom(m.end()) if s.startswith(("tháng", "quý", "năm", "tuần"), m.end()) else None
            if inner and inner.spec.op in ("month", "quarter", "year", "rel"):
                unit = "first" if m["edge"].startswith("đầu") else "last"
                return Node(at, inner.end, Spec("edge", unit=unit, a=inner.spec), "edge day", kind="instant")
        if m := P.TODAY.match(s, at):
            return self._today(at, m)
        inner = self._weekday(pos) if s.startswith(("thứ", "chủ"), pos) else None
        if inner:
            return replace(inner, start=at)
        return self._holiday(at)

    def _more_days(self, node: Node) -> Node:
        """"ngày 14 tháng 6 và ngày 14 tháng 12 hàng năm": one recurrence."""
        spec = node.spec
        m = P.AND_DAY.match(self.s, node.end)
        if m and spec.month and spec.year is None and int(m["d"]) == spec.day:
            rule = f"FREQ=YEARLY;BYMONTH={spec.month},{int(m['m'])};BYMONTHDAY={spec.day}"
            return replace(node, end=m.end(), kind="recurrence", rule="recurrence", recurrence=rule)
        return node


_BY_AHEAD = {
    "month": ((P.HALF, N.part_of_year), (P.ONCE_PER, N.once_per), (P.SPAN, N.span)),
    "unit": ((P.ONCE_PER, N.once_per), (P.SPAN, N.span)), "hour": ((P.ONCE_PER, N.once_per), (P.SPAN, N.span)),
    "times": ((P.TIMES_PER, N.times_per),),
}
_BY_WORD = {
    **dict.fromkeys(["ngày"], (_Parser._ngay, _Parser._day_word, _Parser._today)),
    **dict.fromkeys(["các", "những"], (_Parser._ngay, _Parser._half, _Parser._thang, _Parser._quy, _Parser._nam, _Parser._decade)),
    **dict.fromkeys(["mồng", "mùng", "rằm"], (_Parser._day_word,)),
    "mùa": (_Parser._season,), "tháng": (_Parser._thang,), "quý": (_Parser._quy,), "năm": (_Parser._nam,), "tuần": (_Parser._tuan,),
    **dict.fromkeys(["giai", "nhiệm", "niên", "khóa", "khoá", "thời"], (_Parser._years_cue, _Parser._half)),
    "kỳ": (_Parser._years_cue,), "kỷ": (_Parser._holiday,), "kỉ": (_Parser._holiday,),
    **dict.fromkeys(["đầu", "giữa", "cuối", "thượng", "trung", "hạ"], (_Parser._part,)),
    **dict.fromkeys(["hôm", "bữa"], (_Parser._ngay, _Parser._today)),
    **dict.fromkeys(["sáng", "trưa", "chiều", "tối", "đêm", "buổi", "rạng"], (_Parser._pod,)),
    **dict.fromkeys(["thứ", "chủ", "chúa"], (_Parser._weekday,)),
    **dict.fromkeys(["hàng", "hằng", "mỗi", "từng", "định", "cứ"], (_Parser._every,)),
    **dict.fromkeys(["quốc", "giáng", "lễ", "dịp", "tết", "giỗ", "nhà", "giải"], (_Parser._holiday,)),
    **dict.fromkeys(["thập", "thế"], (_Parser._decade,)), "nửa": (_Parser._half,), "lúc": (_Parser._luc,),
    **dict.fromkeys("một hai ba bốn sáu bảy bẩy tám chín mười".split(), (_Parser._number_word,)),
}
