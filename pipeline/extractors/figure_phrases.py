"""The phrases between which a figure's metric stands: predicates, openers, stops. Patterns for
``flat`` texts, used by :mod:`figure_metric`."""
from __future__ import annotations

import regex

from pipeline.flat import flat_forms
from pipeline.vocabulary import forms

TRAIL_LINK = regex.compile(rf"(?:(?:(?<!\w)(?<!gia\s(?=tăng))|^){flat_forms(forms('figure_metrics', 'link'))}|(?<!(?:sắp|phân)\s)(?<!\w)xếp)\s*$")
TRAIL_AUX = regex.compile(rf"(?:(?<!\w)(?<!(?:thực|thể|phát|xuất|biểu)\s(?=hiện))(?<!(?:chứng|tín|địa|tôn)\s(?=chỉ))(?<!(?:sáng|chiều|tối|trưa|hôm|năm|ngày|tuần|tháng)\s(?=nay))(?<!(?:xã|phường|tỉnh|huyện|thôn|lắp|xây|trồng|làm|lập|thêm|mở|ký|tuyển|đời)\s(?=mới))|^){flat_forms(forms('figure_metrics', 'aux'))}\s*$")
# Words of a predicate that do not link by themselves: "trồng thêm 5 ha", "cho trên 20 người".
WEAK_LINK = frozenset("thêm từ đến tới năm trên hơn dưới mạnh so".split()) | {
    "mỗi năm", "ít nhất", "tối thiểu", "tối đa", "hằng năm", "hàng năm", "một năm", "cao nhất", "thấp nhất"}
CHANGE_LINK = regex.compile(r"(?<!\w)(?:tăng|(?:tiết\s+|cắt\s+|kéo\s+)?giảm|tinh\s+giản|nâng|rút\s+ngắn)(?:\s+(?:thêm|được|từ|bình\s+quân|trung\s+bình|mạnh))*\s*$")
HEAD = regex.compile(rf"(?<!\w)(?<!chủ\s)(?<!nhà\s){flat_forms(forms('figure_metrics', 'head'))}(?!\w)(?!\s+(?:hồi|nhánh|cục|hóa|tướng|viên|đoàn|\d))")
OPENER = regex.compile(
    rf"[\s,\-–+•*·“\"]*+(?:(?:{flat_forms(forms('figure_metrics', 'opener'))}(?!(?<=tăng)\s+trưởng(?!\w))(?!(?<=bình\squân)\s+chung(?!\w))(?!(?<=chỉ)\s+số(?!\w))"
    r"|(?:tính\s+)?(?:(?:đến|trong|từ|hết|vào|tới|trước|của)\s+)?(?:(?:hết|cuối|đầu|giữa)\s+)?(?:năm|tháng|quý|ngày|giai\s+đoạn|nhiệm\s+kỳ)\s+(?:\d[\d/.\-– ]*|[ivx]{1,4}(?:/\d{4})?)(?:\s*(?:năm\s+)?\d{4})?"
    r"|(?:trong\s+)?(?:\d{1,2}|những|các)\s+tháng\s+(?:đầu|cuối|còn\s+lại|qua)(?:\s+(?:của\s+)?năm)?(?:\s+\d{4})?(?:\s+nay)?|\d{1,2}\s+tháng"
    r"|(?:từ\s+nay\s+)?đến\s+(?:hết|cuối|đầu|giữa)\s+(?:năm(?:\s+nay)?|quý|tháng|nhiệm\s+kỳ)(?!\s+\d)"
    r"|so\s+với\s+(?:[^\W_]+\s*){1,7}(?=,)|(?:mục|chỉ)\s+tiêu\s+của\s+(?:[^\W\d_]+\s+){1,5}là"
    r"|\d{1,2}[.)/]|\d{1,2}(?=\s)|[a-zđ][.)])(?!\w)\s*+[,:]?\s*+)")
