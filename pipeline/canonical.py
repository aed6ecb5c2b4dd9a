"""What a mention of a body stands for: its parts for comparison, its full name, level and code."""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import regex

from pipeline import collectives, gazetteer, limits, relatives, toponyms, vocabulary
from pipeline.article import Entity
from pipeline.gazetteer import fold
from pipeline.records import Level, Place
from pipeline.words import AND, Words

_DETERMINER = regex.compile(r"(?:tất\s+cả\s+(?!các|những)|(?:tất\s+cả\s+|toàn\s+thể\s+)?(?:các|những|mọi|từng|mỗi|một\s+số|\d{1,3})\s+)", regex.IGNORECASE)
_TERM = regex.compile(r",?\s+(?:khóa|khoá|nhiệm\s+kỳ)\s.*", regex.IGNORECASE | regex.DOTALL)
_NOUNS = regex.compile(r"\s*[,/–-]\s*|\s+và\s+(?:các\s+)?")
_LISTED = regex.compile(r"\s*[,/&–-]\s*|\s+và\s+")
_OTHER = regex.compile(r"\s+khác$")
# Where the several are, not which: "các đơn vị trong cụm"
_AMONG = regex.compile(r"\s+trong\s+(?:cụm|khối|khu\s+vực|vùng|nước|và\s+ngoài).*", regex.IGNORECASE)
_WORD = regex.compile(r"\w+")
_RELATED = regex.compile(r"(?:có\s+)?liên\s+quan(?:\s+khác)?$", regex.IGNORECASE)
_ABBR = {e.forms[0]: e.value or "" for e in vocabulary.entries("organisations_abbreviations")}
_ABBR_RE = regex.compile(r"(?<![\p{L}\d])(?:" + "|".join(map(regex.escape, sorted(_ABBR, key=len, reverse=True))) + r")(?![\p{L}\d])")
_LINKED_ABBR = regex.compile(r"(?<![\p{L}\d])\p{Lu}{1,6}(?:(?:\s?[&,-]\s?|\s?[-]\s?)\p{Lu}{1,6}){1,3}(?![\p{L}\d])")
_HEADED = regex.compile(r"(?:bộ|sở|phòng)\s", regex.IGNORECASE)
_DEPARTMENT_HEAD = regex.compile(r"(?<!\p{L})(?:sở|phòng)(?!\p{L})", regex.IGNORECASE | regex.REVERSE)
_CAPITAL, _SEVERAL = regex.compile(r"\p{Lu}\p{Ll}+"), regex.compile(r"(?<!\p{L})(?:các|những)(?!\p{L})")
_IN_BRACKETS = regex.compile(r"\s*\([\p{Lu}&-]{2,10}\)")
_LEVEL_OF_KIND: dict[str, Level] = {"tỉnh": "province", "thành phố": "province", "huyện": "district", "quận": "district", "thị xã": "district",
                                    "xã": "commune", "phường": "commune", "thị trấn": "commune", "đặc khu": "commune"}
_KIND_WORDS = {fold(k): k for k in _LEVEL_OF_KIND} | {"tp": "thành phố", "tx": "thị xã"}
# Canonical names carry the tone mark of "uỷ", "hoà" where the schools put it today: "ủy", "hòa".
_TONES = {a + b: c + d for pairs in (("oa", "àáảãạ", "òóỏõọ"), ("oe", "èéẻẽẹ", "òóỏõọ"), ("uy", "ỳýỷỹỵ", "ùúủũụ"), ("Uy", "ỳýỷỹỵ", "ÙÚỦŨỤ"))
          for a, b, c, d in ((pairs[0][0], x, y, pairs[0][1]) for x, y in zip(pairs[1], pairs[2]))}
_TONE = regex.compile(r"(?<![qQ])(?:" + "|".join(_TONES) + r")(?!\p{L})")
_PARTY_LEVEL: dict[str, tuple[str, Level]] = {fold("tỉnh ủy"): ("tỉnh", "province"), fold("thành ủy"): ("thành phố", "province"), fold("huyện ủy"): ("huyện", "district"),
                                              fold("quận ủy"): ("quận", "district"), fold("thị ủy"): ("thị xã", "district"), fold("tỉnh đoàn"): ("tỉnh", "province"),
                                              fold("huyện đoàn"): ("huyện", "district"), fold("thành đoàn"): ("thành phố", "province")}
