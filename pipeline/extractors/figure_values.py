"""What the values are: numbers with their units, what bounds them, and the lists they share.

A value is a percentage, or a number with a unit that the vocabulary knows (``figure_units``) or that
its next word gives; ranks ("top 40") and shares that are aimed at ("hoàn thành 19/19 tiêu chí") count too.
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from pipeline.extractors.figure_counts import MADE
from pipeline.flat import flat, flat_forms
from pipeline.numbers import Number, iter_numbers
from pipeline.vocabulary import entries, forms

_SIGNS = "≥≤><"
# The patterns below read the flat form of a line.
_COMPARATOR = {flat(f): e.value for e in entries("figure_comparators") for f in e.forms}
_LONGEST_FIRST = sorted(_COMPARATOR, key=len, reverse=True)
_BEFORE_FORMS = forms("figure_comparators", "at-least", "more", "at-most", "less", "about")
# What may stand between a comparator and its value: "tối thiểu đạt tương ứng là 60%", "không dưới mức 5%".
_BEFORE = regex.compile(
    rf"(?:(?<!\w){flat_forms(f for f in _BEFORE_FORMS if f not in _SIGNS)}|[{_SIGNS}])"
    r"(?P<mid>(?:\s+(?:là|đạt|từ|mức|ở\s+mức|đến|tới|cũng|phải|tương\s+ứng|lần\s+lượt|tương\s+ứng\s+là|lần\s+lượt\s+là|khoảng|bằng)){0,4})\s*$")
_FROM = regex.compile(r"(?<!\w)từ\s+$")
_TAIL = regex.compile(rf"\s*(?:[\p{{L}}]+\s+){{0,6}}?(?P<after>{flat_forms(forms('figure_comparators', 'and-more', 'and-less'))})(?!\w)")
_PERCENT = regex.compile(r"\s{0,3}(?:[%％]|phần\s+trăm(?!\w))")
_PER = regex.compile(r"\s?/\s?(?:năm|tháng|ngày\s+đêm|ngày|quý|người|ha|hộ|vụ|tấn|km|m2|m²|m3|đơn\s+vị|xã|thôn|người/năm|lần)(?:/(?:năm|tháng|ngày|ha))?(?!\w)")
_UNIT_SIGNS = "%％‰°"  # what a unit begins with, besides letters
_UNIT_KIND = {flat(f): e.value for e in entries("figure_units") for f in e.forms}
_UNIT = regex.compile(rf"\s{{0,3}}(?P<unit>{flat_forms(_UNIT_KIND)})(?![\w])")
_SHARED = regex.compile(r"(?<!\w)(?:tương\s+ứng|lần\s+lượt)(?!\w)")
_LIST_GAP = regex.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:khoảng|trên|gần)?\s*")
_COUNT_GAP = regex.compile(r"(?:\s+[^\W\d]+){0,4}(?:\s*\([^()]{1,30}\))?\s*(?:,|và|,\s*và)\s+")
# A rank: "lọt top 40", "xếp thứ 10", "đứng vị trí thứ 5"; but "kỳ họp thứ 10", "thứ 2 hằng tuần"
_RANK = regex.compile(r"(?<!\w)(?:(?P<w>top|tốp)|(?:thuộc|trong|vào)\s+(?P<w>nhóm)|(?:xếp|đứng|giữ|lên|lọt|vươn|đạt|trong|vào)\s+(?:(?:hạng|vị\s+trí|vị)\s+)?(?P<w>thứ|hạng|vị\s+trí)(?:\s+thứ)?)\s+$")
_RANKED = regex.compile(r"(?:\s*/\s*\d+)?\s+(?P<unit>quốc\s+gia|nền\s+kinh\s+tế|nước|tỉnh|thành\s+phố|địa\s+phương|trường|doanh\s+nghiệp)(?!\w)")
_LEADS = regex.compile(r"\s+[^,;.]{2,30}(?:,\s*[^,;.]{2,20})?\s(?:dẫn\s+đầu|đứng\s+đầu|tốt\s+nhất|cao\s+nhất|hàng\s+đầu)(?!\w)")
# A share that is aimed at: "để hoàn thành 19/19 tiêu chí", "phấn đấu 12/12 xã đạt chuẩn"
_AIMED_SHARE = regex.compile(r"(?<!\w)(?:phấn\s+đấu|quyết\s+tâm|mục\s+tiêu|sẽ|phải|để|nhằm)\s+(?:[^\W\d]+\s+){0,3}(?:(?<=phấn\s+đấu\s+)|(?<=hoàn\s+thành\s+)|(?<=đạt\s+)|(?<=có\s+)|(?<=đủ\s+))$|(?<!\w)nâng\s[^,;.:]{2,70}\slên\s+$")
# "số lớp tối thiểu là 10": the unit stands in the name of what is counted
_NUMBER_OF = regex.compile(r"(?<!\w)(?:số\s+(?:lượng\s+)?(?P<unit>[^\W\d]+(?:\s+[^\W\d]+)?)|(?P<unit>điểm)(?:\s+(?:số|trung\s+bình))?)(?:\s+[^\W\d]+){0,6}?\s+(?:tối\s+thiểu|ít\s+nhất|tối\s+đa|không\s+quá|không\s+dưới|không\s+vượt\s+quá)\s+(?:là\s+)?$")
_REST_OF_AMOUNT = regex.compile(r"\s(?P<n>\d{1,3}(?:\.\d{3})?)\s?(?P<scale>triệu|nghìn|ngàn)(?:\s+đồng)?(?!\w)")
_SOONER = regex.compile(r"(?<!\w)(?:sớm|muộn|nhanh|chậm|dài|ngắn|lâu)\s+$")
_FROM_TO = regex.compile(r"(?:/\p{L}+)?\s*(?:-|–|đến|tới)\s*")
_NOT_FROM = regex.compile(r"(?<!\w)(?:tăng|giảm|nâng|rút|hạ)(?:\s+\w+){0,2}\s*$")
_COMPARED = regex.compile(r"\s*(?:/năm)?\s*(?:điểm\s+phần\s+trăm\s*)?(?:so(?:\s+với)?|cùng\s+kỳ|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|nghị\s+quyết|mục\s+tiêu|kh)(?!\w)")
_CHANGE = regex.compile(
    r"(?<!\w)(?:(?P<up>tăng|cao\s+hơn|nhiều\s+hơn|vượt|thêm)|(?P<down>giảm|thấp\s+hơn|ít\s+hơn|rút\s+ngắn|hụt|tiết\s+kiệm))"
    r"(?:\s+(?:thêm|trưởng|mạnh|nhẹ|khoảng|bình\s+quân|trung\s+bình|từ|hơn|gần|trên|dưới|tối\s+thiểu|ít\s+nhất|được|mỗi\s+năm|hằng\s+năm|hàng\s+năm|lần\s+lượt|tương\s+ứng|là|đạt|được|không\s+quá|còn\s+lại|tới|đến)){0,4}\s*$")
_REACHED = regex.compile(r"(?<!\w)(?:đạt|bằng)\s+(?:và|hoặc)\s+$")
_GROWTH = regex.compile(r"tăng\s+trưởng(?:\s+\w+){0,3}\s*$")
_TO_LEVEL = regex.compile(r"(?<!\w)(?:lên|xuống|còn|đến|tới|đạt)(?!\w)")
# Words before a plain number that make it a name, a date or a place in a list, not a quantity.
_NOT_COUNT = regex.compile(
    r"(?:(?<!\w)(?:(?<!cả\s)năm|ngày|tháng|quý|quí|số|thứ|điều|khoản|(?<!(?:dứt|thí|trọng|cao)\s)điểm|mức\s+độ|cấp|cấp\s+độ|lớp|khóa|khoá|kỳ|kỳ\s+họp\s+thứ|hạng|loại|tuổi|nhóm|phường|quận|tổ|khu|khối|quốc\s+lộ|ql|tỉnh\s+lộ|đường"
    r"|giai\s+đoạn|phiên|bước|bảng|phụ\s+lục|trang|tập|(?<!quân\s)(?<!bộ\s)đội|trường|vùng|lô|gói|dự\s+án|tuyến|mục|chương|phần|covid|vinasat|thế\s+kỷ|thế\s+hệ|công\s+nghệ|các|những|của|tại|ở|với|cả|trong\s+số|trong\s+tổng\s+số"
    r"|lúc|hồi|sáng|chiều|tối|trưa|phiên\s+bản|tổng\s+đài|gồm|bao\s+gồm|trong|cùng|giữa|theo|từ|sau|trước|qua|nhờ|do|bởi|vì|không\s+bao\s+gồm|sân\s+vận\s+động|địa\s+bàn|thôn|xã|bản|ấp|kèm)|[-/(#.])\s*$")
_PER_PEOPLE = regex.compile(r"\s+(?:(?:nghìn|ngàn|vạn|triệu)\s+)?dân(?!\s+(?:số|tộc|công|cư))(?!\w)")
_NOT_MONEY = regex.compile(r"(?:(?<!\w)(?:số|mệnh\s+giá|loại|gói|tờ|của|các|những|với|gồm|bao\s+gồm|trong|trong\s+đó|trong\s+số|cùng|từ|nhờ|không\s+bao\s+gồm|kèm)|[-/(#.])\s*$")
_DAY = regex.compile(r"(?:(?<!\w)(?:ngày|tháng|số|sáng|chiều|tối|trưa|hôm|nay|điều|khoản|từ|đến)|[-/(#.])\s*$")
_FUNCTION_WORDS = frozenset("trong vào và hoặc của theo đến tới là thì mà ở tại với cho trở so lên xuống được có do bởi về từ này đó trên dưới trước sau nhưng để nhằm thuộc mới đã đang sẽ chưa không chỉ vẫn còn cũng đạt".split())
_ROUND = frozenset("chục trăm nghìn ngàn vạn triệu tỷ tỉ".split())
_NOT_MORE = regex.compile(r"(?<!\w)không(?:\s+được)?\s+(?:yêu\s+cầu|để|cho|bổ\s+sung|trả|làm|tổ\s+chức|kéo\s+dài|họp|đi|thu|bố\s+trí|sử\s+dụng|đăng\s+ký|kiêm)\s[^.;:]*$")
_SHORT_NOUN = regex.compile(r"[^\W\d]+(?:\s+[^\W\d]+){0,2}(?=\s*(?:[,;.(]|$)|\s+(?:và|cùng|với|tại|để|cho|ở)\s)")
_WORDY = regex.compile(r"\p{L}[\p{L}-]*")


@dataclass(slots=True)
class Candidate:
    """A value with its unit. ``start`` and ``end`` bound the comparator, the number and the unit, the
    number itself begins at ``at``; all are offsets in the article's text."""

    start: int
    at: int
    end: int
    value: float
    value_max: float | None
    unit: str
    kind: Literal["percent", "money", "measure", "count", "change", "place", "duration", "attribute", "listed", "open", "share", "rank"]
    comparator: str
    direction: str | None
    marked: bool  # a comparator stands beside it
    linked: bool = False  # "đạt", "là", "còn" … lead to it
    group: int | None = None  # place in a list that shares "tương ứng" / "lần lượt"
    verbal: bool = False  # the comparator is the verb of the clause: "vượt 12% kế hoạch"

    @property
    def value_from(self) -> int:
        """Where the words end that lead to the value."""
        return self.at if self.verbal else self.start


