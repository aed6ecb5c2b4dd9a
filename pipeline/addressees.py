"""Who is to act: the noun phrases before a task's predicate, split at their members."""
from __future__ import annotations

import re

import regex

from pipeline import gazetteer
from pipeline.article import Context
from pipeline.vocabulary import alternation, form_pattern, forms

# "cứng hóa", "kiên cố hóa": any word makes such a verb, but for the nouns "văn hóa", "hàng hóa", "tiêu hóa".
PREDICATE = re.compile(  # looked for at every word: over plain words re is three times as fast as regex
    rf"(?<!\w)(?:{alternation(forms('action_verbs'))}|(?!(?:văn|hàng|tiêu|khóa|nguyên|thừa|sinh)\s)[^\W\d_]{{1,7}}\s+h(?:óa|oá))(?!\w)", re.IGNORECASE)
MODAL = regex.compile(rf"(?<![\w])(?:{alternation(forms('directive_verbs', 'must'))}|cần(?!\s+thiết(?![\w]))|(?<!đâu\s)phải(?!\s+chi))(?![\w])", regex.IGNORECASE)

_BODY = "(?:" + alternation([*forms("actors", "body"), *forms("organisations", "closed")]) + r"|Vụ(?=\s+\p{Lu}))"
_OFFICES = alternation(forms("actors", "office"))
_ROLE = alternation(forms("actors", "office", "role"))
BODY = regex.compile(rf"{_BODY}(?![\w])")
_QUANTIFIER = r"(?P<many>(?i:các|những|mỗi|từng|mọi|toàn\s+thể(?:\s+các)?|tất\s+cả(?:\s+các)?|cả|\d+|hai|ba|bốn|một\s+số|nhiều)\s+)?"
HEAD = regex.compile(rf"(?:(?:\d{{1,3}}(?:[.,]\d+)?%\s+)?(?:số\s+)?){_QUANTIFIER}(?:(?:{_BODY})(?![\w])|(?i:{_ROLE})(?![\w]))")
# Words after which a verb belongs to the name: "cơ quan quản lý", "đơn vị thi công", "người sử dụng lao động".
_INNER = regex.compile(rf"{alternation(forms('directive_bodies', 'verb-after'))}\s+(?:trực\s+tiếp\s+)?$", regex.IGNORECASE)
_INNER_VERBS = regex.compile(rf"{alternation(forms('directive_verbs', 'of-a-name'))}$", regex.IGNORECASE)
# Bodies whose own names hold a verb, in capitals or not: "Ban chỉ đạo", "Tổ công tác", "đoàn thanh tra".
_NAMED_BY_VERB = regex.compile(
    rf"(?:{alternation(forms('directive_bodies', 'named-by-verb'))}|(?<!(?:tỉnh|huyện|thành|xã|quận|thị)\s)đoàn)\s+{alternation(forms('directive_verbs', 'in-a-name'))}", regex.IGNORECASE)
_RELATIVE = regex.compile(r"(?:được|đang|đã|có|do|chưa|là\s+đầu\s+mối|(?<!trực\s)thuộc|chịu|bị|nơi|trực\s+tiếp)\s+$", regex.IGNORECASE)
_TRAIL = regex.compile(
    rf"(?:[\s,]+(?:{alternation(forms('directive_words', 'trail'))}|cũng(?!\s+như)|vừa(?<!nhỏ\s+và\s+vừa)|là(?=\s+(?:một|người|lực|đơn\s+vị|cơ\s+quan|thường\s+trực)))(?![\w]).*|[\s,:–-]+"
    rf"|\s+(?:{alternation(forms('directive_words', 'trail-end'))}|(?<!(?:tổ|đoàn|đội|nhóm)\s)công\s+tác)"
    r"|\s+(?:được\s+(?:chủ\s+động|phép|quyền|yêu\s+cầu|đề\s+nghị|nhắc)|có\s+thể|nhưng|song)(?![\w]).*)$", regex.IGNORECASE | regex.DOTALL)
# Kinds whose lists are one addressee: "các sở, ban, ngành", "mỗi xã, phường, thị trấn".
_KIND = (rf"(?:{alternation(forms('directive_bodies', 'place', 'kind'))}|đoàn\s+thể(?!\s*,?\s+(?:và\s+)?(?:các\s+)?tổ\s+chức)"
         r"|cơ\s+quan(?!\s+(?:ngang|thuộc))|tổ\s+chức(?!\s+chính\s+trị))(?![\w])")
