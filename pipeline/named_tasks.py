"""Tasks of those whom a clause names: «các xã phải …», «Sở A sẽ …», «Công an huyện rà soát …»."""
from __future__ import annotations

import regex

from pipeline.addressees import MODAL, PASSIVE_MUST, opens_with_verb
from pipeline.article import Context
from pipeline.discourse import Discourse
from pipeline.speakers import is_person
from pipeline.task_parts import (
    AIM, ANY_WILL_BE, COMES_OF_IT, DUTY, FIGURE, MANY, ONGOING, PAST, PEOPLE, PLANS, SHARE, WILL,
    Task, is_authority, is_public, names_individual)
from pipeline.vocabulary import alternation, forms

_REPORTED = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_verbs', 'reported'))}|có\s+\d+|(?<!(?:nhất|biệt|hết|riêng)\s)là(?!\s+(?:đầu\s+mối|chủ\s+đầu|thành\s+viên|cơ\s+quan)))(?![\w])", regex.IGNORECASE)
LONGEST_MEMBER = 28  # words; the longest addressee of the project's gold has 24
_PRONOUN = regex.compile(rf"{alternation(forms('directive_bodies', 'pronoun'))}\s+(?-i:\p{{Ll}})", regex.IGNORECASE)
_LEADERS = regex.compile(r"(?:các\s+)?(?:đồng\s+chí\s+)?lãnh\s+đạo(?![\w])", regex.IGNORECASE)  # who attends, unless a must says otherwise
_SOME = regex.compile(r"một\s+số|nhiều", regex.IGNORECASE)
_PASSIVE = regex.compile(r"được|không\s+ngừng")
_HABIT = regex.compile(r"(?<![\w])(?:cũng|luôn|thường\s+xuyên)\s*$")
# What someone says or feels of others' work, and hopes of them.
_PRAISE = alternation(forms("directive_verbs", "praise"))
_ATTITUDE = regex.compile(
    rf"(?:(?:nhiệt\s+liệt|trân\s+trọng|rất|hết\s+sức|xin)\s+)*(?:{_PRAISE}|{alternation(forms('directive_verbs', 'attitude'))}"
    r"|trao(?!\s+đổi)|chủ\s+trì(?=\s+(?:hội|buổi|cuộc|phiên)))(?![\w])", regex.IGNORECASE)
_HOPE = regex.compile(rf"(?<![\w])(?:{_PRAISE}|kỳ\s+vọng|tin\s+rằng|trân\s+trọng)(?![\w])", regex.IGNORECASE)
_ABOUT = regex.compile(r"(?<![\w])về(?:\s+việc)?\s+(?:\p{Ll}+\s+){0,2}$")  # «Kết luận của Ban A về việc triển khai …»
_NOT_TO = regex.compile(r"không\s+phải(?![\w])", regex.IGNORECASE)
_HAS_PLANS = regex.compile(r"có\s+kế\s+hoạch\s+(?!\p{Lu}|số\s)", regex.IGNORECASE)
_INFORMS = frozenset(forms("directive_verbs", "informs"))
_TASKED = regex.compile(rf"{alternation(forms('directive_verbs', 'tasked'))}(?![\w])", regex.IGNORECASE)
# «Hộ khai báo trung thực được hỗ trợ …», «các xã muốn đổi mô hình thì được vay …»: what they get.
_GIVEN = regex.compile(rf"được\s+{alternation(forms('directive_verbs', 'given'))}\s+", regex.IGNORECASE)  # «Công an huyện được phân công phối hợp …»
_SHALL_BE = regex.compile(r"sẽ\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s", regex.IGNORECASE)
_BENEFITS = regex.compile(rf"(?<![\w])được\s+(?!{alternation(forms('directive_verbs', 'given'))}(?![\w]))", regex.IGNORECASE)
_WHO_DO = regex.compile(rf"\p{{L}}+(?:\s\p{{L}}+){{1,3}}\s(?:thì\s)?{_BENEFITS.pattern}", regex.IGNORECASE)  # «Doanh nghiệp làm tốt được ưu tiên …»


