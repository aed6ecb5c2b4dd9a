"""The regular expressions of the temporal grammar (see dates_grammar). In the patterns ``_`` is a
run of blanks and ``~`` an optional one; they run on the normal form: lower case, one kind of blank
and dash. Every quantifier is bounded.
"""
from __future__ import annotations

import regex

from pipeline.numbers import BELOW_HUNDRED, ROMAN
from pipeline.flat import branching
from pipeline.vocabulary import alternation, entries

# Blanks and dashes of all kinds, and emphasis marks, as the plain one. A chain of replacements: most
# texts hold few of them, and str.translate looks at every character.
PLAIN = tuple((c, " ") for c in "\u00a0\t\u2007\u202f*_") + tuple((c, "-") for c in "–—−‑")
FOREIGN_DIGIT = regex.compile(r"(?V1)[\p{Nd}--[0-9]]")  # \d matches them, int() does not know them all
# A line that was broken inside a sentence: the next goes on in lower case or with a digit.
SOFT_BREAK = regex.compile(r"(?<=[\p{L}\p{N},/] {0,3})\n(?= {0,3}[\p{Ll}\p{N}])")
QUARTER_SPELLING = regex.compile(r"\bq(?:uí|úy|úi)\b")

D = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
M = r"(?:1[0-2]|0?[1-9])(?!\d)"
Y = r"(?:1[89]|20|21)\d\d(?!\d)"


def rx(pattern: str) -> regex.Pattern:
    """Compile a pattern of this grammar: ``_`` and ``~`` are blanks, verbose."""
    return regex.compile(pattern.replace("_", "[ ]{1,30}").replace("~", "[ ]{0,4}"), regex.VERBOSE)


NUM = rf"(?:\d{{1,3}}(?![\d.,/]\d)|{BELOW_HUNDRED.replace('|năm', '')})".replace(r"\s", "[ ]")
YEAR = rf"(?:~[/.-]~(?P<y>{Y})(?![/-]\w) | ~,?~(?:của_)?năm_(?P<y>{Y}) | _(?P<y>{Y})(?=~(?:[,.;:()\n”\"]|\d{{1,2}}:|$)))"
AND = r"(?:,|;|và|&|hoặc)"

# What follows a number decides what may begin at it; most numbers of a text fail here.
AHEAD = rx(r"\d{1,4}~(?:(?P<sign>[/.:÷-])|(?P<list>[,;&])|(?P<hour>giờ|h|g)|(?P<month>tháng)|(?P<unit>phút|giây|tiếng|ngày|tuần|quý|năm)|(?P<times>lần)|(?P<to>đến|tới|và))")
DMY = rx(rf"(?P<d>{D}) ~[/.-]~ (?P<m>{M}) ~[/.-]~ (?P<y>{Y}) (?!/\d|[/-][a-zđ])")
DMYY = rx(rf"(?P<d>{D}) / (?P<m>{M}) / (?P<y>\d\d) (?![\d/,.-]\w|\w|~%)")
# "2/6": not "18/19" (no month), "61/2018/NĐ-CP", "1/5.000", "3/4%"
DM = rx(rf"(?P<d>{D}) ~/~ (?P<m>{M}) (?!~/|[.,]\d|-[a-zđ]|~%) (?:~,?~năm_(?P<y>{Y}))?")
DM_LOOSE = rx(rf"(?P<d>{D}) ~[/.-]~ (?P<m>{M}) (?!~/|[.,-]\d|-[a-zđ]|~%) (?:~,?~năm_(?P<y>{Y}))?")
# "trước 30-6", "đến 15.12": a day where what stands before it says so, and no unit after it ("trước 5-7 ngày")
DM_SIGNED = rx(rf"""(?P<d>{D})[.-](?P<m>{M})(?![/.,-]\w|\w|~%) (?P<y>(?!))? (?P<closed>(?=~(?:[,;:()\n”\"]|[.](?!\w)|$)))?
    (?!~(?:phút|giây|giờ|tiếng|ngày|tuần|tháng|quý|năm(?!_(?:nay|sau|tới|trước|\d{{4}}))|lần|người|con|cái|nghìn|ngàn|triệu|tỷ|tỉ|đồng|usd|ha|héc|m|km|m2|m3|kg|tấn|tạ|độ|cấp|lượt|suất|phần|mét|lít|cây|vụ|ca|đợt|bậc|tuổi|cm|mm)\b)""")
