"""Posts: "Phó Bí thư Thường trực Thành ủy", "Giám đốc Sở Văn hóa, Thể thao và Du lịch".

A post opens with a head (bí thư, giám đốc, trưởng ban …) and runs over the body's name to a name
of a person, a verb, or punctuation that no body's name goes on after."""
from __future__ import annotations

import regex

from pipeline.vocabulary import alternation, forms

_DEPUTY = alternation(forms("posts", "deputies"))
_LED = alternation(forms("posts", "led-bodies"))
_HEADS = alternation(f for f in forms("posts", "heads") if f != "trưởng")
HEAD = regex.compile(rf"""
    (?<![\p{{L}}\p{{N}}'’/&])
    (?<!Ban\s)(?<!Hội\sđồng\s)(?<!Văn\sphòng\s)(?<!Tòa\sán\s)(?<!tăng\s)(?<!Tăng\s)(?<!Hội\snghị\s)(?<!ứng\s)(?<!Ứng\s)(?<!đối\s)(?<!Đoàn\s)(?<!Tổ\s)
    (?:(?:{_DEPUTY}|q\.)\s+){{0,2}}
    (?: {_HEADS} | (?-i:P?(?:CT|BT|GĐ))(?=\s+(?:UBND|HĐND|UBMTTQ|MTTQ|Hội|Huyện|Đảng|Tỉnh|Sở|Trung)) | uv\.?[ ]?\p{{L}}{{2,6}} | đại\s+diện(?!\s+(?:lãnh|các|một|cho|nhóm|hộ|chủ|bên|pháp|sở|những|hơn|\d))
      | (?<=[,(–-]\s)phụ\s+trách(?=\s+(?:Chi\s+cục|Phòng|Sở|Ban|Văn\s+phòng|Trung\s+tâm|Trường|Cục|Vụ|Khoa|Viện|Công\s+ty|Trạm))
      | (?:phó\s+)?trưởng\s+(?={_LED}\b)
      | phó\s+(?={_LED}\b) | chánh\s+(?=thanh\s+tra|văn\s+phòng|án|tòa|toà) )
    (?![\p{{L}}\p{{N}}'’/&])(?:\s+{alternation(forms("posts", "suffixes"))}(?![\p{{L}}\p{{N}}]))?
    | (?<![\p{{L}}\p{{N}}'’/&.])(?<!tăng\s)(?<!thị\s)(?<!môi\s)(?:(?:phó|nguyên)\s+)?trưởng\s+(?=\p{{Lu}})
    """, regex.IGNORECASE | regex.VERBOSE)
