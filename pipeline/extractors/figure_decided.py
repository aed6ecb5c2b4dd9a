"""What stands right beside a value and decides alone whether it is a goal.

"mục tiêu đến năm 2030 là" 60%, "được giao dự toán thu" 40 tỷ: the name of an aim leads to the value. "mới" 38%,
"giờ còn" 9%, "thực hiện" 42 tỷ after the aim, 87% "như bây giờ": what is. And the phrases that make all the values of
a sentence goals: "Kế hoạch năm 2024:" before them, ": đó là ba đích mà huyện đặt ra" behind them.
"""
from __future__ import annotations

import regex

from pipeline.flat import flat_forms
from pipeline.vocabulary import forms

#: How far before a value the words that lead to it are looked for (characters).
NEAR = 110

_WHEN = (r"(?:(?:đến|vào|trong|của|cho)\s+)?(?:(?:hết|cuối|cả|toàn)\s+)?(?:năm(?:\s+(?:học|nay|tới|sau))?(?:\s+\d{4}(?:\s*[-–]\s*\d{4})?)?|nhiệm\s+kỳ(?:\s+\d{4}\s*[-–]\s*\d{4})?|giai\s+đoạn(?:\s+\d{4}\s*[-–]\s*\d{4})?|quý\s+[ivx\d]{1,3}|\d{4})")
_SET = (r"(?:mà\s+)?(?:[^\W\d]+\s+){0,4}?(?:đề\s+ra|đặt\s+ra|được\s+giao|giao|phấn\s+đấu|đã\s+định|đã\s+hứa|cam\s+kết)")
_SAYS = r"(?:\s+(?:là|còn|đạt|tới|ở\s+mức))?\s*$"
# The name of an aim, when and by whom it is set, then the value; "vượt mục tiêu 5%" tells by how much.
_AIM_IS = regex.compile(
    rf"(?<!\w)(?:(?:mục\s+tiêu|chỉ\s+tiêu)(?!\s+là\s*$)(?:\s+{_WHEN})?(?:\s+{_SET})?(?:\s+{_WHEN})?{_SAYS}"
    rf"|(?:mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|dự\s+toán)(?:\s+{_SET})?(?:\s+{_WHEN})?\s+là\s*$"
    rf"|(?:kế\s+hoạch|dự\s+toán|nghị\s+quyết)\s+{_SET}(?:\s+{_WHEN})?{_SAYS}"
    rf"|(?<=[(,;]\s{{0,2}})(?:kế\s+hoạch|dự\s+toán|nghị\s+quyết|chỉ\s+tiêu|mục\s+tiêu|kh)(?:\s+(?:là|năm))?\s*:?\s*$"
    rf"|(?:đích(?:\s+đến)?|mức\s+phấn\s+đấu|mức\s+đề\s+ra|con\s+số\s+phấn\s+đấu|yêu\s+cầu\s+đặt\s+ra)\s+(?:là|ở\s+mức)\s*$"
    rf"|(?:chạm|cán|về|tới|đến)\s+(?:đích|mốc)\s*$)")
_BY_HOW_MUCH = regex.compile(r"(?<!\w)(?:vượt|hoàn\s+thành|thấp\s+hơn|cao\s+hơn|kém|hụt|bằng|đạt|chậm|(?:tăng|giảm|chậm|hụt|ít|nhiều)(?:\s+hơn)?\s+so(?:\s+với)?)\s+(?:(?:và\s+vượt|so\s+với|mức|xong|được)\s+){0,2}$")
# "chỉ tiêu cất mới nhà là" 40 căn; "được giao dự toán thu nội địa" 900 tỷ; "giao chỉ tiêu phát triển" 90 đảng viên
_AIM_OF = regex.compile(
    r"(?<!\w)(?<!(?:hoàn\s+thành|kết\s+quả|thực\s+hiện)\s)(?<!(?:các|một\s+số|nhiều|những)\s)(?:chỉ\s+tiêu|mục\s+tiêu)\s+(?!này|đó|ấy|trên|đã|đạt|chưa|còn|có)(?:[^\s,;:().\d]+\s+){1,10}?là\s*$"
    r"|(?<!\w)(?:giao|nhận|đăng\s+ký|đặt)\s+(?:chỉ\s+tiêu|dự\s+toán|kế\s+hoạch|mục\s+tiêu)(?:\s+(?!là(?!\w))[^\s,;:().\d]+){0,8}\s*$")
