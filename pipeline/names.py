"""The grammar of one organisation's name: head, field of work, parent body, place.

All functions walk over :class:`pipeline.words.Words` by word index and return the index after
what they matched (the same index where nothing matched).
"""
from __future__ import annotations

import regex

from pipeline.central import central, is_adjective, party
from pipeline.committees import steering
from pipeline.fields import ACTION, DEPARTMENT, FIELD, MINISTRY, fields
from pipeline.gazetteer import fold
from pipeline.heads import BO, HEADS, PHONG, SO, STARTING, SURNAMES, Hit, is_head, person
from pipeline.name_ends import daughter, numbered, of_region, of_site, placed, second_task, to_country
from pipeline.proper_names import COUNTRIES, ROMAN, SHORT_KINDS, bridge, capital_run, finish, proper
from pipeline.tails import acts_at, advised, cut_short, ends_at, goes_on, rest, run_on, team, to_place, wants
from pipeline.toponyms import ABBR_IN_NAME, PLURAL, SETTLEMENT, gazetteer_name, kind_at, place_after, tail, tail_at
from pipeline.words import AND, Phrases, Words, keys

# Heads after which a bare mention says nothing; only with a field, parent or place are they names.
_NEEDS_TAIL = keys("Công an, Thuế, Thanh tra, Bưu điện, Điện lực, Tòa án, Viễn thông, PC, Dân quân, Kiểm lâm, Quản lý thị trường, Đoàn, UBKT, Cảnh sát giao thông, Ủy ban, Thường trực, Thường vụ, Chi bộ, Viện kiểm sát, "
                    "Công đoàn, BTV, BCH, Ban Thường vụ, Ban Chấp hành, Mặt trận, Bộ Tư lệnh, Ban Tiếp công dân, Ban Giám đốc, Ban giám hiệu, Đảng bộ, Ban Tổ chức, BCĐ, Hội đồng, Tiểu ban")
_BARE_OK = keys("Ban Giám đốc, Ban giám hiệu, Ban Tổ chức, Hội đồng, BCĐ, Mặt trận")
# Heads that take the body they belong to without a word between: "Văn phòng HĐND", "Ban Thường vụ Huyện ủy".
_TAKES_PARENT = keys("Công đoàn cơ sở, Công đoàn, Chi nhánh, Sở Giao dịch, Văn phòng, VP, Ban, Ủy ban, Đảng ủy, Đảng bộ, Chi bộ, Ban Thường vụ, BTV, Ban Chấp hành, BCH, Thường trực, Thường vụ, "
                      "Tổ đại biểu, UBKT, Ủy ban Kiểm tra, Thường vụ, Bộ phận Một cửa, Ban Giám đốc, Ban giám hiệu, Ban Cán sự đảng, Thanh tra, Tổ giúp việc, Tổ công tác, Công đoàn, Cơ quan, Đoàn Thanh niên, Hội đồng, "
                      "Viện, Ban Tổ chức, Ban Tuyên giáo, Học viện, Ban Quản lý, Đoàn kiểm tra, Đoàn giám sát, Đoàn thanh tra, Ban Thường trực, Ban Trị sự, Khoa, Trung tâm, Ban biên tập, Cục, Vụ, Bộ Tư lệnh, Trung tâm, Liên đội, Phân trạm, Bệnh xá, Trại Tạm giam")