# "từ 6 đến 8/1": the first day of a range that names the month at its end
DAY_TO = rx(rf"(?P<d>{D})~(?:-|(?:đến|tới)(?:_hết)?_)~(?={D}[/.-]{M})")
LEADS_TO_FEAST = regex.compile(r"(?:trước|dịp|đến|tới) $")
FEAST = rx(r"(?:dịp_)?lễ_(?=\d)")
STRONG = regex.compile(r"(?:trước|nhất|hết|hạn|quá|chót|cuối(?: cùng)?|là|vào)$")
# "chậm nhất 17 giờ cùng ngày"
SAME_DAY = rx(r"_(?:trong_)?cùng_ngày(?!\w)")
# "trong ngày", "ngay trong tuần": the one that runs
RUNNING = rx(r"(?P<u>(?<=ngay[ ]trong[ ])ngày|tuần|tháng|quý|năm)(?=~(?:[,.;:()”\"]|$))")
# "hai ngày 15 và 16/9", "3 tháng 4, 5, 6": how many, and then which
SO_MANY = rx(rf"{NUM}_(?=(?:ngày|tháng)_\d{{1,2}}(?:~[,;-]|_và|~đến)|quý_[ivx\d]{{1,3}}(?:~[,;-]|_và))")
# "trước 17 giờ": no length of time, but an hour of the day
HOUR = rx(r"(?P<h>[5-9]|0[5-9]|1\d|2[0-3])~(?:giờ|h)(?P<min>[0-5]\d)?(?![\w/]|_và_\d|_(?:làm|bay|đồng|khi|học|dạy|chạy|\d))")
MONTH_YEAR = rx(rf"(?P<m>{M})~[/.-]~(?P<y>{Y})(?![/-]\w)")
# The new year's feast under its short name
TET = rx(r"tết(?:_(?:này|năm_nay|sắp_tới|giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)(?:_(?:tý|tí|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi))?)?(?!\w|_(?:trồng|độc|thiếu|thanh|đoan|hàn|trung|dương|nguyên|âm|cổ|lào|khmer|katê|nhảy))")
# a fraction of a countable thing, not a day of a month
COUNTED = rx(r"""~(?!(?:tổ_chức(?!_(?:đảng|đoàn|hội|chính|cơ))|công_(?:bố|khai|nhận|tác)|ban_hành|thành_lập|chi_trả|sản_xuất|đề_(?:nghị|xuất)|tổng_(?:hợp|kết|rà|kiểm|vệ))\b)
    (?:số|xã|phường|huyện|quận|tỉnh|thị|thành|đơn|chỉ|tiêu|mục|hộ|thôn|ấp|bản|làng|khu|tổ|đại|thành|
    người|trường|cơ|sở|ban|ngành|dự|công|hồ|sơ|nhiệm|nội|tổng|diện|kinh|phiếu|ủy|uỷ|chi|đảng|lĩnh|tiêu|nhóm|điểm|
    dân|cán|cử|lớp|giáo|học|doanh|loại|thủ|địa|bộ|trạm|bệnh|nhà|cầu|tuyến|gói|đề|bài|sản|chiều|thời|quãng|giá)\b""")

DAYS = rx(rf"""(?:các_|những_)? ngày_
    (?P<d>{D}(?:~(?:{AND}|-|đến(?:_ngày)?|tới)~(?:ngày_)?{D}){{0,10}})
    (?: (?:~[/]~|_tháng_) (?P<m>{M}) (?!~/~\d{{1,2}}(?!\d)|[.,]\d|-[a-zđ]) (?:{YEAR})? )?""")
DAY_WORD = rx(rf"""(?:ngày_)? (?: (?:mồng|mùng)_(?P<d>\d{{1,2}}|{BELOW_HUNDRED}) | (?P<full>rằm) | (?<=ngày[ ])(?P<d>{BELOW_HUNDRED}) )
    (?: _tháng_(?P<m>{M}|giêng|chạp|{BELOW_HUNDRED}) (?:{YEAR})? (?P<now>_năm_nay)? )?""".replace(r"\s", "[ ]"))
