"""The Vietnamese lunisolar calendar (âm lịch): lunar days → solar days, at UTC+7.

New moons and the sun's longitude after Meeus, "Astronomical Algorithms", to the accuracy that
settles the civil day in 1900-2199. Months begin on the day of the new moon in Vietnam; the month
that holds the winter solstice is the eleventh; a year of thirteen months has a leap month, the
first one without a principal solar term.
"""
from __future__ import annotations

import datetime as dt
from math import floor, pi, sin

_ZONE = 7 / 24  # Vietnam, in days
_UNIX_JDN = 2440588  # Julian day number of 1970-01-01
_MONTH = 29.530588853  # mean synodic month, days
_FIRST_NEW_MOON = 2415021.076998695  # Julian day of the new moon counted as number 0 (1 January 1900)


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """The solar day of a lunar one; the plain month where a leap month of the same number exists.
    None where the lunar month has no such day or the year is outside 1900-2199."""
    if not (1900 <= year <= 2199 and 1 <= month <= 12 and 1 <= day <= 30):
        return None
    first = _eleventh_month(year if month >= 11 else year - 1)
    following = _eleventh_month(year + 1 if month >= 11 else year)
    number = floor(0.5 + (first - _FIRST_NEW_MOON) / _MONTH)
    offset = (month - 11) % 12
    if following - first > 365:  # thirteen months
        leap = _leap_offset(first)
        if offset >= leap:
            offset += 1
    start = _new_moon(number + offset)
    if day == 30 and _new_moon(number + offset + 1) - start < 30:
        return None
    return dt.date(1970, 1, 1) + dt.timedelta(days=start + day - 1 - _UNIX_JDN)


def _new_moon(k: int) -> int:
    """Julian day number, in Vietnam, of the k-th new moon since 1900."""
    t = k / 1236.85
    t2, t3, rad = t * t, t * t * t, pi / 180
    jd = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3
    jd += 0.00033 * sin((166.56 + 132.87 * t - 0.009173 * t2) * rad)
    m = (359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3) * rad
    mp = (306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3) * rad
    f = (21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3) * rad
    jd += ((0.1734 - 0.000393 * t) * sin(m) + 0.0021 * sin(2 * m) - 0.4068 * sin(mp) + 0.0161 * sin(2 * mp)
           - 0.0004 * sin(3 * mp) + 0.0104 * sin(2 * f) - 0.0051 * sin(m + mp) - 0.0074 * sin(m - mp)
           + 0.0004 * sin(2 * f + m) - 0.0004 * sin(2 * f - m) - 0.0006 * sin(2 * f + mp)
           + 0.0010 * sin(2 * f - mp) + 0.0005 * sin(2 * mp + m))
    if t < -11:
        delta = 0.001 + 0.000839 * t + 0.0002261 * t2 - 0.00000845 * t3 - 0.000000081 * t * t3
    else:
        delta = -0.000278 + 0.000265 * t + 0.000262 * t2
    return floor(jd - delta + 0.5 + _ZONE)


def _sun_sector(jdn: int) -> int:
    """Which of the twelve 30-degree sectors the sun is in at the start of the day in Vietnam."""
    t = (jdn - 0.5 - _ZONE - 2451545.0) / 36525
    rad = pi / 180
    m = 357.52910 + 35999.05030 * t - 0.0001559 * t * t - 0.00000048 * t * t * t
    mean = 280.46645 + 36000.76983 * t + 0.0003032 * t * t
    centre = ((1.914600 - 0.004817 * t - 0.000014 * t * t) * sin(rad * m)
              + (0.019993 - 0.000101 * t) * sin(2 * rad * m) + 0.000290 * sin(3 * rad * m))
    return floor((mean + centre) % 360 / 30)


def _eleventh_month(year: int) -> int:
    """Julian day number of the first day of the lunar month that holds the winter solstice."""
    days = (dt.date(year, 12, 31) - dt.date(1970, 1, 1)).days + _UNIX_JDN
    k = floor((days - 2415021) / _MONTH)
    start = _new_moon(k)
    return _new_moon(k - 1) if _sun_sector(start) >= 9 else start


def _leap_offset(eleventh: int) -> int:
    """How many months after the eleventh the leap month comes."""
    k = floor(0.5 + (eleventh - _FIRST_NEW_MOON) / _MONTH)
    last, i = 0, 1
    sector = _sun_sector(_new_moon(k + i))
    while sector != last and i < 14:
        last = sector
        i += 1
        sector = _sun_sector(_new_moon(k + i))
    return i - 1