_SCHOOL = frozenset(fold(w) for w in ("trường", "cơ sở", "bệnh viện", "đại học"))
_SITUATED = regex.compile(r"\s+(?:trên\s+địa\s+bàn|trong\s+(?:toàn\s+)?(?:tỉnh|huyện|thành\s+phố|xã|phường))\b")
_FILLER = frozenset(fold(w) for w in ("và", "các", "những", "của", "của các"))


@dataclass(frozen=True, slots=True)
class Mention:
    """A mention taken apart. ``core``: folded words without determiner, place and term;
    ``place_kind`` and ``place_name``: the place at its end ("huyện", "Bình Chánh"), empty where
    none is written; ``plural``: the place stands for several ("các xã, thị trấn")."""

    start: int
    end: int
    text: str
    rule: str
    core: tuple[str, ...]
    head: str
    place_kind: str
    place_name: str
    plural: bool
    determined: bool
    members: frozenset[str]
    weight: int
    described: bool = False  # in words of no fixed vocabulary: "các tổ chức trung gian"

    @property
    def single(self) -> bool:
        """A collective of one noun with its own description: "các cơ quan chuyên môn"."""
        return self.rule == "collective" and len(self.members) == 1 and self.members <= _SINGLES

    @property
    def collective(self) -> bool:
        return self.rule == "collective" or self.plural

    def vague(self, generic: frozenset[str]) -> bool:
        """Made of nothing but general nouns: "các cơ quan, đơn vị"."""
        if self.described and self.members <= generic:
            return True
        body = _AMONG.sub("", _DETERMINER.sub("", self.text))
        parts = [p for p in _NOUNS.split(_RELATED.sub("", body).strip()) if p]
        if self.members <= _KINDS_ALONE:
            return True
        parts = [_OTHER.sub("", p) for p in parts]
        return all(fold(p) in generic for p in parts)


def expand(text: str, short: dict[str, str] | None = None) -> str:
    """Abbreviations written out: "UBND" → "Ủy ban nhân dân", "GD-ĐT" → "Giáo dục và Đào tạo".
    ``short`` holds those that the article itself defines."""
    def linked(m: regex.Match) -> str:
        return _linked(m.group()) or m.group()

    def one(m: regex.Match) -> str:
        return _ABBR[m.group()]

    out = _IN_BRACKETS.sub("", text)
    for k, v in (short or {}).items():
        if k in out:  # a pattern for every abbreviation of an article would crowd out those in use
            out = regex.sub(rf"(?<![\p{{L}}\d]){regex.escape(k)}(?![\p{{L}}\d])", lambda _, v=v: v, out)
    return _ABBR_RE.sub(one, _LINKED_ABBR.sub(linked, out))


@lru_cache(maxsize=1)
def _by_letters() -> dict[str, str]:
    return {"".join(c for c in k if c.isalpha()): v for k, v in _ABBR.items()}


def _linked(abbr: str) -> str | None:
    """ "LĐ-TB&XH" and "GD-ĐT" are read by their letters alone."""
    if abbr in _ABBR:
        return _ABBR[abbr]
    return _by_letters().get("".join(c for c in abbr if c.isalpha()))