SPEECH = regex.compile(r".{0,160}(?<!\w)(?:cho\s+biết|thừa\s+nhận|phản\s+ánh|nêu\s+quan\s+điểm|cho\s+rằng|khẳng\s+định|nhấn\s+mạnh|nêu\s+rõ|yêu\s+cầu|đề\s+nghị|phải|chỉ\s+đạo|tập\s+trung|đôn\s+đốc|khẩn\s+trương|chủ\s+động|đẩy\s+nhanh)(?!\w)\s*[,:]?\s*(?:rằng\s+)?")
# Before a head noun inside a clause: verbs that make what follows their object.
GOVERNS = regex.compile(r"(?<!\w)(?:phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|đề\s+nghị|xây\s+dựng|yêu\s+cầu|phải|cần|đề\s+ra|đặt\s+mục\s+tiêu|đã|sẽ|với|có|nâng|đưa|dự\s+kiến|xác\s+định|cho\s+phép|giảm|tăng|kéo\s+giảm|duy\s+trì|giữ|rằng|để|nhằm|khi|tiếp\s+tục|ước|đạt|toàn\s+(?:tỉnh|huyện|xã|quốc|thành\s+phố)|cả\s+nước|năm\s+\d{4}|công\s+tác|kiểm\s+soát|đồng\s+tình|chính\s+phủ)\s+(?:[^\W\d]+\s+){0,2}$")
AIM_SUBJECT = regex.compile(r"[\s,]*(?:mục\s+tiêu|chỉ\s+tiêu)(?!\w)")
REMAINS = regex.compile(r"(?<!\w)(?:(?<!giảm\s)(?<!xuống\s)còn|vẫn\s+còn|hiện\s+còn|vẫn\s+có)\s*$")
RATE = regex.compile(r"\s*(?:với\s+)?(?:đạt\s+)?tỷ\s+lệ(?!\w)")
SHARE = regex.compile(r"\d/\d")
COVER_ALL = regex.compile(r"(?<!\w)(?:đối\s+với|tại|đến)\s*$")
COVER = regex.compile(r"(?<!\w)(?:đối\s+với|cho|tới|tại|ở|đến)\s*$")
# A value that is the subject: "được 86% đại biểu tán thành"; "trong đó, 71% đã tiêm".
AGENT = regex.compile(r"(?<!\w)được\s+(?:khoảng\s+|gần\s+|trên\s+|hơn\s+)?$")
OF_THEM = regex.compile(r"(?<!\w)(?:trong\s+(?:số\s+)?(?:đó|này)|số\s+này|trong\s+(?:(?:tổng\s+)?số\s+)?(?:hơn\s+|gần\s+|trên\s+)?\d[\d.]*\s[^,;:.\d]{2,40}(?=,))\s*,?\s*(?:có\s+|chỉ\s+|mới\s+|khoảng\s+|gần\s+|trên\s+|hơn\s+){0,3}$")
DOES = regex.compile(r"\s+(?:(?:đã|đang)\s+(?=[^\W\d])|(?=(?:được|chưa|không|có)\s+[^\W\d]))")
AGREES = regex.compile(r"(?:[^;.]|(?<=tp)\.){0,120}?(?<!\w)(?:tán\s+thành|đồng\s+ý|đồng\s+thuận|nhất\s+trí|ủng\s+hộ|tín\s+nhiệm|lựa\s+chọn)(?!\w)")
IS = regex.compile(r"\s*(?:còn\s+lại\s+)?là\s+(?=[^\W\d])")
AFTER_OK = regex.compile(r"\s+(?!(?:so|trong|vào|theo|và|hoặc|của|trở|do|thì|nhưng|song|để|nhằm|tại|ở|trước|sau|đến|từ|gdp|grdp|mỗi|hằng|hàng|cùng|với|khi|nếu|là|năm|tháng|quý|trên|đối(?!\s+tượng)|cho|như|qua|còn|khác|mới|nằm|đã|được|trung|bình\s+quân|một|vì|bằng|chậm|nữa|đúng|về(?!\s+đích)|ngay|chưa|không|tức|cũng|lên|xuống|tới|vốn\s+được|mà|nên|phải|cần|tùy|tuỳ|phối\s+trộn)(?!\w))(?=[^\W\d_]|[“\"])")
BASE_NOUN = regex.compile(r"\s*(?:tổng\s+)?(?:kế\s+hoạch|mức\s+đầu\s+tư|dự\s+toán|chỉ\s+tiêu|mục\s+tiêu|dung\s+tích(?!\s+của)|(?:nhu\s+cầu|diện\s+tích)(?=\s*(?:[,;.)]|$))|so\s+với|mức\s+vốn|tổng\s+số|tổng\s+vốn|nghị\s+quyết|tổng\s+chỉ\s+tiêu|vốn\s+kế\s+hoạch|(?:quy\s+mô\s+)?(?:gdp|grdp)|quy\s+mô\s+nền\s+kinh\s+tế|số\s+vốn|kh|tổng\s+kim\s+ngạch|tổng\s+(?=[^,;.()]{2,18}(?:[,;.)]|$))(?:dư\s+nợ|đàn|diện\s+tích|sản\s+lượng|chi|thu|doanh\s+thu|kinh\s+phí|nguồn\s+vốn))(?!\w)")
HARD_STOP = regex.compile(
    r"(?=[;!?…”\".(,\s])(?:[;!?…”\"]|(?<!(?<!\w)tp)\.(?:\s|$)|\.\.|\((?![^()]{0,40}\)\s+[^\W\d])|,?\s+(?=[tvsđnqgc])(?:trong\s+(?:năm|tháng|quý|giai\s+đoạn|thời\s+gian)|vào\s+(?:năm|cuối|tháng|quý)|trước\s+(?:ngày|năm|tháng|\d)|so\s+với|đến\s+(?:hết|năm|cuối|tháng)|nhằm|để|qua\s+đó|góp\s+phần|từ\s+nay|chậm\s+nhất|và\s+đến)(?!\w)"
    r"|,\s+(?:trong\s+(?:đó|những|các|khi)|đồng\s+thời|đạt|chiếm|tăng|giảm|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|tương\s+đương|tương\s+ứng|bằng|vượt|cao\s+hơn|thấp\s+hơn|gồm|riêng|còn|nhưng|song|để|với|từ\s+đó|tiếp\s+tục|khắc\s+phục|không|hoàn\s+thành|tập\s+trung|theo|có|chậm|đã|khi|nếu|trình|báo\s+cáo|gửi|chủ\s+yếu|nhất\s+là)(?!\w)|(?:\s+năm\s+\d{4})?\s+sẽ(?!\w)|\s+bằng\s+(?:nguồn|vốn|kinh\s+phí|ngân\s+sách|tiền)(?!\w)|\s+với\s+(?:lãi\s+suất|mức|thời\s+hạn|kỳ\s+hạn|tỷ\s+lệ|tổng|quy\s+mô|diện\s+tích|kinh\s+phí|mức\s+đầu\s+tư|tổng\s+số)(?!\w))")
