"""Names of any capital words: companies, schools, hospitals, and what may end the name of a body.

Functions walk over :class:`pipeline.words.Words` by word index and return the index after what they matched.
"""
from __future__ import annotations

import regex

from pipeline import vocabulary
from pipeline.committees import STOP, VERBS
from pipeline.fields import ACTION, FIELD, fields, fields_at
from pipeline.gazetteer import fold
from pipeline.heads import HEADS, OPENERS, Hit, is_head, person
from pipeline.tails import ends_at
from pipeline.toponyms import after_kind, capital_word, gazetteer_name, kind_at, place_after, tail
from pipeline.words import AND, Phrases, Words, keys

# Heads that may go on with "về …".
_ABOUT_HEADS = keys("Trung tâm, Ủy ban, Hội đồng, Viện")
_HIGH = fold("cấp cao")  # a court of a region is named after where it sits
_ABROAD = keys("Phân viện, Cơ quan thường trú, Văn phòng thường trực, Cơ quan đại diện, Văn phòng đại diện, Chi nhánh, Phân hiệu, Hiệp hội, Văn phòng, Cơ quan, Hội, Đại sứ quán, Lãnh sự quán, Tổng Lãnh sự quán")
COUNTRIES = Phrases([*vocabulary.forms("name_contexts", "countries"), "Việt Nam", "Lào", "Trung Quốc", "Nhật Bản", "Hàn Quốc", "Thái Lan", "Hoa Kỳ", "Mỹ", "Nga", "Liên bang Nga", "Pháp", "Đức", "Anh", "Úc", "Ấn Độ", "Hà Lan", "Phần Lan", "Ba Lan", "Thụy Sĩ", "Thụy Điển", "Na Uy", "Đan Mạch", "Ý", "Tây Ban Nha", "Bỉ", "Áo", "Ai Cập", "Ả-rập Xê-út"])
_TERM_HEADS = keys("Quốc hội, Ban Chấp hành Trung ương Đảng, Ban Chấp hành Trung ương, BCH Trung ương Đảng, HĐND, Hội đồng nhân dân, Tổ đại biểu, Ban Chấp hành, BCH, Thường trực HĐND, Thường trực Hội đồng nhân dân")
_TERM = regex.compile(r",?\s{1,2}(?:khóa|khoá)\s{1,2}(?:[IVXLC]{1,6}|\d{1,2})\b(?:,?\s{1,2}nhiệm\s+kỳ\s+\d{4}\s{0,2}[-–]\s{0,2}\d{4})?"
                      r"|,?\s{1,2}nhiệm\s+kỳ\s+\d{4}\s{0,2}[-–]\s{0,2}\d{4}", regex.IGNORECASE)
_BRACKET = regex.compile(r"\s?\(")
_FIXED_WORDS = Phrases(vocabulary.forms("organisations", "proper_word"))
_NUMBERED_HEADS = keys("Đồn Biên phòng, Quân khu, Quân đoàn, Binh đoàn, Sư đoàn, Lữ đoàn, Trung đoàn, Tiểu đoàn, Hải đoàn, Đoàn Kinh tế - Quốc phòng, Vùng Cảnh sát biển, Vùng, Bệnh viện, Tổ dân phố, Lữ đoàn Công binh, Lữ đoàn Hải quân, Trung đoàn Bộ binh, Sư đoàn Bộ binh, Tiểu đoàn Bộ binh, "
                       "Hải đội, Hải đoàn Biên phòng, Đại đội")
