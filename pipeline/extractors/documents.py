"""Official documents cited by number, or by type with a date.

A mention is a type word, a number and perhaps a date ("Quyết định số 12/QĐ-UBND ngày 3/2/2023"),
a list of numbers after one type, a law by name and year, or a paper that someone issued on a
named day ("Ngày 25/9, UBND tỉnh đã có công văn …"). Mentions of one document make one record.
"""
from __future__ import annotations

import datetime as dt
import heapq
import re
from dataclasses import dataclass

import regex

from pipeline.article import Context
from pipeline.dates import find_times
from pipeline.dates_grammar import normal_form
from pipeline.flat import matches
from pipeline.present import present_day
from pipeline.records import Document
from pipeline.vocabulary import alternation, entries

_TYPES = {f.lower(): e.value for e in entries("document_types") for f in e.forms}
_BY_CODE = {e.id: e.value for e in entries("document_types") if not e.id.startswith("x-")}
_TYPE = alternation(f for e in entries("document_types") for f in e.forms if f.islower())
_SHORT_TYPE = alternation(f for e in entries("document_types") for f in e.forms if not f.islower())
_FIRST = "".join(sorted({letter for form in _TYPES for letter in form[0] + form[0].upper()}))
# A number with its code: "435/QĐ-UBND", "02-NQ/TW", "61/2018/NĐ-CP", "05 CT/TW", "1792/CT - TTg".
# The code is capitals with few small letters in it (TTg, TTr, GDTrH), so that "71-NQ/TWcủa" ends
# where it should; a full stop joins only capitals ("QĐ-UBND.NV", not "NĐ-CP.Bản").
_PART = r"\p{Lu}[\p{Lu}\d]{0,14}(?:\p{Ll}{1,2}\p{Lu}[\p{Lu}\d]{0,6}){0,2}(?:(?:g|r|tr)(?!\p{Ll}))?"
# A dash between blanks joins two capitals or more ("/CT - TTg"), not "12 - Phòng".
_JOINED = rf"(?:[/-]{_PART}|[ ]?[/–-][ ]?(?=\p{{Lu}}{{2}}){_PART}(?!\p{{Ll}}))"
_CODED = (rf"[0-9]{{1,6}}(?:\.[0-9]{{1,2}}(?=/(?:19|20)[0-9][0-9]/))?[a-zA-Z]?(?:[ ]?[/-][ ]?(?:19|20)[0-9][0-9])?(?:{_JOINED}|[ ]{_PART}(?=/))"
          rf"(?:{_JOINED}|[/-]\d{{1,4}}[\p{{Lu}}]{{0,4}}(?!\p{{Ll}})|\.[\p{{Lu}}\d]{{1,8}}(?!\p{{Ll}})|&\p{{Lu}}{{1,8}}){{0,4}}")
_PLAIN = r"[0-9]{1,5}(?:/(?:19|20)[0-9][0-9])?(?![\d/]|[.,]\d|[ ]?%|-\d)"
_NUMBER = regex.compile(rf"(?P<coded>{_CODED})|(?P<plain>{_PLAIN})")
_BLANK = r"[\s*]{1,30}"
# "Nghị quyết", "công văn khẩn", "các Nghị định", "Luật Đất đai số": up to eight words may stand
# between the type and "số" where a coded number follows.
_MENTION = regex.compile(
    # first what a type can begin with, which most letters cannot;
    # after a small letter only a capital begins a word: blanks get lost in the pages' markup
    rf"(?=[{_FIRST}])(?:(?<![\p{{L}}\d])|(?<=\p{{Ll}})(?=\p{{Lu}}))(?P<type>(?i:{_TYPE})|{_SHORT_TYPE})(?![\p{{L}}])"
    rf"(?:(?P<free>(?:{_BLANK}(?!(?i:số|ngày|{_TYPE})\b)[\p{{L}},-]{{1,20}}){{1,9}}?){_BLANK}(?i:số){_BLANK}(?=\d{{1,6}}[a-zA-Z]?[ ]?[/-][ ]?[\d\p{{Lu}}])"
    rf"|{_BLANK}(?P<no>(?i:số)[\s*:]{{1,30}})?(?=\d))")
