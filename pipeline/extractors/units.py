"""Units: the distinct organisations and organised collectives that an article names (guide §5).

A mention inside a person's post does not make a unit; a bare place or a bare generic collective
counts only where it acts or is addressed. Short forms of one body are one unit, and its name is
the fullest mention.
"""
from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

import regex

from pipeline import canonical
from pipeline.article import Context, Entity
from pipeline.canonical import Mention
from pipeline.gazetteer import fold
from pipeline.organisations import abbreviations, bodies_within, definitions, find_organisations
from pipeline.records import Place, Unit
from pipeline.vocabulary import alternation, forms

_SP = r"[^\S\n]+"
# A person's post right before a body: "Phó Chủ tịch Thường trực HĐND huyện", "nguyên Giám đốc Sở …".
_POST = regex.compile(
    rf"""(?<![\p{{L}}\d])(?:{alternation(forms("organisations_context", "post"), backward=True)}|người\s+đứng\s+đầu)
         (?:{_SP}(?:thường{_SP}trực|chuyên{_SP}trách|phụ{_SP}trách|kiêm|thứ{_SP}nhất|danh{_SP}dự|điều{_SP}hành))?
         (?:{_SP}(?:của|thuộc|là|các))?\s*$""", regex.VERBOSE | regex.IGNORECASE | regex.REVERSE)
_DOING = alternation(forms("organisations_context", "act"))
_ACTS = regex.compile(rf"(?:\s*\([^()\n]{{1,40}}\))?(?:{_SP}(?:đều|cùng|cũng|luôn|nào|này|trên|nói{_SP}trên|trong{_SP}thời{_SP}gian{_SP}tới))?,?{_SP}(?-i:(?=\p{{Ll}})){_DOING}(?![\p{{L}}])", regex.IGNORECASE)
_COLON = regex.compile(r"\s*:")
_ADDRESSED = regex.compile(rf"(?<![\p{{L}}]){alternation(forms('organisations_context', 'address'), backward=True)}(?:{_SP}(?:của|từ|ngay|lại|thêm|cả|cho|đối{_SP}với|với|đến|tới|và))?[\s:\"“*-]*$", regex.IGNORECASE | regex.REVERSE)
# Who gets what was sent ("gửi hồ sơ cho | các đơn vị"), and who joins in.
_GIVEN = regex.compile(rf"(?<!\p{{L}})(?:gửi|giao|chuyển|bàn{_SP}giao|báo{_SP}cáo|cung{_SP}cấp|thông{_SP}báo|phân{_SP}công){_SP}[^.;:!?]{{1,60}}?{_SP}(?:cho|đến|tới|về){_SP}$", regex.IGNORECASE)
_TAKES_PART = regex.compile(rf"(?<!\p{{L}})(?:sự{_SP}(?:vào{_SP}cuộc|tham{_SP}gia|đồng{_SP}hành|phối{_SP}hợp|chung{_SP}tay|ủng{_SP}hộ|hỗ{_SP}trợ|giúp{_SP}đỡ)(?:{_SP}\p{{Ll}}+){{0,4}}?{_SP}(?:của|từ|giữa)|(?:nỗ{_SP}lực|cố{_SP}gắng){_SP}của|phối{_SP}hợp(?:{_SP}\p{{Ll}}+){{0,3}}?{_SP}giữa|trao{_SP}đổi{_SP}với){_SP}$", regex.IGNORECASE)
_NAMED_BY = regex.compile(r"(?:đại\s+hội(?:\s+đại\s+biểu)?(?:\s+toàn\s+quốc)?|trụ\s+sở|(?:cổng|trang)\s+thông\s+tin\s+điện\s+tử"
                          r"|(?-i:Luật)\s+(?:Tổ\s+chức|Hoạt\s+động\s+giám\s+sát\s+của|Bầu\s+cử\s+đại\s+biểu)(?:\s+Quốc\s+hội\s+và)?)\s+$", regex.IGNORECASE)
