"""What a reader of directives keeps in mind: who speaks, on whose paper, to whom, with which force."""
from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.article import Context
from pipeline.clauses import Statement
from pipeline.frames import entity_name, is_collective, level_of

_DOCUMENT = regex.compile(
    r"(?:ban\s+hành|ký|có|gửi|ra|phát|thông\s+qua)\s+(?:ban\s+hành\s+)?(?:\S+\s+){0,2}?(?:công\s+điện|chỉ\s+thị|kế\s+hoạch|công\s+văn|văn\s+bản|quyết\s+định|nghị\s+quyết|thông\s+báo|kết\s+luận|thông\s+tư|nghị\s+định|chương\s+trình|đề\s+án)(?![\w])", regex.IGNORECASE)
_ISSUES = regex.compile(r"[\s,)]*+(?:(?:cũng|đã|vừa|mới|tiếp\s+tục|chính\s+thức|kịp\s+thời|ngay|qua|khẩn|biểu\s+quyết|nhất\s+trí|thống\s+nhất|ngày\s+[\d/.-]+|thay\s+mặt\s+[^,;.]{2,50},)[\s,]*+){0,5}$", regex.IGNORECASE)
_NOT_ISSUER = regex.compile(r"(?:trình|báo\s+cáo|tham\s+mưu|giúp|đề\s+nghị|đề\s+xuất|được|cho|với)\s+(?:đồng\s+chí\s+)?$", regex.IGNORECASE)
_ARTICLE_OF = regex.compile(r"(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+)?)?(?:khoản|điểm|Điều|mục|Mục)\s", regex.IGNORECASE)
_DUTIES = regex.compile(r"(?:nhiệm\s+vụ|trách\s+nhiệm)(?![\w])", regex.IGNORECASE)
_ACCORDING = regex.compile(
    r"(?:(?:Cụ\s+thể|Trong\s+đó|Cũng),?\s+)?(?:Theo|Tại|Trong|Căn\s+cứ)\s+(?:nội\s+dung\s+)?(?:công\s+điện|chỉ\s+thị|kế\s+hoạch|công\s+văn|văn\s+bản|quyết\s+định|nghị\s+quyết|thông\s+báo|kết\s+luận|hướng\s+dẫn|chỉ\s+đạo|yêu\s+cầu|phân\s+công)[^,;:]{0,160}?,\s+", regex.IGNORECASE)
_SPEAKS = regex.compile(r"[\s,]*(?:đã\s+|cũng\s+)?(?:nêu|có\s+ý\s+kiến|kết\s+luận|phát\s+biểu|cho\s+ý\s+kiến|tiếp\s+thu|ghi\s+nhận|đánh\s+giá|biểu\s+dương|giải\s+đáp|phê\s+bình|hoan\s+nghênh|cảm\s+ơn)(?![\w])", regex.IGNORECASE)


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
    dormant: bool = False  # closed by a sentence that only sets the scene: a body with a verb of duty opens it again
    share: bool = False  # «100% các xã …» holds for its own sentence only
    misses: int = 0