# "Giá bán phải bảo đảm luôn thấp hơn …": the name of what is measured ends before what it must do.
MUST = regex.compile(r"\s+(?:phải|cần|sẽ)\s+(?:luôn\s+)?(?:đảm\s+bảo|bảo\s+đảm|thấp\s+hơn|cao\s+hơn|đạt|giữ)(?!\w)")
LEFT_EDGE = regex.compile(r"[();:“….]")  # without one of these no clause ends
COMMA = regex.compile(r",\s+(?![^()]{0,80}\))")
VERB_IN_SUBJECT = regex.compile(r"(?<!\w)(?:đạt|tăng|giảm|còn|chưa|không|chậm|được\s+đẩy\s+mạnh|tiếp\s+tục|ước|chiếm|phục\s+hồi|là)(?!\w)")
SCOPE_HEAD = regex.compile(r"(?<!\w)(?:của|ở|tại|cấp|khu\s+vực|ngành|lĩnh\s+vực|năm|tháng|quý|cho|khối)\s")
SCOPE_CUT = regex.compile(r",\s*(?:và\s+)?|\s+và\s+")
# A subject that is a place, a level or a time: whose value it is, not what is measured.
SCOPE_SUBJECT = regex.compile(
    r"(?:/\w+)?[\s,]*(?:(?:trong\s+đó|riêng|còn|và)\s*,?\s*){0,2}(?P<who>(?:(?:các|hai|ba|bốn|những|khối|toàn|cả|tại|ở|\d{1,2})\s+)?"
    r"(?:huyện|xã|tỉnh|thành\s+phố|tp\.?|phường|quận|thị\s+xã|thị\s+trấn|thôn|cấp|khu\s+vực|vùng|địa\s+bàn|quý|nông\s+thôn|thành\s+thị|đô\s+thị|miền\s+núi|nước|quốc|năm\s+\d|đồng\s+bằng|miền|khối|kỳ\s+hạn|\d{1,2}(?:\s*-\s*\d{1,2})?\s+(?:ngày|tuần|tháng|năm)|qua\s+đêm)(?!\w)[^,;]{0,70}|(?:tại|ở)\s+[^,;]{2,60}|(?<=riêng\s)[^,;]{2,50})?")
SCOPE_AT = regex.compile(
    r"(?<!\w)(?:cấp\s+(?:xã|huyện|tỉnh|thành\s+phố|trung\s+ương|cơ\s+sở)|khu\s+vực\s+(?:thành\s+thị|nông\s+thôn|đô\s+thị|miền\s+núi)|(?:toàn|cả)\s+(?:tỉnh|huyện|xã|nước|quốc|thành\s+phố|ngành))(?!\w)")
