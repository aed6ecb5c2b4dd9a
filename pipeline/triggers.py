"""Words of telling, where they stand as verbs: «yêu cầu các xã …», not «theo yêu cầu»."""
from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

import regex

from pipeline.addressees import opens_with_name
from pipeline.article import Context
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
ASKING_TEXT = regex.compile(r"(?:dự\s+thảo|nội\s+dung|văn\s+bản|ý\s+kiến|công\s+văn)\s+$", regex.IGNORECASE)
# Verbs that are more often a task than the telling of one: only with their subject right before them.
WEAK = set(forms("directive_verbs", "weak"))
OF_PEOPLE = set(forms("directive_verbs", "of-people"))
JOINS = regex.compile(r"(?:,|\svà|\sđồng\s+thời|\srằng|\sđó\s+là|“|\ssong)\s*(?:cũng\s+|đã\s+|đồng\s+thời\s+|tiếp\s+tục\s+|do\s+đó\s+|sau\s+đó\s+|từ\s+đó\s+|qua\s+đó\s+)*$", regex.IGNORECASE)
PAPER = alternation(forms("directive_nouns", "paper"))
DOCUMENT_NOUN = regex.compile(
    rf"(?:{PAPER}|thông\s+báo\s+kết\s+luận|{alternation(forms('directive_nouns', 'ruling'))}|dự\s+thảo(?:\s+(?:lần\s+\d+|luật|nghị\s+định|thông\s+tư|quy\s+định|quy\s+chế|quyết\s+định|nghị\s+quyết|đề\s+án|kế\s+hoạch|hướng\s+dẫn))*)(?:\s+(?:số\s+)?[\d/\p{{L}}Đ.-]{{1,30}})?"
    r"(?:,?\s+ngày\s+\d[\d/.-]*(?:\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?)?)?(?:\s+(?:này|trên|nêu\s+trên|mới))?(?:\s+của\s+[^,;.]{2,80})?\s*,?\s*(?:cũng|đã|còn|chỉ)?\s*$", regex.IGNORECASE)
_HE_ENDS = regex.compile(r"(?<![\w])(?:ông|bà|đồng\s+chí|vị\s+\w+)\s+(?:cũng\s+|đã\s+)?$", regex.IGNORECASE)
PRONOUN_SUBJECT = regex.compile(r"[,;]\s+(?:đồng\s+chí|ông|bà)(?:\s+(?:cũng|đã|còn|đồng\s+thời|tiếp\s+tục))*\s*$", regex.IGNORECASE)
# «được UBND thành phố giao chủ đầu tư với …»: a role, and nobody told.
_GIVEN_ROLE = regex.compile(r"\s+(?:làm\s+)?(?:chủ\s+đầu\s+tư|đơn\s+vị\s+\p{Ll}+)(?![\w])", regex.IGNORECASE)
PASSIVE = regex.compile(r"(?<![\w])được\s")
_NOT_OBLIGED = regex.compile(rf"\s+{alternation(forms('directive_words', 'not-obliged'))}(?![\w])", regex.IGNORECASE)
# Words of telling that are as often something else, but between a name and what is said.
_ALSO_NOUNS = frozenset(("thông tin", "thông báo", "bổ sung", "trả lời", "đáp"))
# «Dự thảo quy định về …»: its title, and what it only deals with.
_REGULATES = regex.compile(r"\s+(?:về|chi\s+tiết|cụ\s+thể\s+về|của|tại|mới|này|trên|hiện\s+hành|pháp\s+luật|mức|điều\s+kiện|nguyên\s+tắc|tiêu\s+chí|trình\s+tự|thủ\s+tục)(?![\w])", regex.IGNORECASE)
_CAPITAL_ENDS = regex.compile(r"\p{Lu}\p{Ll}+,?\s+$")
_THAT = regex.compile(r"\s*(?:[,:]|\p{L}+\s*:|(?:\p{L}+\s+){0,6}(?:rằng|thêm|sẽ)\s)")
# What is decided and is work: not who is praised, named to a post, or what is passed.
_DECIDED = regex.compile(rf"\s+(?:(?:sẽ|tiếp\s+tục)\s+)?(?:{alternation(forms('directive_verbs', 'decided'))}|chi(?!\s+(?:tiết|cục|nhánh)))(?![\w])", regex.IGNORECASE)
_GUIDED = regex.compile(rf"\s+{alternation(forms('directive_verbs', 'guided'))}")


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
        if _NOUN_BEFORE.search(before) and not before.endswith("đoàn công tác ") and not (ASKING_TEXT.search(before) and opens_with_name(ctx, m.end() + 1, end)):
            continue
        if word == "giao" and (regex.search(r"(?:bàn|chuyển|ngoại)\s+$", before, regex.IGNORECASE)
                                            or not opens_with_name(ctx, content_start(text, m.end(), end), end)):
            continue
        if word == "giao" and _GIVEN_ROLE.match(after) and PASSIVE.search(text, start, m.start()):
            continue
        if word == "khuyến khích" and not opens_with_name(ctx, content_start(text, m.end(), end), end):
            continue
        if word == "buộc" and (not JOINS.search(before) or _NOT_OBLIGED.match(after)):
            continue
        if word in ("chỉ đạo", "hướng dẫn") and before.endswith("trực tiếp "):
            continue  # «Bí thư trực tiếp chỉ đạo các thôn …»: the task itself
        if word in OF_PEOPLE and not regex.match(r"\s*(?:thêm\s*)?:|\s+rằng\s", after):
            continue
        if word in _ALSO_NOUNS and not (_THAT.match(after) and (_name_ends(ctx, len(text[:m.start()].rstrip(" ,"))) or _CAPITAL_ENDS.search(before))):
            continue
        if word.startswith("quy định") and (not DOCUMENT_NOUN.search(text, start, m.start()) or _REGULATES.match(after)):
            continue
        if word in ("cam kết", "hứa") and not (_THAT.match(after) or _name_ends(ctx, m.start() - 1) or PRONOUN_SUBJECT.search(text, start, m.start()) or _HE_ENDS.search(text, start, m.start())):
            continue
        if word == "nhắc" and after.startswith(" lại "):
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
    e = ctx.entity_before(at - 1)
    return e is not None and e.end == at


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


_ALSO = regex.compile(
    rf"\s*(?:(?:yêu\s+cầu|đề\s+nghị)\s+)?(?:(?:,\s*{alternation(forms('directive_verbs', 'also-told'))}|\s+và\s+(?:đôn\s+đốc|hướng\s+dẫn))+\s+)?", regex.IGNORECASE)
_CONTENT = regex.compile(
    rf"\s*(?:{alternation(forms('directive_words', 'content-opener'))}|tại\s+(?:chỗ|hiện\s+trường|hội\s+nghị|cuộc\s+họp|buổi\s+làm\s+việc)(?=\s*:)|đối\s+với(?=\s+các)|cho(?=\s+(?:các|từng|mỗi|UBND|Sở|Bộ|Phòng|Ban|lãnh|Công)))?"
    r"\s*[,:;–-]?\s*[“\"]?\s*", regex.IGNORECASE)


def content_start(text: str, at: int, end: int, soft: bool = False) -> int:
    """Where what is told begins, after «yêu cầu, đôn đốc …» too; what someone says may go on with an order of its own."""
    at = at if soft else _ALSO.match(text, at, end).end()
    return _CONTENT.match(text, at, end).end()
