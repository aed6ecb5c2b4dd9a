"""The day an article is told on, where no publication date says it: read from the years it names.

What an article tells is over, so its present is the latest year that it tells of. A plan or a bound
lies ahead and speaks only where nothing else does, for the earliest year; a birthday, a founding, an
old law lie behind and never outweigh a later year. Nothing fits: no day, and what names no year has none.
"""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import regex

from pipeline.article import Context
from pipeline.dates import Time, find_times
from pipeline.dates_grammar import parse
from pipeline.dates_nodes import Node

#: No portal is older: what is told of an earlier year is history.
FIRST = 1997
#: A year alone ("năm 2025") outweighs a later full date's year from so many years on: closer, it is
#: next year's plan; farther, the full date is history.
FAR = 2
#: So many days or months of one year, or years alone, tell an old article from one that recalls a day or cites a law.
OFTEN, MANY = 2, 3
#: Between them lies a programme ("2021-2025"); a shorter span is one year, a longer an anniversary.
PROGRAMME = range(368, 5500)
_PLACED = ("day", "lunar", "range", "month")  # what a year alone places

CITED = regex.compile(r"(?:số\s+[\d\p{L}/-]+|/[\p{Lu}Đ\d&-]+|Quyết\s+định|Công\s+điện|Kế\s+hoạch|Chỉ\s+thị|Nghị\s+quyết|Công\s+văn|Thông\s+báo|ban\s+hành|ký)\s*(?:ban\s+hành\s*)?(?:,\s*)?$", regex.IGNORECASE)
_PLAN = regex.compile(r"(?:kế\s+hoạch|sang|đến|tới|nhiệm\s+vụ|giai\s+đoạn|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán|phương\s+hướng|cho|nhiệm\s+kỳ|dự\s+kiến|từ|-|–)\s*(?:trong\s+)?$", regex.IGNORECASE)
_YEAR_REVIEW = regex.compile(r"tổng\s+kết[^.;\n]{0,80}\snăm\s+\d{4}", regex.IGNORECASE)
_SCHOOL = regex.compile(r"(?<!\p{L})(?:năm\s+học|niên\s+(?:khóa|khoá|độ))(?:\s+mới)?[\s(]*$", regex.IGNORECASE)
# What is said of a school year that is over by the day of writing, in its last summer
_OVER = regex.compile(r"(?:tổng\s+kết|đạt\s+được|kết\s+quả|kết\s+thúc|qua)(?:\s+\p{L}+){0,8}\s*$", regex.IGNORECASE)
_WITHIN = regex.compile(r"hết|cuối|trong|nay", regex.IGNORECASE)


@dataclass(slots=True)
class _Years:
    """The years that a text names."""

    fine: list[int] = field(default_factory=list)    # of days, months, quarters that it tells of
    coarse: list[int] = field(default_factory=list)  # of years, and where an anniversary's span ends
    since: list[dt.date] = field(default_factory=list)  # first days of what began or will begin ("từ ngày 1/7/2025")
    bounds: list[dt.date] = field(default_factory=list)  # last days of what lies ahead
    cited: int = 0  # how many of the fine ones are documents'
    school: list[tuple[int, bool]] = field(default_factory=list)  # first years of school years, and whether they are over


def reported_times(ctx: Context) -> list[Time]:
    """The article's times, yearless ones placed not after its publication or :func:`present_day`.
    Where the article's own years are all older than its publication by more than a year (an old
    article published anew), they are placed in the latest of them."""
    published, text = ctx.article.reference, ctx.text
    times = find_times(text, published, tense="past", nodes=_nodes(ctx))
    day = _republished(_read(ctx, times), published) if published else present_day(ctx)
    if day is None or day == published:
        return times if published else [replace(t, first=None, last=None) if t.spec.op in _PLACED and not t.explicit_year else t for t in times]
    placed = find_times(text, day, tense="past", nodes=ctx.nodes)
    if _YEAR_REVIEW.search(text):  # the year's review is often held early in the next one
        later = find_times(text, dt.date(day.year + 1, 4, 30), tense="past", nodes=ctx.nodes)
        placed = [b if b.first and not a.explicit_year and b.first.year == day.year + 1 else a for a, b in zip(placed, later)]
    # what counts from the day of writing ("hôm qua") has no day where that is unknown
    return [b if published or a.first or a.spec.op in _PLACED else a for a, b in zip(times, placed)]