DAY_OF = rx(rf"(?P<d>{D}) _tháng_ (?P<m>{M}|giêng|chạp|(?!năm_\d){BELOW_HUNDRED}) (?:{YEAR})? (?P<now>_năm_nay)?"
             .replace(r"\s", "[ ]"))
LUNAR_MARK = rx(r"[ ,(]{0,3}(?:âm[ ]lịch|\(?al\)?(?!\w))")
EDGE_DAY = rx(r"(?:ngày(?:_làm_việc)?_)(?P<edge>đầu_tiên|cuối_cùng)_(?:của_)?")
HOLIDAY = rx(rf"(?:(?P<cue>(?:ngày|lễ|dịp|tết|kỷ_niệm)_(?:lễ_)?))?(?P<h>{alternation(f for e in entries('holidays') for f in e.forms)})"
              rf"(?:_(?:giáp|ất|bính|đinh|mậu|kỷ|canh|tân|nhâm|quý)_(?:tý|tí|sửu|dần|mão|thìn|tỵ|tị|ngọ|mùi|thân|dậu|tuất|hợi)(?!\w))?"
             rf"(?:~\(?~(?:năm_)?(?P<y>{Y})~\)?|(?P<now>_năm_nay))?")
HOLIDAYS = {f: e.value for e in entries("holidays") for f in e.forms}

HALF_MONTH = rx(r"nửa_(?P<side>đầu|cuối|sau)_(?:của_)?(?=tháng_(?:\d|này|sau|tới))")
MONTHS = rx(rf"""(?P<many>(?:các|những)_)? tháng_
    (?P<m>{M}(?P<more>(?:~(?:{AND}|-|đến)~(?:tháng_)?{M}(?![.,/]\d(?!\d{{3}}))){{0,11}})) (?!~/~\d{{1,2}}(?!\d)|[.,](?!{Y}\b)\d|~%)
    (?:{YEAR})?(?P<every>(?=_(?:hàng|hằng)_năm))?""")
MONTH_WORD = rx(rf"tháng_(?P<m>(?!năm_\d){BELOW_HUNDRED})(?!_lần|_ngày)(?:{YEAR})?".replace(r"\s", "[ ]"))
QUARTERS = rx(rf"""(?:các_|trong_)? quý_
    (?P<q>(?:{ROMAN}|[1-4](?!\d)|một|hai|ba|tư|bốn) (?P<more>(?:~(?:{AND}|-|đến)~(?:quý_)?(?:{ROMAN}|[1-4](?![\d.,]))){{0,3}}))
    (?!\w) (?:{YEAR})?""")
WEEK_OF = rx(rf"tuần_(?:thứ_)?(?P<n>[1-5](?!\d)|đầu(?:_tiên)?|cuối(?:_cùng)?|{BELOW_HUNDRED})_(?:của_)?(?=tháng)".replace(r"\s", "[ ]"))
REL = rx(r"""(?P<u>tuần|tháng|quý|năm) _ (?:(?P<here>này|nay)|(?P<last>trước(?!_(?:khi|mắt|ngày|thời))|ngoái|vừa_(?:qua|rồi)|qua)
    |(?P<next>tới|sau|tiếp_theo|kế_tiếp|sắp_tới)|(?P<last2>kia)) (?!\w)""")
REL_YEAR = rx(r"_năm_(?:(?P<here>nay|này)|(?P<last>ngoái|trước)|(?P<next>sau|tới))(?!\w)")
TODAY = rx(r"""(?: (?:ngày_)?(?:hôm|bữa)_(?:(?P<here>nay)|(?P<last>qua)|(?P<last2>kia)|(?P<next>mai))
    | ngày_(?:(?P<next>mai)|(?P<next2>kia|mốt)) ) (?!\w)""")
YEARS = rx(rf"""(?P<cue>(?:(?:giai_đoạn|nhiệm_kỳ|năm_học|niên_(?:khóa|khoá|độ)|thời_kỳ|kỳ|khóa|khoá|(?P<n>{NUM})_năm)_)?(?:từ_)?(?:các_|những_)?(?:năm_)?)
    (?P<y>{Y}) ~(?:-|đến|tới|÷|và)~ (?:năm_|hết_năm_|hết_)?(?P<z>{Y}) (?![/-]\w|[.,]\d|~%)""")
