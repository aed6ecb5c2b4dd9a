"""Lists of tasks: what introduces one, what holds none, and members of one addressee that semicolons part."""
from __future__ import annotations

import regex

from pipeline.addressees import colon_of_task, opens_with_name, opens_with_verb, parse, parse_told, predicate_at, split_members
from pipeline.article import Context
from pipeline.clauses import Statement, heads_time_ahead, strip_openers, trim
from pipeline.discourse import Discourse, State
from pipeline.ranks import QUALIFIED
from pipeline.recipients import whose_work
from pipeline.speakers import entity_name, is_collective, is_private, opening_entity
from pipeline.task_parts import PAST, SHORTEST, Task, skip_scene
from pipeline.triggers import triggers
from pipeline.vocabulary import alternation, compile_forms, forms

# What a section or a list holds that is no work to be done.
ASIDE = regex.compile(rf"(?:các|những|một\s+số)?\s*(?:{alternation(forms('directive_nouns', 'outcome', 'aside'))}|quyền(?!\s+hạn))(?![\w])", regex.IGNORECASE)
_INTRODUCES = regex.compile(rf"{alternation(forms('directive_verbs', 'introduces'))}\s+(?:cụ\s+thể\s+|chi\s+tiết\s+|rõ\s+|về\s+)?(?=\p{{L}})", regex.IGNORECASE)
_WORK = compile_forms("directive_nouns", "work")
_DECIDE = alternation(forms("directive_verbs", "decides"))
_SETS = regex.compile(rf"(?<![\w])đã\s+{_DECIDE}(?![\w])", regex.IGNORECASE)
_LIST_INTRO = regex.compile(
    rf"(?:{alternation(forms('directive_nouns', 'work-listed'))}[^:.;]{{0,60}}|(?:các|những|một\s+số)\s+yêu\s+cầu\s[^:.;]{{0,160}}(?:gồm|như\s+sau|sau\s+đây|là)\s*"
    rf"|(?:\d{{1,2}}|hai|ba|bốn|năm|sáu|bảy|tám)\s+(?:{alternation(forms('directive_nouns', 'work-listed', 'asked'))})\s[^:.;]{{0,120}}):", regex.IGNORECASE)
_INNER_INTRO = regex.compile(rf"{alternation(forms('directive_words', 'list-intro'))}[^:“”()]{{0,60}}:\s*", regex.IGNORECASE)
_LIST_ENDS = regex.compile(rf"{alternation(forms('directive_words', 'list-end'))}\W*$", regex.IGNORECASE)
_KINDS_COLON = regex.compile(rf"(?<![\w]){alternation(forms('directive_nouns', 'kind-with-colon'))}\s*:\s*$", regex.IGNORECASE)  # «phối hợp với các bộ: A, B»
_SECTION_OF = regex.compile(r"(?:(?:đối\s+)?với|(?:trách\s+nhiệm|nhiệm\s+vụ|quyền\s+hạn)\s+của|giao|yêu\s+cầu|(?P<asked>đề\s+nghị))\s+", regex.IGNORECASE)
_WORK_IS = regex.compile(r"(?:các|những|một\s+số|\d+)?\s*(?:nhóm\s+)?(?:nhiệm\s+vụ|giải\s+pháp)(?![\w])[^:;.]{0,80}(?<![\w])(?:gồm|là|như\s+sau|sau\s+đây|sau):\s*", regex.IGNORECASE)
# «Nhiệm vụ cụ thể đến năm 2020 là bảo vệ …; trồng …»
_WORK_BE = regex.compile(r"(?:(?:các|những|một\s+số)\s+)?(?:nhiệm\s+vụ|giải\s+pháp)(?:\s+(?:cụ\s+thể|trọng\s+tâm|chủ\s+yếu|chính|đặt\s+ra|quan\s+trọng|hàng\s+đầu|trước\s+mắt))*(?:\s+(?:đến|trong|của|\d{1,2}\s+tháng|những\s+tháng|năm|quý|thời\s+gian\s+tới)(?=\s)[^,;:.]{2,60}?)?\s+là\s+(?=(?:\p{Ll}+\s){4})", regex.IGNORECASE)
_DECIDES = regex.compile(rf"(?:đã\s+|cũng\s+)?{_DECIDE}(?![\w])", regex.IGNORECASE)
_LAYS_OUT = regex.compile(rf"[\s,]+(?:cũng\s+|đã\s+|vừa\s+)?(?P<verb>{alternation(forms('directive_verbs', 'lays-out'))})(?![\w])", regex.IGNORECASE)
_SO_MANY = regex.compile(rf"\s+(?:\d{{1,2}}|hai|ba|bốn|năm|sáu|bảy|tám)\s+{alternation(forms('directive_nouns', 'asked', 'work-listed'))}(?![\w])", regex.IGNORECASE)
_NO_INTRO = compile_forms("directive_words", "no-list")


