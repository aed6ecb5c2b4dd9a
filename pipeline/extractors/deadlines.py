"""Deadlines: expressions that bound when an instructed action or a target is to be reached.

The temporal grammar finds every expression; this module keeps those that bound. A strong
preposition ("trước", "chậm nhất") needs little beside it, a weak one ("đến", "trong") or a bare
period needs an order, an aim or a verb of completion, and a day that is not over. What is reported
as done, the name of a paper or a programme, and what the meeting or a document is dated by, are not
deadlines.
"""
from __future__ import annotations

import datetime as dt
from dataclasses import replace

import regex

from pipeline.article import Context
from pipeline.dates import Time, find_times, resolve
from pipeline.dates_grammar import normal_form
from pipeline.dates_nodes import recurrence_of
from pipeline.present import present_day
from pipeline.records import Deadline
from pipeline.vocabulary import compile_forms

# Not "bàn giao", "Ban Chỉ đạo", "giao thông", "chủ trì hội nghị".
_ORDER = regex.compile(rf"(?<!\b(?:bàn|chuyển|tham|ban)\s){compile_forms('deadline_cues', 'order').pattern}"
                       rf"(?!\s(?:thông|dịch|ban|lưu|hội nghị|cuộc họp|buổi|phiên)\b)", regex.IGNORECASE)
_AIM = compile_forms("deadline_cues", "aim")
_FINISH = compile_forms("deadline_cues", "finish")
_UNABLE = regex.compile(r"\b(?:không thể|chưa thể|khó có thể|không kịp)\b[^,;]{0,40}$")
_AHEAD = regex.compile(r"\b(?:sẽ|cần|phải|phấn đấu|dự kiến)\b")
_PARTS = regex.compile(r"[;:]")
_DONE = compile_forms("deadline_cues", "done")
_NAME = compile_forms("deadline_cues", "name")
_TOPIC = compile_forms("deadline_cues", "name", "topic")
_VERB = compile_forms("action_verbs")
_SAID = regex.compile(r"\b(?:yêu cầu|đề nghị|(?<!bàn )giao(?! thông| ban| dịch| lưu)|(?<!ban )chỉ đạo|phân công|kết luận|kế hoạch|công điện|lưu ý)\b")
# "… (khoảng 11 ha) xong trước ngày": a verb of completion right before the day, without "đã"
_BY_THEN = regex.compile(r"(?<!(?:đã|không thể|chưa thể|khó|chưa|tiến độ) (?:cơ bản )?)\b(?:xong|hoàn thành|hoàn tất)\W*$")
_THEN = regex.compile(r",\s*(?:(?:và|phải|cần)\s+)?(?:hoàn thành|hoàn tất|xong|gửi|trình|nộp|báo cáo|tổng hợp|bảo đảm|đảm bảo)\b")
_ACTION = regex.compile(rf"[^\p{{L}}]{{0,12}}(?:\(?\d{{1,2}}\)?[.)]\s*)?(?:[-+•*–]\s*)?{compile_forms('action_verbs').pattern}", regex.IGNORECASE)
# "đã yêu cầu", "vừa ban hành kế hoạch": the order was given, its action lies ahead
_ORDERED = regex.compile(r"(?:đã|vừa|cũng)\s+(?:\p{L}+\s+){0,2}?(?:yêu cầu|đề nghị|(?<!bàn )giao|chỉ đạo|có(?= văn bản| công văn| kế hoạch| chỉ đạo| thông báo| quyết định| công điện)|ban hành|ký|đề ra|đặt ra|phân công|cam kết|thống nhất|quyết định|nhấn mạnh|lưu ý|"
                         r"đặt|xác định|phê duyệt|quyết nghị|thông qua|kêu gọi|gửi|nêu|quy định|xây dựng kế hoạch)\b")
# Verbs before "trước" and "đến" that describe what things are, not what is to be done.
_DESCRIBED = regex.compile(r"\b(?:phát sinh|(?<!(?:tuyển|học|vệ|thí|an) )sinh|có hiệu lực|hiệu lực|được cấp|sử dụng đất|tồn tại|xảy ra|ra đời|thành lập|áp dụng|ổn định|nghỉ hưu|từ|so với|như|"
                           r"tính|dự báo|tầm nhìn|kéo dài|gia hạn|định hướng|kể cả|nợ|chuyển sang|diễn ra|cả|vào cuộc|bắt đầu|ước|đợi|chờ|được mở|mở cửa|từ ngày [\d/., -]{1,12})\s*$")