AIM = regex.compile(r"(?<!\w)(?:mục\s+tiêu|phấn\s+đấu|bảo\s+đảm|đảm\s+bảo|để|yêu\s+cầu|mục\s+tiêu\s+là)\s*$")
WITH = regex.compile(r"(?<!\w)(?<!đối\s)(?<!so\s)(?<!tương\sứng\s)(?<!tương\sđương\s)với\s+(?:tỷ\s+lệ\s+)?$")
JOINING_HEAD = regex.compile(r"(?:mức\s+độ|mức|điểm|chất\s+lượng|chi\s+phí|kinh\s+phí)(?!\w)")
UNTIL = regex.compile(r"\s*(?<!\w)(?:tính\s+)?(?:đến|vào)\s+(?:hết\s+|cuối\s+)?năm\s+\d{4}\s*$")
CONJUNCTION = regex.compile(r"\s*(?:và|nhưng|song|mà)(?!\w)")
AMONG_THEM = regex.compile(r"(?<=[^\W\d]),\s*trong\s+(?:đó|số\s+đó)(?=\s+[^\W\d])")
# "70% giá trị căn hộ với lãi suất" 5,9%: another thing measured
WITH_HEAD = regex.compile(rf"(?<!\w)(?:với|cùng|kèm)\s+(?={flat_forms(forms('figure_metrics', 'head'))}(?!\w))")
ENDS_JOINED = regex.compile(r"(?:(?<!\w)(?:và|hoặc)|,)\s*$")
PAUSE = regex.compile(r"[;.,]\s")
NEXT_VALUE = regex.compile(r"[,;]\s+[^,;]{0,80}?\d[\d.,]*+\s?(?:%|phần trăm)|\sđến\s+(?:hết\s+)?(?:ngày|năm|tháng|quý)\s")
SCALE = regex.compile(r"(?:(?:nghìn|ngàn|vạn|triệu|tỷ|tỉ)\s+)*")
COUNT = regex.compile(r"(?<!\w)(?<!(?:lớp|khối|loại|quận|phường|độ|cấp|hạng|nhóm|số)\s)\d[\d.,/]*\s+(?=[^\W\d])(?!tháng|năm|ngày|giờ|quý)")
UNIT_ONLY = regex.compile(r"(?:nghìn|ngàn|triệu|tỷ|tỉ)?\s*(?:tỷ\s+)?(?:đồng|usd|\S+)")
EQUALS = regex.compile(r"(?:tương\s+(?:đương|ứng)(?:\s+với)?|(?<!\w)bằng)(?:\s+khoảng)?\s*$")
AUX_CUT = regex.compile(r"(?<!\w)(?:đã|sẽ|đang|phải|cần)\s+")
_TASK = r"(?:hoàn\s+thành|hoàn\s+thiện|tổ\s+chức|xây\s+dựng|kiểm\s+tra|rà\s+soát|tạo|hỗ\s+trợ|kiểm\s+định|phủ|thực\s+hiện|triển\s+khai|giải\s+quyết|đào\s+tạo|tuyên\s+truyền|phổ\s+biến|cấp|cung\s+cấp|lắp\s+đặt|bố\s+trí|mở|thu|giám\s+sát|tập\s+huấn|bồi\s+dưỡng|vận\s+động|công\s+khai|niêm\s+yết|giải\s+ngân|giao|trang\s+bị|đầu\s+tư|số\s+hóa|khám|di\s+dời)(?!\w)"
VERB_START = regex.compile(rf"[\s\-–+•*·]*(?:(?:tiếp\s+tục|tập\s+trung|phải|cần)\s+)?{_TASK}")
VERBS = frozenset("được có đạt là đã chưa".split())
PARTNER = regex.compile(r"(?<!\w)phối\s+hợp\s+(?:với|cùng)(?!\w)")
TASK = regex.compile(rf"(?<!\w){_TASK}")
MADE_OF = regex.compile(r"chiếm(?:\s+(?:tới|đến|khoảng|gần|hơn|trên))?\s*$")
NEXT_TASK = regex.compile(rf"\s+và\s+{_TASK}")
# "dành 20 tỷ đồng cho khuyến nông": what is paid for
ALLOTS = regex.compile(r"(?<!\w)(?:dành|bố\s+trí|phân\s+bổ|chi|cấp|đầu\s+tư|huy\s+động)(?:\s+(?:khoảng|gần|hơn|trên|thêm|được|ít\s+nhất|tối\s+thiểu|tổng\s+cộng))*\s*$")
GIVEN_TO = regex.compile(r"\s+(?:để\s+)?cho\s+(?=[^\W\d])")
# Between two counts of a list: " trường mầm non, ", ", sinh viên và "
NOUN_GAP = regex.compile(r"(?:\s+[^\W\d]+){0,5}(?:\s*\([^()]{1,30}\))?\s*(?:,\s*[^\W\d]+(?:\s+[^\W\d]+){0,2}\s*)?(?:,|và|cùng|,\s*và)\s+")
NOUN_END = regex.compile(r"[,;(]|\s(?:và|cùng|với)\s")
# "chưa đạt mục tiêu Quốc hội đề ra (5,5%)": the aim that a result is held against
FELL_SHORT = regex.compile(r"(?<!\w)(?:chưa\s+đạt|không\s+đạt|thấp\s+hơn|cao\s+hơn|vượt|so\s+với)\s+(?:mức\s+)?(?:mục\s+tiêu|chỉ\s+tiêu|kế\s+hoạch)(?:\s+[^\W\d]+){0,9}(?:\s+năm\s+\d{4})?\s*(?:\(|là)\s*$"
    # "so với mục tiêu cắt giảm ít nhất 50%", "chưa đạt quy định là 90%"
    r"|(?<!\w)(?:thấp\s+hơn|cao\s+hơn|so\s+với)\s+(?:mức\s+)?(?:mục\s+tiêu|chỉ\s+tiêu)\s+(?:đề\s+ra\s+)?(?:(?:cắt\s+|kéo\s+)?giảm|tăng|tăng\s+trưởng|đạt|nâng)\s+$"
    r"|(?<!\w)(?:chưa\s+đạt|không\s+đạt|thấp\s+hơn)(?:\s+theo)?\s+(?:mức\s+)?(?:quy\s+định|yêu\s+cầu|tiêu\s+chuẩn)(?:\s+[^\W\d]+){0,4}\s+(?:là|phải\s+đạt)\s+$")
