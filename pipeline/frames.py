"""Speech frames: who tells (issuer), with which word (trigger), and where what is told begins."""
from __future__ import annotations

from dataclasses import dataclass, replace

import regex

from pipeline.addressees import opens_with_name, opens_with_verb, predicate_at
from pipeline.article import Context
from pipeline.clauses import strip_openers, strip_scene
from pipeline.coreference import resolve_person
from pipeline.recipients import recipient as named_before
from pipeline.speakers import entity_name, is_collective, is_person, is_private, named_by_kind, opening_entity, presiding
from pipeline.subjects import ADVERBS, PLACE, PREPOSITION, adjacent, agent_of, body_at, paper_of, punished, signer_of, subject_start, with_posts
from pipeline.triggers import ASKING_TEXT, DOCUMENT_NOUN, JOINS, OF_PEOPLE, PAPER, PASSIVE, PRONOUN_SUBJECT, WEAK, Strength, content_start
from pipeline.vocabulary import alternation, forms

_SENT_PAPER = regex.compile(
    rf"(?:đã|vừa|cũng|{alternation(forms('directive_verbs', 'issues'))})\s[^;]{{0,200}}?(?:{PAPER}|điện|thư)(?![\w])", regex.IGNORECASE)
_SHORT_SUBJECT = regex.compile(
    rf"(?<![\w])(?:đồng\s+chí|ông|bà|tôi|vị\s+\w+|người\s+đứng\s+đầu\s+[\p{{L}}\s]{{3,40}}?|(?:phó\s+)?{alternation(forms('directive_bodies', 'chief', 'chief-in-full'))}|bộ\s+trưởng|thứ\s+trưởng"
    rf"|lãnh\s+đạo\s+(?:các\s+)?[\p{{L}}\s.]{{2,40}}?|(?!thị\s+trấn){alternation(forms('directive_bodies', 'place', 'subject-body'))}(?:\s+này)?)\s*$", regex.IGNORECASE)
_DRAFT = regex.compile(r"dự\s+thảo", regex.IGNORECASE)
# «Thông báo số 5 kết luận của … tại …», «Công văn của Sở A về …»: a paper that tells, however much stands between.
_PAPER_OPENS = regex.compile(
    rf"(?:{PAPER}|thông\s+tư|nghị\s+định|đề\s+án|dự\s+thảo)"
    r"\s+(?:(?:hỏa\s+tốc|khẩn|liên\s+tịch|mới)\s+)?(?:số\s+\d|\d+[/-]|kết\s+luận\s|của\s)", regex.IGNORECASE)
# Those who ask but have no say: their proposals are not directives unless someone takes them up.
_PRONOUN = regex.compile(r"(?:đồng\s+chí|ông|bà|tôi)", regex.IGNORECASE)
PETITIONER = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_bodies', 'outsider', 'petitioner'))}|(?<!(?:ban|đồng|an|sát|án|sĩ|giáo)\s)nhân\s+dân|(?:nhiều|một\s+số|các|có|đa\s+số|những)\s+ý\s+kiến"
    rf"|(?:các|nhiều|một\s+số)\s+(?:địa\s+phương|đơn\s+vị|xã|hộ)|đại\s+diện(?!\s+(?:lãnh\s+đạo\s+)?{alternation(forms('directive_bodies', 'represented'))}))(?![\w])", regex.IGNORECASE)
_PETITIONER_SUBJECT = regex.compile(rf"(?:(?:các|nhiều|một\s+số|những|đa\s+số|theo)\s+)*(?:{PETITIONER.pattern})", regex.IGNORECASE)
# «Người đứng đầu Chính phủ», «Vị Bộ trưởng»: the person who has been speaking.
_HEAD_OF = regex.compile(
    r"(?:\G|,\s+)((?:vị\s+)?người\s+đứng\s+đầu\s+(?!các|từng|mỗi|những|cơ\s+quan|đơn\s+vị|địa\s+phương|cấp)[\p{L}\s-]{2,50}?|vị\s+(?:\p{L}+\s+){0,3}\p{L}+?|nữ\s+(?:phó\s+)?(?:chủ\s+tịch|giám\s+đốc|bí\s+thư|trưởng\s+phòng|trưởng\s+ban|bộ\s+trưởng|thứ\s+trưởng|hiệu\s+trưởng|chánh\s+\p{L}+|cán\s+bộ)(?:\s+\p{L}+){0,3}?|tư\s+lệnh\s+[\p{L}\s]{3,40}?)"
    rf"(?:\s+{alternation(forms('directive_words', 'head-adverb'))})*[\s,]*$", regex.IGNORECASE)
