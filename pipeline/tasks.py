"""Clauses that read as tasks: someone named and a verb of doing, an imperative, a must."""
from __future__ import annotations

from dataclasses import replace

import regex

from pipeline.addressees import MODAL, bound, opens_with_name, opens_with_verb, parse, parse_unlisted, split_members
from pipeline.article import Context
from pipeline.clauses import strip_openers, trim
from pipeline.discourse import Discourse, State
from pipeline.named_tasks import addressed
from pipeline.task_parts import (
    AIM, ANY_WILL_BE, COMES_OF_IT, COUNTED, DUTY, FIGURE, MEASURE, NOT_TOLD, ONGOING, OUTSIDER,
    PAST, PEOPLE, PLANS, PURPOSE, SHORTEST, WILL, Task, after_colon, is_authority, is_public, names_individual,
    skip_scene)
from pipeline.vocabulary import alternation, forms

# Labels of a form, not of a task: «Ông Lò Văn Mẫu; địa chỉ: …».
_FORM = regex.compile(rf"(?<![\w]){alternation(forms('directive_nouns', 'form-label'))}\s*$", regex.IGNORECASE)
_OTHER_SUBJECT = regex.compile(r",\s+(?:(?:vừa\s+qua|mới\s+đây|trước\s+đó),?\s+)?\p{Lu}[^,;]{2,40}\s(?:cũng|đã|vừa)\s")
_IF = regex.compile(r"(?:nếu|khi)\s(?:(?!,|\sthì\s).)*+$", regex.IGNORECASE)
# «không phải», «không nhất thiết các trường phải …»; «việc phải thao tác trên nhiều phần mềm»: a burden told of.
_NEED_NOT = regex.compile(r"(?<![\w])(?:không\s+(?:nhất\s+thiết|bắt\s+buộc)\s(?:[^,;]{1,30}\s)?|không\s+|việc\s+)$", regex.IGNORECASE)
# «Đây là khâu then chốt, phải …»
_JUDGED = regex.compile(r"(?:đây|điều\s+(?:này|đó)|việc\s+này)\s[^,;:.]{2,120}?(?:,\s+(?:(?:do\s+đó|vì\s+vậy|nên|và)\s+)*|\s+(?:nhưng|song)\s+)(?=(?:cần|phải)\s)", regex.IGNORECASE)
# Work announced in the passive, with nobody named to do it: «Đề án sẽ được hoàn thiện trong quý I».
_WILL_BE = regex.compile(
    rf"(?<![\w])(?:sẽ|dự\s+kiến)\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s+{alternation(forms('directive_verbs', 'worked-on'))}(?![\w])", regex.IGNORECASE)
# How something is to be done, laid down: «Việc công khai được thực hiện theo Điều 39».
_LAID_DOWN = regex.compile(
    rf"{alternation(forms('directive_nouns', 'regulated'))}\s[^.;:]{{4,160}}?\s(?:được\s+)?{alternation(forms('directive_verbs', 'laid-down'))}"
    r"\s+(?:nghiêm\s+|đúng\s+)*(?:theo|đúng|chậm\s+nhất|trước\s+ngày)(?![\w])", regex.IGNORECASE)
_IS_TO = regex.compile(r"(?:là|chỉ)\s+", regex.IGNORECASE)
_TURNS = regex.compile(r"(?:,\s*(?:trong\s+đó|nhưng|mà|song|do\s+đó|vì\s+vậy|do\s+vậy)|,|\s(?:nhưng|trong\s+đó|song))\s+", regex.IGNORECASE)
_BESIDE = regex.compile(r"cùng\s+(?:với\s+)?", regex.IGNORECASE)  # «Cùng các sở, ngành tăng cường …»
_LATER_WILL = regex.compile(r"(?:(?:đầu|giữa|cuối|trong|sang|từ)\s+)?(?:ngày|tháng|quý|năm|tuần)\s[^,;:]{0,24}\ssẽ\s(?!được|là|có|diễn)", regex.IGNORECASE)  # «Đầu tháng 6 sẽ …»
_EFFECT = regex.compile(r"(?:nếu|khi|nhờ|(?<!đối\s)với)\s|(?<![\w])(?:thì|từ\s+đó|qua\s+đó)(?![\w])", regex.IGNORECASE)  # «Nếu …, thì … sẽ»: what comes of it
_UNCEASING = regex.compile(r"(?:không\s+ngừng|sẵn\s+sàng)\s+", regex.IGNORECASE)
_THEN_WILL = regex.compile(r",\s+(?:và\s+|đồng\s+thời\s+)?(?:trong\s+)?thời\s+gian\s+tới,?\s+(?=sẽ\s)", regex.IGNORECASE)  # «… đã ghi nhận …, thời gian tới sẽ tham mưu …»
_LISTS = regex.compile(r"(?<![\w])(?:như|gồm|với)(?![\w])", regex.IGNORECASE)
# «Xử lý kỷ luật là một trong những giải pháp …»; not «coi tuyên truyền là nhiệm vụ …».
_STATES = regex.compile(
    r"(?<!(?<![\w])(?:coi|xem|lấy|xác\s+định|nhận\s+thức)(?![\w])[^.;]{0,120})"
    rf"(?<![\w])là\s+{alternation(forms('directive_nouns', 'stated-as'))}(?![\w])", regex.IGNORECASE)
