"""Directives: one action that someone with authority tells, asks or assigns someone to do.

A walk over the article's statements with a small state: who speaks, with which force, to whom.
A frame ("Chủ tịch … yêu cầu …") opens the state; clauses that look like tasks continue it over
sentences, bullets and paragraphs; a scene of another kind closes it.
"""
from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.addressees import MODAL, PREDICATE, opens_with_name, parse, partners, predicate_at, split_members
from pipeline.article import Context
from pipeline.clauses import Statement, split_clauses, statements, strip_openers, strip_scene, trim
from pipeline.frames import PETITIONER, WEAK, Frame, entity_name, find_frame, is_collective, level_of, triggers
from pipeline.records import Directive

_PAST = regex.compile(r"(?<![\w])(?:đã|vừa\s+qua|từng|đạt\s+được|được\s+biết|ghi\s+nhận|nhận\s+định|đánh\s+giá\s+cao|cho\s+thấy)(?![\w])", regex.IGNORECASE)
_REPORTED = regex.compile(r"(?<![\w])(?:đã|đang|vừa|đều|là(?!\s+(?:đầu\s+mối|chủ\s+đầu|thành\s+viên|cơ\s+quan))|vẫn|vốn|đạt|có\s+(?:công|văn|buổi|mặt|chuyến|cuộc|nhiều|hơn|trên|khoảng|\d))(?![\w])", regex.IGNORECASE)
LONGEST_MEMBER = 28  # words; the longest addressee of the project's gold has 24
_MANY = regex.compile(r"(?<![\w])(?:các|cấp|mỗi|từng)(?![\w])|^thủ\s+trưởng", regex.IGNORECASE)
_ONGOING = regex.compile(r"(?<![\w])(?:đang|có\s+thể|được\s+phép|cho\s+phép|quyết\s+tâm|sẵn\s+sàng|góp\s+phần|được\s+kỳ\s+vọng)(?![\w])", regex.IGNORECASE)
_PURPOSE = regex.compile(r"(?:nhằm|để|tạo\s+(?:sự|bước)|góp\s+phần|qua\s+đó|từ\s+đó|thể\s+hiện|khẳng\s+định)(?![\w])", regex.IGNORECASE)
_PURPOSE_SENTENCE = regex.compile(r"(?:mục\s+(?:đích|tiêu)|ý\s+nghĩa|yêu\s+cầu\s+của|nguyên\s+nhân|kết\s+quả)(?![\w])", regex.IGNORECASE)
_SPEAKS = regex.compile(r"[\s,]*(?:đã\s+|cũng\s+)?(?:nêu|có\s+ý\s+kiến|kết\s+luận|phát\s+biểu|cho\s+ý\s+kiến|tiếp\s+thu|ghi\s+nhận|đánh\s+giá|biểu\s+dương|giải\s+đáp|phê\s+bình|hoan\s+nghênh|cảm\s+ơn)(?![\w])", regex.IGNORECASE)
# Those above, named by their kind alone: «đề nghị tỉnh …», «kiến nghị ngành …» comes from below.
_SUPERIOR = regex.compile(r"(?:tỉnh|thành\s+phố|huyện|quận|ngành|bộ|cấp\s+trên|hội\s+cấp\s+trên|trung\s+ương|nhà\s+nước)(?:\s+(?:sớm|có|quan|cần|xem))?$", regex.IGNORECASE)
_OTHER_SUBJECT = regex.compile(r",\s+\p{Lu}[^,;]{2,40}\s(?:cũng|đã|vừa)\s")
_NOT_TOLD = regex.compile(
    r"(?:kế\s+hoạch|công\s+điện|chỉ\s+thị|nghị\s+quyết|quyết\s+định|văn\s+bản|đề\s+án|chương\s+trình)\s+(?:(?:cũng|đã)\s+)?(?:đặt|đề\s+ra|nêu|gồm|được|này|có|xác\s+định|phấn\s+đấu)|không\s+phải|được|bị|là|có\s+thể", regex.IGNORECASE)
_AIM = regex.compile(r"(?:phấn\s+đấu|mục\s+tiêu|chỉ\s+tiêu)(?![\w])", regex.IGNORECASE)
_SCENE_CHANGE = regex.compile(
    r"(?:Dịp\s+này|Nhân\s+dịp|Cũng\s+(?:tại|trong)|Kết\s+thúc|Trước\s+đó|Tham\s+dự|Dự\s+(?:và|hội|buổi|họp)|Theo\s+báo\s+cáo|Báo\s+cáo\s+tại|Đến\s+dự|Cùng\s+(?:dự|tham)|Sau\s+khi\s+(?:nghe|kiểm|khảo|đi)|"
    r"Qua\s+(?:kiểm|khảo|báo|thảo|theo)|Hội\s+nghị\s+(?:đã|cũng|diễn|được)|Tại\s+(?:hội\s+nghị|buổi|cuộc\s+họp|điểm\s+cầu)|Thảo\s+luận|Đến\s+nay|Hiện\s+nay|Tính\s+đến|Kết\s+quả|Trong\s+(?:năm|tháng|quý|thời\s+gian)\s+qua|"
    r"Thời\s+gian\s+qua|Những\s+năm\s+qua|Năm\s+qua|Được\s+biết|Theo\s+thống\s+kê|Thay\s+mặt|Tiếp\s+thu|Tiếp\s+và\s+làm\s+việc)(?![\w])", regex.IGNORECASE)