# Laws called after a body, and who stands for one man: "Luật Ngân hàng Nhà nước", "lãnh đạo Chính phủ cho biết"
_LAW_OF, _LEADERS_OF = regex.compile(r"(?<!\p{L})Luật\s+$"), regex.compile(r"lãnh\s+đạo\s+$", regex.IGNORECASE)
# What is named after the firm that makes or runs it
_GOODS = regex.compile(r"(?:xe|điện\s+thoại|ứng\s+dụng|cổ\s+phiếu|cổ\s+phần|mã|thẻ|mạng|sim|máy\s+bay|thuê\s+bao|app|dòng|giá|nhãn|nhãn\s+hiệu|tài\s+khoản|ví|phần\s+mềm|(?:tiêu|quy)\s+chuẩn|chứng\s+(?:nhận|chỉ)|kênh|sóng|tàu)\s+$", regex.IGNORECASE)
# What is being built is no body yet
_BUILT = regex.compile(r"(?:dự\s+án|công\s+trình|gói\s+thầu|xây\s+dựng|khởi\s+công|khánh\s+thành|xây\s+mới|hạng\s+mục)(?:\s+(?:thành\s+phần|đầu\s+tư|xây\s+dựng|mới|công\s+trình|cải\s+tạo|mở\s+rộng|nâng\s+cấp)){0,2}\s+[\"“]?$", regex.IGNORECASE)
_BUILDING = regex.compile(r"(?:Nhà\s+(?:máy|văn|hát|thi|khách)|Cảng|Bệnh\s+viện|Trạm\s+Y|Trường|Trung\s+tâm\s+(?:Văn|Thể|Thương|Hội|Hành|Y)|Bảo\s+tàng|Thư\s+viện|Khu\s|Bến\s+xe|Siêu\s+thị)", regex.IGNORECASE)
_HAS_LAW = regex.compile(r"Ngân\s+hàng|Mặt\s+trận|Kiểm\s+toán|Công\s+đoàn|Công\s+an|T[oò][aà]\s+án|Viện\s+[Kk]iểm\s+sát|Hợp\s+tác\s+xã|Thanh\s+tra|Quân\s+đội")
_HEAD_OF_MANY = regex.compile(r"(?:các\s+)?(?:bộ|sở|phòng):\s*$", regex.IGNORECASE)
_AND = r"\s*(?:[,;]|[,;]?\s+(?:và|với|cùng|hoặc)(?:\s+với)?|[-–/])\s*"
# People who stand in a list of bodies: "các viện, các nhà khoa học, các trường phải …"
_FOLK = r"(?:(?:các|mọi|mỗi)\s+)?(?:(?:tầng\s+lớp\s+)?nhân\s+dân|người\s+dân|cá\s+nhân|chuyên\s+gia|nhà\s+khoa\s+học|nhà\s+quản\s+lý|doanh\s+nhân|hộ\s+dân|gia\s+đình|cộng\s+đồng)"
_BETWEEN = regex.compile(rf"{_AND}(?:{_FOLK}{_AND})?")
_LAST_FOLK = regex.compile(rf"(?:{_AND}{_FOLK}){{1,2}}", regex.IGNORECASE)
_PERSON_WORDS = regex.compile(rf"(?:người{_SP}đứng{_SP}đầu|trách{_SP}nhiệm|thủ{_SP}trưởng|cán{_SP}bộ|(?:báo{_SP}cáo|tuyên{_SP}truyền|cộng{_SP}tác|giáo|nhân|hội|đoàn){_SP}viên|hoạt{_SP}động|đối{_SP}với|giữa|cấp|tại|ở|trong|mỗi|địa{_SP}bàn|của|thuộc|để|mà|khi|được|nhiều|so{_SP}với|từ|giúp|theo)\s*$", regex.IGNORECASE | regex.REVERSE)
# A place after these is where something is, not who acts: "nhân dân xã X đã …", "63 tỉnh, thành phố".
_PLACE_OF = regex.compile(rf"(?:nhân{_SP}dân|lãnh{_SP}đạo|quy{_SP}hoạch|khu{_SP}vực|còn{_SP}lại|(?:công{_SP}an|chuyên|xã){_SP}viên|các{_SP}(?:huyện|xã|phường),|công{_SP}chức|cử{_SP}tri|(?:người|hộ|nông|công){_SP}dân|bà{_SP}con|đồng{_SP}bào|học{_SP}sinh|thanh{_SP}niên|phụ{_SP}nữ|(?:đoàn|hội){_SP}viên|cán{_SP}bộ|hộ|quân|đảng{_SP}bộ|chính{_SP}quyền|ngành(?:{_SP}\p{{Ll}}+){{0,3}}|ngoài|nhất|dọc|đoạn|dịp|\d|\d{_SP}(?:tỉnh|huyện|xã|quận),|cấp{_SP}\p{{Ll}}+,)\s*$",
                          regex.IGNORECASE | regex.REVERSE)
