"""What tasks are made of: the words that make a clause one or none, who can be told, and where a task begins."""
from __future__ import annotations

from dataclasses import dataclass

import regex

from pipeline.addressees import opens_with_name, opens_with_verb
from pipeline.article import Context
from pipeline.clauses import strip_openers, strip_scene
from pipeline.vocabulary import alternation, compile_forms, forms

PAST = compile_forms("directive_verbs", "past")
COUNTED = alternation(forms("directive_words", "counted"))
FIGURE = regex.compile(rf"\d\s*%|\d[\d.,]*\s+(?:{COUNTED}|xã|lượt|tấn)(?![\w])")
SHORTEST = 4  # words: a "task" of fewer is a fragment ("nêu rõ", "Đánh giá chung"); the shortest of the project's gold has 4
MANY = regex.compile(r"(?<![\w])(?:các|cấp|mỗi|từng)(?![\w])|^thủ\s+trưởng", regex.IGNORECASE)
ONGOING = compile_forms("directive_verbs", "ongoing")
PURPOSE = regex.compile(rf"{alternation(forms('directive_verbs', 'purpose'))}(?![\w])", regex.IGNORECASE)
# Those who speak up in an article but are told nothing, unless a must says so.
OUTSIDER = regex.compile(
    rf"(?:(?:các|nhiều|một\s+số)\s+)?(?:{alternation(forms('directive_bodies', 'outsider'))}|ý\s+kiến|(?:gia\s+đình|bà\s+con|người\s+dân|nhà|vợ\s+chồng)?\s*(?:chúng\s+)?tôi)(?![\w])", regex.IGNORECASE)
NOT_TOLD = regex.compile(
    rf"{alternation(forms('directive_nouns', 'paper-spoken-of'))}\s+(?:(?:cũng|đã)\s+)?"
    rf"{alternation(forms('directive_verbs', 'paper-states'))}|{alternation(forms('directive_verbs', 'not-told'))}(?![\w])", regex.IGNORECASE)
DUTY = regex.compile(alternation(forms("directive_nouns", "duty")), regex.IGNORECASE)
# Of things any other verb, but for what they only get: «Diện tích bị cháy sẽ được đo đạc …».
ANY_WILL_BE = regex.compile(
    rf"(?<![\w])(?:sẽ|dự\s+kiến)\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s+(?!{alternation(forms('directive_verbs', 'gets'))}(?![\w]))\p{{Ll}}", regex.IGNORECASE)
PEOPLE = regex.compile(rf"(?<![\w]){alternation(forms('directive_bodies', 'people'))}(?![\w])", regex.IGNORECASE)
SHARE = regex.compile(r"\d{1,3}(?:[.,]\d+)?%")
WILL = regex.compile(r"sẽ(?![\w])")
PLANS = regex.compile(r"(?<![\w])(?:dự\s+(?:kiến|định)|có\s+kế\s+hoạch)\s*$", regex.IGNORECASE)
AIM = regex.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu)(?![\w])", regex.IGNORECASE)
MEASURE = regex.compile(
    rf"(?:{alternation(forms('directive_nouns', 'measure'))}|tổng(?=\s+{alternation(forms('directive_nouns', 'total-of'))}))(?![\w])", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Task:
    """A clause that reads as a task: where it starts, who is addressed, and how it was found."""

    start: int
    addressees: list[str] | None  # None: none named, the frame's hold
    rule: str
    kind: str | None = None


def reads_on(text: str, start: int, end: int, outsiders: bool = False) -> bool:
    """Whether a clause without a known verb may go on with the task before it; ``outsiders``: those without office
    may be told («khuyên | bà con rửa tay …»)."""
    return not (PAST.search(text, start, end) or ONGOING.search(text, start, end) or PURPOSE.match(text, start, end) or NOT_TOLD.match(text, start, end)
                or MEASURE.match(text, start, end) or AIM.match(text, start, end) and FIGURE.search(text, start, end) or SHARE.match(text, start, end) or not outsiders and OUTSIDER.match(text, start, end))


def names_individual(ctx: Context, start: int, end: int, posts: bool = True) -> bool:
    """A named person, or with ``posts`` the holder of a post, as the subject of a plain verb is being reported on, not told."""
    for x in ctx.entities:
        if start <= x.start < end and (x.label == "PERSON" or posts and x.label == "POST" and x.start == start and not MANY.search(ctx.text[x.start:x.end])):
            return True
    return False


def skip_scene(ctx: Context, s: int, e: int) -> tuple[int, int]:
    """Past «Căn cứ …, …, », to where someone is named or a task begins."""
    text = ctx.text
    start = strip_scene(text, s, e)
    if start == s:
        return s, e
    begin = strip_openers(ctx, start, e)[0]
    if _AIMS.match(text, s, e) and (acts := _KIND_ACTS.search(text, begin, min(e, begin + 300))) and _acts_alone(text, acts.start(), e):
        return acts.start(), e  # «Để giúp hộ nghèo, hộ chính sách, tỉnh sẽ …»
    if opens_with_verb(text, begin) or opens_with_name(ctx, begin, e):
        return begin, e
    for m in regex.finditer(r",\s+", text[begin:min(e, begin + 300)]):
        at = begin + m.end()
        if opens_with_name(ctx, at, e) and (text[at].isupper() or regex.match(r"(?:các|những|mỗi|từng|lãnh|thủ)\s", text[at:e])) or _acts_alone(text, at, e):
            return at, e
    return begin, e


# What will come of something, not what somebody will do.
COMES_OF_IT = regex.compile(rf"sẽ\s+(?!tăng\s+(?:cường|tốc|ca|chuyến|giám\s+sát|kiểm\s+tra|tuần\s+tra|xử\s+lý|quân|thời\s+gian|thời\s+lượng)){alternation(forms('directive_verbs', 'comes-of-it'))}(?![\w])")
_AIMS = regex.compile(r"(?:để|nhằm)\s", regex.IGNORECASE)
_OF_MANY = regex.compile(r"(?<![\w])(?:các|những|mỗi|từng|cả)\s[^,;.]{1,24},\s$", regex.IGNORECASE)
_KIND_ACTS = regex.compile(rf"(?<![\w])(?:(?:{alternation(forms('directive_bodies', 'place'))}|bộ|sở|ngành)\s+(?:sẽ|cần|phải|tiếp\s+tục)|{alternation(forms('directive_bodies', 'own'))}\s+sẽ)\s")


def _acts_alone(text: str, at: int, end: int) -> bool:
    """«…, tỉnh sẽ …», but not the end of a list: «các huyện, xã phải …»."""
    return bool(_KIND_ACTS.match(text, at, end)) and text[at - 2:at] == ", " and not _OF_MANY.search(text, max(0, at - 40), at)


def after_colon(text: str, at: int, end: int) -> int:
    """Where the words after the colon at ``at`` begin."""
    at += 1
    while at < end and text[at] in " \t\n*“\"":
        at += 1
    return at


_PRIVATE = regex.compile(rf"(?:các\s+|\d+\s+)?{alternation(forms('directive_bodies', 'private'))}(?![\w])", regex.IGNORECASE)
_AUTHORITY = regex.compile(rf"{alternation(forms('directive_bodies', 'authority'))}(?![\w])")


def is_authority(names: list[str]) -> bool:
    return bool(_AUTHORITY.match(names[0]))


def is_public(ctx: Context, start: int) -> bool:
    """Whether a body that is no firm, or a place, begins at ``start``."""
    e = ctx.entity_at(start)
    return e is not None and e.start == start and e.label in ("ORG", "PLACE") and not _PRIVATE.match(ctx.text, start)
