"""How well links across articles are found: precision and recall on the pairs of annotations/links.yaml.

usage: evaluate_links.py [--all]

Prints the figures of both halves, and the pairs of the development half that are wrong: who looks at those of the test
half (--all) can set nothing on them any more. The pairs of a half go through `link` as one batch of articles, so a pair
that meets a stranger counts too.
"""
from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import yaml

from pipeline.link import link
from pipeline.records import Deadline, Directive, Document, Figure, Person, Place, Record, SourceInfo

PAIRS = Path(__file__).parents[1] / "annotations" / "links.yaml"


def records_of(pairs: list[dict]) -> list[Record]:
    """Two articles for each pair, with nothing in them but its directive, target or document."""
    return [_record(f"{i}{side}", pair["kind"], pair["a"] | (pair["b"] if side == "b" else {}))
            for i, pair in enumerate(pairs) for side in "ab"]


def evaluate(pairs: list[dict]) -> tuple[float, float, list[str]]:
    """Precision and recall of linked pairs of articles, and what is wrong."""
    clusters: dict[str, set[str]] = {}
    for row in link(records_of(pairs)):
        clusters.setdefault(row.cluster_id, set()).add(row.article_id)
    found = {tuple(sorted(pair)) for members in clusters.values() for pair in combinations(members, 2)}
    right = {(f"{i}a", f"{i}b") for i, pair in enumerate(pairs) if pair["same"]}
    # sentences of two entries of the file may be one and the same thing on purpose; entries of one kind and text are not judged
    texts = [_told(p, side) for p in pairs for side in "ab"]
    judged = {p for p in found if p[0][:-1] == p[1][:-1] or texts[_at(p[0])] != texts[_at(p[1])]}
    wrong = [f"not found: {pairs[int(a[:-1])]['a']} | {pairs[int(a[:-1])]['b']}" for a, _ in sorted(right - judged)]
    wrong += [f"not the same: {a}, {b}: {texts[_at(a)]} | {texts[_at(b)]}" for a, b in sorted(judged - right)]
    hits = len(judged & right)
    return hits / len(judged) if judged else 1.0, hits / len(right) if right else 1.0, wrong


def _at(name: str) -> int:
    return 2 * int(name[:-1]) + (name[-1] == "b")


def _told(pair: dict, side: str) -> str:
    told = pair["a"] | (pair["b"] if side == "b" else {})
    return " | ".join(str(told.get(k)) for k in ("text", "metric", "number", "province", "issuer", "published"))


def _record(name: str, kind: str, told: dict) -> Record:
    text = told.get("text") or told.get("number") or ""
    span = (0, len(text))
    record = Record(id=name, source=SourceInfo(path=name, sha256="0", format="text", encoding="utf-8"), text=text,
                    published=told["published"], place=Place(province=told.get("province")))
    if told.get("due"):
        record.deadlines = [Deadline(text=text, relation="by", date=told["due"], span=span)]
    deadline = 0 if record.deadlines else None
    if kind == "directive":
        if told.get("person") and told.get("issuer"):
            record.people = [Person(name=told["issuer"], span=span)]
        record.directives = [Directive(text=text, issuer=told.get("issuer"), addressees=told.get("addressees", []), kind="order",
                                       deadline=deadline, span=span, confidence=1)]
    elif kind == "target":
        record.targets = [Figure(text=text, metric=told["metric"], comparator="=", value=told["value"], unit=told["unit"], deadline=deadline,
                                 span=span, confidence=1)]
    else:
        record.documents = [Document(text=text, type=told["type"], number=text, date=told.get("date"), span=span)]
    return record


def main(arguments: list[str]) -> int:
    all_pairs = yaml.safe_load(PAIRS.read_text("utf-8"))
    for half in ("dev", "test"):
        ours = [p for p in all_pairs if p["half"] == half]
        precision, recall, wrong = evaluate(ours)
        print(f"{half}: {len(ours)} pairs, precision {precision:.3f}, recall {recall:.3f}")
        if half == "dev" or "--all" in arguments:
            print("\n".join(wrong))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
