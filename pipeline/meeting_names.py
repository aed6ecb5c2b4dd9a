"""Mentions of meetings: where one is named, of which type, how far its name runs, and how the
sentence speaks of it (held, chaired, spoken at, planned)."""
from __future__ import annotations

import bisect
import re
from dataclasses import dataclass, replace

import regex

from pipeline.article import Context, Entity, Sentence
from pipeline.dates import Time
from pipeline.vocabulary import alternation, entries

_TYPES = {" ".join(f.casefold().split()): e.value for e in entries("meetings") for f in e.forms}
_FORMS = alternation(_TYPES)
_CARRIER = r"(?:cuộc|buổi|chuyến|lớp|khóa|chương\s+trình)\s+"
MENTION = regex.compile(rf"(?<![\p{{L}}\p{{N}}])(?P<carrier>{_CARRIER})?(?P<form>{_FORMS})(?![\p{{L}}\p{{N}}])(?<!lễ(?=\s+(?:hội|tân|nghi|phép|phục|vật|Tết|,)))", regex.IGNORECASE)
_FIRST = re.compile(r"(?<![^\W_])(?:cuộc|buổi|chuyến|phiên|lớp|kh[oó][aá]|chương|hội|k[ỳì]|giao|họp|tiếp|txct|đối|t[oọ][aạ]|diễn|tập|lễ|mít|kiểm|khảo|giám|thị|phúc|sinh|thăm|làm|đại|gặp|ra|sơ|tổng|ngày)(?=\s)", re.IGNORECASE)

# Verbs by which a body holds a meeting, right before its name.
HELD = regex.compile(r"""(?:
    (?:tổ\s+chức|tiến\s+hành|khai\s+mạc|bế\s+mạc|khai\s+giảng|triệu\s+tập|mở|đăng\s+cai|diễn\s+ra|chủ\s+trì|điều\s+hành|chủ\s+to[aạ]|chủ\s+tọa)
    (?:\s+(?:thành\s+công|long\s+trọng|trọng\s+thể|trang\s+trọng|trực\s+tuyến|một|các|02|hai))*
  | (?:đã\s+|vừa\s+)?có | (?:tham\s+)?dự(?:\s+và\s+chỉ\s+đạo|,\s+chỉ\s+đạo|\s+và\s+phát\s+biểu(?:\s+tại)?)? | đến | tới | đã | vừa | đi | về | tham\s+gia | cùng\s+ngày | trực\s+tiếp
  )\s+(?:(?:buổi|cuộc|chuyến)\s+)?$""", regex.IGNORECASE | regex.VERBOSE)
_STRONG_HELD = regex.compile(r"(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|bế\s+mạc|triệu\s+tập|diễn\s+ra|chủ\s+trì|điều\s+hành)(?:\s+[\p{Ll}\d]+){0,3}\s*$", regex.IGNORECASE)
AFTER_HELD = regex.compile(r"(?:của\s+(?:ông|bà|đồng\s+chí|đoàn)\s+)?(?:(?:đã|vừa|mới|cũng)\s+){0,3}(?:diễn\s+ra|được\s+(?:[\p{L}\d]+\s+){0,6}?(?:tổ\s+chức|khai\s+mạc|diễn\s+ra|tiến\s+hành|mở|làm)|khai\s+mạc|bế\s+mạc|bắt\s+đầu|khép\s+lại|kéo\s+dài|kết\s+thúc|thành\s+công|quy\s+tụ|thu\s+hút"
                           r"|do\s+[^.;\n]{3,220}?\s(?:tổ\s+chức|chủ\s+trì|điều\s+hành|chủ\s+t[oọ][aạ]))(?!\p{L})", regex.IGNORECASE)