_INANIMATE = regex.compile(
    r"(?:\d{1,3}(?:[.,]\d+)?%\s+)?(?:các|những|mọi|mỗi|từng|tất\s+cả(?:\s+các)?)\s+(?:chỉ\s+tiêu|nhiệm\s+vụ|giải\s+pháp|dự\s+án|công\s+trình|hạng\s+mục|TTHC|thủ\s+tục|hồ\s+sơ|chính\s+sách|văn\s+bản|nội\s+dung|hoạt\s+động|lĩnh\s+vực|"
    r"vấn\s+đề|sản\s+phẩm|tuyến|khu\s+vực|điểm|loại|ý\s+kiến|kết\s+quả|mô\s+hình|chương\s+trình|kế\s+hoạch|biện\s+pháp|tồn\s+tại|hạn\s+chế|khó\s+khăn|mặt|khâu|nguồn|chỉ\s+số|tiêu\s+chí|quy\s+định|vụ\s+việc|vụ\s+án|phương\s+án|phương\s+tiện|giá\s+trị|yếu\s+tố|hồ\s+chứa)(?![\w])", regex.IGNORECASE)
_MEASURE = regex.compile(r"(?:tỷ\s+lệ|tỉ\s+lệ|mức\s+độ|số\s+lượng|tổng(?!\s+(?:cục|công|giám|liên|bí|thanh|kiểm))|chỉ\s+số|tốc\s+độ|thu\s+nhập|doanh\s+thu|sản\s+lượng|kim\s+ngạch)(?![\w])", regex.IGNORECASE)
_FIGURE = regex.compile(r"\d\s*%|\d[\d.,]*\s+(?:tỷ|triệu|nghìn|ha|km|hộ|xã|người|lượt|tấn)(?![\w])")
_AHEAD_HEADING = regex.compile(r"(?:\P{L}{0,6})(?:nhiệm\s+vụ|giải\s+pháp|phương\s+hướng)(?![\w])", regex.IGNORECASE)
_DOCUMENT = regex.compile(
    r"(?:ban\s+hành|ký|có|gửi|ra|phát|thông\s+qua)\s+(?:ban\s+hành\s+)?(?:\S+\s+){0,2}?(?:công\s+điện|chỉ\s+thị|kế\s+hoạch|công\s+văn|văn\s+bản|quyết\s+định|nghị\s+quyết|thông\s+báo|kết\s+luận|thông\s+tư|nghị\s+định|chương\s+trình|đề\s+án)(?![\w])", regex.IGNORECASE)
_ISSUES = regex.compile(r"[\s,)]*+(?:(?:cũng|đã|vừa|mới|tiếp\s+tục|chính\s+thức|kịp\s+thời|ngay|qua|khẩn|biểu\s+quyết|nhất\s+trí|thống\s+nhất|ngày\s+[\d/.-]+|thay\s+mặt\s+[^,;.]{2,50},)[\s,]*+){0,5}$", regex.IGNORECASE)
_NOT_ISSUER = regex.compile(r"(?:trình|báo\s+cáo|tham\s+mưu|giúp|đề\s+nghị|đề\s+xuất|được|cho|với)\s+(?:đồng\s+chí\s+)?$", regex.IGNORECASE)
_LIST_INTRO = regex.compile(r"(?:nhiệm\s+vụ|giải\s+pháp|nội\s+dung|công\s+việc|công\s+tác)(?:[^:.;]{0,60})(?::|sau\s+đây:|như\s+sau:)", regex.IGNORECASE)
_TASKED = regex.compile(
    r"(?:chủ\s+trì|phối\s+hợp|có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|tiếp\s+tục|khẩn\s+trương|tập\s+trung|chủ\s+động|tăng\s+cường|hướng\s+dẫn|theo\s+dõi|đôn\s+đốc|xây\s+dựng|tham\s+mưu|báo\s+cáo|bố\s+trí|cân\s+đối|tổ\s+chức|"
    r"rà\s+soát|thực\s+hiện|triển\s+khai|bảo\s+đảm|đảm\s+bảo|căn\s+cứ|định\s+kỳ|kiểm\s+tra)(?![\w])", regex.IGNORECASE)
