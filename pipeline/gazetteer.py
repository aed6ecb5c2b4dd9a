"""Provinces, districts and communes of Viet Nam, before and after the reform of 1 July 2025.

The list is the one that underthesea ships for its address parser. It is read once, on first use,
and never changed. Codes are those of provinces; the list has none for lower levels.
"""
from __future__ import annotations

import datetime as dt
import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

import regex

REFORM = dt.date(2025, 7, 1)  # 63 provinces became 34; the districts ended
PlaceLevel = Literal["province", "district", "commune"]

# Spellings in use that differ from the list by more than blanks, hyphens and tone placement.
_ALIASES = {
    "hcm": "Hồ Chí Minh", "hcmc": "Hồ Chí Minh",
    "brvt": "Bà Rịa - Vũng Tàu", "thừa thiên huế": "Huế", "tt huế": "Huế",
    "đắc lắc": "Đắk Lắk", "đăk lăk": "Đắk Lắk", "đắk lăk": "Đắk Lắk", "đăklăk": "Đắk Lắk",
    "đắklắk": "Đắk Lắk", "đắc nông": "Đắk Nông", "đăk nông": "Đắk Nông", "đắknông": "Đắk Nông",
    "qui nhơn": "Quy Nhơn",
}
_KIND = regex.compile(
    r"(?P<kind>tỉnh|thành\s+phố|huyện|quận|thị\s+xã|phường|xã|thị\s+trấn|đặc\s+khu"
    r"|(?:tp|tx|tt|q|h|p)(?=\.|\s))\.?\s*(?P<name>\S.*)", regex.IGNORECASE)
_SHORT_KIND = {"tp": "thành phố", "tx": "thị xã", "tt": "thị trấn", "q": "quận", "h": "huyện", "p": "phường"}
KIND_LEVEL: dict[str, tuple[PlaceLevel, ...]] = {
    "tỉnh": ("province",), "thành phố": ("province", "district"), "huyện": ("district",),
    "quận": ("district",), "thị xã": ("district",), "phường": ("commune",), "xã": ("commune",),
    "thị trấn": ("commune",), "đặc khu": ("commune",),
}
_TONE = str.maketrans({"̀": "1", "́": "2", "̉": "3", "̃": "4", "̣": "5"})


@dataclass(frozen=True, slots=True)
class PlaceName:
    """One administrative place. ``name`` is without its kind ("Bình Chánh"), ``full`` with it.
    ``province`` and ``district`` are the names it lies in, itself included; ``code`` is the
    province's. ``current``: it exists since 1 July 2025; ``former``: it existed until then."""

    level: PlaceLevel
    kind: str
    name: str
    full: str
    province: str
    district: str | None
    code: str | None
    current: bool
    former: bool


@lru_cache(maxsize=16384)
def fold(name: str) -> str:
    """Lookup key: lower case, one tone placement, without blanks, hyphens and apostrophes.
    The tone is moved to the end of its syllable, so that "Hoà" and "Hòa" are one."""
    out = []
    for word in regex.findall(r"[\p{L}\p{M}]+|\d+", unicodedata.normalize("NFC", name).lower()):
        marks = unicodedata.normalize("NFD", word).translate(_TONE)
        tones = "".join(c for c in marks if c in "12345") if not word.isdigit() else ""
        base = "".join(c for c in marks if c not in "12345") if not word.isdigit() else str(int(word))
        out.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(out)


@lru_cache(maxsize=16384)
def ascii_key(name: str) -> str:
    """Lookup key of addresses of sites: "Krông Nô" → "krongno"."""
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(c for c in plain if c.isascii() and c.isalnum())


def split_kind(full: str) -> tuple[str, str]:
    """("huyện", "Bình Chánh") of "Huyện Bình Chánh"; ("", name) where no kind is written."""
    m = _KIND.fullmatch(full.strip())
    if not m:
        return "", full.strip()
    kind = " ".join(m["kind"].lower().split())
    return _SHORT_KIND.get(kind, kind), m["name"]


_DAK = regex.compile(r"Đắk|Đăk")


@dataclass(frozen=True, slots=True)
class _Index:
    by_name: dict[str, tuple[PlaceName, ...]]
    by_ascii: dict[str, tuple[PlaceName, ...]]
    longest: dict[str, int]  # key of a first word → words of the longest name that begins with it


def _spellings(name: str) -> tuple[str, ...]:
    """The name as the table has it, and "Đăk" for "Đắk" and the other way round, as papers mix them."""
    other = _DAK.sub(lambda m: "Đăk" if m.group() == "Đắk" else "Đắk", name)
    return (name,) if other == name else (name, other)


