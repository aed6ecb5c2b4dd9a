"""Amounts of money: "10.000 đồng", "$1,42", "hai đô la và 23 xen", "từ 1000 đến 2000 đồng", "không quá 7.000 đồng".

:func:`find_amounts` reads the currency on either side of the number, its hundredths, ranges and
bounds. Figures copy their unit from the text; this gives the currency a code, so that sums compare.
"""
from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.flat import branching, flat, flat_forms
from pipeline.numbers import Number, find_numbers
from pipeline.vocabulary import entries

_CODES = {
    "VND": "đồng|đồng việt nam|vnd|vnđ|vn$|đ", "USD": "$|us$|usd|đô|đô la|đô-la|đô mỹ|đô la mỹ|đô-la mỹ", "EUR": "€|eur|euro|euros",
    "GBP": "£|gbp|bảng anh", "INR": "rs|rs.|inr|rupee|rupees", "AED": "aed", "JPY": "¥|jpy|yên|yên nhật", "CNY": "cny|nhân dân tệ|tệ",
    "cent": "xu|xen|cent|cents"}
_CODE = {name: code for code, names in _CODES.items() for name in names.split("|")}
_AFTER = regex.compile(rf"\s{{0,2}}(?P<unit>{branching(_CODE)})(?!\w|\schí(?!\w))")
_BEFORE = regex.compile(rf"(?<!\w)(?P<unit>{branching(_CODE)})\s{{0,2}}$")
_HUNDREDTHS = regex.compile(r"\s(?:và\s)?$")
_JOIN = regex.compile(r"\s?(?:-|đến|tới|và)\s?")
_RANGE = regex.compile(r"(?<!\w)(?:từ|giữa|trong khoảng|khoảng)\s$")
_BOUND = {flat(f): e.value for e in entries("figure_comparators") for f in e.forms}
_BOUND_BEFORE = regex.compile(rf"(?<!\w){flat_forms(_BOUND)}(?:\shơn)?\s$")
_BOUND_AFTER = regex.compile(rf"\s{flat_forms(f for e in entries('figure_comparators') if e.id.startswith('and-') for f in e.forms)}(?!\w)")


@dataclass(frozen=True, slots=True)
class Amount:
    """``text[start:end]`` with its currency, without what bounds it. ``low`` and ``high`` are in
    units of ``currency`` (an ISO 4217 code, or "cent"), equal for a plain amount, None where open."""

    start: int
    end: int
    low: float | None
    high: float | None
    currency: str


def find_amounts(text: str) -> list[Amount]:
    """The amounts of money in a text, in order, not overlapping. Raises nothing for any text."""
    low = flat(text)
    out: list[Amount] = []
    loose: tuple[Number, int] | None = None  # "từ 1000 đến …": a number that waits for its currency
    for n in find_numbers(text):
        if out and n.start < out[-1].end:
            continue
        made = _priced(low, n)
        if made is None or out and made.start < out[-1].end:  # "hai đô 23": the currency before 23 is taken
            if out and n.total < 100 and out[-1].currency != "VND" and _HUNDREDTHS.fullmatch(low, out[-1].end, n.start):
                out[-1] = _add(out[-1], n, n.end)
            loose = (n, n.scale_end)
            continue
        last = out[-1] if out else None
        if last and made.currency == "cent" and _HUNDREDTHS.fullmatch(low, last.end, made.start) and last.currency not in ("cent", "VND"):
            out[-1] = _add(last, n, made.end)
        elif last and last.currency == made.currency and last.low == last.high and _JOIN.fullmatch(low, last.end, made.start) \
                and (low[last.end:made.start].strip() == "-" or _RANGE.search(low, 0, last.start)):
            out[-1] = replace(last, end=made.end, high=made.high)
        elif loose and _JOIN.fullmatch(low, loose[1], n.start) and _RANGE.search(low, 0, loose[0].start):
            out.append(replace(made, start=loose[0].start, low=loose[0].total))
        else:
            out.append(made)
        loose = None
    return [_bounded(low, a) for a in out]


def _priced(low: str, n: Number) -> Amount | None:
    """The number with the currency beside it."""
    if n.kind == "share":
        return None
    top = n.value_max * n.scale if n.value_max is not None else n.total
    if after := _AFTER.match(low, n.scale_end):
        return Amount(n.start, after.end(), n.total, top, _CODE[" ".join(after["unit"].split())])
    if before := _BEFORE.search(low, max(0, n.start - 14), n.start):
        return Amount(before.start(), n.scale_end, n.total, top, _CODE[" ".join(before["unit"].split())])
    return None


def _add(amount: Amount, hundredths: Number, end: int) -> Amount:
    value = (amount.low or 0) + hundredths.total / 100
    return replace(amount, end=end, low=value, high=value)


def _bounded(low: str, a: Amount) -> Amount:
    if a.low != a.high:
        return a
    before = _BOUND_BEFORE.search(low, max(0, a.start - 40), a.start)
    after = _BOUND_AFTER.match(low, a.end)
    sign = _BOUND[" ".join(after.group().split())] if after else _BOUND.get(" ".join(before.group().split())) if before else None
    if sign is None and before:
        sign = _BOUND.get(" ".join(before.group().split()[:-1]))
    if sign in (">", ">="):
        return replace(a, high=None)
    return replace(a, low=None) if sign in ("<", "<=") else a