_ROADS = keys("đường, tuyến, dãy, đảo, đồi")
_BRIDGED = keys("Công ty, Công ty TNHH, Công ty TNHH MTV, Công ty CP, Công ty cổ phần, Công ty TNHH Một thành viên, Tổng công ty, Tập đoàn, Trung tâm Y tế, Hợp tác xã, HTX, Tổ hợp tác, Tổ sản xuất, Cơ sở sản xuất, Cửa hàng, Trang trại")
_GROWERS = keys("Tổ hợp tác, Tổ sản xuất, Hợp tác xã, HTX, Cơ sở, Cơ sở sản xuất, Trang trại")  # named after what they raise: "Tổ hợp tác | nuôi ong"
_NUMBER, _SCHOOL = fold("số"), fold("Trường")
_CAMPUS = fold("cơ sở")
SHORT_KINDS = keys("tp, tx")
_ORGANISATION = fold("Tổ chức")
_HELD = keys("Hội, Lễ, Đại, Kỳ, Giao, Tuần, Ngày, Cuộc, Diễn, Chương, Giải, Đảng, Triển, Festival, Hành, Đoàn, Phong, Tọa, Gặp, Họp, Sơ, Tổng, Tập, Chợ")
_OPENS_POST = keys("Chủ, Phó, Giám, Trưởng, Bí, Ủy, Đại, Đồng, Lãnh, Thủ, Nhân, Tổng")
_NO_NUMBER = keys("lực, báo, chí")  # "Luật Điện lực | số 61"
ROMAN = regex.compile(r"[IVX]{1,5}")
_LONGEST_KIND = 5  # words; "nông nghiệp dịch vụ tổng hợp" has six and is two fields
_NO_BRIDGE = keys("và, của, với, hoặc, cùng, khi, nơi, vào, hiện, trao, tặng, ủng, nhận, thuộc, qua, lên, về, hơn, khởi, lúc, thì, rất, thu, ông, bà, này, đó, vì, như")


def finish(words: Words, head: str, k: int, rule: str) -> Hit:
    if head in _ABOUT_HEADS and k + 1 < words.n and words.joined(k) and words.keys[k] == fold("về") and fields_at(words, k + 1) > k + 1:
        k = fields(words, k + 1)  # "Trung tâm Quốc gia về dịch vụ việc làm"
    if (head in _ABROAD or words.key(k - 2, k) == _HIGH) and k + 1 < words.n and words.joined(k) and words.keys[k] == fold("tại"):
        k = max(k, tail(words, k + 1) if tail(words, k + 1) > k + 1 else k, COUNTRIES.match(words, k + 1) if words.cap(k + 1) else k)
    if head in _TERM_HEADS and k <= words.n:
        m = _TERM.match(words.text, words.e[k - 1], words.end)
        if m:
            while k < words.n and words.s[k] < m.end():
                k += 1
    return Hit(k, rule)


def capital_run(words: Words, i: int, most: int) -> int:
    j = i
    while j < words.n and j - i < most and words.joined(j) and (words.cap(j) or words.w[j][0].isdigit()) and not (j > i and is_head(words, j)) and words.keys[j] not in SHORT_KINDS:
        j += 1
    return j


def bridge(words: Words, j: int) -> int:
    """One to three words in lower case between capital ones of a company's name: "Bao | bì | Tân Hưng Lợi"."""
    k = j
    while k < words.n and k - j < 3 and words.joined(k) and not words.cap(k) and words.w[k].isalpha():
        if words.keys[k] in STOP or words.keys[k] in _NO_BRIDGE or VERBS.match(words, k):
            return j
        k += 1
    ok = k > j and words.cap(k) and words.joined(k) and not is_head(words, k) and not kind_at(words, k)
    return k if ok else j


def _lower_end(words: Words, j: int) -> int:
    """The index after the words in lower case that start at word ``j``."""
    while j < words.n - 1 and words.joined(j) and not words.cap(j):
        j += 1
    return j


def _trade(words: Words, j: int) -> int:
    """Fields in lower case before the capital words of a company's name: "xăng dầu dầu khí | Bạc Liêu"."""
    k = j
    while k < words.n and words.joined(k) and not words.cap(k) and fields_at(words, k) > k and k - j < 8:
        k = fields_at(words, k)
    return k if k > j and words.cap(k) and words.joined(k) and not is_head(words, k) and not kind_at(words, k) else j


