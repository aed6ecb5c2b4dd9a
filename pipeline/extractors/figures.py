"""Targets and results: measured values that are to be reached, and percentages that were.

Every percentage is one of the two; any other quantity is recorded only where it is stated as a goal.
Three questions, three modules: what the value is (here), whether it is a goal
(:mod:`figure_context`), and what it measures (:mod:`figure_metric`).
"""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import regex

from pipeline.article import Context
from pipeline.extractors import figure_table
from pipeline.extractors.figure_context import Judge
from pipeline.extractors.figure_metric import Reader, overlap
from pipeline.flat import flat, flat_forms
from pipeline.numbers import Number, iter_numbers
from pipeline.records import Figure
from pipeline.vocabulary import entries, forms

#: No article states more values; what does is a data dump, and its text may be hostile.
MAX_FIGURES = 300

_SIGNS = "≥≤><"
# The patterns below read the flat form of a line.
_COMPARATOR = {flat(f): e.value for e in entries("figure_comparators") for f in e.forms}
_LONGEST_FIRST = sorted(_COMPARATOR, key=len, reverse=True)
_BEFORE_FORMS = forms("figure_comparators", "at-least", "more", "at-most", "less", "about")
# What may stand between a comparator and its value: "tối thiểu đạt tương ứng là 60%", "không dưới mức 5%".
_BEFORE = regex.compile(
    rf"(?:(?<!\w){flat_forms(f for f in _BEFORE_FORMS if f not in _SIGNS)}|[{_SIGNS}])"
    r"(?P<mid>(?:\s+(?:là|đạt|từ|mức|ở\s+mức|đến|tới|cũng|phải|tương\s+ứng|lần\s+lượt|tương\s+ứng\s+là|lần\s+lượt\s+là|khoảng|bằng)){0,4})\s*$")
_FROM = regex.compile(r"(?<!\w)từ\s+$")
_TAIL = regex.compile(rf"\s*(?:[\p{{L}}]+\s+){{0,6}}?(?P<after>{flat_forms(forms('figure_comparators', 'and-more', 'and-less'))})(?!\w)")
_PERCENT = regex.compile(r"\s{0,3}(?:[%％]|phần\s+trăm(?!\w))")
_PER = regex.compile(r"\s?/\s?(?:năm|tháng|ngày|quý|người|ha|hộ|vụ|tấn|km|m2|m²|m3|đơn\s+vị|xã|thôn|người/năm|lần)(?:/(?:năm|tháng|ngày|ha))?(?!\w)")
_UNIT_SIGNS = "%％‰°"  # what a unit begins with, besides letters
_UNIT_KIND = {flat(f): e.value for e in entries("figure_units") for f in e.forms}
_UNIT = regex.compile(rf"\s{{0,3}}(?P<unit>{flat_forms(_UNIT_KIND)})(?![\w])")
_SHARED = regex.compile(r"(?<!\w)(?:tương\s+ứng|lần\s+lượt)(?!\w)")
_LIST_GAP = regex.compile(r"\s*(?:,|;|và|,\s*và)\s*(?:khoảng|trên|gần)?\s*")
_COMPARED = regex.compile(r"\s*(?:/năm)?\s*(?:điểm\s+phần\s+trăm\s*)?(?:so(?:\s+với)?|cùng\s+kỳ|kế\s+hoạch|dự\s+toán|chỉ\s+tiêu|nghị\s+quyết|mục\s+tiêu|kh)(?!\w)")
_CHANGE = regex.compile(
    r"(?<!\w)(?:(?P<up>tăng|cao\s+hơn|nhiều\s+hơn|vượt|thêm)|(?P<down>giảm|thấp\s+hơn|ít\s+hơn|rút\s+ngắn|hụt|tiết\s+kiệm))"
    r"(?:\s+(?:thêm|trưởng|mạnh|nhẹ|khoảng|bình\s+quân|trung\s+bình|từ|hơn|gần|trên|dưới|tối\s+thiểu|ít\s+nhất|được|mỗi\s+năm|hằng\s+năm|hàng\s+năm|lần\s+lượt|tương\s+ứng|là|đạt|được|không\s+quá|còn\s+lại|tới|đến)){0,4}\s*$")
