"""Which periods, ranges and days without a bounding preposition bound what is to be done: "trong tháng 10",
"Năm 2025, …", "từ ngày 1 đến 30/9". The part of :mod:`extractors.deadlines` that weighs what stands around them.
"""
from __future__ import annotations

import datetime as dt

import regex

from pipeline import deadline_patterns as P
from pipeline.dates import Time


class Periods:
    """What is asked of a time told without "trước", "chậm nhất" or "đến"; ``low``: the text's normal form,
    ``event``: the day that yearless deadlines follow."""

    low: str
    event: dt.date | None

    def _dated(self, t: Time) -> bool:
        raise NotImplementedError

    def _in_name(self, before: str, t: Time, names: regex.Pattern = P.NAME) -> bool:
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
        return comma < 0 or len(rest) < 120 and not P.FINISH.search(rest[comma:])

    def _range_bounds(self, t: Time, before: str, after: str, aimed: bool, acting: bool, told: bool) -> bool:
        """"từ nay đến cuối năm phải …"; "phát động phong trào từ ngày … đến ngày …" under an order."""
        if t.spec.a.op == "now":
            return aimed or acting or bool(P.AIM.search(after[:100]) or P.ORDER.search(after[:100]) or P.FINISH.search(before[-60:]))
        late = told and self._dated(t) and self.event and self.event - t.last < P.LATE and not P.OF_RANGE.search(before)
        if t.first and t.last - t.first > P.MAX_PAST or self.event and t.last <= self.event and not late:
            return False  # an anniversary, a period under audit, the week under report
        if self.event and P.OPENER.match(before) and P.WORKS_THEN.match(after):
            return True
        if self.event and t.grain == "day" and P.HAND_IN.search(before) and not P.DESCRIBED.search(before):
            return True
        if told and P.ASIDE.search(before) or P.ATTENDED.search(before):
            return False
        if told and t.grain in ("day", "month") and self.low.startswith("từ", t.lead):
            return True
        return (bool(P.ORDER.search(before)) or acting) and t.grain in ("day", "month") and bool(P.VERB.search(before[-80:])) \
            and not regex.search(r"(?:tháng hành động|tuần lễ|trong tuần|kỷ niệm|\()[^,;.]{0,60}$", before)

    def _period(self, t: Time, lead: str, before: str, clause: str, after: str, aimed: bool, acting: bool,
                ordered: bool, governed: bool, told: bool) -> bool:
        """"trong tháng 10", "Năm 2024, …", "(hoàn thành quý III)"."""
        held = P.HELD.search(before) and not (told and t.grain != "day" and P.CONVENES.search(clause))
        if P.ATTENDED.search(before):
            return False
        # "thẩm định giữa tháng 5" is what "thẩm định trong tháng 5" is
        if told and (t.relation == "in" or t.rule in P.PARTS_OF and t.relation is None and t.grain == "month" and clause.strip() and self._dated(t)):
            if held or P.ASIDE.search(before) or t.grain == "year" and P.YEARLY.search(before):
                return False
            return t.kind != "instant" or lead.startswith("trong") or not P.SUBORDINATE.search(before) or bool(P.COMES_TRUE.search(before))
        if P.FORESEEN.search(clause) and not P.NEAR_AIM.search(clause[-60:]):
            return False
        if t.rule == "years":  # "thanh toán từ năm 2018 đến 2020", no programme's name
            return bool(self.event and t.last and t.last > self.event) and (acting or ordered) and bool(P.VERB.search(before[-80:]))
        if t.kind == "instant" and t.rule not in ("edge day",):
            # a day without "trước" or "đến" is when things happen; "cần hạ mực nước trong ngày 28/10" bounds
            if t.relation is None and (P.BY_DAY.search(before) or told and P.ON_TIME.search(before)):
                return True
            if P.COMPLETED.search(before) and self.event and t.last and t.last > self.event:
                return True  # "để dự án hoàn thành dịp 30/4 năm sau"
            return lead.startswith("trong") and (acting or bool(P.ORDER.search(before) or P.NEAR_AIM.search(clause))) and not P.HELD.search(before)
        duties = P.DUTIES.match(before.lstrip(" -–+•*")) and after.lstrip().startswith(",")  # "Nhiệm vụ 6 tháng cuối năm, huyện …"
        if t.grain == "year" and t.relation is None and P.GOAL_OF.search(before) and P.GOAL_IS.match(after):
            return True
        if (t.relation is None and not duties and self._in_name(before, t, P.TOPIC)) or held:
            return False
        if t.grain == "year" and t.kind == "interval" and P.STRIVES.match(after) and (not clause.strip() or clause.rstrip().endswith(",")):
            return True
        if t.grain == "year" and P.OPENER.match(before) and P.WHO_ENDS.match(after):
            return True
        if t.rule == "relative year" and (aimed or P.SPOKEN.search(before)) and P.MUST.match(after):
            return True
        if self._mostly_over(t) and not P.NEXT_AIM.match(after.lstrip(" ,")):
            return False
        if t.rule in ("relative", "relative day", "span") and t.relation is None:
            # "Tuần tới, đoàn sẽ kiểm tra …"
            return t.grain in ("week", "month") and (ordered or bool(P.OPENER.match(clause))) and bool(P.WILL.match(after)) and bool(P.VERB.search(after[:120]))
        term = P.TERM.search(before[-60:])
        if term and t.relation is None and not P.TERM_STRICT.search(before[-60:]):
            term = None  # "giải pháp thực hiện 6 tháng cuối năm"
        if term and (t.relation == "in" or t.grain in ("month", "quarter") or t.rule in P.PARTS_OF or aimed):
            return True
        if t.relation == "in" and P.SET_OUT.search(clause):
            return True
        done = P.PAST_VERB.search(after[:200])
        if done and not P.PLANNED.match(after, done.start()) and not regex.search(r"\b(?:sẽ|cần|phải|phấn đấu)\b", after[:done.start()]):
            return False
        opening = bool(P.OPENER.match(before) or P.OPENER.match(clause) or P.SPOKEN.search(before) or P.TOLD_BY.search(before) or duties)
        ahead = bool(self.event and t.first and t.first > self.event)
        if aimed and t.grain == "year" and P.LISTED.search(before) and (P.ACTION.match(after) or self.event and t.first and t.first > self.event):
            return True
        if opening:
            if not regex.match(r"\s*(?:[,:]|của\b|và những năm|trở đi|$)", after) and not P.NEXT_AIM.match(after):
                return False
            if t.rule == "days":  # "Trong hai ngày 13 và 14/3, Đảng ủy tổ chức hội nghị …"
                return bool(P.NEAR_AIM.search(after[:80]))
            ahead_word = P.ACTION.match(after.lstrip(" ,:")) or P.AIM.search(after[:120]) or P.ORDER.search(after[:120])
            if t.rule == "relative year":
                return bool(P.NEAR_AIM.search(after[:40]))
            if governed and t.grain != "year" and (ahead or not self.event) and P.VERB.search(after[:80]):
                return True
            if P.SPOKEN.search(before) and not (P.OPENER.match(before) or P.OPENER.match(clause)):
                return bool(P.NEAR_AIM.search(after[:120]))  # "cho biết năm 2024, tỉnh dành 5 tỷ đồng, phấn đấu …"
            return bool(ahead_word) or (ahead and t.grain == "year")
        if t.relation == "in" and (P.TOWARDS.search(clause) or t.grain != "year" and P.MUST.match(after) and P.VERB.search(after[:60])):
            return True  # "ngay tháng này phải sửa xong"
        if t.relation is None and t.grain == "year" and P.STRIVE.search(before):
            return True  # "phấn đấu năm 2026 thu ngân sách đạt …"
        if t.relation == "in" and lead.startswith("vào") and not P.TOLD_BY.search(before):
            return bool(P.NEAR_AIM.search(clause[-40:]) or ahead and P.TO_COME.search(clause) or regex.search(r"\b(?:phấn đấu|bảo đảm|đảm bảo)\b", clause[-120:]))
        if t.relation == "in" and (P.DUTIES.search(before) and P.MUST_DO.match(after) or P.TOLD_BY.search(before) and P.VERB.search(after[:120])):
            return True
        if t.relation == "in" and t.grain == "year" and P.YEARLY.search(before):
            return False
        if t.relation == "in" and governed and P.WILL_FINISH.search(clause):
            return True
        if t.relation == "in":
            return acting or bool(P.FINISH.search(clause[-40:]) and (aimed or ahead)) or bool(P.NEAR_AIM.search(clause[-60:])) \
                or (governed or ahead or " sẽ " in clause) and (t.grain != "year" or " sẽ " in clause) and bool(P.VERB.search(clause))
        return False

    def _mostly_over(self, t: Time) -> bool:
        """Whether the event lies in the later part of the period: then it is what is reported on.
        Half was set by half-year and nine-month reviews, which are held in its last month."""
        if not (self.event and t.first and t.last and t.first <= self.event):
            return False
        return t.rule == "part of year" and (self.event - t.first) * 2 > (t.last - t.first)