_REPORTS = regex.compile(r"(?:Theo|PV|phóng\s+viên|nguồn|Ảnh:|\(|báo\s+chí|trên)\s*$", regex.IGNORECASE)
# Members that say nothing by themselves: such a collective counts only where it acts.
_GENERIC = frozenset(fold(w) for w in (
    "cơ quan", "đơn vị", "tổ chức", "doanh nghiệp", "địa phương", "cấp", "ngành", "trường", "xã", "phường", "thị trấn", "huyện", "quận",
    "thị xã", "thành phố", "tỉnh", "đặc khu", "thôn", "buôn", "bon", "bản", "ấp", "khóm", "khu phố", "tổ dân phố", "làng", "nhà trường", "trường học", "công ty", "hợp tác xã",
    "chủ đầu tư", "nhà thầu", "nhà đầu tư", "chính quyền", "bệnh viện", "viện", "cục", "vụ", "học viện", "ngân hàng", "trung tâm", "hội", "phòng", "tập đoàn", "tổng công ty", "mặt trận", "trường đại học", "trường cao đẳng",
    "cấp ủy", "đoàn thể", "đảng bộ", "chi bộ", "cơ sở y tế", "cơ sở giáo dục", "cơ sở đào tạo", "cơ quan chức năng", "lực lượng chức năng", "lực lượng xung kích", "chủ đầu tư dự án",
    "đơn vị thi công", "đơn vị tư vấn", "cơ quan báo chí", "ban quản lý", "cơ quan quản lý", "nhà tài trợ", "đoàn công tác", "tổ công tác", "tổ hợp tác", "hiệp hội", "chính quyền địa phương", "cơ quan điều tra", "tổ chức tín dụng",
    "điện lực", "khu dân cư", "trạm", "đồn", "chi đoàn", "chi hội", "tổ tự quản", "kho bạc", "chuỗi siêu thị", "siêu thị", "nhà máy", "tổ hòa giải", "nhà băng", "nhà xe", "bưu điện", "trạm bơm", "hạt kiểm lâm", "trang trại", "đồn biên phòng", "khách sạn", "cửa hàng", "trạm y tế", "tổ kiểm tra", "viện kiểm sát", "nhà mạng",
    "phòng khám", "bếp ăn", "bến xe", "cơ sở",
    "quỹ", "đài", "ủy ban", "chủ thể", "nhà cung cấp", "nhà cung cấp dịch vụ", "nhà phân phối", "câu lạc bộ", "hãng hàng không", "cấp có thẩm quyền", "cơ sở sản xuất", "cơ sở kinh doanh",
    "cơ sở chăn nuôi", "cơ sở chế biến", "cơ sở dịch vụ", "cơ sở lưu trú", "cơ sở cai nghiện", "cơ sở dạy thêm", "cơ sở khám bệnh", "cơ sở nuôi trồng", "lực lượng", "cơ quan quản lý", "cơ quan soạn thảo", "ban soạn thảo", "cơ quan thẩm tra", "cơ quan thẩm định", "cơ quan chủ trì", "đơn vị chủ trì", "cơ quan có thẩm quyền", "đơn vị có thẩm quyền"))


