"""Who a word of telling has for its subject: the name beside it, a body that the recogniser cut, whose paper it is."""
from __future__ import annotations

import bisect

import regex

from pipeline.addressees import BODY, NO_HEAD, predicate_at
from pipeline.article import Context, Entity
from pipeline.speakers import entity_name, fullest, is_collective, issuer_by_code, opening_entity
from pipeline.vocabulary import alternation, forms

ADVERBS = regex.compile(
    rf"^[\s,–-]*+(?!(?:và|đồng\s+thời)\s)(?:{alternation(forms('directive_words', 'subject-adverb'))}[\s,:]*+){{0,8}}$", regex.IGNORECASE)
PREPOSITION = regex.compile(rf"(?<![\w]){alternation(forms('directive_words', 'preposition'))}\s+(?:đồng\s+chí\s+|ông\s+|bà\s+|các\s+)?$", regex.IGNORECASE)
PLACE = alternation(forms("directive_bodies", "place"))
_AGENT = regex.compile(r"(?<![\w])(?:bị|được)\s+$", regex.IGNORECASE)
_THIS = regex.compile(r"(\p{Lu}\p{Ll}*(?:\s\p{Ll}+)?)\s+này")
_BODY_ALONE = regex.compile(rf"{BODY.pattern}(?:\s+[\p{{L}}&-]+){{0,7}}")
_NO_NAME = regex.compile(rf"(?<![\w]){alternation(forms('directive_verbs', 'no-name'))}(?![\w])")
_REST_OF_NAME = regex.compile(rf"\s+{PLACE}(?:\s+\p{{Lu}}\p{{Ll}}*){{0,4}}\s*")


def body_at(ctx: Context, start: int, at: int) -> str | None:
    """A body that the recogniser left out or cut: «HĐND tỉnh giao …»."""
    piece = ctx.text[start:at].strip()
    this = _THIS.fullmatch(piece)
    if this:  # «Ủy ban này»: the body of that kind named last
        return next((ctx.text[e.start:e.end] for e in reversed(ctx.entities) if e.end <= start and e.label == "ORG" and ctx.text[e.start:e.end].startswith(this.group(1))), None)
    opening = opening_entity(ctx, start)
    if opening:
        cut = opening.label == "ORG" and _REST_OF_NAME.fullmatch(ctx.text[opening.end:at])
        return fullest(piece, (u.name for u in ctx.units)) if cut else None
    if NO_HEAD.match(piece):
        return None
    if _BODY_ALONE.fullmatch(piece) and predicate_at(ctx, start, at) is None and not is_collective(piece) and not _NO_NAME.search(piece):
        return fullest(piece, (u.name for u in ctx.units))
    return None


def paper_of(ctx: Context, start: int, end: int) -> str | None:
    """Whose the document is that tells: «Kết luận 49 của Bộ Chính trị giao …», «Nghị quyết 12/NQ-CP yêu cầu …»."""
    holder = next((e for e in ctx.entities if start <= e.start and e.end <= end and e.label in ("ORG", "POST", "PERSON")
                   and regex.search(r"của\s+$", ctx.text[start:e.start])), None)
    if holder:
        return entity_name(ctx, holder)
    cited = next((d for d in ctx.documents if d.number and d.number in ctx.text[start:end]), None)
    return cited and (cited.issuer or issuer_by_code(cited.number or "", ctx))


def punished(ctx: Context, start: int, at: int) -> str | None:
    """«… xử phạt Công ty A … và buộc …»: who is fined, and has to."""
    e = next((e for e in ctx.entities_in(start, at) if e.end <= at and e.label in ("ORG", "PERSON") and _AGAINST.search(ctx.text, start, e.start)), None)
    return e and ctx.text[e.start:e.end]


_AGAINST = regex.compile(r"(?:đối\s+với|xử\s+phạt(?:\s+(?:vi\s+phạm\s+)?hành\s+chính)?)\s+(?:ông\s+|bà\s+)?$", regex.IGNORECASE)
_SIGNS = regex.compile(
    rf"[\s,)]*(?:(?:đã|vừa|cũng|mới|tiếp\s+tục|(?:hai|ba|bốn|nhiều|\d+)\s+lần)\s+)*(?:ký\s+ban\s+hành|phát\s+đi|{alternation(forms('directive_verbs', 'issues'))})\s+(?:(?:nhiều|các|một\s+số|hai|\d+)\s+)?", regex.IGNORECASE)


