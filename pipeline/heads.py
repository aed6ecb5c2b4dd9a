"""Head words that open the names of bodies, and what looks like one but is not."""
from __future__ import annotations

from dataclasses import dataclass

from pipeline import vocabulary
from pipeline.gazetteer import fold
from pipeline.words import Phrases, Words, keys


@dataclass(frozen=True, slots=True)
class Hit:
    """A name: the index after its last word, its rule, and its end offset where that is not the
    end of the last word (a closing bracket)."""

    next: int
    rule: str
    end: int | None = None


HEADS = {name: Phrases(vocabulary.forms("organisations", name))
          for name in ("closed", "authority", "steering", "proper", "office")}
SURNAMES = keys("Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đào, Đinh, Lương, Trịnh, Mai, Cao, Tô, "
                  "Trương, Tạ, Hà, Tống, Đoàn, Lâm, Thái, Châu, Lưu, Phùng, Vương, Quách, Kiều, Nông, Triệu, La, Thạch, Chu, Doãn, Hứa, Tăng, Bế")
BO, SO, PHONG = fold("Bộ"), fold("Sở"), fold("Phòng")
_DOMAINS = frozenset((BO, SO, PHONG))
# The kinds of heads that begin with a word: most words begin none, hardly any more than two.
STARTING = {first: tuple((name, p) for name, p in HEADS.items() if first in p.first) for first in frozenset().union(*(p.first for p in HEADS.values()))}
# Words that open a sentence after one whose full stop was lost.
OPENERS = keys("Trong, Theo, Tại, Trước, Ngày, Tuy, Do, Để, Khi, Sau, Bên, Ông, Bà, Các, Những, Ảnh, Cùng, Đây, Sáng, Chiều, Về, Với, Nhiều, Một, Đến, Chủ, Phó, Bí, Giám")


def is_head(words: Words, i: int) -> bool:
    """Does some body's head word stand at word ``i`` with a capital letter?"""
    if not words.cap(i):
        return False
    key = words.keys[i]
    return key in _DOMAINS or any(p.match(words, i) for _, p in STARTING.get(key, ()))


def person(words: Words, i: int) -> bool:
    """A run of two to four capital words that begins with a common surname."""
    j = i
    while j < words.n and j - i < 5 and words.cap(j) and (j == i or words.joined(j)):
        j += 1
    return words.keys[i] in SURNAMES and 2 <= j - i <= 4