_REACHED = regex.compile(r"(?<!\w)(?:đạt|bằng)\s+(?:và|hoặc)\s+$")
_GROWTH = regex.compile(r"tăng\s+trưởng(?:\s+\w+){0,3}\s*$")
_TO_LEVEL = regex.compile(r"(?<!\w)(?:lên|xuống|còn|đến|tới|đạt)(?!\w)")
# Words before a plain number that make it a name, a date or a place in a list, not a quantity.
_NOT_COUNT = regex.compile(
    r"(?:(?<!\w)(?:năm|ngày|tháng|quý|quí|số|thứ|điều|khoản|điểm|mức\s+độ|cấp|cấp\s+độ|lớp|khóa|khoá|kỳ|kỳ\s+họp\s+thứ|hạng|loại|tuổi|nhóm|phường|quận|tổ|khu|khối|quốc\s+lộ|ql|tỉnh\s+lộ|đường"
    r"|giai\s+đoạn|phiên|bước|bảng|phụ\s+lục|trang|tập|đội|trường|vùng|lô|gói|dự\s+án|tuyến|mục|chương|phần|covid|vinasat|thế\s+kỷ|thế\s+hệ|công\s+nghệ|các|những|của|tại|ở|với|cả|trong\s+số|trong\s+tổng\s+số"
    r"|lúc|hồi|sáng|chiều|tối|trưa|phiên\s+bản|tổng\s+đài|gồm|bao\s+gồm|trong|trong\s+đó|trong\s+đó\s+có|cùng|giữa|theo|từ|sau|trước|qua|nhờ|do|bởi|vì|không\s+bao\s+gồm|sân\s+vận\s+động|địa\s+bàn|thôn|xã|bản|ấp|kèm)|[-/(#.])\s*$")
_DAY = regex.compile(r"(?:(?<!\w)(?:ngày|tháng|số|sáng|chiều|tối|trưa|hôm|nay|điều|khoản|từ|đến)|[-/(#.])\s*$")
_FUNCTION_WORDS = frozenset("trong vào và hoặc của theo đến tới là thì mà ở tại với cho trở so lên xuống được có do bởi về từ này đó trên dưới trước sau nhưng để nhằm thuộc mới đã đang sẽ chưa không chỉ vẫn còn cũng đạt".split())
_ROUND = frozenset("chục trăm nghìn ngàn vạn triệu tỷ tỉ".split())
_WORDY = regex.compile(r"\p{L}[\p{L}-]*")


@dataclass(slots=True)
class Candidate:
    """A value with its unit. ``start`` and ``end`` bound the comparator, the number and the unit, the
    number itself begins at ``at``; all are offsets in the article's text."""

    start: int
    at: int
    end: int
    value: float
    value_max: float | None
    unit: str
    kind: Literal["percent", "money", "measure", "count", "change", "place", "duration", "attribute", "listed", "open", "share"]
    comparator: str
    direction: str | None
    marked: bool  # a comparator stands beside it
    linked: bool = False  # "đạt", "là", "còn" … lead to it
    group: int | None = None  # place in a list that shares "tương ứng" / "lần lượt"
    verbal: bool = False  # the comparator is the verb of the clause: "vượt 12% kế hoạch"

    @property
    def value_from(self) -> int:
        """Where the words end that lead to the value."""
        return self.at if self.verbal else self.start


def extract(ctx: Context) -> tuple[list[Figure], list[Figure]]:
    """Targets and results of an article, each in order of the text, with ``deadline=None``
    (``assemble`` links them). Never raises on odd text; spans are offsets in ``ctx.text``."""
    text = ctx.text
    judge = Judge(ctx)
    reader = Reader(text, judge.flat)
    taken = _taken(ctx)
    targets: list[Figure] = []
    results: list[Figure] = []
    read = 0
    heads: list[bool] | None = None
    for number, line in enumerate(ctx.article.lines):
        piece = text[line.start:line.end]
        if header := figure_table.columns(judge.flat, line.start, line.end):
            heads = header
            continue
        if not any(c.isdigit() for c in piece) and "phần trăm" not in piece.lower():
            continue
        found, shares = _candidates(piece, judge.flat[line.start:line.end], line.start, taken, MAX_FIGURES - read)
        read += len(found)
        for index, c in enumerate(found):
            floor = found[index - 1].end if index else line.start
            c.linked = reader.linked(min(floor, c.start), c.value_from)
        row = figure_table.row(judge.flat, line.start, line.end, found, heads) if heads else None
        if row is None:
            heads = None
        for index, c in enumerate(found):
            if row and index >= row[0]:
                goal, confidence = heads[index - row[0]], 0.9
            else:
                goal, confidence = judge.goal(number, found, index)
            if not goal and c.kind != "percent":
                continue
            if row and index >= row[0]:
                metric, scope = text[slice(*row[1])], None
            else:
                metric, scope = reader.metric_and_scope(judge.sentence(c.at, line), found, index, shares)
            figure = Figure(text=text[c.start:c.end], metric=metric, scope=scope, comparator=c.comparator,
                            value=c.value, value_max=c.value_max, unit=c.unit, direction=c.direction,
                            span=(c.start, c.end), confidence=round(confidence, 2))
            (targets if goal else results).append(figure)
        if read >= MAX_FIGURES:
            ctx.warnings.append(f"figures: only the first {MAX_FIGURES} values were read")
            break
    title = ctx.article.lines[0] if ctx.article.lines and ctx.article.lines[0].kind == "title" else None
    return _once(targets, title), _once(results, title)


