"""A directive told in the lead and again in the body counts once."""
from __future__ import annotations

from pipeline.records import Directive
from pipeline.task_parts import SHORTEST


def distinct(found: list[Directive], lead: int) -> list[Directive]:
    """Told in the lead, which ends at ``lead``, and again in the body counts once, in its fuller form.
    What two bodies are told in the same words is told to each."""
    out: list[Directive] = []
    for d in sorted(found, key=lambda d: d.span):
        words = d.text.lower().split()
        twin = next((i for i, o in enumerate(out) if o.issuer == d.issuer and (o.span[0] < lead or o.addressees == d.addressees)
                     and _same(words, other := o.text.lower().split(), within=o.span[0] < lead <= d.span[0] and len(other) <= len(words))), None)
        if twin is None:
            out.append(d)
        elif len(d.text) > len(out[twin].text):
            out[twin] = d
    return sorted(out, key=lambda d: d.span)


def _same(a: list[str], b: list[str], within: bool) -> bool:
    """``within``: b need only be a part of a, as the lead tells in short what the body tells in full."""
    # 0.9: the lead's wording is the body's but for a word or two; two tasks of one list that begin
    # alike ("định kỳ hằng năm kiểm tra …", "định kỳ 6 tháng kiểm tra …") share up to 0.85.
    shared = len(set(a) & set(b))
    enough = shared == len(set(b)) and len(b) >= SHORTEST if within else shared >= 0.5 * max(len(set(a)), len(set(b))) and min(len(a), len(b)) >= 6
    return enough and shared >= 0.9 * min(len(set(a)), len(set(b)))