def holds_no_work(text: str, start: int, end: int) -> bool:
    """Whether a line that ends with a colon introduces principles, aims, those it holds for or the like."""
    if end - start < 60 and ASIDE.match(text, start, end):
        return True
    return any(ASIDE.match(text, m.end(), end) for m in _INTRODUCES.finditer(text, start, end)) and not _WORK.search(text, start, end)


def introduced(text: str, start: int, end: int) -> int | None:
    """End of «tập trung các giải pháp chủ yếu: » in ``text[start:end]``: what follows are tasks. None if there is none."""
    m = _LIST_INTRO.search(text, start, min(end + 1, start + 320)) or _WORK_BE.match(text, start, end)
    if not m or PAST.search(text[start:m.end()]) and not _SETS.search(text, start, m.end()) or _NO_INTRO.search(text[start:m.end()]):
        return None
    return m.end()


def ends_as_intro(piece: str) -> bool:
    """Whether what stands before a colon announces a list: «… thực hiện các nội dung sau»."""
    return bool(_LIST_ENDS.search(piece))


def after_intro(text: str, at: int, end: int) -> int | None:
    """Start of what follows «… thực hiện một số nội dung sau:» inside the clause, or None."""
    m = _INNER_INTRO.search(text, at, min(end, at + 260))
    if m and m.start() - at < 200 and not _KINDS_COLON.search(text, at, m.end()) and len(text[m.end():end].split()) >= SHORTEST:
        return m.end()
    return None


