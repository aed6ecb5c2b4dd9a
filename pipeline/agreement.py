"""How far annotators agree, field by field: F1 of what they list, Cohen's kappa of what they choose."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from pipeline.corrected_gold import SCORED, gold_lists, judged
from pipeline.corrections import LISTS, Store
from pipeline.evaluate import SAME_DIRECTIVE, Scores, score_article
from pipeline.likeness import match, overlap
from pipeline.revise import COPY, Entry, Review, replay

# Fields with a closed list of values: where chance agreement has a meaning.
CLOSED = {"meetings": ("type",), "directives": ("kind",), "deadlines": ("relation",), "targets": ("comparator",),
          "results": ("comparator",), "units": ("level",)}


@dataclass
class Agreement:
    """Of two annotators, on the articles in which both completed a list."""

    a: str
    b: str
    articles: int = 0
    scores: Scores = field(default_factory=Scores)  # the one's lists scored against the other's
    labels: dict[str, tuple[list[str], list[str]]] = field(default_factory=lambda: defaultdict(lambda: ([], [])))

    def kappa(self, name: str) -> float | None:
        """Cohen's kappa; None where neither annotator ever chose differently, so that it is not defined."""
        from sklearn.metrics import cohen_kappa_score

        one, other = self.labels[name]
        return float(cohen_kappa_score(one, other)) if len(set(one) | set(other)) > 1 else None

    def as_text(self) -> str:
        lines = [f"{self.a} and {self.b}: {self.articles} articles in common"]
        for name, s in self.scores.fields.items():
            if not s.found + s.missed + s.spurious:
                continue
            lines.append(f"{name:28s} {'same' if s.is_attribute else 'F1  '} {s.value:.3f}  n {s.n}")
        for name in sorted(self.labels):
            k = self.kappa(name)
            lines.append(f"{name:28s} kappa {f'{k:.3f}' if k is not None else '–  (one value only)'}  n {len(self.labels[name][0])}")
        return "\n".join(lines)


def agreement(store: Store) -> Iterator[Agreement]:
    """Every pair of annotators who completed the same list of an article at least once."""
    for a, b in combinations(store.annotators(), 2):
        pair = Agreement(a, b)
        for article in store.articles():
            one, other = (replay(store.of(article, who)) for who in (a, b))
            lists = judged(one) & judged(other)
            if lists:
                pair.articles += 1
                _compare(pair, article, one, other, lists)
        if pair.articles:
            yield pair


def _compare(pair: Agreement, article: str, one: Review, other: Review, lists: set[str]) -> None:
    gold, pred = gold_lists(one), gold_lists(other)
    pred["units"] = [{"name": u} for u in pred["units"]]
    scores = Scores()
    score_article(scores, article, "", {**gold, "lines": {}, "published": None}, {**pred, "text": "", "published": None})
    stems = tuple(stem for name in lists for stem in SCORED[name])
    for name, s in scores.fields.items():
        if name.startswith(stems):
            total = pair.scores.fields.setdefault(name, type(s)(is_attribute=s.is_attribute))
            total.found, total.spurious, total.missed = total.found + s.found, total.spurious + s.spurious, total.missed + s.missed
    for name in LISTS:
        if name not in lists:
            continue
        for key in one.entries.keys() & other.entries.keys():  # what both judged of the machine's
            x, y = one.entries[key], other.entries[key]
            if x.list == name:
                _label(pair, f"{name} kept", x.status != "rejected", y.status != "rejected")
        for x, y in paired(one, other, name):
            for attribute in CLOSED.get(name, ()):
                _label(pair, f"{name}.{attribute}", x.values.get(attribute), y.values.get(attribute))


def _label(pair: Agreement, name: str, a: Any, b: Any) -> None:
    pair.labels[name][0].append(str(a))
    pair.labels[name][1].append(str(b))


def kept(review: Review, name: str) -> list[Entry]:
    """The entries of a list that an annotator lets stand, in order of the text."""
    return sorted((e for e in review.entries.values() if e.list == name and e.status not in ("rejected", "proposed")),
                  key=lambda e: e.place.span if e.place else (0, 0))


def paired(one: Review, other: Review, name: str) -> list[tuple[Entry, Entry]]:
    """Entries that two annotators both have: those made of the same machine's entry, then the most
    alike that lie over one another in the text."""
    a, b = kept(one, name), kept(other, name)

    def likeness(x: Entry, y: Entry) -> float:
        if x.key == y.key:
            return 2.0
        if x.place and y.place and (x.place.span[1] <= y.place.span[0] or y.place.span[1] <= x.place.span[0]):
            return 0.0
        return overlap(x.values.get(COPY[name]), y.values.get(COPY[name]))

    return [(a[i], b[j]) for i, j in match(a, b, likeness, SAME_DIRECTIVE)]
