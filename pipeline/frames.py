"""Speech frames: who tells (issuer), with which word (trigger), and where what is told begins."""
from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import regex

from pipeline.addressees import BODY, NO_HEAD, opens_with_name, opens_with_verb, predicate_at
from pipeline.addressees import recipient as named_before
from pipeline.article import Context, Entity
from pipeline.clauses import strip_openers, strip_scene
from pipeline.coreference import resolve_person
from pipeline.speakers import entity_name, fullest, is_collective, is_private, issuer_by_code, named_by_kind, opening_entity, presiding
from pipeline.vocabulary import alternation, forms

Strength = Literal["order", "request", "soft", "petition"]

_ANY = re.compile(  # over plain words twice as fast as regex
    rf"(?<!\w)(?:(?P<order>{alternation(forms('triggers', 'order'))})|(?P<request>{alternation(forms('triggers', 'request'))})"
    rf"|(?P<soft>{alternation(forms('triggers', 'soft'))})|(?P<petition>{alternation(forms('triggers', 'petition'))}))(?!\w)", re.IGNORECASE)
# The same words as nouns, or inside other words.
_NOUN_BEFORE = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_words', 'before-noun'))}|(?:lãnh\s+đạo|khiếu\s+nại|chủ\s+trì),|(?:quan\s+tâm|đơn\s+thư),?)\s+$", regex.IGNORECASE)
_NOUN_AFTER = regex.compile(rf"\s+(?:{alternation(forms('directive_words', 'after-noun'))}|(?-i:ban)(?!\s+(?:giám|chỉ|quản|tổ|thường|chấp|cán|lãnh|điều|liên)\s)|số\s+\d)(?![\w])|\s*,\s*điều\s+hành", regex.IGNORECASE)
_AT_MEETING = regex.compile(rf"\s+(?:tại|trong)\s+{alternation(forms('directive_nouns', 'meeting'))}[^,;:.]{{0,200}},", regex.IGNORECASE)
_ASKING_TEXT = regex.compile(r"(?:dự\s+thảo|nội\s+dung|văn\s+bản|ý\s+kiến|công\s+văn)\s+$", regex.IGNORECASE)
# Verbs that are more often a task than the telling of one: only with their subject right before them.
WEAK = set(forms("directive_verbs", "weak"))
_OF_PEOPLE = set(forms("directive_verbs", "of-people"))
_ADVERBS = regex.compile(
    rf"^[\s,–-]*+(?!(?:và|đồng\s+thời)\s)(?:{alternation(forms('directive_words', 'subject-adverb'))}[\s,:]*+){{0,8}}$", regex.IGNORECASE)
_AND = regex.compile(r"(?:,|\svà|\sđồng\s+thời|\srằng|\sđó\s+là|“|\ssong)\s*(?:cũng\s+|đã\s+|đồng\s+thời\s+|tiếp\s+tục\s+|do\s+đó\s+)*$", regex.IGNORECASE)
_PAPER = alternation(forms("directive_nouns", "paper"))
_SENT_PAPER = regex.compile(
    rf"(?:đã|vừa|cũng|{alternation(forms('directive_verbs', 'issues'))})\s[^;]{{0,200}}?(?:{_PAPER}|điện|thư)(?![\w])", regex.IGNORECASE)
_PREPOSITION = regex.compile(rf"(?<![\w]){alternation(forms('directive_words', 'preposition'))}\s+(?:đồng\s+chí\s+|ông\s+|bà\s+|các\s+)?$", regex.IGNORECASE)
_PLACE = alternation(forms("directive_bodies", "place"))
_SHORT_SUBJECT = regex.compile(
    rf"(?<![\w])(?:đồng\s+chí|ông|bà|tôi|vị\s+\w+|người\s+đứng\s+đầu\s+[\p{{L}}\s]{{3,40}}?|(?:phó\s+)?{alternation(forms('directive_bodies', 'chief', 'chief-in-full'))}|bộ\s+trưởng|thứ\s+trưởng"
    rf"|lãnh\s+đạo\s+(?:các\s+)?[\p{{L}}\s.]{{2,40}}?|(?!thị\s+trấn){alternation(forms('directive_bodies', 'place', 'subject-body'))}(?:\s+này)?)\s*$", regex.IGNORECASE)
