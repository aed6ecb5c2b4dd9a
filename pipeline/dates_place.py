"""What a temporal expression says (:class:`Spec`), and its place on the calendar.

An expression is parsed once, without a reference day; placing it against a publication day, an
event or another tense is a separate step, so that a reported event can be placed before the
publication and a deadline after the event.
"""
from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.lunar import solar_day

Tense = Literal["past", "future", None]
Days = tuple[dt.date | None, dt.date | None]
_NOWHERE: Days = (None, None)


@dataclass(frozen=True, slots=True)
class Spec:
    """The parts an expression gives. ``op`` says which of the others are in use:

    ``day`` (year?, month?, day), ``lunar`` (year?, month, day), ``month`` (year?, month),
    ``quarter`` (year?, n), ``year`` (year), ``months`` (year?, month..n: part of a year),
    ``week_of_month`` (n, a), ``part`` (unit start|mid|end, a), ``range`` (a, b),
    ``rel`` (unit, n: so many units from now), ``span`` (unit, n: the last or next n units),
    ``weekday`` (day 0-6, n weeks from now or None: the next one), ``rest`` (a: what is left of it),
    ``edge`` (unit first|last, a: its first or last day), ``now``, ``none`` (no place: an event, a
    duration). Instead of ``year``, ``shift`` counts years from the current one.
    """

    op: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    n: int | None = None
    unit: str | None = None
    shift: int | None = None
    a: Spec | None = None
    b: Spec | None = None

    def has_year(self) -> bool:
        """Whether the expression itself names the year."""
        inner = [s for s in (self.a, self.b) if s is not None and s.op != "now"]
        return self.year is not None or (bool(inner) and all(s.has_year() for s in inner))

    def with_year(self, year: int | None, month: int | None = None) -> Spec:
        """The same with a year (and month) borrowed where it has none of its own."""
        if self.op in ("part", "week_of_month", "rest") and self.a:
            return replace(self, a=self.a.with_year(year))
        if self.op not in ("day", "month", "quarter", "months", "lunar") or self.year is not None or self.shift is not None:
            return self
        if self.op == "day" and self.month is None:
            return replace(self, year=year, month=month)
        return replace(self, year=year)


def grain(spec: Spec) -> str:
    """day, week, month, quarter or year: what the expression counts in."""
    if spec.op in ("day", "lunar", "weekday", "now", "edge"):
        return "day"
    if spec.op in ("rel", "span"):
        return spec.unit or "day"
    if spec.op == "months":
        return "month"
    if spec.op == "week_of_month":
        return "week"
    if spec.op in ("part", "rest") and spec.a:
        return grain(spec.a)
    if spec.op == "range" and spec.a and spec.b:
        return grain(spec.b)
    return spec.op if spec.op in ("month", "quarter", "year") else "day"


def place(spec: Spec, reference: dt.date | None, tense: Tense = None, *, loose: bool = False) -> Days:
    """First and last day of an expression, both included; (None, None) where it has no place.

    A missing year is the one that brings the expression nearest to ``reference``; with ``past``
    the last one that begins not after it, with ``future`` the next one that is not over. ``loose``
    says that the reference is only a guess (another date of the text): then "hôm qua", "tuần tới"
    and other expressions that count from the day of writing stay without a place.
    """
    try:
        return _place(spec, reference, tense, loose)
    except (ValueError, OverflowError):  # 31 April, year 0, a thousand years on
        return _NOWHERE


def clock_span(spec: Spec, now: dt.datetime) -> tuple[dt.datetime, dt.datetime] | None:
    """First moment and end (excluded) of an expression that counts hours, minutes or seconds from
    ``now``: "2 phút vừa qua" are the two whole minutes before this one. None for any other."""
    if spec.op == "now":
        return now, now
    if spec.op != "span" or spec.unit not in ("hour", "minute", "second"):
        return None
    start = now.replace(microsecond=0)
    if spec.unit != "second":
        start = start.replace(second=0)
    if spec.unit == "hour":
        start = start.replace(minute=0)
    one = dt.timedelta(**{spec.unit + "s": 1})
    try:
        return (start + spec.n * one, start) if spec.n < 0 else (start + one, start + (spec.n + 1) * one)
    except OverflowError:
        return None