ESPECIALLY = regex.compile(r"[\s,]*(?:đặc\s+biệt(?:\s+là)?|nhất\s+là)\s+(?=(?:khu\s+vực|huyện|xã|tỉnh|thành\s+phố|phường|quận|vùng|ngành|khối)(?!\w))")
# "giá nhập tăng mạnh, có loại tăng 40%"
SOME_OF = regex.compile(r"[\s,]*(?:(?:thậm\s+chí|cá\s+biệt)\s*,?\s+)?có\s+(?=(?:loại|nơi|chỗ|mặt\s+hàng|thời\s+điểm|địa\s+phương|ngày|lúc)(?!\w))")
CHANGES = regex.compile(r"\s(?:(?:đã|đang|cũng|sẽ|đều)\s+)?(?:tăng|giảm|biến\s+động)(?!\w)")
# "xuống còn 15 năm, tiến tới còn 10 năm"
TOWARDS = regex.compile(r"[^.;:()]{0,80}?(?:,|và|,\s*và)\s*(?:tiến\s+tới|tiến\s+đến|hướng\s+tới|hướng\s+đến)\s+(?:(?:còn|đạt|chỉ\s+còn|là)\s+)?")
HOW_MUCH = regex.compile(r"(?<=(?:tỷ\s+lệ|tỉ\s+lệ|mức)\s.{2,60})\s(?:rất\s+)?(?:cao|thấp)$")
SO_THAT = regex.compile(r".{0,200}\sđể\s+(?=[^\W\d])")
# "công suất từ 5.000 m3/ngày lên …": what the value was
FROM_VALUE = regex.compile(r"\s+từ\s+\d[\d.,]*\s*(?:%|[^\s,;.]+(?:\s+[^\W\d]+)?)\s*$")
OF_END = regex.compile(r"\s+(?:của|ở|tại|cho)$")
AIM_CUT = regex.compile(r"(?<!\w)(?:phấn\s+đấu|đặt\s+mục\s+tiêu|phải|cần|cam\s+kết|được\s+giao\s+chỉ\s+tiêu|giao\s+chỉ\s+tiêu)(?!\w)\s*")
# A label before a value: "Lãnh đạo Sở thực hiện kê khai: 04 bản"
WHO_DOES = regex.compile(r"(?P<who>.{4,140}?)\s+(?:phải\s+)?thực\s+hiện\s+(?P<what>[^\W\d]+(?:\s+[^\W\d]+){0,5})")
