"""How alike two texts are, for scoring: by their words, without case, punctuation, placement of tone
marks and the commonest abbreviations."""
from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

Pair = tuple[int, int]  # index of a gold entry, index of the record's entry matched with it

# "hoà" and "hòa", "uỷ" and "ủy" are the same word; both spellings are in use.
_TONE_MARKS = dict(zip("oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(), "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split()))
_ABBREVIATIONS = {
    "ubnd": "ủy ban nhân dân", "hđnd": "hội đồng nhân dân", "tp": "thành phố", "cchc": "cải cách hành chính",
    "tthc": "thủ tục hành chính", "bcđ": "ban chỉ đạo", "mttq": "mặt trận tổ quốc", "mtqg": "mục tiêu quốc gia",
    "tw": "trung ương",
}
_WORD = re.compile(r"[^\W_]+(?:[./-][^\W_]+)*|%")
_HONORIFIC = re.compile(
    r"(?:(?:ông|bà|đồng chí|đ/c|đc|anh|chị|ts|pgs|gs|ths|bs|th s|tiến sĩ|thạc sĩ|bác sĩ|đại tướng|thượng tướng"
    r"|trung tướng|thiếu tướng|đại tá|thượng tá|trung tá|thiếu tá)[\s.]+)+")


def _one_tone_placement(text: str) -> str:
    """NFC, lower case, the tone mark on the first vowel of "oa", "oe", "uy"."""
    text = unicodedata.normalize("NFC", text).lower()
    for there, here in _TONE_MARKS.items():
        text = text.replace(there, here)
    return text


def fold(text: str | None) -> str:
    """The words of a text in one spelling, with a blank between them."""
    return " ".join(_ABBREVIATIONS.get(word, word) for word in _WORD.findall(_one_tone_placement(text or "")))


def words(text: str | None) -> Counter[str]:
    return Counter(fold(text).split())


def person(name: str | None) -> str:
    """The words of a name without honorifics and ranks."""
    folded = fold(name)
    honorifics = _HONORIFIC.match(folded)
    return folded[honorifics.end():] if honorifics else folded


def overlap(a: str | None, b: str | None) -> float:
    """Dice coefficient of the words of two texts: 0 nothing shared, 1 the same words."""
    x, y = words(a), words(b)
    total = x.total() + y.total()
    return 2 * (x & y).total() / total if total else 0.0


def squash(text: str) -> str:
    """Letters and digits only: how lines of the page and of the record are compared."""
    return re.sub(r"\W+", "", _one_tone_placement(text))


def day(value: str | None) -> str | None:
    return (value or "")[:10] or None


def match(gold: list, pred: list, likeness: Callable[[object, object], float], least: float) -> list[Pair]:
    """One-to-one pairs whose likeness is at least ``least``, the most alike first; of equals,
    the earlier in the article."""
    ranked = sorted((-likeness(g, p), i, j) for i, g in enumerate(gold) for j, p in enumerate(pred))
    pairs: dict[int, int] = {}
    for minus, i, j in ranked:
        if -minus >= least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())
