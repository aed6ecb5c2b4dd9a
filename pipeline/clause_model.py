"""What a clause is by its words: directive, target, result or background, with probabilities.

A linear model over fixed features, trained by ``python -m pipeline train`` on the project's own
articles; its card is ``models/clauses/README.md``. The grammar (`extractors/directives.py`) decides
on its own rules; this model, which knows none of them, is its second opinion.
"""
from __future__ import annotations

import bisect
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

import numpy as np
import regex

from pipeline.addressees import HEAD, MODAL, PREDICATE, entity_at
from pipeline.article import Context
from pipeline.clauses import Statement, split_clauses, statements, strip_openers
from pipeline.flat import flat
from pipeline.task_parts import FIGURE, PAST
from pipeline.trained import MODELS
from pipeline.triggers import triggers

LABELS = ("background", "directive", "result", "target")
FOLDER = MODELS / "clauses"

_TOKEN = regex.compile(r"\d[\d.,/]*|\w+|[%:;?!…“”\"()]")
# Words that place a clause in time or make it a must. They are among all its words too, where they weigh less.
_CUES = frozenset("đã đang sẽ vừa được bị là có còn chưa không cần phải hãy nhằm để".split())
_LONG_CUES = ("tiếp tục", "thời gian tới", "thời gian qua", "phấn đấu", "hiện nay", "trong đó")
_HEADING_AHEAD = regex.compile(r"nhiệm vụ|giải pháp|phương hướng|yêu cầu|chỉ đạo|thời gian tới|kết luận")
_HEADING_BACK = regex.compile(r"kết quả|tình hình|hạn chế|nguyên nhân|đánh giá|mục đích|mục tiêu|ý nghĩa")


@dataclass(frozen=True, slots=True)
class Clause:
    """``text[start:end]`` of a body line: a sentence, or a part of one between semicolons."""

    start: int
    end: int
    statement: Statement


def cut(ctx: Context) -> list[Clause]:
    """The article's clauses in order, headings included."""
    return [Clause(s, e, st) for st in statements(ctx) if st.kind == "body" for s, e in split_clauses(ctx.text, st.start_body, st.end)]


def clause_at(clauses: Sequence[Clause], offset: int) -> int | None:
    """Index of the clause that holds the character at ``offset``."""
    i = bisect.bisect_right(clauses, offset, key=lambda c: c.start) - 1
    return i if i >= 0 and offset < clauses[i].end else None


