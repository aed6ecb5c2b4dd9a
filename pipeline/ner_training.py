"""Training and testing the recogniser of names: ``python -m pipeline train ner``.

The same annotations and seed give the same weights and the same scores on one machine.
"""
from __future__ import annotations

import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

from pipeline import ner, ner_corpus
from pipeline.ner_corpus import Annotated
from pipeline.segment import segment

SEED = 2023
# Settings were compared on 20 of the training articles, kept out for that; another seed alone moves F1 by 0.015, and nothing tried did more:
# 8 to 20 epochs, 2 or 4 variants, dropout 0.2 to 0.4, width 64 or 96, depth 3 or 4, the word's first syllable as a feature.
EPOCHS = 10
VARIANTS = 2  # swapped copies of each article an epoch, drawn anew
DROPOUT = 0.3
DEPTH = 3
# A word is seen by its form, first letter, last three letters, shape and kind, and by the words around it.
CONFIG = {
    "model": {
        "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
        "hidden_width": 64, "maxout_pieces": 2, "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {"@architectures": "spacy.MultiHashEmbed.v2", "width": 64, "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"],
                      "rows": [2000, 500, 1000, 500, 100], "include_static_vectors": False},
            "encode": {"@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 64, "window_size": 1, "maxout_pieces": 3, "depth": DEPTH},
        },
    }
}

Names = Iterable[tuple[int, int, str]]


@dataclass(frozen=True, slots=True)
class Score:
    """Exact matches of one label: predicted, in the gold, both."""

    predicted: int
    gold: int
    hit: int

    @property
    def f1(self) -> float:
        return 2 * self.hit / max(self.predicted + self.gold, 1)

    @property
    def precision(self) -> float:
        return self.hit / max(self.predicted, 1)

    @property
    def recall(self) -> float:
        return self.hit / max(self.gold, 1)


def score(pairs: Iterable[tuple[Names, Names]]) -> dict[str, Score]:
    """Scores by label, and of all as "all", over (predicted, gold) names of articles."""
    predicted: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    for ours, theirs in pairs:
        ours, theirs = set(ours), set(theirs)
        for counter, found in ((predicted, ours), (gold, theirs), (hit, ours & theirs)):
            counter.update(label for _, _, label in found)
            counter["all"] += len(found)
    return {label: Score(predicted[label], gold[label], hit[label]) for label in (*ner.LABELS, "all")}


def doc_of(annotated: Annotated) -> Doc:
    """underthesea's words of the article with its names as ``doc.ents``. A name that begins or ends
    inside a word is widened to it (one in forty)."""
    doc = ner.words(segment(annotated.article))
    spans = [doc.char_span(s, e, label=label, alignment_mode="expand") for s, e, label in annotated.entities]
    doc.ents = filter_spans([s for s in spans if s is not None])
    return doc


def train(out: Path = ner.FOLDER, seed: int = SEED, epochs: int = EPOCHS, say: Callable[[str], None] = print) -> dict:
    """Trains on the annotated articles that are not for testing, writes the pipeline to ``out`` and
    what was measured to ``out/scores.json``, and returns that."""
    begun = time.perf_counter()
    ner.renew_words()
    fix_random_seed(seed)
    rng = random.Random(seed)
    marked = ner_corpus.read_marked()
    known = {n: p for n, p in marked.items() if not ner_corpus.for_testing(n)}
    swapper = ner_corpus.Swapper(known)
    nlp = ner.blank()
    nlp.add_pipe("ner", config=CONFIG)
    real = [_lines(doc_of(ner_corpus.joined(n, p))) for n, p in known.items()]
    optimizer = nlp.initialize(lambda: [e for es in real for e in es])
    for epoch in range(1, epochs + 1):
        examples = [e for es in real for e in es]
        for _ in range(VARIANTS):
            examples += [e for n, p in known.items() for e in _lines(doc_of(swapper.variant(n, p, rng)))]
        rng.shuffle(examples)
        losses: dict[str, float] = {}
        for batch in minibatch(examples, size=24):
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        say(f"epoch {epoch}/{epochs}: loss {losses['ner']:.0f}, {time.perf_counter() - begun:.0f} s")
    with nlp.use_params(optimizer.averages):
        nlp.meta.update(name="govnews_ner", version="1", description="Names in Vietnamese government news", license="MIT")
        nlp.to_disk(out, exclude=["vocab"])
    ner.load.cache_clear()
    return _report(out, seed, epochs, marked)


def _report(out: Path, seed: int, epochs: int, marked: dict) -> dict:
    gold = [ner_corpus.joined(n, marked[n]) for n in sorted(marked) if ner_corpus.for_testing(n)]
    found = ner.names([ner.words(segment(a.article)) for a in gold], ner.load(out))
    scores = score(zip(found, [a.entities for a in gold], strict=True))
    report = {
        "seed": seed, "epochs": epochs, "data": ner_corpus.data_hash(marked),
        "settings": {"variants": VARIANTS, "dropout": DROPOUT, "depth": DEPTH}, "articles": {"training": len(marked) - len(gold), "test": len(gold)},
        "names": dict(Counter(p.label for parts in marked.values() for p in parts if p.label)),
        "spacy": spacy.__version__,
        "test": {label: {"precision": round(s.precision, 3), "recall": round(s.recall, 3), "f1": round(s.f1, 3), "gold": s.gold}
                 for label, s in scores.items()},
    }
    (out / "scores.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return report


def _lines(doc: Doc) -> list[Example]:
    """One example a line: the model never looks beyond one."""
    out, start = [], 0
    for i, token in enumerate(doc):
        if "\n" in token.text:
            out += _example(doc[start:i])
            start = i + 1
    return out + _example(doc[start:len(doc)])


def _example(line: Span) -> list[Example]:
    if not line.text.strip():
        return []
    return [Example(ner.tagged(line), line.as_doc())]


def main() -> None:
    """Trains on the project's own articles and prints the scores."""
    print(describe(train()))


def describe(report: dict) -> str:
    """The report as a table for people."""
    rows = [f"{'label':8s} precision  recall      F1    gold"]
    rows += [f"{label:8s} {s['precision']:9.3f} {s['recall']:7.3f} {s['f1']:7.3f} {s['gold']:7d}" for label, s in report["test"].items()]
    return "\n".join([*rows, f"seed {report['seed']}, data {report['data']}, {report['articles']['test']} test articles"])

