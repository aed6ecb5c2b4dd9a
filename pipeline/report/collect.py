"""What the report shows, counted over the records in one pass."""
from __future__ import annotations

import calendar
import heapq
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count, pairwise

from pipeline.called import full_names
from pipeline.export_tasks import to_day, web_address
from pipeline.records import Directive, Record

LISTS = ("meetings", "people", "units", "directives", "deadlines", "targets", "results", "documents")
TOP, MATRIX, TARGETS, AGENDA, LOW, ERRORS = 15, 10, 300, 40, 60, 200  # rows that a reader takes in; the table has the rest
MONTHS = 6               # of the calendar, drawn day by day
BARS = 48                # of the timeline: as many as fit a page with their labels
LOW_CONFIDENCE = 0.5     # below it a finding is more likely wrong than right


@dataclass
class Collected:
    """Everything that the template needs."""

    counts: Counter = field(default_factory=Counter)
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    provinces: list[tuple[str, int]] = field(default_factory=list)
    provinces_left: int = 0  # articles of provinces that are not drawn
    no_place: int = 0
    timeline: list[tuple[str, int]] = field(default_factory=list)
    timeline_step: str = "month"
    timeline_left: int = 0  # meetings on days far from all others
    timeline_none: int = 0  # meetings without a day, in articles without one
    meeting_types: list[tuple[str, int]] = field(default_factory=list)
    issuers: list[tuple[str, int]] = field(default_factory=list)
    addressees: list[tuple[str, int]] = field(default_factory=list)
    kinds: Counter = field(default_factory=Counter)
    matrix: tuple[list[str], list[str], dict[tuple[str, str], int]] = ((), (), {})
    years: dict[int, list[int]] = field(default_factory=dict)  # deadlines by year and month
    months: list[tuple[int, int, list[list[tuple[int, int]]]]] = field(default_factory=list)  # weeks of (day, deadlines)
    ahead: list[dict] = field(default_factory=list)
    overdue: list[dict] = field(default_factory=list)
    overdue_count: int = 0
    ahead_count: int = 0
    recurring: int = 0
    without_day: int = 0
    targets: list[dict] = field(default_factory=list)
    targets_left: int = 0
    low: list[dict] = field(default_factory=list)
    low_count: int = 0
    warnings: list[tuple[str, int]] = field(default_factory=list)
    errors: list[dict] = field(default_factory=list)
    copies: int = 0  # articles that are the same as another or nearly, as the runs found
    no_date: int = 0
    nothing: int = 0
    shown: int = 0
    data: dict = field(default_factory=dict)