_OPEN_LIST = regex.compile(rf"(?i)(?:^|.*(?<![\w]))(?:các|những|mỗi|từng|mọi|cán\s+bộ)(?:\s+(?:cơ\s+quan|cấp))?(?:\s+{_KIND})?(?:\s*[,–-]\s*{_KIND})*$|^{_KIND}(?:\s*[,–-]\s*{_KIND})*$", regex.DOTALL)
_ALL = r"các\s+(?:cấp|bộ|ngành|địa\s+phương)"
# «các cấp, các ngành, các địa phương» is one phrase, «các ngành, các địa phương» two; so are levels of one kind: «báo chí trung ương và địa phương», «đơn vị cấp tỉnh và cấp huyện».
_LEVELS = regex.compile(rf"(?i)^các\s+cấp(?:\s*,\s*(?:các\s+)?{_KIND})*$|trung\s+ương$|(?<![\w])cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở)$")
_LEVEL = regex.compile(rf"(?i){_ALL}(?=\s*(?:,|$))|địa\s+phương(?=\s*(?:,|$))|cấp\s+(?:tỉnh|huyện|xã|cơ\s+sở)(?=\s*(?:,|$|và\s))")
_NEXT_KIND = regex.compile(rf"(?i:{_KIND})")
_LAST_KIND = regex.compile(rf"(?i:{_KIND})\s*(?:$|,)")
# «các Vụ, Cục trực thuộc»: kinds in capitals without a name of their own.
_BARE_KIND = regex.compile(r"(?:Bộ|Sở|Ban|Vụ|Cục|Viện|Phòng|Chi\s+cục|Trung\s+tâm)(?=\s*(?:[,;]|$|(?:trực\s+)?thuộc|liên\s+quan|và\s))")
_BARE_KINDS = regex.compile(r"(?:các|những)(?:[\s,–-]+(?:Bộ|Sở|Ban|Vụ|Cục|Viện|Phòng|Ngành|Chi\s+cục|Trung\s+tâm))+$")
_PRESS = regex.compile(r"thông\s+tấn$")
_NAMED = regex.compile(r"(?:ông|bà|đồng\s+chí|đ/c)\s+(?:\p{Lu}\p{Ll}*\s*){2,5}$")
_PLACES = alternation(forms("directive_bodies", "place"))
_PLACE_KIND = rf"(?:{_PLACES}|đặc\s+khu)"
_NAMED_PLACE = regex.compile(r"(?:thành\s+phố|thị\s+xã)\s+\p{Lu}")  # «các quận, huyện | và thành phố Thủ Đông»
_ENDS_PLACE = regex.compile(rf"(?<![\w]){_PLACE_KIND}$")
_BARE_PLACES = regex.compile(rf"{_PLACE_KIND}(?=\s*(?:[,;]|và\s|$|trực\s+thuộc|liên\s+quan|nêu\s+trên|có|thuộc|trên|trong))")
_OFFICE = regex.compile(rf"{_OFFICES}(?![\w])", regex.IGNORECASE)
_OFFICELESS = regex.compile(rf"(?!tỉnh){alternation(forms('directive_bodies', 'place', 'headed'))}(?![\w])")  # «tỉnh» begins a member of its own
# Verbs that are nouns before these: "tổ chức chính trị - xã hội", "vận động viên".
_NOUN = regex.compile(
    rf"chỉ\s+đạo(?=\s+(?:của|này|trên))|trực(?=\s+thuộc)|nhân(?=\s+(?:viên|dân|sự|lực|khẩu))|không(?=\s+{alternation(forms('directive_words', 'negated'))})"
    rf"|tổ\s+chức(?=\s*(?:{alternation(forms('directive_nouns', 'organised'))}|hội(?!\s+(?:nghị|thảo|thi|đàm|họp|trại|chợ|diễn))|,\s*(?:cá|đoàn|doanh|đơn)|và\s+(?:cá|doanh|công)))"
    r"|vận\s+động(?=\s+viên)|đầu\s+tư(?=\s+xây\s+dựng\s+(?:công|tỉnh|huyện|thành))|chuyển(?=\s+đổi\s+số)|giáo\s+dục(?=\s+(?:và|mầm|phổ|thường|nghề|tiểu))|(?:tuyên\s+truyền|báo\s+cáo)(?=\s+viên)"
    r"|mời(?=\s+thầu)|giao(?=\s+(?:thông|lưu|ban)(?![\w]))", regex.IGNORECASE)
