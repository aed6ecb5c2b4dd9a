"""Which quantities other than percentages can be a goal at all, and what makes one an object of work.

"5 nhiệm vụ" is counted off, "trong 30 ngày" bounds a task, "dự án có quy mô 20 ha" is of a kind, "cần
20 tỷ đồng" says what a thing takes: none is aimed at. What an action makes ("xây 12 cống", "trồng 500 ha")
is, and a span of time where it is what shall change ("rút ngắn 3 tháng", "thời gian chờ còn 5 ngày").
"""
from __future__ import annotations

from typing import TYPE_CHECKING

import regex

from pipeline.article import Context, Sentence
from pipeline.extractors.figure_decided import DOES, VERB, WILL_DO
from pipeline.extractors.figure_marks import WINDOW, Marks, within
from pipeline.flat import flat_forms

if TYPE_CHECKING:
    from pipeline.extractors.figure_values import Candidate

#: What the patterns that end at a value can reach back to (characters); the longest spans 110.
NEAR = 130

_MAKE = (r"(?:xây(?:\s+(?:dựng|mới|lắp))?|làm|lắp(?:\s+đặt)?|trồng|thành\s+lập|tổ\s+chức|mở|đào\s+tạo|bồi\s+dưỡng|tập\s+huấn|tuyển(?:\s+(?:dụng|chọn|sinh))?|bổ\s+sung"
         r"|sản\s+xuất|trang\s+bị|hình\s+thành|khởi\s+công|khánh\s+thành|cải\s+tạo|nâng\s+cấp|sửa\s+chữa|kết\s+nạp|thu\s+hút|lựa\s+chọn|nạo\s+vét|đầu\s+tư|phát\s+triển|hoàn\s+thành|số\s+hóa|tiêm)")
