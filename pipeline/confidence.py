"""How sure a directive is: the grammar's rule and the clause model's opinion, as one probability.

A logistic model over a few facts of each finding, fitted by ``python -m pipeline train`` on clause
probabilities of models that had not seen the article. Where the grammar had no frame to go by and
the probability is low, the finding is dropped.
"""
from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import exp, log
from pathlib import Path

from pipeline.addressees import MODAL, opens_with_name, opens_with_verb
from pipeline.article import Context
from pipeline.clause_model import FOLDER, LABELS, Clause, clause_at, cut, score
from pipeline.records import Directive
from pipeline.task_parts import PAST

_DIRECTIVE = LABELS.index("directive")
# Rules that take a clause for a task by its own words, with nobody telling it in the same breath.
# A frame is in doubt too where nobody is known to speak.
DOUBTFUL = frozenset({"imperative", "modal", "addressed", "listed", "item", "parallel"})
_CERTAIN = 6.0  # log-odds beyond which the clause model's certainty says no more (p = 0.998)


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights of the facts, and the probability below which a finding is dropped."""

    weights: dict[str, float]
    drop_below: float

    def probability(self, facts: dict[str, float]) -> float:
        """That a finding with these facts is right."""
        return 1 / (1 + exp(-sum(self.weights.get(name, 0.0) * value for name, value in facts.items())))


class Opinion:
    """What the clause model holds of an article's clauses; asked for only where it is needed."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx

    @cached_property
    def clauses(self) -> list[Clause]:
        return cut(self._ctx)

    @cached_property
    def told(self) -> list[float]:
        """Of each clause, how probably it is a directive."""
        return score(self._ctx, self.clauses)[:, _DIRECTIVE].tolist()

    def at(self, offset: int) -> float:
        """Of the clause at ``offset``; 0 where there is none."""
        i = clause_at(self.clauses, offset)
        return self.told[i] if i is not None else 0.0


def judge(ctx: Context, found: list[Directive], opinion: Opinion) -> list[Directive]:
    """The findings worth keeping, with their confidence: the probability, calibrated on gold, that the
    directive is one. ``ctx.traces`` gets what it was made of."""
    calibration, kept = _calibration(), []
    for d in found:
        trace = ctx.traces[d.span]
        d.confidence = round(calibration.probability(weigh(ctx, d, trace.rule, opinion.clauses, opinion.told)), 2)
        trace.scores = {"words": round(opinion.at(d.span[0]), 2), "confidence": d.confidence}
        doubtful = trace.rule in DOUBTFUL or trace.rule == "frame" and d.issuer is None
        if not doubtful or d.confidence >= calibration.drop_below:
            kept.append(d)
    return kept


def weigh(ctx: Context, d: Directive, rule: str, clauses: list[Clause], told: list[float]) -> dict[str, float]:
    """The facts that speak for or against a finding; ``told`` is each clause's probability of being one."""
    text, (s, e) = ctx.text, d.span
    i = clause_at(clauses, s)
    around = told[max(0, i - 3):i] + told[i + 1:i + 4] if i is not None else []
    return {
        "bias": 1.0,
        f"rule={rule}": 1.0,
        "clause": _log_odds(told[i]) if i is not None else 0.0,
        "around": _log_odds(sum(around) / len(around)) if around else 0.0,
        "begins with its verb": float(opens_with_verb(text, s, e)),
        "begins with a name": float(opens_with_name(ctx, s, e)),
        "must": float(bool(MODAL.search(text, s, e))),
        "past": float(bool(PAST.search(text, s, min(e, s + 80)))),
        "no issuer": float(d.issuer is None),
        "no addressee": float(not d.addressees),
        "short": float(e - s < 40),
        "no meeting, no paper": float(not ctx.meetings and not ctx.documents),
    }


def _log_odds(p: float) -> float:
    p = min(max(p, 1e-6), 1 - 1e-6)
    return max(-_CERTAIN, min(_CERTAIN, log(p / (1 - p))))


def load(folder: Path = FOLDER) -> Calibration:
    """Reads ``confidence.json``."""
    data = json.loads((folder / "confidence.json").read_text("utf-8"))
    return Calibration(data["weights"], data["drop_below"])


@lru_cache(maxsize=1)
def _calibration() -> Calibration:
    return load()


def minimum() -> float:
    """The confidence below which a doubtful finding is dropped."""
    return _calibration().drop_below
