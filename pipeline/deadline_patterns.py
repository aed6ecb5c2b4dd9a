"""The regular expressions by which deadlines are told from other times. They run on the text's
normal form: lower case, one kind of blank and dash."""
from __future__ import annotations

import datetime as dt

import regex

from pipeline.vocabulary import compile_forms

# Not "bàn giao", "Ban Chỉ đạo", "giao thông", "chủ trì hội nghị".
ORDER = regex.compile(rf"(?<!\b(?:bàn|chuyển|tham|ban)\s){compile_forms('deadline_cues', 'order').pattern}"
                       rf"(?!\s(?:thông|dịch|ban|lưu|hội nghị|cuộc họp|buổi|phiên)\b)", regex.IGNORECASE)
AIM = compile_forms("deadline_cues", "aim")
FINISH = compile_forms("deadline_cues", "finish")
UNABLE = regex.compile(r"\b(?:không thể|chưa thể|khó có thể|không kịp|khó (?:giảm|xuống|tăng|lên|về|xong|hoàn thành|đạt))\b[^,;]{0,40}$")
AHEAD = regex.compile(r"\b(?:sẽ|cần|phải|phấn đấu|dự kiến|(?<!\b(?:thực hiện|ký|bản|theo|đúng) )cam kết)\b")
PARTS = regex.compile(r"[;:]")
DONE = compile_forms("deadline_cues", "done")
NAME = compile_forms("deadline_cues", "name")
TOPIC = compile_forms("deadline_cues", "name", "topic")
VERB = compile_forms("action_verbs")
SAID = regex.compile(r"\b(?:yêu cầu|đề nghị|(?<!bàn )giao(?! thông| ban| dịch| lưu)|(?<!ban )chỉ đạo|phân công|kết luận|kế hoạch|công điện|lưu ý)\b")
# "… (khoảng 11 ha) xong trước ngày": a verb of completion right before the day, without "đã"
BY_THEN = regex.compile(r"(?<!(?:đã|không thể|chưa thể|khó|chưa|tiến độ) (?:cơ bản )?)\b(?:xong|hoàn thành|hoàn tất)\W*$")
# "đã biểu dương …, đồng thời chỉ ra những nhiệm vụ trong năm": the report is over
TURNS = regex.compile(r"\b(?:chỉ ra|nêu|đề ra|đặt ra|xác định|giao|gợi ý|định hướng)\b[^,;]{0,30}\b(?:nhiệm vụ|giải pháp|chỉ tiêu|mục tiêu|phương hướng)\b")
THEN = regex.compile(r",\s*(?:(?:và|phải|cần)\s+)?(?:hoàn thành|hoàn tất|xong|gửi|trình|nộp|báo cáo|tổng hợp|bảo đảm|đảm bảo)\b")
ACTION = regex.compile(rf"[^\p{{L}}]{{0,12}}(?:\(?\d{{1,2}}\)?[.)]\s*)?(?:[-+•*–]\s*)?{compile_forms('action_verbs').pattern}", regex.IGNORECASE)
# "đã yêu cầu", "vừa ban hành kế hoạch": the order was given, its action lies ahead
ORDERED = regex.compile(r"(?:đã|vừa|cũng)\s+(?:\p{L}+\s+){0,2}?(?:yêu cầu|đề nghị|(?<!bàn )giao|chỉ đạo|có(?= văn bản| công văn| kế hoạch| chỉ đạo| thông báo| quyết định| công điện)|ban hành|ký|đề ra|đặt ra|phân công|cam kết|thống nhất|quyết định|nhấn mạnh|lưu ý|"
                         r"đặt|xác định|phê duyệt|quyết nghị|thông qua|kêu gọi|gửi|nêu|quy định|xây dựng kế hoạch)\b")
# Verbs before "trước" and "đến" that describe what things are, not what is to be done.
DESCRIBED = regex.compile(r"\b(?:có thời hạn|phát sinh|(?<!(?:tuyển|học|vệ|thí|an) )sinh|có hiệu lực|hiệu lực|(?<!\b(?:cần|phải|sẽ) )được cấp|sử dụng đất|tồn tại|xảy ra|ra đời|thành lập|áp dụng|ổn định|nghỉ hưu|từ|so với|như|"
                           r"tính|dự báo|tầm nhìn|kéo dài|gia hạn|(?:hội nghị|kỳ họp|phiên họp|đại hội|đoàn) làm việc|định hướng|kể cả|nợ|chuyển sang|diễn ra|cả|vào cuộc|bắt đầu|nữa là|ước|đợi|chờ|được mở|mở cửa|từ ngày [\d/., -]{1,12})\s*$")