_COMMITTEE = regex.compile(r"(?<=\s)(?:Ban\s+(?i:chỉ\s+đạo)|BCĐ|Ủy\s+ban\s+(?i:quốc\s+gia))\s+\p{L}")
# Kinds of bodies by which an article calls one that it has named.
_KIND_ALONE = regex.compile(r"(?:Sở|Bộ|Cục|Chi\s+cục|Tổng\s+cục|Phòng|Trung\s+tâm|Viện|Bệnh\s+viện|Công\s+ty|Tập\s+đoàn|Ngân\s+hàng|Tổng\s+công\s+ty)(?=\s\p{Lu})")
_ALONE = regex.compile(rf"(?<![\p{{L}}-]){_KIND_ALONE.pattern.partition('(?=')[0]}(?=\s\p{{Ll}})")
# A bare "huyện" or "tỉnh" acts as an authority where it speaks or is spoken to.
_SAYS = regex.compile(rf"{_SP}(?:cũng{_SP}|đã{_SP}|sẽ{_SP})?(?:đề{_SP}xuất|đề{_SP}nghị|kiến{_SP}nghị|yêu{_SP}cầu|chỉ{_SP}đạo|cần|phải)(?![\p{{L}}])", regex.IGNORECASE)
_TOLD = regex.compile(rf"(?<!\p{{L}})(?:đề{_SP}nghị|yêu{_SP}cầu|giao|chỉ{_SP}đạo|mong|kiến{_SP}nghị|phối{_SP}hợp(?:{_SP}với)?){_SP}$", regex.IGNORECASE)
# Whom a paragraph turns to: "Đối với | ngành y tế: …"
_TURNS_TO, _AFTER_TURN = regex.compile(r"(?:^|\n|[.;]\s)[-+*•–\s]{0,3}(?:Đối\s+với|Với|Về\s+phía|Riêng(?:\s+với)?)\s+$"), regex.compile(r"\s*[:,]")
_STANDS_FOR = regex.compile(r"(?:đại\s+diện|lãnh\s+đạo|chỉ\s+huy)\s+$", regex.IGNORECASE)
_ONE_OF = regex.compile(r"một\s+số\s", regex.IGNORECASE)
_THOSE = regex.compile(r"những\s", regex.IGNORECASE)
_EACH = regex.compile(r"(?:từng|mỗi|một\s+số|\d+)\s", regex.IGNORECASE)
# After a noun without "các" these are as likely its description as its predicate.
_LOOSE_ACT = regex.compile(rf"{_SP}(?:giám{_SP}sát|quản{_SP}lý|kiểm{_SP}tra|có(?!{_SP}trách)|hỗ{_SP}trợ|tham{_SP}gia|cung{_SP}cấp|đạt|lập|khai{_SP}thác|đầu{_SP}tư)", regex.IGNORECASE)
_CORE_BODIES = frozenset(fold(w) for w in ("sở", "ban", "bộ", "ban ngành", "bộ ngành", "sở ngành", "chính quyền", "cấp ủy"))
# "Đảng bộ, chính quyền và nhân dân …": who stands for a place, together
_WITH_PEOPLE = regex.compile(r"(?:đảng\s+bộ(?:,|\s+và)\s+)?chính\s+quyền(?:,|\s+và)\s+(?:các\s+tầng\s+lớp\s+)?nhân\s+dân", regex.IGNORECASE)
_STATE = tuple(fold(w) for w in ("Nhà", "nước"))
# A clause begins with it: "Bạc Liêu xác định …", "…, Hà Nội yêu cầu …"
_OPENS = regex.compile(r"(?:^|[\n.;:“\"]\s{0,2}|,\s|(?<=[\n.,;]\s?)(?:Hiện|Theo\s+đó|Do\s+đó|Vì\s+vậy|nên|do|và)\s)$", regex.MULTILINE)
# … or so many do: "5 tỉnh kiến nghị …", not "có 5 tỉnh …", "15/20 tỉnh"
_OPENS_COUNT = regex.compile(r"(?:^|[\n.;:“\"](?<!\d\.)\s{0,2}|,\s|(?:khi|toàn\s+bộ|tất\s+cả|và|cùng)\s)$", regex.IGNORECASE | regex.MULTILINE)
_OPENS_SENTENCE = regex.compile(r"(?:^|[\n.:“\"])\s*$")
_BEGINS = regex.compile(r"(?:^|[\n.;:“\"]\s{0,2}|,\s|(?:rằng|khẳng\s+định|cho\s+biết|cho\s+hay|thì|do\s+đó|vì\s+vậy)\s)$", regex.IGNORECASE | regex.MULTILINE)
_INSURANCE = tuple(fold(w) for w in ("Bảo", "hiểm", "xã", "hội"))  # the body, or what it pays
_CENTRE = tuple(fold(w) for w in ("Trung", "ương"))
_DELEGATION = regex.compile(rf"(?:đoàn|tổ){_SP}công{_SP}tác{_SP}của{_SP}", regex.IGNORECASE)
_NEIGHBOURHOOD = tuple(fold(w) for w in ("Tổ", "dân", "phố"))
_ARMY = tuple(fold(w) for w in ("Quân", "đội"))
_TWO_TIERS = regex.compile(r"(?:các\s+)?chính\s+quyền(?:\s+địa\s+phương)?\s+(?:hai|0?2)\s+cấp", regex.IGNORECASE)  # a way of government, before it acts
_WHOLE_SYSTEM = tuple(fold(w) for w in ("hệ", "thống", "chính", "trị"))
_WHOLE = regex.compile(r"(?:cả|toàn)\s+$", regex.IGNORECASE)
_LOCAL_POWER = fold("chính quyền địa phương")
_OF_LOCAL_POWER = regex.compile(r"(?:của|với|và|giữa|cùng)\s+$")
_PAPERS_OF = regex.compile(r"văn\s+bản(?:\s+\p{Ll}+,?){0,5}\s+của\s+$", regex.IGNORECASE)  # where rules come from
_OF_CENTRE = regex.compile(r"(?:của|thẩm\s+quyền|xin|đề\s+xuất)\s+$")
_PAPERS = frozenset(fold(w) for w in ("Báo", "Tạp", "Cổng", "Trang"))
_FUND = fold("Quỹ")
# Where an event takes place, not who acts.
_VENUE = regex.compile(r"(?:Trung\s+tâm\s+(?:Hội\s+nghị|Hội\s+chợ|Thể\s+thao|Thương\s+mại|Văn\s+hó?[óo]a|Văn\s+hoá|Triển\s+lãm|[Hh]ành\s+chính)|Nhà\s+(?:văn|khách|thi|hát|hàng)|Thư\s+viện|Bảo\s+tàng)", regex.IGNORECASE)
_NO_BODY = regex.compile(r"Trung\s+tâm\s+(?:thương\s+mại|hành\s+chính|đô\s+thị)")  # a building
_NAMED_FUND = regex.compile(r"\S+(?:\s+đầu\s+tư)?\s+\p{Lu}")
_PORT = regex.compile(r"Cảng(?!\s+vụ)|Ga\s|Sân\s+bay|Chùa|Thủy\s+điện", regex.IGNORECASE)  # a place, unless it does something
_FOUNDED = regex.compile(r"(?:thành\s+lập|kiện\s+toàn|sẽ\s+có|đã\s+có)\s+(?:(?:các|một|những|\d{1,2})\s+)?$", regex.IGNORECASE)
_FORCES = frozenset(fold(w) for w in ("lực lượng vũ trang", "cơ quan quân sự"))
_TEAMS = frozenset(fold(w) for w in ("đoàn công tác", "tổ công tác", "đoàn kiểm tra", "đoàn thanh tra", "đoàn giám sát", "đoàn khảo sát", "tổ hòa giải", "tổ tự quản", "tổ tuyên truyền", "đội xung kích", "tổ kiểm tra"))
_BY = ("được ", "bị ")
_COUNTED = (" ghi nhận", " đã ghi nhận", " cũng ghi nhận")
_COUNTED_IN = regex.compile(r"\s(?:đã\s|cũng\s)?ghi\snhận\s+(?:thêm\s+)?(?:\d|nhiều)")
# Whose people they are: "báo cáo viên các tỉnh"
_STAFF = regex.compile(r"(?:báo\s+cáo|tuyên\s+truyền|cộng\s+tác|giáo|nhân|hội|đoàn)\s+viên\s+$", regex.IGNORECASE)
_PLACES = frozenset(fold(w) for w in ("tỉnh", "tỉnh thành", "thành phố", "thành", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "cấp", "thôn", "buôn", "bon", "bản", "ấp", "khóm", "làng", "khu phố", "tổ dân phố", "khu dân cư"))
# Where something is done, or what is reorganised, is no one who acts: "trong các cơ sở giáo dục", "sáp nhập các trường"
_LOCATED = regex.compile(r"(?:(?<!làm\s+việc\s+)tại|trong|hệ\s+thống|sáp\s+nhập|giữ\s+nguyên|(?:tổ\s+chức|sắp\s+xếp)\s+lại|giải\s+thể)\s+$", regex.IGNORECASE)
_AT = regex.compile(r"(?:tại|ở)\s+$")
_OF_STATE = regex.compile(r"(?:của|trường\s+hợp|trước|Đảng,|Đảng\s+và|giữa|cho|với|về|bởi|[:;,]|(?:^|\n|[.“\"]\s?))\s*$")
_DOES = regex.compile(rf"{_SP}(?:đã|vẫn|sẽ|đang|luôn|cũng|không|chưa|phải|cần|nên|có|dành|hỗ{_SP}trợ|cho|giao|thu|chi|trả|bù|lo)(?![\p{{L}}])")
_AGENCIES = ("TTXVN", "VTV", "VOV")
_PRESS = {tuple(map(fold, w.split())) for w in ("Thông tấn xã Việt Nam", "Thông tấn xã", "Đài Truyền hình Việt Nam", "Đài Tiếng nói Việt Nam")}


