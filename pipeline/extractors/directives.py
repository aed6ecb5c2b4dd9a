"""Directives: one action that someone with authority tells, asks or assigns someone to do.

A walk over the article's statements with a small state: who speaks, with which force, to whom.
A frame ("Chủ tịch … yêu cầu …") opens the state; clauses that look like tasks continue it over
sentences, bullets and paragraphs; a scene of another kind closes it.
"""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import regex

from pipeline.addressees import MODAL, bound, entity_at, opens_with_name, opens_with_verb, parse, partners, predicate_at, split_members, whose_work
from pipeline.article import Context, Trace
from pipeline.clauses import BOUND_ALONE, MONTH_SCENE, Statement, split_clauses, statements, strip_connective, strip_openers, trim
from pipeline.confidence import Opinion, judge
from pipeline.discourse import Discourse, State
from pipeline.frames import PETITIONER, WEAK, Frame, find_frame, triggers
from pipeline.lists import ASIDE, after_intro, ends_as_intro, holds_no_work, introduced, introduces, joined, names_a_section
from pipeline.ranks import may_tell
from pipeline.records import Directive
from pipeline.retold import distinct
from pipeline.speakers import is_collective, opening_entity
from pipeline.tasks import FIGURE, PAST, SHORTEST, Task, after_colon, find_task, reads_on, skip_scene

_PURPOSE_SENTENCE = regex.compile(r"(?:mục\s+(?:đích|tiêu)|ý\s+nghĩa|yêu\s+cầu\s+của|nguyên\s+nhân|kết\s+quả)(?![\w])", regex.IGNORECASE)
_SCENE_CHANGE = regex.compile(
    r"(?:Dịp\s+này|Nhân\s+dịp|Cũng\s+(?:tại|trong)|Kết\s+thúc|Trước\s+đó|Tham\s+dự|Dự\s+(?:và|hội|buổi|họp)|Theo\s+báo\s+cáo|Báo\s+cáo\s+tại|Đến\s+dự|Cùng\s+(?:dự|tham)|Sau\s+khi\s+(?:nghe|kiểm|khảo|đi)|"
    r"Qua\s+(?:kiểm|khảo|báo|thảo|theo)|Hội\s+nghị\s+(?:đã|cũng|diễn|được)|Tại\s+(?:hội\s+nghị|buổi|cuộc\s+họp|điểm\s+cầu)|Thảo\s+luận|Đến\s+nay|Hiện\s+nay|Tính\s+đến|Kết\s+quả|Trong\s+(?:năm|tháng|quý|thời\s+gian)\s+qua|"
    r"Theo\s+(?:kế\s+hoạch|lộ\s+trình|chương\s+trình|dự\s+kiến),|Thời\s+gian\s+qua|Những\s+năm\s+qua|Năm\s+qua|Được\s+biết|Theo\s+thống\s+kê|Thay\s+mặt|Tiếp\s+thu|Tiếp\s+và\s+làm\s+việc)(?![\w])", regex.IGNORECASE)
