"""What a sentence holds that tells goals from results: cues, times, breaks between clauses."""
from __future__ import annotations

import bisect
import calendar
import datetime as dt
import operator
import re
from typing import NamedTuple

import regex

from pipeline.extractors.figure_decided import announced, was_aim
from pipeline.flat import flat, flat_forms
from pipeline.vocabulary import entries, forms

#: How far back in its sentence a figure looks (characters), and at how many marks of a kind at most:
#: beyond what any sentence of news holds, so that they bound only the time spent on hostile text.
WINDOW, MOST = 1000, 30
#: What it weighs that the values of a sentence are announced or called aims as a whole; no single cue weighs as much.
ANNOUNCED = 4.0

_START = operator.itemgetter(0)
_WEIGHT = {flat(f): float(e.value or 0) for e in entries("figure_cues") if e.id not in ("base", "compared") for f in e.forms}
_CUE = re.compile(rf"(?<!\w){flat_forms(_WEIGHT)}(?!\w)")  # over plain words ten times as fast as regex
_SPEECH = {flat(f) for f in forms("figure_cues", "speech")}
_IS_BASE = regex.compile(r"(?:%|so\s+với)\s*(?:tổng\s+|của\s+)?$")
_COUNTED = regex.compile(r"(?:\d|(?<!\w)(?:hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|số|các|những|nhiều|mọi))\s+$")  # "9 chỉ tiêu đạt và vượt"
_NUMBER = regex.compile(r"\s*(?:(?:khoảng|gần|hơn|trên)\s+)?\d")  # "chỉ được 3 tạ" tells, "chỉ được tăng 3%" limits
_CLOSES = regex.compile(r"\s*(?:[,.;)]|$|và\s)")
_TIME = regex.compile(r"""(?<!\w)
    (?P<to>(?:tính\s+)?(?:đến|trước|hết|vào|từ\s+nay\s+đến|cuối|chậm\s+nhất(?:\s+(?:là|vào))?)(?:\s+(?:hết|cuối|đầu|giữa|trước|thời\s+điểm))?\s+)?
    (?: (?<![\d,.])(?:ngày\s+)?(?P<d>\d{1,2})(?:\s?/\s?|[.-])(?P<m>\d{1,2})(?:(?:\s?/\s?|[.-])(?P<y>(?:19|20)\d\d))?(?![\d%]|\s?(?:%|°|tỷ|triệu|nghìn|ha|km|tấn|điểm|lần|kg)(?!\w))
      | ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})(?:\s+năm\s+(?P<y2>\d{4}))?
      | tháng\s+(?P<m3>\d{1,2})(?:\s?[/-]\s?|\s+năm\s+)?(?P<y3>(?:19|20)\d\d)?(?!\d)
      | quý\s+(?P<q>i{1,3}|iv|[1-4])(?!\w)(?:\s?[/-]\s?|\s+năm\s+)?(?P<y4>(?:19|20)\d\d)?
      | (?:năm|giai\s+đoạn|nhiệm\s+kỳ|thời\s+kỳ)\s+(?:(?:19|20)\d\d\s?[-–]\s?)?(?P<y5>(?:19|20)\d\d)(?!\d)
      | (?P<past>(?:\d{1,2}|sáu|ba|chín|những|các)\s+tháng\s+(?:đầu\s+năm|qua|vừa\s+qua)|(?:tháng|tuần|quý)\s+(?:qua|trước))
      | (?P<future>(?:\d{1,2}|sáu|ba|những|các)\s+tháng\s+(?:cuối\s+năm|còn\s+lại|tới)|(?:cuối|hết|trong)\s+năm\s+nay)
    )""", regex.VERBOSE)
_BREAK = regex.compile(r"[;:]|,\s")
_COLON = regex.compile(":")
_AGAINST = regex.compile(r"(?<!\w)so(?:\s+với)?(?:\s+cuối)?\s+$")
_COMPARES = frozenset(("so với cùng kỳ", "cùng kỳ"))
# What tells of values in a report and of what is measured in an aim: "phấn đấu thu nhập bình quân đạt …, vượt …"
_IN_AIMS = frozenset("bình quân,trung bình,vượt,lần lượt,tương đương,chiếm,chiếm tỷ lệ,bao gồm,chủ yếu".split(","))


class Marks(NamedTuple):
    """Spans in a sentence, in order: cues and times with what they weigh, breaks between clauses with
    whether they are a comma."""

    cues: list[tuple[int, int, float]]
    times: list[tuple[int, int, float]]
    breaks: list[tuple[int, int, bool]]


def read_marks(low: str, start: int, end: int, today: dt.date | None) -> Marks:
    """The marks of the sentence ``low[start:end]`` of a flat text; ``today`` is the publication day."""
    cues = [(m.start(), m.end(), weight) for m in _CUE.finditer(low, start, end)
            if (weight := _WEIGHT[" ".join(m.group().split())]) <= 0 and not _beside(low, m) or weight > 0 and not _aside(low, m)]
    return Marks(
        cues=_reported(low, _announced(low, start, end, cues)),
        times=[(m.start(), m.end(), weight) for m in _TIME.finditer(low, start, end)
               if (weight := _time_weight(m, low, start, today)) is not None],
        breaks=[(m.start(), m.end(), m.group()[0] == ",") for m in _BREAK.finditer(low, start, end)])