def joined(ctx: Context, clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Semicolons may part the members of an addressee list: such a piece joins the one after it."""
    out: list[tuple[int, int]] = []
    pending: int | None = None
    for i, (s, e) in enumerate(clauses):
        begin = s if pending is None else pending
        pending = None
        last = i == len(clauses) - 1
        at, _ = strip_openers(ctx, s, e)
        frame_end = max((m.end() for m in triggers(ctx, s, e)), default=None)
        tail = frame_end if frame_end is not None else at
        tail_start = tail + len(ctx.text[tail:e]) - len(ctx.text[tail:e].lstrip(" :"))
        if not last and e - tail_start < 160 and colon_of_task(ctx.text, tail_start, e) < 0 and opens_with_name(ctx, tail_start, e) and predicate_at(ctx, tail_start, e) is None \
                and not parse_told(ctx, tail_start, e)[0]:
            pending = begin
            continue
        out.append((begin, e))
    return out


def introduces(talk: Discourse, s: int, e: int, ahead: bool) -> tuple[bool, Task | None]:
    """Whether ``text[s:e]`` is «Thời gian tới, tỉnh tập trung các giải pháp chủ yếu: …», so that what follows the colon
    are tasks, and the first of them if it stands there."""
    ctx, text = talk.ctx, talk.ctx.text
    colon = introduced(text, s, e)
    if colon is None:
        return False, None
    start, ahead_here = strip_openers(ctx, s, e)
    ahead = ahead or heads_time_ahead(text, start, colon)  # «Nhiệm vụ trọng tâm tuần tới: …»
    start = skip_scene(ctx, start, e)[0]
    names, verb = parse(ctx, start, colon)
    who = opening_entity(ctx, start)
    if who and who.label != "PLACE" and who.end < colon and not is_collective(text[who.start:who.end]) and _LAYS_OUT.match(text, who.end) and not is_private(ctx, who):  # «Chủ tịch huyện chốt lại bốn việc: …»
        talk.state = State(issuer=entity_name(ctx, who), kind="order", force="order", trigger=_LAYS_OUT.match(text, who.end)["verb"], open=True,
                           addressees=whose_work(ctx, start, colon))
        names = []
    elif names and _DECIDES.match(text, verb):  # «Ban Thường vụ Huyện ủy xác định các nhiệm vụ: …»: told by it, not to it
        talk.state = State(issuer=entity_name(ctx, who) if who else names[0], kind="task", open=True)
        names = []
    names = [*names[:-1], QUALIFIED.split(names[-1])[0]] if names else names
    if not (names or ahead or ahead_here or talk.state.open or talk.document_issuer):
        if not (_WORK_IS.fullmatch(text, start, colon) and text[e:e + 1] == ";" and opens_with_verb(text, trim(text, colon, e)[0], e)):
            return False, None
        ahead = True  # «Các nhiệm vụ trọng tâm gồm: nâng cao …; hoàn thiện …»: work, whoever lays it down
    if not talk.state.open or (ahead or ahead_here) and not _DECIDES.match(text, verb):
        said = talk.state.issuer if talk.in_list else None  # «Bà A cho biết …. Trong đó các trường cần … như sau: …»
        issuer = said or (talk.document_issuer if not names and not ctx.meetings else None)
        talk.state = State(issuer=issuer, kind="order" if issuer and not ahead else "task", open=True, document=bool(issuer) and (not said or talk.state.document), ahead=True)
    talk.state.listing = True
    if names:
        talk.state.addressees = names
    after = colon + len(text[colon:e]) - len(text[colon:e].lstrip(" \n*“\""))
    first = Task(after, None, "listed") if len(text[after:e].split()) >= SHORTEST else None
    return True, first


def counts_out(talk: Discourse, start: int, end: int) -> bool:
    """«Chánh án nêu ba yêu cầu đối với các tòa. Thứ nhất, …»: whether a speaker only says how many there are; they follow."""
    ctx, text = talk.ctx, talk.ctx.text
    who = opening_entity(ctx, skip_scene(ctx, start, end)[0])
    told = _LAYS_OUT.match(text, who.end, end) if who and who.label in ("PERSON", "POST") and not is_private(ctx, who) else None
    if told is None or text.find(":", told.end(), end + 1) >= 0 or not _SO_MANY.match(text, told.end(), end):
        return False
    talk.state = State(issuer=entity_name(ctx, who), kind="order", force="order", trigger=told["verb"], open=True, addressees=whose_work(ctx, start, end))
    return True


def names_a_section(talk: Discourse, st: Statement, body: int) -> bool:
    """«2. Sở Y tế:» on a line of its own: whose tasks follow."""
    ctx, text = talk.ctx, talk.ctx.text
    if not st.opens_line or not (talk.state.open or talk.document_issuer) or not (st.heading and st.bullet) and text[st.end - 1] != ":" and text[st.end - 3:st.end] != ":**":
        return False
    start, end = trim(text, body, st.end)
    m = _SECTION_OF.match(text, start, end)
    start = m.end() if m else start
    if end - start > 250 or not opens_with_name(ctx, start, st.end) or predicate_at(ctx, start, end) is not None or triggers(ctx, start, end):
        return False
    asked = m and m.group("asked")
    if not talk.state.open:
        talk.state = State(issuer=talk.document_issuer, open=True, document=True)
    talk.state.addressees, talk.state.listing, talk.state.misses = split_members(text[start:end]), True, 0
    talk.state.kind = "request" if asked else "order" if talk.state.document else talk.state.kind
    return True