@dataclass(slots=True)
class _Group:
    mentions: list[Mention]
    lead: Mention  # the most specific mention


def extract(ctx: Context) -> list[Unit]:
    """The units of the article in order of first mention. ``ctx.entities`` may hold organisations
    and posts already (:func:`pipeline.organisations.find_organisations` runs where it holds none);
    ``ctx.place`` resolves "UBND huyện"."""
    bodies = [e for e in ctx.entities if e.label in ("ORG", "PLACE")]
    posts = [e for e in ctx.entities if e.label == "POST"]
    if bodies:  # posts swallow the bodies in them; those may carry the fullest name
        bodies += [b for p in posts for b in bodies_within(ctx.text, p.start, p.end)]
    else:
        bodies = find_organisations(ctx)
    bodies = sorted([*bodies, *_nested(ctx.text, bodies)], key=lambda e: e.start)
    lines = [(line.start, line.end, line.kind) for line in ctx.article.lines]
    short = definitions(ctx.text, bodies)
    spelled = abbreviations(ctx.text)
    place = ctx.place or Place()
    mentions = [canonical.mention(ctx.text, e, short, spelled) for e in bodies]
    named = {e.end for e in ctx.entities if e.label == "PERSON"}
    inside = [_of_person(ctx.text, e, named) or _in_post(ctx.text, bodies, i, posts) or _aside(ctx.text, bodies, i) or _in_name(ctx.text, e) or i > 0 and bodies[i - 1].end >= e.end and bodies[i - 1].rule != "collective" for i, e in enumerate(bodies)]
    kinds = [_kind(lines, e.start) for e in bodies]
    acting = [_acts(ctx.text, bodies, i, inside) for i in range(len(bodies))]
    groups = _group(mentions, place)
    alone = [(m.group(), m.start()) for m in _ALONE.finditer(ctx.text) if _ACTS.match(ctx.text, m.end())]
    units = []
    index = {id(m): i for i, m in enumerate(mentions)}
    for g in groups:
        at = [index[id(m)] for m in g.mentions]
        good = [i for i in at if _counts(ctx.text, mentions[i], inside[i], kinds[i], acting[i], place)]
        if not good and _by_kind(g, alone):
            good = at[:1]
        if not good:
            continue
        first = mentions[good[0]]
        loose = first.rule == "place" and not (not first.place_name and (first.text.islower() or _OPENS_SENTENCE.search(ctx.text, max(0, first.start - 3), first.start))) or first.rule == "collective" and first.vague(_GENERIC)
        in_title = {mentions[i].start for i in at if kinds[i] == "title"}
        name = _fullest([mentions[i] for i in (good if loose else at)], in_title)
        units.append((min(m.start for m in g.mentions), _unit(g, name, place, ctx.article.reference)))
    return [u for _, u in sorted(units, key=lambda r: r[0])]


