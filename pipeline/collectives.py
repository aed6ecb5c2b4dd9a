"""The grammar of organised collectives: "các sở, ban, ngành liên quan", "cơ quan, đơn vị, địa phương".

A collective is one or more general nouns with what limits them. Bare nouns that follow one
another are one formula; a noun with its own description is a name of its own in the list
("các bộ | cơ quan ngang bộ | cơ quan thuộc Chính phủ").
"""
from __future__ import annotations

from pipeline import names, vocabulary
from pipeline.gazetteer import fold
from pipeline.names import Hit
from pipeline.words import AND, Phrases, Words

_MEMBER = Phrases(vocabulary.forms("organisations_collectives", "member"))
_SINGLE = Phrases(vocabulary.forms("organisations_collectives", "single"))


def _keys(forms: str) -> frozenset[str]:
    return frozenset(fold(f) for f in forms.split(", "))


_DETERMINERS = _keys("các, những, mọi, từng, mỗi")
# After a member these make another word of it: "các bộ luật", "các đơn vị hành chính", "các cấp học".
_OTHER_WORD = _keys("hợp, hành, học, dữ, nghề, hàng, nghị, thảo, viên, việc, án, phận, luật, tiêu, chỉ, hồ, độ, từ, công, lượng, tính, trình, "
                    "kinh, dân, chức, thi, khí, máy, kiện, sách, đầu, văn, giống, dịch, vật, thể, hạng, đội, trưởng, phó, ruộng, môn, thẻ, đề, nhạc, tuyến, cây, đường")
_ONLY_AFTER = {fold("đơn vị"): _keys("hành, tính, đo, sự"), fold("ngành"): _keys("nghề, hàng, kinh, học, công, dịch, nông, du, thương, sản, y, giáo, lúa, chăn, may, dệt, thủy"),
               fold("tổ chức"): _keys("thực, triển, hội, các, sản, thi, lễ, đại, cho, tốt, sơ, tổng, đối, quán, lại, bộ, sinh, kiểm, chính"), fold("cơ quan"): _keys("nội"),
               fold("doanh nghiệp"): frozenset(), fold("địa phương"): frozenset(), fold("thành phố"): _keys("lớn, thông, vệ"), fold("huyện"): _keys("ủy, đoàn"),
               fold("tỉnh"): _keys("ủy, đoàn, lộ"), fold("xã"): _keys("hội, viên, đội"), fold("trường"): _keys("hợp"), fold("cấp"): _keys("học, độ, cứu, bách, phép, giấy, thẻ, thoát, nước, phát, nào, số"),
               fold("trung tâm"): _keys("thương, mua, hành, vùng, lớn, chính"), fold("khối"): _keys("lượng"), fold("bản"): _keys("án, sao, đồ"),
               fold("phường"): frozenset(), fold("mặt trận"): _keys("sản, tổ"), fold("công ty"): frozenset(), fold("chính quyền"): _keys("điện, số"),
               fold("hội"): _keys("nghị, thảo, viên, thi, trường, đồng, chợ, chứng, nhập, diễn, thao, họp"), fold("ban"): _keys("hành, đầu, bố"), fold("vụ"): _keys("việc, án, mùa, tai, vi, cháy, sạt"),
               fold("bộ"): _keys("luật, phận, máy, hồ, tiêu, chỉ, sách, đội, phim, môn, trưởng, ba, quy, dữ, công, câu, đề, tài, giáo"), fold("viện"): _keys("trợ, trưởng, phí"),
               fold("phòng"): _keys("học, chống, ngừa, cháy, bệnh, máy, thi, họp, vệ, ở, khám, trọ, không"), fold("sở"): _keys("hữu, thích, thú"), fold("làng"): _keys("nghề"), fold("cục"): _keys("bộ, diện")}
