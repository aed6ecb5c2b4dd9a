"""Whom a sentence names beside those who act: who a paper is sent to, whose work a list holds, with whom it is done."""
from __future__ import annotations

import regex

from pipeline.addressees import PREDICATE, strip_trail, opens_with_name, parse, parse_unlisted, predicate_at, split_members
from pipeline.article import Context
from pipeline.vocabulary import alternation, forms

# «Nhiệm vụ trọng tâm của Sở A năm 2025 …:», «nêu yêu cầu đối với Sở A trong …:»: whose work the list holds.
_WORK_OF = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_nouns', 'work-of'))}(?:\s+(?:trọng\s+tâm|chủ\s+yếu|cụ\s+thể|chính|lớn)|,\s+(?:nhiệm\s+vụ|quyền\s+hạn|giải\s+pháp|trách\s+nhiệm)|\s+và\s+quyền\s+hạn)*"
    r"\s+(?:của|đối\s+với)|(?:yêu\s+cầu|nhiệm\s+vụ)\s+đối\s+với)\s+"
    rf"(?P<who>(?:(?!\s{alternation(forms('directive_words', 'whose-end'))}(?![\w]))[^.;:()])+)", regex.IGNORECASE)
_SENT_TO = regex.compile(
    rf"(?<![\w])gửi\s+(?:{alternation(forms('directive_nouns', 'sent-paper'))}(?:\s+(?:hỏa\s+tốc|khẩn|số\s+\S+))?\s+)?(?:đến\s+|tới\s+|cho\s+)?", regex.IGNORECASE)
_SENT_ABOUT = regex.compile(rf"\s{alternation(forms('directive_verbs', 'sent-about'))}(?![\w])|[;:]|\.(?=\s|$)", regex.IGNORECASE)
# «Đối với các xã, Bí thư Huyện ủy yêu cầu …»: a body that the scene singles out is the one told.
_AS_FOR = regex.compile(r"(?:(?:riêng|còn)\s+)?(?:(?:đối\s+)?với|về\s+phía)\s+(?P<who>[^;:.()]{3,160}?),\s+(?=(?:đồng\s+chí|ông|bà|yêu\s+cầu|đề\s+nghị|\p{Lu}))", regex.IGNORECASE)
_BODIES = regex.compile(
    rf"(?:(?:các|những|từng|mỗi|toàn)\s+)?(?:{alternation(forms('directive_bodies', 'place', 'singled-out'))}|đoàn\s+(?:thanh|kiểm|giám)|tổ\s+(?:công|chức\s+đảng))(?![\w])", regex.IGNORECASE)
_PARTNER = regex.compile(
    rf"(?:phối\s+hợp|cùng|hợp\s+tác)(?:\s+{alternation(forms('directive_words', 'partner-adverb'))}){{0,2}}\s+(?:cùng\s+|với\s+|(?<=phối\s+hợp\s+)(?=các\s))(?P<who>.{{2,300}})", regex.IGNORECASE | regex.DOTALL)


def whose_work(ctx: Context, start: int, end: int) -> list[str]:
    """Whose the work is that ``text[start:end]`` introduces: «Nhiệm vụ trọng tâm của Sở A năm 2025, cụ thể:»."""
    for m in _WORK_OF.finditer(ctx.text, start, end):
        if opens_with_name(ctx, m.start("who"), end):
            entity = ctx.entity_at(m.start("who"))
            stop = max(m.end("who"), entity.end) if entity else m.end("who")
            return split_members(strip_trail(ctx.text[m.start("who"):min(stop, end)]))
    return []


def recipient(ctx: Context, start: int, at: int) -> str | None:
    """Who is told what the trigger at ``at`` of the clause from ``start`` opens, where they are named before it: «có công
    văn gửi các xã đề nghị …», «Đối với các xã, Bí thư yêu cầu …»."""
    sent = next(reversed(list(_SENT_TO.finditer(ctx.text, start, at))), None)
    piece = ctx.text[sent.end():at].strip(" ,") if sent else ""
    if piece and opens_with_name(ctx, sent.end(), at) and predicate_at(ctx, sent.end(), at) is None and regex.search(r"[:;]|\svề\s", piece) is None:
        return piece
    scene = _AS_FOR.match(ctx.text, start, at)
    if scene and _BODIES.match(scene["who"]) and predicate_at(ctx, scene.start("who"), scene.end("who")) is None:
        return strip_trail(scene["who"])
    return None


def recipients(ctx: Context, start: int, end: int) -> list[str]:
    """Who the paper is sent to that ``text[start:end]`` tells of: «ban hành công điện gửi Giám đốc Sở A, UBND các xã về …»."""
    m = _SENT_TO.search(ctx.text, start, end)
    if not m or not opens_with_name(ctx, m.end(), end):
        return []
    stop = _SENT_ABOUT.search(ctx.text, m.end(), end)
    piece = ctx.text[m.end():stop.start() if stop else end]
    # 300: the telegrams that go to the most have some 250 characters of those they go to
    return split_members(strip_trail(piece)) if len(piece) < 300 and not PREDICATE.match(piece) else []


def partners(ctx: Context, start: int, end: int) -> list[str]:
    """Who is named as working with the addressee: «phối hợp với Bộ Tài chính, các sở …»."""
    out: list[str] = []
    for m in _PARTNER.finditer(ctx.text, start, end):
        s = m.start("who")
        names = parse(ctx, s, m.end("who"))[0] or parse_unlisted(ctx, s, m.end("who"))[0]
        if not names and opens_with_name(ctx, s, m.end("who")):
            stop = regex.search(r"[.;:]|$", ctx.text[s:m.end("who")]).start()
            names = split_members(strip_trail(ctx.text[s:s + stop]))
        out.extend(n for n in names if len(n) < 200 and n not in out)
        break
    return out