_MORE = r"(?:\s+(?:mới|thêm|được|xong|khoảng|gần|hơn|trên|từ|đủ|tổng\s+cộng|bổ\s+sung)){0,2}\s*$"
#: The verb of an action that makes what is counted, right before the number.
MADE = regex.compile(rf"(?<!\w)(?P<verb>{_MAKE}(?:\s+{_MAKE})?){_MORE}")
_WILL_MAKE = regex.compile(rf"(?<!\w)sẽ\s+(?:tiếp\s+tục\s+|phải\s+|được\s+)?{_MAKE}(?:\s+{_MAKE})?{_MORE}")
# "Đề án dự kiến triển khai với 500 cơ sở": what a plan says is planned
_PLAN_SAYS = regex.compile(r"\W*(?:theo\s+đó\s*,\s*)?(?:đề\s+án|kế\s+hoạch|chương\s+trình|phương\s+án|quy\s+hoạch)(?!\w)[^,;.:]{0,80}?(?<!\w)(?:sẽ|dự\s+kiến)\s+(?:được\s+)?(?:triển\s+khai|thực\s+hiện|áp\s+dụng|tổ\s+chức)(?!\w)")
_BUILT = regex.compile(rf"(?<!\w)(?:xây(?:\s+(?:dựng|mới|lắp))?|lắp(?:\s+đặt)?|thành\s+lập|lập|mở|dựng|khởi\s+công){_MORE}")  # one of these is more than "a"
_NEEDS = regex.compile(r"(?<!\w)(?:cần|thiếu|cần\s+(?:có|tới|đến|khoảng)|còn\s+thiếu)\s*$")
_NO_VERB = frozenset(["", "trong khi", "và", "nhưng", "hiện", "khi", "với", "đặc biệt", "riêng", "còn", "trong đó", "hiện nay", "có", "ngoài ra", "đến nay"])
_OWN_SIZE = regex.compile(r"(?<!\w)(?:chương\s+trình|gói|dự\s+án|tuyến|đoạn|quy\s+mô|công\s+suất)(?:\s+[^\W\d]+){0,4}\s*$|(?<!\w)(?<!nâng\s)(?:dài|rộng|cao|nặng)(?:\s+(?:khoảng|gần|hơn|trên|từ))?\s*$")
_COST = regex.compile(r"(?<!\w)(?:tổng\s+mức\s+đầu\s+tư|phương\s+án|(?<!theo\s)giá(?!\s+trị)|cước|thuê\s+bao|tiền\s+ăn|học\s+phí|lệ\s+phí|mức\s+phí|chi\s+phí|vốn\s+điều\s+lệ|mức\s+phạt|phạt\s+tiền|xử\s+phạt|lãi\s+suất|nhu\s+cầu(?:\s+về)?\s+(?:vốn|kinh\s+phí))(?!\w)")
# What makes a thing one of a class: "dự án có quy mô vốn từ 500 tỷ đồng trở lên", "có tổng diện tích khoảng 5 ha"
_CLASS = regex.compile(r"(?<!\w)(?:có|với|hoặc)\s+(?:tổng\s+|số\s+)?(?:quy\s+mô|vốn|tài\s+sản|mức|giá\s+trị|diện\s+tích|khối\s+lượng|công\s+suất|dung\s+tích|thu\s+nhập|chiều\s+(?:dài|cao|rộng))(?:\s+[^\W\d]+){0,5}\s*$")
_AT_LEAST = regex.compile(r"không\s+(?:được\s+)?(?:thấp|ít|dưới)|ít\s+nhất|tối\s+thiểu")  # said of an aim; of a class "từ … trở lên"
_LEVEL = regex.compile(r"(?:số|%|\d)\s+(?:số\s+)?xã(?:\s+[^\W\d]+){0,6}\s+đạt\s*$")  # "50% số xã đạt 19 tiêu chí"
_OUTCOME = regex.compile(r"(?<!\w)(?:được|bị|mất|dẫn\s+đến|nâng\s+tổng\s+số[^,;]{0,40}lên)\s*$|(?<!\w)(?<!việc\s)(?:làm|khiến|gây)\s[^,;]{1,60}$")
_ADDRESSED = regex.compile(r"(?<!\w)(?:yêu\s+cầu|đề\s+nghị|giao|chỉ\s+đạo|đôn\s+đốc|nhắc\s+nhở|phê\s+bình|biểu\s+dương)(?:\s+các\s+(?:[^\W\d]+\s+){1,2}(?:và\s+)?|\s+cho)?\s*$")
_PURPOSE = regex.compile(r"(?<!\w)(?:để|nhằm|phục\s+vụ)\s+(?!đạt|hoàn\s+thành|phấn\s+đấu)[^,;:]{0,60}$")
_CONDITION = regex.compile(rf"(?<!\w){flat_forms(['khi', 'nếu', 'trường hợp', 'những ai', 'có giá trị', 'đối tượng là', *(f'đối với {who}' for who in ('người', 'hộ', 'cá nhân', 'dự án'))])}(?!\w)")
# An effect that is promised, no goal: "tạo điều kiện …, tiết kiệm 10 tỷ đồng"
_PROMISED = regex.compile(r"(?<!\w)(?:giúp|tạo\s+điều\s+kiện|qua\s+đó|từ\s+đó|nhờ\s+đó|góp\s+phần)\s[^.;:]{0,110}(?<!\w)(?:tiết\s+kiệm|tiết\s+giảm)(?:\s+(?:được|khoảng|hơn|gần|cho\s+[^,;.]{0,30})){0,2}\s*$")
_SOONER = regex.compile(r"(?<!\w)(?:sớm(?:\s+hơn)?(?:\s+(?:so\s+với\s+)?(?:tiến\s+độ|kế\s+hoạch|thời\s+hạn|hạn|dự\s+kiến))?|(?:vượt|trước)\s+(?:tiến\s+độ|kế\s+hoạch|thời\s+hạn|hạn))(?:\s+(?:đề\s+ra|được\s+giao|ít\s+nhất|tối\s+thiểu|khoảng|từ|là)){0,2}\s*$")
_TIME_TAKEN = regex.compile(r"(?<!\w)(?:thời\s+gian|thời\s+hạn)\s[^,;:]{2,80}$")
# "chỉ số tiếp cận điện năng rút từ 7 ngày xuống còn" 5 ngày
_SHORTENED = regex.compile(r"(?<!\w)(?:rút|giảm|hạ|kéo|cắt)(?:\s+(?:ngắn|giảm))?\s+từ\s+\d[^,;:.]{2,40}?(?:còn|xuống)\s*$")
# "03 ngày làm việc kể từ ngày nhận", "ít nhất 5 ngày trước khi khai mạc": deadlines
_BOUND_AFTER = regex.compile(r"\s*(?:kể\s+từ|tính\s+từ|trước|sau|từ\s+(?:ngày|khi))(?!\w)")
_ALLOTS = regex.compile(r"(?<!đã\s)(?<!\w)(?:dành|bố\s+trí|phân\s+bổ)(?:\s+(?:khoảng|gần|hơn|trên|tổng\s+cộng))?\s*$")
_MULTIPLES = ("nghìn ", "ngàn ", "vạn ", "triệu ", "tỷ ")
_PLACES = frozenset("xã phường thôn bản ấp làng huyện quận tỉnh".split()) | {"thị trấn", "tổ dân phố"}
_LABEL = regex.compile(r"[^:]{4,140}:\s*$")
_REST = regex.compile(r"[\s.;,]*(?:/\p{L}+)?[\s.;,]*")