# Where one may begin: re looks for plain words in any case several times faster than regex.
_BEGINS = re.compile(alternation(_TYPES))
_MORE = regex.compile(r"[\s*]{0,4}(?:,|;|và|hoặc|&)[\s*]{1,30}(?P<no>(?i:số)[\s*]{1,30})?(?=\d)")
_BARE_CODE = regex.compile(rf"(?=[\dsS])(?<![\p{{L}}\d/.,-])(?P<no>(?i:số)[\s*:]{{1,30}})?(?P<coded>(?>{_CODED}))(?!(?<=[/–.-]\p{{Lu}})\p{{Ll}})")
# Numbers without "số" and without a code are believed after these only …
_NUMBERED = {"Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Quyết định", "Công điện", "Công văn", "Kết luận", "Đề án", "Luật", "Quy định"}
# … and never before a thing that is counted ("quyết định 3 nội dung", "kết luận 5 trường hợp").
_COUNTED = regex.compile(
    r"[\s*]{1,30}(?!(?:ngày|năm)[\s*]{1,30}\d|(?:của|về|và|hoặc|cho|là|để|đã|được|sẽ|do|tại|trong|vừa|cũng|với|có|theo|nêu|như|khi|thì|nhằm|ra|mà|quy|qui|hướng|yêu|phê|ban|từ|ở|mới|sửa|thay|này|nói|khoá|khóa|chưa|còn|chỉ|vẫn|đang|đối|gồm|bao)\b)\p{Ll}")
_YEARLIKE = regex.compile(r"(?:19|20)[0-9][0-9]$")
_BETWEEN_DATE = regex.compile(r"[\s*]{0,30}[,(]{0,2}[\s*]{0,3}(?:(?:được|do|đã)[\s*]{1,3})?(?:(?:ban[\s*]{1,3}hành|ký|đề)[\s*]{1,3}){0,2}(?=ngày|Ngày|năm|20\d\d|19\d\d)")
# "của Thủ tướng Chính phủ ngày 5/3", "do Bộ trưởng … ký ban hành ngày": the date is outside the copied text.
_SIGNED = regex.compile(r"[\s*]{1,30}(?:của|do)[\s*]{1,30}[^,.;:()\n\d]{3,70}?[\s*]{1,30}(?:(?:ký|ban hành)[\s*]{1,30}){0,2}(?=ngày[\s*]{1,30}\d)")
_YEAR_TAIL = regex.compile(r"(?:năm[\s*]{1,30})?(?P<y>(?:19|20)[0-9][0-9])(?![\d/-]|\.\d)")
# Laws by name: "Luật Đầu tư công 2024", "Luật Phòng, chống tham nhũng năm 2018".
_LAW = regex.compile(
    r"(?<![\p{L}])(?P<type>Luật|Bộ luật|Bộ Luật|Pháp lệnh|Hiến pháp)(?P<name>(?:[\s*]{1,30}(?!theo\b|được\b|đã\b|tại\b|vào\b|từ\b|đến\b|trong\b|cho\b|là\b|này\b|như\b|luật\b|Luật\b(?![\s*]+\p{Lu})|năm\b|cần\b|phải\b|do\b)"
    r"[\p{L}-]{1,14},?){0,14}?)[\s*]{1,30}(?:sửa đổi[\s*]{1,30})?(?:năm[\s*]{1,30})?(?P<y>(?:19|20)[0-9][0-9])(?![\d/-]|\.\d)")
