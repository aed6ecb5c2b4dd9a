"""The grammar of organised collectives: "các sở, ban, ngành liên quan", "cơ quan, đơn vị, địa phương".

A collective is one or more general nouns with what limits them. Bare nouns that follow one
another are one formula; a noun with its own description is a name of its own in the list
("các bộ | cơ quan ngang bộ | cơ quan thuộc Chính phủ").
"""
from __future__ import annotations

from pipeline import names, relatives, vocabulary
from pipeline.fields import DEPARTMENT, FIELD, fields, fields_at
from pipeline.gazetteer import fold
from pipeline.heads import Hit, is_head
from pipeline.limits import MODIFIERS, SITUATED, modifiers
from pipeline.tails import acts_at, described, ends_at, run_on
from pipeline.toponyms import PLURAL, kind_at, name_list, place_after, tail
from pipeline.words import AND, Phrases, Words, keys

_MEMBER = Phrases(vocabulary.forms("organisations_collectives", "member"))
SINGLE = Phrases(vocabulary.forms("organisations_collectives", "single"))


_DETERMINERS = keys("các, những, mọi, từng, mỗi")
# After a member these make another word of it: "các bộ luật", "các đơn vị hành chính", "các cấp học".
_OTHER_WORD = keys("hợp, hành, học, dữ, nghề, hàng, nghị, thảo, viên, việc, án, phận, luật, tiêu, chỉ, hồ, độ, từ, công, lượng, tính, trình, "
                    "kinh, dân, chức, thi, khí, máy, kiện, sách, đầu, văn, giống, dịch, vật, thể, hạng, đội, trưởng, phó, ruộng, môn, thẻ, đề, nhạc, tuyến, cây, đường")
_ONLY_AFTER = {fold("đơn vị"): keys("hành, tính, đo, sự"), fold("cơ sở"): keys("dữ, vật, hạ, pháp, để, cho, lý, khoa, thực, này, đó, quan, ban, phân, kinh, chính, hội, đảng, đoàn, và, tính, lập, ngầm, nền, đánh"), fold("ngành"): keys("nghề, hàng, kinh, học, công, dịch, nông, du, thương, sản, y, giáo, lúa, chăn, may, dệt, thủy"),
               fold("tổ chức"): keys("thực, triển, hội, các, sản, thi, lễ, đại, cho, tốt, sơ, tổng, đối, quán, lại, bộ, sinh, kiểm, chính"), fold("cơ quan"): keys("nội"),
               fold("doanh nghiệp"): frozenset(), fold("địa phương"): frozenset(), fold("thành phố"): keys("lớn, thông, vệ"), fold("huyện"): keys("ủy, đoàn"),
               fold("tỉnh"): keys("ủy, đoàn, lộ"), fold("xã"): keys("hội, viên, đội"), fold("trường"): keys("hợp"), fold("cấp"): keys("học, độ, cứu, bách, phép, giấy, thẻ, thoát, nước, phát, nào, số"),
               fold("trung tâm"): keys("thương, mua, hành, vùng, lớn, chính"), fold("khối"): keys("lượng"), fold("bản"): keys("án, sao, đồ"),
               fold("phường"): frozenset(), fold("mặt trận"): keys("sản, tổ"), fold("công ty"): frozenset(), fold("chính quyền"): keys("điện, số"),
               fold("hội"): keys("nghị, thảo, viên, thi, trường, đồng, chợ, chứng, nhập, diễn, thao, họp"), fold("ban"): keys("hành, đầu, bố, công, quản, giám, thanh"), fold("vụ"): keys("việc, án, mùa, tai, vi, cháy, sạt"),
               fold("bộ"): keys("luật, phận, máy, hồ, tiêu, chỉ, sách, đội, phim, môn, trưởng, ba, quy, dữ, công, câu, đề, tài, giáo"), fold("viện"): keys("trợ, trưởng, phí"),
               fold("phòng"): keys("học, chống, ngừa, cháy, bệnh, máy, thi, họp, vệ, ở, khám, trọ, không"), fold("sở"): keys("hữu, thích, thú"), fold("làng"): keys("nghề"), fold("cục"): keys("bộ, diện")}
