"""The administrative place that an article belongs to.

Evidence, strongest first: the portal's name or address, the place named in the headline and the
lead, bodies of a place ("UBND huyện X"), and the places that the text names most. Where no
place leads clearly, as on central portals, the answer is null.
"""
from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import regex

from pipeline import gazetteer
from pipeline.article import Article
from pipeline.gazetteer import PlaceName
from pipeline.records import Place
from pipeline.toponyms import PLACE_FIRST, place
from pipeline.words import Words, of_lines

_SITE = regex.compile(r"(?<![\w@.-])((?:[a-z0-9-]{2,40}\.){1,4}(?:vn|com))\b", regex.IGNORECASE)
_SITE_WORDS = regex.compile(r"^(?:baodientu|bao|ubnd|hdnd|tinhuy|thanhuy|huyenuy|quanuy|cong|ttdt)|(?:city|tv|online|portal|media)$")
_SITE_ALIASES = {"hcm": "hochiminh", "tphcm": "hochiminh", "hochiminhcity": "hochiminh", "thanhuytphcm": "hochiminh", "hcmcity": "hochiminh",
                 "brvt": "bariavungtau", "baria-vungtau": "bariavungtau", "thuathienhue": "hue", "hanoimoi": "hanoi"}
_BODY = regex.compile(r"(?:UBND|HĐND|nhân\s+dân|Công\s+an|[ủỷuUỦ][ỷỦyY]|đoàn|Sở\s[^,.;:\n]{2,40}|MTTQ|Việt\s+Nam)\s*$", regex.IGNORECASE | regex.REVERSE)
_ABOUT = regex.compile(r"(?:trên\s+địa\s+bàn|của|tại|trong\s+toàn)\s*$", regex.IGNORECASE | regex.REVERSE)
_BARE = regex.compile(r"(?:UBND|HĐND|nhân\s+dân|địa\s+bàn|của|toàn|lãnh\s+đạo)\s+(?P<kind>tỉnh|huyện|quận|thị\s+xã|thị\s+trấn|xã|phường|thành\s+phố)(?!\s+hội)(?=\s+\p{Ll}|\s*[,.;:])")
# Weights: a place with its kind in the text counts 1, after a body's name or "trên địa bàn" 2; the
# same in headline or first paragraph 2 more; a bare name of a district or commune half. The portal
# outweighs any text short of a dozen mentions. Set on articles of some 20 portals: central portals
# name many provinces once or twice, local ones theirs in nearly every paragraph.
_PORTAL = 15.0
_MIN_SCORE = 4.0
_MIN_LEAD = 1.7


@dataclass(frozen=True, slots=True)
class _Vote:
    hits: tuple[PlaceName, ...]
    weight: float


def place_of(article: Article) -> Place:
    """Province, district and ward of the article, each null where unsure. ``code`` is that of
    the province, as shipped with the gazetteer. A district whose name several provinces share
    stands without a province where nothing else tells which."""
    votes = [_Vote(hits, _PORTAL) for hits in _portal_places(article.portal or "")]
    for m in _SITE.finditer(article.text[:400]):
        votes.extend(_Vote(hits, 4) for hits in _portal_places(m[1]))
    votes.extend(_mentions(article))
    kinds = Counter(" ".join(m["kind"].split()) for m in _BARE.finditer(article.text))
    votes = [_Vote(v.hits, v.weight + min(kinds[v.hits[0].kind], 6) / 2) if v.weight >= 2 else v for v in votes]

    provinces: Counter[str] = Counter()
    for v in votes:
        owners = {p.province for p in v.hits if p.level == v.hits[0].level}
        if len(owners) == 1:
            provinces[v.hits[0].province] += v.weight
    province = _leader(provinces)
    districts: Counter[str] = Counter()
    wards: Counter[str] = Counter()
    for v in votes:
        for level, tally in (("district", districts), ("commune", wards)):
            if v.hits[0].level == level and any(province in (None, p.province) for p in v.hits):
                tally[v.hits[0].name] += v.weight
    total = provinces[province] if province else 0
    district = _leader(districts, at_least=0.35 * total)
    ward = _leader(wards, at_least=max(0.5 * total, districts[district] if district else 0))
    own = gazetteer.in_force(gazetteer.lookup(province, "province"), article.reference) if province else ()
    return Place(province=province, district=district, ward=ward, code=own[0].code if own else None)


def _mentions(article: Article) -> list[_Vote]:
    votes = []
    text = article.text
    head = article.lines[2].start if len(article.lines) > 2 else len(text)
    for line, words in zip(article.lines, of_lines(article)):
        i = 0
        while i < words.n:
            hit = place(words, i) if words.keys[i] in PLACE_FIRST or words.cap(i) else None
            if not hit:
                i += 1
                continue
            start, end = words.s[i], words.e[hit.next - 1]
            i = hit.next
            hits = gazetteer.lookup(text[start:end])
            hits = gazetteer.in_force(hits, article.reference)
            if not hits:
                continue
            kinded = bool(gazetteer.split_kind(text[start:end])[0])
            heading = line.start == start and text[end:end + 1] == ":"
            before = max(0, start - 45)
            body, about = _BODY.search(text, before, start), _ABOUT.search(text, before, start)
            weight = 2.0 if body or about and kinded or heading else 1.0 if kinded or hits[0].level == "province" else 0.5
            votes.append(_Vote(hits, weight + 2 * (start < head and (kinded or body is not None or heading))))
    return votes


def _leader(tally: Counter[str], at_least: float = 0.0) -> str | None:
    top = tally.most_common(2)
    if not top or top[0][1] < max(_MIN_SCORE, at_least):
        return None
    if len(top) > 1 and top[0][1] < _MIN_LEAD * top[1][1]:
        return None
    return top[0][0] if top[0][1] >= 0.5 * sum(tally.values()) else None


def _portal_places(portal: str) -> list[tuple[PlaceName, ...]]:
    """Places in a portal's name ("Cổng TTĐT huyện Krông Nô") or address ("krongno.daknong.gov.vn")."""
    found = []
    names = _SITE.sub(" ", portal)
    words = Words(names, 0, len(names))
    i = 0
    while i < words.n:
        hit = place(words, i)
        if hit:
            hits = gazetteer.lookup(names[words.s[i]:words.e[hit.next - 1]])
            if not hits and names.isupper():
                hits = gazetteer.lookup(names[words.s[i]:words.e[hit.next - 1]].title())
            if hits:
                found.append(hits)
            i = hit.next
        else:
            i += 1
    for m in _SITE.finditer(portal):
        for label in m[1].lower().split(".")[:-1]:
            name = _SITE_ALIASES.get(label) or _SITE_WORDS.sub("", label)
            hits = gazetteer.lookup_ascii(_SITE_ALIASES.get(name, name)) if len(name) > 2 else ()
            if hits:
                found.append(hits)
    return found