# Figures of what has come about: «giải ngân được 46,3%», «cao hơn bình quân cả nước».
_REACHED = regex.compile(
    rf"(?<![\w])(?:được\s+\d[\d.,]*\s*(?:%|{COUNTED}|căn|đơn|vụ)"
    r"|(?:thấp|cao|tăng|giảm|nhiều|ít)\s+(?:hơn\s+)?(?:[\d.,]+\s*%?\s+)?(?:hơn|so\s+với)\s+(?:bình\s+quân|cùng\s+kỳ|năm\s+trước|tháng\s+trước|tuần\s+trước|năm\s+\d{4})|ước\s+đạt)(?![\w])", regex.IGNORECASE)
# Those who go by what they do: «Đội vận chuyển rác phải …».
_TEAM_MUST = regex.compile(r"(?P<who>(?:đội|tổ|bộ\s+phận|nhóm|đơn\s+vị|trạm)\s+(?:\p{Ll}+\s+){0,5}?\p{Ll}+)\s+(?=(?:phải|không\s+được|có\s+trách\s+nhiệm)\s)", regex.IGNORECASE)
_OWN_WILL = regex.compile(rf"(?P<who>{alternation(forms('directive_bodies', 'own'))})\s+(?:này\s+|cũng\s+|chúng\s+tôi\s+)*(?=sẽ\s)", regex.IGNORECASE)
_INANIMATE = regex.compile(
    rf"(?:\d{{1,3}}(?:[.,]\d+)?%\s+)?(?:các|những|mọi|mỗi|từng|tất\s+cả(?:\s+các)?)\s+(?:{alternation(forms('directive_nouns', 'thing'))}|điểm(?!\s+(?:thi|bán|giao)))(?![\w])", regex.IGNORECASE)
_CONCERNING = regex.compile(
    r"(?:(?:riêng|còn)\s+)?(?:đối\s+)?với\s+(?P<who>(?:[^;:.(]|\([^()]*+\)){3,200}?)\s*[,:]\s+"
    rf"(?!{alternation(forms('directive_bodies', 'list-goes-on'))}(?![\w]))", regex.IGNORECASE)
# «Đối với hợp đồng hỗ trợ, phục vụ: …»
_CONCERNING_THIS = regex.compile(r"(?:(?:riêng|còn)\s+)?đối\s+với\s+(?P<who>[^;:.(]{3,160}?)\s*:\s+", regex.IGNORECASE)
_CONCERNS = regex.compile(r"(?:(?:riêng|còn)\s+)?đối\s+với\s", regex.IGNORECASE)
_COMPLAINS = regex.compile(rf"{alternation(forms('directive_verbs', 'complains'))}|xử\s+lý:", regex.IGNORECASE)  # «Nội dung: Phản ánh …» of a letter
_LABEL = regex.compile(
    rf"\p{{Lu}}(?:(?!\s{alternation(forms('directive_words', 'no-label'))}\s)[^.;:!?“”]){{3,60}}:\s+(?=\p{{Lu}}\p{{Ll}})")
