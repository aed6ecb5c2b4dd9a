"""Papers an article tells of: whose plan, telegram or decision a sentence says is issued."""
from __future__ import annotations

import re
from dataclasses import dataclass

import regex

from pipeline.article import Context, Entity
from pipeline.clauses import Statement, strip_openers, strip_scene
from pipeline.speakers import entity_name, is_collective, issuer_by_code, opening_entity
from pipeline.vocabulary import alternation, forms

_PAPER = alternation([*forms("directive_nouns", "paper", "ruling"), "dự thảo"])
_GUIDANCE = alternation(forms("directive_nouns", "guidance"))
_MENTIONED = re.compile(rf"(?<!\w)(?:{_PAPER}|{_GUIDANCE})(?!\w)", re.IGNORECASE)  # over plain words re is three times as fast as regex
_ADVERBS = rf"(?:(?:{alternation(forms('directive_words', 'issues-adverb'))}|ngày\s+[\d/.-]+|thay\s+mặt\s+[^,;.]{{2,50}},)[\s,]*+){{0,5}}"
# «ban hành Công điện số 5», «có văn bản», «lên kế hoạch»
_ISSUED = regex.compile(
    rf"(?<![\w])(?:(?:{alternation(forms('directive_verbs', 'issues'))}|(?P<passes>{alternation(forms('directive_verbs', 'passes'))}))\s+(?:ban\s+hành\s+)?(?:\S+\s+){{0,2}}?(?:{_PAPER}|(?<=(?:có|hành|ra)\s){_GUIDANCE})"
    rf"|(?P<draws>{alternation(forms('directive_verbs', 'draws-up'))})\s+(?:\S+\s+){{0,2}}?(?:{_PAPER}|{_GUIDANCE}))(?![\w])", regex.IGNORECASE)
_BETWEEN = regex.compile(rf"[\s,)]*+{_ADVERBS}$", regex.IGNORECASE)
_NOT_ISSUER = regex.compile(rf"{alternation(forms('directive_verbs', 'no-issuer'))}\s+(?:đồng\s+chí\s+)?$", regex.IGNORECASE)
_COUNTED = regex.compile(rf"(?:\d+|nhiều|các|những|một\s+số|hàng\s+loạt)\s+{alternation(forms('directive_nouns', 'in-numbers'))}", regex.IGNORECASE)
_AMONG_THEM = regex.compile(rf"trong\s+đó\s+có\s+(?:{_PAPER})(?![\w])", regex.IGNORECASE)  # «thông qua 21 nghị quyết, trong đó có nghị quyết về …»
_DRAFT = regex.compile(r"dự\s+thảo$", regex.IGNORECASE)
# «Kế hoạch … vừa được UBND tỉnh ban hành», «Đề án … do Sở A xây dựng»
_BY = regex.compile(rf"(?<![\w])(?:{_PAPER})(?![\w])[^.;:]{{0,200}}?\s(?:được|do)\s+", regex.IGNORECASE)
_ISSUES_IT = regex.compile(rf"[\s,]*+{_ADVERBS}{alternation(forms('directive_verbs', 'issues', 'passes', 'draws-up'))}(?![\w])", regex.IGNORECASE)
# «Quyết định số 5 của UBND tỉnh quy định …»
_OF = regex.compile(rf"(?:{_PAPER})(?![\w])(?:[^.;:,]|,\s\p{{Ll}}){{0,160}}?\scủa\s+", regex.IGNORECASE)
_NUMBERED = regex.compile(rf"(?:{_PAPER})\s+(?:số\s+)?(?P<number>\d[\w-]*(?:/[\w-]+)+)(?![\w])", regex.IGNORECASE)
_DOES = regex.compile(
    rf"[^.;:]{{0,160}}?(?<![\w])(?:(?P<tells>{alternation(forms('directive_verbs', 'paper-tells'))})|{alternation(forms('directive_verbs', 'paper-lays-down'))})(?![\w])", regex.IGNORECASE)
_COLON = regex.compile(r"(?:\s+rõ)?\s*:")
# «phát đi Công điện số 5 của Thủ tướng»: another's paper
_WHOSE = regex.compile(r"[\s,]*+(?:(?:hỏa\s+tốc|khẩn)\s+)?(?:số\s+\S+\s+)?(?:ngày\s+\S+\s+)?của\s+", regex.IGNORECASE)
# What was told before is said to stand in a paper: «Đây là nội dung trong kế hoạch vừa được UBND tỉnh ban hành», «…, theo
# Kế hoạch số 5 của Sở A.», «…, thông báo của UBND xã nêu rõ.»
_STANDS_IN = regex.compile(
    rf"(?:(?:đây|đó)\s+(?:cũng\s+)?là\s[^.;:]{{0,80}}?|,\s+(?P<theo>theo\s+)?)(?<![\w])(?:{_PAPER})(?![\w])[^.;:]{{0,160}}?\s(?P<whose>của|do|được)\s+", regex.IGNORECASE)
