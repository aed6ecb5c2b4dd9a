"""Which deadline bounds which directive and which target.

A deadline bounds the clause it stands in. Outside of one it bounds what it introduces or closes: the
clauses of the sentence that it opens, the clause whose tail it is, the tasks before it on the line
where a sentence only says by when, and the items under a line that ends with a colon.
"""
from __future__ import annotations

import regex

from pipeline.article import Context, Sentence
from pipeline.clauses import BOUND_ALONE
from pipeline.records import Directive, Figure

# Between a clause and the deadline that is its tail («…; trước ngày 5/8 để Sở tổng hợp», «… (xong trước …»).
_TAIL = regex.compile(r"[\s;,.(:–-]*(?:(?:cơ\s+bản\s+)?(?:hoàn\s+thành|hoàn\s+tất|xong|thời\s+(?:gian|hạn)|hạn|báo\s+cáo\s+kết\s+quả)(?:\s+(?:thực\s+hiện|hoàn\s+thành|xong|là))?[\s:]*)?", regex.IGNORECASE)
_CLOSES = regex.compile(r"\s*(?:[.;)\n]|$|(?:để|nhằm|theo|kèm)(?!\p{L}))")
_PURPOSE = regex.compile(r"\s*(?:để|nhằm)(?!\p{L})")
_MARKS = (regex.compile(r"\W{0,3}[IVX]{1,4}[.)/]\s"), regex.compile(r"\W{0,3}\d{1,2}(?:\.\d{1,2}){0,3}[.)/]\s"), regex.compile(r"\W{0,3}[a-zđ][.)]\s"), regex.compile(r"[\s*]*[-–—+•●▪➢✓*]\s*\S"))
# «Đối với các dự án dự kiến hoàn thành trong năm 2025:» tells which ones, not by when
_WHICH = regex.compile(r"[\W\d]*(?:riêng\s+)?(?:đối\s+với|về|với|riêng)(?!\p{L})", regex.IGNORECASE)
_INTRODUCES = regex.compile(r"[:][*_\s]*$")
_LABEL = regex.compile(r"\W*(?:(?:cơ\s+quan|đơn\s+vị)\s+(?:chủ\s+trì|phối\s+hợp|thực\s+hiện)|sản\s+phẩm|kết\s+quả(?:\s+đầu\s+ra)?|chủ\s+trì|phối\s+hợp)\s*:", regex.IGNORECASE)


def link_deadlines(ctx: Context) -> None:
    """Sets ``deadline`` of directives and targets. Needs them and the deadlines sorted by span."""
    reaches = _introduced(ctx)
    for i, d in enumerate(ctx.directives):
        d.deadline = _of_directive(ctx, i, d, reaches)
    for t in ctx.targets:
        t.deadline = _of_target(ctx, t, reaches)


def _of_directive(ctx: Context, number: int, d: Directive, reaches: list[tuple[int, int, int]]) -> int | None:
    """The first deadline inside the clause, one with a day before one without; else the one that
    the clause is introduced or closed by."""
    inside = [i for i, x in enumerate(ctx.deadlines) if d.span[0] <= x.span[0] and x.span[1] <= d.span[1]]
    if inside:
        return min(inside, key=lambda i: (ctx.deadlines[i].date is None, i))
    s = ctx.sentence_at(d.span[0])
    if not s:
        return None
    before = ctx.directives[number - 1].span[1] if number else 0
    after = ctx.directives[number + 1].span[0] if number + 1 < len(ctx.directives) else len(ctx.text)
    if any(x.span[0] == after and _PURPOSE.match(ctx.text, x.span[1]) for x in ctx.deadlines):
        after = len(ctx.text)  # "…; trước ngày 5/8 để Sở tổng hợp" is the tail of this one
    own = _beside(ctx, d, max(before, s.start), min(after, max(s.end, d.span[1])))
    if own is not None:
        return own
    first = min((o.span[0] for o in ctx.directives if s.start <= o.span[0]), default=d.span[0])
    ahead = [i for i, x in enumerate(ctx.deadlines) if s.start <= x.span[0] and x.span[1] <= first]
    if ahead:
        return ahead[0]  # the opener of its sentence bounds all that follow («Trước ngày 5/8, các xã …; nộp …»)
    alone = _after(ctx, s)
    return alone if alone is not None else _reaching(reaches, d.span[0])


