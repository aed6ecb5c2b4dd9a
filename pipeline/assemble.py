"""Stage 6: findings of one article → its Record, with deadlines and targets linked."""
from __future__ import annotations

from pipeline.article import Context, Sentence, Source
from pipeline.clauses import BOUND_ALONE
from pipeline.read import source_id
from pipeline.records import Directive, Figure, Place, Record, SourceInfo, printable


def assemble(source: Source, ctx: Context) -> Record:
    """Builds the record and checks its spans. Raises ``ValueError`` where an extractor broke one."""
    link(ctx)
    article = ctx.article
    record = Record(
        id=source_id(source),
        source=SourceInfo(path=printable(source.path), url=source.url, sha256=source.sha256, format=source.format, encoding=source.encoding),
        title=article.title, published=article.published, byline=article.byline, place=ctx.place or Place(), text=article.text,
        meetings=ctx.meetings, people=ctx.people, units=ctx.units, directives=ctx.directives, deadlines=ctx.deadlines,
        targets=ctx.targets, results=ctx.results, documents=ctx.documents, warnings=[*article.warnings, *ctx.warnings])
    record.check_spans()
    return record


def link(ctx: Context) -> None:
    """Sorts findings by span; links deadlines to the directives and targets they bound, and
    targets to the directives they stand in."""
    for rows in (ctx.meetings, ctx.people, ctx.directives, ctx.deadlines, ctx.targets, ctx.results, ctx.documents):
        rows.sort(key=lambda r: (r.span, getattr(r, "text", "")))
    for d in ctx.directives:
        d.deadline = _bound(ctx, d)
        d.targets = [i for i, t in enumerate(ctx.targets) if d.span[0] <= t.span[0] and t.span[1] <= d.span[1]]
    for t in ctx.targets:
        t.deadline = _near(ctx, t)


def _bound(ctx: Context, d: Directive) -> int | None:
    """The first deadline inside the clause, one with a day before one without; else one in the
    opener of its sentence, which bounds all that follow («Trước ngày 5/8, các xã …; nộp …»)."""
    inside = [i for i, x in enumerate(ctx.deadlines) if d.span[0] <= x.span[0] and x.span[1] <= d.span[1]]
    if inside:
        return min(inside, key=lambda i: (ctx.deadlines[i].date is None, i))
    s = ctx.sentence_at(d.span[0])
    if not s:
        return None
    first = min((o.span[0] for o in ctx.directives if s.start <= o.span[0]), default=d.span[0])
    ahead = [i for i, x in enumerate(ctx.deadlines) if s.start <= x.span[0] and x.span[1] <= first]
    return ahead[0] if ahead else _after(ctx, s)


def _after(ctx: Context, s: Sentence) -> int | None:
    """The deadline of a sentence that only bounds those before it on its line («… . Hoàn thành trước ngày 30/10.»)."""
    for t in ctx.sentences[ctx.sentences.index(s) + 1:]:
        if t.line != s.line:
            return None
        if BOUND_ALONE.match(ctx.text, t.start, t.end):
            return next((i for i, x in enumerate(ctx.deadlines) if t.start <= x.span[0] and x.span[1] <= t.end), None)
    return None


def _near(ctx: Context, t: Figure) -> int | None:
    """The deadline in the target's own clause; else one that opens its sentence."""
    s = ctx.sentence_at(t.span[0])
    if not s:
        return None
    here = [(i, x) for i, x in enumerate(ctx.deadlines) if s.start <= x.span[0] and x.span[1] <= s.end]
    if not here:
        return None
    text = ctx.text
    same = [i for i, x in here if ";" not in text[min(x.span[1], t.span[1]):max(x.span[0], t.span[0])]]
    opening = [i for i, x in here if not text[s.start:x.span[0]].strip(" -–+•*“\"")]
    return same[0] if same else opening[0] if opening else None