def features(ctx: Context, clauses: Sequence[Clause]) -> list[list[str]]:
    """The features of every clause that holds: first words, all words, what stands around it.

    They read the text only, never what the grammar made of it."""
    low = flat(ctx.text)
    first = [strip_openers(ctx, c.start, c.end) for c in clauses]
    told = [triggers(ctx, c.start, c.end) for c in clauses]
    acts = [bool(PREDICATE.match(ctx.text, s, c.end)) for c, (s, _) in zip(clauses, first, strict=True)]
    kind_of_article = f"news={'meeting' if ctx.meetings else 'paper' if ctx.documents else 'other'}"
    out: list[list[str]] = []
    heading, since, strength, ahead_since = "none", 9, "none", 9
    for i, (c, (start, ahead)) in enumerate(zip(clauses, first, strict=True)):
        st, piece = c.statement, low[c.start:c.end]
        tokens = ["0" if t[0].isdigit() else t for t in _TOKEN.findall(low, start, c.end)]
        row = ["bias", kind_of_article, f"heading={heading}", f"since={min(since, 6)}", f"strength={strength}", f"since={min(since, 6)}&{strength}"]
        row += [f"w0={' '.join(tokens[:1])}", f"w01={' '.join(tokens[:2])}", f"w012={' '.join(tokens[:3])}"]
        row += [f"head={t}" for t in tokens[:6]]
        words = set(tokens)
        row += [f"w={t}" for t in words]
        row += [f"cue={t}" for t in words & _CUES] + [f"cue={t}" for t in _LONG_CUES if t in piece]
        row += [f"bi={a} {b}" for a, b in set(zip(tokens[:16], tokens[1:17], strict=False))]
        if told[i]:
            last = told[i][-1]
            after = _TOKEN.findall(low, last.end(), min(c.end, last.end() + 24))
            row += [f"told={last.lastgroup}", f"told={last.group().lower()}", f"after={' '.join(after[:1])}", f"after2={' '.join(after[:2])}"]
            row.append(f"told_at={'start' if last.start() - start < 4 else 'far' if last.start() - start > 60 else 'near'}")
            if PREDICATE.match(ctx.text, last.end() + 1, c.end):
                row.append("told_to_act")
            if HEAD.match(ctx.text, last.end() + 1, c.end):
                row.append("told_someone")
        names = bool(HEAD.match(ctx.text, start, c.end)) or entity_at(ctx, start)
        modal, past = bool(MODAL.search(ctx.text, start, min(c.end, start + 170))), bool(PAST.search(ctx.text, start, min(c.end, start + 80)))
        row += [name for name, holds in (
            ("acts", acts[i]), ("names", names), ("modal", modal), ("past", past), ("ahead", ahead), ("figure", bool(FIGURE.search(ctx.text, c.start, c.end))),
            ("names&modal", names and modal), ("acts&past", acts[i] and past), ("bullet", st.bullet), ("opens", st.opens_line), ("heading", st.heading),
            ("acts_before", i > 0 and acts[i - 1]), ("acts_after", i + 1 < len(clauses) and acts[i + 1]), ("told_before", i > 0 and bool(told[i - 1])),
            ("acts&bullet", acts[i] and st.bullet), ("acts&told_near", acts[i] and since <= 3), ("names&told_near", names and since <= 3),
            ("acts&both", acts[i] and i > 0 and acts[i - 1] and i + 1 < len(clauses) and acts[i + 1]), ("ahead_near", ahead_since <= 3),
            ("colon", ctx.text[c.end - 1:c.end + 1].find(":") >= 0), ("quote", piece.count("“") > 0), ("question", "?" in ctx.text[c.end - 1:c.end + 1])) if holds]
        row += [f"length={min(len(tokens) // 8, 6)}", f"place={4 * c.start // max(len(ctx.text), 1)}"]
        out.append(row)
        if told[i]:
            since, strength = 0, told[i][-1].lastgroup
        else:
            since += 1
        ahead_since = 0 if ahead else ahead_since + 1
        if st.heading:
            heading = "ahead" if _HEADING_AHEAD.search(piece) else "back" if _HEADING_BACK.search(piece) else "other"
    return out


@dataclass(frozen=True, slots=True)
class Model:
    """Weights (features × labels) and the row of each feature's name."""

    rows: dict[str, int]
    weights: np.ndarray

    def probabilities(self, features: Sequence[Sequence[str]]) -> np.ndarray:
        """One row a clause, one column a label of LABELS; rows sum to 1. Unknown features count nothing."""
        # a row of noughts for each clause besides its features: a sum over none would be the next clause's
        weights, nothing = np.vstack([self.weights, np.zeros(len(LABELS))]), len(self.weights)
        known = [[nothing, *(at for name in row if (at := self.rows.get(name)) is not None)] for row in features]
        begins = np.cumsum([0, *map(len, known[:-1])])
        scores = np.add.reduceat(weights[list(chain.from_iterable(known))], begins, axis=0) if known else np.zeros((0, len(LABELS)))
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return odds / odds.sum(axis=1, keepdims=True)


def load(folder: Path = FOLDER) -> Model:
    """Reads ``vocabulary.json`` and ``weights.npz`` (arrays only, nothing is run)."""
    names = json.loads((folder / "vocabulary.json").read_text("utf-8"))
    with np.load(folder / "weights.npz", allow_pickle=False) as file:
        return Model({name: i for i, name in enumerate(names)}, file["weights"].astype(np.float64))


@lru_cache(maxsize=1)
def _model() -> Model:
    return load()


def score(ctx: Context, clauses: Sequence[Clause]) -> np.ndarray:
    """Probabilities of LABELS for every clause, in order."""
    return _model().probabilities(features(ctx, clauses))