def _beside(ctx: Context, d: Directive, low: int, high: int) -> int | None:
    """The deadline right before the clause or at its tail, between the clauses next to it."""
    text = ctx.text
    for i, x in enumerate(ctx.deadlines):
        if low <= x.span[0] and x.span[1] <= d.span[0] and not text[x.span[1]:d.span[0]].strip(" ,:*\u00a0"):
            return i
        if d.span[1] <= x.span[0] and x.span[1] <= high and _TAIL.fullmatch(text, d.span[1], x.span[0]) and _CLOSES.match(text, x.span[1]):
            return i
    return None


def _after(ctx: Context, s: Sentence) -> int | None:
    """The deadline of a sentence that only bounds those before it on its line («… . Hoàn thành trước
    ngày 30/10.»), or of the line under it that does («- Thời gian thực hiện: trong quý II.»)."""
    at, line = ctx.sentences.index(s) + 1, s.line
    labels = 0
    for t in ctx.sentences[at:]:
        if t.line != line:
            labelled = _LABEL.match(ctx.text, t.start, t.end)
            labels += bool(labelled)
            if labels > 4 or not labelled and not _alone(ctx, t):
                return None
            line = t.line
        if _alone(ctx, t):
            return next((i for i, x in enumerate(ctx.deadlines) if t.start <= x.span[0] and x.span[1] <= t.end), None)
    return None


def _alone(ctx: Context, s: Sentence) -> bool:
    start = s.start + len(ctx.text[s.start:s.end]) - len(ctx.text[s.start:s.end].lstrip(" -–+•*"))
    return BOUND_ALONE.match(ctx.text, start, s.end) is not None


def _introduced(ctx: Context) -> list[tuple[int, int, int]]:
    """From where to where the items run under a line that ends with a colon and tells by when they are
    to be done, and the index of the deadline that does."""
    text, lines = ctx.text, ctx.article.lines
    out = []
    for number, line in enumerate(lines[:-1]):
        if line.kind != "body" or not _INTRODUCES.search(text, max(line.start, line.end - 6), line.end):
            continue
        piece = max(text.rfind(";", line.start, line.end), text.rfind(". ", line.start, line.end), line.start - 1) + 1
        told = next((i for i, x in enumerate(ctx.deadlines) if piece <= x.span[0] and x.span[1] <= line.end), None)
        if told is None or _WHICH.match(text, piece, line.end):
            continue
        end = _last_item(ctx, number + 1)
        if end > line.end:
            out.append((line.end, end, told))
    return out


def _last_item(ctx: Context, number: int) -> int:
    """Where the list ends that begins with the line: with its last marked line, none of a higher mark
    than the first; without marks, with the first line that no semicolon ends."""
    text, lines = ctx.text, ctx.article.lines
    first = _mark(text, lines[number].start, lines[number].end)
    end = lines[number].start
    for line in lines[number:]:
        mark = _mark(text, line.start, line.end)
        if line.kind != "body" or first is not None and (mark is None or mark < first):
            break
        end = line.end
        if first is None and not text[line.start:line.end].rstrip(" *_").endswith(";"):
            break
    return end


def _mark(text: str, start: int, end: int) -> int | None:
    return next((rank for rank, mark in enumerate(_MARKS) if mark.match(text, start, end)), None)


def _reaching(reaches: list[tuple[int, int, int]], at: int) -> int | None:
    return next((i for start, end, i in reversed(reaches) if start <= at < end), None)


def _of_target(ctx: Context, t: Figure, reaches: list[tuple[int, int, int]]) -> int | None:
    """The deadline in the target's own clause; else one that opens its sentence or its list."""
    s = ctx.sentence_at(t.span[0])
    if not s:
        return None
    here = [(i, x) for i, x in enumerate(ctx.deadlines) if s.start <= x.span[0] and x.span[1] <= s.end]
    text = ctx.text
    same = [i for i, x in here if ";" not in text[min(x.span[1], t.span[1]):max(x.span[0], t.span[0])]]
    opening = [i for i, x in here if not text[s.start:x.span[0]].strip(" -–+•*“\"")]
    return same[0] if same else opening[0] if opening else _reaching(reaches, t.span[0])
