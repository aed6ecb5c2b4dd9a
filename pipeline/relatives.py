"""Which of several bodies are meant: "các xã | chưa có quy hoạch | phải lập ngay", "các hợp tác xã | chở
khách trên hồ | phải đăng kiểm".

What limits them so is a clause of any words. It ends where the predicate of the sentence begins, and is
taken only where that is sure: the same words may be the predicate.
"""
from __future__ import annotations

from pipeline import vocabulary
from pipeline.tails import acts_at, ends_at
from pipeline.words import Phrases, Words, keys

# What may begin such a clause, and also a predicate.
_RELATIVE = Phrases(["có", "chưa", "còn", "được", "bị", "không", "thuộc diện", "nằm", "vẫn còn"])
# What no order begins with: after "yêu cầu các xã" it can only tell which of them.
_NO_ORDER = Phrases(["chưa", "còn", "bị", "nằm", "thuộc diện", "vẫn còn"])
_HAS = Phrases(["có"])
# What those who are told to "have" something must have.
_TO_HAVE = Phrases(["kế hoạch", "giải pháp", "biện pháp", "phương án", "văn bản", "báo cáo", "trách nhiệm", "ý kiến", "hình thức", "chính sách", "cơ chế", "chương trình", "lộ trình",
                    "thông báo", "hướng dẫn", "sự", "mặt", "thái độ", "chế độ", "cách", "lời", "quy chế", "đề án", "định hướng", "chủ trương", "nhiệm vụ", "tờ trình", "bước", "thêm",
                    "ngay", "cam kết", "tổng kết", "đánh giá", "chỉ đạo", "công văn", "danh sách", "kịch bản", "phản hồi", "tinh thần", "quyết tâm", "buổi", "nghị quyết", "đề xuất", "liên quan", "thẩm quyền", "chức năng"])
_FORBIDDEN = Phrases(["không để", "không được", "không nên", "không cho", "chưa được", "được phép"])
# Trades and duties by which bodies are told apart; others are what the body does.
_TRADE = Phrases(["quản lý", "vận hành", "kinh doanh", "sản xuất", "khai thác", "cung cấp", "chế biến", "thi công", "giải ngân", "thu mua", "giết mổ", "nhận khoán", "nhận thầu"])
_GROWS = Phrases(["trồng", "nuôi", "bán", "mua", "làm", "đóng", "dùng", "chở", "thu gom", "xả", "xuất khẩu", "nhập khẩu", "vay"])
_BREAKS = keys("và, cũng, cùng, nhằm, để, mà, nên, thì, đồng, nhưng, khi, nếu, vì, do, rằng, là, tuy, gồm, hoặc, cho, theo")
_MUST = Phrases(["phải", "cần", "cần phải", "sẽ", "khẩn trương", "tiếp tục", "có trách nhiệm", "chịu trách nhiệm", "nghiêm túc", "chủ động", "được yêu cầu", "được đề nghị", "được mời", "được nhắc", "bị buộc",
                 "được giao", "được khuyến cáo", "có nhiệm vụ", "có nghĩa vụ", "buộc phải", "vẫn phải", "đều phải"])
_ALREADY = Phrases(["đã", "đang", "vẫn", "đều", "luôn"])
_QUOTES = frozenset("\"“”‘’")
_AFTER_NUMBER = keys("từ, trước, ngày, tháng, quý, năm, lần")
_MOST = 16  # words; "có hồ chứa xung yếu nằm trên sông Cái chưa lắp trạm đo mưa" has thirteen
_WORK_OF = keys("việc, tác, hoạch, trình, án, động, sự")  # "việc | sắp xếp", "kế hoạch | thu hồi": what is done, by its noun
_ACTS = Phrases(vocabulary.forms("organisations_context", "act"))
_VERBS = Phrases(vocabulary.forms("action_verbs"))


def which(words: Words, j: int, told: bool) -> int:
    """The index after the clause that tells which of the bodies named before word ``j`` are meant; ``j`` where none
    does, or where it is not sure to end. ``told``: they stand after "yêu cầu", "gửi" and the like."""
    if not words.joined(j) or words.cap(j) or words.w[j].isdigit() or _MUST.match(words, j) or words.keys[j] in _BREAKS:
        return j
    if _FORBIDDEN.match(words, j):
        return j
    relative = _RELATIVE.match(words, j)
    if told:
        return _of_the_told(words, j, relative)
    if not relative and (_ALREADY.match(words, j) or (acts_at(words, j) or ends_at(words, j) and not _GROWS.match(words, j)) and not _TRADE.match(words, j)):
        return j
    if relative and _TO_HAVE.match(words, relative) and _HAS.match(words, j):
        return j
    first = relative + 1 if relative else j + 1
    for k in range(j + 1, min(j + _MOST, words.n)):
        if not _runs(words, k):
            return j
        if k > first and (_MUST.match(words, k) or not relative and _ALREADY.match(words, k)):
            return k
        if not relative and k > j + 2 and _TRADE.match(words, j) and acts_at(words, k):
            return k
    return j


def begins(words: Words, k: int) -> bool:
    """Could such a clause begin at word ``k``?"""
    return words.joined(k) and bool(_RELATIVE.match(words, k) or _TRADE.match(words, k))


def _of_the_told(words: Words, j: int, relative: int) -> int:
    """The same behind a verb of telling, where a verb at the end of the clause begins the order."""
    sure = _NO_ORDER.match(words, j)
    has = _HAS.match(words, j) and not _TO_HAVE.match(words, relative)
    if not (sure or has):
        return j
    verb = max(_VERBS.match(words, relative), relative + 1)
    k = max(_VERBS.match(words, verb), verb + 1) if words.joined(verb) and sure else verb  # "chưa gửi | báo cáo | gửi ngay": a noun here
    while k < words.n and k - j < _MOST:
        if words.joined(k) and words.keys[k] in _BREAKS:
            return j
        if not _runs(words, k):
            return k if sure else j
        act = max(_ACTS.match(words, k), _MUST.match(words, k))
        if act and words.keys[k - 1] not in _WORK_OF:
            return k
        k = max(act, k + 1)
    return k if sure and k >= words.n else j


def _runs(words: Words, k: int) -> bool:
    """Does the clause go on over word ``k``?"""
    return (words.joined(k) or words.gap(k).strip() in _QUOTES and bool(words.gap(k).strip())) and words.keys[k] not in _BREAKS
