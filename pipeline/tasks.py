"""Clauses that read as tasks: someone named and a verb of doing, an imperative, a must."""
from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.addressees import MODAL, PASSIVE_MUST, bound, opens_with_name, opens_with_verb, parse, split_members, parse_unlisted
from pipeline.article import Context
from pipeline.clauses import strip_openers, strip_scene, trim
from pipeline.discourse import Discourse, State
from pipeline.vocabulary import alternation, compile_forms, forms

PAST = compile_forms("directive_verbs", "past")
_COUNTED = alternation(forms("directive_words", "counted"))
FIGURE = regex.compile(rf"\d\s*%|\d[\d.,]*\s+(?:{_COUNTED}|xã|lượt|tấn)(?![\w])")
SHORTEST = 4  # words: a "task" of fewer is a fragment ("nêu rõ", "Đánh giá chung"); the shortest of the project's gold has 4

_REPORTED = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_verbs', 'reported'))}|có\s+\d+|(?<!(?:nhất|biệt|hết|riêng)\s)là(?!\s+(?:đầu\s+mối|chủ\s+đầu|thành\s+viên|cơ\s+quan)))(?![\w])", regex.IGNORECASE)
LONGEST_MEMBER = 28  # words; the longest addressee of the project's gold has 24
_MANY = regex.compile(r"(?<![\w])(?:các|cấp|mỗi|từng)(?![\w])|^thủ\s+trưởng", regex.IGNORECASE)
_ONGOING = compile_forms("directive_verbs", "ongoing")
_PURPOSE = regex.compile(rf"{alternation(forms('directive_verbs', 'purpose'))}(?![\w])", regex.IGNORECASE)
_PRONOUN = regex.compile(rf"{alternation(forms('directive_bodies', 'pronoun'))}\s+(?-i:\p{{Ll}})", regex.IGNORECASE)
# Those who speak up in an article but are told nothing, unless a must says so.
_OUTSIDER = regex.compile(
    rf"(?:(?:các|nhiều|một\s+số)\s+)?(?:{alternation(forms('directive_bodies', 'outsider'))}|ý\s+kiến|(?:gia\s+đình|bà\s+con|người\s+dân|nhà|vợ\s+chồng)?\s*(?:chúng\s+)?tôi)(?![\w])", regex.IGNORECASE)
# Labels of a form, not of a task: «Ông Lò Văn Mẫu; địa chỉ: …».
_FORM = regex.compile(rf"(?<![\w]){alternation(forms('directive_nouns', 'form-label'))}\s*$", regex.IGNORECASE)
_OTHER_SUBJECT = regex.compile(r",\s+(?:(?:vừa\s+qua|mới\s+đây|trước\s+đó),?\s+)?\p{Lu}[^,;]{2,40}\s(?:cũng|đã|vừa)\s")
_NOT_TOLD = regex.compile(
    rf"{alternation(forms('directive_nouns', 'paper-spoken-of'))}\s+(?:(?:cũng|đã)\s+)?"
    rf"{alternation(forms('directive_verbs', 'paper-states'))}|{alternation(forms('directive_verbs', 'not-told'))}(?![\w])", regex.IGNORECASE)
_DUTY = regex.compile(alternation(forms("directive_nouns", "duty")), regex.IGNORECASE)
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
_IF = regex.compile(r"(?:nếu|khi)\s(?:(?!,|\sthì\s).)*+$", regex.IGNORECASE)
# «không phải», «không nhất thiết các trường phải …»; «việc phải thao tác trên nhiều phần mềm»: a burden told of.
_NEED_NOT = regex.compile(r"(?<![\w])(?:không\s+(?:nhất\s+thiết|bắt\s+buộc)\s(?:[^,;]{1,30}\s)?|không\s+|việc\s+)$", regex.IGNORECASE)
# «Đây là khâu then chốt, phải …»
_JUDGED = regex.compile(r"(?:đây|điều\s+(?:này|đó)|việc\s+này)\s[^,;:.]{2,120}?(?:,\s+(?:(?:do\s+đó|vì\s+vậy|nên|và)\s+)*|\s+(?:nhưng|song)\s+)(?=(?:cần|phải)\s)", regex.IGNORECASE)
# Work announced in the passive, with nobody named to do it: «Đề án sẽ được hoàn thiện trong quý I».
_WILL_BE = regex.compile(
    rf"(?<![\w])(?:sẽ|dự\s+kiến)\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s+{alternation(forms('directive_verbs', 'worked-on'))}(?![\w])", regex.IGNORECASE)
