"""What a reader of directives keeps in mind: who speaks, on whose paper, to whom, with which force."""
from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.article import Context, Entity
from pipeline.clauses import Statement, strip_openers, strip_scene
from pipeline.coreference import addressed_so, fits, means
from pipeline.frames import PETITIONER, Frame
from pipeline.papers import issued, named_after
from pipeline.persons import HONORIFICS
from pipeline.ranks import post_of
from pipeline.recipients import recipients
from pipeline.speakers import entity_name, is_collective, is_person, is_private, issuer_by_code, level_of, opening_entity, voice
from pipeline.vocabulary import alternation, forms

_SENT_TO = regex.compile(r"(?<![\w])(?:gửi|tới|đến|(?<!(?:chương|lộ|tiến|quy|công|quá)\s)trình)\s", regex.IGNORECASE)
_ARTICLE_OF = regex.compile(r"(?:Căn\s+cứ|Theo|Tại)\s+(?:tại\s+|vào\s+|quy\s+định\s+(?:tại\s+)?)?(?:khoản|điểm|Điều|mục|Mục)\s", regex.IGNORECASE)
_LAWGIVERS = {"Luật": "Quốc hội", "Bộ luật": "Quốc hội", "Pháp lệnh": "Ủy ban Thường vụ Quốc hội", "Nghị định": "Chính phủ"}
_DUTIES = regex.compile(r"(?:nhiệm\s+vụ|trách\s+nhiệm)(?![\w])", regex.IGNORECASE)
_ACCORDING = regex.compile(
    r"(?:(?:Cụ\s+thể|Trong\s+đó|Cũng),?\s+)?(?:Theo|Tại|Trong|(?P<basis>Căn\s+cứ))\s+(?:nội\s+dung\s+)?"
    rf"(?:{alternation(forms('directive_nouns', 'paper'))}|quy\s+hoạch|chiến\s+lược|đề\s+án|chương\s+trình|(?P<rules>nghị\s+định|thông\s+tư)|hướng\s+dẫn|chỉ\s+đạo|yêu\s+cầu|phân\s+công|quy\s+định\s+mới|dự\s+(?:thảo|án))[^,;:]{{0,160}}?[,:]\s+", regex.IGNORECASE)
# What one who speaks at a meeting or to the press does besides telling.
_SPEAKS = regex.compile(
    rf"[\s,]*(?:(?:{alternation(forms('directive_words', 'speaks-adverb'))}|thay\s+mặt[^,;.]{{3,60}}?,?)[\s,]+(?:và\s+)?){{0,4}}"
    rf"{alternation(forms('directive_verbs', 'speaks'))}(?![\w])", regex.IGNORECASE)
_SPEECH_SCENE = regex.compile(rf"{alternation(forms('directive_verbs', 'speech-scene'))}(?![\w])", regex.IGNORECASE)
_AS_TOLD_BY = regex.compile(
    rf"(?:cũng\s+)?theo\s+(?:{alternation(forms('directive_nouns', 'according-to'))}\s+(?:của|từ)\s+)?(?:{HONORIFICS})?", regex.IGNORECASE)
_AS_HE_SAYS = regex.compile(r"(?:cũng\s+)?theo\s+(?P<who>ông|bà|đồng\s+chí|(?:vị|nữ)\s+[\p{Ll}\s]{2,30}),\s", regex.IGNORECASE)
_HEADS = regex.compile(r"(?:vị\s+)?người\s+đứng\s+đầu\s+(?P<of>chính\s+phủ|chính\s+quyền|cấp\s+ủy|đảng\s+bộ)(?P<level>\s+(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn))?", regex.IGNORECASE)
_POST_OF = {"chính phủ": "thủ tướng", "chính quyền": "chủ tịch ubnd", "cấp ủy": "bí thư", "đảng bộ": "bí thư"}
_PAPER_OF = regex.compile(
    rf"(?:báo\s+cáo|tờ\s+trình|{alternation(forms('directive_nouns', 'paper'))})(?![\w])[^,;:.]{{0,80}}?\s+của\s+", regex.IGNORECASE)
