"""What limits a collective after its nouns: "… liên quan", "… thuộc UBND huyện", "… trên địa bàn tỉnh X".

Functions walk over :class:`pipeline.words.Words` by word index and return the index after what they
matched, the same index where nothing matched.
"""
from __future__ import annotations

from pipeline import names, vocabulary
from pipeline.fields import fields, fields_at
from pipeline.gazetteer import fold
from pipeline.heads import person
from pipeline.proper_names import COUNTRIES, capital_run
from pipeline.toponyms import PLURAL, place_after, tail
from pipeline.words import Phrases, Words, keys

MODIFIERS = Phrases(vocabulary.forms("organisations_collectives", "modifier"))
SITUATED = Phrases(["trên địa bàn", "đóng trên địa bàn", "hoạt động trên địa bàn", "đứng chân trên địa bàn", "đóng chân trên địa bàn", "tại địa bàn", "ở địa bàn", "có trụ sở trên địa bàn", "đóng tại", "thuộc địa bàn"])
_ZONES = Phrases(["khu công nghiệp", "KCN", "khu kinh tế", "cụm công nghiệp", "khu chế xuất", "khu công nghệ cao", "khu đô thị", "KCX", "CCN", "làng nghề"])
_PREMIER = Phrases(["Thủ tướng Chính phủ", "Thủ tướng", "Trung ương Đảng"])
_OFFERS = Phrases(["cung cấp dịch vụ", "kinh doanh", "kinh doanh dịch vụ", "hoạt động trong lĩnh vực", "sản xuất"])
_ON, _ADVISE, _ADVISORY = fold("trên"), fold("tham mưu"), keys("giúp, chuyên, của, thuộc, cấp, tổng")
_ENDS_OF_RANGE = keys("cơ sở, địa phương")
_DIRECTLY, _LEADERS, _BRANCH = fold("trực thuộc"), fold("lãnh đạo"), fold("ngành")
_MEMBERS, _BLOC = fold("thành viên"), fold("khối")
_SIDE, _LIKE = Phrases(["bên phía", "phía", "của phía"]), Phrases(["tương tự", "tương tự như", "như"])
_ALLIED = _SIDE.first | _LIKE.first
# Words between "thuộc" and the body: "thuộc phạm vi quản lý của | UBND tỉnh"
_UNDER = Phrases(["thẩm quyền quản lý của", "thẩm quyền quản lý trực tiếp của", "quyền quản lý của", "quyền quản lý trực tiếp của", "phạm vi quản lý của", "phạm vi quản lý nhà nước của", "sự quản lý của", "cơ quan"])
_OF, _BELONGS, _DIRECT, _FROM, _TO = fold("của"), fold("thuộc"), fold("trực"), fold("từ"), fold("đến")
_PLACED = keys("ở, trong")


def modifiers(words: Words, j: int) -> int:
    """The index after at most five of them."""
    start = j
    for _ in range(5):
        if j >= words.n or not words.joined(j):
            break
        if j > start and words.key(j, j + 2) == _ADVISE:
            break  # "giao các phòng chuyên môn | tham mưu": what they do
        k = _next(words, j)
        if k <= j:
            break
        j = k
    return j


def _next(words: Words, j: int) -> int:
    k = SITUATED.match(words, j)
    if k:
        return max(k, tail(words, k)) if k < words.n else k
    k = _listed(words, j)
    if k:
        return k
    k = _allied(words, j) or _offers(words, j)
    if k:
        return k
    key = words.keys[j]
    if key in _PLACED and j + 1 < words.n:
        t = tail(words, j + 1)
        return t if t > j + 1 else _in_zone(words, j + 1) or j
    if key in (_OF, _BELONGS) or key == _DIRECT and words.keys[j + 1:j + 2] == [_BELONGS]:
        return _owner(words, j)
    if key == _FROM:
        return _range(words, j)
    t = _bloc(words, j) or tail(words, j)
    return t if t > j and not words.w[j].isdigit() else j


def _in_zone(words: Words, j: int) -> int:
    """The zone that firms are in: "trong | Khu công nghiệp Sông Lam", "trong | các khu công nghiệp"; 0 if none."""
    k = _ZONES.match(words, j + 1 if words.keys[j] in PLURAL else j)
    if not k:
        return 0
    m = capital_run(words, k, 4) if k < words.n and words.joined(k) else k
    return place_after(words, m) if m < words.n else m