_ALONE = Phrases(vocabulary.forms("organisations_collectives", "alone"))
_TELLS = Phrases(["yêu cầu", "đề nghị", "chỉ đạo", "kiến nghị", "đôn đốc", "phối hợp với", "phối hợp cùng", "phối hợp chặt chẽ với", "làm việc với", "nhắc nhở", "khuyến nghị", "phân công", "thành lập", "giao", "trình", "gửi", "chuyển hồ sơ sang", "chuyển", "mời", "báo cáo", "được", "bị"])
_PASSIVE = keys("được, bị")  # before them who does it, if it is told what
_PLACES = keys("huyện, thị xã, thành phố, quận, xã, phường, thị trấn, đặc khu, tỉnh, ấp, thôn, buôn, bon, bản, khóm, khu phố, làng, tổ dân phố")
_PLACE_FORMS = frozenset(("tỉnh thành", "tỉnh, thành", "huyện", "thị xã", "thành phố", "quận", "xã", "phường", "thị trấn", "tỉnh", "thôn", "ấp"))
_PARTY = keys("tỉnh ủy, thành ủy, huyện ủy, thị ủy, quận ủy, đảng ủy")
# "cục bộ, công ty …", "cán bộ, đơn vị": the noun is the second half of another word
_SECOND_HALF_OF = keys("toàn, cán, nội, đồng, tiến, đường, cơ, trụ, giao, cung, nâng, khẩn, cao, bố, khu, địa, cục")
_WHOLE_VERBS = keys("kiện toàn, giá cao, trao cho")  # "đánh giá cao | lực lượng vũ trang"
_NAMED_HEADS = keys("sở, phòng, viện, tổ, ban, trung, chi, cục, vụ, hội, bệnh, đội, trạm, công, đài, hạt, cảng")
_ADDRESS = Phrases([*vocabulary.forms("organisations_context", "address"), "để", "khuyến khích", "cho", "giúp"])
# Nouns that take a description of any words; the others are half of too many other words ("các vụ khiếu nại").
_DESCRIBED = keys("quan, vị, chức, nghiệp, ty, trường, viện, hội, tâm, hàng, thầu, đoàn, xã, học, đội, trạm, đẳng")
_NEVER_DESCRIBED = keys("hội, xã, viện, đoàn")
_KINDS, _NOT_KIND = Phrases(vocabulary.forms("organisations_collectives", "kind")), frozenset(fold(f) for f in vocabulary.forms("organisations_collectives", "not_kind"))
_TRADES = Phrases(["điện", "than", "ngân hàng", "kiểm sát", "tòa án", "bảo hiểm xã hội"])
_LEADS_LIST = keys("tổ chức đảng, tổ chức cơ sở đảng")
_AUTHORITY = keys("chính quyền, cấp ủy")
_INSPECTED = keys("thanh, kiểm, giám")
_MEANS, _BRANCH, _FORCE, _LABOUR = fold("phương tiện"), fold("ngành"), fold("lực lượng"), fold("lao động")
_MASS = fold("đoàn thể")
_REGIONS = keys("Nam Bộ, Bắc Bộ, Trung Bộ")
_BODIES = keys("cơ quan, đơn vị, địa phương, tổ chức")
_OFFICES = keys("cơ quan, đơn vị")
_LOCALITY, _SHALLS = fold("địa phương"), keys("cần, phải")  # else it begins what a reporter tells of a place
_THINGS = keys("cơ sở, bộ, vụ, hội, ban, viện, phòng")
_TOGETHER = keys("cùng, với, đến, tới")
_ALL = fold("tất cả")
_FOUND, _LEVEL = fold("thành lập"), fold("cấp")
_ORDINAL = keys("số, lớp, khóa, điều, khoản, quý, tháng, năm, ngày, nhóm, khu, lần, thứ, vùng, hạng")  # after these a number counts nothing
_WORKS = keys("dự án, công trình, gói thầu, hồ chứa, tuyến đường")
_OFFICE_FIRST = fold("cơ")
_OFFICE, _BOARD = fold("cơ quan"), fold("ban quản lý")
# Single nouns that name nothing alone: they count after "các", with a modifier, or inside a list.
_VAGUE = keys("đoàn thể, cấp ủy, chính quyền, đảng bộ, chi bộ, đảng ủy, tỉnh ủy, huyện ủy, thành ủy, quận ủy, thị ủy, ban quản lý, ban chỉ đạo, ban cán sự đảng, đảng đoàn, chủ rừng, cơ sở y tế, cơ sở giáo dục, cơ sở đào tạo, "
               "tổ chức chính trị, cấp hội, tổ chức quốc tế, tổ chức đảng, tổ chức hội, cơ quan báo chí, cơ quan chức năng, cơ quan điều tra, lực lượng, đoàn công tác, tổ công tác, nhà tài trợ, đơn vị kinh doanh, đơn vị thành viên, tổ chức thành viên")