def collect(records: Iterable[Record], errors: list[dict], as_of: date | None, limit: int, copies: int = 0) -> Collected:
    """Counts all records; keeps whole only the latest articles, up to ``limit`` directives of them."""
    out = Collected(errors=errors[:ERRORS], copies=copies)
    out.counts["errors"] = len(errors)
    provinces, meetings, types, warnings = Counter(), Counter(), Counter(), Counter()
    issuers, addressees, pairs = Counter(), Counter(), Counter()
    due: Counter = Counter()
    last_days: Counter = Counter()  # of directives, by the last day that is in time
    latest: list[tuple[date, int, Record]] = []
    listed, order = 0, count()
    for record in records:
        out.counts["articles"] += 1
        for name in LISTS:
            out.counts[name] += len(getattr(record, name))
        day = to_day(record.published)
        if day:
            out.first, out.last = min(out.first or day, day), max(out.last or day, day)
        else:
            out.no_date += 1
        out.nothing += not any(getattr(record, name) for name in ("meetings", "directives", "targets", "results"))
        provinces[record.place.province or ""] += 1
        warnings.update(record.warnings)
        for m in record.meetings:
            types[m.type] += 1
            if when := to_day(m.date) or day:
                meetings[when.year, when.month] += 1
            else:
                out.timeline_none += 1
        names = full_names(record)
        for d in record.directives:
            out.kinds[d.kind] += 1
            issuer = names.get(d.issuer, d.issuer) if d.issuer else None
            whom = [names.get(a, a) for a in d.addressees]
            issuers.update([issuer] if issuer else [])
            addressees.update(whom)
            pairs.update((issuer, a) for a in whom if issuer)
            out.low_count += d.confidence < LOW_CONFIDENCE
            if last := _last_day(record, d):
                last_days[last] += 1
        for x in record.deadlines:
            if when := to_day(x.date):
                due[when] += 1
            elif x.recurrence:
                out.recurring += 1
            else:
                out.without_day += 1
        heapq.heappush(latest, (day or date.min, -next(order), record))
        listed += len(record.directives)
        while len(latest) > 1 and listed - len(latest[0][2].directives) >= limit:
            listed -= len(heapq.heappop(latest)[2].directives)
    out.as_of = as_of or out.last or (max(due) if due else None)
    if out.as_of:
        out.overdue_count = sum(n for last, n in last_days.items() if last < out.as_of.toordinal())
        out.ahead_count = last_days.total() - out.overdue_count
    out.no_place = provinces.pop("", 0)
    out.provinces = provinces.most_common(TOP)
    out.provinces_left = provinces.total() - sum(n for _, n in out.provinces)
    out.meeting_types, out.warnings = types.most_common(), warnings.most_common(TOP)
    out.issuers, out.addressees = issuers.most_common(TOP), addressees.most_common(TOP)
    rows, columns = [n for n, _ in issuers.most_common(MATRIX)], [n for n, _ in addressees.most_common(MATRIX)]
    out.matrix = (rows, columns, {k: v for k, v in pairs.items() if k[0] in rows and k[1] in columns})
    out.timeline_left = _drop_strays(meetings)
    out.timeline_step, out.timeline = _timeline(meetings)
    _calendar(out, due)
    _latest(out, [r for _, _, r in sorted(latest, key=lambda x: (x[0], x[1]), reverse=True)])
    return out


# ------------------------------------------------------------------ time

