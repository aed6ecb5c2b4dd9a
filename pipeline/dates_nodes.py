"""Parsed temporal expressions, and the builders that need nothing but a regular expression's match."""
from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.dates_place import Spec
from pipeline.numbers import integer

UNIT_WORD = {"ngày": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year", "giờ": "hour", "tiếng": "hour", "phút": "minute", "giây": "second"}
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True, slots=True)
class Node:
    """A parsed expression: ``[start, end)``; ``lead`` is where its preposition begins."""

    start: int
    end: int
    spec: Spec
    rule: str
    lead: int = -1
    relation: str | None = None
    kind: str = ""
    duration: str | None = None
    working_days: bool = False
    recurrence: str | None = None
    part_of_day: str | None = None
    clock: str | None = None


def digits(text: str | None) -> int | None:
    return int(text) if text else None


def century_of(year: int) -> int:
    """The year that two digits stand for. The pivot: nobody writes 1/1/69 for 1969 in this genre."""
    return year + (2000 if year < 70 else 1900)


def month(word: str) -> int | None:
    """1-12 of "07", "sáu" and of the lunar months "giêng", "chạp"; None of anything else."""
    n = {"giêng": 1, "chạp": 12}.get(word) or integer(word)
    return n if n and n <= 12 else None


def day(at: int, m: regex.Match, year: int | None = None) -> Node:
    """A day in digits: groups d, m and perhaps y."""
    spec = Spec("day", year=year if year is not None else digits(m["y"]), month=int(m["m"]), day=int(m["d"]))
    return Node(at, m.end(), spec, "day", kind="instant")


def running(word: str) -> Spec:
    """The year, quarter, month or week that runs: "năm", "tháng" alone."""
    unit = UNIT_WORD[word]
    return Spec("year", shift=0) if unit == "year" else Spec("rel", unit=unit, n=0)


def years(at: int, m: regex.Match) -> Node | None:
    """"giai đoạn 2021 - 2030"."""
    a, b = int(m["y"]), int(m["z"])
    if not 0 < b - a < 200:
        return None
    return Node(at, m.end(), Spec("range", a=Spec("year", year=a), b=Spec("year", year=b)), "years", kind="interval")


def part_of_year(at: int, m: regex.Match) -> Node | None:
    """"6 tháng đầu năm 2023", "nửa cuối năm", "những tháng còn lại của năm"."""
    g = m.groupdict()
    year = digits(g["y"])
    a = Spec("year", year=year, shift=0 if g["here"] else -1 if g["last"] else 1 if g["next"] else None)
    if g["rest"]:
        if g["rest"] == "còn lại":
            return Node(at, m.end(), Spec("rest", a=a), "rest of year", kind="interval")
        return Node(at, m.end(), Spec("part", unit="end" if g["rest"] == "cuối" else "start", a=a), "part", kind="interval")
    n = 6 if g["half"] else integer(g["n"])
    if not n or not 1 <= n <= 12:
        return None
    if g["side"] == "còn lại":
        return Node(at, m.end(), Spec("rest", a=a), "rest of year", kind="interval")
    first, last = (13 - n, 12) if g["side"] == "cuối" else (1, n)
    spec = Spec("months", year=year, month=first, n=last, shift=a.shift)
    return Node(at, m.end(), spec, "part of year", kind="interval")


def span(at: int, m: regex.Match) -> Node | None:
    """"3 ngày tới" (an interval), "3 ngày trước" and "3 ngày nữa" (a point)."""
    n = integer(m["n"])
    if not n:
        return None
    unit = UNIT_WORD[m["u"]]
    if unit in ("hour", "minute", "second"):
        # a length of time, and an interval for who knows the hour it is counted from
        return Node(at, m.end(), Spec("span", unit=unit, n=-n if m["past"] or m["ago"] else n), "span", kind="duration",
                    duration=f"PT{n}{unit[0].upper()}")
    if m["ago"] or m["ahead"]:
        return Node(at, m.end(), Spec("rel", unit=unit, n=-n if m["ago"] else n), "relative", kind="instant")
    return Node(at, m.end(), Spec("span", unit=unit, n=-n if m["past"] else n), "span", kind="interval")


