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

from pipeline.addressees import MODAL, entity_at, opens_with_name, opens_with_verb, parse, partners, predicate_at, split_members
from pipeline.article import Context, Trace
from pipeline.clauses import BOUND_ALONE, Statement, split_clauses, statements, strip_openers, trim
from pipeline.confidence import Opinion, judge
from pipeline.discourse import Discourse, State
from pipeline.frames import PETITIONER, WEAK, Frame, find_frame, triggers
from pipeline.records import Directive
from pipeline.speakers import entity_name, is_collective, level_of, opening_entity
from pipeline.tasks import FIGURE, PAST, SHORTEST, Task, after_colon, find_task, reads_on, skip_scene

_PURPOSE_SENTENCE = regex.compile(r"(?:mục\s+(?:đích|tiêu)|ý\s+nghĩa|yêu\s+cầu\s+của|nguyên\s+nhân|kết\s+quả)(?![\w])", regex.IGNORECASE)
# Those above, named by their kind alone: «đề nghị tỉnh …», «kiến nghị ngành …» comes from below.
_SUPERIOR = regex.compile(r"(?:tỉnh|thành\s+phố|huyện|quận|ngành|bộ|cấp\s+trên|hội\s+cấp\s+trên|trung\s+ương|nhà\s+nước)(?:\s+(?:sớm|có|quan|cần|xem))?$", regex.IGNORECASE)
_NOBODYS_SUPERIOR = regex.compile(r"(?:các\s+)?(?:công\s+ty|tổng\s+công\s+ty|tập\s+đoàn|doanh\s+nghiệp|ngân\s+hàng\s+(?!nhà\s+nước)|trường|bệnh\s+viện|báo|đài|hội|hiệp\s+hội|hợp\s+tác\s+xã|bưu\s+điện|điện\s+lực|nhà\s+thầu|chủ\s+đầu\s+tư)(?![\w])", regex.IGNORECASE)
_OVERSEES = regex.compile(r"(?:Kiểm\s+toán|KTNN|Thanh\s+tra|Đoàn\s+(?:kiểm\s+toán|thanh\s+tra|kiểm\s+tra|giám\s+sát)|(?:Ủy|Uỷ)\s+ban\s+Kiểm\s+tra|UBKT|Viện\s+[Kk]iểm\s+sát)(?![\w])")  # whose proposals are to be carried out
_QUALIFIED = regex.compile(r"\s(?:đã|được|trong|theo|tại|có|do|thuộc)\s")  # «các bộ được giao nhiệm vụ tại Nghị quyết của Chính phủ»
_SCENE_CHANGE = regex.compile(
    r"(?:Dịp\s+này|Nhân\s+dịp|Cũng\s+(?:tại|trong)|Kết\s+thúc|Trước\s+đó|Tham\s+dự|Dự\s+(?:và|hội|buổi|họp)|Theo\s+báo\s+cáo|Báo\s+cáo\s+tại|Đến\s+dự|Cùng\s+(?:dự|tham)|Sau\s+khi\s+(?:nghe|kiểm|khảo|đi)|"
    r"Qua\s+(?:kiểm|khảo|báo|thảo|theo)|Hội\s+nghị\s+(?:đã|cũng|diễn|được)|Tại\s+(?:hội\s+nghị|buổi|cuộc\s+họp|điểm\s+cầu)|Thảo\s+luận|Đến\s+nay|Hiện\s+nay|Tính\s+đến|Kết\s+quả|Trong\s+(?:năm|tháng|quý|thời\s+gian)\s+qua|"
    r"Theo\s+(?:kế\s+hoạch|lộ\s+trình|chương\s+trình|dự\s+kiến),|Thời\s+gian\s+qua|Những\s+năm\s+qua|Năm\s+qua|Được\s+biết|Theo\s+thống\s+kê|Thay\s+mặt|Tiếp\s+thu|Tiếp\s+và\s+làm\s+việc)(?![\w])", regex.IGNORECASE)