FIRST = _MEMBER.first | SINGLE.first | _ALONE.first | {fold("lực")} | _DETERMINERS | {fold("một"), fold("tất")}


def parse(words: Words, i: int) -> Hit | None:
    """The collective that starts at word ``i``."""
    k, counted = _determiner(words, i)
    determined = k > i
    if not determined and i and words.joined(i) and (words.keys[i - 1] in _SECOND_HALF_OF and words.key(i - 2, i) not in _WHOLE_VERBS or words.cap(i) and words.key(i - 1, i + 1) in _REGIONS and words.cap(i - 1)):
        return None
    j = _ALONE.match(words, i) if not determined else 0
    if j and words.cap(i):  # "Tổ kiểm tra | công vụ": a name
        hit = names.parse(words, i)
        j = 0 if hit and hit.next > j else j
    if j and _stands(words, i, j):
        return Hit(modifiers(words, j), "collective")
    j = formula(words, k)
    if not determined and words.keys[i] == _BRANCH and words.joined(i + 1):
        branch = max(fields(words, i + 1), DEPARTMENT.match(words, i + 1), _TRADES.match(words, i + 1))
        if branch > i + 1:  # "ngành giáo dục tỉnh"
            return Hit(place_after(words, branch), "collective")
    several = _of_places(words, i) if not determined else 0
    if several:
        return Hit(several, "collective")
    office = _office_of(words, k) if words.keys[k] == _OFFICE_FIRST and words.key(k, k + 2) == _OFFICE and not is_head(words, k + 2) else 0
    if office:
        return Hit(office, "collective")
    if determined and words.keys[k] in _NAMED_HEADS:  # "các sở GD-ĐT", "các phòng Nội vụ"
        hit = names.parse(words, k)
        if hit and hit.next > max(j, k + 1):
            return Hit(modifiers(words, hit.next), "collective")
    if j and counted and words.key(k, j) in _THINGS:
        return None  # "5 bộ máy lọc"
    if j:
        count, places, _ = _members(words, k, j)
        m = modifiers(words, _kinds(words, j) if determined and words.keys[j - 1] in _DESCRIBED else j)
        if determined and places == count:
            m = max(m, name_list(words, j))
        if not determined and _PARTY & {words.key(a, b) for a in range(k, j) for b in range(a + 1, min(a + 3, j + 1))}:
            return None
        if not determined and (places == count or _MEMBER.find(words, k)[1] in _PLACE_FORMS):
            return None
        if counted and places == count and m == j and not words.w[i].isdigit():
            return None
        if not determined and words.keys[j - 1] == fold("cấp"):
            return None
        if count == 1 and not determined:
            if words.key(k, j) in _AUTHORITY and (m > j or _in_list(words, k, j)):
                return Hit(m, "collective")
            if words.key(k, j) in _AUTHORITY and acts_at(words, j) and words.joined(j):
                return Hit(m, "collective")  # counts where it acts
            bound = words.key(k, j) in _BODIES and m > j + 1 and words.keys[j] == fold("được") and words.keys[j + 1] in _INSPECTED
            return Hit(m, "collective") if bound else None
        if count == 1 and m == j and words.key(k, j) == fold("tổ chức") and _individuals(words, j):
            return None
        if places == count and words.text[words.e[j - 1]:words.e[j - 1] + 1] == ":":
            return Hit(j, "collective")
        if determined:
            m = _which(words, i, j, m)
        return Hit(_open(words, i, m) if determined and m == j and words.keys[j - 1] in _DESCRIBED and words.key(k, j) not in _NEVER_DESCRIBED else m, "collective")
    j = SINGLE.match(words, k) if k < words.n else 0
    if not determined and words.key(k, k + 2) == _FORCE and words.joined(k + 1):
        if is_head(words, k + 2) and words.joined(k + 2) and names.parse(words, k + 2):
            return None  # "lực lượng | Công an huyện"
        if words.key(k + 2, k + 4) == _LABOUR:
            return None
        force = fields(words, k + 2) if k + 2 < words.n and words.joined(k + 2) else 0
        if force > max(j, k + 2):  # "lực lượng kiểm dịch y tế"
            return Hit(place_after(words, force), "collective")
    if not j or j < words.n and words.joined(j) and words.keys[j] in keys("viên, học, điện, số"):
        return None
    hit = names.parse(words, k + 2) if not determined and is_head(words, k + 2) else None
    if hit and hit.rule == "authority" and hit.next > j:
        return None  # "cơ quan | Thanh tra tỉnh"
    if words.key(k, j) == _FORCE and (words.key(j, j + 2) == _MEANS or not determined):
        return None  # "các lực lượng, phương tiện"
    m = _described(words, _kinds(words, j) if determined else j)
    if not determined and m == j and words.key(k, j) == _BOARD:
        m = _managed(words, j)
    if m == j and words.key(k, j) in _LEADS_LIST and words.linked(j) and words.gap(j).strip() == ",":
        m = formula(words, j) or m  # "các tổ chức đảng, cơ quan, đơn vị"
        m = modifiers(words, m)
    key = words.key(k, j)
    if not determined and m == j and key in _VAGUE and not _in_list(words, k, j):
        return None
    if not determined and words.cap(k):
        hit = names.parse(words, k)
        if hit and hit.next >= m:
            return None
    m = _which(words, i, j, m) if determined else m
    return Hit(_open(words, i, m) if determined and m == j else m, "collective")