def _by_kind(g: _Group, alone: list[tuple[str, int]]) -> bool:
    """The body is named in posts only, and acts by its kind alone: "Giám đốc Sở Y tế cho biết, … Sở đã cấp …".
    ``alone``: where bodies act so, with their kinds."""
    kind = _KIND_ALONE.match(g.lead.text)
    return bool(kind) and any(word == kind.group() and at >= g.lead.end for word, at in alone)


def _nested(text: str, bodies: list[Entity]) -> list[Entity]:
    """ "Ban Chỉ đạo CCHC huyện" inside "Tổ giúp việc Ban Chỉ đạo CCHC huyện": the full name of a
    committee that the article else calls "Ban Chỉ đạo"."""
    out = []
    for e in bodies:
        m = _COMMITTEE.search(text, e.start + 1, e.end) if e.label == "ORG" else None
        if m:
            out.append(Entity(m.start(), e.end, "ORG", "steering"))
    return out


def _kind(lines: list[tuple[int, int, str]], offset: int) -> str:
    return next((k for s, e, k in lines if s <= offset < e), "body")


def _aside(text: str, bodies: list[Entity], i: int) -> bool:
    """In brackets behind a body: the one that it belongs to, or its other name."""
    e = bodies[i]
    if not (i > 0 and text[bodies[i - 1].end:e.start].strip() == "(" and text[e.end:e.end + 1] == ")" and bodies[i - 1].rule != "closed"):
        return False
    return e.rule not in ("ministry", "department") or not canonical.headed(text[e.start:e.end])  # the ministry above is a unit: "Cục X (Bộ Y)"


def _of_person(text: str, e: Entity, named: set[int]) -> bool:
    """In brackets behind a person: where they work. ``named``: where the names of persons end."""
    return text[e.end:e.end + 1] == ")" and text[e.start - 1:e.start] == "(" and len(text[:e.start - 1].rstrip()) in named


def _in_name(text: str, e: Entity) -> bool:
    """The body only tells which congress, building, page or law: "Đại hội | Đảng bộ tỉnh", "Luật Tổ chức | Chính phủ"."""
    before = text[max(0, e.start - 60):e.start].rpartition("\n")[2]
    return bool(_NAMED_BY.search(before) or _BUILT.search(before) and _BUILDING.match(text, e.start) or _LAW_OF.search(before) and _HAS_LAW.match(text, e.start)
                or e.rule in ("closed", "authority") and text[e.start:e.end].isascii() and _GOODS.search(before)
                or _LEADERS_OF.search(before) and text[e.start:e.end] == "Chính phủ")


def _in_post(text: str, bodies: list[Entity], i: int, posts: list[Entity]) -> bool:
    e = bodies[i]
    if any(p.start <= e.start < p.end for p in posts):
        return True
    before = text[max(0, e.start - 60):e.start].rpartition("\n")[2]
    if _POST.search(before):
        return True
    if e.rule in ("ministry", "department") and not canonical.headed(text[e.start:e.end]):  # "Giám đốc các Sở: Tài chính, Nội vụ"
        head = _HEAD_OF_MANY.search(before)
        return bool(head and _POST.search(before, 0, head.start())) or bool(
            not head and i and bodies[i - 1].rule == e.rule and _in_post(text, bodies, i - 1, posts))
    # "Chủ tịch HĐND, UBND huyện": a second body of the same post
    if i and _in_post_direct(text, bodies[i - 1]) and regex.fullmatch(r"\s*(?:,|-|–|và)?\s*", text[bodies[i - 1].end:e.start]) \
            and bodies[i - 1].rule == e.rule == "authority" and text[bodies[i - 1].end:e.start].strip() != ",":
        return True
    # "Cục trưởng Cục X, Bộ Y": the body that the post's body belongs to
    return bool(i and e.rule in ("closed", "ministry", "department", "proper") and bodies[i - 1].rule in ("office", "department", "proper")
                and regex.fullmatch(r"\s*[,(-]\s*", text[bodies[i - 1].end:e.start]) and _in_post_direct(text, bodies[i - 1]))


