"""Which citations are of one document: by number, by day, and by where it was issued.

«Quyết định 435/QĐ-UBND» is another paper in each province and each year; «61/2018/NĐ-CP» is one.
"""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import regex

from pipeline.export_tasks import to_day
from pipeline.link_words import fold
from pipeline.records import Document, Record

# Signs of bodies that every province or district has; other signs belong to one body in the country.
_LOCAL = regex.compile(r"(ubnd|hdnd|tu|hu|tinh uy|qdub|ub|vp|bcd|s[a-z]{2,6}|ban-[a-z]+)(?![a-z])")
_CENTRAL = regex.compile(r"(cp|ttg|ctn|qh\d*|ubtvqh\d*|tw|vpcp|b[a-z&]{1,8})$")
_YEAR = regex.compile(r"/((?:19|20)\d\d)(?:/|$)")


def number_key(number: str) -> str:
    """A number as it is compared: folded, without blanks, dashes alike, «số» and the type word gone."""
    found = regex.search(r"\d+\s*[-–/]\s*[^\s,;()]*(?:\s*[-–]\s*\p{Lu}[^\s,;()]*)*|^\s*\d+\s*$", number)
    if not found:
        return ""
    return regex.sub(r"\s+", "", fold(found.group())).replace("–", "-").strip(".,;:").lstrip("0")


def document_keys(cited: Sequence[tuple[Document, Record]]) -> list[str]:
    """For each citation, a key that citations of the same document share.

    A citation without a day joins the only dated one of its number and place, or of several the
    latest up to its article; without a number it is known by type, day and place.
    """
    keys: list[str | None] = [None] * len(cited)
    undated: dict[tuple[str, str], list[int]] = defaultdict(list)
    dated: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for i, (document, record) in enumerate(cited):
        number, where = number_key(document.number or ""), ""
        kind = fold(document.type)
        if not number:
            keys[i] = f"{kind} {document.date or document.text} {record.place.province or ''}"
            continue
        if "/" not in number and "-" not in number:
            number = f"{kind} {number}"  # «Nghị quyết 98»: the type is part of its name
        if _LOCAL.search(number) or not _CENTRAL.search(number) and "/" in number:
            where = fold(record.place.province or "")
        day, printed = to_day(document.date), _YEAR.search(number)
        year = int(printed[1]) if printed else day.year if day else None
        if year is None:
            undated[number, where].append(i)
        else:
            keys[i] = dated[number, where].setdefault(year, f"{number} {where} {year}")
    for (number, where), places in undated.items():
        years = dated.get((number, where), {})
        for i in places:
            told = to_day(cited[i][1].published)
            fit = [y for y in years if told is None or y <= told.year]
            keys[i] = years[max(fit)] if fit and (told or len(years) == 1) else f"{number} {where}"
    return [k or "" for k in keys]