def present_day(ctx: Context) -> dt.date | None:
    """The publication day; else a day that the article's present is not after, in its year; None
    where no year it names says which."""
    if ctx.article.reference:
        return ctx.article.reference
    years = _read(ctx, find_times(ctx.text, nodes=_nodes(ctx)))
    year = _year(years)
    if year is None or years.school and max(years.school)[0] > year:
        return _school_day(years.school) or min(years.bounds, default=None)
    return min((b for b in years.bounds if b.year == year), default=dt.date(year, 12, 31))


def _nodes(ctx: Context) -> list[Node]:
    if ctx.nodes is None:
        ctx.nodes = parse(ctx.text)
    return ctx.nodes


def _republished(years: _Years, published: dt.date) -> dt.date:
    own = [y for y in set(years.fine[years.cited:]) if years.fine.count(y) >= OFTEN] or (years.coarse if len(years.coarse) >= MANY else [])
    named = years.fine + years.coarse + [day.year for day in years.since] + [first + 1 for first, _ in years.school]
    return published if not own or max(named) >= published.year - 1 else dt.date(max(own), 12, 31)


def _read(ctx: Context, times: list[Time]) -> _Years:
    text, years, cited = ctx.text, _Years(), []
    for t in _in_lines(ctx, times):
        if not (t.explicit_year and t.first and t.last and t.kind in ("instant", "interval")) or t.last.year < FIRST:
            continue
        coarse, year = t.grain == "year", t.last.year
        if coarse and t.rule == "years" and _SCHOOL.search(text, max(0, t.lead - 20), _digit(text, t.start)):
            years.school.append((t.first.year, _OVER.search(text, max(0, t.lead - 60), t.lead) is not None))
        elif coarse and (t.last - t.first).days in PROGRAMME:
            continue
        elif not ctx.article.reference and t.relation in ("before", "by") or _PLAN.search(text, max(0, t.lead - 16), t.lead):
            if not coarse or _WITHIN.search(text, t.lead, t.start):
                years.bounds.append(t.last)
        elif t.relation == "since" or t.rule == "range" and t.grain == "month" and text.startswith(("từ", "Từ"), t.lead):
            years.since.append(t.first)
        elif coarse:
            years.coarse.append(year)
        elif CITED.search(text, max(0, t.lead - 30), t.lead):
            cited.append(year)
        else:
            years.fine.append(year)
    years.fine, years.cited = cited + years.fine, len(cited)
    return years


def _in_lines(ctx: Context, times: list[Time]) -> Iterator[Time]:
    """Those in a line of the article: not in the page's furniture glued to its end."""
    lines = iter(ctx.article.lines)
    line = next(lines, None)
    for t in times:
        while line and line.end <= t.start:
            line = next(lines, None)
        if line is None:
            return
        if line.start <= t.start:
            yield t


def _year(years: _Years) -> int | None:
    """The latest year told of. A lone year from which something is to begin, or a later one, is a plan's."""
    begun = [day.year for day in years.since]
    told = [y for y in years.coarse if not any(day <= dt.date(y, 1, 1) for day in years.since)] or years.coarse
    if not years.fine:
        return max(told, default=None) or max(begun, default=None)
    year = max(years.fine)
    far = max(told + begun, default=year)
    return far if far - year >= FAR else year


def _digit(text: str, at: int) -> int:
    """Where the first digit from ``at`` on stands."""
    return next((i for i in range(at, len(text)) if text[i].isdigit()), at)


def _school_day(school: list[tuple[int, bool]]) -> dt.date | None:
    """The last day of the school year, or of the year in which one ends and the next begins."""
    if not school:
        return None
    first, over = max(school)
    if over:
        return dt.date(first + 1, 12, 31)
    return dt.date(first, 12, 31) if (first - 1) in {s for s, _ in school} else dt.date(first + 1, 6, 30)