def mention(text: str, e: Entity, short: dict[str, Entity], spelled: dict[str, str] | None = None) -> Mention:
    """Take a mention apart. ``short`` maps the article's own short names of bodies to where they are
    defined, ``spelled`` its other abbreviations to their words."""
    raw = text[e.start:e.end]
    defined = {k: text[v.start:v.end] for k, v in short.items() if not (v.start == e.start and v.end == e.end)
               and (k == raw or k in raw.split())}
    whole = raw
    for k, v in defined.items():
        if k == raw or raw.startswith(k + " ") or " " in k:
            whole = raw.replace(k, v, 1)
    body = _TERM.sub("", whole) if e.rule != "collective" else whole
    plain = expand(body, spelled)
    headless = e.rule in ("ministry", "department") and not headed(plain)
    if headless:
        plain = f"{_shared_head(text, e)} {plain}"
    det = _DETERMINER.match(plain)
    plain = plain[det.end():] if det and e.rule == "collective" else plain
    words = Words(plain, 0, len(plain))
    kind, name, plural, cut = ("", "", False, words.n)
    if e.rule == "closed" and raw not in _ABBR:  # "Ngân hàng Nhà nước (Việt Nam)"
        if words.key(words.n - 2, words.n) == _VIETNAM:
            name, cut = "Việt Nam", words.n - 2
    elif e.rule != "place":
        kind, name, plural, cut = _tail(words, e.rule)
    spoken = short[raw].rule if raw in defined else e.rule  # a short form is compared as the name it stands for
    core = tuple(k for k in words.keys[:cut] if k not in _FILLER or spoken not in ("collective", "department", "ministry", "office"))
    if e.rule == "place":
        kind, name, plural, core = _place_parts(plain)
    if e.rule == "collective" or plural:
        core = tuple(k for k in (words.keys if plural else core) if k not in _FILLER and k != AND)
        if e.rule == "collective":
            core = _unrelated(core)
    members: frozenset[str] = frozenset()
    full = len(core)
    loose = False
    if e.rule == "collective":
        k = collectives.formula(words, 0)
        single = collectives.SINGLE.match(words, 0)
        members = frozenset({words.key(0, single)}) if single else frozenset(fold(w) for w in _LISTED.split(_SPLIT.sub(r"\1, \2", plain[:words.e[k - 1]]))) if k else frozenset({words.key(0, words.n)})
        m = _SITUATED.search(plain)
        full = len(_WORD.findall(_RELATED.sub("", plain[:m.start()] if m else plain)))
        loose = bool(k) and collectives.open_end(words, k) > k or bool(k or single) and relatives.begins(words, limits.modifiers(words, k or single))
    weight = full + bool(name) + bool(kind) + 4 * ("nhiệm kỳ" in whole[len(body):]) - 20 * (whole != raw or headless or raw in _ABBR)
    head = core[0] if e.rule != "proper" else words.key(0, _head_length(words))
    return Mention(e.start, e.end, raw, e.rule, core, head, kind, name, plural, bool(det), members, weight, loose)


def headed(name: str) -> bool:
    """Does the department's name begin with its head, as all but the later ones of a list do?"""
    return bool(_HEADED.match(name))


def _shared_head(text: str, e: Entity) -> str:
    """The head that stands only before the first of several: "Sở Tài chính, | Xây dựng"."""
    if e.rule == "ministry":
        return "Bộ"
    m = _DEPARTMENT_HEAD.search(text, max(0, e.start - 200), e.start)
    return m.group().capitalize() if m else "Sở"


def _head_length(words: Words) -> int:
    for n, w in enumerate(words.w[1:], 1):
        if w[0].isupper():
            return n
    return 1


def _unrelated(core: tuple[str, ...]) -> tuple[str, ...]:
    tail = (fold("liên"), fold("quan"))
    if core[-2:] == tail:
        core = core[:-2]
        if core and core[-1] == fold("có"):
            core = core[:-1]
    return core


def _tail(words: Words, rule: str) -> tuple[str, str, bool, int]:
    """The place at the end: kind, name, several?, and the index of its first word."""
    for i in range(1, words.n):
        if toponyms.tail(words, i) != words.n:
            continue
        first = words.keys[i]
        k = toponyms.kind_at(words, i)
        if k and k == words.n:
            return _KIND_WORDS.get(words.key(i, k), words.key(i, k)), "", False, i
        if k and toponyms.after_kind(words, i, k) == words.n:
            return _KIND_WORDS.get(words.key(i, k), ""), words.text[words.s[k]:words.e[words.n - 1]], False, i
        if not k and words.cap(i) and gazetteer.lookup(words.text[words.s[i]:words.e[words.n - 1]]):
            return "", words.text[words.s[i]:words.e[words.n - 1]], False, i
        if first.startswith("tphcm"):
            return "thành phố", "Hồ Chí Minh", False, i
        if first == fold("Việt") or first == fold("Trung") or first in ("tw",):
            return "", words.text[words.s[i]:words.e[words.n - 1]], False, i
        if rule == "authority":
            return "", "", True, i
        return "", "", False, words.n
    return "", "", False, words.n


def _place_parts(plain: str) -> tuple[str, str, bool, tuple[str, ...]]:
    kind, name = gazetteer.split_kind(plain)
    if not kind and fold(plain) in _KIND_WORDS:
        kind, name = _KIND_WORDS[fold(plain)], ""
    return kind, name, False, ("place",)


