"""Stage 4: names in the text → entities, also set as ``doc.ents``.

One list without overlaps: a person beats what lies inside the name, a post swallows the body named
in it, and otherwise the longer finding wins."""
from __future__ import annotations

import regex
from spacy.util import filter_spans

from pipeline.article import Context, Entity
from pipeline.organisations import find_organisations
from pipeline.persons import find_persons

_COLLECTIVE = regex.compile(r"(?:các|một\s+số|\p{L}+\s+các)(?!\p{L})", regex.IGNORECASE)


def recognise(ctx: Context) -> None:
    """Fill ``ctx.entities`` (PERSON, POST, ORG, PLACE, sorted by start) and ``ctx.doc.ents``."""
    ctx.entities = merge(ctx.text, find_persons(ctx), find_organisations(ctx))
    spans = [ctx.doc.char_span(e.start, e.end, label=e.label, alignment_mode="expand") for e in ctx.entities]
    ctx.doc.ents = filter_spans([s for s in spans if s is not None])


def merge(text: str, people: list[Entity], organisations: list[Entity]) -> list[Entity]:
    """The union without overlaps. A collective that starts inside a post and runs beyond it ("Thủ trưởng
    các sở, ban, ngành") lengthens the post, as does a body's name up to a comma; an organisation that a
    person's name overlaps is dropped."""
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
        end = org.end
        if not _COLLECTIVE.match(text, org.start):
            comma = text.find(",", post.end, end)
            end = end if comma < 0 else comma
        if post.start <= org.start and post.end < end <= limit:
            posts[hit] = Entity(post.start, end, "POST", post.rule)
    return sorted([*names, *posts, *rest], key=lambda e: e.start)