# Resolutions by plenum and term: "Nghị quyết Trung ương 4 (khóa XII)".
_PLENUM = regex.compile(r"(?<![\p{L}])(?i:Nghị[\s*]{1,3}quyết)[\s*]{1,3}(?:Hội[\s*]{1,3}nghị[\s*]{1,3})?(?:Trung[\s*]{1,3}ương|TW|T\.?Ư)[\s*]{0,3}"
                        r"(?P<n>\d{1,2})[\s*]{0,3}[,(]{0,1}[\s*]{0,3}[Kk]h(?:óa|oá)[\s*]{1,3}[IVX\d]{1,5}(?![\p{L}\d])\)?")
# A paper issued on a named day, with or without a number.
_ISSUED = regex.compile(
    rf"(?i:(?:ban[\s*]{{1,30}}hành|ký(?:[\s*]{{1,30}}(?:ban[\s*]{{1,30}}hành|quyết[\s*]{{1,30}}định))?|có|gửi|ra|phát[\s*]{{1,30}}đi)){_BLANK}"
    rf"(?:(?:các|một|bản){_BLANK})?(?=(?P<type>(?i:công văn|công điện|chỉ thị|quyết định|nghị quyết|kế hoạch|thông báo|văn bản|tờ trình|kết luận|thông tư|nghị định|báo cáo|hướng dẫn|chương trình|đề án))(?![\p{{L}}]))")
# A paper known by its day: "Quyết định ký ngày 14/2", "Công điện ngày 5/9", "theo văn bản ngày 20-10". What may be a verb
# ("UBND tỉnh quyết định ngày 5/8 tổ chức lễ") is a paper where it was signed, is somebody's, or is cited or issued.
_DATED = regex.compile(rf"(?<![\p{{L}}\d])(?:(?P<paper>(?i:công văn|công điện|chỉ thị|nghị quyết|tờ trình|nghị định|thông tư|biên bản|văn bản))(?i:{_BLANK}(?:khẩn|hỏa tốc|hoả tốc|thượng khẩn|chỉ đạo|làm việc|kiểm tra|trả lời|đề nghị|gần nhất|mới nhất|nói trên)){{0,2}}"
                       rf"|(?P<type>(?i:quyết định|kế hoạch|thông báo|kết luận|báo cáo|hướng dẫn))){_BLANK}"
                       rf"(?P<signed>(?i:(?:(?:được|do){_BLANK})?(?:ký|ban[\s*]{{1,30}}hành|đề)(?:{_BLANK}ban[\s*]{{1,30}}hành)?){_BLANK})?(?=ngày{_BLANK}\d)")
# "văn bản của UBND phường A, thành phố B ký ngày 20/10"
_SIGNED_BY = regex.compile(rf"(?<![\p{{L}}\d])(?P<paper>(?i:công văn|công điện|chỉ thị|quyết định|nghị quyết|tờ trình|văn bản|kế hoạch|thông báo)){_BLANK}của{_BLANK}[^.;:()\n\d]{{3,90}}?{_BLANK}(?i:ký|ban[\s*]{{1,30}}hành){_BLANK}(?=ngày{_BLANK}\d)")
_CITES = regex.compile(r"(?i:theo|tại|căn cứ|thực hiện|trong|kèm|ban hành|có|ra|gửi|ký)[\s*]{1,30}$")
# Licences of sites and shops are printed like documents.
_LICENCE = regex.compile(r"(?i:giấy\s+phép|gpxb|đkkd)|/GP")
_BRACKET = regex.compile(r"[ ]{0,3}\([ ]{0,3}")
_UNNUMBERED = {"công văn", "công điện", "chỉ thị", "quyết định", "nghị quyết", "kế hoạch", "tờ trình"}
_OF = regex.compile(r"[\s*]{0,4},?[\s*]{1,30}của[\s*]{1,30}")
_ISSUER = regex.compile(r"(?:Ủy ban|Uỷ ban|UBND|HĐND|Hội đồng|Chính phủ|Thủ tướng|Chủ tịch|Bộ|Ban|Quốc hội|Tỉnh|Thành|Huyện|Quận|Đảng|Sở|"
                        r"Văn phòng|Tổng|Cục|Thanh tra|Trung ương|Phòng|Chi cục|Tòa án|Viện|Ngân hàng)[^,.;:()\n“”\"]{0,60}?"
                        r"(?=\s+(?:nhằm|xác định|sau khi|bổ sung|có|là|được|cho|theo|tại|khi|chỉ|do|từ|thực hiện|triển khai|vừa|cũng|sẽ|như|về|quy định|ban hành|phê duyệt|ngày|hướng dẫn|sửa đổi|đã|và|để|giao|thành lập|trong|với|đề nghị|yêu cầu|năm|nêu)\b|[,.;:()\n“”\"]|$)")


