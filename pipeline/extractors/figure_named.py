"""Words before a value that name no measured thing: they take it from a figure told before, or hide it behind who acts.

"Tỷ lệ này đạt" 90%, "(nghị quyết đề ra" 42%, "cả huyện lên" 95%, "chúng tôi phải đưa xuống" 25%, "Khu công nghiệp Bắc Sơn" 98%
measure what the figure before does; "Sở đặt chỉ tiêu kim ngạch" 285 triệu USD measures "kim ngạch".
"""
from __future__ import annotations

import regex

from pipeline.extractors import figure_phrases as ph

Span = tuple[int, int]

_AIM = (r"(?:nghị\s+quyết|kế\s+hoạch|chỉ\s+tiêu|mục\s+tiêu|dự\s+toán)(?:\s+(?:đề\s+ra|đặt\s+ra|được\s+giao|giao|cả\s+năm|năm(?:\s+(?:nay|học|\d{4}))?|nhiệm\s+kỳ|đầu\s+năm|của|tỉnh|huyện|đến|trong|là|kế|hoạch))*")
_THIS = r"(?:này|ấy|đó|kia|(?:nói\s+|kể\s+)?trên)"
_MOVES = r"(?:đưa|kéo|nâng|hạ|giảm|đẩy|rút|tăng|ép|lên|xuống|hạ|vươn)"
# The whole of what stands before the value
_REFERS = regex.compile(
    rf"(?:(?:so\s+với|trong\s+khi|còn|nhưng|song|theo|và)\s+)*(?:{_AIM}|(?:(?:để|phải|sẽ|cần)\s+)?(?:chạm|cán|về|tới)\s+(?:đích|mốc)"
    rf"|(?:(?:hai|ba|các|những|con)\s+)*(?:tỷ\s+lệ|tỉ\s+lệ|số|mức|chỉ\s+số|con\s+số|kết\s+quả)(?:\s+thứ\s+[^\W\d]+)?(?:\s+{_THIS})?(?:\s+(?:tương\s+ứng|lần\s+lượt).{{0,30}})?(?<=này|ấy|đó|kia|trên|thứ\s[^\W\d]{{2,4}}|tương\sứng.{{0,30}}|lần\slượt.{{0,30}})"
    r"|(?:năm|tháng|quý|kỳ)\s+(?:ngoái|nay|trước|sau|tới)|sau\s+khi(?:\s+[^\W\d]+){1,3}|trước\s+đó|hiện(?:\s+nay|\s+tại)?|nay|giờ|(?:hết|cuối|đầu|sang)\s+(?:năm|quý|tháng|nhiệm\s+kỳ)|đủ|xong"
    r"|(?:mới|chỉ|hiện)\s+\d[\d.,]*\s.{1,20}|(?:cao|thấp|nhiều|ít)\s+hơn\s+(?:so\s+với\s+)?(?:cùng\s+kỳ|năm).{0,30})(?:\s+(?:phải|sẽ|cần|đủ|đã|mới|chỉ|năm\s+(?:ngoái|nay|trước|\d{4})|hiện\s+nay|cả\s+năm))*")
# It ends in an aim that is kept or missed, or in a verb whose object was named before
_ENDS = regex.compile(
    rf"(?:.{{0,120}}\s)?(?:(?:giữ(?:\s+(?:nguyên|vững))?|đạt|hoàn\s+thành|theo|đặt|với|so\s+với|thấp\s+hơn|bám)\s+{_AIM}|(?:tôi|ta|họ|huyện|tỉnh|xã|ngành|thành\s+phố|đơn\s+vị|địa\s+phương|phải|sẽ|cần|quyết|để|cố)\s+(?:(?:phải|sẽ|cần|quyết(?:\s+tâm)?|cố(?:\s+gắng)?|phấn\s+đấu|nỗ\s+lực)\s+)*{_MOVES}(?:\s+(?:con\s+)?(?:số|tỷ\s+lệ|mức)\s+{_THIS})?)")
_ALL = regex.compile(r"(?:(?:để|và|riêng|trong\s+đó)\s+)*(?:cả|toàn)\s+(?:tỉnh|huyện|xã|nước|quốc|thành\s+phố|ngành|quận|phường|khối|trường)")
_AT = regex.compile(r"(?:(?:riêng|còn|và|nhưng)\s+)*(?:ở|tại)\s+[^,;]{2,50}")
# Who acts, then what is measured: "Sở đặt chỉ tiêu" kim ngạch, "Khảo sát cho thấy" tỷ lệ, "Ngân hàng áp dụng" mức lãi suất
_WHO_SETS = regex.compile(
    r".{2,160}?\s(?:đặt(?:\s+ra)?\s+(?:chỉ\s+tiêu|mục\s+tiêu|kế\s+hoạch)|(?:được\s+)?giao\s+(?:chỉ\s+tiêu|dự\s+toán|kế\s+hoạch)|đăng\s+ký)(?:\s+(?:rút|giảm|kéo|nâng|tăng|đưa|hạ|thực\s+hiện|đạt))?\s+(?=[^\W\d]{2,}\s+[^\W\d]|[^\W\d]+$)")