DOCUMENT_NOUN = regex.compile(
    rf"(?:{_PAPER}|thông\s+báo\s+kết\s+luận|{alternation(forms('directive_nouns', 'ruling'))}|dự\s+thảo(?:\s+(?:lần\s+\d+|luật|nghị\s+định|thông\s+tư|quy\s+định|quy\s+chế|quyết\s+định|nghị\s+quyết|đề\s+án|kế\s+hoạch|hướng\s+dẫn))*)(?:\s+(?:số\s+)?[\d/\p{{L}}Đ.-]{{1,30}})?"
    r"(?:,?\s+ngày\s+\d[\d/.-]*(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?)?(?:\s+(?:này|trên|nêu\s+trên|mới))?(?:\s+của\s+[^,;.]{2,80})?\s*,?\s*(?:cũng|đã|còn|chỉ)?\s*$", regex.IGNORECASE)
_DRAFT = regex.compile(r"dự\s+thảo", regex.IGNORECASE)
# «Thông báo số 5 kết luận của … tại …», «Công văn của Sở A về …»: a paper that tells, however much stands between.
_PAPER_OPENS = regex.compile(
    rf"(?:{_PAPER}|thông\s+tư|nghị\s+định|đề\s+án|dự\s+thảo)"
    r"\s+(?:(?:hỏa\s+tốc|khẩn|liên\s+tịch|mới)\s+)?(?:số\s+\d|\d+[/-]|kết\s+luận\s|của\s)", regex.IGNORECASE)
# Those who ask but have no say: their proposals are not directives unless someone takes them up.
_PRONOUN = regex.compile(r"(?:đồng\s+chí|ông|bà|tôi)", regex.IGNORECASE)
_HE_ENDS = regex.compile(r"(?<![\w])(?:ông|bà|đồng\s+chí|vị\s+\w+)\s+(?:cũng\s+|đã\s+)?$", regex.IGNORECASE)
_PRONOUN_SUBJECT = regex.compile(r"[,;]\s+(?:đồng\s+chí|ông|bà)(?:\s+(?:cũng|đã|còn|đồng\s+thời|tiếp\s+tục))*\s*$", regex.IGNORECASE)
PETITIONER = regex.compile(
    rf"(?<![\w])(?:{alternation(forms('directive_bodies', 'outsider', 'petitioner'))}|(?<!(?:ban|đồng|an|sát|án|sĩ|giáo)\s)nhân\s+dân|(?:nhiều|một\s+số|các|có|đa\s+số|những)\s+ý\s+kiến"
    rf"|(?:các|nhiều|một\s+số)\s+(?:địa\s+phương|đơn\s+vị|xã|hộ)|đại\s+diện(?!\s+(?:lãnh\s+đạo\s+)?{alternation(forms('directive_bodies', 'represented'))}))(?![\w])", regex.IGNORECASE)
_PETITIONER_SUBJECT = regex.compile(rf"(?:(?:các|nhiều|một\s+số|những|đa\s+số|theo)\s+)*(?:{PETITIONER.pattern})", regex.IGNORECASE)
# «Người đứng đầu Chính phủ», «Vị Bộ trưởng»: the person who has been speaking.
_HEAD_OF = regex.compile(
    r"(?:\G|,\s+)((?:vị\s+)?người\s+đứng\s+đầu\s+(?!các|từng|mỗi|những|cơ\s+quan|đơn\s+vị|địa\s+phương|cấp)[\p{L}\s-]{2,50}?|vị\s+(?:\p{L}+\s+){0,3}\p{L}+?|tư\s+lệnh\s+[\p{L}\s]{3,40}?)"
    rf"(?:\s+{alternation(forms('directive_words', 'head-adverb'))})*[\s,]*$", regex.IGNORECASE)