@dataclass(slots=True)
class _Mention:
    start: int
    end: int
    type: str
    number: str | None
    date: dt.date | None
    issuer: str | None
    year: int | None = None  # a law's year of passing


def extract(ctx: Context) -> list[Document]:
    """The documents an article cites, in order of their fullest mention. Reads text and entities."""
    text = ctx.text
    reference = present_day(ctx)
    found = _numbered(text, reference)
    taken = [(m.start, m.end) for m in found]
    free = lambda s, e: all(e <= a or s >= b for a, b in taken)  # noqa: E731
    for m in _LAW.finditer(text):
        if free(m.start(), m.end()) and (m["name"].strip() or m["type"] == "Hiến pháp"):
            kind = _TYPES.get(" ".join(m["type"].lower().split()), m["type"])
            found.append(_Mention(m.start(), m.end(), kind, None, None, None, int(m["y"])))
    for m in _PLENUM.finditer(text):
        if free(m.start(), m.end()):
            end = m.end() - (text[m.end() - 1] == ")" and "(" not in m.group())
            found.append(_Mention(m.start(), end, "Nghị quyết", m["n"], None, None))
    found += _dated(text, [(m.start, m.end) for m in found], reference)
    _join_law_numbers(text, found)
    _issued(ctx, found, reference)
    for m in found:
        if m.issuer is None:
            m.issuer = _issuer_after(ctx, m.end)
    return [Document(text=text[m.start:m.end], type=m.type, number=m.number, date=m.date.isoformat() if m.date else None,
                     issuer=m.issuer, span=(m.start, m.end)) for m in sorted(_merge(found, text), key=lambda m: m.start)]


def _numbered(text: str, reference: dt.date | None) -> list[_Mention]:
    """Mentions with a number, lists split into their members."""
    out: list[_Mention] = []
    at = 0
    for m in matches(_MENTION, _BEGINS, text):
        if m.start() < at:
            continue
        kind = _TYPES[" ".join(m["type"].lower().split())] if m["type"].lower() in _TYPES else _TYPES.get(
            normal_form(" ".join(m["type"].split())), "Văn bản")
        start, pos, said = m.start(), m.end(), bool(m["no"] or m["free"])
        upper = m["type"][0].isupper()
        while True:
            n = _NUMBER.match(text, pos)
            if not n or (m["free"] and not n["coded"]) or not _believed(text, n, kind, said, upper, first=start == m.start()):
                break
            end, date = _date_after(text, n.end(), reference)
            out.append(_Mention(start, end, kind, _clean(n.group()), date, None))
            at = end
            more = _MORE.match(text, end)
            if not more:
                break
            start = pos = more.end()
            if more["no"]:
                start, said = more.start("no"), True
            else:
                said = said and bool(_NUMBER.match(text, pos) and _NUMBER.match(text, pos)["coded"])
            upper = upper or bool(n["coded"])
    for m in _BARE_CODE.finditer(text):
        code = regex.search(r"\p{L}+", m["coded"].split("/", 1)[-1] if "/" in m["coded"] else m["coded"])
        kind = _code_type(m["coded"])
        if _LICENCE.search(text, max(0, m.start() - 14), m.end()):
            continue
        if not (kind or (m["no"] and "/" in m["coded"])) or not code or not (m["no"] or regex.search(r"\p{L}\s*[/–-]", m["coded"])) or any(a.start < m.end() and m.start() < a.end for a in out):
            continue
        end, date = _date_after(text, m.end(), reference)
        out.append(_Mention(m.start(), end, kind or "Văn bản", _clean(m["coded"]), date, None))
    return sorted(out, key=lambda x: x.start)