def _which(words: Words, i: int, j: int, m: int) -> int:
    """The index after the clause that tells which of them, behind their other limits that end before word ``m``."""
    return relatives.which(words, m, _told(words, i) or i > 0 and words.joined(i) and words.keys[i - 1] in _TOGETHER) if m < words.n else m


def _of_places(words: Words, i: int) -> int:
    """Bodies of one kind, by the places or works that they are of: "trạm y tế | các xã", "chủ đầu tư | các dự án điện"; 0 if
    it is not said that there are several."""
    j = max(_MEMBER.match(words, i), SINGLE.match(words, i), _ALONE.match(words, i)) if not words.cap(i) or not words.cap(i + 1) else 0
    if j < i + 2 or not words.joined(j) or words.keys[j] not in PLURAL or j + 1 >= words.n or words.key(i, j) in _BODIES:
        return 0
    t = tail(words, j)
    if t > j:
        return 0 if names.parse(words, i) else t
    works = words.key(j + 1, j + 3) in _WORKS
    return max(fields(words, j + 3), j + 3) if works and j + 3 < words.n else 0


def _office_of(words: Words, k: int) -> int:
    """The office of a branch of the state, by its field, and the body it is part of: "cơ quan | thú y huyện",
    "cơ quan | cảnh sát điều tra | Công an huyện"; 0 if no field of its own tells which."""
    j = FIELD.match(words, k + 2) if words.joined(k + 2) and not words.cap(k + 2) else 0
    known = SINGLE.match(words, k)
    if not j or MODIFIERS.match(words, k + 2) and not known:
        return 0
    j = max(j, known)
    if j < words.n and words.joined(j) and is_head(words, j):
        return names.parent(words, j, 1)
    return 0 if known >= j else place_after(words, j) if j < words.n else j