_CONDITION = regex.compile(
    r"(?:(?P<ahead>(?:kể\s+)?từ\s+nay\s)|khi\s|nếu\s|(?:trong\s+)?trường\s+hợp\s|(?:ngay\s+)?sau\s+(?:khi|ngày)\s|dưới\s+sự\s+(?:chỉ\s+đạo|chủ\s+trì|điều\s+hành)\s+(?:trực\s+tiếp\s+)?của\s|(?:những|các)\s+(?:vấn\s+đề|nội\s+dung|khó\s+khăn|trường\s+hợp|vụ\s+việc|phần\s+việc)\s+(?:vượt|phát\s+sinh|ngoài|chưa|không)\s|trước\s+(?:khi|ngày|tháng)\s|chậm\s+nhất\s|đến\s+(?:hết|cuối|ngày|năm|tháng|quý)\s|định\s+kỳ\s|"
    r"trong\s+(?:thời\s+(?:gian|hạn)|giai\s+đoạn|vòng|quý|tháng|tuần|năm|quá\s+trình|dịp|\d)\s?)[^;:.]{2,200}?(?:,|\sthì)\s+", regex.IGNORECASE)
_CONDITION_GOES_ON = regex.compile(r"[^;:.]{2,120}?(?:,|\sthì)\s+", regex.IGNORECASE)


def find_task(talk: Discourse, s: int, e: int, ahead: bool, speech: bool = False) -> Task | None:
    """The task that ``text[s:e]`` reads as, or None. ``ahead``: the sentence was announced for the time
    ahead; ``speech``: it is what someone said. May let a paper's issuer speak again.

    A condition or a bound of time before the task stays in it: «Khi có gió mạnh, các xã …», «Từ nay đến hết quý I, huyện …»."""
    task = _find(talk, s, e, ahead, speech)
    if task is not None and task.rule not in ("modal", "item"):
        return task
    text = talk.ctx.text
    start = strip_openers(talk.ctx, s, e)[0]
    m = _CONDITION.match(text, start, e)
    if m is None:
        return task
    ahead = ahead or bool(m.group("ahead"))
    for _ in range(3):  # the comma may stand inside the condition
        inner = _find(talk, m.end(), e, ahead, speech)
        if inner is not None and inner.rule == "will" and _IF.match(text, start, m.end()) and not inner.addressees:
            return None  # «Nếu …, thì sẽ …»: what comes of it
        if inner is not None and inner.rule != "modal" and (inner.addressees or inner.start == m.end()):
            return replace(inner, start=start)
        comma = _CONDITION_GOES_ON.match(text, m.end(), e)
        if comma is None or PAST.search(text, m.end(), comma.end()):
            break  # «Ngay sau khi nhận đơn, Sở đã cử …, hỗ trợ …»
        m = comma
    return task


