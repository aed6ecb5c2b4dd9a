"""Every mention of an organisation or an organised collective in an article's text.

A mention is a head word ("Sở", "UBND", "Trung tâm") and as much of what follows as is its name:
a field of work ("Kế hoạch và Đầu tư"), the body it belongs to ("HĐND tỉnh"), a place or a level
("huyện Bình Chánh", "cấp xã", "các xã, thị trấn"). Collectives ("các sở, ban, ngành liên quan")
are lists of general nouns with what limits them. Whether a mention counts as a unit of the
article is not decided here.
"""
from __future__ import annotations


import regex

from pipeline import collectives, gazetteer, names, toponyms
from pipeline.article import Context, Entity
from pipeline.fields import DEPARTMENT, MINISTRY
from pipeline.heads import BO, PHONG, SO, Hit, is_head
from pipeline.toponyms import PLURAL, place_after
from pipeline.words import AND, Words, of_lines

# Rules of the entities, as found in ``Entity.rule``.
RULES = ("closed", "authority", "ministry", "department", "office", "proper", "steering", "collective", "place",
         "abbreviation")
_DEFINED = regex.compile(
    r"\s{0,2}\((?:(?:sau\s+đây\s+)?(?:gọi|viết)\s+(?:tắt\s+)?(?:là)?:?\s*)?(?P<short>[\p{Lu}Đ][\p{L}&.-]{1,11}(?:\s\p{L}{1,8})?(?:\s[\p{Lu}&.-]{2,10})?)\)")
_BRACKETED = regex.compile(r"\s?\((\p{Lu}[\p{Lu}&-]{1,8})\)")
_WORD = regex.compile(r"\p{L}+")
_LOWER_REST = regex.compile(r"[ ]\p{Ll}+(?:[ ]\p{L}+){0,3}")
_MORE_CAPITALS = regex.compile(r"(?:[ ](?:Trung ương|Mặt trận|Việt Nam|(?:và[ ])?\p{Lu}\p{Ll}+[ ](?:học|nghệ|chính|trị|hội|tế|hóa)(?!\p{L}))){0,4}")
_CALLED = regex.compile(r"\s{0,2}\([^()\n]{0,80}?(?:gọi|viết)\s+tắt\s+là:?\s*(?P<short>[\p{Lu}][\p{L}&.-]{1,11})\)")


def find_organisations(ctx: Context) -> list[Entity]:
    """Mentions in order of the text, without overlap. Label ``ORG``; ``PLACE`` for a bare
    administrative place ("huyện Tuyên Hoá", "Thành phố"), which may act as an authority.
    ``rule`` is one of :data:`RULES`."""
    out: list[Entity] = []
    for line, words in zip(ctx.article.lines, of_lines(ctx.article)):
        if ctx.text[line.start:line.end].isupper():
            continue  # a headline in capitals tells no name from its neighbours; the body has them
        _scan(words, out)
    return _with_abbreviations(ctx.text, _whole_words(ctx, out))


def _whole_words(ctx: Context, entities: list[Entity]) -> list[Entity]:
    """Names that ended after the first syllable of a word ("Ban Công | tác Mặt trận") run on to the
    word's end and over the capital words that follow."""
    out: list[Entity] = []
    for e in entities:
        if out and e.start < out[-1].end:
            continue
        if e.rule in ("office", "steering", "proper"):
            last = ctx.text[e.start:e.end].split()[-2:]
            if len(last[-1]) > 1 and last[-1].istitle() and last[-1].isalpha() and _LOWER_REST.match(ctx.text, e.end) and not gazetteer.lookup(" ".join(last)):
                word = ctx.words.around(e.end)
                if word and word[0] == e.end - len(last[-1]) and _LOWER_REST.fullmatch(ctx.text, e.end, word[1]):
                    e = Entity(e.start, _MORE_CAPITALS.match(ctx.text, word[1]).end(), e.label, e.rule)
        out.append(e)
    return out


def bodies_within(text: str, start: int, end: int) -> list[Entity]:
    """The bodies named in ``text[start:end]``, as inside a post: "Chủ tịch UBND huyện"."""
    out: list[Entity] = []
    _scan(Words(text, start, end), out)
    return out


def definitions(text: str, entities: list[Entity]) -> dict[str, Entity]:
    """Short forms that the article itself defines: "Ủy ban Tài chính - Ngân sách (Ủy ban TCNS)"."""
    found: dict[str, Entity] = {}
    for e in entities:
        if e.label != "ORG" or e.rule == "collective":
            continue
        m = _DEFINED.match(text, e.end) or _CALLED.match(text, e.end)
        # the abbreviation of a field inside a name ("Phòng chống tham nhũng (PCTN)") names no body
        if m and _is_short(m["short"], text[e.start:e.end]):
            found.setdefault(m["short"], e)
    return found