def _managed(words: Words, j: int) -> int:
    """What a board in lower case manages: "ban quản lý | các bến xe"; ``j`` where it is not sure to end."""
    at = j + 1 if j < words.n and words.keys[j] in PLURAL else j
    k = run_on(words, at) if at < words.n and words.joined(at) and not words.cap(at) else at
    return k if k > at else j


def _open(words: Words, i: int, j: int) -> int:
    """What limits the collective ``[i, j)`` in words that nobody listed: "các doanh nghiệp | lữ hành", with
    what follows that ("… trên địa bàn tỉnh"). Who is told gets told something: there a predicate must come
    after them, or they are one themselves ("đề nghị các hộ | tiết giảm chi phí")."""
    k = described(words, j)
    if k == j or _told(words, i) and not (words.joined(k) and acts_at(words, k)):
        return j
    return modifiers(words, k)


def _kinds(words: Words, j: int) -> int:
    """The kinds of them, one or several: "các trường phổ thông | dân tộc nội trú, bán trú", "các cơ sở
    giáo dục | mầm non, phổ thông". A list must end where its clause does, or before a predicate."""
    first = k = max(j, _kind(words, j) if words.joined(j) and not acts_at(words, j) else j)
    if k == j and not any(_kind(words, p) == j for p in range(max(0, j - 4), j)):
        return j
    while k < words.n:
        m = k + 1 if words.joined(k) and words.keys[k] == AND else k
        if m == k and words.gap(k).strip() not in ("", ",") or m >= words.n or m == k and words.joined(k) and acts_at(words, k):
            break
        end = _kind(words, m)
        if not end or words.key(m, end) in _NOT_KIND or _member(words, m) or SINGLE.match(words, m):
            break
        k = end
    return k if k == first or k >= words.n or not words.joined(k) or ends_at(words, k) or words.keys[k] == AND or MODIFIERS.match(words, k) or SITUATED.match(words, k) else first


def _kind(words: Words, k: int) -> int:
    return 0 if words.cap(k) and not words.caps(k) else max(FIELD.match(words, k), _KINDS.match(words, k))


def _stands(words: Words, i: int, j: int) -> bool:
    """Is the one of a kind ``[i, j)`` told to do something, or does a clause begin with it?"""
    if any(_TELLS.match(words, p) == i and words.joined(i) for p in range(max(0, i - 4), i)):
        return words.keys[i - 1] not in _PASSIVE or words.joined(j) and acts_at(words, j)
    return not words.joined(i) and words.joined(j) and acts_at(words, j) and (words.key(i, j) != _LOCALITY or words.keys[j] in _SHALLS)


def open_end(words: Words, j: int) -> int:
    """The index after what limits the nouns before word ``j`` in words that nobody listed; ``j`` if nothing does."""
    return described(words, j) if _kinds(words, j) == modifiers(words, j) == j else j


def _told(words: Words, i: int) -> bool:
    return any(_ADDRESS.match(words, p) == i for p in range(max(0, i - 4), i))


def _described(words: Words, j: int) -> int:
    """What a noun with its own description may carry: the body it stands for, its field, modifiers."""
    if j < words.n and words.joined(j):
        if words.keys[j] == fold("về"):
            k = fields(words, j + 1, comma=False) if j + 1 < words.n else j + 1
            while k < words.n and k > j + 1 and words.gap(k).strip() == "," and fields_at(words, k) > k:
                k = fields_at(words, k)
            j = k if k > j + 1 else j
        elif words.key(j - 2, j) == fold("đại diện"):
            k = names.parent(words, j, 1)
            if k > j and k + 1 < words.n and words.keys[k] == fold("tại"):
                k = max(k, tail(words, k + 1)) if tail(words, k + 1) > k + 1 else k
            j = k
    return modifiers(words, j)