_PLACES = _keys("huyện, thị xã, thành phố, quận, xã, phường, thị trấn, đặc khu, tỉnh, ấp, thôn, buôn, bon, bản, khóm, khu phố, làng, tổ dân phố")
_PLACE_FORMS = frozenset(("tỉnh thành", "tỉnh, thành", "huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn", "tỉnh", "thôn", "ấp"))
_MODIFIERS = Phrases(["liên quan", "có liên quan", "liên quan khác", "chức năng", "hữu quan", "chuyên môn", "tham mưu", "trực thuộc", "chuyên ngành", "nghiệp vụ", "nhà nước", "Nhà nước",
                      "trung ương", "ở trung ương", "TW", "ở TW", "địa phương", "ở địa phương", "cơ sở", "ở cơ sở", "đóng chân", "các cấp", "hai cấp", "hai cấp", "cùng cấp", "cấp trên", "cấp dưới",
                      "có thẩm quyền", "có chức năng", "được giao", "được phân công", "nêu trên", "nói trên", "trên", "khác", "ven biển", "biên giới", "miền núi", "là đầu mối", "sự nghiệp", "sự nghiệp công lập", "công lập", "ngành dọc",
                      "hành chính", "đảng", "Đảng và Nhà nước", "Đảng, Nhà nước", "chính trị", "chính trị - xã hội", "đoàn thể", "trong cả nước", "trên cả nước", "toàn quốc", "trên toàn quốc", "cả nước", "trực thuộc Trung ương", "chủ quản", "trong tỉnh", "trong huyện", "trong toàn tỉnh", "trong toàn huyện", "toàn tỉnh", "toàn huyện", "toàn ngành", "trong ngành", "trong trường", "trong hệ thống chính trị", "của hệ thống chính trị",
                      "thi công", "vận tải", "bán lẻ", "tín dụng", "tài chính", "sử dụng ngân sách", "báo chí", "được thanh tra", "được kiểm toán", "được kiểm tra", "được giám sát", "thụ hưởng", "đào tạo", "giáo dục", "giáo dục đại học", "giáo dục nghề nghiệp", "đào tạo giáo viên", "du lịch", "kinh tế", "kinh tế nhà nước", "viễn thông", "xuất khẩu", "khoa học", "lưu trú", "trọng điểm", "nghề", "mầm non", "tiểu học", "phổ thông", "THCS", "THPT", "mầm non, tiểu học, THCS", "mầm non, tiểu học và THCS", "đa khoa", "tuyến huyện", "tuyến tỉnh", "tuyến xã", "tuyến trên", "tuyến dưới", "còn lại", "trong toàn ngành"])
_SITUATED = Phrases(["trên địa bàn", "đóng trên địa bàn", "hoạt động trên địa bàn", "đứng chân trên địa bàn", "đóng chân trên địa bàn", "tại địa bàn", "ở địa bàn", "có trụ sở trên địa bàn", "đóng tại", "thuộc địa bàn"])
_PREMIER = Phrases(["Thủ tướng Chính phủ", "Thủ tướng", "Trung ương Đảng"])
_PARTY = _keys("tỉnh ủy, thành ủy, huyện ủy, thị ủy, quận ủy, đảng ủy")
_NAMED_HEADS = _keys("sở, phòng, trung, chi, cục, vụ, hội, bệnh, đội, trạm, công, đài, hạt, cảng")
_AUTHORITY = _keys("chính quyền, cấp ủy")
_INSPECTED = _keys("thanh, kiểm, giám")
_BODIES = _keys("cơ quan, đơn vị, địa phương, tổ chức")
_OF, _BELONGS, _DIRECT, _FROM, _TO, _IN = fold("của"), fold("thuộc"), fold("trực"), fold("từ"), fold("đến"), fold("trong")
# Single nouns that name nothing alone: they count after "các", with a modifier, or inside a list.
_VAGUE = _keys("đoàn thể, cấp ủy, chính quyền, đảng bộ, chi bộ, đảng ủy, tỉnh ủy, huyện ủy, thành ủy, quận ủy, thị ủy, ban quản lý, ban chỉ đạo, ban cán sự đảng, đảng đoàn, chủ rừng, cơ sở y tế, cơ sở giáo dục, cơ sở đào tạo, "
               "tổ chức chính trị, cấp hội, tổ chức quốc tế, tổ chức đảng, tổ chức hội, cơ quan báo chí, cơ quan chức năng, cơ quan điều tra")


FIRST = _MEMBER.first | _SINGLE.first | _DETERMINERS | {fold("một")}