_DUTIES_OF = regex.compile(r"(?:nhiệm\s+vụ|trách\s+nhiệm|quyền\s+hạn)(?:[^.;:]{0,40}?)\s(?:của|đối\s+với)\s+(?P<who>[^.;]{3,160})", regex.IGNORECASE)
_ARTICLE_OF = regex.compile(r"(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+)?)?(?:khoản|điểm|Điều|mục|Mục)\s", regex.IGNORECASE)
_ACCORDING = regex.compile(
    r"(?:(?:Cụ\s+thể|Trong\s+đó|Cũng),?\s+)?(?:Theo|Tại|Trong|Căn\s+cứ)\s+(?:nội\s+dung\s+)?(?:công\s+điện|chỉ\s+thị|kế\s+hoạch|công\s+văn|văn\s+bản|quyết\s+định|nghị\s+quyết|thông\s+báo|kết\s+luận|hướng\s+dẫn|chỉ\s+đạo|yêu\s+cầu|phân\s+công)[^,;:]{0,160}?,\s+", regex.IGNORECASE)
_SHORT = 3  # words: a "task" of fewer is a fragment ("nêu rõ", "như sau"); the shortest of the project's gold has 4

# How sure each way of finding is, measured on the project's gold: the share of its directives that are right.
CONFIDENCE = {"frame": 0.9, "listed": 0.88, "addressed": 0.8, "imperative": 0.75, "modal": 0.7, "ahead": 0.7, "will": 0.6, "share": 0.8}


@dataclass(slots=True)
class State:
    """Who speaks. ``open``: tasks without a frame of their own still belong to this one."""

    issuer: str | None = None
    kind: str = "order"
    trigger: str | None = None
    addressees: list[str] = field(default_factory=list)
    open: bool = False
    listing: bool = False  # the frame ended with a colon: every item after it is a task
    document: bool = False
    ahead: bool = False
    petition: bool = False
    share: bool = False  # «100% các xã …» holds for its own sentence only
    misses: int = 0


@dataclass(frozen=True, slots=True)
class Task:
    """A clause that reads as a task: where it starts, who is addressed, and how it was found."""

    start: int
    addressees: list[str] | None  # None: none named, the frame's hold
    rule: str
    kind: str | None = None


def extract(ctx: Context) -> list[Directive]:
    """The article's directives in order of their spans."""
    return _Walk(ctx).run()