_OF_COMMITTEE = keys("Thường trực, Ban Thường vụ, BTV, Ban Chấp hành, BCH")
_AREA = fold("địa bàn")
_VU, _INCIDENTS = fold("Vụ"), keys("cháy, tai, án, việc, nổ, sạt, sập, lúa, mùa, xuân, đông, hè, thu, đánh, cướp, trộm, ngộ, lật, va, kiện, tranh, lừa, xả, đâm, giết, phá, buôn")
_CLUBS = keys("Câu lạc bộ, CLB")
_PORTALS = keys("Cổng Thông tin điện tử, Trang Thông tin điện tử")
_TEAM = fold("Tổ")
_TEAMS, _NO_TEAM = keys("Đội, Tổ, Câu lạc bộ"), keys("ngũ, hình, viên, trưởng, tuyển, quốc, chức, phó, tiên, ấm, hợp, dân, bóng")
_SMALLEST = keys("Chi bộ")  # of villages, which no list of places knows
_UNIONS = keys("Liên minh, Liên hiệp, Hiệp hội, Liên đoàn, Hội, Câu lạc bộ")
_EXAMINERS = keys("Đoàn thẩm định, Tổ thẩm định")  # want an object
_YOUTH = keys("huyện đoàn, tỉnh đoàn")
_COURTS = keys("Viện kiểm sát nhân dân, Tòa án nhân dân")
_ADVISE, _TOLD = fold("tư vấn"), keys("cầu, nghị, giao, đạo")
_OF_DECISION = keys("Ủy ban, Hội đồng")  # called by the number of the decision that set them up: "Ủy ban 1899"
# Words that, before a name of the centre or of a level, make it part of something else.
_BEFORE_HEAD = keys("đại, hội, xã, cơ, quốc, giáo, hiệp, lễ, quân, tập, binh, chủ, phụ, thành, vùng, mở, công")
_CENTRE, _BEFORE_CENTRE = fold("Trung ương"), keys("của, xin, trình, quyền, xuất, với, cáo, do, mong")
_BANK, _FINANCE = fold("Ngân"), fold("Tài chính")
_STATE, _OFFICE = fold("Nhà nước"), fold("Văn")  # the second half of "Văn phòng" begins nothing
_PARTY = fold("Đảng")
OF, _BELONGS, _DIRECT = fold("của"), fold("thuộc"), fold("trực")
# Words that a name or a place may start with: what the scan looks at first.
FIRST = frozenset().union(*(p.first for p in HEADS.values()), (BO, SO, PHONG, _PARTY, fold("nhà"), fold("trung")))
# "Văn phòng Bộ", "Thanh tra Sở", "các đơn vị thuộc Bộ": the article's own body.
_OWN_BODY = keys("Bộ, Sở, Cục, Ban, Trường, Viện, Khối, Huyện")
_OWNERS = keys("Bệnh viện, Trung tâm, Công ty, Học viện, Tổng cục")
# Bodies that say little without the one above them.
_PARTS = keys("Khoa, Phòng, Đội, Tổ, Trạm, Trung đoàn, Tiểu đoàn, Đại đội, Bộ phận")
_PARTY_COMMITTEES = keys("tỉnh ủy, thành ủy, huyện ủy, thị ủy, quận ủy")
_COUNCIL_BODIES = Phrases(["HĐND", "UBND", "Hội đồng nhân dân", "Ủy ban nhân dân", "Đoàn ĐBQH", "Đoàn đại biểu Quốc hội", "Thường trực HĐND"])
_DISEASES = keys("COVID, HIV, AIDS, SARS")  # "dự phòng COVID-19"
_REGION, _COUNTRY = fold("khu vực"), fold("Việt Nam")
_BANKS, _BRANCH = keys("Kiểm, KTNN, Ngân, NHNN, Agribank, Vietcombank, VietinBank, BIDV, NHCSXH, Viettel, MobiFone, VinaPhone, Petrolimex"), fold("chi nhánh")
_BRANDS = keys("VNPT, EVN, PVN, FPT, Viettel, MobiFone, VinaPhone, Petrolimex, Agribank, Vietcombank, VietinBank, BIDV, PV, PC, Vingroup, TKV")
_OPEN = ("office", "department", "authority", "proper")


def parent(words: Words, i: int, depth: int) -> int:
    """The body that a name belongs to, standing at word ``i``."""
    if depth > 2 or i >= words.n or not (words.joined(i) or words.gap(i) == ") "):
        return i
    hit = parse(words, i, depth + 1)
    if hit:
        return hit.next
    if words.key(i, i + 2) in _PARTY_COMMITTEES and i > 0 and not words.cap(i):
        return max(i + 2, tail(words, i + 2)) if i + 2 < words.n else i + 2  # "Ban Tuyên giáo | huyện ủy"
    return i + 1 if words.keys[i] in _OWN_BODY and words.cap(i) and not (words.joined(i + 1) and words.cap(i + 1)) else i


