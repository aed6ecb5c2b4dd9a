"""Which person of the article a mention means: a name, a short name, a post, or a pronoun.

An article of many names has as many mentions, so nothing here walks over all of either for one mention:
:class:`Named` holds what is looked up, built once for the article.
"""
from __future__ import annotations

import bisect
from collections.abc import Iterator

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
_SEX = {"honorific: male": "male", "honorific: female": "female"}


class Named:
    """The persons of an article by what they may be called, and where they are named. Holds for one
    ``ctx.people`` and ``ctx.entities``, which must be complete."""

    def __init__(self, ctx: Context):
        self.people = ctx.people
        self._by_key: dict[str, int] = {}  # folded name → index in people, the first of that name
        self._by_tail: dict[tuple[str, ...], list[int]] = {}  # the last words of a name → those whose name ends so
        for i, p in enumerate(ctx.people):
            self._by_key.setdefault(fold(p.name), i)
            words = tuple(w.casefold() for w in p.name.split())
            for at in range(len(words)):
                self._by_tail.setdefault(words[at:], []).append(i)
        mentions = [e for e in ctx.entities if e.label == "PERSON"]
        self.starts, self.ends = [e.start for e in mentions], [e.end for e in mentions]
        self.texts = [ctx.text[e.start:e.end] for e in mentions]
        means = [self._index(t) for t in self.texts]
        self._sexes = self._sex_of_each([(t, _SEX[e.rule]) for t, e in zip(self.texts, mentions, strict=True) if e.rule in _SEX])
        self._named_at: dict[int, list[int]] = {}  # index in people → the ends of the mentions that mean him
        # The mention before which each kind of pronoun means whom: index in people or None.
        self._last: dict[str | None, list[int | None]] = {None: [None], "male": [None], "female": [None]}
        for end, i in zip(self.ends, means, strict=True):
            for kind, last in self._last.items():
                last.append(i if i is not None and (kind is None or self._sexes[i] in (None, kind)) else last[-1])
            if i is not None:
                self._named_at.setdefault(i, []).append(end)
        posts = [(plain, i) for i, p in enumerate(ctx.people) if p.title for plain in map(_plain, _POST_BREAK.split(p.title))]
        self._posts, self._titles = sorted(posts), sorted((_plain(p.title), i) for i, p in enumerate(ctx.people) if p.title)
        self._holders: dict[str, tuple[list[int], list[tuple[int, int]]]] = {}  # post → who holds it, and the ends of their mentions

    def by_name(self, name: str) -> Person | None:
        """Who is called so, in full or in short without doubt."""
        i = self._index(name)
        return None if i is None else self.people[i]

    def last(self, offset: int, kind: str | None) -> Person | None:
        """The person named last before the offset, of that sex or of none that is known."""
        i = self._last[kind if kind in ("male", "female") else None][bisect.bisect_right(self.ends, offset)]
        return None if i is None else self.people[i]

    def holder(self, post: str, offset: int) -> tuple[bool, Person | None]:
        """Whether anyone holds the post, and whom it means at the offset: the holder named last before it, else the only one."""
        wanted = _plain(post)
        if wanted not in self._holders:
            holders = sorted({*_opening_with(self._posts, wanted, " "), *_opening_with(self._titles, wanted, "")})
            self._holders[wanted] = holders, sorted((end, i) for i in holders for end in self._named_at.get(i, ()))
        holders, mentions = self._holders[wanted]
        if len(holders) < 2:
            return bool(holders), self.people[holders[0]] if holders else None
        at = bisect.bisect_right(mentions, (offset, len(self.people))) - 1
        return True, self.people[mentions[at][1]] if at >= 0 else None

    def sex(self, name: str) -> str | None:
        """"male" or "female" of the person so called, where an honorific before the name, or "Thị", says so."""
        i = self._index(name)
        return None if i is None else self._sexes[i]

    def _index(self, name: str) -> int | None:
        i = self._by_key.get(fold(name))
        if i is not None:
            return i
        short = self._by_tail.get(tuple(w.casefold() for w in name.split()), ())
        return short[0] if len(short) == 1 else None

    def _sex_of_each(self, addressed: list[tuple[str, str]]) -> list[str | None]:
        first: dict[str, tuple[int, str]] = {}
        for n, (text, sex) in enumerate(addressed):
            first.setdefault(fold(text), (n, sex))
        out: list[str | None] = []
        for p in self.people:
            key = fold(p.name)
            said = [first[key[at:]] for at in range(len(key)) if key[at:] in first]
            out.append(min(said)[1] if said else "female" if " Thị " in p.name else None)
        return out


def named(ctx: Context) -> Named:
    """The article's persons by what they are called, for all who ask for them after the extraction of people."""
    if ctx.named is None or ctx.named.people is not ctx.people:
        ctx.named = Named(ctx)
    return ctx.named


def resolve_person(ctx: Context, start: int, end: int) -> Person | None:
    """The member of ``ctx.people`` that ``text[start:end]`` means, or None.

    A mention may be a full name with or without honorific and post, a short name ("ông Thanh"), a
    post ("Chủ tịch UBND huyện": whose title holds it, the one last named before it), or a bare
    honorific ("Đồng chí", "ông", "bà": the person last named before it, of fitting sex)."""
    who = named(ctx)
    i = bisect.bisect_right(who.ends, start)
    if i < len(who.ends) and who.starts[i] < end:
        return who.by_name(who.texts[i])
    mention = ctx.text[start:end]
    bare = mention[_LEAD.match(mention).end():].strip(" .,:;")
    if not bare:
        return who.last(start, _kind(mention))
    held, holder = who.holder(bare, start)
    if not held:
        return who.by_name(bare) if bare[0].isupper() else None
    return holder


def fits(ctx: Context, mention: str, name: str) -> bool:
    """Whether a bare honorific ("Bà", "Ông", "Đồng chí") can mean the person of that name, by sex."""
    kind = _kind(mention)
    return kind not in ("male", "female") or named(ctx).sex(name) in (None, kind)


def addressed_so(ctx: Context, at: int, mention: str) -> str | None:
    """The name last given with an honorific of the sex of ``mention`` ("Bà" → "bà Lã Thị Mến") before offset ``at``."""
    kind = _kind(mention)
    return next((ctx.text[e.start:e.end] for e in reversed(ctx.entities) if e.end <= at and kind and _SEX.get(e.rule) == kind), None)


def means(ctx: Context, mention: str, name: str) -> bool:
    """Whether the article itself says that the person of that name is of the sex of the honorific ("Bà", "Ông")."""
    kind = _kind(mention)
    return kind in ("male", "female") and named(ctx).sex(name) == kind


def _kind(mention: str) -> str | None:
    return next((m.lastgroup for m in HONORIFIC.finditer(mention)), None)


def _opening_with(rows: list[tuple[str, int]], wanted: str, then: str) -> Iterator[int]:
    """Whose post is the given one or goes on from it with ``then`` ("Chủ tịch UBND huyện" in "Chủ tịch UBND
    huyện Bình An"), so that "Phó Chủ tịch …" is not taken for "Chủ tịch …"."""
    for opening in {wanted, wanted + then}:
        exact = then and opening == wanted
        for at in range(bisect.bisect_left(rows, (opening, -1)), len(rows)):
            post, i = rows[at]
            if post != opening if exact else not post.startswith(opening):
                break
            yield i


def _plain(post: str) -> str:
    s = " ".join(post.casefold().split())
    for pattern, full in _LONG_FORMS:
        s = pattern.sub(full, s)
    return " ".join(fold(w) for w in s.split())