def _determiner(words: Words, i: int) -> tuple[int, bool]:
    """The index of the noun after "các", "tất cả các", "30", and whether it was a number."""
    k = i
    if words.keys[k] in _DETERMINERS and k + 1 < words.n and words.joined(k + 1):
        return k + 1, False
    if words.key(k, k + 2) == _ALL and k + 3 < words.n and words.joined(k + 2) and words.keys[k + 2] not in _DETERMINERS:
        return k + 2, False
    if words.keys[k] == fold("một") and k + 2 < words.n and words.keys[k + 1] == fold("số") and words.joined(k + 1):
        return k + 2, True
    if k + 1 < words.n and words.w[k].isdigit() and len(words.w[k]) < 4 and words.joined(k + 1) and not words.cap(k + 1) and not (k and words.joined(k) and words.keys[k - 1] in _ORDINAL):
        # so many of them: "thành lập 5 đoàn công tác", "17 xã, thị trấn"
        return (k, False) if words.keys[k + 1] == _LEVEL else (k + 1, words.key(k - 2, k) != _FOUND)
    return i, False


def formula(words: Words, k: int) -> int:
    """Members of one formula: "sở, ban, ngành", "cơ quan - đơn vị", "bộ, ngành và địa phương"."""
    j, last = _member(words, k), k
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
        if not end and m < words.n and last > k and SINGLE.match(words, m) == m + 2 and words.key(m, m + 2) == _MASS:
            end = m + 2  # "các sở, ban, ngành, đoàn thể"
        if not end and j - k <= 2 and words.key(k, j) in _OFFICES:
            end = _described_too(words, m)  # "các đơn vị, | cơ quan chuyên môn"
        if end and words.key(m, end) in _PARTY and words.key(last, j) not in _PARTY:
            break  # "các ban đảng, | đảng ủy, | huyện ủy": each committee is a body of its own
        if not end or (words.key(m, end) in _AUTHORITY) != (words.key(last, j) in _AUTHORITY):
            break
        if words.cap(m) or end < words.n and (words.caps(end) or words.cap(end) and words.joined(end) and m == end - 1):  # "… 2 cấp, Trung tâm Phục vụ hành chính công …": a name begins
            named = names.parse(words, m)
            if named and named.next > end:
                break
        j, last = end, m
    return j


def _described_too(words: Words, m: int) -> int:
    """The second of two, described where the first is bare, so that both are: 0 if it is none, or more follow."""
    end = SINGLE.match(words, m) if words.key(m, m + 2) in _OFFICES else 0
    return end if end and not words.linked(end) and words.keys[end:end + 1] != [AND] else 0


def _member(words: Words, k: int) -> int:
    hit = _MEMBER.find(words, k) if k < words.n else None
    if not hit:
        return 0
    j, form = hit
    if (SINGLE.match(words, k) or 0) > j:
        return 0
    if j < words.n and words.joined(j) and form.endswith("thành") and words.keys[j] == fold("phố"):
        return j + 1  # "các tỉnh, thành phố"
    if j < words.n and words.joined(j):
        bad = _ONLY_AFTER.get(fold(form), frozenset() if "," in form or " " in form else _OTHER_WORD)
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
            count += 1 + (last in keys("sở ban ngành, ban ngành, bộ ngành, sở ngành, phòng ban"))
            places += last in _PLACES
            k = hit[0]
        else:
            k += 1
    return count, places, last


def _individuals(words: Words, j: int) -> bool:
    k = j + 1 if j < words.n and words.keys[j] == AND else j
    return k + 1 < words.n and words.key(k, k + 2) in keys("cá nhân, công dân, người dân")


def _in_list(words: Words, k: int, j: int) -> bool:
    """A comma or "và" next to another body on either side."""
    before = k > 0 and (words.linked(k) and words.gap(k).strip() in (",", "-", "–") or words.keys[k - 1] == AND and words.joined(k))
    after = j < words.n and (words.linked(j) and words.gap(j).strip() in (",", "-", "–"))
    if before:
        p = k - 1 - (words.keys[k - 1] == AND)
        return any(_ends_body(words, q, p) for q in range(max(0, p - 3), p + 1))
    if after and j < words.n:
        return bool(SINGLE.match(words, j) or _MEMBER.match(words, j) or is_head(words, j) or words.keys[j] in _DETERMINERS)
    return False


def _ends_body(words: Words, q: int, p: int) -> bool:
    for phrases in (SINGLE, _MEMBER):
        if phrases.match(words, q) == p + 1:
            return True
    return bool(kind_at(words, q) == p + 1) or is_head(words, q)