# «các Bộ: Quốc phòng, Công an», «Sở Xây dựng, Công Thương»: bodies of one kind by their fields of work; «UBND các huyện: A, B» by their places.
_LINK = r"(?:\s*[-–,&]\s*(?:và\s+)?|\s+và\s+|\s+)"
_FIELD = "(?>" + "|".join(_LINK.join(form_pattern(w) for w in regex.split(r"\s*[-–,]\s*|\s+và\s+", f))
                          for f in sorted(forms("organisations_fields", "ministry", "department"), key=len, reverse=True)) + r")(?![\w])"
_AND_MORE = r"(?:\s*[,;]\s*(?:và\s+)?|\s+và\s+)"
_FIELDS = regex.compile(rf"(?<![^,;:])(?P<first>[^,;:]*?(?i:(?<![\w])(?:bộ|sở|các\s+phòng))\s*:?\s*{_FIELD})(?:{_AND_MORE}(?P<more>{_FIELD}))+")
_FIELD_OF = regex.compile(r"(?i:(?<![\w])(?:bộ|sở|các\s+phòng))\s*:?\s*\p{Lu}")  # what every match of the one above holds
_CAPITALS = rf"\p{{Lu}}[\p{{L}}\p{{M}}\d’'-]*(?:\s+\p{{Lu}}[\p{{L}}\p{{M}}\d’'-]*){{0,5}}(?:\s+{_PLACES})?(?![\w])"
_BY_KIND = regex.compile(
    rf"[^:;.]{{0,200}}(?<![\w])(?i:các|những|hai|ba|bốn|năm|\d+)\s+(?i:{alternation(forms('directive_bodies', 'place', 'divided'))})(?:\s+(?:liên\s+quan|sau|sau\s+đây))?\s*:\s*"
    rf"(?P<list>(?:{_FIELD}|{_CAPITALS})(?:{_AND_MORE}(?:{_FIELD}|{_CAPITALS}))+)(?=\s)")
# Who does it comes last: «Các trường hợp khác sẽ do cơ quan cấp trên quyết định».
_BY_WHOM = regex.compile(r"[^,;:.()]{4,120}?\s(?P<do>sẽ\s+do\s+)(?!(?:ông|bà|đồng\s+chí)\s)", regex.IGNORECASE)
# What stands between those addressed and the list of their tasks: «yêu cầu Sở A thực hiện các nội dung như sau: …».
_AS_FOLLOWS = regex.compile(r"\s+(?:như\s+sau|sau\s+đây|(?:các|một\s+số|những)\s+(?:nội\s+dung|nhiệm\s+vụ|công\s+việc|việc)(?![\w]).*)$", regex.IGNORECASE | regex.DOTALL)
_LEADING_SHARE = regex.compile(r"^(?:\d{1,3}(?:[.,]\d+)?%\s+(?:số\s+)?)")
_SPLIT = regex.compile(r"\s*[,;](?=\p{Lu})|\s*(?:[,;]\s*(?:và|cùng|cùng\s+với)?|\s(?:và|cùng|cùng\s+với|cũng\s+như|với))\s+", regex.IGNORECASE)
_AND_NAME = regex.compile(rf"{alternation(forms('directive_bodies', 'and-in-name'))}\s+[\p{{L}}\s,\-&]{{2,40}}$")
_NEW_MEMBER = regex.compile(
    rf"(?:{_BODY}|[cC]ác|[nN]hững|(?i:{_OFFICES})|[cC]ơ\s+quan|[đĐ]ơn\s+vị|[đĐ]ịa\s+phương|[cC]hính\s+quyền|{alternation(forms('directive_bodies', 'new-member'))})(?![\w])")
