"""Which person of the article a mention means: a name, a short name, a post, or a pronoun."""
from __future__ import annotations

import regex

from pipeline.article import Context
from pipeline.gazetteer import fold
from pipeline.persons import HONORIFIC, HONORIFICS
from pipeline.records import Person

_POST_BREAK = regex.compile(r"\s*(?:[,;–()]|\s-\s|\bkiêm\b)\s*")
_LEAD = regex.compile(rf"^\s*(?:{HONORIFICS})?", regex.IGNORECASE)
_LONG_FORMS = [(regex.compile(rf"(?<!\w){short}(?!\w)"), full) for short, full in [
    ("ubnd", "ủy ban nhân dân"), ("hđnd", "hội đồng nhân dân"), ("tp", "thành phố"), ("mttq", "mặt trận tổ quốc"),
    ("vpcp", "văn phòng chính phủ"), ("thủ tướng chính phủ", "thủ tướng"), ("uỷ ban", "ủy ban"), ("uỷ viên", "ủy viên")]]


def resolve_person(ctx: Context, start: int, end: int) -> Person | None:
    """The member of ``ctx.people`` that ``text[start:end]`` means, or None.

    A mention may be a full name with or without honorific and post, a short name ("ông Thanh"), a
    post ("Chủ tịch UBND huyện": whose title holds it, the one last named before it), or a bare
    honorific ("Đồng chí", "ông", "bà": the person last named before it, of fitting sex)."""
    text = ctx.text
    for e in ctx.entities:
        if e.start >= end:
            break
        if e.label == "PERSON" and e.start < end and start < e.end:
            return _by_name(ctx, text[e.start:e.end])
    mention = text[start:end]
    bare = mention[_LEAD.match(mention).end():].strip(" .,:;")
    earlier = _named_before(ctx, start)
    if not bare:
        return _by_honorific(ctx, mention, earlier)
    holders = [p for p in ctx.people if p.title and _holds(p.title, bare)]
    if not holders:
        return _by_name(ctx, bare) if bare[0].isupper() else None
    named = [p for p in earlier if p in holders]
    if named:
        return named[0]
    return holders[0] if len(holders) == 1 else None


def _by_name(ctx: Context, name: str) -> Person | None:
    key = fold(name)
    exact = [p for p in ctx.people if fold(p.name) == key]
    if exact:
        return exact[0]
    words = [w.casefold() for w in name.split()]
    short = [p for p in ctx.people if [w.casefold() for w in p.name.split()][-len(words):] == words]
    return short[0] if len(short) == 1 else None


def _named_before(ctx: Context, offset: int) -> list[Person]:
    """Persons named before the offset, the last one first."""
    out: list[Person] = []
    for e in reversed(ctx.entities):
        if e.label == "PERSON" and e.end <= offset:
            person = _by_name(ctx, ctx.text[e.start:e.end])
            if person and person not in out:
                out.append(person)
    return out


def _by_honorific(ctx: Context, mention: str, earlier: list[Person]) -> Person | None:
    kind = next((m.lastgroup for m in HONORIFIC.finditer(mention)), None)
    for person in earlier:
        if kind not in ("male", "female") or _sex(ctx, person) in (None, kind):
            return person
    return None


def fits(ctx: Context, mention: str, name: str) -> bool:
    """Whether a bare honorific ("Bà", "Ông", "Đồng chí") can mean the person of that name, by sex."""
    kind = next((m.lastgroup for m in HONORIFIC.finditer(mention)), None)
    person = _by_name(ctx, name)
    return kind not in ("male", "female") or person is None or _sex(ctx, person) in (None, kind)


def _sex(ctx: Context, person: Person) -> str | None:
    """"male" or "female" where an honorific before the name, or "Thị", says so."""
    key = fold(person.name)
    for e in ctx.entities:
        if e.label == "PERSON" and e.rule in ("honorific: male", "honorific: female") and key.endswith(fold(ctx.text[e.start:e.end])):
            return e.rule.split(": ")[1]
    return "female" if " Thị " in person.name else None


def _holds(title: str, post: str) -> bool:
    """One of the title's posts is the given one, or opens with it ("Chủ tịch UBND huyện" in
    "Chủ tịch UBND huyện Bình An"), so that "Phó Chủ tịch …" is not taken for "Chủ tịch …"."""
    wanted = _plain(post)
    return any(p == wanted or p.startswith(wanted + " ") for p in map(_plain, _POST_BREAK.split(title))) or _plain(title).startswith(wanted)


def _plain(post: str) -> str:
    s = " ".join(post.casefold().split())
    for pattern, full in _LONG_FORMS:
        s = pattern.sub(full, s)
    return " ".join(fold(w) for w in s.split())
