"""Who is to act: the noun phrases before a task's predicate, split at their members."""
from __future__ import annotations

import bisect

import regex

from pipeline.article import Context
from pipeline.vocabulary import alternation, forms

# "cứng hóa", "kiên cố hóa": any word makes such a verb, but for the nouns "văn hóa", "hàng hóa", "tiêu hóa".
PREDICATE = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('action_verbs'))}|(?!(?:văn|hàng|tiêu|khóa|nguyên|thừa|sinh)\s)\p{{L}}{{1,7}}\s+h(?:óa|oá))(?![\w])", regex.IGNORECASE)
MODAL = regex.compile(r"(?<![\w])(?:cần\s+phải|cần|phải|không\s+được|tuyệt\s+đối\s+không|không\s+để|không\s+nên|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|có\s+nhiệm\s+vụ)(?![\w])", regex.IGNORECASE)

_BODY = alternation(forms("actors", "body"))
_OFFICES = alternation(forms("actors", "office"))
_ROLE = alternation(forms("actors", "office", "role"))
_QUANTIFIER = r"(?:(?i:các|những|mỗi|từng|mọi|toàn\s+thể(?:\s+các)?|tất\s+cả(?:\s+các)?|cả|\d+|một\s+số|nhiều)\s+)?"
HEAD = regex.compile(rf"(?:(?:\d{{1,3}}(?:[.,]\d+)?%\s+)?(?:số\s+)?){_QUANTIFIER}(?:(?:{_BODY})(?![\w])|(?i:{_ROLE})(?![\w]))")
# Words after which a verb belongs to the name: "cơ quan quản lý", "đơn vị thi công", "người sử dụng lao động".
_INNER = regex.compile(
    r"(?:cơ\s+quan|đơn\s+vị|doanh\s+nghiệp|tổ\s+chức|cơ\s+sở|người|lực\s+lượng|ban|bộ\s+phận|công\s+ty|nhà|phòng|tổ|đội|đoàn|cán\s+bộ|chuyên\s+viên|trung\s+tâm|hộ|chủ|hội)\s+(?:trực\s+tiếp\s+)?$", regex.IGNORECASE)
_INNER_VERBS = regex.compile(
    r"(?:quản\s+lý|sử\s+dụng|sản\s+xuất|thi\s+công|đào\s+tạo|cung\s+cấp|phòng\s+chống|phòng|tư\s+vấn|khai\s+thác|giám\s+sát|kiểm\s+tra|thanh\s+tra|công\s+tác|tham\s+mưu|chỉ\s+đạo|điều\s+hành|bảo\s+vệ|"
    r"lãnh\s+đạo|thu|tổ\s+chức|vận\s+động|kiểm\s+soát|tiếp\s+công\s+dân|làm\s+việc|tham\s+gia|đầu\s+tư|xã\s+hội\s+hóa|chuyên\s+môn|điều\s+tra|thẩm\s+định|vận\s+hành|tuyên\s+truyền|giữ|giáo\s+dục|dạy|trồng|nộp|chăm\s+sóc|đăng\s+ký|làm)$", regex.IGNORECASE)
# Bodies whose own names hold a verb, in capitals or not: "Ban chỉ đạo", "Tổ công tác", "đoàn thanh tra".
_NAMED_BY_VERB = regex.compile(
    r"(?:ban|tổ|đoàn|tiểu\s+ban|hội\s+đồng|cục|chi\s+cục|phòng|trung\s+tâm|ủy\s+ban|ban\s+tổ\s+chức|bộ\s+phận|đội|lực\s+lượng|quỹ|hạt)\s+"
    r"(?:chỉ\s+đạo|chỉ\s+huy|quản\s+lý|tổ\s+chức|giúp\s+việc|công\s+tác|kiểm\s+tra|thanh\s+tra|giám\s+sát|vận\s+động|khảo\s+sát|thẩm\s+định|xúc\s+tiến|tuyên\s+truyền|bảo\s+vệ|"
    r"bảo\s+tồn|phát\s+triển|tiếp\s+nhận|tiếp\s+công\s+dân|giải\s+phóng|cứu\s+hộ|kiểm\s+soát|hỗ\s+trợ|phòng\s+chống|phòng|điều\s+hành|điều\s+phối|thu|chi\s+trả|đào\s+tạo|bồi\s+dưỡng)", regex.IGNORECASE)