def same(lead: Mention, m: Mention) -> bool:
    """Can ``m`` be a short form of the body that ``lead`` names more fully?"""
    if (lead.rule == "place") != (m.rule == "place"):
        return False
    if m.rule == "place":
        return m.place_kind == lead.place_kind and (not m.place_name or _fits(lead, m)) or bool(m.place_name) and fold(m.place_name) == fold(lead.place_name)
    if m.rule == "collective" or lead.rule == "collective":
        return _same_collective(lead, m)
    if lead.plural != m.plural or (lead.core == _CENTRE) != (m.core == _CENTRE):
        return False
    if lead.plural:
        return set(lead.core) == set(m.core) or lead.core[0] == m.core[0] and bool(_plural_level(lead)) and _plural_level(lead) == _plural_level(m) and _names_of(lead) == _names_of(m)
    if not _fits(lead, m) or m.place_name in _WHOLE_COUNTRY and m.place_name != lead.place_name and lead.core != m.core:
        return False  # "Đài Truyền hình Việt Nam" is no "Đài Truyền hình địa phương"
    if lead.core == m.core or _front(lead.core) and _front(m.core):
        return True
    if m.rule == "closed" and lead.rule == "proper":
        return len(m.core) == 1 and m.core == lead.core[-1:]  # "Viettel" is the "Tập đoàn … Viettel"
    if m.rule == "closed" and _AREA_OF in lead.core and _AREA_OF not in m.core:
        return False  # nor is its branch of a region the whole body
    if m.rule == "proper" and lead.rule == "proper":
        if m.place_name and not lead.place_name:
            return False  # "Tổ dân phố Bình Minh" is no "Tổ dân phố 7"
        return _within(tuple(k for k in m.core if k not in _SCHOOL), tuple(k for k in lead.core if k not in _SCHOOL)) and len(m.core) > 1
    if m.rule == "authority" or lead.rule == "authority":
        return False
    if m.rule == lead.rule and len(m.core) > 5 and len(set(m.core) & set(lead.core)) >= 0.85 * len(set(m.core) | set(lead.core)):
        return True  # the same long name, a word more or less
    shorter = len(m.core) < len(lead.core) and lead.core[:len(m.core)] == m.core
    return shorter and (len(m.core) > 1 or m.rule == "steering") and (m.rule == lead.rule or {m.rule, lead.rule} <= {"office", "closed", "authority", "steering"}) \
        and not (m.rule == "department" and len(m.core) < 2)


def _front(core: tuple[str, ...]) -> bool:
    """The Fatherland Front, with or without its committee and its country, is one body of a place."""
    return core[:2] == _COMMITTEE and core[2:6] == _FRONT or core[:4] == _FRONT


def _plural_level(m: Mention) -> Level | None:
    """The level of "UBND các xã, thị trấn" and of "UBND cấp xã"; none for "các cấp"."""
    for kinds, level in ((("xã", "phường"), "commune"), (("huyện", "quận"), "district"), (("tỉnh",), "province")):
        if any(fold(k) in m.core for k in kinds):
            return level  # type: ignore[return-value]
    return None


def _names_of(m: Mention) -> set[str]:
    """Names of the several places: "UBND các tỉnh Sông Lam, Hồ Gươm"; none in "UBND các xã, phường"."""
    several = _SEVERAL.search(m.text)
    return set(_CAPITAL.findall(m.text, several.end())) - {"Trung"} if several else set()


def _within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    it = iter(full)
    return bool(short) and all(k in it for k in short)


def _fits(lead: Mention, m: Mention) -> bool:
    """Do the places of the two agree, as far as both are written?"""
    if m.place_name and lead.place_name:
        a, b = fold(m.place_name), fold(lead.place_name)
        if a != b and not (set(gazetteer.lookup(m.place_name)) & set(gazetteer.lookup(lead.place_name))):
            return False
        return not m.place_kind or not lead.place_kind or m.place_kind == lead.place_kind
    if m.place_kind and lead.place_kind:
        return m.place_kind == lead.place_kind
    return True