# Of things any other verb, but for what they only get: «Diện tích bị cháy sẽ được đo đạc …».
_ANY_WILL_BE = regex.compile(
    rf"(?<![\w])(?:sẽ|dự\s+kiến)\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s+(?!{alternation(forms('directive_verbs', 'gets'))}(?![\w]))\p{{Ll}}", regex.IGNORECASE)
_PEOPLE = regex.compile(rf"(?<![\w]){alternation(forms('directive_bodies', 'people'))}(?![\w])", regex.IGNORECASE)
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
_NOT_TO = regex.compile(r"không\s+phải(?![\w])", regex.IGNORECASE)
# «Xử lý kỷ luật là một trong những giải pháp …»; not «coi tuyên truyền là nhiệm vụ …».
_STATES = regex.compile(
    r"(?<!(?<![\w])(?:coi|xem|lấy|xác\s+định|nhận\s+thức)(?![\w])[^.;]{0,120})"
    rf"(?<![\w])là\s+{alternation(forms('directive_nouns', 'stated-as'))}(?![\w])", regex.IGNORECASE)
# Figures of what has come about: «giải ngân được 46,3%», «cao hơn bình quân cả nước».
_REACHED = regex.compile(
    rf"(?<![\w])(?:được\s+\d[\d.,]*\s*(?:%|{_COUNTED}|căn|đơn|vụ)"
    r"|(?:thấp|cao|tăng|giảm|nhiều|ít)\s+(?:hơn\s+)?(?:[\d.,]+\s*%?\s+)?(?:hơn|so\s+với)\s+(?:bình\s+quân|cùng\s+kỳ|năm\s+trước|tháng\s+trước|tuần\s+trước|năm\s+\d{4})|ước\s+đạt)(?![\w])", regex.IGNORECASE)
_SHARE = regex.compile(r"\d{1,3}(?:[.,]\d+)?%")
_WILL = regex.compile(r"sẽ(?![\w])")
_OWN_WILL = regex.compile(rf"(?P<who>{alternation(forms('directive_bodies', 'own'))})\s+(?:này\s+|cũng\s+|chúng\s+tôi\s+)*(?=sẽ\s)", regex.IGNORECASE)
_PLANS = regex.compile(r"(?<![\w])(?:dự\s+(?:kiến|định)|có\s+kế\s+hoạch)\s*$", regex.IGNORECASE)
_HAS_PLANS = regex.compile(r"có\s+kế\s+hoạch\s+(?!\p{Lu}|số\s)", regex.IGNORECASE)
_INFORMS = frozenset(forms("directive_verbs", "informs"))
_AIM = regex.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu)(?![\w])", regex.IGNORECASE)
_INANIMATE = regex.compile(
    rf"(?:\d{{1,3}}(?:[.,]\d+)?%\s+)?(?:các|những|mọi|mỗi|từng|tất\s+cả(?:\s+các)?)\s+(?:{alternation(forms('directive_nouns', 'thing'))}|điểm(?!\s+(?:thi|bán|giao)))(?![\w])", regex.IGNORECASE)
_MEASURE = regex.compile(
    rf"(?:{alternation(forms('directive_nouns', 'measure'))}|tổng(?=\s+{alternation(forms('directive_nouns', 'total-of'))}))(?![\w])", regex.IGNORECASE)
