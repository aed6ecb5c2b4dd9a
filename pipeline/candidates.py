"""Candidates for names of persons: runs of capitalised syllables, judged by their shape and by
what stands to their left. Whether a candidate is a person is decided in :mod:`pipeline.persons`."""
from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline import gazetteer
from pipeline.segment import Segmentation
from pipeline.vocabulary import alternation, entries, forms

_V = "aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵ"
VIETNAMESE = regex.compile(  # one syllable of Vietnamese spelling
    rf"(?:ngh?|gh|gi|qu|ch|kh|nh|ph|th|tr|[bcdđghklmnpqrstvx])?[{_V}]{{1,3}}(?:ng|nh|ch|[cmnpt])?", regex.IGNORECASE)
_SYLLABLE = r"\p{Lu}(?:['’]\p{Lu}?)?\p{Ll}{0,10}+(?:['’-]\p{Lu}?\p{Ll}{1,10}+){0,2}"
_RUN = regex.compile(rf"(?<![\p{{L}}\p{{N}}/&.])({_SYLLABLE})(?:[  ]{{1,2}}(?:{_SYLLABLE}|[A-Z]\.)){{0,8}}(?![\p{{L}}\p{{N}}])")
_CAPS_RUN = regex.compile(r"(?<![\p{L}\p{N}/&.])\p{Lu}{2,7}(?:[  ]\p{Lu}{1,7}){2,4}(?![\p{L}\p{N}/&])")
_LOWER = regex.compile(r"[ ]\p{Ll}+")
_SPLIT = regex.compile(r"\S+")

COMMON = frozenset(f.casefold() for f in forms("surnames", "common"))
SURNAMES = frozenset(f.casefold() for e in entries("surnames") for f in e.forms)
_PAST = frozenset(gazetteer.fold(f) for f in forms("name_contexts", "past-figures"))
_COUNTRIES = frozenset(forms("name_contexts", "countries"))
_NOT_NAME = regex.compile(alternation(forms("name_contexts", "not-names")) + r"(?!\w)")
_LEFT = 28  # characters looked at to the left of a run: the longest kind ("đoàn thanh niên cộng sản") and a blank


def _before(*ids: str) -> regex.Pattern:
    # read from the right: what ends here is looked for, and nothing further left
    return regex.compile(rf"(?<![\w]){alternation(forms('name_contexts', *ids), backward=True)}[\s“\"]*$", regex.IGNORECASE | regex.REVERSE)