def read_values(piece: str, low: str, base: int, taken: list[tuple[int, int]], limit: int) -> tuple[list[Candidate], list[Candidate]]:
    """Every value with a unit in one line of the article, ``limit`` at most, and the shares ("18/19 xã")
    in it, which are no figures but may be what one measures; ``low`` is the flat form of the line,
    ``base`` its offset."""
    out: list[Candidate] = []
    shares: list[Candidate] = []
    for n in iter_numbers(piece):
        if len(out) >= limit:
            break
        if (rank := _rank(piece, low, n)) and not any(s <= base + n.start < e for s, e in taken):
            out.append(rank)
            continue
        follows = low[n.scale_end:n.scale_end + 4].lstrip()[:1]
        if not follows.isalpha() and not (follows and follows in _UNIT_SIGNS) and n.scale < 1e6:
            if number := _number_of(piece, low, n):
                out.append(number)
            continue  # the next number, a comma: most numbers that are no figures end here
        if out and n.start < out[-1].end:
            continue  # "394 tỷ 581 triệu đồng": read with the first
        if n.kind == "share" and not (made := _aimed_share(piece, low, n)):
            if len(shares) < limit and n.whole and not _DAY.search(low, max(0, n.start - 12), n.start):
                shares.append(Candidate(n.start + base, n.start + base, n.end + base, n.total, None, "", "share", "=", None, False))
            continue
        listed = n.kind == "words" and out and out[-1].marked and out[-1].kind == "count" and _COUNT_GAP.fullmatch(low, out[-1].end, n.start) is not None
        if n.kind != "share":
            made = _percent(low, n) or _quantity(piece, low, n, listed)
        if not made:
            continue
        unit, unit_start, end, kind = made
        if kind != "percent" and any(s <= base + n.start < e for s, e in taken):
            continue
        start, comparator, marked, end = _compare(low, n, end, kind)
        c = Candidate(start, n.start, end, n.value, n.value_max, unit, kind, comparator,
                      _direction(low, n, end), marked, verbal=low.startswith("vượt", start))
        if n.value < 0 and c.direction == "decrease":
            c.value = -n.value
        if listed and not c.marked and n.value < 11 and c.unit.split()[0] != out[-1].unit.split()[0]:
            continue
        if listed and not c.marked:  # "ít nhất một trạm y tế, một trạm bơm"
            c.start, c.comparator, c.marked = out[-1].start, out[-1].comparator, True
        if kind == "money" and n.scale >= 1e6:
            _add_rest(piece, low, n, c)
        if out and _one_range(low, out[-1], c):
            out[-1].value_max, out[-1].end = c.value, c.end
            if kind == "percent" and (wide := _FROM.search(low, max(0, out[-1].start - 4), out[-1].start)):
                out[-1].start = wide.start()  # as in "từ 10 - 20%"
            continue
        out.append(c)
    _share_lists(low, out)
    for c in out:
        c.start, c.at, c.end = c.start + base, c.at + base, c.end + base
    return out, shares


