"""Stage 6: findings of one article → its Record, with deadlines and targets linked."""
from __future__ import annotations

from pipeline.article import Context, Source
from pipeline.bounds import link_deadlines
from pipeline.read import source_id
from pipeline.records import Place, Record, SourceInfo, printable


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
        d.targets = [i for i, t in enumerate(ctx.targets) if d.span[0] <= t.span[0] and t.span[1] <= d.span[1]]
    link_deadlines(ctx)