def _listed(words: Words, j: int) -> int:
    """A limit of the vocabulary, with the body that they are members of: "các bộ, ngành thành viên | Ban Chỉ
    đạo quốc gia". ``j`` where its words go on otherwise, 0 if none stands there."""
    k = MODIFIERS.match(words, j)
    if not k or not words.joined(k):
        return k
    if k == j + 1 and words.keys[j] == _ON and words.keys[k] != fold("đây"):
        return j  # "của từng đơn vị | trên Trang thông tin điện tử"
    if words.key(j, k) == _ADVISE and words.keys[k] not in _ADVISORY:
        return j  # "các bộ, ngành liên quan | tham mưu Chính phủ"
    return names.parent(words, k, 1) if words.key(j, k) == _MEMBERS and words.cap(k) else k


def _offers(words: Words, j: int) -> int:
    """What they offer: "… cung cấp dịch vụ viễn thông, internet"; 0 if it is not said, ``j`` if it is of no known field."""
    k = _OFFERS.match(words, j)
    if not k:
        return 0
    t = fields_at(words, k) if words.joined(k) else k
    while t > k and t < words.n and words.gap(t).strip() == "," and (fields_at(words, t) > t or words.keys[t] == "internet"):
        t = max(fields_at(words, t), t + 1)
    return t if t > k else j


def _allied(words: Words, j: int) -> int:
    """Their country, or the place that they are like: "… | Nhật Bản", "… | bên phía Lào", "những địa phương
    có điều kiện | tương tự như Sông Lam"; 0 if neither comes."""
    if not words.cap(j) and words.keys[j] not in _ALLIED:
        return 0
    at = _SIDE.match(words, j) or j
    k = COUNTRIES.match(words, at) if at < words.n and words.joined(at) and words.cap(at) else 0
    if k and not (words.joined(k) and words.cap(k) and person(words, at)):
        return k
    at = _LIKE.match(words, j)
    return tail(words, at) if at and tail(words, at) > at else 0


def _owner(words: Words, j: int) -> int:
    """Whose they are: "của UBND tỉnh", "trực thuộc Bộ", "thuộc phạm vi quản lý của Sở Y tế"."""
    key = words.keys[j]
    at = j + 1 + (key == _DIRECT)
    if key == _BELONGS and words.key(at, at + 2) == _DIRECTLY and words.gap(at).strip() in ("", ","):
        at += 2  # "các đơn vị thuộc, trực thuộc Bộ"
    if key == _OF and _PREMIER.match(words, at):
        return _PREMIER.match(words, at)
    if key == _BELONGS:
        at = max(at, _UNDER.match(words, at))
    led = at + 2 if words.key(at, at + 2) == _LEADERS else at + 1 if at < words.n and words.keys[at] in PLURAL else at
    t = names.parent(words, led, 1) if led < words.n else led
    t = at if t == led else t
    if t == at:
        t = tail(words, at)
    if t == at and at < words.n and words.keys[at] == _BRANCH:
        t = at + 1 + (words.keys[at + 1:at + 2] == [fold("dọc")])
    return t if t > at else j


def _bloc(words: Words, j: int) -> int:
    """The bloc of bodies that they are of: "các cơ quan | Khối Đảng huyện"; 0 if none."""
    if words.keys[j] != _BLOC or not words.cap(j) or not words.cap(j + 1) or not words.joined(j + 1):
        return 0
    k = max(capital_run(words, j + 1, 2), fields(words, j + 1))
    return place_after(words, k) if k < words.n else k


def _range(words: Words, j: int) -> int:
    """"từ huyện đến xã, thị trấn", "từ tỉnh đến cơ sở"."""
    for k in range(j + 2, min(j + 5, words.n)):
        if words.keys[k] == _TO:
            t = tail(words, k + 1) if k + 1 < words.n else k
            if t > k + 1:
                return t
            if words.key(k + 1, k + 3) in _ENDS_OF_RANGE:
                return k + 3
            return j
    return j