def duration(at: int, m: regex.Match) -> Node | None:
    """"10 ngày làm việc", "3-5 ngày" (the longer), "1 năm 6 tháng"."""
    n = int(m["max"]) if m["max"] else integer(m["n"])
    if not n or m["max"] and n < (integer(m["n"]) or 0):  # "30-4 năm sau" is a day
        return None
    unit = UNIT_WORD[m["u"]]
    if unit in ("hour", "minute", "second"):
        iso = f"PT{n}{unit[0].upper()}"
    elif unit == "quarter":
        iso = f"P{3 * n}M"
    else:
        iso = f"P{n}{unit[0].upper()}"
        if m["n2"] and unit in ("year", "month") and UNIT_WORD[m["u2"]] != unit:
            iso += f"{int(m['n2'])}{UNIT_WORD[m['u2']][0].upper()}"
    return Node(at, m.end(), Spec("none", unit=unit), "duration", kind="duration", duration=iso, working_days=bool(m["work"]))


def every_rule(unit: str, n: int | None = 1) -> str:
    """The RRULE of "hằng quý", or of every n units."""
    n = n or 1
    name, n = {"giờ": ("HOURLY", n), "tiếng": ("HOURLY", n), "ngày": ("DAILY", n), "tuần": ("WEEKLY", n), "tháng": ("MONTHLY", n),
               "quý": ("MONTHLY", 3 * n), "năm": ("YEARLY", n)}[unit]
    return f"FREQ={name}" + (f";INTERVAL={n}" if n > 1 else "")


def times_per(at: int, m: regex.Match) -> Node | None:
    """"04 lần/năm": every three months. Where the period does not divide, its own frequency."""
    n = integer(m["n"])
    if not n:
        return None
    unit, k = m["u"], int(m["k"] or 1)
    months = {"tháng": 1, "quý": 3, "năm": 12}.get(unit, 0) * k
    if n == 1:
        rule = every_rule(unit, k)
    elif months and months % n == 0:
        rule = every_rule("tháng", months // n)
    elif months == 1 and n in (2, 4):
        rule = every_rule("tuần", 4 // n)
    else:
        rule = every_rule(unit, k)
    return Node(at, m.end(), Spec("none"), "recurrence", kind="recurrence", recurrence=rule)


def once_per(at: int, m: regex.Match) -> Node | None:
    """"6 tháng một lần", "02 năm/lần"."""
    n = integer(m["n"])
    if not n:
        return None
    return Node(at, m.end(), Spec("none"), "recurrence", kind="recurrence", recurrence=every_rule(m["u"], n))


def recurrence_of(spec: Spec, unit: str) -> str | None:
    """The RRULE of a day, month or quarter that comes back every ``unit``; None where it cannot."""
    if spec.has_year():
        return None
    if spec.op == "day" and spec.month is None:
        return f"FREQ=MONTHLY;BYMONTHDAY={spec.day}" if unit == "tháng" else f"{every_rule(unit)};BYMONTHDAY={spec.day}"
    if unit == "năm":
        if spec.op == "day":
            return f"FREQ=YEARLY;BYMONTH={spec.month};BYMONTHDAY={spec.day}"
        if spec.op == "month":
            return f"FREQ=YEARLY;BYMONTH={spec.month}"
        if spec.op == "quarter":
            return "FREQ=YEARLY;BYMONTH=" + ",".join(str(3 * spec.n - 2 + i) for i in range(3))
        if spec.op == "range" and spec.a.op == "month" and spec.b.op == "month" and spec.a.month < spec.b.month:
            return "FREQ=YEARLY;BYMONTH=" + ",".join(map(str, range(spec.a.month, spec.b.month + 1)))
        if spec.op in ("months", "part"):
            return "FREQ=YEARLY"
    return None


def clock(m: regex.Match, part_of_day: str | None) -> str:
    """HH:MM of a time of day; "2 giờ chiều" is 14:00, "2:00 CH" too."""
    h = integer(" ".join(m["h"].split()))
    minute = int(m["min"] or (30 if m["half"] else 0))
    if m["less"]:
        h, minute = h - 1, 60 - min(int(m["less"]), 59)
    late = m["ampm"] in ("ch", "pm") or part_of_day in ("chiều", "tối")
    if late and h < 12:
        h += 12
    return f"{h % 24:02d}:{minute:02d}"


def century(text: str) -> int | None:
    """21 of "21" and of "xxi"."""
    if text.isdigit():
        return int(text) or None
    value = {"i": 1, "v": 5, "x": 10}
    total = sum(-value[c] if value[c] < value.get(d, 0) else value[c] for c, d in zip(text, text[1:] + " "))
    return total or None
