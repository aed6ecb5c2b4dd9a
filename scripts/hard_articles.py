"""What the pipeline finds in the articles of annotations/hard, field by field.

usage: hard_articles.py [--errors [FIELD]]

Prints how many of the directives that are marked in the texts are found, then the scores of ``evaluate`` against the
gold beside them (NAME.json). ``--errors`` lists each directive missed (-) or false (+); with a field ("units",
"directive.issuer", …) every error of that field.

The articles were written with clauses that are hard to judge, and their other fields annotated afterwards by people who
had never seen what the pipeline finds. Nothing is trained on them; the rules' authors have seen the errors in most.
"""
from __future__ import annotations

import json
import sys
from pathlib import Path

from pipeline.article import Source
from pipeline.clause_training import Labelled, judge, marked, unmarked
from pipeline.evaluate import Scores, score_article
from pipeline.extractors.directives import extract
from pipeline.run import analyse

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


def scored(folder: Path = FOLDER) -> Scores:
    """The scores of all fields against the gold files of a folder."""
    scores = Scores()
    for path in sorted(folder.glob("*.json")):
        text = article(path)
        record = analyse(Source(path=path.name, content=text, format="text", markup="text", sha256="0"))
        scores.articles += 1
        score_article(scores, path.stem, text, json.loads(path.read_text("utf-8")), record.model_dump(mode="json"))
    return scores


def article(gold: Path) -> str:
    """The text of the article whose gold file this is, without the marks of its clauses."""
    return unmarked(gold.with_suffix(".txt").read_text("utf-8"))


def main() -> None:
    right, false, missed, lines = measured(marked(FOLDER))
    p, r = right / (right + false), right / (right + missed)
    print(f"directives as marked         P {p:.3f}  R {r:.3f}  F1 {2 * p * r / (p + r):.3f}  n {right + missed}")
    scores = scored()
    print(scores.as_text())
    if sys.argv[1:] == ["--errors"]:
        print("\n".join(lines))
    elif sys.argv[1:2] == ["--errors"]:
        print("\n".join(str(e) for e in scores.errors if e.field == sys.argv[2]))


if __name__ == "__main__":
    main()
