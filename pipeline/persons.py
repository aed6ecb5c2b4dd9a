"""Persons and posts of an article: which candidates for names are persons, and where posts stand."""
from __future__ import annotations

import bisect

import regex

from pipeline.article import Context, Entity
from pipeline.candidates import Candidate, find_candidates, is_past
from pipeline.posts import find_heads, is_minor, post_end
from pipeline.vocabulary import alternation, entries

HONORIFIC = regex.compile("|".join(
    rf"(?P<{e.id}>(?<![\p{{L}}\p{{N}}])(?<!(?:Tòa|Toà)\s(?=Giám)){alternation(e.forms)}(?![\p{{L}}\p{{N}}]))" for e in entries("honorifics")), regex.IGNORECASE)
# One or more honorifics with what parts them ("đồng chí PGS.TS. ", "ông, bà: "), for use in larger patterns.
HONORIFICS = rf"(?:(?<![\p{{L}}\p{{N}}]){alternation(f for e in entries('honorifics') for f in e.forms)}(?![\p{{L}}\p{{N}}])[.,:]?[ \u00a0]*){{1,4}}"
_HONORIFICS_END = regex.compile(HONORIFICS + "$", regex.IGNORECASE)
_SYLLABLE = regex.compile(r"(?<![\p{L}\p{M}\p{N}])\p{L}++")
_FIRST = frozenset(regex.split(r"[\s./]", f)[0].lower() for e in entries("honorifics") for f in [*e.forms, "tiến", "hoà", "hòa"])
_WORDS = frozenset({"male", "female"})
_OPENING = regex.compile(r"(?:^|[\n.!?;:,()“\"'*•+–-])\s*$")
_SPACE = regex.compile(r"[ \u00a0]{1,2}")
_SPACE_OR_POINT = regex.compile(r"[ \u00a0]{1,2}|[.:][ \u00a0]{0,2}")
_SPACE_OR_COLON = regex.compile(r"[ \u00a0]{1,2}|:[ \u00a0]{0,2}")
_BESIDE = regex.compile(r"[\s,:()–-]*")
_SAYS = regex.compile(
    r"\s+(?:đã\s+|cũng\s+|vừa\s+)?(?:cho\s+(?:biết|rằng|hay)|phát\s+biểu|chủ\s+trì|đề\s+nghị|yêu\s+cầu|nhấn\s+mạnh|khẳng\s+định|kết\s+luận|chỉ\s+đạo|ghi\s+nhận|báo\s+cáo|trình\s+bày"
    r"|nêu|đánh\s+giá|trao|tặng|kiểm\s+tra|làm\s+việc|thăm|dự|tham\s+dự|ký|lưu\s+ý|thông\s+tin|giao|tiếp|chia\s+sẻ|nói|làm\s+trưởng|dẫn\s+đầu|đồng\s+chủ\s+trì|điều\s+hành)(?!\w)")
_POST_AFTER = regex.compile(r"\s*(?:[,:(]|[-–—])\s*(?:hiện\s+là\s+|là\s+|nguyên\s+)?")
_BODY_ENDS = regex.compile(r"(?:ủy|uỷ|phòng|tỉnh|huyện|xã|phường|công\s+an|quân\s+sự|đoàn)\s$", regex.IGNORECASE)  # no company's name goes on after these
_LISTED = regex.compile(r"(?:\s*[,;]|\s+và)\s*$")
_LIST_GOES_ON = regex.compile(r"\s*[,;.]|\s+và\s|\s*$")


def find_persons(ctx: Context) -> list[Entity]:
    """PERSON and POST entities in the order of the text, without overlaps."""
    text = ctx.text
    syllables = [(m.start(), m.group().lower()) for m in _SYLLABLE.finditer(text)]
    heads = find_heads(text, syllables)
    honoured = _honoured(text, syllables)
    candidates = find_candidates(text, heads, honoured, ctx.words)
    posts = _posts(ctx, heads, candidates)
    post_ends = {e for _, e in posts}
    post_starts = {s for s, _ in posts}
    accepted: list[tuple[Candidate, str]] = []
    waiting: list[Candidate] = []
    for c in candidates:
        rule = _rule(text, c, honoured, post_ends, post_starts)
        if rule:
            accepted.append((c, rule))
        else:
            waiting.append(c)
    known = {text[c.start:c.end].casefold() for c, _ in accepted}
    ends = {c.end for c, _ in accepted}
    for c in waiting:
        if text[c.start:c.end].casefold() in known:
            accepted.append((c, "named elsewhere"))
        elif _goes_on(text, c, ends):
            accepted.append((c, "in a list"))
            ends.add(c.end)
    found = [Entity(c.start, c.end, "PERSON", rule) for c, rule in accepted]
    taken = sorted((e.start, e.end) for e in found)
    name_starts, name_ends = {s for s, _ in taken}, {e for _, e in taken}
    for s, e in posts:
        if _overlaps(taken, s, e):
            continue
        if is_minor(text, s) and _BESIDE.match(text, e).end() not in name_starts and _ends_before(text, s) not in name_ends:
            continue
        found.append(Entity(s, e, "POST", "post"))
    return sorted(found, key=lambda e: e.start)