class Counts:
    """The part of :class:`figure_context.Judge` that knows what can be aimed at."""

    ctx: Context
    flat: str

    def _marks(self, sentence: Sentence) -> Marks:
        raise NotImplementedError

    def _ordered(self, sentence: Sentence, at: int) -> bool:
        raise NotImplementedError

    def in_task(self, at: int) -> bool:
        raise NotImplementedError

    def _countable(self, sentence: Sentence, c: Candidate, own: float, frame: float, listed: bool) -> bool:
        """Whether a quantity that is not a percentage can be a goal at all: "5 nhiệm vụ" and "trong
        30 ngày" are not, a bare small count ("2 dự án") only where it is aimed at."""
        clause = self._clause(sentence, c.start)
        near = max(clause, c.start - NEAR)  # what stands right before it
        if c.kind == "rank":
            return listed or own >= 2.4 and self._ordered(sentence, c.at)
        if c.kind == "duration":
            return _BOUND_AFTER.match(self.flat, c.end) is None and (
                c.direction is not None or c.marked and c.comparator == ">=" and c.unit != "tuổi" or _SOONER.search(self.flat, near, c.start) is not None
                or (c.linked or c.marked and c.comparator == "<=") and _TIME_TAKEN.search(self.flat, near, c.start) is not None
                or c.linked and _SHORTENED.search(self.flat, near, c.start) is not None)
        in_task = self.in_task(c.at)
        made = MADE.search(self.flat, near, c.start) is not None or in_task and DOES.search(self.flat, max(near, c.start - VERB), c.start) is not None
        if c.kind in ("place", "attribute") or c.kind == "listed" and not (c.marked and c.comparator in (">=", "<=")):
            return False
        if c.kind == "open":
            return made and c.value >= 2 or c.marked and c.comparator != "~" and own >= 2.5
        if _NEEDS.search(self.flat, max(0, c.start - 20), c.start):
            return False  # what a thing takes, not what is aimed at
        aimed = self._aimed(sentence, c.at)
        if not c.marked and not c.linked and not listed:
            if c.kind == "count" and _ADDRESSED.search(self.flat, near, c.start):
                return False  # "yêu cầu 30 địa phương": who is asked
            if own < 4 and not aimed and self.flat[clause:c.start].strip(" ,-–+•*(“\"") in _NO_VERB or _OWN_SIZE.search(self.flat, near, c.start) and not made:
                return False  # "22 địa phương khác khó hoàn thành"; "chương trình cho vay 120 nghìn tỷ đồng"
            if self.flat[c.start - 1:c.start] in ("\"", "“"):
                return False  # "“200 km kênh cần vài năm": what is spoken of
        if c.unit in _PLACES and not aimed and self.ctx.text[c.end:c.end + 2].strip()[:1].isupper():
            return False  # "công bố 2 xã Tân An và Tân Phú đạt chuẩn": which ones, not how many
        if not c.linked and not (aimed and _AT_LEAST.match(self.flat, c.start)) and _CLASS.search(self.flat, near, c.start):
            return False
        if c.unit == "tiêu chí" and _LEVEL.search(self.flat, near, c.start):
            return False
        if _CONDITION.search(self.flat, clause, c.start) or _PURPOSE.search(self.flat, near, c.start) or _PROMISED.search(self.flat, max(sentence.start, c.start - 180), c.start):
            return False
        if not listed and (not aimed and _COST.search(self.flat, clause, c.start) or own < 4 and not made and _OUTCOME.search(self.flat, near, c.start)):
            return False
        if c.kind == "change" and not (c.unit == "điểm" and made or c.linked or c.direction or c.marked and (c.unit != "lần" or c.comparator == "<=")):
            return False  # "đình chỉ 4 điểm khai thác", "ít nhất 2 lần"
        if c.kind == "count" and not c.marked and not c.linked and c.value < 10 and not c.unit.startswith(_MULTIPLES) and not listed and self.flat[c.at] != "0":
            # "bố trí 1 đơn vị": one as good as "a"; "phấn đấu có 1 xã" counts
            return own + frame >= (2.0 if made or c.direction else 4.5 if in_task else 3.0) and (c.value >= 2 or aimed or in_task and _BUILT.search(self.flat, near, c.start) is not None)
        return True

    def _planned(self, sentence: Sentence, c: Candidate) -> bool:
        """Whether what is told of the time ahead is work and no forecast: "sẽ trồng 20 ha", "Đề án dự
        kiến triển khai tại 30 trường", but "sẽ có khoảng 200 người"."""
        near = max(sentence.start, c.start - NEAR)
        if c.kind == "money" and _ALLOTS.search(self.flat, near, c.start):
            return any(weight > 0 for _, _, weight in within(self._marks(sentence).times, sentence.start, c.at))
        return _WILL_MAKE.search(self.flat, near, c.start) is not None or "sẽ " in self.flat[near:c.start] and WILL_DO.search(self.flat, near, c.start) is not None or _PLAN_SAYS.match(self.flat, sentence.start, c.start) is not None

    def _labelled(self, start: int, c: Candidate, end: int) -> bool:
        """Whether the line from ``start`` to ``end`` is a name, a colon and the value: "Số phiếu: 04 bản"."""
        return _REST.fullmatch(self.flat, c.end, end) is not None and _LABEL.fullmatch(self.flat, start, c.start) is not None

    def _clause(self, sentence: Sentence, at: int) -> int:
        """Start of the clause that ``at`` stands in."""
        start = max(sentence.start, at - 200)
        breaks = within(self._marks(sentence).breaks, start, at)
        return breaks[-1][1] if breaks else start

    def _aimed(self, sentence: Sentence, at: int) -> bool:
        """Whether an aim stands before ``at``, not only an order."""
        return any(weight > 3 for _, _, weight in within(self._marks(sentence).cues, max(sentence.start, at - WINDOW), at))