def parse(words: Words, i: int, depth: int = 0) -> Hit | None:
    """The organisation's name that starts at word ``i``."""
    hit = _parse(words, i, depth)
    if hit is not None and hit.end is None and hit.rule in _OPEN:
        hit = _whole(words, i, hit, depth)
    if hit is not None and hit.end is None and hit.rule in ("ministry", "office") and hit.next < words.n and words.joined(hit.next) and words.cap(hit.next) \
            and COUNTRIES.match(words, hit.next) and not person(words, hit.next):
        hit = Hit(COUNTRIES.match(words, hit.next), hit.rule)  # "Tổng cục Du lịch | Thái Lan"
    if hit is None or hit.end is not None or hit.rule not in ("closed", "office", "proper", "department", "authority", "steering"):
        return hit
    if hit.rule == "steering":
        return Hit(of_site(words, i, numbered(words, i, hit.next)), hit.rule)  # "Đoàn kiểm tra liên ngành | số 2"
    if hit.rule == "authority":
        return Hit(daughter(words, hit.next) if words.keys[i] in _BRANDS and hit.next == i + 1 else of_region(words, hit.next), hit.rule)
    if hit.rule == "office" and i and hit.next < i + 4 and words.joined(i) and words.w[i - 1].isdigit() and HEADS["office"].match(words, i) == i + 1:
        return None  # a number of such bodies: "9 Trạm Kiểm lâm"
    k = numbered(words, i, hit.next)
    k = place_after(words, k) if hit.next < k < words.n else k
    if k < words.n and words.gap(k) in (" - ", " – ") and words.cap(k) and words.key(k - 2, k) == _COUNTRY and COUNTRIES.match(words, k):
        k = COUNTRIES.match(words, k)  # "Hội Hữu nghị Việt Nam - Campuchia"
        k = place_after(words, k) if k < words.n else k
    if hit.rule != "office" and (words.keys[i] in _BANKS or words.keys[i] in _BRANDS):
        k = daughter(words, k) if words.keys[i] in _BRANDS and k == i + 1 else k
        branch = k + 2 if words.joined(k) and words.key(k, k + 2) == _BRANCH else k
        t = tail(words, branch) if branch < words.n and words.joined(branch) else branch
        k = t if t > branch and (branch > k or words.cap(branch) or kind_at(words, branch) or words.key(branch, branch + 2) == _REGION) else k
    # "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng | - Lạng Sơn"
    if k < words.n and words.gap(k) in (" - ", " – ") and words.cap(k) and words.cap(k - 1) and not is_head(words, k):
        t = gazetteer_name(words, k, "province")
        k = t if t > k and gazetteer_name(words, k - 2) == k else k
    return Hit(k, hit.rule)


def _whole(words: Words, i: int, hit: Hit, depth: int) -> Hit:
    """The name with the words in lower case that nobody listed, the capital ones after them, and the
    body right behind that it belongs to: "Hội Sinh viên | Trường Đại học Sông Lam"."""
    k = hit.next
    if placed(words, i, k):
        return hit
    k = second_task(words, i, to_country(words, cut_short(words, i, k)))
    if hit.rule in ("office", "department", "proper") and k < words.n and words.joined(k) and not words.cap(k):
        m = run_on(words, k) if wants(words, i, k) else team(words, k)
        if m > k and m < words.n and words.joined(m) and words.cap(m) and not is_head(words, m) and not person(words, m):
            p = place_after(words, m)
            m = p if p > m else capital_run(words, m, 3)
        if m > k:
            k = place_after(words, m) if m < words.n else m
            if k > m:
                return Hit(k, hit.rule)
    if hit.rule in ("office", "department") and words.cap(i):
        k = goes_on(words, i, k, _head_end(words, i))
    k = of_site(words, i, k)
    if hit.rule in ("office", "proper") and words.cap(i) and k < words.n and words.joined(k) and not words.cap(k):
        # two capitals right before are the firm's own name, after which comes what it does
        m = rest(words, k) if not (hit.rule == "proper" and words.cap(k - 1) and words.cap(k - 2) and words.joined(k - 1) and k - 2 >= _head_end(words, i)) else k
        if m > k and m < words.n and words.joined(m) and words.cap(m) and not is_head(words, m):
            m = k if person(words, m) else max(place_after(words, m), capital_run(words, m, 3))
        k = m
    if depth < 2 and k < words.n and words.joined(k) and is_head(words, k) and words.keys[k] != _PARTY:
        k = max(k, parent(words, k, depth))
    return Hit(_part_of(words, i, k, depth), hit.rule)