_UNIT_KIND, _FIXED_KIND, _HONOUR = _before("units"), _before("place-kinds", "institutions"), _before("honours")
# Words whose second half looks like a kind, told without asking for words.
_HALVES = frozenset(("thành phố", "yêu cầu", "nhu cầu", "thị trường", "môi trường"))
_ALWAYS_WHOLE = frozenset("tỉnh huyện phường quận".split())  # kinds that are never the second half of a word, as "phố" is of "thành phố"
_COOPERATIVE = regex.compile(r"tác\s+xã\s*$", regex.IGNORECASE)
_CREDIT = regex.compile(rf"(?<![\w]){alternation(forms('name_contexts', 'credits'), backward=True)}\s*[:/–-]?\s*(?:\p{{Lu}}{{2,8}}\s*/\s*)?$", regex.IGNORECASE | regex.REVERSE)
_BODY_LEFT = regex.compile(r"(?:ủy|uỷ|ubnd|hđnd|mttq|sở|ban|phòng|công an|tòa án|tp)\.?\s*$", regex.IGNORECASE | regex.REVERSE)
_LED = frozenset("Ban Chủ Trưởng Giám Bí Viện Cục Vụ Phòng Đoàn Tổng Chánh Chi Hiệu Tư Thủ Hội Văn".split())
_BODY_NOUNS = frozenset("Khối Hội Đoàn Bộ Viện Trường Quỹ Cục Vụ Phòng Sở Ban Khoa".split())
_FIELDS = frozenset(f.casefold() for f in forms("organisations_fields", "field", "field_action"))
_NAMED_AFTER = frozenset(("trường", "đường", "phố", "thpt", "thcs", "bệnh viện", "bv", "đại học", "học viện"))  # bear names of persons themselves
_APOSTROPHE = regex.compile(r"[hk]'\p{L}")
_ORDINAL = regex.compile(r"\s*(?:\d|[IVX]+\b)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """``text[start:end]`` may be a name. ``strong``: its shape alone is that of a person's full name.
    ``inner``: it was cut out of a longer run, so it needs a post that ends where it starts."""

    start: int
    end: int
    strong: bool
    inner: bool


def find_candidates(text: str, post_heads: list[tuple[int, int]], honoured: dict[int, str], words: Segmentation) -> list[Candidate]:
    """Candidates in the order of the text. ``post_heads``: the words that open posts (names end before them);
    ``honoured``: offset after an honorific → its kind; ``words``: the tokenizer's."""
    out: list[Candidate] = []
    alone: list[tuple[int, int]] = []  # one syllable after an honorific or a post: a given name, or the opening of another word
    heads = {s for s, _ in post_heads}
    after_heads = {e + 1 for _, e in post_heads}
    for run in _RUN.finditer(text):
        syllables = [(run.start() + m.start(), run.start() + m.end()) for m in _SPLIT.finditer(run.group())]
        for i, (s, _) in enumerate(syllables):
            if s in heads:
                syllables = syllables[:i]
                break
        if not syllables:
            continue
        found = _of_run(text, syllables, honoured, words, after_heads)
        if syllables[-1][0] in honoured or len(syllables) == 1 and syllables[0][0] in after_heads and words.starts(run.end() + 1):
            alone.append(syllables[-1])
        if len(syllables) <= 2 and syllables[-1][1] == run.end() and text[run.end():run.end() + 2].strip().islower():
            # "Đoàn Đại|biểu": the last capital opens a word that goes on in lower case
            without = _of_run(text, syllables[:-1], honoured, words, after_heads) if len(syllables) > 1 else []
            if found != without and not words.starts(run.end() + 1) and (words.starts(syllables[-1][0]) or _one_more(text, run.end(), words)):
                found = without
        out.extend(found)
    given = {text[c.start:c.end].split()[-1] for c in out if c.strong and " " in text[c.start:c.end]} if alone else set()
    known = {c.start for c in out}
    out.extend(Candidate(s, e, True, False) for s, e in alone if s not in known and text[s:e] in given)  # "Trung tá Bảo", "ông Lạc | mong"
    for run in _CAPS_RUN.finditer(text):
        syllables_ = run.group().split()
        if syllables_[0].casefold() in COMMON and run.start() not in heads:
            if all(VIETNAMESE.fullmatch(w) for w in syllables_) and not is_past(run.group()):
                out.append(Candidate(run.start(), run.end(), run.start() in honoured, False))
    return sorted(out, key=lambda c: c.start)


def _one_more(text: str, end: int, words: Segmentation) -> bool:
    """One syllable in lower case ends the word that ``end`` is in ("Trương Thanh | tùng"); where there are
    more, the tokenizer joined a name with what follows it ("Tô Lâm | phát biểu")."""
    m = _LOWER.match(text, end)
    return m is not None and (not text.startswith(" ", m.end()) or words.starts(m.end() + 1))


def is_past(name: str) -> bool:
    """A figure of history whose name lives on in streets, schools and movements."""
    return gazetteer.fold(name) in _PAST


def _behind_body(words: list[str]) -> int:
    """How many capitals before a name belong to what its bearer leads: "(Sở) Công Thương | Hứa Văn Bình",
    "(Cục) Thuế | Lục Đắc Bảo", "(bản) Lói | Vì Văn Thoan"; 0 where nothing says so."""
    for i in range(1, len(words) - 2):
        field = " ".join(words[:i]).casefold()
        if len(words) - i <= 5 and words[i + 1] in ("Văn", "Thị") and _opens_name(words, i) and not _opens_name(words, i - 1):
            return i
        if len(words) - i in (3, 4) and _opens_name(words, i) and (field in _FIELDS or field == "việt nam" or words[0] in _BODY_NOUNS and " ".join(words[1:i]).casefold() in _FIELDS):
            return i
    return 0


def _led_kind(left: str, start: int, after_heads: set[int]) -> bool:
    """The kind of place or of body before the run is what a post leads, not part of a name: "Trưởng ấp | Huỳnh Văn Mót",
    "Giám đốc nhà máy | Lưu Thế Vịnh"."""
    m = _FIXED_KIND.search(left)
    kind = m.group().strip() if m else ""
    return m is not None and kind.islower() and kind not in _NAMED_AFTER and start - len(left) + m.start() in after_heads


def _of_run(text: str, syllables: list[tuple[int, int]], honoured: dict[int, str], tokens: Segmentation, after_heads: set[int]) -> list[Candidate]:
    words = [text[s:e] for s, e in syllables]
    start, end = syllables[0][0], syllables[-1][1]
    left = text[max(0, start - _LEFT):start].rsplit("\n", 1)[-1]
    for i in reversed(range(len(syllables))):  # an honorific beside or inside the run: the name starts there
        if syllables[i][0] in honoured:
            return _honoured(text, syllables[i:], words[i:], honoured[syllables[i][0]])
    # nothing says what a run is that opens its line or follows a comma
    alone = not left or left.rstrip(" \u00a0“\"").endswith((",", ";"))
    if not alone and (_CREDIT.search(left) or _HONOUR.search(left)):
        return []
    cut = 0 if alone else _behind_body(words)
    if cut:
        return [Candidate(syllables[cut][0], end, True, True)]
    fixed, unit = not alone and _kind(_FIXED_KIND, left, start, tokens), not alone and _kind(_UNIT_KIND, left, start, tokens)
    of_body = not alone and _BODY_LEFT.search(left) is not None
    skip = 0
    if unit or fixed or of_body or len(words) > 4 or words[0].casefold() not in SURNAMES:
        skip = gazetteer.longest_name(words, *(_levels(left) if unit else () if fixed else ("province", "district")))
        if unit and not skip and len(words) >= 5:
            skip = gazetteer.longest_name(words) or 2 * _opens_name(words, 2)  # a place the list lacks
        if skip == 1 and words[0].casefold() in COMMON and len(words) >= 3:
            skip = 0  # "thành phố Phan Khắc Mãi": the one-syllable place of that name is not meant
    elif len(words) <= 3 and gazetteer.longest_name(words, "province", "district") == len(words):
        return []
    if skip and skip == len(words):
        return []
    if unit and skip == len(words) - 1 and words[0].casefold() in COMMON and len(words) >= 3:
        skip = 0  # "UBND xã Dương Thành Trung": one syllable is no name, so the place is not meant
    if unit and not skip and (words[0].casefold() in COMMON or _opens_name(words, 0) and len(words) > 2) and 2 <= len(words) <= 4 and not is_past(" ".join(words)):
        return [Candidate(start, end, len(words) >= 3, True)]  # "Chủ tịch UBND huyện Trần Khắc Duy"
    if len(words) in (5, 6) and not skip and words[2].casefold() in SURNAMES and _opens_name(words, 2) and of_body:
        return [Candidate(syllables[2][0], end, True, True)]  # "Giám đốc Sở Công Thương | Nhâm Thị Tố"
    if fixed and len(words) in (3, 4) and _opens_name(words, 0) and not is_past(" ".join(words)) and _led_kind(left, start, after_heads):
        return [Candidate(start, end, True, True)]
    if fixed or unit or skip or not _opens_name(words, 0) or len(words) > 5:
        for i in range(max(skip, 1), len(words) - 1):
            if i == skip and _opens_name(words, i) or words[i].casefold() in COMMON and (i > 1 or not (fixed or unit)):
                if 2 <= len(words) - i <= 5 and gazetteer.longest_name(words[i:], "province", "district") < len(words) - i:
                    return [Candidate(syllables[i][0], end, len(words) - i >= 3, True)]
            if i == 1 and words[0] in _BODY_NOUNS and len(words) in (4, 5) and _opens_name(words, 1):
                return [Candidate(syllables[1][0], end, True, True)]  # "Bí thư Đảng ủy Khối Vi Đình Thái"
        if of_body or unit:
            if len(words) in (5, 6) and _opens_name(words, 2):  # a place that no list has stands before it: "Bí thư Quận ủy Hải Tân | Kha Hữu Trác"
                return [Candidate(syllables[2][0], end, True, True)]
            if len(words) >= 2 and _APOSTROPHE.match(words[-1].casefold().replace("’", "'")):
                own = len(words) == 2 and _opens_name(words, 0)  # "UBND tỉnh | Điểu K'Ràng", "UBND xã Đạ Tong | K'Brẻo"
                return [Candidate(syllables[0 if own else -1][0], end, True, True)]
        if fixed or unit:
            return []
    if len(words) == 3 and gazetteer.longest_name(words[:2], "province") == 2 and not VIETNAMESE.fullmatch(words[2]):
        return []  # "Hà Nội Tourism"
    highland = _APOSTROPHE.match(words[0].casefold().replace("’", "'")) is not None
    if (_opens_name(words, 0) and (1 if highland else 2) <= len(words) <= 6
            and (not _NOT_NAME.match(text, start) or len(words) >= 3 and words[1] in ("Thị", "Văn")) and not is_past(" ".join(words))):
        if len(words) >= 5:  # a place or body may stand before the name: "Lâm Hà Nguyễn Văn …"
            for i in range(2, len(words) - 1):
                if words[i].casefold() in COMMON and len(words) - i >= 3:
                    return [Candidate(syllables[i][0], end, True, True)]
        strong = highland or len(words) >= 3 and (words[0].casefold() in COMMON or words[1] in ("Thị", "Văn"))
        return [Candidate(start, end, strong, False)]
    foreign = next((i for i, w in enumerate(words)
                    if len(w) > 2 and not VIETNAMESE.fullmatch(w) and not w.isupper() and w not in _COUNTRIES), None)
    if foreign is not None and len(words) - foreign >= 2:
        return [Candidate(syllables[foreign][0], end, False, True)]
    return []


def _levels(left: str) -> tuple[gazetteer.PlaceLevel, ...]:
    """The levels of the kind of place that ends the text to the left ("UBND huyện " → district)."""
    m = _UNIT_KIND.search(left)
    word = " ".join(m.group().lower().split()).rstrip(". ") if m else ""
    word = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn"}.get(word, word)
    return gazetteer.KIND_LEVEL.get(word, ())


def _kind(pattern: regex.Pattern, left: str, start: int, tokens: Segmentation) -> bool:
    """A kind of place stands right before the run, and is not the second half of another word ("nông thôn")."""
    m = pattern.search(left)
    if not m:
        return False
    kind = m.group().strip()
    if kind == "xã" and not _COOPERATIVE.search(left):
        return True  # the tokenizer joins "Đảng ủy xã"
    if " ".join([*left[:m.start()].split()[-1:], kind]) in _HALVES:
        return False
    return " " in kind or not kind[0].islower() or kind in _ALWAYS_WHOLE or tokens.starts(start - len(left) + m.start())


def _honoured(text: str, syllables: list[tuple[int, int]], words: list[str], kind: str) -> list[Candidate]:
    start, n = syllables[0][0], len(words)
    if n == 1 and (kind in ("academic", "rank", "neutral", "expert") or len(words[0]) == 1):
        return []  # given names alone follow ông, bà, đồng chí only
    if _NOT_NAME.match(text, start) and not (n >= 3 and (words[1] in ("Thị", "Văn") or words[0].casefold() in SURNAMES)):
        return []
    if words[0].casefold() in SURNAMES:
        n = min(n, 5)
    if n == 2 and gazetteer.lookup(" ".join(words), "province", *(() if words[0].casefold() in SURNAMES else ("district",))):
        return []
    if n == 1 and (_ORDINAL.match(text, syllables[0][1]) or text[syllables[0][1]:syllables[0][1] + 1] in ("-", "–", "/")):
        return []
    if is_past(" ".join(words[:n])):
        return []
    return [Candidate(start, syllables[n - 1][1], True, False)]


def _opens_name(words: list[str], i: int) -> bool:
    word = words[i].casefold().replace("’", "'")
    if word == "phó" and i + 1 < len(words) and words[i + 1] in _LED:
        return False  # "Phó Ban Nội chính"
    if word in SURNAMES or _APOSTROPHE.match(word):
        return True
    # a rare family name before the two middle names that nothing but a person has
    return len(words) - i >= 3 and words[i + 1] in ("Thị", "Văn") and VIETNAMESE.fullmatch(word) is not None
