"""Bodies that have one name, at the centre: the government, the assembly, the state bank, the party."""
from __future__ import annotations

from pipeline.gazetteer import fold
from pipeline.heads import Hit
from pipeline.proper_names import COUNTRIES, finish
from pipeline.toponyms import tail
from pipeline.words import AND, Words, keys

_OF_COUNTRY = keys("Chính phủ, Quốc hội")
_TERM_OF = keys("kỳ, biểu, họp, cử")  # whose term it is: "kỳ họp thứ 3, | đại biểu Quốc hội khóa X"
_NOT_AFTER = keys("phi, nợ, phiếu, Thủ, sách, cổng")
_ADJECTIVE_AFTER = keys("điện, số")
_GOODS_BEFORE = frozenset(fold(w) for w in ["trái phiếu", "quản lý", "ngân sách", "nguồn vốn", "vốn", "doanh nghiệp", "cơ quan", "tài sản", "bí mật",
                                            "hành chính", "cấp", "tiền", "công vụ", "bộ máy", "viên chức", "công chức", "cán bộ", "chuyên dùng", "tổ chức", "đất", "nghiên cứu", "đầu tư", "công sở", "hỗ trợ", "thanh tra", "văn bản"])


def central(words: Words, i: int, j: int) -> Hit | None:
    """The body whose name ends before word ``j``, with its country, province or branch; None where the words only describe."""
    last = words.keys[j - 1]
    if words.key(i, j) in _OF_COUNTRY and words.joined(j) and words.cap(j) and COUNTRIES.match(words, j):
        return Hit(COUNTRIES.match(words, j), "closed")
    if words.keys[i] == fold("Chính") and (is_adjective(words, i) or j < words.n and words.joined(j) and words.keys[j] in _ADJECTIVE_AFTER):
        return None
    if not words.cap(i):
        return None
    if words.keys[i] == fold("Ngân") and last == "nuoc2" and j < words.n and words.joined(j):  # branch of a province
        k = tail(words, j)
        if words.keys[j] in (fold("chi"),):
            k = tail(words, j + 2)
        j = max(j, k)
    of_session = i > 0 and words.joined(i) and (words.keys[i - 1] in _TERM_OF or words.w[i - 1].isdigit())
    return Hit(j, "closed") if of_session else finish(words, words.key(i, j), j, "closed")


def is_adjective(words: Words, i: int) -> bool:
    """Is "Nhà nước" or "Chính phủ" here only an attribute: "ngân sách Nhà nước", "trái phiếu Chính phủ"?"""
    if i == 0 or not words.joined(i):
        return False
    two = words.key(max(0, i - 2), i)
    return words.keys[i - 1] in _NOT_AFTER or two in _GOODS_BEFORE or words.keys[i - 1] in _GOODS_BEFORE


_OF_PARTY, _PARTY_DOES = keys("của, rằng, ơn, với, cho, theo, trước, tin, khỏi, giữa"), keys("luôn, ta, đã, phải, cần, mới, chủ, lãnh")


def party(words: Words, i: int) -> Hit | None:
    """«Đảng» as a body: "của Đảng", "Đảng, Nhà nước", "Đảng ta"; not "Đảng viên", "xây dựng Đảng"."""
    if i + 1 < words.n and words.keys[i + 1] in keys("viên, bộ, ủy, phí, đoàn, phái") and words.joined(i + 1):
        return None
    k = i + 1
    if k + 3 <= words.n and words.key(k, k + 3) == fold("Cộng sản Việt"):
        return Hit(min(k + 4, words.n), "closed")
    if words.cap(k) and words.joined(k):  # of another country: "Đảng Nhân dân Cách mạng Lào"
        for m in range(k + 1, min(k + 7, words.n)):
            if not words.joined(m) or words.keys[m] == AND:
                break
            if words.cap(m) and COUNTRIES.match(words, m):
                return Hit(COUNTRIES.match(words, m), "closed")
    after = k < words.n and (words.keys[k] == AND or words.linked(k)) and fold("nhà nước") in words.key(k, k + 3)
    before = i > 0 and words.joined(i) and words.keys[i - 1] in _OF_PARTY
    opens = not words.joined(i) and k < words.n and words.joined(k) and words.keys[k] in _PARTY_DOES
    return Hit(k, "closed") if after or before or opens else None
