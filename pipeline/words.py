"""A line as words with lookup keys: what the grammar of organisations walks over.

A key is the word in lower case with its tone mark in one place (:func:`pipeline.gazetteer.fold`),
so that phrases are compared word by word whatever the spelling.
"""
from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import regex

from pipeline.gazetteer import fold

if TYPE_CHECKING:
    from pipeline.article import Article
    from pipeline.heads import Hit

_WORD = regex.compile(r"[\p{L}\p{M}\d]+(?:['’`‘][\p{L}\p{M}]+)*+")
# A short form in brackets inside a name is no word of it: "Ủy ban An toàn giao thông (ATGT) Quốc gia".
_SHORT = regex.compile(r"\s?\(\p{Lu}[\p{Lu}&-]{1,9}\)\s(?=\p{L})")
_LINK = regex.compile(r"\s*(?:,|/|&|-|–|—|\.)\s*")


@lru_cache(maxsize=256)
def keys(forms: str) -> frozenset[str]:
    """Keys of a comma-separated list of words and phrases."""
    return frozenset(fold(f) for f in forms.split(", "))


class Words:
    """The words of ``text[start:end]``. ``s`` and ``e`` are their offsets in ``text``."""

    __slots__ = ("text", "end", "s", "e", "w", "keys", "n", "places", "_blank", "_upper")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.end = text, end
        spans = [m.span() for m in _WORD.finditer(text, start, end)]
        shorts = {m.span() for m in _SHORT.finditer(text, start, end)} if text.find("(", start, end) >= 0 else set()
        if shorts:
            spans = [(a, b) for a, b in spans if not any(x <= a < y for x, y in shorts)]
        self.s = [a for a, _ in spans]
        self.e = [b for _, b in spans]
        self.w = [text[a:b] for a, b in spans]
        self.keys = [fold(w) for w in self.w]
        self.n = len(spans)
        self.places: dict[int, Hit | None] = {}  # what toponyms.place found at a word
        self._blank = [False, *(text[b:a].isspace() or (b, a) in shorts for a, b in zip(self.s[1:], self.e))]
        self._upper = [w[0].isupper() for w in self.w]

    def gap(self, i: int) -> str:
        """What stands between word ``i - 1`` and word ``i``; a full stop after the last one."""
        return self.text[self.e[i - 1]:self.s[i]] if 0 < i < self.n else "."

    def joined(self, i: int) -> bool:
        """Only blanks stand before word ``i``."""
        return i < self.n and self._blank[i]

    def linked(self, i: int) -> bool:
        """A comma, hyphen, slash or ampersand (with or without blanks) stands before word ``i``."""
        g = self.gap(i)
        return bool(_LINK.fullmatch(g)) and "." not in g and 0 < i < self.n

    def cap(self, i: int) -> bool:
        """Word ``i`` starts with a capital letter."""
        return i < self.n and self._upper[i]

    def key(self, i: int, j: int) -> str:
        """The key of words ``[i, j)`` together."""
        return "".join(self.keys[i:j])

    def in_number(self, i: int) -> bool:
        """Word ``i`` is part of a document's number: "435/QĐ-UBND"."""
        return i > 0 and self.gap(i) in ("-", "/") and self.w[i].isupper() and (
            self.in_number(i - 1) or self.w[i - 1].isdigit() or i > 1 and self.gap(i - 1) == "/" and self.gap(i) == "-")

    def caps(self, i: int) -> bool:
        """Word ``i`` is an abbreviation in capitals ("UBND", "KH")."""
        return i < self.n and self.w[i].isupper() and self.w[i].isalpha()


def of_lines(article: Article) -> list[Words]:
    """The words of each line of the article."""
    if article.line_words is None:
        article.line_words = [Words(article.text, line.start, line.end) for line in article.lines]
    return article.line_words


AND = fold("và")
_Item = tuple[str, bool]  # key, and whether a connector stands before it


def _compile(form: str) -> tuple[_Item, ...]:
    items: list[_Item] = []
    link = False
    for piece in regex.findall(r"[\p{L}\p{M}\d]+|[,&/–-]", form):
        if regex.match(r"[,&/–-]", piece) or fold(piece) == AND and items:
            link = True
        else:
            items.append((fold(piece), link))
            link = False
    return tuple(items)


class Phrases:
    """A set of phrases, matched word by word, the longest first. A connector ("và", "-", ",",
    "&") in a phrase stands for any other in the text."""

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[tuple[_Item, ...], str]]] = {}
        for form in forms:
            items = _compile(form)
            self._by_first.setdefault(items[0][0], []).append((items, form))
        for rows in self._by_first.values():
            rows.sort(key=lambda r: -len(r[0]))

    @property
    def first(self) -> frozenset[str]:
        """Keys of the words that a phrase may start with."""
        return frozenset(self._by_first)

    def find(self, words: Words, i: int) -> tuple[int, str] | None:
        """The longest phrase at word ``i``: the index after its last word, and the phrase."""
        rows = self._by_first.get(words.keys[i]) if i < words.n else None
        return self._longest(words, i, rows) if rows else None

    def match(self, words: Words, i: int) -> int:
        """The index after the longest phrase at word ``i``; 0 if none stands there."""
        rows = self._by_first.get(words.keys[i]) if i < words.n else None
        hit = self._longest(words, i, rows) if rows else None
        return hit[0] if hit else 0

    def _longest(self, words: Words, i: int, rows: list[tuple[tuple[_Item, ...], str]]) -> tuple[int, str] | None:
        for items, form in rows:
            j = self._match(words, i, items)
            if j:
                return j, form
        return None

    @staticmethod
    def _match(words: Words, i: int, items: tuple[_Item, ...]) -> int:
        j = i + 1
        if len(items) > 1 and not items[1][1] and (j >= words.n or words.keys[j] != items[1][0]):
            return 0
        for key, link in items[1:]:
            if j >= words.n:
                return 0
            if link:
                if words.keys[j] == AND and (words.joined(j) or words.linked(j)):
                    j += 1
                    if j >= words.n or not words.joined(j):
                        return 0
                elif not words.linked(j):
                    return 0
            elif not words.joined(j):
                return 0
            if words.keys[j] != key:
                return 0
            j += 1
        return j
