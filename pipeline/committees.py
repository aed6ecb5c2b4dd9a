"""Bodies named after a task: "Ban Chỉ đạo phòng, chống tham nhũng tỉnh", "Tổ công tác của Thủ tướng"."""
from __future__ import annotations

from collections.abc import Callable

import regex

from pipeline import vocabulary
from pipeline.fields import ACTION, DEPARTMENT, FIELD, fields, fields_at
from pipeline.gazetteer import fold
from pipeline.heads import OPENERS, Hit, is_head
from pipeline.toponyms import PLURAL, after_kind, capital_word, kind_at, tail, tail_at
from pipeline.words import AND, Phrases, Words, keys

# Where a free clause ("Ban Chỉ đạo về rà soát …") ends: words that open a predicate or an adjunct.
Parent = Callable[[Words, int, int], int]  # the index after the body that stands at a word, given a depth
_COUNCILS = keys("Hội đồng, Tổ thẩm định, Tổ chuyên gia")
# Tasks in lower case that are as likely the predicate, unless the body is only now set up.
_DOUBTFUL = Phrases(vocabulary.forms("organisations", "doubtful_topic"))
_RESPONSE = keys("Đội ứng phó nhanh, Tổ ứng phó nhanh, Đội phản ứng nhanh, Tổ phản ứng nhanh")  # "… với dịch tả lợn"
_CHECKERS = keys("Tổ kiểm tra, Tổ giám sát, Tổ rà soát, Tổ tư vấn, Tổ soạn thảo")
_OF = fold("của")
_BOARDS, _FIGHT, _ILLNESS = keys("Ban Chỉ đạo, BCĐ"), fold("phòng chống"), keys("dịch, bệnh")
_PREMIER = Phrases(["Thủ tướng Chính phủ", "Thủ tướng"])
_FOUNDED = keys("lập, toàn")
VERBS = Phrases(f for f in vocabulary.forms("organisations_context", "act") if " " in f)
STOP = keys("đã, sẽ, vừa, đang, cần, phải, yêu, giao, chủ, cho, họp, báo, ban, có, gồm, do, được, bị, tại, trong, nhằm, để, theo, khi, là, từ, tiếp, "
              "đánh, ghi, thống, nhất, chỉ, quyết, khẩn, tham, đồng, xem, ra, cũng, vẫn, không, chưa, nên, với, bao, làm, căn, trên, tháng, ngày, sáng, chiều, hằng, hàng, tới, nêu, như, mà, nếu, kiểm, trực, kịp, ký, trình, bỏ, đưa, lồng, trước, sau, mời, nghe, biểu, đón, hoặc, cử, tăng, đẩy, phát, kết, xin, đến, ngay")
_TOPICS = Phrases(vocabulary.forms("organisations", "topic"))
# Words in lower case that stand inside such names besides the fields.
_INSIDE = keys("dịch, bệnh, dịch tễ, cải, cách, các, của, và, cấp, lĩnh, vực, trọng, điểm, quan, ngành, mục, tiêu, bền, vững, nhân, lực, hộ, người, dân, nhà, đường, hành, lang, kinh, quản, bảo, đảm, thường, cao, độ, giao, sân, bay, toàn, dân, cư, ở, cơ, sở, bộ, máy, khu, vùng, đối, tượng")
_ORGANISE, _EVENTS = fold("tổ chức"), keys("cuộc, hội, họp, lễ, buổi, đoàn, phiên, giao, sơ, tập, tổng, làm, kiểm, khảo")
_NO_SYLLABLE = keys("tỉnh, huyện, xã, phường, quận, thành, thị, cấp")
_JOINT = fold("liên ngành")
_NATIONAL, _ON_AREA, _STAGE = fold("quốc gia"), fold("trên địa bàn"), fold("giai đoạn")
_PROJECT = fold("đề án")
_FIELD_OF, _BRANCH = fold("lĩnh vực"), fold("ngành")
_CAMPAIGN = keys("trào, động")
_QUOTE_END = regex.compile("[\"”’]")