def _percent(low: str, n: Number) -> tuple[str, int, int, str] | None:
    m = _PERCENT.match(low, n.scale_end)
    if not m or n.scale != 1:
        return None
    if n.value_max is None and abs(n.value) > 10_000:  # no news figure; a broken identifier
        return None
    return "%", m.start(), m.end(), "percent"


def _rank(piece: str, low: str, n: Number) -> Candidate | None:
    """The place in an order that a number names ("top 40 quốc gia", "xếp thứ 10"), offsets in the line."""
    if not n.value.is_integer() or not 1 <= n.value <= 300 or low[n.start - 1:n.start] != " " or low[max(0, n.start - 3):n.start - 1] not in ("op", "ốp", "óm", "hứ", "ng", "rí"):
        return None
    m = _RANK.search(low, max(0, n.start - 40), n.start)
    if m is None or _PERCENT.match(low, n.end) or m["w"] == "nhóm" and not _LEADS.match(low, n.end):
        return None
    of = _RANKED.match(low, n.end)
    unit = piece[of.start("unit"):of.end()] if of else piece[m.start("w"):m.end("w")]
    return Candidate(m.start("w"), n.start, n.end, n.value, n.value_max, unit, "rank", "=", None, False, linked=True)


def _number_of(piece: str, low: str, n: Number) -> Candidate | None:
    """A bounded number whose unit the name of the counted thing gives ("số lớp tối thiểu là 10"), offsets in the line."""
    if n.kind != "digits" or n.scale != 1 or low[n.end:n.end + 1] in "/%-" and low[n.end:n.end + 1]:
        return None
    m = _NUMBER_OF.search(low, max(0, n.start - 90), n.start)
    bound = _BEFORE.search(low, max(0, n.start - 40), n.start) if m else None
    if m is None or bound is None:
        return None
    word = next(f for f in _LONGEST_FIRST if bound.group().startswith(f))
    unit = piece[m.start("unit"):m.end("unit")].split()[0]
    return Candidate(bound.start(), n.start, n.end, n.value, n.value_max, unit, "count", _COMPARATOR[word], None, True)


