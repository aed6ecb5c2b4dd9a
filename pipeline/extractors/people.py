"""Persons in a public role: every distinct one, with the fullest list of posts given with the name."""
from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.article import Context, Entity
from pipeline.gazetteer import fold
from pipeline.persons import HONORIFICS
from pipeline.records import Person

_BLANK = regex.compile(r"[ \u00a0]*")
_BEFORE = regex.compile(rf"[ \u00a0]*(?:(?:[-–—:]|,)?[ \u00a0]*{HONORIFICS}|[-–—:])?[ \u00a0]*", regex.IGNORECASE)
_JOIN = regex.compile(rf"[ \u00a0]*(?:,?\s*và|(?:[,–—-]|[,;]?\s*kiêm(?:\s+nhiệm)?|,?\s*đồng\s+thời\s+là)?[ \u00a0]*(?:{HONORIFICS})?)[ \u00a0]*", regex.IGNORECASE)
_AFTER = regex.compile(
    r"[ \u00a0]*(?:,[ \u00a0]+(?:kiều\s+bào|người|quê|nguyên\s+quán|quốc\s+tịch|\d{2}\s+tuổi|sinh\s+năm)(?:[ \u00a0]+[\p{L}\d]+){0,5}[ \u00a0]*,|[-–—,:(]|\((?:hiện\s+là|là)|,?\s*(?:hiện\s+)?(?:là|giữ\s+chức(?:\s+(?:vụ|danh))?)(?=\s)"
    r"|,?\s*(?:đã\s+)?được\s+(?:bầu|bổ\s+nhiệm|chỉ\s+định|phân\s+công|điều\s+động)[\p{L}\s,]{0,40}?\s(?:làm|giữ\s+chức(?:\s+(?:vụ|danh))?)(?=\s))[ \u00a0]*",
    regex.IGNORECASE)
_STANDS_FOR = regex.compile(r"đại\s+diện", regex.IGNORECASE)
_NEXT_IN_LIST = regex.compile(rf"[ \u00a0]*(?:,|;|và|cùng)[ \u00a0]*(?:{HONORIFICS})?", regex.IGNORECASE)
_ON_BEHALF = regex.compile(r"(?:thừa\s+[ủu][yỷ]\s+quyền|thừa\s+lệnh|thay\s+mặt|thay)\s+(?:đồng\s+chí\s+)?$", regex.IGNORECASE)
_AND = regex.compile(rf"\s+và\s+(?:{HONORIFICS})?", regex.IGNORECASE)
_PLURAL = regex.compile(r"(?:các|hai|ba|bốn|những)\s+(?:(?:đồng\s+chí|ông|bà|đ/c)[\s,:]+){0,2}$", regex.IGNORECASE)
# A post held by many: "Chủ tịch UBND các xã"; not "Trưởng Ban Chỉ đạo các công trình …"
_REPORTS_TO = regex.compile(r"(?:báo\s+cáo|trình|thưa|cảm\s+ơn|trả\s+lời|đáp\s+lời)\s+(?:với\s+)?(?:đồng\s+chí\s+)?$", regex.IGNORECASE)
_COLLECTIVE = regex.compile(r"(?:ubnd|hđnd|mttq|nhân\s+dân|trưởng|giám\s+đốc|bí\s+thư|chủ\s+tịch|ủy|uỷ|sở|phòng|viên|bộ)\s+(?:cấp\s+\w+\s+)?(?:các|một\s+số)(?!\w)", regex.IGNORECASE)
_HONORIFIC_INSIDE = regex.compile(rf"(?<=[,–-]\s){HONORIFICS}", regex.IGNORECASE)
_ROLE = ("honorific: comrade", "honorific: rank", "honorific: expert", "honorific: academic")


@dataclass(slots=True)
class Mention:
    """One naming of a person: the entity, the posts that stand with it (spans, in order)."""

    entity: Entity
    before: list[Entity] = field(default_factory=list)
    after: list[Entity] = field(default_factory=list)
    lent: str | None = None  # posts behind the name that "và" joins to this one, where it has none: "Trần A và Lê B, Phó Chủ tịch"
    shared: str | None = None  # posts that stand before a list of names and hold for all of them


def extract(ctx: Context) -> list[Person]:
    """The persons of ``ctx.entities`` that have a post, or are called comrade or by a military rank,
    in the order of their first full mention. ``span`` is that mention."""
    text = ctx.text
    groups: dict[str, list[Mention]] = {}
    spelled: dict[str, str] = {}
    for mention in mentions(ctx):
        name = text[mention.entity.start:mention.entity.end]
        key = _key(name)
        if key not in groups:
            longer = [k for k in groups if k.endswith(" " + key)]
            if longer:
                key = longer[-1]
            elif " " not in key and "'" not in key:
                continue  # a given name whose bearer the article never names in full
        groups.setdefault(key, []).append(mention)
        spelled.setdefault(key, name)
    people: list[Person] = []
    for key, found in groups.items():
        title = _fullest([t for m in found for t in [_title(text, m)] if t]) or next((m.lent for m in found if m.lent), None)
        if not title and not any(m.entity.rule in _ROLE for m in found):
            continue
        first = next((m.entity for m in found if _key(text[m.entity.start:m.entity.end]) == key), found[0].entity)
        people.append(Person(name=text[first.start:first.end], title=title, span=(first.start, first.end)))
    return sorted(people, key=lambda p: p.span)


