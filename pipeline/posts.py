"""Posts: "Phó Bí thư Thường trực Thành ủy", "Giám đốc Sở Văn hóa, Thể thao và Du lịch".

A post opens with a head (bí thư, giám đốc, trưởng ban …) and runs over the body's name to a name
of a person, a verb, or punctuation that no body's name goes on after."""
from __future__ import annotations

import regex

from pipeline.segment import Segmentation
from pipeline.vocabulary import alternation, forms

_DEPUTY = alternation(forms("posts", "deputies"))
_LED = alternation(forms("posts", "led-bodies"))
_HEADS = alternation(f for f in forms("posts", "heads") if f != "trưởng")
HEAD = regex.compile(rf"""
    (?<![\p{{L}}\p{{N}}'’/&])
    (?<!Ban\s)(?<!Hội\sđồng\s)(?<!Văn\sphòng\s)(?<!Tòa\sán\s)(?<!tăng\s)(?<!Tăng\s)(?<!Hội\snghị\s)(?<!ứng\s)(?<!Ứng\s)(?<!đối\s)(?<!Đoàn\s)(?<!Tổ\s)(?<!Bộ\s(?=Tư\slệnh))
    (?:(?:{_DEPUTY}|q\.)\s+){{0,2}}
    (?: (?:{_HEADS})(?!\s+quán\b) | (?-i:P?(?:CT|BT|GĐ))(?=\s+(?:UBND|HĐND|UBMTTQ|MTTQ|Hội|Huyện|Đảng|Tỉnh|Sở|Trung)) | uv\.?[ ]?\p{{L}}{{2,6}} | đại\s+diện(?!\s+(?:lãnh|các|một|cho|nhóm|hộ|chủ|bên|pháp|sở|những|hơn|\d))
      | (?<=[,(–-]\s)phụ\s+trách(?=\s+(?:Chi\s+cục|Phòng|Sở|Ban|Văn\s+phòng|Trung\s+tâm|Trường|Cục|Vụ|Khoa|Viện|Công\s+ty|Trạm))
      | (?:phó\s+)?trưởng\s+(?={_LED}\b)
      | phó(?=\s+{_LED}\b) | chánh\s+(?=thanh\s+tra|văn\s+phòng|án|tòa|toà) )
    (?![\p{{L}}\p{{N}}'’/&])(?:\s+{alternation(forms("posts", "suffixes"))}(?![\p{{L}}\p{{N}}]))?
    | (?<![\p{{L}}\p{{N}}'’/&.])(?<!tăng\s)(?<!thị\s)(?<!môi\s)(?:(?:phó|nguyên)\s+)?trưởng\s+(?=\p{{Lu}})
    """, regex.IGNORECASE | regex.VERBOSE)