def _in_post_direct(text: str, e: Entity) -> bool:
    return bool(_POST.search(text[max(0, e.start - 60):e.start].rpartition("\n")[2]))


def _acts(text: str, bodies: list[Entity], i: int, inside: list[bool]) -> bool:
    """Does the body act or is it addressed, itself or in a list with one that does?"""
    e = bodies[i]
    if _self_acts(text, e):
        return True
    if e.rule == "place" and _PLACE_OF.search(text[max(0, e.start - 30):e.start].rpartition("\n")[2]):
        return False
    # the list it stands in: to the left for "đề nghị A, B và C", to the right for "A, B và C phải"
    j = i
    while j > 0 and i - j < 8 and _BETWEEN.fullmatch(text[bodies[j - 1].end:bodies[j].start]):
        j -= 1
        if _addressed(text, bodies[j]) or e.rule == "collective" and _stands_for(text, bodies[j].start):
            return True
    j = i
    while j + 1 < len(bodies) and j - i < 8 and _BETWEEN.fullmatch(text[bodies[j].end:bodies[j + 1].start]):
        j += 1
        if e.rule == "place" and bodies[j].rule != "place":
            break  # "tại thành phố X, UBND tỉnh tổ chức …": X is where, not who
        if _ACTS.match(text, bodies[j].end) or _COLON.match(text, bodies[j].end):
            return True
    folk = _LAST_FOLK.match(text, bodies[j].end) if e.rule == "collective" else None
    return bool(folk and _ACTS.match(text, folk.end()))


def _self_acts(text: str, e: Entity) -> bool:
    if _addressed(text, e):
        return True
    before = text[max(0, e.start - 30):e.start].rpartition("\n")[2]
    if e.rule in ("collective", "place") and _TURNS_TO.search(text, max(0, e.start - 20), e.start) and _AFTER_TURN.match(text, e.end):
        return True
    if before.endswith(_BY) and _ACTS.match(text, e.end):
        return True
    if _PERSON_WORDS.search(before) or e.rule == "place" and _PLACE_OF.search(before):
        return False
    if text.startswith(_COUNTED, e.end) and _COUNTED_IN.match(text, e.end):
        return False  # it is where they were counted
    return bool(_ACTS.match(text, e.end)) or e.rule == "collective" and bool(_COLON.match(text, e.end)) and not before.strip()


def _addressed(text: str, e: Entity) -> bool:
    return _addressed_at(text, e.start)


def _addressed_at(text: str, start: int) -> bool:
    left = text[max(0, start - 80):start].rpartition("\n")[2]
    return bool(_ADDRESSED.search(left[-40:]) or _GIVEN.search(left) or _TAKES_PART.search(left))