# What a meeting did: "…, phiên chất vấn có 14 lượt hỏi", "Đại hội bầu ban chấp hành"
_DID = regex.compile(r"(?:(?:đã|vừa|cũng)\s+){0,2}(?:có\s+(?=\d|hơn|gần|đông|sự|mặt)|bầu|thông\s+qua|xem\s+xét|thảo\s+luận|tập\s+trung|nghe|dành|bàn|ghi\s+nhận|thống\s+nhất)(?!\p{L})", regex.IGNORECASE)
_NOUNS = regex.compile(r"(?:đại\s+hội|(?-i:Ngày\s+hội)|hội\s+(?:thi|diễn|báo)|(?:buổi|cuộc)\s+(?:gặp|tiếp)|lớp|kh[óo][aá])(?!\p{L})", regex.IGNORECASE)
_THAT_WAS = regex.compile(r"(?:^|[.]\s)(?:đó|đây)\s+(?:cũng\s+)?là\s+(?:một\s+)?$", regex.IGNORECASE)
_WHILE = regex.compile(r"(?<!\p{L})(?:khi|lúc)\s+(?:(?:đang|đi|đến|về|trực\s+tiếp)\s+){0,2}$", regex.IGNORECASE)
_CLAUSE_OPENS = regex.compile(r"(?:^|[,;:]\s|[”\"]\s)$")
# What may stand between a name and its own day: "…, tổ chức hôm 8/6", "… do Hội mở tại nhà văn hóa xã ngày 9/6", "… đã bắt đầu từ 7 giờ 2/6"
_TO_OWN_DAY = regex.compile(r"""[\s,:(–-]*
    (?:(?:đã|vừa|cũng|mới|được)\s+){0,3} (?:(?:do|mà)\s[^.;:\n]{3,200}?\s)?
    (?:của\s+(?:ông|bà|đồng\s+chí|đoàn)\s+)?
    (?P<verb>(?:tổ\s+chức|tiến\s+hành|diễn\s+ra|khai\s+mạc|bế\s+mạc|khép\s+lại|kết\s+thúc|bắt\s+đầu|khai\s+giảng|mở|triệu\s+tập|(?:đồng\s+)?chủ\s+trì|điều\s+hành)\s+(?:(?:rất\s+)?(?:trang\s+trọng|long\s+trọng|trọng\s+thể|thành\s+công|ấm\s+cúng|gọn\s+nhẹ|trực\s+tuyến|nghiêm\s+túc)\s+)?)?
    (?:(?:tại|ở)\s[^.;:()\n]{3,80}?[\s,]+)?
    (?:(?:lúc|vào|từ|hôm|trong|trọn|ngay|đúng)\s+){0,3} (?:(?:các|hai|ba|bốn|năm|\d{1,2})\s+)?""", regex.IGNORECASE | regex.VERBOSE)
# A meeting recalled, or one whose decision is now carried out: "Thực hiện kết luận tại cuộc họp ngày 1/6, …"
_RECALLED = regex.compile(r"(?<!\p{L})(?:thực\s+hiện|căn\s+cứ|theo(?!\s+(?:thông\s+báo|thông\s+tin|dõi|chân|đoàn))|triển\s+khai|nhắc\s+lại|quán\s+triệt|kể\s+từ|so\s+với|như\s+đã)\s[^,;.:“”\"\n]{0,120}$", regex.IGNORECASE)
# A sentence that reports from inside the meeting.
_REPORTED = regex.compile(r"""(?:^|[,;]\s+|["“]\s*,\s*)(?:
    (?:cũng\s+)?tại\s+(?:đây\s*,)?
  | (?:kết\s+thúc|kết\s+luận|phát\s+biểu|khai\s+mạc|bế\s+mạc|chỉ\s+đạo|báo\s+cáo|thông\s+tin|trao\s+đổi|chia\s+sẻ|mở\s+đầu|sau|chủ\s+trì|đến\s+dự|tham\s+dự|dự|cùng\s+dự|tham\s+gia|điều\s+hành|toàn\s+cảnh|quang\s+cảnh)
    (?:\s+[\p{Ll}]+){0,4}?
  )\s*$""", regex.IGNORECASE | regex.VERBOSE)