_VISION = regex.compile(r"\b(?:tầm nhìn|định hướng|giai đoạn\s[\d\s-]{4,14}(?:,| và)?(?:\s(?:tầm nhìn|định hướng|có xét))?)\s*$")
_REPORTED = regex.compile(r"^\W{0,3}\s*(?:toàn|cả|tổng|đã|mới|có|trên địa bàn|\p{L}{1,12}\s(?:\p{L}{1,12}\s){0,6}?(?:đã|mới|có|ước|vẫn|còn))\b")
_TERM = regex.compile(r"(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành|hoàn tất|kết thúc|xong|khởi công|khánh thành|thông xe|vận hành|sử dụng|khai thác|thực hiện|trình|báo cáo|ban hành)"
                      r"(?:\s(?:hoàn thành|thực hiện|nộp|gửi|báo cáo|trình|xong|trước|là|vào|trong|ngay|từ|dự án|đúng|cuối cùng))*\s*[:(]?\s*(?:vào|trong|ngay)?\s*$")
# What follows a day up to which something was measured: "đến ngày 30/8 tăng 8,85% so với cuối năm trước".
_MEASURED = regex.compile(r"[^.;]{0,90}?\bso với\b|\s*(?:đã|mới|vẫn|toàn tỉnh có|cả nước có)\b")
_HELD = regex.compile(r"\b(?:họp|diễn ra|khai mạc|bế mạc|gặp mặt|kỷ niệm|thi đấu|khởi tranh|đại hội|kỳ họp|phiên họp|bầu cử|hội nghị)\b[^,;.]{0,40}$")
_FREQUENCY = regex.compile(r"định kỳ|lần")
# What voters and residents ask for binds nobody.
_PETITION = regex.compile(r"\b(?:cử tri|người dân|hộ dân|bà con|phụ huynh|doanh nghiệp|(?<!ban |đồng )nhân dân)\b[^.;]{0,80}?\b(?:kiến nghị|đề nghị|đề xuất|phản ánh|mong muốn|mong)\b")
_OPENER = regex.compile(r"[\W\d]*(?:(?:theo (?:kế hoạch|lộ trình|dự kiến|chương trình|đó)|được biết|riêng|cụ thể|trong đó|đặc biệt|theo đó|ngay|mục tiêu|phấn đấu|dự kiến|và|đồng thời|trước mắt|về|là|nhiệm vụ|giai đoạn|từ|tiếp tục)[\s,:]*){0,3}$")
_NEXT_AIM = regex.compile(r"\s*(?:phấn đấu|cần|phải|sẽ|tiếp tục|tập trung|hoàn thành|dự kiến|huyện|tỉnh|xã|thành phố|toàn)\b")
# "Để hoàn thành 19 tiêu chí trong năm 2018, …": an aim that the sentence takes for granted
_TOWARDS = regex.compile(r"\b(?:để|nhằm|góp phần)\s+(?:sớm |có thể |cơ bản )?(?:hoàn thành|hoàn tất|đạt|về đích|trình)\b[^,;.]{0,110}$")
# What is foreseen is not instructed: "số mắc có thể tiếp tục tăng trong tháng 8".
_FORESEEN = regex.compile(r"\b(?:có thể|nguy cơ|dự báo|nhận định)\b[^;.]{0,80}$")
_HAND_IN = regex.compile(r"\b(?:đăng ký|nộp|kê khai|tiếp nhận|nhận|gửi|lấy ý kiến)\b[^;.]{0,80}$")
_WILL = regex.compile(r"\s*,?[^,;.]{2,80}?\b(?:sẽ|phải)\b|\s*(?:phải|gửi|trình|nộp|báo cáo)\b")
_MUST = regex.compile(r"\s*(?:phải|cần|sẽ)\b")
_SPOKEN = regex.compile(r"\b(?:cho biết|nhấn mạnh|khẳng định|nêu rõ|cho rằng|thông tin)\s*(?:,\s*|rằng\s*)?$")
_COMPLETED = regex.compile(r"\b(?:hoàn thành|hoàn tất|xong|khánh thành|thông xe)\s*(?:dịp\s*)?$")
_SPAN = regex.compile(r"từ (?:năm )?\d")
_DUTIES = regex.compile(r"\W*(?:nhiệm vụ|phương hướng)(?: trọng tâm)?\s*$")
_STRIVE = regex.compile(r"\bphấn đấu\s*$")
_NEAR_AIM = regex.compile(r"\b(?:phấn đấu|cần|phải|sẽ|mục tiêu|chỉ tiêu|dự kiến)\b")
_TERM_STRICT = regex.compile(r"(?:thời gian|thời hạn|tiến độ|hạn|hoàn thành|hoàn tất|kết thúc|xong|khởi công|khánh thành|thông xe|vận hành|sử dụng)[\s:(]*(?:(?:hoàn thành|thực hiện|nộp|gửi|báo cáo|trình|là)[\s:(]*){0,2}$")
_PAST_VERB = regex.compile(r"\b(?:đã|ước đạt|vừa)\b")
_PLANNED = regex.compile(r"(?:đã|vừa)\s+(?:\p{L}+\s+){0,2}?(?:đề ra|đặt ra|đặt|xác định|yêu cầu|đề nghị|cam kết|đăng ký|thống nhất|quyết nghị|có kế hoạch|lên kế hoạch|xây dựng kế hoạch)\b")
_WITHIN = regex.compile(r"(?:ngay\s+)?trong\s+(?:vòng|thời gian|thời hạn)")
_AIM_FOLLOWS = regex.compile(r"\s*,?\s*(?:phấn đấu|đạt)\b")
# Bounds by an event: "ngay sau khi nước rút". "trước khi" mostly tells an order of steps instead.
_BY_EVENT = regex.compile(r"\b(?:ngay (?:sau )?khi|ngay sau(?= (?:kỳ họp|hội nghị|cuộc họp|phiên họp|tết|đại hội)))\s[^,;.:()\n”]{3,60}?(?=\s*(?:[,;.:()\n”]|$))")
_NO_HOLIDAYS = regex.compile(r"[^.;]{0,60}không (?:tính|kể|bao gồm) (?:các )?(?:ngày )?(?:nghỉ|lễ)")
_EDGE = regex.compile(r"\s*(?:[,.;:()]|$)|\s+(?:và|để|về|cho|gửi|báo cáo|tổng hợp|với)\b")
_VISION_AFTER = regex.compile(r"\s*(?:,|và)?\s*(?:tầm nhìn|định hướng)\b")
# "dự toán thu trong năm 2014": which one, not by when
_YEARLY = regex.compile(r"\b(?:dự toán|kế hoạch|chỉ tiêu|tình hình|kết quả|số liệu)(?:\s(?:thu|chi|vốn|ngân sách|giải ngân)){0,2}\s*$")
_LIMITS = ("chậm", "muộn", "trễ", "không", "hạn", "thời hạn")
_MAX_PAST = dt.timedelta(days=400)  # an order reported later than that is history


