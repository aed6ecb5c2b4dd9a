"""Text edits that remember, character by character, where each character came from.

A :class:`Traced` is a text and, for each of its characters, the offset of that character in the
source (-1 for one that was inserted). Edits return new values; nothing is ever recovered by
comparing two texts afterwards.
"""
from __future__ import annotations

import html
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import regex

INSERTED = -1

# A base with everything that may compose with it: combining marks, and conjoining Hangul vowels
# and finals, which compose although they are letters.
_CLUSTER = regex.compile(r".[\p{M}\u1160-\u11FF]*", regex.DOTALL)
_BLANKS = regex.compile(r"[\s\p{Zs}\x1c-\x1f]+")
# Characters that print nothing: zero-width blanks and joiners, soft hyphens, direction marks,
# control characters. A joiner between two symbols is part of an emoji and stays.
_UNSEEN = regex.compile(
    r"[\u200b\u2060-\u2064\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1b\x7f\x80-\x84\x86-\x9f]"
    r"|(?<![\p{So}\p{Sk}\ufe0f])[\u200c\u200d]|[\u200c\u200d](?!\p{So})")
# Letters of other alphabets that keyboards, fonts and copied PDFs put for the Vietnamese ones they
# look like: an Icelandic eth for Đ, the letter oi for ư; Cyrillic and Greek only among Latin letters.
_ALWAYS = dict(zip("ÐðƉɖƢƣ", "ĐđĐđƯư"))
_AMONG = dict(zip("АВЕКМНОРСТУХЅІЈаеорсухѕіјһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTYXSIJaeopcyxsijhdqwABEZHIKMNOPTYXo"))
_TO_LATIN = str.maketrans(_ALWAYS | _AMONG)
_ODD = regex.compile(rf"[{''.join(_ALWAYS)}{''.join(_AMONG)}]")
_LATIN = regex.compile(r"[\p{Latin}--[ªºⅠ-ↈ]]", regex.V1)
_WORD = regex.compile(r"[\p{L}\p{M}]++")
# What HTML writes for a character: in text that was copied from page source, or written twice over.
_REFERENCE = regex.compile(r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_NEEDS_FOLD = regex.compile(r"[^\S ]|  |[\u200b-\u200f\u2060-\u2069\u202a-\u202e\ufeff\u00ad\x00-\x1f\x7f-\x9f]")


@dataclass(frozen=True, slots=True)
class Traced:
    """A text with the source offset of each of its characters."""

    text: str
    origins: Sequence[int]

    def __post_init__(self) -> None:
        if len(self.text) != len(self.origins):
            raise ValueError(f"{len(self.text)} characters but {len(self.origins)} origins")

    @classmethod
    def of(cls, source: str, start: int = 0, end: int | None = None) -> Traced:
        """The characters ``source[start:end]``, unedited."""
        end = len(source) if end is None else min(end, len(source))
        return cls(source[start:end], range(start, max(start, end)))

    @classmethod
    def inserted(cls, text: str) -> Traced:
        """Characters that are not in the source."""
        return cls(text, (INSERTED,) * len(text))

    @classmethod
    def join(cls, parts: Iterable[Traced], separator: str = "") -> Traced:
        """The parts one after the other, with an inserted separator between them."""
        text: list[str] = []
        origins: list[int] = []
        for part in parts:
            if text and separator:
                text.append(separator)
                origins.extend([INSERTED] * len(separator))
            text.append(part.text)
            origins.extend(part.origins)
        return cls("".join(text), origins)

    def __len__(self) -> int:
        return len(self.text)

    def __getitem__(self, part: slice) -> Traced:
        return Traced(self.text[part], self.origins[part])

    def strip(self, chars: str | None = None) -> Traced:
        """Without leading and trailing ``chars`` (blanks by default)."""
        start = len(self.text) - len(self.text.lstrip(chars))
        end = len(self.text.rstrip(chars))
        return self[start:max(start, end)]

    def sub(self, pattern: regex.Pattern, replacement: str | Callable[[regex.Match], str] = "") -> Traced:
        """Every match replaced by a string, taken literally, or by what a function makes of it. The
        replacement's characters take the origins of the matched characters in order, the last one
        repeated where it is longer."""
        text: list[str] = []
        origins: list[int] = []
        at = 0
        for match in pattern.finditer(self.text):
            start, end = match.span()
            new = replacement if isinstance(replacement, str) else replacement(match)
            text += (self.text[at:start], new)
            origins.extend(self.origins[at:start])
            if start == end:
                origins.extend([INSERTED] * len(new))
            else:
                origins.extend(self.origins[min(start + i, end - 1)] for i in range(len(new)))
            at = end
        if not text:
            return self
        text.append(self.text[at:])
        origins.extend(self.origins[at:])
        return Traced("".join(text), origins)

    def nfc(self) -> Traced:
        """In normal form C. A composed character comes from its base letter."""
        if unicodedata.is_normalized("NFC", self.text):
            return self
        text: list[str] = []
        origins: list[int] = []
        for match in _CLUSTER.finditer(self.text):
            start, end = match.span()
            cluster = match.group()
            composed = unicodedata.normalize("NFC", cluster)
            text.append(composed)
            for i, char in enumerate(composed):
                # a mark that composes with nothing is kept, perhaps in another place
                at = cluster.find(char)
                origins.append(self.origins[start + at if at >= 0 else min(start + i, end - 1)])
        return Traced("".join(text), origins)

    def fold(self) -> Traced:
        """Trimmed, in NFC, every run of blanks (no-break, tab, …) one space, unseen characters out,
        entities ("&nbsp;") and letters of other alphabets as what they stand for."""
        out = self.sub(_REFERENCE, lambda m: html.unescape(m.group())) if "&" in self.text else self
        if _NEEDS_FOLD.search(out.text):
            # a next-line or line-separator character is a blank here: lines were split before
            out = out.sub(_UNSEEN).sub(_BLANKS, " ")
        if _ODD.search(out.text):
            out = out.sub(_WORD, lambda m: m.group().translate(_TO_LATIN) if _LATIN.search(m.group()) else m.group())
        return out.nfc().strip()

