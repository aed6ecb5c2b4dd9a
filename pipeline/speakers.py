"""Those who tell: what an issuer is called, how far up they stand, and who has no say."""
from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable

import regex

from pipeline.article import Context, Entity
from pipeline.canonical import expand
from pipeline.coreference import resolve_person
from pipeline.persons import HONORIFICS
from pipeline.records import Person

_TERM = regex.compile(r"\s*,?\s+(?:khóa|khoá|nhiệm\s+kỳ)\s.*$", regex.DOTALL)
# Departments of the state that stand in every province ("Cục Thuế"): no authority above it.
_BRANCHES = r"(?:Thuế|Thống\s+kê|Hải\s+quan|Thi\s+hành|THA|Quản\s+lý\s+[Tt]hị\s+trường|QLTT|Dự\s+trữ)(?![^,;]*\s(?:Việt\s+Nam|Nhà\s+nước))"
_HIGHER = [
    (5, r"(?<!đại\s+biểu\s+)Quốc\s+hội|QH|UBTVQH|UBTV|Ban\s+Chấp\s+hành\s+Trung\s+ương|Bộ\s+Chính\s+trị|Ban\s+Bí\s+thư|Chủ\s+tịch\s+nước|Tổng\s+Bí\s+thư|Ủy\s+ban\s+(?:TCNS|Tài\s+chính|Pháp\s+luật|Kinh\s+tế|Thường\s+vụ\s+Quốc)"),
    (4, r"Chính\s+phủ|Thủ\s+tướng|Phó\s+Thủ\s+tướng"),
    (3, rf"Bộ\s+trưởng|Thứ\s+trưởng|Bộ\s+(?!CH|Chỉ\s+[Hh]uy|Tư\s+[Ll]ệnh|TL)(?:\p{{Lu}}|GD)|Thống\s+đốc|Ngân\s+hàng\s+Nhà\s+nước(?!\s+(?:chi\s+nhánh|tỉnh|khu\s+vực|CN))|Tổng\s+cục|Tòa\s+án\s+nhân\s+dân\s+tối|Bảo\s+hiểm\s+xã\s+hội\s+Việt\s+Nam|Kho\s+bạc\s+Nhà\s+nước$|Cục\s+(?!{_BRANCHES})\p{{Lu}}|Bộ$|bộ,\s*ngành"),
    (2, r"tỉnh|Tỉnh|TP\.?\s|[Tt]hành\s+phố|Thành\s+[uủ]|Sở|TPHCM|TP\.HCM"),
    (1, r"huyện|Huyện|quận|Quận|thị\s+xã|Thị\s+[uủ]"),
    (0, r"xã(?!\s+hội)|phường|Phường|Đảng\s+[uủ]|thị\s+trấn|thôn|ấp"),
]
_LEVELS = [(n, regex.compile(rf"(?<![\w])(?:{p})")) for n, p in _HIGHER]
_COLLECTIVE = regex.compile(r"(?:các|những|mỗi|từng|mọi|UBND\s+các|đơn\s+vị|cơ\s+quan|địa\s+phương)(?![\w])", regex.IGNORECASE)
_HONORIFIC = regex.compile(r"\s*(?:(?:các\s+)?đồng\s+chí|ông|bà|đ/c|TS\.?|GS\.?|PGS\.?|Thiếu\s+tướng|Đại\s+tá|Trung\s+tướng|Thượng\s+tá)?[\s:]*", regex.IGNORECASE)
# How a fuller name goes on: "UBND tỉnh", "Sở A thành phố B", but not "Thủ tướng Chính phủ phê duyệt".
_GOES_ON = regex.compile(r"\p{Lu}|[(&]|(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn|đặc\s+khu|và|về|các|trung\s+ương|quốc\s+gia|khu\s+vực)(?![\w])")
# Posts of those who speak for themselves or their trade, not for an authority.
_EXPERT = regex.compile(
    r"(?:chuyên\s+gia|luật\s+sư|kts|kiến\s+trúc\s+sư|nhà\s+(?:khoa\s+học|nghiên\s+cứu|báo|văn)|chủ\s+(?:hộ|cửa|cơ\s+sở|thương|trang|vườn|tàu|quán|nhà|doanh)|nông\s+dân|công\s+nhân|giảng\s+viên|giáo\s+viên|học\s+sinh|sinh\s+viên|phụ\s+huynh|"
    r"đại\s+diện\s+(?:hệ\s+thống|doanh\s+nghiệp|công\s+ty|hộ|phụ\s+huynh|cử\s+tri|gia\s+đình))(?![\w])", regex.IGNORECASE)