_DAY = regex.compile(r"(?:(?:sáng|trưa|chiều|tối|đêm)\s+)?(?:nay|qua|(?:ngày\s+)?\d{1,2}[/-]\d{1,2}(?:[/-]\d{4})?)\s*(?:\([^)]{1,20}\)\s*)?,\s+", regex.IGNORECASE)
_AGENT = regex.compile(r"(?<![\w])(?:bị|được)\s+$", regex.IGNORECASE)
# Places and bodies that go by their kind alone once they are named: «huyện yêu cầu», «Bộ đề nghị».
_KIND_ALONE = regex.compile(rf"{_PLACE}|ủy\s+ban|bộ|sở|ban\s+chỉ\s+đạo", regex.IGNORECASE)
_LEADERS_OF = regex.compile(r"(?<![\w])(?:đại\s+diện\s+)?(lãnh\s+đạo)\s+$", regex.IGNORECASE)
_LEADER = regex.compile(rf"(?<![\w])(?:{alternation(forms('directive_bodies', 'chief'))}|lãnh\s+đạo|bộ\s+trưởng)(?![\w])", regex.IGNORECASE)
_LETTER_OF = regex.compile(
    rf"(?<![\w])(?:đơn(?:\s+thư)?|kiến\s+nghị|phản\s+ánh)\s+của\s+(?:(?:một\s+số|các|nhiều)\s+)?{alternation(forms('directive_bodies', 'letter-writer'))}(?![\w])", regex.IGNORECASE)
# «được UBND thành phố giao chủ đầu tư với …»: a role, and nobody told.
_GIVEN_ROLE = regex.compile(r"\s+(?:làm\s+)?(?:chủ\s+đầu\s+tư|đơn\s+vị\s+\p{Ll}+)(?![\w])", regex.IGNORECASE)
_PASSIVE = regex.compile(r"(?<![\w])được\s")
_NOT_OBLIGED = regex.compile(rf"\s+{alternation(forms('directive_words', 'not-obliged'))}(?![\w])", regex.IGNORECASE)
# Words of telling that are as often something else, but between a name and what is said.
_ALSO_NOUNS = frozenset(("thông tin", "thông báo", "bổ sung", "trả lời", "đáp"))
# «Dự thảo quy định về …»: its title, and what it only deals with.
_REGULATES = regex.compile(r"\s+(?:về|chi\s+tiết|cụ\s+thể\s+về|của|tại|mới|này|trên|hiện\s+hành|pháp\s+luật|mức|điều\s+kiện|nguyên\s+tắc|tiêu\s+chí|trình\s+tự|thủ\s+tục)(?![\w])", regex.IGNORECASE)
_THAT = regex.compile(r"\s*(?:[,:]|\p{L}+\s*:|(?:\p{L}+\s+){0,6}(?:rằng|thêm|sẽ)\s)")
# What is decided and is work: not who is praised, named to a post, or what is passed.
_DECIDED = regex.compile(rf"\s+(?:(?:sẽ|tiếp\s+tục)\s+)?(?:{alternation(forms('directive_verbs', 'decided'))}|chi(?!\s+(?:tiết|cục|nhánh)))(?![\w])", regex.IGNORECASE)
_TOLD = regex.compile(r"(?<![\w])(?:đã|vừa)\s[^,;]{0,12}$")
_GUIDED = regex.compile(rf"\s+{alternation(forms('directive_verbs', 'guided'))}")
_THIS = regex.compile(r"(\p{Lu}\p{Ll}*(?:\s\p{Ll}+)?)\s+này")
_BODY_ALONE = regex.compile(rf"{BODY.pattern}(?:\s+[\p{{L}}&-]+){{0,7}}")


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


def triggers(ctx: Context, start: int, end: int) -> list[regex.Match]:
    """Trigger words of ``text[start:end]`` that stand as verbs."""
    found = ctx.triggers.get((start, end))
    if found is None:
        found = ctx.triggers[start, end] = _triggers(ctx, start, end)
    return found