def _aimed_share(piece: str, low: str, n: Number) -> tuple[str, int, int, str] | None:
    """The unit of a share that is aimed at."""
    if not n.whole or n.value > n.whole or not _AIMED_SHARE.search(low, max(0, n.start - 60), n.start):
        return None
    m = _UNIT.match(low, n.end)
    kind = _UNIT_KIND[" ".join(m["unit"].split())] if m else ""
    return (piece[m.start("unit"):m.end()], m.start("unit"), m.end(), "count") if kind == "count" else None


def _add_rest(piece: str, low: str, n: Number, c: Candidate) -> None:
    """"394 tỷ 581 triệu đồng": one amount, in its larger multiplier."""
    rest = _REST_OF_AMOUNT.match(low, n.scale_end)
    if rest is None or n.value_max is not None:
        return
    small = float(rest["n"].replace(".", "")) * (1e6 if rest["scale"] == "triệu" else 1e3)
    if small < n.scale:
        c.value, c.unit, c.end = round(n.value + small / n.scale, 9), piece[n.end:n.scale_end].strip(), rest.end()


def _one_range(low: str, first: Candidate, c: Candidate) -> bool:
    """Whether the two are the ends of one range that repeats its unit: "từ 5 tỷ đồng đến 8 tỷ đồng"."""
    return (c.unit == first.unit and first.value_max is None and c.value_max is None and first.value < c.value and not c.marked
            and c.kind in ("money", "measure", "count", "change", "percent") and _FROM_TO.fullmatch(low, first.end, c.start) is not None
            and _FROM.search(low, max(0, first.at - 6), first.at) is not None and not _NOT_FROM.search(low, max(0, first.start - 24), first.start))