# Scholars have no say over those they advise; the article gives them their degree.
_SCHOLAR = regex.compile(r"(?:(?:phó\s+)?(?:hiệu\s+trưởng|viện\s+trưởng|trưởng\s+khoa|(?:chủ\s+tịch\s+)?(?:tổng\s+)?hội(?!\s+đồng)|chủ\s+tịch\s+hiệp\s+hội)|nguyên)(?![\w])", regex.IGNORECASE)
_ACADEMIC = regex.compile(r"(?<![\w])(?:KTS|(?:P?GS|TS|ThS|LS|BS|TSKH)(?:[.,\s-]*(?:TS|KTS|BS|TSKH))*|[Ll]uật\s+sư|[Kk]iến\s+trúc\s+sư|(?:[Pp]hó\s+)?[Gg]iáo\s+sư|[Tt]iến\s+s[ĩỹ])[.,\s-]*$")
_PRESIDES = regex.compile(r"(?:trưởng\s+đoàn|chủ\s+tọa|chủ\s+toạ|chủ\s+trì)(?:\s+(?:công\s+tác|kiểm\s+tra|giám\s+sát|kỳ\s+họp|phiên\s+họp|hội\s+nghị|cuộc\s+họp|đại\s+hội))?", regex.IGNORECASE)
_PRESIDES_BEFORE = regex.compile(rf"{_PRESIDES.pattern}\s+$", regex.IGNORECASE)
_BEFORE_HOLDER = regex.compile(rf"[\s,:–-]*(?:{HONORIFICS})?\s*", regex.IGNORECASE)
_CODES = (("UBTVQH", "Ủy ban Thường vụ Quốc hội"), ("/QH", "Quốc hội"), ("-CP", "Chính phủ"), ("-TTg", "Thủ tướng Chính phủ"), ("VPCP", "Văn phòng Chính phủ"))


# Bodies that the letters of a number name by their kind: "4858/UBND-KTTH", "12/NQ-HĐND", "15-CT/TU".
_BODIES = [(regex.compile(rf"(?<!\p{{L}}){letters}(?!\p{{L}})"), regex.compile(rf"(?:{names})(?![\w])")) for letters, names in (
    ("UBND", r"UBND|(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân"), ("HĐND", r"HĐND|Hội\s+đồng\s+nhân\s+dân"), ("TU", r"(?:Tỉnh|Thành)\s+(?:ủy|uỷ)"), ("HU", r"Huyện\s+(?:ủy|uỷ)"))]
_SENT = regex.compile(r"(?<![\w])(?:gửi|trình|theo\s+đề\s+nghị\s+của)\s[^,;]*$", regex.IGNORECASE)


def level_of(name: str) -> int | None:
    """Rank of an authority: 5 National Assembly … 0 commune; None if the name does not tell."""
    for n, pattern in _LEVELS:
        if pattern.search(name):
            return n
    return None


def is_collective(name: str) -> bool:
    """«các sở, ban, ngành»: many bodies, who are told but do not tell."""
    return bool(_COLLECTIVE.match(name))


def is_private(ctx: Context, e: Entity) -> bool:
    """A resident, a petitioner, an expert: a person whom the article gives no post of authority."""
    if e.label != "PERSON" or _PRESIDES_BEFORE.search(ctx.text, max(0, e.start - 30), e.start):
        return False
    person = _person(ctx, e)
    if person is None or person.title and _EXPERT.match(person.title):
        return True
    return (person.title is None or bool(_SCHOLAR.match(person.title))) and any(
        x.label == "PERSON" and ctx.text[x.start:x.end].endswith(person.name) and _ACADEMIC.search(ctx.text[max(0, x.start - 24):x.start]) for x in ctx.entities)


def _person(ctx: Context, e: Entity):
    text = ctx.text[e.start:e.end]
    return resolve_person(ctx, e.start, e.end) or next((p for p in ctx.people if text.endswith(" " + p.name)), None)


def voice(ctx: Context, e: Entity) -> str | None:
    """The name of one who speaks; None: somebody without a say."""
    return None if is_private(ctx, e) else entity_name(ctx, e)


def entity_name(ctx: Context, e: Entity) -> str:
    """Issuer as the guide wants it: a person's name, else the body's or the post's fullest form."""
    text = ctx.text[e.start:e.end]
    if e.label in ("PERSON", "POST"):
        person = _person(ctx, e)
        person = person or presiding(ctx, text)
        if person is None:
            holders = [p for p in ctx.people if p.title and _may_hold(p.title, text)]
            person = holders[0] if len(holders) == 1 else None
        if person:
            return person.name
        return fullest(text, (ctx.text[x.start:x.end] for x in ctx.entities if x.label == "POST" and x.start <= e.start))
    text = _TERM.sub("", text)
    for u in ctx.units:
        # a bracket after a department may name its ministry: only a name of the same kind is fuller
        if any(s <= e.start and e.end <= t for s, t in u.mentions) and not u.collective and (text.isupper() or _first(u.name) == _first(text)):
            spelled = [ctx.text[s:t] for s, t in u.mentions if " " in ctx.text[s:t]] if " " not in text else []
            return _TERM.sub("", max(spelled, key=len, default=u.name))  # "NHNN" is "Ngân hàng Nhà nước", where the article says so
    before = fullest(text, reversed([ctx.text[x.start:x.end] for x in ctx.entities if x.label == "ORG" and x.start < e.start]), nearest=True)
    if before != text:
        return before
    return fullest(text, [ctx.text[x.start:x.end] for x in ctx.entities if x.label == "ORG"], nearest=True)