def _triggers(ctx: Context, start: int, end: int) -> list[regex.Match]:
    text = ctx.text
    out = []
    for m in _words_of_telling(ctx, start, end):
        word = m.group().lower()
        before, after = text[max(start, m.start() - 24):m.start()], text[m.end():m.end() + 40]
        if m.group("soft") is None and _NOUN_AFTER.match(after) or m.group("petition") and before.endswith("sẽ "):
            continue
        if _NOUN_BEFORE.search(before) and not (_ASKING_TEXT.search(before) and opens_with_name(ctx, m.end() + 1, end)):
            continue
        if word == "giao" and (regex.search(r"(?:bàn|chuyển|ngoại)\s+$", before, regex.IGNORECASE)
                                            or not opens_with_name(ctx, _content(text, m.end(), end), end)):
            continue
        if word == "giao" and _GIVEN_ROLE.match(after) and _PASSIVE.search(text, start, m.start()):
            continue
        if word == "khuyến khích" and not opens_with_name(ctx, _content(text, m.end(), end), end):
            continue
        if word == "buộc" and (not _AND.search(before) or _NOT_OBLIGED.match(after)):
            continue
        if word in ("chỉ đạo", "hướng dẫn") and before.endswith("trực tiếp "):
            continue  # «Bí thư trực tiếp chỉ đạo các thôn …»: the task itself
        if word in _OF_PEOPLE and not regex.match(r"\s*(?:thêm\s*)?:|\s+rằng\s", after):
            continue
        if word in _ALSO_NOUNS and not (_THAT.match(after) and _name_ends(ctx, len(text[:m.start()].rstrip(" ,")))):
            continue
        if word.startswith("quy định") and (not DOCUMENT_NOUN.search(text, start, m.start()) or _REGULATES.match(after)):
            continue
        if word in ("cam kết", "hứa") and not (_THAT.match(after) or _name_ends(ctx, m.start() - 1) or _PRONOUN_SUBJECT.search(text, start, m.start()) or _HE_ENDS.search(text, start, m.start())):
            continue
        if word == "nêu" and not after.startswith(":"):
            continue
        if before.endswith("sẽ ") and m.lastgroup in ("order", "request") and text.find(":", m.end(), end + 1) < 0:
            continue  # «huyện sẽ đề nghị ngân hàng khoanh nợ»: the task itself
        if word == "quyết định" and not _DECIDED.match(after):
            continue
        if m.group() == "Chỉ thị" or word == "chỉ đạo" and _AT_MEETING.match(after):
            continue
        if word == "kết luận" and (not before.strip() or regex.match(r"\s*(?:[:,]|rằng|như\s+sau)", after) is None):
            continue
        if word == "hướng dẫn" and _GUIDED.match(after):
            continue
        if _entity_over(ctx, m.start(), m.end()):
            continue
        out.append(m)
    return out


def _name_ends(ctx: Context, at: int) -> bool:
    i = bisect.bisect_left(ctx.entities, at, key=lambda e: e.end)
    return i < len(ctx.entities) and ctx.entities[i].end == at


def _words_of_telling(ctx: Context, start: int, end: int) -> Iterator[regex.Match]:
    """As they stand in the text; one that begins in a name and runs out of it begins after the name: «Trưởng Ban Chỉ đạo | yêu cầu»."""
    while m := _ANY.search(ctx.text, start, end):
        name = ctx.entity_before(m.start())
        if name and name.start < m.start() < name.end < m.end():
            start = name.end
        else:
            yield m
            start = m.end()


def _entity_over(ctx: Context, start: int, end: int) -> bool:
    e = ctx.entity_before(start)
    return e is not None and end <= e.end and (e.start < start or e.label == "PERSON")  # «ông Hứa Văn Lực» promises nothing