_ENDS = regex.compile(r"[^,;:.]{0,80}[.\s]*", regex.IGNORECASE)
_SAYS_SO = regex.compile(rf"\s+(?:cũng\s+)?{alternation(forms('directive_verbs', 'paper-tells', 'paper-lays-down'))}(?:\s+rõ)?[.\s]*", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Issue:
    """A paper issued in a sentence: by whom, ``start`` and ``end`` of the words that say so;
    ``plain``: the sentence is about its being issued; ``speaks``: it tells in what follows, and does not only
    lay down rules."""

    issuer: str
    start: int
    end: int
    plain: bool
    speaks: bool = True


def issued(ctx: Context, st: Statement, lead: bool) -> Issue | None:
    """The paper that the statement says is issued, and by whom; None if it says so of none. ``lead``: it opens
    the article, where a plan that is drawn up is the news."""
    if not _MENTIONED.search(ctx.text, st.start, st.end):
        return None
    return _active(ctx, st, lead) or _passive(ctx, st) or _titled(ctx, st)


def named_after(ctx: Context, opening: list[Statement]) -> str | None:
    """Whose paper it is that the first statements of an article turn out to have told from."""
    for st in opening:
        for m in _STANDS_IN.finditer(ctx.text, st.start, st.end, overlapped=True):
            by = _holder(ctx, m.end(), st.end + 1)
            if by is None:
                continue
            if m.group().startswith(","):
                said = _ENDS.fullmatch(ctx.text, by.end, st.end) if m["theo"] else _SAYS_SO.fullmatch(ctx.text, by.end, st.end)
            else:
                said = m["whose"] == "của" or _ISSUES_IT.match(ctx.text, by.end, st.end)
            if said:
                return entity_name(ctx, by)
    return None


def _active(ctx: Context, st: Statement, lead: bool) -> Issue | None:
    text = ctx.text
    for m in _ISSUED.finditer(text, st.start, st.end):
        holders = [x for x in ctx.entities_in(st.start, m.start()) if x.end <= m.start() and x.label in ("PERSON", "POST", "ORG") and _BETWEEN.match(text[x.end:m.start()])
                   and not is_collective(text[x.start:x.end])]
        if not holders or m["draws"] and not lead or m["passes"] and text.endswith("của ", st.start, holders[-1].start):
            continue  # «Quyết định số 5 của Thủ tướng phê duyệt Chương trình …» is cited
        holder = holders[-1]
        opens = text.rfind("(", st.start, holder.start)
        if opens >= 0 and text.find(")", opens, m.start()) >= holder.end:  # «Cục A (Bộ B) vừa có công văn»
            holder = next((x for x in ctx.entities_in(st.start, opens) if x.end <= opens <= x.end + 1 and x.label in ("PERSON", "POST", "ORG")), holder)
        if _NOT_ISSUER.search(text[max(st.start, holder.start - 14):holder.start]):
            continue
        if _COUNTED.search(text, m.start(), m.end() + 20):
            return Issue(entity_name(ctx, holder), m.start(), m.end(), True, speaks=False) if _AMONG_THEM.search(text, m.end(), st.end) else None
        whose = _WHOSE.match(text, m.end(), st.end)
        other = opening_entity(ctx, whose.end()) if whose else None
        if other and other.label in ("PERSON", "POST", "ORG") and not is_collective(text[other.start:other.end]):
            holder = other
        return Issue(entity_name(ctx, holder), m.start(), m.end(), True, speaks=_DRAFT.search(text, m.start(), m.end()) is None)
    return None


def _passive(ctx: Context, st: Statement) -> Issue | None:
    if ctx.text.find(" được ", st.start, st.end) < 0 and ctx.text.find(" do ", st.start, st.end) < 0:
        return None
    for m in _BY.finditer(ctx.text, st.start, st.end, overlapped=True):
        by = _holder(ctx, m.end(), st.end)
        told = _ISSUES_IT.match(ctx.text, by.end, st.end) if by else None
        if by and told:
            return Issue(entity_name(ctx, by), m.start(), told.end(), False)
    return None


def _titled(ctx: Context, st: Statement) -> Issue | None:
    begin = strip_scene(ctx.text, strip_openers(ctx, st.start_body, st.end)[0], st.end)
    m = _OF.match(ctx.text, begin, st.end)
    by = _holder(ctx, m.end(), st.end) if m else None
    issuer, end = (entity_name(ctx, by), by.end) if by else (None, begin)
    if by is None and (numbered := _NUMBERED.match(ctx.text, begin, st.end)):
        issuer, end = issuer_by_code(numbered["number"], ctx), numbered.end()
    does = _DOES.match(ctx.text, end, st.end) if issuer else None
    return Issue(issuer, begin, end, False, does["tells"] is not None or _COLON.match(ctx.text, does.end(), st.end) is not None) if issuer and does else None


def _holder(ctx: Context, at: int, end: int) -> Entity | None:
    e = opening_entity(ctx, at)
    return e if e and e.end < end and e.label in ("PERSON", "POST", "ORG") and not is_collective(ctx.text[e.start:e.end]) else None