class _Walk:
    def __init__(self, ctx: Context):
        self.ctx = ctx
        self.text = ctx.text
        self.state = State()
        self.document_issuer: str | None = None
        self.speaker: str | None = None
        self.body_lines = 0
        self.in_list = False  # the statement is an item, or stands beside one on its line
        self.out: list[Directive] = []

    def run(self) -> list[Directive]:
        for st in statements(self.ctx):
            if st.kind != "body":
                continue
            self.body_lines += st.opens_line
            if st.heading and not self.state.listing:
                self._heading(st)
            else:
                self._statement(st)
        return _distinct(self.out)

    # ------------------------------------------------------------ statements

    def _heading(self, st: Statement) -> None:
        start, ahead = strip_openers(self.text, st.start_body, st.end)
        if ahead or _AHEAD_HEADING.match(self.text, start, st.end):
            issuer = None if self.ctx.meetings else self.document_issuer
            of = _DUTIES_OF.search(self.text, start, st.end)
            to = split_members(of.group("who").strip(" :*.")) if of and opens_with_name(self.ctx, of.start("who"), st.end) else []
            self.state = State(addressees=to, issuer=issuer, open=True, ahead=True, document=bool(issuer), kind="order" if issuer else "task")

    def _statement(self, st: Statement) -> None:
        text = self.text
        if self.state.share:
            self.state.addressees, self.state.share = [], False
        self.in_list = st.bullet or not st.opens_line
        body, ahead = strip_openers(text, st.start_body, st.end)
        if _SCENE_CHANGE.match(text, st.start_body, st.end) and not st.bullet:
            self._close()
        if ahead and st.opens_line and not st.bullet and not triggers(self.ctx, body, min(st.end, body + 200)):
            self._close()  # a paragraph on the time ahead speaks of the authority's own work
        if st.opens_line and not st.bullet and self.state.listing and self._task(body, st.end, ahead) is None:
            self.state.listing = False
        before = len(self.out)
        if self._names_a_section(st, body):
            return
        framed = self._note_document(st)
        self._note_speaker(st)
        purpose = _PURPOSE_SENTENCE.match(text, body, st.end)
        for s, e in _joined(self.ctx, split_clauses(text, st.start_body, st.end)):
            framed = self._clause(st, s, e, ahead, bool(purpose)) or framed
        if len(self.out) > before or framed:
            self.state.misses = 0
            return
        self.state.misses += 1
        # One background sentence may stand between two tasks, and a plan's figures between its tasks;
        # a paragraph of a speech that opens with something else is another matter.
        patience = 8 if self.state.document else 2
        if not _FIGURE.search(text[st.start:st.end]) and (
                self.state.misses >= patience or (st.opens_line and not st.bullet and not self.state.document)):
            self._close()

    def _close(self) -> None:
        """What follows belongs to nobody until someone speaks again."""
        self.state = State()

    def _clause(self, st: Statement, s: int, e: int, ahead: bool, purpose: bool) -> bool:
        """Takes one clause; True if a frame was found in it."""
        found: list[Frame] = []
        covered = s
        for m in triggers(self.ctx, s, e):
            if m.start() < covered:
                continue
            if found and found[-1].strength != "soft" and not self._restart(covered, m, e):
                continue
            frame = find_frame(self.ctx, covered, e, m)
            if frame is None or (frame.strength == "soft" and found):
                continue
            if self._as_action(frame):
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
            return True
        if purpose:
            return False
        if self._list_intro(s, e, ahead):
            return True
        task = self._task(s, e, ahead)
        if task:
            self._emit(task.start, e, task)
        return False

    def _list_intro(self, s: int, e: int, ahead: bool) -> bool:
        """«Thời gian tới, tỉnh tập trung các giải pháp chủ yếu: …»: what follows the colon are tasks."""
        text = self.text
        m = _LIST_INTRO.search(text, s, min(e + 1, s + 320))
        if not m or _PAST.search(text[s:m.end()]) or regex.search(r"(?<![\w])(?:đạt|kết\s+quả|hạn\s+chế|khó\s+khăn|báo\s+cáo|thảo\s+luận|thông\s+qua)(?![\w])", text[s:m.end()], regex.IGNORECASE):
            return False
        start, ahead_here = strip_openers(text, s, e)
        start = _skip_scene(self.ctx, start, e)[0]
        names, _ = parse(self.ctx, start, m.end())
        if not (names or ahead or ahead_here or self.state.open or self.document_issuer):
            return False
        if not self.state.open or ahead or ahead_here:
            issuer = self.document_issuer if not names and not self.ctx.meetings else None
            self.state = State(issuer=issuer, kind="order" if issuer else "task", open=True, document=bool(issuer), ahead=True)
        self.state.listing = True
        if names:
            self.state.addressees = names
        after = m.end() + len(text[m.end():e]) - len(text[m.end():e].lstrip(" \n*“\""))
        if len(text[after:e].split()) >= _SHORT:
            self._emit(after, e, Task(after, None, "listed"))
        return True

    def _names_a_section(self, st: Statement, body: int) -> bool:
        """«2. Sở Y tế:» on a line of its own: whose tasks follow."""
        text = self.text
        if not st.opens_line or not (self.state.open or self.document_issuer) or text[st.end - 1] != ":" and text[st.end - 3:st.end] != ":**":
            return False
        start, end = trim(text, body, st.end)
        m = regex.match(r"(?:đối\s+)?với\s+", text[start:end], regex.IGNORECASE)
        start += m.end() if m else 0
        if end - start > 250 or not opens_with_name(self.ctx, start, end) or predicate_at(self.ctx, start, end) is not None or triggers(self.ctx, start, end):
            return False
        if not self.state.open:
            self.state = State(issuer=self.document_issuer, open=True, document=True)
        self.state.addressees, self.state.listing, self.state.misses = split_members(text[start:end]), True, 0
        return True

    def _restart(self, covered: int, m: regex.Match, end: int) -> bool:
        """«…, đồng thời giao Sở B …»: a second order in the same sentence, to someone named."""
        return m.group().lower() in ("yêu cầu", "đề nghị", "giao", "lưu ý", "phân công", "mong muốn", "kêu gọi") \
            and bool(regex.search(r"(?:,|\svà|\sđồng\s+thời|\scũng)\s*(?:cũng\s+|đồng\s+thời\s+)*$", self.text[covered:m.start()])) \
            and opens_with_name(self.ctx, m.end() + 1, end)

    def _as_action(self, frame: Frame) -> bool:
        """«Chỉ đạo các xã …», «Bộ Công an chỉ đạo …» among tasks is the task itself, not a new frame."""
        trigger, state = frame.trigger.lower(), self.state
        if frame.strength == "soft":
            return frame.inherits and not frame.document and (state.open or not self.speaker)
        if not state.open or frame.reported or trigger not in WEAK or frame.issuer and frame.issuer == state.issuer:
            return False
        if frame.inherits and not frame.document:
            return trigger not in ("giao", "phân công")
        return frame.far or not frame.by_person or state.listing and self.in_list

    # ------------------------------------------------------------ frames

    def _framed(self, st: Statement, clause: int, frame: Frame, s: int, e: int) -> None:
        if frame.petition or frame.strength == "petition" or (self.state.petition and frame.inherits and not frame.document):
            self.state = State(petition=True)
            return
        issuer = self._issuer(frame)
        if frame.by_person:
            self.speaker = frame.issuer
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
        start, _ = _skip_scene(self.ctx, body, end)
        names, at = parse(self.ctx, start, end)
        if not names and opens_with_name(self.ctx, start, end) and (at := predicate_at(self.ctx, start, end)) is None:
            if colon:  # «Giao Sở A, Sở B:» – the tasks follow
                self._open(issuer, kind, frame, split_members(text[start:end]), listing=True)
            return
        inherited = self.state.addressees if self.state.open and (frame.inherits and not frame.document or issuer == self.state.issuer) else []
        to = names or recipients or inherited
        if not self._may(issuer, to, kind, frame.trigger.lower()):
            self.state = State(petition=True)
            return
        if names and text[at] == ":":
            self._open(issuer, kind, frame, names, listing=True)
            after = _after_colon(text, at, end)
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
        if not names and not PREDICATE.match(text, start) and not MODAL.search(text[start:start + 160]) \
                and not regex.match(r"(?:việc|công\s+tác)\s", text[start:end], regex.IGNORECASE):
            if kind == "order" and frame.trigger.lower() != "yêu cầu" or predicate_at(self.ctx, start, end) is None:
                return
        if _PAST.match(text, start, end) or regex.match(r"(?:được|bị|là)(?![\w])", text[start:end]):
            return
        self._open(issuer, kind, frame, to, listing=False)
        self._emit(start, e, Task(start, to or None, "frame", kind))

    def _soft(self, st: Statement, clause: int, frame: Frame, issuer: str | None, s: int, e: int) -> None:
        text = self.text
        body, end = trim(text, s, e)
        colon = ":" in text[frame.start:s] or ":" in text[end:e + 1]
        if not frame.inherits or frame.document or frame.pronoun:
            informs = frame.trigger.lower() in ("cho biết", "cho hay", "chia sẻ", "cho rằng")
            self.state = State(issuer=issuer, trigger=frame.trigger, open=not informs, document=frame.document,
                               listing=colon and end <= body and not informs)
        if end <= body:
            if not colon:
                self._backward(clause, frame)
            return
        start, ahead = strip_openers(text, body, end)
        task = self._task(start, e, ahead, speech=True)
        if task and self._may(issuer, task.addressees or []):
            if task.rule in ("imperative", "addressed") and frame.trigger.lower() in ("cho biết", "cho hay", "chia sẻ", "cho rằng", "khẳng định") \
                    and not MODAL.search(text[task.start:min(e, task.start + 160)]):
                return
            self._emit(task.start, e, task)

    def _backward(self, clause: int, frame: Frame) -> None:
        """«…, Bộ trưởng nhấn mạnh.»: the words before the frame are what was told."""
        s, _ = strip_openers(self.text, clause, frame.subject_start)
        s, e = trim(self.text, s, frame.subject_start)
        e = s + len(regex.sub(r"[,\s”\"–-]*(?:đồng\s+chí|ông|bà)?\s*$", "", self.text[s:e]))
        for a, b in split_clauses(self.text, s, e):
            task = self._task(a, b, False, speech=True)
            if task:
                self._emit(task.start, b, task)

    def _open(self, issuer: str | None, kind: str, frame: Frame, addressees: list[str], listing: bool) -> None:
        self.state = State(issuer=issuer, kind=kind, trigger=frame.trigger, addressees=addressees, open=True, listing=listing,
                           document=frame.document)

    def _issuer(self, frame: Frame) -> str | None:
        if frame.document:
            return self.document_issuer or self.state.issuer
        if frame.pronoun:
            return self.speaker or self._last_person(frame.start)
        if frame.inherits:
            return self.state.issuer if self.state.open and self.state.issuer else self.speaker or self.document_issuer
        return frame.issuer

    def _last_person(self, at: int) -> str | None:
        last = next((x for x in reversed(self.ctx.entities) if x.end <= at and x.label == "PERSON"), None)
        return entity_name(self.ctx, last) if last else None

    def _may(self, issuer: str | None, names: list[str], kind: str = "order", trigger: str = "") -> bool:
        """Nobody directs upward: a request to a higher level is a proposal."""
        if not names:
            return True
        theirs = level_of(names[0])
        chairs = {c.name for m in self.ctx.meetings for c in m.chairs}
        if kind == "request" and issuer not in chairs and (_SUPERIOR.match(names[0]) or chairs and trigger in ("kiến nghị", "mong", "mong muốn")):
            return False
        if not issuer:
            return kind != "request" or theirs is None or theirs < 3
        mine = level_of(self._post_of(issuer))
        return mine is None or theirs is None or mine >= theirs or mine == 5

    def _post_of(self, issuer: str) -> str:
        return next((p.title or p.name for p in self.ctx.people if p.name == issuer), issuer)

    def _note_document(self, st: Statement) -> bool:
        """A paper is issued: its issuer speaks in what follows. True if its tasks may follow at once."""
        text = self.text
        if _ARTICLE_OF.match(text, st.start_body, st.end):
            cited = [who for d in self.ctx.documents if st.start <= text.find(d.number or d.text, st.start, st.end) < st.end
                     and (who := d.issuer or _issuer_by_code(d.number or ""))]
            if cited:
                self.document_issuer = cited[0]
                self.state = State(issuer=self.document_issuer, open=True, document=True, addressees=self.state.addressees if self.state.open else [])
            return False
        m = _ACCORDING.match(text, st.start_body, st.end)
        if m:
            holder = [x for x in self.ctx.entities if m.start() <= x.start and x.end <= m.end() and x.label in ("PERSON", "POST", "ORG")
                      and not is_collective(text[x.start:x.end])]
            if holder:
                self.document_issuer = entity_name(self.ctx, holder[-1])
            if self.document_issuer and not self.state.open:
                self.state = State(issuer=self.document_issuer, open=True, document=True)
            return False
        m = _DOCUMENT.search(text, st.start, st.end)
        if not m:
            return False
        holder = [x for x in self.ctx.entities if st.start <= x.start and x.end <= m.start() and x.label in ("PERSON", "POST", "ORG")
                  and _ISSUES.match(text[x.end:m.start()]) and not _NOT_ISSUER.search(text[max(st.start, x.start - 14):x.start]) and not is_collective(text[x.start:x.end])]
        if not holder:
            return False
        issuer = entity_name(self.ctx, holder[-1])
        counted = regex.search(r"\d+\s+(?:kế\s+hoạch|văn\s+bản|quyết\s+định|công\s+văn|nghị\s+quyết)", text[m.start():m.end() + 20], regex.IGNORECASE)
        if counted:
            return False
        told = regex.search(r"(?:ý\s+kiến|chỉ\s+đạo|kết\s+luận|giao)\s+(?:[\p{Ll}\s]{0,30})?của\s+", text[m.end():st.end], regex.IGNORECASE)
        if told:  # «Văn phòng … có văn bản truyền đạt ý kiến chỉ đạo của Phó Thủ tướng …»
            at = m.end() + told.end()
            whose = [x for x in self.ctx.entities if at <= x.start <= at + 12 and x.label in ("PERSON", "POST")]
            issuer = entity_name(self.ctx, whose[0]) if whose else issuer
        held, new = level_of(self.document_issuer or ""), level_of(issuer)
        if held is not None and new is not None and new < held:
            return False  # a subordinate's paper on the way to carrying out the one reported
        self.document_issuer = issuer
        # The paper is the news where no meeting is, and where it is told first.
        if not self.ctx.meetings or self.body_lines <= 1:
            if not self.state.open or self.state.document or self.state.issuer != issuer:
                self.state = State(issuer=issuer, open=True, document=True)
            return False
        return False

    def _note_speaker(self, st: Statement) -> None:
        """«Đồng chí Bí thư … đánh giá cao …»: who spoke last is meant by what follows without a name."""
        for x in self.ctx.entities:
            if st.start <= x.start < st.end and x.label in ("PERSON", "POST") and _SPEAKS.match(self.text, x.end, st.end):
                self.speaker = entity_name(self.ctx, x)
                if self.state.open:
                    self.state.issuer = self.speaker
                return

    # ------------------------------------------------------------ tasks without a frame of their own

    def _task_like(self, s: int, e: int) -> bool:
        return self._task(s, e, False) is not None

    def _task(self, s: int, e: int, ahead: bool, speech: bool = False) -> Task | None:
        text, state = self.text, self.state
        start, ahead_here = strip_openers(text, s, e)
        start, end = trim(text, start, e)
        ahead = ahead or ahead_here or (state.ahead and state.open)
        if len(text[start:end].split()) < _SHORT or state.petition and not ahead:
            return None
        concerned: list[str] | None = None
        m = _CONCERNING.match(text, start, end)
        if m and m.end() < end:
            who = m.start("who")
            if opens_with_name(self.ctx, who, m.end()) and not _INANIMATE.match(text, who, m.end()):
                concerned = split_members(m.group("who"))
            inner = m.end()
        else:
            inner = _skip_scene(self.ctx, start, end)[0]
        inner, ahead_inner = strip_openers(text, inner, end)
        ahead = ahead or ahead_inner
        if _PURPOSE.match(text, inner, end) or _MEASURE.match(text, inner, end) and not MODAL.search(text[inner:end]):
            return None
        if _AIM.match(text, inner, end) and _FIGURE.search(text[inner:end]):
            return None
        active = state.open or speech
        names, at = ([], inner) if _INANIMATE.match(text, inner, end) else parse(self.ctx, inner, end)
        if names and text[at:at + 1] == ":" and (active or self.document_issuer):
            if text[at + 1:end].strip():
                return Task(_after_colon(text, at, end), names, "addressed")
            return None
        if PETITIONER.match(text, inner) and not MODAL.search(text[inner:inner + 80]) or _NOT_TOLD.match(text, inner):
            return None
        if names:
            return self._addressed(inner, at, end, names, ahead, active)
        if concerned is not None and active and not _PAST.search(text[inner:inner + 80]):
            keep = regex.match(r"(?:việc|công\s+tác)\s", text[inner:end], regex.IGNORECASE)
            return Task(start if keep else inner, concerned, "addressed")
        if PREDICATE.match(text, inner, end):
            if state.listing:
                return Task(inner, None, "listed")
            if active or ahead:
                if _OTHER_SUBJECT.search(text[inner:min(end, inner + 160)]):
                    return None
                if _PAST.search(text[inner:inner + 40]) and not MODAL.match(text, inner, end):
                    return None
                return Task(inner, None, "ahead" if ahead and not state.issuer else "imperative", "task" if ahead and not state.issuer else None)
            return None
        modal = MODAL.search(text, inner, min(end, inner + 170))
        if modal and not active and self.document_issuer and regex.match(r"(?:việc|các)\s", text[inner:end], regex.IGNORECASE) \
                and modal.group().lower() in ("phải", "không được") and not _PAST.search(text[inner:modal.start()]):
            self.state = State(issuer=self.document_issuer, open=True, document=True)
            return Task(inner, None, "modal", "order")
        if modal and (active or ahead) and not _PAST.search(text[inner:modal.start()]) and not _ONGOING.search(text[inner:modal.start()]):
            kind = "order" if regex.search(r"phải|không\s+được", modal.group(), regex.IGNORECASE) else None
            return Task(inner, None, "modal", kind)
        if state.listing and self.in_list and not regex.search(r"(?<![\w])được\s", text[inner:end]) and text[end:end + 1] != ":" and text[e - 1:e] != ":":
            return Task(inner, None, "listed")
        return None

    def _addressed(self, inner: int, at: int, end: int, names: list[str], ahead: bool, active: bool) -> Task | None:
        text, state = self.text, self.state
        link = text[inner:at]
        head = text[at:at + 60]
        if regex.match(r"một\s+số|nhiều", link, regex.IGNORECASE) and not MODAL.match(text, at):
            return None
        if _REPORTED.search(link) or regex.match(r"được|không\s+ngừng", head) or any(len(n.split()) > LONGEST_MEMBER for n in names):
            return None
        if state.issuer and any(_fold(n) == _fold(state.issuer) for n in names) and not MODAL.match(text, at) and not head.startswith("sẽ"):
            return None  # the issuer's own doings are reported, not told
        if _ONGOING.search(link) or _ONGOING.match(head) or _AIM.match(head) and _FIGURE.search(text[at:end]):
            return None
        share = regex.match(r"\d{1,3}(?:[.,]\d+)?%", text[inner:at])
        if share and not share.group().startswith("100"):
            return None
        if share and regex.search(r"(?<![\w])được(?![\w])", text[inner:at + 30]):
            return None
        will = regex.match(r"sẽ(?![\w])", head)
        modal = MODAL.match(text, at, end)
        if will and (active or ahead or self.document_issuer or _authority(names)):
            if regex.match(r"sẽ\s+(?:được|là|diễn|có\s+(?:khoảng|hơn|trên)|bị|gặp|khó|tạo\s+(?:điều|động|bước)|giúp|góp|mang|trở)", head):
                return None
            return Task(inner, names, "will", "task")
        if not active and not ahead:
            # In an article on a plan or a telegram, bodies with a verb of duty are being told.
            if not self.document_issuer or not (modal or share or not self.ctx.meetings and _TASKED.match(text, at) and not self._individual(inner, at)):
                return None
            self.state = state = State(issuer=self.document_issuer, open=True, document=True)
            active = True
        if modal:
            kind = "order" if regex.search(r"phải|không\s+được|trách\s+nhiệm|nhiệm\s+vụ", modal.group(), regex.IGNORECASE) or (state.kind == "task") else None
            return Task(inner, names, "addressed", kind if state.issuer or self.document_issuer else "task")
        if ahead and not state.issuer:
            return Task(inner, names, "ahead", "task")
        if active and (state.listing or not self._individual(inner, at)):
            return Task(inner, names, "share" if share else "addressed", None)
        return None

    def _individual(self, start: int, end: int) -> bool:
        """A named person as the subject of a plain verb is being reported on, not told."""
        for x in self.ctx.entities:
            if start <= x.start < end and (x.label == "PERSON" or x.label == "POST" and x.start == start and not _MANY.search(self.text[x.start:x.end])):
                return True
        return False

    # ------------------------------------------------------------ output

    def _emit(self, s: int, e: int, task: Task) -> None:
        text, state = self.text, self.state
        s, e = trim(text, s, e)
        if e <= s or len(text[s:e].split()) < _SHORT:
            return
        addressees = state.addressees if task.addressees is None else task.addressees
        if task.addressees is not None:
            state.addressees, state.share = task.addressees, task.rule == "share"
        kind = task.kind or state.kind
        issuer = state.issuer
        if kind == "task" and task.rule in ("ahead",) and not issuer:
            issuer = None
        if state.document and kind == "order" and not addressees and not MODAL.search(text[s:e]):
            kind = "task"
        if task.rule == "ahead":
            state.open, state.ahead = True, True
            if state.issuer is None:
                state.kind = "task"
        self.out.append(Directive(
            text=text[s:e], issuer=issuer, addressees=list(addressees), partners=partners(self.ctx, s, e), kind=kind,
            trigger=state.trigger, deadline=None, targets=[], span=(s, e), confidence=CONFIDENCE[task.rule]))


