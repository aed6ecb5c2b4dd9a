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

from pipeline.addressees import MODAL, entity_at, opens_with_name, opens_with_verb, parse, split_members
from pipeline.article import Context
from pipeline.clauses import PERIOD_SCENE, SOON, Statement, split_clauses, statements, strip_connective, strip_openers, strip_scene, trim
from pipeline.confidence import Opinion, judge
from pipeline.discourse import Discourse, State
from pipeline.findings import Findings
from pipeline.frames import PETITIONER
from pipeline.lists import ASIDE, counts_out, holds_no_work, introduces, joined, names_a_section
from pipeline.recipients import whose_work
from pipeline.records import Directive
from pipeline.retold import distinct
from pipeline.speakers import entity_name, is_collective, is_private, opening_entity
from pipeline.task_parts import FIGURE, PAST, SHORTEST, Task, after_colon, reads_on, skip_scene
from pipeline.tasks import find_task
from pipeline.telling import ITEM, Telling
from pipeline.triggers import triggers
from pipeline.vocabulary import alternation, forms

_PURPOSE_SENTENCE = regex.compile(rf"{alternation(forms('directive_nouns', 'about-work'))}(?![\w])", regex.IGNORECASE)
_SCENE_CHANGE = regex.compile(
    rf"(?:{alternation(forms('directive_words', 'scene-change'))}|theo\s+(?:kế\s+hoạch|lộ\s+trình|chương\s+trình|dự\s+kiến),)(?![\w])", regex.IGNORECASE)
_AS_PLANNED = regex.compile(r"theo\s+kế\s+hoạch,", regex.IGNORECASE)
_AHEAD_HEADING = regex.compile(r"(?:\P{L}{0,6})(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng)(?![\w])", regex.IGNORECASE)
_SUCH_AS = regex.compile(r"(?:là|như|gồm)[\s:,]*$", regex.IGNORECASE)  # «đặc biệt là dự án A»: more of the clause before
# What a law lays down for everyone is nobody's task.
_LAW = regex.compile(r"(?:(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+|của\s+)?)?(?:(?:khoản|điểm|Điều|mục|chương)\s[^,;:.]{1,24}\s)*)?(?:Luật|Bộ\s+luật|Hiến\s+pháp|Pháp\s+lệnh)\s+(?:\p{Lu}|số\s)")
# «Đồng chí A phát biểu chỉ đạo tại hội nghị», nothing said.
_ON_STAGE = regex.compile(
    r"(?<![\w])(?:phát\s+biểu|chủ\s+trì|kết\s+luận|điều\s+hành)(?:\s+(?:chỉ\s+đạo|khai\s+mạc|bế\s+mạc|kết\s+luận))?\s+(?:tại\s+)?"
    rf"{alternation(forms('directive_nouns', 'stage'))}[^.,;:]{{0,80}}[.\s]*$", regex.IGNORECASE)
_IS = regex.compile(r"(?<![\w])là(?![\w])")
_AMONG_THEM = regex.compile(r"trong\s+đó,?\s+(?:cần\s+)?(?:lưu\s+ý|đề\s+nghị|yêu\s+cầu|giao)(?![\w])", regex.IGNORECASE)
_ALSO = regex.compile(rf"\s*{alternation(forms('directive_words', 'also'))}(?![\w])", regex.IGNORECASE)
_FOR = regex.compile(r"(?<![\w])nhằm(?![\w])")
# «Kỳ họp xem xét các tờ trình về: điều chỉnh …; bổ sung …»: what is dealt with, not what is to be done.
_AGENDA = regex.compile(rf"(?<![\w]){alternation(forms('directive_verbs', 'deals-with'))}(?![\w])[^:;]{{0,120}}:", regex.IGNORECASE)
_FIRST = regex.compile(r"(?:một\s+là(?![\w])|thứ\s+nhất)\s*[,:]", regex.IGNORECASE)
_DUTIES_OF = regex.compile(r"(?:nhiệm\s+vụ|trách\s+nhiệm|quyền\s+hạn)(?:[^.;:]{0,40}?)\s(?:của|đối\s+với)\s+(?P<who>[^.;]{3,160})", regex.IGNORECASE)

# How probable the clause model must hold a clause for a paused speech to go on with it: of such clauses
# in real articles nine in ten are directives from here on, six in ten between 0.7 and here.
RESUMES = 0.85

# The same for a clause after a task in its sentence: of those in gold seven in eight above it are
# directives, one in five below.
PARALLEL = 0.25
# Where such a clause opens with the verb of a task hardly any in gold is none: only what the model is sure of is left out.
PARALLEL_VERB = 0.05