def addressed(talk: Discourse, inner: int, at: int, end: int, names: list[str], ahead: bool, active: bool) -> Task | None:
    text, state = talk.ctx.text, talk.state
    link = text[inner:at]
    head = text[at:at + 60]
    modal, will = MODAL.match(text, at, end), WILL.match(head) or PLANS.search(link) or _HAS_PLANS.match(head) \
        or (state.trigger or "").lower() in _INFORMS and head.startswith("tiếp tục ")  # «Ông cho biết, Hội tiếp tục …»
    if _SOME.match(link) and not MODAL.match(text, at):
        return None
    if _PRONOUN.match(link) and not modal:
        return None
    given = _GIVEN.match(text, at, end)
    if given and (active or ahead or talk.document_issuer or talk.in_list) and not PAST.search(link) and opens_with_verb(text, given.end(), end):
        return Task(inner, names, "addressed", "order")
    if _SHALL_BE.match(head) and (active or ahead or ANY_WILL_BE.match(text, at) and not PEOPLE.search(link)):
        return Task(inner, [], "will", "task")  # «Quỹ A sẽ được cấp thêm …»
    if _NOT_TO.match(head) or _ABOUT.search(link) or _REPORTED.search(link) or _PASSIVE.match(head) or any(len(n.split()) > LONGEST_MEMBER for n in names):
        return None
    if not ahead and state.issuer and any(_means(talk.ctx, n, state.issuer) for n in names) and not MODAL.match(text, at) and not head.startswith("sẽ"):
        return None  # the issuer's own doings are reported, not told
    if ONGOING.search(link) or ONGOING.match(head) or AIM.match(head) and FIGURE.search(text[at:end]):
        return None
    if not modal and (_ATTITUDE.match(head) or _HOPE.search(link)) and (will or names_individual(talk.ctx, inner, at) or not MANY.search(link)):
        return None
    if not modal and not will and not ahead and _HABIT.search(link):
        return None
    if not modal and (_BENEFITS.search(text, inner, at) or not MANY.search(link) and _WHO_DO.match(text, at, end)):
        return None
    share = SHARE.match(text, inner, at)
    if share and not share.group().startswith("100"):
        return None
    if share and regex.search(r"(?<![\w])được(?![\w])", text[inner:at + 30]):
        return None
    if will and (active or ahead or talk.document_issuer or is_authority(names) or is_public(talk.ctx, inner)):
        if COMES_OF_IT.match(head):
            return None
        return Task(inner, names, "will", "task")
    duty = bool(modal or _TASKED.match(text, at)) and not names_individual(talk.ctx, inner, at)
    if not active and not ahead and state.dormant and duty:
        state.open, state.dormant, active = True, False, True  # a speech goes on after a sentence that only set the scene
    if not active and not ahead:
        # Of one who has been quoted on something else, only a must to someone named is an order.
        if modal and duty and state.issuer and not state.petition:
            active = True
    if not active and not ahead:
        # In an article on a plan or a telegram, bodies with a verb of duty are being told.
        if not talk.document_issuer or not (modal or share or not talk.ctx.meetings and duty):
            return None
        talk.reopen_paper()
        state = talk.state
        active = True
    if modal and PASSIVE_MUST.match(text, at):
        return Task(inner, [], "addressed", "order")  # «đồng chí A cũng cần được bố trí việc khác»
    if modal:
        kind = "order" if DUTY.search(modal.group()) or (state.kind == "task") else None
        return Task(inner, names, "addressed", kind if state.issuer or talk.document_issuer else "task")
    if ahead and not (state.open and state.issuer) and (duty or not names_individual(talk.ctx, inner, at, posts=False)):
        return Task(inner, names, "ahead", "task")
    if active and (state.listing or not _LEADERS.match(link) and not names_individual(talk.ctx, inner, at, posts=not (state.document or talk.in_list and state.kind == "order"))):
        return Task(inner, names, "share" if share else "addressed", None)
    return None


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("ủy ban nhân dân", "ubnd").split())


def _means(ctx: Context, name: str, issuer: str) -> bool:
    """Whether an addressee is the issuer: his name with his post, his post alone, the body and a word after it."""
    a, b = f" {_fold(name)} ", f" {_fold(issuer)} "
    return a.startswith(b) or len(a.split()) > 1 and b.startswith(a) or b in a and is_person(ctx, issuer) \
        or any(p.name == issuer and p.title and len(a.split()) > 1 and _fold(p.title).startswith(a.strip()) for p in ctx.people)