_LIST_ENDS = regex.compile(r"(?:như\s+sau|sau\s+đây|sau|nội\s+dung|nhiệm\s+vụ|giải\s+pháp|vấn\s+đề|công\s+việc|việc|trọng\s+tâm|biện\s+pháp|yêu\s+cầu|hoạt\s+động\s+sau|tập\s+trung|thực\s+hiện|chú\s+trọng|cần|phải|là|gồm)\W*$", regex.IGNORECASE)


_CONCERNING = regex.compile(r"(?:(?:riêng|còn)\s+)?(?:đối\s+)?với\s+(?P<who>[^;:.]{3,200}?)\s*,\s+(?!(?:ban|ngành|đơn\s+vị|địa\s+phương|thị|xã|phường|huyện|tổ\s+chức|công\s+chức|viên\s+chức|doanh\s+nghiệp)(?![\w]))", regex.IGNORECASE)


def _skip_scene(ctx: Context, s: int, e: int) -> tuple[int, int]:
    """Past «Căn cứ …, …, », to where someone is named or a task begins."""
    text = ctx.text
    start = strip_scene(text, s, e)
    if start == s:
        return s, e
    begin = strip_openers(text, start, e)[0]
    if PREDICATE.match(text, begin) or opens_with_name(ctx, begin, e):
        return begin, e
    for m in regex.finditer(r",\s+", text[begin:min(e, begin + 300)]):
        at = begin + m.end()
        if opens_with_name(ctx, at, e) and (text[at].isupper() or regex.match(r"(?:các|những|mỗi|từng|lãnh|thủ)\s", text[at:e])):
            return at, e
    return begin, e