def find_frame(ctx: Context, start: int, end: int, m: regex.Match) -> Frame | None:
    """The frame that trigger ``m`` makes in the clause ``text[start:end]``, or None."""
    text = ctx.text
    at = m.start()
    strength: Strength = m.lastgroup  # type: ignore[assignment]  # the alternatives of _ANY are the strengths
    clause, _ = strip_openers(ctx, start, end)
    clause = min(clause, at)
    before = text[clause:at]
    content = _content(text, m.end(), end, strength == "soft")
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
        e.end <= at and e.label in ("PERSON", "POST") and not _PREPOSITION.search(text[max(clause, e.start - 16):e.start])
        for e in ctx.entities_in(clause, at))
    petition = m.group().lower() not in (WEAK - {"kiến nghị"}) | _COMMANDS and (not official and _petitions(ctx, scene, near, at) or bool(_LETTER_OF.search(text, near, at))) \
        and not _PUBLIC.match(text, content, end)
    if _OF_PETITIONERS.search(text, near, at):
        return None

    def frame(issuer: str | None, where: int, inherits=False, document=False, petition=petition, far=False, pronoun=False, kind_alone=None, recipient=recipient) -> Frame:
        person = any(p.name == issuer for p in ctx.people)
        reported = bool(_TOLD.search(before))
        return Frame(issuer, inherits, document, m.group(), at, strength, content, recipient, where, petition, person, reported, pronoun, far, kind_alone)

    if m.group().lower() in _OF_PEOPLE and ((who := opening_entity(ctx, scene)) is None or is_private(ctx, who)):
        return frame(None, clause, petition=True)
    if strength == "petition" and before.rstrip().endswith(":"):
        return frame(None, clause, petition=True)  # «Nội dung đơn: Phản ánh …»
    if (petition and strength == "soft" or strength == "petition") and _PETITIONER_SUBJECT.match(text, scene, at):
        return frame(None, clause, petition=True)
    if petition and strength == "soft":
        return None
    if not before.strip(" ,:-–“\"") or _ONLY_ADVERBS.fullmatch(before) and _SAID_BEFORE.search(text, max(0, start - 3), start):
        return frame(None, at, inherits=True)
    if clause < scene and not text[scene:at].strip(" ,:-–“\"") and (opens_with_name(ctx, content, end) or opens_with_verb(text, content, end)):
        return frame(None, at, inherits=True)  # «Đối với các câu hỏi còn lại, đề nghị trả lời …»
    if _FIRST_PERSON.fullmatch(text, scene, at):
        return frame(None, at, inherits=True, petition=False)  # «“Tôi đề nghị …”, ông A nói»: whoever is quoted
    head = _HEAD_OF.search(text, scene, at)
    if head:
        return frame(None, head.start(1), pronoun=True, petition=False)
    subject = _with_posts(ctx, clause, at) or _adjacent(ctx, scene, at) or _adjacent(ctx, clause, at)
    if subject:
        led = _LEADERS_OF.search(text, clause, subject.start) if subject.label in ("ORG", "PLACE") else None
        if led:
            return replace(frame(text[led.start(1):subject.end], led.start()), by_person=True)
        return frame(entity_name(ctx, subject), _subject_start(ctx, subject), petition=is_private(ctx, subject) or petition and subject.label == "ORG")
    nearest = ctx.entity_before(at - 1)
    if nearest and clause <= nearest.start and nearest.label in ("PERSON", "POST") and strength != "soft" and _RIGHT_AWAY.fullmatch(text, nearest.end, at) \
            and not _PREPOSITION.search(text[max(clause, nearest.start - 16):nearest.start]):
        return frame(entity_name(ctx, nearest), _subject_start(ctx, nearest), petition=is_private(ctx, nearest))
    m_doc = DOCUMENT_NOUN.search(text, scene, at)
    if m_doc and ctx.meetings and _DRAFT.match(m_doc.group()):
        return None  # what a meeting discusses
    if m_doc and m_doc.end() == at and (m_doc.start() - scene < 12 or text.endswith(", ", scene, m_doc.start()) and text[m_doc.start()].isupper()):
        return frame(_paper_of(ctx, m_doc.start(), at), m_doc.start(), inherits=True, document=True)
    if m_doc and m_doc.end() == at and (signer := _signer(ctx, scene, m_doc.start())):
        return frame(entity_name(ctx, signer), signer.start, far=True)
    named = _body_at(ctx, scene, at)
    if named and not petition:
        return frame(named, scene)
    m_short = _SHORT_SUBJECT.search(text, max(scene, at - 60), at)
    adverbs = 0
    if not m_short:
        for back in regex.finditer(r"\s(?=(?:cũng|đã|vừa|tiếp\s+tục|đặc\s+biệt|rất|sẽ|đồng\s+thời)\s)", text[max(scene, at - 40):at]):
            adverbs = max(scene, at - 40) + back.start() + 1
            m_short = _SHORT_SUBJECT.search(text, max(scene, adverbs - 60), adverbs)
            if m_short and _ADVERBS.match(text[adverbs:at]):
                break
            m_short = None
    if m_short and _PREPOSITION.search(text[max(scene, m_short.start() - 16):m_short.start()]):
        m_short = None
    if m_short and not petition:
        words = m_short.group().strip()
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
    if strength in ("order", "request") and m.group().lower() not in WEAK - {"giao", "kiến nghị"} and (paper := _PAPER_OPENS.match(text, scene, at)) \
            and not regex.search(r"[;:]|,\s+\p{Lu}", text[paper.end():at]) and not _PASSIVE.search(text, paper.end(), at):
        return frame(_paper_of(ctx, scene, at), scene, inherits=True, document=True, petition=False)
    opening = opening_entity(ctx, scene)
    if opening and opening.end < at and opening.label != "PLACE" and not is_collective(text[opening.start:opening.end]) \
            and (m.group().lower() not in WEAK or _SENT_PAPER.search(text[opening.end:at])
                 or (_AND.search(text[opening.end:at]) and opens_with_name(ctx, content, end))):
        gap = text[opening.end:at]
        # 60: the rest of a long name that the recogniser cut ("Trưởng Ban Chỉ huy A, B và phòng thủ dân sự thành phố")
        if opening.label in ("POST", "ORG") and regex.match(r",\s+\p{Lu}", gap) and len(gap) < 60 and ":" not in gap and predicate_at(ctx, opening.end, at) is None \
                and not any(opening.end <= e.start < at for e in ctx.entities if e.label in ("PERSON", "POST", "ORG")):
            return frame(text[opening.start:at].strip(), opening.start, petition=False)
        agent = _agent(ctx, opening, at)
        if agent:
            return frame(entity_name(ctx, agent), opening.start, recipient=text[opening.start:opening.end])
        if _SENT_PAPER.search(gap) or _AND.search(gap) or _ASKING_TEXT.search(gap):
            if is_private(ctx, opening):
                return frame(None, opening.start, petition=True)
            told = _punished(ctx, opening.end, at) if m.group().lower() == "buộc" else recipient
            return frame(entity_name(ctx, opening), opening.start, petition=petition and opening.label == "ORG", far=True, recipient=told)
        if strength == "soft" and len(gap) < 60 and ":" not in gap:
            return frame(entity_name(ctx, opening), opening.start, petition=petition or is_private(ctx, opening))
    if petition:
        return frame(None, clause, petition=True)
    if m.group().lower() not in WEAK | _COMMANDS and not official and _petitions(ctx, clause, clause, at):
        return frame(None, clause, petition=True)
    gives = m.group().lower() in ("giao", "phân công") and (content >= end or opens_with_name(ctx, content, end))
    if _AFTER_ANOTHER.search(before[-30:]) and strength not in ("soft", "petition") and (gives or m.group().lower() not in WEAK or text.startswith(":", m.end())):
        first = next((e for e in ctx.entities_in(clause, at) if e.end <= at and e.label in ("PERSON", "POST", "ORG")
                      and not _PREPOSITION.search(text[max(clause, e.start - 12):e.start])), None)
        if first and first.label in ("PERSON", "POST"):
            return frame(entity_name(ctx, first), first.start)
        if gives and first is None and (he := _HE_THERE.search(text, scene, at)):
            return frame(None, he.start(1), pronoun=True)  # «Về đề xuất …, ông đồng ý chủ trương, giao Sở A …»
        if opens_with_name(ctx, content, end):
            return frame(None, at, inherits=True)
    return None