_WHO_TELLS = regex.compile(r"\s(?:cho\s+thấy|cho\s+biết|cho\s+hay|nêu\s+rõ|ghi\s+nhận|công\s+bố|(?:đang\s+)?áp\s+dụng|quy\s+định|lấy|có|đưa\s+ra|mở\s+rộng|duy\s+trì)\s+")
_WHO_MOVES = regex.compile(r".{2,160}?\s(?:(?:phải|cần|sẽ|cùng|tiếp\s+tục)\s+)?(?:kéo\s+giảm|cắt\s+giảm|rút\s+ngắn|mở\s+rộng|giảm|kéo|rút|hạ|nâng|đưa|tăng|siết)\s+(?=[^\W\d]+\s+[^\W\d])")
_COUNT_END = regex.compile(r"\s(?:(?:là|đạt|còn)\s+(?:(?:khoảng|hơn|gần|trên)\s+)?\d[\d.,]*|(?:cao|thấp|nhiều|ít)\s+hơn\s+(?:so\s+với\s+)?(?:trung\s+bình|cùng\s+kỳ|năm|tháng|tuần|quý|hôm|bình\s+thường|mọi)[^,;]{0,30})$")
_MOVED = regex.compile(r"\s*(?:lên|xuống|còn)(?!\w)")

_THIS_IS = regex.compile(rf"(?<!\w)(?:tỷ\s+lệ|tỉ\s+lệ|con\s+số|số|mức|chỉ\s+số|chỉ\s+tiêu)\s+{_THIS}(?:\s+[^\W\d]+){{0,5}}\s*$")


def nothing_named(low: str, start: int, at: int) -> bool:
    """Whether only "tỷ lệ này", "con số ấy" names what the value at ``at`` measures."""
    return _THIS_IS.search(low, max(start, at - 60), at) is not None


def refers_back(low: str, span: Span) -> bool:
    """Whether ``low[slice(*span)]``, which stands before a value, names what a figure before it measures."""
    return span[1] - span[0] <= 160 and (_REFERS.fullmatch(low, *span) is not None or _ENDS.fullmatch(low, *span) is not None)


def whose(text: str, low: str, span: Span) -> bool:
    """Whether the words before a value only say whose it is: "cả huyện", or one of a list of names."""
    if _ALL.fullmatch(low, *span) or _AT.fullmatch(low, *span):
        return True
    words = text[span[0]:span[1]].split()
    names = sum(w[0].isupper() and not w.isupper() for w in words)
    return 0 < len(words) <= 7 and words[0][0].isupper() and names * 2 >= len(words) and ph.HEAD.search(low, *span) is None \
        and ph.VERB_IN_SUBJECT.search(low, *span) is None and (len(words) > 1 or names == 1)


def without_actor(low: str, span: Span, at: int) -> Span:
    """The measured thing in ``span``, which ends before the value at ``at``, without who sets, tells or moves it."""
    if count := _COUNT_END.search(low, *span):
        span = span[0], count.start()  # "số hồ sơ là 3.120, chiếm" 71%
    if m := _WHO_SETS.match(low, *span):
        return m.end(), span[1]
    for m in _WHO_TELLS.finditer(low, span[0] + 2, span[1]):
        if ph.HEAD.match(low, m.end(), span[1]):
            span = m.end(), span[1]
    if _MOVED.match(low, span[1], at) and (m := _WHO_MOVES.match(low, *span)):
        return m.end(), span[1]
    return span


def names_thing(text: str, low: str, span: Span) -> bool:
    """Whether ``span`` names something measured, and not one of a list of names ("Robusta" 70%, "Arabica" 30%)."""
    return ph.HEAD.search(low, *span) is not None or not any(w[0].isupper() for w in text[span[0]:span[1]].split()[1:])


def same_kind(low: str, before: Span, span: Span) -> bool:
    """Whether ``span`` is one more of what ``before`` closes with: "tỷ lệ cơ giới hóa khâu làm đất" 96%, "khâu gặt" 81%."""
    words, told = low[span[0]:span[1]].split(), low[before[0]:before[1]].split()
    return 2 <= len(words) <= 5 and ph.HEAD.match(low, before[0]) is not None and ph.HEAD.match(low, span[0]) is None and words[0] in told[1:] and words != told