_AHEAD_HEADING = regex.compile(r"(?:\P{L}{0,6})(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng)(?![\w])", regex.IGNORECASE)
_SUCH_AS = regex.compile(r"(?:là|như|gồm)[\s:,]*$", regex.IGNORECASE)  # «đặc biệt là dự án A»: more of the clause before
_QUOTED = regex.compile(r"[\"”]\s*,?\s*$")
# What a law lays down for everyone is nobody's task.
_LAW = regex.compile(r"(?:(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+|của\s+)?)?(?:(?:khoản|điểm|Điều|mục|chương)\s[^,;:.]{1,24}\s)*)?(?:Luật|Bộ\s+luật|Hiến\s+pháp|Pháp\s+lệnh)\s+(?:\p{Lu}|số\s)")
# «Đồng chí A phát biểu chỉ đạo tại hội nghị», nothing said.
_ON_STAGE = regex.compile(r"(?<![\w])(?:phát\s+biểu|chủ\s+trì|kết\s+luận|điều\s+hành)(?:\s+(?:chỉ\s+đạo|khai\s+mạc|bế\s+mạc|kết\s+luận))?\s+(?:tại\s+)?(?:hội\s+nghị|buổi|cuộc|phiên|kỳ|lễ)[^.,;:]{0,80}[.\s]*$", regex.IGNORECASE)
_WHEN_SAID = regex.compile(r"(?:tại|trong|khi|sáng|trưa|chiều|tối|ngày|hôm)\s", regex.IGNORECASE)
_COLON_ENDS = regex.compile(r"\G[^\n.;]*:\s*(?:\n|$)")
_COMMA = regex.compile(r",\s*$")
_IS = regex.compile(r"(?<![\w])là(?![\w])")
_AMONG_THEM = regex.compile(r"trong\s+đó,?\s+(?:cần\s+)?(?:lưu\s+ý|đề\s+nghị|yêu\s+cầu|giao)(?![\w])", regex.IGNORECASE)
# What is dwelt on and is nobody's work; and what only announces the work that follows.
_DWELLS = regex.compile(r"(?:(?:những|một\s+số|các|nhiều|rõ)\s+)*(?:hạn\s+chế|tồn\s+tại|khó\s+khăn|kết\s+quả|bất\s+cập|nguyên\s+nhân|thành\s+tích|thành\s+tựu|ưu\s+điểm|yếu\s+kém|vướng\s+mắc|thuận\s+lợi|thiếu\s+sót)(?![\w])", regex.IGNORECASE)
_ANNOUNCES = regex.compile(r"(?:tập\s+trung\s+)?(?:thực\s+hiện|triển\s+khai|làm\s+tốt)\s+(?:tốt\s+)?(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|giải\s+pháp|công\s+việc|việc)(?:\s+(?:sau|sau\s+đây|như\s+sau|trọng\s+tâm|chủ\s+yếu|cụ\s+thể))*", regex.IGNORECASE)
_ALSO = regex.compile(r"\s*(?:đồng\s+thời|cùng\s+với\s+đó|bên\s+cạnh\s+đó|song\s+song|ngoài\s+ra)(?![\w])", regex.IGNORECASE)
_FOR = regex.compile(r"(?<![\w])nhằm(?![\w])")
# «Kỳ họp xem xét các tờ trình về: điều chỉnh …; bổ sung …»: what is dealt with, not what is to be done.
_AGENDA = regex.compile(r"(?<![\w])(?:xem\s+xét|thảo\s+luận|thông\s+qua|cho\s+ý\s+kiến|nghe|báo\s+cáo)(?![\w])[^:;]{0,120}:", regex.IGNORECASE)
_FIRST = regex.compile(r"(?:một\s+là(?![\w])|thứ\s+nhất)\s*[,:]", regex.IGNORECASE)
_BACK_THEN = regex.compile(r"(?<![\w])(?:thời\s+gian|những\s+năm|năm|tháng|giai\s+đoạn|nhiệm\s+kỳ)\s+qua(?![\w])", regex.IGNORECASE)
_DUTIES_OF = regex.compile(r"(?:nhiệm\s+vụ|trách\s+nhiệm|quyền\s+hạn)(?:[^.;:]{0,40}?)\s(?:của|đối\s+với)\s+(?P<who>[^.;]{3,160})", regex.IGNORECASE)
# How sure each way of finding is without the clause model, measured on the project's gold: the share that is right.
CONFIDENCE = {"frame": 0.9, "listed": 0.88, "addressed": 0.8, "imperative": 0.75, "modal": 0.7, "ahead": 0.7, "will": 0.6, "share": 0.8, "parallel": 0.7, "item": 0.8}

# How probable the clause model must hold a clause for a paused speech to go on with it: of such clauses
# in real articles nine in ten are directives from here on, six in ten between 0.7 and here.
RESUMES = 0.85

# The same for a clause after a task in its sentence: of those in gold seven in eight above it are
# directives, one in five below.
PARALLEL = 0.25

OLD = 730  # days: a paper of two years ago is not the news

# And for an item of a list that opens with no verb and no name: eight in ten above, one in six below.
ITEM = 0.5

LEAD = 2, 6  # lines of the body, and its sentences at most, that may tell beforehand what is told later in full


def extract(ctx: Context) -> list[Directive]:
    """The article's directives in order of their spans: what the grammar finds, less what the clause
    model makes improbable, with its confidence."""
    opinion = Opinion(ctx)
    return judge(ctx, find(ctx, opinion.at), opinion)


def find(ctx: Context, opinion: Callable[[int], float] = lambda offset: 0.0) -> list[Directive]:
    """What the grammar finds; the rule of each is in ``ctx.traces``. ``opinion``: how probable the
    clause model holds the clause at an offset to be a directive, asked where the grammar is in doubt."""
    return _Walk(ctx, opinion).run()