def _part_of(words: Words, i: int, k: int, depth: int) -> int:
    """The body that a small one is part of: "Khoa Dược | thuộc Bệnh viện Lê Lợi", "Trung đoàn 19 | thuộc Sư đoàn 968"."""
    if depth or words.keys[k:k + 1] != [_BELONGS] or not words.joined(k) or not words.joined(k + 1) or not words.cap(k + 1):
        return k
    if words.keys[i] not in _PARTS and words.key(i, i + 2) not in _PARTS:
        return k
    m = parent(words, k + 1, 1)
    alone = k + 2 if words.keys[k + 1] in _OWN_BODY else k + 3 if words.key(k + 1, k + 3) in _OWNERS else k
    return m if m > k + 1 else alone


def _head_end(words: Words, i: int) -> int:
    """The index after the longest head at word ``i``."""
    return max((p.match(words, i) for _, p in STARTING.get(words.keys[i], ())), default=0) or i + 1


def _parse(words: Words, i: int, depth: int) -> Hit | None:
    key = words.keys[i]
    if words.in_number(i) or key == PHONG and i and words.joined(i) and words.keys[i - 1] == _OFFICE:
        return None
    if key == _BANK and words.gap(i) in (" - ", " – ") and words.key(i - 2, i) == _FINANCE:
        return None  # "Tài chính - Ngân hàng": a field of study
    if key in (BO, SO, PHONG) and not HEADS["authority"].match(words, i) and not HEADS["closed"].match(words, i):
        hit = _by_domain(words, i, key)
        if hit:
            return hit
    if key == _PARTY and words.w[i] == "Đảng" and not HEADS["authority"].match(words, i):
        return party(words, i)
    if words.key(i, i + 2) == _CENTRE and words.cap(i) and not words.cap(i + 1) and words.joined(i + 1) and not any(p.match(words, i) for _, p in STARTING.get(key, ())):
        stands = not words.joined(i) or words.keys[i - 1] in _BEFORE_CENTRE
        return Hit(i + 2, "closed") if stands and not (words.joined(i + 2) and (words.cap(i + 2) or words.w[i + 2][0].isdigit())) else None
    if words.key(i, i + 2) == _STATE and words.joined(i + 1) and (words.cap(i) or words.keys[i - 1:i] == [OF] and words.joined(i)):  # "lợi ích của nhà nước"
        return None if is_adjective(words, i) or not words.cap(i) and tail(words, i + 2) > i + 2 else Hit(i + 2, "closed")
    best: tuple[int, str] | None = None
    for name, phrases in STARTING.get(key, ()):
        j = phrases.match(words, i)
        if j and (best is None or j > best[0]):
            best = (j, name)
    if best is None:
        return None
    j, name = best
    head = words.key(i, j)
    if j == i + 1 and name == "office" and not words.caps(i) and gazetteer_name(words, i, "province", "district") > j:
        return None  # "Hội An"
    if j == i + 1 and i and words.joined(i) and words.cap(i) and not words.caps(i) and (
            words.cap(i - 1) and not words.caps(i - 1) and words.keys[i - 1] in SURNAMES):
        return None  # a person's name ("Nguyễn Khoa Điềm")
    if j < words.n and words.joined(j) and words.keys[j] == fold("viên") and not words.cap(j):  # "Tỉnh ủy viên"
        return None
    if head == fold("Cơ quan") and not words.cap(j):
        return None
    if not words.cap(i) and (i and words.joined(i) and words.keys[i - 1] in _BEFORE_HEAD or not _lower_head(words, i, j, head, name)):
        return None
    if head == _VU and words.joined(j) and not words.cap(j) and words.keys[j] in _INCIDENTS:
        return None  # "Vụ cháy", "Vụ mùa"
    if words.cap(i) and not words.caps(i) and name == "office" and j < words.n and words.joined(j) and head in keys("Ban, Hội, Đội, Tổ, Trạm, Cơ quan, Khoa, Hạt, Vụ") \
            and not words.cap(j) and not tail(words, j) > j and head != fold("Cơ quan") and not fields(words, j) > j and not _team_of(words, head, j):
        return None
    if name == "closed":
        return central(words, i, j)
    if name == "proper":
        k = parent(words, j, depth) if head in _PORTALS else j
        if k > j:
            return Hit(k, name)
        return proper(words, i, j, head, depth)
    if name == "steering":
        hit = steering(words, i, j, head, depth, parent)
        if hit and hit.next == j and head in _EXAMINERS and words.joined(j):
            return Hit(run_on(words, j), hit.rule)
        return Hit(advised(words, hit.next), hit.rule) if hit and words.key(hit.next - 2, hit.next) == _ADVISE and words.keys[i - 1] not in _TOLD else hit
    return _general(words, i, j, head, name, depth)