def extract(ctx: Context) -> list[Deadline]:
    """The deadlines of an article, in order. Reads documents and meetings, which must be there."""
    return _Finder(ctx).find()


class _Finder:
    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self.text = ctx.text
        self.low = normal_form(ctx.text)
        self.times = find_times(ctx.text, ctx.article.reference, nodes=ctx.nodes)
        self.event = self._event()
        self.closed = [d.span for d in ctx.documents] + [m.span for m in ctx.meetings]

    def _event(self) -> dt.date | None:
        """The day that yearless deadlines follow: the meeting's, the publication's, else the first
        full day that the article tells, unless an explicit bound lies before it."""
        for m in self.ctx.meetings:
            if m.date:
                return dt.date.fromisoformat(m.date)
        if self.ctx.article.reference:
            return self.ctx.article.reference
        present = present_day(self.ctx)
        told = [t.first for t in self.times if t.kind == "instant" and t.explicit_year and t.relation is None and t.first
                and (present is None or t.first.year >= present.year)]
        bounds = [t.last for t in self.times if t.relation == "before" and t.explicit_year and t.last]
        if bounds and told and told[0] > min(bounds):  # a feast day ahead, not what is reported
            return max((day for day in told if day <= min(bounds)), default=None)
        return told[0] if told else None

    def find(self) -> list[Deadline]:
        out = []
        for i, t in enumerate(self.times):
            if not self._open(t):
                continue
            t = self._placed(t)
            repeated = self._repeated(i, t)
            if repeated:
                t = repeated
            if self._bounds(t):
                out.append(self._deadline(t))
        out = sorted([*out, *self._by_events(out)], key=lambda d: d.span)
        return [d for d, following in zip(out, [*out[1:], None]) if not self._told_by(d, following)]

    def _by_events(self, dated: list[Deadline]) -> list[Deadline]:
        """Bounds by an event, in clauses that order something and name no day."""
        found = []
        for m in _BY_EVENT.finditer(self.low):
            s = self.ctx.sentence_at(m.start())
            if s is None or m.end() > s.end or self.ctx.article.lines[s.line].kind != "body":
                continue
            before = self.low[s.start:m.start()]
            clause_start = s.start + before.rfind(";") + 1
            cut = self.low.find(";", m.end(), s.end)
            clause_end = cut if cut >= 0 else s.end
            ordered = _ORDER.search(before) or any(_ACTION.match(x) for x in _PARTS.split(before))
            if (not ordered or _PAST_VERB.search(self.low[clause_start:clause_end]) or any(a < m.end() and m.start() < b for a, b in self.closed)
                    or any(clause_start <= d.span[0] < clause_end for d in dated)):
                continue
            found.append(Deadline(text=self.text[m.start():m.end()], relation="in", span=(m.start(), m.end())))
        return found

    def _told_by(self, d: Deadline, following: Deadline | None) -> bool:
        """A bare frequency whose day follows in the same clause ("định kỳ hằng năm … trước ngày 14/12 hằng năm")."""
        return bool(d.recurrence and following and following.recurrence and d.relation == "in" and following.relation != "in"
                    and not regex.search(r"[;.\n]", self.low[d.span[1]:following.span[0]]))

    # ------------------------------------------------------------ placing

    def _placed(self, t: Time) -> Time:
        """The next such day after the event; one just past is meant where the next is most of a year off."""
        if t.explicit_year or t.kind not in ("instant", "interval") or self.event is None:
            return t
        ahead = resolve(t, self.event, "future")
        if ahead.last and (ahead.last - self.event).days > 300 and t.spec.op in ("day", "month"):
            near = resolve(t, self.event, None)
            return near if near.last and (self.event - near.last).days < 45 else ahead
        return ahead if ahead.last else t

    def _repeated(self, i: int, t: Time) -> Time | None:
        """"định kỳ hằng năm báo cáo trước ngày 14 tháng 12": the day comes back."""
        if t.kind != "instant" or t.explicit_year or t.spec.op != "day" or t.relation not in ("before", "by"):
            return None
        for other in reversed(self.times[:i]):
            if t.lead - other.end > 160 or regex.search(r"[.;\n]", self.low[other.end:t.lead]):
                return None
            if other.kind == "recurrence" and ";" not in (other.recurrence or ""):
                unit = {"FREQ=YEARLY": "năm", "FREQ=MONTHLY": "tháng"}.get(other.recurrence)
                rule = recurrence_of(t.spec, unit) if unit and (unit == "năm") == (t.spec.month is not None) else None
                if rule:
                    return replace(t, kind="recurrence", recurrence=rule, first=None, last=None)
        return None

    # ------------------------------------------------------------ judging

    def _open(self, t: Time) -> bool:
        """Outside titles, captions, documents and names of meetings, and of a kind that can bound."""
        if t.kind == "event" or t.rule in ("decade", "century") or t.rule == "years" and not _SPAN.match(self.low, t.lead):
            return False
        if t.relation == "since":
            return False
        line = self.ctx.sentence_at(t.start)
        if line is None or self.ctx.article.lines[line.line].kind != "body":
            return False
        return not any(s < t.end and t.lead < e for s, e in self.closed)

    def _bounds(self, t: Time) -> bool:
        s = self.ctx.sentence_at(t.start)
        start = min(s.start, t.lead)
        before, after = self.low[start:t.lead], self.low[t.end:s.end]
        clause = before[max(before.rfind(";"), before.rfind("; "), -1) + 1:]
        ordered = bool(_ORDER.search(before))
        aimed = ordered or bool(_AIM.search(before))
        acting = any(_ACTION.match(x) for x in _PARTS.split(before))
        if self._is_done(before, clause, after, t):
            return False
        if (asked := _PETITION.search(before)) and not (";" in before[asked.end():] and _ORDER.search(clause)):
            return False
        past = bool(self.event and t.last and t.last < self.event)
        lead = self.low[t.lead:t.start]
        if t.kind in ("duration", "recurrence"):
            if t.kind == "duration" and (t.relation not in ("in", "by") or lead.startswith(("đến", "tới", "hết", "cho"))):
                return False
            if t.kind == "recurrence" and t.relation in ("before", "by"):
                return True
            governed = ordered or self._governed(s)
            if t.kind == "recurrence" and not (_FREQUENCY.search(self.low[t.start:t.end]) or acting and _EDGE.match(after)
                                               or governed and _EDGE.match(after) and _VERB.search(clause[-80:])
                                               or len(clause.strip()) < 3 and _EDGE.match(after)):
                return False  # "đời sống hằng ngày", "chỉ tiêu hằng năm"
            if lead.startswith((*_LIMITS, "trong không")):
                return True
            if t.kind == "recurrence" and self._in_name(clause, t, _TOPIC):
                return False
            if (_WITHIN.match(lead) or _FREQUENCY.search(self.low[t.start:t.end])) and (aimed or acting or governed):
                return True
            if t.spec.unit == "year" and not regex.search(r"\b(?:hoàn thành|hoàn tất|xong)\b", clause):
                return False  # "lãi suất ưu đãi trong 15 năm"
            return (aimed or acting) and bool(_FINISH.search(clause[-80:] + after[:60]))
        if t.last is None and t.kind != "instant":
            return False
        if t.relation == "before" or (t.relation == "by" and lead.startswith(_LIMITS)):
            if past and not ((aimed or self._governed(s)) and self.event - t.last < _MAX_PAST):
                return False
            if _DESCRIBED.search(before):
                return False
            # a day ahead before which somebody does something, in a guideline that orders without a word of order
            ahead = t.relation == "before" and self.event and t.last and t.last > self.event and _VERB.search(clause)
            return aimed or acting or bool(ahead) or bool(_FINISH.search(clause[-120:] + after[:60])) or self._governed(s)
        if past:
            return False
        if t.relation == "by":
            aim_follows = _AIM_FOLLOWS.match(after)
            if not aim_follows and (_DESCRIBED.search(before) or _VISION.search(before) or self._in_name(before, t)) or _VISION_AFTER.match(after):
                return False
            if _MEASURED.match(after) and not _NEAR_AIM.search(clause[-80:] + after[:40]):
                return False
            if bool(_OPENER.match(before)) and (_ACTION.match(after.lstrip(" ,:")) or self.event and t.first and t.first > self.event):
                return True
            return aimed or acting or bool(_AIM.search(after[:80])) or bool(_FINISH.search(clause[-60:])) or self._governed(s)
        if t.rule == "range" and t.spec.op == "range":
            return self._range_bounds(t, before, after, aimed, acting)
        return self._period(t, lead, before, clause, after, aimed, acting, ordered, ordered or self._governed(s))

    def _is_done(self, before: str, clause: str, after: str, t: Time) -> bool:
        """Whether the clause reports: the last cue before the expression says "done"."""
        if _UNABLE.search(clause):
            return True
        last = None
        for m in _DONE.finditer(clause):
            last = m
        if last and not (len(clause) - last.end() < 5 and _NEAR_AIM.search(after[:60])):
            rest = clause[last.end():]
            told = _ORDERED.match(clause, last.start())
            if not told and not _BY_THEN.search(rest) and not _ORDER.search(rest) and not _THEN.search(rest) and not _AHEAD.search(rest):
                return True
        opening = len(clause.strip()) < 25 and not _AIM.search(before)
        return opening and t.relation != "before" and bool(_REPORTED.match(after)) and not _AIM.search(after[:60])

    def _in_name(self, before: str, t: Time, names: regex.Pattern = _NAME) -> bool:
        """"Chiến lược phát triển … đến năm 2030": the last noun before it is a paper's, with no aim after it."""
        last = None
        for m in names.finditer(before):
            last = m
        if last is None:
            return False
        rest = before[last.end():]
        if len(rest) > 200 or regex.search(r"[;:”\"]|\b(?:phấn đấu|mục tiêu|chỉ tiêu|sẽ|cần|phải|hoàn thành|hoàn tất|xong|đạt|là|trình|gửi|báo cáo|giao|yêu cầu|đề nghị)\b", rest):
            return False
        comma = rest.find(",")
        if rest.rstrip().endswith(","):
            return False  # "Theo Kết luận 5, đến năm 2035 …"
        return comma < 0 or len(rest) < 120 and not _FINISH.search(rest[comma:])

    def _range_bounds(self, t: Time, before: str, after: str, aimed: bool, acting: bool) -> bool:
        """"từ nay đến cuối năm phải …"; "phát động phong trào từ ngày … đến ngày …" under an order."""
        if t.spec.a.op == "now":
            return aimed or acting or bool(_AIM.search(after[:100])) or bool(_ORDER.search(after[:100]))
        if t.first and t.last - t.first > _MAX_PAST or self.event and t.last <= self.event:
            return False  # an anniversary, a period under audit, the week under report
        if self.event and t.grain == "day" and _HAND_IN.search(before) and not _DESCRIBED.search(before):
            return True
        return (bool(_ORDER.search(before)) or acting) and t.grain in ("day", "month") and bool(_VERB.search(before[-80:])) \
            and not regex.search(r"(?:tháng hành động|tuần lễ|trong tuần|kỷ niệm|\()[^,;.]{0,60}$", before)

    def _period(self, t: Time, lead: str, before: str, clause: str, after: str, aimed: bool, acting: bool,
                ordered: bool, governed: bool) -> bool:
        """"trong tháng 10", "Năm 2024, …", "(hoàn thành quý III)"."""
        if _FORESEEN.search(clause) and not _NEAR_AIM.search(clause[-60:]):
            return False
        if t.rule == "years":  # "thanh toán từ năm 2018 đến 2020", no programme's name
            return bool(self.event and t.last and t.last > self.event) and (acting or ordered) and bool(_VERB.search(before[-80:]))
        if t.kind == "instant" and t.rule not in ("edge day",):
            # a day without "trước" or "đến" is when things happen; "cần hạ mực nước trong ngày 28/10" bounds
            if _COMPLETED.search(before) and self.event and t.last and t.last > self.event:
                return True  # "để dự án hoàn thành dịp 30/4 năm sau"
            return lead.startswith("trong") and (acting or bool(_ORDER.search(before) or _NEAR_AIM.search(clause))) and not _HELD.search(before)
        duties = _DUTIES.fullmatch(before) and after.lstrip().startswith(",")  # "Nhiệm vụ 6 tháng cuối năm, huyện …"
        if (t.relation is None and not duties and self._in_name(before, t, _TOPIC)) or _HELD.search(before):
            return False
        if t.rule == "relative year" and (aimed or _SPOKEN.search(before)) and _MUST.match(after):
            return True
        if self._mostly_over(t) and not _NEXT_AIM.match(after.lstrip(" ,")):
            return False
        if t.rule in ("relative", "relative day", "span") and t.relation is None:
            # "Tuần tới, đoàn sẽ kiểm tra …"
            return t.grain in ("week", "month") and (ordered or bool(_OPENER.match(clause))) and bool(_WILL.match(after)) and bool(_VERB.search(after[:120]))
        term = _TERM.search(before[-60:])
        if term and t.relation is None and not _TERM_STRICT.search(before[-60:]):
            term = None  # "giải pháp thực hiện 6 tháng cuối năm"
        if term and (t.relation == "in" or t.grain in ("month", "quarter") or t.rule == "part" or aimed):
            return True
        done = _PAST_VERB.search(after[:200])
        if done and not _PLANNED.match(after, done.start()) and not regex.search(r"\b(?:sẽ|cần|phải|phấn đấu)\b", after[:done.start()]):
            return False
        opening = bool(_OPENER.match(before) or _OPENER.match(clause) or _SPOKEN.search(before) or duties)
        ahead = bool(self.event and t.first and t.first > self.event)
        if opening:
            if not regex.match(r"\s*(?:[,:]|của\b|và những năm|trở đi|$)", after) and not _NEXT_AIM.match(after):
                return False
            ahead_word = _ACTION.match(after.lstrip(" ,:")) or _AIM.search(after[:120]) or _ORDER.search(after[:120])
            if t.rule == "relative year":
                return bool(_NEAR_AIM.search(after[:40]))
            if governed and t.grain != "year" and (ahead or not self.event) and _VERB.search(after[:80]):
                return True
            if _SPOKEN.search(before) and not (_OPENER.match(before) or _OPENER.match(clause)):
                return bool(_NEAR_AIM.search(after[:120]))  # "cho biết năm 2024, tỉnh dành 5 tỷ đồng, phấn đấu …"
            return bool(ahead_word) or (ahead and t.grain == "year")
        if t.relation == "in" and (_TOWARDS.search(clause) or t.grain != "year" and _MUST.match(after) and _VERB.search(after[:60])):
            return True  # "ngay tháng này phải sửa xong"
        if t.relation is None and t.grain == "year" and _STRIVE.search(before):
            return True  # "phấn đấu năm 2026 thu ngân sách đạt …"
        if t.relation == "in" and lead.startswith("vào"):
            return bool(_NEAR_AIM.search(clause[-40:]) or regex.search(r"\b(?:phấn đấu|bảo đảm|đảm bảo)\b", clause[-120:]))
        if t.relation == "in" and t.grain == "year" and _YEARLY.search(before):
            return False
        if t.relation == "in":
            return acting or bool(_FINISH.search(clause[-40:]) and (aimed or ahead)) or bool(_NEAR_AIM.search(clause[-60:])) \
                or (governed or ahead or " sẽ " in clause) and (t.grain != "year" or " sẽ " in clause) and bool(_VERB.search(clause))
        return False

    def _mostly_over(self, t: Time) -> bool:
        """Whether the event lies in the later part of the period: then it is what is reported on.
        Half was set by half-year and nine-month reviews, which are held in its last month."""
        if not (self.event and t.first and t.last and t.first <= self.event):
            return False
        return t.rule == "part of year" and (self.event - t.first) * 2 > (t.last - t.first)

    def _governed(self, s) -> bool:
        """Whether an order in the twelve sentences above, a long list of tasks, may govern this one."""
        i = self.ctx.sentences.index(s)
        above = self.low[self.ctx.sentences[max(0, i - 12)].start:s.start]
        return bool(_SAID.search(above))

    # ------------------------------------------------------------ building

    def _deadline(self, t: Time) -> Deadline:
        relation = t.relation or "in"
        start = None
        if t.rule == "range" and t.spec.op == "range" and t.spec.a.op == "now":
            relation, start = "by", t.first or self.event
        elif relation == "in" and t.rule != "rest of year" and t.first and t.first != t.last:
            start = t.first
            if t.rule == "range" and "đến hết" in self.low[t.start:t.end]:
                relation = "by"
        # "đầu tháng 6" says no last day
        last = None if relation == "in" and t.spec.op == "part" and t.spec.unit in ("start", "mid") else t.last
        start = start if last else None
        return Deadline(text=self.text[t.lead:t.end], relation=relation, date=last.isoformat() if last else None,
                        start=start.isoformat() if start else None, duration=t.duration,
                        working_days=t.working_days or bool(t.duration and _NO_HOLIDAYS.match(self.low, t.end)),
                        recurrence=t.recurrence, span=(t.lead, t.end))
