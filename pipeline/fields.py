"""Fields of work in the names of bodies: "Văn hóa - Thể thao và Truyền thanh"."""
from __future__ import annotations

from pipeline import vocabulary
from pipeline.heads import is_head
from pipeline.toponyms import gazetteer_name, kind_at
from pipeline.words import AND, Phrases, Words, keys

MINISTRY = Phrases(vocabulary.forms("organisations_fields", "ministry"))
DEPARTMENT = Phrases(vocabulary.forms("organisations_fields", "department"))
FIELD = Phrases(vocabulary.forms("organisations_fields", "field"))
ACTION = Phrases(vocabulary.forms("organisations_fields", "field_action"))
_LAST = keys("gia, ương")
_WORKS = keys("án, trình")  # "dự án đầu tư xây dựng" needs nothing after it


def fields(words: Words, i: int, comma: bool = False) -> int:
    """A run of fields of work: "Văn hóa - Thể thao và Truyền thanh", "dự báo khí tượng thủy văn"."""
    j = i
    while j < words.n:
        first = j == i
        k, lower = j, False
        if first:
            if not words.joined(j):
                break
        elif words.joined(j) and words.keys[j] == AND:
            k = j + 1
            if not words.joined(k):
                break
        elif not words.joined(j):
            g = words.gap(j).strip()
            if not words.linked(j) or g == "." or (g == "," and not (comma and _comma_list(words, j))) or g in ("/", ";"):
                break
        linked = k != j or not words.joined(j)
        end = FIELD.match(words, k)
        act = ACTION.match(words, k)
        lower = not words.cap(k)
        if linked and lower and words.cap(j - 1) and not words.caps(j - 1) and not _all_lower(words, j - 1):
            # "Sở Y tế và các …": after a capital word a member in lower case is no part of the name,
            # unless the word before belongs to a longer field in lower case
            break
        if act > end:
            if lower and not first and not linked and not (
                    words.joined(act) and (FIELD.match(words, act) or ACTION.match(words, act) or kind_at(words, act))
                    or words.keys[k - 1] in _WORKS):
                break
            end = act
        if not end and words.caps(k) and (first or linked or len(words.w[k]) > 1) and len(words.w[k]) <= 8 and not is_head(words, k) \
                and not kind_at(words, k) and not gazetteer_name(words, k) > k:
            end = k + 1
            while end < words.n and words.caps(end) and words.gap(end).strip() in ("&", "-", ",") and words.gap(end) == words.gap(end).strip():
                end += 1
        if not end:
            break
        j = end
        if words.keys[j - 1] in _LAST and not (j < words.n and words.cap(j)):
            break  # "… quốc gia" ends a name
    return j


def fields_at(words: Words, i: int) -> int:
    """The longest single field at word ``i``, whatever stands before it."""
    return max(FIELD.match(words, i), ACTION.match(words, i), i)


def _all_lower(words: Words, i: int) -> bool:
    """The word before word ``i`` is in lower case and part of the same phrase."""
    return not words.cap(i) or (words.joined(i) and not words.cap(i - 1))


def _comma_list(words: Words, j: int) -> bool:
    """After the comma before word ``j`` come fields that end in "và" + field, so the comma is inside the name."""
    for _ in range(3):
        end = max(FIELD.match(words, j), ACTION.match(words, j))
        if not end or not words.cap(j) and words.cap(j - 1):
            return False
        if end < words.n and words.joined(end) and words.keys[end] == AND:
            k = end + 1
            return (words.cap(k) == words.cap(j) or words.caps(j)) and bool(FIELD.match(words, k) or ACTION.match(words, k)) and words.joined(k)
        if not (words.linked(end) and words.gap(end).strip() in (",", "-", "–")):
            return False
        j = end
    return False