def _lower_head(words: Words, i: int, j: int, head: str, name: str) -> bool:
    """May this head, written in lower case, start a name?"""
    if name == "authority" and head in _COURTS and (words.gap(i).strip() == "," or j < words.n and words.gap(j).strip() == ","):
        return True  # among others: "cơ quan điều tra, | viện kiểm sát nhân dân, | tòa án nhân dân"
    if name == "authority":
        if head in keys("tỉnh ủy, huyện ủy, thành ủy, quận ủy, thị ủy, đảng ủy, ủy ban nhân dân, hội đồng nhân dân, mặt trận tổ quốc, "
                         "đoàn thanh niên, đoàn đại biểu quốc hội, bộ phận một cửa, ban công tác mặt trận, hội nông dân, hội phụ nữ, hội cựu chiến binh, huyện đoàn, tỉnh đoàn, liên đoàn lao động, ban giám hiệu, kho bạc nhà nước, bảo hiểm xã hội"):
            if head in _YOUTH and j < words.n and words.keys[j] == fold("kết"):
                return False  # "nhân dân trong huyện | đoàn kết …"
            return head != fold("bảo hiểm xã hội") and head != fold("đảng ủy") or tail(words, j) > j
        return head not in keys("thuế, điện lực, thanh tra, thường vụ") and tail(words, j) > j or words.cap(j) and words.joined(j) and is_head(words, j)
    if name == "steering":
        return True
    if name == "closed":
        return head in keys("ủy ban thường vụ quốc hội")
    return words.cap(j) and words.joined(j) and head not in keys("kiểm toán, báo, đài, quỹ, hội, vụ, khoa, cơ quan, ban, đội, trạm, tòa, liên minh, đại học, cao đẳng, trường") \
        or (words.cap(j) and words.joined(j) and head in keys("hội, đài, ban") and bool(FIELD.match(words, j) or ACTION.match(words, j))) \
        or (head == fold("trường") and words.caps(j) and words.joined(j))


def _by_domain(words: Words, i: int, key: str) -> Hit | None:
    j = i + 1
    if not words.joined(j):
        return None
    if key == BO:
        k = MINISTRY.match(words, j) or _abbreviation(words, j)
        far = fields(words, j, comma=True) if words.cap(i) and words.cap(j) else j
        if far > k and far < words.n and words.joined(far) and words.cap(far) and COUNTRIES.match(words, far):
            return Hit(COUNTRIES.match(words, far), "ministry")  # "Bộ Thông tin, Văn hóa và Du lịch Lào"
        return Hit(k, "ministry") if k and words.cap(i) and words.cap(j) else (
            Hit(k, "ministry") if k and words.cap(j) else None)
    k = DEPARTMENT.match(words, j)
    if words.keys[j] in _DISEASES:
        return None
    k = max(k, _abbreviation(words, j))
    if key == PHONG:
        k = max(k, fields(words, j) if words.cap(j) else 0)
    if not k or not (words.cap(i) or words.cap(j)):
        return None
    if k == j:
        return None
    return Hit(place_after(words, k), "department")


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


