"""What a frame tells: «Chủ tịch … yêu cầu …» opens the state of the reading, and what it governs in its
own sentence is told to somebody."""
from __future__ import annotations

from collections.abc import Callable

from dataclasses import replace

import regex

from pipeline.addressees import MODAL, bound, entity_at, opens_with_name, opens_with_verb, parse, parse_told, parse_unlisted, predicate_at, split_members
from pipeline.clauses import Statement, split_clauses, strip_openers, trim
from pipeline.discourse import Discourse, State
from pipeline.findings import INFORMS, Findings
from pipeline.frames import Frame, find_frame
from pipeline.lists import after_intro, ends_as_intro, introduced
from pipeline.persons import HONORIFICS
from pipeline.ranks import may_tell
from pipeline.task_parts import PAST, SHORTEST, Task, after_colon, reads_on, skip_scene
from pipeline.tasks import find_task
from pipeline.triggers import WEAK, triggers
from pipeline.vocabulary import alternation, forms

# «Bộ trưởng lưu ý ba điểm. Một là, …», «… nhấn mạnh một số nội dung. Thứ nhất, …»
_SO_MANY = regex.compile(r"(?:\d{1,2}|một\s+số|mấy|hai|ba|bốn|năm|sáu|bảy)\s+(?:nhóm\s+)?(?:điểm|điều|vấn\s+đề|việc|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|yêu\s+cầu|công\s+việc|ý)"
                         r"(?:\s+(?:sau|sau\s+đây|lớn|chính|quan\s+trọng|cụ\s+thể|trọng\s+tâm|cơ\s+bản|cấp\s+bách|then\s+chốt|cần\s+làm|ngay))*", regex.IGNORECASE)
# «UBND tỉnh đồng ý với đề xuất; giao Sở A …», «Bà đánh giá cao …, mong bà con …»
_AGREES = regex.compile(rf"[\s,]*(?:(?:đã|cũng|vừa|cơ\s+bản|không)\s+)*{alternation(forms('directive_verbs', 'agrees', 'praise'))}(?![\w])")
_AFTER_PRAISE = frozenset(("giao", "phân công", "mong", "kêu gọi", "nhắc", "nhắc nhở", "dặn"))
_COMMA = regex.compile(r",\s*$")
_WITH_WHOM = regex.compile(r"(?:(?:riêng|còn)\s+)?(?:đối\s+)?với\s+(?P<who>[^;:.]{3,160}),\s*(?:(?:ông|bà|đồng\s+chí)\s+)?", regex.IGNORECASE)
_IN_FUTURE = regex.compile(r"(?<![\w])(?:sẽ|dự\s+kiến|có\s+kế\s+hoạch)(?![\w])", regex.IGNORECASE)
_EARLIER = regex.compile(r"(?<![\w])trước\s+(?:đó|đây)(?![\w])", regex.IGNORECASE)
_QUOTED = regex.compile(r"[\"”]\s*,?\s*$")
_WHEN_SAID = regex.compile(rf"{alternation(forms('directive_words', 'when-said'))}\s", regex.IGNORECASE)
_COLON_ENDS = regex.compile(r"\G[^\n.;]*:\s*(?:\n|$)")
# What is dwelt on and is nobody's work.
_DWELLS = regex.compile(rf"(?:(?:những|một\s+số|các|nhiều|rõ)\s+)*{alternation(forms('directive_nouns', 'outcome', 'dwelt-on'))}(?![\w])", regex.IGNORECASE)
_NO_TASK = regex.compile(rf"{alternation(forms('directive_words', 'no-task'))}(?![\w])", regex.IGNORECASE)
_RESTARTS = frozenset(forms("directive_verbs", "restarts"))
_GOES_ON = regex.compile(r"\s*,|\s+(?:đồng\s+thời|và)\s", regex.IGNORECASE)  # «Các xã phải …, ông nói, đồng thời cho biết …»
_BEFORE_NAME = regex.compile(rf"[,\s”\"–-]*(?:{HONORIFICS})?\s*$", regex.IGNORECASE)
_BACK_THEN = regex.compile(rf"(?<![\w]){alternation(forms('directive_words', 'past-time'))}\s+qua(?![\w])", regex.IGNORECASE)

