"""How alike two texts of different portals are, by their words."""
from __future__ import annotations

import unicodedata
from collections import Counter

import regex

# Words that tell nothing of what is to be done: particles, and what each portal puts in or leaves out.
_EMPTY = frozenset("va cua cac nhung trong tai cho voi de duoc la tu theo ve den khi nay do thi ma cung can phai tiep tuc viec cong tac "
                   "dong chi ong ba yeu cau de nghi giao chi dao".split())
# «UBND» and «Ủy ban nhân dân» are one word.
_SHORT = {"uy ban nhan dan": "ubnd", "hoi dong nhan dan": "hdnd", "mat tran to quoc": "mttq", "thu tuc hanh chinh": "tthc",
          "cai cach hanh chinh": "cchc", "nong thon moi": "ntm", "giai phong mat bang": "gpmb", "trung hoc pho thong": "thpt",
          "giao duc va dao tao": "gd&dt", "tai nguyen va moi truong": "tn&mt", "an toan giao thong": "atgt", "nghi quyet": "nq"}
_SHORT_RE = regex.compile("|".join(sorted(_SHORT, key=len, reverse=True)))
_WORD = regex.compile(r"\d[\d./,-]*\d|\d|\p{L}+(?:&\p{L}+)?")
_MARK = regex.compile(r"\p{Mn}+")
_NUMBER = regex.compile(r"\d[\d./,-]*\d|\d")


def fold(text: str) -> str:
    """Small letters, no accents, no đ: portals differ in case and in where tone marks stand."""
    return _MARK.sub("", unicodedata.normalize("NFD", text.casefold().replace("đ", "d")))


def words(text: str) -> Counter:
    """The words that count, folded, abbreviations and full forms alike, with how often they stand."""
    folded = _SHORT_RE.sub(lambda m: _SHORT[m.group()], " ".join(fold(text).split()))
    return Counter(w for w in _WORD.findall(folded) if w not in _EMPTY)


def numbers(text: str) -> frozenset[str]:
    """The numbers in a text, without leading zeros and without the year of a day or a month, which
    one portal writes and another leaves to the reader."""
    found = set()
    for number in _NUMBER.findall(text):
        parts = [p.lstrip("0") or "0" for p in regex.split(r"[./-]", number)]
        if len(parts) > 1 and regex.fullmatch(r"(?:19|20)\d\d", parts[-1]):
            parts.pop()
        found.add("/".join(parts))
    return frozenset(found)


def likeness(a: Counter, b: Counter) -> float:
    """0..1: the share of words in common (Dice); where one text is a shortened other, the share
    of the shorter one, a little less sure."""
    shared = sum((a & b).values())
    if not shared:
        return 0.0
    dice = 2 * shared / (a.total() + b.total())
    shorter = min(a.total(), b.total())
    # from six words on, all of them in another text are no chance
    return max(dice, 0.85 * shared / shorter) if shorter >= 6 else dice


def name_words(name: str | None) -> frozenset[str]:
    """The words of a name, as :func:`compatible` compares them."""
    return frozenset(words(name)) if name else frozenset()


def compatible(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two names may be of one body or person: one unsaid, or all the words of the shorter in the longer."""
    return a <= b or b <= a
