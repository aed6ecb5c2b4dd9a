"""A text made uniform for matching, character for character."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import regex

_SAME = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
         "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy", "\u00a0": " "}
# The mark moves only in an open syllable: "hoạ" and "họa", but "hoạch"; "uý" and "úy", but "quý".
# Digits of other scripts are none: float() and int() do not know all of them.
_SAME_RE = regex.compile(r"\u00a0|(?![0-9])\d|(?:" + "|".join(k for k in _SAME if k.startswith("o")) + r")(?!\p{L})|(?<!q)(?:"
                         + "|".join(k for k in _SAME if k.startswith("u")) + r")(?!\p{L})")


def matches(pattern: regex.Pattern, starts: re.Pattern, text: str, pos: int = 0) -> Iterator[regex.Match]:
    """``pattern.finditer(text, pos)`` where ``starts`` matches the text in lower case wherever a match may begin, and
    matches nothing empty: a plain pattern of :mod:`re` finds those places several times faster than the whole one."""
    low = lower(text)
    while begin := starts.search(low, pos):
        found = pattern.match(text, begin.start())
        if found:
            yield found
        pos = max(found.end(), begin.start() + 1) if found else begin.start() + 1


def lower(text: str) -> str:
    """The text in lower case, character for character."""
    low = text.lower()
    if len(low) != len(text):  # a foreign letter that grows in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return low


def flat(text: str) -> str:
    """The text in lower case, with one tone placement and plain blanks; offsets stay what they are.
    Vocabularies match it without flags, which is several times faster than on the text itself."""
    return _SAME_RE.sub(lambda m: _SAME.get(m.group(), "#"), lower(text))


def flat_forms(words: Iterable[str]) -> str:
    """A regex group that matches any of the forms in a :func:`flat` text, the longest first."""
    return branching(flat(w) for w in words)


def branching(words: Iterable[str], backward: bool = False) -> str:
    """A regex group that matches any of the words as they stand, the longest first. Words that begin
    alike share their beginning: with hundreds of them that is several times faster than a plain list.
    ``backward``: they share their ends, for patterns that are read from the right."""
    tree: dict = {}
    for word in words:
        node = tree
        for step in " ".join(word.split())[::-1 if backward else 1]:
            node = node.setdefault(r"\s+" if step == " " else regex.escape(step), {})
        node[""] = {}  # a word may end here
    return f"(?:{_branches(tree, backward)})"


def _branches(tree: dict, backward: bool) -> str:
    steps = [_branches(rest, backward) + step if backward else step + _branches(rest, backward) for step, rest in sorted(tree.items()) if step]
    if not steps:
        return ""
    if "" in tree:
        return "(?:" + "|".join(steps) + ")?"
    return steps[0] if len(steps) == 1 else "(?:" + "|".join(steps) + ")"