_SPEAKS_AT = regex.compile(r"(?:(?:kết\s+luận|phát\s+biểu|ý\s+kiến|chỉ\s+đạo|cho\s+biết|nói)\s+(?:(?!trình\s|thông\s+qua|xem\s+xét|sau\s)[^.;:]){3,60}\s+tại|phát\s+biểu|kết\s+luận|chỉ\s+đạo|báo\s+cáo|nói|cho\s+biết|nhấn\s+mạnh|yêu\s+cầu|trình\s+bày|thông\s+tin|đề\s+nghị|nêu|khai\s+mạc|bế\s+mạc)(?:\s+(?:kết\s+luận|chỉ\s+đạo|khai\s+mạc|ý\s+kiến|bế\s+mạc))?(?:\s+(?:tại|trong|của))?\s*$", regex.IGNORECASE)
# What is ahead, planned, past or only part of something else.
_PASSING = regex.compile(r"""(?:
    sẽ(?:\s+[\p{Ll}]+){0,3} | dự\s+kiến(?:\s+[\p{Ll}]+){0,2} | chuẩn\s+bị(?:\s+[\p{Ll}]+){0,3} | trình(?:\s+[\p{Lu}Đ]+)?(?:\s+\p{Ll}+)? | sau | trước | từ | giữa\s+(?:hai|02) | hai | các | những | nhiều | mỗi | tiến\s+tới
  | không | chưa | việc(?:\s+tổ\s+chức)? | công\s+tác | kế\s+hoạch(?:\s+tổ\s+chức)? | kết\s+quả | nội\s+dung | chương\s+trình | đoàn | tổ | ban | ủy\s+ban | uỷ\s+ban | hội | và | về | của | trong | thông\s+qua | cần | phải | tăng\s+cường | thanh\s+tra\s*,? | \d+
  | (?:thực\s+hiện|phục\s+vụ|theo|quy\s+định|để|nhằm|tập\s+trung|yêu\s+cầu|đề\s+nghị|giao|chỉ\s+đạo)(?:\s+\p{Ll}+){0,2} | , | : | ;
  )\s+$""", regex.IGNORECASE | regex.VERBOSE)
_IMPERATIVE = regex.compile(r"^(?:[-–+*•]|\(?[\da-zđ]{1,2}[.)])\s*", regex.IGNORECASE)
_OPENS_PLAN = regex.compile(r"^(?:tổ\s+chức|tiến\s+hành|tăng\s+cường|phối\s+hợp|kiểm\s+tra|giám\s+sát|định\s+kỳ|xây\s+dựng)", regex.IGNORECASE)

_TOLD_OFF = regex.compile(r"(?<!\p{L})(?:giao(?!\s+(?:thông|dịch|lưu|ban|thương))|yêu\s+cầu|đề\s+nghị|phải|hoàn\s+thành|tổng\s+hợp)\s[^.;:“”\"]{0,160}(?:báo\s+cáo|trình(?:\s+bày)?|thông\s+qua|công\s+bố)(?:\s+\p{Ll}+){0,2}\s+tại\s+$", regex.IGNORECASE)
_INSTRUCTED = regex.compile(r"(?<!\p{L})(?:yêu\s+cầu|đề\s+nghị|giao(?!\s+(?:thông|dịch|lưu|ban|thương))|khẩn\s+trương|(?-i:cần)|phải|kiến\s+nghị|phản\s+ánh|cho\s+rằng|đề\s+xuất|chịu\s+trách\s+nhiệm|thành\s+lập)(?!\p{L})", regex.IGNORECASE)