def parse(words: Words, i: int) -> Hit | None:
    """The collective that starts at word ``i``."""
    k, counted = _determiner(words, i)
    determined = k > i
    j = _formula(words, k)
    if determined and words.keys[k] in _NAMED_HEADS:  # "các sở GD-ĐT", "các phòng Nội vụ"
        hit = names.parse(words, k)
        if hit and hit.next > max(j, k + 1):
            return Hit(hit.next, "collective")
    if j:
        count, places, _ = _members(words, k, j)
        m = _modifiers(words, j)
        if determined and places == count:
            m = max(m, names.name_list(words, j))
        if not determined and _PARTY & {words.key(a, b) for a in range(k, j) for b in range(a + 1, min(a + 3, j + 1))}:
            return None
        if not determined and (places == count or _MEMBER.find(words, k)[1] in _PLACE_FORMS):
            return None
        if counted and places == count and m == j:
            return None
        if not determined and words.keys[j - 1] == fold("cấp"):
            return None
        if count == 1 and not determined:
            if words.key(k, j) in _AUTHORITY and (m > j or _in_list(words, k, j)):
                return Hit(m, "collective")
            bound = words.key(k, j) in _BODIES and m > j + 1 and words.keys[j] == fold("được") and words.keys[j + 1] in _INSPECTED
            return Hit(m, "collective") if bound else None
        if count == 1 and m == j and words.key(k, j) == fold("tổ chức") and _individuals(words, j):
            return None
        if places == count and words.text[words.e[j - 1]:words.e[j - 1] + 1] == ":":
            return Hit(j, "collective")
        return Hit(m, "collective")
    j = _SINGLE.match(words, k) if k < words.n else 0
    if not j or j < words.n and words.joined(j) and words.keys[j] in _keys("viên, học, điện, số"):
        return None
    m = _described(words, j)
    key = words.key(k, j)
    if not determined and m == j and key in _VAGUE and not _in_list(words, k, j):
        return None
    if not determined and words.cap(k):
        hit = names.parse(words, k)
        if hit and hit.next >= m:
            return None
    return Hit(m, "collective")


_OFFERS = Phrases(["cung cấp dịch vụ", "kinh doanh", "kinh doanh dịch vụ", "hoạt động trong lĩnh vực", "sản xuất"])


def _described(words: Words, j: int) -> int:
    """What a noun with its own description may carry: the body it stands for, its field, modifiers."""
    if j < words.n and words.joined(j):
        if words.keys[j] == fold("về"):
            k = names.fields(words, j + 1, comma=False) if j + 1 < words.n else j + 1
            while k < words.n and k > j + 1 and words.gap(k).strip() == "," and names.fields_at(words, k) > k:
                k = names.fields_at(words, k)
            j = k if k > j + 1 else j
        elif words.key(j - 2, j) == fold("đại diện"):
            k = names.parent(words, j, 1)
            if k > j and k + 1 < words.n and words.keys[k] == fold("tại"):
                k = max(k, names.tail(words, k + 1)) if names.tail(words, k + 1) > k + 1 else k
            j = k
    return _modifiers(words, j)


def _determiner(words: Words, i: int) -> tuple[int, bool]:
    """The index of the noun after "các", "tất cả các", "30", and whether it was a number."""
    k = i
    if words.keys[k] in _DETERMINERS and k + 1 < words.n and words.joined(k + 1):
        return k + 1, False
    if words.keys[k] == fold("một") and k + 2 < words.n and words.keys[k + 1] == fold("số") and words.joined(k + 1):
        return k + 2, True
    return i, False


def _formula(words: Words, k: int) -> int:
    """Members of one formula: "sở, ban, ngành", "cơ quan - đơn vị", "bộ, ngành và địa phương"."""
    j = _member(words, k)
    while j and j < words.n:
        m = j
        if words.joined(m) and words.keys[m] == AND:
            m += 1
        elif words.linked(m):
            if words.keys[m] == AND:
                m += 1
        else:
            break
        end = _member(words, m) if m < words.n else 0
        if not end or words.key(m, end) in _AUTHORITY and words.key(k, j) not in _AUTHORITY:
            break
        j = end
    return j


def _member(words: Words, k: int) -> int:
    hit = _MEMBER.find(words, k) if k < words.n else None
    if not hit:
        return 0
    j, form = hit
    if (_SINGLE.match(words, k) or 0) > j:
        return 0
    if j < words.n and words.joined(j):
        bad = _ONLY_AFTER.get(fold(form), _OTHER_WORD)
        if words.keys[j] in bad and not (words.keys[j] == fold("hành") and fold(form) != fold("đơn vị") and fold(form) != fold("ban")):
            return 0
        # a proper name follows: "các huyện Krông Nô, Cư Jút", "Sở Nội vụ"
        if (words.cap(k) or words.caps(j)) and words.cap(j) and fold(form) in (fold("sở"), fold("bộ"), fold("phòng"), fold("ban"), fold("cục")):
            return 0
    return j