_RELATIVE = regex.compile(r"(?:được|đang|đã|có|do|chưa|là\s+đầu\s+mối|thuộc|chịu|bị|nơi|trực\s+tiếp)\s+$", regex.IGNORECASE)
_TRAIL = regex.compile(
    r"(?:[\s,]+(?:ngay|từ\s+nay|sau\s+khi|khi|nếu|trong\s+(?:thời\s+gian|quá\s+trình|năm|tháng|quý)|trước\s+(?:mắt|ngày|khi|tình)|hằng|hàng|theo\s+(?:chức|thẩm|nhiệm|quy)|trên\s+cơ\s+sở|với\s+(?:tinh|vai|chức|phương)|cũng|đều|luôn|còn|"
    r"đặc\s+biệt|nhất\s+là|bằng|nhằm|để|rằng|vừa|về)(?![\w]).*|[\s,:–-]+|\s+(?:tự|thì|là|này|trong|trước|vẫn|mà|lại|sẽ|việc|công\s+tác|và|cũng))$", regex.IGNORECASE | regex.DOTALL)
# Collectives that are one addressee although commas stand in them: "các sở, ban, ngành".
_KINDS = (r"(?:sở|bộ|ban|ngành|phòng|quận|huyện|thị\s+xã|thành\s+phố|tỉnh|xã|phường|thị\s+trấn|đặc\s+khu|cơ\s+quan|đơn\s+vị|địa\s+phương|tổ\s+chức|doanh\s+nghiệp|ban\s+ngành|cấp|hội|thôn|ấp|bản|"
          r"khu\s+phố|khối|công\s+chức|viên\s+chức|đảng\s+viên|người\s+lao\s+động|đoàn\s+viên|hội\s+viên)(?=\s*(?:[,;–-]|và\s|$|liên\s+quan|có|trực\s+thuộc|thuộc|trên|trong|của|nhà\s+nước|Trung\s+ương|chức\s+năng|tỉnh|huyện|thành\s+phố|xã|phường|quận))")
_COLLECTIVE = regex.compile(
    rf"(?:(?<![\w])(?:các|những|cán\s+bộ,|cán\s+bộ\s+-)\s+|^|(?<=[;,]\s)(?=sở|cơ\s+quan,|bộ,))(?i:{_KINDS}(?:\s*(?:,|–|-|và)\s*{_KINDS})+)")
_OFFICE = regex.compile(rf"{_OFFICES}(?![\w])", regex.IGNORECASE)
_OFFICELESS = regex.compile(r"(?:cơ\s+quan|đơn\s+vị|quận|huyện|thị\s+xã|thành\s+phố|xã|phường|thị\s+trấn|địa\s+phương|ngành|ban|tổ\s+chức|doanh\s+nghiệp|phòng|cấp)(?![\w])")
# Verbs that are nouns before these: "tổ chức chính trị - xã hội", "vận động viên".
_NOUN = regex.compile(
    r"tổ\s+chức(?=\s*(?:chính\s+trị|xã\s+hội|tín\s+dụng|tôn\s+giáo|kinh\s+tế|đoàn\s+thể|đảng|cá\s+nhân|có\s+liên|liên\s+quan|khác|trong|ngoài|quốc\s+tế|hội|công\s+đoàn|sự\s+nghiệp|,\s*(?:cá|đoàn|doanh|đơn)|và\s+(?:cá|doanh|công)|thành\s+viên|cơ\s+sở|chuyên))"
    r"|vận\s+động(?=\s+viên)|đầu\s+tư(?=\s+xây\s+dựng\s+(?:công|tỉnh|huyện|thành))|chuyển(?=\s+đổi\s+số)|giáo\s+dục(?=\s+(?:và|mầm|phổ|thường|nghề|tiểu))|tuyên\s+truyền(?=\s+viên)|mời(?=\s+thầu)", regex.IGNORECASE)
_SPLIT = regex.compile(r"\s*(?:[,;]\s*(?:và|cùng|cùng\s+với)?|\s(?:và|cùng|cùng\s+với|cũng\s+như|với))\s+", regex.IGNORECASE)
_PARTNER = regex.compile(
    r"(?:phối\s+hợp|cùng|hợp\s+tác)(?:\s+(?:chặt\s+chẽ|đồng\s+bộ|tốt|hiệu\s+quả|thường\s+xuyên|kịp\s+thời)){0,2}\s+(?:cùng\s+|với\s+)(?P<who>.{2,300})", regex.IGNORECASE | regex.DOTALL)
LONGEST = 420  # characters of an addressee list; the longest of the project's gold is 330


def _inside(ctx: Context, at: int) -> int | None:
    """End of the ORG, POST or PERSON entity in whose interior ``at`` lies."""
    i = bisect.bisect_right(ctx.entities, at, key=lambda e: e.start) - 1
    if i >= 0 and ctx.entities[i].start < at < ctx.entities[i].end and ctx.entities[i].label != "PLACE":
        return ctx.entities[i].end
    return None


