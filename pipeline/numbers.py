"""Vietnamese numerals: "1.234,5", "94,74", "hai mươi mốt", "một phần ba", "8 - 10", "18/19", "20 nghìn tỷ".

:func:`find_numbers` reads every numeral of a text and numerals only; whether "15/6" is a day or a
share, and "năm 2023" a year, is for the caller, who sees the words around it. :func:`integer` reads
one word group that a grammar has already bounded (with ``BELOW_HUNDRED`` and ``ROMAN``).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import regex

from pipeline.flat import branching, matches

_SCALES = {"chục": 10.0, "trăm": 1e2, "nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9,
           "k": 1e3, "m": 1e6, "g": 1e9}
_DIGITS = {"không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
           "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9}
# Words that are far more often something else ("năm" year, "không" not, "tư" in đầu tư): alone they are
# a number only when they are the whole text.
_AMBIGUOUS = {"không", "năm", "tư", "mốt", "lăm", "nhăm", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ",
              "chục", "linh", "lẻ", "rưỡi"}

_ROMANS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11, "xii": 12}
# For grammars over lower-case text with one blank between words: 1-99 in words, I-XII; the longest first.
_ONE_TO_NINE = "(?:" + "|".join(w for w in _DIGITS if w != "không") + ")"
BELOW_HUNDRED = (rf"(?:(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\s(?:mươi|chục)(?:\s{_ONE_TO_NINE})?"
                 rf"|mười(?:\s{_ONE_TO_NINE})?|{_ONE_TO_NINE})(?!\w)")
ROMAN = "(?:" + "|".join(sorted(_ROMANS, key=lambda r: (-len(r), r))) + r")(?!\w)"

_ENGLISH = regex.compile(r"\d{1,3}(?:,\d{3}){2,}")
_GROUPS = regex.compile(r"(?!0\.)\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_FIGURE = r"""(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?    # 1.234,5
              |\d{1,3}(?:,\d{3}){2,}             # 1,200,000 (English grouping, unmistakable from two groups on)
              |\d+[.,]\d+                        # 94,74  4.5
              |\d+
              |,\d+)"""
_GROUPED = r"(?:\d{1,3}(?:\.\d{3})+|\d{1,7})"
_SCALE_WORD = r"(?:chục|trăm|ngh[ìi]n|ngàn|vạn|triệu|tỷ|tỉ)"
_NUMERALS = frozenset([*_DIGITS, "mười", "mươi", "linh", "lẻ", "rưỡi", *(s for s in _SCALES if len(s) > 1)])
_WORD = branching(_NUMERALS)

_PATTERN = regex.compile(rf"""
    (?<![\p{{L}}\d_/.,]) (?<!\d[-–]) (?P<currency>US\$|VN\$|USD|VND|EUR|GBP|[$€£])? (?P<minus>(?:(?<=\p{{L}}\s|\()|\A(?=[-−][\d.,]+[KkMG]?\Z))[-−–](?=[\d,]))?
    (?: (?P<num>{_GROUPED})\s?/\s?(?P<den>{_GROUPED})(?![\d/]|[.,-]\d|-\p{{L}})  # 18/19
      | (?P<a>{_FIGURE}) (?: (?P<gap>\s?%?\s?(?:[-–−~÷]|đến|tới)\s?) (?P<b>{_FIGURE}) )?+
        (?![\d/]|[.,-]\d)                            # not the head of a date or of a document's number
        (?P<suffix>[KkMG](?![\p{{L}}\d]))?
    )
    (?: \s (?P<scale>{_SCALE_WORD}(?:\s(?:nghìn|ngàn|triệu|tỷ|tỉ))?) (?![\p{{L}}\d]) (?!\s(?:lệ|trọng|suất|giá|phú)(?!\p{{L}})) )?   # not "3 Tỷ lệ …"
    |
    (?<![\p{{L}}\d_/]) (?P<words>{_WORD}(?:\s{{1,3}}(?:{_WORD})){{0,14}}) (?![\p{{L}}\d_])
      (?: \s (?: phần \s (?P<part>hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười) | phẩy \s (?P<decimals>\d+|{_WORD}(?:\s{_WORD}){{0,4}}) ) (?!\p{{L}}) )?
    """, regex.VERBOSE | regex.IGNORECASE)
# Where one of them may begin: at a figure, its sign or currency, or at the first letters of a numeral.
_BEGINS = re.compile(rf"(?<!\d)\d|,(?=\d)|[-−–](?=[\d,])|[$€£]|(?:us\$?|vn[\$d]|eur|gbp)|(?<!\w){_WORD}")


@dataclass(frozen=True, slots=True)
class Number:
    """A numeral in a text. ``text[start:end]`` is the numeral alone, without its multiplier;
    ``value`` is the number as it stands (8 for "8 triệu"), ``scale`` what the multiplier is worth
    (1e6) and ``scale_end`` where it ends (``end`` if there is none). ``value_max`` is the upper end
    of a range; a share "18/19" has its parts in ``value`` (18) and ``whole`` (19)."""

    start: int
    end: int
    value: float
    scale: float
    scale_end: int
    kind: Literal["digits", "words", "share"]
    value_max: float | None = None
    whole: float | None = None

    @property
    def total(self) -> float:
        """The quantity: value times multiplier, or the quotient of a share."""
        if self.whole is not None:
            return self.value / self.whole if self.whole else 0.0
        return self.value * self.scale


def find_numbers(text: str) -> list[Number]:
    """Every numeral of a text in order, not overlapping. Offsets are code points of ``text``.
    Numerals written as words count their multipliers in ("hai trăm nghìn" is 200000, scale 1), but for
    a closing triệu or tỷ, which is a ``scale`` as it is after figures."""
    return list(iter_numbers(text))


def iter_numbers(text: str) -> Iterator[Number]:
    """:func:`find_numbers`, one at a time."""
    for m in matches(_PATTERN, _BEGINS, text):
        try:
            number = _spoken(m, text) if m["words"] else _written(m)
        except ValueError:  # digits of a script newer than Python's tables
            continue
        if number:
            yield number


def integer(text: str) -> int | None:
    """The whole number that digits ("07"), a Roman numeral up to XII or number words spell ("mười
    lăm"), in lower case; None for anything else. Digits beyond the ninth are not read."""
    if text.isdecimal():
        return int(text[:9])
    if text in _DIGITS:
        return _DIGITS[text]
    if text in _ROMANS:
        return _ROMANS[text]
    words = text.split()
    if not words or any(w not in _NUMERALS for w in words):
        return None
    value = _words_value(words)
    return None if value is None else int(value)


def to_value(figure: str) -> float:
    """"1.234,5" → 1234.5. A dot before exactly three digits groups thousands (not after a lone 0);
    any other dot, and a comma, is the decimal mark. Raises ``ValueError`` on anything else."""
    if figure.isdigit():
        return float(figure)
    if _ENGLISH.fullmatch(figure):
        return float(figure.replace(",", ""))
    if _GROUPS.fullmatch(figure):
        figure = figure.replace(".", "")
    return float(figure.replace(",", "."))


def _written(m: regex.Match) -> Number | None:
    if m["num"]:
        whole = to_value(m["den"])
        return Number(m.start("num"), m.end("den"), to_value(m["num"]), 1.0, m.end("den"), "share", whole=whole)
    value = to_value(m["a"])
    high = to_value(m["b"]) if m["b"] else None
    end = m.end("b") if m["b"] else m.end("a")
    start = m.start("a")
    if m["minus"]:
        value, start = -value, m.start("minus")
    if m["suffix"]:
        return Number(start, end, value, _SCALES[m["suffix"].lower()], m.end("suffix"), "digits", high)
    scale = 1.0
    for word in (m["scale"] or "").lower().split():
        scale *= _SCALES["nghìn" if word == "nghin" else word]
    return Number(start, end, value, scale, m.end("scale") if m["scale"] else end, "digits", high)


def _spoken(m: regex.Match, text: str) -> Number | None:
    words = m["words"].lower().split()
    if not (m["part"] or m["decimals"]) and len(words) == 1 and words[0] in _AMBIGUOUS \
            and m["words"] != text.strip():
        return None
    value = _words_value(words)
    if value is None:
        return None
    if m["part"]:
        whole = 10 if m["part"].lower() == "mười" else _DIGITS[m["part"].lower()]
        return Number(m.start("words"), m.end("part"), value, 1.0, m.end("part"), "share", whole=float(whole))
    end = m.end("words")
    if m["decimals"]:
        digits = m["decimals"].lower()
        if not digits.isdigit():
            parts = [_DIGITS.get(w) for w in digits.split()]
            if None in parts:
                return None
            digits = "".join(map(str, parts))
        value, end = value + float(f"0.{digits}"), m.end("decimals")
    elif len(words) > 1 and words[-1] in ("triệu", "tỷ", "tỉ") and (head := _words_value(words[:-1])):
        # "hai mươi tỷ": the multiplier belongs to the unit, as in "20 tỷ"
        end = m.start("words") + len(m["words"][:-len(words[-1])].rstrip())
        return Number(m.start("words"), end, head, _SCALES[words[-1]], m.end("words"), "words")
    return Number(m.start("words"), end, value, 1.0, end, "words")


def _words_value(words: list[str]) -> float | None:
    """The number that a row of numeral words spells, or None if it spells none ("hai ba", "mươi")."""
    total = 0.0       # closed groups: triệu, nghìn …
    group = 0.0       # below the next multiplier
    unit: float | None = None   # last digit, not yet placed
    last = ""
    for word in words:
        if word in _DIGITS:
            if unit is not None:
                return None  # two digits in a row: a list or a telephone number
            unit = float(_DIGITS[word])
        elif word == "mười":
            group, unit = group + 10, None
        elif word == "mươi" or word == "chục":
            if unit is None and word == "mươi":
                return None
            group, unit = group + 10 * (1 if unit is None else unit), None
        elif word == "trăm":
            group, unit = group + 100 * (1 if unit is None else unit), None
        elif word in ("linh", "lẻ"):
            if last not in ("trăm", "nghìn", "ngàn", "triệu", "tỷ", "tỉ"):
                return None
        elif word == "rưỡi":
            if last not in _SCALES:
                return None
            total += _SCALES[last] / 2
        else:  # nghìn, vạn, triệu, tỷ
            group += unit or 0
            if word in ("tỷ", "tỉ") and total:   # "hai nghìn tỷ"
                total, group, unit = (total + group) * 1e9, 0.0, None
            else:
                total, group, unit = total + (group or 1) * _SCALES[word], 0.0, None
        last = word
    return total + group + (unit or 0)