_BEFORE_ADVERB = regex.compile(rf"\s(?={alternation(forms('directive_words', 'subject-adverb'))}\s)")
_ADVERB_ENDS = regex.compile(r"\s+(?:đã|cũng|vừa|mới|còn|luôn)$", regex.IGNORECASE)
_DAY = regex.compile(r"(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?(?:nay|qua|(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?)\s*(?:\([^)]{1,20}\)\s*)?,\s+", regex.IGNORECASE)
# Places and bodies that go by their kind alone once they are named: «huyện yêu cầu», «Bộ đề nghị».
_KIND_ALONE = regex.compile(rf"{PLACE}|ủy\s+ban|bộ|sở|ban\s+chỉ\s+đạo", regex.IGNORECASE)
_LEADERS_OF = regex.compile(r"(?<![\w])(?:đại\s+diện\s+)?(lãnh\s+đạo)\s+$", regex.IGNORECASE)
_LEADER = regex.compile(rf"(?<![\w])(?:{alternation(forms('directive_bodies', 'chief'))}|lãnh\s+đạo|bộ\s+trưởng)(?![\w])", regex.IGNORECASE)
_LETTER_OF = regex.compile(
    rf"(?<![\w])(?:đơn(?:\s+thư)?|kiến\s+nghị|phản\s+ánh)\s+của\s+(?:(?:một\s+số|các|nhiều)\s+)?{alternation(forms('directive_bodies', 'letter-writer'))}(?![\w])", regex.IGNORECASE)
_TOLD = regex.compile(r"(?<![\w])(?:đã|vừa)\s[^,;]{0,12}$")


@dataclass(frozen=True, slots=True)
class Frame:
    """``issuer`` is None where the sentence names nobody (the frame inherits); ``content`` is the
    offset at which what is told begins; ``recipient`` who a paper was sent to."""

    issuer: str | None
    inherits: bool
    document: bool  # the subject is a document: its issuer speaks
    trigger: str
    start: int
    strength: Strength
    content: int
    recipient: str | None
    subject_start: int
    petition: bool
    by_person: bool
    reported: bool  # told earlier: «đã chỉ đạo»
    pronoun: bool = False  # «Đồng chí», «Ông»: whoever spoke last
    far: bool = False  # the subject stands at the clause's opening, other words between
    kind_alone: str | None = None  # «huyện», «Bộ»: the subject goes by its kind alone


