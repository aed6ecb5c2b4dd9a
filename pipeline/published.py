"""Publication dates: the timestamps that portals print, put in metadata and in addresses.

Dates are read by a grammar of their own, in Vietnamese order (day, month, year), and never
against a clock: a stamp without a year is no stamp.
"""
from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import regex

VIETNAM = dt.timezone(dt.timedelta(hours=7))
# Portals that mean a year outside this range have a broken clock or no date at all.
FIRST_YEAR, LAST_YEAR = 1945, 2100

_MONTHS = {"giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "bẩy": 7,
           "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12, "chạp": 12,
           "jan": 1, "feb": 2, "mar": 3, "apr": 4, "may": 5, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "oct": 10,
           "nov": 11, "dec": 12}
_DAY = regex.compile(r"""(?<![\d/.,-])(?:
      (?P<y1>\d{4})(?P<s1>[-/.])(?P<m1>\d{1,2})(?P=s1)(?P<d1>\d{1,2})(?!\d)          # 2023-04-11
    | (?P<d2>\d{1,2})\s?(?P<s2>[-/.–])\s?(?P<m2>\d{1,2})\s?(?P=s2)\s?(?P<y2>\d{4})(?!\d|[/-]\p{L})  # 11/04/2023
    | (?:ngày\s{1,3})?(?P<d3>\d{1,2})\s{0,3},?\s{0,3}tháng\s{1,3}(?:(?P<m3>\d{1,2})|(?P<w3>mười\s(?:một|hai)|giêng|một|hai|
        ba|tư|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|chạp)),?\s{1,3}(?:năm\s{1,3})?(?P<y3>\d{4})(?!\d)    # 13 Tháng Mười Hai 2023
    | (?P<d6>\d{2})\s(?P<m6>\d{2})\s(?P<y6>\d{4})(?=\s\d{1,2}:\d{2})                        # 08 08 2019 08:52
    | (?:tháng\s{1,3}(?P<m4>\d{1,2})\s{1,3}(?P<d4>\d{1,2}),\s{0,3}(?P<y4>\d{4}))(?!\d)                 # Tháng 4 11, 2023
    | (?P<d5>\d{1,2})\s(?P<w5>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\p{L}{0,6}\.?\s(?P<y5>\d{4})(?!\d)
    )""", regex.VERBOSE | regex.IGNORECASE)
_TIME = regex.compile(r"""(?<![\d/.,:-])(?P<h>[01]?\d|2[0-3])(?:\s?[:]\s?|\s?(?:h|giờ|g)\s?)(?P<m>[0-5]\d)
    (?:\s?:\s?(?P<s>[0-5]\d)(?:\.\d{1,6})?)?(?:'|\s?phút)?\s?(?P<half>SA|CH|AM|PM)?(?![\d\p{L}])""",
                      regex.VERBOSE | regex.IGNORECASE)
_WEEKDAY = regex.compile(r"\b(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s?nhật|CN|T[2-7])\b", regex.IGNORECASE)
_ZONE = regex.compile(r"\(?\b(?:GMT|UTC)\s?\+?\s?0?7?(?::?00)?\)?", regex.IGNORECASE)
# Words that say that the stamp beside them is this article's.
_OWN = regex.compile(r"""\b(?:cập\snhật|(?:được\s)?đăng(?!\s(?:nhập|ký|xuất)\b)(?:\s(?:lúc|ngày|tải|bởi|vào|bài(?:\sviết)?(?:\sgốc)?|tin))*|
    ngày\s(?:đăng|xuất\sbản|phát\shành|gửi|viết|tạo|đưa)|giờ\s(?:đăng|xuất\sbản)|thời\sgian\s(?:đăng|xuất\sbản|cập\snhật)|
    xuất\sbản|phát\shành\slúc|publish(?:ed)?(?:\sdate)?|posted(?:\son)?|date)\b""", regex.VERBOSE | regex.IGNORECASE)
# What else may stand on a stamp's line: small words, counters, controls, one letter separators.
_FILLER = regex.compile(r"""\b(?:lúc|ngày|vào|lần\scuối|bài\sviết|tin|bài|gốc|mới\snhất|lượt\s(?:xem|đọc)|đã\sxem|xem|đọc|views?|số|hits|
    giờ|in|bản\sin|in\strang|in\sbài|email|gửi\semail|chia\ssẻ|cỡ\schữ|a\+?|a-|tương\sphản|nghe|đọc\sbài)\b|\d{1,7}""",
                        regex.VERBOSE | regex.IGNORECASE)
_BANNER = regex.compile(r"(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ\s?nhật)\s?,?\s?(?:ngày\s)?\d{1,2}"
                        r"\s?(?:tháng|/|-)", regex.IGNORECASE)