@dataclass(slots=True)
class Discourse:
    """The state of the reading: what holds now, and what outlives it."""

    ctx: Context
    state: State = field(default_factory=State)
    document_issuer: str | None = None  # whose plan, telegram or decision the article reports
    speaker: str | None = None  # the person who spoke last
    body_lines: int = 0
    in_list: bool = False  # the statement is an item, or stands beside one on its line

    def close(self) -> None:
        """What follows belongs to nobody until someone speaks again."""
        self.state = State()

    def rest(self) -> None:
        """The speech pauses; who spoke is kept for a task that names its addressee."""
        if self.state.petition or not self.state.issuer:
            self.close()
            return
        self.state.open = self.state.listing = self.state.ahead = False
        self.state.dormant = True

    def reopen_paper(self) -> None:
        """The paper's issuer speaks again."""
        self.state = State(issuer=self.document_issuer, open=True, document=True)

    def note_paper(self, st: Statement) -> None:
        """A paper is issued or cited: its issuer speaks in what follows."""
        text = self.ctx.text
        if _ARTICLE_OF.match(text, st.start_body, st.end):
            cited = [who for d in self.ctx.documents if st.start <= text.find(d.number or d.text, st.start, st.end) < st.end
                     and (who := d.issuer or issuer_by_code(d.number or ""))]
            if cited:
                self.document_issuer = cited[0]
                self.state = State(issuer=self.document_issuer, open=True, document=True, listing=text[st.end - 1] == ":" and bool(_DUTIES.search(text, st.start, st.end)),
                                   addressees=self.state.addressees if self.state.open and not self.state.trigger else [])
            return
        m = _ACCORDING.match(text, st.start_body, st.end)
        if m:
            holder = [x for x in self.ctx.entities if m.start() <= x.start and x.end <= m.end() and x.label in ("PERSON", "POST", "ORG")
                      and not is_collective(text[x.start:x.end])]
            if holder:
                self.document_issuer = entity_name(self.ctx, holder[-1])
            if self.document_issuer and not self.state.open:
                self.state = State(issuer=self.document_issuer, open=True, document=True)
            return
        m = _DOCUMENT.search(text, st.start, st.end)
        if not m:
            return
        holder = [x for x in self.ctx.entities if st.start <= x.start and x.end <= m.start() and x.label in ("PERSON", "POST", "ORG")
                  and _ISSUES.match(text[x.end:m.start()]) and not _NOT_ISSUER.search(text[max(st.start, x.start - 14):x.start]) and not is_collective(text[x.start:x.end])]
        if not holder:
            return
        issuer = entity_name(self.ctx, holder[-1])
        counted = regex.search(r"\d+\s+(?:kế\s+hoạch|văn\s+bản|quyết\s+định|công\s+văn|nghị\s+quyết)", text[m.start():m.end() + 20], regex.IGNORECASE)
        if counted:
            return
        told = regex.search(r"(?:ý\s+kiến|chỉ\s+đạo|kết\s+luận|giao)\s+(?:[\p{Ll}\s]{0,30})?của\s+", text[m.end():st.end], regex.IGNORECASE)
        if told:  # «Văn phòng … có văn bản truyền đạt ý kiến chỉ đạo của Phó Thủ tướng …»
            at = m.end() + told.end()
            whose = [x for x in self.ctx.entities if at <= x.start <= at + 12 and x.label in ("PERSON", "POST")]
            issuer = entity_name(self.ctx, whose[0]) if whose else issuer
        held, new = level_of(self.document_issuer or ""), level_of(issuer)
        if held is not None and new is not None and new < held:
            return  # a subordinate's paper on the way to carrying out the one reported
        self.document_issuer = issuer
        # The paper is the news where no meeting is, and where it is told first.
        if not self.ctx.meetings or self.body_lines <= 1:
            if not self.state.open or self.state.document or self.state.issuer != issuer:
                self.state = State(issuer=issuer, open=True, document=True)
            return
        return

    def note_speaker(self, st: Statement) -> None:
        """«Đồng chí Bí thư … đánh giá cao …»: who spoke last is meant by what follows without a name."""
        for x in self.ctx.entities:
            if st.start <= x.start < st.end and x.label in ("PERSON", "POST") and _SPEAKS.match(self.ctx.text, x.end, st.end):
                self.speaker = entity_name(self.ctx, x)
                if self.state.open:
                    self.state.issuer = self.speaker
                return


def issuer_by_code(number: str) -> str | None:
    """Whose document a number is, where its letters say it: "219/2025/QH15" is the National Assembly's."""
    for code, issuer in (("UBTVQH", "Ủy ban Thường vụ Quốc hội"), ("/QH", "Quốc hội"), ("-CP", "Chính phủ"), ("-TTg", "Thủ tướng Chính phủ")):
        if code in number:
            return issuer
    return None