_MERE = frozenset(fold(w) for w in ("cơ quan", "đơn vị", "tổ chức", "địa phương"))
_AUTHORITY = frozenset(fold(w) for w in ("chính quyền", "cấp ủy", "cấp ủy đảng", "mặt trận"))
_KINDS_ALONE = frozenset(_KIND_WORDS)
_SPLIT = regex.compile(r"\b(bộ|sở|ban)\s+(?=ban|ngành)(ban|ngành)", regex.IGNORECASE)
_CENTRE = (fold("Trung"), fold("ương"))  # no short form of "Trung ương Đảng"
_COMMITTEE, _FRONT = (fold("Ủy"), fold("ban")), tuple(fold(w) for w in ("Mặt", "trận", "Tổ", "quốc"))
_WHOLE_COUNTRY = ("Việt Nam", "Trung ương")
_VIETNAM, _AREA_OF = fold("Việt Nam"), fold("vực")
_LOCAL = frozenset({fold("địa phương")})
_SINGLES = frozenset(fold(f) for f in vocabulary.forms("organisations_collectives", "single"))
_MERE_WORDS = frozenset(fold(w) for w in ("cơ", "quan", "đơn", "vị", "tổ", "chức", "ban", "địa", "phương", "thuộc", "trực", "tiếp", "thẩm", "quyền"))


def _same_collective(lead: Mention, m: Mention) -> bool:
    if m.rule != lead.rule:  # "các xã, thị trấn" where the text has "UBND các xã, thị trấn"
        whole, part = (lead, m) if lead.rule != "collective" else (m, lead)
        if whole.rule == "department" and not whole.place_name and whole.text[0].islower():
            return set(part.core) == set(whole.core)  # "giao sở Y tế hướng dẫn" where the text has "các sở Y tế"
        return whole.plural and set(part.core) == set(whole.core[4:]) and len(whole.core) > 4
    if not _fits(lead, m):
        return False
    a, b = lead.core, m.core
    if set(a) == set(b) or (lead.members == m.members or lead.single and m.single) and a[:len(b)] == b:
        return True
    if m.members & lead.members and m.members | lead.members <= _MERE and len(m.members | lead.members) > 1 and set(b) | set(a) <= _MERE_WORDS:
        return m.members != _LOCAL and lead.members != _LOCAL
    if m.members < lead.members and (lead.members <= _AUTHORITY or lead.members - m.members <= _MERE - _LOCAL and not m.members <= _MERE and len(m.members) > 1):
        return True
    inter = len(set(a) & set(b))
    return 2 * inter / (len(set(a)) + len(set(b))) >= 0.75 and set(a) ^ set(b) <= _MERE_WORDS


def resolve(m: Mention, place: Place, day: dt.date | None = None) -> tuple[str, Level | None, str | None]:
    """Canonical name, level and code of the province of its place, as of that day."""
    full = expand(_TERM.sub("", m.text) if m.rule != "collective" else m.text)
    full = " ".join(_TONE.sub(lambda t: _TONES[t.group()], full).split())
    full = full[0].upper() + full[1:] if m.rule not in ("collective", "place") else full[0].lower() + full[1:]
    kind, name = m.place_kind, m.place_name
    party = _PARTY_LEVEL.get("".join(m.core[-2:]))
    if party and not name:
        kind = kind or party[0]
    own = {"tỉnh": place.province, "thành phố": place.province, "huyện": place.district, "quận": place.district,
           "thị xã": place.district, "xã": place.ward, "phường": place.ward, "thị trấn": place.ward, "đặc khu": place.ward}.get(kind)
    if kind == "thành phố" and place.province and not _is_city(place.province):
        own = place.district
    if kind and not name and own and not m.plural and m.rule != "collective":
        full, name = f"{full} {own}", own
    hits = gazetteer.in_force(gazetteer.lookup(f"{kind} {name}".strip()), day) if name else ()
    level: Level | None = _LEVEL_OF_KIND.get(kind) or (party[1] if party else None)
    if kind == "thành phố" and hits:
        level = hits[0].level
    elif not kind and hits:
        level = hits[0].level if hits[0].level != "commune" else None
    if level is None and (m.rule in ("closed", "ministry")):
        level = "central"
    if level is None and m.rule == "department" and m.core[0] == fold("sở"):
        level = "province"
    if level is None and m.plural:
        level = next((lv for k, lv in ((fold("tỉnh"), "province"), (fold("huyện"), "district"), (fold("xã"), "commune"), (fold("phường"), "commune")) if k in m.core), None)
    owners = {p.code for p in hits}
    code = hits[0].code if hits and len(owners) == 1 else (place.code if level in ("province", "district", "commune") and (not name or name == own) else None)
    return full, level, code if not m.plural else None


def _is_city(province: str) -> bool:
    return any(p.kind == "thành phố" for p in gazetteer.lookup(province, "province"))