YEAR_ONE = rx(rf"(?:năm_(?P<y>{Y})|năm_(?P<list>{Y}(?:~{AND}~(?:năm_)?{Y}){{1,6}}))(?![/]\w|[.,]\d)")
YEAR_BARE = rx(r"""(?P<y>(?:19[5-9]|20[0-9])\d)(?!\d|[./-]\w|,\d|~%
    |_(?:người|hộ|xã|tỷ|tỉ|triệu|nghìn|ngàn|đồng|ha|héc|m|km|m2|m3|tấn|kg|cây|con|lượt|hồ|trường|vụ|công|đơn|cán|học|dự|căn|sản|doanh|đại|đảng|thủ|tthc|cơ|lao|chỉ|phiếu|bộ|máy|giường|suất|cuộc|phần)\b)""")
DECADE = rx(r"(?:thập_(?:niên|kỷ)|những_năm)_(?P<y>(?:1[89]|20)?\d0)(?!\d)")
CENTURY = rx(r"thế_kỷ_(?:thứ_)?(?P<n>\d{1,2}|x{0,2}(?:i[xv]|v?i{0,3}))(?!\w)")
HALF = rx(rf"""(?: (?P<n>{NUM})_tháng_(?P<side>đầu|cuối|còn_lại)(?:_(?:của_)?năm)? | (?P<n>{NUM})_tháng(?=_năm_\d{{4}})
    | (?P<half>nửa)_(?:(?P<side>đầu|cuối))(?:_(?:của_)?năm) | (?:những|các)_(?:tháng|quý)_(?P<rest>còn_lại|cuối|đầu)_(?:của_)?năm
    | thời_gian_(?P<rest>còn_lại)_(?:của_)?năm )
    (?: _(?:năm_)?(?P<y>{Y}) | ,_năm_(?P<y>{Y}) | _(?P<here>nay|này) | _(?P<last>trước|ngoái) | _(?P<next>sau|tới) )?(?![\w/])""")
PART = rx(r"(?:(?P<p>đầu|giữa|cuối|thượng_tuần|trung_tuần|hạ_tuần)_)(?:của_|những_|các_)?")
PARTS = {"đầu": "start", "giữa": "mid", "cuối": "end", "thượng": "start", "trung": "mid", "hạ": "end"}
PART_BARE = rx(r"(?P<u>năm|quý|tháng|tuần)(?=_(?:nay|này)|(?!_(?:\d|học|trước|sau|tới|ngoái|qua)))(?:_(?:nay|này))?(?!\w)")
SPAN = rx(rf"""(?P<n>{NUM})_(?P<u>ngày|tuần|tháng|quý|năm|giờ|phút|giây)_
    (?: (?P<ago>trước)(?!_\w) | (?P<ahead>nữa) | (?P<past>(?:vừa_)?qua|vừa_rồi|gần_đây|trở_lại_đây) | (?P<next>tới(?!_(?:nay|\d))|tiếp_theo|sắp_tới) )(?!\w)""")
DURATION = rx(rf"""(?P<n>{NUM})(?:~(?:-|đến)~(?P<max>\d{{1,3}}))?~ (?P<u>ngày|tuần|tháng|quý|năm|giờ|tiếng|phút)
    (?P<work>_làm_việc)? (?!\w|_học|_\d{{4}}|/|_\d{{1,2}}(?:_và_\d|[,/-])) (?:_(?:và_)?(?P<n2>\d{{1,2}})_(?P<u2>ngày|tháng)(?!\w|_\d))?""")
