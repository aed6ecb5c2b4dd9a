"""Vietnamese number words and Roman numerals as far as dates need them: 1-99 and I-XII."""
from __future__ import annotations

import regex

_UNITS = {"một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5, "sáu": 6,
          "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "giêng": 1, "chạp": 12}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10,
          "xi": 11, "xii": 12}
_UNIT = "(?:" + "|".join(u for u in _UNITS if u not in ("giêng", "chạp")) + ")"
_TENS = r"(?:hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín)\s(?:mươi|chục)"
# Lower case, words separated by one blank; the longest reading first.
NUMBER_WORD = rf"(?:{_TENS}(?:\s{_UNIT})?|mười(?:\s{_UNIT})?|{_UNIT})(?!\w)"
ROMAN = r"(?:xii|xi|x|ix|viii|vii|vi|iv|v|iii|ii|i)(?!\w)"
_BLANKS = regex.compile(r"\s+")


def number(word: str) -> int | None:
    """The value of digits, a Roman numeral or number words in lower case ("07", "iv", "mười lăm",
    "giêng"); None where it is none of these."""
    word = _BLANKS.sub(" ", word.strip())
    if word.isascii() and word.isdigit():
        return int(word[:9])
    if word in _UNITS:
        return _UNITS[word]
    if word in _ROMAN:
        return _ROMAN[word]
    parts = word.split(" ")
    if parts[0] == "mười":
        return 10 + (_UNITS.get(parts[1], 0) if len(parts) > 1 else 0)
    if len(parts) > 1 and parts[1] in ("mươi", "chục") and parts[0] in _UNITS:
        return 10 * _UNITS[parts[0]] + (_UNITS.get(parts[2], 0) if len(parts) > 2 else 0)
    return None