def _dated(text: str, taken: list[tuple[int, int]], reference: dt.date | None) -> list[_Mention]:
    """Papers without a number that their day tells."""
    out = []
    for m in heapq.merge(_DATED.finditer(text), _SIGNED_BY.finditer(text), key=regex.Match.start):
        times = find_times(text[m.end():m.end() + 60], reference, tense="past")
        if not times or times[0].lead != 0 or times[0].kind != "instant" or times[0].spec.op != "day" or not times[0].first:
            continue
        end = m.end() + times[0].end
        word = m["paper"] or m["type"]
        known = m.re is _SIGNED_BY or m["signed"] or _OF.match(text, end) or m["paper"] or word[0].isupper() and _CITES.search(text, max(0, m.start() - 40), m.start())
        if known and all(end <= a or m.start() >= b for a, b in taken):
            out.append(_Mention(m.start(), end, _TYPES[" ".join(word.lower().split())], None, times[0].first, None))
    return out


def _believed(text: str, n: regex.Match, kind: str, said: bool, upper: bool, first: bool) -> bool:
    """Whether a number after a type word is a document's number and not a count."""
    if n["coded"]:
        return True
    number = n.group()
    if said:
        return not (not first and _COUNTED.match(text, n.end()))
    if kind not in _NUMBERED or not (upper or kind in ("Nghị quyết", "Nghị định", "Thông tư", "Chỉ thị", "Kết luận", "Công điện")):
        return False
    return not (_YEARLIKE.match(number) or _COUNTED.match(text, n.end()) or number.startswith("00"))


def _code_type(number: str) -> str | None:
    """The type that a number's code stands for ("KL" in "12-KL/TU")."""
    for part in regex.findall(r"\p{L}+", number):
        if part.lower() in _BY_CODE and part.isupper() or part in ("TTr", "CTr", "QyĐ"):
            return _BY_CODE[part.lower()]
    return None


def _clean(number: str) -> str:
    """The number without blanks around its separators."""
    return regex.sub(r"\s*([/.&-])\s*", r"\1", number)


def _date_after(text: str, end: int, reference: dt.date | None) -> tuple[int, dt.date | None]:
    """The end of a mention with the date or year that follows its number, and the date."""
    b = _BETWEEN_DATE.match(text, end)
    if not b:
        signed = _SIGNED.match(text, end)
        times = find_times(text[signed.end():signed.end() + 60], reference, tense="past") if signed else []
        if times and times[0].lead == 0 and times[0].kind == "instant" and times[0].spec.op == "day":
            return end, times[0].first
        return end, None
    bracket = "(" in b.group()
    window = text[b.end():b.end() + 60]
    times = find_times(window, reference, tense="past") if window[:4].lower() == "ngày" else []
    if times and times[0].lead == 0 and times[0].kind == "instant" and times[0].spec.op == "day":
        stop = b.end() + times[0].end
        if bracket:
            close = text.find(")", stop, stop + 3)
            return (close + 1, times[0].first) if close >= 0 else (end, times[0].first)
        return stop, times[0].first
    return _year_after(text, end, b, bracket)


def _join_law_numbers(text: str, found: list[_Mention]) -> None:
    """"Luật Đất đai năm 2024 (Luật số 31/2024/QH15)" is one document."""
    by_start = {m.start: m for m in found if m.number}
    for law in [m for m in found if m.year]:
        bracket = _BRACKET.match(text, law.end)
        numbered = by_start.get(bracket.end()) if bracket else None
        if numbered is None:
            continue
        close = text.find(")", numbered.end, numbered.end + 3)
        numbered.start = law.start
        numbered.end = close + 1 if close >= 0 else numbered.end
        found.remove(law)


