"""Targets and results: measured values that are to be reached, and percentages that were.

Every percentage is one of the two; any other quantity is recorded only where it is stated as a goal.
Three questions, three modules: what the value is (:mod:`figure_values`), whether it is a goal
(:mod:`figure_context`), and what it measures (:mod:`figure_metric`).
"""
from __future__ import annotations

import regex

from pipeline.article import Context
from pipeline.extractors import figure_table
from pipeline.extractors.figure_context import Judge
from pipeline.extractors.figure_decided import no_figure
from pipeline.extractors.figure_metric import Reader, overlap
from pipeline.extractors.figure_values import read_values
from pipeline.records import Figure

_DIGIT = regex.compile(r"\d")
#: No article states more values; what does is a data dump, and its text may be hostile.
MAX_FIGURES = 300


def extract(ctx: Context) -> tuple[list[Figure], list[Figure]]:
    """Targets and results of an article, each in order of the text, with ``deadline=None``
    (``assemble`` links them). Never raises on odd text; spans are offsets in ``ctx.text``."""
    text = ctx.text
    judge = Judge(ctx)
    reader = Reader(text, judge.flat)
    taken = _taken(ctx)
    targets: list[Figure] = []
    results: list[Figure] = []
    read = 0
    heads: list[bool] | None = None
    for number, line in enumerate(ctx.article.lines):
        piece = text[line.start:line.end]
        if header := figure_table.columns(judge.flat, line.start, line.end):
            heads = header
            continue
        if not _DIGIT.search(piece) and "phần trăm" not in piece.lower():
            continue
        found, shares = read_values(piece, judge.flat[line.start:line.end], line.start, taken, MAX_FIGURES - read)
        read += len(found)
        for index, c in enumerate(found):
            floor = found[index - 1].end if index else line.start
            c.linked = reader.linked(min(floor, c.start), c.value_from)
        row = figure_table.row(judge.flat, line.start, line.end, found, heads) if heads else None
        if row is None:
            heads = None
        for index, c in enumerate(found):
            if row and index >= row[0]:
                goal, confidence = heads[index - row[0]], 0.9
            else:
                goal, confidence = judge.goal(number, found, index)
            if c.kind != "percent" and not goal or c.kind == "percent" and no_figure(judge.flat, judge.sentence(c.at, line).start, c.start):
                continue
            if row and index >= row[0]:
                metric, scope = text[slice(*row[1])], None
            else:
                metric, scope = reader.metric_and_scope(judge.sentence(c.at, line), found, index, shares)
            figure = Figure(text=text[c.start:c.end], metric=metric, scope=scope, comparator=c.comparator,
                            value=c.value, value_max=c.value_max, unit=c.unit, direction=c.direction,
                            span=(c.start, c.end), confidence=round(confidence, 2))
            (targets if goal else results).append(figure)
        if read >= MAX_FIGURES:
            ctx.warnings.append(f"figures: only the first {MAX_FIGURES} values were read")
            break
    heads_at = [(line.start, line.end) for k, line in enumerate(ctx.article.lines) if line.kind == "title" and k == 0 or _subheading(text[line.start:line.end])]
    return _once(text, targets, heads_at), _once(text, results, heads_at)


def _subheading(line: str) -> bool:
    """Whether a line only announces what is below it: a short one without an end, no item of a list."""
    line = line.strip()
    return len(line) <= 110 and line[:1].isupper() and line[-1:].isalpha()


def _taken(ctx: Context) -> list[tuple[int, int]]:
    """Spans whose numbers are no figures: names and days. A span of time ("không quá 7 ngày") may be an aim."""
    return sorted([d.span for d in ctx.documents] + [m.span for m in ctx.meetings] + [d.span for d in ctx.deadlines if d.duration is None])


def _once(text: str, figures: list[Figure], headings: list[tuple[int, int]]) -> list[Figure]:
    """The same value told again (in the lead, a back reference, below its heading) is listed once: the
    first telling in the body. Two equal values of one sentence measure two things."""
    out: list[Figure] = []
    for f in figures:
        twin = next((i for i, o in enumerate(out)
                     if (o.value, o.value_max, o.unit) == (f.value, f.value_max, f.unit)
                     and (_announced(o, f, headings) or overlap(o.metric, f.metric) >= (0.6 if f.unit == "%" else 0.3)
                          and any(end in text[o.span[1]:f.span[0]] for end in ("\n", ". ")))), None)
        if twin is None:
            out.append(f)
        elif _announced(out[twin], f, headings):
            out[twin] = f
    return out


def _announced(o: Figure, f: Figure, headings: list[tuple[int, int]]) -> bool:
    """Whether ``o`` stands in the headline or in a subheading above ``f``; a round 100% announces nothing."""
    return any(start <= o.span[0] < end <= f.span[0] and (start == 0 or f.value != 100) for start, end in headings)