# Atomic fillers, and what goes along only last: see the gaps in :mod:`pipeline.chairs`.
_SUBJECT_GAP = regex.compile(r"(?:\s(?-i:\p{Lu}\p{Ll}+)){0,3}[\s,)–-]*(?:(?>đã|vừa|đứng\s+ra|có|đến|tới|đi|về|xuống|lên|ra|trực\s+tiếp|tiếp\s+xúc|gặp\s+gỡ|tổ\s+chức|tiếp\s+tục|thăm|tiến\s+hành|làm\s+trưởng\s+đoàn|(?:các\s+)?đoàn\s+công\s+tác|đoàn|tổ|,)[\s,]+){0,8}(?:(?:cùng|và|(?:dẫn|đứng)\s+đầu)[\s,][^.;]{0,90})?", regex.IGNORECASE)
_PRONOUN = regex.compile(r"(?:^|[,;]\s|\d\s)(?:ông|bà|đồng\s+chí)(?:\s+(?:đã|vừa|cũng|tiếp\s+tục|đi|đến|tới|xuống|trực\s+tiếp)){0,3}\s+$", regex.IGNORECASE)
_DAY_WORDS = regex.compile(r"\d\s*(?:[/.–-]|tháng)\s*\d|ngày\s+\d|(?:hôm|sáng|trưa|chiều|tối|ngày)\s+(?:nay|qua)|thứ\s+\p{L}|chủ\s+nhật", regex.IGNORECASE)
_NOT_HELD = regex.compile(r"(?<!\p{L})(?:không(?!\s+khí)|chưa|hoãn|h[uủ][yỷ]|lùi|tiến\s+tới|dự\s+kiến|sẽ|sắp|để|nhằm|phục\s+vụ|chuẩn\s+bị|trước|từ|trình(?!\s+bày)|kết\s+quả|lịch|kế\s+hoạch|việc|công\s+tác|chương\s+trình)(?:\s+\p{Ll}+){0,3}\s+$", regex.IGNORECASE)
_AHEAD = regex.compile(r"(?:sẽ|dự\s+kiến|chuẩn\s+bị|cần|phải)\s+(?:\p{Ll}+\s+){0,3}$", regex.IGNORECASE)
_SCHEDULED = regex.compile(r"(?<!\p{L})(?:sẽ|sắp)\s+(?:(?:tổ\s+chức|khai\s+mạc|diễn\s+ra|tiến\s+hành|có)\s+)?$", regex.IGNORECASE)
_OF_PAPER = regex.compile(r"(?:số\s+[\d\p{L}/-]+|/[\p{Lu}Đ\d&-]{2,20}|(?P<issued>ban\s+hành))\s*$")
_NUMBER = regex.compile(r"(?:số|/[\p{Lu}-]+|đợt|dịp|mừng|niệm|thắng|Tháng|Ngày|hiệu)\s*$")
_FEAST = regex.compile(r"(?:ngày|niệm|truyền\s+thống|thành\s+lập|quốc\s+tế|giải\s+phóng|dịp)(?:\s+[\p{L}\d]+){0,8}\s*\($", regex.IGNORECASE)
_SEVERAL = regex.compile(r"(?:(?<!\p{L})(?:các|những|nhiều|mỗi|từng|mọi|một\s+số)|(?:việc|kế\s+hoạch|công\s+tác|để|nhằm|phương\s+án|thời\s+gian|chuẩn\s+bị)\s+tổ\s+chức|nghỉ)\s+$", regex.IGNORECASE)
_OPENS_DAY = regex.compile(r"(?:(?:sáng|trưa|chiều|tối|ngày|hôm)\s+){1,2}(?:\d|nay|qua)", regex.IGNORECASE)
_ISSUES = regex.compile(r"(?<!\p{L})(?:ban\s+hành|ký|phê\s+duyệt|văn\s+bản|công\s+điện|quyết\s+định|kế\s+hoạch|yêu\s+cầu|đề\s+nghị)(?!\p{L})", regex.IGNORECASE)
_TOLD = regex.compile(r"(?:tại|phát\s+biểu|kết\s+luận|sáng|trưa|chiều|tối|ngày|trong|sau|vừa|hôm|cùng|\p{Lu}[\p{L}&-]+\s+(?:đã|vừa))(?!\p{L})", regex.IGNORECASE)
_NEXT = regex.compile(r"\s+(?:tới|sắp\s+tới|này\s+tới|tiếp\s+theo|sau|trước|gần\s+nhất)(?!\p{L})", regex.IGNORECASE)
_OTHERS = regex.compile(r"(?<!\p{L})(?:các|những|nhiều|mỗi|hai|\d+|ban|tổ|đoàn|hội|việc|công\s+tác)\s+$", regex.IGNORECASE)
_COMING = regex.compile(r"(?<!\p{L})(?:sẽ|sắp|dự\s+kiến|tới\s+đây|sắp\s+tới)(?!\p{L})", regex.IGNORECASE)
_ASIDE = regex.compile(r"(?:điển\s+hình|đơn\s+cử|ví\s+dụ|chẳng\s+hạn|trước\s+đó|trước\s+đây)(?!\p{L})", regex.IGNORECASE)
_ATTENDED = regex.compile(r"\s*(?:[-–*+]\s*)?(?:(?:cùng|đến|về|tham|tới)\s+){0,2}dự\s+", regex.IGNORECASE)
_AT_IT = regex.compile(r"(?:tại|sau|kết\s+thúc)\s+$", regex.IGNORECASE)
_CLAUSE = regex.compile(r"[,–-]\s*[^,]{0,90}$")