def is_person(ctx: Context, name: str | None) -> bool:
    """Whether that is the name of one of the article's people, not of a body."""
    return any(p.name == name for p in ctx.people)


def presiding(ctx: Context, post: str) -> Person | None:
    """Whom «Trưởng đoàn», «Chủ tọa kỳ họp» means: the only one who presides in the article."""
    chairs = {c.name for m in ctx.meetings for c in m.chairs} if _PRESIDES.fullmatch(post) else set()
    return next((p for p in ctx.people if {p.name} == chairs), None)


def _first(name: str) -> str:
    return expand(name).split()[0].casefold()


def _may_hold(title: str, post: str) -> bool:
    """"Bộ trưởng GD-ĐT" of "Bộ trưởng Bộ GD-ĐT"; "Bí thư Đảng ủy phường" of "Bí thư Đảng ủy, Chủ tịch HĐND phường"."""
    words, whole = post.lower().split(), title.lower().replace(",", " ").split()
    for held in map(str.split, title.lower().split(",")):
        if len(words) < 2 or held[:1] != words[:1]:
            continue
        if set(words) <= set(held) or len(held) > 1 and held == words[:len(held)] and set(words[len(held):]) <= set(whole):
            return True
    return False


def fullest(name: str, others: Iterable[str], nearest: bool = False) -> str:
    """The longest of the other names that begins with this one: "Sở A" → "Sở A tỉnh B"; of two bodies called so,
    as of two provinces, the ``nearest``: the one that comes first."""
    if nearest:
        fuller = [o for o in others if o.startswith(name + " ") and "," not in o and _GOES_ON.match(o, len(name) + 1)]
        others = [o for o in fuller if o.startswith(fuller[0]) or fuller[0].startswith(o)]
    return max((o for o in others if o.startswith(name + " ") and "," not in o and _GOES_ON.match(o, len(name) + 1)), key=len, default=name)


def named_by_kind(ctx: Context, kind: str, at: int) -> str | None:
    """Whom «huyện», «thành phố», «Bộ», «Sở» alone means at offset ``at``: the body of that kind named
    last before it, or the place of that kind named most often."""
    tail = regex.compile(rf"(?<![\w])(?i:{regex.escape(kind)})\s+\p{{Lu}}[^,;()]*$")
    named = [(e, m.group()) for e in ctx.entities if e.label in ("ORG", "PLACE") and e.end - e.start < 60
             and (m := tail.search(ctx.text, e.start, e.end)) and not is_collective(ctx.text[e.start:e.end])]
    bodies = [e for e, found in named if e.label == "ORG" and e.end - e.start == len(found) and e.end <= at]
    if kind.casefold() in _PLACE_KINDS:
        counted = Counter(" ".join(found.split()) for _, found in named)
        name = counted.most_common(1)[0][0] if counted else None
        return name and name[0].lower() + name[1:] if name and not name.startswith("TP") else name
    return entity_name(ctx, bodies[-1]) if bodies else None


_PLACE_KINDS = frozenset(("tỉnh", "thành phố", "tp", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"))


def opening_entity(ctx: Context, start: int) -> Entity | None:
    """The entity that begins at ``start``, honorifics skipped; of a post and its holder, the holder."""
    i = bisect.bisect_left(ctx.entities, start, key=lambda e: e.start)
    if i < len(ctx.entities):
        e = ctx.entities[i]
        if _HONORIFIC.fullmatch(ctx.text[start:e.start]):
            nxt = ctx.entities[i + 1] if i + 1 < len(ctx.entities) else None
            if e.label == "POST" and nxt and nxt.label == "PERSON" and _BEFORE_HOLDER.fullmatch(ctx.text, e.end, nxt.start):
                return nxt
            return e
    return None


def issuer_by_code(number: str, ctx: Context | None = None) -> str | None:
    """Whose document a number is, where its letters say it: "219/2025/QH15" is the National Assembly's;
    "279/KH-UBND" is that of the People's Committee named before it, or of the only one that the article names."""
    known = next((issuer for code, issuer in _CODES if code in number), None)
    body = None if known or ctx is None else next((pattern for letters, pattern in _BODIES if letters.search(number)), None)
    if body is None:
        return known
    named = [e for e in ctx.entities if e.label == "ORG" and body.match(ctx.text, e.start, e.end) and not is_collective(ctx.text[e.start:e.end])
             and " cấp " not in ctx.text[e.start:e.end]]
    for at in regex.finditer(regex.escape(number), ctx.text):
        sentence = ctx.sentence_at(at.start())
        before = [e for e in named if sentence and sentence.start <= e.start and e.end <= at.start() and not _SENT.search(ctx.text[sentence.start:e.start])]
        if before:
            return entity_name(ctx, before[-1])
    names = {entity_name(ctx, e) for e in named}
    whose = {n for n in names if not any(o != n and o.startswith(n + " ") for o in names)}
    return whose.pop() if len(whose) == 1 else None