_COUNCIL_OFFICE = regex.compile(r"[vV]ăn\s+phòng\s+(?:HĐND|Hội\s+đồng\s+nhân\s+dân|Đoàn\s+ĐBQH|Đoàn\s+đại\s+biểu\s+Quốc\s+hội)$")
# «Chủ tịch Hội đồng thành viên, Tổng Giám đốc Tập đoàn A»: the heads of one company, «Giám đốc các Tập đoàn, Tổng công ty».
_BOARD = regex.compile(r"chủ\s+tịch\s+(?:hội\s+đồng\s+(?:thành\s+viên|quản\s+trị)|HĐTV|HĐQT)$", regex.IGNORECASE)
_EXECUTIVE = regex.compile(r"(?:tổng\s+)?giám\s+đốc(?![\w])", regex.IGNORECASE)
_COMPANIES = regex.compile(r"giám\s+đốc\s+các\s+(?:[^,]+,\s*)*(?:tập\s+đoàn|(?:tổng\s+)?công\s+ty)$", regex.IGNORECASE)
_COMPANY = regex.compile(r"(?:tập\s+đoàn|(?:tổng\s+)?công\s+ty|đơn\s+vị)(?=\s*(?:,|$|và\s|(?:trực\s+)?thuộc|nhà\s+nước|liên\s+quan))", regex.IGNORECASE)
_COUNCIL = regex.compile(r"(?:UBND|HĐND|Ủy\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)(?![\w])")
# Words whose first syllable is a body's: "Trường hợp", "Hội nghị", "Đội ngũ".
NO_HEAD = regex.compile(
    rf"(?:{alternation(forms('directive_bodies', 'no-head'))}|báo\s+cáo(?!\s+viên)|phòng\s*,\s*(?:chống|ngừa))(?![\w])", regex.IGNORECASE)
_SAFE_HEADS = frozenset(f.lower() for f in forms("actors", "office", "role") if " " in f) | {"ông"}
_NEVER_NAMES = regex.compile(rf"{alternation(forms('directive_verbs', 'never-of-a-name'))}(?![\w])")  # no word of a name that the recogniser ran on with
_NEVER_SECOND = frozenset("phải sẽ sớm giữ gửi".split())  # predicates of one syllable that end no other word
_LEAD = regex.compile(
    rf"(?:\p{{L}}+\s+){{1,3}}nào(?![\w])[^,;:]{{0,120}}?(?:,(?:\s+thì)?|\sthì)\s+|{alternation(forms('directive_words', 'lead'))}(?![\w])[^,;:]{{0,60}},\s+", regex.IGNORECASE)
_COMMA = regex.compile(r",\s+(?:(?:mà|nhưng|song|thì|và|nên|trong\s+đó|do\s+đó|vì\s+(?:vậy|thế))\s+)?", regex.IGNORECASE)
_TELLS = regex.compile(rf"(?<![\w]){alternation(forms('directive_verbs', 'told-of-them'))}(?![\w])")
_BARE_PLACE = regex.compile(r"(?:TP\.?\s?)?\p{Lu}[\p{L}\p{M}’'.-]*(?:[ \u00a0]\p{Lu}[\p{L}\p{M}’'-]*){1,3}")
PASSIVE_MUST = regex.compile(rf"(?:cần\s+phải|cần|phải)\s+(?:{alternation(forms('directive_words', 'must-adverb'))}\s+)?(?:được|bị)(?![\w])", regex.IGNORECASE)
_NO_SUBJECT = regex.compile(rf"{alternation(forms('directive_words', 'no-subject'))}(?![\w])", regex.IGNORECASE)
LONGEST = 420  # characters of an addressee list; the longest of the project's gold is 330


def _inside(ctx: Context, at: int) -> int | None:
    """End of the ORG, POST or PERSON entity in whose interior ``at`` lies."""
    e = ctx.entity_before(at)
    return e.end if e and e.start < at < e.end and e.label != "PLACE" else None


def predicate_at(ctx: Context, start: int, end: int) -> int | None:
    """Where the first predicate of ``text[start:end]`` begins, names and relative clauses skipped."""
    listed = _BY_KIND.match(ctx.text, start, end) if ctx.text.find(":", start, end) >= 0 else None
    if listed:
        at = _predicate_at(ctx, start, listed.start("list"))
        return _predicate_at(ctx, listed.end("list"), end) if at is None else at
    return _predicate_at(ctx, start, end)