def _year_after(text: str, end: int, b: regex.Match, bracket: bool) -> tuple[int, dt.date | None]:
    y = _YEAR_TAIL.match(text, b.end())
    if y and not bracket and "," not in b.group():
        return y.end(), None
    return end, None


def _issued(ctx: Context, found: list[_Mention], reference: dt.date | None) -> None:
    """"Ngày 22/11, UBND tỉnh ban hành Kế hoạch số 6": the day of the sentence is the document's."""
    text = ctx.text
    for m in _ISSUED.finditer(text):
        sentence = ctx.sentence_at(m.start())
        if sentence is None:
            continue
        mention = next((x for x in found if x.start == m.end()), None)
        if mention is not None and mention.date:
            continue
        if mention is None and (m["type"].lower() not in _UNNUMBERED or any(x.start <= m.end() < x.end for x in found)):
            continue
        before = text[sentence.start:m.start()]
        if len(before) > 250:
            continue
        times = [t for t in find_times(before, reference, tense="past") if t.kind == "instant" and t.grain == "day"]
        # one day only, at the head of the sentence or right before the verb, and nothing else happens on it
        if len(times) != 1 or times[0].first is None or _OTHER_VERB.search(before[times[0].end:]) or regex.search(r"\d", before[times[0].end:]):
            continue
        t = times[0]
        if t.lead > 25 and len(before) - t.end > 25:
            continue
        if mention is not None:
            mention.date = t.first
            continue
        start = m.end()
        end = start + len(m["type"])
        if _NO_PAPER.match(text, end):
            continue
        value = _TYPES[" ".join(m["type"].lower().split())]
        found.append(_Mention(start, end, value, None, t.first, None))


# Another event on that day ("… tổ chức hội nghị …, ban hành"), or a paper that is only announced.
_OTHER_VERB = regex.compile(r"(?:tổ chức|diễn ra|khai mạc|theo|căn cứ|thực hiện|triển khai|kết luận|[.;:])", regex.IGNORECASE)
_NO_PAPER = regex.compile(r"[\s*]{1,30}(?:số\b|\d|cụ thể|riêng|liên quan|chỉ đạo nào|đầu tư|của)")


def _issuer_after(ctx: Context, end: int) -> str | None:
    of = _OF.match(ctx.text, end)
    if not of:
        return None
    for e in ctx.entities:
        if e.start == of.end() and e.label in ("ORG", "POST"):
            return ctx.text[e.start:e.end]
    m = _ISSUER.match(ctx.text, of.end())
    return m.group().strip() if m else None


def _merge(found: list[_Mention], text: str) -> list[_Mention]:
    """One mention a document: the fullest, with the number of the full form and any date."""
    full = [m for m in found if m.number and not m.number.isdigit()]
    groups: dict[object, list[_Mention]] = {}
    for m in found:
        if m.number is None:
            key: object = (m.type, m.date, m.year, normal_form(text[m.start:m.end]) if m.year else "")
        elif not m.number.isdigit():
            key = _key(m)
        else:
            same = {_key(x) for x in full if x.type == m.type and _lead(x.number) == _lead(m.number)}
            key = same.pop() if len(same) == 1 else (m.type, _lead(m.number))
        groups.setdefault(key, []).append(m)
    out = []
    for mentions in groups.values():
        best = max(mentions, key=lambda m: (bool(m.number and not m.number.isdigit()), m.end - m.start, -m.start))
        best.date = best.date or next((m.date for m in mentions if m.date), None)
        best.issuer = best.issuer or next((m.issuer for m in mentions if m.issuer), None)
        out.append(best)
    return out


def _lead(number: str) -> int:
    return int(regex.match(r"\d+", number).group())


def _key(m: _Mention) -> tuple[int, str]:
    """What makes two coded numbers one: the leading number and the letters of the code."""
    return _lead(m.number), "".join(regex.findall(r"\p{L}+", m.number.lower()))