def _find(talk: Discourse, s: int, e: int, ahead: bool, speech: bool) -> Task | None:
    text, state = talk.ctx.text, talk.state
    start, ahead_here = strip_openers(talk.ctx, s, e)
    start, end = trim(text, start, e)
    ahead, active = ahead or ahead_here or (state.ahead and state.open), state.open or speech
    is_to = _IS_TO.match(text, start, end)
    if is_to and opens_with_verb(text, is_to.end(), end):
        if is_to.group().lower().startswith("là"):
            start = is_to.end()  # «Trước mắt là sắp xếp …»
        elif active:
            return Task(start, None, "listed" if state.listing else "imperative")  # «Chỉ thực hiện …»
    if len(text[start:end].split()) < SHORTEST or text[e - 1:e + 1].strip().endswith("?") or state.petition and not ahead:
        return None
    concerned: list[str] | None = None
    if text[e - 1:e + 1].find(":") >= 0 and _CONCERNS.match(text, start, end):
        return None  # «Đối với các dự án …:» only says what the items below are about
    m = _CONCERNING_THIS.match(text, start, end) or _CONCERNING.match(text, start, end)
    if m and m.end() < end:
        who = m.start("who")
        if opens_with_name(talk.ctx, who, m.end()) and not _INANIMATE.match(text, who, m.end()):
            concerned = split_members(m.group("who"))
        inner = m.end()
    else:
        inner = skip_scene(talk.ctx, start, end)[0]
    inner, ahead_inner = strip_openers(talk.ctx, inner, end)
    ahead = ahead or ahead_inner
    if PURPOSE.match(text, inner, end) or MEASURE.match(text, inner, end) and not MODAL.search(text[inner:end]):
        return None
    if AIM.match(text, inner, end) and FIGURE.search(text[inner:end]):
        return None
    names, at = ([], inner) if _INANIMATE.match(text, inner, end) else parse(talk.ctx, inner, end)
    if len(names) < 2 and (team := _TEAM_MUST.match(text, inner, end)):
        names, at = [team["who"]], team.end()
    if not names:
        names, at = _place_told(talk.ctx, inner, end)
    if (active or talk.speaker or state.issuer) and not state.petition and (own := _OWN_WILL.match(text, inner, end)):
        return None if COMES_OF_IT.match(text, own.end()) else Task(inner, [] if OUTSIDER.match(own["who"]) else [own["who"]], "will", "task")
    if not names and state.open:
        names, at = parse_unlisted(talk.ctx, inner, end)
    if names and text[at:at + 1] == ":" and (active or talk.document_issuer or talk.in_list and opens_with_verb(text, after_colon(text, at, end), end)):
        if _FORM.search(text[inner:at]) or names_individual(talk.ctx, inner, at) and not opens_with_verb(text, after_colon(text, at, end), end):
            return None
        if text[at + 1:end].strip():
            after = after_colon(text, at, end)
            told = opens_with_verb(text, after, end) or MODAL.search(text, after, end) or talk.ctx.text[after:end].find(";") >= 0
            return Task(after, names, "addressed" if told else "item")
        return None
    label = _LABEL.match(text, inner, end) if (active or talk.document_issuer) and not names else None
    if label and not opens_with_verb(text, inner, end):
        return None if _COMPLAINS.match(text, label.end()) else _find(talk, label.end(), e, ahead, speech)  # «Dịp Tết Dương lịch: …», «Hình thức thực hiện: …»
    beside = _BESIDE.match(text, inner, end)
    if beside and active and not names:
        others, at = parse(talk.ctx, beside.end(), end)
        if others and text[at] not in ":,":
            return Task(inner, None, "imperative")
    if not names and (text.find(" sẽ ", inner, end) >= 0 or text.find(" dự kiến ", inner, end) >= 0) and not PAST.search(text, inner, end):
        for comma in _TURN.finditer(text, inner, min(end, inner + 140)):  # «Ở mỗi điểm thi, Bộ sẽ bố trí …»: another's place or time first
            who, at_will = parse(talk.ctx, comma.end(), end)
            if who and (WILL.match(text, at_will) or PLANS.search(text, comma.end(), at_will)) and not COMES_OF_IT.match(text, at_will) and (is_authority(who) or is_public(talk.ctx, comma.end()) or active) and not _EFFECT.match(text, inner) and not names_individual(talk.ctx, comma.end(), at_will):
                return Task(inner, who, "will", "task") if not state.petition else None
    then = _THEN_WILL.search(text, inner, end) if active or talk.reporter else None
    if then:
        if not active:
            talk.state = State(issuer=talk.reporter, kind="task", open=True)
        return Task(then.end(), [], "will", "task")
    judged = _JUDGED.match(text, inner, end)
    if judged and active:
        return Task(judged.end(), None, "frame" if speech else "modal", "order")
    if OUTSIDER.match(text, inner) and not MODAL.search(text[inner:inner + 80]) or NOT_TOLD.match(text, inner):
        return None
    if _REACHED.search(text, inner, end) and not MODAL.search(text, inner, end) and not WILL.search(text, inner, end) and not AIM.search(text, inner, end):
        return None
    if _ONLY_THEN.search(text, inner, end):
        return None
    if names:
        return addressed(talk, inner, at, end, names, ahead, active)
    if (active or ahead) and _LATER_WILL.match(text, inner, end):
        return Task(inner, None, "will", "task")
    if concerned is not None and active and not PAST.search(text[inner:inner + 80]):
        keep = regex.match(r"(?:việc|công\s+tác)\s", text[inner:end], regex.IGNORECASE)
        return Task(start if keep else inner, concerned, "addressed")
    unceasing = _UNCEASING.match(text, inner, end)  # «Không ngừng nâng cao …», «Sẵn sàng ứng phó …»
    if opens_with_verb(text, unceasing.end() if unceasing else inner, end):
        if _STATES.search(text, inner, end) and not MODAL.search(text, inner, end):
            return None
        if _OTHER_SUBJECT.search(text[inner:min(end, inner + 160)]):
            return None
        if state.listing:
            return Task(inner, None, "listed")
        if active or ahead:
            if PAST.search(text[inner:inner + 24]) and not MODAL.match(text, inner, end):
                return None
            announced = ahead and not (state.open and (state.issuer or state.duties and state.addressees))
            return Task(inner, None, "ahead" if announced else "imperative", "task" if announced else None)
        return None
    passive = not state.petition and text.find("được", inner, min(end, inner + 200)) >= 0
    later = (_WILL_BE.search(text, inner, min(end, inner + 200)) or ANY_WILL_BE.search(text, inner, min(end, inner + 200))) if passive else None
    if later and later.re is ANY_WILL_BE and PEOPLE.search(text, inner, later.start()):
        later = None
    if later and not PAST.search(text, inner, later.start()) and not ONGOING.search(text, inner, later.start()) and not _EFFECT.search(text, inner, later.start()) \
            and not MODAL.search(text, inner, later.start()):
        return Task(inner, [], "will", "task")
    if active and _LAID_DOWN.match(text, inner, end) and not PAST.search(text, inner, end) and not MODAL.search(text, inner, end):
        return Task(inner, [], "modal", "task")
    modal = MODAL.search(text, inner, min(end, inner + 170))
    if modal and (_NEED_NOT.search(text, max(inner, modal.start() - 40), modal.start()) or modal.group().lower() == "không được" and _IF.match(text, inner, modal.start())):
        modal = None  # «không phải», «Nếu nghị quyết không được triển khai …»
    if modal and (active or ahead):
        late = _late_subject(talk.ctx, inner, modal.start(), not _CONDITION.match(text, inner, end) and not _LISTS.search(text, inner, modal.start()))
        if late and not PAST.search(text[late[0]:modal.start()]):
            return Task(*late, "addressed", "order" if DUTY.search(modal.group()) or state.kind == "task" else None)
    if modal and not active and talk.document_issuer and regex.match(r"(?:việc|các)\s", text[inner:end], regex.IGNORECASE) \
            and modal.group().lower() in ("phải", "không được") and not PAST.search(text[inner:modal.start()]):
        talk.reopen_paper()
        return Task(inner, bound(talk.ctx, inner, modal.start()), "modal", "order")
    if modal and (active or ahead) and not PAST.search(text[inner:modal.start()]) and not ONGOING.search(text[inner:modal.start()]):
        kind = "order" if regex.search(r"phải|không\s+được", modal.group(), regex.IGNORECASE) else None
        told = bool(state.trigger or not state.document)
        return Task(inner, bound(talk.ctx, inner, modal.start(), told), "modal", kind)
    if (state.listing and talk.in_list or state.duties and state.open) and not _STATES.search(text, inner, end) and not regex.match(r"về\s", text[inner:end], regex.IGNORECASE) and not regex.search(r"(?<![\w])được\s", text[inner:end]) and text[end:end + 1] != ":" and text[e - 1:e] != ":":
        return Task(inner, None, "item")
    return None