# What is said of whom, or of what there is: "giao 12 xã", "phân loại 9 hồ sơ"
_OF_WHOM = frozenset(("giao", "chỉ đạo", "phân công", "phân loại", "công nhận", "biểu dương", "khen thưởng", "đình chỉ", "thu hồi", "sáp nhập", "lấy", "vay", "mời", "triệu tập", "kêu gọi", "phụ trách", "xử phạt",
                      "triệt phá", "bắt giữ", "khởi tố", "thụ lý", "kỷ luật", "khiển trách", "bắt đầu", "nghỉ", "cấm", "coi trọng", "gặp gỡ", "phong tỏa", "vinh danh", "tách", "xếp loại"))
_DO = (rf"(?:{flat_forms(f for f in forms('action_verbs', 'carry-out', 'work') if f not in _OF_WHOM)}|(?:[^\W\d]{{1,7}}\s+){{1,2}}h(?:óa|oá)|tăng\s+cường|điều|chuẩn\s+bị|giao(?=\s+(?:đủ|thêm)))"
       r"(?:\s+(?:mới|thêm|được|xong|đủ|khoảng|gần|hơn|trên)){0,2}\s*$")
#: The verb of a task right before the number of what it is done to, in the text of a directive: "lập" 14 tổ. No verb
#: with what may follow it is longer than ``VERB`` characters.
VERB = 32
DOES = regex.compile(rf"(?<!\w){_DO}")
WILL_DO = regex.compile(rf"(?<!\w)sẽ\s+(?:tiếp\s+tục\s+|phải\s+|được\s+)?{_DO}")
#: A second task of the same breath: "cứng hóa 14 km đường và kiên cố hóa" 6 km.
AND_DOES = regex.compile(rf"(?:,|;|(?<!\w)và)\s+(?:(?:đồng\s+thời|tiếp\s+tục)\s+)?(?:{_DO}|(?:giải\s+quyết|tạo|giới\s+thiệu|đào\s+tạo|hỗ\s+trợ|dạy|xóa|cấp|tặng|trao)(?:\s+[^\W\d]+){{0,4}}\s+cho(?:\s+(?:khoảng|gần|hơn|trên))?\s*$)")
# "kế hoạch năm 2024 nâng cấp" 12 km
_PLAN_DOES = regex.compile(rf"(?<!\w)(?:kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu)(?:\s+{_WHEN}){{1,2}}(?:\s+(?:là|sẽ|phải))?\s+{_DO}")
# "60% cử tri đề nghị giữ tên cũ": so many ask
_ASK = regex.compile(r"\s+(?:(?:số|tổng\s+số)\s+)?(?:ý\s+kiến|cử\s+tri|người|đại\s+biểu|hộ|phụ\s+huynh|doanh\s+nghiệp|khách|công\s+nhân|lao\s+động|bạn\s+đọc|hội\s+viên|giáo\s+viên|sinh\s+viên|học\s+sinh|đơn|thư|cuộc\s+gọi)(?:\s+(?!có|được|phải|cần)[^\s,;:.()]+){0,4}?\s+(?:đề\s+nghị|yêu\s+cầu|kiến\s+nghị|đề\s+xuất|mong\s+muốn|cho\s+rằng|cho\s+biết|phản\s+ánh|nói|chọn|muốn)(?!\w)")
_ABOUT = r"(?:\s+(?:khoảng|gần|hơn|trên|dưới|xấp\s+xỉ))?\s*$"
_IS = r"(?:đạt(?:\s+được)?|được|là|có|bằng|chiếm|ở\s+mức|(?:giải\s+ngân|thực\s+hiện|hoàn\s+thành|tiêm|thu|đáp\s+ứng|cấp|bao\s+phủ|phủ|trả|xử\s+lý|giải\s+quyết|nộp|sử\s+dụng|lắp)(?:\s+(?:được|xong))?)"
_CHI = r"(?<!(?:chứng|tín|địa|tôn)\s)chỉ"
_MOI = r"(?<!(?:lắp|xây|trồng|mở|lập|cấp|tạo|nạp|triển|nối|dựng|làm|ký|thôn|tư|mắc|sinh|tuyển|khách|thêm|đổi|năm|tổ)\s)mới"
# What is: "mới đạt" 38%, "chỉ được" 32%, "hiện là" 5 giờ; "trồng mới" 50 ha is no such thing
_ONLY = regex.compile(rf"(?<!\w)(?:mới\s+chỉ|chỉ\s+mới|hiện\s+mới|(?:{_MOI}|{_CHI}|(?<!\d\s)hiện(?:\s+nay)?|bây\s+giờ|đến\s+nay|đang)\s+{_IS}|(?:hiện(?:\s+nay)?|đến\s+nay|bây\s+giờ)(?:\s+chỉ)?\s+còn)(?:\s+{_IS})?{_ABOUT}"
    rf"|(?<!\w)(?:vỏn\s+vẹn|(?:dừng(?:\s+lại)?|giậm\s+chân|dậm\s+chân|loanh\s+quanh|quanh\s+quẩn|lẹt\s+đẹt|ì\s+ạch)\s+(?:ở|tại)(?:\s+(?:mức|con\s+số))?){_ABOUT}")