_AFTER_ANOTHER = regex.compile(r"(?:,|;|:|\svà|\sđồng\s+thời|\ssong|\snhưng)\s*(?:cũng\s+|đã\s+|đồng\s+thời\s+|do\s+đó,?\s+|vì\s+vậy,?\s+|tiếp\s+tục\s+|kính\s+|trân\s+trọng\s+)*$")
_ONLY_ADVERBS = regex.compile(r"(?:đã|cũng|vừa|mới|từng|nhiều\s+lần)(?:\s+(?:đã|cũng|nhiều\s+lần|trực\s+tiếp))*\s+", regex.IGNORECASE)  # «Ông cho biết | đã chỉ đạo các xã …»
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


_OF_PETITIONERS = regex.compile(rf"(?<![\w])(?:đơn|thư|kiến\s+nghị|phản\s+ánh)\s+(?:\p{{Ll}}+\s+)?của\s+(?:\p{{Ll}}+\s+){{0,2}}{PETITIONER.pattern}(?:(?!\svà\s)[^,;:])*+$", regex.IGNORECASE)


def _petitions(ctx: Context, scene: int, near: int, at: int) -> bool:
    """Whether those who ask have no say: they open the clause or stand before the trigger as its subject."""
    text = ctx.text
    for m in PETITIONER.finditer(text, min(scene, near), at):
        before = text[max(scene, m.start() - 16):m.start()]
        other = m.start() != scene and (m.start() < near or _PREPOSITION.search(before) or _FOR.search(before))  # «khó khăn của các xã», «gửi các địa phương»
        if not other and not _PRONOUN_SUBJECT.search(text, m.end(), at):
            return True
    return False