# Beside these a date is a document's, an event's or a period's, never the page's stamp.
_FOREIGN = regex.compile(r"""\d/\p{L}|\b(?:số\s\d|(?:tuần|quý|kỳ|đợt|lần)(?:\sthứ)?\s\d|quyết\sđịnh|nghị\squyết|nghị\sđịnh|kế\shoạch|công\svăn|công\sđiện|chỉ\sthị|
    thông\s(?:tư|báo)\ssố|tờ\strình|giai\sđoạn|nhiệm\skỳ|(?:từ|đến|trước|sau|hết|kể\stừ)\sngày|hết\shạn|hạn\s(?:nộp|cuối)|
    hiệu\slực|ban\shành|sinh\sngày|ngày\ssinh|diễn\sra|khai\smạc|cấp\sngày|ký\sngày|giấy\sphép)\b""",
                          regex.VERBOSE | regex.IGNORECASE)
_TODAY = regex.compile(r"\b(?:hôm\snay|bây\sgiờ|today)\b", regex.IGNORECASE)
_HOST_STAMP = regex.compile(r"(?<!\d)(?P<y>19[6-9]\d|20\d\d)[/-]?(?P<m>0[1-9]|1[0-2])[/-]?(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Stamp:
    """A line that prints a date and little else."""

    value: str  # ISO day, or date-time with +07:00
    own: bool  # says that it is the article's ("Cập nhật lúc …")
    banner: bool  # has the form in which portals print the day of the visit
    weekday: bool  # names the day of the week, as banners and stamps both may
    rest: str  # what else stands on the line (a section's name, an author)

    @property
    def timed(self) -> bool:
        return "T" in self.value


def stamp(line: str) -> Stamp | None:
    """The stamp that a line prints, or ``None`` if it has no full date or says something else."""
    if len(line) > 160 or _FOREIGN.search(line):
        return None
    days = [m for m in _DAY.finditer(line) if _day(m) is not None]
    if not days:
        return None
    found = days[0]
    day = _day(found)
    rest = line[:found.start()] + " " + line[found.end():]
    clock = _TIME.search(rest)
    if clock:
        rest = rest[:clock.start()] + " " + rest[clock.end():]
    own = _OWN.search(rest) is not None
    rest = _DAY.sub(" ", rest) if own else rest
    rest = _OWN.sub(" ", _ZONE.sub(" ", _WEEKDAY.sub(" ", rest)))
    rest = regex.sub(r"\s+", " ", regex.sub(r"[^\w\s&]+", " ", _FILLER.sub(" ", rest))).strip()
    # A section's name or an author may stand beside ("Tin tức sự kiện 13 Tháng …"); anything
    # longer is a sentence or a headline with a date in it.
    if len(rest) > 45 or len(rest.split()) > 9 or (len(days) > 1 and not own and rest):
        return None
    if rest and not clock and not own and len(rest.split()) > 6:
        return None
    banner = _TODAY.search(line) is not None or (_BANNER.search(line) is not None and not clock and not own)
    return Stamp(_iso(day, clock), own, banner, _WEEKDAY.search(line) is not None, rest)


def parse_stamp(value: str) -> str | None:
    """A given date ("2023-02-24", "2023-02-24T03:00:00Z", "24/02/2023 08:30") → ISO, in the time
    of Vietnam; ``None`` if it is none. A time at midnight sharp without zone is no time."""
    value = value.strip()
    if len(value) > 100:
        return None
    try:
        moment = dt.datetime.fromisoformat(value)
    except ValueError:
        found = _DAY.search(value)
        day = found and _day(found)
        if not day:
            return None
        return _iso(day, _TIME.search(value[:found.start()] + " " + value[found.end():]))
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if len(value) == 10 or (moment.time() == dt.time() and moment.tzinfo is None):
        return moment.date().isoformat()
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(VIETNAM).isoformat(timespec="seconds")


def from_url(url: str) -> str | None:
    """The day in an address: ".../2023/04/11/…" or the long number that some portals end in."""
    for found in _HOST_STAMP.finditer(url[:2000]):
        try:
            day = dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
        except ValueError:
            continue
        if 1995 <= day.year <= LAST_YEAR and "/" in found.group():
            return day.isoformat()
    return None


def _day(found: regex.Match) -> dt.date | None:
    get = found.groupdict()
    for i in "123456":
        if get.get("y" + i):
            month = get.get("m" + i)
            number = int(month) if month else _MONTHS[regex.sub(r"\s+", " ", get["w" + i].lower())]
            try:
                day = dt.date(int(get["y" + i]), number, int(get["d" + i]))
            except ValueError:
                return None
            return day if FIRST_YEAR <= day.year <= LAST_YEAR else None
    return None


def _iso(day: dt.date, clock: regex.Match | None) -> str:
    if not clock:
        return day.isoformat()
    hour, minute, second = int(clock["h"]), int(clock["m"]), int(clock["s"] or 0)
    half = (clock["half"] or "").upper()
    if half in ("CH", "PM") and hour < 12:
        hour += 12
    elif half in ("SA", "AM") and hour == 12:
        hour = 0
    return dt.datetime.combine(day, dt.time(hour, minute, second), VIETNAM).isoformat(timespec="seconds")
