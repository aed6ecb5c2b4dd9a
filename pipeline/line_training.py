"""Trains the line model on ``corpus/`` and ``annotations/gold``, and says how good it is.

Lines of text pages are labelled in gold. Of HTML pages gold holds the article: what stands in it is
text there, and the rest is what the rules call it, unless they call it text.
"""
from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import yaml

from pipeline.article import Source
from pipeline.clean import labelled
from pipeline.evaluate import line_numbers
from pipeline.lines import FOLDER, LABELS, NAMES, LineModel, features
from pipeline.read import read
from pipeline.rows import Row, key_of

HIDDEN, SEED = 24, 1


@dataclass(frozen=True)
class Example:
    """A page with the gold label of each of its lines."""

    name: str
    rows: list[Row]
    gold: list[str]


def examples(corpus: Path, gold: Path) -> Iterator[Example]:
    """The pages that gold has labels for."""
    for source in read([corpus]):
        if not isinstance(source, Source):
            continue
        name = source.id or Path(source.path).stem
        path = gold / f"{name}.json"
        if not path.exists():
            continue
        spec = json.loads(path.read_text("utf-8")).get("lines")
        article = path.with_suffix(".txt")
        _, rows = labelled(source)
        if source.markup == "text" and spec:
            kinds = {n: label for label in LABELS for n in line_numbers(spec.get(label))}
            yield Example(name, rows, [kinds.get(source.content.count("\n", 0, next(o for o in r.text.origins if o >= 0)) + 1, "noise") for r in rows])
        elif source.markup == "html" and article.exists():
            inside = {key_of(line) for line in article.read_text("utf-8").splitlines()}
            whole = "".join(inside)
            yield Example(name, rows, [_html_label(r, inside, whole) for r in rows])


def _html_label(row: Row, article: set[str], whole: str) -> str:
    # cells of a table stand on one line of the article
    if row.key in article or row.row and row.kind == "body" and row.key in whole:
        return row.kind if row.kind in ("title", "body", "caption") else "body"
    return row.kind if row.kind in ("date", "byline") else "noise"


def fit(pages: list[Example]) -> LineModel:
    """A model of these pages."""
    from sklearn.neural_network import MLPClassifier
    from threadpoolctl import threadpool_limits

    table = np.concatenate([features(p.rows) for p in pages])
    wanted = np.array([LABELS.index(kind) for p in pages for kind in p.gold])
    mean, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-3)
    with threadpool_limits(1):  # too small a task to share out, and the same sums on every machine
        network = MLPClassifier((HIDDEN,), alpha=1.0, max_iter=3000, random_state=SEED, solver="lbfgs").fit((table - mean) / scale, wanted)
    layers = []
    for n, (weights, offsets) in enumerate(zip(network.coefs_, network.intercepts_)):
        if n == len(network.coefs_) - 1:  # labels that no page has get no chance
            full, base = np.zeros((weights.shape[0], len(LABELS))), np.full(len(LABELS), -30.0)
            full[:, network.classes_], base[network.classes_] = weights, offsets
            weights, offsets = full, base
        layers.append((weights.astype(np.float32), offsets.astype(np.float32)))
    return LineModel(mean.astype(np.float32), scale.astype(np.float32), tuple(layers))


def report(trained: LineModel, pages: list[Example]) -> dict:
    """Share of lines that the rules, and the model, label as gold does, and the model's precision and
    recall for each label."""
    gold = [kind for p in pages for kind in p.gold]
    said = [LABELS[i] for p in pages for i in trained.probabilities(features(p.rows)).argmax(axis=1)]
    rules = [r.kind for p in pages for r in p.rows]
    rows = {}
    for label in LABELS:
        right = sum(g == s == label for g, s in zip(gold, said))
        rows[label] = {"n": gold.count(label), "precision": round(right / max(1, said.count(label)), 3), "recall": round(right / max(1, gold.count(label)), 3)}
    return {"pages": len(pages), "lines": len(gold), "rules": round(float(np.mean([g == r for g, r in zip(gold, rules)])), 4),
            "model": round(float(np.mean([g == s for g, s in zip(gold, said)])), 4), "labels": rows}


def main(corpus: Path = Path("corpus"), gold: Path = Path("annotations/gold"), folder: Path = FOLDER) -> None:
    """Train on the pages that are not kept for testing, write the model, and print its figures on those
    that are."""
    kept = set(yaml.safe_load((gold.parent / "splits.yaml").read_text("utf-8"))["test"])
    pages = list(examples(corpus, gold))
    trained = fit([p for p in pages if p.name not in kept])
    figures = report(trained, [p for p in pages if p.name in kept])
    arrays = {"mean": trained.mean, "scale": trained.scale}
    for n, (weights, offsets) in enumerate(trained.layers):
        arrays |= {f"weights{n}": weights, f"offsets{n}": offsets}
    folder.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(folder / "weights.npz", **arrays)
    (folder / "config.json").write_text(json.dumps({"features": NAMES, "labels": LABELS, "test": figures}, indent=1) + "\n", "utf-8")
    print(f"{figures['pages']} pages kept for testing, {figures['lines']} lines labelled right: rules {figures['rules']}, model {figures['model']}")
    for label, row in figures["labels"].items():
        print(f"{label:8s} P {row['precision']:.3f}  R {row['recall']:.3f}  n {row['n']}")
