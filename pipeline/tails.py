"""The open end of a body's name: words in lower case of no fixed vocabulary.

Fields of work are an open class ("Trung tâm Điều độ | hệ thống điện quốc gia"), but what follows a
complete name is not: a verb of officialdom, a function word, a mark. So a name may run on over
words that nobody listed, where it is sure where it ends.
"""
from __future__ import annotations

from pipeline import vocabulary
from pipeline.candidates import VIETNAMESE
from pipeline.committees import STOP
from pipeline.fields import fields_at
from pipeline.gazetteer import fold
from pipeline.heads import is_head
from pipeline.toponyms import capital_word, kind_at, tail
from pipeline.words import AND, Phrases, Words, keys

_ENDS = Phrases([*vocabulary.forms("posts", "ends"), *vocabulary.forms("organisations_context", "act", "over", "turns")])
_ACTS = Phrases(vocabulary.forms("organisations_context", "act"))
# Words that never belong to a name in lower case, wherever they stand.
_FUNCTION = STOP - keys("báo, ban, chủ, giao, nhất, chỉ, tham, đồng, quyết, kiểm, trực, ký, trình, cử, phát, kết, đánh, thống, tiếp, tháng, sáng, chiều, hàng, trên, trước, sau, ra, làm, tăng, đẩy, đưa, nghe, biểu, kịp, khẩn, ghi, căn")
# Names that end in these want an object: "Cục Quản lý | đầu tư xây dựng".
_WANTS = Phrases(vocabulary.forms("organisations", "wants_object"))
# How a team works, which begins no predicate.
_MANNER = Phrases(["cơ động", "lưu động", "liên huyện", "liên xã", "liên tỉnh", "liên ngành", "dã chiến", "chuyên trách", "đặc biệt", "đặc nhiệm"])
# What councils advise on, where it is done; words that tell of something done.
_WORK = Phrases(["xây dựng", "phát triển", "triển khai", "triển khai thực hiện", "thực hiện", "và nghiên cứu", "nghiên cứu", "và thẩm định"])
_HAPPENS = keys("đã, sẽ, đang, cần, phải, do, để, khi, được, gồm, tại, cho, vừa, cũng, vào")
_LONGEST_WORK = 18
_NUMBER = fold("số")
_MOST_DESCRIBED = 4  # "ngoại giao nước ngoài" has four; longer runs were clauses
_MOST_FIELDS = 5  # "Công nghệ số, | Đổi mới sáng tạo và …" has three
_MOST_TO_PLACE = 10  # words; "… quản lý rừng bền vững và chi trả dịch vụ môi trường" has ten
_NO_FIELD = keys("Nhân, Đảng, Nhà, Trưởng, Nguyên, Đồng, Thường")
_LEADS_OFF = keys("ở, trên, dưới, ngoài, vì, rất, nhiều, mỗi, hơn, gần, khoảng, những, mọi, từng, mới, thêm")
_VERBS = Phrases(vocabulary.forms("action_verbs"))
_PREDICATES = keys("đã, sẽ, đang, vừa, cũng, không, chưa, được, bị, là, có, phải, cần, đều, luôn, vẫn")
_MOST_REST = 6  # words; "thiết kế giao thông vận tải" has six
_LONGEST = 8  # "… tội phạm về trật tự quản lý kinh tế và chức vụ" is the longest seen; most have two


def wants(words: Words, i: int, j: int) -> bool:
    """The name ``[i, j)`` ends in a verb that cannot stand without its object."""
    return any(_WANTS.match(words, k) == j for k in range(max(i, j - 2), j))


def acts_at(words: Words, k: int) -> bool:
    """What a body does stands at word ``k``."""
    return _ACTS.match(words, k) > 0


def cut_short(words: Words, i: int, j: int) -> int:
    """The end of the verb of two words that the name ``[i, j)`` was cut off in: "Trung tâm Điều | độ"."""
    k = _WANTS.match(words, j - 1) if j - 1 > i else 0
    return max(j, k)


def ends_at(words: Words, k: int) -> bool:
    """A predicate or a function word in lower case stands at word ``k``."""
    return words.keys[k] in _FUNCTION or _ENDS.match(words, k) > 0


def run_on(words: Words, j: int) -> int:
    """The index after the object in lower case that the name before word ``j`` wants; ``j`` where none
    comes, or where it is not sure where it ends. Its first word may be one that else is a predicate."""
    k, good = j, j
    while k < words.n and words.joined(k) and k - j < _LONGEST:
        if words.cap(k) or not words.w[k].isalpha():
            return k if k > j and words.cap(k) else good
        if words.keys[k] == _NUMBER and k + 1 < words.n and words.w[k + 1].isdigit():
            return k
        if words.keys[k] == AND:
            if k == j or not words.joined(k + 1) or is_head(words, k + 1) or fields_at(words, k + 1) == k + 1:
                return k
            k = good = fields_at(words, k + 1)
            continue
        t = tail(words, k) if kind_at(words, k) else k
        if t > k:
            return t
        field = fields_at(words, k)
        end = _ENDS.match(words, k)
        if words.keys[k] in _FUNCTION or end and end >= field and not (k == j and field > k):
            return k
        k = field if field > k else k + 1
        good = k if field > j else good
    return k if k >= words.n or not words.joined(k) else good