def _place(spec: Spec, ref: dt.date | None, tense: Tense, loose: bool) -> Days:
    op = spec.op
    if op in ("day", "lunar", "month", "quarter", "months"):
        if spec.year is not None and not (op == "day" and spec.month is None):
            return _fixed(spec, spec.year)
        if ref is None:
            return _NOWHERE
        if spec.shift is not None:
            return _fixed(spec, ref.year + spec.shift)
        if op == "day" and spec.month is None:
            return _nearest([_try(replace(spec, year=y, month=m), y) for y, m in _months_around(ref)], ref, tense)
        if op == "months":  # "6 tháng đầu năm", "đầu năm": of the current year
            return _fixed(spec, ref.year)
        return _nearest([_try(spec, y) for y in (ref.year - 1, ref.year, ref.year + 1)], ref, tense)
    if op == "year":
        year = spec.year if spec.year is not None else (ref.year + (spec.shift or 0) if ref else None)
        return (dt.date(year, 1, 1), dt.date(year, 12, 31)) if year else _NOWHERE
    if op == "part":
        return _part(spec, *_place(spec.a, ref, tense, loose))
    if op == "week_of_month":
        first, last = _place(spec.a, ref, tense, loose)
        if first is None or last is None:
            return _NOWHERE
        start = first + dt.timedelta(days=7 * ((spec.n or 1) - 1))
        return (start, min(start + dt.timedelta(days=6), last)) if start <= last else _NOWHERE
    if op == "range":
        return _range(spec, ref, tense, loose)
    if op == "edge":
        first, last = _place(spec.a, ref, tense, loose)
        return (first, first) if spec.unit == "first" else (last, last)
    if op == "rest":
        first, last = _place(spec.a, ref, tense, loose)
        if last is None:
            return _NOWHERE
        return (ref if ref and not loose and first <= ref <= last else first), last
    if op == "none" or ref is None or loose:
        return _NOWHERE
    if op == "now":
        return ref, ref
    if op == "weekday":
        monday = ref - dt.timedelta(days=ref.weekday())
        if spec.n is not None:
            day = monday + dt.timedelta(days=spec.day + 7 * spec.n)
        elif tense == "past":
            day = ref - dt.timedelta(days=(ref.weekday() - spec.day) % 7)
        else:
            day = ref + dt.timedelta(days=(spec.day - ref.weekday()) % 7)
        return day, day
    if op == "rel":
        return _shift(spec.unit, spec.n, ref)
    if op == "span":
        if spec.n < 0:
            return _shift(spec.unit, spec.n, ref)[0], _shift(spec.unit, -1, ref)[1]
        return _shift(spec.unit, 1, ref)[0], _shift(spec.unit, spec.n, ref)[1]
    return _NOWHERE


def _fixed(spec: Spec, year: int) -> Days:
    """An expression of a known year."""
    if spec.op == "day":
        day = dt.date(year, spec.month, spec.day)
        return day, day
    if spec.op == "lunar":
        day = solar_day(year, spec.month, spec.day)
        return day, day
    if spec.op == "month":
        return dt.date(year, spec.month, 1), _month_end(year, spec.month)
    if spec.op == "quarter":
        return dt.date(year, 3 * spec.n - 2, 1), _month_end(year, 3 * spec.n)
    return dt.date(year, spec.month, 1), _month_end(year, spec.n)


def _try(spec: Spec, year: int) -> Days:
    try:
        return _fixed(spec, year)
    except ValueError:  # 29 February of a plain year, 31 April
        return _NOWHERE


