"""The grammar of places at the end of names: kinds, names, levels, several at once.

All functions walk over :class:`pipeline.words.Words` by word index and return the index after
what they matched (the same index, or 0 where so said, where nothing matched).
"""
from __future__ import annotations

import regex

from pipeline import gazetteer, vocabulary
from pipeline.gazetteer import fold
from pipeline.heads import OPENERS, SURNAMES, Hit, is_head
from pipeline.words import AND, Phrases, Words, keys

KINDS = Phrases(["tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "TX", "phường", "xã", "thị trấn", "đặc khu", "huyện đảo", "xã đảo"])
_GENERIC_KINDS = Phrases(["tỉnh", "thành phố", "TP", "huyện", "quận", "thị xã", "phường", "xã", "thị trấn", "đặc khu", "thôn", "ấp"])
_LEVELS = Phrases(["cấp tỉnh", "cấp huyện", "cấp xã", "cấp thành phố", "cấp phường", "cấp cơ sở", "cấp quận", "cấp trên", "cấp dưới", "cấp cao",
                   "cấp Trung ương", "cấp quốc gia", "cấp nhà nước", "các cấp", "hai cấp", "2 cấp", "03 cấp", "cùng cấp", "cấp tỉnh và cấp xã"])
_AREA = Phrases(["Trung ương", "TW", "TƯ", "T.Ư", "Việt Nam", "quốc gia", "tối cao", "cả nước", "toàn quốc",
                 "Tây Bắc", "Đông Bắc", "Tây Nguyên", "Nam Tây Nguyên", "Bắc Tây Nguyên", "Tây Nam Bộ", "Đông Nam Bộ", "Nam Trung Bộ", "Bắc Trung Bộ", "Nam Bộ", "Đồng bằng sông Cửu Long", "ĐBSCL"])
_REGIONS = Phrases(["miền Trung", "miền Bắc", "miền Nam", "miền Tây", "miền núi phía Bắc", "phía Bắc", "phía Nam", "Trung du và miền núi Bắc Bộ", "duyên hải miền Trung", "Duyên hải Nam Trung Bộ", "Bắc Bộ", "Trung Bộ", "đồng bằng sông Hồng"])
REGION = Phrases(["Tây Bắc", "Đông Bắc", "Tây Nguyên", "Tây Nam Bộ", "Đông Nam Bộ", "Nam Trung Bộ", "Bắc Trung Bộ", "Nam Bộ", "Bắc Bộ", "Trung Bộ"])
PLURAL = keys("các, những")
_RELATED = Phrases(vocabulary.forms("organisations_collectives", "place_modifier"))
# "xã hội", "tỉnh lộ", "xã viên": no place
_NOT_PLACE = keys("hội, viên, lộ, đội, ủy, đoàn, luận, thuyết, tắc, táo, ngộ, đường, nghèo, nông")
ABBR_IN_NAME = regex.compile(r"\s{0,2}\([\p{Lu}&-]{2,10}\)(?=\s)")
PLACE_FIRST = KINDS.first
_ALL_SURNAMES = frozenset(fold(f) for f in vocabulary.forms("surnames", "common", "rare"))
# "UBKT các huyện, thành, thị ủy"
_COMMITTEES = Phrases(["huyện, thị, thành ủy", "huyện, thành, thị ủy", "huyện, thị ủy", "huyện, thành ủy", "quận, huyện ủy", "tỉnh, thành ủy", "huyện ủy, thành ủy", "huyện ủy, thị ủy, thành ủy"])
SETTLEMENT = Phrases(["thôn", "ấp", "khóm", "khu phố", "buôn", "bản", "làng", "xóm", "bon", "tổ dân phố", "khu dân cư"])
_SETTLEMENTS = Phrases(["thôn", "ấp", "khóm", "khu phố", "tổ dân phố", "thôn, tổ dân phố", "thôn, buôn", "thôn, bản", "ấp, khóm", "khu phố, ấp", "thôn, khu phố", "thôn, buôn, tổ dân phố", "thôn, bản, tổ dân phố"])
# Which of them: "UBND các xã | được công nhận nông thôn mới năm 2018"
_CHOSEN = Phrases([f"{verb} {what}" for verb in ("được công nhận", "được xét công nhận", "đạt", "được công nhận đạt")
                   for what in ("nông thôn mới", "chuẩn nông thôn mới", "nông thôn mới nâng cao", "chuẩn nông thôn mới nâng cao", "nông thôn mới kiểu mẫu")])
_FOREIGN = 7  # letters of a word at least that is no Vietnamese syllable: "Champasak"
_FEW, _YEAR = keys("hai, ba, bốn"), fold("năm")
_CITY, _REGION = fold("thành phố"), fold("khu vực")
_NUMBERED = keys("quận, phường, Q, P")
_LEVEL_OF = {fold(k): v for k, v in gazetteer.KIND_LEVEL.items()}


def kind_at(words: Words, i: int) -> int:
    """The index after a kind of place ("thị xã") at word ``i``; 0 if none, as in "xã hội"."""
    j = KINDS.match(words, i) if i < words.n else 0
    return 0 if j and j < words.n and words.joined(j) and words.keys[j] in _NOT_PLACE and gazetteer_name(words, j) == j else j  # not "TP | Hội An"


def capital_word(words: Words, k: int) -> bool:
    """A word of two syllables or more that begins with a capital and goes on in lower case, and opens no body, place or
    sentence, stands at word ``k``."""
    return (k + 1 < words.n and words.cap(k) and not words.caps(k) and words.joined(k + 1) and not words.cap(k + 1) and words.w[k + 1].isalpha()
            and not is_head(words, k) and not kind_at(words, k) and words.keys[k] not in OPENERS)


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
    if j == i + 1 and j < words.n and words.cap(j) and words.joined(j) and not is_head(words, j) and not (j + 1 < words.n and words.joined(j + 1) and words.cap(j + 1)):
        return j + 1  # "xã Thanh Lĩnh", of which the list has but "xã Thanh"
    if j > i or not words.cap(i):
        return j
    j = i + 1
    while j < words.n and j - i < 3 and words.cap(j) and words.joined(j):
        j += 1
    if words.keys[i] in SURNAMES and j - i >= 2 or j - i >= 3 and words.keys[i] in _ALL_SURNAMES or is_head(words, i):
        return i  # a person: "UBND phường | Lại Thị Cầm"
    if j == i + 1 and j < words.n and words.joined(j) and len(words.w[i]) < _FOREIGN:  # "Thanh tra tỉnh Thông báo": a sentence begins
        return i
    return min(j, i + 2) if not (words.n > j and words.cap(j) and words.joined(j)) else i + 2


def place(words: Words, i: int) -> Hit | None:
    """A bare administrative place: "huyện Bình Chánh", "TP.HCM", "Thành phố"."""
    if i not in words.places:
        words.places[i] = _place(words, i)
    return words.places[i]


def _place(words: Words, i: int) -> Hit | None:
    j = kind_at(words, i)
    if j:
        kind = words.key(i, j)
        named = after_kind(words, i, j)
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


def after_kind(words: Words, i: int, j: int) -> int:
    """The index after the name that follows the kind ``[i, j)``, or ``j``."""
    kind = words.key(i, j)
    if j >= words.n or not (words.joined(j) or words.gap(j).strip() == "." and (kind in ("tp", "tx") or kind == _CITY and words.gap(j) == ".")):
        return j
    full = {"tp": fold("thành phố"), "tx": fold("thị xã")}.get(kind, kind)
    if words.w[j].isdigit() and kind not in _NUMBERED:
        return j
    if words.keys[j] == "hcm":
        return j + 1
    levels = _LEVEL_OF.get(full, ("province", "district", "commune"))
    return place_name(words, j, levels)


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
    k = i + 1 if words.keys[i] in PLURAL or words.keys[i] in _FEW or (words.w[i].isdigit() and len(words.w[i]) < 4) else i
    if k == i and words.keys[i] == fold("một") and i + 1 < words.n and words.keys[i + 1] == fold("số"):
        k = i + 2
    j = kind_at(words, k) if k < words.n else 0
    if k > i and _COMMITTEES.match(words, k):
        return _COMMITTEES.match(words, k)
    if k > i:
        if not j and k < words.n and words.keys[k] == fold("địa") and k + 1 < words.n and words.keys[k + 1] == fold("phương"):
            return _related(words, k + 2)
        if not j and words.keys[i] in PLURAL and _SETTLEMENTS.match(words, k):
            return _related(words, _SETTLEMENTS.match(words, k))
        return name_list(words, j) or _related(words, _kind_list(words, j)) if j else i
    if j:
        named = after_kind(words, i, j)
        if named > j:
            more = _kind_list(words, named)
            return _related(words, more) if more > named else named
        more = _kind_list(words, j)
        return _related(words, more) if more > j else j
    if words.w[i] == "T" and i + 1 < words.n and words.w[i + 1] == "Ư" and words.gap(i + 1) == ".":
        return i + 2
    if words.key(i, i + 2) == _REGION and i + 2 < words.n and words.joined(i + 2):  # "Chi cục Hải quan khu vực V"
        if regex.fullmatch(r"[IVX]{1,5}|\d{1,2}", words.w[i + 2]):
            return i + 3
        named = _regions(words, i + 2) or gazetteer_name(words, i + 2)
        return named if named > i + 2 else i
    if words.keys[i] == fold("vùng") and i + 1 < words.n and words.joined(i + 1) and regex.fullmatch(r"[IVX]{1,5}|\d{1,2}", words.w[i + 1]):
        return i + 2  # "Chi cục Thú y vùng VII"
    j = _AREA.match(words, i) or (_REGIONS.match(words, i) if words.cap(i + 1) else 0)
    if j and (words.keys[i] != fold("TƯ") or words.caps(i)):  # not "tư vấn"
        return j
    j = SETTLEMENT.match(words, i)
    if j and j < words.n and words.joined(j) and (words.w[j].isdigit() or words.cap(j)):  # "Chi bộ thôn 8", "Chi hội Phụ nữ ấp Tân Hòa"
        k = j + 1
        while k < words.n and k - j < 3 and not words.w[j].isdigit() and words.cap(k) and words.joined(k):
            k += 1
        return i if is_head(words, j) else k
    if bare_name:
        if words.keys[i].startswith("tphcm"):
            return i + 1
        return gazetteer_name(words, i, "province", "district")
    return i


def _regions(words: Words, j: int) -> int:
    """Parts of the country, one or several: "miền Trung, Tây Nguyên và Đông Nam Bộ"; 0 if none."""
    k = end = _AREA.match(words, j) or _REGIONS.match(words, j)
    while k and k < words.n:
        m = k + 1 if words.joined(k) and words.keys[k] == AND else k
        if m == k and words.gap(k).strip() != "," or m >= words.n:
            break
        k = _AREA.match(words, m) or _REGIONS.match(words, m)
        end = k or end
    return end


def name_list(words: Words, j: int) -> int:
    """Names after a plural kind that ends before word ``j``: "các tỉnh Quảng Trị, Thừa Thiên Huế
    và TP Đà Nẵng"; 0 if none."""
    start = next((i for i in (j - 1, j - 2) if i >= 0 and kind_at(words, i) == j), None)
    if start is None:
        return 0
    k = after_kind(words, start, j)
    if k == j:
        return 0
    while k < words.n:
        m = k + 1 if words.joined(k) and words.keys[k] == AND else k
        if m == k and words.gap(k).strip() != "," or m >= words.n:
            return k
        kind = kind_at(words, m)
        n = after_kind(words, m, kind) if kind else gazetteer_name(words, m)
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
        named = after_kind(words, k, m)
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
                    return after_kind(words, k, m)
                if words.keys[k - 1] in _LEVEL_OF and words.joined(k):
                    return place_name(words, k, _LEVEL_OF[words.keys[k - 1]])
            return k
        k = _CHOSEN.match(words, j)
        if k:
            return k + 2 if words.keys[k:k + 1] == [_YEAR] and k + 1 < words.n and words.w[k + 1].isdigit() else k
    return j


def place_after(words: Words, j: int) -> int:
    """The place at the end of a name, and the province after it ("huyện X tỉnh Y")."""
    k = tail(words, j)
    m = ABBR_IN_NAME.match(words.text, words.e[j - 1])
    if k == j and m and j + 1 < words.n and words.s[j] < m.end():  # "Sở Giáo dục và Đào tạo (GD&ĐT) Quảng Nam"
        i = next((i for i in range(j, min(j + 5, words.n)) if words.s[i] >= m.end()), j)
        k = max(tail_at(words, i), gazetteer_name(words, i, "province", "district")) if i > j else j
        return k if k > i else j
    if k > j:
        m = kind_at(words, k) if k < words.n and words.joined(k) else 0
        if m and words.keys[k] == fold("tỉnh") and after_kind(words, k, m) > m:
            return after_kind(words, k, m)
    return k


def tail_at(words: Words, i: int) -> int:
    """:func:`tail` after a bracket: the blank before word ``i`` need not be the only thing."""
    if not words.gap(i).strip() == ")":
        return i
    j = kind_at(words, i)
    return max(j, after_kind(words, i, j)) if j else i