def _honoured(text: str, syllables: list[tuple[int, str]]) -> dict[int, str]:
    """Offsets right after an honorific, with its kind ("ông" → male, "đồng chí" → comrade, …)."""
    out: dict[int, str] = {}
    for start, syllable in syllables:
        m = HONORIFIC.match(text, start) if syllable in _FIRST else None
        if not m:
            continue
        kind = m.lastgroup or "neutral"
        if kind in _WORDS and m.group()[0].isupper() and not _OPENING.search(text, max(0, m.start() - 3), m.start()):
            continue  # "tiếng Anh", "Đức Anh", "Bà Rịa": part of a name
        after = (_SPACE if kind in _WORDS else _SPACE_OR_COLON if kind == "comrade" else _SPACE_OR_POINT).match(text, m.end())
        if after:
            out[after.end()] = kind
    return out


def _posts(ctx: Context, heads: list[tuple[int, int]], candidates: list[Candidate]) -> list[tuple[int, int]]:
    names = {c.start for c in candidates}
    starts = {s for s, _ in heads}
    lines = iter(ctx.article.lines)
    line = next(lines, None)
    # Behind its holder's name a post runs on over weak candidates: "…, Giám đốc Công ty Bạch Đằng Xanh"
    sure = {c.start for c in candidates if c.strong or _BODY_ENDS.search(ctx.text, max(0, c.start - 8), c.start) and ctx.text.count(" ", c.start, c.end) > 1 and _SAYS.match(ctx.text, c.end)}
    name_ends = {c.end for c in candidates}
    out: list[tuple[int, int]] = []
    for s, e in heads:
        if out and s < out[-1][1]:
            continue
        while line is not None and line.end <= s:
            line = next(lines, None)
        after_name = _ends_before(ctx.text, s) in name_ends
        limit = line.end if line else len(ctx.text)
        end = post_end(ctx.text, e, limit, starts, sure if after_name else names, ctx.words, after_name=after_name)
        if not is_past(ctx.text[e:end]):  # "Chủ tịch Hồ Chí Minh"
            out.append((s, end))
    return out


def _rule(text: str, c: Candidate, honoured: dict[int, str], post_ends: set[int], post_starts: set[int]) -> str | None:
    if c.start in honoured:
        return "honorific: " + honoured[c.start]
    left = len(text[:c.start].rstrip(" \u00a0"))
    if left in post_ends or left - 1 in post_ends and text[left - 1] in "-–:":
        return "after post"
    gap = _HONORIFICS_END.search(text, max(0, c.start - 30), c.start)
    if gap:
        return "honorific: academic"
    if c.inner:
        return None
    after = _POST_AFTER.match(text, c.end)
    if after and any(p in post_starts for p in range(after.end() - 7 if "nguyên" in after.group() else after.end(), after.end() + 1)):
        return "before post"
    if c.strong and _SAYS.match(text, c.end):
        return "speaks"
    if c.strong:
        return "shape"
    return None


def _goes_on(text: str, c: Candidate, ends: set[int]) -> bool:
    """The candidate continues a list of persons: "Trần Văn Hợp, Lã Huy, Đàm Thị Quế"."""
    before = _LISTED.search(text, max(0, c.start - 6), c.start)
    if not before or before.start() not in ends:
        return False
    return text.count(" ", c.start, c.end) >= 2 or _LIST_GOES_ON.match(text, c.end) is not None


def _ends_before(text: str, at: int) -> int:
    """Where the word before the offset ends, past separators."""
    low = max(0, at - 4)
    return low + len(text[low:at].rstrip(" ,:-–("))


def _overlaps(taken: list[tuple[int, int]], s: int, e: int) -> bool:
    i = bisect.bisect_left(taken, (e, 0))
    return i > 0 and taken[i - 1][1] > s