def _counts(text: str, m: Mention, inside: bool, kind: str, acting: bool, place: Place) -> bool:
    if inside or kind == "caption":
        return False
    if m.rule == "place":
        lone = not m.place_name and m.text[0].islower()
        if not m.place_kind:  # "Bạc Liêu xác định …": a name alone is a place, unless it does what only an authority does
            return kind == "body" and bool(
                _OPENS.search(text, max(0, m.start - 12), m.start) and _ACTS.match(text, m.end) or _TOLD.search(text, max(0, m.start - 25), m.start))
        return acting and kind == "body" and (not lone or bool(_SAYS.match(text, m.end)) or _told(text, m.start)
                                              or bool(text[m.end:m.end + 1] == " " and _BEGINS.search(text, max(0, m.start - 16), m.start) and _ACTS.match(text, m.end)))
    if m.rule == "collective":
        if text[:m.start].endswith("cấp "):  # "chỉ số năng lực cạnh tranh cấp sở, ngành": a level
            return False
        if m.members <= _TEAMS and _FOUNDED.search(text, max(0, m.start - 25), m.start):
            return True
        if m.text[0].isdigit() and not _FOUNDED.search(text, max(0, m.start - 25), m.start):  # counted: who is told
            return _addressed_at(text, m.start) or acting and bool(_OPENS_COUNT.search(text, max(0, m.start - 10), m.start))
        if _EACH.match(m.text) and not (acting and not m.members <= _PLACES) and not (_CORE_BODIES & m.members and _addressed_at(text, m.start) or _ONE_OF.match(m.text) and not m.vague(_GENERIC) and (acting or _stands_for(text, m.start))):
            return False
        if _TWO_TIERS.fullmatch(m.text):
            return acting
        if m.core == _WHOLE_SYSTEM and not _WHOLE.search(text, max(0, m.start - 6), m.start):
            return False
        if fold(m.text) == _LOCAL_POWER and _OF_LOCAL_POWER.search(text, max(0, m.start - 8), m.start):
            return True
        if _DELEGATION.match(m.text):
            return True
        if m.vague(_GENERIC) and m.determined and _stands_for(text, m.start):
            return True
        if _WITH_PEOPLE.match(text, m.start):
            return True
        if m.vague(_GENERIC) and _THOSE.match(m.text) and not _BEGINS.search(text, max(0, m.start - 16), m.start) and not _addressed_at(text, m.start):
            return False  # "xử lý những đơn vị | vi phạm": which of them, not what they do
        if m.vague(_GENERIC):
            return acting and (m.determined or not _LOOSE_ACT.match(text, m.end))
        if m.members <= _PLACES and _STAFF.search(text, max(0, m.start - 25), m.start):
            return False
        if m.single and not acting and _LOCATED.search(text, max(0, m.start - 25), m.start):
            return False
        return acting or m.determined or bool(_CORE_BODIES & m.members) or m.members <= _FORCES and bool(m.place_kind or m.place_name)
    if m.rule == "steering" and m.text.islower() and m.text.split()[0] == "đoàn" and len(m.core) < 4:
        return acting or bool(_FOUNDED.search(text, max(0, m.start - 25), m.start))  # not "cử 3 đoàn kiểm tra"
    if m.core == _CENTRE:
        return (acting or bool(_OF_CENTRE.search(text, max(0, m.start - 15), m.start))) and not _PAPERS_OF.search(text, max(0, m.start - 50), m.start)
    if m.core in (_STATE, _ARMY):
        return acting or bool(_OF_STATE.search(text, max(0, m.start - 15), m.start)) or m.core == _STATE and bool(_DOES.match(text, m.end))
    if m.core in _PRESS or m.text in _AGENCIES:
        return not _REPORTS.search(text[max(0, m.start - 20):m.start])
    if m.rule == "proper" and m.core[0] in _PAPERS:
        return acting and not _REPORTS.search(text[max(0, m.start - 20):m.start])
    if m.rule in ("office", "proper", "authority") and _VENUE.match(m.text) and _AT.search(text, max(0, m.start - 12), m.start):
        return False
    if m.core[:3] == _NEIGHBOURHOOD:
        return acting  # else it is where something is
    if m.core[0] == _FUND and _FOUNDED.search(text, max(0, m.start - 25), m.start):
        return True
    if _NO_BODY.fullmatch(m.text):
        return False
    placed = bool(m.place_kind or m.place_name)
    if m.core[0] == _FUND:
        return acting or _NAMED_FUND.match(m.text) is not None and (placed or len(m.core) > 3)  # not "vay Quỹ nhà ở tỉnh"
    if _PORT.match(m.text) or m.core == _INSURANCE and not placed:
        return acting
    return True


def _stands_for(text: str, start: int) -> bool:
    return bool(_STANDS_FOR.search(text, max(0, start - 25), start))


def _told(text: str, start: int) -> bool:
    return bool(_TOLD.search(text, max(0, start - 25), start))


def _group(mentions: list[Mention], place: Place) -> list[_Group]:
    """Mentions of one body together, the most specific ones first."""
    groups: list[_Group] = []
    for m in sorted(mentions, key=lambda m: (-m.weight, m.start)):
        fitting = [g for g in groups if canonical.same(g.lead, m)]
        if not fitting:
            groups.append(_Group([m], m))
            continue
        exact = [g for g in fitting if g.lead.core == m.core] or fitting
        own = [g for g in exact if g.lead.place_name and fold(g.lead.place_name) in _own(place)] if m.place_kind and not m.place_name else []
        nearest = max(own or exact, key=lambda g: (max((x.start for x in g.mentions if x.start < m.start), default=-1), -g.mentions[0].start))
        nearest.mentions.append(m)
    return groups


def _own(place: Place) -> set[str]:
    return {fold(n) for n in (place.province, place.district, place.ward) if n}


def _fullest(mentions: list[Mention], in_title: set[int]) -> Mention:
    mentions = [m for m in mentions if not _EACH.match(m.text)] or mentions
    spellings = Counter(m.text for m in mentions)
    return max(mentions, key=lambda m: (m.weight, len(m.text.split()), m.start not in in_title, spellings[m.text], -m.start))


def _unit(g: _Group, name: Mention, place: Place, day: dt.date | None) -> Unit:
    full, level, code = canonical.resolve(name, place, day)
    spans = sorted({(m.start, m.end) for m in g.mentions})
    return Unit(name=name.text, canonical=full, level=level, collective=name.collective, code=code, mentions=spans)