@lru_cache(maxsize=1)
def _index() -> _Index:
    data = json.loads((files("underthesea") / "address" / "data" / "mapping.json").read_text("utf-8"))
    found: dict[tuple, list[bool]] = {}

    def add(level: PlaceLevel, full: str, province: str, district: str | None, code: str | None, new: bool) -> None:
        kind, name = split_kind(full)
        if name.isdigit():  # "Quận 01" is written "Quận 1"
            name = str(int(name))
        seen = found.setdefault((level, kind, name, full, province, district, code), [False, False])
        seen[0 if new else 1] = True

    old, new = data["old_province_names"], data["province_names"]
    for p in new.values():
        add("province", p["name"], p["short"], None, p["code"], True)
    for p in old.values():
        add("province", p["name"], p["short"], None, p["code"], False)
    for row in data["ward_mapping"]:
        p = old.get(row["old_province_key"])
        if p and row["old_district"]:
            district = split_kind(row["old_district"])[1]
            add("district", row["old_district"], p["short"], district, p["code"], False)
            if row["old_ward"]:
                add("commune", row["old_ward"], p["short"], district, p["code"], False)
        q = new.get(row["new_province_key"])
        if q and row["new_ward"]:
            add("commune", row["new_ward"], q["short"], None, q["code"], True)
    names: dict[str, list[PlaceName]] = {}
    plain: dict[str, list[PlaceName]] = {}
    for (level, kind, name, full, province, district, code), (current, former) in found.items():
        place = PlaceName(level, kind, name, full, province, district, code, current, former)
        for spelt in _spellings(name):
            names.setdefault(fold(spelt), []).append(place)
        if level != "commune":
            plain.setdefault(ascii_key(name), []).append(place)
    for alias, name in _ALIASES.items():
        names.setdefault(fold(alias), []).extend([p for p in names.get(fold(name), []) if p.level != "commune"])
    order = {"province": 0, "district": 1, "commune": 2}

    def freeze(d: dict[str, list[PlaceName]]) -> dict[str, tuple[PlaceName, ...]]:
        return {k: tuple(sorted(dict.fromkeys(v), key=lambda p: (order[p.level], not p.current))) for k, v in d.items()}

    longest: dict[str, int] = {}
    for name in {*(s for _, _, known, *_ in found for s in _spellings(known)), *_ALIASES}:
        size = min(max(len(name.split()), len(regex.findall(r"[\p{L}\p{M}'’]+|\d+", name))), 5)
        for first in {name.split()[0], name.replace("-", " ").split()[0]}:  # a text's words may be cut at hyphens or not
            longest[fold(first)] = max(longest.get(fold(first), 1), size)
    return _Index(freeze(names), freeze(plain), longest)


def lookup(name: str, *levels: PlaceLevel) -> tuple[PlaceName, ...]:
    """The places of that name, provinces first, those of today first. The name may carry its kind
    ("huyện Bình Chánh", "TP.HCM"), which then must fit: the kind itself, or, where none has it, its
    level (a town of 2015 is a city today). Empty if the name is unknown."""
    kind, bare = split_kind(name)
    hits = _index().by_name.get(fold(bare), ())
    if kind:
        hits = (tuple(p for p in hits if p.kind == kind)
                or tuple(p for p in hits if p.level in KIND_LEVEL[kind])
                or _index().by_name.get(fold(name), ()))  # only looks like kind + name: "Xã Đàn"
    return tuple(p for p in hits if p.level in levels) if levels else hits


@lru_cache(maxsize=64)
def names(kind: str) -> tuple[str, ...]:
    """The names of all places of a kind ("huyện"), without it, sorted."""
    return tuple(sorted({p.name for hits in _index().by_name.values() for p in hits if p.kind == kind}))


def in_force(places: tuple[PlaceName, ...], day: dt.date | None) -> tuple[PlaceName, ...]:
    """Those of the places that existed on that day, or all if none did. An unknown day is taken as
    before the reform: what is undated in an archive is rarely new."""
    new = bool(day and day >= REFORM)
    return tuple(p for p in places if (p.current if new else p.former)) or places


def lookup_ascii(name: str) -> tuple[PlaceName, ...]:
    """Provinces and districts by a name without diacritics and blanks ("krongno")."""
    return _index().by_ascii.get(ascii_key(name), ())


def longest_name(words: Sequence[str], *levels: PlaceLevel) -> int:
    """How many of the words, from the first on, make the longest known name; 0 if none does."""
    index = _index()
    for n in range(min(len(words), index.longest.get(fold(words[0]), 0) if words else 0), 0, -1):
        hits = index.by_name.get(fold(" ".join(words[:n])), ())
        if any(not levels or p.level in levels for p in hits):
            return n
    return 0