_ALSO = regex.compile(
    rf"\s*(?:(?:yêu\s+cầu|đề\s+nghị)\s+)?(?:(?:,\s*{alternation(forms('directive_verbs', 'also-told'))}|\s+và\s+(?:đôn\s+đốc|hướng\s+dẫn))+\s+)?", regex.IGNORECASE)
_CONTENT = regex.compile(
    rf"\s*(?:{alternation(forms('directive_words', 'content-opener'))}|tại\s+(?:chỗ|hiện\s+trường|hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc)(?=\s*:)|đối\s+với(?=\s+các)|cho(?=\s+(?:các|từng|mỗi|UBND|Sở|Bộ|Phòng|Ban|lãnh|Công)))?"
    r"\s*[,:;–-]?\s*[“\"]?\s*", regex.IGNORECASE)


def _content(text: str, at: int, end: int, soft: bool = False) -> int:
    """Where what is told begins, after «yêu cầu, đôn đốc …» too; what someone says may go on with an order of its own."""
    at = at if soft else _ALSO.match(text, at, end).end()
    return _CONTENT.match(text, at, end).end()


_NO_NAME = regex.compile(rf"(?<![\w]){alternation(forms('directive_verbs', 'no-name'))}(?![\w])")
_REST_OF_NAME = regex.compile(rf"\s+{_PLACE}(?:\s+\p{{Lu}}\p{{Ll}}*){{0,4}}\s*")


def _body_at(ctx: Context, start: int, at: int) -> str | None:
    """A body that the recogniser left out or cut: «HĐND tỉnh giao …»."""
    piece = ctx.text[start:at].strip()
    this = _THIS.fullmatch(piece)
    if this:  # «Ủy ban này»: the body of that kind named last
        return next((ctx.text[e.start:e.end] for e in reversed(ctx.entities) if e.end <= start and e.label == "ORG" and ctx.text[e.start:e.end].startswith(this.group(1))), None)
    opening = opening_entity(ctx, start)
    if opening:
        cut = opening.label == "ORG" and _REST_OF_NAME.fullmatch(ctx.text[opening.end:at])
        return fullest(piece, (u.name for u in ctx.units)) if cut else None
    if NO_HEAD.match(piece):
        return None
    if _BODY_ALONE.fullmatch(piece) and predicate_at(ctx, start, at) is None and not is_collective(piece) and not _NO_NAME.search(piece):
        return fullest(piece, (u.name for u in ctx.units))
    return None


def _paper_of(ctx: Context, start: int, end: int) -> str | None:
    """Whose the document is that tells: «Kết luận 49 của Bộ Chính trị giao …», «Nghị quyết 12/NQ-CP yêu cầu …»."""
    holder = next((e for e in ctx.entities if start <= e.start and e.end <= end and e.label in ("ORG", "POST", "PERSON")
                   and regex.search(r"của\s+$", ctx.text[start:e.start])), None)
    if holder:
        return entity_name(ctx, holder)
    cited = next((d for d in ctx.documents if d.number and d.number in ctx.text[start:end]), None)
    return cited and (cited.issuer or issuer_by_code(cited.number or "", ctx))


def _punished(ctx: Context, start: int, at: int) -> str | None:
    """«… xử phạt Công ty A … và buộc …»: who is fined, and has to."""
    e = next((e for e in ctx.entities_in(start, at) if e.end <= at and e.label in ("ORG", "PERSON") and _AGAINST.search(ctx.text, start, e.start)), None)
    return e and ctx.text[e.start:e.end]


_AGAINST = regex.compile(r"(?:đối\s+với|xử\s+phạt(?:\s+(?:vi\s+phạm\s+)?hành\s+chính)?)\s+(?:ông\s+|bà\s+)?$", regex.IGNORECASE)
_SIGNS = regex.compile(
    rf"[\s,)]*(?:(?:đã|vừa|cũng|mới|tiếp\s+tục)\s+)*(?:ký\s+ban\s+hành|phát\s+đi|{alternation(forms('directive_verbs', 'issues'))})\s+(?:(?:nhiều|các|một\s+số|hai|\d+)\s+)?", regex.IGNORECASE)


