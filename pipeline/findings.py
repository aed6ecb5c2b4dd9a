"""The directives found in an article: a task and the state of the reading make one."""
from __future__ import annotations

from dataclasses import dataclass, field

import regex

from pipeline.addressees import MODAL
from pipeline.article import Trace
from pipeline.clauses import BOUND_ALONE, ENUMERATOR, trim
from pipeline.discourse import Discourse
from pipeline.recipients import partners
from pipeline.records import Directive
from pipeline.task_parts import SHORTEST, Task
from pipeline.vocabulary import alternation, forms

# What only announces the work that follows.
_ANNOUNCES = regex.compile(
    rf"(?:tập\s+trung\s+)?(?:thực\s+hiện|triển\s+khai|làm\s+tốt)\s+(?:tốt\s+)?(?:một\s+số|các|những)\s+{alternation(forms('directive_nouns', 'announced'))}"
    r"(?:\s+(?:sau|sau\s+đây|như\s+sau|trọng\s+tâm|chủ\s+yếu|cụ\s+thể))*", regex.IGNORECASE)
# How sure each way of finding is without the clause model, measured on the project's gold: the share that is right.
CONFIDENCE = {"frame": 0.9, "listed": 0.88, "addressed": 0.8, "imperative": 0.75, "modal": 0.7, "ahead": 0.7, "will": 0.6, "share": 0.8, "parallel": 0.7, "item": 0.8}
INFORMS = tuple(forms("directive_verbs", "informs"))  # words of one who tells what is, not what to do


@dataclass(slots=True)
class Findings:
    """In the order they were found; the rule of each is in ``ctx.traces``."""

    talk: Discourse
    found: list[Directive] = field(default_factory=list)

    @property
    def last_rule(self) -> str:
        """The rule that found the last one."""
        return self.talk.ctx.traces[self.found[-1].span].rule

    def add(self, s: int, e: int, task: Task) -> None:
        """``text[s:e]`` as what ``task`` says it is, by whoever speaks now; what is too short or only announces tasks is left out."""
        ctx, state = self.talk.ctx, self.talk.state
        text = ctx.text
        s, e = trim(text, s, e)
        if number := ENUMERATOR.match(text, s, e):
            s = number.end()
        short = len(text[s:e].split()) < SHORTEST
        if short and e > s and task.addressees and state.open:
            state.addressees = task.addressees  # «Sở Y tế: Đủ thuốc; chỉ đạo các trạm …»
        if e <= s or short or _ANNOUNCES.fullmatch(text, s, e) or BOUND_ALONE.fullmatch(text, s, e):
            return
        addressees = [a for a in (state.addressees if task.addressees is None else task.addressees) if a.lower() != "chúng ta"]
        if task.addressees == [] and task.rule == "modal":
            state.passed_over = state.passed_over or state.addressees  # «Hồ sơ phải được …; …»: till the sentence ends
        if task.addressees is not None:
            state.addressees, state.share = task.addressees, task.rule == "share"
            state.listing |= task.rule == "share" and ":" in text[s:e]
            if task.rule == "addressed" and task.kind == "order":
                state.kind = "order"  # «Các xã cần …; tổ chức …»: the force holds for what they are told next
        if task.rule == "addressed" and task.addressees and task.kind is None and state.force and not (state.listing or state.document):
            state.kind = state.force  # «Các xã phải …. Các huyện tổ chức …»: asked again, as they all were at first
        kind = task.kind or state.kind
        if kind == "order" and (not state.trigger or state.trigger.lower() in INFORMS) and self.talk.own(addressees) and not MODAL.search(text[s:e]):
            kind = "task"  # a plan of the authority for itself
        if state.document and kind == "order" and not addressees and not MODAL.search(text[s:e]):
            kind = "task"
        if task.rule == "ahead":
            state.open, state.ahead = True, True
            if state.issuer is None or task.kind == "task":
                state.kind = "task"
        ctx.traces[s, e] = Trace(task.rule)
        self.found.append(Directive(
            text=text[s:e], issuer=self.talk.of_task(kind, addressees), addressees=list(addressees), partners=partners(ctx, s, e), kind=kind,
            trigger=state.trigger, deadline=None, targets=[], span=(s, e), confidence=CONFIDENCE[task.rule]))