def _taken(ctx: Context) -> list[tuple[int, int]]:
    """Spans whose numbers are no figures. Meetings' and deadlines' spans never hold a percentage."""
    return sorted([d.span for d in ctx.documents] + [m.span for m in ctx.meetings] + [d.span for d in ctx.deadlines])


def _candidates(piece: str, low: str, base: int, taken: list[tuple[int, int]], limit: int) -> tuple[list[Candidate], list[Candidate]]:
    """Every value with a unit in one line of the article, ``limit`` at most, and the shares ("18/19 xã")
    in it, which are no figures but may be what one measures; ``low`` is the flat form of the line,
    ``base`` its offset."""
    out: list[Candidate] = []
    shares: list[Candidate] = []
    for n in iter_numbers(piece):
        if len(out) >= limit:
            break
        follows = low[n.scale_end:n.scale_end + 4].lstrip()[:1]
        if not follows.isalpha() and not (follows and follows in _UNIT_SIGNS) and n.scale < 1e6:
            continue  # the next number, a comma: most numbers that are no figures end here
        if n.kind == "share":
            if len(shares) < limit and n.whole and not _DAY.search(low, max(0, n.start - 12), n.start):
                shares.append(Candidate(n.start + base, n.start + base, n.end + base, n.total, None, "", "share", "=", None, False))
            continue
        made = _percent(low, n) or _quantity(piece, low, n)
        if not made:
            continue
        unit, unit_start, end, kind = made
        if kind != "percent" and any(s <= base + n.start < e for s, e in taken):
            continue
        start, comparator, marked, end = _compare(low, n, end, kind)
        c = Candidate(start, n.start, end, n.value, n.value_max, unit, kind, comparator,
                      _direction(low, n, end), marked, verbal=low.startswith("vượt", start))
        if n.value < 0 and c.direction == "decrease":
            c.value = -n.value
        out.append(c)
    _share_lists(low, out)
    for c in out:
        c.start, c.at, c.end = c.start + base, c.at + base, c.end + base
    return out, shares


def _percent(low: str, n: Number) -> tuple[str, int, int, str] | None:
    m = _PERCENT.match(low, n.scale_end)
    if not m or n.scale != 1:
        return None
    if n.value_max is None and abs(n.value) > 10_000:  # no news figure; a broken identifier
        return None
    return "%", m.start(), m.end(), "percent"


def _quantity(piece: str, low: str, n: Number) -> tuple[str, int, int, str] | None:
    """The unit after a number that is not a percentage: a listed one, or the next word."""
    before = low[max(0, n.start - 24):n.start]
    bound = _BEFORE.search(before)  # "ít nhất một trường", but "một trường"
    if n.value < 0 or (n.kind == "words" and n.value < 11 and n.scale == 1 and not bound):
        return None
    if n.kind == "words" and low[n.start:n.end].split()[0] in _ROUND:
        return None  # "vài chục nghìn tỷ"
    m = _UNIT.match(low, n.scale_end)
    if not m and not (n.scale >= 1e6 and low[n.end:n.end + 1].isspace()) and not _WORDY.match(low, n.scale_end + 1):
        return None
    issued = before.endswith("cấp ") and n.value >= 20  # "cấp 3" is a grade, "cấp 1.500 giấy chứng nhận" is issuing
    if not issued and _NOT_COUNT.search(before) and not bound and not _FROM.search(before):
        return None
    written = piece[m.start("unit"):m.end()] if m else ""
    if m and not (written[0].isupper() and not written.isupper()):  # "Sư đoàn 3 Sao Vàng": a name
        end = m.end()
        per = _PER.match(low, end)
        if per:
            end = per.end()
        kind = _UNIT_KIND.get(" ".join(m["unit"].split()), "open")
        if per and kind in ("count", "change"):  # "2 buổi/ngày": how often, not how much
            return None
        start = n.end + len(piece[n.end:n.scale_end]) - len(piece[n.end:n.scale_end].lstrip()) if n.scale_end > n.end else m.start("unit")
        return piece[start:end], start, end, kind
    if n.scale >= 1e6 and piece[n.end:n.end + 1].isspace():  # "225.000 tỷ", not "5G"
        start = n.end + 1
        return piece[start:n.scale_end], start, n.scale_end, "money"
    word = _WORDY.match(piece, n.scale_end + 1) if piece[n.scale_end:n.scale_end + 1].isspace() else None
    if not word or word.group()[0].isupper() or n.kind == "words" or word.group() in _FUNCTION_WORDS:
        return None
    return piece[n.end + 1:word.end()], n.end + 1, word.end(), "open"


