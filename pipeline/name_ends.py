"""Ends of bodies' names that need no other name: numbers, countries, sites, the daughters of firms.

Functions walk over :class:`pipeline.words.Words` by word index and return the index after what they
matched, the same index where nothing matched.
"""
from __future__ import annotations

from pipeline import vocabulary
from pipeline.gazetteer import fold
from pipeline.heads import OPENERS, PHONG, is_head, person
from pipeline.proper_names import capital_run
from pipeline.tails import acts_at, ends_at, wants
from pipeline.toponyms import REGION, gazetteer_name, kind_at, tail
from pipeline.words import AND, Phrases, Words, keys

_COUNTRY = fold("Việt Nam")
_MEETS = keys("họp, do, tại, thuộc, với, gồm, phụ")
_SITES, _KEEPERS = Phrases([*vocabulary.forms("name_contexts", "place-kinds"), "tòa nhà", "chung cư", "danh thắng", "quần thể"]), keys("Ban, BQL, Trạm, Đội, Hạt, Tổ, Đài, Trung")
_PROJECT = fold("dự án")


def of_region(words: Words, k: int) -> int:
    """The province behind a numbered region: "Tòa án nhân dân khu vực 2 | - Cần Thơ"."""
    if k < words.n and words.gap(k) in (" - ", " – ") and words.cap(k) and words.w[k - 1].isdigit():
        return max(k, gazetteer_name(words, k, "province"))
    return k


def daughter(words: Words, k: int) -> int:
    """The word or two of a firm's own that tell its branch or daughter: "EVN | Telecom", "VNPT | Hải Tân"."""
    m = capital_run(words, k, 3)
    own = k < m < k + 3 and not words.w[k][0].isdigit() and not is_head(words, k) and words.keys[k] not in OPENERS and not person(words, k) and not kind_at(words, k)
    return m if own else k


def to_country(words: Words, k: int) -> int:
    """The index after one to three words in lower case and the country that ends such names: "Hiệp hội Vận
    tải | ô tô Việt Nam"."""
    for m in range(k, min(k + 6, words.n)):
        if m > k and words.cap(m) and words.joined(m) and (words.key(m, m + 2) == _COUNTRY or REGION.match(words, m) > m + 1):
            return max(m + 2, REGION.match(words, m))
        more = words.cap(m) and words.gap(m) in (" - ", " – ") and not is_head(words, m)  # "… Bia - Rượu - Nước giải khát Việt Nam"
        if not more and (not words.joined(m) or words.cap(m) or ends_at(words, m) or m > k + 3) or not words.w[m].isalpha():
            return k
    return k


def second_task(words: Words, i: int, k: int) -> int:
    """The second of two verbs in a name that wants an object: "Cục Quản lý, | giám sát | chính sách thuế"."""
    if wants(words, i, k) and k + 1 < words.n and words.gap(k).strip() == ",":
        return next((m for m in (k + 2, k + 1) if m < words.n and wants(words, k, m) and words.joined(m)), k)
    return k


def placed(words: Words, i: int, k: int) -> bool:
    """The name ``[i, k)`` ends in a place or a level."""
    return any(tail(words, m) == k for m in range(max(i + 1, k - 5), k))


def numbered(words: Words, i: int, k: int) -> int:
    """The number at the end of a name: "Tổng công ty Xây dựng số 1", "Ban Quản lý dự án Thủy điện 6"."""
    if k + 1 < words.n and words.joined(k) and words.joined(k + 1) and words.keys[k] == fold("số") and words.w[k + 1].isdigit() and len(words.w[k + 1]) < 4:
        return k + 2
    if k < words.n and words.joined(k) and words.w[k].isdigit() and len(words.w[k]) < 3 and words.keys[i] == PHONG and k > i + 1 and words.w[k - 1].isalpha() \
            and (not words.joined(k + 1) and words.gap(k + 1).strip() in (",", ";", ".", "") or words.joined(k + 1) and (acts_at(words, k + 1) or words.keys[k + 1] == AND or words.keys[k + 1] in _MEETS)):
        return k + 1  # "Phòng Nghiệp vụ | 1, Phòng Nghiệp vụ 2"
    if k < words.n and words.joined(k) and words.w[k].isdigit() and len(words.w[k]) < 3 and words.key(i, i + 2) == fold("Ban Quản") and (words.cap(k - 2) or words.key(k - 2, k) == _PROJECT):
        return k + 1
    return k


def of_site(words: Words, i: int, k: int) -> int:
    """The site that a board or a station looks after: "Ban Quản lý | vịnh Hạ Long", "Ban Quản trị | chung cư Sao Mai"."""
    if words.keys[i] not in _KEEPERS or k >= words.n or not words.joined(k):
        return k
    m = k if words.cap(k) and any(_SITES.match(words, p) == k for p in range(max(i + 1, k - 3), k)) else 0 if words.cap(k) else _SITES.match(words, k)
    run = capital_run(words, m, 4) if m and words.joined(m) else m
    return run if run > m and not is_head(words, m) else k