_JUST = regex.compile(rf"(?<!\w)(?:{_MOI}|{_CHI}){_ABOUT}")
_AS_NOW = regex.compile(r"(?:/\w+)?(?:\s+[^\W\d]+){0,3}?\s+như\s+(?:bây\s+giờ|hiện\s+nay|hiện\s+tại|lúc\s+này|thời\s+điểm\s+này|lâu\s+nay|trước|hồi\s+\w+|cùng\s+kỳ|năm\s+ngoái|năm\s+trước)(?!\w)")
_ACHIEVED = regex.compile(r"\s*(?:\([^()]{0,40}\))?\s*[,;(]\s*(?:nhưng\s+|song\s+)?(?:đã\s+|mới\s+|kết\s+quả\s+|chỉ\s+)?(?:thực\s+hiện|thực\s+tế|thực\s+đạt|kết\s+quả|làm|đạt)(?:\s+(?:được|là|đạt|có|thu|xong))?\s*(?:khoảng|gần|hơn|trên)?\s*")

_AIM_NOUN = r"(?:mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch|phương\s+án\s+sản\s+xuất|dự\s+toán)"
# Before a colon: what follows is aimed at; "kết quả thực hiện các chỉ tiêu:" tells what was reached
_ANNOUNCES = regex.compile(
    rf"(?<!\w)(?:{_AIM_NOUN}(?:\s+[^,;:.]{{1,60}})?|phấn\s+đấu"
    r"|(?:đặt\s+ra|đề\s+ra|đặt\s+mục\s+tiêu|đăng\s+ký|cam\s+kết|phấn\s+đấu|hướng\s+tới|hướng\s+đến|quyết\s+nghị)(?!\s+(?:đã|được|nhưng))(?:\s+[^,;:.]{1,70})?)\s*:\s*$")
_REPORTS = regex.compile(r"(?<!\w)(?:kết\s+quả|đã(?!\s+(?:đề\s+ra|đặt\s+ra|thông\s+qua|xác\s+định|giao|quyết\s+nghị|phê\s+duyệt|ban\s+hành|đăng\s+ký|cam\s+kết|đặt|thống\s+nhất|xây\s+dựng))|đạt|hoàn\s+thành|tình\s+hình|đánh\s+giá|vượt|chưa|đều|so\s+với|được\s+đề\s+ra|ước|trả\s+lời|bố\s+trí|xây\s+dựng\s+kế\s+hoạch)(?!\w)")
# Behind the values: "…: đó là ba cái đích mà huyện đặt ra", "… là những chỉ tiêu HĐND giao"
_WAS_AIM = regex.compile(
    r"(?<!\w)(?:(?:đó|đây)\s+(?:chính\s+)?)?là\s+(?:(?:những|các|một\s+trong\s+(?:những|các)|hai|ba|bốn|năm|sáu|\d)\s+)?(?:cái\s+|con\s+)?(?:mục\s+tiêu|chỉ\s+tiêu|đích(?:\s+đến)?|con\s+số|số|mốc|yêu\s+cầu)\s+(?:mà\s+|do\s+|được\s+)?(?:[^\s,;:.]+\s+){0,8}?"
    r"(?:đặt\s+ra|đề\s+ra|hướng\s+tới|hướng\s+đến|nhắm\s+tới|nhắm\s+đến|phấn\s+đấu|theo\s+đuổi|giao|cam\s+kết|đăng\s+ký|phải\s+đạt)(?!\w)")