def find_frame(ctx: Context, start: int, end: int, m: regex.Match) -> Frame | None:
    """The frame that trigger ``m`` makes in the clause ``text[start:end]``, or None."""
    text = ctx.text
    at, word = m.start(), m.group().lower()
    strength: Strength = m.lastgroup  # type: ignore[assignment]  # the alternatives of _ANY are the strengths
    clause, _ = strip_openers(ctx, start, end)
    clause = min(clause, at)
    before = text[clause:at]
    content = content_start(text, m.end(), end, strength == "soft")
    recipient = named_before(ctx, start, at)
    scene = clause
    for _ in range(3):  # «Tại phiên bế mạc, ngày 5/3, thay mặt UBND tỉnh, …»
        scene = strip_scene(text, scene, at)
        day = _DAY.match(text, scene, at)
        scene = day.end() if day else scene
        about = _CONCERNED.match(text, scene, at)
        scene = about.end() if about else scene
    near = max(scene, at - 45)  # a petitioner's name and its adverbs; the longest of the project's gold is 38
    official = _LEADER.search(before) or any(
        e.end <= at and e.label in ("PERSON", "POST") and not PREPOSITION.search(text[max(clause, e.start - 16):e.start])
        for e in ctx.entities_in(clause, at))
    asks = word not in WEAK | _COMMANDS or word == "kiến nghị" and _PETITIONER_SUBJECT.match(text, scene, at) is not None
    petition = asks and (not official and _petitions(ctx, scene, near, at) or bool(_LETTER_OF.search(text, near, at))) \
        and not _PUBLIC.match(text, content, end)
    if _OF_PETITIONERS.search(text, near, at):
        return None

    def frame(issuer: str | None, where: int, inherits=False, document=False, petition=petition, far=False, pronoun=False, kind_alone=None, recipient=recipient) -> Frame:
        reported = bool(_TOLD.search(before))
        return Frame(issuer, inherits, document, m.group(), at, strength, content, recipient, where, petition, is_person(ctx, issuer), reported, pronoun, far, kind_alone)

    if word in OF_PEOPLE and ((who := opening_entity(ctx, scene)) is None or is_private(ctx, who)):
        return frame(None, clause, petition=True)
    if strength == "petition" and before.rstrip().endswith(":"):
        return frame(None, clause, petition=True)  # «Nội dung đơn: Phản ánh …»
    if (petition and strength == "soft" or strength == "petition") and _PETITIONER_SUBJECT.match(text, scene, at):
        return frame(None, clause, petition=True)
    if petition and strength == "soft":
        if text.find(" sẽ ", start, end) < 0 or not (firm := adjacent(ctx, scene, at)) or firm.label != "ORG":
            return None
        petition = False  # «Công ty cấp nước thông báo sẽ …»
    if not before.strip(" ,:-–“\"") or _ONLYADVERBS.fullmatch(before) and _SAID_BEFORE.search(text, max(0, start - 3), start):
        return frame(None, at, inherits=True)
    if clause < scene and not text[scene:at].strip(" ,:-–“\"") and (opens_with_name(ctx, content, end) or opens_with_verb(text, content, end)):
        return frame(None, at, inherits=True)  # «Đối với các câu hỏi còn lại, đề nghị trả lời …»
    if _FIRST_PERSON.fullmatch(text, scene, at):
        return frame(None, at, inherits=True, petition=False)  # «“Tôi đề nghị …”, ông A nói»: whoever is quoted
    head = _HEAD_OF.search(text, scene, at)
    if head:
        return frame(None, head.start(1), pronoun=True, petition=False)
    subject = with_posts(ctx, clause, at) or adjacent(ctx, scene, at) or adjacent(ctx, clause, at)
    if subject:
        led = _LEADERS_OF.search(text, clause, subject.start) if subject.label in ("ORG", "PLACE") else None
        if led:
            return replace(frame(text[led.start(1):subject.end], led.start()), by_person=True)
        return frame(entity_name(ctx, subject), subject_start(ctx, subject), petition=is_private(ctx, subject) or petition and subject.label == "ORG")
    nearest = ctx.entity_before(at - 1)
    if nearest and clause <= nearest.start and nearest.label in ("PERSON", "POST") and strength != "soft" and _RIGHT_AWAY.fullmatch(text, nearest.end, at) \
            and not PREPOSITION.search(text[max(clause, nearest.start - 16):nearest.start]):
        return frame(entity_name(ctx, nearest), subject_start(ctx, nearest), petition=is_private(ctx, nearest))
    m_doc = DOCUMENT_NOUN.search(text, scene, at)
    if m_doc and ctx.meetings and _DRAFT.match(m_doc.group()):
        return None  # what a meeting discusses
    if m_doc and m_doc.end() == at and (m_doc.start() - scene < 12 or text.endswith(", ", scene, m_doc.start()) and text[m_doc.start()].isupper()):
        return frame(paper_of(ctx, m_doc.start(), at), m_doc.start(), inherits=True, document=True)
    if m_doc and m_doc.end() == at and (signer := signer_of(ctx, scene, m_doc.start())):
        return frame(entity_name(ctx, signer), signer.start, far=True)
    named = body_at(ctx, scene, at)
    if named and not petition:
        return frame(named, scene)
    m_short = _SHORT_SUBJECT.search(text, max(scene, at - 60), at)
    adverbs = 0
    if not m_short:
        for back in _BEFORE_ADVERB.finditer(text[max(scene, at - 40):at]):
            adverbs = max(scene, at - 40) + back.start() + 1
            m_short = _SHORT_SUBJECT.search(text, max(scene, adverbs - 60), adverbs)
            if m_short and ADVERBS.match(text[adverbs:at]):
                break
            m_short = None
    if m_short and PREPOSITION.search(text[max(scene, m_short.start() - 16):m_short.start()]):
        m_short = None
    if m_short and not petition:
        words = _ADVERB_ENDS.sub("", m_short.group().strip())
        if _PRONOUN.fullmatch(words):
            return frame(None, m_short.start(), pronoun=True)
        person = resolve_person(ctx, m_short.start(), m_short.end()) or presiding(ctx, words)
        if person:
            return frame(person.name, m_short.start())
        if regex.match(r"lãnh\s+đạo\s", words, regex.IGNORECASE):
            return frame(words, m_short.start())
        kind = bool(_KIND_ALONE.fullmatch(words))
        alone = kind and regex.search(r"[,;:.“”\"–-]\s*$", text[clause:m_short.start()]) or m_short.start() <= scene + 1
        named = named_by_kind(ctx, words, at) if alone else None
        return frame(named, m_short.start(), inherits=not named, kind_alone=words.casefold() if alone else None)
    if strength in ("order", "request") and word not in WEAK - {"giao", "kiến nghị"} and (paper := _PAPER_OPENS.match(text, scene, at)) \
            and not regex.search(r"[;:]|,\s+\p{Lu}", text[paper.end():at]) and not PASSIVE.search(text, paper.end(), at):
        return frame(paper_of(ctx, scene, at), scene, inherits=True, document=True, petition=False)
    opening = opening_entity(ctx, scene)
    if opening and opening.end < at and opening.label != "PLACE" and not is_collective(text[opening.start:opening.end]) \
            and (word not in WEAK or _SENT_PAPER.search(text[opening.end:at])
                 or (JOINS.search(text[opening.end:at]) and opens_with_name(ctx, content, end))):
        gap = text[opening.end:at]
        # 60: the rest of a long name that the recogniser cut ("Trưởng Ban Chỉ huy A, B và phòng thủ dân sự thành phố")
        if opening.label in ("POST", "ORG") and regex.match(r",\s+\p{Lu}", gap) and len(gap) < 60 and ":" not in gap and predicate_at(ctx, opening.end, at) is None \
                and not any(opening.end <= e.start < at for e in ctx.entities if e.label in ("PERSON", "POST", "ORG")):
            return frame(text[opening.start:at].strip(), opening.start, petition=False)
        agent = agent_of(ctx, opening, at)
        if agent:
            return frame(entity_name(ctx, agent), opening.start, recipient=text[opening.start:opening.end])
        if _SENT_PAPER.search(gap) or JOINS.search(gap) or ASKING_TEXT.search(gap):
            if is_private(ctx, opening):
                return frame(None, opening.start, petition=True)
            told = punished(ctx, opening.end, at) if word == "buộc" else recipient
            return frame(entity_name(ctx, opening), opening.start, petition=petition and opening.label == "ORG", far=True, recipient=told)
        if strength == "soft" and len(gap) < 60 and ":" not in gap:
            return frame(entity_name(ctx, opening), opening.start, petition=petition or is_private(ctx, opening))
    if petition:
        return frame(None, clause, petition=True)
    if word not in WEAK | _COMMANDS and not official and _petitions(ctx, clause, clause, at):
        return frame(None, clause, petition=True)
    gives = word in ("giao", "phân công") and (content >= end or opens_with_name(ctx, content, end))
    if _AFTER_ANOTHER.search(before[-30:]) and strength not in ("soft", "petition") and (gives or word not in WEAK or text.startswith(":", m.end())):
        first = next((e for e in ctx.entities_in(clause, at) if e.end <= at and e.label in ("PERSON", "POST", "ORG")
                      and not PREPOSITION.search(text[max(clause, e.start - 12):e.start])), None)
        if first and first.label in ("PERSON", "POST"):
            return frame(entity_name(ctx, first), first.start)
        if gives and first is None and (he := _HE_THERE.search(text, scene, at)):
            return frame(None, he.start(1), pronoun=True)  # «Về đề xuất …, ông đồng ý chủ trương, giao Sở A …»
        if opens_with_name(ctx, content, end):
            return frame(None, at, inherits=True)
    return None