_ALSO = regex.compile(r"[^;.:]{0,60}?[,;]\s*(?:đồng\s+thời|sau\s+đó|tiếp\s+đó|tiếp\s+theo)(?:,)?\s+(?:đoàn\s+)?(?:(?:đã|cũng|tiếp\s+tục|có)\s+){0,2}", regex.IGNORECASE)
_CONTINUES = regex.compile(r"tiếp\s+tục\s+(?:(?:chương\s+trình|ngày\s+làm\s+việc(?:\s+thứ\s+\p{L}+)?)\s+(?:của\s+)?)?$", regex.IGNORECASE)
_ORDINAL = regex.compile(r"\s+(?:(?:bất\s+thường|chuyên\s+đề|thường\s+lệ)\s+)?(?:lần\s+)?thứ\s+(?:\d|\p{L})", regex.IGNORECASE)
_WITH = regex.compile(r"\s+(?:trực\s+tuyến\s+)?(?:với|cùng)\s")  # "họp với các bộ để rà soát …": the purpose says which one
_GOES_ON = regex.compile(r",\s+(?:trao|tặng|biểu\s+dương|tuyên\s+dương|chúc\s+mừng|chia\s+tay|đối\s+thoại|tri\s+ân|công\s+bố)\s", regex.IGNORECASE)  # "gặp mặt, trao quyết định nghỉ hưu"
_WHEN = regex.compile(r"\s+(?:trong|vào|sẽ|bầu|thông\s+qua|xem\s+xét|quyết\s+định)\s")  # after a session's number comes its time
_FOR = regex.compile(r"\s+để\s")

# Where a name ends inside its sentence.
_NAME_STOP = regex.compile(r"""
    [.;:!?](?=\s|$) | [.;!?](?=["”»)]) | \n | \s[–-]\s(?=Ảnh) | \s+\((?=[Ảả]nh)
  | \s+(?=(?:do\s+\S.{2,220}?(?:tổ\s+chức|chủ\s+trì|điều\s+hành|chủ\s+t[oọ][aạ])|(?:đã\s+|vừa\s+|sẽ\s+)?(?:diễn\s+ra|được\s+tổ\s+chức|được\s+diễn\s+ra|khai\s+mạc)|nhằm|với\s+sự|với\s+chủ\s+đề|(?:tới|đến)\s+(?:các\s+|hơn\s+)?\d*\s*điểm\s+cầu|dưới\s+sự|cùng\s+với|do\s+đồng\s+chí|do\s+(?:ông|bà)|có\s+(?:sự|đồng|các|ông|bà|đại|lãnh|hơn|gần|\d+|đ/c)|thu\s+hút|(?:vừa\s+|đã\s+|mới\s+)?(?:bắt\s+đầu|khép\s+lại|kéo\s+dài)|của\s+(?:ông|bà|đồng\s+chí)(?=\s+(?-i:\p{Ll}))|mà|cũng|vẫn|dự\s+kiến|đã|sẽ)(?!\p{L}))
  | ,\s+(?=(?:do|nhằm|với|dưới|có|cùng|qua\s+đó|trong\s+đó|đồng\s+thời|tại|từ\s+đó|đồng\s+chí|các\s+đồng\s+chí|ông|bà|thu\s+hút|tham\s+dự|dự|đây|kết\s+nối|theo|nhân|diễn\s+ra|được|sau|trước|ngay|trong|gồm|bao\s+gồm|tập\s+trung\s+thảo\s+luận|một\s+số|nhiều|các\s+đại\s+biểu|đại\s+biểu|lãnh\s+đạo|đại\s+diện|cho\s+thấy|góp\s+phần|để|khi|từ|vào|sáng|chiều|tối|ngày|đã|sẽ|là|mà|bên\s+cạnh|(?:được\s+)?tổ\s+chức(?=\s+(?:hôm|vào|ngày|sáng|chiều|tối|tại|ở|từ|lúc|\d))|khai\s+mạc|bắt\s+đầu|sang|rồi|tiếp\s+đó|hôm\s+sau|chủ\s+trì|người\s+(?:chủ|điều))(?!\p{L}))
  | ,\s+(?=(?-i:\p{Lu}\p{Ll}+)\s+(?:\p{Ll}+\s+){0,6}(?:đã|cho|nhấn|yêu|đề|khẳng|phát)\b)
  | (?<!\b(?:với|của|các|cho|và|cùng|về|thăm|tiếp|gặp|mặt))\s+(?=(?:đồng\s+chí|đ/c|ông|bà)\s+(?-i:\p{Lu}))
  """, regex.IGNORECASE | regex.VERBOSE)
_MOST_MENTIONS = 400  # ten times what a long article has; keeps hostile text cheap
_MOST = 330  # characters: the longest name seen in the annotated articles has 270
_SAYS_WHO = regex.compile(r"\s+(?:là|gồm|gồm\s+có|thuộc\s+về)\s", regex.IGNORECASE)
_SEVERAL_DAYS = regex.compile(r"\s(?:trong\s+)?(?:các|hai|ba|bốn|năm|\d{1,2})\s*$", regex.IGNORECASE)  # "trong hai | ngày 14 và 15/4"
_TAIL = regex.compile(r"(?:\(\s*\)|[\s,\-–(“]|\b(?:vào|trong|ngày|và|tại|các|của|về|với|là|lúc|từ|hôm|đúng|diễn ra|bắt đầu|khép lại|có|do|để|cho|được)\b)+$")