def _quantity(piece: str, low: str, n: Number, listed: bool) -> tuple[str, int, int, str] | None:
    """The unit after a number that is not a percentage: a listed one, or the next word. Small numbers in
    words count only where a bound or the verb of what is made stands before them, or in a list (``listed``)."""
    before = low[max(0, n.start - 24):n.start]
    bound = _BEFORE.search(before)  # "ít nhất một trường", but "một trường"
    if n.value < 0 or (n.kind == "words" and n.value < 11 and n.scale == 1 and not bound and not listed and not (n.value > 2 and MADE.search(before))):
        return None
    if before.endswith("trên ") and _PER_PEOPLE.match(low, n.end):
        return None  # "10 bác sĩ trên 1 vạn dân"
    if n.kind == "words" and low[n.start:n.end].split()[0] in _ROUND:
        return None  # "vài chục nghìn tỷ"
    m = _UNIT.match(low, n.scale_end)
    if not m and not (n.scale >= 1e6 and low[n.end:n.end + 1].isspace()) and not _WORDY.match(low, n.scale_end + 1):
        return None
    issued = before.endswith("cấp ") and n.value >= 20  # "cấp 3" is a grade, "cấp 1.500 giấy chứng nhận" is issuing
    money = m is not None and _UNIT_KIND[" ".join(m["unit"].split())] == "money"  # "thu trên địa bàn 300 tỷ đồng"
    if not issued and (_NOT_MONEY if money else _NOT_COUNT).search(before) and not bound and not _FROM.search(before):
        return None
    written = piece[m.start("unit"):m.end()] if m else ""
    if m and not (written[0].isupper() and not written.isupper()):  # "Sư đoàn 3 Sao Vàng": a name
        end = m.end()
        per = _PER.match(low, end)
        if per:
            end = per.end()
        kind = _UNIT_KIND.get(" ".join(m["unit"].split()), "open")
        if per and kind in ("count", "change"):  # "2 buổi/ngày": how often, not how much
            return None
        start = n.end + len(piece[n.end:n.scale_end]) - len(piece[n.end:n.scale_end].lstrip()) if n.scale_end > n.end else m.start("unit")
        return piece[start:end], start, end, kind
    if n.scale >= 1e6 and piece[n.end:n.end + 1].isspace():  # "225.000 tỷ", not "5G"
        start = n.end + 1
        return piece[start:n.scale_end], start, n.scale_end, "money"
    word = _WORDY.match(piece, n.scale_end + 1) if piece[n.scale_end:n.scale_end + 1].isspace() else None
    if not word or word.group()[0].isupper() or n.kind == "words" or word.group() in _FUNCTION_WORDS:
        return None
    noun = _SHORT_NOUN.match(low, n.scale_end + 1)  # "19 cống thoát nước,", but "19 cống đã xong"
    stop = noun.end() if noun and not _FUNCTION_WORDS.intersection(noun.group().split()) else word.end()
    return piece[n.end + 1:stop], n.end + 1, stop, "open"