_AFTER_ANOTHER = regex.compile(r"(?:,|;|:|\svà|\sđồng\s+thời|\ssong|\snhưng)\s*(?:cũng\s+|đã\s+|đồng\s+thời\s+|do\s+đó,?\s+|vì\s+vậy,?\s+|sau\s+đó,?\s+|từ\s+đó,?\s+|qua\s+đó,?\s+|tiếp\s+tục\s+|kính\s+|trân\s+trọng\s+)*$")
_ONLYADVERBS = regex.compile(r"(?:đã|cũng|vừa|mới|từng|nhiều\s+lần)(?:\s+(?:đã|cũng|nhiều\s+lần|trực\s+tiếp))*\s+", regex.IGNORECASE)  # «Ông cho biết | đã chỉ đạo các xã …»
_SAID_BEFORE = regex.compile(r"\p{L}[,:]?\s+$")
_HE_THERE = regex.compile(r"(?:\G|[,;:]\s+)((?:đồng\s+chí|ông|bà)(?=\s+(?:cũng\s+|đã\s+)?\p{Ll}))")
# «Thủ tướng đã gọi điện yêu cầu …», «Bí thư ngay tại hiện trường yêu cầu …».
_RIGHT_AWAY = regex.compile(
    rf"\s+(?:{alternation(forms('directive_words', 'right-away'))}\s+){{0,3}}{alternation(forms('directive_verbs', 'on-the-spot'))}(?:\s+(?:và|để|,))?\s+", regex.IGNORECASE)