def _kind(words: Words, j: int, head: str) -> int:
    """The index after the number or the words in lower case that tell the kind, before the name proper: "Trường
    Tiểu học | số 2 | Hòa Khánh", "Nhà máy | xi măng | Đồng Lâm"; ``j`` if no name follows."""
    k = j
    if words.keys[k] == _NUMBER and words.keys[k - 1] not in _NO_NUMBER and k + 1 < words.n and words.w[k + 1].isdigit() and words.joined(k + 1):
        return k + 2
    while k < words.n and k - j < _LONGEST_KIND and words.joined(k) and not words.cap(k) and words.w[k].isalpha():
        field = fields_at(words, k)
        if k > j and words.keys[k] == _NUMBER and k + 1 < words.n and words.w[k + 1].isdigit() and words.joined(k + 1):
            return k + 2  # "Bệnh viện | dã chiến số 3"
        if field == k and (head == _SCHOOL or words.keys[k] in STOP or words.keys[k] in _NO_BRIDGE or ends_at(words, k) and not (k == j and head in _GROWERS)):
            return j
        k = max(field, k + 1)
    if k == j or k >= words.n or not words.joined(k):
        return j
    if not words.cap(k):
        return k if head != _SCHOOL and tail(words, k) > k else j  # "Tổ hợp tác | nuôi dê | thôn Ma Nới"
    return j if is_head(words, k) or kind_at(words, k) or ROMAN.fullmatch(words.w[k]) else k


