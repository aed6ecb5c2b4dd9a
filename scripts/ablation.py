"""What the clause model adds to the grammar of directives: grammar alone, model alone, both.

usage: ablation.py [ARTICLES GOLD]     (default: the articles kept for testing, of corpus annotations/gold)

"clauses": which clauses hold a directive; the model alone says so from a probability of 0.5.
"directives": found and matched with gold as `evaluate` does; the model alone cuts none.
"""
from __future__ import annotations

import sys
from collections.abc import Iterable

from pipeline.clause_model import clause_at, load
from pipeline.clause_training import DIRECTIVE, Labelled, asked, judge, told
from pipeline.extractors.directives import extract
from pipeline.records import Directive


def row(name: str, found: int, right: int, gold: int) -> str:
    p, r = right / max(found, 1), right / max(gold, 1)
    return f"| {name} | {p:.3f} | {r:.3f} | {2 * p * r / max(p + r, 1e-9):.3f} | {found - right} | {gold - right} |"


def clauses(data: list[Labelled], said: Iterable[set[int]]) -> tuple[int, int, int]:
    """Clauses said to be directives, those of them that are, and those that are."""
    true = [{i for i, label in enumerate(a.labels) if label == DIRECTIVE} for a in data]
    pairs = list(zip(said, true, strict=True))
    return sum(len(s) for s, _ in pairs), sum(len(s & t) for s, t in pairs), sum(map(len, true))


def directives(data: list[Labelled], found: list[list[Directive]]) -> tuple[int, int, int]:
    right = sum(sum(judge(a.gold, f)) for a, f in zip(data, found, strict=True))
    return sum(map(len, found)), right, sum(len(a.gold["directives"]) for a in data)


def main(arguments: list[str]) -> int:
    data = asked(arguments)
    if data is None:
        print(__doc__, file=sys.stderr)
        return 2
    model = load()
    grammar = [a.found for a in data]
    both = [extract(a.ctx) for a in data]
    held = [[{clause_at(a.clauses, d.span[0]) for d in f} - {None} for a, f in zip(data, found, strict=True)] for found in (grammar, both)]
    alone = [{i for i, p in enumerate(told(model, a)) if p >= 0.5} for a in data]
    print(f"{len(data)} articles, {sum(len(a.clauses) for a in data)} clauses\n")
    print("| | precision | recall | F1 | false | missed |\n| --- | --- | --- | --- | --- | --- |")
    for name, said in (("grammar", held[0]), ("model", alone), ("both", held[1])):
        print(row(f"clauses, {name}", *clauses(data, said)))
    for name, found in (("grammar", grammar), ("both", both)):
        print(row(f"directives, {name}", *directives(data, found)))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