def _drop_strays(months: Counter) -> int:
    """Takes the first and last months out that hold next to nothing and stand years apart: a
    misread year, or one article from an archive, would flatten all the rest. Returns how many
    meetings they hold."""
    most, dropped = max(1, sum(months.values()) // 50), 0
    for reverse in (False, True):
        left = most
        for (year, month), (next_year, next_month) in pairwise(sorted(months, reverse=reverse)):
            left -= months[year, month]
            if left < 0:
                break
            if abs((next_year - year) * 12 + next_month - month) >= 36:
                outside = [m for m in months if (m >= (year, month)) == reverse or m == (year, month)]
                dropped += sum(months.pop(m) for m in outside)
                break
    return dropped


def _timeline(months: Counter) -> tuple[str, list[tuple[str, int]]]:
    """Bars without gaps: a month each, or a quarter, or a year where there would be too many."""
    if not months:
        return "month", []
    for step, size in (("month", 1), ("quarter", 3), ("year", 12)):
        bins: Counter = Counter()
        for (year, month), n in months.items():
            bins[(year * 12 + month - 1) // size] += n
        if max(bins) - min(bins) < BARS or step == "year":
            break
    lowest = max(min(bins), max(bins) - BARS)  # a misread year must not flatten the rest
    label = {1: lambda b: f"{b % 12 + 1:02d}/{b // 12}", 3: lambda b: f"{'I II III IV'.split()[b % 4]}/{b // 4}", 12: str}[size]
    return step, [(label(b), bins[b]) for b in range(lowest, max(bins) + 1)]


def _calendar(out: Collected, due: Counter) -> None:
    by_year: dict[int, list[int]] = defaultdict(lambda: [0] * 12)
    for day, n in due.items():
        by_year[day.year][day.month - 1] += n
    out.years = dict(sorted(by_year.items()))
    months = sorted({(d.year, d.month) for d in due})
    ahead = [m for m in months if out.as_of and m >= (out.as_of.year, out.as_of.month)]
    for year, month in ahead[:MONTHS] or months[-MONTHS:]:
        weeks = [[(day, due[date(year, month, day)] if day else 0) for day in week] for week in calendar.Calendar().monthdayscalendar(year, month)]
        out.months.append((year, month, weeks))


# ------------------------------------------------------------------ what is listed

def _last_day(record: Record, d: Directive) -> int | None:
    """The last day, as an ordinal, that is in time for a directive: «trước 15/6» is over on 15 June."""
    x = record.deadlines[d.deadline] if d.deadline is not None else None
    when = to_day(x.date) if x else None
    return when.toordinal() - (x.relation == "before") if when else None


def _latest(out: Collected, records: list[Record]) -> None:
    articles, rows, targets, low = [], [], [], []
    for a, record in enumerate(records):
        at = _utf16(record.text)
        day = to_day(record.published)
        articles.append({"title": record.title or record.source.path, "day": day.isoformat() if day else None, "url": web_address(record.source.url),
                         "province": record.place.province, "text": record.text, "lead": at(record.text.find("\n"))})
        posts = {p.name: p.title for p in record.people}
        for d in record.directives:
            x = record.deadlines[d.deadline] if d.deadline is not None else None
            when = to_day(x.date) if x else None
            row = {"a": a, "s": at(d.span[0]), "e": at(d.span[1]), "issuer": d.issuer, "post": posts.get(d.issuer) if d.issuer else None,
                   "to": d.addressees, "with": d.partners, "kind": d.kind, "due": x.text if x else None,
                   "day": when.isoformat() if when else None, "every": bool(x and x.recurrence), "c": round(d.confidence, 2)}
            rows.append(row)
            listed = {"row": len(rows) - 1, "text": d.text, "day": when, "due": x.text if x else "", "to": "; ".join(d.addressees),
                      "issuer": d.issuer or "", "confidence": d.confidence, "title": articles[-1]["title"]}
            if (last := _last_day(record, d)) and out.as_of:
                (out.overdue if last < out.as_of.toordinal() else out.ahead).append(listed)
            if d.confidence < LOW_CONFIDENCE:
                low.append(listed)
        for t in record.targets:
            x = record.deadlines[t.deadline] if t.deadline is not None else None
            targets.append({"metric": t.metric or "", "scope": t.scope or "", "comparator": t.comparator, "value": t.value, "value_max": t.value_max,
                            "unit": t.unit, "direction": t.direction, "due": x.text if x else "", "province": record.place.province or "",
                            "title": articles[-1]["title"], "a": a, "s": at(t.span[0]), "e": at(t.span[1])})
    out.overdue = sorted(out.overdue, key=lambda x: x["day"], reverse=True)[:AGENDA]
    out.ahead = sorted(out.ahead, key=lambda x: x["day"])[:AGENDA]
    out.low = sorted(low, key=lambda x: x["confidence"])[:LOW]
    groups = Counter(fold(t["metric"]) for t in targets if t["metric"])
    targets.sort(key=lambda t: (not t["metric"], -groups[fold(t["metric"])], fold(t["metric"]), t["unit"], t["value"]))
    out.targets = targets[:TARGETS]
    out.targets_left = out.counts["targets"] - len(out.targets)
    out.shown = len(rows)
    out.data = {"articles": articles, "rows": rows, "low": LOW_CONFIDENCE}


def fold(text: str) -> str:
    """For comparing: small letters, no accents, no đ."""
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _utf16(text: str) -> Callable[[int], int]:
    """Code points → the units that JavaScript counts strings in; they differ after an emoji."""
    if text.isascii() or max(text, default="") <= "\uffff":
        return lambda i: i
    return lambda i: len(text[:max(i, 0)].encode("utf-16-le", "surrogatepass")) // 2