def _general(words: Words, i: int, j: int, head: str, name: str, depth: int) -> Hit | None:
    start = j
    takes = head in _TAKES_PARENT
    if takes:
        k = parent(words, _past_short(words, j), depth)
        if k == _past_short(words, j):
            k = j
        if k > j:
            k = _more_parents(words, k, depth) if head in (fold("Văn phòng"), "vp") else k
            return finish(words, head, k, name)
    if name == "office" and head in _OF_DECISION and words.joined(j) and words.cap(i) and 1 < len(words.w[j]) < 5 and words.w[j].isdigit():
        return Hit(place_after(words, j + 1) if j + 1 < words.n else j + 1, name)
    if name == "office" and head in _UNIONS and j + 1 < words.n and words.joined(j) and words.keys[j] in PLURAL:
        k = _of_many(words, j + 1)
        return finish(words, head, k, name) if k > j + 1 else None
    club = capital_run(words, j, 5) if head in _CLUBS and words.cap(j) and words.joined(j) else j
    if club > j + 1 and not (words.joined(club) and not words.cap(club) and not acts_at(words, club) and not ends_at(words, club)):
        return Hit(club, name)  # "CLB Hoàng Anh Gia Lai", "CLB Hà Nội FC"
    if name == "office":
        k = fields(words, j, comma=True) if j < words.n else j
        k = _team_of(words, head, j) or k
        if k == j and name == "office" and words.cap(j) and words.joined(j) and not is_head(words, j) and not person(words, j) \
                and not gazetteer_name(words, j) > j and words.keys[j] not in SHORT_KINDS:
            # a name with an unknown first word: it and the fields that follow
            k = capital_run(words, j, 3) if head in keys("Ban QLDA, Viện, Quỹ, Hội, Hiệp hội, Nhà hát, Câu lạc bộ, Liên minh, Liên đoàn, Bảo tàng, Học viện, Trung tâm, Cục, Vụ, Liên hiệp") else j + (head not in keys("Đài, Đội, Trạm, Hạt, Khoa, Cơ quan"))
            k = max(k, fields(words, k)) if k < words.n else k
        k = of_site(words, i, j) if k == j and head == fold("Ban Quản lý") else k
        if head == fold("Ban Quản lý") and (k > j or words.cap(j) and words.joined(j)):
            k = max(k, j + 1)
            over = bridge(words, k) if k < words.n else k  # "Ban Quản lý Quần | thể danh thắng | Tràng An"
            k = capital_run(words, over, 3) if over > k else k
        if k > j:
            j = k
            if name == "office" and words.joined(j) and words.cap(j) and not words.caps(j) and not is_head(words, j) and not person(words, j) \
                    and gazetteer_name(words, j, "province", "district") == j and not kind_at(words, j):
                j = capital_run(words, j, 2)
            m = ABBR_IN_NAME.match(words.text, words.e[j - 1])
            if m and j + 1 < words.n and words.caps(j) and tail_at(words, j + 1) > j + 1:
                j = tail_at(words, j + 1)
            if takes or head in keys("Ban, Ủy ban, Văn phòng, Trung tâm, Hội đồng"):
                k = parent(words, j, depth)
                if k > j:
                    return finish(words, head, k, name)
                if j + 1 < words.n and words.keys[j] == OF and words.joined(j) and head in keys("Ủy ban, Ban, Văn phòng, Hội đồng, Viện"):
                    k = parent(words, j + 1, depth)
                    if k > j + 1:
                        return finish(words, head, k, name)
    if head in _SMALLEST and j < words.n and words.joined(j) and words.cap(j) and fields(words, j) > j:
        j = fields(words, j)  # "Chi bộ Quân sự"
    if words.text.startswith("/dioxin", words.e[j - 1]):
        j += 1
    k = place_after(words, j) if j < words.n else j
    if k == j > start and words.key(k, k + 2) == _AREA and words.joined(k) and tail(words, k + 2) > k + 2:
        k = tail(words, k + 2)  # "Đội Thanh tra | địa bàn quận 1"
    if k == start and head in _PARTY_COMMITTEES and words.joined(k) and words.cap(k) and regex.search("['’`‘]", words.w[k]):
        k += 1  # "Huyện ủy | ĐăkR’lấp": a name written in one word, as no list has it
    if k == start and head in _SMALLEST and words.joined(k) and SETTLEMENT.match(words, k):
        k = SETTLEMENT.match(words, k)  # "Chi bộ thôn"
    if k == start and head in _SMALLEST and words.joined(k) and words.cap(k) and not words.caps(k) and not is_head(words, k) and not person(words, k):
        k = capital_run(words, k, 3)
    if k == j > start and name == "office" and words.joined(k) and ROMAN.fullmatch(words.w[k]):
        k += 1  # "Cục Quản lý đường bộ IV"
    if head == _TEAM and not words.cap(start) and (words.w[start].isdigit() or not placed(words, i, k)):
        return None  # "Tổ 4", "Tổ tuyên truyền"
    if head == fold("Đoàn") and not (j < words.n and kind_at(words, j)):  # a surname, a delegation
        return None
    if k > j and j == start and name == "office" and head in keys("Ban, Đội, Trạm, Hạt, Đài, Khoa, Trung tâm, Viện, Chi nhánh, Cơ quan, Quỹ, Cục, Vụ"):
        # "Ban huyện", "Trung tâm thành phố" are no names
        if head not in keys("Chi nhánh") :
            return None
    if k == start and (name == "office" or head in _NEEDS_TAIL and head not in _BARE_OK and not _shares_tail(words, k, head)):
        return None
    return finish(words, head, k, name)