def _reported(low: str, cues: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The cues without those that say nothing beside an aim: a linking "chiếm", and the speech verbs whose
    report is one ("cho biết, ngành cần tuyển thêm …")."""
    cues = _led(low, cues)
    weighed = [c for c in cues if c[2]]
    aims = {a for a, b in zip(weighed, weighed[1:]) if b[2] >= 2.5 and " ".join(low[a[0]:a[1]].split()) in _SPEECH}
    return [c for c in cues if c not in aims] if aims else cues


def _announced(low: str, start: int, end: int, cues: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The cues, with one at each colon that announces aims, and one where all the values are called aims behind them."""
    more = [(m.start(), m.end(), ANNOUNCED) for m in _COLON.finditer(low, start, end) if announced(low, start, m.start())] if ":" in low[start:end] else []
    if was_aim(low, start, end) is not None:
        more.append((start, start + 1, ANNOUNCED))
    return sorted([*more, *cues], key=_START) if more else cues


def _beside(low: str, m: regex.Match) -> bool:
    """Whether a word of what was only names what an aim is held against: "so với năm trước"."""
    return m.group() not in _COMPARES and _AGAINST.search(low, max(0, m.start() - 16), m.start()) is not None


def _led(low: str, cues: list[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    """The cues without those of a report that only tell, in an aim, what is measured: "phấn đấu đến năm 2030 … chiếm 5%"."""
    out, aim = [], None
    for cue in cues:
        if cue[2] >= 3 and (aim is None or aim[2] != ANNOUNCED):
            aim = cue
        elif cue[2] < 0 and aim and (cue[0] - aim[1] < 160 or aim[2] == ANNOUNCED) and " ".join(low[cue[0]:cue[1]].split()) in _IN_AIMS:
            continue
        elif cue[2] < 0 and (aim is None or aim[2] != ANNOUNCED):
            aim = None
        out.append(cue)
    return out


def _aside(low: str, m: regex.Match) -> bool:
    """Whether the word only says what a value is a share of ("bằng 92% dự toán", "kế hoạch Nhà nước giao,"), or what is
    counted ("9 chỉ tiêu đạt và vượt")."""
    return _IS_BASE.search(low, max(0, m.start() - 12), m.start()) is not None or m.group().endswith(("tiêu", "nhiệm vụ")) and _COUNTED.search(low, max(0, m.start() - 12), m.start()) is not None or m.group() == "chỉ được" and _NUMBER.match(low, m.end()) is not None or m.group() == "giao" and _CLOSES.match(low, m.end()) is not None


def within(marks: list, start: int, end: int) -> list:
    """The marks in ``[start, end)``, the last ones where a hostile text has more than any sentence."""
    last = bisect.bisect_left(marks, end, key=_START)
    first = bisect.bisect_left(marks, start, key=_START)
    if last > first and marks[last - 1][1] > end:
        last -= 1
    return marks[max(first, last - MOST):last]


def strongest(cues: list, start: int, end: int, near: int | None = None) -> tuple[float, float]:
    """The strongest goal cue and the strongest result cue in ``[start, end)``; with ``near``, cues
    fade with their distance from it (a half at 200 characters)."""
    goal = result = 0.0
    if end > start:
        for _, stop, weight in within(cues, start, end):
            if near is not None:
                weight *= 1 - (near - stop if near - stop < 200 else 200) / 400
            if weight > goal:
                goal = weight
            elif weight < result:
                result = weight
    return goal, result


def last_time(times: list, start: int, end: int, later: bool = False) -> float:
    """What the last time named weighs. A time after the value bounds it only if it lies ahead
    ("tăng 8% so với năm 2022" says nothing of the figure's own time)."""
    return next((weight for _, _, weight in reversed(within(times, start, end)) if weight and not (later and weight < 0)), 0.0)


def _time_weight(m: regex.Match, low: str, start: int, today: dt.date | None) -> float | None:
    """How much a named time speaks for a goal; None where it says nothing ("so với năm 2022")."""
    if "so với" in low[max(start, m.start() - 16):m.start()] or low[m.end():m.end() + 1] == "/":
        return None
    if m["past"]:
        return -1.5
    if m["future"]:
        return 1.5
    when = _last_day(m, today)
    if when is None:
        return None
    bound = bool(m["to"])
    if today is None:
        return 1.5 if bound and m["y5"] and "đến" in m["to"] else 0.0
    if when <= today:
        return -2.0
    return 2.5 if when.year > today.year else 1.5 if bound else 0.3


def _last_day(m: regex.Match, today: dt.date | None) -> dt.date | None:
    year = int(m["y"] or m["y2"] or m["y3"] or m["y4"] or m["y5"] or (today.year if today else 0))
    if not year:
        return None
    month = int(m["m"] or m["m2"] or m["m3"] or 0)
    if m["q"]:
        month = 3 * {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(m["q"], int(m["q"]) if m["q"].isdigit() else 1)
    month = month or 12
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    return dt.date(year, month, min(last, max(1, int(m["d"] or m["d2"] or last))))