# Noun for verb, before what is told and after it.
_NOUN = r"(?P<noun>(?:ý\s+kiến\s+)?(?:chỉ\s+đạo|kết\s+luận)|yêu\s+cầu|mệnh\s+lệnh|(?P<asks>đề\s+nghị|lời\s+dặn|lưu\s+ý))(?:\s+(?:chỉ\s+đạo|kết\s+luận))?\s+của\s+"
_OPINION = regex.compile(rf"(?:[^,;:.]{{2,60}}?\s(?:nhắc\s+lại|truyền\s+đạt|quán\s+triệt)\s+)?(?:tinh\s+thần\s+|các\s+)?{_NOUN}", regex.IGNORECASE)
_THAT_IS = regex.compile(rf"[\s,–-]+(?:đó|đây)\s+(?:cũng\s+)?(?:là|chính\s+là)\s+{_NOUN}", regex.IGNORECASE)
_QUARTERS = ("I", "II", "III", "IV", "1", "2", "3", "4")

_HE = regex.compile(r"(?P<who>ông|bà|đồng\s+chí)(?=\s+\p{Ll})", regex.IGNORECASE)
_SAYS_ANYHOW = regex.compile(r",?\s+(?=[\p{Ll}\"“])[^:;.!?\n]{2,60}:\s*[\"“]?(?=\S)")

OLD = 730  # days: a paper of two years ago is not the news

OPENING = 4  # statements in which a paper that has been speaking may turn out to be somebody's

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


Prior = Literal["", "told", "reported", "meant"]