def _months_around(ref: dt.date) -> list[tuple[int, int]]:
    number = ref.year * 12 + ref.month - 1
    return [((number + i) // 12, (number + i) % 12 + 1) for i in (-1, 0, 1, 2)]


def _nearest(candidates: list[Days], ref: dt.date, tense: Tense) -> Days:
    found = [c for c in candidates if c[0] is not None]
    if tense == "past":
        found = [c for c in found if c[0] <= ref][-1:] or found[:1]
    elif tense == "future":
        found = [c for c in found if c[1] >= ref][:1] or found[-1:]
    gap = lambda c: max((c[0] - ref).days, (ref - c[1]).days, 0)  # noqa: E731
    return min(found, key=gap, default=_NOWHERE)


def _part(spec: Spec, first: dt.date | None, last: dt.date | None) -> Days:
    """Beginning, middle or end. Of a month: its ten days (thượng, trung, hạ tuần); of a quarter: its
    month; of a year: its first quarter, the months May to August, its last quarter."""
    if first is None or last is None:
        return _NOWHERE
    length = (last - first).days + 1
    if length > 366:
        return first, last
    if spec.unit.endswith("half"):
        return (first, first.replace(day=15)) if spec.unit.startswith("first") else (first.replace(day=16), last)
    if length > 100:
        months = {"start": (1, 3), "mid": (5, 8), "end": (10, 12)}[spec.unit]
        if first.month != 1 or length < 365:  # half a year: its first or last two months
            months = {"start": (first.month, first.month + 1), "mid": (first.month + 1, last.month - 1),
                      "end": (last.month - 1, last.month)}[spec.unit]
        return dt.date(first.year, months[0], 1), _month_end(first.year, months[1])
    if length > 31:
        month = first.month + {"start": 0, "mid": 1, "end": 2}[spec.unit]
        return dt.date(first.year, month, 1), _month_end(first.year, month)
    if length > 7:
        a, b = {"start": (1, 10), "mid": (11, 20), "end": (21, last.day)}[spec.unit]
        return first.replace(day=a), last.replace(day=b)
    if length > 1:
        a, b = {"start": (0, 1), "mid": (2, 3), "end": (4, 6)}[spec.unit]
        return first + dt.timedelta(days=a), first + dt.timedelta(days=b)
    return first, last


def _range(spec: Spec, ref: dt.date | None, tense: Tense, loose: bool) -> Days:
    a, b = spec.a, spec.b
    first_b, last = _place(b, ref, tense, loose)
    if a.op == "now":
        return (ref if not loose and ref and last and ref <= last else None), last
    if last is None:
        return _NOWHERE
    if not a.has_year() and a.op in ("day", "month", "quarter", "part", "months", "lunar"):
        a = a.with_year(first_b.year, first_b.month)
        first = _place(a, ref, tense, loose)[0]
        if first and first > last:  # "từ 20/12 đến 15/1/2024"
            back = a.year - 1 if a.year and (a.month is None or spec.a.month is not None) else None
            if back:
                first = _place(replace(a, year=back), ref, tense, loose)[0]
            elif a.op == "day":  # "từ ngày 25 đến 5/6": the month before
                prior = last.replace(day=1) - dt.timedelta(days=1)
                first = prior.replace(day=min(a.day, prior.day))
    else:
        first = _place(a, ref, tense, loose)[0]
    return (first, last) if first and first <= last else (None, last)


def _shift(unit: str | None, n: int, ref: dt.date) -> Days:
    """The day, week, month … that lies ``n`` units from the reference."""
    if unit == "day":
        day = ref + dt.timedelta(days=n)
        return day, day
    if unit == "week":
        monday = ref - dt.timedelta(days=ref.weekday()) + dt.timedelta(days=7 * n)
        return monday, monday + dt.timedelta(days=6)
    if unit == "year":
        return dt.date(ref.year + n, 1, 1), dt.date(ref.year + n, 12, 31)
    size = 3 if unit == "quarter" else 1
    number = (ref.year * 12 + ref.month - 1) // size + n
    year, month = divmod(number * size, 12)
    return dt.date(year, month + 1, 1), _month_end(year, month + size)


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])