_LED_BODY = regex.compile(_LED + r"(?!\w)", regex.IGNORECASE)
_BARE_LEADER = regex.compile(r"(?:(?:phó|nguyên)\s+)*trưởng", regex.IGNORECASE)
_MORE_EVILS = regex.compile(r"(?:lãng\s+phí|tiêu\s+cực|tham\s+nhũng)(?!\w)")
_END = regex.compile(rf"{alternation(forms('posts', 'ends'))}(?![\p{{L}}\p{{N}}])")
_BODY_VERB = regex.compile(rf"{alternation(forms('posts', 'body-verbs'))}(?![\p{{L}}\p{{N}}])")
_BODY_OPENERS = frozenset(forms("posts", "body-openers"))
_BODY = regex.compile(rf"(?!phòng,?\s+chống|xã\s+hội|hội\s+nhập){alternation(forms('posts', 'bodies'))}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_COLLECTIVE = regex.compile(rf"{alternation(forms('posts', 'collectives'))}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:[/&.'’-][\p{L}\p{N}]++){0,4}")
_GAP = regex.compile(r"[ ]?[-–][ ]?|,[ ]|[ ]?\(|[ \t\u00a0]{1,3}")
_BRACKET = regex.compile(r"[ ]?\((?=\p{Lu})[^()\n\d:]{2,50}\)")
_NUMBERED = frozenset("quận khu số thôn ấp tổ phường đoàn khóa khoá bản vùng lực khóm phố xóm".split())
# Names of bodies that hold a comma or a hyphen: what stands before it and after it.
_BEFORE_COMMA = regex.compile(r"(?:Văn\s+h[oó][áa]|Lao\s+động|Kinh\s+tế|Thương\s+mại|Khoa\s+học|Pháp\s+luật|Tôn\s+giáo|Thể\s+thao|Công\s+nghiệp|Kế\s+hoạch|Dân\s+tộc"
                              r"|Thanh\s+niên|Đô\s+thị|Xây\s+dựng|Chính\s+trị|Nông\s+nghiệp|Tài\s+chính|phòng|Thông\s+tin|Hạ\s+tầng|Giáo\s+dục|Khen\s+thưởng|Gia\s+đình|Môi\s+trường)$", regex.IGNORECASE)
_AFTER_COMMA = regex.compile(r"(?:Thể\s+thao|Khoa\s+học|Thương\s+binh|Giáo\s+dục|Thanh\s+niên|Gia\s+đình|Du\s+lịch|Thông\s+tin|Hạ\s+tầng|Thiếu\s+niên|Nhi\s+đồng|Tôn\s+giáo|Lao\s+động"
                             r"|Xã\s+hội|Đầu\s+tư|Môi\s+trường|Tài\s+chính|Ngân\s+sách|Công\s+nghệ|Quốc\s+phòng|Thương\s+mại|Đô\s+thị|chống|Đào\s+tạo|Bồi\s+dưỡng)(?!\w)", regex.IGNORECASE)
_AFTER_DASH = regex.compile(r"(?:Thương\s+binh|Đào\s+tạo|Đầu\s+tư|Khen\s+thưởng|Xã\s+hội|Du\s+lịch|Truyền\s+hình|Vũng\s+Tàu|Thiết\s+bị|Vật\s+tư|Giáo\s+dục|Tài\s+chính|Tổng\s+hợp|Kỹ\s+thuật|Xây\s+dựng"
                            r"|Công\s+nghiệp|Thương\s+mại|Viễn\s+thông|Thống\s+kê|Kế\s+hoạch|Môi\s+trường|Thể\s+thao|Hành\s+chính|Quản\s+trị|Hóa\s+gia|KHHGĐ|Kế\s+toán|Hạ\s+tầng|Thông\s+tin|Truyền\s+thông|Dân\s+số"
                            r"|Khoáng\s+sản|Quân\s+sự|Hậu\s+cần|Tổng\s+hợp|Nghiên\s+cứu|Pháp\s+chế|thị\s+trấn|phường|Thái\s+Bình\s+Dương|Dịch\s+vụ)(?!\w)", regex.IGNORECASE)
_PARENT = regex.compile(rf"{alternation(forms('posts', 'parents'))}(?![\p{{L}}\p{{N}}])")
_SUB_UNIT = regex.compile(r"(?:cục|vụ|viện|chi cục|trạm|hạt)\s+trưởng|trưởng\s+(?:phòng|khoa|ban|bộ\s+môn|đại\s+diện|cơ\s+quan)|giám\s+đốc\s+(?:trung\s+tâm|viện|ban)|chánh\s+văn\s+phòng"
                          r"|giảng\s+viên|chuyên\s+(?:gia|viên)|chủ\s+nhiệm\s+(?:khoa|bộ\s+môn)|phó\s+(?:phòng|ban|khoa)", regex.IGNORECASE)
# A military rank or an address opens the next person: "… tỉnh và Đại tá …"
_TITLED = regex.compile(rf"(?i:{alternation(forms('honorifics', 'rank', 'comrade', 'male', 'female'))})(?=\s+\p{{Lu}}\p{{Ll}})|(?:PGS|GS|TS|ThS|BS|PGS\.TS|GS\.TS|[Tt]iến\s+sĩ|[Tt]hạc\s+sĩ)[.\s]+(?=\p{{Lu}})")
_ABOUT = regex.compile(r"ban\s+chỉ\s+đạo|[uủ][yỷ]\s+ban|uỷ\s+ban|tổ\s+công\s+tác|hội\s+đồng|ban\s+công\s+tác", regex.IGNORECASE)
_NOT_ABOUT = regex.compile(r"\s+(?:dự|việc|tham|thăm|kết|nội|tình|các|một|công\s+tác|làm|kiểm|tại)(?!\p{L})")
_MINOR = regex.compile(rf"{alternation(forms('posts', 'minor'))}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_SWALLOWS = regex.compile(r"(?:trợ\s+lý|thư\s+ký)\s*$", regex.IGNORECASE)
_MOST_WORDS = 22  # "Phó Trưởng Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực" has 17
_TRIM = regex.compile(r"(?:[\s,\-–(]|\b(?:các|và|của|kiêm|một|số)\b)+$")


_FIRST = frozenset(regex.split(r"[\s.]", f)[0].casefold() for f in [*forms("posts", "heads", "deputies"), "phó", "trưởng", "chánh", "đại", "phụ", "ct", "pct", "bt", "pbt", "gđ", "pgđ", "ủy", "uỷ", "chính", "chỉ"])


def find_heads(text: str, first_words: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Spans of the words that open posts. "tăng trưởng", "ứng phó", "Hội đồng thành viên" open none.
    ``first_words``: starts of the text's syllables with the syllables in lower case."""
    out: list[tuple[int, int]] = []
    for at, word in first_words:
        if word not in _FIRST and not word.startswith("uv") or out and at < out[-1][1]:
            continue
        m = HEAD.match(text, at)
        if not m or "\n" in m.group():
            continue
        bare = text[m.start():m.end()].rstrip()
        # "trưởng Sở": the case-blind pattern also saw "trưởng thành"; only a capital body counts
        if _BARE_LEADER.fullmatch(bare) and not _led(text, m.end()):
            continue
        out.append((m.start(), m.start() + len(bare)))
    return out


def is_minor(text: str, start: int) -> bool:
    """The post that starts here ("chuyên gia", "thành viên") is one only beside its holder's name."""
    return _MINOR.match(text, start) is not None


def _led(text: str, at: int) -> bool:
    at += len(text[at:at + 3]) - len(text[at:at + 3].lstrip())
    return text[at:at + 1].isupper() or _LED_BODY.match(text, at) is not None


def post_end(text: str, head_end: int, limit: int, heads: set[int], names: set[int], words: set[int],
             after_name: bool) -> int:
    """Where the post whose head ends at ``head_end`` is over; at most ``limit`` (its line's end).
    ``names``: starts of candidate names; ``words``: starts of the tokenizer's words, by which the
    second syllable of "Đào tạo" is told from the verb "tạo"; ``after_name``: the post follows its
    holder's name, so a comma may lead on to the body above ("Vụ trưởng Vụ Pháp chế, Bộ Y tế")."""
    sub_unit = after_name and _SUB_UNIT.search(text, max(0, head_end - 24), min(head_end + 12, limit)) is not None
    at, count, previous, plural = head_end, 0, text[:head_end].rsplit(None, 1)[-1].lower(), False
    good = head_end  # end of the last word that a body's name may end with
    while count < _MOST_WORDS:
        bracket = _BRACKET.match(text, at, limit)
        if bracket:
            at = good = bracket.end()
            continue
        gap = _GAP.match(text, at, limit)
        if not gap:
            return _trimmed(text, head_end, at)
        word = _WORD.match(text, gap.end(), limit)
        if not word or word.start() in names:
            return _trimmed(text, head_end, at)
        here, sign = word.start(), gap.group().strip()
        if here in heads and not (sign == "" and (previous == "của" or _SWALLOWS.search(text, max(0, at - 12), at))):
            return _trimmed(text, head_end, at)
        if _TITLED.match(text, here):
            return _trimmed(text, head_end, at)
        w = word.group()
        if sign == "(":
            return _trimmed(text, head_end, at)
        if sign == ",":
            if sub_unit and _PARENT.match(text, here):
                sub_unit = False
            elif not (_COLLECTIVE.match(text, here) and plural
                    or _AFTER_COMMA.match(text, here) and _BEFORE_COMMA.search(text[head_end:at])
                    or _MORE_EVILS.match(text, here) and "chống" in text[head_end:at]):
                return _trimmed(text, head_end, at)
        elif sign:
            if not (_AFTER_DASH.match(text, here) or plural and _COLLECTIVE.match(text, here)):
                return _trimmed(text, head_end, at)
        lower = w.lower()
        acronym = text[at - 2:at].isupper()  # the tokenizer joins "NN&PTNT dự"
        if lower in ("kiêm",):
            return _trimmed(text, head_end, at)
        if lower in ("và", "&"):
            nxt = _WORD.match(text, min(word.end() + 1, limit), limit)
            if not nxt or nxt.start() in heads or nxt.start() in names:
                return _trimmed(text, head_end, at)
            if not (plural and _COLLECTIVE.match(text, nxt.start())) and _BODY.match(text, nxt.start()) and previous not in ("đbqh", "hội"):
                return _trimmed(text, head_end, at)
        elif w[0].isdigit() and not (previous in _NUMBERED or previous.endswith(("khu", "đoàn"))):
            return _trimmed(text, head_end, at)
        elif w[0].islower() and count >= 0:
            stop = _END.match(text, here)
            if stop and stop.group() == "về" and _ABOUT.search(text, head_end - 4, at) and not _NOT_ABOUT.match(text, word.end()):
                stop = None  # "Trưởng Ban Chỉ đạo Trung ương về phòng, chống thiên tai"
            if stop and (" " in stop.group() or here in words or acronym):
                if not (previous in _BODY_OPENERS and _BODY_VERB.match(text, here)):
                    return _trimmed(text, head_end, at)
                word_end = _BODY_VERB.match(text, here).end()
                previous, at, count = text[here:word_end].lower(), word_end, count + 2
                good = at
                continue
        if lower in ("các", "cấp"):
            plural = True
        previous, at, count = lower, word.end(), count + 1
        if w[0].isupper() or _COLLECTIVE.match(text, here):
            good = at
    return _trimmed(text, head_end, good)


def _trimmed(text: str, low: int, at: int) -> int:
    m = _TRIM.search(text, low, at)
    return max(low, m.start()) if m else at