def _issuer_by_code(number: str) -> str | None:
    """Whose document a number is, where its letters say it: "219/2025/QH15" is the National Assembly's."""
    for code, issuer in (("UBTVQH", "Ủy ban Thường vụ Quốc hội"), ("/QH", "Quốc hội"), ("-CP", "Chính phủ"), ("-TTg", "Thủ tướng Chính phủ")):
        if code in number:
            return issuer
    return None


def _fold(name: str) -> str:
    return " ".join(name.lower().replace("ủy ban nhân dân", "ubnd").split())


def _authority(names: list[str]) -> bool:
    return bool(regex.match(r"(?:UBND|Ủy\s+ban|Bộ|Sở|Ban|Phòng|Chính\s+phủ|Thành\s+phố|Tỉnh|Huyện|Quận|thành\s+phố|tỉnh|huyện|xã|phường|ngành|Công\s+an|Đoàn|Ngân\s+hàng|Cục|Tổng\s+cục|HĐND|Thị\s+xã|đoàn)(?![\w])", names[0]))


def _before_predicate(ctx: Context, s: int, e: int) -> str:
    return ctx.text[s:parse(ctx, s, e)[1]]


def _after_colon(text: str, at: int, end: int) -> int:
    at += 1
    while at < end and text[at] in " \t\n*“\"":
        at += 1
    return at