INFORMS = "cho biết", "cho hay", "chia sẻ", "cho rằng", "nói", "thông tin"  # words of one who tells what is, not what to do

Prior = Literal["", "told", "reported", "meant"]


class _Walk:
    def __init__(self, ctx: Context, opinion: Callable[[int], float]):
        self.ctx = ctx
        self.opinion = opinion
        self.text = ctx.text
        self.talk = Discourse(ctx)
        self.out: list[Directive] = []
        self.under_law = False  # the same in what a law lays down, to the next paragraph
        self.announced = False  # the statement before told what an authority will do
        self.aside = False  # under a heading of principles, aims or results: only a must is a task

    def run(self) -> list[Directive]:
        lead = 0
        for st_no, st in enumerate(statements(self.ctx)):
            if st.kind != "body":
                continue
            if self.talk.body_lines + st.opens_line <= LEAD[0] and st_no < LEAD[1]:
                lead = st.end
            self.talk.body_lines += st.opens_line
            if st.heading and (st.bullet or not self.talk.state.listing):
                self._heading(st)
            else:
                self._statement(st)
        return distinct(self.out, lead)

    # ------------------------------------------------------------ statements

    def _heading(self, st: Statement) -> None:
        start, ahead = strip_openers(self.ctx, st.start_body, st.end)
        self.aside = bool(ASIDE.match(self.text, start, st.end))
        if names_a_section(self.talk, st, start):
            return
        if st.bullet and not ahead and PETITIONER.search(self.text, start, st.end):
            self.talk.state = State(petition=True)  # «2. Các hộ dân thôn 3»: what they ask for follows
            return
        if ahead or _AHEAD_HEADING.match(self.text, start, st.end):
            issuer = self.talk.concluding or (None if self.ctx.meetings else self.talk.document_issuer)
            of = _DUTIES_OF.search(self.text, start, st.end)
            to = split_members(of.group("who").strip(" :*.")) if of and opens_with_name(self.ctx, of.start("who"), st.end) else []
            self.talk.state = State(addressees=to, issuer=issuer, open=True, ahead=True, document=bool(issuer), kind="order" if issuer or to else "task", duties=True)

    def _statement(self, st: Statement) -> None:
        text = self.text
        if self.talk.state.share:
            self.talk.state.addressees, self.talk.state.share, self.talk.state.listing = [], False, False
        if self.talk.state.passed_over:
            self.talk.state.addressees, self.talk.state.passed_over = self.talk.state.addressees or self.talk.state.passed_over, []
        self.talk.in_list = st.bullet or not st.opens_line
        st = self._answered(st)
        body, ahead = strip_openers(self.ctx, st.start_body, st.end)
        if self.talk.state.open and not self.talk.state.misses and _FIRST.match(text, st.start_body, st.end):
            self.talk.state.listing = True  # «… đề nghị làm rõ các nội dung. Một là, …. Hai là, …»
        ahead = ahead or self._scheduled(st)
        if _SCENE_CHANGE.match(text, st.start_body, st.end) and not st.bullet:
            self.talk.close()
        if ahead and st.opens_line and not st.bullet and not triggers(self.ctx, body, min(st.end, body + 200)):
            self.talk.close()  # a paragraph on the time ahead speaks of the authority's own work
        listed = self.talk.state.listing
        if st.bullet and self.talk.state.section:
            self.talk.state.addressees = self.talk.state.section  # an item's own addressee holds for that item
        if st.opens_line and not st.bullet and listed and find_task(self.talk, body, st.end, ahead) is None:
            self.talk.state.listing = False
        before = len(self.out)
        if names_a_section(self.talk, st, body):
            self.aside, self.talk.state.section = False, self.talk.state.addressees
            return
        self._note_paper(st)
        if st.opens_line and text[st.end - 1] == ":":
            self.aside = holds_no_work(text, body, st.end)
        law = bool(_LAW.match(text, body, st.end))
        if law:
            self.talk.close()
        elif self.under_law and st.opens_line and not st.bullet:
            self.aside = False
        self.aside, self.under_law = self.aside or law, law or self.under_law and self.aside
        framed = False
        self.talk.note_speaker(st)
        purpose = _PURPOSE_SENTENCE.match(text, body, st.end)
        prior: Prior = ""
        pending: tuple[int, int] | None = None
        kind = self.talk.state.kind if self.talk.state.open else None
        for s, e in joined(self.ctx, split_clauses(text, st.start_body, st.end)):
            found, opened = len(self.out), self.talk.state.open
            said = self._clause(st, s, e, ahead, bool(purpose), prior)
            framed = said or framed
            if len(self.out) > found:
                if pending and self.out[-1].addressees == self.talk.state.addressees and self.ctx.traces[self.out[-1].span].rule == "imperative":
                    self._emit(*pending, Task(pending[0], None, "parallel"))  # «Có quỹ đất sạch; tập trung …»: as what follows it
                prior, pending = "told", None
            else:
                reported = not self.talk.state.listing and (prior == "reported" or said or self._declares(s, e))
                prior = "meant" if prior == "meant" or not said and _FOR.search(text, s, e) else "reported" if reported else ""
                pending = self._open_to(s, e) if opened and not prior and not said else None
        if text[st.end - 1] == ":" and (self.talk.state.open or self.talk.document_issuer):
            self.talk.introduces(whose_work(self.ctx, st.start_body, st.end))
        if kind and _AMONG_THEM.search(text, body, st.end) and self.talk.state.open:
            self.talk.state.kind = kind  # «…; trong đó lưu ý …»: of this sentence only
        if len(self.out) > before or framed:
            self.talk.state.misses = 0
            self.announced = len(self.out) > before and self.ctx.traces[self.out[-1].span].rule == "will"
            return
        self.announced = False
        self.talk.state.misses += 1
        if self.talk.state.open and self.talk.reporter == self.talk.state.issuer and _ON_STAGE.search(text, st.start, st.end):
            return  # a picture's words in the middle of a speech
        # One background sentence may stand between two tasks, and a plan's figures between its tasks;
        # a paragraph of a speech that opens with something else is another matter.
        patience = 8 if self.talk.state.document or self.talk.state.duties else 2
        if not FIGURE.search(text[st.start:st.end]) and (
                self.talk.state.misses >= patience or (st.opens_line and not st.bullet and not self.talk.state.document and not self.talk.state.duties and not listed)):
            self.talk.rest()

    def _answered(self, st: Statement) -> Statement:
        """«Ông A: …» of an interview, from what he says."""
        if st.opens_line and not st.bullet and not (self.talk.state.open and (self.talk.state.listing or self.talk.state.document)):
            who = opening_entity(self.ctx, strip_connective(self.text, st.start_body, st.end))
            if who and who.label == "PERSON" and self.text[who.end:who.end + 1] == ":" and who.end + 1 < st.end:
                self.talk.note_speaker(st)
                return replace(st, start_body=after_colon(self.text, who.end, st.end))
        return st

    def _scheduled(self, st: Statement) -> bool:
        """«Tháng 7/2026, trình Chính phủ …»: told of a month to come; with no publication date, of any while someone tells."""
        m = MONTH_SCENE.match(self.text, strip_connective(self.text, st.start_body, st.end), st.end)
        if m is None or not 1 <= int(m["month"]) <= 12:
            return False
        now = self.ctx.article.reference
        return (int(m["year"]), int(m["month"])) > (now.year, now.month) if now else bool(self.talk.state.issuer or self.talk.document_issuer)

    def _note_paper(self, st: Statement) -> None:
        """A paper that speaks from here on, unless it is an old one that background tells of."""
        state, issuer = self.talk.state, self.talk.document_issuer
        self.talk.note_paper(st)
        now = self.ctx.article.reference
        if now and self.talk.state is not state and any(
                d.date and (now - dt.date.fromisoformat(d.date)).days > OLD and self.text.find(d.number or d.text, st.start, st.end) >= 0 for d in self.ctx.documents):
            self.talk.state, self.talk.document_issuer = state, issuer

    def _declares(self, s: int, e: int) -> bool:
        """Whether a clause that is no task states something of a subject of its own."""
        start = skip_scene(self.ctx, strip_openers(self.ctx, s, e)[0], e)[0]
        return bool(PAST.search(self.text, s, e) or _AGENDA.search(self.text, s, e) or opens_with_name(self.ctx, start, e) or _IS.search(self.text, s, e))

    def _open_to(self, s: int, e: int) -> tuple[int, int] | None:
        """The clause, if it may turn out to be a task by the one after it."""
        start, end = trim(self.text, strip_openers(self.ctx, s, e)[0], e)
        long_enough = len(self.text[start:end].split()) >= SHORTEST and ":" not in self.text[start:e + 1]
        return (start, e) if long_enough and self.opinion(s) >= PARALLEL and reads_on(self.text, start, end) else None

    def _clause(self, st: Statement, s: int, e: int, ahead: bool, purpose: bool, prior: Prior) -> bool:
        """Takes one clause; True if a frame was found in it. ``prior``: what the clause before it in the sentence was."""
        text = self.text
        found: list[Frame] = []
        covered = s
        opening = strip_openers(self.ctx, s, e)[0]
        for m in triggers(self.ctx, s, e):
            if m.start() < covered:
                continue
            lead = len(found) == 1 and found[0].inherits and not found[0].document and found[0].start - opening < 3
            if found and not lead and found[-1].strength != "soft" and not self._restart(covered, m, e):
                continue
            frame = find_frame(self.ctx, covered, e, m)
            if lead and frame and not frame.inherits and _COMMA.search(text, covered, frame.subject_start):
                if not opens_with_name(self.ctx, found[0].content, e):
                    found.clear()  # «Lưu ý một số việc, Thủ tướng yêu cầu …»: the first only leads up to it
            elif frame is None or (frame.strength == "soft" and found) or lead and found[0].strength != "soft" and not self._restart(covered, m, e):
                continue
            if frame.trigger.lower() in WEAK and _BACK_THEN.search(text, s, m.start()) and not opens_with_name(self.ctx, frame.content, e):
                continue  # «Thời gian qua, Chính phủ chỉ đạo quyết liệt …»
            if frame.inherits and not frame.document and frame.strength != "petition" and frame.trigger.lower() in WEAK and not self.talk.state.open and (prior == "reported" or self.talk.issuer(frame) is None):
                continue  # «…; chỉ đạo rà soát …» of a report: nobody speaks
            if found and found[-1].strength != "soft" and frame.far and frame.trigger.lower() in WEAK:
                continue  # «yêu cầu các xã rà soát, phân công cán bộ …»: those told do it
            if not (found and found[-1].strength == "soft" and found[-1].issuer) and self._as_action(frame) or purpose and frame.inherits and not frame.document:
                continue
            found.append(frame)
            covered = frame.content
            if frame.petition:
                break
        for i, frame in enumerate(found):
            end = e
            if i + 1 < len(found):
                nxt = found[i + 1]
                end = nxt.subject_start if nxt.subject_start > frame.content else nxt.start
            self._framed(st, s, frame, frame.content, max(end, frame.content))
        if found:
            self.aside = False
            return True
        if purpose:
            return False
        listed, first = introduces(self.talk, s, e, ahead)
        if listed:
            if first:
                self._emit(first.start, e, first)
            return True
        told = self.talk.state.quoted and bool(self.talk.state.issuer) and bool(MODAL.match(text, skip_scene(self.ctx, opening, e)[0], e))  # «Theo Thủ tướng, cần …»
        task = find_task(self.talk, s, e, ahead, speech=told) or self._resumed(s, e, ahead) or (self._parallel(s, e) if prior == "told" else None) or self._also_will(s, e)
        if task and (self.aside and not (task.rule in ("addressed", "modal", "share") and not self.under_law and MODAL.search(text, s, e)) or task.rule == "item" and self.opinion(s) < ITEM):
            task = None
        if task and prior in ("reported", "meant") and task.addressees is None and task.rule in ("imperative", "ahead") \
                and (prior == "meant" or not MODAL.match(text, task.start, e)):
            task = None  # «Sở đã …; tổ chức …», «… nhằm giảm …; không để …»: more of what was reported, or meant
        if task:
            if prior == "told" and task.addressees is None and task.kind is None and task.rule in ("imperative", "parallel"):
                task = replace(task, kind=self.out[-1].kind)  # «Sở sẽ …; tiếp tục …»
            self._emit(task.start, e, task)
        return False

    def _resumed(self, s: int, e: int, ahead: bool) -> Task | None:
        """A task of a speech that had paused, where the clause's words alone make it a directive."""
        if not self.talk.state.dormant:
            return None
        start = strip_openers(self.ctx, s, e)[0]
        goes_on = self.text[s:start].strip() and opens_with_verb(self.text, start, e)  # «Đồng thời, tăng cường …»
        if self.opinion(s) < (ITEM if goes_on else RESUMES) or self.text[e - 1:e + 1].find(":") >= 0:
            return None
        return find_task(self.talk, s, e, ahead, speech=True)

    def _also_will(self, s: int, e: int) -> Task | None:
        """«Tỉnh sẽ …. Đồng thời, công khai …»: the one whose work was announced goes on."""
        if self.announced and not self.talk.state.open and _ALSO.match(self.text, s, e) and not PAST.search(self.text, s, e):
            start = strip_openers(self.ctx, s, e)[0]
            if opens_with_verb(self.text, start, e):
                return Task(start, None, "will", "task")
            names, at = parse(self.ctx, start, e)
            if names and not self.text.startswith("được", at):
                return Task(start, names, "will", "task")
        return None

    def _parallel(self, s: int, e: int) -> Task | None:
        """What stands after a task's semicolon is its like, unless it tells of something else."""
        text = self.text
        start, end = trim(text, strip_openers(self.ctx, s, e)[0], e)
        if self.opinion(s) < PARALLEL or not self.talk.state.open and not opens_with_verb(text, start, end) or self.talk.state.petition \
                or text[e - 1:e + 1].find(":") >= 0 or not reads_on(text, start, end) or entity_at(self.ctx, start) and not is_collective(text[start:end]) \
                or _SUCH_AS.search(text, s, start) and not opens_with_verb(text, start, end):
            return None
        return Task(start, None, "parallel")

    def _restart(self, covered: int, m: regex.Match, end: int) -> bool:
        """«…, đồng thời giao Sở B …»: a second order in the same sentence, to someone named."""
        return m.group().lower() in ("yêu cầu", "đề nghị", "giao", "lưu ý", "phân công", "mong muốn", "kêu gọi") \
            and bool(regex.search(r"(?:,|\svà|\sđồng\s+thời|\scũng)\s*(?:cũng\s+|đồng\s+thời\s+|qua\s+đó,?\s+|từ\s+đó,?\s+)*$", self.text[covered:m.start()])) \
            and opens_with_name(self.ctx, m.end() + 1, end)

    def _as_action(self, frame: Frame) -> bool:
        """«Chỉ đạo các xã …», «Bộ Công an chỉ đạo …» among tasks is the task itself, not a new frame."""
        trigger, state = frame.trigger.lower(), self.talk.state
        if frame.strength == "soft":
            return frame.inherits and not frame.document and (state.open or not self.talk.speaker)
        if trigger == "lưu ý" and frame.inherits and state.open and state.listing and self.talk.in_list:
            return not opens_with_name(self.ctx, frame.content, len(self.text))  # an item: «lưu ý việc lập dự toán đúng quy định»
        if not state.open or frame.reported or frame.pronoun or trigger not in WEAK or frame.issuer and frame.issuer == state.issuer:
            return False
        if frame.issuer and not frame.by_person and (self.talk.above(frame) or state.document and not frame.far and not (state.listing and self.talk.in_list) and _COLON_ENDS.search(self.text, frame.content)):
            return False  # «Chính phủ sẽ chỉ đạo các bộ thực hiện các giải pháp sau:» is what it tells, whoever's paper came before
        if frame.inherits and not frame.document:
            if trigger == "phân công" and state.listing and self.talk.in_list:
                return not entity_at(self.ctx, frame.content)  # «- Phân công một đồng chí lãnh đạo …»
            return trigger not in ("giao", "phân công", "kiến nghị")
        return frame.far or not frame.by_person or state.listing and self.talk.in_list

    # ------------------------------------------------------------ frames

    def _framed(self, st: Statement, clause: int, frame: Frame, s: int, e: int) -> None:
        if frame.petition or frame.strength == "petition" or (self.talk.state.petition and frame.inherits and not frame.document):
            self.talk.state = State(petition=True)
            return
        issuer = self.talk.issuer(frame)
        if frame.far and not frame.by_person and self.talk.state.open and self.talk.state.issuer and clause > st.start_body:
            issuer = self.talk.state.issuer  # «…; Sở A rà soát vật tư và đề nghị Sở B …»: still the one who speaks
        if issuer is None and frame.inherits and not (self.ctx.meetings or self.ctx.documents or self.ctx.people):
            return  # «Lưu ý: không dùng cho trẻ nhỏ»: nobody in office is in the article at all
        if frame.pronoun and issuer is None:
            self.talk.state = State(petition=True)
            return
        if frame.by_person:
            self.talk.speaks(issuer)
        if frame.strength == "soft":
            self._soft(st, clause, frame, issuer, s, e)
            return
        text, kind = self.text, frame.strength
        recipients = split_members(frame.recipient) if frame.recipient else []
        body, end = trim(text, s, e)
        colon = ":" in text[end:e + 1] or ":" in text[frame.start:s]
        if end <= body:
            if colon:
                self._open(issuer, kind, frame, recipients, listing=True)
            else:
                self._open(issuer, kind, frame, recipients, listing=False)
                self._backward(clause, frame)
            return
        if _WHEN_SAID.match(text, body, end) and _COMMA.search(text, clause, frame.subject_start):
            self._open(issuer, kind, frame, recipients, listing=False)
            self._backward(clause, frame)  # «Các xã phải …, Chủ tịch huyện yêu cầu tại cuộc họp»
            return
        start, _ = skip_scene(self.ctx, strip_openers(self.ctx, body, end)[0], end)
        names, at = parse(self.ctx, start, end)
        if not names and opens_with_name(self.ctx, start, end) and (at := predicate_at(self.ctx, start, end)) is None:
            if colon:  # «Giao Sở A, Sở B:» – the tasks follow
                self._open(issuer, kind, frame, split_members(text[start:end]), listing=True)
            return
        inherited = self.talk.state.addressees if self.talk.state.open and (frame.inherits and not frame.document or issuer == self.talk.state.issuer) else []
        must = None if names or opens_with_verb(text, start, end) else MODAL.search(text, start, min(end, start + 300))
        whom = bound(self.ctx, start, must.start()) if must else None  # «… đề nghị khi lập kế hoạch, các xã cần …»
        to = names or (recipients or inherited if whom is None else whom)
        if not may_tell(self.ctx, issuer, to, kind, frame.trigger.lower()):
            self.talk.state = State(petition=True)
            return
        if names and text[at] == ":":
            self._open(issuer, kind, frame, names, listing=True)
            after = after_colon(text, at, end)
            if after < end:
                self._emit(after, e, Task(after, None, "frame"))
            return
        if colon and len(text[start:end]) < 300 and ends_as_intro(text[start:end]):
            self._open(issuer, kind, frame, to, listing=True)
            return
        inner = after_intro(text, at if names else start, end)
        if inner:
            self._open(issuer, kind, frame, to, listing=True)
            self._emit(inner, e, Task(inner, None, "frame"))
            return
        if not names and not opens_with_verb(text, start, end) and not MODAL.search(text[start:min(end, start + 160)]) \
                and not regex.match(r"(?:việc|công\s+tác)\s", text[start:end], regex.IGNORECASE) \
                and (frame.trigger.lower() not in ("yêu cầu", "đề nghị") or self.opinion(s) < ITEM or not reads_on(text, start, end)):
            return
        if PAST.match(text, start, end) or regex.match(r"(?:được|bị|là|tại|trong|ở|hội\s+nghị|buổi|cuộc)(?![\w])", text[start:end], regex.IGNORECASE) \
                or text[e:e + 1] == "?" or text[e - 1] == "?":
            return
        self._open(issuer, kind, frame, to, listing=False)
        self._emit(start, e, Task(start, to or None, "frame", kind))

    def _soft(self, st: Statement, clause: int, frame: Frame, issuer: str | None, s: int, e: int) -> None:
        text = self.text
        body, end = trim(text, s, e)
        colon = ":" in text[frame.start:s] or ":" in text[end:e + 1]
        if not frame.inherits or frame.document or frame.pronoun or issuer and not self.talk.state.open:
            informs = frame.trigger.lower() in INFORMS
            self.talk.state = State(issuer=issuer, trigger=frame.trigger, open=not informs, document=frame.document,
                               listing=colon and end <= body and not informs)
            if informs:
                self.talk.informs(body)
            elif self.talk.state.listing:
                self.talk.concluding = issuer
        if end <= body:
            if not colon:
                self._backward(clause, frame)
            return
        start, ahead = strip_openers(self.ctx, body, end)
        if _DWELLS.match(text, start, end):
            self.talk.rest()
            return
        if regex.match(r"sẽ(?![\w])", text[start:end], regex.IGNORECASE):
            self.talk.state.kind = "task"  # «… khẳng định sẽ …; tiếp tục …»: what the speaker's own body will do
        if _QUOTED.search(text, clause, frame.subject_start):
            self._backward(clause, frame)
        listed = introduced(text, start, e)
        if listed is not None and (frame.document or MODAL.search(text, start, listed)) and len(text[listed:e].split()) >= SHORTEST:
            self.talk.state.listing = self.talk.state.open = True  # «… cho biết …, song cần thực hiện một số nhiệm vụ: sửa đổi …; …»
            self._emit(listed, e, Task(listed, None, "frame"))
            return
        inner = after_intro(text, start, end) if frame.document and not MODAL.search(text, start, max(text.find(":", start, end), start)) else None
        if inner:
            self.talk.state.listing, start = True, inner
        task = find_task(self.talk, start, e, ahead, speech=True)
        if task and may_tell(self.ctx, issuer, task.addressees or []):
            if task.rule in ("imperative", "addressed") and self.talk.state.kind != "task" and frame.trigger.lower() in (*INFORMS, "khẳng định") \
                    and not MODAL.search(text[task.start:min(e, task.start + 160)]):
                return
            self._emit(task.start, e, task)
            self.talk.state.open = True  # who has told something may go on
            if task.rule in ("will", "ahead"):
                self.talk.state.kind = "task"  # «… cho biết, thời gian tới Sở sẽ …. Mở rộng …»

    def _backward(self, clause: int, frame: Frame) -> None:
        """«…, Bộ trưởng nhấn mạnh.»: the words before the frame are what was told."""
        s, _ = strip_openers(self.ctx, clause, frame.subject_start)
        s, e = trim(self.text, s, frame.subject_start)
        e = s + len(regex.sub(r"[,\s”\"–-]*(?:đồng\s+chí|ông|bà)?\s*$", "", self.text[s:e]))
        for a, b in split_clauses(self.text, s, e):
            task = find_task(self.talk, a, b, False, speech=True)
            if task:
                self._emit(task.start, b, task)

    def _open(self, issuer: str | None, kind: str, frame: Frame, addressees: list[str], listing: bool) -> None:
        section = self.talk.state.section if not listing and issuer == self.talk.state.issuer else []  # «…; yêu cầu Sở B …» within an item
        self.talk.state = State(issuer=issuer, kind=kind, force=kind, trigger=frame.trigger, addressees=addressees, section=section, open=True, listing=listing,
                           document=frame.document, reporter=self.talk.reporter)
        self.talk.concluding = issuer if listing else self.talk.concluding

    # ------------------------------------------------------------ output

    def _emit(self, s: int, e: int, task: Task) -> None:
        text, state = self.text, self.talk.state
        s, e = trim(text, s, e)
        if e <= s or len(text[s:e].split()) < SHORTEST or _ANNOUNCES.fullmatch(text, s, e) or BOUND_ALONE.fullmatch(text, s, e):
            return
        addressees = state.addressees if task.addressees is None else task.addressees
        if task.addressees == [] and task.rule == "modal":
            state.passed_over = state.passed_over or state.addressees  # «Hồ sơ phải được …; …»: till the sentence ends
        if task.addressees is not None:
            state.addressees, state.share = task.addressees, task.rule == "share"
            state.listing |= task.rule == "share" and ":" in text[s:e]
            if task.rule == "addressed" and task.kind == "order":
                state.kind = "order"  # «Các xã cần …; tổ chức …»: the force holds for what they are told next
        if task.rule == "addressed" and task.addressees and task.kind is None and state.force and not (state.listing or state.document):
            state.kind = state.force  # «Các xã phải …. Các huyện tổ chức …»: asked again, as they all were at first
        kind = task.kind or state.kind
        if kind == "order" and (not state.trigger or state.trigger.lower() in INFORMS) and self.talk.own(addressees) and not MODAL.search(text[s:e]):
            kind = "task"  # a plan of the authority for itself
        if state.document and kind == "order" and not addressees and not MODAL.search(text[s:e]):
            kind = "task"
        if task.rule == "ahead":
            state.open, state.ahead = True, True
            if state.issuer is None or task.kind == "task":
                state.kind = "task"
        self.ctx.traces[s, e] = Trace(task.rule)
        self.out.append(Directive(
            text=text[s:e], issuer=self.talk.of_task(kind, addressees), addressees=list(addressees), partners=partners(self.ctx, s, e), kind=kind,
            trigger=state.trigger, deadline=None, targets=[], span=(s, e), confidence=CONFIDENCE[task.rule]))