def steering(words: Words, i: int, j: int, head: str, depth: int, parent: Parent) -> Hit | None:
    """A body named after its task: "Ban Chỉ đạo phòng, chống tham nhũng tỉnh", "Tổ công tác của Thủ tướng"."""
    k = tail(words, j) if j < words.n else j  # "Ban Chỉ đạo tỉnh", "Ban Chỉ đạo cấp tỉnh về …"
    about = False
    at = k
    if at < words.n and words.joined(at) and words.key(at, at + 2) == _JOINT:  # "Đoàn kiểm tra liên ngành của tỉnh"
        at += 2
        if at + 1 < words.n and words.joined(at) and words.keys[at] == _OF:
            at = max(at, parent(words, at + 1, depth) if parent(words, at + 1, depth) > at + 1 else 0, tail(words, at + 1) if tail(words, at + 1) > at + 1 else 0)
        return Hit(max(at, tail(words, at)) if at < words.n else at, "steering")
    if at < words.n and words.joined(at) and words.caps(at) and len(words.w[at]) > 2 and not is_head(words, at) and fields_at(words, at) == at:
        k = at + 1  # "Hội đồng GPMB huyện"
        return Hit(max(k, parent(words, k, depth), tail(words, k)) if k < words.n and words.keys[k] not in PLURAL else k, "steering")
    if at < words.n and words.joined(at):
        if words.keys[at] == fold("về") or words.keys[at] == fold("với") and head in _RESPONSE:
            about = True
            at += 1
            if words.caps(at) and words.joined(at) and head in _RESPONSE:
                return Hit(at + 1, "steering")
        elif words.keys[at] == fold("số") and at + 1 < words.n and words.w[at + 1].isdigit():
            k = at + 2
            m = 0
            if k + 1 < words.n and words.keys[k] == _OF and words.joined(k):  # "Đoàn kiểm tra số 2 | của Ban Thường vụ Tỉnh ủy"
                m = _PREMIER.match(words, k + 1) or parent(words, k + 1, depth)
            return Hit(m if m > k + 1 else k, "steering")
        elif words.w[at].isdigit() and len(words.w[at]) <= 4 and head in keys("Ban Chỉ đạo, BCĐ, Tổ công tác"):
            k = tail(words, at + 1) if at + 1 < words.n else at + 1
            return Hit(max(k, at + 1, parent(words, at + 1, depth)), "steering")
        elif words.keys[at] == fold("liên") and is_head(words, at + 1):
            m = parent(words, at + 1, depth)
            while m < words.n and words.gap(m).strip() in ("-", "–") and DEPARTMENT.match(words, m):
                m = DEPARTMENT.match(words, m)
            return Hit(m, "steering")
        elif words.keys[at] == _OF:
            m = _PREMIER.match(words, at + 1) or parent(words, at + 1, depth)
            if m > at + 1:
                return Hit(m, "steering")
            return Hit(k, "steering") if words.cap(i) or k > j else _bare_steering(words, i, k, head)
        elif not _TOPICS.match(words, at) and not (words.cap(i) and head in _CHECKERS and FIELD.match(words, at) > ACTION.match(words, at)) and not (words.cap(at) and fields_at(words, at) > at) and not _new_topic(words, i, at) or (not words.cap(at) and _TOPICS.match(words, at) and head in keys("Đoàn kiểm tra, Đoàn giám sát, Đoàn thanh tra")):
            m = parent(words, at, depth)
            if m > at:
                return Hit(m, "steering")
            return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    else:
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    fights = head in _BOARDS and words.key(at, at + 2) == _FIGHT  # "Ban Chỉ đạo | phòng, chống dịch …": all of them are named so
    if not about and not fights and head not in _COUNCILS and not words.cap(at) and not (i and words.keys[i - 1] in _FOUNDED) and _DOUBTFUL.match(words, at) >= max(_TOPICS.match(words, at), fields_at(words, at)):
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    end = _clause(words, at, about, parent)
    if end == at:
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    return Hit(end, "steering")


def _new_topic(words: Words, i: int, at: int) -> bool:
    """A task of no vocabulary that begins with a capital: "Ban Chỉ đạo | Phổ cập giáo dục"."""
    return (words.cap(i) and capital_word(words, at) and words.keys[at + 1] not in STOP and words.keys[at + 1] not in _NO_SYLLABLE
            and _TOPICS.match(words, at) == 0 and fields_at(words, at) == at)


def _bare_steering(words: Words, i: int, k: int, head: str) -> Hit | None:
    ok = head in keys("ban chỉ đạo, ban thanh tra nhân dân, ban giám sát đầu tư cộng đồng, ban giám sát đầu tư của cộng đồng, đoàn thanh tra, đoàn kiểm tra, đoàn giám sát, tổ công tác, ban tổ chức, tổ giúp việc, tổ công nghệ số cộng đồng, "
                     "ban thư ký, đoàn thư ký, đoàn chủ tịch, ban thẩm tra tư cách đại biểu, ban kiểm phiếu, đội phản ứng nhanh, tổ phản ứng nhanh, đội ứng phó nhanh, tổ ứng phó nhanh, đoàn thẩm định, đoàn khảo sát")
    return Hit(k, "steering") if ok else None