_DECIDES = regex.compile(r"(?:đã\s+|cũng\s+)?(?:xác\s+định|đề\s+ra|đặt\s+ra|quyết\s+nghị|thống\s+nhất)(?![\w])", regex.IGNORECASE)
_AHEAD_HEADING = regex.compile(r"(?:\P{L}{0,6})(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng)(?![\w])", regex.IGNORECASE)
_SUCH_AS = regex.compile(r"(?:là|như|gồm)[\s:,]*$", regex.IGNORECASE)  # «đặc biệt là dự án A»: more of the clause before
_SETS = regex.compile(r"(?<![\w])đã\s+(?:đề\s+ra|đặt\s+ra|xác\s+định|thống\s+nhất|quyết\s+nghị)(?![\w])", regex.IGNORECASE)
_QUOTED = regex.compile(r"[\"”]\s*,?\s*$")
_SECTION_OF = regex.compile(r"(?:(?:đối\s+)?với|(?:trách\s+nhiệm|nhiệm\s+vụ|quyền\s+hạn)\s+của|giao|yêu\s+cầu|(?P<asked>đề\s+nghị))\s+", regex.IGNORECASE)
# What a law lays down for everyone is nobody's task.
_LAW = regex.compile(r"(?:(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+|của\s+)?)?(?:(?:khoản|điểm|Điều|mục|chương)\s[^,;:.]{1,24}\s)*)?(?:Luật|Bộ\s+luật|Hiến\s+pháp|Pháp\s+lệnh)\s+(?:\p{Lu}|số\s)")
_WHEN_SAID = regex.compile(r"(?:tại|trong|khi|sáng|trưa|chiều|tối|ngày|hôm)\s", regex.IGNORECASE)
_COMMA = regex.compile(r",\s*$")
_IS = regex.compile(r"(?<![\w])là(?![\w])")
_AMONG_THEM = regex.compile(r"trong\s+đó,?\s+(?:cần\s+)?(?:lưu\s+ý|đề\s+nghị|yêu\s+cầu|giao)(?![\w])", regex.IGNORECASE)
# What is dwelt on and is nobody's work; and what only announces the work that follows.
_DWELLS = regex.compile(r"(?:(?:những|một\s+số|các|nhiều|rõ)\s+)*(?:hạn\s+chế|tồn\s+tại|khó\s+khăn|kết\s+quả|bất\s+cập|nguyên\s+nhân|thành\s+tích|thành\s+tựu|ưu\s+điểm|yếu\s+kém|vướng\s+mắc|thuận\s+lợi|thiếu\s+sót)(?![\w])", regex.IGNORECASE)
_ANNOUNCES = regex.compile(r"(?:tập\s+trung\s+)?(?:thực\s+hiện|triển\s+khai|làm\s+tốt)\s+(?:tốt\s+)?(?:một\s+số|các|những)\s+(?:nội\s+dung|nhiệm\s+vụ|giải\s+pháp|công\s+việc|việc)(?:\s+(?:sau|sau\s+đây|như\s+sau|trọng\s+tâm|chủ\s+yếu|cụ\s+thể))*", regex.IGNORECASE)
# What a section or a list holds that is no work to be done.
_ASIDE = regex.compile(
    r"(?:các|những|một\s+số)?\s*(?:nguyên\s+tắc|mục\s+(?:đích|tiêu)|quan\s+điểm|đối\s+tượng|phạm\s+vi|khái\s+niệm|định\s+nghĩa|giải\s+thích|điều\s+kiện|tiêu\s+(?:chuẩn|chí)|thành\s+phần|mức\s+(?:phạt|hưởng|thu|lương|giá|chi)|"
    r"quyền(?!\s+hạn)|căn\s+cứ|hiệu\s+lực|danh\s+(?:mục|sách)|kết\s+quả|nguyên\s+nhân|ý\s+nghĩa|hạn\s+chế|tồn\s+tại|khó\s+khăn|bài\s+học|tình\s+hình|thuận\s+lợi|ưu\s+điểm|hành\s+vi)(?![\w])", regex.IGNORECASE)
_INTRODUCES = regex.compile(r"(?:quy\s+định|nêu|nêu\s+rõ|xác\s+định|gồm|về|có|đề\s+ra)\s+(?:cụ\s+thể\s+|chi\s+tiết\s+|rõ\s+|về\s+)?(?=\p{L})", regex.IGNORECASE)
_WORK = regex.compile(r"(?<![\w])(?:nhiệm\s+vụ|giải\s+pháp|trách\s+nhiệm|yêu\s+cầu|chỉ\s+đạo|công\s+việc|phải|cần)(?![\w])", regex.IGNORECASE)
_LIST_INTRO = regex.compile(r"(?:(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|công\s+việc|công\s+tác)(?:[^:.;]{0,60})|(?:các|những|một\s+số)\s+yêu\s+cầu\s[^:.;]{0,160}(?:gồm|như\s+sau|sau\s+đây|là)\s*):", regex.IGNORECASE)
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