def _list_colon(text: str, at: int, end: int) -> int | None:
    """Start of what follows «… thực hiện một số nội dung sau:» inside the clause, or None."""
    m = regex.search(r"(?:một\s+số|các|những|nhiệm\s+vụ|nội\s+dung|giải\s+pháp|vấn\s+đề|trọng\s+tâm|chú\s+trọng|tập\s+trung|như|sau|gồm|việc)[^:“”()]{0,60}:\s*", text[at:min(end, at + 260)], regex.IGNORECASE)
    if m and m.start() < 200 and len(text[at + m.end():end].split()) >= _SHORT:
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
        if not last and e - tail_start < 160 and opens_with_name(ctx, tail_start, e) and predicate_at(ctx, tail_start, e) is None:
            pending = begin
            continue
        out.append((begin, e))
    return out


def _distinct(found: list[Directive]) -> list[Directive]:
    """Told in the lead and again in the body counts once, in its fuller form."""
    out: list[Directive] = []
    for d in sorted(found, key=lambda d: d.span):
        words = d.text.lower().split()
        twin = next((i for i, o in enumerate(out) if o.issuer == d.issuer and _same(words, o.text.lower().split())), None)
        if twin is None:
            out.append(d)
        elif len(d.text) > len(out[twin].text):
            out[twin] = d
    return sorted(out, key=lambda d: d.span)


def _same(a: list[str], b: list[str]) -> bool:
    # 0.9: the lead's wording is the body's but for a word or two; two tasks of one list that begin
    # alike ("định kỳ hằng năm kiểm tra …", "định kỳ 6 tháng kiểm tra …") share up to 0.85.
    shared = len(set(a) & set(b))
    return shared >= 0.9 * min(len(set(a)), len(set(b))) and min(len(a), len(b)) >= 6 and shared >= 0.5 * max(len(set(a)), len(set(b)))