def predicate_at(ctx: Context, start: int, end: int) -> int | None:
    """Where the first predicate of ``text[start:end]`` begins, names and relative clauses skipped."""
    text = ctx.text
    depth_open = text.find("(", start, end)
    names = [m.span() for m in _NAMED_BY_VERB.finditer(text, start, end)]
    for m in PREDICATE.finditer(text, start, end):
        at = m.start()
        if any(s < at < e for s, e in names) or _NOUN.match(text, at):
            continue
        if _inside(ctx, at) is not None:
            continue
        if depth_open >= 0 and text.count("(", start, at) > text.count(")", start, at):
            continue
        before = text[max(start, at - 24):at]
        if at > start and _RELATIVE.search(before) and not m.group().lower().startswith(("cần", "phải")):
            continue
        if at > start and _INNER.search(before) and _INNER_VERBS.match(m.group()):
            continue
        # a proper name runs on in capitals: "Ban Chỉ đạo", "Cục Quản lý thị trường"
        if at > start and text[at].isupper() and text[at - 1] == " " and not regex.search(r"[.;:,]\s*$", before):
            continue
        return at
    return None


def parse(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """Addressees that open ``text[start:end]`` and the offset of the predicate after them.

    ``([], start)`` where the clause opens with its predicate or with something else."""
    text = ctx.text
    if not opens_with_name(ctx, start, end):
        return [], start
    at = predicate_at(ctx, start, min(end, start + LONGEST))
    colon = text.find(":", start, min(end, start + LONGEST))
    if colon >= 0 and (at is None or colon < at):
        at = colon
    if at is None or at == start:
        return [], start
    stop = start + len(_strip_trail(text[start:at]))
    if stop <= start:
        return [], start
    return split_members(text[start:stop]), at


def _strip_trail(piece: str) -> str:
    for _ in range(3):
        shorter = _TRAIL.sub("", piece)
        if shorter == piece:
            break
        piece = shorter
    return piece.rstrip(" ,;:-–")


def opens_with_name(ctx: Context, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` opens with someone who can act: an entity, or a head noun."""
    i = bisect.bisect_left(ctx.entities, start, key=lambda e: e.start)
    if i < len(ctx.entities) and ctx.entities[i].start == start and ctx.entities[i].label != "PLACE":
        return True
    m = HEAD.match(ctx.text, start, end)
    return bool(m) and m.end() < end


def split_members(piece: str) -> list[str]:
    """Members of an addressee list, as written: "Sở A, Sở B và các phòng, ban" → three strings."""
    piece = regex.sub(r"^(?:\d{1,3}(?:[.,]\d+)?%\s+(?:số\s+)?)", "", piece)
    frozen = [m.span() for m in _COLLECTIVE.finditer(piece)]
    parts, begin, depth = [], 0, 0
    for m in _SPLIT.finditer(piece):
        s, e = m.span()
        depth = piece.count("(", 0, s) - piece.count(")", 0, s)
        if depth > 0 or any(a < s < b for a, b in frozen) or s <= begin:
            continue
        if not HEAD.match(piece, e) or (_OFFICE.match(piece, begin) and _OFFICELESS.match(piece, e)):
            continue
        if piece[s:e].strip() in ("và",) and regex.search(r"(?:Sở|Bộ|Phòng|Vụ|Cục|Ủy\s+ban|Trường|Ban)\s+[\p{L}\s,\-&]{2,40}$", piece[begin:s]) \
                and not regex.match(rf"(?:{_BODY}|[cC]ác|[nN]hững|[cC]hủ\s+tịch|[lL]ãnh\s+đạo|[cC]ơ\s+quan|[đĐ]ơn\s+vị|[đĐ]ịa\s+phương|[cC]hính\s+quyền)(?![\w])", piece[e:]):
            continue
        parts.append(piece[begin:s])
        begin = e
    parts.append(piece[begin:])
    return [p.strip(" ,;:*") for p in parts if p.strip(" ,;:*")]


def partners(ctx: Context, start: int, end: int) -> list[str]:
    """Who is named as working with the addressee: «phối hợp với Bộ Tài chính, các sở …»."""
    out: list[str] = []
    for m in _PARTNER.finditer(ctx.text, start, end):
        s = m.start("who")
        names, _ = parse(ctx, s, m.end("who"))
        if not names and opens_with_name(ctx, s, m.end("who")):
            stop = regex.search(r"[.;:]|$", ctx.text[s:m.end("who")]).start()
            names = split_members(_strip_trail(ctx.text[s:s + stop]))
        out.extend(n for n in names if len(n) < 200 and n not in out)
        break
    return out