def _compare(low: str, n: Number, end: int, kind: str) -> tuple[int, str, bool, int]:
    """Where the span with its comparator starts and ends, which comparator, and whether one stands there."""
    start = n.start
    if n.start >= 1 and low[n.start - 1] in "$€£":
        start -= 1
    head = low[max(0, start - 60):start]
    cut = max(0, start - 60)
    tail = _TAIL.match(low, end) if _near(low, end) else None
    if tail:
        after = _COMPARATOR[" ".join(tail["after"].split())]
        far = tail.start("after") - end
        between = low[end:tail.start("after")].split()
        if far <= 1 or _FROM.search(head) or len(between) <= 3 and "từ" not in between:
            m = _FROM.search(head)
            return (cut + m.start() if m else start), after, True, tail.end("after")
    m = _BEFORE.search(head)
    if not m:
        rng = _FROM.search(head) if n.value_max is not None else None
        return (cut + rng.start() if rng else start), "=", False, end
    word = " ".join(m.group()[:len(m.group()) - len(m["mid"])].split())
    word = next((f for f in _LONGEST_FIRST if m.group().startswith(f)), word)
    comparator = _COMPARATOR.get(" ".join(word.split()), "=")
    at = cut + m.start()
    # "cao hơn 5% so với cùng kỳ": the size of a difference, not a bound; "vượt" bounds always
    if word in ("cao hơn", "thấp hơn", "nhiều hơn", "ít hơn", "lớn hơn", "kém") and _COMPARED.match(low, end):
        return start, "=", False, end
    if word in ("quá", "kém", "chưa đạt") and kind == "count":
        return start, "=", False, end
    # "đối với trên 20 người" is a bound, "hướng dẫn trên 5 lĩnh vực" is a place
    if word == "trên" and kind in ("listed",):
        return start, "=", False, end
    return at, comparator, True, end


def _near(low: str, end: int) -> bool:
    window = low[end:end + 60]
    return "trở" in window or "hoặc" in window


def _direction(low: str, n: Number, end: int) -> str | None:
    head = low[max(0, n.start - 60):n.start]
    m = _CHANGE.search(head)
    if not m:
        return None
    if m["up"] and (_GROWTH.search(m.group()) or m["up"] == "vượt" and (
            not _COMPARED.match(low, end) or _REACHED.search(head, 0, m.start()))):
        return None  # "tăng trưởng vượt 8%", "đạt và vượt 100% chỉ tiêu": levels
    # "tăng lên 30%", "giảm xuống dưới 5%": a level, not a change
    if _TO_LEVEL.search(m.group()) and not m.group().startswith("thêm"):
        return None
    return "increase" if m["up"] else "decrease"


def _share_lists(low: str, found: list[Candidate]) -> None:
    """"tương ứng là 60%, 55%": the values share the comparator, and a later one's text starts there."""
    run: list[Candidate] = []
    for i, c in enumerate([*found, None]):
        if c and run and c.unit == run[-1].unit and _LIST_GAP.fullmatch(low, run[-1].end, c.start):
            run.append(c)
            continue
        if len(run) > 1 and _SHARED.search(low, max(0, run[0].start - 40), run[0].at):
            m = _SHARED.search(low, max(0, run[0].start - 40), run[0].at)
            first = min(run[0].start, m.start()) if run[0].marked else run[0].at
            for k, r in enumerate(run):
                r.group = k
                if run[0].marked:
                    r.start, r.comparator, r.marked = first, run[0].comparator, True
        run = [c] if c else []


def _once(figures: list[Figure], title) -> list[Figure]:
    """The same value told again (in the headline, the lead, a back reference) is listed once:
    the first telling in the body, unless a later one names more of what is measured."""
    out: list[Figure] = []
    for f in figures:
        twin = next((i for i, o in enumerate(out)
                     if (o.value, o.value_max, o.unit) == (f.value, f.value_max, f.unit)
                     and ((title and o.span[0] < title.end)
                          or overlap(o.metric, f.metric) >= (0.6 if f.unit == "%" else 0.3))), None)
        if twin is None:
            out.append(f)
        elif title and out[twin].span[0] < title.end:
            out[twin] = f
    return out