_CONCERNED = regex.compile(
    rf"(?:(?:riêng|còn)\s+)?(?:đối\s+)?với\s[^,;:.]{{2,160}},\s+(?!{alternation(forms('directive_bodies', 'list-goes-on'))}(?![\w]))", regex.IGNORECASE)
# Whom nobody petitions: «Công ty Điện lực đề nghị khách hàng …».
_PUBLIC = regex.compile(rf"(?:(?:các|mọi|mỗi|toàn\s+thể|quý)\s+)?{alternation(forms('directive_bodies', 'public'))}(?![\w])", regex.IGNORECASE)
_FIRST_PERSON = regex.compile(r"[\s“\"]*(?:tôi|chúng\s+tôi)\s+(?:cũng\s+|xin\s+|rất\s+|chỉ\s+|đã\s+|một\s+lần\s+nữa\s+)*", regex.IGNORECASE)
# Words of command, which nobody uses to those above.
_COMMANDS = set(forms("directive_verbs", "command"))
_FOR = regex.compile(r"(?<![\w])(?:để|giúp|thay)\s+(?:các\s+)?$", regex.IGNORECASE)
_TRADE = regex.compile(r"(?:hiệp\s+hội|liên\s+hiệp|công\s+ty|tổng\s+công\s+ty|tập\s+đoàn|doanh\s+nghiệp|câu\s+lạc\s+bộ|hội\s+(?:doanh\s+nghiệp|doanh\s+nhân))(?!\w)", regex.IGNORECASE)
_OF_PETITIONERS = regex.compile(rf"(?<![\w])(?:đơn|thư|kiến\s+nghị|phản\s+ánh)\s+(?:\p{{Ll}}+\s+)?của\s+(?:\p{{Ll}}+\s+){{0,2}}{PETITIONER.pattern}(?:(?!\svà\s)[^,;:])*+$", regex.IGNORECASE)


def _petitions(ctx: Context, scene: int, near: int, at: int) -> bool:
    """Whether those who ask have no say: they open the clause or stand before the trigger as its subject."""
    text = ctx.text
    for m in PETITIONER.finditer(text, min(scene, near), at):
        before = text[max(scene, m.start() - 16):m.start()]
        if (e := ctx.entity_at(scene)) and e.label == "ORG" and scene < m.start() < e.end and not _TRADE.match(text, scene):
            continue  # «Hội Nông dân tỉnh yêu cầu …» is no farmer
        other = m.start() != scene and (m.start() < near or PREPOSITION.search(before) or _FOR.search(before))  # «khó khăn của các xã», «gửi các địa phương»
        if not other and not PRONOUN_SUBJECT.search(text, m.end(), at):
            return True
    return False
