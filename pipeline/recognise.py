"""Stage 4: names in the text → entities, also set as ``doc.ents``.

One list without overlaps: a person beats what lies inside the name, a post swallows the body named
in it, and otherwise the longer finding wins."""
from __future__ import annotations

from spacy.util import filter_spans

from pipeline.article import Context, Entity
from pipeline.organisations import find_organisations
from pipeline.persons import find_persons


def recognise(ctx: Context) -> None:
    """Fill ``ctx.entities`` (PERSON, POST, ORG, PLACE, sorted by start) and ``ctx.doc.ents``."""
    ctx.entities = merge(find_persons(ctx), find_organisations(ctx))
    spans = [ctx.doc.char_span(e.start, e.end, label=e.label, alignment_mode="expand") for e in ctx.entities]
    ctx.doc.ents = filter_spans([s for s in spans if s is not None])


def merge(people: list[Entity], organisations: list[Entity]) -> list[Entity]:
    """The union without overlaps. An organisation that starts inside a post and runs beyond it
    ("Thủ trưởng các sở, ban, ngành") lengthens the post; one that a person's name overlaps is dropped."""
    names = [e for e in people if e.label == "PERSON"]
    posts = [e for e in people if e.label == "POST"]
    rest: list[Entity] = []
    for org in sorted(organisations, key=lambda e: (e.start, -e.end)):
        if any(n.start < org.end and org.start < n.end for n in names):
            continue
        hit = next((i for i, p in enumerate(posts) if p.start < org.end and org.start < p.end), None)
        if hit is None:
            if not rest or org.start >= rest[-1].end:
                rest.append(org)
            elif org.end - org.start > rest[-1].end - rest[-1].start:
                rest[-1] = org
            continue
        post = posts[hit]
        limit = min((e.start for e in people if e.start >= post.end), default=org.end)
        if post.start <= org.start and post.end < org.end <= limit:
            posts[hit] = Entity(post.start, org.end, "POST", post.rule)
    return sorted([*names, *posts, *rest], key=lambda e: e.start)