def _members(words: Words, k: int, j: int) -> tuple[int, int, str]:
    """How many members stand in ``[k, j)``, and how many of them are kinds of places."""
    count = places = 0
    last = ""
    while k < j:
        hit = _MEMBER.find(words, k)
        if hit and hit[0] <= j:
            last = fold(hit[1])
            count += 1 + (last in _keys("sở ban ngành, ban ngành, bộ ngành, sở ngành, phòng ban"))
            places += last in _PLACES
            k = hit[0]
        else:
            k += 1
    return count, places, last


def _individuals(words: Words, j: int) -> bool:
    k = j + 1 if j < words.n and words.keys[j] == AND else j
    return k + 1 < words.n and words.key(k, k + 2) in _keys("cá nhân, công dân, người dân")


def _in_list(words: Words, k: int, j: int) -> bool:
    """A comma or "và" next to another body on either side."""
    before = k > 0 and (words.linked(k) and words.gap(k).strip() in (",", "-", "–") or words.keys[k - 1] == AND and words.joined(k))
    after = j < words.n and (words.linked(j) and words.gap(j).strip() in (",", "-", "–"))
    if before:
        p = k - 1 - (words.keys[k - 1] == AND)
        return any(_ends_body(words, q, p) for q in range(max(0, p - 3), p + 1))
    if after and j < words.n:
        return bool(_SINGLE.match(words, j) or _MEMBER.match(words, j) or names.is_head(words, j) or words.keys[j] in _DETERMINERS)
    return False


def _ends_body(words: Words, q: int, p: int) -> bool:
    for phrases in (_SINGLE, _MEMBER):
        if phrases.match(words, q) == p + 1:
            return True
    return bool(names.kind_at(words, q) == p + 1) or names.is_head(words, q)


def _modifiers(words: Words, j: int) -> int:
    """What limits a collective, at most five: "liên quan", "thuộc UBND huyện", "trên địa bàn tỉnh X"."""
    for _ in range(5):
        if j >= words.n or not words.joined(j):
            break
        k = _SITUATED.match(words, j)
        if k:
            t = names.tail(words, k) if k < words.n else k
            j = max(k, t)
            continue
        k = _MODIFIERS.match(words, j)
        if k:
            j = k
            continue
        k = _OFFERS.match(words, j)
        if k:
            t = names.fields_at(words, k) if words.joined(k) else k
            while t > k and t < words.n and words.gap(t).strip() == "," and (names.fields_at(words, t) > t or words.keys[t] == "internet"):
                t = max(names.fields_at(words, t), t + 1)
            if t == k:
                break
            j = t
            continue
        key = words.keys[j]
        if key == fold("ở") and j + 1 < words.n:
            t = names.tail(words, j + 1)
            if t > j + 1:
                j = t
                continue
            break
        if key in (_OF, _BELONGS) or key == _DIRECT and words.keys[j + 1:j + 2] == [_BELONGS]:
            at = j + 1 + (key == _DIRECT)
            if key == _OF and _PREMIER.match(words, at):
                j = _PREMIER.match(words, at)
                continue
            t = names.parent(words, at, 1) if at < words.n else at
            if t == at:
                t = names.tail(words, at)
            if t == at and at < words.n and words.keys[at] == fold("ngành"):
                t = at + 1 + (words.keys[at + 1:at + 2] == [fold("dọc")])
            if t == at:
                break
            j = t
            continue
        if key == _FROM:
            t = _range(words, j)
            if t == j:
                break
            j = t
            continue
        if key == _IN and j + 1 < words.n:
            t = names.tail(words, j + 1)
            if t > j + 1:
                j = t
                continue
            break
        t = names.tail(words, j)
        if t > j and not words.w[j].isdigit():
            j = t
            continue
        break
    return j


def _range(words: Words, j: int) -> int:
    """"từ huyện đến xã, thị trấn", "từ tỉnh đến cơ sở"."""
    for k in range(j + 2, min(j + 5, words.n)):
        if words.keys[k] == _TO:
            t = names.tail(words, k + 1) if k + 1 < words.n else k
            if t > k + 1:
                return t
            if words.keys[k + 1:k + 3] == [fold("cơ"), fold("sở")]:
                return k + 3
            return j
    return j