VISION = regex.compile(r"\b(?:tầm nhìn|định hướng|giai đoạn\s[\d\s-]{4,14}(?:,| và)?(?:\s(?:tầm nhìn|định hướng|có xét))?)\s*$")
REPORTED = regex.compile(r"^\W{0,3}\s*(?:toàn|cả|tổng(?! hợp| kết| rà| vệ| kiểm| điều)|đã|mới|có|trên địa bàn|\p{L}{1,12}\s(?:\p{L}{1,12}\s){0,6}?(?:đã|mới|có|ước|vẫn|còn))\b")
TERM = regex.compile(r"(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành|hoàn tất|kết thúc|xong|khởi công|khánh thành|thông xe|vận hành|sử dụng|khai thác|thực hiện|trình|báo cáo|ban hành)"
                      r"(?:\s(?:hoàn thành|thực hiện|nộp|gửi|báo cáo|trình|xong|trước|là|vào|trong|ngay|từ|dự án|đúng|cuối cùng))*\s*[:(]?\s*(?:vào|trong|ngay)?\s*$")
# What follows a day up to which something was measured: "đến ngày 30/8 tăng 8,85% so với cuối năm trước".
MEASURED = regex.compile(r"[^.;]{0,90}?\bso với\b|\s*(?:đã|mới|vẫn|toàn tỉnh có|cả nước có)\b")
HELD = regex.compile(r"\b(?:họp|diễn ra|khai mạc|bế mạc|gặp mặt|kỷ niệm|thi đấu|khởi tranh|đại hội|kỳ họp|phiên họp|bầu cử|hội nghị)\b[^,;.]{0,40}$")
FREQUENCY = regex.compile(r"định kỳ|lần")
# What voters and residents ask for binds nobody.
PETITION = regex.compile(r"\b(?:cử tri|người dân|hộ dân|bà con|phụ huynh|doanh nghiệp|(?<!ban |đồng )nhân dân)\b[^.;]{0,80}?\b(?:kiến nghị|đề nghị|đề xuất|phản ánh|mong muốn|mong)\b")
OPENER = regex.compile(r"[\W\d]*(?:(?:vì (?:vậy|thế)|do (?:đó|vậy)|bởi vậy|tuy nhiên|ngoài ra|bên cạnh đó|trước hết|sau đó|tiếp (?:đó|theo)|theo (?:kế hoạch|lộ trình|dự kiến|chương trình|đó)|được biết|riêng|cụ thể|trong đó|đặc biệt|theo đó|ngay|mục tiêu|phấn đấu|dự kiến|và|đồng thời|trước mắt|về|là|nhiệm vụ|giai đoạn|từ|tiếp tục)[\s,:]*){0,3}$")
PARTS_OF = ("part", "ten days", "half month")
# "Trạm Y tế hoàn thành khám sức khỏe cho người cao tuổi trong năm 2026", told after an order
WILL_FINISH = regex.compile(r"(?<!đã )(?<!cơ bản )(?<!việc )\b(?:hoàn thành|hoàn tất|về đích)\b[^,;.]{0,100}$")
# "… mục tiêu đến năm 2020 xóa hết nhà tạm; năm 2019 làm trước 400 nhà"
LISTED = regex.compile(r";\s*(?:trong đó\s*)?$")
# "Theo kế hoạch, từ 19 đến 30/9, trạm y tế các xã phối hợp đi từng nhà …"
WORKS_THEN = regex.compile(rf"\s*,(?:\s+[\p{{L}}/]+){{1,10}}?\s+(?:(?:sẽ|phải|cần)\s+)?(?!đã\b){VERB.pattern}", regex.IGNORECASE)
# A step of a roadmap: "- Bước 2, trong quý IV: mỗi thôn có một điểm hỗ trợ"
STAGE = regex.compile(r"[\W\d]*(?:bước|giai đoạn|đợt|chặng|mốc)\s+(?:\d{1,2}|[ivx]{1,4}|một|hai|ba|đầu|cuối)\W*$")
NEXT_AIM = regex.compile(r"\s*(?:phấn đấu|cần|phải|sẽ|tiếp tục|tập trung|hoàn thành|dự kiến|huyện|tỉnh|xã|thành phố|toàn)\b")
# "Để hoàn thành 19 tiêu chí trong năm 2018, …": an aim that the sentence takes for granted
TOWARDS = regex.compile(r"\b(?:hứa|cam kết)\b[^,;.]{3,110}$|\b(?:để|nhằm|góp phần)\s+(?:sớm |có thể |cơ bản )?(?:hoàn thành|hoàn tất|đạt|về đích|trình)\b[^,;.]{0,110}$")
# "Với mục tiêu ra mắt xã nông thôn mới trong năm 2024, xã đã …"
SET_OUT = regex.compile(r"\b(?:với|đặt|theo|vì) (?:quyết tâm|mục tiêu)\b[^,;.]{3,110}$")
# "tổ chức Kỳ họp bất thường trong tháng 2": the session's month is when it is to be held
CONVENES = regex.compile(r"\b(?:tổ chức|chuẩn bị|triệu tập|trình|thông qua|báo cáo|xem xét|mở|hoàn thành|tiến hành)\b[^;.]{0,200}$")
# "thời hạn hoàn thành: 30/9"
BY_DAY = regex.compile(r"\b(?:thời hạn|(?<!\b(?:thời|vô|có|giới|quyền|dài|ngắn|trung) )hạn|thời gian hoàn thành)(?: (?:cuối(?: cùng)?|chót|hoàn thành|thực hiện|nộp|gửi|báo cáo|xong|là)){0,3}\s?:?\s?(?:ngày )?$")
# "yêu cầu trong 3 tháng cuối năm, các xã …"
TOLD_BY = regex.compile(r"\b(?:yêu cầu|đề nghị|giao|chỉ đạo|nhấn mạnh|lưu ý|quán triệt|kết luận)\s?[:,]?\s*$")
ON_TIME = regex.compile(r"\b(?:đúng|kịp)(?: vào)? dịp\s*$")
# "để thông xe vào ngày 30/4": an end, unlike "phục vụ khởi công vào ngày 19/12"
COMES_TRUE = regex.compile(r"\b(?:hoàn thành|hoàn tất|khánh thành|thông xe|vận hành|khai thác|sử dụng|hoạt động|xong)\b[^,;.]{0,40}$")
# "tham gia Hội thi … trong tháng 8", "chuyến thăm … từ ngày 3 đến ngày 5": when something else is held
ATTENDED = regex.compile(r"\b(?:(?:tham gia|tham dự|dự|phục vụ|chào mừng)\s+(?:hội|cuộc|giải|kỳ|lễ|vòng|tuần|liên hoan|triển lãm|đại hội)\b|chuyến\s+(?:thăm|công tác|đi))[^,;.]{0,120}$")
# "Về kinh tế, năm 2025 phấn đấu …"
STRIVES = regex.compile(r"\s*,?\s*(?:\p{L}+\s){0,3}?phấn đấu\b")
# "Chỉ tiêu năm 2016 là kết nạp 180 đảng viên", "mục tiêu giải ngân cả năm từ 95% trở lên"
GOAL_OF = regex.compile(r"\b(?:mục tiêu|chỉ tiêu)(?: (?!quốc gia\b)\p{L}+){0,5} $")
GOAL_IS = regex.compile(r"\s*(?:là|:|từ|đạt|sẽ|phấn đấu)(?!\p{L})")
# "bão sẽ đổ bộ vào đất liền trong đêm nay": nobody's work
NATURE = regex.compile(r"\b(?:bão|áp thấp(?: nhiệt đới)?|mưa|lũ|triều(?: cường)?|rét|nắng nóng|không khí lạnh|gió mùa|xâm nhập mặn|đỉnh lũ|mực nước)\b(?: \p{L}+| số \d+){0,12}?,? (?:sẽ|có thể|có khả năng|đổ bộ|suy yếu|xuất hiện)\b[^;.]{0,120}$")
# "Phải đến cuối tháng 6 lũ mới về": not before
NOT_BEFORE = regex.compile(r"\b(?:phải|chờ|đợi)\s*$")
ONLY_THEN = regex.compile(r"[^;.]{0,60}\bmới\b")
# "Năm 2027 các sở, ngành hoàn thành việc …"
WHO_ENDS = regex.compile(r"\s*(?:các|bộ|sở|ủy ban|uỷ ban|ubnd|huyện|tỉnh|xã|phường|thành phố|ngành|đơn vị)\b[^;.]{0,60}?(?<!đã )(?<!cơ bản )\b(?:hoàn thành|hoàn tất|làm xong)\b")
# "Đến ngày 9/6, việc lắp đặt sẽ hoàn thành", printed later
WILL_END = regex.compile(r"\s*,?[^;.]{0,80}?\bsẽ (?:được |cơ bản )?(?:hoàn thành|hoàn tất|xong|làm xong)\b")
# what a past range is the time of: "khối lượng hoàn thành từ ngày …"
OF_RANGE = regex.compile(r"\b(?:khối lượng|hoàn thành|phát sinh|thời kỳ|giai đoạn|số liệu|báo cáo|hồ sơ|thu|chi|nợ)\b[^,;.]{0,40}$")
# "lên đường trong 30 phút khi có lệnh"; a length of time alone may be that of a state
OTHER_HOUR = regex.compile(r"\b(?:trước|chậm nhất(?: là)?)(?: lúc)? \d{1,2} ?(?:giờ|h)(?: ?\d{2})?(?: phút)?(?:,| và) $")
# "Tuy nhiên, đến ngày 7/2, mới có 33 địa phương gửi báo cáo"
NOT_YET = regex.compile(r"\s*,?\s*(?:\p{L}+ ){0,6}?(?:mới (?:có|chỉ|đạt|được)|chỉ (?:có|mới|đạt)|vẫn (?:còn|chưa)|chưa có)\b")
# "tiến độ hoàn thành dự án vào tháng 4/2025", "đưa tỉnh trở thành … vào năm 2030"
TO_COME = regex.compile(r"\b(?:hoàn thành|hoàn tất|khánh thành|thông xe|trở thành|về đích|đưa vào (?:sử dụng|khai thác|vận hành|hoạt động))\b[^,;.]{0,90}$")
# "Đối với các dự án dự kiến hoàn thành vào năm 2025": which ones, not by when
CONCERNS = regex.compile(r"[\W\d]*(?:riêng\s+)?đối với\b[^,:;]{0,120}?\b(?:dự kiến|đã|được|chưa|phát sinh|tiếp nhận|nộp|ký|có)\b[^,:;]{0,120}$")
HAS = regex.compile(r"\s*(?:có|phải|ít nhất|tối thiểu|tổ chức)\b")
COUNTED_FROM = regex.compile(r"\s*(?:khi|kể từ|từ khi|sau khi|tính từ)\b")
REPORTS = ("báo cáo", "tổng hợp", "giao ban", "kiểm tra", "cập nhật")
# a bracket that says when something else is, "kỷ niệm …"
ASIDE = regex.compile(r"(?:\b(?:kỷ niệm|nghỉ (?:lễ|tết)|diễn ra|dự kiến họp|không chỉ|(?:sau|trước) khi)|\((?!\s*(?:hoàn thành|xong|thời|trước|chậm)))[^,;.)]{0,60}$")
# "phục vụ khởi công vào ngày 19/12": the day of something else than what is to be done
SUBORDINATE = regex.compile(r"\b(?:phục vụ|để|nhằm|được|khi|nếu|như|vì|dự kiến|sẽ|lễ|hội nghị|đại hội|hội thi|(?:phiên|kỳ|cuộc) họp)\b")
WEAK = regex.compile(r"\b(?:đã|chưa|còn|chậm|phát sinh|tồn tại|hạn chế|kết quả|tình hình|so với)\b")
REPEATED = regex.compile(rf"\s*(?:,\s*)?(?:phải |cần |có (?=báo |cáo )|thường xuyên |chủ động |kịp thời |tiến hành )?{compile_forms('action_verbs').pattern}|\s*có (?:báo )?cáo\b", regex.IGNORECASE)
RESTS = regex.compile(r"\b(?:nghỉ|lịch|giờ)\b[^,;.]{0,40}$")
YEARS_OWN = regex.compile(r"\b(?:thu nhập|chi phí|nhu cầu|bình quân|sản lượng|doanh thu|kinh phí|nguồn vốn|dự toán|kế hoạch|chỉ tiêu|đời sống|sinh hoạt|công việc|hoạt động|kê khai)\s*$")
# What is foreseen is not instructed: "số mắc có thể tiếp tục tăng trong tháng 8".
FORESEEN = regex.compile(r"\b(?:có thể|nguy cơ|dự báo|nhận định)\b[^;.]{0,80}$")
HAND_IN = regex.compile(r"\b(?:đăng ký|nộp|kê khai|tiếp nhận|nhận|gửi|lấy ý kiến)\b[^;.]{0,80}$")
WILL = regex.compile(r"\s*,?[^,;.]{2,80}?\b(?:sẽ|phải)\b|\s*(?:phải|gửi|trình|nộp|báo cáo)\b")
MUST = regex.compile(r"\s*(?:phải|cần|sẽ)\b")
SPOKEN = regex.compile(r"\b(?:cho biết|nhấn mạnh|khẳng định|nêu rõ|cho rằng|thông tin)\s*(?:,\s*|rằng\s*)?$")
COMPLETED = regex.compile(r"\b(?:hoàn thành|hoàn tất|xong|khánh thành|thông xe)\s*(?:dịp\s*)?$")
SPAN = regex.compile(r"từ (?:năm )?\d")
DUTIES = regex.compile(r"(?<!\w)(?:nhiệm vụ|phương hướng)(?: trọng tâm)?\s*$")
MUST_DO = regex.compile(r"\s*,[^,;.]{3,80}\b(?:cần|phải|tiếp tục|tập trung|sẽ)\b")
STRIVE = regex.compile(r"\bphấn đấu\s*$")
NEAR_AIM = regex.compile(r"\b(?:phấn đấu|cần|phải|sẽ|mục tiêu|chỉ tiêu|dự kiến)\b")
TERM_STRICT = regex.compile(r"(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành|hoàn tất|kết thúc|xong|khởi công|khánh thành|thông xe|vận hành|sử dụng)[\s:(]*(?:(?:hoàn thành|thực hiện|nộp|gửi|báo cáo|trình|là)[\s:(]*){0,2}$")
PAST_VERB = regex.compile(r"\b(?:đã|ước đạt|vừa)\b")
PLANNED = regex.compile(r"(?:đã|vừa)\s+(?:\p{L}+\s+){0,2}?(?:đề ra|đặt ra|đặt|xác định|yêu cầu|đề nghị|cam kết|đăng ký|thống nhất|quyết nghị|có kế hoạch|lên kế hoạch|xây dựng kế hoạch)\b")
WITHIN = regex.compile(r"(?:ngay\s+)?trong\s+(?:vòng|thời gian|thời hạn)")
AIM_FOLLOWS = regex.compile(r"\s*,?\s*(?:phấn đấu|đạt)\b")
NO_HOLIDAYS = regex.compile(r"[^.;]{0,60}không (?:tính|kể|bao gồm) (?:các )?(?:ngày )?(?:nghỉ|lễ)")
EDGE = regex.compile(r"\s*(?:[,.;:()]|$)|\s+(?:và|để|về|cho|gửi|báo cáo|tổng hợp|với)\b")
VISION_AFTER = regex.compile(r"\s*(?:,|và)?\s*(?:tầm nhìn|định hướng)\b")
# "dự toán thu trong năm 2014": which one, not by when
YEARLY = regex.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|tình hình|kết quả|số liệu)(?:\s(?:thu|chi|vốn|ngân sách|giải ngân)){0,2}\s*$")
LIMITS = ("chậm", "muộn", "trễ", "không", "hạn", "thời hạn")
REACH = 2000  # characters on either side that are read: twice the longest sentence of the annotated articles
LATE = dt.timedelta(days=100)  # portals print an order up to three months after it was given
MAX_PAST = dt.timedelta(days=400)  # an order reported later than that is history