def _predicate_at(ctx: Context, start: int, end: int) -> int | None:
    text = ctx.text
    depth_open = text.find("(", start, end)
    first = ctx.entity_at(start)
    if first and first.label in ("ORG", "POST"):
        start = first.end  # "Thanh tra tỉnh", "Trung tâm Kiểm soát bệnh tật": the name opens with a verb
    names = [m.span() for m in _NAMED_BY_VERB.finditer(text, start, end)]
    about = 0
    for m in PREDICATE.finditer(text, start, end):
        at = m.start()
        if any(s < at < e for s, e in names) or _NOUN.match(text, at) or _inside(ctx, at) is not None and not _NEVER_NAMES.match(text, at) or at > start and text[at].isupper() and entity_at(ctx, at):
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
        # one syllable may be the second half of a word ("cá nhân"); two seldom are ("nhà nghiên cứu"), and the tokenizer errs more often
        verb = m.group().lower()
        if before.endswith("việc ") and at > start:
            continue
        if before.endswith("về ") or about and before.endswith("và ") and text.find(",", about, at) < 0:
            about = at  # «Hội đồng điều phối về phát triển … và liên kết …»
            continue
        if before.endswith(("nhà ", "công nghệ ")) if " " in verb else verb not in _NEVER_SECOND and ctx.words.around(at):
            continue
        return at
    return None


def colon_of_task(text: str, start: int, end: int) -> int:
    """Where the first colon of ``text[start:end]`` stands that a task may follow, not the members of a kind; -1 if there is none."""
    listed = _BY_KIND.match(text, start, end) if text.find(":", start, end) >= 0 else None
    return text.find(":", listed.end("list") if listed else start, end)