def _compare(low: str, n: Number, end: int, kind: str) -> tuple[int, str, bool, int]:
    """Where the span with its comparator starts and ends, which comparator, and whether one stands there."""
    start = n.start
    if n.start >= 1 and low[n.start - 1] in "$€£":
        start -= 1
    head = low[max(0, start - 60):start]
    cut = max(0, start - 60)
    tail = _TAIL.match(low, end) if _near(low, end) else None
    if tail:
        after = _COMPARATOR[" ".join(tail["after"].split())]
        far = tail.start("after") - end
        between = low[end:tail.start("after")].split()
        if far <= 1 or _FROM.search(head) or len(between) <= 3 and "từ" not in between:
            m = _FROM.search(head)
            return (cut + m.start() if m else start), after, True, tail.end("after")
    m = _BEFORE.search(head)
    if not m:
        rng = _FROM.search(head) if n.value_max is not None else None
        return (cut + rng.start() if rng else start), "=", False, end
    if m.group().startswith("hơn") and _SOONER.search(head, 0, m.start()):  # "sớm hơn từ 3 đến 6 tháng"
        rng = _FROM.search(head) if n.value_max is not None else None
        return (cut + rng.start() if rng else start), "=", False, end
    word = " ".join(m.group()[:len(m.group()) - len(m["mid"])].split())
    word = next((f for f in _LONGEST_FIRST if m.group().startswith(f)), word)
    comparator = _COMPARATOR.get(" ".join(word.split()), "=")
    at = cut + m.start()
    # "cao hơn 5% so với cùng kỳ": the size of a difference, not a bound; "vượt" bounds always
    if word in ("cao hơn", "thấp hơn", "nhiều hơn", "ít hơn", "lớn hơn", "kém") and _COMPARED.match(low, end):
        return start, "=", False, end
    if word == "quá" and _NOT_MORE.search(low, max(0, at - 140), at):  # "không được yêu cầu bổ sung hồ sơ quá 01 lần"
        return at, "<=", True, end
    if word in ("quá", "kém", "chưa đạt") and kind == "count":
        return start, "=", False, end
    # "đối với trên 20 người" is a bound, "hướng dẫn trên 5 lĩnh vực" is a place
    if word == "trên" and kind in ("listed",):
        return start, "=", False, end
    return at, comparator, True, end


def _near(low: str, end: int) -> bool:
    window = low[end:end + 60]
    return "trở" in window or "hoặc" in window


def _direction(low: str, n: Number, end: int) -> str | None:
    head = low[max(0, n.start - 60):n.start]
    m = _CHANGE.search(head)
    if not m:
        return None
    if m["up"] and (_GROWTH.search(m.group()) or m["up"] == "vượt" and (
            not _COMPARED.match(low, end) or _REACHED.search(head, 0, m.start()))):
        return None  # "tăng trưởng vượt 8%", "đạt và vượt 100% chỉ tiêu": levels
    # "tăng lên 30%", "giảm xuống dưới 5%": a level, not a change
    if _TO_LEVEL.search(m.group()) and not m.group().startswith("thêm"):
        return None
    return "increase" if m["up"] else "decrease"


def _share_lists(low: str, found: list[Candidate]) -> None:
    """"tương ứng là 60%, 55%": the values share the comparator, and a later one's text starts there."""
    run: list[Candidate] = []
    for i, c in enumerate([*found, None]):
        if c and run and c.unit == run[-1].unit and _LIST_GAP.fullmatch(low, run[-1].end, c.start):
            run.append(c)
            continue
        if len(run) > 1 and _SHARED.search(low, max(0, run[0].start - 40), run[0].at):
            m = _SHARED.search(low, max(0, run[0].start - 40), run[0].at)
            first = min(run[0].start, m.start()) if run[0].marked else run[0].at
            for k, r in enumerate(run):
                r.group = k
                if run[0].marked:
                    r.start, r.comparator, r.marked = first, run[0].comparator, True
        run = [c] if c else []
