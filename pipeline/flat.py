"""A text made uniform for matching, character for character."""
from __future__ import annotations

import regex

_SAME = {"oà": "òa", "oá": "óa", "oả": "ỏa", "oã": "õa", "oạ": "ọa", "oè": "òe", "oé": "óe", "oẻ": "ỏe", "oẽ": "õe",
         "oẹ": "ọe", "uỳ": "ùy", "uý": "úy", "uỷ": "ủy", "uỹ": "ũy", "uỵ": "ụy", "\u00a0": " "}
# The mark moves only in an open syllable: "hoạ" and "họa", but "hoạch"; "uý" and "úy", but "quý".
_SAME_RE = regex.compile("\u00a0|(?:" + "|".join(k for k in _SAME if k.startswith("o")) + r")(?!\p{L})|(?<!q)(?:"
                         + "|".join(k for k in _SAME if k.startswith("u")) + r")(?!\p{L})")


def flat(text: str) -> str:
    """The text in lower case, with one tone placement and plain blanks; offsets stay what they are.
    Vocabularies match it without flags, which is several times faster than on the text itself."""
    low = text.lower()
    if len(low) != len(text):  # a foreign letter that grows in lower case
        low = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    return _SAME_RE.sub(lambda m: _SAME[m.group()], low)


def flat_forms(words) -> str:
    """A regex group that matches any of the forms in a :func:`flat` text, the longest first."""
    keys = sorted({flat(w) for w in words}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(r"\s+".join(regex.escape(part) for part in w.split()) for w in keys) + ")"
