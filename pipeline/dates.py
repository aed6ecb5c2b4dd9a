"""Vietnamese temporal expressions: find them in a text, and place them on the calendar.

One grammar for meetings, deadlines and documents. It keeps what general date parsers lose: the
preposition ("trước", "chậm nhất", "đến hết"), ranges, quarters and half-years, working days,
recurrences. A yearless expression is placed against a reference day that is passed in, never
against a clock; :func:`resolve` places it again for another tense or another anchor.
"""
from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.dates_grammar import parse
from pipeline.dates_nodes import Node
from pipeline.dates_place import Spec, Tense, clock_span, grain, place

__all__ = ["Time", "find_times", "resolve"]


@dataclass(frozen=True, slots=True)
class Time:
    """A temporal expression: ``text[start:end]`` without its preposition, which begins at ``lead``
    (``lead == start`` where there is none).

    ``first`` and ``last`` are its days, both included, or None where it has no place on the
    calendar. ``kind``: ``instant`` (a day, perhaps with a ``clock`` time), ``interval``,
    ``duration``, ``recurrence``, ``event`` ("kể từ ngày ký"). ``grain``: day, week, month, quarter
    or year. ``clock``: HH:MM, with ``clock_end`` (excluded) where the hours are counted from a
    reference that has a time of day. ``relation``: ``before`` (trước), ``by`` (chậm nhất, đến hết, không quá), ``in``
    (trong), ``since`` (từ, sau), or None. ``explicit_year``: the expression names its year itself.
    """

    start: int
    end: int
    lead: int
    text: str
    rule: str
    kind: Literal["instant", "interval", "duration", "recurrence", "event"]
    grain: str
    first: dt.date | None
    last: dt.date | None
    relation: Literal["before", "by", "in", "since", None]
    duration: str | None
    working_days: bool
    recurrence: str | None
    part_of_day: Literal["sáng", "trưa", "chiều", "tối", None]
    clock: str | None
    explicit_year: bool
    spec: Spec
    clock_end: str | None = None

    @property
    def iso(self) -> str | None:
        """ISO 8601: a day "2024-08-14", a moment "2024-08-14T14:30", a month "2024-08", a year "2024",
        any other period "2024-07-01/2024-09-30" (both days included), a duration "P10D"; of a
        recurrence its RRULE. None where it has no place."""
        if self.kind in ("duration", "recurrence"):
            return self.recurrence or self.duration
        if self.first is None or self.last is None:
            return None
        if self.clock_end:
            return f"{self.first}T{self.clock}/{self.last}T{self.clock_end}"
        if self.first == self.last:
            return f"{self.first}T{self.clock}" if self.clock else str(self.first)
        if self.spec.op in ("month", "year") or self.spec.op == "rel" and self.grain == "month":
            return str(self.first)[:4 if self.grain == "year" else 7]
        return f"{self.first}/{self.last}"


def find_times(text: str, reference: dt.date | None = None, *, tense: Tense = None, nodes: list[Node] | None = None) -> list[Time]:
    """Every temporal expression of a text, in order, without overlaps.

    ``reference`` is the day that yearless expressions are placed against (the publication); if it is
    a ``datetime``, expressions that count hours from it ("3 giờ tới") are placed too. Without it, each is placed nearest to the closest full date before it in the text, else after it, else
    in the year the text names most often; what counts from the day of writing ("hôm qua", "tuần
    tới") then has no days. ``tense``: see :func:`resolve`; where none is given, an expression after
    "trước", "chậm nhất", "đến hết" is taken to lie ahead. ``nodes``: what ``parse`` found in the
    text, where that is known already. Raises nothing for any text.
    """
    nodes = parse(text) if nodes is None else nodes
    now = reference if isinstance(reference, dt.datetime) else None
    reference = now.date() if now else reference
    full = [(n.start, n.spec) for n in nodes if n.kind == "instant" and n.spec.op in ("day", "lunar") and n.spec.year]
    starts = [s for s, _ in full]
    named = Counter(n.spec.year for n in nodes if n.spec.op in ("day", "month", "quarter", "year", "months") and n.spec.year)
    out = []
    for n in nodes:
        recurring = n.kind == "recurrence"
        time = Time(start=n.start, end=n.end, lead=n.lead, text=text[n.start:n.end], rule=n.rule, kind=n.kind,
                    grain=grain(n.spec), first=None, last=None, relation=n.relation, duration=n.duration,
                    working_days=n.working_days, recurrence=n.recurrence, part_of_day=n.part_of_day, clock=n.clock,
                    explicit_year=n.spec.has_year(), spec=n.spec)
        moments = clock_span(n.spec, now) if now else None
        if moments:
            a, b = moments
            form = "%H:%M:%S" if n.spec.unit == "second" else "%H:%M"
            time = replace(time, kind="instant" if a == b else "interval", duration=None, first=a.date(), last=b.date(),
                           clock=a.strftime(form), clock_end=None if a == b else b.strftime(form))
        elif not recurring and n.spec.op != "none" and n.kind != "duration":
            anchor, loose = reference, False
            if anchor is None:
                loose = True
                i = bisect.bisect_right(starts, n.start)
                near = full[i - 1][1] if i else full[0][1] if full else None
                if near:
                    anchor = place(near, None)[0]
                elif named:
                    # mid-year: the nearest place of any day or month is then in this very year
                    anchor = dt.date(named.most_common(1)[0][0], 7, 1)
            wanted = tense or ("future" if n.relation in ("before", "by") and not (loose and not full) else None)
            first, last = place(n.spec, anchor, wanted, loose=loose)
            time = replace(time, first=first, last=last)
        out.append(time)
    return out


def resolve(time: Time, reference: dt.date | None, tense: Tense) -> Time:
    """The same expression placed anew: ``past`` for what is reported, the last such day not after
    ``reference``; ``future`` for a deadline, the next such day that is not over; None: the nearest."""
    if time.kind in ("recurrence", "duration", "event"):
        return time
    first, last = place(time.spec, reference, tense)
    return replace(time, first=first, last=last)