_ASSIGNS = regex.compile(rf"{alternation(forms('directive_bodies', 'assigns'))}(?![\w])(?!\s+(?:các|cấp)\s)")
_PLACE = regex.compile(alternation(forms("directive_bodies", "place")), regex.IGNORECASE)
_INTERVIEW = regex.compile(rf"(?:phỏng\s+vấn|trao\s+đổi\s+(?:nhanh\s+)?với|trò\s+chuyện\s+với)\s+(?:{HONORIFICS})?", regex.IGNORECASE)
_QUOTE = regex.compile(r"[“\"«](?P<said>[^“”\"«»]{20,900})[”\"»]\s*[,.]?\s+")
_HE_SAID = regex.compile(r"(?P<who>ông|bà|đồng\s+chí|vị\s+(?:\p{Ll}+\s+){0,3}?\p{Ll}+)(?=\s)", regex.IGNORECASE)
_HE_DOES = regex.compile(r"(?P<who>ông|bà|đồng\s+chí)\s+(?=\p{Ll})", regex.IGNORECASE)
_TELLS = regex.compile(
    rf"[\s,]*(?:cũng\s+|đã\s+)?(?P<verb>{alternation(forms('directive_verbs', 'tells-in-quotes'))}|(?P<says>{alternation(forms('directive_verbs', 'says-in-quotes'))}))(?![\w])", regex.IGNORECASE)
_DOES = regex.compile(r"\s+(?:cũng\s+)?(?:đã|đang|sẽ|vừa|tiếp\s+tục)(?![\w])", regex.IGNORECASE)
_OF = regex.compile(rf"{alternation(forms('directive_words', 'beside-name'))}\s+(?:đồng\s+chí\s+|ông\s+|bà\s+)?$", regex.IGNORECASE)
# A sentence without a subject, or with a paper for one: «Giao Sở A …», «Nghị quyết giao …».
_BARE_TRIGGER = regex.compile(rf"(?:{alternation(forms('directive_nouns', 'paper'))}\s+)?(?:giao|yêu\s+cầu|đề\s+nghị)\s", regex.IGNORECASE)


# Paragraphs after which work announced of a body is no longer what the last one said who spoke.
PARAGRAPHS = 2


@dataclass(slots=True)
class State:
    """Who speaks. ``open``: tasks without a frame of their own still belong to this one."""

    issuer: str | None = None
    kind: str = "order"
    force: str | None = None  # the kind with which the frame opened, where a must may have raised it since
    trigger: str | None = None
    addressees: list[str] = field(default_factory=list)
    section: list[str] = field(default_factory=list)  # whom the list's introduction names: an item may name others for itself
    open: bool = False
    listing: bool = False  # the frame ended with a colon: every item after it is a task
    document: bool = False
    ahead: bool = False
    duties: bool = False  # under a heading of duties: nothing but another heading or speaker ends it soon
    petition: bool = False
    dormant: bool = False  # closed by a sentence that only sets the scene: a body with a verb of duty opens it again
    passed_over: list[str] = field(default_factory=list)  # the addressees, while a passive is read that binds nobody
    quoted: bool = False  # «Theo ông A, …»: till the line ends
    reporter: str | None = None  # the person who tells what the issuer, a body, said: «Ông A cho biết, Sở đề nghị …»
    share: bool = False  # «100% các xã …» holds for its own sentence only
    misses: int = 0