def parse(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """Addressees that open ``text[start:end]`` and the offset of the predicate after them.

    ``([], start)`` where the clause opens with its predicate or with something else."""
    text = ctx.text
    lead = _LEAD.match(text, start, end)
    if lead and opens_with_name(ctx, lead.end(), end):  # the condition or the term stays in the task's text
        names, at = parse(ctx, lead.end(), end)
        return (names, at) if names else ([], start)
    by = _BY_WHOM.match(text, start, end)
    if by and not PREDICATE.match(text, start, end):
        names = parse(ctx, by.end("do"), end)[0]
        if names:
            return names, by.start("do")
    if not opens_with_name(ctx, start, end):
        must = MODAL.search(text, start, min(end, start + 40)) if text[start:start + 1].isupper() else None
        return ([text[start:must.start()].strip()], must.start()) if must and _place_at(ctx, start, must.start()) else ([], start)
    verb = PREDICATE.match(text, start, end)
    if verb and verb.group()[0].islower() and not _NOUN.match(text, start) and not entity_at(ctx, start):
        return [], start  # "tổ chức hội nghị", "kiểm toán": the verb, not the noun
    at = predicate_at(ctx, start, min(end, start + LONGEST))
    colon = colon_of_task(text, start, min(end, start + LONGEST))
    if colon >= 0 and (at is None or colon < at):
        at = colon
    if at is None or at == start:
        return [], start
    stop = start + len(strip_trail(text[start:at]))
    if stop <= start:
        return [], start
    stop = max(stop, min(_inside(ctx, stop) or 0, at))  # «Hội đồng quốc gia | về phát triển …»: one name
    named = _name_end(ctx, start, stop)
    if named < stop:  # «Cục Thú y | lo đủ vắc xin, chậm nhất cuối tháng phải …»: its verb is in no list
        stop, at = named, named + 1
    names = split_members(text[start:stop])
    return ([], start) if names == ["Lãnh đạo"] else (names, at)  # «Lãnh đạo chăm sóc lúa mùa»: the verb


def _name_end(ctx: Context, start: int, stop: int) -> int:
    """Where the first name in ``text[start:stop]`` ends that a word follows which may be a verb; ``stop`` if there is none."""
    for e in ctx.entities_in(start, stop):
        if e.label == "ORG" and e.rule != "collective" and start <= e.start and e.end + 1 < stop and (e.start == start or ctx.text[e.start - 2] in ",;" or ctx.text.endswith(" và ", start, e.start)) \
                and ctx.text[e.end] == " " and ctx.text[e.end + 1].islower() and not _NO_VERB.match(ctx.text, e.end + 1, stop) and not _LEVEL_AFTER.match(ctx.text, e.end, stop):
            return e.end
    return stop


_NO_VERB = regex.compile(rf"{alternation(forms('directive_words', 'no-predicate'))}(?![\w])")


# What still belongs to those who are told: whose they are, or which.
_FURTHER = regex.compile(rf"\s(?:{_PLACE_KIND}|công\s+ty|cơ\s+sở|đơn\s+vị|dự\s+án|nhà\s+trường|bệnh\s+viện)?(?:\s?(?:này|đó|trên|nêu\s+trên|liên\s+quan))?(?=\s\p{{Ll}})", regex.IGNORECASE)
_LEVEL_AFTER = regex.compile(rf"\s{_PLACE_KIND}(?=\s\p{{Ll}})")


def parse_unlisted(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """As ``parse``, of a body whose verb is in no list: «giao Cục A | cấp phép …». ``([], start)`` where a known verb
    or no single body opens ``text[start:end]``, or none of the words after it can be a verb."""
    e = ctx.entity_at(start)
    if e is None or e.label not in ("ORG", "POST") or opens_with_verb(ctx.text, start, end):
        return [], start
    level = _LEVEL_AFTER.match(ctx.text, e.end, end)  # «Trung tâm Nước sạch | huyện | súc rửa …»
    return _before_any_verb(ctx.text, start, level.end() if level else e.end, end)


def parse_told(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """As ``parse``, of those whom a word of telling addresses, whatever they are to do: «đề nghị phường | kê thêm ghế»,
    «yêu cầu lãnh đạo huyện | gặp từng hộ»."""
    e = ctx.entity_at(start)
    head = HEAD.match(ctx.text, start, end)
    stop = max(e.end if e else start, head.end() if head else start)
    further = _FURTHER.match(ctx.text, stop, end)
    stop = further.end() if further else stop
    return _before_any_verb(ctx.text, start, stop, end) if stop > start else ([], start)


def _before_any_verb(text: str, start: int, stop: int, end: int) -> tuple[list[str], int]:
    """Those named in ``text[start:stop]`` and where the next word begins; ``([], start)`` if it can be no verb."""
    at = stop + 1
    if at + 1 >= end or text[stop] != " " or not text[at].islower() or _NO_VERB.match(text, at, end):
        return [], start
    return split_members(text[start:stop]), at


def _place_at(ctx: Context, start: int, modal: int) -> bool:
    """Whether the place that ``text[start:modal]`` names without its kind is told: «Nậm Hăn cần rà soát …»."""
    name = ctx.text[start:modal].strip()
    return bool(_BARE_PLACE.fullmatch(name) and gazetteer.lookup(name))


def bound(ctx: Context, start: int, modal: int, told: bool = True) -> list[str] | None:
    """Whom the must at ``modal`` binds, where the clause from ``start`` opens with no name: «Sau hội nghị, các xã
    cần …» → the name right before it; «Hồ sơ phải được trả …» → nobody; else None, so that those addressed before
    are meant («Khi có bão, phải …»). Where nobody was ``told``, only a rule's clauses name who acts, a subject
    that cannot act binds nobody either."""
    text = ctx.text
    begin = start
    for comma in _COMMA.finditer(text, start, modal):
        begin = comma.end()
        if _TELLS.search(text, begin, modal):
            continue  # «…, Bộ trưởng yêu cầu các xã cần …»
        if _place_at(ctx, begin, modal):
            return [text[begin:modal].strip()]
        if opens_with_name(ctx, begin, modal + 1) and predicate_at(ctx, begin, modal) is None:
            return split_members(strip_trail(text[begin:modal]))
    subject = text[begin:modal]
    if _NO_SUBJECT.match(text, start):
        begin, subject = start, text[start:modal]
    if _NO_SUBJECT.match(subject):  # «Trước 10 giờ thứ Sáu hằng tuần các xã phải …»
        for many in regex.finditer(r"\s(?=(?:các|mỗi|từng|toàn\s+thể)\s)", subject):
            at = begin + many.end()
            if opens_with_name(ctx, at, modal + 1) and predicate_at(ctx, at, modal) is None:
                return split_members(strip_trail(text[at:modal]))
    if PASSIVE_MUST.match(text, modal) or not told and subject.strip() and not _NO_SUBJECT.match(subject):
        return []
    return None


def strip_trail(piece: str) -> str:
    for _ in range(3):
        shorter = _TRAIL.sub("", piece)
        if shorter == piece:
            break
        piece = shorter
    return piece.rstrip(" ,;:-–")


def opens_with_verb(text: str, start: int, end: int | None = None) -> bool:
    """Whether ``text[start:end]`` opens with the predicate of a task."""
    return bool(PREDICATE.match(text, start, len(text) if end is None else end)) and not _NOUN.match(text, start)


def entity_at(ctx: Context, start: int) -> bool:
    """Whether a person, a post or a body begins at ``start``."""
    e = ctx.entity_at(start)
    return e is not None and e.label != "PLACE"


def opens_with_name(ctx: Context, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` opens with someone who can act: an entity, or a head noun."""
    if entity_at(ctx, start):
        return True
    m = HEAD.match(ctx.text, start, end)
    if not m or m.end() >= end or NO_HEAD.match(ctx.text, start + len(m["many"] or ""), end):
        return False
    if m["many"] and entity_at(ctx, m.end("many")):
        return True
    # "bản chất", "hội nghị": a head noun's syllable inside another word
    return not (ctx.text[m.start()].islower() and m.group().lower() not in _SAFE_HEADS and ctx.words.around(m.end()))


def split_members(piece: str) -> list[str]:
    """Members of an addressee list, as written: "Sở A, Sở B và các phòng, ban" → three strings."""
    piece = _AS_FOLLOWS.sub("", _LEADING_SHARE.sub("", piece))
    parts, begin, by_field = [], 0, [m.span() for m in _FIELDS.finditer(piece)] if _FIELD_OF.search(piece) else []
    for m in _SPLIT.finditer(piece):
        s, e = m.span()
        if s <= begin or any(a < s < b for a, b in by_field) or piece.count("(", 0, s) > piece.count(")", 0, s) or not HEAD.match(piece, e):
            continue
        member = piece[begin:s]
        if _joins(member, piece, e) or ("và" in m.group() and _LAST_KIND.match(piece, e) and regex.match(r"(?:các|những)\s", member)) or ("và" in m.group() and "," not in m.group() and _one_name(member, piece[e:])):
            continue
        parts.append(member)
        begin = e
    parts.append(piece[begin:])
    parts = [p for part in parts for p in _by_field(part)]
    return [p.strip(" ,;:*") for p in parts if p.strip(" ,;:*")]


def _by_field(member: str) -> list[str]:
    """«các Bộ: Quốc phòng, Công an» → «các Bộ: Quốc phòng», «Công an»."""
    m = _FIELDS.match(member.strip(" ,;:*"))
    return [m["first"], *m.captures("more")[:-1], m.captures("more")[-1] + m.string[m.end():]] if m else [member]


def _joins(member: str, piece: str, at: int) -> bool:
    """Whether what begins at ``at`` still belongs to the member before it."""
    if _OFFICE.match(member) and _OFFICELESS.match(piece, at):
        return True
    if _BOARD.search(member) and _EXECUTIVE.match(piece, at) or _COMPANIES.search(member) and _COMPANY.match(piece, at):
        return True
    if _COUNCIL_OFFICE.search(member) and _COUNCIL.match(piece, at):
        return True  # «Văn phòng HĐND và UBND huyện»: one office
    if _NAMED.match(member) and regex.match(rf"(?i:{_OFFICES})(?![\w])", piece[at:]):
        return True
    if _OPEN_LIST.match(member) and _NEXT_KIND.match(piece, at) and not piece[at].isupper() and not _NAMED_PLACE.match(piece, at):
        return True
    if _BARE_KINDS.match(member) and _BARE_KIND.match(piece, at) or _PRESS.search(member) and regex.match(r"báo\s+chí(?![\w])", piece[at:]):
        return True
    if _OPEN_LIST.match(member) and regex.match(r"(?:Ban|Ngành)\s*(?:,|\s(?:và\s)?ngành|$)", piece[at:]):
        return True
    if _LEVELS.search(member) and _LEVEL.match(piece, at):
        return True
    return bool(_ENDS_PLACE.search(member) and _BARE_PLACES.match(piece, at))


def _one_name(member: str, rest: str) -> bool:
    """«Sở Nông nghiệp và Môi trường»: the conjunction inside a body's name."""
    return bool(_AND_NAME.search(member)) and not _NEW_MEMBER.match(rest)