Prior = Literal["", "told", "reported"]


class _Walk:
    def __init__(self, ctx: Context, opinion: Callable[[int], float]):
        self.ctx = ctx
        self.opinion = opinion
        self.text = ctx.text
        self.talk = Discourse(ctx)
        self.out: list[Directive] = []
        self.under_law = False  # the same in what a law lays down, to the next paragraph
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
        return _distinct(self.out, lead)

    # ------------------------------------------------------------ statements

    def _heading(self, st: Statement) -> None:
        start, ahead = strip_openers(self.text, st.start_body, st.end)
        self.aside = bool(_ASIDE.match(self.text, start, st.end))
        if self._names_a_section(st, start):
            return
        if st.bullet and not ahead and PETITIONER.search(self.text, start, st.end):
            self.talk.state = State(petition=True)  # «2. Các hộ dân thôn 3»: what they ask for follows
            return
        if ahead or _AHEAD_HEADING.match(self.text, start, st.end):
            issuer = self.talk.concluding or (None if self.ctx.meetings else self.talk.document_issuer)
            of = _DUTIES_OF.search(self.text, start, st.end)
            to = split_members(of.group("who").strip(" :*.")) if of and opens_with_name(self.ctx, of.start("who"), st.end) else []
            self.talk.state = State(addressees=to, issuer=issuer, open=True, ahead=True, document=bool(issuer), kind="order" if issuer else "task")

    def _statement(self, st: Statement) -> None:
        text = self.text
        if self.talk.state.share:
            self.talk.state.addressees, self.talk.state.share, self.talk.state.listing = [], False, False
        if self.talk.state.passed_over:
            self.talk.state.addressees, self.talk.state.passed_over = self.talk.state.addressees or self.talk.state.passed_over, []
        self.talk.in_list = st.bullet or not st.opens_line
        body, ahead = strip_openers(text, st.start_body, st.end)
        if _SCENE_CHANGE.match(text, st.start_body, st.end) and not st.bullet:
            self.talk.close()
        if ahead and st.opens_line and not st.bullet and not triggers(self.ctx, body, min(st.end, body + 200)):
            self.talk.close()  # a paragraph on the time ahead speaks of the authority's own work
        listed = self.talk.state.listing
        if st.opens_line and not st.bullet and listed and find_task(self.talk, body, st.end, ahead) is None:
            self.talk.state.listing = False
        before = len(self.out)
        if self._names_a_section(st, body):
            self.aside = False
            return
        self._note_paper(st)
        if st.opens_line and text[st.end - 1] == ":":
            self.aside = st.end - body < 60 and bool(_ASIDE.match(text, body, st.end)) or any(_ASIDE.match(text, m.end(), st.end) for m in _INTRODUCES.finditer(text, body, st.end)) and not _WORK.search(text, body, st.end)
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
        for s, e in _joined(self.ctx, split_clauses(text, st.start_body, st.end)):
            found, opened = len(self.out), self.talk.state.open
            said = self._clause(st, s, e, ahead, bool(purpose), prior)
            framed = said or framed
            if len(self.out) > found:
                if pending and self.out[-1].addressees == self.talk.state.addressees and self.ctx.traces[self.out[-1].span].rule == "imperative":
                    self._emit(*pending, Task(pending[0], None, "parallel"))  # «Có quỹ đất sạch; tập trung …»: as what follows it
                prior, pending = "told", None
            else:
                reported = not self.talk.state.listing and (prior == "reported" or said or self._declares(s, e))
                prior = "reported" if reported else ""
                pending = self._open_to(s, e) if opened and not prior and not said else None
        if kind and _AMONG_THEM.search(text, body, st.end) and self.talk.state.open:
            self.talk.state.kind = kind  # «…; trong đó lưu ý …»: of this sentence only
        if len(self.out) > before or framed:
            self.talk.state.misses = 0
            return
        self.talk.state.misses += 1
        # One background sentence may stand between two tasks, and a plan's figures between its tasks;
        # a paragraph of a speech that opens with something else is another matter.
        patience = 8 if self.talk.state.document else 2
        if not FIGURE.search(text[st.start:st.end]) and (
                self.talk.state.misses >= patience or (st.opens_line and not st.bullet and not self.talk.state.document and not listed)):
            self.talk.rest()

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
        start = skip_scene(self.ctx, strip_openers(self.text, s, e)[0], e)[0]
        return bool(PAST.search(self.text, s, e) or opens_with_name(self.ctx, start, e) or _IS.search(self.text, s, e))

    def _open_to(self, s: int, e: int) -> tuple[int, int] | None:
        """The clause, if it may turn out to be a task by the one after it."""
        start, end = trim(self.text, strip_openers(self.text, s, e)[0], e)
        long_enough = len(self.text[start:end].split()) >= SHORTEST and ":" not in self.text[start:e + 1]
        return (start, e) if long_enough and self.opinion(s) >= PARALLEL and reads_on(self.text, start, end) else None

    def _clause(self, st: Statement, s: int, e: int, ahead: bool, purpose: bool, prior: Prior) -> bool:
        """Takes one clause; True if a frame was found in it. ``prior``: what the clause before it in the sentence was."""
        text = self.text
        found: list[Frame] = []
        covered = s
        opening = strip_openers(text, s, e)[0]
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
            if frame.inherits and not frame.document and frame.trigger.lower() in WEAK and not self.talk.state.open and (prior == "reported" or self.talk.issuer(frame) is None):
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
        if self._list_intro(s, e, ahead):
            return True
        task = find_task(self.talk, s, e, ahead) or self._resumed(s, e, ahead) or (self._parallel(s, e) if prior == "told" else None)
        if task and (self.aside and not (task.rule in ("addressed", "modal", "share") and not self.under_law and MODAL.search(text, s, e)) or task.rule == "item" and self.opinion(s) < ITEM):
            task = None
        if task and prior == "reported" and task.addressees is None and task.rule in ("imperative", "ahead") and not MODAL.match(text, task.start, e):
            task = None  # «Sở đã …; tổ chức …»: more of what was reported
        if task:
            if prior == "told" and task.addressees is None and task.kind is None and task.rule in ("imperative", "parallel"):
                task = replace(task, kind=self.out[-1].kind)  # «Sở sẽ …; tiếp tục …»
            self._emit(task.start, e, task)
        return False

    def _resumed(self, s: int, e: int, ahead: bool) -> Task | None:
        """A task of a speech that had paused, where the clause's words alone make it a directive."""
        start = strip_openers(self.text, s, e)[0]
        goes_on = self.text[s:start].strip() and opens_with_verb(self.text, start, e)  # «Đồng thời, tăng cường …»
        if not self.talk.state.dormant or self.opinion(s) < (ITEM if goes_on else RESUMES) or self.text[e - 1:e + 1].find(":") >= 0:
            return None
        return find_task(self.talk, s, e, ahead, speech=True)

    def _parallel(self, s: int, e: int) -> Task | None:
        """What stands after a task's semicolon is its like, unless it tells of something else."""
        text = self.text
        start, end = trim(text, strip_openers(text, s, e)[0], e)
        if self.opinion(s) < PARALLEL or not self.talk.state.open and not opens_with_verb(text, start, end) or self.talk.state.petition \
                or text[e - 1:e + 1].find(":") >= 0 or not reads_on(text, start, end) or entity_at(self.ctx, start) and not is_collective(text[start:end]) \
                or _SUCH_AS.search(text, s, start) and not opens_with_verb(text, start, end):
            return None
        return Task(start, None, "parallel")

    def _list_intro(self, s: int, e: int, ahead: bool) -> bool:
        """«Thời gian tới, tỉnh tập trung các giải pháp chủ yếu: …»: what follows the colon are tasks."""
        text = self.text
        m = _LIST_INTRO.search(text, s, min(e + 1, s + 320))
        if not m or PAST.search(text[s:m.end()]) and not _SETS.search(text, s, m.end()) or regex.search(r"(?<![\w])(?:đạt|kết\s+quả|hạn\s+chế|khó\s+khăn|báo\s+cáo|thảo\s+luận|thông\s+qua)(?![\w])", text[s:m.end()], regex.IGNORECASE):
            return False
        start, ahead_here = strip_openers(text, s, e)
        start = skip_scene(self.ctx, start, e)[0]
        names, verb = parse(self.ctx, start, m.end())
        if names and _DECIDES.match(text, verb):  # «Ban Thường vụ Huyện ủy xác định các nhiệm vụ: …»: told by it, not to it
            who = opening_entity(self.ctx, start)
            self.talk.state = State(issuer=entity_name(self.ctx, who) if who else names[0], kind="task", open=True)
            names = []
        names = [*names[:-1], _QUALIFIED.split(names[-1])[0]] if names else names
        if not (names or ahead or ahead_here or self.talk.state.open or self.talk.document_issuer):
            return False
        if not self.talk.state.open or (ahead or ahead_here) and not _DECIDES.match(text, verb):
            said = self.talk.state.issuer if self.talk.in_list else None  # «Bà A cho biết …. Trong đó các trường cần … như sau: …»
            issuer = said or (self.talk.document_issuer if not names and not self.ctx.meetings else None)
            self.talk.state = State(issuer=issuer, kind="order" if issuer else "task", open=True, document=bool(issuer) and (not said or self.talk.state.document), ahead=True)
        self.talk.state.listing = True
        if names:
            self.talk.state.addressees = names
        after = m.end() + len(text[m.end():e]) - len(text[m.end():e].lstrip(" \n*“\""))
        if len(text[after:e].split()) >= SHORTEST:
            self._emit(after, e, Task(after, None, "listed"))
        return True

    def _names_a_section(self, st: Statement, body: int) -> bool:
        """«2. Sở Y tế:» on a line of its own: whose tasks follow."""
        text = self.text
        if not st.opens_line or not (self.talk.state.open or self.talk.document_issuer) or not (st.heading and st.bullet) and text[st.end - 1] != ":" and text[st.end - 3:st.end] != ":**":
            return False
        start, end = trim(text, body, st.end)
        m = _SECTION_OF.match(text, start, end)
        start = m.end() if m else start
        if end - start > 250 or not opens_with_name(self.ctx, start, st.end) or predicate_at(self.ctx, start, end) is not None or triggers(self.ctx, start, end):
            return False
        asked = m and m.group("asked")
        if not self.talk.state.open:
            self.talk.state = State(issuer=self.talk.document_issuer, open=True, document=True)
        self.talk.state.addressees, self.talk.state.listing, self.talk.state.misses = split_members(text[start:end]), True, 0
        self.talk.state.kind = "request" if asked else "order" if self.talk.state.document else self.talk.state.kind
        return True

    def _restart(self, covered: int, m: regex.Match, end: int) -> bool:
        """«…, đồng thời giao Sở B …»: a second order in the same sentence, to someone named."""
        return m.group().lower() in ("yêu cầu", "đề nghị", "giao", "lưu ý", "phân công", "mong muốn", "kêu gọi") \
            and bool(regex.search(r"(?:,|\svà|\sđồng\s+thời|\scũng)\s*(?:cũng\s+|đồng\s+thời\s+)*$", self.text[covered:m.start()])) \
            and opens_with_name(self.ctx, m.end() + 1, end)

    def _as_action(self, frame: Frame) -> bool:
        """«Chỉ đạo các xã …», «Bộ Công an chỉ đạo …» among tasks is the task itself, not a new frame."""
        trigger, state = frame.trigger.lower(), self.talk.state
        if frame.strength == "soft":
            return frame.inherits and not frame.document and (state.open or not self.talk.speaker)
        if not state.open or frame.reported or frame.pronoun or trigger not in WEAK or frame.issuer and frame.issuer == state.issuer:
            return False
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
        if frame.pronoun and issuer is None:
            self.talk.state = State(petition=True)
            return
        if frame.by_person:
            self.talk.speaks(frame.issuer)
        if frame.strength == "soft":
            self._soft(st, clause, frame, issuer, s, e)
            return
        text, kind = self.text, frame.strength
        recipients = [frame.recipient] if frame.recipient else []
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
        start, _ = skip_scene(self.ctx, strip_openers(text, body, end)[0], end)
        names, at = parse(self.ctx, start, end)
        if not names and opens_with_name(self.ctx, start, end) and (at := predicate_at(self.ctx, start, end)) is None:
            if colon:  # «Giao Sở A, Sở B:» – the tasks follow
                self._open(issuer, kind, frame, split_members(text[start:end]), listing=True)
            return
        inherited = self.talk.state.addressees if self.talk.state.open and (frame.inherits and not frame.document or issuer == self.talk.state.issuer) else []
        to = names or recipients or inherited
        if not self._may(issuer, to, kind, frame.trigger.lower()):
            self.talk.state = State(petition=True)
            return
        if names and text[at] == ":":
            self._open(issuer, kind, frame, names, listing=True)
            after = after_colon(text, at, end)
            if after < end:
                self._emit(after, e, Task(after, None, "frame"))
            return
        if colon and len(text[start:end]) < 300 and _LIST_ENDS.search(text[start:end]):
            self._open(issuer, kind, frame, to, listing=True)
            return
        inner = _list_colon(text, at if names else start, end)
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
        if not frame.inherits or frame.document or frame.pronoun:
            informs = frame.trigger.lower() in ("cho biết", "cho hay", "chia sẻ", "cho rằng", "nói")
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
        start, ahead = strip_openers(text, body, end)
        if _DWELLS.match(text, start, end):
            self.talk.rest()
            return
        if regex.match(r"sẽ(?![\w])", text[start:end], regex.IGNORECASE):
            self.talk.state.kind = "task"  # «… khẳng định sẽ …; tiếp tục …»: what the speaker's own body will do
        if _QUOTED.search(text, clause, frame.subject_start):
            self._backward(clause, frame)
        inner = _list_colon(text, start, end) if frame.document and not MODAL.search(text, start, max(text.find(":", start, end), start)) else None
        if inner:
            self.talk.state.listing, start = True, inner
        task = find_task(self.talk, start, e, ahead, speech=True)
        if task and self._may(issuer, task.addressees or []):
            if task.rule in ("imperative", "addressed") and self.talk.state.kind != "task" and frame.trigger.lower() in ("cho biết", "cho hay", "chia sẻ", "cho rằng", "khẳng định", "nói") \
                    and not MODAL.search(text[task.start:min(e, task.start + 160)]):
                return
            self._emit(task.start, e, task)
            self.talk.state.open = True  # who has told something may go on
            if task.rule in ("will", "ahead"):
                self.talk.state.kind = "task"  # «… cho biết, thời gian tới Sở sẽ …. Mở rộng …»

    def _backward(self, clause: int, frame: Frame) -> None:
        """«…, Bộ trưởng nhấn mạnh.»: the words before the frame are what was told."""
        s, _ = strip_openers(self.text, clause, frame.subject_start)
        s, e = trim(self.text, s, frame.subject_start)
        e = s + len(regex.sub(r"[,\s”\"–-]*(?:đồng\s+chí|ông|bà)?\s*$", "", self.text[s:e]))
        for a, b in split_clauses(self.text, s, e):
            task = find_task(self.talk, a, b, False, speech=True)
            if task:
                self._emit(task.start, b, task)

    def _open(self, issuer: str | None, kind: str, frame: Frame, addressees: list[str], listing: bool) -> None:
        self.talk.state = State(issuer=issuer, kind=kind, trigger=frame.trigger, addressees=addressees, open=True, listing=listing,
                           document=frame.document, reporter=self.talk.reporter)
        self.talk.concluding = issuer if listing else self.talk.concluding

    def _may(self, issuer: str | None, names: list[str], kind: str = "order", trigger: str = "") -> bool:
        """Nobody directs upward: a request to a higher level is a proposal."""
        if not names or _NOBODYS_SUPERIOR.match(names[0]):
            return True
        theirs = level_of(_QUALIFIED.split(names[0])[0])
        chairs = {c.name for m in self.ctx.meetings for c in m.chairs}
        if kind == "request" and issuer not in chairs and not _OVERSEES.match(issuer or "") and (_SUPERIOR.match(names[0]) or chairs and trigger in ("kiến nghị", "mong", "mong muốn")):
            return False
        if not issuer:
            return kind != "request" or theirs is None or theirs < 3
        mine = level_of(self._post_of(issuer))
        return mine is None or theirs is None or mine >= theirs or mine == 5

    def _post_of(self, issuer: str) -> str:
        return next((p.title or p.name for p in self.ctx.people if p.name == issuer), issuer)

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
        kind = task.kind or state.kind
        if kind == "order" and not state.trigger and self.talk.own(addressees) and not MODAL.search(text[s:e]):
            kind = "task"  # a plan of the authority for itself
        if state.document and kind == "order" and not addressees and not MODAL.search(text[s:e]):
            kind = "task"
        if task.rule == "ahead":
            state.open, state.ahead = True, True
            if state.issuer is None:
                state.kind = "task"
        self.ctx.traces[s, e] = Trace(task.rule)
        self.out.append(Directive(
            text=text[s:e], issuer=self.talk.of_task(kind, addressees), addressees=list(addressees), partners=partners(self.ctx, s, e), kind=kind,
            trigger=state.trigger, deadline=None, targets=[], span=(s, e), confidence=CONFIDENCE[task.rule]))