def _team_of(words: Words, head: str, j: int) -> int:
    """The index after what a team does and where, all in lower case: "Đội | cồng chiêng làng Kép"; 0 if that is not sure."""
    if head not in _TEAMS or words.cap(j) or not words.joined(j) or words.keys[j] in _NO_TEAM:
        return 0
    k = to_place(words, j)
    return k if k > j else 0


def _of_many(words: Words, j: int) -> int:
    """The index after those that have joined in a union, and what it is for: "Liên minh các | doanh nghiệp Tái
    chế", "Liên hiệp các | Hội Khoa học và Kỹ thuật tỉnh"; ``j`` where they are not sure to end."""
    k = run_on(words, j) if not words.cap(j) else j
    if k == j and not words.cap(j):
        return j
    if k < words.n and words.joined(k) and words.cap(k):
        hit = parse(words, k, 1) if is_head(words, k) else None
        t = place_after(words, k)
        k = hit.next if hit else t if t > k else bridge(words, capital_run(words, k, 4))
        if k < words.n and words.joined(k) and not words.cap(k) and not ends_at(words, k):
            k = run_on(words, k)
    return place_after(words, k) if k < words.n else k


def _shares_tail(words: Words, k: int, head: str) -> bool:
    """The body that it belongs to stands after the second of two: "Thường trực, | Ban Thường vụ Huyện ủy"."""
    if head not in _OF_COMMITTEE or not (words.linked(k) and words.gap(k).strip() == "," or k < words.n and words.keys[k] == AND):
        return False
    m = k + (words.keys[k] == AND)
    j = HEADS["authority"].match(words, m)
    return bool(j and words.key(m, j) in _OF_COMMITTEE and words.joined(j) and HEADS["authority"].match(words, j))


def _past_short(words: Words, j: int) -> int:
    """The index after a short form in brackets inside the name: "Ủy ban Kiểm tra (UBKT) | Tỉnh ủy"."""
    m = ABBR_IN_NAME.match(words.text, words.e[j - 1])
    return j + 1 if m and j + 1 < words.n and words.s[j] < m.end() <= words.s[j + 1] and is_head(words, j + 1) else j


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