def _clause(words: Words, i: int, about: bool, parent: Parent) -> int:
    """The task in such a body's name, up to a predicate, a bracket or the end of the clause; with
    the place after it. At most 24 words."""
    j = i
    # after a doubtful first word ("… tổ chức thi tuyển …") or "về", the object may be of any words;
    # else the clause is made of fields alone
    illness = words.key(i, i + 2) == _FIGHT and bool(_ILLNESS & {*words.keys[i + 2:i + 3]})  # their names are an open class
    loose = about or (illness or bool(_DOUBTFUL.match(words, i))) and not words.cap(i) or _new_topic(words, i - 1, i)
    while j < words.n and j - i < 24:
        g = words.gap(j)
        if j > i and g == "-" and words.w[j] == "19" and words.keys[j - 1] == "covid":
            j += 1
            continue
        if j > i and "(" in g and words.joined(j) and words.keys[j] != AND and not fields_at(words, j) > j and not tail(words, j) > j:
            return j  # "… thiên tai (PCTT) | cùng đại biểu"
        if j > i and not words.joined(j):
            if g.strip() == ")" and words.text[words.s[j - 1] - 1] == "(" and tail_at(words, j) > j:
                return tail_at(words, j)  # "(CCHC) Thành phố"
            if g.strip() == "(" and words.caps(j) and words.text[words.e[j]:words.e[j] + 1] == ")" and j + 1 < words.n and tail_at(words, j + 1) > j + 1:
                j += 1
                continue
            if g.strip() in ('"', "“", "‘") and words.keys[j - 1] in _CAMPAIGN:
                close = _QUOTE_END.search(words.text, words.s[j], min(words.end, words.s[j] + 120))
                k = next((k for k in range(j, words.n) if close and words.s[k] > close.start()), 0)
                if not k or words.gap(k).strip() not in ('"', "”", "’"):
                    return j
                m = kind_at(words, k)
                return max(m, after_kind(words, k, m)) if m else j
            if g.strip() not in (",", "-", "–", "&") or not words.linked(j) or words.keys[j] in OPENERS:
                return j
            if g.strip() != "," and words.cap(j) and fields_at(words, j) == j:
                return j
            if g.strip() == "," and (words.cap(j) or is_head(words, j) or words.keys[j] in STOP or not _goes_on(words, j)):
                return j
        if j > i and words.key(j, j + 3) == _ON_AREA and words.joined(j) and tail(words, j + 3) > j + 3:
            return _stage(words, tail(words, j + 3))
        if j > i and words.keys[j] == fold("năm") and j + 1 < words.n and words.w[j + 1].isdigit():
            return j
        if words.w[j].isdigit() and words.key(j - 2, j) == _PROJECT and words.joined(j):
            j += 1  # "Ban Chỉ đạo Đề án | 06"
            continue
        if words.w[j][0].isdigit() and j > i or j > i and not about and not words.cap(j) and VERBS.match(words, j) > max(fields_at(words, j), j + 1):
            return j
        if j > i + 1 and not words.cap(j) and words.key(j, j + 2) == _ORGANISE and words.keys[j + 2:j + 3] and words.keys[j + 2] in _EVENTS:
            return j
        if j > i and words.keys[j] in STOP and not words.cap(j) and not _goes_on(words, j) and not (loose and words.keys[j] == fold("cho") and fields_at(words, j + 1) > j + 1) and words.key(j - 1, j + 1) != fold("quan đến"):
            return j
        if j > i and words.keys[j] == AND and (is_head(words, j + 1) or j + 1 < words.n and words.keys[j + 1] in PLURAL
                                               or not _goes_on(words, j + 1) and not about):
            return j
        if j > i and is_head(words, j) and words.joined(j) and not FIELD.match(words, j):
            m = parent(words, j, 1)
            return m if m > j else j
        if j > i and not about or j > i + 1:
            t = tail(words, j)
            if t > j and (words.keys[j] not in PLURAL):
                if words.key(j, t) != _NATIONAL or not (words.joined(t) and not words.cap(t) and fields_at(words, t) > t):
                    return _sector(words, t)
                j = t  # "Chương trình mục tiêu quốc gia | xây dựng nông thôn mới"
                continue
        f = max(FIELD.match(words, j), ACTION.match(words, j), _TOPICS.match(words, j))
        lower = j > i and words.joined(j) and not words.cap(j) and words.keys[j - 1] != AND
        if not about and lower and (words.keys[j] == fold("về") or _DOUBTFUL.match(words, j) == f > 0):
            return j
        if not f and not loose and not words.cap(j) and words.keys[j] not in _INSIDE:
            return j
        j = f if f else j + 1
    return j


def _sector(words: Words, j: int) -> int:
    """The sector after the rank: "… dự án quan trọng quốc gia | lĩnh vực đường sắt", "… | ngành giao thông vận tải"."""
    k = j + 2 if words.key(j, j + 2) == _FIELD_OF else j + 1
    if words.joined(j) and (k == j + 2 or words.keys[j] == _BRANCH) and words.joined(k) and fields(words, k) > k:
        return fields(words, k)
    return j


def _stage(words: Words, j: int) -> int:
    """The years of the programme: "giai đoạn 2016 - 2020"."""
    if words.key(j, j + 2) == _STAGE and words.joined(j) and j + 3 < words.n and words.w[j + 2].isdigit() and words.w[j + 3].isdigit():
        return j + 4
    return j


def _goes_on(words: Words, j: int) -> bool:
    """After a comma inside a task: a field, or an object of the same kind in lower case."""
    return bool(FIELD.match(words, j) or ACTION.match(words, j) or _TOPICS.match(words, j)) or not words.cap(j) and words.keys[j] in keys("chống, tháo, vướng, khắc, cứu, tìm, lãng, tiêu, giải, đảm, bảo, bồi, hỗ, quản")