_LIST_ENDS = regex.compile(r"(?:như\s+sau|sau\s+đây|sau|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|vấn\s+đề|công\s+việc|việc|trọng\s+tâm|biện\s+pháp|yêu\s+cầu|hoạt\s+động\s+sau|tập\s+trung|thực\s+hiện|chú\s+trọng|cần|phải|là|gồm)\W*$", regex.IGNORECASE)


_KINDS_COLON = regex.compile(r"(?<![\w])(?:bộ|sở|ban|ngành|huyện|xã|tỉnh|phường|thành\s+phố|đơn\s+vị|địa\s+phương|lĩnh\s+vực|dự\s+án|công\s+trình|tuyến|nhóm)\s*:\s*$", regex.IGNORECASE)  # «phối hợp với các bộ: A, B»


def _list_colon(text: str, at: int, end: int) -> int | None:
    """Start of what follows «… thực hiện một số nội dung sau:» inside the clause, or None."""
    m = regex.search(r"(?:một\s+số|các|những|nhiệm\s+vụ|nội\s+dung|giải\s+pháp|vấn\s+đề|trọng\s+tâm|chú\s+trọng|tập\s+trung|như|sau|gồm|việc)[^:“”()]{0,60}:\s*", text[at:min(end, at + 260)], regex.IGNORECASE)
    if m and m.start() < 200 and not _KINDS_COLON.search(text, at, at + m.end()) and len(text[at + m.end():end].split()) >= SHORTEST:
        return at + m.end()
    return None