def signer_of(ctx: Context, start: int, paper: int) -> Entity | None:
    """«Nhằm …, Thủ tướng đã ban hành Công điện số 5 chỉ đạo …»: whose paper it is."""
    e = ctx.entity_before(paper - 1)
    told = e and e.start >= start and e.label in ("ORG", "POST", "PERSON") and _SIGNS.fullmatch(ctx.text, e.end, paper)
    return e if told and not PREPOSITION.search(ctx.text[max(start, e.start - 16):e.start]) and not is_collective(ctx.text[e.start:e.end]) else None


def agent_of(ctx: Context, opening: Entity, at: int) -> Entity | None:
    """«Ông A bị UBND huyện buộc thôi việc, yêu cầu …»: who does it to the one the clause opens with."""
    return next((e for e in ctx.entities_in(opening.end, at) if e.end <= at and e.label in ("ORG", "POST", "PERSON")
                 and _AGENT.search(ctx.text[opening.end:e.start])), None)


def adjacent(ctx: Context, clause: int, at: int) -> Entity | None:
    """The nearest entity before the trigger with only adverbs between, not after a preposition."""
    text = ctx.text
    i = bisect.bisect_left(ctx.entities, at, key=lambda e: e.start) - 1
    steps = 0
    while i >= 0 and ctx.entities[i].end > clause and steps < 4:
        e = ctx.entities[i]
        gap = text[e.end:at]
        if e.label != "PLACE" and e.start >= clause - 1:
            close = not gap.strip(" ,-–)") or ADVERBS.match(gap)
            if not close:
                return None
            if e.label == "POST" and i and ctx.entities[i - 1].start >= clause and ctx.entities[i - 1].label in ("PERSON", "POST") and regex.fullmatch(r"[\s,:;(–-]*(?:và\s+|kiêm\s+|đồng\s+thời\s+là\s+)?", text[ctx.entities[i - 1].end:e.start]):
                at_before = ctx.entities[i - 1]
                if at_before.label == "PERSON":
                    return at_before
                if not PREPOSITION.search(text[max(clause, at_before.start - 16):at_before.start]):  # «Tiếp thu ý kiến của Chủ tịch nước, Bí thư Tỉnh ủy giao …»
                    at, i, steps = e.start, i - 1, steps + 1
                    continue
            if PREPOSITION.search(text[max(clause, e.start - 16):e.start]) or is_collective(text[e.start:e.end]):
                return None
            return e
        i, steps = i - 1, steps + 1
        at = e.start if e.label == "PLACE" and not gap.strip() else at
    return None


def with_posts(ctx: Context, clause: int, at: int) -> Entity | None:
    """«Bà A, Trưởng phòng B, C và D, cho biết»: the person named last, where posts in commas stand between."""
    i = bisect.bisect_left(ctx.entities, at, key=lambda e: e.start) - 1
    while i >= 0 and ctx.entities[i].start >= clause and ctx.entities[i].label != "PERSON":
        i -= 1
    if i < 0 or ctx.entities[i].start < clause or i + 1 == len(ctx.entities):
        return None
    person, post = ctx.entities[i], ctx.entities[i + 1]
    gap = ctx.text[person.end:at]
    # 160: the longest list of posts after a name in the project's gold has 118 characters
    if post.label == "POST" and post.end <= at and len(gap) < 160 and regex.fullmatch(r",\s+", ctx.text[person.end:post.start]) \
            and regex.search(r",\s*$", gap) and not regex.search(r"[.;:“”]\s", gap) and not PREPOSITION.search(ctx.text[max(clause, person.start - 16):person.start]):
        return person
    return None


def subject_start(ctx: Context, e: Entity) -> int:
    """Where the noun phrase of a subject begins: the posts and honorifics before the name count."""
    start = e.start
    i = bisect.bisect_left(ctx.entities, start, key=lambda x: x.start) - 1
    while i >= 0 and ctx.entities[i].label == "POST" and regex.fullmatch(r"[\s,–-]*(?:ông|bà|đồng\s+chí|đ/c)?\s*", ctx.text[ctx.entities[i].end:start], regex.IGNORECASE):
        start = ctx.entities[i].start
        i -= 1
    m = regex.search(r"(?:ông|bà|đồng\s+chí|đ/c)\s+$", ctx.text[max(0, start - 12):start], regex.IGNORECASE)
    return start - len(m.group()) if m else start