@dataclass(slots=True)
class Discourse:
    """The state of the reading: what holds now, and what outlives it."""

    ctx: Context
    state: State = field(default_factory=State)
    document_issuer: str | None = None  # whose plan, telegram or decision the article reports
    plain: bool = False  # a sentence said plainly that it was issued: who has signed or passed it is somebody else
    speaker: str | None = None  # who spoke last
    person: str | None = None  # the person who did, a body's representative apart
    opened: tuple[int, str] | None = None  # the person in office with whom a statement opened last: where it starts, and the name
    spoke: int = -1  # the statement in which that person was named as speaking, by where it starts
    here: int = 0  # where the statement being read starts
    concluding: str | None = None  # whose conclusions are told item by item
    interviewee: str | None = None  # who answers a newspaper's questions
    asked: bool = False  # the statement before was a question
    interrupted: State | None = None  # who spoke when what another said earlier was told: «Trước đó, Bộ trưởng đã yêu cầu …»
    subject: tuple[int, str] | None = None  # of the statement being read: the offset after it, and its name
    body_lines: int = 0
    in_list: bool = False  # the statement is an item, or stands beside one on its line

    def close(self) -> None:
        """What follows belongs to nobody until someone speaks again."""
        self.state = State()

    def rest(self) -> None:
        """The speech pauses; who spoke is kept for a task that names its addressee."""
        if self.state.quoted and not self.state.open:
            return
        if self.state.petition or not self.state.issuer:
            self.close()
            return
        self.state.open = self.state.listing = self.state.ahead = False
        self.state.dormant = True

    @property
    def reporter(self) -> str | None:
        """The person who speaks in this statement, if somebody does."""
        return self.speaker if self.spoke == self.here else None

    def reopen_paper(self) -> None:
        """The paper's issuer speaks again."""
        self.state = State(issuer=self.document_issuer, open=True, document=True)

    def resume(self) -> None:
        """A paragraph ends that told what another had said earlier: the one it interrupted goes on."""
        if self.interrupted is not None:
            self.state, self.interrupted = self.interrupted, None

    def introduces(self, whose: list[str]) -> None:
        """A list follows: of the work of ``whose``, if its introduction says so, else of those addressed until now."""
        if whose:
            if not self.state.open:
                self.reopen_paper()
            self.state.addressees, self.state.listing = whose, True
        if self.state.listing:
            self.state.section = self.state.addressees

    def foresee(self, opening: list[Statement]) -> None:
        """A paper that speaks before the article's ``opening`` says whose it is."""
        if not self.ctx.meetings and (issuer := named_after(self.ctx, opening)):
            self.document_issuer = issuer
            self.reopen_paper()

    def note_paper(self, st: Statement) -> None:
        """A paper is issued or cited: its issuer speaks in what follows."""
        text = self.ctx.text
        if _ARTICLE_OF.match(text, st.start_body, st.end):
            cited = min(((at, d) for d in self.ctx.documents if (at := text.find(d.number or d.text, st.start, st.end)) >= 0), default=None, key=lambda x: x[0])
            if cited:
                before = self.state.issuer
                self.document_issuer = cited[1].issuer or issuer_by_code(cited[1].number or "", self.ctx) or _LAWGIVERS.get(cited[1].type)
                self.state = State(issuer=self.document_issuer, open=True, document=True, listing=text[st.end - 1] == ":" and bool(_DUTIES.search(text, st.start, st.end)),
                                   addressees=self.state.addressees if self.state.open and not self.state.trigger and before == self.document_issuer else [])
            return
        m = _ACCORDING.match(text, st.start_body, st.end)
        if m and self.ctx.meetings and "dự thảo" in m.group().lower():
            return  # what a meeting discusses
        if m:
            holder = [x for x in self.ctx.entities if m.start() <= x.start and x.end <= m.end() and x.label in ("PERSON", "POST", "ORG")
                      and not is_collective(text[x.start:x.end]) and not _SENT_TO.search(text[m.start():x.start])]
            after = opening_entity(self.ctx, m.end())
            number = next((d.number for d in self.ctx.documents if d.number and m.start() <= text.find(d.number, m.start(), m.end())), None)
            if after and after.label in ("POST", "PERSON") and _SPEAKS.match(text, after.end, st.end) and not is_private(self.ctx, after):
                self.document_issuer = entity_name(self.ctx, after)  # «Theo Công văn số 5, Chủ tịch UBND huyện nêu …»
            elif holder:
                self.document_issuer = entity_name(self.ctx, holder[-1])
            elif number and not (m["basis"] and after and after.label != "PLACE") and (by := issuer_by_code(number, self.ctx)):
                self.document_issuer = by
            elif after and (number or _SENT_TO.search(m.group())) and after.end < st.end and after.label != "PLACE" and not is_collective(text[after.start:after.end]):
                self.document_issuer = entity_name(self.ctx, after)  # «Tại Công văn số 5, UBND huyện …»
            if self.document_issuer and not self.state.open and not m["rules"]:
                self.state = State(issuer=self.document_issuer, open=True, document=True, listing=":" in m.group())
            return
        paper = issued(self.ctx, st, lead=self.body_lines <= 1)
        if paper is None or not paper.plain and (self.body_lines > 1 or self.plain) and self.document_issuer or st.bullet and self.state.open and self.state.document:
            return  # among the tasks that a paper lays down, a paper to be issued is one of them
        issuer = paper.issuer
        told = regex.search(r"(?:ý\s+kiến|chỉ\s+đạo|kết\s+luận|giao)\s+(?:[\p{Ll}\s]{0,30})?của\s+", text[paper.end:st.end], regex.IGNORECASE)
        if told:  # «Văn phòng … có văn bản truyền đạt ý kiến chỉ đạo của Phó Thủ tướng …»
            at = paper.end + told.end()
            whose = [x for x in self.ctx.entities if at <= x.start <= at + 12 and x.label in ("PERSON", "POST")]
            issuer = entity_name(self.ctx, whose[0]) if whose else issuer
        if self.document_issuer and not is_person(self.ctx, self.document_issuer) and is_person(self.ctx, issuer) and text[paper.start:paper.end].lower().startswith("ký"):
            return  # «Bộ A có công văn …. Thứ trưởng B ký công văn.»: who signs for it
        held, new = level_of(self.document_issuer or ""), level_of(issuer)
        if held is not None and new is not None and new < held:
            return  # a subordinate's paper on the way to carrying out the one reported
        self.document_issuer, self.plain = issuer, paper.plain
        # The paper is the news where no meeting is, and where it is told first.
        if not self.ctx.meetings or self.body_lines <= 1:
            if not self.state.open or self.state.document or self.state.issuer != issuer:
                self.state = State(issuer=issuer, open=paper.speaks, document=True, listing=text[st.end - 1] == ":", addressees=recipients(self.ctx, paper.start, st.end))

    def note_speaker(self, st: Statement) -> None:
        """«Đồng chí Bí thư … đánh giá cao …», «Theo ông …, »: who spoke last is meant by what follows without a name."""
        text, before, self.subject, self.here = self.ctx.text, self.subject, None, st.start
        if st.opens_line and not st.bullet and self.state.quoted and self.spoke != st.start:
            self.close()
        begin, _ = strip_openers(self.ctx, st.start_body, st.end)
        answers = self.asked and self.interviewee and st.opens_line
        self.asked = text[st.end - 1] == "?"
        at = _INTERVIEW.search(text, st.start, st.end)
        if at and (asked := opening_entity(self.ctx, at.end())) and asked.label == "PERSON" and not is_private(self.ctx, asked):
            self.interviewee = entity_name(self.ctx, asked)
        if answers:
            self._takes_over(self.interviewee)
            return
        if self._quoted(st):
            return
        if (he := _AS_HE_SAYS.match(text, begin, st.end)) and (name := self.meant_by(he["who"], he.start("who"))):
            self._takes_over(name)
            return
        told = _AS_TOLD_BY.match(text, begin, st.end)
        if told:
            who = opening_entity(self.ctx, told.end())
            if who and who.end <= st.end and (who.label in ("PERSON", "POST") or who.label == "ORG" and text[who.end] == "," and not is_collective(text[who.start:who.end])):
                self._takes_over(voice(self.ctx, who))
                return
        scene = strip_scene(text, begin, st.end)
        who = opening_entity(self.ctx, scene)
        if who and who.end < st.end and who.label != "PLACE" and not is_collective(text[who.start:who.end]) and not PETITIONER.match(text, scene) \
                and not is_private(self.ctx, who):
            self.subject = who.end, entity_name(self.ctx, who)
            if is_person(self.ctx, self.subject[1]):
                self.opened = st.start, self.subject[1]
            if who.label == "PERSON" and st.opens_line and text[who.end] == ":" and not (self.state.open and (self.state.listing or self.state.document)):
                self._takes_over(self.subject[1])  # an interview: «Ông A: …»
                return
        elif who is None and (paper := _PAPER_OF.match(text, scene, st.end)) and (holder := opening_entity(self.ctx, paper.end())) \
                and holder.label != "PLACE" and not is_collective(text[holder.start:holder.end]):
            self.subject = holder.end, entity_name(self.ctx, holder)
        elif who is None and (he := _HE_DOES.match(text, scene, st.end)) and (name := self.meant_by(he["who"], he.start())):
            self.subject = he.end(), name  # «Bà không đồng ý lùi tiến độ, yêu cầu nhà thầu …»
        elif who is None and before and (not st.opens_line and begin > st.start_body or _BARE_TRIGGER.match(text, begin, st.end)):
            self.subject = 0, before[1]  # «…. Trong đó, đề nghị …», «UBND tỉnh đồng ý …. Giao Sở A …»
        speech = scene > begin and bool(_SPEECH_SCENE.match(text, begin))
        if not speech and (st.bullet or self.state.open and (self.state.listing or self.state.document)):
            return  # a person in a paper's task is told, whatever the verb
        for x in self.ctx.entities_in(st.start, st.end):
            if x.label in ("PERSON", "POST") and (speech and x is who or _SPEAKS.match(text, x.end, st.end)) \
                    and not _OF.search(text[max(st.start, x.start - 16):x.start]) and not is_private(self.ctx, x) and not is_collective(text[x.start:x.end]):
                if self.state.open:
                    self.speaks(entity_name(self.ctx, x))
                    self.state.issuer = self.speaker
                elif _TELLS.match(text, x.end, st.end):
                    self._takes_over(entity_name(self.ctx, x))
                else:  # praise alone announces no work
                    self.speaks(entity_name(self.ctx, x))
                    if self.state.issuer != self.speaker:
                        self.close()
                return

    def _quoted(self, st: Statement) -> bool:
        """«“Các xã phải …. Không được …”, Bí thư A nhấn mạnh»: the one named after a quotation speaks in all of it."""
        text = self.ctx.text
        m = _QUOTE.match(text, st.start_body)
        who = opening_entity(self.ctx, m.end()) if m and m.end("said") > st.end else None
        he = _HE_SAID.match(text, m.end()) if m and m.end("said") > st.end and (who is None or who.label == "PLACE") else None
        told = _TELLS.match(text, he.end()) if he else _TELLS.match(text, self.with_post(who)) if who and who.label in ("PERSON", "POST") else None
        if not told:
            return False
        name = self.meant_by(he["who"], he.start()) if he else voice(self.ctx, who)
        if name is None or self.state.issuer != name or not self.state.open:
            self.state = State(issuer=name, trigger=told["verb"].lower(), open=bool(name) and told["says"] is None, petition=name is None)
        self.speaks(name)
        return True

    def with_post(self, who: Entity) -> int:
        """Where a name ends with the post behind it: «ông A, Chủ tịch UBND xã, | nói»."""
        post = next((x for x in self.ctx.entities_in(who.end, who.end + 4) if x.label == "POST" and not self.ctx.text[who.end:x.start].strip(" ,(–-")), None)
        return post.end + (self.ctx.text[post.end:post.end + 1] == ")") if post else who.end

    def answers(self, who: Entity, st: Statement) -> None:
        """«Ông A, Chủ tịch UBND xã: …» of an interview."""
        self.here = st.start
        self._takes_over(voice(self.ctx, who))

    def _takes_over(self, who: str | None) -> None:
        """Someone is quoted: what another said before is over. None: somebody without a say."""
        if who is None or self.state.issuer != who:
            self.state = State(issuer=who, quoted=True)
        self.speaks(who)

    def speaks(self, who: str | None) -> None:
        """``who`` speaks in the statement being read."""
        self.concluding = self.concluding if self.concluding == who else None
        self.speaker, self.spoke = who, self.here
        if who is None or is_person(self.ctx, who) or not any(self.ctx.text[s:e] == who for u in self.ctx.units for s, e in u.mentions):
            self.person = who

    def informs(self, at: int) -> None:
        """«Bộ trưởng cho biết Bộ đã …»: of the body whose doings are told from ``at`` on, the next sentence goes on."""
        told = opening_entity(self.ctx, at)
        if told and told.label == "ORG" and not is_collective(self.ctx.text[told.start:told.end]) and _DOES.match(self.ctx.text, told.end):
            self.subject = told.end, entity_name(self.ctx, told)

    def issuer(self, frame: Frame) -> str | None:
        """Who tells what ``frame`` opens, where it names nobody as well."""
        state = self.state
        held = state.issuer if state.open else None
        if frame.document:
            return frame.issuer or self.document_issuer or state.issuer or (self.subject[1] if self.subject else None)
        if frame.pronoun:
            return self.meant_by(self.ctx.text[frame.subject_start:frame.start], frame.start)
        if held and frame.issuer and frame.issuer.lower().startswith("lãnh đạo ") and held != (post := post_of(self.ctx, held)) and level_of(post) == level_of(frame.issuer):
            return held  # «Lãnh đạo Chính phủ»: the Prime Minister who has been speaking
        if frame.kind_alone:
            named = next((who for who in (held, self.document_issuer) if who and frame.kind_alone in who.casefold()), None) or frame.issuer
            if named or not (held or self.speaker or self.document_issuer):
                return named or self.ctx.text[frame.subject_start:frame.start].split(",")[0].strip()  # «Huyện yêu cầu …», of which no more is said
        if frame.inherits:
            own = self.subject and self.opened and self.opened[1] == self.subject[1] and self.here <= self.opened[0] < frame.start
            if held and not (own and not (state.listing or state.document)):
                return held
            if self.subject and self.subject[0] <= frame.start:
                return self.subject[1]
            if state.dormant:
                return state.issuer  # «Bộ A yêu cầu …. Buổi hai là thời gian …. Khuyến khích các trường …»
            return self.speaker or self.document_issuer
        return frame.issuer

    def meant_by(self, pronoun: str, at: int) -> str | None:
        """Whom «ông», «bà», «vị giám đốc» means at offset ``at``; None: somebody without a say."""
        head = _HEADS.match(pronoun)
        if head:  # «người đứng đầu chính quyền tỉnh»: who holds the post
            post, level = _POST_OF[" ".join(head["of"].lower().split())], (head["level"] or "").strip().lower()
            holders = [p.name for p in self.ctx.people if p.title and post in p.title.lower() and level in p.title.lower()]
            if len(holders) == 1:
                return holders[0]
        if self.opened and self._opener_meant(pronoun, at, *self.opened):
            return self.opened[1]
        who = self.speaker if pronoun.lower().startswith("vị") else self.person
        last = self._last_person(at, pronoun)
        if who is None or not fits(self.ctx, pronoun, who):
            return last
        return last if last and last != who and means(self.ctx, pronoun, last) and not means(self.ctx, pronoun, who) else who

    def _opener_meant(self, pronoun: str, at: int, opened: int, name: str) -> bool:
        """Whether the person with whom the statement at ``opened`` begins is meant: of the same line, since when nobody has
        spoken and nobody else was given such an honorific."""
        text = self.ctx.text
        if opened <= self.spoke or text.find("\n", opened, at) >= 0 or not fits(self.ctx, pronoun, name):
            return False
        so = addressed_so(self.ctx, at, pronoun)  # «Bí thư Lã Khắc Duy …. Bà Lò Thị Mến trình bày …. Bà kiến nghị …»
        return so is None or name.endswith(so) or text.rfind(so, 0, at) < opened

    def of_task(self, kind: str, addressees: list[str]) -> str | None:
        """Who tells a task of this kind to these: work that is announced of a body, not told to it, is
        nobody's telling, but for the person who announces it."""
        issuer = self.state.issuer
        if kind == "task" and addressees and not self.state.open and self.ctx.text.count("\n", max(self.spoke, 0), self.here) > PARAGRAPHS:
            return None
        if kind != "task" or not addressees or is_person(self.ctx, issuer):
            return issuer
        return self.state.reporter

    def above(self, frame: Frame) -> bool:
        """Whether the body that ``frame`` names stands over the one who speaks, or is an authority that assigns."""
        theirs, mine = level_of(frame.issuer or ""), level_of(post_of(self.ctx, self.state.issuer or ""))
        return theirs is not None and mine is not None and theirs > mine or frame.trigger.lower() == "giao" and bool(_ASSIGNS.match(frame.issuer or ""))

    def own(self, addressees: list[str]) -> bool:
        """Whether those are the issuer itself: «tỉnh», «UBND tỉnh» of "UBND tỉnh Kon Tum"."""
        issuer = f" {self.state.issuer} ".casefold()
        post = f" {post_of(self.ctx, self.state.issuer or '')} ".casefold()
        return bool(addressees) and all(f" {a.casefold()} " in post and self.state.trigger or _PLACE.fullmatch(a) and f" {a.casefold()} " in issuer or issuer.startswith(f" {a.casefold()} ") for a in addressees)

    def _last_person(self, at: int, pronoun: str) -> str | None:
        text = self.ctx.text
        last = next((x for x in reversed(self.ctx.entities) if x.end <= at and x.label == "PERSON" and fits(self.ctx, pronoun, text[x.start:x.end])), None)
        if last is None and not self.ctx.people:  # «đồng chí Bí thư Tỉnh ủy …. Đồng chí yêu cầu …»
            last = next((x for x in reversed(self.ctx.entities) if x.end <= at and x.label == "POST" and not is_collective(text[x.start:x.end])), None)
        return voice(self.ctx, last) if last else None