def _joined(ctx: Context, clauses: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Semicolons may part the members of an addressee list: such a piece joins the one after it."""
    out: list[tuple[int, int]] = []
    pending: int | None = None
    for i, (s, e) in enumerate(clauses):
        begin = s if pending is None else pending
        pending = None
        last = i == len(clauses) - 1
        at, _ = strip_openers(ctx.text, s, e)
        frame_end = max((m.end() for m in triggers(ctx, s, e)), default=None)
        tail = frame_end if frame_end is not None else at
        tail_start = tail + len(ctx.text[tail:e]) - len(ctx.text[tail:e].lstrip(" :"))
        if not last and e - tail_start < 160 and ":" not in ctx.text[tail_start:e] and opens_with_name(ctx, tail_start, e) and predicate_at(ctx, tail_start, e) is None:
            pending = begin
            continue
        out.append((begin, e))
    return out


def _distinct(found: list[Directive], lead: int) -> list[Directive]:
    """Told in the lead, which ends at ``lead``, and again in the body counts once, in its fuller form.
    What two bodies are told in the same words is told to each."""
    out: list[Directive] = []
    for d in sorted(found, key=lambda d: d.span):
        words = d.text.lower().split()
        twin = next((i for i, o in enumerate(out) if o.issuer == d.issuer and (o.span[0] < lead or o.addressees == d.addressees)
                     and _same(words, other := o.text.lower().split(), within=o.span[0] < lead <= d.span[0] and len(other) <= len(words))), None)
        if twin is None:
            out.append(d)
        elif len(d.text) > len(out[twin].text):
            out[twin] = d
    return sorted(out, key=lambda d: d.span)


def _same(a: list[str], b: list[str], within: bool) -> bool:
    """``within``: b need only be a part of a, as the lead tells in short what the body tells in full."""
    # 0.9: the lead's wording is the body's but for a word or two; two tasks of one list that begin
    # alike ("định kỳ hằng năm kiểm tra …", "định kỳ 6 tháng kiểm tra …") share up to 0.85.
    shared = len(set(a) & set(b))
    enough = shared == len(set(b)) and len(b) >= SHORTEST if within else shared >= 0.5 * max(len(set(a)), len(set(b))) and min(len(a), len(b)) >= 6
    return enough and shared >= 0.9 * min(len(set(a)), len(set(b)))
