"""Tables that lost their rules: a header line "Chỉ tiêu  Thực hiện năm 2020  Kế hoạch năm 2021", then
rows of a name and one value a column. The column says whether a value is a target."""
from __future__ import annotations

from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from pipeline.extractors.figure_values import Candidate

_COLUMN = regex.compile(
    r"(?<!\w)(?:(?P<result>(?:ước\s+)?(?:thực\s+hiện|th|kết\s+quả|ước\s+đạt))|(?P<goal>kế\s+hoạch|mục\s+tiêu|chỉ\s+tiêu|kh|phấn\s+đấu|dự\s+kiến))"
    r"\s+(?:đến\s+)?(?:\d{1,2}\s+tháng\s+)?(?:(?:đầu|cuối)\s+)?(?:năm\s+)?(?:19|20)\d\d(?!\d)")
_NUMBERING = regex.compile(r"[\s|]*(?:[-+*•]|\d{1,2}(?:\.\d{1,2})*[.)]?|[ivx]{1,4}[.)])?[\s|]+")
_GAP = regex.compile(r"[\s|;]*")


def columns(low: str, start: int, end: int) -> list[bool] | None:
    """The value columns that a header line ``low[start:end]`` names, True for a goal; None if the
    line is no header. ``low`` is a flat text."""
    if end - start > 200 or low[start:end].rstrip()[-1:] in (".", ":", ";"):
        return None
    found = [m["goal"] is not None for m in _COLUMN.finditer(low, start, end)]
    return found if len(found) > 1 and True in found else None


def row(low: str, start: int, end: int, found: list[Candidate], heads: list[bool]) -> tuple[int, tuple[int, int]] | None:
    """If the line closes with one value for each column: where in ``found`` they begin, and the span
    of the row's name."""
    n = len(heads)
    if len(found) < n or not _GAP.fullmatch(low, found[-1].end, end):
        return None
    values = found[-n:]
    if any(not _GAP.fullmatch(low, a.end, b.start) for a, b in zip(values, values[1:])):
        return None
    lead = _NUMBERING.match(low, start, values[0].start)
    begin, stop = (lead.end() if lead else start), values[0].start
    while stop > begin and not low[stop - 1].isalnum() and low[stop - 1] != ")":
        stop -= 1
    return (len(found) - n, (begin, stop)) if stop > begin else None
