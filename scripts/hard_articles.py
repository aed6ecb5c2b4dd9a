"""Directives in the articles of annotations/hard: precision, recall and F1, and each one missed (-) or false (+) with --errors.

usage: hard_articles.py [--errors]

The articles were written with clauses that are hard to judge and are never trained on; the rules' authors have seen what
was missed in them. A directive is found where ``evaluate`` calls two texts the same.
"""
from __future__ import annotations

import sys
from pathlib import Path

from pipeline.clause_training import Labelled, judge, marked
from pipeline.extractors.directives import extract

FOLDER = Path(__file__).parents[1] / "annotations" / "hard"


def measured(articles: list[Labelled]) -> tuple[int, int, int, list[str]]:
    """Right, false and missed directives of all articles, and a line for each that is false or missed."""
    right = false = missed = 0
    lines: list[str] = []
    for article in articles:
        found = extract(article.ctx)
        ok = judge(article.gold, found)
        gold = article.gold["directives"]
        alone = [entry["text"] for entry in gold if not any(judge({"directives": [entry]}, found))]
        right, false, missed = right + sum(ok), false + ok.count(False), missed + len(gold) - sum(ok)
        lines += [f"- {article.name} | {text}" for text in alone]
        lines += [f"+ {article.name} | {d.confidence} {d.issuer}: {d.text}" for d, good in zip(found, ok, strict=True) if not good]
    return right, false, missed, lines


def main() -> None:
    right, false, missed, lines = measured(marked(FOLDER))
    p, r = right / (right + false), right / (right + missed)
    print(f"directives: P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.3f}  n {right + missed}")
    if sys.argv[1:] == ["--errors"]:
        print("\n".join(lines))


if __name__ == "__main__":
    main()