# How probable the clause model must hold an item of a list that opens with no verb and no name to be a
# directive: eight in ten above, one in six below.
ITEM = 0.5

_TOO = regex.compile(r"(?<![\w])cũng\s+$")
_ADVISES = frozenset(("khuyến cáo", "kêu gọi", "nhắc nhở", "nhắc", "khuyên", "dặn"))  # seldom given as a task
_SELDOM = set(forms("directive_verbs", "seldom-tells"))


class Telling:
    """Reads the frames of an article, one clause after another. ``opinion``: as in ``directives.find``."""

    def __init__(self, talk: Discourse, findings: Findings, opinion: Callable[[int], float]) -> None:
        self.ctx, self.text = talk.ctx, talk.ctx.text
        self.talk, self.findings, self.opinion = talk, findings, opinion

    def take_clause(self, st: Statement, s: int, e: int, purpose: bool, reported: bool) -> bool:
        """Takes the frames of a clause; True if it has one. ``purpose``: it tells what something is for;
        ``reported``: the clause before it told what was done."""
        found = self._frames(s, e, purpose, reported)
        for i, frame in enumerate(found):
            end = e
            if i + 1 < len(found):
                nxt = found[i + 1]
                end = nxt.subject_start if nxt.subject_start > frame.content else nxt.start
            self._take(st, s, frame, frame.content, max(end, frame.content))
        return bool(found)

    def _frames(self, s: int, e: int, purpose: bool, reported: bool) -> list[Frame]:
        """The frames of a clause that tell something, in order."""
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
            if frame and frame.petition and frame.strength == "soft" and self.talk.state.listing and self.talk.in_list:
                continue  # «(1) Người dân chỉ ra khỏi nhà …»: those told in an item say nothing
            if lead and frame and not frame.inherits and _COMMA.search(text, covered, frame.subject_start):
                if not opens_with_name(self.ctx, found[0].content, e):
                    found.clear()  # «Lưu ý một số việc, Thủ tướng yêu cầu …»: the first only leads up to it
            elif frame is None or (frame.strength == "soft" and found) or lead and found[0].strength != "soft" and not self._restart(covered, m, e):
                continue
            speaking = self.talk.state.open and not (self.talk.state.document and frame.issuer in (None, self.talk.state.issuer))
            if frame.trigger.lower().startswith("quy định") and (speaking or self.ctx.meetings):
                continue  # a rule that a speech or a paper cites
            if frame.trigger.lower() in WEAK and _BACK_THEN.search(text, s, m.start()) and not opens_with_name(self.ctx, frame.content, e):
                continue  # «Thời gian qua, Chính phủ chỉ đạo quyết liệt …»
            given = frame.trigger.lower() in _AFTER_PRAISE and self.talk.subject and _AGREES.match(text, self.talk.subject[0])
            if frame.inherits and not frame.document and frame.strength != "petition" and frame.trigger.lower() in WEAK and not given and not (found and found[-1].by_person) \
                    and sum((reported, not self.talk.state.open, self.talk.issuer(frame) is None)) >= 2:
                continue  # «…; chỉ đạo rà soát …» of a report: nobody speaks
            if found and frame.trigger.lower() in WEAK and (frame.far and found[-1].strength != "soft" or not frame.by_person and _IN_FUTURE.search(text, found[-1].content, m.start())):
                continue  # «yêu cầu các xã rà soát, phân công cán bộ …», «cho biết Hội sẽ cử người hướng dẫn bà con …»: those told do it
            if not (found and found[-1].strength == "soft" and (found[-1].issuer or found[-1].pronoun)) and self._as_action(frame) or purpose and frame.inherits and not frame.document:
                continue
            found.append(frame)
            covered = frame.content
            if frame.petition:
                break
        return found

    def _restart(self, covered: int, m: regex.Match, end: int) -> bool:
        """«…, đồng thời giao Sở B …»: a second order in the same sentence, to someone named."""
        return m.group().lower() in _RESTARTS \
            and bool(regex.search(r"(?:,|\svà|\sđồng\s+thời|\scũng)\s*(?:cũng\s+|đồng\s+thời\s+|qua\s+đó,?\s+|từ\s+đó,?\s+)*$", self.text[covered:m.start()])) \
            and opens_with_name(self.ctx, m.end() + 1, end)

    def _as_action(self, frame: Frame) -> bool:
        """«Chỉ đạo các xã …», «Bộ Công an chỉ đạo …» among tasks is the task itself, not a new frame."""
        trigger, state = frame.trigger.lower(), self.talk.state
        if frame.inherits and not frame.document and self._goes_on_with_task(frame) and (trigger in WEAK and not entity_at(self.ctx, frame.content) or self.talk.issuer(frame) in self.findings.found[-1].addressees):
            return True
        if trigger in ("cam kết", "hứa") and state.open and not (frame.by_person or frame.pronoun):
            return True  # «Công ty A cam kết đóng điện trước 30/9», among what is asked
        if frame.strength == "soft":
            return frame.inherits and not frame.document and (state.open or not self.talk.speaker)
        if trigger == "lưu ý" and frame.inherits and state.open and state.listing and self.talk.in_list:
            return not opens_with_name(self.ctx, frame.content, len(self.text))  # an item: «lưu ý việc lập dự toán đúng quy định»
        if frame.document and trigger in ("giao", "phân công") and self.text[frame.subject_start].isupper():
            return False  # «Thông tư giao UBND các cấp …» of the paper that has been speaking
        if not state.open or frame.reported or frame.pronoun or trigger not in WEAK or frame.issuer and frame.issuer == state.issuer:
            return False
        if frame.issuer and not frame.by_person and (self.talk.above(frame) or state.document and not frame.far and not (state.listing and self.talk.in_list) and _COLON_ENDS.search(self.text, frame.content)):
            return False  # «Chính phủ sẽ chỉ đạo các bộ thực hiện các giải pháp sau:» is what it tells, whoever's paper came before
        if frame.inherits and not frame.document:
            if trigger == "kiến nghị" and state.listing and state.document:
                return not opens_with_name(self.ctx, frame.content, len(self.text))  # «- Công an tỉnh: Kiểm tra …; kiến nghị đình chỉ …»
            if trigger == "phân công" and state.listing and self.talk.in_list:
                return not entity_at(self.ctx, frame.content)  # «- Phân công một đồng chí lãnh đạo …»
            return trigger not in ("giao", "phân công", "kiến nghị")
        if not frame.far and _TOO.search(self.text, frame.subject_start, frame.start) and not state.listing:
            return False  # «Tỉnh A cũng chỉ đạo các xã …», after what another has told
        if trigger in _ADVISES and not (state.listing or state.document or self.talk.in_list):
            return frame.far  # «Bộ A khuyến cáo người dân …» after what somebody of it said
        return frame.far or not frame.by_person or state.listing and self.talk.in_list

    def _goes_on_with_task(self, frame: Frame) -> bool:
        """«Sở A lập bảng tiến độ; giao rõ cán bộ phụ trách»: the one who was told does it."""
        last = self.findings.found[-1] if self.findings.found else None
        return last is not None and last.span[0] >= self.talk.here and bool(last.addressees) and self.findings.last_rule in ("addressed", "ahead", "listed")

    def _take(self, st: Statement, clause: int, frame: Frame, s: int, e: int) -> None:
        """What a frame of the statement, in the clause that begins at ``clause``, tells in ``text[s:e]``."""
        if frame.petition or frame.strength == "petition" or (self.talk.state.petition and frame.inherits and not frame.document):
            self.talk.state = State(petition=True)
            return
        if frame.reported and self.talk.state.open and (self.talk.state.listing or self.talk.state.document) and _EARLIER.search(self.text, st.start, frame.start):
            self.talk.interrupted = self.talk.state
        issuer = self.talk.issuer(frame)
        if frame.far and not frame.by_person and self.talk.state.open and self.talk.state.issuer and clause > st.start_body:
            issuer = self.talk.state.issuer  # «…; Sở A rà soát vật tư và đề nghị Sở B …»: still the one who speaks
        if issuer is None and frame.inherits and not (self.ctx.meetings or self.ctx.documents or self.ctx.people):
            return  # «Lưu ý: không dùng cho trẻ nhỏ»: nobody in office is in the article at all
        if frame.pronoun and issuer is None:
            self.talk.state = State(petition=True)
            return
        if frame.by_person or frame.pronoun or frame.strength == "soft" and frame.issuer and not frame.document:
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
                self._backward(st, clause, frame)
            return
        if _WHEN_SAID.match(text, body, end) and _COMMA.search(text, clause, frame.subject_start):
            self._open(issuer, kind, frame, recipients, listing=False)
            self._backward(st, clause, frame)  # «Các xã phải …, Chủ tịch huyện yêu cầu tại cuộc họp»
            return
        start, _ = skip_scene(self.ctx, strip_openers(self.ctx, body, end)[0], end)
        names, at = parse(self.ctx, start, end)
        if not names:
            names, at = parse_unlisted(self.ctx, start, end)
        if not names and opens_with_name(self.ctx, start, end + colon) and (at := predicate_at(self.ctx, start, end)) is None:
            if colon:  # «Giao Sở A, Sở B:» – the tasks follow
                self._open(issuer, kind, frame, split_members(text[start:end]), listing=True)
                return
            sure = frame.by_person or frame.pronoun or frame.reported or frame.trigger.lower() not in WEAK or frame.trigger.lower() in _ADVISES
            names, at = parse_told(self.ctx, start, end) if sure and self._named(frame, issuer) and reads_on(text, start, end, outsiders=True) else ([], start)
            if not names:
                return
        inherited = self.talk.state.addressees if self.talk.state.open and (frame.inherits and not frame.document or issuer == self.talk.state.issuer) else []
        if not names and not recipients:
            recipients = self._concerned(clause, frame)
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
                self.findings.add(after, e, Task(after, None, "frame"))
            return
        if (colon and len(text[start:end]) < 300 and ends_as_intro(text[start:end])) or _SO_MANY.fullmatch(text, start, end):
            self._open(issuer, kind, frame, to, listing=True)
            return
        inner = after_intro(text, at if names else start, end)
        if inner:
            self._open(issuer, kind, frame, to, listing=True)
            self.findings.add(inner, e, Task(inner, None, "frame"))
            return
        if not names and not opens_with_verb(text, start, end) and not MODAL.search(text[start:min(end, start + 160)]) \
                and not regex.match(r"(?:việc|công\s+tác)\s", text[start:end], regex.IGNORECASE) \
                and not self._reads_as_told(frame, issuer, s, start, end):
            self._takes_floor(issuer, kind, frame)
            return
        if PAST.match(text, start, end) or _NO_TASK.match(text, start, end) \
                or text[e:e + 1] == "?" or text[e - 1] == "?":
            self._takes_floor(issuer, kind, frame)
            return
        self._open(issuer, kind, frame, to, listing=False)
        self.findings.add(start, e, Task(start, to or None, "frame", kind))

    def _concerned(self, clause: int, frame: Frame) -> list[str]:
        """«Với Sở A, Chủ tịch yêu cầu …»: whom a scene before the frame says it concerns."""
        m = _WITH_WHOM.match(self.text, strip_openers(self.ctx, clause, frame.subject_start)[0], frame.subject_start)
        return split_members(m["who"]) if m and opens_with_name(self.ctx, m.start("who"), m.end("who")) else []

    def _reads_as_told(self, frame: Frame, issuer: str | None, s: int, start: int, end: int) -> bool:
        """Whether what follows the trigger with neither a name nor a verb that is known is told all the same."""
        if not reads_on(self.text, start, end, outsiders=True):
            return False
        return self._named(frame, issuer) and frame.trigger.lower() not in _SELDOM or frame.trigger.lower() in ("yêu cầu", "đề nghị") and self.opinion(s) >= ITEM

    def _named(self, frame: Frame, issuer: str | None) -> bool:
        """Whether the frame says who tells, right before the word of telling."""
        return issuer is not None and not frame.document and (frame.pronoun or not frame.inherits) and not frame.far

    def _soft(self, st: Statement, clause: int, frame: Frame, issuer: str | None, s: int, e: int) -> None:
        text = self.text
        body, end = trim(text, s, e)
        colon = ":" in text[frame.start:s] or ":" in text[end:e + 1]
        if not frame.inherits or frame.document or frame.pronoun or issuer and not self.talk.state.open:
            informs = frame.trigger.lower() in INFORMS
            self.talk.state = State(issuer=issuer, trigger=frame.trigger, open=not informs, document=frame.document, listing=colon and end <= body and not informs,
                                    reporter=None if frame.document or frame.inherits else issuer)
            if informs:
                self.talk.informs(body)
            elif self.talk.state.listing:
                self.talk.concluding = issuer
        if end <= body:
            if not colon:
                self._backward(st, clause, frame)
            return
        start, ahead = strip_openers(self.ctx, body, end)
        if _DWELLS.match(text, start, end):
            self.talk.rest()
            return
        if regex.match(r"sẽ(?![\w])", text[start:end], regex.IGNORECASE):
            self.talk.state.kind = "task"  # «… khẳng định sẽ …; tiếp tục …»: what the speaker's own body will do
        if _QUOTED.search(text, clause, frame.subject_start) or _COMMA.search(text, clause, frame.subject_start) and _GOES_ON.match(text, frame.start + len(frame.trigger)) \
                and opens_with_name(self.ctx, strip_openers(self.ctx, clause, frame.subject_start)[0], frame.subject_start) and MODAL.search(text, clause, frame.subject_start):
            self._backward(st, clause, frame)
        listed = introduced(text, start, e)
        if listed is not None and (frame.document or MODAL.search(text, start, listed)) and len(text[listed:e].split()) >= SHORTEST:
            self.talk.state.listing = self.talk.state.open = True  # «… cho biết …, song cần thực hiện một số nhiệm vụ: sửa đổi …; …»
            self.findings.add(listed, e, Task(listed, None, "frame"))
            return
        inner = after_intro(text, start, end) if frame.document and not MODAL.search(text, start, max(text.find(":", start, end), start)) else None
        if inner:
            self.talk.state.listing, start = True, inner
        task = find_task(self.talk, start, e, ahead, speech=True)
        if task and may_tell(self.ctx, issuer, task.addressees or []):
            if task.rule in ("imperative", "addressed") and self.talk.state.kind != "task" and frame.trigger.lower() in (*INFORMS, "khẳng định") \
                    and not MODAL.search(text[task.start:min(e, task.start + 160)]):
                return
            self.findings.add(task.start, e, task)
            self.talk.state.open = True  # who has told something may go on
            if task.rule == "ahead" or task.rule == "will" and _IN_FUTURE.search(text, task.start, e):
                self.talk.state.kind = "task"  # «… cho biết, thời gian tới Sở sẽ …. Mở rộng …»

    def _backward(self, st: Statement, clause: int, frame: Frame) -> None:
        """«…; …, Bộ trưởng nhấn mạnh.»: the words before the frame are what was told, in all clauses that told nothing yet."""
        if all(d.span[0] < st.start for d in self.findings.found):
            clause = st.start_body
        s, _ = strip_openers(self.ctx, clause, frame.subject_start)
        s, e = trim(self.text, s, frame.subject_start)
        e = s + len(_BEFORE_NAME.sub("", self.text[s:e]))
        before = len(self.findings.found)
        for a, b in split_clauses(self.text, s, e):
            task = find_task(self.talk, a, b, False, speech=True)
            if task and frame.strength == "request":
                task = replace(task, kind="request")  # «Người dân cần …, Chi cục khuyến cáo»
            if task and task.addressees is None and task.kind is None and task.rule == "imperative" and len(self.findings.found) > before:
                task = replace(task, kind=self.findings.found[-1].kind)  # «“Chúng tôi sẽ …; công khai …”, ông A nói»
            if task:
                self.findings.add(task.start, b, task)

    def _takes_floor(self, issuer: str | None, kind: str, frame: Frame) -> None:
        """«Ông A lưu ý mức này là tối đa. Các trường …»: nothing is told yet, but no more by the one who spoke before."""
        if frame.by_person and not frame.far and issuer and self.talk.state.open and issuer != self.talk.state.issuer:
            self._open(issuer, kind, frame, [], listing=False)

    def _open(self, issuer: str | None, kind: str, frame: Frame, addressees: list[str], listing: bool) -> None:
        section = self.talk.state.section if not listing and issuer == self.talk.state.issuer else []  # «…; yêu cầu Sở B …» within an item
        self.talk.state = State(issuer=issuer, kind=kind, force=kind, trigger=frame.trigger, addressees=addressees, section=section, open=True, listing=listing,
                           document=frame.document, reporter=self.talk.reporter)
        self.talk.concluding = issuer if listing else self.talk.concluding