class _Walk:
    def __init__(self, ctx: Context, opinion: Callable[[int], float]):
        self.ctx = ctx
        self.opinion = opinion
        self.text = ctx.text
        self.talk = Discourse(ctx)
        self.findings = Findings(self.talk)
        self.telling = Telling(self.talk, self.findings, opinion)
        self.under_law = False  # the same in what a law lays down, to the next paragraph
        self.announced = False  # the statement before told what an authority will do
        self.aside = False  # under a heading of principles, aims or results: only a must is a task

    def run(self) -> list[Directive]:
        lead = 0
        read = statements(self.ctx)
        self.talk.foresee([st for st in read if st.kind == "body"][:OPENING])
        for st_no, st in enumerate(read):
            if st.kind != "body":
                continue
            if self.talk.body_lines + st.opens_line <= LEAD[0] and st_no < LEAD[1]:
                lead = st.end
            self.talk.body_lines += st.opens_line
            if st.heading and (st.bullet or not self.talk.state.listing):
                self._heading(st)
            else:
                self._statement(st)
        return distinct(self.findings.found, lead)

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
        self._forget()
        if st.opens_line:
            self.talk.resume()
        self.talk.in_list = st.bullet or not st.opens_line
        st = self._answered(st)
        body, ahead = strip_openers(self.ctx, st.start_body, st.end)
        listed = self._enter(st, body, ahead)
        ahead = ahead or self._scheduled(st) or self._soon(st)
        if names_a_section(self.talk, st, body):
            self.aside, self.talk.state.section = False, self.talk.state.addressees
            return
        self._note_paper(st)
        self._note_law(st, body)
        self.talk.note_speaker(st)
        before = len(self.findings.found)
        framed = self._clauses(st, body, ahead)
        found = len(self.findings.found) > before
        self.announced = found and self.findings.last_rule == "will"
        if found or framed:
            self.talk.state.misses = 0
        else:
            self._missed(st, listed)

    def _forget(self) -> None:
        """What held for the last statement alone."""
        state = self.talk.state
        if state.share:
            state.addressees, state.share, state.listing = [], False, False
        if state.passed_over:
            state.addressees, state.passed_over = state.addressees or state.passed_over, []

    def _enter(self, st: Statement, body: int, ahead: bool) -> bool:
        """What the statement's place and opening do to the state; whether a list went on as it began."""
        if self.talk.state.open and not self.talk.state.misses and _FIRST.match(self.text, st.start_body, st.end):
            self.talk.state.listing = True  # «… đề nghị làm rõ các nội dung. Một là, …. Hai là, …»
        if _SCENE_CHANGE.match(self.text, st.start_body, st.end) and not st.bullet:
            self.talk.close()
            if _AS_PLANNED.match(self.text, st.start_body, st.end) and self.talk.document_issuer and not self.ctx.meetings:
                self.talk.reopen_paper()  # «Theo kế hoạch, Công an phường …», of the plan that is the news
        answers = self.talk.state.quoted and self.talk.spoke == st.start  # «Ông A: Thời gian tới, …»
        if ahead and st.opens_line and not st.bullet and not answers and not triggers(self.ctx, body, min(st.end, body + 200)):
            self.talk.close()  # a paragraph on the time ahead speaks of the authority's own work
        listed = self.talk.state.listing
        if st.bullet and self.talk.state.section:
            self.talk.state.addressees = self.talk.state.section  # an item's own addressee holds for that item
        if st.opens_line and not st.bullet and listed and find_task(self.talk, body, st.end, ahead) is None:
            self.talk.state.listing = False
        return listed

    def _clauses(self, st: Statement, body: int, ahead: bool) -> bool:
        """Takes the statement's clauses in order; True if a frame was found in one."""
        text, state = self.text, self.talk.state
        framed = False
        prior: Prior = ""
        pending: tuple[int, int] | None = None
        purpose = bool(_PURPOSE_SENTENCE.match(text, body, st.end))
        kind = state.kind if state.open else None
        for s, e in joined(self.ctx, split_clauses(text, st.start_body, st.end)):
            found, opened = len(self.findings.found), self.talk.state.open
            said = self._clause(st, s, e, ahead, purpose, prior)
            framed = said or framed
            if len(self.findings.found) > found:
                if pending and self.findings.found[-1].addressees == self.talk.state.addressees and self.findings.last_rule == "imperative":
                    self.findings.add(*pending, Task(pending[0], None, "parallel"))  # «Có quỹ đất sạch; tập trung …»: as what follows it
                prior, pending = "told", None
            else:
                reported = not self.talk.state.listing and (prior == "reported" or said or self._declares(s, e))
                prior = "meant" if prior == "meant" or not said and _FOR.search(text, s, e) else "reported" if reported else ""
                pending = self._open_to(s, e) if opened and not prior and not said else None
        if text[st.end - 1] == ":" and (self.talk.state.open or self.talk.document_issuer):
            self.talk.introduces(whose_work(self.ctx, st.start_body, st.end))
        if kind and _AMONG_THEM.search(text, body, st.end) and self.talk.state.open:
            self.talk.state.kind = kind  # «…; trong đó lưu ý …»: of this sentence only
        return framed

    def _missed(self, st: Statement, listed: bool) -> None:
        """A statement that tells nothing. One of background may stand between two tasks, and a plan's figures
        between its tasks; a paragraph of a speech that opens with something else ends it."""
        state = self.talk.state
        state.misses += 1
        if state.open and self.talk.reporter == state.issuer and _ON_STAGE.search(self.text, st.start, st.end):
            return  # a picture's words in the middle of a speech
        long_winded = state.document or state.duties
        moves_on = st.opens_line and not st.bullet and not long_winded and not listed
        if not FIGURE.search(self.text[st.start:st.end]) and (moves_on or state.misses >= (8 if long_winded else 2)):
            self.talk.rest()

    def _answered(self, st: Statement) -> Statement:
        """«Ông A: …» of an interview, from what he says."""
        if st.opens_line and not (self.talk.state.open and (self.talk.state.listing or self.talk.state.document)):
            who = opening_entity(self.ctx, strip_connective(self.text, st.start_body, st.end))
            end = self.talk.with_post(who) if who and who.label == "PERSON" else st.end
            if end + 1 < st.end and self.text[end] == ":":
                self.talk.answers(who, st)
                return replace(st, start_body=after_colon(self.text, end, st.end), bullet=False)
        return st

    def _scheduled(self, st: Statement) -> bool:
        """«Tháng 7/2026, trình Chính phủ …»: told of a month or quarter to come; with no publication date, of any while
        someone tells."""
        m = PERIOD_SCENE.match(self.text, strip_connective(self.text, st.start_body, st.end), st.end)
        if m is None or not (m["month"] or m["quarter"]):
            return False
        month = int(m["month"]) if m["month"] else 3 * (_QUARTERS.index(m["quarter"].upper()) % 4) + 1
        now = self.ctx.article.reference
        if now is None:
            return bool(self.talk.state.issuer or self.talk.document_issuer)
        return 1 <= month <= 12 and (int(m["year"]), month) > (now.year, now.month)

    def _soon(self, st: Statement) -> bool:
        """«Trước mắt, xã …», «Năm 2026, tỉnh …»: of the time ahead, where no speech or paper goes on that may be setting
        out how things are. A year is to come in its first quarter too: plans are told when it has begun."""
        if self.talk.state.open or self.talk.state.dormant or self.talk.document_issuer and not self.ctx.meetings:
            return False  # a speech goes on, or a paper
        begin, _ = trim(self.text, st.start_body, st.end)
        at = strip_connective(self.text, begin, st.end)
        m, now = PERIOD_SCENE.match(self.text, at, st.end), self.ctx.article.reference
        return bool(m and now and (int(m["year"]), 3) >= (now.year, now.month) or SOON.match(self.text, at, st.end) or SOON.match(self.text, begin, st.end))

    def _note_law(self, st: Statement, body: int) -> None:
        """What a law lays down is aside, to the next paragraph; so is what an introduction says is no work."""
        if st.opens_line and self.text[st.end - 1] == ":":
            self.aside = holds_no_work(self.text, body, st.end)
        law = bool(_LAW.match(self.text, body, st.end))
        if law:
            self.talk.close()
        elif self.under_law and st.opens_line and not st.bullet:
            self.aside = False
        self.aside, self.under_law = self.aside or law, law or self.under_law and self.aside

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
        opening = strip_openers(self.ctx, s, e)[0]
        if self._opinion_of(s, e):
            return True
        if self.telling.take_clause(st, s, e, purpose, reported=prior == "reported"):
            self.aside = False
            return True
        if purpose:
            return False
        if self._speaks_out(s, e, ahead):
            return True
        if counts_out(self.talk, opening, e):
            return True
        listed, first = introduces(self.talk, s, e, ahead)
        if listed:
            if first:
                self.findings.add(first.start, e, first)
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
                task = replace(task, kind=self.findings.found[-1].kind)  # «Sở sẽ …; tiếp tục …»
            self.findings.add(task.start, e, task)
        return False

    def _speaks_out(self, s: int, e: int, ahead: bool) -> bool:
        """«Chủ tịch thành phố chốt lại: các phường phải …»: any verb before a colon, where a must or what will be done
        comes after it."""
        state, text = self.talk.state, self.text
        if state.open and (state.listing or state.document):
            return False  # a list of tasks: whose they are
        scene = strip_scene(text, strip_openers(self.ctx, s, e)[0], e)
        he, who = _HE.match(text, scene, e), opening_entity(self.ctx, scene)
        if he is None and (who is None or who.label not in ("PERSON", "POST") or who.end > e or is_collective(text[who.start:who.end]) or is_private(self.ctx, who)):
            return False
        said = _SAYS_ANYHOW.match(text, he.end("who") if he else self.talk.with_post(who), e)
        name = self.talk.meant_by(he["who"], scene) if said and he else entity_name(self.ctx, who) if said else None
        if said is None or name is None:
            return False
        self.talk.state = State(issuer=name, trigger="nói")
        task = find_task(self.talk, said.end(), e, ahead, speech=True)
        if task is None or task.rule != "will" and not MODAL.search(text, task.start, e):
            self.talk.state = state
            return False
        self.talk.speaks(name)
        self.findings.add(task.start, e, task)
        self.talk.state.open = True
        return True

    def _opinion_of(self, s: int, e: int) -> bool:
        """«Ý kiến chỉ đạo của Phó Thủ tướng A: …» and «…, đó là yêu cầu của Chủ tịch B»: noun for verb."""
        text = self.text
        if text.find(" của ", s, e) < 0:
            return False
        before = _OPINION.match(text, strip_openers(self.ctx, s, e)[0], e)
        m = before or _THAT_IS.search(text, s, e)
        who = opening_entity(self.ctx, m.end()) if m else None
        if m is None or who is None or who.end > e or who.label == "PLACE" or is_collective(text[who.start:who.end]) or is_private(self.ctx, who):
            return False
        colon = text.find(":", who.end, min(e + 1, who.end + 80))
        if before and (colon < 0 or any(x in text[who.end:colon] for x in ";.\n")):
            return False
        kind = "request" if m["asks"] else "order"
        self.talk.state = State(issuer=entity_name(self.ctx, who), kind=kind, force=kind, trigger=m["noun"], open=True, listing=bool(before))
        if before:
            start, end = after_colon(text, colon, e), e
        else:
            start, end = s, m.start()
        task = find_task(self.talk, start, end, False, speech=True) if len(text[start:end].split()) >= SHORTEST else None
        if task:
            self.findings.add(task.start, end, task)
        return True

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
        if self.opinion(s) < (PARALLEL_VERB if opens_with_verb(text, start, end) else PARALLEL) or not self.talk.state.open and not opens_with_verb(text, start, end) or self.talk.state.petition \
                or text[e - 1:e + 1].find(":") >= 0 or not reads_on(text, start, end, outsiders=True) or entity_at(self.ctx, start) and not is_collective(text[start:end]) \
                or _SUCH_AS.search(text, s, start) and not opens_with_verb(text, start, end):
            return None
        return Task(start, parse(self.ctx, start, end)[0] or None, "parallel")  # «…; phụ huynh theo dõi sức khỏe của con»