def _signer(ctx: Context, start: int, paper: int) -> Entity | None:
    """«Nhằm …, Thủ tướng đã ban hành Công điện số 5 chỉ đạo …»: whose paper it is."""
    e = ctx.entity_before(paper - 1)
    told = e and e.start >= start and e.label in ("ORG", "POST", "PERSON") and _SIGNS.fullmatch(ctx.text, e.end, paper)
    return e if told and not _PREPOSITION.search(ctx.text[max(start, e.start - 16):e.start]) and not is_collective(ctx.text[e.start:e.end]) else None


def _agent(ctx: Context, opening: Entity, at: int) -> Entity | None:
    """«Ông A bị UBND huyện buộc thôi việc, yêu cầu …»: who does it to the one the clause opens with."""
    return next((e for e in ctx.entities_in(opening.end, at) if e.end <= at and e.label in ("ORG", "POST", "PERSON")
                 and _AGENT.search(ctx.text[opening.end:e.start])), None)


def _adjacent(ctx: Context, clause: int, at: int) -> Entity | None:
    """The nearest entity before the trigger with only adverbs between, not after a preposition."""
    text = ctx.text
    i = bisect.bisect_left(ctx.entities, at, key=lambda e: e.start) - 1
    steps = 0
    while i >= 0 and ctx.entities[i].end > clause and steps < 4:
        e = ctx.entities[i]
        gap = text[e.end:at]
        if e.label != "PLACE" and e.start >= clause - 1:
            close = not gap.strip(" ,-–)") or _ADVERBS.match(gap)
            if not close:
                return None
            if e.label == "POST" and i and ctx.entities[i - 1].start >= clause and ctx.entities[i - 1].label in ("PERSON", "POST") and regex.fullmatch(r"[\s,:;(–-]*(?:và\s+|kiêm\s+|đồng\s+thời\s+là\s+)?", text[ctx.entities[i - 1].end:e.start]):
                at_before = ctx.entities[i - 1]
                if at_before.label == "PERSON":
                    return at_before
                if not _PREPOSITION.search(text[max(clause, at_before.start - 16):at_before.start]):  # «Tiếp thu ý kiến của Chủ tịch nước, Bí thư Tỉnh ủy giao …»
                    at, i, steps = e.start, i - 1, steps + 1
                    continue
            if _PREPOSITION.search(text[max(clause, e.start - 16):e.start]) or is_collective(text[e.start:e.end]):
                return None
            return e
        i, steps = i - 1, steps + 1
        at = e.start if e.label == "PLACE" and not gap.strip() else at
    return None


def _with_posts(ctx: Context, clause: int, at: int) -> Entity | None:
    """«Bà A, Trưởng phòng B, C và D, cho biết»: the person named last, where posts in commas stand between."""
    i = bisect.bisect_left(ctx.entities, at, key=lambda e: e.start) - 1
    while i >= 0 and ctx.entities[i].start >= clause and ctx.entities[i].label != "PERSON":
        i -= 1
    if i < 0 or ctx.entities[i].start < clause or i + 1 == len(ctx.entities):
        return None
    person, post = ctx.entities[i], ctx.entities[i + 1]
    gap = ctx.text[person.end:at]
    # 160: the longest list of posts after a name in the project's gold has 118 characters
    if post.label == "POST" and post.end <= at and len(gap) < 160 and regex.fullmatch(r",\s+", ctx.text[person.end:post.start]) \
            and regex.search(r",\s*$", gap) and not regex.search(r"[.;:“”]\s", gap) and not _PREPOSITION.search(ctx.text[max(clause, person.start - 16):person.start]):
        return person
    return None


def _subject_start(ctx: Context, e: Entity) -> int:
    """Where the noun phrase of a subject begins: the posts and honorifics before the name count."""
    start = e.start
    i = bisect.bisect_left(ctx.entities, start, key=lambda x: x.start) - 1
    while i >= 0 and ctx.entities[i].label == "POST" and regex.fullmatch(r"[\s,–-]*(?:ông|bà|đồng\s+chí|đ/c)?\s*", ctx.text[ctx.entities[i].end:start], regex.IGNORECASE):
        start = ctx.entities[i].start
        i -= 1
    m = regex.search(r"(?:ông|bà|đồng\s+chí|đ/c)\s+$", ctx.text[max(0, start - 12):start], regex.IGNORECASE)
    return start - len(m.group()) if m else start
