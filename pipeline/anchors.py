"""Places in a text that outlive changes of the text: W3C Web Annotation selectors.

A place is kept twice: by its quotation with what stands before and after it (TextQuoteSelector)
and by its offsets (TextPositionSelector, ``[start, end)`` in Unicode code points). The offsets
serve while the text is the same, the quotation once cleaning has improved.
"""
from __future__ import annotations

from functools import cached_property
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

CONTEXT = 32  # characters kept on either side of a quotation, as the W3C model's examples do
# Context that must agree, in characters, where the quotation alone does not tell the place: a
# short one ("10%") or one that stands in several places. 8 is a word or two of Vietnamese.
LEAST_CONTEXT = 8
LONG_QUOTE = 24  # a quotation of this length does not stand in a text twice by chance


class Quote(BaseModel):
    """A TextQuoteSelector."""

    model_config = ConfigDict(extra="forbid")
    type: Literal["TextQuoteSelector"] = "TextQuoteSelector"
    exact: str = Field(min_length=1)
    prefix: str = ""
    suffix: str = ""


class Position(BaseModel):
    """A TextPositionSelector; offsets in code points."""

    model_config = ConfigDict(extra="forbid")
    type: Literal["TextPositionSelector"] = "TextPositionSelector"
    start: int = Field(ge=0)
    end: int = Field(ge=0)


class Target(BaseModel):
    """A place in an article: ``source`` is the article's id."""

    model_config = ConfigDict(extra="forbid")
    source: str
    selector: tuple[Quote, Position]

    @property
    def span(self) -> tuple[int, int]:
        """Where the place was when it was kept."""
        return self.selector[1].start, self.selector[1].end

    @property
    def exact(self) -> str:
        return self.selector[0].exact


def target(article: str, text: str, start: int, end: int) -> Target:
    """The place ``text[start:end]``. Raises ``ValueError`` for an empty or impossible one."""
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no such place in the text: {start}-{end}")
    return Target(source=article, selector=(
        Quote(exact=text[start:end], prefix=text[max(0, start - CONTEXT):start], suffix=text[end:end + CONTEXT]),
        Position(start=start, end=end)))


class Places:
    """Finds kept places in a text that may have changed since."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _squeezed(self) -> tuple[str, list[int]]:
        return _squeeze(self.text)

    def find(self, place: Target) -> tuple[int, int] | None:
        """``[start, end)`` of the place, or None where it cannot be told. Runs of blanks are equal to
        one another: a better cleaner joins or breaks lines."""
        text, quote, (start, end) = self.text, place.selector[0], place.span
        context = len(quote.prefix) + len(quote.suffix)
        if text[start:end] == quote.exact and text[:start].endswith(quote.prefix) and text.startswith(quote.suffix, end):
            return start, end
        squeezed, offsets = self._squeezed
        exact = _squeeze(quote.exact)[0]
        if not exact.strip():
            return None
        found: list[tuple[int, int, int]] = []  # characters of context that agree, start, end
        at = squeezed.find(exact)
        while at >= 0:
            s, e = offsets[at], offsets[at + len(exact) - 1] + 1
            found.append((_agree(quote, text, s, e), s, e))
            at = squeezed.find(exact, at + 1)
        if not found:
            return None
        best, *others = sorted(found, reverse=True)
        enough = best[0] >= min(LEAST_CONTEXT, context)
        if others and not (enough and best[0] > others[0][0]) or not others and not enough and len(exact) < LONG_QUOTE:
            return None
        return best[1], best[2]


def _agree(quote: Quote, text: str, start: int, end: int) -> int:
    """How many characters of context next to the place are those of the quotation."""
    before, after = text[max(0, start - 2 * CONTEXT):start], text[end:end + 2 * CONTEXT]
    return (_common(_squeeze(quote.prefix)[0][::-1], _squeeze(before)[0][::-1])
            + _common(_squeeze(quote.suffix)[0], _squeeze(after)[0]))


def _common(a: str, b: str) -> int:
    return next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))


def _squeeze(text: str) -> tuple[str, list[int]]:
    """Runs of blanks as one space, with the offset of each character left."""
    out: list[str] = []
    offsets: list[int] = []
    for i, char in enumerate(text):
        if char.isspace():
            if out and out[-1] == " ":
                continue
            char = " "
        out.append(char)
        offsets.append(i)
    return "".join(out), offsets
