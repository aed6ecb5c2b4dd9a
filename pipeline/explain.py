"""``python -m pipeline explain``: for each record of an article the words it was read from, marked, and why.

The same rows are shown in a terminal (Rich) and as one HTML file (displaCy). Article text is
untrusted: control characters are replaced for the terminal, everything is escaped for HTML.
"""
from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from rich.console import Console
from rich.text import Text
from spacy import displacy

from pipeline.article import Context, Source
from pipeline.assemble import assemble
from pipeline.confidence import minimum
from pipeline.records import Figure, Record, harmless
from pipeline.run import told, understand

Mark = tuple[int, int, str]  # offsets in the record's text, and a key of COLOURS

# What is marked: its colour in HTML, its style in a terminal.
COLOURS = {
    "directive": ("#ffe08a", "black on yellow"), "dropped": ("#dddddd", "strike"), "trigger": ("#ff9d8a", "bold red"),
    "addressee": ("#a8d8ff", "black on cyan"), "partner": ("#d5e9ff", "cyan"), "deadline": ("#ffb8e0", "black on magenta"),
    "target": ("#b9f2b0", "black on green"), "result": ("#d8f2cf", "green"), "meeting": ("#d9c8ff", "black on blue"), "chair": ("#f3c9a5", "bold yellow"),
    "person": ("#f3c9a5", "bold yellow"), "unit": ("#bfe3df", "black on cyan"), "document": ("#e6e0c8", "underline"),
}
RULES = {
    "frame": "someone tells it in so many words",
    "listed": "an item of a list that someone told",
    "addressed": "someone named and a verb of duty, while someone speaks",
    "imperative": "opens with a verb of doing, while someone speaks",
    "modal": "must, need or must not, while someone speaks",
    "ahead": "announced for the time ahead",
    "will": "someone named will do it",
    "share": "so many per cent of someone named do it",
    "parallel": "stands beside a task in its sentence, and reads like one",
    "item": "an item of a list that someone told, with neither verb nor name at its head",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One finding: ``text[start:end]`` is what to show, ``marks`` what in it to mark, ``facts`` why."""

    kind: str
    start: int
    end: int
    marks: list[Mark]
    facts: list[tuple[str, str]]


@dataclass(slots=True)
class Explanation:
    """An article's record, and a row for each of its parts and for each directive that was dropped."""

    record: Record
    rows: list[Row] = field(default_factory=list)


def explain(source: Source) -> Explanation:
    """Runs the line on one article and tells how its findings came about. Raises as ``run.analyse``."""
    ctx = understand(source)
    told(ctx)
    record = assemble(source, ctx)
    rows = [*_meetings(ctx), *_names(ctx), *_directives(ctx), *_deadlines(ctx), *_figures(ctx), *_documents(ctx)]
    return Explanation(record, rows)


# ------------------------------------------------------------------ rows

def _row(ctx: Context, kind: str, span: tuple[int, int], marks: list[Mark], facts: list[tuple[str, object]]) -> Row:
    """The sentences around ``span``; facts that are empty are left out."""
    first, last = ctx.sentence_at(span[0]), ctx.sentence_at(span[1] - 1)
    start, end = min(first.start if first else span[0], span[0]), max(last.end if last else span[1], span[1])
    return Row(kind, start, end, [m for m in marks if start <= m[0] and m[1] <= end], [(name, str(value)) for name, value in facts if value not in (None, "", [])])


def _directives(ctx: Context) -> Iterator[Row]:
    text, kept = ctx.text, {d.span: d for d in ctx.directives}
    for span, trace in sorted(ctx.traces.items()):
        rule = f"{trace.rule}: {RULES[trace.rule]}"
        scores = ", ".join(f"{name} {value:.2f}" for name, value in trace.scores.items())
        d = kept.get(span)
        if d is None:
            why = f"confidence below {minimum()}" if "confidence" in trace.scores else "told again, in fuller form, elsewhere"
            yield _row(ctx, "directive dropped", span, [(*span, "dropped")], [("rule", rule), ("scores", scores), ("why", why)])
            continue
        marks: list[Mark] = [(*span, "directive")]
        sentence = ctx.sentence_at(span[0])
        begin = sentence.start if sentence else span[0]
        if d.trigger and (at := text.rfind(d.trigger, begin, span[0])) >= 0:
            marks.append((at, at + len(d.trigger), "trigger"))
        for name, label in [(a, "addressee") for a in d.addressees] + [(p, "partner") for p in d.partners]:
            if (at := text.find(name, begin, span[1])) >= 0:
                marks.append((at, at + len(name), label))
        marks += [(*ctx.targets[i].span, "target") for i in d.targets]
        due = ctx.deadlines[d.deadline] if d.deadline is not None else None
        if due:
            marks.append((*due.span, "deadline"))
        yield _row(ctx, "directive", span, marks, [
            ("who tells", d.issuer), ("whom", "; ".join(d.addressees)), ("with", "; ".join(d.partners)), ("kind", d.kind), ("trigger", d.trigger),
            ("by", due and f"{due.text} ({due.relation} {due.date})"), ("rule", rule), ("scores", scores)])


def _meetings(ctx: Context) -> Iterator[Row]:
    for m in ctx.meetings:
        marks: list[Mark] = [(*m.span, "meeting"), *((*c.span, "chair") for c in m.chairs)]
        chairs = "; ".join(f"{c.name} ({c.title})" if c.title else c.name for c in m.chairs)
        yield _row(ctx, "meeting", m.span, marks, [("type", m.type), ("date", m.date and f"{m.date} ({m.date_text})"), ("held by", m.organizer), ("where", m.location), ("chairs", chairs)])


def _names(ctx: Context) -> Iterator[Row]:
    for p in ctx.people:
        yield _row(ctx, "person", p.span, [(*p.span, "person")], [("name", p.name), ("posts", p.title), ("rule", _rule_at(ctx, p.span))])
    for u in ctx.units:
        span = next(s for s in u.mentions if ctx.text[s[0]:s[1]] == u.name)
        yield _row(ctx, "unit", span, [(*span, "unit")], [("is", u.canonical), ("level", u.level), ("code", u.code), ("mentions", len(u.mentions)), ("rule", _rule_at(ctx, span))])


def _rule_at(ctx: Context, span: tuple[int, int]) -> str | None:
    """What found the name that overlaps the span."""
    i = bisect.bisect_left(ctx.entities, span[0] + 1, key=lambda e: e.end)
    return ctx.entities[i].rule if i < len(ctx.entities) and ctx.entities[i].start < span[1] else None


def _deadlines(ctx: Context) -> Iterator[Row]:
    for x in ctx.deadlines:
        yield _row(ctx, "deadline", x.span, [(*x.span, "deadline")], [
            ("relation", x.relation), ("date", x.date), ("from", x.start), ("duration", x.duration), ("recurrence", x.recurrence), ("reckoned from", ctx.article.reference)])


def _figures(ctx: Context) -> Iterator[Row]:
    for kind, figures in (("target", ctx.targets), ("result", ctx.results)):
        for f in figures:
            yield _row(ctx, kind, f.span, [(*f.span, kind)], [
                ("value", _value(f)), ("of what", f.metric), ("whose", f.scope), ("by", f.deadline is not None and ctx.deadlines[f.deadline].text or None), ("scores", f"confidence {f.confidence:.2f}")])


def _value(f: Figure) -> str:
    top = f" – {f.value_max:g}" if f.value_max is not None else ""
    return f"{f.comparator} {f.value:g}{top} {f.unit}" + (f" ({f.direction})" if f.direction else "")


def _documents(ctx: Context) -> Iterator[Row]:
    for d in ctx.documents:
        yield _row(ctx, "document", d.span, [(*d.span, "document")], [("type", d.type), ("number", d.number), ("date", d.date), ("issuer", d.issuer)])


def flattened(row: Row) -> list[Mark]:
    """The marks without overlap, in order: a mark that stands later in the list covers those before it."""
    label: list[str | None] = [None] * (row.end - row.start)
    for s, e, name in row.marks:
        label[s - row.start:e - row.start] = [name] * (e - s)
    out, at = [], 0
    while at < len(label):
        end = at + 1
        while end < len(label) and label[end] == label[at]:
            end += 1
        if label[at]:
            out.append((row.start + at, row.start + end, label[at]))
        at = end
    return out


# ------------------------------------------------------------------ shown

def show(explanation: Explanation, console: Console) -> None:
    """Prints the rows, kind by kind."""
    record, kind = explanation.record, ""
    console.print(Text(harmless(record.title or record.id), style="bold"), Text(harmless(record.published or ""), style="dim"))
    for row in explanation.rows:
        if row.kind != kind:
            kind = row.kind
            console.rule(Text(kind))
        sentence = Text(harmless(record.text[row.start:row.end]))
        for s, e, label in flattened(row):
            sentence.stylize(COLOURS[label][1], s - row.start, e - row.start)
        console.print(sentence)
        for name, value in row.facts:
            console.print(Text.assemble("    ", (f"{name}: ", "dim"), harmless(value)))
        console.print()


_STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;color:#222}
h2{border-bottom:1px solid #ccc;margin-top:2em}section{margin:1.2em 0 1.8em}dl{display:grid;grid-template-columns:8em 1fr;gap:.1em 1em;margin:.3em 0 0;font-size:.9em}
dt{color:#666}dd{margin:0}.entities{line-height:2.2!important}mark span{font-size:.7em!important}"""


def page(explanation: Explanation) -> str:
    """The rows as one HTML page that needs nothing beside it."""
    record, kind = explanation.record, ""
    colours = {label.upper(): colour for label, (colour, _) in COLOURS.items()}
    parts = []
    for row in explanation.rows:
        if row.kind != kind:
            kind = row.kind
            parts.append(f"<h2>{escape(kind)}</h2>")
        ents = [{"start": s - row.start, "end": e - row.start, "label": label.upper()} for s, e, label in flattened(row) if any(c.isalnum() for c in record.text[s:e])]
        marked = displacy.render({"text": record.text[row.start:row.end], "ents": ents}, style="ent", manual=True, jupyter=False, options={"colors": colours})
        facts = "".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in row.facts)
        parts.append(f"<section>{marked}<dl>{facts}</dl></section>")
    title = escape(record.title or record.id)
    return ("<!doctype html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
            f"<title>{title}</title><style>{_STYLE}</style></head>\n<body><h1>{title}</h1><p>{escape(record.published or '')}</p>\n" + "\n".join(parts) + "\n</body></html>\n")