@dataclass(frozen=True, slots=True)
class MeetingMention:
    """One naming of a meeting: ``text[start:end]`` from the type word on. ``held``: the sentence says
    that it was held, opened or chaired; ``reports``: it reports from inside ("Tại hội nghị, …");
    ``strong``: an organising verb, not only "có" or "đến", stands beside the name."""

    start: int
    end: int
    type: str
    sentence: int
    held: bool
    strong: bool
    reports: bool
    passing: bool
    numbered: bool = False  # "kỳ họp thứ 8" is short and still a name
    ahead: bool = False  # "Quốc hội sẽ họp …"
    own: Time | None = None  # the day right behind the name
    topic: bool = False  # in passing by its words, though nothing says that it is planned or recalled: "…, buổi gặp mặt nhà giáo ấm áp tiếng cười"
    joined: bool = False  # "…, đồng thời làm việc với …": the second thing that one delegation did

    @property
    def bare(self) -> bool:
        return self.end - self.start < 16 and not self.numbered


def find_mentions(ctx: Context, times: list[Time]) -> list[MeetingMention]:
    """Mentions in the order of the text. ``times``: the article's temporal expressions."""
    text = ctx.text
    blocked = [e for e in ctx.entities if e.label in ("POST", "PERSON")]
    starts = [e.start for e in blocked]
    out: list[MeetingMention] = []
    for number, sentence in enumerate(ctx.sentences):
        at = sentence.start
        while True:
            first = _FIRST.search(text, at, sentence.end)
            if not first:
                break
            m = MENTION.match(text, first.start(), sentence.end)
            if not m or "\n" in m.group() or _inside(blocked, starts, m.start()):
                at = first.end()
                continue
            found = _mention(ctx, times, number, sentence, m)
            if out and found.passing and out[-1].sentence == number and _joins(text, out[-1], found):
                found = replace(found, held=True, passing=False, joined=True)
            out.append(found)
            if len(out) == _MOST_MENTIONS:
                return out
            at = max(m.end(), out[-1].end if not out[-1].passing else m.end())
    return out


def _joins(text: str, first: MeetingMention, then: MeetingMention) -> bool:
    """Whether one sentence tells of both: "kiểm tra ba dự án, đồng thời làm việc với UBND huyện"."""
    visits = ("kiểm tra", "làm việc", "đối thoại", "tiếp xúc cử tri")
    return (first.held and not first.passing and first.type in visits and then.type in visits and then.type != first.type
            and _ALSO.fullmatch(text, first.end, then.start) is not None)


def _inside(entities: list[Entity], starts: list[int], at: int) -> bool:
    i = bisect.bisect_right(starts, at) - 1
    return i >= 0 and at < entities[i].end


