"""Whose value a figure is, where the text says it: a place, a level, a group or a time.

The scope may stand in the subject ("31 xã có tỷ lệ trễ hạn trên 5%"), open the clause ("Tại Tân Lập, …"),
close the name of what is measured ("số ca mắc tại huyện Bình An") or follow the value ("6,5% đối với doanh nghiệp").
"""
from __future__ import annotations

import regex

Span = tuple[int, int]

_PLACE = (r"(?:(?:các|mỗi|từng|những|toàn|cả|riêng|hầu\s+hết)\s+)?(?:\d[\d/.]*\s+)?(?:huyện|xã|tỉnh|thành\s+phố|tp\.?|phường|quận|thị\s+xã|thị\s+trấn|thôn|bản|ấp|tổ\s+dân\s+phố|khu\s+vực|vùng|địa\s+phương"
          r"|khu\s+công\s+nghiệp|khối|ngành|sở|đơn\s+vị|cơ\s+quan|nước|quốc)(?!\w)")
_TOLD = r"(?:có|đã|sẽ|phấn\s+đấu|được|mới|đang|cũng|ước|đặt\s+mục\s+tiêu|nào)"  # may stand between who it is and what is measured
_VERB = rf"(?:{_TOLD}|cần|phải|đến|là|với|để|bảo\s+đảm|đảm\s+bảo|tập\s+trung|tham\s+mưu|cho\s+(?:biết|hay|rằng)|nói|khẳng\s+định|thông\s+tin|yêu\s+cầu|đề\s+nghị)"
# "Ở người từ 18 tuổi trở lên, mũi 3 đạt …", "Đối với khu vực nông thôn, …"
_OPENS = regex.compile(rf"[\s\-–+•*·“\"]*(?:(?:trong\s+đó|riêng|theo\s+đó|cụ\s+thể|còn)\s*,?\s*)?(?:đối\s+với|ở|tại|riêng)\s+(?P<who>[^\s,;:()%]+(?:\s+(?!{_VERB}(?!\w))[^\s,;:()%]+){{0,11}}),\s")
# The subject of the clause, before what is measured: "Phường 5 | thu ngân sách", "31 xã | có tỷ lệ …"
_SUBJECT = regex.compile(
    rf"[\s,\-–+•*·“\"]*(?:(?:tuy\s+nhiên|trong\s+đó|hiện|hiện\s+nay|đến\s+nay|trước\s+đó|cũng|vẫn)\s*,?\s*){{0,2}}(?:(?:vẫn\s+|hiện\s+)?còn\s+|có\s+|riêng\s+)?(?P<who>{_PLACE}(?:\s+(?!{_VERB}(?!\w))[^\s,;:()]+){{0,6}}?)"
    rf"(?:\s+{_TOLD}|\s+(?:năm|đến\s+hết\s+\w+|đến)\s+\d{{1,4}})*\s*$")
# "Toàn bộ dự án đã hoàn thành | 50% khối lượng", "Viettel nắm | 70% thị phần": who has the share that follows
_HOLDER = regex.compile(rf"[\s\-–+•*·“\"]*(?:(?:hiện|hiện\s+nay|đến\s+nay|tuy\s+nhiên)\s*,?\s+)?(?P<who>[^\s,;:()]+(?:\s+(?!{_VERB}(?!\w))[^\s,;:()]+){{0,7}}?)\s+(?:(?:đã|mới|chỉ|hiện|cũng|là\s+đơn\s+vị|đang)\s+){{0,3}}(?:hoàn\s+thành|nắm(?:\s+giữ)?|đáp\s+ứng)(?:\s+(?:được|tới|đến|khoảng|gần|hơn|trên))*\s*$")
# At the end of the name of what is measured: "số ca mắc tại huyện Bình An", "tỷ lệ lấp đầy của các khu công nghiệp"
_AT_END = regex.compile(rf"\s(?:tại|ở|của|trên\s+địa\s+bàn)\s+(?P<who>{_PLACE}(?:\s+[^\s,;:()]+){{0,5}})\s*$")
# After the value: "6,6%/năm đối với chủ đầu tư", "5% ở khu vực nông thôn"
_FOLLOWS = regex.compile(r"(?:/\w+)?\s+(?:đối\s+với\s+(?P<who>[^,;:.()]{3,70}?)|(?:tại|ở)\s+(?P<who>(?:mỗi|từng)\s+[^,;:.()]{2,40}?))(?=\s+(?:và|thì|theo|trong|sẽ|được)\s|\s*[,;:.()]|\s*$)")
_OF_YEAR = regex.compile(r"\s+của\s+(?P<who>(?:cùng\s+kỳ\s+)?năm\s+\d{4})(?!\d)")
_YEAR_IS = regex.compile(r"\((?P<who>(?:cùng\s+kỳ\s+)?năm\s+\d{4})\s+(?:là|đạt|chỉ\s+(?:là|đạt))\s*$")
_YEAR_END = regex.compile(r"\s+của\s+(?P<who>năm\s+\d{4})\s*$")
_EACH = regex.compile(r"(?<!\w)(?P<who>mỗi\s+(?:xã|huyện|phường|thôn|bản|ấp|hộ|trường|đơn\s+vị|địa\s+phương|cơ\s+quan|chi\s+bộ|chi\s+đoàn|người))\s+(?:phải\s+)?(?:có|đạt|xây\s+dựng|thành\s+lập|trồng|bố\s+trí)\s*$")


def scope_of(text: str, low: str, clause: int, start: int, value_from: int, end: int, stop: int, metric: Span | None, percent: bool) -> tuple[Span | None, Span | None]:
    """The scope of the value ``text[start:end]`` and its metric without it; ``low`` is the text flat,
    ``clause`` where the value's clause begins, ``value_from`` where the words before the value end, ``stop``
    where its sentence ends."""
    before = max(clause, value_from - 160)
    if m := _FOLLOWS.match(low, end, stop) or _OF_YEAR.match(low, end, stop):
        return m.span("who"), metric
    if m := _YEAR_IS.search(low, max(0, value_from - 40), value_from) or _EACH.search(low, before, value_from):
        return None if metric and metric[0] <= m.start("who") < metric[1] else m.span("who"), metric
    if metric and metric[1] <= value_from:
        if (m := _AT_END.search(low, *metric) or _YEAR_END.search(low, *metric)) and m.start() - metric[0] > 4:
            return m.span("who"), (metric[0], m.start())
        comma = low.rfind(", ", before, metric[0])
        if m := _SUBJECT.match(low, comma + 1 if comma >= 0 else before, metric[0]):
            return m.span("who"), metric
    elif metric and metric[0] >= end and percent:
        comma = low.rfind(", ", before, value_from)
        m = _HOLDER.match(low, comma + 1 if comma >= 0 else before, value_from)
        if m and (text[m.start("who")].isupper() or low.startswith("toàn bộ", m.start("who"))):
            return m.span("who"), metric
    if (m := _OPENS.match(low, before, value_from)) and not (metric and metric[0] < m.end("who") and m.start("who") < metric[1]):
        return m.span("who"), metric
    return None, metric
