"""Stage 4: names in the text → entities.

One list without overlaps: a person beats what lies inside the name, a post swallows the body named
in it, and otherwise the longer finding wins."""
from __future__ import annotations

import bisect

import regex

from pipeline.article import Context, Entity
from pipeline.organisations import bodies_within, find_organisations
from pipeline.persons import find_persons

_GOES_ON = regex.compile(r"\s*[,–-]?\s*\p{Lu}")
_WHOLE = ("office", "department", "proper")  # their grammar knows where such a name ends better than that of posts
_COLLECTIVE = regex.compile(r"(?:các|một\s+số|\p{L}+\s+các)(?!\p{L})", regex.IGNORECASE)


def recognise(ctx: Context, model: bool = False) -> None:
    """Fill ``ctx.entities`` (PERSON, POST, ORG, PLACE, sorted by start).

    With ``model``, places that the rules do not know ("Suối Giàng", "ấp Prey Chóp") are added from
    the trained recogniser: the one label for which it adds more than it spoils (its card,
    ``models/ner/README.md``, has the comparison). Records get worse by them, and it takes as long as all the rest, so it is off."""
    ctx.entities = merge(ctx.text, find_persons(ctx), find_organisations(ctx))
    if model:
        from pipeline import ner

        known = ctx.entities
        found = [Entity(s, e, "PLACE", "model") for s, e, label in ner.names([ner.words(ctx)])[0] if label == "PLACE"]
        ctx.entities = sorted([*known, *(p for p in found if not _overlaps(known, p))], key=lambda e: e.start)


def _overlaps(entities: list[Entity], entity: Entity) -> bool:
    i = bisect.bisect_left(entities, entity.end, key=lambda e: e.start)
    return i > 0 and entities[i - 1].end > entity.start


def merge(text: str, people: list[Entity], organisations: list[Entity]) -> list[Entity]:
    """The union without overlaps. A collective that starts inside a post and runs beyond it ("Thủ trưởng
    các sở, ban, ngành") lengthens the post, as does a body that goes on with a capital; an organisation that a person's name overlaps is dropped."""
    fixed = sorted(people, key=lambda e: e.start)
    starts = [e.start for e in fixed]
    rest: list[Entity] = []
    for org in sorted(organisations, key=lambda e: (e.start, -e.end)):
        low = max(bisect.bisect_right(starts, org.start) - 1, 0)
        hits = [i for i in range(low, bisect.bisect_left(starts, org.end)) if fixed[i].end > org.start]
        if not hits:
            if not rest or org.start >= rest[-1].end:
                rest.append(org)
            elif org.end - org.start > rest[-1].end - rest[-1].start:
                rest[-1] = org
            continue
        i, post = hits[0], fixed[hits[0]]
        if post.label == "PERSON":
            if post.start > org.start:  # "UBND phường | Lại Thị Cầm" took the name for a place's
                rest += [e for e in bodies_within(text, org.start, post.start)[:1] if not rest or e.start >= rest[-1].end]
            continue
        limit = starts[i + 1] if i + 1 < len(starts) else org.end
        if post.start <= org.start and post.end < org.end <= limit and (
                _COLLECTIVE.match(text, org.start) or _GOES_ON.match(text, post.end) or (org.rule in _WHOLE or org.rule == "steering" and text[post.end] == ",") and post.start < org.start < post.end):
            fixed[i] = Entity(post.start, org.end, "POST", post.rule)
    return sorted([*fixed, *rest], key=lambda e: e.start)