def proper(words: Words, i: int, j: int, head: str, depth: int) -> Hit | None:
    """A head and a name of any capital words: "Công ty CP Xây dựng Sông Lam", "Trường THPT Lê Lợi"."""
    start = j
    if head == fold("Báo") and (not words.cap(i) or not words.cap(j) or i and words.keys[i - 1] in keys("thông, Tờ")):
        return None
    if head == _ORGANISATION and (not words.cap(i) or not words.cap(j) or words.keys[j] in _HELD or is_head(words, j) or kind_at(words, j)):
        return None  # "Tổ chức Hội nghị": what somebody does
    for _ in range(10):
        if j >= words.n or not (words.joined(j) or j > start and words.gap(j).strip() in ("-", "–", "&") and words.cap(j)):
            if j < words.n and words.gap(j) == "." and j > start and words.cap(j - 1) and words.w[j].islower() and words.w[j].isascii():
                j += 1  # "Siêu thị Co.opmart"
                continue
            if not (j < words.n and words.gap(j) == "." and j > start and words.caps(j - 1) and words.cap(j)):
                break
        if j > start and (kind_at(words, j) or words.keys[j] in OPENERS):
            break
        if j == start and head in _ABROAD and COUNTRIES.match(words, j):
            j = COUNTRIES.match(words, j)
            break
        brand = HEADS["closed"].match(words, j) if j == start and words.joined(j) and len(words.w[j]) > 2 else 0
        if brand and (brand == j + 1 or words.text[words.s[j]:words.e[brand - 1]].isascii()):
            j = brand  # "Tập đoàn Viettel", "Hãng hàng không Bamboo Airways"
            continue
        k = gazetteer_name(words, j, "province", "district") if j > start and words.joined(j) else j
        if k > j + 1 and is_head(words, k - 1):  # "Công ty Điện lực Hải Phòng"
            j = k
            continue
        if j == start and not words.cap(j):
            j = max(_trade(words, j) if head in _BRIDGED else j, _kind(words, j, head))
            if j > start:
                continue
        k = _FIXED_WORDS.match(words, j) or max(FIELD.match(words, j), ACTION.match(words, j) if words.cap(j) else 0)
        if k and (words.cap(j) or j > start and not words.cap(j - 1) or _FIXED_WORDS.match(words, j)):
            j = k
            continue
        if j > start and words.joined(j) and not words.cap(j) and words.keys[j] != AND and words.cap(j - 1) and words.keys[j + 1:j + 2] == [AND] and words.joined(j + 1) and words.joined(j + 2) and capital_word(words, j + 2):
            j += 1  # the second syllable of such a word
        if j > start and words.keys[j] == AND and words.joined(j + 1) and not words.cap(j - 1) and capital_word(words, j + 1) and not ends_at(words, j + 2) and words.keys[j + 1] not in _OPENS_POST:
            j += 3  # "Công ty cổ phần Hóa dầu | và Nhiên liệu | sinh học"
            continue
        if words.keys[j] == AND and words.cap(j + 1) and words.joined(j + 1) and not is_head(words, j + 1) \
                and max(FIELD.match(words, j + 1), ACTION.match(words, j + 1)):
            j += 1
            continue
        over = bridge(words, j) if j > start and (head in _BRIDGED or not ends_at(words, j) and not person(words, _lower_end(words, j))) else j
        if over > j:
            j = over
            continue
        if j > start and head in _BRIDGED and words.keys[j] == _SCHOOL and words.cap(j) and j + 1 < words.n and words.cap(j + 1) and words.joined(j + 1) and not words.caps(j + 1):
            j += 2  # "Công ty Cổ phần Xây dựng | Trường Lộc"
            continue
        if (words.cap(j) or words.w[j][0].isdigit() and (j > start or head in _NUMBERED_HEADS) and len(words.w[j]) < 4 and words.joined(j)) and not (is_head(words, j) and not words.caps(j)):
            j += 1
            continue
        break
    k = place_after(words, j) if j < words.n else j
    if k > start and words.key(k, k + 2) == _CAMPUS and words.joined(k) and k + 2 < words.n and words.w[k + 2].isdigit() and len(words.w[k + 2]) < 3:
        k += 3  # "Bệnh viện Bạch Mai | cơ sở 2"
    if head == fold("Trường") and i and words.joined(i) and words.keys[i - 1] in _ROADS:
        return None
    if head == fold("Liên danh"):  # "Liên danh Công ty A và Công ty B", "Liên danh Công ty A - Công ty B"
        for _ in range(6):
            m = k + 1 if k < words.n and words.joined(k) and words.keys[k] == AND else k
            firm = HEADS["proper"].match(words, m) if m < words.n and is_head(words, m) and (m > k or words.joined(m) and k == start or words.gap(m).strip() in ("-", "–", "+")) else 0
            partner = proper(words, m, firm, words.key(m, firm), depth + 1) if firm and words.key(m, firm) != head else None
            if partner is None:
                break
            k = partner.next
        if k > start:
            return Hit(k, "proper")
    if k == start or head == fold("Trường") and j == start + 1 and not words.caps(start) and not words.w[start].isdigit():
        return None  # "Trường Giang": a person; a school's name has its kind or more words
    while head == fold("Liên danh") and k < words.n and words.gap(k).strip() in ("-", "–"):
        m = gazetteer_name(words, k)
        if m == k:
            break
        k = m
    if k > j == start and head not in keys("Bệnh viện, BV, Bệnh viện Đa khoa Trung tâm, Trạm thu phí, Trung tâm Y tế, Trường Chính trị, Trường PTDTNT, Trường PTDTBT, Trường Phổ thông Dân tộc nội trú, Trường Năng khiếu, Trang Thông tin điện tử, Cổng Thông tin điện tử"):
        return None
    m = _BRACKET.match(words.text, words.e[k - 1], words.end)
    if m and k < words.n and words.s[k] == m.end():
        n = gazetteer_name(words, k, "province", "district") if words.cap(k) else 0
        p = kind_at(words, k)
        n = max(n, after_kind(words, k, p) if p else 0)
        if n > k and words.text[words.e[n - 1]:words.e[n - 1] + 1] == ")":
            return Hit(n, "proper", words.e[n - 1] + 1)
    return finish(words, head, k, "proper")