def advised(words: Words, j: int) -> int:
    """The index after what a council that ends in "tư vấn" advises on: "… | triển khai cơ chế đặc thù theo Nghị
    quyết 7". It must end where the clause does, for the same words may tell what the council does."""
    k = _WORK.match(words, j) if words.joined(j) else 0
    if words.joined(k) and acts_at(words, k):
        return j  # "Hội đồng tư vấn | triển khai rà soát"
    while k and k < words.n and k - j < _LONGEST_WORK:
        if words.joined(k):
            if words.keys[k] in _HAPPENS:
                return j
        elif words.gap(k).strip() != "," or not fields_at(words, k) > k or words.cap(k):
            return k
        k += 1
    return k if k and k - j < _LONGEST_WORK else j


def team(words: Words, k: int) -> int:
    """The index after how a team works, its second task and its object: "Đội Kiểm lâm | cơ động và Phòng
    cháy chữa cháy rừng", "Hạt Kiểm lâm | liên huyện rừng ngập mặn"; ``k`` if nothing tells how."""
    m = _MANNER.match(words, k)
    if not m:
        return k
    task = fields_at(words, m + 1) if words.joined(m + 1) and words.keys[m] == AND and words.joined(m) else m
    m = task if task > m + 1 else m
    return run_on(words, m) if m < words.n and words.joined(m) and not words.cap(m) else m


def goes_on(words: Words, i: int, k: int, known: int) -> int:
    """The index after what the name ``[i, k)`` goes on with in words of no vocabulary: the rest of a word that it was
    cut off in ("Câu lạc bộ Dưỡng | sinh"), a second field with a capital ("Thủy sản | và Biển đảo", "Khuyến nông
    | - Khuyến ngư"), and words in lower case up to a place ("… | người cao tuổi phường"). ``known``: the index
    after its head."""
    cut = False
    for _ in range(_MOST_FIELDS):
        if k >= words.n:
            break
        if k > known and words.joined(k) and _unfinished(words, i, k):
            k, cut = k + 1, True
        elif words.joined(k) and words.keys[k] == AND and _new_field(words, k + 1) and words.joined(k + 1):
            k, cut = k + 3, True
        elif words.gap(k) in (" - ", " – ") and _new_field(words, k) and (words.cap(k - 1) or fields_at(words, k) > k):
            k, cut = k + 2, True
        else:
            break
    if cut and k < words.n and tail(words, k) > k:
        return tail(words, k)
    at = to_place(words, k) if k > known else k
    return at if at > k else described(words, k) if cut else k


def _unfinished(words: Words, i: int, k: int) -> bool:
    """Word ``k`` is the second syllable of a word that the capital one before it begins."""
    return (words.cap(k - 1) and not words.caps(k - 1) and not words.cap(k) and words.w[k].isalpha() and VIETNAMESE.fullmatch(words.w[k - 1]) is not None
            and not ends_at(words, k) and not acts_at(words, k) and not kind_at(words, k) and words.keys[k] != AND
            and not any(fields_at(words, p) == k for p in range(max(i + 1, k - 5), k)))


def _new_field(words: Words, k: int) -> bool:
    """A field of work of no vocabulary that begins with a capital stands at word ``k``."""
    return capital_word(words, k) and words.keys[k] not in _NO_FIELD and not (ends_at(words, k + 1) or acts_at(words, k + 1))


def to_place(words: Words, k: int) -> int:
    """The index after the place or the level that words in lower case of no vocabulary lead to from word ``k``, none of
    them a predicate or a function word; ``k`` if they lead to none."""
    m = k
    while m < words.n and m - k < _MOST_TO_PLACE:
        if not words.joined(m) and not (words.gap(m).strip() == "," and not words.cap(m) and m > k):
            return k
        t = tail(words, m) if m > k and (words.cap(m) or kind_at(words, m)) else m
        if t > m:
            return t
        field = fields_at(words, m)
        if words.cap(m) or not words.w[m].isalpha() or (ends_at(words, m) or acts_at(words, m)) and not field > m or words.keys[m] in _LEADS_OFF:
            return k
        m = max(m + 1, field)
    return k


def rest(words: Words, k: int) -> int:
    """The index after the words in lower case that a name goes on with from word ``k``, where no predicate begins and it
    is sure where they end: before a predicate, a number, a place or a capital. ``k`` elsewhere: before a mark they may as
    well be a predicate that nobody listed ("Công ty Sông Xanh | tạm ngưng chào hàng")."""
    m = k
    while m < words.n and words.joined(m) and m - k <= _MOST_REST:
        t = tail(words, m) if m > k and (words.cap(m) or kind_at(words, m)) else m
        if t > m:
            return t
        if words.cap(m) or words.keys[m] == _NUMBER and m + 1 < words.n and words.w[m + 1].isdigit():
            return m
        if m > k and (words.keys[m] in _PREDICATES or acts_at(words, m)):
            return m
        field = fields_at(words, m)
        if not words.w[m].isalpha() or words.keys[m] == AND or words.keys[m] in _LEADS_OFF or (ends_at(words, m) or _VERBS.match(words, m)) and not field > (m + 2 if m == k else m):
            return k
        m = max(m + 1, field)
    return k


def described(words: Words, j: int) -> int:
    """The index after one to four words in lower case that describe the nouns before word ``j``, where a
    predicate, a function word or a mark comes after them; ``j`` elsewhere."""
    k = j
    while k < words.n and words.joined(k):
        if words.keys[k] == AND or ends_at(words, k):
            return k
        if k - j == _MOST_DESCRIBED or words.cap(k) or not words.w[k].isalpha():
            return j
        k += 1
    return k