def _late_subject(ctx: Context, start: int, modal: int, comma: bool) -> tuple[int, list[str]] | None:
    """«…, trong đó các xã phải …», «… nhưng nhà thầu cần …»: where the one who must is named, and who it is.
    ``comma``: a comma alone may stand before the name."""
    for m in _TURNS.finditer(ctx.text, start, modal):
        if m.group().strip() == "," and not comma:
            continue
        names, at = parse(ctx, m.end(), modal + 8)
        if names and at == modal and not names_individual(ctx, m.end(), at, posts=False):
            return m.end(), names
    return None


def _place_told(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """«Hải Phòng cần …», «Hải Phòng sẽ …»: a place that goes by its name alone acts where a must follows or what will
    be done. As ``parse``."""
    place = ctx.entity_at(start)
    must = MODAL.match(ctx.text, place.end + 1, end) or WILL.match(ctx.text, place.end + 1, end) if place and place.label == "PLACE" else None
    return ([ctx.text[start:place.end]], must.start()) if place and must else ([], start)


_ONLY_THEN = regex.compile(r"phải\s[^,;:.]{2,60}?\smới\s(?:(?:\p{Ll}+\s){0,2}(?:được|nổi|xong|tới|đến|đủ|có|ấm|về|ra|vào|hết)|kịp)(?![\w])", regex.IGNORECASE)  # «dân phải trèo lên đồi mới gửi được»
_TURN = regex.compile(r",\s+")