# "xác suất mưa lớn" 70%, "dự báo GDP tăng" 6%, "dung dịch Cloramin B" 2%
_NO_FIGURE = regex.compile(
    r"(?<!\w)(?:(?:xác\s+suất|khả\s+năng(?!\s+\w+\s+tiếp\s+cận)|nguy\s+cơ)(?!\s+(?:cao|thấp))(?:\s+[^\s,;:.()\d]+){0,8}|(?:dự\s+báo|dự\s+đoán|tiên\s+lượng)(?:\s+(?!phấn|mục|chỉ|yêu|phải|cần|đặt)[^\s;:.()]+){0,16}"
    r"|(?:nồng\s+độ|dung\s+dịch|cồn|cloramin\s+b)(?:\s+[^\s,;:.()\d]+){0,3})\s*$")

# Without one of these no pattern below matches: most values are told apart by that alone
_WORDS_OF_NOW = ("mới", "chỉ", "hiện", "giờ", "nay", "đang", "vẹn", "ở", "tại")
_WORDS_OF_AIMS = ("tiêu", "kế hoạch", "dự toán", "nghị quyết", "đích", "mốc", "kh", "mức", "phấn đấu", "đặt ra")


def decided(low: str, start: int, at: int, end: int, stop: int, percent: bool) -> bool | None:
    """Whether the value ``low[at:end]`` is a goal by the words beside it, None where they do not tell.
    ``low`` is a flat text, ``start`` and ``stop`` bound the sentence."""
    floor, close = max(start, at - NEAR), max(start, at - 48)
    near, window = low[close:at], low[floor:at]
    if any(word in near for word in _WORDS_OF_NOW) and (_ONLY.search(low, close, at) or percent and _JUST.search(low, close, at)) \
            or "như " in low[end:end + 40] and _AS_NOW.match(low, end, stop) or percent and _ASK.match(low, end, stop):
        return False
    if not any(word in window for word in _WORDS_OF_AIMS):
        return None
    if (m := _AIM_IS.search(low, floor, at)) and not _BY_HOW_MUCH.search(low, floor, m.start()):
        return True
    return True if _AIM_OF.search(low, floor, at) or not percent and _PLAN_DOES.search(low, floor, at) else None


def achieved(low: str, aim_end: int, at: int) -> bool:
    """Whether the value at ``at`` is what was done of the aim that ends at ``aim_end``: "chỉ tiêu là 40 căn, thực hiện 36 căn"."""
    return _ACHIEVED.fullmatch(low, aim_end, at) is not None


def announced(low: str, start: int, colon: int) -> bool:
    """Whether ``low[start:colon + 1]``, which ends in a colon, announces aims."""
    floor = max(start, colon - 160)
    return _ANNOUNCES.search(low, floor, colon + 1) is not None and _REPORTS.search(low, floor, colon) is None


def was_aim(low: str, start: int, stop: int) -> int | None:
    """Where in the sentence ``low[start:stop]`` the values before are called aims, or where the next one says so of it
    ("Đó là các chỉ tiêu mà huyện đặt ra")."""
    after = stop + len(low[stop:stop + 3]) - len(low[stop:stop + 3].lstrip())
    for begin, end in ((start, stop), (after, after + 160) if low.startswith(("đó là", "đây là", "đó chính là", "đây chính là"), after) else (stop, stop)):
        if any(word in low[begin:end] for word in ("đích", "tiêu", "con số", "mốc")) and (m := _WAS_AIM.search(low, begin, end)):
            return m.start()
    return None


def no_figure(low: str, start: int, at: int) -> bool:
    """Whether the percentage at ``at`` is neither aimed at nor reached: a chance, what is forecast, the strength of a
    solution."""
    return _NO_FIGURE.search(low, max(start, at - NEAR), at) is not None