def _mention(ctx: Context, times: list[Time], number: int, sentence: Sentence, m: regex.Match) -> MeetingMention:
    text = ctx.text
    kind = _TYPES[" ".join(m["form"].casefold().split())] or "khác"
    carrier = (m["carrier"] or "").strip().lower()
    left = text[max(sentence.start, m.start() - 70):m.start()]
    end = _name_end(ctx, times, m.end(), sentence.end)
    numbered = kind in ("kỳ họp", "phiên họp") and _ORDINAL.match(text, m.end(), end) is not None
    if numbered and (when := _WHEN.search(text, m.end(), end)):
        end = when.start()
    own = own_day(text, times, sentence.start, m.start(), end, sentence.end)
    held = HELD.search(left) is not None or kind in ("kỳ họp", "phiên họp") and _CONTINUES.search(left) is not None
    if _ATTENDED.fullmatch(left):  # "Dự hội nghị có các đồng chí …" says who came, not that it was held
        held = False
    after = next((found for at in (end, own.end if own else end) if (found := AFTER_HELD.match(text, _past(text, at)))), None)
    strong = _STRONG_HELD.search(left) is not None or after is not None
    reports = _REPORTED.search(left) is not None or _SPEAKS_AT.search(left) is not None
    told_off = _TOLD_OFF.search(text, sentence.start, m.start()) is not None
    if told_off and not own:
        reports = False  # "giao Sở tổng hợp, báo cáo tại hội nghị cuối năm"
    verbal = not carrier and kind in ("kiểm tra", "làm việc", "đối thoại", "tiếp xúc cử tri", "họp", "giao ban", "tập huấn", "khác") and not _NOUNS.match(text, m.start("form"))
    if verbal and not _AT_IT.search(left):
        reports = False  # "chỉ đạo kiểm tra", "yêu cầu làm việc": a task
    subject = verbal and _has_subject(ctx, times, sentence.start, m.start())
    if own and verbal and _WHILE.search(left) or _THAT_WAS.search(left):
        held = True
    if verbal and _WHILE.search(left) and any(e.label in ("POST", "PERSON") and end <= e.start <= _past(text, end) + 10 and not text[end:e.start].strip(" ,")
                                              for e in ctx.entities[bisect.bisect_left(ctx.entities, end, key=lambda e: e.start):][:1]):
        held = subject = True  # "…, khi kiểm tra mô hình lúa, Bí thư Huyện ủy Trần A khen …"
    if _CLAUSE_OPENS.search(left) and _DID.match(text, _past(text, end)):
        held = subject = True  # it is what the clause is about
    opens = m.start() - sentence.start < 4
    imperative = _IMPERATIVE.match(text, sentence.start, sentence.end)
    begin = imperative.end() if imperative else sentence.start
    planned = _OPENS_PLAN.match(text, begin) is not None or imperative is not None and not _TOLD.match(text, begin)
    planned = planned or _SEVERAL.search(left) is not None
    passing = planned or not (held or strong or reports or subject or opens and not imperative and (after or not verbal))
    if not strong or not _dated(times, sentence.start, m.start()):
        # an order or an account at second hand: "giao Sở khẩn trương tổ chức họp …"
        passing = passing or _INSTRUCTED.search(text, sentence.start, m.start()) is not None and not reports
    if _PASSING.search(left) and not strong and not reports and not subject:
        passing = True
    if _ASIDE.match(text, begin) and not reports:
        passing = True
    recalled = _RECALLED.search(text, sentence.start, m.start()) is not None
    if not reports and _AT_IT.search(left) and end - m.start() > 15 and not recalled and _OPENS_DAY.match(text, begin) and not _ISSUES.search(text, begin, m.start()):
        held, passing = True, False  # "Sáng 7/5, Thường trực Đảng ủy nghe báo cáo tại giao ban …"
    if own and (held or strong or subject or not verbal or opens) and not (planned or recalled or _NOT_HELD.search(left) or _ASIDE.match(text, begin)):
        held, strong, passing = True, True, False  # "Lễ phát động …, tổ chức hôm 8/6": it was held, whatever the sentence is about
    if _AHEAD.search(left) or _NEXT.match(text, m.end()) or recalled and not strong:
        passing = True
    start = m.start()
    if carrier and kind != "kiểm tra" and kind != "làm việc" and not (kind == "họp" and m["form"].lower() == "họp"):
        start = m.start("form")
    topic = passing and (not verbal or opens and kind in ("họp", "giao ban", "tập huấn", "đối thoại", "tiếp xúc cử tri")) and end - m.start() >= 16 and not (
        planned or recalled or told_off or _ASIDE.match(text, begin) or _NOT_HELD.search(left) or _AHEAD.search(left) or _NEXT.match(text, m.end()) or _OTHERS.search(left)
        or _INSTRUCTED.search(text, sentence.start, m.start()) or _COMING.search(text, m.end(), sentence.end))
    ahead = _SCHEDULED.search(left) is not None
    return MeetingMention(start, end, kind, number, held or strong or subject, strong, reports, passing, numbered, ahead=ahead, own=own, topic=topic)


def is_day(t: Time) -> bool:
    """A written day, not a feast, an anniversary, a bound."""
    return (t.kind in ("instant", "interval") and t.grain == "day" and t.first is not None and t.relation not in ("before", "by")
            and _DAY_WORDS.search(t.text) is not None)


def _is_event_day(t: Time) -> bool:
    """One day or a few: no span of history, no campaign."""
    return is_day(t) and t.last is not None and (t.last - t.first).days <= 10


def _alone_in_brackets(text: str, t: Time) -> bool:
    return text[t.lead - 1:t.lead] == "(" and text[t.end:t.end + 1] == ")"