_TASKED = regex.compile(rf"{alternation(forms('directive_verbs', 'tasked'))}(?![\w])", regex.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Task:
    """A clause that reads as a task: where it starts, who is addressed, and how it was found."""

    start: int
    addressees: list[str] | None  # None: none named, the frame's hold
    rule: str
    kind: str | None = None


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
    if _PURPOSE.match(text, inner, end) or _MEASURE.match(text, inner, end) and not MODAL.search(text[inner:end]):
        return None
    if _AIM.match(text, inner, end) and FIGURE.search(text[inner:end]):
        return None
    names, at = ([], inner) if _INANIMATE.match(text, inner, end) else parse(talk.ctx, inner, end)
    if not names:
        names, at = _place_told(talk.ctx, inner, end)
    if (active or talk.speaker or state.issuer) and not state.petition and (own := _OWN_WILL.match(text, inner, end)):
        return None if _COMES_OF_IT.match(text, own.end()) else Task(inner, [] if _OUTSIDER.match(own["who"]) else [own["who"]], "will", "task")
    if not names and state.open:
        names, at = parse_unlisted(talk.ctx, inner, end)
    if names and text[at:at + 1] == ":" and (active or talk.document_issuer or talk.in_list and opens_with_verb(text, after_colon(text, at, end), end)):
        if _FORM.search(text[inner:at]) or _individual(talk.ctx, inner, at) and not opens_with_verb(text, after_colon(text, at, end), end):
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
            if who and (_WILL.match(text, at_will) or _PLANS.search(text, comma.end(), at_will)) and not _COMES_OF_IT.match(text, at_will) and (_authority(who) or _public(talk.ctx, comma.end()) or active) and not _EFFECT.match(text, inner) and not _individual(talk.ctx, comma.end(), at_will):
                return Task(inner, who, "will", "task") if not state.petition else None
    then = _THEN_WILL.search(text, inner, end) if active or talk.reporter else None
    if then:
        if not active:
            talk.state = State(issuer=talk.reporter, kind="task", open=True)
        return Task(then.end(), [], "will", "task")
    judged = _JUDGED.match(text, inner, end)
    if judged and active:
        return Task(judged.end(), None, "frame" if speech else "modal", "order")
    if _OUTSIDER.match(text, inner) and not MODAL.search(text[inner:inner + 80]) or _NOT_TOLD.match(text, inner):
        return None
    if _REACHED.search(text, inner, end) and not MODAL.search(text, inner, end) and not _WILL.search(text, inner, end) and not _AIM.search(text, inner, end):
        return None
    if _ONLY_THEN.search(text, inner, end):
        return None
    if names:
        return _addressed(talk, inner, at, end, names, ahead, active)
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
    later = (_WILL_BE.search(text, inner, min(end, inner + 200)) or _ANY_WILL_BE.search(text, inner, min(end, inner + 200))) if passive else None
    if later and later.re is _ANY_WILL_BE and _PEOPLE.search(text, inner, later.start()):
        later = None
    if later and not PAST.search(text, inner, later.start()) and not _ONGOING.search(text, inner, later.start()) and not _EFFECT.search(text, inner, later.start()) \
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
            return Task(*late, "addressed", "order" if _DUTY.search(modal.group()) or state.kind == "task" else None)
    if modal and not active and talk.document_issuer and regex.match(r"(?:việc|các)\s", text[inner:end], regex.IGNORECASE) \
            and modal.group().lower() in ("phải", "không được") and not PAST.search(text[inner:modal.start()]):
        talk.reopen_paper()
        return Task(inner, bound(talk.ctx, inner, modal.start()), "modal", "order")
    if modal and (active or ahead) and not PAST.search(text[inner:modal.start()]) and not _ONGOING.search(text[inner:modal.start()]):
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
        if names and at == modal and not _individual(ctx, m.end(), at, posts=False):
            return m.end(), names
    return None


def _place_told(ctx: Context, start: int, end: int) -> tuple[list[str], int]:
    """«Hải Phòng cần …», «Hải Phòng sẽ …»: a place that goes by its name alone acts where a must follows or what will
    be done. As ``parse``."""
    place = ctx.entity_at(start)
    must = MODAL.match(ctx.text, place.end + 1, end) or _WILL.match(ctx.text, place.end + 1, end) if place and place.label == "PLACE" else None
    return ([ctx.text[start:place.end]], must.start()) if place and must else ([], start)


def reads_on(text: str, start: int, end: int, outsiders: bool = False) -> bool:
    """Whether a clause without a known verb may go on with the task before it; ``outsiders``: those without office
    may be told («khuyên | bà con rửa tay …»)."""
    return not (PAST.search(text, start, end) or _ONGOING.search(text, start, end) or _PURPOSE.match(text, start, end) or _NOT_TOLD.match(text, start, end)
                or _MEASURE.match(text, start, end) or _AIM.match(text, start, end) and FIGURE.search(text, start, end) or _SHARE.match(text, start, end) or not outsiders and _OUTSIDER.match(text, start, end))


# «Hộ khai báo trung thực được hỗ trợ …», «các xã muốn đổi mô hình thì được vay …»: what they get.
_GIVEN = regex.compile(rf"được\s+{alternation(forms('directive_verbs', 'given'))}\s+", regex.IGNORECASE)  # «Công an huyện được phân công phối hợp …»
_SHALL_BE = regex.compile(r"sẽ\s+(?:tiếp\s+tục\s+|sớm\s+)?được\s", regex.IGNORECASE)
_BENEFITS = regex.compile(rf"(?<![\w])được\s+(?!{alternation(forms('directive_verbs', 'given'))}(?![\w]))", regex.IGNORECASE)

_ONLY_THEN = regex.compile(r"phải\s[^,;:.]{2,60}?\smới\s(?:(?:\p{Ll}+\s){0,2}(?:được|nổi|xong|tới|đến|đủ|có|ấm|về|ra|vào|hết)|kịp)(?![\w])", regex.IGNORECASE)  # «dân phải trèo lên đồi mới gửi được»
_WHO_DO = regex.compile(rf"\p{{L}}+(?:\s\p{{L}}+){{1,3}}\s(?:thì\s)?{_BENEFITS.pattern}", regex.IGNORECASE)  # «Doanh nghiệp làm tốt được ưu tiên …»


def _addressed(talk: Discourse, inner: int, at: int, end: int, names: list[str], ahead: bool, active: bool) -> Task | None:
    text, state = talk.ctx.text, talk.state
    link = text[inner:at]
    head = text[at:at + 60]
    modal, will = MODAL.match(text, at, end), _WILL.match(head) or _PLANS.search(link) or _HAS_PLANS.match(head) \
        or (state.trigger or "").lower() in _INFORMS and head.startswith("tiếp tục ")  # «Ông cho biết, Hội tiếp tục …»
    if _SOME.match(link) and not MODAL.match(text, at):
        return None
    if _PRONOUN.match(link) and not modal:
        return None
    given = _GIVEN.match(text, at, end)
    if given and (active or ahead or talk.document_issuer or talk.in_list) and not PAST.search(link) and opens_with_verb(text, given.end(), end):
        return Task(inner, names, "addressed", "order")
    if _SHALL_BE.match(head) and (active or ahead or _ANY_WILL_BE.match(text, at) and not _PEOPLE.search(link)):
        return Task(inner, [], "will", "task")  # «Quỹ A sẽ được cấp thêm …»
    if _NOT_TO.match(head) or _ABOUT.search(link) or _REPORTED.search(link) or _PASSIVE.match(head) or any(len(n.split()) > LONGEST_MEMBER for n in names):
        return None
    if not ahead and state.issuer and any(_means(talk.ctx, n, state.issuer) for n in names) and not MODAL.match(text, at) and not head.startswith("sẽ"):
        return None  # the issuer's own doings are reported, not told
    if _ONGOING.search(link) or _ONGOING.match(head) or _AIM.match(head) and FIGURE.search(text[at:end]):
        return None
    if not modal and (_ATTITUDE.match(head) or _HOPE.search(link)) and (will or _individual(talk.ctx, inner, at) or not _MANY.search(link)):
        return None
    if not modal and not will and not ahead and _HABIT.search(link):
        return None
    if not modal and (_BENEFITS.search(text, inner, at) or not _MANY.search(link) and _WHO_DO.match(text, at, end)):
        return None
    share = _SHARE.match(text, inner, at)
    if share and not share.group().startswith("100"):
        return None
    if share and regex.search(r"(?<![\w])được(?![\w])", text[inner:at + 30]):
        return None
    if will and (active or ahead or talk.document_issuer or _authority(names) or _public(talk.ctx, inner)):
        if _COMES_OF_IT.match(head):
            return None
        return Task(inner, names, "will", "task")
    duty = bool(modal or _TASKED.match(text, at)) and not _individual(talk.ctx, inner, at)
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
        kind = "order" if _DUTY.search(modal.group()) or (state.kind == "task") else None
        return Task(inner, names, "addressed", kind if state.issuer or talk.document_issuer else "task")
    if ahead and not (state.open and state.issuer) and (duty or not _individual(talk.ctx, inner, at, posts=False)):
        return Task(inner, names, "ahead", "task")
    if active and (state.listing or not _LEADERS.match(link) and not _individual(talk.ctx, inner, at, posts=not (state.document or talk.in_list and state.kind == "order"))):
        return Task(inner, names, "share" if share else "addressed", None)
    return None


def _individual(ctx: Context, start: int, end: int, posts: bool = True) -> bool:
    """A named person, or with ``posts`` the holder of a post, as the subject of a plain verb is being reported on, not told."""
    for x in ctx.entities:
        if start <= x.start < end and (x.label == "PERSON" or posts and x.label == "POST" and x.start == start and not _MANY.search(ctx.text[x.start:x.end])):
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


_TURN = regex.compile(r",\s+")
# What will come of something, not what somebody will do.
_COMES_OF_IT = regex.compile(rf"sẽ\s+(?!tăng\s+(?:cường|tốc|ca|chuyến|giám\s+sát|kiểm\s+tra|tuần\s+tra|xử\s+lý|quân|thời\s+gian|thời\s+lượng)){alternation(forms('directive_verbs', 'comes-of-it'))}(?![\w])")
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


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("ủy ban nhân dân", "ubnd").split())


def _means(ctx: Context, name: str, issuer: str) -> bool:
    """Whether an addressee is the issuer: his name with his post, his post alone, the body and a word after it."""
    a, b = f" {_fold(name)} ", f" {_fold(issuer)} "
    return a.startswith(b) or len(a.split()) > 1 and b.startswith(a) or b in a and any(p.name == issuer for p in ctx.people) \
        or any(p.name == issuer and p.title and len(a.split()) > 1 and _fold(p.title).startswith(a.strip()) for p in ctx.people)


_PRIVATE = regex.compile(rf"(?:các\s+|\d+\s+)?{alternation(forms('directive_bodies', 'private'))}(?![\w])", regex.IGNORECASE)
_AUTHORITY = regex.compile(rf"{alternation(forms('directive_bodies', 'authority'))}(?![\w])")


def _authority(names: list[str]) -> bool:
    return bool(_AUTHORITY.match(names[0]))


def _public(ctx: Context, start: int) -> bool:
    """Whether a body that is no firm, or a place, begins at ``start``."""
    e = ctx.entity_at(start)
    return e is not None and e.start == start and e.label in ("ORG", "PLACE") and not _PRIVATE.match(ctx.text, start)