def abbreviations(text: str) -> dict[str, str]:
    """Abbreviations that the article spells out: "an toàn giao thông (ATGT)". Their letters are the
    initials of the words right before the bracket."""
    found: dict[str, str] = {}
    for m in _BRACKETED.finditer(text):
        letters = [c for c in m[1] if c.isalpha()]
        before = list(_WORD.finditer(text, max(0, m.start() - 80), m.start()))[-len(letters):]
        if len(before) == len(letters) and all(w.group()[0].upper() == c for w, c in zip(before, letters)):
            found.setdefault(m[1], text[before[0].start():before[-1].end()])
    return found


def _is_short(short: str, full: str) -> bool:
    """Do the capitals of the short form come from the initials of the full one?"""
    initials = [w[0].upper() for w in regex.findall(r"[\p{L}\d]+", full)]
    letters = [c for c in short if c.isupper()]
    if " " in short:  # "Vụ Pháp chế (Bộ TN&MT)" is one body and the one above it
        return short.split()[0].lower() == full.split()[0].lower()
    if len(letters) < 2 or short.isalpha() and not short.isupper() or len(short) >= len(full):
        return False
    hits = 0
    for c in initials:
        if hits < len(letters) and c == letters[hits]:
            hits += 1
    return hits == len(letters) and letters[0] == initials[0] or not set(letters) <= set(initials)


def _with_abbreviations(text: str, entities: list[Entity]) -> list[Entity]:
    short = [s for s in definitions(text, entities) if " " not in s]
    if not short:
        return entities
    pattern = regex.compile(r"(?<![\p{L}\d/-])(?:" + "|".join(map(regex.escape, sorted(short, key=len, reverse=True)))
                            + r")(?![\p{L}\d]|[/-]\p{L})")
    taken = sorted(entities, key=lambda e: e.start)
    extra = [Entity(m.start(), m.end(), "ORG", "abbreviation") for m in pattern.finditer(text)
             if not any(e.start < m.end() and m.start() < e.end for e in taken)]
    return sorted(taken + extra, key=lambda e: e.start)


def _scan(words: Words, out: list[Entity]) -> None:
    i = 0
    while i < words.n:
        key = words.keys[i]
        hit = collectives.parse(words, i) if key in collectives.FIRST or key.isdigit() and len(key) < 4 else None
        if hit is None and key in names.FIRST:
            hit = names.parse(words, i)
        if hit is None and (key in toponyms.PLACE_FIRST or words.cap(i)):
            hit = toponyms.place(words, i)
        if hit is None:
            i += 1
            continue
        end = hit.end if hit.end is not None else words.e[hit.next - 1]
        more = _more_departments(words, i, hit)
        if not more or hit.rule != "collective":
            out.append(Entity(words.s[i], end, "PLACE" if hit.rule == "place" else "ORG", hit.rule))
        elif hit.next > i + 2:  # "các | sở Tài chính, | Xây dựng"; "các Bộ: | Công an, | Quốc phòng" names its members alone
            out.append(Entity(words.s[i + 1], end, "ORG", more[0][2]))
        for a, b, rule in more:
            out.append(Entity(words.s[a], words.e[b - 1], "ORG", rule))
        i = more[-1][1] if more else hit.next


def _more_departments(words: Words, i: int, hit: Hit) -> list[tuple[int, int, str]]:
    """The fields of more bodies of one kind, their head said once: "Sở Tài chính, | Xây dựng, | Nội vụ",
    "các Bộ: | Công an, | Quốc phòng". Index of the first word, index after the last, and rule."""
    j = hit.next
    if hit.rule == "collective":
        if words.keys[i] not in PLURAL or words.keys[i + 1] not in (BO, SO, PHONG) or not (
                words.gap(j).strip() == ":" if j == i + 2 else words.cap(i + 2) and max(MINISTRY.match(words, i + 2), DEPARTMENT.match(words, i + 2)) == j):
            return []
        rule = "ministry" if words.keys[i + 1] == BO else "department"
    elif hit.rule in ("ministry", "department"):
        rule = hit.rule
    else:
        return []
    known = MINISTRY if rule == "ministry" else DEPARTMENT
    found: list[tuple[int, int, str]] = []
    while j < words.n:
        and_ = words.joined(j) and words.keys[j] == AND
        k = j + 1 if and_ else j
        if not and_ and words.gap(j).strip() != "," and (found or hit.rule != "collective" or words.gap(j).strip() != ":"):
            break
        end = known.match(words, k)
        if not end or not words.cap(k) or and_ and not words.joined(k) or words.joined(end) and words.cap(end) or is_head(words, k) and names.parse(words, k):
            break
        end = place_after(words, end) if end < words.n else end
        found.append((k, end, rule))
        j = end
    return found