def own_day(text: str, times: list[Time], begin: int, start: int, end: int, limit: int) -> Time | None:
    """The day that stands right behind the name ``text[start:end]`` in the sentence that runs from ``begin`` to ``limit``."""
    t = next((t for t in times if end <= t.start < limit and _is_event_day(t)), None)
    gap = _TO_OWN_DAY.fullmatch(text, end, max(end, t.lead)) if t else None
    if gap is None or t.relation == "since" and not gap["verb"]:
        return None  # "… áp dụng từ ngày 1/1"
    paper = _OF_PAPER.search(text, start, end)
    if paper and (paper["issued"] or t.explicit_year and not gap["verb"] and text.startswith("ngày", t.start)):
        return None
    other_clause = gap.group().strip() == "," and text[t.end:t.end + 1] == "," and start - begin > 4
    return None if other_clause else t  # "họp với các xã, ngày 1/6, UBND tỉnh đã ban hành …"


def _past(text: str, at: int) -> int:
    """Past the signs that part a name from what is said of it."""
    return at + len(text[at:at + 3]) - len(text[at:at + 3].lstrip(" ,)"))


def _dated(times: list[Time], start: int, end: int) -> bool:
    return any(start <= t.start < end and t.grain == "day" and t.first for t in times)


def _has_subject(ctx: Context, times: list[Time], start: int, at: int) -> bool:
    """Right before the verb stands who does it: a person with posts, a body, or a pronoun, perhaps with "đã", "đến",
    or with the day."""
    day = next((t for t in times if start <= t.start and t.end <= at and t.grain == "day" and t.kind in ("instant", "interval")
                and _SUBJECT_GAP.fullmatch(ctx.text, t.end, at)), None)
    for e in reversed(ctx.entities):
        if e.end > at:
            continue
        if e.start < start:
            break
        if e.label != "PLACE" and (_SUBJECT_GAP.fullmatch(ctx.text, e.end, at)
                                   or day and e.end <= day.lead and _SUBJECT_GAP.fullmatch(ctx.text, e.end, day.lead)):
            return True
        if at - e.end > 140:
            break
    return _PRONOUN.search(ctx.text, start, at) is not None


def _name_end(ctx: Context, times: list[Time], at: int, limit: int) -> int:
    text = ctx.text
    limit = min(limit, at + _MOST)
    stop = at
    if text[at:at + 1] == ",":
        goes_on = _GOES_ON.match(text, at)
        if not goes_on:
            return at  # a bare "Tại cuộc họp, …"
        at = goes_on.end()
    if _SAYS_WHO.match(text, at):
        return at  # "Chủ tọa kỳ họp là …"
    while True:
        m = _NAME_STOP.search(text, stop, limit)
        if not m:
            break
        inside = text.count("“", at, m.start()) > text.count("”", at, m.start()) or text.count('"', at, m.start()) % 2 == 1 or text.count("(", at, m.start()) > text.count(")", at, m.start())
        if inside and "\n" not in m.group():
            stop = m.end() or m.start() + 1
            continue
        limit = m.start()
        break
    purpose = _FOR.search(text, at, limit)
    if purpose and len(text[at:purpose.start()].split()) > 3 and not _WITH.match(text, at) and text.count("“", at, purpose.start()) == text.count("”", at, purpose.start()):
        limit = purpose.start()  # "họp để nghe báo cáo" has no other name
    for t in times:  # the day of the meeting after its name: "… của Chính phủ chiều 26/9"
        if at <= t.lead < limit and t.grain == "day" and t.kind in ("instant", "interval") and _DAY_WORDS.search(t.text):  # a feast belongs to the name
            if _alone_in_brackets(text, t) and _is_event_day(t) and not _FEAST.search(text, at, t.lead):
                limit = t.lead - 1
                break
            if text[max(at, t.lead - 2):t.lead].strip() not in ("(", "“") and not _NUMBER.search(text, max(at, t.lead - 20), t.lead):
                several = _SEVERAL_DAYS.search(text, at, t.lead) if t.last != t.first else None
                limit = several.start() if several else t.lead
                break
    for e in ctx.entities:  # a person after a comma or dash opens another clause
        if at <= e.start < limit and e.label == "PERSON" and _CLAUSE.search(text, at, e.start):
            cut = max(text.rfind(",", at, e.start), text.rfind("–", at, e.start), text.rfind(" - ", at, e.start))
            limit = min(limit, cut)
            break
    tail = _TAIL.search(text, at, limit)
    return tail.start() if tail else limit