def person_of(ctx: Context, name: str) -> Person | None:
    """The member of ``ctx.people`` with that name, or whose name it shortens without doubt."""
    key = _key(name)
    found = [p for p in ctx.people if _key(p.name) == key] or [p for p in ctx.people if _key(p.name).endswith(" " + key)]
    return found[0] if len(found) == 1 else None


def mentions(ctx: Context) -> list[Mention]:
    """Every naming of a person with the posts that belong to it. Deterministic; reads ``ctx.entities``."""
    text, entities = ctx.text, [e for e in ctx.entities if e.label in ("PERSON", "POST")]
    out: list[Mention] = []
    used: set[int] = set()  # starts of posts that belong to a person already
    for i, entity in enumerate(entities):
        if entity.label != "PERSON":
            continue
        mention = Mention(entity)
        _take_before(text, entities, i, mention, used)
        _take_after(text, entities, i, mention, used)
        if not mention.before and not mention.after and out:
            last = out[-1]
            end = (last.after[-1] if last.after else last.entity).end
            gap = _NEXT_IN_LIST.match(text, end)
            if gap and gap.end() == entity.start:
                mention.shared = last.shared
        if mention.after and not mention.before and out and not (out[-1].before or out[-1].after or out[-1].shared) and _AND.fullmatch(text, out[-1].entity.end, entity.start):
            out[-1].lent = _title(text, mention)
        out.append(mention)
    return out


def _take_before(text: str, entities: list[Entity], i: int, mention: Mention, used: set[int]) -> None:
    at, j, gap_pattern = mention.entity.start, i - 1, _BEFORE
    while j >= 0 and entities[j].label == "POST" and entities[j].start not in used:
        post = entities[j]
        if not gap_pattern.fullmatch(text, post.end, at):
            break
        if not mention.before and "," in text[post.end:at] and _PLURAL.search(text, max(0, post.start - 30), post.start):
            break  # "Tại phiên chất vấn các Bộ trưởng, bà Trần B …"
        if not mention.before and "," in text[post.end:at] and _REPORTS_TO.search(text, max(0, post.start - 30), post.start):
            break  # "Báo cáo Thủ tướng, ông Trần B …"
        if mention.before and _ON_BEHALF.search(text, max(0, post.start - 24), post.start):
            break  # "Thừa ủy quyền Chủ tịch UBND tỉnh, Giám đốc Sở Trần A": whom he stands in for
        if mention.before and _COLLECTIVE.search(text, post.start, post.end):
            break  # "Chủ tịch UBND các xã, Bí thư Huyện ủy Trần A": two holders
        mention.before.insert(0, post)
        used.add(post.start)
        at, j, gap_pattern = post.start, j - 1, _JOIN
    if mention.before:
        first, last = mention.before[0], mention.before[-1]
        if _PLURAL.search(text, max(0, first.start - 30), first.start) or ":" in text[last.end:mention.entity.start]:
            mention.shared = text[first.start:last.end]


def _take_after(text: str, entities: list[Entity], i: int, mention: Mention, used: set[int]) -> None:
    at, gap_pattern = mention.entity.end, _AFTER
    chain: list[Entity] = []
    for post in entities[i + 1:]:
        if post.label != "POST":
            break
        gap = text[at:post.start]
        if not gap_pattern.fullmatch(gap) or _COLLECTIVE.search(text, post.start, post.end):
            break
        if mention.before and _STANDS_FOR.match(text, post.start):
            break  # "Thứ trưởng Trần A, đại diện Cục …": another attendant
        chain.append(post)
        at, gap_pattern = post.end, _JOIN
    k = i + 1 + len(chain)
    if chain and k < len(entities) and entities[k].label == "PERSON" and _BLANK.fullmatch(text, at, entities[k].start):
        # "…Trần A, Phó Chủ tịch Lê B": the posts before a name belong to it
        dashed = not text[mention.entity.end:chain[0].start].lstrip().startswith(",")
        chain = chain[:1] if dashed and len(chain) > 1 else []
    mention.after = chain
    used.update(p.start for p in chain)


def _title(text: str, mention: Mention) -> str | None:
    parts = []
    for posts in (mention.before, mention.after):
        if posts:
            parts.append(_HONORIFIC_INSIDE.sub("", text[posts[0].start:posts[-1].end]))
    if not parts and mention.shared:
        parts.append(mention.shared)
    if len(parts) == 2 and fold(parts[0]) in fold(parts[1]):
        parts = parts[1:]
    return ", ".join(parts) or None


def _fullest(titles: list[str]) -> str | None:
    """The longest; among equals the first."""
    return max(titles, key=len, default=None)


def _key(name: str) -> str:
    return " ".join(name.casefold().replace("’", "'").split())