EVERY = rx(r"(?:định_kỳ_)?(?:hàng|hằng|mỗi|từng)_(?P<u>ngày|tuần|tháng|quý|năm)(?!\w|_học|_\d)(?:_(?P<n>một|1|01|2|02|hai|\d{1,2})_lần)?")
TIMES_PER = rx(rf"(?P<n>{NUM})_lần~(?:/~|_(?:một_|mỗi_|trong_|trên_)?)(?:(?P<k>\d{{1,2}})_)?(?P<u>ngày|tuần|tháng|quý|năm)(?!\w|_\d)")
ONCE_PER = rx(rf"(?:định_kỳ_|cứ_)?(?:mỗi_)?(?P<n>{NUM})_(?P<u>giờ|tiếng|ngày|tuần|tháng|quý|năm)~(?:/~|_)(?:(?:một|1|01)_?~)?lần(?!\w)")
PERIODIC = rx(rf"định_kỳ_(?P<n>{NUM})_(?P<u>ngày|tuần|tháng|quý|năm)(?!\w|_\d)")
EVERY_TAIL = rx(r"~,?~(?:của_)?(?:hàng|hằng|mỗi|các)_(?P<u>tuần|tháng|quý|năm)(?!\w|_\d)")
QUARTER_TAIL = rx(r"_(?:của_)?tháng_(?P<side>đầu|cuối)(?:_cùng)?_(?:của_)?(?:mỗi_|hàng_|hằng_|từng_|các_)?quý(?!_[ivx\d])")
WEEKDAY = rx(r"(?:thứ_(?P<w>hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|(?P<sun>chủ_nhật|chúa_nhật))(?!\w)")
WEEK_TAIL = rx(r"_(?:của_)?tuần_(?:(?P<here>này|nay)|(?P<last>trước|qua)|(?P<next>tới|sau))|_(?P<coming>tới|sau|này)(?=~(?:[,.;:()\n]|$))")
SEASON = rx(rf"mùa_(?P<s>xuân|hè|hạ|thu|đông)(?:_(?:của_)?(?:năm_)?(?P<y>{Y})|_năm_(?:(?P<here>nay|này)|(?P<last>ngoái|trước)|(?P<next>sau|tới)))(?!\w)")
# First and last day, as the calendar divides the year by the sun; winter ends in the next year.
SEASONS = {"xuân": (3, 20, 6, 20), "hè": (6, 21, 9, 23), "hạ": (6, 21, 9, 23), "thu": (9, 24, 12, 20), "đông": (12, 21, 3, 19)}
POD = rx(r"(?:buổi_|rạng_)?(?P<p>sáng|trưa|chiều|tối|đêm)(?:_sớm)?(?!\w)")
POD_REL = rx(r"_(?:hôm_)?(?:(?P<here>nay)|(?P<next>mai)|(?P<last>qua))(?!\w)")
CLOCK = rx(rf"""(?P<h>[01]?\d|2[0-4]|{BELOW_HUNDRED}(?=_giờ))~(?: (?:giờ|h|g)(?!\w)?(?:~(?P<min>[0-5]\d)(?!\d)~(?:phút|p|')?(?!\w))?(?P<half>_rưỡi)?(?:_kém_(?P<less>\d{{1,2}}))?
    | :(?P<min>[0-5]\d)(?::[0-5]\d)? ) (?!\w) (?:_(?P<ampm>ch|sa|pm|am)(?!\w))?""")
JOIN = rx(r"(?:~[,(]~|_)(?:(?:vào|của)_)?(?:ngày_)?(?=\d) | (?:~[,(]~|_)(?:(?:vào|của)_)?")
TO = rx(r"~(?:(?P<dash>-)|(?:(?:cho_)?(?:đến|tới)(?:_(?:hết|cuối(?=_ngày)|trước))?))~(?:thời_điểm_)?")
EVENT = rx(r"(?:(?:kể_|tính_)từ_(?:ngày|khi|thời_điểm)|sau_(?:khi|ngày)_(?=có|được|nhận|ban_hành|ký|công_bố))_(?=\p{L})(?!hôm|mai|thứ|đó|ấy|này)(?P<verb>\p{L}{1,10})(?:_(?:ban_hành|hiệu_lực|quyết_định|văn_bản|hồ_sơ|thông_báo|đủ_hồ_sơ))?")