_LED_BODY = regex.compile(_LED + r"(?!\w)", regex.IGNORECASE)
_BARE_LEADER = regex.compile(r"(?:(?:phó|nguyên)\s+)*trưởng", regex.IGNORECASE)
_MORE_EVILS = regex.compile(r"(?:lãng\s+phí|tiêu\s+cực|tham\s+nhũng)(?!\w)")
# A task's predicate ends a post too, but for the verbs that bodies are named by.
_IN_NAMES = frozenset(f.casefold() for f in [*forms("organisations_fields", "field", "field_action"), *forms("directive_verbs", "in-a-name", "of-a-name"), *forms("organisations", "topic", "wants_object")])
_OPEN_NAMES = {f.rsplit(" ", n)[0] for f in _IN_NAMES for n in range(f.count(" ") + 1)}
_TASKS = [f for f in forms("action_verbs") if " " in f and f.casefold() not in _OPEN_NAMES and not f.startswith(("làm ", "là ", "có "))]
_END = regex.compile(rf"{alternation([*forms('posts', 'ends'), *_TASKS])}(?![\p{{L}}\p{{N}}])")
_BODY_VERB = regex.compile(rf"{alternation(forms('posts', 'body-verbs'))}(?![\p{{L}}\p{{N}}])")
_BODY_OPENERS = frozenset(forms("posts", "body-openers"))
_BODY = regex.compile(rf"(?!phòng,?\s+chống|xã\s+hội|hội\s+nhập){alternation(forms('posts', 'bodies'))}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_COLLECTIVE = regex.compile(rf"{alternation(forms('posts', 'collectives'))}(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
# No blank after a full stop ("… và Công nghệ.Bộ Y tế"): the sentence is over all the same.
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}]++(?:(?!(?<=\p{Ll})\.\p{Lu}\p{Ll})[/&.'’-][\p{L}\p{N}]++){0,4}")
_GAP = regex.compile(r"[ ]?[-–][ ]?|,[ ]|[ ]?\(|[ \t\u00a0]{1,3}")
_BRACKET = regex.compile(r"[ ]?\((?=\p{Lu})[^()\n\d:]{2,50}\)")
_NEVER_SECOND = frozenset("dự đã sẽ là được cùng khi".split())  # never the second half of a word in a body's name
_NUMBERED = frozenset("đội quận khu số thôn ấp tổ phường đoàn khóa khoá bản vùng lực khóm phố xóm phòng".split())
# Names of bodies that hold a comma or a hyphen: what stands before it and after it.
_BEFORE_COMMA = regex.compile(r"(?:Văn\s+h[oó][áa]|Lao\s+động|Kinh\s+tế|Thương\s+mại|Khoa\s+học|Pháp\s+luật|Tôn\s+giáo|Thể\s+thao|Học\s+sinh|Công\s+nghiệp|Kế\s+hoạch|Dân\s+tộc"
                              r"|Thanh\s+niên|Đô\s+thị|Xây\s+dựng|Chính\s+trị|Nông\s+nghiệp|Tài\s+chính|phòng|Thông\s+tin|Hạ\s+tầng|Giáo\s+dục|Khen\s+thưởng|Gia\s+đình|Môi\s+trường)$", regex.IGNORECASE)
_AFTER_COMMA = regex.compile(r"(?:Sinh\s+viên|Thể\s+thao|Khoa\s+học|Thương\s+binh|Giáo\s+dục|Thanh\s+niên|Gia\s+đình|Du\s+lịch|Thông\s+tin|Hạ\s+tầng|Thiếu\s+niên|Nhi\s+đồng|Tôn\s+giáo|Lao\s+động"
                             r"|Xã\s+hội|Đầu\s+tư|Môi\s+trường|Tài\s+chính|Ngân\s+sách|Công\s+nghệ|Quốc\s+phòng|Thương\s+mại|Đô\s+thị|chống|Đào\s+tạo|Bồi\s+dưỡng)(?!\w)", regex.IGNORECASE)
_AFTER_DASH = regex.compile(r"(?:Thương\s+binh|Đào\s+tạo|Đầu\s+tư|Khen\s+thưởng|Xã\s+hội|Du\s+lịch|Truyền\s+hình|Vũng\s+Tàu|Thiết\s+bị|Vật\s+tư|Giáo\s+dục|Tài\s+chính|Tổng\s+hợp|Kỹ\s+thuật|Xây\s+dựng"
                            r"|Công\s+nghiệp|Thương\s+mại|Viễn\s+thông|Thống\s+kê|Kế\s+hoạch|Môi\s+trường|Thể\s+thao|Hành\s+chính|Quản\s+trị|Hóa\s+gia|KHHGĐ|Kế\s+toán|Hạ\s+tầng|Thông\s+tin|Truyền\s+thông|Dân\s+số"
                            r"|Khoáng\s+sản|Quân\s+sự|Hậu\s+cần|Tổng\s+hợp|Nghiên\s+cứu|Pháp\s+chế|Ngân\s+sách|Đô\s+thị|Dân\s+tộc|Công\s+nghệ|Tuyên\s+giáo|Dạy\s+nghề|Gia\s+đình|Trẻ\s+em|Thủy\s+sản|Thủy\s+lợi|Chăn\s+nuôi|Phát\s+triển|Quy\s+hoạch|thị\s+trấn|phường|Thái\s+Bình\s+Dương|Dịch\s+vụ)(?!\w)", regex.IGNORECASE)
_CENTRAL_CITIES = regex.compile(r"(?<=tỉnh,\s)thành\s+phố\s+trực\s+thuộc")  # "Chủ tịch UBND tỉnh, thành phố trực thuộc Trung ương"
_KINDS = frozenset("tỉnh huyện xã phường quận trấn".split())
_WHOLE_KINDS = frozenset("tỉnh huyện phường quận".split())  # no word goes on after these but those of _AFTER_KIND
# What may follow a kind of place in lower case within a post.
_AFTER_KIND = regex.compile(r"(?:về|ủy|uỷ|đoàn|các|cấp|trực\s+thuộc|thuộc|của|biên\s+giới|ven\s+biển|miền\s+núi|liên\s+quan|có\s+liên\s+quan|nông\s+thôn|đảo|trọng\s+điểm|trên\s+địa\s+bàn|thành\s+phố|thị|xã|phường|huyện|tỉnh)(?!\p{L})")
_PARENT = regex.compile(rf"{alternation(forms('posts', 'parents'))}(?![\p{{L}}\p{{N}}])")
_SUB_UNIT = regex.compile(r"(?:cục|vụ|viện|chi cục|trạm|hạt)\s+trưởng|trưởng\s+(?:phòng|khoa|ban|bộ\s+môn|đại\s+diện|cơ\s+quan)|giám\s+đốc\s+(?:trung\s+tâm|viện|ban)|chánh\s+văn\s+phòng"
                          r"|giảng\s+viên|chuyên\s+(?:gia|viên)|chủ\s+nhiệm\s+(?:khoa|bộ\s+môn)|phó\s+(?:phòng|ban|khoa)", regex.IGNORECASE)
# A military rank or an address opens the next person: "… tỉnh và Đại tá …"
_TITLED = regex.compile(rf"(?i:{alternation(forms('honorifics', 'rank', 'comrade', 'male', 'female'))})(?=\s+\p{{Lu}}\p{{Ll}})|(?:PGS|GS|TS|ThS|BS|PGS\.TS|GS\.TS|[Tt]iến\s+sĩ|[Tt]hạc\s+sĩ)[.\s]+(?=\p{{Lu}})")
_ABOUT = regex.compile(r"ban\s+chỉ\s+đạo|[uủ][yỷ]\s+ban|uỷ\s+ban|tổ\s+công\s+tác|hội\s+đồng|ban\s+công\s+tác", regex.IGNORECASE)
_NOT_ABOUT = regex.compile(r"\s+(?:dự|việc|tham|thăm|kết|nội|tình|các|một|công\s+tác|làm|kiểm|tại)(?!\p{L})")
_POSTED = regex.compile(r"đại\s+sứ|lãnh\s+sự|đại\s+diện|điều\s+phối\s+viên|giám\s+đốc\s+quốc\s+gia", regex.IGNORECASE)
_MINOR = regex.compile(rf"(?:{alternation(forms('posts', 'minor'))}|đại\s+biểu(?!\s+(?:HĐND|hội\s+đồng|quốc\s+hội)))(?![\p{{L}}\p{{N}}])", regex.IGNORECASE)
_SPARE = regex.compile(r"\s+(?:phòng|án|trữ|báo|toán|bị)(?!\p{L})")
_SWALLOWS = regex.compile(r"(?:trợ\s+lý|thư\s+ký)\s*$", regex.IGNORECASE)
_MOST_WORDS = 22  # "Phó Trưởng Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, lãng phí, tiêu cực" has 17
_TRIM = regex.compile(r"(?:[\s,\-–(]|\b(?:các|và|của|kiêm|một|số)\b)+$")


_SURNAME_VIEN = regex.compile(r"(?:ủy|uỷ)\s+Viên$")  # "Thành ủy | Viên Thế Lầm"
_LEADS = regex.compile(r"trưởng\s+đoàn(?!\s+(?:ĐBQH|đại\s+biểu))(?!\p{L})", regex.IGNORECASE)
_FIRST = frozenset(regex.split(r"[\s.]", f)[0].casefold() for f in [*forms("posts", "heads", "deputies"), "phó", "trưởng", "chánh", "đại", "phụ", "ct", "pct", "bt", "pbt", "gđ", "pgđ", "ủy", "uỷ", "chính", "chỉ"])


def find_heads(text: str, first_words: list[tuple[int, str]]) -> list[tuple[int, int]]:
    """Spans of the words that open posts. "tăng trưởng", "ứng phó", "Hội đồng thành viên" open none.
    ``first_words``: starts of the text's syllables with the syllables in lower case."""
    out: list[tuple[int, int]] = []
    for at, word in first_words:
        if word not in _FIRST and not word.startswith("uv") or out and at < out[-1][1]:
            continue
        m = None if word == "quyền" and text[max(0, at - 3):at].lower() in ("ủy ", "uỷ ") else HEAD.match(text, at)  # "thừa ủy quyền | Chủ tịch"
        if not m or "\n" in m.group():
            continue
        bare = text[m.start():m.end()].rstrip()
        # "trưởng Sở": the case-blind pattern also saw "trưởng thành"; only a capital body counts
        if _BARE_LEADER.fullmatch(bare) and not _led(text, m.end()):
            continue
        if _LEADS.match(text, at) and text[max(0, at - 4):at] == "làm ":
            continue  # what one does, no post: "… làm trưởng đoàn kiểm tra Phòng khám"
        if _SURNAME_VIEN.search(bare):
            continue
        out.append((m.start(), m.start() + len(bare)))
    return out


def is_minor(text: str, start: int) -> bool:
    """The post that starts here ("chuyên gia", "thành viên") is one only beside its holder's name."""
    return _MINOR.match(text, start) is not None


def _led(text: str, at: int) -> bool:
    at += len(text[at:at + 3]) - len(text[at:at + 3].lstrip())
    return text[at:at + 1].isupper() or _LED_BODY.match(text, at) is not None


def post_end(text: str, head_end: int, limit: int, heads: set[int], names: set[int], words: Segmentation,
             after_name: bool) -> int:
    """Where the post whose head ends at ``head_end`` is over; at most ``limit`` (its line's end).
    ``names``: starts of candidate names; ``words``: the tokenizer's, by which the
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
        word = _WORD.match(text, gap.end(), limit) if gap else None
        if not word or word.start() in names or _TITLED.match(text, word.start()):
            break
        here, sign, lower = word.start(), gap.group().strip(), word.group().lower()
        if here in heads and (sign or previous != "của" and not _SWALLOWS.search(text, max(0, at - 12), at)):
            break
        if sign == "," and sub_unit and _PARENT.match(text, here):
            sub_unit = False
        elif sign and not _joined(text, head_end, at, here, sign, plural):
            break
        if lower == "kiêm" or word.group()[0].isdigit() and not (previous in _NUMBERED or previous.endswith(("khu", "đoàn"))):
            break
        end = word.end()
        if lower in ("và", "&"):
            following = _WORD.match(text, min(end + 1, limit), limit)
            if not following or following.start() in heads | names or not _same_body(text, following.start(), previous, plural):
                break
        elif word.group()[0].islower() and previous in _KINDS and text.startswith(previous, at - len(previous)) and not _AFTER_KIND.match(text, here) and (previous in _WHOLE_KINDS or words.starts(here)):
            break  # "Trưởng Công an huyện | ôn lại truyền thống"
        elif word.group()[0].islower() and _is_end(text, head_end, at, word, words):
            verb = _BODY_VERB.match(text, here) if previous in _BODY_OPENERS else None
            if not verb:
                break
            end, lower, good = verb.end(), verb.group().lower(), verb.end()  # "Ban chỉ đạo", "Đoàn kiểm tra"
        if lower in ("các", "cấp"):
            plural = True
        previous, at, count = lower, end, count + 1
        if word.group()[0].isupper() or _COLLECTIVE.match(text, here):
            good = at
    else:
        at = good
    return _trimmed(text, head_end, at)


def _joined(text: str, head_end: int, at: int, here: int, sign: str, plural: bool) -> bool:
    """The comma or hyphen at ``at`` belongs to the body's name, which goes on at ``here``."""
    if sign == "(":
        return False
    if plural and _COLLECTIVE.match(text, here):
        return True
    if sign == "," and _CENTRAL_CITIES.match(text, here):
        return True
    if sign != ",":
        return _AFTER_DASH.match(text, here) is not None
    if _MORE_EVILS.match(text, here):
        return "chống" in text[head_end:at]
    return _AFTER_COMMA.match(text, here) is not None and _BEFORE_COMMA.search(text[head_end:at]) is not None


def _same_body(text: str, here: int, previous: str, plural: bool) -> bool:
    """What follows "và" belongs to the same body's name ("Giáo dục và Đào tạo"), or to the same list."""
    return plural and _COLLECTIVE.match(text, here) is not None or not _BODY.match(text, here) or previous in ("đbqh", "hội")


def _is_end(text: str, head_end: int, at: int, word: regex.Match, words: Segmentation) -> bool:
    """A lower-case word at which the post is over, unless it is the second half of another word."""
    stop = _END.match(text, word.start())
    if not stop:
        return False
    after = word.end()
    if stop.group().startswith("đồng ") and text.endswith("Hội ", head_end, word.start()):
        return False  # "Chủ tịch Hội đồng | chủ trì"
    if word.group() == "dự" and _SPARE.match(text, after):
        return False  # "Trung tâm Y tế dự phòng"
    if stop.group() == "tối" and text.startswith(" cao", after):
        return False  # "Viện trưởng VKSND tối cao"
    if stop.group() == "về" and _ABOUT.search(text, head_end - 4, at):
        return _NOT_ABOUT.match(text, after) is not None  # "Trưởng Ban Chỉ đạo Trung ương về phòng, chống thiên tai"
    if stop.group() == "tại" and text[after + 1:after + 2].isupper() and _POSTED.search(text, max(0, head_end - 12), at):
        return False  # "Đại sứ Nhật Bản tại Việt Nam"
    # the tokenizer joins an abbreviation or "Đảng ủy" with what follows: "NN&PTNT dự"
    return " " in stop.group() or stop.group() in _NEVER_SECOND or text[at - 2:at].isupper() or words.starts(word.start())


def _trimmed(text: str, low: int, at: int) -> int:
    m = _TRIM.search(text, low, at)
    return max(low, m.start()) if m else at
