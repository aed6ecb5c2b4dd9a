"""Compare ways of finding names on the same annotated articles: F1 a label, and articles a second.

usage: compare_ner.py           (the test articles of annotations/entities)

The last column of scores counts only the articles that nobody read who improves the rules (``annotations/splits.yaml``).
Every way starts from the articles' text, so that its time includes splitting words. All run in one
process, in turns, three times over; processor time, which other load on the machine disturbs least; the fastest counts.
"""
from __future__ import annotations

import sys
import time
from collections.abc import Callable

import regex
from underthesea import ner as underthesea_ner
from underthesea import word_tokenize

from pipeline import ner, ner_corpus
from pipeline.article import Context
from pipeline.extractors import documents
from pipeline.ner_corpus import Annotated
from pipeline.ner_training import score
from pipeline.recognise import recognise
from pipeline.segment import segment, split_sentences

Names = list[tuple[int, int, str]]
ROUNDS = 3
_THEIRS = {"PER": "PERSON", "ORG": "ORG", "LOC": "PLACE"}
_KIND_ALONE = regex.compile(r"\P{Lu}+|Tỉnh|Thành phố|Huyện|Xã|Phường|Quận|Thị xã")


def by_model(article: Annotated) -> Names:
    return ner.names([ner.words(segment(article.article))])[0]


def by_rules(article: Annotated, model: bool = False) -> Names:
    ctx = segment(article.article)
    recognise(ctx, model=model)
    return _of(ctx)


def by_both(article: Annotated) -> Names:
    return by_rules(article, model=True)


def all_of_both(article: Annotated) -> Names:
    """The rules' names, and whatever else the model finds beside them."""
    ours = by_rules(article)
    return ours + [n for n in by_model(article) if not any(n[0] < e and s < n[1] for s, e, _ in ours)]


def by_underthesea(article: Annotated) -> Names:
    found: Names = []
    for line in article.article.lines:
        for s, e in split_sentences(article.text[line.start:line.end]):
            found += _sentence(article.text, line.start + s, line.start + e)
    return found


def _of(ctx: Context) -> Names:
    papers = [(*d.span, "DOC") for d in documents.extract(ctx)]
    # the rules also keep "huyện" alone, for the units it may mean: no name
    names = [(e.start, e.end, e.label) for e in ctx.entities if not (e.label == "PLACE" and _KIND_ALONE.fullmatch(ctx.text[e.start:e.end]))]
    return [*papers, *(n for n in names if not any(s < n[1] and n[0] < e for s, e, _ in papers))]


def _sentence(text: str, start: int, end: int) -> Names:
    """underthesea's labels on its words, the words found again in the text."""
    found: Names = []
    at = start
    for word, _, _, tag in underthesea_ner(text[start:end]):
        m = regex.compile(r"\s+".join(map(regex.escape, word.split()))).search(text, at, end)
        if not m:
            continue  # respelled by underthesea's own normaliser
        at = m.end()
        label = _THEIRS.get(tag[2:])
        if label and tag[0] == "I" and found and found[-1][2] == label:
            found[-1] = (found[-1][0], at, label)
        elif label:
            found.append((m.start(), at, label))
    return found


def words_only(article: Annotated) -> Names:
    word_tokenize(article.text)
    return []


WAYS: dict[str, Callable[[Annotated], Names]] = {
    "this model alone": by_model, "underthesea's ner()": by_underthesea, "gazetteers and rules": by_rules,
    "rules + model's places": by_both, "rules + all the model adds": all_of_both, "(word_tokenize alone)": words_only,
}


def main() -> int:
    marked = ner_corpus.read_marked()
    articles = [ner_corpus.joined(name, parts) for name, parts in marked.items() if ner_corpus.for_testing(name)]
    by_model(articles[0])
    by_underthesea(articles[0])
    seconds = dict.fromkeys(WAYS, float("inf"))
    found: dict[str, list[Names]] = {}
    for _ in range(ROUNDS):
        for name, way in WAYS.items():
            begun = time.process_time()
            found[name] = [way(a) for a in articles]
            seconds[name] = min(seconds[name], time.process_time() - begun)
    unread = ner_corpus.unread()
    print(f"{len(articles)} articles, {sum(len(a.entities) for a in articles)} names; unread: {len(unread)} of them, "
          f"{sum(len(a.entities) for a in articles if a.id in unread)} names\n")
    print("| way | " + " | ".join((*ner.LABELS, "all", "all, unread")) + " | articles/s |")
    print("| --- |" + " --- |" * (len(ner.LABELS) + 3))
    for name in WAYS:
        pairs = [(names, a.entities) for names, a in zip(found[name], articles, strict=True)]
        honest = score(p for p, a in zip(pairs, articles, strict=True) if a.id in unread)
        cells = [f"{s.f1:.3f}" if s.predicted else "–" for s in (*score(pairs).values(), honest["all"])]
        print(f"| {name} | " + " | ".join(cells) + f" | {len(articles) / seconds[name]:.1f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