# Prepositions. The longest first; what is left of them decides the relation.
LEAD = rx(r"""
    (?P<before> (?:(?:chậm|muộn|trễ)_nhất(?:_(?:là|vào|phải))?_|(?:cho_)?(?:đến|tới)_)?trước (?:_thời_điểm|_khi_hết|_và_trong|_dịp)? )
  | (?P<by> (?:(?:chậm|muộn|trễ)_nhất(?:~:)?|không_(?:được_)?(?:để_)?(?:chậm|muộn|trễ)_(?:hơn|quá)|(?:thời_)?hạn_(?:chót|cuối(?:_cùng)?))
            (?:_(?:là|vào|đến|tới|trong|hết|sau|cuối(?=_ngày)))*
        | (?:cho_)?(?:đến|tới)(?:_(?:hết|thời_điểm|cuối(?=_ngày)|khoảng))* | hết | (?:trong_)?không_(?:được_)?(?:để_)?quá | không_vượt_quá | tối_đa(?:_(?:là|trong))? )
  | (?P<in> (?:ngay_)?trong(?:_(?:vòng|thời_(?:gian|hạn)(?:_(?:tối_đa|không_quá))?|khoảng(?:_thời_gian)?|cả|suốt|dịp|đợt|giai_đoạn(?=_từ)|tuần(?=_từ)))*(?:_(?:là|từ))? | (?:vào|ngay)(?:_(?:đúng|khoảng|dịp))? )
  | (?P<since> (?:bắt_đầu_|tính_|kể_)?từ | sau )
  """)

NOW = rx(r"nay(?!\w)")
RIGHT_NOW = rx(r"(?:ngay_)?(?:bây_giờ|lúc_này)(?!\w)")
OPENERS = frozenset(("trước chậm muộn trễ xong cho đến tới không thời hạn hết trong tối vào ngay bắt tính kể từ sau "
            "ngày các những mồng mùng rằm tháng quý năm tuần đầu giữa cuối thượng trung hạ hôm bữa sáng trưa chiều đêm buổi rạng "
            "thứ chủ chúa mùa bây giai nhiệm niên khóa khoá kỳ thập thế nửa hàng hằng mỗi từng định quốc giáng lễ dịp tết giỗ nhà kỷ giải "
            "cứ một hai ba bốn sáu bảy bẩy tám chín mười lúc").split())
# Where an expression may begin: a number or an opening word, whole.
TOKEN = regex.compile(rf"(?<![^\W_])(?:\d[^\W_]*|{branching(OPENERS)}(?![^\W_]))")

FILLER = rx(r"(?:thời_gian|thời_hạn|dịp|khoảng|vòng|ngay|cả|đầu|mùa)_")
WORD = regex.compile(r"\p{L}+")
NOT_DAY_BEFORE = regex.compile(r"(?:số|quý|khoản|điều|điểm|mục|đạt|tỷ lệ|tỉ lệ|hẻm|đường|nhà|mức độ|cấp|tỷ số|tỉ số|quá|gần|hơn|trên|"
                               r"khoảng|chiếm|bằng|có|(?<!(?:hạn|nhất|chót|cuối|ngày) )là)[ ]{1,4}$")
HELD_ON = regex.compile(r"(?:khai mạc|bế mạc|diễn ra|khai giảng|tổ chức|khánh thành|khởi công)[ ]$")  # "khai mạc 10/9 và bế mạc …"
CLAUSE_END = regex.compile(r"[ ]{0,4}(?:[,.;:()\n”\"-]|$)")
# "ngày 30.000 đồng", "ngày 3 lần"
NOT_A_DAY = regex.compile(r"[.,/]\d|[ ]{0,4}%|[ ]{1,4}(?:lần|buổi|bữa|ca|lượt|tiếng|giờ|đêm)\b")
AND_DAY = rx(rf"~{AND}~(?:trước_)?(?:ngày_)?(?P<d>{D})(?:~/~|_tháng_)(?P<m>{M})(?!~/|[.,]\d){EVERY_TAIL.pattern}")
VAGUE_BEFORE = regex.compile(r"(?:những|các|nhiều|vài|mấy|từng)[ ]{1,4}$")
ORDINAL_BEFORE = regex.compile(r"(?:lần|(?:kỳ|kì|phiên)[ ]họp|kỳ|khóa|khoá|cấp|đợt|bậc|hạng)[ ]{1,4}$")
NAMED_DAY = rx(r"(?:vào_)?ngày_(?=thứ|chủ)")
BEFORE_WEEKDAY = regex.compile(r"\b(?:vào|ngày|từ|đến|tới|trước|là|nhất|sáng|trưa|chiều|tối|đêm|nay|qua|mai)$")
DAY_CUE = rx(r"(?:(?:các|những)_)?ngày_|(?:hôm|bữa)_(?=\d)")
AT_HOUR = rx(r"lúc_(?=\d)")
LUNAR_YEAR = rx(rf"_năm_({Y})")
