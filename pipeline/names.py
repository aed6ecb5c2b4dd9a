"""The grammar of one organisation's name: head, field of work, parent body, place.

All functions walk over :class:`pipeline.words.Words` by word index and return the index after
what they matched (the same index where nothing matched).
"""
from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline import gazetteer, vocabulary
from pipeline.gazetteer import fold
from pipeline.words import AND, Phrases, Words


@dataclass(frozen=True, slots=True)
class Hit:
    """A name: the index after its last word, its rule, and its end offset where that is not the
    end of the last word (a closing bracket)."""

    next: int
    rule: str
    end: int | None = None


def _keys(forms: str) -> frozenset[str]:
    return frozenset(fold(f) for f in forms.split(", "))


_HEADS = {name: Phrases(vocabulary.forms("organisations", name))
          for name in ("closed", "authority", "steering", "proper", "office")}
_MINISTRY = Phrases(vocabulary.forms("organisations_fields", "ministry"))
_DEPARTMENT = Phrases(vocabulary.forms("organisations_fields", "department"))
_FIELD = Phrases(vocabulary.forms("organisations_fields", "field"))
_ACTION = Phrases(vocabulary.forms("organisations_fields", "field_action"))

_KINDS = Phrases(["tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "TX", "phường", "xã", "thị trấn", "đặc khu", "huyện đảo", "xã đảo"])
_GENERIC_KINDS = Phrases(["tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "phường", "xã", "thị trấn", "đặc khu", "thôn", "ấp"])
_LEVELS = Phrases(["cấp tỉnh", "cấp huyện", "cấp xã", "cấp thành phố", "cấp phường", "cấp cơ sở", "cấp quận", "cấp trên", "cấp dưới",
                   "cấp Trung ương", "cấp quốc gia", "cấp nhà nước", "các cấp", "hai cấp", "2 cấp", "03 cấp", "cùng cấp", "cấp tỉnh và cấp xã"])
_AREA = Phrases(["Trung ương", "TW", "TƯ", "T.Ư", "Việt Nam", "quốc gia", "tối cao", "cả nước", "toàn quốc"])
_PLURAL = _keys("các, những")
_RELATED = Phrases(["liên quan", "có liên quan", "trực thuộc Trung ương", "trực thuộc TW", "trực thuộc", "ven biển", "biên giới", "miền núi", "nêu trên",
                    "nói trên", "trong tỉnh", "trong huyện", "trên địa bàn", "trong cả nước", "toàn quốc", "trên cả nước", "còn lại", "mới",
                    "trên toàn quốc", "trên địa bàn thành phố", "trên địa bàn tỉnh", "trên địa bàn huyện", "của tỉnh", "của huyện"])
_SURNAMES = _keys("Nguyễn, Trần, Lê, Phạm, Hoàng, Huỳnh, Phan, Vũ, Võ, Đặng, Bùi, Đỗ, Hồ, Ngô, Dương, Lý, Đào, Đinh, Lương, Trịnh, Mai, Cao, Tô, "
                  "Trương, Tạ, Hà, Tống, Đoàn, Lâm, Thái, Châu, Lưu, Phùng, Vương, Quách, Kiều, Nông, Triệu, La, Thạch, Chu, Doãn, Hứa, Tăng, Bế")
# "xã hội", "tỉnh lộ", "xã viên": no place
_NOT_PLACE = _keys("hội, viên, lộ, đội, ủy, đoàn, luận, thuyết, tắc, táo, ngộ, đường, nghèo")

# Heads after which a bare mention says nothing; only with a field, parent or place are they names.
_NEEDS_TAIL = _keys("Công an, Thuế, Thanh tra, Bưu điện, Điện lực, Tòa án, Viễn thông, VNPT, Đoàn, UBKT, Cảnh sát giao thông, Bộ phận Một cửa, Ủy ban, Thường trực, Thường vụ, Chi bộ, Viện kiểm sát, "
                    "Công đoàn, BTV, BCH, Ban Thường vụ, Ban Chấp hành, Mặt trận, Bộ Tư lệnh, Ban Tiếp công dân, Ban Giám đốc, Ban giám hiệu, Đảng bộ, Ban Tổ chức, BCĐ, Hội đồng, Tiểu ban")
_BARE_OK = _keys("Ban Giám đốc, Ban giám hiệu, Ban Tổ chức, Hội đồng, BCĐ, Mặt trận")
# Heads that take the body they belong to without a word between: "Văn phòng HĐND", "Ban Thường vụ Huyện ủy".
_TAKES_PARENT = _keys("Văn phòng, VP, Ban, Ủy ban, Đảng ủy, Đảng bộ, Chi bộ, Ban Thường vụ, BTV, Ban Chấp hành, BCH, Thường trực, Thường vụ, "
                      "Tổ đại biểu, UBKT, Ủy ban Kiểm tra, Thường vụ, Bộ phận Một cửa, Ban Giám đốc, Ban giám hiệu, Ban Cán sự đảng, Thanh tra, Tổ giúp việc, Tổ công tác, Công đoàn, Cơ quan, Đoàn Thanh niên, Hội đồng, "
                      "Viện, Ban Tổ chức, Ban Tuyên giáo, Học viện, Ban Quản lý, Đoàn kiểm tra, Đoàn giám sát, Đoàn thanh tra, Ban Thường trực, Khoa, Trung tâm, Ban biên tập, Cục, Vụ")
# Heads whose fields may be joined by a comma before a last "và": "Trung tâm Văn hóa, Thể thao và Truyền thông".
_ABOUT_HEADS = _keys("Trung tâm, Ủy ban, Hội đồng, Viện")
_ABROAD = _keys("Hiệp hội, Văn phòng, Cơ quan, Hội")
_TERM_HEADS = _keys("HĐND, Hội đồng nhân dân, Tổ đại biểu, Ban Chấp hành, BCH, Thường trực HĐND, Thường trực Hội đồng nhân dân")
_TERM = regex.compile(r",?\s{1,2}(?:khóa|khoá)\s{1,2}(?:[IVXLC]{1,6}|\d{1,2})\b(?:,?\s{1,2}nhiệm\s+kỳ\s+\d{4}\s{0,2}[-–]\s{0,2}\d{4})?"
                      r"|,?\s{1,2}nhiệm\s+kỳ\s+\d{4}\s{0,2}[-–]\s{0,2}\d{4}", regex.IGNORECASE)
_BRACKET = regex.compile(r"\s?\(")
_ABBR_IN_NAME = regex.compile(r"\s{0,2}\([\p{Lu}&-]{2,10}\)(?=\s)")
# Words that, before a name of the centre or of a level, make it part of something else.
_BEFORE_HEAD = _keys("đại, hội, xã, cơ, quốc, giáo, hiệp, lễ, quân, tập, binh, chủ, phụ, thành, vùng, mở")
_NOT_AFTER = _keys("phi, nợ, phiếu, Thủ, sách, cổng")
_ADJECTIVE_AFTER = _keys("điện, số")
_GOODS_BEFORE = frozenset(fold(w) for w in ["trái phiếu", "quản lý", "ngân sách", "nguồn vốn", "vốn", "doanh nghiệp", "cơ quan", "tài sản", "bí mật",
                                            "hành chính", "cấp", "tiền", "công vụ", "bộ máy", "viên chức", "công chức", "cán bộ", "chuyên dùng", "tổ chức", "đất", "nghiên cứu", "đầu tư", "công sở", "hỗ trợ", "thanh tra", "văn bản"])
_STATE = fold("Nhà nước")
_PARTY = fold("Đảng")
_BO, _SO, _PHONG = fold("Bộ"), fold("Sở"), fold("Phòng")
_OF, _BELONGS, _DIRECT = fold("của"), fold("thuộc"), fold("trực")
# Where a free clause ("Ban Chỉ đạo về rà soát …") ends: words that open a predicate or an adjunct.
_COUNCILS = _keys("Hội đồng, Tổ thẩm định, Tổ chuyên gia")
# Tasks in lower case that are as likely the predicate, unless the body is only now set up.
_DOUBTFUL = Phrases(["rà soát", "tháo gỡ", "kiểm tra", "giám sát", "ứng phó", "tổ chức", "xây dựng", "thẩm định", "quản lý", "sắp xếp", "phát triển", "tuyển dụng", "bảo vệ", "tư vấn", "cưỡng chế", "tổng kết", "chống", "phòng chống"])
_PREMIER = Phrases(["Thủ tướng Chính phủ", "Thủ tướng"])
_FOUNDED = _keys("lập, toàn")
_VERBS = Phrases(f for f in vocabulary.forms("organisations_context", "act") if " " in f)
_STOP = _keys("đã, sẽ, vừa, đang, cần, phải, yêu, giao, chủ, cho, họp, báo, ban, có, gồm, do, được, bị, tại, trong, nhằm, để, theo, khi, là, từ, tiếp, "
              "đánh, ghi, thống, nhất, chỉ, quyết, khẩn, tham, đồng, xem, ra, cũng, vẫn, không, chưa, nên, với, bao, làm, căn, trên, tháng, ngày, sáng, chiều, hằng, hàng, tới, nêu, như, mà, nếu, kiểm, trực, kịp, ký, trình, tăng, đẩy, phát, kết, xin, đến, ngay")
_TOPICS = Phrases(["cải cách hành chính", "CCHC", "chuyển đổi số", "công tác", "phòng chống", "phòng, chống", "phòng thủ dân sự", "xây dựng nông thôn mới", "xây dựng", "quốc gia", "Trung ương", "Nhà nước",
                   "cấp tỉnh", "cấp huyện", "cấp xã", "liên ngành", "thi", "kỳ thi", "thực hiện quy chế", "thực hiện chính sách", "thực hiện phong trào", "thực hiện Chương trình", "thực hiện Nghị quyết", "thực hiện Đề án", "thực hiện các chương trình", "thực hiện quy chế dân chủ", "tổng kết",
                   "các chương trình", "các công trình", "giải phóng mặt bằng", "giảm nghèo", "an toàn", "an toàn giao thông", "phát triển", "đổi mới", "hội nhập", "thi hành án", "bầu cử", "toàn dân", "tinh giản biên chế", "sắp xếp", "tổng điều tra", "Chương trình", "Đề án", "thành viên", "quản trị", "trường", "khoa học", "phong trào",
                   "nghĩa vụ quân sự", "tuyển quân", "nhân quyền", "bồi thường", "đền bù", "thẩm định", "tư vấn", "thi tuyển", "thi đua", "giáo dục", "quản lý", "tuyển dụng", "tuyển sinh", "kiểm tra", "giám sát", "rà soát", "tháo gỡ", "ứng phó", "tìm kiếm cứu nạn", "PCTT", "PCLB", "khoa học", "nghĩa vụ",
                   "cuộc vận động", "tổ chức", "xóa nhà tạm", "chống", "đấu thầu", "đánh giá E-HSDT", "đánh giá hồ sơ", "bảo vệ", "thanh lý", "đấu giá", "xét tặng", "sáng kiến", "kỷ luật", "quỹ", "cưỡng chế", "giúp việc", "phối hợp phổ biến", "phổ biến, giáo dục pháp luật", "nghĩa vụ quân sự", "Lễ hội", "Đại hội", "Giải", "Cuộc thi", "Hội thi", "Festival", "Tuần", "Ngày hội"])


# Words that a name or a place may start with: what the scan looks at first.
FIRST = frozenset().union(*(p.first for p in _HEADS.values()), (_BO, _SO, _PHONG, _PARTY, fold("nhà")))
PLACE_FIRST = _KINDS.first


def kind_at(words: Words, i: int) -> int:
    """The index after a kind of place ("thị xã") at word ``i``; 0 if none, as in "xã hội"."""
    j = _KINDS.match(words, i) if i < words.n else 0
    return 0 if j and j < words.n and words.joined(j) and words.keys[j] in _NOT_PLACE else j


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
        end = _FIELD.match(words, k)
        act = _ACTION.match(words, k)
        lower = not words.cap(k)
        if linked and lower and words.cap(j - 1) and not words.caps(j - 1) and not _all_lower(words, j - 1):
            # "Sở Y tế và các …": after a capital word a member in lower case is no part of the name,
            # unless the word before belongs to a longer field in lower case
            break
        if act > end:
            if lower and not first and not linked and not (
                    words.joined(act) and (_FIELD.match(words, act) or _ACTION.match(words, act) or kind_at(words, act))
                    or words.keys[k - 1] in _WORKS):
                break
            end = act
        if not end and words.caps(k) and (first or linked or len(words.w[k]) > 1) and len(words.w[k]) <= 8 and not is_head(words, k) \
                and not gazetteer_name(words, k) > k:
            end = k + 1
            while end < words.n and words.caps(end) and words.gap(end).strip() in ("&", "-", ",") and words.gap(end) == words.gap(end).strip():
                end += 1
        if not end:
            break
        j = end
        if words.keys[j - 1] in _LAST and not (j < words.n and words.cap(j)):
            break  # "… quốc gia" ends a name
    return j


_LAST = _keys("gia, ương")
_WORKS = _keys("án, trình")  # "dự án đầu tư xây dựng" needs nothing after it


def fields_at(words: Words, i: int) -> int:
    """The longest single field at word ``i``, whatever stands before it."""
    return max(_FIELD.match(words, i), _ACTION.match(words, i), i)


def _all_lower(words: Words, i: int) -> bool:
    """The word before word ``i`` is in lower case and part of the same phrase."""
    return not words.cap(i) or (words.joined(i) and not words.cap(i - 1))


def _comma_list(words: Words, j: int) -> bool:
    """After the comma before word ``j`` come fields that end in "và" + field, so the comma is inside the name."""
    for _ in range(3):
        end = max(_FIELD.match(words, j), _ACTION.match(words, j))
        if not end or words.cap(j) != words.cap(j - 1):
            return False
        if end < words.n and words.joined(end) and words.keys[end] == AND:
            k = end + 1
            return (words.cap(k) == words.cap(j) or words.caps(j)) and bool(_FIELD.match(words, k) or _ACTION.match(words, k)) and words.joined(k)
        if not (words.linked(end) and words.gap(end).strip() in (",", "-", "–")):
            return False
        j = end
    return False


def gazetteer_name(words: Words, i: int, *levels: gazetteer.PlaceLevel) -> int:
    """The index after the longest known place name at word ``i``."""
    if not words.cap(i) and not (i > 0 and i < words.n and words.w[i].isdigit() and words.keys[i - 1] in _NUMBERED):
        return i
    run = [words.w[i]]
    j = i + 1
    while j < words.n and len(run) < 6 and (words.cap(j) or words.w[j].isdigit()) and (words.joined(j) or words.gap(j).strip() in ("-", "–")):
        run.append(words.w[j])
        j += 1
    return i + gazetteer.longest_name(run, *levels)


def place_name(words: Words, i: int, levels: tuple[gazetteer.PlaceLevel, ...]) -> int:
    """A place name after its kind: the longest known one, else a short run of capital words
    that does not look like a person's name."""
    j = gazetteer_name(words, i, *levels)
    if j > i or not words.cap(i):
        return j
    j = i + 1
    while j < words.n and j - i < 3 and words.cap(j) and words.joined(j):
        j += 1
    if words.keys[i] in _SURNAMES and j - i >= 2 or is_head(words, i):
        return i
    if j == i + 1 and j < words.n and words.joined(j):  # "Thanh tra tỉnh Thông báo": a sentence begins
        return i
    return min(j, i + 2) if not (words.n > j and words.cap(j) and words.joined(j)) else i + 2


def place(words: Words, i: int) -> Hit | None:
    """A bare administrative place: "huyện Bình Chánh", "TP.HCM", "Thành phố"."""
    j = kind_at(words, i)
    if j:
        kind = words.key(i, j)
        named = _named(words, i, j)
        if named > j:
            return Hit(named, "place")
        return Hit(j, "place") if len(kind) > 2 else None
    if words.keys[i].startswith("tphcm"):
        return Hit(i + 1, "place")
    if words.cap(i) and not (i and words.joined(i) and words.cap(i - 1) and not words.caps(i - 1)):
        j = gazetteer_name(words, i, "province", "district")
        if j > i + 1 or (j == i + 1 and words.keys[i] == fold("Huế")):
            return Hit(j, "place")
    return None


def _named(words: Words, i: int, j: int) -> int:
    """The index after the name that follows the kind ``[i, j)``, or ``j``."""
    kind = words.key(i, j)
    if j >= words.n or not (words.joined(j) or words.gap(j).strip() == "." and kind in ("tp", "tx")):
        return j
    full = {"tp": fold("thành phố"), "tx": fold("thị xã")}.get(kind, kind)
    if words.w[j].isdigit() and kind not in _NUMBERED:
        return j
    levels = _LEVEL_OF.get(full, ("province", "district", "commune"))
    return place_name(words, j, levels)


_NUMBERED = _keys("quận, phường, Q, P")
_LEVEL_OF = {fold(k): v for k, v in gazetteer.KIND_LEVEL.items()}


def tail(words: Words, i: int, bare_name: bool = True) -> int:
    """A place or level at the end of a name: "huyện X", "các xã, thị trấn", "cấp tỉnh", "Hà Nội"."""
    if i >= words.n:
        return i
    glued = words.joined(i)
    if not glued:
        return i
    j = _LEVELS.match(words, i)
    if j:  # "cấp huyện, cấp xã"
        while True:
            k = _LEVELS.match(words, j) if j < words.n and words.linked(j) else (
                _LEVELS.match(words, j + 1) if j + 1 < words.n and words.joined(j) and words.keys[j] == AND else 0)
            if not k:
                return _related(words, j)
            j = k
    k = i + 1 if words.keys[i] in _PLURAL or (words.w[i].isdigit() and len(words.w[i]) < 4) else i
    if k == i and words.keys[i] == fold("một") and i + 1 < words.n and words.keys[i + 1] == fold("số"):
        k = i + 2
    j = kind_at(words, k) if k < words.n else 0
    if k > i:
        if not j and k < words.n and words.keys[k] == fold("địa") and k + 1 < words.n and words.keys[k + 1] == fold("phương"):
            return _related(words, k + 2)
        return name_list(words, j) or _related(words, _kind_list(words, j)) if j else i
    if j:
        named = _named(words, i, j)
        if named > j:
            more = _kind_list(words, named)
            return _related(words, more) if more > named else named
        more = _kind_list(words, j)
        return _related(words, more) if more > j else j
    if words.w[i] == "T" and i + 1 < words.n and words.w[i + 1] == "Ư" and words.gap(i + 1) == ".":
        return i + 2
    j = _AREA.match(words, i)
    if j and (words.keys[i] != fold("TƯ") or words.caps(i)):  # not "tư vấn"
        return j
    if bare_name:
        if words.keys[i].startswith("tphcm"):
            return i + 1
        return gazetteer_name(words, i, "province", "district")
    return i


def name_list(words: Words, j: int) -> int:
    """Names after a plural kind that ends before word ``j``: "các tỉnh Quảng Trị, Thừa Thiên Huế
    và TP Đà Nẵng"; 0 if none."""
    start = next((i for i in (j - 1, j - 2) if i >= 0 and kind_at(words, i) == j), None)
    if start is None:
        return 0
    k = _named(words, start, j)
    if k == j:
        return 0
    while k < words.n:
        m = k + 1 if words.joined(k) and words.keys[k] == AND else k
        if m == k and words.gap(k).strip() != "," or m >= words.n:
            return k
        kind = kind_at(words, m)
        n = _named(words, m, kind) if kind else gazetteer_name(words, m)
        if n <= max(m, kind):
            return k
        k = n
    return k


def _kind_list(words: Words, j: int) -> int:
    """More kinds in the list that goes on at word ``j``: ", thị trấn", " và thành phố Thủ Đức"."""
    while j < words.n:
        k = j
        if words.joined(j) and words.keys[j] == AND:
            k = j + 1
        elif not words.linked(j) or words.gap(j).strip() == ".":
            return j
        m = _GENERIC_KINDS.match(words, k)
        if not m or m < words.n and words.joined(m) and words.keys[m] in _NOT_PLACE:
            return j
        named = _named(words, k, m)
        if named > m and words.keys[k] != fold("thành"):
            return j  # another named place is another body's: "UBND tỉnh, huyện Bình Chánh"
        # "UBND xã, tỉnh phối hợp": fine, a list of kinds
        j = named
    return j


def _related(words: Words, j: int) -> int:
    if j < words.n and words.joined(j):
        if words.keys[j] == fold("từ") and gazetteer_name(words, j + 1) > j + 1:  # "từ Quảng Bình đến Bình Định"
            k = gazetteer_name(words, j + 1)
            if k + 1 < words.n and words.keys[k] == fold("đến") and gazetteer_name(words, k + 1) > k + 1:
                return gazetteer_name(words, k + 1)
        k = _RELATED.match(words, j)
        if k:
            if words.keys[k - 1] == fold("bàn") or words.keys[k - 1] in _LEVEL_OF or words.keys[k - 1] == fold("phố"):
                m = kind_at(words, k) if k < words.n and words.joined(k) else 0
                if m:
                    return _named(words, k, m)
                if words.keys[k - 1] in _LEVEL_OF and words.joined(k):
                    return place_name(words, k, _LEVEL_OF[words.keys[k - 1]])
            return k
    return j


def is_head(words: Words, i: int) -> bool:
    """Does some body's head word stand at word ``i`` with a capital letter?"""
    return words.cap(i) and (any(p.match(words, i) for p in _HEADS.values())
                             or words.keys[i] in (_BO, _SO, _PHONG))


# "Văn phòng Bộ", "Thanh tra Sở", "các đơn vị thuộc Bộ": the article's own body.
_OWN_BODY = _keys("Bộ, Sở, Cục, Ban, Trường, Viện, Khối, Huyện")


def parent(words: Words, i: int, depth: int) -> int:
    """The body that a name belongs to, standing at word ``i``."""
    if depth > 2 or i >= words.n or not words.joined(i):
        return i
    hit = parse(words, i, depth + 1)
    if hit:
        return hit.next
    return i + 1 if words.keys[i] in _OWN_BODY and words.cap(i) and not (words.joined(i + 1) and words.cap(i + 1)) else i


def parse(words: Words, i: int, depth: int = 0) -> Hit | None:
    """The organisation's name that starts at word ``i``."""
    key = words.keys[i]
    if words.in_number(i):
        return None
    if key in (_BO, _SO, _PHONG):
        hit = _by_domain(words, i, key)
        if hit:
            return hit
    if key == _PARTY and words.w[i] == "Đảng" and not _HEADS["authority"].match(words, i):
        return _party(words, i)
    if words.key(i, i + 2) == _STATE and words.cap(i) and words.joined(i + 1):
        return None if _adjective(words, i) else Hit(i + 2, "closed")
    best: tuple[int, str] | None = None
    for name, phrases in _HEADS.items():
        j = phrases.match(words, i)
        if j and (best is None or j > best[0]):
            best = (j, name)
    if best is None:
        return None
    j, name = best
    head = words.key(i, j)
    if j == i + 1 and i and words.joined(i) and words.cap(i) and not words.caps(i) and (
            words.cap(i - 1) and not words.caps(i - 1) and words.keys[i - 1] in _SURNAMES or words.w[i - 1].isdigit()):
        return None  # a person's name ("Nguyễn Khoa Điềm"), or a number of such bodies ("9 Trạm Kiểm lâm")
    if j < words.n and words.joined(j) and words.keys[j] == fold("viên"):  # "Tỉnh ủy viên"
        return None
    if head == fold("Cơ quan") and not words.cap(j):
        return None
    if not words.cap(i) and (i and words.joined(i) and words.keys[i - 1] in _BEFORE_HEAD or not _lower_head(words, i, j, head, name)):
        return None
    if words.cap(i) and not words.caps(i) and name == "office" and j < words.n and words.joined(j) and head in _keys("Ban, Hội, Đội, Trạm, Cơ quan, Khoa, Hạt, Vụ") \
            and not words.cap(j) and not tail(words, j) > j and head != fold("Cơ quan") and not fields(words, j) > j:
        return None
    if name == "closed":
        return _closed(words, i, j)
    if name == "proper":
        return _proper(words, i, j, head, depth)
    if name == "steering":
        return _steering(words, i, j, head, depth)
    return _general(words, i, j, head, name, depth)


def _lower_head(words: Words, i: int, j: int, head: str, name: str) -> bool:
    """May this head, written in lower case, start a name?"""
    if name == "authority":
        if head in _keys("tỉnh ủy, huyện ủy, thành ủy, quận ủy, thị ủy, đảng ủy, ủy ban nhân dân, hội đồng nhân dân, mặt trận tổ quốc, "
                         "đoàn thanh niên, hội nông dân, hội phụ nữ, hội cựu chiến binh, huyện đoàn, tỉnh đoàn, liên đoàn lao động, ban giám hiệu, kho bạc nhà nước, bảo hiểm xã hội"):
            return head != fold("bảo hiểm xã hội") and head != fold("đảng ủy") or tail(words, j) > j
        return head not in _keys("thuế, điện lực, thanh tra, thường vụ") and tail(words, j) > j or words.cap(j) and words.joined(j) and is_head(words, j)
    if name == "steering":
        return True
    if name == "closed":
        return head in _keys("ủy ban thường vụ quốc hội")
    return words.cap(j) and words.joined(j) and head not in _keys("báo, đài, quỹ, hội, vụ, khoa, cơ quan, ban, đội, trạm, tòa, liên minh, đại học, cao đẳng, trường") \
        or (words.cap(j) and words.joined(j) and head in _keys("hội, đài, ban") and bool(_FIELD.match(words, j) or _ACTION.match(words, j))) \
        or (head == fold("trường") and words.caps(j) and words.joined(j))


def _by_domain(words: Words, i: int, key: str) -> Hit | None:
    j = i + 1
    if not words.joined(j):
        return None
    if key == _BO:
        k = _MINISTRY.match(words, j) or _abbreviation(words, j)
        return Hit(k, "ministry") if k and words.cap(i) and words.cap(j) else (
            Hit(k, "ministry") if k and words.cap(j) else None)
    k = _DEPARTMENT.match(words, j)
    a = _abbreviation(words, j)
    k = max(k, a)
    if key == _PHONG:
        k = max(k, fields(words, j) if words.cap(j) else 0)
    if not k or not (words.cap(i) or words.cap(j)):
        return None
    if k == j:
        return None
    return Hit(_place_after(words, k), "department")


def _abbreviation(words: Words, j: int) -> int:
    """An abbreviated field: "KH&ĐT", "GD-ĐT", "LĐ-TB&XH", "NN và PTNT"; 0 if none."""
    if j >= words.n or not words.caps(j) or is_head(words, j):
        return 0
    k = j + 1
    while k < words.n and k - j < 5:
        if words.caps(k) and words.gap(k).strip() in ("&", "-", ",", "–") and words.gap(k) != ", " and len(words.gap(k)) <= 3 and not is_head(words, k) and len(words.w[k]) <= 5:
            k += 1
        elif words.keys[k] == AND and words.joined(k) and words.caps(k + 1) and not is_head(words, k + 1) and len(words.w[k + 1]) <= 5:
            k += 2
        else:
            break
    return k if k > j + 1 or 1 < len(words.w[j]) <= 8 else 0


def _place_after(words: Words, j: int) -> int:
    """The place at the end of a name, and the province after it ("huyện X tỉnh Y")."""
    k = tail(words, j)
    m = _ABBR_IN_NAME.match(words.text, words.e[j - 1])
    if k == j and m and j + 1 < words.n and words.s[j] < m.end():  # "Sở Giáo dục và Đào tạo (GD&ĐT) Quảng Nam"
        i = next((i for i in range(j, min(j + 5, words.n)) if words.s[i] >= m.end()), j)
        k = max(tail_at(words, i), gazetteer_name(words, i, "province", "district")) if i > j else j
        return k if k > i else j
    if k > j:
        m = kind_at(words, k) if k < words.n and words.joined(k) else 0
        if m and words.keys[k] == fold("tỉnh") and _named(words, k, m) > m:
            return _named(words, k, m)
    return k


def _closed(words: Words, i: int, j: int) -> Hit | None:
    last = words.keys[j - 1]
    if words.keys[i] == fold("Chính") and (_adjective(words, i) or j < words.n and words.joined(j) and words.keys[j] in _ADJECTIVE_AFTER):
        return None
    if not words.cap(i):
        return None
    if words.keys[i] == fold("Ngân") and last == "nuoc2" and j < words.n and words.joined(j):  # branch of a province
        k = tail(words, j)
        if words.keys[j] in (fold("chi"),):
            k = tail(words, j + 2)
        j = max(j, k)
    return Hit(j, "closed")


def _adjective(words: Words, i: int) -> bool:
    """Is "Nhà nước" or "Chính phủ" here only an attribute: "ngân sách Nhà nước", "trái phiếu Chính phủ"?"""
    if i == 0 or not words.joined(i):
        return False
    two = words.key(max(0, i - 2), i)
    return words.keys[i - 1] in _NOT_AFTER or two in _GOODS_BEFORE or words.keys[i - 1] in _GOODS_BEFORE


def _party(words: Words, i: int) -> Hit | None:
    """«Đảng» as a body: "của Đảng", "Đảng, Nhà nước", "Đảng ta"; not "Đảng viên", "xây dựng Đảng"."""
    if i + 1 < words.n and words.keys[i + 1] in _keys("viên, bộ, ủy, phí, đoàn, phái") and words.joined(i + 1):
        return None
    k = i + 1
    if k + 3 <= words.n and words.key(k, k + 3) == fold("Cộng sản Việt"):
        return Hit(min(k + 4, words.n), "closed")
    after = k < words.n and (words.keys[k] == AND or words.linked(k)) and fold("nhà nước") in words.key(k, k + 3)
    before = i > 0 and words.joined(i) and words.keys[i - 1] in _keys("của, rằng, ơn")
    return Hit(k, "closed") if after or before else None


def _general(words: Words, i: int, j: int, head: str, name: str, depth: int) -> Hit | None:
    start = j
    takes = head in _TAKES_PARENT
    if takes:
        k = parent(words, j, depth)
        if k > j:
            k = _more_parents(words, k, depth) if head in (fold("Văn phòng"), "vp") else k
            return _finish(words, head, k, name)
    if name == "office":
        k = fields(words, j, comma=True) if j < words.n else j
        if k == j and name == "office" and words.cap(j) and words.joined(j) and not is_head(words, j) and not _person(words, j) \
                and not gazetteer_name(words, j) > j:
            # a name with an unknown first word: it and the fields that follow
            k = _capital_run(words, j, 3) if head in _keys("Viện, Quỹ, Hội, Hiệp hội, Nhà hát, Câu lạc bộ, Liên minh, Liên đoàn, Bảo tàng, Học viện, Trung tâm, Cục, Vụ, Liên hiệp") else j + (head not in _keys("Đài, Đội, Trạm, Hạt, Khoa, Cơ quan"))
            k = max(k, fields(words, k)) if k < words.n else k
        if k > j:
            j = k
            if name == "office" and words.joined(j) and words.cap(j) and not words.caps(j) and not is_head(words, j) and not _person(words, j) \
                    and gazetteer_name(words, j, "province", "district") == j and not kind_at(words, j):
                j = _capital_run(words, j, 2)
            m = _ABBR_IN_NAME.match(words.text, words.e[j - 1])
            if m and j + 1 < words.n and words.caps(j) and tail_at(words, j + 1) > j + 1:
                j += 1
            if takes or head in _keys("Ban, Ủy ban, Văn phòng, Trung tâm, Hội đồng"):
                k = parent(words, j, depth)
                if k > j:
                    return _finish(words, head, k, name)
                if j + 1 < words.n and words.keys[j] == _OF and words.joined(j) and head in _keys("Ủy ban, Ban, Văn phòng, Hội đồng, Viện"):
                    k = parent(words, j + 1, depth)
                    if k > j + 1:
                        return _finish(words, head, k, name)
    k = _place_after(words, j) if j < words.n else j
    if head == fold("Đoàn") and not (j < words.n and kind_at(words, j)):  # a surname, a delegation
        return None
    if k > j and j == start and name == "office" and head in _keys("Ban, Đội, Trạm, Hạt, Đài, Khoa, Trung tâm, Viện, Chi nhánh, Cơ quan, Quỹ, Cục, Vụ"):
        # "Ban huyện", "Trung tâm thành phố" are no names
        if head not in _keys("Chi nhánh") :
            return None
    if k == start and (name == "office" or head in _NEEDS_TAIL and head not in _BARE_OK):
        return None
    return _finish(words, head, k, name)


def tail_at(words: Words, i: int) -> int:
    """:func:`tail` after a bracket: the blank before word ``i`` need not be the only thing."""
    if not words.gap(i).strip() == ")":
        return i
    j = kind_at(words, i)
    return max(j, _named(words, i, j)) if j else i


def _finish(words: Words, head: str, k: int, rule: str) -> Hit:
    if head in _ABOUT_HEADS and k + 1 < words.n and words.joined(k) and words.keys[k] == fold("về") and fields_at(words, k + 1) > k + 1:
        k = fields(words, k + 1)  # "Trung tâm Quốc gia về dịch vụ việc làm"
    if head in _ABROAD and k + 1 < words.n and words.joined(k) and words.keys[k] == fold("tại"):
        k = max(k, tail(words, k + 1)) if tail(words, k + 1) > k + 1 else k
    if head in _TERM_HEADS and k <= words.n:
        m = _TERM.match(words.text, words.e[k - 1], words.end)
        if m:
            while k < words.n and words.s[k] < m.end():
                k += 1
    return Hit(k, rule)


_COUNCIL_BODIES = Phrases(["HĐND", "UBND", "Hội đồng nhân dân", "Ủy ban nhân dân", "Đoàn ĐBQH", "Đoàn đại biểu Quốc hội", "Thường trực HĐND"])


def _more_parents(words: Words, k: int, depth: int) -> int:
    """"Văn phòng HĐND và UBND huyện", "Văn phòng Đoàn ĐBQH và HĐND tỉnh", "Văn phòng HĐND - UBND"."""
    for _ in range(2):
        m = k
        if m < words.n and words.joined(m) and words.keys[m] == AND:
            m += 1
        elif m >= words.n or not (words.joined(m) or words.gap(m).strip() in ("-", "–", "&")):
            return k
        if m < words.n and _COUNCIL_BODIES.match(words, m) and words.cap(m):
            hit = parse(words, m, depth + 1)
            if not hit:
                return k
            k = hit.next
        else:
            return k
    return k


def _person(words: Words, i: int) -> bool:
    """A run of two to four capital words that begins with a common surname."""
    j = i
    while j < words.n and j - i < 5 and words.cap(j) and (j == i or words.joined(j)):
        j += 1
    return words.keys[i] in _SURNAMES and 2 <= j - i <= 4


def _capital_run(words: Words, i: int, most: int) -> int:
    j = i
    while j < words.n and j - i < most and words.joined(j) and (words.cap(j) or words.w[j][0].isdigit()) and not (j > i and is_head(words, j)):
        j += 1
    return j


# Words that open a sentence after one whose full stop was lost.
_OPENERS = _keys("Trong, Theo, Tại, Trước, Ngày, Tuy, Do, Để, Khi, Sau, Bên, Ông, Bà, Các, Những, Ảnh, Cùng, Đây, Sáng, Chiều, Về, Với, Nhiều, Một, Đến, Chủ, Phó, Bí, Giám")
_PROPER_FIELDS = Phrases(["nhân dân", "dân trí", "điện tử", "quân đội", "thủ đô", "thanh niên", "tuổi trẻ", "pháp luật", "đại đoàn kết", "thương mại", "nông lâm", "sư phạm", "bách khoa", "kỹ thuật công nghệ", "khoa học xã hội", "khoa học tự nhiên", "ngoại thương", "hàng hải", "cổ phần", "trách nhiệm hữu hạn", "một thành viên", "thương mại cổ phần", "nhà nước", "đa khoa", "tư thục", "bán trú", "nội trú", "nhà thầu", "cao tốc", "liên kết", "quốc tế", "công lập"])


_ROADS = _keys("đường, tuyến, dãy, đảo, đồi")
_BRIDGED = _keys("Công ty, Công ty TNHH, Công ty TNHH MTV, Công ty CP, Công ty cổ phần, Công ty TNHH Một thành viên, Tổng công ty, Tập đoàn, Trung tâm Y tế")
_NO_BRIDGE = _keys("và, của, với, hoặc, cùng, khi, nơi, vào, hiện, trao, tặng, ủng, nhận, thuộc, qua, lên, về, hơn, khởi, lúc, thì, rất, thu, ông, bà, này, đó, vì, như")


def _bridge(words: Words, j: int) -> int:
    """One to three words in lower case between capital ones of a company's name: "Bao | bì | Tân Hưng Lợi"."""
    k = j
    while k < words.n and k - j < 3 and words.joined(k) and not words.cap(k) and words.w[k].isalpha():
        if words.keys[k] in _STOP or words.keys[k] in _NO_BRIDGE or _VERBS.match(words, k):
            return j
        k += 1
    ok = k > j and words.cap(k) and words.joined(k) and not is_head(words, k) and not kind_at(words, k)
    return k if ok else j


def _proper(words: Words, i: int, j: int, head: str, depth: int) -> Hit | None:
    """A head and a name of any capital words: "Công ty CP Xây dựng Sông Lam", "Trường THPT Lê Lợi"."""
    start = j
    if head == fold("Báo") and (not words.cap(i) or not words.cap(j) or i and words.keys[i - 1] in _keys("thông, Tờ")):
        return None
    for _ in range(10):
        if j >= words.n or not (words.joined(j) or j > start and words.gap(j).strip() in ("-", "–", "&") and words.cap(j)):
            if not (j < words.n and words.gap(j) == "." and j > start and words.caps(j - 1) and words.cap(j)):
                break
        if j > start and (kind_at(words, j) or words.keys[j] in _OPENERS):
            break
        k = _PROPER_FIELDS.match(words, j) or max(_FIELD.match(words, j), _ACTION.match(words, j) if words.cap(j) else 0)
        if k and (words.cap(j) or j > start and not words.cap(j - 1) or _PROPER_FIELDS.match(words, j)):
            j = k
            continue
        if words.keys[j] == AND and words.cap(j + 1) and words.joined(j + 1) and not is_head(words, j + 1) \
                and max(_FIELD.match(words, j + 1), _ACTION.match(words, j + 1)):
            j += 1
            continue
        bridge = _bridge(words, j) if j > start and head in _BRIDGED else j
        if bridge > j:
            j = bridge
            continue
        if (words.cap(j) or words.w[j][0].isdigit() and j > start and len(words.w[j]) < 4 and words.joined(j)) and not (is_head(words, j) and not words.caps(j)):
            j += 1
            continue
        break
    k = _place_after(words, j) if j < words.n else j
    if head == fold("Trường") and i and words.joined(i) and words.keys[i - 1] in _ROADS:
        return None
    if k == start or head == fold("Trường") and j == start + 1 and not words.caps(start) and not words.w[start].isdigit():
        return None  # "Trường Giang": a person; a school's name has its kind or more words
    while head == fold("Liên danh") and k < words.n and words.gap(k).strip() in ("-", "–"):
        m = gazetteer_name(words, k)
        if m == k:
            break
        k = m
    if k > j == start and head not in _keys("Bệnh viện, BV, Trung tâm Y tế, Trường Chính trị, Trang Thông tin điện tử, Cổng Thông tin điện tử"):
        return None
    m = _BRACKET.match(words.text, words.e[k - 1], words.end)
    if m and k < words.n and words.s[k] == m.end():
        n = gazetteer_name(words, k, "province", "district") if words.cap(k) else 0
        p = kind_at(words, k)
        n = max(n, _named(words, k, p) if p else 0)
        if n > k and words.text[words.e[n - 1]:words.e[n - 1] + 1] == ")":
            return Hit(n, "proper", words.e[n - 1] + 1)
    return Hit(k, "proper")


def _steering(words: Words, i: int, j: int, head: str, depth: int) -> Hit | None:
    """A body named after its task: "Ban Chỉ đạo phòng, chống tham nhũng tỉnh", "Tổ công tác của Thủ tướng"."""
    k = tail(words, j) if j < words.n else j  # "Ban Chỉ đạo tỉnh", "Ban Chỉ đạo cấp tỉnh về …"
    about = False
    at = k
    if at < words.n and words.joined(at):
        if words.keys[at] == fold("về"):
            about = True
            at += 1
        elif words.keys[at] == fold("số") and at + 1 < words.n and words.w[at + 1].isdigit():
            k = at + 2
            m = _PREMIER.match(words, k + 1) if k < words.n and words.keys[k] == _OF else 0
            return Hit(m or k, "steering")
        elif words.w[at].isdigit() and len(words.w[at]) <= 4 and head in _keys("Ban Chỉ đạo, BCĐ, Tổ công tác"):
            k = tail(words, at + 1) if at + 1 < words.n else at + 1
            return Hit(max(k, at + 1, parent(words, at + 1, depth)), "steering")
        elif words.keys[at] == fold("liên") and is_head(words, at + 1):
            m = parent(words, at + 1, depth)
            while m < words.n and words.gap(m).strip() in ("-", "–") and _DEPARTMENT.match(words, m):
                m = _DEPARTMENT.match(words, m)
            return Hit(m, "steering")
        elif words.keys[at] == _OF:
            m = _PREMIER.match(words, at + 1) or parent(words, at + 1, depth)
            if m > at + 1:
                return Hit(m, "steering")
            return Hit(k, "steering") if words.cap(i) or k > j else _bare_steering(words, i, k, head)
        elif not _TOPICS.match(words, at) and not (words.cap(at) and fields_at(words, at) > at) or (not words.cap(at) and _TOPICS.match(words, at) and head in _keys("Đoàn kiểm tra, Đoàn giám sát, Đoàn thanh tra")):
            m = parent(words, at, depth)
            if m > at:
                return Hit(m, "steering")
            return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    else:
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    if not about and head not in _COUNCILS and not words.cap(at) and not (i and words.keys[i - 1] in _FOUNDED) and _DOUBTFUL.match(words, at) >= max(_TOPICS.match(words, at), fields_at(words, at)):
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    end = _clause(words, at, about)
    if end == at:
        return Hit(k, "steering") if k > j or words.cap(i) else _bare_steering(words, i, k, head)
    return Hit(end, "steering")


def _bare_steering(words: Words, i: int, k: int, head: str) -> Hit | None:
    ok = head in _keys("ban chỉ đạo, đoàn thanh tra, đoàn kiểm tra, đoàn giám sát, tổ công tác, ban tổ chức, tổ giúp việc, tổ công nghệ số cộng đồng")
    return Hit(k, "steering") if ok else None


# Words in lower case that stand inside such names besides the fields.
_INSIDE = _keys("các, của, và, cấp, lĩnh, vực, trọng, điểm, quan, ngành, mục, tiêu, bền, vững, nhân, lực, hộ, người, dân, nhà, đường, hành, lang, kinh, quản, bảo, đảm, thường, cao, độ, giao, sân, bay, toàn, dân, cư, ở, cơ, sở, bộ, máy, khu, vùng, đối, tượng")


_CAMPAIGN = _keys("trào, động")
_QUOTE_END = regex.compile("[\"”’]")


def _clause(words: Words, i: int, about: bool) -> int:
    """The task in such a body's name, up to a predicate, a bracket or the end of the clause; with
    the place after it. At most 24 words."""
    j = i
    # after a doubtful first word ("… tổ chức thi tuyển …") or "về", the object may be of any words;
    # else the clause is made of fields alone
    loose = about or bool(_DOUBTFUL.match(words, i)) and not words.cap(i)
    while j < words.n and j - i < 24:
        g = words.gap(j)
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
                return max(m, _named(words, k, m)) if m else j
            if g.strip() not in (",", "-", "–", "&") or not words.linked(j) or words.keys[j] in _OPENERS:
                return j
            if g.strip() != "," and words.cap(j) and fields_at(words, j) == j:
                return j
            if g.strip() == "," and (words.cap(j) or is_head(words, j) or words.keys[j] in _STOP or not _goes_on(words, j)):
                return j
        if j > i and words.keys[j] == fold("năm") and j + 1 < words.n and words.w[j + 1].isdigit():
            return j
        if words.w[j][0].isdigit() and j > i or j > i and not about and not words.cap(j) and _VERBS.match(words, j) > max(fields_at(words, j), j + 1):
            return j
        if j > i and words.keys[j] in _STOP and not words.cap(j) and not _goes_on(words, j) and not (loose and words.keys[j] == fold("cho") and fields_at(words, j + 1) > j + 1) and words.key(j - 1, j + 1) != fold("quan đến"):
            return j
        if j > i and words.keys[j] == AND and (is_head(words, j + 1) or j + 1 < words.n and words.keys[j + 1] in _PLURAL
                                               or not _goes_on(words, j + 1) and not about):
            return j
        if j > i and is_head(words, j) and words.joined(j) and not _FIELD.match(words, j):
            m = parent(words, j, 1)
            return m if m > j else j
        if j > i and not about or j > i + 1:
            t = tail(words, j)
            if t > j and (words.keys[j] not in _PLURAL):
                return t
        f = max(_FIELD.match(words, j), _ACTION.match(words, j), _TOPICS.match(words, j))
        lower = j > i and words.joined(j) and not words.cap(j) and words.keys[j - 1] != AND
        if not about and lower and (words.keys[j] == fold("về") or _DOUBTFUL.match(words, j) == f > 0):
            return j
        if not f and not loose and not words.cap(j) and words.keys[j] not in _INSIDE:
            return j
        j = f if f else j + 1
    return j


def _goes_on(words: Words, j: int) -> bool:
    """After a comma inside a task: a field, or an object of the same kind in lower case."""
    return bool(_FIELD.match(words, j) or _ACTION.match(words, j) or _TOPICS.match(words, j)) or not words.cap(j) and words.keys[j] in _keys("chống, tháo, vướng, khắc, cứu, tìm, lãng, tiêu, giải, đảm, bảo, bồi, hỗ, quản")
